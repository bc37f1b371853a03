//! The four-field matrix: any two axes, four named fields, numbered items that keys move. Knows no step.
//!
//! [`Grid`] is what stands where and which item is marked; [`view`] draws it at any size, with the list of its items
//! beside or below, grouped by field: who cannot see the grid reads the same there.

mod grid;
#[cfg(test)]
mod tests;
mod view;

pub use grid::{Along, Axes, Axis, Grid, Group, Item, Line, Picture, Place, SIZES, number};
pub use view::{listed, view};
