//! Files as they are written, and what is read of damaged, newer and foreign ones.

use expect_test::expect;
use proptest::prelude::*;

use super::*;
use crate::{
    protocol::page::{OpenSource, TimeNanos, TimeRange},
    session::{
        marks::{EventPlace, Mark, Marks, Place},
        pins::PinsShown,
        state::{Open, Query, View},
    },
};

const EXAMPLE: &str = include_str!("../../../docs/investigation.example.squall.json");

fn state() -> State {
    let mut open = Open::default();
    let name = "logs/app.log".to_owned();
    open.sources.push(OpenSource { id: 1, name: name.clone(), bytes: 12, ..Default::default() });
    open.hashes.insert(1, Some(255));
    let time = Some(TimeNanos(1_000));
    let place = Place::Event(EventPlace { source: name, offset: 7, time });
    let range = Place::Range(TimeRange { start: TimeNanos(5), end: TimeNanos(9) });
    let note = "the **first**".to_owned();
    let marks = vec![
        Mark { place, colour: 1, note },
        Mark { place: range, colour: 0, note: String::new() },
    ];
    let columns = vec!["host".to_owned()];
    State {
        open: Rc::new(open),
        query: Rc::new(Query { text: "level=error".to_owned(), ..Query::default() }),
        view: Rc::new(View { columns, folded: true, ..View::default() }),
        marks: Rc::new(Marks { list: Rc::new(marks), ..Marks::default() }),
        pins: Rc::new(PinsShown { queries: vec!["timeout".to_owned()], ..PinsShown::default() }),
        ..State::default()
    }
}

#[test]
fn a_file_reads_like_this() {
    let (name, text) = write(&state());
    assert_eq!(name, "app.squall.json");
    expect![[r#"
        {
          "squall_investigation": 1,
          "sources": [
            {
              "name": "logs/app.log",
              "bytes": 12,
              "hash": "00000000000000ff"
            }
          ],
          "view": {
            "v": "1",
            "q": "level=error",
            "fold": "1",
            "pin": [
              "timeout"
            ],
            "col": [
              "host"
            ]
          },
          "marks": [
            {
              "source": "logs/app.log",
              "offset": 7,
              "time": "1000",
              "colour": 1,
              "note": "the **first**"
            },
            {
              "from": "5",
              "to": "9"
            }
          ],
          "formats": []
        }
    "#]]
    .assert_eq(&text);
    let found = read(&text).unwrap();
    assert_eq!(found.link, Link::of(&state()));
    assert_eq!(found.unread, [""; 0]);
    assert_eq!(found.words(), "2 marks, 1 pinned search, 1 file, a filter");
}

#[test]
fn the_example_of_the_documents_is_read_whole() {
    let found = read(EXAMPLE).unwrap();
    assert_eq!(found.unread, [""; 0]);
    assert_eq!(found.words(), "2 marks, 1 pinned search, 2 files, a filter");
    assert_eq!((found.formats.len(), found.link.sources.len()), (1, 2));
    assert!(found.link.range.is_some() && found.link.explained.is_some());
    assert!(found.link.at.is_some() && found.link.id.is_some());
}

#[test]
fn every_name_of_the_view_stands_in_the_documents() {
    let words = include_str!("../../../docs/investigation.md");
    let view: Value = serde_json::from_str(EXAMPLE).unwrap();
    for name in view["view"].as_object().unwrap().keys() {
        assert!(words.contains(&format!("| `{name}` |")), "docs/investigation.md lacks `{name}`");
    }
}

#[test]
fn of_a_damaged_file_what_stands_before_is_read() {
    let (_, text) = write(&state());
    let cut = text.find("\"from\"").unwrap();
    let found = read(&text[..cut]).unwrap();
    assert_eq!(found.link.marks.len(), 1, "{found:?}");
    assert_eq!(found.link.pins, ["timeout"]);
    assert_eq!(found.unread, ["The file is damaged in line 30; what follows is not read."]);
    let broken = text.replace("\"fold\": \"1\"", "\"fold\" 1");
    let found = read(&broken).unwrap();
    assert_eq!((found.link.query.as_str(), found.link.files.len()), ("level=error", 1));
    for lost in ["", "{", "nothing here", "{\"squall_investigation\""] {
        assert!(read(lost).unwrap_err().contains("damaged"), "{lost}");
    }
}

#[test]
fn what_is_odd_is_named_and_the_rest_is_read() {
    let text = r#"{"squall_investigation":3,"view":{"v":"9","q":"a","tab":7},"colours":[],
        "marks":[{"from":"1","to":"2"},{"note":"nowhere"}],"sources":{},"formats":[{"name":""}]}"#;
    let found = read(text).unwrap();
    assert_eq!((found.link.query.as_str(), found.link.marks.len()), ("a", 1));
    expect![[r#"
        It was saved by a newer Squall (version 3, this one knows 1).
        Its view is of a newer version (9).
        Parts of the view cannot be read.
        "colours" is not known here.
        1 of 2 marks cannot be read.
        The sources cannot be read.
        1 of 1 formats cannot be read."#]]
    .assert_eq(&found.unread.join("\n"));
    assert!(read("{\"a\":1}").unwrap_err().contains("not an investigation"));
    assert!(read("[1]").unwrap_err().contains("not an investigation"));
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "[\\[\\]{}\",:a1 \n\\\\]{0,60}") {
        drop(read(&text));
        drop(read(&format!("{{\"squall_investigation\":1,{text}")));
    }

    #[test]
    fn a_file_cut_anywhere_never_gives_what_was_not_in_it(cut in 0usize..700) {
        let (_, text) = write(&state());
        let cut = text.floor_char_boundary(cut.min(text.len()));
        if let Ok(found) = read(&text[..cut]) {
            let whole = read(&text).unwrap();
            prop_assert!(found.link.marks.len() <= whole.link.marks.len());
            for (a, b) in found.link.marks.iter().zip(whole.link.marks.iter()) {
                prop_assert!(a.place.same(&b.place));
            }
        }
    }
}
