//! Which rows are on screen, at any number of rows: the arithmetic of the virtual list.
//!
//! Rows are [`ROW_PX`] high. Browsers cannot lay out more than some ten million pixels,
//! so from [`CONTENT_PX_MAX`] on the scroll bar stands for more rows than it has pixels:
//! the rank at the upper edge (`top`, with fraction) is what counts, and the bar follows it.
//!
//! ```text
//! top_from_scroll(scroll_from_top(top)) == top    where nothing is scaled
//! ```
//!
//! Does not: touch an element; `ui::events` does.

use std::ops::Range;

/// Height of a row.
pub const ROW_PX: f64 = 20.0;

/// The height that the content of the list never exceeds.
pub const CONTENT_PX_MAX: f64 = 10_000_000.0;

/// No screen is taken to show more rows than this.
pub const PAGE_ROWS_MAX: f64 = 400.0;

/// How a number of rows is mapped on a scroll bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Rows in all.
    pub rows: u64,
    /// Height of the visible part.
    pub view_px: f64,
}

impl Scale {
    /// Rows that fit the visible part, with fraction.
    #[must_use]
    pub fn page(&self) -> f64 {
        self.view_px.max(0.0) / ROW_PX
    }

    /// Height of all content, as laid out.
    #[must_use]
    pub fn content_px(&self) -> f64 {
        (self.rows as f64 * ROW_PX).min(CONTENT_PX_MAX)
    }

    /// Whether the bar stands for more rows than it has pixels.
    #[must_use]
    pub fn scaled(&self) -> bool {
        self.rows as f64 * ROW_PX > CONTENT_PX_MAX
    }

    /// The largest `top`.
    #[must_use]
    pub fn top_max(&self) -> f64 {
        (self.rows as f64 - self.page()).max(0.0)
    }

    /// The scroll offset, in pixels, that shows `top` at the upper edge.
    #[must_use]
    pub fn scroll_from_top(&self, top: f64) -> f64 {
        let top = top.clamp(0.0, self.top_max());
        if self.scaled() { top / self.top_max() * self.scroll_max() } else { top * ROW_PX }
    }

    /// The rank at the upper edge at a scroll offset.
    #[must_use]
    pub fn top_from_scroll(&self, scroll_px: f64) -> f64 {
        let top = if self.scaled() {
            scroll_px / self.scroll_max().max(1.0) * self.top_max()
        } else {
            scroll_px / ROW_PX
        };
        top.clamp(0.0, self.top_max())
    }

    fn scroll_max(&self) -> f64 {
        (self.content_px() - self.view_px).max(0.0)
    }
}

/// The ranks that are at least partly visible.
#[must_use]
pub fn shown(rows: u64, top: f64, page: f64) -> Range<u64> {
    let first = (top.max(0.0).floor() as u64).min(rows);
    let end = ((top.max(0.0) + page.max(0.0)).ceil() as u64).min(rows);
    first..end.max(first)
}

/// The ranks to ask for, so that scrolling on finds them there: a screen more on both sides.
#[must_use]
pub fn wanted(rows: u64, top: f64, page: f64) -> Range<u64> {
    let page = page.clamp(20.0, PAGE_ROWS_MAX);
    shown(rows, (top - page).max(0.0), page * 3.0)
}

/// The ranks on screen, and half a screen more on both sides.
#[must_use]
pub fn near(rows: u64, top: f64, page: f64) -> Range<u64> {
    let half = (page / 2.0).ceil();
    shown(rows, (top - half).max(0.0), page + 2.0 * half)
}

/// The `top` that shows a rank, moved no more than needed; in the middle where it was far off.
#[must_use]
pub fn revealing(rank: u64, rows: u64, top: f64, page: f64) -> f64 {
    let rank = rank as f64;
    let top_max = (rows as f64 - page).max(0.0);
    let top = if rank < top - page || rank > top + 2.0 * page {
        rank - (page / 2.0).floor()
    } else if rank < top {
        rank
    } else if rank + 1.0 > top + page {
        rank + 1.0 - page
    } else {
        top
    };
    top.clamp(0.0, top_max)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn fifty_million_rows_reach_both_ends() {
        let scale = Scale { rows: 50_000_000, view_px: 600.0 };
        assert!(scale.scaled());
        assert_eq!(scale.content_px(), CONTENT_PX_MAX);
        assert_eq!(scale.top_from_scroll(0.0), 0.0);
        let bottom = scale.top_from_scroll(CONTENT_PX_MAX - 600.0);
        assert_eq!(shown(scale.rows, bottom, scale.page()), 49_999_970..50_000_000);
    }

    #[test]
    fn few_rows_do_not_scroll() {
        let scale = Scale { rows: 3, view_px: 600.0 };
        assert_eq!(scale.top_from_scroll(40.0), 0.0);
        assert_eq!(shown(3, 0.0, scale.page()), 0..3);
        assert_eq!(wanted(0, 0.0, 0.0), 0..0);
    }

    #[test]
    fn revealing_moves_no_more_than_needed() {
        assert_eq!(revealing(5, 100, 0.0, 10.0), 0.0);
        assert_eq!(revealing(10, 100, 0.0, 10.0), 1.0);
        assert_eq!(revealing(4, 100, 5.0, 10.0), 4.0);
        assert_eq!(revealing(60, 100, 0.0, 10.0), 55.0);
        assert_eq!(revealing(99, 100, 0.0, 10.0), 90.0);
    }

    proptest! {
        #[test]
        fn what_is_shown_is_never_outside(
            rows in 0u64..60_000_000, view_px in 0.0..3000.0f64, scroll in -100.0..2e7f64,
        ) {
            let scale = Scale { rows, view_px };
            let top = scale.top_from_scroll(scroll);
            let shown = shown(rows, top, scale.page());
            prop_assert!(shown.start <= shown.end && shown.end <= rows);
            prop_assert!(shown.end - shown.start <= scale.page().ceil() as u64 + 1);
            let wanted = wanted(rows, top, scale.page());
            prop_assert!(wanted.start <= shown.start && shown.end <= wanted.end && wanted.end <= rows);
            prop_assert!(wanted.end - wanted.start <= 1201);
        }

        #[test]
        fn scrolling_and_top_are_inverse(
            rows in 0u64..60_000_000, view_px in 0.0..3000.0f64, part in 0.0..=1.0f64,
        ) {
            let scale = Scale { rows, view_px };
            let top = part * scale.top_max();
            let scroll = scale.scroll_from_top(top);
            prop_assert!(scroll >= 0.0 && scroll <= scale.content_px());
            prop_assert!((scale.top_from_scroll(scroll) - top).abs() < 1e-3);
        }

        #[test]
        fn the_last_row_can_be_reached(rows in 1u64..60_000_000, view_px in 20.0..3000.0f64) {
            let scale = Scale { rows, view_px };
            let top = scale.top_from_scroll(scale.content_px());
            prop_assert_eq!(shown(rows, top, scale.page()).end, rows);
        }

        #[test]
        fn a_revealed_rank_is_wholly_visible(
            rows in 1u64..60_000_000, part in 0.0..1.0f64, top in 0.0..6e7f64, page in 1.0..100.0f64,
        ) {
            let rank = (rows as f64 * part) as u64;
            let top = revealing(rank, rows, top, page);
            prop_assert!(top <= rank as f64 && rank as f64 + 1.0 <= top + page + 1e-6);
        }
    }
}
