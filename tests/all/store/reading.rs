//! Stores that can be read but not written. What is full or read-only is mounted for a child of the test alone.

use super::desk::{self, FOLLOW_UP, commit, copy, everything, now, open, said, stands, typed, undo};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use stegvis::follow_up::Refused;
use stegvis::record::{Fault, Id};
use stegvis::steps::KINDS;
use stegvis::store::{NotKept, NotRestored, Notice, OpenError, Opened, Store, Why};

/// Runs one of the children below in a namespace of its own, in which `mount` is done for the folder `$1`.
fn mounted(mount: &str, folder: &Path, child: &str) {
    let within = |script: &str| {
        let mut command = Command::new("unshare");
        command.args(["-rm", "sh", "-c", script]).arg(std::env::current_exe().unwrap()).arg(folder);
        command.env("STEGVIS_TEST_CHILD", folder);
        command
    };
    if !within(mount).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success()) {
        eprintln!("skipped: this machine does not let an account mount for itself (unshare -rm)");
        return;
    }
    let script = format!("{mount} && exec \"$0\" --exact store::reading::{child} --ignored --test-threads=1");
    let ran = within(&script).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stdout));
}

/// The folder that has been mounted for this child, if it is one.
fn child() -> Option<PathBuf> {
    std::env::var_os("STEGVIS_TEST_CHILD").map(PathBuf::from)
}

/// A closed store with a torn tail and a draft, and what it holds.
fn filled(folder: &Path) -> Vec<super::desk::Held> {
    let store = open(folder);
    for number in 1..=20 {
        commit(&store, "uppföljare", typed(number, None, Some("svar inom ett dygn"))).unwrap();
    }
    store.keep(Id::nil(), "draft", Some(b"halvskrivet")).unwrap();
    let held = everything(&store);
    store.close();
    let journal = folder.join("journal");
    let mut bytes = std::fs::read(&journal).unwrap();
    let last = bytes.len() - 150;
    bytes.extend_from_within(last..);
    std::fs::write(&journal, bytes).unwrap();
    held
}

/// Every file and its bytes, but the lock's.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            found.extend(files(&entry));
        } else if !entry.ends_with("lock") {
            found.insert(entry.clone(), std::fs::read(entry).unwrap());
        }
    }
    found
}

/// Opens a store that can only be read, and says why.
fn to_read(folder: &Path) -> (Store, Fault) {
    let Opened { store, notices } = Store::open(folder, KINDS).unwrap();
    let [Notice::ToRead { path, fault }, Notice::LeftOut { bytes: 150 }] = &notices[..] else { panic!("{notices:?}") };
    let told = notices.iter().map(|notice| said(&notice.sentence())).collect::<Vec<_>>();
    assert!(path.starts_with(folder) && told[0].contains(&path.display().to_string()), "{told:?}");
    (store, fault.clone())
}

#[test]
fn a_full_disk_is_opened_for_reading_and_saves_again_once_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    mounted("mount -t tmpfs -o size=48m none \"$1\"", folder.path(), "full");
}

#[test]
#[ignore = "run by the test above as its child"]
fn full() {
    let Some(disk) = child() else { return };
    let folder = disk.join("stegvis");
    let held = filled(&folder);
    let before = files(&folder);
    let filler = disk.join("filler");
    assert!(std::fs::write(&filler, vec![1; 64 << 20]).is_err());
    let (store, fault) = to_read(&folder);
    assert_eq!((everything(&store), fault), (held.clone(), Fault::Full));
    let refused = [
        commit(&store, "uppföljare", typed(30, None, Some("inte"))).unwrap_err(),
        undo(&store, "uppföljare", FOLLOW_UP).unwrap_err(),
    ];
    assert!(refused.iter().all(|refused| matches!(refused, Refused::Full { .. })), "{refused:?}");
    assert_eq!(store.keep(Id::nil(), "draft", Some(b"nyare")), Err(NotKept::OnlyRead(Fault::Full)));
    assert_eq!(store.keep(Id::nil(), "draft", None), Ok(()));
    // Somewhere else it can be backed up, without what is kept, and nothing is restored where there is no room.
    let mut elsewhere = tempfile::tempfile().unwrap();
    let made = store.snapshot().write(now(), &mut elsewhere).unwrap();
    assert_eq!((made.holds.head, made.holds.kept, made.kept), (store.head(), 0, Err(Fault::Full)));
    let no_room = desk::restore(&disk.join("annat"), &mut elsewhere, false, &[]);
    assert!(matches!(no_room, Err(NotRestored::Open(OpenError::Full { .. }))), "{no_room:?}");
    assert!(matches!(Store::open(&folder, KINDS), Err(OpenError::Held { .. })));
    store.close();
    assert_eq!(files(&folder), before);

    // Room comes while it is open: the next change is saved, and so is what is undone.
    let (store, _) = to_read(&folder);
    std::fs::remove_file(&filler).unwrap();
    assert_eq!(undo(&store, "uppföljare", FOLLOW_UP).unwrap().edits[0].record, Id::from_u128(20));
    assert_eq!(commit(&store, "uppföljare", typed(30, None, Some("nu"))), Ok(22));
    // What could not be read is not written over.
    assert!(store.keep(Id::nil(), "draft", Some(b"nyare")).is_err());
    let now = everything(&store);
    store.close();
    let store = open(&folder);
    assert_eq!((everything(&store), stands(&store, 30).as_deref()), (now, Some("nu")));
    assert_eq!(store.kept(Id::nil(), "draft").as_deref(), Some(&b"halvskrivet"[..]));
    assert!(folder.join("journal.tail-1").exists());
    commit(&store, "uppföljare", typed(31, None, Some("går vidare"))).unwrap();
}

#[test]
fn a_restore_that_cannot_be_finished_says_that_it_has_been_decided() {
    let folder = tempfile::tempdir().unwrap();
    let mount = "mkdir -p \"$1/stegvis/shelf\" && mount -t tmpfs none \"$1/stegvis/shelf\"";
    mounted(mount, folder.path(), "immovable");
}

#[test]
#[ignore = "run by the test above as its child"]
fn immovable() {
    let Some(folder) = child() else { return };
    filled(&folder.join("from"));
    let from = Store::open(&folder.join("from"), KINDS).unwrap().store;
    let mut backup = tempfile::tempfile().unwrap();
    from.snapshot().write(now(), &mut backup).unwrap();
    let held = everything(&from);
    from.close();
    let folder = folder.join("stegvis");
    let begun = desk::restore(&folder, &mut backup, true, &[]);
    assert!(matches!(&begun, Err(NotRestored::Begun(_))), "{begun:?}");
    assert!(Command::new("umount").arg(folder.join("shelf")).status().unwrap().success());
    let Opened { store, notices } = Store::open(&folder, KINDS).unwrap();
    assert_eq!(
        (everything(&store), &notices[..]),
        (held, &[Notice::Restored { aside: Some(folder.join("before-restore-1")) }][..])
    );
}

#[test]
fn a_shelf_that_is_damaged_where_the_disk_was_full_is_told_as_that_and_mended_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    mounted("mount -t tmpfs -o size=48m none \"$1\"", folder.path(), "full_and_damaged");
}

#[test]
#[ignore = "run by the test above as its child"]
fn full_and_damaged() {
    let Some(disk) = child() else { return };
    let folder = disk.join("stegvis");
    let held = filled(&folder);
    std::fs::write(folder.join("shelf/db"), b"trasig").unwrap();
    let filler = disk.join("filler");
    assert!(std::fs::write(&filler, vec![1; 64 << 20]).is_err());
    let (store, _) = to_read(&folder);
    std::fs::remove_file(&filler).unwrap();
    // Not that the folder cannot be written: it can by now.
    let refused = commit(&store, "uppföljare", typed(30, None, Some("inte"))).unwrap_err();
    assert_eq!(refused, Refused::OnlyRead(Fault::Damaged));
    assert_eq!(everything(&store), held);
    store.close();
    let Opened { store, notices } = Store::open(&folder, KINDS).unwrap();
    assert!(matches!(&notices[..], [Notice::Rebuilt { .. }]), "{notices:?}");
    assert_eq!(everything(&store), held);
    commit(&store, "uppföljare", typed(30, None, Some("nu"))).unwrap();
}

#[test]
fn a_rebuild_that_meets_a_full_disk_keeps_the_drafts() {
    let folder = tempfile::tempdir().unwrap();
    mounted("mount -t tmpfs -o size=96m none \"$1\"", folder.path(), "full_while_rebuilt");
}

#[test]
#[ignore = "run by the test above as its child"]
fn full_while_rebuilt() {
    let Some(disk) = child() else { return };
    let folder = disk.join("stegvis");
    let store = open(&folder);
    let words = "lång text ".repeat(1500);
    for number in 0..500 {
        commit(&store, "uppföljare", typed(number, None, Some(&words))).unwrap();
    }
    store.keep(Id::nil(), "draft", Some(b"halvskrivet")).unwrap();
    let held = everything(&store);
    store.close();
    // A shelf that is whole but belongs to nothing is rebuilt.
    let db = sled::open(folder.join("shelf")).unwrap();
    db.remove(b"m").unwrap();
    db.flush().unwrap();
    drop(db);
    let filler = std::fs::File::create(disk.join("filler")).unwrap();
    let free = nix::sys::statvfs::statvfs(&disk).unwrap();
    let free = free.blocks_available() * free.fragment_size();
    // Room to begin, and not to end.
    nix::fcntl::posix_fallocate(&filler, 0, i64::try_from(free - (5 << 20)).unwrap()).unwrap();
    let Opened { store, notices } = Store::open(&folder, KINDS).unwrap();
    assert!(matches!(&notices[..], [Notice::ToRead { fault: Fault::Full, .. }]), "{notices:?}");
    assert_eq!(everything(&store), held);
    store.close();
    filler.set_len(0).unwrap();
    let Opened { store, notices } = Store::open(&folder, KINDS).unwrap();
    assert!(matches!(&notices[..], [Notice::Rebuilt { why: Why::Other, drafts_lost: false, .. }]), "{notices:?}");
    assert_eq!(everything(&store), held);
    assert_eq!(store.kept(Id::nil(), "draft").as_deref(), Some(&b"halvskrivet"[..]));
}

#[test]
fn a_folder_that_cannot_be_written_is_opened_for_reading() {
    let folder = tempfile::tempdir().unwrap();
    let held = filled(folder.path());
    let before = files(folder.path());
    mounted("mount --bind \"$1\" \"$1\" && mount -o remount,bind,ro \"$1\"", folder.path(), "read_only");
    assert_eq!(files(folder.path()), before);
    // Elsewhere, where it can be written, it is in order but for the tail.
    let store = Store::open(copy(folder.path()).path(), KINDS).unwrap().store;
    assert_eq!(everything(&store), held);
}

#[test]
#[ignore = "run by the test above as its child"]
fn read_only() {
    let Some(folder) = child() else { return };
    let (store, fault) = to_read(&folder);
    assert_eq!((stands(&store, 20).as_deref(), fault), (Some("svar inom ett dygn"), Fault::ReadOnly));
    let checked = stegvis::store::check(&folder, &std::env::temp_dir(), KINDS).unwrap();
    assert!(checked.is_clean(), "{:?}", checked.found);
    assert_eq!(checked.notes, [stegvis::store::Note::Torn(150)]);
    let refused = commit(&store, "uppföljare", typed(30, None, Some("inte"))).unwrap_err();
    assert_eq!(refused, Refused::OnlyRead(Fault::ReadOnly));
    assert_eq!(undo(&store, "uppföljare", FOLLOW_UP), Err(Refused::OnlyRead(Fault::ReadOnly)));
    assert_eq!(store.keep(Id::nil(), "draft", Some(b"nyare")), Err(NotKept::OnlyRead(Fault::ReadOnly)));
    // Any number may read.
    to_read(&folder).0.close();
    store.close();
    // Where there is no store, there is nothing to be read.
    let error = Store::open(&folder.join("other"), KINDS).unwrap_err();
    assert!(matches!(error, OpenError::Unwritable { .. }), "{error:?}");
}
