//! What speaks for or against a cause or conclusion.

use super::records::SPEAKING;
use crate::follow_up::Whole;
use crate::record::{Any, Id, Links};
use crate::steps::kind_named;

/// Whether any of these links leads to something that is there and can speak.
#[must_use]
pub fn is_there(whole: &Whole, links: Option<Links<Any>>) -> bool {
    let speaks = |id: Id| {
        SPEAKING.iter().filter_map(|name| kind_named(name)).any(|kind| whole.own.get(kind.number, id).is_some())
    };
    links.is_some_and(|links| links.0.into_iter().any(speaks))
}
