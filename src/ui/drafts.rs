//! Half-typed fields: kept every second, each under a name of its own, and found again at the next start. Two sessions
//! of one officer write only what was typed in each of them.

use crate::record::{Id, Stored, Tag};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};

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
    /// Whether another field is being typed in than when that was kept last.
    moved: bool,
    /// What is to be kept or dropped.
    changed: BTreeSet<Spot>,
    /// What this session has typed or dropped. The others are of another session, or of one before.
    own: BTreeSet<Spot>,
}

impl Spot {
    /// The name that what is half typed in this field is kept under.
    #[must_use]
    pub fn slot(&self) -> String {
        let bytes = bincode::serde::encode_to_vec(self, codec()).unwrap_or_default();
        Sha256::digest(bytes).iter().take(16).fold(SLOT.to_owned(), |name, byte| format!("{name}{byte:02x}"))
    }

    /// The form in which the field is kept that is being typed in.
    #[must_use]
    pub fn bytes(&self) -> Option<Vec<u8>> {
        bincode::serde::encode_to_vec(self, codec()).ok()
    }

    /// The same, read; nothing when the bytes are none.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        bincode::serde::decode_from_slice(bytes, codec()).ok().map(|(spot, _)| spot)
    }
}

/// How the names of kept drafts begin.
pub const SLOT: &str = "draft-";

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

    /// Takes in what was kept under another name. What stands here already stays.
    pub fn join(&mut self, other: Self) {
        for (spot, draft) in other.held {
            self.held.entry(spot).or_insert(draft);
        }
        self.typing = self.typing.or(other.typing);
    }

    /// All of them are to be kept, each under its own name: they were kept in one piece before.
    pub fn keep_all(&mut self) {
        self.own.extend(self.held.keys());
        self.touch();
    }

    /// Another session of the officer has kept or dropped what is half typed under a name. What is being typed here,
    /// or is being saved, stays.
    pub fn hear(&mut self, slot: &str, kept: Option<Self>) {
        let known: Vec<Spot> = self.held.keys().copied().filter(|spot| spot.slot() == slot).collect();
        for spot in known.into_iter().filter(|spot| self.typing != Some(*spot)) {
            self.held.remove(&spot);
            self.own.remove(&spot);
            self.changed.remove(&spot);
        }
        let new = kept.into_iter().flat_map(|kept| kept.held).filter(|(spot, _)| !self.sent.contains_key(spot));
        for (spot, draft) in new {
            self.held.entry(spot).or_insert(draft);
        }
    }

    /// The form in which the draft of a field is kept; nothing when there is none.
    #[must_use]
    pub fn bytes_of(&self, spot: Spot) -> Option<Vec<u8>> {
        // What is typed anew in a field is newer than what has been sent of it.
        let draft = self.held.get(&spot).or_else(|| self.sent.get(&spot))?.clone();
        Self { held: BTreeMap::from([(spot, draft)]), ..Self::default() }.bytes()
    }

    /// The form in which they are kept in one piece; nothing when there are none.
    #[must_use]
    pub fn bytes(&self) -> Option<Vec<u8>> {
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
        self.moved |= self.typing.replace(spot) != Some(spot);
        let before = self.held.get(&spot).map_or(draft.before, |held| held.before.clone());
        self.held.insert(spot, Draft { before, ..draft });
        self.change(spot);
    }

    /// Typing has stopped; what is half typed stays.
    pub fn stop(&mut self) {
        self.moved |= self.typing.take().is_some();
    }

    /// Drops what was typed in a field: it has been thrown away, or there was nothing to save.
    pub fn drop(&mut self, spot: Spot) {
        self.ends(spot);
        if self.held.remove(&spot).is_some() {
            self.change(spot);
        }
    }

    /// What was typed in a field has been sent to be saved.
    pub fn send(&mut self, spot: Spot) {
        self.ends(spot);
        if let Some(draft) = self.held.remove(&spot) {
            self.sent.insert(spot, draft);
            self.change(spot);
        }
    }

    /// What was sent is on disk.
    pub fn saved(&mut self, spot: Spot) {
        if self.sent.remove(&spot).is_some() {
            self.change(spot);
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
        self.change(spot);
    }

    fn ends(&mut self, spot: Spot) {
        if self.typing == Some(spot) {
            self.stop();
        }
    }

    fn change(&mut self, spot: Spot) {
        self.changed.insert(spot);
        self.own.insert(spot);
    }

    /// What this session has typed or dropped is to be kept or dropped once more.
    pub fn touch(&mut self) {
        self.changed.extend(&self.own);
        self.moved = true;
    }

    /// The fields whose drafts are to be kept, or dropped, since the last time this was asked.
    pub fn take_changed(&mut self) -> BTreeSet<Spot> {
        std::mem::take(&mut self.changed)
    }

    /// Whether another field is being typed in since the last time this was asked.
    pub fn take_moved(&mut self) -> bool {
        std::mem::take(&mut self.moved)
    }

    /// Goes on in a field where a session before was interrupted.
    pub fn go_on(&mut self, typing: Option<Spot>) {
        self.typing = typing.filter(|spot| self.held.contains_key(spot));
    }

    /// Whether there is something to keep.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.moved || !self.changed.is_empty()
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
        assert!(drafts.take_changed().contains(&SPOT) && drafts.take_changed().is_empty());
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
    fn two_sessions_of_one_officer_keep_only_what_was_typed_in_each() {
        let (left, right) = (Spot { tag: 18, ..SPOT }, Spot { tag: 19, ..SPOT });
        let mut one = Drafts::default();
        one.type_in(SPOT, draft("Gammalt", ""));
        let mut other = Drafts::read(&one.bytes_of(SPOT).unwrap(), |_| None);
        assert!(!other.is_changed(), "what was found is of a session before");
        one.type_in(left, draft("Vänster", ""));
        other.type_in(right, draft("Höger", ""));
        other.touch();
        assert_eq!(other.take_changed().into_iter().collect::<Vec<_>>(), [right]);
        // Each hears of what the other one keeps, and does not keep that itself.
        other.hear(&left.slot(), one.bytes_of(left).map(|bytes| Drafts::read(&bytes, |_| None)));
        assert_eq!(other.get(left), Some(&draft("Vänster", "")));
        other.hear(&SPOT.slot(), None);
        assert!(other.get(SPOT).is_none() && other.take_changed().is_empty());
        // What is being typed here stays, whatever the other one does in the same field.
        other.hear(&right.slot(), None);
        assert_eq!(other.get(right), Some(&draft("Höger", "")));
        assert_ne!(left.slot(), right.slot());
        assert!(left.slot().len() <= 64, "a name that the store takes");
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
