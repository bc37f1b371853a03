//! The records of the system analysis.

use crate::kind;
use crate::record::{Choices, Links, choice, date, line, links, open_choice, text};
use crate::steps::actions::records::Proposal;
use chrono::NaiveDate;

/// How far the answer to a question of the system analysis is yes.
pub const SYSTEM_ANSWERS: Choices = Choices { name: "system-answer", codes: &["yes", "partly", "no"] };
/// What in the system a finding concerns.
pub const CONCERNS: Choices = Choices {
    name: "concerns",
    codes: &[
        "structure",
        "governing_document",
        "tender",
        "contract",
        "indicator",
        "method",
        "requirement",
        "payment",
        "organisation",
        "goal_weighting",
    ],
};

kind! {
    /// An answer to one of the 21 questions about the follow-up system itself.
    SystemAnswer = 80 "system_answer" "system_answers" in FollowUp at System;
    /// Id of the question, such as `system-focus-2`.
    pub const SYSTEM_QUESTION: String = line(16, "question").needed();
    /// Yes, partly or no.
    pub const SYSTEM_ANSWER: String = choice(17, "answer", &SYSTEM_ANSWERS);
    /// What was noticed.
    pub const SYSTEM_NOTE: String = text(18, "observation");
    /// The officer who answered.
    pub const SYSTEM_BY: String = line(19, "by");
    /// When.
    pub const SYSTEM_ON: NaiveDate = date(20, "date");
    key [SYSTEM_QUESTION] title [SYSTEM_QUESTION]
}

kind! {
    /// What in steering, following up or paying should change.
    SystemFinding = 81 "system_finding" "system_findings" in FollowUp at System;
    /// What was found.
    pub const FINDING_TEXT: String = text(16, "text").needed();
    /// What it concerns.
    pub const FINDING_CONCERNS: String = open_choice(17, "concerns", &CONCERNS).needed();
    /// The answers that show it.
    pub const FINDING_ANSWERS: Links<SystemAnswer> = links(18, "answers");
    /// What should change.
    pub const FINDING_CHANGE: String = text(19, "change");
    /// The proposals that would change it.
    pub const FINDING_PROPOSALS: Links<Proposal> = links(20, "proposals");
    key [FINDING_TEXT] title [FINDING_TEXT]
}
