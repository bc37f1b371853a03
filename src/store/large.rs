//! Changes that are read back from the journal: closing an import, and undo and redo of anything. What is read
//! is bounded: a large change is read and written part by part.

use super::By;
use super::behind::NextStep;
use super::import::random_id;
use super::journal::{self, Entry, Frame};
use super::replay::{Stopped, each_part, is_forgotten};
use super::writer::{Direction, Writer};
use crate::follow_up::{Change, Consent, Doing, Edit, Near, Refused, Undone};
use crate::record::{Fault, Id, Seq};
use std::collections::{BTreeMap, BTreeSet};

/// Edits that an [`Undone`] carries.
const SHOWN: usize = 1000;

/// Why a change that was read back is not taken.
struct Halt(Refused);

impl From<Stopped> for Halt {
    fn from(stopped: Stopped) -> Self {
        Self(Refused::Disk(stopped.into()))
    }
}

impl From<Refused> for Halt {
    fn from(refused: Refused) -> Self {
        Self(refused)
    }
}

/// What a commit was, as far as its first frame tells.
enum Whole {
    /// What was done, and all of its edits.
    Small(Doing, Vec<Edit>),
    /// Its name, and where its parts stand.
    Large(Id, Vec<u64>),
}

impl Writer {
    /// Takes all parts of a large change, or nothing.
    pub(super) fn close_large(&mut self, by: &By, doing: Doing, large: Id) -> Result<Seq, Refused> {
        let first = self.open.get(&large).ok_or(Refused::Misformed)?.first;
        let closed = self.apply_parts(by, doing, large, first).and_then(|(turn, seq)| self.write(turn).map(|()| seq));
        // Refused or taken, nobody comes back for it.
        self.drop_large(large);
        closed
    }

    fn apply_parts(&self, by: &By, doing: Doing, large: Id, first: u64) -> Result<(super::turn::Turn, Seq), Refused> {
        let mut turn = self.turn();
        let mut scope = None;
        let mut parts = 0;
        let applied = each_part(&*self.log, first, self.log.end(), large, |part, entry| {
            let change = Change { doing, edits: journal::edits(entry, &part.frame) };
            scope = Some(turn.apply(&self.published, self.kinds, by, &change, scope)?);
            parts += 1;
            Ok(())
        });
        applied.map_err(|Halt(refused)| refused)?;
        let seq = turn.close(by, doing, large, parts, scope.ok_or(Refused::Misformed)?, first)?;
        Ok((turn, seq))
    }

    /// Undoes or redoes what is next in a scope.
    pub(super) fn step(&mut self, by: &By, scope: Id, direction: &Direction) -> Result<Undone, Refused> {
        self.unshut()?;
        let NextStep { seq, at, past } = self.behind.next_step(by.eyes.officer().id, scope, direction)?;
        if let Direction::Undo(Some(Consent::To(agreed))) = direction
            && *agreed != seq
        {
            return Err(Refused::NotNext);
        }
        let doing = match direction {
            Direction::Undo(_) => Doing::Undo(seq),
            Direction::Redo => Doing::Redo(seq),
        };
        match self.whole(seq, at).map_err(|Halt(refused)| refused)? {
            Whole::Small(done, edits) => {
                let imports = matches!(done, Doing::Import | Doing::ImportWithout(_));
                let records = if imports { counted(&edits) } else { Vec::new() };
                let change = stepped(doing, edits);
                // Before a question, which tells what it is about.
                self.turn().permits(&self.published, self.kinds, &by.eyes, &change)?;
                if imports && !direction.allows(seq) {
                    return Err(Refused::Large { seq, records, past });
                }
                let undone = |seq, change: Change| {
                    let count = change.edits.len();
                    Undone { seq, edits: change.edits.into_iter().take(SHOWN).collect(), count, past }
                };
                // What is not what was done last is no more expected than what cannot be seen.
                let is_far = |near: &Near| past.is_some() || !near.sees(&change.edits);
                if matches!(direction, Direction::Undo(Some(Consent::Near(near))) if is_far(near)) {
                    return Err(Refused::Far(undone(seq, change)));
                }
                let mut turn = self.turn();
                let seq = turn.commit(&self.published, self.kinds, by, &change)?;
                self.write(turn)?;
                Ok(undone(seq, change))
            }
            Whole::Large(large, mut places) => {
                let edits = places.first().map_or_else(|| Ok(Vec::new()), |first| self.part_at(*first, large))?;
                self.turn().permits(&self.published, self.kinds, &by.eyes, &stepped(doing, edits))?;
                if !direction.allows(seq) {
                    return Err(Refused::Large { seq, records: self.records(large, &places)?, past });
                }
                if matches!(direction, Direction::Undo(_)) {
                    places.reverse();
                }
                self.step_large(by, doing, large, &places).map(|undone| Undone { past, ..undone })
            }
        }
    }

    /// How many records of each kind the parts of a large change touch, the most first.
    fn records(&self, large: Id, places: &[u64]) -> Result<Vec<(u8, usize)>, Refused> {
        let mut touched = Touched::new();
        for place in places {
            touch(&mut touched, &self.part_at(*place, large)?);
        }
        Ok(counts(touched))
    }

    /// Checks all parts, then writes them inverted or anew, then closes them.
    fn step_large(&mut self, by: &By, doing: Doing, of: Id, places: &[u64]) -> Result<Undone, Refused> {
        let mut turn = self.turn();
        let mut scope = None;
        let mut shown = Vec::new();
        let mut count = 0;
        for place in places {
            let change = stepped(doing, self.part_at(*place, of)?);
            scope = Some(turn.apply(&self.published, self.kinds, by, &change, scope)?);
            count += change.edits.len();
            shown.extend(change.edits.into_iter().take(SHOWN - shown.len()));
        }
        let large = random_id()?;
        let mut parts = 0;
        let written = places.iter().try_for_each(|place| {
            let change = stepped(doing, self.part_at(*place, of)?);
            let mut part = self.turn();
            parts += part.part(large, &change.edits)?;
            self.write(part)
        });
        let begun = self.open.get(&large).map(|begun| begun.first);
        let closed = written.and_then(|()| {
            let first = begun.ok_or(Refused::Misformed)?;
            turn.head = self.turn().head;
            let seq = turn.close(by, doing, large, parts, scope.ok_or(Refused::Misformed)?, first)?;
            self.write(turn).map(|()| seq)
        });
        self.drop_large(large);
        Ok(Undone { seq: closed?, edits: shown, count, past: None })
    }

    /// The commit of this number, whose first frame stands at a place.
    fn whole(&self, seq: Seq, at: u64) -> Result<Whole, Halt> {
        let entry_at = self.log.read(at).map_err(Stopped::from)?.into_iter().next();
        let framed = entry_at.ok_or(Halt(Refused::Disk(Fault::Damaged)))?;
        let entry = framed.frame.entry().map_err(|_| Stopped::Newer(at))?;
        match entry {
            Entry::Part { large, .. } => {
                let mut places = Vec::new();
                each_part(&*self.log, at, self.log.end(), large, |part, _| {
                    known(&part.frame, seq)?;
                    places.push(part.at);
                    Ok::<(), Halt>(())
                })?;
                Ok(Whole::Large(large, places))
            }
            Entry::Commit { ref made, .. } => {
                known(&framed.frame, seq)?;
                Ok(Whole::Small(made.doing, journal::edits(&entry, &framed.frame)))
            }
            Entry::Close { .. } | Entry::Forget { .. } => Err(Halt(Refused::Disk(Fault::Damaged))),
        }
    }

    fn part_at(&self, at: u64, large: Id) -> Result<Vec<Edit>, Refused> {
        let mut found = Vec::new();
        let read = each_part(&*self.log, at, at + 1, large, |part, entry| {
            found = journal::edits(entry, &part.frame);
            Ok::<(), Halt>(())
        });
        read.map_err(|Halt(refused)| refused)?;
        Ok(found)
    }
}

/// Refuses what has been forgotten, which a shelf that was made before may not know.
fn known(frame: &Frame, seq: Seq) -> Result<(), Halt> {
    if is_forgotten(frame) { Err(Halt(Refused::Forgotten(seq))) } else { Ok(()) }
}

impl Direction {
    /// Whether an import, the commit of this number, may be taken back or done again without a question.
    fn allows(&self, seq: Seq) -> bool {
        match self {
            Self::Redo | Self::Undo(None) => true,
            Self::Undo(Some(Consent::To(agreed))) => *agreed == seq,
            Self::Undo(Some(Consent::Near(_))) => false,
        }
    }
}

/// Records that edits touch, by kind.
type Touched = BTreeMap<u8, BTreeSet<Id>>;

fn touch(touched: &mut Touched, edits: &[Edit]) {
    for edit in edits {
        touched.entry(edit.kind).or_default().insert(edit.record);
    }
}

/// How many records of each kind, the most first.
fn counts(touched: Touched) -> Vec<(u8, usize)> {
    let mut counts: Vec<_> = touched.into_iter().map(|(kind, records)| (kind, records.len())).collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

fn counted(edits: &[Edit]) -> Vec<(u8, usize)> {
    let mut touched = Touched::new();
    touch(&mut touched, edits);
    counts(touched)
}

fn stepped(doing: Doing, edits: Vec<Edit>) -> Change {
    let change = Change { doing, edits };
    if matches!(doing, Doing::Undo(_)) { change.inverse(doing) } else { change }
}
