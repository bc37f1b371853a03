//! What is missing or suspicious in step 2 (`domain.md`, section 1, step 2 "Checks"): results that the comparisons of
//! step 3 cannot use or should not lean on, evidence about nobody's question, reports that nobody has investigated,
//! and personal data read without a right.

mod evidence;
mod results;

use crate::follow_up::{Finding, Whole};

/// A grave report that has not been investigated.
pub const NOT_INVESTIGATED: &str = "report-not-investigated";
/// Records of single persons read without consent.
pub const NO_CONSENT: &str = "records-without-consent";
/// People asked, or watched in their daily life, without their consent.
pub const NOT_AGREED: &str = "evidence-without-consent";
/// Records of single persons read without a right in the contract.
pub const NO_RIGHT: &str = "records-without-right";
/// A result without a requirement, unit or period that is there.
pub const ADRIFT: &str = "result-adrift";
/// A result at a unit that the requirement does not bind.
pub const UNBOUND: &str = "result-unbound";
/// A result that another one of the same requirement, unit, period, group, method and origin puts aside.
pub const TWICE: &str = "result-twice";
/// A result, evidence or report from before the unit's contract.
pub const BEFORE_CONTRACT: &str = "collected-before-contract";
/// A plan row that splits by sex, while its requirement has results that do not.
pub const WITHOUT_SPLIT: &str = "result-without-split";
/// A survey that too few have answered.
pub const THIN_SURVEY: &str = "survey-thin";
/// Evidence that says nothing about any requirement.
pub const ABOUT_NOTHING: &str = "evidence-about-nothing";
/// An interpretation among what was seen.
pub const INTERPRETED: &str = "seen-interpreted";

/// The checks, in the order they are worth mending.
pub const CHECKS: &[&str] = &[
    NOT_INVESTIGATED,
    NO_CONSENT,
    NOT_AGREED,
    NO_RIGHT,
    ADRIFT,
    UNBOUND,
    TWICE,
    BEFORE_CONTRACT,
    WITHOUT_SPLIT,
    THIN_SURVEY,
    ABOUT_NOTHING,
    INTERPRETED,
];

/// Under this many answers a figure carries no finding (`domain.md`, section 0 "Measure").
const FEW: f64 = 10.0;
/// Over this much non-response in per cent a survey says little (`domain.md`, section 1, step 2 "Checks").
const NON_RESPONSE_LIMIT: f64 = 40.0;

/// What the checks find, in the order it is worth mending.
#[must_use]
pub fn findings(whole: &Whole) -> Vec<Finding> {
    let mut list = results::findings(whole);
    list.extend(evidence::findings(whole));
    Finding::sort(&mut list, CHECKS);
    list
}

/// Whether too few have answered.
fn is_thin(answers: Option<f64>, non_response: Option<f64>) -> bool {
    answers.is_some_and(|n| n < FEW) || non_response.is_some_and(|lost| lost > NON_RESPONSE_LIMIT)
}
