//! The walk across the rooms: answers to the guiding questions, acceptances of what the checks found, steps that
//! are declared done, closing, the next missing thing, the chain from goal to effect, what is due, and the
//! documents that records refer to.
//!
//! All of it is pure: a rule reads a [`Whole`](crate::follow_up::Whole) and the
//! [`Findings`](crate::follow_up::Findings), and gives a value that a screen can show or go to, or a
//! [`Change`](crate::follow_up::Change) for the store.

pub mod acceptance;
pub mod answer;

pub mod chain;
pub mod close;
pub mod declare;
pub mod due;
pub mod next;

pub mod records;
pub mod screen;

use crate::record::Id;
use sha2::{Digest as _, Sha256};

/// The id of a record of which there is to be one only, for example one state a step: it follows from what the
/// record is about, so that two officers who make it at the same time make the same.
fn id_of(follow_up: Id, kind: u8, about: &[&[u8]]) -> Id {
    let mut hash = Sha256::new();
    hash.update(follow_up.as_bytes());
    hash.update([kind]);
    for part in about {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(hash.finalize()).for_each(|(to, from)| *to = from);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}
