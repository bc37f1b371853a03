//! The parts of a change, each of which is told in one sentence: the figures of a record of which one counts go
//! together, before and after, also where one has taken another's place.

use super::Telling;
use crate::follow_up::Edit;
use crate::record::{Id, Input, KindInfo, REMOVED, Stored, Tag, Value};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A part of a change.
#[derive(Debug)]
pub enum Part<'a> {
    /// A field by itself.
    Field(&'a Edit),
    /// Figures that are told together.
    Figures(Figures),
}

/// The levels of what counts, as they were and as they became.
#[derive(Debug)]
pub struct Figures {
    /// One edit for each that has changed, as if it were the same record all along.
    pub sides: Vec<Edit>,
    /// The records that the figures stand in: one, or the one that counted and the one that counts.
    pub records: BTreeSet<Id>,
    /// How many edits of the change are told by it.
    pub edits: usize,
    /// Whether something stood there before.
    pub writes_over: bool,
}

/// Edits of one record in their order.
type Of<'a> = Vec<&'a Edit>;
/// What records have in common of which one counts: their kind, and their key but for whose they are.
type Place = (u8, Vec<Option<Stored>>);

impl<'a> Telling<'a> {
    /// The change part by part. What is left as it stands is no part.
    #[must_use]
    pub fn parts(&self) -> Vec<Part<'a>> {
        let mut of: BTreeMap<(u8, Id), Of<'a>> = BTreeMap::new();
        for edit in self.edits.iter().filter(|edit| self.counting(edit.kind).is_some()) {
            of.entry((edit.kind, edit.record)).or_default().push(edit);
        }
        let mut parts = Vec::new();
        let mut figures: Vec<Option<Figures>> = Vec::new();
        let (mut told, mut stand_in): (BTreeSet<(Id, Tag)>, BTreeMap<Id, usize>) = Default::default();
        for (one, absorbed) in self.figures(&of) {
            told.extend(absorbed);
            stand_in.extend(one.records.iter().map(|record| (*record, figures.len())));
            figures.push(Some(one));
        }
        for edit in self.edits {
            // They are told where the first of their edits stands.
            let first = stand_in.get(&edit.record).and_then(|at| figures.get_mut(*at)?.take());
            parts.extend(first.map(Part::Figures));
            if edit.before != edit.after && !told.contains(&(edit.record, edit.tag)) {
                parts.push(Part::Field(edit));
            }
        }
        parts
    }

    /// A part in a sentence: `konsekvens 2 → 4 på K07`.
    #[must_use]
    pub fn part(&self, part: &Part<'_>) -> Option<String> {
        match part {
            Part::Field(edit) => self.edit(edit),
            Part::Figures(figures) => {
                let first = figures.sides.first()?;
                let said: Vec<String> = figures.sides.iter().filter_map(|edit| self.valued(edit)).collect();
                let title = self.title(first.kind, first.record);
                Some(self.sight.words.say_with("told-on", &[("what", &said.join(", ")), ("title", &title)]))
            }
        }
    }

    /// What figures are about, by kind and name: `krav K07`.
    pub(super) fn subject(&self, figures: &Figures) -> Option<String> {
        let first = figures.sides.first()?;
        let (kind, _) = self.counting(first.kind)?;
        let def = kind.field(*kind.key.first()?)?;
        let Input::Link { to } = def.input else { return None };
        let Value::Link(id) = self.record(first.kind, first.record)?.value(def.tag)? else { return None };
        Some(self.named(self.sight.kind_named(to)?.number, id))
    }

    /// A kind of which one of several counts, and the flag that says which.
    fn counting(&self, kind: u8) -> Option<(&'static KindInfo, Tag)> {
        let kind = self.sight.kind(kind)?;
        Some((kind, kind.counts?))
    }

    /// The figures that have changed, and the fields that need no telling beside them.
    fn figures(&self, of: &BTreeMap<(u8, Id), Of<'a>>) -> Vec<(Figures, Vec<(Id, Tag)>)> {
        let flagged = |at: &(u8, Id), edits: &Of<'a>, now: bool| {
            let flag = self.counting(at.0).and_then(|(_, flag)| edits.iter().rfind(|edit| edit.tag == flag));
            flag.is_some_and(|edit| is_set(edit.before.as_ref()) != now && is_set(edit.after.as_ref()) == now)
        };
        let mut left: HashMap<Place, Id> = HashMap::new();
        for (at, _) in of.iter().filter(|(at, edits)| flagged(at, edits, false)) {
            left.extend(self.place(*at).map(|place| (place, at.1)));
        }
        let mut replaced: BTreeMap<(u8, Id), Id> = BTreeMap::new();
        for (at, _) in of.iter().filter(|(at, edits)| flagged(at, edits, true)) {
            let other = self.place(*at).and_then(|place| left.remove(&place));
            replaced.extend(other.map(|other| (*at, other)));
        }
        let gone: BTreeSet<(u8, Id)> = replaced.iter().map(|(at, other)| (at.0, *other)).collect();
        let told = of.iter().filter(|(at, _)| !gone.contains(at));
        let told = told.filter_map(|(at, edits)| {
            let (kind, flag) = self.counting(at.0)?;
            let was = replaced.get(at).and_then(|other| of.get(&(at.0, *other)));
            together(kind, flag, was, edits)
        });
        told.collect()
    }

    /// What a record has in common with others of which it or one of them counts.
    fn place(&self, (kind, id): (u8, Id)) -> Option<Place> {
        let (info, _) = self.counting(kind)?;
        let (_, key) = info.key.split_last()?;
        let record = self.record(kind, id)?;
        Some((kind, key.iter().map(|tag| record.stored(*tag)).collect()))
    }
}

/// The figures of the record that counts now, beside those of the one that did, and what need not be told beside them;
/// nothing where no figure is known to have changed.
fn together(kind: &KindInfo, flag: Tag, was: Option<&Of<'_>>, now: &Of<'_>) -> Option<(Figures, Vec<(Id, Tag)>)> {
    let all = || was.into_iter().flatten().chain(now).copied();
    if all().any(|edit| edit.tag == REMOVED) {
        return None;
    }
    let before = was.unwrap_or(now);
    let mut sides = Vec::new();
    for def in kind.fields.iter().filter(|def| matches!(def.input, Input::Level { .. })) {
        let from = before.iter().find(|edit| edit.tag == def.tag);
        let to = now.iter().rfind(|edit| edit.tag == def.tag);
        let Some(any) = to.or(from) else { continue };
        if to.is_none() && !is_made(now) {
            // What counts again says nowhere in the change what it says.
            return None;
        }
        let (from, to) = (from.and_then(|edit| edit.before.clone()), to.and_then(|edit| edit.after.clone()));
        let record = now.first()?.record;
        sides.extend((from != to).then(|| Edit { record, before: from, after: to, ..(*any).clone() }));
    }
    if sides.is_empty() {
        return None;
    }
    let absorbed = |of: &Of<'_>, edit: &Edit| {
        let said = edit.after.as_ref().or(edit.before.as_ref()).and_then(Stored::value);
        let def = kind.field(edit.tag);
        let begins = edit.before.is_none() || edit.after.is_none();
        sides.iter().any(|side| side.tag == edit.tag)
            || edit.before == edit.after
            || is_emptied(kind, of)
            || kind.key.last() == Some(&edit.tag)
            || (edit.tag == flag && (was.is_some() || (begins && said == Some(Value::Flag(true)))))
            || (begins && kind.key.contains(&edit.tag) && def.is_some_and(|def| goes_without_saying(def.input, said)))
    };
    let of = |edits: &Of<'_>| -> Vec<(Id, Tag)> {
        edits.iter().filter(|edit| absorbed(edits, edit)).map(|edit| (edit.record, edit.tag)).collect()
    };
    let told: Vec<(Id, Tag)> = was.map(of).into_iter().flatten().chain(of(now)).collect();
    let figures = Figures {
        records: all().map(|edit| edit.record).collect(),
        edits: told.len(),
        writes_over: sides.iter().any(|edit| edit.before.is_some()),
        sides,
    };
    Some((figures, told))
}

/// Whether a field of a key is told by the name of what it is about, or is what most say.
fn goes_without_saying(input: Input, said: Option<Value>) -> bool {
    match (input, said) {
        (Input::Link { .. }, _) => true,
        (Input::Choice(set), Some(Value::Choice(code))) => set.codes.first() == Some(&code.as_str()),
        _ => false,
    }
}

fn is_set(stored: Option<&Stored>) -> bool {
    stored.and_then(Stored::value) == Some(Value::Flag(true))
}

/// Whether edits make their record.
fn is_made(edits: &Of<'_>) -> bool {
    edits.iter().all(|edit| edit.before.is_none())
}

/// Whether edits take the making of their record back.
fn is_emptied(kind: &KindInfo, edits: &Of<'_>) -> bool {
    edits.iter().all(|edit| edit.after.is_none()) && edits.iter().any(|edit| kind.key.first() == Some(&edit.tag))
}
