//! `stegvis demo`: the example in a store that is gone when the session ends.

use super::config::Config;
use super::desk::{Desk, Exit};
use crate::exchange::{Halt, example};
use crate::follow_up::Doing;
use crate::record::Id;
use crate::rights::{Eyes, Officer};
use crate::store::Store;

/// Opens Stegvis on this terminal with the example. The officer's own store is not opened, and nothing of what is
/// done stays.
pub fn run(config: &Config, mut desk: Desk) -> Exit {
    if let Some(exit) = super::start::no_terminal(&mut desk) {
        return exit;
    }
    let store = match Store::in_memory(crate::steps::KINDS) {
        Ok(store) => store,
        Err(error) => return super::refuse(&mut desk, &error),
    };
    match fill(&store, &desk) {
        Ok(()) => super::start::run(store, Vec::new(), config, desk),
        Err(halt) => {
            store.close();
            desk.fail("cli-demo-failed", &[("error", &halt.to_string())])
        }
    }
}

/// Puts the example into a store as one change. It is nobody's own, so that no officer undoes it by mistake.
fn fill(store: &Store, desk: &Desk) -> Result<(), Halt> {
    let nobody = Eyes::owner(Officer::of_account("stegvis demo"));
    let mut import = store.import(&nobody, Id::nil(), (desk.clock)(), Doing::Import);
    example(&desk.languages, &mut |part| import.part(part))?;
    import.close()?;
    Ok(())
}
