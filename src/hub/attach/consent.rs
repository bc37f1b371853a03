//! Which of this process's files another account may have read or written here.
//!
//! A hub under the officer's own account could read and write them anyway. One under another account shows what it
//! draws; so what it wants of this machine is asked about outside the frame, with the path as it stands on the disk,
//! once for each file, and once for a folder and what lies in it.

use super::at_home;
use crate::hub::folder;
use crate::locale::Words;
use crate::record::scrub_line;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What a hub wants.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Wants {
    /// To read a file.
    Read,
    /// To know the names in a folder.
    List,
    /// To write a file that is not there.
    Write,
    /// To write over a file.
    Replace,
}

/// What the hub may do with the files of this process.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Files {
    /// What the officer agrees to; a hub of one's own account does not ask.
    Asked,
    /// Nothing: this end is a gate, whose files are not the officer's.
    Refused,
}

/// What has been agreed to.
#[derive(Debug)]
pub(super) struct Consent {
    files: Files,
    /// The hub is of another account than this process.
    foreign: bool,
    read: BTreeSet<PathBuf>,
    folders: BTreeSet<PathBuf>,
}

/// Whether something may be done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum May {
    /// It may.
    Yes,
    /// It may not.
    No,
    /// The officer is asked this.
    Ask(String),
}

impl Consent {
    /// Nothing has been agreed to yet.
    pub fn new(files: Files, foreign: bool) -> Self {
        Self { files, foreign, read: BTreeSet::new(), folders: BTreeSet::new() }
    }

    /// Whether the hub may do something with a path.
    pub fn may(&self, wants: Wants, path: &str, words: &Words) -> May {
        let real = real(path);
        let granted = match wants {
            Wants::Read => self.read.contains(&real),
            Wants::List => self.folders.iter().any(|folder| real.starts_with(folder)),
            Wants::Write | Wants::Replace => false,
        };
        match self.files {
            Files::Refused => May::No,
            Files::Asked if !self.foreign || granted => May::Yes,
            Files::Asked => {
                let id = match wants {
                    Wants::Read => "hub-may-read",
                    Wants::List => "hub-may-list",
                    Wants::Write => "hub-may-write",
                    Wants::Replace => "hub-may-replace",
                };
                May::Ask(words.say_with(id, &[("path", &scrub_line(&real.to_string_lossy()))]))
            }
        }
    }

    /// The officer has agreed. What is written is agreed to each time.
    pub fn agree(&mut self, wants: Wants, path: &str) {
        match wants {
            Wants::Read => drop(self.read.insert(real(path))),
            Wants::List => drop(self.folders.insert(real(path))),
            Wants::Write | Wants::Replace => {}
        }
    }
}

/// The path as it stands on the disk, whatever links and points it is written with; as far as it is there.
fn real(path: &str) -> PathBuf {
    let path = folder::found(&at_home(if path.is_empty() { "." } else { path }));
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    let (folder, name) = (path.parent().unwrap_or(Path::new("")), path.file_name());
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    name.map_or_else(|| folder.clone(), |name| folder.join(name))
}

#[cfg(test)]
mod tests {
    use super::{Consent, Files, May, Wants};
    use crate::locale::{Lang, Words};

    #[test]
    fn a_hub_of_another_account_gets_what_the_officer_agrees_to_and_no_more() {
        let words = Words::new(Lang::Sv);
        let home = tempfile::tempdir().unwrap();
        let home = home.path().canonicalize().unwrap();
        let path = |name: &str| home.join(name).to_string_lossy().into_owned();
        std::fs::create_dir(home.join("mapp")).unwrap();
        std::fs::write(home.join("mapp/krav.csv"), "").unwrap();
        std::os::unix::fs::symlink(home.join("mapp/krav.csv"), home.join("ofarlig.csv")).unwrap();
        let mut consent = Consent::new(Files::Asked, true);
        // The path is shown as it stands on the disk, not as the hub writes it.
        let May::Ask(asked) = consent.may(Wants::Read, &path("ofarlig.csv"), &words) else { panic!("not asked") };
        assert!(asked.contains("mapp/krav.csv") && !asked.contains("ofarlig"), "{asked}");
        consent.agree(Wants::Read, &path("mapp/krav.csv"));
        assert_eq!(consent.may(Wants::Read, &path("mapp/../mapp/krav.csv"), &words), May::Yes);
        assert!(matches!(consent.may(Wants::Read, &path("annan.csv"), &words), May::Ask(_)));
        // The names in a folder are another thing than what stands in its files.
        assert!(matches!(consent.may(Wants::List, &path("mapp"), &words), May::Ask(_)));
        consent.agree(Wants::List, &path("mapp"));
        assert_eq!(consent.may(Wants::List, &path("mapp"), &words), May::Yes);
        assert!(matches!(consent.may(Wants::List, &path(""), &words), May::Ask(_)));
        // Writing is asked about each time.
        consent.agree(Wants::Write, &path("ny.md"));
        assert!(matches!(consent.may(Wants::Write, &path("ny.md"), &words), May::Ask(_)));
        assert_eq!(Consent::new(Files::Asked, false).may(Wants::Read, &path("annan.csv"), &words), May::Yes);
        assert_eq!(Consent::new(Files::Refused, false).may(Wants::Read, &path("annan.csv"), &words), May::No);
    }
}
