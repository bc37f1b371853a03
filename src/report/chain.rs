//! The chain from goal to effect, per focus area, with its holes.

use super::page::{Page, item};
use super::{Span, Text};
use crate::record::{Field, Id, Kind, Links, Of};
use crate::steps::actions::records::{ActionPlan, BUILDS_ON, PLAN_EFFECT, PLAN_PROPOSALS, Proposal};
use crate::steps::causes::records::{CAUSE_OF, Cause};
use crate::steps::collect::records::{AT_UNIT, EVIDENCE_OF, EVIDENCE_UNITS, Evidence, MEASURED_OF, Result as Outcome};
use crate::steps::conclusions::records::{Conclusion, RESTS_ON};
use crate::steps::focus::records::{FOCUS_NAME, FOCUS_REQUIREMENTS, FOCUS_UNITS, FocusArea};
use crate::steps::plan::records::{
    BINDING_DOCUMENTS, DOCUMENT_NAME, GOAL_TEXT, Goal, GoverningDocument, NUMBER, PLANNED, PlanActivity, Requirement,
    SERVES,
};
use std::collections::BTreeSet;

/// The section of the chain.
pub(super) fn section(page: &mut Page<'_>) {
    page.heading(2, "report-chain");
    let areas = super::focus::areas(page);
    if areas.is_empty() {
        page.missing("report-no-focus");
        return;
    }
    let explained = page.say("report-chain-note");
    page.paragraph(explained);
    let items = areas.iter().map(|one| item(0, of_area(page, one))).collect();
    page.list(items);
}

/// Records of a kind that point to one of some records by a field of links.
fn pointing<K: Kind, To>(page: &Page<'_>, field: Field<K, Links<To>>, targets: &BTreeSet<Id>) -> Vec<Of<K>> {
    let points = |one: &Of<K>| one.get(field).is_some_and(|links| !links.0.is_disjoint(targets));
    page.whole.all::<K>().filter(points).collect()
}

fn ids<K: Kind>(records: &[Of<K>]) -> BTreeSet<Id> {
    records.iter().map(Of::id).collect()
}

fn of_area(page: &Page<'_>, area: &Of<FocusArea>) -> Text {
    let linked: BTreeSet<Id> = area.get(FOCUS_REQUIREMENTS).map(|links| links.0).unwrap_or_default();
    let requirements: Vec<Of<Requirement>> = linked.iter().filter_map(|id| page.whole.of(*id)).collect();
    let linked = ids(&requirements);
    let goals: BTreeSet<Id> =
        requirements.iter().flat_map(|one| one.get(SERVES).map(|links| links.0).unwrap_or_default()).collect();
    let documents: BTreeSet<Id> = requirements
        .iter()
        .flat_map(|one| one.get(BINDING_DOCUMENTS).map(|links| links.0).unwrap_or_default())
        .collect();
    let plan = page.whole.all::<PlanActivity>();
    let plan = plan.filter(|row| row.get(PLANNED).is_some_and(|link| linked.contains(&link.0))).count();
    let units = area.get(FOCUS_UNITS).map(|links| links.0).unwrap_or_default();
    let results = page.whole.all::<Outcome>();
    let results = results.filter(|one| one.get(MEASURED_OF).is_some_and(|link| linked.contains(&link.0)));
    let results =
        results.filter(|one| units.is_empty() || one.get(AT_UNIT).is_some_and(|link| units.contains(&link.0)));
    let results = results.count();
    let here = |one: &&Of<Evidence>| {
        let at = one.get(EVIDENCE_UNITS).map(|links| links.0).unwrap_or_default();
        units.is_empty() || at.is_empty() || !at.is_disjoint(&units)
    };
    let evidence = pointing(page, EVIDENCE_OF, &linked).iter().filter(here).count();
    let causes: Vec<Of<Cause>> =
        page.whole.all().filter(|one: &Of<Cause>| one.get(CAUSE_OF).is_some_and(|link| link.0 == area.id())).collect();
    let conclusions: Vec<Of<Conclusion>> = pointing(page, RESTS_ON, &ids(&causes));
    let proposals: Vec<Of<Proposal>> = pointing(page, BUILDS_ON, &ids(&conclusions));
    let plans: Vec<Of<ActionPlan>> = pointing(page, PLAN_PROPOSALS, &ids(&proposals));
    let effects: Vec<String> =
        plans.iter().map(|one| page.word(one, PLAN_EFFECT)).filter(|effect| !effect.is_empty()).collect();

    let aims = goals.iter().filter_map(|id| Some(short(&page.whole.of::<Goal>(*id)?.get(GOAL_TEXT)?)));
    let laws = documents.iter().filter_map(|id| page.whole.of::<GoverningDocument>(*id)?.get(DOCUMENT_NAME));
    let numbers = requirements.iter().filter_map(|one| one.get(NUMBER));
    let links = [
        ("report-chain-goals", aims.chain(laws).collect::<Vec<_>>().join(", ")),
        ("report-chain-requirements", numbers.collect::<Vec<_>>().join(", ")),
        ("report-chain-plan", counted(plan)),
        ("report-chain-results", counted(results)),
        ("report-chain-evidence", counted(evidence)),
        ("report-chain-causes", counted(causes.len())),
        ("report-chain-conclusions", counted(conclusions.len())),
        ("report-chain-proposals", counted(proposals.len())),
        ("report-chain-plans", counted(plans.len())),
        ("report-chain-effect", effects.join(", ")),
    ];
    let mut text = Text::strong(page.word(area, FOCUS_NAME)).and(": ");
    for (place, (message, what)) in links.into_iter().enumerate() {
        let arrow = if place == 0 { "" } else { " → " };
        text = text.and(format!("{arrow}{}: ", page.say(message)));
        text.0.push(if what.is_empty() { Span::Strong(page.say("report-none")) } else { Span::Plain(what) });
    }
    text
}

fn counted(count: usize) -> String {
    if count == 0 { String::new() } else { count.to_string() }
}

/// A goal by its number where it has one, such as `Mål 3`; else as it is.
fn short(goal: &str) -> String {
    goal.split_once(": ").map_or(goal, |(number, _)| number).trim_end_matches('.').to_owned()
}
