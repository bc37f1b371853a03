//! Competence and hours: what each function has, and what the plan asks of it.

use super::records::{CAPACITY, CARRIED_OUT_BY, COMPETENCES, Function, HOURS, METHOD, PlanActivity};
use crate::follow_up::Whole;
use crate::record::Id;
use std::collections::{BTreeMap, HashMap};

/// What a function has and what is planned for it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Time {
    /// The function.
    pub function: Id,
    /// Hours a year that it has for follow-up; nothing when nobody has said.
    pub capacity: Option<f64>,
    /// Hours a year that the plan gives it.
    pub planned: f64,
    /// Rows of the plan that it carries out.
    pub rows: usize,
    /// How many rows of each method, by its code.
    pub methods: BTreeMap<String, usize>,
    /// The register says what it knows.
    pub competent: bool,
}

impl Time {
    /// Whether the plan gives it more hours than it has.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.capacity.is_some_and(|capacity| self.planned > capacity)
    }
}

/// All functions, in the order they were made.
#[must_use]
pub fn times(whole: &Whole) -> Vec<Time> {
    let mut list: Vec<Time> = whole
        .all::<Function>()
        .map(|one| Time {
            function: one.id(),
            capacity: one.get(CAPACITY),
            competent: one.get(COMPETENCES).is_some(),
            ..Time::default()
        })
        .collect();
    let places: HashMap<Id, usize> = list.iter().enumerate().map(|(place, time)| (time.function, place)).collect();
    for row in whole.all::<PlanActivity>() {
        let place = row.get(CARRIED_OUT_BY).and_then(|function| places.get(&function.0));
        let Some(time) = place.and_then(|place| list.get_mut(*place)) else { continue };
        time.rows += 1;
        time.planned += row.get(HOURS).unwrap_or_default();
        if let Some(method) = row.get(METHOD) {
            *time.methods.entry(method).or_default() += 1;
        }
    }
    list
}

#[cfg(test)]
mod tests {
    use super::times;
    use crate::record::Value;
    use crate::steps::made::{choice, field, link, text, whole};
    use crate::steps::plan::records::{CAPACITY, CARRIED_OUT_BY, COMPETENCES, FUNCTION_NAME, HOURS, METHOD};

    #[test]
    fn hours_that_are_planned_stand_against_those_there_are() {
        let mut edits = vec![
            field(41, FUNCTION_NAME, &text("utredare")),
            field(41, CAPACITY, &Value::Number(30.0)),
            field(41, COMPETENCES, &text("Enkäter")),
            field(42, FUNCTION_NAME, &text("ekonom")),
        ];
        for (record, method, hours) in [(51, "survey", 20.0), (52, "survey", 10.5)] {
            edits.push(field(record, CARRIED_OUT_BY, &link(41)));
            edits.push(field(record, METHOD, &choice(method)));
            edits.push(field(record, HOURS, &Value::Number(hours)));
        }
        let times = times(&whole(vec![edits]));
        assert!(times[0].is_over() && times[0].competent);
        assert_eq!((times[0].planned, times[0].rows, times[0].methods.get("survey")), (30.5, 2, Some(&2)));
        assert!(!times[1].is_over() && !times[1].competent && times[1].capacity.is_none(), "nobody has said");
    }
}
