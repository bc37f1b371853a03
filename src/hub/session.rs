//! One officer's session: the loop between a terminal and an app.
//!
//! Messages are drained before a frame is drawn, and a frame is drawn only when the one before stands on the
//! far screen, so that a slow line costs frames and never memory. With nothing to do the thread sleeps until
//! the next message, or until the time that the app asked to be woken at. Without a terminal the session waits
//! for one.

mod effects;
mod eyes;
mod finish;
mod heard;
mod noted;
mod others;
mod terminal;

pub(super) use finish::seed;

use super::checker::Checker;
use super::far::Far;
use super::files::Files;
use super::inbox::{Comer, Inbox, Mail, Said};
use super::protocol::{Down, ListPart, Part};
use super::seats::come_again;
use super::worker::Worker;
use super::{Event as Noted, Hub};
use crate::app::{App, Effect, Message, Start, Ticket};
use crate::locale::Lang;
use crate::record::{Id, local_day};
use crate::rights::Eyes;
use crate::store::NotKept;
use crate::ui::Look;
use crossterm::event::Event;
use finish::End;
use heard::Heard;
use noted::Asked;
use others::Met;
use ratatui::layout::Size;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};
use terminal::Idle;

/// How long a frame waits for a computation that has been asked for, so that a key of a filter is one frame.
const GRACE: Duration = Duration::from_millis(5);
/// Most messages between two frames.
const DRAINED: usize = 256;

/// A session, which has a thread.
pub(super) struct Session {
    hub: Arc<Hub>,
    inbox: Arc<Inbox>,
    /// Names the session in the journal, among the readers of findings and among the seats.
    id: Id,
    /// Which of the officer's seats it has.
    seat: u32,
    eyes: Eyes,
    /// The follow-ups that the app has been shown.
    shown: BTreeSet<Id>,
    /// What has been published and is not shown yet.
    heard: Heard,
    /// Who else has the open follow-up before them, and what the app has been told of that.
    met: Met,
    app: App,
    /// The terminal; none when the session is detached.
    far: Option<Far>,
    idle: Idle,
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
    unanswered: BTreeMap<Ticket, Asked>,
    wake: Option<Instant>,
    /// Something has happened since the last frame was drawn.
    stale: bool,
    end: Option<End>,
    /// What was to be kept and was not, by slot.
    unkept: BTreeMap<String, NotKept>,
    /// Tells imports that the session has ended.
    ended: Arc<AtomicBool>,
}

/// Gives the session's seat back, whatever has become of the session.
struct Seated {
    hub: Arc<Hub>,
    inbox: Arc<Inbox>,
    id: Id,
}

impl Drop for Seated {
    fn drop(&mut self) {
        self.hub.seats.leave(self.id, true);
        come_again(self.inbox.close(), &self.hub.words().say("hub-ended-just-now"));
    }
}

impl Session {
    /// Begins a session at a seat for a terminal, on a thread of its own; false when the system refuses one.
    pub fn begin(hub: &Arc<Hub>, eyes: Eyes, comer: Comer, (seat, id): (u32, Id), inbox: &Arc<Inbox>) -> bool {
        let seated = Seated { hub: Arc::clone(hub), inbox: Arc::clone(inbox), id };
        // The thread's own end of it gives the seat back, also when the thread is refused.
        let run = move || Self::run(&seated, &eyes, comer, seat);
        std::thread::Builder::new().name("session".into()).spawn(run).is_ok()
    }

    fn run(seated: &Seated, eyes: &Eyes, comer: Comer, seat: u32) {
        let Seated { hub, inbox, id } = seated;
        let told = Arc::clone(inbox);
        let watch = hub.house.store.watch(Box::new(move |follow_up| {
            told.tell(Message::Published(Arc::clone(follow_up)));
        }));
        let told = Arc::clone(inbox);
        let amiss = hub.house.store.watch_amiss(Box::new(move |notice| told.tell(Message::Amiss(notice))));
        // From here on a change of the officer's rights is heard of.
        let eyes = hub.house.store.eyes_now(eyes);
        let no_files = comer.hello.no_files;
        let lang = Lang::of(&comer.hello.language);
        let (far, look) = Far::new(comer);
        let begun = catch_unwind(AssertUnwindSafe(|| {
            let begun = start(hub, &eyes, look, far.screen.size(), seat);
            let start = Start { lang: lang.or(begun.lang), ..begun };
            let shown = start.follow_ups.iter().map(|own| own.id()).collect();
            let mut app = App::new(start);
            let effects = app.first_effects();
            (app, effects, shown)
        }));
        if let Ok((app, effects, shown)) = begun {
            let files = Files::new(Arc::clone(&hub.kept), eyes.officer().id);
            let session = Self {
                hub: Arc::clone(hub),
                inbox: Arc::clone(inbox),
                id: *id,
                seat,
                eyes,
                shown,
                heard: Heard::new(Instant::now()),
                met: Met::default(),
                app,
                far: Some(far),
                idle: Idle::new(Instant::now()),
                worker: Worker::new(Arc::clone(inbox)),
                reader: Worker::new(Arc::clone(inbox)),
                checker: Checker::new(Arc::clone(inbox)),
                files,
                jobs: Vec::new(),
                grace: None,
                unanswered: BTreeMap::new(),
                wake: None,
                stale: true,
                end: None,
                unkept: BTreeMap::new(),
                ended: Arc::default(),
            };
            session.live(effects, no_files);
        } else {
            far.send(&Down::Exit { code: 1, words: hub.words().say("hub-panicked") });
        }
        hub.house.store.unwatch(watch);
        hub.house.store.unwatch_amiss(&amiss);
    }

    fn live(mut self, effects: Vec<Effect>, no_files: bool) {
        self.note("session", "begun");
        self.say_seat();
        self.perform(effects);
        self.update(Message::NoFiles(no_files));
        self.serve();
        self.finish();
    }

    fn note(&self, action: &str, outcome: &str) {
        let officer = self.eyes.officer().name.as_str();
        self.hub.note(Noted { officer, action, kind: "session", id: Some(self.id), outcome });
    }

    fn serve(&mut self) {
        while self.end.is_none() {
            if self.stale && self.far.as_ref().is_some_and(|far| !far.in_flight) {
                self.await_jobs();
                self.draw();
                continue;
            }
            match self.inbox.take(self.wakes_at()) {
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
        self.files.tidy();
        match mail {
            Mail::Line(number, said) => {
                // What a terminal says that has been left does not count.
                if self.far.as_ref().is_some_and(|far| far.number == number) {
                    self.hear(said);
                }
            }
            Mail::Come(comer) => self.attach(*comer),
            Mail::Told(Message::Published(follow_up)) => self.heard(follow_up),
            Mail::Found(lens, id, findings) => self.found(lens, id, findings),
            Mail::Others(follow_up, others) => self.others(follow_up, others),
            Mail::Told(Message::Worked(done)) => {
                // Only the newest job of a slot is still asked for.
                let asked = self.jobs.iter().position(|job| *job == (done.slot, done.turn));
                if let Some(at) = asked {
                    self.jobs.swap_remove(at);
                    self.update(Message::Worked(done));
                }
            }
            Mail::Told(message) => {
                if matches!(message, Message::Answer(..) | Message::Undone(..)) {
                    self.show_heard(Instant::now());
                }
                self.settle(&message);
                self.update(message);
            }
            Mail::Panicked => self.end = Some(End::Panicked),
            Mail::Stopping => self.end = Some(End::Stopped),
        }
    }

    /// Takes what the terminal says.
    fn hear(&mut self, said: Said) {
        match said {
            Said::Input(Event::Resize(width, height)) => {
                let Some(far) = &mut self.far else { return };
                far.screen.resize(Size::new(width, height));
                let Size { width, height } = far.screen.size();
                self.update(Message::Input(Event::Resize(width, height)));
            }
            Said::Input(event) => {
                self.idle.pressed(Instant::now());
                self.update(Message::Input(event));
            }
            Said::Shown => {
                if let Some(far) = &mut self.far {
                    far.in_flight = false;
                }
            }
            Said::File(ticket, part) => self.file(ticket, part),
            Said::Listed(ticket, part) => self.listed(ticket, part),
            Said::Saved(ticket, answer) => match self.files.saved(ticket, answer) {
                Ok(answer) => self.update(Message::Saved(ticket, answer)),
                Err(_) => self.gone(),
            },
            Said::Gone => self.gone(),
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
            Err(_) => self.gone(),
        }
    }

    fn listed(&mut self, ticket: Ticket, part: ListPart) {
        match self.files.take_folder(ticket, part) {
            Ok(Some(folder)) => self.update(Message::Listed(ticket, folder)),
            Ok(None) => {}
            Err(_) => self.gone(),
        }
    }

    fn update(&mut self, message: Message) {
        let now = (self.hub.house.clock)();
        self.stale = true;
        match catch_unwind(AssertUnwindSafe(|| self.app.update(now, message))) {
            Ok(effects) => self.perform(effects),
            Err(_) => self.end = Some(End::Broken),
        }
    }
}

fn start(hub: &Hub, eyes: &Eyes, look: Look, size: Size, seat: u32) -> Start {
    let store = &hub.house.store;
    let settings = hub.settings().clone();
    // For administrators what goes wrong since the start stands at home as well.
    let troubles = if eyes.is_administrator() { hub.house.troubles.all() } else { Vec::new() };
    Start {
        eyes: eyes.clone(),
        languages: hub.house.languages.clone(),
        lang: settings.lang,
        keys: settings.keys,
        look,
        size,
        seed: seed(),
        now: (hub.house.clock)(),
        day: local_day,
        register: store.register_for(eyes),
        follow_ups: store.follow_ups_for(eyes),
        kept: Start::kept(store, eyes.officer().id, seat),
        problems: settings.problems.into_iter().chain(troubles).collect(),
        stays: hub.stays.is_some(),
    }
}

#[cfg(test)]
mod tests;
