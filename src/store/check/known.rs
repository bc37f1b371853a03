//! What a shelf knows, and whether it is believed.

use super::mending::edits_between;
use super::survey::{Survey, survey};
use crate::follow_up::FollowUp;
use crate::record::{FORGOTTEN, Id, Seq};
use crate::store::forget::Mark;
use crate::store::journal::{Entry, FileLog, Framed, Log as _, edits};
use crate::store::replay::Stopped;
use crate::store::shelf::{self, Shelf, Unusable};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeBounds;
use std::path::Path;

/// Follow-ups and the register.
pub type FollowUps = BTreeMap<Id, FollowUp>;

/// What a shelf holds that is believed.
pub struct Known {
    /// The last change that it knows.
    pub seq: Seq,
    /// The follow-ups as it has them.
    pub follow_ups: FollowUps,
    /// Whether the journal lacks any of it. After a repair that was cut short it does not: the shelf is still that of
    /// the old journal, and what the new one ends with leads to the same.
    pub is_more: bool,
}

/// Why a shelf is not believed.
pub enum Doubt {
    /// It cannot be read.
    Unreadable,
    /// It can be read up to this change, but not all, or it contradicts the journal: it may be another store's.
    Contradicts(Seq),
}

impl From<Unusable> for Doubt {
    fn from(_: Unusable) -> Self {
        Self::Unreadable
    }
}

/// Reads the shelf in a folder, which sled may write to.
///
/// It is believed when its mark is a frame of the journal, as opening would believe it. A mark beyond the journal's
/// end, or in a hole, vouches for nothing: then every record that the journal's whole frames tell must stand on the
/// shelf as they say, or have been changed since, and some must stand there. A journal without a whole frame
/// contradicts nothing.
///
/// One that holds what marks say is forgotten was there before: somebody has put it back.
pub fn known(shelf: &Path, log: &FileLog, survey: &Survey, marks: &[Mark]) -> Result<Known, Doubt> {
    let onto = Shelf::open(shelf)?;
    let mut mark = onto.mark()?.ok_or(Doubt::Unreadable)?;
    let seq = mark.seq;
    let (onto, follow_ups) = onto.load(&mut mark).map_err(|_| Doubt::Contradicts(seq))?;
    drop(onto);
    if holds_forgotten(&follow_ups, marks) {
        return Err(Doubt::Unreadable);
    }
    if vouches(log, &mark) {
        return Ok(Known { seq, follow_ups, is_more: false });
    }
    let mut told = FollowUps::new();
    apply_whole(log, &mut told, ..=seq).map_err(|_| Doubt::Contradicts(seq))?;
    let floor = survey.holes.is_empty().then_some(survey.last);
    let mut common = 0;
    for own in told.values() {
        common += agreeing(own, follow_ups.get(&own.id()), floor).ok_or(Doubt::Contradicts(seq))?;
    }
    if common == 0 && told.values().any(|own| !own.is_empty()) {
        return Err(Doubt::Contradicts(seq));
    }
    let ids: BTreeSet<&Id> = told.keys().chain(follow_ups.keys()).collect();
    let differs = ids.into_iter().any(|id| !edits_between(*id, told.get(id), follow_ups.get(id)).is_empty());
    Ok(Known { seq, follow_ups, is_more: differs || !survey.ends_mended })
}

/// Whether records have something of which they do not say that it has been forgotten.
fn holds_forgotten(follow_ups: &FollowUps, marks: &[Mark]) -> bool {
    let records = || follow_ups.values().flat_map(FollowUp::everything);
    !marks.is_empty()
        && records().any(|record| {
            let own = marks.iter().filter(|mark| mark.record == record.id());
            let unsaid = own.filter(|mark| !mark.is_said_by(record)).collect::<Vec<_>>();
            record.fields().keys().any(|tag| *tag != FORGOTTEN && unsaid.iter().any(|mark| mark.takes(*tag)))
        })
}

/// Whether a mark is the end of a frame of the journal, or its beginning.
fn vouches(log: &FileLog, mark: &shelf::Mark) -> bool {
    if mark.next == log.start() && mark.head == log.origin() {
        return true;
    }
    let last = log.read(mark.at).ok().and_then(|frames| frames.into_iter().next());
    last.is_some_and(|last| last.next == mark.next && last.frame.hash() == mark.head)
}

/// How many of a follow-up's records stand on the shelf, if that can be what became of it. What differs must be newer
/// than the journal's last change; behind a hole, not older than what is left of the record's changes.
fn agreeing(own: &FollowUp, there: Option<&FollowUp>, last: Option<Seq>) -> Option<usize> {
    let Some(there) = there else { return own.is_empty().then_some(0) };
    let mut common = 0;
    for record in own.everything() {
        let floor = last.unwrap_or(record.revision().saturating_sub(1));
        match there.held(record.kind(), record.id()) {
            Some(held) if held.revision() > floor || held.fields() == record.fields() => common += 1,
            None if there.seq() > floor => {}
            _ => return None,
        }
    }
    Some(common)
}

/// Applies all changes with numbers in a range that are whole, also behind a hole.
pub fn apply_whole(log: &FileLog, onto: &mut FollowUps, wanted: impl RangeBounds<Seq>) -> Result<(), Stopped> {
    let mut parts: BTreeMap<Id, Vec<u64>> = BTreeMap::new();
    let mut apply = |entry: &Entry, framed: &Framed, seq| {
        if !wanted.contains(&seq) {
            return;
        }
        let edits = edits(entry, &framed.frame);
        for id in edits.iter().map(|edit| edit.follow_up).collect::<BTreeSet<Id>>() {
            onto.entry(id).or_insert_with(|| FollowUp::new(id)).replay(&edits, seq);
        }
    };
    survey(log, |framed, entry| {
        match entry {
            Entry::Commit { made, .. } | Entry::Forget { made, .. } => apply(entry, framed, made.seq),
            Entry::Part { large, .. } => parts.entry(*large).or_default().push(framed.at),
            Entry::Close { large, made, .. } => {
                for place in parts.remove(large).unwrap_or_default() {
                    for part in log.read(place)?.iter().take(1) {
                        let entry = part.frame.entry().map_err(|_| Stopped::Newer(place))?;
                        apply(&entry, part, made.seq);
                    }
                }
            }
        }
        Ok(())
    })?;
    Ok(())
}
