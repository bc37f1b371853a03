//! How a picker looks.

use super::{Choice, Picker};
use crate::ui::{
    look::{CURSOR, Tone},
    screen::Context,
    text,
};
use ratatui::{Frame, layout::Rect, widgets::Clear};

impl Picker {
    /// Draws the list over the lower part of an area, and the terminal's cursor where typing goes.
    pub fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        let rows = u16::try_from(self.shown.len().max(1)).unwrap_or(u16::MAX).saturating_add(2);
        let height = rows.min(area.height).min(14);
        let area = Rect { y: area.bottom() - height, height, ..area };
        frame.render_widget(Clear, area);
        if height < 2 {
            return;
        }
        let words = &cx.sight.words;
        let head = words.say(if self.several() { "pick-several" } else { "pick-one" });
        let head = text::cut(&format!("─ {}: {head} ", words.field(self.kind, &self.def)), area.width.into());
        let rule = "─".repeat(usize::from(area.width).saturating_sub(text::width(&head)));
        frame.buffer_mut().set_string(area.x, area.y, format!("{head}{rule}"), cx.look.style(Tone::Dim));
        let page = usize::from(height) - 2;
        let astray = self.is_astray();
        let top = self.cursor.top(page, self.shown.len());
        for (line, (choice, label)) in self.shown.iter().skip(top).take(page).enumerate() {
            let y = area.y + 1 + u16::try_from(line).unwrap_or_default();
            let here = top + line == self.cursor.at && !astray;
            let ticked = match choice {
                Choice::Code(code) => self.chosen.contains(*code),
                Choice::Record(id) => self.linked.contains(id),
                _ => false,
            };
            let tick = if !self.several() || *choice == Choice::New {
                ""
            } else if ticked {
                "x "
            } else {
                "· "
            };
            let mark = if here { CURSOR } else { " " };
            let shown = text::fit(&format!("{mark} {tick}{label}"), area.width.into(), false);
            let tone = if here { Tone::Strong } else { Tone::Plain };
            frame.buffer_mut().set_string(area.x, y, shown, cx.look.style(tone));
        }
        if self.shown.is_empty() {
            let none = cx.sight.words.say("pick-none-fits");
            frame.buffer_mut().set_string(area.x + 2, area.y + 1, none, cx.look.style(Tone::Dim));
        }
        let y = area.bottom() - 1;
        let typed = text::cut(&format!("{} {}", cx.sight.words.say("narrow"), self.typed), area.width.into());
        let end = u16::try_from(text::width(&typed)).unwrap_or_default().min(area.width.saturating_sub(1));
        let words = &cx.sight.words;
        let made = self.made().filter(|_| self.typed.is_empty()).map(|kind| words.kind(kind).to_lowercase());
        let first = made.map(|kind| words.say_with("pick-first", &[("kind", &kind)]));
        let more = match (astray, self.more) {
            (true, _) => Some(words.say("pick-astray")),
            (false, true) => Some(words.say("pick-more")),
            (false, false) => first,
        };
        if let Some(more) = more {
            let more = format!("  {more}");
            let room = usize::from(area.width.saturating_sub(end + 1));
            let more = text::cut(&more, room);
            frame.buffer_mut().set_string(area.x + end + 1, y, more, cx.look.style(Tone::Dim));
        }
        frame.buffer_mut().set_string(area.x, y, typed, cx.look.style(Tone::Dim));
        frame.set_cursor_position((area.x + end, y));
    }
}
