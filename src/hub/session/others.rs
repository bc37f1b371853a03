//! Who else is at the open follow-up, as far as the officer may know.

use super::Session;
use crate::app::Message;
use crate::record::{Id, Kinds};
use crate::rights::Eyes;
use crate::store::Store;
use crate::ui::Other;

/// Who else is at a follow-up.
#[derive(Debug, Default)]
pub(super) struct Met {
    /// The follow-up and those who are there, as they are.
    all: Option<(Id, Vec<Other>)>,
    /// What the app has been told of them.
    told: Vec<Other>,
}

impl Session {
    /// Others have come to the follow-up, have gone, or are at another record.
    pub(super) fn others(&mut self, follow_up: Id, others: Vec<Other>) {
        self.met.all = Some((follow_up, others));
        // The app forgets by itself whom it met elsewhere, so it is told even if it is the same.
        self.tell_others(true);
    }

    /// Something has been published: what may be known of others may be something else.
    pub(super) fn meet(&mut self) {
        self.tell_others(false);
    }

    fn tell_others(&mut self, anyway: bool) {
        let Some((follow_up, others)) = &self.met.all else { return };
        let store = &self.hub.house.store;
        let seen = seen(store, self.app.context().sight.kinds, &store.eyes_now(&self.eyes), *follow_up, others);
        if anyway || seen != self.met.told {
            self.met.told.clone_from(&seen);
            self.update(Message::Others(seen));
        }
    }
}

/// Those of the others at a follow-up, and of the records that they have open, that somebody may know of: nobody in a
/// follow-up that they see nothing of, and no record that is not there for them.
fn seen(store: &Store, kinds: Kinds, eyes: &Eyes, follow_up: Id, others: &[Other]) -> Vec<Other> {
    let Some(own) = store.follow_up(follow_up).filter(|own| own.role_of(eyes).is_some()) else { return Vec::new() };
    let register = store.register();
    let hidden = |record: Id| [&own, &register].iter().any(|home| home.conceals(kinds, record, eyes));
    let seen = |other: &Other| Other { record: other.record.filter(|(_, record)| !hidden(*record)), ..other.clone() };
    others.iter().map(seen).collect()
}

#[cfg(test)]
mod tests;
