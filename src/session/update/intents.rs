//! What the keys do.
//!
//! Does not: know which key it was; `session::keys` does.

use super::Step;
use crate::{
    protocol::page::{ReplicaTarget, Scope},
    session::{
        Action, Effect,
        bursts::BurstAction,
        effect::Target,
        explaining::ExplainAction,
        following::{FollowAction, Handing},
        keys::Intent,
        pins::PinAction,
        state::{Dialog, Tab, Theme},
        tracks::TrackAction,
    },
};

/// How far an arrow key moves, as a part of the range; and how much a key zooms.
const PAN_PART: f64 = 0.25;
const ZOOM_FACTOR: f64 = 0.5;

impl Step {
    pub(super) fn intend(&mut self, intent: Intent) {
        if self.state.view.tab == Tab::Requests && self.intend_among_requests(intent) {
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
            Intent::FirstRow => self.mark(0),
            Intent::LastRow => self.mark(u64::MAX),
            Intent::OpenRow => self.open_marked(),
            Intent::Back => self.back(),
            Intent::NextSame => self.find_same_pattern(true),
            Intent::PreviousSame => self.find_same_pattern(false),
            Intent::ContextSource => self.context_at_hand(Scope::Source),
            Intent::ContextAll => self.context_at_hand(Scope::All),
            Intent::Undo => self.undo(),
            Intent::Redo => self.redo(),
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
            Intent::ExplainRange => self.act_explain(ExplainAction::RangeAsked),
            Intent::NextMarker => self.act_tracks(TrackAction::MarkerStepped { forward: true }),
            Intent::PreviousMarker => {
                self.act_tracks(TrackAction::MarkerStepped { forward: false });
            }
            Intent::MovesWith => self.act_tracks(TrackAction::FirstMoversAsked),
            Intent::FollowEvent
            | Intent::FollowFailing
            | Intent::FollowGood
            | Intent::FollowBack
            | Intent::NextStep
            | Intent::PreviousStep
            | Intent::ShowLinked
            | Intent::CopyCurl
            | Intent::CopyHttp
            | Intent::CopyHar
            | Intent::CopyExcerpt
            | Intent::Unmask => self.act_follow(follow_action(intent)),
            Intent::ShowEvents => self.show_tab(Tab::Events),
            Intent::ShowPatterns => self.show_tab(Tab::Patterns),
            Intent::ShowBursts => self.show_tab(Tab::Bursts),
            Intent::ShowCompare => self.show_tab(Tab::Compare),
            Intent::ShowSources => self.show_tab(Tab::Sources),
            Intent::ShowMetrics => self.show_tab(Tab::Metrics),
            Intent::PinFilter => self.act_pins(PinAction::Pinned),
            Intent::ShowRequests => self.show_tab(Tab::Requests),
            Intent::FoldRuns => self.act(Action::FoldToggled),
            Intent::CopyEvent => self.copy_event(),
            Intent::CopyLink => self.copy_link(),
            Intent::StopLoading => self.act(Action::LoadingStopped),
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

    fn copy_event(&mut self) {
        let detail = &self.state.detail.detail;
        let open = detail.as_ref().filter(|detail| Some(detail.key) == self.record_at_hand());
        let text = match (open, self.marked_row()) {
            (Some(detail), _) => detail.raw.clone(),
            (None, Some(row)) => row.message.clone(),
            (None, None) => return,
        };
        self.effects.push(Effect::Copy(text));
    }
}

/// What a key means to the request that is followed.
fn follow_action(intent: Intent) -> FollowAction {
    let copied = |target| FollowAction::Handed(Handing { target, saved: false });
    match intent {
        Intent::FollowFailing => FollowAction::FailingAsked,
        Intent::FollowGood => FollowAction::GoodAsked,
        Intent::FollowBack => FollowAction::BackAsked,
        Intent::NextStep => FollowAction::Stepped { forward: true },
        Intent::PreviousStep => FollowAction::Stepped { forward: false },
        Intent::ShowLinked => FollowAction::LinkedToggled,
        Intent::CopyCurl => copied(ReplicaTarget::Curl),
        Intent::CopyHttp => copied(ReplicaTarget::Http),
        Intent::CopyHar => copied(ReplicaTarget::Har),
        Intent::CopyExcerpt => copied(ReplicaTarget::Excerpt),
        Intent::Unmask => FollowAction::MaskToggled,
        _ => FollowAction::EventAsked,
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
