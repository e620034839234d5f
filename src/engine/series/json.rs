//! A JSON document looked at where it lies: nothing is copied, so that a million points need no more
//! memory than their text.
//!
//! Does not: check a document; what is broken ends where it breaks.

use crate::{
    formats::json_text::{eat_space, quoted, skip_value, unescape},
    time::cursor::Cursor,
};

/// A value in a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node<'t> {
    text: &'t [u8],
    at: usize,
}

impl<'t> Node<'t> {
    /// The value that a text begins with.
    pub(super) fn of(text: &'t [u8]) -> Node<'t> {
        Node { text, at: 0 }.at_value()
    }

    fn at_value(self) -> Node<'t> {
        let mut cursor = self.cursor();
        eat_space(&mut cursor);
        Node { at: cursor.at, ..self }
    }

    fn cursor(self) -> Cursor<'t> {
        Cursor::new(self.text, self.at)
    }

    fn first(self) -> u8 {
        self.cursor().peek()
    }

    pub(super) fn is_object(self) -> bool {
        self.first() == b'{'
    }

    pub(super) fn is_array(self) -> bool {
        self.first() == b'['
    }

    /// The document behind this value; none at the end, or where this value does not end.
    pub(super) fn behind(self) -> Option<Node<'t>> {
        let mut cursor = self.cursor();
        skip_value(&mut cursor)?;
        eat_space(&mut cursor);
        cursor.eat(b',');
        eat_space(&mut cursor);
        (!cursor.at_end()).then_some(Node { at: cursor.at, ..self })
    }

    /// Visits the members of an object, or the elements of an array (without a name), until `visit`
    /// says false.
    pub(super) fn each(self, mut visit: impl FnMut(&'t [u8], Node<'t>) -> bool) {
        let mut cursor = self.cursor();
        let named = cursor.eat(b'{');
        if !named && !cursor.eat(b'[') {
            return;
        }
        loop {
            eat_space(&mut cursor);
            let mut name: &[u8] = b"";
            if named {
                let Some(key) = quoted(&mut cursor) else { return };
                name = self.text.get(key.start..key.end).unwrap_or_default();
                eat_space(&mut cursor);
                if !cursor.eat(b':') {
                    return;
                }
                eat_space(&mut cursor);
            }
            if cursor.at_end() || matches!(cursor.peek(), b']' | b'}') {
                return;
            }
            if !visit(name, Node { at: cursor.at, ..self }) || skip_value(&mut cursor).is_none() {
                return;
            }
            eat_space(&mut cursor);
            if !cursor.eat(b',') {
                return;
            }
        }
    }

    /// A member of an object.
    pub(super) fn member(self, wanted: &str) -> Option<Node<'t>> {
        let mut found = None;
        if self.is_object() {
            self.each(|name, node| {
                found = (name == wanted.as_bytes()).then_some(node);
                found.is_none()
            });
        }
        found
    }

    /// The elements of an array.
    pub(super) fn elements(self) -> Vec<Node<'t>> {
        let mut all = Vec::new();
        if self.is_array() {
            self.each(|_, node| {
                all.push(node);
                true
            });
        }
        all
    }

    /// A scalar as it is written, a text without its quotes; empty for an object or an array.
    pub(super) fn scalar(self) -> &'t [u8] {
        let mut cursor = self.cursor();
        match self.first() {
            b'"' => match quoted(&mut cursor) {
                Some(inside) => self.text.get(inside.start..inside.end).unwrap_or_default(),
                None => b"",
            },
            b'{' | b'[' => b"",
            _ => {
                cursor.eat_while(|byte| !matches!(byte, b',' | b'}' | b']') && byte > b' ');
                cursor.since(self.at)
            }
        }
    }

    /// A text, its escapes resolved.
    pub(super) fn string(self) -> String {
        let mut plain = Vec::new();
        unescape(self.scalar(), &mut plain);
        String::from_utf8_lossy(&plain).into_owned()
    }

    /// A member's text; empty where there is none.
    pub(super) fn text(self, name: &str) -> String {
        self.member(name).map(Node::string).unwrap_or_default()
    }
}

/// `name{k="v"}` of the members of an object; `name` may be a member too.
pub(super) fn labelled(name: &str, labels: Node<'_>) -> String {
    let mut shown = Vec::new();
    let mut own = name.to_owned();
    labels.each(|key, node| {
        let key = String::from_utf8_lossy(key);
        if key == "__name__" {
            own = node.string();
        } else {
            shown.push(format!("{key}=\"{}\"", node.string()));
        }
        true
    });
    match (own.is_empty(), shown.is_empty()) {
        (_, true) => own,
        (true, false) => format!("{{{}}}", shown.join(", ")),
        (false, false) => format!("{own}{{{}}}", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn members_and_elements_are_found() {
        let node = Node::of(br#" {"a":{"b":[1, "x\n", null]},"c":true} {"d":2}"#);
        let inner = node.member("a").and_then(|a| a.member("b")).unwrap();
        let scalars: Vec<_> = inner.elements().into_iter().map(Node::string).collect();
        assert_eq!(scalars, ["1", "x\n", "null"]);
        assert_eq!(node.text("c"), "true");
        assert_eq!(node.behind().unwrap().text("d"), "2");
        assert!(node.behind().unwrap().behind().is_none() && node.member("b").is_none());
    }

    proptest! {
        #[test]
        fn any_bytes_are_no_trouble(text in "[\\[\\]{}\",:a1 \\\\]{0,60}") {
            let mut nodes = vec![Node::of(text.as_bytes())];
            let mut steps = 0;
            while let Some(node) = nodes.pop() {
                steps += 1;
                node.each(|_, inner| {
                    nodes.push(inner);
                    true
                });
                let _ = (node.string(), node.behind());
                prop_assert!(steps <= 10_000);
            }
        }
    }
}
