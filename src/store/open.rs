//! Opening: lock, journal, shelf, replay. What is found amiss is mended where nothing can be lost by it, and
//! named.

use super::check::{PutBack, put_back};
use super::error::{Notice, OpenError, Why};
use super::journal::{FileLog, Log, NotOpened, Unread, sync_folder};
use super::kept;
use super::reading::{self, Shut};
use super::replay::{Changed, Replay, Stopped};
use super::shelf::{Mark, Shelf, Unusable};
use super::{FLOOR, backup, forget, lock, slim};
use crate::follow_up::FollowUp;
use crate::record::Id;
use std::collections::BTreeMap;
use std::fs::{self, DirBuilder, File};
use std::io::{self, ErrorKind};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Records that are applied to the shelf at a time: one large batch would cost gigabytes.
const SLICE: usize = 500;

/// Steps of undo that a replay holds before it writes them.
const STEPS: usize = 4000;

/// What a writer works on.
pub(super) struct Ready {
    pub log: Arc<dyn Log>,
    pub shelf: Result<Shelf, Shut>,
    pub follow_ups: BTreeMap<Id, FollowUp>,
    pub mark: Mark,
    /// Held as long as the writer lives.
    pub lock: Option<File>,
}

/// Opens the store in a folder, which is made if there is none; one that cannot be written is opened for reading.
pub(super) fn open(folder: &Path) -> Result<(Ready, Vec<Notice>), OpenError> {
    open_to_write(folder).or_else(|error| reading::open(folder, error))
}

pub(super) fn open_to_write(folder: &Path) -> Result<(Ready, Vec<Notice>), OpenError> {
    make_folder(folder)?;
    let lock = lock::take(folder)?;
    let shelf_folder = folder.join("shelf");
    let restored = settled(folder)?;
    let journal = folder.join("journal");
    let disk = nix::sys::statvfs::statvfs(folder).map_err(|error| OpenError::of_disk(folder, error.into()))?;
    let free = disk.blocks_available().saturating_mul(disk.fragment_size());
    if free < FLOOR / 4 {
        return Err(OpenError::Full { path: folder.to_owned(), free, floor: FLOOR });
    }
    let mut log = open_journal(&journal, &shelf_folder)?;
    let mut notices: Vec<Notice> = restored.map(backup::Finished::notice).into_iter().collect();
    let mut opening = Opening { log: &log, journal: &journal, folder: &shelf_folder, notices: Vec::new() };
    let brought = match opening.existing() {
        Ok(brought) => slim::slimmed(brought, &shelf_folder, free)?,
        Err(Hindrance::Refused(error)) => return Err(error),
        Err(Hindrance::Rebuild(Why::Ahead { shelf, .. })) => {
            let why = match put_back(folder, &log)? {
                None => Why::Other,
                Some(PutBack { mended, journal }) => {
                    log = mended.log;
                    Why::Ahead { shelf, journal, kept: mended.kept }
                }
            };
            opening = Opening { log: &log, journal: &journal, folder: &shelf_folder, notices: Vec::new() };
            opening.rebuilt(why)?
        }
        Err(Hindrance::Rebuild(why)) => opening.rebuilt(why)?,
    };
    notices.append(&mut opening.notices);
    let (shelf, follow_ups, mark) = brought;
    agrees(folder, &log, &shelf)?;
    Ok((Ready { log: Arc::new(log), shelf: Ok(shelf), follow_ups, mark, lock: Some(lock) }, notices))
}

/// Ends in a folder, of which the caller holds the lock, what was cut short: a shelf that was being made anew has its
/// place again, a restore that was decided on is finished, and what one had made before that is gone, which may hold
/// what is forgotten since.
pub(super) fn settled(folder: &Path) -> Result<Option<backup::Finished>, OpenError> {
    let shelf = folder.join("shelf");
    slim::settle(&shelf).map_err(|error| OpenError::of_disk(&shelf, error))?;
    let finished = backup::finish(folder).and_then(|finished| backup::clear_staged(folder).map(|()| finished));
    finished.map_err(|error| OpenError::of_disk(folder, error))
}

/// Refuses a journal that holds what the file beside it says is forgotten: somebody has put back an older one. It is read
/// for that when the shelf does not say that it has been before; damage further back in it is for others to tell.
fn agrees(folder: &Path, log: &FileLog, shelf: &Shelf) -> Result<(), OpenError> {
    let of_shelf = |error: Unusable| OpenError::Shelf { path: folder.join("shelf"), fault: error.into() };
    let Some(digest) = forget::digest(folder)? else { return Ok(()) };
    if shelf.agrees_with(&digest).map_err(of_shelf)? {
        return Ok(());
    }
    match forget::is_undone(log, &forget::marks_of_folder(folder)?) {
        Ok(true) => Err(OpenError::Unforgotten(folder.join("journal"))),
        Ok(false) => shelf.put_agrees_with(&digest).map_err(of_shelf),
        Err(_) => Ok(()),
    }
}

pub(super) fn make_folder(folder: &Path) -> Result<(), OpenError> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.map_err(|error| OpenError::of_disk(folder, error))
}

fn open_journal(path: &Path, shelf: &Path) -> Result<FileLog, OpenError> {
    let disk = |error| OpenError::of_disk(path, error);
    match FileLog::open(path) {
        Ok(log) => Ok(log),
        Err(NotOpened::Disk(error)) if error.kind() == ErrorKind::NotFound => {
            // An empty journal beside a filled shelf would pass for an empty store.
            if shelf.exists() {
                return Err(OpenError::JournalGone(path.to_owned()));
            }
            FileLog::create(path).map_err(disk)
        }
        Err(error) => Err(no_journal(error, path)),
    }
}

pub(super) fn no_journal(error: NotOpened, path: &Path) -> OpenError {
    let path = path.to_owned();
    match error {
        NotOpened::Disk(error) => OpenError::of_disk(&path, error),
        NotOpened::Newer(_) => OpenError::Newer(path),
        // Beside a shelf, or in front of changes, it is the store's own that has been damaged.
        NotOpened::Foreign if path.with_file_name("shelf").exists() || FileLog::has_frames(&path) => {
            OpenError::Damaged { path, place: 0, after: 0 }
        }
        NotOpened::Foreign => OpenError::Foreign(path),
        NotOpened::Damaged => OpenError::Damaged { path, place: 0, after: 0 },
    }
}

/// What keeps a shelf from being used as it is.
pub(super) enum Hindrance {
    /// It is to be rebuilt.
    Rebuild(Why),
    /// The store cannot be opened.
    Refused(OpenError),
}

pub(super) type Brought = (Shelf, BTreeMap<Id, FollowUp>, Mark);

pub(super) struct Opening<'a> {
    pub log: &'a FileLog,
    pub journal: &'a Path,
    pub folder: &'a Path,
    pub notices: Vec<Notice>,
}

impl<'a> Opening<'a> {
    /// A new shelf made from the journal, whatever the old one is like; that is put aside.
    pub fn rebuilt(&mut self, why: Why) -> Result<Brought, OpenError> {
        let beside = self.folder.with_extension("new");
        if let Err(error) = fs::remove_dir_all(&beside)
            && error.kind() != ErrorKind::NotFound
        {
            return Err(OpenError::of_disk(&beside, error));
        }
        self.rebuild(why, &beside)
    }

    /// The shelf that is there, brought up to the journal's end.
    pub fn existing(&mut self) -> Result<Brought, Hindrance> {
        if !self.folder.exists() {
            return Err(Hindrance::Rebuild(Why::Missing));
        }
        let onto = Shelf::open(self.folder).map_err(|error| self.unusable(error))?;
        let mut mark = self.standing(&onto)?;
        let (onto, follow_ups) = onto.load(&mut mark).map_err(|error| self.unusable(error))?;
        let mut replay = Replay::from(self.log, follow_ups, mark);
        self.bring_up(&onto, &mut replay)?;
        if !replay.mark.open.is_empty() {
            // Whoever wrote those parts is gone: this process holds the store.
            self.notices.push(Notice::Unfinished);
            replay.mark.open.clear();
            let mut batch = sled::Batch::default();
            let written = Shelf::put_mark(&mut batch, Some(&replay.mark), true).and_then(|()| onto.apply(batch));
            written.map_err(|error| self.unusable(error))?;
        }
        Ok((onto, replay.follow_ups, replay.mark))
    }

    /// The shelf's mark, when it is one of this journal.
    fn standing(&self, onto: &Shelf) -> Result<Mark, Hindrance> {
        let Some(mark) = onto.mark().map_err(|error| self.unusable(error))? else {
            return Err(Hindrance::Rebuild(if onto.is_empty() { Why::Missing } else { Why::Other }));
        };
        if mark.next == self.log.start() && mark.head == self.log.origin() {
            return Ok(mark);
        }
        let ahead = Why::Ahead { shelf: mark.seq, journal: 0, kept: None };
        match self.log.read(mark.at).map(|frames| frames.into_iter().next()) {
            Ok(Some(last)) if last.next == mark.next && last.frame.hash() == mark.head => Ok(mark),
            Ok(Some(_)) => Err(Hindrance::Rebuild(Why::Other)),
            Ok(None) | Err(Unread::Torn(_) | Unread::Damaged(_)) => Err(Hindrance::Rebuild(ahead)),
            Err(Unread::Disk(error)) => Err(Hindrance::Refused(OpenError::of_disk(self.journal, error))),
        }
    }

    /// Reads the journal on to its end, cuts a torn tail, and applies to the shelf what has come.
    fn bring_up(&mut self, onto: &Shelf, replay: &mut Replay<'_>) -> Result<(), Hindrance> {
        let from = replay.mark.next;
        loop {
            let read = replay.run(|replay| {
                if replay.steps() < STEPS {
                    return Ok(());
                }
                self.put_steps(onto, replay).map_err(Halted::from)
            });
            match read {
                Ok(()) => break,
                Err(Halted::Shelf(hindrance)) => return Err(hindrance),
                Err(Halted::Journal(Stopped::Unread(Unread::Torn(place)))) => self.cut(place)?,
                Err(Halted::Journal(why)) => {
                    return Err(Hindrance::Refused(stopped(self.journal, why, replay.mark.seq)));
                }
            }
        }
        if replay.unreadable > 0 {
            self.notices.push(Notice::Unreadable(replay.unreadable));
        }
        if replay.mark.next == from {
            return Ok(());
        }
        self.put_steps(onto, replay)?;
        put_changed(onto, replay).map_err(|error| self.unusable(error))
    }

    fn put_steps(&self, onto: &Shelf, replay: &mut Replay<'_>) -> Result<(), Hindrance> {
        let mut batch = sled::Batch::default();
        let steps = replay.take_steps();
        let put = Shelf::put_mark(&mut batch, None, false).and_then(|()| onto.put_steps(&mut batch, &steps));
        put.and_then(|()| onto.apply(batch)).map_err(|error| self.unusable(error))
    }

    fn cut(&mut self, place: u64) -> Result<(), Hindrance> {
        let bytes = self.log.end().saturating_sub(place);
        let kept = self.log.cut(place).map_err(|error| Hindrance::Refused(OpenError::of_disk(self.journal, error)))?;
        self.notices.push(Notice::Torn { bytes, kept });
        Ok(())
    }

    /// A new shelf out of the whole journal. It is made beside; only when it is whole is the old one put aside.
    fn rebuild(&mut self, why: Why, beside: &Path) -> Result<Brought, OpenError> {
        let unmade = |error: Unusable| OpenError::Shelf { path: beside.to_owned(), fault: error.into() };
        let disk = |error| OpenError::of_disk(self.folder, error);
        let fresh = self.log.end() == self.log.start() && why == Why::Missing;
        if fresh && !self.folder.exists() {
            return self.fresh();
        }
        DirBuilder::new().mode(0o700).create(beside).map_err(|error| OpenError::of_disk(beside, error))?;
        let onto = Shelf::open(beside).map_err(unmade)?;
        let (replay, drafts_lost) = match self.filled(&onto, fresh, beside) {
            Ok(filled) => filled,
            Err(error) => {
                onto.abandon();
                return Err(error);
            }
        };
        drop(onto);
        let replaces = self.folder.exists();
        let aside = if replaces { Some(put_aside(self.folder).map_err(disk)?) } else { None };
        fs::rename(beside, self.folder).map_err(disk)?;
        sync_folder(self.folder).map_err(disk)?;
        let onto = Shelf::open(self.folder).map_err(unmade)?;
        if !fresh {
            self.notices.push(Notice::Rebuilt { why, aside, drafts_lost });
        }
        Ok((onto, replay.follow_ups, replay.mark))
    }

    /// Fills a new shelf with what the journal says and with what is kept on the old one; and whether drafts may have
    /// been lost.
    fn filled(&mut self, onto: &Shelf, fresh: bool, beside: &Path) -> Result<(Replay<'a>, bool), OpenError> {
        let unmade = |error: Unusable| OpenError::Shelf { path: beside.to_owned(), fault: error.into() };
        let mut replay = Replay::new(self.log);
        match self.bring_up(onto, &mut replay) {
            Ok(()) => {}
            Err(Hindrance::Refused(error)) => return Err(error),
            Err(Hindrance::Rebuild(why)) => {
                return Err(OpenError::Shelf { path: beside.to_owned(), fault: why.fault() });
            }
        }
        replay.mark.open.clear();
        put_changed(onto, &mut replay).map_err(unmade)?;
        // While the old one has its place: were it aside, a disk that fills up now would keep the drafts from ever
        // being found again. One that has no place may have been put aside by a start that was cut short.
        let replaces = self.folder.exists();
        let old = if replaces { Some(self.folder.to_owned()) } else { last_aside(self.folder) };
        let taken_over = old.map(|old| Shelf::open(&old).is_ok_and(|old| kept::take_over(&old, onto)));
        let drafts_lost = taken_over == Some(false) || (!fresh && taken_over.is_none());
        onto.flush().map_err(unmade)?;
        Ok((replay, drafts_lost))
    }

    /// The first shelf of an empty journal. It is made in its place: sled takes 4 MB for a table of pages, and
    /// glibc keeps as much for later in the heap of every thread once that has been given back.
    fn fresh(&self) -> Result<Brought, OpenError> {
        let unmade = |error: Unusable| OpenError::Shelf { path: self.folder.to_owned(), fault: error.into() };
        let disk = |error| OpenError::of_disk(self.folder, error);
        DirBuilder::new().mode(0o700).create(self.folder).map_err(disk)?;
        let onto = Shelf::open(self.folder).map_err(unmade)?;
        let mut replay = Replay::new(self.log);
        put_changed(&onto, &mut replay).map_err(unmade)?;
        onto.flush().map_err(unmade)?;
        sync_folder(self.folder).map_err(disk)?;
        Ok((onto, replay.follow_ups, replay.mark))
    }

    fn unusable(&self, error: Unusable) -> Hindrance {
        match error {
            Unusable::Newer => Hindrance::Refused(OpenError::Newer(self.folder.to_owned())),
            // A new one would fare no better, and the old one holds drafts.
            Unusable::Damaged(fault) if fault.keeps_from_writing() => {
                Hindrance::Refused(OpenError::Shelf { path: self.folder.to_owned(), fault })
            }
            Unusable::Damaged(fault) => Hindrance::Rebuild(Why::Damaged(fault)),
        }
    }
}

/// What keeps a journal from being read on, after a commit.
pub(super) fn stopped(journal: &Path, stopped: Stopped, after: u64) -> OpenError {
    let path = journal.to_owned();
    match stopped {
        Stopped::Newer(_) => OpenError::Newer(path),
        Stopped::Unread(Unread::Torn(place) | Unread::Damaged(place)) => OpenError::Damaged { path, place, after },
        Stopped::Unread(Unread::Disk(error)) => OpenError::of_disk(&path, error),
    }
}

/// What stops a replay on its way to the shelf.
enum Halted {
    Shelf(Hindrance),
    Journal(Stopped),
}

impl From<Stopped> for Halted {
    fn from(stopped: Stopped) -> Self {
        Self::Journal(stopped)
    }
}

impl From<Hindrance> for Halted {
    fn from(hindrance: Hindrance) -> Self {
        Self::Shelf(hindrance)
    }
}

/// Applies the records that a replay has changed, in slices, and its mark with the last.
pub(super) fn put_changed(shelf: &Shelf, replay: &mut Replay<'_>) -> Result<(), Unusable> {
    let Changed { records, follow_ups, .. } = replay.take();
    let mut batch = sled::Batch::default();
    for (number, (id, kind, record)) in records.iter().enumerate() {
        if let Some(follow_up) = replay.follow_ups.get(id) {
            Shelf::put(&mut batch, follow_up, *kind, *record);
        }
        if number % SLICE == SLICE - 1 {
            Shelf::put_mark(&mut batch, None, false)?;
            shelf.apply(std::mem::take(&mut batch))?;
        }
    }
    for follow_up in follow_ups.iter().filter_map(|id| replay.follow_ups.get(id)) {
        Shelf::put_seq(&mut batch, follow_up);
    }
    Shelf::put_mark(&mut batch, Some(&replay.mark), true)?;
    shelf.apply(batch)
}

/// The shelf that was put aside last, or was about to be replaced; nothing when none was.
fn last_aside(folder: &Path) -> Option<PathBuf> {
    let old = slim::old(folder);
    if old.exists() {
        return Some(old);
    }
    let aside = |number: u32| folder.with_extension(format!("aside-{number}"));
    (1..=u32::MAX).map(aside).take_while(|path| path.exists()).last()
}

/// Renames a folder to `NAME.aside-N`.
fn put_aside(folder: &Path) -> io::Result<PathBuf> {
    for number in 1..=u32::MAX {
        let path = folder.with_extension(format!("aside-{number}"));
        if !path.exists() {
            fs::rename(folder, &path)?;
            return Ok(path);
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}
