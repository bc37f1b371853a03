//! Steps that are declared done.
//!
//! A step is not begun (`–`), begun (`…`) or declared done (`✓`). It is begun when it holds a record of its own or
//! an answer to one of its guiding questions; the header alone begins nothing, it is the follow-up itself. So a
//! step that stays empty on purpose can be declared done once an answer says why.
//!
//! It is declared by an officer, and can be when it is begun and everything that the checks found in it is mended
//! or accepted with a reason (`domain.md`, section 0 "Answers"). What the checks find afterwards does not take the
//! declaration back, since it is a person's word: the step stays `✓`, and [`doubts`] lists what has come up, for
//! the screen to show beside the mark.

use super::records::{DECLARED_BY, DECLARED_ON, IS_DONE, STATE_OF, StepState};
use super::{answer, id_of};
use crate::follow_up::{Change, Doing, Edit, Finding, Findings, FollowUp, Progress, Whole};
use crate::record::{HEADER, Home, Id, Kind as _, Kinds, Of, REMOVED, Step, Tag, Value};
use chrono::NaiveDate;

/// What stands in the way of declaring a step done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hinder {
    /// It holds nothing, and no answer says why.
    NotBegun,
    /// So many findings are open in it.
    Open(usize),
    /// The checks have not caught up with the last change; they will in a moment.
    Unchecked,
    /// It is done already.
    Done,
    /// The follow-up is closed.
    Closed,
}

impl Hinder {
    /// Its message; the number of findings is its `count`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NotBegun => "declare-not-begun",
            Self::Open(_) => "declare-open",
            Self::Unchecked => "declare-unchecked",
            Self::Done => "declare-done",
            Self::Closed => "is-closed",
        }
    }
}

/// How far each step has come.
#[must_use]
pub fn progress(own: &FollowUp, kinds: Kinds) -> [Progress; 6] {
    Step::SIX.map(|step| {
        let mut of_step = kinds.iter().filter(|kind| kind.step == step && kind.home == Home::FollowUp);
        if is_done(own, step) {
            Progress::Done
        } else if of_step.any(|kind| kind.number != HEADER && own.records(kind.number).next().is_some())
            || answer::is_answered(own, step)
        {
            Progress::Begun
        } else {
            Progress::NotBegun
        }
    })
}

/// The state of a step: who declared it done or took it up again, and when.
#[must_use]
pub fn state(own: &FollowUp, step: Step) -> Option<Of<StepState>> {
    let named = own.of(named(own.id(), step));
    named.or_else(|| own.all::<StepState>().find(|state| state.get(STATE_OF).as_deref() == Some(step.code())))
}

/// Whether a step has been declared done and not been taken up again.
#[must_use]
pub fn is_done(own: &FollowUp, step: Step) -> bool {
    state(own, step).and_then(|state| state.get(IS_DONE)) == Some(true)
}

/// What stands in the way of declaring a step done; it is offered when nothing does.
#[must_use]
pub fn hinders(whole: &Whole, findings: &Findings, step: Step) -> Vec<Hinder> {
    if whole.own.is_closed() {
        return vec![Hinder::Closed];
    }
    if is_done(&whole.own, step) {
        return vec![Hinder::Done];
    }
    if findings.seq != whole.own.seq() {
        return vec![Hinder::Unchecked];
    }
    let mut hinders = Vec::new();
    let progress = step.number().checked_sub(1).and_then(|place| findings.progress.get(place));
    if progress.is_none_or(|progress| *progress == Progress::NotBegun) {
        hinders.push(Hinder::NotBegun);
    }
    match open(findings, step).count() {
        0 => {}
        count => hinders.push(Hinder::Open(count)),
    }
    hinders
}

/// What the checks have found in a step since it was declared done.
pub fn doubts<'a>(own: &FollowUp, findings: &'a Findings, step: Step) -> impl Iterator<Item = &'a Finding> {
    let done = is_done(own, step);
    open(findings, step).filter(move |_| done)
}

/// The change that declares a step done.
///
/// # Errors
/// What stands in the way.
pub fn declare(whole: &Whole, findings: &Findings, step: Step, by: &str, on: NaiveDate) -> Result<Change, Vec<Hinder>> {
    let hinders = hinders(whole, findings, step);
    if hinders.is_empty() { Ok(set(whole, step, true, Doing::Declare, by, on)) } else { Err(hinders) }
}

/// The change that takes up a step again that was done; nothing when it is not, or the follow-up is closed.
#[must_use]
pub fn take_up(whole: &Whole, step: Step, by: &str, on: NaiveDate) -> Option<Change> {
    let may = is_done(&whole.own, step) && !whole.own.is_closed();
    may.then(|| set(whole, step, false, Doing::TakeUp, by, on))
}

fn open(findings: &Findings, step: Step) -> impl Iterator<Item = &Finding> {
    findings.list.iter().filter(move |finding| finding.step == step)
}

fn set(whole: &Whole, step: Step, done: bool, doing: Doing, by: &str, on: NaiveDate) -> Change {
    let record = state(&whole.own, step).map_or_else(|| named(whole.own.id(), step), |state| state.id());
    let mut edits: Vec<Edit> = Vec::new();
    let mut put = |tag: Tag, value: Option<Value>| {
        edits.extend(whole.edit(&StepState::INFO, record, tag, value.as_ref()));
    };
    put(REMOVED, None);
    put(STATE_OF.tag(), Some(Value::Choice(step.code().to_owned())));
    put(IS_DONE.tag(), Some(Value::Flag(done)));
    put(DECLARED_BY.tag(), Some(Value::Text(by.to_owned())));
    put(DECLARED_ON.tag(), Some(Value::Date(on)));
    Change { doing, edits }
}

fn named(follow_up: Id, step: Step) -> Id {
    id_of(follow_up, StepState::INFO.number, &[step.code().as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::{Hinder, declare, doubts, hinders, is_done, state, take_up};
    use crate::follow_up::{Findings, Progress, Whole};
    use crate::record::{Step, Value};
    use crate::steps::made::{date as day, field, taken, whole};
    use crate::steps::plan::records::NUMBER;
    use crate::steps::walk::records::{DECLARED_BY, StepState};
    use crate::steps::walk::{acceptance, answer};
    use crate::steps::{KINDS, made};

    const ON: &str = "2026-03-02";

    fn findings(whole: &Whole, open: &[Step]) -> Findings {
        let found = open.iter().map(|step| made::finding("a", *step)).collect();
        let (list, accepted) = acceptance::split(whole, found);
        let progress = super::progress(&whole.own, KINDS);
        Findings { seq: whole.own.seq(), list, accepted, progress }
    }

    fn begun() -> Whole {
        whole(vec![vec![field(50, NUMBER, &Value::Text("K01".into()))]])
    }

    #[test]
    fn a_step_is_done_when_its_findings_are_accepted_and_an_officer_says_so() {
        let whole = begun();
        let found = findings(&whole, &[Step::Plan]);
        assert_eq!(found.progress[0], Progress::Begun);
        assert_eq!(hinders(&whole, &found, Step::Plan), [Hinder::Open(1)]);
        assert_eq!(declare(&whole, &found, Step::Plan, "u", day(ON)), Err(vec![Hinder::Open(1)]));
        let whole = taken(&whole, &acceptance::accept(&whole, &found.list, "Därför", "u", day(ON)).unwrap());
        assert_eq!(hinders(&whole, &found, Step::Plan), [Hinder::Unchecked], "the checks are of an earlier commit");
        let found = findings(&whole, &[Step::Plan]);
        let whole = taken(&whole, &declare(&whole, &found, Step::Plan, "uppföljare", day(ON)).unwrap());
        assert_eq!(findings(&whole, &[]).progress[0], Progress::Done);
        assert_eq!(state(&whole.own, Step::Plan).unwrap().get(DECLARED_BY).as_deref(), Some("uppföljare"));
    }

    #[test]
    fn an_empty_step_wants_an_answer_that_says_why() {
        let whole = begun();
        let found = findings(&whole, &[]);
        assert_eq!(hinders(&whole, &found, Step::Causes), [Hinder::NotBegun]);
        assert_eq!(hinders(&whole, &found, Step::System), [Hinder::NotBegun], "no step of the six");
        let why = answer::answer(&whole, "guide-causes-1", "Inget fokusområde valdes.", "u", day(ON)).unwrap();
        let whole = taken(&whole, &why);
        let found = findings(&whole, &[]);
        assert!(declare(&whole, &found, Step::Causes, "u", day(ON)).is_ok());
    }

    #[test]
    fn what_comes_up_afterwards_is_shown_and_the_step_stays_done_until_it_is_taken_up() {
        let whole = begun();
        let whole = taken(&whole, &declare(&whole, &findings(&whole, &[]), Step::Plan, "u", day(ON)).unwrap());
        let found = findings(&whole, &[Step::Plan, Step::Collect]);
        assert_eq!(found.progress[0], Progress::Done);
        assert_eq!(doubts(&whole.own, &found, Step::Plan).count(), 1);
        assert_eq!(doubts(&whole.own, &found, Step::Collect).count(), 0, "it is not done");
        assert_eq!(hinders(&whole, &found, Step::Plan), [Hinder::Done]);
        let whole = taken(&whole, &take_up(&whole, Step::Plan, "u", day(ON)).unwrap());
        assert!(!is_done(&whole.own, Step::Plan) && take_up(&whole, Step::Plan, "u", day(ON)).is_none());
        let whole = taken(&whole, &declare(&whole, &findings(&whole, &[]), Step::Plan, "u", day(ON)).unwrap());
        assert_eq!(whole.all::<StepState>().count(), 1);
    }
}
