//! A stage for one officer's session: the real app on a real store in memory, a fixed clock, a screen that is
//! drawn after every key. Keys are written in the keymap's grammar, so that a test reads like the manual.

use crate::exchange::table::{FILES, example};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use crossterm::event::Event;
use ratatui::layout::Size;
use std::collections::VecDeque;
use std::num::NonZero;
use std::sync::{Arc, mpsc};
use stegvis::app::{App, Check, Effect, Message, Saved, Start, Ticket, seat_slot};
use stegvis::exchange::{Options, edits};
use stegvis::follow_up::{Change, Doing, FollowUp, Whole};
use stegvis::hub::{Colors, NotSaved, ScreenBytes, read_folder, save_file};
use stegvis::keys::{Key, Keymap, sequence};
use stegvis::locale::{Lang, Languages};
use stegvis::record::{Field, Id, Kind, Value};
use stegvis::rights::{Eyes, Officer};
use stegvis::steps::KINDS;
use stegvis::steps::plan::records::{NUMBER, Requirement};
use stegvis::store::Store;
use stegvis::ui::{Ids, Job, Look};

/// One officer at a terminal.
pub struct Stage {
    pub app: App,
    pub store: Store,
    eyes: Eyes,
    lang: Lang,
    size: Size,
    now: DateTime<Utc>,
    day: fn(DateTime<Utc>) -> NaiveDate,
    wake: Option<DateTime<Utc>>,
    seat: u32,
    screen: ScreenBytes,
    shown: vt100::Parser,
    /// Bytes that the last frame took.
    pub bytes: usize,
    pub ended: bool,
    /// The disk does not answer: changes and undos are sent and nothing comes back.
    pub stalled: bool,
    /// What was sent meanwhile.
    waiting: Vec<Effect>,
    /// Whether checks of files and readings of the journal wait until they are [let go](Stage::release).
    pub holds: bool,
    held: Vec<(Ticket, Check)>,
    /// The readings that wait.
    pub recalled: Vec<Job>,
    /// The computations that wait until they are [let go](Stage::release_work), if they do.
    works: Option<Vec<Job>>,
    /// What the screen showed while the last checks were let go.
    pub meanwhile: Vec<String>,
}

/// The first moment of every stage.
pub fn morning() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_400)
}

/// The clock of a stage: the first moment, and the day that a moment belongs to.
pub type Clock = (DateTime<Utc>, fn(DateTime<Utc>) -> NaiveDate);

/// The follow-up of [`Stage::example`].
pub const EXAMPLE: Id = Id::from_u128(0x0100_0000_0000_7000_8000_0000_0000_0001);

/// A store that holds the example's five files.
pub fn example_store() -> Store {
    let store = Store::in_memory(KINDS).unwrap();
    let eyes = Eyes::owner(Officer::of_account("handläggare"));
    let mut ids = Ids::new([3; 8]);
    let languages = Languages::default();
    for (what, file) in FILES {
        let own = store.follow_up(EXAMPLE).unwrap_or_else(|| Arc::new(FollowUp::new(EXAMPLE)));
        let whole = Whole { own, register: store.register() };
        let options = Options { title: "Hemtjänst 2025".into(), ..Options::default() };
        let mut import = store.import(&eyes, Id::nil(), morning(), Doing::Import);
        let mut mint = || ids.mint(morning());
        let mut sink = |part| import.part(part);
        edits(&example(file), what, &whole, &options, &languages, &mut mint, &mut sink).unwrap();
        import.close().unwrap();
    }
    store
}

fn terminal(size: Size) -> vt100::Parser {
    let of = |side: u16| NonZero::new(side).unwrap_or(NonZero::<u16>::MIN);
    vt100::Parser::new(of(size.height), of(size.width), 0)
}

impl Stage {
    /// An officer at an empty store, 80×24, Swedish.
    pub fn empty() -> Self {
        Self::on(Store::in_memory(KINDS).unwrap(), Lang::Sv, (80, 24))
    }

    /// An officer at home, with the example's follow-up there.
    pub fn example() -> Self {
        Self::on(example_store(), Lang::Sv, (80, 24))
    }

    pub fn on(store: Store, lang: Lang, (width, height): (u16, u16)) -> Self {
        let eyes = Eyes::owner(Officer::of_account("handläggare"));
        Self::of(store, eyes, lang, Size { width, height }, [9; 8])
    }

    /// An officer at home by another clock than that of [`morning`].
    pub fn by_clock(store: Store, clock: Clock) -> Self {
        let eyes = Eyes::owner(Officer::of_account("handläggare"));
        Self::begin(store, eyes, Lang::Sv, Size { width: 80, height: 24 }, [9; 8], clock)
    }

    /// An officer of the register at home.
    pub fn of_officer(store: Store, account: &str) -> Self {
        let eyes = store.eyes_of(account).expect("an officer with a role");
        Self::of(store, eyes, Lang::Sv, Size { width: 80, height: 24 }, [9; 8])
    }

    /// Another officer on the same store, who hears of what is saved when told to.
    pub fn second_session(&self) -> Self {
        let eyes = Eyes::owner(Officer::of_account("kollega"));
        Self::of(self.store.clone(), eyes, self.lang, self.size, [8; 8])
    }

    /// The same officer at a second terminal, where nothing was being typed.
    pub fn second_seat(&self) -> Self {
        Self::at_seat(self.store.clone(), self.eyes.clone(), self.lang, self.size, [7; 8], 2)
    }

    fn of(store: Store, eyes: Eyes, lang: Lang, size: Size, seed: [u8; 8]) -> Self {
        Self::begin(store, eyes, lang, size, seed, (morning(), |now| now.date_naive()))
    }

    fn at_seat(store: Store, eyes: Eyes, lang: Lang, size: Size, seed: [u8; 8], seat: u32) -> Self {
        Self::seated(store, eyes, lang, size, seed, (morning(), |now| now.date_naive()), seat)
    }

    fn begin(store: Store, eyes: Eyes, lang: Lang, size: Size, seed: [u8; 8], clock: Clock) -> Self {
        Self::seated(store, eyes, lang, size, seed, clock, 1)
    }

    fn seated(store: Store, eyes: Eyes, lang: Lang, size: Size, seed: [u8; 8], (now, day): Clock, seat: u32) -> Self {
        let kept = Start::kept(&store, eyes.officer().id, seat);
        let app = App::new(Start {
            eyes: eyes.clone(),
            languages: Languages::default(),
            lang: Some(lang),
            keys: Arc::new(Keymap::default_preset()),
            look: Look::default(),
            size,
            seed,
            now,
            day,
            register: store.register_for(&eyes),
            follow_ups: store.follow_ups_for(&eyes),
            kept,
            problems: Vec::new(),
            stays: false,
        });
        let mut stage = Self {
            app,
            store,
            eyes,
            lang,
            size,
            now,
            day,
            wake: None,
            seat,
            screen: ScreenBytes::new(size, Colors::Sixteen, false),
            shown: terminal(size),
            bytes: 0,
            ended: false,
            stalled: false,
            waiting: Vec::new(),
            holds: false,
            held: Vec::new(),
            recalled: Vec::new(),
            works: None,
            meanwhile: Vec::new(),
        };
        let first = stage.app.first_effects();
        for message in stage.run(first) {
            stage.tell(message);
        }
        stage.draw();
        stage
    }

    /// The officer's next session on the same store.
    pub fn again(self) -> Self {
        Self::of(self.store, self.eyes, self.lang, self.size, [9; 8])
    }

    /// Presses keys, one after the other: `"tab n"`; what stands in `<…>` is typed letter by letter.
    #[track_caller]
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys;
        while let Some(begin) = rest.find('<') {
            let (before, after) = rest.split_at(begin);
            for key in sequence(before).expect("keys") {
                self.press(key);
            }
            let (typed, after) = after[1..].split_once('>').expect("a closing >");
            for letter in typed.chars() {
                self.press(if letter == ' ' { "space".parse().unwrap() } else { letter.to_string().parse().unwrap() });
            }
            rest = after;
        }
        for key in sequence(rest).expect("keys") {
            self.press(key);
        }
        self
    }

    pub fn press(&mut self, key: Key) {
        self.tell(Message::Input(Event::Key(key.event())));
        self.draw();
    }

    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.tell(Message::Input(Event::Paste(text.into())));
        self.draw();
        self
    }

    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.size = Size { width, height };
        self.screen = ScreenBytes::new(self.size, Colors::Sixteen, false);
        self.shown = terminal(self.size);
        self.tell(Message::Input(Event::Resize(width, height)));
        self.draw();
        self
    }

    /// Lets time pass; the session is woken when it asked to be.
    pub fn pass(&mut self, milliseconds: i64) -> &mut Self {
        let until = self.now + TimeDelta::milliseconds(milliseconds);
        while let Some(at) = self.wake.take_if(|at| *at <= until) {
            self.now = at;
            self.tell(Message::Woke);
        }
        self.now = until;
        self.draw();
        self
    }

    /// The line goes: what is half typed is kept.
    pub fn hang_up(&mut self) {
        self.tell(Message::Gone);
    }

    /// A colleague puts a value into a field of the example, and this officer's session is told of it.
    pub fn colleague<K: Kind, T>(&mut self, record: Id, field: Field<K, T>, value: &Value) -> &mut Self {
        self.saved_by(&Eyes::owner(Officer::of_account("kollega")), record, field, value)
    }

    /// The same officer does so at another terminal.
    pub fn other_terminal<K: Kind, T>(&mut self, record: Id, field: Field<K, T>, value: &Value) -> &mut Self {
        self.saved_by(&self.eyes.clone(), record, field, value)
    }

    fn saved_by<K: Kind, T>(&mut self, eyes: &Eyes, record: Id, field: Field<K, T>, value: &Value) -> &mut Self {
        let own = self.store.follow_up(EXAMPLE).unwrap();
        let whole = Whole { own, register: self.store.register() };
        let edit = whole.edit(&K::INFO, record, field.tag(), Some(value)).unwrap();
        let change = Change::of(Doing::Edit, edit);
        self.store.commit_and_wait(eyes, Id::from_u128(78), self.now, change).unwrap();
        self.tell(Message::Published(self.store.follow_up(EXAMPLE).unwrap()));
        self.draw();
        self
    }

    /// The disk answers again, and takes what was sent meanwhile.
    pub fn disk_answers(&mut self) -> &mut Self {
        self.stalled = false;
        let waiting = std::mem::take(&mut self.waiting);
        for message in self.run(waiting) {
            self.tell(message);
        }
        self.draw();
        self
    }

    /// Hears what others have saved in the same store.
    pub fn hear(&mut self) -> &mut Self {
        let eyes = self.store.eyes_now(&self.eyes);
        if eyes != self.eyes {
            self.eyes = eyes.clone();
            self.tell(Message::Eyes(eyes));
        }
        self.tell(Message::Published(self.store.register_for(&self.eyes)));
        for held in self.store.follow_ups() {
            let id = held.id();
            let seen = self.store.follow_up_for(&self.eyes, id);
            self.tell(seen.map_or(Message::Hidden(id), Message::Published));
        }
        self.draw();
        self
    }

    /// The checks catch up with the follow-up that is open.
    pub fn checked(&mut self) -> &mut Self {
        let whole = self.app.context().sight.whole.clone();
        let findings = stegvis::steps::findings(&whole, (self.day)(self.now));
        self.tell(Message::Findings(whole.own.id(), Arc::new(findings)));
        self.draw();
        self
    }

    /// The requirement of this number in the example.
    pub fn requirement(&self, number: &str) -> Id {
        let own = self.store.follow_up(EXAMPLE).unwrap();
        let found = own.all::<Requirement>().find(|one| one.get(NUMBER).as_deref() == Some(number));
        found.unwrap().id()
    }

    /// Does the readings and checks that were held, and draws after every word of their progress.
    pub fn release(&mut self) -> &mut Self {
        self.holds = false;
        self.meanwhile.clear();
        for job in std::mem::take(&mut self.recalled) {
            self.tell(Message::Worked(job.run()));
        }
        for (ticket, check) in std::mem::take(&mut self.held) {
            let mut rows = Vec::new();
            let found = check(&mut |read| rows.push(read));
            for rows in rows {
                self.tell(Message::Checking(ticket, rows));
                self.draw();
                self.meanwhile.push(self.screen());
            }
            self.tell(Message::Checked(ticket, Ok(found)));
        }
        self.draw();
        self
    }

    /// Has computations wait from now on.
    pub fn hold_work(&mut self) -> &mut Self {
        self.works.get_or_insert_default();
        self
    }

    /// Does the computations that were held, all of them, in the order in which they were asked for.
    pub fn release_work(&mut self) -> &mut Self {
        for job in self.works.take().into_iter().flatten() {
            self.tell(Message::Worked(job.run()));
        }
        self.draw();
        self
    }

    /// The session is told something.
    pub fn hears(&mut self, message: Message) -> &mut Self {
        self.tell(message);
        self.draw();
        self
    }

    fn tell(&mut self, message: Message) {
        let mut waiting = VecDeque::from([message]);
        while let Some(message) = waiting.pop_front() {
            let effects = self.app.update(self.now, message);
            waiting.extend(self.run(effects));
        }
    }

    /// Does what the session asks for, there and then; gives what it is told of it.
    fn run(&mut self, effects: Vec<Effect>) -> Vec<Message> {
        let mut told = Vec::new();
        let (tell, hear) = mpsc::channel();
        let watch = self.store.watch(Box::new(move |follow_up| {
            let _ = tell.send(Message::Published(Arc::clone(follow_up)));
        }));
        let (session, now) = (Id::from_u128(77), self.now);
        for effect in effects {
            match effect {
                effect @ (Effect::Commit(..) | Effect::Undo(..)) if self.stalled => self.waiting.push(effect),
                Effect::Commit(ticket, change) => {
                    let answer = self.store.commit_and_wait(&self.eyes, session, now, change);
                    told.extend(hear.try_iter());
                    told.push(Message::Answer(ticket, answer));
                }
                Effect::Undo(ticket, scope, _) | Effect::Redo(ticket, scope) => {
                    let (give, take) = mpsc::channel();
                    let answer = Box::new(move |answer| give.send(answer).unwrap());
                    if let Effect::Undo(.., consent) = effect {
                        self.store.undo_agreed(&self.eyes, session, now, scope, consent, answer);
                    } else {
                        self.store.redo(&self.eyes, session, now, scope, answer);
                    }
                    let answer = take.recv().unwrap();
                    told.extend(hear.try_iter());
                    told.push(Message::Undone(ticket, answer));
                }
                Effect::Keep(slot, bytes) => {
                    let slot = seat_slot(&slot, self.seat);
                    self.store.keep(self.eyes.officer().id, &slot, bytes.as_deref()).unwrap();
                }
                Effect::Wake(after) => self.wake = Some(now + TimeDelta::from_std(after).unwrap()),
                Effect::Work(job) => match &mut self.works {
                    Some(works) => works.push(job),
                    None => told.push(Message::Worked(job.run())),
                },
                Effect::Recall(recall) if self.holds => self.recalled.push(recall.job(&self.store, &self.eyes)),
                Effect::Recall(recall) => told.push(Message::Worked(recall.job(&self.store, &self.eyes).run())),
                Effect::Want(ticket, path) => {
                    let read = std::fs::read(&path).map(|bytes| (path, bytes.into()));
                    told.push(Message::File(ticket, read.map_err(|error| error.to_string())));
                }
                Effect::List(ticket, folder, endings) => {
                    let endings: Vec<String> = endings.iter().map(|ending| (*ending).to_owned()).collect();
                    let read = read_folder(folder.as_ref(), &endings).map_err(|error| error.to_string());
                    told.push(Message::Listed(ticket, read));
                }
                Effect::Save(ticket, path, bytes, replace) => {
                    let answer = match save_file(path.as_ref(), &bytes, replace) {
                        Ok(path) => Saved::Done(path),
                        Err(NotSaved::Exists) => Saved::Exists,
                        Err(NotSaved::Io(error)) => Saved::Refused(error.to_string()),
                    };
                    told.push(Message::Saved(ticket, answer));
                }
                Effect::Check(ticket, check) if self.holds => self.held.push((ticket, check)),
                Effect::Check(ticket, check) => told.push(Message::Checked(ticket, Ok(check(&mut |_| ())))),
                Effect::Import(ticket, doing, _, feed) => {
                    let mut import = self.store.import(&self.eyes, session, now, doing);
                    let handed = feed(&mut |part| import.part(part));
                    let answer = handed.and_then(|()| import.close());
                    told.extend(hear.try_iter());
                    told.push(Message::Answer(ticket, answer));
                }
                Effect::Open(_) | Effect::Here(_) => {}
                Effect::Language(lang) => {
                    let code = lang.code().as_bytes();
                    self.store.keep(self.eyes.officer().id, "language", Some(code)).unwrap();
                }
                Effect::Detach | Effect::End => self.ended = true,
            }
        }
        self.store.unwatch(watch);
        told
    }

    fn draw(&mut self) {
        let app = &self.app;
        let bytes = self.screen.draw(|frame| app.view(frame));
        self.bytes = bytes.len();
        self.shown.process(&bytes);
    }

    /// What the terminal shows.
    pub fn screen(&self) -> String {
        self.shown.screen().contents()
    }

    /// Where the terminal's cursor stands, as row and column from 0; nothing when it is hidden.
    pub fn cursor(&self) -> Option<(u16, u16)> {
        let screen = self.shown.screen();
        (!screen.hide_cursor()).then(|| screen.cursor_position())
    }

    /// The first line that holds a text.
    #[track_caller]
    pub fn line(&self, text: &str) -> String {
        let screen = self.screen();
        screen.lines().find(|line| line.contains(text)).unwrap_or_else(|| panic!("no {text:?} in\n{screen}")).to_owned()
    }

    #[track_caller]
    pub fn shows(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(screen.contains(text), "no {text:?} in\n{screen}");
        self
    }

    #[track_caller]
    pub fn lacks(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(!screen.contains(text), "{text:?} in\n{screen}");
        self
    }
}
