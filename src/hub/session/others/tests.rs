use super::seen;
use crate::follow_up::{Change, Doing, FollowUp, Whole};
use crate::record::{Id, Kind as _, KindInfo, REGISTER, RESTRICTED, Tag, Value};
use crate::rights::records::{ACCOUNT, ASSIGNED, ASSIGNED_COMMITTEE, ASSIGNED_ROLE, Assignment, RegisteredOfficer};
use crate::rights::{Eyes, Officer};
use crate::steps::KINDS;
use crate::steps::plan::records::{COMMITTEE, FollowUpHeader, Requirement, TEXT, TITLE, UNIT_NAME, Unit};
use crate::store::Store;
use crate::ui::Other;
use std::sync::Arc;

const OWN: Id = Id::from_u128(0xa00);
const OTHER: Id = Id::from_u128(0xb00);

fn put(store: &Store, home: Id, kind: &KindInfo, record: u128, values: &[(Tag, Value)]) {
    let own = store.follow_up(home).unwrap_or_else(|| Arc::new(FollowUp::new(home)));
    let whole = Whole { own, register: store.register() };
    let edits = values.iter().filter_map(|(tag, value)| whole.edit(kind, Id::from_u128(record), *tag, Some(value)));
    let change = Change { doing: Doing::Edit, edits: edits.collect() };
    let owner = Eyes::owner(Officer::of_account("stegvis"));
    store.commit_and_wait(&owner, Id::nil(), chrono::DateTime::UNIX_EPOCH, change).unwrap();
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// Two follow-ups of two committees with a requirement each that anybody there sees, and one in the first that is
/// restricted; a unit that is; and a reader of the first committee.
fn store() -> Store {
    let store = Store::in_memory(KINDS).unwrap();
    for (own, committee) in [(OWN, "Omsorg"), (OTHER, "Barn")] {
        let values = [(TITLE.tag(), text(committee)), (COMMITTEE.tag(), text(committee))];
        put(&store, own, &FollowUpHeader::INFO, own.as_u128(), &values);
    }
    let restricted = (RESTRICTED, Value::Flag(true));
    put(&store, OWN, &Requirement::INFO, 1, &[(TEXT.tag(), text("svar"))]);
    put(&store, OWN, &Requirement::INFO, 2, &[(TEXT.tag(), text("svar")), restricted.clone()]);
    put(&store, REGISTER, &Unit::INFO, 3, &[(UNIT_NAME.tag(), text("Norr")), restricted]);
    put(&store, REGISTER, &RegisteredOfficer::INFO, 10, &[(ACCOUNT.tag(), text("zread"))]);
    let values = [
        (ASSIGNED.tag(), Value::Link(Id::from_u128(10))),
        (ASSIGNED_ROLE.tag(), Value::Choice("reader".to_owned())),
        (ASSIGNED_COMMITTEE.tag(), text("Omsorg")),
    ];
    put(&store, REGISTER, &Assignment::INFO, 20, &values);
    store
}

#[test]
fn nobody_is_named_where_one_sees_nothing_and_no_record_that_one_does_not_see() {
    let store = store();
    let reader = store.eyes_of("zread").unwrap();
    let owner = Eyes::owner(Officer::of_account("stegvis"));
    let at = |kind: &KindInfo, record: u128| Other {
        name: "zlead".to_owned(),
        record: Some((kind.number, Id::from_u128(record))),
    };
    let nowhere = |other: &Other| Other { record: None, ..other.clone() };
    let (open, restricted, unit) = (at(&Requirement::INFO, 1), at(&Requirement::INFO, 2), at(&Unit::INFO, 3));
    let officer = at(&Assignment::INFO, 21);
    put(&store, REGISTER, &Assignment::INFO, 21, &[(ASSIGNED_ROLE.tag(), Value::Choice("lead".to_owned()))]);
    let all = [open.clone(), restricted.clone(), unit.clone(), officer.clone()];
    let known = seen(&store, KINDS, &reader, OWN, &all);
    assert_eq!(known, [open.clone(), nowhere(&restricted), nowhere(&unit), nowhere(&officer)]);
    assert_eq!(seen(&store, KINDS, &owner, OWN, &all), all);
    assert_eq!(seen(&store, KINDS, &reader, OTHER, &all), []);
    assert_eq!(seen(&store, KINDS, &owner, Id::from_u128(0xc00), &all), [], "nobody is in one that is not there");
    // What becomes restricted, or is deleted as restricted, is not named any longer.
    put(&store, OWN, &Requirement::INFO, 1, &[(RESTRICTED, Value::Flag(true))]);
    assert_eq!(seen(&store, KINDS, &reader, OWN, std::slice::from_ref(&open)), [nowhere(&open)]);
    let whole = (OWN, &FollowUpHeader::INFO, OWN.as_u128());
    put(&store, whole.0, whole.1, whole.2, &[(RESTRICTED, Value::Flag(true))]);
    assert_eq!(seen(&store, KINDS, &reader, OWN, &all), []);
}
