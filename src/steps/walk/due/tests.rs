use super::{State, What, due};
use crate::follow_up::{Edit, Whole};
use crate::record::{Id, Value};
use crate::steps::actions::records::*;
use crate::steps::collect::records::{EVIDENCE_DATE, EVIDENCE_PLAN};
use crate::steps::conclusions::records::WATCH_DATE;
use crate::steps::made::{date as day, field, whole};
use crate::steps::plan::records::*;

fn date(text: &str) -> Value {
    Value::Date(day(text))
}

fn links(ids: &[u128]) -> Value {
    Value::Links(ids.iter().map(|id| Id::from_u128(*id)).collect())
}

fn choice(code: &str) -> Value {
    Value::Choice(code.into())
}

/// What is due, with days left and state, by the records' numbers.
fn on(whole: &Whole, today: &str) -> Vec<(What, u128, i64, State)> {
    due(whole, day(today)).into_iter().map(|one| (one.what, one.record.1.as_u128(), one.days, one.state)).collect()
}

fn of(edits: Vec<Edit>, today: &str) -> Vec<(What, u128, i64, State)> {
    on(&whole(vec![edits]), today)
}

fn header<T>(tag: crate::record::Field<FollowUpHeader, T>, value: &Value) -> Edit {
    field(whole(Vec::new()).own.id().as_u128(), tag, value)
}

#[test]
fn a_plan_row_is_due_in_its_months_within_the_period_until_evidence_of_it_is_there() {
    let months = Value::Choices(["mar", "sep"].map(str::to_owned).into());
    let mut edits = vec![
        field(50, IN_MONTHS, &months),
        header(PERIOD_FROM, &date("2026-01-01")),
        header(PERIOD_TO, &date("2026-12-31")),
    ];
    let rows = |edits: &[Edit], today: &str| {
        let all = of(edits.to_vec(), today).into_iter().filter(|one| one.0 == What::PlanRow);
        all.map(|(_, id, days, state)| (id, days, state)).collect::<Vec<_>>()
    };
    assert_eq!(rows(&edits, "2026-03-02"), [(50, 29, State::ThisMonth)]);
    assert_eq!(rows(&edits, "2026-03-31"), [(50, 0, State::Soon)]);
    assert_eq!(rows(&edits, "2026-04-01"), []);
    assert_eq!(rows(&edits, "2027-03-02"), [], "after the period");
    let own = whole(Vec::new()).own.id().as_u128();
    assert_eq!(of(edits.clone(), "2027-01-02"), [(What::PeriodEnd, own, -2, State::Waits)]);
    edits.push(field(60, EVIDENCE_PLAN, &Value::Link(Id::from_u128(50))));
    edits.push(field(60, EVIDENCE_DATE, &date("2026-03-10")));
    assert_eq!(rows(&edits, "2026-03-12"), []);
    assert_eq!(rows(&edits, "2026-09-12").len(), 1, "once more in September");
    edits.push(header(CLOSED_ON, &date("2026-09-01")));
    assert_eq!(rows(&edits, "2026-09-12"), []);
}

#[test]
fn an_action_plan_waits_for_one_thing_at_a_time() {
    let mut edits = vec![field(70, PLAN_DUE, &date("2026-03-01"))];
    assert_eq!(of(edits.clone(), "2026-03-05"), [(What::ActionPlan, 70, -4, State::Overdue)]);
    edits.push(field(70, RECEIVED, &date("2026-03-04")));
    assert_eq!(of(edits.clone(), "2026-03-05"), [(What::ToJudge, 70, -1, State::Waits)]);
    edits.push(field(70, PLAN_JUDGED, &date("2026-03-06")));
    assert_eq!(of(edits.clone(), "2026-03-07"), []);
    edits.push(field(70, CARRIED_OUT, &date("2026-04-06")));
    assert_eq!(of(edits.clone(), "2026-04-07"), [(What::ToVerify, 70, -1, State::Waits)]);
    edits.push(field(70, VERIFIED, &date("2026-04-08")));
    assert_eq!(of(edits, "2026-04-09"), []);
}

#[test]
fn what_has_a_date_is_sorted_by_how_near_it_is_and_gone_when_it_is_settled() {
    let edits = vec![
        field(80, DUE, &date("2026-03-31")),
        field(81, DUE, &date("2026-03-01")),
        field(81, STATUS, &choice("done")),
        field(82, NEXT_LOOK, &date("2026-06-01")),
        field(83, NEXT_LOOK, &date("2026-06-01")),
        field(83, REACHED, &choice("yes")),
        field(84, WATCH_DATE, &date("2026-03-02")),
        field(85, SANCTION_DATE, &date("2026-02-20")),
        field(85, ANSWER_DAYS, &Value::Number(30.0)),
        field(86, SANCTION_DATE, &date("2026-01-20")),
        field(86, ANSWER_DAYS, &Value::Number(30.0)),
        field(86, SANCTION_OUTCOME, &choice("mended")),
        field(87, TELL_ON, &date("2026-03-14")),
        field(88, TELL_ON, &date("2026-03-01")),
        field(88, TOLD_ON, &date("2026-03-01")),
        field(89, NEXT_DATE, &date("2027-01-15")),
        header(PERIOD_TO, &date("2026-12-31")),
    ];
    let own = whole(Vec::new()).own.id().as_u128();
    let wanted = [
        (What::Watch, 84, -8, State::Overdue),
        (What::Tell, 87, 4, State::Soon),
        (What::SanctionAnswer, 85, 12, State::Soon),
        (What::Proposal, 80, 21, State::ThisMonth),
        (What::ProposalLook, 82, 83, State::Later),
        (What::PeriodEnd, own, 296, State::Later),
        (What::NextFollowUp, 89, 311, State::Later),
    ];
    assert_eq!(of(edits, "2026-03-10"), wanted);
    assert_eq!(of(vec![field(85, SANCTION_DATE, &date("2026-02-20"))], "2026-03-10"), [], "no days to answer");
}

#[test]
fn watch_points_of_a_closed_follow_up_are_no_longer_due() {
    let mut edits = vec![field(84, WATCH_DATE, &date("2026-03-02")), field(80, DUE, &date("2026-03-01"))];
    let watched = |edits: &[Edit]| of(edits.to_vec(), "2026-03-10").iter().map(|one| one.0).collect::<Vec<_>>();
    assert_eq!(watched(&edits), [What::Proposal, What::Watch]);
    edits.push(header(CLOSED_ON, &date("2026-03-05")));
    assert_eq!(watched(&edits), [What::Proposal]);
}

#[test]
fn contracts_of_the_follow_ups_units_are_told_half_a_year_ahead_with_their_option_first() {
    let edits = vec![
        header(UNITS, &links(&[1])),
        field(2, CONTRACT_UNITS, &links(&[1])),
        field(2, CONTRACT_FROM, &date("2024-01-01")),
        field(2, CONTRACT_TO, &date("2026-08-31")),
        field(2, EXTENSION_TO, &date("2027-08-31")),
        field(3, CONTRACT_UNITS, &links(&[9])),
        field(3, CONTRACT_TO, &date("2026-04-30")),
    ];
    assert_eq!(of(edits.clone(), "2026-02-01"), [], "more than six months ahead; another unit's");
    assert_eq!(of(edits.clone(), "2026-03-10"), [(What::Extension, 2, 174, State::Later)]);
    assert_eq!(of(edits.clone(), "2026-12-01"), [], "the option has been used");
    assert_eq!(of(edits.clone(), "2027-08-20"), [(What::ContractEnd, 2, 11, State::Soon)]);
    assert_eq!(of(edits.clone(), "2027-09-01"), [(What::ContractEnd, 2, -1, State::Overdue)]);
    let mut new = edits;
    new.push(field(4, CONTRACT_UNITS, &links(&[1])));
    new.push(field(4, CONTRACT_FROM, &date("2027-09-01")));
    assert_eq!(of(new, "2027-09-01"), [], "another one runs in its place");
}
