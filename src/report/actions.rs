//! 6 Förslag till åtgärder: proposals, action plans, sanctions, communication, the next follow-up.

use super::page::{Page, item};
use super::{Item, Text};
use crate::record::{Of, Step};
use crate::steps::actions::questions;
use crate::steps::actions::records::{
    AIM, ANSWER_DAYS, ActionPlan, BUILDS_ON, CARRIED_OUT, CONSEQUENCES, Communication, DECIDED_BY, DONE_BY, DUE,
    EFFECT, FEASIBILITY, GROUND, LADDER_STEP, LEARNT_FROM, MESSAGE, NEXT_DATE, NEXT_DEPTH, NEXT_FUNCTION, NEXT_LOOK,
    NEXT_REQUIREMENTS, NEXT_WHAT, NextFollowUp, PLAN_CONTENT, PLAN_DUE, PLAN_EFFECT, PLAN_EFFECT_SHOWN, PLAN_JUDGED,
    PLAN_NAME, PLAN_REQUIREMENTS, PLAN_UNIT, PLAN_VERDICT, PLAN_VERDICT_REASON, PROBLEM, PROPOSAL_COST, PROPOSAL_HOURS,
    PROPOSED, Proposal, REACHED, REACHED_SHOWN, RECEIVED, REQUESTED, SANCTION_DATE, SANCTION_ON, SANCTION_OUTCOME,
    SANCTION_REQUIREMENTS, SANCTION_UNIT, SKIP_REASON, START, STATUS, SanctionEvent, TELL_ON, TELLER, TOLD, TOLD_BY,
    TOLD_ON, TOLD_WHY, TRACK, UNDER_WAY, VERIFIED, VERIFIED_BY,
};
use std::cmp::Reverse;

/// The section of step 6.
pub(super) fn section(page: &mut Page<'_>) {
    super::plan::step(page, Step::Actions);
    proposals(page);
    plans(page);
    sanctions(page);
    let mut told: Vec<Of<Communication>> = page.whole.all().collect();
    told.sort_by_key(|one| one.get(TELL_ON));
    if told.is_empty() {
        page.lack("report-communication");
    } else {
        page.heading(3, "report-communication");
        let tags =
            [TOLD.tag(), TOLD_WHY.tag(), MESSAGE.tag(), TOLD_BY.tag(), TELL_ON.tag(), TOLD_ON.tag(), TELLER.tag()];
        page.records("", &told, &tags);
    }
    let mut next: Vec<Of<NextFollowUp>> = page.whole.all().collect();
    next.sort_by_key(|one| one.get(NEXT_DATE));
    if next.is_empty() {
        page.lack("report-next");
    } else {
        page.heading(3, "report-next");
        let tags = [NEXT_WHAT.tag(), NEXT_DATE.tag(), NEXT_DEPTH.tag(), NEXT_REQUIREMENTS.tag(), NEXT_FUNCTION.tag()];
        page.records("", &next, &tags);
    }
    super::plan::answers(page, questions::QUESTIONS);
}

fn proposals(page: &mut Page<'_>) {
    let mut all: Vec<Of<Proposal>> = page.whole.all().collect();
    if all.is_empty() {
        page.lack("report-proposals");
        return;
    }
    page.heading(3, "report-proposals");
    all.sort_by_key(|one| Reverse((one.get(EFFECT), one.get(FEASIBILITY))));
    for one in &all {
        let text = page.word(one, PROPOSED);
        page.headed(4, text.trim_end_matches('.'));
        if text.lines().count() > 1 {
            page.paragraph(text);
        }
        page.fields(
            one,
            &[
                PROBLEM.tag(),
                UNDER_WAY.tag(),
                AIM.tag(),
                CONSEQUENCES.tag(),
                BUILDS_ON.tag(),
                TRACK.tag(),
                EFFECT.tag(),
                FEASIBILITY.tag(),
                PROPOSAL_HOURS.tag(),
                PROPOSAL_COST.tag(),
                DONE_BY.tag(),
                START.tag(),
                DUE.tag(),
                STATUS.tag(),
                NEXT_LOOK.tag(),
                LEARNT_FROM.tag(),
                REACHED.tag(),
                REACHED_SHOWN.tag(),
            ],
        );
        page.refer(one.id());
    }
}

fn plans(page: &mut Page<'_>) {
    let mut all: Vec<Of<ActionPlan>> = page.whole.all().collect();
    if all.is_empty() {
        page.lack("report-action-plans");
        return;
    }
    page.heading(3, "report-action-plans");
    all.sort_by_key(|one| one.get(PLAN_DUE));
    let row = |one: &Of<ActionPlan>| {
        let late = one.get(RECEIVED).is_none() && one.get(PLAN_DUE).is_some_and(|due| due < page.day);
        let received = if late { Text::strong(page.say("report-late")) } else { page.cell(one, RECEIVED) };
        vec![
            page.cell(one, PLAN_NAME),
            page.cell(one, PLAN_UNIT),
            page.cell(one, PLAN_REQUIREMENTS),
            page.cell(one, REQUESTED),
            page.cell(one, PLAN_DUE),
            received,
            page.cell(one, PLAN_VERDICT),
            page.cell(one, CARRIED_OUT),
            page.cell(one, VERIFIED),
            page.cell(one, PLAN_EFFECT),
        ]
    };
    let rows = all.iter().map(row).collect();
    let heads = [
        "action_plan.name",
        "action_plan.unit",
        "action_plan.requirements",
        "action_plan.requested",
        "action_plan.due",
        "action_plan.received",
        "action_plan.verdict",
        "action_plan.carried_out",
        "action_plan.verified",
        "action_plan.effect",
    ];
    page.table("", &heads, rows);
    let tags =
        [PLAN_CONTENT.tag(), PLAN_VERDICT_REASON.tag(), PLAN_JUDGED.tag(), VERIFIED_BY.tag(), PLAN_EFFECT_SHOWN.tag()];
    for one in &all {
        let more = tags.iter().any(|tag| one.record().value(*tag).is_some()) || !page.documents(one.id()).is_empty();
        if more {
            let name = format!("{}, {}", page.word(one, PLAN_NAME), page.word(one, PLAN_UNIT));
            page.headed(4, name);
            page.fields(one, &tags);
            page.refer(one.id());
        }
    }
}

fn sanctions(page: &mut Page<'_>) {
    let mut all: Vec<Of<SanctionEvent>> = page.whole.all().collect();
    if all.is_empty() {
        page.lack("report-sanctions");
        return;
    }
    page.heading(3, "report-sanctions");
    all.sort_by_key(|one| one.get(SANCTION_DATE));
    let mut tags = vec![
        SANCTION_DATE.tag(),
        SANCTION_ON.tag(),
        LADDER_STEP.tag(),
        SANCTION_UNIT.tag(),
        SANCTION_REQUIREMENTS.tag(),
        GROUND.tag(),
        DECIDED_BY.tag(),
        ANSWER_DAYS.tag(),
        SANCTION_OUTCOME.tag(),
    ];
    if all.iter().any(|one| one.get(SKIP_REASON).is_some()) {
        tags.push(SKIP_REASON.tag());
    }
    page.records("", &all, &tags);
    let mut items = Vec::new();
    for one in &all {
        let documents = page.documents(one.id());
        if !documents.is_empty() {
            items.push(item(0, format!("{} {}", page.word(one, SANCTION_DATE), page.word(one, LADDER_STEP))));
            items.extend(documents.into_iter().map(|text| Item { depth: 1, text }));
        }
    }
    page.list(items);
}
