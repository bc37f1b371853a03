//! The overall judgements: of the follow-up as a whole, and unit by unit. A judgement without a requirement is an
//! overall one; of those one that names no unit either is about the whole.

use super::records::{JUDGED, JUDGED_UNIT, Judgement, VERDICT};
use crate::follow_up::Whole;
use crate::record::{Id, Of};
use crate::steps::collect::records::{AT_UNIT, EVIDENCE_OF, EVIDENCE_UNITS, Evidence, MEASURED_OF, Result, VALUE};
use crate::steps::plan::contracts::followed_up;
use crate::steps::plan::records::Unit;
use std::collections::{HashMap, HashSet};

/// The overall judgements of a follow-up. A judgement without a verdict is none.
#[derive(Clone, Debug)]
pub struct Overall {
    /// Of the whole.
    pub whole: Option<Of<Judgement>>,
    /// Of a unit each, with the unit, in the order they were made.
    pub units: Vec<(Id, Of<Judgement>)>,
}

impl Overall {
    /// Reads them.
    #[must_use]
    pub fn of(whole: &Whole) -> Self {
        let overall = made(whole).filter(|one| one.get(JUDGED).is_none());
        let (units, rest): (Vec<_>, Vec<_>) = overall.partition(|one| one.get(JUDGED_UNIT).is_some());
        let units = units.into_iter().filter_map(|one| Some((one.get(JUDGED_UNIT)?.0, one))).collect();
        Self { whole: rest.into_iter().next(), units }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.whole.is_none() && self.units.is_empty()
    }
}

/// The judgements that say something.
pub fn made(whole: &Whole) -> impl Iterator<Item = Of<Judgement>> {
    whole.all::<Judgement>().filter(|one| one.get(VERDICT).is_some())
}

/// The units that are followed up, have results or evidence, and are not judged though another is.
///
/// Where units have overall judgements in place of one of the whole, each is to have one. Else a unit is judged when
/// any judgement names it, or one over all units is about something that was found there.
#[must_use]
pub fn unjudged(whole: &Whole) -> Vec<Of<Unit>> {
    let overall = Overall::of(whole);
    let one_by_one = overall.whole.is_none() && !overall.units.is_empty();
    let judgements: Vec<Of<Judgement>> = made(whole).filter(|one| !one_by_one || one.get(JUDGED).is_none()).collect();
    let named: HashSet<Id> = judgements.iter().filter_map(|one| one.get(JUDGED_UNIT)).map(|unit| unit.0).collect();
    if named.is_empty() {
        return Vec::new();
    }
    let general = judgements.iter().filter(|one| one.get(JUDGED_UNIT).is_none());
    let general: HashSet<Id> = general.filter_map(|one| one.get(JUDGED)).map(|of| of.0).collect();
    let (units, found) = (followed_up(whole), found(whole, &general));
    let is_open = |unit: &Of<Unit>| {
        let id = unit.id();
        units.contains(&id) && !named.contains(&id) && found.get(&id) == Some(&false)
    };
    whole.all::<Unit>().filter(is_open).collect()
}

/// The units where something was found, each with whether any of it is about one of these requirements.
fn found(whole: &Whole, requirements: &HashSet<Id>) -> HashMap<Id, bool> {
    let mut found: HashMap<Id, bool> = HashMap::new();
    for result in whole.all::<Result>().filter(|one| one.record().stored(VALUE.tag()).is_some()) {
        if let Some(unit) = result.get(AT_UNIT) {
            let about = result.get(MEASURED_OF).is_some_and(|of| requirements.contains(&of.0));
            *found.entry(unit.0).or_default() |= about;
        }
    }
    for evidence in whole.all::<Evidence>() {
        let of = evidence.get(EVIDENCE_OF).map(|links| links.0).unwrap_or_default();
        let about = of.iter().any(|requirement| requirements.contains(requirement));
        for unit in evidence.get(EVIDENCE_UNITS).map(|links| links.0).unwrap_or_default() {
            *found.entry(unit).or_default() |= about;
        }
    }
    found
}
