//! The terminal that a session has just now: its line, its screen, and whether a frame is on its way there.

use super::Colors;
use super::inbox::Comer;
use super::protocol::{self, Down};
use super::screen_bytes::ScreenBytes;
use crate::ui::Look;
use ratatui::layout::Size;
use std::net::Shutdown;
use std::os::unix::net::UnixStream;

/// A terminal.
#[derive(Debug)]
pub(super) struct Far {
    line: UnixStream,
    /// Which of the lines that have come to the hub; what another one says does not count.
    pub number: u64,
    pub screen: ScreenBytes,
    /// Bytes that were held for the screen when that was said last.
    pub held: usize,
    /// A frame is on its way to the screen.
    pub in_flight: bool,
}

impl Far {
    /// The terminal of a line that has come, and what its colours allow.
    pub fn new(comer: Comer) -> (Self, Look) {
        let Comer { line, number, hello } = comer;
        let colors = Colors::of(&hello.term, &hello.colorterm, hello.no_color);
        let screen = ScreenBytes::new(Size::new(hello.width, hello.height), colors, hello.synchronizes());
        (Self { line, number, screen, held: 0, in_flight: false }, Look { mono: colors == Colors::None })
    }

    /// Sends a message; false when the line has gone.
    pub fn send(&self, message: &Down) -> bool {
        protocol::send(&mut &self.line, message).is_ok()
    }
}

impl Drop for Far {
    fn drop(&mut self) {
        // The reader's end of it, too: its thread ends with that.
        let _ = self.line.shutdown(Shutdown::Both);
    }
}

/// Says something to a line that may have gone.
pub(super) fn say(mut line: &UnixStream, message: &Down) {
    let _ = protocol::send(&mut line, message);
}
