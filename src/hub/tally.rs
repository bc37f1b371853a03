//! How many lines there are, whose they are, and how many of them wait at a question.

use crate::record::Id;
use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// Most lines at a time, whether or not there is a session on them.
const MOST: usize = 500;
/// Lines that the hub's own account alone may still have when there are many.
const FOR_OWNER: usize = 10;
/// Lines that administrators, too, may still have.
const FOR_ADMINISTRATORS: usize = 40;
/// Most lines of an officer for each session that they may have.
const FOR_A_SESSION: usize = 5;
/// Most terminals of an officer that are asked something at a time.
const ASKED: usize = 4;

/// What is counted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Of {
    /// Lines of an account of this machine.
    Account(u32),
    /// Lines of an officer, whatever account they came by.
    Officer(Id),
    /// Terminals of an officer that are asked.
    Asked(Id),
}

/// Who an account is, as far as that is known when it knocks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Knocks {
    /// The hub's own account.
    Owner,
    /// An officer by their own account.
    Officer,
    /// A gate, which has the lines of many officers.
    Gate,
}

/// Why a line is not taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum TooMany {
    /// Whoever has come has as many as this already.
    Own(usize),
    /// All together have too many.
    All,
}

/// The lines of a hub. A clone counts the same.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally(Arc<(Mutex<BTreeMap<Of, usize>>, Condvar)>);

/// Something that is counted as long as this lives.
#[derive(Debug)]
pub(super) struct Counted {
    of: Of,
    tally: Tally,
}

impl Tally {
    /// A line of an account, before it has said anything.
    ///
    /// # Errors
    /// [`TooMany`].
    pub fn knock(&self, account: u32, who: Knocks, sessions: usize) -> Result<Counted, TooMany> {
        let most = if who == Knocks::Gate { MOST } else { FOR_A_SESSION * sessions };
        let in_all = if who == Knocks::Owner { MOST } else { MOST - FOR_OWNER };
        self.count(Of::Account(account), most, in_all)
    }

    /// The line is an officer's.
    ///
    /// # Errors
    /// [`TooMany`].
    pub fn admit(&self, officer: Id, is_administrator: bool, sessions: usize) -> Result<Counted, TooMany> {
        let in_all = if is_administrator { MOST } else { MOST - FOR_ADMINISTRATORS };
        // The line itself is among all of them already.
        self.count(Of::Officer(officer), FOR_A_SESSION.saturating_mul(sessions), in_all + 1)
    }

    /// An officer's terminal is asked something.
    ///
    /// # Errors
    /// [`TooMany`].
    pub fn ask(&self, officer: Id) -> Result<Counted, TooMany> {
        self.count(Of::Asked(officer), ASKED, usize::MAX)
    }

    /// Waits until there is none any more.
    pub fn wait_for_none(&self) {
        let (counts, gone) = &*self.0;
        let counts = counts.lock().unwrap_or_else(PoisonError::into_inner);
        drop(gone.wait_while(counts, |counts| !counts.is_empty()));
    }

    fn count(&self, of: Of, most: usize, in_all: usize) -> Result<Counted, TooMany> {
        let mut counts = self.lock();
        let lines = counts.iter().filter(|(of, _)| matches!(of, Of::Account(_)));
        let all: usize = lines.map(|(_, count)| *count).sum();
        let own = counts.get(&of).copied().unwrap_or_default();
        if own >= most {
            return Err(TooMany::Own(most));
        }
        if all >= in_all {
            return Err(TooMany::All);
        }
        counts.insert(of, own + 1);
        Ok(Counted { of, tally: self.clone() })
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<Of, usize>> {
        // Nothing panics while it holds them.
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        let mut counts = self.tally.lock();
        if let Some(own) = counts.get_mut(&self.of) {
            *own = own.saturating_sub(1);
        }
        counts.retain(|_, own| *own > 0);
        self.tally.0.1.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::{ASKED, FOR_A_SESSION, FOR_OWNER, Knocks, MOST, Tally, TooMany};
    use crate::record::Id;

    #[test]
    fn one_officer_of_a_gate_shuts_nobody_out_and_many_leave_room_for_those_who_look_after_it() {
        let tally = Tally::default();
        let (one, other, admin) = (Id::from_u128(1), Id::from_u128(2), Id::from_u128(3));
        let come = |officer, is_administrator| {
            let line = tally.knock(7, Knocks::Gate, 8)?;
            tally.admit(officer, is_administrator, 8).map(|own| (line, own))
        };
        let own: Vec<_> = (0..FOR_A_SESSION * 8).map(|_| come(one, false).unwrap()).collect();
        assert_eq!(come(one, false).unwrap_err(), TooMany::Own(FOR_A_SESSION * 8));
        assert!(come(other, false).is_ok(), "another one behind the same gate comes in");
        let lines: Vec<_> = std::iter::from_fn(|| tally.knock(7, Knocks::Gate, 8).ok()).collect();
        assert_eq!(own.len() + lines.len(), MOST - FOR_OWNER);
        assert!(matches!(tally.knock(9, Knocks::Officer, 8), Err(TooMany::All)));
        assert!(tally.knock(0, Knocks::Owner, 8).is_ok());
        assert_eq!(tally.admit(other, false, 8).unwrap_err(), TooMany::All);
        assert!(tally.admit(admin, true, 8).is_ok());
        // Whoever goes makes room.
        drop((own, lines));
        tally.wait_for_none();
        assert!(come(other, false).is_ok());
    }

    #[test]
    fn few_terminals_of_an_officer_are_asked_at_a_time() {
        let tally = Tally::default();
        let asked: Vec<_> = std::iter::from_fn(|| tally.ask(Id::from_u128(1)).ok()).collect();
        assert_eq!(asked.len(), ASKED);
        assert!(tally.ask(Id::from_u128(2)).is_ok());
    }
}
