//! What an officer does by keys, from the first screen on.

mod bad_input;
mod closed;
mod drafts;
mod forms;
mod help;
mod history;
mod home;
mod import;
mod kinds;
mod lists;
mod matrix;
mod moving;
mod past;
mod picking;
mod plan;
mod register;
mod start;
mod system;
mod trees;
mod typing;
mod undo;
mod valuing;
mod walk;
mod workshop;
