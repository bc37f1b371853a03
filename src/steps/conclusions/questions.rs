//! The guiding questions of step 5; their words stand beside, in our own wording.

/// Messages of the questions, in order.
pub const QUESTIONS: &[&str] = &[
    "guide-conclusions-1",
    "guide-conclusions-2",
    "guide-conclusions-3",
    "guide-conclusions-4",
    "guide-conclusions-5",
    "guide-conclusions-6",
    "guide-conclusions-7",
];
