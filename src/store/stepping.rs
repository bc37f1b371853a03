//! What can be undone and done again, as it stands on the shelf: the steps of each officer in each scope.

use super::shelf::{Shelf, Unusable, decode, encode};
use crate::record::{Id, Seq};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

type Result<T> = std::result::Result<T, Unusable>;

/// Undo reaches back at least this many commits of an officer in a scope.
pub(super) const UNDO_DEPTH: usize = 1000;

/// So many steps may stand beyond that before they are looked for: looking reads all of the scope's steps, which after
/// every 64 was a quarter of the writer's time while fifty officers saved.
const BEYOND: usize = 512;

/// How many steps stand in a scope at most, as far as has been counted since the shelf was opened.
#[derive(Clone, Debug, Default)]
pub(super) struct Counted(Arc<Mutex<HashMap<Vec<u8>, usize>>>);

impl Counted {
    /// Counts one more; whether there are so many that the oldest are to go.
    fn one_more(&self, scope: &[u8], there: impl FnOnce() -> usize) -> bool {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = match counted.get_mut(scope) {
            Some(count) => count,
            None => counted.entry(scope.to_vec()).or_insert_with(there),
        };
        *count += 1;
        let goes = *count > UNDO_DEPTH + BEYOND;
        if goes {
            *count = UNDO_DEPTH;
        }
        goes
    }
}

/// What can be undone or redone.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct Step {
    /// Whether it is done.
    pub stands: Stands,
    /// Where the commit or its first part stands in the journal.
    pub at: u64,
}

/// How a commit stands for undo. The first two are written as the `false` and `true` of before.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) enum Stands {
    Undone,
    Done,
    /// Some of it has been forgotten: it is stepped past.
    ForgottenDone,
    /// It had been undone, and some of it has been forgotten.
    ForgottenUndone,
}

impl Stands {
    /// Whether it was undone, so that the next commit clears it.
    pub fn is_undone(self) -> bool {
        matches!(self, Self::Undone | Self::ForgottenUndone)
    }

    /// The same, undone or done again.
    pub fn now(self, done: bool) -> Self {
        match (self, done) {
            (Self::Undone | Self::Done, true) => Self::Done,
            (Self::Undone | Self::Done, false) => Self::Undone,
            (Self::ForgottenDone | Self::ForgottenUndone, true) => Self::ForgottenDone,
            (Self::ForgottenDone | Self::ForgottenUndone, false) => Self::ForgottenUndone,
        }
    }
}

/// What would be undone or done again next.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Next {
    /// The commit's number, and where it or its first part stands.
    pub found: Option<(Seq, u64)>,
    /// A commit whose turn it would have been, had it not been forgotten.
    pub past: Option<Seq>,
}

/// A commit as undo sees it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stepped {
    /// Who.
    pub officer: Id,
    /// Where.
    pub scope: Id,
    /// What the commit means for undo.
    pub kind: StepKind,
}

/// What a commit means for undo.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StepKind {
    /// A commit of its own: number, and where it or its first part stands.
    New(Seq, u64),
    /// The same, of which some has been forgotten since.
    Forgotten(Seq, u64),
    /// That commit has been undone.
    Undo(Seq),
    /// That commit has been done again.
    Redo(Seq),
}

impl Shelf {
    /// The operations that commits make on what can be undone: a new one clears what could be redone.
    ///
    /// They come out right also when the shelf holds some of the commits already.
    pub fn put_steps(&self, batch: &mut sled::Batch, steps: &[Stepped]) -> Result<()> {
        let mut known: BTreeMap<Vec<u8>, Option<Step>> = BTreeMap::new();
        // Scopes in which nothing on the shelf can be redone any more, and what can be among the known.
        let mut cleared: BTreeSet<Vec<u8>> = BTreeSet::new();
        let mut undone: BTreeSet<Vec<u8>> = BTreeSet::new();
        for step in steps {
            let scope = scope_key(step.officer, step.scope);
            match step.kind {
                StepKind::New(seq, at) | StepKind::Forgotten(seq, at) => {
                    if cleared.insert(scope.clone()) {
                        // What is later than the commit stands there because it has been applied once already.
                        let earlier = self.back_to_done(&scope, &step_key(&scope, seq))?;
                        let on_shelf = earlier.into_iter().filter(|(_, step)| step.stands.is_undone());
                        undone.extend(on_shelf.map(|(key, _)| key).filter(|key| !known.contains_key(key)));
                    }
                    known.extend(undone.extract_if(.., |key| key.starts_with(&scope)).map(|key| (key, None)));
                    let whole = matches!(step.kind, StepKind::New(..));
                    let stands = if whole { Stands::Done } else { Stands::ForgottenDone };
                    known.insert(step_key(&scope, seq), Some(Step { stands, at }));
                    if self.counted.one_more(&scope, || self.db().scan_prefix(&scope).count()) {
                        self.forget_oldest(&scope, &mut known)?;
                    }
                }
                StepKind::Undo(seq) | StepKind::Redo(seq) => {
                    let key = step_key(&scope, seq);
                    let held = match known.get(&key) {
                        Some(held) => *held,
                        None => self.db().get(&key)?.map(|bytes| decode::<Step>(&bytes)).transpose()?,
                    };
                    let Some(held) = held else { continue };
                    let done = matches!(step.kind, StepKind::Redo(_));
                    if done {
                        undone.remove(&key);
                    } else {
                        undone.insert(key.clone());
                    }
                    known.insert(key, Some(Step { stands: held.stands.now(done), ..held }));
                }
            }
        }
        for (key, step) in known {
            match step {
                Some(step) => batch.insert(key, encode(&step)?),
                None => batch.remove(key),
            }
        }
        Ok(())
    }

    /// The commit that an officer would undo.
    pub fn undoable(&self, officer: Id, scope: Id) -> Result<Next> {
        let mut next = Next::default();
        for (key, step) in self.after_last_done(&scope_key(officer, scope))? {
            match step.stands {
                Stands::Done => next.found = seq_of(&key).map(|seq| (seq, step.at)),
                // What is newer has been stepped past before, and its officer told.
                Stands::Undone => next.past = None,
                Stands::ForgottenDone => next.past = next.past.or(seq_of(&key)),
                Stands::ForgottenUndone => {}
            }
        }
        Ok(next)
    }

    /// The commit that an officer would do again.
    pub fn redoable(&self, officer: Id, scope: Id) -> Result<Next> {
        let mut next = Next::default();
        for (key, step) in self.after_last_done(&scope_key(officer, scope))?.iter().rev() {
            match step.stands {
                Stands::Undone => {
                    next.found = seq_of(key).map(|seq| (seq, step.at));
                    break;
                }
                Stands::ForgottenUndone => next.past = next.past.or(seq_of(key)),
                Stands::Done | Stands::ForgottenDone => {}
            }
        }
        Ok(next)
    }

    /// Steps of a scope from the newest back to the last one that is done.
    fn after_last_done(&self, scope: &[u8]) -> Result<Vec<(Vec<u8>, Step)>> {
        self.back_to_done(scope, &step_key(scope, Seq::MAX))
    }

    /// Steps of a scope before a key back to the last one that is done.
    fn back_to_done(&self, scope: &[u8], before: &[u8]) -> Result<Vec<(Vec<u8>, Step)>> {
        let mut steps = Vec::new();
        for entry in self.db().range(scope..before).rev() {
            let (key, value) = entry?;
            let step: Step = decode(&value)?;
            steps.push((key.to_vec(), step));
            if step.stands == Stands::Done {
                break;
            }
        }
        Ok(steps)
    }

    fn forget_oldest(&self, scope: &[u8], known: &mut BTreeMap<Vec<u8>, Option<Step>>) -> Result<()> {
        for entry in self.db().scan_prefix(scope).rev().skip(UNDO_DEPTH) {
            known.insert(entry?.0.to_vec(), None);
        }
        Ok(())
    }

    /// Takes the steps of undo over from another shelf, so many at a time.
    pub fn take_steps(&self, from: &Self, slice: usize) -> Result<()> {
        let mut batch = sled::Batch::default();
        for (number, entry) in from.db().scan_prefix(b"u").enumerate() {
            let (key, value) = entry?;
            batch.insert(key, value);
            if number % slice == slice - 1 {
                self.apply(std::mem::take(&mut batch))?;
            }
        }
        self.apply(batch)
    }
}

fn scope_key(officer: Id, scope: Id) -> Vec<u8> {
    let mut key = Vec::with_capacity(41);
    key.push(b'u');
    key.extend_from_slice(officer.as_bytes());
    key.extend_from_slice(scope.as_bytes());
    key
}

fn step_key(scope: &[u8], seq: Seq) -> Vec<u8> {
    let mut key = scope.to_vec();
    key.extend_from_slice(&seq.to_be_bytes());
    key
}

fn seq_of(key: &[u8]) -> Option<Seq> {
    key.get(33..)?.try_into().ok().map(Seq::from_be_bytes)
}

#[cfg(test)]
mod tests {
    use super::{BEYOND, Counted, Next, Shelf, Stands, Step, StepKind, Stepped, UNDO_DEPTH, decode, encode};
    use crate::record::Id;

    const OFFICER: Id = Id::from_u128(1);
    const SCOPE: Id = Id::from_u128(2);

    fn put(shelf: &Shelf, kinds: &[StepKind]) {
        let step = |kind: &StepKind| Stepped { officer: OFFICER, scope: SCOPE, kind: *kind };
        let mut batch = sled::Batch::default();
        shelf.put_steps(&mut batch, &kinds.iter().map(step).collect::<Vec<_>>()).unwrap();
        shelf.apply(batch).unwrap();
    }

    /// The commits that would be undone and done again, and those that are stepped past on the way.
    fn next(steps: &[StepKind]) -> [(Option<u64>, Option<u64>); 2] {
        let shelf = Shelf::temporary().unwrap();
        put(&shelf, steps);
        let told = |Next { found, past }| (found.map(|(seq, _)| seq), past);
        [shelf.undoable(OFFICER, SCOPE), shelf.redoable(OFFICER, SCOPE)].map(|next| told(next.unwrap()))
    }

    #[test]
    fn steps_that_are_put_again_in_other_slices_come_out_as_before() {
        let steps = [StepKind::New(1, 10), StepKind::Undo(1), StepKind::New(3, 30)];
        for cut in 0..=steps.len() {
            let shelf = Shelf::temporary().unwrap();
            put(&shelf, &steps);
            // A replay from an older mark, parted anywhere.
            put(&shelf, &steps[..cut]);
            put(&shelf, &steps[cut..]);
            put(&shelf, &[StepKind::Undo(3)]);
            let redoable = shelf.redoable(OFFICER, SCOPE).unwrap().found;
            assert_eq!(redoable, Some((3, 30)), "what the third has cleared is gone, parted at {cut}");
        }
    }

    #[test]
    fn what_has_been_forgotten_is_stepped_past_and_told_once() {
        use StepKind::{Forgotten, New, Redo, Undo};
        assert_eq!(next(&[New(1, 0), Forgotten(2, 0)]), [(Some(1), Some(2)), (None, None)]);
        assert_eq!(next(&[Forgotten(1, 0)]), [(None, Some(1)), (None, None)]);
        let past = [New(1, 0), New(2, 0), Forgotten(3, 0), Undo(2)];
        assert_eq!(next(&past), [(Some(1), None), (Some(2), None)], "past it once, it is not told again");
        assert_eq!(next(&[&past[..], &[New(5, 0)]].concat()), [(Some(5), None), (None, None)]);
        assert_eq!(next(&[&past[..], &[Redo(2)]].concat()), [(Some(2), Some(3)), (None, None)]);
        let undone = [Forgotten(1, 0), New(2, 0), Undo(2), Undo(1)];
        assert_eq!(next(&undone), [(None, None), (Some(2), Some(1))]);
        assert_eq!(next(&undone[..3]), [(None, Some(1)), (Some(2), None)]);
        assert_eq!(next(&[Forgotten(1, 0), Undo(1)]), [(None, None), (None, Some(1))]);
        assert_eq!(next(&[Forgotten(1, 0), Undo(1), Redo(1)]), [(None, Some(1)), (None, None)]);
    }

    #[test]
    fn the_oldest_steps_go_whatever_the_numbers_of_an_officers_commits() {
        let shelf = Shelf::temporary().unwrap();
        let held = |shelf: &Shelf| shelf.db().scan_prefix(b"u").count();
        // None of them can be parted by 512, as when another officer has every second commit.
        for number in 0..2200 {
            put(&shelf, &[StepKind::New(2 * number + 1, number)]);
            assert!(held(&shelf) <= UNDO_DEPTH + BEYOND + 1, "{number}");
        }
        assert!(held(&shelf) >= UNDO_DEPTH);
        assert_eq!(shelf.undoable(OFFICER, SCOPE).unwrap().found, Some((4399, 2199)));
        // What stood there when it was opened counts as well.
        let mut again = shelf;
        again.counted = Counted::default();
        for number in 2200..2800 {
            put(&again, &[StepKind::New(2 * number + 1, number)]);
        }
        assert!(held(&again) <= UNDO_DEPTH + BEYOND + 1);
    }

    #[test]
    fn steps_of_a_shelf_from_before_forgetting_are_read() {
        for (done, stands) in [(false, Stands::Undone), (true, Stands::Done)] {
            let bytes = encode(&(done, 300_u64)).unwrap();
            assert_eq!(decode::<Step>(&bytes).unwrap(), Step { stands, at: 300 });
            assert_eq!(encode(&Step { stands, at: 300 }).unwrap(), bytes);
        }
    }
}
