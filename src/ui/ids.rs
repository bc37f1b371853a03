//! Ids of new records, minted from the session's clock.

use crate::record::Id;
use chrono::{DateTime, Utc};

/// Mints `UUIDv7` ids that rise within a session; tests pick the seed.
#[derive(Clone, Debug)]
pub struct Ids {
    seed: [u8; 8],
    branched: u64,
    minted: u16,
    last_ms: u64,
}

impl Ids {
    /// Ids of one session; two sessions need two seeds.
    #[must_use]
    pub fn new(seed: [u8; 8]) -> Self {
        Self { seed, branched: 0, minted: 0, last_ms: 0 }
    }

    /// Another mint, for work outside the session: its ids meet none of this one's.
    #[must_use]
    pub fn branch(&mut self) -> Self {
        // A step that is odd goes through all seeds before it comes back to the first.
        self.branched = self.branched.wrapping_add(0x9e37_79b9_7f4a_7c15);
        Self::new(u64::from_be_bytes(self.seed).wrapping_add(self.branched).to_be_bytes())
    }

    /// The next id.
    pub fn mint(&mut self, now: DateTime<Utc>) -> Id {
        let now_ms = u64::try_from(now.timestamp_millis()).unwrap_or_default();
        // 4,096 ids fit into a millisecond in order; the next one then takes the next millisecond's place.
        if now_ms > self.last_ms {
            self.last_ms = now_ms;
            self.minted = 0;
        } else if self.minted >= 0xfff {
            self.last_ms += 1;
            self.minted = 0;
        } else {
            self.minted += 1;
        }
        let mut bytes = [0; 10];
        // UUIDv7 keeps 12 bits beside the version, then 62 bits: the count, then the session's seed.
        bytes[..2].copy_from_slice(&self.minted.to_be_bytes());
        bytes[2..].copy_from_slice(&self.seed);
        uuid::Builder::from_unix_timestamp_millis(self.last_ms, &bytes).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn ids_rise_and_never_meet() {
        let now = chrono::DateTime::UNIX_EPOCH + chrono::TimeDelta::days(20_000);
        let mut ids = Ids::new([7; 8]);
        let minted: Vec<_> = (0..10_000).map(|_| ids.mint(now)).collect();
        assert!(minted.is_sorted_by(|a, b| a < b));
    }
}
