//! The room of step 4: causes per focus area, what happened meanwhile, and what was tried before.

use super::records::{self, Cause, EarlierAction, Event};
use crate::record::{Kind as _, Step};
use crate::ui::{Column, Room, Shape, Tab, View, Width};

/// The room as it is when a follow-up is opened.
#[must_use]
pub fn room() -> Room {
    Room::new(
        Step::Causes,
        vec![
            Tab::new("tab-causes", vec![View::list("view-list", Shape::new(&Cause::INFO, "causes", CAUSES))]),
            Tab::new("tab-events", vec![View::list("view-list", Shape::new(&Event::INFO, "events", EVENTS))]),
            Tab::new(
                "tab-earlier",
                vec![View::list("view-list", Shape::new(&EarlierAction::INFO, "earlier", EARLIER))],
            ),
        ],
    )
}

const CAUSES: &[Column] = &[
    Column::field(records::CAUSE_OF.tag(), Width::Rest(2)),
    Column::field(records::CAUSE_TEXT.tag(), Width::Rest(3)),
    Column::field(records::CAUSE_CATEGORY.tag(), Width::Fixed(11)),
    Column::field(records::STRENGTH.tag(), Width::Fixed(10)),
];

const EVENTS: &[Column] = &[
    Column::field(records::EVENT_DATE.tag(), Width::Fixed(11)),
    Column::field(records::EVENT_TEXT.tag(), Width::Rest(3)),
    Column::field(records::EVENT_PLACE.tag(), Width::Fixed(17)),
    Column::field(records::EVENT_FOCUS.tag(), Width::Rest(2)),
];

const EARLIER: &[Column] = &[
    Column::field(records::EARLIER_TEXT.tag(), Width::Rest(3)),
    Column::field(records::EARLIER_DATE.tag(), Width::Fixed(11)),
    Column::field(records::EARLIER_DONE.tag(), Width::Fixed(10)),
    Column::field(records::EARLIER_EFFECT.tag(), Width::Fixed(8)),
];
