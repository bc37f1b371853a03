//! The guiding questions of step 1; their words stand beside, in our own wording.

/// Messages of the questions, in order.
pub const QUESTIONS: &[&str] = &[
    "guide-plan-1",
    "guide-plan-2",
    "guide-plan-3",
    "guide-plan-4",
    "guide-plan-5",
    "guide-plan-6",
    "guide-plan-7",
    "guide-plan-8",
];
