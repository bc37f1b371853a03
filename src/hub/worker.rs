//! Computations of a session, off its key path, one after the other. Of a slot only the newest waits.

use super::inbox::Inbox;
use crate::app::Message;
use crate::ui::Job;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

/// Does a session's jobs. It has a thread only while there is one.
#[derive(Clone)]
pub(super) struct Worker {
    inbox: Arc<Inbox>,
    queue: Arc<Mutex<Queue>>,
}

#[derive(Default)]
struct Queue {
    waiting: BTreeMap<&'static str, Job>,
    working: bool,
}

impl Worker {
    /// A worker that tells a session what it has found.
    pub fn new(inbox: Arc<Inbox>) -> Self {
        Self { inbox, queue: Arc::default() }
    }

    /// Takes a job, in the place of an earlier one of the same slot that has not begun.
    ///
    /// # Errors
    /// What the system says when it refuses a thread.
    pub fn take(&self, job: Job) -> std::io::Result<()> {
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        queue.waiting.insert(job.slot, job);
        if !queue.working {
            let worker = self.clone();
            std::thread::Builder::new().name("session-worker".into()).spawn(move || worker.work())?;
            queue.working = true;
        }
        Ok(())
    }

    fn work(&self) {
        while let Some(job) = self.next() {
            match catch_unwind(AssertUnwindSafe(|| job.run())) {
                Ok(done) => self.inbox.tell(Message::Worked(done)),
                Err(_) => self.inbox.panicked(),
            }
        }
    }

    fn next(&self) -> Option<Job> {
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        let job = queue.waiting.pop_first().map(|(_, job)| job);
        queue.working = job.is_some();
        job
    }
}

#[cfg(test)]
mod tests {
    use super::Worker;
    use crate::app::Message;
    use crate::hub::inbox::{Inbox, Mail};
    use crate::ui::Job;
    use std::sync::{Arc, mpsc};

    fn job(slot: &'static str, turn: u64, work: impl FnOnce() + Send + 'static) -> Job {
        let work = Box::new(move || {
            work();
            Arc::new(turn) as crate::ui::Output
        });
        Job { slot, turn, work }
    }

    fn done(inbox: &Inbox) -> (&'static str, u64) {
        match inbox.take(None) {
            Some(Mail::Told(Message::Worked(done))) => (done.slot, done.turn),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_newest_job_of_a_slot_is_done_and_those_between_are_not() {
        let inbox = Arc::new(Inbox::default());
        let worker = Worker::new(inbox.clone());
        let (go, wait) = mpsc::channel::<()>();
        let (begun, has_begun) = mpsc::channel();
        worker
            .take(job("filter", 1, move || {
                begun.send(()).unwrap();
                wait.recv().unwrap();
            }))
            .unwrap();
        has_begun.recv().unwrap();
        worker.take(job("filter", 2, || panic!("nobody waits for this any longer"))).unwrap();
        worker.take(job("filter", 3, || ())).unwrap();
        go.send(()).unwrap();
        assert_eq!([done(&inbox), done(&inbox)], [("filter", 1), ("filter", 3)]);
    }

    #[test]
    fn a_panic_is_told_and_the_worker_goes_on() {
        let inbox = Arc::new(Inbox::default());
        let worker = Worker::new(inbox.clone());
        worker.take(job("filter", 1, || panic!("in a test"))).unwrap();
        assert!(matches!(inbox.take(None), Some(Mail::Panicked)));
        worker.take(job("filter", 2, || ())).unwrap();
        assert_eq!(done(&inbox), ("filter", 2));
    }
}
