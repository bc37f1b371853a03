//! Evidence by method: one record a visit, interview, survey …, with the fields that its method asks for
//! (`domain.md`, step 2, the table of methods).

use super::{RELIABILITIES, share};
use crate::kind;
use crate::record::{Choices, Link, Links, choice, choices, date, flag, line, link, links, number, own_link, text};
use crate::steps::plan::records::{Function, METHODS, PlanActivity, Requirement, Unit, not_negative};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Whether a visit was told beforehand.
pub const NOTICES: Choices = Choices { name: "notice", codes: &["announced", "unannounced"] };
/// Why a visit was made.
pub const OCCASIONS: Choices = Choices { name: "occasion", codes: &["plan", "complaint", "sample", "cause"] };
/// How an observation is made.
pub const OBSERVATION_KINDS: Choices =
    Choices { name: "observation-kind", codes: &["general", "structured", "countable", "participating"] };
/// Yes, partly, no: does a document exist, is it good enough, is it known?
pub const THREE_TESTS: Choices = Choices { name: "three-tests", codes: &["yes", "partly", "no"] };

kind! {
    /// What was gathered by one method on one occasion.
    Evidence = 30 "evidence" "evidence_items" in FollowUp at Collect;
    /// What it is called.
    pub const EVIDENCE_TITLE: String = line(16, "title").needed();
    /// How it was gathered.
    pub const EVIDENCE_METHOD: String = choice(17, "method", &METHODS).needed();
    /// When.
    pub const EVIDENCE_DATE: NaiveDate = date(18, "date").needed();
    /// Where.
    pub const EVIDENCE_UNITS: Links<Unit> = links(19, "units");
    /// The requirements that it says something of.
    pub const EVIDENCE_OF: Links<Requirement> = links(20, "requirements");
    /// The plan row that asked for it.
    pub const EVIDENCE_PLAN: Link<PlanActivity> = link(21, "plan_activity");
    /// The visit that it is part of.
    pub const PART_OF: Link<Evidence> = own_link(22, "part_of", "evidence");
    /// The functions that took part.
    pub const TOOK_PART: Links<Function> = links(23, "functions");
    /// Announced or not.
    pub const NOTICE: String = choice(24, "notice", &NOTICES).when(&EVIDENCE_METHOD, &["visit"]);
    /// Why the visit was made.
    pub const OCCASION: String = choice(25, "occasion", &OCCASIONS).when(&EVIDENCE_METHOD, &["visit"]);
    /// Methods used during the visit.
    pub const SUB_METHODS: BTreeSet<String> =
        choices(26, "sub_methods", &METHODS).when(&EVIDENCE_METHOD, &["visit"]);
    /// How the observation was made.
    pub const OBSERVATION_KIND: String =
        choice(27, "observation_kind", &OBSERVATION_KINDS).when(&EVIDENCE_METHOD, &["observation"]);
    /// What was going on, such as a meal or a hand-over.
    pub const SITUATION: String = line(28, "situation").when(&EVIDENCE_METHOD, &["observation", "visit"]);
    /// Time of day.
    pub const TIME_OF_DAY: String = line(29, "time_of_day").when(&EVIDENCE_METHOD, &["observation", "visit"]);
    /// How many were there, interviewed or in the group.
    pub const PRESENT: f64 = number(30, "present", "persons").whole()
        .check(not_negative)
        .when(&EVIDENCE_METHOD, &["observation", "visit", "interview", "focus_group", "user_review"]);
    /// Who was asked.
    pub const TARGET_GROUP: String =
        line(31, "target_group").when(&EVIDENCE_METHOD, &["interview", "focus_group", "survey", "user_review"]);
    /// Whether those concerned have agreed.
    pub const CONSENT: bool = flag(32, "consent")
        .when(&EVIDENCE_METHOD, &["interview", "focus_group", "document_review", "user_review", "observation"]);
    /// Whether records of single persons were read; that takes a right in the contract and consent.
    pub const INDIVIDUAL_RECORDS: bool =
        flag(33, "individual_records").when(&EVIDENCE_METHOD, &["document_review", "visit"]);
    /// The guide of questions that was used.
    pub const QUESTION_GUIDE: String =
        line(34, "question_guide").when(&EVIDENCE_METHOD, &["interview", "focus_group", "survey", "user_review"]);
    /// The theme of the group, its one main question.
    pub const THEME: String = line(35, "theme").when(&EVIDENCE_METHOD, &["focus_group"]);
    /// The document that was read.
    pub const DOCUMENT: String = line(36, "document").when(&EVIDENCE_METHOD, &["document_review"]);
    /// Whether it exists.
    pub const EXISTS: String = choice(37, "exists", &THREE_TESTS).when(&EVIDENCE_METHOD, &["document_review"]);
    /// Whether it is good enough.
    pub const GOOD_ENOUGH: String =
        choice(38, "good_enough", &THREE_TESTS).when(&EVIDENCE_METHOD, &["document_review"]);
    /// Whether staff know it.
    pub const KNOWN: String = choice(39, "known", &THREE_TESTS).when(&EVIDENCE_METHOD, &["document_review"]);
    /// How many were looked at.
    pub const SAMPLE: f64 =
        number(40, "sample", "").check(not_negative).when(&EVIDENCE_METHOD, &["document_review", "own_control"]);
    /// How many were asked.
    pub const SENT: f64 = number(41, "sent", "persons").whole().check(not_negative).when(&EVIDENCE_METHOD, &["survey"]);
    /// How many answered.
    pub const ANSWERED: f64 = number(42, "answered", "persons").whole().check(not_negative).when(&EVIDENCE_METHOD, &["survey"]);
    /// Non-response in per cent, where only that is known.
    pub const EVIDENCE_NON_RESPONSE: f64 =
        number(43, "non_response", "percent").check(share).when(&EVIDENCE_METHOD, &["survey"]);
    /// The scale of the answers.
    pub const ANSWER_SCALE: String = line(44, "answer_scale").when(&EVIDENCE_METHOD, &["survey"]);
    /// The organisation that led the users' review.
    pub const REVIEW_LEADER: String = line(45, "review_leader").when(&EVIDENCE_METHOD, &["user_review"]);
    /// What was controlled.
    pub const CONTROL_POINT: String = line(46, "control_point").when(&EVIDENCE_METHOD, &["own_control"]);
    /// What came out of the control.
    pub const CONTROL_OUTCOME: String = text(47, "control_outcome").when(&EVIDENCE_METHOD, &["own_control"]);
    /// The key figure, and where it was read.
    pub const FIGURE_SOURCE: String = line(48, "figure_source").when(&EVIDENCE_METHOD, &["register"]);
    /// What was seen, heard or read.
    pub const SEEN: String = text(49, "seen");
    /// What we make of it, kept apart from what was seen.
    pub const INTERPRETATION: String = text(50, "interpretation");
    /// How far it can be trusted.
    pub const EVIDENCE_RELIABILITY: String = choice(51, "reliability", &RELIABILITIES);
    /// Why.
    pub const RELIABILITY_REASON: String = text(52, "reliability_reason");
    /// Whether strengths and weaknesses have been told to those reviewed.
    pub const FED_BACK: bool = flag(53, "fed_back");
    key [EVIDENCE_TITLE, EVIDENCE_METHOD, EVIDENCE_DATE] title [EVIDENCE_TITLE, EVIDENCE_METHOD]
}

kind! {
    /// A factor that a focus group named, with the points it was given.
    GroupFactor = 31 "group_factor" "group_factors" in FollowUp at Collect;
    /// The focus group.
    pub const FACTOR_OF: Link<Evidence> = link(16, "evidence").needed();
    /// The factor.
    pub const FACTOR: String = line(17, "factor").needed();
    /// The points that the group gave it.
    pub const FACTOR_POINTS: f64 = number(18, "points", "").check(not_negative);
    key [FACTOR_OF, FACTOR] title [FACTOR]
}
