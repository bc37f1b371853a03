//! One turn of the writer: the changes that are checked in order, written at once, and then published.

use super::By;
use super::import::random_id;
use super::journal::{self, Content, Entry, Frame, Hash, Made};
use super::published::Published;
use super::replay::{Place, scope_of, step_of};
use super::shelf::Stepped;
use crate::follow_up::{Change, Doing, Edit, FollowUp, Plan, Refused};
use crate::record::{Home, Id, Kinds, Lock, REGISTER, Seq, Stored};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Told when the turn has been written, or why it has not.
type Outcome = Box<dyn FnOnce(Result<(), Refused>)>;

/// Changes that have been checked and wait to be written.
pub(super) struct Turn {
    /// The follow-ups as they will be.
    pub working: BTreeMap<Id, Arc<FollowUp>>,
    /// What will be appended.
    pub frames: Vec<Frame>,
    /// Bytes of that.
    pub bytes: usize,
    /// The chain's head after that.
    pub head: Hash,
    /// Number of the last commit after that.
    pub seq: Seq,
    /// Records that commits touch; those of a large change are told by its parts.
    pub records: BTreeSet<Place>,
    /// What the commits mean for undo, with the frame that each begins at; none for one that began earlier.
    pub steps: Vec<(Stepped, Option<usize>)>,
    /// Parts of large changes: which, and the frame.
    pub parts: Vec<(Id, usize)>,
    /// The large change that is closed.
    pub closed: Option<Id>,
    pub outcomes: Vec<Outcome>,
}

impl Turn {
    pub fn new(seq: Seq, head: Hash) -> Self {
        Self {
            working: BTreeMap::new(),
            frames: Vec::new(),
            bytes: 0,
            head,
            seq,
            records: BTreeSet::new(),
            steps: Vec::new(),
            parts: Vec::new(),
            closed: None,
            outcomes: Vec::new(),
        }
    }

    /// Takes a change as the next commit; nothing has happened when it is refused.
    pub fn commit(&mut self, published: &Published, kinds: Kinds, by: &By, change: &Change) -> Result<Seq, Refused> {
        let seq = self.seq + 1;
        self.permits(published, kinds, &by.eyes, change)?;
        unlocked(kinds, change, |id| self.now(published, id))?;
        let (plans, scope) = self.checked(published, kinds, by, change, seq, None)?;
        let made = by.made(seq, change.doing);
        let edits: Vec<Edit> = change.edits.iter().map(|edit| self.effective(published, &plans, edit)).collect();
        let named = || random_id().map_err(|refused| refused.to_string());
        let entries = journal::entries(made.clone(), named, &edits).map_err(|error| Refused::Disk(error.into()))?;
        let first = self.frames.len();
        self.append(entries)?;
        self.put(published, plans);
        self.records.extend(change.edits.iter().map(|edit| (edit.follow_up, edit.kind, edit.record)));
        self.seq = seq;
        self.steps.push((step_of(&made, scope, 0), Some(first)));
        Ok(seq)
    }

    /// Applies a part of a large change to the follow-ups without writing it. A turn with a part that was
    /// refused is to be dropped. Returns the change's scope as far as it is known.
    pub fn apply(
        &mut self,
        published: &Published,
        kinds: Kinds,
        by: &By,
        change: &Change,
        scope: Option<Id>,
    ) -> Result<Id, Refused> {
        self.permits(published, kinds, &by.eyes, change)?;
        // The parts applied so far are of the same change; what is locked was so before all of them.
        unlocked(kinds, change, |id| published.follow_up(id).unwrap_or_else(|| Arc::new(FollowUp::new(id))))?;
        let (plans, scope) = self.checked(published, kinds, by, change, self.seq + 1, scope)?;
        self.put(published, plans);
        Ok(scope)
    }

    /// Closes the large change whose parts have been applied, as the next commit. Its first part stands at `at`.
    pub fn close(&mut self, by: &By, doing: Doing, large: Id, parts: u32, scope: Id, at: u64) -> Result<Seq, Refused> {
        let seq = self.seq + 1;
        let made = by.made(seq, doing);
        self.append(vec![(Entry::Close { large, parts, made: made.clone() }, Vec::new())])?;
        self.seq = seq;
        self.steps.push((step_of(&made, scope, at), None));
        self.closed = Some(large);
        Ok(seq)
    }

    /// Whether a part of a large change may go to the journal, where it stays whatever becomes of the change: what is
    /// going to be refused for want of a right, or because it is locked, is refused before that.
    pub fn admits(&self, published: &Published, kinds: Kinds, by: &By, change: &Change) -> Result<(), Refused> {
        self.permits_part(published, kinds, &by.eyes, change)?;
        unlocked(kinds, change, |id| self.now(published, id))
    }

    /// Appends parts of a large change; returns how many.
    pub fn part(&mut self, large: Id, edits: &[Edit]) -> Result<u32, Refused> {
        let first = self.frames.len();
        self.append(journal::parts(large, edits).map_err(|error| Refused::Disk(error.into()))?)?;
        self.parts.extend((first..self.frames.len()).map(|frame| (large, frame)));
        u32::try_from(self.frames.len() - first).map_err(|error| Refused::Disk(error.to_string().into()))
    }

    fn append(&mut self, entries: Vec<(Entry, Vec<Content>)>) -> Result<(), Refused> {
        let known = self.frames.len();
        let mut head = self.head;
        for (entry, contents) in entries {
            match Frame::new(head, &entry, contents) {
                Ok(frame) => {
                    head = frame.hash();
                    self.frames.push(frame);
                }
                Err(error) => {
                    self.frames.truncate(known);
                    return Err(Refused::Disk(error.into()));
                }
            }
        }
        self.head = head;
        self.bytes += self.frames.iter().skip(known).map(Frame::size).sum::<usize>();
        Ok(())
    }

    /// What an edit of a set of links has done after merging, so that undoing it leaves alone what others had
    /// put there before.
    fn effective(&self, published: &Published, plans: &BTreeMap<Id, Plan>, edit: &Edit) -> Edit {
        if ![&edit.before, &edit.after].into_iter().flatten().any(Stored::is_links) {
            return edit.clone();
        }
        let before = self.now(published, edit.follow_up).stands(edit.kind, edit.record, edit.tag);
        let after = plans.get(&edit.follow_up).and_then(|plan| plan.stands(edit.kind, edit.record, edit.tag));
        Edit { before, after, ..edit.clone() }
    }

    /// A follow-up as it stands in this turn.
    pub fn now(&self, published: &Published, id: Id) -> Arc<FollowUp> {
        let known = self.working.get(&id).cloned().or_else(|| published.follow_up(id));
        known.unwrap_or_else(|| Arc::new(FollowUp::new(id)))
    }

    /// What a change would make of the follow-ups that it touches, and where it is undone.
    fn checked(
        &self,
        published: &Published,
        kinds: Kinds,
        by: &By,
        change: &Change,
        seq: Seq,
        scope: Option<Id>,
    ) -> Result<(BTreeMap<Id, Plan>, Id), Refused> {
        let ids: BTreeSet<Id> = change.edits.iter().map(|edit| edit.follow_up).collect();
        let others = ids.iter().copied().chain(scope).filter(|id| *id != REGISTER).collect::<BTreeSet<_>>();
        if ids.is_empty() || others.len() > 1 {
            return Err(Refused::Misformed);
        }
        for edit in &change.edits {
            let kind = kinds.iter().find(|kind| kind.number == edit.kind).ok_or(Refused::Misformed)?;
            if (kind.home == Home::Register) != (edit.follow_up == REGISTER) {
                return Err(Refused::Misformed);
            }
        }
        self.unused(published, kinds, change)?;
        let mut plans = BTreeMap::new();
        for id in &ids {
            plans.insert(*id, self.now(published, *id).plan(change, seq)?);
        }
        self.permits_outcome(published, &by.eyes, &change.edits, &plans)?;
        self.accounts(published, &change.edits, &plans)?;
        Ok((plans, scope_of(ids, scope)))
    }

    /// Refuses a change of what stands fast because records of follow-ups rest on it.
    fn unused(&self, published: &Published, kinds: Kinds, change: &Change) -> Result<(), Refused> {
        let may_stand_fast = |edit: &&Edit| {
            let kind = kinds.iter().find(|kind| kind.number == edit.kind);
            kind.is_some_and(|kind| matches!(kind.lock, Lock::Used(_) | Lock::With(_)))
        };
        let mut edits = change.edits.iter().filter(may_stand_fast).peekable();
        if edits.peek().is_none() {
            return Ok(());
        }
        let (register, others) = (self.now(published, REGISTER), self.follow_ups(published));
        let others: Vec<&FollowUp> = others.iter().map(Arc::as_ref).collect();
        let used = edits.find_map(|edit| register.used(kinds, edit, &others));
        used.map_or(Ok(()), |id| Err(Refused::Used(id)))
    }

    /// Makes the follow-ups what was planned. One that an earlier change of this turn has touched is nobody else's yet.
    fn put(&mut self, published: &Published, plans: BTreeMap<Id, Plan>) {
        for (id, plan) in plans {
            let mut own = self.working.remove(&id).unwrap_or_else(|| self.now(published, id));
            Arc::make_mut(&mut own).apply(&plan);
            self.working.insert(id, own);
        }
    }
}

/// Asks the lock of each follow-up that a change touches, as it stood before.
fn unlocked(kinds: Kinds, change: &Change, before: impl Fn(Id) -> Arc<FollowUp>) -> Result<(), Refused> {
    let touched: BTreeSet<Id> = change.edits.iter().map(|edit| edit.follow_up).collect();
    touched.into_iter().map(before).try_for_each(|follow_up| follow_up.unlocked(kinds, change))
}

impl By {
    fn made(&self, seq: Seq, doing: Doing) -> Made {
        Made { seq, at: self.at, officer: self.eyes.officer().clone(), session: self.session, doing }
    }
}
