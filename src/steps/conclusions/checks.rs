//! What is missing or suspicious in step 5 (`domain.md`, section 1, step 5 "Checks").

use super::records::{
    AIM_DATE, BAD_EFFECTS, CONCERNED, CONCLUDED_BY, CONCLUSION_SUPPORT, CONCLUSION_TEXT, Conclusion, GOOD_EFFECTS,
    INACTION, ImprovementArea, JUDGED, JUDGED_UNIT, Judgement, RESTS_ON, SCENARIO_KIND, Scenario, VERDICT,
};
use super::{overall, overall::Overall, wording};
use crate::follow_up::{Finding, Whole};
use crate::record::{Id, Of, Step};
use crate::steps::causes::records::{CAUSE_SUPPORT, Cause, STRENGTH};
use crate::steps::causes::support;
use crate::steps::collect::records::{AT_UNIT, MEASURED_OF, Result, VALUE};
use crate::steps::plan::binding::{Binds, Regimes};
use crate::steps::plan::records::{CRITICAL, Requirement, Unit};
use std::collections::HashSet;

/// A requirement with results that nobody has judged, over all or at one of the units that have them.
pub const NOT_JUDGED: &str = "requirement-not-judged";
/// A unit with results or evidence that no judgement is about, while others have one (see [`overall::unjudged`]).
pub const UNIT_NOT_JUDGED: &str = "unit-not-judged";
/// Judgements, and no overall one: neither of the whole nor of a unit.
pub const WITHOUT_OVERALL: &str = "judgement-without-overall";
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
    UNIT_NOT_JUDGED,
    WITHOUT_OVERALL,
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
    let judgements: Vec<Of<Judgement>> = overall::made(whole).collect();
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

    list.extend(not_judged(whole, &judgements));
    let units = overall::unjudged(whole);
    let of_unit = |unit: &Of<Unit>| Finding::of(UNIT_NOT_JUDGED, Step::Conclusions, unit).mended_among::<Judgement>();
    list.extend(units.iter().map(of_unit));
    if !judgements.is_empty() && Overall::of(whole).is_missing() {
        list.push(Finding::of_all::<Judgement>(WITHOUT_OVERALL, Step::Conclusions));
    }
    list
}

/// A requirement at a unit; over all without one.
type Place = (Id, Option<Id>);

/// Requirements with results that are judged neither over all nor at every unit that they bind and that has results:
/// what is said of one unit is not said of the others.
fn not_judged(whole: &Whole, judgements: &[Of<Judgement>]) -> Vec<Finding> {
    let place = |one: &Of<Judgement>| Some((one.get(JUDGED)?.0, one.get(JUDGED_UNIT).map(|unit| unit.0)));
    let judged: HashSet<Place> = judgements.iter().filter_map(place).collect();
    let anywhere: HashSet<Id> = judged.iter().map(|(requirement, _)| *requirement).collect();
    let regimes = Regimes::of(whole);
    let mut open: HashSet<Id> = HashSet::new();
    // Whether each place counts is worked out once, however many results there are.
    let mut seen: HashSet<Place> = HashSet::new();
    for result in whole.all::<Result>() {
        let Some(requirement) = result.get(MEASURED_OF).map(|of| of.0) else { continue };
        if open.contains(&requirement) || result.record().stored(VALUE.tag()).is_none() {
            continue;
        }
        let unit = result.get(AT_UNIT).map(|unit| unit.0);
        if !seen.insert((requirement, unit)) || judged.contains(&(requirement, None)) {
            continue;
        }
        let said = match unit {
            Some(_) => judged.contains(&(requirement, unit)),
            None => anywhere.contains(&requirement),
        };
        let binds = |unit| whole.of::<Requirement>(requirement).is_some_and(|of| Binds::of(&of).unit(unit, &regimes));
        if !said && unit.is_none_or(binds) {
            open.insert(requirement);
        }
    }
    let open = whole.all::<Requirement>().filter(|one| open.contains(&one.id()));
    open.map(|one| Finding::of(NOT_JUDGED, Step::Conclusions, &one).mended_among::<Judgement>()).collect()
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
    use crate::steps::collect::records::{EVIDENCE_UNITS, SEEN};
    use crate::steps::conclusions::records::{IMPROVEMENT_NAME, VERDICT_REASON};
    use crate::steps::made::{choice, day, field, found, link, links, text, whole};
    use crate::steps::plan::records::{BINDS_WHOM, CONTRACT_UNITS, NUMBER, REGIME, UNIT_NAME, UNITS};

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

    /// Requirement 1, of external regime, measured at units 11 to 13, of which 13 is the organisation's own; nothing
    /// is known of unit 14.
    fn three_units() -> Vec<Vec<Edit>> {
        let mut edits = vec![
            field(1, NUMBER, &text("K01")),
            field(1, BINDS_WHOM, &choice("external")),
            field(31, CONTRACT_UNITS, &links([11, 12])),
            field(31, REGIME, &choice("lov")),
            field(32, CONTRACT_UNITS, &links([13])),
            field(32, REGIME, &choice("own")),
        ];
        edits.extend((11..=14).map(|unit| field(unit, UNIT_NAME, &text("Enhet"))));
        for unit in 11..=13 {
            edits.push(field(90 + unit, MEASURED_OF, &link(1)));
            edits.push(field(90 + unit, AT_UNIT, &link(unit)));
            edits.push(field(90 + unit, VALUE, &Value::Number(1.0)));
        }
        vec![edits]
    }

    fn after(judgements: Vec<Vec<Edit>>) -> Vec<Finding> {
        list(three_units().into_iter().chain(judgements).collect())
    }

    #[test]
    fn what_is_said_of_one_unit_is_not_said_of_the_others() {
        let of = |judgements| found(&after(judgements), NOT_JUDGED);
        assert_eq!(of(vec![judged(201, Some(1), Some(11), "met")]), [1]);
        let both = || vec![judged(201, Some(1), Some(11), "met"), judged(202, Some(1), Some(12), "met")];
        assert!(of(both()).is_empty(), "the third is not bound");
        assert!(of(vec![judged(201, Some(1), None, "met")]).is_empty(), "over all");
        assert_eq!(of(vec![judged(201, None, Some(11), "met")]), [1], "an overall judgement is of no requirement");
        let without = vec![field(201, JUDGED, &link(1))];
        assert_eq!(of(vec![without]), [1], "nothing has been said");
    }

    #[test]
    fn once_a_unit_is_judged_the_others_are() {
        let of = |judgements| found(&after(judgements), UNIT_NOT_JUDGED);
        assert!(of(Vec::new()).is_empty() && of(vec![judged(201, None, None, "met")]).is_empty());
        assert_eq!(of(vec![judged(201, None, Some(11), "met")]), [12, 13], "of the fourth nothing is known");
        assert_eq!(of(vec![judged(201, None, Some(11), "met"), judged(202, None, None, "met")]), [12, 13]);
        let named = || vec![judged(201, Some(1), Some(11), "met"), judged(202, None, Some(12), "met")];
        assert_eq!(of(named()), [11, 13], "one is judged as a whole, and no whole stands for the others");
        assert_eq!(of([named(), vec![judged(203, None, None, "met")]].concat()), [13]);
        let over_all = vec![judged(201, Some(1), None, "met"), judged(202, Some(1), Some(11), "not_met")];
        assert!(of(over_all).is_empty(), "over all, with one that stands out");
        let seen = vec![field(70, SEEN, &text("Sett")), field(70, EVIDENCE_UNITS, &links([14]))];
        assert_eq!(of(vec![seen, judged(201, None, Some(11), "met")]), [12, 13, 14], "evidence is found too");
        let one = vec![field(crate::steps::made::OWN.as_u128(), UNITS, &links([11, 12]))];
        assert_eq!(of(vec![one, judged(201, None, Some(11), "met")]), [12], "only what is followed up");
    }

    #[test]
    fn judgements_end_in_an_overall_one() {
        let of = |judgements| found(&after(judgements), WITHOUT_OVERALL);
        assert!(of(Vec::new()).is_empty(), "nobody has begun to judge");
        assert_eq!(of(vec![judged(201, Some(1), None, "met")]), [0]);
        assert_eq!(of(vec![judged(201, Some(1), Some(11), "met")]), [0]);
        assert!(of(vec![judged(201, Some(1), None, "met"), judged(202, None, None, "met")]).is_empty());
        assert!(of(vec![judged(201, Some(1), None, "met"), judged(202, None, Some(11), "met")]).is_empty());
        let bare = vec![field(202, VERDICT_REASON, &text("Därför"))];
        assert_eq!(of(vec![judged(201, Some(1), None, "met"), bare]), [0], "it says nothing yet");
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
