//! Bounds what a JSON reader is handed: no record may take more than a record ever needs.

use crate::exchange::Refusal;
use std::{
    cell::Cell,
    io::{self, Read},
    rc::Rc,
};

/// The most bytes of one record in JSON: the stored form takes 60 KiB, escapes take six times as many.
const MAX_ENTRY: usize = 1024 * 1024;
/// Records stand in a list in the object.
const ENTRY_DEPTH: usize = 3;

/// Passes bytes on, counts lines, and refuses what is too large.
pub(super) struct Bounded<R> {
    inner: R,
    line: Rc<Cell<usize>>,
    depth: usize,
    quoted: bool,
    escaped: bool,
    entry: usize,
}

impl<R: Read> Bounded<R> {
    pub(super) fn new(inner: R, line: Rc<Cell<usize>>) -> Self {
        line.set(1);
        Self { inner, line, depth: 0, quoted: false, escaped: false, entry: 0 }
    }

    fn watch(&mut self, byte: u8) -> Result<(), Refusal> {
        self.entry += 1;
        if byte == b'\n' {
            self.line.set(self.line.get() + 1);
        }
        if self.quoted {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.quoted = false,
                _ => {}
            }
        } else {
            match byte {
                b'"' => self.quoted = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
            if self.depth < ENTRY_DEPTH {
                self.entry = 0;
            }
        }
        if self.entry > MAX_ENTRY {
            return Err(Refusal::LongCell { line: self.line.get(), limit: MAX_ENTRY });
        }
        Ok(())
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        for byte in into.get(..read).unwrap_or_default() {
            self.watch(*byte)?;
        }
        Ok(read)
    }
}
