//! The five files of the example, as Swedish Excel saves them, checked against what its maker counted.

use super::table::{FILES, Table, bytes, example, path};
use serde_json::Value as Json;
use std::collections::BTreeSet;
use stegvis::exchange::{Verdict, What};
use stegvis::record::{Answer, Measured};
use stegvis::steps::collect::records::{
    AT_UNIT, DeviationReport, GROUP, INVESTIGATED, MEASURED_OF, NON_RESPONSE, OBSERVATION, ORIGIN, PERIOD, REPORT_TYPE,
    Result as Outcome, VALUE,
};
use stegvis::steps::plan::records::{
    AGREED, CARRIED_OUT_BY, CONSEQUENCE, CONTRACT_NUMBER, CONTRACT_TO, CONTRACT_UNITS, COST, CRITICAL, Contract,
    FUNCTION_NAME, FollowUpHeader, Function, HOURS, IN_MONTHS, LADDER_NAME, LADDER_OF, LADDER_ORDER, LIKELIHOOD,
    LadderStep, NUMBER, ON_FAILURE, PERSPECTIVE, PLANNED, PROVIDER, PROVIDER_NAME, PlanActivity, Provider, RATER,
    REGIME, Requirement, SOURCE, TARGET, TEXT, TITLE, UNIT_AREA, UNIT_NAME, UNITS, Unit, VALUED, VOLUME, Valuation,
};

fn facit() -> Json {
    serde_json::from_slice(&std::fs::read(path("facit.json")).unwrap()).unwrap()
}

fn counted(name: &str) -> usize {
    usize::try_from(facit()["antal"][name].as_u64().unwrap()).unwrap()
}

fn requirement(table: &Table, number: &str) -> stegvis::record::Of<Requirement> {
    table.all::<Requirement>().into_iter().find(|r| r.get(NUMBER).as_deref() == Some(number)).unwrap()
}

#[test]
fn the_five_files_hold_what_their_maker_counted() {
    let table = Table::filled();
    assert_eq!(table.all::<Unit>().len(), counted("enheter"));
    assert_eq!(table.all::<Requirement>().len(), counted("krav"));
    assert_eq!(table.all::<PlanActivity>().len(), counted("plan"));
    assert_eq!(table.all::<DeviationReport>().len(), counted("avvikelser"));
    let results = table.all::<Outcome>();
    assert_eq!(results.len(), counted("resultat"));
    assert_eq!(results.iter().filter(|r| r.get(VALUE).is_none()).count(), counted("tomma_värden"));
    let answers = results.iter().filter(|r| matches!(r.get(VALUE), Some(Measured::Answer(_)))).count();
    assert_eq!(answers, counted("ja_nej_delvis"));
    let measured: BTreeSet<_> = results.iter().filter_map(|r| r.get(MEASURED_OF)).map(|link| link.0).collect();
    let without: Vec<String> = table
        .all::<Requirement>()
        .iter()
        .filter(|r| !measured.contains(&r.id()))
        .filter_map(|r| r.get(NUMBER))
        .collect();
    let wanted: Vec<String> = serde_json::from_value(facit()["antal"]["krav_utan_resultat"].clone()).unwrap();
    assert_eq!(without, wanted);
}

#[test]
fn nothing_in_the_five_files_is_warned_of_or_refused_and_twice_changes_nothing() {
    let mut table = Table::default();
    for (what, file) in FILES {
        let preview = table.import(what, &example(file)).unwrap();
        assert_eq!(table.warnings(&preview), Vec::<String>::new(), "{file}");
        assert_eq!(preview.counts.added, preview.rows.len(), "{file}");
    }
    for (what, file) in FILES {
        let again = table.check(what, &example(file)).unwrap();
        assert_eq!(again.counts.same, again.rows.len(), "{file}");
        assert_eq!(table.edits(what, &example(file)).unwrap(), Vec::<Vec<_>>::new(), "{file}");
    }
}

#[test]
fn the_follow_up_is_made_and_names_its_units() {
    let table = Table::filled();
    let header = table.whole.of::<FollowUpHeader>(table.whole.own.id()).unwrap();
    assert_eq!(header.get(TITLE).as_deref(), Some("Hemtjänst"));
    let units: BTreeSet<_> = table.all::<Unit>().iter().map(stegvis::record::Of::id).collect();
    assert_eq!(header.get(UNITS).unwrap().0, units);
}

#[test]
fn a_requirement_stands_as_it_was_written() {
    let table = Table::filled();
    let k02 = requirement(&table, "K02");
    assert!(k02.get(TEXT).unwrap().contains("förklara varför; förklaringen lämnas"));
    assert_eq!(k02.get(SOURCE).as_deref(), Some("contract"));
    assert_eq!(k02.get(TARGET), Some(Measured::Number(85.0)));
    assert_eq!(k02.get(CRITICAL), Some(true));
    assert_eq!(k02.get(VOLUME), Some(702.0));
    assert_eq!(k02.get(COST), Some(98_400_000.0));
    let k04 = requirement(&table, "K04");
    assert_eq!(k04.get(TEXT).unwrap().lines().count(), 4);
    let k52 = requirement(&table, "K52");
    assert_eq!(k52.get(SOURCE), None);
    assert_eq!(k52.get(TARGET), Some(Measured::Answer(Answer::Yes)));
    assert_eq!(k52.get(COST), None, "an empty cell is nothing, not 0");
}

#[test]
fn each_requirement_has_one_agreed_valuation_per_perspective() {
    let table = Table::filled();
    let valuations = table.all::<Valuation>();
    assert_eq!(valuations.len(), 2 * counted("krav"));
    assert!(valuations.iter().all(|v| v.get(AGREED) == Some(true) && v.get(RATER).as_deref() == Some("import")));
    let bands = |range: std::ops::RangeInclusive<u8>| {
        let risks = valuations.iter().filter_map(|v| Some(v.get(LIKELIHOOD)? * v.get(CONSEQUENCE)?));
        risks.filter(|risk| range.contains(risk)).count()
    };
    assert_eq!((bands(9..=16), bands(4..=8), bands(1..=3)), (10, 34, 8), "as the example's README counts them");
    let k04 = requirement(&table, "K04").id();
    let individual = valuations.iter().find(|v| {
        v.get(VALUED).is_some_and(|link| link.0 == k04) && v.get(PERSPECTIVE).as_deref() == Some("individual")
    });
    assert_eq!(individual.unwrap().get(CONSEQUENCE), Some(4));
    assert_eq!(individual.unwrap().get(LIKELIHOOD), None);
}

#[test]
fn contracts_ladders_and_commissions_come_with_the_units() {
    let table = Table::filled();
    let register = &table.whole.register;
    let unit =
        |name: &str| table.all::<Unit>().into_iter().find(|u| u.get(UNIT_NAME).as_deref() == Some(name)).unwrap();
    let contract_of = |name: &str| {
        let unit = unit(name).id();
        let mut found =
            table.all::<Contract>().into_iter().filter(|c| c.get(CONTRACT_UNITS).is_some_and(|u| u.0.contains(&unit)));
        found.next().unwrap()
    };
    assert_eq!(table.all::<Provider>().len(), 5, "both own units have one provider");
    let provider = unit("Kvarnåkra hemservice").get(PROVIDER).unwrap().0;
    let name = register.of::<Provider>(provider).unwrap().get(PROVIDER_NAME).unwrap();
    assert_eq!(name, "Kvarnåkra Hemservice \"Exempel\" AB");
    assert_eq!(unit("Lingonrotens omsorg").get(UNIT_AREA).as_deref(), Some("Hemtjänst; servicetjänster"));
    let own = contract_of("Tallmårdens hemtjänst");
    assert_eq!((own.get(REGIME).as_deref(), own.get(CONTRACT_NUMBER)), (Some("own"), None));
    let open = contract_of("Morgonvinden Centrum");
    assert_eq!((open.get(CONTRACT_NUMBER).as_deref(), open.get(CONTRACT_TO)), (Some("LOV-2021-003"), None));
    let mut ladder: Vec<(f64, String)> = table
        .all::<LadderStep>()
        .iter()
        .filter(|step| step.get(LADDER_OF).is_some_and(|c| c.0 == open.id()))
        .filter_map(|step| Some((step.get(LADDER_ORDER)?, step.get(LADDER_NAME)?)))
        .collect();
    ladder.sort_by(|a, b| a.0.total_cmp(&b.0));
    let steps: Vec<&str> = ladder.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(steps, ["dialog", "åtgärdsplan", "varning", "intagsstopp", "uppsägning"]);
}

#[test]
fn the_plan_finds_its_requirements_and_makes_its_functions() {
    let table = Table::filled();
    let plan = table.all::<PlanActivity>();
    let hours: f64 = plan.iter().filter_map(|row| row.get(HOURS)).sum();
    assert!((hours - 455.5).abs() < 1e-9, "{hours}");
    let planned: BTreeSet<_> = plan.iter().filter_map(|row| row.get(PLANNED)).map(|link| link.0).collect();
    assert_eq!(planned.len(), 30);
    let k04 = requirement(&table, "K04").id();
    let row = plan.iter().find(|row| row.get(PLANNED).is_some_and(|link| link.0 == k04)).unwrap();
    assert_eq!(row.get(IN_MONTHS).unwrap().len(), 12, "jan-dec");
    let k22 = requirement(&table, "K22").id();
    let row = plan.iter().find(|row| row.get(PLANNED).is_some_and(|link| link.0 == k22)).unwrap();
    assert_eq!(row.get(ON_FAILURE), None);
    let by = table.whole.register.of::<Function>(row.get(CARRIED_OUT_BY).unwrap().0).unwrap();
    assert_eq!(by.get(FUNCTION_NAME).as_deref(), Some("avtalsansvarig"));
}

#[test]
fn the_series_of_the_planted_findings_are_there_to_the_last_figure() {
    let table = Table::filled();
    let k06 = requirement(&table, "K06").id();
    let unit = table.all::<Unit>().into_iter().find(|u| u.get(UNIT_NAME).as_deref() == Some("Morgonvinden Centrum"));
    let unit = unit.unwrap().id();
    let results = table.all::<Outcome>();
    let mut series: Vec<(String, f64)> = results
        .iter()
        .filter(|r| r.get(MEASURED_OF).is_some_and(|l| l.0 == k06) && r.get(AT_UNIT).is_some_and(|l| l.0 == unit))
        .filter(|r| r.get(GROUP).as_deref() == Some("all") && r.get(ORIGIN).as_deref() == Some("Planeringssystemet"))
        .filter_map(|r| Some((r.get(PERIOD)?.to_string(), r.get(VALUE)?.number()?)))
        .collect();
    series.sort_by(|a, b| a.0.cmp(&b.0));
    let planted = facit()["fynd"][0]["serie"].clone();
    let wanted: Vec<(String, f64)> =
        planted.as_object().unwrap().iter().map(|(period, value)| (period.clone(), value.as_f64().unwrap())).collect();
    assert_eq!(series, wanted);
    assert!(results.iter().any(|r| r.get(NON_RESPONSE) == Some(67.6)));
    assert!(results.iter().any(|r| r.get(OBSERVATION).is_some_and(|text| !text.is_empty())));
}

#[test]
fn reports_keep_what_has_no_meaning_empty() {
    let table = Table::filled();
    let reports = table.all::<DeviationReport>();
    assert!(
        reports.iter().any(|r| r.get(REPORT_TYPE).as_deref() == Some("viewpoint") && r.get(INVESTIGATED).is_none())
    );
    assert!(
        reports
            .iter()
            .any(|r| r.get(REPORT_TYPE).as_deref() == Some("lex_sarah") && r.get(INVESTIGATED) == Some(false))
    );
}

#[test]
fn reports_that_are_alike_in_all_are_told_apart_and_found_again() {
    let mut table = Table::filled();
    let text = "datum;enhet;typ;kategori;beskrivning\n\
                2025-05-01;Lyktstigen Norr;avvikelse;läkemedel;Dos saknas\n\
                2025-05-01;Lyktstigen Norr;avvikelse;läkemedel;Dos saknas\n\
                2025-05-02;Lyktstigen Norr;avvikelse;läkemedel;Dos saknas\n";
    let before = table.all::<DeviationReport>().len();
    let preview = table.import(What::Deviations, &bytes(text.as_bytes())).unwrap();
    assert_eq!(preview.counts.added, 3);
    assert_eq!(table.all::<DeviationReport>().len(), before + 3);
    let again = table.import(What::Deviations, &bytes(text.as_bytes())).unwrap();
    assert!(again.rows.iter().all(|row| row.verdict == Verdict::Same));
}
