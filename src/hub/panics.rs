//! Panics while the terminal belongs to a session: noted for afterwards, instead of written across the screen.

use crate::record::scrub_line;
use std::panic::PanicHookInfo;
use std::sync::{Arc, Mutex, PoisonError};

/// Most letters of what is noted.
const MAX_NOTE: usize = 300;

/// Holds back what the process says of panics until it is dropped.
pub(super) struct Panics(Arc<Mutex<Option<String>>>);

impl Panics {
    /// From now on the first panic is noted. That belongs to the process, of which an attached terminal has one.
    pub fn hold() -> Self {
        let first = Arc::new(Mutex::new(None));
        let noted = Arc::clone(&first);
        std::panic::set_hook(Box::new(move |info| {
            noted.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert_with(|| note(info));
        }));
        Self(first)
    }

    /// Where the first panic was, and what it said.
    pub fn first(&self) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Panics {
    fn drop(&mut self) {
        drop(std::panic::take_hook());
    }
}

fn note(info: &PanicHookInfo<'_>) -> String {
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let said = info.payload_as_str().unwrap_or_default();
    scrub_line(&format!("{place} {said}")).chars().take(MAX_NOTE).collect()
}
