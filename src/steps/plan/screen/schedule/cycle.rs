//! The annual cycle: months × lanes with this month marked, and the same as a list.

use super::{NOW, dim, function, held, looked::Picture, month, plain};
use crate::keys::Action;
use crate::record::{Id, Kind as _, KindInfo};
use crate::steps::plan::records::{Beat, LANES, METHOD, PlanActivity};
use crate::steps::plan::schedule::cycle::{self, Cycle, Happening, What, cycle};
use crate::ui::{Ask, Cell, Context, Head, Listing, Query, Sight, SortKey, Tone, Width, text};
use chrono::{Datelike as _, NaiveDate};
use std::sync::Arc;

/// Months × lanes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lanes {
    today: Option<NaiveDate>,
}

/// The annual cycle as a list.
#[derive(Clone, Copy, Debug, Default)]
pub struct Happenings {
    today: Option<NaiveDate>,
}

fn read(sight: &Sight, today: Option<NaiveDate>) -> Arc<Cycle> {
    Arc::new(cycle(&sight.whole, today.map_or(0, |today| today.year())))
}

/// What happens, in words; rows of the plan by their method.
fn name(sight: &Sight, one: &Happening) -> String {
    let (kind, id) = one.record;
    let Some(record) = sight.get(kind, id) else { return String::new() };
    let title = match one.what {
        What::Row => sight.field(&PlanActivity::INFO, record, METHOD.tag()),
        What::Anchored | What::Next | What::Ends | What::Option | What::Beat => sight.title(kind, record),
    };
    let said = |id: &str| sight.words.say_with(id, &[("title", &title)]);
    match one.what {
        What::Ends => said("cycle-ends"),
        What::Option => said("cycle-option"),
        What::Row if title.is_empty() => sight.words.kind(kind),
        _ => title,
    }
}

/// What happens in a lane in a month, the same by its name once, with how many.
fn named<'a>(sight: &Sight, happenings: impl Iterator<Item = &'a Happening>) -> Vec<String> {
    let mut list: Vec<(String, usize)> = Vec::new();
    for one in happenings {
        let name = name(sight, one);
        match list.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => list.push((name, 1)),
        }
    }
    let shown = |(name, count): (String, usize)| {
        let times = || sight.words.say_with("cycle-times", &[("what", &name), ("count", &count.to_string())]);
        if count > 1 { times() } else { name }
    };
    list.into_iter().map(shown).collect()
}

/// A lane of the picture.
#[derive(Clone, Debug)]
pub struct Lane {
    code: &'static str,
    cycle: Arc<Cycle>,
}

impl Lane {
    fn of(&self, month: usize) -> impl Iterator<Item = &Happening> {
        self.cycle.happenings.iter().filter(move |one| one.lane == self.code && one.month == month)
    }

    /// A line for each month in which something happens, this month and those after it first.
    fn lines(&self, sight: &Sight, now: usize) -> Vec<(Tone, String)> {
        let line = |at: usize| {
            let named = named(sight, self.of(at));
            let mark = if at == now { NOW } else { " " };
            let tone = if at == now { Tone::Accent } else { Tone::Plain };
            (!named.is_empty()).then(|| (tone, format!("{mark}{}  {}", month(sight, at), named.join(", "))))
        };
        let mut lines: Vec<_> = (now..12).chain(0..now).filter_map(line).collect();
        if lines.is_empty() {
            lines.push((Tone::Dim, sight.words.say("cycle-nothing")));
        }
        if self.code == "collection" && self.cycle.without_month > 0 {
            lines.push((Tone::Warn, sight.words.count("cycle-without", self.cycle.without_month)));
        }
        lines
    }
}

impl Lanes {
    fn now(self) -> usize {
        self.today.and_then(cycle::month).unwrap_or_default()
    }
}

impl Picture for Lanes {
    const MORE: &'static [Action] = &[Action::New];

    fn on(&mut self, today: NaiveDate) {
        self.today = Some(today);
    }

    fn act(&self, _action: Action, _cx: &mut Context) -> Vec<Ask> {
        vec![Ask::Begin(&Beat::INFO, Vec::new())]
    }
}

impl Listing for Lanes {
    type Row = Lane;
    type Read = Arc<Cycle>;

    fn slot(&self) -> &'static str {
        "plan_cycle"
    }

    fn heads(&self, sight: &Sight) -> Vec<Head> {
        let of = |at: usize| {
            let (mark, width) = if at == self.now() { (NOW, 4) } else { ("", 3) };
            Head { text: format!("{mark}{}", month(sight, at)), width: Width::Fixed(width), right: false }
        };
        let name = Head { text: sight.words.say("column-lane"), width: Width::Rest(1), right: false };
        [name].into_iter().chain((0..12).map(of)).collect()
    }

    fn cells(&self, sight: &Sight, lane: &Lane) -> Vec<Cell> {
        let under = |at: usize| if at == self.now() { " " } else { "" };
        let cell = |at: usize| match lane.of(at).count() {
            0 => dim(format!("{}·", under(at))),
            count => plain(format!("{}{count}", under(at))),
        };
        [plain(sight.words.choice(&LANES, lane.code))].into_iter().chain((0..12).map(cell)).collect()
    }

    fn orders(&self, sight: &Sight) -> Vec<String> {
        vec![sight.words.say("column-lane")]
    }

    fn read(&self, sight: &Sight) -> Arc<Cycle> {
        read(sight, self.today)
    }

    fn pick(&self, sight: &Sight, read: &Arc<Cycle>, query: &Query) -> Vec<Lane> {
        if read.happenings.is_empty() && read.without_month == 0 {
            return Vec::new();
        }
        let lanes: Vec<Lane> = LANES.codes.iter().map(|code| Lane { code, cycle: Arc::clone(read) }).collect();
        let rows = held(&lanes, &query.wanted(), |lane| {
            let happenings = read.happenings.iter().filter(|one| one.lane == lane.code);
            happenings.map(|one| name(sight, one)).chain([sight.words.choice(&LANES, lane.code)]).collect()
        });
        let key = |place: usize| SortKey::Number(f64::from(u32::try_from(place).unwrap_or(u32::MAX)));
        query.ordered(sight, rows.into_iter().map(|(place, lane)| (key(place), lane)).collect())
    }

    fn is(&self, one: &Lane, other: &Lane) -> bool {
        one.code == other.code
    }

    fn records(&self, lane: &Lane) -> Vec<(&'static KindInfo, Id)> {
        let next = (self.now()..12).chain(0..self.now()).find_map(|at| lane.of(at).next());
        next.map(|one| one.record).into_iter().collect()
    }

    fn preview_height(&self) -> u16 {
        8
    }

    fn preview(&self, sight: &Sight, lane: &Lane, room: usize) -> Vec<(Tone, String)> {
        let lines = lane.lines(sight, self.now()).into_iter();
        lines.map(|(tone, line)| (tone, text::cut(&line, room))).take(7).collect()
    }

    fn told(&self, sight: &Sight, lane: &Lane, room: usize) -> Vec<(Tone, String)> {
        let wrapped = |(tone, line): (Tone, String)| text::wrap(&line, room).into_iter().map(move |line| (tone, line));
        let head = (Tone::Strong, sight.words.choice(&LANES, lane.code));
        [head].into_iter().chain(lane.lines(sight, self.now()).into_iter().flat_map(wrapped)).collect()
    }

    fn legend(&self, sight: &Sight) -> Option<String> {
        Some(sight.words.say("cycle-legend"))
    }

    fn plural(&self, sight: &Sight) -> String {
        sight.words.say("column-lane").to_lowercase()
    }

    fn empty(&self, sight: &Sight, _key: &dyn Fn(Action) -> String) -> String {
        sight.words.say("cycle-empty")
    }
}

/// What happens in a month in a lane under one name.
#[derive(Clone, Debug)]
pub struct Line {
    first: Happening,
    count: usize,
    name: String,
}

impl Happenings {
    fn when(self, sight: &Sight, line: &Line) -> String {
        let now = self.today.and_then(cycle::month) == Some(line.first.month);
        let mark = if now { NOW } else { " " };
        let when = line.first.day.map_or_else(|| month(sight, line.first.month), |day| day.to_string());
        format!("{mark}{when}")
    }
}

impl Picture for Happenings {
    const MORE: &'static [Action] = &[Action::New];

    fn on(&mut self, today: NaiveDate) {
        self.today = Some(today);
    }

    fn act(&self, _action: Action, _cx: &mut Context) -> Vec<Ask> {
        vec![Ask::Begin(&Beat::INFO, Vec::new())]
    }
}

impl Listing for Happenings {
    type Row = Line;
    type Read = Vec<Line>;

    fn slot(&self) -> &'static str {
        "plan_happenings"
    }

    fn heads(&self, sight: &Sight) -> Vec<Head> {
        let head = |word: &str, width| Head { text: sight.words.say(word), width, right: false };
        vec![
            head("column-when", Width::Fixed(11)),
            head("column-lane", Width::Fixed(12)),
            head("column-what", Width::Rest(2)),
            head("column-who", Width::Rest(1)),
        ]
    }

    fn cells(&self, sight: &Sight, line: &Line) -> Vec<Cell> {
        let what = if line.count > 1 {
            let places = [("what", line.name.as_str()), ("count", &line.count.to_string())];
            sight.words.say_with("cycle-times", &places)
        } else {
            line.name.clone()
        };
        vec![
            plain(self.when(sight, line)),
            plain(sight.words.choice(&LANES, line.first.lane)),
            plain(what),
            plain(function(sight, line.first.function).unwrap_or_default()),
        ]
    }

    fn orders(&self, sight: &Sight) -> Vec<String> {
        vec![sight.words.say("column-when"), sight.words.say("column-what")]
    }

    fn read(&self, sight: &Sight) -> Vec<Line> {
        let mut list: Vec<Line> = Vec::new();
        for one in &read(sight, self.today).happenings {
            let name = name(sight, one);
            let same = |line: &&mut Line| {
                let key = |one: &Happening| (one.month, one.lane, one.day, one.function);
                key(&line.first) == key(one) && line.name == name
            };
            match list.iter_mut().rev().take_while(|line| line.first.month == one.month).find(same) {
                Some(line) => line.count += 1,
                None => list.push(Line { first: one.clone(), count: 1, name }),
            }
        }
        list
    }

    fn pick(&self, sight: &Sight, read: &Vec<Line>, query: &Query) -> Vec<Line> {
        let rows = held(read, &query.wanted(), |line| {
            vec![
                line.name.clone(),
                self.when(sight, line),
                sight.words.choice(&LANES, line.first.lane),
                function(sight, line.first.function).unwrap_or_default(),
            ]
        });
        let key = |place: usize, line: &Line| match query.sort {
            0 => SortKey::Number(f64::from(u32::try_from(place).unwrap_or(u32::MAX))),
            _ => SortKey::Text(line.name.clone()),
        };
        query.ordered(sight, rows.into_iter().map(|(place, line)| (key(place, &line), line)).collect())
    }

    fn is(&self, one: &Line, other: &Line) -> bool {
        let key = |line: &Line| (line.first.record.1, line.first.month, line.first.what);
        key(one) == key(other)
    }

    fn records(&self, line: &Line) -> Vec<(&'static KindInfo, Id)> {
        vec![line.first.record]
    }

    fn preview_height(&self) -> u16 {
        3
    }

    fn preview(&self, sight: &Sight, line: &Line, room: usize) -> Vec<(Tone, String)> {
        let shown: Vec<String> = self.cells(sight, line).into_iter().map(|cell| cell.text.trim().to_owned()).collect();
        let shown: Vec<&str> = shown.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
        vec![(Tone::Strong, text::cut(&shown.join(" · "), room))]
    }

    fn told(&self, sight: &Sight, line: &Line, room: usize) -> Vec<(Tone, String)> {
        self.preview(sight, line, room)
    }

    fn plural(&self, sight: &Sight) -> String {
        sight.words.kinds(&Beat::INFO).to_lowercase()
    }

    fn empty(&self, sight: &Sight, _key: &dyn Fn(Action) -> String) -> String {
        sight.words.say("cycle-empty")
    }
}
