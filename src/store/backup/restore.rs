//! Restoring: a backup becomes the store of a folder.
//!
//! The backup is verified to its end before anything is touched. Then the store is made beside and opened there as any
//! store is, and [takes the place](super::staging) of the one that is there.
//!
//! What was forgotten for good after the backup was made is forgotten again before that moment: by the marks of the
//! store that is replaced, by the file `forgotten` in the folder, and by marks that are handed over.

use super::read::{BadBackup, Piece, read};
use super::staging::{Old, has_room, replace};
use super::{Holds, Store};
use crate::record::Kinds;
use crate::store::error::OpenError;
use crate::store::forget::{self, Forgetting, Mark, NotForgotten, all_marks};
use crate::store::kept::NotKept;
use crate::store::{lock, open};
use std::fs::{File, OpenOptions};
use std::io::{self, Seek as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

/// How a backup becomes the store.
#[derive(Clone, Copy, Debug)]
pub struct Restoring<'a> {
    /// Whether a store that is there may be replaced.
    pub replace: bool,
    /// What is to be forgotten again, beside what the folder itself knows of.
    pub marks: &'a [Mark],
    /// Who restores, when, and how kept slots are cleared.
    pub how: Forgetting<'a>,
}

/// A backup that has become the store of a folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Restored {
    /// What it holds.
    pub holds: Holds,
    /// Where the store that it replaced is kept; nothing when there was none.
    pub aside: Option<PathBuf>,
    /// How many records had content that was forgotten after the backup was made, and has been forgotten again.
    pub forgotten: usize,
}

/// Why a backup was not restored. But for [`Begun`](NotRestored::Begun) the folder's store is as it was.
#[derive(Debug, thiserror::Error)]
pub enum NotRestored {
    /// The backup does not hold.
    #[error(transparent)]
    Bad(#[from] BadBackup),
    /// There is a store already, and nobody has said that it may be replaced.
    #[error("{0} holds a store")]
    There(PathBuf),
    /// The store cannot be made.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The drafts, places and views cannot be kept.
    #[error(transparent)]
    Kept(#[from] NotKept),
    /// It was decided on and has not been finished: whoever opens the folder next goes on.
    #[error("begun: {0}")]
    Begun(OpenError),
    /// What was forgotten since could not be forgotten again.
    #[error(transparent)]
    Forget(#[from] NotForgotten),
}

impl Store {
    /// Makes a backup the store of a folder, which is made if there is none. A store that is there stays, unless
    /// it is to be replaced: then it is kept in a folder of its own, where it can be opened. Whatever happens on
    /// the way, a kill too, the folder holds the one or the other.
    ///
    /// # Errors
    /// [`NotRestored`]; nothing of the store that is there has been touched, but for [`NotRestored::Begun`].
    pub fn restore(
        folder: &Path,
        backup: &mut File,
        kinds: Kinds,
        how: Restoring<'_>,
    ) -> Result<Restored, NotRestored> {
        let free_to_go =
            || if how.replace || Self::is_none(folder) { Ok(()) } else { Err(NotRestored::There(folder.into())) };
        free_to_go()?;
        let holds = again(backup, &mut |_| Ok::<(), NotRestored>(()))?;
        open::make_folder(folder)?;
        let _lock = lock::take(folder)?;
        open::settled(folder)?;
        free_to_go()?;
        has_room(folder, holds.journal, holds.kept_bytes)?;
        let marks = all_marks(folder, how.marks)?;
        let mut forgotten = 0;
        let aside = replace(folder, Old::Kept, NotRestored::Begun, &mut |staged| {
            forgotten = stage(staged, backup, &holds, kinds, (&marks, how.how))?;
            Ok::<(), NotRestored>(())
        })?;
        Ok(Restored { holds, aside, forgotten })
    }
}

/// Reads the backup from its beginning.
fn again<E: From<BadBackup>>(backup: &mut File, each: &mut dyn FnMut(Piece<'_>) -> Result<(), E>) -> Result<Holds, E> {
    backup.rewind().map_err(BadBackup::Disk)?;
    read(&mut io::BufReader::new(backup), each)
}

/// Makes a store out of a backup in a folder of its own; how many records have been forgotten again in it.
pub(super) fn stage(
    folder: &Path,
    backup: &mut File,
    holds: &Holds,
    kinds: Kinds,
    (marks, how): (&[Mark], Forgetting<'_>),
) -> Result<usize, NotRestored> {
    let disk = |error| OpenError::of_disk(folder, error);
    let journal = OpenOptions::new().write(true).create_new(true).mode(0o600).open(folder.join("journal"));
    let mut journal = io::BufWriter::new(journal.map_err(disk)?);
    let written = again(backup, &mut |piece| match piece {
        Piece::Journal(bytes) => journal.write_all(bytes).map_err(|error| NotRestored::Open(disk(error))),
        Piece::Kept(_) => Ok(()),
    })?;
    if written != *holds {
        return Err(BadBackup::Changed.into());
    }
    journal.into_inner().map_err(|error| disk(error.into_error()))?.sync_all().map_err(disk)?;
    let forgotten = forget::apply(folder, marks, how)?;
    forget::write_marks(folder, &all_marks(folder, marks)?).map_err(disk)?;
    let (ready, _) = open::open_to_write(folder)?;
    let store = Store::start(ready, kinds)
        .map_err(|error| OpenError::Shelf { path: folder.join("shelf"), fault: error.into() })?;
    let kept = again(backup, &mut |piece| match piece {
        Piece::Journal(_) => Ok(()),
        Piece::Kept(kept) => {
            let left = forgotten.as_ref().map(|forgotten| (how.tidy)(kept, &forgotten.traces).left);
            let bytes = left.unwrap_or_else(|| Some(kept.bytes.clone()));
            let keep = |bytes: Vec<u8>| store.keep(kept.officer, &kept.slot, Some(&bytes));
            bytes.map_or(Ok(()), keep).map_err(NotRestored::Kept)
        }
    })?;
    let head = store.head();
    store.close();
    let wanted = forgotten.as_ref().map_or(holds.head.seq, |forgotten| forgotten.seq);
    if kept != *holds || head.seq != wanted || (forgotten.is_none() && head != holds.head) {
        return Err(BadBackup::Changed.into());
    }
    Ok(forgotten.map_or(0, |forgotten| forgotten.records()))
}
