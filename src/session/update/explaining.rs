//! Bursts and explanations: what is asked for, and what choosing one does.
//!
//! Does not: find or explain anything; the lead does.

use std::rc::Rc;

use super::Step;
use crate::{
    protocol::page::{BurstKind, Bursts, Command, Explanation, TimeRange},
    session::{
        asking::Slot,
        bursts::{BurstAction, BurstsShown},
        explaining::{ExplainAction, Explaining},
        link::Explained,
        state::{DetailShown, Tab},
    },
};

/// Buckets of a series where the timeline was not measured yet.
const SERIES_BUCKETS: u32 = 300;

impl Step {
    fn bursts(&mut self) -> &mut BurstsShown {
        Rc::make_mut(&mut self.state.bursts)
    }

    pub(super) fn act_bursts(&mut self, action: BurstAction) {
        match action {
            BurstAction::KindChosen(kind) => {
                self.bursts().kind = Some(kind);
                self.list_bursts();
                self.ask_bursts();
            }
            BurstAction::Chosen(kind, number) => self.choose_burst(kind, number),
            BurstAction::Stepped { forward } => self.step_burst(forward),
        }
    }

    /// Asks for the bursts that are on screen, where they may have changed.
    pub(super) fn ask_bursts(&mut self) {
        let mut kinds = vec![BurstKind::Errors];
        // These look at every pattern by itself, so they wait until all is read.
        if self.state.open.progress.done {
            kinds.push(BurstKind::Silence);
            if self.has_metrics() {
                kinds.push(BurstKind::Metric);
            } else if self.state.bursts.found.contains_key(&BurstKind::Metric) {
                self.bursts().found.remove(&BurstKind::Metric);
            }
        }
        if !kinds.contains(&self.state.bursts.kind()) {
            kinds.push(self.state.bursts.kind());
        }
        for of in kinds {
            let command = Command::Bursts { of, filtered: false };
            self.ask_once(command, of == BurstKind::Selection);
        }
    }

    pub(super) fn take_bursts(&mut self, bursts: Bursts) {
        let of = bursts.of;
        self.bursts().found.insert(of, Rc::new(bursts));
        self.find_explained(of);
    }

    /// The burst that is explained has the number of its range, which a link may not know.
    fn find_explained(&mut self, kind: BurstKind) {
        let Some(explaining) = self.state.explaining.clone() else { return };
        if explaining.burst.is_some_and(|(of, _)| of == kind) {
            let found = self.state.bursts.of(kind);
            let number = found.iter().position(|burst| burst.range == explaining.range);
            let burst = number.map(|number| (kind, number)).or(explaining.burst);
            if burst != explaining.burst {
                self.state.explaining =
                    Some(Rc::new(Explaining { burst, ..(*explaining).clone() }));
            }
        }
    }

    /// Explains what a link says, or nothing.
    pub(super) fn explain_wanted(&mut self, wanted: Option<Explained>) {
        let shown = self.state.explaining.as_ref().map(|it| (it.range, it.baseline));
        if shown == wanted.map(|it| (it.range, it.baseline)) {
            return;
        }
        self.state.explaining = wanted.map(|Explained { range, baseline, burst }| {
            Rc::new(Explaining { baseline, ..Explaining::of(range, burst) })
        });
        if let Some((kind, _)) = wanted.and_then(|it| it.burst) {
            self.bursts().kind = Some(kind).filter(|kind| *kind != BurstKind::Errors);
        }
        Rc::make_mut(&mut self.state.asking).untell(Slot::Explain);
    }

    fn choose_burst(&mut self, kind: BurstKind, number: usize) {
        let Some(burst) = self.state.bursts.of(kind).get(number) else { return };
        let range = burst.range;
        self.explain(range, Some((kind, number)));
        self.go_to(range.start);
    }

    fn step_burst(&mut self, forward: bool) {
        let kind = self.state.bursts.kind();
        let count = self.state.bursts.of(kind).len();
        if count == 0 {
            return self.notice("No burst");
        }
        let now = self.state.explaining.as_ref().and_then(|explaining| explaining.burst);
        let number = match now.filter(|(of, _)| *of == kind) {
            Some((_, now)) if forward => (now + 1) % count,
            Some((_, now)) => (now + count - 1) % count,
            None if forward => 0,
            None => count - 1,
        };
        self.choose_burst(kind, number);
    }

    pub(super) fn act_explain(&mut self, action: ExplainAction) {
        match action {
            ExplainAction::RangeAsked => match self.state.view.range {
                Some(range) => {
                    self.zoom_back();
                    self.explain(range, None);
                }
                None => self.notice("Drag over the timeline to choose a range first"),
            },
            ExplainAction::Closed => self.state.explaining = None,
            ExplainAction::BaselineChosen(baseline) => {
                self.change_explaining(|explaining| explaining.baseline = baseline);
            }
            ExplainAction::Filtered(filtered) => {
                self.change_explaining(|explaining| explaining.filtered = filtered);
            }
            ExplainAction::Pointed(row) => {
                if let Some(explaining) = &mut self.state.explaining {
                    Rc::make_mut(explaining).pointed = row;
                }
            }
            ExplainAction::QueryChosen(query) => {
                self.replace_query(query);
                self.show_tab(Tab::Events);
            }
            ExplainAction::OnsetChosen(record) => {
                self.show_tab(Tab::Events);
                self.choose_record(record);
            }
        }
    }

    fn explain(&mut self, range: TimeRange, burst: Option<(BurstKind, usize)>) {
        let same = self.state.explaining.as_ref().is_some_and(|it| it.range == range);
        if !same {
            self.state.explaining = Some(Rc::new(Explaining::of(range, burst)));
            Rc::make_mut(&mut self.state.asking).untell(Slot::Explain);
        }
        self.state.detail = Rc::new(DetailShown::default());
        self.state.following = None;
        self.ask_explanation();
    }

    fn change_explaining(&mut self, change: impl FnOnce(&mut Explaining)) {
        if let Some(explaining) = &mut self.state.explaining {
            change(Rc::make_mut(explaining));
            self.ask_explanation();
        }
    }

    /// Asks for the explanation that is on screen, where it may have changed.
    pub(super) fn ask_explanation(&mut self) {
        let Some(explaining) = &self.state.explaining else { return };
        let buckets_max = match self.state.timeline.buckets_max {
            0 => SERIES_BUCKETS,
            measured => measured,
        };
        let command = Command::Explain {
            range: explaining.range,
            baseline: explaining.baseline,
            filtered: explaining.filtered,
            series: self.state.view.range,
            buckets_max,
        };
        let filtered = explaining.filtered;
        self.ask_once(command, filtered);
    }

    pub(super) fn take_explanation(&mut self, answer: Explanation) {
        if let Some(explaining) = &mut self.state.explaining {
            let explaining = Rc::make_mut(explaining);
            let rows = answer.rows.len();
            explaining.pointed = explaining.pointed.filter(|row| *row < rows);
            explaining.answer = Some(Rc::new(answer));
        }
    }
}
