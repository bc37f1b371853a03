//! The four-field matrix: any two axes, four named fields, numbered items that keys move. Knows no step.
//!
//! [`Grid`] is what stands where and which item is marked; [`view()`] draws it at any size, with the list of its items
//! beside or below, grouped by field: who cannot see the grid reads the same there. [`Board`] is the screen that
//! moves and places them; what it places, and how that is saved, says a [`Plot`]. Where the places are two fields of a
//! kind, [`Fields`] is all that it takes.

mod board;
mod fields;
mod grid;
#[cfg(test)]
mod tests;
mod view;

pub use board::{Board, Plot, preset};
pub use fields::{Fields, items};
pub use grid::{Along, Axes, Axis, Grid, Group, Item, Line, Picture, Place, SIZES, number};
pub use view::{listed, view};
