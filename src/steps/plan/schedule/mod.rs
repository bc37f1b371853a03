//! The plan as a whole: how deep each row goes, which hours each month takes, what happens when in the year, who does
//! what and which document comes out, what was done in earlier years, and what is carried from there.

pub mod carried;
pub mod cycle;
pub mod depth;
pub mod hours;
pub mod process;
pub mod years;
