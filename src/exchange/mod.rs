//! Files in and out: CSV and Excel workbooks through the columns of the kinds, JSON with everything.
//!
//! A file is a [`Source`] that is read as often as needed. [`check`] says what an import would do, [`edits`]
//! does it in parts; whoever holds the store commits them. The same code serves the command line and the
//! screens. [`example()`] brings in the follow-up that comes with the program, the same way.

mod columns;
mod example;
mod headings;
mod import;
mod json;
mod preview;
mod refusal;
mod sheet;
mod source;

pub use columns::{Column, What};
pub use example::{EXAMPLE, example};
pub use headings::{Headed, headings};
pub use import::{Halt, Options, PART, check, edits};
pub use json::{Everything, Reach, check_all, edits_all, export, list, plain, reached, show};
pub use preview::{Counts, Preview, Problem, Row, Verdict, Wanted, Warning, Warnings, Why};
pub use refusal::Refusal;
pub use source::{MAX_FILE, Source};
