//! Areas of the follow-up, and who does what in each.

use super::{Function, not_negative};
use crate::kind;
use crate::record::{Choices, Link, choice, choices, line, link, number, text};
use std::collections::BTreeSet;

/// How far an area is followed up: in depth, as a base, by samples, or not at all.
pub const AMBITIONS: Choices = Choices { name: "ambition", codes: &["deep", "base", "sample", "none"] };
/// What a function does in an area.
pub const AREA_PARTS: Choices = Choices { name: "area-part", codes: &["carries_out", "decides", "told"] };

kind! {
    /// An area (*område*) that requirements belong to by its name, and what is said of it as a whole: an area needs no
    /// record, the name in a requirement is enough.
    Area = 27 "area" "areas" in FollowUp at Plan;
    /// Its name, as requirements give it; case is of no account.
    pub const AREA_NAME: String = line(16, "name").needed();
    /// Persons concerned; the largest of its requirements where nothing stands here.
    pub const AREA_VOLUME: f64 = number(17, "volume", "persons").whole().check(not_negative);
    /// Cost, kr per year; the largest of its requirements where nothing stands here.
    pub const AREA_COST: f64 = number(18, "cost", "kr_per_year").check(not_negative);
    /// How far it is followed up this time.
    pub const AMBITION: String = choice(19, "ambition", &AMBITIONS);
    /// Why so far and no further.
    pub const AMBITION_REASON: String = text(20, "ambition_reason");
    key [AREA_NAME] title [AREA_NAME]
}

kind! {
    /// What one function does in one area: carries the follow-up out, decides on what comes out, is told.
    AreaPart = 26 "area_part" "area_parts" in FollowUp at Plan;
    /// The area.
    pub const PART_AREA: Link<Area> = link(16, "area").needed();
    /// The function.
    pub const PART_FUNCTION: Link<Function> = link(17, "function").needed();
    /// What it does there.
    pub const PARTS: BTreeSet<String> = choices(18, "parts", &AREA_PARTS).needed();
    key [PART_AREA, PART_FUNCTION] title [PART_AREA, PART_FUNCTION]
}
