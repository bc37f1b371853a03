//! What a journal has forgotten although the entry that says so is lost: it is found by the marks that stand elsewhere,
//! in the records or in the file `forgotten`, and said again.
//!
//! Only a mark that no entry of the journal carries vouches for anything here. An entry that is whole names every content
//! that it took, so that what is missing beside those was taken by somebody else. Nor does a mark vouch for a change that
//! was made after it.

use super::marks::of_frame;
use super::{Mark, Unvouched};
use crate::follow_up::{Edit, FollowUp};
use crate::record::{FORGOTTEN, Forgotten, Id, REMOVED, Seq, Stored, Tag, Value};
use crate::store::history::walk;
use crate::store::journal::{Blanked, Content, Entry, Group, Log};
use crate::store::replay::Stopped;
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

/// A content that was forgotten, and that no entry vouches for.
#[derive(Clone, Debug)]
pub(in crate::store) struct Unsaid {
    /// As an entry should say it.
    pub blanked: Blanked,
    /// The change that it is of; of a part of a large change, the one before.
    pub seq: Seq,
    at: (Id, u8, Id),
    /// The mark that vouches for it; of what counts for nothing, none.
    mark: Option<Mark>,
}

impl Unsaid {
    /// The mark that vouches for it.
    pub fn mark(&self) -> Option<&Mark> {
        self.mark.as_ref()
    }
}

/// Where a content stands, and what is left of it.
#[derive(Debug, Default)]
struct Place {
    seq: Seq,
    at: (Id, u8, Id),
    left: Vec<Tag>,
    made: Option<DateTime<Utc>>,
    large: Option<Id>,
}

impl Place {
    fn is_covered(&self, mark: &Mark, made: DateTime<Utc>) -> bool {
        mark.record == self.at.2 && made <= mark.forgotten.at && !self.left.iter().any(|tag| mark.takes(*tag))
    }
}

/// The contents of a journal that no entry vouches for, and that were forgotten as marks say which none of its entries
/// carries, and that none of those that were whole in an older one says first (`own`): what such an entry repeats of an
/// earlier one it took nothing for. The rest of what nothing vouches for was not
/// taken by any forgetting.
pub(in crate::store) fn unsaid(log: &dyn Log, marks: &[Mark], own: &[Mark]) -> Result<Vec<Unsaid>, Stopped> {
    let mut unvouched = Unvouched::default();
    let mut carried = Vec::new();
    let mut closed: BTreeMap<Id, DateTime<Utc>> = BTreeMap::new();
    let mut seq = 0;
    walk(log, |framed, entry| {
        let (mut at, mut part) = (None, None);
        match entry {
            Entry::Part { large, .. } => part = Some(*large),
            Entry::Close { large, made, .. } => {
                closed.insert(*large, made.at);
                seq = made.seq;
            }
            Entry::Commit { made, .. } => (at, seq) = (Some(made.at), made.seq),
            Entry::Forget { made, .. } => {
                carried.extend(of_frame(entry, &framed.frame));
                (at, seq) = (Some(made.at), made.seq);
            }
        }
        unvouched.take(entry, &framed.frame, |group: &Group, content: &Content| Place {
            seq,
            at: (group.follow_up, group.kind, group.record),
            left: content.edits(group).into_iter().flatten().map(|edit| edit.tag).collect(),
            made: at,
            large: part,
        });
        Ok(ControlFlow::Continue(()))
    })?;
    let is_lost = |mark: &&Mark| !own.contains(mark) && !carried.iter().any(|said: &Mark| said.says(mark));
    let lost: Vec<&Mark> = marks.iter().filter(is_lost).collect();
    if lost.is_empty() {
        return Ok(Vec::new());
    }
    let said = |(blanked, place): (Blanked, &Place)| {
        let made = place.made.or_else(|| closed.get(&place.large?).copied());
        let mark = made.map(|made| lost.iter().find(|mark| place.is_covered(mark, made)).copied().cloned());
        // A large change that was never closed counts for nothing, so that nothing is hidden by it.
        let mark = mark.map_or(Some(None), |found| found.map(Some))?;
        Some(Unsaid { blanked, seq: place.seq, at: place.at, mark })
    };
    let mut all: Vec<Unsaid> = unvouched.all().filter_map(said).collect();
    all.sort_by_key(|one| (one.seq, one.blanked.digest));
    Ok(all)
}

/// Contents of a journal that entries of an older one vouched for (`blanked`) and none of its own does.
pub(in crate::store) fn dropped(log: &dyn Log, blanked: &[Blanked]) -> Result<Vec<Unsaid>, Stopped> {
    let mut unvouched = Unvouched::default();
    walk(log, |framed, entry| {
        unvouched.take(entry, &framed.frame, |group: &Group, _: &Content| (group.follow_up, group.kind, group.record));
        Ok(ControlFlow::Continue(()))
    })?;
    let known: BTreeSet<_> = blanked.iter().map(|one| (one.digest, one.left)).collect();
    let dropped = unvouched.all().filter(|(one, _)| known.contains(&(one.digest, one.left)));
    let mut all: Vec<Unsaid> =
        dropped.map(|(blanked, place)| Unsaid { blanked, seq: 0, at: *place, mark: None }).collect();
    all.sort_by_key(|one| one.blanked.digest);
    Ok(all)
}

/// The edits that say on the records of some contents what has been forgotten of them, so that an entry carries it, and
/// what it is to list.
pub(in crate::store) fn said_again(unsaid: &[Unsaid], stands: &BTreeMap<Id, FollowUp>) -> (Vec<Edit>, Vec<Blanked>) {
    let places: BTreeSet<(Id, u8, Id)> = unsaid.iter().map(|one| one.at).collect();
    let mut edits = Vec::new();
    for (follow_up, kind, record) in places {
        let held = stands.get(&follow_up).and_then(|home| home.held(kind, record));
        let own = unsaid.iter().filter_map(|one| one.mark.as_ref()).filter(|mark| mark.record == record);
        let said = held.map(crate::record::Record::forgotten).unwrap_or_default();
        let lines = lines(said, own.map(|mark| mark.forgotten.clone()).collect());
        if lines.is_empty() {
            continue;
        }
        let edit = |tag, after: &Value| {
            let before = held.and_then(|held| held.stored(tag));
            Edit { follow_up, record, kind, tag, before, after: Some(Stored::of(after)) }
        };
        edits.push(edit(FORGOTTEN, &Value::Text(lines)));
        if held.is_none() {
            // It had been taken back: that it has been is kept.
            edits.push(edit(REMOVED, &Value::Flag(true)));
        }
    }
    (edits, unsaid.iter().map(|one| one.blanked).collect())
}

/// What a record says once more has been forgotten of it. Whoever forgets all of it forgets the lines before.
pub(super) fn lines(stands: Vec<Forgotten>, more: Vec<Forgotten>) -> String {
    let mut lines: Vec<Forgotten> = stands.into_iter().chain(more).collect();
    let all = lines.iter().filter(|one| one.fields.is_none()).map(|one| one.at).max();
    lines.retain(|one| all.is_none_or(|all| one.at > all || (one.at == all && one.fields.is_none())));
    lines.sort();
    lines.dedup();
    lines.iter().map(Forgotten::line).collect::<Vec<_>>().join("\n")
}
