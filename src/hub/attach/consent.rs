//! Which of this process's files another account may have read or written here.
//!
//! A hub under the officer's own account could read and write them anyway. One under another account shows what it
//! draws; so what it wants of this machine is asked about outside the frame, with the path as it stands on the disk,
//! once for each file, and once for a folder and what lies in it. What is asked about is held open by then, and what
//! has been agreed to is known by what it is, not by its path, which the hub may be able to change.

use crate::hub::opened::Opened;
use crate::locale::Words;
use crate::record::scrub_line;
use std::path::Path;
use std::sync::Arc;

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
    /// Held, so that nothing else becomes what they are.
    read: Vec<Arc<Opened>>,
    folders: Vec<Arc<Opened>>,
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
        Self { files, foreign, read: Vec::new(), folders: Vec::new() }
    }

    /// Whether the hub may do something with what is held, or with a path where nothing could be.
    pub fn may(&self, wants: Wants, shown: &Path, opened: Option<&Opened>, words: &Words) -> May {
        let granted = opened.is_some_and(|opened| match wants {
            Wants::Read => self.read.iter().any(|known| known.is(opened)),
            Wants::List => self.folders.iter().any(|folder| opened.is_in(folder)),
            Wants::Write | Wants::Replace => false,
        });
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
                May::Ask(words.say_with(id, &[("path", &scrub_line(&shown.to_string_lossy()))]))
            }
        }
    }

    /// The officer has agreed. What is written is agreed to each time.
    pub fn agree(&mut self, wants: Wants, opened: &Arc<Opened>) {
        match wants {
            Wants::Read => self.read.push(Arc::clone(opened)),
            Wants::List => self.folders.push(Arc::clone(opened)),
            Wants::Write | Wants::Replace => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Consent, Files, May, Wants};
    use crate::hub::opened::Opened;
    use crate::locale::{Lang, Words};
    use std::fs;
    use std::sync::Arc;

    #[test]
    fn a_hub_of_another_account_gets_what_the_officer_agrees_to_and_no_more() {
        let words = Words::new(Lang::Sv);
        let home = tempfile::tempdir().unwrap();
        let home = home.path().canonicalize().unwrap();
        let open = |name: &str| Arc::new(Opened::open(&home.join(name)).unwrap());
        fs::create_dir(home.join("mapp")).unwrap();
        fs::write(home.join("mapp/krav.csv"), "").unwrap();
        fs::write(home.join("annan.csv"), "").unwrap();
        std::os::unix::fs::symlink(home.join("mapp/krav.csv"), home.join("ofarlig.csv")).unwrap();
        let mut consent = Consent::new(Files::Asked, true);
        let may = |consent: &Consent, wants, name: &str| {
            let opened = open(name);
            consent.may(wants, opened.real(), Some(&opened), &words)
        };
        // The path is shown as it stands on the disk, not as the hub writes it.
        let May::Ask(asked) = may(&consent, Wants::Read, "ofarlig.csv") else { panic!("not asked") };
        assert!(asked.contains("mapp/krav.csv") && !asked.contains("ofarlig"), "{asked}");
        consent.agree(Wants::Read, &open("mapp/krav.csv"));
        assert_eq!(may(&consent, Wants::Read, "mapp/../mapp/krav.csv"), May::Yes);
        assert!(matches!(may(&consent, Wants::Read, "annan.csv"), May::Ask(_)));
        // Another file in the place of the one that was agreed to is another file.
        fs::rename(home.join("annan.csv"), home.join("mapp/krav.csv")).unwrap();
        assert!(matches!(may(&consent, Wants::Read, "mapp/krav.csv"), May::Ask(_)));
        // The names in a folder are another thing than what stands in its files.
        assert!(matches!(may(&consent, Wants::List, "mapp"), May::Ask(_)));
        consent.agree(Wants::List, &open("mapp"));
        assert_eq!(may(&consent, Wants::List, "mapp"), May::Yes);
        assert!(matches!(may(&consent, Wants::List, ""), May::Ask(_)));
        // Writing is asked about each time, and so is what is not there.
        consent.agree(Wants::Write, &open("mapp"));
        assert!(matches!(may(&consent, Wants::Write, "mapp"), May::Ask(_)));
        assert!(matches!(consent.may(Wants::Read, &home.join("saknas"), None, &words), May::Ask(_)));
        assert_eq!(may(&Consent::new(Files::Asked, false), Wants::Read, "mapp"), May::Yes);
        assert_eq!(may(&Consent::new(Files::Refused, false), Wants::Read, "mapp"), May::No);
    }
}
