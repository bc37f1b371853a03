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
//! back, and opening refuses a journal that holds what is listed there until it is [forgotten again](forget_again()).
//! [From where on](said) a journal says a forgetting, and not its clock, tells what was written before it. When the entry
//! that says so is damaged, a repair [says it again](said_again()).

mod around;
mod marks;
mod rewrite;
mod said;
mod said_again;
mod traces;
mod vouched;

pub use marks::Mark;
pub(super) use marks::{
    all as all_marks, damaged, digest, of_folder as marks_of_folder, of_frame as marks_of_frame,
    of_records as marks_of_records, put_right, write as write_marks,
};
pub(super) use rewrite::{apply, unforgotten};
pub(super) use said_again::{dropped, said_again, unsaid};
pub use traces::Traces;
pub(super) use vouched::Unvouched;

use super::backup;
use super::error::{OpenError, Sentence};
use super::journal::{FileLog, Log};
use super::kept::{Keeper, Kept, NotKept};
use super::open::{self, no_journal};
use super::replay::Stopped;
use super::shelf::Shelf;
use super::{Store, lock};
use crate::record::{Fault, HEADER, Id, Kinds, Seq, Tag};
use crate::rights::Officer;
use chrono::{DateTime, TimeDelta, Utc};
use rewrite::Looked;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A slot that is kept for an officer, cleared of what is forgotten.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tidied {
    /// What is left of it; nothing drops it.
    pub left: Option<Vec<u8>>,
    /// The kinds of the records of which something half typed is dropped, once for each.
    pub gone: Vec<u8>,
}

/// Clears a slot of what is forgotten.
pub type Tidy<'a> = &'a dyn Fn(&Kept, &Traces) -> Tidied;

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
    /// Backups that hold it still; where an identity number stood there, those that hold the number.
    pub backups: Vec<PathBuf>,
    /// Backups that hold other text that stood in the same fields, and no identity number.
    pub backups_without_number: Vec<PathBuf>,
    /// Backups that may hold it still and could not be found where they were written.
    pub unseen: Vec<PathBuf>,
    /// Backups that may hold it still and cannot be read to their end.
    pub unread: Vec<PathBuf>,
    /// How many half-typed fields were dropped, by the kinds of their records.
    pub drafts: BTreeMap<u8, usize>,
    /// The old file `forgotten`; nothing when all of its lines were in order.
    pub marks: Option<PathBuf>,
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
    open::settled(folder)?;
    let marks = later(marks, &all_marks(folder, &[])?);
    let store = Journal::open(folder)?;
    let looked = rewrite::look(&store.log, &store.path, &marks)?;
    if let Some(id) = looked.unknown() {
        return Err(NotForgotten::Unknown(id));
    }
    if let Some(id) = titled(&marks, &looked) {
        return Err(NotForgotten::Header(id));
    }
    made_anew(folder, &store, &looked, how, kinds)
}

/// Forgets again in the store of a folder, which nobody else holds, what it has forgotten once and holds all the same,
/// since somebody has put an older journal in its place; and says again what its journal does not say any more. Nothing
/// when there is nothing to be done.
///
/// # Errors
/// As [`forget()`].
pub fn forget_again(folder: &Path, how: Forgetting<'_>, kinds: Kinds) -> Result<Option<Forgot>, NotForgotten> {
    let _lock = lock::take(folder)?;
    open::settled(folder)?;
    known(folder, &all_marks(folder, &[])?, how, kinds)
}

/// Forgets what known marks say and a store does not know of or has not forgotten yet. Whoever calls holds the lock.
fn known(folder: &Path, marks: &[Mark], how: Forgetting<'_>, kinds: Kinds) -> Result<Option<Forgot>, NotForgotten> {
    let store = Journal::open(folder)?;
    let looked = rewrite::look_again(&store.log, &store.path, marks)?;
    if looked.is_done() { Ok(None) } else { made_anew(folder, &store, &looked, how, kinds).map(Some) }
}

/// Whether a journal holds what the marks of the file beside it say is forgotten, or does not say that it was.
pub(super) fn is_undone(log: &dyn Log, marks: &[Mark]) -> Result<bool, Stopped> {
    Ok(!unforgotten(log, marks)?.is_empty() || !unsaid(log, marks, &[])?.is_empty())
}

/// A journal that is to be made anew.
struct Journal {
    log: FileLog,
    path: PathBuf,
}

impl Journal {
    fn open(folder: &Path) -> Result<Self, NotForgotten> {
        let path = folder.join("journal");
        let log = FileLog::open(&path).map_err(|error| no_journal(error, &path))?;
        backup::has_room(folder, log.end(), 0)?;
        Ok(Self { log, path })
    }
}

/// Marks that are new, each later than those that took all of its record before: where a clock has gone back they would
/// otherwise seem to have been part of that.
fn later(marks: &[Mark], known: &[Mark]) -> Vec<Mark> {
    let mut marks = marks.to_vec();
    for mark in &mut marks {
        let all = known.iter().filter(|one| one.record == mark.record && one.forgotten.fields.is_none());
        if let Some(last) = all.map(|one| one.forgotten.at).max().filter(|last| *last >= mark.forgotten.at) {
            mark.forgotten.at = last + TimeDelta::milliseconds(1);
        }
    }
    marks
}

/// Makes a store anew without what is forgotten, and goes through what stands beside it.
fn made_anew(
    folder: &Path,
    store: &Journal,
    looked: &Looked,
    how: Forgetting<'_>,
    kinds: Kinds,
) -> Result<Forgot, NotForgotten> {
    let disk = |error| OpenError::of_disk(folder, error);
    let slots = slots(folder)?;
    let mut forgot = Forgot { seq: looked.seq, changes: looked.changes, ..Forgot::default() };
    backup::replace(folder, backup::Old::Erased, NotForgotten::Begun, &mut |staged| {
        rewrite::write(&store.log, &store.path, &staged.join("journal"), looked, how)?;
        forgot.marks = marks::keep_damaged(folder)?;
        write_marks(staged, &all_marks(folder, &looked.marks)?).map_err(disk)?;
        let (ready, _) = open::open_to_write(staged)?;
        let made = Store::start(ready, kinds)
            .map_err(|error| OpenError::Shelf { path: staged.join("shelf"), fault: error.into() })?;
        for slot in &slots {
            let Tidied { left, gone } = (how.tidy)(slot, &looked.traces);
            for kind in gone {
                *forgot.drafts.entry(kind).or_default() += 1;
            }
            if let Some(bytes) = left {
                made.keep(slot.officer, &slot.slot, Some(&bytes))?;
            }
        }
        made.close();
        around::clear(folder, looked, how, kinds, &mut forgot);
        Ok::<(), NotForgotten>(())
    })?;
    // Only now: a backup that is written meanwhile looks once more whether the journal is still the one it was made of,
    // and either finds another or has been found here.
    let held = backup::holding(folder, &looked.traces, how.tidy);
    (forgot.backups, forgot.backups_without_number) = (held.certain, held.without_number);
    (forgot.unseen, forgot.unread) = (held.unseen, held.unread);
    Ok(forgot)
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
