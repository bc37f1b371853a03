//! What is opened stays what it is: a file or folder of the attaching process that is held while the officer is asked
//! about it, and read or written in as the one that was held, whatever its path names by then.

use super::folder;
use nix::fcntl::OFlag;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::fd::AsRawFd as _;
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

/// Most folders between one and the root.
const DEPTH: usize = 128;

/// A file or folder that is held. Holding reads nothing, waits for nothing and needs no right to read.
#[derive(Debug)]
pub(super) struct Opened {
    held: File,
    /// Where it stood when it was opened, links and points resolved.
    real: PathBuf,
    /// Its name as it was asked for.
    name: String,
}

impl Opened {
    /// Holds what a path names; one as it is [shown](folder::found) is found too, an empty one is the current folder.
    ///
    /// # Errors
    /// What the system says.
    pub fn open(path: &Path) -> io::Result<Self> {
        let path = if path.as_os_str().is_empty() { PathBuf::from(".") } else { folder::found(path) };
        let held = OpenOptions::new().read(true).custom_flags(OFlag::O_PATH.bits()).open(&path)?;
        let real = fs::read_link(own_path(&held))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self { held, real, name })
    }

    /// Where it stood when it was opened.
    pub fn real(&self) -> &Path {
        &self.real
    }

    /// Its name as it was asked for.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A path to it and to nothing else, as long as it is held.
    pub fn path(&self) -> PathBuf {
        own_path(&self.held)
    }

    /// Opens it for reading.
    ///
    /// # Errors
    /// What the system says.
    pub fn read(&self) -> io::Result<File> {
        File::open(self.path())
    }

    /// Whether it is the same file or folder.
    pub fn is(&self, other: &Self) -> bool {
        identity(&self.path()).is_some_and(|own| identity(&other.path()) == Some(own))
    }

    /// Whether it is a folder or lies in it, however deep.
    pub fn is_in(&self, folder: &Self) -> bool {
        let (wanted, mut path, mut below) = (identity(&folder.path()), self.path(), None);
        for _ in 0..DEPTH {
            let here = identity(&path);
            if here.is_none() || here == below {
                return false;
            }
            if here == wanted {
                return true;
            }
            below = here;
            path.push("..");
        }
        false
    }
}

fn own_path(held: &File) -> PathBuf {
    format!("/proc/self/fd/{}", held.as_raw_fd()).into()
}

/// What tells it from every other one.
fn identity(path: &Path) -> Option<(u64, u64)> {
    fs::metadata(path).ok().map(|of| (of.dev(), of.ino()))
}

/// A place for a file: a folder that is held, and a name in it.
#[derive(Debug)]
pub(super) struct Place {
    folder: Opened,
    name: OsString,
}

impl Place {
    /// Holds the folder of a path.
    ///
    /// # Errors
    /// What the system says.
    pub fn open(path: &Path) -> io::Result<Self> {
        let path = folder::found(path);
        if path.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        let name = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?.to_owned();
        let folder = Opened::open(path.parent().unwrap_or(Path::new("")))?;
        Ok(Self { folder, name })
    }

    /// The path of the file, with the folder where it stood when it was opened.
    pub fn real(&self) -> PathBuf {
        self.folder.real.join(&self.name)
    }

    /// A path to the folder and to no other.
    pub fn folder(&self) -> PathBuf {
        self.folder.path()
    }

    /// A path to the file in that folder and in no other.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join(&self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::{Opened, Place};
    use std::fs;
    use std::io::Read as _;
    use std::os::unix::fs::symlink;

    #[test]
    fn what_was_opened_is_read_and_written_whatever_its_path_names_by_then() {
        let home = tempfile::tempdir().unwrap();
        let home = home.path().canonicalize().unwrap();
        for folder in ["ok", "hemlig"] {
            fs::create_dir(home.join(folder)).unwrap();
            fs::write(home.join(folder).join("krav.csv"), folder).unwrap();
        }
        let link = home.join("ut");
        symlink(home.join("ok"), &link).unwrap();
        let (file, place) = (Opened::open(&link.join("krav.csv")).unwrap(), Place::open(&link.join("ny")).unwrap());
        assert_eq!((file.real(), place.real()), (home.join("ok/krav.csv").as_path(), home.join("ok/ny")));
        fs::remove_file(&link).unwrap();
        symlink(home.join("hemlig"), &link).unwrap();
        let mut read = String::new();
        file.read().unwrap().read_to_string(&mut read).unwrap();
        assert_eq!(read, "ok");
        fs::write(place.path(), "").unwrap();
        assert!(home.join("ok/ny").exists() && !home.join("hemlig/ny").exists());
        let other = Opened::open(&link.join("krav.csv")).unwrap();
        assert!(!file.is(&other) && file.is(&Opened::open(&home.join("ok/../ok/krav.csv")).unwrap()));
    }

    #[test]
    fn a_folder_lies_in_another_by_what_it_is_and_not_by_its_name() {
        let home = tempfile::tempdir().unwrap();
        for folder in ["ok/djupt/ner", "ok2"] {
            fs::create_dir_all(home.path().join(folder)).unwrap();
        }
        symlink(home.path().join("ok2"), home.path().join("ok/länk")).unwrap();
        let open = |name: &str| Opened::open(&home.path().join(name)).unwrap();
        let granted = open("ok");
        assert!(open("ok").is_in(&granted) && open("ok/djupt/ner").is_in(&granted));
        assert!(!open("ok2").is_in(&granted) && !open("ok/länk").is_in(&granted) && !open("").is_in(&granted));
        // Another one of the same name is not it.
        fs::rename(home.path().join("ok"), home.path().join("gammal")).unwrap();
        fs::create_dir(home.path().join("ok")).unwrap();
        assert!(!open("ok").is_in(&granted) && open("gammal/djupt").is_in(&granted));
    }
}
