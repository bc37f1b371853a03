//! What is missing or suspicious in step 1 (`domain.md`, section 1, step 1 "Checks").

mod frame;
mod requirements;
mod rows;
mod schedule;
mod valuations;

use super::records::{CRITICAL, HOURS, PLANNED, PlanActivity, Requirement};
use super::risk;
use crate::follow_up::{Finding, Whole};
use crate::record::{Id, Of, Risk};
use chrono::NaiveDate;
use std::collections::HashMap;

/// A critical or high-risk requirement without a plan row.
pub const WITHOUT_PLAN: &str = "requirement-without-plan";
/// A plan row that does not say what happens when the requirement is not met.
pub const WITHOUT_FAILURE: &str = "plan-without-failure";
/// A plan row without the function that carries it out.
pub const WITHOUT_FUNCTION: &str = "plan-without-function";
/// A plan row that does not say how the requirement is followed up.
pub const WITHOUT_METHOD: &str = "plan-without-method";
/// A plan row without how often.
pub const WITHOUT_FREQUENCY: &str = "plan-without-frequency";
/// A plan row in which the same function answers for the service and reviews it.
pub const ROLE_CLASH: &str = "plan-role-clash";
/// A function of the plan that may stand within a unit; nobody has said.
pub const ROLE_UNCLEAR: &str = "function-role-unclear";
/// A plan row whose method no right in the contract allows.
pub const WITHOUT_RIGHT: &str = "plan-without-right";
/// A critical or high-risk requirement that one method alone follows up.
pub const ONE_METHOD: &str = "requirement-one-method";
/// A requirement without a source.
pub const WITHOUT_SOURCE: &str = "requirement-without-source";
/// A requirement of which nothing says how it is measured.
pub const WITHOUT_MEASURE: &str = "requirement-without-measure";
/// A requirement without the document that makes it binding.
pub const WITHOUT_DOCUMENT: &str = "requirement-without-document";
/// A requirement whose risk nobody has valued and agreed on.
pub const NOT_VALUED: &str = "requirement-not-valued";
/// Requirements, and no plan for following up any of them.
pub const EMPTY: &str = "plan-empty";
/// A requirement in words that different readers measure differently.
pub const VAGUE: &str = "requirement-vague";
/// A requirement that asks for several things at once.
pub const COMPOUND: &str = "requirement-compound";
/// A requirement that prescribes the way in more detail than it needs.
pub const DETAILED: &str = "requirement-detailed";
/// A requirement whose number another one has too.
pub const NUMBER_TWICE: &str = "requirement-number-twice";
/// A requirement with the same words as another.
pub const SAME_TEXT: &str = "requirement-duplicate";
/// A low-risk requirement with more hours than high-risk ones.
pub const MANY_HOURS: &str = "low-risk-many-hours";
/// A function that is to work more hours than it has.
pub const OVER_CAPACITY: &str = "function-over-capacity";
/// A follow-up that names no units.
pub const NO_UNITS: &str = "follow-up-without-units";
/// A follow-up without its first or last day.
pub const NO_PERIOD: &str = "follow-up-without-period";
/// A follow-up for which no function answers.
pub const NO_RESPONSIBLE: &str = "follow-up-without-responsible";
/// A period that ends before it begins.
pub const PERIOD_BACKWARDS: &str = "period-ends-first";
/// A contract whose days are out of order.
pub const CONTRACT_BACKWARDS: &str = "contract-ends-first";
/// A unit whose first contract began after the period did.
pub const BEFORE_CONTRACT: &str = "period-before-contract";
/// All requirements in one dimension of quality.
pub const ONE_DIMENSION: &str = "requirements-one-dimension";
/// A plan row, or a whole plan, that neither splits results by sex nor says why not.
pub const WITHOUT_SPLIT: &str = "plan-without-split";
/// A plan that the elected have not been told.
pub const NOT_TOLD: &str = "plan-not-told";
/// An area in which nobody carries out the follow-up, or nobody decides, where others have somebody.
pub const AREA_GAPS: &str = "area-without-function";
/// A function that carries out the follow-up of an area and answers for its service.
pub const AREA_CLASH: &str = "area-role-clash";
/// A plan row of another depth than the risk proposes, without a reason.
pub const DEPTH_UNREASONED: &str = "plan-depth-without-reason";
/// An area that is not to be followed up though failure there is grave, without a reason.
pub const AREA_LEFT_OUT: &str = "area-left-out";
/// A function that is to work more hours in three months in a row than a quarter of what it has.
pub const CROWDED: &str = "function-crowded";
/// A scale whose steps or cells do not cover it.
pub const SCALE_GAPS: &str = "scale-not-covered";

/// A scale in use beside the one that counts.
pub const SCALES_IN_USE: &str = "scales-in-use";
/// A valuation with a level that its scale does not hold, or whose scale does not hold itself.
pub const OFF_SCALE: &str = "valuation-off-scale";
/// A critical requirement without a reason.
pub const CRITICAL_UNREASONED: &str = "critical-without-reason";
/// A critical requirement whose failure is valued as mild.
pub const CRITICAL_MILD: &str = "critical-valued-mild";
/// All valued requirements in one class of risk.
pub const ONE_CLASS: &str = "valuations-one-class";
/// Valuations that are made on several scales.
pub const MIXED_SCALES: &str = "valuations-mixed-scales";
/// A requirement that raters value far apart, without a reason for what was agreed.
pub const SPREAD: &str = "valuations-spread";

/// The checks, in the order they are worth mending: a critical requirement without a plan row is the first thing
/// missing (`domain.md`, section 0 "Requirement").
pub const CHECKS: &[&str] = &[
    WITHOUT_PLAN,
    WITHOUT_METHOD,
    WITHOUT_FAILURE,
    WITHOUT_FUNCTION,
    WITHOUT_FREQUENCY,
    ROLE_CLASH,
    ROLE_UNCLEAR,
    AREA_CLASH,
    AREA_GAPS,
    WITHOUT_RIGHT,
    ONE_METHOD,
    NUMBER_TWICE,
    WITHOUT_SOURCE,
    WITHOUT_MEASURE,
    WITHOUT_DOCUMENT,
    SCALE_GAPS,
    SCALES_IN_USE,
    OFF_SCALE,
    NOT_VALUED,
    CRITICAL_UNREASONED,
    CRITICAL_MILD,
    SPREAD,
    ONE_CLASS,
    MIXED_SCALES,
    EMPTY,
    VAGUE,
    COMPOUND,
    DETAILED,
    SAME_TEXT,
    DEPTH_UNREASONED,
    AREA_LEFT_OUT,
    MANY_HOURS,
    OVER_CAPACITY,
    CROWDED,
    NO_UNITS,
    NO_PERIOD,
    NO_RESPONSIBLE,
    PERIOD_BACKWARDS,
    CONTRACT_BACKWARDS,
    BEFORE_CONTRACT,
    ONE_DIMENSION,
    WITHOUT_SPLIT,
    NOT_TOLD,
];

/// The checks on whether a requirement can be followed up, which its own explanation tells of
/// ([`Followable`](super::followable::Followable)).
pub const FOLLOWABLE: &[&str] = &[WITHOUT_SOURCE, WITHOUT_MEASURE, VAGUE, COMPOUND, DETAILED];

/// What the checks find on a day, in the order it is worth mending.
#[must_use]
pub fn findings(whole: &Whole, today: NaiveDate) -> Vec<Finding> {
    let known = Known::of(whole);
    let mut list = requirements::findings(&known);
    list.extend(rows::findings(&known));
    list.extend(valuations::findings(&known));
    list.extend(schedule::findings(&known));
    list.extend(frame::findings(&known, today));
    Finding::sort(&mut list, CHECKS);
    list
}

/// The plan as it is read once for all checks.
struct Known<'a> {
    whole: &'a Whole,
    requirements: Vec<Of<Requirement>>,
    rows: Vec<Of<PlanActivity>>,
    risks: HashMap<Id, risk::Valued>,
    /// Hours per year of each requirement that has a plan row.
    hours: HashMap<Id, f64>,
}

impl<'a> Known<'a> {
    fn of(whole: &'a Whole) -> Self {
        let rows: Vec<Of<PlanActivity>> = whole.all().collect();
        let mut hours = HashMap::new();
        for row in &rows {
            if let Some(requirement) = row.get(PLANNED) {
                *hours.entry(requirement.0).or_default() += row.get(HOURS).unwrap_or_default();
            }
        }
        Self { whole, requirements: whole.all().collect(), rows, risks: risk::agreed(whole), hours }
    }

    fn class(&self, requirement: Id) -> Option<Risk> {
        self.risks.get(&requirement).and_then(|valued| valued.class)
    }

    /// Whether failure is grave: marked as critical, or of high risk.
    fn is_grave(&self, requirement: &Of<Requirement>) -> bool {
        requirement.get(CRITICAL) == Some(true) || self.class(requirement.id()) == Some(Risk::High)
    }
}
