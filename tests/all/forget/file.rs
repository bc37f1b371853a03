//! The store's own file `forgotten`: lines that are damaged, and a file that cannot be read.

use super::lost::repair;
use super::{check, filled, forget, mark};
use crate::store::desk::{TEXT, said};
use std::fs;
use stegvis::steps::KINDS;
use stegvis::store::{Amiss, Mark, OpenError, Store};

#[test]
fn a_damaged_line_is_told_and_written_again_from_what_else_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    filled(folder).close();
    forget(folder, &[mark(1, None), mark(2, Some(&[TEXT]))]).unwrap();
    let path = folder.join("forgotten");
    let whole = fs::read(&path).unwrap();
    let mut broken = whole.clone();
    broken[12] ^= 1;
    fs::write(&path, &broken).unwrap();
    let checked = check(folder);
    assert_eq!(checked.found.told, [Amiss::Mark(1)]);
    assert!(checked.can_be_repaired());
    let repaired = repair(folder);
    assert_eq!(repaired.left.found.told, []);
    assert_eq!(fs::read(repaired.marks.unwrap()).unwrap(), broken, "nothing is thrown away");
    assert_eq!(fs::read(&path).unwrap(), whole);
    assert_eq!(Mark::of_file(&path).unwrap().len(), 2);
    assert_eq!(repair(folder).marks, None);
}

#[test]
fn a_file_with_a_damaged_line_is_kept_when_something_more_is_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    filled(folder).close();
    let forgot = forget(folder, &[mark(1, None)]).unwrap();
    assert_eq!(forgot.marks, None);
    let path = folder.join("forgotten");
    let mut broken = fs::read(&path).unwrap();
    broken[12] ^= 1;
    fs::write(&path, &broken).unwrap();
    let kept = forget(folder, &[mark(2, Some(&[TEXT]))]).unwrap().marks.unwrap();
    assert_eq!(fs::read(kept).unwrap(), broken, "nothing is thrown away");
    assert_eq!(Mark::of_file(&path).unwrap().len(), 2, "the journal says what the line did");
    assert_eq!(check(folder).found.told, []);
}

#[test]
fn a_file_that_cannot_be_read_is_not_taken_for_none() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    filled(folder).close();
    forget(folder, &[mark(1, None)]).unwrap();
    let path = folder.join("forgotten");
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    let refused = [
        Store::open(folder, KINDS).map(drop).unwrap_err(),
        stegvis::store::check(folder, &std::env::temp_dir(), KINDS).map(drop).unwrap_err(),
    ];
    for error in refused {
        assert!(matches!(&error, OpenError::Disk { path: told, .. } if *told == path), "{error:?}");
        assert!(said(&error.sentence()).contains("forgotten"));
    }
}
