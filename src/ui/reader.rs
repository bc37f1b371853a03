//! Reading long text: whole, wrapped, scrolled; nothing is changed.

use super::{look::Tone, screen::Context, table::Move, text};
use crate::keys::Action;
use ratatui::{Frame, layout::Rect, widgets::Clear};

/// A text that is read.
#[derive(Debug)]
pub struct Reader {
    title: String,
    /// Paragraphs, each with what it means.
    parts: Vec<(Tone, String)>,
    top: usize,
}

impl Reader {
    /// A reader of some text under a title.
    #[must_use]
    pub fn new(title: String, parts: Vec<(Tone, String)>) -> Self {
        Self { title, parts, top: 0 }
    }

    fn lines(&self, width: u16) -> Vec<(Tone, String)> {
        let room = usize::from(width.saturating_sub(2));
        let lines = self.parts.iter().flat_map(|(tone, part)| text::wrap(part, room).into_iter().map(|l| (*tone, l)));
        lines.collect()
    }

    /// Takes an action; whether the reader is to be closed.
    pub fn act(&mut self, action: Action, cx: &Context) -> bool {
        let page = usize::from(super::work_area(cx.size).height.saturating_sub(1)).max(1);
        let last = self.lines(cx.size.width).len().saturating_sub(page);
        self.top = match Move::of(action) {
            Some(Move::Up) => self.top.saturating_sub(1),
            Some(Move::Down) => self.top + 1,
            Some(Move::PageUp) => self.top.saturating_sub(page),
            Some(Move::PageDown) => self.top + page,
            Some(Move::First) => 0,
            Some(Move::Last) => last,
            None => return matches!(action, Action::Close | Action::Read | Action::Open),
        };
        self.top = self.top.min(last);
        false
    }

    /// Draws the text over an area: where in it one is, and a page of it.
    pub fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        frame.render_widget(Clear, area);
        let lines = self.lines(area.width);
        let page = usize::from(area.height.saturating_sub(1)).max(1);
        // A screen that has grown since shows its last page full.
        let top = self.top.min(lines.len().saturating_sub(page));
        let last = (top + page).min(lines.len());
        let place = format!("{}–{last}/{}", (top + 1).min(last), lines.len());
        let room = usize::from(area.width.saturating_sub(2));
        let title = text::fit(&self.title, room.saturating_sub(text::width(&place) + 1), false);
        let head = text::cut(&format!("{title} {place}"), room);
        let mut put = |y: u16, shown: &str, tone: Tone| {
            if y < area.bottom() {
                frame.buffer_mut().set_string(area.x + 1, y, text::cut(shown, room), cx.look.style(tone));
            }
        };
        put(area.y, &head, Tone::Accent);
        for (y, (tone, line)) in (area.y + 1..area.bottom()).zip(lines.iter().skip(top)) {
            put(y, line, *tone);
        }
    }
}
