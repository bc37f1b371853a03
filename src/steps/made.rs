//! Small follow-ups for the tests of the rooms' rules.

use crate::follow_up::{Change, Doing, Edit, FollowUp, Whole};
use crate::record::{Field, Home, Id, Kind, REGISTER, Stored, Value};
use std::sync::Arc;

const OWN: Id = Id::from_u128(9);

/// One field of a record.
pub fn field<K: Kind, T>(record: u128, field: Field<K, T>, value: &Value) -> Edit {
    let follow_up = if K::INFO.home == Home::Register { REGISTER } else { OWN };
    let after = Some(Stored::of(value));
    Edit { follow_up, record: Id::from_u128(record), kind: K::INFO.number, tag: field.tag(), before: None, after }
}

/// A follow-up and its register made of fields, commit by commit.
pub fn whole(commits: Vec<Vec<Edit>>) -> Whole {
    let (mut own, mut register) = (FollowUp::new(OWN), FollowUp::new(REGISTER));
    for (seq, edits) in (1..).zip(commits) {
        let change = Change { doing: Doing::Import, edits };
        own = own.with(&change, seq).unwrap();
        register = register.with(&change, seq).unwrap();
    }
    Whole { own: Arc::new(own), register: Arc::new(register) }
}

/// A follow-up and its register with a change taken.
pub fn taken(whole: &Whole, change: &Change) -> Whole {
    let seq = whole.own.seq().max(whole.register.seq()) + 1;
    let with = |of: &FollowUp| Arc::new(of.with(change, seq).unwrap());
    Whole { own: with(&whole.own), register: with(&whole.register) }
}

/// A day, as `2026-03-02`.
pub fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

/// A finding about the follow-up.
pub fn finding(check: &'static str, step: crate::record::Step) -> crate::follow_up::Finding {
    crate::follow_up::Finding { check, step, record: None }
}
