//! From where on a journal says that something has been forgotten. What stands in front of that place is to be gone; what
//! comes after it was written since, and stays.
//!
//! An older journal that somebody puts in the place of the store's says nothing of it: all that it holds was written
//! before.

use super::Mark;
use super::marks::of_frame;
use crate::record::{Id, Tag};
use crate::store::history::walk;
use crate::store::journal::{Entry, Log};
use crate::store::replay::Stopped;
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// Where a journal says marks.
#[derive(Debug, Default)]
pub struct Said(BTreeMap<Id, Vec<One>>);

#[derive(Debug)]
struct One {
    mark: Mark,
    /// The frame that says it first; nothing when none does.
    at: Option<u64>,
    /// Whether something stands in front of it.
    is_held: bool,
}

impl Said {
    /// Of marks that are new: nothing says them yet.
    pub fn nowhere(marks: &[Mark]) -> Self {
        let mut said = Self::default();
        for mark in marks {
            said.0.entry(mark.record).or_default().push(One { mark: mark.clone(), at: None, is_held: false });
        }
        said
    }

    /// Where a journal says marks.
    pub fn of(log: &dyn Log, marks: &[Mark]) -> Result<Self, Stopped> {
        let mut said = Self::nowhere(marks);
        // What a large change says counts when it is closed.
        let mut open: BTreeMap<Id, Vec<(u64, Mark)>> = BTreeMap::new();
        walk(log, |framed, entry| {
            let about = entry.groups().iter().any(|group| said.knows(group.record));
            let own = if about { of_frame(entry, &framed.frame) } else { Vec::new() };
            let own = own.into_iter().map(|mark| (framed.at, mark));
            match entry {
                Entry::Part { large, .. } => open.entry(*large).or_default().extend(own),
                Entry::Close { large, .. } => {
                    open.remove(large).into_iter().flatten().for_each(|(at, mark)| said.found(at, &mark));
                }
                Entry::Commit { .. } | Entry::Forget { .. } => own.for_each(|(at, mark)| said.found(at, &mark)),
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(said)
    }

    fn found(&mut self, at: u64, found: &Mark) {
        for one in self.0.get_mut(&found.record).into_iter().flatten() {
            if found.says(&one.mark) {
                one.at = Some(one.at.map_or(at, |first| first.min(at)));
            }
        }
    }

    /// Whether something of a record is forgotten.
    pub fn knows(&self, record: Id) -> bool {
        self.0.contains_key(&record)
    }

    /// Whether what a frame at a place says of a field is to be gone.
    pub fn forgets(&self, at: u64, record: Id, tag: Tag) -> bool {
        self.0.get(&record).into_iter().flatten().any(|one| one.forgets(at, tag))
    }

    /// Takes note that a frame at a place says something of a field; whether that is to be gone.
    pub fn meets(&mut self, at: u64, record: Id, tag: Tag) -> bool {
        let mut any = false;
        for one in self.0.get_mut(&record).into_iter().flatten().filter(|one| one.forgets(at, tag)) {
            one.is_held = true;
            any = true;
        }
        any
    }

    /// The marks of which something stands that is to be gone, and those that nothing says.
    pub fn undone(&self) -> impl Iterator<Item = &Mark> {
        self.0.values().flatten().filter(|one| one.is_held || one.at.is_none()).map(|one| &one.mark)
    }
}

impl One {
    fn forgets(&self, at: u64, tag: Tag) -> bool {
        self.at.is_none_or(|said| at < said) && self.mark.takes(tag)
    }
}
