//! Sessions whose ends are looked at from inside.

use super::finish::say_not_kept;
use super::{Seated, Session};
use crate::follow_up::Findings;
use crate::hub::findings::Checks;
use crate::hub::inbox::{Comer, Inbox, Said};
use crate::hub::protocol::{self, Down, Hello, Up};
use crate::hub::{House, Hub, Stays};
use crate::keys::Keymap;
use crate::locale::{Lang, Languages};
use crate::record::{Fault, Id};
use crate::rights::{Eyes, Officer};
use crate::steps::KINDS;
use crate::store::{MAX_KEPT, NotKept, Store};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::time::Duration;

#[test]
fn what_was_not_kept_is_said_with_the_limit_or_the_reason_in_words() {
    let words = Languages::default().get(Lang::Sv);
    let large = NotKept::TooLarge { have: MAX_KEPT + 1, limit: MAX_KEPT };
    let said = say_not_kept(&large, &words);
    assert!(said.contains("257 kB") && said.contains("256 kB"), "{said}");
    let said = say_not_kept(&NotKept::Disk(Fault::Full), &words);
    assert!(said.contains("disken är full"), "{said}");
}

fn hub() -> Arc<Hub> {
    Arc::new(Hub::new(House {
        store: Store::in_memory(KINDS).unwrap(),
        languages: Languages::default(),
        lang: Some(Lang::En),
        keys: Arc::new(Keymap::default_preset()),
        find: |_, _| Findings::default(),
        clock: chrono::Utc::now,
        problems: Vec::new(),
        log: crate::hub::Log::none(),
        commands: None,
        troubles: crate::hub::Troubles::default(),
    }))
}

fn run(hub: &Arc<Hub>, line: UnixStream, inbox: &Arc<Inbox>) {
    let eyes = Eyes::owner(Officer::of_account("uppföljare"));
    let seated = Seated { hub: Arc::clone(hub), inbox: Arc::clone(inbox), id: crate::record::Id::nil() };
    Session::run(&seated, &eyes, Comer { line, number: 1, hello: Hello::default() }, 1);
}

/// Serves a session whose mail is there from the beginning, and gives what its terminal is sent.
fn served(hub: &Arc<Hub>, inbox: &Arc<Inbox>) -> (Vec<u8>, u8, String) {
    let (near, mut far) = UnixStream::pair().unwrap();
    let mut frames = Vec::new();
    run(hub, near, inbox);
    loop {
        match protocol::receive_down(&mut far) {
            Ok(Down::Frame(frame)) => frames.extend(frame),
            Ok(Down::Exit { code, words }) => return (frames, code, words),
            other => panic!("no goodbye but {other:?}"),
        }
    }
}

fn type_in(inbox: &Inbox, keys: &str) {
    for letter in keys.chars() {
        let event = KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE);
        assert!(inbox.post_from_line(1, Said::Input(Event::Key(event))));
    }
}

#[test]
fn a_panic_beside_the_app_ends_its_session_with_a_sentence_and_1_and_keeps_what_was_typed() {
    let hub = hub();
    let inbox = Arc::new(Inbox::default());
    type_in(&inbox, "nHemtj");
    inbox.panicked();
    let (_, code, words) = served(&hub, &inbox);
    assert_eq!(code, 1);
    assert!(words.starts_with("Something went wrong in Stegvis"), "{words}");
    let kept = hub.house.store.all_kept(Officer::of_account("uppföljare").id);
    assert!(kept.iter().any(|(_, bytes)| bytes.windows(5).any(|window| window == b"Hemtj")));
}

#[test]
fn what_cannot_be_kept_is_told_on_the_screen_at_once() {
    let hub = hub();
    // A store that is closed keeps nothing any more.
    hub.house.store.clone().close();
    let inbox = Arc::new(Inbox::default());
    type_in(&inbox, "nHemtj");
    shows(&hub, &inbox, "could not be kept");
}

/// Serves a session whose mail is there from the beginning until it shows something.
fn shows(hub: &Arc<Hub>, inbox: &Arc<Inbox>, text: &str) {
    let (near, mut far) = UnixStream::pair().unwrap();
    std::thread::scope(|scope| {
        scope.spawn(|| run(hub, near, inbox));
        let mut shown = Vec::new();
        while !String::from_utf8_lossy(&shown).contains(text) {
            let Ok(Down::Frame(frame)) = protocol::receive_down(&mut far) else { panic!("nothing was told") };
            shown.extend(frame);
            assert!(inbox.post_from_line(1, Said::Shown));
        }
        assert!(inbox.post_from_line(1, Said::Gone));
        while let Ok(Down::Frame(_)) = protocol::receive_down(&mut far) {}
    });
}

#[test]
fn where_no_thread_can_be_had_for_the_findings_it_is_said() {
    let mut hub = hub();
    let checks = Arc::new(Checks::without_threads(hub.house.find, hub.house.clock));
    Arc::get_mut(&mut hub).unwrap().checks = checks;
    let inbox = Arc::new(Inbox::default());
    type_in(&inbox, "nHemtj");
    assert!(inbox.post_from_line(1, Said::Input(Event::Key(KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE)))));
    shows(&hub, &inbox, "could not be looked for");
}

/// An officer's end of a line to a hub that serves.
struct Seat {
    line: UnixStream,
    shown: Vec<u8>,
}

impl Seat {
    fn take(hub: &Arc<Hub>, officer: &str) -> Self {
        let (mut line, near) = UnixStream::pair().unwrap();
        line.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        let (hub, eyes) = (Arc::clone(hub), Eyes::owner(Officer::of_account(officer)));
        std::thread::spawn(move || hub.serve(&near, eyes));
        protocol::open(&mut line).unwrap();
        protocol::expect_opening(&mut line).unwrap();
        let hello = Hello { width: 80, height: 24, term: "xterm".into(), ..Hello::default() };
        protocol::send(&mut line, &Up::Hello(hello)).unwrap();
        Self { line, shown: Vec::new() }
    }

    fn keys(&mut self, keys: &str) -> &mut Self {
        for letter in keys.chars() {
            let event = KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE);
            protocol::send(&mut self.line, &Up::Input(Event::Key(event))).unwrap();
        }
        self
    }

    fn shows(&mut self, text: &str) -> &mut Self {
        while !String::from_utf8_lossy(&self.shown).contains(text) {
            match protocol::receive_down(&mut self.line) {
                Ok(Down::Frame(frame)) => {
                    self.shown.extend(frame);
                    protocol::send(&mut self.line, &Up::Shown).unwrap();
                }
                Ok(Down::Seat(_)) => {}
                other => panic!("no {text} but {other:?}"),
            }
        }
        self.shown.clear();
        self
    }

    fn ends(mut self) -> (u8, String) {
        loop {
            match protocol::receive_down(&mut self.line) {
                Ok(Down::Frame(_)) => drop(protocol::send(&mut self.line, &Up::Shown)),
                Ok(Down::Exit { code, words }) => return (code, words),
                Ok(Down::Seat(_)) => {}
                other => panic!("no goodbye but {other:?}"),
            }
        }
    }
}

#[test]
fn a_panic_ends_one_session_its_officer_finds_the_word_at_the_next_and_others_go_on() {
    let house = Arc::into_inner(hub()).unwrap().house.clone();
    let long = Duration::from_hours(1);
    let hub = Arc::new(Hub::serving(house, Stays { idle: long, detached: long, sessions: 8 }));
    let (mut one, mut other) = (Seat::take(&hub, "gran"), Seat::take(&hub, "plan"));
    one.shows("Welcome").keys("nHemtj").shows("tj");
    other.shows("Welcome").keys("nSko").shows("o");
    let [inbox] = hub.seats.beside(Officer::of_account("gran").id, Id::nil()).try_into().unwrap();
    inbox.panicked();
    let (code, words) = one.ends();
    assert!(code == 1 && words.starts_with("Something went wrong in Stegvis"), "{words}");
    let gone = std::time::Instant::now();
    while hub.sessions().0 > 1 {
        assert!(gone.elapsed() < long / 360, "the session ends");
        std::thread::yield_now();
    }
    other.keys("lan").shows("n");
    // What was typed waits for the officer in a session of its own.
    let mut again = Seat::take(&hub, "gran");
    again.shows("Hemtj");
    assert_eq!(hub.sessions(), (2, 2));
    drop(again);
}
