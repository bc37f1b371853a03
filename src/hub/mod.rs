//! The hub: one officer's session on a stream of bytes.
//!
//! There is one path. A [`session`](run_session) is two threads around an app: one reads the line, one
//! updates, draws and writes. The far end is the officer's terminal ([`attach`]): it sends events up and
//! writes the frames that come down. Locally both ends are in one process, over a pair of sockets.

mod colors;
mod moves;
mod pen;
pub mod protocol;
mod screen_bytes;

pub use colors::Colors;
pub use screen_bytes::ScreenBytes;
