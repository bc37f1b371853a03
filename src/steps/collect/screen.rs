//! The room of step 2: evidence by method, results, and the reports that came in.

use super::records::{self, DeviationReport, Evidence, GroupFactor, Result};
use crate::record::{Kind as _, Step};
use crate::ui::{Column, Room, Shape, Tab, View, Width};

/// The room as it is when a follow-up is opened.
#[must_use]
pub fn room() -> Room {
    Room::new(
        Step::Collect,
        vec![
            Tab::new(
                "tab-evidence",
                vec![
                    View::list("view-list", Shape::new(&Evidence::INFO, "evidence", EVIDENCE)),
                    View::list("view-factors", Shape::new(&GroupFactor::INFO, "factors", FACTORS)),
                ],
            ),
            Tab::new("tab-results", vec![View::list("view-list", Shape::new(&Result::INFO, "results", RESULTS))]),
            Tab::new(
                "tab-reports",
                vec![View::list("view-list", Shape::new(&DeviationReport::INFO, "reports", REPORTS))],
            ),
        ],
    )
}

const EVIDENCE: &[Column] = &[
    Column::field(records::EVIDENCE_DATE.tag(), Width::Fixed(11)),
    Column::field(records::EVIDENCE_METHOD.tag(), Width::Fixed(19)),
    Column::field(records::EVIDENCE_TITLE.tag(), Width::Rest(3)),
    Column::field(records::EVIDENCE_UNITS.tag(), Width::Rest(2)),
    Column::field(records::EVIDENCE_OF.tag(), Width::Fixed(12)),
];

const FACTORS: &[Column] = &[
    Column::field(records::FACTOR_OF.tag(), Width::Rest(2)),
    Column::field(records::FACTOR.tag(), Width::Rest(2)),
    Column::field(records::FACTOR_POINTS.tag(), Width::Fixed(7)).right(),
];

const RESULTS: &[Column] = &[
    Column::field(records::MEASURED_OF.tag(), Width::Fixed(5)),
    Column::field(records::AT_UNIT.tag(), Width::Rest(2)),
    Column::field(records::PERIOD.tag(), Width::Fixed(7)),
    Column::field(records::GROUP.tag(), Width::Fixed(8)).headed("column-group"),
    Column::field(records::VALUE.tag(), Width::Fixed(8)).right(),
    Column::field(records::N.tag(), Width::Fixed(5)).right(),
    Column::field(records::NON_RESPONSE.tag(), Width::Fixed(7)).right().headed("column-non-response"),
    Column::field(records::ORIGIN.tag(), Width::Rest(2)),
];

const REPORTS: &[Column] = &[
    Column::field(records::REPORT_DATE.tag(), Width::Fixed(10)),
    Column::field(records::REPORT_UNIT.tag(), Width::Rest(2)),
    Column::field(records::REPORT_TYPE.tag(), Width::Fixed(9)),
    Column::field(records::CATEGORY.tag(), Width::Fixed(15)),
    Column::field(records::SEVERITY.tag(), Width::Fixed(6)).right(),
    Column::field(records::INVESTIGATED.tag(), Width::Fixed(7)),
    Column::field(records::DESCRIPTION.tag(), Width::Rest(3)),
];
