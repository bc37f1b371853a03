//! The room of step 4: its guiding questions.

use super::questions::QUESTIONS;
use crate::record::Step;
use crate::ui::{Guide, Room, Tab, View};

/// The room as it is when a follow-up is opened.
#[must_use]
pub fn room() -> Room {
    let guide = View { word: "view-guide", kind: None, screen: Box::new(Guide::new(QUESTIONS)) };
    Room::new(Step::Causes, vec![Tab::new("tab-guide", vec![guide])])
}
