//! The records of step 1, and those of the register that they point to.

use crate::kind;
use crate::record::{
    Choices, Flaw, Link, Links, Measured, Value, choice, choices, date, flag, level, line, link, links, measured,
    number, text,
};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Level that a follow-up or unit stands on.
pub const LEVELS: Choices = Choices { name: "level", codes: &["committee", "service_area", "unit"] };
/// Kind of organisation.
pub const ORGANISATIONS: Choices = Choices { name: "organisation", codes: &["municipality", "region"] };
/// Who runs the service: own regime, or a private provider by choice system (LOV) or procurement (LOU).
pub const REGIMES: Choices = Choices { name: "regime", codes: &["own", "lov", "lou"] };
/// What a requirement comes from.
pub const SOURCES: Choices =
    Choices { name: "source", codes: &["law", "regulation", "contract", "tender", "committee_goal", "commission"] };
/// Dimension of quality.
pub const DIMENSIONS: Choices = Choices { name: "dimension", codes: &["structure", "process", "outcome"] };
/// How binding a requirement is.
pub const TYPES: Choices = Choices { name: "requirement-type", codes: &["must", "should", "added_value", "goal"] };
/// Which way is better.
pub const DIRECTIONS: Choices = Choices { name: "direction", codes: &["higher", "lower"] };
/// Whom a requirement binds.
pub const BINDS: Choices = Choices { name: "binds", codes: &["all", "external", "own", "listed"] };
/// What a valuation looks at: risk (likelihood and consequence of failure), or the consequence for the individual.
pub const PERSPECTIVES: Choices = Choices { name: "perspective", codes: &["risk", "individual"] };
/// Methods of follow-up.
pub const METHODS: Choices = Choices {
    name: "method",
    codes: &[
        "visit",
        "observation",
        "interview",
        "focus_group",
        "document_review",
        "survey",
        "user_review",
        "own_control",
        "register",
    ],
};
/// How often something is followed up.
pub const FREQUENCIES: Choices =
    Choices { name: "frequency", codes: &["continuous", "month", "tertial", "year", "second_year", "event"] };
/// Months of the year.
pub const MONTHS: Choices = Choices {
    name: "month",
    codes: &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
};

kind! {
    /// The follow-up itself: its header. Its id is the follow-up's.
    FollowUpHeader = 1 "follow_up" "follow_ups" in FollowUp at Plan;
    /// What it is called.
    pub const TITLE: String = line(16, "title").needed();
    /// Diary number of the errand.
    pub const DIARY_NUMBER: String = line(17, "diary_number");
    /// The committee that it is for.
    pub const COMMITTEE: String = line(18, "committee");
    /// Service area.
    pub const SERVICE_AREA: String = line(19, "service_area");
    /// The law that the service rests on.
    pub const LAW: String = line(20, "law");
    /// Level that it stands on.
    pub const LEVEL: String = choice(21, "level", &LEVELS);
    /// Municipality or region.
    pub const ORGANISATION: String = choice(22, "organisation", &ORGANISATIONS);
    /// What those are called whom the service is for.
    pub const WORD_FOR_USERS: String = line(23, "word_for_users");
    /// The units that are followed up.
    pub const UNITS: Links<Unit> = links(24, "units");
    /// First day of the period that is followed up.
    pub const PERIOD_FROM: NaiveDate = date(25, "period_from");
    /// Last day of the period that is followed up.
    pub const PERIOD_TO: NaiveDate = date(26, "period_to");
    /// The function that answers for it.
    pub const RESPONSIBLE: Link<Function> = link(27, "responsible_function");
    key [TITLE] title [TITLE]
}

kind! {
    /// Whoever runs units: the organisation itself or a private provider.
    Provider = 2 "provider" "providers" in Register at Plan;
    /// Its name.
    pub const PROVIDER_NAME: String = line(16, "name").needed();
    key [PROVIDER_NAME] title [PROVIDER_NAME]
}

kind! {
    /// A unit where the service is given.
    Unit = 3 "unit" "units" in Register at Plan;
    /// Its name.
    pub const UNIT_NAME: String = line(16, "name").needed();
    /// Who runs it.
    pub const PROVIDER: Link<Provider> = link(17, "provider");
    /// Level in the organisation.
    pub const UNIT_LEVEL: String = choice(18, "level", &LEVELS);
    /// Service area.
    pub const UNIT_AREA: String = line(19, "service_area");
    /// Persons served.
    pub const USERS: f64 = number(20, "users", "persons").check(not_negative);
    /// Orientation, for example dementia.
    pub const ORIENTATION: String = line(21, "orientation");
    key [UNIT_NAME] title [UNIT_NAME]
}

kind! {
    /// A contract with a provider or, in own regime, a commission: what regime belongs to.
    Contract = 4 "contract" "contracts" in Register at Plan;
    /// Its number.
    pub const CONTRACT_NUMBER: String = line(16, "number");
    /// The other party.
    pub const PARTY: Link<Provider> = link(17, "provider");
    /// The units that it is about.
    pub const CONTRACT_UNITS: Links<Unit> = links(18, "units");
    /// Own regime, LOV or LOU.
    pub const REGIME: String = choice(19, "regime", &REGIMES).needed();
    /// First day.
    pub const CONTRACT_FROM: NaiveDate = date(20, "valid_from");
    /// Last day; none when it runs until further notice.
    pub const CONTRACT_TO: NaiveDate = date(21, "valid_to");
    /// Last day if the option to extend is used.
    pub const EXTENSION_TO: NaiveDate = date(22, "extension_to");
    key [CONTRACT_NUMBER, CONTRACT_UNITS] title [CONTRACT_NUMBER, CONTRACT_UNITS]
}

kind! {
    /// One step of a contract's own sanction ladder.
    LadderStep = 5 "ladder_step" "ladder_steps" in Register at Plan;
    /// The contract.
    pub const LADDER_OF: Link<Contract> = link(16, "contract").needed();
    /// Its place on the ladder, from 1, mildest first.
    pub const LADDER_ORDER: f64 = number(17, "order", "").check(not_negative);
    /// What the step is.
    pub const LADDER_NAME: String = line(18, "name").needed();
    key [LADDER_OF, LADDER_NAME] title [LADDER_NAME]
}

kind! {
    /// A function (role) that plans, reviews, owns or decides; never a person.
    Function = 6 "function" "functions" in Register at Plan;
    /// Its name.
    pub const FUNCTION_NAME: String = line(16, "name").needed();
    key [FUNCTION_NAME] title [FUNCTION_NAME]
}

kind! {
    /// What law, contract or politics demands of the service: a *krav*.
    Requirement = 7 "requirement" "requirements" in FollowUp at Plan;
    /// As officers say it: K07. Unique within the follow-up.
    pub const NUMBER: String = line(16, "number").needed();
    /// What is demanded.
    pub const TEXT: String = text(17, "text").needed();
    /// Area that it belongs to.
    pub const AREA: String = line(18, "area");
    /// What it comes from.
    pub const SOURCE: String = choice(19, "source", &SOURCES);
    /// Where in the source it stands.
    pub const REFERENCE: String = line(20, "reference");
    /// Dimension of quality.
    pub const DIMENSION: String = choice(21, "dimension", &DIMENSIONS);
    /// How binding it is.
    pub const TYPE: String = choice(22, "type", &TYPES);
    /// What is measured.
    pub const MEASURE: String = text(23, "measure");
    /// Unit of the measure, such as %, antal, ja/nej.
    pub const MEASURE_UNIT: String = line(24, "measure_unit");
    /// Which way is better.
    pub const DIRECTION: String = choice(25, "direction", &DIRECTIONS);
    /// What is to be reached, in the measure's unit.
    pub const TARGET: Measured = measured(26, "target", true);
    /// Marked by a person as grave when it was written, apart from likelihood and consequence.
    pub const CRITICAL: bool = flag(27, "critical");
    /// Why it is critical.
    pub const CRITICAL_REASON: String = text(28, "critical_reason");
    /// Persons concerned.
    pub const VOLUME: f64 = number(29, "volume", "persons").check(not_negative);
    /// Cost, kr per year.
    pub const COST: f64 = number(30, "cost", "kr_per_year").check(not_negative);
    /// Whom it binds; all when nothing stands here.
    pub const BINDS_WHOM: String = choice(31, "binds", &BINDS);
    /// The units it binds, when they are listed.
    pub const BOUND_UNITS: Links<Unit> = links(32, "bound_units");
    key [NUMBER] title [NUMBER, TEXT]
}

kind! {
    /// How one rater values a requirement in one perspective.
    Valuation = 8 "valuation" "valuations" in FollowUp at Plan;
    /// The requirement.
    pub const VALUED: Link<Requirement> = link(16, "requirement").needed();
    /// What it looks at.
    pub const PERSPECTIVE: String = choice(17, "perspective", &PERSPECTIVES).needed();
    /// Who valued.
    pub const RATER: String = line(18, "rater");
    /// How grave failure is, 1-4, 4 gravest.
    pub const CONSEQUENCE: u8 = level(19, "consequence", "risk");
    /// How likely failure is, 1-4, 4 likeliest.
    pub const LIKELIHOOD: u8 = level(20, "likelihood", "risk");
    /// Why.
    pub const REASON: String = text(21, "reason");
    /// Whether it is the one that counts.
    pub const AGREED: bool = flag(22, "agreed");
    key [VALUED, PERSPECTIVE, RATER] title [PERSPECTIVE, VALUED]
}

kind! {
    /// One row of the follow-up plan: what, how, which function, how often, and what follows on failure.
    PlanActivity = 9 "plan_activity" "plan_activities" in FollowUp at Plan;
    /// The requirement that is followed up.
    pub const PLANNED: Link<Requirement> = link(16, "requirement").needed();
    /// How.
    pub const METHOD: String = choice(17, "method", &METHODS).needed();
    /// Which function carries it out.
    pub const CARRIED_OUT_BY: Link<Function> = link(18, "function");
    /// How often.
    pub const FREQUENCY: String = choice(19, "frequency", &FREQUENCIES);
    /// In which months.
    pub const IN_MONTHS: BTreeSet<String> = choices(20, "months", &MONTHS);
    /// What happens when the requirement is not met.
    pub const ON_FAILURE: String = text(21, "on_failure");
    /// Hours per year.
    pub const HOURS: f64 = number(22, "hours", "hours_per_year").check(not_negative);
    key [PLANNED, METHOD, CARRIED_OUT_BY] title [PLANNED, METHOD]
}

/// Refuses numbers below zero.
///
/// # Errors
/// [`Flaw::Negative`].
pub fn not_negative(value: &Value) -> Result<(), Flaw> {
    match value {
        Value::Number(number) if *number < 0.0 => Err(Flaw::Negative),
        _ => Ok(()),
    }
}
