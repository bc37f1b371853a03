//! Checks on plan rows and the functions that carry them out.

use super::{
    Known, OVER_CAPACITY, ROLE_CLASH, ROLE_UNCLEAR, WITHOUT_FAILURE, WITHOUT_FREQUENCY, WITHOUT_FUNCTION,
    WITHOUT_METHOD, WITHOUT_RIGHT, WITHOUT_SPLIT,
};
use crate::follow_up::Finding;
use crate::record::{Id, Of, Step};
use crate::steps::collect::records::{GROUP, MEASURED_OF, Result as Outcome};
use crate::steps::plan::contracts;
use crate::steps::plan::records::{
    CAPACITY, CARRIED_OUT_BY, FREQUENCY, Function, HOURS, METHOD, NO_SPLIT_REASON, ON_FAILURE, OWNS, PLANNED,
    PlanActivity, SPLITS,
};
use crate::steps::plan::roles;
use std::collections::{HashMap, HashSet};

pub(super) fn findings(known: &Known) -> Vec<Finding> {
    let mut list = Vec::new();
    for row in &known.rows {
        let of = |check| Finding::of(check, Step::Plan, row);
        if row.get(METHOD).is_none() {
            list.push(of(WITHOUT_METHOD).at(METHOD));
        }
        if row.get(ON_FAILURE).is_none() {
            list.push(of(WITHOUT_FAILURE).at(ON_FAILURE));
        }
        if row.get(CARRIED_OUT_BY).is_none_or(|function| known.whole.of::<Function>(function.0).is_none()) {
            list.push(of(WITHOUT_FUNCTION).at(CARRIED_OUT_BY));
        }
        if row.get(FREQUENCY).is_none() {
            list.push(of(WITHOUT_FREQUENCY).at(FREQUENCY));
        }
    }
    list.extend(without_split(known));
    let clash = |row: &Of<PlanActivity>| Finding::of(ROLE_CLASH, Step::Plan, row).at(CARRIED_OUT_BY);
    list.extend(roles::clashes(known.whole).iter().map(clash));
    let unclear = |function: &Of<Function>| Finding::of(ROLE_UNCLEAR, Step::Plan, function).at(OWNS);
    list.extend(roles::unclear(known.whole).iter().map(unclear));
    let without_right = contracts::without_right(known.whole);
    list.extend(without_right.iter().map(|row| Finding::of(WITHOUT_RIGHT, Step::Plan, row).at(METHOD)));
    list.extend(over_capacity(known));
    list
}

/// Rows of which nobody has said whether they split by sex, where the plan or what has been found shows that it can
/// be done: rows that split otherwise, rows whose requirement has results of women or men, and, once the plan splits
/// any row by sex, all rows by a method that counts or asks people. A plan in which no row says a word of it is told
/// once and not row by row: a file from elsewhere has no column for it (`domain.md`, section 1, step 1 "Checks").
fn without_split(known: &Known) -> Vec<Finding> {
    let by_sex = |row: &Of<PlanActivity>| row.get(SPLITS).is_some_and(|splits| splits.contains("sex"));
    let is_silent = |row: &&Of<PlanActivity>| !by_sex(row) && row.get(NO_SPLIT_REASON).is_none();
    let silent: Vec<&Of<PlanActivity>> = known.rows.iter().filter(is_silent).collect();
    if silent.is_empty() {
        return Vec::new();
    }
    let planned = known.rows.iter().any(by_sex);
    let of_one_sex = |result: &Of<Outcome>| matches!(result.get(GROUP).as_deref(), Some("women" | "men"));
    let split: HashSet<Id> = known
        .whole
        .all::<Outcome>()
        .filter(of_one_sex)
        .filter_map(|result| result.get(MEASURED_OF).map(|requirement| requirement.0))
        .collect();
    let can = |row: &&&Of<PlanActivity>| {
        let otherwise = row.get(SPLITS).is_some_and(|splits| !splits.is_empty());
        let found = row.get(PLANNED).is_some_and(|requirement| split.contains(&requirement.0));
        otherwise || found || (planned && row.get(METHOD).is_some_and(|method| is_of_people(&method)))
    };
    let rows = silent.iter().filter(can).map(|row| Finding::of(WITHOUT_SPLIT, Step::Plan, row).at(SPLITS));
    let mut list: Vec<Finding> = rows.collect();
    if list.is_empty() && silent.len() == known.rows.len() {
        list.push(Finding::of_all::<PlanActivity>(WITHOUT_SPLIT, Step::Plan));
    }
    list
}

/// Whether a method counts or asks people, so that women and men can be told apart.
fn is_of_people(method: &str) -> bool {
    matches!(method, "survey" | "interview" | "focus_group" | "user_review" | "register")
}

/// Functions that are to work more hours than they have, in the order they were made.
fn over_capacity(known: &Known) -> Vec<Finding> {
    let mut hours: HashMap<Id, f64> = HashMap::new();
    for row in &known.rows {
        if let Some(function) = row.get(CARRIED_OUT_BY) {
            *hours.entry(function.0).or_default() += row.get(HOURS).unwrap_or_default();
        }
    }
    let over = |one: &Of<Function>| {
        let planned = hours.get(&one.id()).copied().unwrap_or_default();
        one.get(CAPACITY).is_some_and(|capacity| planned > capacity)
    };
    let functions = known.whole.all::<Function>().filter(over);
    functions.map(|one| Finding::of(OVER_CAPACITY, Step::Plan, &one).at(CAPACITY)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{
        OVER_CAPACITY, ROLE_CLASH, ROLE_UNCLEAR, WITHOUT_FAILURE, WITHOUT_FREQUENCY, WITHOUT_FUNCTION, WITHOUT_RIGHT,
        WITHOUT_SPLIT, findings,
    };
    use crate::follow_up::{Edit, Finding};
    use crate::record::Value;
    use crate::steps::collect::records::{GROUP, MEASURED_OF};
    use crate::steps::made::{choice, field, found, link, links, text, today, whole};
    use crate::steps::plan::records::{
        CAPACITY, CARRIED_OUT_BY, CONTRACT_UNITS, FREQUENCY, FUNCTION_NAME, HOURS, METHOD, NO_SPLIT_REASON, NUMBER,
        ON_FAILURE, OWNS, PLANNED, RIGHT, RIGHT_OF, SPLITS, UNIT_NAME,
    };

    fn list(commits: Vec<Vec<Edit>>) -> Vec<Finding> {
        findings(&whole(commits), today())
    }

    #[test]
    fn a_plan_row_says_who_how_often_and_what_follows() {
        let full = vec![
            field(51, PLANNED, &link(1)),
            field(51, CARRIED_OUT_BY, &link(41)),
            field(51, FREQUENCY, &choice("year")),
            field(51, ON_FAILURE, &text("Dialog")),
            field(51, SPLITS, &Value::Choices(["sex".into()].into())),
            field(41, FUNCTION_NAME, &text("utredare")),
        ];
        let bare = vec![field(52, PLANNED, &link(1)), field(52, CARRIED_OUT_BY, &link(99))];
        let reasoned = vec![field(53, PLANNED, &link(1)), field(53, NO_SPLIT_REASON, &text("Gäller fordon"))];
        let list = list(vec![full, bare, reasoned]);
        assert_eq!(found(&list, WITHOUT_FAILURE), [52, 53]);
        assert_eq!(found(&list, WITHOUT_FUNCTION), [52, 53], "a function that is gone is none");
        assert_eq!(found(&list, WITHOUT_FREQUENCY), [52, 53]);
        let first = list.iter().find(|finding| finding.check == WITHOUT_FREQUENCY).unwrap();
        assert_eq!(first.field, Some(FREQUENCY.tag()), "the cursor lands where it is mended");
    }

    #[test]
    fn a_split_by_sex_is_asked_for_where_it_can_be_made_and_else_once() {
        let row = |record: u128, method: &str| {
            vec![field(record, PLANNED, &link(record - 50)), field(record, METHOD, &choice(method))]
        };
        let silent = |more: Vec<Vec<Edit>>| {
            let rows = vec![row(51, "survey"), row(52, "visit"), row(53, "visit")];
            found(&list(rows.into_iter().chain(more).collect()), WITHOUT_SPLIT)
        };
        let splits = |record, code: &str| vec![field(record, SPLITS, &Value::Choices([code.into()].into()))];
        let reason = |record| vec![field(record, NO_SPLIT_REASON, &text("Gäller fordon"))];
        let women = vec![field(61, MEASURED_OF, &link(3)), field(61, GROUP, &choice("women"))];
        assert_eq!(silent(vec![]), [0], "a plan that says nothing of it is told once");
        assert_eq!(silent(vec![splits(52, "sex")]), [51], "a survey asks people; a visit need not");
        assert_eq!(silent(vec![women.clone()]), [53], "there are results of women already");
        assert_eq!(silent(vec![splits(52, "age")]), [52], "it splits, and not by sex");
        assert_eq!(silent(vec![splits(52, "sex"), reason(51)]), [0; 0], "a reason why not");
        assert_eq!(silent(vec![women, splits(53, "sex"), reason(51)]), [0; 0]);
        assert_eq!(found(&list(vec![]), WITHOUT_SPLIT), [0; 0], "no plan yet");
    }

    #[test]
    fn whoever_answers_for_the_service_does_not_review_it() {
        let row = vec![
            field(1, NUMBER, &text("K12")),
            field(51, PLANNED, &link(1)),
            field(51, METHOD, &choice("own_control")),
            field(51, CARRIED_OUT_BY, &link(41)),
            field(41, FUNCTION_NAME, &text("enhetschef")),
        ];
        let asked = list(vec![row.clone()]);
        assert_eq!((found(&asked, ROLE_UNCLEAR), found(&asked, ROLE_CLASH)), (vec![41], vec![]));
        let said = list(vec![row, vec![field(41, OWNS, &Value::Flag(true))]]);
        assert_eq!((found(&said, ROLE_UNCLEAR), found(&said, ROLE_CLASH)), (vec![], vec![51]));
    }

    #[test]
    fn a_method_needs_a_right_in_the_contract_once_its_rights_are_recorded() {
        let base = || {
            let mut edits = vec![
                field(11, UNIT_NAME, &text("Enhet")),
                field(31, CONTRACT_UNITS, &links([11])),
                field(1, NUMBER, &text("K01")),
            ];
            for (record, method) in [(51, "visit"), (52, "survey"), (53, "document_review")] {
                edits.extend([field(record, PLANNED, &link(1)), field(record, METHOD, &choice(method))]);
            }
            edits
        };
        let right = |code| vec![field(61, RIGHT_OF, &link(31)), field(61, RIGHT, &choice(code))];
        assert!(found(&list(vec![base()]), WITHOUT_RIGHT).is_empty(), "nobody has read the contract yet");
        assert_eq!(found(&list(vec![base(), right("data")]), WITHOUT_RIGHT), [51]);
        assert_eq!(found(&list(vec![base(), right("unannounced_visits")]), WITHOUT_RIGHT), [53]);
    }

    #[test]
    fn a_function_works_no_more_hours_than_it_has() {
        let planned = |capacity: f64| {
            let mut edits = vec![field(41, CAPACITY, &Value::Number(capacity))];
            for (record, hours) in [(51, 30.0), (52, 10.0)] {
                edits.push(field(record, CARRIED_OUT_BY, &link(41)));
                edits.push(field(record, HOURS, &Value::Number(hours)));
            }
            found(&list(vec![edits]), OVER_CAPACITY)
        };
        assert_eq!(planned(39.0), [41]);
        assert!(planned(40.0).is_empty());
    }
}
