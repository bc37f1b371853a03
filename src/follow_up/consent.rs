//! What an officer lets an undo take back without being asked.

use super::Edit;
use crate::record::{Id, Seq};
use std::collections::BTreeSet;

/// How far an officer's wish to undo goes; past it the answer is a question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Consent {
    /// This commit, which the officer was asked about, and no other.
    To(Seq),
    /// What can be seen to change, but no import.
    Near(Near),
}

/// What an officer sees: a change that touches none of it would be undone unseen.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Near {
    /// Numbers of the kinds that are listed.
    pub kinds: Vec<u8>,
    /// The records that are shown, and those that are told of with them.
    pub records: BTreeSet<Id>,
}

impl Near {
    /// Whether some of the edits can be seen.
    #[must_use]
    pub fn sees(&self, edits: &[Edit]) -> bool {
        edits.iter().any(|edit| self.kinds.contains(&edit.kind) || self.records.contains(&edit.record))
    }
}
