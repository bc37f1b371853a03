//! Names instead of ids.

use crate::follow_up::Whole;
use crate::record::{Id, Input, KindInfo, Tag, Value};
use crate::steps::{KINDS, kind_named};
use serde_json::{Map, Value as Json};
use std::collections::{BTreeMap, HashMap};

/// How many links a natural key may lead through; the longest is ladder step, contract, unit.
const DEEPEST: usize = 4;

/// The text of an export that has names instead of ids, with ids. A name that nothing goes by is left as it is,
/// and the import refuses it.
pub(super) fn replaced(text: &str, whole: &Whole, mint: &mut dyn FnMut() -> Id) -> Vec<u8> {
    let Ok(Json::Object(mut document)) = serde_json::from_str::<Json>(text) else { return text.as_bytes().to_vec() };
    let mut names = Names::of(whole);
    for (kind, records) in lists(&mut document) {
        for record in records {
            let own = record.get("id").and_then(Json::as_str).map(str::to_owned);
            let id = own.as_deref().and_then(|name| names.find(kind, name)).unwrap_or_else(&mut *mint);
            if let Some(own) = own {
                names.given.insert((kind.number, own), id);
            }
            record.insert("id".to_owned(), Json::String(id.to_string()));
        }
    }
    for (kind, records) in lists(&mut document) {
        for record in records {
            for (field, value) in record.iter_mut() {
                names.link(kind, field, value);
            }
        }
    }
    // The records of a follow-up stand after its header.
    let mut ordered = Vec::new();
    for name in std::iter::once("stegvis").chain(KINDS.iter().map(|kind| kind.plural)) {
        if let Some(value) = document.get(name) {
            ordered.push(format!("\"{name}\":{value}"));
        }
    }
    format!("{{{}}}", ordered.join(",\n")).into_bytes()
}

/// The lists of records by kind, in the order of the method.
fn lists(document: &mut Map<String, Json>) -> Vec<(&'static KindInfo, Vec<&mut Map<String, Json>>)> {
    let mut lists: Vec<_> = document
        .iter_mut()
        .filter_map(|(name, list)| Some((kind_named(name)?, list.as_array_mut()?)))
        .map(|(kind, list)| (kind, list.iter_mut().filter_map(Json::as_object_mut).collect()))
        .collect();
    lists.sort_by_key(|(kind, _)| KINDS.iter().position(|known| known.number == kind.number));
    lists
}

/// Which records go by which names.
struct Names {
    /// Natural keys of what is there, by kind.
    there: HashMap<u8, BTreeMap<String, Id>>,
    /// Names that the text gives.
    given: HashMap<(u8, String), Id>,
}

impl Names {
    fn of(whole: &Whole) -> Self {
        let named = |kind: &&'static KindInfo| {
            let records = whole.home(kind).records(kind.number);
            (kind.number, records.map(|record| (natural(whole, kind, record.id(), DEEPEST), record.id())).collect())
        };
        Self { there: KINDS.iter().map(named).collect(), given: HashMap::new() }
    }

    /// The only record of a kind that is there whose natural key begins with these parts.
    fn find(&self, kind: &KindInfo, name: &str) -> Option<Id> {
        let there = self.there.get(&kind.number)?;
        if let Some(id) = there.get(name) {
            return Some(*id);
        }
        let begins = format!("{name} / ");
        let mut found = there.range(begins.clone()..).take_while(|(key, _)| key.starts_with(&begins));
        let (_, id) = found.next()?;
        found.next().is_none().then_some(*id)
    }

    /// Puts ids in the place of a link's names.
    fn link(&self, kind: &KindInfo, field: &str, value: &mut Json) {
        let Some(Input::Link { to } | Input::Links { to }) = kind.field_named(field).map(|def| def.input) else {
            return;
        };
        let names: Vec<&mut Json> = match value {
            Json::Array(list) => list.iter_mut().collect(),
            one => vec![one],
        };
        for json in names {
            let id = json.as_str().and_then(|name| {
                let (to, name) = if to.is_empty() { name.split_once(": ")? } else { (to, name) };
                let kind = kind_named(to)?;
                self.given.get(&(kind.number, name.to_owned())).copied().or_else(|| self.find(kind, name))
            });
            if let Some(id) = id {
                *json = Json::String(id.to_string());
            }
        }
    }
}

/// A record's natural key as people write it: codes as they are, links by the keys of what they point to.
fn natural(whole: &Whole, kind: &KindInfo, id: Id, depth: usize) -> String {
    let Some(record) = whole.get(kind, id).filter(|_| depth > 0) else { return String::new() };
    let part = |tag: &Tag| {
        let linked = |id: Id| match kind.field(*tag)?.input {
            Input::Link { to } | Input::Links { to } => Some(natural(whole, kind_named(to)?, id, depth - 1)),
            _ => None,
        };
        match record.value(*tag)? {
            Value::Text(text) | Value::Choice(text) => Some(text),
            Value::Number(number) => Some(number.to_string()),
            Value::Date(date) => Some(date.to_string()),
            Value::Level(level) => Some(level.to_string()),
            Value::Link(id) => linked(id),
            Value::Links(ids) => Some(ids.into_iter().filter_map(linked).collect::<Vec<_>>().join(", ")),
            Value::Flag(_) | Value::Choices(_) => None,
        }
    };
    kind.key.iter().filter_map(part).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" / ")
}

#[cfg(test)]
mod tests {
    use super::replaced;
    use crate::record::Id;
    use crate::record::Value;
    use crate::steps::made::{field, whole};
    use crate::steps::plan::records::NUMBER;

    #[test]
    fn names_become_ids_forwards_and_backwards_and_unknown_ones_stay() {
        let whole = whole(vec![vec![field(7, NUMBER, &Value::Text("K06".into()))]]);
        let mut count = 100;
        let mut mint = || {
            count += 1;
            Id::from_u128(count)
        };
        let text = r#"{"causes":[{"text":"x","focus_area":"f","support":["requirement: K06","event: e","event: nothing"]}],
            "focus_areas":[{"id":"f","name":"F","requirements":["K06"]}],"events":[{"id":"e","text":"E"}],
            "requirements":[{"id":"K06","area":"A"}]}"#;
        let made: serde_json::Value = serde_json::from_slice(&replaced(text, &whole, &mut mint)).unwrap();
        let id = |number: u128| Id::from_u128(number).to_string();
        assert_eq!(made["requirements"][0]["id"], id(7));
        assert_eq!(made["focus_areas"][0]["requirements"][0], id(7));
        assert_eq!(made["causes"][0]["focus_area"], made["focus_areas"][0]["id"]);
        assert_eq!(made["causes"][0]["support"][0], id(7));
        assert_eq!(made["causes"][0]["support"][1], made["events"][0]["id"]);
        assert_eq!(made["causes"][0]["support"][2], "event: nothing");
    }
}
