//! An export back into a store, with ids and links.

use super::{OWN_NAMES, read};
use crate::exchange::{
    Refusal, Source,
    import::{Halt, PART, key::Key, key::natural},
    preview::{Counts, Preview, Problem, Row, Verdict, Wanted, Warnings},
    refusal::short,
};
use crate::follow_up::{Edit, FollowUp, Refused};
use crate::locale::{self, Languages, Words};
use crate::record::{
    Def, Flaw, Home, Id, Input, Kind as _, KindInfo, MAX_RECORD, REGISTER, REMOVED, Stored, Tag, Value, common,
    scrub_line, scrub_text,
};
use crate::steps::plan::records::FollowUpHeader;
use serde_json::{Map, Value as Json};
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

/// All that a store holds.
#[derive(Clone, Debug)]
pub struct Everything {
    /// The register.
    pub register: Arc<FollowUp>,
    /// The follow-ups by id.
    pub follow_ups: BTreeMap<Id, Arc<FollowUp>>,
}

impl Everything {
    fn home(&self, id: Id) -> Option<&FollowUp> {
        if id == REGISTER { Some(&self.register) } else { self.follow_ups.get(&id).map(AsRef::as_ref) }
    }
}

/// What bringing an export back would do, record by record. A record that stands in the store as it is in the
/// file is left alone; another one is refused, unless `update` says that the file wins.
///
/// # Errors
/// When the file as a whole cannot be read.
pub fn check_all(
    source: &Source,
    there: &Everything,
    update: bool,
    languages: &Languages,
    progress: &mut dyn FnMut(usize),
) -> Result<Preview, Refusal> {
    let mut records = Records::new(there, update, languages);
    let mut rows = Vec::new();
    read::each(source, &mut |line, kind, fields| {
        let outcome = records.record(line, kind, &fields);
        rows.push(Row { line, label: outcome.label.into(), verdict: outcome.verdict });
        if rows.len().is_multiple_of(1_000) {
            progress(rows.len());
        }
        Ok(())
    })?;
    progress(rows.len());
    let counts = Counts::of(&rows);
    let headings = records.names.iter().map(|name| (*name).to_owned()).collect();
    Ok(Preview { what: None, sheet: None, headings, rows, warnings: Warnings::default(), counts })
}

/// Makes the edits that bring an export back, and hands them over in parts of at most [`PART`] records of the
/// register and one follow-up; says from how many records they come.
///
/// # Errors
/// When a record cannot be taken, the file cannot be read, or the sink says no.
pub fn edits_all(
    source: &Source,
    there: &Everything,
    update: bool,
    languages: &Languages,
    sink: &mut dyn FnMut(Vec<Edit>) -> Result<(), Refused>,
) -> Result<usize, Halt> {
    let mut records = Records::new(there, update, languages);
    let mut part: Vec<Edit> = Vec::new();
    let (mut waiting, mut count, mut halt) = (0, 0, None);
    let mut home = None;
    read::each(source, &mut |line, kind, fields| {
        let outcome = records.record(line, kind, &fields);
        if let Verdict::Refused(problems) = outcome.verdict {
            halt = Some(Halt::Row { line, problems });
            return Err(read::Stop);
        }
        let Some(first) = outcome.edits.first() else { return Ok(()) };
        let next = (first.follow_up != REGISTER).then_some(first.follow_up);
        let other = next.is_some() && home.is_some() && next != home;
        if waiting == PART || other {
            if let Err(refused) = sink(std::mem::take(&mut part)) {
                halt = Some(refused.into());
                return Err(read::Stop);
            }
            (waiting, home) = (0, None);
        }
        home = next.or(home);
        (waiting, count) = (waiting + 1, count + 1);
        part.extend(outcome.edits);
        Ok(())
    })?;
    if let Some(halt) = halt {
        return Err(halt);
    }
    if !part.is_empty() {
        sink(part)?;
    }
    Ok(count)
}

struct Outcome {
    label: String,
    verdict: Verdict,
    edits: Vec<Edit>,
}

struct Records<'a> {
    there: &'a Everything,
    update: bool,
    words: [Arc<Words>; 2],
    seen: HashMap<(u8, Id), usize>,
    /// The follow-up of the file's only header, for records that do not name theirs.
    header: Option<Id>,
    /// What stands in the store by natural key, of kinds whose key is one name.
    named: HashMap<(u8, Id), HashMap<Key, Id>>,
    /// Names of fields that change.
    names: Vec<&'static str>,
    /// The lines of the file by natural key, of kinds whose key is one name.
    once: HashMap<(u8, Id, Key), usize>,
    /// The follow-ups of the file.
    headers: HashSet<Id>,
}

impl<'a> Records<'a> {
    fn new(there: &'a Everything, update: bool, languages: &Languages) -> Self {
        let words = languages.read();
        Self {
            there,
            update,
            words,
            seen: HashMap::new(),
            header: None,
            named: HashMap::new(),
            names: Vec::new(),
            once: HashMap::new(),
            headers: HashSet::new(),
        }
    }

    fn record(&mut self, line: usize, kind: &'static KindInfo, fields: &Map<String, Json>) -> Outcome {
        let label = label(kind, fields);
        match self.edits(line, kind, fields) {
            Ok((verdict, edits)) => Outcome { label, verdict, edits },
            Err(problems) => Outcome { label, verdict: Verdict::Refused(problems.into()), edits: Vec::new() },
        }
    }

    fn edits(
        &mut self,
        line: usize,
        kind: &'static KindInfo,
        fields: &Map<String, Json>,
    ) -> Result<(Verdict, Vec<Edit>), Vec<Problem>> {
        let one = |heading: &str, value: &str, wanted| vec![Problem::of(heading, value, wanted)];
        let id = fields.get("id").and_then(id_of).ok_or_else(|| one("id", &said(fields.get("id")), Wanted::Id))?;
        let home = self
            .home(kind, id, fields)
            .ok_or_else(|| one("follow_up", &said(fields.get("follow_up")), Wanted::Home))?;
        if let Some(first) = self.seen.insert((kind.number, id), line) {
            return Err(one("id", &id.to_string(), Wanted::Once { line: first }));
        }
        let wanted = self.wanted(kind, fields)?;
        if let Some((name, text, first)) = self.twice(kind, home, &wanted, line) {
            return Err(one(&name, &text, Wanted::Once { line: first }));
        }
        let there = self.there.home(home);
        let stands = |tag| there.and_then(|home| home.stands(kind.number, id, tag));
        let removed = stands(REMOVED).and_then(|stored| stored.value()) == Some(Value::Flag(true));
        let known = removed || there.is_some_and(|home| home.get(kind.number, id).is_some());
        if !known && let Some(name) = self.taken(kind, home, &wanted) {
            return Err(one(&name.0, &name.1, Wanted::OtherId));
        }
        let mut edits = Vec::new();
        let edit = |tag, before: Option<Stored>, after| Edit {
            follow_up: home,
            record: id,
            kind: kind.number,
            tag,
            before,
            after,
        };
        if removed {
            edits.push(edit(REMOVED, stands(REMOVED), None));
        }
        for (tag, after) in wanted {
            let before = stands(tag);
            if before != after {
                edits.push(edit(tag, before, after));
            }
        }
        let size: usize =
            edits.iter().filter_map(|edit| edit.after.as_ref()).map(|after| after.bytes().len() + 6).sum();
        if size > MAX_RECORD - 64 {
            return Err(one("", "", Wanted::Smaller { have: size, limit: MAX_RECORD }));
        }
        match (known, edits.is_empty()) {
            (false, true) => Err(one("", "", Wanted::Form(Flaw::Missing))),
            (false, false) => Ok((Verdict::Added, edits)),
            (true, true) => Ok((Verdict::Same, edits)),
            (true, false) if self.update => Ok((Verdict::Changed(self.places(kind, &edits)), edits)),
            (true, false) => {
                let other = edits.iter().find_map(|edit| kind.field(edit.tag)).map_or("", |def| def.name);
                Err(one(other, "", Wanted::Unchanged))
            }
        }
    }

    /// The places of the changed fields in the list of names.
    fn places(&mut self, kind: &KindInfo, edits: &[Edit]) -> Box<[u16]> {
        let names = edits.iter().filter_map(|edit| kind.field(edit.tag)).map(|def| def.name);
        let place = |name| {
            let known = self.names.iter().position(|known| *known == name);
            known.unwrap_or_else(|| {
                self.names.push(name);
                self.names.len() - 1
            })
        };
        names.map(place).filter_map(|place| u16::try_from(place).ok()).collect()
    }

    /// Where a record lives.
    fn home(&mut self, kind: &KindInfo, id: Id, fields: &Map<String, Json>) -> Option<Id> {
        if kind.home == Home::Register {
            return Some(REGISTER);
        }
        if kind.number == FollowUpHeader::INFO.number {
            // With a second header it is no longer clear whose the nameless records are.
            self.headers.insert(id);
            self.header = if self.header.is_none() { Some(id) } else { Some(Id::nil()) };
            return Some(id).filter(|id| *id != REGISTER);
        }
        let named = match fields.get("follow_up") {
            Some(named) => id_of(named),
            None => self.header.filter(|id| !id.is_nil()),
        };
        named.filter(|home| self.headers.contains(home) || self.there.follow_ups.contains_key(home))
    }

    /// Field, name and first line of a name that another record of the file has.
    fn twice(
        &mut self,
        kind: &'static KindInfo,
        home: Id,
        wanted: &BTreeMap<Tag, Option<Stored>>,
        line: usize,
    ) -> Option<(String, String, usize)> {
        let &[tag] = kind.key else { return None };
        let Some(Value::Text(name)) = wanted.get(&tag)?.as_ref()?.value() else { return None };
        let key = natural(kind, &|_| Some(Value::Text(name.clone())))?;
        // Titles of follow-ups are told apart by nothing but themselves, whatever home they have.
        let home = if kind.number == FollowUpHeader::INFO.number { REGISTER } else { home };
        let first = *self.once.entry((kind.number, home, key)).or_insert(line);
        (first != line).then(|| (kind.field(tag).map_or("", |def| def.name).to_owned(), name, first))
    }

    /// What is to stand in the fields, and nothing where the file says null.
    fn wanted(
        &self,
        kind: &'static KindInfo,
        fields: &Map<String, Json>,
    ) -> Result<BTreeMap<Tag, Option<Stored>>, Vec<Problem>> {
        let mut wanted = BTreeMap::new();
        let mut problems = Vec::new();
        for (name, json) in fields {
            if name == "unread" {
                match unread(kind, json) {
                    Some(more) => wanted.extend(more.into_iter().map(|(tag, stored)| (tag, Some(stored)))),
                    None => problems.push(Problem::of(name, &said(Some(json)), Wanted::Field)),
                }
                continue;
            }
            if OWN_NAMES.contains(&name.as_str()) {
                continue;
            }
            let def =
                kind.field_named(name).or_else(|| common().iter().find(|def| def.name == name && def.tag != REMOVED));
            let Some(def) = def else {
                problems.push(Problem::of(&scrub_line(name), &said(Some(json)), Wanted::Field));
                continue;
            };
            match self.value(def, json) {
                Ok(value) => {
                    wanted.insert(def.tag, value.as_ref().map(Stored::of));
                }
                Err(form) => problems.push(Problem::of(name, &said(Some(json)), form)),
            }
        }
        if problems.is_empty() { Ok(wanted) } else { Err(problems) }
    }

    fn value(&self, def: &Def, json: &Json) -> Result<Option<Value>, Wanted> {
        let wrong_form = |input: Input| match input {
            Input::Choice(set) | Input::Choices(set) => Wanted::OneOf(set),
            input => Wanted::Form(input.flaw()),
        };
        let value = match (def.input, json) {
            (_, Json::Null) => return Ok(None),
            // Texts come back to the letter; only what no text may hold is taken out.
            (Input::Line, Json::String(text)) if !text.contains(['\n', '\t', '\r']) => Value::Text(scrub_text(text)),
            (Input::Text, Json::String(text)) => Value::Text(scrub_text(text)),
            (Input::Number { .. } | Input::Measured { .. }, Json::Number(number)) => {
                number.as_f64().and_then(Value::number).ok_or_else(|| wrong_form(def.input))?
            }
            (Input::Level { .. }, Json::Number(number)) => {
                let level = number.as_u64().and_then(|level| u8::try_from(level).ok());
                Value::Level(level.ok_or_else(|| wrong_form(def.input))?)
            }
            (Input::Flag, Json::Bool(flag)) => Value::Flag(*flag),
            (Input::Link { .. }, json) => Value::Link(id_of(json).ok_or_else(|| wrong_form(def.input))?),
            (Input::Links { .. }, Json::Array(ids)) => {
                Value::Links(ids.iter().map(id_of).collect::<Option<_>>().ok_or_else(|| wrong_form(def.input))?)
            }
            (Input::Choices(_), Json::Array(codes)) => {
                let codes = codes.iter().map(|code| code.as_str().map(str::to_owned)).collect::<Option<_>>();
                Value::Choices(codes.ok_or_else(|| wrong_form(def.input))?)
            }
            (_, Json::String(text)) => {
                let words: Vec<&Words> = self.words.iter().map(AsRef::as_ref).collect();
                let read = locale::parse(&words, def, text, &|_, _| None);
                return read.map_err(|wrong| {
                    if wrong == def.input.flaw() { wrong_form(def.input) } else { Wanted::Form(wrong) }
                });
            }
            _ => return Err(wrong_form(def.input)),
        };
        def.accepts(&value)
            .map_err(|wrong| if wrong == def.input.flaw() { wrong_form(def.input) } else { Wanted::Form(wrong) })?;
        Ok(Some(value))
    }

    /// Field and name of a new record whose name another record in the store has.
    fn taken(
        &mut self,
        kind: &'static KindInfo,
        home: Id,
        wanted: &BTreeMap<Tag, Option<Stored>>,
    ) -> Option<(String, String)> {
        let &[tag] = kind.key else { return None };
        let Some(Value::Text(name)) = wanted.get(&tag)?.as_ref()?.value() else { return None };
        let there = self.there.home(home)?;
        let named = self.named.entry((kind.number, home)).or_insert_with(|| {
            let keys = there.records(kind.number).filter_map(|r| Some((natural(kind, &|tag| r.value(tag))?, r.id())));
            keys.collect()
        });
        let key = natural(kind, &|_| Some(Value::Text(name.clone())))?;
        named.contains_key(&key).then(|| (kind.field(tag).map_or("", |def| def.name).to_owned(), name))
    }
}

fn id_of(json: &Json) -> Option<Id> {
    json.as_str()?.parse::<Id>().ok().filter(|id| !id.is_nil())
}

/// A value of the file as a message shows it.
fn said(json: Option<&Json>) -> String {
    match json {
        None => String::new(),
        Some(Json::String(text)) => text.clone(),
        Some(other) => short(&other.to_string(), 60),
    }
}

/// The kind and the name of a record.
fn label(kind: &KindInfo, fields: &Map<String, Json>) -> String {
    let name = kind.title.iter().find_map(|tag| fields.get(kind.field(*tag)?.name)?.as_str());
    let name = name.map(|name| short(&scrub_line(name), 40)).unwrap_or_default();
    if name.is_empty() { kind.name.to_owned() } else { format!("{} · {name}", kind.name) }
}

/// Fields of a newer version, by tag.
fn unread(kind: &KindInfo, json: &Json) -> Option<BTreeMap<Tag, Stored>> {
    let field = |(tag, hex): (&String, &Json)| {
        let tag: Tag = tag.parse().ok()?;
        let stored = Stored::from_bytes(&bytes(hex.as_str()?)?);
        // A field that this version knows must hold what it may hold.
        let fits = kind.field(tag).is_none_or(|def| stored.value().is_none_or(|value| def.accepts(&value).is_ok()));
        (tag > REMOVED && !stored.bytes().is_empty() && fits).then_some((tag, stored))
    };
    json.as_object()?.iter().map(field).collect()
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        hex.chars().map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    let digits = digits.filter(|digits| digits.len().is_multiple_of(2))?;
    Some(digits.chunks_exact(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect())
}
