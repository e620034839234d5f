//! The colours of the page can be read: every text colour on every ground, in both themes.
//! The contrast is that of WCAG 2.2, <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>.

use std::collections::BTreeMap;

const PALETTE: &str = include_str!("../../styles/palette.css");

/// Every style sheet but the palette.
const SHEETS: &[(&str, &str)] = &[
    ("base", include_str!("../../styles/base.css")),
    ("detail", include_str!("../../styles/detail.css")),
    ("follow", include_str!("../../styles/follow.css")),
    ("events", include_str!("../../styles/events.css")),
    ("facets", include_str!("../../styles/facets.css")),
    ("help", include_str!("../../styles/help.css")),
    ("marks", include_str!("../../styles/marks.css")),
    ("metrics", include_str!("../../styles/metrics.css")),
    ("open", include_str!("../../styles/open.css")),
    ("page", include_str!("../../styles/page.css")),
    ("query", include_str!("../../styles/query.css")),
    ("sources", include_str!("../../styles/sources.css")),
    ("requests", include_str!("../../styles/requests.css")),
    ("timeline", include_str!("../../styles/timeline.css")),
    ("why", include_str!("../../styles/why.css")),
];

const GROUNDS: [&str; 4] = ["ground", "raised", "stripe", "marked"];
const TEXTS: [&str; 9] =
    ["ink", "ink-muted", "accent", "ok", "info", "notice", "warn", "error", "fatal"];

/// Text on a ground of its own: (text, ground).
const PAIRS: [(&str, &str); 8] = [
    ("ink", "step-plain"),
    ("ink", "step-warn"),
    ("ink", "step-error"),
    ("ink", "match"),
    ("accent", "match"),
    ("error", "band"),
    ("ink", "band"),
    ("ground", "ink"),
];

/// Marks that mean something without being text need 3:1 against what lies behind them.
const MARKS: [&str; 4] = ["bar-info", "bar-warn", "bar-error", "bar-fatal"];

/// Red, green and blue, 0 to 255.
type Rgb = [f64; 3];

/// The colours of one theme by name: 0 is light, 1 is dark.
fn palette(theme: usize) -> BTreeMap<&'static str, Rgb> {
    let colour = |line: &'static str| {
        let (name, value) = line.trim().strip_prefix("--")?.split_once(": ")?;
        let pair = value.strip_prefix("light-dark(")?.strip_suffix(");")?;
        Some((name, rgb(pair.split(", ").nth(theme)?)?))
    };
    PALETTE.lines().filter_map(colour).collect()
}

fn rgb(text: &str) -> Option<Rgb> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok().map(f64::from);
    Some([part(0)?, part(2)?, part(4)?])
}

fn luminance(colour: Rgb) -> f64 {
    let [red, green, blue] = colour.map(|part| match part / 255.0 {
        part if part <= 0.04045 => part / 12.92,
        part => ((part + 0.055) / 1.055).powf(2.4),
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The pairs whose contrast is too low, in words.
fn too_low<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)> + Clone, least: f64) -> Vec<String> {
    let mut low = Vec::new();
    for (theme, name) in ["light", "dark"].into_iter().enumerate() {
        let palette = palette(theme);
        for (front, ground) in pairs.clone() {
            let found = contrast(palette[front], palette[ground]);
            if found < least {
                low.push(format!("{name}: {front} on {ground} {found:.2}"));
            }
        }
    }
    low
}

#[test]
fn contrast_is_computed_as_the_standard_says() {
    assert_eq!(contrast([0.0; 3], [255.0; 3]), 21.0);
    let grey = rgb("#777777").unwrap();
    assert!((contrast(grey, [255.0; 3]) - 4.48).abs() < 0.01);
}

#[test]
fn every_text_can_be_read_on_every_ground_in_both_themes() {
    let grounds = TEXTS.iter().flat_map(|text| GROUNDS.iter().map(move |ground| (*text, *ground)));
    let low = too_low(grounds.chain(PAIRS), 4.5);
    assert!(low.is_empty(), "contrast below 4.5:\n{}", low.join("\n"));
}

#[test]
fn marks_stand_out_from_the_ground_in_both_themes() {
    let low = too_low(MARKS.iter().map(|mark| (*mark, "ground")), 3.0);
    assert!(low.is_empty(), "contrast below 3:\n{}", low.join("\n"));
}

#[test]
fn only_the_palette_names_colours() {
    for (sheet, css) in SHEETS {
        for (number, line) in css.lines().enumerate() {
            let named = line.contains("rgb(") || line.contains("hsl(") || has_hex(line);
            assert!(!named, "styles/{sheet}.css:{}: use a variable of palette.css", number + 1);
        }
    }
}

fn has_hex(line: &str) -> bool {
    let value = line.split_once(": ").map_or("", |(_, value)| value);
    value.contains('#') && !line.contains("url(")
}

#[test]
fn every_ink_of_the_canvas_is_in_the_palette() {
    for ink in squall::session::chart::Ink::ALL {
        let definition = format!("  {}: ", ink.property());
        assert!(PALETTE.contains(&definition), "palette.css does not define {}", ink.property());
    }
}

#[test]
fn every_variable_that_is_used_is_defined() {
    let defined = |name: &str| {
        let definition = format!("{name}:");
        std::iter::once(PALETTE)
            .chain(SHEETS.iter().map(|(_, css)| *css))
            .any(|css| css.lines().any(|line| line.trim().starts_with(&definition)))
    };
    for (sheet, css) in SHEETS {
        for used in css.split("var(").skip(1) {
            let name = used.split([')', ',']).next().unwrap_or("");
            assert!(defined(name), "styles/{sheet}.css uses {name}, which nothing defines");
        }
    }
}
