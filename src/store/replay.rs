//! Reading the journal back: the chain is verified frame by frame, and the edits are applied.

use super::journal::{self, Content, Entry, Frame, Framed, Hash, Log, Made, Unread};
use super::shelf::{Mark, StepKind, Stepped};
use crate::follow_up::{Doing, Edit, FollowUp};
use crate::record::{Fault, Id, REGISTER, Seq};
use std::collections::{BTreeMap, BTreeSet};

/// A record somewhere.
pub type Place = (Id, u8, Id);

/// Why the journal could not be read on.
#[derive(Debug, thiserror::Error)]
pub enum Stopped {
    /// The log says so.
    #[error(transparent)]
    Unread(#[from] Unread),
    /// A newer version wrote a frame.
    #[error("an entry of a newer version at {0}")]
    Newer(u64),
}

impl From<Stopped> for Fault {
    fn from(stopped: Stopped) -> Self {
        match stopped {
            Stopped::Unread(Unread::Disk(error)) => error.into(),
            Stopped::Unread(Unread::Torn(_) | Unread::Damaged(_)) => Self::Damaged,
            Stopped::Newer(_) => stopped.to_string().into(),
        }
    }
}

/// The state that the journal gives, as far as it has been read.
#[derive(Debug)]
pub struct Replay<'a> {
    log: &'a dyn Log,
    /// The follow-ups and the register.
    pub follow_ups: BTreeMap<Id, FollowUp>,
    /// Up to where the journal has been read.
    pub mark: Mark,
    /// Contents that are what was written and cannot be read: nothing of them has been applied.
    pub unreadable: usize,
    /// What has changed since [`Replay::take`] was called last.
    changed: Changed,
}

/// What some commits changed.
#[derive(Debug, Default)]
pub struct Changed {
    /// Records.
    pub records: BTreeSet<Place>,
    /// Follow-ups.
    pub follow_ups: BTreeSet<Id>,
    /// What they mean for undo, in order.
    pub steps: Vec<Stepped>,
}

impl<'a> Replay<'a> {
    /// From the beginning.
    pub fn new(log: &'a dyn Log) -> Self {
        let start = log.start();
        let mark = Mark { seq: 0, at: start, next: start, head: log.origin(), records: 0, open: Vec::new() };
        Self::from(log, BTreeMap::new(), mark)
    }

    /// From where a shelf stands.
    pub fn from(log: &'a dyn Log, follow_ups: BTreeMap<Id, FollowUp>, mark: Mark) -> Self {
        Self { log, follow_ups, mark, unreadable: 0, changed: Changed::default() }
    }

    /// Reads on to the end, and calls `some` now and then so that what has changed can be taken off in slices.
    pub fn run<E: From<Stopped>>(&mut self, mut some: impl FnMut(&mut Self) -> Result<(), E>) -> Result<(), E> {
        loop {
            let frames = self.log.read(self.mark.next).map_err(Stopped::from)?;
            if frames.is_empty() {
                return Ok(());
            }
            for framed in frames {
                self.step(&framed)?;
            }
            some(self)?;
        }
    }

    /// What has changed since the last call.
    pub fn take(&mut self) -> Changed {
        std::mem::take(&mut self.changed)
    }

    /// How many steps of undo there are since they were taken off last.
    pub fn steps(&self) -> usize {
        self.changed.steps.len()
    }

    /// The steps of undo since the last call.
    pub fn take_steps(&mut self) -> Vec<Stepped> {
        std::mem::take(&mut self.changed.steps)
    }

    fn step(&mut self, framed: &Framed) -> Result<(), Stopped> {
        let entry = verified(framed, self.mark.head)?;
        let damaged = || Stopped::Unread(Unread::Damaged(framed.at));
        self.unreadable += journal::unreadable(&entry, &framed.frame);
        match &entry {
            Entry::Commit { made, .. } | Entry::Forget { made, .. } => {
                let edits = journal::edits(&entry, &framed.frame);
                self.made(made).ok_or_else(damaged)?;
                let scope = self.apply(&edits, made.seq, None);
                self.stepped(made, scope, framed.at, is_forgotten(&framed.frame));
            }
            Entry::Part { large, .. } => {
                if self.mark.open.iter().all(|(open, _)| open != large) {
                    self.mark.open.push((*large, framed.at));
                }
            }
            Entry::Close { large, parts, made } => {
                let first = self.mark.open.iter().find(|(open, _)| open == large).map(|(_, at)| *at);
                let first = first.ok_or_else(damaged)?;
                self.made(made).ok_or_else(damaged)?;
                let mut scope = None;
                let mut found = 0;
                let mut forgotten = false;
                let log = self.log;
                each_part(log, first, framed.at, *large, |part, entry| {
                    let edits = journal::edits(entry, &part.frame);
                    found += 1;
                    forgotten |= is_forgotten(&part.frame);
                    scope = Some(self.apply(&edits, made.seq, scope));
                    Ok::<(), Stopped>(())
                })?;
                if found != *parts {
                    return Err(damaged());
                }
                self.mark.open.retain(|(open, _)| open != large);
                self.stepped(made, scope.unwrap_or(REGISTER), first, forgotten);
            }
        }
        self.mark.at = framed.at;
        self.mark.next = framed.next;
        self.mark.head = framed.frame.hash();
        Ok(())
    }

    /// Takes the commit's number, which rises by one.
    fn made(&mut self, made: &Made) -> Option<()> {
        (made.seq == self.mark.seq + 1).then(|| self.mark.seq = made.seq)
    }

    fn apply(&mut self, edits: &[Edit], seq: Seq, scope: Option<Id>) -> Id {
        let ids: BTreeSet<Id> = edits.iter().map(|edit| edit.follow_up).collect();
        for id in &ids {
            let follow_up = self.follow_ups.entry(*id).or_insert_with(|| FollowUp::new(*id));
            let before = follow_up.len();
            follow_up.replay(edits, seq);
            self.mark.records = (self.mark.records + follow_up.len() as u64).saturating_sub(before as u64);
        }
        self.changed.records.extend(edits.iter().map(|edit| (edit.follow_up, edit.kind, edit.record)));
        self.changed.follow_ups.extend(&ids);
        scope_of(ids, scope)
    }

    fn stepped(&mut self, made: &Made, scope: Id, at: u64, forgotten: bool) {
        // Nobody did it, or it is for good; so nobody takes it back.
        if matches!(made.doing, Doing::Mend | Doing::Forget) {
            return;
        }
        let mut step = step_of(made, scope, at);
        if let StepKind::New(seq, at) = step.kind
            && forgotten
        {
            step.kind = StepKind::Forgotten(seq, at);
        }
        self.changed.steps.push(step);
    }
}

/// Where a change is undone: in the follow-up that it touches, or in the register when it touches none.
pub fn scope_of(ids: impl IntoIterator<Item = Id>, scope: Option<Id>) -> Id {
    ids.into_iter().chain(scope).find(|id| *id != REGISTER).unwrap_or(REGISTER)
}

/// What a commit means for undo.
pub fn step_of(made: &Made, scope: Id, at: u64) -> Stepped {
    let kind = match made.doing {
        Doing::Undo(seq) => StepKind::Undo(seq),
        Doing::Redo(seq) => StepKind::Redo(seq),
        _ => StepKind::New(made.seq, at),
    };
    Stepped { officer: made.officer.id, scope, kind }
}

/// Whether some of a frame has been forgotten: nobody knows any more what would come back.
pub fn is_forgotten(frame: &Frame) -> bool {
    frame.contents().iter().any(Content::is_blanked)
}

/// A frame's entry, when the frame follows the given link and its contents are what its head says.
pub fn verified(framed: &Framed, previous: Hash) -> Result<Entry, Stopped> {
    let frame = &framed.frame;
    let entry = frame.entry().map_err(|_| Stopped::Newer(framed.at))?;
    let holds = entry.groups().iter().zip(frame.contents()).all(|(group, content)| content.holds(group));
    if frame.previous == previous && holds { Ok(entry) } else { Err(Unread::Damaged(framed.at).into()) }
}

/// Calls `part` with each part of a large change that stands before a place, one at a time.
pub fn each_part<E: From<Stopped>>(
    log: &dyn Log,
    first: u64,
    until: u64,
    large: Id,
    mut part: impl FnMut(&Framed, &Entry) -> Result<(), E>,
) -> Result<(), E> {
    let mut next = first;
    while next < until {
        let frames = log.read(next).map_err(Stopped::from)?;
        if frames.is_empty() {
            break;
        }
        for framed in frames.iter().take_while(|framed| framed.at < until) {
            next = framed.next;
            let entry = framed.frame.entry().map_err(|_| Stopped::Newer(framed.at))?;
            match &entry {
                Entry::Part { large: of, .. } if *of == large => part(framed, &entry)?,
                Entry::Close { large: of, .. } if *of == large => return Ok(()),
                _ => {}
            }
        }
    }
    Ok(())
}
