//! Checks on what surrounds the plan: the follow-up's header, contracts, anchoring.

use super::{
    AREA_CLASH, AREA_GAPS, BEFORE_CONTRACT, CONTRACT_BACKWARDS, Known, NO_PERIOD, NO_RESPONSIBLE, NO_UNITS, NOT_TOLD,
    PERIOD_BACKWARDS,
};
use crate::follow_up::{Finding, Whole};
use crate::record::{Kind as _, Of, Step};
use crate::steps::plan::contracts::{Contracts, followed_up};
use crate::steps::plan::parts::Grid;
use crate::steps::plan::records::{
    ANCHORED_ON, ANCHORED_WITH, Anchoring, Area, AreaPart, CONTRACT_FROM, CONTRACT_TO, CONTRACT_UNITS, Contract,
    EXTENSION_TO, FollowUpHeader, Function, PERIOD_FROM, PERIOD_TO, RESPONSIBLE, UNITS, Unit,
};
use chrono::NaiveDate;

pub(super) fn findings(known: &Known, today: NaiveDate) -> Vec<Finding> {
    let mut list = header(known.whole);
    list.extend(contracts(known.whole));
    list.extend(not_told(known, today));
    list.extend(areas(known.whole));
    list
}

/// The header, whether any of it has been written or not.
fn header(whole: &Whole) -> Vec<Finding> {
    let record = Some((FollowUpHeader::INFO.number, whole.own.id()));
    let of = |check| Finding { check, step: Step::Plan, record, field: None, among: None };
    let header: Option<Of<FollowUpHeader>> = whole.of(whole.own.id());
    let units = header.as_ref().and_then(|header| header.get(UNITS)).map(|units| units.0).unwrap_or_default();
    let day = |field| header.as_ref().and_then(|header| header.get(field));
    let mut list = Vec::new();
    if !units.into_iter().any(|unit| whole.of::<Unit>(unit).is_some()) {
        list.push(of(NO_UNITS).at(UNITS));
    }
    match (day(PERIOD_FROM), day(PERIOD_TO)) {
        (Some(from), Some(to)) if to < from => list.push(of(PERIOD_BACKWARDS).at(PERIOD_TO)),
        (Some(_), Some(_)) => {}
        (None, _) => list.push(of(NO_PERIOD).at(PERIOD_FROM)),
        (_, None) => list.push(of(NO_PERIOD).at(PERIOD_TO)),
    }
    let responsible = header.as_ref().and_then(|header| header.get(RESPONSIBLE));
    if responsible.is_none_or(|function| whole.of::<Function>(function.0).is_none()) {
        list.push(of(NO_RESPONSIBLE).at(RESPONSIBLE));
    }
    list
}

/// The contracts of the units that are followed up.
fn contracts(whole: &Whole) -> Vec<Finding> {
    let units = followed_up(whole);
    let known = Contracts::of(whole);
    let header: Option<Of<FollowUpHeader>> = whole.of(whole.own.id());
    let began = header.and_then(|header| header.get(PERIOD_FROM));
    let mut list = Vec::new();
    for contract in whole.all::<Contract>() {
        let (from, to, longest) = (contract.get(CONTRACT_FROM), contract.get(CONTRACT_TO), contract.get(EXTENSION_TO));
        let of = |check| Finding::of(check, Step::Plan, &contract);
        let concerned = contract.get(CONTRACT_UNITS).map(|units| units.0).unwrap_or_default();
        let mut concerned = concerned.intersection(&units).peekable();
        if concerned.peek().is_none() {
            continue;
        }
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            list.push(of(CONTRACT_BACKWARDS).at(CONTRACT_TO));
        } else if to.or(from).zip(longest).is_some_and(|(to, longest)| longest < to) {
            list.push(of(CONTRACT_BACKWARDS).at(EXTENSION_TO));
        }
        let first = |unit: &crate::record::Id| known.began(*unit) == from;
        if began.zip(from).is_some_and(|(began, from)| began < from) && concerned.any(first) {
            list.push(of(BEFORE_CONTRACT).at(CONTRACT_FROM));
        }
    }
    list
}

/// Gaps and clashes in who does what, once anybody has begun to say so; of areas that have a record.
fn areas(whole: &Whole) -> Vec<Finding> {
    if whole.all::<AreaPart>().next().is_none() {
        return Vec::new();
    }
    let grid = Grid::of(whole);
    let mut list = Vec::new();
    for (at, area) in grid.areas.iter().enumerate() {
        let Some(area) = area.record.and_then(|record| whole.of::<Area>(record)) else { continue };
        if !grid.clashes(at).is_empty() {
            list.push(Finding::of(AREA_CLASH, Step::Plan, &area).mended_among::<AreaPart>());
        }
        if !grid.gaps(at).is_empty() {
            list.push(Finding::of(AREA_GAPS, Step::Plan, &area).mended_among::<AreaPart>());
        }
    }
    list
}

/// A plan with rows that no elected body has been told by today.
fn not_told(known: &Known, today: NaiveDate) -> Option<Finding> {
    let told = |one: Of<Anchoring>| {
        let elected = one.get(ANCHORED_WITH).as_deref() == Some("elected");
        elected && one.get(ANCHORED_ON).is_some_and(|day| day <= today)
    };
    let missing = !known.rows.is_empty() && !known.whole.all::<Anchoring>().any(told);
    missing.then(|| Finding::of_all::<Anchoring>(NOT_TOLD, Step::Plan))
}

#[cfg(test)]
mod tests {
    use super::super::{
        BEFORE_CONTRACT, CONTRACT_BACKWARDS, NO_PERIOD, NO_RESPONSIBLE, NO_UNITS, NOT_TOLD, PERIOD_BACKWARDS, findings,
    };
    use crate::follow_up::{Edit, Finding};
    use crate::steps::made::{OWN, choice, day, field, found, link, links, text, today, whole};
    use crate::steps::plan::records::{
        ANCHORED_ON, ANCHORED_WITH, CONTRACT_FROM, CONTRACT_TO, CONTRACT_UNITS, EXTENSION_TO, FUNCTION_NAME,
        PERIOD_FROM, PERIOD_TO, PLANNED, RESPONSIBLE, UNIT_NAME, UNITS,
    };

    const HEADER: u128 = OWN.as_u128();

    fn list(commits: Vec<Vec<Edit>>) -> Vec<Finding> {
        findings(&whole(commits), today())
    }

    fn period(from: &str, to: &str) -> Vec<Edit> {
        vec![field(HEADER, PERIOD_FROM, &day(from)), field(HEADER, PERIOD_TO, &day(to))]
    }

    #[test]
    fn a_follow_up_says_which_units_when_and_who_answers_for_it() {
        let empty = list(vec![Vec::new()]);
        for check in [NO_UNITS, NO_PERIOD, NO_RESPONSIBLE] {
            assert_eq!(found(&empty, check), [HEADER]);
        }
        let full = list(vec![
            period("2025-01-01", "2025-12-31"),
            vec![
                field(HEADER, UNITS, &links([11])),
                field(HEADER, RESPONSIBLE, &link(41)),
                field(11, UNIT_NAME, &text("Enhet")),
                field(41, FUNCTION_NAME, &text("utredare")),
            ],
        ]);
        assert!(full.is_empty(), "{full:?}");
        assert_eq!(found(&list(vec![period("2025-01-01", "2024-12-31")]), PERIOD_BACKWARDS), [HEADER]);
        assert!(found(&list(vec![period("2025-01-01", "2025-01-01")]), PERIOD_BACKWARDS).is_empty());
    }

    #[test]
    fn the_days_of_a_contract_are_in_order_and_the_period_lies_within() {
        let contract = |from: &str, to: &str, longest: &str| {
            let list = list(vec![
                period("2025-01-01", "2025-12-31"),
                vec![
                    field(11, UNIT_NAME, &text("Enhet")),
                    field(31, CONTRACT_UNITS, &links([11])),
                    field(31, CONTRACT_FROM, &day(from)),
                    field(31, CONTRACT_TO, &day(to)),
                    field(31, EXTENSION_TO, &day(longest)),
                ],
            ]);
            (found(&list, CONTRACT_BACKWARDS), found(&list, BEFORE_CONTRACT))
        };
        assert_eq!(contract("2025-01-01", "2027-01-01", "2028-01-01"), (vec![], vec![]));
        assert_eq!(contract("2025-01-02", "2027-01-01", "2028-01-01"), (vec![], vec![31]));
        assert_eq!(contract("2024-01-01", "2023-01-01", "2028-01-01"), (vec![31], vec![]));
        assert_eq!(contract("2024-01-01", "2027-01-01", "2026-01-01"), (vec![31], vec![]));
    }

    #[test]
    fn the_elected_are_told_the_plan() {
        let plan = || vec![field(51, PLANNED, &link(1))];
        let told = |who: &str, on: &str| {
            let told = vec![field(71, ANCHORED_WITH, &choice(who)), field(71, ANCHORED_ON, &day(on))];
            found(&list(vec![plan(), told]), NOT_TOLD)
        };
        assert_eq!(found(&list(vec![plan()]), NOT_TOLD), [0]);
        assert!(found(&list(vec![Vec::new()]), NOT_TOLD).is_empty(), "there is no plan yet");
        assert!(told("elected", "2025-06-01").is_empty());
        assert_eq!(told("elected", "2025-06-02"), [0], "not yet");
        assert_eq!(told("reviewed", "2025-06-01"), [0]);
    }
}
