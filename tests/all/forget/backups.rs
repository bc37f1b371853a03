//! Which backups still hold what was forgotten.

use super::{SECRET, check, filled, forget, mark};
use crate::store::desk::{self, commit, now, open, typed};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use stegvis::record::Id;
use stegvis::store::{self, Stamp, Store};

/// Writes a backup and notes it.
fn write(store: &Store, folder: &Path, path: PathBuf) -> PathBuf {
    let head = store.snapshot().write(now(), &mut File::create(&path).unwrap()).unwrap().holds.head;
    store::note_backup(folder, &path, head, &[]).unwrap();
    fs::canonicalize(path).unwrap()
}

#[test]
fn a_backup_of_changes_that_a_restore_replaced_is_named() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("store");
    let store = open(&folder);
    commit(&store, "uppföljare", typed(2, None, Some("Svar inom ett dygn"))).unwrap();
    commit(&store, "uppföljare", typed(1, None, Some("Svar"))).unwrap();
    let early = write(&store, &folder, scratch.path().join("tidig"));
    commit(&store, "uppföljare", typed(1, Some("Svar"), Some(SECRET))).unwrap();
    let replaced = write(&store, &folder, scratch.path().join("ersatt"));
    let moved = write(&store, &folder, scratch.path().join("flyttad"));
    store.close();
    fs::remove_file(&moved).unwrap();
    // Back to before it, and on from there: the record is there, and the text is not.
    desk::restore(&folder, &mut File::open(&early).unwrap(), true, &[]).unwrap();
    fs::remove_dir_all(folder.join("before-restore-1")).unwrap();
    let store = open(&folder);
    commit(&store, "uppföljare", typed(2, Some("Svar inom ett dygn"), Some("Svar nu"))).unwrap();
    store.close();
    let forgot = forget(&folder, &[mark(1, None)]).unwrap();
    // The store does not know any more that a number stood there, and tells nothing apart by it.
    assert_eq!((forgot.backups, forgot.unseen), (vec![replaced, early], vec![moved]));
}

#[test]
fn whoever_asks_again_after_a_kill_is_told_of_the_same_backups() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("store");
    let store = filled(&folder);
    let (with, moved) =
        (write(&store, &folder, scratch.path().join("med")), write(&store, &folder, scratch.path().join("flyttad")));
    store.close();
    fs::remove_file(&moved).unwrap();
    // One of which the sum at the end is missing.
    let cut = scratch.path().join("avklippt");
    let whole = fs::read(&with).unwrap();
    fs::write(&cut, &whole[..whole.len() - 40]).unwrap();
    forget(&folder, &[mark(1, None)]).unwrap();
    let store = open(&folder);
    write(&store, &folder, scratch.path().join("efter"));
    store.close();
    for _ in 0..2 {
        let forgot = forget(&folder, &[mark(1, None)]).unwrap();
        assert_eq!(
            (&forgot.backups, &forgot.unseen),
            (&vec![fs::canonicalize(&cut).unwrap(), with.clone()], &vec![moved.clone()])
        );
    }
    // One that breaks off before it came to that is not known to hold it, nor not to.
    fs::write(&cut, &whole[..100]).unwrap();
    let forgot = forget(&folder, &[mark(1, None)]).unwrap();
    assert_eq!((forgot.backups, forgot.unread), (vec![with], vec![fs::canonicalize(&cut).unwrap()]));
    assert_eq!(check(&folder).found.told, []);
}

#[test]
fn backups_from_before_a_number_was_written_are_named_apart_from_those_that_hold_it() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("store");
    let store = open(&folder);
    commit(&store, "uppföljare", typed(1, None, Some("Svar inom ett dygn"))).unwrap();
    let harmless = write(&store, &folder, scratch.path().join("a"));
    commit(&store, "uppföljare", typed(1, Some("Svar inom ett dygn"), Some(SECRET))).unwrap();
    let with = write(&store, &folder, scratch.path().join("b"));
    commit(&store, "uppföljare", typed(1, Some(SECRET), Some("Svar inom två dygn"))).unwrap();
    store.keep(Id::nil(), "draft", Some(b"om 901010-9800")).unwrap();
    let after = write(&store, &folder, scratch.path().join("c"));
    commit(&store, "uppföljare", typed(2, None, Some("Larm besvaras"))).unwrap();
    let of_two = write(&store, &folder, scratch.path().join("d"));
    store.close();
    let forgot = forget(&folder, &[mark(1, None)]).unwrap();
    let named = (forgot.backups.len(), forgot.backups_without_number);
    assert_eq!((forgot.backups, named), (vec![with, after, of_two], (3, vec![harmless])));
    // Where no number stood, the text itself is what was to be forgotten.
    let forgot = forget(&folder, &[mark(2, None)]).unwrap();
    assert_eq!((forgot.backups, forgot.backups_without_number), (vec![scratch.path().join("d")], vec![]));
}

#[test]
fn a_stamp_tells_that_something_was_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(folder.path());
    let stamp = Stamp::of(folder.path());
    commit(&store, "uppföljare", typed(2, Some("Svar samma dag"), Some("Svar nu"))).unwrap();
    store.close();
    assert_eq!(Stamp::of(folder.path()), stamp);
    forget(folder.path(), &[mark(1, None)]).unwrap();
    let once = Stamp::of(folder.path());
    assert_ne!(once, stamp);
    forget(folder.path(), &[mark(2, None)]).unwrap();
    assert!(![stamp, once].contains(&Stamp::of(folder.path())));
}

#[test]
fn backups_that_are_noted_at_once_are_all_noted() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("store");
    let store = filled(&folder);
    let head = store.head();
    store.close();
    std::thread::scope(|scope| {
        for thread in 0..4_u128 {
            let (folder, scratch) = (&folder, scratch.path());
            scope.spawn(move || {
                for number in 0..25 {
                    let path = scratch.join(Id::from_u128(thread * 100 + number).to_string());
                    fs::write(&path, "").unwrap();
                    store::note_backup(folder, &path, head, &[]).unwrap();
                }
            });
        }
    });
    assert_eq!(fs::read_to_string(folder.join("backups")).unwrap().lines().count(), 100);
}
