//! What readers see: the register and the follow-ups as the writer published them last.

use crate::follow_up::{FollowUp, Head};
use crate::record::{Id, REGISTER};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// Names a watch.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct WatchId(u64);

/// Told of what is published; called on the writer's thread.
pub type Watch = Box<dyn Fn(&Arc<FollowUp>) + Send>;

type Tell = Arc<Mutex<Watch>>;
type FollowUps = imbl::OrdMap<Id, Arc<FollowUp>>;

/// The published follow-ups, and who is told of new ones. Its locks are held for a copy of pointers.
pub(super) struct Published {
    follow_ups: RwLock<FollowUps>,
    head: Mutex<Head>,
    watches: Mutex<(u64, BTreeMap<WatchId, Tell>)>,
    /// The account that owns the store.
    owner: String,
}

impl std::fmt::Debug for Published {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Published").finish_non_exhaustive()
    }
}

impl Published {
    pub fn new(follow_ups: BTreeMap<Id, Arc<FollowUp>>, head: Head, owner: String) -> Self {
        let mut follow_ups: FollowUps = follow_ups.into_iter().collect();
        if !follow_ups.contains_key(&REGISTER) {
            follow_ups.insert(REGISTER, Arc::new(FollowUp::new(REGISTER)));
        }
        Self { follow_ups: RwLock::new(follow_ups), head: Mutex::new(head), watches: Mutex::default(), owner }
    }

    /// Whether an account is one that the store belongs to, or that may do everything on the machine anyway. No officer
    /// has it: they would share the owner's drafts and sessions.
    pub fn is_owned_by(&self, account: &str) -> bool {
        account == self.owner || account == "root"
    }

    pub fn register(&self) -> Arc<FollowUp> {
        self.follow_up(REGISTER).unwrap_or_else(|| Arc::new(FollowUp::new(REGISTER)))
    }

    pub fn follow_up(&self, id: Id) -> Option<Arc<FollowUp>> {
        self.follow_ups.read().unwrap_or_else(PoisonError::into_inner).get(&id).cloned()
    }

    pub fn follow_ups(&self) -> Vec<Arc<FollowUp>> {
        let all = self.follow_ups.read().unwrap_or_else(PoisonError::into_inner).clone();
        all.values().filter(|follow_up| follow_up.id() != REGISTER && !follow_up.is_empty()).cloned().collect()
    }

    /// The head of the journal's chain.
    pub fn head(&self) -> Head {
        *self.head.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The chain has grown; said before what was written is published, so that no head is older than what it
    /// stands beside.
    pub fn grown(&self, head: Head) {
        *self.head.lock().unwrap_or_else(PoisonError::into_inner) = head;
    }

    /// Publishes follow-ups, the register first, and tells of each.
    pub fn publish(&self, changed: &BTreeMap<Id, Arc<FollowUp>>) {
        {
            let mut follow_ups = self.follow_ups.write().unwrap_or_else(PoisonError::into_inner);
            for (id, follow_up) in changed {
                follow_ups.insert(*id, Arc::clone(follow_up));
            }
        }
        let watches = self.watches.lock().unwrap_or_else(PoisonError::into_inner).1.clone();
        for follow_up in changed.values() {
            for tell in watches.values() {
                // A panic of one who is told must not end the writer of all.
                let tell = tell.lock().unwrap_or_else(PoisonError::into_inner);
                let _ = catch_unwind(AssertUnwindSafe(|| tell(follow_up)));
            }
        }
    }

    pub fn watch(&self, tell: Watch) -> WatchId {
        let mut watches = self.watches.lock().unwrap_or_else(PoisonError::into_inner);
        watches.0 += 1;
        let id = WatchId(watches.0);
        watches.1.insert(id, Arc::new(Mutex::new(tell)));
        id
    }

    pub fn unwatch(&self, id: WatchId) {
        self.watches.lock().unwrap_or_else(PoisonError::into_inner).1.remove(&id);
    }

    /// Drops all watches: whoever is told may hold the store, and would keep it open.
    pub fn end_watches(&self) {
        self.watches.lock().unwrap_or_else(PoisonError::into_inner).1.clear();
    }
}
