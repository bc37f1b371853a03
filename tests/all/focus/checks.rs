//! The checks on the example: what is planted in it, and nothing that is not.

use super::load::{Files, load};
use crate::exchange::table::{Table, bytes, path};
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};
use stegvis::exchange::What;
use stegvis::follow_up::{Change, Doing, Edit, Finding, Progress, Whole};
use stegvis::record::{Id, Kind as _, Of, Step, Stored, Tag, Value};
use stegvis::steps::focus::{Settings, compare};
use stegvis::steps::{collect, focus, plan::checks, plan::records as plan};

fn today() -> chrono::NaiveDate {
    "2026-03-01".parse().unwrap()
}

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

/// The results that a check finds, as requirement and unit.
fn places(whole: &Whole, list: &[Finding], check: &str) -> Vec<(String, String)> {
    let of_check = list.iter().filter(|finding| finding.check == check);
    let places = of_check.map(|finding| {
        let result = whole.of::<collect::records::Result>(finding.record.unwrap().1).unwrap();
        let requirement = whole.of::<plan::Requirement>(result.get(collect::records::MEASURED_OF).unwrap().0).unwrap();
        let unit = whole.of::<plan::Unit>(result.get(collect::records::AT_UNIT).unwrap().0).unwrap();
        (requirement.get(plan::NUMBER).unwrap(), unit.get(plan::UNIT_NAME).unwrap())
    });
    places.collect()
}

fn with(whole: &Whole, edits: Vec<Edit>) -> Whole {
    let change = Change { doing: Doing::Edit, edits };
    let (own, register) = (whole.own.with(&change, 99).unwrap(), whole.register.with(&change, 99).unwrap());
    Whole { own: Arc::new(own), register: Arc::new(register) }
}

#[test]
fn p8_the_gaps_of_the_plan_are_found() {
    let whole = example();
    let findings = stegvis::steps::findings(whole, today());
    let found = |check| found(whole, &findings.list, check);
    assert_eq!(found(checks::WITHOUT_PLAN), ["K31", "K48", "K49"], "the critical one first");
    assert_eq!(findings.list[0].check, checks::WITHOUT_PLAN, "the first thing missing");
    assert_eq!(found(checks::WITHOUT_FAILURE), ["K22"]);
    assert_eq!(found(checks::WITHOUT_SOURCE), ["K52"]);
    assert_eq!(found(checks::MANY_HOURS), ["K50"], "64 hours, where half of the high risks have at most 22");
    for check in [checks::WITHOUT_MEASURE, checks::VAGUE, checks::COMPOUND] {
        assert_eq!(found(check), ["K18"], "{check}: none of the other 51 is worded so");
    }
    let one_method = ["K02", "K04", "K06", "K09", "K15", "K29", "K41", "K42"];
    assert_eq!(found(checks::ONE_METHOD), one_method, "K14 has two");
    let rest: BTreeSet<&str> = findings.list.iter().filter(|one| one.step == Step::Plan).map(|one| one.check).collect();
    let expected = [
        checks::WITHOUT_PLAN,
        checks::CRITICAL_UNREASONED,
        checks::WITHOUT_FAILURE,
        checks::ROLE_UNCLEAR,
        checks::ONE_METHOD,
        checks::WITHOUT_SOURCE,
        checks::WITHOUT_MEASURE,
        checks::VAGUE,
        checks::COMPOUND,
        checks::MANY_HOURS,
        checks::NO_PERIOD,
        checks::NO_RESPONSIBLE,
        checks::WITHOUT_SPLIT,
        checks::NOT_TOLD,
    ];
    assert_eq!(rest, expected.into(), "what no file says, and nothing else");
}

#[test]
fn p8_the_role_clash_is_asked_about_and_found_once_somebody_has_said_who_owns() {
    let whole = example();
    let list = stegvis::steps::findings(whole, today()).list;
    let name = |id| whole.of::<plan::Function>(id).unwrap().get(plan::FUNCTION_NAME).unwrap();
    let asked = list.iter().filter(|finding| finding.check == checks::ROLE_UNCLEAR);
    let asked: BTreeSet<String> = asked.map(|finding| name(finding.record.unwrap().1)).collect();
    assert_eq!(asked, ["enhetschef".into(), "utföraren".into()].into());
    assert!(found(whole, &list, checks::ROLE_CLASH).is_empty());

    let manager = whole.all::<plan::Function>().find(|one| name(one.id()) == "enhetschef").unwrap();
    let own = Value::Flag(true);
    let edit = whole.edit(&plan::Function::INFO, manager.id(), plan::OWNS.tag(), Some(&own)).unwrap();
    let said = with(whole, vec![edit]);
    let list = stegvis::steps::findings(&said, today()).list;
    assert_eq!(found(&said, &list, checks::ROLE_CLASH), ["K12"]);
    assert_eq!(list.iter().filter(|finding| finding.check == checks::ROLE_UNCLEAR).count(), 1, "one is answered");
}

#[test]
fn p5_and_p7_contradicting_sources_wait_in_step_3_and_what_is_red_too() {
    let whole = example();
    let list = stegvis::steps::findings(whole, today()).list;
    let of = |requirement: &str, unit: &str| (requirement.to_owned(), unit.to_owned());
    let contradicted = places(whole, &list, focus::checks::CONTRADICTION);
    assert_eq!(contradicted, [of("K14", "Lyktstigen Norr"), of("K07", "Björkhaga hemtjänst")]);
    let red = places(whole, &list, focus::checks::RED_WITHOUT_FOCUS);
    assert_eq!(
        red[..2],
        [of("K06", "Morgonvinden Centrum"), of("K11", "Tallmårdens hemtjänst")],
        "P1 and P2, worst first"
    );
    let kvarnakra = ["K04", "K09", "K15", "K41", "K42"].map(|requirement| of(requirement, "Kvarnåkra hemservice"));
    assert!(kvarnakra.iter().all(|place| red.contains(place)), "P3");
    assert!(red.contains(&of("K02", "Lyktstigen Norr")), "P4");
    assert!(red.iter().all(|(_, unit)| unit != "Lingonrotens omsorg"), "D1: 7-9 answers are no finding");
    assert!(red.iter().all(|(requirement, _)| requirement != "K19"), "D2: a changed definition is none");
}

#[test]
fn p6_and_d1_surveys_of_few_warn_in_step_2() {
    let whole = example();
    let list = stegvis::steps::findings(whole, today()).list;
    let thin: BTreeSet<(String, String)> = places(whole, &list, collect::checks::THIN_SURVEY).into_iter().collect();
    let asked = ["K07", "K10", "K32", "K33", "K34", "K35"];
    let units = ["Kvarnåkra hemservice", "Lingonrotens omsorg"];
    let expected = asked.iter().flat_map(|one| units.map(|unit| (one.to_string(), unit.to_owned())));
    assert_eq!(thin, expected.collect());
}

#[test]
fn p3_grave_reports_that_nobody_has_investigated_come_first_in_step_2() {
    let mut table = Table::default();
    for (what, file) in [(What::Units, "enheter.csv"), (What::Deviations, "avvikelser.csv")] {
        table.import(what, &bytes(&std::fs::read(path(file)).unwrap())).unwrap();
    }
    let list = stegvis::steps::findings(&table.whole, today()).list;
    let open = list.iter().filter(|finding| finding.check == collect::checks::NOT_INVESTIGATED);
    let days: Vec<String> = open
        .map(|finding| {
            let report = table.whole.of::<collect::records::DeviationReport>(finding.record.unwrap().1).unwrap();
            report.get(collect::records::REPORT_DATE).unwrap().to_string()
        })
        .collect();
    assert_eq!(days, ["2025-03-18", "2025-11-11"], "lex Sarah, and one of severity 4");
    let first = list.iter().find(|finding| finding.step == Step::Collect).unwrap();
    assert_eq!(first.check, collect::checks::NOT_INVESTIGATED);
    assert!(list.iter().all(|finding| finding.check != stegvis::steps::personal::NUMBER), "no report names a person");
}

#[test]
fn a_step_is_begun_by_its_records() {
    let progress = stegvis::steps::findings(example(), today()).progress;
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
    let changed = with(whole, edits);

    let list = stegvis::steps::findings(&changed, today()).list;
    let found = |check| -> Vec<Id> {
        list.iter().filter(|finding| finding.check == check).map(|finding| finding.record.unwrap().1).collect()
    };
    assert_eq!(found(collect::checks::ADRIFT), [adrift.id()]);
    assert_eq!(found(collect::checks::TWICE), [original.id()], "the one made later counts");
    let unbound: Vec<Id> = found(collect::checks::UNBOUND);
    assert!(!unbound.is_empty() && unbound.iter().all(|id| number(of(&whole.of(*id).unwrap())) == "K43"));
    assert_eq!(compare(&changed, &Settings::default()).left_out, 2 + unbound.len(), "and nothing else is left out");
}
