//! The records of a follow-up in the order they were made, kept small: a hundred thousand of them are held all
//! day.

use crate::record::{Id, Record};
use std::borrow::Borrow;
use std::cmp::Ordering;

/// Records by kind and id; a clone shares all of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows(imbl::OrdMap<u8, imbl::OrdSet<Row>>);

/// A record as its own key, so that its id stands in a node once.
#[derive(Clone, Debug)]
struct Row(Record);

impl Borrow<Id> for Row {
    fn borrow(&self) -> &Id {
        self.0.id_ref()
    }
}

impl PartialEq for Row {
    fn eq(&self, other: &Self) -> bool {
        self.0.id() == other.0.id()
    }
}

impl Eq for Row {}

impl PartialOrd for Row {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Row {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.id().cmp(&other.0.id())
    }
}

impl Rows {
    /// A record of a kind.
    pub fn get(&self, kind: u8, id: Id) -> Option<&Record> {
        self.0.get(&kind)?.get(&id).map(|row| &row.0)
    }

    /// The records of a kind.
    pub fn of(&self, kind: u8) -> impl Iterator<Item = &Record> {
        self.0.get(&kind).into_iter().flatten().map(|row| &row.0)
    }

    /// All records, kind by kind.
    pub fn all(&self) -> impl Iterator<Item = &Record> {
        self.0.values().flatten().map(|row| &row.0)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.values().map(imbl::OrdSet::len).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts a record in its place.
    pub fn put(&mut self, record: Record) {
        self.0.entry(record.kind()).or_default().insert(Row(record));
    }

    /// Takes a record out.
    pub fn remove(&mut self, kind: u8, id: Id) {
        if let Some(rows) = self.0.get_mut(&kind) {
            rows.remove(&id);
            if rows.is_empty() {
                self.0.remove(&kind);
            }
        }
    }
}

/// Every other item, then those between. A node of a map that is full is parted in the middle, so that what
/// comes in order leaves every node half empty; in this order the second half fills what the first one left.
/// With the id held once, opening 300,000 records takes 120 MB instead of 151.
pub fn every_other_first<T>(items: &[T]) -> impl Iterator<Item = &T> {
    items.iter().step_by(2).chain(items.iter().skip(1).step_by(2))
}
