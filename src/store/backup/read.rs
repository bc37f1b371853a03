//! Reading a backup from its first byte to its last, in bounded memory.

use super::blocks::{Kind, Unpacker};
use super::{BACKUP_MARK, BACKUP_VERSION, HEADER, Holds, Slots, Tally, part};
use crate::follow_up::Head;
use crate::record::{Fault, Id, Seq};
use crate::store::error::Sentence;
use crate::store::journal::{self, FRONT, Frame, Framed, Front, JournalId, NotOpened, Unread, id_of};
use crate::store::kept::{Kept, MAX_KEPT, MAX_SLOT};
use crate::store::replay::{Stopped, verified};
use chrono::{DateTime, Utc};
use std::io::{self, Read};
use std::path::Path;

/// What is wrong with a backup.
#[derive(Debug, thiserror::Error)]
pub enum BadBackup {
    /// It is something else.
    #[error("no backup")]
    Foreign,
    /// A newer version wrote it.
    #[error("written by a newer version")]
    Newer,
    /// It ends before its end.
    #[error("cut short")]
    Short,
    /// What once stood there does not hold any more.
    #[error("damaged at {place}")]
    Damaged {
        /// Where in the file the header, the block or the sum begins that does not hold.
        place: u64,
    },
    /// The file is as it was written, but the journal in it does not hold.
    #[error("the journal in it is damaged at {place}, after change {after}")]
    Journal {
        /// Where in the journal.
        place: u64,
        /// The last change before that place.
        after: Seq,
    },
    /// It became another file while it was read.
    #[error("changed while it was read")]
    Changed,
    /// It could not be read.
    #[error(transparent)]
    Disk(#[from] io::Error),
}

impl BadBackup {
    /// The sentence that says what is wrong with the file, and what to do.
    #[must_use]
    pub fn sentence(&self, path: &Path) -> Sentence {
        let shown = ("path", path.display().to_string().into());
        match self {
            Self::Foreign => Sentence::new("backup-foreign", [shown]),
            Self::Newer => Sentence::new("backup-newer", [shown]),
            Self::Short => Sentence::new("backup-short", [shown]),
            Self::Damaged { place } => Sentence::new("backup-damaged", [shown, ("place", place.to_string().into())]),
            Self::Journal { place, after } => {
                let places = [shown, ("place", place.to_string().into()), ("after", after.to_string().into())];
                Sentence::new("backup-journal", places)
            }
            Self::Changed => Sentence::new("backup-changed", [shown]),
            Self::Disk(error) => Sentence::new("backup-unread", [shown, ("error", (&Fault::from(error)).into())]),
        }
    }
}

/// A piece of what a backup holds.
pub(super) enum Piece<'a> {
    /// Bytes of the journal, in their order.
    Journal(&'a [u8]),
    /// A slot.
    Kept(&'a Kept),
}

/// Reads a backup and hands over what it holds, piece by piece. What has been handed over counts when this says so,
/// since the sum over everything stands at the end.
pub(super) fn read<E: From<BadBackup>>(
    from: &mut dyn Read,
    each: &mut dyn FnMut(Piece<'_>) -> Result<(), E>,
) -> Result<Holds, E> {
    let mut unpacker = Unpacker::new(from);
    let (at, head) = begin(&mut unpacker)?;
    let tally = read_journal(&mut unpacker, each)?;
    if tally.head != head || !tally.unvouched.is_empty() {
        return Err(BadBackup::Journal { place: tally.journal, after: tally.seq() }.into());
    }
    let mut kept = Slots::default();
    while let Some(slot) = slot(&mut unpacker)? {
        each(Piece::Kept(&slot))?;
        kept.take(&slot);
    }
    if unpacker.is_ended()? { Ok(tally.holds(at, kept)) } else { Err(BadBackup::Short.into()) }
}

/// Reads what stands in front of the blocks.
fn begin(unpacker: &mut Unpacker<'_>) -> Result<(DateTime<Utc>, Head), BadBackup> {
    let mut mark = [0; BACKUP_MARK.len()];
    match unpacker.raw(&mut mark) {
        Ok(()) if mark == *BACKUP_MARK => {}
        Ok(()) | Err(BadBackup::Short) => return Err(BadBackup::Foreign),
        Err(error) => return Err(error),
    }
    let mut front = [0; HEADER];
    let (begin, rest) = front.split_at_mut(mark.len());
    begin.copy_from_slice(&mark);
    unpacker.raw(rest)?;
    let damaged = BadBackup::Damaged { place: 0 };
    if crc32fast::hash(part::<60>(&front, 0).as_slice()) != u32::from_le_bytes(part(&front, 60)) {
        return Err(damaged);
    }
    if u32::from_le_bytes(part(&front, 8)) != BACKUP_VERSION {
        return Err(BadBackup::Newer);
    }
    let at = DateTime::from_timestamp_millis(i64::from_le_bytes(part(&front, 12))).ok_or(damaged)?;
    Ok((at, Head { seq: Seq::from_le_bytes(part(&front, 20)), hash: part(&front, 28) }))
}

/// What names the journal in a backup.
pub(super) fn journal_id(from: &mut dyn Read) -> Result<JournalId, BadBackup> {
    let mut unpacker = Unpacker::new(from);
    begin(&mut unpacker)?;
    Ok(journal_header(&mut unpacker)?.0)
}

/// The journal's header.
fn journal_header(unpacker: &mut Unpacker<'_>) -> Result<(JournalId, Vec<u8>), BadBackup> {
    let mut begin = vec![0; journal::HEADER];
    let read = unpacker.read(Kind::Journal, &mut begin)?;
    let id = id_of(begin.get(..read).unwrap_or_default()).map_err(|error| match error {
        NotOpened::Newer(_) => BadBackup::Newer,
        NotOpened::Disk(error) => BadBackup::Disk(error),
        NotOpened::Foreign | NotOpened::Damaged => BadBackup::Journal { place: 0, after: 0 },
    })?;
    Ok((id, begin))
}

fn read_journal<E: From<BadBackup>>(
    unpacker: &mut Unpacker<'_>,
    each: &mut dyn FnMut(Piece<'_>) -> Result<(), E>,
) -> Result<Tally, E> {
    let (id, begin) = journal_header(unpacker)?;
    each(Piece::Journal(&begin))?;
    let mut tally = Tally::new(journal::origin(id), begin.len() as u64);
    let mut bytes = Vec::new();
    while let Some(framed) = frame(unpacker, &tally, &mut bytes)? {
        let taken = verified(&framed, tally.head.hash).and_then(|entry| tally.take(&framed, &entry));
        taken.map_err(|error| match error {
            Stopped::Newer(_) => BadBackup::Newer,
            Stopped::Unread(Unread::Disk(error)) => BadBackup::Disk(error),
            Stopped::Unread(Unread::Torn(_) | Unread::Damaged(_)) => {
                BadBackup::Journal { place: framed.at, after: tally.seq() }
            }
        })?;
        each(Piece::Journal(&bytes))?;
    }
    Ok(tally)
}

/// The next frame, whose bytes it leaves in the buffer.
fn frame(unpacker: &mut Unpacker<'_>, tally: &Tally, bytes: &mut Vec<u8>) -> Result<Option<Framed>, BadBackup> {
    let at = tally.journal;
    let damaged = || BadBackup::Journal { place: at, after: tally.seq() };
    bytes.clear();
    bytes.resize(FRONT, 0);
    match unpacker.read(Kind::Journal, bytes)? {
        0 => return Ok(None),
        FRONT => {}
        _ => return Err(damaged()),
    }
    let length = Front::read(bytes).ok_or_else(damaged)?.length;
    bytes.resize(FRONT + length, 0);
    let read = unpacker.read(Kind::Journal, bytes.get_mut(FRONT..).unwrap_or_default())?;
    let frame = if read == length { Frame::read(bytes) } else { None };
    Ok(Some(Framed { at, next: at + bytes.len() as u64, frame: frame.ok_or_else(damaged)? }))
}

/// The next slot.
fn slot(unpacker: &mut Unpacker<'_>) -> Result<Option<Kept>, BadBackup> {
    let place = unpacker.at();
    let damaged = || BadBackup::Damaged { place };
    let mut officer = [0; 16];
    match unpacker.read(Kind::Kept, &mut officer)? {
        0 => return Ok(None),
        16 => {}
        _ => return Err(damaged()),
    }
    let mut fill = |bytes: &mut [u8]| match unpacker.read(Kind::Kept, bytes)? {
        read if read == bytes.len() => Ok(()),
        _ => Err(BadBackup::Damaged { place }),
    };
    let mut length = [0; 1];
    fill(&mut length)?;
    let length = Some(usize::from(u8::from_le_bytes(length))).filter(|length| *length <= MAX_SLOT);
    let mut slot = vec![0; length.ok_or_else(damaged)?];
    fill(&mut slot)?;
    let slot = String::from_utf8(slot).map_err(|_| damaged())?;
    let mut length = [0; 4];
    fill(&mut length)?;
    let length = usize::try_from(u32::from_le_bytes(length)).ok().filter(|length| *length <= MAX_KEPT);
    let mut bytes = vec![0; length.ok_or_else(damaged)?];
    fill(&mut bytes)?;
    Ok(Some(Kept { officer: Id::from_bytes(officer), slot, bytes }))
}
