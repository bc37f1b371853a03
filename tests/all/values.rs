//! Values as people write and read them.

use stegvis::locale::{Lang, Point, Words, fold, parse, parse_number, show, show_number};
use stegvis::record::{Def, Flaw, Id, Kind, Value};
use stegvis::steps::collect::records::{GROUP, N, PERIOD, REPORT_DATE, Result as Outcome, SEVERITY, VALUE};
use stegvis::steps::plan::records::{
    BOUND_UNITS, CONSEQUENCE, COST, CRITICAL, DIRECTION, FREQUENCY, IN_MONTHS, PlanActivity, Requirement, SCALE_SIZE,
    SOURCE, TARGET, TEXT, TYPE, USERS, VOLUME_LIMITS,
};

fn read(def: &Def, text: &str) -> Result<Option<Value>, Flaw> {
    let (sv, en) = (Words::new(Lang::Sv), Words::new(Lang::En));
    parse(&[&sv, &en], def, text, &|_, name| (name == "Norr").then(|| Id::from_u128(7)))
}

fn codes(def: &Def, text: &str) -> Vec<String> {
    match read(def, text) {
        Ok(Some(Value::Choices(codes))) => codes.into_iter().collect(),
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn numbers_are_read_as_people_write_them() {
    let cases = [
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("98\u{a0}400\u{a0}000", 98_400_000.0),
        ("98 400 000 kr", 98_400_000.0),
        ("1 200:-", 1200.0),
        ("310 000 KR.", 310_000.0),
        ("85 %", 85.0),
        ("85%", 85.0),
        ("91 procent", 91.0),
        ("6,5 h", 6.5),
        ("100 st", 100.0),
        ("1 200 st.", 1200.0),
        ("\u{2212}3,5", -3.5),
        ("–3,5", -3.5),
        ("- 3", -3.0),
        ("+4", 4.0),
        ("-0", 0.0),
        (",5", 0.5),
        ("5,", 5.0),
        ("1.200.000", 1_200_000.0),
        ("1.200,50", 1200.5),
        ("1,200.50", 1200.5),
        ("1'200", 1200.0),
        ("0,000001", 0.000_001),
    ];
    for (text, number) in cases {
        assert_eq!(parse_number(text, Point::Unclear), Ok(number), "{text}");
    }
}

#[test]
fn what_is_no_number_is_none() {
    for text in [
        "", "-", ".", ",", "%", "kr", "ja", "12 5", "1 2 3", "5-3", "--5", "1e5", "NaN", "inf", "12 tkr", "1,2,3",
        "1.2.3", "1 200 00", "12a", "½", "#N/A", "≥ 95",
    ] {
        assert_eq!(parse_number(text, Point::Unclear), Err(Flaw::NotANumber), "{text}");
    }
}

#[test]
fn a_point_before_three_digits_is_not_guessed_at() {
    for text in ["1.200", "-1.200", "12.500 kr", "100.000"] {
        assert_eq!(parse_number(text, Point::Unclear), Err(Flaw::TwoReadings), "{text}");
    }
    assert_eq!(parse_number("1.200", Point::Thousands), Ok(1200.0));
    assert_eq!(parse_number("1.200", Point::Decimals), Ok(1.2));
    for (text, number) in [("0.125", 0.125), ("1234.567", 1234.567), ("1.20", 1.2), ("98.400.000", 98_400_000.0)] {
        assert_eq!(parse_number(text, Point::Unclear), Ok(number), "{text}");
    }
    for (text, told) in [
        ("12.5", Point::Decimals),
        ("1,200.5", Point::Decimals),
        ("0.125", Point::Decimals),
        ("12,5", Point::Thousands),
        ("98.400.000", Point::Thousands),
        ("1.200,50", Point::Thousands),
        ("1.200", Point::Unclear),
        ("12", Point::Unclear),
        ("ja", Point::Unclear),
        ("1.2.3", Point::Unclear),
    ] {
        assert_eq!(Point::told_by(text), told, "{text}");
    }
    assert_eq!(read(&COST.def, "1.200"), Err(Flaw::TwoReadings));
    assert_eq!(read(&TARGET.def, "1.200"), Err(Flaw::TwoReadings), "a target is no text that looks like a number");
    let (sv, en) = (Words::new(Lang::Sv), Words::new(Lang::En));
    assert_eq!(parse(&[&en, &sv], &COST.def, "1.200", &|_, _| None), Ok(Some(Value::Number(1.2))));
}

#[test]
fn what_is_counted_is_whole() {
    assert_eq!(read(&USERS.def, "12,5"), Err(Flaw::NotWhole));
    assert_eq!(read(&USERS.def, "1.200"), Ok(Some(Value::Number(1200.0))), "half a person is no reading");
    assert_eq!(read(&N.def, "12,0"), Ok(Some(Value::Number(12.0))));
    assert_eq!(read(&COST.def, "12,5"), Ok(Some(Value::Number(12.5))));
    let ancient = Value::Date(chrono::NaiveDate::from_ymd_opt(25, 1, 1).unwrap());
    assert_eq!(REPORT_DATE.def.accepts(&ancient), Err(Flaw::NotADate));
}

#[test]
fn groups_directions_and_answers_are_read_in_the_words_that_files_have() {
    let choice = |code: &str| Ok(Some(Value::Choice(code.to_owned())));
    assert_eq!(read(&GROUP.def, "F"), choice("women"));
    assert_eq!(read(&GROUP.def, "female"), choice("women"));
    assert_eq!(read(&DIRECTION.def, "upp/ökande"), choice("higher"));
    assert_eq!(read(&DIRECTION.def, "Ökande"), choice("higher"));
    assert_eq!(read(&CRITICAL.def, "ej"), Ok(Some(Value::Flag(false))));
    assert_eq!(read(&FREQUENCY.def, "kvartal"), Err(Flaw::NotAChoice), "a quarter is no month");
}

#[test]
fn numbers_are_shown_so_that_they_read_back() {
    let (sv, en) = (Words::new(Lang::Sv), Words::new(Lang::En));
    assert_eq!(show_number(&sv, 98_400_000.0), "98\u{a0}400\u{a0}000");
    assert_eq!(show_number(&sv, 1200.0), "1200");
    assert_eq!(show_number(&sv, -3.5), "−3,5");
    assert_eq!(show_number(&en, 12345.25), "12\u{a0}345.25");
    assert_eq!(show_number(&sv, 0.1 + 0.2), "0,3");
    assert_eq!(show_number(&sv, -0.0), "0");
    for number in [0.000_000_12, 1e15, -1e300, 455.5, 1.125, 123_456.789_012] {
        assert_eq!(parse_number(&show_number(&sv, number), Point::Unclear), Ok(number), "{number}");
        assert_eq!(parse_number(&show_number(&en, number), Point::Decimals), Ok(number), "{number}");
    }
}

#[test]
fn dates_are_read_in_swedish_forms_and_nothing_is_guessed() {
    let day = Some(Value::Date(chrono::NaiveDate::from_ymd_opt(2025, 11, 3).unwrap()));
    for text in [
        "2025-11-03",
        "2025-11-3",
        "20251103",
        "2025/11/03",
        "3/11 2025",
        "03.11.2025",
        "2025-11-03 14:30",
        "2025-11-03T00:00:00Z",
    ] {
        assert_eq!(read(&REPORT_DATE.def, text), Ok(day.clone()), "{text}");
    }
    for text in [
        "2025-13-01",
        "2025-02-29",
        "3/11 25",
        "45964",
        "igår",
        "2025-11",
        "1025-11-03",
        "2025-11-03 kl 3",
        "+202-1-1",
        "-2025-01-01",
        "1899-12-31",
        "2200-01-01",
    ] {
        assert_eq!(read(&REPORT_DATE.def, text), Err(Flaw::NotADate), "{text}");
    }
}

#[test]
fn choices_are_found_by_word_synonym_code_or_unmistakable_beginning_in_both_languages() {
    let code = |def, text| match read(def, text) {
        Ok(Some(Value::Choice(code))) => code,
        other => panic!("{text}: {other:?}"),
    };
    assert_eq!(code(&SOURCE.def, "FÖRFRÅGNINGSUNDERLAG"), "tender");
    assert_eq!(code(&SOURCE.def, "ffu"), "tender");
    assert_eq!(code(&SOURCE.def, "tender document"), "tender");
    assert_eq!(code(&SOURCE.def, "förfr"), "tender");
    assert_eq!(code(&TYPE.def, "Skall"), "must");
    assert_eq!(code(&FREQUENCY.def, "Vartannat år"), "second_year");
    assert_eq!(code(&GROUP.def, "K"), "women");
    assert_eq!(read(&GROUP.def, "80 år och äldre"), Ok(Some(Value::Text("80 år och äldre".into()))));
    assert_eq!(read(&SOURCE.def, "rykte"), Err(Flaw::NotAChoice));
}

#[test]
fn months_are_read_one_by_one_and_as_ranges_past_new_year() {
    assert_eq!(codes(&IN_MONTHS.def, "maj, sep, jan"), ["jan", "may", "sep"]);
    assert_eq!(codes(&IN_MONTHS.def, "jan-dec").len(), 12);
    assert_eq!(codes(&IN_MONTHS.def, "nov–feb"), ["dec", "feb", "jan", "nov"]);
    assert_eq!(codes(&IN_MONTHS.def, "Oktober; 12"), ["dec", "oct"]);
    assert_eq!(read(&IN_MONTHS.def, "jan, junuari"), Err(Flaw::NotAChoice));
}

#[test]
fn a_target_may_be_words_and_a_result_may_not() {
    assert_eq!(read(&TARGET.def, "minst hälften"), Ok(Some(Value::Text("minst hälften".into()))));
    assert_eq!(read(&TARGET.def, "Delvis"), Ok(Some(Value::Choice("partly".into()))));
    assert_eq!(read(&VALUE.def, "J"), Ok(Some(Value::Choice("yes".into()))));
    assert_eq!(read(&VALUE.def, "minst hälften"), Err(Flaw::NotMeasured));
    assert_eq!(read(&VALUE.def, "  "), Ok(None));
}

#[test]
fn levels_stand_on_the_scale_flags_are_yes_or_no_and_shares_have_limits() {
    assert_eq!(read(&CONSEQUENCE.def, "4"), Ok(Some(Value::Level(4))));
    for text in ["0", "5", "2,5", "hög"] {
        assert_eq!(read(&SEVERITY.def, text), Err(Flaw::OffTheScale), "{text}");
    }
    // A valuation's scale is data: which levels stand on it says the record, and a check.
    assert_eq!(read(&CONSEQUENCE.def, "6"), Ok(Some(Value::Level(6))));
    assert_eq!(read(&CONSEQUENCE.def, "7"), Err(Flaw::OffAllScales));
    assert_eq!(read(&SCALE_SIZE.def, "2"), Err(Flaw::NotASize));
    assert_eq!(read(&VOLUME_LIMITS.def, "50; 10"), Err(Flaw::NotLimits));
    assert_eq!(read(&CRITICAL.def, "x"), Ok(Some(Value::Flag(true))));
    assert_eq!(read(&CRITICAL.def, "Nej"), Ok(Some(Value::Flag(false))));
    assert_eq!(read(&CRITICAL.def, "delvis"), Err(Flaw::NotAFlag));
    assert_eq!(read(&COST.def, "-1"), Err(Flaw::Negative));
    assert_eq!(read(&TEXT.def, &"å".repeat(16_001)), Err(Flaw::TooLong));
}

#[test]
fn names_of_records_are_looked_up_and_unknown_ones_refused() {
    assert!(matches!(read(&BOUND_UNITS.def, "Norr"), Ok(Some(Value::Links(_)))));
    assert_eq!(read(&BOUND_UNITS.def, "Norr, Söder"), Err(Flaw::NotARecord));
}

#[test]
fn what_is_shown_reads_back_as_the_same_value() {
    let sv = Words::new(Lang::Sv);
    let fields = Requirement::INFO.fields.iter().chain(PlanActivity::INFO.fields).chain(Outcome::INFO.fields);
    for def in fields {
        for text in ["ja", "12,5", "1 200", "2025-11-03", "2025T3", "3", "avtal", "månad", "jan, feb", "rad 1", "Norr"]
        {
            let Ok(Some(value)) = read(def, text) else { continue };
            let shown = show(&sv, def, &value, &|_| Some("Norr".into()));
            assert_eq!(read(def, &shown), Ok(Some(value)), "{} {text} {shown}", def.name);
        }
    }
}

#[test]
fn headings_fold_alike() {
    assert_eq!(fold("Krav_nr."), fold("krav nr"));
    assert_eq!(fold("BRUKARE (antal)"), "brukare(antal)");
}

#[test]
fn periods_are_read_as_people_write_them_and_quarters_shown_in_the_own_language() {
    let text = |text: &str| Ok(Some(Value::Text(text.to_owned())));
    for (typed, period) in [
        ("2026K1", "2026Q1"),
        ("2026 q1", "2026Q1"),
        ("2026-03", "2026M03"),
        ("mars 2026", "2026M03"),
        ("Dec. 2025", "2025M12"),
        ("May 2026", "2026M05"),
        ("2026", "2026"),
    ] {
        assert_eq!(read(&PERIOD.def, typed), text(period), "{typed}");
    }
    for typed in ["2026-13", "2026-3-1", "3 2026", "mars", "mars 26", "2026-00"] {
        assert_eq!(read(&PERIOD.def, typed), Err(Flaw::NotAPeriod), "{typed}");
    }
    let shown = |lang, period: &str| show(&Words::new(lang), &PERIOD.def, &Value::Text(period.into()), &|_| None);
    assert_eq!(shown(Lang::Sv, "2026Q1"), "2026K1");
    assert_eq!(shown(Lang::En, "2026Q1"), "2026Q1");
    assert_eq!(shown(Lang::Sv, "2026M03"), "2026M03");
}
