//! The views of a tab, to choose from where they are many: typing narrows them.

use super::{
    look::{CURSOR, Tone},
    screen::{Context, Event},
    table::{self, Cursor, Move},
    text,
};
use crate::keys::{self, Action, Key, Named};
use crate::record::scrub_line;
use ratatui::{Frame, layout::Rect, widgets::Clear};

/// A view that can be chosen.
#[derive(Clone, Debug)]
pub struct Offered {
    /// Its place in the tab.
    pub view: usize,
    /// What it is called.
    pub name: String,
    /// How many records stand in it, where it is a list of them.
    pub count: Option<usize>,
}

/// The list of views.
#[derive(Debug)]
pub struct Views {
    /// The message over the list.
    head: &'static str,
    all: Vec<Offered>,
    typed: String,
    cursor: Cursor,
}

/// What an event did to the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Turned {
    /// Still choosing.
    Open,
    /// This view is to be shown.
    To(usize),
    /// Given up.
    Closed,
}

impl Views {
    /// A list of views, the cursor on the one that is shown.
    #[must_use]
    pub fn new(all: Vec<Offered>, shown: usize) -> Self {
        Self { head: "views-head", all, typed: String::new(), cursor: Cursor { at: shown } }
    }

    /// The same list of something else than views.
    #[must_use]
    pub fn headed(mut self, head: &'static str) -> Self {
        self.head = head;
        self
    }

    /// The contexts that are on.
    #[must_use]
    pub fn contexts() -> Vec<keys::Context> {
        vec![keys::Context::Picker]
    }

    /// What can be done here.
    #[must_use]
    pub fn offers() -> Vec<Action> {
        vec![Action::Open, Action::Close]
    }

    /// Whether a key is text here.
    #[must_use]
    pub fn wants(key: Key) -> bool {
        key.typed().is_some()
    }

    fn found(&self) -> Vec<&Offered> {
        let typed = self.typed.to_lowercase();
        self.all
            .iter()
            .filter(|one| typed.split_whitespace().all(|word| one.name.to_lowercase().contains(word)))
            .collect()
    }

    /// Takes an event.
    pub fn update(&mut self, event: &Event) -> Turned {
        match event {
            Event::Do(Action::Close) => return Turned::Closed,
            Event::Do(Action::Open | Action::SaveNext) => {
                return self.found().get(self.cursor.at).map_or(Turned::Open, |one| Turned::To(one.view));
            }
            Event::Do(action) => {
                if let Some(step) = Move::of(*action) {
                    let count = self.found().len();
                    self.cursor.step(step, count, 10);
                }
                return Turned::Open;
            }
            Event::Key(key) if key.named() == Some(Named::Backspace) => {
                self.typed.pop();
            }
            Event::Key(key) => self.typed.extend(key.typed()),
            Event::Paste(pasted) => self.typed.push_str(&scrub_line(pasted)),
            _ => return Turned::Open,
        }
        self.cursor.at = 0;
        Turned::Open
    }

    /// Draws the list over the lower part of an area, and the terminal's cursor where typing goes.
    pub fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        let found = self.found();
        let rows = u16::try_from(found.len().max(1)).unwrap_or(u16::MAX).saturating_add(2);
        let height = rows.min(area.height);
        let area = Rect { y: area.bottom() - height, height, ..area };
        frame.render_widget(Clear, area);
        if height < 3 {
            return;
        }
        table::rule(cx, frame, area, &cx.sight.words.say(self.head));
        let room = usize::from(area.width);
        let page = usize::from(height) - 2;
        let top = self.cursor.top(page, found.len());
        let wide = found.iter().map(|one| text::width(&one.name)).max().unwrap_or_default();
        for ((at, one), y) in found.iter().enumerate().skip(top).take(page).zip(area.y + 1..) {
            let here = at == self.cursor.at;
            let (mark, tone) = if here { (CURSOR, Tone::Strong) } else { (" ", Tone::Plain) };
            let count = one.count.map(|count| format!("{count:>6}")).unwrap_or_default();
            let shown = format!("{mark} {}{count}", text::fit(&one.name, wide, false));
            frame.buffer_mut().set_string(area.x, y, text::cut(&shown, room), cx.look.style(tone));
        }
        if found.is_empty() {
            let none = text::cut(&cx.sight.words.say("nothing-found"), room.saturating_sub(2));
            frame.buffer_mut().set_string(area.x + 2, area.y + 1, none, cx.look.style(Tone::Dim));
        }
        let y = area.bottom() - 1;
        let typed = text::cut(&format!("{} {}", cx.sight.words.say("narrow"), self.typed), room.saturating_sub(1));
        let end = u16::try_from(text::width(&typed)).unwrap_or_default();
        frame.buffer_mut().set_string(area.x, y, typed, cx.look.style(Tone::Dim));
        frame.set_cursor_position((area.x + end, y));
    }
}
