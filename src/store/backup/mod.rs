//! A backup: one file that holds a store as it was after one change, journal and kept drafts and places.
//!
//! It is written while others work and stops nobody: the journal is append-only, so that its beginning up to an
//! acknowledged change is a whole store. What is kept for officers is copied before that change is settled; a draft
//! that is saved meanwhile then stands in both, and none in neither. When another process holds the store, the journal
//! alone is read ([`Store::open_beside`]), and what is kept is not in the backup.
//!
//! # The file, byte by byte
//! All numbers are little-endian. The file begins with 64 bytes:
//!
//! | bytes | what |
//! | --- | --- |
//! | 0-7 | `STEGVISB` |
//! | 8-11 | version of the form, [`BACKUP_VERSION`] |
//! | 12-19 | when it was made: milliseconds since 1970 |
//! | 20-27 | the head of the chain: number of the last change, 0 when there is none |
//! | 28-59 | the head of the chain: hash |
//! | 60-63 | CRC-32 of bytes 0-59 |
//!
//! Blocks follow without gaps, all `J` before all `K`, and one `E` last:
//!
//! | bytes | what |
//! | --- | --- |
//! | 0 | `J`, `K` or `E` |
//! | 1-4 | bytes that it is packed to |
//! | 5-8 | bytes that it unpacks to, at most 256 KiB |
//! | 9-12 | CRC-32 of bytes 0-8 and of the packed bytes |
//! | … | the packed bytes: raw DEFLATE (RFC 1951), each block by itself; none in `E` |
//!
//! After the `E` block stands SHA-256 of everything before the sum, and then the file ends. What the `J` blocks
//! unpack to, put together, is a journal of the form described in [`journal`](super::journal), from its first byte to
//! the frame that the head names; each frame says that it was a write of its own. What the `K` blocks unpack to is,
//! for each slot that is kept:
//!
//! | bytes | what |
//! | --- | --- |
//! | 0-15 | the officer's id |
//! | 16 | length of the slot's name, at most [`MAX_SLOT`](super::MAX_SLOT) |
//! | … | the name, in UTF-8 |
//! | 4 bytes | length of what is kept, at most [`MAX_KEPT`](super::MAX_KEPT) |
//! | … | what is kept |
//!
//! # What is promised
//! A later version restores what this one writes; an example of every form lies in the tests. Whoever reads one
//! checks the sums and the chain in bounded memory; nothing is believed of what a file says about its own size. A change
//! that is what was written and cannot be read all the same is backed up as it is, and counted.

mod blocks;
mod finishing;
mod holding;
mod known;
mod read;
mod restore;
mod staging;
mod stamp;

pub(super) use finishing::{Finished, finish, is_pending};
pub(super) use holding::holding;
pub use known::{last_backup, note_backup, note_backup_elsewhere};
pub use read::BadBackup;
pub use restore::{NotRestored, Restored, Restoring};
pub(super) use staging::{Old, clear_staged, has_room, is_staged, replace};
pub use stamp::Stamp;

use super::Store;
use super::forget::Unvouched;
use super::history::walk;
use super::journal::{Entry, Framed, Hash, JournalId, Log, Unread, header, unreadable};
use super::kept::Kept;
use super::replay::Stopped;
use crate::follow_up::Head;
use crate::record::{Fault, Id, REGISTER, Seq};
use blocks::{Kind, Packer};
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::sync::Arc;

/// Version of the backup's form that this program writes.
pub const BACKUP_VERSION: u32 = 1;

/// What a backup begins with.
pub const BACKUP_MARK: &[u8; 8] = b"STEGVISB";

/// Bytes in front of the first block.
const HEADER: usize = 64;

/// What a backup holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Holds {
    /// When it was made, to the millisecond.
    pub at: DateTime<Utc>,
    /// The last change, whose number is that of changes, and the hash that vouches for all of them.
    pub head: Head,
    /// How many follow-ups the changes touch.
    pub follow_ups: usize,
    /// When the first and the last change were made; nothing when there is none.
    pub span: Option<(DateTime<Utc>, DateTime<Utc>)>,
    /// Edits of so many records cannot be read although they are what was written; they ride along as they are.
    pub unreadable: usize,
    /// Bytes of the journal, unpacked.
    pub journal: u64,
    /// Bytes of what is kept with it, unpacked.
    pub kept_bytes: u64,
    /// How many slots are kept with it: drafts, places, views.
    pub kept: usize,
}

/// A backup that has been written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BackedUp {
    /// What it holds.
    pub holds: Holds,
    /// Why drafts, places and views are not in it: a store that is opened for reading does not read them, and beside
    /// another process they cannot be read.
    pub kept: Result<(), Fault>,
}

/// Why no backup was written.
#[derive(Debug, thiserror::Error)]
pub enum NotBackedUp {
    /// The journal cannot be read, or does not hold.
    #[error("the journal: {0}")]
    Journal(Fault),
    /// It could not be written.
    #[error(transparent)]
    Write(#[from] io::Error),
    /// The store got another journal meanwhile, as when something is forgotten: see [`Stamp`].
    #[error("the journal has been replaced")]
    Replaced,
}

/// Everything that had been acknowledged when it was asked for, to be written as a backup. It stands by itself: the
/// store may be closed before it is written, and others may go on.
#[derive(Debug)]
pub struct Snapshot {
    slots: Result<Vec<Kept>, Fault>,
    head: Head,
    log: Arc<dyn Log>,
}

impl Snapshot {
    /// What names the journal: backups of one store have it in common.
    #[must_use]
    pub fn journal(&self) -> JournalId {
        self.log.id()
    }

    /// Whether drafts, places and views will be in it, see [`BackedUp::kept`].
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.slots.is_ok()
    }

    /// Writes the backup. The journal is verified on the way. It reads the whole journal: not for a thread that an
    /// officer waits for.
    ///
    /// # Errors
    /// When the journal does not hold or `out` refuses; what has been written by then is no backup.
    pub fn write(self, at: DateTime<Utc>, out: &mut dyn Write) -> Result<BackedUp, NotBackedUp> {
        let Self { slots, head, log } = self;
        let mut packer = Packer::begin(&front(at, head), out)?;
        let begin = header(log.id());
        packer.put(Kind::Journal, &begin)?;
        let mut tally = Tally::new(log.origin(), begin.len() as u64);
        let mut bytes = Vec::new();
        let mut written = Ok(());
        let walked = walk(&*log, |framed, entry| {
            if tally.head == head {
                return Ok(ControlFlow::Break(()));
            }
            tally.take(framed, entry)?;
            bytes.clear();
            framed.frame.write(0, &mut bytes);
            written = packer.put(Kind::Journal, &bytes);
            Ok(if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
        });
        walked.map_err(|error| NotBackedUp::Journal(error.into()))?;
        written?;
        if tally.head != head || !tally.unvouched.is_empty() {
            return Err(NotBackedUp::Journal(Fault::Damaged));
        }
        let mut kept = Slots::default();
        for slot in slots.iter().flatten() {
            packer.put(Kind::Kept, &slot.to_bytes()?)?;
            kept.take(slot);
        }
        packer.end()?;
        Ok(BackedUp { holds: tally.holds(at, kept), kept: slots.map(|_| ()) })
    }
}

impl Store {
    /// What a backup would hold that is asked for now.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        let slots = self.inner.keeper.all();
        Snapshot { slots, head: self.head(), log: Arc::clone(&self.inner.log) }
    }

    /// What names the journal in a backup, of which no more is read than its beginning.
    ///
    /// # Errors
    /// What is wrong with that beginning.
    pub fn journal_of_backup(from: &mut dyn Read) -> Result<JournalId, BadBackup> {
        read::journal_id(from)
    }

    /// Reads a backup to its end: sums, chain, and how much can be read.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn verify_backup(from: &mut dyn Read) -> Result<Holds, BadBackup> {
        read::read(from, &mut |_| Ok(()))
    }
}

/// The bytes in front of the first block.
fn front(at: DateTime<Utc>, head: Head) -> Vec<u8> {
    let mut front = Vec::with_capacity(HEADER);
    front.extend_from_slice(BACKUP_MARK);
    front.extend_from_slice(&BACKUP_VERSION.to_le_bytes());
    front.extend_from_slice(&at.timestamp_millis().to_le_bytes());
    front.extend_from_slice(&head.seq.to_le_bytes());
    front.extend_from_slice(&head.hash);
    front.extend_from_slice(&crc32fast::hash(&front).to_le_bytes());
    front
}

/// Some bytes from a place on, which stand there.
fn part<const N: usize>(bytes: &[u8], from: usize) -> [u8; N] {
    bytes.get(from..from + N).and_then(|bytes| bytes.try_into().ok()).unwrap_or([0; N])
}

impl Kept {
    fn to_bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = self.officer.as_bytes().to_vec();
        bytes.push(u8::try_from(self.slot.len()).map_err(io::Error::other)?);
        bytes.extend_from_slice(self.slot.as_bytes());
        bytes.extend_from_slice(&u32::try_from(self.bytes.len()).map_err(io::Error::other)?.to_le_bytes());
        bytes.extend_from_slice(&self.bytes);
        Ok(bytes)
    }
}

/// What is kept, counted slot by slot.
#[derive(Clone, Copy, Default)]
struct Slots {
    count: usize,
    bytes: u64,
}

impl Slots {
    fn take(&mut self, slot: &Kept) {
        self.count += 1;
        self.bytes += slot.bytes.len() as u64;
    }
}

/// What a journal holds, counted frame by frame.
struct Tally {
    head: Head,
    journal: u64,
    span: Option<(DateTime<Utc>, DateTime<Utc>)>,
    follow_ups: BTreeSet<Id>,
    unreadable: usize,
    /// Parts of large changes that are not closed yet, and the follow-ups that they touch.
    open: BTreeMap<Id, (u32, BTreeSet<Id>)>,
    /// Contents that are not as they were written, until an entry says that they were forgotten.
    unvouched: Unvouched<()>,
}

impl Tally {
    fn new(origin: Hash, journal: u64) -> Self {
        let head = Head { seq: 0, hash: origin };
        Self {
            head,
            journal,
            span: None,
            follow_ups: BTreeSet::new(),
            unreadable: 0,
            open: BTreeMap::new(),
            unvouched: Unvouched::default(),
        }
    }

    /// Takes a frame whose link and contents have been verified.
    fn take(&mut self, framed: &Framed, entry: &Entry) -> Result<(), Stopped> {
        let damaged = || Stopped::Unread(Unread::Damaged(framed.at));
        self.unreadable += unreadable(entry, &framed.frame);
        self.unvouched.take(entry, &framed.frame, |_, _| ());
        let homes = entry.groups().iter().map(|group| group.follow_up).filter(|id| *id != REGISTER);
        let made = match entry {
            Entry::Commit { made, .. } | Entry::Forget { made, .. } => {
                self.follow_ups.extend(homes);
                Some(made)
            }
            Entry::Part { large, .. } => {
                let (parts, touched) = self.open.entry(*large).or_default();
                *parts += 1;
                touched.extend(homes);
                None
            }
            Entry::Close { large, parts, made } => {
                let (found, touched) = self.open.remove(large).ok_or_else(damaged)?;
                if found != *parts {
                    return Err(damaged());
                }
                self.follow_ups.extend(touched);
                Some(made)
            }
        };
        if let Some(made) = made {
            if made.seq != self.head.seq + 1 {
                return Err(damaged());
            }
            self.head.seq = made.seq;
            self.span = Some((self.span.map_or(made.at, |(first, _)| first), made.at));
        }
        self.head.hash = framed.frame.hash();
        self.journal += framed.frame.size() as u64;
        Ok(())
    }

    fn seq(&self) -> Seq {
        self.head.seq
    }

    fn holds(self, at: DateTime<Utc>, slots: Slots) -> Holds {
        let Self { head, journal, span, follow_ups, unreadable, .. } = self;
        let (kept, kept_bytes) = (slots.count, slots.bytes);
        Holds { at, head, follow_ups: follow_ups.len(), span, unreadable, journal, kept, kept_bytes }
    }
}
