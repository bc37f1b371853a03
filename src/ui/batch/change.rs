//! The one change of all records, and what is left out of it.

use super::{Batch, Outcome, Stage};
use crate::follow_up::{Change, Doing, Edit};
use crate::keys::{self, Action};
use crate::record::{Def, Id, Input, Stored, Value};
use crate::ui::{
    look::Tone,
    reader::Reader,
    screen::{Ask, Context},
    text,
};
use std::collections::BTreeSet;

/// Most records that are changed at once, so that no key waits for it.
const ROWS: usize = 5_000;
/// Columns of what a record is called that is not changed.
const TITLE: usize = 48;
/// Most bytes that such a change holds; a commit is at most 8 MiB.
const BYTES: usize = 4 << 20;

/// What is done with the set that stands in a record.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Way {
    /// The new one stands in its place.
    #[default]
    Replace,
    /// The new one stands there too.
    Add,
    /// The new one stands there no more.
    Take,
}

impl Way {
    /// All, as they are offered.
    pub const ALL: [Self; 3] = [Self::Add, Self::Replace, Self::Take];

    /// The message that names it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Replace => "batch-replace",
            Self::Add => "batch-add",
            Self::Take => "batch-take",
        }
    }

    /// What is to stand where something stands already.
    fn applied(self, stands: Option<Value>, value: Option<&Value>) -> Option<Value> {
        match (self, stands, value) {
            (Self::Replace, _, value) | (Self::Add, None, value) => value.cloned(),
            (Self::Take, None, _) => None,
            (way, Some(Value::Links(stands)), Some(Value::Links(new))) => merged(way, stands, new).map(Value::Links),
            (way, Some(Value::Choices(stands)), Some(Value::Choices(new))) => {
                merged(way, stands, new).map(Value::Choices)
            }
            (_, stands, _) => stands,
        }
    }
}

fn merged<T: Ord + Clone>(way: Way, mut stands: BTreeSet<T>, new: &BTreeSet<T>) -> Option<BTreeSet<T>> {
    if way == Way::Add {
        stands.extend(new.iter().cloned());
    } else {
        stands.retain(|one| !new.contains(one));
    }
    (!stands.is_empty()).then_some(stands)
}

/// What becomes of the records.
struct Planned {
    edits: Vec<Edit>,
    /// Those that are not changed, and why.
    refused: Vec<(Id, String)>,
}

impl Batch {
    fn planned(&self, def: &Def, way: Way, value: Option<&Value>, cx: &Context) -> Planned {
        let words = &cx.sight.words;
        let mut planned = Planned { edits: Vec::new(), refused: Vec::new() };
        for id in &self.records {
            let mut refuse = |why: String| planned.refused.push((*id, why));
            let Some(record) = cx.sight.get(self.kind, *id) else {
                refuse(words.say("batch-gone"));
                continue;
            };
            if let Some((tag, codes)) = def.when.filter(|_| value.is_some())
                && !matches!(record.value(tag), Some(Value::Choice(code)) if codes.contains(&code.as_str()))
            {
                let choice = self.kind.field(tag);
                let name = choice.map(|choice| words.field(self.kind, choice)).unwrap_or_default();
                let set =
                    choice.and_then(|choice| if let Input::Choice(set) = choice.input { Some(set) } else { None });
                let codes: Vec<String> = codes.iter().filter_map(|code| Some(words.choice(set?, code))).collect();
                refuse(words.say_with("batch-not-asked", &[("field", &name), ("values", &codes.join(", "))]));
                continue;
            }
            let after = way.applied(record.value(def.tag), value);
            let Some(edit) = cx.sight.whole.edit(self.kind, *id, def.tag, after.as_ref()) else { continue };
            if cx.takes(&Change::of(Doing::Edit, edit.clone())) {
                planned.edits.push(edit);
            } else {
                refuse(words.say("batch-locked"));
            }
        }
        planned
    }

    /// Has the value given to all records, as far as they take it.
    pub(super) fn give(
        &mut self,
        def: &'static Def,
        way: Way,
        value: Option<&Value>,
        made: Option<Edit>,
        cx: &Context,
    ) -> Outcome {
        let words = &cx.sight.words;
        let Planned { edits, refused } = self.planned(def, way, value, cx);
        let size = |stored: &Option<Stored>| stored.as_ref().map_or(0, |stored| stored.bytes().len());
        let bytes: usize = edits.iter().map(|edit| size(&edit.before) + size(&edit.after)).sum();
        if edits.len() > ROWS || bytes > BYTES {
            let places = [edits.len(), bytes >> 10, ROWS, BYTES >> 10].map(|number| number.to_string());
            let [rows, size, most, limit] = &places;
            let places = [("rows", rows.as_str()), ("size", size), ("most", most), ("limit", limit)];
            return Outcome::Closes(vec![Ask::Say(Tone::Warn, words.say_with("batch-too-large", &places))]);
        }
        let (field, kinds) = (words.field(self.kind, def), words.kinds(self.kind).to_lowercase());
        let undo = cx.keys.keys_for(&[keys::Context::List, keys::Context::Everywhere], Action::Undo);
        let (count, all, key) =
            (edits.len().to_string(), self.records.len().to_string(), words.key(&undo.unwrap_or_default()));
        let places = [("field", field.as_str()), ("count", &count), ("all", &all), ("kinds", &kinds), ("key", &key)];
        let (tone, said) = if edits.is_empty() { (Tone::Warn, "batch-none") } else { (Tone::Good, "batch-done") };
        let mut asks = Vec::new();
        if !edits.is_empty() {
            let doing = if made.is_some() { Doing::Create } else { Doing::Edit };
            asks.push(Ask::Change(Change { doing, edits: made.into_iter().chain(edits).collect() }));
        }
        if refused.is_empty() {
            asks.push(Ask::Say(tone, words.say_with(said, &places)));
            return Outcome::Closes(asks);
        }
        let row = |(id, why): &(Id, String)| {
            let title = cx.sight.get(self.kind, *id).map(|record| cx.sight.title(self.kind, record));
            let title = title.map_or_else(|| words.say("removed-record"), |title| text::cut(&title, TITLE));
            (Tone::Plain, words.say_with("batch-refused-row", &[("title", &title), ("why", why)]))
        };
        let rows = refused.iter().map(row).collect();
        self.stage = Stage::Told(Reader::new(words.say_with("batch-refused", &places), rows));
        Outcome::Stays(asks)
    }
}

#[cfg(test)]
mod tests {
    use super::Way;
    use crate::record::Value;

    fn set(codes: &[&str]) -> Value {
        Value::Choices(codes.iter().map(|code| (*code).to_owned()).collect())
    }

    #[test]
    fn a_set_is_replaced_added_to_or_taken_out_of() {
        let stands = || Some(set(&["sex", "age"]));
        assert_eq!(Way::Replace.applied(stands(), Some(&set(&["area"]))), Some(set(&["area"])));
        assert_eq!(Way::Replace.applied(stands(), None), None, "nothing chosen empties it");
        assert_eq!(Way::Add.applied(stands(), Some(&set(&["area"]))), Some(set(&["sex", "age", "area"])));
        assert_eq!(Way::Add.applied(None, Some(&set(&["area"]))), Some(set(&["area"])));
        assert_eq!(Way::Take.applied(stands(), Some(&set(&["age"]))), Some(set(&["sex"])));
        assert_eq!(Way::Take.applied(stands(), Some(&set(&["age", "sex"]))), None);
        assert_eq!(Way::Take.applied(None, Some(&set(&["age"]))), None);
    }
}
