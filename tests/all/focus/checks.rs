//! The first checks, on the example (P8 of its planted findings).

use super::load::{Files, load};
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};
use stegvis::follow_up::{Change, Doing, Edit, Finding, Progress, Whole};
use stegvis::record::{Id, Kind as _, Of, Stored, Tag, Value};
use stegvis::steps::focus::{Settings, compare};
use stegvis::steps::{collect, plan::checks, plan::records as plan};

fn example() -> &'static Whole {
    static EXAMPLE: OnceLock<Whole> = OnceLock::new();
    EXAMPLE.get_or_init(|| load(&Files::read()))
}

/// The numbers of the requirements that a check finds, itself or through a plan row.
fn found(whole: &Whole, list: &[Finding], check: &str) -> Vec<String> {
    let of_check = list.iter().filter(|finding| finding.check == check);
    let numbers = of_check.map(|finding| {
        let (kind, id) = finding.record.unwrap();
        let row = (kind == plan::PlanActivity::INFO.number).then(|| whole.of::<plan::PlanActivity>(id).unwrap());
        let requirement = row.map_or(id, |row| row.get(plan::PLANNED).unwrap().0);
        whole.of::<plan::Requirement>(requirement).unwrap().get(plan::NUMBER).unwrap()
    });
    numbers.collect()
}

#[test]
fn p8_the_gaps_of_the_plan_are_found() {
    let whole = example();
    let findings = stegvis::steps::findings(whole);
    let found = |check| found(whole, &findings.list, check);
    assert_eq!(found(checks::WITHOUT_PLAN), ["K31", "K48", "K49"], "the critical one first");
    assert_eq!(found(checks::WITHOUT_FAILURE), ["K22"]);
    assert_eq!(found(checks::WITHOUT_SOURCE), ["K52"]);
    assert_eq!(found(checks::MANY_HOURS), ["K50", "K25"], "64 and 12 hours, most first, where K04 has 8");
    let checks: BTreeSet<&str> = findings.list.iter().map(|finding| finding.check).collect();
    assert_eq!(checks.len(), 4, "{checks:?}");
}

#[test]
fn a_step_is_begun_by_its_records() {
    let progress = stegvis::steps::findings(example()).progress;
    let [plan, collect, rest @ ..] = progress;
    assert_eq!((plan, collect), (Progress::Begun, Progress::Begun));
    assert_eq!(rest, [Progress::NotBegun; 4]);
}

#[test]
fn results_that_no_comparison_can_use_are_named() {
    let whole = example();
    let results: Vec<_> = whole.own.all::<collect::records::Result>().collect();
    let number = |id: Id| whole.of::<plan::Requirement>(id).unwrap().get(plan::NUMBER).unwrap();
    let of = |row: &Of<collect::records::Result>| row.get(collect::records::MEASURED_OF).unwrap().0;
    let (adrift, original) = (&results[0], &results[1]);
    let unbound = results.iter().find(|one| number(of(one)) == "K43").unwrap();
    let mut edits = Vec::new();
    let mut put = |kind: u8, record: Id, tag: Tag, before: Option<Stored>, after: Option<Stored>| {
        edits.push(Edit { follow_up: whole.own.id(), record, kind, tag, before, after });
    };
    let result = collect::records::Result::INFO.number;
    let unit = collect::records::AT_UNIT.tag();
    put(result, adrift.id(), unit, adrift.record().stored(unit), None);
    let copy = Id::from_u128(u128::MAX);
    for (tag, stored) in original.record().fields() {
        put(result, copy, tag, None, Some(stored));
    }
    let nobody = Some(Stored::of(&Value::Choice("listed".into())));
    put(plan::Requirement::INFO.number, of(unbound), plan::BINDS_WHOM.tag(), None, nobody);
    let change = Change { doing: Doing::Edit, edits };
    let own = Arc::new(whole.own.with(&change, 2).unwrap());
    let changed = Whole { own, register: whole.register.clone() };

    let list = stegvis::steps::findings(&changed).list;
    let found = |check| -> Vec<Id> {
        list.iter().filter(|finding| finding.check == check).map(|finding| finding.record.unwrap().1).collect()
    };
    assert_eq!(found(collect::checks::ADRIFT), [adrift.id()]);
    assert_eq!(found(collect::checks::TWICE), [original.id()], "the one made later counts");
    let unbound: Vec<Id> = found(collect::checks::UNBOUND);
    assert!(!unbound.is_empty() && unbound.iter().all(|id| number(of(&whole.of(*id).unwrap())) == "K43"));
    assert_eq!(compare(&changed, &Settings::default()).left_out, 2 + unbound.len(), "and nothing else is left out");
}
