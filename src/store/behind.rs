//! How the shelf follows behind the journal: in slices, when nobody waits for a change to be taken.
//!
//! What is applied is a record as it is published now, which may be later than the mark says; replaying over
//! that gives the same (see [`FollowUp::replayed`](crate::follow_up::FollowUp::replayed)). So a record that is
//! changed over and over is written once.
//!
//! Which records a large change touches is read from the journal part by part: with a list of them, an import of
//! 300,000 peaked some 13 MB higher.

use super::journal::{Entry, Log};
use super::kept::Keeper;
use super::published::Published;
use super::replay::{Place, Stopped};
use super::shelf::{Mark, Shelf, Stepped, Unusable};
use super::writer::Direction;
use crate::follow_up::Refused;
use crate::record::{Fault, Id, REGISTER, Seq};
use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

/// How long nothing must have been asked for before the shelf is brought up: an officer who types the next
/// value does not wait for the last one's shelving.
pub(super) const PAUSE: Duration = Duration::from_millis(5);

/// Records that may wait before the shelf is brought up even though changes keep coming.
const MANY: usize = 1000;
/// Commits after which all that waits is applied, so that a replay stays short.
const LONG: usize = 10_000;
/// Records in a slice: about a millisecond.
const SLICE: usize = 100;
/// Bytes of records in a slice.
const SLICE_BYTES: usize = 1024 * 1024;
/// Records after which sled is asked to write out what it holds.
const FLUSH: usize = 2000;

/// A large change whose parts stand in the journal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parts {
    /// Which large change.
    pub large: Id,
    /// Where the next of its parts may stand.
    pub next: u64,
    /// Where its close stands.
    pub close: u64,
}

/// The shelf, and what it lacks.
pub(super) struct Behind {
    log: Arc<dyn Log>,
    /// The shelf, or why it is not kept up any more. The journal is the truth; opening brings the shelf up again.
    shelf: Result<Shelf, Fault>,
    published: Arc<Published>,
    keeper: Arc<Keeper>,
    records: BTreeSet<Place>,
    /// Large changes whose records come after those.
    large: VecDeque<Parts>,
    follow_ups: BTreeSet<Id>,
    steps: Vec<Stepped>,
    /// The mark has moved.
    due: bool,
    commits: usize,
    unflushed: usize,
}

impl Behind {
    pub fn new(log: Arc<dyn Log>, shelf: Result<Shelf, Fault>, published: Arc<Published>, keeper: Arc<Keeper>) -> Self {
        Self {
            log,
            shelf,
            published,
            keeper,
            records: BTreeSet::new(),
            large: VecDeque::new(),
            follow_ups: BTreeSet::new(),
            steps: Vec::new(),
            due: false,
            commits: 0,
            unflushed: 0,
        }
    }

    /// Adds what commits have changed.
    pub fn add(
        &mut self,
        records: BTreeSet<Place>,
        large: Option<Parts>,
        follow_ups: impl Iterator<Item = Id>,
        steps: Vec<Stepped>,
    ) {
        // Nothing will ever take it off again.
        if self.shelf.is_err() {
            return;
        }
        self.large.extend(large);
        self.commits += steps.len();
        self.records.extend(records);
        self.follow_ups.extend(follow_ups);
        self.steps.extend(steps);
        self.due = true;
    }

    /// The mark has moved although no record has changed.
    pub fn moved(&mut self) {
        self.due = true;
    }

    /// Takes a shelf into use that holds everything.
    pub fn take_up(&mut self, onto: Shelf) {
        self.shelf = Ok(onto);
    }

    /// Whether the shelf holds everything, or never will.
    pub fn is_up(&self) -> bool {
        !self.due || self.shelf.is_err()
    }

    /// Whether so much waits that a slice is applied between changes.
    pub fn is_far(&self) -> bool {
        !self.is_up() && (self.records.len() >= MANY || !self.large.is_empty() || self.commits >= LONG)
    }

    /// Applies a slice; the last one brings the mark along.
    pub fn follow(&mut self, mark: &Mark) {
        loop {
            let applied = if self.is_up() { Ok(()) } else { self.slice(mark) };
            if let Err(error) = applied {
                self.shelf = Err(error.into());
            }
            if self.is_up() || self.commits < LONG {
                break;
            }
        }
    }

    /// Applies all that waits.
    pub fn finish(&mut self, mark: &Mark) {
        while !self.is_up() {
            self.follow(mark);
        }
        // The journal holds everything; a shelf that is not whole is brought up at the next opening.
        let _ = self.shelf.as_ref().map(Shelf::flush);
    }

    /// The commit that an officer would undo or redo next in a scope or in the register, which the scope's
    /// screens change too: the newest to undo, the oldest to do again. Its number, and where it or its first
    /// part stands.
    pub fn next_step(&mut self, officer: Id, scope: Id, direction: &Direction) -> Result<(Seq, u64), Refused> {
        let put = self.put_steps();
        let from = self.shelf.as_ref().map_err(|error| Refused::Disk(error.clone()))?;
        let of = |scope: Id| match direction {
            Direction::Undo(_) => from.undoable(officer, scope),
            Direction::Redo => from.redoable(officer, scope),
        };
        let found = put.and_then(|()| Ok((of(scope)?, of(REGISTER)?)));
        let (own, register) = found.map_err(|error| Refused::Disk(error.into()))?;
        let next = match direction {
            Direction::Undo(_) => own.max(register),
            Direction::Redo => [own, register].into_iter().flatten().min(),
        };
        next.ok_or(Refused::NothingToUndo)
    }

    fn shelf(&self) -> Result<&Shelf, Unusable> {
        self.shelf.as_ref().map_err(|fault| Unusable::Damaged(fault.clone()))
    }

    fn put_steps(&mut self) -> Result<(), Unusable> {
        if self.steps.is_empty() {
            return Ok(());
        }
        let mut batch = sled::Batch::default();
        let onto = self.shelf()?;
        onto.put_steps(&mut batch, &self.steps)?;
        onto.apply(batch)?;
        self.steps.clear();
        Ok(())
    }

    fn slice(&mut self, mark: &Mark) -> Result<(), Unusable> {
        let mut batch = sled::Batch::default();
        self.shelf()?.put_steps(&mut batch, &self.steps)?;
        self.steps.clear();
        if self.records.is_empty() {
            self.read_on()?;
        }
        let mut bytes = 0;
        let mut rows = 0;
        while rows < SLICE && bytes < SLICE_BYTES {
            let Some((id, kind, record)) = self.records.pop_first() else { break };
            if let Some(follow_up) = self.published.follow_up(id) {
                bytes += follow_up.held(kind, record).map_or(0, |record| record.bytes().len());
                Shelf::put(&mut batch, &follow_up, kind, record);
            }
            rows += 1;
        }
        let done = self.records.is_empty() && self.large.is_empty();
        if done {
            for id in std::mem::take(&mut self.follow_ups) {
                if let Some(follow_up) = self.published.follow_up(id) {
                    Shelf::put_seq(&mut batch, &follow_up);
                }
            }
            self.due = false;
            self.commits = 0;
        }
        Shelf::put_mark(&mut batch, mark, done)?;
        self.shelf()?.apply(batch)?;
        self.unflushed += rows + 1;
        if self.unflushed >= FLUSH {
            self.unflushed = 0;
            self.keeper.flush_soon();
        }
        Ok(())
    }

    /// Reads which records the next parts of a large change touch.
    fn read_on(&mut self) -> Result<(), Unusable> {
        while let Some(parts) = self.large.front_mut().filter(|_| self.records.is_empty()) {
            let frames = self.log.read(parts.next).map_err(|error| Unusable::Damaged(Stopped::from(error).into()))?;
            let mut ended = true;
            for framed in frames.iter().take_while(|framed| framed.at < parts.close) {
                let entry = framed.frame.entry().map_err(|_| Unusable::Damaged(Stopped::Newer(framed.at).into()))?;
                if matches!(&entry, Entry::Part { large, .. } if *large == parts.large) {
                    let places = entry.groups().iter().map(|group| (group.follow_up, group.kind, group.record));
                    self.records.extend(places);
                }
                parts.next = framed.next;
                ended = parts.next >= parts.close;
            }
            if ended {
                self.large.pop_front();
            }
        }
        Ok(())
    }
}
