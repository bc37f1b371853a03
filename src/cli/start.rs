//! Stegvis on the terminal.

use super::config::Config;
use super::desk::{Desk, Exit};
use crate::hub::{self, House, Log};
use crate::store::Store;
use std::sync::Arc;

/// Opens Stegvis on this terminal, on a store of its own.
pub fn run(store: Store, notices: Vec<String>, config: &Config, mut desk: Desk) -> Exit {
    if let Some(exit) = no_terminal(&mut desk) {
        store.close();
        return exit;
    }
    let house = house(store, notices, config, Log::none(), &desk);
    if hub::run_local(house, desk.eyes) == std::process::ExitCode::SUCCESS { Exit::Done } else { Exit::Failed }
}

/// What a hub on a store is started with.
pub fn house(store: Store, notices: Vec<String>, config: &Config, log: Log, desk: &Desk) -> House {
    let (keys, of_keys) = Config::keymap(&desk.words);
    let problems = notices.into_iter().chain(config.problems(&desk.words)).chain(of_keys).collect();
    House {
        store,
        languages: desk.languages.clone(),
        lang: desk.lang,
        keys: Arc::new(keys),
        find: crate::steps::findings,
        clock: desk.clock,
        problems,
        log,
        commands: None,
    }
}

/// Says that there is no terminal to open on, when there is none.
pub fn no_terminal(desk: &mut Desk) -> Option<Exit> {
    (!hub::is_terminal()).then(|| desk.usage("cli-no-terminal"))
}
