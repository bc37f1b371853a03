//! The thread that brings the shelf up behind the journal, in slices.
//!
//! What is applied is a record as it is published now, which may be later than the mark says; replaying over
//! that gives the same (see [`FollowUp::replay`](crate::follow_up::FollowUp::replay)). So a record that is
//! changed over and over is written once.
//!
//! Which records a large change touches is read from the journal part by part: with a list of them, an import of
//! 300,000 peaked some 13 MB higher.
//!
//! A shelf that fails or does not come back, or a panic over it, ends the shelving and nothing else: the journal holds
//! everything, sessions are told at once, whoever undoes is told why that cannot be done, and the next opening brings the
//! shelf up.

use super::behind::{Asked, NextStep, Shared, Task, Work};
use super::journal::{Entry, Log};
use super::kept::Keeper;
use super::published::Published;
use super::replay::Stopped;
use super::shelf::{Next, Shelf, Stepped, Unusable};
use super::writer::Direction;
use crate::follow_up::Refused;
use crate::record::{Fault, REGISTER};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Records in a slice: about a millisecond.
const SLICE: usize = 100;
/// Bytes of records in a slice.
const SLICE_BYTES: usize = 1024 * 1024;
/// Records after which sled is asked to write out what it holds.
const FLUSH: usize = 2000;

/// What the thread works with.
pub(super) struct Shelver {
    shared: Arc<Shared>,
    log: Arc<dyn Log>,
    /// Nothing when the shelf is not kept up; the shared fault says why.
    shelf: Option<Shelf>,
    published: Arc<Published>,
    keeper: Arc<Keeper>,
    unflushed: usize,
}

impl Shelver {
    pub fn new(
        shared: Arc<Shared>,
        log: Arc<dyn Log>,
        shelf: Option<Shelf>,
        published: Arc<Published>,
        keeper: Arc<Keeper>,
    ) -> Self {
        Self { shared, log, shelf, published, keeper, unflushed: 0 }
    }

    /// Does what there is to do until the store is closed.
    pub fn run(mut self) {
        let mut is_open = true;
        while is_open {
            let done = catch_unwind(AssertUnwindSafe(|| self.task()));
            let fault = match done {
                Ok(Ok(more)) => {
                    is_open = more;
                    continue;
                }
                Ok(Err(error)) => error.into(),
                Err(panic) => told_by(&*panic),
            };
            if let Some(shelf) = self.shelf.take() {
                shelf.abandon();
            }
            self.shared.lose(&fault);
        }
    }

    /// The next task; false when there will be none.
    fn task(&mut self) -> Result<bool, Unusable> {
        match self.shared.next() {
            Task::TakeUp(onto) => self.shelf = Some(onto),
            Task::Answer(asked, steps) => self.answer(&asked, &steps)?,
            Task::Apply(mut work) => while !self.slice(&mut work)? {},
            Task::End => {
                self.shelf.take().map_or(Ok(()), |shelf| shelf.flush())?;
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Answers what would be undone or redone next.
    fn answer(&self, asked: &Asked, steps: &[Stepped]) -> Result<(), Unusable> {
        let Some(onto) = &self.shelf else {
            let fault = self.shared.fault().unwrap_or(Fault::Damaged);
            let _ = asked.tell.send(Err(Refused::Disk(fault)));
            return Ok(());
        };
        let next = put_steps(onto, steps).and_then(|()| next_step(onto, asked));
        let (told, done) = match next {
            Ok(next) => (chosen(next), Ok(())),
            Err(error) => {
                let fault = Fault::from(error);
                (Err(Refused::Disk(fault.clone())), Err(Unusable::Damaged(fault)))
            }
        };
        // Who has gone meanwhile needs no answer.
        let _ = asked.tell.send(told);
        done
    }

    /// Applies a slice; the last one, for which the answer is true, brings the mark along.
    fn slice(&mut self, work: &mut Work) -> Result<bool, Unusable> {
        if let Some((asked, later)) = self.shared.asked() {
            let steps: Vec<Stepped> = std::mem::take(&mut work.steps).into_iter().chain(later).collect();
            self.answer(&asked, &steps)?;
        }
        if !self.shared.goes_on() {
            return Err(Unusable::Damaged(Fault::Silent));
        }
        let Some(onto) = self.shelf.clone() else { return Ok(true) };
        let mut batch = sled::Batch::default();
        onto.put_steps(&mut batch, &std::mem::take(&mut work.steps))?;
        if work.records.is_empty() {
            self.read_on(work)?;
        }
        let mut bytes = 0;
        let mut rows = 0;
        while rows < SLICE && bytes < SLICE_BYTES {
            let Some((id, kind, record)) = work.records.pop_first() else { break };
            if let Some(follow_up) = self.published.follow_up(id) {
                bytes += follow_up.held(kind, record).map_or(0, |record| record.bytes().len());
                Shelf::put(&mut batch, &follow_up, kind, record);
            }
            rows += 1;
        }
        let last = work.mark.as_ref().filter(|_| work.records.is_empty() && work.large.is_empty());
        match last {
            Some(mark) => {
                for id in std::mem::take(&mut work.follow_ups) {
                    if let Some(follow_up) = self.published.follow_up(id) {
                        Shelf::put_seq(&mut batch, &follow_up);
                    }
                }
                Shelf::put_mark(&mut batch, Some(mark), self.shared.is_up())?;
            }
            None => Shelf::put_mark(&mut batch, None, false)?,
        }
        onto.apply(batch)?;
        self.unflushed += rows + 1;
        if self.unflushed >= FLUSH {
            self.unflushed = 0;
            self.keeper.flush_soon();
        }
        Ok(last.is_some())
    }

    /// Reads which records the next parts of a large change touch.
    fn read_on(&self, work: &mut Work) -> Result<(), Unusable> {
        while let Some(parts) = work.large.front_mut().filter(|_| work.records.is_empty()) {
            let frames = self.log.read(parts.next).map_err(|error| Unusable::Damaged(Stopped::from(error).into()))?;
            let mut ended = true;
            for framed in frames.iter().take_while(|framed| framed.at < parts.close) {
                let entry = framed.frame.entry().map_err(|_| Unusable::Damaged(Stopped::Newer(framed.at).into()))?;
                if matches!(&entry, Entry::Part { large, .. } if *large == parts.large) {
                    let places = entry.groups().iter().map(|group| (group.follow_up, group.kind, group.record));
                    work.records.extend(places);
                }
                parts.next = framed.next;
                ended = parts.next >= parts.close;
            }
            if ended {
                work.large.pop_front();
            }
        }
        Ok(())
    }
}

fn put_steps(shelf: &Shelf, steps: &[Stepped]) -> Result<(), Unusable> {
    if steps.is_empty() {
        return Ok(());
    }
    let mut batch = sled::Batch::default();
    shelf.put_steps(&mut batch, steps)?;
    shelf.apply(batch)
}

fn next_step(shelf: &Shelf, asked: &Asked) -> Result<Next, Unusable> {
    let of = |scope| match asked.direction {
        Direction::Undo(_) => shelf.undoable(asked.officer, scope),
        Direction::Redo => shelf.redoable(asked.officer, scope),
    };
    let (own, register) = (of(asked.scope)?, of(REGISTER)?);
    let founds = [own.found, register.found].into_iter().flatten();
    let pasts = [own.past, register.past].into_iter().flatten();
    Ok(match asked.direction {
        Direction::Undo(_) => {
            let found = founds.max();
            Next { found, past: pasts.filter(|past| found.is_none_or(|(seq, _)| seq < *past)).max() }
        }
        Direction::Redo => {
            let found = founds.min();
            Next { found, past: pasts.filter(|past| found.is_none_or(|(seq, _)| *past < seq)).min() }
        }
    })
}

/// What an officer who asks is answered.
fn chosen(next: Next) -> Result<NextStep, Refused> {
    match (next.found, next.past) {
        (Some((seq, at)), past) => Ok(NextStep { seq, at, past }),
        (None, Some(past)) => Err(Refused::Forgotten(past)),
        (None, None) => Err(Refused::NothingToUndo),
    }
}

/// What a panic says.
fn told_by(panic: &(dyn Any + Send)) -> Fault {
    let said = panic.downcast_ref::<String>().cloned();
    let said = said.or_else(|| panic.downcast_ref::<&str>().map(|said| (*said).to_owned()));
    said.unwrap_or_default().into()
}
