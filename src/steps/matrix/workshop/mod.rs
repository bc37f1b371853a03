//! Valuing together at one keyboard or several: who values types a function's name, places each thing unseen by the
//! others, and hands over; in the end all see the median, how far apart they are, and agree.

mod view;

use crate::follow_up::{Change, Doing};
use crate::keys::{self, Action, Key};
use crate::record::{Id, scrub_line};
use crate::steps::plan::rating::{Round, Summary};
use crate::ui::matrix::{Axes, Grid, Plot};
use crate::ui::{Ask, Context, Cursor, Editor, Event, Move, Tone};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Where in the workshop one is.
#[derive(Debug)]
enum Phase {
    /// Who values next is being typed.
    Naming(Box<Editor>),
    /// Somebody places one thing after the other.
    Rating { rater: String, at: usize, first: Option<u8> },
    /// Nothing is shown: the keyboard goes to the next.
    HandingOver,
    /// What all have said.
    Table(Cursor),
    /// What is agreed of a thing: two digits, then the reason.
    Agreeing { item: Id, first: Option<u8> },
    /// Why.
    Reasoning { item: Id, place: (u8, u8), editor: Box<Editor> },
}

/// What an event leads to.
pub enum Outcome {
    /// The workshop goes on.
    Stays(Vec<Ask>),
    /// It is left; what has been said stands.
    Leaves,
}

/// Valuing together in one matrix.
#[derive(Debug)]
pub struct Workshop {
    plot: Arc<dyn Plot>,
    turn: usize,
    /// The matrix by its code.
    code: &'static str,
    round: Round,
    phase: Phase,
    /// Who has valued in this session.
    here: BTreeSet<String>,
}

fn ids(grid: &Grid) -> Vec<Id> {
    grid.items().iter().map(|item| item.id).collect()
}

impl Workshop {
    /// The workshop of a matrix: its latest round goes on.
    #[must_use]
    pub fn new(plot: Arc<dyn Plot>, turn: usize, code: &'static str, grid: &Grid, cx: &Context) -> Self {
        let round = Round::latest(&cx.sight.whole, code, &ids(grid)).joined();
        let name = if round.said.is_empty() { cx.eyes.officer().name.clone() } else { String::new() };
        let mut editor = Editor::new(&name, false);
        editor.mark_all();
        let phase = Phase::Naming(Box::new(editor));
        Self { plot, turn, code, round, phase, here: BTreeSet::new() }
    }

    /// Reads what has been said by now. What is closed while one looks at it is shown still.
    pub fn refresh(&mut self, grid: &Grid, cx: &Context) {
        let latest = Round::latest(&cx.sight.whole, self.code, &ids(grid));
        if latest.number >= self.round.number {
            self.round = latest;
        }
    }

    /// Whether everybody who has valued here is done, so that what others say may be seen.
    fn may_see(&self, grid: &Grid) -> bool {
        let items = ids(grid);
        let done = |rater: &String| self.round.left(rater, &items).is_empty();
        self.round.is_closed() || !self.here.is_empty() && self.here.iter().all(done)
    }

    /// The contexts that are on.
    #[must_use]
    pub fn contexts(&self) -> Vec<keys::Context> {
        match self.phase {
            Phase::Naming(_) | Phase::Reasoning { .. } => vec![keys::Context::Line, keys::Context::Text],
            Phase::Rating { .. } | Phase::Agreeing { .. } => vec![keys::Context::Placing, keys::Context::Everywhere],
            Phase::HandingOver | Phase::Table(_) => vec![keys::Context::Workshop, keys::Context::Everywhere],
        }
    }

    /// What can be done.
    #[must_use]
    pub fn offers(&self) -> Vec<Action> {
        match self.phase {
            Phase::Naming(_) | Phase::Reasoning { .. } => vec![Action::Save, Action::Stop],
            Phase::Rating { .. } => vec![Action::Close, Action::Down, Action::Up],
            Phase::Agreeing { .. } => vec![Action::Open, Action::Close],
            Phase::HandingOver => vec![Action::Open],
            Phase::Table(_) => vec![Action::Open, Action::New, Action::Close],
        }
    }

    /// Whether a key is taken as it is.
    #[must_use]
    pub fn wants(&self, key: Key) -> bool {
        match self.phase {
            Phase::Naming(_) | Phase::Reasoning { .. } => key.typed().is_some(),
            Phase::Rating { .. } | Phase::Agreeing { .. } => key.digit().is_some(),
            Phase::HandingOver => true,
            Phase::Table(_) => false,
        }
    }

    /// Takes an event.
    pub fn update(&mut self, event: &Event, grid: &Grid, cx: &mut Context) -> Outcome {
        if matches!(event, Event::Changed) {
            self.refresh(grid, cx);
            return Outcome::Stays(Vec::new());
        }
        match (&self.phase, event) {
            (Phase::Naming(_), Event::Do(Action::Stop)) | (Phase::Table(_), Event::Do(Action::Close)) => {
                return Outcome::Leaves;
            }
            _ => {}
        }
        Outcome::Stays(match &self.phase {
            Phase::Naming(_) => self.name(event, grid, cx),
            Phase::Rating { .. } => self.rate(event, grid, cx),
            Phase::HandingOver => match event {
                // A digit too many of the one who is done leads nowhere.
                Event::Key(key) if key.digit().is_some() => Vec::new(),
                Event::Key(_) | Event::Do(_) => self.ask_name(),
                _ => Vec::new(),
            },
            Phase::Table(_) => self.look(event, grid),
            Phase::Agreeing { .. } => self.agree(event, grid, cx),
            Phase::Reasoning { .. } => self.reason(event, grid, cx),
        })
    }

    fn ask_name(&mut self) -> Vec<Ask> {
        self.phase = Phase::Naming(Box::new(Editor::new("", false)));
        Vec::new()
    }

    fn name(&mut self, event: &Event, grid: &Grid, cx: &Context) -> Vec<Ask> {
        let Phase::Naming(editor) = &mut self.phase else { return Vec::new() };
        if !matches!(event, Event::Do(Action::Save | Action::SaveNext)) {
            return editor
                .update(event)
                .err()
                .map(|full| Ask::Say(Tone::Warn, full.say(&cx.sight.words)))
                .into_iter()
                .collect();
        }
        let rater = scrub_line(editor.text().trim());
        if rater.is_empty() {
            if self.may_see(grid) {
                self.phase = Phase::Table(Cursor::default());
                return Vec::new();
            }
            return vec![Ask::Say(Tone::Warn, cx.sight.words.say("workshop-not-yet"))];
        }
        self.here.insert(rater.clone());
        let items = ids(grid);
        let Some(first) = self.round.left(&rater, &items).first().copied() else {
            // All of it has been said already: from here one sees what the others say.
            self.phase = Phase::Table(Cursor::default());
            return Vec::new();
        };
        let at = items.iter().position(|item| *item == first).unwrap_or_default();
        self.phase = Phase::Rating { rater, at, first: None };
        Vec::new()
    }

    fn rate(&mut self, event: &Event, grid: &Grid, cx: &mut Context) -> Vec<Ask> {
        let Phase::Rating { rater, at, first } = &mut self.phase else { return Vec::new() };
        match event {
            Event::Do(Action::Close) if first.is_some() => *first = None,
            Event::Do(Action::Close) => return self.ask_name(),
            Event::Do(action) => {
                if let Some(step) = Move::of(*action) {
                    let mut cursor = Cursor { at: *at };
                    cursor.step(step, grid.items().len(), 10);
                    (*at, *first) = (cursor.at, None);
                }
            }
            Event::Key(key) => {
                let Some(item) = grid.items().get(*at).map(|item| item.id) else { return Vec::new() };
                let place = match digit(*key, first, grid.axes(), cx) {
                    Typed::Place(place) => place,
                    Typed::Waits => return Vec::new(),
                    Typed::Off(said) => return vec![said],
                };
                let (rater, id) = (rater.clone(), cx.ids.mint(cx.now));
                let change = self.round.rate(&cx.sight.whole, self.code, (&rater, item), place, id);
                let asks = match change {
                    Some(change) if !cx.takes(&change) => {
                        return vec![Ask::Say(Tone::Warn, cx.closed(&self.contexts()))];
                    }
                    change => change.map(Ask::Change).into_iter().collect(),
                };
                self.go_on(&rater, item, grid);
                return asks;
            }
            _ => {}
        }
        Vec::new()
    }

    /// After a thing has been placed: the next one that the rater has said nothing of, or the handing over.
    fn go_on(&mut self, rater: &str, done: Id, grid: &Grid) {
        let items = ids(grid);
        let left: Vec<Id> = self.round.left(rater, &items).into_iter().filter(|item| *item != done).collect();
        let here = items.iter().position(|item| *item == done).unwrap_or_default();
        let place = |id: &Id| items.iter().position(|item| item == id);
        let next = left.iter().filter_map(place).find(|at| *at > here).or_else(|| left.first().and_then(place));
        self.phase = match next {
            Some(at) => Phase::Rating { rater: rater.to_owned(), at, first: None },
            None => Phase::HandingOver,
        };
    }

    fn look(&mut self, event: &Event, grid: &Grid) -> Vec<Ask> {
        let Phase::Table(cursor) = &mut self.phase else { return Vec::new() };
        let Event::Do(action) = event else { return Vec::new() };
        let summary = self.round.summary(&ids(grid));
        if let Some(step) = Move::of(*action) {
            cursor.step(step, summary.len(), 10);
        }
        match (action, summary.get(cursor.at)) {
            (Action::New, _) => return self.ask_name(),
            (Action::Open, Some(one)) => self.phase = Phase::Agreeing { item: one.item, first: None },
            _ => {}
        }
        Vec::new()
    }

    fn summary_of(&self, item: Id, grid: &Grid) -> Option<Summary> {
        self.round.summary(&ids(grid)).into_iter().find(|one| one.item == item)
    }

    fn back_to(&mut self, item: Id, grid: &Grid) {
        let at = self.round.summary(&ids(grid)).iter().position(|one| one.item == item);
        self.phase = Phase::Table(Cursor { at: at.unwrap_or_default() });
    }

    fn agree(&mut self, event: &Event, grid: &Grid, cx: &Context) -> Vec<Ask> {
        let Phase::Agreeing { item, first } = &mut self.phase else { return Vec::new() };
        let item = *item;
        let place = match event {
            Event::Do(Action::Close) => {
                if first.take().is_none() {
                    self.back_to(item, grid);
                }
                return Vec::new();
            }
            // Without digits the proposal is taken.
            Event::Do(Action::Open) => match self.summary_of(item, grid) {
                Some(one) => (one.x.proposed(), one.y.proposed()),
                None => return Vec::new(),
            },
            Event::Key(key) => match digit(*key, first, grid.axes(), cx) {
                Typed::Place(place) => place,
                Typed::Waits => return Vec::new(),
                Typed::Off(said) => return vec![said],
            },
            _ => return Vec::new(),
        };
        self.phase = Phase::Reasoning { item, place, editor: Box::new(Editor::new("", false)) };
        Vec::new()
    }

    fn reason(&mut self, event: &Event, grid: &Grid, cx: &mut Context) -> Vec<Ask> {
        let Phase::Reasoning { item, place, editor } = &mut self.phase else { return Vec::new() };
        let (item, place) = (*item, *place);
        match event {
            Event::Do(Action::Stop) => {
                self.phase = Phase::Agreeing { item, first: None };
                Vec::new()
            }
            Event::Do(Action::Save | Action::SaveNext) => {
                let reason = scrub_line(&editor.text());
                let (by, id) = (cx.sight.words.say("workshop-joint"), cx.ids.mint(cx.now));
                let kept = self.round.agree(&cx.sight.whole, self.code, (&by, item), place, &reason, id);
                let own = self.plot.agree(cx, self.turn, item, place, (&by, &reason));
                let edits = own.into_iter().flat_map(|change| change.edits).chain(kept).collect();
                let change = Change { doing: Doing::Value, edits };
                if !cx.takes(&change) {
                    return vec![Ask::Say(Tone::Warn, cx.closed(&self.contexts()))];
                }
                self.back_to(item, grid);
                if change.edits.is_empty() { Vec::new() } else { vec![Ask::Change(change)] }
            }
            _ => editor
                .update(event)
                .err()
                .map(|full| Ask::Say(Tone::Warn, full.say(&cx.sight.words)))
                .into_iter()
                .collect(),
        }
    }
}

/// What a digit makes of a place that is typed in two.
enum Typed {
    Waits,
    Place((u8, u8)),
    Off(Ask),
}

fn digit(key: Key, first: &mut Option<u8>, axes: &Axes, cx: &Context) -> Typed {
    let Some(digit) = key.digit() else { return Typed::Waits };
    let step = if digit == 0 { 10 } else { digit };
    let [one, other] = axes.in_order();
    let along = if first.is_none() { one } else { other };
    if !along.holds(step) {
        let places = [("axis", along.name.clone()), ("size", along.size().to_string())];
        let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
        return Typed::Off(Ask::Say(Tone::Warn, cx.sight.words.say_with("matrix-off-axis", &places)));
    }
    if let Some(before) = first.take() {
        return Typed::Place(axes.place(before, step));
    }
    *first = Some(step);
    Typed::Waits
}
