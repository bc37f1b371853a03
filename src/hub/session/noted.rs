//! What is noted of what a session does: each commit, and each that was refused. Never a text.

use super::Session;
use crate::app::Message;
use crate::follow_up::Change;
use crate::hub::{Event, outcome};
use crate::record::Id;

/// What the store was asked for, as far as it is noted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    action: &'static str,
    kind: Option<u8>,
    id: Option<Id>,
}

impl Asked {
    /// A change; its first record stands for all of it.
    pub fn to_commit(change: &Change) -> Self {
        let first = change.edits.first();
        Self { action: "commit", kind: first.map(|edit| edit.kind), id: first.map(|edit| edit.record) }
    }

    /// Something else that is about a follow-up.
    pub fn to(action: &'static str, follow_up: Id) -> Self {
        Self { action, kind: None, id: Some(follow_up) }
    }
}

impl Session {
    /// The store has answered what it was asked for, which is noted.
    pub(super) fn settle(&mut self, message: &Message) {
        let (ticket, outcome) = match message {
            Message::Answer(ticket, answer) => (ticket, outcome(answer)),
            Message::Undone(ticket, answer) => (ticket, outcome(answer)),
            _ => return,
        };
        // An import notes itself: nobody waits for its answer when the session ends.
        let Some(Asked { action, kind, id }) = self.unanswered.remove(ticket) else { return };
        let kind = kind.and_then(|kind| self.app.context().sight.kind(kind)).map_or("", |kind| kind.name);
        let officer = self.eyes.officer().name.as_str();
        self.hub.note(Event { officer, action, kind, id, outcome });
    }
}
