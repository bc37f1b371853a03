//! Commands that a caller has the hub run, so that they work while officers do.
//!
//! A command has one thread and one line. What it writes goes piece by piece into the line, which holds back a
//! command whose caller reads slowly; a caller that has gone, or takes nothing for long, ends it. Files are read and
//! written at the caller's end alone: the hub asks for the file that the caller has typed, and never opens a path.

use super::protocol::{self, Broken, Down, PIECE, Part, Run, SavePart, Up};
use super::{Event, Hub};
use crate::app::{Saved, Ticket};
use crate::locale::{Lang, Words};
use crate::record::{Id, scrub_line};
use crate::rights::Eyes;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Read, Write};
use std::os::fd::AsFd as _;
use std::os::unix::net::UnixStream;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long a caller may take no bytes, or send none that were asked for.
const STALLED: Duration = Duration::from_mins(10);
/// How often a command that waits looks whether the hub is about to stop.
const LOOK: Duration = Duration::from_millis(500);
/// Most commands at a time.
const MOST: usize = 24;
/// Most commands of one officer at a time.
const MOST_OF_ONE: usize = 6;
/// Most letters of what the other end says.
const MAX_WORDS: usize = 400;
/// Most letters of a path from the other end.
const MAX_PATH: usize = 4_096;

/// Runs a command. The hub does not know the commands: whoever opens it hands them over.
#[derive(Clone)]
pub struct Commands(Arc<dyn Fn(Call) -> Ended + Send + Sync>);

impl Commands {
    /// The commands as a function.
    #[must_use]
    pub fn new(run: impl Fn(Call) -> Ended + Send + Sync + 'static) -> Self {
        Self(Arc::new(run))
    }
}

impl std::fmt::Debug for Commands {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Commands")
    }
}

/// What goes wrong in a hub while it serves, in words, each in its place until it goes right. A clone is another handle
/// on the same.
#[derive(Clone, Debug, Default)]
pub struct Troubles(Arc<Mutex<BTreeMap<&'static str, String>>>);

impl Troubles {
    /// Something goes wrong, or goes right again.
    pub fn tell(&self, place: &'static str, words: Option<String>) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match words {
            Some(words) => all.insert(place, words),
            None => all.remove(place),
        };
    }

    /// All that goes wrong just now.
    #[must_use]
    pub fn all(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }
}

/// A command that has been run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ended {
    /// The exit code of the calling process.
    pub code: u8,
    /// Which command it was, for the log; empty when it was none. Nothing else that was typed.
    pub kind: String,
}

impl Ended {
    fn refused() -> Self {
        Self { code: 1, kind: String::new() }
    }
}

/// A command that is to be run.
#[derive(Debug)]
pub struct Call {
    /// The words after the program's name.
    pub args: Vec<String>,
    /// Columns of the caller's terminal; none when a file or program takes what is written.
    pub columns: Option<usize>,
    /// Whether somebody watches the progress of long work.
    pub progress: bool,
    /// The language that was asked for.
    pub lang: Option<Lang>,
    /// Whose command it is.
    pub eyes: Eyes,
    /// How many sessions the hub serves.
    pub sessions: usize,
    /// What goes wrong in the hub, in words, for those who look after it.
    pub troubles: Vec<String>,
    /// Whether the caller has no files.
    pub no_files: bool,
    /// The caller.
    pub far: Far,
}

/// The caller's end: its streams and its files.
#[derive(Clone, Debug)]
pub struct Far(Rc<RefCell<Line>>);

#[derive(Debug)]
struct Line {
    stream: UnixStream,
    stop: Arc<AtomicBool>,
    /// What was written and not sent yet.
    out: Vec<u8>,
    ticket: Ticket,
    gone: bool,
}

/// The commands that run.
#[derive(Debug, Default)]
pub(super) struct Running {
    stop: Arc<AtomicBool>,
    of: Mutex<BTreeMap<Id, usize>>,
}

/// A place among them, as long as it is held.
struct Place<'a> {
    running: &'a Running,
    officer: Id,
}

impl Running {
    /// Ends all of them, and takes no more.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    fn enter(&self, officer: Id) -> Option<Place<'_>> {
        let mut of = self.lock();
        if of.values().sum::<usize>() >= MOST || of.get(&officer).copied().unwrap_or_default() >= MOST_OF_ONE {
            return None;
        }
        *of.entry(officer).or_default() += 1;
        Some(Place { running: self, officer })
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<Id, usize>> {
        self.of.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut of = self.running.lock();
        if let Some(count) = of.get_mut(&self.officer) {
            *count -= 1;
            if *count == 0 {
                of.remove(&self.officer);
            }
        }
    }
}

/// Runs what a caller asks for and says how it ended; a panic ends this command alone.
pub(super) fn run(hub: &Hub, line: &UnixStream, eyes: Eyes, asked: Run) {
    let lang = Lang::of(&asked.lang).filter(|lang| *lang != Lang::Pseudo).or(hub.house.lang);
    let words = hub.house.languages.get(lang.unwrap_or_default());
    let timed = line.set_read_timeout(Some(LOOK)).and_then(|()| line.set_write_timeout(Some(LOOK)));
    let (Ok(()), Ok(own)) = (timed, line.try_clone()) else { return };
    let officer = eyes.officer().clone();
    let place = hub.running.enter(officer.id);
    let (Ended { code, kind }, words) = match (&place, &hub.house.commands) {
        (None, _) => (Ended::refused(), words.say("hub-commands-busy")),
        (_, None) => (Ended::refused(), words.say("hub-no-commands")),
        (Some(_), Some(commands)) => run_one(hub, own, eyes, asked, (lang, &words), commands),
    };
    let outcome = match code {
        0 => "done",
        3 => "found",
        _ => "refused",
    };
    hub.house.log.note(Event { officer: &officer.name, action: "command", kind: &kind, outcome, ..Event::default() });
    // A caller that has gone hears nothing.
    let _ = protocol::send(&mut Patient { line, stop: &hub.running.stop }, &Down::Exit { code, words });
}

fn run_one(
    hub: &Hub,
    own: UnixStream,
    eyes: Eyes,
    asked: Run,
    (lang, words): (Option<Lang>, &Words),
    commands: &Commands,
) -> (Ended, String) {
    let stop = Arc::clone(&hub.running.stop);
    let far = Far(Rc::new(RefCell::new(Line { stream: own, stop, out: Vec::new(), ticket: 0, gone: false })));
    let call = Call {
        args: asked.args,
        columns: Some(usize::from(asked.columns)).filter(|columns| *columns > 0),
        progress: asked.progress,
        lang,
        eyes,
        sessions: hub.sessions().0,
        troubles: hub.house.troubles.all(),
        no_files: asked.no_files,
        far: far.clone(),
    };
    let ended = catch_unwind(AssertUnwindSafe(|| (commands.0)(call)));
    // What it had written by then is the caller's.
    let _ = far.send_out();
    match ended {
        Ok(ended) => (ended, String::new()),
        Err(_) => (Ended { kind: "panicked".into(), ..Ended::refused() }, words.say("hub-command-panicked")),
    }
}

impl Far {
    /// What was asked for, as a stream.
    #[must_use]
    pub fn out(&self) -> Out {
        Out(self.clone())
    }

    /// What is told beside it, as a stream.
    #[must_use]
    pub fn err(&self) -> Told {
        Told { far: self.clone(), line: Vec::new() }
    }

    /// Whether nobody waits for the command any longer: the caller has gone, or the hub is about to stop.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        let mut line = self.0.borrow_mut();
        line.gone |= line.stop.load(Ordering::Relaxed) || has_hung_up(&line.stream);
        line.gone
    }

    /// Has the caller open a file that was typed there, or its standard input for `-`.
    ///
    /// # Errors
    /// Why it cannot be read, as the caller says it; nothing when the caller has gone.
    pub fn open(&self, path: &str) -> Result<Reading, Option<String>> {
        let ticket = self.next_ticket();
        self.send_out().and_then(|()| self.send(&Down::Want(ticket, path.to_owned()))).map_err(|_| None)?;
        let mut reading = Reading { far: self.clone(), ticket, piece: Vec::new(), at: 0, ended: false, refused: None };
        match reading.fill() {
            Ok(()) => Ok(reading),
            Err(_) => Err(reading.refused),
        }
    }

    /// A file to be written at the caller's end.
    #[must_use]
    pub fn save(&self) -> Saving {
        Saving { ticket: self.next_ticket(), far: self.clone(), piece: Vec::new() }
    }

    fn next_ticket(&self) -> Ticket {
        let mut line = self.0.borrow_mut();
        line.ticket = line.ticket.wrapping_add(1);
        line.ticket
    }

    fn send_out(&self) -> io::Result<()> {
        let out = std::mem::take(&mut self.0.borrow_mut().out);
        if out.is_empty() { Ok(()) } else { self.send(&Down::Out(out)) }
    }

    fn send(&self, message: &Down) -> io::Result<()> {
        let mut line = self.0.borrow_mut();
        let Line { stream, stop, gone, .. } = &mut *line;
        if *gone {
            return Err(ErrorKind::BrokenPipe.into());
        }
        protocol::send(&mut Patient { line: stream, stop }, message).map_err(|_| {
            *gone = true;
            ErrorKind::BrokenPipe.into()
        })
    }

    fn receive(&self) -> io::Result<Up> {
        let mut line = self.0.borrow_mut();
        let Line { stream, stop, gone, .. } = &mut *line;
        if *gone {
            return Err(ErrorKind::BrokenPipe.into());
        }
        protocol::receive_up(&mut Patient { line: stream, stop }).map_err(|_: Broken| {
            *gone = true;
            ErrorKind::BrokenPipe.into()
        })
    }

    /// The caller has sent what no Stegvis sends.
    fn give_up<T>(&self) -> io::Result<T> {
        self.0.borrow_mut().gone = true;
        Err(ErrorKind::BrokenPipe.into())
    }
}

/// What a command was asked for. It is sent when there is a piece of it, before anything that is told beside it, and
/// when the command ends.
#[derive(Debug)]
pub struct Out(Far);

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let (taken, full) = {
            let out = &mut self.0.0.borrow_mut().out;
            let taken = bytes.len().min(PIECE.saturating_sub(out.len()));
            out.extend_from_slice(bytes.get(..taken).unwrap_or_default());
            (taken, out.len() >= PIECE)
        };
        if full {
            self.0.send_out()?;
        }
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What is told beside it, sent line by line.
#[derive(Debug)]
pub struct Told {
    far: Far,
    line: Vec<u8>,
}

impl Write for Told {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let bytes = bytes.get(..bytes.len().min(PIECE.saturating_sub(self.line.len()))).unwrap_or_default();
        self.line.extend_from_slice(bytes);
        if self.line.ends_with(b"\n") || self.line.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.line.is_empty() {
            return Ok(());
        }
        self.far.send_out()?;
        self.far.send(&Down::Err(std::mem::take(&mut self.line)))
    }
}

/// A file at the caller's end, as it comes.
#[derive(Debug)]
pub struct Reading {
    far: Far,
    ticket: Ticket,
    piece: Vec<u8>,
    at: usize,
    ended: bool,
    refused: Option<String>,
}

impl Reading {
    fn fill(&mut self) -> io::Result<()> {
        match self.far.receive()? {
            Up::File(ticket, part) if ticket == self.ticket => match part {
                Part::Bytes(bytes) => (self.piece, self.at) = (bytes, 0),
                Part::End(_) => self.ended = true,
                Part::Refused(sentence) => {
                    self.refused = Some(cut(&sentence, MAX_WORDS));
                    return Err(ErrorKind::Other.into());
                }
            },
            _ => return self.far.give_up(),
        }
        Ok(())
    }

    /// Why the caller could not read on, as it says.
    #[must_use]
    pub fn refused(&self) -> Option<&str> {
        self.refused.as_deref()
    }
}

impl Read for Reading {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.at >= self.piece.len() {
            if self.ended {
                return Ok(0);
            }
            self.fill()?;
        }
        let mut rest = self.piece.get(self.at..).unwrap_or_default();
        let read = rest.read(into)?;
        self.at += read;
        Ok(read)
    }
}

/// A file on its way to the caller's end. One that is not [finished](Saving::finish) is dropped there.
#[derive(Debug)]
pub struct Saving {
    far: Far,
    ticket: Ticket,
    piece: Vec<u8>,
}

/// Where a file stands now, and what went for it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Placed {
    /// The whole path, scrubbed.
    pub path: String,
    /// Older backups that were removed.
    pub removed: Vec<String>,
}

impl Saving {
    /// Has the file put in the place that was typed at the caller's end; with `replace`, others may go for it.
    ///
    /// # Errors
    /// Why it was not written, as the caller says it; nothing when the caller has gone.
    pub fn finish(mut self, replace: bool) -> Result<Placed, Option<String>> {
        self.flush().map_err(|_| None)?;
        let end = SavePart::End { path: String::new(), replace };
        self.far.send(&Down::Save(self.ticket, end)).map_err(|_| None)?;
        match self.far.receive().map_err(|_| None)? {
            Up::Saved(ticket, Saved::Done(path)) if ticket == self.ticket => {
                Ok(Placed { path: cut(&path, MAX_PATH), removed: Vec::new() })
            }
            Up::Placed { ticket, path, removed } if ticket == self.ticket => {
                let removed = removed.iter().take(protocol::MAX_REMOVED).map(|path| cut(path, MAX_PATH)).collect();
                Ok(Placed { path: cut(&path, MAX_PATH), removed })
            }
            Up::Saved(ticket, Saved::Refused(sentence)) if ticket == self.ticket => {
                Err(Some(cut(&sentence, MAX_WORDS)))
            }
            _ => self.far.give_up().map_err(|_| None),
        }
    }
}

impl Write for Saving {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let bytes = bytes.get(..bytes.len().min(PIECE.saturating_sub(self.piece.len()))).unwrap_or_default();
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let piece = std::mem::take(&mut self.piece);
        if piece.is_empty() { Ok(()) } else { self.far.send(&Down::Save(self.ticket, SavePart::Bytes(piece))) }
    }
}

/// A line that waits for its other end, but not for ever, and not when the hub is about to stop.
struct Patient<'a> {
    line: &'a UnixStream,
    stop: &'a AtomicBool,
}

impl Patient<'_> {
    fn wait(&self, mut once: impl FnMut() -> io::Result<usize>) -> io::Result<usize> {
        let until = Instant::now() + STALLED;
        loop {
            match once() {
                Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                    if self.stop.load(Ordering::Relaxed) || Instant::now() >= until {
                        return Err(ErrorKind::TimedOut.into());
                    }
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                done => return done,
            }
        }
    }
}

impl Read for Patient<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let mut line = self.line;
        self.wait(|| line.read(into))
    }
}

impl Write for Patient<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut line = self.line;
        self.wait(|| line.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Whether the other end of a line has closed it.
fn has_hung_up(line: &UnixStream) -> bool {
    let mut ends = [PollFd::new(line.as_fd(), PollFlags::empty())];
    match poll(&mut ends, PollTimeout::ZERO) {
        Ok(0) | Err(nix::errno::Errno::EINTR) => false,
        Ok(_) => ends.first().and_then(PollFd::any).unwrap_or(true),
        Err(_) => true,
    }
}

fn cut(by_the_other_end: &str, letters: usize) -> String {
    scrub_line(by_the_other_end).chars().take(letters).collect()
}
