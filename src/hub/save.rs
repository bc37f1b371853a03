//! Writing a file at the officer's end: by the attaching process, with its own rights.

use super::opened::Place;
use super::protocol::{Broken, MAX_FILE, SavePart};
use crate::app::Ticket;
use crate::locale::Words;
use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::Path;

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum NotSaved {
    /// A file of this name is there, and nobody has said that it may go.
    #[error("the file is there already")]
    Exists,
    /// The system refused.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Writes a file beside its name and renames it, so that there is never half of it; what stands there goes only with
/// `replace`. Gives the path under which it stands.
///
/// # Errors
/// [`NotSaved`]; what stood there stands there still.
pub fn save_file(path: &Path, bytes: &[u8], replace: bool) -> Result<String, NotSaved> {
    save_in(&Place::open(path)?, bytes, replace)
}

/// The same in a folder that is held.
pub(super) fn save_in(place: &Place, bytes: &[u8], replace: bool) -> Result<String, NotSaved> {
    let path = place.path();
    // Said before anything is written; the rename below refuses as well, for a file that comes in between.
    if !replace && path.symlink_metadata().is_ok() {
        return Err(NotSaved::Exists);
    }
    let mut written = tempfile::NamedTempFile::new_in(place.folder())?;
    written.write_all(bytes)?;
    written.as_file().sync_all()?;
    let moved = if replace { written.persist(&path) } else { written.persist_noclobber(&path) };
    match moved {
        Ok(_) => Ok(place.real().to_string_lossy().into_owned()),
        Err(error) if !replace && error.error.kind() == io::ErrorKind::AlreadyExists => Err(NotSaved::Exists),
        Err(error) => Err(error.error.into()),
    }
}

/// Files that are being sent here to be written, piece by piece and bounded.
#[derive(Debug, Default)]
pub(super) struct Incoming {
    files: BTreeMap<Ticket, Vec<u8>>,
}

impl Incoming {
    /// Takes a part; gives path, bytes and whether they may replace a file when it was the last one.
    ///
    /// # Errors
    /// [`Broken::TooLong`] for more bytes than a file may have; no hub sends that.
    pub fn take(&mut self, ticket: Ticket, part: SavePart) -> Result<Option<(String, Vec<u8>, bool)>, Broken> {
        match part {
            SavePart::Bytes(piece) => {
                let length = self.files.values().map(Vec::len).sum::<usize>() + piece.len();
                if length > MAX_FILE {
                    return Err(Broken::TooLong(length));
                }
                self.files.entry(ticket).or_default().extend(piece);
                Ok(None)
            }
            SavePart::End { path, replace } => {
                Ok(Some((path, self.files.remove(&ticket).unwrap_or_default(), replace)))
            }
        }
    }
}

/// Why a file was not written, in words that name it and say what to do.
#[must_use]
pub fn unsaved(words: &Words, path: &str, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            words.say_with("hub-save-no-folder", &[("path", path)])
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            words.say_with("hub-save-forbidden", &[("path", path)])
        }
        io::ErrorKind::IsADirectory => words.say_with("hub-file-folder", &[("path", path)]),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            words.say_with("hub-save-full", &[("path", path)])
        }
        _ => words.say_with("hub-save-failed", &[("path", path), ("error", &words.fault(&error.into()))]),
    }
}

#[cfg(test)]
mod tests {
    use super::{NotSaved, save_file};
    use std::fs;

    #[test]
    fn a_file_that_is_there_stays_until_it_may_go_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("rapport.md");
        assert!(save_file(&file, b"ett", false).unwrap().ends_with("/rapport.md"));
        assert!(matches!(save_file(&file, b"tre", false), Err(NotSaved::Exists)));
        assert_eq!(fs::read(&file).unwrap(), b"ett");
        save_file(&file, b"tre", true).unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"tre");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        let nowhere = folder.path().join("saknas/rapport.md");
        assert!(matches!(save_file(&nowhere, b"", false), Err(NotSaved::Io(_))));
        assert!(matches!(save_file(folder.path(), b"", true), Err(NotSaved::Io(_))));
    }
}
