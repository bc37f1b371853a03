//! What frames the plan, and what recurs in its year beside its rows.

use super::{Function, MONTHS, not_negative};
use crate::kind;
use crate::record::{Choices, Link, choice, choices, date, line, link, number, text};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// The lanes of the annual cycle (`domain.md`, section 2 "Årscykel").
pub const LANES: Choices = Choices {
    name: "lane",
    codes: &["planning", "collection", "analysis", "committee", "internal_control", "contract", "own"],
};

kind! {
    /// The head of the plan: theme of the year, resources, and the elected body that it was agreed with. How far each
    /// area is followed up stands with the areas. A follow-up has one; of several the first made counts.
    PlanFrame = 28 "plan_frame" "plan_frames" in FollowUp at Plan;
    /// What the plan looks at more closely this year.
    pub const FRAME_THEME: String = line(16, "theme");
    /// What there is to do it with, in words.
    pub const FRAME_RESOURCES: String = text(17, "resources");
    /// Hours in all, per year.
    pub const FRAME_HOURS: f64 = number(18, "hours", "hours_per_year").check(not_negative);
    /// The elected body that it was agreed with.
    pub const AGREED_WITH: String = line(19, "agreed_with").needed();
    /// When.
    pub const AGREED_ON: NaiveDate = date(20, "agreed_on");
    key [AGREED_WITH] title [FRAME_THEME, AGREED_WITH]
}

kind! {
    /// What recurs in the year of the follow-up beside the rows of the plan: a report, a dialogue, a meeting.
    Beat = 29 "beat" "beats" in FollowUp at Plan;
    /// What.
    pub const BEAT_NAME: String = line(16, "name").needed();
    /// The lane that it stands in; the last one when nothing stands here.
    pub const BEAT_LANE: String = choice(17, "lane", &LANES);
    /// In which months.
    pub const BEAT_MONTHS: BTreeSet<String> = choices(18, "months", &MONTHS).needed();
    /// Which function sees to it.
    pub const BEAT_FUNCTION: Link<Function> = link(19, "function");
    /// The document that comes out.
    pub const BEAT_DOCUMENT: String = line(20, "document");
    key [BEAT_NAME] title [BEAT_NAME]
}
