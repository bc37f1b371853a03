//! Areas × years: how deep each was followed up, under which theme, and what that calls for.

use super::{NOW, depth, dim, held, looked::Picture, plain};
use crate::keys::Action;
use crate::record::{Id, Kind as _, KindInfo};
use crate::steps::plan::records::{Area, Requirement};
use crate::steps::plan::schedule::years::{AHEAD, AreaYears, BACK, Call, Looked, years};
use crate::ui::{Cell, Head, Listing, Query, Sight, SortKey, Tone, Width, text};
use chrono::{Datelike as _, NaiveDate};
use std::sync::Arc;

/// Areas over the years.
#[derive(Clone, Copy, Debug, Default)]
pub struct Areas {
    today: Option<NaiveDate>,
}

/// An area, and the years that are shown of it.
#[derive(Clone, Debug)]
pub struct Row {
    area: Arc<AreaYears>,
    now: i32,
    is_alone: bool,
}

fn shown(sight: &Sight, looked: &Looked) -> Option<String> {
    let letter = sight.words.say_with("depth-letter", &[("depth", looked.depth.as_deref()?)]);
    let themes: Vec<&str> = looked.themes.iter().map(String::as_str).collect();
    Some(format!("{letter} {}", themes.join(", ")).trim_end().to_owned())
}

fn call(sight: &Sight, row: &Row) -> Option<String> {
    row.area.call.map(|call| match call {
        Call::Untouched => sight.words.say("years-untouched"),
        Call::SameSample => sight.words.say("years-same"),
    })
}

fn lines(sight: &Sight, row: &Row) -> Vec<(Tone, String)> {
    let mut lines = vec![(Tone::Strong, row.area.name.clone())];
    lines.extend(call(sight, row).map(|call| (Tone::Warn, call)));
    let year = |(year, looked): (&i32, &Looked)| {
        let depth = depth(sight, looked.depth.as_deref()?);
        let (year, themes) = (year.to_string(), looked.themes.iter().cloned().collect::<Vec<_>>().join(", "));
        let places = [("year", year.as_str()), ("depth", &depth), ("theme", &themes)];
        let message = if themes.is_empty() { "years-year" } else { "years-year-theme" };
        Some(sight.words.say_with(message, &places))
    };
    let told: Vec<String> = row.area.years.iter().rev().filter_map(year).collect();
    lines.push((Tone::Plain, told.join(" · ")));
    if row.is_alone {
        lines.push((Tone::Dim, sight.words.say("years-alone")));
    }
    lines
}

impl Picture for Areas {
    fn on(&mut self, today: NaiveDate) {
        self.today = Some(today);
    }
}

impl Areas {
    fn now(self, sight: &Sight) -> i32 {
        let today = self.today.map_or(0, |today| today.year());
        crate::steps::plan::schedule::years::year(&sight.whole.own).unwrap_or(today)
    }
}

impl Listing for Areas {
    type Row = Row;
    type Read = Vec<Row>;

    fn slot(&self) -> &'static str {
        "plan_years"
    }

    fn heads(&self, sight: &Sight) -> Vec<Head> {
        let now = self.now(sight);
        let of = |year: i32| {
            let mark = if year == now { NOW } else { "" };
            Head { text: format!("{mark}{year}"), width: Width::Fixed(7), right: false }
        };
        let name = Head { text: sight.words.kind(&Area::INFO), width: Width::Rest(1), right: false };
        [name].into_iter().chain((now - BACK..=now + AHEAD).map(of)).collect()
    }

    fn cells(&self, sight: &Sight, row: &Row) -> Vec<Cell> {
        let name = match row.area.call {
            Some(_) => Cell { text: format!("! {}", row.area.name), tone: Tone::Warn },
            None => plain(row.area.name.clone()),
        };
        let cell = |year: i32| {
            let looked = row.area.years.get(&year).and_then(|looked| shown(sight, looked));
            looked.map_or_else(|| dim("·"), plain)
        };
        [name].into_iter().chain((row.now - BACK..=row.now + AHEAD).map(cell)).collect()
    }

    fn orders(&self, sight: &Sight) -> Vec<String> {
        vec![sight.words.kinds(&Area::INFO)]
    }

    fn read(&self, sight: &Sight) -> Vec<Row> {
        let found = years(&sight.whole, &sight.others, self.now(sight));
        let (now, is_alone) = (found.now, found.known.len() < 2);
        found.areas.into_iter().map(|area| Row { area: Arc::new(area), now, is_alone }).collect()
    }

    fn pick(&self, sight: &Sight, read: &Vec<Row>, query: &Query) -> Vec<Row> {
        let rows = held(read, &query.wanted(), |row| {
            let themes = row.area.years.values().flat_map(|looked| looked.themes.iter().cloned());
            [row.area.name.clone()].into_iter().chain(themes).collect()
        });
        let keyed = rows.into_iter().map(|(_, row)| (SortKey::Text(row.area.name.clone()), row));
        query.ordered(sight, keyed.collect())
    }

    fn is(&self, one: &Row, other: &Row) -> bool {
        one.area.name == other.area.name
    }

    fn records(&self, row: &Row) -> Vec<(&'static KindInfo, Id)> {
        row.area.record.map(|id| (&Area::INFO, id)).into_iter().collect()
    }

    fn preview_height(&self) -> u16 {
        5
    }

    fn preview(&self, sight: &Sight, row: &Row, _room: usize) -> Vec<(Tone, String)> {
        lines(sight, row)
    }

    fn told(&self, sight: &Sight, row: &Row, room: usize) -> Vec<(Tone, String)> {
        let wrapped = |(tone, line): (Tone, String)| text::wrap(&line, room).into_iter().map(move |line| (tone, line));
        lines(sight, row).into_iter().flat_map(wrapped).collect()
    }

    fn legend(&self, sight: &Sight) -> Option<String> {
        Some(sight.words.say("years-legend"))
    }

    fn plural(&self, sight: &Sight) -> String {
        sight.words.kinds(&Area::INFO).to_lowercase()
    }

    fn empty(&self, sight: &Sight, _key: &dyn Fn(Action) -> String) -> String {
        sight.words.say_with("years-empty", &[("kinds", &sight.words.kinds(&Requirement::INFO).to_lowercase())])
    }
}
