//! Undo and redo: what has been asked of the writer, and the question before an import is taken back, or something
//! that cannot be seen from where the officer is.
//!
//! The writer says only when it comes to an undo what is next. By then the officer may be typing
//! elsewhere: a question would take the next letters for its answer. So it is asked only of one who still waits.

use super::overlay::{Overlay, Yes};
use super::{App, Effect, Ticket, saving};
use crate::follow_up::{Consent, Near, Refused, Undone};
use crate::keys::Action;
use crate::record::{Id, Kind as _, REMOVED, Seq, Stored, Value};
use crate::steps::{
    self,
    plan::records::{Requirement, Valuation},
};
use crate::ui::Tone;

/// An undo that has not been answered.
#[derive(Debug)]
pub(super) struct Asked {
    ticket: Ticket,
    scope: Id,
    /// Nothing has been pressed since.
    waits: bool,
}

impl App {
    /// Undoes or redoes what is next in the open follow-up.
    pub(super) fn undo(&mut self, action: Action) {
        if self.room.is_none() && !self.cx.follow_ups.is_empty() {
            // At home nothing shows what would change.
            self.said = Some((Tone::Plain, self.cx.sight.words.say("undo-open-first")));
            return;
        }
        let scope: Id = self.cx.sight.whole.own.id();
        if action == Action::Undo {
            let near = self.near();
            self.ask_for_undo(scope, Consent::Near(near));
        } else {
            let ticket = self.saving.ticket();
            self.effects.push(Effect::Redo(ticket, scope));
        }
    }

    /// What the officer sees.
    fn near(&self) -> Near {
        let room = self.room.and_then(|at| self.rooms.get(at));
        let mut near = room.map(|room| room.near(&self.cx)).unwrap_or_default();
        if near.kinds.contains(&Requirement::INFO.number) {
            // Lists of requirements show what they are valued at.
            near.kinds.push(Valuation::INFO.number);
        }
        near
    }

    /// Asks the writer to undo, as far as the officer has agreed.
    pub(super) fn ask_for_undo(&mut self, scope: Id, consent: Consent) {
        let ticket = self.saving.ticket();
        self.undoing.push(Asked { ticket, scope, waits: true });
        self.effects.push(Effect::Undo(ticket, scope, consent));
    }

    /// The officer has gone on to something else.
    pub(super) fn goes_on(&mut self) {
        for asked in &mut self.undoing {
            asked.waits = false;
        }
    }

    /// An undo or redo has been answered.
    pub(super) fn undone(&mut self, ticket: Ticket, answer: Result<Undone, Refused>) {
        let asked = self.undoing.iter().position(|asked| asked.ticket == ticket).map(|at| self.undoing.remove(at));
        match (answer, asked) {
            (Ok(undone), _) => {
                let said = saving::undone_words(&self.cx, &undone);
                self.mark_returned(&undone);
                self.said = Some((Tone::Plain, said));
            }
            (Err(Refused::Large { seq, records }), Some(asked)) => self.ask_to_undo(&asked, seq, &records),
            (Err(Refused::Far(undone)), Some(asked)) => self.ask_to_undo_far(&asked, &undone),
            (Err(refused), _) => self.answered(ticket, Err(refused)),
        }
    }

    /// Marks a record that is back, where its list is shown.
    fn mark_returned(&mut self, undone: &Undone) {
        let Some(edit) = undone.edits.first().filter(|edit| edit.tag == REMOVED && undone.count == 1) else { return };
        if edit.after.as_ref().and_then(Stored::value) == Some(Value::Flag(true)) {
            return;
        }
        let at = (edit.kind, edit.record);
        let room = self.room.and_then(|at| self.rooms.get_mut(at)).filter(|_| self.overlay.is_none());
        let asks = room.map(|room| room.returned(at, &mut self.cx)).unwrap_or_default();
        self.answer(asks);
    }

    /// Asks whether what cannot be seen is to be taken back.
    fn ask_to_undo_far(&mut self, asked: &Asked, undone: &Undone) {
        let what = saving::undo_words(&self.cx, undone);
        let words = &self.cx.sight.words;
        let question = words.say_with("undo-far", &[("what", &what)]);
        let later = words.say_with("undo-far-later", &[("what", &what), ("key", &saving::undo_key(&self.cx))]);
        self.ask_or_tell(asked, undone.seq, question, later);
    }

    /// Asks whether an import is to be taken back.
    fn ask_to_undo(&mut self, asked: &Asked, seq: Seq, records: &[(u8, usize)]) {
        let words = &self.cx.sight.words;
        let named = records.iter().filter_map(|(kind, count)| Some((steps::kind(*kind)?, *count)));
        let named = named.map(|(kind, count)| {
            let name = if count == 1 { words.kind(kind) } else { words.kinds(kind) };
            format!("{count} {}", name.to_lowercase())
        });
        let records = named.collect::<Vec<_>>().join(", ");
        let question = words.say_with("undo-import", &[("records", &records)]);
        let key = saving::undo_key(&self.cx);
        let later = words.say_with("undo-import-later", &[("records", &records), ("key", &key)]);
        self.ask_or_tell(asked, seq, question, later);
    }

    /// Asks an officer who still waits, and tells one who has gone on what is next.
    fn ask_or_tell(&mut self, asked: &Asked, seq: Seq, question: String, later: String) {
        if asked.waits && self.overlay.is_none() {
            self.overlay = Some(Overlay::Question(question, Yes::Undo(asked.scope, seq)));
        } else {
            self.said = Some((Tone::Warn, later));
        }
    }
}
