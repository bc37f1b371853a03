//! Files in and out.

mod bad;
pub mod demo;
mod forms;
mod json;
mod real;
pub mod table;
