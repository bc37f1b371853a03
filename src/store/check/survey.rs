//! The journal from its first frame to its last, also past what does not hold.

use crate::follow_up::Doing;
use crate::record::{Id, Seq};
use crate::store::forget::{Mark, Unvouched, marks_of_frame};
use crate::store::journal::{Blanked, Entry, FileLog, Framed, Hash, Log as _, Unread, unreadable};
use crate::store::replay::{Stopped, verified};
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// A place where the journal does not hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hole {
    /// Where what does not hold begins.
    pub place: u64,
    /// Where the journal holds again, or ends; the place itself where frames are missing between two that are whole.
    pub until: u64,
    /// The last change before it.
    pub after: Seq,
    /// The first change after it that is whole.
    pub resumes: Option<Seq>,
    /// When the last change before it was made, as far as one was read.
    pub since: Option<DateTime<Utc>>,
    /// When the first whole change after it was made.
    pub resumed: Option<DateTime<Utc>>,
}

/// What a survey has met.
#[derive(Debug, Default)]
pub struct Survey {
    /// The places that do not hold, in order.
    pub holes: Vec<Hole>,
    /// Bytes of a torn tail, and where it begins.
    pub torn: Option<(u64, u64)>,
    /// The last change.
    pub last: Seq,
    /// When it was made.
    last_at: Option<DateTime<Utc>>,
    /// Whether a repair made it.
    pub ends_mended: bool,
    /// Contents whose edits cannot be read although they are what was written: the changes.
    pub unreadable: Vec<Seq>,
    /// Contents that are not as they were written although no entry says that they were forgotten, by their digests:
    /// the changes.
    pub unvouched: BTreeMap<Hash, Seq>,
    /// Contents that are as they were written although an entry says that they were forgotten: the changes.
    pub unforgotten: BTreeSet<Seq>,
    /// What entries say that was forgotten.
    pub blanked: Vec<Blanked>,
    /// The marks that those entries carry.
    pub carried: Vec<Mark>,
    /// Of those, the ones that their entries say first: each one repeats what stood on its records before.
    pub own: Vec<Mark>,
    /// Large changes that were never closed.
    pub unfinished: usize,
    /// Parts of large changes that are open: how many.
    open: BTreeMap<Id, u32>,
    /// Whether a hole waits to be told where it ends.
    pending: bool,
}

/// Reads the whole journal and calls `each` with every frame that is whole and follows the one before, or a hole.
///
/// # Errors
/// When a newer version wrote an entry, or the disk refuses.
pub fn survey(log: &FileLog, mut each: impl FnMut(&Framed, &Entry) -> Result<(), Stopped>) -> Result<Survey, Stopped> {
    let mut survey = Survey::default();
    let mut unvouched = Unvouched::default();
    // Behind a hole the first link is taken as it stands.
    let (mut next, mut head) = (log.start(), Some(log.origin()));
    while next < log.end() {
        let frames = match log.read(next) {
            Ok(frames) if frames.is_empty() => break,
            Ok(frames) => frames,
            Err(Unread::Torn(place)) if !survey.pending => {
                survey.torn = Some((place, log.end() - place));
                break;
            }
            Err(Unread::Torn(place) | Unread::Damaged(place)) => {
                let whole = log.next_whole(place + 1).map_err(Unread::from)?;
                next = whole.unwrap_or(log.end());
                survey.hole(place, next);
                head = None;
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        for framed in frames {
            next = framed.next;
            if head.is_some_and(|head| head != framed.frame.previous) {
                // Whole, and not what followed: something is missing between.
                survey.hole(framed.at, framed.at);
            }
            match verified(&framed, framed.frame.previous) {
                Ok(entry) => {
                    if survey.takes(&framed, &entry) {
                        unvouched.take(&entry, &framed.frame, |_, _| survey.last);
                        if let Entry::Forget { blanked, .. } = &entry {
                            survey.blanked.extend(blanked);
                            let carried = marks_of_frame(&entry, &framed.frame);
                            survey.own.extend(last_of_each(&carried));
                            survey.carried.extend(carried);
                        }
                        each(&framed, &entry)?;
                    }
                }
                Err(Stopped::Unread(Unread::Damaged(_))) => survey.hole(framed.at, framed.next),
                Err(other) => return Err(other),
            }
            head = Some(framed.frame.hash());
        }
    }
    survey.unfinished = survey.open.len();
    // What lies behind a hole may have said so.
    if survey.holes.is_empty() {
        survey.unvouched = unvouched.all().map(|(one, seq)| (one.digest, *seq)).collect();
        survey.unforgotten = unforgotten(log, &survey.blanked)?;
    }
    Ok(survey)
}

/// The last of the marks that an entry carries about each record.
fn last_of_each(carried: &[Mark]) -> impl Iterator<Item = Mark> {
    let is_last = |mark: &&Mark| {
        let others = carried.iter().filter(|other| other.record == mark.record);
        others.map(|other| other.forgotten.at).max() == Some(mark.forgotten.at)
    };
    carried.iter().filter(is_last).cloned()
}

/// The changes with contents that should have been forgotten. A part that is in order counts as of the change before.
fn unforgotten(log: &FileLog, blanked: &[Blanked]) -> Result<BTreeSet<Seq>, Stopped> {
    let mut found = BTreeSet::new();
    let named: HashSet<Hash> = blanked.iter().map(|one| one.digest).collect();
    if named.is_empty() {
        return Ok(found);
    }
    let (mut next, mut seq) = (log.start(), 0);
    while let Ok(frames) = log.read(next) {
        let Some(last) = frames.last() else { break };
        next = last.next;
        for framed in frames {
            let entry = framed.frame.entry().map_err(|_| Stopped::Newer(framed.at))?;
            if let Entry::Commit { made, .. } | Entry::Close { made, .. } | Entry::Forget { made, .. } = &entry {
                seq = made.seq;
            }
            let mut contents = entry.groups().iter().zip(framed.frame.contents());
            if contents.any(|(group, content)| !content.is_blanked() && named.contains(&group.digest)) {
                found.insert(seq);
            }
        }
    }
    Ok(found)
}

impl Survey {
    fn hole(&mut self, place: u64, until: u64) {
        match self.holes.last_mut().filter(|last| self.pending && last.until == place) {
            Some(last) => last.until = until,
            None => self.holes.push(Hole {
                place,
                until,
                after: self.last,
                resumes: None,
                since: self.last_at,
                resumed: None,
            }),
        }
        self.pending = true;
    }

    /// Takes note of a whole frame; false when its number or its parts do not fit what came before.
    fn takes(&mut self, framed: &Framed, entry: &Entry) -> bool {
        let (made, parts) = match entry {
            Entry::Part { large, .. } => {
                *self.open.entry(*large).or_default() += 1;
                (None, true)
            }
            Entry::Commit { made, .. } | Entry::Forget { made, .. } => (Some(made), true),
            Entry::Close { large, parts, made } => {
                let found = self.open.remove(large).unwrap_or_default();
                // Behind a hole some of its parts may be gone with it.
                (Some(made), found == *parts || !self.holes.is_empty())
            }
        };
        if let Some(made) = made {
            let follows = if self.pending { made.seq > self.last } else { made.seq == self.last + 1 };
            if !follows || !parts {
                self.hole(framed.at, framed.next);
                return false;
            }
            (self.last, self.last_at) = (made.seq, Some(made.at));
            self.ends_mended = made.doing == Doing::Mend;
            if self.ends_mended {
                // What a hole has left of large changes has been put back otherwise.
                self.open.clear();
            }
            if let Some(hole) = self.holes.last_mut().filter(|_| self.pending) {
                (hole.resumes, hole.resumed) = (Some(made.seq), Some(made.at));
            }
            self.pending = false;
        }
        if unreadable(entry, &framed.frame) > 0 {
            self.unreadable.push(self.last);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::{Hole, survey};
    use crate::follow_up::{Doing, Edit};
    use crate::record::{Id, Stored, Value};
    use crate::rights::Officer;
    use crate::store::journal::{FileLog, Frame, Log as _, Made, entries};
    use chrono::DateTime;
    use std::path::Path;

    /// A journal of changes with these numbers, each a frame; their places.
    fn journal(path: &Path, seqs: &[u64]) -> (FileLog, Vec<u64>) {
        let log = FileLog::create(path).unwrap();
        let mut head = log.origin();
        let mut places = Vec::new();
        for seq in seqs {
            let made = Made {
                seq: *seq,
                at: DateTime::UNIX_EPOCH,
                officer: Officer::of_account("uppföljare"),
                session: Id::nil(),
                doing: Doing::Edit,
            };
            let after = Some(Stored::of(&Value::Text(format!("krav {seq}"))));
            let (follow_up, record) = (Id::from_u128(5), Id::from_u128(u128::from(*seq)));
            let edit = Edit { follow_up, record, kind: 3, tag: 17, before: None, after };
            let (entry, contents) = entries(made, || Ok(Id::nil()), &[edit]).unwrap().remove(0);
            let frame = Frame::new(head, &entry, contents).unwrap();
            head = frame.hash();
            places.extend(log.append(&[frame]).unwrap());
        }
        (log, places)
    }

    fn hole_of(place: u64, until: u64, after: u64, resumes: u64) -> Hole {
        let at = Some(DateTime::UNIX_EPOCH);
        Hole { place, until, after, resumes: Some(resumes), since: at, resumed: at }
    }

    fn flip(path: &Path, place: u64) {
        let mut bytes = std::fs::read(path).unwrap();
        bytes[usize::try_from(place).unwrap()] ^= 4;
        std::fs::write(path, bytes).unwrap();
    }

    #[test]
    fn every_hole_is_told_with_what_stands_before_and_after_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        let (log, places) = journal(&path, &[1, 2, 3, 4, 5, 6]);
        flip(&path, places[1] + 60);
        flip(&path, places[2] + 60);
        flip(&path, places[4] + 60);
        let mut met = Vec::new();
        let survey = survey(&log, |framed, _| {
            met.push(framed.at);
            Ok(())
        });
        let survey = survey.unwrap();
        assert_eq!(survey.holes, [hole_of(places[1], places[3], 1, 4), hole_of(places[4], places[5], 4, 6)]);
        assert_eq!((met, survey.last, survey.torn), (vec![places[0], places[3], places[5]], 6, None));
    }

    #[test]
    fn a_frame_that_was_taken_out_a_number_that_jumps_and_a_torn_tail_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        let (_, places) = journal(&path, &[1, 2, 3]);
        let whole = std::fs::read(&path).unwrap();
        let at = |place: u64| usize::try_from(place).unwrap();
        std::fs::write(&path, [&whole[..at(places[1])], &whole[at(places[2])..]].concat()).unwrap();
        let told = survey(&FileLog::open(&path).unwrap(), |_, _| Ok(())).unwrap();
        assert_eq!(told.holes, [hole_of(places[1], places[1], 1, 3)]);
        let (log, places) = journal(&path, &[1, 3]);
        let told = survey(&log, |_, _| Ok(())).unwrap();
        assert_eq!(told.holes[0].place, places[1]);
        let (_, places) = journal(&path, &[1, 2]);
        let whole = std::fs::read(&path).unwrap();
        std::fs::write(&path, &whole[..at(places[1]) + 20]).unwrap();
        let told = survey(&FileLog::open(&path).unwrap(), |_, _| Ok(())).unwrap();
        assert_eq!((told.holes, told.torn, told.last), (vec![], Some((places[1], 20)), 1));
    }
}
