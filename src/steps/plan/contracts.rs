//! What the contracts and commissions of units say: since when they run, and what they give a right to.

use super::binding::{Binds, Regimes};
use super::records::{
    CONTRACT_FROM, CONTRACT_UNITS, Contract, ContractRight, FollowUpHeader, METHOD, PLANNED, PlanActivity, RIGHT,
    RIGHT_OF, Requirement, UNITS, Unit,
};
use crate::follow_up::Whole;
use crate::record::{Id, Of};
use chrono::NaiveDate;
use std::collections::{BTreeSet, HashMap};

/// The contracts and commissions of each unit.
#[derive(Clone, Debug, Default)]
pub struct Contracts {
    /// The first day of the first contract, by unit; a unit stands not here when a contract of it does not say.
    began: HashMap<Id, NaiveDate>,
    /// What each gives a right to; a contract without any recorded right stands not here.
    rights: HashMap<Id, BTreeSet<String>>,
    by_unit: HashMap<Id, Vec<Id>>,
}

impl Contracts {
    /// Reads the contracts of the register.
    #[must_use]
    pub fn of(whole: &Whole) -> Self {
        let mut read = Self::default();
        let mut began: HashMap<Id, Option<NaiveDate>> = HashMap::new();
        for contract in whole.all::<Contract>() {
            let from = contract.get(CONTRACT_FROM);
            for unit in contract.get(CONTRACT_UNITS).map(|units| units.0).unwrap_or_default() {
                read.by_unit.entry(unit).or_default().push(contract.id());
                let first = began.entry(unit).or_insert(from);
                *first = first.zip(from).map(|(first, from)| first.min(from));
            }
        }
        read.began = began.into_iter().filter_map(|(unit, from)| Some((unit, from?))).collect();
        for right in whole.all::<ContractRight>() {
            if let (Some(contract), Some(code)) = (right.get(RIGHT_OF), right.get(RIGHT)) {
                read.rights.entry(contract.0).or_default().insert(code);
            }
        }
        read
    }

    /// The contracts of a unit.
    #[must_use]
    pub fn of_unit(&self, unit: Id) -> &[Id] {
        self.by_unit.get(&unit).map(Vec::as_slice).unwrap_or_default()
    }

    /// The first day on which a unit has any contract; nothing when it has none or one does not say since when.
    #[must_use]
    pub fn began(&self, unit: Id) -> Option<NaiveDate> {
        self.began.get(&unit).copied()
    }

    /// Whether a day lies before a unit had any contract.
    #[must_use]
    pub fn is_before(&self, unit: Id, day: NaiveDate) -> bool {
        self.began(unit).is_some_and(|began| day < began)
    }

    /// What a contract gives a right to; nothing when no right of it has been recorded.
    #[must_use]
    pub fn rights(&self, contract: Id) -> Option<&BTreeSet<String>> {
        self.rights.get(&contract)
    }
}

/// Which rights allow a method, any one of them; nothing for methods that need none from the contract. Our own
/// proposal: going there (visit, observation) takes a right to visits, announced or not; reading the provider's papers
/// takes a right to data, to records of individuals, or the public's insight; asking for its own control takes a right to
/// data. Those whom the service is for can always be asked, and registers are others'.
fn allowed_by(method: &str) -> &'static [&'static str] {
    match method {
        "visit" | "observation" => &["announced_visits", "unannounced_visits"],
        "document_review" => &["data", "individual_records", "public_insight"],
        "own_control" => &["data"],
        _ => &[],
    }
}

/// Rows of the plan whose method is allowed by no right of a contract that the requirement binds. A contract without any
/// recorded right has not been read yet, and nothing is said of it.
#[must_use]
pub fn without_right(whole: &Whole) -> Vec<Of<PlanActivity>> {
    let contracts = Contracts::of(whole);
    let regimes = Regimes::of(whole);
    let units = followed_up(whole);
    let contracts_of = |unit: &Id| contracts.of_unit(*unit).iter().filter_map(|contract| contracts.rights(*contract));
    let recorded: Vec<(Id, &BTreeSet<String>)> =
        units.iter().flat_map(|unit| contracts_of(unit).map(|rights| (*unit, rights))).collect();
    if recorded.is_empty() {
        return Vec::new();
    }
    let lacks = |row: &Of<PlanActivity>| {
        let allowed_by = row.get(METHOD).map_or(&[][..], |method| allowed_by(&method));
        if allowed_by.is_empty() {
            return false;
        }
        let requirement = row.get(PLANNED).and_then(|requirement| whole.of::<Requirement>(requirement.0));
        let Some(binds) = requirement.map(|requirement| Binds::of(&requirement)) else { return false };
        let mut bound = recorded.iter().filter(|(unit, _)| binds.unit(*unit, &regimes));
        bound.any(|(_, rights)| !allowed_by.iter().any(|right| rights.contains(*right)))
    };
    whole.all::<PlanActivity>().filter(lacks).collect()
}

/// The units that are followed up: those of the header, all of the register when it names none.
#[must_use]
pub fn followed_up(whole: &Whole) -> BTreeSet<Id> {
    let header: Option<Of<FollowUpHeader>> = whole.of(whole.own.id());
    let named = header.and_then(|header| header.get(UNITS)).map(|units| units.0).unwrap_or_default();
    let there: BTreeSet<Id> = named.into_iter().filter(|unit| whole.of::<Unit>(*unit).is_some()).collect();
    if there.is_empty() { whole.all::<Unit>().map(|unit| unit.id()).collect() } else { there }
}

#[cfg(test)]
mod tests {
    use super::{Contracts, followed_up};
    use crate::record::Id;
    use crate::steps::made::{OWN, choice, day, field, link, links, text, whole};
    use crate::steps::plan::records::{
        CONTRACT_FROM, CONTRACT_NUMBER, CONTRACT_UNITS, RIGHT, RIGHT_OF, UNIT_NAME, UNITS,
    };

    #[test]
    fn a_unit_has_a_contract_since_its_first_one() {
        let whole = whole(vec![vec![
            field(1, CONTRACT_FROM, &day("2022-04-01")),
            field(1, CONTRACT_UNITS, &links([11])),
            field(2, CONTRACT_FROM, &day("2020-04-01")),
            field(2, CONTRACT_UNITS, &links([11])),
            field(3, CONTRACT_UNITS, &links([12])),
            field(4, CONTRACT_NUMBER, &text("A")),
            field(5, RIGHT_OF, &link(1)),
            field(5, RIGHT, &choice("data")),
        ]]);
        let contracts = Contracts::of(&whole);
        let [first, second, third] = [11, 12, 13].map(Id::from_u128);
        assert!(contracts.is_before(first, "2020-03-31".parse().unwrap()));
        assert!(!contracts.is_before(first, "2020-04-01".parse().unwrap()));
        assert!(!contracts.is_before(second, "1990-01-01".parse().unwrap()), "nobody knows since when");
        assert!(!contracts.is_before(third, "1990-01-01".parse().unwrap()), "no contract");
        assert!(contracts.rights(Id::from_u128(1)).is_some_and(|rights| rights.contains("data")));
        assert!(contracts.rights(Id::from_u128(2)).is_none());
    }

    #[test]
    fn the_header_says_which_units_are_followed_up() {
        let units = || [11, 12].map(|unit| field(unit, UNIT_NAME, &text("Enhet")));
        assert_eq!(followed_up(&whole(vec![units().into()])).len(), 2);
        let mut named: Vec<_> = units().into();
        named.push(field(OWN.as_u128(), UNITS, &links([12, 99])));
        assert_eq!(followed_up(&whole(vec![named])), [Id::from_u128(12)].into());
    }
}
