//! A folder of our own for the copy of a shelf, which holds what the store holds: nobody else may read it, and it is
//! gone when it is dropped. One whose process was killed is swept by the next check.

use nix::errno::Errno;
use nix::sys::signal::kill;
use nix::unistd::{Pid, getuid};
use std::fs::{self, File, TryLockError};
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

/// What the folders' names begin with. The number of the process follows.
const NAME: &str = "stegvis-check-";

/// Such a folder. It is locked as long as it is in use.
#[derive(Debug)]
pub struct Room {
    folder: tempfile::TempDir,
    _lock: Option<File>,
}

impl Room {
    /// Makes one, and sweeps those that killed processes have left.
    pub fn within(room: &Path) -> io::Result<Self> {
        sweep(room);
        let folder = tempfile::Builder::new().prefix(&format!("{NAME}{}-", std::process::id())).tempdir_in(room)?;
        // Without locks the number alone tells whose it is.
        let lock = File::open(folder.path()).ok().filter(|file| file.try_lock().is_ok());
        Ok(Self { folder, _lock: lock })
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Removes the folders of this account whose process is gone, by its number and by its lock: a number says nothing of
/// a process that counts elsewhere, as in a container.
fn sweep(room: &Path) {
    for entry in fs::read_dir(room).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let process = name.to_str().and_then(|name| name.strip_prefix(NAME)).and_then(|rest| rest.split_once('-'));
        let Some(process) = process.and_then(|(process, _)| process.parse().ok()) else { continue };
        let is_gone = kill(Pid::from_raw(process), None) == Err(Errno::ESRCH);
        let path = entry.path();
        let is_own = path.symlink_metadata().is_ok_and(|of| of.is_dir() && of.uid() == getuid().as_raw());
        if is_gone && is_own {
            let is_held = File::open(&path).is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)));
            if !is_held {
                // What cannot be removed stays, and is tried again.
                let _ = fs::remove_dir_all(&path);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{NAME, Room};
    use std::fs::{self, File};
    use std::process::Command;

    #[test]
    fn what_a_killed_check_has_left_is_swept_and_what_is_in_use_is_not() {
        let room = tempfile::tempdir().unwrap();
        let mut ended = Command::new("true").spawn().unwrap();
        ended.wait().unwrap();
        let make = |process: u32, more: &str| {
            let path = room.path().join(format!("{NAME}{process}-{more}"));
            fs::create_dir(&path).unwrap();
            fs::write(path.join("db"), "uppgifter").unwrap();
            path
        };
        let left = make(ended.id(), "kvar");
        let elsewhere = make(ended.id(), "annans");
        let lock = File::open(&elsewhere).unwrap();
        lock.try_lock().unwrap();
        let at_work = make(std::process::id(), "egen");
        let other = room.path().join(format!("{NAME}bok"));
        fs::create_dir(&other).unwrap();
        let own = Room::within(room.path()).unwrap();
        assert_eq!([&left, &elsewhere, &at_work, &other].map(|path| path.exists()), [false, true, true, true]);
        let path = own.path().to_owned();
        drop(own);
        assert!(!path.exists());
    }
}
