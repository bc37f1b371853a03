//! The room of step 1: starting point, requirements, valuation, plan.

mod duplicates;
mod parts;
mod planned;
mod requirements;
mod rows;
mod schedule;
mod starting;
mod valuation;

use super::records::{
    self, Anchoring, Area, AreaPart, Contract, ContractRight, FollowUpHeader, Function, Goal, GoverningDocument,
    LadderStep, Provider, Unit,
};
use crate::record::{Kind as _, Step};
use crate::rights::records::{
    ACCOUNT, ASSIGNED, ASSIGNED_COMMITTEE, ASSIGNED_ROLE, Assignment, OFFICER_TITLE, PARTICIPANT, PARTICIPANT_ROLE,
    Participant, RegisteredOfficer,
};
use crate::ui::{Column, Room, Shape, Tab, View, Width};
use duplicates::Duplicates;
use parts::Parts;
use rows::Rows;
use starting::{AtAGlance, Hours, WhichDocument};

/// The tab that shows requirements.
pub const REQUIREMENTS: u8 = 1;
/// The tab that values them.
pub const VALUATION: u8 = 2;
pub use valuation::VALUING;

/// The room as it is when a follow-up is opened: at the requirements.
#[must_use]
pub fn room() -> Room {
    let mut room = Room::new(
        Step::Plan,
        vec![
            Tab::new(
                "tab-start",
                vec![
                    View::list("view-header", Shape::new(&FollowUpHeader::INFO, "header", HEADER).single()),
                    View::tool("view-start", Rows::new(AtAGlance)),
                    View::list("view-documents", Shape::new(&GoverningDocument::INFO, "documents", DOCUMENTS)),
                    View::list("view-goals", Shape::new(&Goal::INFO, "goals", GOALS)),
                    View::list("view-units", Shape::new(&Unit::INFO, "units", UNITS)),
                    View::list("view-contracts", Shape::new(&Contract::INFO, "contracts", CONTRACTS)),
                    View::list("view-rights", Shape::new(&ContractRight::INFO, "rights", RIGHTS)),
                    View::list("view-ladder", Shape::new(&LadderStep::INFO, "ladder", LADDER)),
                    View::list("view-providers", Shape::new(&Provider::INFO, "providers", PROVIDERS)),
                    View::list("view-functions", Shape::new(&Function::INFO, "functions", FUNCTIONS)),
                    View::tool("view-time", Rows::new(Hours)),
                    View::tool("view-sources", Rows::new(WhichDocument)),
                    View::list("view-areas", Shape::new(&Area::INFO, "areas", AREAS)),
                    View::tool("view-parts", Parts::default()),
                    View::list("view-area-parts", Shape::new(&AreaPart::INFO, "area_parts", AREA_PARTS)),
                    View::list("view-participants", Shape::new(&Participant::INFO, "participants", PARTICIPANTS)),
                    View::list("view-officers", Shape::new(&RegisteredOfficer::INFO, "officers", OFFICERS)),
                    View::list("view-assignments", Shape::new(&Assignment::INFO, "assignments", ASSIGNMENTS)),
                ],
            ),
            Tab::new(
                "tab-requirements",
                vec![
                    View::list("view-list", requirements::SHAPE),
                    View::tool("view-duplicates", Duplicates::default()),
                ],
            ),
            valuation::tab(),
            planned::tab(),
            Tab::new(
                "tab-anchoring",
                vec![View::list("view-list", Shape::new(&Anchoring::INFO, "anchoring", ANCHORING))],
            ),
        ],
    );
    room.show(REQUIREMENTS, 0);
    room
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

const FUNCTIONS: &[Column] = &[
    Column::field(records::FUNCTION_NAME.tag(), Width::Rest(2)),
    Column::field(records::FUNCTION_UNITS.tag(), Width::Rest(2)),
    Column::field(records::REVIEWS.tag(), Width::Fixed(12)),
    Column::field(records::OWNS.tag(), Width::Fixed(18)),
    Column::field(records::CAPACITY.tag(), Width::Fixed(10)).right().headed("column-hours"),
];

const AREAS: &[Column] = &[
    Column::field(records::AREA_NAME.tag(), Width::Rest(2)),
    Column::field(records::AREA_VOLUME.tag(), Width::Fixed(9)).right(),
    Column::field(records::AREA_COST.tag(), Width::Fixed(12)).right(),
    Column::field(records::AMBITION.tag(), Width::Fixed(16)),
    Column::field(records::AMBITION_REASON.tag(), Width::Rest(2)),
];

const AREA_PARTS: &[Column] = &[
    Column::field(records::PART_AREA.tag(), Width::Rest(2)),
    Column::field(records::PART_FUNCTION.tag(), Width::Rest(2)),
    Column::field(records::PARTS.tag(), Width::Rest(2)),
];

const DOCUMENTS: &[Column] = &[
    Column::field(records::DOCUMENT_NAME.tag(), Width::Rest(3)),
    Column::field(records::DOCUMENT_KIND.tag(), Width::Fixed(22)),
    Column::field(records::DOCUMENT_REFERENCE.tag(), Width::Fixed(14)),
    Column::field(records::CLAUSE.tag(), Width::Fixed(12)).headed("column-clause"),
    Column::field(records::DOCUMENT_TO.tag(), Width::Fixed(11)),
];

const GOALS: &[Column] = &[
    Column::field(records::GOAL_TEXT.tag(), Width::Rest(3)),
    Column::field(records::GOAL_LEVEL.tag(), Width::Fixed(10)),
    Column::field(records::GOAL_DOCUMENT.tag(), Width::Rest(2)),
    Column::field(records::GOAL_WEIGHT.tag(), Width::Fixed(9)).right().headed("column-weight"),
];

const RIGHTS: &[Column] = &[
    Column::field(records::RIGHT_OF.tag(), Width::Fixed(16)),
    Column::field(records::RIGHT.tag(), Width::Rest(2)),
    Column::field(records::RIGHT_CLAUSE.tag(), Width::Fixed(12)),
    Column::field(records::RIGHT_LIMITS.tag(), Width::Rest(2)),
];

const PARTICIPANTS: &[Column] =
    &[Column::field(PARTICIPANT.tag(), Width::Rest(1)), Column::field(PARTICIPANT_ROLE.tag(), Width::Fixed(14))];

const OFFICERS: &[Column] =
    &[Column::field(ACCOUNT.tag(), Width::Rest(1)), Column::field(OFFICER_TITLE.tag(), Width::Rest(2))];

const ASSIGNMENTS: &[Column] = &[
    Column::field(ASSIGNED.tag(), Width::Rest(1)),
    Column::field(ASSIGNED_ROLE.tag(), Width::Fixed(14)),
    Column::field(ASSIGNED_COMMITTEE.tag(), Width::Rest(1)),
];

const ANCHORING: &[Column] = &[
    Column::field(records::ANCHORED_ON.tag(), Width::Fixed(11)),
    Column::field(records::ANCHORED_WITH.tag(), Width::Fixed(22)),
    Column::field(records::ANCHORED_WHO.tag(), Width::Rest(1)),
    Column::field(records::PARTICIPATION.tag(), Width::Fixed(12)),
    Column::field(records::ANCHORED_WHAT.tag(), Width::Rest(2)),
];
