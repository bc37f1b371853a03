//! What a command works with: words, streams, the clock and the officer.

use crate::exchange::Halt;
use crate::follow_up::{Change, Refused};
use crate::hub::{Event, Far, Log, outcome};
use crate::locale::{Lang, Languages, Words};
use crate::record::{Fault, Id, Seq, scrub_text};
use crate::rights::{Eyes, Role};
use crate::steps::KINDS;
use crate::store::Store;
use chrono::{DateTime, Utc};
use std::cell::Cell;
use std::io::{BufWriter, Write};
use std::process::ExitCode;
use std::sync::Arc;

/// How a command ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Exit {
    /// Done, nothing found.
    Done,
    /// Refused or failed.
    Failed,
    /// The command line was not understood.
    Usage,
    /// Found something.
    Found,
}

impl Exit {
    /// As the exit code of a process.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::Usage => 2,
            Self::Found => 3,
        }
    }

    /// The exit of a code; what is none of ours is a failure.
    #[must_use]
    pub fn of(code: u8) -> Self {
        [Self::Done, Self::Usage, Self::Found].into_iter().find(|exit| exit.code() == code).unwrap_or(Self::Failed)
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// What a command works with; tests hand it other streams, another clock and another officer.
pub struct Desk {
    /// All languages, for reading files.
    pub languages: Languages,
    /// The words of what is said.
    pub words: Arc<Words>,
    /// The language that was asked for, if one was.
    pub lang: Option<Lang>,
    /// Whether somebody watches the progress of long work.
    pub progress: bool,
    /// Columns of the terminal that what was asked for is shown on; none when a file or program takes it.
    pub columns: Option<usize>,
    /// Whose command it is.
    pub eyes: Eyes,
    /// The clock.
    pub clock: fn() -> DateTime<Utc>,
    /// The caller whose files are read and written; none when they are this process's own.
    pub far: Option<Far>,
    /// Where it is noted that whoever asked may not do something.
    pub log: Log,
    /// What the command is about, for such a note: the kind, or the command, and the record or follow-up.
    pub about: (String, Option<Id>),
    /// Whether it is noted already.
    noted: Cell<bool>,
    out: Box<dyn Write>,
    err: Box<dyn Write>,
    /// Why what was asked for could not all be written.
    unwritten: Option<std::io::Error>,
}

impl Desk {
    /// The desk of a command on this process's streams.
    #[must_use]
    pub fn new(
        languages: Languages,
        words: Arc<Words>,
        lang: Option<Lang>,
        progress: bool,
        out: Box<dyn Write>,
        err: Box<dyn Write>,
    ) -> Self {
        Self {
            languages,
            words,
            lang,
            progress,
            columns: None,
            eyes: super::outside::owner(),
            clock: super::outside::now,
            far: None,
            log: Log::none(),
            about: (String::new(), None),
            noted: Cell::new(false),
            out,
            err,
            unwritten: None,
        }
    }

    /// Writes a line of what was asked for, scrubbed.
    pub fn say(&mut self, line: &str) {
        let written = writeln!(self.out, "{}", scrub_text(line));
        self.unwritten = self.unwritten.take().or(written.err());
    }

    /// Writes bytes of what was asked for, as they are.
    pub fn write(&mut self, bytes: &[u8]) {
        let written = self.out.write_all(bytes).and_then(|()| self.out.flush());
        self.unwritten = self.unwritten.take().or(written.err());
    }

    /// Writes what was asked for piece by piece, as it is made.
    pub fn stream(&mut self, write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) {
        let mut out = BufWriter::new(&mut self.out);
        let written = write(&mut out).and_then(|()| out.flush());
        // What could not be written is not tried again.
        let _ = out.into_parts();
        self.unwritten = self.unwritten.take().or(written.err());
    }

    /// Whether nobody waits for the command any longer.
    pub fn is_gone(&self) -> bool {
        self.far.as_ref().is_some_and(Far::is_gone)
    }

    /// Whether what was asked for can be written on.
    pub fn takes(&self) -> bool {
        self.unwritten.is_none()
    }

    /// Writes bytes beside what was asked for, as they are.
    pub fn pass(&mut self, bytes: &[u8]) {
        let _ = self.err.write_all(bytes);
        super::flush(&mut *self.err);
    }

    /// How a command ends, all written: with a failure when not all of it was. A reader that has gone is none.
    pub fn finish(&mut self, exit: Exit) -> Exit {
        let flushed = self.out.flush();
        match self.unwritten.take().or(flushed.err()) {
            Some(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                let why = self.words.fault(&error.into());
                self.fail("cli-not-written-out", &[("error", &why)])
            }
            _ => exit,
        }
    }

    /// Writes a line beside what was asked for: a notice, a warning, a refusal.
    pub fn tell(&mut self, line: &str) {
        let _ = writeln!(self.err, "{}", scrub_text(line));
    }

    /// Shows how far long work has come, where somebody watches; an empty text clears it.
    pub fn show_progress(&mut self, text: &str) {
        if self.progress {
            let _ = write!(self.err, "\r{}\x1b[K", scrub_text(text));
            super::flush(&mut *self.err);
        }
    }

    /// Shows how many rows long work has come to.
    pub fn show_count(&mut self, message: &str, count: usize) {
        if self.progress {
            let said = self.words.count(message, count);
            self.show_progress(&said);
        }
    }

    /// Has a change taken as whoever asked, and notes it.
    ///
    /// # Errors
    /// [`Refused`], and nothing of it has happened.
    pub fn commit(&self, store: &Store, change: Change) -> Result<Seq, Refused> {
        let first = change.edits.first().map(|edit| (edit.kind, edit.record));
        let answer = store.commit_and_wait(&self.eyes, Id::nil(), (self.clock)(), change);
        self.note("commit", first, &answer);
        answer
    }

    /// Notes what came of a change: its first kind, and what it is about.
    pub fn note<T>(&self, action: &str, of: Option<(u8, Id)>, answer: &Result<T, Refused>) {
        let kind = KINDS.iter().find(|kind| of.is_some_and(|(number, _)| kind.number == number));
        let (kind, id) = (kind.map_or("", |kind| kind.name), of.map(|(_, id)| id));
        let officer = self.eyes.officer().name.as_str();
        self.log.note(Event { officer, action, kind, id, outcome: outcome(answer) });
        self.noted.set(self.noted.get() || matches!(answer, Err(Refused::Forbidden(_))));
    }

    /// Says why an import ended before its end.
    pub fn halt(&mut self, halt: &Halt) -> Exit {
        match halt {
            Halt::File(refusal) => {
                let said = refusal.say(&self.words);
                self.tell(&said);
                Exit::Failed
            }
            Halt::Row { line, .. } => self.fail("cli-row-moved", &[("line", &line.to_string())]),
            Halt::Refused(refused) => self.refuse(refused),
        }
    }

    /// Says that a command that reads nothing in was not carried out, because the store said no.
    pub fn deny(&mut self, refused: &Refused) -> Exit {
        let why = self.why(refused);
        self.fail("cli-denied", &[("why", &why)])
    }

    /// Says that nothing was taken because the store said no.
    pub fn refuse(&mut self, refused: &Refused) -> Exit {
        let why = self.why(refused);
        self.fail("cli-refused", &[("why", &why)])
    }

    /// Why the store said no, and what to do.
    pub fn why(&self, refused: &Refused) -> String {
        let with = |id, places: &[(&'static str, String)]| {
            let places: Vec<_> = places.iter().map(|(name, text)| (*name, text.as_str())).collect();
            self.words.say_with(id, &places)
        };
        match refused {
            Refused::Moved(_) => self.words.say("cli-why-moved"),
            Refused::Removed(_) => self.words.say("cli-why-removed"),
            Refused::TooLarge { have, limit, tag, .. } => with(
                if tag.is_some() { "cli-why-long" } else { "cli-why-large" },
                &[("have", have.to_string()), ("limit", limit.to_string())],
            ),
            Refused::Forgotten(_) => self.words.say("refused-forgotten"),
            Refused::Locked(_) => self.words.say("cli-why-locked"),
            Refused::Used(_) => self.words.say("cli-why-used"),
            Refused::NotClosing => self.words.say("cli-why-not-closing"),
            Refused::AccountTaken => self.words.say("cli-why-account-taken"),
            Refused::AccountOfOwner => self.words.say("cli-why-account-of-owner"),
            Refused::Forbidden(role) => {
                if !self.noted.replace(true) {
                    let officer = self.eyes.officer().name.as_str();
                    let (kind, id) = (self.about.0.as_str(), self.about.1);
                    self.log.note(Event { officer, action: "command", kind, id, outcome: "forbidden" });
                }
                self.words.say(match role {
                    Role::Administrator => "cli-why-forbidden.administrator",
                    Role::Lead => "cli-why-forbidden.lead",
                    Role::Officer | Role::Reader => "cli-why-forbidden",
                })
            }
            Refused::Misformed
            | Refused::NothingToUndo
            | Refused::NotNext
            | Refused::Large { .. }
            | Refused::Far(_) => self.words.say("cli-why-misformed"),
            Refused::Disk(why) => with("cli-why-disk", &[("error", self.words.fault(why))]),
            Refused::Full { free, floor } => {
                with("cli-why-full", &[("free", (free >> 20).to_string()), ("floor", (floor >> 20).to_string())])
            }
            Refused::OnlyRead(Fault::Damaged) => self.words.say("cli-why-only-read-index"),
            Refused::OnlyRead(why) => with("cli-why-only-read", &[("error", self.words.fault(why))]),
            Refused::Closed => self.words.say("cli-why-closed"),
        }
    }

    /// Says what is missing on the command line.
    pub fn usage(&mut self, message: &str) -> Exit {
        let said = self.words.say(message);
        self.tell(&said);
        Exit::Usage
    }

    /// Says why a command fails.
    pub fn fail(&mut self, message: &str, places: &[(&'static str, &str)]) -> Exit {
        let said = self.words.say_with(message, places);
        self.tell(&said);
        Exit::Failed
    }
}
