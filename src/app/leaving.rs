//! Leaving: a session that a hub keeps can wait for the officer's next terminal, or end.

use super::overlay::Overlay;
use super::{App, Effect};
use crate::keys::Action;
use crate::ui::{Context, Cursor, Move, Tone, mark_row, text};
use ratatui::{Frame, layout::Rect, widgets::Clear};

/// What may become of the session, as it is listed.
const WAYS: [Way; 3] = [Way::Detach, Way::End, Way::Stay];

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Way {
    Detach,
    End,
    Stay,
}

impl Way {
    fn word(self) -> &'static str {
        match self {
            Self::Detach => "leaving-detach",
            Self::End => "leaving-end",
            Self::Stay => "leaving-stay",
        }
    }
}

/// The question what is to become of the session.
#[derive(Debug, Default)]
pub struct Leaving {
    cursor: Cursor,
}

impl Leaving {
    /// Draws it over the work area.
    pub fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        frame.render_widget(Clear, area);
        let room = usize::from(area.width.saturating_sub(3));
        let mut y = area.y;
        let mut put = |y: u16, x: u16, shown: &str, tone: Tone| {
            if y < area.bottom() {
                frame.buffer_mut().set_string(area.x + x, y, text::cut(shown, room), cx.look.style(tone));
            }
        };
        put(y, 1, &cx.sight.words.say("leaving-head"), Tone::Strong);
        let mut marked = y;
        for (at, way) in WAYS.into_iter().enumerate() {
            y += 1;
            let tone = if at == self.cursor.at { Tone::Strong } else { Tone::Plain };
            marked = if at == self.cursor.at { y } else { marked };
            put(y, 2, &cx.sight.words.say(way.word()), tone);
        }
        if marked < area.bottom() {
            mark_row(cx, frame, Rect { y: marked, height: 1, ..area });
        }
    }
}

impl App {
    /// The officer wants to leave: the session ends, or they are asked whether it is to wait for them. What is half
    /// typed is kept before the question already.
    pub(super) fn leave(&mut self) {
        self.keep_all();
        if self.stays {
            self.overlay = Some(Overlay::Leaving(Leaving::default()));
        } else {
            self.effects.push(Effect::End);
        }
    }

    /// Does an action on the question. Asking to leave once more is the first answer.
    pub(super) fn leaving(&mut self, mut leaving: Leaving, action: Action) {
        if let Some(step) = Move::of(action) {
            leaving.cursor.step(step, WAYS.len(), 10);
        }
        match (action, WAYS.get(leaving.cursor.at)) {
            (Action::Close, _) | (Action::Open, Some(Way::Stay)) => {}
            (Action::Leave, _) | (Action::Open, Some(Way::Detach)) => self.effects.push(Effect::Detach),
            (Action::Open, Some(Way::End)) => self.effects.push(Effect::End),
            _ => self.overlay = Some(Overlay::Leaving(leaving)),
        }
    }
}
