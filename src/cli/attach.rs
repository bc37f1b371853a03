//! `stegvis attach`: this terminal on a store that a hub serves. Without a command Stegvis does the same when there is
//! a hub.

use super::desk::{Desk, Exit};
use super::place::Place;
use super::start;
use crate::hub::protocol::Hello;
use crate::hub::{self, Again, NoHub};
use clap::ArgMatches;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::ExitCode;

/// Attaches to the hub that serves the store.
pub fn run(of: &ArgMatches, place: &Place, desk: &mut Desk) -> Exit {
    match place.line() {
        Ok(Some(line)) => {
            let hello = Hello { new: of.get_flag("new"), ..Hello::default() };
            as_officer(&line, hello, place, desk)
        }
        Ok(None) => match place.folder(desk) {
            Ok(folder) => refuse(&NoHub::Silent(folder.into()), desk),
            Err(exit) => exit,
        },
        Err(error) => error.refuse(desk),
    }
}

/// Puts this terminal on a line.
pub fn on(line: &UnixStream, place: &Place, desk: &mut Desk) -> Exit {
    as_officer(line, Hello::default(), place, desk)
}

/// Puts this terminal on a line, as what is said already of whoever sits at it. When the line drops, it is looked for
/// again at the same place.
pub fn as_officer(line: &UnixStream, hello: Hello, place: &Place, desk: &mut Desk) -> Exit {
    if let Some(exit) = start::no_terminal(desk) {
        return exit;
    }
    let language = desk.lang.map(|lang| lang.code().to_owned()).unwrap_or_default();
    let hello = Hello { language, ..hello };
    let again: Again<'_> = &|| place.again();
    if hub::attach(line, hello, Some(again), &desk.words) == ExitCode::SUCCESS { Exit::Done } else { Exit::Failed }
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
