//! Checks on sanctions: each will be read by those whom it hits.

use super::{BEFORE_CONTRACT, NOT_BOUND, NOT_IN_CONTRACT, OWN_REGIME, SKIPS_STEP, WITHOUT_STEP};
use crate::follow_up::{Finding, Whole};
use crate::record::{Id, Of, Step};
use crate::steps::actions::ladder::{self, Misstep};
use crate::steps::actions::records::{
    LADDER_STEP, SANCTION_DATE, SANCTION_ON, SANCTION_REQUIREMENTS, SANCTION_UNIT, SKIP_REASON, SanctionEvent,
};
use crate::steps::plan::binding::{Binds, Regimes};
use crate::steps::plan::records::{
    BINDING_DOCUMENTS, CONTRACT_FROM, CONTRACT_UNITS, Contract, DOCUMENT_CONTRACTS, DOCUMENT_KIND, GoverningDocument,
    REGIME, Requirement, SOURCE,
};
use std::collections::BTreeSet;

pub(super) fn findings(whole: &Whole) -> Vec<Finding> {
    let mut list = Vec::new();
    for (event, misstep) in ladder::missteps(whole) {
        list.push(match misstep {
            Misstep::Alone => Finding::of(WITHOUT_STEP, Step::Actions, &event).at(LADDER_STEP),
            Misstep::Skipped => Finding::of(SKIPS_STEP, Step::Actions, &event).at(SKIP_REASON),
        });
    }
    let regimes = Regimes::of(whole);
    for event in whole.all::<SanctionEvent>() {
        let Some(contract) = event.get(SANCTION_ON).and_then(|contract| whole.of::<Contract>(contract.0)) else {
            continue;
        };
        let of = |check| Finding::of(check, Step::Actions, &event);
        if contract.get(REGIME).as_deref() == Some("own") {
            list.push(of(OWN_REGIME).at(SANCTION_ON));
        }
        if event.get(SANCTION_DATE).zip(contract.get(CONTRACT_FROM)).is_some_and(|(day, from)| day < from) {
            list.push(of(BEFORE_CONTRACT).at(SANCTION_DATE));
        }
        let requirements = event.get(SANCTION_REQUIREMENTS).map(|of| of.0).unwrap_or_default();
        let requirements: Vec<Of<Requirement>> = requirements.into_iter().filter_map(|id| whole.of(id)).collect();
        let units = units(&event, &contract);
        let binds = |one: &Of<Requirement>| units.iter().any(|unit| Binds::of(one).unit(*unit, &regimes));
        if !units.is_empty() && !requirements.iter().all(binds) {
            list.push(of(NOT_BOUND).at(SANCTION_REQUIREMENTS));
        }
        if !requirements.iter().all(|one| is_in_contract(whole, one, contract.id())) {
            list.push(of(NOT_IN_CONTRACT).at(SANCTION_REQUIREMENTS));
        }
    }
    list
}

/// The unit that the sanction hits; all of the contract when it names none.
fn units(event: &Of<SanctionEvent>, contract: &Of<Contract>) -> BTreeSet<Id> {
    match event.get(SANCTION_UNIT) {
        Some(unit) => [unit.0].into(),
        None => contract.get(CONTRACT_UNITS).map(|units| units.0).unwrap_or_default(),
    }
}

/// Whether a requirement is part of what the parties have agreed: its source is a contract or tender document, or such
/// a document that binds it is part of this contract.
fn is_in_contract(whole: &Whole, requirement: &Of<Requirement>, contract: Id) -> bool {
    if matches!(requirement.get(SOURCE).as_deref(), Some("contract" | "tender")) {
        return true;
    }
    let documents = requirement.get(BINDING_DOCUMENTS).map(|documents| documents.0).unwrap_or_default();
    documents.into_iter().filter_map(|id| whole.of::<GoverningDocument>(id)).any(|document| {
        let part_of = document.get(DOCUMENT_CONTRACTS).map(|contracts| contracts.0).unwrap_or_default();
        let agreed = matches!(document.get(DOCUMENT_KIND).as_deref(), Some("contract" | "tender"));
        part_of.contains(&contract) || (agreed && part_of.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::super::{BEFORE_CONTRACT, NOT_BOUND, NOT_IN_CONTRACT, OWN_REGIME, SKIPS_STEP, WITHOUT_STEP, findings};
    use crate::follow_up::{Edit, Finding};
    use crate::record::Value;
    use crate::steps::actions::records::{
        LADDER_STEP, SANCTION_DATE, SANCTION_ON, SANCTION_REQUIREMENTS, SANCTION_UNIT,
    };
    use crate::steps::made::{choice, day, field, found, link, links, text, today, whole};
    use crate::steps::plan::records::{
        BINDING_DOCUMENTS, BINDS_WHOM, CONTRACT_FROM, CONTRACT_UNITS, DOCUMENT_CONTRACTS, DOCUMENT_KIND, LADDER_NAME,
        LADDER_OF, LADDER_ORDER, REGIME, SOURCE,
    };

    /// A sanction 1 on contract 31 (LOV, unit 11, since 2025) for requirement 51 (from the contract).
    fn sanction() -> Vec<Edit> {
        vec![
            field(31, REGIME, &choice("lov")),
            field(31, CONTRACT_FROM, &day("2025-01-01")),
            field(31, CONTRACT_UNITS, &links([11])),
            field(51, SOURCE, &choice("contract")),
            field(1, SANCTION_ON, &link(31)),
            field(1, SANCTION_UNIT, &link(11)),
            field(1, SANCTION_DATE, &day("2025-01-01")),
            field(1, SANCTION_REQUIREMENTS, &links([51])),
        ]
    }

    fn list(edits: Vec<Edit>) -> Vec<Finding> {
        findings(&whole(vec![edits]), today())
    }

    /// The sanction with fields of it otherwise.
    fn but(others: Vec<Edit>) -> Vec<Finding> {
        let mut edits = sanction();
        for other in others {
            edits.retain(|edit| (edit.record, edit.tag) != (other.record, other.tag));
            edits.push(other);
        }
        list(edits)
    }

    #[test]
    fn a_sanction_hits_a_private_provider_since_its_contract_began() {
        assert!(list(sanction()).is_empty());
        assert_eq!(found(&but(vec![field(31, REGIME, &choice("own"))]), OWN_REGIME), [1]);
        assert_eq!(found(&but(vec![field(1, SANCTION_DATE, &day("2024-12-31"))]), BEFORE_CONTRACT), [1]);
    }

    #[test]
    fn a_sanction_rests_on_what_binds_the_unit_and_stands_in_the_contract() {
        assert_eq!(found(&but(vec![field(51, BINDS_WHOM, &choice("own"))]), NOT_BOUND), [1]);
        let law = || field(51, SOURCE, &choice("law"));
        assert_eq!(found(&but(vec![law()]), NOT_IN_CONTRACT), [1]);
        let document = |contract| {
            vec![
                law(),
                field(51, BINDING_DOCUMENTS, &links([61])),
                field(61, DOCUMENT_KIND, &choice("guideline")),
                field(61, DOCUMENT_CONTRACTS, &links([contract])),
            ]
        };
        assert!(found(&but(document(31)), NOT_IN_CONTRACT).is_empty(), "a document that is part of the contract");
        assert_eq!(found(&but(document(32)), NOT_IN_CONTRACT), [1], "of another contract");
    }

    #[test]
    fn the_ladder_is_climbed_step_by_step() {
        let steps = |on: u128| {
            let mut edits = vec![field(1, LADDER_STEP, &link(on))];
            for (record, order) in [(101, 1.0), (102, 2.0), (103, 3.0)] {
                edits.push(field(record, LADDER_OF, &link(31)));
                edits.push(field(record, LADDER_NAME, &text("steg")));
                edits.push(field(record, LADDER_ORDER, &Value::Number(order)));
            }
            edits
        };
        assert_eq!(found(&but(steps(102)), WITHOUT_STEP), [1]);
        assert!(found(&but(steps(101)), WITHOUT_STEP).is_empty());
        let earlier = vec![
            field(2, SANCTION_ON, &link(31)),
            field(2, LADDER_STEP, &link(101)),
            field(2, SANCTION_DATE, &day("2024-06-01")),
        ];
        assert_eq!(found(&but(steps(103).into_iter().chain(earlier).collect()), SKIPS_STEP), [1]);
    }
}
