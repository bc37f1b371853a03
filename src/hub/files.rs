//! Files and folders that the attaching process sends, piece by piece and bounded.

use super::kept::{Full, Kept, Room};
use super::protocol::{ListPart, MAX_ENTRIES, MAX_FILE, Part};
use crate::app::{Entry, Folder, Message, Saved, Ticket};
use crate::locale::Words;
use crate::record::{Id, scrub_line};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Weak};

/// Most letters of a sentence or a name from the other end.
const MAX_WORDS: usize = 400;

/// Most letters of a path from the other end.
const MAX_PATH: usize = 4_096;

/// The files and folders that have been asked for.
#[derive(Debug)]
pub(super) struct Files {
    kept: Arc<Kept>,
    officer: Id,
    awaited: BTreeMap<Ticket, Awaited>,
    /// Files that have come, as long as the app has them.
    held: Vec<(Weak<[u8]>, Room)>,
    folders: BTreeMap<Ticket, Vec<Entry>>,
    saves: BTreeSet<Ticket>,
}

/// A file on its way.
#[derive(Debug)]
enum Awaited {
    /// What has come of it.
    Coming(Vec<u8>, Room),
    /// It has been given up; the rest of it is on the line already.
    GivenUp,
}

/// A file that has come: its name and content.
pub(super) type File = (String, Arc<[u8]>);

/// Why a file has not come.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum NotRead {
    /// More bytes than a file may have.
    TooLarge,
    /// So much is kept of what officers send that there is no room for it.
    Full,
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
            Self::Full => words.say("hub-commands-full"),
            Self::Refused(sentence) => sentence.clone(),
        }
    }
}

impl Files {
    /// Nothing is asked for yet. What an officer's files take is counted.
    pub fn new(kept: Arc<Kept>, officer: Id) -> Self {
        let (awaited, folders, saves) = Default::default();
        Self { kept, officer, awaited, held: Vec::new(), folders, saves }
    }

    /// Gives the room of files back that the app has let go.
    pub fn tidy(&mut self) {
        self.held.retain(|(file, _)| file.strong_count() > 0);
    }

    /// Nothing of it comes any more; gives what the app is told instead, with the reason.
    pub fn lose(&mut self, why: &str) -> Vec<Message> {
        let (awaited, folders) = (std::mem::take(&mut self.awaited), std::mem::take(&mut self.folders));
        let saves = std::mem::take(&mut self.saves);
        let mut told = Vec::new();
        let awaited = awaited.into_iter().filter(|(_, file)| matches!(file, Awaited::Coming(..)));
        told.extend(awaited.map(|(ticket, _)| Message::File(ticket, Err(why.to_owned()))));
        told.extend(folders.into_keys().map(|ticket| Message::Listed(ticket, Err(why.to_owned()))));
        told.extend(saves.into_iter().map(|ticket| Message::Saved(ticket, Saved::Refused(why.to_owned()))));
        told
    }

    /// A file will come.
    pub fn ask(&mut self, ticket: Ticket) {
        self.tidy();
        let room = Room::new(Arc::clone(&self.kept), self.officer);
        self.awaited.insert(ticket, Awaited::Coming(Vec::new(), room));
    }

    /// Takes a part, and gives back the file when it was the last one.
    ///
    /// # Errors
    /// [`Unasked`]; no Stegvis sends that.
    pub fn take(&mut self, ticket: Ticket, part: Part) -> Result<Option<Result<File, NotRead>>, Unasked> {
        let awaited = self.awaited.get_mut(&ticket).ok_or(Unasked)?;
        let Awaited::Coming(had, room) = awaited else {
            if !matches!(part, Part::Bytes(_)) {
                self.awaited.remove(&ticket);
            }
            return Ok(None);
        };
        let ended = match part {
            Part::Bytes(bytes) if had.len() + bytes.len() > MAX_FILE => Err(NotRead::TooLarge),
            Part::Bytes(bytes) => {
                if room.take(bytes.len()) == Err(Full) {
                    *awaited = Awaited::GivenUp;
                    return Ok(Some(Err(NotRead::Full)));
                }
                had.extend(bytes);
                return Ok(None);
            }
            Part::End(name) => Ok((said(&name), Arc::from(std::mem::take(had)))),
            Part::Refused(sentence) => Err(NotRead::Refused(said(&sentence))),
        };
        let ended_with = self.awaited.remove(&ticket);
        if let (Ok((_, file)), Some(Awaited::Coming(_, room))) = (&ended, ended_with) {
            self.held.push((Arc::downgrade(file), room));
        }
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
    use crate::hub::kept::{Full, Room, tests::fill};
    use crate::hub::protocol::{ListPart, MAX_ENTRIES, MAX_FILE, Part};
    use crate::record::Id;
    use std::sync::Arc;

    fn files() -> Files {
        Files::new(Arc::default(), Id::nil())
    }

    fn entry(name: &str) -> Entry {
        Entry { name: name.into(), size: Some(7), changed: 0 }
    }

    #[test]
    fn a_folder_is_put_together_scrubbed_and_bounded() {
        let mut files = files();
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
        let mut files = files();
        files.ask(7);
        assert!(files.take(7, Part::Bytes(b"nr;".to_vec())).unwrap().is_none());
        assert!(files.take(7, Part::Bytes(b"krav".to_vec())).unwrap().is_none());
        let (name, bytes) = files.take(7, Part::End("kr\u{1b}av.csv".into())).unwrap().unwrap().unwrap();
        assert_eq!((name.as_str(), &*bytes), ("krav.csv", b"nr;krav".as_slice()));
        assert!(files.take(7, Part::End(String::new())).is_err());
    }

    #[test]
    fn a_file_over_the_bound_is_refused_and_forgotten() {
        let mut files = files();
        files.ask(1);
        assert!(files.take(1, Part::Bytes(vec![0; MAX_FILE])).unwrap().is_none());
        assert_eq!(files.take(1, Part::Bytes(vec![0])).unwrap(), Some(Err(NotRead::TooLarge)));
        assert!(files.take(1, Part::Bytes(vec![0])).is_err());
    }

    #[test]
    fn files_on_screen_are_counted_as_long_as_they_are_used_and_one_without_room_ends_no_line() {
        let (kept, officer) = (Arc::default(), Id::from_u128(1));
        let mut files = Files::new(Arc::clone(&kept), officer);
        let all = fill(&kept, officer);
        files.ask(1);
        assert_eq!(files.take(1, Part::Bytes(vec![0])).unwrap(), Some(Err(NotRead::Full)));
        // What its sender has on the way already is let go by, and of nothing else than that.
        assert_eq!(files.take(1, Part::Bytes(vec![0; 9])).unwrap(), None);
        assert!(files.lose("").is_empty(), "that it does not come has been said");
        drop(all);
        files.ask(2);
        assert_eq!(files.take(2, Part::Bytes(vec![0; 9])).unwrap(), None);
        let file = files.take(2, Part::End("krav.csv".into())).unwrap().unwrap().unwrap();
        let rest = |files: &mut Files| {
            files.tidy();
            let mut room = Room::new(Arc::clone(&kept), officer);
            room.take(usize::try_from(512_u64 << 20).unwrap())
        };
        assert_eq!(rest(&mut files), Err(Full), "it is held by whoever imports it");
        drop(file);
        assert_eq!(rest(&mut files), Ok(()));
    }
}
