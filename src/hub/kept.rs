//! Bytes that a hub keeps of what officers send, for commands and for imports on screen: bounded for each officer and in
//! all.

use crate::record::Id;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Most bytes that are kept at a time.
const KEPT: u64 = 1024 * 1024 * 1024;
/// Most of these for one officer.
const KEPT_OF_ONE: u64 = 512 * 1024 * 1024;

/// What is kept, by officer.
#[derive(Debug, Default)]
pub(super) struct Kept(Mutex<BTreeMap<Id, u64>>);

/// What one file takes of it, given back when it is dropped.
#[derive(Debug)]
pub(super) struct Room {
    kept: Arc<Kept>,
    officer: Id,
    bytes: u64,
}

/// There is no more room.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Full;

impl Room {
    /// No room yet, for something of an officer.
    pub fn new(kept: Arc<Kept>, officer: Id) -> Self {
        Self { kept, officer, bytes: 0 }
    }

    /// Takes room for some more bytes.
    ///
    /// # Errors
    /// [`Full`].
    pub fn take(&mut self, bytes: usize) -> Result<(), Full> {
        let bytes = bytes as u64;
        let mut kept = self.kept.0.lock().unwrap_or_else(PoisonError::into_inner);
        let own = kept.get(&self.officer).copied().unwrap_or_default();
        if own + bytes > KEPT_OF_ONE || kept.values().sum::<u64>() + bytes > KEPT {
            return Err(Full);
        }
        kept.insert(self.officer, own + bytes);
        self.bytes += bytes;
        Ok(())
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        let mut kept = self.kept.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = kept.get_mut(&self.officer) {
            *own = own.saturating_sub(self.bytes);
        }
        kept.retain(|_, own| *own > 0);
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::{Full, KEPT, KEPT_OF_ONE, Kept, Room};
    use crate::record::Id;
    use std::sync::Arc;

    /// Takes all that an officer may have.
    pub fn fill(kept: &Arc<Kept>, officer: Id) -> Room {
        let mut room = Room::new(Arc::clone(kept), officer);
        room.take(usize::try_from(KEPT_OF_ONE).unwrap()).unwrap();
        room
    }

    #[test]
    fn what_officers_send_is_bounded_for_each_and_in_all_until_it_is_given_back() {
        let kept = Arc::<Kept>::default();
        let id = Id::from_u128;
        let room = |officer| Room::new(Arc::clone(&kept), id(officer));
        let one = fill(&kept, id(1));
        let mut again = room(1);
        assert_eq!(again.take(1), Err(Full), "something else of the same officer");
        let others = (2..).map(|officer| fill(&kept, id(officer)));
        let _others: Vec<Room> = others.take(usize::try_from(KEPT / KEPT_OF_ONE).unwrap() - 1).collect();
        assert_eq!(room(9).take(1), Err(Full), "all of them together");
        drop(one);
        assert_eq!(again.take(1), Ok(()));
        assert_eq!(room(9).take(1), Ok(()));
    }
}
