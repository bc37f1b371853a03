//! The hub: one officer's session on a stream of bytes.
//!
//! There is one path. A session is two threads around an [`App`](crate::app::App): one reads the line, one
//! updates, draws and writes ([`Hub::serve`]). The far end is the officer's terminal ([`attach()`]): it sends
//! events up and writes the frames that come down. Locally both ends are in one process, over a pair of sockets
//! ([`run_local`]); a hub that serves many listens on a Unix socket ([`Door`]), which an officer's process finds by
//! [`reach`].
//!
//! The hub opens no path that a session names and reads no process environment: files, `TERM` and their like
//! belong to the attaching process.

mod attach;
mod checker;
mod colors;
mod commands;
mod files;
mod findings;
mod folder;
mod inbox;
mod local;
mod log;
mod moves;
mod panics;
mod pen;
pub mod protocol;
mod save;
mod screen_bytes;
mod session;
mod socket;
mod tty;
mod worker;

pub use attach::{attach, is_terminal, say_broken, unread};
pub use colors::Colors;
pub use commands::{Call, Commands, Ended, Far, Placed, Reading, Saving, Troubles};
pub use findings::Find;
pub use folder::read_folder;
pub use local::run_local;
pub use log::{Event, Log};
pub use save::{NotSaved, save_file, unsaved};
pub use screen_bytes::ScreenBytes;
pub use socket::{Door, NoDoor, NoHub, Trusted, connect, reach, sign};

use crate::keys::Keymap;
use crate::locale::{Lang, Languages};
use crate::rights::Eyes;
use crate::store::{Store, WatchId};
use chrono::{DateTime, Utc};
use findings::Checks;
use inbox::Inbox;
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

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

/// Serves sessions on one store.
pub struct Hub {
    house: House,
    checks: Arc<Checks>,
    watch: WatchId,
    seats: Mutex<Seats>,
    running: commands::Running,
}

/// Who is served.
#[derive(Default)]
struct Seats {
    taken: Vec<Arc<Inbox>>,
    /// The hub is about to stop, and nobody is served any more.
    closed: bool,
}

impl std::fmt::Debug for Hub {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Hub").field("house", &self.house).finish_non_exhaustive()
    }
}

impl Hub {
    /// Opens a hub.
    #[must_use]
    pub fn new(house: House) -> Self {
        let checks = Arc::new(Checks::new(house.find, house.clock));
        let told = Arc::clone(&checks);
        let watch = house.store.watch(Box::new(move |follow_up| told.changed(follow_up.id())));
        Self { house, checks, watch, seats: Mutex::default(), running: commands::Running::default() }
    }

    /// Serves one officer on a line until the session ends, or the command that they have run. The eyes are those that the kernel or a gate vouches
    /// for; nothing on the line can change them.
    pub fn serve(&self, line: &UnixStream, eyes: Eyes) {
        session::serve(self, line, eyes);
    }

    /// Ends every command and session: what is half typed is kept, and the officer is told. Whoever comes later is not served.
    pub fn stop(&self) {
        self.running.stop();
        let mut seats = self.seats();
        seats.closed = true;
        for inbox in &seats.taken {
            inbox.stop();
        }
    }

    /// How many officers are served.
    #[must_use]
    pub fn sessions(&self) -> usize {
        self.seats().taken.len()
    }

    /// Takes a seat for a session; false when the hub is about to stop.
    fn seat(&self, inbox: &Arc<Inbox>) -> bool {
        let mut seats = self.seats();
        if !seats.closed {
            seats.taken.push(Arc::clone(inbox));
        }
        !seats.closed
    }

    fn leave(&self, inbox: &Arc<Inbox>) {
        self.seats().taken.retain(|taken| !Arc::ptr_eq(taken, inbox));
    }

    fn seats(&self) -> MutexGuard<'_, Seats> {
        self.seats.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Hub {
    fn drop(&mut self) {
        self.house.store.unwatch(self.watch);
    }
}
