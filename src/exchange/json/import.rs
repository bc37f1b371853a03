//! An export back into a store, with ids and links.

use super::{
    fields::{Asked, asked, id_of, said},
    read,
};
use crate::exchange::{
    Refusal, Source,
    import::{Halt, PART, is_locked, key::Key, key::natural},
    preview::{Counts, Preview, Problem, Row, Verdict, Wanted, Warning, Warnings},
    refusal::short,
};
use crate::follow_up::{Edit, FollowUp, Refused};
use crate::locale::{Languages, Words};
use crate::record::{
    Flaw, Home, Id, Kind as _, KindInfo, MAX_RECORD, REGISTER, REMOVED, Stored, Tag, Value, scrub_line,
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
/// When the file as a whole cannot be read; [`Refusal::Closed`] when it would change what is locked in a follow-up
/// that is closed.
pub fn check_all(
    source: &Source,
    there: &Everything,
    update: bool,
    languages: &Languages,
    progress: &mut dyn FnMut(usize),
) -> Result<Preview, Refusal> {
    let mut records = Records::new(there, update, languages);
    let mut warnings = Warnings::default();
    let mut rows = Vec::new();
    let mut locked = false;
    read::each(source, &mut |line, kind, fields| {
        let outcome = records.record(line, kind, &fields);
        let home = outcome.edits.first().and_then(|edit| there.home(edit.follow_up));
        if home.is_some_and(|home| is_locked(home, outcome.edits)) {
            locked = true;
            return Err(read::Stop);
        }
        for name in outcome.cleaned {
            warnings.add(Warning::Scrubbed { line, heading: name });
        }
        rows.push(Row { line, label: outcome.label.into(), verdict: outcome.verdict });
        if rows.len().is_multiple_of(1_000) {
            progress(rows.len());
        }
        Ok(())
    })?;
    if locked {
        return Err(Refusal::Closed);
    }
    progress(rows.len());
    let rows = rows.into();
    let counts = Counts::of(&rows);
    let headings = records.names.iter().map(|name| (*name).to_owned()).collect();
    Ok(Preview { what: None, sheet: None, headings, fields: Vec::new(), rows, warnings, counts })
}

/// Makes the edits that bring an export back, and hands them over in parts of at most [`PART`] records of one
/// home, the register or a follow-up, as the file has them: whoever takes them closes the register first and then
/// each follow-up as a whole. Says from how many records they come.
///
/// # Errors
/// When a record cannot be taken, the file cannot be read, or the sink says no.
pub fn edits_all(
    source: &Source,
    there: &Everything,
    update: bool,
    languages: &Languages,
    sink: &mut dyn FnMut(Id, Vec<Edit>) -> Result<(), Refused>,
) -> Result<usize, Halt> {
    let mut records = Records::new(there, update, languages);
    let mut part: Vec<Edit> = Vec::new();
    let (mut waiting, mut count, mut halt) = (0, 0, None);
    let mut home = REGISTER;
    read::each(source, &mut |line, kind, fields| {
        let outcome = records.record(line, kind, &fields);
        if let Verdict::Refused(problems) = outcome.verdict {
            halt = Some(Halt::Row { line, problems });
            return Err(read::Stop);
        }
        let Some(next) = outcome.edits.first().map(|edit| edit.follow_up) else { return Ok(()) };
        if waiting > 0 && (waiting == PART || next != home) {
            if let Err(refused) = sink(home, std::mem::take(&mut part)) {
                halt = Some(refused.into());
                return Err(read::Stop);
            }
            waiting = 0;
        }
        home = next;
        (waiting, count) = (waiting + 1, count + 1);
        part.extend(outcome.edits);
        Ok(())
    })?;
    if let Some(halt) = halt {
        return Err(halt);
    }
    if !part.is_empty() {
        sink(home, part)?;
    }
    Ok(count)
}

struct Outcome {
    label: String,
    verdict: Verdict,
    edits: Vec<Edit>,
    /// Fields out of whose text something was taken.
    cleaned: Vec<String>,
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
        let asked = asked(&self.words, kind, fields);
        let (asked, cleaned) = match asked {
            Ok(Asked { fields, cleaned }) => (Ok(fields), cleaned),
            Err(problems) => (Err(problems), Vec::new()),
        };
        match self.edits(line, kind, fields, asked) {
            Ok((verdict, edits)) => Outcome { label, verdict, edits, cleaned },
            Err(problems) => Outcome { label, verdict: Verdict::Refused(problems.into()), edits: Vec::new(), cleaned },
        }
    }

    fn edits(
        &mut self,
        line: usize,
        kind: &'static KindInfo,
        fields: &Map<String, Json>,
        asked: Result<BTreeMap<Tag, Option<Stored>>, Vec<Problem>>,
    ) -> Result<(Verdict, Vec<Edit>), Vec<Problem>> {
        let one = |heading: &str, value: &str, wanted| vec![Problem::of(heading, value, wanted)];
        let id = fields.get("id").and_then(id_of).ok_or_else(|| one("id", &said(fields.get("id")), Wanted::Id))?;
        let home = self
            .home(kind, id, fields)
            .ok_or_else(|| one("follow_up", &said(fields.get("follow_up")), Wanted::Home))?;
        if let Some(first) = self.seen.insert((kind.number, id), line) {
            return Err(one("id", &id.to_string(), Wanted::Once { line: first }));
        }
        let wanted = asked?;
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

/// The kind and the name of a record.
fn label(kind: &KindInfo, fields: &Map<String, Json>) -> String {
    let name = kind.title.iter().find_map(|tag| fields.get(kind.field(*tag)?.name)?.as_str());
    let name = name.map(|name| short(&scrub_line(name), 40)).unwrap_or_default();
    if name.is_empty() { kind.name.to_owned() } else { format!("{} · {name}", kind.name) }
}
