//! The results of step 2 as a table: the latest figure of every requirement at every unit, by source.

use super::page::{Page, item};
use super::{Item, Text};
use crate::record::{Id, Of, Period};
use crate::steps::collect::records::{
    AT_UNIT, GROUP, MEASURED_OF, OBSERVATION, ORIGIN, PERIOD, RESULT_METHOD, Result as Outcome, VALUE,
};
use crate::steps::focus::{Group, Source, words as signals};
use crate::steps::plan::records::{Requirement, Unit};
use std::collections::{BTreeMap, HashMap};

/// A record by its place among all of its kind; what is not there, or is restricted, stands after those that are.
type Place = (usize, Option<Id>);

/// What a row is about: requirement, unit, source, and whom it is about where that is neither all nor women or men.
type About = (Place, Place, Source, Option<Group>);

/// The results of all (or of another split), of women and of men in one period.
#[derive(Default)]
struct Figures([Option<Of<Outcome>>; 3]);

impl Figures {
    /// Whether something was seen or said, and nothing measured.
    fn is_seen(&self) -> bool {
        let mut there = self.0.iter().flatten().peekable();
        there.peek().is_some() && there.all(|one| one.get(VALUE).is_none() && one.get(OBSERVATION).is_some())
    }
}

/// The results, with what is measured, in which unit, and what it is to reach.
pub(super) fn table(page: &mut Page<'_>) {
    let results: Vec<Of<Outcome>> = page.whole.all().collect();
    if results.is_empty() {
        page.lack("report-results");
        return;
    }
    page.heading(3, "report-results");
    let note = page.say("report-results-note");
    page.paragraph(note);
    let rows = latest(page, results);
    let (seen, rows): (Vec<_>, Vec<_>) = rows.iter().partition(|(_, (_, figures))| figures.is_seen());
    let rows = rows.into_iter().map(|(about, (period, figures))| row(page, about, *period, figures));
    let rows: Vec<Vec<Text>> = rows.collect();
    let heads = [
        "result.requirement",
        "requirement.measure",
        ">requirement.target",
        "result.unit",
        "result.period",
        "report-source",
        ">result.value",
        ">report-women",
        ">report-men",
    ];
    if !rows.is_empty() {
        page.table("", &heads, rows);
    }
    let seen = seen.into_iter().flat_map(|(_, (_, figures))| figures.0.iter().flatten());
    let seen: Vec<Item> = seen.map(|result| item(0, page.name(result.id()))).collect();
    if !seen.is_empty() {
        let said = page.say("report-observed");
        page.paragraph(said);
        page.list(seen);
    }
}

/// Of every series its latest period.
fn latest(page: &Page<'_>, results: Vec<Of<Outcome>>) -> BTreeMap<About, (Option<Period>, Figures)> {
    let requirements: HashMap<Id, usize> = page.whole.all::<Requirement>().map(|one| one.id()).zip(0..).collect();
    let units: HashMap<Id, usize> = page.whole.all::<Unit>().map(|one| one.id()).zip(0..).collect();
    let place = |among: &HashMap<Id, usize>, id: Option<Id>| -> Place {
        (id.and_then(|id| among.get(&id)).copied().unwrap_or(usize::MAX), id)
    };
    let mut rows: BTreeMap<About, (Option<Period>, Figures)> = BTreeMap::new();
    for result in results {
        let (column, split) = match Group::of(&result.get(GROUP).unwrap_or_default()) {
            Group::All => (0, None),
            Group::Women => (1, None),
            Group::Men => (2, None),
            other @ Group::Other(_) => (0, Some(other)),
        };
        let source = Source {
            method: result.get(RESULT_METHOD).unwrap_or_default().into(),
            origin: result.get(ORIGIN).unwrap_or_default().into(),
        };
        let requirement = place(&requirements, result.get(MEASURED_OF).map(|of| of.0));
        let unit = place(&units, result.get(AT_UNIT).map(|unit| unit.0));
        let period = result.get(PERIOD);
        let known = rows.entry((requirement, unit, source, split)).or_default();
        if period > known.0 {
            *known = (period, Figures::default());
        }
        if period == known.0
            && let Some(cell) = known.1.0.get_mut(column)
            // Of two about the same the comparison counts one.
            && cell.as_ref().is_none_or(|there| !page.is_shown(there.id()))
        {
            *cell = Some(result);
        }
    }
    rows
}

fn row(
    page: &Page<'_>,
    ((_, requirement), (_, unit), source, split): &About,
    period: Option<Period>,
    figures: &Figures,
) -> Vec<Text> {
    let name = |id: &Option<Id>| id.map(|id| page.name(id)).unwrap_or_default();
    let (number, unit) = (name(requirement), name(unit));
    let requirement: Option<Of<Requirement>> = requirement.and_then(|id| page.whole.of(id));
    let whom = split.as_ref().map(|split| signals::group(page.words, split));
    let found = |result: &Option<Of<Outcome>>| -> Text {
        let Some(result) = result else { return Text::default() };
        let found = page.found(result);
        if found.is_empty() { page.say("value-missing").into() } else { found.into() }
    };
    let mut row: Vec<Text> = vec![
        number.into(),
        requirement.as_ref().map(|one| page.measure(one)).unwrap_or_default().into(),
        requirement.as_ref().map(|one| page.target(one)).unwrap_or_default().into(),
        [Some(unit), whom].into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ").into(),
        period.map(|period| period.to_string()).unwrap_or_default().into(),
        signals::source(page.words, source).into(),
    ];
    row.extend(figures.0.iter().map(found));
    row
}
