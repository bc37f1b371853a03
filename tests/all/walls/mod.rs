//! The walls of the house: who may look at whom, and what stands nowhere in it.

mod rooms;
pub mod source;
mod style;
