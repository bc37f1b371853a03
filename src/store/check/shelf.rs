//! A copy of the shelf, held against what the journal says.

use super::known::{Doubt, Known, known};
use super::mending::marks;
use super::room::Room;
use super::steps::Steps;
use super::survey::Survey;
use super::{Amiss, Found, Unlike};
use crate::follow_up::FollowUp;
use crate::record::{Id, Seq};
use crate::store::error::{OpenError, Why};
use crate::store::forget::Mark;
use crate::store::journal::FileLog;
use crate::store::kept;
use crate::store::open::{Hindrance, Opening};
use crate::store::shelf::{Shelf, Unusable, row};
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

/// Bytes that are copied at a time.
const CHUNK: usize = 64 * 1024;

/// A copy of the shelf in a folder of its own, which is gone when it is dropped.
pub struct Copy(Room);

/// A copy that has been brought up to the journal's end.
pub struct BroughtUp {
    shelf: Shelf,
    /// Dropped after sled has let go of it.
    _copy: Copy,
}

/// Copies the shelf of a store into a folder; nothing when there is none, and [`Why::Damaged`] when it cannot be read.
///
/// # Errors
/// When the folder refuses, or the shelf may not be read.
pub fn copy(folder: &Path, room: &Path) -> Result<Result<Option<Copy>, Why>, OpenError> {
    let shelf = folder.join("shelf");
    if !shelf.exists() {
        return Ok(Ok(None));
    }
    let to = Room::within(room).map_err(|error| OpenError::of_disk(room, error))?;
    match copy_into(&shelf, to.path()) {
        Ok(()) => Ok(Ok(Some(Copy(to)))),
        Err(NotCopied::To(error)) => Err(OpenError::of_disk(room, error)),
        Err(NotCopied::From(error)) if error.kind() == ErrorKind::PermissionDenied => {
            Err(OpenError::of_disk(&shelf, error))
        }
        Err(NotCopied::From(error)) => Ok(Err(Why::Damaged((&error).into()))),
    }
}

/// Which side refused.
enum NotCopied {
    From(io::Error),
    To(io::Error),
}

/// sled keeps its files in the folder and its large values in one folder below.
fn copy_into(from: &Path, to: &Path) -> Result<(), NotCopied> {
    for entry in fs::read_dir(from).map_err(NotCopied::From)? {
        let entry = entry.map_err(NotCopied::From)?;
        let target = to.join(entry.file_name());
        if entry.file_type().map_err(NotCopied::From)?.is_dir() {
            fs::create_dir(&target).map_err(NotCopied::To)?;
            copy_into(&entry.path(), &target)?;
        } else {
            copy_file(&entry.path(), &target)?;
        }
    }
    Ok(())
}

fn copy_file(from: &Path, to: &Path) -> Result<(), NotCopied> {
    let mut from = File::open(from).map_err(NotCopied::From)?;
    let mut to = OpenOptions::new().write(true).create_new(true).mode(0o600).open(to).map_err(NotCopied::To)?;
    let mut buffer = vec![0; CHUNK];
    loop {
        let read = from.read(&mut buffer).map_err(NotCopied::From)?;
        let Some(bytes) = buffer.get(..read).filter(|bytes| !bytes.is_empty()) else { return Ok(()) };
        to.write_all(bytes).map_err(NotCopied::To)?;
    }
}

impl Copy {
    /// What it knows, if it is believed.
    pub fn known(&self, log: &FileLog, survey: &Survey, marks: &[Mark]) -> Result<Known, Doubt> {
        known(self.0.path(), log, survey, marks)
    }

    /// Brings it up as opening would; nothing when opening would build it anew, which is told.
    pub fn brought_up(
        self,
        log: &FileLog,
        journal: &Path,
        survey: &Survey,
        found: &mut Found,
    ) -> Result<Option<BroughtUp>, OpenError> {
        let mut opening = Opening { log, journal, folder: self.0.path(), notices: Vec::new() };
        match opening.existing() {
            Ok((onto, _, _)) if kept::can_be_read(&onto) => Ok(Some(BroughtUp { shelf: onto, _copy: self })),
            Ok(_) => {
                found.tell(Amiss::Shelf(Why::Damaged(crate::record::Fault::Damaged)));
                Ok(None)
            }
            Err(Hindrance::Rebuild(Why::Ahead { shelf, .. })) => {
                let has_it_all = shelf <= survey.last || {
                    let marks = marks(journal, &BTreeMap::new(), survey)?;
                    self.known(log, survey, &marks).is_ok_and(|known| !known.is_more)
                };
                let ahead = Why::Ahead { shelf, journal: survey.last, kept: None };
                found.tell(Amiss::Shelf(if has_it_all { Why::Other } else { ahead }));
                Ok(None)
            }
            Err(Hindrance::Rebuild(why)) => {
                found.tell(Amiss::Shelf(why));
                Ok(None)
            }
            Err(Hindrance::Refused(error)) => Err(error),
        }
    }
}

impl BroughtUp {
    /// Holds it against what the journal says.
    pub fn compare(&self, follow_ups: &BTreeMap<Id, FollowUp>, steps: &Steps, found: &mut Found) {
        let compared = self
            .records(follow_ups, found)
            .and_then(|()| self.marks(follow_ups, found))
            .and_then(|()| steps.compare(&self.shelf, found));
        if let Err(error) = compared {
            found.tell(Amiss::Shelf(Why::Damaged(error.into())));
        }
    }

    fn records(&self, follow_ups: &BTreeMap<Id, FollowUp>, found: &mut Found) -> Result<(), Unusable> {
        let unlike = |follow_up, kind, record, unlike| Amiss::ShelfRecord { follow_up, kind, record, unlike };
        let mut alike = 0;
        for entry in self.shelf.db().scan_prefix(b"r") {
            let (key, value) = entry?;
            let (id, record) = row(&key, &value)?;
            let tell = |how| unlike(id, record.kind(), record.id(), how);
            match follow_ups.get(&id).and_then(|own| own.held(record.kind(), record.id())) {
                Some(held) => {
                    alike += 1;
                    if held.bytes() != record.bytes() {
                        found.tell(tell(Unlike::Other));
                    }
                }
                None => found.tell(tell(Unlike::Extra)),
            }
        }
        if alike == follow_ups.values().map(FollowUp::len).sum::<usize>() {
            return Ok(());
        }
        for own in follow_ups.values() {
            for record in own.everything() {
                if !self.shelf.holds(own.id(), record.kind(), record.id())? {
                    found.tell(unlike(own.id(), record.kind(), record.id(), Unlike::Missing));
                }
            }
        }
        Ok(())
    }

    /// The number of the change that changed each follow-up last.
    fn marks(&self, follow_ups: &BTreeMap<Id, FollowUp>, found: &mut Found) -> Result<(), Unusable> {
        let heads = self.shelf.heads()?;
        let of = |from: &BTreeMap<Id, FollowUp>, id: &Id| -> Seq { from.get(id).map_or(0, FollowUp::seq) };
        let ids: std::collections::BTreeSet<Id> = heads.keys().chain(follow_ups.keys()).copied().collect();
        for id in ids.into_iter().filter(|id| of(&heads, id) != of(follow_ups, id)) {
            found.tell(Amiss::ShelfMark { follow_up: id });
        }
        Ok(())
    }
}
