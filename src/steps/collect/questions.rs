//! The guiding questions of step 2; their words stand beside, in our own wording.

/// Messages of the questions, in order.
pub const QUESTIONS: &[&str] = &[
    "guide-collect-1",
    "guide-collect-2",
    "guide-collect-3",
    "guide-collect-4",
    "guide-collect-5",
    "guide-collect-6",
    "guide-collect-7",
];
