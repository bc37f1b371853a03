//! The room of step 3: what the results say, ranked, and what lies behind each row.

mod compare;
mod detail;

use super::questions::QUESTIONS;
use crate::record::Step;
use crate::ui::{Guide, Room, Tab, View};
use compare::Compare;

/// The room as it is when a follow-up is opened.
#[must_use]
pub fn room() -> Room {
    let compare = View { word: "view-list", kind: None, screen: Box::new(Compare::default()) };
    let guide = View { word: "view-guide", kind: None, screen: Box::new(Guide::new(QUESTIONS)) };
    Room::new(Step::Focus, vec![Tab::new("tab-compare", vec![compare]), Tab::new("tab-guide", vec![guide])])
}
