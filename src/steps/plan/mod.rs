//! 1 Planering: which laws, contracts and political decisions set what must be delivered, how grave it is
//! when that fails, and what is looked at this year, how, by whom and how often.

pub mod binding;
pub mod checks;
pub mod questions;
pub mod records;
pub mod risk;
pub mod screen;
pub mod valuation;

use crate::follow_up::FollowUp;
use crate::record::Kind as _;
use crate::ui::Sight;

/// The committee that a follow-up is for, as its header says.
#[must_use]
pub fn committee(sight: &Sight, follow_up: &FollowUp) -> String {
    let kind = &records::FollowUpHeader::INFO;
    let header = follow_up.get(kind.number, follow_up.id());
    header.map(|record| sight.field(kind, record, records::COMMITTEE.tag())).unwrap_or_default()
}
