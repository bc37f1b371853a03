//! The hub and its one terminal in one process.

use super::protocol::Hello;
use super::{House, Hub, attach};
use crate::app::notice_words;
use crate::rights::Eyes;
use std::os::unix::net::UnixStream;
use std::process::ExitCode;
use std::sync::Arc;

/// Runs a session on this process's terminal, over the same line as any other session, and closes the store.
#[must_use]
pub fn run_local(house: House, eyes: Eyes) -> ExitCode {
    let words = house.languages.get(house.lang.unwrap_or_default());
    let store = house.store.clone();
    let hub = Arc::new(Hub::new(house));
    let code = match UnixStream::pair() {
        Ok((near, far)) => std::thread::scope(|scope| {
            scope.spawn(|| hub.serve(&near, eyes));
            attach(&far, Hello::default(), None, &words)
        }),
        Err(error) => {
            eprintln!("{}", words.say_with("hub-line-broke", &[("error", &words.fault(&error.into()))]));
            ExitCode::FAILURE
        }
    };
    drop(hub);
    store.clone().close();
    if let Some(notice) = store.amiss() {
        eprintln!("{}", notice_words(&words, &notice));
    }
    code
}
