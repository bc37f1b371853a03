//! 3 Fokusera: what stands out, and what the follow-up goes deeper into.

use super::page::{Page, item};
use super::{Item, Text, head};
use crate::record::{Of, Step};
use crate::steps::focus::records::{
    CONCERNS_MANY, COSTS_MUCH, FOCUS_KIND, FOCUS_NAME, FOCUS_ORDER, FOCUS_REASON, FOCUS_REQUIREMENTS, FOCUS_SHOWN_BY,
    FOCUS_UNITS, FocusArea, VULNERABLE, WHY_QUESTION,
};
use crate::steps::focus::{Group, Others, Row, Series, Signal, Source, questions, words as signals};
use crate::steps::plan::records::Requirement;

/// Most rows of the comparison that a document shows.
const SHOWN: usize = 20;

/// The section of step 3.
pub(super) fn section(page: &mut Page<'_>) {
    super::plan::step(page, Step::Focus);
    comparison(page);
    let areas = areas(page);
    let (strengths, deviations): (Vec<_>, Vec<_>) =
        areas.iter().partition(|one| one.get(FOCUS_KIND).as_deref() == Some("strength"));
    for (heading, areas) in [("report-focus", deviations), ("report-strengths", strengths)] {
        if areas.is_empty() {
            page.lack(heading);
            continue;
        }
        page.heading(3, heading);
        for one in areas {
            area(page, one);
        }
    }
    super::plan::answers(page, questions::QUESTIONS);
}

/// The focus areas in the officer's order; those without a place last.
pub(super) fn areas(page: &Page<'_>) -> Vec<Of<FocusArea>> {
    let mut areas: Vec<Of<FocusArea>> = page.whole.all().collect();
    let place = |one: &Of<FocusArea>| one.get(FOCUS_ORDER).unwrap_or(f64::MAX);
    areas.sort_by(|a, b| place(a).total_cmp(&place(b)));
    areas
}

fn comparison(page: &mut Page<'_>) {
    let rows: Vec<&Row> = page.comparison.rows.iter().filter(|row| row.findings().next().is_some()).collect();
    if page.comparison.rows.is_empty() {
        page.lack("report-comparison");
        return;
    }
    page.heading(3, "report-comparison");
    if rows.is_empty() {
        page.missing("report-no-deviations");
    } else {
        let shown: Vec<Vec<Text>> = rows.iter().take(SHOWN).map(|row| compared(page, row)).collect();
        let heads = [
            "compare-requirement",
            "requirement.measure",
            "compare-unit",
            ">compare-target",
            ">compare-latest",
            ">report-before",
            ">report-others",
            ">report-gender",
            "compare-signal",
        ];
        page.table("", &heads, shown);
        let said = rows.iter().take(SHOWN).map(|row| head::called(page, row, &row.findings().collect::<Vec<_>>()));
        let said = said.collect();
        page.list(said);
        if rows.len() > SHOWN {
            let more = page.words.count("report-more", rows.len() - SHOWN);
            page.paragraph(more);
        }
    }
    let weak = |row: &&Row| row.signals.iter().any(|signal| matches!(signal, Signal::Weak(_)));
    let weak = page.comparison.rows.iter().filter(weak).count();
    if weak > 0 {
        let said = page.words.count("report-weak", weak);
        page.paragraph(said);
    }
}

/// A row's figures; what is of too few is said to be so.
fn compared(page: &Page<'_>, row: &Row) -> Vec<Text> {
    let series = told(row);
    let requirement = page.whole.of::<Requirement>(row.requirement);
    let measured_in = &row.measured_in;
    let figured = |number: f64| signals::figure(page.words, (number * 100.0).round() / 100.0, measured_in);
    let target = row.aim.target.map(|target| page.aim(target, row.aim.direction, measured_in)).unwrap_or_default();
    let mut measured = series
        .iter()
        .flat_map(|series| series.points.iter().rev())
        .filter(|point| point.hidden || point.reading.is_some());
    let mut figure = || {
        let Some(point) = measured.next() else { return String::new() };
        if point.hidden {
            return page.say("report-few");
        }
        let reading = point.reading.map(|reading| signals::reading(page.words, reading, measured_in));
        let reading = reading.unwrap_or_default();
        let of =
            series.filter(|series| series.group != Group::All).map(|series| signals::group(page.words, &series.group));
        let of = of.map(|group| format!(", {group}")).unwrap_or_default();
        format!("{reading} ({}{of})", point.period)
    };
    let (latest, before) = (figure(), figure());
    let others = match series.and_then(|series| series.others) {
        // Of one other unit there is no median.
        Some(Others::Numbers(peers)) if peers.count == 1 => {
            page.say_with("report-one-other", &[("value", &figured(peers.median))])
        }
        Some(Others::Numbers(peers)) => figured(peers.median),
        Some(Others::Answers { yes, of }) => {
            page.say_with("report-share-of-yes", &[("yes", &yes.to_string()), ("of", &of.to_string())])
        }
        None => String::new(),
    };
    let mut names: Vec<String> = row.findings().map(|signal| signals::name(page.words, signal)).collect();
    names.dedup();
    vec![
        page.name(row.requirement).into(),
        requirement.map(|one| page.measure(&one)).unwrap_or_default().into(),
        page.name(row.unit).into(),
        target.into(),
        latest.into(),
        before.into(),
        others.into(),
        gender(page, row).into(),
        names.join(", ").into(),
    ]
}

/// The series that the gravest finding is about, else the row's first.
fn told(row: &Row) -> Option<&Series> {
    let of = |source: &Source, group: &Group| {
        row.series.iter().find(|series| series.source == *source && series.group == *group)
    };
    let about = row.findings().find_map(|signal| match signal {
        Signal::Trend { source, group, .. } | Signal::WorseThanOthers { source, group, .. } => of(source, group),
        Signal::Contradiction { misses, .. } => of(&misses.source, &Group::All),
        _ => None,
    });
    about.or_else(|| row.headline())
}

fn gender(page: &Page<'_>, row: &Row) -> String {
    let Some(gender) = row.gender.first() else { return String::new() };
    let apart = (gender.difference() * 100.0).round() / 100.0;
    let difference = signals::difference(page.words, apart, &row.measured_in);
    format!("{difference} ({})", gender.period)
}

fn area(page: &mut Page<'_>, one: &Of<FocusArea>) {
    let name = page.word(one, FOCUS_NAME);
    page.headed(4, name);
    page.fields(one, &[FOCUS_REASON.tag(), FOCUS_REQUIREMENTS.tag(), FOCUS_UNITS.tag()]);
    let flags = [(CONCERNS_MANY, "concerns_many"), (VULNERABLE, "vulnerable_group"), (COSTS_MUCH, "costs_much")];
    let weighs: Vec<String> = flags
        .into_iter()
        .filter(|(field, _)| one.get(*field) == Some(true))
        .map(|(_, name)| page.say(&format!("focus_area.{name}")).to_lowercase())
        .collect();
    let shown = page.named(one, FOCUS_SHOWN_BY);
    let mut items = Vec::new();
    if !weighs.is_empty() {
        items.push(item(0, page.say_with("report-weighs", &[("text", &weighs.join(", "))])));
    }
    if !shown.is_empty() {
        items.push(item(0, page.say("report-shown-by")));
        items.extend(shown.into_iter().map(|name| item(1, name)));
    }
    items.extend(page.documents(one.id()).into_iter().map(|text| Item { depth: 0, text }));
    let why = page.word(one, WHY_QUESTION);
    if !why.is_empty() {
        items.push(item(0, page.say_with("report-why", &[("text", &why)])));
    }
    page.list(items);
}
