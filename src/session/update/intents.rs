//! What the keys do.
//!
//! Does not: know which key it was; `session::keys` does.

use super::Step;
use crate::{
    protocol::page::{RecordForm, ReplicaTarget, Scope},
    session::{
        Action, Effect,
        bursts::BurstAction,
        effect::Target,
        explaining::ExplainAction,
        following::{FollowAction, Handing},
        handover::{HandAction, Part},
        keys::{Intent, is_of_lists},
        longest_gaps::GapAction,
        marks::MarkAction,
        pins::PinAction,
        requests::RequestsAction,
        state::{Dialog, Tab, Theme},
        tails::TailAction,
        tracks::TrackAction,
    },
};

/// How far an arrow key moves, as a part of the range; and how much a key zooms.
const PAN_PART: f64 = 0.25;
const ZOOM_FACTOR: f64 = 0.5;

impl Step {
    pub(super) fn intend(&mut self, intent: Intent) {
        if self.intend_in_dialog(intent) {
            return;
        }
        let taken = match self.state.view.tab {
            Tab::Requests => self.intend_among_requests(intent),
            Tab::Marks => self.intend_among_marks(intent),
            _ => false,
        };
        if taken {
            return;
        }
        match intent {
            Intent::FocusQuery => self.effects.push(Effect::Focus(Target::Query)),
            Intent::FocusFacets => self.effects.push(Effect::Focus(Target::Facets)),
            Intent::OpenFind => self.open_find(true),
            Intent::FindNext => self.find_text(true),
            Intent::FindPrevious => self.find_text(false),
            Intent::NextRow => self.move_mark(1),
            Intent::PreviousRow => self.move_mark(-1),
            Intent::NextPage => self.move_page(1.0),
            Intent::PreviousPage => self.move_page(-1.0),
            Intent::FirstRow => self.mark_end(0),
            Intent::LastRow => self.mark_end(u64::MAX),
            Intent::OpenRow => self.open_marked(),
            Intent::Back => self.back(),
            Intent::NextSame => self.find_same_pattern(true),
            Intent::PreviousSame => self.find_same_pattern(false),
            Intent::ContextSource => self.context_at_hand(Scope::Source),
            Intent::ContextAll => self.context_at_hand(Scope::All),
            Intent::Undo => self.undo(),
            Intent::Redo => self.redo(),
            intent => self.intend_in_time(intent),
        }
    }

    /// Keys that go through a list leave those behind a dialog alone.
    fn intend_in_dialog(&mut self, intent: Intent) -> bool {
        let languages = self.state.view.dialog == Some(Dialog::HandOver)
            && self.state.handing.part == Part::Translate;
        (languages && self.intend_among_languages(intent))
            || (self.state.view.dialog.is_some() && is_of_lists(intent))
    }

    /// What keys do with time, and with what breaks out in it.
    fn intend_in_time(&mut self, intent: Intent) {
        match intent {
            Intent::ZoomIn => self.act(Action::ZoomedBy { factor: ZOOM_FACTOR, at: None }),
            Intent::ZoomOut => self.act(Action::ZoomedBy { factor: 1.0 / ZOOM_FACTOR, at: None }),
            Intent::PanLeft => self.act(Action::PannedBy(-PAN_PART)),
            Intent::PanRight => self.act(Action::PannedBy(PAN_PART)),
            Intent::WholeRange => self.act(Action::RangeCommitted(None)),
            Intent::GoToTime => self.show_dialog(Dialog::GoToTime),
            Intent::ChooseZone => self.show_dialog(Dialog::Zone),
            Intent::SwitchTheme => self.act(Action::ThemeChosen(self.state.prefs.theme.next())),
            Intent::Help => self.show_dialog(Dialog::Help),
            Intent::OpenFiles => self.effects.push(Effect::OpenPicker { folder: false }),
            Intent::OpenFolder => self.effects.push(Effect::OpenPicker { folder: true }),
            Intent::NextBurst => self.act_bursts(BurstAction::Stepped { forward: true }),
            Intent::PreviousBurst => self.act_bursts(BurstAction::Stepped { forward: false }),
            Intent::NextGap => self.act_gaps(GapAction::Stepped { forward: true }),
            Intent::PreviousGap => self.act_gaps(GapAction::Stepped { forward: false }),
            Intent::ExplainRange => self.act_explain(ExplainAction::RangeAsked),
            Intent::NextMarker => self.act_tracks(TrackAction::MarkerStepped { forward: true }),
            Intent::PreviousMarker => {
                self.act_tracks(TrackAction::MarkerStepped { forward: false });
            }
            Intent::MovesWith => self.act_tracks(TrackAction::FirstMoversAsked),
            intent => self.intend_with_finding(intent),
        }
    }

    /// What keys do with what was found, and with the page.
    fn intend_with_finding(&mut self, intent: Intent) {
        match intent {
            Intent::FollowEvent
            | Intent::FollowFailing
            | Intent::FollowGood
            | Intent::ShowBeside
            | Intent::FollowBack
            | Intent::NextStep
            | Intent::PreviousStep
            | Intent::NextStoryGap
            | Intent::PreviousStoryGap
            | Intent::ShowLinked
            | Intent::CopyCurl
            | Intent::CopyHttp
            | Intent::CopyHar
            | Intent::CopyExcerpt
            | Intent::Unmask => self.act_follow(follow_action(intent)),
            Intent::ShowKinds => self.toggle_kinds(),
            Intent::NoRequests => self.act_kinds(RequestsAction::SaidOfShown),
            Intent::MarkEvent
            | Intent::MarkRange
            | Intent::WriteNote
            | Intent::NextMark
            | Intent::PreviousMark => self.act_marks(mark_action(intent)),
            Intent::PinFilter => self.act_pins(PinAction::Pinned),
            Intent::FoldRuns => self.act(Action::FoldToggled),
            Intent::CopyEvent => self.act_handover(HandAction::CopyAsked(RecordForm::Text)),
            Intent::CopyJson => self.act_handover(HandAction::CopyAsked(RecordForm::JsonLines)),
            Intent::CopyMarkdown => self.act_handover(HandAction::CopyAsked(RecordForm::Markdown)),
            Intent::SelectNext => self.extend_selection(1),
            Intent::SelectPrevious => self.extend_selection(-1),
            Intent::HandOver => self.act_handover(HandAction::Opened(Part::Export)),
            Intent::MakeReport => self.act_handover(HandAction::Opened(Part::Report)),
            Intent::Translate => self.act_handover(HandAction::Opened(Part::Translate)),
            Intent::Veil => self.act_handover(HandAction::VeilToggled),
            Intent::CopyLink => self.copy_link(),
            Intent::SaveInvestigation => self.act(Action::InvestigationSaveAsked),
            Intent::StopLoading => self.act(Action::LoadingStopped),
            Intent::FollowFiles => self.act_tails(TailAction::AllToggled),
            panels => self.show_tab(panel(panels)),
        }
    }

    /// What the keys of a list do where requests are listed; whether this was one of them.
    fn intend_among_requests(&mut self, intent: Intent) -> bool {
        let seen = &self.state.requests.seen;
        let page = i64::try_from(seen.end.saturating_sub(seen.start)).unwrap_or(1).max(2) - 1;
        match intent {
            Intent::NextRow => self.move_request(1),
            Intent::PreviousRow => self.move_request(-1),
            Intent::NextPage => self.move_request(page),
            Intent::PreviousPage => self.move_request(-page),
            Intent::FirstRow => self.move_request(i64::MIN),
            Intent::LastRow => self.move_request(i64::MAX),
            Intent::OpenRow | Intent::FollowEvent => self.follow_marked(),
            _ => return false,
        }
        true
    }

    /// The same key closes again what it opened.
    fn show_dialog(&mut self, dialog: Dialog) {
        let needs_time = dialog == Dialog::GoToTime;
        if needs_time && self.state.timeline.extent.is_none() {
            return;
        }
        let closes = self.state.view.dialog == Some(dialog);
        self.act(Action::DialogOpened((!closes).then_some(dialog)));
    }

    /// Closes the innermost thing that is open; at last zooms back.
    fn back(&mut self) {
        if self.state.view.dialog.is_some() {
            self.act(Action::DialogOpened(None));
        } else if self.state.query.completions.is_some() {
            self.close_completions();
        } else if self.state.find.open {
            self.open_find(false);
        } else if self.state.context.is_some() {
            self.state.context = None;
            self.effects.push(Effect::Focus(Target::Events));
        } else if self.state.view.tab == Tab::Requests && self.state.following.is_some() {
            self.close_story();
        } else if self.state.view.tab != Tab::Events {
            self.show_list();
        } else if self.state.detail.open {
            self.close_detail();
        } else if self.state.following.is_some() {
            self.close_story();
        } else if self.state.explaining.is_some() {
            self.state.explaining = None;
            self.effects.push(Effect::Focus(Target::Events));
        } else if self.state.view.range.is_some() {
            self.zoom_back();
        } else {
            self.effects.push(Effect::Focus(Target::Events));
        }
    }

    fn context_at_hand(&mut self, scope: Scope) {
        if let Some(record) = self.record_at_hand() {
            self.act(Action::ContextAsked { record, scope });
        }
    }
}

/// What a key means to the request that is followed.
fn follow_action(intent: Intent) -> FollowAction {
    let copied = |target| FollowAction::Handed(Handing { target, saved: false });
    match intent {
        Intent::FollowFailing => FollowAction::FailingAsked,
        Intent::FollowGood => FollowAction::GoodAsked,
        Intent::ShowBeside => FollowAction::BesideToggled,
        Intent::FollowBack => FollowAction::BackAsked,
        Intent::NextStep => FollowAction::Stepped { forward: true },
        Intent::PreviousStep => FollowAction::Stepped { forward: false },
        Intent::NextStoryGap => FollowAction::GapStepped { forward: true },
        Intent::PreviousStoryGap => FollowAction::GapStepped { forward: false },
        Intent::ShowLinked => FollowAction::LinkedToggled,
        Intent::CopyCurl => copied(ReplicaTarget::Curl),
        Intent::CopyHttp => copied(ReplicaTarget::Http),
        Intent::CopyHar => copied(ReplicaTarget::Har),
        Intent::CopyExcerpt => copied(ReplicaTarget::Excerpt),
        Intent::Unmask => FollowAction::MaskToggled,
        _ => FollowAction::EventAsked,
    }
}

/// The panel that a key shows.
fn panel(intent: Intent) -> Tab {
    match intent {
        Intent::ShowPatterns => Tab::Patterns,
        Intent::ShowBursts => Tab::Bursts,
        Intent::ShowCompare => Tab::Compare,
        Intent::ShowSources => Tab::Sources,
        Intent::ShowMetrics => Tab::Metrics,
        Intent::ShowRequests => Tab::Requests,
        Intent::ShowMarks => Tab::Marks,
        _ => Tab::Events,
    }
}

/// What a key means to marks.
fn mark_action(intent: Intent) -> MarkAction {
    match intent {
        Intent::MarkRange => MarkAction::RangeMarked,
        Intent::WriteNote => MarkAction::NoteAsked,
        Intent::NextMark => MarkAction::Stepped { forward: true },
        Intent::PreviousMark => MarkAction::Stepped { forward: false },
        _ => MarkAction::Toggled,
    }
}

impl Theme {
    /// System, light, dark, and round again.
    #[must_use]
    pub fn next(self) -> Theme {
        match self {
            Theme::System => Theme::Light,
            Theme::Light => Theme::Dark,
            Theme::Dark => Theme::System,
        }
    }
}
