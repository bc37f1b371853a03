//! What speaks for or against a cause or conclusion.

use super::records::{EarlierAction, Event};
use crate::follow_up::Whole;
use crate::record::{Any, Id, Kind as _, Links};
use crate::steps::collect::records::{DeviationReport, Evidence, GroupFactor, Result};

/// Kinds whose records can speak for or against something (`domain.md`, section 0 "Support").
const SPEAKING: [u8; 6] = [
    Result::INFO.number,
    Evidence::INFO.number,
    DeviationReport::INFO.number,
    Event::INFO.number,
    EarlierAction::INFO.number,
    GroupFactor::INFO.number,
];

/// Whether any of these links leads to something that is there and can speak.
#[must_use]
pub fn is_there(whole: &Whole, links: Option<Links<Any>>) -> bool {
    let speaks = |id: Id| SPEAKING.iter().any(|kind| whole.own.get(*kind, id).is_some());
    links.is_some_and(|links| links.0.into_iter().any(speaks))
}
