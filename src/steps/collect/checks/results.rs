//! Checks on results. All of them are read once.

use super::{ADRIFT, BEFORE_CONTRACT, THIN_SURVEY, TWICE, UNBOUND, WITHOUT_SPLIT, is_thin};
use crate::follow_up::{Finding, Whole};
use crate::record::{Id, Of, Period, Step};
use crate::steps::collect::records::{
    AT_UNIT, GROUP, MEASURED_OF, N, NON_RESPONSE, ORIGIN, PERIOD, RESULT_DATE, RESULT_METHOD, Result,
};
use crate::steps::plan::binding::{Binds, Regimes};
use crate::steps::plan::contracts::Contracts;
use crate::steps::plan::records::{PLANNED, PlanActivity, Requirement, SPLITS, Unit};
use std::collections::{HashMap, HashSet};

/// What makes two results the same (`domain.md`, section 0 "Measure").
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    requirement: Id,
    unit: Id,
    period: Period,
    group: String,
    method: String,
    origin: String,
}

pub(super) fn findings(whole: &Whole) -> Vec<Finding> {
    let regimes = Regimes::of(whole);
    let binds: HashMap<Id, Binds> = whole.all::<Requirement>().map(|one| (one.id(), Binds::of(&one))).collect();
    let units: HashSet<Id> = whole.all::<Unit>().map(|unit| unit.id()).collect();
    let contracts = Contracts::of(whole);
    let mut splits = Splits::of(whole);
    let mut surveys: HashMap<(Id, Id, String), (Period, Of<Result>)> = HashMap::new();
    let mut known: HashMap<Key, Of<Result>> = HashMap::new();
    let mut list = Vec::new();
    for result in whole.all::<Result>() {
        let of = |check| Finding::of(check, Step::Collect, &result);
        let key = key(&result).filter(|key| binds.contains_key(&key.requirement) && units.contains(&key.unit));
        let Some(key) = key else {
            let of = of(ADRIFT);
            let missing = match (result.get(MEASURED_OF), result.get(AT_UNIT), result.get(PERIOD)) {
                (Some(requirement), _, _) if !binds.contains_key(&requirement.0) => of.at(MEASURED_OF),
                (Some(_), Some(unit), _) if !units.contains(&unit.0) => of.at(AT_UNIT),
                (Some(_), None, _) => of.at(AT_UNIT),
                (Some(_), Some(_), _) => of.at(PERIOD),
                (None, _, _) => of.at(MEASURED_OF),
            };
            list.push(missing);
            continue;
        };
        if contracts.is_before(key.unit, key.period.last_day()) {
            list.push(of(BEFORE_CONTRACT).at(PERIOD));
        }
        if !binds.get(&key.requirement).is_some_and(|binds| binds.unit(key.unit, &regimes)) {
            list.push(of(UNBOUND).at(AT_UNIT));
            continue;
        }
        splits.take(&key);
        if key.method == "survey" && key.group == "all" {
            let latest = surveys.entry((key.requirement, key.unit, key.origin.clone()));
            let latest = latest.or_insert_with(|| (key.period, result.clone()));
            if key.period > latest.0 {
                *latest = (key.period, result.clone());
            }
        }
        let Some(other) = known.get(&key) else {
            known.insert(key, result);
            continue;
        };
        let order = |one: &Of<Result>| (one.get(RESULT_DATE), one.id());
        if order(other) < order(&result) {
            list.push(Finding::of(TWICE, Step::Collect, other));
            known.insert(key, result);
        } else {
            list.push(of(TWICE));
        }
    }
    list.extend(splits.missing());
    let thin = surveys.into_values().filter(|(_, one)| is_thin(one.get(N), one.get(NON_RESPONSE)));
    list.extend(thin.map(|(_, one)| Finding::of(THIN_SURVEY, Step::Collect, &one).at(N)));
    list.sort_by_key(|finding| finding.record);
    list
}

fn key(result: &Of<Result>) -> Option<Key> {
    Some(Key {
        requirement: result.get(MEASURED_OF)?.0,
        unit: result.get(AT_UNIT)?.0,
        period: result.get(PERIOD)?,
        group: result.get(GROUP).unwrap_or_else(|| "all".to_owned()),
        method: result.get(RESULT_METHOD).unwrap_or_default(),
        origin: result.get(ORIGIN).unwrap_or_default(),
    })
}

/// The plan rows that split by sex, and which groups their requirements have results for at each unit.
struct Splits {
    rows: Vec<(Of<PlanActivity>, Id)>,
    planned: HashSet<Id>,
    /// All, women, men.
    seen: HashMap<(Id, Id), [bool; 3]>,
}

impl Splits {
    fn of(whole: &Whole) -> Self {
        let splits = |row: &Of<PlanActivity>| row.get(SPLITS).is_some_and(|splits| splits.contains("sex"));
        let rows = whole.all::<PlanActivity>().filter(splits);
        let rows: Vec<_> = rows.filter_map(|row| row.get(PLANNED).map(|of| (row, of.0))).collect();
        let planned = rows.iter().map(|(_, requirement)| *requirement).collect();
        Self { rows, planned, seen: HashMap::new() }
    }

    fn take(&mut self, key: &Key) {
        let place = ["all", "women", "men"].iter().position(|group| *group == key.group);
        if let Some(place) = place.filter(|_| self.planned.contains(&key.requirement))
            && let Some(seen) = self.seen.entry((key.requirement, key.unit)).or_default().get_mut(place)
        {
            *seen = true;
        }
    }

    /// The rows whose requirement has a unit with results for all, and none for women or none for men.
    fn missing(self) -> impl Iterator<Item = Finding> {
        let lacking = self.seen.into_iter().filter(|(_, [all, women, men])| *all && !(*women && *men));
        let lacking: HashSet<Id> = lacking.map(|((requirement, _), _)| requirement).collect();
        let rows = self.rows.into_iter().filter(move |(_, requirement)| lacking.contains(requirement));
        rows.map(|(row, _)| Finding::of(WITHOUT_SPLIT, Step::Collect, &row).at(SPLITS))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ADRIFT, BEFORE_CONTRACT, THIN_SURVEY, UNBOUND, WITHOUT_SPLIT, findings};
    use crate::follow_up::{Edit, Finding};
    use crate::record::Value;
    use crate::steps::collect::records::{AT_UNIT, GROUP, MEASURED_OF, N, NON_RESPONSE, PERIOD, RESULT_METHOD};
    use crate::steps::made::{choice, day, field, found, link, links, text, whole};
    use crate::steps::plan::records::{BINDS_WHOM, CONTRACT_FROM, CONTRACT_UNITS, NUMBER, PLANNED, SPLITS, UNIT_NAME};

    fn list(commits: Vec<Vec<Edit>>) -> Vec<Finding> {
        let base = vec![field(1, NUMBER, &text("K01")), field(11, UNIT_NAME, &text("Enhet"))];
        findings(&whole(std::iter::once(base).chain(commits).collect()))
    }

    fn result(record: u128, period: &str, group: &str) -> Vec<Edit> {
        vec![
            field(record, MEASURED_OF, &link(1)),
            field(record, AT_UNIT, &link(11)),
            field(record, PERIOD, &text(period)),
            field(record, GROUP, &choice(group)),
        ]
    }

    fn survey(record: u128, period: &str, n: f64, non_response: f64) -> Vec<Edit> {
        let mut edits = result(record, period, "all");
        edits.push(field(record, RESULT_METHOD, &choice("survey")));
        edits.push(field(record, N, &Value::Number(n)));
        edits.push(field(record, NON_RESPONSE, &Value::Number(non_response)));
        edits
    }

    #[test]
    fn a_survey_that_too_few_answered_warns_in_its_latest_period() {
        let thin = |edits| found(&list(edits), THIN_SURVEY);
        assert_eq!(thin(vec![survey(100, "2025", 24.0, 67.6)]), [100]);
        assert_eq!(thin(vec![survey(100, "2025", 9.0, 0.0)]), [100]);
        assert!(thin(vec![survey(100, "2025", 10.0, 40.0)]).is_empty());
        assert!(thin(vec![survey(100, "2025", 50.0, 10.0), survey(101, "2024", 9.0, 60.0)]).is_empty(), "of last year");
        let mut register = survey(100, "2025", 5.0, 50.0);
        register.retain(|edit| edit.tag != RESULT_METHOD.tag());
        assert!(thin(vec![register]).is_empty(), "no survey");
    }

    #[test]
    fn results_are_split_by_sex_where_the_plan_says_so() {
        let planned = |splits: &str| {
            vec![field(51, PLANNED, &link(1)), field(51, SPLITS, &Value::Choices([splits.into()].into()))]
        };
        let missing = |splits, results: Vec<Vec<Edit>>| {
            found(&list(std::iter::once(planned(splits)).chain(results).collect()), WITHOUT_SPLIT)
        };
        let all = || result(100, "2025", "all");
        assert_eq!(missing("sex", vec![all()]), [51]);
        assert_eq!(missing("sex", vec![all(), result(101, "2025", "women")]), [51], "men are missing");
        assert!(missing("sex", vec![all(), result(101, "2025", "women"), result(102, "2025", "men")]).is_empty());
        assert!(missing("age", vec![all()]).is_empty());
        assert!(missing("sex", Vec::new()).is_empty(), "no results yet");
    }

    #[test]
    fn a_result_from_before_the_contract_is_named() {
        let contract = || vec![field(31, CONTRACT_UNITS, &links([11])), field(31, CONTRACT_FROM, &day("2024-12-31"))];
        let before = |period| found(&list(vec![contract(), result(100, period, "all")]), BEFORE_CONTRACT);
        assert_eq!(before("2024T2"), [100]);
        assert!(before("2024").is_empty(), "its last day is the first one of the contract");
    }

    #[test]
    fn a_result_belongs_to_a_requirement_that_binds_its_unit() {
        let mut adrift = result(100, "2025", "all");
        adrift.remove(0);
        assert_eq!(found(&list(vec![adrift]), ADRIFT), [100]);
        let unbound = vec![result(100, "2025", "all"), vec![field(1, BINDS_WHOM, &choice("listed"))]];
        assert_eq!(found(&list(unbound), UNBOUND), [100]);
    }
}
