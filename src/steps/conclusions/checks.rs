//! What is missing or suspicious in step 5 (`domain.md`, section 1, step 5 "Checks").

use super::records::{
    AIM_DATE, BAD_EFFECTS, CONCERNED, CONCLUDED_BY, CONCLUSION_SUPPORT, CONCLUSION_TEXT, Conclusion, GOOD_EFFECTS,
    INACTION, ImprovementArea, JUDGED, JUDGED_UNIT, Judgement, RESTS_ON, SCENARIO_KIND, Scenario, VERDICT,
};
use super::wording;
use crate::follow_up::{Finding, Whole};
use crate::record::{Id, Of, Step};
use crate::steps::causes::records::{CAUSE_SUPPORT, Cause, STRENGTH};
use crate::steps::causes::support;
use crate::steps::collect::records::{MEASURED_OF, Result, VALUE};
use crate::steps::plan::records::{CRITICAL, Requirement};
use std::collections::HashSet;

/// A requirement with results that nobody has judged.
pub const NOT_JUDGED: &str = "requirement-not-judged";
/// An overall judgement that says met, while a critical requirement is not.
pub const GREEN_WITH_RED: &str = "judgement-green-with-red";
/// More than a quarter of the judgements say that one cannot judge.
pub const CANNOT_JUDGE: &str = "judgements-cannot-judge";
/// Causes that are not dismissed, and no conclusion at all.
pub const NO_CONCLUSION: &str = "conclusions-missing";
/// A conclusion that rests on no cause.
pub const WITHOUT_CAUSE: &str = "conclusion-without-cause";
/// A conclusion for which nothing speaks.
pub const WITHOUT_SUPPORT: &str = "conclusion-without-support";
/// A conclusion worded as an action.
pub const IS_ACTION: &str = "conclusion-is-action";
/// A conclusion without what happens when nobody acts.
pub const WITHOUT_INACTION: &str = "conclusion-without-inaction";
/// A conclusion that one function alone has drawn.
pub const ONE_FUNCTION: &str = "conclusion-one-function";
/// No scenario in which nothing changes.
pub const NO_UNCHANGED: &str = "scenario-unchanged-missing";
/// A scenario without side effects.
pub const NO_SIDE_EFFECTS: &str = "scenario-without-side-effects";
/// An improvement area without the day when it is to be there.
pub const WITHOUT_DATE: &str = "improvement-without-date";
/// An improvement area that concerns nobody.
pub const WITHOUT_CONCERNED: &str = "improvement-without-concerned";

/// The checks, in the order they are worth mending.
pub const CHECKS: &[&str] = &[
    GREEN_WITH_RED,
    NO_CONCLUSION,
    WITHOUT_CAUSE,
    WITHOUT_SUPPORT,
    IS_ACTION,
    WITHOUT_INACTION,
    ONE_FUNCTION,
    NO_UNCHANGED,
    NO_SIDE_EFFECTS,
    WITHOUT_DATE,
    WITHOUT_CONCERNED,
    CANNOT_JUDGE,
    NOT_JUDGED,
];

/// A share of judgements that cannot be made is too large from one in this many (`domain.md`, section 1, step 5
/// "Checks": over 25 %).
const ONE_IN: usize = 4;

/// What the checks find, in the order it is worth mending.
#[must_use]
pub fn findings(whole: &Whole) -> Vec<Finding> {
    let mut list = of_judgements(whole);
    if whole.all::<Conclusion>().next().is_none() && whole.all::<Cause>().any(|cause| is_held(&cause)) {
        list.push(Finding::of_all::<Conclusion>(NO_CONCLUSION, Step::Conclusions));
    }
    for conclusion in whole.all::<Conclusion>() {
        list.extend(of_conclusion(whole, &conclusion));
    }
    list.extend(of_scenarios(whole));
    for area in whole.all::<ImprovementArea>() {
        let of = |check| Finding::of(check, Step::Conclusions, &area);
        if area.get(AIM_DATE).is_none() {
            list.push(of(WITHOUT_DATE).at(AIM_DATE));
        }
        if area.get(CONCERNED).is_none() {
            list.push(of(WITHOUT_CONCERNED).at(CONCERNED));
        }
    }
    Finding::sort(&mut list, CHECKS);
    list
}

/// Whether a cause is held possible still.
fn is_held(cause: &Of<Cause>) -> bool {
    cause.get(STRENGTH).as_deref() != Some("dismissed")
}

fn of_judgements(whole: &Whole) -> Vec<Finding> {
    let judgements: Vec<Of<Judgement>> = whole.all().collect();
    let judged: HashSet<Id> = judgements.iter().filter_map(|one| one.get(JUDGED)).map(|of| of.0).collect();
    let says = |one: &Of<Judgement>, verdict: &str| one.get(VERDICT).as_deref() == Some(verdict);
    let mut list = Vec::new();

    // Where a critical requirement is not met: at a unit, or over all.
    let critical = |id: Id| whole.of::<Requirement>(id).is_some_and(|one| one.get(CRITICAL) == Some(true));
    let red = judgements.iter().filter(|one| says(one, "not_met"));
    let red = red.filter(|one| one.get(JUDGED).is_some_and(|of| critical(of.0)));
    let red: HashSet<Option<Id>> = red.map(|one| one.get(JUDGED_UNIT).map(|unit| unit.0)).collect();
    for overall in judgements.iter().filter(|one| one.get(JUDGED).is_none() && says(one, "met")) {
        let unit = overall.get(JUDGED_UNIT).map(|unit| unit.0);
        if red.contains(&None) || (unit.is_none() && !red.is_empty()) || red.contains(&unit) {
            list.push(Finding::of(GREEN_WITH_RED, Step::Conclusions, overall).at(VERDICT));
        }
    }

    let of_requirements: Vec<_> = judgements.iter().filter(|one| one.get(JUDGED).is_some()).collect();
    let open = of_requirements.iter().filter(|one| says(one, "cannot_judge")).count();
    if open * ONE_IN > of_requirements.len() {
        list.push(Finding::of_all::<Judgement>(CANNOT_JUDGE, Step::Conclusions));
    }

    let mut measured: HashSet<Id> = HashSet::new();
    for result in whole.all::<Result>() {
        if let Some(requirement) = result.get(MEASURED_OF)
            && !judged.contains(&requirement.0)
            && !measured.contains(&requirement.0)
            && result.record().stored(VALUE.tag()).is_some()
        {
            measured.insert(requirement.0);
        }
    }
    let open = whole.all::<Requirement>().filter(|one| measured.contains(&one.id()));
    list.extend(open.map(|one| Finding::of(NOT_JUDGED, Step::Conclusions, &one).mended_among::<Judgement>()));
    list
}

fn of_conclusion(whole: &Whole, conclusion: &Of<Conclusion>) -> Vec<Finding> {
    let of = |check| Finding::of(check, Step::Conclusions, conclusion);
    let causes = conclusion.get(RESTS_ON).map(|causes| causes.0).unwrap_or_default();
    let causes: Vec<Of<Cause>> = causes.into_iter().filter_map(|id| whole.of(id)).collect();
    let mut list = Vec::new();
    if causes.is_empty() {
        list.push(of(WITHOUT_CAUSE).at(RESTS_ON));
    }
    let supported = support::is_there(whole, conclusion.get(CONCLUSION_SUPPORT))
        || causes.iter().any(|cause| support::is_there(whole, cause.get(CAUSE_SUPPORT)));
    if !supported {
        list.push(of(WITHOUT_SUPPORT).at(CONCLUSION_SUPPORT));
    }
    if conclusion.get(CONCLUSION_TEXT).is_some_and(|text| wording::is_action(&text)) {
        list.push(of(IS_ACTION).at(CONCLUSION_TEXT));
    }
    if conclusion.get(INACTION).is_none() {
        list.push(of(WITHOUT_INACTION).at(INACTION));
    }
    if conclusion.get(CONCLUDED_BY).is_none_or(|functions| functions.0.len() < 2) {
        list.push(of(ONE_FUNCTION).at(CONCLUDED_BY));
    }
    list
}

/// Once there is something to conclude, one way ahead is that nothing changes.
fn of_scenarios(whole: &Whole) -> Vec<Finding> {
    let scenarios: Vec<Of<Scenario>> = whole.all().collect();
    let begun = !scenarios.is_empty() || whole.all::<Conclusion>().next().is_some();
    let mut list = Vec::new();
    if begun && !scenarios.iter().any(|one| one.get(SCENARIO_KIND).as_deref() == Some("unchanged")) {
        list.push(Finding::of_all::<Scenario>(NO_UNCHANGED, Step::Conclusions));
    }
    let without = scenarios.iter().filter(|one| one.get(GOOD_EFFECTS).is_none() && one.get(BAD_EFFECTS).is_none());
    list.extend(without.map(|one| Finding::of(NO_SIDE_EFFECTS, Step::Conclusions, one).at(GOOD_EFFECTS)));
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow_up::Edit;
    use crate::record::Value;
    use crate::steps::causes::records::CAUSE_TEXT;
    use crate::steps::collect::records::SEEN;
    use crate::steps::conclusions::records::IMPROVEMENT_NAME;
    use crate::steps::made::{choice, day, field, found, link, links, text, whole};
    use crate::steps::plan::records::NUMBER;

    fn list(commits: Vec<Vec<Edit>>) -> Vec<Finding> {
        findings(&whole(commits))
    }

    fn judged(record: u128, requirement: Option<u128>, unit: Option<u128>, verdict: &str) -> Vec<Edit> {
        let mut edits = vec![field(record, VERDICT, &choice(verdict))];
        edits.extend(requirement.map(|of| field(record, JUDGED, &link(of))));
        edits.extend(unit.map(|unit| field(record, JUDGED_UNIT, &link(unit))));
        edits
    }

    #[test]
    fn what_has_been_measured_is_judged() {
        let requirement = |record| field(record, NUMBER, &text("K"));
        let result =
            |record, of| vec![field(record, MEASURED_OF, &link(of)), field(record, VALUE, &Value::Number(1.0))];
        let missing = vec![field(103, MEASURED_OF, &link(3))];
        let list = list(vec![
            vec![requirement(1), requirement(2), requirement(3)],
            result(101, 1),
            result(102, 2),
            missing,
            judged(201, Some(2), Some(11), "met"),
        ]);
        assert_eq!(found(&list, NOT_JUDGED), [1]);
    }

    #[test]
    fn the_whole_is_not_green_while_something_critical_is_red() {
        let of = |red: Option<u128>, overall: Option<u128>, critical: bool| {
            let base = vec![field(1, NUMBER, &text("K04")), field(1, CRITICAL, &Value::Flag(critical))];
            let all = vec![base, judged(201, Some(1), red, "not_met"), judged(202, None, overall, "met")];
            found(&list(all), GREEN_WITH_RED)
        };
        assert_eq!(of(Some(11), None, true), [202]);
        assert_eq!(of(None, Some(11), true), [202], "not met over all is not met there");
        assert_eq!(of(Some(11), Some(11), true), [202]);
        assert!(of(Some(12), Some(11), true).is_empty(), "at another unit");
        assert!(of(Some(11), None, false).is_empty(), "not critical");
    }

    #[test]
    fn a_quarter_that_cannot_be_judged_is_the_most() {
        let of = |open: u128| {
            let verdict = |record| if record <= 200 + open { "cannot_judge" } else { "met" };
            let judgements = (201..=204).map(|record| judged(record, Some(1), Some(record), verdict(record)));
            found(&list(judgements.collect()), CANNOT_JUDGE)
        };
        assert!(of(0).is_empty() && of(1).is_empty());
        assert_eq!(of(2), [0]);
    }

    #[test]
    fn a_conclusion_rests_on_causes_and_support_and_says_what_follows() {
        let full = |record| {
            vec![
                field(record, CONCLUSION_TEXT, &text("Kontinuiteten faller")),
                field(record, RESTS_ON, &links([20])),
                field(record, INACTION, &text("Fler blir otrygga")),
                field(record, CONCLUDED_BY, &links([41, 42])),
            ]
        };
        let base = vec![field(20, CAUSE_SUPPORT, &links([70])), field(70, SEEN, &text("Sett"))];
        let all = list(vec![base, full(1), vec![field(2, CONCLUSION_TEXT, &text("Inför rutiner"))]]);
        for check in [WITHOUT_CAUSE, WITHOUT_SUPPORT, IS_ACTION, WITHOUT_INACTION, ONE_FUNCTION] {
            assert_eq!(found(&all, check), [2], "{check}");
        }
        let unsupported = list(vec![vec![field(20, CAUSE_SUPPORT, &links([99]))], full(1)]);
        assert_eq!((found(&unsupported, WITHOUT_CAUSE), found(&unsupported, WITHOUT_SUPPORT)), (vec![], vec![1]));
    }

    #[test]
    fn something_is_concluded_from_the_causes() {
        let cause = || field(20, CAUSE_TEXT, &text("Scheman läggs sent"));
        let of = |more: Vec<Edit>| found(&list(vec![vec![cause()], more]), NO_CONCLUSION);
        assert_eq!(of(Vec::new()), [0]);
        assert_eq!(of(judged(201, Some(1), None, "met")), [0], "a judgement is no conclusion");
        assert!(of(vec![field(20, STRENGTH, &choice("dismissed"))]).is_empty());
        assert!(of(vec![field(1, CONCLUSION_TEXT, &text("Kontinuiteten faller"))]).is_empty());
        assert!(found(&list(Vec::new()), NO_CONCLUSION).is_empty(), "no cause has been looked for");
    }

    #[test]
    fn one_way_ahead_is_that_nothing_changes_and_each_has_side_effects() {
        let scenario = |record, kind: &str| field(record, SCENARIO_KIND, &choice(kind));
        let bare =
            list(vec![vec![scenario(1, "limited"), field(1, BAD_EFFECTS, &text("Dyrare")), scenario(2, "full")]]);
        assert_eq!((found(&bare, NO_UNCHANGED), found(&bare, NO_SIDE_EFFECTS)), (vec![0], vec![2]));
        assert!(found(&list(vec![vec![scenario(1, "unchanged")]]), NO_UNCHANGED).is_empty());
        assert!(list(vec![Vec::new()]).is_empty(), "nothing has been concluded yet");
    }

    #[test]
    fn an_improvement_area_has_a_day_and_those_concerned() {
        let full = vec![field(1, AIM_DATE, &day("2026-01-01")), field(1, CONCERNED, &text("brukare"))];
        let list = list(vec![full, vec![field(2, IMPROVEMENT_NAME, &text("Läkemedel"))]]);
        assert_eq!((found(&list, WITHOUT_DATE), found(&list, WITHOUT_CONCERNED)), (vec![2], vec![2]));
    }
}
