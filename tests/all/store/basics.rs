//! Taking changes, and finding them again.

use super::desk::{self, FOLLOW_UP, commit, everything, named, open, redo, stands, typed, undo};
use stegvis::follow_up::Refused;
use stegvis::record::REGISTER;
use stegvis::steps::KINDS;
use stegvis::store::{MAX_KEPT, NotKept, Store};

#[test]
fn what_was_acknowledged_is_there_after_reopening() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    assert_eq!(commit(&store, "uppföljare", typed(1, None, Some("svar inom ett dygn"))), Ok(1));
    assert_eq!(commit(&store, "controller", named(2, None, Some("Omsorg AB"))), Ok(2));
    assert_eq!(commit(&store, "uppföljare", typed(1, Some("svar inom ett dygn"), Some("svar inom två dygn"))), Ok(3));
    let before = everything(&store);
    store.close();
    let store = open(folder.path());
    assert_eq!(everything(&store), before);
    assert_eq!(stands(&store, 1).as_deref(), Some("svar inom två dygn"));
    assert_eq!(commit(&store, "uppföljare", typed(3, None, Some("nytt"))), Ok(4));
}

#[test]
fn undo_and_redo_go_on_where_they_were_after_reopening() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    commit(&store, "uppföljare", typed(1, None, Some("a"))).unwrap();
    commit(&store, "uppföljare", typed(1, Some("a"), Some("b"))).unwrap();
    assert_eq!(undo(&store, "controller", FOLLOW_UP), Err(Refused::NothingToUndo));
    assert_eq!(undo(&store, "uppföljare", FOLLOW_UP).unwrap().seq, 3);
    assert_eq!(stands(&store, 1).as_deref(), Some("a"));
    store.close();
    let store = open(folder.path());
    assert_eq!(undo(&store, "uppföljare", FOLLOW_UP).unwrap().count, 1);
    assert_eq!(stands(&store, 1), None);
    assert_eq!(undo(&store, "uppföljare", FOLLOW_UP), Err(Refused::NothingToUndo));
    assert_eq!(redo(&store, "uppföljare", FOLLOW_UP).unwrap().edits, typed(1, None, Some("a")).edits);
    store.close();
    let store = open(folder.path());
    assert_eq!(redo(&store, "uppföljare", FOLLOW_UP).unwrap().seq, 6);
    assert_eq!(stands(&store, 1).as_deref(), Some("b"));
    assert_eq!(redo(&store, "uppföljare", FOLLOW_UP), Err(Refused::NothingToUndo));
    undo(&store, "uppföljare", FOLLOW_UP).unwrap();
    commit(&store, "uppföljare", typed(1, Some("a"), Some("c"))).unwrap();
    assert_eq!(
        redo(&store, "uppföljare", FOLLOW_UP),
        Err(Refused::NothingToUndo),
        "a new change clears what could be redone"
    );
}

#[test]
fn a_newer_change_of_the_register_is_taken_back_before_the_follow_up_s_own() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    commit(&store, "uppföljare", typed(1, None, Some("a"))).unwrap();
    commit(&store, "uppföljare", named(2, None, Some("Omsorg AB"))).unwrap();
    undo(&store, "uppföljare", FOLLOW_UP).unwrap();
    assert!(store.register().is_empty());
    assert_eq!(stands(&store, 1).as_deref(), Some("a"));
    undo(&store, "uppföljare", FOLLOW_UP).unwrap();
    assert_eq!(stands(&store, 1), None);
    // Done again in the order in which they were made.
    redo(&store, "uppföljare", FOLLOW_UP).unwrap();
    assert_eq!((stands(&store, 1).as_deref(), store.register().is_empty()), (Some("a"), true));
    redo(&store, "uppföljare", FOLLOW_UP).unwrap();
    assert!(!store.register().is_empty());
    assert_eq!(undo(&store, "uppföljare", REGISTER).unwrap().count, 1, "the register alone is a scope, too");
}

#[test]
fn two_sessions_of_one_officer_keep_one_draft_or_the_other_and_no_mixture() {
    let store = Store::in_memory(KINDS).unwrap();
    let officer = desk::eyes("uppföljare").officer().id;
    // Each session writes much and little by turns, in a letter of its own.
    std::thread::scope(|scope| {
        for letter in [b'a', b'b'] {
            let store = store.clone();
            scope.spawn(move || {
                for turn in 0..600 {
                    let draft = vec![letter; if turn % 2 == 0 { 200_000 } else { 100 }];
                    store.keep(officer, "draft", Some(&draft)).unwrap();
                    let kept = store.kept(officer, "draft").unwrap();
                    assert!(matches!(kept.len(), 100 | 200_000), "{}", kept.len());
                    assert!(kept.iter().all(|byte| *byte == kept[0]), "a mixture");
                }
            });
        }
    });
}

#[test]
fn drafts_are_kept_across_reopening() {
    let folder = tempfile::tempdir().unwrap();
    let officer = desk::eyes("uppföljare").officer().id;
    let store = open(folder.path());
    let long = vec![7; 200_000];
    store.keep(officer, "draft", Some(&long)).unwrap();
    store.keep(officer, "place", Some(b"step 3")).unwrap();
    store.keep(officer, "gone", Some(b"x")).unwrap();
    store.keep(officer, "gone", None).unwrap();
    store.close();
    let store = open(folder.path());
    assert_eq!(store.kept(officer, "draft"), Some(long));
    assert_eq!(store.kept(officer, "place").as_deref(), Some(&b"step 3"[..]));
    assert_eq!(store.kept(officer, "gone"), None);
    store.keep(officer, "draft", Some(b"short")).unwrap();
    assert_eq!(store.kept(officer, "draft").as_deref(), Some(&b"short"[..]));
    assert_eq!(store.kept(officer, "draf"), None);
}

#[test]
fn what_is_too_long_to_keep_is_refused_with_the_limit_and_what_was_kept_stands() {
    let store = Store::in_memory(KINDS).unwrap();
    let officer = desk::eyes("uppföljare").officer().id;
    let most = vec![7; MAX_KEPT];
    store.keep(officer, "draft", Some(&most)).unwrap();
    let refused = store.keep(officer, "draft", Some(&vec![8; MAX_KEPT + 1]));
    assert_eq!(refused, Err(NotKept::TooLarge { have: MAX_KEPT + 1, limit: MAX_KEPT }));
    assert_eq!(store.kept(officer, "draft"), Some(most));
}
