//! What is missing or suspicious in step 4 (`domain.md`, section 1, step 4 "Checks").

use super::records::{
    BEHIND, CAUSE_CATEGORY, CAUSE_COUNTER, CAUSE_OF, CAUSE_SUPPORT, CAUSE_TEXT, Cause, EARLIER_EFFECT, EVENT_DATE,
    EarlierAction, Event, MAX_DEPTH, STATED_BY, STRENGTH,
};
use super::support;
use super::tree::{self, Place};
use crate::follow_up::{Finding, Whole};
use crate::record::{Id, Of, Step};
use crate::steps::collect::records::{PERIOD, RESULT_DATE, Result};
use crate::steps::focus::checks::is_strength;
use crate::steps::focus::records::FocusArea;
use crate::steps::plan::wording::says;
use chrono::NaiveDate;
use std::collections::{BTreeSet, HashMap};

/// A focus area without a cause.
pub const WITHOUT_CAUSE: &str = "focus-without-cause";
/// A focus area with one cause alone.
pub const ONE_CAUSE: &str = "focus-one-cause";
/// A cause that lies behind itself.
pub const CIRCLE: &str = "cause-behind-itself";
/// A cause deeper in the tree than anyone follows.
pub const TOO_DEEP: &str = "cause-too-deep";
/// A cause without support.
pub const WITHOUT_SUPPORT: &str = "cause-without-support";
/// A cause that rests on what the responsible party says.
pub const ONLY_STATED: &str = "cause-only-stated";
/// A confirmed cause against which nobody has looked for anything.
pub const UNTESTED: &str = "cause-untested";
/// A cause worded as a solution that is missing.
pub const SOLUTION: &str = "cause-is-solution";
/// All causes in one category.
pub const ONE_CATEGORY: &str = "causes-one-category";
/// An earlier action of which nobody knows whether it helped.
pub const NOT_EVALUATED: &str = "earlier-not-evaluated";
/// An event after the last result, which it cannot explain.
pub const AFTER_RESULTS: &str = "event-after-results";

/// The checks, in the order they are worth mending.
pub const CHECKS: &[&str] = &[
    WITHOUT_CAUSE,
    ONE_CAUSE,
    CIRCLE,
    TOO_DEEP,
    WITHOUT_SUPPORT,
    ONLY_STATED,
    UNTESTED,
    SOLUTION,
    ONE_CATEGORY,
    NOT_EVALUATED,
    AFTER_RESULTS,
];

/// From how many causes on it means something that all stand in one category.
const SEVERAL: usize = 3;

/// Words of a solution that is missing, where a cause should say what happens without it; the list is our own.
const MISSING: &[&str] = &[
    "brist på",
    "avsaknad av",
    "saknas",
    "saknades",
    "saknar",
    "behov av",
    "behövs",
    "lack of",
    "lacks",
    "lacking",
    "missing",
    "need for",
    "needed",
];

/// What the checks find, in the order it is worth mending.
#[must_use]
pub fn findings(whole: &Whole) -> Vec<Finding> {
    let all: Vec<Of<Cause>> = whole.all().collect();
    let mut list = of_areas(whole, &all);
    let places = tree::places(&all);
    for cause in &all {
        let of = |check| Finding::of(check, Step::Causes, cause);
        match places.get(&cause.id()) {
            Some(Place::Circle) => list.push(of(CIRCLE).at(BEHIND)),
            Some(Place::Level(level)) if *level > MAX_DEPTH => list.push(of(TOO_DEEP).at(BEHIND)),
            _ => {}
        }
        list.extend(of_cause(whole, cause));
    }
    list.extend(one_category(&all));
    for action in whole.all::<EarlierAction>() {
        if action.get(EARLIER_EFFECT).is_none_or(|effect| effect == "unknown") {
            list.push(Finding::of(NOT_EVALUATED, Step::Causes, &action).at(EARLIER_EFFECT));
        }
    }
    list.extend(after_results(whole));
    Finding::sort(&mut list, CHECKS);
    list
}

/// The focus areas that are deviations.
fn of_areas(whole: &Whole, causes: &[Of<Cause>]) -> Vec<Finding> {
    let mut counts: HashMap<Id, usize> = HashMap::new();
    for area in causes.iter().filter_map(|cause| cause.get(CAUSE_OF)) {
        *counts.entry(area.0).or_default() += 1;
    }
    let mut list = Vec::new();
    for area in whole.all::<FocusArea>().filter(|area| !is_strength(area)) {
        let of = |check| Finding::of(check, Step::Causes, &area).mended_among::<Cause>();
        match counts.get(&area.id()) {
            None => list.push(of(WITHOUT_CAUSE)),
            Some(1) => list.push(of(ONE_CAUSE)),
            Some(_) => {}
        }
    }
    list
}

fn is_dismissed(cause: &Of<Cause>) -> bool {
    cause.get(STRENGTH).as_deref() == Some("dismissed")
}

/// A cause that has been dismissed needs nothing more.
fn of_cause(whole: &Whole, cause: &Of<Cause>) -> Vec<Finding> {
    if is_dismissed(cause) {
        return Vec::new();
    }
    let of = |check| Finding::of(check, Step::Causes, cause);
    let mut list = Vec::new();
    if !support::is_there(whole, cause.get(CAUSE_SUPPORT)) {
        let check = if cause.get(STATED_BY).is_some() { ONLY_STATED } else { WITHOUT_SUPPORT };
        list.push(of(check).at(CAUSE_SUPPORT));
    }
    if cause.get(STRENGTH).as_deref() == Some("confirmed") && !support::is_there(whole, cause.get(CAUSE_COUNTER)) {
        list.push(of(UNTESTED).at(CAUSE_COUNTER));
    }
    if cause.get(CAUSE_TEXT).is_some_and(|text| says(&text, MISSING)) {
        list.push(of(SOLUTION).at(CAUSE_TEXT));
    }
    list
}

fn one_category(causes: &[Of<Cause>]) -> Option<Finding> {
    let held = causes.iter().filter(|cause| !is_dismissed(cause));
    let categories: Vec<String> = held.filter_map(|cause| cause.get(CAUSE_CATEGORY)).collect();
    let different: BTreeSet<&String> = categories.iter().collect();
    (categories.len() >= SEVERAL && different.len() == 1).then(|| Finding::of_all::<Cause>(ONE_CATEGORY, Step::Causes))
}

fn after_results(whole: &Whole) -> Vec<Finding> {
    let mut events = whole.all::<Event>().peekable();
    if events.peek().is_none() {
        return Vec::new();
    }
    let day = |result: Of<Result>| -> Option<NaiveDate> {
        result.get(RESULT_DATE).or_else(|| result.get(PERIOD).map(crate::record::Period::last_day))
    };
    let Some(last) = whole.all::<Result>().filter_map(day).max() else { return Vec::new() };
    let later = events.filter(|event| event.get(EVENT_DATE).is_some_and(|day| day > last));
    later.map(|event| Finding::of(AFTER_RESULTS, Step::Causes, &event).at(EVENT_DATE)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow_up::Edit;
    use crate::steps::causes::records::EVENT_TEXT;
    use crate::steps::collect::records::SEEN;
    use crate::steps::focus::records::{FOCUS_KIND, FOCUS_NAME};
    use crate::steps::made::{choice, day, field, found, link, links, text, whole};

    fn list(commits: Vec<Vec<Edit>>) -> Vec<Finding> {
        findings(&whole(commits))
    }

    fn area(record: u128, kind: &str) -> Vec<Edit> {
        vec![field(record, FOCUS_NAME, &text("Område")), field(record, FOCUS_KIND, &choice(kind))]
    }

    fn cause(record: u128, area: u128, more: Vec<Edit>) -> Vec<Edit> {
        let mut edits = vec![field(record, CAUSE_TEXT, &text("Vikarier får ingen genomgång"))];
        edits.push(field(record, CAUSE_OF, &link(area)));
        edits.extend(more);
        edits
    }

    #[test]
    fn a_deviation_has_more_than_one_cause() {
        let list = list(vec![
            area(1, "deviation"),
            area(2, "deviation"),
            area(3, "deviation"),
            area(4, "strength"),
            cause(20, 2, Vec::new()),
            cause(30, 3, Vec::new()),
            cause(31, 3, vec![field(31, STRENGTH, &choice("dismissed"))]),
        ]);
        assert_eq!(found(&list, WITHOUT_CAUSE), [1], "a strength needs none");
        assert_eq!(found(&list, ONE_CAUSE), [2], "one that was dismissed has been thought of");
    }

    #[test]
    fn a_cause_rests_on_more_than_a_statement() {
        let of = |edits: Vec<Edit>| {
            let list = list(vec![vec![field(70, SEEN, &text("Sett"))], cause(20, 1, edits)]);
            (found(&list, WITHOUT_SUPPORT), found(&list, ONLY_STATED))
        };
        let stated = || field(20, STATED_BY, &text("enhetschef"));
        assert_eq!(of(Vec::new()), (vec![20], vec![]));
        assert_eq!(of(vec![stated()]), (vec![], vec![20]));
        assert_eq!(of(vec![stated(), field(20, CAUSE_SUPPORT, &links([70]))]), (vec![], vec![]));
        assert_eq!(
            of(vec![field(20, CAUSE_SUPPORT, &links([99]))]),
            (vec![20], vec![]),
            "what is gone supports nothing"
        );
        assert_eq!(of(vec![field(20, STRENGTH, &choice("dismissed"))]), (vec![], vec![]));
    }

    #[test]
    fn a_confirmed_cause_has_been_tested() {
        let of = |strength: &str, counter: u128| {
            let more = vec![field(20, STRENGTH, &choice(strength)), field(20, CAUSE_COUNTER, &links([counter]))];
            found(&list(vec![vec![field(70, SEEN, &text("Sett"))], cause(20, 1, more)]), UNTESTED)
        };
        assert_eq!(of("confirmed", 99), [20]);
        assert!(of("confirmed", 70).is_empty());
        assert!(of("probable", 99).is_empty());
    }

    #[test]
    fn a_cause_says_what_happens_and_not_what_is_missing() {
        let of = |says: &str| found(&list(vec![vec![field(20, CAUSE_TEXT, &text(says))]]), SOLUTION);
        assert_eq!(of("Brist på utbildning"), [20]);
        assert_eq!(of("Rutin saknas"), [20]);
        assert!(of("Schemat läggs innan besluten är kända, så att bristen märks för sent").is_empty());
    }

    #[test]
    fn the_tree_has_no_circle_and_five_levels() {
        let behind = |record: u128, parent: u128| cause(record, 1, vec![field(record, BEHIND, &link(parent))]);
        let mut commits: Vec<Vec<Edit>> = (21..=26).map(|record| behind(record, record - 1)).collect();
        commits.extend([behind(41, 42), behind(42, 41), behind(43, 42)]);
        let list = list(commits);
        assert_eq!(found(&list, TOO_DEEP), [26], "21 is a root");
        assert_eq!(found(&list, CIRCLE), [41, 42]);
    }

    #[test]
    fn causes_of_one_category_only_are_called_out() {
        let of = |codes: &[&str]| {
            let causes = (20..).zip(codes);
            let causes = causes.map(|(record, code)| vec![field(record, CAUSE_CATEGORY, &choice(code))]).collect();
            found(&list(causes), ONE_CATEGORY)
        };
        assert_eq!(of(&["people"; 3]), [0]);
        assert!(of(&["people", "people", "methods"]).is_empty());
        assert!(of(&["people"; 2]).is_empty());
    }

    #[test]
    fn earlier_actions_are_evaluated_and_events_lie_before_the_results() {
        let list = list(vec![vec![
            field(1, EARLIER_EFFECT, &choice("unknown")),
            field(2, EARLIER_EFFECT, &choice("no")),
            field(3, PERIOD, &text("2025T1")),
            field(4, EVENT_DATE, &day("2025-05-01")),
            field(5, EVENT_DATE, &day("2025-04-30")),
            field(5, EVENT_TEXT, &text("Nytt system")),
        ]]);
        assert_eq!(found(&list, NOT_EVALUATED), [1]);
        assert_eq!(found(&list, AFTER_RESULTS), [4]);
        let unmeasured = findings(&whole(vec![vec![field(4, EVENT_DATE, &day("2025-05-01"))]]));
        assert!(unmeasured.is_empty(), "there is nothing that it should explain yet");
    }
}
