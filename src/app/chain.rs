//! The chain from goal to effect: of the marked record both ways, or the holes of the whole follow-up.

use super::overlay::Overlay;
use super::{App, Effect};
use crate::keys::Action;
use crate::record::Id;
use crate::steps;
use crate::steps::walk::chain::{Chain, Hole, Level, holes};
use crate::ui::{Context, Cursor, Done, Job, Move, Tone, mark_row, text, work_area};
use ratatui::{Frame, layout::Rect, widgets::Clear};
use std::sync::Arc;

/// Who asks for the holes of the whole chain.
pub const SLOT: &str = "holes";
/// Columns for the name of a link.
const NAMES: usize = 14;
/// Columns for a record beside others.
const RECORD: usize = 22;
/// Lines under the links that tell what is marked.
const TOLD: u16 = 3;

/// The sheet.
#[derive(Debug)]
pub struct ChainSheet {
    shown: Shown,
    /// The link, or the hole.
    cursor: Cursor,
    /// The record in its link.
    beside: usize,
}

#[derive(Debug)]
enum Shown {
    Of(Chain),
    Holes(Arc<Vec<Hole>>),
}

/// What an officer wants of the sheet.
#[derive(Clone, Copy, Debug)]
pub enum Wish {
    Nothing,
    Close,
    Go((u8, Id)),
    Holes,
}

impl ChainSheet {
    /// The chain of a record; nothing when it stands in none.
    #[must_use]
    pub fn of(cx: &Context, (kind, id): (u8, Id)) -> Option<Self> {
        let chain = Chain::of(&cx.sight.whole, &cx.findings, kind, id)?;
        let at = chain.links.iter().position(|level| level.link == chain.at).unwrap_or_default();
        Some(Self { shown: Shown::Of(chain), cursor: Cursor { at }, beside: 0 })
    }

    fn count(&self) -> usize {
        match &self.shown {
            Shown::Of(chain) => chain.links.len(),
            Shown::Holes(holes) => holes.len(),
        }
    }

    /// The record that is marked.
    fn marked(&self) -> Option<(u8, Id)> {
        match &self.shown {
            Shown::Of(chain) => chain.links.get(self.cursor.at)?.records.get(self.beside).copied(),
            Shown::Holes(holes) => holes.get(self.cursor.at).map(|hole| hole.record),
        }
    }

    /// What can be done here.
    #[must_use]
    pub fn offers(&self) -> Vec<Action> {
        match self.shown {
            Shown::Of(_) => vec![Action::Open, Action::Close, Action::Up, Action::Down, Action::Chain],
            Shown::Holes(_) => vec![Action::Open, Action::Close, Action::Up, Action::Down],
        }
    }

    /// Takes an action.
    pub fn act(&mut self, action: Action, cx: &Context) -> Wish {
        if let Some(step) = Move::of(action) {
            self.cursor.step(step, self.count(), usize::from(work_area(cx.size).height.saturating_sub(1)));
            self.beside = 0;
        }
        match (action, &self.shown) {
            (Action::Close, _) => Wish::Close,
            (Action::Open, _) => self.marked().map_or(Wish::Nothing, Wish::Go),
            (Action::Chain, Shown::Of(_)) => Wish::Holes,
            (Action::NextTab, Shown::Of(chain)) => {
                let records = chain.links.get(self.cursor.at).map_or(0, |level| level.records.len());
                self.beside = (self.beside + 1).min(records.saturating_sub(1));
                Wish::Nothing
            }
            (Action::PreviousTab, _) => {
                self.beside = self.beside.saturating_sub(1);
                Wish::Nothing
            }
            _ => Wish::Nothing,
        }
    }

    /// Draws the sheet over the work area.
    pub fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        frame.render_widget(Clear, area);
        let room = usize::from(area.width.saturating_sub(3));
        let mut put = |y: u16, x: usize, tone: Tone, shown: &str| {
            let x16 = u16::try_from(x).unwrap_or(u16::MAX);
            if y < area.bottom() && x16 < area.width {
                let shown = text::cut(shown, room.saturating_sub(x));
                frame.buffer_mut().set_string(area.x + 2 + x16, y, shown, cx.look.style(tone));
            }
        };
        let words = &cx.sight.words;
        let marked = match &self.shown {
            Shown::Of(chain) => {
                put(area.y, 0, Tone::Accent, &words.say("chain-head"));
                for (y, (at, level)) in (area.y + 1..area.bottom()).zip(chain.links.iter().enumerate()) {
                    put(y, 0, Tone::Dim, &text::fit(&words.say(level.link.word()), NAMES, false));
                    let marked = (at == self.cursor.at).then_some(self.beside);
                    for (x, tone, shown) in beside(cx, level, marked, room) {
                        put(y, x, tone, &shown);
                    }
                }
                let rest = area.y + 1 + u16::try_from(chain.links.len()).unwrap_or_default();
                let own = self.marked();
                if let Some(record) = own {
                    put(rest, 0, Tone::Strong, &title(cx, record));
                }
                // What is missing behind the marked record comes first.
                let (behind, others): (Vec<&Hole>, Vec<&Hole>) =
                    chain.holes.iter().partition(|hole| Some(hole.record) == own);
                for (y, hole) in (rest + 1..area.bottom()).zip(behind.into_iter().chain(others)) {
                    put(y, 0, Tone::Warn, &hole_words(cx, hole));
                }
                area.y + 1 + u16::try_from(self.cursor.at).unwrap_or_default()
            }
            Shown::Holes(holes) => {
                put(area.y, 0, Tone::Accent, &words.count("chain-holes", holes.len()));
                let page = usize::from(area.height.saturating_sub(1 + TOLD)).max(1);
                let top = self.cursor.top(page, holes.len());
                for (y, hole) in (area.y + 1..area.bottom()).zip(holes.iter().skip(top).take(page)) {
                    put(y, 0, Tone::Plain, &hole_words(cx, hole));
                }
                if let Some(record) = self.marked() {
                    let told = text::wrap(&title(cx, record), room);
                    let rest = area.bottom().saturating_sub(TOLD - 1);
                    for (y, line) in (rest..area.bottom()).zip(told) {
                        put(y, 0, Tone::Dim, &line);
                    }
                }
                area.y + 1 + u16::try_from(self.cursor.at - top).unwrap_or_default()
            }
        };
        if marked < area.bottom() && self.count() > 0 {
            mark_row(cx, frame, Rect { y: marked, height: 1, ..area });
        }
    }
}

/// The records of a link beside each other, from the marked one where not all have room, and how many they are.
fn beside(cx: &Context, level: &Level, marked: Option<usize>, room: usize) -> Vec<(usize, Tone, String)> {
    let words = &cx.sight.words;
    if level.records.is_empty() {
        return vec![(NAMES, Tone::Warn, words.say("chain-missing"))];
    }
    let count = level.records.len();
    let more = if level.more { "+" } else { "" };
    let mut shown = vec![(NAMES, Tone::Dim, text::fit(&format!("{count}{more}"), 4, true))];
    let first = NAMES + 5;
    let fits = (room.saturating_sub(first) / (RECORD + 1)).max(1);
    let from = marked.map_or(0, |at| at / fits * fits);
    for (place, (at, record)) in level.records.iter().enumerate().skip(from).take(fits).enumerate() {
        let tone = if marked == Some(at) { Tone::Strong } else { Tone::Plain };
        let name = title(cx, *record);
        let name = if marked == Some(at) { format!("[{}]", text::cut(&name, RECORD - 2)) } else { name };
        shown.push((first + place * (RECORD + 1), tone, text::cut(&name, RECORD)));
    }
    shown
}

fn title(cx: &Context, (kind, id): (u8, Id)) -> String {
    let kind = steps::kind(kind);
    kind.and_then(|kind| Some(cx.sight.title(kind, cx.sight.get(kind, id)?))).unwrap_or_default()
}

fn hole_words(cx: &Context, hole: &Hole) -> String {
    let name = text::cut(&title(cx, hole.record), 36);
    let id = hole.gap.word();
    let missing = cx.sight.words.find(id, None).unwrap_or_else(|| cx.sight.words.say(&format!("check-{id}")));
    format!("{name}: {missing}")
}

impl App {
    /// Shows the chain of the marked record; where none is marked, the holes of the whole chain.
    pub(super) fn show_chain(&mut self) {
        if self.step_or_say().is_none() {
            return;
        }
        match self.screen().at().0 {
            None => self.ask_for_holes(),
            Some(record) => match ChainSheet::of(&self.cx, record) {
                Some(sheet) => self.overlay = Some(Overlay::Chain(Box::new(sheet))),
                None => self.said = Some((Tone::Plain, self.cx.sight.words.say("chain-none"))),
            },
        }
    }

    /// The holes of the whole chain are looked for off the key path.
    fn ask_for_holes(&mut self) {
        let (whole, findings) = (self.cx.sight.whole.clone(), self.cx.findings.clone());
        let work = Box::new(move || -> crate::ui::Output { Arc::new(holes(&whole, &findings)) });
        self.effects.push(Effect::Work(Job { slot: SLOT, turn: 0, work }));
    }

    /// The holes have been found.
    pub(super) fn show_holes(&mut self, done: &Done) {
        let Ok(holes) = done.output.clone().downcast::<Vec<Hole>>() else { return };
        let free = matches!(self.overlay, None | Some(Overlay::Chain(_)));
        if free && self.room.is_some() {
            let sheet = ChainSheet { shown: Shown::Holes(holes), cursor: Cursor::default(), beside: 0 };
            self.overlay = Some(Overlay::Chain(Box::new(sheet)));
        }
    }

    /// Does what is wanted of the sheet, which lies on top.
    pub(super) fn chain_grants(&mut self, wish: Wish) {
        match wish {
            Wish::Nothing => {}
            Wish::Close => self.overlay = None,
            Wish::Go((kind, id)) => {
                self.overlay = None;
                if let Some(kind) = steps::kind(kind) {
                    self.show(kind, id);
                }
            }
            Wish::Holes => self.ask_for_holes(),
        }
    }
}
