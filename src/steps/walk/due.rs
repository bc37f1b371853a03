//! What is due and what waits in one follow-up, on a day.
//!
//! Most of it has a date by which something must happen. What has come in and waits for the officer, an action plan
//! to judge or to verify, a follow-up to close, has only the day since when it waits, and is never overdue.

use crate::follow_up::Whole;
use crate::record::{Id, Kind, Of};
use crate::steps::actions::records::{
    ANSWER_DAYS, ActionPlan, CARRIED_OUT, Communication, DUE, NEXT_DATE, NEXT_LOOK, NextFollowUp, PLAN_DUE,
    PLAN_JUDGED, Proposal, REACHED, RECEIVED, SANCTION_DATE, SANCTION_OUTCOME, STATUS, SanctionEvent, TELL_ON, TOLD_ON,
    VERIFIED,
};
use crate::steps::collect::records::{EVIDENCE_DATE, EVIDENCE_PLAN, Evidence};
use crate::steps::conclusions::records::{WATCH_DATE, WatchPoint};
use crate::steps::plan::records::{
    CONTRACT_FROM, CONTRACT_TO, CONTRACT_UNITS, Contract, EXTENSION_TO, FollowUpHeader, IN_MONTHS, MONTHS, PERIOD_FROM,
    PERIOD_TO, PlanActivity, UNITS,
};
use chrono::{Datelike as _, Days, Months, NaiveDate};
use std::collections::BTreeSet;

/// Something that is due or waits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Due {
    /// What it is.
    pub what: What,
    /// The last day for it, or the day since when it waits.
    pub date: NaiveDate,
    /// Days left until then; negative when it is past.
    pub days: i64,
    /// How near it is.
    pub state: State,
    /// Kind and id of the record.
    pub record: (u8, Id),
}

/// How near something is, nearest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum State {
    /// The date is past.
    Overdue,
    /// In [`SOON`] days or less.
    Soon,
    /// It has come in and waits for the officer; no date says until when.
    Waits,
    /// Later in this month.
    ThisMonth,
    /// After this month.
    Later,
}

/// Days ahead that count as soon.
pub const SOON: i64 = 14;
/// Months ahead in which the end of a contract is told.
pub const CONTRACT_AHEAD: Months = Months::new(6);

impl State {
    /// Its code, as in JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Soon => "soon",
            Self::Waits => "waits",
            Self::ThisMonth => "this_month",
            Self::Later => "later",
        }
    }

    /// Its message.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Overdue => "due-overdue",
            Self::Soon => "due-soon",
            Self::Waits => "due-waits",
            Self::ThisMonth => "due-this-month",
            Self::Later => "due-later",
        }
    }
}

/// What is due or waits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum What {
    /// A plan row is to be carried out this month, and no evidence of this month names it.
    PlanRow,
    /// An action plan is to come in.
    ActionPlan,
    /// An action plan has come in and is not judged.
    ToJudge,
    /// An action plan has been carried out and is not verified.
    ToVerify,
    /// A proposal is to be done.
    Proposal,
    /// A proposal is to be followed up.
    ProposalLook,
    /// A watch point is to be looked at.
    Watch,
    /// The time to answer a sanction runs out.
    SanctionAnswer,
    /// A contract ends that could be extended.
    Extension,
    /// A contract ends.
    ContractEnd,
    /// Something is to be told.
    Tell,
    /// The next follow-up is to be made.
    NextFollowUp,
    /// The period that is followed up ends; once it is over, the follow-up waits to be closed.
    PeriodEnd,
}

impl What {
    /// Its code, as in JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::PlanRow => "plan_row",
            Self::ActionPlan => "action_plan",
            Self::ToJudge => "to_judge",
            Self::ToVerify => "to_verify",
            Self::Proposal => "proposal",
            Self::ProposalLook => "proposal_look",
            Self::Watch => "watch_point",
            Self::SanctionAnswer => "sanction_answer",
            Self::Extension => "contract_extension",
            Self::ContractEnd => "contract_end",
            Self::Tell => "communication",
            Self::NextFollowUp => "next_follow_up",
            Self::PeriodEnd => "period_end",
        }
    }

    /// Its message.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::PlanRow => "due-plan-row",
            Self::ActionPlan => "due-action-plan",
            Self::ToJudge => "due-to-judge",
            Self::ToVerify => "due-to-verify",
            Self::Proposal => "due-proposal",
            Self::ProposalLook => "due-proposal-look",
            Self::Watch => "due-watch-point",
            Self::SanctionAnswer => "due-sanction-answer",
            Self::Extension => "due-contract-extension",
            Self::ContractEnd => "due-contract-end",
            Self::Tell => "due-communication",
            Self::NextFollowUp => "due-next-follow-up",
            Self::PeriodEnd => "due-period-end",
        }
    }
}

/// All that is due and waits in a follow-up, nearest first. A closed one still has its action plans, sanctions,
/// contracts and communication, but no plan rows, no watch points (they are
/// locked, so that nobody could settle them) and no end of its period.
#[must_use]
pub fn due(whole: &Whole, today: NaiveDate) -> Vec<Due> {
    let mut list = List { today, all: Vec::new() };
    let header = whole.of::<FollowUpHeader>(whole.own.id());
    if !whole.own.is_closed() {
        plan_rows(whole, header.as_ref(), &mut list);
        if let Some((header, end)) = header.as_ref().and_then(|header| Some((header, header.get(PERIOD_TO)?))) {
            // No date says by when a follow-up is to be closed once its period is over.
            if end < today { list.since(What::PeriodEnd, end, header) } else { list.by(What::PeriodEnd, end, header) }
        }
    }
    for plan in whole.all::<ActionPlan>() {
        action_plan(&plan, &mut list);
    }
    for proposal in whole.all::<Proposal>() {
        let status = proposal.get(STATUS);
        let cancelled = status.as_deref() == Some("cancelled");
        if let Some(end) = proposal.get(DUE).filter(|_| !cancelled && status.as_deref() != Some("done")) {
            list.by(What::Proposal, end, &proposal);
        }
        if let Some(look) = proposal.get(NEXT_LOOK).filter(|_| !cancelled && proposal.get(REACHED).is_none()) {
            list.by(What::ProposalLook, look, &proposal);
        }
    }
    for point in whole.all::<WatchPoint>().filter(|_| !whole.own.is_closed()) {
        if let Some(next) = point.get(WATCH_DATE) {
            list.by(What::Watch, next, &point);
        }
    }
    for sanction in whole.all::<SanctionEvent>() {
        if let Some(last) = answer_by(&sanction) {
            list.by(What::SanctionAnswer, last, &sanction);
        }
    }
    for told in whole.all::<Communication>().filter(|told| told.get(TOLD_ON).is_none()) {
        if let Some(on) = told.get(TELL_ON) {
            list.by(What::Tell, on, &told);
        }
    }
    for next in whole.all::<NextFollowUp>() {
        if let Some(on) = next.get(NEXT_DATE) {
            list.by(What::NextFollowUp, on, &next);
        }
    }
    contracts(whole, header.as_ref(), &mut list);
    list.all.sort_by_key(|due| (due.state, due.date, due.what, due.record));
    list.all
}

/// What has been found due so far.
struct List {
    today: NaiveDate,
    all: Vec<Due>,
}

impl List {
    /// Something that is to happen by a day.
    fn by<K: Kind>(&mut self, what: What, date: NaiveDate, record: &Of<K>) {
        let days = (date - self.today).num_days();
        let month = |day: NaiveDate| (day.year(), day.month());
        let state = match days {
            ..0 => State::Overdue,
            0..=SOON => State::Soon,
            _ if month(date) == month(self.today) => State::ThisMonth,
            _ => State::Later,
        };
        self.all.push(Due { what, date, days, state, record: (K::INFO.number, record.id()) });
    }

    /// Something that waits since a day.
    fn since<K: Kind>(&mut self, what: What, date: NaiveDate, record: &Of<K>) {
        let days = (date - self.today).num_days();
        self.all.push(Due { what, date, days, state: State::Waits, record: (K::INFO.number, record.id()) });
    }
}

/// Plan rows of this month, within the period where there is one.
fn plan_rows(whole: &Whole, header: Option<&Of<FollowUpHeader>>, list: &mut List) {
    let today = list.today;
    let before = header.and_then(|header| header.get(PERIOD_FROM)).is_some_and(|from| today < from);
    let past = header.and_then(|header| header.get(PERIOD_TO)).is_some_and(|to| today > to);
    let Some(code) = MONTHS.codes.get(today.month0() as usize).filter(|_| !before && !past) else { return };
    let first = today.with_day(1).unwrap_or(today);
    let month_end = first.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt()).unwrap_or(today);
    let done: BTreeSet<Id> = whole
        .all::<Evidence>()
        .filter(|evidence| evidence.get(EVIDENCE_DATE).is_some_and(|on| (first..=month_end).contains(&on)))
        .filter_map(|evidence| evidence.get(EVIDENCE_PLAN).map(|row| row.0))
        .collect();
    for row in whole.all::<PlanActivity>().filter(|row| !done.contains(&row.id())) {
        if row.get(IN_MONTHS).is_some_and(|months| months.contains(*code)) {
            list.by(What::PlanRow, month_end, &row);
        }
    }
}

/// An action plan waits for one thing at a time.
fn action_plan(plan: &Of<ActionPlan>, list: &mut List) {
    if plan.get(VERIFIED).is_some() {
        return;
    }
    match (plan.get(RECEIVED), plan.get(PLAN_JUDGED), plan.get(CARRIED_OUT)) {
        (_, _, Some(since)) => list.since(What::ToVerify, since, plan),
        (Some(since), None, None) => list.since(What::ToJudge, since, plan),
        (None, None, None) => {
            if let Some(end) = plan.get(PLAN_DUE) {
                list.by(What::ActionPlan, end, plan);
            }
        }
        (_, Some(_), None) => {}
    }
}

/// The last day to answer a sanction that is open.
fn answer_by(sanction: &Of<SanctionEvent>) -> Option<NaiveDate> {
    let open = sanction.get(SANCTION_OUTCOME).is_none_or(|outcome| outcome == "open");
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a cast of a number saturates, and a date too far ahead is none"
    )]
    let days = sanction.get(ANSWER_DAYS)?.round() as u64;
    sanction.get(SANCTION_DATE)?.checked_add_days(Days::new(days)).filter(|_| open)
}

/// The contracts of the follow-up's units that end within [`CONTRACT_AHEAD`], or have ended with none in their place.
/// An option to extend is decided on before the contract ends; once that day is past it counts as used.
fn contracts(whole: &Whole, header: Option<&Of<FollowUpHeader>>, list: &mut List) {
    let units = header.and_then(|header| header.get(UNITS)).map(|units| units.0).unwrap_or_default();
    let of_unit = |unit: Id| {
        let pointers = whole.register.pointing_at(unit);
        let kind = Contract::INFO.number;
        pointers.filter(move |pointer| (pointer.kind, pointer.tag) == (kind, CONTRACT_UNITS.tag())).map(|one| one.from)
    };
    let all: BTreeSet<Id> = units.iter().flat_map(|unit| of_unit(*unit)).collect();
    let today = list.today;
    let horizon = today.checked_add_months(CONTRACT_AHEAD).unwrap_or(today);
    let runs = |contract: &Of<Contract>| {
        contract.get(CONTRACT_FROM).is_none_or(|from| from <= today) && end(contract).is_none_or(|end| end >= today)
    };
    for contract in all.into_iter().filter_map(|id| whole.of::<Contract>(id)) {
        let Some(signed) = contract.get(CONTRACT_TO) else { continue };
        let own = contract.get(CONTRACT_UNITS).map(|units| units.0).unwrap_or_default();
        let replaced = || {
            own.intersection(&units).all(|unit| {
                let mut others = of_unit(*unit).filter(|id| *id != contract.id());
                others.any(|id| whole.of::<Contract>(id).is_some_and(|other| runs(&other)))
            })
        };
        let extendable = contract.get(EXTENSION_TO).is_some_and(|to| to > signed);
        if extendable && signed >= today {
            if signed <= horizon {
                list.by(What::Extension, signed, &contract);
            }
        } else if let Some(end) = end(&contract).filter(|end| *end <= horizon)
            && (end >= today || !replaced())
        {
            list.by(What::ContractEnd, end, &contract);
        }
    }
}

/// The last day of a contract, extended where it can be.
fn end(contract: &Of<Contract>) -> Option<NaiveDate> {
    let last = contract.get(CONTRACT_TO)?;
    Some(contract.get(EXTENSION_TO).map_or(last, |extended| extended.max(last)))
}

#[cfg(test)]
mod tests {
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
}
