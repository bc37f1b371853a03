//! The room of the system analysis: the 21 questions in one sheet, and what was found about the follow-up system
//! itself.

mod sheet;

use super::records::{self, SystemAnswer, SystemFinding};
use crate::record::{Kind as _, Step};
use crate::ui::{Column, Room, Shape, Tab, View, Width};

/// The room as it is when a follow-up is opened.
#[must_use]
pub fn room() -> Room {
    let findings = View::list("view-list", Shape::new(&SystemFinding::INFO, "system_findings", FINDINGS));
    let questions = View::of("view-list", &SystemAnswer::INFO, sheet::Sheet::new(ANSWERS));
    let tabs = vec![Tab::new("tab-system-questions", vec![questions]), Tab::new("tab-system-findings", vec![findings])];
    Room::new(Step::System, tabs)
}

const ANSWERS: &[Column] = &[
    Column::field(records::SYSTEM_QUESTION.tag(), Width::Rest(2)),
    Column::field(records::SYSTEM_ANSWER.tag(), Width::Fixed(8)),
    Column::field(records::SYSTEM_NOTE.tag(), Width::Rest(3)),
];

const FINDINGS: &[Column] = &[
    Column::field(records::FINDING_TEXT.tag(), Width::Rest(3)),
    Column::field(records::FINDING_CONCERNS.tag(), Width::Fixed(22)),
    Column::field(records::FINDING_CHANGE.tag(), Width::Rest(2)),
];
