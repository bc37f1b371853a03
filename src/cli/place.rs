//! Which store is meant, by which setting, and the line to the hub that serves it.

use super::attach;
use super::config::{self, Config, Named};
use super::desk::{Desk, Exit};
use crate::hub::{self, NoHub, Trusted};
use clap::ArgMatches;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};

/// The variable that names a hub's socket.
const SOCKET: &str = "STEGVIS_SOCKET";

/// What has decided which store is meant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum By {
    /// `--store` or `--socket`.
    CommandLine,
    /// The environment.
    Environment,
    /// A settings file.
    Settings(PathBuf),
    /// Nothing: it is the account's own store.
    Own,
}

/// Where the store is: the socket of its hub, its folder, or both.
#[derive(Clone, Debug)]
pub struct Place {
    /// What has decided.
    pub by: By,
    /// Where its hub listens.
    pub socket: Option<PathBuf>,
    /// Its folder.
    pub store: Option<PathBuf>,
    /// The account that a hub is believed by, besides this one and root.
    hub: Option<String>,
}

impl Place {
    /// The store that a command line means. Settings in which a mistake may have hidden it are passed over only where
    /// somebody sees that, on a terminal.
    ///
    /// # Errors
    /// How a command ends for which it is not clear; it has been said.
    pub fn of(matches: &ArgMatches, config: &Config, desk: &mut Desk) -> Result<Self, Exit> {
        let path = |id: &str| matches.get_one::<PathBuf>(id).cloned();
        let hub = matches.get_one::<String>("hub").cloned().or_else(|| config.hub.clone());
        let (named, command) = ((path("store"), path("socket")), matches.subcommand_name());
        let serves = command == Some("serve");
        if let ((Some(_), Some(_)), false) = (&named, serves) {
            return Err(desk.usage("cli-store-and-socket"));
        }
        let in_environment = std::env::var_os(SOCKET).filter(|path| !path.is_empty()).map(PathBuf::from);
        let place = match (named, in_environment.filter(|_| !serves)) {
            // Whoever serves needs a folder, wherever the socket is to be.
            ((Some(store), socket), _) => (By::CommandLine, socket, Some(store)),
            ((None, Some(socket)), _) if !serves => (By::CommandLine, Some(socket), None),
            ((None, _), Some(socket)) => (By::Environment, Some(socket), None),
            ((None, socket), None) => {
                let wanted = |named: &Named| named.store.is_some() || named.socket.is_some();
                let unclear = |named: &Named| named.is_unclear && command.is_some();
                match config.places.iter().find(|named| unclear(named) || wanted(named)) {
                    Some(named) if unclear(named) => return Err(desk.fail("cli-store-unclear", &[])),
                    // Another store than the one that everybody else finds by these settings would be served.
                    Some(named) if serves && named.store.is_none() => {
                        let file = named.file.display().to_string();
                        let path = named.socket.as_deref().unwrap_or(&named.file).display().to_string();
                        return Err(desk.fail("cli-serve-settings", &[("file", &file), ("path", &path)]));
                    }
                    Some(named) => {
                        let socket = socket.or_else(|| named.socket.clone());
                        (By::Settings(named.file.clone()), socket, named.store.clone())
                    }
                    None => (By::Own, socket, config::data_folder()),
                }
            }
        };
        let (by, socket, store) = place;
        Ok(Self { by, socket, store, hub })
    }

    /// The place of a gate: what the machine's settings and its own command line say.
    pub fn of_gate(matches: &ArgMatches, config: &Config) -> Option<Self> {
        let named = matches.get_one::<PathBuf>("socket").cloned().map(|socket| (By::CommandLine, socket));
        let set =
            || config.places.iter().find_map(|named| Some((By::Settings(named.file.clone()), named.socket.clone()?)));
        let (by, socket) = named.or_else(set)?;
        let hub = matches.get_one::<String>("hub").cloned().or_else(|| config.hub.clone());
        Some(Self { by, socket: Some(socket), store: None, hub })
    }

    /// The account that the settings name as a hub's.
    pub fn hub_account(&self) -> Option<&str> {
        self.hub.as_deref()
    }

    /// Where a hub would listen, and whether the store may be opened when none does.
    pub fn door(&self) -> (Option<PathBuf>, bool) {
        match (&self.socket, &self.store) {
            (Some(socket), store) => (Some(socket.clone()), store.is_some()),
            (None, store) => (store.as_deref().and_then(hub::sign), true),
        }
    }

    /// The line to the hub; nothing when nobody listens and the store may be opened here.
    ///
    /// # Errors
    /// Why there is none.
    pub fn line(&self) -> Result<Option<UnixStream>, NoLine> {
        let (Some(path), opens) = self.door() else { return Ok(None) };
        let trusted = match &self.hub {
            None => Trusted::default(),
            Some(name) => Trusted::account(name).ok_or_else(|| NoLine::Account(name.clone()))?,
        };
        match hub::connect(&path, trusted) {
            Err(NoHub::Silent(_)) if opens => Ok(None),
            line => line.map(Some).map_err(NoLine::Hub),
        }
    }

    /// The line to the hub once more, which has stopped or dropped the last one.
    ///
    /// # Errors
    /// Why there is none.
    pub fn again(&self) -> Result<UnixStream, NoHub> {
        let silent = || NoHub::Silent(self.store.clone().unwrap_or_default());
        match self.line() {
            Ok(line) => line.ok_or_else(silent),
            Err(NoLine::Hub(error)) => Err(error),
            Err(NoLine::Account(_)) => Err(silent()),
        }
    }

    /// The store's folder.
    ///
    /// # Errors
    /// How a command ends that needs it and does not have it; it has been said.
    pub fn folder(&self, desk: &mut Desk) -> Result<&Path, Exit> {
        match (&self.store, &self.socket) {
            (Some(store), _) => Ok(store),
            (None, Some(socket)) => {
                let path = socket.display().to_string();
                Err(desk.fail("cli-store-wanted", &[("path", &path)]))
            }
            (None, None) => Err(desk.fail("cli-no-folder", &[])),
        }
    }
}

/// Why there is no line to a hub.
#[derive(Debug)]
pub enum NoLine {
    /// The account that the settings name does not exist.
    Account(String),
    /// Nobody is there, or nobody to be trusted.
    Hub(NoHub),
}

impl NoLine {
    /// Says why.
    pub fn refuse(&self, desk: &mut Desk) -> Exit {
        match self {
            Self::Account(name) => desk.fail("cli-hub-unknown", &[("account", name)]),
            Self::Hub(error) => attach::refuse(error, desk),
        }
    }
}
