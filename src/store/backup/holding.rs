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
    /// They hold what is forgotten; where that was an identity number, the number.
    pub certain: Vec<PathBuf>,
    /// They hold what stood in the forgotten fields beside the identity number, but no such number.
    pub without_number: Vec<PathBuf>,
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
            Ok(Held::It) => found.certain.push(one.path),
            Ok(Held::Other) => found.without_number.push(one.path),
            Ok(Held::Nothing) => {}
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

/// What a backup holds of what is forgotten, the least first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Held {
    Nothing,
    /// What stood there, without the identity number that stood there as well.
    Other,
    It,
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

/// What a backup holds; of another store's, which holds nothing of ours, no more is read than its beginning.
fn holds(one: &Known, log: Option<&FileLog>, traces: &Traces, tidy: Tidy<'_>) -> Result<Held, BadBackup> {
    let file = File::open(&one.path)?;
    if matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)) {
        // It is being written. Whoever does looks at the store again before it is done.
        return Ok(Held::Nothing);
    }
    let journal = Store::journal_of_backup(&mut BufReader::new(File::open(&one.path)?));
    if !one.is_noted && journal.is_ok_and(|journal| log.is_some_and(|log| log.id() != journal)) {
        return Ok(Held::Nothing);
    }
    let mut held = Held::Nothing;
    let read = read(&mut BufReader::new(file), &mut |piece| {
        held = held.max(match piece {
            // The header in front of the first frame is none.
            Piece::Journal(bytes) => Frame::read(bytes).map_or(Held::Nothing, |frame| is_in(&frame, traces)),
            Piece::Kept(kept) if tidy(kept, traces).left.as_deref() == Some(&kept.bytes) => Held::Nothing,
            Piece::Kept(kept) => said(&kept.bytes, traces),
        });
        if held == Held::It { Err(End::Found) } else { Ok(()) }
    });
    match read {
        Ok(_) => Ok(held),
        Err(End::Found) => Ok(Held::It),
        Err(End::Bad) => Err(BadBackup::Short),
    }
}

/// What bytes are that stood where something is forgotten: it, unless that was an identity number and they hold none.
fn said(bytes: &[u8], traces: &Traces) -> Held {
    if traces.has_numbers() && !traces.number_is_in(bytes) { Held::Other } else { Held::It }
}

/// What a frame says of what is forgotten.
fn is_in(frame: &Frame, traces: &Traces) -> Held {
    let Ok(entry) = frame.entry() else { return Held::It };
    let groups = entry.groups().iter().zip(frame.contents());
    let known = groups.filter(|(group, content)| traces.knows(group.record) && !content.bytes().is_empty());
    let of = known.map(|(group, content)| {
        // What cannot be read may say anything.
        let Some(edits) = content.edits(group) else { return Held::It };
        let gone = edits.iter().filter(|edit| edit.tag != FORGOTTEN && traces.forgets(edit.record, edit.tag));
        let sides = gone.flat_map(|edit| [&edit.before, &edit.after]).flatten();
        sides.map(|stored| said(stored.bytes(), traces)).max().unwrap_or(Held::Nothing)
    });
    of.max().unwrap_or(Held::Nothing)
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
