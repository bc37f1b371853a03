//! What a session has yet to take notice of.
//!
//! What comes over the line waits for room, so that a terminal cannot fill the hub's memory; the store and
//! the workers never wait, and of what they publish only the newest is held.

use super::protocol::{Hello, ListPart, Part};
use crate::app::{Message, Saved, Ticket};
use crate::follow_up::{Findings, Lens};
use crate::record::Id;
use crate::ui::Other;
use crossterm::event::Event;
use std::collections::VecDeque;
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// Most messages from the line that wait.
const ROOM: usize = 64;

/// Something for a session.
#[derive(Debug)]
pub(super) enum Mail {
    /// A line says this.
    Line(u64, Said),
    /// A terminal has come for the session.
    Come(Box<Comer>),
    /// The store or a worker says this to the app.
    Told(Message),
    /// The checks have found this, by what is seen.
    Found(Lens, Id, Arc<Findings>),
    /// These have the follow-up before them too, whatever may be seen of it.
    Others(Id, Vec<Other>),
    /// A computation of this session has panicked.
    Panicked,
    /// The hub is about to stop.
    Stopping,
}

/// What a line says.
#[derive(Debug)]
pub(super) enum Said {
    /// The officer did this.
    Input(Event),
    /// The last frame stands on the far screen.
    Shown,
    /// A part of a file that was asked for.
    File(Ticket, Part),
    /// A part of a folder that was asked for.
    Listed(Ticket, ListPart),
    /// What has become of a file that was to be written.
    Saved(Ticket, Saved),
    /// The other end has closed the line, or has sent what no terminal sends.
    Gone,
}

/// A terminal that has come.
#[derive(Debug)]
pub(super) struct Comer {
    pub line: UnixStream,
    /// Tells what this line says from what another one does.
    pub number: u64,
    pub hello: Hello,
}

/// A queue between the session's thread and all others.
#[derive(Debug, Default)]
pub(super) struct Inbox {
    waiting: Mutex<Waiting>,
    filled: Condvar,
    emptied: Condvar,
}

#[derive(Debug, Default)]
struct Waiting {
    mail: VecDeque<Mail>,
    /// How many of them came over the line.
    from_line: usize,
    /// Nobody reads any more.
    closed: bool,
}

impl Inbox {
    /// Hands over something that came over the line, once there is room; false when the session has ended.
    pub fn post_from_line(&self, number: u64, said: Said) -> bool {
        let mut waiting = self.lock();
        while waiting.from_line >= ROOM && !waiting.closed {
            waiting = self.emptied.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
        if waiting.closed {
            return false;
        }
        waiting.from_line += 1;
        waiting.mail.push_back(Mail::Line(number, said));
        self.filled.notify_one();
        true
    }

    /// A terminal comes for the session.
    ///
    /// # Errors
    /// The terminal, when the session has ended.
    pub fn come(&self, comer: Box<Comer>) -> Result<(), Box<Comer>> {
        let mut waiting = self.lock();
        if waiting.closed {
            return Err(comer);
        }
        waiting.mail.push_back(Mail::Come(comer));
        self.filled.notify_one();
        Ok(())
    }

    /// Whether a terminal has come for the session and has not been looked at yet.
    pub fn has_comer(&self) -> bool {
        self.lock().mail.iter().any(|mail| matches!(mail, Mail::Come(_)))
    }

    /// Tells the app something. Of a follow-up only the newest waits, in the place of the one before.
    pub fn tell(&self, message: Message) {
        let mut waiting = self.lock();
        if waiting.closed {
            return;
        }
        let older = waiting.mail.iter_mut().find_map(|mail| match (mail, &message) {
            (Mail::Told(older @ Message::Published(_)), Message::Published(new)) => {
                matches!(older, Message::Published(old) if old.id() == new.id()).then_some(older)
            }
            _ => None,
        });
        match older {
            Some(older) => *older = message,
            None => waiting.mail.push_back(Mail::Told(message)),
        }
        self.filled.notify_one();
    }

    /// Tells what the checks have found. Of what is seen through a lens only the newest waits, in the place of the one
    /// before.
    pub fn found(&self, lens: Lens, id: Id, findings: Arc<Findings>) {
        let mut waiting = self.lock();
        if waiting.closed {
            return;
        }
        let same = |mail: &&mut Mail| matches!(mail, Mail::Found(of, old, _) if (*of, *old) == (lens, id));
        let older = waiting.mail.iter_mut().find(same);
        let mail = Mail::Found(lens, id, findings);
        match older {
            Some(older) => *older = mail,
            None => waiting.mail.push_back(mail),
        }
        self.filled.notify_one();
    }

    /// Tells who else has a follow-up before them. Only the newest waits, in the place of the one before.
    pub fn others(&self, follow_up: Id, others: Vec<Other>) {
        let mut waiting = self.lock();
        if waiting.closed {
            return;
        }
        let mail = Mail::Others(follow_up, others);
        match waiting.mail.iter_mut().find(|mail| matches!(mail, Mail::Others(..))) {
            Some(older) => *older = mail,
            None => waiting.mail.push_back(mail),
        }
        self.filled.notify_one();
    }

    /// Says that a computation has panicked.
    pub fn panicked(&self) {
        self.lock().mail.push_back(Mail::Panicked);
        self.filled.notify_one();
    }

    /// Says that the hub is about to stop.
    pub fn stop(&self) {
        self.lock().mail.push_back(Mail::Stopping);
        self.filled.notify_one();
    }

    /// Waits for the next piece, until a time if one is given.
    pub fn take(&self, until: Option<Instant>) -> Option<Mail> {
        let mut waiting = self.lock();
        loop {
            if let Some(mail) = waiting.mail.pop_front() {
                if matches!(mail, Mail::Line(..)) {
                    waiting.from_line -= 1;
                    self.emptied.notify_one();
                }
                return Some(mail);
            }
            waiting = match until.map(|until| until.saturating_duration_since(Instant::now())) {
                None => self.filled.wait(waiting).unwrap_or_else(PoisonError::into_inner),
                Some(left) if left.is_zero() => return None,
                Some(left) => self.filled.wait_timeout(waiting, left).unwrap_or_else(PoisonError::into_inner).0,
            };
        }
    }

    /// Nothing is taken any more; gives the terminals that have come too late.
    pub fn close(&self) -> Vec<Comer> {
        let mut waiting = self.lock();
        waiting.closed = true;
        self.emptied.notify_all();
        let late =
            waiting.mail.drain(..).filter_map(|mail| if let Mail::Come(comer) = mail { Some(*comer) } else { None });
        late.collect()
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        // Nothing panics while it holds the queue.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::{Inbox, Mail, ROOM, Said};
    use crate::app::Message;
    use crate::follow_up::FollowUp;
    use crate::record::Id;
    use std::sync::Arc;
    use std::time::{Duration, Instant};

    #[test]
    fn of_what_is_published_only_the_newest_waits() {
        let inbox = Inbox::default();
        let (one, other) = (Arc::new(FollowUp::new(Id::from_u128(5))), Arc::new(FollowUp::new(Id::from_u128(6))));
        let newer = Arc::new(FollowUp::new(Id::from_u128(5)));
        for follow_up in [&one, &other, &newer] {
            inbox.tell(Message::Published(follow_up.clone()));
        }
        let taken: Vec<_> = std::iter::from_fn(|| inbox.take(Some(Instant::now()))).collect();
        let [Mail::Told(Message::Published(first)), Mail::Told(Message::Published(second))] = taken.as_slice() else {
            panic!("{taken:?}")
        };
        assert!(Arc::ptr_eq(first, &newer) && Arc::ptr_eq(second, &other));
    }

    #[test]
    fn the_line_waits_for_room_and_the_store_does_not() {
        let inbox = Arc::new(Inbox::default());
        let all = 20 * ROOM;
        let line = std::thread::spawn({
            let inbox = inbox.clone();
            move || (0..all).all(|_| inbox.post_from_line(1, Said::Shown))
        });
        for taken in 0..all {
            // As much has come over the line as may wait; a line that did not wait would go on, and be seen to.
            let may_wait = ROOM.min(all - taken);
            let waits = || inbox.lock().from_line;
            while waits() < may_wait {
                std::thread::yield_now();
            }
            // The store finds room at any time.
            inbox.tell(Message::Woke);
            assert_eq!(waits(), may_wait);
            while !matches!(inbox.take(None), Some(Mail::Line(1, Said::Shown))) {}
        }
        assert!(line.join().unwrap());
        inbox.close();
        assert!(!inbox.post_from_line(1, Said::Shown));
    }

    #[test]
    fn waiting_ends_at_the_time_that_was_given() {
        assert!(Inbox::default().take(Some(Instant::now() + Duration::from_millis(5))).is_none());
    }
}
