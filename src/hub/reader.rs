//! Reads what a terminal sends, no faster than an officer types.

use super::inbox::{Inbox, Said};
use super::protocol::{self, Up};
use std::io::{self, Read};
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

/// Most messages a second: more than any keyboard repeats, and what it costs leaves room for all others. What comes
/// faster waits; nothing is dropped. A paste is one message.
const A_SECOND: u32 = 1_000;
/// Most messages that come at once.
const AT_ONCE: u32 = 2_000;

/// Reads a line until it ends, and hands on what it says.
pub(super) fn read(mut line: &UnixStream, number: u64, inbox: &Inbox) {
    let mut pace = Pace::new(Instant::now());
    loop {
        let said = match protocol::receive_up(&mut line) {
            Ok(Up::Input(event)) => match protocol::wanted(event) {
                Some(event) => Said::Input(event),
                None => continue,
            },
            Ok(Up::Shown) => Said::Shown,
            Ok(Up::File(ticket, part)) => Said::File(ticket, part),
            Ok(Up::Listed(ticket, part)) => Said::Listed(ticket, part),
            Ok(Up::Saved(ticket, answer)) => Said::Saved(ticket, answer),
            Ok(Up::Hello(_) | Up::Run(_) | Up::Placed { .. }) | Err(_) => Said::Gone,
        };
        let gone = matches!(said, Said::Gone);
        if let Some(delay) = pace.next(Instant::now()) {
            std::thread::sleep(delay);
        }
        if !inbox.post_from_line(number, said) || gone {
            return;
        }
    }
}

/// How fast messages may come.
struct Pace {
    left: u32,
    since: Instant,
}

impl Pace {
    fn new(now: Instant) -> Self {
        Self { left: AT_ONCE, since: now }
    }

    /// How long a message that has come now waits.
    fn next(&mut self, now: Instant) -> Option<Duration> {
        let each = Duration::from_secs(1) / A_SECOND;
        let gained = now.saturating_duration_since(self.since).as_micros() / each.as_micros();
        if let Ok(gained) = u32::try_from(gained)
            && gained > 0
        {
            self.left = self.left.saturating_add(gained).min(AT_ONCE);
            self.since = now;
        }
        if let Some(left) = self.left.checked_sub(1) {
            self.left = left;
            return None;
        }
        self.since = now + each;
        Some(each)
    }
}

/// A line that is read until a time and no longer, however its bytes drip.
pub(super) struct Until<'a> {
    pub line: &'a UnixStream,
    pub until: Instant,
}

impl Read for Until<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        self.line.set_read_timeout(Some(left))?;
        let mut line = self.line;
        line.read(into)
    }
}

#[cfg(test)]
mod tests {
    use super::{A_SECOND, AT_ONCE, Pace, Until};
    use crate::hub::protocol;
    use std::io::Write as _;
    use std::os::unix::net::UnixStream;
    use std::time::{Duration, Instant};

    #[test]
    fn what_comes_faster_than_anybody_types_waits_and_what_an_officer_types_does_not() {
        let begun = Instant::now();
        let mut pace = Pace::new(begun);
        assert!((0..AT_ONCE).all(|_| pace.next(begun).is_none()), "a burst comes through");
        // After it, so many a second and no more.
        let mut now = begun;
        for _ in 0..A_SECOND {
            now += pace.next(now).unwrap_or_default();
        }
        assert!(now - begun >= Duration::from_millis(900), "{:?}", now - begun);
        let mut now = now + Duration::from_secs(3);
        for _ in 0..100 {
            assert!(pace.next(now).is_none());
            now += Duration::from_millis(20);
        }
    }

    #[test]
    fn a_welcome_whose_bytes_drip_has_one_deadline() {
        let (mut far, near) = UnixStream::pair().unwrap();
        let begun = Instant::now();
        let drip = std::thread::spawn(move || {
            for byte in b"stegvis".iter().cycle() {
                if far.write_all(&[*byte]).is_err() {
                    return;
                }
                std::thread::sleep(Duration::from_millis(40));
            }
        });
        let mut until = Until { line: &near, until: begun + Duration::from_millis(150) };
        assert!(protocol::expect_opening(&mut until).is_err());
        assert!(begun.elapsed() < Duration::from_secs(2));
        drop(near);
        drip.join().unwrap();
    }
}
