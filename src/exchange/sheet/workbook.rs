//! Excel workbooks (.xlsx), cell by cell: a sheet is never held as a whole, and what the file unpacks to is
//! counted before it is unpacked.

use super::guard::{MAX_CELL, MAX_COLUMNS};
use crate::exchange::{Refusal, Source, source::Reader};
use calamine::{DataRef, Reader as _, SheetVisible, Xlsx, XlsxError, XlsxFormulaMetadata};
use std::{
    io::{BufReader, Read as _},
    ops::ControlFlow,
};

/// The most bytes of a workbook as it lies on disk.
const MAX_PACKED: u64 = 64 * 1024 * 1024;
/// The most bytes that a workbook unpacks to.
const MAX_UNPACKED: u64 = 256 * 1024 * 1024;
/// The most texts that a workbook may say it shares; a reader makes room for as many as it says.
const MAX_SHARED: u64 = 4_000_000;
/// The most formulas without a value in a sheet.
const MAX_UNCOMPUTED: usize = 4_000_000;

/// What stands for a formula whose value the file does not hold: no program has computed it yet.
pub(in crate::exchange) const NO_VALUE: &str = "#FORMEL!";

/// An open workbook.
pub(super) struct Workbook(Xlsx<BufReader<Reader>>);

impl Workbook {
    /// Opens a workbook after counting what it unpacks to.
    pub(super) fn open(source: &Source) -> Result<Self, Refusal> {
        if source.len() > MAX_PACKED {
            return Err(Refusal::LargeFile { limit: MAX_PACKED });
        }
        weigh(source)?;
        Xlsx::new(BufReader::new(source.reader())).map(Self).map_err(refused)
    }

    /// The names of its sheets, in their order; those that Excel hides come last.
    pub(super) fn sheets(&self) -> Vec<String> {
        let mut sheets: Vec<_> = self.0.sheets_metadata().iter().collect();
        sheets.sort_by_key(|sheet| sheet.visible != SheetVisible::Visible);
        sheets.into_iter().map(|sheet| sheet.name.clone()).collect()
    }

    /// The formulas without a value. They are read cell by cell: a reader of whole sheets makes room for every cell
    /// between the first and the last, and a sheet has room for 17 thousand million.
    fn uncomputed(&mut self, sheet: &str) -> Result<Uncomputed, Refusal> {
        let mut held = Vec::new();
        let mut reader = match self.0.worksheet_cells_reader(sheet) {
            Ok(reader) => reader,
            Err(XlsxError::NotAWorksheet(_)) => return Ok(Uncomputed(held)),
            Err(error) => return Err(refused(error)),
        };
        while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(refused)? {
            let (row, column) = cell.pos;
            let column = u16::try_from(column).ok().filter(|column| usize::from(*column) < MAX_COLUMNS);
            let is_formula = match &cell.formula {
                Some(XlsxFormulaMetadata::Normal { formula }) => !formula.is_empty(),
                other => other.is_some(),
            };
            let Some(column) = column.filter(|_| is_formula && cell.value == DataRef::Empty) else { continue };
            if held.len() >= MAX_UNCOMPUTED {
                return Err(Refusal::LargeFile { limit: MAX_UNPACKED });
            }
            held.push((row, column));
        }
        // A file may hold its cells in any order.
        held.sort_unstable();
        Ok(Uncomputed(held))
    }

    /// Hands over all rows of a sheet with their numbers; rows without cells are left out.
    pub(super) fn each(
        &mut self,
        sheet: &str,
        take: &mut dyn FnMut(usize, &[String]) -> ControlFlow<()>,
    ) -> Result<(), Refusal> {
        let uncomputed = self.uncomputed(sheet)?;
        let mut reader = match self.0.worksheet_cells_reader(sheet) {
            Ok(reader) => reader,
            // A chart has no cells.
            Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
            Err(error) => return Err(refused(error)),
        };
        let percent: Vec<bool> =
            reader.styles().iter().map(|style| style.number_format.as_ref().is_some_and(is_percent)).collect();
        let mut cells: Vec<String> = Vec::new();
        let mut row = 0;
        while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(refused)? {
            let (at, column) = cell.get_position();
            let line = usize::try_from(at).unwrap_or(usize::MAX).saturating_add(1);
            let text = shown(cell.get_value(), percent.get(style).copied().unwrap_or_default());
            if text.is_empty() {
                continue;
            }
            if line != row {
                uncomputed.mark(row, &mut cells);
                if row > 0 && take(row, &cells).is_break() {
                    return Ok(());
                }
                cells.clear();
                row = line;
            }
            let column = usize::try_from(column).unwrap_or(usize::MAX);
            if column >= MAX_COLUMNS {
                return Err(Refusal::ManyColumns { line, limit: MAX_COLUMNS });
            }
            if text.len() > MAX_CELL {
                return Err(Refusal::LongCell { line, limit: MAX_CELL });
            }
            if cells.len() <= column {
                cells.resize(column + 1, String::new());
            }
            if let Some(place) = cells.get_mut(column) {
                *place = text;
            }
        }
        if row > 0 {
            uncomputed.mark(row, &mut cells);
            let _ = take(row, &cells);
        }
        Ok(())
    }
}

/// Row and column, both from 0, of the formulas that the file holds no value of, in order.
struct Uncomputed(Vec<(u32, u16)>);

impl Uncomputed {
    /// Marks those of a row, from 1: such a cell is not empty, nobody knows its value.
    fn mark(&self, row: usize, cells: &mut Vec<String>) {
        let Some(row) = row.checked_sub(1).and_then(|row| u32::try_from(row).ok()) else { return };
        let first = self.0.partition_point(|(at, _)| *at < row);
        for (_, column) in self.0.iter().skip(first).take_while(|(at, _)| *at == row) {
            let column = usize::from(*column);
            if cells.len() <= column {
                cells.resize(column + 1, String::new());
            }
            if let Some(cell) = cells.get_mut(column).filter(|cell| cell.is_empty()) {
                NO_VALUE.clone_into(cell);
            }
        }
    }
}

/// Refuses a file that unpacks to more than [`MAX_UNPACKED`], whatever it says of itself.
fn weigh(source: &Source) -> Result<(), Refusal> {
    let broken = |error: zip::result::ZipError| Refusal::Workbook(error.to_string());
    let mut archive = zip::ZipArchive::new(BufReader::new(source.reader())).map_err(broken)?;
    let mut left = MAX_UNPACKED;
    let mut buffer = vec![0; 64 * 1024];
    let mut is_workbook = false;
    for place in 0..archive.len() {
        let mut entry = archive.by_index(place).map_err(broken)?;
        let name = entry.name().map_err(broken)?.into_owned();
        match name.as_str() {
            "mimetype" => return Err(Refusal::Foreign("open-document")),
            "word/document.xml" => return Err(Refusal::Foreign("word")),
            "ppt/presentation.xml" => return Err(Refusal::Foreign("slides")),
            "xl/workbook.bin" => return Err(Refusal::Foreign("binary-excel")),
            "xl/workbook.xml" => is_workbook = true,
            _ => {}
        }
        let shares = name.ends_with("sharedStrings.xml");
        let mut first = true;
        loop {
            let read = entry.read(&mut buffer).map_err(|error| Refusal::Workbook(error.to_string()))?;
            let part = buffer.get(..read).unwrap_or_default();
            if read == 0 {
                break;
            }
            left = left.checked_sub(read as u64).ok_or(Refusal::LargeFile { limit: MAX_UNPACKED })?;
            if shares && first && shared(part).is_none_or(|count| count > MAX_SHARED) {
                return Err(Refusal::LargeFile { limit: MAX_UNPACKED });
            }
            first = false;
        }
    }
    // Calamine finds its way by other names than the usual, which no archive of loose files has.
    if is_workbook || archive.index_for_name("[Content_Types].xml").is_some() {
        Ok(())
    } else {
        Err(Refusal::Foreign("packed"))
    }
}

/// How many texts the head of a shared-strings part announces; none when it is no number of a sane length.
fn shared(head: &[u8]) -> Option<u64> {
    const MARK: &[u8] = b"uniqueCount";
    let Some(place) = head.windows(MARK.len()).position(|window| window == MARK) else {
        return Some(0);
    };
    let rest = head.get(place + MARK.len()..).unwrap_or_default();
    let digits: Vec<u8> = rest
        .iter()
        .skip_while(|byte| !byte.is_ascii_digit())
        .take_while(|byte| byte.is_ascii_digit())
        .copied()
        .take(12)
        .collect();
    String::from_utf8(digits).ok()?.parse().ok()
}

/// Whether a number format multiplies by a hundred: a percent sign that is no literal.
fn is_percent(format: &calamine::NumberFormat) -> bool {
    let (mut quoted, mut escaped) = (false, false);
    for c in format.format_code.chars() {
        match c {
            _ if escaped => escaped = false,
            '"' => quoted = !quoted,
            '\\' if !quoted => escaped = true,
            '%' if !quoted => return true,
            _ => {}
        }
    }
    false
}

/// A cell as text: numbers without the noise of floating point, shares in per cent, dates as ISO.
fn shown(value: &DataRef<'_>, percent: bool) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::Int(number) if percent => format!("{number}00 %"),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) if percent => format!("{} %", clean(number * 100.0)),
        DataRef::Float(number) => clean(*number),
        DataRef::Bool(flag) => flag.to_string(),
        DataRef::String(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::DateTimeIso(text) => text.split_once('T').map_or(text.as_str(), |(day, _)| day).to_owned(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Error(error) => error.to_string(),
        DataRef::DateTime(date) if date.is_duration() => clean(date.as_f64()),
        DataRef::DateTime(date) => {
            let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
            if hour == 0 && minute == 0 && second == 0 {
                format!("{year:04}-{month:02}-{day:02}")
            } else {
                format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}")
            }
        }
    }
}

/// A number to the 15 digits that Excel itself shows. Before three decimals stands a comma: a point there would
/// read as one between thousands.
fn clean(number: f64) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    let plain = format!("{}", rounded + 0.0);
    match plain.split_once('.') {
        Some((whole, decimals)) if decimals.len() == 3 => format!("{whole},{decimals}"),
        _ => plain,
    }
}

fn refused(error: XlsxError) -> Refusal {
    match error {
        XlsxError::Password => Refusal::Protected,
        other => Refusal::Workbook(other.to_string()),
    }
}
