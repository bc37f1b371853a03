//! What can be undone and done again, as the journal says, to be held against what stands on the shelf.

use super::{Amiss, Found};
use crate::record::{Id, Seq};
use crate::store::shelf::{Shelf, Stands, Step, StepKind, Stepped, UNDO_DEPTH, Unusable, decode};
use std::collections::BTreeMap;

/// What can be undone, by officer and scope.
#[derive(Debug, Default)]
pub struct Steps(BTreeMap<(Id, Id), Scope>);

#[derive(Debug, Default)]
struct Scope {
    steps: BTreeMap<Seq, Step>,
    /// The most that there were at a time: beyond [`UNDO_DEPTH`] the shelf forgets the oldest.
    most: usize,
}

impl Steps {
    /// Takes what a commit means.
    pub fn take(&mut self, stepped: &Stepped) {
        let scope = self.0.entry((stepped.officer, stepped.scope)).or_default();
        match stepped.kind {
            StepKind::New(seq, at) | StepKind::Forgotten(seq, at) => {
                let whole = matches!(stepped.kind, StepKind::New(..));
                let stands = if whole { Stands::Done } else { Stands::ForgottenDone };
                scope.steps.retain(|_, step| !step.stands.is_undone());
                scope.steps.insert(seq, Step { stands, at });
                scope.most = scope.most.max(scope.steps.len());
            }
            StepKind::Undo(seq) | StepKind::Redo(seq) => {
                if let Some(step) = scope.steps.get_mut(&seq) {
                    step.stands = step.stands.now(matches!(stepped.kind, StepKind::Redo(_)));
                }
            }
        }
    }

    /// Holds the shelf against it: each officer's newest steps stand there as they are here, and none else.
    pub fn compare(&self, onto: &Shelf, found: &mut Found) -> Result<(), Unusable> {
        let mut first: BTreeMap<(Id, Id), (Seq, usize)> = BTreeMap::new();
        let mut other = std::collections::BTreeSet::new();
        for entry in onto.db().scan_prefix(b"u") {
            let (key, value) = entry?;
            let Some((place, seq)) = place(&key) else {
                found.tell(Amiss::ShelfSteps { officer: Id::nil() });
                continue;
            };
            let step: Step = decode(&value)?;
            if self.0.get(&place).and_then(|scope| scope.steps.get(&seq)) != Some(&step) {
                other.insert(place.0);
            }
            first.entry(place).or_insert((seq, 0)).1 += 1;
        }
        for (place, scope) in &self.0 {
            let held = first.get(place);
            let newest = held.map_or(0, |(first, _)| scope.steps.range(first..).count());
            let whole = newest == held.map_or(0, |(_, count)| *count);
            if !whole || (newest < scope.steps.len() && scope.most <= UNDO_DEPTH) {
                other.insert(place.0);
            }
        }
        for officer in other {
            found.tell(Amiss::ShelfSteps { officer });
        }
        Ok(())
    }
}

fn place(key: &[u8]) -> Option<((Id, Id), Seq)> {
    let id = |from: usize| Some(Id::from_bytes(key.get(from..from + 16)?.try_into().ok()?));
    Some(((id(1)?, id(17)?), Seq::from_be_bytes(key.get(33..)?.try_into().ok()?)))
}
