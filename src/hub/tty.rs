//! The officer's own terminal: what it says of itself, and the state that it is left in.

use super::protocol::Hello;
use crate::record::scrub_line;
use crate::ui::text;
use crossterm::event::{self, DisableBracketedPaste, EnableBracketedPaste};
use crossterm::{cursor, execute, style, terminal};
use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd as _;
use std::os::unix::net::UnixStream;
use std::time::Duration;

/// Most letters of a variable that describes the terminal.
const MAX_VARIABLE: usize = 64;

/// How the terminal describes itself, beside what is known of whoever sits at it. The only place where the process environment is read for a session.
///
/// # Errors
/// When the terminal cannot be read.
pub(super) fn describe(of: Hello) -> io::Result<Hello> {
    // From the first look for events on, crossterm hears of a new size; one before is in the size asked for here.
    event::poll(Duration::ZERO)?;
    let (width, height) = terminal::size().unwrap_or_default();
    let lang = ["LC_ALL", "LC_CTYPE", "LANG"].map(variable).into_iter().find(|value| !value.is_empty());
    Ok(Hello {
        width,
        height,
        term: variable("TERM"),
        colorterm: variable("COLORTERM"),
        no_color: std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
        lang: lang.unwrap_or_default(),
        ..of
    })
}

/// A variable, or nothing where it does not look like the name of a terminal or a locale.
fn variable(name: &str) -> String {
    let fits = |value: &String| {
        value.len() <= MAX_VARIABLE && value.chars().all(|c| c.is_ascii_alphanumeric() || "._@:+-".contains(c))
    };
    std::env::var(name).ok().filter(fits).unwrap_or_default()
}

/// The terminal while a session has it; dropped, it is as it was.
pub(super) struct Taken {
    out: File,
}

impl Taken {
    /// Raw mode, a screen of its own, pastes in brackets.
    ///
    /// # Errors
    /// What the system says.
    pub fn take() -> io::Result<Self> {
        // Standard output itself would split a frame at its line breaks.
        let out = File::from(io::stdout().as_fd().try_clone_to_owned()?);
        terminal::enable_raw_mode()?;
        let mut taken = Self { out };
        execute!(taken.out, terminal::EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)?;
        Ok(taken)
    }

    /// Says something on the last lines, over whatever stands there, and leaves the cursor as it was.
    ///
    /// # Errors
    /// What the system says.
    pub fn tell(&mut self, words: &str) -> io::Result<()> {
        let (width, height) = terminal::size()?;
        let lines = text::wrap(&scrub_line(words), usize::from(width.max(2) - 1));
        let first = usize::from(height).saturating_sub(lines.len()) + 1;
        let mut out = b"\x1b7\x1b[m".to_vec();
        for (row, line) in (first..).zip(lines) {
            write!(out, "\x1b[{row}H\x1b[2K\x1b[7m{line}\x1b[m")?;
        }
        out.extend(b"\x1b8");
        self.out.write_all(&out)
    }

    /// Writes a frame.
    ///
    /// # Errors
    /// What the system says.
    pub fn show(&mut self, frame: &[u8]) -> io::Result<()> {
        self.out.write_all(frame)
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        // A terminal that has gone cannot be given back.
        let _ = execute!(
            self.out,
            style::ResetColor,
            style::SetAttribute(style::Attribute::Reset),
            DisableBracketedPaste,
            terminal::LeaveAlternateScreen,
            cursor::Show
        );
        let _ = terminal::disable_raw_mode();
    }
}

/// Waits until a signal asks the process to end or the terminal hangs up, which crossterm's reader would take
/// for an endless number of nothings to read. `signalled` becomes readable with a signal.
pub(super) fn wait_for_hangup(signalled: &UnixStream) {
    use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
    let stdin = io::stdin();
    loop {
        // A hangup is reported without being asked for; a key is not.
        let mut ends =
            [PollFd::new(stdin.as_fd(), PollFlags::empty()), PollFd::new(signalled.as_fd(), PollFlags::POLLIN)];
        match poll(&mut ends, PollTimeout::NONE) {
            Err(nix::errno::Errno::EINTR) => {}
            _ => return,
        }
    }
}
