//! The overall judgements: of the follow-up as a whole, and unit by unit. A judgement without a requirement is an
//! overall one; of those one that names no unit either is about the whole.

use super::records::{JUDGED, JUDGED_UNIT, Judgement, VERDICT};
use crate::follow_up::Whole;
use crate::record::{Id, Of};

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
