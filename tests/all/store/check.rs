//! `stegvis check`: what it finds, that it changes nothing, and what a repair leaves behind.

use super::desk::{
    self, BOUND, FOLLOW_UP, REQUIREMENT, commit, copy, edit, everything, eyes, links, named, now, open, text, typed,
    undo,
};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use stegvis::follow_up::{Change, Doing};
use stegvis::record::{Id, Record, Stored, Tag};
use stegvis::rights::Officer;
use stegvis::steps::KINDS;
use stegvis::store::{self, Amiss, Checked, Note, OpenError, Repaired, Store, Unlike, Why};

/// How many places of the journal are flipped; `.ci/run --long` asks for more.
const FLIPS: &str = "STEGVIS_FLIPS";

/// What a frame of the journal begins with.
const MARK: [u8; 4] = [0xf5, 0x53, 0x47, 0x76];

/// A store with some history, an import and a draft, closed; what it holds.
pub(super) fn filled(folder: &Path) -> Vec<desk::Held> {
    let store = open(folder);
    for number in 1..=12_u128 {
        commit(&store, "uppföljare", typed(number, None, Some("svar inom ett dygn"))).unwrap();
        commit(&store, "controller", named(number, None, Some("Omsorg AB"))).unwrap();
    }
    undo(&store, "uppföljare", FOLLOW_UP).unwrap();
    let mut import = store.import(&eyes("uppföljare"), Id::nil(), now(), Doing::Import);
    let long = "lång text ".repeat(300);
    import.part((100..250).flat_map(|row| typed(row, None, Some(&long)).edits).collect()).unwrap();
    import.close().unwrap();
    for number in 1..=6_u128 {
        commit(&store, "uppföljare", typed(number, Some("svar inom ett dygn"), Some("samma dag"))).unwrap();
    }
    undo(&store, "uppföljare", FOLLOW_UP).unwrap();
    store.keep(Id::nil(), "draft", Some(b"halvskrivet")).unwrap();
    let held = everything(&store);
    store.close();
    held
}

pub(super) fn check(folder: &Path) -> Checked {
    store::check(folder, &std::env::temp_dir(), KINDS).unwrap()
}

pub(super) fn found(folder: &Path) -> Vec<Amiss> {
    check(folder).found.told
}

pub(super) fn repair(folder: &Path) -> Repaired {
    store::repair(folder, &std::env::temp_dir(), KINDS, &Officer::of_account("förvaltare"), now()).unwrap()
}

/// Every file and its bytes.
pub(super) fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            found.extend(files(&entry));
        } else {
            found.insert(entry.clone(), std::fs::read(entry).unwrap());
        }
    }
    found
}

/// Fields of all records by follow-up, without the numbers of the changes that made them.
pub(super) fn values(store: &Store) -> BTreeMap<(Id, u8, Id), BTreeMap<Tag, Stored>> {
    let all = std::iter::once(store.register()).chain(store.follow_ups());
    let records = |own: &stegvis::follow_up::FollowUp| -> Vec<_> {
        own.everything().map(|record| ((own.id(), record.kind(), record.id()), record.fields())).collect()
    };
    all.flat_map(|own| records(&own)).collect()
}

pub(super) fn places_of_frames(journal: &[u8]) -> Vec<usize> {
    journal.windows(4).enumerate().filter(|(_, bytes)| *bytes == MARK).map(|(place, _)| place).collect()
}

#[test]
fn a_store_in_order_is_clean_and_nothing_on_disk_changes() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let before = files(folder.path());
    let checked = check(folder.path());
    assert_eq!((checked.found.told, checked.notes), (vec![], vec![]));
    assert_eq!(files(folder.path()), before);
    let store = open(folder.path());
    assert_eq!((checked.head, checked.last), (Some(store.head()), store.head().seq));
    let records: usize = std::iter::once(store.register()).chain(store.follow_ups()).map(|own| own.len()).sum();
    assert_eq!(checked.follow_ups.values().map(stegvis::follow_up::FollowUp::len).sum::<usize>(), records);
}

#[test]
fn a_shelf_that_is_behind_is_in_order() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let older = copy(folder.path());
    let store = open(folder.path());
    commit(&store, "uppföljare", typed(77, None, Some("senare"))).unwrap();
    undo(&store, "uppföljare", FOLLOW_UP).unwrap();
    store.close();
    std::fs::copy(folder.path().join("journal"), older.path().join("journal")).unwrap();
    assert_eq!(found(older.path()), []);
}

#[test]
fn a_store_in_use_has_its_journal_checked_and_says_by_whom_it_is_held() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let store = open(folder.path());
    let checked = check(folder.path());
    assert!(checked.is_clean());
    assert!(matches!(&checked.notes[..], [Note::Held(Some(holder))] if holder.pid == std::process::id()));
    let refused = store::repair(folder.path(), &std::env::temp_dir(), KINDS, &Officer::of_account("förvaltare"), now());
    assert!(matches!(refused, Err(OpenError::Held { .. })));
    store.close();
}

#[test]
fn a_torn_tail_and_an_unfinished_import_are_no_damage() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let store = open(folder.path());
    let mut import = store.import(&eyes("uppföljare"), Id::nil(), now(), Doing::Import);
    let long = "lång text ".repeat(300);
    import.part((300..450).flat_map(|row| typed(row, None, Some(&long)).edits).collect()).unwrap();
    drop(import);
    store.close();
    let copied = copy(folder.path());
    let journal = copied.path().join("journal");
    let mut bytes = std::fs::read(&journal).unwrap();
    bytes.extend_from_slice(b"\xf5SGv half of a frame");
    std::fs::write(&journal, &bytes).unwrap();
    let checked = check(copied.path());
    assert!(checked.is_clean(), "{:?}", checked.found);
    assert_eq!(checked.notes, [Note::Torn(20), Note::Unfinished(1)]);
    assert_eq!(std::fs::read(&journal).unwrap(), bytes);
}

#[test]
fn a_link_that_leads_nowhere_and_a_value_that_cannot_be_read_are_told_with_their_place() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    commit(&store, "uppföljare", typed(1, None, Some("krav"))).unwrap();
    let change = |edits| Change { doing: Doing::Edit, edits };
    let mut unit = edit(0x77, desk::TITLE, None, Some(text("Norr")));
    (unit.kind, unit.follow_up) = (desk::PROVIDER, stegvis::record::REGISTER);
    commit(&store, "uppföljare", change(vec![unit])).unwrap();
    commit(&store, "uppföljare", change(vec![edit(1, BOUND, None, Some(links(&[0x77, 0x88])))])).unwrap();
    commit(&store, "uppföljare", change(vec![edit(1, 900, None, Some(Stored::from_bytes(&[200, 1])))])).unwrap();
    commit(&store, "uppföljare", change(vec![edit(1, 18, None, Some(Stored::from_bytes(&[0, 9, b'x'])))])).unwrap();
    store.close();
    let checked = check(folder.path());
    let at = |tag| store::At { follow_up: FOLLOW_UP, kind: REQUIREMENT, record: Id::from_u128(1), tag };
    let told = [Amiss::Value(at(18)), Amiss::Link { at: at(BOUND), target: Id::from_u128(0x88) }];
    assert_eq!(checked.found.told, told);
    assert!(!checked.can_be_repaired());
    assert_eq!(checked.notes, [Note::Newer(store::Newer { records: 0, fields: 1 })]);
}

/// Something done to a shelf behind the store's back.
type Meddling = Box<dyn Fn(&sled::Db)>;
/// What is to be told of it.
type Told = fn(&Amiss) -> bool;

/// Changes rows of the shelf behind the store's back.
fn behind_its_back(folder: &Path, change: impl FnOnce(&sled::Db)) {
    let db = sled::open(folder.join("shelf")).unwrap();
    change(&db);
    db.flush().unwrap();
}

#[test]
fn every_kind_of_row_on_the_shelf_is_held_against_the_journal() {
    let folder = tempfile::tempdir().unwrap();
    let held = filled(folder.path());
    let key = |number: u128| {
        let id = Id::from_u128(number);
        [&b"r"[..], FOLLOW_UP.as_bytes(), &[REQUIREMENT], id.as_bytes()].concat()
    };
    let step = |db: &sled::Db| db.scan_prefix(b"u").keys().last().unwrap().unwrap();
    let cases: [(Meddling, Told); 6] = [
        (
            Box::new(move |db| {
                let fields = BTreeMap::from([(desk::TEXT, text("något annat"))]);
                let record = Record::new(Id::from_u128(3), REQUIREMENT, 5, &fields);
                db.insert(key(3), record.bytes()).unwrap();
            }),
            |amiss| matches!(amiss, Amiss::ShelfRecord { unlike: Unlike::Other, record, .. } if record.as_u128() == 3),
        ),
        (
            Box::new(move |db| {
                let row = db.remove(key(4)).unwrap().unwrap();
                db.insert(
                    [&b"r"[..], FOLLOW_UP.as_bytes(), &[REQUIREMENT], Id::from_u128(0xfff).as_bytes()].concat(),
                    row,
                )
                .unwrap();
            }),
            |amiss| matches!(amiss, Amiss::ShelfRecord { unlike: Unlike::Missing | Unlike::Extra, .. }),
        ),
        (Box::new(move |db| drop(db.remove(key(4)).unwrap())), |amiss| matches!(amiss, Amiss::Shelf(Why::Damaged(_)))),
        (
            Box::new(|db| {
                let key = [&b"f"[..], FOLLOW_UP.as_bytes()].concat();
                db.insert(key, &7_u64.to_be_bytes()).unwrap();
            }),
            |amiss| matches!(amiss, Amiss::ShelfMark { follow_up } if *follow_up == FOLLOW_UP),
        ),
        (Box::new(move |db| drop(db.remove(step(db)).unwrap())), |amiss| matches!(amiss, Amiss::ShelfSteps { .. })),
        (Box::new(|db| drop(db.remove(b"m").unwrap())), |amiss| matches!(amiss, Amiss::Shelf(Why::Other))),
    ];
    for (number, (meddle, wanted)) in cases.iter().enumerate() {
        let broken = copy(folder.path());
        behind_its_back(broken.path(), meddle);
        let told = found(broken.path());
        assert!(!told.is_empty() && told.iter().all(wanted), "{number}: {told:?}");
        let repaired = repair(broken.path());
        assert!(repaired.left.is_clean() && repaired.journal.is_none(), "{number}: {:?}", repaired.left.found);
        assert!(repaired.shelf.unwrap().exists() && !repaired.drafts_lost);
        assert_eq!(found(broken.path()), []);
        let store = open(broken.path());
        assert_eq!(everything(&store), held, "{number}");
        assert_eq!(store.kept(Id::nil(), "draft").as_deref(), Some(&b"halvskrivet"[..]));
        store.close();
    }
}

#[test]
fn a_shelf_that_is_deleted_emptied_or_damaged_is_told_and_repaired_with_all_that_was_saved() {
    let folder = tempfile::tempdir().unwrap();
    let held = filled(folder.path());
    let shelf = |folder: &Path| folder.join("shelf");
    let breakages: [fn(&Path); 3] = [
        |shelf| std::fs::remove_dir_all(shelf).unwrap(),
        |shelf| {
            std::fs::remove_dir_all(shelf).unwrap();
            std::fs::create_dir(shelf).unwrap();
        },
        |shelf| std::fs::write(shelf.join("db"), b"trasig").unwrap(),
    ];
    for (number, breakage) in breakages.iter().enumerate() {
        let broken = copy(folder.path());
        breakage(&shelf(broken.path()));
        let told = found(broken.path());
        assert!(matches!(&told[..], [Amiss::Shelf(Why::Missing | Why::Damaged(_) | Why::Other)]), "{number}: {told:?}");
        assert!(repair(broken.path()).left.is_clean());
        let store = open(broken.path());
        assert_eq!(everything(&store), held, "{number}");
        store.close();
    }
}

/// The journal with a byte flipped, checked, opened and repaired: never a panic, never a wrong value.
#[test]
fn a_flip_anywhere_in_the_journal_is_told_and_repaired_without_a_wrong_value() {
    let flips = std::env::var(FLIPS).ok().and_then(|flips| flips.parse().ok()).unwrap_or(32);
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let store = open(folder.path());
    let wanted = values(&store);
    store.close();
    let whole = std::fs::read(folder.path().join("journal")).unwrap();
    let last = *places_of_frames(&whole).last().unwrap();
    std::thread::scope(|scope| {
        for half in 0..2_usize {
            let (folder, wanted, whole) = (folder.path(), &wanted, &whole);
            scope.spawn(move || {
                for step in (0..flips).filter(|step| step % 2 == half) {
                    // Few in the import's long texts, most where many different things stand.
                    let span = if step % 4 == 0 { whole.len() } else { whole.len().min(9_000) };
                    let near = step * span / flips;
                    let place = if step % 8 < 2 { whole.len() - 1 - step * 2_500 / flips } else { near };
                    flipped(folder, whole, place, last, wanted, step);
                }
            });
        }
    });
}

fn flipped(
    folder: &Path,
    whole: &[u8],
    place: usize,
    last: usize,
    wanted: &BTreeMap<(Id, u8, Id), BTreeMap<Tag, Stored>>,
    step: usize,
) {
    let broken = copy(folder);
    let journal = broken.path().join("journal");
    let mut bytes = whole.to_vec();
    bytes[place] ^= 1 << (step % 8);
    std::fs::write(&journal, &bytes).unwrap();
    let checked = check(broken.path());
    if place >= last {
        // Nothing whole follows: the journal ends there, and the shelf knows more.
        let [Amiss::Shelf(Why::Ahead { .. })] = &checked.found.told[..] else { panic!("{place}: {:?}", checked.found) };
        let repaired = repair(broken.path());
        assert!(repaired.left.is_clean() && repaired.ahead.is_some() && repaired.records > 0, "{place}");
        assert_eq!(std::fs::read(repaired.journal.unwrap()).unwrap(), bytes, "nothing is thrown away");
        let store = open(broken.path());
        assert_eq!(values(&store), *wanted, "{place}");
        store.close();
        assert_eq!(found(broken.path()), []);
        return;
    }
    match &checked.found.told[..] {
        [Amiss::Header] => assert!(place < 32),
        [Amiss::Journal(hole)] => {
            assert!(hole.place <= place as u64 && place as u64 <= hole.until, "{place}: {hole:?}");
        }
        other => panic!("{place}: {other:?}"),
    }
    assert_eq!(std::fs::read(&journal).unwrap(), bytes, "a check changes nothing");
    let without_shelf = step % 3 == 2;
    if without_shelf {
        std::fs::remove_dir_all(broken.path().join("shelf")).unwrap();
    }
    let repaired = repair(broken.path());
    assert!(repaired.left.is_clean(), "{place}: {:?}", repaired.left.found);
    assert_eq!(std::fs::read(repaired.journal.unwrap()).unwrap(), bytes, "nothing is thrown away");
    let store = open(broken.path());
    let values = values(&store);
    if repaired.header == store::HeaderNow::PutRight || !without_shelf {
        assert_eq!(values, *wanted, "{place}");
    } else {
        // Without the shelf a field may stand as it did before what cannot be read; it says nothing that it never said.
        for (at, fields) in values {
            for stored in fields.into_values() {
                let known = wanted.get(&at).is_some_and(|fields| fields.values().any(|known| *known == stored));
                let [before, after] = ["svar inom ett dygn", "samma dag"].map(text);
                assert!(known || stored == before || stored == after, "{place}: {at:?}");
            }
        }
    }
    assert!(commit(&store, "uppföljare", typed(999, None, Some("går vidare"))).is_ok());
    store.close();
    assert_eq!(found(broken.path()), []);
}
