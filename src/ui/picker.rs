//! Choosing out of a list: codes, yes or no, or records. Typing narrows it.

use super::{
    look::{CURSOR, Tone},
    screen::Context,
    table::{Cursor, Move},
    text,
};
use crate::keys::{Action, Key, Named};
use crate::record::{Choices, Def, Id, Input, KindInfo, Value, scrub_line};
use ratatui::{Frame, layout::Rect, widgets::Clear};
use std::collections::BTreeSet;

/// What can be chosen.
#[derive(Clone, PartialEq, Debug)]
enum Choice {
    /// Nothing: empties the field.
    Nothing,
    Code(&'static str),
    Flag(bool),
    Record(Id),
}

/// What an event did to a picker.
#[derive(Clone, PartialEq, Debug)]
pub enum Picked {
    /// Still choosing.
    Open,
    /// Chosen: what is to stand in the field.
    Value(Option<Value>),
    /// Given up.
    Closed,
}

/// A list to choose from.
#[derive(Debug)]
pub struct Picker {
    def: Def,
    typed: String,
    shown: Vec<(Choice, String)>,
    chosen: BTreeSet<String>,
    linked: BTreeSet<Id>,
    cursor: Cursor,
    /// The last key was of the search and not of the list.
    searching: bool,
}

/// Most rows that are offered at once; typing finds the others.
const OFFERED: usize = 50;

impl Picker {
    /// A picker for a field, with what stands there now; nothing when the field is typed and not picked.
    #[must_use]
    pub fn new(def: Def, now: Option<&Value>, cx: &Context) -> Option<Self> {
        if !matches!(
            def.input,
            Input::Choice(_) | Input::Choices(_) | Input::Flag | Input::Link { .. } | Input::Links { .. }
        ) {
            return None;
        }
        let (mut chosen, mut linked) = (BTreeSet::new(), BTreeSet::new());
        match now {
            Some(Value::Choices(codes)) => chosen.clone_from(codes),
            Some(Value::Links(ids)) => linked.clone_from(ids),
            _ => {}
        }
        let mut picker = Self {
            def,
            typed: String::new(),
            shown: Vec::new(),
            chosen,
            linked,
            cursor: Cursor::default(),
            searching: false,
        };
        picker.narrow(cx);
        let standing = match now {
            Some(Value::Choice(code)) => {
                picker.shown.iter().position(|(c, _)| matches!(c, Choice::Code(x) if x == code))
            }
            Some(Value::Flag(flag)) => picker.shown.iter().position(|(c, _)| *c == Choice::Flag(*flag)),
            Some(Value::Link(id)) => picker.shown.iter().position(|(c, _)| *c == Choice::Record(*id)),
            _ => None,
        };
        picker.cursor.at = standing.unwrap_or_default();
        Some(picker)
    }

    /// Whether several can be chosen.
    fn several(&self) -> bool {
        matches!(self.def.input, Input::Choices(_) | Input::Links { .. })
    }

    /// What can be done here.
    #[must_use]
    pub fn offers(&self) -> Vec<Action> {
        if self.several() { vec![Action::Open, Action::Mark, Action::Close] } else { vec![Action::Open, Action::Close] }
    }

    /// Whether a key is text here. A space is, too, unless it ticks: in a list of which several can be chosen it
    /// is text only while one is searching and something of that name is there.
    #[must_use]
    pub fn wants(&self, key: Key) -> bool {
        match key.typed() {
            Some(' ') if self.several() => {
                let typed = format!("{} ", self.typed.to_lowercase());
                let finds = self.shown.iter().any(|(_, label)| label.to_lowercase().contains(&typed));
                self.searching && (finds || self.shown.len() >= OFFERED)
            }
            Some(' ') => !self.typed.is_empty(),
            typed => typed.is_some(),
        }
    }

    fn narrow(&mut self, cx: &Context) {
        let typed = self.typed.to_lowercase();
        let fits = |label: &str| typed.is_empty() || label.to_lowercase().contains(&typed);
        let mut shown: Vec<(Choice, String)> = Vec::new();
        if typed.is_empty() && !self.several() {
            shown.push((Choice::Nothing, cx.sight.words.say("nothing-chosen")));
        }
        let codes =
            |set: &'static Choices| set.codes.iter().map(|code| (Choice::Code(code), cx.sight.words.choice(set, code)));
        match self.def.input {
            Input::Choice(set) | Input::Choices(set) => shown.extend(codes(set).filter(|(_, label)| fits(label))),
            Input::Flag => {
                let both = [true, false].map(|flag| (flag, cx.sight.words.say(if flag { "yes" } else { "no" })));
                shown
                    .extend(both.into_iter().filter(|(_, l)| fits(l)).map(|(flag, label)| (Choice::Flag(flag), label)));
            }
            Input::Link { to } | Input::Links { to } => {
                let kinds: Vec<&KindInfo> =
                    cx.sight.kinds.iter().filter(|kind| to.is_empty() || kind.name == to).copied().collect();
                let records = kinds.iter().flat_map(|kind| {
                    let home = cx.sight.whole.home(kind);
                    home.records(kind.number).map(|record| (Choice::Record(record.id()), cx.sight.title(kind, record)))
                });
                shown.extend(records.filter(|(_, label)| fits(label)).take(OFFERED));
            }
            _ => {}
        }
        self.shown = shown;
        self.cursor.at = self.cursor.at.min(self.shown.len().saturating_sub(1));
    }

    fn toggle(&mut self) {
        match self.shown.get(self.cursor.at) {
            Some((Choice::Code(code), _)) if !self.chosen.remove(*code) => {
                self.chosen.insert((*code).to_owned());
            }
            Some((Choice::Record(id), _)) if !self.linked.remove(id) => {
                self.linked.insert(*id);
            }
            _ => {}
        }
    }

    /// Takes an action.
    pub fn act(&mut self, action: Action) -> Picked {
        self.searching = false;
        if let Some(step) = Move::of(action) {
            self.cursor.step(step, self.shown.len(), 10);
            return Picked::Open;
        }
        match action {
            Action::Mark if self.several() => {
                self.toggle();
                Picked::Open
            }
            Action::Open | Action::SaveNext if self.several() => {
                if self.chosen.is_empty() && self.linked.is_empty() {
                    self.toggle();
                }
                Picked::Value(match self.def.input {
                    Input::Choices(_) => (!self.chosen.is_empty()).then(|| Value::Choices(self.chosen.clone())),
                    _ => (!self.linked.is_empty()).then(|| Value::Links(self.linked.clone())),
                })
            }
            Action::Open | Action::SaveNext => match self.shown.get(self.cursor.at) {
                Some((Choice::Nothing, _)) => Picked::Value(None),
                Some((Choice::Code(code), _)) => Picked::Value(Some(Value::Choice((*code).to_owned()))),
                Some((Choice::Flag(flag), _)) => Picked::Value(Some(Value::Flag(*flag))),
                Some((Choice::Record(id), _)) => Picked::Value(Some(Value::Link(*id))),
                None => Picked::Open,
            },
            Action::Close => Picked::Closed,
            _ => Picked::Open,
        }
    }

    /// Takes a key that narrows the list.
    pub fn key(&mut self, key: Key, cx: &Context) {
        if key.named() == Some(Named::Backspace) {
            self.typed.pop();
        } else if let Some(letter) = key.typed() {
            self.typed.push(letter);
        }
        self.searching = !self.typed.is_empty();
        self.cursor.at = 0;
        self.narrow(cx);
    }

    /// Takes a paste into the search.
    pub fn paste(&mut self, text: &str, cx: &Context) {
        self.typed.push_str(&scrub_line(text));
        self.searching = !self.typed.is_empty();
        self.cursor.at = 0;
        self.narrow(cx);
    }

    /// Draws the list over the lower part of an area, and the terminal's cursor where typing goes.
    pub fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        let rows = u16::try_from(self.shown.len().max(1)).unwrap_or(u16::MAX).saturating_add(2);
        let height = rows.min(area.height).min(14);
        let area = Rect { y: area.bottom() - height, height, ..area };
        frame.render_widget(Clear, area);
        if height < 2 {
            return;
        }
        let head = cx.sight.words.say(if self.several() { "pick-several" } else { "pick-one" });
        let rule = text::fit(&format!("─ {head} {}", "─".repeat(usize::from(area.width))), area.width.into(), false);
        frame.buffer_mut().set_string(area.x, area.y, text::cut(&rule, area.width.into()), cx.look.style(Tone::Dim));
        let page = usize::from(height) - 2;
        let top = self.cursor.top(page, self.shown.len());
        for (line, (choice, label)) in self.shown.iter().skip(top).take(page).enumerate() {
            let y = area.y + 1 + u16::try_from(line).unwrap_or_default();
            let here = top + line == self.cursor.at;
            let ticked = match choice {
                Choice::Code(code) => self.chosen.contains(*code),
                Choice::Record(id) => self.linked.contains(id),
                _ => false,
            };
            let tick = if !self.several() {
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
            let none = cx.sight.words.say("nothing-found");
            frame.buffer_mut().set_string(area.x + 2, area.y + 1, none, cx.look.style(Tone::Dim));
        }
        let y = area.bottom() - 1;
        let typed = text::cut(&format!("{} {}", cx.sight.words.say("narrow"), self.typed), area.width.into());
        let end = u16::try_from(text::width(&typed)).unwrap_or_default().min(area.width.saturating_sub(1));
        frame.buffer_mut().set_string(area.x, y, typed, cx.look.style(Tone::Dim));
        frame.set_cursor_position((area.x + end, y));
    }
}
