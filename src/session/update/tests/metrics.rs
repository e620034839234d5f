//! Stories of the metrics panel and of pinned searches.

use super::*;
use crate::session::{
    metrics::{MetricAction, brush::Brush},
    pins::PinAction,
};

/// What a lead says that has nothing to measure.
pub(super) fn answer(command: &Command) -> Option<Reply> {
    Some(match command {
        Command::Metrics(_) => Reply::Metrics(Box::default()),
        Command::Pins { queries, .. } => {
            let pin =
                |query: &String| PinCounts { matching: query.len() as u64, ..PinCounts::default() };
            Reply::Pins(Pins { pins: queries.iter().map(pin).collect(), ..Pins::default() })
        }
        _ => return None,
    })
}

fn metric(page: &mut Page, action: MetricAction) {
    page.act(Action::Metrics(action));
}

fn asked(page: &Page) -> Option<MetricsAsked> {
    let of = |envelope: &Envelope<Command>| match &envelope.body {
        Command::Metrics(asked) => Some(asked.clone()),
        _ => None,
    };
    page.asked.iter().find_map(of)
}

#[test]
fn metrics_are_asked_for_where_they_are_shown() {
    let mut page = Page::with_rows();
    assert_eq!(asked(&page), None);
    page.act(Action::TabChosen(Tab::Metrics));
    assert!(asked(&page).is_some_and(|asked| asked.split.is_none() && asked.also.is_empty()));
    page.answer_all();
    assert!(page.state.metrics.answer.is_some());
    metric(&mut page, MetricAction::SplitBy(Some("host".to_owned())));
    metric(&mut page, MetricAction::Added("bytes".to_owned()));
    metric(&mut page, MetricAction::Added("bytes".to_owned()));
    page.asked.drain(..page.asked.len() - 1);
    let of = MeasureOf::Field("bytes".to_owned());
    let expected = MetricsAsked {
        split: Some("host".to_owned()),
        also: vec![of.clone()],
        ..asked(&page).unwrap()
    };
    assert_eq!(asked(&page), Some(expected));
    page.answer_all();
    metric(&mut page, MetricAction::Dropped(of));
    assert!(asked(&page).is_some_and(|asked| asked.also.is_empty()));
    page.answer_all();
    page.act(Action::RangeCommitted(Some(range(10, 20))));
    page.answer_all();
    page.act(Action::TabChosen(Tab::Events));
    page.act(Action::TabChosen(Tab::Metrics));
    assert_eq!(asked(&page), None, "known already");
}

#[test]
fn a_brushed_box_filters_and_zooms_and_both_are_one_step_back() {
    let mut page = Page::with_rows();
    page.type_query("level>=warn");
    page.answer_all();
    page.act(Action::QueryCommitted);
    page.entries();
    let brush = Brush {
        of: MeasureOf::Field("took".to_owned()),
        range: range(100, 200),
        is_duration: true,
        low: Some(1e8),
        high: None,
    };
    metric(&mut page, MetricAction::Brushed(brush));
    page.answer_all();
    assert_eq!(page.state.query.text, "level>=warn took>100ms");
    assert_eq!(page.state.view.range, Some(range(100, 200)));
    let entries = page.entries();
    assert_eq!(entries.len(), 1, "{entries:?}");
}

#[test]
fn filters_are_pinned_counted_stepped_through_and_taken_away() {
    let mut page = Page::with_rows();
    page.act(Action::Pins(PinAction::Pinned));
    assert!(page.state.pins.queries.is_empty(), "there is no filter");
    for query in ["level>=warn", "timeout"] {
        page.type_query(query);
        page.answer_all();
        page.act(Action::Pins(PinAction::Pinned));
        page.act(Action::Pins(PinAction::Pinned));
        page.answer_all();
    }
    assert_eq!(page.state.pins.queries, ["level>=warn", "timeout"]);
    let matching = |page: &Page| {
        let answer = page.state.pins.answer.clone();
        answer.map(|answer| answer.pins.iter().map(|pin| pin.matching).collect::<Vec<_>>())
    };
    assert_eq!(matching(&page), Some(vec![11, 7]));
    page.act(Action::Pins(PinAction::Stepped { pin: 0, forward: true }));
    assert!(page.asked_names().contains("FindSame"));
    page.answer_all();
    page.act(Action::Pins(PinAction::Dropped(0)));
    page.answer_all();
    assert_eq!(matching(&page), Some(vec![7]));
    page.act(Action::Pins(PinAction::Chosen(0)));
    assert_eq!(page.state.query.text, "timeout");
    page.answer_all();
    page.act(Action::Pins(PinAction::Dropped(0)));
    page.answer_all();
    assert_eq!(matching(&page), None);
}
