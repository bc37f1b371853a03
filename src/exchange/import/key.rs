//! Natural keys: how an import finds what is there already.

use crate::record::{Kind as _, KindInfo, Tag, Value};
use crate::steps::collect::records::{DeviationReport, GROUP, OCCURRENCE, REPORT_NUMBER};
use sha2::{Digest as _, Sha256};

/// A natural key in sixteen bytes: a hash of its folded parts.
pub(crate) type Key = [u8; 16];

/// A name as it is compared: small letters, blanks as one.
pub(crate) fn named(text: &str) -> Key {
    key([folded(text).as_bytes()])
}

/// A key of several parts.
pub(crate) fn key<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Key {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let mut key = Key::default();
    key.copy_from_slice(&hash.finalize()[..16]);
    key
}

/// The natural key of a record out of its fields; nothing when all of them are empty.
///
/// Deviation reports: the own number if there is one, else all the others; a missing occurrence is the first.
/// Results: a missing group is all (`domain.md` section 0).
pub(crate) fn natural(kind: &KindInfo, value: &dyn Fn(Tag) -> Option<Value>) -> Option<Key> {
    let report = kind.number == DeviationReport::INFO.number;
    if report && let Some(number) = value(REPORT_NUMBER.tag()) {
        return Some(key([b"number", part(Some(&number)).as_slice()]));
    }
    let result = kind.number == crate::steps::collect::records::Result::INFO.number;
    let mut parts = Vec::with_capacity(kind.key.len());
    for tag in kind.key {
        let value = match value(*tag) {
            None if report && *tag == OCCURRENCE.tag() => Some(Value::Number(1.0)),
            None if result && *tag == GROUP.tag() => Some(Value::Choice("all".to_owned())),
            value => value,
        };
        parts.push(part(value.as_ref()));
    }
    let any = parts.iter().any(|part| !part.is_empty());
    any.then(|| key(parts.iter().map(Vec::as_slice)))
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn part(value: Option<&Value>) -> Vec<u8> {
    match value {
        None => Vec::new(),
        Some(Value::Text(text)) => folded(text).into_bytes(),
        Some(Value::Choice(code)) => [b"=", code.as_bytes()].concat(),
        Some(Value::Number(number)) => number.to_string().into_bytes(),
        Some(Value::Date(date)) => date.to_string().into_bytes(),
        Some(Value::Level(level)) => vec![*level],
        Some(Value::Flag(flag)) => vec![u8::from(*flag)],
        Some(Value::Link(id)) => id.as_bytes().to_vec(),
        Some(Value::Links(ids)) => ids.iter().flat_map(|id| *id.as_bytes()).collect(),
        Some(Value::Choices(codes)) => codes.iter().flat_map(|code| [code.as_bytes(), b","].concat()).collect(),
    }
}
