//! The annual cycle: what happens in which month, in lanes.

use super::hours::{When, places, when};
use crate::follow_up::Whole;
use crate::record::{Id, Kind as _, KindInfo};
use crate::steps::actions::records::{NEXT_DATE, NEXT_FUNCTION, NextFollowUp};
use crate::steps::plan::contracts::followed_up;
use crate::steps::plan::records::{
    ANCHORED_ON, ANCHORED_WITH, Anchoring, BEAT_FUNCTION, BEAT_LANE, BEAT_MONTHS, Beat, CARRIED_OUT_BY, CONTRACT_TO,
    CONTRACT_UNITS, Contract, EXTENSION_TO, LANES, METHOD, PlanActivity,
};
use chrono::{Datelike as _, NaiveDate};

/// What a happening is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum What {
    /// A row of the plan is carried out.
    Row,
    /// Something recurs.
    Beat,
    /// A contract ends.
    Ends,
    /// The last day of an option to extend a contract.
    Option,
    /// The plan or its outcome is shared.
    Anchored,
    /// A next follow-up.
    Next,
}

/// Something that happens in a month of the year.
#[derive(Clone, Debug)]
pub struct Happening {
    /// Code of its lane, of [`LANES`].
    pub lane: &'static str,
    /// The month, from 0.
    pub month: usize,
    /// The day, where there is one.
    pub day: Option<NaiveDate>,
    /// What it is.
    pub what: What,
    /// The record that says so.
    pub record: (&'static KindInfo, Id),
    /// The function that sees to it.
    pub function: Option<Id>,
}

/// The year of the follow-up.
#[derive(Clone, Debug, Default)]
pub struct Cycle {
    /// What happens, by month, then lane, then day; rows of the plan in their order.
    pub happenings: Vec<Happening>,
    /// How many rows of the plan do not say when.
    pub without_month: usize,
}

/// What happens in a year. Rows of the plan and what recurs happen in every year; days count in their own.
#[must_use]
pub fn cycle(whole: &Whole, year: i32) -> Cycle {
    let mut cycle = Cycle::default();
    let mut add = |lane: &str, months: &[usize], day, what, record, function| {
        let lane = LANES.codes.iter().find(|code| **code == lane).copied().unwrap_or("own");
        let each = months.iter().map(|month| Happening { lane, month: *month, day, what, record, function });
        cycle.happenings.extend(each);
    };
    for row in whole.all::<PlanActivity>() {
        let lane = if row.get(METHOD).as_deref() == Some("own_control") { "internal_control" } else { "collection" };
        let months = match when(&row) {
            When::Months(months) => months,
            When::AllYear => (0..12).collect(),
            When::Unknown => {
                cycle.without_month += 1;
                continue;
            }
        };
        let function = row.get(CARRIED_OUT_BY).map(|function| function.0);
        add(lane, &months, None, What::Row, (&PlanActivity::INFO, row.id()), function);
    }
    for beat in whole.all::<Beat>() {
        let months = beat.get(BEAT_MONTHS).map(|months| places(&months)).unwrap_or_default();
        let lane = beat.get(BEAT_LANE).unwrap_or_default();
        let function = beat.get(BEAT_FUNCTION).map(|function| function.0);
        add(&lane, &months, None, What::Beat, (&Beat::INFO, beat.id()), function);
    }
    let mut on = |lane: &str, day: Option<NaiveDate>, what, record, function| {
        if let Some((day, month)) = day.filter(|day| day.year() == year).and_then(|day| Some((day, month(day)?))) {
            add(lane, &[month], Some(day), what, record, function);
        }
    };
    let units = followed_up(whole);
    for contract in whole.all::<Contract>() {
        let concerned = contract.get(CONTRACT_UNITS).map(|units| units.0).unwrap_or_default();
        if concerned.is_disjoint(&units) {
            continue;
        }
        let record = (&Contract::INFO, contract.id());
        on("contract", contract.get(CONTRACT_TO), What::Ends, record, None);
        on("contract", contract.get(EXTENSION_TO), What::Option, record, None);
    }
    for one in whole.all::<Anchoring>() {
        let elected = one.get(ANCHORED_WITH).as_deref() == Some("elected");
        let lane = if elected { "committee" } else { "planning" };
        on(lane, one.get(ANCHORED_ON), What::Anchored, (&Anchoring::INFO, one.id()), None);
    }
    for one in whole.all::<NextFollowUp>() {
        let function = one.get(NEXT_FUNCTION).map(|function| function.0);
        on("planning", one.get(NEXT_DATE), What::Next, (&NextFollowUp::INFO, one.id()), function);
    }
    let lane = |one: &Happening| LANES.codes.iter().position(|code| *code == one.lane);
    cycle.happenings.sort_by_key(|one| (one.month, lane(one), one.day, one.what));
    cycle
}

/// The month of a day, from 0.
#[must_use]
pub fn month(day: NaiveDate) -> Option<usize> {
    usize::try_from(day.month0()).ok()
}

#[cfg(test)]
mod tests {
    use super::{What, cycle};
    use crate::record::Value;
    use crate::steps::made::{choice, day, field, link, links, text, whole};
    use crate::steps::plan::records::{
        ANCHORED_ON, ANCHORED_WITH, BEAT_LANE, BEAT_MONTHS, BEAT_NAME, CONTRACT_TO, CONTRACT_UNITS, FREQUENCY,
        IN_MONTHS, METHOD, PLANNED, UNIT_NAME,
    };

    #[test]
    fn the_year_is_made_of_plan_contracts_anchoring_and_what_recurs() {
        let whole = whole(vec![vec![
            field(11, UNIT_NAME, &text("Enhet")),
            field(31, CONTRACT_UNITS, &links([11])),
            field(31, CONTRACT_TO, &day("2026-09-30")),
            field(32, CONTRACT_UNITS, &links([11])),
            field(32, CONTRACT_TO, &day("2027-09-30")),
            field(33, CONTRACT_UNITS, &links([12])),
            field(33, CONTRACT_TO, &day("2026-09-30")),
            field(51, PLANNED, &link(1)),
            field(51, IN_MONTHS, &Value::Choices(["mar".into(), "oct".into()].into())),
            field(52, PLANNED, &link(1)),
            field(52, METHOD, &choice("own_control")),
            field(52, FREQUENCY, &choice("tertial")),
            field(53, PLANNED, &link(1)),
            field(53, FREQUENCY, &choice("year")),
            field(61, ANCHORED_WITH, &choice("elected")),
            field(61, ANCHORED_ON, &day("2026-01-20")),
            field(71, BEAT_NAME, &text("Bokslut")),
            field(71, BEAT_LANE, &choice("committee")),
            field(71, BEAT_MONTHS, &Value::Choices(["feb".into()].into())),
        ]]);
        let cycle = cycle(&whole, 2026);
        let told: Vec<_> = cycle.happenings.iter().map(|one| (one.month, one.lane, one.what)).collect();
        let expected = [
            (0, "committee", What::Anchored),
            (1, "committee", What::Beat),
            (2, "collection", What::Row),
            (3, "internal_control", What::Row),
            (7, "internal_control", What::Row),
            (8, "contract", What::Ends),
            (9, "collection", What::Row),
            (11, "internal_control", What::Row),
        ];
        assert_eq!(told, expected);
        assert_eq!(cycle.without_month, 1, "a row that is done once a year, and nobody has said when");
    }
}
