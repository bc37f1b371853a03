//! A matrix whose places are two fields of the records of one kind.

use super::super::{rows::SortKey, rows::field_key, screen::Context, sight::Sight};
use super::board::{Plot, preset};
use super::{Along, Item, Picture, Place};
use crate::follow_up::{Change, Doing};
use crate::record::{Id, KindInfo, Record, Tag, Value};

/// Steps of a field that holds a level.
const LEVELS: u8 = 4;

/// A matrix of all records of a kind, placed by two of their fields.
#[derive(Clone, Copy, Debug)]
pub struct Fields {
    /// Its name among all that compute for the session.
    pub slot: &'static str,
    /// The kind.
    pub kind: &'static KindInfo,
    /// The field along x: a level from 1 to 4.
    pub x: Tag,
    /// The field along y: a level from 1 to 4.
    pub y: Tag,
    /// The message that names the axes and the fields.
    pub preset: &'static str,
    /// What is said where there is nothing to place: a message.
    pub empty: &'static str,
}

/// The records of a kind as items without a place, in the order of their titles, which gives them their numbers.
#[must_use]
pub fn items(sight: &Sight, kind: &KindInfo, at: impl Fn(&Record) -> Option<Place>) -> Vec<Item> {
    let title = kind.title.first().copied();
    let records = sight.whole.home(kind).records(kind.number);
    let key = |record: &Record| title.map_or(SortKey::Nothing, |tag| field_key(sight, kind, record, tag));
    let keyed = records.map(|record| (key(record), record)).collect();
    let ordered = super::super::rows::Query::default().ordered(sight, keyed);
    let item = |record: &Record| Item { id: record.id(), name: sight.title(kind, record), at: at(record) };
    ordered.into_iter().map(item).collect()
}

impl Plot for Fields {
    fn slot(&self) -> &'static str {
        self.slot
    }

    fn name(&self, sight: &Sight, _turn: usize) -> String {
        sight.words.say(self.preset)
    }

    fn picture(&self, sight: &Sight, _turn: usize) -> Picture {
        let level = |record: &Record, tag: Tag| match record.value(tag) {
            Some(Value::Level(level)) => Some(level),
            _ => None,
        };
        let items = items(sight, self.kind, |record| Some((level(record, self.x)?, level(record, self.y)?)));
        Picture { axes: preset(sight, self.preset, LEVELS, Along::X), items }
    }

    fn kind(&self) -> u8 {
        self.kind.number
    }

    fn record(&self, _sight: &Sight, item: Id) -> Option<(&'static KindInfo, Id)> {
        Some((self.kind, item))
    }

    fn put(&self, cx: &mut Context, _turn: usize, item: Id, place: Option<Place>) -> Option<Change> {
        let levels = [(self.x, place.map(|place| place.0)), (self.y, place.map(|place| place.1))];
        let edit = |(tag, level): (Tag, Option<u8>)| {
            cx.sight.whole.edit(self.kind, item, tag, level.map(Value::Level).as_ref())
        };
        let edits: Vec<_> = levels.into_iter().filter_map(edit).collect();
        (!edits.is_empty()).then_some(Change { doing: Doing::Edit, edits })
    }

    fn empty(&self) -> &'static str {
        self.empty
    }
}
