//! Commands that a caller has the hub run, so that they work while officers do.
//!
//! A command has one thread and one line. What it writes goes piece by piece into the line, which holds back a
//! command whose caller reads slowly; a caller that has gone, or takes nothing for long, ends it. Files are read and
//! written at the caller's end alone: the hub asks for the file that the caller has typed, and never opens a path.

mod caller;
mod files;

pub use caller::Far;
pub use files::{Placed, Reading, Saving};

use super::kept::Room;
use super::protocol::{self, Down, Run};
use super::{Event, Hub};
use crate::locale::{Lang, Words};
use crate::record::Id;
use crate::rights::Eyes;
use caller::Patient;
use std::collections::BTreeMap;
use std::os::unix::net::UnixStream;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How often a command that waits looks whether the hub is about to stop.
const LOOK: Duration = Duration::from_millis(500);
/// Most commands at a time.
const MOST: usize = 24;
/// Most commands of one officer at a time.
const MOST_OF_ONE: usize = 6;

/// Runs a command. The hub does not know the commands: whoever opens it hands them over.
#[derive(Clone)]
pub struct Commands(Arc<dyn Fn(Call) -> Ended + Send + Sync>);

impl Commands {
    /// The commands as a function.
    #[must_use]
    pub fn new(run: impl Fn(Call) -> Ended + Send + Sync + 'static) -> Self {
        Self(Arc::new(run))
    }
}

impl std::fmt::Debug for Commands {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Commands")
    }
}

/// What goes wrong in a hub while it serves, in words, each in its place until it goes right. A clone is another handle
/// on the same.
#[derive(Clone, Debug, Default)]
pub struct Troubles(Arc<Mutex<BTreeMap<&'static str, String>>>);

impl Troubles {
    /// Something goes wrong, or goes right again.
    pub fn tell(&self, place: &'static str, words: Option<String>) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match words {
            Some(words) => all.insert(place, words),
            None => all.remove(place),
        };
    }

    /// All that goes wrong just now.
    #[must_use]
    pub fn all(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }
}

/// A command that has been run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ended {
    /// The exit code of the calling process.
    pub code: u8,
    /// Which command it was, for the log; empty when it was none. Nothing else that was typed.
    pub kind: String,
}

impl Ended {
    fn refused() -> Self {
        Self { code: 1, kind: String::new() }
    }
}

/// A command that is to be run.
#[derive(Debug)]
pub struct Call {
    /// The words after the program's name.
    pub args: Vec<String>,
    /// Columns of the caller's terminal; none when a file or program takes what is written.
    pub columns: Option<usize>,
    /// Whether somebody watches the progress of long work.
    pub progress: bool,
    /// The language that was asked for.
    pub lang: Option<Lang>,
    /// Whose command it is.
    pub eyes: Eyes,
    /// How many sessions the hub serves.
    pub sessions: usize,
    /// What goes wrong in the hub, in words, for those who look after it.
    pub troubles: Vec<String>,
    /// Whether the caller has no files.
    pub no_files: bool,
    /// The caller.
    pub far: Far,
}

/// The commands that run.
#[derive(Debug, Default)]
pub(super) struct Running {
    stop: Arc<AtomicBool>,
    of: Mutex<BTreeMap<Id, usize>>,
}

/// A place among them, as long as it is held.
struct Place<'a> {
    running: &'a Running,
    officer: Id,
}

impl Running {
    /// Ends all of them, and takes no more.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    fn enter(&self, officer: Id) -> Option<Place<'_>> {
        let mut of = self.lock();
        if of.values().sum::<usize>() >= MOST || of.get(&officer).copied().unwrap_or_default() >= MOST_OF_ONE {
            return None;
        }
        *of.entry(officer).or_default() += 1;
        Some(Place { running: self, officer })
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<Id, usize>> {
        self.of.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut of = self.running.lock();
        if let Some(count) = of.get_mut(&self.officer) {
            *count -= 1;
            if *count == 0 {
                of.remove(&self.officer);
            }
        }
    }
}

/// Runs what a caller asks for and says how it ended; a panic ends this command alone.
pub(super) fn run(hub: &Hub, line: &UnixStream, eyes: Eyes, asked: Run) {
    let lang = Lang::of(&asked.lang).filter(|lang| *lang != Lang::Pseudo).or_else(|| hub.lang());
    let words = hub.house.languages.get(lang.unwrap_or_default());
    let timed = line.set_read_timeout(Some(LOOK)).and_then(|()| line.set_write_timeout(Some(LOOK)));
    let (Ok(()), Ok(own)) = (timed, line.try_clone()) else { return };
    let officer = eyes.officer().clone();
    let place = hub.running.enter(officer.id);
    let (Ended { code, kind }, words) = match (&place, &hub.house.commands) {
        (None, _) => (Ended::refused(), words.say("hub-commands-busy")),
        (_, None) => (Ended::refused(), words.say("hub-no-commands")),
        (Some(_), Some(commands)) => run_one(hub, own, eyes, asked, (lang, &words), commands),
    };
    let outcome = match code {
        0 => "done",
        2 => "usage",
        3 => "found",
        _ => "refused",
    };
    hub.house.log.note(Event { officer: &officer.name, action: "command", kind: &kind, outcome, ..Event::default() });
    // A caller that has gone hears nothing.
    let _ = protocol::send(&mut Patient { line, stop: &hub.running.stop }, &Down::Exit { code, words });
}

fn run_one(
    hub: &Hub,
    own: UnixStream,
    eyes: Eyes,
    asked: Run,
    (lang, words): (Option<Lang>, &Words),
    commands: &Commands,
) -> (Ended, String) {
    let stop = Arc::clone(&hub.running.stop);
    let room = Room::new(Arc::clone(&hub.kept), eyes.officer().id);
    let far = Far::new(own, stop, room, words.say("hub-commands-full"));
    let call = Call {
        args: asked.args,
        columns: Some(usize::from(asked.columns)).filter(|columns| *columns > 0),
        progress: asked.progress,
        lang,
        eyes,
        sessions: hub.sessions().0,
        troubles: hub.house.troubles.all(),
        no_files: asked.no_files,
        far: far.clone(),
    };
    let ended = catch_unwind(AssertUnwindSafe(|| (commands.0)(call)));
    // What it had written by then is the caller's.
    let _ = far.send_out();
    match ended {
        Ok(ended) => (ended, String::new()),
        Err(_) => (Ended { kind: "panicked".into(), ..Ended::refused() }, words.say("hub-command-panicked")),
    }
}
