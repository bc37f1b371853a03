//! The rows of the comparison as a list: every requirement at every unit, worst first.

use crate::keys::Action;
use crate::record::{Id, Kind as _, KindInfo};
use crate::steps::collect::records::Result as Measurement;
use crate::steps::focus::{Direction, Group, Reading, Row, Series, Settings, compare, words};
use crate::steps::plan::records::{NUMBER, Requirement, TEXT, UNIT_NAME, Unit};
use crate::ui::{Cell, Head, Listing, Query, Sight, SortKey, Tone, Width, text};
use std::sync::Arc;

/// Most periods that a row draws.
const DRAWN: usize = 6;

/// What each requirement's results say at each unit, ranked.
#[derive(Clone, Copy, Debug)]
pub struct Ranked;

/// The columns: heading, width, and whether it stands to the right.
const COLUMNS: [(&str, Width, bool); 7] = [
    ("compare-requirement", Width::Fixed(5), false),
    ("compare-unit", Width::Rest(1), false),
    ("compare-target", Width::Fixed(6), true),
    ("compare-latest", Width::Fixed(8), true),
    ("compare-gap", Width::Fixed(7), true),
    ("compare-series", Width::Fixed(6), false),
    ("compare-signal", Width::Rest(1), false),
];

/// What the list can be ordered by, first to last.
const ORDERS: [(&str, Order); 6] = [
    ("compare-order", Order::Rank),
    ("compare-requirement", Order::Requirement),
    ("compare-unit", Order::Unit),
    ("compare-latest", Order::Latest),
    ("compare-gap", Order::Gap),
    ("compare-signal", Order::Signal),
];

#[derive(Clone, Copy, PartialEq)]
enum Order {
    /// As the comparison ranks them, worst first.
    Rank,
    Requirement,
    Unit,
    Latest,
    /// Furthest from the target first.
    Gap,
    /// Gravest first.
    Signal,
}

impl Order {
    fn key(self, sight: &Sight, place: usize, row: &Row) -> SortKey {
        let number = |number: Option<f64>| number.map_or(SortKey::Nothing, SortKey::Number);
        match self {
            Self::Rank => number(u32::try_from(place).ok().map(f64::from)),
            Self::Requirement => SortKey::Text(name(sight, row)),
            Self::Unit => SortKey::Text(unit(sight, row)),
            Self::Latest => number(row.headline().and_then(Series::latest).and_then(|(_, reading)| match reading {
                Reading::Number(number) => Some(number),
                Reading::Answer(_) => None,
            })),
            Self::Gap => number(row.gap().and_then(|gap| gap.share)),
            Self::Signal => number(row.signals.iter().map(|s| -f64::from(s.severity() as u8)).reduce(f64::min)),
        }
    }
}

impl Listing for Ranked {
    type Row = Arc<Row>;
    type Read = Vec<Arc<Row>>;

    fn slot(&self) -> &'static str {
        "compare"
    }

    fn heads(&self, sight: &Sight) -> Vec<Head> {
        COLUMNS.map(|(word, width, right)| Head { text: sight.words.say(word), width, right }).into()
    }

    fn cells(&self, sight: &Sight, row: &Arc<Row>) -> Vec<Cell> {
        cells(sight, row)
    }

    fn orders(&self, sight: &Sight) -> Vec<String> {
        ORDERS.map(|(word, _)| sight.words.say(word)).into()
    }

    fn read(&self, sight: &Sight) -> Vec<Arc<Row>> {
        compare(&sight.whole, &Settings::default()).rows.into_iter().map(Arc::new).collect()
    }

    fn pick(&self, sight: &Sight, read: &Vec<Arc<Row>>, query: &Query) -> Vec<Arc<Row>> {
        let wanted = query.wanted();
        let fits = |row: &Row| {
            let signals = row.signals.iter().map(|signal| words::name(&sight.words, signal));
            let hay = [name(sight, row), unit(sight, row), requirement(sight, row)].into_iter().chain(signals);
            let hay = hay.collect::<Vec<_>>().join("\n").to_lowercase();
            wanted.iter().all(|word| hay.contains(word))
        };
        let order = ORDERS.get(query.sort).map_or(Order::Rank, |(_, order)| *order);
        let found = read.iter().enumerate().filter(|(_, row)| wanted.is_empty() || fits(row));
        query.ordered(sight, found.map(|(place, row)| (order.key(sight, place, row), row.clone())).collect())
    }

    fn is(&self, one: &Arc<Row>, other: &Arc<Row>) -> bool {
        (one.requirement, one.unit) == (other.requirement, other.unit)
    }

    fn records(&self, row: &Arc<Row>) -> Vec<(&'static KindInfo, Id)> {
        vec![(&Requirement::INFO, row.requirement), (&Unit::INFO, row.unit)]
    }

    fn preview_height(&self) -> u16 {
        5
    }

    fn preview(&self, sight: &Sight, row: &Arc<Row>, room: usize) -> Vec<(Tone, String)> {
        let requirement = text::cut(&requirement(sight, row), room);
        let signals = self.told(sight, row, room).into_iter().filter(|(tone, _)| *tone == Tone::Plain);
        std::iter::once((Tone::Strong, requirement)).chain(signals).collect()
    }

    fn told(&self, sight: &Sight, row: &Arc<Row>, room: usize) -> Vec<(Tone, String)> {
        let named = format!("{} · {}", requirement(sight, row), unit(sight, row));
        let mut lines: Vec<_> = text::wrap(&named, room).into_iter().map(|line| (Tone::Strong, line)).collect();
        for signal in &row.signals {
            let says = words::says(&sight.words, signal, &row.measured_in);
            lines.extend(text::wrap(&says, room).into_iter().map(|line| (Tone::Plain, line)));
        }
        lines
    }

    fn legend(&self, sight: &Sight) -> Option<String> {
        Some(sight.words.say_with("compare-legend", &[("count", &DRAWN.to_string())]))
    }

    fn plural(&self, sight: &Sight) -> String {
        sight.words.kinds(&Measurement::INFO).to_lowercase()
    }

    fn empty(&self, sight: &Sight, _key: &dyn Fn(Action) -> String) -> String {
        sight.words.say_with("compare-empty", &[("kinds", &self.plural(sight))])
    }
}

/// Number of the requirement.
pub(super) fn name(sight: &Sight, row: &Row) -> String {
    let record = sight.get(&Requirement::INFO, row.requirement);
    record.map(|record| sight.field(&Requirement::INFO, record, NUMBER.tag())).unwrap_or_default()
}

/// Number and text of the requirement.
pub(super) fn requirement(sight: &Sight, row: &Row) -> String {
    let record = sight.get(&Requirement::INFO, row.requirement);
    let shown = record.map(|record| sight.field(&Requirement::INFO, record, TEXT.tag())).unwrap_or_default();
    format!("{} {shown}", name(sight, row))
}

/// Name of the unit.
pub(super) fn unit(sight: &Sight, row: &Row) -> String {
    let record = sight.get(&Unit::INFO, row.unit);
    record.map(|record| sight.field(&Unit::INFO, record, UNIT_NAME.tag())).unwrap_or_default()
}

/// The target with the side that is better, in this unit.
pub(super) fn target(sight: &Sight, row: &Row, measured_in: &str) -> String {
    let Some(target) = row.aim.target else { return "–".into() };
    let shown = words::reading(&sight.words, target, measured_in);
    match (target.number(), row.aim.direction) {
        (Some(_), Some(Direction::Higher)) => format!("≥{shown}"),
        (Some(_), Some(Direction::Lower)) => format!("≤{shown}"),
        _ => shown,
    }
}

/// The last measured figures as a line of bars, better upwards; nothing for answers.
pub(super) fn bars(series: &Series, row: &Row) -> String {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let Some(way) = row.aim.direction else { return String::new() };
    let all: Vec<f64> = series.points.iter().filter_map(|point| point.reading?.number()).collect();
    let drawn = all.get(all.len().saturating_sub(DRAWN)..).unwrap_or_default();
    let gains: Vec<f64> = drawn.iter().map(|value| way.gain(0.0, *value)).collect();
    let low = gains.iter().copied().fold(f64::INFINITY, f64::min);
    let high = gains.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let bar = |gain: &f64| {
        let share = if high > low { (gain - low) / (high - low) } else { 0.5 };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of 0 to 1 gives 0 to 7")]
        let step = (share * 7.0).round() as usize;
        BARS.get(step).copied().unwrap_or('▁')
    };
    gains.iter().map(bar).collect()
}

fn cells(sight: &Sight, row: &Row) -> Vec<Cell> {
    let series = row.headline();
    // The columns have no room for units; the lines under the list say them.
    let latest = series.and_then(|series| {
        let (_, reading) = series.latest()?;
        let reading = words::reading(&sight.words, reading, "");
        // A figure of some is not to pass for one of all.
        Some(match series.group {
            Group::All => reading,
            Group::Women => sight.words.say_with("compare-of-women", &[("value", &reading)]),
            Group::Men => sight.words.say_with("compare-of-men", &[("value", &reading)]),
            Group::Other(_) => sight.words.say_with("compare-of-some", &[("value", &reading)]),
        })
    });
    let gap = row.gap();
    let by = gap.map(|gap| match gap.by {
        Some(by) if !gap.met => crate::locale::show_number(&sight.words, (by * 100.0).round() / 100.0),
        None if !gap.met => sight.words.say("compare-missed"),
        _ => sight.words.say("compare-met"),
    });
    let tone = match gap {
        Some(gap) if gap.met => Tone::Good,
        Some(gap) if gap.class >= 3 => Tone::Bad,
        Some(_) => Tone::Warn,
        None => Tone::Dim,
    };
    let mut names: Vec<String> = row.signals.iter().map(|signal| words::name(&sight.words, signal)).collect();
    names.dedup();
    let called = row.severity().map_or(Tone::Dim, |_| Tone::Bad);
    let called =
        if row.severity().is_none() && row.signals.iter().any(|s| !s.is_finding()) { Tone::Good } else { called };
    let plain = |text: String| Cell { text, tone: Tone::Plain };
    vec![
        plain(name(sight, row)),
        plain(unit(sight, row)),
        plain(target(sight, row, "")),
        plain(latest.unwrap_or_else(|| "–".into())),
        Cell { text: by.unwrap_or_else(|| "–".into()), tone },
        plain(series.map(|series| bars(series, row)).unwrap_or_default()),
        Cell { text: names.join(", "), tone: called },
    ]
}
