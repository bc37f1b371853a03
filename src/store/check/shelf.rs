//! A copy of the shelf, held against what the journal says.

use super::steps::Steps;
use super::{Amiss, Found, Unlike};
use crate::follow_up::FollowUp;
use crate::record::{Id, Seq};
use crate::store::error::{OpenError, Why};
use crate::store::journal::FileLog;
use crate::store::kept;
use crate::store::open::{Hindrance, Opening};
use crate::store::replay::{Replay, Stopped};
use crate::store::shelf::{Shelf, Unusable, row};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

/// A copy of the shelf in a folder of its own, which is gone when it is dropped.
pub struct Copy(tempfile::TempDir);

/// A copy that has been brought up to the journal's end.
pub struct BroughtUp {
    shelf: Shelf,
    /// Dropped after sled has let go of it.
    _copy: Copy,
}

/// Copies the shelf of a store into a folder; nothing when there is none.
pub fn copy(folder: &Path, room: &Path) -> Result<Option<Copy>, OpenError> {
    let shelf = folder.join("shelf");
    if !shelf.exists() {
        return Ok(None);
    }
    let to = tempfile::Builder::new().prefix("stegvis-check-").tempdir_in(room);
    let to = to.map_err(|error| OpenError::of_disk(room, error))?;
    copy_into(&shelf, to.path()).map_err(|error| OpenError::of_disk(room, error))?;
    Ok(Some(Copy(to)))
}

/// sled keeps its files in the folder and its large values in one folder below.
fn copy_into(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            fs::create_dir(&target)?;
            for below in fs::read_dir(entry.path())? {
                let below = below?;
                fs::copy(below.path(), target.join(below.file_name()))?;
            }
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

impl Copy {
    /// The follow-ups that it holds, brought up to the journal's end.
    pub fn follow_ups(&self, log: &FileLog, journal: &Path) -> Result<BTreeMap<Id, FollowUp>, Hindrance> {
        let mut opening = Opening { log, journal, folder: self.0.path(), notices: Vec::new() };
        opening.existing().map(|(_, follow_ups, _)| follow_ups)
    }

    /// What it holds when it knows changes that the journal does not: the last of them, and the follow-ups. Nothing
    /// when it may be the shelf of another store: every record of the journal must stand on it as it is there, or
    /// have been changed since.
    pub fn ahead(&self, log: &FileLog, journal: &Path) -> Option<(Seq, BTreeMap<Id, FollowUp>)> {
        let mut opening = Opening { log, journal, folder: self.0.path(), notices: Vec::new() };
        let Err(Hindrance::Rebuild(Why::Ahead { shelf: last, .. })) = opening.existing() else { return None };
        let onto = Shelf::open(self.0.path()).ok()?;
        let mut mark = onto.mark().ok()??;
        let (_, held) = onto.load(&mut mark).ok()?;
        let mut replay = Replay::new(log);
        let read = replay.run(|replay| {
            replay.take();
            Ok::<(), Stopped>(())
        });
        read.ok()?;
        let (written, mut common) = (replay.mark.seq, 0);
        for (id, own) in &replay.follow_ups {
            let there = held.get(id).filter(|there| there.seq() >= own.seq())?;
            for record in own.everything() {
                match there.held(record.kind(), record.id()) {
                    Some(held) if held.bytes() == record.bytes() || held.revision() > written => common += 1,
                    None if there.seq() > written => {}
                    _ => return None,
                }
            }
        }
        (common > 0).then_some((last, held))
    }

    /// Brings it up as opening would; nothing when opening would build it anew, which is told.
    pub fn brought_up(self, log: &FileLog, journal: &Path, found: &mut Found) -> Result<Option<BroughtUp>, OpenError> {
        let mut opening = Opening { log, journal, folder: self.0.path(), notices: Vec::new() };
        match opening.existing() {
            Ok((onto, _, _)) if kept::can_be_read(&onto) => Ok(Some(BroughtUp { shelf: onto, _copy: self })),
            Ok(_) => {
                found.tell(Amiss::Shelf(Why::Damaged(crate::record::Fault::Damaged)));
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
