//! What is missing in the system analysis (`domain.md`, section 1 "Systemanalys").

use super::questions;
use super::records::{
    FINDING_CHANGE, FINDING_PROPOSALS, SYSTEM_ANSWER, SYSTEM_NOTE, SYSTEM_QUESTION, SystemAnswer, SystemFinding,
};
use crate::follow_up::{Finding, Whole};
use crate::record::{Id, Kind as _, KindInfo, Of, Step};
use crate::steps::actions::records::{Proposal, TRACK};
use crate::steps::causes::records::Cause;
use crate::steps::collect::records::{DeviationReport, Evidence, Result};
use crate::steps::conclusions::records::{Conclusion, Judgement};
use crate::steps::focus::records::FocusArea;
use crate::steps::walk::records::{ANSWER_TEXT, Answer, QUESTION};
use std::collections::HashSet;

/// Steps 3-5 have come somewhere, and nobody has looked at the system itself.
pub const EMPTY: &str = "system-analysis-empty";
/// A step holds something, and none of the questions that mirror it is answered, though others are.
pub const UNMIRRORED: [(Step, &str); 5] = [
    (Step::Collect, "system-unanswered-collect"),
    (Step::Focus, "system-unanswered-focus"),
    (Step::Causes, "system-unanswered-causes"),
    (Step::Conclusions, "system-unanswered-conclusions"),
    (Step::Actions, "system-unanswered-actions"),
];
/// A system finding without what should change.
pub const WITHOUT_CHANGE: &str = "system-finding-without-change";
/// A proposal to change the system that no system finding asks for.
pub const UNFOUNDED: &str = "system-proposal-unfounded";

/// The checks, in the order they are worth mending.
pub const CHECKS: &[&str] = &[
    EMPTY,
    "system-unanswered-collect",
    "system-unanswered-focus",
    "system-unanswered-causes",
    "system-unanswered-conclusions",
    "system-unanswered-actions",
    WITHOUT_CHANGE,
    UNFOUNDED,
];

/// Beginnings of the ids of the guiding questions of steps 3-5.
const MIRRORED: [&str; 3] = ["guide-focus-", "guide-causes-", "guide-conclusions-"];

/// What the checks find, in the order it is worth mending.
#[must_use]
pub fn findings(whole: &Whole) -> Vec<Finding> {
    let found: Vec<Of<SystemFinding>> = whole.all().collect();
    let mut list = Vec::new();
    let answered = answered(whole);
    if !answered.is_empty() {
        let open = UNMIRRORED.iter().filter(|(step, _)| {
            holds_something(whole, *step) && !questions::of(*step).iter().any(|question| answered.contains(*question))
        });
        list.extend(open.map(|(_, check)| Finding::of_all::<SystemAnswer>(check, Step::System)));
    } else if found.is_empty() && is_under_way(whole) {
        list.push(Finding::of_all::<SystemAnswer>(EMPTY, Step::System));
    }
    let without = found.iter().filter(|one| one.get(FINDING_CHANGE).is_none());
    list.extend(without.map(|one| Finding::of(WITHOUT_CHANGE, Step::System, one).at(FINDING_CHANGE)));
    let asked_for: HashSet<Id> =
        found.iter().filter_map(|one| one.get(FINDING_PROPOSALS)).flat_map(|proposals| proposals.0).collect();
    let of_system = whole.all::<Proposal>().filter(|one| one.get(TRACK).as_deref() == Some("system"));
    let unfounded = of_system.filter(|one| !asked_for.contains(&one.id()));
    list.extend(unfounded.map(|one| Finding::of(UNFOUNDED, Step::System, &one).at(TRACK)));
    list
}

/// How many of the questions are not answered.
#[must_use]
pub fn unanswered(whole: &Whole) -> usize {
    let answered = answered(whole);
    questions::all().filter(|question| !answered.contains(*question)).count()
}

/// The step whose questions a check has found unanswered.
#[must_use]
pub fn mirrored(check: &str) -> Option<Step> {
    UNMIRRORED.iter().find(|(_, known)| *known == check).map(|(step, _)| *step)
}

/// The questions that are answered, by a choice or in words.
fn answered(whole: &Whole) -> HashSet<String> {
    let said = |one: &Of<SystemAnswer>| one.get(SYSTEM_ANSWER).is_some() || one.get(SYSTEM_NOTE).is_some();
    whole.all::<SystemAnswer>().filter(said).filter_map(|one| one.get(SYSTEM_QUESTION)).collect()
}

fn holds_something(whole: &Whole, step: Step) -> bool {
    let kinds: &[&KindInfo] = match step {
        Step::Collect => &[&Result::INFO, &Evidence::INFO, &DeviationReport::INFO],
        Step::Focus => &[&FocusArea::INFO],
        Step::Causes => &[&Cause::INFO],
        Step::Conclusions => &[&Judgement::INFO, &Conclusion::INFO],
        Step::Actions => &[&Proposal::INFO],
        Step::Plan | Step::System => &[],
    };
    kinds.iter().any(|kind| whole.own.records(kind.number).next().is_some())
}

/// Whether steps 3-5 hold records or answers.
fn is_under_way(whole: &Whole) -> bool {
    let mirrored = |one: Of<Answer>| {
        let question = one.get(QUESTION).unwrap_or_default();
        one.get(ANSWER_TEXT).is_some() && MIRRORED.iter().any(|beginning| question.starts_with(beginning))
    };
    whole.all::<FocusArea>().next().is_some()
        || whole.all::<Cause>().next().is_some()
        || whole.all::<Conclusion>().next().is_some()
        || whole.all::<Judgement>().next().is_some()
        || whole.all::<Answer>().any(mirrored)
}

#[cfg(test)]
mod tests {
    use super::{EMPTY, UNFOUNDED, WITHOUT_CHANGE, findings, mirrored, unanswered};
    use crate::follow_up::Edit;
    use crate::record::Step;
    use crate::steps::actions::records::{PROPOSED, TRACK};
    use crate::steps::causes::records::CAUSE_TEXT;
    use crate::steps::made::{choice, field, found, links, text, whole};
    use crate::steps::system::records::{
        FINDING_CHANGE, FINDING_PROPOSALS, FINDING_TEXT, SYSTEM_ANSWER, SYSTEM_QUESTION,
    };
    use crate::steps::walk::records::{ANSWER_TEXT, QUESTION};

    #[test]
    fn whoever_looks_for_causes_looks_at_the_system_too() {
        let empty = |edits: Vec<Edit>| found(&findings(&whole(vec![edits])), EMPTY);
        let cause = || field(1, CAUSE_TEXT, &text("Orsak"));
        let answer = |id: &str| vec![field(2, QUESTION, &text(id)), field(2, ANSWER_TEXT, &text("Ja"))];
        assert_eq!(empty(vec![cause()]), [0]);
        assert_eq!(empty(answer("guide-focus-1")), [0]);
        assert!(empty(answer("guide-plan-1")).is_empty(), "step 1 has no mirror");
        assert_eq!(empty(vec![cause(), field(3, SYSTEM_QUESTION, &text("system-causes-1"))]), [0], "only the question");
        let answered = [field(3, SYSTEM_QUESTION, &text("system-causes-1")), field(3, SYSTEM_ANSWER, &choice("no"))];
        assert!(empty([cause()].into_iter().chain(answered).collect()).is_empty());
        assert!(empty(vec![cause(), field(4, FINDING_TEXT, &text("Fynd"))]).is_empty());
    }

    #[test]
    fn one_answer_is_not_enough_for_the_steps_that_it_does_not_mirror() {
        let base = |question: &str| {
            vec![
                field(1, CAUSE_TEXT, &text("Orsak")),
                field(2, PROPOSED, &text("Ny rutin")),
                field(3, SYSTEM_QUESTION, &text(question)),
                field(3, SYSTEM_ANSWER, &choice("no")),
            ]
        };
        let open = |question: &str| -> Vec<&'static str> {
            findings(&whole(vec![base(question)])).iter().map(|finding| finding.check).collect()
        };
        assert_eq!(open("system-causes-1"), ["system-unanswered-actions"]);
        assert_eq!(open("system-collect-4"), ["system-unanswered-causes", "system-unanswered-actions"]);
        assert_eq!(unanswered(&whole(vec![base("system-causes-1")])), 20);
        assert_eq!(mirrored("system-unanswered-causes"), Some(Step::Causes));
    }

    #[test]
    fn a_system_finding_and_a_proposal_to_change_the_system_belong_together() {
        let list = findings(&whole(vec![vec![
            field(1, FINDING_TEXT, &text("Fynd")),
            field(2, FINDING_CHANGE, &text("Byt mått")),
            field(2, FINDING_PROPOSALS, &links([12])),
            field(11, TRACK, &choice("system")),
            field(12, TRACK, &choice("system")),
            field(13, TRACK, &choice("service")),
        ]]));
        assert_eq!((found(&list, WITHOUT_CHANGE), found(&list, UNFOUNDED)), (vec![1], vec![11]));
    }
}
