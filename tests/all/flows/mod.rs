//! What an officer does by keys, from the first screen on.

mod drafts;
mod forms;
mod help;
mod home;
mod import;
mod kinds;
mod lists;
mod moving;
mod picking;
mod trees;
mod undo;
mod valuing;
mod walk;
