//! The help page: made of the table of actions and the active keymap.

use crate::keys::{self, Action, Group};
use crate::ui::{Context, Cursor, Move, Tone, text};
use ratatui::{Frame, layout::Rect, widgets::Clear};

/// What can be done where the officer is, by group.
#[derive(Debug)]
pub struct Help {
    lines: Vec<(Tone, String)>,
    cursor: Cursor,
}

impl Help {
    /// The help for the contexts that are on.
    #[must_use]
    pub fn new(contexts: &[keys::Context], cx: &Context) -> Self {
        let groups = [Group::Around, Group::Work, Group::Move, Group::Type, Group::Session];
        let mut lines = Vec::new();
        for group in groups {
            let actions = Action::ALL.iter().filter(|action| action.group() == group);
            let bound: Vec<_> =
                actions.filter_map(|action| Some((action, cx.keys.keys_for(contexts, *action)?))).collect();
            if bound.is_empty() {
                continue;
            }
            lines.push((Tone::Strong, cx.sight.words.say(group.word())));
            for (action, keys) in bound {
                let help = cx.sight.words.say(&format!("{}.help", action.word()));
                lines.push((Tone::Plain, format!("  {} {help}", text::fit(&cx.sight.words.key(&keys), 16, false))));
            }
        }
        Self { lines, cursor: Cursor::default() }
    }

    /// Takes an action; whether the page is to be closed.
    pub fn act(&mut self, action: Action, cx: &Context) -> bool {
        let page = usize::from(cx.size.height.saturating_sub(2)).max(1);
        match Move::of(action) {
            // The page scrolls as a whole: a row down is a page down.
            Some(Move::Down | Move::PageDown) => self.cursor.step(Move::PageDown, self.lines.len(), page),
            Some(Move::Up | Move::PageUp) => self.cursor.step(Move::PageUp, self.lines.len(), page),
            Some(step) => self.cursor.step(step, self.lines.len(), page),
            None => return matches!(action, Action::Close | Action::Open | Action::Help),
        }
        false
    }

    /// Draws the page over everything.
    pub fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        frame.render_widget(Clear, area);
        if area.height < 3 {
            return;
        }
        let page = usize::from(area.height) - 2;
        let top = self.cursor.top(page, self.lines.len());
        let pages = self.lines.len().div_ceil(page).max(1);
        let (now, all) = ((top.div_ceil(page) + 1).to_string(), pages.to_string());
        let head = cx.sight.words.say_with("help-head", &[("page", &now), ("pages", &all)]);
        let room = usize::from(area.width.saturating_sub(1));
        frame.buffer_mut().set_string(area.x + 1, area.y, text::cut(&head, room), cx.look.style(Tone::Accent));
        for (line, (tone, shown)) in self.lines.iter().skip(top).take(page).enumerate() {
            let y = area.y + 2 + u16::try_from(line).unwrap_or_default();
            frame.buffer_mut().set_string(area.x + 1, y, text::cut(shown, room), cx.look.style(*tone));
        }
    }
}
