//! The next state and what follows: one function over everything that can happen.
//!
//! Each topic has its file: `opening`, `filtering`, `moving` (time), `listing` (rows), `folding`,
//! `looking` (detail, context, find), `marks`, `following` (requests), `replies`, `resuming` (workers that stopped), `travel` (links, undo), `investigation`, `intents` (keys).
//! They work on a [`Step`]: the new state in the making, and the effects so far.
//!
//! Does not: do IO, or ask for the time.

use std::rc::Rc;

use super::{
    Action, Effect, State,
    action::ZonePurpose,
    asking::Basis,
    state::{Dialog, Find, Notice, Prefs, Query, Rows, Tab, Theme, Trouble, View},
};
use crate::protocol::page::Command;

mod comparing;
mod completing;
mod explaining;
mod filtering;
mod folding;
mod following;
mod gaps;
mod handover;
mod ids;
mod intents;
mod investigation;
mod listing;
mod looking;
mod marks;
mod metrics;
mod moving;
mod opening;
mod own_format;
mod page_slice;
mod patterns;
mod pins;
mod replies;
mod requests;
mod resuming;
mod sources;
mod tails;
mod tracks;
mod travel;

#[cfg(test)]
pub(in crate::session) mod tests;

/// The state after an action, and what the shell has to do.
/// The same `Rc` comes back if and only if nothing changed.
#[must_use]
pub fn update(state: &Rc<State>, action: Action) -> (Rc<State>, Vec<Effect>) {
    let mut step = Step { state: (**state).clone(), effects: Vec::new() };
    let travelling = matches!(action, Action::Travelled { .. } | Action::Started { .. });
    step.act(action);
    if !travelling {
        travel::record(state, &mut step);
    }
    let next = if step.state.same(state) { Rc::clone(state) } else { Rc::new(step.state) };
    (next, step.effects)
}

/// A new state in the making.
struct Step {
    state: State,
    effects: Vec<Effect>,
}

impl Step {
    fn act(&mut self, action: Action) {
        match action {
            Action::Started { link, prefs, example, slice } => {
                self.start(&link, prefs, example);
                self.effects.extend(slice.then_some(Effect::OpenSlice));
            }
            Action::Travelled { link, position } => self.travel(&link, position),
            Action::Replied { at_millis, reply } => self.reply(at_millis, reply),
            Action::WorkersFailed { what } => self.workers_failed(what),
            Action::ZoneLoaded { purpose, zone } => self.zone_loaded(purpose, zone),
            Action::NoticeFaded { number } => self.fade(number),
            Action::Copied { done } => self.notice(if done { "Copied" } else { "Not copied" }),
            Action::LinkCopied { done } => self.link_copied(done),
            Action::FilesHashed(hashes) => self.files_hashed(hashes),
            Action::Troubled { what, advice } => self.trouble(what, advice),
            Action::FilesHovered(_)
            | Action::FilesChosen(_)
            | Action::PickerAsked { .. }
            | Action::ExampleAsked
            | Action::LoadingStopped
            | Action::SourceClosed(_)
            | Action::SourceReadAgain(_)
            | Action::AllClosed
            | Action::RetryAsked => self.act_opening(action),
            Action::SourceZoneChosen { .. }
            | Action::SourceFormatChosen { .. }
            | Action::SourceShifted { .. }
            | Action::SourceNarrowed { .. }
            | Action::MemoryChosen(_)
            | Action::SourceTakenApart { .. }
            | Action::SourceColoured { .. } => self.act_sources(action),
            Action::OwnFormat(action) => self.act_own_format(action),
            Action::QueryEdited { .. }
            | Action::QueryCommitted
            | Action::QueryEntered
            | Action::QueryEscaped
            | Action::QueryReplaced(_)
            | Action::TermChosen { .. }
            | Action::CompletionMoved { .. }
            | Action::CompletionChosen(_) => self.act_filtering(action),
            Action::RangeCommitted(_)
            | Action::ZoomedBack
            | Action::ZoomedBy { .. }
            | Action::PannedBy(_)
            | Action::TimelineMeasured { .. }
            | Action::TimeTyped(_)
            | Action::TimeChosen(_)
            | Action::ZoneChosen(_) => self.act_moving(action),
            Action::Scrolled { .. }
            | Action::ListMeasured { .. }
            | Action::Wheeled(_)
            | Action::RowChosen(_)
            | Action::RunClosed(_)
            | Action::FoldToggled
            | Action::ColumnToggled(_) => self.act_listing(action),
            Action::RecordChosen(_)
            | Action::DetailClosed
            | Action::SameAsked { .. }
            | Action::ContextAsked { .. }
            | Action::ContextWidened
            | Action::ContextClosed
            | Action::FindOpened(_)
            | Action::FindEdited(_)
            | Action::FindAsked { .. } => self.act_looking(action),
            Action::FacetsSearched(_)
            | Action::FacetSearched { .. }
            | Action::FacetSearchEnded
            | Action::FacetFolded(_) => self.act_facets(action),
            action => self.act_panels(action),
        }
    }

    /// What happens in the panels, or on the page as a whole.
    fn act_panels(&mut self, action: Action) {
        match action {
            Action::InvestigationOpened { .. }
            | Action::InvestigationSaveAsked
            | Action::DifferencesDismissed => self.act_investigation(action),
            Action::Bursts(action) => self.act_bursts(action),
            Action::Gaps(action) => self.act_gaps(action),
            Action::Explain(action) => self.act_explain(action),
            Action::Follow(action) => self.act_follow(action),
            Action::Requests(action) => self.act_requests(action),
            Action::Patterns(action) => self.act_patterns(action),
            Action::Compare(action) => self.act_compare(action),
            Action::Metrics(action) => self.act_metrics(action),
            Action::Pins(action) => self.act_pins(action),
            Action::Marks(action) => self.act_marks(action),
            Action::HandOver(action) => self.act_handover(action),
            Action::Tracks(action) => self.act_tracks(action),
            Action::Tail(action) => self.act_tails(action),
            action => self.act_on_page(action),
        }
    }

    /// Panels, dialogs, copying and keys.
    fn act_on_page(&mut self, action: Action) {
        match action {
            Action::TabChosen(tab) => self.show_tab(tab),
            Action::NotUnderstoodAsked => self.show_tab(Tab::Sources),
            Action::DialogOpened(dialog) => self.open_dialog(dialog),
            Action::ThemeChosen(theme) => self.choose_theme(theme),
            Action::CopyAsked(text) => self.effects.push(Effect::Copy(text)),
            Action::LinkCopyAsked => self.copy_link(),
            Action::TroubleDismissed => self.state.trouble = None,
            Action::Intended(intent) => self.intend(intent),
            _ => {}
        }
    }

    fn open_dialog(&mut self, dialog: Option<Dialog>) {
        self.keep_note();
        if dialog != Some(Dialog::HandOver) {
            self.handover_closed();
        }
        let view = self.view();
        view.dialog = dialog;
        if dialog != Some(Dialog::OwnFormat) {
            self.state.own_format = None;
        }
        let view = self.view();
        view.dialog_mistake = None;
    }

    fn choose_theme(&mut self, theme: Theme) {
        self.prefs().theme = theme;
        self.effects.push(Effect::SetTheme(theme));
        self.store_prefs();
    }

    fn query(&mut self) -> &mut Query {
        Rc::make_mut(&mut self.state.query)
    }

    fn view(&mut self) -> &mut View {
        Rc::make_mut(&mut self.state.view)
    }

    fn rows(&mut self) -> &mut Rows {
        Rc::make_mut(&mut self.state.rows)
    }

    fn find(&mut self) -> &mut Find {
        Rc::make_mut(&mut self.state.find)
    }

    fn prefs(&mut self) -> &mut Prefs {
        Rc::make_mut(&mut self.state.prefs)
    }

    /// Asks the lead, if there is anything to ask about.
    fn ask(&mut self, command: Command) {
        if self.state.opened() && self.state.open.workers.listen() {
            let effect = Rc::make_mut(&mut self.state.asking).ask(command);
            self.effects.push(effect);
        }
    }

    /// The same, unless it is answered or under way already for what is shown. `filtered`: the answer
    /// depends on the filter.
    fn ask_once(&mut self, command: Command, filtered: bool) {
        let revision = self.state.asking.seen_revision;
        let mut basis = Basis { revision, ..Basis::default() };
        if filtered {
            basis.query = self.state.query.shown.clone();
            basis.zone = self.state.view.zone.name.clone();
        }
        self.ask_once_on(command, &basis);
    }

    /// The same for an answer that depends on filter and range.
    fn ask_once_in_range(&mut self, command: Command) {
        let basis = Basis {
            query: self.state.query.shown.clone(),
            zone: self.state.view.zone.name.clone(),
            range: self.state.query.selected_range,
            revision: self.state.asking.seen_revision,
        };
        self.ask_once_on(command, &basis);
    }

    fn ask_once_on(&mut self, command: Command, basis: &Basis) {
        if self.state.opened()
            && self.state.open.workers.listen()
            && Rc::make_mut(&mut self.state.asking).news_to(&command, basis)
        {
            self.ask(command);
        }
    }

    fn store_prefs(&mut self) {
        self.effects.push(Effect::StorePrefs((*self.state.prefs).clone()));
    }

    fn notice(&mut self, text: &str) {
        let number = self.state.notice.as_ref().map_or(0, |notice| notice.number) + 1;
        self.state.notice = Some(Rc::new(Notice { number, text: text.to_owned() }));
        self.effects.push(Effect::FadeNotice(number));
    }

    fn fade(&mut self, number: u64) {
        if let Some(notice) = &mut self.state.notice
            && notice.number == number
        {
            // The number stays, so that the next notice has another.
            Rc::make_mut(notice).text.clear();
        }
    }

    fn trouble(&mut self, what: String, advice: String) {
        self.state.trouble = Some(Rc::new(Trouble { what, advice }));
    }

    fn show_tab(&mut self, tab: Tab) {
        if self.state.view.tab != tab {
            self.view().tab = tab;
            self.ask_panels();
        }
        if tab == Tab::Events {
            self.state.context = None;
        }
    }

    fn zone_loaded(&mut self, purpose: ZonePurpose, zone: Option<crate::protocol::page::Zone>) {
        let Some(zone) = zone else {
            self.notice("This browser does not know that zone");
            return;
        };
        match purpose {
            ZonePurpose::Display { .. } => self.show_zone(zone),
            ZonePurpose::Source(source) => self.source_zone(source, Some(zone)),
        }
    }
}
