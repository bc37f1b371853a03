//! A store with two follow-ups of two committees, an officer of every role, and a word that some must never see.

use chrono::{DateTime, TimeDelta, Utc};
use std::collections::BTreeSet;
use std::sync::Arc;
use stegvis::follow_up::{Change, Doing, Edit, FollowUp, Refused, Whole};
use stegvis::record::{Home, Id, Input, Kind as _, KindInfo, REGISTER, RESTRICTED, Seq, Tag, Value};
use stegvis::rights::records::{
    ACCOUNT, ASSIGNED, ASSIGNED_COMMITTEE, ASSIGNED_ROLE, Assignment, PARTICIPANT, PARTICIPANT_ROLE, Participant,
    RegisteredOfficer,
};
use stegvis::rights::{Eyes, Officer};
use stegvis::steps::KINDS;
use stegvis::steps::plan::records::{COMMITTEE, FollowUpHeader, NUMBER, Requirement, TEXT, TITLE};
use stegvis::store::Store;

/// The follow-up of the committee that most officers here have a role in.
pub const OWN: Id = Id::from_u128(0xa00);
/// That of the other committee.
pub const OTHER: Id = Id::from_u128(0xb00);
/// The committee of the first.
pub const OMSORG: &str = "Omsorgsnämnden";
/// The committee of the second.
pub const BARN: &str = "Barnnämnden";
/// Stands in what is restricted and in all that belongs to the other follow-up.
pub const SECRET: &str = "zqhemligtzq";

/// Accounts by what they are in the first follow-up; the last three are nothing there.
pub const ACCOUNTS: [&str; 7] = ["admin", "lead", "officer", "reader", "other", "norole", "nobody"];

/// The owner of the store.
pub fn owner() -> Eyes {
    Eyes::owner(Officer::of_account("stegvis"))
}

pub fn now() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_400)
}

pub fn text(text: &str) -> Value {
    Value::Text(text.into())
}

/// The record of an officer.
pub fn record_of(account: &str) -> Id {
    let at = ACCOUNTS.iter().position(|known| *known == account).unwrap();
    Id::from_u128(0x5000 + at as u128)
}

/// Commits as somebody.
pub fn commit(store: &Store, eyes: &Eyes, change: Change) -> Result<Seq, Refused> {
    store.commit_and_wait(eyes, Id::from_u128(9), now(), change)
}

pub fn whole(store: &Store, follow_up: Id) -> Whole {
    let own = store.follow_up(follow_up).unwrap_or_else(|| Arc::new(FollowUp::new(follow_up)));
    Whole { own, register: store.register() }
}

/// The edit that puts a value, or nothing, where something stands.
pub fn edit(store: &Store, at: (Id, &KindInfo, Id), tag: Tag, value: Option<&Value>) -> Edit {
    let (home, kind, record) = at;
    whole(store, home).edit(kind, record, tag, value).unwrap()
}

/// Puts values as the owner.
pub fn put(store: &Store, at: (Id, &KindInfo, Id), values: &[(Tag, Value)]) {
    let edits = values.iter().map(|(tag, value)| edit(store, at, *tag, Some(value))).collect();
    commit(store, &owner(), Change { doing: Doing::Edit, edits }).unwrap();
}

/// Takes part in a follow-up from now on.
pub fn participate(store: &Store, record: u128, follow_up: Id, officer: Id, role: &str) {
    let values = [(PARTICIPANT.tag(), Value::Link(officer)), (PARTICIPANT_ROLE.tag(), Value::Choice(role.into()))];
    put(store, (follow_up, &Participant::INFO, Id::from_u128(record)), &values);
}

/// Has a role from now on.
pub fn assign(store: &Store, record: u128, officer: Id, role: &str, committee: Option<&str>) {
    let mut values = vec![(ASSIGNED.tag(), Value::Link(officer)), (ASSIGNED_ROLE.tag(), Value::Choice(role.into()))];
    values.extend(committee.map(|name| (ASSIGNED_COMMITTEE.tag(), text(name))));
    put(store, (REGISTER, &Assignment::INFO, Id::from_u128(record)), &values);
}

/// A field of a kind into which something can be written, and two things to write.
pub fn field_of(kind: &KindInfo) -> (Tag, Value, Value) {
    let is_text = |input: Input| matches!(input, Input::Line | Input::Text);
    let free = |tag: Tag| kind.number != FollowUpHeader::INFO.number || tag == TITLE.tag();
    let open = || kind.fields.iter().filter(|def| free(def.tag) && def.name != "committee");
    let def = open().find(|def| is_text(def.input)).or_else(|| open().next()).unwrap();
    let [one, two] = match def.input {
        Input::Line | Input::Text | Input::Open(_) | Input::Measured { .. } => [text("ett"), text("två")],
        Input::Number { .. } => [Value::Number(1.0), Value::Number(2.0)],
        Input::Level { .. } => [Value::Level(1), Value::Level(2)],
        Input::Flag => [Value::Flag(true), Value::Flag(false)],
        Input::Choice(set) => [0, 1].map(|at| Value::Choice(set.codes[at].into())),
        Input::Choices(set) => [0, 1].map(|at| Value::Choices(BTreeSet::from([set.codes[at].to_owned()]))),
        Input::Date => [1, 2].map(|day| Value::Date(chrono::NaiveDate::from_ymd_opt(2025, 3, day).unwrap())),
        Input::Period => [text("2025"), text("2026")],
        Input::Link { .. } => [0x7001, 0x7002].map(|id| Value::Link(Id::from_u128(id))),
        Input::Links { .. } => [0x7001, 0x7002].map(|id| Value::Links(BTreeSet::from([Id::from_u128(id)]))),
    };
    (def.tag, one, two)
}

/// The open record of a kind, and the restricted one.
pub fn records(kind: &KindInfo) -> [Id; 2] {
    if kind.number == FollowUpHeader::INFO.number {
        return [OWN, Id::from_u128(0xfff)];
    }
    [0x1_0000, 0x2_0000].map(|base| Id::from_u128(base + u128::from(kind.number)))
}

/// Where records of a kind live here.
pub fn home(kind: &KindInfo) -> Id {
    if kind.home == Home::Register { REGISTER } else { OWN }
}

/// The store.
pub fn world() -> Store {
    let store = Store::in_memory(KINDS).unwrap();
    let header = &FollowUpHeader::INFO;
    put(&store, (OWN, header, OWN), &[(TITLE.tag(), text("Nattlig tillsyn")), (COMMITTEE.tag(), text(OMSORG))]);
    let title = format!("Skola {SECRET}");
    put(&store, (OTHER, header, OTHER), &[(TITLE.tag(), text(&title)), (COMMITTEE.tag(), text(BARN))]);
    for account in ACCOUNTS.into_iter().take(6) {
        put(&store, (REGISTER, &RegisteredOfficer::INFO, record_of(account)), &[(ACCOUNT.tag(), text(account))]);
    }
    assign(&store, 0x6000, record_of("admin"), "administrator", None);
    for (at, account) in ["lead", "officer", "reader"].into_iter().enumerate() {
        assign(&store, 0x6001 + at as u128, record_of(account), account, Some(OMSORG));
    }
    participate(&store, 0x6100, OTHER, record_of("other"), "lead");
    // A requirement of the other follow-up.
    let values = [(NUMBER.tag(), text("K99")), (TEXT.tag(), text(SECRET))];
    put(&store, (OTHER, &Requirement::INFO, Id::from_u128(0xb01)), &values);
    for kind in KINDS.iter().filter(|kind| kind.number != header.number) {
        let (tag, one, _) = field_of(kind);
        let [open, restricted] = records(kind);
        put(&store, (home(kind), kind, open), &[(tag, one.clone())]);
        let secret = if matches!(one, Value::Text(_)) { text(&format!("{SECRET} {}", kind.name)) } else { one };
        put(&store, (home(kind), kind, restricted), &[(tag, secret), (RESTRICTED, Value::Flag(true))]);
    }
    store
}
