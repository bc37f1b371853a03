//! The room of step 5: judgements, conclusions, scenarios, what to watch and what to improve.

use super::records::{self, Conclusion, ImprovementArea, Judgement, Scenario, WatchPoint};
use crate::record::{Kind as _, Step};
use crate::ui::{Column, Room, Shape, Tab, View, Width};

/// The room as it is when a follow-up is opened.
#[must_use]
pub fn room() -> Room {
    Room::new(
        Step::Conclusions,
        vec![
            Tab::new(
                "tab-judgements",
                vec![View::list("view-list", Shape::new(&Judgement::INFO, "judgements", JUDGEMENTS))],
            ),
            Tab::new(
                "tab-conclusions",
                vec![View::list("view-list", Shape::new(&Conclusion::INFO, "conclusions", CONCLUSIONS))],
            ),
            Tab::new(
                "tab-scenarios",
                vec![View::list("view-list", Shape::new(&Scenario::INFO, "scenarios", SCENARIOS))],
            ),
            Tab::new("tab-watch", vec![View::list("view-list", Shape::new(&WatchPoint::INFO, "watch", WATCH))]),
            Tab::new(
                "tab-improvement",
                vec![View::list("view-list", Shape::new(&ImprovementArea::INFO, "improvement", IMPROVEMENT))],
            ),
        ],
    )
}

const JUDGEMENTS: &[Column] = &[
    Column::field(records::JUDGED.tag(), Width::Fixed(6)),
    Column::field(records::JUDGED_UNIT.tag(), Width::Rest(2)),
    Column::field(records::VERDICT.tag(), Width::Fixed(24)),
    Column::field(records::VERDICT_REASON.tag(), Width::Rest(3)),
];

const CONCLUSIONS: &[Column] = &[
    Column::field(records::CONCLUSION_TEXT.tag(), Width::Rest(3)),
    Column::field(records::RESTS_ON.tag(), Width::Rest(2)),
    Column::field(records::CERTAINTY.tag(), Width::Fixed(9)),
];

const SCENARIOS: &[Column] = &[
    Column::field(records::SCENARIO_NAME.tag(), Width::Rest(2)),
    Column::field(records::SCENARIO_KIND.tag(), Width::Fixed(18)),
    Column::field(records::SCENARIO_OUTCOME.tag(), Width::Rest(3)),
    Column::field(records::SCENARIO_LIKELIHOOD.tag(), Width::Fixed(12)).right(),
];

const WATCH: &[Column] = &[
    Column::field(records::WATCHED.tag(), Width::Rest(3)),
    Column::field(records::WATCH_LIMIT.tag(), Width::Rest(2)),
    Column::field(records::WATCH_DATE.tag(), Width::Fixed(12)),
];

const IMPROVEMENT: &[Column] = &[
    Column::field(records::IMPROVEMENT_NAME.tag(), Width::Rest(3)),
    Column::field(records::AIM_LEVEL.tag(), Width::Fixed(12)),
    Column::field(records::AIM_DATE.tag(), Width::Fixed(11)),
    Column::field(records::URGENCY.tag(), Width::Fixed(13)).right(),
    Column::field(records::INFLUENCE.tag(), Width::Fixed(13)).right(),
];
