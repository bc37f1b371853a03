//! The records of step 5.

use crate::kind;
use crate::record::{Any, Choices, Link, Links, any_links, choice, date, level, line, link, links, number, text};
use crate::steps::causes::records::{Cause, SPEAKING};
use crate::steps::plan::records::{Function, Requirement, Unit, not_negative};
use chrono::NaiveDate;

/// What a person judges: met ●, partly ▲, not ■, cannot be judged ○.
pub const VERDICTS: Choices = Choices { name: "verdict", codes: &["met", "partly", "not_met", "cannot_judge"] };
/// How sure a conclusion is.
pub const CERTAINTIES: Choices = Choices { name: "certainty", codes: &["high", "medium", "low"] };
/// The ways ahead that are always held against each other; others in own words.
pub const SCENARIO_KINDS: Choices = Choices { name: "scenario-kind", codes: &["unchanged", "limited", "full"] };
/// How far an improvement is to reach.
pub const GOAL_LEVELS: Choices = Choices { name: "aim-level", codes: &["sufficient", "good", "excellent"] };

kind! {
    /// Whether a requirement is met at a unit; without a unit: over all; without a requirement: the whole.
    /// A person sets it, with the proposed value beside (`domain.md`, section 0 "Judgement").
    Judgement = 60 "judgement" "judgements" in FollowUp at Conclusions;
    /// The requirement; none for the overall judgement.
    pub const JUDGED: Link<Requirement> = link(16, "requirement");
    /// The unit; none for all.
    pub const JUDGED_UNIT: Link<Unit> = link(17, "unit");
    /// The verdict.
    pub const VERDICT: String = choice(18, "verdict", &VERDICTS).needed();
    /// Why.
    pub const VERDICT_REASON: String = text(19, "reason");
    /// The function that judged.
    pub const JUDGED_BY: Link<Function> = link(20, "function");
    /// When.
    pub const JUDGED_ON: NaiveDate = date(21, "date");
    key [JUDGED, JUDGED_UNIT] title [JUDGED, JUDGED_UNIT, VERDICT]
}

kind! {
    /// What follows from causes and evidence.
    Conclusion = 61 "conclusion" "conclusions" in FollowUp at Conclusions;
    /// The conclusion.
    pub const CONCLUSION_TEXT: String = text(16, "text").needed();
    /// The causes that it rests on.
    pub const RESTS_ON: Links<Cause> = links(17, "causes");
    /// What speaks for it.
    pub const CONCLUSION_SUPPORT: Links<Any> = any_links(18, "support").among(&SPEAKING);
    /// What speaks against it.
    pub const CONCLUSION_COUNTER: Links<Any> = any_links(19, "counter").among(&SPEAKING);
    /// How sure it is.
    pub const CERTAINTY: String = choice(20, "certainty", &CERTAINTIES);
    /// What would change our mind.
    pub const WOULD_CHANGE: String = text(21, "would_change");
    /// What research, proven experience and those concerned say.
    pub const EXPERIENCE: String = text(22, "experience");
    /// What happens if nobody acts.
    pub const INACTION: String = text(23, "inaction");
    /// How grave that is for the individual, 1-4, 4 gravest.
    pub const INACTION_INDIVIDUAL: u8 = level(24, "inaction_individual", "risk");
    /// For the service, 1-4.
    pub const INACTION_SERVICE: u8 = level(25, "inaction_service", "risk");
    /// For the responsible authority, 1-4.
    pub const INACTION_AUTHORITY: u8 = level(26, "inaction_authority", "risk");
    /// The functions that took part.
    pub const CONCLUDED_BY: Links<Function> = links(27, "functions");
    /// When they met.
    pub const MEETING_DATE: NaiveDate = date(28, "meeting_date");
    key [CONCLUSION_TEXT] title [CONCLUSION_TEXT]
}

kind! {
    /// One way ahead and what it leads to.
    Scenario = 62 "scenario" "scenarios" in FollowUp at Conclusions;
    /// What it is called.
    pub const SCENARIO_NAME: String = line(16, "name").needed();
    /// Unchanged, limited action or full action.
    pub const SCENARIO_KIND: String = choice(17, "kind", &SCENARIO_KINDS);
    /// The conclusions that it answers.
    pub const SCENARIO_OF: Links<Conclusion> = links(18, "conclusions");
    /// What it takes for granted.
    pub const ASSUMPTIONS: String = text(19, "assumptions");
    /// What it leads to.
    pub const SCENARIO_OUTCOME: String = text(20, "outcome");
    /// How likely that is, 1-4, 4 likeliest.
    pub const SCENARIO_LIKELIHOOD: u8 = level(21, "likelihood", "risk");
    /// Good side effects.
    pub const GOOD_EFFECTS: String = text(22, "good_side_effects");
    /// Bad side effects.
    pub const BAD_EFFECTS: String = text(23, "bad_side_effects");
    /// What it costs, kr.
    pub const SCENARIO_COST: f64 = number(24, "cost", "kr").check(not_negative);
    key [SCENARIO_NAME] title [SCENARIO_NAME]
}

kind! {
    /// Something to keep an eye on.
    WatchPoint = 63 "watch_point" "watch_points" in FollowUp at Conclusions;
    /// What is watched.
    pub const WATCHED: String = line(16, "measure").needed();
    /// The limit at which something must happen.
    pub const WATCH_LIMIT: String = line(17, "limit");
    /// When it is looked at next.
    pub const WATCH_DATE: NaiveDate = date(18, "next_date");
    /// The requirement that it is about.
    pub const WATCH_REQUIREMENT: Link<Requirement> = link(19, "requirement");
    /// The conclusions that ask for it.
    pub const WATCH_OF: Links<Conclusion> = links(20, "conclusions");
    /// The function that watches.
    pub const WATCHED_BY: Link<Function> = link(21, "function");
    key [WATCHED] title [WATCHED]
}

kind! {
    /// What is to become better, delimited and ranked.
    ImprovementArea = 64 "improvement_area" "improvement_areas" in FollowUp at Conclusions;
    /// What it is called.
    pub const IMPROVEMENT_NAME: String = line(16, "name").needed();
    /// The conclusions that it comes from.
    pub const IMPROVEMENT_OF: Links<Conclusion> = links(17, "conclusions");
    /// How far it is to reach.
    pub const AIM_LEVEL: String = choice(18, "aim_level", &GOAL_LEVELS);
    /// When it is to be there.
    pub const AIM_DATE: NaiveDate = date(19, "aim_date");
    /// Who is concerned.
    pub const CONCERNED: String = line(20, "concerned");
    /// How urgent it is, 1-4, 4 most.
    pub const URGENCY: u8 = level(21, "urgency", "risk");
    /// How far one can influence it, 1-4, 4 most.
    pub const INFLUENCE: u8 = level(22, "influence", "risk");
    key [IMPROVEMENT_NAME] title [IMPROVEMENT_NAME]
}
