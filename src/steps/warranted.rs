//! The checks that a follow-up is warranted to have: each fires, is mended, can be gone to, is said in both languages
//! and can be accepted with a reason.

use super::made::{choice, day, field, found, link, links, taken, text, today, whole};
use super::{actions, causes, collect, conclusions, findings, focus, personal, plan, rooms, system, walk};
use crate::follow_up::Edit;
use crate::locale::{Lang, Words};
use crate::record::Value;
use actions::records::*;
use causes::records::*;
use collect::records::*;
use conclusions::records::*;
use focus::records::*;
use plan::records::*;

/// A check with what makes it fire and what mends that.
struct Warranted {
    check: &'static str,
    fires: Vec<Edit>,
    mended: Vec<Edit>,
    /// The record that it is about; 0 for the follow-up as a whole.
    about: u128,
}

fn one(check: &'static str, about: u128, fires: Vec<Edit>, mended: Vec<Edit>) -> Warranted {
    Warranted { check, fires, mended, about }
}

fn number(value: f64) -> Value {
    Value::Number(value)
}

fn critical() -> Vec<Edit> {
    vec![field(1, NUMBER, &text("K01")), field(1, CRITICAL, &Value::Flag(true))]
}

fn row(record: u128, requirement: u128, method: &str, hours: f64) -> Vec<Edit> {
    vec![
        field(record, PLANNED, &link(requirement)),
        field(record, METHOD, &choice(method)),
        field(record, HOURS, &number(hours)),
    ]
}

/// An agreed valuation of a requirement, 100 after it.
fn valued(requirement: u128, consequence: u8, likelihood: u8) -> Vec<Edit> {
    let record = requirement + 100;
    vec![
        field(requirement, NUMBER, &text(&format!("K{requirement}"))),
        field(record, VALUED, &link(requirement)),
        field(record, PERSPECTIVE, &choice("risk")),
        field(record, CONSEQUENCE, &Value::Level(consequence)),
        field(record, LIKELIHOOD, &Value::Level(likelihood)),
        field(record, AGREED, &Value::Flag(true)),
    ]
}

/// Requirement 1 with target 100 at unit 11, measured by an origin.
fn measured(record: u128, origin: &str, group: &str, value: f64) -> Vec<Edit> {
    vec![
        field(record, MEASURED_OF, &link(1)),
        field(record, AT_UNIT, &link(11)),
        field(record, PERIOD, &text("2025")),
        field(record, GROUP, &choice(group)),
        field(record, ORIGIN, &text(origin)),
        field(record, VALUE, &number(value)),
        field(record, N, &number(30.0)),
    ]
}

fn target() -> Vec<Edit> {
    vec![
        field(1, NUMBER, &text("K01")),
        field(1, TARGET, &number(100.0)),
        field(1, DIRECTION, &choice("higher")),
        field(11, UNIT_NAME, &text("Ena")),
    ]
}

fn area() -> Vec<Edit> {
    vec![
        field(201, FOCUS_NAME, &text("Område")),
        field(201, FOCUS_KIND, &choice("deviation")),
        field(201, FOCUS_REQUIREMENTS, &links([1])),
    ]
}

fn joined(parts: &[Vec<Edit>]) -> Vec<Edit> {
    parts.concat()
}

/// A function that answers for the service and carries out a row of a method.
fn own(method: &str) -> Vec<Edit> {
    let service = [field(41, FUNCTION_NAME, &text("enhetschef")), field(41, OWNS, &Value::Flag(true))];
    joined(&[critical(), row(51, 1, method, 1.0), vec![field(51, CARRIED_OUT_BY, &link(41))], service.to_vec()])
}

/// A sanction 1 on contract 31, on its first step or on the one after.
fn sanction(step: u128) -> Vec<Edit> {
    let mut edits = vec![field(1, SANCTION_ON, &link(31)), field(1, SANCTION_DATE, &day("2025-01-01"))];
    edits.push(field(1, LADDER_STEP, &link(step)));
    for (record, order) in [(101, 1.0), (102, 2.0)] {
        edits.extend([field(record, LADDER_OF, &link(31)), field(record, LADDER_ORDER, &number(order))]);
    }
    edits
}

fn plan_checks() -> Vec<Warranted> {
    use plan::checks::*;
    let requirement = || vec![field(1, NUMBER, &text("K01"))];
    let with = |edit: Edit| joined(&[requirement(), vec![edit]]);
    let sourced = || with(field(1, SOURCE, &choice("law")));
    let planned = |edit: Edit| joined(&[row(51, 1, "visit", 1.0), vec![edit]]);
    let bare = || row(51, 1, "visit", 1.0);
    let document = || vec![field(1, BINDING_DOCUMENTS, &links([81])), field(81, DOCUMENT_NAME, &text("Lag"))];
    let worded = |words: &str| vec![field(1, TEXT, &text(words))];
    let low =
        |hours: f64| joined(&[valued(1, 1, 1), row(51, 1, "visit", hours), valued(2, 4, 4), row(52, 2, "visit", 10.0)]);
    let function = || vec![field(51, CARRIED_OUT_BY, &link(41)), field(41, FUNCTION_NAME, &text("utredare"))];
    let left_out = |ambition: &str| {
        let area = [field(1, AREA, &text("Larm")), field(91, AREA_NAME, &text("Larm"))];
        joined(&[critical(), area.to_vec(), vec![field(91, AMBITION, &choice(ambition))]])
    };
    let in_may = |hours: f64| {
        let may = [field(51, IN_MONTHS, &Value::Choices(["may".into()].into())), field(41, CAPACITY, &number(120.0))];
        joined(&[row(51, 1, "visit", hours), function(), may.to_vec()])
    };
    vec![
        one(WITHOUT_SOURCE, 1, requirement(), sourced()),
        one(WITHOUT_MEASURE, 1, requirement(), with(field(1, MEASURE, &text("Andel")))),
        one(WITHOUT_DOCUMENT, 1, sourced(), joined(&[sourced(), document()])),
        one(WITHOUT_PLAN, 1, critical(), joined(&[critical(), bare()])),
        one(WITHOUT_PLAN, 1, valued(1, 4, 4), joined(&[valued(1, 4, 4), bare()])),
        one(WITHOUT_METHOD, 51, vec![field(51, PLANNED, &link(1))], bare()),
        one(WITHOUT_FUNCTION, 51, bare(), joined(&[bare(), function()])),
        one(WITHOUT_FREQUENCY, 51, bare(), planned(field(51, FREQUENCY, &choice("year")))),
        one(WITHOUT_FAILURE, 51, bare(), planned(field(51, ON_FAILURE, &text("Dialog")))),
        one(ROLE_CLASH, 51, own("visit"), joined(&[bare(), function()])),
        one(ONE_METHOD, 1, joined(&[critical(), bare()]), joined(&[critical(), bare(), row(52, 1, "survey", 1.0)])),
        one(MANY_HOURS, 1, low(11.0), low(10.0)),
        one(
            DEPTH_UNREASONED,
            51,
            joined(&[critical(), planned(field(51, PLAN_DEPTH, &choice("sample")))]),
            joined(&[critical(), planned(field(51, PLAN_DEPTH, &choice("deep")))]),
        ),
        one(AREA_LEFT_OUT, 91, left_out("none"), left_out("sample")),
        one(CROWDED, 41, in_may(31.0), in_may(30.0)),
        one(VAGUE, 1, worded("Omsorgen ska vara god."), worded("Besök inom 30 minuter.")),
        one(
            COMPOUND,
            1,
            worded("Hjälp ges varje dag och hela natten och av känd personal och i tid."),
            worded("Hjälp ges varje dag."),
        ),
    ]
}

fn found_checks() -> Vec<Warranted> {
    let split = || {
        let row = [field(51, PLANNED, &link(1)), field(51, SPLITS, &Value::Choices(["sex".into()].into()))];
        joined(&[target(), row.to_vec(), measured(61, "register", "all", 100.0)])
    };
    let both = [measured(62, "register", "women", 100.0), measured(63, "register", "men", 100.0)].concat();
    let red = || joined(&[target(), measured(61, "register", "all", 50.0)]);
    let contradicting = |second: f64| {
        let (control, sample) = (measured(61, "egenkontroll", "all", 100.0), measured(62, "stickprov", "all", second));
        joined(&[target(), control, sample])
    };
    let reason = vec![field(201, FOCUS_REASON, &text("Störst avstånd"))];
    let cause = vec![field(301, CAUSE_TEXT, &text("Schemat")), field(301, CAUSE_OF, &link(201))];
    let seen = vec![field(301, CAUSE_SUPPORT, &links([61])), field(61, MEASURED_OF, &link(1))];
    let conclusion = || vec![field(401, CONCLUSION_TEXT, &text("Tiden räcker inte"))];
    let rests = vec![field(401, RESTS_ON, &links([301]))];
    let asked = || vec![field(71, EVIDENCE_METHOD, &choice("interview"))];
    let agreed = joined(&[asked(), vec![field(71, CONSENT, &Value::Flag(true))]]);
    let named = |words: &str| vec![field(71, SEEN, &text(words))];
    vec![
        one(personal::NUMBER, 71, named("Se 901010-9800."), named("Se larmet.")),
        one(collect::checks::NOT_AGREED, 71, asked(), agreed),
        one(collect::checks::WITHOUT_SPLIT, 51, split(), joined(&[split(), both])),
        one(focus::checks::CONTRADICTION, 62, contradicting(95.0), contradicting(100.0)),
        one(focus::checks::RED_WITHOUT_FOCUS, 61, red(), joined(&[red(), area()])),
        one(focus::checks::WITHOUT_REASON, 201, area(), joined(&[area(), reason])),
        one(causes::checks::WITHOUT_CAUSE, 201, area(), joined(&[area(), cause.clone()])),
        one(causes::checks::WITHOUT_SUPPORT, 301, cause.clone(), joined(&[cause.clone(), seen])),
        one(conclusions::checks::WITHOUT_CAUSE, 401, conclusion(), joined(&[conclusion(), cause, rests])),
    ]
}

fn judgement_checks() -> Vec<Warranted> {
    use conclusions::checks::*;
    let judged = |record, requirement: Option<u128>, unit: Option<u128>| {
        let mut edits = vec![field(record, VERDICT, &choice("met"))];
        edits.extend(requirement.map(|of| field(record, JUDGED, &link(of))));
        edits.extend(unit.map(|unit| field(record, JUDGED_UNIT, &link(unit))));
        edits
    };
    let of_requirement = || joined(&[target(), judged(501, Some(1), None)]);
    let other = || joined(&[vec![field(12, UNIT_NAME, &text("Tvåa"))], judged(501, None, Some(12))]);
    let one_unit = || joined(&[target(), measured(61, "register", "all", 100.0), other()]);
    vec![
        one(NOT_JUDGED, 1, one_unit(), joined(&[one_unit(), judged(502, Some(1), Some(11))])),
        one(UNIT_NOT_JUDGED, 11, one_unit(), joined(&[one_unit(), judged(502, None, Some(11))])),
        one(WITHOUT_OVERALL, 0, of_requirement(), joined(&[of_requirement(), judged(502, None, None)])),
    ]
}

fn action_checks() -> Vec<Warranted> {
    use actions::checks::*;
    let proposal = || vec![field(1, PROPOSED, &text("Ny rutin"))];
    let with = |edits: Vec<Edit>| joined(&[proposal(), edits]);
    let concluded = vec![field(1, BUILDS_ON, &links([401])), field(401, CONCLUSION_TEXT, &text("Slutsats"))];
    let owned = vec![field(1, DONE_BY, &link(41)), field(41, FUNCTION_NAME, &text("utredare"))];
    let late = |on: &str| vec![field(71, PLAN_NAME, &text("Larm")), field(71, PLAN_DUE, &day(on))];
    let thought = || vec![field(301, CAUSE_TEXT, &text("Schemat"))];
    let system_answer = vec![
        field(501, system::records::SYSTEM_QUESTION, &text("system-causes-1")),
        field(501, system::records::SYSTEM_ANSWER, &choice("no")),
    ];
    vec![
        one(WITHOUT_CONCLUSION, 1, proposal(), with(concluded)),
        one(WITHOUT_FUNCTION, 1, proposal(), with(owned)),
        one(WITHOUT_DATE, 1, proposal(), with(vec![field(1, DUE, &day("2026-01-01"))])),
        one(PLAN_LATE, 71, late("2025-05-31"), late("2025-06-01")),
        one(WITHOUT_STEP, 1, sanction(102), sanction(101)),
        one(system::checks::EMPTY, 0, thought(), joined(&[thought(), system_answer])),
    ]
}

fn all() -> Vec<Warranted> {
    [plan_checks(), found_checks(), judgement_checks(), action_checks()].into_iter().flatten().collect()
}

fn about(edits: &[Edit], check: &str) -> Vec<u128> {
    found(&findings(&whole(vec![edits.to_vec()]), today()).list, check)
}

#[test]
fn each_fires_where_something_is_missing_and_is_silent_where_it_is_not() {
    for one in all() {
        assert!(super::checks().any(|known| known == one.check), "{} is gone", one.check);
        assert!(about(&one.fires, one.check).contains(&one.about), "{} does not fire", one.check);
        assert!(!about(&one.mended, one.check).contains(&one.about), "{} fires though it is mended", one.check);
    }
}

#[test]
fn own_control_by_a_private_provider_is_no_clash() {
    let by = |method: &str| {
        let provider = [
            field(11, UNIT_NAME, &text("Ena")),
            field(11, PROVIDER, &link(21)),
            field(21, PROVIDER_NAME, &text("Björkhaga")),
            field(31, CONTRACT_UNITS, &links([11])),
            field(31, REGIME, &choice("lov")),
            field(41, FUNCTION_NAME, &text("verksamhetschef")),
            field(41, FUNCTION_PROVIDER, &link(21)),
            field(51, CARRIED_OUT_BY, &link(41)),
        ];
        about(&joined(&[critical(), row(51, 1, method, 1.0), provider.to_vec()]), plan::checks::ROLE_CLASH)
    };
    assert_eq!(by("visit"), [51], "who answers for the service reviews it");
    assert_eq!(by("own_control"), [0; 0]);
}

#[test]
fn each_leads_to_its_place_is_said_in_both_languages_and_is_let_stand_with_a_reason() {
    let languages = [Words::new(Lang::Sv), Words::new(Lang::En)];
    for one in all() {
        let whole = whole(vec![one.fires]);
        let list = findings(&whole, today()).list;
        let of_check = |found: &&crate::follow_up::Finding| {
            found.check == one.check && found.record.map_or(0, |(_, id)| id.as_u128()) == one.about
        };
        let finding = list.iter().find(of_check).unwrap();
        // The room of its step, and in it the list of its records, is where it leads.
        let rooms = rooms();
        let step = finding.step;
        assert!(rooms.iter().any(|room| room.step() == step), "{}", one.check);
        if let Some((kind, _)) = finding.record {
            assert!(rooms.iter().any(|room| room.place_of(kind).is_some()), "{} has no place", one.check);
            let known = super::kind(kind).unwrap();
            assert!(finding.field.is_none_or(|tag| known.field(tag).is_some()), "{} leads to no field", one.check);
        }
        for words in &languages {
            for id in [format!("check-{}", one.check), format!("check-{}.help", one.check)] {
                assert!(words.find(&id, None).is_some_and(|said| !said.is_empty()), "{id}");
            }
        }
        let change = walk::acceptance::accept(&whole, [finding], "Det är känt", "uppföljare", today()).unwrap();
        let after = findings(&taken(&whole, &change), today());
        assert!(!after.list.contains(finding), "{} stays open", one.check);
        assert!(after.accepted.iter().any(|accepted| accepted.finding == *finding), "{}", one.check);
    }
}
