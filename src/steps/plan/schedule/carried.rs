//! What is carried over from the plan of the follow-up before, and what has changed since.
//!
//! A row is the same one when its requirement has the same number, by the same method and the same function. What
//! happens to requirements themselves is not carried: a row comes over when its requirement is there this year too.

use crate::follow_up::{Change, Doing, FollowUp, Whole};
use crate::record::{Id, Kind as _, Of, Tag, Value};
use crate::steps::plan::records::{
    CARRIED_OUT_BY, DEPTH_REASON, FREQUENCY, FollowUpHeader, Function, HOURS, IN_MONTHS, METHOD, NO_SPLIT_REASON,
    NUMBER, ON_FAILURE, PLAN_DEPTH, PLAN_DOCUMENT, PLAN_THEME, PLANNED, PREVIOUS, PlanActivity, Requirement, SPLITS,
};
use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

/// The fields by which a row is compared and with which it is carried over.
const FIELDS: [Tag; 10] = [
    FREQUENCY.tag(),
    IN_MONTHS.tag(),
    ON_FAILURE.tag(),
    HOURS.tag(),
    SPLITS.tag(),
    NO_SPLIT_REASON.tag(),
    PLAN_DEPTH.tag(),
    DEPTH_REASON.tag(),
    PLAN_THEME.tag(),
    PLAN_DOCUMENT.tag(),
];

/// How a row of one plan stands to the other.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Since {
    /// It stands in last year's plan and not in this one; its requirement is here.
    NotYet,
    /// It stands in last year's plan, and its requirement is gone.
    Gone,
    /// It stands in this plan alone.
    New,
    /// It stands in both, with other values in these fields.
    Changed(Vec<Tag>),
    /// It stands in both alike.
    Same,
}

/// A row of either plan, beside the other.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Compared {
    /// Number of its requirement.
    pub number: String,
    /// Code of its method; empty when it names none.
    pub method: String,
    /// The function that carries it out.
    pub function: Option<Id>,
    /// The row of this plan.
    pub here: Option<Id>,
    /// The row of last year's plan.
    pub before: Option<Id>,
    /// How they stand to each other.
    pub since: Since,
}

/// The follow-up that the header names as the one before, if it may be seen.
#[must_use]
pub fn previous<'a>(own: &FollowUp, others: &'a [Arc<FollowUp>]) -> Option<&'a Arc<FollowUp>> {
    let before = own.of::<FollowUpHeader>(own.id())?.get(PREVIOUS)?;
    others.iter().find(|other| other.id() == before.0 && other.id() != own.id())
}

/// The follow-ups before this one, newest first, as far as each names the one before it and may be seen.
#[must_use]
pub fn chain<'a>(own: &FollowUp, others: &'a [Arc<FollowUp>]) -> Vec<&'a Arc<FollowUp>> {
    let mut seen = HashSet::from([own.id()]);
    let mut list: Vec<&Arc<FollowUp>> = Vec::new();
    let mut at = previous(own, others);
    while let Some(before) = at.filter(|before| seen.insert(before.id())) {
        list.push(before);
        at = previous(before, others);
    }
    list
}

/// By what a row is found again: number of the requirement without regard to case, method, function.
type Key = (String, String, Option<Id>);

fn number(own: &FollowUp, row: &Of<PlanActivity>) -> Option<String> {
    own.of::<Requirement>(row.get(PLANNED)?.0)?.get(NUMBER)
}

fn rows(own: &FollowUp) -> Vec<(Key, Of<PlanActivity>, String)> {
    let row = |row: Of<PlanActivity>| {
        let number = number(own, &row)?;
        let function = row.get(CARRIED_OUT_BY).map(|function| function.0);
        let key = (number.trim().to_lowercase(), row.get(METHOD).unwrap_or_default(), function);
        Some((key, row, number))
    };
    own.all::<PlanActivity>().filter_map(row).collect()
}

/// The rows of both plans beside each other: those of this plan in its order, then those of last year's that are not
/// here. Rows without a requirement cannot be compared and are left out.
#[must_use]
pub fn compared(own: &FollowUp, before: &FollowUp) -> Vec<Compared> {
    let mut of_before: HashMap<Key, VecDeque<Of<PlanActivity>>> = HashMap::new();
    let rows_before = rows(before);
    for (key, row, _) in &rows_before {
        of_before.entry(key.clone()).or_default().push_back(row.clone());
    }
    let here = own.all::<Requirement>().filter_map(|one| one.get(NUMBER));
    let here: HashSet<String> = here.map(|number| number.trim().to_lowercase()).collect();
    let mut list = Vec::new();
    for (key, row, number) in rows(own) {
        let same = of_before.get_mut(&key).and_then(VecDeque::pop_front);
        let since = match &same {
            None => Since::New,
            Some(same) => {
                let other = |tag: &Tag| row.record().value(*tag) != same.record().value(*tag);
                let changed: Vec<Tag> = FIELDS.into_iter().filter(other).collect();
                if changed.is_empty() { Since::Same } else { Since::Changed(changed) }
            }
        };
        let (_, method, function) = key;
        let before = same.map(|same| same.id());
        list.push(Compared { number, method, function, here: Some(row.id()), before, since });
    }
    for (key, row, number) in rows_before {
        let left = of_before.get(&key).is_some_and(|left| left.iter().any(|one| one.id() == row.id()));
        if left {
            let since = if here.contains(&key.0) { Since::NotYet } else { Since::Gone };
            let (_, method, function) = key;
            list.push(Compared { number, method, function, here: None, before: Some(row.id()), since });
        }
    }
    list
}

/// The change that carries over every row of last year's plan that is not here yet and whose requirement is; nothing
/// when there is none. A function that is gone from the register is not carried.
#[must_use]
pub fn carry(whole: &Whole, before: &FollowUp, mut mint: impl FnMut() -> Id) -> Option<Change> {
    let mut requirements: HashMap<String, Id> = HashMap::new();
    for one in whole.all::<Requirement>() {
        if let Some(number) = one.get(NUMBER) {
            requirements.entry(number.trim().to_lowercase()).or_insert(one.id());
        }
    }
    let info = &PlanActivity::INFO;
    let mut edits = Vec::new();
    for one in compared(&whole.own, before).into_iter().filter(|one| one.since == Since::NotYet) {
        let row = one.before.and_then(|id| before.of::<PlanActivity>(id));
        let (Some(row), Some(requirement)) = (row, requirements.get(&one.number.trim().to_lowercase())) else {
            continue;
        };
        let id = mint();
        let function = row.get(CARRIED_OUT_BY).filter(|to| whole.of::<Function>(to.0).is_some());
        edits.extend(whole.edit(info, id, PLANNED.tag(), Some(&Value::Link(*requirement))));
        edits.extend(whole.edit(info, id, METHOD.tag(), row.record().value(METHOD.tag()).as_ref()));
        let function = function.map(|function| Value::Link(function.0));
        edits.extend(whole.edit(info, id, CARRIED_OUT_BY.tag(), function.as_ref()));
        for tag in FIELDS {
            edits.extend(whole.edit(info, id, tag, row.record().value(tag).as_ref()));
        }
    }
    (!edits.is_empty()).then_some(Change { doing: Doing::Create, edits })
}

#[cfg(test)]
mod tests {
    use super::{Since, carry, compared, previous};
    use crate::follow_up::{Edit, FollowUp, Whole};
    use crate::record::{Id, Tag, Value};
    use crate::steps::made::{OWN, choice, field, link, taken, text, whole};
    use crate::steps::plan::records::{
        CARRIED_OUT_BY, FUNCTION_NAME, HOURS, METHOD, NUMBER, PLAN_THEME, PLANNED, PREVIOUS, PlanActivity,
    };
    use std::sync::Arc;

    const BEFORE: Id = Id::from_u128(8);

    fn row(record: u128, requirement: u128, method: &str, hours: f64) -> Vec<Edit> {
        vec![
            field(record, PLANNED, &link(requirement)),
            field(record, METHOD, &choice(method)),
            field(record, CARRIED_OUT_BY, &link(41)),
            field(record, HOURS, &Value::Number(hours)),
        ]
    }

    /// Last year's follow-up: these edits under its own id.
    fn before(commits: Vec<Vec<Edit>>) -> Arc<FollowUp> {
        let moved = |edit: Edit| if edit.follow_up == OWN { Edit { follow_up: BEFORE, ..edit } } else { edit };
        let mut own = FollowUp::new(BEFORE);
        for (seq, edits) in (1..).zip(commits) {
            let edits = edits.into_iter().map(moved).collect();
            let change = crate::follow_up::Change { doing: crate::follow_up::Doing::Import, edits };
            own = own.with(&change, seq).unwrap();
        }
        Arc::new(own)
    }

    fn requirement(record: u128, number: &str) -> Vec<Edit> {
        vec![field(record, NUMBER, &text(number))]
    }

    fn this_year(more: Vec<Vec<Edit>>) -> Whole {
        let header = vec![field(OWN.as_u128(), PREVIOUS, &link(BEFORE.as_u128()))];
        let function = vec![field(41, FUNCTION_NAME, &text("utredare"))];
        let base = vec![header, function, requirement(1, "K01"), requirement(2, "k02")];
        whole(base.into_iter().chain(more).collect())
    }

    fn last_year() -> Arc<FollowUp> {
        let theme = vec![field(152, PLAN_THEME, &text("Läkemedel"))];
        let rows = [row(151, 101, "visit", 10.0), row(152, 102, "survey", 20.0), row(153, 103, "visit", 5.0), theme];
        let base = [requirement(101, "K01"), requirement(102, "K02"), requirement(103, "K03")];
        before(base.into_iter().chain(rows).collect())
    }

    fn told(whole: &Whole) -> Vec<(String, Since)> {
        compared(&whole.own, &last_year()).into_iter().map(|one| (one.number, one.since)).collect()
    }

    #[test]
    fn two_plans_are_told_apart_row_by_row() {
        let whole = this_year(vec![row(51, 1, "visit", 12.0), row(52, 1, "survey", 1.0)]);
        let expected = [
            ("K01", Since::Changed(vec![HOURS.tag()] as Vec<Tag>)),
            ("K01", Since::New),
            ("K02", Since::NotYet),
            ("K03", Since::Gone),
        ];
        assert_eq!(told(&whole), expected.map(|(number, since)| (number.to_owned(), since)));
        let others = [last_year()];
        assert_eq!(previous(&whole.own, &others).map(|own| own.id()), Some(BEFORE));
        assert!(previous(&whole.own, &[]).is_none(), "one that may not be seen");
    }

    #[test]
    fn rows_come_over_in_one_change_with_all_they_say_and_only_once() {
        let before = this_year(vec![row(51, 1, "visit", 10.0)]);
        let mut ids = 900..;
        let mut mint = || Id::from_u128(ids.next().unwrap());
        let change = carry(&before, &last_year(), &mut mint).unwrap();
        let after = taken(&before, &change);
        let rows: Vec<_> = after.all::<PlanActivity>().collect();
        assert_eq!(rows.len(), 2, "K02 came, K01 was here, K03 has no requirement");
        let came = rows.iter().find(|row| row.id() == Id::from_u128(900)).unwrap();
        assert_eq!(came.get(PLANNED).map(|to| to.0), Some(Id::from_u128(2)), "whatever the case of its number");
        assert_eq!((came.get(HOURS), came.get(PLAN_THEME)), (Some(20.0), Some("Läkemedel".into())));
        assert!(carry(&after, &last_year(), &mut mint).is_none(), "nothing is left to come");
        assert_eq!(told(&after)[..2], [("K01".into(), Since::Same), ("k02".into(), Since::Same)]);
    }
}
