//! Records as JSON.

use super::FORM;
use crate::follow_up::{FollowUp, Whole};
use crate::record::{Def, Home, Id, Input, KindInfo, Kinds, Record, Value, common};
use crate::steps::KINDS;
use serde::ser::{Serialize, SerializeMap as _, Serializer};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, Write},
    sync::Arc,
};

/// Records of the register by kind and id.
pub type Reach = BTreeSet<(u8, Id)>;

/// Writes all follow-ups and the register.
///
/// # Errors
/// When `out` refuses.
pub fn export(register: &FollowUp, follow_ups: &[Arc<FollowUp>], out: &mut dyn Write) -> io::Result<()> {
    let homes: Vec<&FollowUp> = follow_ups.iter().map(AsRef::as_ref).collect();
    document(Some(FORM), false, &homes, register, None, out)
}

/// Writes one follow-up with what it points to in the register: as an export, or, with revisions, as `show`
/// tells it.
///
/// # Errors
/// When `out` refuses.
pub fn show(whole: &Whole, revisions: bool, out: &mut dyn Write) -> io::Result<()> {
    let form = (!revisions).then_some(FORM);
    document(form, revisions, &[&whole.own], &whole.register, Some(&reached(whole)), out)
}

/// Writes records of one kind as a list, with revisions.
///
/// # Errors
/// When `out` refuses.
pub fn list<'a>(
    kind: &KindInfo,
    records: impl Iterator<Item = (&'a Record, Id)>,
    out: &mut dyn Write,
) -> io::Result<()> {
    out.write_all(b"[")?;
    lines(kind, true, records, out)?;
    out.write_all(b"]\n")
}

/// The records of the register that a follow-up points to, and what those point to in turn; with a unit come
/// the contracts, with a contract its ladder: whatever is found by them.
#[must_use]
pub fn reached(whole: &Whole) -> Reach {
    let register = &whole.register;
    let mut of_id: BTreeMap<Id, &Record> = BTreeMap::new();
    for kind in KINDS.iter().filter(|kind| kind.home == Home::Register) {
        of_id.extend(register.records(kind.number).map(|record| (record.id(), record)));
    }
    let mut reach = Reach::new();
    let own = KINDS.iter().filter(|kind| kind.home == Home::FollowUp).flat_map(|kind| whole.own.records(kind.number));
    let mut next: Vec<Id> = own.flat_map(targets).collect();
    while let Some(id) = next.pop() {
        let Some(record) = of_id.get(&id) else { continue };
        if !reach.insert((record.kind(), id)) {
            continue;
        }
        next.extend(targets(record));
        let parts = register
            .pointing_at(id)
            .filter(|pointer| crate::steps::kind(pointer.kind).is_some_and(|kind| kind.key.contains(&pointer.tag)));
        next.extend(parts.map(|pointer| pointer.from));
    }
    reach
}

fn targets(record: &Record) -> Vec<Id> {
    record
        .fields()
        .values()
        .filter_map(crate::record::Stored::value)
        .flat_map(|v| v.targets().collect::<Vec<_>>())
        .collect()
}

fn document(
    form: Option<u64>,
    revisions: bool,
    follow_ups: &[&FollowUp],
    register: &FollowUp,
    only: Option<&Reach>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let kinds: Kinds = KINDS;
    out.write_all(b"{\n")?;
    if let Some(form) = form {
        writeln!(out, "\"stegvis\": {form},")?;
    }
    for (place, kind) in kinds.iter().enumerate() {
        write!(out, "{}\"{}\": [", if place == 0 { "" } else { ",\n" }, kind.plural)?;
        match kind.home {
            Home::Register => {
                let records = register.records(kind.number).map(|record| (record, register.id()));
                let wanted = |record: &Record| only.is_none_or(|only| only.contains(&(record.kind(), record.id())));
                lines(kind, revisions, records.filter(|(record, _)| wanted(record)), out)?;
            }
            Home::FollowUp => {
                let records =
                    follow_ups.iter().flat_map(|own| own.records(kind.number).map(|record| (record, own.id())));
                lines(kind, revisions, records, out)?;
            }
        }
        out.write_all(b"]")?;
    }
    out.write_all(b"\n}\n")
}

fn lines<'a>(
    kind: &KindInfo,
    revisions: bool,
    records: impl Iterator<Item = (&'a Record, Id)>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut any = false;
    for (record, home) in records {
        out.write_all(if any { b",\n" } else { b"\n" })?;
        any = true;
        serde_json::to_writer(&mut *out, &Entry { kind, record, home, revisions })?;
    }
    if any { out.write_all(b"\n") } else { Ok(()) }
}

/// One record as a JSON object.
struct Entry<'a> {
    kind: &'a KindInfo,
    record: &'a Record,
    home: Id,
    revisions: bool,
}

impl Serialize for Entry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &self.record.id())?;
        if self.revisions {
            map.serialize_entry("revision", &self.record.revision())?;
        }
        if self.kind.home == Home::FollowUp && self.record.id() != self.home {
            map.serialize_entry("follow_up", &self.home)?;
        }
        let mut fields = self.record.fields();
        for def in self.kind.fields.iter().chain(common()) {
            if let Some(value) = fields.get(&def.tag).and_then(crate::record::Stored::value) {
                fields.remove(&def.tag);
                map.serialize_entry(def.name, &Plain(&value, def.input))?;
            }
        }
        let unread: BTreeMap<String, String> =
            fields.into_iter().map(|(tag, stored)| (tag.to_string(), hex(stored.bytes()))).collect();
        if !unread.is_empty() {
            map.serialize_entry("unread", &unread)?;
        }
        map.end()
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A value as JSON has it.
struct Plain<'a>(&'a Value, Input);

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Text(text) | Value::Choice(text) => serializer.serialize_str(text),
            Value::Number(number) => plain_number(*number, serializer),
            Value::Date(date) => serializer.collect_str(date),
            Value::Level(level) => serializer.serialize_u8(*level),
            Value::Flag(flag) => serializer.serialize_bool(*flag),
            Value::Link(id) => serializer.collect_str(id),
            Value::Links(ids) => serializer.collect_seq(ids),
            Value::Choices(codes) => match self.1 {
                Input::Choices(set) => {
                    let known = set.codes.iter().copied().filter(|code| codes.contains(*code));
                    let other = codes.iter().map(String::as_str).filter(|code| !set.codes.contains(code));
                    serializer.collect_seq(known.chain(other))
                }
                _ => serializer.collect_seq(codes),
            },
        }
    }
}

/// A field's value as `show --json` and `export` have it.
#[must_use]
pub fn plain(def: &Def, value: &Value) -> serde_json::Value {
    serde_json::to_value(Plain(value, def.input)).unwrap_or_default()
}

/// Whole numbers without a decimal point, as people and spreadsheets write them.
fn plain_number<S: Serializer>(number: f64, serializer: S) -> Result<S::Ok, S::Error> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && number.abs() < EXACT {
        #[expect(clippy::cast_possible_truncation, reason = "a whole number within 2^53")]
        return serializer.serialize_i64(number as i64);
    }
    serializer.serialize_f64(number)
}
