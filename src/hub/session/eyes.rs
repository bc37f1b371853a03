//! What a session is shown: what its officer may see at that moment.

use super::Session;
use crate::app::Message;
use crate::follow_up::{Findings, FollowUp, Lens, Whole};
use crate::record::{Id, REGISTER};
use std::sync::Arc;

impl Session {
    /// The register or a follow-up has been published. The officer's rights are read again: when they are others, all
    /// that they may see is published to them anew, and what they see nothing of any more is taken from them.
    pub(super) fn published(&mut self, held: &Arc<FollowUp>) {
        let hub = Arc::clone(&self.hub);
        let store = &hub.house.store;
        let eyes = store.eyes_now(&self.eyes);
        if eyes == self.eyes {
            self.show(held);
            return self.meet();
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
        self.meet();
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
