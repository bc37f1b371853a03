//! Files and folders that the attaching process sends, piece by piece and bounded.

use super::protocol::{ListPart, MAX_ENTRIES, MAX_FILE, Part};
use crate::app::{Entry, Folder, Message, Saved, Ticket};
use crate::locale::Words;
use crate::record::scrub_line;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Most letters of a sentence or a name from the other end.
const MAX_WORDS: usize = 400;

/// Most letters of a path from the other end.
const MAX_PATH: usize = 4_096;

/// The files and folders that have been asked for.
#[derive(Debug, Default)]
pub(super) struct Files {
    awaited: BTreeMap<Ticket, Vec<u8>>,
    folders: BTreeMap<Ticket, Vec<Entry>>,
    saves: BTreeSet<Ticket>,
}

/// A file that has come: its name and content.
pub(super) type File = (String, Arc<[u8]>);

/// Why a file has not come.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum NotRead {
    /// More bytes than a file may have.
    TooLarge,
    /// The attaching process says so.
    Refused(String),
}

/// A part of a file or folder that nobody asked for.
#[derive(Debug)]
pub(super) struct Unasked;

impl NotRead {
    /// As a sentence.
    pub fn say(&self, words: &Words) -> String {
        match self {
            Self::TooLarge => words.say_with("hub-file-large", &[("most", &(MAX_FILE >> 20).to_string())]),
            Self::Refused(sentence) => sentence.clone(),
        }
    }
}

impl Files {
    /// Nothing of it comes any more; gives what the app is told instead, with the reason.
    pub fn lose(&mut self, why: &str) -> Vec<Message> {
        let Self { awaited, folders, saves } = std::mem::take(self);
        let mut told = Vec::new();
        told.extend(awaited.into_keys().map(|ticket| Message::File(ticket, Err(why.to_owned()))));
        told.extend(folders.into_keys().map(|ticket| Message::Listed(ticket, Err(why.to_owned()))));
        told.extend(saves.into_iter().map(|ticket| Message::Saved(ticket, Saved::Refused(why.to_owned()))));
        told
    }

    /// A file will come.
    pub fn ask(&mut self, ticket: Ticket) {
        self.awaited.insert(ticket, Vec::new());
    }

    /// Takes a part, and gives back the file when it was the last one.
    ///
    /// # Errors
    /// [`Unasked`]; no Stegvis sends that.
    pub fn take(&mut self, ticket: Ticket, part: Part) -> Result<Option<Result<File, NotRead>>, Unasked> {
        let had = self.awaited.get_mut(&ticket).ok_or(Unasked)?;
        let ended = match part {
            Part::Bytes(bytes) if had.len() + bytes.len() > MAX_FILE => Err(NotRead::TooLarge),
            Part::Bytes(bytes) => {
                had.extend(bytes);
                return Ok(None);
            }
            Part::End(name) => Ok((said(&name), std::mem::take(had).into())),
            Part::Refused(sentence) => Err(NotRead::Refused(said(&sentence))),
        };
        self.awaited.remove(&ticket);
        Ok(Some(ended))
    }

    /// A file has been handed over to be written.
    pub fn ask_to_save(&mut self, ticket: Ticket) {
        self.saves.insert(ticket);
    }

    /// Takes what has become of it, scrubbed.
    ///
    /// # Errors
    /// [`Unasked`]; no Stegvis sends that.
    pub fn saved(&mut self, ticket: Ticket, answer: Saved) -> Result<Saved, Unasked> {
        if !self.saves.remove(&ticket) {
            return Err(Unasked);
        }
        Ok(match answer {
            Saved::Done(path) => Saved::Done(cut_to(&path, MAX_PATH)),
            Saved::Exists => Saved::Exists,
            Saved::Refused(sentence) => Saved::Refused(said(&sentence)),
        })
    }

    /// A folder will come.
    pub fn ask_folder(&mut self, ticket: Ticket) {
        self.folders.insert(ticket, Vec::new());
    }

    /// Takes a part of a folder, and gives back the folder, or why there is none, when it was the last one.
    ///
    /// # Errors
    /// [`Unasked`], also for more entries than a folder may have; no Stegvis sends that.
    pub fn take_folder(&mut self, ticket: Ticket, part: ListPart) -> Result<Option<Result<Folder, String>>, Unasked> {
        let had = self.folders.get_mut(&ticket).ok_or(Unasked)?;
        let ended = match part {
            ListPart::Entries(entries) if had.len() + entries.len() > MAX_ENTRIES => {
                self.folders.remove(&ticket);
                return Err(Unasked);
            }
            ListPart::Entries(entries) => {
                let named = entries.into_iter().map(|entry| Entry { name: said(&entry.name), ..entry });
                had.extend(named.filter(|entry| !entry.name.is_empty() && !entry.name.contains('/')));
                return Ok(None);
            }
            ListPart::End { path, cut } => {
                Ok(Folder { path: cut_to(&path, MAX_PATH), entries: std::mem::take(had), cut })
            }
            ListPart::Refused(sentence) => Err(said(&sentence)),
        };
        self.folders.remove(&ticket);
        Ok(Some(ended))
    }
}

fn said(by_the_other_end: &str) -> String {
    cut_to(by_the_other_end, MAX_WORDS)
}

fn cut_to(by_the_other_end: &str, letters: usize) -> String {
    scrub_line(by_the_other_end).chars().take(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::{Files, NotRead};
    use crate::app::Entry;
    use crate::hub::protocol::{ListPart, MAX_ENTRIES, MAX_FILE, Part};

    fn entry(name: &str) -> Entry {
        Entry { name: name.into(), size: Some(7), changed: 0 }
    }

    #[test]
    fn a_folder_is_put_together_scrubbed_and_bounded() {
        let mut files = Files::default();
        files.ask_folder(3);
        let part = ListPart::Entries(vec![entry("kr\u{1b}[2Jav.csv"), entry("a/b.csv"), entry("\u{202e}")]);
        assert!(files.take_folder(3, part).unwrap().is_none());
        let end = ListPart::End { path: "/hem\u{7}".into(), cut: true };
        let folder = files.take_folder(3, end).unwrap().unwrap().unwrap();
        let names: Vec<&str> = folder.entries.iter().map(|entry| entry.name.as_str()).collect();
        assert_eq!((folder.path.as_str(), names, folder.cut), ("/hem", vec!["kr[2Jav.csv"], true));
        assert!(files.take_folder(3, ListPart::Entries(Vec::new())).is_err());

        files.ask_folder(4);
        assert!(files.take_folder(4, ListPart::Entries(vec![entry("a.csv"); MAX_ENTRIES])).unwrap().is_none());
        assert!(files.take_folder(4, ListPart::Entries(vec![entry("a.csv")])).is_err());
    }

    #[test]
    fn a_file_is_put_together_from_its_parts() {
        let mut files = Files::default();
        files.ask(7);
        assert!(files.take(7, Part::Bytes(b"nr;".to_vec())).unwrap().is_none());
        assert!(files.take(7, Part::Bytes(b"krav".to_vec())).unwrap().is_none());
        let (name, bytes) = files.take(7, Part::End("kr\u{1b}av.csv".into())).unwrap().unwrap().unwrap();
        assert_eq!((name.as_str(), &*bytes), ("krav.csv", b"nr;krav".as_slice()));
        assert!(files.take(7, Part::End(String::new())).is_err());
    }

    #[test]
    fn a_file_over_the_bound_is_refused_and_forgotten() {
        let mut files = Files::default();
        files.ask(1);
        assert!(files.take(1, Part::Bytes(vec![0; MAX_FILE])).unwrap().is_none());
        assert_eq!(files.take(1, Part::Bytes(vec![0])).unwrap(), Some(Err(NotRead::TooLarge)));
        assert!(files.take(1, Part::Bytes(vec![0])).is_err());
    }
}
