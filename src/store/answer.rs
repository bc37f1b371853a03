//! Answers that are always given, exactly once.

use super::Told;
use crate::follow_up::Refused;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;

/// Someone waits for this. Dropped without a word it says that the store is closed.
pub(super) struct Answer<T>(Option<Told<T>>);

impl<T> Answer<T> {
    pub fn new(told: Told<T>) -> Self {
        Self(Some(told))
    }

    pub fn give(mut self, answer: Result<T, Refused>) {
        self.tell(answer);
    }

    fn tell(&mut self, answer: Result<T, Refused>) {
        if let Some(told) = self.0.take() {
            // A panic of one who is told must not end the writer of all.
            let _ = catch_unwind(AssertUnwindSafe(|| told(answer)));
        }
    }
}

impl<T> Drop for Answer<T> {
    fn drop(&mut self) {
        self.tell(Err(Refused::Closed));
    }
}

impl<T> std::fmt::Debug for Answer<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Answer")
    }
}

/// Waits for the answer to what `ask` asks.
pub(super) fn wait<T: Send + 'static>(ask: impl FnOnce(Told<T>)) -> Result<T, Refused> {
    let (tell, told) = mpsc::channel();
    ask(Box::new(move |answer| {
        let _ = tell.send(answer);
    }));
    told.recv().unwrap_or(Err(Refused::Closed))
}
