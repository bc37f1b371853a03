//! Records that lack a field they cannot be understood without. Nothing that is missing holds a saving back; here it
//! is found again, in any step.

use super::KINDS;
use super::collect::records::Result;
use super::focus::records::FOCUS_REASON;
use crate::follow_up::{Finding, Whole};
use crate::record::{Def, Home, Kind as _, KindInfo, Step};

/// A field that is needed and empty.
pub const EMPTY: &str = "record-lacks";

/// The checks that belong to every step.
pub const CHECKS: &[&str] = &[EMPTY];

/// The records of the six steps that lack a needed field, each at the first that it lacks.
#[must_use]
pub fn findings(whole: &Whole) -> Vec<Finding> {
    let kinds = KINDS.iter().filter(|kind| kind.home == Home::FollowUp && kind.step != Step::System);
    kinds.flat_map(|kind| of_kind(whole, kind)).collect()
}

fn of_kind<'a>(whole: &'a Whole, kind: &'static KindInfo) -> impl Iterator<Item = Finding> + 'a {
    let needed: Vec<&'static Def> = kind.fields.iter().filter(|def| def.needed && !has_its_own(kind, def)).collect();
    whole.own.records(kind.number).filter_map(move |record| {
        let empty = needed.iter().find(|def| record.stored(def.tag).is_none())?;
        let record = Some((kind.number, record.id()));
        Some(Finding { check: EMPTY, step: kind.step, record, field: Some(empty.tag), among: None })
    })
}

/// Whether a room has a check of its own that says more about the field.
fn has_its_own(kind: &KindInfo, def: &Def) -> bool {
    kind.number == Result::INFO.number || def.tag == FOCUS_REASON.tag() && kind.step == Step::Focus
}

#[cfg(test)]
mod tests {
    use super::{EMPTY, findings};
    use crate::record::Step;
    use crate::steps::actions::records::{PROBLEM, PROPOSED};
    use crate::steps::conclusions::records::JUDGED;
    use crate::steps::focus::records::{FOCUS_KIND, FOCUS_NAME};
    use crate::steps::made::{choice, field, found, link, text, whole};

    #[test]
    fn what_a_record_is_about_is_asked_for_in_its_step() {
        let proposal = |record| field(record, PROBLEM, &text("Natten är för lång"));
        let list = findings(&whole(vec![vec![
            proposal(1),
            proposal(2),
            field(2, PROPOSED, &text("Sen kvällsmacka")),
            field(3, JUDGED, &link(9)),
            field(4, FOCUS_NAME, &text("Nattfasta")),
            field(4, FOCUS_KIND, &choice("deviation")),
        ]]));
        assert_eq!(found(&list, EMPTY), [3, 1], "the reason of a focus area has a check of its own");
        let proposed = list.last().unwrap();
        assert_eq!((proposed.step, proposed.field), (Step::Actions, Some(PROPOSED.tag())));
    }
}
