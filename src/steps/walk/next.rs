//! The next missing thing: where `Space` leads.
//!
//! Standing in a step one is led through its open findings, then, when none is left, to declaring it done; a step
//! that is not begun is begun with the first record that it needs. Then come the steps after it, the system
//! analysis, and, once six steps are done, closing. What was passed by on the way comes round again. It never
//! stops at a guiding question, since questions never block (`domain.md`, section 0 "Answers").

use super::close;
use crate::follow_up::{Finding, Findings, Progress, Whole};
use crate::record::{Kind as _, Step};
use crate::steps::actions::records::Proposal;
use crate::steps::causes::records::Cause;
use crate::steps::collect::records::Result as Found;
use crate::steps::conclusions::records::Conclusion;
use crate::steps::focus::records::FocusArea;
use crate::steps::plan::records::Requirement;

/// A stop on the walk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Next {
    /// The step that it is in.
    pub step: Step,
    /// Which of the step's stops it is, from 0.
    pub place: usize,
    /// What is missing.
    pub what: What,
}

/// What is missing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum What {
    /// Something that the checks found: mend it, or accept it with a reason.
    Mend(Finding),
    /// The step is empty: begin it with a record of this kind, by its number.
    Begin(u8),
    /// All that was found in the step is mended or accepted: declare it done.
    Declare,
    /// Six steps are done: close the follow-up.
    Close,
    /// The follow-up is closed.
    Nothing,
}

impl Next {
    /// The message that tells the officer what to do; a finding is told by its check, `check-…`.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match (&self.what, self.step) {
            (What::Mend(_), _) => "next-mend",
            (What::Begin(_), Step::Plan) => "next-begin-plan",
            (What::Begin(_), Step::Collect) => "next-begin-collect",
            (What::Begin(_), Step::Focus) => "next-begin-focus",
            (What::Begin(_), Step::Causes) => "next-begin-causes",
            (What::Begin(_), Step::Conclusions) => "next-begin-conclusions",
            (What::Begin(_), Step::Actions | Step::System) => "next-begin-actions",
            (What::Declare, _) => "next-declare",
            (What::Close, _) => "next-close",
            (What::Nothing, _) => "next-nothing",
        }
    }
}

/// The order of the walk; the system analysis mirrors all six steps and comes after them.
const ROUND: [Step; 7] =
    [Step::Plan, Step::Collect, Step::Focus, Step::Causes, Step::Conclusions, Step::Actions, Step::System];

/// The next stop, standing in a step; `last` is the stop that one was led to before. Where it is mended by now,
/// its place in the step counts, so that what was passed by on purpose is not come back to at once.
#[must_use]
pub fn next(whole: &Whole, findings: &Findings, from: Step, last: Option<&Next>) -> Next {
    let nothing = Next { step: from, place: 0, what: What::Nothing };
    if whole.own.is_closed() {
        return nothing;
    }
    let begin = last.filter(|last| last.step == from).map_or(0, |last| after(whole, findings, last));
    let start = ROUND.iter().position(|step| *step == from).unwrap_or_default();
    let ready = close::hinders(&whole.own).is_empty();
    let stops = |step: Step, from: usize| stop(whole, findings, step, from).or_else(|| closing(ready, step, from));
    let rest = ROUND.iter().cycle().skip(start + 1).take(ROUND.len() - 1);
    let here = stops(from, begin).or_else(|| rest.copied().find_map(|step| stops(step, 0)));
    here.or_else(|| stops(from, 0)).unwrap_or(nothing)
}

/// The place in the step to go on from.
fn after(whole: &Whole, findings: &Findings, last: &Next) -> usize {
    let place = match &last.what {
        What::Mend(finding) => of(findings, last.step).position(|other| other == finding),
        _ => stop(whole, findings, last.step, last.place).filter(|stop| stop.what == last.what).map(|stop| stop.place),
    };
    match (place, &last.what) {
        (Some(place), _) => place + 1,
        // There is one stop of that kind, and it has been shown.
        (None, What::Close) => last.place + 1,
        (None, _) => last.place,
    }
}

fn of(findings: &Findings, step: Step) -> impl Iterator<Item = &Finding> {
    findings.list.iter().filter(move |finding| finding.step == step)
}

/// The first of a step's stops at or after a place: its open findings, then beginning or declaring it. An answered
/// question begins a step, and is enough of one that finds nothing; but without a requirement nothing is planned.
fn stop(whole: &Whole, findings: &Findings, step: Step, from: usize) -> Option<Next> {
    let mut count = 0;
    for (place, finding) in of(findings, step).enumerate() {
        if place >= from {
            return Some(Next { step, place, what: What::Mend(finding.clone()) });
        }
        count += 1;
    }
    let progress = step.number().checked_sub(1).and_then(|place| findings.progress.get(place))?;
    let empty = step == Step::Plan && whole.all::<Requirement>().next().is_none();
    let what = match progress {
        Progress::NotBegun => What::Begin(first(step)?),
        Progress::Begun if empty => What::Begin(Requirement::INFO.number),
        Progress::Begun if count == 0 => What::Declare,
        Progress::Begun | Progress::Done => return None,
    };
    (from <= count).then_some(Next { step, place: count, what })
}

/// Closing, which stands at the end of the round.
fn closing(ready: bool, step: Step, from: usize) -> Option<Next> {
    let open = ready && step == Step::System && from != CLOSING + 1;
    open.then_some(Next { step, place: CLOSING, what: What::Close })
}

/// The place of closing among the stops of the system analysis: behind all that may be found there.
const CLOSING: usize = usize::MAX - 1;

/// The kind that a step begins with.
fn first(step: Step) -> Option<u8> {
    match step {
        Step::Plan => Some(Requirement::INFO.number),
        Step::Collect => Some(Found::INFO.number),
        Step::Focus => Some(FocusArea::INFO.number),
        Step::Causes => Some(Cause::INFO.number),
        Step::Conclusions => Some(Conclusion::INFO.number),
        Step::Actions => Some(Proposal::INFO.number),
        Step::System => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Next, What, next};
    use crate::follow_up::{Change, Doing, Findings, Progress, Whole};
    use crate::record::{HEADER, Home, Id, Kind as _, KindInfo, REMOVED, Step, Value};
    use crate::steps::made::{date as day, field, finding, taken, whole};
    use crate::steps::plan::records::{
        CRITICAL, FollowUpHeader, NUMBER, PLANNED, PlanActivity, Requirement, SOURCE, TITLE,
    };
    use crate::steps::walk::{acceptance, answer, close, declare};
    use crate::steps::{self, made};
    use proptest::prelude::*;

    fn found(open: &[(&'static str, Step)], progress: [Progress; 6]) -> Findings {
        let list = open.iter().map(|(check, step)| finding(check, *step)).collect();
        Findings { list, progress, ..Findings::default() }
    }

    /// A follow-up with a requirement.
    fn planned() -> Whole {
        whole(vec![vec![field::<Requirement, _>(1, NUMBER, &Value::Text("K1".into()))]])
    }

    /// Where the walk leads, stop by stop, when nothing is mended.
    fn walked(findings: &Findings, from: Step, stops: usize) -> Vec<(Step, String)> {
        let whole = planned();
        let (mut at, mut last): (Step, Option<Next>) = (from, None);
        let mut all = Vec::new();
        for _ in 0..stops {
            let stop = next(&whole, findings, at, last.as_ref());
            let what = match &stop.what {
                What::Mend(finding) => finding.check.to_owned(),
                what => format!("{what:?}"),
            };
            all.push((stop.step, what));
            (at, last) = (stop.step, Some(stop));
        }
        all
    }

    #[test]
    fn findings_of_the_step_come_first_then_the_steps_after_and_what_was_passed_by_comes_round() {
        let mut progress = [Progress::Begun; 6];
        progress[2..].fill(Progress::Done);
        let findings = found(&[("a", Step::Plan), ("b", Step::Plan), ("s", Step::System)], progress);
        let round = walked(&findings, Step::Plan, 5);
        let wanted =
            [(Step::Plan, "a"), (Step::Plan, "b"), (Step::Collect, "Declare"), (Step::System, "s"), (Step::Plan, "a")];
        assert_eq!(round, wanted.map(|(step, what)| (step, what.to_owned())));
    }

    #[test]
    fn an_answered_question_is_no_plan_without_a_requirement() {
        let answered = found(&[], [Progress::Begun; 6]);
        let begin = What::Begin(Requirement::INFO.number);
        assert_eq!(next(&whole(Vec::new()), &answered, Step::Plan, None).what, begin);
        assert_eq!(next(&planned(), &answered, Step::Plan, None).what, What::Declare);
    }

    #[test]
    fn a_finding_that_is_mended_leads_to_the_one_that_took_its_place() {
        let whole = planned();
        let before = found(&[("a", Step::Plan), ("b", Step::Plan), ("c", Step::Plan)], [Progress::Begun; 6]);
        let a = next(&whole, &before, Step::Plan, None);
        let b = next(&whole, &before, Step::Plan, Some(&a));
        let after = found(&[("a", Step::Plan), ("c", Step::Plan)], [Progress::Begun; 6]);
        let c = next(&whole, &after, Step::Plan, Some(&b));
        assert_eq!(c.what, What::Mend(finding("c", Step::Plan)));
        assert_eq!(next(&whole, &after, Step::Collect, Some(&b)).step, Step::Collect, "elsewhere by hand");
    }

    #[test]
    fn an_empty_follow_up_begins_with_requirements_and_an_empty_step_with_its_first_record() {
        let empty = found(&[], [Progress::NotBegun; 6]);
        let first = next(&whole(Vec::new()), &empty, Step::Plan, None);
        assert_eq!((first.word(), first.what), ("next-begin-plan", What::Begin(7)));
        let mut progress = [Progress::Done; 6];
        progress[2] = Progress::NotBegun;
        let stops = walked(&found(&[], progress), Step::Plan, 2);
        assert_eq!(stops[0], (Step::Focus, "Begin(40)".to_owned()));
        assert_eq!(stops[0], stops[1], "the only thing missing stays the next one");
    }

    fn kind_of(number: u8) -> &'static KindInfo {
        steps::kind(number).unwrap()
    }

    /// Does what a stop says, by accepting or by taking the record away, by making a record or by answering.
    fn done(whole: &Whole, findings: &Findings, stop: &Next, mend: bool, id: u128) -> Change {
        let on = day("2026-03-02");
        match &stop.what {
            What::Mend(finding) => match finding.record.filter(|_| mend) {
                Some((kind, record)) if kind != HEADER => {
                    let gone = whole.edit(kind_of(kind), record, REMOVED, Some(&Value::Flag(true)));
                    Change::of(Doing::Remove, gone.unwrap())
                }
                _ => acceptance::accept(whole, [finding], "Därför", "u", on).unwrap(),
            },
            What::Begin(kind) if mend || *kind == Requirement::INFO.number => {
                let kind = kind_of(*kind);
                assert_eq!(kind.home, Home::FollowUp);
                let value = Value::Text("x".into());
                Change::of(
                    Doing::Create,
                    whole.edit(kind, Id::from_u128(id), kind.fields[0].tag, Some(&value)).unwrap(),
                )
            }
            What::Begin(_) => answer::answer(whole, &format!("guide-{}-1", stop.step.code()), "Tomt", "u", on).unwrap(),
            What::Declare => declare::declare(whole, findings, stop.step, "u", on).unwrap(),
            What::Close => close::close(whole, on).unwrap(),
            What::Nothing => panic!("nothing is left to do"),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn doing_what_it_says_over_and_over_ends_with_a_closed_follow_up(
            requirements in prop::collection::vec((any::<bool>(), any::<bool>(), any::<bool>()), 0..6),
            choices in prop::collection::vec((any::<bool>(), 0_usize..7), 1..40),
        ) {
            let own = whole(Vec::new()).own.id();
            let mut edits = vec![field::<FollowUpHeader, _>(own.as_u128(), TITLE, &Value::Text("Prov".into()))];
            for (at, (critical, sourced, planned)) in (0_u128..).zip(&requirements) {
                edits.push(field::<Requirement, _>(100 + at, NUMBER, &Value::Text(format!("K{at}"))));
                edits.push(field(100 + at, CRITICAL, &Value::Flag(*critical)));
                if *sourced {
                    edits.push(field(100 + at, SOURCE, &Value::Choice("law".into())));
                }
                if *planned {
                    let requirement = Value::Link(Id::from_u128(100 + at));
                    edits.push(field::<PlanActivity, _>(200 + at, PLANNED, &requirement));
                }
            }
            let mut whole = made::whole(vec![edits]);
            let mut last: Option<Next> = None;
            let mut steps = 0;
            for (at, (mend, jump)) in choices.iter().cycle().enumerate() {
                let findings = steps::findings(&whole, crate::steps::made::today());
                // Now and then the officer has gone somewhere else by hand.
                let from = match (&last, jump) {
                    (Some(last), 1..) => last.step,
                    _ => super::ROUND[*jump],
                };
                let stop = next(&whole, &findings, from, last.as_ref());
                if stop.what == What::Nothing {
                    break;
                }
                // Whoever begins a step and takes the record away again, for ever, gets nowhere: it is bounded here.
                whole = taken(&whole, &done(&whole, &findings, &stop, *mend && at < 60, 1000 + at as u128));
                last = Some(stop);
                steps = at;
                prop_assert!(steps < 400, "it does not end");
            }
            prop_assert!(whole.own.is_closed(), "after {steps} stops");
        }
    }
}
