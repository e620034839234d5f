//! Commands under way: one [`Slot`] for each kind, in each the newest wins.
//!
//! The command asked is kept until its answer is there, so that an answer is read with its question.
//!
//! Does not: decide what to ask; `update` does.

use std::collections::BTreeMap;

use super::Effect;
use crate::protocol::page::{BurstKind, Command, Envelope, Reply, TimeRange};

/// A kind of question, of which one can be open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// The selection and its size.
    Select,
    /// Counts over the range.
    Timeline,
    /// Counts over everything.
    Overview,
    /// Rows of the list.
    Rows,
    /// Fields and values.
    Facets,
    /// Values of one field.
    FacetValues,
    /// What may stand at the caret.
    Complete,
    /// One record.
    Detail,
    /// The rows of marked records.
    RowsOf,
    /// Where a time or a record stands.
    Rank,
    /// The next row with a text.
    Find,
    /// What surrounds a record.
    Around,
    /// Patterns of the selection.
    Patterns,
    /// Values of one variable of a pattern.
    PatternValues,
    /// Bursts of one kind.
    Bursts(BurstKind),
    /// What differs in a range.
    Explain,
    /// What sets two sets apart.
    Compare,
    /// The longest gaps.
    Gaps,
    /// Clocks that seem wrong.
    Clocks,
    /// Classes of ids.
    Ids,
    /// The ids of one record.
    IdsOf,
    /// The class that a person means.
    ClassOf,
    /// The records of one id.
    Story,
    /// Rates and percentiles.
    Metrics,
    /// Counts of pinned searches.
    Pins,
    /// The series and markers of metric files.
    Tracks,
    /// What moves with a series.
    Movers,
    /// The requests of a class of ids.
    Requests,
    /// What makes a request again.
    Replica,
    /// A format tried on a source's first lines.
    TryFormat,
    /// Records that are written or looked through.
    Export,
    /// A report, a table, a picture.
    Written,
    /// The filter in other languages.
    Translated,
    /// What a link would give away.
    Screened,
    /// What came to files.
    Grown,
}

/// What an answer over all time depends on besides its command: the filter, and how much was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Basis {
    /// The filter's text.
    pub query: String,
    /// The zone that its times are read in.
    pub zone: String,
    /// The range that narrows it.
    pub range: Option<TimeRange>,
    /// The revision it was asked at.
    pub revision: u64,
}

/// Commands that were not answered yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asking {
    /// The number of the last command.
    last_id: u64,
    /// By slot: the newest command and its number.
    waiting: BTreeMap<Slot, (u64, Command)>,
    /// By slot: what was asked last through [`Asking::news_to`].
    told: BTreeMap<Slot, (Command, Basis)>,
    /// The revision that what is on screen was last asked at.
    pub seen_revision: u64,
}

impl Asking {
    /// Numbers a command, and waits for its answer in its slot instead of an older one's.
    pub fn ask(&mut self, command: Command) -> Effect {
        self.last_id += 1;
        if let Some(slot) = Slot::of_command(&command) {
            self.waiting.insert(slot, (self.last_id, command.clone()));
        }
        Effect::Ask(Envelope { id: self.last_id, body: command })
    }

    /// Whether a command was not asked last in its slot on this basis; it is remembered as asked.
    pub fn news_to(&mut self, command: &Command, basis: &Basis) -> bool {
        let Some(slot) = Slot::of_command(command) else { return true };
        let asked = (command.clone(), basis.clone());
        if self.told.get(&slot) == Some(&asked) {
            return false;
        }
        self.told.insert(slot, asked);
        true
    }

    /// The command that an answer belongs to; none where a newer one was asked meanwhile.
    pub fn answered(&mut self, id: u64, reply: &Reply) -> Option<Command> {
        let slot = match Slot::of_reply(reply) {
            Some(slot) => slot,
            None => *self.waiting.iter().find(|(_, (waiting, _))| *waiting == id)?.0,
        };
        match self.waiting.get(&slot) {
            Some((waiting, _)) if *waiting == id => {
                if matches!(reply, Reply::Trouble { .. }) {
                    self.told.remove(&slot);
                }
                self.waiting.remove(&slot).map(|(_, command)| command)
            }
            _ => None,
        }
    }

    /// Whether this answers something that is still waited for.
    #[must_use]
    pub fn awaits(&self, id: u64) -> bool {
        self.waiting.values().any(|(waiting, _)| *waiting == id)
    }

    /// The command that a slot waits for.
    #[must_use]
    pub fn waiting(&self, slot: Slot) -> Option<&Command> {
        self.waiting.get(&slot).map(|(_, command)| command)
    }

    /// Whether nothing waits.
    #[must_use]
    pub fn all_answered(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Waits for nothing any more, because those who were asked are gone.
    pub fn forget(&mut self) {
        self.waiting.clear();
        self.told.clear();
        self.seen_revision = 0;
    }

    /// What was asked last in a slot is to be asked again, since its answer was let go.
    pub fn untell(&mut self, slot: Slot) {
        self.told.remove(&slot);
    }

    /// Waits for this slot no more.
    pub fn forget_slot(&mut self, slot: Slot) {
        self.waiting.remove(&slot);
    }
}

impl Slot {
    /// The slot a command waits in; none for those that are not answered.
    fn of_command(command: &Command) -> Option<Slot> {
        Some(match command {
            Command::Open { .. }
            | Command::Close { .. }
            | Command::Reread { .. }
            | Command::EditPatterns { .. }
            | Command::Limit { .. }
            | Command::ChooseIds { .. }
            | Command::Veil(_)
            | Command::StopLoading => return None,
            Command::Select { .. } => Slot::Select,
            Command::Timeline { .. } => Slot::Timeline,
            Command::Overview { .. } => Slot::Overview,
            Command::Rows { .. } | Command::FoldedRows { .. } => Slot::Rows,
            Command::Facets { .. } => Slot::Facets,
            Command::FacetValues { .. } => Slot::FacetValues,
            Command::Complete { .. } => Slot::Complete,
            Command::Detail { .. } => Slot::Detail,
            Command::RowsOf { .. } => Slot::RowsOf,
            Command::RankOfTime { .. } | Command::RankOfRecord { .. } => Slot::Rank,
            Command::Find { .. } | Command::FindSame { .. } => Slot::Find,
            Command::Around { .. } => Slot::Around,
            Command::Patterns { .. } => Slot::Patterns,
            Command::PatternValues { .. } => Slot::PatternValues,
            Command::Bursts { of, .. } => Slot::Bursts(*of),
            Command::Explain { .. } => Slot::Explain,
            Command::Compare { .. } => Slot::Compare,
            Command::Gaps { .. } => Slot::Gaps,
            Command::Clocks => Slot::Clocks,
            Command::Ids => Slot::Ids,
            Command::IdsOf(_) => Slot::IdsOf,
            Command::ClassOf { .. } => Slot::ClassOf,
            Command::Follow { .. } => Slot::Story,
            Command::Metrics(_) => Slot::Metrics,
            Command::Pins { .. } => Slot::Pins,
            Command::Tracks { .. } => Slot::Tracks,
            Command::Movers(_) => Slot::Movers,
            Command::Requests(_) => Slot::Requests,
            Command::Replicate { .. } => Slot::Replica,
            Command::TryFormat { .. } => Slot::TryFormat,
            Command::Export(_) | Command::ExportOn => Slot::Export,
            Command::Write(_) => Slot::Written,
            Command::Translate => Slot::Translated,
            Command::Screen { .. } => Slot::Screened,
            Command::Grow(_) => Slot::Grown,
        })
    }

    /// The slot an answer belongs to; none for news and for trouble, which may answer anything.
    fn of_reply(reply: &Reply) -> Option<Slot> {
        Some(match reply {
            Reply::Ready { .. } | Reply::Progress(_) | Reply::Trouble { .. } => return None,
            Reply::Selected(_) | Reply::QueryRefused(_) => Slot::Select,
            Reply::Timeline(_) => Slot::Timeline,
            Reply::Overview(_) => Slot::Overview,
            Reply::Rows(_) => Slot::Rows,
            Reply::Facets(_) => Slot::Facets,
            Reply::FacetValues(_) => Slot::FacetValues,
            Reply::Completions(_) => Slot::Complete,
            Reply::Detail(_) => Slot::Detail,
            Reply::RowsOf(_) => Slot::RowsOf,
            Reply::Rank(_) => Slot::Rank,
            Reply::Found { .. } => Slot::Find,
            Reply::Around(_) => Slot::Around,
            Reply::Patterns(_) => Slot::Patterns,
            Reply::PatternValues(_) => Slot::PatternValues,
            Reply::Bursts(bursts) => Slot::Bursts(bursts.of),
            Reply::Explanation(_) => Slot::Explain,
            Reply::Compared(_) => Slot::Compare,
            Reply::Gaps(_) => Slot::Gaps,
            Reply::Clocks(_) => Slot::Clocks,
            Reply::Ids(_) => Slot::Ids,
            Reply::IdsOf(_) => Slot::IdsOf,
            Reply::ClassOf(_) => Slot::ClassOf,
            Reply::Story(_) => Slot::Story,
            Reply::Metrics(_) => Slot::Metrics,
            Reply::Pins(_) => Slot::Pins,
            Reply::Tracks(_) => Slot::Tracks,
            Reply::Movers(_) => Slot::Movers,
            Reply::Requests(_) => Slot::Requests,
            Reply::Replica(_) => Slot::Replica,
            Reply::FormatTried(_) => Slot::TryFormat,
            Reply::Exported(_) => Slot::Export,
            Reply::Written(_) => Slot::Written,
            Reply::Translated(_) => Slot::Translated,
            Reply::Screened(_) => Slot::Screened,
            Reply::Grown(_) => Slot::Grown,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::page::Selected;

    fn id_of(effect: Effect) -> u64 {
        match effect {
            Effect::Ask(envelope) => envelope.id,
            other => panic!("not a command: {other:?}"),
        }
    }

    #[test]
    fn the_newest_wins_in_its_slot_alone() {
        let mut asking = Asking::default();
        let old = id_of(asking.ask(Command::Overview { buckets_max: 1 }));
        let new = id_of(asking.ask(Command::Overview { buckets_max: 2 }));
        let other = id_of(asking.ask(Command::Facets { values_max: 5 }));
        let answer = Reply::Overview(Default::default());
        assert_eq!(asking.answered(old, &answer), None);
        assert_eq!(asking.answered(new, &answer), Some(Command::Overview { buckets_max: 2 }));
        assert_eq!(asking.answered(new, &answer), None, "answered once");
        assert_eq!(asking.answered(other, &Reply::Selected(Selected::default())), None);
        assert!(!asking.all_answered());
    }

    #[test]
    fn trouble_answers_whatever_it_names() {
        let mut asking = Asking::default();
        let id = id_of(asking.ask(Command::Facets { values_max: 5 }));
        let trouble = Reply::Trouble { what: String::new(), advice: String::new() };
        assert_eq!(asking.answered(id, &trouble), Some(Command::Facets { values_max: 5 }));
        assert!(asking.all_answered());
    }
}
