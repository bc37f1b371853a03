//! The far end of a session: the officer's terminal.
//!
//! Events go up, frames come down and are written as they are. What ends the process (a signal, a terminal
//! that hangs up) only closes the line upward: the session then keeps what is half typed and says goodbye,
//! and this end waits for that.

use super::folder;
use super::panics::Panics;
use super::protocol::{self, Broken, Down, ENTRIES, ListPart, MAX_FILE, PIECE, Part, Up};
use super::save::{self, Incoming, NotSaved};
use super::tty::{self, Taken};
use crate::app::{Saved, Ticket};
use crate::locale::Words;
use crate::record::scrub_text;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use std::fs::File;
use std::io::{self, IsTerminal as _, Read as _};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How long a session may take to keep what is half typed.
const GOODBYE: Duration = Duration::from_secs(8);

/// Whether this process has a terminal to attach.
#[must_use]
pub fn is_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Attaches this process's terminal to a session until it ends, and says on the ordinary screen what is left to
/// say: exit code 0 when the officer has left or a signal has ended it and all is kept, 1 when something went
/// wrong, 2 when there is no terminal.
#[must_use]
pub fn attach(line: &UnixStream, words: &Arc<Words>) -> ExitCode {
    let (code, mut said) = if is_terminal() {
        let panics = Panics::hold();
        let served = catch_unwind(AssertUnwindSafe(|| serve(line, words)));
        // Whatever has happened, the session hears that nobody is there any more.
        let _ = line.shutdown(Shutdown::Both);
        let (code, said) = match served {
            Ok(Ok(exit)) => exit,
            Ok(Err(broken)) => (1, say_broken(&broken, words)),
            Err(_) => (1, words.say("hub-panicked")),
        };
        let place = panics.first().filter(|_| code != 0).map(|place| words.say_with("hub-place", &[("place", &place)]));
        (code, [said].into_iter().chain(place).collect::<Vec<_>>().join("\n"))
    } else {
        (2, words.say("hub-no-terminal"))
    };
    said = scrub_text(&said);
    match (said.is_empty(), code) {
        (true, _) => {}
        (false, 0) => println!("{said}"),
        (false, _) => eprintln!("{said}"),
    }
    ExitCode::from(code)
}

/// Why a line cannot be used any longer, in words.
#[must_use]
pub fn say_broken(broken: &Broken, words: &Words) -> String {
    match broken {
        Broken::Version(version) => words.say_with("hub-version", &[("version", &version.to_string())]),
        Broken::Closed => words.say("hub-line-closed"),
        Broken::Io(error) => words.say_with("hub-line-broke", &[("error", &words.fault(&error.into()))]),
        Broken::Foreign | Broken::TooLong(_) | Broken::Garbled => words.say("hub-foreign"),
    }
}

fn serve(mut down: &UnixStream, words: &Arc<Words>) -> Result<(u8, String), Broken> {
    let up = Upward(Arc::new(Mutex::new(down.try_clone()?)));
    protocol::open(&mut down)?;
    protocol::expect_opening(&mut down)?;

    let (signalled, signal) = UnixStream::pair()?;
    for number in [SIGTERM, SIGHUP, SIGINT] {
        signal_hook::low_level::pipe::register(number, signal.try_clone()?)?;
    }
    let mut terminal = Taken::take()?;
    up.send(&Up::Hello(tty::describe()?))?;
    let watched = down.try_clone()?;
    thread("hangup", move || {
        tty::wait_for_hangup(&signalled);
        end(&watched);
    })?;
    let keys = up.clone();
    let closed = down.try_clone()?;
    thread("keys", move || {
        keys.send_events();
        let _ = closed.shutdown(Shutdown::Write);
    })?;
    let (mut incoming, mut writing) = (Incoming::default(), Vec::new());
    loop {
        match protocol::receive_down(&mut down)? {
            // A terminal that takes no bytes any more is gone; the session hears so.
            Down::Frame(frame) => match terminal.show(&frame) {
                Ok(()) => drop(up.send(&Up::Shown)),
                Err(_) => drop(down.shutdown(Shutdown::Write)),
            },
            Down::Want(ticket, path) => {
                let (up, words) = (up.clone(), Arc::clone(words));
                thread("file", move || drop(up.send_file(ticket, &path, &words)))?;
            }
            Down::List(ticket, path, endings) => {
                let (up, words) = (up.clone(), Arc::clone(words));
                thread("folder", move || drop(up.send_folder(ticket, &path, &endings, &words)))?;
            }
            Down::Save(ticket, part) => {
                if let Some((path, bytes, replace)) = incoming.take(ticket, part)? {
                    let (up, words) = (up.clone(), Arc::clone(words));
                    let write = move || drop(up.save(ticket, &path, &bytes, replace, &words));
                    writing.push(std::thread::Builder::new().name("save".into()).spawn(write)?);
                }
            }
            Down::Seat(_) | Down::Again(_) => {}
            // A command's; no session sends that.
            Down::Out(_) | Down::Err(_) => return Err(Broken::Garbled),
            Down::Exit { code, words } => {
                // What was to be written when the officer left is written first.
                for thread in writing {
                    drop(thread.join());
                }
                return Ok((code, words));
            }
        }
    }
}

fn thread(name: &str, run: impl FnOnce() + Send + 'static) -> io::Result<()> {
    std::thread::Builder::new().name(name.into()).spawn(run).map(drop)
}

/// Tells the session that the officer has gone. One that does not answer in time is left.
fn end(line: &UnixStream) {
    let _ = line.shutdown(Shutdown::Write);
    std::thread::sleep(GOODBYE);
    let _ = line.shutdown(Shutdown::Both);
}

/// The line to the hub, shared by those who send.
#[derive(Clone)]
struct Upward(Arc<Mutex<UnixStream>>);

impl Upward {
    fn send(&self, message: &Up) -> Result<(), Broken> {
        protocol::send(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner), message)
    }

    fn send_events(&self) {
        while let Ok(event) = crossterm::event::read() {
            if let Some(event) = protocol::wanted(event)
                && self.send(&Up::Input(event)).is_err()
            {
                return;
            }
        }
    }

    /// Sends a file, read with the rights of this process.
    fn send_file(&self, ticket: Ticket, path: &str, words: &Words) -> Result<(), Broken> {
        match self.send_pieces(ticket, path) {
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
    fn send_folder(&self, ticket: Ticket, path: &str, endings: &[String], words: &Words) -> Result<(), Broken> {
        let listing = match folder::read_folder(&at_home(path), endings) {
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
    fn save(&self, ticket: Ticket, path: &str, bytes: &[u8], replace: bool, words: &Words) -> Result<(), Broken> {
        let answer = match save::save_typed(path, bytes, replace) {
            Ok(path) => Saved::Done(path),
            Err(NotSaved::Exists) => Saved::Exists,
            Err(NotSaved::Io(error)) => Saved::Refused(save::unsaved(words, path, &error)),
        };
        self.send(&Up::Saved(ticket, answer))
    }

    fn send_pieces(&self, ticket: Ticket, path: &str) -> Result<String, NotSent> {
        let path = folder::found(&at_home(path));
        let mut file = File::open(&path).map_err(Unread::Io)?;
        let about = file.metadata().map_err(Unread::Io)?;
        if about.is_dir() {
            return Err(Unread::Folder.into());
        }
        let (mut sent, mut piece) = (0, vec![0; PIECE]);
        loop {
            let had = file.read(&mut piece).map_err(Unread::Io)?;
            if had == 0 {
                return Ok(path.file_name().unwrap_or_default().to_string_lossy().into_owned());
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

/// A path as a shell would read it that begins with `~/`.
pub(super) fn at_home(path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => path.into(),
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
