//! Stories of what a person says of sources.

use super::*;
use crate::session::{own_format::OwnAction, source_notes::COLOURS};

/// What a lead says of clocks and of a format in the making.
pub(super) fn answer(command: &Command) -> Option<Reply> {
    Some(match command {
        Command::Clocks => Reply::Clocks(Clocks::default()),
        Command::TryFormat { own, .. } if own.pattern.starts_with('(') => {
            Reply::FormatTried(Ok(Tried { lines: 3, fitting: 2, timed: 2, shown: Vec::new() }))
        }
        Command::TryFormat { .. } => Reply::FormatTried(Err(OwnMistake {
            part: OwnPart::Pattern,
            start: 0,
            end: 1,
            message: "expected a named group".to_owned(),
        })),
        _ => return None,
    })
}

pub(super) fn any_saying() -> impl Strategy<Value = Action> {
    let own = prop_oneof![
        (0u32..5).prop_map(OwnAction::Opened),
        "[(a-z]{0,3}".prop_map(|pattern| OwnAction::Edited(OwnFormat {
            name: "a".to_owned(),
            pattern,
            time: String::new()
        })),
        Just(OwnAction::Applied),
        Just(OwnAction::Removed("a".to_owned())),
        Just(OwnAction::ExportAsked),
        Just(OwnAction::Imported(String::new())),
        (0u32..5).prop_map(|source| OwnAction::Chosen { source, name: "a".to_owned() }),
    ];
    prop_oneof![
        (0u32..5, -9i64..9).prop_map(|(source, nanos)| Action::SourceShifted { source, nanos }),
        (0u32..5, -9i64..9).prop_map(|(source, nanos)| {
            let range = TimeRange { start: TimeNanos(nanos), end: TimeNanos(9) };
            Action::SourceNarrowed { source, within: (nanos > 0).then_some(range) }
        }),
        (0u64..9).prop_map(Action::MemoryChosen),
        (0u32..5, any::<bool>())
            .prop_map(|(source, apart)| Action::SourceTakenApart { source, apart }),
        (0u32..5, any::<u8>())
            .prop_map(|(source, colour)| Action::SourceColoured { source, colour }),
        own.prop_map(Action::OwnFormat),
    ]
}

/// What the lead was asked to read again, and how.
fn reread(page: &Page) -> Vec<(SourceId, SourceSettings)> {
    let asked = page.asked.iter().filter_map(|envelope| match &envelope.body {
        Command::Reread { source, settings } => Some((*source, settings.clone())),
        _ => None,
    });
    asked.collect()
}

fn told(page: &mut Page, sources: Vec<SourceSummary>) {
    page.news(Reply::Progress(Progress {
        revision: 2,
        sources,
        done: true,
        ..Progress::default()
    }));
    page.answer_all();
}

#[test]
fn a_clock_is_corrected_and_the_link_says_it() {
    let mut page = Page::with_rows();
    page.entries();
    page.act(Action::SourceShifted { source: 1, nanos: -2_000_000_000 });
    let shifted = SourceSettings { shift_nanos: -2_000_000_000, ..SourceSettings::default() };
    assert_eq!(reread(&page), [(1, shifted)]);
    assert_eq!(page.entries(), ["replace 0 v=1&src=shift:-2000000000@a.log"]);
    page.act(Action::SourceColoured { source: 2, colour: 3 });
    page.act(Action::SourceColoured { source: 2, colour: COLOURS });
    assert_eq!((page.state.open.colour(1), page.state.open.colour(2)), (1, 3));
    assert_eq!(page.entries(), ["replace 0 v=1&src=shift:-2000000000@a.log&src=colour:3@b.log"]);
    page.asked.clear();
    page.act(Action::SourceShifted { source: 1, nanos: -2_000_000_000 });
    assert_eq!(reread(&page), [], "it is so already");
}

#[test]
fn a_part_of_a_time_is_read_and_the_link_says_it() {
    let mut page = Page::with_rows();
    page.entries();
    let within = Some(TimeRange { start: TimeNanos(10), end: TimeNanos(20) });
    page.act(Action::SourceNarrowed { source: 1, within });
    assert_eq!(reread(&page), [(1, SourceSettings { within, ..SourceSettings::default() })]);
    assert_eq!(page.entries(), ["replace 0 v=1&src=within:10..20@a.log"]);
    page.asked.clear();
    page.act(Action::SourceNarrowed { source: 1, within: None });
    assert_eq!(reread(&page), [(1, SourceSettings::default())]);
}

#[test]
fn more_memory_reads_again_what_was_not_read_to_its_end() {
    let mut page = Page::with_rows();
    told(&mut page, vec![summary(1), SourceSummary { state: SourceState::Full, ..summary(2) }]);
    page.asked.clear();
    page.act(Action::MemoryChosen(7));
    assert_eq!(page.state.prefs.shard_bytes_max, Some(7));
    assert!(page.asked.iter().any(|asked| asked.body == Command::Limit { bytes_max: 7 }));
    let opens = |asked: &Envelope<Command>| match &asked.body {
        Command::Open { sources } => sources.iter().map(|source| source.id).collect(),
        _ => Vec::new(),
    };
    assert_eq!(page.asked.iter().flat_map(opens).collect::<Vec<_>>(), [2]);
}

#[test]
fn what_is_said_of_a_part_is_said_of_all() {
    let mut page = Page::with_rows();
    let part = |id| SourceSummary { group: Some("app.log".to_owned()), ..summary(id) };
    told(&mut page, vec![part(1), part(2)]);
    page.act(Action::SourceShifted { source: 2, nanos: 5 });
    let asked: Vec<_> = reread(&page).iter().map(|(id, it)| (*id, it.shift_nanos)).collect();
    assert_eq!(asked, [(1, 5), (2, 5)]);
    page.asked.clear();
    page.act(Action::SourceTakenApart { source: 1, apart: true });
    assert!(reread(&page).iter().all(|(_, settings)| settings.apart));
    assert_eq!(reread(&page).len(), 2);
}

#[test]
fn a_file_inside_of_an_archive_is_read_again_and_stays_so() {
    let mut page = Page::with_rows();
    let inside = first_inside(1).unwrap();
    let file = SourceSummary { name: "a.log/x.log".to_owned(), ..summary(inside) };
    told(&mut page, vec![summary(1), file]);
    let zone = Zone::fixed("+02:00", 7200);
    page.act(Action::ZoneLoaded { purpose: ZonePurpose::Source(inside), zone: Some(zone.clone()) });
    let settings = SourceSettings { zone: Some(zone), ..SourceSettings::default() };
    assert_eq!(reread(&page), [(inside, settings.clone())]);
    assert!(page.entries().last().unwrap().ends_with("src=zone:%2B02:00@a.log/x.log"));
    page.act(Action::WorkersFailed { what: String::new() });
    page.news(Reply::Ready { shards: 2, formats: Vec::new() });
    let open = page.asked.iter().find_map(|envelope| match &envelope.body {
        Command::Open { sources } => Some(sources.clone()),
        _ => None,
    });
    assert_eq!(open.unwrap()[0].inside.get(&inside), Some(&settings));
}

#[test]
fn a_link_says_how_sources_are_read() {
    let mut page = Page::started(
        "v=1&src=shift:5,zone:Europe/Berlin,colour:2@a.log&src=format:klog@b.zip/in.log",
    );
    page.news(Reply::Ready { shards: 2, formats: Vec::new() });
    page.effects.clear();
    page.act(Action::FilesChosen(vec![file(1, "a.log"), file(2, "b.zip")]));
    let zone =
        Effect::LoadZone { name: "Europe/Berlin".to_owned(), purpose: ZonePurpose::Source(1) };
    assert!(page.effects.contains(&zone));
    assert_eq!(page.state.open.settings(1).map(|it| it.shift_nanos), Some(5));
    assert_eq!(page.state.open.colour(1), 2);
    let inside = first_inside(2).unwrap();
    page.asked.clear();
    let inner = SourceSummary { name: "b.zip/in.log".to_owned(), ..summary(inside) };
    page.news(Reply::Progress(Progress {
        revision: 2,
        sources: vec![inner],
        ..Progress::default()
    }));
    assert_eq!(reread(&page)[0].1.format.as_deref(), Some("klog"));
    assert!(page.state.open.notes.is_empty(), "done once");
}

#[test]
fn a_format_is_tried_at_each_change_kept_and_used() {
    let mut page = Page::with_rows();
    page.act(Action::OwnFormat(OwnAction::Opened(2)));
    assert_eq!(page.state.view.dialog, Some(Dialog::OwnFormat));
    assert_eq!(page.asked_names(), "TryFormat");
    page.answer_all();
    let draft = OwnFormat { name: "till".to_owned(), pattern: "x".to_owned(), time: String::new() };
    page.act(Action::OwnFormat(OwnAction::Edited(draft.clone())));
    page.answer_all();
    let editing = page.state.own_format.clone().unwrap();
    assert!(editing.mistake.is_some() && !editing.is_usable());
    assert!(editing.tried.is_some(), "what fitted before stays in sight");
    page.act(Action::OwnFormat(OwnAction::Applied));
    assert_eq!(page.asked, [], "a wrong one is not used");
    let draft = OwnFormat { pattern: "(?<n>x)".to_owned(), ..draft };
    page.act(Action::OwnFormat(OwnAction::Edited(draft.clone())));
    page.answer_all();
    page.effects.clear();
    page.act(Action::OwnFormat(OwnAction::ExportAsked));
    assert!(matches!(&page.effects[0], Effect::SaveFile { name, .. } if name.starts_with("till.")));
    page.act(Action::OwnFormat(OwnAction::Applied));
    assert_eq!(reread(&page)[0].1.own, Some(draft.clone()));
    assert_eq!((&*page.state.prefs.formats, page.state.view.dialog), (&[draft.clone()][..], None));
    let stored = page
        .effects
        .iter()
        .any(|it| matches!(it, Effect::StorePrefs(prefs) if prefs.formats.len() == 1));
    assert!(stored);
    page.asked.clear();
    page.act(Action::OwnFormat(OwnAction::Chosen { source: 1, name: "till".to_owned() }));
    assert_eq!(reread(&page)[0].0, 1);
    page.act(Action::SourceFormatChosen { source: 1, format: None });
    assert_eq!(page.state.open.settings(1).unwrap().own, None);
}

#[test]
fn a_file_that_is_no_format_is_refused() {
    let mut page = Page::with_rows();
    page.act(Action::OwnFormat(OwnAction::Opened(1)));
    page.answer_all();
    page.act(Action::OwnFormat(OwnAction::Imported("{}".to_owned())));
    assert!(page.state.own_format.clone().unwrap().file_mistake.is_some());
    let text = r#"{"squall_format":1,"name":"b","pattern":"(?<x>.)"}"#;
    page.act(Action::OwnFormat(OwnAction::Imported(text.to_owned())));
    let editing = page.state.own_format.clone().unwrap();
    assert_eq!((editing.draft.name.as_str(), editing.file_mistake), ("b", None));
}

#[test]
fn clocks_are_looked_at_where_they_are_shown() {
    let mut page = Page::with_rows();
    assert!(!page.asked_names().contains("Clocks"));
    told(&mut page, vec![summary(1), summary(2)]);
    page.act(Action::TabChosen(Tab::Sources));
    assert!(page.asked_names().contains("Clocks"));
    page.answer_all();
    page.act(Action::TabChosen(Tab::Events));
    page.act(Action::TabChosen(Tab::Sources));
    assert!(!page.asked_names().contains("Clocks"), "known already");
}
