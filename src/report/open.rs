//! What may leave the tool: the follow-up without what is restricted.

use crate::follow_up::{FollowUp, Whole};
use crate::record::{Id, RESTRICTED, Record, Value};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A follow-up without its restricted records.
pub(super) struct Open {
    /// What is left.
    pub(super) whole: Whole,
    /// What is not.
    pub(super) hidden: BTreeSet<Id>,
}

impl Open {
    /// Leaves out every record that is marked as restricted, so that nothing computed rests on it. What is hidden is
    /// not to be computed from this alone.
    pub(super) fn of(whole: &Whole) -> Self {
        let mut hidden = BTreeSet::new();
        let own = part(&whole.own, &mut hidden);
        let register = part(&whole.register, &mut hidden);
        Self { whole: Whole { own, register }, hidden }
    }
}

fn part(follow_up: &Arc<FollowUp>, hidden: &mut BTreeSet<Id>) -> Arc<FollowUp> {
    let restricted = |record: &&Record| !record.is_removed() && record.value(RESTRICTED) == Some(Value::Flag(true));
    let before = hidden.len();
    hidden.extend(follow_up.everything().filter(restricted).map(Record::id));
    if hidden.len() == before {
        return Arc::clone(follow_up);
    }
    let mut open = FollowUp::new(follow_up.id());
    for record in follow_up.everything().filter(|record| !restricted(record)) {
        open.put(record.clone());
    }
    Arc::new(open)
}
