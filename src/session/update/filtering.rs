//! The filter: edited, replaced, completed; facets searched; and what is asked when it changed.
//!
//! Does not: read the query; the lead does, and `protocol::page::query` colours and edits it.

use std::rc::Rc;

use super::Step;
use crate::{
    protocol::page::{BurstKind, Command, Selected, TimeRange},
    session::{
        Action, Effect,
        asking::Slot,
        effect::Target,
        runs,
        state::{FacetSearched, Seek},
        term,
    },
};

/// Values shown of each facet.
const FACET_VALUES_MAX: u32 = 8;
/// Values shown of a facet that is searched.
const SEARCHED_VALUES_MAX: u32 = 50;

impl Step {
    pub(super) fn act_filtering(&mut self, action: Action) {
        match action {
            Action::QueryEdited { text, caret } => self.edit_query(text, caret, true),
            Action::QueryCommitted => self.commit_query(),
            Action::QueryEntered => match &self.state.query.completions {
                Some(list) if list.marked.is_some() => self.complete(None),
                _ => self.commit_query(),
            },
            Action::QueryEscaped if self.state.query.completions.is_some() => {
                self.close_completions();
            }
            Action::QueryEscaped => {
                self.commit_query();
                self.effects.push(Effect::Focus(Target::Events));
            }
            Action::QueryReplaced(text) => self.replace_query(text),
            Action::TermChosen { field, value, choice } => {
                let text = term::with_term(&self.state.query.text, &field, &value, choice);
                self.replace_query(text);
            }
            Action::CompletionMoved { forward } => self.move_completion(forward),
            Action::CompletionChosen(which) => self.complete(which),
            _ => {}
        }
    }

    fn commit_query(&mut self) {
        self.close_completions();
        if self.state.query.typing {
            self.query().typing = false;
        }
    }

    pub(super) fn replace_query(&mut self, text: String) {
        let caret = text.len();
        self.query().typing = false;
        self.edit_query(text, caret, false);
        self.close_completions();
    }

    fn edit_query(&mut self, text: String, caret: usize, typing: bool) {
        let changed = self.state.query.text != text;
        let query = self.query();
        query.caret = caret.min(text.len());
        query.text = text;
        query.typing = typing && (changed || query.typing);
        if changed {
            self.select();
        }
        if typing {
            self.ask_completions();
        }
    }

    /// Asks for the selection; everything on screen follows when it is answered.
    pub(super) fn select(&mut self) {
        self.select_text(self.state.query.text.clone());
    }

    fn select_text(&mut self, query: String) {
        let (zone, range) = (self.state.view.zone.clone(), self.state.view.range);
        Rc::make_mut(&mut self.state.asking).seen_revision = self.state.open.progress.revision;
        self.ask(Command::Select { query, zone, range });
    }

    /// Asks again for what is on screen when more was read, but not before it was answered.
    pub(super) fn refresh(&mut self) {
        const ON_SCREEN: [Slot; 21] = [
            Slot::Select,
            Slot::Timeline,
            Slot::Overview,
            Slot::Rows,
            Slot::Facets,
            Slot::Rank,
            Slot::Patterns,
            Slot::Explain,
            Slot::Story,
            Slot::Requests,
            Slot::Compare,
            Slot::Gaps,
            Slot::Metrics,
            Slot::Pins,
            Slot::Tracks,
            Slot::Movers,
            Slot::Bursts(BurstKind::Metric),
            Slot::Bursts(BurstKind::Errors),
            Slot::Bursts(BurstKind::Pattern),
            Slot::Bursts(BurstKind::Selection),
            Slot::Bursts(BurstKind::Silence),
        ];
        let asking = &self.state.asking;
        let newer = self.state.open.progress.revision > asking.seen_revision;
        if newer && ON_SCREEN.iter().all(|slot| asking.waiting(*slot).is_none()) {
            let query = &self.state.query;
            let refused = query.mistake.is_some();
            self.select_text(if refused { query.shown.clone() } else { query.text.clone() });
        }
    }

    /// The selection is there: what shows it is asked for, and what was looked at stays in place.
    pub(super) fn selected(&mut self, asked: String, range: Option<TimeRange>, selected: Selected) {
        let at_end = self.stays_at_end(&asked, range);
        self.query().selected_range = range;
        let resumed = self.resume();
        let anchor = match self.is_resuming() {
            true => None,
            false => resumed.or_else(|| self.anchor()),
        };
        let query = self.query();
        if query.text == asked {
            query.mistake = None;
        }
        let is_new = query.shown != asked;
        query.shown = asked;
        let count = selected.in_range;
        query.selected = selected;
        if is_new {
            self.say_what_veiled_names_find();
            self.look_through_again();
        }
        self.pin_awaited(true);
        let rows = self.rows();
        rows.count = count;
        rows.stale = true;
        rows.anchor = None;
        if self.state.query.selected.records == 0 && !self.state.open.progress.done {
            return; // asked again with the first records: nothing is to stand in their way
        }
        let rows = self.rows();
        rows.top = if at_end { runs::top_max(rows) } else { rows.top.min(runs::top_max(rows)) };
        self.ask_timelines();
        match anchor {
            Some((command, below)) => {
                // Ever so far above the end.
                let below = if at_end { f64::NEG_INFINITY } else { below };
                self.rows().seek = Some(Seek::Stay { below });
                self.ask(command);
            }
            None => self.ask_rows(),
        }
        self.ask(Command::Facets { values_max: FACET_VALUES_MAX });
        if self.state.facets.searched.is_some() {
            self.ask_facet_values();
        }
        self.ask_panels();
    }

    /// Asks for what the panels show besides, where it may have changed.
    pub(super) fn ask_panels(&mut self) {
        self.ask_bursts();
        self.ask_gaps();
        self.ask_explanation();
        self.ask_story();
        self.ask_requests();
        self.ask_patterns();
        self.ask_comparison();
        self.ask_clocks();
        self.ask_metrics();
        self.ask_marked();
        self.ask_movers();
    }

    pub(super) fn ask_timelines(&mut self) {
        let buckets_max = self.state.timeline.buckets_max;
        if buckets_max > 0 {
            self.ask_once(Command::Timeline { range: self.state.view.range, buckets_max }, true);
            self.ask_once(Command::Overview { buckets_max }, true);
            self.ask_pins();
            self.ask_tracks();
        }
    }

    pub(super) fn act_facets(&mut self, action: Action) {
        let shown = Rc::make_mut(&mut self.state.facets);
        match action {
            Action::FacetsSearched(text) => shown.search = text,
            Action::FacetSearchEnded => shown.searched = None,
            Action::FacetSearched { field, text } => {
                let found = shown.searched.take().filter(|old| old.field == field);
                let found = found.and_then(|old| old.found);
                shown.searched = Some(FacetSearched { field, text, found });
                self.ask_facet_values();
            }
            Action::FacetFolded(field) => match shown.folded.iter().position(|f| *f == field) {
                Some(at) => drop(shown.folded.remove(at)),
                None => shown.folded.push(field),
            },
            _ => {}
        }
    }

    fn ask_facet_values(&mut self) {
        if let Some(FacetSearched { field, text, .. }) = self.state.facets.searched.clone() {
            self.ask(Command::FacetValues { field, search: text, values_max: SEARCHED_VALUES_MAX });
        }
    }
}
