//! Files that the attaching process sends, piece by piece and bounded.

use super::protocol::{MAX_FILE, Part};
use crate::app::Ticket;
use crate::locale::Words;
use crate::record::scrub_line;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Most letters of a sentence or a name from the other end.
const MAX_WORDS: usize = 400;

/// The files that have been asked for.
#[derive(Debug, Default)]
pub(super) struct Files(BTreeMap<Ticket, Vec<u8>>);

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

/// A part of a file that nobody asked for.
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
    /// A file will come.
    pub fn ask(&mut self, ticket: Ticket) {
        self.0.insert(ticket, Vec::new());
    }

    /// Takes a part, and gives back the file when it was the last one.
    ///
    /// # Errors
    /// [`Unasked`]; no Stegvis sends that.
    pub fn take(&mut self, ticket: Ticket, part: Part) -> Result<Option<Result<File, NotRead>>, Unasked> {
        let had = self.0.get_mut(&ticket).ok_or(Unasked)?;
        let ended = match part {
            Part::Bytes(bytes) if had.len() + bytes.len() > MAX_FILE => Err(NotRead::TooLarge),
            Part::Bytes(bytes) => {
                had.extend(bytes);
                return Ok(None);
            }
            Part::End(name) => Ok((said(&name), std::mem::take(had).into())),
            Part::Refused(sentence) => Err(NotRead::Refused(said(&sentence))),
        };
        self.0.remove(&ticket);
        Ok(Some(ended))
    }
}

fn said(by_the_other_end: &str) -> String {
    scrub_line(by_the_other_end).chars().take(MAX_WORDS).collect()
}

#[cfg(test)]
mod tests {
    use super::{Files, NotRead};
    use crate::hub::protocol::{MAX_FILE, Part};

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
