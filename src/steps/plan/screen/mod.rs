//! The room of step 1: starting point, requirements, valuation, plan.

mod requirements;
mod valuing;

use super::questions::QUESTIONS;
use super::records::{
    self, Contract, FollowUpHeader, Function, LadderStep, PlanActivity, Provider, Requirement, Unit, Valuation,
};
use crate::record::{Kind as _, KindInfo, Step};
use crate::ui::{Column, Guide, Records, Room, Screen, Shape, Tab, View, Width};
use valuing::Valuing;

/// The tab that shows requirements.
pub const REQUIREMENTS: u8 = 1;
/// The tab that values them.
pub const VALUATION: u8 = 2;

/// The room as it is when a follow-up is opened: at the requirements.
#[must_use]
pub fn room() -> Room {
    let mut room = Room::new(
        Step::Plan,
        vec![
            Tab::new(
                "tab-start",
                vec![
                    list("view-header", &FollowUpHeader::INFO, "header", HEADER),
                    list("view-units", &Unit::INFO, "units", UNITS),
                    list("view-contracts", &Contract::INFO, "contracts", CONTRACTS),
                    list("view-ladder", &LadderStep::INFO, "ladder", LADDER),
                    list("view-providers", &Provider::INFO, "providers", PROVIDERS),
                    list("view-functions", &Function::INFO, "functions", FUNCTIONS),
                    View { word: "view-guide", kind: None, screen: Box::new(Guide::new(QUESTIONS)) },
                ],
            ),
            Tab::new("tab-requirements", vec![view("view-list", &Requirement::INFO, Box::new(requirements::list()))]),
            Tab::new(
                "tab-valuation",
                vec![
                    View { word: "view-valuing", kind: None, screen: Box::new(Valuing::default()) },
                    list("view-valuations", &Valuation::INFO, "valuations", VALUATIONS),
                ],
            ),
            Tab::new("tab-plan", vec![list("view-list", &PlanActivity::INFO, "plan", PLAN)]),
        ],
    );
    room.show(REQUIREMENTS, 0);
    room
}

fn view(word: &'static str, kind: &'static KindInfo, screen: Box<dyn Screen>) -> View {
    View { word, kind: Some(kind.number), screen }
}

fn list(word: &'static str, kind: &'static KindInfo, slot: &'static str, columns: &'static [Column]) -> View {
    view(word, kind, Box::new(Records::new(Shape { kind, slot, columns, extras: &[] })))
}

const HEADER: &[Column] = &[
    Column::field(records::TITLE.tag(), Width::Rest(3)),
    Column::field(records::COMMITTEE.tag(), Width::Rest(2)),
    Column::field(records::PERIOD_FROM.tag(), Width::Fixed(11)),
    Column::field(records::PERIOD_TO.tag(), Width::Fixed(11)),
];

const UNITS: &[Column] = &[
    Column::field(records::UNIT_NAME.tag(), Width::Rest(3)),
    Column::field(records::PROVIDER.tag(), Width::Rest(3)),
    Column::field(records::UNIT_AREA.tag(), Width::Rest(2)),
    Column::field(records::USERS.tag(), Width::Fixed(7)).right(),
];

const CONTRACTS: &[Column] = &[
    Column::field(records::CONTRACT_NUMBER.tag(), Width::Fixed(14)),
    Column::field(records::CONTRACT_UNITS.tag(), Width::Rest(2)),
    Column::field(records::REGIME.tag(), Width::Fixed(10)),
    Column::field(records::CONTRACT_TO.tag(), Width::Fixed(11)),
    Column::field(records::EXTENSION_TO.tag(), Width::Fixed(11)),
];

const LADDER: &[Column] = &[
    Column::field(records::LADDER_OF.tag(), Width::Fixed(16)),
    Column::field(records::LADDER_ORDER.tag(), Width::Fixed(8)).right(),
    Column::field(records::LADDER_NAME.tag(), Width::Rest(1)),
];

const PROVIDERS: &[Column] = &[Column::field(records::PROVIDER_NAME.tag(), Width::Rest(1))];

const FUNCTIONS: &[Column] = &[Column::field(records::FUNCTION_NAME.tag(), Width::Rest(1))];

const VALUATIONS: &[Column] = &[
    Column::field(records::VALUED.tag(), Width::Fixed(8)),
    Column::field(records::PERSPECTIVE.tag(), Width::Rest(1)),
    Column::field(records::RATER.tag(), Width::Rest(1)),
    Column::field(records::CONSEQUENCE.tag(), Width::Fixed(10)).right(),
    Column::field(records::LIKELIHOOD.tag(), Width::Fixed(12)).right(),
    Column::field(records::AGREED.tag(), Width::Fixed(8)),
];

const PLAN: &[Column] = &[
    Column::field(records::PLANNED.tag(), Width::Fixed(6)),
    Column::field(records::METHOD.tag(), Width::Rest(2)),
    Column::field(records::CARRIED_OUT_BY.tag(), Width::Rest(2)),
    Column::field(records::FREQUENCY.tag(), Width::Fixed(13)),
    Column::field(records::HOURS.tag(), Width::Fixed(7)).right(),
    Column::field(records::ON_FAILURE.tag(), Width::Rest(2)),
];
