//! What is missing in the follow-ups that are open, computed off every key path.
//!
//! One thread per open follow-up computes the findings of its newest state and skips those between. It sleeps
//! while nothing changes and ends when nobody has the follow-up open. It computes once for all who see the same, and
//! of nothing that they do not see.

use super::inbox::Inbox;
use crate::follow_up::{Findings, Lens, Whole};
use crate::record::{Id, REGISTER, local_day};
use crate::rights::Eyes;
use crate::store::Store;
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// Computes what is missing in a follow-up on a day.
pub type Find = fn(&Whole, NaiveDate) -> Findings;

/// The open follow-ups of a hub.
pub(super) struct Checks {
    find: Find,
    clock: fn() -> DateTime<Utc>,
    spawn: Spawn,
    desks: Mutex<BTreeMap<Id, Arc<Desk>>>,
}

/// Starts a thread.
type Spawn = fn(Box<dyn FnOnce() + Send>) -> std::io::Result<()>;

fn spawn(work: Box<dyn FnOnce() + Send>) -> std::io::Result<()> {
    std::thread::Builder::new().name("checks".into()).spawn(work).map(drop)
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
    /// Whether a thread computes.
    is_worked: bool,
    /// By what is seen.
    latest: BTreeMap<Lens, Arc<Findings>>,
    /// The sessions that have it open; without any the desk's thread ends.
    readers: BTreeMap<Id, Reader>,
}

/// A session that has a follow-up open.
#[derive(Clone)]
struct Reader {
    inbox: Arc<Inbox>,
    /// Whose it is; what they see is asked anew whenever it counts.
    eyes: Eyes,
}

impl Reader {
    /// What they see of a follow-up; none when it is nothing.
    fn lens(&self, whole: &Whole, store: &Store) -> Option<Lens> {
        whole.lens(&store.eyes_now(&self.eyes))
    }
}

impl Checks {
    /// Checks by a function that is pure and may take its time, on the day that the clock says.
    pub fn new(find: Find, clock: fn() -> DateTime<Utc>) -> Self {
        Self { find, clock, spawn, desks: Mutex::default() }
    }

    /// Checks for which the system has no thread.
    #[cfg(test)]
    pub fn without_threads(find: Find, clock: fn() -> DateTime<Utc>) -> Self {
        Self { spawn: |_| Err(std::io::ErrorKind::WouldBlock.into()), ..Self::new(find, clock) }
    }

    /// A session opens a follow-up, or none, and leaves the one that it had open. It is told what is known
    /// already, and all that is found from now on.
    ///
    /// # Errors
    /// What the system says when it refuses a thread; the next opening of the follow-up tries again, for all who have it
    /// open.
    pub fn open(
        &self,
        session: Id,
        follow_up: Option<Id>,
        inbox: &Arc<Inbox>,
        store: &Store,
        eyes: &Eyes,
    ) -> std::io::Result<()> {
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
        let desk = desks.entry(id).or_default();
        let mut state = lock(&desk.state);
        let reader = Reader { inbox: Arc::clone(inbox), eyes: eyes.clone() };
        let lens = held(store, id).and_then(|whole| reader.lens(&whole, store));
        match lens.and_then(|lens| Some((lens, state.latest.get(&lens)?))) {
            Some((lens, latest)) => inbox.found(lens, id, Arc::clone(latest)),
            None => state.due = true,
        }
        state.readers.insert(session, reader);
        desk.changed.notify_all();
        if !state.is_worked {
            state.due = true;
            let (desk, find, clock, store) = (Arc::clone(desk), self.find, self.clock, store.clone());
            let find = move |whole: &Whole| find(whole, local_day(clock()));
            (self.spawn)(Box::new(move || desk.work(id, find, &store)))?;
            state.is_worked = true;
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
    fn work(&self, id: Id, find: impl Fn(&Whole) -> Findings, store: &Store) {
        while self.wait() {
            let Some(whole) = held(store, id) else { continue };
            let readers: Vec<Reader> = lock(&self.state).readers.values().cloned().collect();
            let lenses: BTreeSet<Lens> = readers.iter().filter_map(|reader| reader.lens(&whole, store)).collect();
            let before = std::mem::take(&mut lock(&self.state).latest);
            for lens in lenses {
                // A check that panics leaves the findings before as they were; the panic has named itself.
                let found = catch_unwind(AssertUnwindSafe(|| Arc::new(find(&whole.through(lens)))));
                let mut state = lock(&self.state);
                match found {
                    Ok(findings) => {
                        let sees = |reader: &&Reader| reader.lens(&whole, store) == Some(lens);
                        for reader in state.readers.values().filter(sees) {
                            reader.inbox.found(lens, id, Arc::clone(&findings));
                        }
                        state.latest.insert(lens, findings);
                    }
                    Err(_) => state.latest.extend(before.get(&lens).map(|found| (lens, Arc::clone(found)))),
                }
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

fn held(store: &Store, id: Id) -> Option<Whole> {
    Some(Whole { own: store.follow_up(id)?, register: store.register() })
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    // Nothing panics while it holds one of these.
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::{Checks, lock, spawn};
    use crate::follow_up::{Change, Doing, Findings, FollowUp, Whole};
    use crate::hub::inbox::{Inbox, Mail};
    use crate::record::{Id, Kind as _, Value};
    use crate::rights::{Eyes, Officer};
    use crate::steps::{KINDS, plan::records};
    use crate::store::Store;
    use std::sync::{Arc, Condvar, Mutex};

    const OPEN: Id = Id::from_u128(1 << 80);
    const SESSION: Id = Id::from_u128(7);

    /// How many computations have begun, and how many may end.
    static GATE: (Mutex<(u64, u64)>, Condvar) = (Mutex::new((0, 0)), Condvar::new());

    fn through_the_gate(whole: &Whole, today: chrono::NaiveDate) -> Findings {
        assert_eq!(today, crate::record::local_day(chrono::DateTime::UNIX_EPOCH), "the day is the clock's");
        let mut gate = lock(&GATE.0);
        gate.0 += 1;
        GATE.1.notify_all();
        while gate.1 < gate.0 {
            gate = GATE.1.wait(gate).unwrap();
        }
        Findings { seq: whole.own.seq(), ..Findings::default() }
    }

    fn owner() -> Eyes {
        Eyes::owner(Officer::of_account("uppföljare"))
    }

    fn begun(count: u64) {
        drop(GATE.1.wait_while(lock(&GATE.0), |gate| gate.0 < count).unwrap());
    }

    fn let_go(count: u64) {
        lock(&GATE.0).1 = count;
        GATE.1.notify_all();
    }

    fn write(store: &Store, title: &str) -> u64 {
        let own = store.follow_up(OPEN).unwrap_or_else(|| Arc::new(FollowUp::new(OPEN)));
        let whole = Whole { own, register: store.register() };
        let title = Value::Text(title.into());
        let edit = whole.edit(&records::FollowUpHeader::INFO, OPEN, records::TITLE.tag(), Some(&title)).unwrap();
        let eyes = owner();
        let now = chrono::DateTime::UNIX_EPOCH;
        store.commit_and_wait(&eyes, SESSION, now, Change::of(Doing::Edit, edit)).unwrap()
    }

    #[test]
    fn where_no_thread_could_be_had_the_next_opening_tries_again_for_all() {
        let store = Store::in_memory(KINDS).unwrap();
        let seq = write(&store, "ett");
        let find = |whole: &Whole, _| Findings { seq: whole.own.seq(), ..Findings::default() };
        let mut checks = Checks::without_threads(find, || chrono::DateTime::UNIX_EPOCH);
        let (inbox, other) = (Arc::new(Inbox::default()), Arc::new(Inbox::default()));
        assert!(checks.open(SESSION, Some(OPEN), &inbox, &store, &owner()).is_err());
        assert!(checks.open(Id::from_u128(8), Some(OPEN), &other, &store, &owner()).is_err(), "it is said to each");
        checks.spawn = spawn;
        checks.open(Id::from_u128(8), Some(OPEN), &other, &store, &owner()).unwrap();
        assert_eq!([told(&inbox), told(&other)], [seq, seq]);
        for session in [SESSION, Id::from_u128(8)] {
            checks.open(session, None, &other, &store, &owner()).unwrap();
        }
    }

    fn told(inbox: &Inbox) -> u64 {
        match inbox.take(None) {
            Some(Mail::Found(_, OPEN, findings)) => findings.seq,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_newest_state_is_computed_those_between_are_skipped_and_all_readers_are_told() {
        let store = Store::in_memory(KINDS).unwrap();
        let first = write(&store, "ett");
        let checks = Arc::new(Checks::new(through_the_gate, || chrono::DateTime::UNIX_EPOCH));
        let passed_on = Arc::clone(&checks);
        let watch = store.watch(Box::new(move |own| passed_on.changed(own.id())));
        let (inbox, other) = (Arc::new(Inbox::default()), Arc::new(Inbox::default()));
        checks.open(SESSION, Some(OPEN), &inbox, &store, &owner()).unwrap();
        begun(1);
        write(&store, "två");
        write(&store, "tre");
        let newest = write(&store, "fyra");
        checks.open(Id::from_u128(8), Some(OPEN), &other, &store, &owner()).unwrap();
        let_go(1);
        assert_eq!([told(&inbox), told(&other)], [first, first]);
        let_go(2);
        assert_eq!([told(&inbox), told(&other)], [newest, newest]);
        assert_eq!(lock(&GATE.0).0, 2);

        let late = Arc::new(Inbox::default());
        checks.open(Id::from_u128(9), Some(OPEN), &late, &store, &owner()).unwrap();
        assert_eq!(told(&late), newest, "what is known is told at once");

        for session in [7, 8, 9] {
            checks.open(Id::from_u128(session), None, &late, &store, &owner()).unwrap();
        }
        assert!(lock(&checks.desks).is_empty());
        write(&store, "fem");
        assert_eq!(lock(&GATE.0).0, 2, "nobody wants to know any more");
        store.unwatch(watch);
    }
}
