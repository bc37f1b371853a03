//! Rows of a table: which records, in which order. Computed off the key path.

use super::{Sight, listing::Head, look::Tone, near::nearest, outline::Node};
use crate::record::{Id, Input, KindInfo, Record, Tag, Value};
use std::{cmp::Ordering, collections::BTreeSet};

/// What stands in one cell.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Cell {
    /// The text; cut to the column.
    pub text: String,
    /// What it means.
    pub tone: Tone,
}

/// By what a column orders.
#[derive(Clone, PartialEq, Debug)]
pub enum SortKey {
    /// Numbers, dates and levels.
    Number(f64),
    /// Text, in Swedish order.
    Text(String),
    /// Nothing stands there: last, whichever way.
    Nothing,
}

/// How wide a column is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Width {
    /// That many columns of the terminal.
    Fixed(u16),
    /// What is left, shared by weight.
    Rest(u16),
}

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The field that it shows, where it shows one.
    pub tag: Option<Tag>,
    /// The message that heads it; the field's name where nothing is given.
    pub word: Option<&'static str>,
    /// How wide.
    pub width: Width,
    /// Whether it stands to the right, as numbers do.
    pub right: bool,
    /// What stands in it; the field's value where nothing is given.
    pub cell: Option<fn(&Sight, &Record) -> Cell>,
    /// By what it orders; the field's value where nothing is given.
    pub key: Option<fn(&Sight, &Record) -> SortKey>,
}

impl Column {
    /// A column that shows a field.
    #[must_use]
    pub const fn field(tag: Tag, width: Width) -> Self {
        Self { tag: Some(tag), word: None, width, right: false, cell: None, key: None }
    }

    /// A column that computes what it shows.
    #[must_use]
    pub const fn computed(
        word: &'static str,
        width: Width,
        cell: fn(&Sight, &Record) -> Cell,
        key: fn(&Sight, &Record) -> SortKey,
    ) -> Self {
        Self { tag: None, word: Some(word), width, right: false, cell: Some(cell), key: Some(key) }
    }

    /// The same column with its own heading.
    #[must_use]
    pub const fn headed(mut self, word: &'static str) -> Self {
        self.word = Some(word);
        self
    }

    /// The same column with its own cells for a field.
    #[must_use]
    pub const fn shown(mut self, cell: fn(&Sight, &Record) -> Cell) -> Self {
        self.cell = Some(cell);
        self
    }

    /// The same column, to the right.
    #[must_use]
    pub const fn right(mut self) -> Self {
        self.right = true;
        self
    }

    /// What heads it.
    #[must_use]
    pub fn head(&self, sight: &Sight, kind: &KindInfo) -> Head {
        let text = match (self.word, self.tag.and_then(|tag| kind.field(tag))) {
            (Some(word), _) => sight.words.say(word),
            (None, Some(def)) => sight.words.field(kind, def),
            (None, None) => String::new(),
        };
        Head { text, width: self.width, right: self.right }
    }

    /// What stands in a record's cell.
    #[must_use]
    pub fn cell(&self, sight: &Sight, kind: &KindInfo, record: &Record) -> Cell {
        match (self.cell, self.tag) {
            (Some(cell), _) => cell(sight, record),
            (None, Some(tag)) if record.is_forgotten() && names(kind, tag) && record.stored(tag).is_none() => {
                Cell { text: sight.nameless(kind, record), tone: Tone::Dim }
            }
            (None, Some(tag)) => Cell { text: sight.field(kind, record, tag), tone: Tone::Plain },
            (None, None) => Cell::default(),
        }
    }

    fn key(&self, sight: &Sight, kind: &KindInfo, record: &Record) -> SortKey {
        match (self.key, self.tag) {
            (Some(key), _) => key(sight, record),
            (None, Some(tag)) => field_key(sight, kind, record, tag),
            (None, None) => SortKey::Nothing,
        }
    }
}

/// Whether a field is the text that records of a kind are called by.
fn names(kind: &KindInfo, tag: Tag) -> bool {
    let is_text = |tag: &&Tag| matches!(kind.field(**tag).map(|def| def.input), Some(Input::Line | Input::Text));
    kind.title.iter().rev().find(is_text) == Some(&tag)
}

/// By what a field orders.
#[must_use]
pub fn field_key(sight: &Sight, kind: &KindInfo, record: &Record, tag: Tag) -> SortKey {
    use chrono::Datelike as _;
    match record.value(tag) {
        Some(Value::Number(number)) => SortKey::Number(number),
        Some(Value::Level(level)) => SortKey::Number(f64::from(level)),
        Some(Value::Date(date)) => SortKey::Number(f64::from(date.num_days_from_ce())),
        Some(Value::Flag(flag)) => SortKey::Number(if flag { 0.0 } else { 1.0 }),
        Some(Value::Text(text)) => SortKey::Text(text),
        Some(value) => kind.field(tag).map_or(SortKey::Nothing, |def| SortKey::Text(sight.show(def, &value))),
        None => SortKey::Nothing,
    }
}

/// Which rows a list wants, and in which order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Query {
    /// Words that must all be found in a row; empty for all rows.
    pub filter: String,
    /// Which of the list's orders.
    pub sort: usize,
    /// Whether it orders from the end.
    pub backwards: bool,
    /// What is folded in a tree.
    pub folded: BTreeSet<Node>,
    /// Nothing holds the words of the filter: wanted is what nearly does, nearest first.
    pub near: bool,
}

impl Query {
    /// The words that must all be found in a row, in small letters.
    #[must_use]
    pub fn wanted(&self) -> Vec<String> {
        self.filter.split_whitespace().map(str::to_lowercase).collect()
    }

    /// Rows by their keys, those without one last, whichever way.
    #[must_use]
    pub fn ordered<R>(&self, sight: &Sight, mut keyed: Vec<(SortKey, R)>) -> Vec<R> {
        let order = sight.words.order();
        keyed.sort_by(|(a, _), (b, _)| match (a, b) {
            (SortKey::Nothing, SortKey::Nothing) => Ordering::Equal,
            (SortKey::Nothing, _) => Ordering::Greater,
            (_, SortKey::Nothing) => Ordering::Less,
            (a, b) => {
                let by = match (a, b) {
                    (SortKey::Number(a), SortKey::Number(b)) => a.total_cmp(b),
                    (SortKey::Text(a), SortKey::Text(b)) => order.compare(a, b),
                    (SortKey::Number(_), _) => Ordering::Less,
                    (_, SortKey::Number(_)) => Ordering::Greater,
                    _ => Ordering::Equal,
                };
                if self.backwards { by.reverse() } else { by }
            }
        });
        keyed.into_iter().map(|(_, row)| row).collect()
    }

    /// The ids of some records of a kind, filtered and ordered by its columns.
    #[must_use]
    pub fn pick<'a>(
        &self,
        sight: &Sight,
        kind: &KindInfo,
        columns: &[Column],
        records: impl Iterator<Item = &'a Record>,
    ) -> Vec<Id> {
        let wanted = self.wanted();
        if self.near && !wanted.is_empty() {
            return nearest(&wanted, records.map(|record| (record.id(), said(sight, kind, columns, record))));
        }
        let holds = |record: &&Record| {
            let said = said(sight, kind, columns, record).to_lowercase();
            wanted.iter().all(|word| said.contains(word))
        };
        let found = records.filter(|record| wanted.is_empty() || holds(record));
        let Some(column) = columns.get(self.sort) else { return found.map(Record::id).collect() };
        self.ordered(sight, found.map(|record| (column.key(sight, kind, record), record.id())).collect())
    }
}

/// The texts of a record and what its columns show of it: what a filter searches. Columns that compute are not
/// searched: a hundred thousand rows are to answer while one types.
fn said(sight: &Sight, kind: &KindInfo, columns: &[Column], record: &Record) -> String {
    let shown = |tag: Tag| columns.iter().any(|column| column.tag == Some(tag));
    let mut said = String::new();
    for (tag, value) in record.values() {
        match value {
            Value::Text(text) => said.push_str(&text),
            value if shown(tag) => {
                if let Some(def) = kind.field(tag) {
                    said.push_str(&sight.show(def, &value));
                }
            }
            _ => continue,
        }
        said.push('\n');
    }
    said
}
