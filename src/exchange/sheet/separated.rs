//! Text files of rows: CSV with semicolons, commas, tabs or bars.

use super::{decode::Decoded, guard::Guard};
use crate::exchange::{Refusal, Source};
use encoding_rs::Encoding;
use std::ops::ControlFlow;

/// What may stand between cells, in the order of likelihood for Swedish files.
pub(super) const DELIMITERS: [u8; 4] = [b';', b',', b'\t', b'|'];

/// Hands over all rows with their lines; blank lines as rows without cells.
pub(super) fn each(
    source: &Source,
    encoding: &'static Encoding,
    delimiter: u8,
    take: &mut dyn FnMut(usize, &[String]) -> ControlFlow<()>,
) -> Result<(), Refusal> {
    let guard = Guard::new(Decoded::new(source, encoding), delimiter);
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(guard);
    let mut row = csv::StringRecord::new();
    let mut cells: Vec<String> = Vec::new();
    loop {
        let more = reader.read_record(&mut row).map_err(refused)?;
        let guard = reader.get_mut();
        let line = if more { guard.next_row() } else { usize::MAX };
        for blank in guard.blank_before(line) {
            if take(blank, &[]).is_break() {
                return Ok(());
            }
        }
        if !more {
            return Ok(());
        }
        cells.resize(row.len(), String::new());
        for (cell, text) in cells.iter_mut().zip(&row) {
            cell.clear();
            cell.push_str(text);
        }
        if take(line, &cells).is_break() {
            return Ok(());
        }
    }
}

fn refused(error: csv::Error) -> Refusal {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error.into(),
        // Only fields of unequal length and serde remain, which a flexible reader of text never reports.
        _ => Refusal::Unreadable(std::io::ErrorKind::InvalidData),
    }
}
