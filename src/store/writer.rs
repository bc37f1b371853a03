//! The writer: the one thread that changes anything.

use super::By;
use super::FLOOR;
use super::answer::Answer;
use super::behind::{Behind, Parts};
use super::journal::{Hash, Log};
use super::kept::Keeper;
use super::published::Published;
use super::reading::Shut;
use super::shelf::{Mark, StepKind, Stepped};
use super::turn::Turn;
use crate::follow_up::{Change, Consent, Doing, Edit, Head, Refused, Undone};
use crate::record::{Fault, Id, Kinds, Seq};
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::sync::Arc;
use std::sync::mpsc::Receiver;

/// What the writer is asked for.
#[derive(Debug)]
pub(super) enum Command {
    Commit { by: By, change: Change, answer: Answer<Seq> },
    Step { by: By, scope: Id, direction: Direction, answer: Answer<Undone> },
    Part { by: By, doing: Doing, large: Id, edits: Vec<Edit>, answer: Answer<()> },
    CloseLarge { by: By, doing: Doing, large: Id, answer: Answer<Seq> },
    DropLarge { large: Id },
    Close,
}

/// Back or forth.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Direction {
    /// What is taken back without a question; without a word on it, whatever is next.
    Undo(Option<Consent>),
    Redo,
}

/// Bytes after which a turn is written although more changes wait.
const TURN_BYTES: usize = 4 * 1024 * 1024;
/// Changes after which a turn is written although more wait.
const TURN_CHANGES: usize = 1000;

/// A large change whose parts have begun.
#[derive(Clone, Copy, Debug)]
pub(super) struct Large {
    /// Where its first part stands.
    pub first: u64,
    /// Bytes of its parts.
    pub bytes: u64,
}

pub(super) struct Writer {
    pub log: Arc<dyn Log>,
    pub behind: Behind,
    pub published: Arc<Published>,
    pub kinds: Kinds,
    pub open: BTreeMap<Id, Large>,
    keeper: Arc<Keeper>,
    seq: Seq,
    head: Hash,
    records: u64,
    /// Where the last frame stands.
    last: u64,
    /// Why nothing is written any more.
    broken: Option<Fault>,
    /// The shelf could not be opened, and nothing is written before it is.
    pub shut: Option<Shut>,
}

impl Writer {
    pub fn new(
        log: Arc<dyn Log>,
        behind: Behind,
        published: Arc<Published>,
        keeper: Arc<Keeper>,
        kinds: Kinds,
        mark: &Mark,
    ) -> Self {
        Self {
            log,
            behind,
            published,
            kinds,
            open: BTreeMap::new(),
            keeper,
            seq: mark.seq,
            head: mark.head,
            records: mark.records,
            last: mark.at,
            broken: None,
            shut: None,
        }
    }

    /// Takes commands until the store is closed, then finishes the shelf.
    pub fn run(mut self, commands: &Receiver<Command>) {
        while let Ok(first) = commands.recv() {
            if !self.take(first, commands) {
                break;
            }
            self.behind.wait_for_room();
        }
        drop(self.behind);
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
                Command::Part { by, doing, large, edits, answer } => {
                    let change = Change { doing, edits };
                    let asked = turn.admits(&self.published, self.kinds, &by, &change);
                    let result = asked.and_then(|()| turn.part(large, &change.edits).map(|_| ()));
                    turn.outcomes.push(Box::new(move |written| answer.give(written.and(result))));
                }
                Command::Step { by, scope, direction, answer } => {
                    self.finish(turn);
                    answer.give(self.step(&by, scope, &direction));
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

    /// Writes a turn, publishes it, and answers.
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
            let fault = Fault::from(error);
            self.broken = Some(fault.clone());
            Refused::Disk(fault)
        })?;
        self.seq = turn.seq;
        self.head = turn.head;
        self.last = places.last().copied().unwrap_or(self.last);
        for (large, frame) in &turn.parts {
            let first = places.get(*frame).copied().unwrap_or(self.last);
            let bytes = turn.frames.get(*frame).map_or(0, |frame| frame.size() as u64);
            self.open.entry(*large).or_insert(Large { first, bytes: 0 }).bytes += bytes;
        }
        let closed = turn.closed.and_then(|large| Some((large, self.open.remove(&large)?)));
        let parts = closed.map(|(large, begun)| Parts { large, next: begun.first, close: self.last });
        for (id, follow_up) in &turn.working {
            let before = self.published.follow_up(*id).map_or(0, |follow_up| follow_up.len());
            self.records = (self.records + follow_up.len() as u64).saturating_sub(before as u64);
        }
        // Parts alone leave the shelf as it is.
        let is_shelved = !turn.steps.is_empty();
        if is_shelved {
            self.behind.announce();
        }
        self.published.grown(Head { seq: self.seq, hash: self.head });
        self.published.publish(&turn.working);
        let steps: Vec<Stepped> = turn
            .steps
            .iter()
            .map(|(step, frame)| match (step.kind, frame.and_then(|frame| places.get(frame))) {
                (StepKind::New(seq, _), Some(at)) => Stepped { kind: StepKind::New(seq, *at), ..*step },
                _ => *step,
            })
            .collect();
        if is_shelved {
            self.behind.add(turn.records, parts, turn.working.into_keys(), steps, self.mark());
        }
        Ok(())
    }

    /// Opens the shelf that could not be opened before, if it can be by now.
    pub fn unshut(&mut self) -> Result<(), Refused> {
        if let Some(shut) = &self.shut {
            self.behind.take_up(shut.open_shelf(&self.mark())?);
            self.shut = None;
        }
        Ok(())
    }

    fn has_room(&mut self, bytes: u64) -> Result<(), Refused> {
        if let Some(error) = &self.broken {
            return Err(Refused::Disk(error.clone()));
        }
        self.unshut()?;
        let free = self.log.free().map_err(|error| Refused::Disk(error.into()))?;
        // What is in the journal will stand on the shelf as well.
        let wanted = FLOOR + 2 * bytes + self.open.values().map(|large| large.bytes).sum::<u64>();
        if free < wanted { Err(Refused::Full { free, floor: wanted }) } else { Ok(()) }
    }

    fn mark(&self) -> Mark {
        let open = self.open.iter().map(|(large, begun)| (*large, begun.first)).collect();
        Mark { seq: self.seq, at: self.last, next: self.log.end(), head: self.head, records: self.records, open }
    }

    /// Forgets a large change that will not be closed.
    pub fn drop_large(&mut self, large: Id) {
        if self.open.remove(&large).is_some() {
            self.behind.moved(self.mark());
        }
    }
}
