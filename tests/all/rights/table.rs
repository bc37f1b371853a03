//! Role by kind, reading and saving.

use super::world::{
    ACCOUNTS, OTHER, OWN, SECRET, commit, edit, field_of, home, now, owner, participate, record_of, records, text,
    whole, world,
};
use std::ops::ControlFlow;
use stegvis::follow_up::{Change, Doing, FollowUp, Refused};
use stegvis::record::{Home, Id, Kind as _, KindInfo, REGISTER, RESTRICTED, Value};
use stegvis::rights::records::{Assignment, Participant, RegisteredOfficer};
use stegvis::rights::{Eyes, Role};
use stegvis::steps::KINDS;
use stegvis::steps::plan::records::{NUMBER, Requirement, TEXT};
use stegvis::store::{Moment, Store};

/// Everybody with the role that they have in the first follow-up, and that in the register.
fn everybody(store: &Store) -> Vec<(&'static str, Eyes, Option<Role>, Option<Role>)> {
    let roles =
        [Some(Role::Administrator), Some(Role::Lead), Some(Role::Officer), Some(Role::Reader), None, None, None];
    let mut all = vec![("owner", owner(), Some(Role::Administrator), Some(Role::Administrator))];
    for (account, role) in ACCOUNTS.into_iter().zip(roles) {
        let eyes = store.eyes_of(account);
        assert_eq!(eyes.is_some(), !["norole", "nobody"].contains(&account), "{account}");
        let shut = || Eyes::shut(stegvis::rights::Officer::of_account(account));
        // One who leads a follow-up elsewhere is a lead in the register.
        let in_register = if account == "other" { Some(Role::Lead) } else { role };
        all.push((account, eyes.unwrap_or_else(shut), role, in_register));
    }
    all
}

fn is_of_officers(kind: &KindInfo) -> bool {
    [RegisteredOfficer::INFO.number, Assignment::INFO.number].contains(&kind.number)
}

/// Who sees a record of a kind.
fn sees(kind: &KindInfo, restricted: bool, role: Option<Role>) -> bool {
    let least = match kind.number {
        number if number == Assignment::INFO.number => Role::Administrator,
        number if number == RegisteredOfficer::INFO.number => Role::Lead,
        number if number == Participant::INFO.number => Role::Reader,
        _ if restricted => Role::Lead,
        _ => Role::Reader,
    };
    role >= Some(least)
}

/// The least role that changes a record of a kind.
fn least(kind: &KindInfo, restricted: bool) -> Role {
    match kind.home {
        Home::Register if is_of_officers(kind) => Role::Administrator,
        Home::Register => Role::Lead,
        Home::FollowUp if restricted || kind.number == Participant::INFO.number => Role::Lead,
        Home::FollowUp => Role::Officer,
    }
}

#[test]
fn every_role_sees_and_changes_of_every_kind_just_what_it_may() {
    let store = world();
    for (name, eyes, role, in_register) in everybody(&store) {
        for kind in KINDS {
            let role = if kind.home == Home::Register { in_register } else { role };
            for (record, restricted) in records(kind).into_iter().zip([false, true]) {
                let held = whole(&store, home(kind)).home(kind).held(kind.number, record).is_some();
                if !held {
                    // A follow-up has one header.
                    continue;
                }
                let what = format!("{name}: {} {}", kind.name, if restricted { "restricted" } else { "open" });
                let seen = if kind.home == Home::Register {
                    Some(store.register_for(&eyes))
                } else {
                    store.follow_up_for(&eyes, OWN)
                };
                let seen = seen.is_some_and(|seen| seen.held(kind.number, record).is_some());
                assert_eq!(seen, sees(kind, restricted, role), "{what} is read");
                // Change it, and change it back.
                let (tag, one, two) = field_of(kind);
                let stood = whole(&store, home(kind)).home(kind).stands(kind.number, record, tag).unwrap();
                let next = if stood.value().as_ref() == Some(&two) { one } else { two };
                let change = Change::of(Doing::Edit, edit(&store, (home(kind), kind, record), tag, Some(&next)));
                let took = commit(&store, &eyes, change);
                let least = least(kind, restricted);
                if role >= Some(least) {
                    took.unwrap_or_else(|refused| panic!("{what} is changed: {refused:?}"));
                    let back = edit(&store, (home(kind), kind, record), tag, stood.value().as_ref());
                    commit(&store, &eyes, Change::of(Doing::Edit, back)).unwrap();
                } else {
                    assert!(matches!(took, Err(Refused::Forbidden(takes)) if takes == least), "{what}: {took:?}");
                }
            }
        }
    }
}

#[test]
fn the_mark_itself_closing_and_the_committee_are_for_leads() {
    use stegvis::steps::plan::records::{CLOSED_ON, COMMITTEE, FollowUpHeader};
    let store = world();
    let header = (OWN, &FollowUpHeader::INFO, OWN);
    let open = Id::from_u128(0x1_0000 + u128::from(Requirement::INFO.number));
    let day = Value::Date(now().date_naive());
    let edits = [
        (Doing::Edit, edit(&store, (OWN, &Requirement::INFO, open), RESTRICTED, Some(&Value::Flag(true)))),
        (Doing::Close, edit(&store, header, CLOSED_ON.tag(), Some(&day))),
        (Doing::Edit, edit(&store, header, COMMITTEE.tag(), Some(&text("omsorgsnämnden")))),
        (Doing::Remove, edit(&store, header, stegvis::record::REMOVED, Some(&Value::Flag(true)))),
    ];
    for (doing, edit) in edits {
        for account in ["officer", "reader"] {
            let eyes = store.eyes_of(account).unwrap();
            let took = commit(&store, &eyes, Change::of(doing, edit.clone()));
            assert_eq!(took, Err(Refused::Forbidden(Role::Lead)), "{account} {}", edit.tag);
        }
    }
    let lead = store.eyes_of("lead").unwrap();
    let close = edit(&store, header, CLOSED_ON.tag(), Some(&day));
    commit(&store, &lead, Change::of(Doing::Close, close)).unwrap();
}

/// Whether the secret stands in any record that somebody sees, as bytes.
fn secret_in(follow_up: &FollowUp) -> bool {
    let holds = |bytes: &[u8]| bytes.windows(SECRET.len()).any(|part| part == SECRET.as_bytes());
    follow_up.everything().any(|record| holds(record.bytes()))
}

/// All that the store tells somebody, beside the records as they stand: the history of both follow-ups and how they
/// were at every commit.
fn told(store: &Store, eyes: &Eyes) -> String {
    let mut all = String::new();
    for follow_up in [OWN, OTHER, REGISTER] {
        let read = store.history(eyes, follow_up, None, &|| true, |past| {
            for stored in past.edits.iter().flat_map(|edit| [&edit.before, &edit.after]).flatten() {
                all.extend(format!("{:?}", stored.value()).contains(SECRET).then_some(SECRET));
            }
            ControlFlow::Continue(())
        });
        read.unwrap();
        for seq in (1..=store.head().seq).step_by(7).chain([store.head().seq]) {
            let then = store.as_it_was(eyes, follow_up, Moment::After(seq), &|| true).unwrap();
            let all_then = then.others.iter().chain([&then.whole.own, &then.whole.register]);
            if all_then.into_iter().any(|home| secret_in(home)) {
                all.push_str(SECRET);
            }
        }
    }
    all
}

#[test]
fn nothing_that_the_store_tells_a_reader_or_officer_holds_what_is_outside_their_scope() {
    let store = world();
    // Written while it was open to all, restricted later; and written while restricted, opened later.
    let requirement = |id: u128| (OWN, &Requirement::INFO, Id::from_u128(id));
    super::world::put(&store, requirement(0x8001), &[(NUMBER.tag(), text("K80")), (TEXT.tag(), text(SECRET))]);
    super::world::put(&store, requirement(0x8001), &[(RESTRICTED, Value::Flag(true))]);
    super::world::put(&store, requirement(0x8002), &[(RESTRICTED, Value::Flag(true)), (TEXT.tag(), text(SECRET))]);
    super::world::put(&store, requirement(0x8002), &[(TEXT.tag(), text("öppet"))]);
    let open = edit(&store, requirement(0x8002), RESTRICTED, None);
    commit(&store, &owner(), Change::of(Doing::Edit, open)).unwrap();

    for account in ["reader", "officer"] {
        let eyes = store.eyes_of(account).unwrap();
        assert!(!told(&store, &eyes).contains(SECRET), "{account}");
        assert!(store.follow_ups_for(&eyes).iter().chain([&store.register_for(&eyes)]).all(|home| !secret_in(home)));
        assert_eq!(store.follow_ups_for(&eyes).len(), 1, "the other follow-up is not there");
        assert!(store.follow_up_for(&eyes, OTHER).is_none());
        assert_eq!(store.as_it_was(&eyes, OTHER, Moment::At(now()), &|| true).unwrap().whole.own.len(), 0);
        let seen = store.follow_up_for(&eyes, OWN).unwrap();
        assert!(seen.get(Requirement::INFO.number, Id::from_u128(0x8002)).is_some(), "what is opened is there");
        assert!(seen.pointing_at(record_of("other")).next().is_none());
    }
    assert!(told(&store, &owner()).contains(SECRET), "there is something to find");
    assert!(told(&store, &store.eyes_of("lead").unwrap()).contains(SECRET));
}

#[test]
fn who_takes_part_is_met_and_others_are_not() {
    let store = world();
    participate(&store, 0x6101, OWN, record_of("norole"), "reader");
    let reader = store.eyes_of("reader").unwrap();
    let officers: Vec<Id> =
        store.register_for(&reader).records(RegisteredOfficer::INFO.number).map(stegvis::record::Record::id).collect();
    assert_eq!(officers, [record_of("reader"), record_of("norole")]);
    let assignments = store.register_for(&reader).records(Assignment::INFO.number).count();
    assert_eq!(assignments, 1, "one's own");
    // A participant has that role there and reads the register.
    let norole = store.eyes_of("norole").unwrap();
    assert_eq!(store.follow_ups_for(&norole).iter().map(|own| own.id()).collect::<Vec<_>>(), [OWN]);
    assert!(
        store
            .register_for(&norole)
            .get(
                stegvis::steps::plan::records::Unit::INFO.number,
                records(&stegvis::steps::plan::records::Unit::INFO)[0]
            )
            .is_some()
    );
}
