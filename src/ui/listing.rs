//! What a list lists: its rows, its columns, its orders, what its preview says.

use super::{
    Sight,
    look::Tone,
    outline::{Branch, Node},
    rows::{Cell, Query, Width},
};
use crate::keys::Action;
use crate::record::{Id, KindInfo};
use std::fmt;

/// The heading of a column.
#[derive(Clone, Debug)]
pub struct Head {
    /// The text.
    pub text: String,
    /// How wide the column is.
    pub width: Width,
    /// Whether it stands to the right, as numbers do.
    pub right: bool,
}

/// What a list lists. It goes along into jobs, so it holds what its rows are made of and nothing of the session.
pub trait Listing: Clone + fmt::Debug + Send + 'static {
    /// One row. It stays marked when rows are computed anew and one of them [`Listing::is`] it.
    type Row: Clone + fmt::Debug + Send + Sync + 'static;
    /// What rows are picked from; read once for each state of the records, not at each key in the filter.
    type Read: Send + Sync + 'static;

    /// Name of the list among all lists of the session.
    fn slot(&self) -> &'static str;

    /// The columns' headings.
    fn heads(&self, sight: &Sight) -> Vec<Head>;

    /// What a row shows, one cell a column.
    fn cells(&self, sight: &Sight, row: &Self::Row) -> Vec<Cell>;

    /// What the list can be ordered by, in words; the first is how it stands at first.
    fn orders(&self, sight: &Sight) -> Vec<String> {
        self.heads(sight).into_iter().map(|head| head.text).collect()
    }

    /// Reads what rows are picked from. Runs off the key path.
    fn read(&self, sight: &Sight) -> Self::Read;

    /// The rows that the query lets through, in its order. Runs off the key path.
    fn pick(&self, sight: &Sight, read: &Self::Read, query: &Query) -> Vec<Self::Row>;

    /// Whether two rows are the same one, computed at two times.
    fn is(&self, one: &Self::Row, other: &Self::Row) -> bool;

    /// The records that a row is about, the one that it is called by first: links are followed from them.
    fn records(&self, row: &Self::Row) -> Vec<(&'static KindInfo, Id)>;

    /// The record that is ticked when the row is, where rows can be ticked to be changed together.
    fn ticked_as(&self, _row: &Self::Row) -> Option<Id> {
        None
    }

    /// Lines of the preview under the table, the rule included.
    fn preview_height(&self) -> u16;

    /// What the preview under the table says of a row, in lines of at most `room` columns.
    fn preview(&self, sight: &Sight, row: &Self::Row, room: usize) -> Vec<(Tone, String)>;

    /// What the panel beside the table says of a row before the fields and links of its record.
    fn told(&self, sight: &Sight, row: &Self::Row, room: usize) -> Vec<(Tone, String)>;

    /// What stands on the rule between table and preview beside the order: what the columns' marks mean.
    fn legend(&self, _sight: &Sight) -> Option<String> {
        None
    }

    /// The plural of what is listed, in small letters.
    fn plural(&self, sight: &Sight) -> String;

    /// What belongs where no row is and how it begins, nothing being filtered; `key` names the key of an action.
    fn empty(&self, sight: &Sight, key: &dyn Fn(Action) -> String) -> String;

    /// Whether its rows are trees.
    fn is_tree(&self) -> bool {
        false
    }

    /// How a row stands in its tree, and by what it is folded.
    fn branch<'a>(&self, _row: &'a Self::Row) -> Option<(&'a Node, &'a Branch)> {
        None
    }
}
