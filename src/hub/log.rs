//! What a hub notes of what happens, for whoever looks after it: one line an event, as `key=value`.
//!
//! The fields are `time` (UTC), `officer`, `action`, `kind`, `id` and `outcome`; one that says nothing is left out.
//! Never a text of a record, nor of a field.

use crate::follow_up::{Edit, Refused};
use crate::record::{HEADER, Id, REGISTER, scrub_line};
use chrono::{DateTime, SecondsFormat, Utc};
use std::fmt::{self, Write as _};
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

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
    to: Option<Arc<Mutex<Box<dyn Write + Send>>>>,
    clock: fn() -> DateTime<Utc>,
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

    /// Writes lines.
    #[must_use]
    pub fn to(to: Box<dyn Write + Send>, clock: fn() -> DateTime<Utc>) -> Self {
        Self { to: Some(Arc::new(Mutex::new(to))), clock }
    }

    /// Notes an event. Whoever reads the notes may have gone; the hub goes on.
    pub fn note(&self, event: Event<'_>) {
        let Some(to) = &self.to else { return };
        let line = line(&event, (self.clock)());
        let mut to = to.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = to.write_all(line.as_bytes()).and_then(|()| to.flush());
    }
}

/// What came of what the store was asked for, in a word.
#[must_use]
pub fn outcome<T>(answer: &Result<T, Refused>) -> &'static str {
    match answer {
        Ok(_) => "done",
        Err(Refused::Forbidden(_)) => "forbidden",
        Err(Refused::Moved(_) | Refused::Removed(_) | Refused::NotNext) => "conflict",
        Err(Refused::Locked(_) | Refused::NotClosing) => "closed",
        Err(Refused::Large { .. } | Refused::Far(_)) => "asked-about",
        Err(Refused::NothingToUndo | Refused::Forgotten(_)) => "nothing",
        Err(Refused::TooLarge { .. } | Refused::Misformed) => "refused",
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

fn line(event: &Event<'_>, at: DateTime<Utc>) -> String {
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
    use super::{Event, Gist, line};
    use crate::follow_up::Edit;
    use crate::record::{HEADER, Id, REGISTER};
    use chrono::DateTime;

    #[test]
    fn a_line_holds_the_fields_and_nothing_can_make_two_of_it() {
        let event =
            Event { officer: "gran", action: "commit", kind: "valuation", id: Some(Id::nil()), outcome: "done" };
        assert_eq!(
            line(&event, DateTime::UNIX_EPOCH),
            "time=1970-01-01T00:00:00.000Z officer=gran action=commit kind=valuation \
             id=00000000-0000-0000-0000-000000000000 outcome=done\n"
        );
        let event = Event { officer: "a\nofficer=b \"c", action: "refused", ..Event::default() };
        let line = line(&event, DateTime::UNIX_EPOCH);
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
