//! What was changed, and how things stood: read from the journal, on the caller's thread, while the writer writes.
//!
//! The journal is read from its beginning to where it ended when the reading began, some frames at a time; what
//! is held meanwhile is the change that is told, and of large changes which records they touch. The chain is
//! verified on the way, so that nothing is told that the journal does not vouch for.
//!
//! Whoever asks says before every frame whether the answer is still wanted; a reading that is not ends there.

use super::Store;
use super::journal::{Content, Entry, Framed, Group, Log, Made, Unread, edits};
use super::replay::{Stopped, each_part, verified};
use crate::follow_up::{Edit, FollowUp, Whole};
use crate::record::{FORGOTTEN, Fault, HEADER, Id, Kind as _, Kinds, REGISTER, RESTRICTED, Record, Seq, Stored, Value};
use crate::rights::records::{Assignment, RegisteredOfficer};
use crate::rights::{Eyes, Role};
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::Arc;

/// Edits that are told of a large change when records are asked for.
const TOLD: usize = 1000;

/// One change out of the journal, as far as it was asked for and may be seen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Past {
    /// Who made it, when, as which number, and what the officer did.
    pub made: Made,
    /// How many records of each kind it touched, the most first.
    pub records: Vec<(u8, usize)>,
    /// Its edits in their order. Of a large change, such as the import of a long file, only those of records
    /// that were asked for, and not more than a thousand.
    pub edits: Vec<Edit>,
    /// Whether there are more edits than are told.
    pub is_large: bool,
    /// Records whose part in it has been forgotten: kind and id.
    pub forgotten: Vec<(u8, Id)>,
}

/// A moment that is gone by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Moment {
    /// After the last change that was made by then.
    At(DateTime<Utc>),
    /// After the change of this number.
    After(Seq),
}

/// Whether somebody still waits for what is read; asked before every frame.
pub type Wanted<'a> = &'a dyn Fn() -> bool;

/// A follow-up and the register as they were.
#[derive(Clone, Debug)]
pub struct Then {
    /// Both of them. The follow-up is empty where there was none yet.
    pub whole: Whole,
    /// The other follow-ups, with nothing but their headers: what links to them are shown by.
    pub others: Vec<Arc<FollowUp>>,
    /// The last change that counts, whatever it was about; none when there was none.
    pub last: Option<(Seq, DateTime<Utc>)>,
}

/// What a history is asked to tell.
struct Asked<'a> {
    records: Option<&'a BTreeSet<Id>>,
    /// Records that are not held any more, and had their place by one that is asked for: what was made and undone.
    gone: BTreeSet<Id>,
    kinds: Kinds,
    homes: [Home; 2],
    /// Records that are restricted where the reading has come to.
    restricted: BTreeSet<(Id, u8, Id)>,
}

/// A follow-up, or the register, whose changes are told.
struct Home {
    held: Arc<FollowUp>,
    seen: FollowUp,
    role: Option<Role>,
}

impl Asked<'_> {
    /// Whether a group of edits is asked for and may be seen. What is held now is told of to those who see it now, and
    /// what was written while it was restricted to those who see what is.
    fn wants(&mut self, group: &Group, content: &Content, counts: bool) -> bool {
        let Some(home) = self.homes.iter().find(|home| home.held.id() == group.follow_up) else { return false };
        let is_held = home.held.held(group.kind, group.record).is_some();
        let hidden = is_held && home.seen.held(group.kind, group.record).is_none();
        let seen = match home.role {
            None => false,
            Some(Role::Administrator) => true,
            // Of officers and assignments that are gone nobody can say whose they were.
            Some(_) if is_of_officers(group.kind) && !is_held => false,
            Some(Role::Lead) => !hidden,
            Some(Role::Reader | Role::Officer) => !self.turns_restricted(group, content, counts) && !hidden,
        };
        seen && self.is_asked(group, content, is_held)
    }

    /// Whether a record is asked for, or had its place by one that is.
    fn is_asked(&mut self, group: &Group, content: &Content, is_held: bool) -> bool {
        let Some(records) = self.records else { return true };
        if records.contains(&group.record) || self.gone.contains(&group.record) {
            return true;
        }
        let kind = self.kinds.iter().find(|kind| kind.number == group.kind);
        let Some(place) = kind.and_then(|kind| kind.key.first()).filter(|_| !is_held) else { return false };
        let edits = content.edits(group).unwrap_or_default();
        let sides = edits.iter().filter(|edit| edit.tag == *place).flat_map(|edit| [&edit.before, &edit.after]);
        let placed = sides.flatten().flat_map(Stored::targets).any(|target| records.contains(&target));
        if placed {
            self.gone.insert(group.record);
        }
        placed
    }

    /// Whether a record is restricted before or after a group of edits. What may never count only adds to them.
    fn turns_restricted(&mut self, group: &Group, content: &Content, counts: bool) -> bool {
        let place = (group.follow_up, group.kind, group.record);
        let before = self.restricted.contains(&place);
        let edits = content.edits(group).unwrap_or_default();
        let Some(edit) = edits.iter().rfind(|edit| edit.tag == RESTRICTED) else { return before };
        let after = edit.after.as_ref().and_then(Stored::value) == Some(Value::Flag(true));
        if after {
            self.restricted.insert(place);
        } else if counts {
            self.restricted.remove(&place);
        }
        before || after
    }
}

/// What has been read of a change.
#[derive(Default)]
struct Reading {
    touched: BTreeMap<u8, BTreeSet<Id>>,
    edits: Vec<Edit>,
    is_large: bool,
    forgotten: Vec<(u8, Id)>,
    parts: u32,
}

impl Reading {
    fn take(&mut self, asked: &mut Asked<'_>, entry: &Entry, contents: &[Content]) {
        let is_part = matches!(entry, Entry::Part { .. });
        self.parts += 1;
        for (group, content) in entry.groups().iter().zip(contents) {
            if !asked.wants(group, content, !is_part) {
                continue;
            }
            self.touched.entry(group.kind).or_default().insert(group.record);
            if content.is_blanked() && self.forgotten.len() < TOLD {
                self.forgotten.push((group.kind, group.record));
            }
            if content.bytes().is_empty() {
                continue;
            }
            if is_part && (asked.records.is_none() || self.edits.len() >= TOLD) {
                self.is_large = true;
            } else {
                self.edits.extend(content.edits(group).into_iter().flatten());
            }
        }
    }

    fn told(self, made: Made) -> Option<Past> {
        let Self { touched, edits, is_large, forgotten, .. } = self;
        let mut records: Vec<(u8, usize)> = touched.into_iter().map(|(kind, of)| (kind, of.len())).collect();
        records.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        (!records.is_empty()).then_some(Past { made, records, edits, is_large, forgotten })
    }
}

impl Store {
    /// Tells every change of a follow-up and of the register that it stands on, or of some records of theirs and of
    /// what was made at those and is not held any more, the oldest first, until `each` breaks off or it is not wanted any more. A large change is told once, when it is
    /// closed; one that never was is not told at all. It reads the whole journal: not for a thread that an officer
    /// waits for.
    ///
    /// # Errors
    /// When the journal cannot be read on; what was told before holds.
    pub fn history(
        &self,
        eyes: &Eyes,
        follow_up: Id,
        records: Option<&BTreeSet<Id>>,
        wanted: Wanted<'_>,
        mut each: impl FnMut(Past) -> ControlFlow<()>,
    ) -> Result<(), Fault> {
        let homes = [follow_up, REGISTER].map(|id| {
            let held = self.now(id);
            let (seen, role) = (held.seen_by(eyes), held.role_of(eyes));
            Home { held, seen, role }
        });
        if homes.iter().any(|home| home.role.is_none()) {
            return Ok(());
        }
        let kinds = self.inner.kinds;
        let mut asked = Asked { records, gone: BTreeSet::new(), kinds, homes, restricted: BTreeSet::new() };
        let mut open: BTreeMap<Id, Reading> = BTreeMap::new();
        let walked = walk(self.journal(), |framed, entry| {
            if !wanted() {
                return Ok(ControlFlow::Break(()));
            }
            let past = match entry {
                Entry::Part { large, .. } => {
                    open.entry(*large).or_default().take(&mut asked, entry, framed.frame.contents());
                    None
                }
                Entry::Commit { made, .. } | Entry::Forget { made, .. } => {
                    let mut reading = Reading::default();
                    reading.take(&mut asked, entry, framed.frame.contents());
                    reading.told(made.clone())
                }
                Entry::Close { large, parts, made } => {
                    let reading = open.remove(large).unwrap_or_default();
                    if reading.parts != *parts {
                        return Err(Unread::Damaged(framed.at).into());
                    }
                    reading.told(made.clone())
                }
            };
            Ok(past.map_or(ControlFlow::Continue(()), &mut each))
        });
        walked.map_err(Fault::from)
    }

    /// A follow-up and the register as they were at a moment: the journal's beginning up to the last change of that
    /// time, as far as the officer may see it. It reads the journal: not for a thread that an officer waits for.
    /// Once it is not wanted any more it ends early, and what it gives then counts for nothing.
    ///
    /// # Errors
    /// When the journal cannot be read on.
    pub fn as_it_was(&self, eyes: &Eyes, follow_up: Id, moment: Moment, wanted: Wanted<'_>) -> Result<Then, Fault> {
        let log = self.journal();
        let last = last_of(log, moment, wanted).map_err(Fault::from)?;
        let mut then = Replayed { whole: [follow_up, REGISTER].map(FollowUp::new), others: BTreeMap::new() };
        if let Some((last, _)) = last {
            then.replay(log, last, wanted).map_err(Fault::from)?;
        }
        let seen = |then: FollowUp| {
            let now = self.now(then.id());
            Arc::new(self.told_of_forgetting(then).seen_then(&now, eyes))
        };
        let [own, register] = then.whole.map(seen);
        Ok(Then { whole: Whole { own, register }, others: then.others.into_values().map(seen).collect(), last })
    }
}

/// Whether records of a kind say who may come, and as what.
fn is_of_officers(kind: u8) -> bool {
    [RegisteredOfficer::INFO.number, Assignment::INFO.number].contains(&kind)
}

impl Store {
    /// A follow-up as it is held now; an empty one when there is none.
    fn now(&self, id: Id) -> Arc<FollowUp> {
        self.follow_up(id).unwrap_or_else(|| Arc::new(FollowUp::new(id)))
    }

    /// A follow-up as it was, in which each record that has been forgotten since says what it says now: by whom, when
    /// and why.
    fn told_of_forgetting(&self, mut then: FollowUp) -> FollowUp {
        let Some(now) = self.follow_up(then.id()) else { return then };
        let of = |record: &Record| now.stands(record.kind(), record.id(), FORGOTTEN);
        let edit = |record: &Record, before: Stored| Edit {
            follow_up: then.id(),
            record: record.id(),
            kind: record.kind(),
            tag: FORGOTTEN,
            before: Some(before),
            after: of(record),
        };
        let stood = then.everything().filter_map(|record| Some((record, record.stored(FORGOTTEN)?)));
        let edits: Vec<Edit> = stood.map(|(record, before)| edit(record, before)).collect();
        if !edits.is_empty() {
            let seq = then.seq();
            then.replay(&edits, seq);
        }
        then
    }
}

/// The last change of a moment. Clocks may go back: every change before one of that time counts.
fn last_of(log: &dyn Log, moment: Moment, wanted: Wanted<'_>) -> Result<Option<(Seq, DateTime<Utc>)>, Stopped> {
    let mut last = None;
    walk(log, |_, entry| {
        if !wanted() {
            return Ok(ControlFlow::Break(()));
        }
        if let Entry::Commit { made, .. } | Entry::Close { made, .. } | Entry::Forget { made, .. } = entry {
            let (counts, more) = match moment {
                Moment::At(at) => (made.at <= at, true),
                Moment::After(seq) => (made.seq <= seq, made.seq < seq),
            };
            if counts {
                last = Some((made.seq, made.at));
            }
            if !more {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(last)
}

/// What the journal's beginning makes of a follow-up and the register, and of the headers of the others.
struct Replayed {
    whole: [FollowUp; 2],
    others: BTreeMap<Id, FollowUp>,
}

impl Replayed {
    fn apply(&mut self, edits: &[Edit], seq: Seq) {
        for follow_up in &mut self.whole {
            if edits.iter().any(|edit| edit.follow_up == follow_up.id()) {
                follow_up.replay(edits, seq);
            }
        }
        let own = self.whole.each_ref().map(FollowUp::id);
        let headers = edits.iter().filter(|edit| edit.kind == HEADER && !own.contains(&edit.follow_up));
        for header in headers {
            let other = self.others.entry(header.follow_up).or_insert_with(|| FollowUp::new(header.follow_up));
            other.replay(std::slice::from_ref(header), seq);
        }
    }

    /// Applies all changes up to one of them.
    fn replay(&mut self, log: &dyn Log, last: Seq, wanted: Wanted<'_>) -> Result<(), Stopped> {
        let mut firsts: BTreeMap<Id, u64> = BTreeMap::new();
        walk(log, |framed, entry| {
            if !wanted() {
                return Ok(ControlFlow::Break(()));
            }
            let seq = match entry {
                Entry::Part { large, .. } => {
                    firsts.entry(*large).or_insert(framed.at);
                    return Ok(ControlFlow::Continue(()));
                }
                Entry::Commit { made, .. } | Entry::Forget { made, .. } => {
                    self.apply(&edits(entry, &framed.frame), made.seq);
                    made.seq
                }
                Entry::Close { large, made, .. } => {
                    let first = firsts.remove(large).ok_or(Unread::Damaged(framed.at))?;
                    each_part(log, first, framed.at, *large, |part, entry| {
                        if wanted() {
                            self.apply(&edits(entry, &part.frame), made.seq);
                        }
                        Ok::<(), Stopped>(())
                    })?;
                    made.seq
                }
            };
            Ok(if seq < last { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
        })
    }
}

/// Calls `each` with every frame that stands in the log now, verified, until it breaks off.
pub(super) fn walk(
    log: &dyn Log,
    mut each: impl FnMut(&Framed, &Entry) -> Result<ControlFlow<()>, Stopped>,
) -> Result<(), Stopped> {
    let end = log.end();
    let (mut next, mut head) = (log.start(), log.origin());
    while next < end {
        let frames = log.read(next)?;
        if frames.is_empty() {
            break;
        }
        for framed in &frames {
            let entry = verified(framed, head)?;
            if each(framed, &entry)?.is_break() {
                return Ok(());
            }
            next = framed.next;
            head = framed.frame.hash();
        }
    }
    Ok(())
}
