//! `stegvis report`: a follow-up as a document.

use super::desk::{Desk, Exit};
use super::find;
use crate::record::local_day;
use crate::report;
use crate::store::Store;
use clap::ArgMatches;
use std::path::PathBuf;

/// What is wrong with a command line; it is asked before the store is opened.
pub fn misused(matches: &ArgMatches) -> Option<&'static str> {
    let file = matches.get_one::<PathBuf>("out")?;
    (!report::may_be_called(&file.to_string_lossy())).then_some("cli-report-ending")
}

/// Writes the document of a follow-up in the language of the session.
pub fn run(matches: &ArgMatches, store: &Store, desk: &mut Desk) -> Exit {
    let Some(title) = matches.get_one::<String>("name") else { return Exit::Usage };
    let own = match find::one(store, title, desk) {
        Ok(own) => own,
        Err(exit) => return exit,
    };
    let whole = find::sight(store, &own, desk).whole;
    let day = local_day((desk.clock)());
    let found = crate::steps::findings(&whole, day);
    let document = report::build(&whole, &found, &desk.words, day, store.head());
    let text = report::markdown(&document);
    let file = matches.get_one::<PathBuf>("out").cloned().unwrap_or_else(|| PathBuf::from("-"));
    super::export::put(&file, desk, |out| out.write_all(text.as_bytes()))
}
