//! Binary data is opened as lines, but fields that its bytes happen to spell are not worth showing.
//!
//! Does not: say what is binary; `engine::formats::settle` does.

use squall::protocol::page::{Command, Reply};

use super::desk::Desk;

/// Bytes of every kind, some of which look like a name and a value.
fn noise() -> Vec<u8> {
    let mut bytes = Vec::new();
    for at in 0..400_u32 {
        bytes.extend(
            (0..40).map(|n| (at.wrapping_mul(2_654_435_761).wrapping_add(n * 97) >> 11) as u8),
        );
        bytes.extend(format!(" qx={} \n", at % 3).bytes());
    }
    bytes
}

fn fields(desk: &mut Desk) -> Vec<String> {
    let replies = desk.ask(Command::Facets { values_max: 5 });
    let [Reply::Facets(facets)] = replies.as_slice() else { panic!("{replies:?}") };
    facets.fields.iter().map(|field| field.name.clone()).collect()
}

#[test]
fn fields_of_binary_data_are_not_listed_but_can_be_asked_for() {
    let noise = noise();
    let text =
        b"2026-05-14T09:00:01Z INFO user=ann came\n2026-05-14T09:00:02Z INFO user=ben came\n";
    let mut desk = Desk::open(&[("core.bin", &noise), ("app.log", text)]);
    assert_eq!(fields(&mut desk), ["level", "source", "user"]);
    let ask = Command::FacetValues { field: "qx".to_owned(), search: String::new(), values_max: 5 };
    let replies = desk.ask(ask);
    let [Reply::FacetValues(found)] = replies.as_slice() else { panic!("{replies:?}") };
    assert!(found.records > 100, "{found:?}");
}
