//! Files in and out.

mod bad;
mod forms;
mod real;
pub mod table;
