//! Markdown in a note, as far as it is shown: headings, lists, code, strong and emphasised words.
//!
//! A [`Block`] is a paragraph or the like, a [`Piece`] words in it that look alike. What is not known
//! here stays as it was typed; a link is its text, since the page leads nowhere.
//!
//! Does not: make HTML; the page shows each piece as text.

/// One block of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading of any rank.
    Heading(Vec<Piece>),
    /// Lines of text.
    Paragraph(Vec<Piece>),
    /// An item of a list.
    Item(Vec<Piece>),
    /// Lines as they are.
    Code(String),
}

/// Words that look alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// How they look.
    pub look: Look,
}

/// How words look.
#[allow(missing_docs, reason = "the names say it")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Plain,
    Strong,
    Emphasised,
    Code,
}

/// The blocks of a note.
#[must_use]
pub fn blocks(note: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut paragraph = String::new();
    let mut code: Option<String> = None;
    for line in note.lines() {
        let trimmed = line.trim();
        let fence = trimmed.starts_with("```");
        if let Some(mut lines) = code.take() {
            if fence {
                blocks.push(Block::Code(lines));
            } else {
                lines.push_str(line);
                lines.push('\n');
                code = Some(lines);
            }
            continue;
        }
        let heading = trimmed.trim_start_matches('#');
        let item = ["- ", "* ", "+ "].iter().find_map(|sign| trimmed.strip_prefix(sign));
        let block = match () {
            () if fence => None,
            () if heading.len() < trimmed.len() && heading.starts_with(' ') => {
                Some(Block::Heading(pieces(heading.trim())))
            }
            () if item.is_some() => item.map(|item| Block::Item(pieces(item))),
            () if trimmed.is_empty() => None,
            () => {
                if !paragraph.is_empty() {
                    paragraph.push('\n');
                }
                paragraph.push_str(trimmed);
                continue;
            }
        };
        end(&mut paragraph, &mut blocks);
        blocks.extend(block);
        code = fence.then(String::new);
    }
    end(&mut paragraph, &mut blocks);
    blocks.extend(code.map(Block::Code));
    blocks
}

fn end(paragraph: &mut String, blocks: &mut Vec<Block>) {
    if !paragraph.is_empty() {
        blocks.push(Block::Paragraph(pieces(&std::mem::take(paragraph))));
    }
}

/// Words cut where they look otherwise: `code`, **strong**, *emphasised*.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece> {
    const SIGNS: [(&str, Look); 5] = [
        ("`", Look::Code),
        ("**", Look::Strong),
        ("__", Look::Strong),
        ("*", Look::Emphasised),
        ("_", Look::Emphasised),
    ];
    let mut pieces: Vec<Piece> = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        // `a_b_c` is a name, not an emphasis.
        let inside = plain.chars().next_back().is_some_and(char::is_alphanumeric);
        let marked = SIGNS.iter().find_map(|(sign, look)| {
            let after = rest.strip_prefix(sign)?;
            let (words, after) = after.split_once(sign)?;
            let sound = !words.is_empty() && words.trim() == words;
            (sound && !(inside && *sign != "`")).then_some((words, after, *look))
        });
        match marked {
            Some((words, after, look)) => {
                if !plain.is_empty() {
                    let text = std::mem::take(&mut plain);
                    pieces.push(Piece { text, look: Look::Plain });
                }
                pieces.push(Piece { text: words.to_owned(), look });
                rest = after;
            }
            None => {
                plain.push(first);
                rest = rest.get(first.len_utf8()..).unwrap_or_default();
            }
        }
    }
    if !plain.is_empty() {
        pieces.push(Piece { text: plain, look: Look::Plain });
    }
    pieces
}

/// A line without the signs.
#[must_use]
pub fn plain(line: &str) -> String {
    let line = line.trim().trim_start_matches(['#', '-', '+']).trim();
    pieces(line).into_iter().map(|piece| piece.text).collect()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use proptest::prelude::*;

    use super::*;

    fn shown(note: &str) -> String {
        let piece = |piece: &Piece| match piece.look {
            Look::Plain => piece.text.clone(),
            Look::Strong => format!("<b {}>", piece.text),
            Look::Emphasised => format!("<i {}>", piece.text),
            Look::Code => format!("<c {}>", piece.text),
        };
        let words = |pieces: &[Piece]| pieces.iter().map(piece).collect::<String>();
        let block = |block: &Block| match block {
            Block::Heading(pieces) => format!("h: {}", words(pieces)),
            Block::Paragraph(pieces) => format!("p: {}", words(pieces)),
            Block::Item(pieces) => format!("-: {}", words(pieces)),
            Block::Code(text) => format!("code: {text:?}"),
        };
        blocks(note).iter().map(block).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_note_is_cut_like_this() {
        let note = "# Pool\nthe pool is **empty** at\n`14:02`, see *below*\n\n- web_1_a waits\n* 3 * 4\n\
                    ```\na <b>\n  c\n```\n<script>alert(1)</script> [x](javascript:y)\n```\nopen";
        expect![[r#"
            h: Pool
            p: the pool is <b empty> at
            <c 14:02>, see <i below>
            -: web_1_a waits
            -: 3 * 4
            code: "a <b>\n  c\n"
            p: <script>alert(1)</script> [x](javascript:y)
            code: "open\n""#]]
        .assert_eq(&shown(note));
        assert_eq!(shown(""), "");
        assert_eq!(plain("- the **pool**"), "the pool");
    }

    proptest! {
        #[test]
        fn any_note_is_shown(note in "[ab`*_# \n-]{0,60}") {
            let letters = |text: &str| text.chars().filter(|c| "ab".contains(*c)).count();
            let text = |pieces: &[Piece]| pieces.iter().map(|it| it.text.clone()).collect::<String>();
            let shown: String = blocks(&note).iter().map(|block| match block {
                Block::Heading(it) | Block::Paragraph(it) | Block::Item(it) => text(it),
                Block::Code(code) => code.clone(),
            }).collect();
            // What stands behind the sign of a fence names a language.
            prop_assert!(note.contains("```") || letters(&shown) == letters(&note), "{shown:?}");
        }
    }
}
