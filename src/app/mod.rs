//! One officer's session as a value: messages in, effects and frames out, no global state, no I/O.

mod message;

pub use message::{Effect, Feed, Message, Sink, Ticket, Undone};
