//! The lock of a closed follow-up.
//!
//! The rule is asked by the store of every change before [`FollowUp::with`], and not by that method itself: an
//! export of a closed follow-up that is read into an empty store closes it in one part of a large change and
//! fills it in the next. So it is the follow-up as it was before the *whole* change that says what is locked.

use super::{Change, Doing, Edit, FollowUp, Refused};
use crate::record::{CLOSED, HEADER, Kinds, Lock, REOPENED, Stored, Tag, Value};

impl FollowUp {
    /// Whether it has been closed, and not opened again since.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.get(HEADER, self.id).is_some_and(|header| header.stored(CLOSED).is_some())
    }

    /// Whether a change may be made here as far as closing is concerned: while it is closed, records of kinds that
    /// are [`Lock::Locked`] stand fast (`domain.md`, section 0 "Lock"). A change that opens it again does only
    /// that, and says why; so undoing a closing is none.
    ///
    /// # Errors
    /// [`Refused::Locked`] with the step of the first kind that is locked.
    pub fn unlocked(&self, kinds: Kinds, change: &Change) -> Result<(), Refused> {
        if !self.is_closed() {
            return Ok(());
        }
        let own = || change.edits.iter().filter(|edit| edit.follow_up == self.id);
        let of_header = |edit: &Edit, tag: Tag| (edit.kind, edit.record, edit.tag) == (HEADER, self.id, tag);
        let emptied = own().any(|edit| of_header(edit, CLOSED) && edit.after.is_none());
        let with_reason = own().any(|edit| {
            let after = edit.after.as_ref().filter(|_| of_header(edit, REOPENED));
            matches!(after.and_then(Stored::value), Some(Value::Text(why)) if !why.trim().is_empty())
        });
        let opens = emptied && with_reason && !matches!(change.doing, Doing::Undo(_));
        let opening = |edit: &Edit| opens && (of_header(edit, CLOSED) || of_header(edit, REOPENED));
        for edit in own().filter(|edit| !opening(edit)) {
            if let Some(kind) = kinds.iter().find(|kind| kind.number == edit.kind && kind.lock == Lock::Locked) {
                return Err(Refused::Locked(kind.step));
            }
        }
        Ok(())
    }
}
