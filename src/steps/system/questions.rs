//! The 21 questions of the system analysis, by the step that they mirror; their words stand beside, in our own
//! wording (`domain.md`, "The 21 questions of the system analysis").

use crate::record::Step;

/// The questions that mirror a step, in order; step 1 has none of its own.
#[must_use]
pub fn of(step: Step) -> &'static [&'static str] {
    match step {
        Step::Collect => &["system-collect-1", "system-collect-2", "system-collect-3", "system-collect-4"],
        Step::Focus => &["system-focus-1", "system-focus-2", "system-focus-3", "system-focus-4"],
        Step::Causes => &["system-causes-1", "system-causes-2", "system-causes-3", "system-causes-4"],
        Step::Conclusions => &[
            "system-conclusions-1",
            "system-conclusions-2",
            "system-conclusions-3",
            "system-conclusions-4",
            "system-conclusions-5",
            "system-conclusions-6",
            "system-conclusions-7",
        ],
        Step::Actions => &["system-actions-1", "system-actions-2"],
        Step::Plan | Step::System => &[],
    }
}

/// All 21, in the order of the steps.
pub fn all() -> impl Iterator<Item = &'static str> {
    Step::SIX.into_iter().flat_map(of).copied()
}
