//! The two roles kept apart: whoever answers for the service does not review it (`domain.md`, section 1, step 1
//! "Checks").

use super::binding::{Binds, Regime, Regimes};
use super::contracts::followed_up;
use super::records::{
    CARRIED_OUT_BY, FUNCTION_NAME, FUNCTION_PROVIDER, FUNCTION_UNITS, Function, METHOD, OWNS, PLANNED, PROVIDER,
    PlanActivity, REVIEWS, Requirement, Unit,
};
use super::wording::says;
use crate::follow_up::Whole;
use crate::record::{Id, Of};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Names of functions that mostly stand within a unit or at a provider.
const WITHIN: &[&str] = &[
    "enhetschef*",
    "verksamhetschef*",
    "områdeschef*",
    "sektionschef*",
    "avdelningschef*",
    "gruppchef*",
    "platschef*",
    "föreståndar*",
    "rektor*",
    "utförare*",
    "unit manager",
    "head of unit",
    "service manager",
    "provider",
];

/// Whom a function belongs to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Belongs {
    /// Answers for the organisation's own operations.
    owns: bool,
    units: BTreeSet<Id>,
    provider: Option<Id>,
}

impl Belongs {
    fn of(function: &Of<Function>) -> Option<Self> {
        let belongs = Self {
            owns: function.get(OWNS) == Some(true),
            units: function.get(FUNCTION_UNITS).map(|units| units.0).unwrap_or_default(),
            provider: function.get(FUNCTION_PROVIDER).map(|provider| provider.0),
        };
        (belongs != Self::default()).then_some(belongs)
    }
}

/// Whether a function answers for the service itself: it owns own operations, or belongs to a unit or a provider.
#[must_use]
pub fn is_inside(function: &Of<Function>) -> bool {
    Belongs::of(function).is_some()
}

/// A unit that is followed up, as the roles see it.
struct Reviewed {
    unit: Id,
    provider: Option<Id>,
    external: bool,
}

/// How a function stands to what it reviews.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stands {
    /// Within the organisation's own operations.
    Own,
    /// With a private provider.
    Provider,
}

/// The plan rows in which the same function answers for the service and reviews it: the function belongs to a unit
/// that the requirement binds, to that unit's provider, or is marked as owner and the requirement binds own operations.
///
/// Own control (*egenkontroll*) is no clash where a private provider reports it, since that is what it is, nor where
/// somebody else reviews the same requirement too. Where own operations controlling themselves is all that is
/// planned, nobody has reviewed, and it is a clash.
#[must_use]
pub fn clashes(whole: &Whole) -> Vec<Of<PlanActivity>> {
    let belongs: HashMap<Id, Belongs> =
        whole.all::<Function>().filter_map(|one| Some((one.id(), Belongs::of(&one)?))).collect();
    if belongs.is_empty() {
        return Vec::new();
    }
    let regimes = Regimes::of(whole);
    let reviewed: Vec<Reviewed> = followed_up(whole)
        .into_iter()
        .map(|unit| Reviewed {
            unit,
            provider: whole.of::<Unit>(unit).and_then(|one| one.get(PROVIDER)).map(|provider| provider.0),
            external: regimes.get(unit) == Some(Regime::External),
        })
        .collect();
    let mut inside = Vec::new();
    let mut by_others: HashSet<Id> = HashSet::new();
    for row in whole.all::<PlanActivity>() {
        let (Some(requirement), Some(function)) = (row.get(PLANNED), row.get(CARRIED_OUT_BY)) else { continue };
        let stands = belongs.get(&function.0).and_then(|belongs| {
            let binds = Binds::of(&whole.of::<Requirement>(requirement.0)?);
            stands(belongs, &binds, &reviewed, &regimes)
        });
        match stands {
            Some(stands) => inside.push((row, requirement.0, stands)),
            None => {
                by_others.insert(requirement.0);
            }
        }
    }
    inside.retain(|(row, requirement, stands)| {
        let own_control = row.get(METHOD).as_deref() == Some("own_control");
        !own_control || (*stands == Stands::Own && !by_others.contains(requirement))
    });
    inside.into_iter().map(|(row, _, _)| row).collect()
}

fn stands(belongs: &Belongs, binds: &Binds, reviewed: &[Reviewed], regimes: &Regimes) -> Option<Stands> {
    let mut bound = reviewed.iter().filter(|one| binds.unit(one.unit, regimes)).peekable();
    if bound.peek().is_none() {
        // No unit is known yet: an owner of own operations reviews them unless only others are bound.
        return (belongs.owns && *binds != Binds::Regime(Regime::External)).then_some(Stands::Own);
    }
    let mut stands = None;
    for one in bound {
        let within = belongs.units.contains(&one.unit) || (one.provider.is_some() && belongs.provider == one.provider);
        if !one.external && (within || belongs.owns) {
            return Some(Stands::Own);
        }
        if within {
            stands = Some(Stands::Provider);
        }
    }
    stands
}

/// The functions of the plan whose name sounds as if they stood within a unit or at a provider, and of which nobody
/// has said yet whether they do: not marked as owner or reviewer, and belonging to no unit or provider. In the order
/// of the plan.
#[must_use]
pub fn unclear(whole: &Whole) -> Vec<Of<Function>> {
    let mut seen = HashSet::new();
    let functions = whole.all::<PlanActivity>().filter_map(|row| row.get(CARRIED_OUT_BY));
    let functions = functions.filter(|function| seen.insert(function.0));
    let functions = functions.filter_map(|function| whole.of::<Function>(function.0));
    let unclear = |one: &Of<Function>| {
        let said = Belongs::of(one).is_some() || one.get(OWNS).is_some() || one.get(REVIEWS).is_some();
        !said && one.get(FUNCTION_NAME).is_some_and(|name| says(&name, WITHIN))
    };
    functions.filter(unclear).collect()
}

#[cfg(test)]
mod tests {
    use super::{clashes, unclear};
    use crate::follow_up::Edit;
    use crate::record::Value;
    use crate::steps::made::{choice, field, link, links, text, whole};
    use crate::steps::plan::records::{
        BINDS_WHOM, CARRIED_OUT_BY, CONTRACT_UNITS, FUNCTION_NAME, FUNCTION_PROVIDER, FUNCTION_UNITS, METHOD, NUMBER,
        OWNS, PLANNED, PROVIDER, REGIME, REVIEWS, UNIT_NAME,
    };

    /// Unit 11 in own regime, unit 12 of provider 22 by choice; requirement 1 binds all, 2 only external units.
    fn house() -> Vec<Edit> {
        vec![
            field(11, UNIT_NAME, &text("Egen")),
            field(12, UNIT_NAME, &text("Privat")),
            field(12, PROVIDER, &link(22)),
            field(31, CONTRACT_UNITS, &links([11])),
            field(31, REGIME, &choice("own")),
            field(32, CONTRACT_UNITS, &links([12])),
            field(32, REGIME, &choice("lov")),
            field(1, NUMBER, &text("K01")),
            field(2, NUMBER, &text("K02")),
            field(2, BINDS_WHOM, &choice("external")),
        ]
    }

    fn row(record: u128, requirement: u128, method: &str, function: u128) -> Vec<Edit> {
        vec![
            field(record, PLANNED, &link(requirement)),
            field(record, METHOD, &choice(method)),
            field(record, CARRIED_OUT_BY, &link(function)),
        ]
    }

    fn clash(commits: Vec<Vec<Edit>>) -> Vec<u128> {
        let all = std::iter::once(house()).chain(commits).collect();
        clashes(&whole(all)).iter().map(|row| row.id().as_u128()).collect()
    }

    fn owner() -> Vec<Edit> {
        vec![field(41, FUNCTION_NAME, &text("enhetschef")), field(41, OWNS, &Value::Flag(true))]
    }

    #[test]
    fn an_owner_of_own_operations_does_not_review_them() {
        assert_eq!(clash(vec![owner(), row(51, 1, "visit", 41)]), [51]);
        assert!(clash(vec![owner(), row(51, 2, "visit", 41)]).is_empty(), "it binds only private providers");
        assert!(clash(vec![row(51, 1, "visit", 41)]).is_empty(), "nobody has said that it owns");
    }

    #[test]
    fn a_function_does_not_review_its_own_unit_or_provider() {
        let of_unit = vec![field(41, FUNCTION_UNITS, &links([11]))];
        assert_eq!(clash(vec![of_unit.clone(), row(51, 1, "visit", 41)]), [51]);
        assert!(clash(vec![of_unit, row(51, 2, "visit", 41)]).is_empty(), "another unit than those bound");
        let of_provider = vec![field(41, FUNCTION_PROVIDER, &link(22))];
        assert_eq!(clash(vec![of_provider, row(51, 2, "document_review", 41)]), [51]);
    }

    #[test]
    fn own_control_is_a_clash_only_where_own_operations_are_all_who_look() {
        let provider = vec![field(42, FUNCTION_PROVIDER, &link(22))];
        assert!(clash(vec![provider, row(51, 2, "own_control", 42)]).is_empty(), "the provider's own control");
        assert_eq!(clash(vec![owner(), row(51, 1, "own_control", 41)]), [51]);
        let two = vec![owner(), row(51, 1, "own_control", 41), row(52, 1, "document_review", 43)];
        assert!(clash(two).is_empty(), "somebody else looks too");
    }

    #[test]
    fn a_name_that_sounds_like_a_unit_is_asked_about_until_somebody_has_said() {
        let named = |name: &str, more: Vec<Edit>| {
            let mut edits = vec![field(41, FUNCTION_NAME, &text(name))];
            edits.extend(more);
            unclear(&whole(vec![edits, row(51, 1, "visit", 41), row(52, 1, "survey", 41)])).len()
        };
        assert_eq!(named("Enhetschef", Vec::new()), 1);
        assert_eq!(named("utföraren", Vec::new()), 1);
        assert_eq!(named("kvalitetscontroller", Vec::new()), 0);
        for said in [
            field(41, OWNS, &Value::Flag(false)),
            field(41, REVIEWS, &Value::Flag(true)),
            field(41, FUNCTION_UNITS, &links([11])),
        ] {
            assert_eq!(named("enhetschef", vec![said]), 0);
        }
    }
}
