//! Stegvis on the terminal.

use super::config::Config;
use super::desk::{Desk, Exit};
use crate::hub::{self, House};
use crate::store::Store;
use std::sync::Arc;

/// Opens Stegvis on this terminal, on a store of its own.
pub fn run(store: Store, notices: Vec<String>, config: &Config, mut desk: Desk) -> Exit {
    if !hub::is_terminal() {
        store.close();
        let said = desk.words.say("cli-no-terminal");
        desk.tell(&said);
        return Exit::Usage;
    }
    let (keys, of_keys) = Config::keymap(&desk.words);
    let problems = notices.into_iter().chain(config.problems(&desk.words)).chain(of_keys).collect();
    let house = House {
        store,
        languages: desk.languages,
        lang: desk.lang,
        keys: Arc::new(keys),
        find: crate::steps::findings,
        clock: desk.clock,
        problems,
    };
    if hub::run_local(house, desk.eyes) == std::process::ExitCode::SUCCESS { Exit::Done } else { Exit::Failed }
}
