//! What the rooms' checks found in a follow-up: computed off the key path, shown beside the work.

use crate::record::{Field, Id, Kind, Of, Seq, Step, Tag};

/// One thing that is missing or suspicious.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// The check; its words stand under `check-…`.
    pub check: &'static str,
    /// The step where it is mended.
    pub step: Step,
    /// Kind and id of the record it is about; nothing when it is about the follow-up.
    pub record: Option<(u8, Id)>,
    /// The field where the cursor should land when one jumps there.
    pub field: Option<Tag>,
    /// The kind in whose list it is mended: of a finding about a record, in the list narrowed to what points to it.
    pub among: Option<u8>,
}

impl Finding {
    /// A finding about a record, mended in a step.
    #[must_use]
    pub fn of<K: Kind>(check: &'static str, step: Step, record: &Of<K>) -> Self {
        Self { check, step, record: Some((K::INFO.number, record.id())), field: None, among: None }
    }

    /// A finding about the follow-up, mended in a step among the records of a kind.
    #[must_use]
    pub fn of_all<K: Kind>(check: &'static str, step: Step) -> Self {
        Self { check, step, record: None, field: None, among: Some(K::INFO.number) }
    }

    /// With the field where it is mended.
    #[must_use]
    pub fn at<K, T>(self, field: Field<K, T>) -> Self {
        Self { field: Some(field.tag()), ..self }
    }

    /// Mended among the records of a kind that point to the one it is about, where that one stands in an earlier step.
    #[must_use]
    pub fn mended_among<K: Kind>(self) -> Self {
        Self { among: Some(K::INFO.number), ..self }
    }

    /// Sorts what a room has found by its list of checks; what one check has found stays in its order.
    pub fn sort(list: &mut [Self], checks: &[&str]) {
        list.sort_by_key(|finding| checks.iter().position(|known| *known == finding.check));
    }
}

/// A finding that an officer lets stand with a reason.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Accepted {
    /// What was found.
    pub finding: Finding,
    /// The record that holds the reason.
    pub acceptance: Id,
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
    /// What is open, in the order it is worth mending.
    pub list: Vec<Finding>,
    /// What stands with a reason, in the same order.
    pub accepted: Vec<Accepted>,
    /// The six steps.
    pub progress: [Progress; 6],
}
