//! An account is one officer's, and never that of whoever owns the store.

use super::world::{OWN, commit, edit, now, owner, record_of, text, world};
use std::sync::mpsc;
use stegvis::follow_up::{Change, Doing, Edit, Refused};
use stegvis::record::{Id, Kind as _, REGISTER, REMOVED, Value};
use stegvis::rights::Role;
use stegvis::rights::records::{ACCOUNT, OFFICER_TITLE, RegisteredOfficer};
use stegvis::steps::plan::records::{Requirement, TEXT};
use stegvis::store::Store;

fn named(store: &Store, record: u128, account: &str) -> Edit {
    let at = (REGISTER, &RegisteredOfficer::INFO, Id::from_u128(record));
    edit(store, at, ACCOUNT.tag(), Some(&text(account)))
}

fn as_owner(store: &Store, doing: Doing, edits: Vec<Edit>) -> Result<u64, Refused> {
    commit(store, &owner(), Change { doing, edits })
}

#[test]
fn no_two_officers_have_one_account_however_the_second_comes_about() {
    let store = world();
    let taken = Err(Refused::AccountTaken);
    assert_eq!(as_owner(&store, Doing::Edit, vec![named(&store, 0x9001, "lead")]), taken);
    assert_eq!(as_owner(&store, Doing::Import, vec![named(&store, 0x9001, "lead")]), taken);
    let both = vec![named(&store, 0x9001, "ny"), named(&store, 0x9002, "ny")];
    assert_eq!(as_owner(&store, Doing::Import, both), taken);
    // An import that comes in parts is asked the same at its end.
    let mut import = store.import(&owner(), Id::from_u128(9), now(), Doing::Import);
    let title = |record: u128| {
        let at = (REGISTER, &RegisteredOfficer::INFO, Id::from_u128(record));
        edit(&store, at, OFFICER_TITLE.tag(), Some(&text(&"x".repeat(1000))))
    };
    let many = (0..400).map(|at| title(0xa000 + at)).chain([named(&store, 0x9001, "lead")]).collect();
    import.part(many).unwrap();
    assert_eq!(import.close(), taken);
    // Whoever was removed does not come back beside the one who has the account now, by undoing either.
    let lead = record_of("lead");
    let gone = edit(&store, (REGISTER, &RegisteredOfficer::INFO, lead), REMOVED, Some(&Value::Flag(true)));
    as_owner(&store, Doing::Remove, vec![gone]).unwrap();
    let added = named(&store, 0x9001, "lead");
    store
        .commit_and_wait(
            &store.eyes_of("admin").unwrap(),
            Id::from_u128(8),
            now(),
            Change { doing: Doing::Edit, edits: vec![added] },
        )
        .unwrap();
    let (tell, told) = mpsc::channel();
    store.undo(&owner(), Id::from_u128(9), now(), REGISTER, Box::new(move |undone| tell.send(undone).unwrap()));
    assert_eq!(told.recv().unwrap().map(|undone| undone.seq), taken);
}

#[test]
fn of_many_who_add_an_account_at_once_one_does() {
    let store = world();
    let (tell, told) = mpsc::channel();
    for at in 0..20 {
        let (tell, change) =
            (tell.clone(), Change { doing: Doing::Edit, edits: vec![named(&store, 0x9001 + at, "ny")] });
        store.commit(&owner(), Id::from_u128(9), now(), change, Box::new(move |took| tell.send(took).unwrap()));
    }
    let took = told.iter().take(20).flatten().count();
    assert_eq!(took, 1);
    let register = store.register();
    let stand = register.all::<RegisteredOfficer>().filter(|one| one.get(ACCOUNT).as_deref() == Some("ny")).count();
    assert_eq!(stand, 1);
}

#[test]
fn the_store_s_own_account_is_never_an_officer_s() {
    let store = world();
    assert!(store.is_owned_by("root") && !store.is_owned_by("lead"));
    for eyes in [owner(), store.eyes_of("admin").unwrap()] {
        let change = Change { doing: Doing::Edit, edits: vec![named(&store, 0x9001, "root")] };
        assert_eq!(commit(&store, &eyes, change), Err(Refused::AccountOfOwner));
    }
    assert_eq!(store.eyes_of("root"), None);
}

#[test]
fn what_may_not_be_imported_never_reaches_the_journal() {
    let store = world();
    let reader = store.eyes_of("reader").unwrap();
    for home in [OWN, Id::from_u128(0xc00)] {
        let before = store.journal().end();
        let mut import = store.import(&reader, Id::from_u128(9), now(), Doing::Import);
        let row = |record: u128| {
            let at = (home, &Requirement::INFO, Id::from_u128(0xd000 + record));
            edit(&store, at, TEXT.tag(), Some(&text(&"x".repeat(1000))))
        };
        let refused = Err(Refused::Forbidden(Role::Officer));
        assert_eq!(import.part((0..600).map(row).collect()), refused);
        assert_eq!(import.part((0..600).map(row).collect()), refused);
        assert_eq!(import.close().map(|_| ()), refused);
        assert_eq!(store.journal().end(), before);
    }
}
