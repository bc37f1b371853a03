//! A shelf that has grown to many times what stands on it is made anew, and nothing on it is lost at any step.

use super::check::{check, repair};
use super::desk::{FOLLOW_UP, Held, copy, copy_into, everything, filled, forgetting, now, open, redo, restore, undo};
use std::fs::{self, File};
use std::path::Path;
use stegvis::record::{Forgotten, Id};
use stegvis::rights::Officer;
use stegvis::steps::KINDS;
use stegvis::store::{self, Mark, Store};

/// More than a shelf may take that holds some records.
const GROWN: u64 = 80 * 1024 * 1024;

/// A store and all that it holds.
fn stored() -> (tempfile::TempDir, Vec<Held>) {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(folder.path());
    let held = everything(&store);
    store.close();
    (folder, held)
}

/// Has a shelf take more than stands on it: a hole in a file counts as what sled has written over.
fn grow(shelf: &Path, bytes: u64) {
    File::create(shelf.join("hole")).unwrap().set_len(bytes).unwrap();
}

fn size(folder: &Path) -> u64 {
    let entry = |entry: std::io::Result<fs::DirEntry>| entry.unwrap();
    let size = |entry: fs::DirEntry| match entry.metadata().unwrap() {
        of if of.is_dir() => size(&entry.path()),
        of => of.len(),
    };
    fs::read_dir(folder).unwrap().map(entry).map(size).sum()
}

/// Opens the store, which says nothing of it, and looks for all that stood on its shelf; closes it.
#[track_caller]
fn holds(folder: &Path, held: &[Held]) {
    let store: Store = open(folder);
    assert_eq!(everything(&store), held);
    assert_eq!(store.kept(Id::nil(), "draft").as_deref(), Some(&b"halvskrivet"[..]));
    assert_eq!(redo(&store, "uppföljare", FOLLOW_UP).unwrap().edits[0].record, Id::from_u128(20));
    undo(&store, "uppföljare", FOLLOW_UP).unwrap();
    for number in (1..20).rev() {
        assert_eq!(undo(&store, "uppföljare", FOLLOW_UP).unwrap().edits[0].record, Id::from_u128(number));
    }
    store.close();
    assert_eq!(check(folder).found.told, []);
}

#[test]
fn it_is_made_anew_with_records_steps_of_undo_drafts_and_places() {
    let (folder, held) = stored();
    let kept = copy(folder.path());
    grow(&folder.path().join("shelf"), GROWN);
    open(folder.path()).close();
    assert!(size(&folder.path().join("shelf")) < 4 * 1024 * 1024, "{}", size(&folder.path().join("shelf")));
    assert!(!folder.path().join("shelf.old").exists() && !folder.path().join("shelf.new").exists());
    // It has noted how large it is then: it is not made anew over and over.
    grow(&folder.path().join("shelf"), GROWN);
    holds(folder.path(), &held);
    assert!(!folder.path().join("shelf/hole").exists(), "twice as large again");
    // One that has not grown so far stays as it is.
    grow(&kept.path().join("shelf"), GROWN / 2);
    holds(kept.path(), &held);
    assert!(kept.path().join("shelf/hole").exists());
}

#[test]
fn wherever_it_is_cut_short_nothing_is_lost() {
    let (old, held) = stored();
    let new = copy(old.path());
    grow(&new.path().join("shelf"), GROWN);
    open(new.path()).close();
    // While the new one was made,
    let half = copy(old.path());
    grow(&half.path().join("shelf"), GROWN);
    fs::create_dir(half.path().join("shelf.new")).unwrap();
    copy_into(&new.path().join("shelf"), &half.path().join("shelf.new"));
    File::options().write(true).open(half.path().join("shelf.new/db")).unwrap().set_len(1000).unwrap();
    // between the two renamings,
    let between = copy(old.path());
    fs::rename(between.path().join("shelf"), between.path().join("shelf.old")).unwrap();
    grow(&between.path().join("shelf.old"), GROWN);
    fs::create_dir(between.path().join("shelf.new")).unwrap();
    copy_into(&new.path().join("shelf"), &between.path().join("shelf.new"));
    // and then repaired, before Stegvis was started again,
    let repaired = copy(between.path());
    assert!(repair(repaired.path()).left.is_clean());
    // and before the old one was gone.
    let after = copy(new.path());
    fs::create_dir(after.path().join("shelf.old")).unwrap();
    copy_into(&old.path().join("shelf"), &after.path().join("shelf.old"));
    for cut in [half, between, repaired, after] {
        holds(cut.path(), &held);
        assert!(!cut.path().join("shelf.old").exists() && !cut.path().join("shelf.new").exists());
        assert!(size(&cut.path().join("shelf")) < 4 * 1024 * 1024);
    }
}

#[test]
fn a_restore_and_a_forgetting_find_the_drafts_of_a_shelf_that_was_about_to_be_replaced() {
    let (old, _) = stored();
    let scratch = tempfile::tempdir().unwrap();
    let mut backup = File::create_new(scratch.path().join("kopia")).unwrap();
    let store = open(old.path());
    store.snapshot().write(now(), &mut backup).unwrap();
    store.close();
    let cut = || {
        let cut = copy(old.path());
        fs::rename(cut.path().join("shelf"), cut.path().join("shelf.old")).unwrap();
        cut
    };
    let draft = |folder: &Path| {
        let store = open(folder);
        let kept = store.kept(Id::nil(), "draft");
        store.close();
        assert!(!folder.join("shelf.old").exists());
        assert_eq!(kept.as_deref(), Some(&b"halvskrivet"[..]));
    };
    let restored = cut();
    let mut backup = File::open(scratch.path().join("kopia")).unwrap();
    let done = restore(restored.path(), &mut backup, true, &[]).unwrap();
    draft(&done.aside.unwrap());
    let forgot = cut();
    let by = Officer::of_account("gallrare");
    let forgotten = Forgotten { at: now(), by: "gallrare".to_owned(), fields: None, why: "gallras".to_owned() };
    let mark = Mark { record: Id::from_u128(2), forgotten };
    store::forget(forgot.path(), &[mark], forgetting(&by), KINDS).unwrap();
    draft(forgot.path());
}
