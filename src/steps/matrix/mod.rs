//! The four-field matrix in the rooms: what each of them places, and on which axes. One table; the picture and its
//! keys are [`ui::matrix`](crate::ui::matrix)'s.
//!
//! Risk is placed by valuing requirements, improvement areas and proposals by two of their own fields; the places of
//! focus areas are computed. It belongs to no room, since it shows itself in four of them.

mod focus;
mod risk;

use super::actions::records::{EFFECT, FEASIBILITY, Proposal};
use super::conclusions::records::{INFLUENCE, ImprovementArea, URGENCY};
use crate::record::{Kind as _, Step};
use crate::ui::matrix::{Board, Fields, Plot};
use crate::ui::{Room, View};
use std::sync::Arc;

/// Where a matrix stands: the step, the tab, its place among the tab's views, and what it places.
struct Use {
    step: Step,
    tab: &'static str,
    at: usize,
    plot: fn() -> Arc<dyn Plot>,
}

/// Every matrix of the rooms.
const USES: [Use; 4] = [
    Use { step: Step::Plan, tab: "tab-valuation", at: 3, plot: || Arc::new(risk::Risks) },
    Use { step: Step::Focus, tab: "tab-focus-areas", at: 1, plot: || Arc::new(focus::Areas) },
    Use { step: Step::Conclusions, tab: "tab-improvement", at: 1, plot: || Arc::new(IMPROVEMENT) },
    Use { step: Step::Actions, tab: "tab-proposals", at: 1, plot: || Arc::new(PROPOSALS) },
];

/// Improvement areas: how far one can influence them, and how urgent they are.
const IMPROVEMENT: Fields = Fields {
    slot: "matrix_improvement",
    kind: &ImprovementArea::INFO,
    x: INFLUENCE.tag(),
    y: URGENCY.tag(),
    preset: "preset-improvement",
    empty: "matrix-improvement-empty",
};

/// Proposals: how much they do, and how feasible they are (`domain.md`, section 0 "Four-field presets").
const PROPOSALS: Fields = Fields {
    slot: "matrix_proposals",
    kind: &Proposal::INFO,
    x: EFFECT.tag(),
    y: FEASIBILITY.tag(),
    preset: "preset-action",
    empty: "matrix-proposals-empty",
};

/// A room with its matrices.
#[must_use]
pub fn in_room(room: Room) -> Room {
    let step = room.step();
    let here = USES.iter().filter(|one| one.step == step);
    here.fold(room, |room, one| room.with(one.tab, one.at, View::tool("view-matrix", Board::new((one.plot)()))))
}
