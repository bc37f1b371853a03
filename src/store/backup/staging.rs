//! A store that is made beside another and takes its place.
//!
//! It is made in `restore.new/` and renamed to `restore.ready/`: from that moment on it is the folder's store. What is
//! left to do is renaming, and whoever opens the folder next [does it](super::finishing) if this process did not come to
//! it.

use super::finishing::{ERASES, OLD, READY, finish};
use crate::store::FLOOR;
use crate::store::error::OpenError;
use crate::store::journal::sync_folder;
use std::fs::{self, DirBuilder, File};
use std::io::{self, ErrorKind};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

pub(super) const STAGED: &str = "restore.new";

/// What becomes of a store that is replaced.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::store) enum Old {
    /// It is kept in a folder of its own.
    Kept,
    /// It is erased.
    Erased,
}

/// Makes a store in a folder beside the one that is there, and has it take that one's place. Whoever calls holds the
/// lock. Returns where the old store is kept.
pub(in crate::store) fn replace<E: From<OpenError>>(
    folder: &Path,
    old: Old,
    begun: impl FnOnce(OpenError) -> E,
    make: &mut dyn FnMut(&Path) -> Result<(), E>,
) -> Result<Option<PathBuf>, E> {
    let disk = |error| OpenError::of_disk(folder, error);
    let staged = folder.join(STAGED);
    clear(&staged).map_err(disk)?;
    let done = begin(&staged, old).map_err(|error| disk(error).into()).and_then(|()| make(&staged));
    let done = done.and_then(|()| settle(&staged).map_err(|error| disk(error).into()));
    if let Err(error) = done {
        // What is left is cleared by the next one that comes so far.
        let _ = clear(&staged);
        return Err(error);
    }
    fs::rename(&staged, folder.join(READY)).map_err(disk)?;
    let finished = sync_folder(&staged).and_then(|()| finish(folder));
    Ok(finished.map_err(|error| begun(disk(error)))?.and_then(|finished| finished.aside))
}

/// Makes the folder in which a store is made.
pub(super) fn begin(staged: &Path, old: Old) -> io::Result<()> {
    DirBuilder::new().mode(0o700).create(staged)?;
    DirBuilder::new().mode(0o700).create(staged.join(OLD))?;
    if old == Old::Erased { File::create_new(staged.join(ERASES)).map(drop) } else { Ok(()) }
}

/// Has all of a store that has been made be on disk: sled does not wait for that, and what is kept stands nowhere else.
pub(super) fn settle(staged: &Path) -> io::Result<()> {
    match fs::remove_file(staged.join("lock")) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    Ok(nix::unistd::syncfs(&File::open(staged)?)?)
}

/// Refuses when there is no room for another journal and another shelf.
pub(in crate::store) fn has_room(folder: &Path, journal: u64, kept: u64) -> Result<(), OpenError> {
    let disk = nix::sys::statvfs::statvfs(folder).map_err(|error| OpenError::of_disk(folder, error.into()))?;
    let free = disk.blocks_available().saturating_mul(disk.fragment_size());
    // What is in the journal will stand on the shelf as well.
    let floor = journal.saturating_mul(2).saturating_add(kept).saturating_add(FLOOR);
    if free < floor { Err(OpenError::Full { path: folder.to_owned(), free, floor }) } else { Ok(()) }
}

/// Removes what a restore or a forgetting that was cut short had made in a folder before it was decided on.
pub(in crate::store) fn clear_staged(folder: &Path) -> io::Result<()> {
    clear(&folder.join(STAGED))
}

/// Whether that is there.
pub(in crate::store) fn is_staged(folder: &Path) -> bool {
    folder.join(STAGED).try_exists().unwrap_or(true)
}

/// Removes a folder, if it is there.
pub(super) fn clear(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
