//! What a record of a file says of each field: read, scrubbed and bounded.

use super::OWN_NAMES;
use crate::exchange::{
    preview::{Problem, Wanted},
    refusal::short,
};
use crate::locale::{self, Words};
use crate::record::{
    Def, Id, Input, KindInfo, MAX_TEXT, REMOVED, Stored, Tag, Value, common, is_unwanted, scrub_line, scrub_text,
};
use serde_json::{Map, Value as Json};
use std::{collections::BTreeMap, sync::Arc};

/// What a record is to hold, and the fields out of whose text something was taken.
#[derive(Default)]
pub(super) struct Asked {
    pub(super) fields: BTreeMap<Tag, Option<Stored>>,
    pub(super) cleaned: Vec<String>,
}

/// What is to stand in the fields, and nothing where the file says null.
pub(super) fn asked(
    words: &[Arc<Words>; 2],
    kind: &'static KindInfo,
    fields: &Map<String, Json>,
) -> Result<Asked, Vec<Problem>> {
    let mut asked = Asked::default();
    let mut problems = Vec::new();
    for (name, json) in fields {
        if name == "unread" {
            let Some(more) = unread(kind, json) else {
                problems.push(Problem::of(name, &said(Some(json)), Wanted::Field));
                continue;
            };
            asked.cleaned.extend(more.values().any(|(_, cleaned)| *cleaned).then(|| name.clone()));
            asked.fields.extend(more.into_iter().map(|(tag, (stored, _))| (tag, Some(stored))));
            continue;
        }
        if OWN_NAMES.contains(&name.as_str()) {
            continue;
        }
        let def = kind.field_named(name).or_else(|| common().iter().find(|def| def.name == name && def.tag != REMOVED));
        let Some(def) = def else {
            problems.push(Problem::of(&scrub_line(name), &said(Some(json)), Wanted::Field));
            continue;
        };
        match value(words, def, json) {
            Ok(value) => {
                asked.fields.insert(def.tag, value.as_ref().map(Stored::of));
                asked.cleaned.extend(json.as_str().is_some_and(steers).then(|| name.clone()));
            }
            Err(form) => problems.push(Problem::of(name, &said(Some(json)), form)),
        }
    }
    if problems.is_empty() { Ok(asked) } else { Err(problems) }
}

/// A value of the file as one of a field; nothing for null.
fn value(words: &[Arc<Words>; 2], def: &Def, json: &Json) -> Result<Option<Value>, Wanted> {
    let wrong_form = |input: Input| match input {
        Input::Choice(set) | Input::Choices(set) => Wanted::OneOf(set),
        input => Wanted::Form(input.flaw()),
    };
    let value =
        match (def.input, json) {
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
                let words: Vec<&Words> = words.iter().map(AsRef::as_ref).collect();
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

/// An id, if it is one of a record.
pub(super) fn id_of(json: &Json) -> Option<Id> {
    json.as_str()?.parse::<Id>().ok().filter(|id| !id.is_nil())
}

/// A value of the file as a message shows it.
pub(super) fn said(json: Option<&Json>) -> String {
    match json {
        None => String::new(),
        Some(Json::String(text)) => text.clone(),
        Some(other) => short(&other.to_string(), 60),
    }
}

/// Fields of a newer version, by tag. What this version can read of them is scrubbed and bounded as any other
/// text, and must fit a field that it knows; a form that it does not know rides along.
fn unread(kind: &KindInfo, json: &Json) -> Option<BTreeMap<Tag, (Stored, bool)>> {
    let field = |(tag, hex): (&String, &Json)| {
        let tag: Tag = tag.parse().ok()?;
        let stored = Stored::from_bytes(&bytes(hex.as_str()?)?);
        if tag == REMOVED {
            return None;
        }
        let Some(value) = stored.value() else { return stored.is_newer().then_some((tag, (stored, false))) };
        let def = kind.field(tag);
        let (value, cleaned) = scrubbed(value, def.is_some_and(|def| matches!(def.input, Input::Line)));
        let fits = def.map_or_else(|| bounded(&value), |def| def.accepts(&value).is_ok());
        fits.then(|| (tag, (Stored::of(&value), cleaned)))
    };
    json.as_object()?.iter().map(field).collect()
}

/// A value without what no text may hold, and whether something was taken out.
fn scrubbed(value: Value, line: bool) -> (Value, bool) {
    let scrub = |text: &str| if line { scrub_line(text) } else { scrub_text(text) };
    match value {
        Value::Text(text) => (Value::Text(scrub(&text)), steers(&text)),
        Value::Choice(code) => (Value::Choice(scrub_line(&code)), steers(&code)),
        Value::Choices(codes) => {
            let cleaned = codes.iter().any(|code| steers(code));
            (Value::Choices(codes.iter().map(|code| scrub_line(code)).collect()), cleaned)
        }
        value => (value, false),
    }
}

/// Whether scrubbing takes something out of a text.
fn steers(text: &str) -> bool {
    text.chars().any(|c| is_unwanted(c) && !matches!(c, '\n' | '\r' | '\t'))
}

/// Whether the texts of a value are no longer than a field of this version holds.
fn bounded(value: &Value) -> bool {
    let short = |text: &String| text.chars().count() <= MAX_TEXT;
    match value {
        Value::Text(text) | Value::Choice(text) => short(text),
        Value::Choices(codes) => codes.iter().all(short),
        _ => true,
    }
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        hex.chars().map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    let digits = digits.filter(|digits| digits.len().is_multiple_of(2))?;
    Some(digits.chunks_exact(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect())
}
