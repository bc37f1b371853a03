//! Backups that a hub makes by itself, into a folder that its administrator named when it was started.

use super::backup::{self, UNFINISHED};
use super::config::Config;
use super::desk::{Desk, Exit};
use super::export;
use crate::hub::{Event, Log, Troubles};
use crate::locale::Words;
use crate::record::Fault;
use crate::store::{NotBackedUp, Store, note_backup};
use chrono::{DateTime, TimeDelta, Utc};
use clap::ArgMatches;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use std::io::{self, Write};
use std::os::fd::AsFd as _;
use std::os::unix::net::UnixStream;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

/// How often a backup is made when nothing is said.
const DAY: Duration = Duration::from_hours(24);
/// How long until one that went wrong is tried again, at most.
const AGAIN: Duration = Duration::from_mins(15);
/// How long the thread sleeps at most: a clock may be set meanwhile.
const LOOK: Duration = Duration::from_hours(1);
/// Where it stands among the hub's troubles.
const PLACE: &str = "backup";

/// What backups are made, and when.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plan {
    into: PathBuf,
    every: Duration,
    keep: Option<usize>,
}

impl Plan {
    /// What the command line says, else the settings; none when neither names a folder.
    ///
    /// # Errors
    /// How the command ends when copies would be part of the store; it has been said.
    pub fn of(of: &ArgMatches, config: &Config, store: &Path, desk: &mut Desk) -> Result<Option<Self>, Exit> {
        let set = &config.serving;
        let Some(into) = of.get_one::<PathBuf>("backup").or(set.backup.as_ref()).cloned() else {
            let alone = ["every", "keep"].into_iter().any(|option| of.contains_id(option));
            return if alone { Err(desk.usage("cli-serve-backup-wanted")) } else { Ok(None) };
        };
        if backup::is_within(&into, store) {
            let path = into.display().to_string();
            return Err(desk.fail("cli-backup-within", &[("path", &path)]));
        }
        let of_settings = || set.every.as_deref().and_then(|every| super::serve::every(every).ok());
        let every = of.get_one::<Duration>("every").copied().or_else(of_settings).unwrap_or(DAY);
        let keep = of.get_one::<usize>("keep").copied().or(set.keep);
        Ok(Some(Self { into, every, keep }))
    }
}

/// What went wrong with backups counts no more: others are to be made from now on, or none.
pub fn forget(troubles: &Troubles) {
    troubles.tell(PLACE, None);
}

/// What a backup is made of, and who hears of it.
struct Maker {
    plan: Plan,
    store: Store,
    folder: PathBuf,
    troubles: Troubles,
    log: Log,
    words: Arc<Words>,
    clock: fn() -> DateTime<Utc>,
    stop: Stop,
}

/// Backups are made as long as this lives. Dropped, it ends one that is being made, of which nothing is left.
pub struct Schedule {
    /// Closed, it ends the thread.
    end: Option<UnixStream>,
    thread: Option<JoinHandle<()>>,
}

/// What asks for a stop: a signal to the process, or the end of the schedule.
struct Stop {
    signal: UnixStream,
    end: UnixStream,
}

impl Stop {
    fn is_asked(&self) -> bool {
        self.wait(Duration::ZERO)
    }

    /// Waits so long; whether a stop is asked for.
    fn wait(&self, time: Duration) -> bool {
        let mut ends = [&self.signal, &self.end].map(|end| PollFd::new(end.as_fd(), PollFlags::POLLIN));
        let time = i32::try_from(time.as_millis()).ok().and_then(|time| PollTimeout::try_from(time).ok());
        match poll(&mut ends, time.unwrap_or(PollTimeout::MAX)) {
            Ok(0) | Err(nix::errno::Errno::EINTR) => false,
            // Without a way to hear of a stop nothing is begun.
            Ok(_) | Err(_) => true,
        }
    }
}

impl Schedule {
    /// Begins to make backups of a store in a folder, until `signal` can be read.
    ///
    /// # Errors
    /// When the system has no room for a thread.
    pub fn begin(
        plan: Plan,
        (store, folder): (&Store, &Path),
        (troubles, log): (Troubles, Log),
        signal: &UnixStream,
        desk: &Desk,
    ) -> io::Result<Self> {
        let (end, ended) = UnixStream::pair()?;
        let stop = Stop { signal: signal.try_clone()?, end: ended };
        let (words, clock) = (Arc::clone(&desk.words), desk.clock);
        let (store, folder) = (store.clone(), folder.to_owned());
        let maker = Maker { plan, store, folder, troubles, log, words, clock, stop };
        let thread = std::thread::Builder::new().name("backup".into()).spawn(move || maker.run())?;
        Ok(Self { end: Some(end), thread: Some(thread) })
    }
}

impl Drop for Schedule {
    fn drop(&mut self) {
        drop(self.end.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Maker {
    fn run(&self) {
        let mut after = Duration::ZERO;
        loop {
            let wait = self.until_next().max(after);
            after = wait.saturating_sub(LOOK).min(after);
            if self.stop.wait(wait.min(LOOK)) {
                return;
            }
            if wait > LOOK {
                continue;
            }
            let made = catch_unwind(AssertUnwindSafe(|| self.make()));
            let why = made.unwrap_or_else(|_| Err(self.words.say("hub-command-panicked"))).err();
            if self.stop.is_asked() {
                return;
            }
            after = if why.is_some() { AGAIN.min(self.plan.every) } else { Duration::ZERO };
            let outcome = if why.is_some() { "failed" } else { "done" };
            self.log.note(Event { action: PLACE, outcome, ..Event::default() });
            let trouble = why.map(|why| self.words.say_with("cli-serve-no-backup", &[("why", &why)]));
            self.troubles.tell(PLACE, trouble);
        }
    }

    /// How long until the next one, counted from the newest that lies in the folder, also from before this hub.
    fn until_next(&self) -> Duration {
        let now = (self.clock)();
        let last = backup::newest(&self.plan.into, self.store.snapshot().journal(), now);
        let due = last.map(|last| last + TimeDelta::from_std(self.plan.every).unwrap_or(TimeDelta::MAX));
        due.and_then(|due| (due - now).to_std().ok()).unwrap_or_default()
    }

    /// Makes one.
    ///
    /// # Errors
    /// Why it is not there, or is less than it should be, in words.
    fn make(&self) -> Result<(), String> {
        let Self { plan: Plan { into, keep, .. }, store, folder, words, .. } = self;
        let said = |id, path: &Path, error: io::Error| {
            let why = words.fault(&error.into());
            words.say_with(id, &[("path", &path.display().to_string()), ("error", &why)])
        };
        if !into.is_dir() {
            return Err(words.say_with("cli-keep-folder", &[("path", &into.display().to_string())]));
        }
        backup::sweep(into);
        let snapshot = store.snapshot();
        let (journal, now) = (snapshot.journal(), (self.clock)());
        let file = backup::free_name(into, now, journal, snapshot.is_whole());
        let mut made = Err(NotBackedUp::Journal(Fault::Missing));
        let written = export::beside_as(UNFINISHED, &file, |out| {
            made = snapshot.write(now, &mut Stoppable { out, stop: &self.stop });
            made.as_ref().map(drop).map_err(|_| io::Error::from(io::ErrorKind::Other))
        });
        let made = match (made, written) {
            (Ok(made), Ok(())) => made,
            (Err(NotBackedUp::Journal(fault)), _) => {
                return Err(words.say_with("cli-backup-journal", &[("error", &words.fault(&fault))]));
            }
            (Err(NotBackedUp::Replaced), _) => return Err(words.say("cli-backup-replaced")),
            (Err(NotBackedUp::Write(error)), _) | (Ok(_), Err(error)) => {
                return Err(said("cli-not-written", &file, error));
            }
        };
        let removed = keep.map_or(Ok(Vec::new()), |keep| backup::thin(into, &file, journal, made.kept.is_ok(), keep));
        let noted = note_backup(folder, &file, made.holds.head, removed.as_deref().unwrap_or_default());
        removed.map_err(|(path, error)| said("cli-backup-not-removed", &path, error))?;
        noted.map_err(|error| words.say_with("cli-backup-not-noted", &[("error", &words.fault(&error.into()))]))?;
        made.kept.map_err(|fault| words.say_with("cli-backup-nothing-kept", &[("error", &words.fault(&fault))]))
    }
}

/// A file that is written only as long as no stop is asked for.
struct Stoppable<'a> {
    out: &'a mut dyn Write,
    stop: &'a Stop,
}

impl Write for Stoppable<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.stop.is_asked() { Err(io::ErrorKind::TimedOut.into()) } else { self.out.write(bytes) }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
