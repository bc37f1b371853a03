//! Forgetting for good: content of records goes out of everything that stands in the store's folder.
//!
//! What the journal looks like afterwards stands in its [docs](super::journal). The store is made anew beside, journal
//! and shelf (sled keeps old bytes, so that a value that is only taken out of it would stay), and takes the old one's
//! place in one rename, as a restore does; the old files are erased then, also when this process is killed on the way
//! and somebody opens the store next. What stands beside the store goes through the same: files that repairs have put
//! aside are erased when they hold what is forgotten, stores that restores have put aside forget too, half-typed text
//! goes. What cannot be reached so is named: backups, and files that are not the store's own.
//!
//! The file `forgotten` in the folder has a line for each forgetting ([`Mark`]): ids, time, account and reason, no text.
//! It outlives the journal: [`Store::restore`](super::Store::restore) forgets by it again what an older backup brings
//! back.

mod marks;
mod rewrite;
mod said_again;
mod traces;
mod vouched;

pub use marks::Mark;
pub(super) use marks::{
    all as all_marks, of_folder as marks_of_folder, of_frame as marks_of_frame, of_records as marks_of_records,
    write as write_marks,
};
pub(super) use rewrite::apply;
pub(super) use said_again::{dropped, said_again, unsaid};
pub use traces::Traces;
pub(super) use vouched::Unvouched;

use super::backup::{self, Known};
use super::error::{OpenError, Sentence};
use super::journal::FileLog;
use super::kept::{Keeper, Kept, NotKept};
use super::open::{self, no_journal};
use super::shelf::Shelf;
use super::{Store, lock};
use crate::record::{Fault, HEADER, Id, Kinds, Seq, Tag};
use crate::rights::Officer;
use chrono::{DateTime, Utc};
use rewrite::Looked;
use std::fs;
use std::path::{Path, PathBuf};

/// What is left of a slot that is kept for an officer; nothing drops it.
pub type Tidy<'a> = &'a dyn Fn(&Kept, &Traces) -> Option<Vec<u8>>;

/// Who forgets, when, and how kept slots are cleared of it.
#[derive(Clone, Copy)]
pub struct Forgetting<'a> {
    /// Whose name stands in the journal.
    pub by: &'a Officer,
    /// When.
    pub at: DateTime<Utc>,
    /// What is left of a slot.
    pub tidy: Tidy<'a>,
}

impl std::fmt::Debug for Forgetting<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Forgetting").field("by", self.by).field("at", &self.at).finish_non_exhaustive()
    }
}

/// What a forgetting has done.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Forgot {
    /// The change that says so.
    pub seq: Seq,
    /// How many earlier changes have lost content by it.
    pub changes: usize,
    /// Files and folders beside the store that were erased, since they held it.
    pub erased: Vec<PathBuf>,
    /// Files and folders in the store's folder that hold it still or could not be looked through.
    pub left: Vec<PathBuf>,
    /// Backups that hold it still.
    pub backups: Vec<PathBuf>,
    /// Backups that may hold it still and could not be found where they were written.
    pub unseen: Vec<PathBuf>,
}

/// Why nothing was forgotten. But for [`Begun`](NotForgotten::Begun) the store is as it was.
#[derive(Debug, thiserror::Error)]
pub enum NotForgotten {
    /// No change has ever touched this record.
    #[error("no record {0}")]
    Unknown(Id),
    /// A follow-up without its header, or its title, could not be found any more.
    #[error("{0} is a follow-up's header")]
    Header(Id),
    /// The store cannot be read or made anew.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// It was decided on and has not been finished: whoever opens the store next goes on.
    #[error("begun: {0}")]
    Begun(OpenError),
    /// What is kept for officers could not be taken over.
    #[error("kept slots: {0}")]
    Kept(Fault),
}

impl NotForgotten {
    /// The sentence that says why.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Unknown(id) => Sentence::new("forget-unknown", [("id", id.to_string().into())]),
            Self::Header(_) => Sentence::new("forget-header", []),
            Self::Begun(_) => Sentence::new("forget-begun", []),
            Self::Open(error) => error.sentence(),
            Self::Kept(fault) => Sentence::new("forget-not-kept", [("error", fault.into())]),
        }
    }
}

impl From<NotKept> for NotForgotten {
    fn from(error: NotKept) -> Self {
        Self::Kept(match error {
            NotKept::Disk(fault) | NotKept::OnlyRead(fault) => fault,
            other => other.to_string().into(),
        })
    }
}

/// Forgets content for good in the store of a folder, which nobody else holds. A closed follow-up forgets too: what must
/// not be kept must not be kept there either.
///
/// # Errors
/// [`NotForgotten`]; the store is as it was then, but for files beside it that have been erased already.
pub fn forget(folder: &Path, marks: &[Mark], how: Forgetting<'_>, kinds: Kinds) -> Result<Forgot, NotForgotten> {
    let _lock = lock::take(folder)?;
    let disk = |error| OpenError::of_disk(folder, error);
    backup::finish(folder).map_err(disk)?;
    let path = folder.join("journal");
    let log = FileLog::open(&path).map_err(|error| no_journal(error, &path))?;
    backup::has_room(folder, path.metadata().map_err(disk)?.len(), 0)?;
    let mut known = backup::known(folder);
    let looked = rewrite::look(&log, &path, marks, &mut known)?;
    if let Some(id) = looked.unknown() {
        return Err(NotForgotten::Unknown(id));
    }
    if let Some(id) = titled(marks, &looked) {
        return Err(NotForgotten::Header(id));
    }
    let slots = slots(folder)?;
    let (mut erased, mut left) = (Vec::new(), Vec::new());
    backup::replace(folder, backup::Old::Erased, NotForgotten::Begun, &mut |staged| {
        rewrite::write(&log, &path, &staged.join("journal"), &looked, how)?;
        let (ready, _) = open::open_to_write(staged)?;
        let store = Store::start(ready, kinds)
            .map_err(|error| OpenError::Shelf { path: staged.join("shelf"), fault: error.into() })?;
        for slot in &slots {
            if let Some(bytes) = (how.tidy)(slot, &looked.traces) {
                store.keep(slot.officer, &slot.slot, Some(&bytes))?;
            }
        }
        store.close();
        write_marks(staged, &all_marks(folder, marks)).map_err(disk)?;
        (erased, left) = beside(folder, &looked.traces, marks, how, kinds);
        Ok::<(), NotForgotten>(())
    })?;
    let (there, gone): (Vec<&Known>, Vec<&Known>) =
        known.iter().filter(|one| looked.is_in(one)).partition(|one| one.is_there);
    let paths = |all: Vec<&Known>| all.into_iter().map(|one| one.path.clone()).collect();
    let (backups, unseen) = (paths(there), paths(gone));
    Ok(Forgot { seq: looked.seq, changes: looked.changes, erased, left, backups, unseen })
}

/// The follow-up of which marks take the header as a whole, or its title.
fn titled(marks: &[Mark], looked: &Looked) -> Option<Id> {
    /// The header's field that a follow-up is found by.
    const TITLE: Tag = 16;
    let header = |mark: &&Mark| looked.places.get(&mark.record).is_some_and(|(_, kind)| *kind == HEADER);
    let takes = |mark: &&Mark| mark.forgotten.fields.as_ref().is_none_or(|fields| fields.contains(&TITLE));
    marks.iter().filter(header).find(takes).map(|mark| mark.record)
}

/// All that is kept for officers.
fn slots(folder: &Path) -> Result<Vec<Kept>, NotForgotten> {
    let path = folder.join("shelf");
    if !path.exists() {
        return Ok(Vec::new());
    }
    let unread = |fault| OpenError::Shelf { path: path.clone(), fault };
    let shelf = Shelf::open(&path).map_err(|error| unread(error.into()))?;
    let keeper = Keeper::new(&shelf).map_err(|error| unread(error.into()))?;
    let slots = keeper.all();
    keeper.close();
    Ok(slots.map_err(unread)?)
}

/// Goes through what stands beside the store: what was erased, and what holds it still.
fn beside(
    folder: &Path,
    traces: &Traces,
    marks: &[Mark],
    how: Forgetting<'_>,
    kinds: Kinds,
) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let (mut erased, mut left) = (Vec::new(), Vec::new());
    let Ok(entries) = fs::read_dir(folder) else { return (erased, vec![folder.to_owned()]) };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort_unstable();
    for path in paths {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if ["journal", "shelf", "lock", "forgotten", "backups", "restore.new", "restore.ready"].contains(&name) {
            continue;
        }
        if name.starts_with("before-restore-") && path.is_dir() {
            match forget(&path, marks, how, kinds) {
                Ok(of) => {
                    erased.extend(of.erased);
                    left.extend(of.left);
                }
                // The store that was replaced may never have had the record.
                Err(NotForgotten::Unknown(_)) => {}
                Err(_) => left.push(path),
            }
            continue;
        }
        let ours = name.starts_with("journal.") || name.starts_with("shelf.");
        match traces.is_on_disk(&path) {
            Ok(false) => {}
            Ok(true) if ours && erase(&path).is_ok() => erased.push(path),
            Ok(true) | Err(_) => left.push(path),
        }
    }
    (erased, left)
}

fn erase(path: &Path) -> std::io::Result<()> {
    if path.symlink_metadata()?.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }
}
