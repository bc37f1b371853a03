//! What has been forgotten, as a file beside the store tells it.

use crate::follow_up::FollowUp;
use crate::record::{FORGOTTEN, Fault, Forgotten, Id, REMOVED, RESTRICTED, Record, Stored, Tag, Value};
use crate::store::error::OpenError;
use crate::store::history::walk;
use crate::store::journal::{Entry, FileLog, Frame, Hash, sync_folder};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write as _};
use std::ops::ControlFlow;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

/// The file's name.
const FILE: &str = "forgotten";
/// What it is called while it is written anew.
const NEW: &str = "forgotten.new";
/// Most bytes that are read of it.
const LIMIT: u64 = 64 * 1024 * 1024;
/// Digits of a line's sum.
const SUM: usize = 8;

/// What stands in front of a line.
fn sum(line: &str) -> String {
    format!("{:08x}", crc32fast::hash(line.as_bytes()))
}

/// One record, of which something has been forgotten.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Mark {
    /// The record.
    pub record: Id,
    /// What of it, when, by whom and why.
    pub forgotten: Forgotten,
}

impl Mark {
    /// Reads the lines of a file: CRC-32 of what follows behind the tab, in eight digits; the record's id; and behind
    /// another tab what a record says of it (see [`Forgotten`]). A line that is none, or has become another one, is left
    /// out: what has been written since in a record that it never meant would be forgotten for it. Lines of before
    /// begin with the id.
    #[must_use]
    pub fn read(lines: &str) -> Vec<Self> {
        lines.lines().filter_map(Self::read_line).collect()
    }

    fn read_line(line: &str) -> Option<Self> {
        let (first, behind) = line.split_once('\t')?;
        let line = match first.len() {
            SUM => Some(behind).filter(|behind| first == sum(behind))?,
            _ => line,
        };
        let (record, rest) = line.split_once('\t')?;
        let forgotten = Forgotten::read(rest).into_iter().next()?;
        Some(Self { record: record.parse().ok()?, forgotten })
    }

    /// Whether a record says that this has been forgotten of it.
    pub(in crate::store) fn is_said_by(&self, record: &Record) -> bool {
        let own = |forgotten| Self { record: record.id(), forgotten };
        record.forgotten().into_iter().any(|forgotten| own(forgotten).says(self))
    }

    /// Whether it takes a field. Of a record that is forgotten as a whole it stays known whether it is deleted, and
    /// whether it is restricted.
    pub(in crate::store) fn takes(&self, tag: Tag) -> bool {
        match &self.forgotten.fields {
            Some(fields) => fields.contains(&tag),
            None => tag != REMOVED && tag != RESTRICTED,
        }
    }

    /// Whether whoever says this says another one too: it is the same, or took all of the record later.
    pub(super) fn says(&self, other: &Self) -> bool {
        let all_later = self.forgotten.fields.is_none() && self.forgotten.at >= other.forgotten.at;
        self.record == other.record && (all_later || self.forgotten == other.forgotten)
    }

    fn line(&self) -> String {
        let line = format!("{}\t{}", self.record, self.forgotten.line());
        format!("{}\t{line}\n", sum(&line))
    }

    /// Reads the marks of a file.
    ///
    /// # Errors
    /// What the disk says.
    pub fn of_file(path: &Path) -> io::Result<Vec<Self>> {
        Ok(Self::read(&text_of(path)?))
    }

    /// Reads the marks of a file that somebody hands over: all of its lines, or, where none is one, nothing.
    ///
    /// # Errors
    /// What the disk says, and [`Fault::Damaged`] when some lines are marks and some are not: what those said would
    /// come back without a word.
    pub fn all_of_file(path: &Path) -> Result<Vec<Self>, Fault> {
        let text = text_of(path).map_err(|error| Fault::from(&error))?;
        let marks = Self::read(&text);
        let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
        if marks.is_empty() || marks.len() == lines { Ok(marks) } else { Err(Fault::Damaged) }
    }
}

fn text_of(path: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    io::Read::read_to_end(&mut io::Read::take(fs::File::open(path)?, LIMIT), &mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// All marks that are known in a store's folder, by its file and by its journal as far as that can be read, and more.
///
/// # Errors
/// When the file is there and cannot be read.
pub(in crate::store) fn all(folder: &Path, more: &[Mark]) -> Result<Vec<Mark>, OpenError> {
    let mut all: BTreeSet<Mark> = more.iter().cloned().collect();
    all.extend(of_folder(folder)?);
    all.extend(FileLog::open_to_read(&folder.join("journal")).map(|log| of_journal(&log)).unwrap_or_default());
    Ok(all.into_iter().collect())
}

/// What can be read of the file in a store's folder; nothing when there is none.
fn file_of<T>(folder: &Path, read: impl FnOnce(&Path) -> io::Result<T>) -> Result<Option<T>, OpenError> {
    let path = folder.join(FILE);
    match read(&path) {
        Ok(read) => Ok(Some(read)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        // Not as what may not be written: a store that cannot tell what it has forgotten is not shown either.
        Err(error) => Err(OpenError::Disk { path, error }),
    }
}

/// The marks of the file in a store's folder; none when there is no file.
///
/// # Errors
/// When the file is there and cannot be read.
pub(in crate::store) fn of_folder(folder: &Path) -> Result<Vec<Mark>, OpenError> {
    Ok(file_of(folder, Mark::of_file)?.unwrap_or_default())
}

/// The digest of the file in a store's folder; nothing when there is none.
///
/// # Errors
/// When the file is there and cannot be read.
pub(in crate::store) fn digest(folder: &Path) -> Result<Option<Hash>, OpenError> {
    Ok(file_of(folder, |path| fs::read(path))?.map(|bytes| Sha256::digest(bytes).into()))
}

/// The lines of the file in a store's folder that are no marks any more, counted from 1.
///
/// # Errors
/// When the file is there and cannot be read.
pub(in crate::store) fn damaged(folder: &Path) -> Result<Vec<usize>, OpenError> {
    let text = file_of(folder, text_of)?.unwrap_or_default();
    let is_damaged = |line: &str| !line.trim().is_empty() && Mark::read_line(line).is_none();
    Ok(text.lines().zip(1..).filter(|(line, _)| is_damaged(line)).map(|(_, number)| number).collect())
}

/// Writes the file in a store's folder anew when lines of it are damaged, out of what is known and more; where the old
/// one is kept.
///
/// # Errors
/// When the file cannot be read or written.
pub(in crate::store) fn put_right(folder: &Path, more: &[Mark]) -> Result<Option<PathBuf>, OpenError> {
    if damaged(folder)?.is_empty() {
        return Ok(None);
    }
    let all = all(folder, more)?;
    let aside = keep_aside(folder)?;
    let (path, new) = (folder.join(FILE), folder.join(NEW));
    let disk = |error| OpenError::Disk { path: path.clone(), error };
    write_to(&new, &all).and_then(|()| fs::rename(&new, &path)).map_err(disk)?;
    sync_folder(&path).map_err(disk)?;
    Ok(Some(aside))
}

/// Keeps a copy of the file in a store's folder that is about to be written anew, when lines of it are damaged; where
/// that is.
///
/// # Errors
/// When the file cannot be read, or the copy not written.
pub(super) fn keep_damaged(folder: &Path) -> Result<Option<PathBuf>, OpenError> {
    if damaged(folder)?.is_empty() { Ok(None) } else { keep_aside(folder).map(Some) }
}

/// Copies the file to a name of its own beside it.
fn keep_aside(folder: &Path) -> Result<PathBuf, OpenError> {
    let path = folder.join(FILE);
    let disk = |error| OpenError::Disk { path: path.clone(), error };
    let names = (1..=u32::MAX).map(|number| folder.join(format!("{FILE}.aside-{number}")));
    let mut free = names.filter(|name| name.symlink_metadata().is_err());
    let aside = free.next().ok_or_else(|| disk(io::ErrorKind::AlreadyExists.into()))?;
    let kept = fs::copy(&path, &aside).and_then(|_| fs::File::open(&aside)?.sync_all());
    kept.map_err(disk)?;
    sync_folder(&path).map_err(disk)?;
    Ok(aside)
}

/// The marks that records say as they stand.
pub(in crate::store) fn of_records(follow_ups: &BTreeMap<Id, FollowUp>) -> Vec<Mark> {
    let of_record = |record: &Record| {
        let id = record.id();
        record.forgotten().into_iter().map(move |forgotten| Mark { record: id, forgotten })
    };
    follow_ups.values().flat_map(FollowUp::everything).flat_map(of_record).collect()
}

/// The marks that a frame writes into records.
pub(in crate::store) fn of_frame(entry: &Entry, frame: &Frame) -> Vec<Mark> {
    let contents = entry.groups().iter().zip(frame.contents());
    let edits = contents.flat_map(|(group, content)| content.edits(group).unwrap_or_default());
    let mut marks = Vec::new();
    for edit in edits.filter(|edit| edit.tag == FORGOTTEN) {
        if let Some(Value::Text(lines)) = edit.after.as_ref().and_then(Stored::value) {
            let read = Forgotten::read(&lines).into_iter();
            marks.extend(read.map(|forgotten| Mark { record: edit.record, forgotten }));
        }
    }
    marks
}

/// The marks that the forgettings of a journal say, up to the first place that does not hold.
fn of_journal(log: &FileLog) -> Vec<Mark> {
    let mut marks = Vec::new();
    let walked = walk(log, |framed, entry| {
        if matches!(entry, Entry::Forget { .. }) {
            marks.extend(of_frame(entry, &framed.frame));
        }
        Ok(ControlFlow::Continue(()))
    });
    // What could be read counts.
    drop(walked);
    marks
}

/// Writes the file into a folder that nobody else looks into yet.
pub(in crate::store) fn write(folder: &Path, marks: &[Mark]) -> io::Result<()> {
    if marks.is_empty() { Ok(()) } else { write_to(&folder.join(FILE), marks) }
}

fn write_to(path: &Path, marks: &[Mark]) -> io::Result<()> {
    let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    file.write_all(marks.iter().map(Mark::line).collect::<String>().as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::{Forgotten, Id, Mark};
    use chrono::DateTime;

    #[test]
    fn a_file_of_marks_is_read_as_it_was_written() {
        let (at, by, why) = (DateTime::UNIX_EPOCH, "uppföljare".to_owned(), "gallras".to_owned());
        let mark = Mark { record: Id::from_u128(7), forgotten: Forgotten { at, by, fields: None, why } };
        assert_eq!(Mark::read(&format!("skräp\n{}\n", mark.line())), std::slice::from_ref(&mark));
        let before = mark.line().split_once('\t').unwrap().1.to_owned();
        assert_eq!(Mark::read(&before), [mark], "as it was written before lines had a sum");
    }

    #[test]
    fn a_line_of_which_a_bit_has_changed_is_nobodys_mark() {
        let (at, by, why) = (DateTime::UNIX_EPOCH, "uppföljare".to_owned(), "gallras".to_owned());
        let mark = Mark { record: Id::from_u128(7), forgotten: Forgotten { at, by, fields: None, why } };
        let line = mark.line();
        for place in 0..line.len() - 1 {
            for bit in 0..8 {
                let mut bytes = line.clone().into_bytes();
                bytes[place] ^= 1 << bit;
                let read = Mark::read(&String::from_utf8_lossy(&bytes));
                assert_eq!(read, [], "{place} {bit}");
            }
        }
    }
}
