//! What goes over the line between an officer's terminal and the hub.
//!
//! Each end first sends its [opening](open): eight bytes of which the last is the version, so that any two
//! versions can tell each other apart. Then come messages: their length as four bytes, little end first, and
//! the message as bincode. A length is checked before anything is made room for, and decoding has the same
//! limit, so that no bytes from outside can make this end allocate more.
//!
//! A message's form is a promise to the other end: new kinds of messages are added at the end of [`Up`] and
//! [`Down`], everything else (including crossterm's form of an event) needs a new [`VERSION`].

use crate::app::{Entry, Saved, Ticket};
use crossterm::event::{Event, KeyEventKind};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::io::{self, Read, Write};

/// Version of the messages.
pub const VERSION: u8 = 3;

/// Most bytes of a message to the hub.
pub const MAX_UP: usize = 96 * 1024;

/// Most bytes of a message to a terminal: a frame of 400×150 letters with marks, each in its own colours.
pub const MAX_DOWN: usize = 8 * 1024 * 1024;

/// Most bytes of a paste. No field takes as much, so that what is left out of a longer one never stands in a
/// field as if it were all.
pub const MAX_PASTE: usize = 64 * 1024;

/// Most bytes of a file that is read for a session.
pub const MAX_FILE: usize = 64 * 1024 * 1024;

/// Bytes of a piece of a file.
pub const PIECE: usize = 64 * 1024;

/// Most entries of a folder that are read for a session.
pub const MAX_ENTRIES: usize = 2_000;

/// Most older backups that are told to have gone.
pub const MAX_REMOVED: usize = 20;

/// Entries of a piece of a folder: with the longest names that a disk has, and none of it UTF-8, below [`MAX_UP`].
pub const ENTRIES: usize = 100;

const NAME: &[u8; 7] = b"stegvis";

/// From the officer's terminal to the hub.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Up {
    /// Who is there; the first message.
    Hello(Hello),
    /// A key, a paste or a new size.
    Input(Event),
    /// The last frame has been written to the terminal; the next one may come.
    Shown,
    /// A part of a file that the hub asked for.
    File(Ticket, Part),
    /// A part of a folder that the hub asked for.
    Listed(Ticket, ListPart),
    /// What has become of a file that was to be written.
    Saved(Ticket, Saved),
    /// A command that the hub is to run; the first message.
    Run(Run),
    /// A backup that was sent here stands in its place.
    Placed {
        /// Whose end it answers.
        ticket: Ticket,
        /// The whole path.
        path: String,
        /// Older backups that went for it, at most [`MAX_REMOVED`].
        removed: Vec<String>,
    },
}

/// From the hub to the officer's terminal.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Down {
    /// Bytes for the terminal.
    Frame(Vec<u8>),
    /// The file of this path is wanted, read by the attaching process with its own rights.
    Want(Ticket, String),
    /// The session has ended.
    Exit {
        /// The exit code of the attaching process.
        code: u8,
        /// What is left to say on the ordinary screen; may be empty.
        words: String,
    },
    /// What a folder holds is wanted: its folders, and its files whose names end in one of these. An empty path is
    /// the current folder of the attaching process.
    List(Ticket, String, Vec<String>),
    /// A part of a file that the attaching process is to write with its own rights.
    Save(Ticket, SavePart),
    /// A ticket for the seat that this terminal has from now on; it shows that when the line is lost and it comes again.
    Seat(u32),
    /// The hub stops, and what is half typed is kept: these words say so, and the terminal comes again.
    Again(String),
    /// What a command was asked for, at most [`PIECE`] bytes at a time.
    Out(Vec<u8>),
    /// What a command tells beside that.
    Err(Vec<u8>),
}

/// A terminal as it names itself. A hub's own environment says nothing about it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Hello {
    /// Columns; 0 when unknown.
    pub width: u16,
    /// Rows; 0 when unknown.
    pub height: u16,
    /// `TERM`.
    pub term: String,
    /// `COLORTERM`.
    pub colorterm: String,
    /// Whether `NO_COLOR` is set to anything.
    pub no_color: bool,
    /// The first of `LC_ALL`, `LC_CTYPE` and `LANG` that is set: whether letters beyond ASCII can be shown.
    pub lang: String,
    /// The officer that a gate vouches for; nothing from everybody else.
    pub officer: Option<String>,
    /// Whether a session of its own is wanted, beside those that the officer has.
    pub new: bool,
    /// The ticket for the seat that this terminal had when its line was lost; 0 when it comes for the first time.
    pub seat: u32,
    /// Whether no file can be read or written at this end.
    pub no_files: bool,
    /// The code of the language that was asked for; empty when none was.
    pub language: String,
}

/// A command line as its caller typed it. Its standard input is the file `-`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Run {
    /// The words after the program's name.
    pub args: Vec<String>,
    /// Columns of the terminal that standard output is; 0 when a file or program takes it.
    pub columns: u16,
    /// Whether somebody watches the progress of long work.
    pub progress: bool,
    /// The code of the language that was asked for; empty when none was.
    pub lang: String,
    /// The officer that a gate vouches for.
    pub officer: Option<String>,
    /// Whether no file but `-` can be read or written at this end.
    pub no_files: bool,
}

impl Hello {
    /// Whether the terminal understands synchronized updates (DEC 2026), or is known to skip what it does not
    /// understand.
    #[must_use]
    pub fn synchronizes(&self) -> bool {
        ["xterm", "tmux", "foot", "alacritty", "kitty", "wezterm"].iter().any(|name| self.term.contains(name))
    }
}

/// A part of a file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Part {
    /// The next bytes, at most [`PIECE`] of them.
    Bytes(Vec<u8>),
    /// All bytes have been sent; the file's name without folders.
    End(String),
    /// The file cannot be read: a sentence that says why.
    Refused(String),
}

/// A part of a file that is to be written.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum SavePart {
    /// The next bytes, at most [`PIECE`] of them and [`MAX_FILE`] in all.
    Bytes(Vec<u8>),
    /// All bytes have been sent: write them.
    End {
        /// Where, as the officer typed it.
        path: String,
        /// Whether a file that is there may go.
        replace: bool,
    },
}

/// A part of a folder.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ListPart {
    /// The next entries, the newest first, at most [`ENTRIES`] of them and [`MAX_ENTRIES`] in all.
    Entries(Vec<Entry>),
    /// All entries have been sent.
    End {
        /// The whole path of the folder.
        path: String,
        /// Whether there are more entries than were sent.
        cut: bool,
    },
    /// The folder cannot be read: a sentence that says why.
    Refused(String),
}

/// Why a line cannot be used any longer.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    /// The other end has closed it between two messages.
    #[error("the line is closed")]
    Closed,
    /// The system refused, or the other end stopped in the middle of a message.
    #[error("the line broke: {0}")]
    Io(#[from] io::Error),
    /// The other end is no Stegvis.
    #[error("the other end does not speak Stegvis")]
    Foreign,
    /// The other end speaks another version.
    #[error("the other end speaks version {0}")]
    Version(u8),
    /// A message is longer than it may be.
    #[error("a message of {0} bytes")]
    TooLong(usize),
    /// A message does not parse.
    #[error("a message that does not parse")]
    Garbled,
}

/// Says on a new line who speaks.
///
/// # Errors
/// [`Broken::Io`].
pub fn open(line: &mut impl Write) -> Result<(), Broken> {
    let mut opening = NAME.to_vec();
    opening.push(VERSION);
    Ok(line.write_all(&opening)?)
}

/// Reads the other end's opening.
///
/// # Errors
/// [`Broken::Version`] and [`Broken::Foreign`], when the two ends do not understand each other.
pub fn expect_opening(line: &mut impl Read) -> Result<(), Broken> {
    let (mut name, mut version) = ([0; NAME.len()], [0]);
    line.read_exact(&mut name)?;
    if name != *NAME {
        return Err(Broken::Foreign);
    }
    line.read_exact(&mut version)?;
    if version == [VERSION] { Ok(()) } else { Err(Broken::Version(version[0])) }
}

/// Sends a message in one write.
///
/// # Errors
/// [`Broken::Io`]; [`Broken::TooLong`] when the message is over [`MAX_DOWN`], and nothing has been sent.
pub fn send(line: &mut impl Write, message: &impl Serialize) -> Result<(), Broken> {
    let mut bytes = vec![0; 4];
    bincode::serde::encode_into_std_write(message, &mut bytes, bincode::config::standard())
        .map_err(|_| Broken::Garbled)?;
    let length = bytes.len() - 4;
    let prefix = u32::try_from(length).ok().filter(|_| length <= MAX_DOWN).ok_or(Broken::TooLong(length))?;
    bytes.splice(..4, prefix.to_le_bytes());
    Ok(line.write_all(&bytes)?)
}

/// Waits for a message to the hub.
///
/// # Errors
/// [`Broken`]; the line is of no use any longer then.
pub fn receive_up(line: &mut impl Read) -> Result<Up, Broken> {
    receive::<Up, MAX_UP>(line)
}

/// Waits for a message to a terminal.
///
/// # Errors
/// [`Broken`]; the line is of no use any longer then.
pub fn receive_down(line: &mut impl Read) -> Result<Down, Broken> {
    receive::<Down, MAX_DOWN>(line)
}

fn receive<T: DeserializeOwned, const MAX: usize>(line: &mut impl Read) -> Result<T, Broken> {
    let mut prefix = [0; 4];
    match line.read(&mut prefix) {
        Ok(0) => return Err(Broken::Closed),
        Ok(had) => line.read_exact(prefix.get_mut(had..).unwrap_or_default())?,
        Err(error) if error.kind() == io::ErrorKind::Interrupted => line.read_exact(&mut prefix)?,
        Err(error) => return Err(error.into()),
    }
    let length = usize::try_from(u32::from_le_bytes(prefix)).unwrap_or(usize::MAX);
    if length > MAX {
        return Err(Broken::TooLong(length));
    }
    let mut bytes = vec![0; length];
    line.read_exact(&mut bytes)?;
    let config = bincode::config::standard().with_limit::<MAX>();
    match bincode::serde::decode_from_slice(&bytes, config) {
        Ok((message, read)) if read == length => Ok(message),
        _ => Err(Broken::Garbled),
    }
}

/// The part of an event that an app needs: presses of keys, pastes within their bound and sizes.
#[must_use]
pub fn wanted(event: Event) -> Option<Event> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => Some(Event::Key(key)),
        Event::Paste(mut text) => {
            text.truncate(text.floor_char_boundary(MAX_PASTE));
            Some(Event::Paste(text))
        }
        Event::Resize(..) => Some(event),
        _ => None,
    }
}
