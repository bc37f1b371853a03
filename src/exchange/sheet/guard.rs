//! Stands before the CSV reader: bounds rows and cells, knows on which line each row begins, and refuses
//! quotation marks that the reader would quietly make the best of.

use crate::exchange::Refusal;
use std::{
    collections::VecDeque,
    io::{self, Read},
};

/// The most bytes of a cell.
pub(super) const MAX_CELL: usize = 256 * 1024;
/// The most bytes of a row.
const MAX_ROW: usize = 4 * 1024 * 1024;
/// The most columns of a row.
pub(super) const MAX_COLUMNS: usize = 1_000;

#[derive(Clone, Copy, PartialEq)]
enum State {
    RowStart,
    CellStart,
    Bare,
    Quoted,
    /// After a quotation mark inside quotes: the end of the cell, or the first half of a doubled one.
    Closing,
    /// After the closing quotation mark and blanks.
    Closed,
}

/// Passes bytes on and watches them.
pub(super) struct Guard<R> {
    inner: R,
    delimiter: u8,
    state: State,
    line: usize,
    after_return: bool,
    quote: usize,
    row: usize,
    row_bytes: usize,
    cell_bytes: usize,
    columns: usize,
    /// Lines on which rows begin that have not been handed out yet.
    starts: VecDeque<usize>,
    /// Lines without anything, since the last time that was asked.
    blank: Vec<usize>,
}

impl<R: Read> Guard<R> {
    pub(super) fn new(inner: R, delimiter: u8) -> Self {
        Self {
            inner,
            delimiter,
            state: State::RowStart,
            line: 1,
            after_return: false,
            quote: 0,
            row: 1,
            row_bytes: 0,
            cell_bytes: 0,
            columns: 1,
            starts: VecDeque::new(),
            blank: Vec::new(),
        }
    }

    /// The line on which the row begins that the reader hands out next.
    pub(super) fn next_row(&mut self) -> usize {
        self.starts.pop_front().unwrap_or(self.line)
    }

    /// The blank lines before a line.
    pub(super) fn blank_before(&mut self, line: usize) -> Vec<usize> {
        let later = self.blank.split_off(self.blank.partition_point(|blank| *blank < line));
        std::mem::replace(&mut self.blank, later)
    }

    fn watch(&mut self, byte: u8) -> Result<(), Refusal> {
        if byte == 0 {
            return Err(Refusal::NotText { line: self.line });
        }
        let line_end = matches!(byte, b'\r' | b'\n');
        // CRLF is one line end.
        let second_half = byte == b'\n' && self.after_return;
        self.after_return = byte == b'\r';
        if !second_half {
            self.step(byte, line_end)?;
            self.line += usize::from(line_end);
        }
        Ok(())
    }

    fn step(&mut self, byte: u8, line_end: bool) -> Result<(), Refusal> {
        if self.state == State::RowStart {
            if line_end {
                self.blank.push(self.line);
                return Ok(());
            }
            self.starts.push_back(self.line);
            (self.row, self.row_bytes, self.columns) = (self.line, 0, 1);
            self.state = State::CellStart;
            self.cell_bytes = 0;
        }
        self.cell_bytes += 1;
        self.row_bytes += 1;
        if self.cell_bytes > MAX_CELL || self.row_bytes > MAX_ROW {
            return Err(Refusal::LongCell { line: self.row, limit: MAX_CELL });
        }
        self.state = match (self.state, byte) {
            (State::Quoted, b'"') => State::Closing,
            (State::Quoted, _) | (State::Closing, b'"') => State::Quoted,
            (_, byte) if byte == self.delimiter => {
                self.columns += 1;
                self.cell_bytes = 0;
                if self.columns > MAX_COLUMNS {
                    return Err(Refusal::ManyColumns { line: self.row, limit: MAX_COLUMNS });
                }
                State::CellStart
            }
            _ if line_end => State::RowStart,
            (State::CellStart, b'"') => {
                self.quote = self.line;
                State::Quoted
            }
            (State::Closing | State::Closed, b' ' | b'\t') => State::Closed,
            (State::Closing | State::Closed, _) => {
                return Err(Refusal::StrayQuote { line: self.quote, closed: self.line });
            }
            _ => State::Bare,
        };
        Ok(())
    }
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        for byte in into.get(..read).unwrap_or_default() {
            self.watch(*byte)?;
        }
        if read == 0 && !into.is_empty() && self.state == State::Quoted {
            return Err(Refusal::OpenQuote { line: self.quote }.into());
        }
        Ok(read)
    }
}
