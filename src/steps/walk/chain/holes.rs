//! The holes of the chain: where it is broken off (`domain.md`, section 0 "Goals").

use super::{Link, pointing, record};
use crate::follow_up::{Findings, Whole};
use crate::record::{Id, Kind, Of, Record};
use crate::steps::actions::records::{
    ActionPlan, BUILDS_ON, DONE_BY, IMPROVES, PLAN_EFFECT, PLAN_PROPOSALS, Proposal, STATUS, VERIFIED,
};
use crate::steps::causes::records::{BEHIND, CAUSE_OF, Cause, STRENGTH};
use crate::steps::collect::records::{EVIDENCE_OF, EVIDENCE_PLAN, Evidence, MEASURED_OF, Result as Found};
use crate::steps::conclusions::records::{Conclusion, IMPROVEMENT_OF, ImprovementArea, RESTS_ON};
use crate::steps::focus::checks::RED_WITHOUT_FOCUS;
use crate::steps::focus::records::{FOCUS_KIND, FocusArea};
use crate::steps::plan::records::{Function, Goal, PLANNED, PlanActivity, Requirement, SERVES};
use std::collections::BTreeSet;

/// What is missing behind a record.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Gap {
    /// A goal that no requirement serves.
    GoalWithoutRequirement,
    /// A requirement that no plan row follows up.
    RequirementWithoutPlan,
    /// A plan row for which nothing has been found.
    PlanWithoutResult,
    /// A deviation ranked red that no focus area takes up; the checks of step 3 find it.
    RedWithoutFocus,
    /// A focus area on a deviation, without a cause.
    FocusWithoutCause,
    /// A cause that is not dismissed, and on which no conclusion rests, nor on those behind or before it.
    CauseWithoutConclusion,
    /// A conclusion from which no proposal comes.
    ConclusionWithoutProposal,
    /// A proposal that is not cancelled, with neither a function that answers for it nor an action plan.
    ProposalWithoutDoer,
    /// An action plan that has not been verified, or of which nobody has said whether it helped.
    ActionPlanWithoutEffect,
}

impl Gap {
    /// Its message.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::GoalWithoutRequirement => "hole-goal",
            Self::RequirementWithoutPlan => "hole-requirement",
            Self::PlanWithoutResult => "hole-plan",
            Self::RedWithoutFocus => "hole-found",
            Self::FocusWithoutCause => "hole-focus",
            Self::CauseWithoutConclusion => "hole-cause",
            Self::ConclusionWithoutProposal => "hole-conclusion",
            Self::ProposalWithoutDoer => "hole-proposal",
            Self::ActionPlanWithoutEffect => "hole-action-plan",
        }
    }

    /// The link after which the chain is broken off.
    #[must_use]
    pub fn after(self) -> Link {
        match self {
            Self::GoalWithoutRequirement => Link::Source,
            Self::RequirementWithoutPlan => Link::Requirement,
            Self::PlanWithoutResult => Link::Plan,
            Self::RedWithoutFocus => Link::Found,
            Self::FocusWithoutCause => Link::Focus,
            Self::CauseWithoutConclusion => Link::Cause,
            Self::ConclusionWithoutProposal => Link::Conclusion,
            Self::ProposalWithoutDoer => Link::Proposal,
            Self::ActionPlanWithoutEffect => Link::ActionPlan,
        }
    }
}

/// A hole in the chain.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Hole {
    /// What is missing.
    pub gap: Gap,
    /// Kind and id of the record behind which it is missing.
    pub record: (u8, Id),
}

/// All holes of a follow-up, in the order of the chain. It reads every record of the chain.
#[must_use]
pub fn holes(whole: &Whole, findings: &Findings) -> Vec<Hole> {
    let mut holes: Vec<Hole> = red(findings).map(|record| Hole { gap: Gap::RedWithoutFocus, record }).collect();
    for kind in Link::ALL.into_iter().take(Link::Effect.place()).flat_map(Link::kinds) {
        let all = whole.own.records(*kind).chain(whole.register.records(*kind));
        holes.extend(all.filter_map(|one| Some(Hole { gap: gap(whole, one)?, record: (*kind, one.id()) })));
    }
    holes.sort_by_key(|hole| hole.gap);
    holes
}

/// The holes behind some records, in the order of the chain.
#[must_use]
pub(super) fn gaps(whole: &Whole, findings: &Findings, records: &BTreeSet<(u8, Id)>) -> Vec<Hole> {
    let of_records =
        records.iter().filter_map(|at| Some(Hole { gap: gap(whole, record(whole, at.0, at.1)?)?, record: *at }));
    let red = red(findings).filter(|record| records.contains(record));
    let mut holes: Vec<Hole> = of_records.chain(red.map(|record| Hole { gap: Gap::RedWithoutFocus, record })).collect();
    holes.sort();
    holes
}

fn red(findings: &Findings) -> impl Iterator<Item = (u8, Id)> {
    findings.list.iter().filter(|finding| finding.check == RED_WITHOUT_FOCUS).filter_map(|finding| finding.record)
}

/// What is missing behind a record, as far as its links tell.
fn gap(whole: &Whole, record: &Record) -> Option<Gap> {
    let (kind, id) = (record.kind(), record.id());
    if kind == Goal::INFO.number {
        let served = pointing::<Requirement>(whole, id, SERVES.tag()).next().is_some();
        (!served).then_some(Gap::GoalWithoutRequirement)
    } else if kind == Requirement::INFO.number {
        let planned = pointing::<PlanActivity>(whole, id, PLANNED.tag()).next().is_some();
        (!planned).then_some(Gap::RequirementWithoutPlan)
    } else if let Some(row) = Of::<PlanActivity>::new(record) {
        (!is_found(whole, &row)).then_some(Gap::PlanWithoutResult)
    } else if let Some(focus) = Of::<FocusArea>::new(record) {
        let strength = focus.get(FOCUS_KIND).as_deref() == Some("strength");
        let caused = pointing::<Cause>(whole, id, CAUSE_OF.tag()).next().is_some();
        (!strength && !caused).then_some(Gap::FocusWithoutCause)
    } else if let Some(cause) = Of::<Cause>::new(record) {
        let dismissed = cause.get(STRENGTH).as_deref() == Some("dismissed");
        (!dismissed && !is_concluded(whole, &cause)).then_some(Gap::CauseWithoutConclusion)
    } else if kind == Conclusion::INFO.number {
        (!is_proposed(whole, id)).then_some(Gap::ConclusionWithoutProposal)
    } else if let Some(proposal) = Of::<Proposal>::new(record) {
        let cancelled = proposal.get(STATUS).as_deref() == Some("cancelled");
        let owned = proposal.get(DONE_BY).is_some_and(|function| whole.of::<Function>(function.0).is_some());
        let planned = pointing::<ActionPlan>(whole, id, PLAN_PROPOSALS.tag()).next().is_some();
        (!cancelled && !owned && !planned).then_some(Gap::ProposalWithoutDoer)
    } else if let Some(plan) = Of::<ActionPlan>::new(record) {
        let effect = plan.get(PLAN_EFFECT).is_some_and(|effect| effect != "unknown");
        (plan.get(VERIFIED).is_none() || !effect).then_some(Gap::ActionPlanWithoutEffect)
    } else {
        None
    }
}

/// Whether anything has been found for a plan row: by evidence that names it, or by its requirement's results and
/// evidence.
fn is_found(whole: &Whole, row: &Of<PlanActivity>) -> bool {
    let requirement = row.get(PLANNED).map(|link| link.0);
    pointing::<Evidence>(whole, row.id(), EVIDENCE_PLAN.tag()).next().is_some()
        || requirement.is_some_and(|id| {
            pointing::<Found>(whole, id, MEASURED_OF.tag()).next().is_some()
                || pointing::<Evidence>(whole, id, EVIDENCE_OF.tag()).next().is_some()
        })
}

/// Whether a conclusion rests on a cause, on one behind it, or on one that it lies behind.
fn is_concluded(whole: &Whole, cause: &Of<Cause>) -> bool {
    let concluded = |id: Id| pointing::<Conclusion>(whole, id, RESTS_ON.tag()).next().is_some();
    // A tree that bites its own tail is walked once.
    let mut seen: BTreeSet<Id> = BTreeSet::new();
    let mut up = Some(cause.id());
    while let Some(id) = up.filter(|id| seen.insert(*id)) {
        if concluded(id) {
            return true;
        }
        up = whole.of::<Cause>(id).and_then(|cause| cause.get(BEHIND)).map(|link| link.0);
    }
    let mut next = vec![cause.id()];
    while let Some(id) = next.pop() {
        let behind: Vec<Id> = pointing::<Cause>(whole, id, BEHIND.tag()).filter(|id| seen.insert(*id)).collect();
        if behind.iter().any(|id| concluded(*id)) {
            return true;
        }
        next.extend(behind);
    }
    false
}

/// Whether a proposal builds on a conclusion, itself or by way of an improvement area.
fn is_proposed(whole: &Whole, conclusion: Id) -> bool {
    let direct = pointing::<Proposal>(whole, conclusion, BUILDS_ON.tag()).next().is_some();
    let mut areas = pointing::<ImprovementArea>(whole, conclusion, IMPROVEMENT_OF.tag());
    direct || areas.any(|area| pointing::<Proposal>(whole, area, IMPROVES.tag()).next().is_some())
}
