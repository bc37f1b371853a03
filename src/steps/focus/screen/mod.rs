//! The room of step 3: what the results say, ranked, and what lies behind each row.

mod compare;
mod detail;
mod ranked;

use super::records::{self, FocusArea};
use crate::record::{Kind as _, Step};
use crate::ui::{Column, Room, Shape, Tab, View, Width};
use compare::Compare;

/// The room as it is when a follow-up is opened.
#[must_use]
pub fn room() -> Room {
    let compare = View::tool("view-list", Compare::default());
    let areas = View::list("view-list", Shape::new(&FocusArea::INFO, "focus_areas", AREAS));
    Room::new(Step::Focus, vec![Tab::new("tab-compare", vec![compare]), Tab::new("tab-focus-areas", vec![areas])])
}

const AREAS: &[Column] = &[
    Column::field(records::FOCUS_ORDER.tag(), Width::Fixed(3)).right().headed("column-order"),
    Column::field(records::FOCUS_NAME.tag(), Width::Rest(2)),
    Column::field(records::FOCUS_KIND.tag(), Width::Fixed(10)),
    Column::field(records::FOCUS_REQUIREMENTS.tag(), Width::Fixed(14)),
    Column::field(records::FOCUS_REASON.tag(), Width::Rest(3)),
];
