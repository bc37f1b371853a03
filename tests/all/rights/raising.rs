//! What somebody might try to become more than they are, or to see what they may not.

use super::world::{
    BARN, OMSORG, OTHER, OWN, SECRET, assign, commit, edit, now, owner, participate, put, record_of, text, whole, world,
};
use std::collections::BTreeSet;
use std::sync::mpsc;
use stegvis::follow_up::{Change, Consent, Doing, Edit, Refused, Undone};
use stegvis::record::{Id, Kind as _, KindInfo, REGISTER, REMOVED, RESTRICTED, Tag, Value};
use stegvis::rights::records::{
    ACCOUNT, ASSIGNED, ASSIGNED_COMMITTEE, ASSIGNED_ROLE, Assignment, PARTICIPANT, PARTICIPANT_ROLE, Participant,
    RegisteredOfficer,
};
use stegvis::rights::{Eyes, Role};
use stegvis::steps::plan::records::{
    ABOVE, COMMITTEE, FollowUpHeader, NUMBER, Requirement, SERVES, TEXT, TITLE, VALUED, Valuation,
};
use stegvis::store::Store;

fn tries(store: &Store, account: &str, edits: Vec<Edit>) -> Result<u64, Refused> {
    commit(store, &store.eyes_of(account).unwrap(), Change { doing: Doing::Edit, edits })
}

fn edits(store: &Store, at: (Id, &KindInfo, u128), values: &[(Tag, Value)]) -> Vec<Edit> {
    let (home, kind, record) = at;
    values.iter().map(|(tag, value)| edit(store, (home, kind, Id::from_u128(record)), *tag, Some(value))).collect()
}

fn assignment(store: &Store, record: u128, account: &str, role: &str, committee: Option<&str>) -> Vec<Edit> {
    let mut values =
        vec![(ASSIGNED.tag(), Value::Link(record_of(account))), (ASSIGNED_ROLE.tag(), Value::Choice(role.into()))];
    values.extend(committee.map(|name| (ASSIGNED_COMMITTEE.tag(), text(name))));
    edits(store, (REGISTER, &Assignment::INFO, record), &values)
}

fn participant(store: &Store, follow_up: Id, record: u128, account: &str, role: &str) -> Vec<Edit> {
    let values =
        [(PARTICIPANT.tag(), Value::Link(record_of(account))), (PARTICIPANT_ROLE.tag(), Value::Choice(role.into()))];
    edits(store, (follow_up, &Participant::INFO, record), &values)
}

const LEAD: Result<u64, Refused> = Err(Refused::Forbidden(Role::Lead));
const ADMINISTRATOR: Result<u64, Refused> = Err(Refused::Forbidden(Role::Administrator));

#[test]
fn nobody_raises_their_own_role() {
    let store = world();
    for account in ["officer", "reader"] {
        assert_eq!(tries(&store, account, participant(&store, OWN, 0x9001, account, "lead")), LEAD);
        assert_eq!(tries(&store, account, assignment(&store, 0x9002, account, "lead", Some(OMSORG))), ADMINISTRATOR);
    }
    for account in ["lead", "other"] {
        assert_eq!(tries(&store, account, assignment(&store, 0x9002, account, "administrator", None)), ADMINISTRATOR);
        let own = edits(&store, (REGISTER, &RegisteredOfficer::INFO, 0x9003), &[(ACCOUNT.tag(), text("nykonto"))]);
        assert_eq!(tries(&store, account, own), ADMINISTRATOR);
        // Nor by taking over the account of another.
        let taken =
            edit(&store, (REGISTER, &RegisteredOfficer::INFO, record_of("admin")), ACCOUNT.tag(), Some(&text(account)));
        assert_eq!(tries(&store, account, vec![taken]), ADMINISTRATOR);
    }
    // A lead says who takes part, but there is no administrator of one follow-up.
    tries(&store, "lead", participant(&store, OWN, 0x9004, "norole", "reader")).unwrap();
    assert_eq!(store.eyes_of("norole").map(|eyes| whole(&store, OWN).own.role_of(&eyes)), Some(Some(Role::Reader)));
    tries(&store, "lead", participant(&store, OWN, 0x9005, "reader", "administrator")).unwrap();
    assert_eq!(whole(&store, OWN).own.role_of(&store.eyes_of("reader").unwrap()), Some(Role::Reader));
}

#[test]
fn an_administrator_of_a_committee_gives_roles_there_and_nowhere_else() {
    let store = world();
    assign(&store, 0x9000, record_of("lead"), "administrator", Some(OMSORG));
    tries(&store, "lead", assignment(&store, 0x9001, "norole", "officer", Some("OMSORGSNÄMNDEN"))).unwrap();
    assert_eq!(tries(&store, "lead", assignment(&store, 0x9002, "lead", "lead", Some(BARN))), ADMINISTRATOR);
    assert_eq!(tries(&store, "lead", assignment(&store, 0x9003, "lead", "reader", None)), ADMINISTRATOR);
    // Nor by widening one that stands there, or by taking one from elsewhere.
    let at = |record: u128| (REGISTER, &Assignment::INFO, Id::from_u128(record));
    let widened = edit(&store, at(0x9001), ASSIGNED_COMMITTEE.tag(), None);
    assert_eq!(tries(&store, "lead", vec![widened]), ADMINISTRATOR);
    let widened = edit(&store, at(0x9001), ASSIGNED_COMMITTEE.tag(), Some(&text(BARN)));
    assert_eq!(tries(&store, "lead", vec![widened]), ADMINISTRATOR);
    let foreign = edit(&store, at(0x6000), ASSIGNED_COMMITTEE.tag(), Some(&text(OMSORG)));
    assert_eq!(tries(&store, "lead", vec![foreign]), ADMINISTRATOR);
    // They see what they may change, and take it away again.
    let seen = store.register_for(&store.eyes_of("lead").unwrap());
    assert!(seen.get(Assignment::INFO.number, Id::from_u128(0x9001)).is_some());
    assert!(seen.get(Assignment::INFO.number, Id::from_u128(0x6000)).is_none());
    tries(&store, "lead", vec![edit(&store, at(0x9001), REMOVED, Some(&Value::Flag(true)))]).unwrap();
    assert!(store.eyes_of("norole").is_none());
}

#[test]
fn a_follow_up_is_begun_where_one_may_work_and_not_to_become_its_lead() {
    let store = world();
    let new = |store: &Store, committee: Option<&str>| {
        let id = 0xc00;
        let mut values = vec![(TITLE.tag(), text("Ny"))];
        values.extend(committee.map(|name| (COMMITTEE.tag(), text(name))));
        edits(store, (Id::from_u128(id), &FollowUpHeader::INFO, id), &values)
    };
    let officer = Err(Refused::Forbidden(Role::Officer));
    for account in ["officer", "lead", "reader", "other"] {
        assert_eq!(tries(&store, account, new(&store, None)), officer, "{account} in nobody's");
        assert_eq!(tries(&store, account, new(&store, Some(BARN))), officer, "{account} in another's");
    }
    assert_eq!(tries(&store, "reader", new(&store, Some(OMSORG))), officer);
    let mut with_self = new(&store, Some(OMSORG));
    with_self.extend(participant(&store, Id::from_u128(0xc00), 0xc01, "officer", "lead"));
    assert_eq!(tries(&store, "officer", with_self), LEAD);
    let mut reader = new(&store, Some(BARN));
    reader.extend(participant(&store, Id::from_u128(0xc00), 0xc01, "reader", "lead"));
    assert_eq!(tries(&store, "reader", reader), LEAD);
    tries(&store, "officer", new(&store, Some(OMSORG))).unwrap();
}

#[test]
fn a_follow_up_is_moved_by_a_lead_and_not_to_where_they_are_more() {
    let store = world();
    let moved = |store: &Store, to: Option<&str>| {
        let value = to.map(text);
        vec![edit(store, (OWN, &FollowUpHeader::INFO, OWN), COMMITTEE.tag(), value.as_ref())]
    };
    assert_eq!(tries(&store, "officer", moved(&store, Some(BARN))), LEAD);
    assert_eq!(tries(&store, "lead", moved(&store, Some(BARN))), ADMINISTRATOR, "out of their own sight");
    assert_eq!(tries(&store, "lead", moved(&store, None)), ADMINISTRATOR);
    assign(&store, 0x9000, record_of("lead"), "administrator", Some(BARN));
    assert_eq!(tries(&store, "lead", moved(&store, Some(BARN))), ADMINISTRATOR, "to where they are more");
    tries(&store, "admin", moved(&store, Some(BARN))).unwrap();
    assert!(!store.eyes_of("reader").unwrap().records().is_empty());
    assert!(store.follow_up_for(&store.eyes_of("reader").unwrap(), OWN).is_none());
}

#[test]
fn nobody_links_to_what_they_do_not_see() {
    let store = world();
    let hidden = Id::from_u128(0x2_0000 + u128::from(Requirement::INFO.number));
    let elsewhere = Id::from_u128(0xb01);
    let goal = Id::from_u128(0x2_0000 + u128::from(stegvis::steps::plan::records::Goal::INFO.number));
    let link = |target: Id| edits(&store, (OWN, &Valuation::INFO, 0x9001), &[(VALUED.tag(), Value::Link(target))]);
    let goals = || {
        let value = Value::Links(BTreeSet::from([goal]));
        edits(&store, (OWN, &Requirement::INFO, 0x9002), &[(SERVES.tag(), value)])
    };
    let above = || edits(&store, (OWN, &FollowUpHeader::INFO, 0xa00), &[(ABOVE.tag(), Value::Link(OTHER))]);
    for edits in [link(hidden), link(elsewhere), goals(), above()] {
        assert_eq!(tries(&store, "officer", edits), LEAD);
    }
    // What is said to have stood there before does not smuggle it in.
    let mut smuggled = goals();
    smuggled[0].before = smuggled[0].after.clone();
    let _ = tries(&store, "officer", smuggled);
    assert!(whole(&store, OWN).own.pointing_at(goal).next().is_none());
    tries(&store, "lead", link(hidden)).unwrap();
    assert_eq!(tries(&store, "lead", above()), LEAD, "a lead of one committee sees nothing of another");
}

fn undo(store: &Store, eyes: &Eyes, consent: Option<Consent>) -> Result<Undone, Refused> {
    let (tell, told) = mpsc::channel();
    let answer = Box::new(move |answer| tell.send(answer).unwrap());
    match consent {
        Some(consent) => store.undo_agreed(eyes, Id::from_u128(9), now(), OWN, consent, answer),
        None => store.undo(eyes, Id::from_u128(9), now(), OWN, answer),
    }
    told.recv().unwrap()
}

#[test]
fn undo_and_redo_go_through_the_same_gate_and_tell_nothing() {
    let store = world();
    let at = (OWN, &Requirement::INFO, Id::from_u128(0x9001));
    tries(&store, "officer", vec![edit(&store, at, TEXT.tag(), Some(&text("ett")))]).unwrap();
    tries(&store, "officer", vec![edit(&store, at, TEXT.tag(), Some(&text("två")))]).unwrap();
    let eyes = store.eyes_of("officer").unwrap();
    assert!(undo(&store, &eyes, None).is_ok());
    put(&store, at, &[(RESTRICTED, Value::Flag(true))]);
    let refused = Refused::Forbidden(Role::Lead);
    assert_eq!(undo(&store, &eyes, None), Err(refused.clone()));
    let near = Consent::Near(stegvis::follow_up::Near::default());
    assert_eq!(undo(&store, &eyes, Some(near)), Err(refused.clone()), "not even as a question");
    let (tell, told) = mpsc::channel();
    store.redo(&eyes, Id::from_u128(9), now(), OWN, Box::new(move |answer| tell.send(answer).unwrap()));
    assert_eq!(told.recv().unwrap(), Err(refused));
}

#[test]
fn an_import_is_refused_whole_when_a_part_of_it_may_not_be() {
    let store = world();
    let hidden = Id::from_u128(0x2_0000 + u128::from(Requirement::INFO.number));
    let eyes = store.eyes_of("officer").unwrap();
    let before = whole(&store, OWN).own.seq();
    for large in [false, true] {
        let mut import = store.import(&eyes, Id::from_u128(9), now(), Doing::Import);
        let count = if large { 8_000 } else { 3 };
        for record in 0..count {
            let long = text(&"x".repeat(100));
            import.part(edits(&store, (OWN, &Requirement::INFO, 0x10_0000 + record), &[(TEXT.tag(), long)])).unwrap();
        }
        let secret = edit(&store, (OWN, &Requirement::INFO, hidden), NUMBER.tag(), Some(&text("K1")));
        import.part(vec![secret]).unwrap();
        assert_eq!(import.close(), LEAD, "large: {large}");
        assert_eq!(whole(&store, OWN).own.seq(), before);
    }
    let mut import = store.import(&eyes, Id::from_u128(9), now(), Doing::Import);
    import.part(participant(&store, OWN, 0x9001, "officer", "lead")).unwrap();
    assert_eq!(import.close(), LEAD);
}

#[test]
fn rights_are_those_of_the_moment_and_not_of_when_the_session_began() {
    let store = world();
    let eyes = store.eyes_of("officer").unwrap();
    let at = (OWN, &Requirement::INFO, Id::from_u128(0x9001));
    let typed = |store: &Store, words: &str| Change::of(Doing::Edit, edit(store, at, TEXT.tag(), Some(&text(words))));
    commit(&store, &eyes, typed(&store, "ett")).unwrap();
    let role = (REGISTER, &Assignment::INFO, Id::from_u128(0x6002));
    put(&store, role, &[(ASSIGNED_ROLE.tag(), Value::Choice("reader".into()))]);
    assert_eq!(commit(&store, &eyes, typed(&store, "två")), Err(Refused::Forbidden(Role::Officer)));
    put(&store, role, &[(REMOVED, Value::Flag(true))]);
    assert_eq!(commit(&store, &eyes, typed(&store, "tre")), Err(Refused::Forbidden(Role::Officer)));
    assert!(store.eyes_of("officer").is_none());
    assert_eq!(store.follow_ups_for(&store.eyes_now(&eyes)).len(), 0);
    // Whoever comes back may go on, with the eyes of then.
    participate(&store, 0x9002, OWN, record_of("officer"), "officer");
    commit(&store, &eyes, typed(&store, "fyra")).unwrap();
    // The owner is in no register and cannot be locked out.
    put(&store, (REGISTER, &Assignment::INFO, Id::from_u128(0x6000)), &[(REMOVED, Value::Flag(true))]);
    assert!(store.eyes_of("admin").is_none() && owner().is_administrator());
    commit(&store, &owner(), typed(&store, "fem")).unwrap();
}

#[test]
fn a_refusal_comes_before_every_answer_that_would_tell_what_stands_there() {
    let store = world();
    let hidden = (OWN, &Requirement::INFO, Id::from_u128(0x2_0000 + u128::from(Requirement::INFO.number)));
    let mut wrong = edit(&store, hidden, TEXT.tag(), Some(&text("x")));
    wrong.before = Some(stegvis::record::Stored::of(&text("gissat")));
    let answer = tries(&store, "officer", vec![wrong]);
    assert_eq!(answer, LEAD);
    assert!(!format!("{answer:?}").contains(SECRET));
    let other = edit(&store, (OTHER, &FollowUpHeader::INFO, OTHER), TITLE.tag(), Some(&text("x")));
    assert_eq!(tries(&store, "lead", vec![other]), Err(Refused::Forbidden(Role::Officer)));
}
