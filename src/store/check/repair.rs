//! Making a damaged store whole again, and throwing nothing away.
//!
//! A journal with a hole is followed by a new one of the form that [`journal`] describes: what
//! stands before the hole as it is, and one change more in each follow-up that leads to what the shelf holds. The shelf
//! is believed when opening would believe it: its mark is a frame of the journal, and every record on it has its
//! checksum. Else the later frames that are whole say what they changed; what the hole itself did is lost then.
//!
//! A journal that ends before what the shelf knows, since its last frame does not hold or it was cut short, is followed
//! by what the shelf holds in the same way.

use super::{Checked, Hole, examine, is_vouched, shelf, survey};
use crate::follow_up::{Doing, Edit, FollowUp};
use crate::record::{Fault, Id, Kinds, REGISTER, Seq};
use crate::rights::Officer;
use crate::store::error::{Notice, OpenError, Why};
use crate::store::forget::Unvouched;
use crate::store::history::walk;
use crate::store::import::random_id;
use crate::store::journal::{self, Blanked, Entry, FileLog, Frame, Framed, Log as _, Made, NotOpened, edits};
use crate::store::lock;
use crate::store::open::{Opening, no_journal, stopped};
use crate::store::replay::{Replay, Stopped};
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// What a repair has done.
#[derive(Debug, Default)]
pub struct Repaired {
    /// The places of the journal that did not hold.
    pub holes: Vec<Hole>,
    /// Whether the journal's header did not hold.
    pub header: bool,
    /// Whether the later values came from the shelf, and so are all there.
    pub from_shelf: bool,
    /// The last change that the shelf knew and the journal did not: what it led to was put back.
    pub ahead: Option<Seq>,
    /// Records that were brought to what stood after the hole.
    pub records: usize,
    /// The old journal; nothing when it was in order.
    pub journal: Option<PathBuf>,
    /// The old shelf; nothing when there was none.
    pub shelf: Option<PathBuf>,
    /// Whether half-typed words were lost with the old shelf.
    pub drafts_lost: bool,
    /// What a check says afterwards.
    pub left: Checked,
}

/// Repairs the store in a folder: a journal that does not hold is made anew as far as it can be read, with the old one
/// kept beside; the shelf is built anew from the journal. In `room`, a folder, the shelf is copied meanwhile.
///
/// # Errors
/// When another process holds the store, nothing may be written, or what is there is no journal of this version.
pub fn repair(
    folder: &Path,
    room: &Path,
    kinds: Kinds,
    by: &Officer,
    at: DateTime<Utc>,
) -> Result<Repaired, OpenError> {
    let _lock = lock::take(folder)?;
    let path = folder.join("journal");
    let mut repaired = Repaired::default();
    mend_header(&path, &mut repaired)?;
    let log = FileLog::open(&path).map_err(|error| no_journal(error, &path))?;
    let survey = survey::survey(&log, |_, _| Ok(())).map_err(|why| stopped(&path, why, 0))?;
    let log = if let Some(first) = survey.holes.first() {
        let target = target(folder, room, &log, &mut repaired)?;
        let mended = mend(folder, &log, (first.place, &survey.blanked), &target, (by, at), &mut repaired)?;
        repaired.holes = survey.holes;
        mended
    } else {
        let end = survey.torn.map_or(log.end(), |(place, _)| place);
        log.leave_out(end);
        if let Some((last, held)) = shelf::copy(folder, room)?.and_then(|copy| copy.ahead(&log, &path)) {
            repaired.ahead = Some(last);
            mend(folder, &log, (end, &[]), &held, (by, at), &mut repaired)?
        } else {
            if survey.torn.is_some() {
                log.cut(end).map_err(|error| OpenError::of_disk(&path, error))?;
            }
            log
        }
    };
    build_shelf(folder, &log, &mut repaired)?;
    let copy = shelf::copy(folder, room)?;
    repaired.left = examine(folder, &log, Ok(copy), kinds)?;
    Ok(repaired)
}

/// Puts the header right that the first frame vouches for.
fn mend_header(path: &Path, repaired: &mut Repaired) -> Result<(), OpenError> {
    let damaged = match FileLog::open(path) {
        Err(NotOpened::Damaged) => true,
        Err(NotOpened::Foreign) => is_vouched(path),
        _ => false,
    };
    if !damaged {
        return Ok(());
    }
    let disk = |error| OpenError::of_disk(path, error);
    let log = FileLog::open_headless(path).map_err(disk)?;
    let Some(header) = log.vouched_header().map_err(disk)? else {
        return Err(OpenError::Damaged { path: path.to_owned(), place: 0, after: 0 });
    };
    let new = log.beside(Some(header), log.end()).map_err(disk)?;
    repaired.journal = Some(new.take_place(path).map_err(disk)?);
    repaired.header = true;
    Ok(())
}

/// What is to stand in the store after the last hole: what the shelf holds, or what can be read.
fn target(
    folder: &Path,
    room: &Path,
    log: &FileLog,
    repaired: &mut Repaired,
) -> Result<BTreeMap<Id, FollowUp>, OpenError> {
    let path = folder.join("journal");
    let on_shelf = shelf::copy(folder, room)?.and_then(|copy| copy.follow_ups(log, &path).ok());
    repaired.from_shelf = on_shelf.is_some();
    on_shelf.map_or_else(|| salvaged(log).map_err(|why| stopped(&path, why, 0)), Ok)
}

/// Makes a journal that is whole out of one with a hole, and has it take its place.
fn mend(
    folder: &Path,
    log: &FileLog,
    (hole, blanked): (u64, &[Blanked]),
    target: &BTreeMap<Id, FollowUp>,
    (by, at): (&Officer, DateTime<Utc>),
    repaired: &mut Repaired,
) -> Result<FileLog, OpenError> {
    let path = folder.join("journal");
    let disk = |error| OpenError::of_disk(&path, error);
    let new = log.beside(None, hole).map_err(disk)?;
    let mut replay = Replay::new(&new);
    let whole = replay.run(|replay| {
        replay.take();
        Ok::<(), Stopped>(())
    });
    whole.map_err(|why| stopped(&path, why, 0))?;
    let (base, mut seq, mut head) = (std::mem::take(&mut replay.follow_ups), replay.mark.seq, replay.mark.head);
    let mut touched = BTreeSet::new();
    // The register first, so that links find what they point to.
    let homes: BTreeSet<Id> = base.keys().chain(target.keys()).copied().filter(|id| *id != REGISTER).collect();
    for id in [REGISTER].into_iter().chain(homes) {
        let edits = edits_between(id, base.get(&id), target.get(&id));
        if edits.is_empty() {
            continue;
        }
        touched.extend(edits.iter().map(|edit| (edit.follow_up, edit.kind, edit.record)));
        seq += 1;
        let made = Made { seq, at, officer: by.clone(), session: Id::nil(), doing: Doing::Mend };
        let unmade = |error: String| OpenError::Shelf { path: path.clone(), fault: error.into() };
        let large = random_id().map_err(|_| unmade("no random bytes".to_owned()))?;
        for (entry, contents) in journal::entries(made, large, &edits).map_err(unmade)? {
            let frame = Frame::new(head, &entry, contents).map_err(unmade)?;
            head = frame.hash();
            new.append(&[frame]).map_err(disk)?;
        }
    }
    let lost = unvouched(&new, blanked).map_err(|why| stopped(&path, why, 0))?;
    if !lost.is_empty() {
        // The entries that said so stood behind the hole.
        let made = Made { seq: seq + 1, at, officer: by.clone(), session: Id::nil(), doing: Doing::Forget };
        let unmade = |error: String| OpenError::Shelf { path: path.clone(), fault: error.into() };
        let (entry, contents) = journal::forgetting(made, &[], lost).map_err(unmade)?;
        new.append(&[Frame::new(head, &entry, contents).map_err(unmade)?]).map_err(disk)?;
    }
    repaired.records = touched.len();
    let kept = new.take_place(&path).map_err(disk)?;
    // The first journal that was put aside is the one as it was found.
    repaired.journal.get_or_insert(kept);
    drop(replay);
    FileLog::open(&path).map_err(|error| no_journal(error, &path))
}

/// What was forgotten of a journal without an entry of its own that says so.
fn unvouched(log: &FileLog, blanked: &[Blanked]) -> Result<Vec<Blanked>, Stopped> {
    let mut unvouched = Unvouched::default();
    walk(log, |framed, entry| {
        unvouched.take(entry, &framed.frame, || ());
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(blanked.iter().filter(|one| unvouched.lacks(&one.digest, one.left)).copied().collect())
}

/// What all frames say that are whole.
fn salvaged(log: &FileLog) -> Result<BTreeMap<Id, FollowUp>, Stopped> {
    let mut follow_ups: BTreeMap<Id, FollowUp> = BTreeMap::new();
    let mut parts: BTreeMap<Id, Vec<u64>> = BTreeMap::new();
    let mut apply = |entry: &Entry, framed: &Framed, seq| {
        let edits = edits(entry, &framed.frame);
        for id in edits.iter().map(|edit| edit.follow_up).collect::<BTreeSet<Id>>() {
            let before = follow_ups.remove(&id).unwrap_or_else(|| FollowUp::new(id));
            follow_ups.insert(id, before.replayed(&edits, seq));
        }
    };
    survey::survey(log, |framed, entry| {
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
    Ok(follow_ups)
}

/// The edits that lead from one state of a follow-up to another.
fn edits_between(id: Id, from: Option<&FollowUp>, to: Option<&FollowUp>) -> Vec<Edit> {
    let records = |of: Option<&FollowUp>| {
        of.into_iter().flat_map(FollowUp::everything).map(|record| (record.kind(), record.id())).collect::<Vec<_>>()
    };
    let all: BTreeSet<(u8, Id)> = records(from).into_iter().chain(records(to)).collect();
    let fields = |of: Option<&FollowUp>, kind, record| {
        of.and_then(|of| of.held(kind, record)).map(crate::record::Record::fields).unwrap_or_default()
    };
    let mut edits = Vec::new();
    for (kind, record) in all {
        let (mut before, after) = (fields(from, kind, record), fields(to, kind, record));
        let edit = |tag, before, after| Edit { follow_up: id, record, kind, tag, before, after };
        for (tag, stored) in after {
            let stood = before.remove(&tag);
            if stood.as_ref() != Some(&stored) {
                edits.push(edit(tag, stood, Some(stored)));
            }
        }
        edits.extend(before.into_iter().map(|(tag, stood)| edit(tag, Some(stood), None)));
    }
    edits
}

/// Builds the shelf anew, with what was kept on the old one.
fn build_shelf(folder: &Path, log: &FileLog, repaired: &mut Repaired) -> Result<(), OpenError> {
    let (journal, shelf) = (folder.join("journal"), folder.join("shelf"));
    let mut opening = Opening { log, journal: &journal, folder: &shelf, notices: Vec::new() };
    let (built, _, _) = opening.rebuilt(Why::Damaged(Fault::Damaged))?;
    let flushed = built.flush();
    flushed.map_err(|error| OpenError::Shelf { path: shelf.clone(), fault: error.into() })?;
    for notice in opening.notices {
        if let Notice::Rebuilt { aside, drafts_lost, .. } = notice {
            (repaired.shelf, repaired.drafts_lost) = (aside, drafts_lost);
        }
    }
    Ok(())
}
