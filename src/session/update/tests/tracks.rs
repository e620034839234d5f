//! Stories of metric files: lines that are chosen, markers that are stepped through, what moves.

use super::*;
use crate::session::{
    bursts::BurstsShown,
    link::Link,
    tracks::{TrackAction, tests::answer as tracks},
};

/// What a lead says of metric files.
pub(super) fn answer(command: &Command) -> Option<Reply> {
    Some(match command {
        Command::Tracks { shown, .. } => {
            let mut answer = tracks();
            if let Some(shown) = shown {
                answer.tracks.iter_mut().for_each(|track| track.shown = shown.contains(&track.id));
            }
            Reply::Tracks(answer)
        }
        Command::Movers(of) => Reply::Movers(Movers { of: *of, ..Movers::default() }),
        _ => return None,
    })
}

fn with_metrics() -> Page {
    let mut page = Page::with_rows();
    let metric = Some(MetricCard { series: 3, points: 720, ..MetricCard::default() });
    let sources = vec![SourceSummary { metric, ..summary(2) }];
    let extent = Some(range(0, 1000));
    let read =
        Progress { revision: 2, records: 1000, extent, done: true, sources, ..Progress::default() };
    page.news(Reply::Progress(read));
    page.answer_all();
    page
}

fn act(page: &mut Page, action: TrackAction) {
    page.act(Action::Tracks(action));
    page.answer_all();
}

fn lines(page: &Page) -> Vec<u32> {
    page.state.tracks.lines().map(|(_, track)| track.id.track).collect()
}

#[test]
fn series_are_shown_and_hidden_and_gone_with_their_file() {
    assert!(Page::with_rows().state.tracks.answer.is_none(), "nothing is asked without one");
    let mut page = with_metrics();
    assert_eq!(lines(&page), [0, 2], "the lead shows the first few");
    let id = |track| TrackId { source: 3, track };
    act(&mut page, TrackAction::Toggled(id(1)));
    assert_eq!(lines(&page), [0, 1, 2]);
    act(&mut page, TrackAction::Toggled(id(0)));
    assert_eq!(lines(&page), [1, 2]);
    let link = Link::of(&page.state);
    assert_eq!(link.tracks.as_ref().map(Vec::len), Some(2), "the choice is in the link");
    assert!(link.write().contains("track=1@"), "{}", link.write());
    let undone = page.state.history.position;
    assert_eq!(undone, 2, "each choice is a step");
    page.act(Action::Travelled { link: "v=1&track=".to_owned(), position: Some(1) });
    assert_eq!(lines(&page), [0; 0], "of all none");
    page.act(Action::Travelled { link: link.write(), position: Some(2) });
    assert_eq!(lines(&page), [1, 2]);
    page.act(Action::Travelled { link: "v=1&track=0@elsewhere.csv".to_owned(), position: None });
    assert_eq!(lines(&page), [0, 2], "of other files the first few");
    let kinds = |shown: &BurstsShown| shown.kinds().any(|kind| kind == BurstKind::Metric);
    assert!(kinds(&page.state.bursts), "its bursts can be listed");
    page.act(Action::SourceClosed(2));
    page.news(progress(3, 1000));
    page.answer_all();
    assert!(page.state.tracks.answer.is_none() && !kinds(&page.state.bursts));
}

#[test]
fn what_moves_is_asked_for_where_it_is_shown_and_filters() {
    let mut page = with_metrics();
    act(&mut page, TrackAction::FirstMoversAsked);
    assert_eq!(page.state.view.tab, Tab::Metrics);
    let of = page.state.tracks.movers.as_ref().map(|movers| movers.of);
    assert_eq!(of, Some(TrackId { source: 3, track: 0 }));
    act(&mut page, TrackAction::MoverChosen(255));
    assert_eq!(page.state.query.text, "pattern=00000000000000ff");
    assert_eq!(page.state.view.tab, Tab::Events);
    act(&mut page, TrackAction::MoversAsked(TrackId { source: 3, track: 0 }));
    assert_eq!(page.state.tracks.movers_of, None, "asked again it closes");
}

#[test]
fn markers_are_gone_to_one_by_one() {
    let mut page = with_metrics();
    page.act(Action::Tracks(TrackAction::MarkerStepped { forward: true }));
    assert!(page.asked_names().contains("RankOfTime"), "{}", page.asked_names());
    let notice = page.state.notice.as_ref().map(|notice| notice.text.clone());
    assert_eq!(notice.as_deref(), Some("deploy 5"));
    let mut page = Page::with_rows();
    act(&mut page, TrackAction::MarkerStepped { forward: true });
    let notice = page.state.notice.as_ref().map(|notice| notice.text.clone());
    assert_eq!(notice.as_deref(), Some("No marker in view"));
}
