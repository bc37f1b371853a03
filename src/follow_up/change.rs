//! A change: the one way in which data changes.

use crate::record::{Fault, Id, Seq, Step, Stored, Tag, Value};
use crate::rights::Role;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One field of one record, as it was and as it is to be.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Edit {
    /// The follow-up, or [`REGISTER`](crate::record::REGISTER).
    pub follow_up: Id,
    /// The record; one that is not there yet is made.
    pub record: Id,
    /// The record's kind.
    pub kind: u8,
    /// The field.
    pub tag: Tag,
    /// What must stand there now. Sets of links merge instead.
    pub before: Option<Stored>,
    /// What is to stand there; nothing empties the field.
    pub after: Option<Stored>,
}

impl Edit {
    /// The edit that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self { before: self.after.clone(), after: self.before.clone(), ..self.clone() }
    }

    /// Whether it is about the same field of the same record as another.
    #[must_use]
    pub fn is_of(&self, other: &Self) -> bool {
        let place = |edit: &Self| (edit.follow_up, edit.kind, edit.record, edit.tag);
        place(self) == place(other)
    }
}

/// What an officer did, as the history and undo name it. Append only: a variant's place is stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Doing {
    /// A field was typed.
    Edit,
    /// A record was made.
    Create,
    /// A record was deleted.
    Remove,
    /// A requirement was valued.
    Value,
    /// A file was imported.
    Import,
    /// The commit of this number was undone.
    Undo(Seq),
    /// The commit of this number was done again.
    Redo(Seq),
    /// A file was imported, and the officer left that many of its rows out.
    ImportWithout(u32),
    /// What the checks found was accepted with a reason.
    Accept,
    /// A guiding question was answered.
    Answer,
    /// A step was declared done.
    Declare,
    /// A step that was done was taken up again.
    TakeUp,
    /// The follow-up was closed.
    Close,
    /// The follow-up was opened again, with a reason.
    Reopen,
    /// A damaged journal was repaired: what its damaged part had led to was put back.
    Mend,
    /// Content of records was forgotten for good.
    Forget,
}

/// A list of edits that are taken together or not at all.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Change {
    /// What the officer did.
    pub doing: Doing,
    /// The edits; they stand in the register and at most one follow-up.
    pub edits: Vec<Edit>,
}

impl Change {
    /// A change of one field.
    #[must_use]
    pub fn of(doing: Doing, edit: Edit) -> Self {
        Self { doing, edits: vec![edit] }
    }

    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(&self, doing: Doing) -> Self {
        Self { doing, edits: self.edits.iter().rev().map(Edit::inverse).collect() }
    }
}

/// A field that stands otherwise than an edit expected.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Moved {
    /// The edit that was not taken.
    pub edit: Edit,
    /// What stands there.
    pub stands: Option<Stored>,
}

/// Why a change was not taken. Nothing of it has happened.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Refused {
    /// Fields have been changed by someone else meanwhile.
    #[error("{} fields stand otherwise by now", .0.len())]
    Moved(Vec<Moved>),
    /// The record has been deleted.
    #[error("record {0} has been deleted")]
    Removed(Id),
    /// A text or record is too large.
    #[error("{have} is over the limit of {limit}")]
    TooLarge {
        /// The record.
        record: Id,
        /// The field, or nothing when the record as a whole is too large.
        tag: Option<Tag>,
        /// Characters of the text, or bytes of the record.
        have: usize,
        /// The most there may be.
        limit: usize,
    },
    /// The follow-up is closed, and with it what belongs to this step; see
    /// [`FollowUp::unlocked`](super::FollowUp::unlocked).
    #[error("the follow-up is closed, step {0:?} is locked")]
    Locked(Step),
    /// The record stands fast as long as records of follow-ups rest on it; see [`FollowUp::used`](super::FollowUp::used).
    #[error("record {0} is in use")]
    Used(Id),
    /// The change would close the follow-up without being its closing.
    #[error("the follow-up is closed by its closing alone")]
    NotClosing,
    /// The officer may not: the least role that may.
    #[error("it takes the role {0:?}")]
    Forbidden(Role),
    /// An officer would have an account that is another officer's.
    #[error("an officer has that account")]
    AccountTaken,
    /// An officer would have the account of the store's owner, who needs no role and shares nothing that is kept.
    #[error("the store's owner has that account")]
    AccountOfOwner,
    /// The edits stand in more than one follow-up beside the register, or the change is empty.
    #[error("the change is not well formed")]
    Misformed,
    /// An import would be taken back: that is asked about first.
    #[error("commit {seq} is an import")]
    Large {
        /// The commit; agreed to by this number, it is taken back.
        seq: Seq,
        /// How many records of each kind it touched, the most first.
        records: Vec<(u8, usize)>,
        /// A later commit that is stepped past because it has been forgotten.
        past: Option<Seq>,
    },
    /// What would be taken back cannot be seen from where the officer is, or is not what they did last because that has
    /// been forgotten: that is asked about first.
    #[error("commit {} is about something else", .0.seq)]
    Far(Undone),
    /// What an officer agreed to undo is no longer what would be undone next.
    #[error("something else has been saved since it was asked about")]
    NotNext,
    /// Some of what would be undone or done again has been forgotten for good, and there is nothing else to step to.
    #[error("commit {0} has been forgotten in part")]
    Forgotten(Seq),
    /// There is nothing to undo or redo.
    #[error("there is nothing to undo or redo")]
    NothingToUndo,
    /// The disk refused; nothing more is written until the store is opened again.
    #[error("the disk refused: {0}")]
    Disk(Fault),
    /// The disk has less room than the store's floor; saving works again once there is room.
    #[error("{free} bytes free, {floor} wanted")]
    Full {
        /// Bytes free.
        free: u64,
        /// Bytes wanted.
        floor: u64,
    },
    /// The store has been opened for reading, because nothing can be written there; saving takes opening it again.
    #[error("opened for reading: {0}")]
    OnlyRead(Fault),
    /// The store has been closed.
    #[error("the store is closed")]
    Closed,
}

/// What an undo or redo has done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Undone {
    /// The commit that it made; in a question, the commit that it would take back.
    pub seq: Seq,
    /// The edits that it made, the first thousand of them.
    pub edits: Vec<Edit>,
    /// How many edits it made in all.
    pub count: usize,
    /// A commit whose turn it would have been, had it not been forgotten.
    pub past: Option<Seq>,
}

/// What a rule says of one edit.
pub(super) enum Verdict {
    /// This is to stand there now.
    Stands(Option<Stored>),
    /// The edit is not taken.
    Moved,
}

/// What a merge leaves to stand.
pub(super) struct Merged(pub Option<Stored>);

/// A set of links as it stands, with the difference that an edit makes; nothing when it is no set of links.
pub(super) fn merged(stands: Option<&Stored>, edit: &Edit) -> Option<Merged> {
    if ![stands, edit.before.as_ref(), edit.after.as_ref()].into_iter().flatten().any(Stored::is_links) {
        return None;
    }
    let links = |stored: Option<&Stored>| match stored.map(Stored::value) {
        None => Some(BTreeSet::new()),
        Some(Some(Value::Links(ids))) => Some(ids),
        Some(_) => None,
    };
    let (mut now, before, after) = (links(stands)?, links(edit.before.as_ref())?, links(edit.after.as_ref())?);
    now.retain(|id| !before.contains(id) || after.contains(id));
    now.extend(after.difference(&before));
    Some(Merged((!now.is_empty()).then(|| Stored::of(&Value::Links(now)))))
}
