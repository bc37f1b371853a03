//! The guiding questions of step 3; their words stand beside, in our own wording.

/// Messages of the questions, in order.
pub const QUESTIONS: &[&str] = &[
    "guide-focus-1",
    "guide-focus-2",
    "guide-focus-3",
    "guide-focus-4",
    "guide-focus-5",
    "guide-focus-6",
    "guide-focus-7",
];
