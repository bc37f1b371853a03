//! A shelf that has grown is made anew: sled takes back nothing of what it has written over, so that a year of edits
//! makes hundreds of megabytes of two.
//!
//! At opening a shelf counts as grown when its files are over [`SMALL`], over [`TIMES`] the records that stand on it, and
//! over [`AGAIN`] what they were when it was last made anew, which it has noted: steps of undo and drafts are not counted
//! for that. Nothing is read for it but the sizes of a few files and what opening has read already.
//!
//! The new one is made in `shelf.new`, written out, opened again and held against the mark. Then the old one becomes
//! `shelf.old`, the new one takes its place, and only when both names are on disk the old one is removed. A start that
//! was cut short leaves the old shelf where it was or as `shelf.old`, from where [`settle`] takes it back. Where the disk
//! has no room for a second shelf, or anything fails, the old one is used as it is, and the next opening tries again.

use super::FLOOR;
use super::error::OpenError;
use super::journal::sync_folder;
use super::kept;
use super::open::Brought;
use super::shelf::{Mark, Shelf, Unusable};
use crate::follow_up::FollowUp;
use crate::record::{Fault, Id};
use std::collections::BTreeMap;
use std::fs::{self, DirBuilder};
use std::io;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

/// Bytes up to which a shelf is never made anew.
const SMALL: u64 = 64 * 1024 * 1024;
/// How many times the records on it a shelf may take.
const TIMES: u64 = 8;
/// How many times its size when it was made anew a shelf may take.
const AGAIN: u64 = 2;
/// Rows that are applied to the new shelf at a time.
const SLICE: usize = 500;

/// Where the old shelf is while the new one takes its place.
pub fn old(folder: &Path) -> PathBuf {
    folder.with_extension("old")
}

/// Ends a replacing that was cut short: the old shelf goes back when nothing has taken its place, and goes when
/// something has.
///
/// # Errors
/// When it cannot be put back.
pub fn settle(folder: &Path) -> io::Result<()> {
    let old = old(folder);
    if !old.exists() {
        return Ok(());
    }
    if folder.exists() {
        // One that cannot be removed is in nobody's way.
        let _ = fs::remove_dir_all(old);
        return Ok(());
    }
    fs::rename(old, folder)?;
    sync_folder(folder)
}

/// The shelf in a folder made anew when it has grown; else as it was.
///
/// # Errors
/// When the new one has taken its place and cannot be opened.
pub fn slimmed(brought: Brought, folder: &Path, free: u64) -> Result<Brought, OpenError> {
    let (onto, follow_ups, mark) = brought;
    let Some(taken) = grown(&onto, &follow_ups, folder) else { return Ok((onto, follow_ups, mark)) };
    let beside = folder.with_extension("new");
    let made = free >= FLOOR + taken && made(&onto, &follow_ups, &mark, &beside).is_ok();
    if !made {
        let _ = fs::remove_dir_all(&beside);
        return Ok((onto, follow_ups, mark));
    }
    drop(onto);
    let disk = |error| OpenError::of_disk(folder, error);
    let old = old(folder);
    fs::rename(folder, &old).and_then(|()| fs::rename(&beside, folder)).map_err(disk)?;
    sync_folder(folder).map_err(disk)?;
    let onto =
        Shelf::open(folder).map_err(|error| OpenError::Shelf { path: folder.to_owned(), fault: error.into() })?;
    let _ = fs::remove_dir_all(old);
    Ok((onto, follow_ups, mark))
}

/// Bytes of the files of a shelf that has grown; nothing for one that has not.
fn grown(onto: &Shelf, follow_ups: &BTreeMap<Id, FollowUp>, folder: &Path) -> Option<u64> {
    let taken = size(folder);
    if taken <= SMALL || taken <= AGAIN * onto.made_size() {
        return None;
    }
    let records: usize = follow_ups.values().flat_map(FollowUp::everything).map(|record| record.bytes().len()).sum();
    (taken > TIMES * records as u64).then_some(taken)
}

/// Bytes of the files in a folder.
fn size(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let size = |entry: fs::DirEntry| match entry.metadata() {
        Ok(of) if of.is_dir() => size(&entry.path()),
        Ok(of) => of.len(),
        Err(_) => 0,
    };
    entries.map(size).sum()
}

/// Makes a new shelf that holds what the old one does.
fn made(from: &Shelf, follow_ups: &BTreeMap<Id, FollowUp>, mark: &Mark, beside: &Path) -> Result<(), Unusable> {
    let disk = |error: io::Error| Unusable::Damaged(error.into());
    if beside.exists() {
        fs::remove_dir_all(beside).map_err(disk)?;
    }
    DirBuilder::new().mode(0o700).create(beside).map_err(disk)?;
    let onto = Shelf::open(beside)?;
    if let Err(error) = fill(from, &onto, follow_ups, mark) {
        onto.abandon();
        return Err(error);
    }
    drop(onto);
    let again = Shelf::open(beside)?;
    again.note_size(size(beside))?;
    let whole = again.mark()?.as_ref() == Some(mark) && again.count()? == mark.records && kept::can_be_read(&again);
    if whole { Ok(()) } else { Err(Unusable::Damaged(Fault::Damaged)) }
}

fn fill(from: &Shelf, onto: &Shelf, follow_ups: &BTreeMap<Id, FollowUp>, mark: &Mark) -> Result<(), Unusable> {
    let mut batch = sled::Batch::default();
    let mut rows = 0;
    for follow_up in follow_ups.values() {
        for record in follow_up.everything() {
            Shelf::put(&mut batch, follow_up, record.kind(), record.id());
            rows += 1;
            if rows % SLICE == 0 {
                onto.apply(std::mem::take(&mut batch))?;
            }
        }
        Shelf::put_seq(&mut batch, follow_up);
    }
    onto.apply(batch)?;
    onto.take_steps(from, SLICE)?;
    if !kept::take_over(from, onto) {
        return Err(Unusable::Damaged(Fault::Damaged));
    }
    let mut batch = sled::Batch::default();
    Shelf::put_mark(&mut batch, Some(mark), true)?;
    onto.apply(batch)?;
    onto.flush()
}
