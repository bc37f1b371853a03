//! An older journal that somebody puts back by hand brings nothing back.

use super::{SECRET, check, filled, forget, history, holding, mark};
use crate::store::desk::{self, FOLLOW_UP, REQUIREMENT, TEXT, commit, copy_into, forgetting, now, said, stands, typed};
use std::fs;
use std::path::{Path, PathBuf};
use stegvis::follow_up::Doing;
use stegvis::record::{Id, Tag};
use stegvis::rights::Officer;
use stegvis::steps::KINDS;
use stegvis::store::{self, Amiss, Forgot, OpenError, Store};

/// What is to be forgotten: all of the record, or its text.
const ALL: [Option<&[Tag]>; 2] = [None, Some(&[TEXT])];

fn again(folder: &Path) -> Option<Forgot> {
    store::forget_again(folder, forgetting(&Officer::of_account("förvaltare")), KINDS).unwrap()
}

/// Puts parts of one store in the place of those of another.
fn put(parts: &[&str], from: &Path, to: &Path) {
    for part in parts {
        if from.join(part).is_dir() {
            fs::remove_dir_all(to.join(part)).unwrap();
            fs::create_dir(to.join(part)).unwrap();
            copy_into(&from.join(part), &to.join(part));
        } else {
            fs::copy(from.join(part), to.join(part)).unwrap();
        }
    }
}

#[test]
fn an_older_journal_is_not_opened_before_it_has_forgotten_again() {
    // The journal alone beside the newer shelf, with the shelf gone, and together with its own shelf.
    for (way, fields) in [0, 1, 2].into_iter().flat_map(|way| ALL.map(|fields| (way, fields))) {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        filled(folder).close();
        let old = desk::copy(folder);
        forget(folder, &[mark(1, fields)]).unwrap();
        let store = desk::open(folder);
        commit(&store, "uppföljare", typed(1, None, Some("Svar utan namn"))).unwrap();
        store.close();
        put(if way == 2 { &["journal", "shelf"] } else { &["journal"] }, old.path(), folder);
        if way == 1 {
            fs::remove_dir_all(folder.join("shelf")).unwrap();
        }
        assert!(!holding(folder, SECRET).is_empty());

        let found = check(folder);
        assert!(found.has_unforgotten() && found.can_be_repaired(), "{way}: {:?}", found.found.told);
        let error = Store::open(folder, KINDS).unwrap_err();
        assert!(matches!(error, OpenError::Unforgotten(_)), "{way}: {error}");
        assert!(said(&error.sentence()).contains("check --repair"));
        assert!(Store::open_beside(folder, KINDS).is_err(), "nor for a backup");

        let forgot = again(folder).unwrap();
        assert!(forgot.changes > 0);
        for text in [SECRET, "Andersson"] {
            assert_eq!(holding(folder, text), Vec::<PathBuf>::new(), "{way} {text}");
        }
        assert_eq!(check(folder).found.told, [], "{way}");
        let store = desk::open(folder);
        // What was written after it, and stood on the newer shelf, is there.
        assert_eq!(stands(&store, 1).as_deref(), (way == 0).then_some("Svar utan namn"), "{way}");
        let own = store.follow_up(FOLLOW_UP).unwrap();
        let forgotten = own.get(REQUIREMENT, Id::from_u128(1)).unwrap().forgotten();
        assert_eq!(forgotten, [mark(1, fields).forgotten], "by whom and why stays as it was");
        assert_eq!(stands(&store, 2).as_deref(), Some("Svar samma dag"));
        let last = history(&store).pop().unwrap().made;
        assert_eq!((last.doing, last.officer.name.as_str()), (Doing::Forget, "förvaltare"));
        assert!(store.snapshot().write(now(), &mut Vec::new()).is_ok());
        // Nothing is forgotten twice, and what is written since stays.
        if way != 0 {
            commit(&store, "uppföljare", typed(1, None, Some("Nytt svar"))).unwrap();
        }
        store.close();
        assert_eq!(again(folder), None);
        desk::open(folder).close();
        assert_eq!(check(folder).found.told, []);
    }
}

#[test]
fn a_repair_of_an_older_journal_leaves_what_is_to_be_forgotten_again_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    filled(folder).close();
    let old = desk::copy(folder);
    forget(folder, &[mark(1, None)]).unwrap();
    put(&["journal"], old.path(), folder);
    let by = Officer::of_account("förvaltare");
    let repaired = store::repair(folder, &std::env::temp_dir(), KINDS, &by, now()).unwrap();
    assert!(repaired.left.found.told.iter().all(|one| matches!(one, Amiss::Unforgotten(_))));
    assert!(repaired.left.has_unforgotten());
    let forgot = again(folder).unwrap();
    assert!(forgot.erased.iter().any(|path| path.ends_with("journal.aside-1")), "{:?}", forgot.erased);
    assert_eq!((check(folder).found.told, holding(folder, "Andersson")), (vec![], vec![]));
}

#[test]
fn what_a_restore_forgot_and_what_was_written_since_stays_as_it_is() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("store");
    let store = filled(&folder);
    let write = |store: &Store, name: &str| {
        let path = scratch.path().join(name);
        store.snapshot().write(now(), &mut fs::File::create(&path).unwrap()).unwrap();
        path
    };
    let before = write(&store, "innan");
    store.close();
    // A field, and then all of it: the second says the first.
    forget(&folder, &[mark(1, Some(&[TEXT]))]).unwrap();
    let mut later = mark(1, None);
    later.forgotten.at += chrono::TimeDelta::minutes(1);
    forget(&folder, &[later]).unwrap();
    let store = desk::open(&folder);
    commit(&store, "uppföljare", typed(1, None, Some("Svar utan namn"))).unwrap();
    let after = write(&store, "efter");
    store.close();
    for (file, forgotten, stood) in [(after, 0, Some("Svar utan namn")), (before, 1, None)] {
        let restored = desk::restore(&folder, &mut fs::File::open(file).unwrap(), true, &[]).unwrap();
        assert_eq!(restored.forgotten, forgotten);
        let store = desk::open(&folder);
        assert_eq!(stands(&store, 1).as_deref(), stood);
        store.close();
        assert_eq!((check(&folder).found.told, holding(&folder, "Andersson")), (vec![], vec![]));
    }
}

#[test]
fn an_old_store_forgets_what_it_knows_of_several_records() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    filled(folder).close();
    let old = folder.join("before-restore-1");
    let store = filled(&old);
    store.close();
    let store = desk::open(folder);
    // The old one never had this record.
    commit(&store, "uppföljare", typed(77, None, Some("Brukaren Bengt bor på Lillgatan"))).unwrap();
    store.close();
    let forgot = forget(folder, &[mark(77, None), mark(1, None)]).unwrap();
    assert_eq!(forgot.left, Vec::<PathBuf>::new());
    assert_eq!((holding(folder, "Andersson"), holding(folder, "Bengt")), (vec![], vec![]));
    assert_eq!((check(folder).found.told, check(&old).found.told), (vec![], vec![]));
}
