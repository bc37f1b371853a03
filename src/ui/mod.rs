//! What screens are made of. Knows no step.
//!
//! A [`Screen`] takes [`Event`]s and answers with [`Ask`]s; it draws itself from a [`Context`] that the session
//! owns. Most tabs are a [`List`]: rows with a filter, an order, a preview and links both ways. [`Records`] is the
//! list of the records of one kind and the form of one of them; a tab needs a [`Shape`] for it and no more:
//!
//! ```ignore
//! View::list("view-units", Shape::new(&Unit::INFO, "units", UNITS))
//! ```
//!
//! A kind whose records hang under each other is listed as a tree by its [`Outline`]. On a wide terminal a panel beside
//! the list tells the marked record's fields and links.
//!
//! A [`Room`] has at most five tabs. Kinds outnumber them, so a tab holds [`View`]s, which `V` goes through or lists;
//! every kind has its place in one of them, and links lead there.

mod batch;
mod beside;
mod drafts;
mod editor;
mod form;
mod ids;
mod job;
mod links;
mod list;
mod listing;
mod look;
pub mod matrix;
mod near;
mod outline;
mod picker;
mod reader;
mod records;
mod room;
mod rows;
mod screen;
mod shape;
mod sight;
mod table;
mod tabs;
pub mod telling;
pub mod text;
mod views;

pub use batch::{Batch, Outcome as BatchOutcome, Way};
pub use drafts::{Draft, Drafts, SLOT as DRAFT_SLOT, Spot};
pub use editor::{Editor, Full};
pub use ids::Ids;
pub use job::{Done, Job, Output};
pub use links::{At, Links, filled};
pub use list::List;
pub use listing::{Head, Listing};
pub use look::{CURSOR, Look, OTHER, Tone};
pub use outline::{Branch, Node, Outline};
pub use reader::Reader;
pub use records::{Records, removal};
pub use room::{Room, Tab, View};
pub use rows::{Cell, Column, Query, SortKey, Width, field_key};
pub use screen::{Ask, Context, Event, Other, Place, Screen, Then, Within};
pub use shape::{Extra, Shape};
pub use sight::Sight;
pub use table::{Cursor, Move, line as table_line, mark as mark_row, rule as table_rule, widths};

use ratatui::layout::{Rect, Size};

/// Lines above the work area: where one is, the tabs, a rule.
pub const ABOVE: u16 = 3;
/// Lines below it: a rule, what was said, what can be done.
pub const BELOW: u16 = 3;
/// From this height on a room has a line below it for the guiding question.
pub const GUIDED: u16 = 20;

/// Where a room draws itself on a terminal of this size.
#[must_use]
pub fn work_area(size: Size) -> Rect {
    let guide = u16::from(size.height >= GUIDED);
    Rect { x: 0, y: ABOVE, width: size.width, height: size.height.saturating_sub(ABOVE + BELOW + guide) }
}
