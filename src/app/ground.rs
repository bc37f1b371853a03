//! What others do to the record that the officer is typing in: it is deleted, locked, or not shown any longer. It is said
//! at once, and what is typed stays; not first when it is to be saved.

use super::{App, saving};
use crate::steps;
use crate::ui::{Spot, Tone};

/// What a field that is being typed in stands on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Ground {
    /// A record, or the place where one is about to be.
    Firm,
    /// A record that takes nothing: the follow-up is closed, or the officer has another role.
    Locked,
    /// A record that has been deleted.
    Removed,
    /// Nothing that is shown to the officer.
    Nothing,
}

impl App {
    /// The field that is being typed in, and what it stands on.
    pub(super) fn ground(&self) -> Option<(Spot, Ground)> {
        let spot = self.cx.drafts.typing().filter(|spot| spot.follow_up == self.cx.sight.whole.own.id())?;
        let kind = steps::kind(spot.kind)?;
        let held = self.cx.sight.whole.home(kind).held(spot.kind, spot.record);
        let ground = match held {
            None if self.cx.drafts.get(spot)?.before.is_some() => Ground::Nothing,
            Some(record) if record.is_removed() => Ground::Removed,
            _ if self.cx.is_locked(kind, spot.record, spot.tag) => Ground::Locked,
            _ => Ground::Firm,
        };
        Some((spot, ground))
    }

    /// Says so when the field that is being typed in stands on less than before.
    pub(super) fn say_lost(&mut self, before: Option<(Spot, Ground)>) {
        let now = self.ground();
        let (Some((was, Ground::Firm)), Some((spot, ground))) = (before, now) else { return };
        let words = &self.cx.sight.words;
        let key = words.key(&saving::drafts_key(&self.cx));
        let said = match ground {
            Ground::Nothing => words.say_with("typing-hidden", &[("key", &key)]),
            Ground::Removed => words.say_with("typing-removed", &[("key", &key)]),
            Ground::Locked => words.say_with("typing-locked", &[("why", &self.cx.closed(&self.contexts()))]),
            Ground::Firm => return,
        };
        if was == spot {
            self.said = Some((Tone::Warn, said));
        }
    }
}
