//! A journal that leads to what is to stand in the store: made beside, from what is whole of the old one.

use super::known::FollowUps;
use super::survey::{Survey, survey};
use crate::follow_up::{Doing, Edit, FollowUp};
use crate::record::{Id, REGISTER, Record};
use crate::rights::Officer;
use crate::store::FLOOR;
use crate::store::error::OpenError;
use crate::store::forget::{self, Mark, Traces};
use crate::store::import::random_id;
use crate::store::journal::{self, Anew, Entry, FileLog, Frame, Log as _, Made};
use crate::store::open::{no_journal, stopped};
use crate::store::replay::{Replay, Stopped};
use chrono::{DateTime, Utc};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A journal that has taken another's place.
pub struct Mended {
    /// The journal.
    pub log: FileLog,
    /// Records that were brought to what is to stand.
    pub records: usize,
    /// The old journal; nothing when there was none.
    pub kept: Option<PathBuf>,
    /// Contents that had been forgotten and of which that has been said again, since the entry that did is lost.
    pub said_again: usize,
}

/// Adds to a journal that stands beside the one at `path` what leads to `target`, under the name of `by`, and has it
/// take that one's place. What the old journal, of which this is the survey, says was forgotten and the new one does not
/// is said again, and so is what only marks still say: those of the records, and those of the folder's file.
pub fn mend(
    path: &Path,
    beside: &FileLog,
    mut target: FollowUps,
    survey: &Survey,
    (by, at): (&Officer, DateTime<Utc>),
) -> Result<Mended, OpenError> {
    let marks = marks(path, &target, survey)?;
    let lost = forget::dropped(beside, &survey.blanked)
        .and_then(|dropped| Ok([dropped, forget::unsaid(beside, &marks, &survey.own)?].concat()));
    let lost = lost.map_err(|why| stopped(path, why, 0))?;
    let (said_again, blanked) = forget::said_again(&lost, &target);
    // A record says so together with what was written in it since, which would seem to have stood there before.
    for edit in &said_again {
        let home = target.entry(edit.follow_up).or_insert_with(|| FollowUp::new(edit.follow_up));
        let seq = home.seq();
        home.replay(std::slice::from_ref(edit), seq);
    }
    let forgotten = Traces::of(&marks.iter().collect::<Vec<_>>());
    let disk = |error| OpenError::of_disk(path, error);
    let mut replay = Replay::new(beside);
    let whole = replay.run(|replay| {
        replay.take();
        Ok::<(), Stopped>(())
    });
    whole.map_err(|why| stopped(path, why, 0))?;
    let (base, mut seq, mut head) = (std::mem::take(&mut replay.follow_ups), replay.mark.seq, replay.mark.head);
    let mut touched = BTreeSet::new();
    // The register first, so that links find what they point to.
    let homes: BTreeSet<Id> = base.keys().chain(target.keys()).copied().filter(|id| *id != REGISTER).collect();
    for id in [REGISTER].into_iter().chain(homes) {
        let mut edits = edits_between(id, base.get(&id), target.get(&id));
        // An older journal may say still what the shelf has forgotten.
        edits.iter_mut().filter(|edit| forgotten.forgets(edit.record, edit.tag)).for_each(|edit| edit.before = None);
        if edits.is_empty() {
            continue;
        }
        touched.extend(edits.iter().map(|edit| (edit.follow_up, edit.kind, edit.record)));
        seq += 1;
        let made = Made { seq, at, officer: by.clone(), session: Id::nil(), doing: Doing::Mend };
        let unmade = |error: String| OpenError::Shelf { path: path.to_owned(), fault: error.into() };
        let named = || random_id().map_err(|refused| refused.to_string());
        for (entry, contents) in journal::entries(made, named, &edits).map_err(unmade)? {
            let frame = Frame::new(head, &entry, contents).map_err(unmade)?;
            head = frame.hash();
            beside.append(&[frame]).map_err(disk)?;
        }
    }
    if !blanked.is_empty() {
        // The entries that said so are damaged, or stood behind the hole.
        let made = Made { seq: seq + 1, at, officer: by.clone(), session: Id::nil(), doing: Doing::Forget };
        let unmade = |error: String| OpenError::Shelf { path: path.to_owned(), fault: error.into() };
        let (entry, contents) = journal::forgetting(made, &said_again, blanked).map_err(unmade)?;
        beside.append(&[Frame::new(head, &entry, contents).map_err(unmade)?]).map_err(disk)?;
    }
    let kept = beside.take_place(path).map_err(disk)?;
    let log = FileLog::open(path).map_err(|error| no_journal(error, path))?;
    Ok(Mended { log, records: touched.len(), kept, said_again: lost.len() })
}

/// What is known to have been forgotten in the store whose journal stands at a path: by its file, by the records, and by
/// those of the journal's entries that are whole.
///
/// # Errors
/// When the file cannot be read.
pub fn marks(path: &Path, records: &FollowUps, survey: &Survey) -> Result<Vec<Mark>, OpenError> {
    let mut marks = forget::marks_of_folder(path.parent().unwrap_or(Path::new(".")))?;
    marks.extend(forget::marks_of_records(records));
    marks.extend(survey.carried.iter().cloned());
    marks.sort();
    marks.dedup();
    Ok(marks)
}

/// The edits that lead from one state of a follow-up to another.
pub fn edits_between(id: Id, from: Option<&FollowUp>, to: Option<&FollowUp>) -> Vec<Edit> {
    let records = |of: Option<&FollowUp>| {
        of.into_iter().flat_map(FollowUp::everything).map(|record| (record.kind(), record.id())).collect::<Vec<_>>()
    };
    let all: BTreeSet<(u8, Id)> = records(from).into_iter().chain(records(to)).collect();
    let fields = |of: Option<&FollowUp>, kind, record| {
        of.and_then(|of| of.held(kind, record)).map(Record::fields).unwrap_or_default()
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

/// A journal beside one whose header is lost: a new header, and behind it, linked anew, the frames that stand from the
/// beginning on without a gap. Who did what when is theirs, and stays.
pub fn begun_anew(path: &Path, log: &FileLog) -> Result<FileLog, OpenError> {
    let disk = |error| OpenError::of_disk(path, error);
    let mut anew = Anew::begin(path).map_err(disk)?;
    // Where the next frame stands, its link, and the number that the next change has.
    let mut follows = Some((log.start(), None, 1));
    let surveyed = survey(log, |framed, entry| {
        let Some((at, link, seq)) = follows.take() else { return Ok(()) };
        let number = match entry {
            Entry::Part { .. } => None,
            Entry::Commit { made, .. } | Entry::Close { made, .. } | Entry::Forget { made, .. } => Some(made.seq),
        };
        if framed.at != at
            || link.is_some_and(|link| link != framed.frame.previous)
            || number.is_some_and(|own| own != seq)
        {
            return Ok(());
        }
        anew.add(entry, framed.frame.contents()).map_err(journal::Unread::from)?;
        follows = Some((framed.next, Some(framed.frame.hash()), seq + u64::from(number.is_some())));
        Ok(())
    });
    surveyed.map_err(|why| stopped(path, why, 0))?;
    anew.done().map_err(disk)
}

/// Refuses when there is no room for a second journal and a second shelf.
pub fn has_room(folder: &Path) -> Result<(), OpenError> {
    let disk = |error| OpenError::of_disk(folder, error);
    let statvfs = nix::sys::statvfs::statvfs(folder).map_err(|error| disk(error.into()))?;
    let free = statvfs.blocks_available().saturating_mul(statvfs.fragment_size());
    let journal = folder.join("journal").metadata().map_or(0, |file| file.len());
    let floor = journal.saturating_mul(2).saturating_add(size(&folder.join("shelf"))).saturating_add(FLOOR);
    if free < floor { Err(OpenError::Full { path: folder.to_owned(), free, floor }) } else { Ok(()) }
}

/// Bytes of the files in a folder; what cannot be looked at counts for nothing.
fn size(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.metadata() {
            Ok(of) if of.is_dir() => size(&entry.path()),
            Ok(of) => of.len(),
            Err(_) => 0,
        })
        .sum()
}

/// Takes away what was begun beside and never took its place.
pub fn sweep(folder: &Path) -> io::Result<()> {
    let gone = |done: io::Result<()>| match done {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    };
    gone(fs::remove_file(folder.join("journal.new")))?;
    gone(fs::remove_dir_all(folder.join("shelf.new")))
}
