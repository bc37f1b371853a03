//! Who else is here: told of what one sees, and of nothing else.

use super::line::Seat;
use super::world::{OWN, SECRET, put, text, world};
use chrono::Utc;
use std::sync::Arc;
use std::time::Duration;
use stegvis::hub::{House, Hub, Stays};
use stegvis::record::{Id, Kind as _, REGISTER, REMOVED, RESTRICTED, Value};
use stegvis::rights::records::Assignment;
use stegvis::rights::{Eyes, Officer};
use stegvis::steps::plan::records::{NUMBER, Requirement, TEXT};

/// Whether a record is marked as open elsewhere on any of these screens.
fn marks(screens: &str) -> bool {
    screens.lines().any(|line| line.starts_with('»'))
}

#[test]
fn a_reader_is_told_of_nobody_and_no_record_that_they_do_not_see() {
    let store = world();
    let open = (OWN, &Requirement::INFO, Id::from_u128(0x9001));
    let restricted = (OWN, &Requirement::INFO, Id::from_u128(0x9002));
    put(&store, open, &[(NUMBER.tag(), text("K01")), (TEXT.tag(), text("Svar inom ett dygn"))]);
    put(
        &store,
        restricted,
        &[(NUMBER.tag(), text("K02")), (TEXT.tag(), text(SECRET)), (RESTRICTED, Value::Flag(true))],
    );
    let long = Duration::from_hours(1);
    let house = House { find: stegvis::steps::findings, clock: Utc::now, ..crate::hub_session::house(&store) };
    let hub = Arc::new(Hub::serving(house, Stays { idle: long, detached: long, sessions: 8 }));
    let mut reader = Seat::take(&hub, store.eyes_of("reader").unwrap());
    reader.keys("enter").until(&["Planering", "K01"], &[]);
    // In a follow-up that the reader does not see, with one of its records open.
    let mut owner = Seat::take(&hub, Eyes::owner(Officer::of_account("agaren")));
    owner.keys("down enter").until(&["Skola", "K99"], &[]);
    owner.keys("/ <K99> enter").until(&["1/1"], &[]);
    owner.keys("enter").until(&["▸ Nr"], &[]);
    reader.settle();
    assert!(!reader.saw("agaren"), "{}", reader.screens);
    // Where the reader is, at a record that the reader does not see.
    owner.keys("esc esc esc 0 up enter").until(&["Nattlig tillsyn", "K02"], &[]);
    reader.until(&["även agaren"], &[]);
    owner.keys("/ <K02> enter").until(&["1/1"], &[]);
    owner.keys("enter").until(&["▸ Nr", SECRET], &[]);
    reader.settle();
    assert!(!marks(&reader.screens) && !reader.saw("K02") && !reader.saw(SECRET), "{}", reader.screens);
    // At one that the reader sees, as long as they do.
    owner.keys("esc esc esc 0 enter").keys("/ <K01> enter").until(&["1/1", "Svar inom ett dygn"], &[]);
    owner.keys("enter").until(&["▸ Nr"], &[]);
    reader.until(&["»K01"], &[]);
    // Whoever reads is not told that what they save is put together with what others save.
    reader.keys("/ <K01> enter").until(&["1/1"], &[]);
    reader.keys("enter").until(&["▸ Nr", "Du läser den; det som andra sparar syns här direkt."], &["läggs ihop"]);
    reader.keys("esc esc").until(&["▸K01"], &["▸ Nr"]);
    put(&store, open, &[(RESTRICTED, Value::Flag(true))]);
    reader.until(&["även agaren"], &["K01"]);
    assert!(!marks(&reader.screen()));
    // And nothing more of anybody when the reader sees nothing any more.
    put(&store, (REGISTER, &Assignment::INFO, Id::from_u128(0x6003)), &[(REMOVED, Value::Flag(true))]);
    reader.until(&["visas inte längre för dig"], &["agaren"]);
    let before = (reader.bytes.len(), reader.screens.len());
    owner.keys("esc esc esc 0 enter").keys("/ <K02> enter").until(&["1/1", SECRET], &[]);
    owner.keys("enter").until(&["▸ Nr"], &[]);
    reader.settle();
    let later = String::from_utf8_lossy(&reader.bytes[before.0..]).into_owned() + &reader.screens[before.1..];
    assert!(!later.contains("agaren") && !marks(&later), "{later}");
    assert!(!reader.saw(SECRET));
}
