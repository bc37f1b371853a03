//! `stegvis serve`: one store for many officers.

use super::config::Config;
use super::desk::{Desk, Exit};
use super::reload::{self, Reload, Serves};
use super::schedule::Plan;
use super::{said, served, start};
use crate::hub::{Access, Door, Ends, House, Hub, Log, NoDoor, Stays, Troubles};
use crate::store::Store;
use clap::ArgMatches;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use std::io;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// The socket's name in the store's folder, when none is given.
const SOCKET: &str = "socket";
/// Who may connect when nothing is said: the hub's own account.
const MODE: &str = "600";

/// How long nobody presses a key before a session is detached, and how long it waits for a terminal then.
const IDLE: Duration = Duration::from_hours(1);
const DETACHED: Duration = Duration::from_hours(12);
/// How long the last notes may take to be written.
const LOGGED: Duration = Duration::from_secs(1);
/// Most sessions of one officer.
const SESSIONS: usize = 8;

/// A time as it is written: a number and `s`, `m`, `h` or `d`.
pub fn duration(written: &str) -> Result<Duration, String> {
    let unit = match written.chars().last() {
        Some('s') => 1,
        Some('m') => 60,
        Some('h') => 3_600,
        Some('d') => 86_400,
        _ => return Err(String::new()),
    };
    let number = written.get(..written.len() - 1).and_then(|number| number.parse::<u32>().ok());
    let number = number.filter(|number| *number > 0).ok_or_else(String::new)?;
    Ok(Duration::from_secs(u64::from(number) * unit))
}

/// The longest time between two backups, in seconds: a year.
const MOST: u64 = 366 * 24 * 60 * 60;

/// A mode as `chmod` takes it: three octal digits.
pub fn mode(written: &str) -> Result<u32, String> {
    let digits = written.len() == 3 && written.bytes().all(|digit| (b'0'..=b'7').contains(&digit));
    u32::from_str_radix(written, 8).ok().filter(|_| digits).ok_or_else(String::new)
}

/// A time between two backups: from a minute to a year.
pub fn every(written: &str) -> Result<Duration, String> {
    duration(written).ok().filter(|time| (60..=MOST).contains(&time.as_secs())).ok_or_else(String::new)
}

/// Listens until a signal asks it to stop; sessions keep what is half typed then, and the store is closed.
pub fn run(
    matches: &ArgMatches,
    store: &Store,
    (folder, socket): (&Path, Option<&Path>),
    notices: Vec<String>,
    config: &Config,
    mut desk: Desk,
) -> Exit {
    let path = socket.map_or_else(|| folder.join(SOCKET), Path::to_owned);
    let mode = matches.get_one::<u32>("mode").copied().or_else(|| mode(MODE).ok()).unwrap_or_default();
    let plan = match Plan::of(matches, config, folder, &mut desk) {
        Ok(plan) => plan,
        Err(exit) => {
            store.clone().close();
            return desk.finish(exit);
        }
    };
    let gate = reload::gate(matches, config);
    let stays = Stays {
        idle: matches.get_one::<Duration>("idle").copied().unwrap_or(IDLE),
        detached: matches.get_one::<Duration>("detached").copied().unwrap_or(DETACHED),
        sessions: matches.get_one::<usize>("sessions").copied().unwrap_or(SESSIONS),
    };
    let group = matches.get_one::<String>("group").map(String::as_str);
    let served = Door::open(&path, Access { mode, group, gate: gate.as_deref() }, folder)
        .map_err(Failed::Door)
        .and_then(|door| {
            let stop = signalled(&[SIGTERM, SIGINT])?;
            let again = signalled(&[SIGHUP])?;
            let path = door.path().display().to_string();
            let said = desk.words.say_with("cli-serving", &[("path", &path)]);
            desk.say(&said);
            let log = Log::to(Box::new(io::stderr()), desk.clock);
            let troubles = Troubles::default();
            let commands = served::commands(store, folder, &log, &desk);
            let house = start::house(store.clone(), notices.clone(), config, log.clone(), &desk);
            let house = House { commands: Some(commands), troubles: troubles.clone(), ..house };
            let hub = Arc::new(Hub::serving(house, stays));
            let serves =
                Serves { matches, hub: &hub, door: &door, store, folder, notices, troubles, log: &log, stop: &stop };
            let mut settings = Reload::begin(serves, config, plan, &mut desk)?;
            door.serve(&hub, &Ends { stop: &stop, again: &again }, &mut || settings.again())?;
            drop(settings);
            log.settle(LOGGED);
            let said = desk.words.say("cli-served");
            desk.say(&said);
            Ok(())
        });
    store.clone().close();
    if let Some(notice) = store.amiss() {
        let notice = said(&desk.words, &notice.sentence());
        desk.tell(&notice);
    }
    let exit = match served {
        Ok(()) => Exit::Done,
        Err(Failed::System(error)) => desk.fail("cli-serve-failed", &[("error", &desk.words.fault(&error.into()))]),
        Err(Failed::Door(NoDoor::Taken(path))) => fail("cli-serve-taken", &path, &mut desk),
        Err(Failed::Door(NoDoor::Foreign(path))) => fail("cli-serve-foreign", &path, &mut desk),
        Err(Failed::Door(NoDoor::Gate(name))) => desk.fail("cli-serve-gate", &[("account", &name)]),
        Err(Failed::Door(NoDoor::Group(name))) => desk.fail("cli-serve-group", &[("group", &name)]),
        Err(Failed::Door(NoDoor::Open(path))) => fail("cli-serve-open", &path, &mut desk),
        Err(Failed::Door(NoDoor::Disk { path, error })) => {
            let why = desk.words.fault(&error.into());
            desk.fail("cli-serve-disk", &[("path", &path.display().to_string()), ("error", &why)])
        }
    };
    desk.finish(exit)
}

enum Failed {
    Door(NoDoor),
    System(io::Error),
}

impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Self {
        Self::System(error)
    }
}

fn fail(message: &str, path: &Path, desk: &mut Desk) -> Exit {
    desk.fail(message, &[("path", &path.display().to_string())])
}

/// Something that can be read once one of these signals has come.
fn signalled(signals: &[i32]) -> io::Result<UnixStream> {
    let (end, signal) = UnixStream::pair()?;
    for number in signals {
        signal_hook::low_level::pipe::register(*number, signal.try_clone()?)?;
    }
    Ok(end)
}
