//! Half-typed fields: kept every second, found again at the next start.

use crate::record::{Id, Tag};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One field of one record.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Spot {
    /// The follow-up that is open.
    pub follow_up: Id,
    /// The record's kind.
    pub kind: u8,
    /// The record; it may not be there yet.
    pub record: Id,
    /// The field.
    pub tag: Tag,
}

/// What was typed, and where the cursor stood: line and letter from 0.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Draft {
    /// The text.
    pub text: String,
    /// Line of the cursor.
    pub row: u32,
    /// Letter of the cursor.
    pub column: u32,
}

/// All half-typed fields of an officer, and the one that is being typed in.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Drafts {
    held: BTreeMap<Spot, Draft>,
    typing: Option<Spot>,
    changed: bool,
}

/// Most bytes that kept drafts are read from.
const LIMIT: usize = 1 << 20;

fn codec()
-> bincode::config::Configuration<bincode::config::LittleEndian, bincode::config::Varint, bincode::config::Limit<LIMIT>>
{
    bincode::config::standard().with_limit::<LIMIT>()
}

impl Drafts {
    /// Drafts as they were kept; none when the bytes are no drafts.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Self {
        let read = bincode::serde::decode_from_slice::<(Vec<(Spot, Draft)>, Option<Spot>), _>(bytes, codec());
        let (held, typing) = read.map_or_else(|_| Default::default(), |(drafts, _)| drafts);
        Self { held: held.into_iter().collect(), typing, changed: false }
    }

    /// The form in which they are kept; nothing when there are none.
    #[must_use]
    pub fn bytes(&self) -> Option<Vec<u8>> {
        if self.held.is_empty() {
            return None;
        }
        let held: Vec<_> = self.held.iter().collect();
        bincode::serde::encode_to_vec((held, self.typing), codec()).ok()
    }

    /// What is half typed in a field.
    #[must_use]
    pub fn get(&self, spot: Spot) -> Option<&Draft> {
        self.held.get(&spot)
    }

    /// The field that is being typed in, or was when the session ended.
    #[must_use]
    pub fn typing(&self) -> Option<Spot> {
        self.typing
    }

    /// Keeps what is being typed.
    pub fn type_in(&mut self, spot: Spot, draft: Draft) {
        self.typing = Some(spot);
        self.held.insert(spot, draft);
        self.changed = true;
    }

    /// Typing has stopped; what is half typed stays.
    pub fn stop(&mut self) {
        if self.typing.take().is_some() {
            self.changed = true;
        }
    }

    /// Drops what was typed in a field: it has been saved or thrown away.
    pub fn drop(&mut self, spot: Spot) {
        self.stop();
        if self.held.remove(&spot).is_some() {
            self.changed = true;
        }
    }

    /// Whether there is something to keep since the last time this was asked.
    pub fn take_changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }

    /// Whether there is something to keep.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.changed
    }

    /// How many fields are half typed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.held.len()
    }

    /// Whether nothing is half typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.held.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::{Draft, Drafts, Spot};
    use crate::record::Id;

    #[test]
    fn a_half_typed_word_is_found_again_with_its_cursor() {
        let spot = Spot { follow_up: Id::from_u128(2), kind: 7, record: Id::from_u128(3), tag: 17 };
        let draft = Draft { text: "Åtgä".into(), row: 0, column: 3 };
        let mut drafts = Drafts::default();
        drafts.type_in(spot, draft.clone());
        assert!(drafts.take_changed() && !drafts.take_changed());
        let mut found = Drafts::read(&drafts.bytes().unwrap());
        assert_eq!((found.get(spot), found.typing()), (Some(&draft), Some(spot)));
        found.drop(spot);
        assert_eq!(found.bytes(), None);
        assert_eq!(Drafts::read(b"\xff\xff\xff\xff\xff"), Drafts::default());
    }
}
