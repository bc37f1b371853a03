//! The process map of the plan: who does what in which order, and which document comes out (`domain.md`, section 2
//! "processkarta").

use super::hours::{When, places, when};
use crate::follow_up::Whole;
use crate::record::{Id, Kind as _, KindInfo};
use crate::steps::plan::records::{
    AGREED_ON, BEAT_DOCUMENT, BEAT_FUNCTION, BEAT_MONTHS, Beat, CARRIED_OUT_BY, METHOD, PLAN_DOCUMENT, PLANNED,
    PlanActivity, PlanFrame,
};
use chrono::Datelike as _;
use std::collections::{BTreeSet, HashMap};

/// What is done in a box of the map.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Work {
    /// The plan is agreed with the elected body that its head names.
    Agreed,
    /// Rows of the plan by one method: its code, empty when it is not said.
    Method(String),
    /// Something that recurs.
    Beat,
}

/// One box of the map.
#[derive(Clone, Debug)]
pub struct Stage {
    /// What is done.
    pub work: Work,
    /// The function that does it.
    pub function: Option<Id>,
    /// The document that comes out, in words; nothing when nobody has said.
    pub document: Option<String>,
    /// The months, from 0; none when it is done all year round or nobody has said when.
    pub months: BTreeSet<usize>,
    /// How many requirements it is about.
    pub requirements: usize,
    /// The record that it is opened by: the first of its rows.
    pub record: (&'static KindInfo, Id),
}

/// The boxes in the order of the year: first that the plan is agreed, then by the first month, last what has no month.
/// Rows by the same method, function and document are one box.
#[must_use]
pub fn stages(whole: &Whole) -> Vec<Stage> {
    let mut list: Vec<Stage> = Vec::new();
    let mut places_of: HashMap<(String, Option<Id>, Option<String>), usize> = HashMap::new();
    let mut about: HashMap<usize, BTreeSet<Id>> = HashMap::new();
    for row in whole.all::<PlanActivity>() {
        let method = row.get(METHOD).unwrap_or_default();
        let function = row.get(CARRIED_OUT_BY).map(|function| function.0);
        let document = row.get(PLAN_DOCUMENT);
        let place = *places_of.entry((method.clone(), function, document.clone())).or_insert_with(|| {
            let record = (&PlanActivity::INFO, row.id());
            let work = Work::Method(method);
            list.push(Stage { work, function, document, months: BTreeSet::new(), requirements: 0, record });
            list.len() - 1
        });
        if let (Some(one), When::Months(months)) = (list.get_mut(place), when(&row)) {
            one.months.extend(months);
        }
        about.entry(place).or_default().extend(row.get(PLANNED).map(|requirement| requirement.0));
    }
    for (place, one) in list.iter_mut().enumerate() {
        one.requirements = about.get(&place).map_or(0, BTreeSet::len);
    }
    for beat in whole.all::<Beat>() {
        list.push(Stage {
            work: Work::Beat,
            function: beat.get(BEAT_FUNCTION).map(|function| function.0),
            document: beat.get(BEAT_DOCUMENT),
            months: beat.get(BEAT_MONTHS).map(|months| places(&months).into_iter().collect()).unwrap_or_default(),
            requirements: 0,
            record: (&Beat::INFO, beat.id()),
        });
    }
    list.sort_by_key(|one| one.months.first().copied().unwrap_or(usize::MAX));
    if let Some(frame) = whole.all::<PlanFrame>().next() {
        let month = frame.get(AGREED_ON).and_then(|day| usize::try_from(day.month0()).ok());
        let record = (&PlanFrame::INFO, frame.id());
        let months = month.into_iter().collect();
        list.insert(0, Stage { work: Work::Agreed, function: None, document: None, months, requirements: 0, record });
    }
    list
}

#[cfg(test)]
mod tests {
    use super::{Work, stages};
    use crate::record::Value;
    use crate::steps::made::{choice, field, link, text, whole};
    use crate::steps::plan::records::{
        AGREED_WITH, BEAT_DOCUMENT, BEAT_MONTHS, BEAT_NAME, CARRIED_OUT_BY, IN_MONTHS, METHOD, PLAN_DOCUMENT, PLANNED,
    };

    #[test]
    fn rows_of_one_method_function_and_document_are_a_box_and_boxes_stand_in_the_order_of_the_year() {
        let month = |month: &str| Value::Choices([month.into()].into());
        let row = |record: u128, requirement: u128, in_month: &str, document: &str| {
            vec![
                field(record, PLANNED, &link(requirement)),
                field(record, METHOD, &choice("visit")),
                field(record, CARRIED_OUT_BY, &link(41)),
                field(record, IN_MONTHS, &month(in_month)),
                field(record, PLAN_DOCUMENT, &text(document)),
            ]
        };
        let beat = vec![
            field(71, BEAT_NAME, &text("Bokslut")),
            field(71, BEAT_MONTHS, &month("feb")),
            field(71, BEAT_DOCUMENT, &text("Årsrapport")),
        ];
        let frame = vec![field(81, AGREED_WITH, &text("Socialnämnden"))];
        let rows = [row(51, 1, "oct", "Protokoll"), row(52, 2, "mar", "Protokoll"), row(53, 2, "sep", "Brev")];
        let map = stages(&whole(rows.into_iter().chain([beat, frame]).collect()));
        let told: Vec<_> =
            map.iter().map(|one| (one.work.clone(), one.document.as_deref(), one.requirements)).collect();
        let visit = || Work::Method("visit".into());
        let expected = [
            (Work::Agreed, None, 0),
            (Work::Beat, Some("Årsrapport"), 0),
            (visit(), Some("Protokoll"), 2),
            (visit(), Some("Brev"), 1),
        ];
        assert_eq!(told, expected);
        assert_eq!(map[2].months.iter().copied().collect::<Vec<_>>(), [2, 9]);
    }
}
