//! Who comes through a gate, and what their sessions have there.

use super::lines::{LONG, hello, serving};
use super::noted::Noted;
use super::{HEMTJANST, PATIENCE, Seat, eyes, house, store, title};
use nix::unistd::{Uid, User};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use stegvis::follow_up::{Change, Doing, Whole};
use stegvis::hub::protocol::{self, Down, Hello, Up};
use stegvis::hub::{Caller, House, Hub, Log, Stays};
use stegvis::record::{Id, Kind as _, Value};
use stegvis::rights::Officer;
use stegvis::rights::records::{ACCOUNT, ASSIGNED, ASSIGNED_ROLE, Assignment, RegisteredOfficer};

#[test]
fn nobody_but_a_gate_says_who_somebody_is_and_a_gate_says_it_always() {
    let store = store();
    let hub = serving(&store);
    let vouched = Hello { officer: Some("chefen".into()), ..hello() };
    let (code, words) = Seat::greet(&hub, "uppföljare", vouched.clone()).ends();
    assert!(code == 1 && words.contains("intyg"), "{words}");
    // Whatever a gate sends for a name is told back as one short line.
    let odd = format!("chef\0en\r\n\u{202e}\"{}", "x".repeat(60_000));
    let odd = Hello { officer: Some(odd), ..hello() };
    for (hello, said) in [(vouched, "chefen"), (hello(), "intyg"), (odd, "chef")] {
        let (mut line, near) = UnixStream::pair().unwrap();
        line.set_read_timeout(Some(PATIENCE)).unwrap();
        let hub = Arc::clone(&hub);
        let gate = std::thread::spawn(move || hub.welcome(&near, Caller::Gate));
        protocol::open(&mut line).unwrap();
        protocol::send(&mut line, &Up::Hello(hello)).unwrap();
        protocol::expect_opening(&mut line).unwrap();
        let Ok(Down::Exit { code: 1, words }) = protocol::receive_down(&mut line) else { panic!("let in") };
        assert!(words.contains(said) && words.len() < 300, "{words}");
        assert!(!words.contains(|letter: char| letter.is_control() || letter == '\u{202e}'), "{words:?}");
        gate.join().unwrap();
    }
    assert_eq!(hub.sessions(), (0, 0));
}

#[test]
fn a_gate_vouches_for_nobody_by_the_name_of_the_stores_owner() {
    let store = store();
    let noted = Noted::default();
    let log = Log::to(Box::new(noted.clone()), chrono::Utc::now);
    let house = House { log: log.clone(), ..house(&store) };
    let hub = Arc::new(Hub::serving(house, Stays { idle: LONG, detached: LONG, sessions: 8 }));
    let own = User::from_uid(Uid::effective()).unwrap().unwrap().name;
    // As what the owner has half typed would be shown to whoever is let in by that name.
    store.keep(Officer::of_account(&own).id, "draft", Some(b"hemligt")).unwrap();
    for name in [own.as_str(), "root", "gran"] {
        for (record, kind, tag, value) in [
            (0x50, &RegisteredOfficer::INFO, ACCOUNT.tag(), Value::Text(name.to_owned())),
            (0x60, &Assignment::INFO, ASSIGNED.tag(), Value::Link(Id::from_u128(0x50))),
            (0x60, &Assignment::INFO, ASSIGNED_ROLE.tag(), Value::Choice("officer".to_owned())),
        ] {
            let whole = Whole { own: store.register(), register: store.register() };
            let Some(edit) = whole.edit(kind, Id::from_u128(record), tag, Some(&value)) else { continue };
            let change = Change::of(Doing::Edit, edit);
            // The store refuses the owner's own account, too.
            let _ = store.commit_and_wait(&eyes("kollega"), Id::from_u128(9), chrono::Utc::now(), change);
        }
        assert_eq!(store.eyes_of(name).is_some(), name == "gran", "{name}");
        for run in [false, true] {
            let (mut line, near) = UnixStream::pair().unwrap();
            line.set_read_timeout(Some(PATIENCE)).unwrap();
            let gated = Arc::clone(&hub);
            let gate = std::thread::spawn(move || gated.welcome(&near, Caller::Gate));
            protocol::open(&mut line).unwrap();
            let officer = Some(name.to_owned());
            let first = if run {
                Up::Run(protocol::Run { args: vec!["list".into()], officer, ..protocol::Run::default() })
            } else {
                Up::Hello(Hello { officer, no_files: true, ..hello() })
            };
            protocol::send(&mut line, &first).unwrap();
            protocol::expect_opening(&mut line).unwrap();
            let said = protocol::receive_down(&mut line);
            if name == "gran" && !run {
                assert!(matches!(said, Ok(Down::Seat(ticket)) if ticket & 0xfff == 1), "{said:?}");
            } else {
                let Ok(Down::Exit { code: 1, words }) = said else { panic!("{name}: {said:?}") };
                assert_eq!(words.contains("serverns eget konto"), name != "gran", "{words}");
            }
            drop(line);
            gate.join().unwrap();
        }
        assert_eq!(hub.sessions().0, usize::from(name == "gran"));
    }
    log.settle(PATIENCE);
    assert_eq!(noted.lines().iter().filter(|line| line.ends_with("outcome=name-of-owner")).count(), 4);
}

#[test]
fn a_session_that_moves_between_a_gate_and_a_desk_has_files_where_there_are_some() {
    let store = store();
    title(&store, HEMTJANST, "Nattfrid");
    let hub = serving(&store);
    for no_files in [true, false, true, false] {
        let mut seat = Seat::greet(&hub, "uppföljare", Hello { no_files, ..hello() });
        seat.shows("Nattfrid").settle().keys("i enter").settle();
        if no_files {
            seat.shows("Härifrån går det inte att läsa filer").shows("ssh").keys("esc").settle();
            assert!(!seat.contents().contains("Härifrån"), "{}", seat.contents());
            seat.keys("P").shows("Härifrån går det inte att spara filer").keys("esc").settle();
        } else {
            seat.keys("<krav.csv> enter");
            let (ticket, path) = seat.wanted();
            assert!(path.ends_with("krav.csv"), "{path}");
            seat.send(&Up::File(ticket, protocol::Part::Refused("Finns inte.".into())));
            seat.shows("Finns inte.").keys("esc esc esc").settle();
        }
        seat.line.shutdown(Shutdown::Write).unwrap();
        assert_eq!(seat.ends().0, 0);
        assert_eq!(hub.sessions(), (1, 0), "the same session goes on");
    }
}
