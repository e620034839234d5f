//! The fields of an event as a tree to show, JSON inside of strings taken apart too.
//!
//! Does not: read the event's text; the lead did.

use serde_json::Value;

/// Deeper values are shown as their text.
const DEPTH_MAX: usize = 24;
/// More values than this are not laid out; the rest is told as a number.
pub const NODES_MAX: usize = 1_000;

/// A field, or an item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its name, or its place in the list.
    pub name: String,
    /// As the filter names it; none inside of a list or a string, where no filter reaches.
    pub path: Option<String>,
    /// Its value, where it is no group.
    pub leaf: Option<Leaf>,
    /// Its fields or items.
    pub children: Vec<Field>,
}

/// A value as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// Its text.
    pub text: String,
    /// What it is.
    pub kind: Kind,
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A number.
    Number,
    /// True, false or null.
    Word,
    /// An empty list or group, or one too deep to lay out.
    Rest,
}

/// Whether a value may name something that other events name too: one word with digits in it, and a
/// long number where it has nothing else.
#[must_use]
pub fn is_id(text: &str) -> bool {
    let is_word = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let least = if digits == text.len() { 5 } else { 4 };
    is_word && digits > 0 && (least..=80).contains(&text.len())
}

/// The tree of the fields, and how many values were left out.
#[must_use]
pub fn tree(fields: &Value) -> (Vec<Field>, usize) {
    let mut budget = Budget { left: NODES_MAX, out: 0 };
    let fields = match fields {
        Value::Object(_) => children(fields, Some(""), 0, &mut budget),
        Value::Null => Vec::new(),
        other => field("value", None, other, 0, &mut budget).into_iter().collect(),
    };
    (fields, budget.out)
}

struct Budget {
    left: usize,
    out: usize,
}

fn children(value: &Value, path: Option<&str>, depth: usize, budget: &mut Budget) -> Vec<Field> {
    match value {
        Value::Object(map) => map
            .iter()
            .filter_map(|(name, value)| {
                let path = path.map(|path| match path {
                    "" => name.clone(),
                    path => format!("{path}.{name}"),
                });
                field(name, path, value, depth, budget)
            })
            .collect(),
        Value::Array(items) => (0usize..)
            .zip(items)
            .filter_map(|(at, value)| field(&at.to_string(), None, value, depth, budget))
            .collect(),
        _ => Vec::new(),
    }
}

fn field(
    name: &str,
    path: Option<String>,
    value: &Value,
    depth: usize,
    budget: &mut Budget,
) -> Option<Field> {
    if budget.left == 0 {
        budget.out += 1;
        return None;
    }
    budget.left -= 1;
    let inner = inside(value);
    let group = inner.as_ref().unwrap_or(value);
    let deep = depth < DEPTH_MAX;
    let nested = if inner.is_some() { None } else { path.as_deref() };
    let children = if deep { children(group, nested, depth + 1, budget) } else { Vec::new() };
    // A text that holds JSON keeps its own text as a value, so that it can be copied and filtered.
    let leaf = (children.is_empty() || inner.is_some()).then(|| leaf(value));
    Some(Field { name: name.to_owned(), path, leaf, children })
}

/// The group inside of a string, where the string is JSON.
fn inside(value: &Value) -> Option<Value> {
    let text = value.as_str()?.trim();
    let looks = text.starts_with('{') && text.ends_with('}')
        || text.starts_with('[') && text.ends_with(']');
    let parsed: Value = if looks { serde_json::from_str(text).ok()? } else { return None };
    let empty = match &parsed {
        Value::Object(map) => map.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => true,
    };
    (!empty).then_some(parsed)
}

fn leaf(value: &Value) -> Leaf {
    let (text, kind) = match value {
        Value::String(text) => (text.clone(), Kind::Text),
        Value::Number(number) => (number.to_string(), Kind::Number),
        Value::Bool(_) | Value::Null => (value.to_string(), Kind::Word),
        Value::Array(_) | Value::Object(_) => (value.to_string(), Kind::Rest),
    };
    Leaf { text, kind }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use serde_json::json;

    use super::*;

    fn lines(fields: &[Field], indent: usize, out: &mut String) {
        for field in fields {
            let leaf = field
                .leaf
                .as_ref()
                .map_or(String::new(), |leaf| format!(" = {} ({:?})", leaf.text, leaf.kind));
            let path = field.path.as_deref().unwrap_or("-");
            out.push_str(&format!("{:indent$}{} [{path}]{leaf}\n", "", field.name));
            lines(&field.children, indent + 2, out);
        }
    }

    #[test]
    fn a_tree_looks_like_this() {
        let value = json!({
            "level": "warn",
            "http": {"status": 503, "headers": {}},
            "tags": ["a", {"b": null}],
            "body": "{\"order\": {\"id\": 7}}",
            "note": "{not json}",
        });
        let mut shown = String::new();
        lines(&tree(&value).0, 0, &mut shown);
        expect![[r#"
            level [level] = warn (Text)
            http [http]
              status [http.status] = 503 (Number)
              headers [http.headers] = {} (Rest)
            tags [tags]
              0 [-] = a (Text)
              1 [-]
                b [-] = null (Word)
            body [body] = {"order": {"id": 7}} (Text)
              order [-]
                id [-] = 7 (Number)
            note [note] = {not json} (Text)
        "#]]
        .assert_eq(&shown);
    }

    #[test]
    fn depth_and_number_are_limited() {
        let mut deep = json!(1);
        for _ in 0..100 {
            deep = json!({ "a": deep });
        }
        assert_eq!(tree(&deep).1, 0);
        let wide = Value::Array((0..NODES_MAX + 7).map(|at| json!(at)).collect());
        assert_eq!(tree(&json!({ "list": wide })).1, 8);
    }
}
