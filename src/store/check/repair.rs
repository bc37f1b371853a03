//! Making a damaged store whole again, and throwing nothing away.
//!
//! A journal with a hole is followed by a new one of the form that [`journal`](crate::store::journal) describes: what
//! stands before the hole as it is, and one change more in each follow-up that leads to what the shelf holds, if that
//! is [believed](super::known::known). Else the later frames that are whole say what they changed; what the hole itself
//! did is lost then. A journal without its header is a hole from the beginning on.
//!
//! A journal that ends before what the shelf knows, since its last frame does not hold or it was cut short, is followed
//! by what the shelf holds in the same way.
//!
//! Whatever stops a repair, the journal is the old one or the new one whole. A new one beside a shelf of the old one is
//! no further damage: the shelf says nothing that the journal does not say, and is built anew when the store is opened.

use super::beginning::{Beginning, begin};
use super::known::{Doubt, FollowUps, apply_whole};
use super::mending::{begun_anew, has_room, marks, mend, sweep};
use super::survey::Survey;
use super::{Checked, Hole, examine, holes_behind, shelf, survey};
use crate::record::{Fault, Kinds, Seq};
use crate::rights::Officer;
use crate::store::error::{Notice, OpenError, Why};
use crate::store::journal::{FileLog, Log as _};
use crate::store::open::{Opening, no_journal, settled, stopped};
use crate::store::{backup, forget, lock};
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;
use std::ops::Bound;
use std::path::{Path, PathBuf};

/// What has become of a journal's header.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum HeaderNow {
    /// It held, and is as it was.
    #[default]
    Kept,
    /// It did not hold and was put right.
    PutRight,
    /// It is a new one, and so the journal has a chain of its own.
    New,
}

/// What a repair has done.
#[derive(Debug, Default)]
pub struct Repaired {
    /// A restore that waited and has been finished first.
    pub restored: Option<Notice>,
    /// The places of the journal that did not hold.
    pub holes: Vec<Hole>,
    /// What has become of the journal's header.
    pub header: HeaderNow,
    /// Whether the later values came from the shelf, and so are all there.
    pub from_shelf: bool,
    /// The last change that the shelf knew and the journal did not: what it led to was put back.
    pub ahead: Option<Seq>,
    /// The last change that the shelf knew and the journal did not, and that was not put back: the shelf could not be
    /// read whole, or contradicted the journal.
    pub not_put_back: Option<Seq>,
    /// Records that were brought to what stood after the hole.
    pub records: usize,
    /// Contents that had been forgotten and of which that has been said again, since the entry that did is lost.
    pub said_again: usize,
    /// The old journal; nothing when it was in order or there was none.
    pub journal: Option<PathBuf>,
    /// What was not whole at the journal's end, when that was cut off.
    pub tail: Option<PathBuf>,
    /// The old shelf; nothing when there was none.
    pub shelf: Option<PathBuf>,
    /// The old file `forgotten`; nothing when all of its lines were in order.
    pub marks: Option<PathBuf>,
    /// Whether half-typed words were lost with the old shelf.
    pub drafts_lost: bool,
    /// What a check says afterwards.
    pub left: Checked,
}

/// Repairs the store in a folder: a restore that waits is finished, a journal that does not hold is made anew as far as
/// it can be read, with the old one kept beside; the shelf is built anew from the journal. In `room`, a folder, the
/// shelf is copied meanwhile.
///
/// # Errors
/// When another process holds the store, nothing may be written or there is no room, or what is there is no journal of
/// this version. The journal is then the old one, or the new one whole.
pub fn repair(
    folder: &Path,
    room: &Path,
    kinds: Kinds,
    by: &Officer,
    at: DateTime<Utc>,
) -> Result<Repaired, OpenError> {
    let _lock = lock::take(folder)?;
    let restored = settled(folder)?.map(backup::Finished::notice);
    let mut repaired = Repaired { restored, ..Repaired::default() };
    has_room(folder)?;
    let log = mended(folder, room, (by, at), &mut repaired).and_then(|log| {
        let follow_ups = build_shelf(folder, &log, &mut repaired)?;
        repaired.marks = forget::put_right(folder, &forget::marks_of_records(&follow_ups))?;
        Ok(log)
    });
    let log = log.inspect_err(|_| {
        // The error tells why; what is left of these is taken away by the next repair.
        let _ = sweep(folder);
    })?;
    let copy = shelf::copy(folder, room)?;
    repaired.left = examine(folder, &log, Ok(copy), kinds)?;
    Ok(repaired)
}

/// The journal, whole.
fn mended(
    folder: &Path,
    room: &Path,
    by: (&Officer, DateTime<Utc>),
    repaired: &mut Repaired,
) -> Result<FileLog, OpenError> {
    let path = folder.join("journal");
    let disk = |error| OpenError::of_disk(&path, error);
    let unread = |why| stopped(&path, why, 0);
    let (log, lost) = match begin(&path, true)? {
        Beginning::Whole(log) => (log, None),
        Beginning::Vouched(log, header) => {
            repaired.journal =
                log.beside(Some(header), log.end()).and_then(|new| new.take_place(&path)).map_err(disk)?;
            repaired.header = HeaderNow::PutRight;
            (FileLog::open(&path).map_err(|error| no_journal(error, &path))?, None)
        }
        Beginning::Lost { log, otherwise, .. } => (log, Some(otherwise)),
    };
    let survey = survey::survey(&log, |_, _| Ok(())).map_err(unread)?;
    let end = survey.torn.map_or(log.end(), |(place, _)| place);
    log.leave_out(end);
    let known = match shelf::copy(folder, room)? {
        Ok(Some(copy)) => copy.known(&log, &survey, &marks(&path, &BTreeMap::new(), &survey)?),
        Ok(None) | Err(_) => Err(Doubt::Unreadable),
    };
    let hole = survey.holes.first().map(|hole| hole.place);
    if lost.is_none() && hole.is_none() {
        let mut target = BTreeMap::new();
        match known {
            Ok(known) if known.seq > survey.last && known.is_more => {
                repaired.ahead = Some(known.seq);
                target = known.follow_ups;
            }
            known => {
                if let Err(Doubt::Contradicts(seq)) = known {
                    repaired.not_put_back = Some(seq).filter(|seq| *seq > survey.last);
                }
                cut(&log, &survey, &path, repaired)?;
                apply_whole(&log, &mut target, ..).map_err(unread)?;
                let marks = marks(&path, &target, &survey)?;
                if forget::unsaid(&log, &marks, &[]).map_err(unread)?.is_empty() {
                    return Ok(log);
                }
            }
        }
        let beside = log.beside(None, end).map_err(disk)?;
        let mended = mend(&path, &beside, target, &survey, by)?;
        // The first journal that was put aside is the one as it was found.
        repaired.journal = repaired.journal.take().or(mended.kept);
        (repaired.records, repaired.said_again) = (mended.records, mended.said_again);
        return Ok(mended.log);
    }
    let is_lost = lost.is_some();
    if let Some(otherwise) = lost.filter(|_| survey.last == 0 && known.is_err()) {
        return Err(otherwise);
    }
    let mut target = BTreeMap::new();
    let mut after = Bound::Unbounded;
    if let Ok(known) = known {
        repaired.from_shelf = survey.holes.iter().all(|hole| is_bridged(hole, known.seq));
        target = known.follow_ups;
        after = Bound::Excluded(known.seq);
    }
    apply_whole(&log, &mut target, (after, Bound::Unbounded)).map_err(unread)?;
    let beside =
        if is_lost { begun_anew(&path, &log)? } else { log.beside(None, hole.unwrap_or(end)).map_err(disk)? };
    let mended = mend(&path, &beside, target, &survey, by)?;
    (repaired.records, repaired.said_again) = (mended.records, mended.said_again);
    if is_lost {
        repaired.header = HeaderNow::New;
    }
    repaired.journal = repaired.journal.take().or(mended.kept);
    repaired.holes = holes_behind(&survey).copied().collect();
    Ok(mended.log)
}

/// Whether a shelf that knows so many changes knows what a hole did.
fn is_bridged(hole: &Hole, known: Seq) -> bool {
    hole.resumes.map_or(known > hole.after, |resumes| known + 1 >= resumes)
}

/// Cuts off a torn tail and keeps it aside.
fn cut(log: &FileLog, survey: &Survey, path: &Path, repaired: &mut Repaired) -> Result<(), OpenError> {
    if let Some((place, _)) = survey.torn {
        repaired.tail = Some(log.cut(place).map_err(|error| OpenError::of_disk(path, error))?);
    }
    Ok(())
}

/// Builds the shelf anew, with what was kept on the old one; what stands on it.
fn build_shelf(folder: &Path, log: &FileLog, repaired: &mut Repaired) -> Result<FollowUps, OpenError> {
    let (journal, shelf) = (folder.join("journal"), folder.join("shelf"));
    let mut opening = Opening { log, journal: &journal, folder: &shelf, notices: Vec::new() };
    let (built, follow_ups, _) = opening.rebuilt(Why::Damaged(Fault::Damaged))?;
    let flushed = built.flush();
    flushed.map_err(|error| OpenError::Shelf { path: shelf.clone(), fault: error.into() })?;
    for notice in opening.notices {
        if let Notice::Rebuilt { aside, drafts_lost, .. } = notice {
            (repaired.shelf, repaired.drafts_lost) = (aside, drafts_lost);
        }
    }
    Ok(follow_ups)
}
