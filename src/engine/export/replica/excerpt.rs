//! The lines of the logs that carry an id, as they stand, each behind its source's name.
//!
//! Does not: order them; they come in order.

use super::{Masks, Replicated, Target};

pub(super) const TARGET: Target = Target { name: "excerpt", ending: "log", write };

fn write(of: &Replicated, masks: &mut Masks) -> String {
    let mut text = String::new();
    let several = of.lines.iter().any(|(name, _)| of.lines.first().is_some_and(|it| it.0 != *name));
    for (source, line) in &of.lines {
        let masked = masks.text(line);
        let line = masks.written(masked, |name| format!("${name}"));
        if several {
            text += &format!("{source}: ");
        }
        text += &line;
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_taken_out_of_lines() {
        let line = |source: &str, line: &str| (source.to_owned(), line.to_owned());
        let lines = vec![line("a.log", "x password=1234"), line("b.log", "y pwd: 1234 ok")];
        let of = Replicated { lines, ..Replicated::default() };
        let told = "a.log: x password=$PASSWORD_1\nb.log: y pwd: $PASSWORD_1 ok\n";
        assert_eq!(write(&of, &mut Masks::new(false)), told);
        assert!(write(&of, &mut Masks::new(true)).contains("password=1234"));
    }
}
