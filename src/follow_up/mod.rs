//! One follow-up as it is at a sequence number.
//!
//! A [`FollowUp`] never changes: [`FollowUp::with`] makes the next one, which shares all rows that did not
//! change. That method is *the* rule of the whole program: a [`Change`] is taken when every edit's `before`
//! is what stands there, and is refused with what stands there otherwise; sets of links merge. Conflict,
//! merge, undo, redo and history are this rule.

mod change;
mod consent;
mod eyes;
mod findings;
mod head;
mod lock;
mod rows;
#[cfg(test)]
mod tests;

pub use change::{Change, Doing, Edit, Moved, Refused, Undone};
pub use consent::{Consent, Near};
pub use eyes::{Lens, eyes_of};
pub use findings::{Accepted, Finding, Findings, Progress};
pub use head::Head;
pub use rows::every_other_first;

use crate::record::{
    Home, Id, Kind, KindInfo, MAX_RECORD, MAX_TEXT, Of, REGISTER, REMOVED, RESTRICTED, Record, Seq, Stored, Tag, Value,
};
use crate::rights::records::Participant;
use change::Verdict;
use rows::Rows;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// All records of one follow-up, or of the register, at one commit. A clone costs nanoseconds.
#[derive(Clone, Debug)]
pub struct FollowUp {
    id: Id,
    seq: Seq,
    records: Rows,
    /// (target, field, source) → the source's kind.
    back: imbl::OrdMap<(Id, Tag, Id), u8>,
    /// Kind and id of the records that are restricted, deleted ones too; few, and so found without a look at all.
    restricted: imbl::OrdSet<(u8, Id)>,
}

/// A change that has been found to fit a follow-up, and what it makes of the records that it touches.
#[derive(Debug)]
pub struct Plan {
    seq: Seq,
    records: BTreeMap<(u8, Id), Option<Record>>,
}

impl Plan {
    /// Whether nothing will be left of a record that is touched.
    #[must_use]
    pub fn empties(&self, kind: u8, record: Id) -> bool {
        matches!(self.records.get(&(kind, record)), Some(None))
    }

    /// What will stand in a field of a record that is touched.
    #[must_use]
    pub fn stands(&self, kind: u8, record: Id, tag: Tag) -> Option<Stored> {
        self.records.get(&(kind, record))?.as_ref()?.stored(tag)
    }
}

/// A record that points to another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pointer {
    /// Kind of the record that points.
    pub kind: u8,
    /// The field that holds the link.
    pub tag: Tag,
    /// The record that points.
    pub from: Id,
}

impl FollowUp {
    /// A follow-up without records.
    #[must_use]
    pub fn new(id: Id) -> Self {
        Self { id, seq: 0, records: Rows::default(), back: imbl::OrdMap::new(), restricted: imbl::OrdSet::new() }
    }

    /// Which follow-up.
    #[must_use]
    pub fn id(&self) -> Id {
        self.id
    }

    /// The commit that changed it last.
    #[must_use]
    pub fn seq(&self) -> Seq {
        self.seq
    }

    /// A record that is there and not deleted.
    #[must_use]
    pub fn get(&self, kind: u8, id: Id) -> Option<&Record> {
        self.records.get(kind, id).filter(|record| !record.is_removed())
    }

    /// A record of kind `K` that is there and not deleted.
    #[must_use]
    pub fn of<K: Kind>(&self, id: Id) -> Option<Of<K>> {
        self.get(K::INFO.number, id).and_then(Of::new)
    }

    /// All records of a kind that are not deleted, in the order they were made.
    pub fn records(&self, kind: u8) -> impl Iterator<Item = &Record> {
        self.records.of(kind).filter(|record| !record.is_removed())
    }

    /// All records of kind `K` that are not deleted, in the order they were made.
    pub fn all<K: Kind>(&self) -> impl Iterator<Item = Of<K>> {
        self.records(K::INFO.number).filter_map(Of::new)
    }

    /// Every record that is held, deleted ones too.
    pub fn everything(&self) -> impl Iterator<Item = &Record> {
        self.records.all()
    }

    /// The records here that point to a record, here or in the register.
    pub fn pointing_at(&self, target: Id) -> impl Iterator<Item = Pointer> {
        self.pointing_between(target, Tag::MIN, Tag::MAX)
    }

    /// The records here that point to a record by one field: what points to it by others is not even looked at.
    pub fn pointing_through(&self, target: Id, tag: Tag) -> impl Iterator<Item = Pointer> {
        self.pointing_between(target, tag, tag)
    }

    fn pointing_between(&self, target: Id, first: Tag, last: Tag) -> impl Iterator<Item = Pointer> {
        self.back
            .range((target, first, Id::nil())..=(target, last, Id::max()))
            .map(|((_, tag, from), kind)| Pointer { kind: *kind, tag: *tag, from: *from })
            .filter(|pointer| self.get(pointer.kind, pointer.from).is_some())
    }

    /// What stands in a field, deleted records included.
    #[must_use]
    pub fn stands(&self, kind: u8, record: Id, tag: Tag) -> Option<Stored> {
        self.records.get(kind, record)?.stored(tag)
    }

    /// The follow-up with a change taken; edits of other follow-ups are left out of account.
    ///
    /// # Errors
    /// [`Refused`], when a field stands otherwise than the edit expected, the record has been deleted, or a
    /// text or record is too large. Nothing of the change has happened then.
    pub fn with(&self, change: &Change, seq: Seq) -> Result<Self, Refused> {
        let plan = self.plan(change, seq)?;
        let mut next = self.clone();
        next.apply(&plan);
        Ok(next)
    }

    /// What a change would make of the follow-up, to be applied to it as it is now.
    ///
    /// # Errors
    /// As [`FollowUp::with`].
    pub fn plan(&self, change: &Change, seq: Seq) -> Result<Plan, Refused> {
        let mut moved = Vec::new();
        let plan = self.planned(
            &change.edits,
            seq,
            |edit, stands, removed| {
                if removed && edit.tag != REMOVED {
                    return Err(Refused::Removed(edit.record));
                }
                Ok(match change::merged(stands, edit) {
                    Some(change::Merged(merged)) => {
                        within_limits(edit, merged.as_ref())?;
                        Verdict::Stands(merged)
                    }
                    None if stands == edit.before.as_ref() => {
                        within_limits(edit, edit.after.as_ref())?;
                        Verdict::Stands(edit.after.clone())
                    }
                    None => {
                        moved.push(Moved { edit: edit.clone(), stands: stands.cloned() });
                        Verdict::Moved
                    }
                })
            },
            |record| {
                let (id, have) = (record.id(), record.bytes().len());
                if have > MAX_RECORD {
                    Err(Refused::TooLarge { record: id, tag: None, have, limit: MAX_RECORD })
                } else {
                    Ok(())
                }
            },
        )?;
        if moved.is_empty() { Ok(plan) } else { Err(Refused::Moved(moved)) }
    }

    /// Applies edits whatever stands there: for replaying commits that were taken once.
    ///
    /// Replaying commits in order over a follow-up that already holds some of them, or parts of some, gives the
    /// same follow-up as replaying them over the one before. Nothing is refused for that reason: a limit or a
    /// deletion may stand in the way only because a later commit has been applied already.
    pub fn replay(&mut self, edits: &[Edit], seq: Seq) {
        let planned: Result<Plan, std::convert::Infallible> = self.planned(
            edits,
            seq,
            |edit, stands, _| {
                Ok(Verdict::Stands(change::merged(stands, edit).map_or_else(|| edit.after.clone(), |merged| merged.0)))
            },
            |_| Ok(()),
        );
        match planned {
            Ok(plan) => self.apply(&plan),
        }
    }

    /// Whether it holds no record at all, not even deleted ones.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// How many records it holds, deleted ones too.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// A record as it is held, deleted or not.
    #[must_use]
    pub fn held(&self, kind: u8, id: Id) -> Option<&Record> {
        self.records.get(kind, id)
    }

    /// Says which commit changed it last, when its records do not show it: one that emptied a record leaves none.
    pub fn changed_by(&mut self, seq: Seq) {
        self.seq = self.seq.max(seq);
    }

    /// Puts a record read from the shelf.
    pub fn put(&mut self, record: Record) {
        self.seq = self.seq.max(record.revision());
        for (tag, target) in record.targets() {
            self.back.insert((target, tag, record.id()), record.kind());
        }
        if is_restricted(&record) {
            self.restricted.insert((record.kind(), record.id()));
        }
        self.records.put(record);
    }

    /// What edits make of it as `rule` says of each (the edit, what stands there, whether the record is deleted);
    /// `fits` is asked of every record that comes out.
    fn planned<E>(
        &self,
        edits: &[Edit],
        seq: Seq,
        mut rule: impl FnMut(&Edit, Option<&Stored>, bool) -> Result<Verdict, E>,
        fits: impl Fn(&Record) -> Result<(), E>,
    ) -> Result<Plan, E> {
        let mut touched: BTreeMap<(u8, Id), BTreeMap<Tag, Stored>> = BTreeMap::new();
        for edit in edits.iter().filter(|edit| edit.follow_up == self.id) {
            let key = (edit.kind, edit.record);
            let fields = touched.entry(key).or_insert_with(|| self.fields(edit.kind, edit.record));
            let removed = fields.get(&REMOVED).and_then(Stored::value) == Some(Value::Flag(true));
            if let Verdict::Stands(after) = rule(edit, fields.get(&edit.tag), removed)? {
                match after {
                    Some(stored) => fields.insert(edit.tag, stored),
                    None => fields.remove(&edit.tag),
                };
            }
        }
        let mut records = BTreeMap::new();
        for ((kind, id), fields) in touched {
            let record = (!fields.is_empty()).then(|| Record::new(id, kind, seq, &fields));
            record.as_ref().map_or(Ok(()), &fits)?;
            records.insert((kind, id), record);
        }
        Ok(Plan { seq, records })
    }

    /// Applies what was planned on it as it is.
    ///
    /// Rows that nobody else holds are changed where they stand: of a hundred changes that are taken at once, one pays
    /// for the copies.
    pub fn apply(&mut self, plan: &Plan) {
        if !plan.records.is_empty() {
            self.seq = plan.seq;
        }
        for ((kind, id), record) in every_other_first(&plan.records.iter().collect::<Vec<_>>()) {
            self.replace(*kind, *id, record.as_ref());
        }
    }

    fn replace(&mut self, kind: u8, id: Id, record: Option<&Record>) {
        let links =
            |record: Option<&Record>| -> BTreeSet<(Tag, Id)> { record.into_iter().flat_map(Record::targets).collect() };
        let (before, after) = (links(self.records.get(kind, id)), links(record));
        for (tag, target) in before.difference(&after) {
            self.back.remove(&(*target, *tag, id));
        }
        for (tag, target) in after.difference(&before) {
            self.back.insert((*target, *tag, id), kind);
        }
        if record.is_some_and(is_restricted) {
            self.restricted.insert((kind, id));
        } else if !self.restricted.is_empty() {
            self.restricted.remove(&(kind, id));
        }
        match record {
            Some(record) => self.records.put(record.clone()),
            None => self.records.remove(kind, id),
        }
    }

    fn fields(&self, kind: u8, id: Id) -> BTreeMap<Tag, Stored> {
        self.records.get(kind, id).map(Record::fields).unwrap_or_default()
    }
}

/// Whether a record is shown to fewer than the follow-up; who takes part never is.
fn is_restricted(record: &Record) -> bool {
    record.kind() != Participant::INFO.number && record.value(RESTRICTED) == Some(Value::Flag(true))
}

fn within_limits(edit: &Edit, after: Option<&Stored>) -> Result<(), Refused> {
    let refused = |have, limit| Err(Refused::TooLarge { record: edit.record, tag: Some(edit.tag), have, limit });
    match after {
        Some(stored) if stored.bytes().is_empty() || stored.bytes().len() > MAX_RECORD => {
            refused(stored.bytes().len(), MAX_RECORD)
        }
        Some(stored) => match stored.value() {
            Some(Value::Text(text)) if text.chars().count() > MAX_TEXT => refused(text.chars().count(), MAX_TEXT),
            _ => Ok(()),
        },
        None => Ok(()),
    }
}

/// A follow-up together with the register that it points to.
#[derive(Clone, Debug)]
pub struct Whole {
    /// The follow-up; before one is opened, the register itself.
    pub own: Arc<FollowUp>,
    /// The register.
    pub register: Arc<FollowUp>,
}

impl Whole {
    /// The one of both where records of a kind live.
    #[must_use]
    pub fn home(&self, kind: &KindInfo) -> &FollowUp {
        match kind.home {
            Home::Register => &self.register,
            Home::FollowUp => &self.own,
        }
    }

    /// The id under which edits of this kind are sent.
    #[must_use]
    pub fn home_id(&self, kind: &KindInfo) -> Id {
        match kind.home {
            Home::Register => REGISTER,
            Home::FollowUp => self.own.id(),
        }
    }

    /// A record of a kind, wherever that kind lives.
    #[must_use]
    pub fn get(&self, kind: &KindInfo, id: Id) -> Option<&Record> {
        self.home(kind).get(kind.number, id)
    }

    /// A record of kind `K`, wherever that kind lives.
    #[must_use]
    pub fn of<K: Kind>(&self, id: Id) -> Option<Of<K>> {
        self.get(&K::INFO, id).and_then(Of::new)
    }

    /// All records of kind `K`, wherever that kind lives.
    pub fn all<K: Kind>(&self) -> impl Iterator<Item = Of<K>> {
        self.home(&K::INFO).all()
    }

    /// The edit that puts a value into a field as it stands now; nothing when it already stands there.
    #[must_use]
    pub fn edit(&self, kind: &KindInfo, record: Id, tag: Tag, after: Option<&Value>) -> Option<Edit> {
        let before = self.home(kind).stands(kind.number, record, tag);
        let after = after.map(Stored::of);
        (before != after).then(|| Edit { follow_up: self.home_id(kind), record, kind: kind.number, tag, before, after })
    }
}
