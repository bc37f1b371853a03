//! What is due and what waits in one follow-up, on a day.
//!
//! Most of it has a date by which something must happen. What has come in and waits for the officer, an action plan
//! to judge or to verify, a follow-up to close, has only the day since when it waits, and is never overdue.

mod words;

pub use words::{State, What};

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

/// Days ahead that count as soon.
pub const SOON: i64 = 14;
/// Months ahead in which the end of a contract is told.
pub const CONTRACT_AHEAD: Months = Months::new(6);

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
mod tests;
