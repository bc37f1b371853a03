//! Half-typed fields: kept every second, found again at the next start.

use crate::record::{Id, Stored, Tag};
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
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Draft {
    /// The text.
    pub text: String,
    /// Line of the cursor.
    pub row: u32,
    /// Letter of the cursor.
    pub column: u32,
    /// What stood in the field when typing began, or what the officer has been told that stands there since:
    /// only over that is the text saved.
    pub before: Option<Stored>,
}

/// All half-typed fields of an officer, and the one that is being typed in.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Drafts {
    held: BTreeMap<Spot, Draft>,
    /// What has been sent to be saved and is not yet answered: kept with the others, shown as no draft.
    sent: BTreeMap<Spot, Draft>,
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

/// The first part of the kept form: text, line and letter by field, and the field that is being typed in.
type Typed = (Vec<(Spot, (String, u32, u32))>, Option<Spot>);

impl Drafts {
    /// Drafts as they were kept; none when the bytes are no drafts. An earlier form ended before what stood in
    /// the fields: there `stands` says what stands now.
    #[must_use]
    pub fn read(bytes: &[u8], stands: impl Fn(Spot) -> Option<Stored>) -> Self {
        let Ok(((typed, typing), read)) = bincode::serde::decode_from_slice::<Typed, _>(bytes, codec()) else {
            return Self::default();
        };
        let rest = bytes.get(read..).unwrap_or_default();
        let befores = bincode::serde::decode_from_slice::<Vec<Option<Stored>>, _>(rest, codec());
        let befores = befores.map(|(befores, _)| befores).ok().filter(|befores| befores.len() == typed.len());
        let befores = befores.unwrap_or_else(|| typed.iter().map(|(spot, _)| stands(*spot)).collect());
        let held = typed.into_iter().zip(befores);
        let held = held.map(|((spot, (text, row, column)), before)| (spot, Draft { text, row, column, before }));
        Self { held: held.collect(), typing, ..Self::default() }
    }

    /// The form in which they are kept; nothing when there are none.
    #[must_use]
    pub fn bytes(&self) -> Option<Vec<u8>> {
        // What is typed anew in a field is newer than what has been sent of it.
        let sent = self.sent.iter().filter(|(spot, _)| !self.held.contains_key(spot));
        let all: Vec<(&Spot, &Draft)> = self.held.iter().chain(sent).collect();
        if all.is_empty() {
            return None;
        }
        let typed: Vec<_> = all.iter().map(|(spot, draft)| (spot, (&draft.text, draft.row, draft.column))).collect();
        let befores: Vec<_> = all.iter().map(|(_, draft)| &draft.before).collect();
        let mut bytes = bincode::serde::encode_to_vec((typed, self.typing), codec()).ok()?;
        bytes.extend(bincode::serde::encode_to_vec(befores, codec()).ok()?);
        Some(bytes)
    }

    /// What is half typed in a field.
    #[must_use]
    pub fn get(&self, spot: Spot) -> Option<&Draft> {
        self.held.get(&spot)
    }

    /// All half-typed fields.
    pub fn iter(&self) -> impl Iterator<Item = (Spot, &Draft)> {
        self.held.iter().map(|(spot, draft)| (*spot, draft))
    }

    /// The field that is being typed in, or was when the session ended.
    #[must_use]
    pub fn typing(&self) -> Option<Spot> {
        self.typing
    }

    /// Keeps what is being typed. What stood in the field before stays what it was.
    pub fn type_in(&mut self, spot: Spot, draft: Draft) {
        self.typing = Some(spot);
        let before = self.held.get(&spot).map_or(draft.before, |held| held.before.clone());
        self.held.insert(spot, Draft { before, ..draft });
        self.changed = true;
    }

    /// Typing has stopped; what is half typed stays.
    pub fn stop(&mut self) {
        if self.typing.take().is_some() {
            self.changed = true;
        }
    }

    /// Drops what was typed in a field: it has been thrown away, or there was nothing to save.
    pub fn drop(&mut self, spot: Spot) {
        self.ends(spot);
        if self.held.remove(&spot).is_some() {
            self.changed = true;
        }
    }

    /// What was typed in a field has been sent to be saved.
    pub fn send(&mut self, spot: Spot) {
        self.ends(spot);
        if let Some(draft) = self.held.remove(&spot) {
            self.sent.insert(spot, draft);
            self.changed = true;
        }
    }

    /// What was sent is on disk.
    pub fn saved(&mut self, spot: Spot) {
        if self.sent.remove(&spot).is_some() {
            self.changed = true;
        }
    }

    /// What was sent has been refused: it is a draft again, over what `value` says that stands there. Something
    /// newer in the same field stays; where it was typed over what is refused now, it stands over the same.
    pub fn refused(&mut self, spot: Spot, after: Option<&Stored>, value: Draft) {
        let sent = self.sent.remove(&spot);
        match self.held.get_mut(&spot) {
            Some(newer) if newer.before.as_ref() == after => newer.before = value.before,
            Some(_) => {}
            None => {
                let before = value.before.clone();
                self.held.insert(spot, Draft { before, ..sent.unwrap_or(value) });
            }
        }
        self.changed = true;
    }

    fn ends(&mut self, spot: Spot) {
        if self.typing == Some(spot) {
            self.stop();
        }
    }

    /// They are to be kept once more.
    pub fn touch(&mut self) {
        self.changed = true;
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
    use crate::record::{Id, Stored, Value};

    const SPOT: Spot = Spot { follow_up: Id::from_u128(2), kind: 7, record: Id::from_u128(3), tag: 17 };

    fn draft(text: &str, before: &str) -> Draft {
        Draft { text: text.into(), row: 0, column: 3, before: Some(stored(before)) }
    }

    fn stored(text: &str) -> Stored {
        Stored::of(&Value::Text(text.into()))
    }

    #[test]
    fn a_half_typed_word_is_found_again_with_its_cursor_and_what_it_stands_over() {
        let draft = draft("Åtgä", "Larm");
        let mut drafts = Drafts::default();
        drafts.type_in(SPOT, draft.clone());
        assert!(drafts.take_changed() && !drafts.take_changed());
        let mut found = Drafts::read(&drafts.bytes().unwrap(), |_| None);
        assert_eq!((found.get(SPOT), found.typing()), (Some(&draft), Some(SPOT)));
        found.drop(SPOT);
        assert_eq!(found.bytes(), None);
        assert_eq!(Drafts::read(b"\xff\xff\xff\xff\xff", |_| None), Drafts::default());
    }

    #[test]
    fn drafts_of_the_form_before_are_read_and_stand_over_what_stands_now() {
        // (spots with text, line and letter; the field being typed in), as versions without `before` kept them.
        let mut kept = vec![1, 16];
        kept.extend(SPOT.follow_up.as_bytes());
        kept.extend([7, 16]);
        kept.extend(SPOT.record.as_bytes());
        kept.extend([17, 6]);
        kept.extend("Åtgä".as_bytes());
        kept.extend([0, 3, 0]);
        let found = Drafts::read(&kept, |spot| (spot == SPOT).then(|| stored("Larm")));
        assert_eq!(found.get(SPOT), Some(&draft("Åtgä", "Larm")));
    }

    #[test]
    fn what_was_sent_is_kept_until_it_is_answered_and_is_no_draft_meanwhile() {
        let mut drafts = Drafts::default();
        drafts.type_in(SPOT, draft("Åtgärd", "Larm"));
        drafts.send(SPOT);
        assert!(drafts.is_empty() && drafts.typing().is_none());
        assert_eq!(Drafts::read(&drafts.bytes().unwrap(), |_| None).get(SPOT), Some(&draft("Åtgärd", "Larm")));
        drafts.saved(SPOT);
        assert_eq!(drafts.bytes(), None);
    }

    #[test]
    fn a_refusal_brings_back_what_was_typed_and_leaves_alone_what_is_newer() {
        let other = Spot { tag: 18, ..SPOT };
        let mut drafts = Drafts::default();
        drafts.type_in(SPOT, draft("Åtgärd", "Larm"));
        drafts.send(SPOT);
        drafts.type_in(other, draft("Nästa", ""));
        drafts.refused(SPOT, Some(&stored("Åtgärd")), draft("", "Annans"));
        assert_eq!((drafts.get(SPOT), drafts.typing()), (Some(&draft("Åtgärd", "Annans")), Some(other)));

        let mut drafts = Drafts::default();
        drafts.type_in(SPOT, draft("Åtgärd", "Larm"));
        drafts.send(SPOT);
        drafts.type_in(SPOT, draft("Åtgärder", "Åtgärd"));
        drafts.refused(SPOT, Some(&stored("Åtgärd")), draft("", "Annans"));
        assert_eq!((drafts.get(SPOT), drafts.typing()), (Some(&draft("Åtgärder", "Annans")), Some(SPOT)));
    }
}
