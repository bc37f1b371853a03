//! Restoring: a backup becomes the store of a folder.
//!
//! The backup is verified to its end before anything is touched. Then the store is made beside, in `restore.new/`,
//! opened there as any store is, and renamed to `restore.ready/`: from that moment on it is the folder's store.
//! What is left to do is renaming, and whoever opens the folder next does it if this process did not come to it.
//!
//! What was forgotten for good after the backup was made is forgotten again before that moment: by the marks of the
//! store that is replaced, by the file `forgotten` in the folder, and by marks that are handed over.

use super::read::{BadBackup, Piece, read};
use super::{Holds, Store};
use crate::record::Kinds;
use crate::store::error::{Notice, OpenError};
use crate::store::forget::{self, Forgetting, Mark, NotForgotten, all_marks};
use crate::store::journal::sync_folder;
use crate::store::kept::NotKept;
use crate::store::{FLOOR, lock, open};
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Seek as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

const STAGED: &str = "restore.new";
const READY: &str = "restore.ready";
/// In the restored store's folder: the store that it replaces.
const OLD: &str = "old";
/// What a store is made of.
const PARTS: [&str; 3] = ["journal", "shelf", "forgotten"];
/// In the new store's folder: the store that it replaces is to be erased.
const ERASES: &str = "erases";

/// What becomes of a store that is replaced.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::store) enum Old {
    /// It is kept in a folder of its own.
    Kept,
    /// It is erased.
    Erased,
}

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
        finish(folder).map_err(|error| OpenError::of_disk(folder, error))?;
        free_to_go()?;
        has_room(folder, holds.journal, holds.kept_bytes)?;
        let marks = all_marks(folder, how.marks);
        let mut forgotten = 0;
        let aside = replace(folder, Old::Kept, NotRestored::Begun, &mut |staged| {
            forgotten = stage(staged, backup, &holds, kinds, (&marks, how.how))?;
            Ok::<(), NotRestored>(())
        })?;
        Ok(Restored { holds, aside, forgotten })
    }
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
fn begin(staged: &Path, old: Old) -> io::Result<()> {
    DirBuilder::new().mode(0o700).create(staged)?;
    DirBuilder::new().mode(0o700).create(staged.join(OLD))?;
    if old == Old::Erased { File::create_new(staged.join(ERASES)).map(drop) } else { Ok(()) }
}

/// Has all of a store that has been made be on disk: sled does not wait for that, and what is kept stands nowhere else.
fn settle(staged: &Path) -> io::Result<()> {
    match fs::remove_file(staged.join("lock")) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    Ok(nix::unistd::syncfs(&File::open(staged)?)?)
}

/// Reads the backup from its beginning.
fn again<E: From<BadBackup>>(backup: &mut File, each: &mut dyn FnMut(Piece<'_>) -> Result<(), E>) -> Result<Holds, E> {
    backup.rewind().map_err(BadBackup::Disk)?;
    read(&mut io::BufReader::new(backup), each)
}

pub(in crate::store) fn has_room(folder: &Path, journal: u64, kept: u64) -> Result<(), OpenError> {
    let disk = nix::sys::statvfs::statvfs(folder).map_err(|error| OpenError::of_disk(folder, error.into()))?;
    let free = disk.blocks_available().saturating_mul(disk.fragment_size());
    // What is in the journal will stand on the shelf as well.
    let floor = journal.saturating_mul(2).saturating_add(kept).saturating_add(FLOOR);
    if free < floor { Err(OpenError::Full { path: folder.to_owned(), free, floor }) } else { Ok(()) }
}

fn clear(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Makes a store out of a backup in a folder of its own; how many records have been forgotten again in it.
fn stage(
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
    let (ready, _) = open::open_to_write(folder)?;
    let store = Store::start(ready, kinds)
        .map_err(|error| OpenError::Shelf { path: folder.join("shelf"), fault: error.into() })?;
    let kept = again(backup, &mut |piece| match piece {
        Piece::Journal(_) => Ok(()),
        Piece::Kept(kept) => {
            let left = forgotten.as_ref().map(|forgotten| (how.tidy)(kept, &forgotten.traces));
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
    forget::write_marks(folder, &forget::all_marks(folder, marks)).map_err(disk)?;
    Ok(forgotten.map_or(0, |forgotten| forgotten.records()))
}

/// Whether a restore has been decided on and not been finished.
pub(in crate::store) fn is_pending(folder: &Path) -> bool {
    folder.join(READY).try_exists().unwrap_or(true)
}

/// A restore that has been finished.
pub(in crate::store) struct Finished {
    /// Where the store is kept that it replaced; nothing when there was none, or it has been erased.
    pub aside: Option<PathBuf>,
    /// Whether it was a forgetting.
    pub forgot: bool,
}

impl Finished {
    /// What is told of it when the store is opened.
    pub fn notice(self) -> Notice {
        if self.forgot { Notice::Forgot } else { Notice::Restored { aside: self.aside } }
    }
}

/// Finishes a restore that has been decided on, if there is one. Whoever calls holds the lock.
pub(in crate::store) fn finish(folder: &Path) -> io::Result<Option<Finished>> {
    let ready = folder.join(READY);
    if !ready.try_exists()? {
        return Ok(None);
    }
    while let Some((from, to)) = next(folder)? {
        fs::rename(from, to)?;
    }
    let old = ready.join(OLD);
    let forgot = ready.join(ERASES).try_exists()?;
    if forgot {
        // Before the file that says so goes with the folder.
        clear(&old)?;
    }
    let aside = match fs::read_dir(&old) {
        Ok(mut parts) => match parts.next() {
            Some(_) => {
                // Both ends of each renaming are on disk before the next step.
                sync_folder(&old.join("journal"))?;
                let aside = free_names(folder).find(|name| name.symlink_metadata().is_err());
                let aside = aside.ok_or(ErrorKind::AlreadyExists)?;
                fs::rename(&old, &aside)?;
                Some(aside)
            }
            None => None,
        },
        // A kill came after the store that is replaced had got its name, which is the last one taken.
        Err(error) if error.kind() == ErrorKind::NotFound && forgot => None,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            free_names(folder).take_while(|name| name.symlink_metadata().is_ok()).last()
        }
        Err(error) => return Err(error),
    };
    sync_folder(&old)?;
    sync_folder(&ready)?;
    fs::remove_dir_all(&ready)?;
    sync_folder(&ready)?;
    Ok(Some(Finished { aside, forgot }))
}

/// What is to be renamed next, as what is there says: what is old goes out before what is new comes in.
fn next(folder: &Path) -> io::Result<Option<(PathBuf, PathBuf)>> {
    let ready = folder.join(READY);
    for part in PARTS {
        let (new, place) = (ready.join(part), folder.join(part));
        if new.try_exists()? {
            return Ok(Some(if place.try_exists()? {
                (place, room_for(&ready.join(OLD), part)?)
            } else {
                (new, place)
            }));
        }
    }
    Ok(None)
}

/// A place for a part of what is replaced. Whoever put something where the old part stood before this was finished
/// finds both.
fn room_for(old: &Path, part: &str) -> io::Result<PathBuf> {
    let others = (1..=u32::MAX).map(|number| old.join(format!("{part}.aside-{number}")));
    let free = [old.join(part)].into_iter().chain(others).find(|path| path.symlink_metadata().is_err());
    free.ok_or_else(|| ErrorKind::AlreadyExists.into())
}

/// Names for the store that is replaced, in the order in which they are taken.
fn free_names(folder: &Path) -> impl Iterator<Item = PathBuf> {
    (1..=u32::MAX).map(|number| folder.join(format!("before-restore-{number}")))
}

#[cfg(test)]
mod tests {
    use super::{Forgetting, Old, READY, Restoring, STAGED, Store, begin, next, settle, stage};
    use crate::follow_up::{Change, Doing, Edit};
    use crate::record::{Id, Stored, Value};
    use crate::rights::{Eyes, Officer};
    use crate::steps::KINDS;
    use crate::store::backup::Holds;
    use crate::store::{Amiss, Notice, Opened, check, repair};
    use chrono::DateTime;
    use std::fs::{self, File};
    use std::path::Path;

    fn open(folder: &Path) -> Opened {
        Store::open(folder, KINDS).unwrap()
    }

    fn restoring(by: &Officer, replace: bool) -> Restoring<'_> {
        let how = Forgetting { by, at: DateTime::UNIX_EPOCH, tidy: &|kept, _| Some(kept.bytes.clone()) };
        Restoring { replace, marks: &[], how }
    }

    fn staged(folder: &Path, file: &mut File, holds: &Holds) -> bool {
        begin(folder, Old::Kept).unwrap();
        let by = Officer::of_account("uppföljare");
        stage(folder, file, holds, KINDS, (&[], restoring(&by, true).how)).is_ok() && settle(folder).is_ok()
    }

    /// A store with some changes and a draft, closed.
    fn filled(folder: &Path, changes: u128) {
        let store = open(folder).store;
        for record in 0..changes {
            let edit = Edit {
                follow_up: Id::from_u128(0x100),
                record: Id::from_u128(record),
                kind: 7,
                tag: 17,
                before: None,
                after: Some(Stored::of(&Value::Text("krav".to_owned()))),
            };
            let eyes = Eyes::owner(Officer::of_account("uppföljare"));
            let change = Change::of(Doing::Edit, edit);
            store.commit_and_wait(&eyes, Id::nil(), DateTime::UNIX_EPOCH, change).unwrap();
        }
        store.keep(Id::nil(), "draft", Some(changes.to_string().as_bytes())).unwrap();
        store.close();
    }

    fn holds(folder: &Path) -> (u64, Option<Vec<u8>>, Vec<Notice>) {
        let Opened { store, notices } = open(folder);
        let held = (store.head().seq, store.kept(Id::nil(), "draft"), notices);
        store.close();
        held
    }

    /// A backup of a store with three changes, and what it holds.
    fn backup(folder: &Path) -> (File, Holds) {
        filled(&folder.join("from"), 3);
        let store = open(&folder.join("from")).store;
        let mut file = File::create(folder.join("backup")).unwrap();
        let holds = store.snapshot().write(DateTime::UNIX_EPOCH, &mut file).unwrap().holds;
        store.close();
        (File::open(folder.join("backup")).unwrap(), holds)
    }

    /// Does so many steps of what a decided restore does.
    fn decided(folder: &Path, file: &mut File, of_backup: &Holds, steps: u32) {
        assert!(staged(&folder.join(STAGED), file, of_backup));
        fs::rename(folder.join(STAGED), folder.join(READY)).unwrap();
        for _ in 0..steps {
            if let Some((from, to)) = next(folder).unwrap() {
                fs::rename(from, to).unwrap();
            }
        }
    }

    #[test]
    fn check_tells_a_restore_that_waits_and_a_repair_finishes_it_first() {
        let scratch = tempfile::tempdir().unwrap();
        let (mut file, of_backup) = backup(scratch.path());
        let by = Officer::of_account("förvaltare");
        for steps in 0..=4 {
            let folder = tempfile::tempdir().unwrap();
            let folder = folder.path();
            filled(folder, 1);
            decided(folder, &mut file, &of_backup, steps);
            let checked = check(folder, &std::env::temp_dir(), KINDS).unwrap();
            assert_eq!((checked.found.told, checked.last), (vec![Amiss::Restore], 0), "{steps}");
            assert!(folder.join(READY).exists(), "a check changes nothing");
            let repaired = repair(folder, &std::env::temp_dir(), KINDS, &by, DateTime::UNIX_EPOCH).unwrap();
            let aside = folder.join("before-restore-1");
            assert_eq!(repaired.restored, Some(Notice::Restored { aside: Some(aside.clone()) }));
            assert!(repaired.left.is_clean() && repaired.journal.is_none(), "{steps}: {:?}", repaired.left.found);
            assert_eq!(holds(folder), (3, Some(b"3".to_vec()), vec![]), "{steps}");
            assert_eq!(holds(&aside), (1, Some(b"1".to_vec()), vec![]), "{steps}");
        }
    }

    #[test]
    fn what_was_put_where_the_old_store_stood_meanwhile_is_kept_beside_it() {
        let scratch = tempfile::tempdir().unwrap();
        let (mut file, of_backup) = backup(scratch.path());
        for part in ["journal", "shelf"] {
            let folder = tempfile::tempdir().unwrap();
            let folder = folder.path();
            filled(folder, 1);
            // The old part is out, and the new one is not in yet.
            decided(folder, &mut file, &of_backup, if part == "journal" { 1 } else { 3 });
            assert!(!folder.join(part).exists());
            if part == "journal" {
                fs::write(folder.join(part), "från en säkerhetskopia").unwrap();
            } else {
                fs::create_dir(folder.join(part)).unwrap();
                fs::write(folder.join(part).join("db"), "ett annat").unwrap();
            }
            let (seq, kept, notices) = holds(folder);
            assert_eq!((seq, kept.as_deref()), (3, Some(&b"3"[..])));
            let aside = folder.join("before-restore-1");
            assert_eq!(notices, [Notice::Restored { aside: Some(aside.clone()) }]);
            assert!(aside.join(format!("{part}.aside-1")).exists());
            assert_eq!(holds(&aside), (1, Some(b"1".to_vec()), vec![]));
        }
    }

    #[test]
    fn a_kill_at_any_step_leaves_the_old_store_or_the_new_one() {
        let scratch = tempfile::tempdir().unwrap();
        let (mut file, of_backup) = backup(scratch.path());
        for old in [true, false] {
            for steps in 0..=5 {
                let folder = tempfile::tempdir().unwrap();
                let folder = folder.path();
                if old {
                    filled(folder, 1);
                }
                assert!(staged(&folder.join(STAGED), &mut file, &of_backup));
                if steps == 0 {
                    // Nothing has been decided yet.
                    let was = if old { (1, Some(b"1".to_vec()), vec![]) } else { (0, None, vec![]) };
                    assert_eq!(holds(folder), was);
                    let by = Officer::of_account("uppföljare");
                    let restored = Store::restore(folder, &mut file, KINDS, restoring(&by, true)).unwrap();
                    assert_eq!((restored.aside.is_some(), folder.join(STAGED).exists()), (true, false));
                    continue;
                }
                fs::rename(folder.join(STAGED), folder.join(READY)).unwrap();
                assert!(!Store::is_none(folder));
                for _ in 1..steps {
                    if let Some((from, to)) = next(folder).unwrap() {
                        fs::rename(from, to).unwrap();
                    }
                }
                let (seq, kept, notices) = holds(folder);
                assert_eq!((seq, kept.as_deref()), (3, Some(&b"3"[..])), "{old} {steps}");
                let aside = folder.join("before-restore-1");
                assert_eq!(notices, [Notice::Restored { aside: old.then(|| aside.clone()) }]);
                assert!(!folder.join(READY).exists());
                assert_eq!(holds(folder).2, []);
                if old {
                    assert_eq!(holds(&aside), (1, Some(b"1".to_vec()), vec![]));
                }
            }
        }
    }

    #[test]
    fn a_kill_at_the_very_end_does_not_hide_where_the_replaced_store_is() {
        let scratch = tempfile::tempdir().unwrap();
        let (mut file, of_backup) = backup(scratch.path());
        let folder = scratch.path().join("to");
        filled(&folder, 1);
        assert!(staged(&folder.join(STAGED), &mut file, &of_backup));
        fs::rename(folder.join(STAGED), folder.join(READY)).unwrap();
        while let Some((from, to)) = next(&folder).unwrap() {
            fs::rename(from, to).unwrap();
        }
        fs::rename(folder.join(READY).join("old"), folder.join("before-restore-1")).unwrap();
        assert_eq!(holds(&folder).2, [Notice::Restored { aside: Some(folder.join("before-restore-1")) }]);
    }

    #[test]
    fn a_file_that_becomes_another_one_meanwhile_is_not_restored() {
        let scratch = tempfile::tempdir().unwrap();
        let (mut file, mut of_backup) = backup(scratch.path());
        of_backup.kept += 1;
        assert!(!staged(&scratch.path().join("to"), &mut file, &of_backup));
    }
}
