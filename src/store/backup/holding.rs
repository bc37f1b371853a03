//! Which backups hold what is forgotten. What is there is read through: it counts what stands in the file, whatever has
//! become of the store since it was written. One that is gone may hold it unless the journal shows that it does not.

use super::Store;
use super::known::{Known, known};
use super::read::{BadBackup, Piece, read};
use crate::record::{FORGOTTEN, Id, Seq};
use crate::store::forget::{Tidy, Traces};
use crate::store::history::walk;
use crate::store::journal::{Entry, FileLog, Frame, Hash, Log as _};
use std::collections::{BTreeMap, HashMap};
use std::fs::{File, TryLockError};
use std::io::BufReader;
use std::ops::{ControlFlow, Range};
use std::path::{Path, PathBuf};

/// Backups of a store of which something is to be said.
#[derive(Default)]
pub(in crate::store) struct Holding {
    /// They hold what is forgotten.
    pub certain: Vec<PathBuf>,
    /// They may, and are not where they were written.
    pub unseen: Vec<PathBuf>,
    /// They may, and cannot be read to their end.
    pub unread: Vec<PathBuf>,
}

/// Looks for what is forgotten in the backups of a store that were noted, and in those that lie beside them. The store
/// has forgotten it already.
pub(in crate::store) fn holding(folder: &Path, traces: &Traces, tidy: Tidy<'_>) -> Holding {
    let mut found = Holding::default();
    let log = FileLog::open_to_read(&folder.join("journal")).ok();
    let (there, gone): (Vec<Known>, Vec<Known>) = known(folder).into_iter().partition(|one| one.is_there);
    for one in there {
        match holds(&one, log.as_ref(), traces, tidy) {
            Ok(true) => found.certain.push(one.path),
            Ok(false) => {}
            Err(_) => found.unread.push(one.path),
        }
    }
    if gone.is_empty() {
        return found;
    }
    let past = log.map(|log| Past::of(&log, traces)).unwrap_or_default();
    found.unseen.extend(gone.into_iter().filter(|one| past.may_be_in(one)).map(|one| one.path));
    found
}

/// How the reading of a backup ends.
enum End {
    Found,
    Bad,
}

impl From<BadBackup> for End {
    fn from(_: BadBackup) -> Self {
        Self::Bad
    }
}

/// Whether a backup holds something; of another store's, which holds nothing of ours, no more is read than its beginning.
fn holds(one: &Known, log: Option<&FileLog>, traces: &Traces, tidy: Tidy<'_>) -> Result<bool, BadBackup> {
    let file = File::open(&one.path)?;
    if matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)) {
        // It is being written. Whoever does looks at the store again before it is done.
        return Ok(false);
    }
    let journal = Store::journal_of_backup(&mut BufReader::new(File::open(&one.path)?));
    if !one.is_noted && journal.is_ok_and(|journal| log.is_some_and(|log| log.id() != journal)) {
        return Ok(false);
    }
    let read = read(&mut BufReader::new(file), &mut |piece| {
        let any = match piece {
            // The header in front of the first frame is none.
            Piece::Journal(bytes) => Frame::read(bytes).is_some_and(|frame| is_in(&frame, traces)),
            Piece::Kept(kept) => tidy(kept, traces).left.as_deref() != Some(&kept.bytes),
        };
        if any { Err(End::Found) } else { Ok(()) }
    });
    match read {
        Ok(_) => Ok(false),
        Err(End::Found) => Ok(true),
        Err(End::Bad) => Err(BadBackup::Short),
    }
}

/// Whether a frame says something that is forgotten.
fn is_in(frame: &Frame, traces: &Traces) -> bool {
    let Ok(entry) = frame.entry() else { return true };
    let mut groups = entry.groups().iter().zip(frame.contents());
    groups.any(|(group, content)| {
        traces.knows(group.record)
            && content.edits(group).is_none_or(|edits| {
                edits.iter().any(|edit| edit.tag != FORGOTTEN && traces.forgets(edit.record, edit.tag))
            })
            && !content.bytes().is_empty()
    })
}

/// When the journal held something: from a change that said it to the forgetting after it.
#[derive(Default)]
struct Past {
    spans: Vec<Range<Seq>>,
    /// The changes by the hashes that their frames have.
    heads: HashMap<Hash, Seq>,
}

impl Past {
    fn of(log: &FileLog, traces: &Traces) -> Self {
        let mut past = Self::default();
        let mut open: BTreeMap<Id, Seq> = BTreeMap::new();
        let mut seq = 0;
        let walked = walk(log, |framed, entry| {
            if let Entry::Commit { made, .. } | Entry::Close { made, .. } | Entry::Forget { made, .. } = entry {
                seq = made.seq;
            }
            past.heads.insert(framed.frame.hash(), seq);
            for group in entry.groups().iter().filter(|group| traces.knows(group.record)) {
                if matches!(entry, Entry::Forget { .. }) {
                    past.spans.extend(open.remove(&group.record).map(|from| from..seq));
                } else {
                    open.entry(group.record).or_insert(seq);
                }
            }
            Ok(ControlFlow::Continue(()))
        });
        // What cannot be read tells nothing of what comes after.
        if walked.is_err() {
            past.heads.clear();
        }
        past.spans.extend(open.into_values().map(|from| from..Seq::MAX));
        past
    }

    /// Whether a backup may hold it, as far as the journal knows of it.
    fn may_be_in(&self, one: &Known) -> bool {
        let own = self.heads.get(&one.head.hash).filter(|seq| **seq == one.head.seq);
        own.is_none_or(|seq| self.spans.iter().any(|span| span.contains(seq)))
    }
}
