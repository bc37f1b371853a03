//! Roles on screen.

use super::world::{OMSORG, OWN, SECRET, assign, owner, participate, put, record_of, text, world};
use crate::stage::Stage;
use stegvis::record::{Id, Kind as _, REGISTER, REMOVED, RESTRICTED, Value};
use stegvis::rights::records::{ASSIGNED_ROLE, Assignment};
use stegvis::steps::plan::records::{COMMITTEE, FollowUpHeader, NUMBER, Requirement, TEXT};

/// A requirement that is there for all.
const K01: Id = Id::from_u128(0x9001);

fn store() -> stegvis::store::Store {
    let store = world();
    put(
        &store,
        (OWN, &Requirement::INFO, K01),
        &[(NUMBER.tag(), text("K01")), (TEXT.tag(), text("Svar inom ett dygn"))],
    );
    store
}

#[test]
fn a_readers_screen_says_so_and_no_key_begins_what_could_not_be_saved() {
    let mut stage = Stage::of_officer(store(), "reader");
    stage
        .shows("Nattlig tillsyn")
        .lacks("Skola")
        .keys("n")
        .shows("Du har ingen roll som låter dig börja")
        .lacks("skriver");
    stage.keys("enter").shows("läsare").shows("K01").lacks(SECRET);
    for keys in ["n", "D", "a", "K", "v", "i", "enter x"] {
        stage.keys(keys).shows("Du är läsare här och ändrar ingenting.").lacks("utkast").keys("esc esc");
    }
    for room in ["1", "2", "3", "4", "5", "6", "S"] {
        stage.keys(room).lacks(SECRET).keys("tab").lacks(SECRET);
        // Nothing is made where requirements are weighed; the plan is the tab after that.
        let to_a_list = if room == "1" { "tab" } else { "esc" };
        stage.keys(to_a_list).lacks(SECRET).keys("n").shows("Du är läsare här");
    }
    assert!(stage.store.register().seq() == Stage::of_officer(store(), "reader").store.register().seq());
}

#[test]
fn an_officer_is_told_who_changes_what_they_may_not_and_their_words_are_kept_when_a_role_went_meanwhile() {
    let mut stage = Stage::of_officer(store(), "officer");
    // The register is for leads.
    stage.keys("enter 1 shift-tab V <enheter> enter").lacks("läsare").keys("n").shows("Det här ändras av ansvariga.");
    // Typed while one might, saved when one might not.
    let mut stage = Stage::of_officer(store(), "officer");
    stage.keys("enter / <K01> enter enter down enter <, även helg>");
    let role = (REGISTER, &Assignment::INFO, Id::from_u128(0x6002));
    put(&stage.store, role, &[(ASSIGNED_ROLE.tag(), Value::Choice("reader".into()))]);
    stage.keys("ctrl-s").shows("Inte sparat: du är läsare här.").shows("utkast");
    let stands = stage.store.follow_up(OWN).unwrap().stands(Requirement::INFO.number, K01, TEXT.tag()).unwrap();
    assert_eq!(stands.value(), Some(text("Svar inom ett dygn")));
    stage.hear().keys("esc esc").shows("läsare");
}

#[test]
fn what_is_not_seen_any_longer_leaves_the_screen_with_a_sentence() {
    let mut stage = Stage::of_officer(store(), "reader");
    stage.keys("enter").shows("K01");
    put(&stage.store, (OWN, &Requirement::INFO, K01), &[(RESTRICTED, Value::Flag(true))]);
    stage.hear().lacks("K01");
    put(&stage.store, (REGISTER, &Assignment::INFO, Id::from_u128(0x6003)), &[(REMOVED, Value::Flag(true))]);
    stage.hear().shows("visas inte längre för dig").lacks("Nattlig tillsyn");
    stage.keys("backspace 1").lacks("Nattlig tillsyn");
    participate(&stage.store, 0x9003, OWN, record_of("reader"), "officer");
    stage.hear().shows("Nattlig tillsyn").keys("enter").lacks("läsare");
}

#[test]
fn who_has_no_role_any_more_is_told_so_and_is_not_greeted_as_at_an_empty_store() {
    let mut stage = Stage::of_officer(store(), "reader");
    put(&stage.store, (REGISTER, &Assignment::INFO, Id::from_u128(0x6003)), &[(REMOVED, Value::Flag(true))]);
    stage.hear().shows("Du har ingen roll i det här arkivet").shows("administratör").lacks("Välkommen").lacks("öppna");
    stage.keys("down enter").lacks("Importera filer").lacks("titel").shows("ingen roll");
    // A reader of a committee that has no follow-up yet has a role and can begin nothing.
    assign(&stage.store, 0x9000, record_of("norole"), "reader", Some("Kulturnämnden"));
    let mut stage = Stage::of_officer(stage.store, "norole");
    stage.shows("ingen uppföljning som du får se").shows("deltagare").lacks("Välkommen").lacks("ingen roll");
    // An officer can begin one.
    let role = (REGISTER, &Assignment::INFO, Id::from_u128(0x9000));
    put(&stage.store, role, &[(ASSIGNED_ROLE.tag(), Value::Choice("officer".into()))]);
    stage.hear().shows("Välkommen").keys("down down enter").shows("titel");
}

#[test]
fn an_undo_of_what_one_may_not_touch_any_more_speaks_of_no_draft() {
    let mut stage = Stage::of_officer(store(), "officer");
    stage.keys("enter / <K01> enter enter down enter <, även helg> ctrl-s esc esc").shows("även helg");
    let role = (REGISTER, &Assignment::INFO, Id::from_u128(0x6002));
    put(&stage.store, role, &[(ASSIGNED_ROLE.tag(), Value::Choice("reader".into()))]);
    stage.keys("u").shows("Inget är ångrat eller gjort om: du är läsare här").lacks("utkast").lacks("Inte sparat");
}

#[test]
fn what_is_typed_in_a_record_that_is_restricted_meanwhile_stays_and_is_told_of() {
    let mut stage = Stage::of_officer(store(), "officer");
    stage.keys("enter / <K01> enter enter down enter <, även helg>");
    put(&stage.store, (OWN, &Requirement::INFO, K01), &[(RESTRICTED, Value::Flag(true))]);
    stage.hear().shows("Posten du skriver i visas inte längre för dig").shows("även helg");
    stage.keys("< och natt> ctrl-s").shows("Inte sparat: posten visas inte längre").lacks("hann före");
    // Saving once more does not put it there as something new either.
    stage.keys("esc esc esc d").shows("Krav som inte visas för dig").shows("även helg och natt");
    stage.keys("enter").shows("även helg och natt").lacks("Nr").keys("esc esc");
    let stands = stage.store.follow_up(OWN).unwrap().stands(Requirement::INFO.number, K01, TEXT.tag()).unwrap();
    assert_eq!(stands.value(), Some(text("Svar inom ett dygn")));
    // A lead opens it again, and the officer goes on.
    put(&stage.store, (OWN, &Requirement::INFO, K01), &[(RESTRICTED, Value::Flag(false))]);
    stage.hear().keys("d enter <!> ctrl-s").shows("även helg och natt!").lacks("Inte sparat");
}

#[test]
fn an_administrator_finds_officers_and_roles_and_a_lead_says_who_takes_part() {
    let mut stage = Stage::of_officer(store(), "admin");
    stage.keys("enter 1 shift-tab V <handläggare> enter").shows("norole").shows("reader");
    stage.keys("V <roller> enter").shows("administratör").shows(OMSORG);
    let mut stage = Stage::of_officer(store(), "lead");
    stage
        .keys("enter 1 shift-tab V <roller> enter")
        .lacks("administratör")
        .keys("n")
        .shows("ändras av administratörer");
    stage.keys("V <deltagare> enter n <norole> enter").shows("norole");
    assert!(stage.store.follow_up(OWN).unwrap().pointing_at(record_of("norole")).next().is_some());
}

#[test]
fn what_a_lead_of_a_committee_begins_belongs_to_it() {
    let mut stage = Stage::of_officer(store(), "lead");
    stage.keys("n <Boende> enter");
    let new = stage.store.follow_ups().into_iter().find(|own| ![OWN, super::world::OTHER].contains(&own.id())).unwrap();
    let committee = new.stands(FollowUpHeader::INFO.number, new.id(), COMMITTEE.tag()).unwrap();
    assert_eq!(committee.value(), Some(text(OMSORG)));
    // An owner begins what is nobody's.
    assign(&stage.store, 0x9000, record_of("norole"), "officer", None);
    assert_eq!(stage.store.eyes_of("norole").unwrap().home_committee(), None);
    assert_eq!(owner().home_committee(), None);
}
