//! Who may see and do what: every role, every kind, reading and saving; and what has been tried to get around it.

mod accounts;
mod line;
mod presence;
mod raising;
mod screen;
mod table;
mod world;
