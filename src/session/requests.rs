//! The requests panel: which class of ids, filtered and sorted how, and the rows that are known.
//!
//! Does not: count or sort; the lead does.

use std::{collections::BTreeMap, ops::Range, rc::Rc};

use super::show::{duration, grouped};
use crate::protocol::page::{
    DurationBucket, IdChoice, IdClass, IdClasses, RequestFilter, RequestRow, RequestSort, Requests,
    RequestsAsked,
};

/// Rows that are asked for beyond those on screen, on each side.
const MARGIN_ROWS: u64 = 60;
/// Classes that are proposed.
const OTHERS_MAX: usize = 12;
/// Rows that one question asks for at most.
const ROWS_MAX: u64 = 400;

/// What is on screen of the requests.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RequestsShown {
    /// Which requests, of which rows are on screen.
    pub asked: RequestsAsked,
    /// The answer without its rows; that of the question before until the new one is there.
    pub answer: Option<Rc<Requests>>,
    /// The rows that are known, by rank.
    pub known: Rc<BTreeMap<u64, RequestRow>>,
    /// The known rows are those of an older question; they stay until the new ones are there.
    pub stale: bool,
    /// The ranks on screen.
    pub seen: Range<u64>,
    /// The marked rank.
    pub cursor: Option<u64>,
    /// The marked row is to be followed once it is known.
    pub follows: bool,
    /// Whether routes are shown instead of requests.
    pub by_route: bool,
    /// Every class of ids, those that name things that last too.
    pub classes: Option<Rc<IdClasses>>,
    /// What a person can say of classes is on screen.
    pub kinds: bool,
}

/// What can happen to requests.
#[derive(Clone, Debug, PartialEq)]
pub enum RequestsAction {
    /// Another class of ids; none: the best one.
    ClassChosen(Option<u64>),
    /// Only some of them, or all.
    Filtered(RequestFilter),
    /// Only those of a route, or of all.
    RouteChosen(Option<String>),
    /// Only those that took so long: from .. to (exclusive) nanoseconds; or any.
    DurationChosen(Option<(i64, i64)>),
    /// Sort by a column; the same one again turns the order.
    Sorted(RequestSort),
    /// Routes instead of requests, or the other way round.
    ByRoute(bool),
    /// These ranks are on screen.
    Seen(Range<u64>),
    /// A row is to be marked and its request followed.
    Chosen(u64),
    /// What a person can say of classes of ids is on screen, or no longer.
    KindsToggled,
    /// The ids of a class name requests, or do not.
    Said(IdChoice),
    /// What was said of a class, by its name, is taken back.
    Unsaid(String),
    /// The ids of the class that is listed, or followed, name no requests; or do again.
    SaidOfShown,
    /// The ids of the class that a field, or an id, tells name requests.
    Meant {
        /// The field, nested by dots, or what was typed.
        field: String,
        /// An id of the class, or what was typed.
        id: String,
    },
}

/// The columns: by what a click on the head sorts, and the head.
pub const COLUMNS: [(RequestSort, &str); 7] = [
    (RequestSort::Start, "start"),
    (RequestSort::Duration, "took"),
    (RequestSort::Records, "records"),
    (RequestSort::Sources, "sources"),
    (RequestSort::Level, "level"),
    (RequestSort::Status, "status"),
    (RequestSort::Route, "route"),
];

/// The filters in the order of their buttons.
pub const FILTERS: [RequestFilter; 4] =
    [RequestFilter::All, RequestFilter::Failing, RequestFilter::Slow, RequestFilter::Odd];

/// What a filter is called.
#[must_use]
pub fn filter_words(filter: RequestFilter) -> &'static str {
    match filter {
        RequestFilter::All => "All",
        RequestFilter::Failing => "Failing",
        RequestFilter::Slow => "Slow",
        RequestFilter::Odd => "Odd",
    }
}

/// What a filter leaves, in a sentence.
#[must_use]
pub fn filter_title(filter: RequestFilter, answer: &Requests) -> String {
    match filter {
        RequestFilter::All => "every request".to_owned(),
        RequestFilter::Failing => "with an error, or a status of 500 or above".to_owned(),
        RequestFilter::Slow => {
            format!("that took longer than {}, as 1 in 100 do", duration(answer.p99_nanos))
        }
        RequestFilter::Odd => "that went a way which few of their route go".to_owned(),
    }
}

/// How many requests a filter leaves.
#[must_use]
pub fn filter_count(filter: RequestFilter, answer: &Requests) -> u64 {
    match filter {
        RequestFilter::All => answer.total,
        RequestFilter::Failing => answer.failing,
        RequestFilter::Slow => answer.slow,
        RequestFilter::Odd => answer.odd,
    }
}

/// `200 to 500 ms`.
#[must_use]
pub fn bucket_words(bucket: &DurationBucket) -> String {
    format!("{} to {}", duration(bucket.from_nanos), duration(bucket.to_nanos))
}

/// The same of a stretch that was chosen.
#[must_use]
pub fn bucket_range_words((from, to): (i64, i64)) -> String {
    format!("took {} to {}", duration(from), duration(to))
}

/// Ids that name no requests but things that last: `Not requests: host=… (14), user=… (301)`.
#[must_use]
pub fn lasting_words(classes: &IdClasses) -> Option<String> {
    let lasting: Vec<String> = classes
        .classes
        .iter()
        .filter(|class| class.entity)
        .map(|class| format!("{} ({})", class.names.join(", "), grouped(class.ids)))
        .collect();
    (!lasting.is_empty()).then(|| format!("Things that last, not requests: {}", lasting.join(", ")))
}

/// Classes that a person may want to take for requests: those that have several ids and are not
/// offered, those of the highest score first.
#[must_use]
pub fn others(classes: &IdClasses) -> Vec<&IdClass> {
    let other = |class: &&IdClass| !class.offered && class.choice.is_none() && class.ids > 1;
    classes.classes.iter().filter(other).take(OTHERS_MAX).collect()
}

/// What was said of a class: `order_id=… names requests`.
#[must_use]
pub fn said_words(choice: &IdChoice) -> String {
    let name = choice.name.trim_end_matches(['=', '…']);
    let what = if choice.offered { "names requests" } else { "names no requests" };
    format!("{name} {what}")
}

impl RequestsShown {
    /// The name of the class that is listed.
    #[must_use]
    pub fn class_name(&self) -> Option<&str> {
        let answer = self.answer.as_ref()?;
        let class = answer.classes.iter().find(|class| Some(class.class) == answer.class)?;
        Some(class.names.first()?.as_str())
    }

    /// How many rows there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.answer.as_ref().map_or(0, |answer| answer.matching)
    }

    /// Whether all rows on screen are known.
    #[must_use]
    pub fn knows_seen(&self) -> bool {
        let seen = self.seen.start..self.seen.end.min(self.count());
        seen.clone().all(|rank| self.known.contains_key(&rank))
    }

    /// The question for the rows on screen and some around.
    #[must_use]
    pub fn question(&self) -> RequestsAsked {
        let first = self.seen.start.saturating_sub(MARGIN_ROWS);
        let count = (self.seen.end.saturating_sub(first) + MARGIN_ROWS).min(ROWS_MAX);
        RequestsAsked {
            first: u32::try_from(first).unwrap_or(u32::MAX),
            count: count as u32,
            ..self.asked.clone()
        }
    }

    /// The marked row, where it is known.
    #[must_use]
    pub fn marked(&self) -> Option<&RequestRow> {
        self.known.get(&self.cursor?)
    }
}
