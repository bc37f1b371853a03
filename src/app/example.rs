//! The example, read into a store from its greeting.
//!
//! It goes into the officer's own store, since that is where they stand when they choose it, as one import under a
//! title that says what it is; undo takes all of it away. `stegvis demo` shows the same in a store of its own.

use super::{App, Effect, Sink};
use crate::exchange::{Halt, example};
use crate::follow_up::{Doing, Edit, Refused};
use crate::keys::Action;
use crate::record::{Kind as _, REGISTER, Stored, Value};
use crate::steps::plan::records::{FollowUpHeader, Requirement, TITLE};
use crate::ui::Tone;

impl App {
    /// Reads the example in.
    pub(super) fn read_example(&mut self) {
        if self.example.is_some() {
            return;
        }
        let title = Stored::of(&Value::Text(self.cx.sight.words.say("home-example-title")));
        let languages = self.cx.languages.clone();
        let feed = Box::new(move |sink: Sink<'_>| {
            let mut named = |edits: Vec<Edit>| sink(edits.into_iter().map(|edit| with_title(edit, &title)).collect());
            match example(&languages, &mut named) {
                Ok(_) => Ok(()),
                Err(Halt::Refused(refused)) => Err(refused),
                Err(halt) => Err(Refused::Disk(halt.to_string().into())),
            }
        });
        let ticket = self.saving.ticket();
        self.example = Some(ticket);
        let base = vec![(REGISTER, self.cx.sight.whole.register.seq())];
        self.effects.push(Effect::Import(ticket, Doing::Import, base, feed));
        self.said = Some((Tone::Plain, self.cx.sight.words.say("home-example-reading")));
    }

    /// The example has been taken: shows its requirements, and says how to be rid of it.
    pub(super) fn show_example(&mut self) {
        let title = self.cx.sight.words.say("home-example-title");
        let mut all = self.cx.follow_ups.iter();
        let Some(own) = all.find(|own| self.cx.sight.follow_up_title(own) == title).map(|own| own.id()) else { return };
        self.show_imported(own, &Requirement::INFO);
        let undo = self.cx.keys.keys_for(&self.contexts(), Action::Undo).unwrap_or_default();
        let undo = self.cx.sight.words.key(&undo);
        self.said =
            Some((Tone::Good, self.cx.sight.words.say_with("home-example-done", &[("key", &undo), ("title", &title)])));
    }
}

fn with_title(edit: Edit, title: &Stored) -> Edit {
    if edit.kind == FollowUpHeader::INFO.number && edit.tag == TITLE.tag() {
        Edit { before: edit.before.map(|_| title.clone()), after: Some(title.clone()), ..edit }
    } else {
        edit
    }
}
