//! Typing in a field: the text editor of `ratatui-textarea`, fed with our keys.

use super::{
    drafts::Draft,
    look::Tone,
    screen::{Context, Event},
};
use crate::keys::{Action, Key, Named};
use crate::locale::{Words, show_number};
use crate::record::{MAX_TEXT, scrub_text};
use crossterm::event::{KeyCode, KeyModifiers};
use ratatui::{Frame, layout::Rect, style::Style};
use ratatui_textarea::{CursorMove, Input, Key as Typed, TextArea, WrapMode};

/// A field that is being typed in.
pub struct Editor {
    area: TextArea<'static>,
    lines: bool,
}

/// Letters that were not taken, because the field would hold more than it may; what stood there still does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Full {
    /// Letters that the field holds.
    pub have: usize,
    /// Letters that were to be added.
    pub more: usize,
}

impl Full {
    /// What the officer is told.
    #[must_use]
    pub fn say(self, words: &Words) -> String {
        let show = |count: usize| show_number(words, f64::from(u32::try_from(count).unwrap_or(u32::MAX)));
        let (limit, have, more) = (show(MAX_TEXT), show(self.have), show(self.more));
        words.say_with("field-full", &[("limit", &limit), ("have", &have), ("more", &more)])
    }
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
                before: None,
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
        Draft { text: self.text(), row: place(at.0), column: place(at.1), before: None }
    }

    /// What is typed.
    #[must_use]
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Takes all that is typed away; undoing inside the field brings it back.
    pub fn clear(&mut self) {
        self.area.select_all();
        self.area.cut();
    }

    fn letters(&self) -> usize {
        let lines = self.area.lines();
        lines.iter().map(|line| line.chars().count()).sum::<usize>() + lines.len().saturating_sub(1)
    }

    /// Marks all that stands there, so that what is typed next takes its place; undoing the typing brings it back.
    pub fn mark_all(&mut self) {
        self.area.select_all();
    }

    /// Takes an event, if it is one of typing.
    ///
    /// # Errors
    /// [`Full`], when what is typed or pasted does not fit; nothing of it is taken then.
    pub fn update(&mut self, event: &Event) -> Result<(), Full> {
        match event {
            Event::Do(Action::UndoTyping) => {
                self.area.undo();
            }
            Event::Do(Action::RedoTyping) => {
                self.area.redo();
            }
            Event::Key(key) => return self.key(*key),
            Event::Paste(text) => return self.paste(text),
            _ => {}
        }
        Ok(())
    }

    /// Takes a key that no binding took.
    fn key(&mut self, key: Key) -> Result<(), Full> {
        if key.named() == Some(Named::Enter) && !self.lines {
            // An own keymap may leave Enter unbound; a line has no other line to go to.
            return Ok(());
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
            _ => return Ok(()),
        };
        let have = self.letters();
        self.area.input(Input {
            key: typed,
            ctrl: held(KeyModifiers::CONTROL),
            alt: held(KeyModifiers::ALT),
            shift: held(KeyModifiers::SHIFT),
        });
        // A key may bring back a whole cut line, so what it did is measured and not foretold.
        let now = self.letters();
        if now > MAX_TEXT && now > have {
            self.area.undo();
            return Err(Full { have, more: now - have });
        }
        Ok(())
    }

    /// Takes a paste as one edit, or nothing of it.
    fn paste(&mut self, text: &str) -> Result<(), Full> {
        let mut text = scrub_text(text);
        if !self.lines {
            // Line breaks around what was copied are no part of it; blanks may be.
            text = text.trim_matches('\n').replace(['\n', '\t'], " ");
        }
        let (have, more) = (self.letters(), text.chars().count());
        if have + more > MAX_TEXT {
            return Err(Full { have, more });
        }
        self.area.insert_str(text);
        Ok(())
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

#[cfg(test)]
mod tests {
    use super::{Editor, Full};
    use crate::record::MAX_TEXT;
    use crate::ui::Event;

    fn key(written: &str) -> Event {
        Event::Key(written.parse().unwrap())
    }

    #[test]
    fn a_full_field_takes_no_more_and_keeps_what_it_has() {
        let text = "å".repeat(MAX_TEXT - 1);
        let mut editor = Editor::new(&text, true);
        assert_eq!(editor.update(&Event::Paste("ab".into())), Err(Full { have: MAX_TEXT - 1, more: 2 }));
        assert_eq!(editor.text(), text);
        assert_eq!(editor.update(&key("ö")), Ok(()));
        for more in ["ö", "enter", "space"] {
            assert_eq!(editor.update(&key(more)), Err(Full { have: MAX_TEXT, more: 1 }), "{more}");
        }
        assert_eq!(editor.text(), format!("{text}ö"));
        assert_eq!(editor.update(&key("backspace")), Ok(()));
        assert_eq!(editor.update(&key("a")), Ok(()));
    }

    #[test]
    fn a_text_that_is_already_too_long_can_be_shortened() {
        let mut editor = Editor::new(&"å".repeat(MAX_TEXT + 3), false);
        assert!(editor.update(&key("a")).is_err());
        assert_eq!(editor.update(&key("backspace")), Ok(()));
        assert_eq!(editor.text().chars().count(), MAX_TEXT + 2);
    }

    #[test]
    fn blanks_around_a_paste_stay_and_line_breaks_around_it_do_not() {
        let mut editor = Editor::new("Larm", false);
        assert_eq!(editor.update(&Event::Paste(" och\tnycklar \r\n".into())), Ok(()));
        assert_eq!(editor.text(), "Larm och nycklar ");
    }
}
