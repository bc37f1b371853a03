//! The guiding questions of step 4; their words stand beside, in our own wording.

/// Messages of the questions, in order.
pub const QUESTIONS: &[&str] = &[
    "guide-causes-1",
    "guide-causes-2",
    "guide-causes-3",
    "guide-causes-4",
    "guide-causes-5",
    "guide-causes-6",
    "guide-causes-7",
];
