//! What is missing or suspicious in step 1.

use super::records::{
    CARRIED_OUT_BY, CRITICAL, FREQUENCY, Function, HOURS, ON_FAILURE, PLANNED, PlanActivity, Requirement, SOURCE,
};
use super::risk;
use crate::follow_up::{Finding, Whole};
use crate::record::{Id, Kind, Of, Risk, Step};
use std::collections::HashMap;

/// A critical or high-risk requirement without a plan row.
pub const WITHOUT_PLAN: &str = "requirement-without-plan";
/// A plan row that does not say what happens when the requirement is not met.
pub const WITHOUT_FAILURE: &str = "plan-without-failure";
/// A plan row without the function that carries it out.
pub const WITHOUT_FUNCTION: &str = "plan-without-function";
/// A plan row without how often.
pub const WITHOUT_FREQUENCY: &str = "plan-without-frequency";
/// A requirement without a source.
pub const WITHOUT_SOURCE: &str = "requirement-without-source";
/// A low-risk requirement with more hours than a planned high-risk one.
pub const MANY_HOURS: &str = "low-risk-many-hours";

/// The checks, in the order they are worth mending.
pub const CHECKS: &[&str] =
    &[WITHOUT_PLAN, WITHOUT_FAILURE, WITHOUT_FUNCTION, WITHOUT_FREQUENCY, WITHOUT_SOURCE, MANY_HOURS];

/// What the checks find, in the order it is worth mending: a critical requirement without a plan row is the
/// first thing missing (`domain.md`, section 0 "Requirement"; the checks are those of section 1, step 1).
#[must_use]
pub fn findings(whole: &Whole) -> Vec<Finding> {
    let requirements: Vec<Of<Requirement>> = whole.all().collect();
    let rows: Vec<Of<PlanActivity>> = whole.all().collect();
    let risks = risk::agreed(whole);
    let class = |id: Id| risks.get(&id).and_then(|valued| valued.class);
    let hours = hours(&rows);

    let mut list = Vec::new();
    let unplanned = requirements.iter().filter(|one| !hours.contains_key(&one.id()));
    let (critical, others): (Vec<_>, Vec<_>) = unplanned.partition(|one| one.get(CRITICAL) == Some(true));
    list.extend(critical.into_iter().map(|one| finding(WITHOUT_PLAN, one)));
    let high = others.into_iter().filter(|one| class(one.id()) == Some(Risk::High));
    list.extend(high.map(|one| finding(WITHOUT_PLAN, one)));

    let rows_without = |check, lacks: &dyn Fn(&Of<PlanActivity>) -> bool| -> Vec<Finding> {
        rows.iter().filter(|row| lacks(row)).map(|row| finding(check, row)).collect()
    };
    list.extend(rows_without(WITHOUT_FAILURE, &|row| row.get(ON_FAILURE).is_none()));
    list.extend(rows_without(WITHOUT_FUNCTION, &|row| {
        row.get(CARRIED_OUT_BY).is_none_or(|function| whole.of::<Function>(function.0).is_none())
    }));
    list.extend(rows_without(WITHOUT_FREQUENCY, &|row| row.get(FREQUENCY).is_none()));

    let sourceless = requirements.iter().filter(|one| one.get(SOURCE).is_none());
    list.extend(sourceless.map(|one| finding(WITHOUT_SOURCE, one)));

    let spent_on = |of: Risk| {
        let of_class = requirements.iter().filter(move |one| class(one.id()) == Some(of));
        of_class.filter_map(|one| Some((*hours.get(&one.id()).filter(|hours| **hours > 0.0)?, one)))
    };
    let least = spent_on(Risk::High).map(|(hours, _)| hours).reduce(f64::min).unwrap_or(f64::INFINITY);
    let mut more: Vec<_> = spent_on(Risk::Low).filter(|(hours, _)| *hours > least).collect();
    more.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    list.extend(more.into_iter().map(|(_, one)| finding(MANY_HOURS, one)));
    list
}

/// Hours per year of each requirement that has a plan row.
fn hours(rows: &[Of<PlanActivity>]) -> HashMap<Id, f64> {
    let mut hours = HashMap::new();
    for row in rows {
        if let Some(requirement) = row.get(PLANNED) {
            *hours.entry(requirement.0).or_default() += row.get(HOURS).unwrap_or_default();
        }
    }
    hours
}

fn finding<K: Kind>(check: &'static str, record: &Of<K>) -> Finding {
    Finding { check, step: Step::Plan, record: Some((K::INFO.number, record.id())) }
}
