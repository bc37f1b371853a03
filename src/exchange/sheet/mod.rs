//! Rows of cells out of a file, with their lines, whatever the file's form: text in any common encoding with
//! any common delimiter, or an Excel workbook. Rows are handed over one by one and never held.

mod decode;
mod guard;
mod separated;
mod workbook;

use super::{Refusal, Source};
pub(super) use decode::foreign;
use encoding_rs::{Encoding, WINDOWS_1252};
use std::ops::ControlFlow;
pub(super) use workbook::NO_VALUE;
use workbook::Workbook;

/// In how many rows from the top the heading row is looked for.
pub(super) const LOOK: usize = 50;
/// How many missing rows of a workbook are handed over one by one as empty rows.
const GAP: usize = 100;

/// How well a row would do as the heading row; the greater the better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(super) struct Fit {
    /// Whether it names every column that is needed.
    pub(super) complete: bool,
    /// How many of its headings are known.
    pub(super) known: usize,
}

/// A table in a file: where it stands and how it is read.
#[derive(Debug)]
pub(super) struct Sheet {
    source: Source,
    form: Form,
    /// Line of the heading row, from 1; 0 when no row has a known heading.
    pub(super) line: usize,
    /// The heading row.
    pub(super) headings: Vec<String>,
}

#[derive(Clone, Debug)]
enum Form {
    Text { encoding: &'static Encoding, delimiter: u8 },
    Workbook { sheet: String },
}

impl Sheet {
    /// Finds the table of a file: of all sheets and delimiters the one whose heading row `judge` likes best.
    ///
    /// # Errors
    /// When the file is not of a form that is read, or broken before its heading row.
    pub(super) fn find(source: &Source, judge: &dyn Fn(&[String]) -> Fit) -> Result<Self, Refusal> {
        if source.is_empty() {
            return Err(Refusal::Empty);
        }
        let head = source.head(512)?;
        if let Some(kind) = foreign(&head) {
            return Err(Refusal::Foreign(kind));
        }
        if head.starts_with(b"PK\x03\x04") { Self::in_workbook(source, judge) } else { Self::in_text(source, judge) }
    }

    fn in_text(source: &Source, judge: &dyn Fn(&[String]) -> Fit) -> Result<Self, Refusal> {
        let encoding = decode::encoding(source)?;
        let mut found: Option<(Fit, Self)> = None;
        let mut refused = None;
        let mut any = true;
        for delimiter in separated::DELIMITERS {
            let mut look = Look::new(judge);
            let read = separated::each(source, encoding, delimiter, &mut |line, cells| look.at(line, cells));
            if let Err(refusal) = read {
                refused.get_or_insert(refusal);
            }
            any &= look.any;
            if found.as_ref().is_none_or(|(fit, _)| look.fit > *fit) {
                found = Some((look.fit, look.sheet(source, Form::Text { encoding, delimiter })));
            }
        }
        match (found, refused) {
            // A broken file rather than one without headings.
            (Some((fit, _)), Some(refusal)) if !fit.complete => Err(refusal),
            // A byte order mark, blank lines, nothing but separators.
            (Some((fit, _)), None) if !any && fit.known == 0 => Err(Refusal::Empty),
            (Some((_, sheet)), _) => Ok(sheet),
            (None, refusal) => Err(refusal.unwrap_or(Refusal::Empty)),
        }
    }

    fn in_workbook(source: &Source, judge: &dyn Fn(&[String]) -> Fit) -> Result<Self, Refusal> {
        let mut workbook = Workbook::open(source)?;
        let mut found: Option<(Fit, Self)> = None;
        let mut any = false;
        for sheet in workbook.sheets() {
            let mut look = Look::new(judge);
            workbook.each(&sheet, &mut |line, cells| look.at(line, cells))?;
            any |= look.any;
            if found.as_ref().is_none_or(|(fit, _)| look.fit > *fit) {
                found = Some((look.fit, look.sheet(source, Form::Workbook { sheet })));
            }
            if look.fit.complete {
                break;
            }
        }
        found.filter(|_| any).map(|(_, sheet)| sheet).ok_or(Refusal::Empty)
    }

    /// Hands over the rows below the heading row; empty rows as rows without cells.
    ///
    /// # Errors
    /// When the file turns out to be broken; the rows before have been handed over then.
    pub(super) fn each(&self, take: &mut dyn FnMut(usize, &[String]) -> ControlFlow<()>) -> Result<(), Refusal> {
        let below = self.line;
        match &self.form {
            Form::Text { encoding, delimiter } => {
                separated::each(&self.source, encoding, *delimiter, &mut |line, cells| {
                    if line > below { take(line, cells) } else { ControlFlow::Continue(()) }
                })
            }
            Form::Workbook { sheet } => {
                let mut last = below;
                Workbook::open(&self.source)?.each(sheet, &mut |line, cells| {
                    if line <= below {
                        return ControlFlow::Continue(());
                    }
                    for empty in (last + 1..line).take(GAP) {
                        take(empty, &[])?;
                    }
                    last = line;
                    take(line, cells)
                })
            }
        }
    }

    /// Whether every row must have as many cells as the heading row: so in text, not in a workbook.
    pub(super) fn is_ruled(&self) -> bool {
        matches!(self.form, Form::Text { .. })
    }

    /// Whether the letters were guessed to be those of older Windows programs.
    pub(super) fn is_windows(&self) -> bool {
        matches!(self.form, Form::Text { encoding, .. } if encoding == WINDOWS_1252)
    }

    /// The name of the workbook's sheet that is read.
    pub(super) fn name(&self) -> Option<&str> {
        match &self.form {
            Form::Workbook { sheet } => Some(sheet),
            Form::Text { .. } => None,
        }
    }
}

/// The best heading row so far.
struct Look<'a> {
    judge: &'a dyn Fn(&[String]) -> Fit,
    rows: usize,
    /// Whether any cell holds something.
    any: bool,
    fit: Fit,
    line: usize,
    headings: Vec<String>,
}

impl<'a> Look<'a> {
    fn new(judge: &'a dyn Fn(&[String]) -> Fit) -> Self {
        Self { judge, rows: 0, any: false, fit: Fit::default(), line: 0, headings: Vec::new() }
    }

    fn at(&mut self, line: usize, cells: &[String]) -> ControlFlow<()> {
        let fit = (self.judge)(cells);
        if fit > self.fit {
            (self.fit, self.line, self.headings) = (fit, line, cells.to_vec());
        }
        self.any |= cells.iter().any(|cell| !cell.trim().is_empty());
        self.rows += usize::from(!cells.is_empty());
        if self.rows < LOOK { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }

    fn sheet(&self, source: &Source, form: Form) -> Sheet {
        Sheet { source: source.clone(), form, line: self.line, headings: self.headings.clone() }
    }
}
