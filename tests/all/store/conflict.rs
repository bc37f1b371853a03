//! Two officers at once.

use super::desk::{
    BOUND, FOLLOW_UP, REQUIREMENT, commit, edit, everything, eyes, links, named, now, open, stands, text, typed, undo,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use stegvis::follow_up::{Change, Doing, Moved, Refused};
use stegvis::record::{Id, REGISTER};
use stegvis::steps::KINDS;
use stegvis::store::Store;

#[test]
fn the_second_of_two_is_told_what_stands_there() {
    let store = Store::in_memory(KINDS).unwrap();
    commit(&store, "uppföljare", typed(1, None, Some("först"))).unwrap();
    commit(&store, "uppföljare", typed(1, Some("först"), Some("annas"))).unwrap();
    let bos = typed(1, Some("först"), Some("bos"));
    let moved = Moved { edit: bos.edits[0].clone(), stands: Some(text("annas")) };
    assert_eq!(commit(&store, "controller", bos), Err(Refused::Moved(vec![moved])));
    assert_eq!(stands(&store, 1).as_deref(), Some("annas"));
    // Another field of the same record is no conflict.
    let number = Change::of(Doing::Edit, edit(1, 16, None, Some(text("K01"))));
    assert_eq!(commit(&store, "controller", number), Ok(3));
}

#[test]
fn undo_is_refused_when_someone_else_has_changed_the_field_since() {
    let store = Store::in_memory(KINDS).unwrap();
    commit(&store, "uppföljare", typed(1, None, Some("annas"))).unwrap();
    commit(&store, "controller", typed(1, Some("annas"), Some("bos"))).unwrap();
    assert!(
        matches!(undo(&store, "uppföljare", FOLLOW_UP), Err(Refused::Moved(moved)) if moved[0].stands == Some(text("bos")))
    );
    assert_eq!(stands(&store, 1).as_deref(), Some("bos"));
    undo(&store, "controller", FOLLOW_UP).unwrap();
    undo(&store, "uppföljare", FOLLOW_UP).unwrap();
    assert_eq!(stands(&store, 1), None);
}

#[test]
fn sets_of_links_merge_and_undo_leaves_alone_what_others_put_there() {
    let store = Store::in_memory(KINDS).unwrap();
    let linked = |before: &[u128], after: &[u128]| {
        let side = |ids: &[u128]| (!ids.is_empty()).then(|| links(ids));
        Change::of(Doing::Edit, edit(1, BOUND, side(before), side(after)))
    };
    let bound = || store.follow_up(FOLLOW_UP).unwrap().stands(REQUIREMENT, Id::from_u128(1), BOUND);
    commit(&store, "uppföljare", linked(&[], &[7])).unwrap();
    commit(&store, "controller", linked(&[], &[7, 8])).unwrap();
    assert_eq!(bound(), Some(links(&[7, 8])));
    undo(&store, "controller", FOLLOW_UP).unwrap();
    assert_eq!(bound(), Some(links(&[7])), "7 was there before");
}

#[test]
fn a_change_spans_the_register_and_one_follow_up_or_is_refused() {
    let store = Store::in_memory(KINDS).unwrap();
    let mut both = named(2, None, Some("Omsorg AB"));
    both.edits.extend(typed(1, None, Some("krav")).edits);
    assert_eq!(commit(&store, "uppföljare", both.clone()), Ok(1));
    // The second half does not fit: the first must not happen either.
    let mut half = named(3, None, Some("Vård AB"));
    half.edits.extend(typed(1, None, Some("annat")).edits);
    assert!(matches!(commit(&store, "uppföljare", half), Err(Refused::Moved(_))));
    assert_eq!(store.register().len(), 1);
    let mut three = both.clone();
    three.edits[0].follow_up = Id::from_u128(0x200);
    assert_eq!(commit(&store, "uppföljare", three), Err(Refused::Misformed));
    assert_eq!(commit(&store, "uppföljare", Change { doing: Doing::Edit, edits: vec![] }), Err(Refused::Misformed));
    let mut misplaced = named(4, None, Some("i en uppföljning"));
    misplaced.edits[0].follow_up = FOLLOW_UP;
    assert_eq!(commit(&store, "uppföljare", misplaced), Err(Refused::Misformed));
    // It is undone as one, in the follow-up.
    assert_eq!(undo(&store, "uppföljare", REGISTER), Err(Refused::NothingToUndo));
    assert_eq!(undo(&store, "uppföljare", FOLLOW_UP).unwrap().count, 2);
    assert!(store.register().is_empty() && store.follow_ups().is_empty());
}

#[test]
fn of_many_who_write_the_same_field_one_wins_each_round_and_all_acknowledged_stand() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let taken = Arc::new(AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for officer in 0..8 {
            let (store, taken) = (store.clone(), Arc::clone(&taken));
            scope.spawn(move || {
                for round in 0..25_u128 {
                    let own = 1000 + officer * 100 + round;
                    commit(&store, &format!("o{officer}"), typed(own, None, Some("eget"))).unwrap();
                    let change = typed(round, None, Some(&format!("o{officer}")));
                    match commit(&store, &format!("o{officer}"), change) {
                        Ok(_) => drop(taken.fetch_add(1, Ordering::Relaxed)),
                        Err(refused) => assert!(matches!(refused, Refused::Moved(_))),
                    }
                }
            });
        }
    });
    assert_eq!(taken.load(Ordering::Relaxed), 25);
    assert_eq!(store.follow_up(FOLLOW_UP).unwrap().len(), 25 + 8 * 25);
    let before = everything(&store);
    store.close();
    assert_eq!(everything(&open(folder.path())), before);
}

#[test]
fn who_watches_is_told_before_the_answer_and_panics_of_the_told_end_nothing() {
    let store = Store::in_memory(KINDS).unwrap();
    let (tell, told) = mpsc::channel();
    let answered = tell.clone();
    let watch = store.watch(Box::new(move |follow_up| tell.send(follow_up.seq()).unwrap()));
    let bad = store.watch(Box::new(|_| panic!("a session's own trouble")));
    let answer = Box::new(move |seq: Result<u64, Refused>| answered.send(100 + seq.unwrap()).unwrap());
    store.commit(&eyes("uppföljare"), Id::nil(), now(), typed(1, None, Some("a")), answer);
    assert_eq!((told.recv(), told.recv()), (Ok(1), Ok(101)));
    store.commit(&eyes("uppföljare"), Id::nil(), now(), typed(2, None, Some("a")), Box::new(|_| panic!("again")));
    assert_eq!(told.recv(), Ok(2));
    store.unwatch(bad);
    store.unwatch(watch);
    assert_eq!(commit(&store, "uppföljare", typed(3, None, Some("b"))), Ok(3));
    assert_eq!(told.try_iter().count(), 0);
}

#[test]
fn a_closed_store_says_so() {
    let store = Store::in_memory(KINDS).unwrap();
    let other = store.clone();
    commit(&store, "uppföljare", typed(1, None, Some("a"))).unwrap();
    store.close();
    assert_eq!(commit(&other, "uppföljare", typed(2, None, Some("a"))), Err(Refused::Closed));
    assert_eq!(undo(&other, "uppföljare", FOLLOW_UP), Err(Refused::Closed));
    assert_eq!(stands(&other, 1).as_deref(), Some("a"), "what was published can still be read");
    assert!(other.keep(Id::nil(), "draft", Some(b"x")).is_err());
}
