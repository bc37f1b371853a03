//! Files at the caller's end: read and written there, piece by piece.

use super::Far;
use crate::app::{Saved, Ticket};
use crate::hub::protocol::{self, Down, PIECE, Part, SavePart, Up};
use crate::record::scrub_line;
use std::io::{self, ErrorKind, Read, Write};

/// Most letters of what the other end says.
const MAX_WORDS: usize = 400;
/// Most letters of a path from the other end.
const MAX_PATH: usize = 4_096;

impl Far {
    /// Has the caller open a file that was typed there, or its standard input for `-`.
    ///
    /// # Errors
    /// Why it cannot be read, as the caller says it; nothing when the caller has gone.
    pub fn open(&self, path: &str) -> Result<Reading, Option<String>> {
        let ticket = self.next_ticket();
        self.send_out().and_then(|()| self.send(&Down::Want(ticket, path.to_owned()))).map_err(|_| None)?;
        let mut reading = Reading { far: self.clone(), ticket, piece: Vec::new(), at: 0, ended: false, refused: None };
        match reading.fill() {
            Ok(()) => Ok(reading),
            Err(_) => Err(reading.refused),
        }
    }

    /// A file to be written at the caller's end.
    #[must_use]
    pub fn save(&self) -> Saving {
        Saving { ticket: self.next_ticket(), far: self.clone(), piece: Vec::new() }
    }
}

/// A file at the caller's end, as it comes.
#[derive(Debug)]
pub struct Reading {
    far: Far,
    ticket: Ticket,
    piece: Vec<u8>,
    at: usize,
    ended: bool,
    refused: Option<String>,
}

impl Reading {
    fn fill(&mut self) -> io::Result<()> {
        match self.far.receive()? {
            Up::File(ticket, part) if ticket == self.ticket => match part {
                Part::Bytes(bytes) => {
                    if let Err(full) = self.far.take_room(bytes.len()) {
                        self.refused = Some(full);
                        return Err(ErrorKind::StorageFull.into());
                    }
                    (self.piece, self.at) = (bytes, 0);
                }
                Part::End(_) => self.ended = true,
                Part::Refused(sentence) => {
                    self.refused = Some(cut(&sentence, MAX_WORDS));
                    return Err(ErrorKind::Other.into());
                }
            },
            _ => return self.far.give_up(),
        }
        Ok(())
    }

    /// Why the caller could not read on, as it says.
    #[must_use]
    pub fn refused(&self) -> Option<&str> {
        self.refused.as_deref()
    }
}

impl Read for Reading {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.at >= self.piece.len() {
            if self.ended {
                return Ok(0);
            }
            self.fill()?;
        }
        let mut rest = self.piece.get(self.at..).unwrap_or_default();
        let read = rest.read(into)?;
        self.at += read;
        Ok(read)
    }
}

/// A file on its way to the caller's end. One that is not [finished](Saving::finish) is dropped there.
#[derive(Debug)]
pub struct Saving {
    far: Far,
    ticket: Ticket,
    piece: Vec<u8>,
}

/// Where a file stands now, and what went for it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Placed {
    /// The whole path, scrubbed.
    pub path: String,
    /// Older backups that were removed.
    pub removed: Vec<String>,
}

impl Saving {
    /// Has the file put in the place that was typed at the caller's end; with `replace`, others may go for it.
    ///
    /// # Errors
    /// Why it was not written, as the caller says it; nothing when the caller has gone.
    pub fn finish(mut self, replace: bool) -> Result<Placed, Option<String>> {
        self.flush().map_err(|_| None)?;
        let end = SavePart::End { path: String::new(), replace };
        self.far.send(&Down::Save(self.ticket, end)).map_err(|_| None)?;
        match self.far.receive().map_err(|_| None)? {
            Up::Saved(ticket, Saved::Done(path)) if ticket == self.ticket => {
                Ok(Placed { path: cut(&path, MAX_PATH), removed: Vec::new() })
            }
            Up::Placed { ticket, path, removed } if ticket == self.ticket => {
                let removed = removed.iter().take(protocol::MAX_REMOVED).map(|path| cut(path, MAX_PATH)).collect();
                Ok(Placed { path: cut(&path, MAX_PATH), removed })
            }
            Up::Saved(ticket, Saved::Refused(sentence)) if ticket == self.ticket => {
                Err(Some(cut(&sentence, MAX_WORDS)))
            }
            _ => self.far.give_up().map_err(|_| None),
        }
    }
}

impl Write for Saving {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let bytes = bytes.get(..bytes.len().min(PIECE.saturating_sub(self.piece.len()))).unwrap_or_default();
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let piece = std::mem::take(&mut self.piece);
        if piece.is_empty() { Ok(()) } else { self.far.send(&Down::Save(self.ticket, SavePart::Bytes(piece))) }
    }
}

fn cut(by_the_other_end: &str, letters: usize) -> String {
    scrub_line(by_the_other_end).chars().take(letters).collect()
}
