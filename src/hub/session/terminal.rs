//! The terminal of a session: it comes, is drawn on, goes, and another one comes. Nobody at it for long, and it goes
//! by itself.

use super::{End, Session};
use crate::app::Message;
use crate::hub::far::Far;
use crate::hub::inbox::Comer;
use crate::hub::protocol::Down;
use crossterm::event::Event;
use ratatui::layout::Size;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// How long before an idle session is detached its officer is warned, at most.
const WARNING: Duration = Duration::from_mins(2);

/// Since when nobody has pressed a key, or no terminal has been there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Idle {
    since: Instant,
    warned: bool,
}

impl Idle {
    /// Somebody is there.
    pub fn new(now: Instant) -> Self {
        Self { since: now, warned: false }
    }

    /// A key has been pressed.
    pub fn pressed(&mut self, now: Instant) {
        *self = Self::new(now);
    }
}

impl Session {
    /// When the session is to be woken, if at all.
    pub(super) fn wakes_at(&self) -> Option<Instant> {
        [self.wake, self.heard_due(), self.idle_at()].into_iter().flatten().min()
    }

    /// When something is to be done about nobody being there.
    fn idle_at(&self) -> Option<Instant> {
        let stays = self.hub.stays?;
        let after = match (&self.far, self.idle.warned) {
            (None, _) => stays.detached,
            (Some(_), true) => stays.idle,
            (Some(_), false) => stays.idle.saturating_sub(WARNING).max(stays.idle / 2),
        };
        self.idle.since.checked_add(after)
    }

    /// The time has come that was waited for.
    pub(super) fn woke(&mut self) {
        let now = Instant::now();
        if self.wake.take_if(|at| *at <= now).is_some() {
            self.update(Message::Woke);
        }
        if self.heard_due().is_some_and(|at| at <= now) {
            self.show_heard(now);
        }
        if self.idle_at().is_none_or(|at| at > now) {
            return;
        }
        match (&self.far, self.idle.warned) {
            (None, _) => {
                // Not if a terminal has come for it just now.
                if self.hub.seats.leave(self.id, false) {
                    self.end = Some(End::Idle);
                }
            }
            (Some(_), true) => {
                let words = self.app.context().sight.words.say("hub-idle");
                self.detach(words, "idle");
            }
            (Some(_), false) => {
                self.idle.warned = true;
                let left = self.hub.stays.map_or(0, |stays| WARNING.min(stays.idle / 2).as_secs()).div_ceil(60);
                let words = self.app.context().sight.words.count("hub-idle-soon", usize::try_from(left).unwrap_or(1));
                self.update(Message::Notice(words));
            }
        }
    }

    /// Another terminal goes on with the session; the one that had it is told.
    pub(super) fn attach(&mut self, comer: Comer) {
        if let Some(before) = self.far.take() {
            before.send(&Down::Exit { code: 0, words: self.app.context().sight.words.say("hub-taken-over") });
            self.lose_files();
            self.note("take-over", "done");
        }
        let no_files = comer.hello.no_files;
        let (far, look) = Far::new(comer);
        let Size { width, height } = far.screen.size();
        self.far = Some(far);
        self.idle.pressed(Instant::now());
        self.hub.seats.attached(self.id, true);
        self.note("attach", "done");
        self.say_seat();
        self.show_heard(Instant::now());
        self.update(Message::Look(look));
        self.update(Message::NoFiles(no_files));
        self.update(Message::Input(Event::Resize(width, height)));
    }

    /// Tells the terminal which seat it has, so that it can come back to it.
    pub(super) fn say_seat(&mut self) {
        let line = self.far.as_ref().map(|far| far.number);
        if let Some(line) = line.filter(|_| self.hub.stays.is_some()) {
            self.send(&Down::Seat(self.hub.seats.ticket(self.seat, line)));
        }
    }

    /// The line has gone: the session waits for another one, or ends where there is none to come.
    pub(super) fn gone(&mut self) {
        if self.hub.stays.is_some() {
            self.detach(String::new(), "line-gone");
        } else {
            self.end = Some(End::Gone);
        }
    }

    /// Keeps what is half typed and lets the terminal go, with these words.
    pub(super) fn detach(&mut self, words: String, why: &str) {
        let Some(far) = self.far.take() else { return };
        self.update(Message::Gone);
        self.lose_files();
        self.idle.pressed(Instant::now());
        // Whoever is told that it waits finds it waiting.
        self.hub.seats.attached(self.id, false);
        self.note("detach", why);
        far.send(&Down::Exit { code: 0, words });
    }

    /// What was to come from the terminal, or to be written there, does not.
    fn lose_files(&mut self) {
        let why = self.app.context().sight.words.say("hub-file-lost");
        for message in self.files.lose(&why) {
            self.update(message);
        }
    }

    pub(super) fn draw(&mut self) {
        let Some(far) = self.far.as_mut().filter(|_| self.end.is_none()) else { return };
        self.stale = false;
        let app = &self.app;
        let drawn = catch_unwind(AssertUnwindSafe(|| far.screen.draw(|frame| app.view(frame))));
        let held = far.screen.held();
        if held != std::mem::replace(&mut far.held, held) {
            self.hub.seats.drawn(self.id, held);
        }
        match drawn {
            Ok(frame) if frame.is_empty() => {}
            Ok(frame) => {
                far.in_flight = true;
                self.send(&Down::Frame(frame));
            }
            Err(_) => self.end = Some(End::Panicked),
        }
    }

    /// Sends something to the terminal, where there is one.
    pub(super) fn send(&mut self, message: &Down) {
        if self.far.as_ref().is_some_and(|far| !far.send(message)) {
            self.gone();
        }
    }
}
