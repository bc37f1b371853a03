//! What the rows of an import share: records found by name, edits that know what the import has done so far,
//! cells read once and remembered.

use super::key::{Key, key, named};
use crate::exchange::{columns::Column, preview::Wanted};
use crate::follow_up::{Edit, Whole};
use crate::locale::{self, Point, Words};
use crate::record::{
    Flaw, Id, Input, Kind as _, KindInfo, MAX_RECORD, MAX_TEXT, REGISTER, Scale, Stored, Tag, Value, scrub_line,
};
use crate::steps::{
    self,
    plan::records::{Function, Provider},
};
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

/// How many cells of choices are remembered, and up to what length.
const REMEMBERED: (usize, usize) = (5_000, 64);
/// Bytes that a stored record takes before its fields, amply.
const HEAD: usize = 32;

/// Mints ids of new records.
pub(super) type Mint<'a> = &'a mut dyn FnMut() -> Id;

/// The state of an import that outlives a row.
pub(super) struct Engine<'a> {
    pub(super) whole: &'a Whole,
    words: [Arc<Words>; 2],
    mint: Mint<'a>,
    /// Records by kind and name, loaded when a kind is first asked for.
    names: BTreeMap<(u8, Key), Id>,
    loaded: HashSet<u8>,
    /// Fields of shared records that this import has set, with the line that did.
    set: HashMap<(Id, Tag), (usize, Stored)>,
    read: HashMap<(usize, String), Result<Option<Value>, Wanted>>,
}

/// What a row does. It counts only when the row is taken.
#[derive(Default)]
pub(super) struct Work {
    pub(super) line: usize,
    pub(super) edits: Vec<Edit>,
    /// Records that the row makes, by kind and name.
    named: Vec<((u8, Key), Id)>,
    new: HashSet<Id>,
    /// By how many stored bytes the row makes each record grow.
    grown: BTreeMap<(u8, Id), isize>,
}

impl Work {
    /// A row's work that has done nothing yet.
    pub(super) fn on(line: usize) -> Self {
        Self { line, ..Self::default() }
    }

    /// Makes a record known to later rows by a key of the caller's own.
    pub(super) fn name(&mut self, kind: &KindInfo, known: Key, id: Id) {
        self.named.push(((kind.number, known), id));
    }
}

impl<'a> Engine<'a> {
    pub(super) fn new(whole: &'a Whole, words: [Arc<Words>; 2], mint: Mint<'a>) -> Self {
        Self {
            whole,
            words,
            mint,
            names: BTreeMap::new(),
            loaded: HashSet::new(),
            set: HashMap::new(),
            read: HashMap::new(),
        }
    }

    /// A cell as a value of its column's field; nothing for an empty one. Links are left to the caller. `point`
    /// says what the point of `1.200` means.
    pub(super) fn value(
        &mut self,
        place: usize,
        column: &Column,
        cell: &str,
        point: Point,
    ) -> Result<Option<Value>, Wanted> {
        let input = column.def.input;
        let few =
            matches!(input, Input::Choice(_) | Input::Open(_) | Input::Choices(_) | Input::Flag | Input::Level { .. })
                && cell.len() <= REMEMBERED.1;
        if few && let Some(known) = self.read.get(&(place, cell.to_owned())) {
            return known.clone();
        }
        let words: Vec<&Words> = self.words.iter().map(AsRef::as_ref).collect();
        let value =
            locale::parse_pointed(&words, column.def, cell, point, &|_, _| None).map_err(|flaw| match (flaw, input) {
                (Flaw::NotAChoice, Input::Choice(set) | Input::Choices(set)) => Wanted::OneOf(set),
                // What a file says of risk is said on the default scale (`domain.md`, section 0 "Import").
                (Flaw::OffAllScales, _) => Wanted::Form(Flaw::OffTheScale),
                (flaw, _) => Wanted::Form(flaw),
            });
        let value = match (input, value) {
            (Input::Level { of: "step" }, Ok(Some(Value::Level(level)))) if !Scale::default().holds(level) => {
                Err(Wanted::Form(Flaw::OffTheScale))
            }
            (_, value) => value,
        };
        if few && self.read.len() < REMEMBERED.0 {
            self.read.insert((place, cell.to_owned()), value.clone());
        }
        value
    }

    /// The record of a kind by its name, here before the import or made by an earlier row.
    pub(super) fn find(&mut self, kind: &KindInfo, name: &str) -> Option<Id> {
        self.load(kind);
        self.names.get(&(kind.number, named(name))).copied()
    }

    /// Loads the names of a kind's records: the first field of their title.
    fn load(&mut self, kind: &KindInfo) {
        if !self.loaded.insert(kind.number) {
            return;
        }
        let Some(title) = kind.title.first() else { return };
        for record in self.whole.home(kind).records(kind.number) {
            if let Some(Value::Text(name)) = record.value(*title) {
                self.names.entry((kind.number, named(&name))).or_insert(record.id());
            }
        }
    }

    /// The record of a kind by its name; a function or provider that is not there is made, as is a record of
    /// the row's own kind.
    pub(super) fn find_or_make(&mut self, work: &mut Work, kind: &'static KindInfo, name: &str) -> Option<Id> {
        if let Some(id) = self.find(kind, name) {
            return Some(id);
        }
        let known = (kind.number, named(name));
        if let Some((_, id)) = work.named.iter().find(|(made, _)| *made == known) {
            return Some(*id);
        }
        let id = self.make(work);
        work.named.push((known, id));
        let title = kind.title.first()?;
        self.put(work, kind, id, *title, &Value::Text(name.to_owned())).ok()?;
        Some(id)
    }

    /// The records that a cell with a link names.
    pub(super) fn link(&mut self, work: &mut Work, column: &Column, cell: &str) -> Result<Option<Value>, Wanted> {
        let (kind, many) = match column.def.input {
            Input::Link { to } => (steps::kind_named(to), false),
            Input::Links { to } => (steps::kind_named(to), true),
            _ => (None, false),
        };
        let kind = kind.ok_or(Wanted::Form(Flaw::NotARecord))?;
        let makes = kind.number == Function::INFO.number || kind.number == Provider::INFO.number;
        let mut record = |name: &str| {
            let id = if makes { self.find_or_make(work, kind, name) } else { self.find(kind, name) };
            id.ok_or(Wanted::Known(kind.name))
        };
        let line = scrub_line(cell);
        if line.chars().count() > MAX_TEXT {
            return Err(Wanted::Form(Flaw::TooLong));
        }
        if line.is_empty() {
            return Ok(None);
        }
        if !many {
            return record(&line).map(Value::Link).map(Some);
        }
        let names = line.split([';', ',']).map(str::trim).filter(|name| !name.is_empty());
        Ok(Some(Value::Links(names.map(&mut record).collect::<Result<_, _>>()?)))
    }

    /// The id of a new record.
    pub(super) fn make(&mut self, work: &mut Work) -> Id {
        let id = (self.mint)();
        work.new.insert(id);
        id
    }

    /// A record that an earlier row of this import made known by a key.
    pub(super) fn made(&self, kind: &KindInfo, known: Key) -> Option<Id> {
        self.names.get(&(kind.number, known)).copied()
    }

    /// What stands in a field by now.
    fn stands(&self, work: &Work, kind: &KindInfo, id: Id, tag: Tag) -> Option<Stored> {
        let in_row = work.edits.iter().rev().find(|edit| edit.record == id && edit.tag == tag);
        if let Some(edit) = in_row {
            return edit.after.clone();
        }
        if let Some((_, stored)) = self.set.get(&(id, tag)) {
            return Some(stored.clone());
        }
        if work.new.contains(&id) {
            return None;
        }
        self.whole.home(kind).stands(kind.number, id, tag)
    }

    /// Puts a value into a field; says whether that changes anything. Sets of links grow and never shrink.
    ///
    /// # Errors
    /// When another row of the file has put something else there.
    pub(super) fn put(
        &mut self,
        work: &mut Work,
        kind: &'static KindInfo,
        id: Id,
        tag: Tag,
        value: &Value,
    ) -> Result<bool, Wanted> {
        let before = self.stands(work, kind, id, tag);
        let after = match (value, before.as_ref().map(Stored::value)) {
            (Value::Links(more), Some(Some(Value::Links(there)))) => Value::Links(there.union(more).copied().collect()),
            (value, _) => value.clone(),
        };
        let after = Stored::of(&after);
        if before.as_ref() == Some(&after) {
            return Ok(false);
        }
        if let Some((line, _)) = self.set.get(&(id, tag))
            && !after.is_links()
        {
            return Err(Wanted::AsOnLine { line: *line });
        }
        // Tag and length take six bytes at most.
        let there = before.as_ref().map_or(0, |before| before.bytes().len() + 6);
        let more = (after.bytes().len() + 6).checked_signed_diff(there).unwrap_or(isize::MAX);
        let grown = work.grown.entry((kind.number, id)).or_default();
        *grown = grown.saturating_add(more);
        work.edits.push(Edit {
            follow_up: self.whole.home_id(kind),
            record: id,
            kind: kind.number,
            tag,
            before,
            after: Some(after),
        });
        Ok(true)
    }

    /// Refuses a row that makes a record larger than a record may be.
    pub(super) fn within_limits(&self, work: &Work) -> Result<(), Wanted> {
        for ((number, id), more) in &work.grown {
            let record = steps::kind(*number).and_then(|kind| self.whole.get(kind, *id));
            let have = record.map_or(HEAD, |record| record.bytes().len()).saturating_add_signed(*more);
            if have > MAX_RECORD {
                return Err(Wanted::Smaller { have, limit: MAX_RECORD });
            }
        }
        Ok(())
    }

    /// The row is taken: later rows build on it.
    pub(super) fn take(&mut self, work: Work) -> Vec<Edit> {
        self.names.extend(work.named);
        for edit in work.edits.iter().filter(|edit| edit.follow_up == REGISTER) {
            if let Some(after) = &edit.after {
                self.set.insert((edit.record, edit.tag), (work.line, after.clone()));
            }
        }
        work.edits
    }

    /// The key of a name below a record.
    pub(super) fn below(owner: Id, name: &str) -> Key {
        key([owner.as_bytes().as_slice(), named(name).as_slice()])
    }
}
