//! The records of the walk across the rooms: what was answered, accepted and declared done, and the documents
//! that any record refers to. They belong to no single step.

use crate::kind;
use crate::record::{Any, Choices, Link, any_link, choice, date, flag, line, number, text};
use crate::steps::plan::records::not_negative;
use chrono::NaiveDate;

/// The six steps, by their codes.
pub const STEPS: Choices =
    Choices { name: "step", codes: &["plan", "collect", "focus", "causes", "conclusions", "actions"] };

kind! {
    /// An answer to a guiding question of a step.
    Answer = 21 "answer" "answers" in FollowUp at System, Locked;
    /// Id of the question, such as `guide-plan-3`.
    pub const QUESTION: String = line(16, "question").needed();
    /// The answer.
    pub const ANSWER_TEXT: String = text(17, "text");
    /// The officer who answered.
    pub const ANSWERED_BY: String = line(18, "by");
    /// When.
    pub const ANSWERED_ON: NaiveDate = date(19, "date");
    key [QUESTION] title [QUESTION]
}

kind! {
    /// A finding of a check that stands with a reason: "accepted because …". It lapses when the record changes
    /// (`domain.md`, section 0 "Answers").
    Acceptance = 22 "acceptance" "acceptances" in FollowUp at System;
    /// Id of the check.
    pub const ACCEPTED_CHECK: String = line(16, "check").needed();
    /// The record that the check is about; nothing when it is about the follow-up.
    pub const ACCEPTED_RECORD: Link<Any> = any_link(17, "record");
    /// Why it stands.
    pub const ACCEPTED_REASON: String = text(18, "reason").needed();
    /// The officer who accepted it.
    pub const ACCEPTED_BY: String = line(19, "by");
    /// When.
    pub const ACCEPTED_ON: NaiveDate = date(20, "date");
    /// Fingerprint of the record's fields when it was accepted; another one lets the acceptance lapse.
    pub const ACCEPTED_STATE: String = line(21, "state");
    key [ACCEPTED_CHECK, ACCEPTED_RECORD] title [ACCEPTED_CHECK, ACCEPTED_RECORD]
}

kind! {
    /// A step that an officer has declared done, or opened again.
    StepState = 23 "step_state" "step_states" in FollowUp at System, Locked;
    /// The step.
    pub const STATE_OF: String = choice(16, "step", &STEPS).needed();
    /// Whether it is done.
    pub const IS_DONE: bool = flag(17, "done");
    /// The officer who declared it.
    pub const DECLARED_BY: String = line(18, "by");
    /// When.
    pub const DECLARED_ON: NaiveDate = date(19, "date");
    key [STATE_OF] title [STATE_OF]
}

kind! {
    /// A document that a record refers to and that is kept elsewhere. It is locked as that record is.
    DocumentReference = 24 "document_reference" "document_references" in FollowUp at System, As(REFERRED_BY);
    /// The record that refers to it.
    pub const REFERRED_BY: Link<Any> = any_link(16, "record").needed();
    /// What the document is called.
    pub const REFERENCE_TITLE: String = line(17, "title").needed();
    /// Its diary number.
    pub const REFERENCE_DIARY: String = line(18, "diary_number");
    /// Its date.
    pub const REFERENCE_DATE: NaiveDate = date(19, "date");
    /// Where it is kept.
    pub const KEPT_AT: String = line(20, "kept_at");
    /// SHA-256 of the file, 64 hexadecimal digits, by which it is known again.
    pub const REFERENCE_SUM: String = line(21, "sha256");
    /// Its place among the record's documents.
    pub const REFERENCE_ORDER: f64 = number(22, "order", "").whole().check(not_negative);
    key [REFERRED_BY, REFERENCE_TITLE] title [REFERENCE_TITLE, REFERENCE_DIARY]
}
