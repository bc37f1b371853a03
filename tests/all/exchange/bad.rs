//! Files that are wrong: each gets a sentence with what, where and what to do, and nothing of it is taken.

use super::table::{Table, bytes, example};
use crate::corpus;
use proptest::prelude::*;
use std::io::{Cursor, Write as _};
use stegvis::exchange::{Refusal, Source, Verdict, What, Why};
use stegvis::steps::plan::records::{COST, Requirement, TEXT};

fn requirements(text: &str) -> Vec<String> {
    Table::default().refused(What::Requirements, text)
}

fn refusal(raw: &[u8]) -> String {
    Table::default().refusal(What::Requirements, &bytes(raw))
}

#[test]
fn foreign_files_are_called_by_their_name() {
    for (raw, word) in [
        (&b"%PDF-1.7 ..."[..], "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"),
        (b"\x89PNG\r\n", "bild"),
        (b"<!DOCTYPE html><table>", "webbsida"),
        (b"<?xml version=\"1.0\"?>\n<Workbook xmlns=\"urn\">", "XML-fil"),
        (b"<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"x\"><html>", "webbsida"),
        (b"PK\x05\x06\0\0", "packat arkiv"),
        (b"\xef\xbb\xbf {\"nr\": 1}", "JSON"),
        (b"", "tom"),
        (b"\xef\xbb\xbf", "tom"),
        (b"\xff\xfe", "tom"),
        (b"  \r\n\r\n ; ;\r\n", "tom"),
        (b"nr;krav\r\n", "rubrikraden (rad 1)"),
        (b"PK\x03\x04 and then nothing", "Excel-filen"),
    ] {
        let said = refusal(raw);
        assert!(said.contains(word), "{said}");
    }
}

#[test]
fn packed_files_are_called_by_what_is_in_them() {
    for (entry, word) in [
        ("mimetype", ".ods"),
        ("word/document.xml", "Word-dokument"),
        ("ppt/presentation.xml", "presentation"),
        ("xl/workbook.bin", ".xlsb"),
        ("krav.csv", "packat arkiv"),
    ] {
        let mut packed = Cursor::new(Vec::new());
        let mut archive = zip::ZipWriter::new(&mut packed);
        archive.start_file(entry, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(b"nr;krav\n").unwrap();
        archive.finish().unwrap();
        let source = Source::bytes("fil", packed.into_inner().into());
        let said = Table::default().refusal(What::Requirements, &source);
        assert!(said.contains(word), "{entry}: {said}");
    }
}

#[test]
fn a_point_before_three_digits_is_settled_by_the_files_other_numbers_or_refused() {
    let costs = |text: &str| {
        let mut table = Table::default();
        table.import(What::Requirements, &bytes(text.as_bytes())).unwrap();
        let mut costs: Vec<_> = table.all::<Requirement>().iter().filter_map(|r| r.get(COST)).collect();
        costs.sort_by(f64::total_cmp);
        costs
    };
    assert_eq!(costs("nr;krav;kostnad\nK1;ett;1.200\nK2;två;98.400.000\n"), [1200.0, 98_400_000.0]);
    assert_eq!(costs("nr;krav;kostnad\nK1;ett;1.200\nK2;två;12,5\n"), [12.5, 1200.0]);
    assert_eq!(costs("nr;krav;kostnad\nK1;ett;1.200\nK2;två;12.5\n"), [1.2, 12.5]);
    for other in ["", "K2;två;7\n", "K2;två;12.5\nK3;tre;12,5\n"] {
        let said = requirements(&format!("nr;krav;kostnad\nK1;ett;1.200\n{other}"));
        assert_eq!(said.len(), 1, "{said:?}");
        let named = said[0].starts_with("rad 2 (K1)") && said[0].contains("”1.200”");
        assert!(named && said[0].contains("tusental") && said[0].contains("decimaler"), "{}", said[0]);
    }
    let said = requirements("nr;krav;volym\nK1;ett;12,5\nK2;två;1.200\n");
    assert!(said.len() == 1 && said[0].contains("helt tal"), "{said:?}");
}

#[test]
fn a_text_without_a_table_says_which_headings_are_needed() {
    let said = refusal("Hej!\nHär kommer kraven i ett brev.\n".as_bytes());
    assert!(said.contains("Nr") && said.contains("Krav") && said.contains("--map"), "{said}");
    let said = refusal("nr;område;kostnad\nK1;Tid;12\n".as_bytes());
    assert!(said.contains("Rad 1") && said.contains("kravtext") && said.contains("nr, område, kostnad"), "{said}");
    let said = refusal("krav;källa\nI tid;avtal\n".as_bytes());
    assert!(said.contains("saknas: Nr") && !said.contains("saknas: Krav"), "{said}");
}

#[test]
fn quotes_that_do_not_close_are_named_by_the_line_where_they_open() {
    let said = refusal("nr;krav\nK1;ett\nK2;\"två\nK3;tre\n".as_bytes());
    assert!(said.starts_with("Rad 3:"), "{said}");
    let said = refusal("nr;krav\nK1;\"ett\nK2;\"två\"\n".as_bytes());
    assert!(said.starts_with("Rad 2:") && said.contains("rad 3"), "{said}");
    let endless = format!("nr;krav\nK1;ett\nK2;\"{}", "rad\n".repeat(100_000));
    let said = refusal(endless.as_bytes());
    assert!(said.starts_with("Rad 3:"), "{said}");
}

#[test]
fn rows_with_other_than_the_headings_columns_are_refused_by_line() {
    let said = requirements("nr;krav;kostnad\nK1;ett;1\nK2;två\nK3;tre;3;4\nK4;fyra;4\n");
    assert_eq!(said.len(), 2);
    assert!(said[0].starts_with("rad 3 (K2)") && said[0].contains("2 celler"), "{}", said[0]);
    assert!(said[1].starts_with("rad 4 (K3)"), "{}", said[1]);
}

#[test]
fn bad_cells_are_named_by_line_column_value_and_what_would_do() {
    let said = requirements("nr;krav;källa;kostnad;sannolikhet\nK1;ett;rykte;billigt;7\n");
    assert_eq!(said.len(), 1);
    for part in ["rad 2 (K1)", "”källa”", "”rykte”", "förfrågningsunderlag", "”billigt”", "12,5", "”7”", "1–4"]
    {
        assert!(said[0].contains(part), "{part}: {}", said[0]);
    }
    let mut table = Table::filled();
    table.options.title.clear();
    let said = table.refused(What::Deviations, "datum;enhet;typ;beskrivning\n2025-02-30;Lyktstigen Norr;avvikelse;x\n");
    assert!(said[0].contains("2025-02-30") && said[0].contains("2025-11-03"), "{}", said[0]);
}

#[test]
fn a_number_used_twice_is_refused_with_the_line_of_the_first() {
    let said = requirements("nr;krav\nK1;ett\nK2;två\nk1 ;tre\n");
    assert_eq!(said.len(), 1);
    assert!(said[0].starts_with("rad 4") && said[0].contains("rad 2"), "{}", said[0]);
    let said = requirements("nr;krav;kostnad\nK1;ett;dyrt\nK1;två;1\n");
    assert_eq!(said.len(), 2, "also when the first of them is refused for another reason");
}

#[test]
fn unknown_requirements_and_units_say_what_to_import_first() {
    let table = Table::default();
    let said = table.refused(What::Plan, "krav_nr;metod\nK99;enkät\n");
    assert!(said[0].contains("K99") && said[0].contains("Importera krav först"), "{}", said[0]);
    let mut table = Table::default();
    table.import(What::Requirements, &example("krav.csv")).unwrap();
    let said = table.refused(What::Results, "krav_nr;enhet;period;värde\nK02;Norr;2025;1\n");
    assert!(said[0].contains("Norr") && said[0].contains("Importera enheter först"), "{}", said[0]);
}

#[test]
fn bytes_that_no_text_holds_are_refused_by_line() {
    let said = refusal(b"nr;krav\nK1;ett\nK2;t\0v\xc3\xa5\n");
    assert!(said.starts_with("Rad 3:"), "{said}");
    let said = refusal(
        "nr;krav;område\nK1;åäö;åäö\nK2;å"
            .as_bytes()
            .iter()
            .chain(b"\xff\xfe;x\n")
            .copied()
            .collect::<Vec<_>>()
            .as_slice(),
    );
    assert!(said.starts_with("Rad 3:") && said.contains("UTF-8"), "{said}");
    let utf16_without_mark: Vec<u8> = "nr;krav\nK1;ett\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(refusal(&utf16_without_mark).starts_with("Rad 1:"));
}

#[test]
fn one_swedish_letter_as_utf_8_is_enough_to_call_other_bytes_damage() {
    let said = refusal(b"nr;krav\nK1;tv\xc3\xa5\nK2;\xe5 \xe4 \xf6\n");
    assert!(said.starts_with("Rad 3:") && said.contains("UTF-8"), "{said}");
}

#[test]
fn escape_sequences_are_taken_out_and_said_and_never_come_back_in_a_message() {
    let mut table = Table::default();
    let file = "nr;krav;käl\u{1b}[31mla\nK1;röd\u{1b}[2J text\u{202e};\u{1b}]0;x\u{7}\n";
    let preview = table.check(What::Requirements, &bytes(file.as_bytes()));
    let said = match &preview {
        Ok(preview) => {
            [table.warnings(preview), preview.rows.iter().map(|r| preview.say(r, &table.words())).collect()].concat()
        }
        Err(refusal) => vec![refusal.say(&table.words())],
    };
    assert!(said.iter().all(|line| !line.chars().any(char::is_control)), "{said:?}");
    let file = "nr;krav\nK1;röd\u{1b}[2J text\u{202e}\n";
    let preview = table.import(What::Requirements, &bytes(file.as_bytes())).unwrap();
    assert_eq!(table.all::<Requirement>()[0].get(TEXT).as_deref(), Some("röd[2J text"));
    assert!(table.warnings(&preview)[0].contains("rad 2"));
}

#[test]
fn a_cell_of_200_kb_is_refused_by_its_row_and_the_rest_still_checked() {
    let said = requirements(&format!("nr;krav\nK1;{}\nK2;två\nK2;tre\n", "å".repeat(100_000)));
    assert_eq!(said.len(), 2);
    assert!(said[0].starts_with("rad 2 (K1)") && said[0].contains("16\u{a0}000"), "{}", said[0]);
    assert!(said[0].len() < 300, "the cell itself is cut: {}", said[0].len());
    let said = refusal(format!("nr;krav\nK1;{}\n", "x".repeat(300_000)).as_bytes());
    assert!(said.starts_with("Rad 2:"), "{said}");
}

#[test]
fn rows_below_the_table_are_skipped_and_named_and_the_same_row_inside_it_is_refused() {
    let table = Table::default();
    let check = |text: &str| table.check(What::Requirements, &bytes(text.as_bytes())).unwrap();
    let preview = check("nr;krav;kostnad\nK1;ett;1\n;;\nSumma;;1\nKälla: nämndens plan;;\n;;Fastställd 2025\n");
    assert_eq!(preview.counts.refused, 0);
    assert_eq!(preview.counts.skipped, 4);
    assert_eq!(preview.rows[1].verdict, Verdict::Skipped(Why::Empty));
    let named = preview.skipped(&table.words());
    assert!(named.iter().any(|line| line.contains("rad 4 (Summa)")), "{named:?}");
    let preview = check("nr;krav;kostnad\nK1;ett;1\nK2;;2\nK3;tre;3\n");
    let said: Vec<_> = preview.refused().map(|row| preview.say(row, &table.words())).collect();
    assert_eq!(said.len(), 1);
    assert!(said[0].starts_with("rad 3 (K2)") && said[0].contains("krav"), "{}", said[0]);
}

#[test]
fn a_row_with_a_text_but_no_number_is_no_note_even_as_the_last_one() {
    let said = requirements("nr;krav;kostnad\nK1;ett;1\n;två;2\n");
    assert_eq!(said.len(), 1);
    assert!(said[0].starts_with("rad 3") && said[0].contains("”nr”"), "{}", said[0]);
}

#[test]
fn a_result_without_its_unit_or_period_is_refused_by_column_wherever_it_stands() {
    let check = |rows: &str| {
        let file = format!("krav_nr;enhet;period;värde;n\n{rows}");
        let table = Table::filled();
        let preview = table.check(What::Results, &bytes(file.as_bytes())).unwrap();
        (preview.refused().map(|row| preview.say(row, &table.words())).collect::<Vec<_>>(), preview.counts.skipped)
    };
    let whole = "K02;Lyktstigen Norr;2031;91;12\n";
    for (row, column) in [
        ("K02;;2031;91;12\n", "”enhet”"),
        ("K02;Lyktstigen Norr;;91;12\n", "”period”"),
        ("K02;;;91;\n", "”enhet”"),
        (";Lyktstigen Norr;2031;91;\n", "”krav_nr”"),
    ] {
        for file in [format!("{whole}{row}"), format!("{row}{whole}")] {
            let (said, _) = check(&file);
            assert_eq!(said.len(), 1, "{file}");
            assert!(said[0].contains(column), "{}", said[0]);
        }
    }
    let (said, _) = check(&format!(";;;91;\n{whole}"));
    assert!(said.len() == 1 && said[0].starts_with("rad 2"), "a lone figure above other rows: {said:?}");
    let (said, skipped) = check(&format!("Område tid;;;;\n{whole}Summa;;2031;91;\nUppgiftslämnare;verksamheten;;;\n"));
    assert_eq!((said.len(), skipped), (0, 3), "{said:?}");
}

#[test]
fn a_formula_that_went_wrong_is_no_text() {
    let said = requirements("nr;krav;kostnad\nK1;#SAKNAS!;1\nK2;två;#DIV/0!\n");
    assert_eq!(said.len(), 2);
    assert!(said.iter().all(|line| line.contains("formel")), "{said:?}");
}

#[test]
fn more_warnings_than_anyone_reads_are_counted() {
    let mut rows = String::from("nr;krav;målvärde\n");
    for number in 0..600 {
        rows.push_str(["K", &number.to_string(), ";text;så snart det går\n"].concat().as_str());
    }
    let table = Table::default();
    let preview = table.check(What::Requirements, &bytes(rows.as_bytes())).unwrap();
    let said = table.warnings(&preview);
    assert_eq!(said.len(), 501);
    assert!(said[500].contains("100"), "{}", said[500]);
}

#[test]
fn a_map_that_makes_no_sense_says_what_would() {
    let mut table = Table::default();
    let file = bytes("nr;krav\nK1;ett\n".as_bytes());
    for (map, part) in [("nr", "Rubrik=fält"), ("nr=finns_inte", "likelihood"), ("saknas=cost", "nr, krav")] {
        table.options.map = vec![map.into()];
        let said = table.refusal(What::Requirements, &file);
        assert!(said.contains(part), "{said}");
    }
}

#[test]
fn two_headings_for_one_field_are_refused_when_mapped_and_told_apart_when_guessed() {
    let file = bytes("nr;krav;A;B\nK1;ett;1;2\n".as_bytes());
    let mut table = Table::default();
    table.options.map = vec!["A=cost".into(), "B=kostnad".into()];
    let said = table.refusal(What::Requirements, &file);
    assert!(said.contains("Två rubriker") && said.contains("a, b"), "{said}");
    let file = bytes("nr;krav;Kostnad;cost\nK1;ett;1;2\n".as_bytes());
    let table = Table::default();
    let said = table.warnings(&table.check(What::Requirements, &file).unwrap());
    assert!(
        said.len() == 1 && said[0].contains("”cost”") && said[0].contains("kolumn 3, ”Kostnad”, läses"),
        "{said:?}"
    );
}

#[test]
fn results_imported_as_a_plan_are_noticed() {
    let table = Table::filled();
    let preview = table.check(What::Plan, &example("resultat.csv")).unwrap();
    assert!(table.warnings(&preview).iter().any(|said| said.contains("resultat")));
}

#[test]
fn a_workbook_that_unpacks_to_more_than_it_should_is_refused_before_it_does() {
    let mut packed = Cursor::new(Vec::new());
    let mut archive = zip::ZipWriter::new(&mut packed);
    let plain = zip::write::SimpleFileOptions::default();
    archive.start_file("xl/sharedStrings.xml", plain).unwrap();
    archive.write_all(b"<sst uniqueCount=\"99999999999999\">").unwrap();
    archive.finish().unwrap();
    let source = Source::bytes("bomb.xlsx", packed.into_inner().into());
    let said = Table::default().refusal(What::Requirements, &source);
    assert!(said.contains("för stor"), "{said}");
}

#[test]
fn what_cannot_be_opened_says_so() {
    for (path, why) in [("/nonexistent/krav.csv", "den finns inte"), (env!("CARGO_MANIFEST_DIR"), "en mapp")] {
        let said = Source::open(std::path::Path::new(path)).unwrap_err().say(&Table::default().words());
        assert!(said.contains("går inte att läsa") && said.contains(why), "{said}");
        assert!(!said.contains("os error"), "{said}");
    }
    let barred = Refusal::from(std::io::Error::from(std::io::ErrorKind::PermissionDenied));
    assert!(barred.say(&Table::default().words()).contains("inte rätt att läsa"));
    let said = refusal(b"PK\x03\x04 and then nothing");
    assert!(said.contains("ingen hel arbetsbok") && !said.contains('('), "no word of the parser's: {said}");
}

#[test]
fn the_stored_corpus_is_read_or_refused_with_a_sentence() {
    for raw in corpus::stored(include_str!("../../data/corpus/imports.txt")).iter().chain([&Vec::new()]) {
        for name in ["fil.csv", "fil.xlsx", "fil.json"] {
            let source = Source::bytes(name, raw.as_slice().into());
            for what in What::ALL {
                let mut table = Table::default();
                match table.check(what, &source) {
                    Ok(preview) if preview.counts.refused == 0 => assert!(table.import(what, &source).is_ok()),
                    Ok(_) => {}
                    Err(refused) => {
                        let said = refused.say(&table.words());
                        assert!(!said.is_empty() && !said.contains('\u{1b}') && !said.contains("{$"), "{said}");
                    }
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(corpus::kept(300))]

    #[test]
    fn no_bytes_panic(raw in prop::collection::vec(any::<u8>(), 0..400), what in 0..5_usize, text in any::<bool>()) {
        let head: &[u8] = if text { "nr;krav;målvärde;enhet;metod;period;datum;typ;beskrivning\n".as_bytes() } else { b"" };
        let mut table = Table::default();
        let source = bytes(&[head, raw.as_slice()].concat());
        if table.check(What::ALL[what], &source).is_ok_and(|preview| preview.counts.refused == 0) {
            prop_assert!(table.import(What::ALL[what], &source).is_ok());
            let again = table.check(What::ALL[what], &source).unwrap();
            prop_assert_eq!(again.counts.added + again.counts.changed, 0, "twice changes nothing");
        }
    }

    #[test]
    fn no_workbook_with_a_byte_changed_panics(place in 0..6_000_usize, byte in any::<u8>()) {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "nr").unwrap().write(0, 1, "krav").unwrap().write(1, 0, 1).unwrap().write(1, 1, "ett").unwrap();
        let mut raw = book.save_to_buffer().unwrap();
        let length = raw.len();
        raw[place % length] = byte;
        let _ = Table::default().check(What::Requirements, &Source::bytes("fil.xlsx", raw.into()));
    }
}
