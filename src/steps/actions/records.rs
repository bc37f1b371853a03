//! The records of step 6.

use crate::kind;
use crate::record::{Choices, Link, Links, choice, date, level, line, link, links, number, text};
use crate::steps::causes::records::EFFECTS;
use crate::steps::conclusions::records::{Conclusion, ImprovementArea};
use crate::steps::plan::records::{AUDIENCES, Contract, Function, LadderStep, Requirement, Unit, not_negative};
use chrono::NaiveDate;

/// Whether a proposal changes the service or the system around it.
pub const TRACKS: Choices = Choices { name: "track", codes: &["service", "system"] };
/// How far an action has come.
pub const STATUSES: Choices =
    Choices { name: "action-status", codes: &["not_begun", "begun", "done", "delayed", "cancelled"] };
/// What is thought of an action plan.
pub const PLAN_VERDICTS: Choices = Choices { name: "plan-verdict", codes: &["sufficient", "complete", "insufficient"] };
/// Who decides on a sanction.
pub const DECIDERS: Choices = Choices { name: "decider", codes: &["delegation", "committee"] };
/// How a sanction ended.
pub const OUTCOMES: Choices = Choices { name: "sanction-outcome", codes: &["open", "mended", "raised", "withdrawn"] };
/// How deep the next follow-up goes.
pub const DEPTHS: Choices = Choices { name: "depth", codes: &["deep", "base", "sample"] };

kind! {
    /// A proposal: what is to be done about which problem, by whom and when.
    Proposal = 70 "proposal" "proposals" in FollowUp at Actions;
    /// The problem.
    pub const PROBLEM: String = text(16, "problem").needed();
    /// What is under way already.
    pub const UNDER_WAY: String = text(17, "under_way");
    /// What is proposed.
    pub const PROPOSED: String = text(18, "proposal").needed();
    /// What it aims at.
    pub const AIM: String = text(19, "aim");
    /// What follows from it.
    pub const CONSEQUENCES: String = text(20, "consequences");
    /// When it is followed up next.
    pub const NEXT_LOOK: NaiveDate = date(21, "next_follow_up");
    /// The conclusions that it builds on.
    pub const BUILDS_ON: Links<Conclusion> = links(22, "conclusions");
    /// The improvement areas that it serves.
    pub const IMPROVES: Links<ImprovementArea> = links(23, "improvement_areas");
    /// The service or the system around it.
    pub const TRACK: String = choice(24, "track", &TRACKS);
    /// How much it does, 1-4, 4 most.
    pub const EFFECT: u8 = level(25, "effect", "risk");
    /// How feasible it is, 1-4, 4 most.
    pub const FEASIBILITY: u8 = level(26, "feasibility", "risk");
    /// Hours that it takes.
    pub const PROPOSAL_HOURS: f64 = number(27, "hours", "hours").check(not_negative);
    /// What it costs, kr.
    pub const PROPOSAL_COST: f64 = number(28, "cost", "kr").check(not_negative);
    /// The function that answers for it.
    pub const DONE_BY: Link<Function> = link(29, "function");
    /// First day.
    pub const START: NaiveDate = date(30, "start");
    /// When it must be done.
    pub const DUE: NaiveDate = date(31, "due");
    /// Whose experience it builds on.
    pub const LEARNT_FROM: String = line(32, "learnt_from");
    /// How far it has come.
    pub const STATUS: String = choice(33, "status", &STATUSES);
    /// Whether it helped.
    pub const REACHED: String = choice(34, "reached", &EFFECTS);
    /// What shows that.
    pub const REACHED_SHOWN: String = text(35, "reached_shown");
    key [PROPOSED] title [PROPOSED]
}

kind! {
    /// A plan of actions that is requested from whoever runs a unit.
    ActionPlan = 71 "action_plan" "action_plans" in FollowUp at Actions;
    /// What it is about.
    pub const PLAN_NAME: String = line(16, "name").needed();
    /// The unit.
    pub const PLAN_UNIT: Link<Unit> = link(17, "unit").needed();
    /// The requirements that are not met.
    pub const PLAN_REQUIREMENTS: Links<Requirement> = links(18, "requirements");
    /// The proposals that it carries out.
    pub const PLAN_PROPOSALS: Links<Proposal> = links(19, "proposals");
    /// When it was requested.
    pub const REQUESTED: NaiveDate = date(20, "requested");
    /// When it must be in.
    pub const PLAN_DUE: NaiveDate = date(21, "due");
    /// When it came in.
    pub const RECEIVED: NaiveDate = date(22, "received");
    /// What it says.
    pub const PLAN_CONTENT: String = text(23, "content");
    /// What is thought of it.
    pub const PLAN_VERDICT: String = choice(24, "verdict", &PLAN_VERDICTS);
    /// Why.
    pub const PLAN_VERDICT_REASON: String = text(25, "verdict_reason");
    /// When it was judged.
    pub const PLAN_JUDGED: NaiveDate = date(26, "judged");
    /// When it was carried out.
    pub const CARRIED_OUT: NaiveDate = date(27, "carried_out");
    /// When that was verified.
    pub const VERIFIED: NaiveDate = date(28, "verified");
    /// The function that verified it.
    pub const VERIFIED_BY: Link<Function> = link(29, "verified_by");
    /// Whether it helped.
    pub const PLAN_EFFECT: String = choice(30, "effect", &EFFECTS);
    /// What shows that.
    pub const PLAN_EFFECT_SHOWN: String = text(31, "effect_shown");
    key [PLAN_NAME, PLAN_UNIT] title [PLAN_NAME, PLAN_UNIT]
}

kind! {
    /// A step taken on a contract's sanction ladder.
    SanctionEvent = 72 "sanction_event" "sanction_events" in FollowUp at Actions;
    /// The contract.
    pub const SANCTION_ON: Link<Contract> = link(16, "contract").needed();
    /// The step of its ladder.
    pub const LADDER_STEP: Link<LadderStep> = link(17, "ladder_step").needed();
    /// The unit.
    pub const SANCTION_UNIT: Link<Unit> = link(18, "unit");
    /// The requirements that are not met.
    pub const SANCTION_REQUIREMENTS: Links<Requirement> = links(19, "requirements");
    /// The clause that it rests on.
    pub const GROUND: String = line(20, "ground");
    /// When it was decided.
    pub const SANCTION_DATE: NaiveDate = date(21, "date").needed();
    /// Who decided.
    pub const DECIDED_BY: String = choice(22, "decided_by", &DECIDERS);
    /// Days to answer.
    pub const ANSWER_DAYS: f64 = number(23, "answer_days", "days").whole().check(not_negative);
    /// How it ended.
    pub const SANCTION_OUTCOME: String = choice(24, "outcome", &OUTCOMES);
    /// The action plan that came before.
    pub const SANCTION_PLAN: Link<ActionPlan> = link(25, "action_plan");
    /// Why a step was skipped: serious harm.
    pub const SKIP_REASON: String = text(26, "skip_reason");
    key [SANCTION_ON, LADDER_STEP, SANCTION_DATE] title [LADDER_STEP, SANCTION_ON, SANCTION_DATE]
}

kind! {
    /// What is told to whom, how and when.
    Communication = 73 "communication" "communications" in FollowUp at Actions;
    /// For whom.
    pub const TOLD: String = choice(16, "audience", &AUDIENCES).needed();
    /// What it is to achieve.
    pub const TOLD_WHY: String = line(17, "purpose");
    /// What is said.
    pub const MESSAGE: String = text(18, "message").needed();
    /// Through what.
    pub const TOLD_BY: String = line(19, "channel");
    /// When it is to be told.
    pub const TELL_ON: NaiveDate = date(20, "date");
    /// When it was told.
    pub const TOLD_ON: NaiveDate = date(21, "told_on");
    /// The function that tells.
    pub const TELLER: Link<Function> = link(22, "function");
    key [TOLD, MESSAGE] title [TOLD, MESSAGE]
}

kind! {
    /// What the next follow-up takes with it.
    NextFollowUp = 74 "next_follow_up" "next_follow_ups" in FollowUp at Actions;
    /// What is to be looked at.
    pub const NEXT_WHAT: String = text(16, "what").needed();
    /// When.
    pub const NEXT_DATE: NaiveDate = date(17, "date");
    /// How deep.
    pub const NEXT_DEPTH: String = choice(18, "depth", &DEPTHS);
    /// The requirements.
    pub const NEXT_REQUIREMENTS: Links<Requirement> = links(19, "requirements");
    /// The function that answers for it.
    pub const NEXT_FUNCTION: Link<Function> = link(20, "function");
    key [NEXT_WHAT] title [NEXT_WHAT, NEXT_DATE]
}
