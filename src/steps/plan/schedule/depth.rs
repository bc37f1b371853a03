//! How deep the follow-up of a requirement goes.

use crate::follow_up::Whole;
use crate::record::{Id, Of, Risk};
use crate::steps::plan::records::{CRITICAL, PLAN_DEPTH, PLANNED, PlanActivity, Requirement};
use crate::steps::plan::risk;
use std::collections::HashMap;
use std::hash::BuildHasher;

/// Code of follow-up in depth.
pub const DEEP: &str = "deep";
/// Code of follow-up as a base.
pub const BASE: &str = "base";
/// Code of follow-up by samples.
pub const SAMPLE: &str = "sample";

/// The depth that a risk proposes: high in depth, medium as a base, low by samples; what a person has marked as critical
/// in depth, whatever its risk (the workshop of `domain.md`, section 2 ends in a level of follow-up; which class gives
/// which is our own proposal). Nothing as long as the risk is not known.
#[must_use]
pub fn proposed(class: Option<Risk>, critical: bool) -> Option<&'static str> {
    if critical {
        return Some(DEEP);
    }
    class.map(|class| match class {
        Risk::High => DEEP,
        Risk::Medium => BASE,
        Risk::Low => SAMPLE,
    })
}

/// What is proposed for one requirement.
#[must_use]
pub fn of_requirement(whole: &Whole, requirement: Id) -> Option<&'static str> {
    let critical = whole.of::<Requirement>(requirement)?.get(CRITICAL) == Some(true);
    proposed(risk::of(whole, requirement).and_then(|valued| valued.class), critical)
}

/// What is proposed for every requirement of a follow-up; none where nothing is.
#[must_use]
pub fn proposals(whole: &Whole) -> HashMap<Id, &'static str> {
    let risks = risk::agreed(whole);
    let of = |one: Of<Requirement>| {
        let class = risks.get(&one.id()).and_then(|valued| valued.class);
        Some((one.id(), proposed(class, one.get(CRITICAL) == Some(true))?))
    };
    whole.all::<Requirement>().filter_map(of).collect()
}

/// How deep a row of the plan goes: as it says, else as is proposed.
#[must_use]
pub fn in_force<S: BuildHasher>(row: &Of<PlanActivity>, proposals: &HashMap<Id, &'static str, S>) -> Option<String> {
    let proposed = || Some((*proposals.get(&row.get(PLANNED)?.0)?).to_owned());
    row.get(PLAN_DEPTH).or_else(proposed)
}

/// How far down a depth stands: 0 for the deepest. What is not followed up at all comes last.
#[must_use]
pub fn rank(depth: &str) -> usize {
    let order = [DEEP, BASE, SAMPLE];
    order.iter().position(|one| *one == depth).unwrap_or(order.len())
}

#[cfg(test)]
mod tests {
    use super::{BASE, DEEP, SAMPLE, proposed, rank};
    use crate::record::Risk;

    #[test]
    fn the_class_of_risk_proposes_a_depth_and_what_is_critical_goes_deep() {
        let classes = [Some(Risk::High), Some(Risk::Medium), Some(Risk::Low), None];
        assert_eq!(classes.map(|class| proposed(class, false)), [Some(DEEP), Some(BASE), Some(SAMPLE), None]);
        assert_eq!(classes.map(|class| proposed(class, true)), [Some(DEEP); 4]);
        assert!(rank(DEEP) < rank(BASE) && rank(BASE) < rank(SAMPLE) && rank(SAMPLE) < rank("none"));
    }
}
