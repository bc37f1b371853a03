//! Systemanalys: does the follow-up system itself measure, pay and steer in the right direction? It stands beside
//! every step and can be walked in one sheet afterwards.

pub mod checks;
pub mod questions;
pub mod records;
pub mod screen;
