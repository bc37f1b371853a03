//! What is missing in the system analysis (`domain.md`, section 1 "Systemanalys").

use super::records::{FINDING_CHANGE, FINDING_PROPOSALS, SYSTEM_ANSWER, SYSTEM_NOTE, SystemAnswer, SystemFinding};
use crate::follow_up::{Finding, Whole};
use crate::record::{Id, Of, Step};
use crate::steps::actions::records::{Proposal, TRACK};
use crate::steps::causes::records::Cause;
use crate::steps::conclusions::records::{Conclusion, Judgement};
use crate::steps::focus::records::FocusArea;
use crate::steps::walk::records::{ANSWER_TEXT, Answer, QUESTION};
use std::collections::HashSet;

/// Steps 3-5 have come somewhere, and nobody has looked at the system itself.
pub const EMPTY: &str = "system-analysis-empty";
/// A system finding without what should change.
pub const WITHOUT_CHANGE: &str = "system-finding-without-change";
/// A proposal to change the system that no system finding asks for.
pub const UNFOUNDED: &str = "system-proposal-unfounded";

/// The checks, in the order they are worth mending.
pub const CHECKS: &[&str] = &[EMPTY, WITHOUT_CHANGE, UNFOUNDED];

/// Beginnings of the ids of the guiding questions of steps 3-5.
const MIRRORED: [&str; 3] = ["guide-focus-", "guide-causes-", "guide-conclusions-"];

/// What the checks find, in the order it is worth mending.
#[must_use]
pub fn findings(whole: &Whole) -> Vec<Finding> {
    let found: Vec<Of<SystemFinding>> = whole.all().collect();
    let mut list = Vec::new();
    let answered = |one: Of<SystemAnswer>| one.get(SYSTEM_ANSWER).is_some() || one.get(SYSTEM_NOTE).is_some();
    if found.is_empty() && !whole.all::<SystemAnswer>().any(answered) && is_under_way(whole) {
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
    use super::{EMPTY, UNFOUNDED, WITHOUT_CHANGE, findings};
    use crate::follow_up::Edit;
    use crate::steps::actions::records::TRACK;
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
        assert!(empty(vec![cause(), field(3, SYSTEM_ANSWER, &choice("no"))]).is_empty());
        assert!(empty(vec![cause(), field(4, FINDING_TEXT, &text("Fynd"))]).is_empty());
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
