//! The help page: made of the table of actions and the active keymap.

use crate::keys::{self, Action, Group, Key};
use crate::ui::{Context, Cursor, Move, Tone, text};
use ratatui::{Frame, layout::Rect, widgets::Clear};

/// Columns for keys.
const KEYS: usize = 16;

/// What can be done where the officer is, by group.
#[derive(Debug)]
pub struct Help {
    lines: Vec<(Tone, String)>,
    cursor: Cursor,
}

impl Help {
    /// The help for the contexts that are on, the most used first. A key that `taken` says is taken as it is, such
    /// as a digit while valuing, is left out.
    #[must_use]
    pub fn new(contexts: &[keys::Context], cx: &Context, taken: impl Fn(Key) -> bool) -> Self {
        let words = &cx.sight.words;
        let groups = [Group::Work, Group::Type, Group::Around, Group::Move, Group::Session];
        let mut lines = Vec::new();
        // It says how to write.
        let first = contexts.first().filter(|_| cx.then.is_none());
        let first = first.map(|context| format!("help-in-{}", context.name()));
        if let Some(about) = first.and_then(|id| words.find(&id, None)) {
            let room = usize::from(cx.size.width.saturating_sub(2));
            lines.extend(text::wrap(&about, room).into_iter().map(|line| (Tone::Plain, line)));
        }
        for group in groups {
            // At a moment gone by nothing is changed.
            let can = |action: &Action| cx.then.is_none() || !action.is_of_now_in(contexts);
            let actions = Action::ALL.iter().filter(|action| action.group() == group && can(action));
            let bound: Vec<_> =
                actions.filter_map(|action| Some((action, cx.keys.keys_for(contexts, *action)?))).collect();
            let is_taken =
                |keys: &str| keys::sequence(keys).ok().and_then(|keys| keys.first().copied()).is_some_and(&taken);
            let bound: Vec<_> = bound.into_iter().filter(|(_, keys)| !is_taken(keys)).collect();
            if bound.is_empty() {
                continue;
            }
            lines.push((Tone::Strong, words.say(group.word())));
            for (action, keys) in bound {
                // An action may mean something of its own in a context, such as to choose in a list.
                let own = contexts.iter().find(|context| cx.keys.keys_for(&[**context], *action).is_some());
                let leads_back = *action == Action::AsItWas && cx.then.is_some();
                let own = if leads_back {
                    words.find(&format!("{}.help-then", action.word()), None)
                } else {
                    own.and_then(|context| words.find(&format!("{}.help-{}", action.word(), context.name()), None))
                };
                let help = own.unwrap_or_else(|| words.say(&format!("{}.help", action.word())));
                let room = usize::from(cx.size.width).saturating_sub(KEYS + 5);
                for (at, part) in text::wrap(&help, room).into_iter().enumerate() {
                    let keys = if at == 0 { words.key(&keys) } else { String::new() };
                    lines.push((Tone::Plain, format!("  {} {part}", text::fit(&keys, KEYS, false))));
                }
            }
        }
        lines.push((Tone::Strong, words.say("help-marks")));
        let room = usize::from(cx.size.width).saturating_sub(4);
        for mark in ["help-marks-steps", "help-marks-cut", "help-marks-judged"] {
            let said = words.say_with(mark, &[("cut", &text::CUT.to_string())]);
            lines.extend(text::wrap(&said, room).into_iter().map(|line| (Tone::Plain, format!("  {line}"))));
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
