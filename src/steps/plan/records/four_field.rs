//! Four-field matrices of one's own, what stands in them, and what each rater says of what is valued together.

use crate::kind;
use crate::record::{Any, Choices, Flaw, Link, Value, any_link, choice, flag, line, link, number, text};

/// What a four-field matrix of one's own begins with: the names of its axes and fields.
pub const PRESETS: Choices = Choices {
    name: "preset",
    codes: &["risk", "action", "improvement", "focus", "cost_quality", "volume_consequence", "satisfaction"],
};

/// The matrices whose items are valued together.
pub const VALUED_IN: Choices =
    Choices { name: "valued-in", codes: &["risk", "improvement_area", "proposal", "four_field"] };

/// Fewest and most steps of an axis.
pub const STEPS: std::ops::RangeInclusive<u8> = 2..=10;

kind! {
    /// A four-field matrix on axes of one's own. What is empty is as its preset says.
    FourField = 18 "four_field" "four_fields" in FollowUp at Plan;
    /// What it is called.
    pub const FOUR_FIELD_NAME: String = line(16, "name").needed();
    /// What it begins with.
    pub const PRESET: String = choice(17, "preset", &PRESETS);
    /// What the axis from left to right measures.
    pub const X_NAME: String = line(18, "x");
    /// What the axis upwards measures.
    pub const Y_NAME: String = line(19, "y");
    /// How many steps both have, 2-10; 4 when nothing stands here.
    pub const FOUR_FIELD_SIZE: f64 = number(20, "size", "").whole().check(steps);
    /// The highest step of x that is low; the middle when nothing stands here.
    pub const X_LOW: f64 = number(21, "x_low", "").whole().check(steps);
    /// The highest step of y that is low.
    pub const Y_LOW: f64 = number(22, "y_low", "").whole().check(steps);
    /// The field that is high on both axes.
    pub const BOTH_HIGH: String = line(23, "high");
    /// The field that is high on y alone.
    pub const Y_HIGH: String = line(24, "y_high");
    /// The field that is high on x alone.
    pub const X_HIGH: String = line(25, "x_high");
    /// The field that is low on both.
    pub const BOTH_LOW: String = line(26, "low");
    key [FOUR_FIELD_NAME] title [FOUR_FIELD_NAME]
}

kind! {
    /// Something that is placed in a four-field matrix of one's own: a line, or a record of the follow-up.
    FourFieldItem = 19 "four_field_item" "four_field_items" in FollowUp at Plan;
    /// The matrix.
    pub const ITEM_OF: Link<FourField> = link(16, "four_field").needed();
    /// What it is called.
    pub const ITEM_TEXT: String = line(17, "text");
    /// The record that it stands for.
    pub const ITEM_LINK: Link<Any> = any_link(18, "record");
    /// Its step from left to right, from 1.
    pub const ITEM_X: f64 = number(19, "x", "").whole().check(steps);
    /// Its step upwards, from 1.
    pub const ITEM_Y: f64 = number(20, "y", "").whole().check(steps);
    /// Why it stands there.
    pub const ITEM_REASON: String = text(21, "reason");
    key [ITEM_OF, ITEM_TEXT, ITEM_LINK] title [ITEM_TEXT, ITEM_LINK]
}

kind! {
    /// What one rater says of one thing while several value it, each unseen by the others; and what was agreed in the
    /// end, with the reason.
    Rating = 25 "rating" "ratings" in FollowUp at Plan;
    /// Who: a function, never a person.
    pub const RATING_BY: String = line(16, "rater").needed();
    /// What is valued.
    pub const RATED: Link<Any> = any_link(17, "item").needed();
    /// In which matrix.
    pub const VALUED_AS: String = choice(18, "matrix", &VALUED_IN).needed();
    /// In which round, from 1.
    pub const ROUND: f64 = number(19, "round", "").whole().check(steps);
    /// Its step from left to right, from 1.
    pub const RATED_X: f64 = number(20, "x", "").whole().check(steps);
    /// Its step upwards, from 1.
    pub const RATED_Y: f64 = number(21, "y", "").whole().check(steps);
    /// Whether it is what was agreed.
    pub const RATING_AGREED: bool = flag(22, "agreed");
    /// Why that was agreed.
    pub const RATING_REASON: String = text(23, "reason");
    key [RATING_BY, RATED, VALUED_AS, ROUND] title [RATING_BY, RATED]
}

/// Refuses what is no step: numbers below 1.
///
/// # Errors
/// [`Flaw::Negative`].
pub fn steps(value: &Value) -> Result<(), Flaw> {
    match value {
        Value::Number(number) if *number < 1.0 => Err(Flaw::OffTheScale),
        _ => Ok(()),
    }
}
