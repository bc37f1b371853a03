//! Everything out and back in.

use super::table::{FILES, LANGUAGES, Table, bytes, example};
use crate::corpus;
use proptest::prelude::*;
use serde_json::Value as Json;
use std::{collections::BTreeMap, sync::Arc};
use stegvis::exchange::{Everything, Refusal, Source, Verdict, What, check_all, edits_all, export, list, show};
use stegvis::follow_up::{Edit, FollowUp, Whole};
use stegvis::locale::Lang;
use stegvis::record::{Id, Kind as _, REGISTER, REMOVED, RESTRICTED, Stored, Value};
use stegvis::steps::plan::records::{CLOSED_ON, FollowUpHeader, NUMBER, Requirement, TARGET, UNIT_AREA, USERS, Unit};

fn everything(table: &Table) -> Everything {
    let own = Arc::clone(&table.whole.own);
    Everything { register: Arc::clone(&table.whole.register), follow_ups: BTreeMap::from([(own.id(), own)]) }
}

fn empty() -> Everything {
    Everything { register: Arc::new(FollowUp::new(REGISTER)), follow_ups: BTreeMap::new() }
}

fn exported(there: &Everything) -> Vec<u8> {
    let mut out = Vec::new();
    let follow_ups: Vec<_> = there.follow_ups.values().cloned().collect();
    export(&there.register, &follow_ups, &mut out).unwrap();
    out
}

fn source(raw: &[u8]) -> Source {
    Source::bytes("allt.json", raw.into())
}

/// Takes an export as the store would.
fn restored(raw: &[u8], mut there: Everything, update: bool) -> Everything {
    let mut parts: Vec<Vec<Edit>> = Vec::new();
    edits_all(&source(raw), &there, update, &LANGUAGES, &mut |home, part| {
        assert!(part.iter().all(|edit| edit.follow_up == home), "a part has one home");
        parts.push(part);
        Ok(())
    })
    .unwrap();
    for (seq, part) in (100..).zip(parts) {
        let homes: std::collections::BTreeSet<Id> = part.iter().map(|edit| edit.follow_up).collect();
        let change = stegvis::follow_up::Change { doing: stegvis::follow_up::Doing::Import, edits: part };
        there.register = Arc::new(there.register.with(&change, seq).unwrap());
        for home in homes.into_iter().filter(|home| *home != REGISTER) {
            let own = there.follow_ups.entry(home).or_insert_with(|| Arc::new(FollowUp::new(home)));
            *own = Arc::new(own.with(&change, seq).unwrap());
        }
    }
    there
}

fn said(raw: &[u8], there: &Everything) -> Vec<String> {
    let words = LANGUAGES.get(Lang::Sv);
    match check_all(&source(raw), there, false, &LANGUAGES, &mut |_| ()) {
        Ok(preview) => preview.refused().map(|row| preview.say(row, &words)).collect(),
        Err(refusal) => vec![refusal.say(&words)],
    }
}

#[test]
fn everything_comes_back_with_ids_and_links_into_an_empty_store() {
    let there = everything(&Table::filled());
    let raw = exported(&there);
    assert_eq!(raw, exported(&there), "twice the same");
    let back = restored(&raw, empty(), false);
    assert_eq!(exported(&back), raw);
    let fields =
        |follow_up: &FollowUp| -> Vec<_> { follow_up.everything().map(|r| (r.kind(), r.id(), r.fields())).collect() };
    assert_eq!(fields(&back.register), fields(&there.register));
    let id = *there.follow_ups.keys().next().unwrap();
    assert_eq!(fields(&back.follow_ups[&id]), fields(&there.follow_ups[&id]));
}

#[test]
fn the_same_export_into_the_same_store_changes_nothing() {
    let there = everything(&Table::filled());
    let raw = exported(&there);
    let preview = check_all(&source(&raw), &there, false, &LANGUAGES, &mut |_| ()).unwrap();
    assert_eq!(preview.counts.same, preview.rows.len());
    assert!(preview.rows.iter().all(|row| row.verdict == Verdict::Same));
}

#[test]
fn another_record_is_refused_unless_the_file_is_to_win() {
    let table = Table::filled();
    let there = everything(&table);
    let raw = String::from_utf8(exported(&there)).unwrap();
    let changed = raw.replacen("\"target\":85", "\"target\":86", 1);
    assert_ne!(raw, changed);
    let told = said(changed.as_bytes(), &there);
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("target") && told[0].contains("--update"), "{}", told[0]);
    let back = restored(changed.as_bytes(), there, true);
    assert_eq!(exported(&back), changed.as_bytes());
}

#[test]
fn what_was_deleted_is_not_written_and_comes_back_only_when_asked() {
    let mut table = Table::filled();
    let whole = everything(&table);
    let before = exported(&whole);
    let requirement = table.all::<Requirement>()[0].id();
    let gone = table.whole.edit(&Requirement::INFO, requirement, REMOVED, Some(&Value::Flag(true))).unwrap();
    let shy =
        table.whole.edit(&Requirement::INFO, table.all::<Requirement>()[1].id(), RESTRICTED, Some(&Value::Flag(true)));
    table.commit(vec![gone, shy.unwrap()]);
    let there = everything(&table);
    let json: Json = serde_json::from_slice(&exported(&there)).unwrap();
    assert_eq!(json["requirements"].as_array().unwrap().len(), 51);
    assert_eq!(json["requirements"][0]["restricted"], Json::Bool(true));
    assert!(!said(&before, &there).is_empty());
    let back = restored(&before, there, true);
    let own = back.follow_ups.values().next().unwrap();
    assert_eq!(own.all::<Requirement>().count(), 52);
}

#[test]
fn records_are_written_as_people_and_programs_expect() {
    let json: Json = serde_json::from_slice(&exported(&everything(&Table::filled()))).unwrap();
    let k02 = json["requirements"].as_array().unwrap().iter().find(|r| r["number"] == "K02").unwrap();
    assert_eq!(k02["source"], "contract");
    assert_eq!(k02["cost"].to_string(), "98400000");
    assert_eq!(k02["critical"], Json::Bool(true));
    assert!(k02.get("revision").is_none(), "history travels by backup");
    assert_eq!(json["contracts"][2]["valid_from"], "2022-04-01");
    assert_eq!(json["plan_activities"][0]["months"].as_array().unwrap().len(), 3);
    assert_eq!(json["plan_activities"][0]["months"][0], "jan", "in the order of the year");
    let number = json["results"].as_array().unwrap().iter().find(|r| r["value"].is_f64()).unwrap();
    assert_eq!(number["value"].to_string(), "91.6");
}

#[test]
fn one_follow_up_is_shown_with_what_it_points_to_in_the_register_and_nothing_else() {
    let mut table = Table::filled();
    // Another follow-up's unit, in the same register.
    let unit = Id::from_u128(0xabc);
    let name = stegvis::steps::plan::records::UNIT_NAME.tag();
    let edit = table.whole.edit(&Unit::INFO, unit, name, Some(&Value::Text("Annan enhet".into()))).unwrap();
    table.commit(vec![edit]);
    let mut out = Vec::new();
    show(&table.whole, true, &mut out).unwrap();
    let json: Json = serde_json::from_slice(&out).unwrap();
    let count = |name: &str| json[name].as_array().map(Vec::len);
    let wanted = [
        ("follow_ups", 1),
        ("units", 6),
        ("providers", 5),
        ("contracts", 6),
        ("requirements", 52),
        ("valuations", 104),
        ("plan_activities", 32),
        ("results", 948),
        ("deviation_reports", 62),
    ];
    for (name, records) in wanted {
        assert_eq!(count(name), Some(records), "{name}");
    }
    assert!(count("ladder_steps") > Some(20), "ladders come with their contracts");
    assert!(json["requirements"][0]["revision"].as_u64() > Some(0));
    let back = restored(&out, empty(), false);
    assert_eq!(back.follow_ups.len(), 1, "what show tells can be read back too");
}

#[test]
fn a_list_of_one_kind_has_revisions() {
    let table = Table::filled();
    let own = &table.whole.own;
    let mut out = Vec::new();
    list(&Requirement::INFO, own.records(Requirement::INFO.number).map(|record| (record, own.id())), &mut out).unwrap();
    let json: Json = serde_json::from_slice(&out).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 52);
    assert_eq!(json[0]["number"], "K01");
    assert!(json[0]["revision"].is_u64());
    let mut none = Vec::new();
    list(&Requirement::INFO, std::iter::empty(), &mut none).unwrap();
    assert_eq!(none, b"[]\n");
}

#[test]
fn what_a_newer_version_wrote_rides_along() {
    let mut table = Table::filled();
    let record = table.all::<Requirement>()[0].id();
    let unknown = Edit {
        follow_up: table.whole.own.id(),
        record,
        kind: Requirement::INFO.number,
        tag: 900,
        before: None,
        after: Some(Stored::from_bytes(&[200, 1, 2])),
    };
    table.commit(vec![unknown]);
    let raw = exported(&everything(&table));
    let back = restored(&raw, empty(), false);
    let own = back.follow_ups.values().next().unwrap();
    assert_eq!(own.stands(Requirement::INFO.number, record, 900), Some(Stored::from_bytes(&[200, 1, 2])));
}

#[test]
fn choices_are_read_as_codes_and_as_swedish_words() {
    let raw = br#"{"follow_ups":[{"id":"00000000-0000-0000-0000-0000000000f1","title":"Test"}],
        "requirements":[{"id":"00000000-0000-0000-0000-0000000000f2","number":"K1","text":"I tid","source":"avtal","target":"ja"}]}"#;
    let back = restored(raw, empty(), false);
    let own = back.follow_ups.values().next().unwrap();
    let requirement = own.all::<Requirement>().next().unwrap();
    assert_eq!(requirement.get(stegvis::steps::plan::records::SOURCE).as_deref(), Some("contract"));
    assert!(matches!(requirement.get(TARGET), Some(stegvis::record::Measured::Answer(_))));
    assert_eq!(requirement.get(NUMBER).as_deref(), Some("K1"));
}

#[test]
fn bad_json_is_named_by_place_and_bad_records_by_line_and_name() {
    let there = everything(&Table::filled());
    for (raw, part) in [
        ("{\"stegvis\": 1,\n\"units\": [\n{\"id\": }]}", "Rad 3"),
        ("{\"stegvis\": 99}", "nyare version"),
        ("{\"annat\": []}", "ingen export"),
        ("[]", "hel JSON"),
        ("{}", "ingen export"),
        ("", "tom"),
        ("{\"units\": [{\"name\": \"Norr\"}]}", "id"),
        ("{\"units\": [\n{\"id\": \"00000000-0000-0000-0000-0000000000f1\", \"namn\": \"\\u001b[31mNorr\"}]}", "rad 2"),
        ("{\"units\": [{\"id\": \"00000000-0000-0000-0000-0000000000f1\", \"users\": \"många\"}]}", "många"),
        (
            "{\"units\": [{\"id\": \"00000000-0000-0000-0000-0000000000f1\", \"name\": \"Lyktstigen Norr\"}]}",
            "en annan post",
        ),
        ("{\"results\": [{\"id\": \"00000000-0000-0000-0000-0000000000f1\", \"n\": 1}]}", "vilken uppföljning"),
    ] {
        let told = said(raw.as_bytes(), &there);
        assert!(told.iter().any(|line| line.contains(part)), "{raw}: {told:?}");
        assert!(told.iter().all(|line| !line.chars().any(char::is_control)));
    }
    let deep = format!("{{\"units\": {}", "[".repeat(100_000));
    assert_eq!(said(deep.as_bytes(), &there).len(), 1);
    let long = format!("{{\"units\": [{{\"id\": \"{}", "x".repeat(3_000_000));
    assert!(said(long.as_bytes(), &there)[0].starts_with("Rad 1"));
}

#[test]
fn a_csv_on_top_of_what_came_back_changes_nothing() {
    let table = Table::filled();
    let there = everything(&table);
    let back = restored(&exported(&there), empty(), false);
    let own = back.follow_ups.into_values().next().unwrap();
    let mut again = Table::default();
    again.whole = Whole { own, register: back.register };
    for (what, file) in FILES {
        let preview = again.check(what, &example(file)).unwrap();
        assert_eq!(preview.counts.same, preview.rows.len(), "{file}");
    }
}

/// A unit of the register with one field of a newer version.
fn with_unread(tag: u16, value: &Stored) -> String {
    use std::fmt::Write as _;
    let hex = value.bytes().iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    let id = "00000000-0000-0000-0000-0000000000f1";
    format!("{{\"units\": [{{\"id\": \"{id}\", \"name\": \"Norr\", \"unread\": {{\"{tag}\": \"{hex}\"}}}}]}}")
}

#[test]
fn what_a_newer_version_wrote_is_scrubbed_and_bounded_and_fits_the_fields_that_are_known() {
    let unit = |raw: &str| {
        let back = restored(raw.as_bytes(), empty(), false);
        back.register.records(Unit::INFO.number).next().unwrap().clone()
    };
    let text = |text: &str| Stored::of(&Value::Text(text.to_owned()));
    let area = UNIT_AREA.tag();
    for tag in [area, 900] {
        let raw = with_unread(tag, &text("No\u{1b}[31mrr\u{202e}"));
        assert_eq!(unit(&raw).value(tag), Some(Value::Text("No[31mrr".into())), "{tag}");
        let preview = check_all(&source(raw.as_bytes()), &empty(), false, &LANGUAGES, &mut |_| ()).unwrap();
        assert_eq!(preview.warnings.say(&LANGUAGES.get(Lang::Sv)).len(), 1, "{tag}");
        assert!(!said(with_unread(tag, &text(&"å".repeat(16_001))).as_bytes(), &empty()).is_empty(), "{tag}");
    }
    // A field of this version holds what it may hold, whatever name it comes by.
    for wrong in [Value::Number(f64::NAN), Value::Number(-1.0), Value::Number(12.5), Value::Text("många".into())] {
        let raw = with_unread(USERS.tag(), &Stored::of(&wrong));
        assert!(!said(raw.as_bytes(), &empty()).is_empty(), "{wrong:?}");
    }
    // A form that only a newer version knows rides along.
    let newer = Stored::from_bytes(&[200, 1, 2, 3]);
    assert_eq!(unit(&with_unread(area, &newer)).stored(area), Some(newer));
}

#[test]
fn control_characters_that_are_taken_out_are_told() {
    let id = "00000000-0000-0000-0000-0000000000f1";
    let raw = format!("{{\"units\": [\n{{\"id\": \"{id}\", \"name\": \"No\\u001brr\"}}]}}");
    let preview = check_all(&source(raw.as_bytes()), &empty(), false, &LANGUAGES, &mut |_| ()).unwrap();
    let told = preview.warnings.say(&LANGUAGES.get(Lang::Sv));
    assert!(told.len() == 1 && told[0].contains("rad 2") && told[0].contains("”name”"), "{told:?}");
}

#[test]
fn the_stored_corpus_is_read_or_refused_with_a_sentence() {
    for raw in corpus::stored(include_str!("../../data/corpus/imports.txt")).iter().chain([&Vec::new()]) {
        let told = check_all(&source(raw), &empty(), false, &LANGUAGES, &mut |_| ());
        if let Err(refused) = told {
            let said = refused.say(&LANGUAGES.get(Lang::Sv));
            assert!(!said.is_empty() && !said.contains('\u{1b}') && !said.contains("{$"), "{said}");
        }
    }
}

proptest! {
    #![proptest_config(corpus::kept(200))]

    #[test]
    fn no_bytes_panic(raw in prop::collection::vec(any::<u8>(), 0..300), place in 0..4_000_usize, byte in any::<u8>()) {
        let _ = said(&raw, &empty());
        let mut export = exported(&empty());
        let length = export.len();
        export[place % length] = byte;
        let _ = said(&export, &empty());
    }
}

/// The example, closed.
fn closed() -> Table {
    let mut table = Table::filled();
    let day = Value::Date(chrono::NaiveDate::from_ymd_opt(2026, 3, 3).unwrap());
    let own = table.whole.own.id();
    let edit = table.whole.edit(&FollowUpHeader::INFO, own, CLOSED_ON.tag(), Some(&day));
    table.commit(edit.into_iter().collect());
    table
}

#[test]
fn what_a_closed_follow_up_will_not_take_is_refused_before_it_is_tried() {
    let table = closed();
    let new = bytes("Nr;Krav\nK99;Nytt krav\n".as_bytes());
    assert!(matches!(table.check(What::Requirements, &new), Err(Refusal::Closed)));
    assert!(table.refusal(What::Requirements, &new).contains("är stängd"));
    let same = table.check(What::Requirements, &example("krav.csv")).unwrap();
    assert_eq!(same.counts.added + same.counts.changed, 0, "what stands there already may be read");
    let there = everything(&table);
    let raw = String::from_utf8(exported(&there)).unwrap();
    let changed = raw.replacen("\"target\":85", "\"target\":86", 1);
    let check = |raw: &str, there: &Everything| {
        check_all(&source(raw.as_bytes()), there, true, &LANGUAGES, &mut |_| ()).map(|preview| preview.counts.refused)
    };
    assert!(matches!(check(&changed, &there), Err(Refusal::Closed)));
    assert_eq!(check(&raw, &there).unwrap(), 0);
    assert_eq!(check(&raw, &empty()).unwrap(), 0, "an export of a closed one comes back");
}
