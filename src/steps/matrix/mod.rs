//! The four-field matrix in the rooms: what each of them places, and on which axes. One table; the picture and its
//! keys are [`ui::matrix`](crate::ui::matrix)'s.
//!
//! Risk is placed by valuing requirements, improvement areas and proposals by two of their own fields; the places of
//! focus areas are computed. It belongs to no room, since it shows itself in four of them.

mod focus;
mod own;
mod own_fields;
mod risk;
mod screen;
mod workshop;

use super::actions::records::{EFFECT, FEASIBILITY, Proposal};
use super::conclusions::records::{INFLUENCE, ImprovementArea, URGENCY};
use super::plan::records::{FourField, FourFieldItem, ITEM_LINK, ITEM_OF, ITEM_REASON, ITEM_TEXT, ITEM_X, ITEM_Y};
use crate::record::{Kind as _, Step};
use crate::ui::matrix::{Fields, Plot};
use crate::ui::{Column, Room, Shape, View, Width};
use own_fields::OwnFields;
use screen::Field;
use std::sync::Arc;

/// Where a matrix stands: the step, the tab, its place among the tab's views, and what it places.
struct Use {
    step: Step,
    tab: &'static str,
    at: usize,
    plot: fn() -> Arc<dyn Plot>,
    /// Its code, where its items are valued together.
    code: Option<&'static str>,
}

/// Every matrix of the rooms.
const USES: [Use; 4] = [
    Use { step: Step::Plan, tab: "tab-valuation", at: 3, plot: || Arc::new(risk::Risks), code: Some("risk") },
    Use { step: Step::Focus, tab: "tab-focus-areas", at: 1, plot: || Arc::new(focus::Areas), code: None },
    Use {
        step: Step::Conclusions,
        tab: "tab-improvement",
        at: 1,
        plot: || Arc::new(IMPROVEMENT),
        code: Some("improvement_area"),
    },
    Use { step: Step::Actions, tab: "tab-proposals", at: 1, plot: || Arc::new(PROPOSALS), code: Some("proposal") },
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

/// What stands in matrices of one's own, as a list.
const ITEMS: &[Column] = &[
    Column::field(ITEM_OF.tag(), Width::Rest(2)),
    Column::field(ITEM_TEXT.tag(), Width::Rest(2)),
    Column::field(ITEM_LINK.tag(), Width::Rest(2)),
    Column::field(ITEM_X.tag(), Width::Fixed(3)).right().headed("column-x"),
    Column::field(ITEM_Y.tag(), Width::Fixed(3)).right().headed("column-y"),
    Column::field(ITEM_REASON.tag(), Width::Rest(2)),
];

/// A room with its matrices; that of step 1 has those of one's own too.
#[must_use]
pub fn in_room(room: Room) -> Room {
    let step = room.step();
    let here = USES.iter().filter(|one| one.step == step);
    let field = |one: &Use| View::tool("view-matrix", Field::new((one.plot)(), one.code));
    let room = here.fold(room, |room, one| room.with(one.tab, one.at, field(one)));
    if step != Step::Plan {
        return room;
    }
    let items = Shape::new(&FourFieldItem::INFO, "four_field_items", ITEMS);
    room.with("tab-valuation", 4, View::of("view-own-matrices", &FourField::INFO, OwnFields::default())).with(
        "tab-valuation",
        5,
        View::list("view-matrix-items", items),
    )
}
