//! What a command works with: words, streams, the clock and the officer.

use crate::locale::{Lang, Languages, Words};
use crate::record::scrub_text;
use crate::rights::Eyes;
use chrono::{DateTime, Utc};
use std::io::Write;
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

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::Usage => 2,
            Exit::Found => 3,
        })
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
    /// Whose command it is.
    pub eyes: Eyes,
    /// The clock.
    pub clock: fn() -> DateTime<Utc>,
    out: Box<dyn Write>,
    err: Box<dyn Write>,
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
        Self { languages, words, lang, progress, eyes: super::outside::owner(), clock: super::outside::now, out, err }
    }

    /// Writes a line of what was asked for, scrubbed. A reader that has gone is no failure.
    pub fn say(&mut self, line: &str) {
        let _ = writeln!(self.out, "{}", scrub_text(line));
    }

    /// Writes bytes of what was asked for, as they are.
    pub fn write(&mut self, bytes: &[u8]) {
        let _ = self.out.write_all(bytes);
        super::flush(&mut *self.out);
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

    /// Says why a command fails.
    pub fn fail(&mut self, message: &str, places: &[(&'static str, &str)]) -> Exit {
        let said = self.words.say_with(message, places);
        self.tell(&said);
        Exit::Failed
    }
}
