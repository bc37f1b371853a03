//! A session over its line, seen from the officer's end.

mod gates;
mod lines;
mod memory;
mod noted;
mod typing;

use crate::store::desk::typed;
use crate::store::trouble::{How, Trouble};
use crate::terminal::{parser, pressed};
use chrono::Utc;
use crossterm::event::Event;
use std::io::Write as _;
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;
use stegvis::app::{Entry, Saved, Ticket};
use stegvis::follow_up::{Change, Doing, Findings, Whole};
use stegvis::hub::protocol::{self, Broken, Down, Hello, ListPart, Part, SavePart, Up};
use stegvis::hub::{House, Hub};
use stegvis::keys::Keymap;
use stegvis::locale::{Lang, Languages};
use stegvis::record::{Id, Kind as _, Value};
use stegvis::rights::{Eyes, Officer};
use stegvis::steps::KINDS;
use stegvis::steps::plan::records::{FollowUpHeader, Requirement, TITLE};
use stegvis::store::Store;
use stegvis::store::journal::MemoryLog;

/// How long a frame may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long nothing has to come for there to be nothing.
const QUIET: Duration = Duration::from_millis(200);

fn no_findings(_: &Whole, _: chrono::NaiveDate) -> Findings {
    Findings::default()
}

pub fn house(store: &Store) -> House {
    House {
        store: store.clone(),
        languages: Languages::default(),
        lang: Some(Lang::Sv),
        keys: Arc::new(Keymap::default_preset()),
        find: no_findings,
        clock: Utc::now,
        problems: Vec::new(),
        log: stegvis::hub::Log::none(),
        commands: None,
        troubles: stegvis::hub::Troubles::default(),
    }
}

fn eyes(name: &str) -> Eyes {
    Eyes::owner(Officer::of_account(name))
}

/// An officer's end of a line, without a terminal.
struct Seat {
    line: UnixStream,
    screen: vt100::Parser,
    session: JoinHandle<()>,
    /// The seat that the hub has given.
    place: u32,
}

impl Seat {
    fn take(hub: &Arc<Hub>, officer: &str) -> Self {
        Self::greet(hub, officer, Hello { width: 80, height: 24, term: "xterm".into(), ..Hello::default() })
    }

    /// With another greeting.
    fn greet(hub: &Arc<Hub>, officer: &str, hello: Hello) -> Self {
        let (mut line, session) = Self::unannounced(hub, officer);
        protocol::open(&mut line).unwrap();
        protocol::expect_opening(&mut line).unwrap();
        protocol::send(&mut line, &Up::Hello(hello)).unwrap();
        Self { line, screen: parser((80, 24)), session, place: 0 }
    }

    fn unannounced(hub: &Arc<Hub>, officer: &str) -> (UnixStream, JoinHandle<()>) {
        let (line, near) = UnixStream::pair().unwrap();
        line.set_read_timeout(Some(PATIENCE)).unwrap();
        let (hub, eyes) = (Arc::clone(hub), eyes(officer));
        (line, std::thread::spawn(move || hub.serve(&near, eyes)))
    }

    fn send(&mut self, message: &Up) {
        protocol::send(&mut self.line, message).unwrap();
    }

    fn keys(&mut self, keys: &str) -> &mut Self {
        for key in pressed(keys) {
            self.send(&Up::Input(Event::Key(key)));
        }
        self
    }

    /// The next frame, which is on the screen then.
    fn frame(&mut self) -> Vec<u8> {
        match protocol::receive_down(&mut self.line) {
            Ok(Down::Seat(seat)) => {
                self.place = seat;
                self.frame()
            }
            Ok(Down::Frame(frame)) => {
                self.screen.process(&frame);
                frame
            }
            other => panic!("no frame but {other:?}; the screen shows\n{}", self.contents()),
        }
    }

    fn contents(&self) -> String {
        self.screen.screen().contents()
    }

    fn shows(&mut self, text: &str) -> &mut Self {
        while !self.contents().contains(text) {
            self.frame();
            self.send(&Up::Shown);
        }
        self
    }

    /// Takes frames until none comes any more.
    fn settle(&mut self) -> &mut Self {
        while !self.is_quiet() {
            self.send(&Up::Shown);
        }
        self
    }

    /// Whether no byte comes for a while; a frame that does come is shown.
    fn is_quiet(&mut self) -> bool {
        self.line.set_read_timeout(Some(QUIET)).unwrap();
        let came = protocol::receive_down(&mut self.line);
        self.line.set_read_timeout(Some(PATIENCE)).unwrap();
        match came {
            Err(Broken::Io(_)) => true,
            Ok(Down::Frame(frame)) => {
                self.screen.process(&frame);
                false
            }
            other => panic!("{other:?}"),
        }
    }

    /// Takes frames until the session asks for a folder.
    fn wanted_folder(&mut self) -> (u32, String, Vec<String>) {
        loop {
            match protocol::receive_down(&mut self.line) {
                Ok(Down::Frame(frame)) => {
                    self.screen.process(&frame);
                    self.send(&Up::Shown);
                }
                Ok(Down::List(ticket, path, endings)) => return (ticket, path, endings),
                other => panic!("no folder is wanted but {other:?}"),
            }
        }
    }

    /// Takes frames until the session asks for a file.
    fn wanted(&mut self) -> (u32, String) {
        loop {
            match protocol::receive_down(&mut self.line) {
                Ok(Down::Frame(frame)) => {
                    self.screen.process(&frame);
                    self.send(&Up::Shown);
                }
                Ok(Down::Want(ticket, path)) => return (ticket, path),
                other => panic!("no file is wanted but {other:?}"),
            }
        }
    }

    /// Takes frames and pieces until the session has handed over a whole file: its path, whether it may replace
    /// another, and its bytes.
    fn asked_to_save(&mut self) -> (Ticket, String, bool, Vec<u8>) {
        let mut bytes = Vec::new();
        loop {
            match protocol::receive_down(&mut self.line) {
                Ok(Down::Frame(frame)) => {
                    self.screen.process(&frame);
                    self.send(&Up::Shown);
                }
                Ok(Down::Save(_, SavePart::Bytes(piece))) => bytes.extend(piece),
                Ok(Down::Save(ticket, SavePart::End { path, replace })) => return (ticket, path, replace, bytes),
                other => panic!("nothing is saved but {other:?}"),
            }
        }
    }

    /// Takes frames until the session says goodbye.
    fn ends(mut self) -> (u8, String) {
        loop {
            match protocol::receive_down(&mut self.line) {
                // The session may have ended meanwhile.
                Ok(Down::Frame(_)) => drop(protocol::send(&mut self.line, &Up::Shown)),
                Ok(Down::Seat(_)) => {}
                Ok(Down::Exit { code, words }) => {
                    self.session.join().unwrap();
                    return (code, words);
                }
                other => panic!("no goodbye but {other:?}"),
            }
        }
    }
}

fn store() -> Store {
    Store::in_memory(KINDS).unwrap()
}

fn hub(store: &Store) -> Arc<Hub> {
    Arc::new(Hub::new(house(store)))
}

/// Makes a follow-up, or gives it another title, as another session would.
fn title(store: &Store, id: Id, title: &str) {
    let own = store.follow_up(id).unwrap_or_else(|| Arc::new(stegvis::follow_up::FollowUp::new(id)));
    let whole = Whole { own, register: store.register() };
    let edit = whole.edit(&FollowUpHeader::INFO, id, TITLE.tag(), Some(&Value::Text(title.into()))).unwrap();
    let change = Change::of(Doing::Edit, edit);
    store.commit_and_wait(&eyes("kollega"), Id::from_u128(9), Utc::now(), change).unwrap();
}

const HEMTJANST: Id = Id::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001);

#[test]
fn an_officer_comes_in_looks_around_and_leaves() {
    let store = store();
    let mut seat = Seat::take(&hub(&store), "uppföljare");
    let first = seat.frame();
    seat.send(&Up::Shown);
    assert!(first.len() <= 3_500, "{} bytes", first.len());
    assert!(seat.contents().contains("Välkommen"), "{}", seat.contents());
    seat.keys("q");
    assert_eq!(seat.ends(), (0, String::new()));
}

#[test]
fn nothing_to_show_is_no_byte_at_all() {
    let store = store();
    let mut seat = Seat::take(&hub(&store), "uppföljare");
    seat.shows("Välkommen").settle();
    seat.keys("up");
    assert!(seat.is_quiet());
}

#[test]
fn a_terminal_that_does_not_answer_is_sent_one_frame() {
    let store = store();
    let mut seat = Seat::take(&hub(&store), "uppföljare");
    seat.frame();
    for round in 0..50 {
        title(&store, HEMTJANST, &format!("Omgång {round}"));
    }
    assert!(seat.is_quiet(), "the first frame has not been shown");
    seat.send(&Up::Shown);
    seat.frame();
    assert!(seat.contents().contains("Omgång 49"), "{}", seat.contents());
}

#[test]
fn what_one_officer_saves_the_other_sees() {
    let store = store();
    let hub = hub(&store);
    let (mut first, mut second) = (Seat::take(&hub, "uppföljare"), Seat::take(&hub, "controller"));
    second.shows("Välkommen");
    first.shows("Välkommen").keys("n <Hemtjänst åäö> enter");
    second.shows("Hemtjänst åäö");
}

#[test]
fn a_half_typed_word_is_kept_when_the_line_closes_and_found_again() {
    let store = store();
    let hub = hub(&store);
    let mut seat = Seat::take(&hub, "uppföljare");
    seat.shows("Välkommen").keys("n <Hemtj>").shows("Hemtj");
    seat.line.shutdown(Shutdown::Write).unwrap();
    assert_eq!(seat.ends(), (0, String::new()));

    let mut again = Seat::take(&hub, "uppföljare");
    again.shows("Hemtj").settle();
    assert!(!again.screen.screen().hide_cursor());
    again.keys("<änst>").shows("Hemtjänst");
}

#[test]
fn what_was_saved_in_the_last_moment_is_saved() {
    let store = store();
    let mut seat = Seat::take(&hub(&store), "uppföljare");
    seat.shows("Välkommen").keys("n <Hemtjänst> enter esc esc q q");
    assert_eq!(seat.ends().0, 0);
    let titles: Vec<_> =
        store.follow_ups().iter().filter_map(|own| own.of::<FollowUpHeader>(own.id())?.get(TITLE)).collect();
    assert_eq!(titles, ["Hemtjänst"]);
}

#[test]
fn a_file_comes_in_pieces_from_the_officers_end_and_is_imported() {
    let store = store();
    let mut seat = Seat::take(&hub(&store), "uppföljare");
    seat.shows("Välkommen").keys("i <Prov> enter down enter <~/krav.csv> enter");
    let (ticket, path) = seat.wanted();
    assert_eq!(path, "~/krav.csv");
    for piece in ["nr;kr", "av\nA1;Maten är varm\n", "A2;Dörren är låst"] {
        seat.send(&Up::File(ticket, Part::Bytes(piece.into())));
    }
    seat.send(&Up::File(ticket, Part::End("krav.csv".into())));
    seat.shows("rad 3 (A2): ny").keys("enter").shows("Inläst till");
    assert_eq!(store.follow_ups().iter().map(|own| own.all::<Requirement>().count()).sum::<usize>(), 2);

    seat.keys("0 i down enter <krav.csv> enter");
    let (ticket, _) = seat.wanted();
    seat.send(&Up::File(ticket, Part::Refused("Det finns\u{1b}[2J ingen sådan fil.".into())));
    seat.shows("Det finns[2J ingen sådan fil.");
    seat.send(&Up::File(ticket, Part::Bytes(vec![0])));
    assert_eq!(seat.ends().0, 0, "nobody asked for that piece");
}

#[test]
fn a_report_is_written_at_the_officers_end_and_its_answer_is_scrubbed() {
    let store = store();
    let mut seat = Seat::take(&hub(&store), "uppföljare");
    seat.shows("Välkommen").keys("n <Hemtjänst> enter esc P").shows("Var ska filen ligga?").keys("enter");
    let (ticket, path, replace, bytes) = seat.asked_to_save();
    assert_eq!((path.as_str(), replace), ("Hemtjänst.md", false));
    assert!(String::from_utf8(bytes.clone()).unwrap().starts_with("# "));
    seat.send(&Up::Saved(ticket, Saved::Exists));
    seat.shows("Ska den skrivas över?").keys("j");
    let (ticket, _, replace, again) = seat.asked_to_save();
    assert!(replace && again == bytes);
    seat.send(&Up::Saved(ticket, Saved::Done("/hem/\u{1b}[2JHemtjänst.md".into())));
    seat.shows("Rapporten ligger i /hem/[2JHemtjänst.md");
    seat.send(&Up::Saved(ticket, Saved::Exists));
    assert_eq!(seat.ends().0, 0, "nothing was to be written");
}

#[test]
fn a_folder_comes_from_the_officers_end_scrubbed() {
    let store = store();
    let mut seat = Seat::take(&hub(&store), "uppföljare");
    seat.shows("Välkommen").keys("i <Prov> enter down enter enter");
    let (ticket, path, endings) = seat.wanted_folder();
    assert_eq!(path, "");
    assert!(endings.iter().any(|ending| ending == "xlsx"));
    let entry = |name: &str, size| Entry { name: name.into(), size, changed: 1_760_000_000 };
    for entries in [vec![entry("Under\u{1b}[2Jlag", None)], vec![entry("krav.csv", Some(4_200))]] {
        seat.send(&Up::Listed(ticket, ListPart::Entries(entries)));
    }
    seat.send(&Up::Listed(ticket, ListPart::End { path: "/hem/uppföljare".into(), cut: true }));
    seat.shows("Mapp: /hem/uppföljare").shows("bara det nyaste syns").shows("4 kB").shows("Under[2Jlag/");
    seat.keys("down enter");
    let (ticket, path, _) = seat.wanted_folder();
    assert_eq!(path, "/hem/uppföljare/Under[2Jlag");
    seat.send(&Up::Listed(ticket, ListPart::Refused("Du har inte rätt\u{7} att öppna mappen.".into())));
    seat.shows("Du har inte rätt att öppna mappen.").shows("krav.csv");
    seat.keys("up enter");
    assert_eq!(seat.wanted().1, "/hem/uppföljare/krav.csv");
}

#[test]
fn what_a_colleague_adds_during_a_preview_is_found_again_before_it_is_taken() {
    let store = store();
    title(&store, HEMTJANST, "Hemtjänst");
    let hub = hub(&store);
    let (mut first, mut second) = (Seat::take(&hub, "uppföljare"), Seat::take(&hub, "kollega"));
    for (seat, last) in [(&mut first, "A3;Larmet går fram\n"), (&mut second, "")] {
        seat.shows("Hemtjänst").keys("i down enter <krav.csv> enter");
        let (ticket, _) = seat.wanted();
        let file = format!("nr;krav\nA1;Maten är varm\nA2;Dörren är låst\n{last}");
        seat.send(&Up::File(ticket, Part::Bytes(file.into())));
        seat.send(&Up::File(ticket, Part::End("krav.csv".into())));
        seat.shows("rad 3 (A2): ny");
    }
    second.keys("enter").shows("2 nya");
    first.shows("Uppföljningen har ändrats medan du tittade").shows("1 ny, 2 oförändrade");
    first.keys("enter").shows("1 ny, 2 var redan så");
    let numbers = store.follow_up(HEMTJANST).unwrap().all::<Requirement>().count();
    assert_eq!(numbers, 3);
}

#[test]
fn strangers_and_garbage_end_their_own_line_alone() {
    let store = store();
    let hub = hub(&store);
    let mut first = Seat::take(&hub, "uppföljare");
    first.shows("Välkommen").settle();
    for opening in [b"GET / HTTP/1.1\r\n\r\n".as_slice(), b"stegvis\x63", b"stegvis\x02\xff\xff\xff\xff", b"steg", b""]
    {
        let (mut line, session) = Seat::unannounced(&hub, "controller");
        line.write_all(opening).unwrap();
        line.shutdown(Shutdown::Write).unwrap();
        session.join().unwrap();
    }
    let mut second = Seat::take(&hub, "controller");
    second.shows("Välkommen");
    second.line.write_all(&[3, 0, 0, 0, 99, 99, 99]).unwrap();
    assert_eq!(second.ends().0, 0);
    first.keys("?").shows("Hjälp");
}

#[test]
fn a_new_size_is_drawn_and_an_absurd_one_bounded() {
    let store = store();
    let mut seat = Seat::take(&hub(&store), "uppföljare");
    seat.shows("Välkommen").settle();
    seat.screen = parser((100, 30));
    seat.send(&Up::Input(Event::Resize(100, 30)));
    seat.shows("Välkommen").settle();
    assert!(!seat.screen.screen().rows(0, 100).last().unwrap().trim().is_empty());
    seat.send(&Up::Input(Event::Resize(u16::MAX, u16::MAX)));
    assert!(seat.frame().len() < 10_000);
}

static COMPUTED: AtomicUsize = AtomicUsize::new(0);

fn panics(_: &Whole, _: chrono::NaiveDate) -> Findings {
    COMPUTED.fetch_add(1, Ordering::SeqCst);
    panic!("a check that fails");
}

#[test]
fn a_check_that_panics_costs_no_session() {
    let store = store();
    title(&store, HEMTJANST, "Hemtjänst");
    let hub = Arc::new(Hub::new(House { find: panics, ..house(&store) }));
    let mut seat = Seat::take(&hub, "uppföljare");
    seat.shows("Hemtjänst").keys("1").settle();
    title(&store, HEMTJANST, "Hemtjänst 2");
    seat.settle().keys("0").shows("Hemtjänst 2").keys("q");
    assert_eq!(seat.ends().0, 0);
    assert!(COMPUTED.load(Ordering::SeqCst) >= 1);
}

#[test]
fn a_journal_that_is_slow_to_read_holds_up_no_list() {
    let log = Arc::new(Trouble::<MemoryLog>::default());
    let store = Store::over(log.clone(), KINDS).unwrap();
    let hub = Arc::new(Hub::new(house(&store)));
    let mut seat = Seat::take(&hub, "uppföljare");
    seat.shows("Välkommen").keys("n <Hemtjänst> enter").shows("sparat").keys("esc").settle();
    log.does(How::Hangs);
    // A history and a moment gone by are both out, and nothing comes of them.
    seat.keys("h").shows("läser journalen").keys("esc T").shows("när den här dagen var slut").keys("enter");
    seat.shows("läser journalen").keys("esc").settle();
    // Lists are shown, filtered and counted meanwhile.
    seat.keys("3").shows("[3 Fokusera").keys("1").shows("[1 Planering").keys("tab tab").settle();
    assert!(!seat.contents().contains("läser journalen"), "{}", seat.contents());
    assert!(seat.contents().contains("0/0"), "{}", seat.contents());
    // Whoever waits gets it once the journal can be read.
    seat.keys("shift-tab shift-tab").settle().keys("h").shows("läser journalen");
    log.does(How::Well);
    seat.shows("Historik").shows("Hemtjänst");
    seat.keys("esc q");
    assert_eq!(seat.ends().0, 0);
}

#[test]
fn a_shelf_that_fails_is_told_on_the_screen_when_it_happens() {
    let log = Arc::new(Trouble::<MemoryLog>::default());
    let store = Store::over(log.clone(), KINDS).unwrap();
    let hub = Arc::new(Hub::new(house(&store)));
    let mut seat = Seat::take(&hub, "uppföljare");
    seat.shows("Välkommen").keys("n <Hemtjänst> enter").shows("sparat").keys("esc").settle();
    log.does(How::PanicsForTheShelf);
    // What a large change touches is read back by whoever brings the shelf up.
    let mut import = store.import(&eyes("kollega"), Id::nil(), Utc::now(), Doing::Import);
    let words = "lång text ".repeat(1000);
    import.part((100..300).flat_map(|row| typed(row, None, Some(&words)).edits).collect()).unwrap();
    import.close().unwrap();
    seat.shows("Registret kunde inte hållas aktuellt").shows("Alla sparade ändringar");
    // It stands at home until then, and whoever comes later is told as well.
    seat.keys("0").shows("! Registret kunde inte");
    let mut later = Seat::take(&hub, "kollega");
    later.shows("! Registret kunde inte");
    for mut seat in [seat, later] {
        seat.keys("q");
        assert_eq!(seat.ends().0, 0);
    }
}
