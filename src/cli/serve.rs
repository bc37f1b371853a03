//! `stegvis serve`: one store for many officers.

use super::config::Config;
use super::desk::{Desk, Exit};
use super::{said, served, start};
use crate::hub::{Door, House, Hub, Log, NoDoor};
use crate::store::Store;
use clap::ArgMatches;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use std::io;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

/// The socket's name in the store's folder, when none is given.
const SOCKET: &str = "socket";
/// Who may connect when nothing is said: the hub's own account.
const MODE: &str = "600";

/// The longest time between two backups, in seconds: a year.
const MOST: u64 = 366 * 24 * 60 * 60;

/// A mode as `chmod` takes it: three octal digits.
pub fn mode(written: &str) -> Result<u32, String> {
    let digits = written.len() == 3 && written.bytes().all(|digit| (b'0'..=b'7').contains(&digit));
    u32::from_str_radix(written, 8).ok().filter(|_| digits).ok_or_else(String::new)
}

/// A time between two backups: a number of minutes, hours or days.
pub fn every(written: &str) -> Result<Duration, String> {
    let unit = written.chars().last().map_or(0, |unit| match unit {
        'm' => 60,
        'h' => 60 * 60,
        'd' => 24 * 60 * 60,
        _ => 0,
    });
    let number = written.get(..written.len().saturating_sub(1)).and_then(|number| number.parse::<u64>().ok());
    let seconds = number.and_then(|number| number.checked_mul(unit)).filter(|seconds| (60..=MOST).contains(seconds));
    seconds.map(Duration::from_secs).ok_or_else(String::new)
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
    let served = Door::open(&path, mode, folder).map_err(Failed::Door).and_then(|door| {
        let stop = stopped_by_signal()?;
        let path = door.path().display().to_string();
        let said = desk.words.say_with("cli-serving", &[("path", &path)]);
        desk.say(&said);
        let words = desk.words.clone();
        let log = Log::to(Box::new(io::stderr()), desk.clock);
        let commands = served::commands(store, folder, &desk);
        let house = start::house(store.clone(), notices, config, log, &desk);
        let hub = Hub::new(House { commands: Some(commands), ..house });
        door.serve(&hub, &stop)?;
        desk.say(&words.say("cli-served"));
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

/// Something that can be read once a signal asks the process to stop.
fn stopped_by_signal() -> io::Result<UnixStream> {
    let (stop, signal) = UnixStream::pair()?;
    for number in [SIGTERM, SIGINT, SIGHUP] {
        signal_hook::low_level::pipe::register(number, signal.try_clone()?)?;
    }
    Ok(stop)
}
