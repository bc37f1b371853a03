//! The room of step 6: proposals, action plans, sanctions, who is told what, and the next follow-up.

use super::records::{self, ActionPlan, Communication, NextFollowUp, Proposal, SanctionEvent};
use crate::record::{Kind as _, Step};
use crate::ui::{Column, Room, Shape, Tab, View, Width};

/// The room as it is when a follow-up is opened.
#[must_use]
pub fn room() -> Room {
    Room::new(
        Step::Actions,
        vec![
            Tab::new(
                "tab-proposals",
                vec![View::list("view-list", Shape::new(&Proposal::INFO, "proposals", PROPOSALS))],
            ),
            Tab::new(
                "tab-action-plans",
                vec![View::list("view-list", Shape::new(&ActionPlan::INFO, "action_plans", ACTION_PLANS))],
            ),
            Tab::new(
                "tab-sanctions",
                vec![View::list("view-list", Shape::new(&SanctionEvent::INFO, "sanctions", SANCTIONS))],
            ),
            Tab::new(
                "tab-communication",
                vec![View::list("view-list", Shape::new(&Communication::INFO, "communication", COMMUNICATION))],
            ),
            Tab::new("tab-next", vec![View::list("view-list", Shape::new(&NextFollowUp::INFO, "next", NEXT))]),
        ],
    )
}

const PROPOSALS: &[Column] = &[
    Column::field(records::PROPOSED.tag(), Width::Rest(3)),
    Column::field(records::DONE_BY.tag(), Width::Rest(1)),
    Column::field(records::DUE.tag(), Width::Fixed(12)),
    Column::field(records::EFFECT.tag(), Width::Fixed(6)).right(),
    Column::field(records::FEASIBILITY.tag(), Width::Fixed(6)).right().headed("column-feasibility"),
    Column::field(records::STATUS.tag(), Width::Fixed(12)),
];

const ACTION_PLANS: &[Column] = &[
    Column::field(records::PLAN_NAME.tag(), Width::Rest(2)),
    Column::field(records::PLAN_UNIT.tag(), Width::Rest(2)),
    Column::field(records::REQUESTED.tag(), Width::Fixed(11)),
    Column::field(records::PLAN_DUE.tag(), Width::Fixed(14)),
    Column::field(records::RECEIVED.tag(), Width::Fixed(11)),
    Column::field(records::PLAN_VERDICT.tag(), Width::Fixed(11)),
];

const SANCTIONS: &[Column] = &[
    Column::field(records::SANCTION_DATE.tag(), Width::Fixed(11)),
    Column::field(records::SANCTION_ON.tag(), Width::Rest(1)),
    Column::field(records::LADDER_STEP.tag(), Width::Rest(2)),
    Column::field(records::SANCTION_UNIT.tag(), Width::Rest(2)),
    Column::field(records::SANCTION_OUTCOME.tag(), Width::Fixed(12)),
];

const COMMUNICATION: &[Column] = &[
    Column::field(records::TELL_ON.tag(), Width::Fixed(11)),
    Column::field(records::TOLD.tag(), Width::Fixed(15)),
    Column::field(records::MESSAGE.tag(), Width::Rest(2)),
    Column::field(records::TOLD_BY.tag(), Width::Rest(1)),
    Column::field(records::TOLD_ON.tag(), Width::Fixed(11)),
];

const NEXT: &[Column] = &[
    Column::field(records::NEXT_DATE.tag(), Width::Fixed(11)),
    Column::field(records::NEXT_WHAT.tag(), Width::Rest(3)),
    Column::field(records::NEXT_DEPTH.tag(), Width::Fixed(10)),
    Column::field(records::NEXT_FUNCTION.tag(), Width::Rest(1)),
];
