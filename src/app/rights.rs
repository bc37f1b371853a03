//! What becomes of a session when its officer may see or do something else than before, and what is refused at once.

use super::home::Home;
use super::overlay::{self, Overlay};
use super::{App, Effect};
use crate::follow_up::{Change, Edit};
use crate::record::{COMMITTEE, HEADER, Id, REGISTER, Stored, Value};
use crate::rights::{Eyes, Role};
use crate::ui::Tone;
use std::sync::Arc;

impl App {
    /// The officer may see or do something else from now on.
    pub(super) fn turn_eyes(&mut self, eyes: Eyes) {
        let before = self.roles();
        self.cx.eyes = eyes;
        self.close_what_is_for(before);
        self.redraw();
    }

    /// What the officer is in the open follow-up and the register.
    pub(super) fn roles(&self) -> [Option<Role>; 2] {
        let whole = &self.cx.sight.whole;
        [&whole.own, &whole.register].map(|home| home.role_of(&self.cx.eyes))
    }

    /// Closes what was read for roles that the officer has no longer: a history, a report, a moment gone by.
    pub(super) fn close_what_is_for(&mut self, before: [Option<Role>; 2]) {
        let less = self.roles().into_iter().zip(before).any(|(now, before)| now < before);
        if less {
            self.past = None;
            // What is being written is the officer's own.
            self.overlay.take_if(|over| !matches!(over, Overlay::Writing(_)));
        }
    }

    /// A follow-up is not there any longer, nor what was shown of it.
    pub(super) fn hide(&mut self, id: Id) {
        self.saving.forget(id);
        let of_it = |follow_up: Option<Id>| follow_up == Some(id);
        self.trail.retain(|place| !of_it(place.follow_up));
        self.cx.last.take_if(|place| of_it(place.follow_up));
        let imports = overlay::importing(&mut self.overlay).is_some_and(|importing| importing.follow_up() == id);
        let is_open = self.cx.sight.whole.own.id() == id;
        if is_open || imports {
            self.overlay = None;
            self.past = None;
        }
        if is_open {
            self.cx.drafts.stop();
            self.cx.sight.whole = self.saving.drawn(REGISTER);
            self.cx.findings = Arc::default();
            self.rooms.clear();
            self.room = None;
            self.walk.forget();
            self.effects.push(Effect::Open(None));
            self.said = Some((Tone::Warn, self.cx.sight.words.say("hidden-now")));
        }
        self.redraw();
        if self.room.is_none() {
            // Nothing of it is to stand in what was read for home.
            self.home = Home::default();
            let asks = self.home.begin(&self.cx);
            self.answer(asks);
        }
    }

    /// A change that begins a follow-up says whose it is, when its officer has more to say in one committee than in
    /// others: they would have nothing to say in what is nobody's.
    pub(super) fn at_home(&self, mut change: Change) -> Change {
        let new = change.edits.iter().map(|edit| edit.follow_up).find(|id| *id != REGISTER);
        let new = new.filter(|id| self.saving.drawn(*id).own.is_empty());
        let is_said = change.edits.iter().any(|edit| (edit.kind, edit.tag) == (HEADER, COMMITTEE));
        if let (Some(id), Some(committee), false) = (new, self.cx.eyes.home_committee(), is_said) {
            let after = Some(Stored::of(&Value::Text(committee.to_owned())));
            change.edits.push(Edit { follow_up: id, record: id, kind: HEADER, tag: COMMITTEE, before: None, after });
        }
        change
    }

    /// Whether the officer may begin a follow-up; says so when not.
    pub(super) fn may_begin(&mut self) -> bool {
        let eyes = &self.cx.eyes;
        let may = eyes.assigned(eyes.home_committee()) >= Some(Role::Officer);
        if !may {
            self.said = Some((Tone::Warn, self.cx.sight.words.say("is-not-to-begin")));
        }
        may
    }
}
