//! Undo and redo: what has been asked of the writer, and the question before an import is taken back.
//!
//! The writer says only when it comes to an undo whether an import is next. By then the officer may be typing
//! elsewhere: a question would take the next letters for its answer. So it is asked only of one who still waits.

use super::overlay::{Overlay, Yes};
use super::{App, Effect, Ticket, saving};
use crate::follow_up::{Refused, Undone};
use crate::keys::Action;
use crate::record::{Id, REMOVED, Seq, Stored, Value};
use crate::steps;
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
            self.ask_for_undo(scope, None);
        } else {
            let ticket = self.saving.ticket();
            self.effects.push(Effect::Redo(ticket, scope));
        }
    }

    /// Asks the writer to undo; an import only if it is the commit that was agreed to.
    pub(super) fn ask_for_undo(&mut self, scope: Id, agreed: Option<Seq>) {
        let ticket = self.saving.ticket();
        self.undoing.push(Asked { ticket, scope, waits: true });
        self.effects.push(Effect::Undo(ticket, scope, agreed));
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

    /// Asks whether an import is to be taken back, or says that this is next to whoever no longer waits.
    fn ask_to_undo(&mut self, asked: &Asked, seq: Seq, records: &[(u8, usize)]) {
        let words = &self.cx.sight.words;
        let named = records.iter().filter_map(|(kind, count)| Some((steps::kind(*kind)?, *count)));
        let named = named.map(|(kind, count)| {
            let name = if count == 1 { words.kind(kind) } else { words.kinds(kind) };
            format!("{count} {}", name.to_lowercase())
        });
        let records = named.collect::<Vec<_>>().join(", ");
        if asked.waits && self.overlay.is_none() {
            let question = words.say_with("undo-import", &[("records", &records)]);
            self.overlay = Some(Overlay::Question(question, Yes::Undo(asked.scope, seq)));
        } else {
            let key = saving::undo_key(&self.cx);
            let said = words.say_with("undo-import-later", &[("records", &records), ("key", &key)]);
            self.said = Some((Tone::Warn, said));
        }
    }
}
