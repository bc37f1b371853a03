//! A log whose disk does as it is told.

use std::io;
use std::sync::{Condvar, Mutex};
use stegvis::store::journal::{FileLog, Frame, Framed, JournalId, Log, MemoryLog, Unread};

/// What the disk does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum How {
    Well,
    /// The write fails.
    Fails,
    /// It is full when it is asked.
    Full,
    /// It said it had room, and then had none.
    FullAfterAll,
    /// It is full for whoever brings the shelf up.
    FullForTheShelf,
    /// Whoever brings the shelf up panics.
    PanicsForTheShelf,
    /// Whoever brings the shelf up gets no answer as long as this lasts.
    HangsForTheShelf,
    /// No reader gets an answer as long as this lasts.
    Hangs,
}

/// The log.
#[derive(Debug)]
pub struct Trouble<L = FileLog> {
    under: L,
    /// And whether the shelf's thread waits for an answer.
    how: Mutex<(How, bool)>,
    changed: Condvar,
}

impl Default for Trouble<MemoryLog> {
    fn default() -> Self {
        Self::of(MemoryLog::default())
    }
}

impl<L> Trouble<L> {
    /// One in front of another that works well.
    pub fn of(under: L) -> Self {
        Self { under, how: Mutex::new((How::Well, false)), changed: Condvar::new() }
    }

    /// Has it do this from now on.
    pub fn does(&self, how: How) {
        self.how.lock().unwrap().0 = how;
        self.changed.notify_all();
    }

    /// Waits until whoever brings the shelf up waits for an answer.
    pub fn wait_for_the_shelf(&self) {
        drop(self.changed.wait_while(self.how.lock().unwrap(), |how| !how.1).unwrap());
    }

    fn how(&self) -> How {
        self.how.lock().unwrap().0
    }
}

impl<L: Log> Log for Trouble<L> {
    fn id(&self) -> JournalId {
        self.under.id()
    }
    fn start(&self) -> u64 {
        self.under.start()
    }
    fn end(&self) -> u64 {
        self.under.end()
    }
    fn append(&self, frames: &[Frame]) -> io::Result<Vec<u64>> {
        match self.how() {
            How::Fails => Err(io::Error::other("input/output error")),
            How::FullAfterAll => Err(io::ErrorKind::StorageFull.into()),
            _ => self.under.append(frames),
        }
    }
    fn read(&self, from: u64) -> Result<Vec<Framed>, Unread> {
        let is_shelf = std::thread::current().name() == Some("store-shelf");
        match self.how() {
            How::FullForTheShelf if is_shelf => return Err(io::Error::from(io::ErrorKind::StorageFull).into()),
            How::PanicsForTheShelf if is_shelf => panic!("told to"),
            _ => {}
        }
        let mut how = self.how.lock().unwrap();
        while how.0 == How::Hangs || (how.0 == How::HangsForTheShelf && is_shelf) {
            how.1 |= is_shelf;
            self.changed.notify_all();
            how = self.changed.wait(how).unwrap();
        }
        drop(how);
        self.under.read(from)
    }
    fn free(&self) -> io::Result<u64> {
        Ok(if self.how() == How::Full { 1024 } else { u64::MAX })
    }
}
