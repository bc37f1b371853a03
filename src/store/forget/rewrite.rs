//! A journal written anew without what is forgotten, and with the entry that says so.

use super::said::Said;
use super::said_again::{Unsaid, lines, unsaid};
use super::{Forgetting, Mark, NotForgotten, Traces};
use crate::follow_up::{Doing, Edit};
use crate::record::{FORGOTTEN, Forgotten, Id, REMOVED, Seq, Stored, Value};
use crate::store::error::OpenError;
use crate::store::history::walk;
use crate::store::journal::{self, Blanked, Content, Entry, FileLog, Frame, Framed, Hash, Log, Made, header};
use crate::store::open::{no_journal, stopped};
use crate::store::replay::{Replay, Stopped};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, OpenOptions};
use std::io::{self, BufWriter, Write as _};
use std::ops::ControlFlow;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

/// What a journal says about what is to be forgotten.
pub(in crate::store) struct Looked {
    /// The marks that something is to be done for.
    pub marks: Vec<Mark>,
    said: Said,
    pub traces: Traces,
    /// Where the records stand: home and kind.
    pub places: BTreeMap<Id, (Id, u8)>,
    /// What stands there of earlier forgettings, of records that are held.
    stands: BTreeMap<Id, String>,
    /// Large changes that were never closed.
    unclosed: BTreeSet<Id>,
    /// What has been forgotten already although no entry says so.
    unsaid: Vec<Unsaid>,
    /// The number that the next change has.
    pub seq: Seq,
    head: Hash,
    pub changes: usize,
    /// The changes that hold any of it; a part of a large change counts as of the change before.
    held_in: BTreeSet<Seq>,
}

/// Looks through a journal for what new marks are about.
pub(super) fn look(log: &dyn Log, path: &Path, marks: &[Mark]) -> Result<Looked, NotForgotten> {
    let looked = Looked::of(log, Said::nowhere(marks), marks);
    let looked = looked.and_then(|looked| looked.with_what_stands(log));
    Ok(looked.map_err(|why| stopped(path, why, 0))?)
}

/// Looks through a journal for what is to be done so that it has forgotten what known marks say.
pub(super) fn look_again(log: &dyn Log, path: &Path, marks: &[Mark]) -> Result<Looked, NotForgotten> {
    let looked = Said::of(log, marks).and_then(|said| Looked::of(log, said, marks));
    let looked = looked.and_then(|mut looked| {
        looked.unsaid = unsaid(log, marks, &[])?;
        looked.only_undone().with_what_stands(log)
    });
    Ok(looked.map_err(|why| stopped(path, why, 0))?)
}

/// The changes of a journal that hold what marks say is forgotten.
pub(in crate::store) fn unforgotten(log: &dyn Log, marks: &[Mark]) -> Result<BTreeSet<Seq>, Stopped> {
    if marks.is_empty() {
        return Ok(BTreeSet::new());
    }
    Ok(Looked::of(log, Said::of(log, marks)?, marks)?.held_in)
}

impl Looked {
    fn of(log: &dyn Log, said: Said, marks: &[Mark]) -> Result<Self, Stopped> {
        let all: Vec<&Mark> = marks.iter().collect();
        let mut looked = Self {
            marks: marks.to_vec(),
            said,
            traces: Traces::of(&all),
            places: BTreeMap::new(),
            stands: BTreeMap::new(),
            unclosed: BTreeSet::new(),
            unsaid: Vec::new(),
            seq: 0,
            head: log.origin(),
            changes: 0,
            held_in: BTreeSet::new(),
        };
        let mut seq = 0;
        walk(log, |framed, entry| {
            match entry {
                Entry::Part { large, .. } => {
                    looked.unclosed.insert(*large);
                }
                Entry::Close { large, made, .. } => {
                    looked.unclosed.remove(large);
                    seq = made.seq;
                }
                Entry::Commit { made, .. } | Entry::Forget { made, .. } => seq = made.seq,
            }
            looked.head = framed.frame.hash();
            if looked.take(framed, entry) {
                looked.held_in.insert(seq);
                looked.changes += 1;
            }
            Ok(ControlFlow::Continue(()))
        })?;
        looked.seq = seq + 1;
        Ok(looked)
    }

    /// Takes note of what a frame holds of it; whether it holds any.
    fn take(&mut self, framed: &Framed, entry: &Entry) -> bool {
        let mut any = false;
        for (group, content) in entry.groups().iter().zip(framed.frame.contents()) {
            if !self.said.knows(group.record) {
                continue;
            }
            self.places.insert(group.record, (group.follow_up, group.kind));
            for edit in content.edits(group).unwrap_or_default() {
                if edit.tag != FORGOTTEN && self.said.meets(framed.at, edit.record, edit.tag) {
                    self.traces.note(&edit);
                    any = true;
                }
            }
        }
        any
    }

    /// Reads what stands on the records of earlier forgettings.
    fn with_what_stands(mut self, log: &dyn Log) -> Result<Self, Stopped> {
        let mut replay = Replay::new(log);
        replay.run(|replay| {
            replay.take();
            Ok::<(), Stopped>(())
        })?;
        for (id, (home, kind)) in &self.places {
            if let Some(record) = replay.follow_ups.get(home).and_then(|home| home.held(*kind, *id)) {
                let lines = match record.value(FORGOTTEN) {
                    Some(Value::Text(lines)) => lines,
                    _ => String::new(),
                };
                self.stands.insert(*id, lines);
            }
        }
        Ok(self)
    }

    /// How many records it is about.
    pub fn records(&self) -> usize {
        self.marks.iter().map(|mark| mark.record).collect::<BTreeSet<_>>().len()
    }

    /// The first record that no change has touched.
    pub fn unknown(&self) -> Option<Id> {
        self.marks.iter().map(|mark| mark.record).find(|id| !self.places.contains_key(id))
    }

    /// Leaves out what the journal does not know of, and what it has forgotten and says already.
    fn only_undone(mut self) -> Self {
        let undone: BTreeSet<&Mark> = self.said.undone().chain(self.unsaid.iter().filter_map(Unsaid::mark)).collect();
        self.marks.retain(|mark| self.places.contains_key(&mark.record) && undone.contains(mark));
        let all: Vec<&Mark> = self.marks.iter().collect();
        let texts = std::mem::take(&mut self.traces);
        self.traces = Traces::of(&all).with_texts_of(texts);
        self
    }

    /// Whether there is nothing to be done.
    pub fn is_done(&self) -> bool {
        self.marks.is_empty() && self.unsaid.is_empty()
    }

    /// What takes the place of a content; nothing when that stays.
    fn instead(
        &self,
        at: u64,
        entry: &Entry,
        content: &Content,
        group: &journal::Group,
    ) -> Result<Option<Content>, String> {
        let never_taken = matches!(entry, Entry::Part { large, .. } if self.unclosed.contains(large));
        if never_taken && (self.traces.knows(group.record) || self.traces.any_is_in(content.bytes())) {
            return Ok((!content.bytes().is_empty()).then(Content::default));
        }
        if self.said.knows(group.record) {
            content.without(group, |edit| self.said.forgets(at, edit.record, edit.tag))
        } else {
            Ok(None)
        }
    }

    /// The edits that say on the records what has been forgotten of them.
    fn edits(&self) -> Vec<Edit> {
        let mut edits = Vec::new();
        for (id, (follow_up, kind)) in &self.places {
            let new: Vec<&Forgotten> =
                self.marks.iter().filter(|mark| mark.record == *id).map(|mark| &mark.forgotten).collect();
            if new.is_empty() {
                continue;
            }
            let stands = Forgotten::read(self.stands.get(id).map_or("", String::as_str));
            let lines = lines(stands, new.into_iter().cloned().collect());
            let edit = |tag, value: &Value| Edit {
                follow_up: *follow_up,
                record: *id,
                kind: *kind,
                tag,
                before: None,
                after: Some(Stored::of(value)),
            };
            edits.push(edit(FORGOTTEN, &Value::Text(lines)));
            if !self.stands.contains_key(id) {
                // It had been taken back: that it has been is kept.
                edits.push(edit(REMOVED, &Value::Flag(true)));
            }
        }
        edits
    }
}

/// Writes the journal anew without what is forgotten.
pub(super) fn write(
    log: &FileLog,
    path: &Path,
    to: &Path,
    looked: &Looked,
    how: Forgetting<'_>,
) -> Result<(), NotForgotten> {
    let disk = |error| OpenError::of_disk(to, error);
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(to).map_err(disk)?;
    let mut out = BufWriter::new(file);
    let mut written = out.write_all(&header(log.id()));
    let mut bytes = Vec::new();
    let mut blanked: Vec<Blanked> = looked.unsaid.iter().map(|one| one.blanked).collect();
    let walked = walk(log, |framed, entry| {
        let next = without(looked, framed, entry, &mut blanked).map_err(io::Error::other);
        written = std::mem::replace(&mut written, Ok(())).and(next).and_then(|frame| {
            bytes.clear();
            frame.as_ref().unwrap_or(&framed.frame).write(0, &mut bytes);
            out.write_all(&bytes)
        });
        Ok(if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
    });
    walked.map_err(|why| stopped(path, why, 0))?;
    written.map_err(disk)?;
    let made = Made { seq: looked.seq, at: how.at, officer: how.by.clone(), session: Id::nil(), doing: Doing::Forget };
    let unmade = |error: String| disk(io::Error::other(error));
    let (entry, contents) = journal::forgetting(made, &looked.edits(), blanked).map_err(unmade)?;
    let frame = Frame::new(looked.head, &entry, contents).map_err(unmade)?;
    bytes.clear();
    frame.write(0, &mut bytes);
    out.write_all(&bytes).map_err(disk)?;
    let file = out.into_inner().map_err(|error| disk(error.into_error()))?;
    Ok(file.sync_all().map_err(disk)?)
}

/// A frame without what is forgotten; nothing when it holds none of it.
fn without(
    looked: &Looked,
    framed: &Framed,
    entry: &Entry,
    blanked: &mut Vec<Blanked>,
) -> Result<Option<Frame>, String> {
    let mut contents: Option<Vec<Content>> = None;
    for (place, (group, content)) in entry.groups().iter().zip(framed.frame.contents()).enumerate() {
        if let Some(new) = looked.instead(framed.at, entry, content, group)? {
            blanked.push(Blanked { digest: group.digest, left: new.left() });
            let all = contents.get_or_insert_with(|| framed.frame.contents().to_vec());
            if let Some(stands) = all.get_mut(place) {
                *stands = new;
            }
        }
    }
    Ok(contents.map(|contents| framed.frame.with(contents)))
}

/// Forgets in the journal of a folder that nobody else looks into yet what marks say and it has not forgotten yet.
/// Nothing when there is nothing to be done.
pub(in crate::store) fn apply(
    folder: &Path,
    marks: &[Mark],
    how: Forgetting<'_>,
) -> Result<Option<Looked>, NotForgotten> {
    if marks.is_empty() {
        return Ok(None);
    }
    let (path, new) = (folder.join("journal"), folder.join("journal.new"));
    let log = FileLog::open(&path).map_err(|error| no_journal(error, &path))?;
    let looked = look_again(&log, &path, marks)?;
    if looked.is_done() {
        return Ok(None);
    }
    write(&log, &path, &new, &looked, how)?;
    fs::rename(&new, &path).map_err(|error| OpenError::of_disk(&path, error))?;
    Ok(Some(looked))
}
