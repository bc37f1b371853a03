//! The room of step 6: its guiding questions.

use super::questions::QUESTIONS;
use crate::record::Step;
use crate::ui::{Room, Tab, View};

/// The room as it is when a follow-up is opened.
#[must_use]
pub fn room() -> Room {
    Room::new(Step::Actions, vec![Tab::new("tab-guide", vec![View::guide(QUESTIONS)])])
}
