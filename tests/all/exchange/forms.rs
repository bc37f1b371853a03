//! The same table in every form that officers have it in.

use super::table::{FILES, Table, bytes, example, path};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use std::fmt::Write as _;
use stegvis::exchange::{Halt, Refusal, Source, Verdict, What};
use stegvis::record::{Id, Kind as _, Measured, Value};
use stegvis::steps::collect::records::{DESCRIPTION, DeviationReport, REPORT_DATE, REPORT_NUMBER};
use stegvis::steps::plan::records::{
    AGREED, CONSEQUENCE, COST, DIRECTION, LIKELIHOOD, NUMBER, RATER, REASON, Requirement, SOURCE, TARGET, TEXT,
    UNIT_NAME, USERS, Unit, Valuation,
};

/// What the tests look at of a requirement, without its id.
#[derive(Clone, PartialEq, Debug)]
struct Seen {
    number: Option<String>,
    text: Option<String>,
    target: Option<Measured>,
    cost: Option<f64>,
    source: Option<String>,
}

/// The requirements by number.
fn requirements(table: &Table) -> Vec<Seen> {
    let of = table.all::<Requirement>();
    let seen = of.iter().map(|r| Seen {
        number: r.get(NUMBER),
        text: r.get(TEXT),
        target: r.get(TARGET),
        cost: r.get(COST),
        source: r.get(SOURCE),
    });
    let mut all: Vec<Seen> = seen.collect();
    all.sort_by(|a, b| a.number.cmp(&b.number));
    all
}

fn text(file: &str) -> String {
    let text = String::from_utf8(std::fs::read(path(file)).unwrap()).unwrap();
    text.trim_start_matches('\u{feff}').to_owned()
}

fn workbook(fill: impl FnOnce(&mut Workbook)) -> Source {
    let mut book = Workbook::new();
    fill(&mut book);
    Source::bytes("fil.xlsx", book.save_to_buffer().unwrap().into())
}

fn imported(what: What, source: &Source) -> Table {
    let mut table = Table::default();
    table.import(what, source).unwrap();
    table
}

#[test]
fn older_excel_saves_windows_1252_and_it_reads_the_same() {
    let wanted = requirements(&imported(What::Requirements, &example("krav.csv")));
    let plain = text("krav.csv");
    let (old, _, unmappable) = encoding_rs::WINDOWS_1252.encode(&plain);
    assert!(!unmappable);
    let source = bytes(&old);
    let mut table = Table::default();
    let preview = table.import(What::Requirements, &source).unwrap();
    assert_eq!(requirements(&table), wanted);
    assert_eq!(table.warnings(&preview).len(), 1, "that letters were guessed is said");
}

#[test]
fn utf_16_tabs_commas_and_no_byte_order_mark_read_the_same() {
    let wanted = requirements(&imported(What::Requirements, &example("krav.csv")));
    let plain = text("krav.csv");
    let utf16 = |big: bool| -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(plain.encode_utf16());
        units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let mut forms = vec![plain.as_bytes().to_vec(), utf16(false), utf16(true)];
    for delimiter in [b',', b'\t', b'|'] {
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(plain.as_bytes());
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        for row in reader.records() {
            writer.write_record(&row.unwrap()).unwrap();
        }
        forms.push(writer.into_inner().unwrap());
    }
    for form in forms {
        assert_eq!(requirements(&imported(What::Requirements, &bytes(&form))), wanted);
    }
}

#[test]
fn a_workbook_with_title_rows_above_the_table_reads_the_same() {
    for (what, file) in FILES.into_iter().take(2) {
        let plain = text(file);
        let source = workbook(|book| {
            book.add_worksheet().set_name("Läs mig").unwrap().write(0, 0, "Så här fyller du i").unwrap();
            let sheet = book.add_worksheet().set_name("Underlag").unwrap();
            sheet.write(0, 0, "Underlag till uppföljningen").unwrap();
            sheet.write(1, 0, "Version 3").unwrap();
            let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(plain.as_bytes());
            for (row, record) in (3..).zip(reader.records()) {
                for (column, cell) in (1..).zip(&record.unwrap()) {
                    match cell.replace(',', ".").parse::<f64>() {
                        Ok(number) => sheet.write(row, column, number).unwrap(),
                        Err(_) => sheet.write(row, column, cell).unwrap(),
                    };
                }
            }
        });
        let mut table = Table::default();
        let preview = table.import(what, &source).unwrap();
        assert_eq!(preview.sheet.as_deref(), Some("Underlag"));
        let again = table.check(what, &example(file)).unwrap();
        assert_eq!(again.counts.same, again.rows.len(), "the CSV says the same as the workbook");
    }
}

#[test]
fn percent_cells_dates_and_sums_of_a_workbook_mean_what_they_show() {
    let source = workbook(|book| {
        let sheet = book.add_worksheet();
        let percent = Format::new().set_num_format("0.0%");
        for (column, heading) in (0..).zip(["Nr", "Krav", "Målvärde", "Kostnad"]) {
            sheet.write(0, column, heading).unwrap();
        }
        sheet.write(1, 0, "K1").unwrap().write(1, 1, "Tid").unwrap().write(1, 3, 0.1 + 0.2).unwrap();
        sheet.write_with_format(1, 2, 0.07, &percent).unwrap();
        sheet.write(2, 0, "K2").unwrap().write(2, 1, "Svar").unwrap().write(2, 2, 0.07).unwrap();
        sheet.write(4, 0, "Summa").unwrap().write(4, 3, 0.3).unwrap();
    });
    let mut table = Table::default();
    let preview = table.import(What::Requirements, &source).unwrap();
    let found = requirements(&table);
    assert_eq!(found[0].target, Some(Measured::Number(7.0)), "7,0 % is 7, not 0,07");
    assert_eq!(found[0].cost, Some(0.3), "no noise of floating point");
    assert_eq!(found[1].target, Some(Measured::Number(0.07)), "a number without percent format stays");
    assert_eq!(preview.skipped(&table.words()).len(), 2, "the empty row and the sum are named");

    let mut table = Table::filled();
    let source = workbook(|book| {
        let sheet = book.add_worksheet();
        for (column, heading) in (0..).zip(["Datum", "Enhet", "Typ", "Beskrivning"]) {
            sheet.write(0, column, heading).unwrap();
        }
        let date = ExcelDateTime::from_ymd(2025, 5, 17).unwrap();
        sheet.write_with_format(1, 0, &date, &Format::new().set_num_format("d mmm yyyy")).unwrap();
        for (column, cell) in (1..).zip(["Lyktstigen Norr", "Avvikelse", "Nyckel borta"]) {
            sheet.write(1, column, cell).unwrap();
        }
    });
    table.import(What::Deviations, &source).unwrap();
    let dates: Vec<_> = table.all::<DeviationReport>().iter().filter_map(|r| r.get(REPORT_DATE)).collect();
    assert!(dates.contains(&chrono::NaiveDate::from_ymd_opt(2025, 5, 17).unwrap()));
}

#[test]
fn headings_are_found_in_english_and_however_they_are_written() {
    let english = "NO,Requirement ,TARGET,direction,Likelihood,consequence,Cost (SEK)\nK1,Be on time,95 %,Higher,2,4,\"1,200.50\"\n";
    let table = imported(What::Requirements, &bytes(english.as_bytes()));
    assert_eq!(requirements(&table)[0].target, Some(Measured::Number(95.0)));
    assert_eq!(requirements(&table)[0].cost, Some(1200.5));
    let valuation = &table.all::<Valuation>()[0];
    assert_eq!((valuation.get(LIKELIHOOD), valuation.get(CONSEQUENCE)), (Some(2), Some(4)));
    assert_eq!(table.all::<Requirement>()[0].get(DIRECTION).as_deref(), Some("higher"));

    let swedish = "Krav;Kravtext;MA\u{30a}LVA\u{308}RDE *;ko stnad (kr per år)\nK1;I tid;95;12\n";
    let table = imported(What::Requirements, &bytes(swedish.as_bytes()));
    assert_eq!(requirements(&table)[0].number.as_deref(), Some("K1"), "beside Kravtext, Krav is the number");
    assert_eq!(requirements(&table)[0].target, Some(Measured::Number(95.0)));
    assert_eq!(requirements(&table)[0].cost, Some(12.0));
}

#[test]
fn an_unknown_heading_is_a_warning_and_a_map_settles_it() {
    let file = bytes("nr;krav;Risk S;Anteckning\nK1;I tid;3;x\n".as_bytes());
    let mut table = Table::default();
    let preview = table.check(What::Requirements, &file).unwrap();
    let said = table.warnings(&preview);
    assert_eq!(said.len(), 2);
    assert!(said[0].contains("Risk S") && said[0].contains("--map"), "{}", said[0]);
    table.options.map = vec!["Risk S=likelihood".into(), "anteckning=".into()];
    let preview = table.import(What::Requirements, &file).unwrap();
    assert_eq!(table.warnings(&preview), Vec::<String>::new());
    assert_eq!(table.all::<Valuation>()[0].get(LIKELIHOOD), Some(3));
    table.options.map = vec!["Risk S=sannolikhet".into()];
    assert_eq!(table.check(What::Requirements, &file).unwrap().counts.same, 1, "fields may be named in Swedish too");
}

#[test]
fn a_target_in_words_is_kept_and_said() {
    let mut table = Table::default();
    let file = bytes("nr;krav;målvärde\nK1;I tid;minst hälften\n".as_bytes());
    let preview = table.import(What::Requirements, &file).unwrap();
    assert_eq!(requirements(&table)[0].target, Some(Measured::Words("minst hälften".into())));
    assert!(table.warnings(&preview)[0].contains("minst hälften"));
}

#[test]
fn an_empty_cell_never_overwrites_and_what_a_file_does_not_mention_stays() {
    let mut table = Table::filled();
    let before = requirements(&table);
    let file = bytes("nr;krav;målvärde;kostnad\nk02;;;99\n".as_bytes());
    let preview = table.import(What::Requirements, &file).unwrap();
    assert!(matches!(&preview.rows[0].verdict, Verdict::Changed(columns) if columns[..] == [3]), "{:?}", preview.rows);
    let after = requirements(&table);
    assert_eq!(after.len(), before.len());
    assert_eq!(
        (&after[1].number, &after[1].text, &after[1].target),
        (&before[1].number, &before[1].text, &before[1].target)
    );
    assert_eq!(after[1].cost, Some(99.0));
}

#[test]
fn a_deviation_report_with_a_number_is_found_by_it_and_the_rest_may_change() {
    let mut table = Table::filled();
    let file = |day: &str, said: &str| {
        let text = format!("nr;datum;enhet;typ;beskrivning\nA-1;{day};Lyktstigen Norr;avvikelse;{said}\n");
        bytes(text.as_bytes())
    };
    let before = table.all::<DeviationReport>().len();
    table.import(What::Deviations, &file("2025-05-17", "Nyckel borta")).unwrap();
    let preview = table.import(What::Deviations, &file("2025-05-18", "Nyckel hittad")).unwrap();
    assert!(matches!(&preview.rows[0].verdict, Verdict::Changed(places) if places[..] == [1, 4]), "{:?}", preview.rows);
    let reports = table.all::<DeviationReport>();
    assert_eq!(reports.len(), before + 1);
    let changed = reports.iter().find(|r| r.get(REPORT_NUMBER).as_deref() == Some("A-1")).unwrap();
    assert_eq!(changed.get(DESCRIPTION).as_deref(), Some("Nyckel hittad"));
    assert_eq!(changed.get(REPORT_DATE), chrono::NaiveDate::from_ymd_opt(2025, 5, 18));
    let again = table.check(What::Deviations, &file("2025-05-18", "Nyckel hittad")).unwrap();
    assert_eq!(again.counts.same, 1);
}

#[test]
fn a_row_may_be_left_out() {
    let mut table = Table::default();
    let file = bytes("nr;krav;sannolikhet\nK1;I tid;3\nK2;Alltid;hög\nK3;Nära;1\n".as_bytes());
    assert_eq!(table.check(What::Requirements, &file).unwrap().counts.refused, 1);
    assert!(table.import(What::Requirements, &file).is_err());
    assert_eq!(table.all::<Requirement>().len(), 0);
    table.options.leave_out = [3].into();
    let preview = table.import(What::Requirements, &file).unwrap();
    assert_eq!((preview.counts.added, preview.counts.left_out), (2, 1));
    assert_eq!(table.all::<Requirement>().len(), 2);
}

#[test]
fn where_the_table_ends_does_not_depend_on_what_is_left_out() {
    // K2 lacks its text and looks like a note, but for the row of the table that follows.
    let text = "nr;krav;volym\nK1;I tid;3\nK2;;4\nK3;Nära;många\n";
    let file = bytes(text.as_bytes());
    let mut table = Table::default();
    let refused =
        |table: &Table| table.check(What::Requirements, &file).unwrap().refused().map(|row| row.line).collect();
    let before: Vec<usize> = refused(&table);
    assert_eq!(before, [3, 4]);
    table.options.leave_out = [4].into();
    assert_eq!(refused(&table), [3]);
    assert!(matches!(table.import(What::Requirements, &file), Err(Halt::Row { line: 3, .. })));
    table.options.leave_out = [3, 4].into();
    let preview = table.import(What::Requirements, &file).unwrap();
    assert_eq!((preview.counts.added, preview.counts.left_out, preview.counts.skipped), (1, 2, 0));
}

#[test]
fn what_officers_have_agreed_on_stays_what_counts() {
    let mut table = Table::default();
    let bare = bytes("nr;krav\nK1;I tid\n".as_bytes());
    table.import(What::Requirements, &bare).unwrap();
    let requirement = table.all::<Requirement>()[0].id();
    let id = Id::from_u128(77);
    let kind = &Valuation::INFO;
    let put =
        |name: &str, value| table.whole.edit(kind, id, kind.field_named(name).unwrap().tag, Some(&value)).unwrap();
    let agreed = vec![
        put("requirement", Value::Link(requirement)),
        put("perspective", Value::Choice("risk".into())),
        put("rater", Value::Text("gruppen".into())),
        put("agreed", Value::Flag(true)),
    ];
    table.commit(agreed);
    let file = bytes("nr;krav;sannolikhet;konsekvens\nK1;I tid;3;4\n".as_bytes());
    table.import(What::Requirements, &file).unwrap();
    let of_import = table.all::<Valuation>().into_iter().find(|v| v.get(RATER).as_deref() == Some("import")).unwrap();
    assert_eq!((of_import.get(AGREED), of_import.get(CONSEQUENCE)), (None, Some(4)));
    assert_eq!(of_import.get(REASON), None);
}

#[test]
fn units_are_updated_by_name_and_a_sum_is_no_unit() {
    let mut table = Table::filled();
    let file = bytes("Enhet;Antal brukare\nlyktstigen  norr;101\nÖstra hemtjänsten;12\n;\nSumma;113\n".as_bytes());
    let preview = table.import(What::Units, &file).unwrap();
    assert_eq!((preview.counts.added, preview.counts.changed, preview.counts.skipped), (1, 1, 2));
    let units = table.all::<Unit>();
    assert_eq!(units.len(), 7);
    let norr = units.iter().find(|u| u.get(UNIT_NAME).as_deref() == Some("Lyktstigen Norr")).unwrap();
    assert_eq!(norr.get(USERS), Some(101.0));
}

#[test]
fn a_stream_is_read_as_often_as_a_file() {
    let plain = std::fs::read(path("krav.csv")).unwrap();
    let source = Source::stream("-", &mut plain.as_slice()).unwrap();
    let mut table = Table::default();
    table.import(What::Requirements, &source).unwrap();
    assert_eq!(table.check(What::Requirements, &source).unwrap().counts.same, 52);
}

#[test]
fn a_large_file_goes_in_parts_that_a_store_can_take() {
    let mut rows = String::from("nr;krav;sannolikhet;konsekvens;konsekvens_individ\n");
    for number in 0..3_000 {
        writeln!(rows, "K{number};Text;1;2;3").unwrap();
    }
    let mut table = Table::default();
    let parts = table.edits(What::Requirements, &bytes(rows.as_bytes())).unwrap();
    let records = 1 + 3 * 3_000;
    assert!(parts.len() >= records / stegvis::exchange::PART, "{}", parts.len());
    for part in &parts {
        let records: std::collections::BTreeSet<_> = part.iter().map(|edit| edit.record).collect();
        assert!(records.len() <= stegvis::exchange::PART, "{}", records.len());
    }
}

#[test]
fn a_formula_that_nothing_has_computed_yet_is_refused_and_not_read_as_empty() {
    // Saved by a program that writes formulas and computes nothing.
    let source = bytes(include_bytes!("../../data/formel-utan-varde.xlsx"));
    let table = Table::default();
    let preview = table.check(What::Requirements, &source).unwrap();
    let refused: Vec<String> = preview.refused().map(|row| preview.say(row, &table.words())).collect();
    assert!(refused.len() == 1 && refused[0].contains("Kostnad"), "{refused:?}");
}

#[test]
fn merged_cells_hidden_sheets_and_three_decimals_of_a_workbook_mean_what_excel_shows() {
    let book = workbook(|book| {
        let notes = book.add_worksheet().set_name("Anteckningar").unwrap();
        notes.write(0, 0, "Kravlista 2025").unwrap();
        let hidden = book.add_worksheet().set_name("Gammalt").unwrap();
        hidden.set_hidden(true);
        for (column, heading) in ["nr", "krav", "kostnad", "källa"].into_iter().enumerate() {
            hidden.write(0, u16::try_from(column).unwrap(), heading).unwrap();
        }
        hidden.write(1, 0, "GAMMAL").unwrap().write(1, 1, "Gäller inte").unwrap();
        let sheet = book.add_worksheet().set_name("Krav").unwrap();
        sheet.merge_range(0, 0, 0, 2, "Krav på hemtjänsten", &Format::new()).unwrap();
        sheet.write(1, 0, "nr").unwrap().write(1, 1, "krav").unwrap().write(1, 2, "kostnad").unwrap();
        sheet.write(2, 0, "K1").unwrap().write(2, 1, "ett").unwrap().write(2, 2, 1.125).unwrap();
        sheet.write(3, 0, "K2").unwrap().write(3, 1, "två").unwrap();
        sheet.write_formula(3, 2, rust_xlsxwriter::Formula::new("=SUM(1,2)").set_result("3")).unwrap();
    });
    let seen = requirements(&imported(What::Requirements, &book));
    let costs: Vec<_> = seen.iter().map(|one| (one.number.as_deref(), one.cost)).collect();
    assert_eq!(costs, [(Some("K1"), Some(1.125)), (Some("K2"), Some(3.0))]);
}

#[test]
fn formulas_in_the_far_corners_of_a_sheet_take_no_more_room_than_two_cells() {
    // The cells between them would fill 400 GB.
    let corner = |row, column| {
        let book = workbook(|book| {
            let sheet = book.add_worksheet();
            sheet.write(0, 0, "nr").unwrap().write(0, 1, "krav").unwrap();
            sheet.write(1, 0, "K1").unwrap().write(1, 1, "ett").unwrap();
            sheet.write_formula(0, 2, "=A2").unwrap().write_formula(row, column, "=A1").unwrap();
        });
        Table::default().check(What::Requirements, &book).err()
    };
    let refused = corner(1_048_575, 16_383);
    assert!(matches!(refused, Some(Refusal::ManyColumns { line: 1_048_576, .. })), "{refused:?}");
    assert!(corner(1_048_575, 999).is_none());
}
