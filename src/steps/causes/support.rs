//! What speaks for or against a cause or conclusion.

use super::records::{EarlierAction, Event};
use crate::follow_up::Whole;
use crate::record::{Any, Id, Kind as _, KindInfo, Links};
use crate::steps::collect::records::{DeviationReport, Evidence, GroupFactor, Result};

/// The kinds of [`SPEAKING`](super::records::SPEAKING).
const KINDS: [&KindInfo; 6] =
    [&Result::INFO, &Evidence::INFO, &DeviationReport::INFO, &Event::INFO, &EarlierAction::INFO, &GroupFactor::INFO];

/// How many of these links lead to something that is there and can speak.
#[must_use]
pub fn count(whole: &Whole, links: Option<Links<Any>>) -> usize {
    let speaks = |id: &Id| KINDS.iter().any(|kind| whole.own.get(kind.number, *id).is_some());
    links.map_or(0, |links| links.0.iter().filter(|id| speaks(id)).count())
}

/// Whether any of these links leads to something that is there and can speak.
#[must_use]
pub fn is_there(whole: &Whole, links: Option<Links<Any>>) -> bool {
    count(whole, links) > 0
}

#[cfg(test)]
mod tests {
    use super::KINDS;
    use crate::steps::causes::records::SPEAKING;

    #[test]
    fn what_is_offered_as_support_is_what_counts_as_support() {
        assert_eq!(KINDS.map(|kind| kind.name), SPEAKING);
    }
}
