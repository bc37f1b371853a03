//! What is kept for an officer beside the records: the half-typed word, places, views.
//!
//! It stands in a tree of its own on the shelf, under officer, slot and number of the piece, and is no part of
//! the journal. Keeping is a write to memory; a thread of its own then has sled write it out, so that no key
//! press waits for that. sled's own timer is off: an idle store wakes no thread of ours.

use super::behind::CLOSING;
use super::shelf::{Shelf, Unusable, fault_of};
use crate::record::{Fault, Id};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender, TrySendError};
use std::sync::{Mutex, PoisonError, RwLock};
use std::thread::JoinHandle;

/// Most bytes of one slot: a text field of the longest kind and what stands around it.
pub const MAX_KEPT: usize = 256 * 1024;
/// Most bytes of a slot's name.
pub const MAX_SLOT: usize = 64;
/// Bytes of a piece; sled's values stay under 64 KiB.
const PIECE: usize = 32 * 1024;

/// Why something was not kept.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotKept {
    /// It is over [`MAX_KEPT`], or its name over [`MAX_SLOT`].
    #[error("{have} bytes are too many to keep, {limit} at most")]
    TooLarge {
        /// Bytes.
        have: usize,
        /// Most bytes.
        limit: usize,
    },
    /// The shelf refused.
    #[error("the disk refused: {0}")]
    Disk(Fault),
    /// The store has been opened for reading.
    #[error("opened for reading: {0}")]
    OnlyRead(Fault),
    /// The store has been closed.
    #[error("the store is closed")]
    Closed,
}

/// What is kept in a slot.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kept {
    /// For whom.
    pub officer: Id,
    /// The slot's name.
    pub slot: String,
    /// What.
    pub bytes: Vec<u8>,
}

/// Keeps bytes by officer and slot.
#[derive(Debug)]
pub struct Keeper {
    tree: RwLock<Option<sled::Tree>>,
    /// Held while the pieces of a slot are changed or read: two sessions of one officer keep under one name.
    whole: Mutex<()>,
    written: Mutex<Option<SyncSender<()>>>,
    /// The thread, and what is gone when it has ended.
    thread: Mutex<Option<(JoinHandle<()>, Receiver<()>)>>,
    /// Why nothing is kept or read: the shelf could not be opened.
    shut: Option<Fault>,
}

const TREE: &str = "kept";

impl Keeper {
    /// A keeper on a shelf, with its thread.
    ///
    /// # Errors
    /// What sled or the system says.
    pub fn new(shelf: &Shelf) -> Result<Self, Unusable> {
        let tree = shelf.db().open_tree(TREE)?;
        let (written, wait) = mpsc::sync_channel::<()>(1);
        let shelf = shelf.clone();
        let (end, ended) = mpsc::sync_channel::<()>(0);
        let thread = std::thread::Builder::new().name("store-keeper".into()).spawn(move || {
            let _end = end;
            while wait.recv().is_ok() {
                // A shelf that fails says so to whoever keeps next, and to the writer.
                let _ = shelf.flush();
            }
        });
        let thread = thread.map_err(|error| Unusable::Damaged(error.into()))?;
        Ok(Self {
            tree: RwLock::new(Some(tree)),
            whole: Mutex::new(()),
            written: Mutex::new(Some(written)),
            thread: Mutex::new(Some((thread, ended))),
            shut: None,
        })
    }

    /// A keeper without a shelf, which keeps nothing. It stays so: a session that could not read what it had
    /// kept would write over it.
    pub fn shut(why: Fault) -> Self {
        Self {
            tree: RwLock::default(),
            whole: Mutex::default(),
            written: Mutex::default(),
            thread: Mutex::default(),
            shut: Some(why),
        }
    }

    /// Keeps bytes in a slot, or empties it.
    ///
    /// # Errors
    /// When they are too many, or the shelf refuses.
    pub fn keep(&self, officer: Id, slot: &str, bytes: Option<&[u8]>) -> Result<(), NotKept> {
        let length = bytes.map_or(0, <[u8]>::len);
        for (have, limit) in [(length, MAX_KEPT), (slot.len(), MAX_SLOT)] {
            if have > limit {
                return Err(NotKept::TooLarge { have, limit });
            }
        }
        let _whole = self.whole.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(why) = &self.shut {
            // Nothing has been kept that could be dropped; what was kept before stays for the next start.
            return bytes.map_or(Ok(()), |_| Err(NotKept::OnlyRead(why.clone())));
        }
        let tree = self.tree().ok_or(NotKept::Closed)?;
        let mut batch = sled::Batch::default();
        for key in tree.scan_prefix(piece_key(officer, slot, None)).keys() {
            batch.remove(key.map_err(|error| refused(&error))?);
        }
        for (piece, number) in bytes.into_iter().flat_map(pieces).zip(0..) {
            batch.insert(piece_key(officer, slot, Some(number)), piece);
        }
        tree.apply_batch(batch).map_err(|error| refused(&error))?;
        self.flush_soon();
        Ok(())
    }

    /// What is kept in a slot.
    pub fn kept(&self, officer: Id, slot: &str) -> Option<Vec<u8>> {
        let _whole = self.whole.lock().unwrap_or_else(PoisonError::into_inner);
        let mut bytes = Vec::new();
        let mut found = false;
        for value in self.tree()?.scan_prefix(piece_key(officer, slot, None)).values() {
            bytes.extend_from_slice(&value.ok()?);
            found = true;
        }
        found.then_some(bytes)
    }

    /// Everything that is kept, for whomever.
    ///
    /// # Errors
    /// When the shelf cannot be read.
    pub fn all(&self) -> Result<Vec<Kept>, Fault> {
        let _whole = self.whole.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(why) = &self.shut {
            return Err(why.clone());
        }
        let tree = self.tree().ok_or(Fault::Missing)?;
        put_together(tree.iter())
    }

    /// All that is kept for an officer, by name; nothing when it cannot be read.
    pub fn all_of(&self, officer: Id) -> Vec<(String, Vec<u8>)> {
        let _whole = self.whole.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(tree) = self.tree() else { return Vec::new() };
        let all = put_together(tree.scan_prefix(officer.as_bytes())).unwrap_or_default();
        all.into_iter().map(|kept| (kept.slot, kept.bytes)).collect()
    }

    /// Has the shelf written out, not now but soon.
    pub fn flush_soon(&self) {
        let written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(written) = written.as_ref() {
            match written.try_send(()) {
                // One that waits already covers this one too.
                Ok(()) | Err(TrySendError::Full(()) | TrySendError::Disconnected(())) => {}
            }
        }
    }

    /// Lets go of the shelf.
    pub fn close(&self) {
        self.tree.write().unwrap_or_else(PoisonError::into_inner).take();
        self.written.lock().unwrap_or_else(PoisonError::into_inner).take();
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        // sled may never come back, see [`behind`](super::behind).
        if let Some((thread, ended)) = thread
            && ended.recv_timeout(CLOSING) == Err(RecvTimeoutError::Disconnected)
        {
            let _ = thread.join();
        }
    }

    fn tree(&self) -> Option<sled::Tree> {
        self.tree.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Takes what is kept over from a shelf that is put aside, as far as it can be read; says whether all could.
pub fn take_over(from: &Shelf, to: &Shelf) -> bool {
    let (Ok(old), Ok(new)) = (from.db().open_tree(TREE), to.db().open_tree(TREE)) else {
        return false;
    };
    let all = old.iter().all(|entry| entry.is_ok_and(|(key, value)| new.insert(key, value).is_ok()));
    all && to.flush().is_ok()
}

/// Whether all that is kept on a shelf can be read.
pub fn can_be_read(shelf: &Shelf) -> bool {
    shelf.db().open_tree(TREE).is_ok_and(|tree| tree.iter().all(|entry| entry.is_ok()))
}

/// Puts slots together from their pieces, which come in their order.
fn put_together(entries: sled::Iter) -> Result<Vec<Kept>, Fault> {
    let mut all: Vec<Kept> = Vec::new();
    for entry in entries {
        let (key, value) = entry.map_err(|error| fault_of(&error))?;
        let (officer, slot, number) = of_key(&key).ok_or(Fault::Damaged)?;
        match all.last_mut().filter(|last| number > 0 && (last.officer, last.slot.as_str()) == (officer, slot)) {
            Some(last) => last.bytes.extend_from_slice(&value),
            None => all.push(Kept { officer, slot: slot.to_owned(), bytes: value.to_vec() }),
        }
    }
    Ok(all)
}

/// At least one piece, so that something empty is told from nothing.
fn pieces(bytes: &[u8]) -> Vec<&[u8]> {
    if bytes.is_empty() { vec![bytes] } else { bytes.chunks(PIECE).collect() }
}

fn piece_key(officer: Id, slot: &str, number: Option<u8>) -> Vec<u8> {
    let mut key = officer.as_bytes().to_vec();
    key.extend_from_slice(slot.as_bytes());
    // Ends the name, so that no slot's name is the beginning of another one's key.
    key.push(0);
    key.extend(number);
    key
}

/// Officer, slot and number out of a piece's key.
fn of_key(key: &[u8]) -> Option<(Id, &str, u8)> {
    let (officer, rest) = key.split_at_checked(16)?;
    let [slot @ .., 0, number] = rest else { return None };
    Some((Id::from_bytes(officer.try_into().ok()?), std::str::from_utf8(slot).ok()?, *number))
}

fn refused(error: &sled::Error) -> NotKept {
    NotKept::Disk(fault_of(error))
}
