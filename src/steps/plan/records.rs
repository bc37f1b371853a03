//! The records of step 1, and those of the register that they point to.

mod areas;
mod four_field;
mod planned;
mod register;
mod scales;

pub use areas::*;
pub use four_field::*;
pub use planned::*;
pub use register::*;
pub use scales::*;

use crate::kind;
use crate::record::{
    CLOSED, Choices, Flaw, Link, Links, Measured, REOPENED, Value, choice, choices, date, flag, level, line, link,
    links, measured, number, own_link, text,
};
use crate::steps::actions::records::DEPTHS;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Level that a follow-up or unit stands on.
pub const LEVELS: Choices = Choices { name: "level", codes: &["committee", "service_area", "unit"] };
/// Kind of organisation.
pub const ORGANISATIONS: Choices = Choices { name: "organisation", codes: &["municipality", "region"] };
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

/// How results can be split.
pub const SPLIT_BY: Choices = Choices { name: "split", codes: &["sex", "age", "area", "orientation"] };
/// Whom a plan, a question or an outcome is for (`domain.md`, step 1 "förankring").
pub const AUDIENCES: Choices =
    Choices { name: "audience", codes: &["elected", "reviewed", "reviewers", "users", "public"] };
/// How far someone takes part.
pub const PARTICIPATIONS: Choices =
    Choices { name: "participation", codes: &["informed", "consulted", "involved", "decided"] };

kind! {
    /// The follow-up itself: its header. Its id is the follow-up's.
    FollowUpHeader = 1 "follow_up" "follow_ups" in FollowUp at Plan;
    /// What it is called.
    pub const TITLE: String = line(16, "title").needed();
    /// Diary number of the errand.
    pub const DIARY_NUMBER: String = line(17, "diary_number");
    /// The committee that it is for.
    pub const COMMITTEE: String = line(crate::record::COMMITTEE, "committee");
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
    /// The day it was closed; while it stands here, steps 1-5 and the judgements are locked. Never asked for:
    /// closing sets it.
    pub const CLOSED_ON: NaiveDate = date(CLOSED, "closed_on").when(&LEVEL, &[]);
    /// The follow-up on the level above, whose requirements and goals this one serves.
    pub const ABOVE: Link<FollowUpHeader> = own_link(29, "above", "follow_up");
    /// What is followed up and why, in a few sentences.
    pub const PURPOSE: String = text(30, "purpose");
    /// Why it was opened again after it had been closed. Never asked for: opening it again sets it.
    pub const REOPENED_BECAUSE: String = text(REOPENED, "reopened_because").when(&LEVEL, &[]);
    /// The follow-up before this one of the same, as a rule last year's: its plan is carried over from there.
    pub const PREVIOUS: Link<FollowUpHeader> = own_link(32, "previous", "follow_up");
    key [TITLE] title [TITLE]
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
    pub const VOLUME: f64 = number(29, "volume", "persons").whole().check(not_negative);
    /// Cost, kr per year.
    pub const COST: f64 = number(30, "cost", "kr_per_year").check(not_negative);
    /// Whom it binds; all when nothing stands here.
    pub const BINDS_WHOM: String = choice(31, "binds", &BINDS);
    /// The units it binds, when they are listed.
    pub const BOUND_UNITS: Links<Unit> = links(32, "bound_units").when(&BINDS_WHOM, &["listed"]);
    /// The documents that make it binding.
    pub const BINDING_DOCUMENTS: Links<GoverningDocument> = links(33, "documents");
    /// The goals that it serves.
    pub const SERVES: Links<Goal> = links(34, "goals");
    /// Code of the national key figure that measures it, four digits or letter and digits.
    pub const KEY_FIGURE: String = line(35, "key_figure");
    /// What it means, in words for those whom the service is for.
    pub const PLAIN_WORDS: String = text(36, "plain_words");
    key [NUMBER] title [NUMBER, TEXT]
}

/// The rater of valuations that came out of a file (`domain.md`, section 0 "Import").
pub const RATER_IMPORT: &str = "import";

kind! {
    /// How one rater values a requirement in one perspective.
    Valuation = 8 "valuation" "valuations" in FollowUp at Plan;
    /// The requirement.
    pub const VALUED: Link<Requirement> = link(16, "requirement").needed();
    /// What it looks at.
    pub const PERSPECTIVE: String = choice(17, "perspective", &PERSPECTIVES).needed();
    /// Who valued.
    pub const RATER: String = line(18, "rater");
    /// How grave failure is, from 1 on its scale.
    pub const CONSEQUENCE: u8 = level(19, "consequence", "step");
    /// How likely failure is, from 1 on its scale.
    pub const LIKELIHOOD: u8 = level(20, "likelihood", "step");
    /// Why.
    pub const REASON: String = text(21, "reason");
    /// Whether it is the one that counts.
    pub const AGREED: bool = flag(22, "agreed");
    /// The scale it was made on; the default scale where nothing stands.
    pub const MADE_ON: Link<RiskScale> = link(23, "scale");
    key [VALUED, PERSPECTIVE, RATER] title [PERSPECTIVE, VALUED] counts AGREED
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
    /// How results are to be split; by sex unless a reason says otherwise.
    pub const SPLITS: BTreeSet<String> = choices(23, "splits", &SPLIT_BY);
    /// Why results are not split by sex.
    pub const NO_SPLIT_REASON: String = text(24, "no_split_reason");
    /// How deep; what the risk proposes when nothing stands here (see [`schedule::depth`](super::schedule::depth)).
    pub const PLAN_DEPTH: String = choice(25, "depth", &DEPTHS);
    /// Why it is another depth than the proposed one.
    pub const DEPTH_REASON: String = text(26, "depth_reason");
    /// The theme that it belongs to this year.
    pub const PLAN_THEME: String = line(27, "theme");
    /// The document that comes out of it.
    pub const PLAN_DOCUMENT: String = line(28, "document");
    key [PLANNED, METHOD, CARRIED_OUT_BY] title [PLANNED, METHOD]
}

kind! {
    /// With whom the plan or its outcome is shared, or who takes part in it, and how: anchoring and participation.
    Anchoring = 20 "anchoring" "anchorings" in FollowUp at Plan;
    /// Who.
    pub const ANCHORED_WITH: String = choice(16, "audience", &AUDIENCES).needed();
    /// Which of them, in words; functions and groups, never persons.
    pub const ANCHORED_WHO: String = line(17, "who");
    /// How far they take part.
    pub const PARTICIPATION: String = choice(18, "participation", &PARTICIPATIONS);
    /// When.
    pub const ANCHORED_ON: NaiveDate = date(19, "date");
    /// Through what.
    pub const ANCHORED_BY: String = line(20, "channel");
    /// What they were told or asked.
    pub const ANCHORED_WHAT: String = text(21, "what");
    /// What came back, and what it changed.
    pub const ANCHORED_OUTCOME: String = text(22, "outcome");
    key [ANCHORED_WITH, ANCHORED_WHO, ANCHORED_ON] title [ANCHORED_WITH, ANCHORED_WHO]
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
