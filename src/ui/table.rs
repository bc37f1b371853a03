//! A table on screen: heading, visible rows, a mark in the gutter. Only what is seen is built.

use super::{
    look::{CURSOR, Tone},
    rows::{Cell, Width},
    screen::Context,
    text,
};
use ratatui::{Frame, layout::Rect, style::Style};

/// A cursor in a list that scrolls by a page at its edge: moving redraws the gutter and nothing else.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Cursor {
    /// The marked row.
    pub at: usize,
}

/// A move of the cursor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Move {
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// To the first row.
    First,
    /// To the last row.
    Last,
}

impl Move {
    /// The move that an action means.
    #[must_use]
    pub fn of(action: crate::keys::Action) -> Option<Self> {
        use crate::keys::Action;
        Some(match action {
            Action::Up => Self::Up,
            Action::Down => Self::Down,
            Action::PageUp => Self::PageUp,
            Action::PageDown => Self::PageDown,
            Action::First => Self::First,
            Action::Last => Self::Last,
            _ => return None,
        })
    }
}

impl Cursor {
    /// Moves among `count` rows of which a page shows `page`.
    pub fn step(&mut self, by: Move, count: usize, page: usize) {
        let last = count.saturating_sub(1);
        self.at = match by {
            Move::Up => self.at.saturating_sub(1),
            Move::Down => (self.at + 1).min(last),
            Move::PageUp => self.at.saturating_sub(page.max(1)),
            Move::PageDown => (self.at + page.max(1)).min(last),
            Move::First => 0,
            Move::Last => last,
        };
    }

    /// The first row of the page that the cursor is on, among `count` rows; the last page is a full one.
    #[must_use]
    pub fn top(self, page: usize, count: usize) -> usize {
        (self.at / page.max(1) * page.max(1)).min(count.saturating_sub(page.max(1)))
    }
}

/// How wide each column is in a room; columns that have no room get none.
#[must_use]
pub fn widths(columns: &[Width], room: u16) -> Vec<u16> {
    let gaps = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let fixed: u16 = columns.iter().map(|w| if let Width::Fixed(w) = w { *w } else { 0 }).sum();
    let shares: u16 = columns.iter().map(|w| if let Width::Rest(share) = w { *share } else { 0 }).sum();
    let rest = room.saturating_sub(gaps).saturating_sub(fixed);
    let mut left = room;
    let mut pool = rest;
    let mut shares_left = shares;
    columns
        .iter()
        .map(|column| {
            let wanted = match column {
                Width::Fixed(width) => *width,
                Width::Rest(share) => {
                    let part = pool.checked_mul(*share).map_or(pool, |part| part / shares_left.max(1));
                    pool -= part;
                    shares_left -= share;
                    part
                }
            };
            let width = wanted.min(left);
            left = left.saturating_sub(width + 1);
            width
        })
        .collect()
}

/// Draws cells in their columns on one line.
pub fn line(
    cx: &Context,
    frame: &mut Frame<'_>,
    area: Rect,
    widths: &[u16],
    cells: impl Iterator<Item = (Cell, bool)>,
    base: Style,
) {
    let mut x = area.x;
    for ((cell, right), width) in cells.zip(widths) {
        let room = usize::from((*width).min(area.right().saturating_sub(x)));
        if room > 0 {
            let shown = text::fit(&cell.text, room, right);
            frame.buffer_mut().set_string(x, area.y, shown, base.patch(cx.look.style(cell.tone)));
        }
        x = x.saturating_add(width + 1);
    }
}

/// Draws a rule that may carry a legend.
pub fn rule(cx: &Context, frame: &mut Frame<'_>, area: Rect, legend: &str) {
    let room = usize::from(area.width);
    let legend =
        if legend.is_empty() { String::new() } else { format!("─ {} ", text::cut(legend, room.saturating_sub(4))) };
    let rest = "─".repeat(room.saturating_sub(text::width(&legend)));
    frame.buffer_mut().set_string(area.x, area.y, legend + &rest, cx.look.style(Tone::Dim));
}

/// Draws the mark of the row that the cursor is on.
pub fn mark(cx: &Context, frame: &mut Frame<'_>, area: Rect) {
    frame.buffer_mut().set_string(area.x, area.y, CURSOR, cx.look.style(Tone::Accent));
}

#[cfg(test)]
mod tests {
    use super::{Cursor, Move, Width, widths};

    #[test]
    fn columns_share_what_the_fixed_ones_leave() {
        assert_eq!(widths(&[Width::Fixed(4), Width::Rest(1), Width::Fixed(3)], 20), [4, 11, 3]);
        assert_eq!(widths(&[Width::Rest(1), Width::Rest(2)], 31), [10, 20]);
        assert_eq!(widths(&[Width::Fixed(8), Width::Fixed(8), Width::Rest(1)], 10), [8, 1, 0]);
        assert_eq!(widths(&[Width::Rest(1)], 0), [0]);
    }

    #[test]
    fn a_list_scrolls_by_a_page_at_its_edge() {
        let mut cursor = Cursor::default();
        for _ in 0..9 {
            cursor.step(Move::Down, 35, 10);
            assert_eq!(cursor.top(10, 35), 0);
        }
        cursor.step(Move::Down, 35, 10);
        assert_eq!((cursor.at, cursor.top(10, 35)), (10, 10));
        cursor.step(Move::Last, 35, 10);
        assert_eq!((cursor.at, cursor.top(10, 35)), (34, 25));
        cursor.step(Move::PageDown, 35, 10);
        assert_eq!(cursor.at, 34);
        cursor.step(Move::PageDown, 0, 0);
        assert_eq!(cursor.at, 0);
    }
}
