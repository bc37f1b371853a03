//! The chain from goal to effect: of the marked record both ways, or the holes of the whole follow-up.

use super::overlay::Overlay;
use super::sheet::{About, Awaited, Line, Page, Row, Sheet, Wish, page, title};
use super::{App, Effect};
use crate::keys::Action;
use crate::record::Id;
use crate::steps::walk::chain::{Chain, Hole, Level, holes};
use crate::ui::{Context, Cursor, Done, Job, Move, Tone, text};
use ratatui::{Frame, layout::Rect};
use std::sync::Arc;

/// Who asks for the holes of the whole chain.
pub const SLOT: &str = "holes";
/// Columns for the name of a link.
const NAMES: usize = 14;
/// Columns for a record beside others.
const RECORD: usize = 22;
/// Lines under the links that tell what is marked, and the first hole behind it.
const TOLD: usize = 2;

/// The chain of a record.
#[derive(Debug)]
pub struct ChainSheet {
    chain: Chain,
    /// The link.
    cursor: Cursor,
    /// The record in its link.
    beside: usize,
}

impl ChainSheet {
    /// The chain of a record; nothing when it stands in none.
    #[must_use]
    pub fn of(cx: &Context, (kind, id): (u8, Id)) -> Option<Self> {
        let chain = Chain::of(&cx.sight.whole, &cx.findings, kind, id)?;
        let at = chain.links.iter().position(|level| level.link == chain.at).unwrap_or_default();
        Some(Self { chain, cursor: Cursor { at }, beside: 0 })
    }

    /// The record that is marked.
    fn marked(&self) -> Option<(u8, Id)> {
        self.chain.links.get(self.cursor.at)?.records.get(self.beside).copied()
    }

    /// What can be done here.
    #[must_use]
    pub fn offers() -> Vec<Action> {
        vec![Action::Open, Action::Close, Action::Up, Action::Down, Action::Chain, Action::History]
    }

    /// Takes an action.
    pub fn act(&mut self, action: Action, cx: &Context) -> Wish {
        if let Some(step) = Move::of(action) {
            self.cursor.step(step, self.chain.links.len(), page(cx, TOLD));
            self.beside = 0;
        }
        match action {
            Action::Close => Wish::Close,
            Action::Open => self.marked().map_or(Wish::Nothing, Wish::Go),
            Action::History => self.marked().map_or(Wish::Nothing, Wish::History),
            Action::Chain => Wish::Holes,
            Action::AsItWas => Wish::When,
            Action::NextTab => {
                let records = self.chain.links.get(self.cursor.at).map_or(0, |level| level.records.len());
                self.beside = (self.beside + 1).min(records.saturating_sub(1));
                Wish::Nothing
            }
            Action::PreviousTab => {
                self.beside = self.beside.saturating_sub(1);
                Wish::Nothing
            }
            _ => Wish::Nothing,
        }
    }

    /// Draws the sheet over the work area.
    pub fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        let words = &cx.sight.words;
        let room = usize::from(area.width.saturating_sub(3));
        let own = self.marked();
        let mut told: Vec<(Tone, String)> = own.map(|record| (Tone::Strong, title(cx, record))).into_iter().collect();
        // What is missing behind the marked record comes first.
        let (behind, others): (Vec<&Hole>, Vec<&Hole>) =
            self.chain.holes.iter().partition(|hole| Some(hole.record) == own);
        told.extend(behind.into_iter().chain(others).map(|hole| (Tone::Warn, hole_words(cx, hole))));
        let row = |at: usize| -> Row {
            let Some(level) = self.chain.links.get(at) else { return Row::new() };
            let marked = (at == self.cursor.at).then_some(self.beside);
            let name = (0, Tone::Dim, text::fit(&words.say(level.link.word()), NAMES, false));
            std::iter::once(name).chain(beside(cx, level, marked, room)).collect()
        };
        let (head, count) = (words.say("chain-head"), self.chain.links.len());
        Page { head: &head, count, cursor: self.cursor, told: &told, kept: TOLD }.view(cx, frame, area, row);
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

    /// The holes of the whole chain are looked for off the key path; the sheet lies there meanwhile.
    pub(super) fn ask_for_holes(&mut self) {
        let awaited = Awaited::new(self.saving.ticket());
        let turn = awaited.turn();
        let words = &self.cx.sight.words;
        let under = self.overlay.take().map(Box::new);
        let sheet = Sheet::new(words.say("chain-head"), words.say("chain-looking"), awaited, under);
        self.overlay = Some(Overlay::Sheet(Box::new(sheet)));
        let (whole, findings) = (self.cx.sight.whole.clone(), self.cx.findings.clone());
        let work = Box::new(move || -> crate::ui::Output { Arc::new(holes(&whole, &findings)) });
        self.effects.push(Effect::Work(Job { slot: SLOT, turn, work }));
    }

    /// The holes have been found.
    pub(super) fn show_holes(&mut self, done: &Done) {
        let Ok(holes) = done.output.clone().downcast::<Vec<Hole>>() else { return };
        let line = |hole: &Hole| {
            let about = About::Record(hole.record);
            Line { tone: Tone::Plain, text: hole_words(&self.cx, hole), about }
        };
        let lines = holes.iter().map(line).collect();
        let title = self.cx.sight.words.count("chain-holes", holes.len());
        self.fill_sheet(done, Some(title), lines);
    }
}
