//! Files that a session looks through off its key path, one at a time. Of those that wait only the newest is begun:
//! a check that is superseded stops at its next row, and until then no other runs beside it.

use super::inbox::Inbox;
use crate::app::{Check, Message, Ticket};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How often a check tells how far it has come.
const TELL: Duration = Duration::from_millis(100);

/// Does a session's checks. It has a thread only while there is one.
#[derive(Clone)]
pub(super) struct Checker {
    inbox: Arc<Inbox>,
    queue: Arc<Mutex<Queue>>,
}

#[derive(Default)]
struct Queue {
    waiting: Option<(Ticket, Check)>,
    working: bool,
}

impl Checker {
    /// A checker that tells a session how far it has come and what it has found.
    pub fn new(inbox: Arc<Inbox>) -> Self {
        Self { inbox, queue: Arc::default() }
    }

    /// Takes a check, in the place of one that has not begun: nobody waits for that one any longer.
    pub fn take(&self, ticket: Ticket, check: Check) {
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        queue.waiting = Some((ticket, check));
        if queue.working {
            return;
        }
        let checker = self.clone();
        match std::thread::Builder::new().name("session-check".into()).spawn(move || checker.work()) {
            Ok(_) => queue.working = true,
            Err(error) => {
                queue.waiting = None;
                self.inbox.tell(Message::Checked(ticket, Err(error.to_string())));
            }
        }
    }

    fn work(&self) {
        while let Some((ticket, check)) = self.next() {
            let mut told = Instant::now();
            let mut progress = |rows| {
                if told.elapsed() >= TELL {
                    told = Instant::now();
                    self.inbox.tell(Message::Checking(ticket, rows));
                }
            };
            match catch_unwind(AssertUnwindSafe(|| check(&mut progress))) {
                Ok(found) => self.inbox.tell(Message::Checked(ticket, Ok(found))),
                Err(_) => self.inbox.panicked(),
            }
        }
    }

    fn next(&self) -> Option<(Ticket, Check)> {
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        let next = queue.waiting.take();
        queue.working = next.is_some();
        next
    }
}

#[cfg(test)]
mod tests {
    use super::Checker;
    use crate::app::{Message, Ticket};
    use crate::hub::inbox::{Inbox, Mail};
    use std::sync::{Arc, mpsc};

    fn checked(inbox: &Inbox) -> Ticket {
        match inbox.take(None) {
            Some(Mail::Told(Message::Checked(ticket, Ok(_)))) => ticket,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn one_check_runs_at_a_time_and_of_those_asked_for_meanwhile_only_the_newest() {
        let inbox = Arc::new(Inbox::default());
        let checker = Checker::new(inbox.clone());
        let (go, wait) = mpsc::channel::<()>();
        let (begun, has_begun) = mpsc::channel();
        let [first, second, third, fourth] = [1, 2, 3, 4];
        checker.take(
            first,
            Box::new(move |_| {
                begun.send(()).unwrap();
                wait.recv().unwrap();
                Arc::new(())
            }),
        );
        has_begun.recv().unwrap();
        checker.take(second, Box::new(|_| panic!("nobody waits for this any longer")));
        // It would answer first if it did not wait for the one that runs.
        checker.take(third, Box::new(|_| Arc::new(())));
        go.send(()).unwrap();
        assert_eq!([checked(&inbox), checked(&inbox)], [first, third]);
        checker.take(fourth, Box::new(|_| Arc::new(())));
        assert_eq!(checked(&inbox), fourth);
    }
}
