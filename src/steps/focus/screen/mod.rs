//! The room of step 3: what the results say, ranked, and what lies behind each row.

mod compare;
mod detail;
mod ranked;

use super::questions::QUESTIONS;
use crate::record::Step;
use crate::ui::{Room, Tab, View};
use compare::Compare;

/// The room as it is when a follow-up is opened.
#[must_use]
pub fn room() -> Room {
    let compare = View::tool("view-list", Compare::default());
    Room::new(
        Step::Focus,
        vec![Tab::new("tab-compare", vec![compare]), Tab::new("tab-guide", vec![View::guide(QUESTIONS)])],
    )
}
