//! Stories of the panels that say why: bursts, explanation, patterns, compare.

use super::*;
use crate::session::{
    bursts::BurstAction, comparing::CompareAction, explaining::ExplainAction, keys::Intent,
    longest_gaps::tests::found, pattern_list::PatternAction,
};

/// What a lead says that found two bursts of errors and no other.
pub(super) fn answer(command: &Command) -> Reply {
    match command {
        Command::Gaps { .. } => Reply::Gaps(found(&[(500, 900), (10, 40)])),
        Command::Bursts { of, .. } => {
            let errors = *of == BurstKind::Errors;
            let found = [(300, 400), (100, 120)];
            let burst = |(start, end)| crate::session::bursts::tests::burst(start, end);
            Reply::Bursts(Bursts {
                of: *of,
                bursts: found.into_iter().filter(|_| errors).map(burst).collect(),
                bursts_total: if errors { 2 } else { 0 },
                calm: None,
                width_nanos: SECOND_NANOS,
                revision: 1,
            })
        }
        Command::Explain { range: of, baseline, .. } => Reply::Explanation(Box::new(Explanation {
            sentence: "It broke.".to_owned(),
            range: Some(*of),
            baseline: baseline.or(Some(range(0, 1000))),
            ..Explanation::default()
        })),
        Command::Compare { .. } => Reply::Compared(Box::default()),
        Command::PatternValues { pattern, variable, .. } => Reply::PatternValues(PatternValues {
            pattern: *pattern,
            variable: *variable,
            ..PatternValues::default()
        }),
        _ => Reply::Patterns(Patterns::default()),
    }
}

fn intended(page: &mut Page, intent: Intent) {
    page.act(Action::Intended(intent));
}

fn explained(page: &Page) -> Option<(usize, TimeRange)> {
    let explaining = page.state.explaining.as_ref()?;
    Some((explaining.burst?.1, explaining.range))
}

#[test]
fn bursts_are_found_by_themselves_and_stepped_through_by_strength() {
    let mut page = Page::with_rows();
    assert_eq!(page.state.bursts.listed().len(), 2);
    intended(&mut page, Intent::NextBurst);
    page.answer_all();
    assert_eq!(explained(&page), Some((0, range(300, 400))));
    assert_eq!(page.state.rows.cursor, Some(300), "its first event is marked");
    assert_eq!(
        page.state.explaining.as_ref().unwrap().answer.as_ref().unwrap().sentence,
        "It broke."
    );
    intended(&mut page, Intent::NextBurst);
    intended(&mut page, Intent::NextBurst);
    assert_eq!(explained(&page), Some((0, range(300, 400))), "round again");
    intended(&mut page, Intent::PreviousBurst);
    page.answer_all();
    assert_eq!(explained(&page), Some((1, range(100, 120))));
    intended(&mut page, Intent::Back);
    assert_eq!(page.state.explaining, None);
    page.act(Action::Bursts(BurstAction::Chosen(BurstKind::Errors, 1)));
    page.answer_all();
    assert!(page.state.explaining.as_ref().unwrap().answer.is_some(), "once more after closing");
}

#[test]
fn an_open_event_gives_way_to_an_explanation_and_back() {
    let mut page = Page::with_rows();
    page.act(Action::RowChosen(3));
    page.answer_all();
    page.act(Action::Bursts(BurstAction::Chosen(BurstKind::Errors, 0)));
    page.answer_all();
    assert!(!page.state.detail.open);
    page.act(Action::Explain(ExplainAction::OnsetChosen(row(50).key)));
    page.answer_all();
    assert!(page.state.detail.open);
    intended(&mut page, Intent::Back);
    assert!(!page.state.detail.open && page.state.explaining.is_some());
}

#[test]
fn another_baseline_is_asked_anew_and_the_same_is_not() {
    let mut page = Page::with_rows();
    page.act(Action::Bursts(BurstAction::Chosen(BurstKind::Errors, 0)));
    page.answer_all();
    page.act(Action::Explain(ExplainAction::BaselineChosen(Some(range(0, 50)))));
    assert_eq!(page.asked_names(), "Explain");
    page.answer_all();
    assert_eq!(page.state.explaining.as_ref().unwrap().baseline_shown(), Some(range(0, 50)));
    page.act(Action::QueryReplaced("warn".to_owned()));
    page.answer_all();
    page.act(Action::Explain(ExplainAction::Filtered(false)));
    assert_eq!(page.asked_names(), "", "it does not depend on the filter");
    page.act(Action::Explain(ExplainAction::Filtered(true)));
    assert_eq!(page.asked_names(), "Explain");
}

#[test]
fn a_zoomed_range_is_explained_with_what_surrounds_it_on_screen() {
    let mut page = Page::with_rows();
    intended(&mut page, Intent::ExplainRange);
    assert_eq!(page.state.explaining, None, "there is no range");
    page.act(Action::RangeCommitted(Some(range(100, 300))));
    page.answer_all();
    intended(&mut page, Intent::ExplainRange);
    page.answer_all();
    assert_eq!(page.state.view.range, None);
    assert_eq!(page.state.explaining.as_ref().map(|it| it.range), Some(range(100, 300)));
}

#[test]
fn patterns_are_asked_for_where_they_are_shown() {
    let mut page = Page::with_rows();
    page.act(Action::QueryReplaced("warn".to_owned()));
    assert!(!page.asked_names().contains("Patterns"));
    page.answer_all();
    intended(&mut page, Intent::ShowPatterns);
    assert_eq!(page.asked_names(), "Patterns");
    page.answer_all();
    page.act(Action::RangeCommitted(Some(range(100, 300))));
    page.answer_all();
    page.act(Action::Patterns(PatternAction::Pointed(Some((7, 0)))));
    page.answer_all();
    let pointed = page.state.patterns.pointed.as_ref().unwrap();
    assert!(pointed.values.is_some());
    page.act(Action::QueryReplaced("error".to_owned()));
    let asked_again = (0..20).any(|_| {
        if !page.asked.is_empty() {
            let asked = page.asked.remove(0);
            super::answer(&asked.body).into_iter().for_each(|body| page.answer(asked.id, body));
        }
        page.asked_names().contains("PatternValues")
    });
    assert!(asked_again, "what stands for it is another under another filter");
    page.answer_all();
    intended(&mut page, Intent::ShowEvents);
    intended(&mut page, Intent::ShowPatterns);
    assert_eq!(page.asked_names(), "", "nothing changed meanwhile");
}

#[test]
fn corrections_hold_when_workers_die() {
    let mut page = Page::with_rows();
    page.act(Action::Patterns(PatternAction::Marked(Some(1))));
    page.act(Action::Patterns(PatternAction::Merged(2)));
    page.act(Action::Patterns(PatternAction::Split(3)));
    page.asked.clear();
    page.act(Action::WorkersFailed { what: String::new() });
    page.news(Reply::Ready { shards: 2, formats: Vec::new() });
    let edits = vec![PatternEdit::Merge { into: 1, ids: vec![2] }, PatternEdit::Split { id: 3 }];
    assert!(
        page.asked.iter().any(|asked| asked.body == Command::EditPatterns { edits: edits.clone() })
    );
    page.act(Action::Patterns(PatternAction::EditUndone));
    assert_eq!(page.state.patterns.edits, edits[..1]);
}

#[test]
fn what_is_explained_is_compared_with_what_was_before() {
    let mut page = Page::with_rows();
    page.act(Action::Bursts(BurstAction::Chosen(BurstKind::Errors, 0)));
    page.answer_all();
    page.act(Action::Compare(CompareAction::ExplainedTaken));
    assert_eq!(page.state.view.tab, Tab::Compare);
    let Some(Command::Compare { inside, against, .. }) = page.asked.last().map(|it| &it.body)
    else {
        panic!("{}", page.asked_names());
    };
    assert_eq!((inside.range, against.range), (Some(range(300, 400)), Some(range(0, 300))));
    page.answer_all();
    page.act(Action::Compare(CompareAction::Swapped));
    assert_eq!(page.asked_names(), "Compare");
}

#[test]
fn the_longest_gaps_are_listed_and_stepped_through() {
    use crate::session::longest_gaps::GapAction;

    let mut page = Page::with_rows();
    let marked = |page: &Page| page.state.rows.cursor;
    page.act(Action::Intended(Intent::NextGap));
    assert_eq!(page.asked_names(), "Gaps", "asked for when first wanted");
    page.answer_all();
    assert_eq!(marked(&page), Some(10));
    page.act(Action::Intended(Intent::NextGap));
    page.answer_all();
    assert_eq!((marked(&page), page.state.view.tab), (Some(500), Tab::Events));
    page.act(Action::Intended(Intent::PreviousGap));
    page.answer_all();
    assert_eq!(marked(&page), Some(10));

    page.act(Action::TabChosen(Tab::Bursts));
    page.act(Action::Gaps(GapAction::Listed));
    page.answer_all();
    assert!(page.state.gaps.listed);
    page.act(Action::Gaps(GapAction::OverAll(true)));
    assert_eq!(page.asked_names(), "Gaps");
    page.answer_all();
    page.act(Action::Gaps(GapAction::Chosen { at: 0, after: true }));
    page.answer_all();
    assert_eq!(marked(&page), Some(900), "the event after the gap");
    page.act(Action::TabChosen(Tab::Bursts));
    page.answer_all();
    page.act(Action::Bursts(BurstAction::KindChosen(BurstKind::Silence)));
    assert!(!page.state.gaps.listed);
}
