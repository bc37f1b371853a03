//! Computations off the key path.

use std::{any::Any, fmt, sync::Arc};

/// What a computation gives back; who asked for it knows its type.
pub type Output = Arc<dyn Any + Send + Sync>;

/// A computation for a place on screen. A later job for the same slot makes an earlier one's answer void.
pub struct Job {
    /// Who asked.
    pub slot: &'static str,
    /// Which of the slot's jobs it is; rises.
    pub turn: u64,
    /// The computation: pure, on data that it owns.
    pub work: Box<dyn FnOnce() -> Output + Send>,
}

impl fmt::Debug for Job {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Job").field("slot", &self.slot).field("turn", &self.turn).finish_non_exhaustive()
    }
}

impl Job {
    /// Does the work, here and now.
    #[must_use]
    pub fn run(self) -> Done {
        Done { slot: self.slot, turn: self.turn, output: (self.work)() }
    }
}

/// A computation that is ready.
#[derive(Clone)]
pub struct Done {
    /// Who asked.
    pub slot: &'static str,
    /// Which of the slot's jobs it was.
    pub turn: u64,
    /// What it gave.
    pub output: Output,
}

impl fmt::Debug for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Done").field("slot", &self.slot).field("turn", &self.turn).finish_non_exhaustive()
    }
}
