//! The room of the system analysis: what was found about the follow-up system itself.

use super::records::{self, SystemFinding};
use crate::record::{Kind as _, Step};
use crate::ui::{Column, Room, Shape, Tab, View, Width};

/// The room as it is when a follow-up is opened.
#[must_use]
pub fn room() -> Room {
    let findings = View::list("view-list", Shape::new(&SystemFinding::INFO, "system_findings", FINDINGS));
    Room::new(Step::System, vec![Tab::new("tab-system-findings", vec![findings])])
}

const FINDINGS: &[Column] = &[
    Column::field(records::FINDING_TEXT.tag(), Width::Rest(3)),
    Column::field(records::FINDING_CONCERNS.tag(), Width::Fixed(22)),
    Column::field(records::FINDING_CHANGE.tag(), Width::Rest(2)),
];
