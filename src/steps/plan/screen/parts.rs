//! The picture of areas × functions: who carries out, decides and is told. Arrows move, a letter gives a part or takes it
//! away; what is missing and what clashes is marked in the picture and told below it.

use crate::follow_up::Change;
use crate::keys::{self, Action, Key};
use crate::record::{Id, Kind as _, Tag};
use crate::steps::plan::parts::{CARRIES_OUT, Cell, DECIDES_ON, Gap, Grid, turned};
use crate::steps::plan::records::{AREA_PARTS, Area, FUNCTION_NAME, Function};
use crate::ui::{
    Ask, Context, Cursor, Done, Event, Job, Move, Output, Screen, Tone, mark_row, table_rule, text, work_area,
};
use ratatui::{Frame, layout::Rect};
use std::sync::Arc;

const SLOT: &str = "area_picture";
/// Columns of the terminal for a function.
const WIDE: u16 = 8;
/// Columns for the areas' names.
const NAMES: (u16, u16) = (18, 30);
/// Lines under the picture.
const BELOW: u16 = 5;

/// The picture, and the cell that is marked.
#[derive(Debug, Default)]
pub struct Parts {
    grid: Arc<Grid>,
    ready: bool,
    asked: u64,
    cursor: Cursor,
    function: usize,
    /// The area of a record that was gone to, until the picture is there.
    wanted: Option<Id>,
}

impl Parts {
    fn ask(&mut self, cx: &Context) -> Ask {
        self.asked += 1;
        let sight = cx.sight.clone();
        let work = move || -> Output {
            let grid = Grid::of(&sight.whole);
            let order = sight.words.order();
            Arc::new(grid.sorted(|one, other| order.compare(one, other)))
        };
        Ask::Work(Job { slot: SLOT, turn: self.asked, work: Box::new(work) })
    }

    fn took(&mut self, done: &Done) {
        let Ok(grid) = done.output.clone().downcast::<Grid>() else { return };
        if done.turn != self.asked {
            return;
        }
        let standing = self.grid.areas.get(self.cursor.at).map(|area| area.name.clone());
        (self.grid, self.ready) = (grid, true);
        let areas = || self.grid.areas.iter();
        let wanted = self.wanted.take().and_then(|id| areas().position(|area| area.record == Some(id)));
        let standing = standing.and_then(|name| areas().position(|area| area.name == name));
        self.cursor.at = wanted.or(standing).unwrap_or(self.cursor.at).min(self.grid.areas.len().saturating_sub(1));
        self.function = self.function.min(self.grid.functions.len().saturating_sub(1));
    }

    fn marked(&self) -> Option<(usize, Id)> {
        self.grid.areas.get(self.cursor.at)?;
        Some((self.cursor.at, *self.grid.functions.get(self.function)?))
    }

    /// Gives or takes a part of the marked function in the marked area.
    fn turn(&mut self, part: Option<&str>, cx: &mut Context) -> Vec<Ask> {
        let Some((at, function)) = self.marked() else { return Vec::new() };
        let Some(area) = self.grid.areas.get(at).cloned() else { return Vec::new() };
        let now = cx.now;
        let ids = [cx.ids.mint(now), cx.ids.mint(now)];
        // The picture may be older than what stands there: the record is asked for anew.
        let area = crate::steps::plan::areas::AreaSum {
            record: crate::steps::plan::areas::record(&cx.sight.whole, &area.name).map(|one| one.id()),
            ..area
        };
        let change: Option<Change> = turned(&cx.sight.whole, &area, function, part, ids);
        match change {
            Some(change) if cx.takes(&change) => vec![Ask::Change(change)],
            Some(_) => vec![Ask::Say(Tone::Warn, cx.closed(&self.contexts()))],
            None => Vec::new(),
        }
    }

    fn act(&mut self, action: Action, cx: &mut Context) -> Vec<Ask> {
        let page = usize::from(work_area(cx.size).height.saturating_sub(BELOW + 1));
        if let Some(step) = Move::of(action) {
            self.cursor.step(step, self.grid.areas.len(), page);
            return Vec::new();
        }
        match action {
            Action::Left => self.function = self.function.saturating_sub(1),
            Action::Right => self.function = (self.function + 1).min(self.grid.functions.len().saturating_sub(1)),
            Action::CarryOut => return self.turn(Some(CARRIES_OUT), cx),
            Action::Decide => return self.turn(Some(DECIDES_ON), cx),
            Action::Tell => return self.turn(Some("told"), cx),
            Action::Clear => return self.turn(None, cx),
            Action::Open => return self.open(cx),
            _ => {}
        }
        Vec::new()
    }

    /// The area's record, or the requirements that it is made of.
    fn open(&self, cx: &Context) -> Vec<Ask> {
        let Some(area) = self.grid.areas.get(self.cursor.at) else { return Vec::new() };
        match area.record {
            Some(record) => vec![Ask::Show(&Area::INFO, record)],
            None => vec![Ask::Say(Tone::Plain, cx.sight.words.say_with("parts-no-record", &[("name", &area.name)]))],
        }
    }

    /// What stands in a cell: a letter for each part, in small letters where only the plan says so.
    fn shown(cx: &Context, cell: Option<&Cell>) -> (String, Tone) {
        let nothing = Cell::default();
        let cell = cell.unwrap_or(&nothing);
        let letter = |code: &&'static str| {
            let code: &'static str = code;
            let letter = cx.sight.words.say(&format!("parts-letter.{code}"));
            if cell.said.contains(code) {
                letter
            } else if code == CARRIES_OUT && cell.planned {
                letter.to_lowercase()
            } else {
                "·".to_owned()
            }
        };
        let letters: String = AREA_PARTS.codes.iter().map(letter).collect();
        let tone = match cell {
            cell if cell.clash => Tone::Bad,
            cell if !cell.said.is_empty() => Tone::Strong,
            _ => Tone::Dim,
        };
        (if cell.clash { format!("{letters}!") } else { letters }, tone)
    }

    fn name(cx: &Context, function: Id) -> String {
        let name = cx.sight.whole.of::<Function>(function).and_then(|one| one.get(FUNCTION_NAME));
        name.unwrap_or_else(|| cx.sight.words.say("removed-record"))
    }

    /// What is told below the picture: where one is and what is done there, then what lacks and clashes in the area.
    fn told(&self, cx: &Context) -> Vec<(Tone, String)> {
        let words = &cx.sight.words;
        let (Some((at, function)), Some(area)) = (self.marked(), self.grid.areas.get(self.cursor.at)) else {
            return Vec::new();
        };
        let name = Self::name(cx, function);
        let cell = self.grid.cell(at, function);
        let said: Vec<String> = AREA_PARTS
            .codes
            .iter()
            .filter(|code| cell.is_some_and(|cell| cell.said.contains(**code)))
            .map(|code| words.choice(&AREA_PARTS, code))
            .collect();
        let planned = cell.is_some_and(|cell| cell.planned).then(|| words.say("parts-planned"));
        let does: Vec<String> = said.into_iter().chain(planned).collect();
        let does = if does.is_empty() { words.say("parts-nothing") } else { does.join(", ") };
        let places = [("area", area.name.as_str()), ("function", &name), ("does", &does)];
        let mut lines = vec![(Tone::Plain, words.say_with("parts-here", &places))];
        for gap in self.grid.gaps(at) {
            let id = match gap {
                Gap::NobodyCarriesOut => "parts-gap-carries-out",
                Gap::NobodyDecides => "parts-gap-decides",
            };
            lines.push((Tone::Warn, words.say_with(id, &[("area", &area.name)])));
        }
        for clash in self.grid.clashes(at) {
            let places = [("area", area.name.as_str()), ("function", &Self::name(cx, clash))];
            lines.push((Tone::Bad, words.say_with("parts-clash", &places)));
        }
        lines
    }

    /// The first function that is shown, of as many as there is room for.
    fn first(&self, room: usize) -> usize {
        (self.function + 1).saturating_sub(room.max(1))
    }
}

impl Screen for Parts {
    fn contexts(&self) -> Vec<keys::Context> {
        vec![keys::Context::Parts, keys::Context::Everywhere]
    }

    fn offers(&self, _cx: &Context) -> Vec<Action> {
        use Action::{CarryOut, Clear, Decide, Left, Open, Right, Tell};
        vec![CarryOut, Decide, Tell, Clear, Open, Left, Right]
    }

    fn wants(&self, _key: Key) -> bool {
        false
    }

    fn update(&mut self, event: &Event, cx: &mut Context) -> Vec<Ask> {
        match event {
            Event::Changed => vec![self.ask(cx)],
            Event::Worked(done) if done.slot == SLOT => {
                self.took(done);
                Vec::new()
            }
            Event::Do(action) => self.act(*action, cx),
            _ => Vec::new(),
        }
    }

    fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        let words = &cx.sight.words;
        if self.grid.areas.is_empty() || self.grid.functions.is_empty() {
            let said = words.say(if self.ready { "parts-empty" } else { "list-loading" });
            for (line, y) in
                text::wrap(&said, area.width.saturating_sub(4).into()).iter().zip(area.top()..area.bottom())
            {
                frame.buffer_mut().set_string(area.x + 2, y, line, cx.look.style(Tone::Dim));
            }
            return;
        }
        let below = if area.height > BELOW + 4 { BELOW } else { 0 };
        let names = (area.width / 3).clamp(NAMES.0, NAMES.1);
        let room = usize::from(area.width.saturating_sub(names + 2) / WIDE);
        let first = self.first(room);
        let shown: Vec<(usize, Id)> = self.grid.functions.iter().copied().enumerate().skip(first).take(room).collect();
        let x_of = |place: usize| area.x + 2 + names + u16::try_from(place - first).unwrap_or_default() * WIDE;
        let head = |frame: &mut Frame<'_>| {
            for (place, function) in &shown {
                let tone = if *place == self.function { Tone::Strong } else { Tone::Dim };
                let name = text::cut(&Self::name(cx, *function), usize::from(WIDE - 1));
                frame.buffer_mut().set_string(x_of(*place), area.y, name, cx.look.style(tone));
            }
            let (to, all) = (first + shown.len(), self.grid.functions.len());
            if shown.len() < all {
                let more = format!("{}–{to}/{all}", first + 1);
                frame.buffer_mut().set_string(area.x + 1, area.y, more, cx.look.style(Tone::Dim));
            }
        };
        head(frame);
        let page = usize::from(area.height.saturating_sub(below + 1));
        let top = self.cursor.top(page, self.grid.areas.len());
        for ((at, one), y) in self.grid.areas.iter().enumerate().skip(top).take(page).zip(area.y + 1..) {
            if at == self.cursor.at {
                mark_row(cx, frame, Rect { y, height: 1, ..area });
            }
            let lacks = !self.grid.gaps(at).is_empty();
            let (mark, tone) = if lacks { ("?", Tone::Warn) } else { (" ", Tone::Plain) };
            let name = text::fit(&one.name, usize::from(names - 2), false);
            frame.buffer_mut().set_string(area.x + 1, y, name, cx.look.style(Tone::Plain));
            frame.buffer_mut().set_string(area.x + names, y, mark, cx.look.style(tone));
            for (place, function) in &shown {
                let (letters, tone) = Self::shown(cx, self.grid.cell(at, *function));
                let here = at == self.cursor.at && *place == self.function;
                let letters = if here { format!("[{letters}]") } else { format!(" {letters}") };
                let tone = if here && tone == Tone::Dim { Tone::Accent } else { tone };
                frame.buffer_mut().set_string(x_of(*place), y, letters, cx.look.style(tone));
            }
        }
        if below > 0 {
            let line = Rect { y: area.bottom() - below, height: 1, ..area };
            table_rule(cx, frame, line, &words.say("parts-legend"));
            let wide = usize::from(area.width.saturating_sub(2));
            let told = self.told(cx).into_iter().take(usize::from(below - 1));
            for ((tone, said), y) in told.zip(line.y + 1..area.bottom()) {
                frame.buffer_mut().set_string(area.x + 1, y, text::cut(&said, wide), cx.look.style(tone));
            }
        }
    }

    fn at(&self) -> (Option<(u8, Id)>, Option<Tag>) {
        let area = self.grid.areas.get(self.cursor.at).and_then(|area| area.record);
        (area.map(|id| (Area::INFO.number, id)), None)
    }

    fn go(&mut self, record: Option<(u8, Id)>, _field: Option<Tag>, cx: &mut Context) -> Vec<Ask> {
        self.wanted = record.filter(|(kind, _)| *kind == Area::INFO.number).map(|(_, id)| id);
        vec![self.ask(cx)]
    }

    fn status(&self, _cx: &Context) -> String {
        let at = if self.grid.areas.is_empty() { 0 } else { self.cursor.at + 1 };
        format!("{at}/{}", self.grid.areas.len())
    }

    fn resume(&mut self, _cx: &mut Context) {}
}
