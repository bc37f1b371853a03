//! The seam under the store: something that frames are appended to.

use super::file;
use super::frame::{Frame, Hash};
use std::{io, sync::Mutex, sync::PoisonError};

/// Random bytes that name a journal, so that no two share a chain.
pub type JournalId = [u8; 16];

/// A frame that was read: where it stands, and where the next one does.
#[derive(Clone, Debug)]
pub struct Framed {
    /// Its place.
    pub at: u64,
    /// The place after it.
    pub next: u64,
    /// The frame.
    pub frame: Frame,
}

/// Why frames could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Unread {
    /// The journal ends in the middle of a write that nobody was told of.
    #[error("torn at {0}")]
    Torn(u64),
    /// What once stood there does not hold any more.
    #[error("damaged at {0}")]
    Damaged(u64),
    /// The disk refused.
    #[error(transparent)]
    Disk(#[from] io::Error),
}

/// Something that frames are appended to and read from. The store checks the chain; the log checks that it
/// gives back what it was given.
///
/// One thread appends; any may read what has been appended.
pub trait Log: Send + Sync + std::fmt::Debug {
    /// What names the journal.
    fn id(&self) -> JournalId;

    /// What the first frame's link points to.
    fn origin(&self) -> Hash {
        file::origin(self.id())
    }

    /// Where the first frame stands.
    fn start(&self) -> u64;

    /// Where the next frame will stand.
    fn end(&self) -> u64;

    /// Appends frames, and returns their places when all are on disk.
    ///
    /// # Errors
    /// None of them counts then. [`io::ErrorKind::StorageFull`] promises that the log is as before and may be
    /// tried again; after any other error nothing may be appended.
    fn append(&self, frames: &[Frame]) -> io::Result<Vec<u64>>;

    /// Some frames from a place on, at least one unless the place is the end.
    ///
    /// # Errors
    /// What keeps the first of them from being read.
    fn read(&self, from: u64) -> Result<Vec<Framed>, Unread>;

    /// Bytes that may still be appended.
    ///
    /// # Errors
    /// When the disk does not say.
    fn free(&self) -> io::Result<u64>;
}

/// A log that forgets all when it is dropped; a place is a frame's number.
#[derive(Debug, Default)]
pub struct MemoryLog {
    frames: Mutex<Vec<Frame>>,
}

impl Log for MemoryLog {
    fn id(&self) -> JournalId {
        JournalId::default()
    }

    fn start(&self) -> u64 {
        0
    }

    fn end(&self) -> u64 {
        self.frames.lock().unwrap_or_else(PoisonError::into_inner).len() as u64
    }

    fn append(&self, frames: &[Frame]) -> io::Result<Vec<u64>> {
        let mut held = self.frames.lock().unwrap_or_else(PoisonError::into_inner);
        let first = held.len() as u64;
        held.extend_from_slice(frames);
        Ok((first..held.len() as u64).collect())
    }

    fn read(&self, from: u64) -> Result<Vec<Framed>, Unread> {
        let held = self.frames.lock().unwrap_or_else(PoisonError::into_inner);
        let frames = held.iter().zip(0..).skip(usize::try_from(from).unwrap_or(usize::MAX)).take(16);
        Ok(frames.map(|(frame, at)| Framed { at, next: at + 1, frame: frame.clone() }).collect())
    }

    fn free(&self) -> io::Result<u64> {
        Ok(u64::MAX)
    }
}
