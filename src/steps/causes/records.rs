//! The records of step 4.

use crate::kind;
use crate::record::{
    Any, Choices, Link, Links, any_links, choice, date, line, link, links, number, open_choice, own_link, text,
};
use crate::steps::collect::records::SHOWING;
use crate::steps::focus::records::FocusArea;
use crate::steps::plan::records::not_negative;
use chrono::NaiveDate;

/// Where a cause lies: the fishbone's five bones, steering and measuring; other groupings in own words.
pub const CATEGORIES: Choices = Choices {
    name: "cause-category",
    codes: &["people", "machines", "methods", "material", "environment", "leadership", "measurement"],
};
/// How sure a cause is.
pub const STRENGTHS: Choices =
    Choices { name: "cause-strength", codes: &["hypothesis", "probable", "confirmed", "dismissed"] };
/// Inside the service or around it.
pub const WHERE: Choices = Choices { name: "event-place", codes: &["inside", "outside"] };
/// Whether something helped.
pub const EFFECTS: Choices = Choices { name: "effect", codes: &["yes", "partly", "no", "unknown"] };

/// How deep a tree of causes may be.
pub const MAX_DEPTH: usize = 5;

/// Code words of the kinds whose records can speak for or against something (`domain.md`, section 0 "Support").
pub const SPEAKING: [&str; 6] = ["result", "evidence", "deviation_report", "event", "earlier_action", "group_factor"];

kind! {
    /// What may explain a focus area; causes of causes make a tree of at most [`MAX_DEPTH`] levels.
    Cause = 50 "cause" "causes" in FollowUp at Causes;
    /// The cause.
    pub const CAUSE_TEXT: String = text(16, "text").needed();
    /// The focus area that it may explain.
    pub const CAUSE_OF: Link<FocusArea> = link(17, "focus_area").needed();
    /// The cause that it lies behind.
    pub const BEHIND: Link<Cause> = own_link(18, "parent", "cause");
    /// Where it lies.
    pub const CAUSE_CATEGORY: String = open_choice(19, "category", &CATEGORIES);
    /// What speaks for it: results, evidence, reports, events.
    pub const CAUSE_SUPPORT: Links<Any> = any_links(20, "support").among(&SPEAKING);
    /// What speaks against it.
    pub const CAUSE_COUNTER: Links<Any> = any_links(21, "counter").among(&SPEAKING);
    /// The function that says so.
    pub const STATED_BY: String = line(22, "stated_by");
    /// How sure it is.
    pub const STRENGTH: String = choice(23, "strength", &STRENGTHS);
    /// Points that the participants gave it.
    pub const CAUSE_POINTS: f64 = number(24, "points", "").check(not_negative);
    /// Why it is held for likely, or dismissed.
    pub const CAUSE_REASON: String = text(25, "reason");
    key [CAUSE_OF, CAUSE_TEXT] title [CAUSE_TEXT]
}

kind! {
    /// Something that happened in or around the service during the period.
    Event = 51 "event" "events" in FollowUp at Causes;
    /// When.
    pub const EVENT_DATE: NaiveDate = date(16, "date").needed();
    /// What happened.
    pub const EVENT_TEXT: String = text(17, "text").needed();
    /// Inside or outside.
    pub const EVENT_PLACE: String = choice(18, "place", &WHERE);
    /// The focus areas it may have to do with.
    pub const EVENT_FOCUS: Links<FocusArea> = links(19, "focus_areas");
    /// In what way.
    pub const EVENT_LINK: String = text(20, "possible_link");
    key [EVENT_DATE, EVENT_TEXT] title [EVENT_DATE, EVENT_TEXT]
}

kind! {
    /// What was done about it before, and whether it helped.
    EarlierAction = 52 "earlier_action" "earlier_actions" in FollowUp at Causes;
    /// What was to be done.
    pub const EARLIER_TEXT: String = text(16, "text").needed();
    /// When it was decided.
    pub const EARLIER_DATE: NaiveDate = date(17, "date");
    /// The focus areas it was meant for.
    pub const EARLIER_FOCUS: Links<FocusArea> = links(18, "focus_areas");
    /// Whether it was done.
    pub const EARLIER_DONE: String = choice(19, "done", &EFFECTS);
    /// Whether it helped.
    pub const EARLIER_EFFECT: String = choice(20, "effect", &EFFECTS);
    /// What shows it.
    pub const EARLIER_SHOWN_BY: Links<Any> = any_links(21, "shown_by").among(&SHOWING);
    key [EARLIER_TEXT] title [EARLIER_TEXT]
}
