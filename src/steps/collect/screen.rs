//! The room of step 2: results, and the reports that came in.

use super::questions::QUESTIONS;
use super::records::{
    self, AT_UNIT, CATEGORY, DESCRIPTION, DeviationReport, GROUP, MEASURED_OF, N, NON_RESPONSE, ORIGIN, PERIOD,
    REPORT_DATE, REPORT_TYPE, REPORT_UNIT, Result, SEVERITY, VALUE,
};
use crate::record::{Kind as _, Step};
use crate::ui::{Column, Room, Shape, Tab, View, Width};

/// The room as it is when a follow-up is opened.
#[must_use]
pub fn room() -> Room {
    Room::new(
        Step::Collect,
        vec![
            Tab::new("tab-results", vec![View::list("view-list", Shape::new(&Result::INFO, "results", RESULTS))]),
            Tab::new(
                "tab-reports",
                vec![View::list("view-list", Shape::new(&DeviationReport::INFO, "reports", REPORTS))],
            ),
            Tab::new("tab-guide", vec![View::guide(QUESTIONS)]),
        ],
    )
}

const RESULTS: &[Column] = &[
    Column::field(MEASURED_OF.tag(), Width::Fixed(5)),
    Column::field(AT_UNIT.tag(), Width::Rest(2)),
    Column::field(PERIOD.tag(), Width::Fixed(7)),
    Column::field(GROUP.tag(), Width::Fixed(8)).headed("column-group"),
    Column::field(VALUE.tag(), Width::Fixed(8)).right(),
    Column::field(N.tag(), Width::Fixed(5)).right(),
    Column::field(NON_RESPONSE.tag(), Width::Fixed(7)).right().headed("column-non-response"),
    Column::field(ORIGIN.tag(), Width::Rest(2)),
];

const REPORTS: &[Column] = &[
    Column::field(REPORT_DATE.tag(), Width::Fixed(10)),
    Column::field(REPORT_UNIT.tag(), Width::Rest(2)),
    Column::field(REPORT_TYPE.tag(), Width::Fixed(9)),
    Column::field(CATEGORY.tag(), Width::Fixed(15)),
    Column::field(SEVERITY.tag(), Width::Fixed(6)).right(),
    Column::field(records::INVESTIGATED.tag(), Width::Fixed(7)),
    Column::field(DESCRIPTION.tag(), Width::Rest(3)),
];
