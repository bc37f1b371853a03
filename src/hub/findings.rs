//! What is missing in the follow-ups that are open, computed off every key path.
//!
//! One thread per open follow-up computes the findings of its newest state and skips those between. It sleeps
//! while nothing changes and ends when nobody has the follow-up open.

use super::inbox::Inbox;
use crate::app::Message;
use crate::follow_up::{Findings, Whole};
use crate::record::{Id, REGISTER};
use crate::store::Store;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// Computes what is missing in a follow-up.
pub type Find = fn(&Whole) -> Findings;

/// The open follow-ups of a hub.
pub(super) struct Checks {
    find: Find,
    desks: Mutex<BTreeMap<Id, Arc<Desk>>>,
}

/// An open follow-up.
#[derive(Default)]
struct Desk {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    due: bool,
    latest: Option<Arc<Findings>>,
    /// The sessions that have it open; without any the desk's thread ends.
    readers: BTreeMap<Id, Arc<Inbox>>,
}

impl Checks {
    /// Checks by a function that is pure and may take its time.
    pub fn new(find: Find) -> Self {
        Self { find, desks: Mutex::default() }
    }

    /// A session opens a follow-up, or none, and leaves the one that it had open. It is told what is known
    /// already, and all that is found from now on.
    ///
    /// # Errors
    /// What the system says when it refuses a thread.
    pub fn open(&self, session: Id, follow_up: Option<Id>, inbox: &Arc<Inbox>, store: &Store) -> std::io::Result<()> {
        let mut desks = lock(&self.desks);
        desks.retain(|id, desk| {
            let mut state = lock(&desk.state);
            if follow_up != Some(*id) {
                state.readers.remove(&session);
            }
            desk.changed.notify_all();
            !state.readers.is_empty()
        });
        let Some(id) = follow_up else { return Ok(()) };
        let known = desks.contains_key(&id);
        let desk = desks.entry(id).or_default();
        let mut state = lock(&desk.state);
        if let Some(latest) = &state.latest {
            inbox.tell(Message::Findings(id, Arc::clone(latest)));
        }
        state.readers.insert(session, Arc::clone(inbox));
        if !known {
            state.due = true;
            let (desk, find, store) = (Arc::clone(desk), self.find, store.clone());
            std::thread::Builder::new().name("checks".into()).spawn(move || desk.work(id, find, &store))?;
        }
        Ok(())
    }

    /// The register or a follow-up has changed. Called by the store's writer, so it only passes the word on.
    pub fn changed(&self, id: Id) {
        for (_, desk) in lock(&self.desks).iter().filter(|(open, _)| id == REGISTER || **open == id) {
            lock(&desk.state).due = true;
            desk.changed.notify_all();
        }
    }
}

impl Desk {
    fn work(&self, id: Id, find: Find, store: &Store) {
        while self.wait() {
            let Some(own) = store.follow_up(id) else { continue };
            let whole = Whole { own, register: store.register() };
            // A check that panics leaves the findings before as they were; the panic has named itself.
            if let Ok(findings) = catch_unwind(AssertUnwindSafe(|| Arc::new(find(&whole)))) {
                let mut state = lock(&self.state);
                for inbox in state.readers.values() {
                    inbox.tell(Message::Findings(id, Arc::clone(&findings)));
                }
                state.latest = Some(findings);
            }
        }
    }

    /// Waits until there is something to compute; false when nobody wants to know any more.
    fn wait(&self) -> bool {
        let mut state = lock(&self.state);
        while !state.due && !state.readers.is_empty() {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.due = false;
        !state.readers.is_empty()
    }
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    // Nothing panics while it holds one of these.
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
