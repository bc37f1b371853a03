//! Opening for reading, where nothing can be written: the journal is read into memory, the shelf stays closed, and
//! nothing on disk is changed. Once a full disk has room, the shelf is opened for the next change. Beside another process
//! that holds the store it is read in the same way.

use super::error::{Notice, OpenError};
use super::journal::{FileLog, Log as _, Unread};
use super::open::{Hindrance, Opening, Ready, no_journal, stopped};
use super::replay::{Replay, Stopped};
use super::shelf::{Mark, Shelf};
use super::{FLOOR, backup, forget, lock};
use crate::follow_up::{FollowUp, Refused};
use crate::record::{Fault, Id};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Why the shelf has not been opened.
#[derive(Clone, Debug)]
pub(super) struct Shut {
    folder: PathBuf,
    /// Why nothing could be written.
    pub fault: Fault,
    /// The journal, when it may be written as soon as there is room.
    log: Option<Arc<FileLog>>,
}

/// Opens a store for reading that could not be opened because of an error. The error stands when it is of another
/// kind, and when there is nothing to be read.
pub(super) fn open(folder: &Path, error: OpenError) -> Result<(Ready, Vec<Notice>), OpenError> {
    let path = folder.join("journal");
    let (amiss, fault) = match &error {
        OpenError::Unwritable { path, error } | OpenError::Disk { path, error } => (path, Fault::from(error)),
        OpenError::Shelf { path, fault } => (path, fault.clone()),
        OpenError::Full { .. } => (&path, Fault::Full),
        _ => return Err(error),
    };
    // A restore that has begun to take the store's place wants to be finished, and that is writing.
    if !fault.keeps_from_writing() || !path.is_file() || backup::is_pending(folder) {
        return Err(error);
    }
    let amiss = if fault == Fault::Full { folder.to_owned() } else { amiss.clone() };
    let lock = if fault == Fault::Full { lock::take(folder) } else { Err(error) };
    let (lock, log) = match lock {
        Ok(lock) => (Some(lock), FileLog::open(&path)),
        Err(held @ OpenError::Held { .. }) => return Err(held),
        Err(_) => {
            lock::look(folder)?;
            (None, FileLog::open_to_read(&path))
        }
    };
    let log = Arc::new(log.map_err(|error| no_journal(error, &path))?);
    let mut notices = vec![Notice::ToRead { path: amiss, fault: fault.clone() }];
    let Replayed { follow_ups, mut mark, left_out, unreadable } = replayed(&log, &path)?;
    notices.extend(left_out.map(|bytes| Notice::LeftOut { bytes }));
    if unreadable > 0 {
        notices.push(Notice::Unreadable(unreadable));
    }
    if forget::is_undone(&*log, &forget::marks_of_folder(folder)?).unwrap_or(false) {
        notices.push(Notice::Unforgotten);
    }
    if !mark.open.is_empty() {
        notices.push(Notice::Unfinished);
        mark.open.clear();
    }
    let shut = Shut { folder: folder.to_owned(), fault, log: lock.is_some().then(|| Arc::clone(&log)) };
    Ok((Ready { log, shelf: Err(shut), follow_ups, mark, lock }, notices))
}

/// Opens a store for reading beside the process that holds it: what it has acknowledged by now. The journal is
/// append-only, so that no lock is needed; the error that says who holds the store stands when that process is about
/// to put another journal in its place.
pub(super) fn beside(folder: &Path, held: OpenError) -> Result<Ready, OpenError> {
    if backup::is_pending(folder) {
        return Err(held);
    }
    let path = folder.join("journal");
    let log = Arc::new(FileLog::open_to_read(&path).map_err(|error| no_journal(error, &path))?);
    // A write that is under way, or a large change whose parts come one after another, is no damage.
    let Replayed { follow_ups, mark, .. } = replayed(&log, &path)?;
    let shut = Shut { folder: folder.to_owned(), fault: Fault::Busy, log: None };
    Ok(Ready { log, shelf: Err(shut), follow_ups, mark, lock: None })
}

/// What a journal says.
struct Replayed {
    follow_ups: BTreeMap<Id, FollowUp>,
    mark: Mark,
    /// Bytes of a write that ends in the middle.
    left_out: Option<u64>,
    /// Records with edits that cannot be read.
    unreadable: usize,
}

fn replayed(log: &FileLog, path: &Path) -> Result<Replayed, OpenError> {
    let mut left_out = None;
    let mut replay = Replay::new(log);
    loop {
        let read = replay.run(|replay| {
            replay.take();
            Ok::<(), Stopped>(())
        });
        match read {
            Ok(()) => break,
            Err(Stopped::Unread(Unread::Torn(place))) => {
                left_out = Some(log.end().saturating_sub(place));
                log.leave_out(place);
            }
            Err(why) => return Err(stopped(path, why, replay.mark.seq)),
        }
    }
    Ok(Replayed { follow_ups: replay.follow_ups, mark: replay.mark, left_out, unreadable: replay.unreadable })
}

impl Shut {
    /// The shelf brought up to the mark, if the disk has room by now.
    ///
    /// A shelf that would have to be rebuilt is left as it is: what was amiss with it is told at the next opening.
    pub fn open_shelf(&self, mark: &Mark) -> Result<Shelf, Refused> {
        let Some(log) = &self.log else { return Err(Refused::OnlyRead(self.fault.clone())) };
        let disk = |error: std::io::Error| Refused::Disk(error.into());
        let free = log.free().map_err(disk)?;
        if free < FLOOR {
            return Err(Refused::Full { free, floor: FLOOR });
        }
        let journal = self.folder.join("journal");
        if journal.metadata().map_err(disk)?.len() > mark.next {
            log.cut(mark.next).map_err(disk)?;
        }
        let folder = self.folder.join("shelf");
        let mut opening = Opening { log, journal: &journal, folder: &folder, notices: Vec::new() };
        match opening.existing() {
            Ok((found, _, at)) if (at.seq, at.head) == (mark.seq, mark.head) => Ok(found),
            Err(Hindrance::Refused(OpenError::Shelf { fault, .. })) => Err(Refused::OnlyRead(fault)),
            Ok(_) | Err(_) => Err(Refused::OnlyRead(Fault::Damaged)),
        }
    }
}
