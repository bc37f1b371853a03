//! Which document binds: requirements of one source that no document binds for some unit, so that it is asked once for
//! all of them and not requirement by requirement.

use super::binding::{Binds, Regimes};
use super::contracts::followed_up;
use super::records::{
    BINDING_DOCUMENTS, CONTRACT_UNITS, Contract, DOCUMENT_CONTRACTS, GoverningDocument, REFERENCE, Requirement, SOURCE,
};
use crate::follow_up::Whole;
use crate::record::{Id, Of};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Requirements that come from the same source, and lack a document that binds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source {
    /// What they come from, its code.
    pub source: String,
    /// What their references have in common: the document, without its clause.
    pub reference: String,
    /// The requirements, in the order they were made.
    pub requirements: Vec<Id>,
    /// The units that no document binds; none when no document is linked at all.
    pub units: BTreeSet<Id>,
}

/// The sources whose requirements lack a document that binds, most requirements first. A document that is part of
/// contracts or commissions binds their units; any other binds all.
#[must_use]
pub fn unbound(whole: &Whole) -> Vec<Source> {
    let units = followed_up(whole);
    let regimes = Regimes::of(whole);
    let of_contract = |contract: &Id| {
        let contract: Option<Of<Contract>> = whole.of(*contract);
        contract.and_then(|one| one.get(CONTRACT_UNITS)).map(|units| units.0).unwrap_or_default()
    };
    // By document the units that it binds; nothing where it binds all.
    let documents: HashMap<Id, Option<BTreeSet<Id>>> = whole
        .all::<GoverningDocument>()
        .map(|one| {
            let contracts = one.get(DOCUMENT_CONTRACTS).map(|contracts| contracts.0).filter(|all| !all.is_empty());
            (one.id(), contracts.map(|contracts| contracts.iter().flat_map(of_contract).collect()))
        })
        .collect();
    let mut found: BTreeMap<(String, String), Source> = BTreeMap::new();
    for one in whole.all::<Requirement>() {
        let Some(source) = one.get(SOURCE) else { continue };
        let linked = one.get(BINDING_DOCUMENTS).map(|linked| linked.0).unwrap_or_default();
        let linked: Vec<&Option<BTreeSet<Id>>> = linked.iter().filter_map(|id| documents.get(id)).collect();
        let binds = Binds::of(&one);
        let bound = |unit: &Id| linked.iter().any(|units| units.as_ref().is_none_or(|units| units.contains(unit)));
        let missing: Vec<Id> =
            units.iter().filter(|unit| binds.unit(**unit, &regimes)).filter(|unit| !bound(unit)).copied().collect();
        if !linked.is_empty() && missing.is_empty() {
            continue;
        }
        let reference = root(&one.get(REFERENCE).unwrap_or_default());
        let known = found.entry((source.clone(), reference.to_lowercase()));
        let known =
            known.or_insert_with(|| Source { source, reference, requirements: Vec::new(), units: BTreeSet::new() });
        known.requirements.push(one.id());
        if !linked.is_empty() {
            known.units.extend(missing);
        }
    }
    let mut list: Vec<Source> = found.into_values().collect();
    list.sort_by_key(|source| std::cmp::Reverse(source.requirements.len()));
    list
}

/// The document that a reference names, without the place in it: "Avtal § 6.1" and "Avtal § 7" are of "Avtal", "SOSFS
/// 2011:9, 3 kap. 1 §" of "SOSFS 2011:9".
fn root(reference: &str) -> String {
    let whole = reference.split([',', ';', '§']).next().unwrap_or_default().trim();
    let mut words: Vec<&str> = whole.split_whitespace().collect();
    let is_place = |word: &&str| {
        let counts = word.starts_with(|c: char| c.is_ascii_digit()) && !word.contains(':');
        counts
            || matches!(word.to_lowercase().trim_end_matches('.'), "kap" | "kapitel" | "punkt" | "bilaga" | "avsnitt")
    };
    while words.len() > 1 && words.last().is_some_and(is_place) {
        words.pop();
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{root, unbound};
    use crate::steps::made::{choice, field, links, text, whole};
    use crate::steps::plan::records::{
        BINDING_DOCUMENTS, BINDS_WHOM, CONTRACT_UNITS, DOCUMENT_CONTRACTS, DOCUMENT_NAME, REFERENCE, REGIME, SOURCE,
        UNIT_NAME,
    };

    #[test]
    fn a_reference_is_cut_to_the_document_that_it_names() {
        for (reference, document) in [
            ("Avtal § 6.1", "Avtal"),
            ("FFU 4.1.2", "FFU"),
            ("SOSFS 2011:9, 3 kap. 1 §", "SOSFS 2011:9"),
            ("KL 10 kap. 9 §", "KL"),
            ("SoL (2025:400), tystnadsplikt", "SoL (2025:400)"),
            ("Avtal bilaga 4, mervärde", "Avtal"),
            ("", ""),
        ] {
            assert_eq!(root(reference), document, "{reference}");
        }
    }

    #[test]
    fn it_is_asked_once_for_all_requirements_of_a_source_and_names_the_units() {
        let mut edits = vec![
            field(11, UNIT_NAME, &text("Egen")),
            field(12, UNIT_NAME, &text("Privat")),
            field(31, CONTRACT_UNITS, &links([11])),
            field(31, REGIME, &choice("own")),
            field(32, CONTRACT_UNITS, &links([12])),
            field(32, REGIME, &choice("lov")),
            field(21, DOCUMENT_NAME, &text("Avtal")),
            field(21, DOCUMENT_CONTRACTS, &links([32])),
            field(22, DOCUMENT_NAME, &text("Lag")),
        ];
        for (record, reference) in [(1, "Avtal § 6"), (2, "Avtal § 7.2"), (3, "Avtal § 8"), (4, "Lag 3 kap.")] {
            edits.push(field(record, SOURCE, &choice("contract")));
            edits.push(field(record, REFERENCE, &text(reference)));
        }
        edits.push(field(1, BINDING_DOCUMENTS, &links([21])));
        edits.push(field(3, BINDING_DOCUMENTS, &links([21])));
        edits.push(field(3, BINDS_WHOM, &choice("external")));
        edits.push(field(4, BINDING_DOCUMENTS, &links([22])));
        let found = unbound(&whole(vec![edits]));
        let told: Vec<(&str, usize, usize)> =
            found.iter().map(|one| (one.reference.as_str(), one.requirements.len(), one.units.len())).collect();
        // The contract binds the private unit alone; of the second requirement no document is linked.
        assert_eq!(told, [("Avtal", 2, 1)]);
    }
}
