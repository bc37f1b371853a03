//! The records of step 2.

mod evidence;

pub use evidence::*;

use crate::kind;
use crate::record::{
    Choices, Flaw, Link, Measured, Period, Value, choice, date, flag, level, line, link, measured, number, open_choice,
    period, text,
};
use crate::steps::plan::records::{METHODS, Requirement, Unit, not_negative};
use chrono::NaiveDate;

/// Groups that a result is split by: all (T), women (K), men (M); other splits in own words.
pub const GROUPS: Choices = Choices { name: "group", codes: &["all", "women", "men"] };
/// How far a result can be trusted.
pub const RELIABILITIES: Choices = Choices { name: "reliability", codes: &["high", "medium", "low"] };
/// What kind of report came in.
pub const REPORT_TYPES: Choices =
    Choices { name: "report-type", codes: &["deviation", "lex_sarah", "lex_maria", "complaint", "viewpoint"] };

/// Code words of the kinds that show how something is.
pub const SHOWING: [&str; 4] = ["result", "evidence", "deviation_report", "group_factor"];

kind! {
    /// What was found for one requirement at one unit in one period and group, by one method from one origin.
    /// Group figures only.
    Result = 10 "result" "results" in FollowUp at Collect;
    /// The requirement.
    pub const MEASURED_OF: Link<Requirement> = link(16, "requirement").needed();
    /// The unit.
    pub const AT_UNIT: Link<Unit> = link(17, "unit").needed();
    /// The year or part of it.
    pub const PERIOD: Period = period(18, "period").needed();
    /// All, women, men, or another split such as age 80+.
    pub const GROUP: String = open_choice(19, "group", &GROUPS);
    /// How it was found.
    pub const RESULT_METHOD: String = choice(20, "method", &METHODS);
    /// Where it comes from.
    pub const ORIGIN: String = line(21, "origin");
    /// When it was found.
    pub const RESULT_DATE: NaiveDate = date(22, "date");
    /// The figure in the requirement's unit, or yes/partly/no; nothing when it is missing, never 0 for that.
    pub const VALUE: Measured = measured(23, "value", false);
    /// Answers, files, visits or persons behind the value.
    pub const N: f64 = number(24, "n", "").whole().check(not_negative);
    /// Non-response in per cent.
    pub const NON_RESPONSE: f64 = number(25, "non_response", "percent").check(share);
    /// How far it can be trusted.
    pub const RELIABILITY: String = choice(26, "reliability", &RELIABILITIES);
    /// What was seen or said.
    pub const OBSERVATION: String = text(27, "observation");
    /// Whether the definition has changed since the period before, so that they cannot be compared.
    pub const DEFINITION_CHANGED: bool = flag(28, "definition_changed");
    key [MEASURED_OF, AT_UNIT, PERIOD, GROUP, RESULT_METHOD, ORIGIN] title [MEASURED_OF, AT_UNIT, PERIOD, GROUP]
}

kind! {
    /// A deviation, complaint or viewpoint that was passed on to the municipality.
    DeviationReport = 11 "deviation_report" "deviation_reports" in FollowUp at Collect;
    /// Its own number, if it has one.
    pub const REPORT_NUMBER: String = line(16, "number");
    /// When it happened or came in.
    pub const REPORT_DATE: NaiveDate = date(17, "date").needed();
    /// The unit.
    pub const REPORT_UNIT: Link<Unit> = link(18, "unit").needed();
    /// What kind of report.
    pub const REPORT_TYPE: String = choice(19, "type", &REPORT_TYPES).needed();
    /// What it is about.
    pub const CATEGORY: String = line(20, "category");
    /// How severe, 1-4, 4 most.
    pub const SEVERITY: u8 = level(21, "severity", "severity");
    /// What happened, without personal data.
    pub const DESCRIPTION: String = text(22, "description").needed();
    /// Tells reports apart that are alike in all else, from 1.
    pub const OCCURRENCE: f64 = number(23, "occurrence", "").whole().check(not_negative);
    /// Whether it has been investigated; nothing when that has no meaning.
    pub const INVESTIGATED: bool = flag(24, "investigated");
    /// Whether it has been acted on; nothing when that has no meaning.
    pub const ACTED_ON: bool = flag(25, "acted_on");
    /// The requirement that it is about.
    pub const REPORT_OF: Link<Requirement> = link(26, "requirement");
    key [REPORT_NUMBER, REPORT_DATE, REPORT_UNIT, REPORT_TYPE, CATEGORY, DESCRIPTION, OCCURRENCE]
    title [REPORT_DATE, CATEGORY, DESCRIPTION]
}

/// Refuses what is not between 0 and 100 per cent.
///
/// # Errors
/// [`Flaw::NotAShare`].
pub fn share(value: &Value) -> std::result::Result<(), Flaw> {
    match value {
        Value::Number(number) if !(0.0..=100.0).contains(number) => Err(Flaw::NotAShare),
        _ => Ok(()),
    }
}
