//! The writer: the one thread that changes anything.

use super::By;
use super::FLOOR;
use super::answer::Answer;
use super::journal::{Hash, Log};
use super::kept::Keeper;
use super::open::SLICE;
use super::published::Published;
use super::shelf::{Mark, Shelf, StepKind, Stepped, Unusable};
use super::turn::Turn;
use crate::follow_up::{Change, Doing, Edit, FollowUp, Refused, Undone};
use crate::record::{Id, Kinds, Seq};
use std::collections::{BTreeMap, VecDeque};
use std::io::ErrorKind;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError};

/// What the writer is asked for.
#[derive(Debug)]
pub(super) enum Command {
    Commit { by: By, change: Change, answer: Answer<Seq> },
    Step { by: By, scope: Id, direction: Direction, answer: Answer<Undone> },
    Part { large: Id, edits: Vec<Edit>, answer: Answer<()> },
    CloseLarge { by: By, doing: Doing, large: Id, answer: Answer<Seq> },
    DropLarge { large: Id },
    Close,
}

/// Back or forth.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Direction {
    Undo,
    Redo,
}

/// Bytes after which a turn is written although more changes wait.
const TURN_BYTES: usize = 4 * 1024 * 1024;
/// Changes after which a turn is written although more wait.
const TURN_CHANGES: usize = 1000;
/// Bytes of records that are applied to the shelf at a time.
const SLICE_BYTES: usize = 1024 * 1024;
/// Rows after which sled is asked to write out what it holds.
const FLUSH_ROWS: usize = 2000;

/// A large change whose parts have begun.
#[derive(Clone, Copy, Debug)]
pub(super) struct Large {
    /// Where its first part stands.
    pub first: u64,
    /// Bytes of its parts.
    pub bytes: u64,
}

/// Records that are still to be applied to the shelf, and how far the journal has been applied then.
struct Work {
    rows: VecDeque<(Arc<FollowUp>, u8, Id)>,
    follow_ups: Vec<Arc<FollowUp>>,
    mark: Mark,
}

pub(super) struct Writer {
    pub log: Arc<dyn Log>,
    pub shelf: Shelf,
    pub published: Arc<Published>,
    pub kinds: Kinds,
    pub open: BTreeMap<Id, Large>,
    keeper: Arc<Keeper>,
    seq: Seq,
    head: Hash,
    records: u64,
    /// Where the last frame stands.
    last: u64,
    work: VecDeque<Work>,
    /// Why nothing is written any more.
    broken: Option<String>,
    /// Why the shelf is not kept up any more. The journal is the truth; opening brings the shelf up again.
    unusable: Option<String>,
    unflushed: usize,
}

impl Writer {
    pub fn new(
        log: Arc<dyn Log>,
        shelf: Shelf,
        published: Arc<Published>,
        keeper: Arc<Keeper>,
        kinds: Kinds,
        mark: &Mark,
    ) -> Self {
        Self {
            log,
            shelf,
            published,
            kinds,
            open: BTreeMap::new(),
            keeper,
            seq: mark.seq,
            head: mark.head,
            records: mark.records,
            last: mark.at,
            work: VecDeque::new(),
            broken: None,
            unusable: None,
            unflushed: 0,
        }
    }

    /// Takes commands until the store is closed, then finishes the shelf.
    pub fn run(mut self, commands: &Receiver<Command>) {
        loop {
            let first = if self.work.is_empty() {
                commands.recv().map_err(|_| TryRecvError::Disconnected)
            } else {
                commands.try_recv()
            };
            let go_on = match first {
                Ok(first) => self.take(first, commands),
                Err(TryRecvError::Empty) => true,
                Err(TryRecvError::Disconnected) => false,
            };
            self.shelve();
            if !go_on {
                break;
            }
        }
        while !self.work.is_empty() {
            self.shelve();
        }
        // The journal holds everything; a shelf that is not whole is brought up at the next opening.
        let _ = self.shelf.flush();
        self.published.end_watches();
        self.keeper.close();
    }

    /// Takes a command and those that wait behind it; false when the store is to be closed.
    fn take(&mut self, first: Command, commands: &Receiver<Command>) -> bool {
        let mut turn = self.turn();
        let mut next = Some(first);
        while let Some(command) = next {
            match command {
                Command::Commit { by, change, answer } => {
                    let result = turn.commit(&self.published, self.kinds, &by, &change);
                    turn.outcomes.push(Box::new(move |written| answer.give(written.and(result))));
                }
                Command::Part { large, edits, answer } => {
                    let result = turn.part(large, &edits).map(|_| ());
                    turn.outcomes.push(Box::new(move |written| answer.give(written.and(result))));
                }
                Command::Step { by, scope, direction, answer } => {
                    self.finish(turn);
                    answer.give(self.step(&by, scope, direction));
                    turn = self.turn();
                }
                Command::CloseLarge { by, doing, large, answer } => {
                    self.finish(turn);
                    answer.give(self.close_large(&by, doing, large));
                    turn = self.turn();
                }
                Command::DropLarge { large } => {
                    self.finish(turn);
                    self.drop_large(large);
                    turn = self.turn();
                }
                Command::Close => {
                    self.finish(turn);
                    return false;
                }
            }
            let full = turn.bytes >= TURN_BYTES || turn.outcomes.len() >= TURN_CHANGES;
            next = if full { None } else { commands.try_recv().ok() };
        }
        self.finish(turn);
        true
    }

    pub fn turn(&self) -> Turn {
        Turn::new(self.seq, self.head)
    }

    /// Writes a turn, publishes it, answers, and has the shelf follow.
    fn finish(&mut self, mut turn: Turn) {
        let outcomes = std::mem::take(&mut turn.outcomes);
        let written = self.write(turn);
        for outcome in outcomes {
            outcome(written.clone());
        }
    }

    /// Writes a turn and publishes it.
    pub fn write(&mut self, turn: Turn) -> Result<(), Refused> {
        if turn.frames.is_empty() {
            return Ok(());
        }
        self.has_room(turn.bytes as u64)?;
        let places = self.log.append(&turn.frames).map_err(|error| {
            if error.kind() == ErrorKind::StorageFull {
                return Refused::Full { free: self.log.free().unwrap_or_default(), floor: FLOOR };
            }
            self.broken = Some(error.to_string());
            Refused::Disk(error.to_string())
        })?;
        self.seq = turn.seq;
        self.head = turn.head;
        self.last = places.last().copied().unwrap_or(self.last);
        for (large, frame) in &turn.parts {
            let first = places.get(*frame).copied().unwrap_or(self.last);
            let bytes = turn.frames.get(*frame).map_or(0, |frame| frame.size() as u64);
            self.open.entry(*large).or_insert(Large { first, bytes: 0 }).bytes += bytes;
        }
        if let Some(large) = turn.closed {
            self.open.remove(&large);
        }
        for (id, follow_up) in &turn.working {
            let before = self.published.follow_up(*id).map_or(0, |follow_up| follow_up.len());
            self.records = (self.records + follow_up.len() as u64).saturating_sub(before as u64);
        }
        self.published.publish(&turn.working);
        let steps: Vec<Stepped> = turn
            .steps
            .iter()
            .map(|(step, frame)| match (step.kind, frame.and_then(|frame| places.get(frame))) {
                (StepKind::New(seq, _), Some(at)) => Stepped { kind: StepKind::New(seq, *at), ..*step },
                _ => *step,
            })
            .collect();
        // Parts alone leave the shelf as it is.
        if !steps.is_empty() {
            self.queue(turn, &steps);
        }
        Ok(())
    }

    fn has_room(&self, bytes: u64) -> Result<(), Refused> {
        if let Some(error) = &self.broken {
            return Err(Refused::Disk(error.clone()));
        }
        let free = self.log.free().map_err(|error| Refused::Disk(error.to_string()))?;
        // What is in the journal will stand on the shelf as well.
        let wanted = FLOOR + 2 * bytes + self.open.values().map(|large| large.bytes).sum::<u64>();
        if free < wanted { Err(Refused::Full { free, floor: wanted }) } else { Ok(()) }
    }

    /// Applies to the shelf what undo must find at once, and queues the records.
    fn queue(&mut self, turn: Turn, steps: &[Stepped]) {
        let rows = turn.records.into_iter();
        let rows = rows.filter_map(|(id, kind, record)| Some((Arc::clone(turn.working.get(&id)?), kind, record)));
        let work =
            Work { rows: rows.collect(), follow_ups: turn.working.values().cloned().collect(), mark: self.mark() };
        self.work.push_back(work);
        if self.unusable.is_none() {
            let mut batch = sled::Batch::default();
            let put = self.shelf.put_steps(&mut batch, steps);
            self.applied(put.and_then(|()| self.shelf.apply(batch)));
        }
    }

    fn mark(&self) -> Mark {
        let open = self.open.iter().map(|(large, begun)| (*large, begun.first)).collect();
        Mark { seq: self.seq, at: self.last, next: self.log.end(), head: self.head, records: self.records, open }
    }

    /// Applies one slice of what waits to the shelf.
    fn shelve(&mut self) {
        if self.unusable.is_some() {
            self.work.clear();
        }
        let Some(work) = self.work.front_mut() else { return };
        let mut batch = sled::Batch::default();
        let mut bytes = 0;
        let mut rows = 0;
        while rows < SLICE && bytes < SLICE_BYTES {
            let Some((follow_up, kind, record)) = work.rows.pop_front() else { break };
            bytes += follow_up.held(kind, record).map_or(0, |record| record.bytes().len());
            Shelf::put(&mut batch, &follow_up, kind, record);
            rows += 1;
        }
        let done = work.rows.is_empty();
        if done {
            for follow_up in &work.follow_ups {
                Shelf::put_seq(&mut batch, follow_up);
            }
        }
        let put = Shelf::put_mark(&mut batch, &work.mark, done);
        self.applied(put.and_then(|()| self.shelf.apply(batch)));
        if done {
            self.work.pop_front();
        }
        self.unflushed += rows + 1;
        if self.unflushed >= FLUSH_ROWS {
            self.unflushed = 0;
            self.keeper.flush_soon();
        }
    }

    fn applied(&mut self, applied: Result<(), Unusable>) {
        if let Err(error) = applied {
            self.unusable = Some(error.to_string());
        }
    }

    /// Whether what can be undone is known.
    pub fn knows_steps(&self) -> Result<(), Refused> {
        self.unusable.as_ref().map_or(Ok(()), |error| Err(Refused::Disk(error.clone())))
    }

    /// Forgets a large change that will not be closed.
    pub fn drop_large(&mut self, large: Id) {
        if self.open.remove(&large).is_some() {
            let work = Work { rows: VecDeque::new(), follow_ups: Vec::new(), mark: self.mark() };
            self.work.push_back(work);
        }
    }
}
