//! What a session is shown: what its officer may see at that moment; and what is noted of what they may not do.

use super::Session;
use crate::app::Message;
use crate::follow_up::{Change, Findings, FollowUp, Lens, Refused, Whole};
use crate::hub::Event;
use crate::record::{Id, REGISTER};
use std::sync::Arc;

/// What the store was asked for, as far as a refusal is noted.
pub(super) struct Asked {
    action: &'static str,
    kind: Option<u8>,
    id: Option<Id>,
}

impl Asked {
    /// A change.
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
    /// The store has answered. A refusal for want of a right is noted.
    pub(super) fn settle(&mut self, message: &Message) {
        let (ticket, forbidden) = match message {
            Message::Answer(ticket, answer) => (ticket, matches!(answer, Err(Refused::Forbidden(_)))),
            Message::Undone(ticket, answer) => (ticket, matches!(answer, Err(Refused::Forbidden(_)))),
            _ => return,
        };
        // Of an import nobody waits for the answer when the session ends.
        let asked = self.unanswered.remove(ticket).unwrap_or(Asked { action: "import", kind: None, id: None });
        if forbidden {
            let kind = asked.kind.and_then(|kind| self.app.context().sight.kind(kind)).map_or("", |kind| kind.name);
            let officer = self.eyes.officer().name.as_str();
            self.hub.house.log.note(Event { officer, action: asked.action, kind, id: asked.id, outcome: "forbidden" });
        }
    }

    /// The register or a follow-up has been published. The officer's rights are read again: when they are others, all
    /// that they may see is published to them anew, and what they see nothing of any more is taken from them.
    pub(super) fn published(&mut self, held: &Arc<FollowUp>) {
        let hub = Arc::clone(&self.hub);
        let store = &hub.house.store;
        let eyes = store.eyes_now(&self.eyes);
        if eyes == self.eyes {
            return self.show(held);
        }
        let all = store.follow_ups();
        let register = store.register();
        self.eyes = eyes.clone();
        self.update(Message::Eyes(eyes));
        self.show(&register);
        for own in &all {
            self.show(own);
        }
        // One that was taken back as a whole is among them no more.
        if held.is_empty() {
            self.show(held);
        }
    }

    fn show(&mut self, held: &Arc<FollowUp>) {
        let id = held.id();
        if id == REGISTER || held.role_of(&self.eyes).is_some() {
            self.shown.insert(id);
            let seen = Arc::new(held.seen_by(&self.eyes));
            self.update(Message::Published(seen));
        } else if self.shown.remove(&id) {
            self.update(Message::Hidden(id));
        }
    }

    /// The checks have found something; it is passed on when the officer still sees what it was found in.
    pub(super) fn found(&mut self, lens: Lens, id: Id, findings: Arc<Findings>) {
        let hub = Arc::clone(&self.hub);
        let store = &hub.house.store;
        let Some(own) = store.follow_up(id) else { return };
        let whole = Whole { own, register: store.register() };
        if whole.lens(&store.eyes_now(&self.eyes)) == Some(lens) {
            self.update(Message::Findings(id, findings));
        }
    }
}
