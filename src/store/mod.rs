//! The store: what was acknowledged is on disk, and everything else reads from memory.
//!
//! The truth is the [journal]; sled, the *shelf*, holds what opening reads: records, what can be undone, drafts.
//! One thread, the writer, takes all changes. It checks those that wait in order, appends them with one write
//! and one `fdatasync`, publishes the follow-ups as they are then, and answers. A second thread brings the shelf
//! up behind it, bounded by how much may wait, and may fail without harm to anything that was saved.
//!
//! Opening replays what the shelf lacks; a shelf that is damaged, emptied or gone is put aside and rebuilt from the
//! journal, and one that takes many times what stands on it is made anew (`slim`). On a full disk, or where nothing may
//! be written, the journal alone is read and nothing is touched.
//!
//! Readers hold an [`Arc`] of a [`FollowUp`] that never changes; no lock is held across disk.
//!
//! # The folder
//! `journal` (the truth), `shelf/` (sled), `lock` (who holds it). What is cut or replaced stays beside them:
//! `journal.tail-N` (cut off because it was torn), `journal.aside-N` (whole, as it was before a repair),
//! `shelf.aside-N`, and `before-restore-N/`, a store itself. A shelf is made in `shelf.new/`, and while one that has grown
//! is replaced it is `shelf.old/` for a moment. A [restore](Store::restore) is made
//! in `restore.new/` and counts when that is renamed to `restore.ready/`, which opening then puts in its place; so is a
//! store without what has been [forgotten](forget()) for good, whose old files are erased. `forgotten` lists what was
//! forgotten, by ids, and `backups` where backups were written, so that those can be named that hold it still. A journal
//! that holds what `forgotten` lists is not opened before it has been [forgotten again](forget_again()).
//!
//! # Check and repair
//! [`check()`] looks through journal and shelf and changes nothing; [`repair`] makes both whole again. What a hole in
//! the journal means for the chain stands in the docs of the [journal].

pub mod backup;
pub mod journal;

mod answer;
mod behind;
mod check;
mod error;
mod eyes;
mod forget;
mod history;
mod import;
mod kept;
mod large;
mod lock;
mod open;
mod published;
mod reading;
mod replay;
mod shelf;
mod shelving;
mod slim;
mod stepping;
mod turn;
mod writer;

pub use backup::{
    BACKUP_MARK, BackedUp, BadBackup, Holds, NotBackedUp, NotRestored, Restored, Restoring, Snapshot, Stamp,
    last_backup, note_backup, note_backup_elsewhere,
};
pub use check::{Amiss, At, Checked, Found, HeaderNow, Hole, Newer, Note, Repaired, Unlike, check, repair};
pub use error::{Notice, OpenError, Sentence, Why};
pub use forget::{Forgetting, Forgot, Mark, NotForgotten, Tidied, Tidy, Traces, forget, forget_again};
pub use history::{Moment, Past, Then, Wanted};
pub use import::Import;
pub use kept::{Kept, MAX_KEPT, MAX_SLOT, NotKept};
pub use lock::Holder;
pub use published::{Watch, WatchId};

use crate::follow_up::{Change, Consent, Doing, FollowUp, Head, Refused, Undone};
use crate::record::{Fault, Id, Kinds, Seq};
use crate::rights::Eyes;
use answer::Answer;
use behind::{Behind, Shared};
use chrono::{DateTime, Utc};
use journal::{Log, MemoryLog};
use kept::Keeper;
use open::Ready;
use published::Published;
use replay::{Replay, Stopped};
use shelf::{Shelf, Unusable};
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use writer::{Command, Direction, Writer};

/// Bytes that stay free on the disk: below, nothing is written, and saving works again once there is room.
pub const FLOOR: u64 = 16 * 1024 * 1024;

/// A store that has been opened. A clone is another handle on the same one.
#[derive(Clone, Debug)]
pub struct Store {
    inner: Arc<Inner>,
}

/// A store and what was found when it was opened.
#[derive(Debug)]
pub struct Opened {
    /// The store.
    pub store: Store,
    /// What was found amiss and done about it, to be shown.
    pub notices: Vec<Notice>,
}

#[derive(Debug)]
struct Inner {
    commands: Sender<Command>,
    published: Arc<Published>,
    keeper: Arc<Keeper>,
    log: Arc<dyn Log>,
    shelving: Arc<Shared>,
    writer: Mutex<Option<JoinHandle<()>>>,
    kinds: Kinds,
}

/// Names a watch for what goes amiss.
#[derive(Debug)]
pub struct AmissWatch(u64);

/// Called with the answer to a change.
pub type Told<T> = Box<dyn FnOnce(Result<T, Refused>) + Send>;

impl Store {
    /// Opens the store in a folder, which is made if there is none.
    ///
    /// # Errors
    /// [`OpenError`], with its sentence.
    pub fn open(folder: &Path, kinds: Kinds) -> Result<Opened, OpenError> {
        let (ready, notices) = open::open(folder)?;
        Ok(Opened { store: Self::started(folder, ready, kinds)?, notices })
    }

    /// Opens the store in a folder, or, when another process holds it, what that has acknowledged by now, for reading:
    /// what is kept for officers is not read then.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_beside(folder: &Path, kinds: Kinds) -> Result<Opened, OpenError> {
        match Self::open(folder, kinds) {
            Err(held @ OpenError::Held { .. }) => {
                let ready = reading::beside(folder, held)?;
                Ok(Opened { store: Self::started(folder, ready, kinds)?, notices: Vec::new() })
            }
            opened => opened,
        }
    }

    fn started(folder: &Path, ready: Ready, kinds: Kinds) -> Result<Self, OpenError> {
        let of_shelf = |error: Unusable| OpenError::Shelf { path: folder.join("shelf"), fault: error.into() };
        Self::start(ready, kinds).map_err(of_shelf)
    }

    /// Whether nobody holds the store in a folder just now.
    ///
    /// # Errors
    /// Who holds it.
    pub fn is_free(folder: &Path) -> Result<(), OpenError> {
        lock::look(folder)
    }

    /// Whether a folder is not there or holds nothing of a store. What may not be looked at may be one.
    #[must_use]
    pub fn is_none(folder: &Path) -> bool {
        let nothing = |name| folder.join(name).try_exists().is_ok_and(|there| !there);
        match folder.metadata() {
            Err(error) => error.kind() == ErrorKind::NotFound,
            Ok(of) => of.is_dir() && nothing("journal") && nothing("shelf") && !backup::is_pending(folder),
        }
    }

    /// A store that is gone when it is dropped: for tests, and for trying things out.
    ///
    /// # Errors
    /// When the system has no room for a temporary shelf.
    pub fn in_memory(kinds: Kinds) -> Result<Self, OpenError> {
        Self::over(Arc::new(MemoryLog::default()), kinds)
    }

    /// A store over a log, with a shelf that is made anew from it and is gone when the store is dropped.
    ///
    /// # Errors
    /// When the log cannot be read, or the system has no room for a temporary shelf.
    pub fn over(log: Arc<dyn Log>, kinds: Kinds) -> Result<Self, OpenError> {
        let of_shelf = |fault: Fault| OpenError::Shelf { path: std::env::temp_dir(), fault };
        let shelf = Shelf::temporary().map_err(|error| of_shelf(error.into()))?;
        let mut replay = Replay::new(&*log);
        replay.run(|_| Ok::<(), Stopped>(())).map_err(|error| of_shelf(error.into()))?;
        replay.mark.open.clear();
        open::put_changed(&shelf, &mut replay).map_err(|error| of_shelf(error.into()))?;
        let (follow_ups, mark) = (replay.follow_ups, replay.mark);
        Self::start(Ready { log, shelf: Ok(shelf), follow_ups, mark, lock: None }, kinds)
            .map_err(|error| of_shelf(error.into()))
    }

    fn start(ready: Ready, kinds: Kinds) -> Result<Self, Unusable> {
        let Ready { log, shelf, follow_ups, mark, lock } = ready;
        let follow_ups: BTreeMap<Id, Arc<FollowUp>> =
            follow_ups.into_iter().map(|(id, follow_up)| (id, Arc::new(follow_up))).collect();
        let published = Arc::new(Published::new(follow_ups, Head { seq: mark.seq, hash: mark.head }, lock::account()));
        let (shelf, shut, keeper) = match shelf {
            Ok(shelf) => {
                let keeper = Keeper::new(&shelf)?;
                (Ok(shelf), None, keeper)
            }
            Err(shut) => (Err(shut.fault.clone()), Some(shut.clone()), Keeper::shut(shut.fault)),
        };
        let keeper = Arc::new(keeper);
        let (commands, receive) = mpsc::channel();
        let behind = Behind::new(Arc::clone(&log), shelf, Arc::clone(&published), Arc::clone(&keeper))?;
        let shelving = behind.shared();
        let mut writer =
            Writer::new(Arc::clone(&log), behind, Arc::clone(&published), Arc::clone(&keeper), kinds, &mark);
        writer.shut = shut;
        let thread = std::thread::Builder::new().name("store-writer".into()).spawn(move || {
            writer.run(&receive);
            drop(lock);
        });
        let thread = thread.map_err(|error| Unusable::Damaged(error.into()))?;
        let writer = Mutex::new(Some(thread));
        Ok(Self { inner: Arc::new(Inner { commands, published, keeper, log, shelving, writer, kinds }) })
    }

    /// The register as it was published last.
    #[must_use]
    pub fn register(&self) -> Arc<FollowUp> {
        self.inner.published.register()
    }

    /// A follow-up as it was published last.
    #[must_use]
    pub fn follow_up(&self, id: Id) -> Option<Arc<FollowUp>> {
        self.inner.published.follow_up(id)
    }

    /// All follow-ups that hold a record, without the register, in the order they were made.
    #[must_use]
    pub fn follow_ups(&self) -> Vec<Arc<FollowUp>> {
        self.inner.published.follow_ups()
    }

    /// The head of the journal's chain: the last change, and the hash that vouches for all that was written. It
    /// is at least as new as every follow-up that was read before.
    #[must_use]
    pub fn head(&self) -> Head {
        self.inner.published.head()
    }

    /// The journal, for reading it.
    #[must_use]
    pub fn journal(&self) -> &dyn Log {
        &*self.inner.log
    }

    /// Takes a change. The answer comes from the writer's thread when the change is on disk and published, or
    /// when it is refused; it should only pass the word on.
    pub fn commit(&self, eyes: &Eyes, session: Id, at: DateTime<Utc>, change: Change, answer: Told<Seq>) {
        let by = By { eyes: eyes.clone(), session, at };
        self.send(Command::Commit { by, change, answer: Answer::new(answer) });
    }

    /// Takes a change and waits for the answer.
    ///
    /// # Errors
    /// [`Refused`], and nothing of the change has happened.
    pub fn commit_and_wait(&self, eyes: &Eyes, session: Id, at: DateTime<Utc>, change: Change) -> Result<Seq, Refused> {
        answer::wait(|answer| self.commit(eyes, session, at, change, answer))
    }

    /// Takes back the officer's last change in a scope, a follow-up or the register, that is not taken back
    /// yet. A change that spans both belongs to the follow-up; in a follow-up, a newer change of the register alone
    /// is taken back first. At least a thousand changes reach back.
    pub fn undo(&self, eyes: &Eyes, session: Id, at: DateTime<Utc>, scope: Id, answer: Told<Undone>) {
        self.step(eyes, session, at, scope, Direction::Undo(None), answer);
    }

    /// As [`Store::undo`], but an import and what cannot be seen are taken back only if they were agreed to; else
    /// the answer is [`Refused::Large`], which says how much it would be, or [`Refused::Far`], which says what. With
    /// a commit that was agreed to, nothing but that one is taken back: [`Refused::NotNext`] when another is next by
    /// now.
    pub fn undo_agreed(
        &self,
        eyes: &Eyes,
        session: Id,
        at: DateTime<Utc>,
        scope: Id,
        consent: Consent,
        answer: Told<Undone>,
    ) {
        self.step(eyes, session, at, scope, Direction::Undo(Some(consent)), answer);
    }

    /// Does again what the officer took back last in a scope and has not changed anything in since.
    pub fn redo(&self, eyes: &Eyes, session: Id, at: DateTime<Utc>, scope: Id, answer: Told<Undone>) {
        self.step(eyes, session, at, scope, Direction::Redo, answer);
    }

    fn step(&self, eyes: &Eyes, session: Id, at: DateTime<Utc>, scope: Id, direction: Direction, answer: Told<Undone>) {
        let by = By { eyes: eyes.clone(), session, at };
        self.send(Command::Step { by, scope, direction, answer: Answer::new(answer) });
    }

    /// Begins a large change, named by what the officer does, that is handed over part by part. It counts when [`Import::close`] says so.
    #[must_use]
    pub fn import(&self, eyes: &Eyes, session: Id, at: DateTime<Utc>, doing: Doing) -> Import {
        Import::new(self.clone(), By { eyes: eyes.clone(), session, at }, doing)
    }

    /// Has the writer tell of every follow-up, the register too, that it publishes. It is called on the
    /// writer's thread and should only pass the word on.
    #[must_use]
    pub fn watch(&self, tell: Watch) -> WatchId {
        self.inner.published.watch(tell)
    }

    /// Ends a watch.
    pub fn unwatch(&self, id: WatchId) {
        self.inner.published.unwatch(id);
    }

    /// Keeps bytes for an officer under a name, or drops them; [`MAX_KEPT`] at most. They survive a kill of
    /// the process some milliseconds later.
    ///
    /// # Errors
    /// When they are too many, or the disk refuses.
    pub fn keep(&self, officer: Id, slot: &str, bytes: Option<&[u8]>) -> Result<(), NotKept> {
        self.inner.keeper.keep(officer, slot, bytes)
    }

    /// All that is kept for an officer, by name.
    #[must_use]
    pub fn all_kept(&self, officer: Id) -> Vec<(String, Vec<u8>)> {
        self.inner.keeper.all_of(officer)
    }

    /// What is kept for an officer under a name.
    #[must_use]
    pub fn kept(&self, officer: Id, slot: &str) -> Option<Vec<u8>> {
        self.inner.keeper.kept(officer, slot)
    }

    /// Waits until everything is on disk and lets go of the folder. Whoever still holds a handle reads what was
    /// published last, and is refused with [`Refused::Closed`].
    pub fn close(self) {
        self.inner.close();
    }

    /// What went amiss since it was opened and harmed nothing that was saved, to be shown. A handle that is left when
    /// the store has been closed knows all of it.
    #[must_use]
    pub fn amiss(&self) -> Option<Notice> {
        self.inner.shelving.news().map(|fault| Notice::Behind { fault })
    }

    /// Has somebody told of what [`Store::amiss`] says when it happens, at once if it has happened. It is called on a
    /// thread of the store and should only pass the word on.
    #[must_use]
    pub fn watch_amiss(&self, tell: Box<dyn Fn(Notice) + Send>) -> AmissWatch {
        AmissWatch(self.inner.shelving.watch(Box::new(move |fault| tell(Notice::Behind { fault }))))
    }

    /// Ends a watch.
    pub fn unwatch_amiss(&self, watch: &AmissWatch) {
        self.inner.shelving.unwatch(watch.0);
    }

    fn send(&self, command: Command) {
        // A command that finds no writer is dropped, and its answer says that the store is closed.
        let _ = self.inner.commands.send(command);
    }
}

impl Inner {
    fn close(&self) {
        let _ = self.commands.send(Command::Close);
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner).take();
        // The last handle may be dropped by an answer, on the writer's own thread, which then ends by itself.
        if let Some(writer) = writer.filter(|writer| writer.thread().id() != std::thread::current().id()) {
            let _ = writer.join();
        }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.close();
    }
}

/// Who makes a change, in which session, when.
#[derive(Clone, Debug)]
struct By {
    eyes: Eyes,
    session: Id,
    at: DateTime<Utc>,
}
