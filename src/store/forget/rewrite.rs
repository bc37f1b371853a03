//! A journal written anew without what is forgotten, and with the entry that says so.

use super::said_again::lines;
use super::{Forgetting, Mark, NotForgotten, Traces};
use crate::follow_up::{Doing, Edit};
use crate::record::{FORGOTTEN, Forgotten, Id, REMOVED, Seq, Stored, Value};
use crate::store::backup::Known;
use crate::store::error::OpenError;
use crate::store::history::walk;
use crate::store::journal::{self, Blanked, Content, Entry, FileLog, Frame, Framed, Hash, Log as _, Made, header};
use crate::store::open::{no_journal, stopped};
use crate::store::replay::{Replay, Stopped};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::{self, OpenOptions};
use std::io::{self, BufWriter, Write as _};
use std::ops::ControlFlow;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

/// What a journal says about what is to be forgotten.
pub(in crate::store) struct Looked {
    /// The marks that something is to be done for.
    marks: Vec<Mark>,
    pub traces: Traces,
    /// Where the records stand: home and kind.
    pub places: BTreeMap<Id, (Id, u8)>,
    /// What stands there of earlier forgettings, of records that are held.
    stands: BTreeMap<Id, String>,
    /// Large changes that were never closed.
    unclosed: BTreeSet<Id>,
    /// The first change that may hold any of it, and the one after the last.
    first: Option<Seq>,
    pub seq: Seq,
    head: Hash,
    pub changes: usize,
}

/// Looks through a journal for what marks are about, and finds out which backups were made of it.
pub(super) fn look(log: &FileLog, path: &Path, marks: &[Mark], known: &mut [Known]) -> Result<Looked, NotForgotten> {
    let unread = |why| stopped(path, why, 0);
    let all: Vec<&Mark> = marks.iter().collect();
    let traces = Traces::of(&all);
    let (mut seq, mut head) = (0, log.origin());
    let mut looked = Looked {
        marks: marks.to_vec(),
        traces,
        places: BTreeMap::new(),
        stands: BTreeMap::new(),
        unclosed: BTreeSet::new(),
        first: None,
        seq: 0,
        head,
        changes: 0,
    };
    let mut wanted: HashMap<Hash, Vec<usize>> = HashMap::new();
    for (place, one) in known.iter().enumerate() {
        wanted.entry(one.head.hash).or_default().push(place);
    }
    let mut own = Vec::new();
    walk(log, |framed, entry| {
        let number = match entry {
            Entry::Part { large, .. } => {
                looked.unclosed.insert(*large);
                None
            }
            Entry::Close { large, made, .. } => {
                looked.unclosed.remove(large);
                Some(made.seq)
            }
            Entry::Commit { made, .. } | Entry::Forget { made, .. } => Some(made.seq),
        };
        seq = number.unwrap_or(seq);
        head = framed.frame.hash();
        if looked.take(framed, entry) {
            // A part stands in the journal before its change has a number.
            looked.first.get_or_insert(seq);
            looked.changes += 1;
        }
        own.extend(
            wanted
                .remove(&head)
                .into_iter()
                .flatten()
                .filter(|place| known.get(*place).is_some_and(|one| one.head.seq == seq)),
        );
        Ok(ControlFlow::Continue(()))
    })
    .map_err(unread)?;
    for place in own {
        known.iter_mut().skip(place).take(1).for_each(|one| one.is_own = true);
    }
    (looked.seq, looked.head) = (seq + 1, head);
    let mut replay = Replay::new(log);
    let read = replay.run(|replay| {
        replay.take();
        Ok::<(), Stopped>(())
    });
    read.map_err(unread)?;
    for (id, (home, kind)) in &looked.places {
        if let Some(record) = replay.follow_ups.get(home).and_then(|home| home.held(*kind, *id)) {
            let lines = match record.value(FORGOTTEN) {
                Some(Value::Text(lines)) => lines,
                _ => String::new(),
            };
            looked.stands.insert(*id, lines);
        }
    }
    Ok(looked)
}

impl Looked {
    /// Takes note of what a frame holds of it; whether it holds any.
    fn take(&mut self, framed: &Framed, entry: &Entry) -> bool {
        let mut any = false;
        for (group, content) in entry.groups().iter().zip(framed.frame.contents()) {
            if !self.traces.knows(group.record) {
                continue;
            }
            self.places.insert(group.record, (group.follow_up, group.kind));
            for edit in content.edits(group).unwrap_or_default() {
                if self.traces.forgets(edit.record, edit.tag) && edit.tag != FORGOTTEN {
                    self.traces.note(&edit);
                    any = true;
                }
            }
        }
        any
    }

    /// How many records it is about.
    pub fn records(&self) -> usize {
        self.marks.iter().map(|mark| mark.record).collect::<BTreeSet<_>>().len()
    }

    /// The first record that no change has touched.
    pub fn unknown(&self) -> Option<Id> {
        self.marks.iter().map(|mark| mark.record).find(|id| !self.places.contains_key(id))
    }

    /// Leaves out what the journal does not know of, and what it has forgotten already.
    fn only_new(mut self) -> Self {
        self.marks.retain(|mark| {
            let said = self.stands.get(&mark.record).map(|lines| Forgotten::read(lines)).unwrap_or_default();
            self.places.contains_key(&mark.record) && !said.contains(&mark.forgotten)
        });
        let all: Vec<&Mark> = self.marks.iter().collect();
        let texts = std::mem::take(&mut self.traces);
        self.traces = Traces::of(&all).with_texts_of(texts);
        self
    }

    /// Whether a backup holds some of it.
    pub fn is_in(&self, backup: &Known) -> bool {
        backup.is_own && self.first.is_some_and(|first| first <= backup.head.seq) && backup.head.seq < self.seq
    }

    /// What takes the place of a content; nothing when that stays.
    fn instead(&self, entry: &Entry, content: &Content, group: &journal::Group) -> Result<Option<Content>, String> {
        let never_taken = matches!(entry, Entry::Part { large, .. } if self.unclosed.contains(large));
        if never_taken && (self.traces.knows(group.record) || self.traces.are_in(content.bytes())) {
            return Ok((!content.bytes().is_empty()).then(Content::default));
        }
        if self.traces.knows(group.record) {
            content.without(group, |edit| self.traces.forgets(edit.record, edit.tag))
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
    let (mut bytes, mut blanked) = (Vec::new(), Vec::new());
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
        if let Some(new) = looked.instead(entry, content, group)? {
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
    let looked = look(&log, &path, marks, &mut [])?.only_new();
    if looked.marks.is_empty() {
        return Ok(None);
    }
    write(&log, &path, &new, &looked, how)?;
    fs::rename(&new, &path).map_err(|error| OpenError::of_disk(&path, error))?;
    Ok(Some(looked))
}
