//! 5 Dra slutsatser: what the results mean as a whole, and what follows if nobody acts.

pub mod checks;
pub mod overall;
pub mod questions;
pub mod records;
pub mod screen;
pub mod wording;
