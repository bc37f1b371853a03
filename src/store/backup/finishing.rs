//! What is left to do once it has been decided that a store takes another one's place, see [staging](super::staging).

use super::staging::clear;
use crate::store::error::Notice;
use crate::store::journal::sync_folder;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

pub(super) const READY: &str = "restore.ready";
/// What is left of that when all is done.
const DONE: &str = "restore.done";
/// In the new store's folder: the store that it replaces.
pub(super) const OLD: &str = "old";
/// What a store is made of.
const PARTS: [&str; 3] = ["journal", "shelf", "forgotten"];
/// In the new store's folder: the store that it replaces is to be erased.
pub(super) const ERASES: &str = "erases";

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
    let (ready, done) = (folder.join(READY), folder.join(DONE));
    clear(&done)?;
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
    // In one step: of a folder that is half removed nobody could tell what it was.
    fs::rename(&ready, &done)?;
    sync_folder(&ready)?;
    clear(&done)?;
    Ok(Some(Finished { aside, forgot }))
}

/// What is to be renamed next, as what is there says: what is old goes out before what is new comes in.
pub(super) fn next(folder: &Path) -> io::Result<Option<(PathBuf, PathBuf)>> {
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
    use super::{DONE, READY, next};
    use crate::follow_up::{Change, Doing, Edit};
    use crate::record::{Id, Stored, Value};
    use crate::rights::{Eyes, Officer};
    use crate::steps::KINDS;
    use crate::store::backup::restore::stage;
    use crate::store::backup::staging::{STAGED, begin, settle};
    use crate::store::backup::{Holds, Old, Restoring};
    use crate::store::{Amiss, Forgetting, Notice, Opened, Store, Tidied, check, repair};
    use chrono::DateTime;
    use std::fs::{self, File};
    use std::path::Path;

    fn open(folder: &Path) -> Opened {
        Store::open(folder, KINDS).unwrap()
    }

    fn restoring(by: &Officer, replace: bool) -> Restoring<'_> {
        let how = Forgetting {
            by,
            at: DateTime::UNIX_EPOCH,
            tidy: &|kept, _| Tidied { left: Some(kept.bytes.clone()), gone: vec![] },
        };
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
    fn a_kill_once_all_is_done_leaves_nothing_to_tell_and_nothing_behind() {
        let scratch = tempfile::tempdir().unwrap();
        let (mut file, of_backup) = backup(scratch.path());
        let folder = scratch.path().join("to");
        filled(&folder, 1);
        fs::create_dir(folder.join("before-restore-1")).unwrap();
        decided(&folder, &mut file, &of_backup, 9);
        fs::remove_dir_all(folder.join(READY).join("old")).unwrap();
        fs::write(folder.join(READY).join("erases"), "").unwrap();
        assert_eq!(holds(&folder).2, [Notice::Forgot], "not the folder of an earlier restore");
        // Half removed, without what says that it was a forgetting.
        fs::create_dir(folder.join(DONE)).unwrap();
        assert_eq!(holds(&folder), (3, Some(b"3".to_vec()), vec![]));
        assert!(!folder.join(DONE).exists() && !folder.join(READY).exists());
    }

    #[test]
    fn a_file_that_becomes_another_one_meanwhile_is_not_restored() {
        let scratch = tempfile::tempdir().unwrap();
        let (mut file, mut of_backup) = backup(scratch.path());
        of_backup.kept += 1;
        assert!(!staged(&scratch.path().join("to"), &mut file, &of_backup));
    }
}
