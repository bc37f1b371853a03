//! Functions × months: the hours that the plan takes against what there is.

use super::{NOW, dim, function, held, looked::Picture, month, months, plain};
use crate::keys::Action;
use crate::locale::show_number;
use crate::record::{Id, Kind as _, KindInfo};
use crate::steps::plan::records::Function;
use crate::steps::plan::schedule::cycle;
use crate::steps::plan::schedule::hours::{Load, loads};
use crate::ui::{Cell, Head, Listing, Query, Sight, SortKey, Tone, Width};
use chrono::NaiveDate;

/// Hours per function and month.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hours {
    today: Option<NaiveDate>,
}

fn rounded(sight: &Sight, hours: f64) -> String {
    show_number(&sight.words, hours.round())
}

fn name(sight: &Sight, load: &Load) -> String {
    function(sight, load.function).unwrap_or_else(|| sight.words.say("hours-nobody"))
}

/// The months as bars against a twelfth of the capacity, or against the fullest month where nobody has said it.
fn bars(load: &Load) -> String {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let most = load.months.iter().copied().fold(load.a_month().unwrap_or(0.0), f64::max);
    let bar = |hours: &f64| {
        let share = if most > 0.0 { (hours / most).clamp(0.0, 1.0) } else { 0.0 };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of 0 to 1 gives 0 to 7")]
        let step = (share * 7.0).round() as usize;
        BARS.get(step).copied().unwrap_or('▁')
    };
    load.months.iter().map(bar).collect()
}

fn lines(sight: &Sight, load: &Load) -> Vec<(Tone, String)> {
    let words = &sight.words;
    let rows = words.count("carried-rows", load.rows);
    let year = words.say_with("hours-year", &[("hours", &rounded(sight, load.year())), ("rows", &rows)]);
    let has = match (load.capacity, load.a_month()) {
        (Some(capacity), Some(a_month)) => {
            let places = [rounded(sight, capacity), rounded(sight, a_month)];
            let [capacity, a_month] = places.each_ref().map(String::as_str);
            words.say_with("hours-has", &[("capacity", capacity), ("month", a_month)])
        }
        _ => words.say("hours-has-not"),
    };
    let tone = if load.is_over_year() { Tone::Bad } else { Tone::Plain };
    let head = (Tone::Strong, format!("{}  {}", name(sight, load), bars(load)));
    let mut lines = vec![head, (tone, year), (tone, has)];
    let over = load.over();
    if !over.is_empty() {
        lines.push((Tone::Bad, words.say_with("hours-over", &[("months", &months(sight, over))])));
    }
    lines
}

impl Picture for Hours {
    fn on(&mut self, today: NaiveDate) {
        self.today = Some(today);
    }
}

impl Listing for Hours {
    type Row = Load;
    type Read = Vec<Load>;

    fn slot(&self) -> &'static str {
        "plan_hours"
    }

    fn heads(&self, sight: &Sight) -> Vec<Head> {
        let now = self.today.and_then(cycle::month);
        let of = |at: usize| {
            let mark = if now == Some(at) { NOW } else { "" };
            Head { text: format!("{mark}{}", month(sight, at)), width: Width::Fixed(4), right: true }
        };
        let name = Head { text: sight.words.kind(&Function::INFO), width: Width::Rest(1), right: false };
        let sum = Head { text: sight.words.say("column-sum"), width: Width::Fixed(6), right: true };
        [name].into_iter().chain((0..12).map(of)).chain([sum]).collect()
    }

    fn cells(&self, sight: &Sight, load: &Load) -> Vec<Cell> {
        let cell = |(at, hours): (usize, &f64)| match rounded(sight, *hours) {
            nothing if nothing == "0" => dim("·"),
            shown if load.is_over(at) => Cell { text: format!("{shown}!"), tone: Tone::Bad },
            shown => plain(shown),
        };
        let sum = rounded(sight, load.year());
        let sum = if load.is_over_year() { Cell { text: format!("{sum}!"), tone: Tone::Bad } } else { plain(sum) };
        [plain(name(sight, load))].into_iter().chain(load.months.iter().enumerate().map(cell)).chain([sum]).collect()
    }

    fn orders(&self, sight: &Sight) -> Vec<String> {
        vec![sight.words.kinds(&Function::INFO), sight.words.say("column-sum")]
    }

    fn read(&self, sight: &Sight) -> Vec<Load> {
        loads(&sight.whole)
    }

    fn pick(&self, sight: &Sight, read: &Vec<Load>, query: &Query) -> Vec<Load> {
        let rows = held(read, &query.wanted(), |load| vec![name(sight, load)]);
        let key = |place: usize, load: &Load| match query.sort {
            0 => SortKey::Number(f64::from(u32::try_from(place).unwrap_or(u32::MAX))),
            _ => SortKey::Number(-load.year()),
        };
        query.ordered(sight, rows.into_iter().map(|(place, load)| (key(place, &load), load)).collect())
    }

    fn is(&self, one: &Load, other: &Load) -> bool {
        one.function == other.function
    }

    fn records(&self, load: &Load) -> Vec<(&'static KindInfo, Id)> {
        load.function.map(|id| (&Function::INFO, id)).into_iter().collect()
    }

    fn preview_height(&self) -> u16 {
        5
    }

    fn preview(&self, sight: &Sight, load: &Load, _room: usize) -> Vec<(Tone, String)> {
        lines(sight, load)
    }

    fn told(&self, sight: &Sight, load: &Load, room: usize) -> Vec<(Tone, String)> {
        let wrapped =
            |(tone, line): (Tone, String)| crate::ui::text::wrap(&line, room).into_iter().map(move |line| (tone, line));
        lines(sight, load).into_iter().flat_map(wrapped).collect()
    }

    fn legend(&self, sight: &Sight) -> Option<String> {
        Some(sight.words.say("hours-legend"))
    }

    fn plural(&self, sight: &Sight) -> String {
        sight.words.kinds(&Function::INFO).to_lowercase()
    }

    fn empty(&self, sight: &Sight, _key: &dyn Fn(Action) -> String) -> String {
        sight.words.say("hours-empty")
    }
}
