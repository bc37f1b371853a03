//! `stegvis check --repair`: several damages at once, shelves that are or are not believed, journals without their
//! beginning, and a repair that was cut short.

use super::check::{check, files, filled, found, places_of_frames, repair, values};
use super::desk::{self, FOLLOW_UP, REQUIREMENT, commit, copy, everything, eyes, now, open, typed, undo};
use std::collections::BTreeMap;
use std::path::Path;
use stegvis::follow_up::Doing;
use stegvis::record::{Id, Stored, Tag};
use stegvis::rights::Officer;
use stegvis::steps::KINDS;
use stegvis::store::{self, Amiss, HeaderNow, Note, OpenError, Store, Why};

#[test]
fn a_shelf_of_another_store_that_knows_more_is_not_believed() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    commit(&store, "uppföljare", typed(5000, None, Some("eget"))).unwrap();
    let held = everything(&store);
    store.close();
    let other = tempfile::tempdir().unwrap();
    filled(other.path());
    std::fs::remove_dir_all(folder.path().join("shelf")).unwrap();
    std::fs::create_dir(folder.path().join("shelf")).unwrap();
    desk::copy_into(&other.path().join("shelf"), &folder.path().join("shelf"));
    assert!(matches!(found(folder.path())[..], [Amiss::Shelf(_)]));
    let repaired = repair(folder.path());
    assert!(repaired.left.is_clean() && repaired.ahead.is_none() && repaired.journal.is_none());
    let store = open(folder.path());
    assert_eq!(everything(&store), held);
    store.close();
}

/// A store of one change beside the shelf of another that knows more.
fn contradicted(folder: &Path) -> Vec<desk::Held> {
    let store = open(folder);
    commit(&store, "uppföljare", typed(5000, None, Some("eget"))).unwrap();
    let held = everything(&store);
    store.close();
    let other = tempfile::tempdir().unwrap();
    filled(other.path());
    std::fs::remove_dir_all(folder.join("shelf")).unwrap();
    std::fs::create_dir(folder.join("shelf")).unwrap();
    desk::copy_into(&other.path().join("shelf"), &folder.join("shelf"));
    held
}

#[test]
fn a_shelf_that_knows_more_and_is_not_believed_keeps_the_store_shut_until_a_repair_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let held = contradicted(folder.path());
    let journal = std::fs::read(folder.path().join("journal")).unwrap();
    let error = Store::open(folder.path(), KINDS).unwrap_err();
    let OpenError::Ahead { shelf, journal: 1, .. } = error else { panic!("{error:?}") };
    assert!(shelf > 30 && desk::said(&error.sentence()).contains("stegvis check --repair"));
    assert_eq!(std::fs::read(folder.path().join("journal")).unwrap(), journal);
    assert!(!folder.path().join("shelf.aside-1").exists());
    let repaired = repair(folder.path());
    assert_eq!((repaired.not_put_back, repaired.ahead, repaired.journal), (Some(shelf), None, None));
    assert!(repaired.shelf.unwrap().join("db").exists(), "what it knew is kept");
    let store = open(folder.path());
    assert_eq!(everything(&store), held);
    store.close();
}

/// A store whose journal has been changed, and what stands in it as it was.
fn broken(from: &Path, change: impl FnOnce(&mut Vec<u8>)) -> tempfile::TempDir {
    let broken = copy(from);
    let journal = broken.path().join("journal");
    let mut bytes = std::fs::read(&journal).unwrap();
    change(&mut bytes);
    std::fs::write(&journal, bytes).unwrap();
    broken
}

/// What a store holds when it is opened without a word.
fn opened(folder: &Path) -> BTreeMap<(Id, u8, Id), BTreeMap<Tag, Stored>> {
    let store = open(folder);
    let values = values(&store);
    store.close();
    values
}

#[test]
fn two_damages_at_once_are_repaired_out_of_a_shelf_that_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let wanted = opened(folder.path());
    let places = places_of_frames(&std::fs::read(folder.path().join("journal")).unwrap());
    let last = places.len() - 1;
    for (first, second) in [(2, last), (3, 9), (last - 1, last), (1, 2), (0, last)] {
        let broken = broken(folder.path(), |bytes| {
            bytes[places[first] + 60] ^= 1;
            bytes[places[second] + 60] ^= 1;
        });
        let before = std::fs::read(broken.path().join("journal")).unwrap();
        let checked = check(broken.path());
        // Two that were the last ones are one end that came too early.
        assert!(!checked.is_clean() && checked.head.is_none() == (first + 1 < last), "{first} {second}");
        assert!(!checked.notes.iter().any(|note| matches!(note, Note::Torn(_))), "{:?}", checked.notes);
        let repaired = repair(broken.path());
        assert!(repaired.left.is_clean(), "{first} {second}: {:?}", repaired.left.found);
        assert!(repaired.from_shelf || repaired.ahead.is_some(), "{first} {second}");
        assert_eq!(std::fs::read(repaired.journal.unwrap()).unwrap(), before, "nothing is thrown away");
        assert_eq!(repaired.tail, None, "it stands in the old journal");
        assert_eq!(opened(broken.path()), wanted, "{first} {second}");
        assert_eq!(found(broken.path()), []);
    }
}

#[test]
fn a_hole_before_and_one_behind_what_the_shelf_knows_leave_all_that_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let behind = copy(folder.path());
    let store = open(folder.path());
    for number in 60..=63_u128 {
        commit(&store, "uppföljare", typed(number, None, Some("senare"))).unwrap();
    }
    store.close();
    let mut wanted = opened(folder.path());
    let mut bytes = std::fs::read(folder.path().join("journal")).unwrap();
    let places = places_of_frames(&bytes);
    bytes[places[2] + 60] ^= 1;
    bytes[places[places.len() - 3] + 60] ^= 1;
    std::fs::write(behind.path().join("journal"), bytes).unwrap();
    let repaired = repair(behind.path());
    assert!(repaired.left.is_clean() && !repaired.from_shelf, "{:?}", repaired.left.found);
    wanted.retain(|(_, _, record), _| record.as_u128() != 61);
    assert_eq!(opened(behind.path()), wanted);
}

#[test]
fn a_journal_cut_to_nothing_contradicts_no_shelf() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let wanted = opened(folder.path());
    for length in [32, 200] {
        let broken = broken(folder.path(), |bytes| bytes.truncate(length));
        let checked = check(broken.path());
        assert!(matches!(checked.found.told[..], [Amiss::Shelf(Why::Ahead { journal: 0, .. })]), "{:?}", checked.found);
        let repaired = repair(broken.path());
        assert!(repaired.left.is_clean() && repaired.ahead.is_some(), "{length}: {:?}", repaired.left.found);
        assert_eq!(opened(broken.path()), wanted, "{length}");
    }
}

/// What happens to a journal's bytes.
type Damage<'a> = &'a dyn Fn(&mut Vec<u8>);

#[test]
fn a_repair_that_was_cut_short_is_no_further_damage() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let wanted = opened(folder.path());
    let journal = std::fs::read(folder.path().join("journal")).unwrap();
    let places = places_of_frames(&journal);
    let flipped = |bytes: &mut Vec<u8>| bytes[places[2] + 60] ^= 1;
    let cut_to = |length: usize| move |bytes: &mut Vec<u8>| bytes.truncate(length);
    let short = cut_to(places[places.len() - 4]);
    let headless = cut_to(32);
    let damages: [Damage<'_>; 3] = [&flipped, &short, &headless];
    for (number, damage) in damages.iter().enumerate() {
        let broken = broken(folder.path(), damage);
        let repaired = repair(broken.path());
        assert!(repaired.journal.is_some());
        // The new journal has taken its place, and the shelf is still the old one's.
        let shelf = broken.path().join("shelf");
        std::fs::remove_dir_all(&shelf).unwrap();
        std::fs::rename(broken.path().join("shelf.aside-1"), &shelf).unwrap();
        let told = found(broken.path());
        assert_eq!(told, [Amiss::Shelf(Why::Other)], "{number}");
        let before = std::fs::read(broken.path().join("journal")).unwrap();
        let opened = Store::open(broken.path(), KINDS).unwrap();
        assert!(matches!(opened.notices[..], [store::Notice::Rebuilt { why: Why::Other, .. }]), "{:?}", opened.notices);
        assert_eq!(values(&opened.store), wanted, "{number}");
        opened.store.close();
        assert_eq!(std::fs::read(broken.path().join("journal")).unwrap(), before, "nothing is put back twice");
    }
}

#[test]
fn a_shelf_that_is_a_file_or_has_a_folder_for_a_file_is_told_as_damaged_and_repaired() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let wanted = opened(folder.path());
    let breakages: [fn(&Path); 2] = [
        |shelf| {
            std::fs::remove_dir_all(shelf).unwrap();
            std::fs::write(shelf, "inget register").unwrap();
        },
        |shelf| {
            std::fs::remove_file(shelf.join("db")).unwrap();
            std::fs::create_dir_all(shelf.join("db/inom")).unwrap();
        },
    ];
    for (number, breakage) in breakages.iter().enumerate() {
        let broken = copy(folder.path());
        breakage(&broken.path().join("shelf"));
        let told = found(broken.path());
        assert!(matches!(&told[..], [Amiss::Shelf(Why::Damaged(_))]), "{number}: {told:?}");
        let repaired = repair(broken.path());
        assert!(repaired.left.is_clean() && repaired.shelf.unwrap().exists(), "{number}");
        assert_eq!(opened(broken.path()), wanted, "{number}");
    }
}

#[test]
fn a_torn_tail_is_named_by_the_repair_that_cuts_it() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let broken = broken(folder.path(), |bytes| bytes.extend_from_slice(b"\xf5SGv half of a frame"));
    std::fs::remove_dir_all(broken.path().join("shelf")).unwrap();
    let repaired = repair(broken.path());
    assert_eq!(std::fs::read(repaired.tail.unwrap()).unwrap(), b"\xf5SGv half of a frame");
    assert!(repaired.journal.is_none() && repaired.left.is_clean());
}

#[test]
fn what_a_repair_puts_back_is_named_in_the_history_and_is_nobodys_to_undo() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let journal = folder.path().join("journal");
    let mut bytes = std::fs::read(&journal).unwrap();
    let places = places_of_frames(&bytes);
    bytes[places[3] + 60] ^= 1;
    std::fs::write(&journal, &bytes).unwrap();
    let repaired = repair(folder.path());
    assert!(repaired.from_shelf && repaired.records > 100);
    let [hole] = repaired.holes[..] else { panic!("{:?}", repaired.holes) };
    assert_eq!((hole.after, hole.resumes), (3, Some(5)));
    let store = open(folder.path());
    let mut told = Vec::new();
    let history = store.history(&eyes("uppföljare"), FOLLOW_UP, None, &|| true, |past| {
        told.push((past.made.officer.name.clone(), past.made.doing));
        std::ops::ControlFlow::Continue(())
    });
    history.unwrap();
    assert_eq!(told.iter().filter(|of| of.1 == Doing::Mend).count(), 2, "the register's and the follow-up's: {told:?}");
    assert!(told.iter().all(|(name, doing)| (*doing == Doing::Mend) == (name == "förvaltare")));
    assert!(undo(&store, "förvaltare", FOLLOW_UP).is_err());
    store.close();
}

/// Something done to the beginning of a journal.
type Beginning = (&'static str, fn(&mut Vec<u8>));

#[test]
fn a_journal_whose_beginning_is_lost_is_begun_anew_with_all_that_was_saved() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let wanted = opened(folder.path());
    let changes = check(folder.path()).last;
    let cases: [Beginning; 5] = [
        ("id", |bytes| bytes[12..24].fill(0)),
        ("header", |bytes| bytes[..32].fill(0)),
        ("first change too", |bytes| bytes[..600].fill(0)),
        ("all", |bytes| bytes.fill(0)),
        ("emptied", Vec::clear),
    ];
    for (name, damage) in cases {
        let broken = broken(folder.path(), damage);
        let before = std::fs::read(broken.path().join("journal")).unwrap();
        let error = Store::open(broken.path(), KINDS).unwrap_err();
        assert!(matches!(error, OpenError::Damaged { place: 0, .. }), "{name}: {error:?}");
        let checked = check(broken.path());
        assert!(checked.found.told.contains(&Amiss::Beginning) && checked.can_be_repaired(), "{name}");
        let repaired = repair(broken.path());
        assert!(repaired.header == HeaderNow::New && repaired.from_shelf && !repaired.drafts_lost, "{name}");
        assert_eq!(repaired.left.found.told, [], "{name}");
        assert_eq!(std::fs::read(repaired.journal.unwrap()).unwrap(), before, "nothing is thrown away");
        assert_eq!(opened(broken.path()), wanted, "{name}");
        if matches!(name, "id" | "header") {
            assert_eq!((repaired.left.last, repaired.records), (changes, 0), "who did what when is there");
        }
    }
    let gone = copy(folder.path());
    std::fs::remove_file(gone.path().join("journal")).unwrap();
    assert_eq!(found(gone.path()), [Amiss::Gone]);
    let repaired = repair(gone.path());
    assert!(repaired.header == HeaderNow::New && repaired.journal.is_none() && repaired.left.is_clean());
    assert_eq!(opened(gone.path()), wanted);
}

#[test]
fn without_a_shelf_a_lost_beginning_leaves_what_can_be_read_and_nothing_is_promised_where_that_is_none() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let wanted = opened(folder.path());
    let broken_shelf = |folder: &Path| std::fs::write(folder.join("shelf/db"), b"trasig").unwrap();
    let headless = broken(folder.path(), |bytes| bytes[..32].fill(0));
    broken_shelf(headless.path());
    assert_eq!(found(headless.path()), [Amiss::Beginning]);
    let repaired = repair(headless.path());
    assert!(repaired.header == HeaderNow::New && !repaired.from_shelf && repaired.left.is_clean());
    assert_eq!(opened(headless.path()), wanted);
    let nothing = broken(folder.path(), |bytes| bytes.fill(0));
    broken_shelf(nothing.path());
    let before = files(nothing.path());
    let by = Officer::of_account("förvaltare");
    let room = std::env::temp_dir();
    for refused in [
        store::check(nothing.path(), &room, KINDS).map(drop),
        store::repair(nothing.path(), &room, KINDS, &by, now()).map(drop),
    ] {
        let error = refused.unwrap_err();
        assert!(matches!(error, OpenError::Lost(_)) && desk::said(&error.sentence()).contains("stegvis restore"));
    }
    let mut after = files(nothing.path());
    let lock = nothing.path().join("lock");
    after.insert(lock.clone(), before[&lock].clone());
    assert_eq!(after, before);
}

#[test]
fn a_change_that_is_what_was_written_and_cannot_be_read_is_told_and_backed_up_all_the_same() {
    use sha2::Digest as _;
    use stegvis::store::journal::{Content, Entry, FileLog, Frame, Group, Log as _, Made};
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let head = check(folder.path()).head.unwrap();
    let log = FileLog::open(&folder.path().join("journal")).unwrap();
    let content = Content::from_bytes(b"sixteen of salt.\xff\xff\xff");
    let made = Made {
        seq: head.seq + 1,
        at: now(),
        officer: Officer::of_account("uppföljare"),
        session: Id::nil(),
        doing: Doing::Edit,
    };
    let digest = sha2::Sha256::digest(content.bytes()).into();
    let group = Group { follow_up: FOLLOW_UP, record: Id::from_u128(1), kind: REQUIREMENT, digest };
    let entry = Entry::Commit { made, groups: vec![group] };
    log.append(&[Frame::new(head.hash, &entry, vec![content]).unwrap()]).unwrap();
    drop(log);
    assert_eq!(found(folder.path()), [Amiss::Unreadable(head.seq + 1)]);
    let opened = Store::open(folder.path(), KINDS).unwrap();
    assert_eq!(opened.notices, [store::Notice::Unreadable(1)]);
    assert!(desk::said(&opened.notices[0].sentence()).contains("stegvis check"));
    let mut backup = Vec::new();
    let made = opened.store.snapshot().write(now(), &mut backup).unwrap();
    assert_eq!((made.holds.unreadable, made.holds.head.seq), (1, head.seq + 1));
    assert_eq!(Store::verify_backup(&mut &backup[..]).unwrap().unreadable, 1);
    opened.store.close();
}
