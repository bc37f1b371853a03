//! What leads back to something that is forgotten: the records and fields, and the texts that stood there.

use super::Mark;
use crate::follow_up::Edit;
use crate::record::{Id, REMOVED, RESTRICTED, Tag, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

/// Letters of a text that is looked for in what is half typed; a shorter one stands everywhere.
const SHORT: usize = 4;
/// Bytes of a text that is looked for in files.
const SHORT_BYTES: usize = 8;
/// Bytes that are read at a time.
const CHUNK: usize = 1 << 20;

/// Records and fields that are forgotten, and the texts that stood in them.
#[derive(Clone, Debug, Default)]
pub struct Traces {
    records: BTreeMap<Id, Option<BTreeSet<Tag>>>,
    texts: BTreeSet<String>,
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
        Self { texts: other.texts, ..self }
    }

    /// Whether something of a record is forgotten.
    pub(super) fn knows(&self, record: Id) -> bool {
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
            if let Some(Value::Text(text)) = stored.value()
                && text.chars().count() >= SHORT
            {
                self.texts.insert(text);
            }
        }
    }

    /// Whether bytes hold a forgotten text of four letters or more.
    #[must_use]
    pub fn are_in(&self, bytes: &[u8]) -> bool {
        self.texts.iter().any(|text| holds(bytes, text.as_bytes()))
    }

    /// Whether a file, or a file below a folder, holds a forgotten text or a forgotten record's id.
    pub(super) fn is_on_disk(&self, path: &Path) -> io::Result<bool> {
        let of = path.symlink_metadata()?;
        if of.is_dir() {
            for entry in fs::read_dir(path)? {
                if self.is_on_disk(&entry?.path())? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        if of.is_file() { self.is_in_file(path) } else { Ok(false) }
    }

    fn is_in_file(&self, path: &Path) -> io::Result<bool> {
        let texts = self.texts.iter().map(String::as_bytes).filter(|text| text.len() >= SHORT_BYTES);
        let needles: Vec<&[u8]> = texts.chain(self.records.keys().map(|id| id.as_bytes().as_slice())).collect();
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
        traces.texts.insert("en känslig uppgift".to_owned());
        for (before, found) in [(CHUNK - 5, true), (2 * CHUNK - 18, true), (3, true), (3, false)] {
            let mut bytes = vec![b'.'; before];
            bytes.extend_from_slice(if found { "en känslig uppgift" } else { "en känslig upgift" }.as_bytes());
            bytes.extend_from_slice(&[b'.'; 40]);
            std::fs::write(folder.path().join("fil"), bytes).unwrap();
            assert_eq!(traces.is_on_disk(folder.path()).unwrap(), found, "{before}");
        }
        let mut traces = Traces::default();
        let id = Id::from_u128(0x1234_5678_9abc_def0);
        traces.records.insert(id, None);
        std::fs::write(folder.path().join("fil"), id.as_bytes()).unwrap();
        assert!(traces.is_on_disk(folder.path()).unwrap());
    }
}
