//! What the store has published and the session has not shown its app yet. A session that nobody looks at, or whose
//! terminal has not taken the last frame, waits with all of it, and one that is looked at takes what others save in
//! bundles: what is saved costs the hub the sessions that are looked at, a few times a second, and not every session
//! every time.

use super::Session;
use crate::follow_up::FollowUp;
use crate::record::Id;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long after others' changes have been shown the next ones wait, at most: what one saves, the others are to see
/// within a second.
const LULL: Duration = Duration::from_millis(300);

/// What is held back, the newest of each.
#[derive(Debug)]
pub(super) struct Heard {
    held: BTreeMap<Id, Arc<FollowUp>>,
    /// Until when what is published waits.
    until: Instant,
}

impl Heard {
    /// Nothing is held.
    pub(super) fn new(now: Instant) -> Self {
        Self { held: BTreeMap::new(), until: now }
    }

    /// Holds what has been published.
    fn hold(&mut self, published: Arc<FollowUp>) {
        self.held.insert(published.id(), published);
    }

    /// When what is held is due where a terminal looks on; nothing where nothing is held.
    pub(super) fn due(&self) -> Option<Instant> {
        (!self.held.is_empty()).then_some(self.until)
    }

    /// Gives what is held, which is shown now.
    fn release(&mut self, now: Instant) -> BTreeMap<Id, Arc<FollowUp>> {
        if !self.held.is_empty() {
            self.until = now + LULL;
        }
        std::mem::take(&mut self.held)
    }
}

impl Session {
    /// Something has been published. The officer's own change is shown at once: its answer follows.
    pub(super) fn heard(&mut self, published: Arc<FollowUp>) {
        self.heard.hold(published);
        let now = Instant::now();
        if !self.unanswered.is_empty() || self.heard_due().is_some_and(|due| due <= now) {
            self.show_heard(now);
        }
    }

    /// When what is held is to be shown, where somebody looks on who has seen the last frame.
    pub(super) fn heard_due(&self) -> Option<Instant> {
        let looks_on = self.far.as_ref().is_some_and(|far| !far.in_flight);
        self.heard.due().filter(|_| looks_on)
    }

    /// Shows what is held, before anything that builds on it.
    pub(super) fn show_heard(&mut self, now: Instant) {
        for published in self.heard.release(now).into_values() {
            self.published(&published);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Heard, LULL};
    use crate::follow_up::FollowUp;
    use crate::record::Id;
    use std::sync::Arc;
    use std::time::Instant;

    #[test]
    fn what_comes_after_a_while_is_shown_at_once_and_what_comes_thick_is_bundled() {
        let begun = Instant::now();
        let own = Arc::new(FollowUp::new(Id::from_u128(2)));
        let mut heard = Heard::new(begun);
        assert_eq!(heard.due(), None);
        heard.hold(Arc::clone(&own));
        assert_eq!(heard.due(), Some(begun), "at once");
        assert_eq!(heard.release(begun).len(), 1);
        assert_eq!(heard.due(), None, "nothing is held yet");
        for _ in 0..20 {
            heard.hold(Arc::clone(&own));
        }
        assert_eq!(heard.due(), Some(begun + LULL));
        assert_eq!(heard.release(begun + LULL).len(), 1, "the newest alone");
        heard.hold(own);
        assert_eq!(heard.due(), Some(begun + LULL * 2));
    }
}
