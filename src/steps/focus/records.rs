//! The records of step 3.

use crate::kind;
use crate::record::{Any, Choices, Links, any_links, choice, flag, line, links, number, text};
use crate::steps::collect::records::SHOWING;
use crate::steps::plan::records::{Requirement, Unit, not_negative};

/// What a focus area looks into.
pub const FOCUS_KINDS: Choices = Choices { name: "focus-kind", codes: &["deviation", "strength"] };

kind! {
    /// What the follow-up goes deeper into, chosen with the reason: a deviation, or a strength worth keeping.
    FocusArea = 40 "focus_area" "focus_areas" in FollowUp at Focus;
    /// What it is called.
    pub const FOCUS_NAME: String = line(16, "name").needed();
    /// Deviation or strength.
    pub const FOCUS_KIND: String = choice(17, "kind", &FOCUS_KINDS).needed();
    /// Why it was chosen.
    pub const FOCUS_REASON: String = text(18, "reason").needed();
    /// The requirements that it is about.
    pub const FOCUS_REQUIREMENTS: Links<Requirement> = links(19, "requirements");
    /// The units where it shows.
    pub const FOCUS_UNITS: Links<Unit> = links(20, "units");
    /// The results, evidence and reports that show it.
    pub const FOCUS_SHOWN_BY: Links<Any> = any_links(21, "shown_by").among(&SHOWING);
    /// Its place in the order, 1 first.
    pub const FOCUS_ORDER: f64 = number(22, "order", "").whole().check(not_negative);
    /// Whether it concerns many.
    pub const CONCERNS_MANY: bool = flag(23, "concerns_many");
    /// Whether it hits those who have it hardest to speak up.
    pub const VULNERABLE: bool = flag(24, "vulnerable_group");
    /// Whether it costs much.
    pub const COSTS_MUCH: bool = flag(25, "costs_much");
    /// The problem as a question that begins with why; step 4 answers it.
    pub const WHY_QUESTION: String = text(26, "why_question");
    key [FOCUS_NAME] title [FOCUS_NAME]
}
