//! The findings that are planted in the example, as its facit.json lists them.

use super::disguise::Disguise;
use super::load::{Files, load};
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::sync::OnceLock;
use stegvis::follow_up::Whole;
use stegvis::locale::{Lang, Languages};
use stegvis::record::Id;
use stegvis::steps::focus::{
    Comparison, Group, Reading, Row, Series, Settings, Severity, Signal, Trend, Why, compare, words,
};
use stegvis::steps::plan::records as plan;

/// The example, or its disguised copy, compared.
struct Case {
    whole: Whole,
    comparison: Comparison,
    disguise: Disguise,
    facit: Json,
}

/// Both, made once for all tests.
fn cases() -> &'static [Case; 2] {
    static CASES: OnceLock<[Case; 2]> = OnceLock::new();
    CASES.get_or_init(made)
}

fn made() -> [Case; 2] {
    let files = Files::read();
    let (disguise, disguised) = Disguise::put_on(&files);
    [(Disguise::default(), files), (disguise, disguised)].map(|(disguise, files)| {
        let whole = load(&files);
        let comparison = compare(&whole, &Settings::default());
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/exempelstad-hemtjanst/facit.json");
        let facit = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        Case { whole, comparison, disguise, facit }
    })
}

impl Case {
    fn planted(&self, list: &str, id: &str) -> &Json {
        self.facit[list].as_array().unwrap().iter().find(|one| one["id"] == id).unwrap()
    }

    fn number_of(&self, requirement: Id) -> String {
        self.whole.of::<plan::Requirement>(requirement).unwrap().get(plan::NUMBER).unwrap()
    }

    fn row(&self, requirement: &str, unit: &str) -> &Row {
        let (requirement, unit) = (self.disguise.name(requirement), self.disguise.name(unit));
        let is = |row: &&Row| {
            let name = self.whole.of::<plan::Unit>(row.unit).unwrap().get(plan::UNIT_NAME).unwrap();
            self.number_of(row.requirement) == requirement && name == unit
        };
        self.comparison.rows.iter().find(is).unwrap_or_else(|| panic!("no row {requirement} {unit}"))
    }

    /// The row of a planted finding.
    fn row_of(&self, planted: &Json) -> &Row {
        self.row(planted["krav"].as_str().unwrap(), planted["enhet"].as_str().unwrap())
    }

    fn rows_at<'a>(&'a self, requirements: &'a Json, unit: &'a str) -> impl Iterator<Item = &'a Row> {
        requirements.as_array().unwrap().iter().map(move |one| self.row(one.as_str().unwrap(), unit))
    }

    fn near(&self, figure: f64, known: &Json) -> bool {
        (figure - self.disguise.figure(known.as_f64().unwrap())).abs() < 0.005
    }

    /// Whether a series holds exactly the figures of a list by period.
    fn holds(&self, series: &Series, known: &Json) -> bool {
        let known = known.as_object().unwrap();
        let measured = series.points.iter().filter(|point| point.reading.is_some());
        measured.clone().count() == known.len()
            && measured.into_iter().all(|point| {
                let figure = point.reading.and_then(Reading::number).unwrap();
                known.get(&point.period.to_string()).is_some_and(|value| self.near(figure, value))
            })
    }
}

fn of_group<'a>(row: &'a Row, group: &Group) -> &'a Series {
    row.series.iter().find(|series| series.group == *group).unwrap()
}

#[test]
fn p1_and_p2_a_deterioration_that_has_passed_the_target() {
    for case in cases() {
        for (id, missed_since) in [("P1", "första_period_utanför_mål"), ("P2", "första_period_utanför_mål")] {
            let planted = case.planted("fynd", id);
            let row = case.row_of(planted);
            assert!(case.holds(row.headline().unwrap(), &planted["serie"]), "{id}");
            let found = row.signals.iter().find_map(|signal| match signal {
                Signal::Trend { moves, missed_since, period, latest, target, .. } => {
                    Some((*moves, missed_since.to_string(), period.to_string(), *latest, *target))
                }
                _ => None,
            });
            let (moves, since, period, latest, target) = found.unwrap_or_else(|| panic!("{id} is not called"));
            assert_eq!((moves, since.as_str()), (6, planted[missed_since].as_str().unwrap()), "{id}");
            assert!(
                case.near(latest, &planted["serie"][period.as_str()]) && case.near(target, &planted["mål"]),
                "{id}"
            );
        }
        let first: BTreeSet<Id> = case.comparison.rows.iter().take(2).map(|row| row.requirement).collect();
        let planted: BTreeSet<Id> = ["P1", "P2"].map(|id| case.row_of(case.planted("fynd", id)).requirement).into();
        assert_eq!(first, planted, "they are ranked first");
    }
}

#[test]
fn p3_one_unit_is_much_worse_than_the_others_though_the_mean_hides_it() {
    for case in cases() {
        let planted = case.planted("fynd", "P3");
        let unit = planted["enhet"].as_str().unwrap();
        let mut called = 0;
        for row in case.rows_at(&planted["krav"], unit) {
            for signal in &row.signals {
                let Signal::WorseThanOthers { value, peers, period, hidden_by_mean, .. } = signal else { continue };
                called += 1;
                let plain = planted["krav"].as_array().unwrap().iter().map(|one| one.as_str().unwrap());
                let number = plain.into_iter().find(|one| case.row(one, unit) == row).unwrap();
                let units = planted[format!("{number}_{period}")].as_object().unwrap();
                assert!(case.near(*value, &units[unit]), "{number}");
                let mut others: Vec<f64> =
                    units.iter().filter(|(name, _)| *name != unit).map(|(_, v)| v.as_f64().unwrap()).collect();
                others.sort_by(f64::total_cmp);
                assert_eq!((peers.count, peers.rank, peers.worst), (5, 6, true), "{number}");
                assert!(case.near(peers.median, &Json::from(others[2])), "{number}");
                let hides = &planted["medel_döljer"];
                if hides["krav"] == number {
                    assert!(case.near(peers.mean, &hides["oviktat_medel"]) && *hidden_by_mean);
                }
            }
        }
        assert_eq!(called, 5, "all five requirements are called");
    }
}

#[test]
fn p4_is_the_only_gender_gap_and_the_total_hides_it() {
    for case in cases() {
        let planted = case.planted("fynd", "P4");
        let row = case.row_of(planted);
        for (group, list) in [(Group::Women, "K"), (Group::Men, "M"), (Group::All, "T")] {
            assert!(case.holds(of_group(row, &group), &planted[list]), "{list}");
        }
        let gaps = case.comparison.rows.iter().flat_map(|row| &row.signals).filter_map(|signal| match signal {
            Signal::Gender(gender) => Some(gender),
            _ => None,
        });
        let [gap] = gaps.collect::<Vec<_>>().try_into().unwrap();
        assert_eq!(row.gender.first(), Some(gap));
        let latest = gap.period.to_string();
        assert!(case.near(gap.women, &planted["K"][&latest]) && case.near(gap.men, &planted["M"][&latest]));
        assert!(case.near(gap.difference(), &Json::from(-15.4)));
        assert!(gap.total_meets && case.near(gap.total.unwrap(), &planted["T"][&latest]));
    }
}

#[test]
fn p5_and_p7_sources_that_contradict_each_other() {
    for case in cases() {
        for (id, meets_origin, misses_origin) in [
            ("P5", "Brukarundersökningen", "Planeringssystemet"),
            ("P7", "Utförarens egenkontroll", "Kommunens stickprov"),
        ] {
            let planted = case.planted("fynd", id);
            let found = case.row_of(planted).signals.iter().find_map(|signal| match signal {
                Signal::Contradiction { period, meets, misses, .. } => Some((period.to_string(), meets, misses)),
                _ => None,
            });
            let (period, meets, misses) = found.unwrap_or_else(|| panic!("{id} is not called"));
            for (side, origin) in [(meets, meets_origin), (misses, misses_origin)] {
                assert_eq!(side.source.origin.as_ref(), case.disguise.name(origin), "{id}");
                assert!(case.near(side.reading.number().unwrap(), &planted[origin][&period]), "{id} {origin}");
            }
        }
        let contradictions = case.comparison.rows.iter().flat_map(|row| &row.signals);
        let contradictions = contradictions.filter(|signal| signal.severity() == Severity::Contradiction);
        assert_eq!(contradictions.count(), 2);
    }
}

#[test]
fn p6_a_weak_survey_is_warned_about_and_is_no_strength() {
    for case in cases() {
        let planted = case.planted("fynd", "P6");
        for row in case.rows_at(&planted["krav"], planted["enhet"].as_str().unwrap()) {
            let response = row.signals.iter().find_map(|signal| match signal {
                Signal::Weak(weak) => match weak.why {
                    Why::Response(share) => Some(share),
                    _ => None,
                },
                _ => None,
            });
            assert!((response.unwrap() - planted["svarsfrekvens"].as_f64().unwrap()).abs() < 0.01);
            assert!(row.signals.iter().all(|signal| signal.severity() != Severity::Strength));
        }
    }
}

#[test]
fn g1_a_strength_worth_keeping() {
    for case in cases() {
        let planted = case.planted("gott_exempel", "G1");
        let row = case.row_of(planted);
        assert!(case.holds(row.headline().unwrap(), &planted["serie"]));
        let found = row.signals.iter().find_map(|signal| match signal {
            Signal::Strength { first, latest, target, .. } => Some((*first, *latest, *target)),
            _ => None,
        });
        let (first, latest, target) = found.expect("G1 is not called");
        let serie = &planted["serie"];
        assert!(case.near(first, &serie["2023"]) && case.near(latest, &serie["2025"]));
        assert!(case.near(target, &planted["mål"]));
        assert_eq!(row.findings().count(), 0);
    }
}

#[test]
fn d1_few_answers_are_a_warning_and_no_finding() {
    for case in cases() {
        let lead = case.planted("villospår", "D1");
        for row in case.rows_at(&lead["krav"], lead["enhet"].as_str().unwrap()) {
            assert_eq!(row.findings().count(), 0);
            let few = |signal: &Signal| matches!(signal, Signal::Weak(weak) if matches!(weak.why, Why::Few(_)));
            assert!(row.signals.iter().any(few));
            let withheld = row.series.iter().filter(|series| series.group != Group::All);
            assert!(withheld.flat_map(|series| &series.points).all(|point| point.reading.is_none()));
        }
    }
}

#[test]
fn d2_and_d3_a_changed_definition_and_a_temporary_variation_are_no_findings() {
    for case in cases() {
        let lead = case.planted("villospår", "D2");
        for unit in lead["2025"].as_object().unwrap().keys() {
            assert_eq!(case.row(lead["krav"].as_str().unwrap(), unit).findings().count(), 0);
        }
        let row = case.row_of(case.planted("villospår", "D3"));
        assert!(row.signals.is_empty(), "{:?}", row.signals);
    }
}

#[test]
fn d4_missing_is_not_zero() {
    for case in cases() {
        let lead = case.planted("villospår", "D4");
        for pair in lead["tomma"].as_array().unwrap() {
            let row = case.row(lead["krav"].as_str().unwrap(), pair[0].as_str().unwrap());
            let series = row.headline().unwrap();
            let empty = series.points.iter().find(|point| pair[1] == point.period.to_string()).unwrap();
            assert_eq!(empty.reading, None);
            assert_eq!(row.findings().count(), 0);
            assert!(series.latest().unwrap().1.number().unwrap() > 0.0);
        }
    }
}

#[test]
fn d5_falling_figures_are_better_where_lower_is_better() {
    for case in cases() {
        let lead = case.planted("villospår", "D5");
        let row = case.row_of(lead);
        let series = row.headline().unwrap();
        assert!(case.holds(series, &lead["serie"]));
        assert_eq!(series.trend, Some(Trend::Better(6)));
        assert!(row.signals.is_empty(), "{:?}", row.signals);
    }
}

#[test]
fn d6_a_gender_gap_on_eight_men_is_a_warning() {
    for case in cases() {
        let lead = case.planted("villospår", "D6");
        for row in case.rows_at(&lead["krav"], lead["enhet"].as_str().unwrap()) {
            assert_eq!(row.findings().count(), 0);
            let men = |signal: &Signal| matches!(signal, Signal::Weak(weak) if weak.group == Group::Men);
            assert!(row.signals.iter().any(men));
        }
    }
}

#[test]
fn every_result_stands_in_a_row_and_requirements_without_results_are_named() {
    for case in cases() {
        assert_eq!(case.comparison.left_out, 0);
        let points = case.comparison.rows.iter().flat_map(|row| &row.series).map(|series| series.points.len());
        assert_eq!(Json::from(points.sum::<usize>()), case.facit["antal"]["resultat"]);
        let without: BTreeSet<String> = case.comparison.without_results.iter().map(|id| case.number_of(*id)).collect();
        let known = case.facit["antal"]["krav_utan_resultat"].as_array().unwrap();
        let known: BTreeSet<String> = known.iter().map(|one| case.disguise.name(one.as_str().unwrap())).collect();
        assert_eq!(without, known);
    }
}

#[test]
fn the_disguised_copy_is_ranked_as_the_example() {
    let [plain, disguised] = cases().each_ref().map(|case| {
        let severities = case.comparison.rows.iter().map(|row| (row.severity(), row.gap().map(|gap| gap.class)));
        severities.collect::<Vec<_>>()
    });
    assert_eq!(plain, disguised);
}

#[test]
fn every_signal_explains_itself_in_numbers() {
    let languages = Languages::default();
    for case in cases() {
        let rows = case.comparison.rows.iter();
        for (row, signal) in rows.flat_map(|row| row.signals.iter().map(move |signal| (row, signal))) {
            for lang in [Lang::Sv, Lang::En] {
                let says = words::says(&languages.get(lang), signal, &row.measured_in);
                assert!(says.contains(|letter: char| letter.is_ascii_digit()) && !says.contains('{'), "{says}");
            }
        }
    }
    let row = cases()[0].row_of(cases()[0].planted("fynd", "P1"));
    let swedish = languages.get(Lang::Sv);
    assert_eq!(
        words::says(&swedish, row.signals.first().unwrap(), &row.measured_in),
        "6 mätningar i rad åt fel håll: 12,4 (2023T3) → 19,4 (2025T3). Målet 14 har missats sedan 2024T2."
    );
}
