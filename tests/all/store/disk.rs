//! Disks that fail or are full.

use super::desk::{FOLLOW_UP, commit, desk_log, everything, eyes, now, open, said, stands, typed, undo};
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use stegvis::follow_up::{Doing, Refused};
use stegvis::record::{Fault, Id};
use stegvis::steps::KINDS;
use stegvis::store::journal::{FileLog, Frame, Framed, JournalId, Log, Unread};
use stegvis::store::{Notice, Store};

/// A log whose disk does as it is told.
#[derive(Debug)]
struct Trouble {
    under: FileLog,
    how: AtomicU8,
}

const WELL: u8 = 0;
/// The write fails.
const FAILS: u8 = 1;
/// The disk is full when it is asked.
const FULL: u8 = 2;
/// The disk said it had room, and then had none.
const FULL_AFTER_ALL: u8 = 3;

/// The disk is full for whoever brings the shelf up.
const FULL_FOR_THE_SHELF: u8 = 4;
/// Whoever brings the shelf up panics.
const PANICS_FOR_THE_SHELF: u8 = 5;

impl Log for Trouble {
    fn id(&self) -> JournalId {
        self.under.id()
    }
    fn start(&self) -> u64 {
        self.under.start()
    }
    fn end(&self) -> u64 {
        self.under.end()
    }
    fn append(&self, frames: &[Frame]) -> io::Result<Vec<u64>> {
        match self.how.load(Ordering::SeqCst) {
            FAILS => Err(io::Error::other("input/output error")),
            FULL_AFTER_ALL => Err(io::ErrorKind::StorageFull.into()),
            _ => self.under.append(frames),
        }
    }
    fn read(&self, from: u64) -> Result<Vec<Framed>, Unread> {
        let is_shelf = std::thread::current().name() == Some("store-shelf");
        match self.how.load(Ordering::SeqCst) {
            FULL_FOR_THE_SHELF if is_shelf => Err(io::Error::from(io::ErrorKind::StorageFull).into()),
            PANICS_FOR_THE_SHELF if is_shelf => panic!("told to"),
            _ => self.under.read(from),
        }
    }
    fn free(&self) -> io::Result<u64> {
        Ok(if self.how.load(Ordering::SeqCst) == FULL { 1024 } else { u64::MAX })
    }
}

#[test]
fn a_failing_disk_acknowledges_nothing_until_the_store_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let log = Arc::new(Trouble { under: FileLog::create(&path).unwrap(), how: AtomicU8::new(WELL) });
    let store = Store::over(log.clone(), KINDS).unwrap();
    commit(&store, "uppföljare", typed(1, None, Some("sparat"))).unwrap();
    log.how.store(FAILS, Ordering::SeqCst);
    assert!(matches!(commit(&store, "uppföljare", typed(2, None, Some("inte"))), Err(Refused::Disk(_))));
    log.how.store(WELL, Ordering::SeqCst);
    // What a failed sync left on disk is unknown: nothing more is written.
    assert!(matches!(commit(&store, "uppföljare", typed(3, None, Some("inte heller"))), Err(Refused::Disk(_))));
    assert!(matches!(undo(&store, "uppföljare", FOLLOW_UP), Err(Refused::Disk(_))));
    assert_eq!((stands(&store, 1).as_deref(), stands(&store, 2), stands(&store, 3)), (Some("sparat"), None, None));
    let held = everything(&store);
    store.close();
    let store = Store::open(folder.path(), KINDS).unwrap().store;
    assert_eq!(everything(&store), held);
    assert_eq!(commit(&store, "uppföljare", typed(2, None, Some("nu"))), Ok(2));
}

#[test]
fn a_full_disk_refuses_and_saving_works_again_once_there_is_room() {
    let (log, store) = desk_log(|under| Trouble { under, how: AtomicU8::new(WELL) });
    commit(&store, "uppföljare", typed(1, None, Some("sparat"))).unwrap();
    for full in [FULL, FULL_AFTER_ALL] {
        log.how.store(full, Ordering::SeqCst);
        assert!(matches!(commit(&store, "uppföljare", typed(2, None, Some("inte"))), Err(Refused::Full { .. })));
        assert!(matches!(undo(&store, "uppföljare", FOLLOW_UP), Err(Refused::Full { .. })));
        assert_eq!(stands(&store, 1).as_deref(), Some("sparat"));
    }
    log.how.store(WELL, Ordering::SeqCst);
    assert_eq!(commit(&store, "uppföljare", typed(2, None, Some("nu"))), Ok(2));
    assert_eq!(undo(&store, "uppföljare", FOLLOW_UP).unwrap().seq, 3);
}

#[test]
fn an_import_that_does_not_fit_on_the_disk_leaves_nothing() {
    let (log, store) = desk_log(|under| Trouble { under, how: AtomicU8::new(WELL) });
    let mut import = store.import(&eyes("uppföljare"), Id::nil(), now(), Doing::Import);
    let words = "lång text ".repeat(1000);
    let rows = |from: u128| (from..from + 200).flat_map(|row| typed(row, None, Some(&words)).edits).collect();
    import.part(rows(0)).unwrap();
    log.how.store(FULL, Ordering::SeqCst);
    assert!(matches!(import.part(rows(200)), Err(Refused::Full { .. })));
    drop(import);
    log.how.store(WELL, Ordering::SeqCst);
    assert!(store.follow_ups().is_empty());
    assert_eq!(commit(&store, "uppföljare", typed(2, None, Some("nu"))), Ok(1));
}

#[test]
fn a_shelf_that_fails_is_told_and_harms_nothing_that_is_saved() {
    for (how, why) in [(FULL_FOR_THE_SHELF, Fault::Full), (PANICS_FOR_THE_SHELF, Fault::Other("told to".to_owned()))] {
        let folder = tempfile::tempdir().unwrap();
        let under = FileLog::create(&folder.path().join("journal")).unwrap();
        let log = Arc::new(Trouble { under, how: AtomicU8::new(WELL) });
        let store = Store::over(log.clone(), KINDS).unwrap();
        commit(&store, "uppföljare", typed(1, None, Some("sparat"))).unwrap();
        assert_eq!(store.amiss(), None);
        log.how.store(how, Ordering::SeqCst);
        // What a large change touches is read back by whoever brings the shelf up.
        let words = "lång text ".repeat(1000);
        let mut import = store.import(&eyes("uppföljare"), Id::nil(), now(), Doing::Import);
        import.part((100..300).flat_map(|row| typed(row, None, Some(&words)).edits).collect()).unwrap();
        assert_eq!(import.close(), Ok(2));
        while store.amiss().is_none() {
            std::thread::yield_now();
        }
        assert_eq!(commit(&store, "controller", typed(2, None, Some("går vidare"))), Ok(3));
        assert_eq!(undo(&store, "controller", FOLLOW_UP), Err(Refused::Disk(why.clone())));
        let held = everything(&store);
        store.clone().close();
        let told = store.amiss().unwrap();
        assert_eq!(told, Notice::Behind { fault: why });
        said(&told.sentence());
        drop((store, log));
        let store = Store::open(folder.path(), KINDS).unwrap().store;
        assert_eq!(everything(&store), held);
        assert_eq!(undo(&store, "controller", FOLLOW_UP).unwrap().edits[0].record, Id::from_u128(2));
        store.close();
    }
}

#[test]
fn a_file_size_limit_is_told_as_a_full_disk() {
    // The limit is one of the process, so that only a child may have it.
    let folder = tempfile::tempdir().unwrap();
    open(folder.path()).close();
    let status = std::process::Command::new("sh")
        .args([
            "-c",
            "trap '' XFSZ; ulimit -f 2000; exec \"$0\" --exact store::disk::limited --ignored --test-threads=1",
        ])
        .arg(std::env::current_exe().unwrap())
        .env("STEGVIS_TEST_CHILD", folder.path())
        .stdout(std::process::Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
    let store = open(folder.path());
    let rows = store.follow_up(FOLLOW_UP).unwrap().len();
    assert!(rows > 10, "{rows}");
}

/// The process with the limit: it writes until it is told that the disk is full, and every row that was
/// acknowledged stands.
#[test]
#[ignore = "run by the test above as its child"]
fn limited() {
    let Ok(folder) = std::env::var("STEGVIS_TEST_CHILD") else { return };
    let store = Store::open(std::path::Path::new(&folder), KINDS).unwrap().store;
    let words = "lång text ".repeat(1000);
    let refused = (0..1000).find_map(|row| commit(&store, "uppföljare", typed(row, None, Some(&words))).err());
    assert!(matches!(refused, Some(Refused::Full { .. })), "{refused:?}");
    // A smaller one may still fit, and nothing earlier is harmed.
    assert_eq!(stands(&store, 0).as_deref(), Some(words.as_str()));
}
