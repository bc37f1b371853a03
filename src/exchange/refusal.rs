//! Why a whole file is refused, in words.

use super::{What, columns};
use crate::locale::Words;
use crate::record::scrub_line;
use std::io::ErrorKind;

/// Why a file cannot be read at all. Rows are refused one by one, see [`Problem`](super::Problem).
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Refusal {
    /// The disk, or whoever holds the file, says no.
    #[error("unreadable: {0}")]
    Unreadable(ErrorKind),
    /// Nothing in it.
    #[error("empty")]
    Empty,
    /// Over this many bytes.
    #[error("over {limit} bytes")]
    LargeFile {
        /// The most bytes there may be.
        limit: u64,
    },
    /// Another kind of file, named by an attribute of `exchange-foreign`.
    #[error("a file of another kind: {0}")]
    Foreign(&'static str),
    /// Begins as UTF-8 and then holds bytes that are not.
    #[error("broken UTF-8 on line {line}")]
    BrokenText {
        /// Line from 1.
        line: usize,
    },
    /// A control byte that no text holds.
    #[error("a control byte on line {line}")]
    NotText {
        /// Line from 1.
        line: usize,
    },
    /// A quotation mark that is never closed.
    #[error("a quote opens on line {line} and is never closed")]
    OpenQuote {
        /// Line where it opens.
        line: usize,
    },
    /// A quotation mark that is closed in the middle of a cell.
    #[error("a quote opens on line {line} and closes inside a cell on line {closed}")]
    StrayQuote {
        /// Line where it opens.
        line: usize,
        /// Line where it closes.
        closed: usize,
    },
    /// A cell over this many bytes.
    #[error("a cell over {limit} bytes on line {line}")]
    LongCell {
        /// Line where the row begins.
        line: usize,
        /// The most bytes there may be.
        limit: usize,
    },
    /// More columns than this.
    #[error("over {limit} columns on line {line}")]
    ManyColumns {
        /// Line where the row begins.
        line: usize,
        /// The most columns there may be.
        limit: usize,
    },
    /// More rows than this.
    #[error("over {limit} rows")]
    ManyRows {
        /// The most rows there may be.
        limit: usize,
    },
    /// An .xlsx that cannot be read.
    #[error("the workbook cannot be read: {0}")]
    Workbook(String),
    /// An .xlsx with a password.
    #[error("the workbook has a password")]
    Protected,
    /// No row that names columns.
    #[error("no heading row in the first {searched} rows")]
    NoHeader {
        /// What was looked for.
        what: What,
        /// How many rows were looked at.
        searched: usize,
    },
    /// Nothing below the heading row.
    #[error("no rows below the heading row on line {line}")]
    NoRows {
        /// Line of the heading row.
        line: usize,
    },
    /// A heading row that lacks columns.
    #[error("columns are missing: {missing:?}")]
    MissingColumns {
        /// What is read.
        what: What,
        /// Line of the heading row.
        line: usize,
        /// Field names of the columns.
        missing: Vec<&'static str>,
        /// The headings that are there.
        headings: Vec<String>,
    },
    /// A `--map` to a field that there is not.
    #[error("no field {field}")]
    NoField {
        /// What is read.
        what: What,
        /// What was given.
        field: String,
    },
    /// A `--map` of a heading that is not in the file.
    #[error("no heading {heading}")]
    NoHeading {
        /// What was given.
        heading: String,
        /// The headings that are there.
        headings: Vec<String>,
    },
    /// A `--map` that is not `heading=field`.
    #[error("not of the form heading=field: {0}")]
    Map(String),
    /// A `--map` of two headings to one field.
    #[error("two headings for {field}")]
    MapTwice {
        /// The field as it was given.
        field: String,
        /// The two headings.
        headings: Vec<String>,
    },
    /// JSON that cannot be read.
    #[error("line {line}, column {column}: {reason}")]
    Json {
        /// Line from 1.
        line: usize,
        /// Column from 1.
        column: usize,
        /// What the parser said, for whoever mends the file's maker.
        reason: String,
    },
    /// Nobody waits for it any longer.
    #[error("stopped")]
    Stopped,
    /// It would change what is locked in a follow-up that is closed.
    #[error("the follow-up is closed")]
    Closed,
    /// JSON of another program, or of a newer version of this one.
    #[error("not an export that this version reads")]
    NotAnExport,
}

impl From<std::io::Error> for Refusal {
    fn from(error: std::io::Error) -> Self {
        match error.downcast::<Self>() {
            Ok(refusal) => refusal,
            Err(error) => Self::Unreadable(error.kind()),
        }
    }
}

impl From<Refusal> for std::io::Error {
    fn from(refusal: Refusal) -> Self {
        Self::other(refusal)
    }
}

impl Refusal {
    /// Whether what is said of the file is wrong, a `--map`, and not the file.
    #[must_use]
    pub fn is_usage(&self) -> bool {
        matches!(self, Self::Map(_) | Self::NoField { .. } | Self::NoHeading { .. } | Self::MapTwice { .. })
    }

    /// What is wrong, where, and what to do.
    #[must_use]
    pub fn say(&self, words: &Words) -> String {
        let listed = |headings: &[String]| {
            let named: Vec<String> =
                headings.iter().filter(|h| !h.trim().is_empty()).take(20).map(|h| short(h, 40)).collect();
            named.join(", ")
        };
        let one = |id: &str, name: &'static str, value: &str| words.say_with(id, &[(name, value)]);
        let line = |id: &str, line: usize| one(id, "line", &line.to_string());
        match self {
            Self::Unreadable(ErrorKind::NotFound) => words.say("exchange-unreadable.missing"),
            Self::Unreadable(ErrorKind::PermissionDenied) => words.say("exchange-unreadable.forbidden"),
            Self::Unreadable(ErrorKind::IsADirectory) => words.say("exchange-unreadable.folder"),
            Self::Unreadable(_) => words.say("exchange-unreadable"),
            Self::Empty => words.say("exchange-empty"),
            Self::LargeFile { limit } => one("exchange-large", "limit", &(limit / 1024 / 1024).to_string()),
            Self::Foreign(kind) => words.say(&format!("exchange-foreign.{kind}")),
            Self::BrokenText { line: at } => line("exchange-broken-text", *at),
            Self::NotText { line: at } => line("exchange-not-text", *at),
            Self::NoRows { line: at } => line("exchange-no-rows", *at),
            Self::OpenQuote { line: at } => line("exchange-open-quote", *at),
            Self::StrayQuote { line, closed } => words.say_with(
                "exchange-stray-quote",
                &[("line", line.to_string().as_str()), ("closed", closed.to_string().as_str())],
            ),
            Self::LongCell { line, limit } => words.say_with(
                "exchange-long-cell",
                &[("line", line.to_string().as_str()), ("limit", (limit / 1024).to_string().as_str())],
            ),
            Self::ManyColumns { line, limit } => words.say_with(
                "exchange-many-columns",
                &[("line", line.to_string().as_str()), ("limit", limit.to_string().as_str())],
            ),
            Self::ManyRows { limit } => one("exchange-many-rows", "limit", &limit.to_string()),
            Self::Workbook(_) => words.say("exchange-workbook"),
            Self::Protected => words.say("exchange-protected"),
            Self::NoHeader { what, searched } => words.say_with(
                "exchange-no-header",
                &[("searched", searched.to_string().as_str()), ("columns", columns::needed(*what, words).as_str())],
            ),
            Self::MissingColumns { what, line, missing, headings } => {
                let missing: Vec<String> = missing.iter().map(|name| columns::described(*what, name, words)).collect();
                words.say_with(
                    "exchange-missing-columns",
                    &[
                        ("line", line.to_string().as_str()),
                        ("columns", missing.join(", ").as_str()),
                        ("headings", listed(headings).as_str()),
                    ],
                )
            }
            Self::NoField { what, field } => words.say_with(
                "exchange-no-field",
                &[("field", short(&scrub_line(field), 40).as_str()), ("fields", columns::names(*what).as_str())],
            ),
            Self::NoHeading { heading, headings } => words.say_with(
                "exchange-no-heading",
                &[("heading", short(&scrub_line(heading), 40).as_str()), ("headings", listed(headings).as_str())],
            ),
            Self::Map(given) => one("exchange-map", "given", &short(&scrub_line(given), 60)),
            Self::MapTwice { field, headings } => words.say_with(
                "exchange-map-twice",
                &[("field", short(&scrub_line(field), 40).as_str()), ("headings", listed(headings).as_str())],
            ),
            Self::Json { line, column, .. } => words.say_with(
                "exchange-json",
                &[("line", line.to_string().as_str()), ("column", column.to_string().as_str())],
            ),
            Self::Stopped => words.say("exchange-stopped"),
            Self::Closed => words.say("exchange-closed"),
            Self::NotAnExport => words.say("exchange-not-an-export"),
        }
    }
}

/// A text cut to a number of letters, with a mark where it was cut.
pub(super) fn short(text: &str, letters: usize) -> String {
    match text.char_indices().nth(letters) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}
