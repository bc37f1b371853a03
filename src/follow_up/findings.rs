//! What the rooms' checks found in a follow-up: computed off the key path, shown beside the work.

use crate::record::{Id, Seq, Step};

/// One thing that is missing or suspicious.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// The check; its words stand under `check-…`.
    pub check: &'static str,
    /// The step where it is mended.
    pub step: Step,
    /// Kind and id of the record it is about; nothing when it is about the follow-up.
    pub record: Option<(u8, Id)>,
}

/// How far a step has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Progress {
    /// Holds nothing.
    #[default]
    NotBegun,
    /// Holds records.
    Begun,
    /// Declared done by an officer.
    Done,
}

/// All findings of a follow-up at one commit.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Findings {
    /// The commit that they are of.
    pub seq: Seq,
    /// In the order they are worth mending.
    pub list: Vec<Finding>,
    /// The six steps.
    pub progress: [Progress; 6],
}
