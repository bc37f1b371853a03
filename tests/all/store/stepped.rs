//! Undo and redo step past what has been forgotten, and say so.

use super::desk::{FOLLOW_UP, commit, eyes, forgetting, named, now, open, redo, stands, typed, undo};
use std::path::Path;
use std::sync::mpsc;
use stegvis::follow_up::{Consent, Doing, Near, Refused, Undone};
use stegvis::record::{Forgotten, Id};
use stegvis::rights::Officer;
use stegvis::steps::KINDS;
use stegvis::store::{self, Mark, Store};

/// Forgets all of a requirement and opens the store again.
fn without(folder: &Path, store: Store, record: u128) -> Store {
    store.close();
    let by = Officer::of_account("gallrare");
    let forgotten = Forgotten { at: now(), by: "gallrare".into(), fields: None, why: "stod med namn".into() };
    store::forget(folder, &[Mark { record: Id::from_u128(record), forgotten }], forgetting(&by), KINDS).unwrap();
    assert_eq!(store::check(folder, &std::env::temp_dir(), KINDS).unwrap().found.told, []);
    open(folder)
}

fn undo_agreed(store: &Store, consent: Consent) -> Result<Undone, Refused> {
    let (tell, told) = mpsc::channel();
    let answer = Box::new(move |answer| tell.send(answer).unwrap());
    store.undo_agreed(&eyes("uppföljare"), Id::from_u128(9), now(), FOLLOW_UP, consent, answer);
    told.recv().unwrap()
}

/// What sees all that these tests change.
fn near() -> Near {
    Near { kinds: KINDS.iter().map(|kind| kind.number).collect(), ..Near::default() }
}

#[test]
fn what_was_done_before_something_forgotten_is_offered_and_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    for text in [None, Some("ett"), Some("två")] {
        let next = match text {
            None => "ett",
            Some("ett") => "två",
            Some(_) => "tre",
        };
        commit(&store, "uppföljare", typed(2, text, Some(next))).unwrap();
    }
    commit(&store, "uppföljare", typed(1, None, Some("Någon"))).unwrap();
    commit(&store, "uppföljare", typed(1, Some("Någon"), Some("Någon A"))).unwrap();
    let mut store = without(folder.path(), store, 1);
    let Err(Refused::Far(offered)) = undo_agreed(&store, Consent::Near(near())) else { panic!("nothing is offered") };
    assert_eq!((offered.seq, offered.past, offered.edits[0].record), (3, Some(5), Id::from_u128(2)));
    assert_eq!(stands(&store, 2).as_deref(), Some("tre"), "nothing has happened yet");
    assert_eq!(undo_agreed(&store, Consent::To(3)).unwrap().past, Some(5));
    assert_eq!(stands(&store, 2).as_deref(), Some("två"));
    for opened in ["as it is", "rebuilt"] {
        // Whoever has stepped past it is not asked again.
        let undone = undo_agreed(&store, Consent::Near(near())).unwrap();
        assert_eq!((undone.past, stands(&store, 2).as_deref()), (None, Some("ett")), "{opened}");
        assert_eq!(redo(&store, "uppföljare", FOLLOW_UP).unwrap().past, None);
        assert_eq!(stands(&store, 2).as_deref(), Some("två"));
        redo(&store, "uppföljare", FOLLOW_UP).unwrap();
        assert_eq!(stands(&store, 2).as_deref(), Some("tre"));
        assert_eq!(redo(&store, "uppföljare", FOLLOW_UP), Err(Refused::NothingToUndo), "{opened}");
        assert_eq!(undo(&store, "uppföljare", FOLLOW_UP).unwrap().past, Some(5), "a new undo is told again");
        store.close();
        assert_eq!(store::check(folder.path(), &std::env::temp_dir(), KINDS).unwrap().found.told, []);
        std::fs::remove_dir_all(folder.path().join("shelf")).unwrap();
        store = Store::open(folder.path(), KINDS).unwrap().store;
    }
    // What comes after it ends what could be done again, and is undone as ever.
    commit(&store, "uppföljare", typed(3, None, Some("nytt"))).unwrap();
    assert_eq!(redo(&store, "uppföljare", FOLLOW_UP), Err(Refused::NothingToUndo));
    assert_eq!(undo(&store, "uppföljare", FOLLOW_UP).unwrap().past, None);
    store.close();
}

#[test]
fn redo_steps_past_it_too_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    commit(&store, "uppföljare", typed(1, None, Some("Någon"))).unwrap();
    commit(&store, "uppföljare", named(2, None, Some("Omsorg AB"))).unwrap();
    commit(&store, "uppföljare", typed(3, None, Some("Svar inom ett dygn"))).unwrap();
    for _ in 0..3 {
        undo(&store, "uppföljare", FOLLOW_UP).unwrap();
    }
    let store = without(folder.path(), store, 1);
    let redone = redo(&store, "uppföljare", FOLLOW_UP).unwrap();
    assert_eq!((redone.past, redone.edits[0].record), (Some(1), Id::from_u128(2)));
    assert_eq!(redo(&store, "uppföljare", FOLLOW_UP).unwrap().edits[0].record, Id::from_u128(3));
    store.close();
}

#[test]
fn an_import_before_it_is_asked_about_with_both() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let mut import = store.import(&eyes("uppföljare"), Id::nil(), now(), Doing::Import);
    import.part((100..400).flat_map(|row| typed(row, None, Some(&"lång text ".repeat(900))).edits).collect()).unwrap();
    import.close().unwrap();
    commit(&store, "uppföljare", typed(1, None, Some("Någon"))).unwrap();
    let store = without(folder.path(), store, 1);
    let asked = undo_agreed(&store, Consent::Near(near()));
    assert!(matches!(asked, Err(Refused::Large { seq: 1, past: Some(2), .. })), "{asked:?}");
    let undone = undo_agreed(&store, Consent::To(1)).unwrap();
    assert_eq!((undone.count, undone.past), (300, Some(2)));
    assert_eq!(redo(&store, "uppföljare", FOLLOW_UP).unwrap().count, 300);
    // Of an import that has been forgotten in part nothing is taken back.
    let store = without(folder.path(), store, 150);
    assert_eq!(undo(&store, "uppföljare", FOLLOW_UP), Err(Refused::Forgotten(2)));
    store.close();
}
