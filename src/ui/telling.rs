//! Changes in an officer's words: what was done, and each field as it was and as it became. History, undo and redo
//! all say it with these.

mod figures;

pub use figures::{Figures, Part};

use super::{Sight, text};
use crate::follow_up::{Doing, Edit};
use crate::locale::show;
use crate::record::{Def, FORGOTTEN, Forgotten, Home, Id, Input, KindInfo, REMOVED, Record, Stored, Value};
use chrono::Local;
use std::collections::{BTreeMap, BTreeSet};

/// Columns of a record's name.
const NAME: usize = 32;
/// Most fields of a change that are told one by one.
const LINES: usize = 50;

/// Fields whose values are not told, by kind and name: one that stands for the program alone, and what a rater says
/// unseen by the others.
const UNTOLD: [(&str, &str); 3] = [("acceptance", "state"), ("rating", "x"), ("rating", "y")];

/// Tells the edits of one change.
#[derive(Debug)]
pub struct Telling<'a> {
    sight: &'a Sight,
    edits: &'a [Edit],
    /// The records of the edits as far as these tell, for such as are not held any more.
    made: BTreeMap<(u8, Id), Record>,
    /// Columns of a value.
    room: usize,
}

/// A change as a headline and a line for each field.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Told {
    /// What was done.
    pub head: String,
    /// Its fields.
    pub lines: Vec<String>,
}

/// What is known of a change beside its edits.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// What the officer did.
    pub doing: Doing,
    /// How many records of each kind it touched.
    pub records: &'a [(u8, usize)],
    /// Records whose part in it has been forgotten.
    pub forgotten: &'a [(u8, Id)],
}

impl<'a> Telling<'a> {
    /// The edits of a change; a value takes that many columns at most.
    #[must_use]
    pub fn new(sight: &'a Sight, edits: &'a [Edit], room: usize) -> Self {
        let mut fields: BTreeMap<(u8, Id), BTreeMap<u16, Stored>> = BTreeMap::new();
        for edit in edits {
            let of = fields.entry((edit.kind, edit.record)).or_default();
            if let Some(stored) = edit.after.as_ref().or(edit.before.as_ref()) {
                of.insert(edit.tag, stored.clone());
            }
        }
        let made = fields.into_iter().map(|((kind, id), of)| ((kind, id), Record::new(id, kind, 0, &of))).collect();
        Self { sight, edits, made, room }
    }

    /// The change in a headline, and its fields in lines.
    #[must_use]
    pub fn change(&self, about: About<'_>) -> Told {
        let records: BTreeSet<(u8, Id)> = self.edits.iter().map(|edit| (edit.kind, edit.record)).collect();
        let one = records
            .iter()
            .chain(about.forgotten)
            .next()
            .filter(|_| about.records.iter().map(|of| of.1).sum::<usize>() == 1);
        let parts = self.parts();
        let values = matches!(about.doing, Doing::Value | Doing::Undo(_) | Doing::Redo(_));
        let subject = match parts.as_slice() {
            [Part::Figures(figures)] if values && figures.records.len() == records.len() => self.subject(figures),
            _ => None,
        };
        let named = || one.map_or_else(|| counted(self.sight, about.records), |(kind, id)| self.named(*kind, *id));
        let head = self.head(about.doing, &subject.unwrap_or_else(named));
        let imported = matches!(about.doing, Doing::Import | Doing::ImportWithout(_) | Doing::Mend);
        let mut lines = Vec::new();
        let mut gone = BTreeSet::new();
        // Of an import or a repair that touched many records the count tells what is new; what it wrote over is named.
        let all = one.is_some() || !imported;
        for part in &parts {
            match part {
                Part::Field(edit) if !all && edit.before.is_none() => {}
                Part::Field(edit) if self.is_gone(edit) && !gone.insert((edit.kind, edit.record)) => {}
                Part::Field(edit) if one.is_some() => lines.extend(self.field(edit)),
                Part::Figures(figures) if !all && !figures.writes_over => {}
                part => lines.extend(self.part(part)),
            }
        }
        let more = lines.len().saturating_sub(LINES);
        lines.truncate(LINES);
        if more > 0 {
            lines.push(self.sight.words.count("told-more", more));
        }
        for (kind, id) in about.forgotten {
            lines.extend(self.forgotten(*kind, *id));
        }
        Told { head, lines }
    }

    /// What has been forgotten of a record, as it says itself: when, by whom, why.
    fn forgotten(&self, kind: u8, id: Id) -> Vec<String> {
        let words = &self.sight.words;
        let what = self.named(kind, id);
        let said = self.held(kind, id).map(Record::forgotten).unwrap_or_default();
        if said.is_empty() {
            return vec![words.say_with("told-forgotten", &[("what", &what)])];
        }
        let line = |one: &Forgotten| {
            let at = one.at.with_timezone(&Local).format("%Y-%m-%d %H:%M").to_string();
            let info = self.sight.kind(kind);
            let name = |tag: &u16| info.and_then(|info| Some(lower(&words.field(info, info.field(*tag)?))));
            let fields = one.fields.as_ref().map(|tags| tags.iter().filter_map(name).collect::<Vec<_>>().join(", "));
            let id = if fields.is_some() { "told-forgotten-fields" } else { "told-forgotten-by" };
            let fields = fields.unwrap_or_default();
            let places =
                [("what", what.as_str()), ("at", &at), ("by", &one.by), ("why", &one.why), ("fields", &fields)];
            words.say_with(id, &places)
        };
        said.iter().map(line).collect()
    }

    fn head(&self, doing: Doing, what: &str) -> String {
        let words = &self.sight.words;
        let with = |id, number: String| words.say_with(id, &[("what", what), ("number", &number)]);
        match doing {
            Doing::Undo(seq) => with("told-undo", seq.to_string()),
            Doing::Redo(seq) => with("told-redo", seq.to_string()),
            Doing::ImportWithout(rows) => {
                let rows = words.count("told-import-rows", usize::try_from(rows).unwrap_or(usize::MAX));
                words.say_with("told-import-without", &[("what", what), ("rows", &rows)])
            }
            other => words.say_with(&format!("told-{}", code(other).replace('_', "-")), &[("what", what)]),
        }
    }

    /// An edit by field, values and record: `sannolikhet 3 → 2 på K07`. Nothing for what only the program reads,
    /// and for what the record's name says.
    #[must_use]
    pub fn edit(&self, edit: &Edit) -> Option<String> {
        let field = self.field(edit)?;
        if edit.tag == REMOVED || self.is_gone(edit) {
            return Some(field);
        }
        let title = self.title(edit.kind, edit.record);
        let links = |stored: &Stored| stored.targets().next().is_some();
        if edit.before.is_none()
            && edit.after.as_ref().is_some_and(links)
            && self.side(edit, edit.after.as_ref()) == title
        {
            // The record is named by what it points to; the name says that already.
            return None;
        }
        Some(self.sight.words.say_with("told-on", &[("what", &field), ("title", &title)]))
    }

    /// An edit by field and values alone.
    fn field(&self, edit: &Edit) -> Option<String> {
        let words = &self.sight.words;
        let kind = self.sight.kind(edit.kind);
        let def = kind.and_then(|kind| kind.field(edit.tag));
        if edit.tag == REMOVED || self.is_gone(edit) {
            let gone = edit.tag != REMOVED || edit.after.as_ref().and_then(Stored::value) == Some(Value::Flag(true));
            let id = if gone { "told-removed" } else { "told-restored" };
            return Some(words.say_with(id, &[("what", &self.named(edit.kind, edit.record))]));
        }
        if edit.tag == FORGOTTEN {
            return Some(self.forgotten(edit.kind, edit.record).join("; "));
        }
        let (Some(kind), Some(def)) = (kind, def) else { return Some(words.say("told-newer")) };
        if UNTOLD.contains(&(kind.name, def.name)) {
            return None;
        }
        let field = lower(&words.field(kind, def));
        let links = |stored: &Option<Stored>| match stored.as_ref().map(Stored::value) {
            None => Some(BTreeSet::new()),
            Some(Some(Value::Links(ids))) => Some(ids),
            Some(_) => None,
        };
        if let (Input::Links { .. }, Some(before), Some(after)) = (def.input, links(&edit.before), links(&edit.after)) {
            let named = |ids: Vec<Id>| self.value(kind, def, &Value::Links(ids.into_iter().collect()));
            let sides = [
                ("told-linked", after.difference(&before).copied().collect::<Vec<_>>()),
                ("told-unlinked", before.difference(&after).copied().collect()),
            ];
            let said = sides.into_iter().filter(|(_, ids)| !ids.is_empty());
            let said = said.map(|(id, ids)| words.say_with(id, &[("field", &field), ("titles", &named(ids))]));
            return Some(said.collect::<Vec<_>>().join("; "));
        }
        Some(self.sides(&field, edit))
    }

    /// A figure by field and values.
    fn valued(&self, edit: &Edit) -> Option<String> {
        let kind = self.sight.kind(edit.kind)?;
        let field = lower(&self.sight.words.field(kind, kind.field(edit.tag)?));
        Some(self.sides(&field, edit))
    }

    fn sides(&self, field: &str, edit: &Edit) -> String {
        let (from, to) = (self.side(edit, edit.before.as_ref()), self.side(edit, edit.after.as_ref()));
        let id = match (&edit.before, &edit.after) {
            (None, _) => "told-put",
            (_, None) => "told-emptied",
            _ => "told-from-to",
        };
        self.sight.words.say_with(id, &[("field", field), ("from", &from), ("to", &to)])
    }

    /// Whether the edit emptied a record of which nothing is left, as taking its making back does.
    #[must_use]
    pub fn is_gone(&self, edit: &Edit) -> bool {
        let of = |other: &&Edit| (other.kind, other.record) == (edit.kind, edit.record);
        edit.after.is_none()
            && self.held(edit.kind, edit.record).is_none()
            && self.edits.iter().filter(of).all(|other| other.after.is_none())
    }

    /// What a side of an edit shows: its value, or a dash. A long text keeps both of its ends.
    #[must_use]
    pub fn side(&self, edit: &Edit, stored: Option<&Stored>) -> String {
        let kind = self.sight.kind(edit.kind);
        let known = kind.and_then(|kind| Some((kind, kind.field(edit.tag)?, stored?.value()?)));
        known.map_or_else(|| "–".to_owned(), |(kind, def, value)| self.value(kind, def, &value))
    }

    fn value(&self, kind: &KindInfo, def: &Def, value: &Value) -> String {
        let words = &self.sight.words;
        // Questions and checks stand as ids.
        let said = match (def.name, value) {
            ("question", Value::Text(id)) => words.find(id, None),
            ("check", Value::Text(id)) if kind.name == "acceptance" => words.find(&format!("check-{id}"), None),
            _ => None,
        };
        let shown = said.unwrap_or_else(|| {
            show(words, def, value, &|id| {
                let to = match def.input {
                    Input::Link { to } | Input::Links { to } => to,
                    _ => "",
                };
                let mut kinds = self.sight.kinds.iter().filter(|kind| to.is_empty() || kind.name == to);
                kinds.find_map(|kind| self.record(kind.number, id).map(|record| self.sight.name(kind, record)))
            })
        });
        text::ends(&shown, self.room)
    }

    /// A record by kind and name: `krav K07`.
    #[must_use]
    pub fn named(&self, kind: u8, id: Id) -> String {
        let Some(info) = self.sight.kind(kind) else { return self.sight.words.say("told-newer") };
        let name = lower(&self.sight.words.kind(info));
        match self.record(kind, id) {
            Some(_) => format!("{name} {}", self.title(kind, id)),
            None => name,
        }
    }

    /// A record's short name, or, for what has no name of its own, the name of what it is about.
    #[must_use]
    pub fn title(&self, kind: u8, id: Id) -> String {
        let Some(info) = self.sight.kind(kind) else { return self.sight.words.say("told-newer") };
        let Some(record) = self.record(kind, id) else { return lower(&self.sight.words.kind(info)) };
        let about = info.title.iter().rev().find_map(|tag| match record.value(*tag) {
            Some(value @ Value::Link(_)) => Some((info.field(*tag)?, value)),
            _ => None,
        });
        let first = || info.title.iter().find_map(|tag| Some((info.field(*tag)?, record.value(*tag)?)));
        let named = about.or_else(first).map(|(def, value)| self.value(info, def, &value));
        text::cut(&named.unwrap_or_else(|| self.sight.nameless(info, record)), NAME)
    }

    /// A record as it is held now, deleted or not, or else as the edits tell of it.
    fn record(&self, kind: u8, id: Id) -> Option<&Record> {
        self.held(kind, id).or_else(|| self.made.get(&(kind, id)))
    }

    fn held(&self, kind: u8, id: Id) -> Option<&Record> {
        let info = self.sight.kind(kind)?;
        let home = if info.home == Home::Register { &self.sight.whole.register } else { &self.sight.whole.own };
        home.held(kind, id)
    }
}

/// How many records of each kind: `62 avvikelser, 3 enheter`.
#[must_use]
pub fn counted(sight: &Sight, records: &[(u8, usize)]) -> String {
    let named = records.iter().filter_map(|(kind, count)| Some((sight.kind(*kind)?, *count)));
    let named = named.map(|(kind, count)| {
        let name = if count == 1 { sight.words.kind(kind) } else { sight.words.kinds(kind) };
        format!("{count} {}", lower(&name))
    });
    named.collect::<Vec<_>>().join(", ")
}

/// What the officer did as a code word, for words and JSON.
#[must_use]
pub fn code(doing: Doing) -> &'static str {
    match doing {
        Doing::Edit => "edit",
        Doing::Create => "create",
        Doing::Remove => "remove",
        Doing::Value => "value",
        Doing::Import => "import",
        Doing::Undo(_) => "undo",
        Doing::Redo(_) => "redo",
        Doing::ImportWithout(_) => "import_without",
        Doing::Accept => "accept",
        Doing::Answer => "answer",
        Doing::Declare => "declare",
        Doing::TakeUp => "take_up",
        Doing::Close => "close",
        Doing::Reopen => "reopen",
        Doing::Mend => "mend",
        Doing::Forget => "forget",
    }
}

/// A name in the middle of a sentence; what is written in capitals stays so.
fn lower(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), second) if second.is_none_or(|second| !second.is_uppercase()) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => name.to_owned(),
    }
}
