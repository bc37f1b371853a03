//! One officer's session as a value: messages in, effects and frames out, no global state, no I/O.
//!
//! key → action → update → effect → store → message → view. Overlays (help, a question, an import) see keys
//! first, then the room or home.

mod chain;
mod drafts;
mod elsewhere;
mod example;
mod four_field;
mod frame;
mod ground;
mod guide;
mod help;
mod history;
mod home;
mod import;
mod importing;
mod leaving;
mod left;
mod message;
mod moving;
mod others;
mod overlay;
mod past;
mod reporting;
mod rights;
mod saving;
mod sheet;
mod start;
mod undoing;
mod walk;
mod when;
mod writing;

pub use message::{Base, Check, Effect, Entry, Feed, Folder, Here, Message, Recall, Reread, Saved, Sink, Ticket};
pub use saving::notice_words;
pub use start::{LANGUAGE, Start, is_draft, seat_slot};

use crate::follow_up::{Change, Doing, Refused};
use crate::keys::{self, Action, Found, Key};
use crate::locale::Lang;
use crate::ui::{Ask, Context, Event, Look, Place, Room, Screen, Tone};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use crossterm::event::Event as Terminal;
use home::Home;
use import::Kept;
use overlay::{Overlay, Yes};
use ratatui::layout::Size;
use saving::Saving;
use undoing::Asked;
use walk::Walk;

/// How long typing goes on before the drafts are kept.
const KEEP_AFTER: TimeDelta = TimeDelta::milliseconds(900);
/// How long the cursor rests before the details follow.
const REST_AFTER: TimeDelta = TimeDelta::milliseconds(150);

/// One officer's session.
#[derive(Debug)]
pub struct App {
    cx: Context,
    /// The day that a moment belongs to.
    day: fn(DateTime<Utc>) -> NaiveDate,
    saving: Saving,
    undoing: Vec<Asked>,
    /// Who has changed what was to be undone is looked for.
    in_the_way: Option<sheet::Awaited>,
    /// A forgotten change that undo has stopped at; the next press goes past it.
    stopped_at: Option<crate::record::Seq>,
    home: Home,
    rooms: Vec<Room>,
    /// The room that is shown; none is home.
    room: Option<usize>,
    overlay: Option<Overlay>,
    /// What the next import begins with.
    imports: Kept,
    /// The example is being read in.
    example: Option<Ticket>,
    /// Keys of a sequence that has begun.
    begun: Vec<Key>,
    said: Option<(Tone, String)>,
    trail: Vec<Place>,
    walk: Walk,
    keep_at: Option<DateTime<Utc>>,
    rest_at: Option<DateTime<Utc>>,
    place_changed: bool,
    /// The session can wait for the officer's next terminal.
    stays: bool,
    /// Where the officer was when that was told last.
    here: Option<Here>,
    /// Who else had the same record open when that was said last.
    met: Vec<String>,
    /// The drafts could not be kept; leaving tries once more.
    unkept: bool,
    /// A follow-up as it was, which is shown in place of everything else.
    past: Option<past::Past>,
    /// What this session wants of the one around it, when it shows a moment gone by.
    wants: Option<past::Wants>,
    effects: Vec<Effect>,
}

impl App {
    /// Takes a message and says what is to be done. Never waits.
    pub fn update(&mut self, now: DateTime<Utc>, message: Message) -> Vec<Effect> {
        self.cx.now = now;
        self.cx.today = self.cx.then.map_or_else(|| (self.day)(now), |then| then.day);
        if let Some(message) = self.past_told(now, message) {
            self.hear(message);
        }
        self.tell_where();
        self.plan_waking();
        std::mem::take(&mut self.effects)
    }

    fn hear(&mut self, message: Message) {
        match message {
            Message::Input(Terminal::Key(event)) => {
                if let Some(key) = Key::pressed(&event) {
                    let stopped_at = self.stopped_at;
                    self.key(key);
                    // Only undo itself, which takes it, goes past what it stopped at.
                    if self.begun.is_empty() && self.stopped_at == stopped_at {
                        self.stopped_at = None;
                    }
                }
            }
            Message::Input(Terminal::Paste(text)) => {
                self.goes_on();
                self.told(&Event::Paste(text));
            }
            Message::Input(Terminal::Resize(width, height)) => self.cx.size = Size { width, height },
            Message::Published(follow_up) => self.published(follow_up),
            Message::Eyes(eyes) => self.turn_eyes(eyes),
            Message::Hidden(id) => self.hide(id),
            Message::Findings(id, findings) => {
                if self.cx.sight.whole.own.id() == id {
                    self.cx.findings = findings;
                    self.found();
                }
            }
            Message::Answer(ticket, answer) => self.answered(ticket, answer.map(|_| ())),
            Message::Undone(ticket, answer) => self.undone(ticket, answer),
            Message::Worked(done) if done.slot == chain::SLOT => self.show_holes(&done),
            Message::Worked(done) if done.slot == history::SLOT => self.history_read(&done),
            Message::Worked(done) if done.slot == undoing::SLOT => self.found_in_the_way(&done),
            Message::Worked(done) if done.slot == when::SLOT => self.recalled(&done),
            Message::Worked(done) if done.slot == past::FOUND => self.found_then(&done),
            Message::Worked(done) => {
                self.report_made(&done);
                self.tell(&Event::Worked(done));
            }
            Message::Saved(of, answer) => self.saved(of, answer),
            Message::File(of, file) => self.import_told(|import, ticket, cx| import.file(of, file, ticket, cx)),
            Message::Listed(of, folder) => self.import_told(|import, ticket, cx| import.listed(of, folder, ticket, cx)),
            Message::Checked(of, found) => self.import_told(|import, ticket, cx| import.checked(of, found, ticket, cx)),
            Message::Checking(of, rows) => {
                if let Some(importing) = overlay::importing(&mut self.overlay) {
                    importing.progress(of, rows);
                }
            }
            Message::Imported(of, rows) => {
                if let Some(importing) = overlay::importing(&mut self.overlay) {
                    importing.taken(of, rows);
                }
            }
            Message::Input(_) => {}
            Message::Woke => self.woke(),
            Message::NoFiles(no_files) => self.cx.no_files = no_files,
            Message::Gone => self.keep_all(),
            Message::Kept(slot, bytes) => self.kept_elsewhere(&slot, bytes.as_deref()),
            Message::Others(others) => {
                self.cx.others = others;
                self.meet();
            }
            Message::Look(look) => self.cx.look = look,
            Message::Reread(reread) => self.reread(reread),
            Message::Notice(words) => self.said = Some((Tone::Warn, words)),
            Message::NotKept(why) => {
                self.unkept = true;
                self.said = Some((Tone::Bad, why));
            }
            Message::Amiss(notice) => {
                let said = saving::notice_words(&self.cx.sight.words, &notice);
                // It is told where the officer is, and stands at home.
                self.cx.problems.push(said.clone());
                self.said = Some((Tone::Bad, said));
            }
            Message::Unchecked(fault) => {
                let words = &self.cx.sight.words;
                let said = words.say_with("findings-unchecked", &[("why", &words.fault(&fault))]);
                self.said = Some((Tone::Bad, said));
            }
        }
    }

    /// Draws the session; changes nothing.
    pub fn view(&self, frame: &mut ratatui::Frame<'_>) {
        frame::view(self.past.as_ref().map_or(self, past::Past::app), frame);
    }

    /// What the session may look at.
    #[must_use]
    pub fn context(&self) -> &Context {
        &self.cx
    }

    fn screen(&self) -> &dyn Screen {
        match self.room.and_then(|at| self.rooms.get(at)) {
            Some(room) => room,
            None => &self.home,
        }
    }

    fn contexts(&self) -> Vec<keys::Context> {
        self.overlay.as_ref().map_or_else(|| self.screen().contexts(), Overlay::contexts)
    }

    fn key(&mut self, key: Key) {
        self.said = None;
        self.walk.stop_waiting();
        self.goes_on();
        if self.takes(key) && self.begun.is_empty() {
            self.told(&Event::Key(key));
            return;
        }
        self.begun.push(key);
        match self.cx.keys.find(&self.contexts(), &self.begun) {
            Found::Do(action) => {
                self.begun.clear();
                self.act(action);
            }
            Found::Prefix => {}
            Found::Nothing => {
                let alone = self.begun.len() == 1;
                self.begun.clear();
                if alone {
                    self.told(&Event::Key(key));
                }
            }
        }
    }

    fn act(&mut self, action: Action) {
        if self.act_then(action) {
            return;
        }
        let sheet = matches!(self.overlay, Some(Overlay::Left(_) | Overlay::Questions(_)));
        if sheet && action == Action::AsItWas {
            return self.ask_when();
        }
        let Some(action) = self.act_on_top(action) else { return };
        let asks = self.room.and_then(|at| self.rooms.get_mut(at)).map(|room| room.settle(action, &mut self.cx));
        self.answer(asks.unwrap_or_default());
        match action {
            Action::Drafts => self.list_drafts(),
            Action::Leave => self.leave(),
            Action::Language => self.turn_language(),
            Action::Undo | Action::Redo => self.undo(action),
            Action::Report => self.report(),
            Action::FourField => self.four_field(),
            Action::Home => self.go_home(),
            Action::Back => self.back(),
            Action::Step1 => self.go_step(0),
            Action::Step2 => self.go_step(1),
            Action::Step3 => self.go_step(2),
            Action::Step4 => self.go_step(3),
            Action::Step5 => self.go_step(4),
            Action::Step6 => self.go_step(5),
            Action::System => self.go_system(),
            Action::NextMissing => self.next_missing(),
            Action::Remaining => self.show_left(),
            Action::Answer => self.answer_question(),
            Action::Questions => self.show_questions(),
            Action::Declare => {
                if let Some(step) = self.step_or_say() {
                    self.ask_to_declare(step);
                }
            }
            Action::Chain => self.show_chain(),
            Action::History => self.show_history(),
            Action::AsItWas => self.ask_when(),
            _ => self.tell(&Event::Do(action)),
        }
    }

    /// Tells the screen of an event and does what it asks.
    fn tell(&mut self, event: &Event) {
        let asks = match (event, self.room.and_then(|at| self.rooms.get_mut(at))) {
            // A computation may belong to a room that is not shown any more.
            (Event::Worked(_), _) => {
                let rooms = self.rooms.iter_mut().flat_map(|room| room.update(event, &mut self.cx));
                let mut asks: Vec<Ask> = rooms.collect();
                asks.extend(self.home.update(event, &mut self.cx));
                asks
            }
            (_, Some(room)) => room.update(event, &mut self.cx),
            (_, None) => self.home.update(event, &mut self.cx),
        };
        self.answer(asks);
    }

    fn answer(&mut self, asks: Vec<Ask>) {
        for ask in asks {
            match ask {
                // Digits leave nothing half typed that a refusal should keep.
                Ask::Change(change) if change.doing == Doing::Value && !self.cx.takes(&change) => self.say_closed(),
                Ask::Change(change) => self.commit(change),
                Ask::Confirm(..) if self.cx.then.is_some() => self.say_closed(),
                Ask::Confirm(question, change) => {
                    self.overlay = Some(Overlay::Question(question, Yes::Change(change)));
                }
                Ask::Go(place) => self.go(&place, true),
                Ask::Show(kind, id) => self.show(kind, id),
                Ask::View(word) => self.show_view(word),
                Ask::ShowAll(kind, within) => self.show_all(kind, within),
                Ask::Begin(kind, links) => self.begin(kind, &links),
                Ask::Accept(findings) => self.write(writing::Purpose::Accept(findings)),
                Ask::NewFollowUp => self.new_follow_up(),
                Ask::Work(job) => self.effects.push(Effect::Work(job)),
                Ask::Rest => self.rest_at = Some(self.cx.now + REST_AFTER),
                Ask::Say(tone, text) => self.said = Some((tone, text)),
                Ask::Import => self.import(),
                Ask::Example => self.read_example(),
            }
        }
    }

    fn turn_language(&mut self) {
        let next = if self.cx.sight.words.lang() == Lang::Sv { Lang::En } else { Lang::Sv };
        self.cx.sight.words = self.cx.languages.get(next);
        self.effects.push(Effect::Language(next));
        self.tell(&Event::Changed);
    }

    /// Takes other settings, and says what is wrong in them and was not before.
    fn reread(&mut self, reread: Reread) {
        let Reread { keys, before, problems } = reread;
        self.begun.clear();
        self.cx.keys = keys;
        if let Some(new) = problems.iter().find(|problem| !before.contains(problem)) {
            self.said = Some((Tone::Warn, new.clone()));
        }
        self.cx.problems.retain(|problem| !before.contains(problem));
        self.cx.problems.splice(..0, problems);
    }

    /// Keeps what there is to keep before the session ends, what could not be kept before too.
    fn keep_all(&mut self) {
        self.tell(&Event::Leaving);
        // Rows and tabs are gone through without being kept one by one.
        self.place_changed |= self.room.is_some() && !self.cx.sight.whole.own.is_empty();
        if std::mem::take(&mut self.unkept) {
            self.cx.drafts.touch();
        }
        self.keep();
    }

    fn woke(&mut self) {
        if self.keep_at.is_some_and(|at| at <= self.cx.now) {
            self.keep();
        }
        if self.rest_at.is_some_and(|at| at <= self.cx.now) {
            self.rest_at = None;
            self.tell(&Event::Rested);
        }
    }

    /// Asks to be woken for what is to be done next, if something is.
    fn plan_waking(&mut self) {
        let kept = self.cx.then.is_none();
        if kept && (self.cx.drafts.is_changed() || self.place_changed) && self.keep_at.is_none() {
            self.keep_at = Some(self.cx.now + KEEP_AFTER);
        }
        if let Some(next) = self.wakes_at() {
            let after = (next - self.cx.now).max(TimeDelta::zero()).to_std().unwrap_or_default();
            self.effects.push(Effect::Wake(after));
        }
    }

    fn wakes_at(&self) -> Option<DateTime<Utc>> {
        let inside = self.past.as_ref().and_then(|past| past.app().wakes_at());
        [self.keep_at, self.rest_at, inside].into_iter().flatten().min()
    }

    fn look(&self) -> Look {
        self.cx.look
    }

    fn answered(&mut self, ticket: Ticket, answer: Result<(), Refused>) {
        if overlay::importing(&mut self.overlay).is_some_and(|importing| importing.awaits(ticket)) {
            self.imported(answer);
            self.redraw();
            return;
        }
        if self.example.take_if(|reading| *reading == ticket).is_some() && answer.is_ok() {
            self.show_example();
        }
        let unsaved = self.saving.settle(ticket);
        match (&answer, &unsaved) {
            (Ok(()), Some(saved)) => saving::let_go(&mut self.cx, &self.saving, saved),
            (Err(refused), Some(unsaved)) => saving::keep_typed(&mut self.cx, unsaved, refused),
            (_, None) => {}
        }
        if let Err(refused) = answer {
            self.walk.stop_waiting();
            self.said = Some((Tone::Bad, saving::refused_words(&self.cx, &self.contexts(), &refused)));
        }
        self.redraw();
        self.lead_on();
    }

    fn commit(&mut self, change: Change) {
        if self.cx.then.is_some() {
            return self.say_closed();
        }
        let open = self.cx.sight.whole.own.id();
        let change = self.at_home(change);
        match self.saving.take(open, change.clone()) {
            Ok(ticket) => {
                self.effects.push(Effect::Commit(ticket, change));
                self.redraw();
            }
            Err((unsaved, refused)) => {
                saving::keep_typed(&mut self.cx, &unsaved, &refused);
                self.said = Some((Tone::Bad, saving::refused_words(&self.cx, &self.contexts(), &refused)));
            }
        }
    }

    /// Draws the session's unsaved edits over what was published, and tells the screen.
    fn redraw(&mut self) {
        if self.past.is_some() {
            // It is drawn when the officer comes back.
            return;
        }
        let own = self.cx.sight.whole.own.id();
        self.cx.sight.whole = self.saving.drawn(own);
        self.cx.follow_ups = self.saving.follow_ups(&self.cx.sight);
        self.cx.sight.others = self.cx.follow_ups.clone().into();
        self.tell(&Event::Changed);
        self.refresh_overlay();
    }
}
