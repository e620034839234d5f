//! What the lead says: news about reading, and answers.
//!
//! Does not: take an answer to a question that was asked anew meanwhile.

use std::rc::Rc;

use super::Step;
use crate::{
    arrange,
    protocol::page::{Command, Envelope, OpenSource, Progress, Reply, SourceSummary, archive_of},
    session::state::{FindOutcome, Pace, Seek},
};

/// Time over which a rate must have been measured to be told, in milliseconds.
const PACE_MILLIS_MIN: f64 = 500.0;

impl Step {
    pub(super) fn reply(&mut self, at_millis: f64, reply: Envelope<Reply>) {
        match reply.body {
            Reply::Ready { shards, formats } => self.workers_ready(shards, formats),
            Reply::Progress(progress) => self.progress(at_millis, progress),
            Reply::Trouble { what, advice } => {
                if reply.id > 0 {
                    self.given_up(reply.id, &what, &advice);
                }
                self.trouble(what, advice);
            }
            answer => {
                if self.state.asking.awaits(reply.id) {
                    let asking = Rc::make_mut(&mut self.state.asking);
                    if let Some(asked) = asking.answered(reply.id, &answer) {
                        self.answer(asked, answer);
                    }
                }
            }
        }
        self.refresh();
    }

    fn answer(&mut self, asked: Command, answer: Reply) {
        match answer {
            Reply::Selected(selected) => {
                if let Command::Select { query, range, .. } = asked {
                    self.selected(query, range, selected);
                }
            }
            Reply::QueryRefused(mistake) => {
                let text = match asked {
                    Command::Select { query, .. } => query,
                    _ => return,
                };
                self.pin_awaited(false);
                if text == self.state.query.text {
                    self.query().mistake = Some(mistake);
                }
                if let Some(rank) = self.rows().then.take() {
                    self.mark(rank); // no other rows are coming
                }
            }
            Reply::Timeline(counts) => {
                let timeline = Rc::make_mut(&mut self.state.timeline);
                timeline.counts = Some(Rc::new(counts));
                if let Command::Timeline { range, .. } = asked {
                    timeline.counts_range = range;
                }
            }
            Reply::Overview(counts) => {
                Rc::make_mut(&mut self.state.timeline).overview = Some(Rc::new(counts));
            }
            Reply::Rows(page) => self.take_rows(&asked, page),
            Reply::Facets(facets) => {
                Rc::make_mut(&mut self.state.facets).facets = Some(Rc::new(facets));
            }
            Reply::FacetValues(found) => {
                let facets = Rc::make_mut(&mut self.state.facets);
                if let Some(searched) = facets.searched.as_mut().filter(|s| s.field == found.name) {
                    searched.found = Some(Rc::new(found));
                }
            }
            Reply::Completions(items) => self.take_completions(items),
            Reply::Detail(detail) => self.take_detail(*detail),
            Reply::RowsOf(rows) => self.take_marked(rows),
            Reply::Rank(rank) => self.take_rank(&asked, rank),
            Reply::Found { rank, wrapped, .. } => self.take_found(&asked, rank, wrapped),
            Reply::Around(around) => self.take_around(around),
            Reply::Patterns(patterns) => self.take_patterns(patterns),
            Reply::PatternValues(values) => self.take_pattern_values(values),
            Reply::Bursts(bursts) => self.take_bursts(bursts),
            Reply::Explanation(answer) => self.take_explanation(*answer),
            Reply::Gaps(gaps) => self.take_gaps(gaps),
            Reply::Clocks(clocks) => self.take_clocks(clocks),
            Reply::FormatTried(tried) => self.take_tried(tried),
            Reply::Exported(exported) => self.take_exported(*exported),
            Reply::Written(written) => self.take_written(&asked, *written),
            Reply::Translated(translated) => self.take_translated(translated),
            Reply::Screened(review) => self.take_screened(&review),
            Reply::Compared(answer) => self.take_comparison(*answer),
            Reply::Ready { .. } | Reply::Progress(_) | Reply::Trouble { .. } => {}
            Reply::Metrics(answer) => self.take_metrics(*answer),
            Reply::Pins(answer) => self.take_pins(answer),
            Reply::Tracks(answer) => self.take_tracks(answer),
            Reply::Movers(answer) => self.take_movers(answer),
            Reply::IdsOf(ids) => self.take_ids_of(&asked, ids),
            Reply::ClassOf(name) => self.take_class_of(name),
            Reply::Story(story) => self.take_story(*story),
            Reply::Replica(replica) => self.take_replica(&asked, *replica),
            Reply::Requests(requests) => self.take_requests(&asked, *requests),
            Reply::Grown(files) => self.take_grown(&files),
            Reply::Ids(classes) => self.take_classes(classes),
        }
    }

    /// A command could not be answered; whatever waited for it goes on without.
    fn given_up(&mut self, id: u64, what: &str, advice: &str) {
        let trouble = Reply::Trouble { what: what.to_owned(), advice: advice.to_owned() };
        match Rc::make_mut(&mut self.state.asking).answered(id, &trouble) {
            Some(Command::RankOfTime { .. } | Command::RankOfRecord { .. }) => {
                if matches!(self.rows().seek.take(), Some(Seek::Stay { .. })) {
                    self.ask_rows();
                }
            }
            Some(Command::Find { .. }) => self.find().outcome = FindOutcome::None,
            _ => {}
        }
    }

    fn progress(&mut self, at_millis: f64, progress: Progress) {
        self.warn_of(&progress.sources);
        self.hold_what_is_written(&progress.sources);
        let pace = self.pace(at_millis, &progress);
        let opened = self.state.open.sources.iter().map(|open| (open.id, open.name.clone()));
        let told = progress.sources.iter().chain(&self.state.open.progress.sources);
        let inside = told.filter(|source| archive_of(source.id).is_some());
        let inside = inside.map(|source| (source.id, source.name.clone()));
        let names = arrange::map(opened.chain(inside));
        if *self.state.rows.sources != names {
            self.rows().sources = Rc::new(names);
        }
        if self.state.timeline.extent != progress.extent {
            Rc::make_mut(&mut self.state.timeline).extent = progress.extent;
        }
        let done = progress.done;
        let open = Rc::make_mut(&mut self.state.open);
        open.pace = pace;
        let known = std::mem::take(&mut open.progress.sources);
        open.progress = progress;
        open.progress.sources = merged(&open.sources, known, &open.progress.sources);
        self.follow_what_grows();
        self.apply_notes();
        if done {
            self.open().failures = 0;
            self.open_wanted();
            self.hash_files();
        }
    }

    fn pace(&self, at_millis: f64, progress: &Progress) -> Option<Pace> {
        if progress.done {
            return None;
        }
        let old = self.state.open.pace.filter(|old| old.since_bytes <= progress.bytes_read);
        let (since_millis, since_bytes) =
            old.map_or((at_millis, progress.bytes_read), |old| (old.since_millis, old.since_bytes));
        let millis = at_millis - since_millis;
        let bytes = progress.bytes_read.saturating_sub(since_bytes) as f64;
        let known = millis >= PACE_MILLIS_MIN && bytes > 0.0;
        let bytes_per_second = if known { bytes / millis * 1000.0 } else { 0.0 };
        let rest = progress.bytes.saturating_sub(progress.bytes_read) as f64;
        let remaining_seconds = known.then(|| rest / bytes_per_second);
        Some(Pace { since_millis, since_bytes, bytes_per_second, remaining_seconds })
    }
}

/// What is known of each open source: the lead tells only of those that changed.
fn merged(
    open: &[OpenSource],
    known: Vec<SourceSummary>,
    changed: &[SourceSummary],
) -> Vec<SourceSummary> {
    let mut by_id = arrange::map(known.into_iter().map(|source| (source.id, source)));
    by_id.extend(changed.iter().map(|source| (source.id, source.clone())));
    let mut merged: Vec<_> = open.iter().filter_map(|source| by_id.remove(&source.id)).collect();
    // Files inside of archives follow them.
    let is_open = |id| open.iter().any(|source| source.id == id);
    let inside = by_id.into_values();
    merged.extend(inside.filter(|source| archive_of(source.id).is_some_and(is_open)));
    merged
}
