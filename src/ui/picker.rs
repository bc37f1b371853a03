//! Choosing out of a list: codes, yes or no, or records. Typing narrows it; among records the search runs off the
//! key path.

mod offered;
mod view;

use super::{
    job::{Done, Job},
    screen::{Ask, Context},
    table::{Cursor, Move},
};
use crate::follow_up::{Edit, Whole};
use crate::keys::{Action, Key, Named};
use crate::record::{Choices, Def, Id, Input, KindInfo, Tag, Value, scrub_line};
use offered::{Found, OFFERED, Source, name_of};
use std::{collections::BTreeSet, sync::Arc};

/// What can be chosen.
#[derive(Clone, PartialEq, Debug)]
enum Choice {
    /// Nothing: empties the field.
    Nothing,
    Code(&'static str),
    Flag(bool),
    Record(Id),
    /// A record that is made by the name that has been typed.
    New,
}

/// What an event did to a picker.
#[derive(Clone, Debug)]
pub enum Picked {
    /// Still choosing.
    Open,
    /// Chosen: what is to stand in the field.
    Value(Option<Value>),
    /// A new record of a kind, called so, is to stand in the field, beside what is ticked.
    New(&'static KindInfo, String, BTreeSet<Id>),
    /// Given up.
    Closed,
}

/// A list to choose from.
#[derive(Debug)]
pub struct Picker {
    kind: &'static KindInfo,
    def: Def,
    record: Id,
    /// Where records come from, where records are chosen.
    source: Option<Source>,
    /// A search is out, and what is shown is of an earlier one.
    waits: bool,
    /// There are more records than are shown.
    more: bool,
    /// All records that can be chosen, where they are so few that they are searched at once.
    all: Option<Found>,
    typed: String,
    shown: Vec<(Choice, String)>,
    chosen: BTreeSet<String>,
    linked: BTreeSet<Id>,
    cursor: Cursor,
    /// The last key was of the search and not of the list.
    searching: bool,
}

/// What a search has found, for a field of a record.
struct Searched {
    record: Id,
    tag: Tag,
    typed: String,
    found: Found,
}

/// The searches of all pickers; each one knows its own by the field that it is for.
const SLOT: &str = "picker";

impl Picker {
    /// A picker for a field of a record, with what stands there now; nothing when the field is typed and not picked.
    #[must_use]
    pub fn new(kind: &'static KindInfo, record: Id, def: Def, now: Option<&Value>, cx: &Context) -> Option<Self> {
        if !matches!(
            def.input,
            Input::Choice(_) | Input::Choices(_) | Input::Flag | Input::Link { .. } | Input::Links { .. }
        ) {
            return None;
        }
        let (mut chosen, mut linked) = (BTreeSet::new(), BTreeSet::new());
        match now {
            Some(Value::Choices(codes)) => chosen.clone_from(codes),
            Some(Value::Links(ids)) => linked.clone_from(ids),
            _ => {}
        }
        let standing = now.iter().flat_map(|now| now.targets()).collect();
        let mut picker = Self {
            kind,
            def,
            record,
            source: Source::of(kind, record, def.tag, standing, cx),
            waits: false,
            more: false,
            all: None,
            typed: String::new(),
            shown: Vec::new(),
            chosen,
            linked,
            cursor: Cursor::default(),
            searching: false,
        };
        picker.narrow(cx);
        // Nothing is searched for yet, so that few records are looked at.
        if let Some(source) = &picker.source {
            let found = source.find(&cx.sight, "");
            picker.all = (!found.more).then(|| found.clone());
            picker.take(found, cx);
        }
        let standing = match now {
            Some(Value::Choice(code)) => {
                picker.shown.iter().position(|(c, _)| matches!(c, Choice::Code(x) if x == code))
            }
            Some(Value::Flag(flag)) => picker.shown.iter().position(|(c, _)| *c == Choice::Flag(*flag)),
            Some(Value::Link(id)) => picker.shown.iter().position(|(c, _)| *c == Choice::Record(*id)),
            _ => None,
        };
        picker.cursor.at = standing.unwrap_or_default();
        Some(picker)
    }

    /// Whether several can be chosen.
    #[must_use]
    pub fn several(&self) -> bool {
        matches!(self.def.input, Input::Choices(_) | Input::Links { .. })
    }

    /// What can be done here.
    #[must_use]
    pub fn offers(&self) -> Vec<Action> {
        if self.several() { vec![Action::Open, Action::Mark, Action::Close] } else { vec![Action::Open, Action::Close] }
    }

    /// Whether a key is text here. A space is, too, unless it ticks: in a list of which several can be chosen it
    /// is text only while one is searching, and something of that name is there or can be made.
    #[must_use]
    pub fn wants(&self, key: Key) -> bool {
        match key.typed() {
            Some(' ') if self.several() => {
                let typed = format!("{} ", self.typed.to_lowercase());
                let finds = self.shown.iter().any(|(_, label)| label.to_lowercase().contains(&typed));
                self.searching && (finds || self.waits || self.made().is_some() || self.shown.len() >= OFFERED)
            }
            Some(' ') => !self.typed.is_empty(),
            typed => typed.is_some(),
        }
    }

    fn narrow(&mut self, cx: &Context) {
        let typed = self.typed.to_lowercase();
        let fits = |label: &str| typed.is_empty() || label.to_lowercase().contains(&typed);
        let mut shown: Vec<(Choice, String)> = self.nothing(cx).into_iter().collect();
        let codes =
            |set: &'static Choices| set.codes.iter().map(|code| (Choice::Code(code), cx.sight.words.choice(set, code)));
        let all: Vec<(Choice, String)> = match self.def.input {
            Input::Choice(set) | Input::Choices(set) => codes(set).collect(),
            Input::Flag => {
                [(true, "yes"), (false, "no")].map(|(flag, id)| (Choice::Flag(flag), cx.sight.words.say(id))).into()
            }
            _ => return,
        };
        shown.extend(all.iter().filter(|(_, label)| fits(label)).cloned());
        if shown.is_empty() {
            shown = all;
        }
        self.shown = shown;
        self.cursor.at = self.cursor.at.min(self.shown.len().saturating_sub(1));
    }

    /// The choice of nothing, which empties the field.
    fn nothing(&self, cx: &Context) -> Option<(Choice, String)> {
        let offered = self.typed.is_empty() && !self.several();
        offered.then(|| (Choice::Nothing, cx.sight.words.say("nothing-chosen")))
    }

    fn take(&mut self, found: Found, cx: &Context) {
        self.waits = false;
        let records = found.offered.into_iter().map(|(id, label)| (Choice::Record(id), label));
        let new = self.made().filter(|_| !found.called && !self.typed.trim().is_empty());
        let new = new.map(|kind| {
            let kind = cx.sight.words.kind(kind).to_lowercase();
            (Choice::New, cx.sight.words.say_with("pick-new", &[("kind", &kind), ("name", self.typed.trim())]))
        });
        self.shown = self.nothing(cx).into_iter().chain(records).chain(new).collect();
        self.more = found.more;
        self.cursor.at = self.cursor.at.min(self.shown.len().saturating_sub(1));
    }

    /// The kind of which a new record can be made here by its name alone.
    fn made(&self) -> Option<&'static KindInfo> {
        self.source.as_ref().and_then(Source::made)
    }

    /// What has been typed narrows the list: at once, or among records as soon as they are searched.
    fn search(&mut self, cx: &Context) -> Vec<Ask> {
        self.searching = !self.typed.is_empty();
        self.cursor.at = 0;
        self.narrow(cx);
        let Some(source) = self.source.clone() else { return Vec::new() };
        if let Some(all) = &self.all {
            let found = source.narrowed(all, &cx.sight, &self.typed);
            self.take(found, cx);
            return Vec::new();
        }
        self.waits = true;
        let (record, tag, sight, typed) = (self.record, self.def.tag, cx.sight.clone(), self.typed.clone());
        let work = move || -> super::job::Output {
            let found = source.find(&sight, &typed);
            Arc::new(Searched { record, tag, typed, found })
        };
        vec![Ask::Work(Job { slot: SLOT, turn: 0, work: Box::new(work) })]
    }

    /// Takes what a search has found, if it is for what stands here now.
    pub fn found(&mut self, done: &Done, cx: &Context) {
        let Ok(searched) = done.output.clone().downcast::<Searched>() else { return };
        let own = (searched.record, searched.tag) == (self.record, self.def.tag);
        if self.waits && own && searched.typed == self.typed {
            self.take(searched.found.clone(), cx);
        }
    }

    /// Whether none of the fixed choices fits what is typed: all are shown then, and none is marked.
    fn is_astray(&self) -> bool {
        let typed = self.typed.to_lowercase();
        let fits = |(_, label): &(Choice, String)| label.to_lowercase().contains(&typed);
        self.source.is_none() && !self.shown.iter().any(fits)
    }

    /// What is marked in the list.
    fn marked(&self) -> Option<&Choice> {
        self.shown.get(self.cursor.at).filter(|_| !self.is_astray()).map(|(choice, _)| choice)
    }

    /// A record has been made by the name that was typed: it is ticked, and the list is whole again.
    pub fn made_by_name(&mut self, id: Id, name: &str, cx: &Context) {
        self.typed.clear();
        self.searching = false;
        self.linked.insert(id);
        let Some(source) = &mut self.source else { return };
        source.stands_too(id);
        let mut found = self.all.take().unwrap_or_else(|| source.find(&cx.sight, ""));
        found.offered.insert(0, (id, name.to_owned()));
        self.all = (!found.more).then(|| found.clone());
        self.cursor.at = 0;
        self.take(found, cx);
    }

    fn toggle(&mut self) {
        match self.marked().cloned() {
            Some(Choice::Code(code)) if !self.chosen.remove(code) => {
                self.chosen.insert(code.to_owned());
            }
            Some(Choice::Record(id)) if !self.linked.remove(&id) => {
                self.linked.insert(id);
            }
            _ => {}
        }
    }

    /// Takes an action. Nothing is chosen out of what an earlier search has found: whoever is faster than the search
    /// waits for it.
    pub fn act(&mut self, action: Action, cx: &Context) -> Picked {
        if self.waits
            && action != Action::Close
            && let Some(source) = &self.source
        {
            let found = source.find(&cx.sight, &self.typed);
            self.take(found, cx);
        }
        if std::mem::take(&mut self.searching) && action == Action::Down && self.several() {
            // Out of the search and into the list, where Space ticks what is marked.
            return Picked::Open;
        }
        if let Some(step) = Move::of(action) {
            if self.is_astray() {
                // Out of a search that fits nothing, and to the first of the list.
                self.typed.clear();
                self.narrow(cx);
                self.cursor.at = 0;
                return Picked::Open;
            }
            self.cursor.step(step, self.shown.len(), 10);
            return Picked::Open;
        }
        let here = self.marked();
        match action {
            Action::Mark | Action::Open | Action::SaveNext if here == Some(&Choice::New) => {
                let name = self.typed.trim().to_owned();
                self.made().map_or(Picked::Open, |kind| Picked::New(kind, name, self.linked.clone()))
            }
            Action::Mark if self.several() => {
                self.toggle();
                Picked::Open
            }
            Action::Open | Action::SaveNext if self.several() => {
                if self.chosen.is_empty() && self.linked.is_empty() {
                    self.toggle();
                }
                Picked::Value(match self.def.input {
                    Input::Choices(_) => (!self.chosen.is_empty()).then(|| Value::Choices(self.chosen.clone())),
                    _ => (!self.linked.is_empty()).then(|| Value::Links(self.linked.clone())),
                })
            }
            Action::Open | Action::SaveNext => match here {
                Some(Choice::Nothing) => Picked::Value(None),
                Some(Choice::Code(code)) => Picked::Value(Some(Value::Choice((*code).to_owned()))),
                Some(Choice::Flag(flag)) => Picked::Value(Some(Value::Flag(*flag))),
                Some(Choice::Record(id)) => Picked::Value(Some(Value::Link(*id))),
                Some(Choice::New) | None => Picked::Open,
            },
            Action::Close => Picked::Closed,
            _ => Picked::Open,
        }
    }

    /// Takes a key that narrows the list.
    pub fn key(&mut self, key: Key, cx: &Context) -> Vec<Ask> {
        if key.named() == Some(Named::Backspace) {
            self.typed.pop();
        } else if let Some(letter) = key.typed() {
            self.typed.push(letter);
        }
        self.search(cx)
    }

    /// Takes a paste into the search.
    pub fn paste(&mut self, text: &str, cx: &Context) -> Vec<Ask> {
        self.typed.push_str(&scrub_line(text));
        self.search(cx)
    }
}

/// The edit that makes a record of a kind, called so.
#[must_use]
pub fn named(whole: &Whole, kind: &'static KindInfo, record: Id, name: &str) -> Option<Edit> {
    whole.edit(kind, record, name_of(kind)?.tag, Some(&Value::Text(name.to_owned())))
}
