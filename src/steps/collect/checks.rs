//! What is missing or suspicious in step 2: results that the comparisons of step 3 cannot use.

use super::records::{AT_UNIT, GROUP, MEASURED_OF, ORIGIN, PERIOD, RESULT_DATE, RESULT_METHOD, Result};
use crate::follow_up::{Finding, Whole};
use crate::record::{Id, Kind as _, Of, Period, Step};
use crate::steps::plan::{
    binding::{Binds, Regimes},
    records::{Requirement, Unit},
};
use std::collections::HashMap;

/// A result without a requirement, unit or period that is there.
pub const ADRIFT: &str = "result-adrift";
/// A result at a unit that the requirement does not bind.
pub const UNBOUND: &str = "result-unbound";
/// A result that another one of the same requirement, unit, period, group, method and origin puts aside.
pub const TWICE: &str = "result-twice";

/// The checks, in the order they are worth mending.
pub const CHECKS: &[&str] = &[ADRIFT, UNBOUND, TWICE];

/// What makes two results the same (`domain.md`, section 0 "Measure"), apart from requirement and unit.
type Key = (Id, Id, Period, [String; 3]);

/// What the checks find, in the order it is worth mending.
#[must_use]
pub fn findings(whole: &Whole) -> Vec<Finding> {
    let regimes = Regimes::of(whole);
    let binds: HashMap<Id, Binds> = whole.all::<Requirement>().map(|one| (one.id(), Binds::of(&one))).collect();
    let mut found: Vec<(&'static str, Id)> = Vec::new();
    let mut known: HashMap<Key, Of<Result>> = HashMap::new();
    for result in whole.all::<Result>() {
        let Some(key) = key(whole, &result, &binds) else {
            found.push((ADRIFT, result.id()));
            continue;
        };
        if !binds.get(&key.0).is_some_and(|binds| binds.unit(key.1, &regimes)) {
            found.push((UNBOUND, result.id()));
        } else if let Some(other) = known.get(&key) {
            let order = |one: &Of<Result>| (one.get(RESULT_DATE), one.id());
            let earlier = order(other) < order(&result);
            found.push((TWICE, if earlier { other.id() } else { result.id() }));
            if earlier {
                known.insert(key, result);
            }
        } else {
            known.insert(key, result);
        }
    }
    found.sort_by_key(|(check, id)| (CHECKS.iter().position(|known| known == check), *id));
    let finding = |(check, id)| Finding { check, step: Step::Collect, record: Some((Result::INFO.number, id)) };
    found.into_iter().map(finding).collect()
}

fn key(whole: &Whole, result: &Of<Result>, requirements: &HashMap<Id, Binds>) -> Option<Key> {
    let requirement = result.get(MEASURED_OF)?.0;
    let unit = result.get(AT_UNIT)?.0;
    let there = requirements.contains_key(&requirement) && whole.of::<Unit>(unit).is_some();
    let group = result.get(GROUP).unwrap_or_else(|| "all".to_owned());
    let rest = [group, result.get(RESULT_METHOD).unwrap_or_default(), result.get(ORIGIN).unwrap_or_default()];
    let period = result.get(PERIOD)?;
    there.then_some((requirement, unit, period, rest))
}
