//! Typing in a field: the text editor of `ratatui-textarea`, fed with our keys.

use super::{drafts::Draft, look::Tone, screen::Context};
use crate::keys::{Key, Named};
use crate::record::{scrub_line, scrub_text};
use crossterm::event::{KeyCode, KeyModifiers};
use ratatui::{Frame, layout::Rect, style::Style};
use ratatui_textarea::{CursorMove, Input, Key as Typed, TextArea, WrapMode};

/// A field that is being typed in.
pub struct Editor {
    area: TextArea<'static>,
    lines: bool,
}

impl std::fmt::Debug for Editor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Editor").field("lines", &self.lines).finish_non_exhaustive()
    }
}

impl Editor {
    /// An editor that holds a text, with the cursor at its end; `lines` allows several.
    #[must_use]
    pub fn new(text: &str, lines: bool) -> Self {
        let end = text.split('\n').next_back().map_or(0, |line| line.chars().count());
        let row = text.matches('\n').count();
        Self::resumed(
            &Draft {
                text: text.to_owned(),
                row: u32::try_from(row).unwrap_or_default(),
                column: u32::try_from(end).unwrap_or_default(),
            },
            lines,
        )
    }

    /// An editor that goes on with a draft.
    #[must_use]
    pub fn resumed(draft: &Draft, lines: bool) -> Self {
        let mut area = TextArea::new(draft.text.split('\n').map(str::to_owned).collect());
        area.set_cursor_line_style(Style::new());
        // The terminal's own cursor stands in the text, where screen readers look.
        area.set_cursor_style(Style::new());
        area.set_wrap_mode(if lines { WrapMode::WordOrGlyph } else { WrapMode::None });
        let place = |at: u32| u16::try_from(at).unwrap_or(u16::MAX);
        area.move_cursor(CursorMove::Jump(place(draft.row), place(draft.column)));
        Self { area, lines }
    }

    /// Whether it takes several lines.
    #[must_use]
    pub fn takes_lines(&self) -> bool {
        self.lines
    }

    /// What is typed, and where the cursor stands.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let at = self.area.cursor();
        let place = |at: usize| u32::try_from(at).unwrap_or_default();
        Draft { text: self.text(), row: place(at.0), column: place(at.1) }
    }

    /// What is typed.
    #[must_use]
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Takes a key that no binding took.
    pub fn key(&mut self, key: Key) {
        if key.named() == Some(Named::Enter) && !self.lines {
            // An own keymap may leave Enter unbound; a line has no other line to go to.
            return;
        }
        let event = key.event();
        let held = |modifier| event.modifiers.contains(modifier);
        let typed = match event.code {
            KeyCode::Char(c) => Typed::Char(c),
            KeyCode::Enter => Typed::Enter,
            KeyCode::Backspace => Typed::Backspace,
            KeyCode::Delete => Typed::Delete,
            KeyCode::Left => Typed::Left,
            KeyCode::Right => Typed::Right,
            KeyCode::Up => Typed::Up,
            KeyCode::Down => Typed::Down,
            KeyCode::Home => Typed::Home,
            KeyCode::End => Typed::End,
            KeyCode::PageUp => Typed::PageUp,
            KeyCode::PageDown => Typed::PageDown,
            _ => return,
        };
        self.area.input(Input {
            key: typed,
            ctrl: held(KeyModifiers::CONTROL),
            alt: held(KeyModifiers::ALT),
            shift: held(KeyModifiers::SHIFT),
        });
    }

    /// Takes a paste as one edit.
    pub fn paste(&mut self, text: &str) {
        self.area.insert_str(if self.lines { scrub_text(text) } else { scrub_line(text) });
    }

    /// Takes the last typing back.
    pub fn undo(&mut self) {
        self.area.undo();
    }

    /// Does the last typing again.
    pub fn redo(&mut self) {
        self.area.redo();
    }

    /// Draws the text and puts the terminal's cursor into it.
    pub fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        if area.is_empty() {
            return;
        }
        frame.buffer_mut().set_style(area, cx.look.style(Tone::Strong));
        frame.render_widget(&self.area, area);
        let (top, left) = self.area.scroll_offset();
        let at = self.area.screen_cursor();
        let place = |at: usize, from: u16| u16::try_from(at).unwrap_or(u16::MAX).saturating_sub(from);
        let x = area.x + place(at.col, left).min(area.width - 1);
        let y = area.y + place(at.row, top).min(area.height - 1);
        frame.set_cursor_position((x, y));
    }
}
