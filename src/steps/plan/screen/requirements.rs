//! Requirements as a table, with how they are valued and whether they are planned.

use super::valuation::value;
use crate::keys::Action;
use crate::record::{Kind as _, Record, Risk};
use crate::steps::plan::records::{self, CRITICAL, NUMBER, PLANNED, Requirement, SOURCE, TEXT};
use crate::steps::plan::risk;
use crate::ui::{Cell, Column, Extra, Shape, Sight, SortKey, Tone, Width};

/// The list of requirements.
pub const SHAPE: Shape = Shape::new(&Requirement::INFO, "requirements", COLUMNS).extras(EXTRAS);

const COLUMNS: &[Column] = &[
    Column::field(NUMBER.tag(), Width::Fixed(6)).shown(number),
    Column::field(TEXT.tag(), Width::Rest(1)),
    Column::field(SOURCE.tag(), Width::Fixed(9)),
    Column::computed("column-consequence", Width::Fixed(2), consequence, by_consequence),
    Column::computed("column-likelihood", Width::Fixed(2), likelihood, by_likelihood),
    Column::computed("column-risk", Width::Fixed(5), class, by_risk),
    Column::computed("column-plan", Width::Fixed(7), planned, by_planned),
];

const EXTRAS: &[Extra] = &[(Action::Value, value)];

/// The number, with a mark when the requirement is critical.
pub fn number(sight: &Sight, record: &Record) -> Cell {
    let critical = record.get(CRITICAL) == Some(true);
    let text = sight.field(&Requirement::INFO, record, NUMBER.tag());
    if critical { Cell { text: format!("{text}!"), tone: Tone::Strong } } else { Cell { text, tone: Tone::Plain } }
}

fn level(level: Option<u8>) -> Cell {
    level.map_or(Cell { text: "–".into(), tone: Tone::Dim }, |level| Cell {
        text: level.to_string(),
        tone: Tone::Plain,
    })
}

fn by(level: Option<u8>) -> SortKey {
    level.map_or(SortKey::Nothing, |level| SortKey::Number(-f64::from(level)))
}

/// The agreed consequence.
pub fn consequence(sight: &Sight, record: &Record) -> Cell {
    level(risk::of(&sight.whole, record.id()).map(|valued| valued.consequence))
}

/// Gravest first.
pub fn by_consequence(sight: &Sight, record: &Record) -> SortKey {
    by(risk::of(&sight.whole, record.id()).map(|valued| valued.consequence))
}

/// The agreed likelihood.
pub fn likelihood(sight: &Sight, record: &Record) -> Cell {
    level(risk::of(&sight.whole, record.id()).map(|valued| valued.likelihood))
}

/// Likeliest first.
pub fn by_likelihood(sight: &Sight, record: &Record) -> SortKey {
    by(risk::of(&sight.whole, record.id()).map(|valued| valued.likelihood))
}

/// The class of risk by mark and by likelihood × consequence, which only sorts.
pub fn class(sight: &Sight, record: &Record) -> Cell {
    let Some(valued) = risk::of(&sight.whole, record.id()) else {
        return Cell { text: "○".into(), tone: Tone::Dim };
    };
    let (mark, tone) = match valued.class {
        Some(Risk::High) => ("■", Tone::Bad),
        Some(Risk::Medium) => ("▲", Tone::Warn),
        Some(Risk::Low) => ("●", Tone::Good),
        None => ("○", Tone::Dim),
    };
    Cell { text: format!("{mark} {}", valued.product()), tone }
}

/// Highest class first, then by likelihood × consequence.
pub fn by_risk(sight: &Sight, record: &Record) -> SortKey {
    risk::of(&sight.whole, record.id()).map_or(SortKey::Nothing, |valued| {
        let class = valued.class.map_or(0.0, |class| match class {
            Risk::Low => 1.0,
            Risk::Medium => 2.0,
            Risk::High => 3.0,
        });
        SortKey::Number(-(class * 100.0 + f64::from(valued.product())))
    })
}

fn rows(sight: &Sight, record: &Record) -> usize {
    sight
        .whole
        .own
        .pointing_at(record.id())
        .filter(|pointer| pointer.tag == PLANNED.tag() && pointer.kind == PLAN)
        .count()
}

const PLAN: u8 = records::PlanActivity::INFO.number;

fn planned(sight: &Sight, record: &Record) -> Cell {
    match rows(sight, record) {
        0 => Cell { text: sight.words.say("plan-missing"), tone: Tone::Warn },
        count => Cell { text: sight.words.count("plan-rows", count), tone: Tone::Plain },
    }
}

fn by_planned(sight: &Sight, record: &Record) -> SortKey {
    SortKey::Number(f64::from(u32::try_from(rows(sight, record)).unwrap_or(u32::MAX)))
}
