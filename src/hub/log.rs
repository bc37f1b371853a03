//! What a hub notes of what happens, for whoever looks after it: one line an event, as `key=value`.
//!
//! The fields are `time` (UTC), `officer`, `action`, `kind`, `id` and `outcome`; one that says nothing is left out.
//! Never a text of a record, nor of a field. Lines that were left out before one are counted in it as `dropped`: nobody
//! waits for whoever reads the notes, and strangers cannot fill them.

use crate::follow_up::{Edit, Refused};
use crate::record::{HEADER, Id, REGISTER, scrub_line};
use chrono::{DateTime, SecondsFormat, Utc};
use std::collections::VecDeque;
use std::fmt::{self, Write as _};
use std::io::Write;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Most lines that wait for whoever reads them.
const WAITING: usize = 1_000;
/// Most refusals a second that are noted.
const REFUSALS: u32 = 10;
const SECOND: Duration = Duration::from_secs(1);
/// Most letters of a value.
const MAX_VALUE: usize = 100;

/// Something that has happened.
#[derive(Clone, Copy, Debug, Default)]
pub struct Event<'a> {
    /// Who did it, or tried to: an officer or an account.
    pub officer: &'a str,
    /// What, in one word.
    pub action: &'a str,
    /// The kind of the record, or of what else was dealt with.
    pub kind: &'a str,
    /// The record, the session or the follow-up.
    pub id: Option<Id>,
    /// What came of it.
    pub outcome: &'a str,
}

/// Takes notes. A clone writes to the same place.
#[derive(Clone)]
pub struct Log {
    to: Option<Arc<Writer>>,
    clock: fn() -> DateTime<Utc>,
}

/// Those who note, all together; with the last of them the thread that writes ends.
struct Writer(Arc<Queue>);

#[derive(Default)]
struct Queue {
    waiting: Mutex<Waiting>,
    changed: Condvar,
}

#[derive(Default)]
struct Waiting {
    lines: VecDeque<String>,
    /// A line has been taken and is not written yet.
    writing: bool,
    /// How many have been left out since the last one.
    dropped: u64,
    /// Since when refusals are counted, and how many there were.
    refusals: Option<(Instant, u32)>,
    closed: bool,
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.0.lock().closed = true;
        self.0.changed.notify_all();
    }
}

impl fmt::Debug for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.to.is_some() { "Log" } else { "Log(none)" })
    }
}

impl Log {
    /// Takes no notes: there is one officer, at their own terminal.
    #[must_use]
    pub fn none() -> Self {
        Self { to: None, clock: Utc::now }
    }

    /// Writes lines, on a thread of their own.
    #[must_use]
    pub fn to(to: Box<dyn Write + Send>, clock: fn() -> DateTime<Utc>) -> Self {
        let queue = Arc::new(Queue::default());
        let read = Arc::clone(&queue);
        // A system without room for one more thread serves without notes, and counts them.
        let _ = std::thread::Builder::new().name("log".into()).spawn(move || read.write_to(to));
        Self { to: Some(Arc::new(Writer(queue))), clock }
    }

    /// Notes an event, and waits for nobody.
    pub fn note(&self, event: Event<'_>) {
        let Some(Writer(queue)) = self.to.as_deref() else { return };
        queue.put(&event, (self.clock)());
    }

    /// Notes one that strangers can cause as often as they like: so many a second, the others are counted.
    pub fn note_some(&self, event: Event<'_>) {
        let Some(Writer(queue)) = self.to.as_deref() else { return };
        if queue.has_room_for_refusal(Instant::now()) {
            queue.put(&event, (self.clock)());
        }
    }

    /// Waits until all that was noted is written, but not longer than this; whoever reads it may have stopped reading.
    pub fn settle(&self, most: Duration) {
        let Some(Writer(queue)) = self.to.as_deref() else { return };
        let busy = |waiting: &mut Waiting| waiting.writing || !waiting.lines.is_empty();
        drop(queue.changed.wait_timeout_while(queue.lock(), most, busy).unwrap_or_else(PoisonError::into_inner));
    }
}

/// What came of what the store was asked for, in a word.
#[must_use]
pub fn outcome<T>(answer: &Result<T, Refused>) -> &'static str {
    match answer {
        Ok(_) => "done",
        Err(Refused::Forbidden(_)) => "forbidden",
        Err(Refused::Moved(_) | Refused::Removed(_) | Refused::NotNext | Refused::AccountTaken) => "conflict",
        Err(Refused::Locked(_) | Refused::Used(_) | Refused::NotClosing) => "closed",
        Err(Refused::Large { .. } | Refused::Far(_)) => "asked-about",
        Err(Refused::NothingToUndo | Refused::Forgotten(_)) => "nothing",
        Err(Refused::TooLarge { .. } | Refused::Misformed | Refused::AccountOfOwner) => "refused",
        Err(Refused::Disk(_) | Refused::Full { .. } | Refused::OnlyRead(_) | Refused::Closed) => "not-saved",
    }
}

/// What an import is noted as: one kind, and where it went.
#[derive(Clone, Copy, Debug, Default)]
pub struct Gist(Option<(u8, Id)>);

impl Gist {
    /// Takes notice of some of its edits. What it makes by the way, a follow-up or what is shared, names it only when
    /// there is nothing else.
    pub fn take(&mut self, edits: &[Edit]) {
        let tells = |kind: u8, home: Id| u8::from(kind != HEADER) + u8::from(kind != HEADER && home != REGISTER);
        for edit in edits {
            if self.0.is_none_or(|(kind, home)| tells(edit.kind, edit.follow_up) > tells(kind, home)) {
                self.0 = Some((edit.kind, edit.follow_up));
            }
        }
    }

    /// The kind's number, and the follow-up or the register.
    #[must_use]
    pub fn of(self) -> Option<(u8, Id)> {
        self.0
    }
}

impl Queue {
    fn put(&self, event: &Event<'_>, at: DateTime<Utc>) {
        let mut waiting = self.lock();
        if waiting.lines.len() >= WAITING {
            waiting.dropped += 1;
            return;
        }
        let dropped = std::mem::take(&mut waiting.dropped);
        waiting.lines.push_back(line(event, dropped, at));
        self.changed.notify_all();
    }

    fn has_room_for_refusal(&self, now: Instant) -> bool {
        let mut waiting = self.lock();
        let current = waiting.refusals.filter(|(since, _)| now.saturating_duration_since(*since) < SECOND);
        let (since, count) = current.unwrap_or((now, 0));
        waiting.refusals = Some((since, count.saturating_add(1)));
        if count >= REFUSALS {
            waiting.dropped += 1;
        }
        count < REFUSALS
    }

    fn write_to(&self, mut to: Box<dyn Write + Send>) {
        loop {
            let mut waiting = self.lock();
            waiting.writing = false;
            self.changed.notify_all();
            let idle = |waiting: &mut Waiting| waiting.lines.is_empty() && !waiting.closed;
            let mut waiting = self.changed.wait_while(waiting, idle).unwrap_or_else(PoisonError::into_inner);
            let Some(line) = waiting.lines.pop_front() else { return };
            waiting.writing = true;
            drop(waiting);
            // Whoever reads the notes may have gone; the hub goes on.
            let _ = to.write_all(line.as_bytes()).and_then(|()| to.flush());
        }
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        // Nothing panics while it holds them.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn line(event: &Event<'_>, dropped: u64, at: DateTime<Utc>) -> String {
    let id = event.id.map(|id| id.to_string()).unwrap_or_default();
    let mut line = format!("time={}", at.to_rfc3339_opts(SecondsFormat::Millis, true));
    let fields = [
        ("officer", event.officer),
        ("action", event.action),
        ("kind", event.kind),
        ("id", &id),
        ("outcome", event.outcome),
    ];
    for (name, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
        // Writing into a String cannot fail.
        let _ = write!(line, " {name}={}", quoted(value));
    }
    if dropped > 0 {
        let _ = write!(line, " dropped={dropped}");
    }
    line.push('\n');
    line
}

/// A value that ends where it ends: in quotes, unless it is one plain word.
fn quoted(value: &str) -> String {
    let value: String = scrub_line(value).chars().take(MAX_VALUE).collect();
    let plain = value.chars().all(|c| c.is_alphanumeric() || "-_.:/".contains(c));
    if plain { value } else { format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\"")) }
}

#[cfg(test)]
mod tests {
    use super::{Event, Gist, Log, Queue, REFUSALS, SECOND, WAITING, line};
    use crate::follow_up::Edit;
    use crate::record::{HEADER, Id, REGISTER};
    use chrono::DateTime;
    use std::io::{self, Write};
    use std::sync::mpsc::{Receiver, channel};
    use std::sync::{Arc, Mutex};
    use std::time::{Duration, Instant};

    /// Takes nothing until it may.
    struct Stalled(Receiver<()>, Arc<Mutex<String>>);

    impl Write for Stalled {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            // Once the other end has gone it may.
            let _ = self.0.recv();
            self.1.lock().unwrap().push_str(std::str::from_utf8(bytes).unwrap());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_reader_of_the_notes_that_stalls_holds_up_nobody_and_is_told_what_it_has_missed() {
        let (goes_on, stalled) = channel();
        let read = Arc::new(Mutex::new(String::new()));
        let log = Log::to(Box::new(Stalled(stalled, Arc::clone(&read))), || DateTime::UNIX_EPOCH);
        let event = Event { officer: "gran", action: "attach", ..Event::default() };
        for _ in 0..3 * WAITING {
            log.note(event);
        }
        let begun = Instant::now();
        log.settle(Duration::from_millis(20));
        assert!(begun.elapsed() < Duration::from_secs(5) && read.lock().unwrap().is_empty());
        drop(goes_on);
        log.settle(Duration::from_secs(30));
        let before = read.lock().unwrap().lines().count();
        log.note(event);
        log.settle(Duration::from_secs(30));
        let read = read.lock().unwrap();
        let last = read.lines().last().unwrap();
        assert!(last.ends_with(&format!("dropped={}", 3 * WAITING - before)), "{last}");
        assert_eq!(read.matches("dropped").count(), 1);
    }

    #[test]
    fn strangers_cannot_fill_the_notes() {
        let queue = Queue::default();
        let now = Instant::now();
        let noted = (0..1_000).filter(|_| queue.has_room_for_refusal(now)).count();
        assert_eq!(noted, usize::try_from(REFUSALS).unwrap());
        assert!(queue.has_room_for_refusal(now + SECOND));
        queue.put(&Event::default(), DateTime::UNIX_EPOCH);
        assert!(queue.lock().lines.front().unwrap().contains("dropped=990"));
    }

    #[test]
    fn a_line_holds_the_fields_and_nothing_can_make_two_of_it() {
        let event =
            Event { officer: "gran", action: "commit", kind: "valuation", id: Some(Id::nil()), outcome: "done" };
        assert_eq!(
            line(&event, 0, DateTime::UNIX_EPOCH),
            "time=1970-01-01T00:00:00.000Z officer=gran action=commit kind=valuation \
             id=00000000-0000-0000-0000-000000000000 outcome=done\n"
        );
        let event = Event { officer: "a\nofficer=b \"c", action: "refused", ..Event::default() };
        let line = line(&event, 0, DateTime::UNIX_EPOCH);
        assert!(line.ends_with(" action=refused\n") && line.matches('\n').count() == 1, "{line}");
        assert!(line.contains("officer=\"a officer=b \\\"c\""), "{line}");
    }

    #[test]
    fn an_import_is_noted_by_what_it_brings_and_not_by_what_it_makes_by_the_way() {
        let own = Id::from_u128(0xa00);
        let edit = |kind: u8, follow_up: Id| Edit { follow_up, record: own, kind, tag: 16, before: None, after: None };
        let mut gist = Gist::default();
        assert_eq!(gist.of(), None);
        for (kind, home, noted) in
            [(HEADER, own, (HEADER, own)), (9, REGISTER, (9, REGISTER)), (7, own, (7, own)), (8, own, (7, own))]
        {
            gist.take(&[edit(kind, home)]);
            assert_eq!(gist.of(), Some(noted));
        }
    }
}
