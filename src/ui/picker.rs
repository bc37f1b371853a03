//! Choosing out of a list: codes, yes or no, or records. Typing narrows it; among records the search runs off the
//! key path.

mod offered;

use super::{
    job::{Done, Job},
    look::{CURSOR, Tone},
    screen::{Ask, Context},
    table::{Cursor, Move},
    text,
};
use crate::keys::{Action, Key, Named};
use crate::record::{Choices, Def, Id, Input, KindInfo, Tag, Value, scrub_line};
use offered::{OFFERED, Offered, Source};
use ratatui::{Frame, layout::Rect, widgets::Clear};
use std::{collections::BTreeSet, sync::Arc};

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
    record: Id,
    /// Where records come from, where records are chosen.
    source: Option<Source>,
    /// Which search is the last one.
    turn: u64,
    /// There are more records than are shown.
    more: bool,
    typed: String,
    shown: Vec<(Choice, String)>,
    chosen: BTreeSet<String>,
    linked: BTreeSet<Id>,
    cursor: Cursor,
    /// The last key was of the search and not of the list.
    searching: bool,
}

/// What a search has found, for a field of a record.
struct Found {
    record: Id,
    tag: Tag,
    offered: Vec<Offered>,
    more: bool,
}

/// The searches of all pickers; each one knows its own by the field that it is for.
const SLOT: &str = "picker";

impl Picker {
    /// A picker for a field of a record, with what stands there now; nothing when the field is typed and not picked.
    #[must_use]
    pub fn new(kind: &'static KindInfo, record: Id, def: Def, now: Option<&Value>, cx: &Context) -> Option<Self> {
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
        let standing = now.iter().flat_map(|now| now.targets()).collect();
        let mut picker = Self {
            def,
            record,
            source: Source::of(kind, record, def.tag, standing, cx),
            turn: 0,
            more: false,
            typed: String::new(),
            shown: Vec::new(),
            chosen,
            linked,
            cursor: Cursor::default(),
            searching: false,
        };
        picker.narrow(cx);
        // Nothing is searched for yet, so that few records are looked at.
        if let Some(source) = &picker.source {
            let (offered, more) = source.find(&cx.sight, "");
            picker.take(offered, more, cx);
        }
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
        let mut shown: Vec<(Choice, String)> = self.nothing(cx).into_iter().collect();
        let codes =
            |set: &'static Choices| set.codes.iter().map(|code| (Choice::Code(code), cx.sight.words.choice(set, code)));
        match self.def.input {
            Input::Choice(set) | Input::Choices(set) => shown.extend(codes(set).filter(|(_, label)| fits(label))),
            Input::Flag => {
                let both = [true, false].map(|flag| (flag, cx.sight.words.say(if flag { "yes" } else { "no" })));
                shown
                    .extend(both.into_iter().filter(|(_, l)| fits(l)).map(|(flag, label)| (Choice::Flag(flag), label)));
            }
            _ => return,
        }
        self.shown = shown;
        self.cursor.at = self.cursor.at.min(self.shown.len().saturating_sub(1));
    }

    /// The choice of nothing, which empties the field.
    fn nothing(&self, cx: &Context) -> Option<(Choice, String)> {
        let offered = self.typed.is_empty() && !self.several();
        offered.then(|| (Choice::Nothing, cx.sight.words.say("nothing-chosen")))
    }

    fn take(&mut self, offered: Vec<Offered>, more: bool, cx: &Context) {
        let records = offered.into_iter().map(|(id, label)| (Choice::Record(id), label));
        self.shown = self.nothing(cx).into_iter().chain(records).collect();
        self.more = more;
        self.cursor.at = self.cursor.at.min(self.shown.len().saturating_sub(1));
    }

    /// What has been typed narrows the list: at once, or among records as soon as they are searched.
    fn search(&mut self, cx: &Context) -> Vec<Ask> {
        self.searching = !self.typed.is_empty();
        self.cursor.at = 0;
        self.narrow(cx);
        let Some(source) = self.source.clone() else { return Vec::new() };
        self.turn += 1;
        let (record, tag, sight, typed) = (self.record, self.def.tag, cx.sight.clone(), self.typed.clone());
        let work = move || -> super::job::Output {
            let (offered, more) = source.find(&sight, &typed);
            Arc::new(Found { record, tag, offered, more })
        };
        vec![Ask::Work(Job { slot: SLOT, turn: self.turn, work: Box::new(work) })]
    }

    /// Takes what a search has found, if it is this picker's last one.
    pub fn found(&mut self, done: &Done, cx: &Context) {
        let Ok(found) = done.output.clone().downcast::<Found>() else { return };
        if done.turn == self.turn && (found.record, found.tag) == (self.record, self.def.tag) {
            self.take(found.offered.clone(), found.more, cx);
        }
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
    pub fn key(&mut self, key: Key, cx: &Context) -> Vec<Ask> {
        if key.named() == Some(Named::Backspace) {
            self.typed.pop();
        } else if let Some(letter) = key.typed() {
            self.typed.push(letter);
        }
        self.search(cx)
    }

    /// Takes a paste into the search.
    pub fn paste(&mut self, text: &str, cx: &Context) -> Vec<Ask> {
        self.typed.push_str(&scrub_line(text));
        self.search(cx)
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
        if self.more {
            let more = format!("  {}", cx.sight.words.say("pick-more"));
            let room = usize::from(area.width.saturating_sub(end + 1));
            let more = text::cut(&more, room);
            frame.buffer_mut().set_string(area.x + end + 1, y, more, cx.look.style(Tone::Dim));
        }
        frame.buffer_mut().set_string(area.x, y, typed, cx.look.style(Tone::Dim));
        frame.set_cursor_position((area.x + end, y));
    }
}
