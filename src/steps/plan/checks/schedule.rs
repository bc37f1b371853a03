//! Checks on how deep the plan goes and what it takes month by month.

use super::{AREA_LEFT_OUT, CROWDED, DEPTH_UNREASONED, Known};
use crate::follow_up::Finding;
use crate::record::{Id, Of, Step};
use crate::steps::plan::areas::areas;
use crate::steps::plan::records::{
    AMBITION, AMBITION_REASON, Area, CAPACITY, CRITICAL, DEPTH_REASON, Function, PLAN_DEPTH, PLANNED, Requirement,
};
use crate::steps::plan::schedule::{depth, hours};
use std::collections::HashSet;

pub(super) fn findings(known: &Known) -> Vec<Finding> {
    let mut list = depths(known);
    list.extend(left_out(known));
    list.extend(crowded(known));
    list
}

/// Rows whose depth is another than the proposed one, and of which nobody has said why.
fn depths(known: &Known) -> Vec<Finding> {
    let critical = |id: &Id| known.whole.of::<Requirement>(*id).and_then(|one| one.get(CRITICAL)) == Some(true);
    let rows = known.rows.iter().filter(|row| {
        let (Some(chosen), Some(requirement)) = (row.get(PLAN_DEPTH), row.get(PLANNED)) else { return false };
        let proposed = depth::proposed(known.class(requirement.0), critical(&requirement.0));
        proposed.is_some_and(|proposed| proposed != chosen) && row.get(DEPTH_REASON).is_none()
    });
    rows.map(|row| Finding::of(DEPTH_UNREASONED, Step::Plan, row).at(DEPTH_REASON)).collect()
}

/// Areas that are said to be left out, and nobody has said why, though a requirement of theirs is critical or of high
/// risk.
fn left_out(known: &Known) -> Vec<Finding> {
    let unreasoned =
        |area: &Of<Area>| area.get(AMBITION).as_deref() == Some("none") && area.get(AMBITION_REASON).is_none();
    let unreasoned: Vec<_> = known.whole.all::<Area>().filter(unreasoned).collect();
    if unreasoned.is_empty() {
        return Vec::new();
    }
    let grave: HashSet<Id> = known.requirements.iter().filter(|one| known.is_grave(one)).map(Of::id).collect();
    let areas = areas(known.whole).into_iter();
    let grave: HashSet<Id> = areas
        .filter(|area| area.requirements.iter().any(|id| grave.contains(id)))
        .filter_map(|area| area.record)
        .collect();
    let found = unreasoned.iter().filter(|area| grave.contains(&area.id()));
    found.map(|area| Finding::of(AREA_LEFT_OUT, Step::Plan, area).at(AMBITION_REASON)).collect()
}

/// Functions for which three months in a row take more than a quarter of what they have. Whoever has too much in the year
/// as a whole is told so by that check alone.
fn crowded(known: &Known) -> Vec<Finding> {
    let over = |load: &hours::Load| load.is_crowded() && !load.is_over_year();
    let functions = hours::loads(known.whole).into_iter().filter(over).filter_map(|load| load.function);
    let functions = functions.filter_map(|id| known.whole.of::<Function>(id));
    functions.map(|one| Finding::of(CROWDED, Step::Plan, &one).at(CAPACITY)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{AREA_LEFT_OUT, CROWDED, DEPTH_UNREASONED, OVER_CAPACITY, findings};
    use crate::follow_up::{Edit, Finding};
    use crate::record::Value;
    use crate::steps::made::{choice, field, found, link, text, today, whole};
    use crate::steps::plan::records::{
        AMBITION, AMBITION_REASON, AREA, AREA_NAME, CAPACITY, CARRIED_OUT_BY, CRITICAL, DEPTH_REASON, FUNCTION_NAME,
        HOURS, IN_MONTHS, NUMBER, PLAN_DEPTH, PLANNED,
    };

    fn list(commits: Vec<Vec<Edit>>) -> Vec<Finding> {
        findings(&whole(commits), today())
    }

    fn critical() -> Vec<Edit> {
        vec![field(1, NUMBER, &text("K01")), field(1, CRITICAL, &Value::Flag(true)), field(1, AREA, &text("Larm"))]
    }

    #[test]
    fn another_depth_than_the_proposed_one_asks_for_a_reason() {
        let row = |depth: &str| vec![field(51, PLANNED, &link(1)), field(51, PLAN_DEPTH, &choice(depth))];
        assert_eq!(found(&list(vec![critical(), row("sample")]), DEPTH_UNREASONED), [51]);
        assert!(found(&list(vec![critical(), row("deep")]), DEPTH_UNREASONED).is_empty());
        let reasoned = vec![field(51, DEPTH_REASON, &text("Granskades i fjol"))];
        assert!(found(&list(vec![critical(), row("sample"), reasoned]), DEPTH_UNREASONED).is_empty());
        let unknown = vec![field(1, NUMBER, &text("K01"))];
        assert!(found(&list(vec![unknown, row("sample")]), DEPTH_UNREASONED).is_empty(), "nothing is proposed yet");
    }

    #[test]
    fn an_area_where_failure_is_grave_is_left_out_with_a_reason() {
        let area = |ambition: &str| vec![field(91, AREA_NAME, &text("larm")), field(91, AMBITION, &choice(ambition))];
        assert_eq!(found(&list(vec![critical(), area("none")]), AREA_LEFT_OUT), [91]);
        assert!(found(&list(vec![critical(), area("sample")]), AREA_LEFT_OUT).is_empty());
        let reasoned = vec![field(91, AMBITION_REASON, &text("Tillsyn pågår"))];
        assert!(found(&list(vec![critical(), area("none"), reasoned]), AREA_LEFT_OUT).is_empty());
        let mild = vec![field(1, NUMBER, &text("K01")), field(1, AREA, &text("Larm"))];
        assert!(found(&list(vec![mild, area("none")]), AREA_LEFT_OUT).is_empty());
    }

    #[test]
    fn months_that_take_too_much_are_told_unless_the_year_does() {
        let plan = |hours: f64| {
            list(vec![vec![
                field(41, FUNCTION_NAME, &text("utredare")),
                field(41, CAPACITY, &Value::Number(120.0)),
                field(51, PLANNED, &link(1)),
                field(51, CARRIED_OUT_BY, &link(41)),
                field(51, HOURS, &Value::Number(hours)),
                field(51, IN_MONTHS, &Value::Choices(["may".into(), "jun".into()].into())),
            ]])
        };
        assert!(found(&plan(30.0), CROWDED).is_empty());
        assert_eq!((found(&plan(31.0), CROWDED), found(&plan(31.0), OVER_CAPACITY)), (vec![41], vec![]));
        assert_eq!((found(&plan(121.0), CROWDED), found(&plan(121.0), OVER_CAPACITY)), (vec![], vec![41]));
    }
}
