//! 1 Planering: which laws, contracts and political decisions set what must be delivered, how grave it is
//! when that fails, and what is looked at this year, how, by whom and how often.

pub mod areas;
pub mod binding;
pub mod checks;
pub mod contracts;
pub mod duplicates;
pub mod followable;
pub mod four_field;
pub mod numbering;
pub mod parts;
pub mod perspective;
pub mod questions;
pub mod rating;
pub mod records;
pub mod risk;
pub mod roles;
pub mod scales;
pub mod schedule;
pub mod screen;
pub mod sources;
pub mod start;
pub mod time;
pub mod valuation;
pub mod wording;

use crate::follow_up::FollowUp;

/// The committee that a follow-up is for, as its header says.
#[must_use]
pub fn committee(follow_up: &FollowUp) -> String {
    let header = follow_up.of::<records::FollowUpHeader>(follow_up.id());
    header.and_then(|header| header.get(records::COMMITTEE)).unwrap_or_default()
}
