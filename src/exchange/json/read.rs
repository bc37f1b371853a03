//! JSON read record by record; the file is never held as a whole.

use super::{FORM, bounded::Bounded};
use crate::exchange::{Refusal, Source, sheet};
use crate::record::KindInfo;
use crate::steps;
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value as Json};
use std::{cell::Cell, fmt, io::BufReader, rc::Rc};

/// What is done with a record: its line, its kind, its names and values.
pub(super) type Take<'a> = &'a mut dyn FnMut(usize, &'static KindInfo, Map<String, Json>) -> Result<(), Stop>;

/// Reading ends before the file does.
pub(super) struct Stop;

/// Hands over the records of an export, or of what `show --json` wrote.
///
/// # Errors
/// When the file is no JSON, not an export, of a newer form, or too large somewhere.
pub(super) fn each(source: &Source, take: Take<'_>) -> Result<(), Refusal> {
    if source.is_empty() {
        return Err(Refusal::Empty);
    }
    let head = source.head(512)?;
    match sheet::foreign(&head) {
        Some("json") => {}
        Some(other) => return Err(Refusal::Foreign(other)),
        // A list is JSON, though no export.
        None if head.trim_ascii_start().starts_with(b"[") => {}
        None if head.starts_with(b"PK") => return Err(Refusal::Foreign("packed")),
        None => return Err(Refusal::Foreign("table")),
    }
    let line = Rc::new(Cell::new(1));
    let reader = Bounded::new(BufReader::new(source.reader()), Rc::clone(&line));
    let mut json = serde_json::Deserializer::from_reader(reader);
    let mut document = Document { take, line, verdict: None };
    let read = (&mut document).deserialize(&mut json).and_then(|()| json.end());
    match (document.verdict, read) {
        (Some(Ok(())), _) | (None, Ok(())) => Ok(()),
        (Some(Err(refusal)), _) => Err(refusal),
        (None, Err(error)) if error.is_io() => Err(std::io::Error::from(error).into()),
        (None, Err(error)) => Err(Refusal::Json { line: error.line(), column: error.column(), reason: reason(&error) }),
    }
}

/// What the parser says, without the place, which stands beside it.
fn reason(error: &serde_json::Error) -> String {
    let said = error.to_string();
    said.rsplit_once(" at line ").map_or(said.clone(), |(reason, _)| reason.to_owned())
}

struct Document<'a> {
    take: Take<'a>,
    line: Rc<Cell<usize>>,
    /// Why reading ended early: it was told to, or the file is refused.
    verdict: Option<Result<(), Refusal>>,
}

impl<'de> DeserializeSeed<'de> for &mut Document<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for &mut Document<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut any = false;
        while let Some(name) = map.next_key::<String>()? {
            if name == "stegvis" {
                // A number and nothing else: what is read here is not bounded by a record's size.
                if map.next_value::<u64>().ok().is_none_or(|form| form > FORM) {
                    self.verdict = Some(Err(Refusal::NotAnExport));
                    return Err(A::Error::custom("a newer form"));
                }
                any = true;
                continue;
            }
            let Some(kind) = steps::kind_named(&name).filter(|kind| kind.plural == name) else {
                self.verdict = Some(Err(Refusal::NotAnExport));
                return Err(A::Error::custom("an unknown name"));
            };
            any = true;
            map.next_value_seed(Records { document: self, kind })?;
        }
        if !any {
            self.verdict = Some(Err(Refusal::NotAnExport));
        }
        Ok(())
    }
}

struct Records<'a, 'b> {
    document: &'a mut Document<'b>,
    kind: &'static KindInfo,
}

impl<'de> DeserializeSeed<'de> for Records<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Records<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(record) = list.next_element::<Map<String, Json>>()? {
            if (self.document.take)(self.document.line.get(), self.kind, record).is_err() {
                self.document.verdict = Some(Ok(()));
                return Err(A::Error::custom("told to stop"));
            }
        }
        Ok(())
    }
}
