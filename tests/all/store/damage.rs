//! Files that have been flipped, emptied, swapped or deleted.

use super::desk::{self, FOLLOW_UP, commit, copy, copy_into, everything, open, said, typed, undo};
use std::path::Path;
use stegvis::record::Id;
use stegvis::steps::KINDS;
use stegvis::store::{Notice, OpenError, Opened, Store, Why};

/// A store with some history and a draft, closed; what it holds.
fn filled(folder: &Path) -> Vec<desk::Held> {
    let store = desk::filled(folder);
    let held = everything(&store);
    store.close();
    held
}

/// Opens a store whose shelf had to be rebuilt, and says why.
fn rebuilt(folder: &Path) -> (Store, Why) {
    let Opened { store, notices } = Store::open(folder, KINDS).unwrap();
    let [Notice::Rebuilt { why, .. }] = &notices[..] else { panic!("{notices:?}") };
    said(&notices[0].sentence());
    (store, why.clone())
}

#[test]
fn a_deleted_shelf_is_rebuilt() {
    let folder = tempfile::tempdir().unwrap();
    let held = filled(folder.path());
    std::fs::remove_dir_all(folder.path().join("shelf")).unwrap();
    let (store, why) = rebuilt(folder.path());
    assert_eq!((everything(&store), why), (held, Why::Missing));
    // What could be undone and redone is rebuilt as well.
    assert_eq!(desk::redo(&store, "uppföljare", FOLLOW_UP).unwrap().count, 1);
    store.close();
    open(folder.path()).close();
}

#[test]
fn a_shelf_that_was_put_aside_by_a_start_that_was_cut_short_gives_its_drafts_back() {
    let folder = tempfile::tempdir().unwrap();
    let held = filled(folder.path());
    let shelf = folder.path().join("shelf");
    std::fs::rename(&shelf, folder.path().join("shelf.aside-1")).unwrap();
    std::fs::create_dir(folder.path().join("shelf.new")).unwrap();
    let Opened { store, notices } = Store::open(folder.path(), KINDS).unwrap();
    let [notice @ Notice::Rebuilt { why: Why::Missing, drafts_lost: false, .. }] = &notices[..] else {
        panic!("{notices:?}")
    };
    assert!(said(&notice.sentence()).contains("Halvskrivna ord finns också kvar"));
    assert_eq!(everything(&store), held);
    assert_eq!(store.kept(Id::nil(), "draft").as_deref(), Some(&b"halvskrivet"[..]));
    store.close();
    std::fs::remove_dir_all(&shelf).unwrap();
    std::fs::remove_dir_all(folder.path().join("shelf.aside-1")).unwrap();
    let notices = Store::open(folder.path(), KINDS).unwrap().notices;
    assert!(matches!(&notices[..], [Notice::Rebuilt { drafts_lost: true, .. }]), "{notices:?}");
}

#[test]
fn an_emptied_shelf_is_rebuilt() {
    let folder = tempfile::tempdir().unwrap();
    let held = filled(folder.path());
    let shelf = folder.path().join("shelf");
    std::fs::remove_dir_all(&shelf).unwrap();
    std::fs::create_dir(&shelf).unwrap();
    let (store, why) = rebuilt(folder.path());
    assert_eq!((everything(&store), why), (held.clone(), Why::Missing));
    store.close();
    // sled opens silently empty when its data and its snapshots are gone but its settings are not.
    for entry in std::fs::read_dir(&shelf).unwrap() {
        let entry = entry.unwrap();
        if entry.file_name() != "conf" && entry.file_type().unwrap().is_file() {
            std::fs::remove_file(entry.path()).unwrap();
        }
    }
    let (store, why) = rebuilt(folder.path());
    assert_eq!((everything(&store), why), (held, Why::Missing));
}

#[test]
fn a_shelf_damaged_anywhere_is_read_right_or_rebuilt() {
    let folder = tempfile::tempdir().unwrap();
    let held = filled(folder.path());
    for place in 0..60_u64 {
        let broken = copy(folder.path());
        let files = ["db", "conf"].map(|name| broken.path().join("shelf").join(name));
        let snapshot = std::fs::read_dir(broken.path().join("shelf")).unwrap().map(|entry| entry.unwrap().path());
        let snapshot = snapshot.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("snap"));
        let files: Vec<_> = files.into_iter().chain(snapshot).collect();
        let file = &files[usize::try_from(place).unwrap() % files.len()];
        let mut bytes = std::fs::read(file).unwrap();
        let length = bytes.len() as u64;
        match place % 4 {
            // Where something stands: sled's file begins with it.
            0 => bytes[usize::try_from(place * 7919 % length.min(20_000)).unwrap()] ^= 0x40,
            1 => bytes.truncate(usize::try_from(place * 104_729 % length).unwrap()),
            2 => bytes
                .iter_mut()
                .skip(usize::try_from(place * 101 % length).unwrap())
                .take(512)
                .for_each(|byte| *byte = 0),
            _ => bytes.iter_mut().take(4096).for_each(|byte| *byte = byte.wrapping_mul(37)),
        }
        std::fs::write(file, bytes).unwrap();
        let Opened { store, notices } = Store::open(broken.path(), KINDS).unwrap();
        assert_eq!(everything(&store), held, "{place} {}", file.display());
        for notice in &notices {
            assert!(matches!(notice, Notice::Rebuilt { .. }), "{notice:?}");
        }
        commit(&store, "uppföljare", typed(99, None, Some("går vidare"))).unwrap();
        store.close();
        open(broken.path()).close();
    }
}

#[test]
fn an_older_shelf_is_brought_up_and_a_foreign_one_replaced_with_its_drafts_kept() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let older = copy(folder.path());
    let store = open(folder.path());
    commit(&store, "uppföljare", typed(77, None, Some("senare"))).unwrap();
    let held = everything(&store);
    store.close();
    let shelf = folder.path().join("shelf");
    std::fs::remove_dir_all(&shelf).unwrap();
    std::fs::create_dir(&shelf).unwrap();
    copy_into(&older.path().join("shelf"), &shelf);
    let store = open(folder.path());
    assert_eq!(everything(&store), held);
    assert_eq!(undo(&store, "uppföljare", FOLLOW_UP).unwrap().edits[0].record, Id::from_u128(77));
    let held = everything(&store);
    store.close();
    let other = tempfile::tempdir().unwrap();
    filled(other.path());
    std::fs::remove_dir_all(&shelf).unwrap();
    std::fs::create_dir(&shelf).unwrap();
    copy_into(&other.path().join("shelf"), &shelf);
    let (store, why) = rebuilt(folder.path());
    assert_eq!((everything(&store), why), (held, Why::Other));
    assert_eq!(store.kept(Id::nil(), "draft").as_deref(), Some(&b"halvskrivet"[..]));
    assert!(folder.path().join("shelf.aside-1").exists());
}

#[test]
fn a_byte_flipped_in_the_middle_of_the_journal_is_named_and_nothing_is_changed() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    std::fs::remove_dir_all(folder.path().join("shelf")).unwrap();
    let whole = std::fs::read(folder.path().join("journal")).unwrap();
    // All but the last commit, after which nothing whole follows.
    let end = whole.windows(4).rposition(|bytes| bytes == [0xf5, 0x53, 0x47, 0x76]).unwrap();
    // `.ci/run --long` asks for more.
    let flips = std::env::var("STEGVIS_FLIPS").ok().and_then(|flips| flips.parse().ok()).unwrap_or(300);
    for step in 0..flips {
        let place = step * end / flips;
        let mut bytes = whole.clone();
        bytes[place] ^= 1 << (step % 8);
        let broken = tempfile::tempdir().unwrap();
        let journal = broken.path().join("journal");
        std::fs::write(&journal, &bytes).unwrap();
        let error = Store::open(broken.path(), KINDS).unwrap_err();
        match &error {
            OpenError::Damaged { place: at, .. } => assert!(*at <= place as u64, "{place}: {error}"),
            _ => panic!("{place}: {error}"),
        }
        said(&error.sentence());
        assert_eq!(std::fs::read(&journal).unwrap(), bytes);
        assert!(!broken.path().join("shelf").exists());
    }
}

#[test]
fn garbage_and_nothing_after_the_last_commit_is_cut() {
    let folder = tempfile::tempdir().unwrap();
    let held = filled(folder.path());
    for tail in [vec![0; 5000], vec![0xf5; 70_000], b"\xf5SGv\xff\xff\xff\xff".repeat(3), b"hej".to_vec()] {
        let torn = copy(folder.path());
        let journal = torn.path().join("journal");
        let mut bytes = std::fs::read(&journal).unwrap();
        bytes.extend_from_slice(&tail);
        std::fs::write(&journal, bytes).unwrap();
        let Opened { store, notices } = Store::open(torn.path(), KINDS).unwrap();
        assert!(matches!(&notices[..], [Notice::Torn { bytes, .. }] if *bytes == tail.len() as u64), "{notices:?}");
        assert_eq!(everything(&store), held);
    }
}

#[test]
fn a_journal_that_is_missing_newer_or_none_is_refused_with_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let journal = folder.path().join("journal");
    let whole = std::fs::read(&journal).unwrap();
    std::fs::remove_file(&journal).unwrap();
    let error = Store::open(folder.path(), KINDS).unwrap_err();
    assert!(matches!(error, OpenError::JournalGone(_)) && said(&error.sentence()).contains("stegvis check"));
    assert!(!journal.exists());
    std::fs::write(&journal, b"PK\x03\x04 ett kalkylblad").unwrap();
    let error = Store::open(folder.path(), KINDS).unwrap_err();
    // Beside a shelf it is what has become of the journal; alone it is something else.
    assert!(matches!(error, OpenError::Damaged { place: 0, .. }) && said(&error.sentence()).contains("stegvis check"));
    let alone = tempfile::tempdir().unwrap();
    std::fs::copy(&journal, alone.path().join("journal")).unwrap();
    let error = Store::open(alone.path(), KINDS).unwrap_err();
    assert!(matches!(error, OpenError::Foreign(_)) && said(&error.sentence()).contains("journal"));
    let mut newer = whole.clone();
    newer[8] = 2;
    let sum = crc32fast::hash(&newer[..28]).to_le_bytes();
    newer[28..32].copy_from_slice(&sum);
    std::fs::write(&journal, &newer).unwrap();
    let error = Store::open(folder.path(), KINDS).unwrap_err();
    assert!(matches!(error, OpenError::Newer(_)) && said(&error.sentence()).contains("nyare"));
    assert_eq!(std::fs::read(&journal).unwrap(), newer);
    std::fs::write(&journal, whole).unwrap();
    open(folder.path()).close();
}
