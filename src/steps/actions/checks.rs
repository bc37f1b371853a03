//! What is missing or suspicious in step 6 (`domain.md`, section 1, step 6 "Checks").

mod sanctions;

use super::records::{
    ActionPlan, BUILDS_ON, CARRIED_OUT, Communication, DONE_BY, DUE, NextFollowUp, PLAN_DUE, PLAN_JUDGED, PLAN_UNIT,
    PLAN_VERDICT, Proposal, RECEIVED, REQUESTED, STATUS, TOLD, TOLD_ON, VERIFIED,
};
use crate::follow_up::{Finding, Whole};
use crate::record::{Of, Step};
use crate::steps::conclusions::records::{Conclusion, Judgement};
use crate::steps::plan::contracts::Contracts;
use crate::steps::plan::records::Function;
use chrono::NaiveDate;

/// An action plan that should have come in.
pub const PLAN_LATE: &str = "action-plan-late";
/// An action plan judged before it came in.
pub const PLAN_JUDGED_EARLY: &str = "action-plan-judged-early";
/// An action plan that came in, and that nobody has judged.
pub const PLAN_NOT_JUDGED: &str = "action-plan-not-judged";
/// An action plan carried out, and nobody has verified it.
pub const PLAN_NOT_VERIFIED: &str = "action-plan-not-verified";
/// A proposal that should have been done.
pub const OVERDUE: &str = "proposal-overdue";
/// A sanction with nothing documented before it.
pub const WITHOUT_STEP: &str = "sanction-without-step";
/// A sanction that skips a step without serious harm.
pub const SKIPS_STEP: &str = "sanction-skips-step";
/// A sanction against own regime.
pub const OWN_REGIME: &str = "sanction-own-regime";
/// A sanction for a requirement that does not bind the unit.
pub const NOT_BOUND: &str = "sanction-not-bound";
/// A sanction for a requirement that does not stand in the contract.
pub const NOT_IN_CONTRACT: &str = "sanction-not-in-contract";
/// A sanction or action plan from before the contract.
pub const BEFORE_CONTRACT: &str = "action-before-contract";
/// Conclusions, and no proposal at all.
pub const NO_PROPOSAL: &str = "proposals-missing";
/// A proposal that builds on no conclusion.
pub const WITHOUT_CONCLUSION: &str = "proposal-without-conclusion";
/// A proposal for which no function answers.
pub const WITHOUT_FUNCTION: &str = "proposal-without-function";
/// A proposal without the day when it must be done.
pub const WITHOUT_DATE: &str = "proposal-without-date";
/// An outcome that those reviewed have not been told.
pub const NOT_TOLD: &str = "outcome-not-told";
/// No next follow-up.
pub const NO_NEXT: &str = "next-follow-up-missing";

/// The checks, in the order they are worth mending.
pub const CHECKS: &[&str] = &[
    PLAN_LATE,
    PLAN_JUDGED_EARLY,
    PLAN_NOT_JUDGED,
    PLAN_NOT_VERIFIED,
    OVERDUE,
    WITHOUT_STEP,
    SKIPS_STEP,
    OWN_REGIME,
    NOT_BOUND,
    NOT_IN_CONTRACT,
    BEFORE_CONTRACT,
    NO_PROPOSAL,
    WITHOUT_CONCLUSION,
    WITHOUT_FUNCTION,
    WITHOUT_DATE,
    NOT_TOLD,
    NO_NEXT,
];

/// What the checks find on a day, in the order it is worth mending.
#[must_use]
pub fn findings(whole: &Whole, today: NaiveDate) -> Vec<Finding> {
    let mut list = Vec::new();
    if whole.all::<Proposal>().next().is_none() && whole.all::<Conclusion>().next().is_some() {
        list.push(Finding::of_all::<Proposal>(NO_PROPOSAL, Step::Actions));
    }
    for proposal in whole.all::<Proposal>() {
        list.extend(of_proposal(whole, &proposal, today));
    }
    let contracts = Contracts::of(whole);
    for plan in whole.all::<ActionPlan>() {
        list.extend(of_plan(&plan, &contracts, today));
    }
    list.extend(sanctions::findings(whole));
    list.extend(of_outcome(whole, today));
    Finding::sort(&mut list, CHECKS);
    list
}

fn of_proposal(whole: &Whole, proposal: &Of<Proposal>, today: NaiveDate) -> Vec<Finding> {
    let of = |check| Finding::of(check, Step::Actions, proposal);
    let mut list = Vec::new();
    let mut conclusions = proposal.get(BUILDS_ON).map(|of| of.0).unwrap_or_default().into_iter();
    if !conclusions.any(|id| whole.of::<Conclusion>(id).is_some()) {
        list.push(of(WITHOUT_CONCLUSION).at(BUILDS_ON));
    }
    if proposal.get(DONE_BY).is_none_or(|function| whole.of::<Function>(function.0).is_none()) {
        list.push(of(WITHOUT_FUNCTION).at(DONE_BY));
    }
    let settled = matches!(proposal.get(STATUS).as_deref(), Some("done" | "cancelled"));
    match proposal.get(DUE) {
        None => list.push(of(WITHOUT_DATE).at(DUE)),
        Some(due) if due < today && !settled => list.push(of(OVERDUE).at(STATUS)),
        Some(_) => {}
    }
    list
}

fn of_plan(plan: &Of<ActionPlan>, contracts: &Contracts, today: NaiveDate) -> Vec<Finding> {
    let of = |check| Finding::of(check, Step::Actions, plan);
    let (received, judged, verdict) = (plan.get(RECEIVED), plan.get(PLAN_JUDGED), plan.get(PLAN_VERDICT));
    let mut list = Vec::new();
    if received.is_none() && plan.get(PLAN_DUE).is_some_and(|due| due < today) {
        list.push(of(PLAN_LATE).at(RECEIVED));
    }
    match received {
        None if judged.is_some() || verdict.is_some() => list.push(of(PLAN_JUDGED_EARLY).at(RECEIVED)),
        Some(received) if judged.is_some_and(|judged| judged < received) => {
            list.push(of(PLAN_JUDGED_EARLY).at(PLAN_JUDGED));
        }
        Some(_) if verdict.is_none() => list.push(of(PLAN_NOT_JUDGED).at(PLAN_VERDICT)),
        _ => {}
    }
    if plan.get(CARRIED_OUT).is_some() && plan.get(VERIFIED).is_none() {
        list.push(of(PLAN_NOT_VERIFIED).at(VERIFIED));
    }
    let place = plan.get(PLAN_UNIT).zip(plan.get(REQUESTED));
    if place.is_some_and(|(unit, day)| contracts.is_before(unit.0, day)) {
        list.push(of(BEFORE_CONTRACT).at(REQUESTED));
    }
    list
}

/// Once there is an outcome: those reviewed are told, and the next follow-up takes up the thread.
fn of_outcome(whole: &Whole, today: NaiveDate) -> Vec<Finding> {
    let outcome = whole.all::<Judgement>().next().is_some()
        || whole.all::<Conclusion>().next().is_some()
        || whole.all::<Proposal>().next().is_some();
    if !outcome {
        return Vec::new();
    }
    let told = |one: Of<Communication>| {
        one.get(TOLD).as_deref() == Some("reviewed") && one.get(TOLD_ON).is_some_and(|day| day <= today)
    };
    let told = whole.all::<Communication>().any(told);
    let next = whole.all::<NextFollowUp>().next().is_some();
    let missing = [
        (!told).then(|| Finding::of_all::<Communication>(NOT_TOLD, Step::Actions)),
        (!next).then(|| Finding::of_all::<NextFollowUp>(NO_NEXT, Step::Actions)),
    ];
    missing.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow_up::Edit;
    use crate::steps::actions::records::{NEXT_WHAT, PROPOSED};
    use crate::steps::conclusions::records::{CONCLUSION_TEXT, VERDICT};
    use crate::steps::made::{choice, day, field, found, link, links, text, today, whole};
    use crate::steps::plan::records::{CONTRACT_FROM, CONTRACT_UNITS, FUNCTION_NAME};

    fn list(edits: Vec<Edit>) -> Vec<Finding> {
        findings(&whole(vec![edits]), today())
    }

    #[test]
    fn a_proposal_has_a_conclusion_a_function_and_a_day() {
        let list = list(vec![
            field(1, PROPOSED, &text("Ny rutin")),
            field(2, BUILDS_ON, &links([20])),
            field(2, DONE_BY, &link(41)),
            field(2, DUE, &day("2025-06-01")),
            field(20, CONCLUSION_TEXT, &text("Slutsats")),
            field(41, FUNCTION_NAME, &text("utredare")),
        ]);
        for check in [WITHOUT_CONCLUSION, WITHOUT_FUNCTION, WITHOUT_DATE] {
            assert_eq!(found(&list, check), [1], "{check}");
        }
        assert!(found(&list, OVERDUE).is_empty(), "today is not too late");
    }

    #[test]
    fn something_is_proposed_where_something_is_concluded() {
        let concluded = || field(20, CONCLUSION_TEXT, &text("Slutsats"));
        assert_eq!(found(&list(vec![concluded()]), NO_PROPOSAL), [0]);
        assert!(found(&list(vec![concluded(), field(1, PROPOSED, &text("Ny rutin"))]), NO_PROPOSAL).is_empty());
        assert!(found(&list(vec![field(2, VERDICT, &choice("met"))]), NO_PROPOSAL).is_empty(), "nothing follows yet");
    }

    #[test]
    fn what_should_have_been_done_is_called_out_until_it_is_done_or_cancelled() {
        let of = |status: &str| {
            found(&list(vec![field(1, DUE, &day("2025-05-31")), field(1, STATUS, &choice(status))]), OVERDUE)
        };
        assert_eq!(of("begun"), [1]);
        assert!(of("done").is_empty() && of("cancelled").is_empty());
    }

    #[test]
    fn an_action_plan_comes_in_is_judged_and_verified_in_that_order() {
        let of = |edits: Vec<Edit>| -> Vec<&'static str> { list(edits).iter().map(|finding| finding.check).collect() };
        let due = |on: &str| field(1, PLAN_DUE, &day(on));
        let received = || field(1, RECEIVED, &day("2025-05-20"));
        let judged = |on: &str| field(1, PLAN_JUDGED, &day(on));
        let verdict = || field(1, PLAN_VERDICT, &choice("sufficient"));
        assert_eq!(of(vec![due("2025-05-31")]), [PLAN_LATE]);
        assert!(of(vec![due("2025-06-01")]).is_empty(), "today is not too late");
        assert_eq!(of(vec![due("2025-05-31"), received()]), [PLAN_NOT_JUDGED]);
        assert_eq!(of(vec![received(), verdict(), judged("2025-05-19")]), [PLAN_JUDGED_EARLY]);
        assert_eq!(of(vec![verdict()]), [PLAN_JUDGED_EARLY]);
        let done = || vec![received(), verdict(), judged("2025-05-20"), field(1, CARRIED_OUT, &day("2025-05-25"))];
        assert_eq!(of(done()), [PLAN_NOT_VERIFIED]);
        let verified = done().into_iter().chain([field(1, VERIFIED, &day("2025-05-28"))]);
        assert!(of(verified.collect()).is_empty());
    }

    #[test]
    fn nothing_is_requested_before_the_contract() {
        let of = |on: &str| {
            let edits = vec![
                field(31, CONTRACT_UNITS, &links([11])),
                field(31, CONTRACT_FROM, &day("2025-01-01")),
                field(1, PLAN_UNIT, &link(11)),
                field(1, REQUESTED, &day(on)),
            ];
            found(&list(edits), BEFORE_CONTRACT)
        };
        assert_eq!(of("2024-12-31"), [1]);
        assert!(of("2025-01-01").is_empty());
    }

    #[test]
    fn those_reviewed_are_told_and_the_next_follow_up_is_planned() {
        let judged = || field(1, VERDICT, &choice("met"));
        let told = |who: &str, on: &str| [field(2, TOLD, &choice(who)), field(2, TOLD_ON, &day(on))];
        assert!(list(Vec::new()).is_empty(), "there is no outcome yet");
        let open = list(vec![judged()]);
        assert_eq!((found(&open, NOT_TOLD), found(&open, NO_NEXT)), (vec![0], vec![0]));
        let of = |who: &str, on: &str| found(&list([judged()].into_iter().chain(told(who, on)).collect()), NOT_TOLD);
        assert!(of("reviewed", "2025-06-01").is_empty());
        assert_eq!(of("reviewed", "2025-06-02"), [0], "not yet");
        assert_eq!(of("elected", "2025-06-01"), [0]);
        assert!(found(&list(vec![judged(), field(3, NEXT_WHAT, &text("K04"))]), NO_NEXT).is_empty());
    }
}
