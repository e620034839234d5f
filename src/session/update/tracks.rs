//! Metric files: which series are lines, stepping through markers, and what moves with a series.
//!
//! Does not: read or test; the lead does.

use std::rc::Rc;

use super::Step;
use crate::{
    protocol::page::{Command, Movers, TrackId, Tracks},
    session::{
        state::Tab,
        tracks::{TrackAction, TracksShown},
    },
};

impl Step {
    fn tracks(&mut self) -> &mut TracksShown {
        Rc::make_mut(&mut self.state.tracks)
    }

    pub(super) fn act_tracks(&mut self, action: TrackAction) {
        match action {
            TrackAction::Toggled(id) => self.toggle_track(id),
            TrackAction::MoversAsked(id) => {
                let open = self.state.tracks.movers_of == Some(id);
                let tracks = self.tracks();
                tracks.movers_of = (!open).then_some(id);
                tracks.movers = None;
                self.show_tab(Tab::Metrics);
                self.ask_movers();
            }
            TrackAction::FirstMoversAsked => {
                let first = self.state.tracks.lines().next().map(|(_, track)| track.id);
                match first {
                    Some(id) => self.act_tracks(TrackAction::MoversAsked(id)),
                    None => self.notice("No series of a metric file is shown"),
                }
            }
            TrackAction::MoverChosen(pattern) => {
                self.replace_query(format!("pattern={pattern:016x}"));
                self.show_tab(Tab::Events);
            }
            TrackAction::MarkerStepped { forward } => {
                let from = self.state.timeline.cursor;
                let marked = self.state.tracks.stepped(from, forward).cloned();
                match marked {
                    Some(marked) => {
                        self.notice(&marked.text);
                        self.show_tab(Tab::Events);
                        self.go_to(marked.time);
                    }
                    None => self.notice("No marker in view"),
                }
            }
        }
    }

    fn toggle_track(&mut self, id: TrackId) {
        let mut shown: Vec<TrackId> =
            self.state.tracks.lines().map(|(_, track)| track.id).collect();
        match shown.iter().position(|known| *known == id) {
            Some(at) => drop(shown.remove(at)),
            None => shown.push(id),
        }
        let open = &self.state.open;
        let named = |id: &TrackId| Some((id.track, open.name(id.source)?.to_owned()));
        let chosen = shown.iter().filter_map(named).collect();
        self.tracks().chosen = Some(chosen);
        self.ask_tracks();
    }

    /// Shows the series that a link names.
    pub(super) fn show_tracks(&mut self, chosen: &Option<Vec<(u32, String)>>) {
        if self.state.tracks.chosen != *chosen {
            self.tracks().chosen.clone_from(chosen);
            self.ask_tracks();
        }
    }

    /// Asks for series and markers, where there are any and they may have changed.
    pub(super) fn ask_tracks(&mut self) {
        if !self.has_metrics() {
            if self.state.tracks.answer.is_some() {
                let chosen = self.state.tracks.chosen.clone();
                self.state.tracks = Rc::new(TracksShown { chosen, ..TracksShown::default() });
            }
            return;
        }
        let command = Command::Tracks {
            range: self.state.view.range,
            buckets_max: self.state.timeline.buckets_max.max(1),
            shown: self.state.tracks.chosen_ids(&self.state.open),
        };
        self.ask_once(command, false);
        self.ask_movers();
    }

    pub(super) fn ask_movers(&mut self) {
        if let Some(of) = self.state.tracks.movers_of
            && self.state.view.tab == Tab::Metrics
            && self.state.open.progress.done
        {
            self.ask_once(Command::Movers(of), false);
        }
    }

    /// Whether a metric file is open.
    pub(super) fn has_metrics(&self) -> bool {
        self.state.open.progress.sources.iter().any(|source| source.metric.is_some())
    }

    pub(super) fn take_tracks(&mut self, answer: Tracks) {
        self.tracks().answer = Some(Rc::new(answer));
    }

    pub(super) fn take_movers(&mut self, answer: Movers) {
        if self.state.tracks.movers_of == Some(answer.of) {
            self.tracks().movers = Some(Rc::new(answer));
        }
    }
}
