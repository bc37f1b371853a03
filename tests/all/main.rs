//! All tests that look at Stegvis from outside.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "clippy knows test functions, but not the helpers beside them"
)]

mod backup;
mod called;
mod command_line;
mod corpus;
mod exchange;
mod flows;
mod focus;
mod forget;
mod frames;
mod gate;
mod history;
mod home;
mod house;
mod hub_protocol;
mod hub_screen_bytes;
mod hub_session;
mod report;
mod rights;
mod serve;
mod serving;
mod ssh;
mod stage;
mod store;
mod terminal;
mod terminal_life;
mod values;
mod walls;
mod whole_walk;
mod words;
