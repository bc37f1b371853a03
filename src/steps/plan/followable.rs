//! Whether a requirement can be followed up, and what in it makes that hard (`domain.md`, section 1, step 1: source,
//! measure, target, method, compound sentences, vague words; the seed on planning: too detailed requirements can hinder
//! innovation and development).

use super::records::{MEASURE, METHOD, PLANNED, PlanActivity, Requirement, SOURCE, TARGET, TEXT};
use super::wording::{self, Detail};
use crate::follow_up::Whole;
use crate::record::Of;

/// What a follow-up needs and a requirement lacks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Missing {
    /// What it comes from.
    Source,
    /// What is measured.
    Measure,
    /// What is to be reached.
    Target,
    /// A row of the plan that says how it is followed up.
    Method,
}

/// What a requirement lacks of what a follow-up needs, and what in its wording is in the way.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Followable {
    /// What it lacks, in the order it is got together.
    pub missing: Vec<Missing>,
    /// Joining words of the sentence that has most, where these are too many.
    pub joins: Option<usize>,
    /// Words that different readers measure differently; where a measure says what they mean, they are none.
    pub vague: Vec<String>,
    /// Why it is more detailed than what it wants to reach needs.
    pub detail: Option<Detail>,
}

impl Followable {
    /// Reads a requirement and its rows in the plan.
    #[must_use]
    pub fn of(whole: &Whole, one: &Of<Requirement>) -> Self {
        let text = one.get(TEXT).unwrap_or_default();
        let (measure, target) = (one.get(MEASURE).is_some(), one.get(TARGET).is_some());
        let mut rows = whole.own.pointing_through(one.id(), PLANNED.tag());
        let method = rows.any(|row| whole.of::<PlanActivity>(row.from).is_some_and(|row| row.get(METHOD).is_some()));
        let has = [
            (one.get(SOURCE).is_some(), Missing::Source),
            (measure, Missing::Measure),
            (target, Missing::Target),
            (method, Missing::Method),
        ];
        Self {
            missing: has.into_iter().filter(|(has, _)| !has).map(|(_, missing)| missing).collect(),
            joins: wording::joins(&text),
            vague: if measure || target { Vec::new() } else { wording::vague(&text) },
            detail: wording::detail(&text),
        }
    }

    /// Whether nothing is missing and nothing in the way.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.missing.is_empty() && self.joins.is_none() && self.vague.is_empty() && self.detail.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::{Followable, Missing};
    use crate::record::{Id, Value};
    use crate::steps::made::{choice, field, link, text, whole};
    use crate::steps::plan::records::{MEASURE, METHOD, NUMBER, PLANNED, SOURCE, TARGET, TEXT};

    #[test]
    fn what_a_requirement_lacks_and_what_is_in_its_way() {
        let whole = whole(vec![vec![
            field(1, NUMBER, &text("K1")),
            field(1, TEXT, &text("Larm besvaras inom tio minuter.")),
            field(1, SOURCE, &choice("law")),
            field(1, MEASURE, &text("Svarstid")),
            field(1, TARGET, &Value::Number(10.0)),
            field(51, PLANNED, &link(1)),
            field(51, METHOD, &choice("register")),
            field(2, NUMBER, &text("K2")),
            field(2, TEXT, &text("Omsorgen ska vara god och trygg och ges med respekt och i rätt tid.")),
        ]]);
        let of = |record| Followable::of(&whole, &whole.of(Id::from_u128(record)).unwrap());
        assert!(of(1).is_whole(), "{:?}", of(1));
        let second = of(2);
        assert_eq!(second.missing, [Missing::Source, Missing::Measure, Missing::Target, Missing::Method]);
        assert!(!second.is_whole());
        assert_eq!((second.joins, second.vague), (Some(3), vec!["god".to_owned()]));
    }
}
