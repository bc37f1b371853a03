//! 6 Förslag till åtgärder: what is to be done, by which function and when, and who is told.

pub mod checks;
pub mod ladder;
pub mod questions;
pub mod records;
pub mod screen;
