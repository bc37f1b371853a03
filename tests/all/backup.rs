//! Backup and restore: one file that holds everything, from outside.

mod command_line;

use crate::store::desk::{self, FOLLOW_UP, commit, everything, named, now, open, redo, said, stands, typed, undo};
use proptest::prelude::*;
use std::fs::{self, File};
use std::io::{self, Read as _, Write};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};
use stegvis::exchange::{example, export};
use stegvis::follow_up::Doing;
use stegvis::locale::Languages;
use stegvis::record::Id;
use stegvis::steps::KINDS;
use stegvis::store::{BadBackup, Holds, NotBackedUp, NotRestored, OpenError, Restored, Store};

/// The stored example of the form.
const STORED: &str = "tests/data/backup-1.stegvis";

fn backup(store: &Store) -> Vec<u8> {
    let mut bytes = Vec::new();
    let made = store.snapshot().write(now(), &mut bytes).unwrap();
    assert_eq!((verified(&bytes).unwrap(), made.kept), (made.holds, Ok(())));
    bytes
}

fn verified(bytes: &[u8]) -> Result<Holds, BadBackup> {
    Store::verify_backup(&mut &*bytes)
}

fn restore(folder: &Path, bytes: &[u8], replace: bool) -> Result<Restored, NotRestored> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    desk::restore(folder, &mut file, replace, &[])
}

fn exported(store: &Store) -> Vec<u8> {
    let mut out = Vec::new();
    export(&store.register(), &store.follow_ups(), &mut out).unwrap();
    out
}

/// A store with some history, something undone, and a draft.
fn filled(folder: &Path) -> Store {
    let store = desk::filled(folder);
    store.keep(Id::from_u128(7), "places", Some(&vec![b'x'; 40_000])).unwrap();
    store.keep(Id::from_u128(7), "empty", Some(b"")).unwrap();
    store
}

/// A backup of that.
static BACKUP: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(folder.path());
    let bytes = backup(&store);
    store.close();
    bytes
});

/// What is wrong with a backup, in words that name the file.
fn wrong(bad: &BadBackup) -> String {
    let said = said(&bad.sentence(Path::new("natt.backup")));
    assert!(said.contains("natt.backup"), "{said}");
    said
}

#[test]
fn a_backup_comes_back_with_history_undo_and_drafts() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(&folder.path().join("from"));
    let bytes = backup(&store);
    let holds = verified(&bytes).unwrap();
    assert_eq!((holds.at, holds.head, holds.follow_ups, holds.kept), (now(), store.head(), 1, 3));
    assert_eq!(holds.span, Some((now(), now())));
    let to = folder.path().join("to");
    assert_eq!(restore(&to, &bytes, false).unwrap(), Restored { holds: holds.clone(), aside: None, forgotten: 0 });
    let back = open(&to);
    assert_eq!(everything(&back), everything(&store));
    assert_eq!((back.head(), exported(&back)), (store.head(), exported(&store)));
    for (officer, slot) in [(0, "draft"), (7, "places"), (7, "empty"), (7, "none")] {
        let officer = Id::from_u128(officer);
        assert_eq!(back.kept(officer, slot), store.kept(officer, slot), "{slot}");
    }
    // What had been undone can be done again, and what had been done be undone.
    for store in [&store, &back] {
        assert_eq!(redo(store, "uppföljare", FOLLOW_UP).unwrap().count, 1);
        assert_eq!(undo(store, "controller", FOLLOW_UP).unwrap().count, 1);
    }
    assert_eq!(everything(&back), everything(&store));
    // The chain goes on as one: a later backup holds what the earlier one vouches for.
    commit(&back, "uppföljare", typed(77, None, Some("efteråt"))).unwrap();
    assert_eq!(verified(&backup(&back)).unwrap().head, back.head());
}

#[test]
fn an_empty_store_and_one_in_memory_are_backed_up_too() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::in_memory(KINDS).unwrap();
    let empty = backup(&store);
    let holds = verified(&empty).unwrap();
    assert_eq!((holds.head.seq, holds.span, holds.follow_ups, holds.kept), (0, None, 0, 0));
    restore(folder.path(), &empty, false).unwrap();
    let back = open(folder.path());
    assert_eq!(back.head(), store.head());
    back.close();
    commit(&store, "uppföljare", typed(1, None, Some("krav"))).unwrap();
    restore(folder.path(), &backup(&store), true).unwrap();
    assert_eq!(everything(&open(folder.path())), everything(&store));
}

#[test]
fn a_backup_taken_while_others_write_holds_a_state_that_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder.path().join("from"));
    let ended = AtomicBool::new(false);
    let mut backups = Vec::new();
    std::thread::scope(|scope| {
        for officer in 0..3_u128 {
            let (store, ended) = (store.clone(), &ended);
            scope.spawn(move || {
                for turn in (0..300).take_while(|_| !ended.load(Ordering::Relaxed)) {
                    let record = officer * 1000 + turn;
                    commit(&store, "uppföljare", typed(record, None, Some("krav"))).unwrap();
                    if turn % 20 == 0 {
                        let mut import = store.import(&desk::eyes("import"), Id::nil(), now(), Doing::Import);
                        for part in 0..4 {
                            let rows = (0..10).map(|row| 10_000 + record * 100 + part * 10 + row);
                            import.part(rows.flat_map(|row| typed(row, None, Some("rad")).edits).collect()).unwrap();
                        }
                        import.close().unwrap();
                    }
                }
            });
        }
        for _ in 0..4 {
            let before = store.head().seq;
            let bytes = backup(&store);
            let holds = verified(&bytes).unwrap();
            let after = store.head().seq;
            assert!((before..=after).contains(&holds.head.seq));
            backups.push((bytes, holds));
            while store.head().seq < (after + 20).min(900) {
                std::thread::yield_now();
            }
        }
        ended.store(true, Ordering::Relaxed);
    });
    for (number, (bytes, holds)) in backups.iter().enumerate() {
        let to = folder.path().join(number.to_string());
        restore(&to, bytes, false).unwrap();
        let back = open(&to);
        let imported = back
            .follow_up(FOLLOW_UP)
            .map_or(0, |own| own.everything().filter(|record| record.id().as_u128() >= 10_000).count());
        assert_eq!((back.head(), imported % 40), (holds.head, 0));
        back.close();
    }
}

#[test]
fn a_journal_that_was_damaged_meanwhile_gives_no_backup() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(folder.path());
    let journal = folder.path().join("journal");
    let mut bytes = fs::read(&journal).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 4;
    // In place, as a disk does it.
    let mut file = File::options().write(true).open(&journal).unwrap();
    file.write_all(&bytes).unwrap();
    assert!(matches!(store.snapshot().write(now(), &mut io::sink()), Err(NotBackedUp::Journal(_))));
}

#[test]
fn a_disk_that_refuses_is_told() {
    struct Full(usize);
    impl Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or(io::ErrorKind::StorageFull)?;
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let store = filled(folder.path());
    for room in [0, 63, 64, 1000, BACKUP.len() - 200] {
        assert!(matches!(store.snapshot().write(now(), &mut Full(room)), Err(NotBackedUp::Write(_))), "{room}");
    }
}

#[test]
fn a_flipped_byte_anywhere_is_found_and_named_and_nothing_is_restored() {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("to");
    for place in 0..BACKUP.len() {
        let mut bytes = BACKUP.clone();
        bytes[place] ^= 1 << (place % 8);
        let bad = verified(&bytes).unwrap_err();
        match (&bad, place) {
            // A length that is too large asks for more than the file has.
            (BadBackup::Foreign, 0..8) | (BadBackup::Short, 64..) => {}
            (BadBackup::Damaged { place: at }, 8..) => assert!(*at <= place as u64, "{place}: {bad}"),
            _ => panic!("{place}: {bad:?}"),
        }
        if place % 97 == 0 {
            wrong(&bad);
            assert!(matches!(restore(&to, &bytes, false), Err(NotRestored::Bad(_))));
        }
    }
    assert!(!to.exists());
}

#[test]
fn a_backup_cut_anywhere_or_with_something_after_it_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("to");
    for length in 0..BACKUP.len() {
        let bad = verified(&BACKUP[..length]).unwrap_err();
        assert!(matches!((&bad, length), (BadBackup::Foreign, 0..8) | (BadBackup::Short, 8..)), "{length}: {bad:?}");
    }
    assert!(wrong(&BadBackup::Short).contains("avklippt"));
    assert!(matches!(restore(&to, &BACKUP[..BACKUP.len() - 1], false), Err(NotRestored::Bad(_))));
    let longer = [BACKUP.as_slice(), b"x"].concat();
    assert!(matches!(verified(&longer), Err(BadBackup::Damaged { place }) if place == BACKUP.len() as u64));
    assert!(!to.exists());
}

#[test]
fn a_newer_form_and_another_file_are_refused_with_a_sentence() {
    let mut newer = BACKUP.clone();
    newer[8] = 2;
    let sum = crc32fast::hash(&newer[..60]).to_le_bytes();
    newer[60..64].copy_from_slice(&sum);
    let bad = verified(&newer).unwrap_err();
    assert!(matches!(bad, BadBackup::Newer) && wrong(&bad).contains("nyare"));
    let bad = verified(b"PK\x03\x04 ett kalkylblad").unwrap_err();
    assert!(matches!(bad, BadBackup::Foreign) && wrong(&bad).contains("ingen säkerhetskopia"));
}

/// A file of the form out of blocks of this content, with all sums as they should be.
fn forged(blocks: &[(u8, Vec<u8>, u32)]) -> Vec<u8> {
    use sha2::{Digest as _, Sha256};
    let mut bytes = BACKUP[..64].to_vec();
    for (letter, packed, unpacked) in blocks {
        let mut front = vec![*letter];
        front.extend(u32::try_from(packed.len()).unwrap().to_le_bytes());
        front.extend(unpacked.to_le_bytes());
        let sum = crc32fast::hash(&[front.as_slice(), packed].concat());
        bytes.extend(front);
        bytes.extend(sum.to_le_bytes());
        bytes.extend(packed);
    }
    let sum = Sha256::digest(&bytes);
    bytes.extend(sum);
    bytes
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    flate2::read::DeflateEncoder::new(bytes, flate2::Compression::best()).read_to_end(&mut packed).unwrap();
    packed
}

#[test]
fn what_claims_or_unpacks_to_too_much_is_refused_before_it_takes_room() {
    let bomb = packed(&vec![0; 8_000_000]);
    let block = |unpacked: u32| (b'J', bomb.clone(), unpacked);
    for blocks in [
        vec![block(u32::MAX)],
        vec![block(256 * 1024)],
        vec![(b'J', vec![0; 1000], u32::MAX)],
        vec![(b'K', packed(&[0xff; 1000]), 1000), (b'E', vec![], 0)],
        vec![(b'E', vec![], 0)],
        vec![(b'E', vec![], 0), (b'J', packed(b"x"), 1)],
        vec![(b'X', packed(b"x"), 1)],
        // One byte packed less, and something behind what is packed.
        vec![(b'J', packed(b"xy"), 1)],
        vec![(b'J', [packed(b"x"), vec![0]].concat(), 1)],
    ] {
        let bad = verified(&forged(&blocks)).unwrap_err();
        assert!(matches!(bad, BadBackup::Damaged { .. } | BadBackup::Journal { .. }), "{bad:?}");
        wrong(&bad);
    }
    // A journal of nothing but a frame that claims eight megabytes.
    let mut journal = journal_of(&BACKUP)[..32].to_vec();
    journal.extend(b"\xf5SGv\x00\x00\x80\x00");
    journal.resize(80, 0);
    let file = forged(&[(b'J', packed(&journal), 80), (b'E', vec![], 0)]);
    assert!(matches!(verified(&file), Err(BadBackup::Journal { place: 32, after: 0 })));
}

/// The journal in the first block of a backup.
fn journal_of(backup: &[u8]) -> Vec<u8> {
    let length = u32::from_le_bytes(backup[65..69].try_into().unwrap());
    let mut journal = Vec::new();
    let packed = &backup[77..77 + usize::try_from(length).unwrap()];
    flate2::read::DeflateDecoder::new(packed).read_to_end(&mut journal).unwrap();
    journal
}

#[test]
fn a_whole_file_with_a_journal_that_does_not_hold_is_named() {
    let journal = journal_of(&BACKUP);
    let length = u32::try_from(journal.len()).unwrap();
    let end = (b'E', vec![], 0);
    assert!(verified(&forged(&[(b'J', packed(&journal), length), end.clone()])).is_ok());
    for place in (0..journal.len()).step_by(131) {
        let mut journal = journal.clone();
        journal[place] ^= 2;
        let file = forged(&[(b'J', packed(&journal), length), end.clone()]);
        let bad = verified(&file).unwrap_err();
        assert!(matches!(bad, BadBackup::Journal { place: at, .. } if at <= place as u64), "{place}: {bad:?}");
        wrong(&bad);
    }
    // Whole frames are missing: the head says so.
    for place in [32, journal.windows(4).rposition(|bytes| bytes == [0xf5, 0x53, 0x47, 0x76]).unwrap()] {
        let file = forged(&[(b'J', packed(&journal[..place]), u32::try_from(place).unwrap()), end.clone()]);
        assert!(matches!(verified(&file), Err(BadBackup::Journal { .. })), "{place}");
    }
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(
        bytes in proptest::collection::vec(any::<u8>(), 0..400),
        from in 0..4000_usize,
        keep in any::<bool>(),
    ) {
        let raw = [&b"STEGVISB"[..], &bytes].concat();
        prop_assert!(verified(&raw).is_err());
        // Into a block with a sum that holds, and over a whole file.
        let length = u32::try_from(bytes.len()).unwrap();
        let letter = if keep { b'K' } else { b'J' };
        let journal = (b'J', packed(&journal_of(&BACKUP)), u32::try_from(journal_of(&BACKUP).len()).unwrap());
        let blocks = [journal, (letter, packed(&bytes), length), (b'E', vec![], 0)];
        let empty = bytes.is_empty();
        prop_assert!(empty || !keep || verified(&forged(&blocks)).map_or(true, |holds| holds.kept > 0));
        let mut whole = BACKUP.clone();
        let from = from % whole.len();
        for (place, byte) in whole[from..].iter_mut().zip(&bytes) {
            *place = *byte;
        }
        prop_assert!(whole == *BACKUP || verified(&whole).is_err());
    }
}

#[test]
fn a_store_that_is_there_is_replaced_only_when_asked_and_kept_aside() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let store = open(folder);
    commit(&store, "uppföljare", typed(500, None, Some("det gamla"))).unwrap();
    store.keep(Id::nil(), "draft", Some("gammalt".as_bytes())).unwrap();
    let old = everything(&store);
    // While a process holds it, nobody replaces it.
    let held = restore(folder, &BACKUP, true).unwrap_err();
    assert!(matches!(held, NotRestored::Open(OpenError::Held { .. })), "{held}");
    store.close();
    assert!(matches!(restore(folder, &BACKUP, false), Err(NotRestored::There(_))));
    // A bad backup touches nothing, whatever was asked for.
    assert!(restore(folder, &BACKUP[..BACKUP.len() - 1], true).is_err());
    let store = open(folder);
    assert_eq!(everything(&store), old);
    store.close();
    for number in 1..=2 {
        let restored = restore(folder, &BACKUP, true).unwrap();
        let aside = folder.join(format!("before-restore-{number}"));
        assert_eq!(restored.aside, Some(aside.clone()));
        let store = open(folder);
        assert_eq!((stands(&store, 500), store.kept(Id::nil(), "draft")), (None, Some(b"halvskrivet".to_vec())));
        store.close();
        assert_eq!(fs::metadata(folder.join("journal")).unwrap().permissions().mode() & 0o777, 0o600);
        let aside = open(&aside);
        assert_eq!(everything(&aside) == old, number == 1, "the old one opens where it is kept");
    }
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    assert_eq!(names, ["before-restore-1", "before-restore-2", "journal", "lock", "shelf"]);
}

#[test]
fn a_store_whose_journal_is_gone_or_damaged_is_what_a_restore_is_for() {
    for damage in ["gone", "damaged"] {
        let folder = tempfile::tempdir().unwrap();
        filled(folder.path()).close();
        let journal = folder.path().join("journal");
        match damage {
            "gone" => fs::remove_file(&journal).unwrap(),
            _ => fs::write(&journal, b"STEGVISJ").unwrap(),
        }
        assert!(Store::open(folder.path(), KINDS).is_err());
        assert!(matches!(restore(folder.path(), &BACKUP, false), Err(NotRestored::There(_))));
        let aside = restore(folder.path(), &BACKUP, true).unwrap().aside.unwrap();
        assert!(aside.join("shelf").exists(), "nothing is thrown away");
        let store = open(folder.path());
        assert_eq!(store.head(), verified(&BACKUP).unwrap().head);
        store.close();
    }
}

/// The example, as the store of a folder.
fn example_in(folder: &Path) -> Store {
    let store = open(folder);
    let mut import = store.import(&desk::eyes("uppföljare"), Id::nil(), now(), Doing::Import);
    example(&Languages::default(), &mut |part| import.part(part)).unwrap();
    import.close().unwrap();
    store
}

#[test]
fn the_example_is_exported_byte_for_byte_after_backup_and_restore() {
    let folder = tempfile::tempdir().unwrap();
    let store = example_in(&folder.path().join("from"));
    let (bytes, before) = (backup(&store), exported(&store));
    restore(&folder.path().join("to"), &bytes, false).unwrap();
    assert!(exported(&open(&folder.path().join("to"))) == before);
    assert!(bytes.len() * 2 < usize::try_from(verified(&bytes).unwrap().journal).unwrap(), "it is packed");
}

/// Writes the stored example of the form, for the day when there is another form to write one of.
#[test]
#[ignore = "writes tests/data, when a new form is made"]
fn write_the_stored_example() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    commit(&store, "uppföljare", typed(1, None, Some("Svar inom ett dygn"))).unwrap();
    commit(&store, "controller", named(2, None, Some("Omsorg Öst AB"))).unwrap();
    commit(&store, "uppföljare", typed(1, Some("Svar inom ett dygn"), Some("Svar inom två dygn"))).unwrap();
    undo(&store, "uppföljare", FOLLOW_UP).unwrap();
    store.keep(Id::nil(), "draft", Some("halvskrivet å".as_bytes())).unwrap();
    store.snapshot().write(now(), &mut File::create_new(STORED).unwrap()).unwrap();
}

#[test]
fn the_stored_example_of_form_one_is_restored() {
    let folder = tempfile::tempdir().unwrap();
    let restored = restore(folder.path(), &fs::read(STORED).unwrap(), false).unwrap();
    assert_eq!((restored.holds.at, restored.holds.head.seq, restored.holds.kept), (now(), 4, 1));
    let store = open(folder.path());
    assert_eq!(stands(&store, 1).as_deref(), Some("Svar inom ett dygn"));
    assert_eq!(store.kept(Id::nil(), "draft").as_deref(), Some("halvskrivet å".as_bytes()));
    assert_eq!(store.register().everything().count(), 1);
    redo(&store, "uppföljare", FOLLOW_UP).unwrap();
    assert_eq!(stands(&store, 1).as_deref(), Some("Svar inom två dygn"));
}
