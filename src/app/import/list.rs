//! A list that typing narrows: fields, headings, files.

use crate::keys::{Key, Named};
use crate::ui::{Context, Cursor, Move, Tone, mark_row, text};
use ratatui::{Frame, layout::Rect};

/// A row of a list.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it is called; what is typed is looked for here.
    pub label: String,
    /// What is said of it, to the right.
    pub note: String,
    /// What else it is found by.
    pub also: String,
}

/// A list to choose from.
#[derive(Debug)]
pub struct List {
    lines: Vec<Line>,
    typed: String,
    /// Places of the lines that hold what is typed.
    shown: Vec<usize>,
    cursor: Cursor,
}

impl List {
    /// A list with the cursor on its first line that holds what is typed already.
    #[must_use]
    pub fn new(lines: Vec<Line>, typed: &str) -> Self {
        let mut list = Self { lines, typed: typed.to_owned(), shown: Vec::new(), cursor: Cursor::default() };
        list.narrow();
        list
    }

    /// What is typed.
    #[must_use]
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Puts the cursor on a line, where it is shown.
    pub fn mark(&mut self, line: usize) {
        self.cursor.at = self.shown.iter().position(|place| *place == line).unwrap_or_default();
    }

    /// The place of the marked line; none when nothing is shown.
    #[must_use]
    pub fn chosen(&self) -> Option<usize> {
        self.shown.get(self.cursor.at).copied()
    }

    fn narrow(&mut self) {
        let typed = self.typed.to_lowercase();
        let holds = |text: &str| text.to_lowercase().contains(&typed);
        let fits = |line: &Line| typed.is_empty() || holds(&line.label) || holds(&line.also);
        self.shown = self.lines.iter().enumerate().filter(|(_, line)| fits(line)).map(|(place, _)| place).collect();
        self.cursor.at = 0;
    }

    /// Moves the cursor.
    pub fn step(&mut self, by: Move, page: usize) {
        self.cursor.step(by, self.shown.len(), page);
    }

    /// Takes a letter that narrows the list, or takes one back.
    pub fn key(&mut self, key: Key) {
        if key.named() == Some(Named::Backspace) {
            self.typed.pop();
        } else if let Some(letter) = key.typed() {
            self.typed.push(letter);
        }
        self.narrow();
    }

    /// Takes a blank, which is bound to another action where lists are chosen from.
    pub fn blank(&mut self) {
        self.typed.push(' ');
        self.narrow();
    }

    /// Draws the list, and below it what is typed, with the terminal's cursor.
    pub fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        if area.height < 2 {
            return;
        }
        let page = usize::from(area.height) - 1;
        let top = self.cursor.top(page, self.shown.len());
        let lines = self.shown.iter().skip(top).take(page).filter_map(|place| self.lines.get(*place));
        for (y, (at, line)) in (area.y..).zip(lines.enumerate()) {
            let here = top + at == self.cursor.at;
            if here {
                mark_row(cx, frame, Rect { y, height: 1, ..area });
            }
            let room = usize::from(area.width.saturating_sub(3));
            let note = text::cut(&line.note, room / 2);
            let label = text::fit(&line.label, room - text::width(&note), false);
            let tone = if here { Tone::Strong } else { Tone::Plain };
            frame.buffer_mut().set_string(area.x + 2, y, &label, cx.look.style(tone));
            let x = area.x + 2 + u16::try_from(text::width(&label)).unwrap_or_default();
            frame.buffer_mut().set_string(x, y, &note, cx.look.style(Tone::Dim));
        }
        if self.shown.is_empty() {
            let none = cx.sight.words.say("nothing-found");
            frame.buffer_mut().set_string(area.x + 2, area.y, none, cx.look.style(Tone::Dim));
        }
        let y = area.bottom() - 1;
        let typed = text::cut(&format!("{} {}", cx.sight.words.say("narrow"), self.typed), usize::from(area.width - 1));
        let end = u16::try_from(text::width(&typed)).unwrap_or_default().min(area.width.saturating_sub(2));
        frame.buffer_mut().set_string(area.x + 1, y, &typed, cx.look.style(Tone::Dim));
        frame.set_cursor_position((area.x + 1 + end, y));
    }
}
