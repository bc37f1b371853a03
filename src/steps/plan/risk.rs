//! The risk of a requirement's failure: the agreed valuation, its class by the scale's grid.

use super::records::{
    AGREED, CONSEQUENCE, LIKELIHOOD, MADE_ON, PERSPECTIVE, RATER, RATER_IMPORT, Requirement, VALUED, Valuation,
};
use super::scales::{self, Scales};
use crate::follow_up::Whole;
use crate::record::{Id, Of, Risk, Scale};
use std::collections::HashMap;

/// How a requirement's risk has been valued.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Valued {
    /// How grave failure is, from 1.
    pub consequence: u8,
    /// How likely failure is, from 1.
    pub likelihood: u8,
    /// The class that the grid of its own scale gives; nothing when a level is outside that, or it does not hold.
    pub class: Option<Risk>,
    /// The scale it was made on; none is the default scale.
    pub scale: Option<Id>,
    /// How many steps that has; nothing when it is gone or does not hold.
    pub size: Option<u8>,
    /// Whether it came out of a file.
    pub imported: bool,
}

impl Valued {
    /// Likelihood × consequence: only sorts, the class comes from the grid (`domain.md`, section 0
    /// "Valuation").
    #[must_use]
    pub fn product(&self) -> u8 {
        self.consequence.saturating_mul(self.likelihood)
    }

    fn of(valuation: &Of<Valuation>, scale: Option<&Scale>) -> Option<Self> {
        let consequence = valuation.get(CONSEQUENCE)?;
        let likelihood = valuation.get(LIKELIHOOD)?;
        Some(Self {
            consequence,
            likelihood,
            class: scale.and_then(|scale| scale.class(consequence, likelihood)),
            scale: valuation.get(MADE_ON).map(|link| link.0),
            size: scale.map(Scale::size),
            imported: valuation.get(RATER).as_deref() == Some(RATER_IMPORT),
        })
    }
}

/// Whether a valuation is the one that counts in the perspective risk.
fn counts(valuation: &Of<Valuation>) -> bool {
    valuation.get(AGREED) == Some(true) && valuation.get(PERSPECTIVE).as_deref() == Some("risk")
}

/// The agreed valuation of each requirement in the perspective risk, each by its own scale; of several the one changed
/// last. It reads every valuation once: where many requirements are looked at, this and not [`of`] is asked.
#[must_use]
pub fn agreed(whole: &Whole) -> HashMap<Id, Valued> {
    let mut scales = Scales::new(whole);
    let mut valuations: Vec<(u64, Id, Valued)> = whole
        .all::<Valuation>()
        .filter(counts)
        .filter_map(|one| {
            let valued = Valued::of(&one, scales.of(&one))?;
            Some((one.record().revision(), one.get(VALUED)?.0, valued))
        })
        .collect();
    valuations.sort_by_key(|(revision, _, _)| *revision);
    valuations.into_iter().map(|(_, requirement, valued)| (requirement, valued)).collect()
}

/// The agreed valuation of one requirement in the perspective risk, by its own scale.
#[must_use]
pub fn of(whole: &Whole, requirement: Id) -> Option<Valued> {
    let whole_ones = |one: &Of<Valuation>| one.get(CONSEQUENCE).is_some() && one.get(LIKELIHOOD).is_some();
    let valuations = valuations(whole, requirement).filter(counts).filter(whole_ones);
    let last = valuations.max_by_key(|one| one.record().revision())?;
    Valued::of(&last, scales::of(whole, &last).as_ref())
}

/// All valuations of one requirement.
fn valuations(whole: &Whole, requirement: Id) -> impl Iterator<Item = Of<Valuation>> {
    let pointing = whole.own.pointing_through(requirement, VALUED.tag());
    pointing.filter_map(|pointer| whole.of::<Valuation>(pointer.from))
}

/// How grave its failure is for the individual, as agreed: the level and the scale it was made on.
#[must_use]
pub fn individual(whole: &Whole, requirement: Id) -> Option<(u8, Option<Id>)> {
    let record = agreed_in(whole, requirement, "individual")?;
    Some((record.get(CONSEQUENCE)?, record.get(MADE_ON).map(|link| link.0)))
}

/// How grave failure is for the individual, as agreed of each requirement: the level and the scale it was made on.
#[must_use]
pub fn individuals(whole: &Whole) -> HashMap<Id, (u8, Option<Id>)> {
    let individual =
        |one: &Of<Valuation>| one.get(AGREED) == Some(true) && one.get(PERSPECTIVE).as_deref() == Some("individual");
    let valuations = whole.all::<Valuation>().filter(individual);
    let mut said: Vec<(u64, Id, (u8, Option<Id>))> = valuations
        .filter_map(|one| {
            let level = (one.get(CONSEQUENCE)?, one.get(MADE_ON).map(|link| link.0));
            Some((one.record().revision(), one.get(VALUED)?.0, level))
        })
        .collect();
    said.sort_by_key(|(revision, _, _)| *revision);
    said.into_iter().map(|(_, requirement, level)| (requirement, level)).collect()
}

/// The agreed valuation of one requirement's risk, its levels set or not; of several the one changed last.
#[must_use]
pub fn agreed_record(whole: &Whole, requirement: Id) -> Option<Of<Valuation>> {
    agreed_in(whole, requirement, "risk")
}

/// The agreed valuation of one requirement in a perspective, its levels set or not; of several the one changed last.
#[must_use]
pub fn agreed_in(whole: &Whole, requirement: Id, perspective: &str) -> Option<Of<Valuation>> {
    let agreed =
        |one: &Of<Valuation>| one.get(AGREED) == Some(true) && one.get(PERSPECTIVE).as_deref() == Some(perspective);
    valuations(whole, requirement).filter(agreed).max_by_key(|one| one.record().revision())
}

/// The requirements whose risk nobody has valued and agreed on, in the order they were made.
#[must_use]
pub fn unvalued(whole: &Whole) -> Vec<Id> {
    let agreed = agreed(whole);
    whole.all::<Requirement>().map(|one| one.id()).filter(|id| !agreed.contains_key(id)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Valued, agreed, of, unvalued};
    use crate::follow_up::Edit;
    use crate::record::{Id, Risk, Value};
    use crate::steps::made::{field, whole};
    use crate::steps::plan::records::{AGREED, CONSEQUENCE, LIKELIHOOD, NUMBER, PERSPECTIVE, VALUED};

    fn requirement(record: u128) -> Vec<Edit> {
        vec![field(record, NUMBER, &Value::Text(format!("K{record}")))]
    }

    fn valuation(record: u128, requirement: u128, perspective: &str, levels: (u8, u8), counts: bool) -> Vec<Edit> {
        vec![
            field(record, VALUED, &Value::Link(Id::from_u128(requirement))),
            field(record, PERSPECTIVE, &Value::Choice(perspective.into())),
            field(record, CONSEQUENCE, &Value::Level(levels.0)),
            field(record, LIKELIHOOD, &Value::Level(levels.1)),
            field(record, AGREED, &Value::Flag(counts)),
        ]
    }

    #[test]
    fn the_agreed_valuation_of_the_risk_counts() {
        let whole = whole(vec![
            requirement(1),
            requirement(2),
            requirement(3),
            valuation(11, 1, "risk", (4, 3), true),
            valuation(12, 1, "individual", (1, 1), true),
            valuation(13, 1, "risk", (1, 1), false),
            valuation(14, 2, "risk", (4, 4), false),
            valuation(16, 3, "risk", (1, 2), true),
            valuation(15, 3, "risk", (2, 2), true),
        ]);
        let first = Valued {
            consequence: 4,
            likelihood: 3,
            class: Some(Risk::High),
            scale: None,
            size: Some(4),
            imported: false,
        };
        assert_eq!((of(&whole, Id::from_u128(1)), first.product()), (Some(first), 12));
        assert_eq!(of(&whole, Id::from_u128(3)).unwrap().product(), 4, "the one changed last");
        assert_eq!(unvalued(&whole), [Id::from_u128(2)]);
        let all = agreed(&whole);
        assert!((1..=3).map(Id::from_u128).all(|id| all.get(&id).copied() == of(&whole, id)));
    }

    #[test]
    fn half_a_valuation_is_none() {
        let mut half = valuation(11, 1, "risk", (4, 3), true);
        half.retain(|edit| edit.tag != LIKELIHOOD.tag());
        let whole = whole(vec![requirement(1), half]);
        assert_eq!(unvalued(&whole), [Id::from_u128(1)]);
    }
}
