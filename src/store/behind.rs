//! What the shelf lacks: the writer adds to it and goes on, the shelf's own thread takes it off.
//!
//! The lock between them is held for moments and never across disk. What waits is bounded: the writer waits for the
//! shelf where it would come too far behind, since opening replays what the shelf lacks.
//!
//! How long it waits is bounded, too: on a disk that has refused a write sled at times never returns. A shelf whose
//! thread has done nothing for [`PATIENCE`] is given up, the thread left to itself, and saving goes on with the journal.

use super::journal::Log;
use super::kept::Keeper;
use super::published::Published;
use super::replay::Place;
use super::shelf::{Mark, Shelf, Stepped, Unusable};
use super::shelving::Shelver;
use super::writer::Direction;
use crate::follow_up::Refused;
use crate::record::{Fault, Id, Seq};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, RecvTimeoutError, SyncSender};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long nothing must have come before the shelf is brought up: a record that is changed again meanwhile is
/// written once, and an officer who types the next value does not share the disk with the last one's shelving.
const PAUSE: Duration = Duration::from_millis(5);

/// Records that may wait before the shelf is brought up even though changes keep coming.
const MANY: usize = 4000;
/// Commits after which the shelf is brought up although few records wait, so that a replay stays short.
const LONG: usize = 10_000;
/// Records or commits that wait at most; as many again may be on their way to the shelf.
const MOST: usize = 20_000;

/// How long the shelf's thread may get nothing done while somebody waits for it; a slice takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(10);
/// The same while sled writes out all that it holds, which gives no sign of life.
pub(super) const CLOSING: Duration = Duration::from_secs(30);

/// A large change whose parts stand in the journal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parts {
    /// Which large change.
    pub large: Id,
    /// Where the next of its parts may stand.
    pub next: u64,
    /// Where its close stands.
    pub close: u64,
}

/// What some commits have changed.
#[derive(Default)]
pub(super) struct Work {
    pub records: BTreeSet<Place>,
    /// Large changes whose records come after those.
    pub large: VecDeque<Parts>,
    pub follow_ups: BTreeSet<Id>,
    pub steps: Vec<Stepped>,
    /// Up to where the journal has been applied after all that; nothing when there is nothing to do.
    pub mark: Option<Mark>,
    pub commits: usize,
}

impl Work {
    /// Whether so much waits that it is not put off any more.
    fn is_much(&self) -> bool {
        self.records.len() >= MANY || self.commits >= LONG || !self.large.is_empty()
    }

    fn is_most(&self) -> bool {
        self.records.len() >= MOST || self.commits >= MOST
    }
}

/// Asks which commit would be undone or redone next.
pub(super) struct Asked {
    pub officer: Id,
    pub scope: Id,
    pub direction: Direction,
    pub tell: SyncSender<Result<NextStep, Refused>>,
}

/// The commit that would be undone or redone next.
#[derive(Clone, Copy, Debug)]
pub(super) struct NextStep {
    pub seq: Seq,
    /// Where it or its first part stands.
    pub at: u64,
    /// One that has been forgotten and is stepped past.
    pub past: Option<Seq>,
}

/// What the shelf's thread is to do next.
pub(super) enum Task {
    /// A shelf that holds everything is taken into use.
    TakeUp(Shelf),
    /// Somebody waits for an answer, for which these steps are to be put first.
    Answer(Asked, Vec<Stepped>),
    Apply(Work),
    /// Everything has been done, and the store is being closed.
    End,
}

#[derive(Default)]
struct Waiting {
    work: Work,
    /// What the writer publishes at this moment is not among the work yet.
    is_publishing: bool,
    asked: Option<Asked>,
    fresh: Option<Shelf>,
    is_closing: bool,
    /// Why the shelf is not kept up: nothing is added any more.
    fault: Option<Fault>,
    /// Whether that came while the store was in use.
    is_news: bool,
    thread: Thread,
    /// How much the shelf's thread has got done.
    done: u64,
}

/// How it is with the shelf's thread.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Thread {
    #[default]
    Works,
    /// All is done, and sled is asked to write out what it holds.
    WritesOut,
    Ended,
    /// It does not come back; what it may do yet does not count.
    GivenUp,
}

/// Told why the shelf is not kept up any more.
type Tell = Box<dyn Fn(Fault) + Send>;

/// What the writer, the shelf's thread and the store share.
#[derive(Default)]
pub(super) struct Shared {
    waiting: Mutex<Waiting>,
    came: Condvar,
    taken: Condvar,
    watches: Mutex<(u64, BTreeMap<u64, Tell>)>,
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shared").finish_non_exhaustive()
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for something to do.
    pub fn next(&self) -> Task {
        let mut waiting = self.lock();
        loop {
            waiting.done += 1;
            if let Some(shelf) = waiting.fresh.take() {
                return Task::TakeUp(shelf);
            }
            if let Some(asked) = waiting.asked.take() {
                return Task::Answer(asked, std::mem::take(&mut waiting.work.steps));
            }
            if waiting.work.mark.is_none() {
                if waiting.is_closing {
                    waiting.thread = Thread::WritesOut;
                    return Task::End;
                }
                waiting = self.came.wait(waiting).unwrap_or_else(PoisonError::into_inner);
                continue;
            }
            let known = waiting.work.commits;
            let mut is_quiet = false;
            if !waiting.is_closing && !waiting.work.is_much() {
                let (later, pause) = self.came.wait_timeout(waiting, PAUSE).unwrap_or_else(PoisonError::into_inner);
                waiting = later;
                is_quiet = pause.timed_out() && waiting.work.commits == known;
            }
            if is_quiet || waiting.is_closing || waiting.work.is_much() {
                self.taken.notify_one();
                return Task::Apply(std::mem::take(&mut waiting.work));
            }
        }
    }

    /// Says that something has been done; false when nobody counts on the shelf any more.
    pub fn goes_on(&self) -> bool {
        let mut waiting = self.lock();
        waiting.done += 1;
        waiting.thread != Thread::GivenUp
    }

    /// Who has asked while work was done, with the steps that have come meanwhile.
    pub fn asked(&self) -> Option<(Asked, Vec<Stepped>)> {
        let mut waiting = self.lock();
        let asked = waiting.asked.take()?;
        Some((asked, std::mem::take(&mut waiting.work.steps)))
    }

    /// Whether nothing has been published beyond the work that was taken off last.
    pub fn is_up(&self) -> bool {
        let waiting = self.lock();
        waiting.work.mark.is_none() && !waiting.is_publishing && waiting.fault.is_none()
    }

    /// The shelf is not kept up any more.
    pub fn lose(&self, fault: &Fault) {
        let mut waiting = self.lock();
        let known = waiting.is_news;
        waiting.fault.get_or_insert(fault.clone());
        waiting.is_news = true;
        waiting.work = Work::default();
        self.taken.notify_all();
        drop(waiting);
        if !known {
            for tell in self.watches().1.values() {
                // A panic of one who is told is theirs alone.
                let _ = catch_unwind(AssertUnwindSafe(|| tell(fault.clone())));
            }
        }
    }

    /// The shelf's thread does not come back.
    fn give_up(&self) {
        let mut waiting = self.lock();
        waiting.thread = Thread::GivenUp;
        waiting.asked = None;
        drop(waiting);
        self.lose(&Fault::Silent);
    }

    /// The shelf's thread has ended.
    pub fn end(&self) {
        let mut waiting = self.lock();
        if waiting.thread != Thread::GivenUp {
            waiting.thread = Thread::Ended;
        }
        self.taken.notify_all();
    }

    fn watches(&self) -> MutexGuard<'_, (u64, BTreeMap<u64, Tell>)> {
        self.watches.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Has somebody told, at once if it has come to that already, when the shelf is not kept up any more.
    pub fn watch(&self, tell: Tell) -> u64 {
        let mut watches = self.watches();
        if let Some(fault) = self.news() {
            tell(fault);
        }
        watches.0 += 1;
        let id = watches.0;
        watches.1.insert(id, tell);
        id
    }

    /// Ends a watch.
    pub fn unwatch(&self, id: u64) {
        self.watches().1.remove(&id);
    }

    /// Waits until something holds of what waits, as long as the shelf's thread goes on: false once it has been silent
    /// for too long.
    fn wait_until(&self, holds: impl Fn(&Waiting) -> bool) -> bool {
        let mut waiting = self.lock();
        let (mut done, mut since) = (waiting.done, Instant::now());
        while !holds(&waiting) {
            let patience = if waiting.thread == Thread::WritesOut { CLOSING } else { PATIENCE };
            if waiting.thread == Thread::GivenUp || since.elapsed() >= patience {
                return false;
            }
            let left = patience.saturating_sub(since.elapsed());
            waiting = self.taken.wait_timeout(waiting, left).unwrap_or_else(PoisonError::into_inner).0;
            if waiting.done != done {
                (done, since) = (waiting.done, Instant::now());
            }
        }
        true
    }

    /// Why the shelf is not kept up.
    pub fn fault(&self) -> Option<Fault> {
        self.lock().fault.clone()
    }

    /// Why the shelf is not kept up any more although it was when the store was opened.
    pub fn news(&self) -> Option<Fault> {
        let waiting = self.lock();
        waiting.fault.clone().filter(|_| waiting.is_news)
    }
}

/// The writer's end.
pub(super) struct Behind {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

impl Behind {
    /// Starts the shelf's thread on a shelf, or on none for a reason.
    ///
    /// # Errors
    /// What the system says.
    pub fn new(
        log: Arc<dyn Log>,
        shelf: Result<Shelf, Fault>,
        published: Arc<Published>,
        keeper: Arc<Keeper>,
    ) -> Result<Self, Unusable> {
        let shared = Arc::new(Shared::default());
        shared.lock().fault = shelf.as_ref().err().cloned();
        let shelver = Shelver::new(Arc::clone(&shared), log, shelf.ok(), published, keeper);
        let end = Arc::clone(&shared);
        let thread = std::thread::Builder::new().name("store-shelf".into()).spawn(move || {
            shelver.run();
            end.end();
        });
        Ok(Self { shared, thread: Some(thread.map_err(|error| Unusable::Damaged(error.into()))?) })
    }

    /// What is shared, for whoever asks how the shelf is.
    pub fn shared(&self) -> Arc<Shared> {
        Arc::clone(&self.shared)
    }

    /// Says that what [`Behind::add`] will tell is published from now on.
    pub fn announce(&self) {
        self.shared.lock().is_publishing = true;
    }

    /// Adds what commits have changed, and where the journal stands after them.
    pub fn add(
        &self,
        records: BTreeSet<Place>,
        large: Option<Parts>,
        follow_ups: impl Iterator<Item = Id>,
        steps: Vec<Stepped>,
        mark: Mark,
    ) {
        let mut waiting = self.shared.lock();
        waiting.is_publishing = false;
        // Nothing would ever take it off again.
        if waiting.fault.is_some() {
            return;
        }
        let was_much = waiting.work.is_much();
        let work = &mut waiting.work;
        work.commits += steps.len();
        work.large.extend(large);
        work.records.extend(records);
        work.follow_ups.extend(follow_ups);
        work.steps.extend(steps);
        let was_up = work.mark.replace(mark).is_none();
        let is_much = !was_much && work.is_much();
        drop(waiting);
        if was_up || is_much {
            self.shared.came.notify_one();
        }
    }

    /// The mark has moved although no record has changed.
    pub fn moved(&self, mark: Mark) {
        self.add(BTreeSet::new(), None, std::iter::empty(), Vec::new(), mark);
    }

    /// Takes a shelf into use that holds everything.
    pub fn take_up(&self, onto: Shelf) {
        let mut waiting = self.shared.lock();
        waiting.fresh = Some(onto);
        waiting.fault = None;
        drop(waiting);
        self.shared.came.notify_one();
    }

    /// Waits until not too much waits, or gives the shelf up.
    pub fn wait_for_room(&self) {
        if !self.shared.wait_until(|waiting| !waiting.work.is_most()) {
            self.shared.give_up();
        }
    }

    /// The commit that an officer would undo or redo next in a scope or in the register, which the scope's
    /// screens change too: the newest to undo, the oldest to do again.
    pub fn next_step(&self, officer: Id, scope: Id, direction: &Direction) -> Result<NextStep, Refused> {
        self.asked_with(PATIENCE, officer, scope, direction)
    }

    fn asked_with(
        &self,
        patience: Duration,
        officer: Id,
        scope: Id,
        direction: &Direction,
    ) -> Result<NextStep, Refused> {
        let (tell, told) = mpsc::sync_channel(1);
        let mut waiting = self.shared.lock();
        let mut done = waiting.done;
        // With nobody left who could answer it, the question goes, and what it is to be answered to with it.
        let asked = Asked { officer, scope, direction: direction.clone(), tell };
        waiting.asked = Some(asked).filter(|_| waiting.thread != Thread::GivenUp);
        drop(waiting);
        self.shared.came.notify_one();
        loop {
            match told.recv_timeout(patience) {
                Ok(answer) => return answer,
                Err(RecvTimeoutError::Timeout) => {
                    let known = std::mem::replace(&mut done, self.shared.lock().done);
                    if known == done {
                        self.shared.give_up();
                        // Its thread may hold the question, and would never let it go.
                        return Err(Refused::Disk(Fault::Silent));
                    }
                }
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(Refused::Disk(self.shared.fault().unwrap_or(Fault::Damaged)));
                }
            }
        }
    }
}

impl Drop for Behind {
    /// Waits until everything is on the shelf, or never will be.
    fn drop(&mut self) {
        self.shared.lock().is_closing = true;
        self.shared.came.notify_one();
        let ended = self.shared.wait_until(|waiting| waiting.thread == Thread::Ended);
        match self.thread.take() {
            // What it could not do, it has said.
            Some(thread) if ended => drop(thread.join()),
            _ => self.shared.give_up(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Behind, Shared, Task};
    use crate::follow_up::Refused;
    use crate::record::{Fault, Id};
    use crate::store::writer::Direction;
    use std::sync::{Arc, mpsc};
    use std::time::Duration;

    #[test]
    fn a_shelf_that_takes_a_question_and_never_comes_back_keeps_nobody_waiting() {
        let shared = Arc::new(Shared::default());
        let (end, ended) = mpsc::channel::<()>();
        let shelf = Arc::clone(&shared);
        let thread = std::thread::spawn(move || {
            let task = shelf.next();
            assert!(matches!(task, Task::Answer(..)));
            // As in a disk that never answers: the question stays with the thread.
            let _ = ended.recv();
            drop(task);
        });
        let behind = Behind { shared: Arc::clone(&shared), thread: None };
        let told = behind.asked_with(Duration::from_millis(30), Id::nil(), Id::nil(), &Direction::Redo);
        assert!(matches!(told, Err(Refused::Disk(Fault::Silent))), "{told:?}");
        assert_eq!(shared.news(), Some(Fault::Silent), "sessions are told");
        drop(end);
        thread.join().unwrap();
    }
}
