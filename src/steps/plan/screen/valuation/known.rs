//! What is known of a requirement where requirements are weighed against each other.

use crate::record::{Id, Kind as _, Of, Risk};
use crate::steps::plan::records::{
    AMBITIONS, CONSEQUENCE, CRITICAL, NUMBER, PLANNED, PlanActivity, Requirement, VOLUME,
};
use crate::steps::plan::risk::{self, Valued};
use crate::ui::Sight;
use std::cmp::{Ordering, Reverse};

/// A requirement with what weighs.
#[derive(Clone, Debug)]
pub struct Known {
    /// Which.
    pub id: Id,
    /// Its number.
    pub number: String,
    /// Whether it is marked as critical.
    pub critical: bool,
    /// How grave its failure is, whether its likelihood is valued yet or not.
    pub consequence: Option<u8>,
    /// How its risk is valued.
    pub valued: Option<Valued>,
    /// How grave its failure is for the individual.
    pub individual: Option<u8>,
    /// Persons concerned.
    pub volume: Option<f64>,
    /// How many rows of the plan follow it up.
    pub rows: usize,
}

impl Known {
    fn new(sight: &Sight, one: &Of<Requirement>, valued: Option<Valued>, individual: Option<u8>) -> Self {
        let id = one.id();
        let half = || risk::agreed_record(&sight.whole, id).and_then(|half| half.get(CONSEQUENCE));
        let rows = sight.whole.own.pointing_through(id, PLANNED.tag());
        Self {
            id,
            number: one.get(NUMBER).unwrap_or_default(),
            critical: one.get(CRITICAL) == Some(true),
            consequence: valued.map_or_else(half, |valued| Some(valued.consequence)),
            valued,
            individual,
            volume: one.get(VOLUME),
            rows: rows.filter(|pointer| pointer.kind == PlanActivity::INFO.number).count(),
        }
    }

    /// One requirement as it stands now.
    pub fn of(sight: &Sight, id: Id) -> Option<Self> {
        let one = sight.whole.of::<Requirement>(id)?;
        let individual = risk::individual(&sight.whole, id).map(|(level, _)| level);
        Some(Self::new(sight, &one, risk::of(&sight.whole, id), individual))
    }

    /// All requirements, in the order they were made. It reads every valuation: call it off the key path.
    pub fn all(sight: &Sight) -> Vec<Self> {
        let (risks, individuals) = (risk::agreed(&sight.whole), risk::individuals(&sight.whole));
        let all = sight.whole.all::<Requirement>();
        all.map(|one| {
            let individual = individuals.get(&one.id()).map(|(level, _)| *level);
            Self::new(sight, &one, risks.get(&one.id()).copied(), individual)
        })
        .collect()
    }

    /// The class of its risk.
    pub fn class(&self) -> Option<Risk> {
        self.valued.and_then(|valued| valued.class)
    }

    /// How deep following it up is suggested: by the class of its risk; in depth when it is critical. One of
    /// [`AMBITIONS`]; nothing before it is valued.
    pub fn depth(&self) -> Option<&'static str> {
        let class = if self.critical { Some(Risk::High) } else { self.class() };
        let [deep, base, sample, ..] = AMBITIONS.codes else { return None };
        Some(match class? {
            Risk::High => *deep,
            Risk::Medium => *base,
            Risk::Low => *sample,
        })
    }

    /// Critical ones first, then the gravest consequence.
    pub fn by_gravity(&self, other: &Self) -> Ordering {
        let key = |one: &Self| (Reverse(one.critical), Reverse(one.consequence));
        key(self).cmp(&key(other))
    }

    /// The highest class first, within it the largest product, then the most persons.
    pub fn by_priority(&self, other: &Self) -> Ordering {
        let key = |one: &Self| (Reverse(one.class()), Reverse(one.valued.map(|valued| valued.product())));
        let volume = |one: &Self| one.volume.unwrap_or(-1.0);
        key(self).cmp(&key(other)).then(volume(other).total_cmp(&volume(self)))
    }
}
