//! All bytes that a reader's session ever receives.

use super::world::{OTHER, OWN, SECRET, owner, participate, put, record_of, text, world};
use crate::terminal::{parser, pressed};
use chrono::Utc;
use crossterm::event::Event;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::time::{Duration, Instant};
use stegvis::hub::protocol::{self, Down, Hello, Up};
use stegvis::hub::{House, Hub, Stays};
use stegvis::record::{Id, Kind as _, REGISTER, REMOVED, RESTRICTED, Value};
use stegvis::rights::Eyes;
use stegvis::rights::records::{ASSIGNED_ROLE, Assignment};
use stegvis::steps::plan::records::{NUMBER, Requirement, TEXT};
use stegvis::store::Store;

/// How long nothing has to come for there to be nothing.
const QUIET: Duration = Duration::from_millis(40);
/// How long something that is waited for may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// An officer's end of a line that keeps all that ever came.
pub struct Seat {
    line: UnixStream,
    screen: vt100::Parser,
    pub bytes: Vec<u8>,
    pub screens: String,
}

impl Seat {
    pub fn take(hub: &Arc<Hub>, eyes: Eyes) -> Self {
        let (mut line, near) = UnixStream::pair().unwrap();
        let hub = Arc::clone(hub);
        std::thread::spawn(move || hub.serve(&near, eyes));
        protocol::open(&mut line).unwrap();
        protocol::expect_opening(&mut line).unwrap();
        let hello = Hello { width: 160, height: 50, term: "xterm".into(), ..Hello::default() };
        protocol::send(&mut line, &Up::Hello(hello)).unwrap();
        line.set_read_timeout(Some(QUIET)).unwrap();
        let mut seat = Self { line, screen: parser((160, 50)), bytes: Vec::new(), screens: String::new() };
        seat.until(&["Stegvis"], &[]);
        seat
    }

    pub fn settle(&mut self) {
        while let Ok(down) = protocol::receive_down(&mut self.line) {
            self.bytes.extend(format!("{down:?}").into_bytes());
            if let Down::Frame(frame) = down {
                self.bytes.extend(&frame);
                self.screen.process(&frame);
                self.screens.push_str(&self.screen.screen().contents());
                protocol::send(&mut self.line, &Up::Shown).unwrap();
            }
        }
    }

    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for key in pressed(keys) {
            protocol::send(&mut self.line, &Up::Input(Event::Key(key))).unwrap();
        }
        self.settle();
        self
    }

    /// Waits until the screen is as it is to be.
    #[track_caller]
    pub fn until(&mut self, shown: &[&str], not: &[&str]) {
        let until = Instant::now() + PATIENCE;
        while !shown.iter().all(|word| self.shows(word)) || not.iter().any(|word| self.shows(word)) {
            assert!(Instant::now() < until, "no {shown:?}, or {not:?}, in\n{}", self.screen.screen().contents());
            self.settle();
        }
    }

    pub fn saw(&self, word: &str) -> bool {
        let raw = self.bytes.windows(word.len()).any(|part| part == word.as_bytes());
        raw || self.screens.contains(word)
    }

    pub fn screen(&self) -> String {
        self.screen.screen().contents()
    }

    pub fn shows(&self, word: &str) -> bool {
        self.screen.screen().contents().contains(word)
    }
}

fn hub(store: &Store) -> Arc<Hub> {
    Arc::new(Hub::new(House { find: stegvis::steps::findings, clock: Utc::now, ..crate::hub_session::house(store) }))
}

/// Walks through all that there is to be seen.
fn walk(seat: &mut Seat) {
    for room in ["1", "2", "3", "4", "5", "6", "S"] {
        seat.keys("0 enter").keys(room);
        for _ in 0..5 {
            seat.keys("tab").keys("w").keys("esc").keys("enter").keys("esc");
        }
    }
    for keys in [
        "1 shift-tab",
        "h",
        "esc",
        "c",
        "esc",
        "w",
        "esc",
        "A",
        "esc",
        "d",
        "esc",
        "0",
        "h",
        "esc",
        "T",
        "esc",
        "?",
        "esc",
    ] {
        seat.keys(keys);
    }
    seat.keys("1 / z q").keys("esc");
}

#[test]
fn a_reader_never_receives_a_byte_of_what_is_outside_their_scope() {
    let store = world();
    // Held by a check: a requirement that nobody has valued is named by its number.
    let delicate = (OWN, &Requirement::INFO, Id::from_u128(0x9002));
    put(&store, delicate, &[(RESTRICTED, Value::Flag(true)), (NUMBER.tag(), text(SECRET)), (TEXT.tag(), text(SECRET))]);
    let hub = hub(&store);
    let mut reader = Seat::take(&hub, store.eyes_of("reader").unwrap());
    let mut lead = Seat::take(&hub, store.eyes_of("lead").unwrap());
    walk(&mut reader);
    walk(&mut lead);
    // Others work meanwhile, on what both have open.
    reader.keys("0 enter 1");
    put(&store, delicate, &[(TEXT.tag(), text(&format!("{SECRET} igen")))]);
    put(&store, (OTHER, &Requirement::INFO, Id::from_u128(0xb02)), &[(TEXT.tag(), text(SECRET))]);
    participate(&store, 0x6102, OTHER, record_of("admin"), "reader");
    reader.until(&["läsare"], &[]);
    assert!(!reader.saw(SECRET), "{}", reader.screens);
    assert!(!reader.shows("utkast"), "{}", reader.screen.screen().contents());
    assert!(lead.saw(SECRET), "there is something to see");

    // More while one is lead, and nothing of it any more afterwards.
    let role = (REGISTER, &Assignment::INFO, Id::from_u128(0x6003));
    put(&store, role, &[(ASSIGNED_ROLE.tag(), Value::Choice("lead".into()))]);
    reader.until(&[], &["läsare"]);
    reader.keys("0 enter 1 tab").until(&[SECRET], &[]);
    put(&store, role, &[(ASSIGNED_ROLE.tag(), Value::Choice("reader".into()))]);
    reader.until(&["läsare"], &[SECRET]);
    put(&store, role, &[(REMOVED, Value::Flag(true))]);
    reader.until(&["visas inte längre för dig"], &["Nattlig tillsyn"]);
    // The owner sees the other follow-up's title.
    Seat::take(&hub, owner()).until(&[SECRET], &[]);
}

#[test]
fn whoever_loses_their_role_at_the_question_of_a_second_terminal_comes_in_no_more() {
    let store = world();
    let stays = Stays { idle: 100 * PATIENCE, detached: 100 * PATIENCE, sessions: 8 };
    let hub = Arc::new(Hub::serving(crate::hub_session::house(&store), stays));
    let eyes = store.eyes_of("reader").unwrap();
    let _first = Seat::take(&hub, eyes.clone());
    let (mut line, near) = UnixStream::pair().unwrap();
    line.set_read_timeout(Some(PATIENCE)).unwrap();
    let served = Arc::clone(&hub);
    std::thread::spawn(move || served.serve(&near, eyes));
    protocol::open(&mut line).unwrap();
    protocol::expect_opening(&mut line).unwrap();
    let hello = Hello { width: 80, height: 24, term: "xterm".into(), ..Hello::default() };
    protocol::send(&mut line, &Up::Hello(hello)).unwrap();
    let Ok(Down::Frame(_)) = protocol::receive_down(&mut line) else { panic!("not asked") };
    put(&store, (REGISTER, &Assignment::INFO, Id::from_u128(0x6003)), &[(REMOVED, Value::Flag(true))]);
    protocol::send(&mut line, &Up::Shown).unwrap();
    for key in pressed("n") {
        protocol::send(&mut line, &Up::Input(Event::Key(key))).unwrap();
    }
    let Ok(Down::Exit { code: 1, words }) = protocol::receive_down(&mut line) else { panic!("let in") };
    assert!(words.contains("tillträde"), "{words}");
    assert_eq!(hub.sessions().0, 1);
}
