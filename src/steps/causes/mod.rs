//! 4 Sök orsaker: what may explain the results, and which evidence speaks for and against it.

pub mod checks;
pub mod questions;
pub mod records;
pub mod screen;
pub mod support;
pub mod tree;
