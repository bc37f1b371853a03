//! The far end of a session: the officer's terminal.
//!
//! Events go up, frames come down and are written as they are. What ends the process (a signal, a terminal
//! that hangs up) only closes the line upward: the session then keeps what is half typed and says goodbye,
//! and this end waits for that. A line that drops while the officer is there is looked for again.

mod consent;
mod question;
mod upward;

pub use upward::unread;

use super::opened::{Opened, Place};
use super::panics::Panics;
use super::protocol::{self, Broken, Down, Hello, ListPart, Part, Up};
use super::reach::NoHub;
use super::save::Incoming;
use super::tty::{self, Taken};
use crate::app::Saved;
use crate::locale::Words;
use crate::record::scrub_text;
use consent::{Consent, Files, May, Wants};
use crossterm::event::Event;
use nix::sys::socket::{getsockopt, sockopt::PeerCredentials};
use nix::unistd::Uid;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use std::io::{self, IsTerminal as _};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};
use upward::Upward;

/// How long a session may take to keep what is half typed.
const GOODBYE: Duration = Duration::from_secs(8);
/// How long a hub is looked for that does not answer any more.
const PATIENCE: Duration = Duration::from_mins(3);
/// How long between two tries.
const BETWEEN: Duration = Duration::from_millis(500);
/// How long a hub that has been found again may take to say which version it speaks.
const OPENING: Duration = Duration::from_secs(5);

/// Finds the hub once more.
pub type Again<'a> = &'a dyn Fn() -> Result<UnixStream, NoHub>;

/// Whether this process has a terminal to attach.
#[must_use]
pub fn is_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Attaches this process's terminal to a session until it ends, and says on the ordinary screen what is left to
/// say: exit code 0 when the officer has left or a signal has ended it and all is kept, 1 when something went
/// wrong, 2 when there is no terminal. Where `again` finds the hub once more, a line that drops is not the end. Of
/// `hello` only what is not the terminal's own is taken.
#[must_use]
pub fn attach(line: &UnixStream, hello: Hello, again: Option<Again<'_>>, words: &Arc<Words>) -> ExitCode {
    let (code, mut said) = if is_terminal() {
        let panics = Panics::hold();
        let served = catch_unwind(AssertUnwindSafe(|| serve(line, hello, again, words)));
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

fn serve(
    mut line: &UnixStream,
    hello: Hello,
    again: Option<Again<'_>>,
    words: &Arc<Words>,
) -> Result<(u8, String), Broken> {
    // Whoever turns this terminal away may have said why and closed the line already.
    let opened = protocol::open(&mut line);
    protocol::expect_opening(&mut line)?;
    if opened.is_err() {
        return said_at_once(line);
    }
    let up = Upward::new();
    up.over(line)?;
    let (signalled, signal) = UnixStream::pair()?;
    for number in [SIGTERM, SIGHUP, SIGINT] {
        signal_hook::low_level::pipe::register(number, signal.try_clone()?)?;
    }
    let mut taken = Taken::take()?;
    let hello = tty::describe(hello)?;
    let hung_up = up.clone();
    thread("hangup", move || {
        tty::wait_for_hangup(&signalled);
        end(&hung_up);
    })?;
    let keys = up.clone();
    thread("keys", move || keys.send_events())?;
    let mut end = Terminal { taken: &mut taken, up, words, again, hello };
    end.live(line)
}

/// What a hub has said that has closed the line without listening.
fn said_at_once(mut line: &UnixStream) -> Result<(u8, String), Broken> {
    match protocol::receive_down(&mut line)? {
        Down::Exit { code, words } => Ok((code, words)),
        _ => Err(Broken::Closed),
    }
}

fn thread(name: &str, run: impl FnOnce() + Send + 'static) -> io::Result<()> {
    std::thread::Builder::new().name(name.into()).spawn(run).map(drop)
}

/// Tells the session that the officer has gone. One that does not answer in time is left.
fn end(up: &Upward) {
    up.leave(Shutdown::Write);
    std::thread::sleep(GOODBYE);
    up.leave(Shutdown::Both);
}

/// A path as a shell would read it that begins with `~/`.
pub(super) fn at_home(path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => path.into(),
    }
}

/// What came of a line.
enum Ended {
    /// The session has ended, or lets this terminal go.
    Exit(u8, String),
    /// The hub stops, and says so.
    Again(String),
}

struct Terminal<'a> {
    taken: &'a mut Taken,
    up: Upward,
    words: &'a Arc<Words>,
    again: Option<Again<'a>>,
    hello: Hello,
}

impl Terminal<'_> {
    /// Goes on from line to line until the session ends.
    fn live(&mut self, line: &UnixStream) -> Result<(u8, String), Broken> {
        let mut ended = self.converse(line);
        loop {
            self.up.lost();
            let why = match ended {
                Ok(Ended::Exit(code, words)) => return Ok((code, words)),
                Ok(Ended::Again(words)) if self.again.is_none() || self.up.leaves() => return Ok((0, words)),
                Ok(Ended::Again(_)) => "hub-away-stopped",
                // A line that never had a session has nothing to come back to.
                Err(broken) if self.hello.seat == 0 || self.again.is_none() || self.up.leaves() => {
                    return Err(broken);
                }
                Err(_) => "hub-away",
            };
            match self.find(why)? {
                Ok(line) => {
                    self.up.over(&line)?;
                    ended = self.converse(&line);
                }
                Err(exit) => return Ok(exit),
            }
        }
    }

    /// Looks for the hub until it is there again, or the officer leaves.
    fn find(&mut self, why: &'static str) -> Result<Result<UnixStream, (u8, String)>, Broken> {
        let until = Instant::now() + PATIENCE;
        self.taken.tell(&self.words.say(why))?;
        let Some(again) = self.again else { return Err(Broken::Closed) };
        loop {
            self.up.wait(BETWEEN);
            if self.up.leaves() {
                return Ok(Err((0, self.words.say("hub-away-left"))));
            }
            match again() {
                Ok(mut line) => {
                    line.set_read_timeout(Some(OPENING))?;
                    let opened = protocol::open(&mut line).and_then(|()| protocol::expect_opening(&mut line));
                    line.set_read_timeout(None)?;
                    match opened {
                        Ok(()) => return Ok(Ok(line)),
                        Err(Broken::Version(_)) => return Ok(Err((1, self.words.say("hub-version-new")))),
                        Err(_) => {}
                    }
                }
                Err(NoHub::Silent(_) | NoHub::Disk { .. }) => {}
                Err(NoHub::Stranger { .. } | NoHub::Open(_)) => {
                    return Ok(Err((1, self.words.say("hub-away-stranger"))));
                }
            }
            if Instant::now() > until {
                return Ok(Err((1, self.words.say("hub-away-long"))));
            }
        }
    }

    /// One line, from who is there to what came of it.
    fn converse(&mut self, mut down: &UnixStream) -> Result<Ended, Broken> {
        if let Ok((width, height)) = crossterm::terminal::size() {
            (self.hello.width, self.hello.height) = (width, height);
        }
        // Whoever turns this terminal away says why, and need not have listened.
        let _ = self.up.send(&Up::Hello(self.hello.clone()));
        let hub = getsockopt(down, PeerCredentials).map_err(io::Error::from)?.uid();
        let files = if self.hello.no_files { Files::Refused } else { Files::Asked };
        let mut consent = Consent::new(files, Uid::from_raw(hub) != Uid::effective());
        let (mut incoming, mut writing) = (Incoming::default(), Vec::new());
        loop {
            match protocol::receive_down(&mut down)? {
                // A terminal that takes no bytes any more is gone; the session hears so.
                Down::Frame(frame) => match self.taken.show(&frame) {
                    Ok(()) => drop(self.up.send(&Up::Shown)),
                    Err(_) => self.up.leave(Shutdown::Write),
                },
                Down::Want(ticket, path) => {
                    let opened = Opened::open(&at_home(&path)).map(Arc::new);
                    if self.agrees(&mut consent, Wants::Read, &path, &opened)? {
                        let (up, words) = (self.up.clone(), Arc::clone(self.words));
                        thread("file", move || drop(up.send_file(ticket, &path, opened, &words)))?;
                    } else {
                        let refused = Part::Refused(self.refusal());
                        drop(self.up.send(&Up::File(ticket, refused)));
                    }
                }
                Down::List(ticket, path, endings) => {
                    let opened = Opened::open(&at_home(&path)).map(Arc::new);
                    if self.agrees(&mut consent, Wants::List, &path, &opened)? {
                        let (up, words) = (self.up.clone(), Arc::clone(self.words));
                        thread("folder", move || drop(up.send_folder(ticket, &path, opened, &endings, &words)))?;
                    } else {
                        let refused = ListPart::Refused(self.refusal());
                        drop(self.up.send(&Up::Listed(ticket, refused)));
                    }
                }
                Down::Save(ticket, part) => {
                    let Some((path, bytes, replace)) = incoming.take(ticket, part)? else { continue };
                    let wants = if replace { Wants::Replace } else { Wants::Write };
                    let place = Place::open(&at_home(&path));
                    let real = place.as_ref().map_or_else(|_| at_home(&path), Place::real);
                    if self.agrees_to(&mut consent, wants, &real, None)? {
                        let (up, words) = (self.up.clone(), Arc::clone(self.words));
                        let write = move || drop(up.save(ticket, (&path, &bytes, replace), place, &words));
                        writing.push(std::thread::Builder::new().name("save".into()).spawn(write)?);
                    } else {
                        drop(self.up.send(&Up::Saved(ticket, Saved::Refused(self.refusal()))));
                    }
                }
                Down::Seat(seat) => (self.hello.seat, self.hello.new) = (seat, false),
                Down::Again(words) => return Ok(Ended::Again(words)),
                // A command's; no session sends that.
                Down::Out(_) | Down::Err(_) => return Err(Broken::Garbled),
                Down::Exit { code, words } => {
                    // What was to be written when the officer left is written first.
                    for thread in writing {
                        drop(thread.join());
                    }
                    return Ok(Ended::Exit(code, words));
                }
            }
        }
    }

    fn refusal(&self) -> String {
        self.words.say(if self.hello.no_files { "hub-no-files" } else { "hub-may-not" })
    }

    /// Whether the officer agrees to what the hub wants of a file or folder. One that could not be opened is asked
    /// about as it was named, so that a hub does not learn without a question what is there.
    fn agrees(
        &mut self,
        consent: &mut Consent,
        wants: Wants,
        path: &str,
        opened: &io::Result<Arc<Opened>>,
    ) -> Result<bool, Broken> {
        let named = at_home(path);
        let opened = opened.as_ref().ok();
        let shown = opened.map_or(named.as_path(), |opened| opened.real());
        self.agrees_to(consent, wants, shown, opened)
    }

    /// The officer is asked on the last lines of the terminal, while nothing else is drawn.
    fn agrees_to(
        &mut self,
        consent: &mut Consent,
        wants: Wants,
        shown: &Path,
        opened: Option<&Arc<Opened>>,
    ) -> Result<bool, Broken> {
        let question = match consent.may(wants, shown, opened.map(AsRef::as_ref), self.words) {
            May::Yes => return Ok(true),
            May::No => return Ok(false),
            May::Ask(question) => question,
        };
        self.taken.tell(&question)?;
        let agrees = self.up.ask();
        if let Some(opened) = opened.filter(|_| agrees) {
            consent.agree(wants, opened);
        }
        // The session draws everything once more.
        let (width, height) = crossterm::terminal::size()?;
        drop(self.up.send(&Up::Input(Event::Resize(width, height))));
        Ok(agrees)
    }
}
