//! Who may open, and where.

use super::desk::{commit, open, said, typed};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use stegvis::steps::KINDS;
use stegvis::store::{OpenError, Store};

#[test]
fn a_second_one_is_told_who_holds_the_store() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let error = Store::open(folder.path(), KINDS).unwrap_err();
    let OpenError::Held { holder: Some(holder), .. } = &error else { panic!("{error}") };
    assert_eq!(holder.pid, std::process::id());
    // It is the same officer's, on the same machine: told so, and by which process.
    assert_eq!(error.sentence().id, "store-held-own");
    assert!(said(&error.sentence()).contains(&holder.pid.to_string()));
    // Who holds it is not disturbed.
    commit(&store, "uppföljare", typed(1, None, Some("a"))).unwrap();
    store.close();
    open(folder.path()).close();
}

#[test]
fn what_a_holder_wrote_about_itself_is_scrubbed_and_may_be_garbage() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let lock = folder.path().join("lock");
    std::fs::write(&lock, "an\u{1b}[31mna\n7\nvärd\u{7}\n2026-11-21T10:00:00Z\n").unwrap();
    let said = said(&Store::open(folder.path(), KINDS).unwrap_err().sentence());
    assert!(said.contains("an[31mna") && said.contains("värd") && said.contains("2026-11-21 10:00"), "{said}");
    std::fs::write(&lock, [0xff; 9000]).unwrap();
    assert!(matches!(Store::open(folder.path(), KINDS), Err(OpenError::Held { holder: None, .. })));
    store.close();
}

#[test]
fn folder_and_files_are_their_owners_alone() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("a").join("stegvis");
    open(&folder).close();
    let mode = |name: &str| std::fs::metadata(folder.join(name)).unwrap().mode() & 0o777;
    assert_eq!((mode(""), mode("shelf"), mode("journal"), mode("lock")), (0o700, 0o700, 0o600, 0o600));
}

#[test]
fn something_in_the_way_is_named() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("stegvis");
    std::fs::write(&folder, "en fil").unwrap();
    for folder in [folder.clone(), folder.join("under")] {
        let error = Store::open(&folder, KINDS).unwrap_err();
        assert!(matches!(error, OpenError::NotAFolder(_)), "{error:?}");
        assert!(said(&error.sentence()).contains("--store"));
    }
    assert_eq!(std::fs::read_to_string(&folder).unwrap(), "en fil");
}

#[test]
fn a_folder_that_may_not_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o500)).unwrap();
    // The superuser may write everywhere; then there is nothing to be told.
    if std::fs::write(folder.path().join("try"), "").is_ok() {
        eprintln!("skipped: this account may write in a read-only folder");
        return;
    }
    let error = Store::open(folder.path(), KINDS).unwrap_err();
    assert!(matches!(error, OpenError::Unwritable { .. }), "{error:?}");
    said(&error.sentence());
}
