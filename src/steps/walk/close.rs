//! Closing a follow-up, and opening it again.
//!
//! It can be closed when its six steps are declared done (`domain.md`, section 0 "Answers"); what the checks have
//! found since then stands beside, and does not hold the closing back. While it is closed, steps 1-5, the answers
//! and the judgements are locked: [`FollowUp::unlocked`] is that rule, and the store asks it of every change.
//! Opening it again wants a reason, which stands in the header and, like every change, in the history.

use super::declare;
use crate::follow_up::{Change, Doing, Edit, FollowUp, Whole};
use crate::record::{Kind as _, Step, Value};
use crate::steps::plan::records::{CLOSED_ON, FollowUpHeader, REOPENED_BECAUSE};
use chrono::NaiveDate;

/// What stands in the way of closing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hinder {
    /// A step is not declared done.
    NotDone(Step),
    /// It is closed already.
    Closed,
}

impl Hinder {
    /// Its message; the step's name is its `step`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NotDone(_) => "close-not-done",
            Self::Closed => "is-closed",
        }
    }
}

/// What stands in the way of closing, step by step; it is offered when nothing does.
#[must_use]
pub fn hinders(own: &FollowUp) -> Vec<Hinder> {
    if own.is_closed() {
        return vec![Hinder::Closed];
    }
    Step::SIX.into_iter().filter(|step| !declare::is_done(own, *step)).map(Hinder::NotDone).collect()
}

/// The change that closes a follow-up on a day.
///
/// # Errors
/// What stands in the way.
pub fn close(whole: &Whole, on: NaiveDate) -> Result<Change, Vec<Hinder>> {
    let hinders = hinders(&whole.own);
    if !hinders.is_empty() {
        return Err(hinders);
    }
    // An earlier reason for opening it goes, so that the next one is a change again.
    let header = whole.own.id();
    let edits = [(CLOSED_ON.tag(), Some(Value::Date(on))), (REOPENED_BECAUSE.tag(), None)];
    let edit = |(tag, value): (_, Option<Value>)| whole.edit(&FollowUpHeader::INFO, header, tag, value.as_ref());
    Ok(Change { doing: Doing::Close, edits: edits.into_iter().filter_map(edit).collect() })
}

/// The change that opens a closed follow-up again; nothing without a reason, or when it is not closed.
#[must_use]
pub fn reopen(whole: &Whole, reason: &str) -> Option<Change> {
    if reason.trim().is_empty() || !whole.own.is_closed() {
        return None;
    }
    let header = whole.own.id();
    let reason = Value::Text(reason.to_owned());
    let opened = whole.edit(&FollowUpHeader::INFO, header, CLOSED_ON.tag(), None);
    let because = whole.edit(&FollowUpHeader::INFO, header, REOPENED_BECAUSE.tag(), Some(&reason));
    let edits: Vec<Edit> = opened.into_iter().chain(because).collect();
    Some(Change { doing: Doing::Reopen, edits })
}

#[cfg(test)]
mod tests {
    use super::{Hinder, close, hinders, reopen};
    use crate::follow_up::{Change, Doing, Edit, Findings, Refused, Whole};
    use crate::record::{Id, Kind, REMOVED, Step, Tag, Value};
    use crate::steps::actions::records::{ActionPlan, PLAN_NAME};
    use crate::steps::conclusions::records::{Judgement, VERDICT};
    use crate::steps::made::{date as day, field, taken, whole};
    use crate::steps::plan::records::{CLOSED_ON, FUNCTION_NAME, FollowUpHeader, Function, REOPENED_BECAUSE, TEXT};
    use crate::steps::plan::records::{Requirement, TITLE};
    use crate::steps::walk::records::{DocumentReference, REFERENCE_TITLE, REFERRED_BY};
    use crate::steps::walk::{acceptance, answer, declare};
    use crate::steps::{KINDS, made};

    /// A follow-up with its header and six steps that are done.
    fn done() -> Whole {
        let header = whole(Vec::new()).own.id();
        let mut whole = whole(vec![vec![field(header.as_u128(), TITLE, &Value::Text("Hemtjänst".into()))]]);
        for step in Step::SIX {
            let question = format!("guide-{}-1", step.code());
            whole = taken(&whole, &answer::answer(&whole, &question, "Svar", "u", day("2026-03-02")).unwrap());
            let progress = declare::progress(&whole.own, KINDS);
            let findings = Findings { seq: whole.own.seq(), progress, ..Findings::default() };
            whole = taken(&whole, &declare::declare(&whole, &findings, step, "u", day("2026-03-02")).unwrap());
        }
        whole
    }

    fn put<K: Kind>(whole: &Whole, record: Id, tag: Tag, value: Option<&Value>) -> Edit {
        whole.edit(&K::INFO, record, tag, value).unwrap()
    }

    #[test]
    fn six_steps_declared_done_can_be_closed_and_what_hinders_is_named() {
        let open = whole(Vec::new());
        assert_eq!(hinders(&open.own), Step::SIX.map(Hinder::NotDone));
        let whole = done();
        let whole = taken(&whole, &declare::take_up(&whole, Step::Focus, "u", day("2026-03-03")).unwrap());
        assert_eq!(close(&whole, day("2026-03-03")), Err(vec![Hinder::NotDone(Step::Focus)]));
        let whole = done();
        let change = close(&whole, day("2026-03-03")).unwrap();
        assert_eq!(change.doing, Doing::Close);
        let whole = taken(&whole, &change);
        assert!(whole.own.is_closed());
        assert_eq!(hinders(&whole.own), [Hinder::Closed]);
        assert_eq!(whole.of::<FollowUpHeader>(whole.own.id()).unwrap().get(CLOSED_ON), Some(day("2026-03-03")));
    }

    #[test]
    fn while_closed_what_the_lock_holds_is_refused_and_the_rest_is_not() {
        let whole = done();
        let whole = taken(&whole, &close(&whole, day("2026-03-03")).unwrap());
        let text = Value::Text("x".into());
        let id = Id::from_u128(77);
        let allowed = |edit: Edit| whole.own.unlocked(KINDS, &Change::of(Doing::Edit, edit));
        assert_eq!(allowed(put::<Requirement>(&whole, id, TEXT.tag(), Some(&text))), Err(Refused::Locked(Step::Plan)));
        let verdict = Value::Choice("met".into());
        let judged = put::<Judgement>(&whole, id, VERDICT.tag(), Some(&verdict));
        assert_eq!(allowed(judged), Err(Refused::Locked(Step::Conclusions)));
        let header = whole.own.id();
        for (tag, value) in [(TITLE.tag(), Some(&text)), (CLOSED_ON.tag(), None), (REOPENED_BECAUSE.tag(), Some(&text))]
        {
            let edit = put::<FollowUpHeader>(&whole, header, tag, value);
            assert_eq!(allowed(edit), Err(Refused::Locked(Step::Plan)), "{tag}");
        }
        assert_eq!(declare::take_up(&whole, Step::Plan, "u", day("2026-03-04")), None);
        let answered = answer::answer(&whole, "guide-plan-1", "Nytt", "u", day("2026-03-04")).unwrap();
        assert!(whole.own.unlocked(KINDS, &answered).is_err());
        assert_eq!(allowed(put::<ActionPlan>(&whole, id, PLAN_NAME.tag(), Some(&text))), Ok(()));
        assert_eq!(allowed(put::<Function>(&whole, id, FUNCTION_NAME.tag(), Some(&text))), Ok(()));
        let late = [made::finding("a", Step::Actions)];
        let accepted = acceptance::accept(&whole, &late, "Känt", "u", day("2026-03-04")).unwrap();
        assert_eq!(whole.own.unlocked(KINDS, &accepted), Ok(()));
    }

    #[test]
    fn a_document_is_locked_as_the_record_that_refers_to_it() {
        let put_text = |whole: &Whole, id: u128, edit: Edit| {
            let refers = Value::Link(edit.record);
            let whole = taken(whole, &Change::of(Doing::Edit, edit));
            let refers = put::<DocumentReference>(&whole, Id::from_u128(id), REFERRED_BY.tag(), Some(&refers));
            taken(&whole, &Change::of(Doing::Edit, refers))
        };
        let text = Value::Text("x".into());
        let whole = done();
        let (demand, plan) = (Id::from_u128(77), Id::from_u128(78));
        let whole = put_text(&whole, 1, put::<Requirement>(&whole, demand, TEXT.tag(), Some(&text)));
        let whole = put_text(&whole, 2, put::<ActionPlan>(&whole, plan, PLAN_NAME.tag(), Some(&text)));
        let whole = taken(&whole, &close(&whole, day("2026-03-03")).unwrap());
        let asked = |reference: u128, tag: Tag, value: &Value| {
            let edit = put::<DocumentReference>(&whole, Id::from_u128(reference), tag, Some(value));
            whole.own.unlocked(KINDS, &Change::of(Doing::Edit, edit))
        };
        let locked = Err(Refused::Locked(Step::Plan));
        assert_eq!(asked(1, REMOVED, &Value::Flag(true)), locked);
        assert_eq!(asked(1, REFERENCE_TITLE.tag(), &text), locked);
        assert_eq!(asked(1, REFERRED_BY.tag(), &Value::Link(plan)), locked, "taken from it");
        assert_eq!(asked(2, REFERRED_BY.tag(), &Value::Link(demand)), locked, "given to it");
        assert_eq!(asked(3, REFERRED_BY.tag(), &Value::Link(demand)), locked, "a new one");
        assert_eq!(asked(2, REFERENCE_TITLE.tag(), &text), Ok(()));
        assert_eq!(asked(3, REFERRED_BY.tag(), &Value::Link(plan)), Ok(()));
        assert_eq!(asked(3, REFERRED_BY.tag(), &Value::Link(Id::from_u128(99))), Ok(()), "in the register");
    }

    #[test]
    fn opening_again_wants_a_reason_and_does_nothing_else_on_the_way() {
        let whole = done();
        assert_eq!(reopen(&whole, "Fel siffra"), None, "it is not closed");
        let whole = taken(&whole, &close(&whole, day("2026-03-03")).unwrap());
        assert_eq!(reopen(&whole, " "), None);
        let opened = reopen(&whole, "Fel siffra i K07").unwrap();
        assert_eq!(whole.own.unlocked(KINDS, &opened), Ok(()));
        let mut more = opened.clone();
        more.edits.push(put::<Requirement>(&whole, Id::from_u128(77), TEXT.tag(), Some(&Value::Text("x".into()))));
        assert!(whole.own.unlocked(KINDS, &more).is_err());
        let whole = taken(&whole, &opened);
        assert!(!whole.own.is_closed());
        assert_eq!(whole.of::<FollowUpHeader>(whole.own.id()).unwrap().get(CLOSED_ON), None);
        // Closing once more empties the reason, so that the same one can be given again.
        let by_the_way = Change { doing: Doing::Edit, ..close(&whole, day("2026-03-05")).unwrap() };
        assert_eq!(whole.own.unlocked(KINDS, &by_the_way), Err(Refused::NotClosing));
        let whole = taken(&whole, &close(&whole, day("2026-03-05")).unwrap());
        let again = reopen(&whole, "Fel siffra i K07").unwrap();
        assert_eq!(whole.own.unlocked(KINDS, &again), Ok(()));
        let opened = taken(&whole, &again);
        let last = close(&opened, day("2026-03-06")).unwrap();
        let undone = last.inverse(Doing::Undo(1));
        assert!(taken(&opened, &last).own.unlocked(KINDS, &undone).is_err(), "undo gives no reason of its own");
    }
}
