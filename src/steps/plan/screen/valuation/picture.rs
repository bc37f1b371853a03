//! A scale as its picture: consequence upwards, likelihood to the right, the class of each pair by mark, word and colour.
//! Keys move over it and change what is marked; what valuations rest on stands fast, and a new version is made beside it.

use super::weighed::scale_name;
use super::words;
use crate::follow_up::Change;
use crate::keys::{self, Action, Key};
use crate::record::{Axis, Grade, Id, Kind, Of, Risk, SCALE_SIZES, Scale, ScaleFlaw, Tag};
use crate::steps::plan::records::{
    CELL_CLASS, CELL_CONSEQUENCE, CELL_LIKELIHOOD, RiskScale, SCALE_IN_USE, SCALE_NAME, SCALE_SIZE, STEP_AXIS,
    STEP_LEVEL, STEP_MEANING, STEP_NAME, ScaleStep,
};
use crate::steps::plan::scales;
use crate::ui::{Ask, CURSOR, Column, Context, Event, Records, Screen, Shape, Sight, Tone, Width, text};
use ratatui::{Frame, layout::Rect};

/// The forms that may lie over the picture need lists of their own; they are never seen.
const STEP_FORM: Shape =
    Shape::new(&ScaleStep::INFO, "scale_step_form", &[Column::field(STEP_NAME.tag(), Width::Rest(1))]);
const SCALE_FORM: Shape =
    Shape::new(&RiskScale::INFO, "scale_form", &[Column::field(SCALE_NAME.tag(), Width::Rest(1))]);

/// Columns left of the grid, for the names of the steps of consequence.
const LABEL: u16 = 20;
/// Least columns of a cell.
const CELL: u16 = 7;
/// Lines under the grid for what is marked, the rule above them included.
const DETAIL: u16 = 5;

/// A scale on screen.
#[derive(Debug, Default)]
pub struct ScalePicture {
    /// The scale that is shown; the one in use where nothing else was asked for.
    scale: Option<Id>,
    /// What is marked: consequence and likelihood from 1; 0 stands for the names along the other axis, both 0 for the
    /// scale itself.
    at: (u8, u8),
    /// Whether the number of steps of a new version is asked for.
    choosing: bool,
    form: Option<Records>,
}

/// A step with its record, where it has one; none where it is missing.
type Step = Option<(Option<Id>, Grade)>;

/// What stands in a scale, whole or not.
struct Drawn {
    record: Option<Id>,
    size: u8,
    flaw: Option<ScaleFlaw>,
    in_use: bool,
    /// Of consequence and of likelihood.
    steps: [Vec<Step>; 2],
    /// Row by row from consequence 1.
    classes: Vec<Option<Risk>>,
}

impl Drawn {
    fn of(sight: &Sight, scale: Option<Id>) -> Self {
        match scale.and_then(|id| sight.whole.of::<RiskScale>(id)) {
            Some(record) => Self::of_record(sight, &record),
            None => Self::of_default(sight),
        }
    }

    fn of_default(sight: &Sight) -> Self {
        let scale = Scale::default();
        let size = scale.size();
        let steps = Axis::BOTH.map(|axis| {
            (1..=size).map(|level| Some((None, words::grade(&sight.words, &scale, axis, level)))).collect()
        });
        let classes = pairs(size).map(|(consequence, likelihood)| scale.class(consequence, likelihood)).collect();
        Self { record: None, size, flaw: None, in_use: scales::chosen(&sight.whole).is_none(), steps, classes }
    }

    fn of_record(sight: &Sight, record: &Of<RiskScale>) -> Self {
        let (whole, id) = (&sight.whole, record.id());
        let size = record.get(SCALE_SIZE).filter(|size| SCALE_SIZES.contains(size)).unwrap_or(*SCALE_SIZES.start());
        let (steps, cells, default) = (scales::steps(whole, id), scales::cells(whole, id), Scale::default());
        let named = |axis: Axis, level: u8| {
            let is_it = |step: &&Of<ScaleStep>| {
                step.get(STEP_AXIS).as_deref() == Some(axis.code()) && step.get(STEP_LEVEL) == Some(level)
            };
            let step = steps.iter().find(is_it)?;
            let grade = Grade {
                name: step.get(STEP_NAME).unwrap_or_default(),
                meaning: step.get(STEP_MEANING).unwrap_or_default(),
            };
            Some((Some(step.id()), grade))
        };
        let classed = |(consequence, likelihood): (u8, u8)| {
            let own = cells.iter().find(|cell| {
                (cell.get(CELL_CONSEQUENCE), cell.get(CELL_LIKELIHOOD)) == (Some(consequence), Some(likelihood))
            });
            let own = own.and_then(|cell| Risk::of_code(&cell.get(CELL_CLASS)?));
            own.or_else(|| default.class(consequence, likelihood))
        };
        Self {
            record: Some(id),
            size,
            flaw: scales::read(whole, record).err(),
            in_use: record.get(SCALE_IN_USE) == Some(true),
            steps: Axis::BOTH.map(|axis| (1..=size).map(|level| named(axis, level)).collect()),
            classes: pairs(size).map(classed).collect(),
        }
    }

    fn step(&self, axis: Axis, level: u8) -> Option<&(Option<Id>, Grade)> {
        let [consequence, likelihood] = &self.steps;
        let steps = if axis == Axis::Consequence { consequence } else { likelihood };
        steps.get(usize::from(level).checked_sub(1)?)?.as_ref()
    }

    fn class(&self, (consequence, likelihood): (u8, u8)) -> Option<Risk> {
        let place = pairs(self.size).position(|pair| pair == (consequence, likelihood))?;
        self.classes.get(place).copied().flatten()
    }

    /// A step by number and name; that it is missing, where it is.
    fn named(&self, sight: &Sight, axis: Axis, level: u8) -> String {
        let name =
            self.step(axis, level).map_or_else(|| sight.words.say("scale-missing"), |(_, grade)| grade.name.clone());
        format!("{level} {name}")
    }
}

fn pairs(size: u8) -> impl Iterator<Item = (u8, u8)> {
    (1..=size).flat_map(move |consequence| (1..=size).map(move |likelihood| (consequence, likelihood)))
}

impl ScalePicture {
    /// The record that is shown; none is the default scale.
    fn shown(&self, sight: &Sight) -> Option<Id> {
        let there = self.scale.filter(|id| sight.whole.of::<RiskScale>(*id).is_some());
        there.or_else(|| scales::chosen(&sight.whole).map(|one| one.id()))
    }

    fn drawn(&self, sight: &Sight) -> Drawn {
        Drawn::of(sight, self.shown(sight))
    }

    fn step(&mut self, action: Action, size: u8) {
        let (consequence, likelihood) = &mut self.at;
        match action {
            Action::Up => *consequence = (*consequence + 1).min(size),
            Action::Down => *consequence = consequence.saturating_sub(1),
            Action::Right => *likelihood = (*likelihood + 1).min(size),
            Action::Left => *likelihood = likelihood.saturating_sub(1),
            _ => {}
        }
    }

    /// To the scale made before or after the one that is shown.
    fn turn(&mut self, by: isize, cx: &Context) {
        let all: Vec<Id> = cx.sight.whole.all::<RiskScale>().map(|one| one.id()).collect();
        let here = self.shown(&cx.sight).and_then(|id| all.iter().position(|one| *one == id)).unwrap_or_default();
        let next = here.saturating_add_signed(by).min(all.len().saturating_sub(1));
        self.scale = all.get(next).copied();
    }

    /// Takes a change, or says why not.
    fn take(&self, cx: &Context, change: Change) -> Vec<Ask> {
        if cx.takes(&change) {
            vec![Ask::Change(change)]
        } else {
            vec![Ask::Say(Tone::Warn, cx.refuses(&change, &self.contexts()))]
        }
    }

    /// Changes what is marked: the class of a cell, the name of a step, the scale itself.
    fn change(&mut self, cx: &mut Context) -> Vec<Ask> {
        let drawn = self.drawn(&cx.sight);
        let Some(scale) = drawn.record else {
            let new = cx.keys.keys_for(&self.contexts(), Action::New).unwrap_or_default();
            let said = cx.sight.words.say_with("scale-of-house", &[("key", &cx.sight.words.key(&new))]);
            return vec![Ask::Say(Tone::Plain, said)];
        };
        match self.at {
            (0, 0) => self.open(SCALE_FORM, scale, SCALE_NAME.tag(), cx),
            (level, 0) => self.change_step(&drawn, scale, (Axis::Consequence, level), cx),
            (0, level) => self.change_step(&drawn, scale, (Axis::Likelihood, level), cx),
            pair => {
                let class = drawn.class(pair).map_or(Risk::Low, Risk::next);
                let id = cx.ids.mint(cx.now);
                let change = scales::classed(&cx.sight.whole, scale, pair, class, id);
                change.map(|change| self.take(cx, change)).unwrap_or_default()
            }
        }
    }

    fn change_step(&mut self, drawn: &Drawn, scale: Id, place: (Axis, u8), cx: &mut Context) -> Vec<Ask> {
        if let Some((Some(step), _)) = drawn.step(place.0, place.1) {
            return self.open(STEP_FORM, *step, STEP_NAME.tag(), cx);
        }
        let id = cx.ids.mint(cx.now);
        let grade = words::first_grade(&cx.sight.words, place.0, drawn.size, place.1);
        self.take(cx, scales::stepped(&cx.sight.whole, scale, place, grade, id))
    }

    /// Opens a form and begins to type in a field; says why it stands fast, where it does.
    fn open(&mut self, shape: Shape, id: Id, tag: Tag, cx: &mut Context) -> Vec<Ask> {
        let locked = cx.is_locked(shape.kind, id, tag);
        let why = locked.then(|| Ask::Say(Tone::Warn, cx.locked(shape.kind, id, tag, &self.contexts())));
        let mut form = Records::new(shape);
        form.open(id, Some(tag));
        form.resume(cx);
        self.form = Some(form);
        why.into_iter().collect()
    }

    /// Lays up a new version with so many steps, puts it in use and shows it.
    fn lay_up(&mut self, size: u8, cx: &mut Context) -> Vec<Ask> {
        self.choosing = false;
        let from = self.shown(&cx.sight);
        let (say, now) = (cx.sight.words.clone(), cx.now);
        let grade = |axis: Axis, level: u8| words::first_grade(&say, axis, size, level);
        let (whole, ids) = (cx.sight.whole.clone(), &mut cx.ids);
        let change = scales::new_version(&whole, size, from, &say.say("scale-own"), &grade, &mut || ids.mint(now));
        let made = change.edits.first().map(|edit| edit.record);
        let mut asks = self.take(cx, change);
        if let [Ask::Change(_)] = asks.as_slice() {
            self.scale = made;
            self.at = (size, 1);
            asks.push(Ask::Say(Tone::Good, say.say("scale-laid-up")));
        }
        asks
    }

    fn fill_in(&mut self, event: &Event, cx: &mut Context) -> Vec<Ask> {
        let Some(form) = &mut self.form else { return Vec::new() };
        let asks = form.update(event, cx);
        if form.is_bare() {
            self.form = None;
        }
        asks
    }

    fn act(&mut self, action: Action, cx: &mut Context) -> Vec<Ask> {
        let drawn = self.drawn(&cx.sight);
        if self.choosing {
            match action {
                Action::Open => return self.lay_up(drawn.size, cx),
                Action::Close => self.choosing = false,
                _ => {}
            }
            return Vec::new();
        }
        match action {
            Action::Up | Action::Down | Action::Left | Action::Right => self.step(action, drawn.size),
            Action::PageUp => self.turn(-1, cx),
            Action::PageDown => self.turn(1, cx),
            Action::Open => return self.change(cx),
            Action::New => self.choosing = true,
            Action::PutInUse => {
                let change = drawn.record.and_then(|id| scales::put_in_use(&cx.sight.whole, id));
                return match change {
                    Some(change) => self.take(cx, change),
                    None => vec![Ask::Say(Tone::Plain, cx.sight.words.say("scale-used-already"))],
                };
            }
            _ => {}
        }
        let size = drawn.size;
        self.at = (self.at.0.min(size), self.at.1.min(size));
        Vec::new()
    }

    /// The first two lines: which scale it is, and what is wrong with it or what can be done.
    fn head(&self, cx: &Context, drawn: &Drawn) -> [(Tone, String); 2] {
        let say = &cx.sight.words;
        let rests = drawn.record.is_some_and(|id| {
            let mut all = cx.follow_ups.iter().chain([&cx.sight.whole.own]);
            all.any(|follow_up| scales::rests(follow_up, id))
        });
        let name = scale_name(&cx.sight, drawn.record);
        let used = say.say(if drawn.in_use { "scale-in-use" } else { "scale-out-of-use" });
        let head = say.say_with("scale-head", &[("name", &name), ("size", &drawn.size.to_string()), ("used", &used)]);
        let new = cx.keys.keys_for(&self.contexts(), Action::New).unwrap_or_default();
        let new = say.key(&new);
        let second = match (drawn.flaw, drawn.record, rests) {
            _ if self.choosing => (Tone::Accent, say.say_with("scale-how-many", &[("size", &drawn.size.to_string())])),
            (Some(flaw), ..) => (Tone::Bad, words::flaw(say, flaw)),
            (None, None, _) => (Tone::Dim, say.say_with("scale-of-house", &[("key", &new)])),
            (None, Some(_), true) => (Tone::Dim, say.say_with("scale-stands-fast", &[("key", &new)])),
            (None, Some(_), false) => (Tone::Dim, say.say("scale-open")),
        };
        [(Tone::Strong, head), second]
    }

    /// What is told of the marked place.
    fn told(&self, sight: &Sight, drawn: &Drawn) -> Vec<(Tone, String)> {
        let say = &sight.words;
        let step = |axis: Axis, level: u8| {
            let means = drawn.step(axis, level).map(|(_, grade)| grade.meaning.clone()).unwrap_or_default();
            let means = if means.is_empty() { means } else { format!(": {means}") };
            (Tone::Plain, format!("{} {}{means}", words::axis(say, axis), drawn.named(sight, axis, level)))
        };
        match self.at {
            (0, 0) => vec![(Tone::Plain, say.say("scale-itself"))],
            (level, 0) => vec![step(Axis::Consequence, level)],
            (0, level) => vec![step(Axis::Likelihood, level)],
            (consequence, likelihood) => {
                let class = drawn.class(self.at);
                let (_, tone) = words::mark(class);
                let class = class.map_or_else(|| say.say("scale-missing"), |class| words::class(say, class));
                vec![(tone, class), step(Axis::Consequence, consequence), step(Axis::Likelihood, likelihood)]
            }
        }
    }

    fn grid(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect, drawn: &Drawn) {
        let size = u16::from(drawn.size);
        let label = LABEL.min(area.width / 3);
        let wide = (area.width.saturating_sub(label + 1) / size).clamp(CELL.min(area.width), 18);
        let tall = if area.height > 2 * size + 1 { 2 } else { 1 };
        let mut put = |x: u16, y: u16, room: u16, here: bool, (tone, shown): (Tone, String)| {
            if y >= area.bottom() || x >= area.right() {
                return;
            }
            let room = usize::from(room.min(area.right() - x)).saturating_sub(1);
            let mark = if here { CURSOR } else { " " };
            frame.buffer_mut().set_string(x, y, mark, cx.look.style(Tone::Accent));
            let tone = if here && tone == Tone::Dim { Tone::Strong } else { tone };
            frame.buffer_mut().set_string(x + 1, y, text::cut(&shown, room), cx.look.style(tone));
        };
        let say = &cx.sight.words;
        for consequence in (1..=drawn.size).rev() {
            let y = area.y + u16::from(drawn.size - consequence) * tall;
            let named = drawn.named(&cx.sight, Axis::Consequence, consequence);
            put(area.x, y, label, self.at == (consequence, 0), (Tone::Dim, named));
            for likelihood in 1..=drawn.size {
                let pair = (consequence, likelihood);
                let class = drawn.class(pair);
                let (mark, tone) = words::mark(class);
                let shown = class.map_or_else(|| format!("{mark} ?"), |class| words::class(say, class));
                put(area.x + label + u16::from(likelihood - 1) * wide, y, wide, self.at == pair, (tone, shown));
            }
        }
        let y = area.y + size * tall;
        put(area.x, y, label, self.at == (0, 0), (Tone::Dim, say.say("scale-corner")));
        for likelihood in 1..=drawn.size {
            let named = drawn.named(&cx.sight, Axis::Likelihood, likelihood);
            let x = area.x + label + u16::from(likelihood - 1) * wide;
            put(x, y, wide, self.at == (0, likelihood), (Tone::Dim, named));
        }
    }
}

impl Screen for ScalePicture {
    fn contexts(&self) -> Vec<keys::Context> {
        match &self.form {
            Some(form) => form.contexts(),
            None => vec![keys::Context::Scale, keys::Context::Everywhere],
        }
    }

    fn offers(&self, cx: &Context) -> Vec<Action> {
        match &self.form {
            Some(form) => form.offers(cx),
            None if self.choosing => vec![Action::Open, Action::Close],
            None => vec![
                Action::Open,
                Action::New,
                Action::PutInUse,
                Action::Up,
                Action::Right,
                Action::PageUp,
                Action::PageDown,
            ],
        }
    }

    fn wants(&self, key: Key) -> bool {
        match &self.form {
            Some(form) => form.wants(key),
            None => self.choosing && key.digit().is_some(),
        }
    }

    fn update(&mut self, event: &Event, cx: &mut Context) -> Vec<Ask> {
        if self.form.is_some() {
            return self.fill_in(event, cx);
        }
        match event {
            Event::Key(key) if self.choosing => match key.digit() {
                Some(size) if SCALE_SIZES.contains(&size) => self.lay_up(size, cx),
                _ => vec![Ask::Say(Tone::Warn, cx.sight.words.say("scale-sizes"))],
            },
            Event::Do(action) => self.act(*action, cx),
            _ => Vec::new(),
        }
    }

    fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        if let Some(form) = &self.form {
            return form.view(cx, frame, area);
        }
        let drawn = self.drawn(&cx.sight);
        let room = usize::from(area.width.saturating_sub(2));
        let bottom = area.bottom();
        let mut line = |y: u16, (tone, said): (Tone, String)| {
            if y < bottom {
                frame.buffer_mut().set_string(area.x + 1, y, text::cut(&said, room), cx.look.style(tone));
            }
        };
        for (y, said) in (area.y..).zip(self.head(cx, &drawn)) {
            line(y, said);
        }
        let detail = if area.height > u16::from(drawn.size) + 4 + DETAIL { DETAIL } else { 0 };
        let below = Rect { y: bottom - detail, height: detail, ..area };
        let told = self.told(&cx.sight, &drawn);
        let told = told.into_iter().flat_map(|(tone, said)| {
            text::wrap_in(&said, room, 2).into_iter().map(move |said| (tone, said)).collect::<Vec<_>>()
        });
        for (y, said) in (below.y + 1..below.bottom()).zip(told) {
            line(y, said);
        }
        let grid = Rect { y: area.y + 3, height: area.height.saturating_sub(3 + detail), ..area };
        self.grid(cx, frame, grid, &drawn);
    }

    fn at(&self) -> (Option<(u8, Id)>, Option<Tag>) {
        match &self.form {
            Some(form) => form.at(),
            None => (self.scale.map(|id| (RiskScale::INFO.number, id)), None),
        }
    }

    fn go(&mut self, record: Option<(u8, Id)>, field: Option<Tag>, _cx: &mut Context) -> Vec<Ask> {
        self.form = None;
        self.choosing = false;
        if let Some((_, id)) = record.filter(|(kind, _)| *kind == RiskScale::INFO.number) {
            self.scale = Some(id);
            if let Some(tag) = field {
                let mut form = Records::new(SCALE_FORM);
                form.open(id, Some(tag));
                self.form = Some(form);
            }
        }
        Vec::new()
    }

    fn linked(&self) -> Option<(u8, Id)> {
        self.form.as_ref().and_then(Screen::linked)
    }

    fn status(&self, cx: &Context) -> String {
        let all: Vec<Id> = cx.sight.whole.all::<RiskScale>().map(|one| one.id()).collect();
        let here = self.shown(&cx.sight).and_then(|id| all.iter().position(|one| *one == id));
        here.map(|here| format!("{}/{}", here + 1, all.len())).unwrap_or_default()
    }

    fn resume(&mut self, cx: &mut Context) {
        if let Some(form) = &mut self.form {
            form.resume(cx);
        }
    }
}
