//! Disks that fail or are full.

use super::desk::{FOLLOW_UP, commit, desk_log, everything, eyes, now, open, said, stands, typed, undo};
use super::trouble::{How, Trouble};
use std::sync::Arc;
use std::sync::mpsc;
use stegvis::follow_up::{Change, Doing, Refused};
use stegvis::record::{Fault, Id};
use stegvis::steps::KINDS;
use stegvis::store::journal::FileLog;
use stegvis::store::{Notice, Store};

#[test]
fn a_failing_disk_acknowledges_nothing_until_the_store_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let log = Arc::new(Trouble::of(FileLog::create(&path).unwrap()));
    let store = Store::over(log.clone(), KINDS).unwrap();
    commit(&store, "uppföljare", typed(1, None, Some("sparat"))).unwrap();
    log.does(How::Fails);
    assert!(matches!(commit(&store, "uppföljare", typed(2, None, Some("inte"))), Err(Refused::Disk(_))));
    log.does(How::Well);
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
    let (log, store) = desk_log(Trouble::of);
    commit(&store, "uppföljare", typed(1, None, Some("sparat"))).unwrap();
    for full in [How::Full, How::FullAfterAll] {
        log.does(full);
        assert!(matches!(commit(&store, "uppföljare", typed(2, None, Some("inte"))), Err(Refused::Full { .. })));
        assert!(matches!(undo(&store, "uppföljare", FOLLOW_UP), Err(Refused::Full { .. })));
        assert_eq!(stands(&store, 1).as_deref(), Some("sparat"));
    }
    log.does(How::Well);
    assert_eq!(commit(&store, "uppföljare", typed(2, None, Some("nu"))), Ok(2));
    assert_eq!(undo(&store, "uppföljare", FOLLOW_UP).unwrap().seq, 3);
}

#[test]
fn an_import_that_does_not_fit_on_the_disk_leaves_nothing() {
    let (log, store) = desk_log(Trouble::of);
    let mut import = store.import(&eyes("uppföljare"), Id::nil(), now(), Doing::Import);
    let words = "lång text ".repeat(1000);
    let rows = |from: u128| (from..from + 200).flat_map(|row| typed(row, None, Some(&words)).edits).collect();
    import.part(rows(0)).unwrap();
    log.does(How::Full);
    assert!(matches!(import.part(rows(200)), Err(Refused::Full { .. })));
    drop(import);
    log.does(How::Well);
    assert!(store.follow_ups().is_empty());
    assert_eq!(commit(&store, "uppföljare", typed(2, None, Some("nu"))), Ok(1));
}

#[test]
fn a_shelf_that_fails_is_told_and_harms_nothing_that_is_saved() {
    for (how, why) in
        [(How::FullForTheShelf, Fault::Full), (How::PanicsForTheShelf, Fault::Other("told to".to_owned()))]
    {
        let folder = tempfile::tempdir().unwrap();
        let under = FileLog::create(&folder.path().join("journal")).unwrap();
        let log = Arc::new(Trouble::of(under));
        let store = Store::over(log.clone(), KINDS).unwrap();
        commit(&store, "uppföljare", typed(1, None, Some("sparat"))).unwrap();
        assert_eq!(store.amiss(), None);
        let (tell, told) = mpsc::channel();
        let _watch = store.watch_amiss(Box::new(move |notice| tell.send(notice).unwrap()));
        log.does(how);
        // What a large change touches is read back by whoever brings the shelf up.
        let words = "lång text ".repeat(1000);
        let mut import = store.import(&eyes("uppföljare"), Id::nil(), now(), Doing::Import);
        import.part((100..300).flat_map(|row| typed(row, None, Some(&words)).edits).collect()).unwrap();
        assert_eq!(import.close(), Ok(2));
        assert_eq!(told.recv().unwrap(), Notice::Behind { fault: why.clone() }, "it is told at once");
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

/// A store whose shelf does not come back; what it has told of that, and its journal's folder.
fn hung() -> (tempfile::TempDir, Arc<Trouble>, Store, mpsc::Receiver<Notice>) {
    let folder = tempfile::tempdir().unwrap();
    let log = Arc::new(Trouble::of(FileLog::create(&folder.path().join("journal")).unwrap()));
    let store = Store::over(log.clone(), KINDS).unwrap();
    let (tell, told) = mpsc::channel();
    let _watch = store.watch_amiss(Box::new(move |notice| tell.send(notice).unwrap()));
    commit(&store, "uppföljare", typed(1, None, Some("sparat"))).unwrap();
    undo(&store, "uppföljare", FOLLOW_UP).unwrap();
    log.does(How::HangsForTheShelf);
    // What a large change touches is read back by whoever brings the shelf up.
    let words = "lång text ".repeat(1000);
    let mut import = store.import(&eyes("uppföljare"), Id::nil(), now(), Doing::Import);
    import.part((100..300).flat_map(|row| typed(row, None, Some(&words)).edits).collect()).unwrap();
    import.close().unwrap();
    log.wait_for_the_shelf();
    (folder, log, store, told)
}

/// What holds once a shelf has been given up: saving and closing wait for nothing, and nothing is lost.
fn given_up((folder, log, store, told): (tempfile::TempDir, Arc<Trouble>, Store, mpsc::Receiver<Notice>)) {
    assert_eq!(told.try_iter().collect::<Vec<_>>(), [Notice::Behind { fault: Fault::Silent }], "it is told once");
    let begun = std::time::Instant::now();
    commit(&store, "controller", typed(3, None, Some("går vidare"))).unwrap();
    assert_eq!(undo(&store, "controller", FOLLOW_UP), Err(Refused::Disk(Fault::Silent)));
    let held = everything(&store);
    store.clone().close();
    assert!(begun.elapsed() < std::time::Duration::from_secs(5), "{:?}", begun.elapsed());
    // It comes back after all: what it does then harms nothing.
    log.does(How::Well);
    drop(store);
    let store = Store::open(folder.path(), KINDS).unwrap().store;
    assert_eq!(everything(&store), held);
    assert_eq!(undo(&store, "controller", FOLLOW_UP).unwrap().edits[0].record, Id::from_u128(3));
    store.close();
}

#[test]
fn a_shelf_that_does_not_come_back_is_let_go_and_saving_goes_on() {
    std::thread::scope(|scope| {
        // Whoever undoes waits for it,
        scope.spawn(|| {
            let hung = hung();
            assert_eq!(undo(&hung.2, "uppföljare", FOLLOW_UP), Err(Refused::Disk(Fault::Silent)));
            given_up(hung);
        });
        // whoever saves so much that the shelf must follow,
        scope.spawn(|| {
            let hung = hung();
            let edits = (10_000..31_000).flat_map(|row| typed(row, None, Some("krav")).edits).collect();
            commit(&hung.2, "uppföljare", Change { doing: Doing::Edit, edits }).unwrap();
            commit(&hung.2, "uppföljare", typed(2, None, Some("också"))).unwrap();
            given_up(hung);
        });
        // and whoever closes the store.
        scope.spawn(|| {
            let (folder, log, store, told) = hung();
            let held = everything(&store);
            store.close();
            assert_eq!(told.recv().unwrap(), Notice::Behind { fault: Fault::Silent });
            log.does(How::Well);
            let store = Store::open(folder.path(), KINDS).unwrap().store;
            assert_eq!(everything(&store), held);
            store.close();
        });
    });
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
