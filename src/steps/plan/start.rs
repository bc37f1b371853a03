//! What the starting point holds and what it lacks, at a glance: the order in which an officer gets it together.

use super::contracts::{Contracts, followed_up, without_right};
use super::parts::Grid;
use super::records::{
    COMMITTEE, FollowUpHeader, Function, GOAL_LEVEL, Goal, GoverningDocument, PERIOD_FROM, PERIOD_TO, PURPOSE,
    RESPONSIBLE, REVIEWS, Requirement, UNITS,
};
use super::records::{DECIDES, OWNS};
use super::{roles, sources, time};
use crate::follow_up::Whole;
use crate::record::{Id, Of};
use std::collections::BTreeSet;

/// What is looked at; each has its words and its view.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// The follow-up's own header.
    Header,
    /// Laws, regulations, decisions.
    Documents,
    /// Which document binds.
    Sources,
    /// National and local goals.
    Goals,
    /// Contracts and commissions of the units.
    Contracts,
    /// What they give a right to, against what is planned.
    Rights,
    /// Who owns, decides and reviews.
    Roles,
    /// Hours and competence.
    Time,
    /// Who does what in each area.
    Areas,
}

/// One line of the starting point.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Standing {
    /// What it is about.
    pub part: Part,
    /// How many there are.
    pub has: usize,
    /// What is missing: the message that says so, and how many.
    pub lacks: Vec<(&'static str, usize)>,
}

/// Everything that the starting point is made of, in the order it is got together.
#[must_use]
pub fn standing(whole: &Whole) -> Vec<Standing> {
    vec![header(whole), documents(whole), bound(whole), goals(whole), contracts(whole), rights(whole), functions(whole)]
        .into_iter()
        .chain([hours(whole), areas(whole)])
        .collect()
}

fn of(part: Part, has: usize, lacks: &[(&'static str, usize)]) -> Standing {
    Standing { part, has, lacks: lacks.iter().copied().filter(|(_, count)| *count > 0).collect() }
}

fn header(whole: &Whole) -> Standing {
    let header: Option<Of<FollowUpHeader>> = whole.of(whole.own.id());
    let has = |is: &dyn Fn(&Of<FollowUpHeader>) -> bool| usize::from(!header.as_ref().is_some_and(is));
    let lacks = [
        ("start-committee", has(&|one| one.get(COMMITTEE).is_some())),
        ("start-period", has(&|one| one.get(PERIOD_FROM).is_some() && one.get(PERIOD_TO).is_some())),
        ("start-units", has(&|one| one.get(UNITS).is_some_and(|units| !units.0.is_empty()))),
        ("start-responsible", has(&|one| one.get(RESPONSIBLE).is_some())),
        ("start-purpose", has(&|one| one.get(PURPOSE).is_some())),
    ];
    of(Part::Header, usize::from(header.is_some()), &lacks)
}

fn documents(whole: &Whole) -> Standing {
    let count = whole.all::<GoverningDocument>().count();
    of(Part::Documents, count, &[("start-any", usize::from(count == 0))])
}

fn bound(whole: &Whole) -> Standing {
    let unbound = sources::unbound(whole);
    let all = whole.all::<Requirement>().count();
    let missing: usize = unbound.iter().map(|source| source.requirements.len()).sum();
    of(Part::Sources, all.saturating_sub(missing), &[("start-unbound", unbound.len())])
}

fn goals(whole: &Whole) -> Standing {
    let levels: Vec<String> = whole.all::<Goal>().filter_map(|goal| goal.get(GOAL_LEVEL)).collect();
    let without = |level: &str| usize::from(levels.iter().all(|one| one != level));
    let lacks = [("start-national", without("national")), ("start-local", without("local"))];
    of(Part::Goals, whole.all::<Goal>().count(), &lacks)
}

fn contracts(whole: &Whole) -> Standing {
    let known = Contracts::of(whole);
    let units = followed_up(whole);
    let (with, without): (Vec<Id>, Vec<Id>) = units.iter().copied().partition(|unit| !known.of_unit(*unit).is_empty());
    of(Part::Contracts, with.len(), &[("start-no-contract", without.len())])
}

fn rights(whole: &Whole) -> Standing {
    let known = Contracts::of(whole);
    let contracts: BTreeSet<Id> = followed_up(whole).iter().flat_map(|unit| known.of_unit(*unit).to_vec()).collect();
    let (read, unread): (Vec<Id>, Vec<Id>) = contracts.into_iter().partition(|one| known.rights(*one).is_some());
    let lacks = [("start-no-rights", unread.len()), ("start-method-without-right", without_right(whole).len())];
    of(Part::Rights, read.len(), &lacks)
}

fn functions(whole: &Whole) -> Standing {
    let all: Vec<Of<Function>> = whole.all().collect();
    let nobody = |is: &dyn Fn(&Of<Function>) -> bool| usize::from(!all.iter().any(is));
    let lacks = [
        ("start-nobody-decides", nobody(&|one| one.get(DECIDES) == Some(true))),
        ("start-nobody-owns", nobody(&|one| one.get(OWNS) == Some(true))),
        ("start-nobody-reviews", nobody(&|one| one.get(REVIEWS) == Some(true))),
        ("start-role-unclear", roles::unclear(whole).len()),
        ("start-role-clash", roles::clashes(whole).len()),
    ];
    of(Part::Roles, all.len(), &lacks)
}

fn hours(whole: &Whole) -> Standing {
    let times = time::times(whole);
    let count = |is: &dyn Fn(&time::Time) -> bool| times.iter().filter(|time| time.rows > 0 && is(time)).count();
    let lacks = [
        ("start-over", count(&time::Time::is_over)),
        ("start-no-hours", count(&|time| time.capacity.is_none())),
        ("start-no-competence", count(&|time| !time.competent)),
    ];
    of(Part::Time, times.iter().filter(|time| time.rows > 0).count(), &lacks)
}

fn areas(whole: &Whole) -> Standing {
    let grid = Grid::of(whole);
    let places = || 0..grid.areas.len();
    let lacks = [
        ("start-area-gaps", places().filter(|at| !grid.gaps(*at).is_empty()).count()),
        ("start-area-clashes", places().filter(|at| !grid.clashes(*at).is_empty()).count()),
    ];
    of(Part::Areas, grid.areas.len(), &lacks)
}

#[cfg(test)]
mod tests {
    use super::{Part, standing};
    use crate::record::Value;
    use crate::steps::made::{choice, field, text, whole};
    use crate::steps::plan::records::{DECIDES, FUNCTION_NAME, GOAL_LEVEL, GOAL_TEXT, UNIT_NAME};

    #[test]
    fn what_is_missing_is_told_by_part_and_goes_when_it_is_there() {
        let lacks = |edits| -> Vec<&str> {
            let all = standing(&whole(vec![edits]));
            all.iter().flat_map(|one| one.lacks.iter().map(|(said, _)| *said)).collect()
        };
        let bare = lacks(vec![field(11, UNIT_NAME, &text("Enhet"))]);
        for said in ["start-period", "start-any", "start-national", "start-no-contract", "start-nobody-decides"] {
            assert!(bare.contains(&said), "{said}");
        }
        let more = lacks(vec![
            field(21, GOAL_TEXT, &text("Trygghet")),
            field(21, GOAL_LEVEL, &choice("national")),
            field(41, FUNCTION_NAME, &text("nämnden")),
            field(41, DECIDES, &Value::Flag(true)),
        ]);
        assert!(!more.contains(&"start-national") && more.contains(&"start-local"));
        assert!(!more.contains(&"start-nobody-decides") && more.contains(&"start-nobody-owns"));
        assert_eq!(standing(&whole(vec![vec![]])).first().map(|one| one.part), Some(Part::Header));
    }
}
