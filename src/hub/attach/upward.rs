//! What goes up from the officer's terminal: keys, files and folders, over the line that there is just now.

use super::question::Question;
use crate::app::{Saved, Ticket};
use crate::hub::folder;
use crate::hub::opened::{Opened, Place};
use crate::hub::protocol::{self, Broken, ENTRIES, ListPart, MAX_FILE, PIECE, Part, Up};
use crate::hub::save::{self, NotSaved};
use crate::locale::Words;
use crossterm::event::{Event, KeyCode, KeyModifiers};
use std::io::{self, Read as _};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The line to the hub, shared by those who send.
#[derive(Clone)]
pub(super) struct Upward(Arc<(Mutex<State>, Condvar)>);

#[derive(Default)]
struct State {
    /// The line; none while it is looked for.
    line: Option<UnixStream>,
    /// The officer, a signal or a terminal that has gone ends the process.
    leaves: bool,
    /// Something is asked on the terminal's own last line, and keys are the answer.
    asks: Option<Question>,
}

impl Upward {
    /// Nothing goes up until there is a [line](Self::over).
    pub fn new() -> Self {
        Self(Arc::default())
    }

    /// From now on everything goes over this line.
    ///
    /// # Errors
    /// What the system says.
    pub fn over(&self, line: &UnixStream) -> io::Result<()> {
        let line = line.try_clone()?;
        self.state().line = Some(line);
        Ok(())
    }

    /// There is no line any more.
    pub fn lost(&self) {
        self.state().line = None;
    }

    /// Sends a message.
    ///
    /// # Errors
    /// [`Broken`], also when there is no line.
    pub fn send(&self, message: &Up) -> Result<(), Broken> {
        let mut state = self.state();
        protocol::send(state.line.as_mut().ok_or(Broken::Closed)?, message)
    }

    /// Whether the process is to end.
    pub fn leaves(&self) -> bool {
        self.state().leaves
    }

    /// The process is to end: the session hears that nobody is there any more, and has its say.
    pub fn leave(&self, how: Shutdown) {
        let mut state = self.state();
        state.leaves = true;
        self.0.1.notify_all();
        if let Some(line) = &state.line {
            let _ = line.shutdown(how);
        }
    }

    /// Waits for a time, or until the process is to end.
    pub fn wait(&self, time: Duration) {
        let leaves = |state: &mut State| !state.leaves;
        drop(self.0.1.wait_timeout_while(self.state(), time, leaves).unwrap_or_else(PoisonError::into_inner));
    }

    /// Waits for a yes or a no, which the officer's keys are until then; what was typed before does not count.
    pub fn ask(&self) -> bool {
        let mut state = self.state();
        state.asks = Some(Question::new(Instant::now()));
        let open = |state: &mut State| state.asks.as_ref().is_some_and(Question::is_open) && !state.leaves;
        let mut state = self.0.1.wait_while(state, open).unwrap_or_else(PoisonError::into_inner);
        state.asks.take().is_some_and(|asked| asked.is_agreed())
    }

    /// Sends what the officer does, until the terminal has gone.
    pub fn send_events(&self) {
        while let Ok(event) = crossterm::event::read() {
            if let Some(event) = protocol::wanted(event) {
                self.take(event);
            }
        }
        self.leave(Shutdown::Write);
    }

    fn take(&self, event: Event) {
        let mut state = self.state();
        let key = match &event {
            Event::Key(key) => Some((key.code, key.modifiers.contains(KeyModifiers::CONTROL))),
            _ => None,
        };
        if let Some(asked) = &mut state.asks {
            asked.hear(&event, Instant::now());
            self.0.1.notify_all();
            return;
        }
        match (&mut state.line, key) {
            // A line that does not take it is noticed by whoever reads it.
            (Some(line), _) => drop(protocol::send(line, &Up::Input(event))),
            (None, Some((KeyCode::Char('q' | 'Q') | KeyCode::Esc, _) | (KeyCode::Char('c'), true))) => {
                state.leaves = true;
                self.0.1.notify_all();
            }
            (None, _) => {}
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing panics while it holds it.
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sends a file, read with the rights of this process.
    pub fn send_file(
        &self,
        ticket: Ticket,
        path: &str,
        opened: io::Result<Arc<Opened>>,
        words: &Words,
    ) -> Result<(), Broken> {
        match self.send_pieces(ticket, opened) {
            Ok(name) => self.send(&Up::File(ticket, Part::End(name))),
            Err(NotSent::Broken(broken)) => Err(broken),
            Err(NotSent::Unread(why)) => {
                let most = (MAX_FILE >> 20).to_string();
                let sentence = match why {
                    Unread::Large => words.say_with("hub-file-large", &[("most", &most)]),
                    Unread::Folder => unread(words, path, &io::ErrorKind::IsADirectory.into()),
                    Unread::Io(error) => unread(words, path, &error),
                };
                self.send(&Up::File(ticket, Part::Refused(sentence)))
            }
        }
    }

    /// Sends what a folder holds, read with the rights of this process.
    pub fn send_folder(
        &self,
        ticket: Ticket,
        path: &str,
        opened: io::Result<Arc<Opened>>,
        endings: &[String],
        words: &Words,
    ) -> Result<(), Broken> {
        let listing = match opened.and_then(|opened| folder::read_opened(&opened, endings)) {
            Ok(listing) => listing,
            Err(error) => {
                return self.send(&Up::Listed(ticket, ListPart::Refused(unlisted(words, path, &error))));
            }
        };
        for entries in listing.entries.chunks(ENTRIES) {
            self.send(&Up::Listed(ticket, ListPart::Entries(entries.to_vec())))?;
        }
        self.send(&Up::Listed(ticket, ListPart::End { path: listing.path, cut: listing.cut }))
    }

    /// Writes a file with the rights of this process, and says what has become of it.
    pub fn save(
        &self,
        ticket: Ticket,
        (path, bytes, replace): (&str, &[u8], bool),
        place: io::Result<Place>,
        words: &Words,
    ) -> Result<(), Broken> {
        let saved = place.map_err(NotSaved::Io).and_then(|place| save::save_in(&place, bytes, replace));
        let answer = match saved {
            Ok(path) => Saved::Done(path),
            Err(NotSaved::Exists) => Saved::Exists,
            Err(NotSaved::Io(error)) => Saved::Refused(save::unsaved(words, path, &error)),
        };
        self.send(&Up::Saved(ticket, answer))
    }

    fn send_pieces(&self, ticket: Ticket, opened: io::Result<Arc<Opened>>) -> Result<String, NotSent> {
        let opened = opened.map_err(Unread::Io)?;
        let mut file = opened.read().map_err(Unread::Io)?;
        let about = file.metadata().map_err(Unread::Io)?;
        if about.is_dir() {
            return Err(Unread::Folder.into());
        }
        let (mut sent, mut piece) = (0, vec![0; PIECE]);
        loop {
            let had = file.read(&mut piece).map_err(Unread::Io)?;
            if had == 0 {
                return Ok(opened.name().to_owned());
            }
            sent += had;
            if sent > MAX_FILE {
                return Err(Unread::Large.into());
            }
            let bytes = piece.get(..had).unwrap_or_default().to_vec();
            self.send(&Up::File(ticket, Part::Bytes(bytes))).map_err(NotSent::Broken)?;
        }
    }
}

enum NotSent {
    Broken(Broken),
    Unread(Unread),
}

enum Unread {
    Large,
    Folder,
    Io(io::Error),
}

impl From<Unread> for NotSent {
    fn from(why: Unread) -> Self {
        Self::Unread(why)
    }
}

/// Why a file was not read, in words that name it and say what to do.
#[must_use]
pub fn unread(words: &Words, path: &str, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => words.say_with("hub-file-missing", &[("path", path)]),
        io::ErrorKind::PermissionDenied => words.say_with("hub-file-forbidden", &[("path", path)]),
        io::ErrorKind::IsADirectory => words.say_with("hub-file-folder", &[("path", path)]),
        _ => words.say_with("hub-file-unread", &[("path", path), ("error", &words.fault(&error.into()))]),
    }
}

/// Why a folder was not read, in words that name it and say what to do.
fn unlisted(words: &Words, path: &str, error: &io::Error) -> String {
    let path = if path.is_empty() { "." } else { path };
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            words.say_with("hub-folder-missing", &[("path", path)])
        }
        io::ErrorKind::PermissionDenied => words.say_with("hub-folder-forbidden", &[("path", path)]),
        _ => words.say_with("hub-folder-unread", &[("path", path), ("error", &words.fault(&error.into()))]),
    }
}
