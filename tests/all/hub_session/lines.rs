//! Sessions of a hub that serves many: they outlive their lines, and no line can hurt another.

use super::{PATIENCE, Seat, house, parser, store};
use crossterm::event::Event;
use proptest::prelude::*;
use std::io::Write as _;
use std::net::Shutdown;
use std::sync::Arc;
use std::time::{Duration, Instant};
use stegvis::follow_up::{Change, Doing, Whole};
use stegvis::hub::protocol::{self, Down, Hello, Up};
use stegvis::hub::{Hub, Stays};
use stegvis::keys::Keymap;
use stegvis::record::{Id, Kind as _, Value};
use stegvis::rights::Officer;
use stegvis::steps::plan::records::{NUMBER, Requirement, TEXT};
use stegvis::store::Store;

pub const LONG: Duration = Duration::from_hours(1);

pub fn serving(store: &Store) -> Arc<Hub> {
    Arc::new(Hub::serving(house(store), Stays { idle: LONG, detached: LONG, sessions: 8 }))
}

pub fn hello() -> Hello {
    Hello { width: 80, height: 24, term: "xterm".into(), ..Hello::default() }
}

/// Waits until something holds; there is nobody to wait for.
fn until(what: &str, holds: impl Fn() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !holds() {
        assert!(Instant::now() < deadline, "{what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn kept(store: &Store, officer: &str) -> String {
    let kept = store.all_kept(Officer::of_account(officer).id).into_iter();
    kept.map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned()).collect()
}

#[test]
fn a_session_outlives_its_line_and_goes_on_at_the_next_one_of_another_size() {
    let store = store();
    let hub = serving(&store);
    let mut seat = Seat::take(&hub, "uppföljare");
    seat.shows("Välkommen").keys("n <Halvskri>").shows("Halvskri");
    seat.line.shutdown(Shutdown::Write).unwrap();
    assert_eq!(seat.ends(), (0, String::new()));
    assert_eq!(hub.sessions(), (1, 0));
    assert!(kept(&store, "uppföljare").contains("Halvskri"), "what is half typed is kept as well");
    // What is saved meanwhile is there.
    let mut other = Seat::take(&hub, "controller");
    other.shows("Välkommen").keys("n <Skolan> enter").shows("sparat");
    let mut again = Seat::greet(&hub, "uppföljare", Hello { width: 100, height: 30, ..hello() });
    again.screen = parser((100, 30));
    again.shows("Halvskri").settle();
    assert!(!again.contents().contains("Här slutade"), "{}", again.contents());
    assert!(!again.screen.screen().hide_cursor(), "the cursor stands in the word");
    again.keys("<vet> enter").shows("sparat");
    assert_eq!(hub.sessions(), (2, 2));
    hub.stop();
    hub.wait();
    assert_eq!(hub.sessions(), (0, 0));
}

#[test]
fn a_second_terminal_asks_takes_over_or_sits_down_beside() {
    let store = store();
    let hub = serving(&store);
    let mut first = Seat::take(&hub, "uppföljare");
    first.shows("Välkommen").keys("n <Halvskri>").shows("Halvskri");
    // It may be left at that.
    let mut second = Seat::take(&hub, "uppföljare");
    second.shows("Du har redan en session öppen").keys("q");
    assert_eq!(second.ends(), (0, String::new()));
    // Another officer is not asked, and gets none of it.
    let mut controller = Seat::take(&hub, "controller");
    controller.shows("Välkommen");
    // Beside: home, and not in the word that is being typed at the first.
    let mut second = Seat::take(&hub, "uppföljare");
    second.shows("Du har redan en session öppen").keys("n").shows("Välkommen");
    assert_eq!(hub.sessions(), (3, 3));
}

#[test]
fn two_terminals_of_one_officer_know_of_what_is_half_typed_in_each() {
    let store = store();
    super::title(&store, super::HEMTJANST, "Nattfrid");
    let hub = serving(&store);
    let mut first = Seat::take(&hub, "uppföljare");
    first.shows("Nattfrid").keys("n <Ett halvt ord>").shows("Ett halvt ord");
    let mut second = Seat::greet(&hub, "uppföljare", Hello { new: true, ..hello() });
    second.shows("Nattfrid").settle();
    assert!(!second.contents().contains("Här slutade"), "the word is being typed elsewhere");
    first.keys("< till>").shows("Ett halvt ord till").keys("esc").settle();
    until("the draft is kept", || kept(&store, "uppföljare").contains("Ett halvt ord till"));
    second.shows("väntar på dig").keys("d").shows("Ett halvt ord till");
}

#[test]
fn a_terminal_that_comes_back_has_its_seat_without_being_asked() {
    let store = store();
    let hub = serving(&store);
    let mut first = Seat::take(&hub, "uppföljare");
    first.shows("Välkommen").keys("n <Halvskri>").shows("Halvskri");
    let mut beside = Seat::greet(&hub, "uppföljare", Hello { new: true, ..hello() });
    beside.shows("Stegvis").settle();
    assert!(first.place != beside.place && first.place != 0);
    // The hub has not noticed that its line is gone.
    let mut back = Seat::greet(&hub, "uppföljare", Hello { seat: first.place, ..hello() });
    back.shows("Halvskri").settle();
    let (lost, had) = (first.place, back.place);
    let (code, words) = first.ends();
    assert_eq!(code, 0);
    assert!(words.contains("fortsätter i en annan"), "{words}");
    // Another terminal sits there by now: whoever comes back with the old ticket is asked like everybody else.
    assert_ne!(lost, had);
    let mut late = Seat::greet(&hub, "uppföljare", Hello { seat: lost, ..hello() });
    late.shows("Du har redan en session öppen");
    back.keys("t").shows("Halvskrit");
    late.keys("q");
    assert_eq!(late.ends().0, 0);
    back.line.shutdown(Shutdown::Write).unwrap();
    back.ends();
    // Nobody sits there: it goes on without a question. No ticket gives more seats than the officer may have.
    let mut waits = Seat::greet(&hub, "uppföljare", Hello { seat: lost, ..hello() });
    waits.shows("Halvskrit");
    let mut far = Seat::greet(&hub, "controller", Hello { seat: 0xfff, ..hello() });
    far.shows("Välkommen").settle();
    assert_eq!(far.place & 0xfff, 1);
}

#[test]
fn the_question_on_leaving_detaches_ends_or_stays() {
    let store = store();
    let hub = serving(&store);
    let mut seat = Seat::take(&hub, "uppföljare");
    seat.shows("Välkommen").keys("q").shows("Vad ska hända med sessionen?").keys("esc").shows("Välkommen");
    seat.keys("q").shows("Vad ska hända med sessionen?").keys("enter");
    let (code, words) = seat.ends();
    assert!(code == 0 && words.contains("väntar på dig"), "{words}");
    assert_eq!(hub.sessions(), (1, 0));
    let mut seat = Seat::take(&hub, "uppföljare");
    // The question that was answered is gone.
    seat.shows("Välkommen").keys("q").shows("Vad ska hända med sessionen?").keys("down enter");
    assert_eq!(seat.ends(), (0, String::new()));
    until("the session ends", || hub.sessions() == (0, 0));
}

#[test]
fn a_hub_that_stops_says_that_one_may_come_again() {
    let store = store();
    let hub = serving(&store);
    let mut seat = Seat::take(&hub, "uppföljare");
    seat.shows("Välkommen").keys("n <Halvskri>").shows("Halvskri");
    hub.stop();
    let words = loop {
        match protocol::receive_down(&mut seat.line) {
            Ok(Down::Frame(_)) => drop(protocol::send(&mut seat.line, &Up::Shown)),
            Ok(Down::Again(words)) => break words,
            other => panic!("{other:?}"),
        }
    };
    assert!(words.contains("stängs på servern"), "{words}");
    hub.wait();
    assert!(kept(&store, "uppföljare").contains("Halvskri"));
    // Whoever comes now is told so as well.
    let (line, _session) = Seat::unannounced(&hub, "controller");
    let mut line = line;
    assert!(matches!(protocol::receive_down(&mut line), Err(_) | Ok(Down::Again(_))));
}

#[test]
fn other_keys_are_active_in_sessions_that_are_on() {
    let store = store();
    let hub = serving(&store);
    let mut seat = Seat::take(&hub, "uppföljare");
    seat.shows("Välkommen").settle();
    let (keys, problems) = Keymap::default_preset().merged("[everywhere]\nhelp = [\"å\"]\n");
    assert!(problems.is_empty());
    hub.reload(stegvis::hub::Settings { lang: None, keys: Arc::new(keys), problems: Vec::new() });
    seat.shows("å hjälp").keys("å").shows("Hjälp");
}

#[test]
fn an_officer_has_so_many_sessions_and_no_more_and_others_have_theirs() {
    let store = store();
    let hub = serving(&store);
    let new = || Hello { new: true, ..hello() };
    let mut seats: Vec<_> = (0..8).map(|_| Seat::greet(&hub, "uppföljare", new())).collect();
    for seat in &mut seats {
        seat.shows("Välkommen");
    }
    let (code, words) = Seat::greet(&hub, "uppföljare", new()).ends();
    assert!(code == 1 && words.contains("8 öppna sessioner"), "{words}");
    Seat::take(&hub, "controller").shows("Välkommen");
}

#[test]
fn what_comes_faster_than_anybody_types_arrives_all_of_it_and_later() {
    let store = store();
    let hub = serving(&store);
    let mut seat = Seat::take(&hub, "uppföljare");
    seat.shows("Välkommen").keys("n").settle();
    let begun = Instant::now();
    let keys = super::pressed(&format!("<{}>", "a".repeat(3_000)));
    let mut line = seat.line.try_clone().unwrap();
    let flood = std::thread::spawn(move || {
        for key in keys {
            protocol::send(&mut line, &Up::Input(Event::Key(key))).unwrap();
        }
        line.shutdown(Shutdown::Write).unwrap();
    });
    assert_eq!(seat.ends().0, 0);
    flood.join().unwrap();
    assert!(begun.elapsed() > Duration::from_millis(700), "{:?}", begun.elapsed());
    assert!(kept(&store, "uppföljare").contains(&"a".repeat(3_000)));
    // A paste is one of them, however long.
    let mut again = Seat::take(&hub, "uppföljare");
    again.shows("aaa").settle().send(&Up::Input(Event::Paste("b".repeat(9_000))));
    again.line.shutdown(Shutdown::Write).unwrap();
    assert_eq!(again.ends().0, 0);
    assert!(kept(&store, "uppföljare").contains(&"b".repeat(9_000)));
}

#[test]
fn a_line_that_says_what_no_terminal_says_ends_alone_and_its_session_waits() {
    let store = store();
    let hub = serving(&store);
    let mut other = Seat::take(&hub, "controller");
    other.shows("Välkommen").settle();
    let mut huge = vec![11, 0, 0, 0, 1, 4, 253];
    huge.extend(1_u64.rotate_left(40).to_le_bytes());
    let unasked = |message: &Up| {
        let mut bytes = Vec::new();
        protocol::send(&mut bytes, message).unwrap();
        bytes
    };
    for bytes in [
        huge,
        vec![255; 4],
        vec![3, 0, 0, 0, 99, 99, 99],
        vec![9, 0, 0, 0, 1],
        unasked(&Up::Hello(hello())),
        unasked(&Up::File(7, protocol::Part::Bytes(vec![0; 9]))),
        unasked(&Up::Saved(7, stegvis::app::Saved::Exists)),
    ] {
        let mut seat = Seat::take(&hub, "uppföljare");
        seat.shows("Stegvis").settle();
        seat.line.write_all(&bytes).unwrap();
        seat.line.shutdown(Shutdown::Write).unwrap();
        assert_eq!(seat.ends().0, 0, "{bytes:?}");
        assert_eq!(hub.sessions(), (2, 1), "{bytes:?}");
    }
    other.keys("?").shows("Hjälp");
}

#[test]
fn coming_and_going_leaves_nothing_behind() {
    let store = store();
    let hub = serving(&store);
    for _ in 0..100 {
        let mut seat = Seat::take(&hub, "uppföljare");
        seat.shows("Välkommen");
        seat.line.shutdown(Shutdown::Write).unwrap();
        assert_eq!(seat.ends().0, 0);
    }
    assert_eq!(hub.sessions(), (1, 0));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn whatever_a_line_says_the_hub_goes_on(
        bytes in proptest::collection::vec(any::<u8>(), 0..200),
        opens: bool,
        greets: bool,
        cut in any::<prop::sample::Index>(),
    ) {
        let store = store();
        let hub = serving(&store);
        let mut said = Vec::new();
        if opens {
            protocol::open(&mut said).unwrap();
        }
        if greets {
            protocol::send(&mut said, &Up::Hello(hello())).unwrap();
        }
        let whole = said.len();
        said.extend(bytes);
        said.truncate(whole.max(cut.index(said.len().max(1))));
        let (mut line, session) = Seat::unannounced(&hub, "uppföljare");
        let _ = line.write_all(&said);
        let _ = line.shutdown(Shutdown::Write);
        session.join().unwrap();
        Seat::take(&hub, "controller").shows("Välkommen");
    }
}

/// A follow-up with a requirement, and two officers who have its form open.
fn two_at_one_requirement(store: &Store, hub: &Arc<Hub>) -> (Seat, Seat) {
    super::title(store, super::HEMTJANST, "Nattfrid");
    let own = store.follow_up(super::HEMTJANST).unwrap();
    let whole = Whole { own, register: store.register() };
    let record = Id::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0077);
    let value = |text: &str| Some(Value::Text(text.into()));
    let edits = [(NUMBER.tag(), value("K01")), (TEXT.tag(), value("Larm"))];
    let edits = edits.iter().filter_map(|(tag, value)| whole.edit(&Requirement::INFO, record, *tag, value.as_ref()));
    let change = Change { doing: Doing::Create, edits: edits.collect() };
    store.commit_and_wait(&super::eyes("kollega"), Id::from_u128(9), chrono::Utc::now(), change).unwrap();
    let (mut one, mut other) = (Seat::take(hub, "uppföljare"), Seat::take(hub, "controller"));
    for seat in [&mut one, &mut other] {
        seat.shows("Nattfrid").keys("enter").shows("Planering").settle();
    }
    one.shows("även controller");
    other.shows("även uppföljare").keys("/ <K01> enter").shows("1/1").settle();
    one.keys("/ <K01> enter").shows("1/1").keys("enter").settle();
    other.keys("enter");
    for (seat, name) in [(&mut one, "controller"), (&mut other, "uppföljare")] {
        seat.shows(&format!("{name} har också den här posten öppen")).settle();
    }
    (one, other)
}

#[test]
fn two_at_one_record_are_told_and_see_each_others_work_without_losing_their_own() {
    let store = store();
    let hub = serving(&store);
    let (mut one, mut other) = two_at_one_requirement(&store, &hub);
    // One types in the text while the other saves another field: it is seen, and the word and its cursor stay.
    one.keys("down enter < besvaras>").shows("Larm besvaras").settle();
    other.keys("down down enter <avtalet> enter").shows("sparat");
    one.shows("avtalet").shows("Larm besvaras").settle();
    assert!(!one.screen.screen().hide_cursor());
    // In the same field both are shown, and what both typed is kept.
    other.keys("home down enter < ringer>").shows("Larm ringer").settle();
    one.keys("ctrl-s").shows("sparat").settle();
    other.keys("ctrl-s").shows("besvaras").shows("✎").settle();
    assert!(other.contents().contains("Larm ringer"), "{}", other.contents());
    until("the refused text is kept", || kept(&store, "controller").contains("Larm ringer"));
    let own = store.follow_up(super::HEMTJANST).unwrap();
    let texts: Vec<_> = own.all::<Requirement>().filter_map(|one| one.get(TEXT)).collect();
    assert_eq!(texts, ["Larm besvaras"]);
    // Whoever goes is not there any longer.
    one.line.shutdown(Shutdown::Write).unwrap();
    assert_eq!(one.ends().0, 0);
    while other.contents().contains("även uppföljare") {
        other.frame();
        other.send(&Up::Shown);
    }
}
