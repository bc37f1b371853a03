//! `stegvis attach`: this terminal on a store that a hub serves. Without a command Stegvis does the same when there is
//! a hub.

use super::config::Config;
use super::desk::{Desk, Exit};
use super::start;
use crate::hub::{self, NoHub, Trusted};
use clap::ArgMatches;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Attaches to the hub whose socket is named, or to the one that serves the store.
pub fn run(matches: &ArgMatches, folder: Option<&Path>, config: &Config, desk: &mut Desk) -> Exit {
    let named = matches.get_one::<String>("hub").or(config.hub.as_ref());
    let trusted = match trusted(named, desk) {
        Ok(trusted) => trusted,
        Err(exit) => return exit,
    };
    let line = match (matches.get_one::<PathBuf>("socket"), folder) {
        (Some(socket), _) => hub::connect(socket, trusted),
        (None, Some(folder)) => {
            hub::reach(folder, trusted).and_then(|line| line.ok_or_else(|| NoHub::Silent(folder.into())))
        }
        (None, None) => return desk.fail("cli-no-folder", &[]),
    };
    match line {
        Ok(line) => on(&line, desk),
        Err(error) => refuse(&error, desk),
    }
}

/// Whom this process takes for a hub, by the account that the command line or the settings name.
///
/// # Errors
/// How the command ends when there is no such account, which has been said then.
pub fn trusted(named: Option<&String>, desk: &mut Desk) -> Result<Trusted, Exit> {
    let Some(name) = named else { return Ok(Trusted::default()) };
    Trusted::account(name).ok_or_else(|| desk.fail("cli-hub-unknown", &[("account", name)]))
}

/// Puts this terminal on a line.
pub fn on(line: &UnixStream, desk: &mut Desk) -> Exit {
    if let Some(exit) = start::no_terminal(desk) {
        return exit;
    }
    if hub::attach(line, &desk.words) == ExitCode::SUCCESS { Exit::Done } else { Exit::Failed }
}

/// Says why nothing was attached to.
pub fn refuse(error: &NoHub, desk: &mut Desk) -> Exit {
    let shown = |path: &Path| path.display().to_string();
    match error {
        NoHub::Silent(path) => desk.fail("cli-hub-silent", &[("path", &shown(path))]),
        NoHub::Stranger { path, account } => {
            desk.fail("cli-hub-stranger", &[("path", &shown(path)), ("account", account)])
        }
        NoHub::Open(path) => desk.fail("cli-hub-open", &[("path", &shown(path))]),
        NoHub::Disk { path, error } => {
            let why = desk.words.fault(&error.into());
            desk.fail("cli-hub-unreached", &[("path", &shown(path)), ("error", &why)])
        }
    }
}
