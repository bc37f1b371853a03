//! The sanction ladder: a step stands on the documented ones below it, or on serious harm.

use super::records::{
    ActionPlan, LADDER_STEP, PLAN_UNIT, REQUESTED, SANCTION_DATE, SANCTION_ON, SANCTION_PLAN, SKIP_REASON,
    SanctionEvent,
};
use crate::follow_up::Whole;
use crate::record::{Id, Of};
use crate::steps::plan::records::{CONTRACT_UNITS, Contract, LADDER_NAME, LADDER_OF, LADDER_ORDER, LadderStep};
use crate::steps::plan::wording::says;
use chrono::NaiveDate;
use std::collections::HashMap;

/// What a ladder calls the step at which a plan of actions is asked for.
const PLAN_STEP: &[&str] = &["åtgärdsplan*", "handlingsplan*", "action plan*"];

/// What is wrong with where a sanction stands on its ladder.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Misstep {
    /// It is not the first step, and nothing before it has been documented.
    Alone,
    /// A step between it and the last documented one has been skipped.
    Skipped,
}

/// The sanctions that stand on nothing or skip a step without a reason, in the order they were made. What comes before:
/// earlier sanctions on the same contract, and plans of actions requested from its units by that day or named by the
/// sanction itself, which stand for the ladder's step of that name, or for the first.
#[must_use]
pub fn missteps(whole: &Whole) -> Vec<(Of<SanctionEvent>, Misstep)> {
    let ladders = Ladders::of(whole);
    let mut lines: HashMap<Id, Vec<Entry>> = HashMap::new();
    let mut events: Vec<Of<SanctionEvent>> = Vec::new();
    for event in whole.all::<SanctionEvent>() {
        let (contract, step) = (event.get(SANCTION_ON), event.get(LADDER_STEP));
        let rank = step.and_then(|step| ladders.rank(step.0));
        if let (Some(contract), Some(rank), Some(day)) = (contract, rank, event.get(SANCTION_DATE)) {
            lines.entry(contract.0).or_default().push(Entry { day, rank, event: Some(events.len()) });
            events.push(event);
        }
    }
    for (contract, day) in requested(whole) {
        if let Some(line) = lines.get_mut(&contract) {
            line.push(Entry { day, rank: ladders.plan_rank(contract), event: None });
        }
    }
    let mut found = Vec::new();
    for (contract, mut line) in lines {
        // Plans of a day count for the sanctions of that day, sanctions of the same day not for each other.
        line.sort_by_key(|entry| (entry.day, entry.event));
        let mut documented = 0;
        for day in line.chunk_by(|a, b| a.day == b.day) {
            let plans = day.iter().filter(|entry| entry.event.is_none()).map(|entry| entry.rank).max();
            documented = documented.max(plans.unwrap_or_default());
            for (entry, place) in day.iter().filter_map(|entry| Some((entry, entry.event?))) {
                let Some(event) = events.get(place).filter(|event| event.get(SKIP_REASON).is_none()) else { continue };
                let own = event.get(SANCTION_PLAN).and_then(|plan| whole.of::<ActionPlan>(plan.0));
                let below = documented.max(own.map_or(0, |_| ladders.plan_rank(contract)));
                if below == 0 && entry.rank > 1 {
                    found.push((place, Misstep::Alone));
                } else if entry.rank > below + 1 {
                    found.push((place, Misstep::Skipped));
                }
            }
            documented = day.iter().map(|entry| entry.rank).max().unwrap_or_default().max(documented);
        }
    }
    found.sort_by_key(|(place, _)| *place);
    found.into_iter().filter_map(|(place, misstep)| Some((events.get(place)?.clone(), misstep))).collect()
}

/// Something documented about a contract.
struct Entry {
    day: NaiveDate,
    rank: usize,
    /// Place of the sanction; nothing for a plan of actions.
    event: Option<usize>,
}

/// The place of each step on its ladder, from 1.
struct Ladders {
    ranks: HashMap<Id, usize>,
    plans: HashMap<Id, usize>,
}

impl Ladders {
    fn of(whole: &Whole) -> Self {
        let mut ladders: HashMap<Id, Vec<Of<LadderStep>>> = HashMap::new();
        for step in whole.all::<LadderStep>() {
            if let Some(contract) = step.get(LADDER_OF) {
                ladders.entry(contract.0).or_default().push(step);
            }
        }
        let (mut ranks, mut plans) = (HashMap::new(), HashMap::new());
        for (contract, mut steps) in ladders {
            steps.sort_by(|a, b| {
                let order = |step: &Of<LadderStep>| step.get(LADDER_ORDER).unwrap_or_default();
                order(a).total_cmp(&order(b)).then_with(|| a.id().cmp(&b.id()))
            });
            for (rank, step) in (1..).zip(&steps) {
                ranks.insert(step.id(), rank);
                if step.get(LADDER_NAME).is_some_and(|name| says(&name, PLAN_STEP)) {
                    plans.entry(contract).or_insert(rank);
                }
            }
        }
        Self { ranks, plans }
    }

    fn rank(&self, step: Id) -> Option<usize> {
        self.ranks.get(&step).copied()
    }

    fn plan_rank(&self, contract: Id) -> usize {
        self.plans.get(&contract).copied().unwrap_or(1)
    }
}

/// The contracts whose units have been asked for a plan of actions, and when.
fn requested(whole: &Whole) -> Vec<(Id, NaiveDate)> {
    let mut by_unit: HashMap<Id, Vec<NaiveDate>> = HashMap::new();
    for plan in whole.all::<ActionPlan>() {
        if let (Some(unit), Some(day)) = (plan.get(PLAN_UNIT), plan.get(REQUESTED)) {
            by_unit.entry(unit.0).or_default().push(day);
        }
    }
    let mut requested = Vec::new();
    for contract in whole.all::<Contract>() {
        for unit in contract.get(CONTRACT_UNITS).map(|units| units.0).unwrap_or_default() {
            let days = by_unit.get(&unit).map(Vec::as_slice).unwrap_or_default();
            requested.extend(days.iter().map(|day| (contract.id(), *day)));
        }
    }
    requested
}

#[cfg(test)]
mod tests {
    use super::{Misstep, missteps};
    use crate::follow_up::Edit;
    use crate::record::Value;
    use crate::steps::actions::records::{
        LADDER_STEP, PLAN_UNIT, REQUESTED, SANCTION_DATE, SANCTION_ON, SANCTION_PLAN, SKIP_REASON,
    };
    use crate::steps::made::{day, field, link, links, text, whole};
    use crate::steps::plan::records::{CONTRACT_UNITS, LADDER_NAME, LADDER_OF, LADDER_ORDER};

    /// Contract 1 with unit 11: dialog, åtgärdsplan, varning, vite, numbered in tens.
    fn ladder() -> Vec<Edit> {
        let mut edits = vec![field(1, CONTRACT_UNITS, &links([11]))];
        for (step, name) in (101_u32..).zip(["dialog", "åtgärdsplan", "varning", "vite"]) {
            let record = u128::from(step);
            edits.push(field(record, LADDER_OF, &link(1)));
            edits.push(field(record, LADDER_NAME, &text(name)));
            edits.push(field(record, LADDER_ORDER, &Value::Number(f64::from(step - 100) * 10.0)));
        }
        edits
    }

    fn sanction(record: u128, step: u128, on: &str) -> Vec<Edit> {
        vec![
            field(record, SANCTION_ON, &link(1)),
            field(record, LADDER_STEP, &link(100 + step)),
            field(record, SANCTION_DATE, &day(on)),
        ]
    }

    fn plan(record: u128, on: &str) -> Vec<Edit> {
        vec![field(record, PLAN_UNIT, &link(11)), field(record, REQUESTED, &day(on))]
    }

    fn found(commits: Vec<Vec<Edit>>) -> Vec<(u128, Misstep)> {
        let all = std::iter::once(ladder()).chain(commits).collect();
        missteps(&whole(all)).iter().map(|(event, misstep)| (event.id().as_u128(), *misstep)).collect()
    }

    #[test]
    fn a_sanction_stands_on_the_documented_steps_before_it() {
        assert!(found(vec![sanction(201, 1, "2025-01-01")]).is_empty(), "the first step needs none");
        assert_eq!(found(vec![sanction(201, 2, "2025-01-01")]), [(201, Misstep::Alone)]);
        let climbed =
            vec![sanction(201, 1, "2025-01-01"), sanction(202, 2, "2025-02-01"), sanction(203, 3, "2025-03-01")];
        assert!(found(climbed).is_empty());
        let same_day = vec![sanction(201, 1, "2025-01-01"), sanction(202, 2, "2025-01-01")];
        assert_eq!(found(same_day), [(202, Misstep::Alone)]);
    }

    #[test]
    fn a_step_is_skipped_only_for_a_reason() {
        let skipped = || vec![sanction(201, 1, "2025-01-01"), sanction(202, 4, "2025-02-01")];
        assert_eq!(found(skipped()), [(202, Misstep::Skipped)]);
        let mut reasoned = skipped();
        reasoned.push(vec![field(202, SKIP_REASON, &text("Allvarlig skada"))]);
        assert!(found(reasoned).is_empty());
    }

    #[test]
    fn a_plan_of_actions_is_the_step_of_its_name() {
        let after = |step| vec![plan(301, "2025-01-01"), sanction(201, step, "2025-01-01")];
        assert!(found(after(3)).is_empty(), "åtgärdsplan, then varning");
        assert_eq!(found(after(4)), [(201, Misstep::Skipped)]);
        let later = vec![plan(301, "2025-01-02"), sanction(201, 3, "2025-01-01")];
        assert_eq!(found(later.clone()), [(201, Misstep::Alone)]);
        let named = vec![field(201, SANCTION_PLAN, &link(301))];
        assert!(found(later.into_iter().chain([named]).collect()).is_empty(), "the sanction names it itself");
    }
}
