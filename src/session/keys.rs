//! The keys: one table of what each means, which the page obeys and the help lists.
//!
//! Does not: act; `update` does what an [`Intent`] says.

/// What a key means; its row in [`BINDINGS`] says it in words.
#[allow(missing_docs, reason = "the table says it")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    FocusQuery,
    FocusFacets,
    PinFilter,
    MarkEvent,
    MarkRange,
    WriteNote,
    NextMark,
    PreviousMark,
    ShowMarks,
    OpenFind,
    FindNext,
    FindPrevious,
    NextRow,
    PreviousRow,
    NextPage,
    PreviousPage,
    FirstRow,
    LastRow,
    OpenRow,
    Back,
    NextSame,
    PreviousSame,
    ContextSource,
    ContextAll,
    Undo,
    Redo,
    ZoomIn,
    ZoomOut,
    PanLeft,
    PanRight,
    WholeRange,
    GoToTime,
    ChooseZone,
    SwitchTheme,
    Help,
    OpenFiles,
    OpenFolder,
    NextBurst,
    PreviousBurst,
    NextGap,
    PreviousGap,
    ExplainRange,
    NextMarker,
    PreviousMarker,
    MovesWith,
    FollowEvent,
    FollowFailing,
    FollowGood,
    ShowBeside,
    FollowBack,
    NextStep,
    PreviousStep,
    NextStoryGap,
    PreviousStoryGap,
    ShowLinked,
    ShowKinds,
    NoRequests,
    CopyCurl,
    CopyHttp,
    CopyHar,
    CopyExcerpt,
    Unmask,
    ShowEvents,
    ShowPatterns,
    ShowBursts,
    ShowCompare,
    ShowSources,
    ShowMetrics,
    ShowRequests,
    FoldRuns,
    CopyEvent,
    CopyJson,
    CopyMarkdown,
    SelectNext,
    SelectPrevious,
    HandOver,
    MakeReport,
    Translate,
    Veil,
    CopyLink,
    SaveInvestigation,
    StopLoading,
    FollowFiles,
}

/// Under which heading the help lists a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Filter and find.
    Search,
    /// Among events.
    Events,
    /// What a person marks.
    Marks,
    /// One request over all sources.
    Request,
    /// The time that is shown.
    Time,
    /// Everything else.
    Page,
}

impl Group {
    /// All headings, in the order of the help.
    pub const ALL: [Group; 6] =
        [Group::Search, Group::Events, Group::Marks, Group::Request, Group::Time, Group::Page];

    /// The heading.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Group::Search => "Filter and find",
            Group::Events => "Events",
            Group::Marks => "Marks and notes",
            Group::Request => "Requests",
            Group::Time => "Time",
            Group::Page => "Page",
        }
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binding {
    /// The keys that do the same, the one to show first. `Ctrl+` is the command key on a Mac too.
    pub keys: &'static [&'static str],
    /// What they mean.
    pub intent: Intent,
    /// What that is, in words.
    pub words: &'static str,
    /// Where the help lists it.
    pub group: Group,
}

const fn key(
    group: Group,
    keys: &'static [&'static str],
    intent: Intent,
    words: &'static str,
) -> Binding {
    Binding { keys, intent, words, group }
}

/// Every key that means something.
pub const BINDINGS: &[Binding] = &[
    key(Group::Search, &["q"], Intent::FocusQuery, "write a filter"),
    key(Group::Search, &["/"], Intent::OpenFind, "find within the events shown"),
    key(Group::Search, &["n"], Intent::FindNext, "next find"),
    key(Group::Search, &["N"], Intent::FindPrevious, "previous find"),
    key(
        Group::Search,
        &["p"],
        Intent::PinFilter,
        "pin the filter: a line on the timeline, marks in the list",
    ),
    key(Group::Search, &["v"], Intent::FocusFacets, "search fields and values"),
    key(Group::Search, &["u", "Ctrl+z"], Intent::Undo, "undo the last filter, zoom, view or mark"),
    key(Group::Search, &["U", "Ctrl+Z", "Ctrl+y"], Intent::Redo, "redo it"),
    key(Group::Events, &["j", "ArrowDown"], Intent::NextRow, "next event"),
    key(Group::Events, &["k", "ArrowUp"], Intent::PreviousRow, "previous event"),
    key(Group::Events, &["PageDown", " "], Intent::NextPage, "a screen on"),
    key(Group::Events, &["PageUp"], Intent::PreviousPage, "a screen back"),
    key(Group::Events, &["g", "Home"], Intent::FirstRow, "first event"),
    key(Group::Events, &["G", "End"], Intent::LastRow, "last event"),
    key(Group::Events, &["Enter"], Intent::OpenRow, "open the marked event"),
    key(Group::Events, &["s"], Intent::NextSame, "next event of the same pattern"),
    key(Group::Events, &["S"], Intent::PreviousSame, "previous event of the same pattern"),
    key(Group::Events, &["c"], Intent::ContextSource, "what surrounds it in its source"),
    key(Group::Events, &["C"], Intent::ContextAll, "what surrounds it in all sources"),
    key(Group::Events, &["r"], Intent::FoldRuns, "fold repeats: a pattern in a row is one row"),
    key(Group::Events, &["J"], Intent::SelectNext, "select the next one too"),
    key(Group::Events, &["K"], Intent::SelectPrevious, "select the previous one too"),
    key(Group::Events, &["y"], Intent::CopyEvent, "copy the selected events as text, redacted"),
    key(Group::Events, &["D"], Intent::CopyJson, "copy them as JSON"),
    key(Group::Events, &["Q"], Intent::CopyMarkdown, "copy them as Markdown"),
    key(Group::Marks, &["m"], Intent::MarkEvent, "mark the event, or no longer"),
    key(Group::Marks, &["a"], Intent::WriteNote, "write a note on it"),
    key(Group::Marks, &["M"], Intent::MarkRange, "mark the range zoomed to"),
    key(Group::Marks, &[">"], Intent::NextMark, "next mark"),
    key(Group::Marks, &["<"], Intent::PreviousMark, "previous mark"),
    key(Group::Request, &["f"], Intent::FollowEvent, "follow the request of the event"),
    key(Group::Request, &["F"], Intent::FollowFailing, "follow a failing request of the burst"),
    key(Group::Request, &["x"], Intent::FollowGood, "the good one it is compared with, and back"),
    key(Group::Request, &["X"], Intent::ShowBeside, "the good one beside it, step by step"),
    key(Group::Request, &["Backspace"], Intent::FollowBack, "the one followed before"),
    key(Group::Request, &["]"], Intent::NextStep, "next step of it"),
    key(Group::Request, &["["], Intent::PreviousStep, "previous step of it"),
    key(Group::Request, &["}"], Intent::NextStoryGap, "next gap of it"),
    key(Group::Request, &["{"], Intent::PreviousStoryGap, "previous gap of it"),
    key(Group::Request, &["i"], Intent::ShowLinked, "other ids in its records"),
    key(
        Group::Request,
        &["I"],
        Intent::ShowKinds,
        "which ids name requests: add one, take one away",
    ),
    key(
        Group::Request,
        &["V"],
        Intent::NoRequests,
        "ids of this kind name no requests, or do again",
    ),
    key(Group::Request, &["Y"], Intent::CopyCurl, "copy it as a curl script"),
    key(Group::Request, &["h"], Intent::CopyHttp, "copy it as a .http file"),
    key(Group::Request, &["H"], Intent::CopyHar, "copy it as HAR"),
    key(Group::Request, &["E"], Intent::CopyExcerpt, "copy its lines of the logs"),
    key(
        Group::Request,
        &["m"],
        Intent::Unmask,
        "mask secrets in what is copied, or not, where its section has the focus",
    ),
    key(Group::Time, &["t"], Intent::GoToTime, "go to a time"),
    key(Group::Time, &["+", "="], Intent::ZoomIn, "zoom in"),
    key(Group::Time, &["-"], Intent::ZoomOut, "zoom out"),
    key(Group::Time, &["ArrowLeft"], Intent::PanLeft, "earlier"),
    key(Group::Time, &["ArrowRight"], Intent::PanRight, "later"),
    key(Group::Time, &["0"], Intent::WholeRange, "all time"),
    key(Group::Time, &["z"], Intent::ChooseZone, "choose the time zone shown"),
    key(Group::Time, &["b"], Intent::NextBurst, "explain the next burst"),
    key(Group::Time, &["B"], Intent::PreviousBurst, "explain the previous burst"),
    key(Group::Time, &[","], Intent::NextGap, "next long gap, where nothing was logged"),
    key(Group::Time, &[";"], Intent::PreviousGap, "previous long gap"),
    key(Group::Time, &["e"], Intent::ExplainRange, "explain the range zoomed to"),
    key(Group::Time, &[")"], Intent::NextMarker, "next marker (a deploy)"),
    key(Group::Time, &["("], Intent::PreviousMarker, "previous marker"),
    key(Group::Time, &["A"], Intent::MovesWith, "what moves with the first series shown"),
    key(Group::Page, &["Escape"], Intent::Back, "close what is open, then zoom back"),
    key(Group::Page, &["1"], Intent::ShowEvents, "events"),
    key(Group::Page, &["2"], Intent::ShowPatterns, "patterns"),
    key(Group::Page, &["3"], Intent::ShowBursts, "bursts"),
    key(Group::Page, &["4"], Intent::ShowCompare, "compare"),
    key(Group::Page, &["5"], Intent::ShowSources, "sources"),
    key(Group::Page, &["6"], Intent::ShowRequests, "requests"),
    key(Group::Page, &["7"], Intent::ShowMetrics, "metrics: rates, durations"),
    key(Group::Page, &["8"], Intent::ShowMarks, "marks and notes"),
    key(Group::Page, &["o"], Intent::OpenFiles, "open files"),
    key(Group::Page, &["O"], Intent::OpenFolder, "open a folder"),
    key(Group::Page, &["."], Intent::StopLoading, "stop reading"),
    key(
        Group::Page,
        &["!"],
        Intent::FollowFiles,
        "follow the files that are still written, or no longer",
    ),
    key(Group::Page, &["w"], Intent::HandOver, "save what the filter selects"),
    key(Group::Page, &["W"], Intent::MakeReport, "save a report"),
    key(Group::Page, &["T"], Intent::Translate, "the filter for other tools"),
    key(Group::Page, &["R"], Intent::Veil, "show everything redacted, or no longer"),
    key(Group::Page, &["l"], Intent::CopyLink, "copy a link to this view"),
    key(
        Group::Page,
        &["L"],
        Intent::SaveInvestigation,
        "save the investigation: view, marks, notes, no log text",
    ),
    key(Group::Page, &["d"], Intent::SwitchTheme, "light or dark"),
    key(Group::Page, &["?"], Intent::Help, "this help"),
];

/// A key that was pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Press {
    /// As the browser names it: `n`, `N`, `Escape`.
    pub key: String,
    /// Held together with it.
    pub held: Held,
    /// Where the focus is.
    pub focus: Focus,
}

/// What is held together with a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// Nothing, or Shift, which the key's name tells.
    Nothing,
    /// Control, or Command on a Mac.
    Control,
    /// Alt, or something else that makes it the browser's.
    Other,
}

/// Where the focus is, as far as it takes keys for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// Nowhere in particular.
    Page,
    /// A button or link: Enter and space are its own.
    Button,
    /// What makes a request again, where some keys mean other things; else like a button.
    Inputs,
    /// A dialog outside of its texts: it leaves the keys of [`in_dialogs`].
    Dialog,
    /// A text: all but Escape is its own.
    Text,
}

/// What a pressed key means, if anything.
#[must_use]
pub fn intent(press: &Press) -> Option<Intent> {
    let own = match press.focus {
        Focus::Page => false,
        Focus::Button | Focus::Inputs | Focus::Dialog => {
            matches!(press.key.as_str(), "Enter" | " ")
        }
        Focus::Text => press.key != "Escape",
    };
    if own || press.held == Held::Other {
        return None;
    }
    let matches = |name: &str| match name.strip_prefix("Ctrl+") {
        Some(rest) => press.held == Held::Control && rest == press.key,
        None => press.held == Held::Nothing && name == press.key,
    };
    let bound = |binding: &&Binding| binding.keys.iter().copied().any(matches);
    let mut meant = BINDINGS.iter().filter(bound).map(|binding| binding.intent);
    let first = meant.next();
    match first {
        Some(Intent::MarkEvent) if press.focus == Focus::Inputs => meant.next().or(first),
        Some(intent) if press.focus == Focus::Dialog && !in_dialogs(intent) => None,
        _ => first,
    }
}

/// Whether a key means this in a dialog too: to leave it, to hand over in another way, to choose.
fn in_dialogs(intent: Intent) -> bool {
    let ways = [Intent::Back, Intent::HandOver, Intent::MakeReport, Intent::Translate];
    ways.contains(&intent) || is_of_lists(intent)
}

/// Whether an intent goes through a list: in a dialog through the one there, if any.
#[must_use]
pub fn is_of_lists(intent: Intent) -> bool {
    matches!(intent, Intent::NextRow | Intent::PreviousRow | Intent::CopyEvent)
}

/// The key to show for an intent.
#[must_use]
pub fn shown(intent: Intent) -> &'static str {
    let keys = BINDINGS.iter().find(|binding| binding.intent == intent).map(|binding| binding.keys);
    keys.and_then(|keys| keys.first()).copied().unwrap_or("")
}

/// A key's name as printed on it.
#[must_use]
pub fn name(key: &'static str) -> &'static str {
    match key {
        "ArrowDown" => "↓",
        "ArrowUp" => "↑",
        "ArrowLeft" => "←",
        "ArrowRight" => "→",
        "PageDown" => "Page ↓",
        "PageUp" => "Page ↑",
        "Escape" => "Esc",
        "Backspace" => "⌫",
        " " => "Space",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn press(key: &str, held: Held, focus: Focus) -> Option<Intent> {
        intent(&Press { key: key.to_owned(), held, focus })
    }

    #[test]
    fn no_key_means_two_things() {
        let mut seen = BTreeSet::new();
        for key in BINDINGS.iter().flat_map(|binding| binding.keys) {
            // One key goes by the place.
            assert!(seen.insert(key) || *key == "m", "{key} is listed twice");
        }
        assert_eq!(press("m", Held::Nothing, Focus::Page), Some(Intent::MarkEvent));
        assert_eq!(press("m", Held::Nothing, Focus::Inputs), Some(Intent::Unmask));
    }

    #[test]
    fn a_text_keeps_its_keys_but_escape() {
        assert_eq!(press("n", Held::Nothing, Focus::Page), Some(Intent::FindNext));
        assert_eq!(press("N", Held::Nothing, Focus::Page), Some(Intent::FindPrevious));
        assert_eq!(press("n", Held::Nothing, Focus::Text), None);
        assert_eq!(press("z", Held::Control, Focus::Text), None);
        assert_eq!(press("Escape", Held::Nothing, Focus::Text), Some(Intent::Back));
    }

    #[test]
    fn a_button_keeps_enter_and_space() {
        assert_eq!(press("Enter", Held::Nothing, Focus::Page), Some(Intent::OpenRow));
        assert_eq!(press("Enter", Held::Nothing, Focus::Button), None);
        assert_eq!(press("j", Held::Nothing, Focus::Button), Some(Intent::NextRow));
        assert_eq!(press("j", Held::Nothing, Focus::Dialog), Some(Intent::NextRow));
        assert_eq!(press("n", Held::Nothing, Focus::Dialog), None);
    }

    #[test]
    fn the_browsers_own_keys_stay_its_own() {
        assert_eq!(press("f", Held::Control, Focus::Page), None);
        assert_eq!(press("ArrowLeft", Held::Other, Focus::Page), None);
        assert_eq!(press("z", Held::Control, Focus::Page), Some(Intent::Undo));
    }
}
