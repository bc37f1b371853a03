//! Small follow-ups for the tests of the rooms' rules.

use crate::follow_up::{Change, Doing, Edit, Finding, FollowUp, Whole};
use crate::record::{Field, Home, Id, Kind, REGISTER, Stored, Value};
use chrono::NaiveDate;
use std::sync::Arc;

/// The id of the follow-up and of its header.
pub const OWN: Id = Id::from_u128(9);

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

/// Text as it stands in a field.
pub fn text(text: &str) -> Value {
    Value::Text(text.into())
}

/// A choice as it stands in a field.
pub fn choice(code: &str) -> Value {
    Value::Choice(code.into())
}

/// A link as it stands in a field.
pub fn link(to: u128) -> Value {
    Value::Link(Id::from_u128(to))
}

/// Links as they stand in a field.
pub fn links<const N: usize>(to: [u128; N]) -> Value {
    Value::Links(to.map(Id::from_u128).into())
}

/// A day as it stands in a field.
pub fn day(day: &str) -> Value {
    Value::Date(day.parse().unwrap())
}

/// The day on which the rooms' checks look: the first of June 2025.
pub fn today() -> NaiveDate {
    "2025-06-01".parse().unwrap()
}

/// The records that a check has found something about, in its order; 0 for the follow-up as a whole.
pub fn found(list: &[Finding], check: &str) -> Vec<u128> {
    let of_check = list.iter().filter(|finding| finding.check == check);
    of_check.map(|finding| finding.record.map_or(0, |(_, id)| id.as_u128())).collect()
}

/// A follow-up and its register with a change taken.
pub fn taken(whole: &Whole, change: &Change) -> Whole {
    let seq = whole.own.seq().max(whole.register.seq()) + 1;
    let with = |of: &FollowUp| Arc::new(of.with(change, seq).unwrap());
    Whole { own: with(&whole.own), register: with(&whole.register) }
}

/// A finding about the follow-up.
pub fn finding(check: &'static str, step: crate::record::Step) -> crate::follow_up::Finding {
    crate::follow_up::Finding { check, step, record: None, field: None, among: None }
}

/// A day of the calendar, as `2026-03-02`.
pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}
