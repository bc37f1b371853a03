//! The tab of the plan: its rows and head, and the pictures of it as a whole.

use super::schedule::{Areas, Carried, Happenings, Hours, Lanes, Looked, Process};
use crate::record::{Kind as _, Record};
use crate::steps::plan::records::{self, Beat, PLAN_DEPTH, PLANNED, PlanActivity, PlanFrame};
use crate::steps::plan::schedule::depth;
use crate::ui::{Cell, Column, Shape, Sight, SortKey, Tab, Tone, View, Width};

/// The tab, at the rows of the plan.
pub fn tab() -> Tab {
    Tab::new(
        "tab-plan",
        vec![
            View::list("view-list", Shape::new(&PlanActivity::INFO, "plan", PLAN)),
            View::list("view-frame", Shape::new(&PlanFrame::INFO, "plan_frame", FRAME)),
            View::tool("view-hours", Looked::new(Hours::default())),
            View::tool("view-years", Looked::new(Areas::default())),
            View::tool("view-cycle", Looked::new(Lanes::default())),
            View::tool("view-cycle-list", Looked::new(Happenings::default())),
            View::list("view-beats", Shape::new(&Beat::INFO, "beats", BEATS)),
            View::tool("view-process", Looked::new(Process)),
            View::tool("view-carried", Looked::new(Carried)),
        ],
    )
}

const PLAN: &[Column] = &[
    Column::field(PLANNED.tag(), Width::Fixed(6)),
    Column::field(records::METHOD.tag(), Width::Rest(2)),
    Column::field(records::CARRIED_OUT_BY.tag(), Width::Rest(2)),
    Column::field(records::FREQUENCY.tag(), Width::Fixed(13)),
    Column { key: Some(by_depth), ..Column::field(PLAN_DEPTH.tag(), Width::Fixed(11)).shown(shown_depth) },
    Column::field(records::HOURS.tag(), Width::Fixed(7)).right(),
    Column::field(records::ON_FAILURE.tag(), Width::Rest(2)),
];

const FRAME: &[Column] = &[
    Column::field(records::FRAME_THEME.tag(), Width::Rest(2)),
    Column::field(records::AGREED_WITH.tag(), Width::Rest(2)),
    Column::field(records::AGREED_ON.tag(), Width::Fixed(12)),
    Column::field(records::FRAME_HOURS.tag(), Width::Fixed(12)).right(),
];

const BEATS: &[Column] = &[
    Column::field(records::BEAT_NAME.tag(), Width::Rest(3)),
    Column::field(records::BEAT_LANE.tag(), Width::Fixed(12)),
    Column::field(records::BEAT_MONTHS.tag(), Width::Rest(2)),
    Column::field(records::BEAT_FUNCTION.tag(), Width::Rest(2)),
    Column::field(records::BEAT_DOCUMENT.tag(), Width::Rest(2)),
];

/// What is proposed for a row.
fn proposed(sight: &Sight, record: &Record) -> Option<&'static str> {
    depth::of_requirement(&sight.whole, record.get(PLANNED)?.0)
}

/// The depth that was chosen, marked where it is another than the proposed one; else the proposed one in brackets.
fn shown_depth(sight: &Sight, record: &Record) -> Cell {
    let named = |code: &str| sight.words.say_with("depth-word", &[("depth", code)]);
    let (chosen, proposed) = (record.get(PLAN_DEPTH), proposed(sight, record));
    match (chosen, proposed) {
        (Some(chosen), Some(proposed)) if chosen != proposed => {
            Cell { text: format!("{} ≠", named(&chosen)), tone: Tone::Plain }
        }
        (Some(chosen), _) => Cell { text: named(&chosen), tone: Tone::Plain },
        (None, Some(proposed)) => {
            let shown = sight.words.say_with("depth-proposed", &[("depth", &named(proposed))]);
            Cell { text: shown, tone: Tone::Dim }
        }
        (None, None) => Cell { text: "–".into(), tone: Tone::Dim },
    }
}

/// Deepest first.
fn by_depth(sight: &Sight, record: &Record) -> SortKey {
    let depth = record.get(PLAN_DEPTH).or_else(|| proposed(sight, record).map(str::to_owned));
    depth.map_or(SortKey::Nothing, |depth| {
        SortKey::Number(f64::from(u32::try_from(depth::rank(&depth)).unwrap_or(u32::MAX)))
    })
}
