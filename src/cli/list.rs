//! `stegvis list`: follow-ups, or the records of a kind.

use super::desk::{Desk, Exit};
use crate::store::Store;
use clap::ArgMatches;

/// Lists follow-ups, or records of a kind.
pub fn run(_matches: &ArgMatches, _store: &Store, _desk: &mut Desk) -> Exit {
    Exit::Done
}
