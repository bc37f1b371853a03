//! What a row looks like before its cells are read: a record, a sum, a note; and what it is called.

use super::rows::Rows;
use crate::exchange::{
    What,
    columns::{Column, Matched, Part},
    preview::{Problem, Wanted, Warning, Warnings},
    refusal::short,
    sheet::Sheet,
};
use crate::locale::{Point, fold};
use crate::record::{Flaw, Input, Tag, scrub_line};
use crate::steps;
use std::ops::ControlFlow;

impl<'a> Rows<'a> {
    /// What a row lacks to be a record: a text that its kind cannot do without, unless the record is there.
    pub(super) fn lacks(&mut self, cells: &[String]) -> Option<Problem> {
        let kind = self.what.kind();
        if matches!(self.what, What::Requirements | What::Units)
            && let Some(tag) = kind.key.first()
            && let Some((place, cell)) = self.cell_of(*tag, cells)
        {
            if self.engine.find(kind, &scrub_line(cell)).is_some() {
                return None;
            }
            if self.is_sum(cells) {
                return Some(Problem::of(self.heading(place), cell, Wanted::Form(Flaw::Missing)));
            }
        }
        let lacking = kind.fields.iter().filter(|def| def.needed).find(|def| self.cell_of(def.tag, cells).is_none());
        lacking.map(|def| {
            let heading = self.place_of(def.tag).map_or("", |place| self.heading(place));
            Problem::of(heading, "", Wanted::Form(Flaw::Missing))
        })
    }

    /// Whether a row that lacks something is a record all the same: it has the long text of one, two of the
    /// cells that its kind needs beside a third, or the name of a record that is there. No sum and no note has.
    pub(super) fn is_record(&mut self, cells: &[String], filled: usize) -> bool {
        let needed = self.what.kind().fields.iter().filter(|def| def.needed);
        let there: Vec<(Input, String)> =
            needed.filter_map(|def| Some((def.input, scrub_line(self.cell_of(def.tag, cells)?.1)))).collect();
        (there.len() > 1 && filled > 2)
            || there.iter().any(|(input, cell)| match input {
                Input::Text => true,
                Input::Link { to } => steps::kind_named(to).is_some_and(|kind| self.engine.find(kind, cell).is_some()),
                _ => false,
            })
    }

    /// Whether all that a row has is a figure in a column of figures.
    pub(super) fn is_figure(&self, cells: &[String]) -> bool {
        let mut filled = cells.iter().zip(&self.matched.cells).filter(|(cell, _)| !blank(cell));
        filled.all(|(_, column)| {
            let column = column.and_then(|column| self.columns.get(column));
            column.is_some_and(|column| {
                matches!(column.def.input, Input::Number { .. } | Input::Measured { .. } | Input::Level { .. })
            })
        })
    }

    /// The place of the column that fills a field of the row's own record.
    fn place_of(&self, tag: Tag) -> Option<usize> {
        let fills = |column: &Column| column.part == Part::Main && column.def.tag == tag;
        self.matched.cells.iter().position(|cell| cell.and_then(|c| self.columns.get(c)).is_some_and(fills))
    }

    /// The cell that fills a field of the row's own record, with its place, if something stands in it.
    fn cell_of<'c>(&self, tag: Tag, cells: &'c [String]) -> Option<(usize, &'c str)> {
        let place = self.place_of(tag)?;
        cells.get(place).filter(|cell| !blank(cell)).map(|cell| (place, cell.as_str()))
    }

    /// Whether a row begins as a row of sums does.
    pub(super) fn is_sum(&self, cells: &[String]) -> bool {
        let first = cells.iter().find(|cell| !blank(cell)).map(|cell| fold(&scrub_line(cell))).unwrap_or_default();
        self.sums.contains(&first)
    }

    /// Warns of cells without a heading, and of cells out of which something is taken.
    pub(super) fn warn(&mut self, line: usize, cells: &[String], warnings: &mut Warnings) {
        for (place, cell) in cells.iter().enumerate().filter(|(_, cell)| !blank(cell)) {
            let heading = self.heading(place);
            if heading.is_empty() && place < self.headings.len() {
                if self.told.insert(place) {
                    warnings.add(Warning::NoHeading { line, column: place + 1 });
                }
                continue;
            }
            let known = self.matched.cells.get(place).is_some_and(Option::is_some);
            if known && cell.chars().any(steers) {
                warnings.add(Warning::Scrubbed { line, heading: heading.to_owned() });
            }
        }
    }

    pub(super) fn heading(&self, place: usize) -> &'a str {
        self.headings.get(place).map_or("", String::as_str)
    }

    /// What a row is about: the first three cells of its natural key, else its first cell.
    pub(super) fn label(&self, cells: &[String]) -> String {
        let kind = self.what.kind();
        let named: Vec<String> = kind
            .key
            .iter()
            .filter_map(|tag| self.cell_of(*tag, cells))
            .take(3)
            .map(|(_, cell)| short(&scrub_line(cell), 24))
            .collect();
        if !named.is_empty() {
            return named.join(" · ");
        }
        cells.iter().find(|cell| !blank(cell)).map(|cell| short(&scrub_line(cell), 40)).unwrap_or_default()
    }
}

/// What the numbers of a text file say about the point of `1.200`; unclear when they say nothing or both. Numbers
/// of a workbook are no text and tell nothing of those that are.
pub(super) fn point_of(sheet: &Sheet, columns: &[Column], matched: &Matched) -> Point {
    let mut seen = Point::Unclear;
    if !sheet.is_ruled() {
        return seen;
    }
    let counts = |column: &Option<usize>| {
        let input = column.and_then(|column| columns.get(column)).map(|column| column.def.input);
        matches!(input, Some(Input::Number { .. } | Input::Measured { .. }))
    };
    let read = sheet.each(&mut |_, cells| {
        for (cell, _) in cells.iter().zip(&matched.cells).filter(|(_, column)| counts(column)) {
            match Point::told_by(&scrub_line(cell)) {
                Point::Unclear => {}
                told if seen == Point::Unclear || seen == told => seen = told,
                _ => {
                    seen = Point::Unclear;
                    return ControlFlow::Break(());
                }
            }
        }
        ControlFlow::Continue(())
    });
    // A file that breaks off is refused by whoever reads its rows.
    if read.is_ok() { seen } else { Point::Unclear }
}

/// Whether a character would steer a terminal or the direction of writing; scrubbing takes it out.
fn steers(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t')
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a cell holds nothing that could be read.
pub(super) fn blank(cell: &str) -> bool {
    cell.chars().all(|c| c.is_whitespace() || c.is_control() || c == '\u{feff}')
}
