//! What screens are made of. Knows no step.

mod ids;
mod job;

pub use ids::Ids;
pub use job::{Done, Job, Output};
