//! Files in and out.

mod bad;
mod forms;
mod json;
mod real;
pub mod table;
