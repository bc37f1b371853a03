//! 2 Samla in information: results per requirement, unit, period and group, and the deviation reports,
//! complaints and viewpoints that came in.

pub mod checks;
pub mod interpretation;
pub mod questions;
pub mod records;
pub mod screen;
