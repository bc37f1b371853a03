//! What speaks for or against a cause or conclusion.

use super::records::{EarlierAction, Event};
use crate::follow_up::Whole;
use crate::record::{Any, Id, Kind as _, KindInfo, Links};
use crate::steps::collect::records::{DeviationReport, Evidence, GroupFactor, Result};

/// The kinds of [`SPEAKING`](super::records::SPEAKING).
const KINDS: [&KindInfo; 6] =
    [&Result::INFO, &Evidence::INFO, &DeviationReport::INFO, &Event::INFO, &EarlierAction::INFO, &GroupFactor::INFO];

/// Whether any of these links leads to something that is there and can speak.
#[must_use]
pub fn is_there(whole: &Whole, links: Option<Links<Any>>) -> bool {
    let speaks = |id: Id| KINDS.iter().any(|kind| whole.own.get(kind.number, id).is_some());
    links.is_some_and(|links| links.0.into_iter().any(speaks))
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
