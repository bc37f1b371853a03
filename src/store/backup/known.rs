//! Where the backups of a store were written: a file `backups` in its folder has a line for each path, the last one
//! last. What they hold the files themselves say.

use super::{BACKUP_MARK, HEADER, part};
use crate::follow_up::Head;
use crate::record::{Seq, scrub_line};
use chrono::{DateTime, Utc};
use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization as _;

/// The file's name.
const FILE: &str = "backups";
/// Most bytes that are read of it; the paths that were noted last stand at its end.
const LIMIT: u64 = 4 * 1024 * 1024;
/// Paths that are kept in it.
const KEPT: usize = 10_000;

/// A file that may be a backup of a store.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Known {
    /// Where it was written, or found beside one that was.
    pub path: PathBuf,
    /// The last change in it and its hash; of one that is gone, as it was noted.
    pub head: Head,
    /// Whether the store noted that it was written.
    pub is_noted: bool,
    /// Whether it can be read where it was written.
    pub is_there: bool,
}

/// Notes that a backup of the store in a folder was written to a path, and that others were removed.
///
/// # Errors
/// What the disk says.
pub fn note_backup(folder: &Path, written: &Path, head: Head, removed: &[PathBuf]) -> io::Result<()> {
    note_backup_elsewhere(folder, &fs::canonicalize(written)?, head, removed)
}

/// As [`note_backup`], of a whole path at somebody else's end, at which this process does not look.
///
/// # Errors
/// What the disk says of the note; a path that does not fit on a line is refused, as one that is no text.
pub fn note_backup_elsewhere(folder: &Path, written: &Path, head: Head, removed: &[PathBuf]) -> io::Result<()> {
    // Letters may be put together of several, as some systems write them in names.
    let is_line = |text: &&str| scrub_line(text) == text.nfc().collect::<String>();
    let path = written.to_str().filter(is_line).filter(|_| written.is_absolute()).map(str::to_owned);
    let path = path.ok_or(io::ErrorKind::InvalidData)?;
    // Two at a time would each write what the other one does not know of. A file system without locks may lose one.
    let alone = File::open(folder)?;
    let _ = alone.lock();
    let mut lines: Vec<(String, String)> = noted(folder)?;
    lines.retain(|(_, known)| *known != path && !removed.iter().any(|gone| gone.as_os_str() == known.as_str()));
    lines.push((head.to_string(), path));
    let older = lines.len().saturating_sub(KEPT);
    let lines: Vec<String> = lines.iter().skip(older).map(|(head, path)| format!("{head}\t{path}\n")).collect();
    let (beside, place) = (folder.join("backups.new"), folder.join(FILE));
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
    file.write_all(lines.concat().as_bytes())?;
    file.sync_all()?;
    fs::rename(&beside, &place)?;
    alone.sync_all()
}

/// When a backup of the store in a folder was noted last, and its path.
#[must_use]
pub fn last_backup(folder: &Path) -> Option<(DateTime<Utc>, String)> {
    let changed = fs::metadata(folder.join(FILE)).and_then(|of| of.modified()).ok()?;
    let (_, path) = noted(folder).ok()?.pop()?;
    Some((changed.into(), scrub_line(&path)))
}

/// Heads and paths that were noted.
fn noted(folder: &Path) -> io::Result<Vec<(String, String)>> {
    let mut bytes = Vec::new();
    match File::open(folder.join(FILE)) {
        Ok(file) => file.take(LIMIT).read_to_end(&mut bytes)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => 0,
        Err(error) => return Err(error),
    };
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let line = |line: &str| line.split_once('\t').map(|(head, path)| (head.to_owned(), path.to_owned()));
    Ok(text.lines().filter_map(line).collect())
}

/// The backups that were noted, and the others in the folders where those were written.
pub(super) fn known(folder: &Path) -> Vec<Known> {
    let noted = noted(folder).unwrap_or_default();
    let mut paths: BTreeSet<PathBuf> = noted.iter().map(|(_, path)| PathBuf::from(path)).collect();
    let folders: BTreeSet<PathBuf> = paths.iter().filter_map(|path| path.parent().map(Path::to_owned)).collect();
    for folder in folders {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        paths.extend(entries.filter(|entry| entry.file_type().is_ok_and(|of| of.is_file())).map(|entry| entry.path()));
    }
    let said =
        |path: &Path| noted.iter().find(|(_, known)| Path::new(known) == path).and_then(|(head, _)| head_of(head));
    let one = |path: PathBuf| {
        let noted = said(&path);
        let is_noted = noted.is_some();
        match front(&path) {
            Ok(head) => head.map(|head| Known { path, head, is_noted, is_there: true }),
            Err(_) => noted.map(|head| Known { path, head, is_noted, is_there: false }),
        }
    };
    paths.into_iter().filter_map(one).collect()
}

/// The head of a backup, as it stands in front of it; nothing when it is none.
fn front(path: &Path) -> io::Result<Option<Head>> {
    let mut bytes = Vec::with_capacity(HEADER);
    File::open(path)?.take(HEADER as u64).read_to_end(&mut bytes)?;
    Ok((bytes.len() == HEADER && bytes.starts_with(BACKUP_MARK)).then(|| read_head(&bytes)))
}

fn read_head(front: &[u8]) -> Head {
    Head { seq: Seq::from_le_bytes(part(front, 20)), hash: part(front, 28) }
}

/// A head out of the form in which it is shown.
fn head_of(shown: &str) -> Option<Head> {
    let (seq, hash) = shown.split_once('-')?;
    let byte = |at: usize| u8::from_str_radix(hash.get(at..at + 2)?, 16).ok();
    let mut bytes = [0; 32];
    for (place, room) in bytes.iter_mut().enumerate() {
        *room = byte(place * 2)?;
    }
    Some(Head { seq: seq.parse().ok()?, hash: bytes })
}

#[cfg(test)]
mod tests {
    use super::{note_backup_elsewhere, noted};
    use crate::follow_up::Head;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    use std::path::Path;

    #[test]
    fn a_path_is_noted_as_it_is_written_or_refused() {
        let folder = tempfile::tempdir().unwrap();
        let head = Head { seq: 1, hash: [7; 32] };
        let note = |path: &Path| note_backup_elsewhere(folder.path(), path, head, &[]);
        // The letter and its ring apart.
        let apart = "/kopior/a\u{30a}r  ett.backup";
        note(Path::new(apart)).unwrap();
        for path in [&b"/kopior/\xff.backup"[..], b"/kopior/a\nb.backup", b"kopior/a.backup"] {
            assert!(note(Path::new(OsStr::from_bytes(path))).is_err(), "{path:?}");
        }
        assert_eq!(noted(folder.path()).unwrap(), [(head.to_string(), apart.to_owned())]);
    }
}
