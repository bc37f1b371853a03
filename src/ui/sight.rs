//! What a cell, a title or a job may look at: records and words, nothing of the session.

use crate::follow_up::{FollowUp, Whole};
use crate::locale::{Words, fold, show};
use crate::record::{Def, HEADER, Id, Input, KindInfo, Kinds, Record, Value};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Records and words, cheap to clone into a job.
#[derive(Clone, Debug)]
pub struct Sight {
    /// The open follow-up and the register, with the session's own unsaved edits.
    pub whole: Whole,
    /// All follow-ups that the officer may see: a link to another one is shown by its title.
    pub others: Arc<[Arc<FollowUp>]>,
    /// The words of the session's language.
    pub words: Arc<Words>,
    /// All kinds.
    pub kinds: Kinds,
}

impl Sight {
    /// The kind of this number.
    #[must_use]
    pub fn kind(&self, number: u8) -> Option<&'static KindInfo> {
        self.kinds.iter().find(|kind| kind.number == number).copied()
    }

    /// The kind of this code word.
    #[must_use]
    pub fn kind_named(&self, name: &str) -> Option<&'static KindInfo> {
        self.kinds.iter().find(|kind| kind.name == name).copied()
    }

    /// A record of a kind; of another follow-up its header, which links may lead to.
    #[must_use]
    pub fn get(&self, kind: &KindInfo, id: Id) -> Option<&Record> {
        let here = self.whole.get(kind, id);
        if here.is_some() || kind.number != HEADER {
            return here;
        }
        self.others.iter().find(|other| other.id() == id)?.get(HEADER, id)
    }

    /// What a record is called in full: its title fields.
    #[must_use]
    pub fn title(&self, kind: &KindInfo, record: &Record) -> String {
        let parts = kind.title.iter().filter_map(|tag| Some((kind.field(*tag)?, record.value(*tag)?)));
        let shown = parts.map(|(def, value)| self.show(def, &value)).filter(|text| !text.is_empty());
        let title = shown.collect::<Vec<_>>().join(" ");
        if title.is_empty() { self.nameless(kind, record) } else { title }
    }

    /// What a record is called whose title fields are empty: by that it has been forgotten, or by its kind.
    #[must_use]
    pub fn nameless(&self, kind: &KindInfo, record: &Record) -> String {
        if record.is_forgotten() { self.words.say("forgotten-name") } else { format!("({})", self.words.kind(kind)) }
    }

    /// What a record is called in short: its first title field that holds something. One that is called by what it is
    /// about, as a result is by its requirement, has all of its title, since many are about the same.
    #[must_use]
    pub fn name(&self, kind: &KindInfo, record: &Record) -> String {
        let mut parts = kind.title.iter().filter_map(|tag| Some((kind.field(*tag)?, record.value(*tag)?)));
        match parts.next() {
            Some((def, _)) if matches!(def.input, Input::Link { .. } | Input::Links { .. }) => self.title(kind, record),
            Some((def, value)) => self.show(def, &value),
            None => self.nameless(kind, record),
        }
    }

    /// A field's value as it is shown; links by the short name of what they point to.
    #[must_use]
    pub fn show(&self, def: &Def, value: &Value) -> String {
        show(&self.words, def, value, &|id| {
            let to = match def.input {
                Input::Link { to } | Input::Links { to } => to,
                _ => "",
            };
            let mut kinds = self.kinds.iter().filter(|kind| to.is_empty() || kind.name == to);
            kinds.find_map(|kind| self.get(kind, id).map(|record| self.name(kind, record)))
        })
    }

    /// A field of a record as it is shown; empty when nothing stands there.
    #[must_use]
    pub fn field(&self, kind: &KindInfo, record: &Record, tag: crate::record::Tag) -> String {
        kind.field(tag).zip(record.value(tag)).map_or_else(String::new, |(def, value)| self.show(def, &value))
    }

    /// Records of the follow-up and the register that go by a number or a name. Those that are not deleted and have a
    /// name of their own come first: where there are such, the others are not meant.
    #[must_use]
    pub fn called(&self, name: &str) -> Vec<&Record> {
        let folded = fold(name);
        let rank = |record: &Record| -> Option<(bool, bool)> {
            let kind = self.kind(record.kind())?;
            let names = [self.name(kind, record), self.title(kind, record)];
            let own = matches!(kind.title.first().and_then(|tag| record.value(*tag)), Some(Value::Text(_)));
            names.iter().any(|name| fold(name) == folded).then_some((record.is_removed(), !own))
        };
        let all = [&self.whole.own, &self.whole.register].into_iter().flat_map(|home| home.everything());
        let found: Vec<_> = all.filter_map(|record| Some((rank(record)?, record))).collect();
        let best = found.iter().map(|(rank, _)| *rank).min();
        found.into_iter().filter(|(rank, _)| Some(*rank) == best).map(|(_, record)| record).collect()
    }

    /// A record with those that have their place by it, deleted ones too: a requirement's valuations, planned rows and
    /// results, a contract's ladder. What is changed in them is changed about it.
    #[must_use]
    pub fn with_parts(&self, id: Id) -> BTreeSet<Id> {
        let homes = [&self.whole.own, &self.whole.register];
        let parts = homes.into_iter().flat_map(|home| home.everything()).filter(|record| {
            let placed = self.kind(record.kind()).and_then(|kind| record.value(*kind.key.first()?));
            matches!(placed, Some(Value::Link(of)) if of == id)
        });
        parts.map(Record::id).chain([id]).collect()
    }

    /// The follow-up's own title.
    #[must_use]
    pub fn follow_up_title(&self, follow_up: &FollowUp) -> String {
        let header = self.kinds.first().and_then(|kind| Some((kind, follow_up.get(kind.number, follow_up.id())?)));
        header.map_or_else(String::new, |(kind, record)| self.name(kind, record))
    }
}
