//! What an officer relies on: what was acknowledged is there, whatever happened to process, files and disk.

mod basics;
mod desk;
