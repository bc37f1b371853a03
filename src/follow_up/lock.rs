//! The lock of a closed follow-up.
//!
//! The rule is asked by the store of every change before [`FollowUp::with`], and not by that method itself: an
//! export of a closed follow-up that is read into an empty store closes it in one part of a large change and
//! fills it in the next. So it is the follow-up as it was before the *whole* change that says what is locked.

use super::{Change, Doing, Edit, FollowUp, Pointer, Refused};
use crate::record::{CLOSED, HEADER, Home, Id, Input, KindInfo, Kinds, Lock, REOPENED, Step, Stored, Tag, Value};

impl FollowUp {
    /// Whether it has been closed, and not opened again since.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.get(HEADER, self.id).is_some_and(|header| header.stored(CLOSED).is_some())
    }

    /// Whether a change may be made here as far as closing is concerned (`domain.md`, section 0 "Lock").
    ///
    /// While it is open, only [`Doing::Close`] closes it, or an import: an export of a closed one comes back closed.
    /// While it is closed, what [`Lock`] holds stands fast, and only [`Doing::Reopen`] opens it: that does nothing
    /// else, and says why. So neither a closing nor an opening is undone.
    ///
    /// # Errors
    /// [`Refused::Locked`] with the step of the first record that is locked, [`Refused::NotClosing`] for a change
    /// that would close it by the way.
    pub fn unlocked(&self, kinds: Kinds, change: &Change) -> Result<(), Refused> {
        let own = || change.edits.iter().filter(|edit| edit.follow_up == self.id);
        let of_header = |edit: &Edit, tag: Tag| (edit.kind, edit.record, edit.tag) == (HEADER, self.id, tag);
        if !self.is_closed() {
            let sets = own().any(|edit| of_header(edit, CLOSED) && edit.after.is_some());
            let closes = matches!(change.doing, Doing::Close | Doing::Import | Doing::ImportWithout(_));
            return if sets && !closes { Err(Refused::NotClosing) } else { Ok(()) };
        }
        let emptied = own().any(|edit| of_header(edit, CLOSED) && edit.after.is_none());
        let with_reason = own().any(|edit| {
            let after = edit.after.as_ref().filter(|_| of_header(edit, REOPENED));
            matches!(after.and_then(Stored::value), Some(Value::Text(why)) if !why.trim().is_empty())
        });
        let opens = emptied && with_reason && change.doing == Doing::Reopen;
        let opening = |edit: &Edit| opens && (of_header(edit, CLOSED) || of_header(edit, REOPENED));
        let locked = own().filter(|edit| !opening(edit)).find_map(|edit| self.locked(kinds, edit));
        locked.map_or(Ok(()), |step| Err(Refused::Locked(step)))
    }

    /// The step whose lock stands in the way of an edit while the follow-up is closed.
    fn locked(&self, kinds: Kinds, edit: &Edit) -> Option<Step> {
        let kind = kinds.iter().find(|kind| kind.number == edit.kind)?;
        match kind.lock {
            Lock::Open | Lock::Used(_) | Lock::With(_) => None,
            Lock::Locked => Some(kind.step),
            Lock::As(tag) => {
                let stands = self.stands(edit.kind, edit.record, tag);
                let put = edit.after.as_ref().filter(|_| edit.tag == tag);
                stands.iter().chain(put).flat_map(Stored::targets).find_map(|named| self.stands_fast(kinds, named))
            }
        }
    }

    /// Asked of the register: the record that stands fast because records of these follow-ups rest on it, if an edit
    /// would change what is said of it ([`Lock::Used`], [`Lock::With`]).
    pub fn used(&self, kinds: Kinds, edit: &Edit, others: &[&Self]) -> Option<Id> {
        let kind = kinds.iter().find(|kind| kind.number == edit.kind && kind.home == Home::Register)?;
        let (of, concerned): (&KindInfo, Vec<Id>) = match kind.lock {
            Lock::Used(open) if edit.tag != open => (kind, vec![edit.record]),
            Lock::With(tag) => {
                let Input::Link { to } = kind.field(tag)?.input else { return None };
                let stands = self.stands(edit.kind, edit.record, tag);
                let put = edit.after.as_ref().filter(|_| edit.tag == tag);
                let named = stands.iter().chain(put).flat_map(Stored::targets).collect();
                (kinds.iter().find(|kind| kind.name == to)?, named)
            }
            _ => return None,
        };
        let rests = |pointer: &Pointer| {
            let from = kinds.iter().find(|kind| kind.number == pointer.kind);
            let input = from.and_then(|from| from.field(pointer.tag)).map(|def| def.input);
            matches!(input, Some(Input::Link { to } | Input::Links { to }) if to == of.name)
        };
        concerned.into_iter().find(|id| others.iter().any(|other| other.pointing_at(*id).any(|one| rests(&one))))
    }

    /// The step of a record here, deleted or not, that is of a kind that is locked itself.
    fn stands_fast(&self, kinds: Kinds, record: Id) -> Option<Step> {
        let here = |kind: &&&KindInfo| kind.lock == Lock::Locked && self.held(kind.number, record).is_some();
        kinds.iter().find(here).map(|kind| kind.step)
    }
}
