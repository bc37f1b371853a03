//! Undo and redo: what has been asked of the writer, the question before an import is taken back, or something
//! that cannot be seen from where the officer is, and who is in the way of an undo.
//!
//! The writer says only when it comes to an undo what is next. By then the officer may be typing
//! elsewhere: a question would take the next letters for its answer. So it is asked only of one who still waits.

use super::overlay::{Overlay, Yes};
use super::sheet::Awaited;
use super::{App, Effect, Recall, Ticket, saving};
use crate::follow_up::{Consent, Edit, Moved, Near, Refused, Undone};
use crate::keys::Action;
use crate::record::{Id, Kind as _, REMOVED, Seq, Stored, Value};
use crate::rights::{Eyes, Role};
use crate::steps::{
    self,
    plan::records::{Requirement, Valuation},
};
use crate::store::Store;
use crate::ui::{Done, Output, Tone};
use chrono::{DateTime, Local, Utc};
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Arc;

/// Whose readings of the journal these are.
pub(super) const SLOT: &str = "changer";

/// Who changed a field last, when, and the change.
type ChangedBy = Option<(String, DateTime<Utc>, Edit)>;

/// An undo that has not been answered.
#[derive(Debug)]
pub(super) struct Asked {
    ticket: Ticket,
    scope: Id,
    /// Nothing has been pressed since.
    waits: bool,
    /// The forgotten change of which the officer was told by the press before.
    stopped_at: Option<Seq>,
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
        let (ticket, stopped_at) = (self.saving.ticket(), self.stopped_at.take());
        self.undoing.push(Asked { ticket, scope, waits: true, stopped_at });
        self.effects.push(Effect::Undo(ticket, scope, consent));
    }

    /// The officer has gone on to something else.
    pub(super) fn goes_on(&mut self) {
        for asked in &mut self.undoing {
            asked.waits = false;
        }
        self.in_the_way = None;
    }

    /// An undo or redo has been answered.
    pub(super) fn undone(&mut self, ticket: Ticket, answer: Result<Undone, Refused>) {
        let asked = self.undoing.iter().position(|asked| asked.ticket == ticket).map(|at| self.undoing.remove(at));
        match (answer, asked) {
            (Ok(undone), asked) => {
                let message = if asked.is_some() { "undone" } else { "redone" };
                let mut said = saving::undone_words(&self.cx, &undone, message);
                if undone.past.is_some() && message == "redone" {
                    said = format!("{said} {}", self.cx.sight.words.say("redone-past"));
                }
                self.mark_returned(&undone);
                self.said = Some((Tone::Plain, said));
            }
            (Err(Refused::NothingToUndo), asked) => {
                let id = if asked.is_some() { "undone-nothing" } else { "redone-nothing" };
                self.said = Some((Tone::Plain, self.cx.sight.words.say(id)));
            }
            (Err(Refused::Large { seq, records, past }), Some(asked)) => {
                self.ask_to_undo(&asked, seq, &records, past);
            }
            (Err(Refused::Far(undone)), Some(asked)) => self.ask_to_undo_far(&asked, &undone),
            (Err(Refused::Moved(moved)), asked) if !moved.is_empty() => {
                let waits = asked.is_none_or(|asked| asked.waits);
                self.say_in_the_way(&moved, waits);
            }
            (Err(refused), _) => {
                let said = self.not_undone(&refused).unwrap_or_else(|| {
                    let contexts = self.contexts();
                    saving::refused_words(&self.cx, &contexts, &refused)
                });
                self.said = Some((Tone::Bad, said));
            }
        }
    }

    /// Why nothing was undone or done again, where a change that was typed is refused in other words: here no text is
    /// waiting to be saved.
    fn not_undone(&self, refused: &Refused) -> Option<String> {
        let words = &self.cx.sight.words;
        Some(match refused {
            Refused::Forbidden(role) => words.say(match role {
                Role::Reader | Role::Officer => "undo-forbidden",
                Role::Lead => "undo-forbidden.lead",
                Role::Administrator => "undo-forbidden.administrator",
            }),
            Refused::Disk(why) | Refused::OnlyRead(why) => words.say_with("undo-disk", &[("why", &words.fault(why))]),
            Refused::Full { free, floor } => {
                let (free, floor) = ((free >> 20).to_string(), (floor >> 20).to_string());
                words.say_with("undo-full", &[("free", &free), ("floor", &floor)])
            }
            Refused::Closed => words.say("undo-closed"),
            _ => return None,
        })
    }

    /// Says that someone has changed since what was to be undone; who it was comes out of the journal.
    fn say_in_the_way(&mut self, moved: &[Moved], waits: bool) {
        let Some(Moved { edit, stands }) = moved.first() else { return };
        let now = Edit { before: edit.before.clone(), after: stands.clone(), ..edit.clone() };
        let what = saving::told(&self.cx, &[now], 1).unwrap_or_default();
        self.said = Some((Tone::Bad, self.cx.sight.words.say_with("undo-moved", &[("what", &what)])));
        if !waits {
            return;
        }
        let awaited = Awaited::new(self.saving.ticket());
        let (turn, held, edit) = (awaited.turn(), awaited.watched(), edit.clone());
        self.in_the_way = Some(awaited);
        let own = self.cx.sight.whole.own.id();
        let read = Box::new(move |store: &Store, eyes: &Eyes| {
            let mut by: ChangedBy = None;
            let wanted = || held.strong_count() > 0;
            // What cannot be read on leaves the one who was found so far.
            let _ = store.history(eyes, own, Some(&BTreeSet::from([edit.record])), &wanted, |past| {
                let changes = |other: &Edit| other.is_of(&edit) && other.before != other.after;
                if let Some(other) = past.edits.into_iter().rfind(changes) {
                    by = Some((past.made.officer.name, past.made.at, other));
                }
                ControlFlow::Continue(())
            });
            Arc::new(by) as Output
        });
        self.effects.push(Effect::Recall(Recall { slot: SLOT, turn, read }));
    }

    /// The journal says who has changed what was to be undone.
    pub(super) fn found_in_the_way(&mut self, done: &Done) {
        if self.in_the_way.take_if(|awaited| awaited.turn() == done.turn).is_none() {
            return;
        }
        let Ok(by) = Arc::clone(&done.output).downcast::<ChangedBy>() else { return };
        let Some((name, at, edit)) = by.as_ref() else { return };
        let what = saving::told(&self.cx, std::slice::from_ref(edit), 1).unwrap_or_default();
        let at = at.with_timezone(&Local).format("%Y-%m-%d %H:%M").to_string();
        let places = [("name", name.as_str()), ("what", &what), ("at", &at)];
        self.said = Some((Tone::Bad, self.cx.sight.words.say_with("undo-moved-by", &places)));
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

    /// Stops at what is forgotten for good, and says so. What was done before it is offered to one who asks once more:
    /// who wanted the last thing back has not asked for that.
    fn stops_at(&mut self, asked: &Asked, past: Option<Seq>) -> bool {
        if past.is_none() || asked.stopped_at == past {
            return false;
        }
        self.stopped_at = past;
        let key = saving::undo_key(&self.cx);
        self.said = Some((Tone::Warn, self.cx.sight.words.say_with("undo-past", &[("key", &key)])));
        true
    }

    /// Asks whether what cannot be seen is to be taken back.
    fn ask_to_undo_far(&mut self, asked: &Asked, undone: &Undone) {
        if self.stops_at(asked, undone.past) {
            return;
        }
        let what = saving::told(&self.cx, &undone.edits, undone.count).unwrap_or_default();
        let words = &self.cx.sight.words;
        let question = match undone.past {
            None => words.say_with("undo-far", &[("what", &what)]),
            Some(_) => words.say_with("undo-before", &[("what", &what)]),
        };
        let later = words.say_with("undo-far-later", &[("what", &what), ("key", &saving::undo_key(&self.cx))]);
        self.ask_or_tell(asked, undone.seq, question, later);
    }

    /// Asks whether an import is to be taken back.
    fn ask_to_undo(&mut self, asked: &Asked, seq: Seq, records: &[(u8, usize)], past: Option<Seq>) {
        if self.stops_at(asked, past) {
            return;
        }
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
