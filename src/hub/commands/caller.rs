//! The caller's end of a command: what is written to it and read from it, over one line.

use crate::app::Ticket;
use crate::hub::kept::{Full, Room};
use crate::hub::protocol::{self, Broken, Down, PIECE, Up};
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use std::cell::RefCell;
use std::io::{self, ErrorKind, Read, Write};
use std::os::fd::AsFd as _;
use std::os::unix::net::UnixStream;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// How long a caller may take no bytes, or send none that were asked for.
const STALLED: Duration = Duration::from_mins(10);

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
    /// What is kept of what the caller sends.
    room: Room,
    /// Said when there is no more.
    full: String,
}

impl Far {
    /// The far end of a line; `stop` says that the hub is about to stop.
    pub(super) fn new(stream: UnixStream, stop: Arc<AtomicBool>, room: Room, full: String) -> Self {
        Self(Rc::new(RefCell::new(Line { stream, stop, out: Vec::new(), ticket: 0, gone: false, room, full })))
    }

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

    /// Takes room for bytes that the caller sends.
    ///
    /// # Errors
    /// That there is none, in words.
    pub(super) fn take_room(&self, bytes: usize) -> Result<(), String> {
        let mut line = self.0.borrow_mut();
        line.room.take(bytes).map_err(|Full| line.full.clone())
    }

    pub(super) fn next_ticket(&self) -> Ticket {
        let mut line = self.0.borrow_mut();
        line.ticket = line.ticket.wrapping_add(1);
        line.ticket
    }

    pub(super) fn send_out(&self) -> io::Result<()> {
        let out = std::mem::take(&mut self.0.borrow_mut().out);
        if out.is_empty() { Ok(()) } else { self.send(&Down::Out(out)) }
    }

    pub(super) fn send(&self, message: &Down) -> io::Result<()> {
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

    pub(super) fn receive(&self) -> io::Result<Up> {
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
    pub(super) fn give_up<T>(&self) -> io::Result<T> {
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

/// A line that waits for its other end, but not for ever, and not when the hub is about to stop.
pub(super) struct Patient<'a> {
    pub line: &'a UnixStream,
    pub stop: &'a AtomicBool,
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
