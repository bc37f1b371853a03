//! Large changes.

use super::desk::{self, FOLLOW_UP, commit, copy, everything, eyes, now, open, redo, stands, typed, undo};
use std::fs::OpenOptions;
use stegvis::follow_up::{Change, Doing, Edit, Refused};
use stegvis::record::Id;
use stegvis::steps::KINDS;
use stegvis::store::journal::Entry;
use stegvis::store::{Import, Note, Notice, Opened, Store};

/// Rows of about a kilobyte, so that a few thousand make several parts.
fn rows(from: u128, to: u128) -> Vec<Edit> {
    (from..to).flat_map(|row| typed(row, None, Some(&format!("{row} {}", "lång text ".repeat(100)))).edits).collect()
}

fn import(store: &Store) -> Import {
    store.import(&eyes("uppföljare"), Id::from_u128(9), now(), Doing::Import)
}

/// How many entries of which sort stand in the journal.
fn entries(store: &Store) -> (usize, usize, usize) {
    let mut counts = (0, 0, 0);
    let mut at = store.journal().start();
    while at < store.journal().end() {
        for framed in store.journal().read(at).unwrap() {
            match framed.frame.entry().unwrap() {
                Entry::Commit { .. } => counts.0 += 1,
                Entry::Part { .. } => counts.1 += 1,
                Entry::Close { .. } => counts.2 += 1,
                Entry::Forget { .. } => panic!("nothing was forgotten"),
            }
            at = framed.next;
        }
    }
    counts
}

#[test]
fn an_import_counts_as_one_change_when_it_is_closed_and_others_work_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let mut import = import(&store);
    for part in 0..4 {
        import.part(rows(part * 1000, (part + 1) * 1000)).unwrap();
        assert!(stands(&store, part * 1000).is_none());
        commit(&store, "controller", typed(100_000 + part, None, Some("under tiden"))).unwrap();
    }
    assert_eq!(import.close(), Ok(5));
    let follow_up = store.follow_up(FOLLOW_UP).unwrap();
    assert_eq!((follow_up.len(), follow_up.seq()), (4004, 5));
    let (commits, parts, closes) = entries(&store);
    assert!((commits, closes) == (4, 1) && parts >= 3, "{parts}");
    let held = everything(&store);
    store.close();
    let store = open(folder.path());
    assert_eq!(everything(&store), held);
    store.close();
    std::fs::remove_dir_all(folder.path().join("shelf")).unwrap();
    assert_eq!(everything(&Store::open(folder.path(), KINDS).unwrap().store), held);
}

#[test]
fn an_import_is_undone_and_redone_as_one_also_after_reopening() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    commit(&store, "uppföljare", typed(200_000, None, Some("först"))).unwrap();
    let mut import = import(&store);
    import.part(rows(0, 3000)).unwrap();
    import.close().unwrap();
    let held = held_without_revisions(&store);
    store.close();
    let store = open(folder.path());
    let undone = undo(&store, "uppföljare", FOLLOW_UP).unwrap();
    assert_eq!((undone.seq, undone.count, undone.edits.len()), (3, 3000, 1000));
    assert_eq!(store.follow_up(FOLLOW_UP).unwrap().len(), 1);
    store.close();
    let store = open(folder.path());
    assert_eq!(redo(&store, "uppföljare", FOLLOW_UP).unwrap().count, 3000);
    assert_eq!(held_without_revisions(&store), held);
    undo(&store, "uppföljare", FOLLOW_UP).unwrap();
    undo(&store, "uppföljare", FOLLOW_UP).unwrap();
    assert!(store.follow_ups().is_empty());
    assert_eq!(undo(&store, "uppföljare", FOLLOW_UP), Err(Refused::NothingToUndo));
    // One field that someone else has changed keeps the whole import where it is.
    redo(&store, "uppföljare", FOLLOW_UP).unwrap();
    redo(&store, "uppföljare", FOLLOW_UP).unwrap();
    let before = stands(&store, 17);
    commit(&store, "controller", typed(17, before.as_deref(), Some("bos"))).unwrap();
    assert!(matches!(undo(&store, "uppföljare", FOLLOW_UP), Err(Refused::Moved(moved)) if moved.len() == 1));
    assert_eq!(store.follow_up(FOLLOW_UP).unwrap().len(), 3001);
}

fn held_without_revisions(store: &Store) -> Vec<(Id, Vec<u8>)> {
    let follow_up = store.follow_up(FOLLOW_UP).unwrap();
    follow_up.everything().map(|record| (record.id(), record.stored(desk::TEXT).unwrap().bytes().to_vec())).collect()
}

#[test]
fn an_import_that_is_dropped_or_refused_has_never_been() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let mut dropped = import(&store);
    dropped.part(rows(0, 3000)).unwrap();
    drop(dropped);
    assert!(store.follow_ups().is_empty());
    commit(&store, "controller", typed(2999, None, Some("bos"))).unwrap();
    let mut refused = import(&store);
    refused.part(rows(0, 3000)).unwrap();
    assert!(matches!(refused.close(), Err(Refused::Moved(moved)) if moved.len() == 1));
    let mut large = import(&store);
    let huge = Change::of(Doing::Import, typed(1, None, Some(&"x".repeat(70_000))).edits[0].clone());
    assert!(matches!(large.part(huge.edits), Err(Refused::TooLarge { .. })));
    assert_eq!(import(&store).close(), Err(Refused::Misformed), "an import of nothing");
    assert_eq!(store.follow_up(FOLLOW_UP).unwrap().len(), 1);
    let held = everything(&store);
    store.close();
    let store = open(folder.path());
    assert_eq!(everything(&store), held);
    assert_eq!(commit(&store, "uppföljare", typed(5, None, Some("a"))), Ok(2));
}

#[test]
fn what_a_refused_import_leaves_in_the_journal_is_no_damage_and_nothing_of_it_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    commit(&store, "controller", typed(2999, None, Some("bos"))).unwrap();
    let mut refused = import(&store);
    refused.part(rows(0, 3000)).unwrap();
    assert!(matches!(refused.close(), Err(Refused::Moved(_))));
    let (_, parts, closes) = entries(&store);
    assert!(parts > 0 && closes == 0, "{parts}");
    let held = everything(&store);
    store.close();
    let checked = stegvis::store::check(folder.path(), &std::env::temp_dir(), KINDS).unwrap();
    assert_eq!((checked.found.told, checked.notes), (vec![], vec![Note::Unfinished(1)]));
    for _ in 0..2 {
        let Opened { store, notices } = Store::open(folder.path(), KINDS).unwrap();
        assert_eq!(notices, [], "whoever it was refused to has been told");
        assert_eq!(everything(&store), held);
        store.close();
    }
    // The same rows can be taken in once nothing is in the way.
    std::fs::remove_dir_all(folder.path().join("shelf")).unwrap();
    let store = Store::open(folder.path(), KINDS).unwrap().store;
    assert_eq!(everything(&store), held);
    commit(&store, "controller", typed(2999, Some("bos"), None)).unwrap();
    let mut import = import(&store);
    import.part(rows(0, 3000)).unwrap();
    import.close().unwrap();
    assert_eq!(store.follow_up(FOLLOW_UP).unwrap().len(), 3000);
}

#[test]
fn a_change_too_large_for_one_frame_is_taken_in_parts() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let change = Change { doing: Doing::Edit, edits: rows(0, 5000) };
    assert_eq!(commit(&store, "uppföljare", change), Ok(1));
    let (commits, parts, closes) = entries(&store);
    assert!(commits == 0 && closes == 1 && parts >= 4, "{parts}");
    let held = everything(&store);
    store.close();
    let store = open(folder.path());
    assert_eq!(everything(&store), held);
    assert_eq!(undo(&store, "uppföljare", FOLLOW_UP).unwrap().count, 5000);
}

#[test]
fn an_import_torn_anywhere_leaves_nothing_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let journal = folder.path().join("journal");
    let store = open(folder.path());
    commit(&store, "controller", typed(100_000, None, Some("först"))).unwrap();
    let held = everything(&store);
    let begin = std::fs::metadata(&journal).unwrap().len();
    store.close();
    // The shelf as it was when the import began, as if the process had been killed before it could follow.
    let earlier = copy(folder.path());
    let store = open(folder.path());
    let mut import = import(&store);
    import.part(rows(0, 3000)).unwrap();
    import.close().unwrap();
    store.close();
    let whole = std::fs::read(&journal).unwrap();
    let end = whole.len();
    let begin = usize::try_from(begin).unwrap();
    let cuts = (0..24).map(|step| begin + step * (end - begin) / 24).chain(end - 30..end);
    for cut in cuts {
        let torn = copy(earlier.path());
        std::fs::write(torn.path().join("journal"), &whole[..cut]).unwrap();
        let Opened { store, notices } = Store::open(torn.path(), KINDS).unwrap();
        assert_eq!(everything(&store), held, "cut at {cut} of {end}");
        let unfinished = notices.contains(&Notice::Unfinished);
        assert!(unfinished || cut < begin + 1_100_000, "{cut} {notices:?}");
        store.close();
        // It is said once.
        open(torn.path()).close();
    }
    // With its last byte it is all there.
    let torn = copy(earlier.path());
    OpenOptions::new().write(true).truncate(true).open(torn.path().join("journal")).unwrap();
    std::fs::write(torn.path().join("journal"), &whole).unwrap();
    assert_eq!(open(torn.path()).follow_up(FOLLOW_UP).unwrap().len(), 3001);
}
