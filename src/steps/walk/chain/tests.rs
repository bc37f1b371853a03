use super::{Chain, Gap, Link, MOST, holes};
use crate::follow_up::{Edit, Findings, Whole};
use crate::record::{Id, Kind, KindInfo, Step, Value};
use crate::steps::actions::records::{ActionPlan, BUILDS_ON, DONE_BY, PLAN_EFFECT, PLAN_PROPOSALS, Proposal, VERIFIED};
use crate::steps::causes::records::{BEHIND, CAUSE_COUNTER, CAUSE_OF, CAUSE_TEXT, Cause};
use crate::steps::collect::records::{EVIDENCE_PLAN, EVIDENCE_TITLE, Evidence, MEASURED_OF, Result as Found};
use crate::steps::conclusions::records::{CONCLUSION_TEXT, Conclusion, RESTS_ON};
use crate::steps::focus::records::{FOCUS_KIND, FOCUS_NAME, FOCUS_SHOWN_BY, FocusArea};
use crate::steps::made::{date as day, field, finding, whole};
use crate::steps::plan::records::{FUNCTION_NAME, GOAL_TEXT, Goal, NUMBER, PLANNED, PlanActivity, Requirement, SERVES};

fn link(id: u128) -> Value {
    Value::Link(Id::from_u128(id))
}

fn links(ids: &[u128]) -> Value {
    Value::Links(ids.iter().map(|id| Id::from_u128(*id)).collect())
}

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

/// One record in every link, each resting on the one before: 1 goal, 2 requirement, 3 plan row, 4 result, 5 focus
/// area, 6 cause, 7 conclusion, 8 proposal, 9 action plan; and 10, evidence for the plan row.
fn full() -> Vec<Edit> {
    vec![
        field(1, GOAL_TEXT, &text("Trygghet")),
        field(2, NUMBER, &text("K07")),
        field(2, SERVES, &links(&[1])),
        field(3, PLANNED, &link(2)),
        field(4, MEASURED_OF, &link(2)),
        field(5, FOCUS_NAME, &text("Kontinuitet")),
        field(5, FOCUS_KIND, &Value::Choice("deviation".into())),
        field(5, FOCUS_SHOWN_BY, &links(&[4])),
        field(6, CAUSE_TEXT, &text("Schemat")),
        field(6, CAUSE_OF, &link(5)),
        field(7, CONCLUSION_TEXT, &text("Schemat styr")),
        field(7, RESTS_ON, &links(&[6])),
        field(8, BUILDS_ON, &links(&[7])),
        field(9, PLAN_PROPOSALS, &links(&[8])),
        field(9, VERIFIED, &Value::Date(day("2026-05-01"))),
        field(9, PLAN_EFFECT, &Value::Choice("yes".into())),
        field(10, EVIDENCE_TITLE, &text("Besök")),
        field(10, EVIDENCE_PLAN, &link(3)),
    ]
}

/// The records of each link, by their numbers.
fn chain(whole: &Whole, kind: &KindInfo, id: u128) -> Vec<Vec<u128>> {
    let chain = Chain::of(whole, &Findings::default(), kind.number, Id::from_u128(id)).unwrap();
    let ids = |records: &[(u8, Id)]| records.iter().map(|(_, id)| id.as_u128()).collect();
    chain.links.iter().map(|level| ids(&level.records)).collect()
}

fn of<K: Kind>(whole: &Whole, id: u128) -> Vec<Vec<u128>> {
    chain(whole, &K::INFO, id)
}

fn gaps(whole: &Whole, findings: &Findings) -> Vec<(Gap, u128)> {
    holes(whole, findings).into_iter().map(|hole| (hole.gap, hole.record.1.as_u128())).collect()
}

#[test]
fn the_chain_is_the_same_from_both_ends_and_each_link_finds_it() {
    let whole = whole(vec![full()]);
    let all: Vec<Vec<u128>> =
        [&[1][..], &[2], &[3], &[4, 10], &[5], &[6], &[7], &[8], &[9], &[9]].map(<[u128]>::to_vec).into();
    let sorted = |mut chain: Vec<Vec<u128>>| {
        for level in &mut chain {
            level.sort_unstable();
        }
        chain
    };
    assert_eq!(sorted(of::<Goal>(&whole, 1)), all);
    assert_eq!(sorted(of::<Requirement>(&whole, 2)), all);
    assert_eq!(sorted(of::<PlanActivity>(&whole, 3)), all);
    // From what was found on, the evidence beside the result stands in another chain.
    let mut without = all.clone();
    without[3] = vec![4];
    assert_eq!(of::<Found>(&whole, 4), without);
    assert_eq!(of::<FocusArea>(&whole, 5), without);
    assert_eq!(of::<Cause>(&whole, 6), without);
    assert_eq!(of::<ActionPlan>(&whole, 9), without);
    let evidence = of::<Evidence>(&whole, 10);
    assert_eq!((&evidence[..4], &evidence[4..]), (&[vec![1], vec![2], vec![3], vec![10]][..], &vec![vec![]; 6][..]));
    assert_eq!(gaps(&whole, &Findings::default()), []);
}

#[test]
fn every_break_is_a_hole_where_it_is() {
    let without = |kind: &KindInfo, tag: u16| {
        let edits = full().into_iter().filter(|edit| (edit.kind, edit.tag) != (kind.number, tag)).collect();
        gaps(&whole(vec![edits]), &Findings::default())
    };
    assert_eq!(without(&Requirement::INFO, SERVES.tag()), [(Gap::GoalWithoutRequirement, 1)]);
    let unplanned = without(&PlanActivity::INFO, PLANNED.tag());
    assert_eq!(unplanned, [(Gap::RequirementWithoutPlan, 2)]);
    assert_eq!(without(&Cause::INFO, CAUSE_OF.tag()), [(Gap::FocusWithoutCause, 5)]);
    assert_eq!(without(&Conclusion::INFO, RESTS_ON.tag()), [(Gap::CauseWithoutConclusion, 6)]);
    assert_eq!(without(&Proposal::INFO, BUILDS_ON.tag()), [(Gap::ConclusionWithoutProposal, 7)]);
    assert_eq!(without(&ActionPlan::INFO, PLAN_PROPOSALS.tag()), [(Gap::ProposalWithoutDoer, 8)]);
    assert_eq!(without(&ActionPlan::INFO, VERIFIED.tag()), [(Gap::ActionPlanWithoutEffect, 9)]);
    let found = [Found::INFO.number, Evidence::INFO.number];
    let nothing: Vec<Edit> = full().into_iter().filter(|edit| !found.contains(&edit.kind)).collect();
    assert_eq!(gaps(&whole(vec![nothing]), &Findings::default()), [(Gap::PlanWithoutResult, 3)]);
}

#[test]
fn a_function_a_strength_a_dismissed_cause_and_a_branch_that_is_concluded_are_no_holes() {
    let mut edits: Vec<Edit> = full().into_iter().filter(|edit| edit.kind != ActionPlan::INFO.number).collect();
    edits.extend([
        field(20, FUNCTION_NAME, &text("Enhetschef")),
        field(8, DONE_BY, &link(20)),
        field(21, FOCUS_NAME, &text("Bemötandet")),
        field(21, FOCUS_KIND, &Value::Choice("strength".into())),
        field(22, CAUSE_TEXT, &text("Varför schemat?")),
        field(22, CAUSE_OF, &link(5)),
        field(22, BEHIND, &link(6)),
        field(23, CAUSE_TEXT, &text("Vädret")),
        field(23, CAUSE_OF, &link(5)),
        field(23, crate::steps::causes::records::STRENGTH, &Value::Choice("dismissed".into())),
    ]);
    let whole = whole(vec![edits]);
    assert_eq!(gaps(&whole, &Findings::default()), []);
    assert_eq!(of::<Cause>(&whole, 22)[5], [22, 6], "the cause that it lies behind");
    assert_eq!(of::<Requirement>(&whole, 2)[5].len(), 3, "all causes of the focus area");
}

#[test]
fn red_deviations_without_focus_area_come_from_the_checks_and_what_speaks_against_carries_nothing() {
    let mut edits = full();
    edits.push(field(6, CAUSE_COUNTER, &links(&[10])));
    let whole = whole(vec![edits]);
    let mut red = finding("red-without-focus", Step::Focus);
    red.record = Some((Requirement::INFO.number, Id::from_u128(2)));
    let findings = Findings { list: vec![red], ..Findings::default() };
    assert_eq!(gaps(&whole, &findings), [(Gap::RedWithoutFocus, 2)]);
    let at = Chain::of(&whole, &findings, FocusArea::INFO.number, Id::from_u128(5)).unwrap();
    assert_eq!((at.at, at.holes.len()), (Link::Focus, 1));
    let chain = Chain::of(&whole, &findings, Evidence::INFO.number, Id::from_u128(10)).unwrap();
    assert!(chain.level(Link::Cause).unwrap().records.is_empty());
    assert_eq!(Chain::of(&whole, &findings, Requirement::INFO.number, Id::from_u128(404)), None);
    assert_eq!(Chain::of(&whole, &findings, crate::record::HEADER, whole.own.id()), None);
}

#[test]
fn causes_that_bite_their_tails_and_wide_links_are_bounded() {
    let mut edits = full();
    edits.extend([field(24, CAUSE_TEXT, &text("a")), field(24, BEHIND, &link(25)), field(25, BEHIND, &link(24))]);
    edits.extend((1000..1300).map(|id| field(id, MEASURED_OF, &link(2))));
    let whole = whole(vec![edits]);
    assert_eq!(gaps(&whole, &Findings::default()).len(), 2);
    let chain = Chain::of(&whole, &Findings::default(), Requirement::INFO.number, Id::from_u128(2)).unwrap();
    let found = chain.level(Link::Found).unwrap();
    assert_eq!((found.records.len(), found.more), (MOST, true));
}
