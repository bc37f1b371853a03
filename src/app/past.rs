//! A follow-up as it was, in a session of its own inside the officer's: its rooms, its findings, its place. Nothing
//! of it can reach what is saved, kept or drawn now, since it shares no record, draft or answer with the session
//! around it; of what it asks for, only what reads and computes is passed on.

use super::when::Asked;
use super::{App, Effect, Message, Start};
use crate::keys::Action;
use crate::record::{Seq, Step};
use crate::steps;
use crate::store;
use crate::ui::{Done, Event, Job, Output, Place, Room, Screen as _, Then, Tone};
use chrono::{DateTime, Local, Utc};
use crossterm::event::Event as Terminal;
use std::sync::Arc;

/// Whose findings of a moment gone by these are.
pub const FOUND: &str = "past";
/// Turns from here on belong to sessions inside the officer's; each of these has as many.
const ERA: u64 = 1 << 32;

/// A follow-up as it was.
#[derive(Debug)]
pub(super) struct Past {
    app: Box<App>,
    /// Where the turns of its jobs begin, so that no answer to it is taken for one to another.
    era: u64,
}

/// What such a session wants of the one around it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Wants {
    /// Back to now.
    Now,
    /// To the first screen, which is of now.
    Home,
    /// Another moment.
    Change(Seq),
}

impl Past {
    /// The session.
    pub fn app(&self) -> &App {
        &self.app
    }
}

impl App {
    /// Shows a follow-up as it was, at a place as far as that was there.
    pub(super) fn open_past(
        &mut self,
        then: &store::Then,
        (seq, at): (Seq, DateTime<Utc>),
        asked: Asked,
        place: Place,
    ) {
        let follow_ups = then.others.iter().chain([&then.whole.own]).map(Arc::clone).collect();
        let mut app = Self::new(Start {
            eyes: self.cx.eyes.clone(),
            languages: self.cx.languages.clone(),
            lang: Some(self.cx.sight.words.lang()),
            keys: Arc::clone(&self.cx.keys),
            look: self.cx.look,
            size: self.cx.size,
            seed: [0; 8],
            now: self.cx.now,
            day: self.day,
            register: Arc::clone(&then.whole.register),
            follow_ups,
            kept: Vec::new(),
            problems: Vec::new(),
            stays: false,
        });
        // What home would ask for: it is not shown.
        app.effects.clear();
        let moment = match asked {
            Asked::Day(day) => Then { day, time: None, seq },
            Asked::Minute(minute) => Then { day: minute.date(), time: Some(minute.time()), seq },
            Asked::Change(_) => Then { day: (self.day)(at), time: Some(at.with_timezone(&Local).time()), seq },
        };
        app.cx.no_files = self.cx.no_files;
        app.cx.today = moment.day;
        app.cx.then = Some(moment);
        app.begin_then(then, place);
        let key = app.cx.today_key(&app.contexts());
        let places = [("when", moment.named()), ("key", key)];
        let places = places.each_ref().map(|(name, shown)| (*name, shown.as_str()));
        app.said = Some((Tone::Plain, app.cx.sight.words.say_with("then-shown", &places)));
        let effects = std::mem::take(&mut app.effects);
        let era = ERA * u64::from(self.saving.ticket()).max(1);
        self.rest_at = None;
        self.walk.stop_waiting();
        self.past = Some(Past { app: Box::new(app), era });
        self.pass_on(effects);
    }

    /// Goes to the place where the officer is now, as far as it was there.
    fn begin_then(&mut self, then: &store::Then, mut place: Place) {
        let there = |(kind, id): (u8, crate::record::Id)| {
            steps::kind(kind).is_some_and(|kind| then.whole.get(kind, id).is_some())
        };
        let own = then.whole.own.id();
        if place.follow_up != Some(own) {
            place = Place { tab: 1, ..Place::in_step(own, Step::Plan) };
        }
        if !place.record.is_some_and(there) {
            (place.record, place.field) = (None, None);
        }
        place.within = place.within.filter(|within| there(within.of) && within.and.is_none_or(there));
        self.go(&place, false);
    }

    /// Tells the session of a moment gone by what concerns it; gives back what concerns that of now.
    pub(super) fn past_told(&mut self, now: DateTime<Utc>, message: Message) -> Option<Message> {
        if let Message::Worked(done) = &message
            && done.turn >= ERA
        {
            // What comes after the officer has left is dropped here.
            let era = self.past.as_ref().map(|past| past.era).filter(|era| done.turn / ERA == era / ERA)?;
            let done = Done { turn: done.turn - era, ..done.clone() };
            self.tell_past(now, Message::Worked(done));
            return None;
        }
        if self.past.is_none() {
            return Some(message);
        }
        match message {
            Message::Input(Terminal::Resize(width, height)) => {
                self.tell_past(now, Message::Input(Terminal::Resize(width, height)));
                Some(message)
            }
            Message::Input(_) => {
                self.tell_past(now, message);
                None
            }
            Message::Woke => {
                self.tell_past(now, Message::Woke);
                Some(Message::Woke)
            }
            Message::NoFiles(no_files) => {
                self.tell_past(now, Message::NoFiles(no_files));
                Some(Message::NoFiles(no_files))
            }
            Message::Look(look) => {
                self.tell_past(now, Message::Look(look));
                Some(Message::Look(look))
            }
            Message::Reread(reread) => {
                self.tell_past(now, Message::Reread(reread.clone()));
                Some(Message::Reread(reread))
            }
            Message::Notice(words) => {
                self.tell_past(now, Message::Notice(words));
                None
            }
            Message::NotKept(why) => {
                if let Some(past) = &mut self.past {
                    past.app.said = Some((Tone::Bad, why.clone()));
                }
                Some(Message::NotKept(why))
            }
            other => Some(other),
        }
    }

    fn tell_past(&mut self, now: DateTime<Utc>, message: Message) {
        let Some(past) = &mut self.past else { return };
        let effects = past.app.update(now, message);
        let wants = past.app.wants.take();
        let place = past.app.place();
        self.pass_on(effects);
        match wants {
            None => {}
            Some(Wants::Now) => self.leave_past(),
            Some(Wants::Home) => {
                self.leave_past();
                self.go_home();
            }
            Some(Wants::Change(seq)) => {
                self.close_past();
                if let Some(own) = place.follow_up {
                    self.recall(own, place, Asked::Change(seq));
                }
            }
        }
    }

    /// Passes on what only reads and computes. Whatever would save, keep or write something is let go.
    fn pass_on(&mut self, effects: Vec<Effect>) {
        let Some(past) = &self.past else { return };
        let era = past.era;
        for effect in effects {
            match effect {
                Effect::Work(mut job) => {
                    job.turn += era;
                    self.effects.push(Effect::Work(job));
                }
                Effect::Recall(mut recall) => {
                    recall.turn += era;
                    self.effects.push(Effect::Recall(recall));
                }
                // The checks of the hub watch what is published; those of then are computed once.
                Effect::Open(Some(_)) => self.look_through_past(era),
                Effect::Language(lang) => {
                    self.cx.sight.words = self.cx.languages.get(lang);
                    self.effects.push(Effect::Language(lang));
                }
                Effect::End => self.leave(),
                Effect::Detach
                | Effect::Here(_)
                | Effect::Commit(..)
                | Effect::Undo(..)
                | Effect::Redo(..)
                | Effect::Keep(..)
                | Effect::Wake(_)
                | Effect::Open(None)
                | Effect::Want(..)
                | Effect::List(..)
                | Effect::Save(..)
                | Effect::Check(..)
                | Effect::Import(..) => {}
            }
        }
    }

    fn look_through_past(&mut self, turn: u64) {
        let Some(past) = &self.past else { return };
        let (whole, day) = (past.app.cx.sight.whole.clone(), past.app.cx.today);
        let work = Box::new(move || Arc::new(Arc::new(steps::findings(&whole, day))) as Output);
        self.effects.push(Effect::Work(Job { slot: FOUND, turn, work }));
    }

    /// The checks have looked through the follow-up as it was.
    pub(super) fn found_then(&mut self, done: &Done) {
        if let Ok(findings) = Arc::clone(&done.output).downcast::<Arc<crate::follow_up::Findings>>() {
            self.cx.findings = Arc::clone(&findings);
            self.found();
        }
    }

    /// Back to now, to where the officer was. What was saved meanwhile is drawn.
    fn leave_past(&mut self) {
        self.close_past();
        // What has been answered meanwhile is not said over.
        self.said.get_or_insert((Tone::Plain, self.cx.sight.words.say("then-left")));
    }

    fn close_past(&mut self) {
        self.past = None;
        self.redraw();
    }

    /// Wants another moment of the session around this one.
    pub(super) fn wants_change(&mut self, seq: Seq) {
        self.wants = Some(Wants::Change(seq));
    }

    /// Takes an action that means something of its own at a moment gone by: it leads away, or it changes something,
    /// which is refused at once. Says whether it was one.
    pub(super) fn act_then(&mut self, action: Action) -> bool {
        if self.cx.then.is_none() {
            return false;
        }
        match action {
            Action::AsItWas => self.wants = Some(Wants::Now),
            Action::Home if self.overlay.is_none() => self.wants = Some(Wants::Home),
            Action::Close if self.overlay.is_none() => self.close_then(),
            _ if action.is_of_now() => self.say_closed(),
            _ => return false,
        }
        true
    }

    /// Closes what is open in the room; where nothing is, the moment itself.
    fn close_then(&mut self) {
        let before = self.contexts();
        let Some(room) = self.room.and_then(|at| self.rooms.get_mut(at)) else { return };
        let covered = Room::is_covered(room);
        let asks = room.update(&Event::Do(Action::Close), &mut self.cx);
        if asks.is_empty() && !covered && before == self.contexts() {
            self.wants = Some(Wants::Now);
        }
        self.answer(asks);
    }
}
