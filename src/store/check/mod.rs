//! What is amiss in a store, looked for without changing anything on disk.
//!
//! The journal is surveyed frame by frame: checksums, links, numbers, digests, and whether every edit can be read. Then
//! it is replayed in memory, and what stands there is held against the shelf record by record, with the marks and
//! with what can be undone. sled writes whenever it is opened, so it is a private copy of the shelf elsewhere that
//! is opened, brought up as opening would bring it up, and dropped.
//!
//! What the copy gave is let go before the journal is replayed, so that a check holds the records once, as opening does.

mod beginning;
mod known;
mod mending;
mod put_back;
mod records;
mod repair;
mod room;
mod shelf;
mod steps;
mod survey;

pub(super) use put_back::{PutBack, put_back};
pub use records::Newer;
pub use repair::{HeaderNow, Repaired, repair};
pub use survey::Hole;

use super::backup;
use super::error::{OpenError, Why};
use super::forget;
use super::journal::{FileLog, HEADER, Hash, Log as _, Unread};
use super::lock::{self, Holder};
use super::open::stopped;
use super::replay::{Replay, Stopped};
use crate::follow_up::{FollowUp, Head};
use crate::record::{Id, Kinds, Seq, Tag};
use beginning::{Beginning, begin};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use steps::Steps;
use survey::Survey;

/// Most things that are told one by one; the rest is counted.
const TOLD: usize = 1000;

/// A field of a record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct At {
    /// The follow-up, or the register.
    pub follow_up: Id,
    /// The record's kind.
    pub kind: u8,
    /// The record.
    pub record: Id,
    /// The field.
    pub tag: Tag,
}

/// How a record on the shelf is not what the journal says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unlike {
    /// It is not there.
    Missing,
    /// It should not be there.
    Extra,
    /// It says something else.
    Other,
}

/// Something that is amiss.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Amiss {
    /// A restore has been decided on and waits to be finished, so that nothing else has been looked at.
    Restore,
    /// The journal's header does not hold, and its first change tells what it should be.
    Header,
    /// The journal's header does not hold, and nothing tells what it should be.
    Beginning,
    /// The journal is missing.
    Gone,
    /// The journal does not hold.
    Journal(Hole),
    /// An edit of a change cannot be read although it is what was written.
    Unreadable(Seq),
    /// Content of a change is gone or has become less, and nothing says that it was forgotten.
    Unvouched(Seq),
    /// Content of a change was forgotten, as its record or the file `forgotten` says, and the entry that says so is lost.
    Unsaid(Seq),
    /// Content of a change stands there although an entry or the file `forgotten` says that it was forgotten.
    Unforgotten(Seq),
    /// A line of the file `forgotten`, counted from 1, is no mark any more.
    Mark(usize),
    /// A value cannot be read, and no newer version wrote it.
    Value(At),
    /// A link points to a record that is nowhere.
    Link {
        /// Where the link stands.
        at: At,
        /// Where it leads.
        target: Id,
    },
    /// The shelf would be rebuilt when the store is opened.
    Shelf(Why),
    /// A record on the shelf is not what the journal says.
    ShelfRecord {
        /// The follow-up, or the register.
        follow_up: Id,
        /// The record's kind.
        kind: u8,
        /// The record.
        record: Id,
        /// How it differs.
        unlike: Unlike,
    },
    /// The shelf has another change as a follow-up's last one.
    ShelfMark {
        /// The follow-up, or the register.
        follow_up: Id,
    },
    /// What an officer can undo is not what the journal says.
    ShelfSteps {
        /// The officer.
        officer: Id,
    },
}

impl Amiss {
    /// Whether no repair does anything about it.
    fn is_left(&self) -> bool {
        matches!(self, Self::Unreadable(_) | Self::Unvouched(_) | Self::Value(_) | Self::Link { .. })
    }
}

/// Things that are amiss, the first of them one by one.
#[derive(Debug, Default)]
pub struct Found {
    /// They, up to a thousand.
    pub told: Vec<Amiss>,
    /// How many more there are.
    pub more: usize,
}

impl Found {
    fn tell(&mut self, amiss: Amiss) {
        if self.told.len() < TOLD {
            self.told.push(amiss);
        } else {
            self.more += 1;
        }
    }
}

/// Something that an officer may want to know and that is no damage.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Note {
    /// The journal ends in the middle of a write that nobody had been told was saved: so many bytes.
    Torn(u64),
    /// So many bytes at the journal's end are not whole either, beside other damage: they may have been saved.
    Tail(u64),
    /// Large changes were begun and never closed: so many. Nothing of them counts.
    Unfinished(usize),
    /// A newer version wrote some of it.
    Newer(Newer),
    /// A restore or a forgetting was cut short before it was decided on, and what it had made is there still. Opening
    /// the store removes it.
    Staged,
    /// Another process holds the store, so that the shelf was left alone.
    Held(Option<Holder>),
}

/// What a check has found.
#[derive(Debug, Default)]
pub struct Checked {
    /// The chain's head; nothing where the journal does not hold.
    pub head: Option<Head>,
    /// The last change that can be read.
    pub last: Seq,
    /// The follow-ups and the register as the journal says, up to the first place that does not hold.
    pub follow_ups: BTreeMap<Id, FollowUp>,
    /// What is amiss.
    pub found: Found,
    /// What is not.
    pub notes: Vec<Note>,
}

impl Checked {
    /// Whether nothing is amiss.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.found.told.is_empty()
    }

    /// How many records there are, deleted ones too.
    #[must_use]
    pub fn records(&self) -> usize {
        self.follow_ups.values().map(FollowUp::len).sum()
    }

    /// Whether something is in the journal that was forgotten for good, which [forgetting it
    /// again](super::forget_again()) mends.
    #[must_use]
    pub fn has_unforgotten(&self) -> bool {
        self.found.told.iter().any(|amiss| matches!(amiss, Amiss::Unforgotten(_)))
    }

    /// Whether a repair would do something about it: what a link or a value says is left to officers.
    #[must_use]
    pub fn can_be_repaired(&self) -> bool {
        !self.found.told.iter().all(Amiss::is_left)
    }
}

/// Looks through the store in a folder. Nothing there is changed; it need only be readable, and while another process
/// holds it the journal alone is read. In `room`, a folder, the shelf is copied meanwhile.
///
/// # Errors
/// When it cannot be read, is no store, or a newer version wrote it.
pub fn check(folder: &Path, room: &Path, kinds: Kinds) -> Result<Checked, OpenError> {
    if backup::is_pending(folder) {
        // Journal and shelf may be of two stores until it is finished.
        return Ok(one(Amiss::Restore));
    }
    let held = lock::share(folder);
    let journal = begin(&folder.join("journal"), false)?;
    let copy = match held {
        Ok(shared) => {
            let copy = shelf::copy(folder, room)?;
            drop(shared);
            Ok(copy)
        }
        Err(OpenError::Held { holder, .. }) => Err(holder),
        Err(error) => return Err(error),
    };
    match journal {
        Beginning::Whole(log) => examine(folder, &log, copy, kinds),
        Beginning::Vouched(..) => Ok(one(Amiss::Header)),
        Beginning::Lost { log, amiss, otherwise } => {
            let survey = survey::survey(&log, |_, _| Ok(())).map_err(|why| stopped(&folder.join("journal"), why, 0))?;
            let can_be_mended = match &copy {
                _ if survey.last > 0 => true,
                Ok(Ok(Some(copy))) => {
                    let marks = mending::marks(&folder.join("journal"), &BTreeMap::new(), &survey)?;
                    copy.known(&log, &survey, &marks).is_ok()
                }
                Ok(_) => false,
                Err(_) => true,
            };
            if !can_be_mended {
                return Err(otherwise);
            }
            let mut checked = one(amiss);
            checked.last = survey.last;
            holes_behind(&survey).for_each(|hole| checked.found.tell(Amiss::Journal(*hole)));
            Ok(checked)
        }
    }
}

/// Tells what is gone from changes without an entry that says that it was forgotten.
fn unvouched(journal: &Path, log: &FileLog, survey: &Survey, checked: &mut Checked) -> Result<(), OpenError> {
    if survey.unvouched.is_empty() {
        return Ok(());
    }
    let marks = mending::marks(journal, &checked.follow_ups, survey)?;
    let unsaid = forget::unsaid(log, &marks, &[]).map_err(|why| stopped(journal, why, 0))?;
    let unsaid: BTreeSet<Hash> = unsaid.iter().map(|one| one.blanked.digest).collect();
    let (told, gone): (Vec<_>, Vec<_>) = survey.unvouched.iter().partition(|(digest, _)| unsaid.contains(*digest));
    let changes = |of: Vec<(&Hash, &Seq)>| of.into_iter().map(|(_, seq)| *seq).collect::<BTreeSet<Seq>>();
    let gone = changes(gone).into_iter().map(Amiss::Unvouched);
    gone.chain(changes(told).into_iter().map(Amiss::Unsaid)).for_each(|amiss| checked.found.tell(amiss));
    Ok(())
}

/// One thing that is amiss, which keeps the others from being looked for.
fn one(amiss: Amiss) -> Checked {
    let mut checked = Checked::default();
    checked.found.tell(amiss);
    checked
}

/// The holes but the one that a lost header makes of the first link.
fn holes_behind(survey: &Survey) -> impl Iterator<Item = &Hole> {
    survey.holes.iter().filter(|hole| hole.place > HEADER as u64 || hole.until > hole.place)
}

/// Looks through a journal, and through a copy of the shelf unless someone holds it.
fn examine(
    folder: &Path,
    log: &FileLog,
    copy: Result<Result<Option<shelf::Copy>, Why>, Option<Holder>>,
    kinds: Kinds,
) -> Result<Checked, OpenError> {
    let journal = folder.join("journal");
    let survey = survey::survey(log, |_, _| Ok(())).map_err(|why| stopped(&journal, why, 0))?;
    let mut checked = Checked { last: survey.last, ..Checked::default() };
    if let Some((place, _)) = survey.torn {
        log.leave_out(place);
    }
    if let Some(hole) = survey.holes.first() {
        log.leave_out(hole.place);
    } else if survey.unfinished > 0 {
        checked.notes.push(Note::Unfinished(survey.unfinished));
    }
    forget::damaged(folder)?.into_iter().map(Amiss::Mark).for_each(|amiss| checked.found.tell(amiss));
    // Whoever holds the store may be making it.
    if copy.is_ok() && backup::is_staged(folder) {
        checked.notes.push(Note::Staged);
    }
    survey.unreadable.iter().for_each(|seq| checked.found.tell(Amiss::Unreadable(*seq)));
    if survey.holes.is_empty() {
        let mut held =
            forget::unforgotten(log, &forget::all_marks(folder, &[])?).map_err(|why| stopped(&journal, why, 0))?;
        held.extend(&survey.unforgotten);
        held.into_iter().map(Amiss::Unforgotten).for_each(|amiss| checked.found.tell(amiss));
    }
    survey.holes.iter().for_each(|hole| checked.found.tell(Amiss::Journal(*hole)));
    let copy = match copy {
        // What a shelf is held against ends at the hole.
        _ if !survey.holes.is_empty() => None,
        Ok(Err(why)) => {
            checked.found.tell(Amiss::Shelf(why));
            None
        }
        Ok(Ok(Some(copy))) => copy.brought_up(log, &journal, &survey, &mut checked.found)?,
        Ok(Ok(None)) => {
            if log.end() > log.start() {
                checked.found.tell(Amiss::Shelf(Why::Missing));
            }
            None
        }
        Err(holder) => {
            checked.notes.push(Note::Held(holder));
            None
        }
    };
    if let Some((_, bytes)) = survey.torn {
        let is_told = |amiss: &Amiss| matches!(amiss, Amiss::Journal(_) | Amiss::Shelf(Why::Ahead { .. }));
        let beside_damage = checked.found.told.iter().any(is_told);
        checked.notes.insert(0, if beside_damage { Note::Tail(bytes) } else { Note::Torn(bytes) });
    }
    let mut steps = Steps::default();
    let mut replay = Replay::new(log);
    let replayed = replay.run(|replay| {
        replay.take().steps.iter().for_each(|step| steps.take(step));
        Ok::<(), Stopped>(())
    });
    match replayed {
        // What the survey has passed and no replay takes is a fault of ours, and told as damage.
        Err(Stopped::Unread(Unread::Torn(place) | Unread::Damaged(place))) => {
            let after = replay.mark.seq;
            checked.found.tell(Amiss::Journal(Hole {
                place,
                until: place,
                after,
                resumes: None,
                since: None,
                resumed: None,
            }));
        }
        Err(other) => return Err(stopped(&journal, other, replay.mark.seq)),
        Ok(()) if survey.holes.is_empty() => {
            checked.head = Some(Head { seq: replay.mark.seq, hash: replay.mark.head });
            if let Some(copy) = copy {
                copy.compare(&replay.follow_ups, &steps, &mut checked.found);
            }
        }
        Ok(()) => {}
    }
    checked.follow_ups = std::mem::take(&mut replay.follow_ups);
    unvouched(&journal, log, &survey, &mut checked)?;
    let newer = records::look(&checked.follow_ups, kinds, &mut checked.found);
    if newer != Newer::default() {
        checked.notes.push(Note::Newer(newer));
    }
    Ok(checked)
}
