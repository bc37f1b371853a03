//! A four-field matrix on screen that places what it shows: arrows move the marked item, two digits place it.

use super::super::{
    job::{Job, Output},
    look::Tone,
    screen::{Ask, Context, Event, Screen},
    sight::Sight,
    table::Move,
    text,
};
use super::{Along, Axis, Grid, Picture, Place, listed, view};
use crate::follow_up::Change;
use crate::keys::{self, Action, Key};
use crate::record::{Id, KindInfo, Tag};
use ratatui::{Frame, layout::Rect, widgets::Clear};
use std::{fmt, sync::Arc};

/// How many rests of the cursor make a pause, after which a moved item is saved: most of a second.
const PAUSE: u8 = 5;

/// What a matrix places, on which axes, and how a place is saved.
pub trait Plot: fmt::Debug + Send + Sync {
    /// Name of the matrix among all that compute for the session.
    fn slot(&self) -> &'static str;

    /// How many pictures it turns through; each is asked for by its number.
    fn turns(&self) -> usize {
        1
    }

    /// What it is called, in words.
    fn name(&self, sight: &Sight, turn: usize) -> String;

    /// The axes and the items. Runs off the key path.
    fn picture(&self, sight: &Sight, turn: usize) -> Picture;

    /// The number of the kind that items are of.
    fn kind(&self) -> u8;

    /// The record that an item stands for, to be opened.
    fn record(&self, sight: &Sight, item: Id) -> Option<(&'static KindInfo, Id)>;

    /// Why nothing is placed here by hand, where places are computed: a message.
    fn computed(&self, _turn: usize) -> Option<&'static str> {
        None
    }

    /// The change that puts an item into a place, or takes it off the grid; nothing when it stands so already.
    fn put(&self, cx: &mut Context, turn: usize, item: Id, place: Option<Place>) -> Option<Change>;

    /// The change that puts an item where several have agreed that it stands: by whom, and why.
    fn agree(&self, cx: &mut Context, turn: usize, item: Id, place: Place, _why: (&str, &str)) -> Option<Change> {
        self.put(cx, turn, item, Some(place))
    }

    /// What belongs here and how it begins, said where there is no item: a message.
    fn empty(&self) -> &'static str;
}

/// Whether digits place, and how far two of them have come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Digits {
    /// They mean what they mean elsewhere.
    Off,
    /// The first is waited for.
    First,
    /// The first has been typed.
    Second(u8),
}

/// A matrix on screen.
#[derive(Debug)]
pub struct Board {
    plot: Arc<dyn Plot>,
    turn: usize,
    grid: Option<Grid>,
    asked: u64,
    /// An item to mark as soon as it is there.
    wanted: Option<Id>,
    /// The marked item has been moved and is not saved yet; how long it has rested.
    moved: Option<u8>,
    digits: Digits,
}

impl Board {
    /// A matrix that has not asked for its items yet.
    #[must_use]
    pub fn new(plot: Arc<dyn Plot>) -> Self {
        Self { plot, turn: 0, grid: None, asked: 0, wanted: None, moved: None, digits: Digits::Off }
    }

    /// What it places.
    #[must_use]
    pub fn plot(&self) -> &Arc<dyn Plot> {
        &self.plot
    }

    /// Which of its pictures is shown.
    #[must_use]
    pub fn turned(&self) -> usize {
        self.turn
    }

    /// What stands where, once it is known.
    #[must_use]
    pub fn grid(&self) -> Option<&Grid> {
        self.grid.as_ref()
    }

    /// Shows another matrix in its place.
    pub fn show(&mut self, plot: Arc<dyn Plot>) {
        (self.plot, self.turn, self.grid) = (plot, 0, None);
        (self.wanted, self.moved, self.digits) = (None, None, Digits::Off);
    }

    /// Whether digits place.
    #[must_use]
    pub fn is_placing(&self) -> bool {
        self.digits != Digits::Off
    }

    /// Asks for the items as the records stand now.
    pub fn ask(&mut self, cx: &Context) -> Ask {
        self.asked += 1;
        let (plot, sight, turn) = (self.plot.clone(), cx.sight.clone(), self.turn);
        let work = move || -> Output { Arc::new(plot.picture(&sight, turn)) };
        Ask::Work(Job { slot: self.plot.slot(), turn: self.asked, work: Box::new(work) })
    }

    fn take(&mut self, picture: &Picture) {
        // What has been moved by hand stays there until it is saved.
        let moved = self.grid.as_ref().filter(|_| self.moved.is_some()).and_then(Grid::marked).cloned();
        match &mut self.grid {
            Some(grid) => grid.take(picture.clone()),
            None => self.grid = Some(Grid::new(picture.clone())),
        }
        let Some(grid) = &mut self.grid else { return };
        if let Some(item) = moved {
            if grid.mark(item.id) {
                grid.put(item.at);
            } else {
                self.moved = None;
            }
        }
        if let Some(id) = self.wanted.take() {
            grid.mark(id);
        }
    }

    /// Saves where the marked item has been moved.
    fn save(&mut self, cx: &mut Context) -> Vec<Ask> {
        if self.moved.take().is_none() {
            return Vec::new();
        }
        let Some(item) = self.grid.as_ref().and_then(Grid::marked) else { return Vec::new() };
        let (id, at) = (item.id, item.at);
        match self.plot.put(cx, self.turn, id, at) {
            Some(change) if cx.takes(&change) => vec![Ask::Change(change)],
            Some(_) => vec![Ask::Say(Tone::Warn, cx.closed(&self.contexts())), self.ask(cx)],
            None => Vec::new(),
        }
    }

    /// Why nothing is placed here by hand, in words; nothing where it is.
    #[must_use]
    pub fn fixed(&self, cx: &Context) -> Option<Vec<Ask>> {
        let why = self.plot.computed(self.turn)?;
        Some(vec![Ask::Say(Tone::Plain, cx.sight.words.say(why))])
    }

    fn put(&mut self, place: Option<Place>, cx: &Context) -> Vec<Ask> {
        if let Some(said) = self.fixed(cx) {
            return said;
        }
        let Some(grid) = &mut self.grid else { return Vec::new() };
        if grid.marked().is_none_or(|item| item.at == place) {
            return Vec::new();
        }
        grid.put(place);
        self.moved = Some(0);
        vec![Ask::Rest]
    }

    fn by(&mut self, right: i8, up: i8, cx: &Context) -> Vec<Ask> {
        match self.grid.as_ref().and_then(|grid| grid.moved(right, up)) {
            Some(place) => self.put(Some(place), cx),
            None => Vec::new(),
        }
    }

    fn digit(&mut self, digit: u8, cx: &mut Context) -> Vec<Ask> {
        let Some(axes) = self.grid.as_ref().map(|grid| grid.axes().clone()) else { return Vec::new() };
        let [one, other] = axes.in_order();
        let along = match self.digits {
            Digits::Off => return Vec::new(),
            Digits::First => one,
            Digits::Second(_) => other,
        };
        // Where there are ten steps the tenth is 0.
        let step = if digit == 0 { 10 } else { digit };
        if !along.holds(step) {
            let size = along.size().to_string();
            let said = cx.sight.words.say_with("matrix-off-axis", &[("axis", &along.name), ("size", &size)]);
            return vec![Ask::Say(Tone::Warn, said)];
        }
        let Digits::Second(first) = self.digits else {
            self.digits = Digits::Second(step);
            return Vec::new();
        };
        self.digits = Digits::First;
        let mut asks = self.put(Some(axes.place(first, step)), cx);
        asks.extend(self.save(cx));
        if let Some(grid) = &mut self.grid {
            grid.go_on();
        }
        asks
    }

    fn act(&mut self, action: Action, cx: &mut Context) -> Vec<Ask> {
        let mut asks = self.settle(action, cx);
        asks.extend(self.acted(action, cx));
        asks
    }

    fn acted(&mut self, action: Action, cx: &mut Context) -> Vec<Ask> {
        if let (Some(step), Some(grid)) = (Move::of(action), &mut self.grid) {
            grid.step(step, listed(grid, super::super::work_area(cx.size)));
            if self.digits != Digits::Off {
                self.digits = Digits::First;
            }
            return Vec::new();
        }
        match action {
            Action::MoveLeft => self.by(-1, 0, cx),
            Action::MoveRight => self.by(1, 0, cx),
            Action::MoveUp => self.by(0, 1, cx),
            Action::MoveDown => self.by(0, -1, cx),
            Action::TakeOff => {
                let mut asks = self.put(None, cx);
                asks.extend(self.save(cx));
                asks
            }
            Action::Value => self.fixed(cx).unwrap_or_else(|| {
                self.digits = Digits::First;
                Vec::new()
            }),
            Action::Close => {
                let typed = matches!(self.digits, Digits::Second(_));
                self.digits = if typed { Digits::First } else { Digits::Off };
                Vec::new()
            }
            Action::Turn if self.plot.turns() > 1 => {
                self.turn = (self.turn + 1) % self.plot.turns();
                self.grid = None;
                let said = self.plot.name(&cx.sight, self.turn);
                vec![self.ask(cx), Ask::Say(Tone::Plain, said)]
            }
            Action::Open => self.open(cx),
            _ => Vec::new(),
        }
    }

    fn open(&self, cx: &Context) -> Vec<Ask> {
        let at = self.grid.as_ref().and_then(Grid::marked).and_then(|item| self.plot.record(&cx.sight, item.id));
        at.map(|(kind, id)| Ask::Show(kind, id)).into_iter().collect()
    }

    /// What is asked for while digits place.
    fn prompt(&self, cx: &Context) -> Option<String> {
        let grid = self.grid.as_ref()?;
        let name = text::cut(&grid.marked()?.name, 30);
        let [one, other] = grid.axes().in_order();
        let said = |axis: &Axis, before: &str| {
            let size = axis.size().to_string();
            let places = [("name", name.as_str()), ("axis", axis.name.as_str()), ("size", &size), ("before", before)];
            cx.sight.words.say_with("matrix-placing", &places)
        };
        match self.digits {
            Digits::Off => None,
            Digits::First => Some(said(one, "")),
            Digits::Second(step) => Some(said(other, &format!(" {} {step},", one.name))),
        }
    }
}

impl Screen for Board {
    fn contexts(&self) -> Vec<keys::Context> {
        let own = if self.is_placing() { keys::Context::Placing } else { keys::Context::Matrix };
        vec![own, keys::Context::Everywhere]
    }

    fn offers(&self, _cx: &Context) -> Vec<Action> {
        if self.is_placing() {
            return vec![Action::Close, Action::Down, Action::Up];
        }
        let turn = (self.plot.turns() > 1).then_some(Action::Turn);
        let places: &[Action] = match self.plot.computed(self.turn) {
            Some(_) => &[Action::Down, Action::Open],
            None => &[Action::Value, Action::Down, Action::MoveRight, Action::Open, Action::TakeOff],
        };
        places.iter().copied().chain(turn).collect()
    }

    fn wants(&self, key: Key) -> bool {
        self.is_placing() && key.digit().is_some()
    }

    fn update(&mut self, event: &Event, cx: &mut Context) -> Vec<Ask> {
        match event {
            Event::Key(key) => key.digit().map(|digit| self.digit(digit, cx)).unwrap_or_default(),
            Event::Do(action) => self.act(*action, cx),
            Event::Changed => vec![self.ask(cx)],
            Event::Worked(done) if done.slot == self.plot.slot() => {
                if done.turn == self.asked
                    && let Ok(picture) = done.output.clone().downcast::<Picture>()
                {
                    self.take(&picture);
                }
                Vec::new()
            }
            Event::Rested => match &mut self.moved {
                Some(rests) if *rests < PAUSE => {
                    *rests += 1;
                    vec![Ask::Rest]
                }
                _ => self.save(cx),
            },
            Event::Leaving => self.save(cx),
            Event::Worked(_) | Event::Paste(_) => Vec::new(),
        }
    }

    /// An item that was moved is saved before anything but another move of it.
    fn settle(&mut self, action: Action, cx: &mut Context) -> Vec<Ask> {
        match action {
            Action::MoveLeft | Action::MoveRight | Action::MoveUp | Action::MoveDown | Action::TakeOff => Vec::new(),
            _ => self.save(cx),
        }
    }

    fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        match &self.grid {
            Some(grid) if !grid.items().is_empty() => view(grid, cx, frame, area),
            Some(_) => {
                let said = cx.sight.words.say(self.plot.empty());
                let room = usize::from(area.width.saturating_sub(4));
                for (line, y) in text::wrap(&said, room).iter().zip(area.y + 1..area.bottom()) {
                    frame.buffer_mut().set_string(area.x + 2, y, text::cut(line, room), cx.look.style(Tone::Dim));
                }
            }
            None => {}
        }
        if let Some(said) = self.prompt(cx).filter(|_| area.height > 0) {
            let line = Rect { y: area.bottom() - 1, height: 1, ..area };
            frame.render_widget(Clear, line);
            let said = text::cut(&said, usize::from(line.width.saturating_sub(1)));
            frame.buffer_mut().set_string(line.x + 1, line.y, said, cx.look.style(Tone::Accent));
        }
    }

    fn at(&self) -> (Option<(u8, Id)>, Option<Tag>) {
        let item = self.grid.as_ref().and_then(Grid::marked);
        (item.map(|item| (self.plot.kind(), item.id)), None)
    }

    fn go(&mut self, record: Option<(u8, Id)>, _field: Option<Tag>, cx: &mut Context) -> Vec<Ask> {
        let mut asks = self.save(cx);
        self.digits = Digits::Off;
        self.wanted = record.map(|(_, id)| id);
        asks.push(self.ask(cx));
        asks
    }

    fn status(&self, _cx: &Context) -> String {
        self.grid.as_ref().map(|grid| format!("{}/{}", grid.placed(), grid.items().len())).unwrap_or_default()
    }

    fn resume(&mut self, _cx: &mut Context) {}
}

/// Axes by the message of a preset: its attributes name the axes and the fields. The digit of `first` comes first.
#[must_use]
pub fn preset(sight: &Sight, message: &str, size: u8, first: Along) -> super::Axes {
    let of = |attribute: &str| sight.words.say(&format!("{message}.{attribute}"));
    let axes = super::Axes::new(
        Axis::new(of("x"), size),
        Axis::new(of("y"), size),
        ["low", "x_high", "y_high", "high"].map(of),
    );
    if first == Along::Y { axes.y_first() } else { axes }
}
