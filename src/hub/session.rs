//! One officer's session: the loop between a line and an app.
//!
//! Messages are drained before a frame is drawn, and a frame is drawn only when the one before stands on the
//! far screen, so that a slow line costs frames and never memory. With nothing to do the thread sleeps until
//! the next message, or until the time that the app asked to be woken at.

mod effects;
mod eyes;

use super::checker::Checker;
use super::commands;
use super::files::Files;
use super::inbox::{Inbox, Mail};
use super::protocol::{self, Broken, Down, Hello, ListPart, Part, Run, Up};
use super::screen_bytes::ScreenBytes;
use super::worker::Worker;
use super::{Colors, Hub};
use crate::app::{App, Message, Start, Ticket};
use crate::locale::Words;
use crate::record::{Id, local_day};
use crate::rights::Eyes;
use crate::store::NotKept;
use crate::ui::{Ids, Look};
use crossterm::event::Event;
use ratatui::layout::Size;
use std::collections::{BTreeMap, BTreeSet};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// How long a write may take before the line counts as gone.
const WRITE: Duration = Duration::from_secs(10);
/// How long a terminal may take to say who it is.
const HELLO: Duration = Duration::from_secs(10);
/// How long a frame waits for a computation that has been asked for, so that a key of a filter is one frame.
const GRACE: Duration = Duration::from_millis(5);
/// How long the end of a session waits for the store's answers.
const ANSWERS: Duration = Duration::from_secs(5);
/// Most messages between two frames.
const DRAINED: usize = 256;

/// Why a session ends.
enum End {
    /// The officer leaves.
    Left,
    /// The line has gone.
    Gone,
    /// The hub stops.
    Stopped,
    /// Something beside the app has panicked: a computation, an import, drawing. The app is whole.
    Panicked,
    /// The app has panicked while it changed; nothing of it is trusted.
    Broken,
}

/// Serves one officer until the session ends.
pub(super) fn serve(hub: &Hub, line: &UnixStream, eyes: Eyes) {
    // A stranger, another version or a line that breaks before there is a session: nothing to be saved.
    let hello = match welcome(line) {
        Ok(First::Hello(hello)) => Some(hello),
        Ok(First::Run(asked)) => {
            commands::run(hub, line, eyes.clone(), asked);
            None
        }
        Err(_) => None,
    };
    if let Some(hello) = hello
        && let Ok(reading) = line.try_clone()
    {
        let inbox = Arc::new(Inbox::default());
        let told = Arc::clone(&inbox);
        let watch = hub.house.store.watch(Box::new(move |follow_up| {
            told.tell(Message::Published(Arc::clone(follow_up)));
        }));
        let read = Arc::clone(&inbox);
        let reader = std::thread::Builder::new().name("session-reader".into()).spawn(move || {
            read_line(reading, &read);
        });
        if reader.is_ok() && hub.seat(&inbox) {
            Session::run(hub, line, eyes, &hello, &inbox);
            hub.leave(&inbox);
        }
        hub.house.store.unwatch(watch);
        inbox.close();
    }
    // The reader's end of it, too: its thread ends with that.
    let _ = line.shutdown(Shutdown::Both);
}

/// What somebody who has come begins with.
enum First {
    Hello(Hello),
    Run(Run),
}

fn welcome(mut line: &UnixStream) -> Result<First, Broken> {
    line.set_write_timeout(Some(WRITE))?;
    line.set_read_timeout(Some(HELLO))?;
    protocol::open(&mut line)?;
    protocol::expect_opening(&mut line)?;
    let first = match protocol::receive_up(&mut line)? {
        Up::Hello(hello) => First::Hello(hello),
        Up::Run(asked) => First::Run(asked),
        _ => return Err(Broken::Garbled),
    };
    line.set_read_timeout(None)?;
    Ok(first)
}

fn read_line(mut line: UnixStream, inbox: &Inbox) {
    loop {
        let mail = match protocol::receive_up(&mut line) {
            Ok(Up::Input(event)) => match protocol::wanted(event) {
                Some(event) => Mail::Input(event),
                None => continue,
            },
            Ok(Up::Shown) => Mail::Shown,
            Ok(Up::File(ticket, part)) => Mail::File(ticket, part),
            Ok(Up::Listed(ticket, part)) => Mail::Listed(ticket, part),
            Ok(Up::Saved(ticket, answer)) => Mail::Saved(ticket, answer),
            Ok(Up::Hello(_) | Up::Run(_) | Up::Placed { .. }) | Err(_) => Mail::Gone,
        };
        let gone = matches!(mail, Mail::Gone);
        if !inbox.post_from_line(mail) || gone {
            return;
        }
    }
}

struct Session<'a> {
    hub: &'a Hub,
    line: &'a UnixStream,
    inbox: &'a Arc<Inbox>,
    /// Names the session in the journal and among the readers of findings.
    id: Id,
    eyes: Eyes,
    /// The follow-ups that the app has been shown.
    shown: BTreeSet<Id>,
    app: App,
    screen: ScreenBytes,
    worker: Worker,
    /// Reads the journal, however long it is: lists do not wait for it.
    reader: Worker,
    checker: Checker,
    files: Files,
    /// The newest turn that has been asked for, by slot.
    jobs: Vec<(&'static str, u64)>,
    /// Until when a frame waits for them.
    grace: Option<Instant>,
    /// What the store has yet to answer.
    unanswered: BTreeSet<Ticket>,
    wake: Option<Instant>,
    /// A frame is on its way to the far screen.
    in_flight: bool,
    /// Something has happened since the last frame was drawn.
    stale: bool,
    end: Option<End>,
    /// What was to be kept and was not, by slot.
    unkept: BTreeMap<String, NotKept>,
    /// Tells imports that the session has ended.
    ended: Arc<AtomicBool>,
}

impl<'a> Session<'a> {
    fn run(hub: &'a Hub, line: &'a UnixStream, eyes: Eyes, hello: &Hello, inbox: &'a Arc<Inbox>) {
        let colors = Colors::of(&hello.term, &hello.colorterm, hello.no_color);
        let screen = ScreenBytes::new(Size::new(hello.width, hello.height), colors, hello.synchronizes());
        let now = (hub.house.clock)();
        let begun = catch_unwind(AssertUnwindSafe(|| {
            let start = start(hub, &eyes, colors, screen.size());
            let shown = start.follow_ups.iter().map(|own| own.id()).collect();
            let mut app = App::new(start);
            let effects = app.first_effects();
            (app, effects, shown)
        }));
        let Ok((app, effects, shown)) = begun else {
            let words = hub.house.languages.get(hub.house.lang.unwrap_or_default()).say("hub-panicked");
            return say_exit(line, 1, words);
        };
        let mut session = Self {
            hub,
            line,
            inbox,
            id: Ids::new(seed()).mint(now),
            eyes,
            shown,
            app,
            screen,
            worker: Worker::new(Arc::clone(inbox)),
            reader: Worker::new(Arc::clone(inbox)),
            checker: Checker::new(Arc::clone(inbox)),
            files: Files::default(),
            jobs: Vec::new(),
            grace: None,
            unanswered: BTreeSet::new(),
            wake: None,
            in_flight: false,
            stale: true,
            end: None,
            unkept: BTreeMap::new(),
            ended: Arc::default(),
        };
        session.perform(effects);
        session.serve();
        session.finish();
    }

    fn serve(&mut self) {
        while self.end.is_none() {
            if self.stale && !self.in_flight {
                self.await_jobs();
                self.draw();
                continue;
            }
            match self.inbox.take(self.wake) {
                Some(mail) => self.open(mail),
                None => self.woke(),
            }
            self.drain(Instant::now());
        }
    }

    /// Takes what waits, up to a bound, so that one frame shows all of it.
    fn drain(&mut self, until: Instant) {
        for _ in 0..DRAINED {
            // What waits when the session ends is left for the answers that the end waits for.
            if self.end.is_some() {
                return;
            }
            match self.inbox.take(Some(until)) {
                Some(mail) => self.open(mail),
                None => return,
            }
        }
    }

    fn await_jobs(&mut self) {
        let Some(until) = self.grace.take() else { return };
        while !self.jobs.is_empty() && self.end.is_none() {
            match self.inbox.take(Some(until)) {
                Some(mail) => self.open(mail),
                None => return,
            }
        }
    }

    fn open(&mut self, mail: Mail) {
        match mail {
            Mail::Input(Event::Resize(width, height)) => {
                self.screen.resize(Size::new(width, height));
                let Size { width, height } = self.screen.size();
                self.update(Message::Input(Event::Resize(width, height)));
            }
            Mail::Input(event) => self.update(Message::Input(event)),
            Mail::Shown => self.in_flight = false,
            Mail::File(ticket, part) => self.file(ticket, part),
            Mail::Listed(ticket, part) => self.listed(ticket, part),
            Mail::Saved(ticket, answer) => match self.files.saved(ticket, answer) {
                Ok(answer) => self.update(Message::Saved(ticket, answer)),
                Err(_) => self.end = Some(End::Gone),
            },
            Mail::Told(Message::Published(follow_up)) => self.published(&follow_up),
            Mail::Found(lens, id, findings) => self.found(lens, id, findings),
            Mail::Told(Message::Worked(done)) => {
                // Only the newest job of a slot is still asked for.
                let asked = self.jobs.iter().position(|job| *job == (done.slot, done.turn));
                if let Some(at) = asked {
                    self.jobs.swap_remove(at);
                    self.update(Message::Worked(done));
                }
            }
            Mail::Told(message) => {
                if let Message::Answer(ticket, _) | Message::Undone(ticket, _) = &message {
                    self.unanswered.remove(ticket);
                }
                self.update(message);
            }
            Mail::Gone => self.end = Some(End::Gone),
            Mail::Panicked => self.end = Some(End::Panicked),
            Mail::Stopping => self.end = Some(End::Stopped),
        }
    }

    fn file(&mut self, ticket: Ticket, part: Part) {
        match self.files.take(ticket, part) {
            Ok(Some(file)) => {
                let words = &self.app.context().sight.words;
                let file = file.map_err(|refused| refused.say(words));
                self.update(Message::File(ticket, file));
            }
            Ok(None) => {}
            Err(_) => self.end = Some(End::Gone),
        }
    }

    fn listed(&mut self, ticket: Ticket, part: ListPart) {
        match self.files.take_folder(ticket, part) {
            Ok(Some(folder)) => self.update(Message::Listed(ticket, folder)),
            Ok(None) => {}
            Err(_) => self.end = Some(End::Gone),
        }
    }

    fn woke(&mut self) {
        self.wake = None;
        self.update(Message::Woke);
    }

    fn update(&mut self, message: Message) {
        let now = (self.hub.house.clock)();
        self.stale = true;
        match catch_unwind(AssertUnwindSafe(|| self.app.update(now, message))) {
            Ok(effects) => self.perform(effects),
            Err(_) => self.end = Some(End::Broken),
        }
    }

    fn draw(&mut self) {
        if self.end.is_some() {
            return;
        }
        self.stale = false;
        let Self { screen, app, .. } = self;
        match catch_unwind(AssertUnwindSafe(|| screen.draw(|frame| app.view(frame)))) {
            Ok(frame) if frame.is_empty() => {}
            Ok(frame) => {
                self.in_flight = true;
                self.send(&Down::Frame(frame));
            }
            Err(_) => self.end = Some(End::Panicked),
        }
    }

    fn send(&mut self, message: &Down) {
        if protocol::send(&mut &*self.line, message).is_err() {
            self.end = Some(End::Gone);
        }
    }

    /// Has what is half typed kept, and says goodbye.
    fn finish(mut self) {
        self.ended.store(true, Ordering::Relaxed);
        let _ = self.hub.checks.open(self.id, None, self.inbox, &self.hub.house.store, &self.eyes);
        let mut panicked = matches!(self.end, Some(End::Panicked | End::Broken));
        let stopped = matches!(self.end, Some(End::Stopped));
        if !matches!(self.end, Some(End::Broken)) {
            self.end = None;
            self.answers();
            if self.end.is_none() {
                self.update(Message::Gone);
            }
            panicked |= matches!(self.end, Some(End::Panicked | End::Broken));
        }
        let words = &self.app.context().sight.words;
        let (code, words) = match self.unkept.values().next() {
            _ if panicked => (1, words.say("hub-panicked")),
            Some(error) => (1, say_not_kept(error, words)),
            None if stopped => (0, words.say("hub-stopped")),
            None => (0, String::new()),
        };
        say_exit(self.line, code, words);
    }

    /// Waits for what the store was sent before the end: a refusal makes a draft of what was typed.
    fn answers(&mut self) {
        let until = Instant::now() + ANSWERS;
        while !self.unanswered.is_empty() && self.end.is_none() {
            match self.inbox.take(Some(until)) {
                Some(mail @ Mail::Told(Message::Answer(..) | Message::Undone(..) | Message::Published(_))) => {
                    self.open(mail);
                }
                Some(_) => {}
                None => return,
            }
        }
    }
}

fn start(hub: &Hub, eyes: &Eyes, colors: Colors, size: Size) -> Start {
    let store = &hub.house.store;
    Start {
        eyes: eyes.clone(),
        languages: hub.house.languages.clone(),
        lang: hub.house.lang,
        keys: Arc::clone(&hub.house.keys),
        look: Look { mono: colors == Colors::None },
        size,
        seed: seed(),
        now: (hub.house.clock)(),
        day: local_day,
        register: store.register_for(eyes),
        follow_ups: store.follow_ups_for(eyes),
        kept: Start::kept(store, eyes.officer().id, 1),
        problems: hub.house.problems.clone(),
    }
}

fn say_not_kept(error: &NotKept, words: &Words) -> String {
    match error {
        NotKept::TooLarge { have, limit } => {
            let (have, limit) = (have.div_ceil(1024).to_string(), (limit / 1024).to_string());
            words.say_with("hub-not-kept-large", &[("have", &have), ("limit", &limit)])
        }
        NotKept::Disk(fault) | NotKept::OnlyRead(fault) => {
            words.say_with("hub-not-kept-disk", &[("error", &words.fault(fault))])
        }
        NotKept::Closed => words.say("hub-not-kept-closed"),
    }
}

fn say_exit(mut line: &UnixStream, code: u8, words: String) {
    // A line that has gone hears nothing.
    let _ = protocol::send(&mut line, &Down::Exit { code, words });
}

/// What makes the ids of this session differ from those of others.
fn seed() -> [u8; 8] {
    let mut seed = [0; 8];
    if getrandom::fill(&mut seed).is_err() {
        // A system without random numbers still tells two sessions apart by when they began.
        let since = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
        seed = since.as_nanos().to_le_bytes().first_chunk().copied().unwrap_or_default();
    }
    seed
}

#[cfg(test)]
mod tests {
    use super::{Session, say_not_kept};
    use crate::follow_up::Findings;
    use crate::hub::inbox::{Inbox, Mail};
    use crate::hub::protocol::{self, Down, Hello};
    use crate::hub::{House, Hub};
    use crate::keys::Keymap;
    use crate::locale::{Lang, Languages};
    use crate::record::Fault;
    use crate::rights::{Eyes, Officer};
    use crate::steps::KINDS;
    use crate::store::{MAX_KEPT, NotKept, Store};
    use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
    use std::os::unix::net::UnixStream;
    use std::sync::Arc;

    #[test]
    fn what_was_not_kept_is_said_with_the_limit_or_the_reason_in_words() {
        let words = Languages::default().get(Lang::Sv);
        let large = NotKept::TooLarge { have: MAX_KEPT + 1, limit: MAX_KEPT };
        let said = say_not_kept(&large, &words);
        assert!(said.contains("257 kB") && said.contains("256 kB"), "{said}");
        let said = say_not_kept(&NotKept::Disk(Fault::Full), &words);
        assert!(said.contains("disken är full"), "{said}");
    }

    fn hub() -> Hub {
        Hub::new(House {
            store: Store::in_memory(KINDS).unwrap(),
            languages: Languages::default(),
            lang: Some(Lang::En),
            keys: Arc::new(Keymap::default_preset()),
            find: |_, _| Findings::default(),
            clock: chrono::Utc::now,
            problems: Vec::new(),
            log: crate::hub::Log::none(),
            commands: None,
        })
    }

    /// Serves a session whose mail is there from the beginning, and gives what its terminal is sent.
    fn served(hub: &Hub, inbox: &Arc<Inbox>) -> (Vec<u8>, u8, String) {
        let (near, mut far) = UnixStream::pair().unwrap();
        let mut frames = Vec::new();
        let eyes = Eyes::owner(Officer::of_account("uppföljare"));
        Session::run(hub, &near, eyes, &Hello::default(), inbox);
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
            assert!(inbox.post_from_line(Mail::Input(Event::Key(event))));
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
        let (near, mut far) = UnixStream::pair().unwrap();
        let eyes = Eyes::owner(Officer::of_account("uppföljare"));
        std::thread::scope(|scope| {
            scope.spawn(|| Session::run(&hub, &near, eyes, &Hello::default(), &inbox));
            let mut shown = Vec::new();
            while !String::from_utf8_lossy(&shown).contains("could not be kept") {
                let Ok(Down::Frame(frame)) = protocol::receive_down(&mut far) else { panic!("nothing was told") };
                shown.extend(frame);
                assert!(inbox.post_from_line(Mail::Shown));
            }
            assert!(inbox.post_from_line(Mail::Gone));
            while let Ok(Down::Frame(_)) = protocol::receive_down(&mut far) {}
        });
    }
}
