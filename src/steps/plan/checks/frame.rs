//! Checks on what surrounds the plan: the follow-up's header, contracts, scales, anchoring.

use super::{
    AREA_CLASH, AREA_GAPS, BEFORE_CONTRACT, CONTRACT_BACKWARDS, Known, NO_PERIOD, NO_RESPONSIBLE, NO_UNITS, NOT_TOLD,
    PERIOD_BACKWARDS, SCALE_GAPS,
};
use crate::follow_up::{Finding, Whole};
use crate::record::{Kind as _, Of, Scale, Step};
use crate::steps::plan::contracts::{Contracts, followed_up};
use crate::steps::plan::parts::Grid;
use crate::steps::plan::records::{
    ANCHORED_ON, ANCHORED_WITH, Anchoring, Area, AreaPart, CELL_CONSEQUENCE, CELL_LIKELIHOOD, CELL_OF, CONTRACT_FROM,
    CONTRACT_TO, CONTRACT_UNITS, Contract, EXTENSION_TO, FollowUpHeader, Function, PERIOD_FROM, PERIOD_TO, RESPONSIBLE,
    RiskScale, SCALE_SIZE, STEP_AXIS, STEP_LEVEL, STEP_OF, ScaleCell, ScaleStep, UNITS, Unit,
};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// How many steps a scale may have (`domain.md`, section 1, step 1: "scales are data, size 3-6").
const SIZES: std::ops::RangeInclusive<u8> = 3..=6;

pub(super) fn findings(known: &Known, today: NaiveDate) -> Vec<Finding> {
    let mut list = header(known.whole);
    list.extend(contracts(known.whole));
    list.extend(not_told(known, today));
    list.extend(areas(known.whole));
    let scales = known.whole.all::<RiskScale>().filter(|scale| !is_covered(known.whole, scale));
    list.extend(scales.map(|scale| Finding::of(SCALE_GAPS, Step::Plan, &scale).at(SCALE_SIZE)));
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

/// Whether every step of both axes has a name, every pair a class (its own cell, or the default scale's), and nothing
/// stands outside the scale.
fn is_covered(whole: &Whole, scale: &Of<RiskScale>) -> bool {
    let Some(size) = scale.get(SCALE_SIZE).filter(|size| SIZES.contains(size)) else { return false };
    let of_scale = |tag| whole.register.pointing_at(scale.id()).filter(move |pointer| pointer.tag == tag);
    let steps: Option<BTreeSet<(String, u8)>> = of_scale(STEP_OF.tag())
        .filter_map(|pointer| whole.of::<ScaleStep>(pointer.from))
        .map(|step| Some((step.get(STEP_AXIS)?, step.get(STEP_LEVEL)?)))
        .collect();
    let cells: Option<BTreeSet<(u8, u8)>> = of_scale(CELL_OF.tag())
        .filter_map(|pointer| whole.of::<ScaleCell>(pointer.from))
        .map(|cell| Some((cell.get(CELL_CONSEQUENCE)?, cell.get(CELL_LIKELIHOOD)?)))
        .collect();
    let (Some(steps), Some(cells)) = (steps, cells) else { return false };
    let default = Scale::default();
    let levels = 1..=size;
    let within = steps.iter().all(|(_, level)| levels.contains(level))
        && cells.iter().all(|(a, b)| levels.contains(a) && levels.contains(b));
    let classed = |a: u8, b: u8| cells.contains(&(a, b)) || default.class(a, b).is_some();
    within && steps.len() == 2 * usize::from(size) && levels.clone().all(|a| levels.clone().all(|b| classed(a, b)))
}

#[cfg(test)]
mod tests {
    use super::super::{
        BEFORE_CONTRACT, CONTRACT_BACKWARDS, NO_PERIOD, NO_RESPONSIBLE, NO_UNITS, NOT_TOLD, PERIOD_BACKWARDS,
        SCALE_GAPS, findings,
    };
    use crate::follow_up::{Edit, Finding};
    use crate::record::Value;
    use crate::steps::made::{OWN, choice, day, field, found, link, links, text, today, whole};
    use crate::steps::plan::records::{
        ANCHORED_ON, ANCHORED_WITH, CELL_CLASS, CELL_CONSEQUENCE, CELL_LIKELIHOOD, CELL_OF, CONTRACT_FROM, CONTRACT_TO,
        CONTRACT_UNITS, EXTENSION_TO, FUNCTION_NAME, PERIOD_FROM, PERIOD_TO, PLANNED, RESPONSIBLE, SCALE_SIZE,
        STEP_AXIS, STEP_LEVEL, STEP_NAME, STEP_OF, UNIT_NAME, UNITS,
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

    #[test]
    fn a_scale_names_every_step_and_classes_every_pair() {
        let scale = |size: u8, named: u8, cells: &[(u8, u8)]| {
            let mut edits = vec![field(1, SCALE_SIZE, &Value::Level(size))];
            for (place, axis) in [(100, "consequence"), (200, "likelihood")] {
                for level in 1..=named {
                    let record = place + u128::from(level);
                    edits.push(field(record, STEP_OF, &link(1)));
                    edits.push(field(record, STEP_AXIS, &choice(axis)));
                    edits.push(field(record, STEP_LEVEL, &Value::Level(level)));
                    edits.push(field(record, STEP_NAME, &text("namn")));
                }
            }
            for (record, (consequence, likelihood)) in (300..).zip(cells) {
                edits.push(field(record, CELL_OF, &link(1)));
                edits.push(field(record, CELL_CONSEQUENCE, &Value::Level(*consequence)));
                edits.push(field(record, CELL_LIKELIHOOD, &Value::Level(*likelihood)));
                edits.push(field(record, CELL_CLASS, &choice("high")));
            }
            found(&list(vec![edits]), SCALE_GAPS)
        };
        let fifth: Vec<(u8, u8)> = (1..=5).map(|step| (5, step)).chain((1..=4).map(|step| (step, 5))).collect();
        assert!(scale(4, 4, &[]).is_empty(), "the default scale classes what is not listed");
        assert!(scale(5, 5, &fifth).is_empty());
        assert_eq!(scale(5, 5, &fifth[1..]), [1], "a pair without a class");
        assert_eq!(scale(4, 3, &[]), [1], "a step without a name");
        assert_eq!(scale(3, 3, &[(4, 1)]), [1], "a cell outside");
        assert_eq!(scale(2, 2, &[]), [1], "too few steps to be a scale");
    }
}
