//! The hub: one officer's session on a stream of bytes.
//!
//! There is one path. A session is two threads around an [`App`](crate::app::App): one reads the line, one
//! updates, draws and writes ([`Hub::serve`]). The far end is the officer's terminal ([`attach()`]): it sends
//! events up and writes the frames that come down. Locally both ends are in one process, over a pair of sockets
//! ([`run_local`]); a hub that serves many listens on a Unix socket ([`Door`]), which an officer's process finds by
//! [`reach()`]. There a session lives on when its line drops, and goes on at the officer's next terminal.
//!
//! The hub opens no path that a session names and reads no process environment: files, `TERM` and their like
//! belong to the attaching process.

mod ask;
mod attach;
mod checker;
mod colors;
mod commands;
mod door;
mod far;
mod files;
mod findings;
mod folder;
mod inbox;
mod kept;
mod local;
mod log;
mod moves;
mod opened;
mod panics;
mod pen;
pub mod protocol;
mod reach;
mod reader;
mod save;
mod screen_bytes;
mod seats;
mod session;
mod tally;
mod tty;
mod welcome;
mod worker;

pub use attach::{Again, attach, is_terminal, say_broken, unread};
pub use colors::Colors;
pub use commands::{Call, Commands, Ended, Far, Placed, Reading, Saving, Troubles};
pub use door::{Access, Door, Ends, NoDoor};
pub use findings::Find;
pub use folder::read_folder;
pub use local::run_local;
pub use log::{Event, Gist, Log, outcome};
pub use reach::{NoHub, Trusted, connect, reach, sign};
pub use save::{NotSaved, save_file, unsaved};
pub use screen_bytes::ScreenBytes;
pub use welcome::Caller;

use crate::app::{Message, Reread};
use crate::keys::Keymap;
use crate::locale::{Lang, Languages, Words};
use crate::record::Id;
use crate::rights::Eyes;
use crate::store::{Store, WatchId};
use crate::ui::Ids;
use chrono::{DateTime, Utc};
use findings::Checks;
use seats::Seats;
use std::os::unix::net::UnixStream;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tally::Tally;

/// What a hub is started with.
#[derive(Clone, Debug)]
pub struct House {
    /// The store that all sessions work on.
    pub store: Store,
    /// The words of all languages.
    pub languages: Languages,
    /// The language asked for on the command line or in the configuration; it goes over the officer's own.
    pub lang: Option<Lang>,
    /// The active keymap.
    pub keys: Arc<Keymap>,
    /// Computes what is missing in a follow-up on a day.
    pub find: Find,
    /// The clock.
    pub clock: fn() -> DateTime<Utc>,
    /// What was wrong in configuration files or found at opening, in words, for the home screen.
    pub problems: Vec<String>,
    /// Where it is noted who comes, goes and is turned away.
    pub log: Log,
    /// Runs the commands of callers, where there are any.
    pub commands: Option<Commands>,
    /// What goes wrong while it serves, for its administrators.
    pub troubles: Troubles,
}

/// How long sessions stay without anybody at them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stays {
    /// How long nobody presses a key before the session is detached from its terminal. A warning comes before that.
    pub idle: Duration,
    /// How long a session that has no terminal waits for one before it ends.
    pub detached: Duration,
    /// How many sessions an officer may have.
    pub sessions: usize,
}

/// Serves sessions on one store.
pub struct Hub {
    house: House,
    settings: Mutex<Settings>,
    checks: Arc<Checks>,
    watch: WatchId,
    seats: Seats,
    /// How long sessions stay that have no terminal; where nothing is said they end with it.
    stays: Option<Stays>,
    /// Numbers the lines.
    lines: AtomicU64,
    /// Whose lines there are.
    tally: Tally,
    running: commands::Running,
    /// What is kept of what officers send.
    kept: Arc<kept::Kept>,
}

/// What may be read again while sessions are on.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The language that goes over the officer's own, for sessions that begin and callers that come.
    pub lang: Option<Lang>,
    /// The active keymap.
    pub keys: Arc<Keymap>,
    /// What is wrong in configuration files, or was found at opening, in words.
    pub problems: Vec<String>,
}

impl std::fmt::Debug for Hub {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Hub").field("house", &self.house).finish_non_exhaustive()
    }
}

impl Hub {
    /// A hub whose sessions end with their lines: it has one terminal, in the same process.
    #[must_use]
    pub fn new(house: House) -> Self {
        Self::with(house, None)
    }

    /// A hub whose sessions live on when their lines drop.
    #[must_use]
    pub fn serving(house: House, stays: Stays) -> Self {
        Self::with(house, Some(stays))
    }

    fn with(house: House, stays: Option<Stays>) -> Self {
        let checks = Arc::new(Checks::new(house.find, house.clock));
        let told = Arc::clone(&checks);
        let watch = house.store.watch(Box::new(move |follow_up| told.changed(follow_up.id())));
        let [first, second, third, fourth, ..] = session::seed();
        let salt = u32::from_le_bytes([first, second, third, fourth]);
        let (lang, keys, problems) = (house.lang, Arc::clone(&house.keys), house.problems.clone());
        let settings = Settings { lang, keys, problems };
        Self {
            house,
            settings: Mutex::new(settings),
            checks,
            watch,
            seats: Seats::new(salt),
            stays,
            lines: AtomicU64::new(1),
            tally: Tally::default(),
            running: commands::Running::default(),
            kept: Arc::default(),
        }
    }

    /// Serves one officer on a line, or runs the command that they ask for. The eyes are those that the kernel or a
    /// gate vouches for; nothing on the line can change them.
    pub fn serve(self: &Arc<Self>, line: &UnixStream, eyes: Eyes) {
        self.welcome(line, Caller::Officer(eyes));
    }

    /// Ends every command and session: what is half typed is kept, and the officer is told. Whoever comes later is not served.
    pub fn stop(&self) {
        self.running.stop();
        self.seats.close();
    }

    /// Waits until every session and command has ended, and every line.
    pub fn wait(&self) {
        self.seats.wait_for_end(None);
        self.tally.wait_for_none();
    }

    /// How many sessions there are, and how many of them have a terminal.
    #[must_use]
    pub fn sessions(&self) -> (usize, usize) {
        self.seats.count()
    }

    /// Bytes that are held for the screens of sessions that have a terminal.
    #[must_use]
    pub fn screens(&self) -> usize {
        self.seats.screens()
    }

    /// Takes other settings from now on. Sessions that are on take the keys, and tell what is wrong; they stay in their
    /// language.
    pub fn reload(&self, settings: Settings) {
        let before = std::mem::replace(&mut *self.settings(), settings.clone()).problems;
        let Settings { keys, problems, .. } = settings;
        let reread = Reread { keys, before, problems };
        for inbox in self.seats.all() {
            inbox.tell(Message::Reread(reread.clone()));
        }
    }

    fn settings(&self) -> MutexGuard<'_, Settings> {
        self.settings.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What somebody may see and do now, by their name; nothing when nobody has such a name, or they have no role.
    fn eyes_of(&self, name: &str) -> Option<Eyes> {
        self.house.store.eyes_of(name)
    }

    /// The language that goes over the officer's own.
    fn lang(&self) -> Option<Lang> {
        self.settings().lang
    }

    /// The words of whoever has no session yet.
    fn words(&self) -> Arc<Words> {
        self.house.languages.get(self.lang().unwrap_or_default())
    }

    fn note(&self, event: Event<'_>) {
        self.house.log.note(event);
    }

    /// Notes that somebody was turned away. They can come as often as they like; the notes of it cannot.
    fn note_refusal(&self, officer: &str, outcome: &str) {
        self.house.log.note_some(Event { officer, action: "attach", outcome, ..Event::default() });
    }

    /// How many sessions an officer may have.
    fn sessions_of_one(&self) -> usize {
        self.stays.map_or(usize::MAX, |stays| stays.sessions)
    }
}

/// An id for a session or a line.
fn new_id(now: DateTime<Utc>) -> Id {
    Ids::new(session::seed()).mint(now)
}

impl Drop for Hub {
    fn drop(&mut self) {
        self.house.store.unwatch(self.watch);
    }
}
