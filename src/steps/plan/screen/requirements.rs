//! Requirements as a table, with how they are valued and whether they are planned.

use super::valuation::value;
use crate::follow_up::Finding;
use crate::keys::Action;
use crate::record::{Id, Kind as _, Of, Record, Risk, Tag};
use crate::steps::plan::checks::FOLLOWABLE;
use crate::steps::plan::followable::{Followable, Missing};
use crate::steps::plan::numbering;
use crate::steps::plan::records::{self, CRITICAL, NUMBER, PLANNED, Requirement, SOURCE, TEXT};
use crate::steps::plan::risk;
use crate::steps::plan::wording::Detail;
use crate::ui::{Ask, Cell, Column, Context, Extra, Shape, Sight, SortKey, Tone, Width};

/// The list of requirements.
pub const SHAPE: Shape =
    Shape::new(&Requirement::INFO, "requirements", COLUMNS).extras(EXTRAS).explains(explained).begins(numbered);

const COLUMNS: &[Column] = &[
    Column::field(NUMBER.tag(), Width::Fixed(6)).shown(number),
    Column::field(TEXT.tag(), Width::Rest(1)),
    Column::field(SOURCE.tag(), Width::Fixed(9)),
    Column::computed("column-consequence", Width::Fixed(2), consequence, by_consequence),
    Column::computed("column-likelihood", Width::Fixed(2), likelihood, by_likelihood),
    Column::computed("column-risk", Width::Fixed(5), class, by_risk),
    Column::computed("column-plan", Width::Fixed(7), planned, by_planned),
];

const EXTRAS: &[Extra] = &[(Action::Value, value), (Action::Accept, keep)];

/// Lets what was found on whether it can be followed up stand, with a reason.
fn keep(cx: &Context, requirement: Id) -> Ask {
    let about = Some((Requirement::INFO.number, requirement));
    let found = cx.findings.list.iter().filter(|one| one.record == about && FOLLOWABLE.contains(&one.check));
    let found: Vec<Finding> = found.cloned().collect();
    if found.is_empty() {
        Ask::Say(Tone::Plain, cx.sight.words.say("followable-open-none"))
    } else {
        Ask::Accept(found)
    }
}

/// The number that a new requirement begins with.
fn numbered(sight: &Sight) -> Option<(Tag, String)> {
    Some((NUMBER.tag(), numbering::next(&sight.whole)?))
}

/// Whether the requirement can be followed up: in short, then what is missing and what is in the way, with why.
fn explained(sight: &Sight, record: &Record) -> Vec<(Tone, String)> {
    let Some(one) = Of::<Requirement>::new(record) else { return Vec::new() };
    let (words, found) = (&sight.words, Followable::of(&sight.whole, &one));
    let mut points: Vec<(String, String)> = Vec::new();
    let mut point = |id: &str, places: &[(&'static str, &str)]| {
        points.push((words.say_with(id, places), words.say_with(&format!("{id}.why"), places)));
    };
    for missing in &found.missing {
        let id = match missing {
            Missing::Source => "followable-source",
            Missing::Measure => "followable-measure",
            Missing::Target => "followable-target",
            Missing::Method => "followable-method",
        };
        point(id, &[]);
    }
    if let Some(joins) = found.joins {
        point("followable-compound", &[("count", &joins.to_string())]);
    }
    if !found.vague.is_empty() {
        point("followable-vague", &[("words", &found.vague.join(", "))]);
    }
    match &found.detail {
        Some(Detail::Prescribes(said)) => point("followable-prescribes", &[("words", &said.join(", "))]),
        Some(Detail::Long(count)) => point("followable-long", &[("count", &count.to_string())]),
        Some(Detail::Numbers(count)) => point("followable-numbers", &[("count", &count.to_string())]),
        None => {}
    }
    if points.is_empty() {
        return vec![(Tone::Dim, words.say("followable"))];
    }
    let short: Vec<&str> = points.iter().map(|(short, _)| short.as_str()).collect();
    let short = words.say_with("followable-not", &[("points", &short.join(" · "))]);
    let whys = points.into_iter().map(|(short, why)| (Tone::Plain, format!("{short}: {why}")));
    std::iter::once((Tone::Warn, short)).chain(whys).collect()
}

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
