//! What an officer relies on: what was acknowledged is there, whatever happened to process, files and disk.

mod basics;
mod check;
mod closed;
mod codec;
mod conflict;
mod crash;
mod damage;
pub mod desk;
mod disk;
pub mod forms;
mod held;
mod history;
mod import;
mod model;
mod reading;
mod repair;
mod slim;
mod stepped;
pub mod trouble;
mod used;
