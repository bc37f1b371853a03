//! Whom a requirement binds: only those units count in results, coverage, judgements and sanctions
//! (`domain.md`, section 0 "Requirement").

use super::records::{BINDS_WHOM, BOUND_UNITS, CONTRACT_FROM, CONTRACT_UNITS, Contract, REGIME, Requirement};
use crate::follow_up::Whole;
use crate::record::{Id, Of};
use std::collections::{BTreeSet, HashMap};

/// Who runs a unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Regime {
    /// The organisation itself.
    Own,
    /// A private provider, by choice system or procurement.
    External,
}

/// The regime of each unit: that of its contract or commission, of several the one that began last.
#[derive(Clone, Debug, Default)]
pub struct Regimes(HashMap<Id, Regime>);

impl Regimes {
    /// Reads the contracts of the register.
    #[must_use]
    pub fn of(whole: &Whole) -> Self {
        let mut contracts: Vec<Of<Contract>> = whole.all().collect();
        contracts.sort_by_key(|contract| contract.get(CONTRACT_FROM));
        let mut regimes = HashMap::new();
        for contract in contracts {
            let regime = match contract.get(REGIME).as_deref() {
                Some("own") => Regime::Own,
                Some(_) => Regime::External,
                None => continue,
            };
            let units = contract.get(CONTRACT_UNITS).map(|units| units.0).unwrap_or_default();
            regimes.extend(units.into_iter().map(|unit| (unit, regime)));
        }
        Self(regimes)
    }

    /// The regime of a unit; nothing when no contract or commission names it.
    #[must_use]
    pub fn get(&self, unit: Id) -> Option<Regime> {
        self.0.get(&unit).copied()
    }
}

/// Whom one requirement binds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Binds {
    /// Every unit; also when nothing is said.
    All,
    /// Units of this regime.
    Regime(Regime),
    /// These units.
    Listed(BTreeSet<Id>),
}

impl Binds {
    /// What a requirement says.
    #[must_use]
    pub fn of(requirement: &Of<Requirement>) -> Self {
        match requirement.get(BINDS_WHOM).as_deref() {
            Some("external") => Self::Regime(Regime::External),
            Some("own") => Self::Regime(Regime::Own),
            Some("listed") => Self::Listed(requirement.get(BOUND_UNITS).map(|units| units.0).unwrap_or_default()),
            _ => Self::All,
        }
    }

    /// Whether it binds a unit.
    #[must_use]
    pub fn unit(&self, unit: Id, regimes: &Regimes) -> bool {
        match self {
            Self::All => true,
            Self::Regime(regime) => regimes.get(unit) == Some(*regime),
            Self::Listed(units) => units.contains(&unit),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Binds, Regime, Regimes};
    use crate::record::{Id, Value};
    use crate::steps::made::{field, whole};
    use crate::steps::plan::records::{BINDS_WHOM, BOUND_UNITS, CONTRACT_FROM, CONTRACT_UNITS, REGIME};

    fn contract(record: u128, regime: &str, from: &str, unit: u128) -> [crate::follow_up::Edit; 3] {
        [
            field(record, CONTRACT_UNITS, &Value::Links([Id::from_u128(unit)].into())),
            field(record, REGIME, &Value::Choice(regime.into())),
            field(record, CONTRACT_FROM, &Value::Date(from.parse().unwrap())),
        ]
    }

    #[test]
    fn only_units_that_a_requirement_binds_are_bound() {
        let mut edits = Vec::new();
        edits.extend(contract(1, "own", "2020-01-01", 11));
        edits.extend(contract(2, "lov", "2020-01-01", 12));
        edits.extend(contract(3, "lou", "2020-01-01", 13));
        for (record, binds) in [(21, "external"), (22, "own"), (23, "listed"), (24, "all")] {
            edits.push(field(record, BINDS_WHOM, &Value::Choice(binds.into())));
        }
        edits.push(field(23, BOUND_UNITS, &Value::Links([Id::from_u128(14)].into())));
        let whole = whole(vec![edits]);
        let regimes = Regimes::of(&whole);
        let bound = |requirement: u128| -> Vec<u128> {
            let binds = Binds::of(&whole.of(Id::from_u128(requirement)).unwrap());
            (11..=14).filter(|unit| binds.unit(Id::from_u128(*unit), &regimes)).collect()
        };
        assert_eq!(bound(21), [12, 13]);
        assert_eq!(bound(22), [11]);
        assert_eq!(bound(23), [14]);
        assert_eq!(bound(24), [11, 12, 13, 14], "a unit without a contract is bound by what binds all");
    }

    #[test]
    fn the_contract_that_began_last_says_the_regime() {
        let whole =
            whole(vec![contract(1, "own", "2024-01-01", 11).into(), contract(2, "lov", "2020-01-01", 11).into()]);
        assert_eq!(Regimes::of(&whole).get(Id::from_u128(11)), Some(Regime::Own));
    }
}
