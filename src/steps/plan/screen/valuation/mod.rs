//! The tab Värdering: the guide's three moves, perspectives, and the scale that is valued on.

mod known;
mod picture;
mod places;
mod weighed;
mod weighing;
mod words;

use crate::record::Kind as _;
use crate::steps::plan::records::{self, RiskScale, ScaleCell, ScaleStep, Valuation};
use crate::ui::matrix::Board;
use crate::ui::{Column, Shape, Tab, View, Width};
use picture::ScalePicture;
use places::Perspectives;
use std::sync::Arc;
use weighed::Move;
use weighing::Weighing;

pub use weighing::value;

/// The view of the tab that values by digits.
pub const VALUING: u8 = 1;

/// The tab as it is when a follow-up is opened.
pub fn tab() -> Tab {
    Tab::new(
        "tab-valuation",
        vec![
            View::tool("view-grave", Weighing::new(Move::Grave)),
            View::tool("view-valuing", Weighing::new(Move::Value)),
            View::tool("view-order", Weighing::new(Move::Order)),
            View::tool("view-perspectives", Board::new(Arc::new(Perspectives::Requirements))),
            View::tool("view-area-perspectives", Board::new(Arc::new(Perspectives::Areas))),
            View::of("view-scale", &RiskScale::INFO, ScalePicture::default()),
            View::list("view-valuations", Shape::new(&Valuation::INFO, "valuations", VALUATIONS)),
            View::list("view-scales", Shape::new(&RiskScale::INFO, "scales", SCALES)),
            View::list("view-scale-steps", Shape::new(&ScaleStep::INFO, "scale_steps", SCALE_STEPS)),
            View::list("view-scale-cells", Shape::new(&ScaleCell::INFO, "scale_cells", SCALE_CELLS)),
        ],
    )
}

const VALUATIONS: &[Column] = &[
    Column::field(records::VALUED.tag(), Width::Fixed(8)),
    Column::field(records::PERSPECTIVE.tag(), Width::Rest(1)),
    Column::field(records::RATER.tag(), Width::Rest(1)),
    Column::field(records::CONSEQUENCE.tag(), Width::Fixed(10)).right(),
    Column::field(records::LIKELIHOOD.tag(), Width::Fixed(12)).right(),
    Column::field(records::AGREED.tag(), Width::Fixed(8)),
    Column::field(records::MADE_ON.tag(), Width::Fixed(14)),
];

const SCALES: &[Column] = &[
    Column::field(records::SCALE_NAME.tag(), Width::Rest(1)),
    Column::field(records::SCALE_VERSION.tag(), Width::Fixed(9)).right(),
    Column::field(records::SCALE_SIZE.tag(), Width::Fixed(12)).right(),
    Column::field(records::SCALE_IN_USE.tag(), Width::Fixed(11)),
];

const SCALE_STEPS: &[Column] = &[
    Column::field(records::STEP_OF.tag(), Width::Rest(1)),
    Column::field(records::STEP_AXIS.tag(), Width::Fixed(13)),
    Column::field(records::STEP_LEVEL.tag(), Width::Fixed(5)).right(),
    Column::field(records::STEP_NAME.tag(), Width::Rest(1)),
    Column::field(records::STEP_MEANING.tag(), Width::Rest(2)),
];

const SCALE_CELLS: &[Column] = &[
    Column::field(records::CELL_OF.tag(), Width::Rest(1)),
    Column::field(records::CELL_CONSEQUENCE.tag(), Width::Fixed(12)).right(),
    Column::field(records::CELL_LIKELIHOOD.tag(), Width::Fixed(13)).right(),
    Column::field(records::CELL_CLASS.tag(), Width::Fixed(10)),
];
