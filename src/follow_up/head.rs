//! The head of the chain that all changes hang on.

use crate::record::Seq;
use std::fmt;

/// The last change that was taken, and the hash that vouches for it and everything before. Written down outside
/// the store, in a report or a backup, it shows later that nothing in between has been altered.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Head {
    /// Number of the last change; 0 when there is none.
    pub seq: Seq,
    /// SHA-256, see the form of the [journal](crate::store::journal).
    pub hash: [u8; 32],
}

impl fmt::Display for Head {
    /// The number, a hyphen, the hash in hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-", self.seq)?;
        self.hash.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
