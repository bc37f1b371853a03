//! What leads back to something that is forgotten: the records and fields, and the texts that stood there.
//!
//! A name alone is no trace of a record: that of a unit stands rightly in a hundred others, and what somebody else has
//! half typed about it is theirs. What officers have half typed elsewhere is therefore dropped only for a whole sentence
//! of what is forgotten, of [`WORDS`] words or more, which the names of units, providers, documents and functions do not
//! have, and for an identity number, which points at one person however it is written.

use super::Mark;
use crate::follow_up::Edit;
use crate::record::{Id, REMOVED, RESTRICTED, Tag, Value, personal_number};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

/// Letters of a text that is looked for; a shorter one stands everywhere.
const SHORT: usize = 4;
/// Bytes of a text that is looked for in files that are none of the store's.
const SHORT_BYTES: usize = 8;
/// Words of a text that is a sentence.
const WORDS: usize = 6;
/// Digits at the end of an identity number that tell it, whether the century stands in front or not.
const DIGITS: usize = 10;
/// Bytes at the end of an id that tell it. sled leaves out the beginning that keys beside each other share.
const END_OF_ID: usize = 8;
/// Bytes that are read at a time.
const CHUNK: usize = 1 << 20;

/// Records and fields that are forgotten, and the texts that stood in them.
#[derive(Clone, Debug, Default)]
pub struct Traces {
    records: BTreeMap<Id, Option<BTreeSet<Tag>>>,
    texts: BTreeSet<String>,
    sentences: BTreeSet<String>,
    numbers: BTreeSet<String>,
}

impl Traces {
    /// What marks are about; no texts yet.
    pub(in crate::store) fn of(marks: &[&Mark]) -> Self {
        let mut traces = Self::default();
        for mark in marks {
            let fields = traces.records.entry(mark.record).or_insert_with(|| Some(BTreeSet::new()));
            match (&mut *fields, &mark.forgotten.fields) {
                (Some(known), Some(more)) => known.extend(more),
                (known, None) => *known = None,
                (None, _) => {}
            }
        }
        traces
    }

    /// These with the texts of others.
    pub(super) fn with_texts_of(self, other: Self) -> Self {
        Self { records: self.records, ..other }
    }

    /// Whether something of a record is forgotten.
    pub(in crate::store) fn knows(&self, record: Id) -> bool {
        self.records.contains_key(&record)
    }

    /// Whether what stood in a field is forgotten. Of a record that is forgotten as a whole it stays known whether it
    /// is deleted, and whether it is restricted.
    #[must_use]
    pub fn forgets(&self, record: Id, tag: Tag) -> bool {
        match self.records.get(&record) {
            None => false,
            Some(Some(fields)) => fields.contains(&tag),
            Some(None) => tag != REMOVED && tag != RESTRICTED,
        }
    }

    /// Takes note of what an edit says that is forgotten.
    pub(super) fn note(&mut self, edit: &Edit) {
        for stored in [&edit.before, &edit.after].into_iter().flatten() {
            // A choice is a word that anybody may write, and says nothing by itself.
            if let Some(Value::Text(text)) = stored.value() {
                self.note_text(text);
            }
        }
    }

    fn note_text(&mut self, text: String) {
        self.numbers.extend(numbers(&text));
        if text.split_whitespace().count() >= WORDS {
            self.sentences.insert(text.clone());
        }
        if text.chars().count() >= SHORT {
            self.texts.insert(text);
        }
    }

    /// Whether bytes, such as what somebody has half typed, hold a whole sentence that is forgotten or an identity
    /// number that stood there.
    #[must_use]
    pub fn are_in(&self, bytes: &[u8]) -> bool {
        self.sentences.iter().any(|text| holds(bytes, text.as_bytes())) || self.number_is_in(bytes)
    }

    /// Whether an identity number stood in what is forgotten.
    pub(in crate::store) fn has_numbers(&self) -> bool {
        !self.numbers.is_empty()
    }

    /// Whether bytes hold an identity number that stood there.
    pub(in crate::store) fn number_is_in(&self, bytes: &[u8]) -> bool {
        self.has_numbers() && numbers(&String::from_utf8_lossy(bytes)).any(|number| self.numbers.contains(&number))
    }

    /// Whether bytes hold a forgotten text of four letters or more, a name too.
    pub(super) fn any_is_in(&self, bytes: &[u8]) -> bool {
        self.texts.iter().any(|text| holds(bytes, text.as_bytes()))
    }

    /// Whether a file or folder that the store has put aside holds a forgotten text, a name too, or a forgotten record.
    pub(super) fn is_in_own(&self, path: &Path) -> io::Result<bool> {
        let ids = self.records.keys().map(|id| id.as_bytes().get(END_OF_ID..).unwrap_or_default());
        on_disk(path, &self.texts.iter().map(String::as_bytes).chain(ids).collect::<Vec<_>>())
    }

    /// Whether a file or folder of somebody else's holds a forgotten text or a forgotten record.
    pub(super) fn is_in_other(&self, path: &Path) -> io::Result<bool> {
        let texts = self.texts.iter().map(String::as_bytes).filter(|text| text.len() >= SHORT_BYTES);
        on_disk(path, &texts.chain(self.records.keys().map(|id| id.as_bytes().as_slice())).collect::<Vec<_>>())
    }
}

/// Whether a file, or a file below a folder, holds any of some bytes.
fn on_disk(path: &Path, needles: &[&[u8]]) -> io::Result<bool> {
    let of = path.symlink_metadata()?;
    if of.is_dir() {
        for entry in fs::read_dir(path)? {
            if on_disk(&entry?.path(), needles)? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    if of.is_file() { in_file(path, needles) } else { Ok(false) }
}

fn in_file(path: &Path, needles: &[&[u8]]) -> io::Result<bool> {
    let longest = needles.iter().map(|needle| needle.len()).max().unwrap_or_default();
    let mut file = File::open(path)?;
    let mut held = Vec::new();
    loop {
        let before = held.len();
        (&mut file).take(CHUNK as u64).read_to_end(&mut held)?;
        if needles.iter().any(|needle| holds(&held, needle)) {
            return Ok(true);
        }
        if held.len() == before {
            return Ok(false);
        }
        // What lies across two pieces is found in the next.
        held.drain(..held.len().saturating_sub(longest));
    }
}

/// The identity numbers in a text, as their last digits.
fn numbers(text: &str) -> impl Iterator<Item = String> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let found = personal_number(rest)?;
        let digits: Vec<char> = rest.get(found.clone())?.chars().filter(char::is_ascii_digit).collect();
        rest = rest.get(found.end..)?;
        Some(digits.iter().skip(digits.len().saturating_sub(DIGITS)).collect())
    })
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::{CHUNK, Id, Traces};

    #[test]
    fn a_text_across_two_pieces_of_a_file_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let mut traces = Traces::default();
        traces.note_text("en känslig uppgift".to_owned());
        for (before, found) in [(CHUNK - 5, true), (2 * CHUNK - 18, true), (3, true), (3, false)] {
            let mut bytes = vec![b'.'; before];
            bytes.extend_from_slice(if found { "en känslig uppgift" } else { "en känslig upgift" }.as_bytes());
            bytes.extend_from_slice(&[b'.'; 40]);
            std::fs::write(folder.path().join("fil"), bytes).unwrap();
            assert_eq!(traces.is_in_other(folder.path()).unwrap(), found, "{before}");
        }
        let mut traces = Traces::default();
        let id = Id::from_u128(0x1234_5678_9abc_def0);
        traces.records.insert(id, None);
        std::fs::write(folder.path().join("fil"), id.as_bytes()).unwrap();
        assert!(traces.is_in_other(folder.path()).unwrap() && traces.is_in_own(folder.path()).unwrap());
        // As sled writes a key beside another one.
        std::fs::write(folder.path().join("fil"), &id.as_bytes()[5..]).unwrap();
        assert!(traces.is_in_own(folder.path()).unwrap());
    }

    #[test]
    fn what_others_have_half_typed_is_theirs_unless_it_says_a_sentence_or_a_number() {
        let mut traces = Traces::default();
        traces.note_text("Lingonroten, kooperativ ekonomisk förening".to_owned());
        traces.note_text("Någon fick vänta i fyra dagar".to_owned());
        traces.note_text("Född 19901010-9800".to_owned());
        let says = |text: &str| traces.are_in(text.as_bytes());
        assert!(!says("Lingonroten, kooperativ ekonomisk förening svarar inte"));
        assert!(!says("Någon fick vänta") && says("Sen: Någon fick vänta i fyra dagar."));
        assert!(says("se 901010-9800") && says("9010109800") && !says("850709-9805"));
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("fil"), "..Lingonroten, kooperativ ekonomisk förening..").unwrap();
        assert!(traces.is_in_own(folder.path()).unwrap());
    }
}
