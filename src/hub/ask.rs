//! The question that a second terminal of an officer is asked: whether to go on with the session of the first.

use super::protocol::{self, Broken, Down, Hello, Up};
use super::reader::Until;
use super::{Colors, ScreenBytes};
use crate::locale::Words;
use crossterm::event::{Event, KeyCode};
use ratatui::layout::{Margin, Size};
use ratatui::widgets::{Paragraph, Wrap};
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

/// How long the question waits for an answer.
const PATIENCE: Duration = Duration::from_mins(1);

/// What the officer wants.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Answer {
    /// To go on here with the session of the other terminal.
    TakeOver,
    /// A session beside it.
    New,
    /// Neither.
    Leave,
}

/// Asks on a line until there is an answer; none when the line goes.
pub(super) fn take_over(mut line: &UnixStream, hello: &Hello, words: &Words) -> Result<Option<Answer>, Broken> {
    let colors = Colors::of(&hello.term, &hello.colorterm, hello.no_color);
    let mut screen = ScreenBytes::new(Size::new(hello.width, hello.height), colors, hello.synchronizes());
    let question = words.say("hub-busy");
    let mut until = Until { line, until: Instant::now() + PATIENCE };
    let (mut in_flight, mut stale) = (false, true);
    let answer = loop {
        if stale && !in_flight {
            let frame = screen.draw(|frame| {
                let area = frame.area().inner(Margin { horizontal: 2, vertical: 1 });
                frame.render_widget(Paragraph::new(question.as_str()).wrap(Wrap { trim: false }), area);
            });
            (in_flight, stale) = (true, false);
            protocol::send(&mut line, &Down::Frame(frame))?;
        }
        match protocol::receive_up(&mut until)? {
            Up::Shown => in_flight = false,
            Up::Input(Event::Resize(width, height)) => {
                screen.resize(Size::new(width, height));
                stale = true;
            }
            Up::Input(Event::Key(key)) => match key.code {
                KeyCode::Enter => break Answer::TakeOver,
                KeyCode::Char('n' | 'N') => break Answer::New,
                KeyCode::Char('q' | 'Q') | KeyCode::Esc => break Answer::Leave,
                _ => {}
            },
            Up::Input(_) => {}
            _ => return Ok(None),
        }
    };
    // What is on its way to the screen stands there before the session draws.
    while in_flight {
        match protocol::receive_up(&mut until)? {
            Up::Shown => in_flight = false,
            Up::Input(_) => {}
            _ => return Ok(None),
        }
    }
    line.set_read_timeout(None)?;
    Ok(Some(answer))
}
