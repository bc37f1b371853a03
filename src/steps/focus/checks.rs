//! What is missing or suspicious in step 3 (`domain.md`, section 1, step 3 "Checks").

use super::records::{FOCUS_KIND, FOCUS_REASON, FOCUS_REQUIREMENTS, FOCUS_UNITS, FocusArea, WHY_QUESTION};
use super::{Row, Settings, compare};
use crate::follow_up::{Finding, Whole};
use crate::record::{Id, Of, Step};
use crate::steps::collect::records::Result;
use crate::steps::plan::records::Requirement;
use std::collections::{BTreeSet, HashMap};

/// A deviation ranked red that no focus area looks into. It is about the result that stands for it, so that its
/// acceptance lapses when another figure comes.
pub const RED_WITHOUT_FOCUS: &str = "red-without-focus";
/// Sources that contradict each other, and no focus area says so. It is about the result that misses the target.
pub const CONTRADICTION: &str = "sources-contradict";
/// A focus area without the reason for which it was chosen.
pub const WITHOUT_REASON: &str = "focus-without-reason";
/// A focus area about no requirement.
pub const WITHOUT_REQUIREMENT: &str = "focus-without-requirement";
/// A focus area whose problem is not put as a question. Step 4 asks for it, but it is mended here (`domain.md`,
/// section 1, step 4 "Checks").
pub const WITHOUT_QUESTION: &str = "focus-without-question";
/// More focus areas than anyone goes deeper into.
pub const TOO_MANY: &str = "focus-too-many";
/// Focus areas, and none of them a strength.
pub const ONLY_NEGATIVE: &str = "focus-only-negative";

/// The checks, in the order they are worth mending.
pub const CHECKS: &[&str] =
    &[RED_WITHOUT_FOCUS, CONTRADICTION, WITHOUT_REASON, WITHOUT_REQUIREMENT, WITHOUT_QUESTION, TOO_MANY, ONLY_NEGATIVE];

/// More focus areas than this are too many (`domain.md`, section 1, step 3 "Checks").
const MOST: usize = 7;

/// Whether an area is a strength worth keeping, and no deviation.
#[must_use]
pub fn is_strength(area: &Of<FocusArea>) -> bool {
    area.get(FOCUS_KIND).as_deref() == Some("strength")
}

/// What the checks find, in the order it is worth mending; deviations worst first.
#[must_use]
pub fn findings(whole: &Whole) -> Vec<Finding> {
    let areas: Vec<Of<FocusArea>> = whole.all().collect();
    let mut list = uncovered(whole, &Covered::by(&areas));
    for area in &areas {
        let of = |check| Finding::of(check, Step::Focus, area);
        if area.get(FOCUS_REASON).is_none() {
            list.push(of(WITHOUT_REASON).at(FOCUS_REASON));
        }
        let mut requirements = area.get(FOCUS_REQUIREMENTS).map(|of| of.0).unwrap_or_default().into_iter();
        if !requirements.any(|id| whole.of::<Requirement>(id).is_some()) {
            list.push(of(WITHOUT_REQUIREMENT).at(FOCUS_REQUIREMENTS));
        }
        if !is_strength(area) && area.get(WHY_QUESTION).is_none() {
            list.push(of(WITHOUT_QUESTION).at(WHY_QUESTION));
        }
    }
    if areas.len() > MOST {
        list.push(Finding::of_all::<FocusArea>(TOO_MANY, Step::Focus));
    }
    if !areas.is_empty() && !areas.iter().any(is_strength) {
        list.push(Finding::of_all::<FocusArea>(ONLY_NEGATIVE, Step::Focus));
    }
    Finding::sort(&mut list, CHECKS);
    list
}

/// What the focus areas look into: units by requirement, nothing for all units.
struct Covered(HashMap<Id, Option<BTreeSet<Id>>>);

impl Covered {
    /// Strengths look into no deviation.
    fn by(areas: &[Of<FocusArea>]) -> Self {
        let mut covered: HashMap<Id, Option<BTreeSet<Id>>> = HashMap::new();
        for area in areas.iter().filter(|area| !is_strength(area)) {
            let units = area.get(FOCUS_UNITS).map(|units| units.0).filter(|units| !units.is_empty());
            for requirement in area.get(FOCUS_REQUIREMENTS).map(|of| of.0).unwrap_or_default() {
                let known = covered.entry(requirement).or_insert_with(|| Some(BTreeSet::new()));
                match (known.as_mut(), &units) {
                    (Some(known), Some(units)) => known.extend(units),
                    _ => *known = None,
                }
            }
        }
        Self(covered)
    }

    fn holds(&self, row: &Row) -> bool {
        self.0.get(&row.requirement).is_some_and(|units| units.as_ref().is_none_or(|units| units.contains(&row.unit)))
    }
}

fn uncovered(whole: &Whole, covered: &Covered) -> Vec<Finding> {
    let settings = Settings::default();
    let about = |check, result: Id| Some(Finding::of(check, Step::Focus, &whole.of::<Result>(result)?));
    let mut list = Vec::new();
    for row in compare(whole, &settings).rows.iter().filter(|row| !covered.holds(row)) {
        if row.is_red(&settings) {
            list.extend(row.result().and_then(|result| about(RED_WITHOUT_FOCUS, result)));
        }
        // Two sources may each contradict a third one.
        let results: BTreeSet<Id> = row.contradicting().collect();
        list.extend(results.into_iter().filter_map(|result| about(CONTRADICTION, result)));
    }
    list
}

#[cfg(test)]
mod tests {
    use super::{
        CONTRADICTION, ONLY_NEGATIVE, RED_WITHOUT_FOCUS, TOO_MANY, WITHOUT_QUESTION, WITHOUT_REASON,
        WITHOUT_REQUIREMENT, findings,
    };
    use crate::follow_up::{Edit, Finding};
    use crate::record::Value;
    use crate::steps::collect::records::{AT_UNIT, MEASURED_OF, N, ORIGIN, PERIOD, VALUE};
    use crate::steps::focus::records::{
        FOCUS_KIND, FOCUS_NAME, FOCUS_REASON, FOCUS_REQUIREMENTS, FOCUS_UNITS, WHY_QUESTION,
    };
    use crate::steps::made::{choice, field, found, link, links, text, whole};
    use crate::steps::plan::records::{DIRECTION, NUMBER, TARGET, UNIT_NAME};

    fn result(record: u128, unit: u128, origin: &str, value: f64) -> Vec<Edit> {
        vec![
            field(record, MEASURED_OF, &link(1)),
            field(record, AT_UNIT, &link(unit)),
            field(record, PERIOD, &text("2025")),
            field(record, ORIGIN, &text(origin)),
            field(record, VALUE, &Value::Number(value)),
            field(record, N, &Value::Number(30.0)),
        ]
    }

    /// Requirement 1 with target 100; unit 11 meets it by one source and not by another, unit 12 misses it by far.
    fn list(areas: Vec<Vec<Edit>>) -> Vec<Finding> {
        let mut commits = vec![
            vec![
                field(1, NUMBER, &text("K01")),
                field(1, TARGET, &Value::Number(100.0)),
                field(1, DIRECTION, &choice("higher")),
                field(11, UNIT_NAME, &text("Ena")),
                field(12, UNIT_NAME, &text("Andra")),
            ],
            result(100, 11, "egenkontroll", 100.0),
            result(101, 11, "stickprov", 95.0),
            result(102, 12, "stickprov", 60.0),
        ];
        commits.extend(areas);
        findings(&whole(commits))
    }

    fn area(record: u128, kind: &str, units: Option<u128>) -> Vec<Edit> {
        let mut edits = vec![
            field(record, FOCUS_NAME, &text("Område")),
            field(record, FOCUS_KIND, &choice(kind)),
            field(record, FOCUS_REASON, &text("därför")),
            field(record, FOCUS_REQUIREMENTS, &links([1])),
        ];
        edits.extend(units.map(|unit| field(record, FOCUS_UNITS, &links([unit]))));
        edits
    }

    #[test]
    fn what_is_red_or_contradicted_is_looked_into_or_accepted() {
        let found = |areas| {
            let list = list(areas);
            (found(&list, RED_WITHOUT_FOCUS), found(&list, CONTRADICTION))
        };
        assert_eq!(found(Vec::new()), (vec![102], vec![101]));
        assert_eq!(found(vec![area(201, "deviation", Some(12))]), (vec![], vec![101]), "at that unit");
        assert_eq!(found(vec![area(201, "deviation", None)]), (vec![], vec![]), "at all units");
        let two = vec![area(201, "deviation", Some(12)), area(202, "deviation", Some(11))];
        assert_eq!(found(two), (vec![], vec![]));
        assert_eq!(found(vec![area(201, "strength", None)]), (vec![102], vec![101]), "a strength looks into none");
    }

    #[test]
    fn a_focus_area_has_a_reason_and_a_requirement() {
        let bare = vec![field(201, FOCUS_NAME, &text("Område")), field(201, FOCUS_REQUIREMENTS, &links([99]))];
        let list = list(vec![bare, area(202, "deviation", None)]);
        assert_eq!((found(&list, WITHOUT_REASON), found(&list, WITHOUT_REQUIREMENT)), (vec![201], vec![201]));
    }

    #[test]
    fn a_deviation_is_put_as_a_question_and_a_strength_need_not_be() {
        let asked = [area(202, "deviation", None), vec![field(202, WHY_QUESTION, &text("Varför?"))]].concat();
        let list = list(vec![area(201, "deviation", None), asked, area(203, "strength", None)]);
        assert_eq!(found(&list, WITHOUT_QUESTION), [201]);
        assert!(list.iter().all(|finding| finding.step == crate::record::Step::Focus), "mended here, so told here");
    }

    #[test]
    fn seven_focus_areas_are_enough_and_a_strength_is_one_of_them() {
        let areas = |kinds: &[&str]| {
            let areas = (201..).zip(kinds).map(|(record, kind)| area(record, kind, None)).collect();
            let list = list(areas);
            (found(&list, TOO_MANY), found(&list, ONLY_NEGATIVE))
        };
        assert_eq!(areas(&[]), (vec![], vec![]), "nothing has been chosen yet");
        assert_eq!(areas(&["deviation"; 7]), (vec![], vec![0]));
        let mut eight = ["deviation"; 8];
        eight[7] = "strength";
        assert_eq!(areas(&eight), (vec![0], vec![]));
    }
}
