//! What an import would do, row by row, in words.

use super::{What, columns, refusal::short};
use crate::locale::{Words, show_number};
use crate::record::{Choices, Flaw, MAX_TEXT, scrub_line};

/// The most warnings that are kept one by one.
const MAX_WARNINGS: usize = 500;

/// What an import would do.
#[derive(Clone, Debug)]
pub struct Preview {
    /// What the file holds; nothing for an export of all kinds.
    pub what: Option<What>,
    /// The workbook's sheet that is read.
    pub sheet: Option<String>,
    /// The headings of the file, scrubbed.
    pub headings: Vec<String>,
    /// Code names of the fields that they are read as, in the same order; none for an export of all kinds.
    pub fields: Vec<Option<&'static str>>,
    /// Its rows in the order of the file, in small pieces of memory: a single large one, once given back, lets
    /// glibc keep as much for later in every thread's heap.
    pub rows: imbl::Vector<Row>,
    /// What the officer ought to know.
    pub warnings: Warnings,
    /// How many rows of each verdict there are.
    pub counts: Counts,
}

/// How many rows of each verdict there are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Rows that are new.
    pub added: usize,
    /// Rows that change something.
    pub changed: usize,
    /// Rows that say what stands there already.
    pub same: usize,
    /// Rows that are no records: empty ones, sums, notes.
    pub skipped: usize,
    /// Rows that the officer leaves out.
    pub left_out: usize,
    /// Rows that cannot be taken.
    pub refused: usize,
}

/// One row of the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Where it begins, from 1; the row's number in a workbook.
    pub line: usize,
    /// What it is about, short.
    pub label: Box<str>,
    /// What becomes of it.
    pub verdict: Verdict,
}

/// What becomes of a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// It is new.
    Added,
    /// These columns change; none when only the follow-up comes to name it.
    Changed(Box<[u16]>),
    /// Everything stands there already.
    Same,
    /// It is no record.
    Skipped(Why),
    /// The officer leaves it out.
    LeftOut,
    /// It cannot be taken; nothing of the file is then.
    Refused(Box<[Problem]>),
}

/// Why a row is no record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    /// Nothing stands in it.
    Empty,
    /// A sum, a note, or another row that lacks the text of a record.
    Note,
}

/// Why a row cannot be taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// The column's heading; empty when it is about the whole row.
    pub heading: Box<str>,
    /// What stands there, scrubbed and cut.
    pub value: Box<str>,
    /// What would be accepted.
    pub wanted: Wanted,
}

/// What would be accepted instead.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wanted {
    /// What the flaw says.
    Form(Flaw),
    /// One of these choices.
    OneOf(&'static Choices),
    /// What a formula gives, not the name of its fault.
    Formula,
    /// A record of the kind of this name, which is not there.
    Known(&'static str),
    /// The same key stands on another line.
    Once {
        /// The first of them.
        line: usize,
    },
    /// The same record is described otherwise on another line.
    AsOnLine {
        /// The first of them.
        line: usize,
    },
    /// As many cells as there are headings.
    Cells {
        /// How many there are.
        have: usize,
        /// How many headings there are.
        want: usize,
    },
    /// A smaller record.
    Smaller {
        /// Bytes that the record would take.
        have: usize,
        /// The most there may be.
        limit: usize,
    },
    /// Several contracts of the unit could be meant.
    OneContract,
    /// A file may not change what stands in the store.
    Unchanged,
    /// A field that the kind has.
    Field,
    /// A record that has a proper id.
    Id,
    /// A record that says which follow-up it belongs to.
    Home,
    /// A name that no other record in the store has.
    OtherId,
}

/// What the officer ought to know, one by one up to a limit.
#[derive(Clone, Debug, Default)]
pub struct Warnings {
    /// The first of them.
    pub list: Vec<Warning>,
    /// How many more there are.
    pub more: usize,
}

/// Something that the officer ought to know.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Warning {
    /// A heading that is not known; its column is left out.
    Unknown {
        /// What is read.
        what: What,
        /// As it stands in the file.
        heading: String,
    },
    /// A heading whose column another heading has; it is left out.
    Doubled {
        /// As it stands in the file.
        heading: String,
        /// The heading whose column is read instead.
        read: String,
        /// Number of that column, from 1.
        column: usize,
    },
    /// A column without a heading has cells; it is left out.
    NoHeading {
        /// The first line with such a cell.
        line: usize,
        /// Number of the column, from 1.
        column: usize,
    },
    /// A target that no comparison can use.
    TargetInWords {
        /// The row.
        line: usize,
        /// The target.
        value: String,
    },
    /// Control characters were taken out of a cell.
    Scrubbed {
        /// The row.
        line: usize,
        /// The column's heading.
        heading: String,
    },
    /// The file was read as Windows-1252.
    Windows,
    /// Another kind of file has more of these headings.
    LooksLike(What),
}

impl Warnings {
    /// Those that are kept one by one, in the order of the file.
    pub fn kept(&self) -> impl Iterator<Item = &Warning> {
        self.list.iter()
    }

    pub(super) fn add(&mut self, warning: Warning) {
        if self.list.len() < MAX_WARNINGS { self.list.push(warning) } else { self.more += 1 }
    }

    /// All that the officer ought to know, in words.
    #[must_use]
    pub fn say(&self, words: &Words) -> Vec<String> {
        let mut said: Vec<String> = self.list.iter().map(|warning| warning.say(words)).collect();
        if self.more > 0 {
            said.push(words.count("exchange-warn-more", self.more));
        }
        said
    }
}

impl Counts {
    pub(super) fn of(rows: &imbl::Vector<Row>) -> Self {
        let mut counts = Self::default();
        for row in rows {
            *match row.verdict {
                Verdict::Added => &mut counts.added,
                Verdict::Changed(_) => &mut counts.changed,
                Verdict::Same => &mut counts.same,
                Verdict::Skipped(_) => &mut counts.skipped,
                Verdict::LeftOut => &mut counts.left_out,
                Verdict::Refused(_) => &mut counts.refused,
            } += 1;
        }
        counts
    }

    /// The counts in words, those of nothing left out.
    #[must_use]
    pub fn say(&self, words: &Words) -> String {
        let counts = [
            ("exchange-added", self.added),
            ("exchange-changed", self.changed),
            ("exchange-same", self.same),
            ("exchange-skipped", self.skipped),
            ("exchange-left-out", self.left_out),
            ("exchange-refused", self.refused),
        ];
        let said: Vec<String> =
            counts.into_iter().filter(|(_, count)| *count > 0).map(|(id, count)| words.count(id, count)).collect();
        if said.is_empty() { words.say("exchange-nothing") } else { said.join(", ") }
    }
}

impl Preview {
    /// The rows that cannot be taken.
    pub fn refused(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| matches!(row.verdict, Verdict::Refused(_)))
    }

    /// What becomes of a row, in words: its line, what it is about, and why.
    #[must_use]
    pub fn say(&self, row: &Row, words: &Words) -> String {
        let heading = |place: &u16| self.headings.get(usize::from(*place)).map_or("", String::as_str);
        let verdict = match &row.verdict {
            Verdict::Added => words.say("exchange-row-added"),
            Verdict::Changed(places) if places.is_empty() => words.say("exchange-row-named"),
            Verdict::Changed(places) => {
                let named: Vec<&str> = places.iter().map(heading).collect();
                words.say_with("exchange-row-changed", &[("columns", named.join(", ").as_str())])
            }
            Verdict::Same => words.say("exchange-row-same"),
            Verdict::Skipped(Why::Empty) => words.say("exchange-row-empty"),
            Verdict::Skipped(Why::Note) => words.say("exchange-row-note"),
            Verdict::LeftOut => words.say("exchange-row-left-out"),
            Verdict::Refused(problems) => problems.iter().map(|p| p.say(words)).collect::<Vec<_>>().join("; "),
        };
        let line = row.line.to_string();
        let id = if row.label.is_empty() { "exchange-row" } else { "exchange-row-of" };
        words.say_with(id, &[("line", line.as_str()), ("label", &row.label), ("verdict", verdict.as_str())])
    }

    /// The skipped rows in words; of the empty ones only the lines.
    #[must_use]
    pub fn skipped(&self, words: &Words) -> Vec<String> {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        let mut notes = Vec::new();
        for row in &self.rows {
            match row.verdict {
                Verdict::Skipped(Why::Empty) => match runs.last_mut() {
                    Some((_, last)) if *last + 1 == row.line => *last = row.line,
                    _ => runs.push((row.line, row.line)),
                },
                Verdict::Skipped(Why::Note) => notes.push(self.say(row, words)),
                _ => {}
            }
        }
        if !runs.is_empty() {
            let run = |(from, to)| if from == to { format!("{from}") } else { format!("{from}–{to}") };
            let lines: Vec<String> = runs.into_iter().map(run).collect();
            notes.insert(0, words.say_with("exchange-empty-rows", &[("lines", lines.join(", ").as_str())]));
        }
        notes
    }
}

impl Problem {
    /// The column, the value and what would be accepted, in words.
    #[must_use]
    pub fn say(&self, words: &Words) -> String {
        let wanted = self.wanted.say(words);
        match (self.heading.is_empty(), self.value.is_empty()) {
            (true, _) => wanted,
            (false, true) => {
                words.say_with("exchange-problem-column", &[("heading", &self.heading), ("wanted", wanted.as_str())])
            }
            (false, false) => words.say_with(
                "exchange-problem",
                &[("heading", &self.heading), ("value", &self.value), ("wanted", wanted.as_str())],
            ),
        }
    }

    pub(super) fn of(heading: &str, value: &str, wanted: Wanted) -> Self {
        Self { heading: heading.into(), value: short(&scrub_line(value), 40).into(), wanted }
    }
}

impl Wanted {
    fn say(&self, words: &Words) -> String {
        #[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
        let number = |number: usize| show_number(words, number as f64);
        match self {
            Self::Form(Flaw::TooLong) => {
                words.say_with("exchange-wanted-shorter", &[("limit", number(MAX_TEXT).as_str())])
            }
            Self::Form(flaw) => words.say(flaw.word()),
            Self::OneOf(set) => {
                let offered: Vec<String> = set.codes.iter().map(|code| words.choice(set, code)).collect();
                words.say_with("exchange-wanted-choice", &[("choices", offered.join(", ").as_str())])
            }
            Self::Formula => words.say("exchange-wanted-formula"),
            Self::Known(kind) => words.say_with(
                "exchange-wanted-known",
                &[
                    ("kind", words.say(kind).to_lowercase().as_str()),
                    ("kinds", words.say(&format!("{kind}.plural")).to_lowercase().as_str()),
                ],
            ),
            Self::Once { line } => words.say_with("exchange-wanted-once", &[("line", line.to_string().as_str())]),
            Self::AsOnLine { line } => words.say_with("exchange-wanted-alike", &[("line", line.to_string().as_str())]),
            Self::Cells { have, want } => words.say_with(
                "exchange-wanted-cells",
                &[("have", have.to_string().as_str()), ("want", want.to_string().as_str())],
            ),
            Self::Smaller { have, limit } => words.say_with(
                "exchange-wanted-smaller",
                &[("have", number(*have).as_str()), ("limit", number(*limit).as_str())],
            ),
            Self::OneContract => words.say("exchange-wanted-contract"),
            Self::Unchanged => words.say("exchange-wanted-update"),
            Self::Field => words.say("exchange-wanted-field"),
            Self::Id => words.say("exchange-wanted-id"),
            Self::Home => words.say("exchange-wanted-home"),
            Self::OtherId => words.say("exchange-wanted-other-id"),
        }
    }
}

impl Warning {
    /// What the officer ought to know, in words.
    #[must_use]
    pub fn say(&self, words: &Words) -> String {
        match self {
            Self::Unknown { what, heading } => words.say_with(
                "exchange-warn-unknown",
                &[("heading", short(heading, 60).as_str()), ("fields", columns::names(*what).as_str())],
            ),
            Self::Doubled { heading, read, column } => words.say_with(
                "exchange-warn-doubled",
                &[
                    ("heading", short(heading, 60).as_str()),
                    ("read", short(read, 60).as_str()),
                    ("column", column.to_string().as_str()),
                ],
            ),
            Self::NoHeading { line, column } => words.say_with(
                "exchange-warn-no-heading",
                &[("line", line.to_string().as_str()), ("column", column.to_string().as_str())],
            ),
            Self::TargetInWords { line, value } => words.say_with(
                "exchange-warn-target",
                &[("line", line.to_string().as_str()), ("value", short(value, 60).as_str())],
            ),
            Self::Scrubbed { line, heading } => words.say_with(
                "exchange-warn-scrubbed",
                &[("line", line.to_string().as_str()), ("heading", short(heading, 60).as_str())],
            ),
            Self::Windows => words.say("exchange-warn-windows"),
            Self::LooksLike(other) => words
                .say_with("exchange-warn-looks-like", &[("kinds", words.kinds(other.kind()).to_lowercase().as_str())]),
        }
    }
}
