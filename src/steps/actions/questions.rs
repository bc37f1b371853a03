//! The guiding questions of step 6; their words stand beside, in our own wording.

/// Messages of the questions, in order.
pub const QUESTIONS: &[&str] =
    &["guide-actions-1", "guide-actions-2", "guide-actions-3", "guide-actions-4", "guide-actions-5", "guide-actions-6"];
