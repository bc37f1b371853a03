//! History and follow-ups as they were, by the command line, on the example's files.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde_json::Value as Json;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;
use stegvis::follow_up::{Change, Doing, Edit, FollowUp, Whole};
use stegvis::locale::{Lang, Languages};
use stegvis::record::{Id, Kind as _, REMOVED, Value, local_end};
use stegvis::rights::{Eyes, Officer};
use stegvis::steps::KINDS;
use stegvis::steps::plan::records::{FollowUpHeader, TEXT};
use stegvis::steps::plan::records::{LIKELIHOOD, NUMBER, Requirement, UNITS, VALUED, Valuation};
use stegvis::steps::plan::scales::in_use;
use stegvis::steps::plan::valuation::{Levels, valued};
use stegvis::store::Store;
use stegvis::ui::Sight;
use stegvis::ui::telling::Telling;

const NAME: &str = "Hemtjänst 2025";

fn run(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stegvis"));
    command.arg("--store").arg(folder.join("store")).args(args).env_clear().env("HOME", folder).env("TZ", "UTC");
    command.output().unwrap()
}

#[track_caller]
fn runs(folder: &Path, args: &[&str]) -> String {
    let output = run(folder, args);
    assert_eq!(output.status.code(), Some(0), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn day(day: u32) -> DateTime<Utc> {
    local_end(NaiveDate::from_ymd_opt(2025, 6, day).unwrap()) - TimeDelta::hours(3)
}

struct Years {
    folder: tempfile::TempDir,
    requirement: Id,
    valuation: Id,
}

/// The example's files, and what two officers did in June 2025 after that.
fn years() -> Years {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("store"), KINDS).unwrap().store;
    let eyes = |account: &str| Eyes::owner(Officer::of_account(account));
    // What was imported long before.
    let mut ids = stegvis::ui::Ids::new([3; 8]);
    let languages = Languages::default();
    let mut home = None;
    for (what, file) in crate::exchange::table::FILES {
        let own =
            home.and_then(|id| store.follow_up(id)).unwrap_or_else(|| Arc::new(FollowUp::new(Id::from_u128(7 << 80))));
        let whole = Whole { own, register: store.register() };
        let options = stegvis::exchange::Options { title: NAME.into(), ..stegvis::exchange::Options::default() };
        let mut import = store.import(&eyes("uppföljare"), Id::nil(), day(1), Doing::Import);
        let mut mint = || ids.mint(day(1));
        let mut sink = |part| import.part(part);
        let source = crate::exchange::table::example(file);
        stegvis::exchange::edits(&source, what, &whole, &options, &languages, &mut mint, &mut sink).unwrap();
        import.close().unwrap();
        home = store.follow_ups().first().map(|own| own.id());
    }
    let own = store.follow_ups()[0].clone();
    let whole = || Whole { own: store.follow_up(own.id()).unwrap(), register: store.register() };
    let requirement = own.all::<Requirement>().find(|one| one.get(NUMBER).as_deref() == Some("K07")).unwrap().id();
    let of = |one: &stegvis::record::Of<Valuation>| one.get(VALUED).is_some_and(|valued| valued.0 == requirement);
    let valuation = own.all::<Valuation>().find(|one| of(one) && one.get(LIKELIHOOD).is_some()).unwrap();
    let commit = |account: &str, at: DateTime<Utc>, doing: Doing, edits: Vec<Edit>| {
        store.commit_and_wait(&eyes(account), Id::nil(), at, Change { doing, edits }).unwrap()
    };
    let likelihood = valuation.get(LIKELIHOOD).unwrap();
    assert_ne!(likelihood, 1);
    let edit = |kind, record, tag, value: &Value| whole().edit(kind, record, tag, Some(value)).unwrap();
    let valued = edit(&Valuation::INFO, valuation.id(), LIKELIHOOD.tag(), &Value::Level(1));
    commit("controller", day(10), Doing::Value, vec![valued]);
    let removed = edit(&Requirement::INFO, requirement, REMOVED, &Value::Flag(true));
    commit("uppföljare", day(20), Doing::Remove, vec![removed]);
    let valuation = valuation.id();
    store.close();
    Years { folder, requirement, valuation }
}

#[test]
fn the_history_of_a_requirement_says_who_did_what_when_in_words() {
    let years = years();
    let folder = years.folder.path();
    let told = runs(folder, &["history", NAME, "K07"]);
    let lines: Vec<&str> = told.lines().collect();
    assert!(lines[0].contains("uppföljare  Importerade 2 värderingar, 1 krav"), "{told}");
    let valued = lines.iter().position(|line| line.contains("2025-06-10 20:59  controller  Värderade krav K07"));
    let valued = valued.unwrap_or_else(|| panic!("{told}"));
    assert_eq!(lines[valued + 1], "    sannolikhet 3 → 1 på K07", "{told}");
    assert!(lines[valued + 2].contains("2025-06-20 20:59  uppföljare  Tog bort krav K07"), "{told}");
    assert_eq!(lines[valued + 3..], ["    borttaget: krav K07"], "the newest stands last");
    assert_eq!(runs(folder, &["history", NAME, &years.requirement.to_string()]), told, "an id finds it, too");
    let english = runs(folder, &["--lang", "en", "history", NAME, "K07"]);
    assert!(
        english.contains("    likelihood 3 → 1 of K07\n") && english.contains("deleted: requirement K07"),
        "{english}"
    );
}

#[test]
fn the_history_of_a_follow_up_counts_imports_and_tells_the_rest() {
    let years = years();
    let told = runs(years.folder.path(), &["history", NAME]);
    assert!(told.contains("Importerade 948 resultat") && told.contains("52 krav"), "{told}");
    assert!(told.contains("    sannolikhet 3 → 1 på K07\n") && told.lines().count() < 20, "{told}");
}

#[test]
fn a_valuation_in_anothers_place_and_its_undo_are_told_by_their_figures() {
    let years = years();
    let folder = years.folder.path();
    let store = Store::open(&folder.join("store"), KINDS).unwrap().store;
    let eyes = Eyes::owner(Officer::of_account("uppföljare"));
    let own = store.follow_ups()[0].id();
    let wait = |answer: &dyn Fn(stegvis::store::Told<stegvis::follow_up::Undone>)| {
        let (tell, told) = std::sync::mpsc::channel();
        answer(Box::new(move |undone| tell.send(undone).unwrap()));
        told.recv().unwrap().unwrap();
    };
    let undo = |day: u32| wait(&|told| store.undo(&eyes, Id::nil(), self::day(day), own, told));
    // K07 is back; its valuation came from the file.
    undo(21);
    let whole = Whole { own: store.follow_up(own).unwrap(), register: store.register() };
    let levels = Levels { consequence: 4, likelihood: 2, individual: None };
    let used = in_use(&whole).unwrap();
    let ids = [9 << 80, 10 << 80].map(Id::from_u128);
    let change = valued(&whole, years.requirement, levels, &used, "uppföljare", ids).unwrap().unwrap();
    store.commit_and_wait(&eyes, Id::nil(), day(22), change).unwrap();
    undo(23);
    store.close();
    // What was made and undone is held no more; the history knows of it all the same.
    for (lang, figures, back) in [
        ("sv", "    konsekvens 2 → 4, sannolikhet 1 → 2 på K07", "    konsekvens 4 → 2, sannolikhet 2 → 1 på K07"),
        ("en", "    consequence 2 → 4, likelihood 1 → 2 of K07", "    consequence 4 → 2, likelihood 2 → 1 of K07"),
    ] {
        let told = runs(folder, &["--lang", lang, "history", NAME, "K07"]);
        let lines: Vec<&str> = told.lines().rev().take(4).collect();
        assert_eq!([lines[2], lines[0]], [figures, back], "{told}");
    }
    let store = Store::open(&folder.join("store"), KINDS).unwrap().store;
    wait(&|told| store.redo(&eyes, Id::nil(), day(24), own, told));
    // The file is read again with other figures, which changes nothing of what was.
    let whole = Whole { own: store.follow_up(own).unwrap(), register: store.register() };
    let edit = whole.edit(&Valuation::INFO, years.valuation, LIKELIHOOD.tag(), Some(&Value::Level(4))).unwrap();
    store.commit_and_wait(&eyes, Id::nil(), day(25), Change::of(Doing::Edit, edit)).unwrap();
    store.close();
    for (lang, figures, back, heads) in [
        (
            "sv",
            "    konsekvens 2 → 4, sannolikhet 1 → 2 på K07",
            "    konsekvens 4 → 2, sannolikhet 2 → 1 på K07",
            ["Värderade krav K07", "Ångrade ändring ", "Gjorde om ändring "],
        ),
        (
            "en",
            "    consequence 2 → 4, likelihood 1 → 2 of K07",
            "    consequence 4 → 2, likelihood 2 → 1 of K07",
            ["Valued requirement K07", "Undid change ", "Did change "],
        ),
    ] {
        let told = runs(folder, &["--lang", lang, "history", NAME, "K07"]);
        let lines: Vec<&str> = told.lines().rev().skip(2).take(6).collect();
        let [redone, redo, undone, undo, valued, value] = lines.as_slice() else { panic!("{told}") };
        assert_eq!([*valued, *undone, *redone], [figures, back, figures], "{told}");
        assert!([value, undo, redo].iter().zip(heads).all(|(line, head)| line.contains(head)), "{told}");
        assert!([undo, redo].iter().all(|line| line.ends_with(" K07)") || line.ends_with(" K07) ")), "{told}");
    }
}

#[test]
fn the_history_as_json_has_utc_times_field_names_and_both_values() {
    let years = years();
    let all: Json = serde_json::from_str(&runs(years.folder.path(), &["history", NAME, "K07", "--json"])).unwrap();
    let valued = all.as_array().unwrap().iter().find(|entry| entry["doing"] == "value").unwrap();
    let at = valued["at"].as_str().unwrap();
    assert_eq!(DateTime::parse_from_rfc3339(at).unwrap().to_utc(), day(10));
    assert!(at.ends_with('Z') && valued["officer"] == "controller" && valued["seq"].is_u64(), "{valued}");
    let edit = &valued["edits"][0];
    assert_eq!((&edit["field"], &edit["before"], &edit["after"]), (&"likelihood".into(), &3.into(), &1.into()));
    assert_eq!(edit["id"], years.valuation.to_string());
    assert_eq!((&edit["kind"], &edit["title"]), (&"valuation".into(), &"K07".into()));
}

#[test]
fn a_follow_up_is_shown_as_it_was_when_a_day_ended() {
    let years = years();
    let folder = years.folder.path();
    let at =
        |day: &str| -> Json { serde_json::from_str(&runs(folder, &["show", NAME, "--at", day, "--json"])).unwrap() };
    let likelihood = |shown: &Json| {
        let of = |one: &&Json| one["id"] == years.valuation.to_string();
        shown["valuations"].as_array().unwrap().iter().find(of).unwrap()["likelihood"].clone()
    };
    assert_eq!(likelihood(&at("2025-06-09")), 3);
    assert_eq!(likelihood(&at("2025-06-10")), 1, "the whole of that day counts");
    let count = |shown: &Json| shown["requirements"].as_array().unwrap().len();
    assert_eq!((count(&at("2025-06-19")), count(&at("2025-06-20"))), (52, 51));
    let now = runs(folder, &["show", NAME, "--json"]);
    assert_eq!(runs(folder, &["show", NAME, "--at", "2025-06-20", "--json"]), now, "with revisions and all");
    let told = runs(folder, &["show", NAME, "--at", "2025-06-15"]);
    assert!(told.starts_with("Som den var 2025-06-15, efter ändring ") && told.contains("krav 52"), "{told}");
    // A time by the clock on the wall; what has not come is told beside what stands now.
    assert_eq!([likelihood(&at("2025-06-10 20:58")), likelihood(&at("2025-06-10 20:59"))], [3, 1]);
    let later = run(folder, &["show", NAME, "--at", "2199-01-01", "--json"]);
    assert_eq!(String::from_utf8(later.stdout).unwrap(), now);
    assert!(String::from_utf8(later.stderr).unwrap().contains("2199-01-01 har inte varit än"));
}

#[test]
fn commands_that_read_work_beside_an_open_window_with_what_it_has_saved() {
    let years = years();
    let folder = years.folder.path();
    let number = ["list", "requirements", "--json"];
    let before = runs(folder, &["history", NAME]);
    let exported = runs(folder, &["export", "-"]);
    let store = Store::open(&folder.join("store"), KINDS).unwrap().store;
    assert_eq!(runs(folder, &["history", NAME]), before);
    assert_eq!(runs(folder, &["export", "-"]), exported);
    let own = store.follow_ups()[0].clone();
    let whole = Whole { own: own.clone(), register: store.register() };
    let one = own.all::<Requirement>().next().unwrap().id();
    let edit = whole.edit(&Requirement::INFO, one, NUMBER.tag(), Some(&Value::Text("K991".into()))).unwrap();
    let eyes = Eyes::owner(Officer::of_account("uppföljare"));
    store.commit_and_wait(&eyes, Id::nil(), day(28), Change::of(Doing::Edit, edit)).unwrap();
    assert!(runs(folder, &["history", NAME]).contains("→ K991"), "what has been saved by now");
    assert!(runs(folder, &number).contains("K991") && !runs(folder, &["show", NAME]).is_empty());
    runs(folder, &["due"]);
    assert!(runs(folder, &["report", NAME, "--format", "md"]).contains("K991"));
    let status = runs(folder, &["status"]);
    assert!(status.contains("öppet i ett fönster") && !status.contains("Ingen håller"), "{status}");
    assert!(runs(folder, &["status", "--json"]).contains("\"open\""));
    // Whoever would write waits.
    let refused = run(folder, &["import", "units", "-", "--follow-up", NAME]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8(refused.stderr).unwrap().contains("redan öppet"));
    store.close();
}

#[test]
fn what_is_not_there_is_said_and_changes_nothing() {
    let years = years();
    let folder = years.folder.path();
    for (code, args, part) in [
        (1, &["history", "Skolan"][..], "Skolan"),
        (1, &["history", NAME, "K99"], "K99"),
        (2, &["history"], "NAMN"),
        (1, &["show", NAME, "--at", "2020-01-01"], "fanns inte 2020-01-01"),
        (2, &["show", NAME, "--at", "i går"], "i går"),
    ] {
        let output = run(folder, args);
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{args:?}: {told}");
        assert!(told.contains(part), "{told}");
        assert!(output.stdout.is_empty());
    }
    let nowhere = tempfile::tempdir().unwrap();
    assert_eq!(run(nowhere.path(), &["history", NAME]).status.code(), Some(1));
    assert!(!nowhere.path().join("store").exists(), "whoever only looks makes no store");
}

#[test]
fn a_change_in_words_shows_both_ends_of_long_texts_and_which_links_came_and_went() {
    let whole = crate::exchange::demo::EXAMPLE.0.clone();
    let sight = |lang| Sight {
        whole: whole.clone(),
        others: std::sync::Arc::default(),
        words: Languages::default().get(lang),
        kinds: KINDS,
    };
    let requirement = whole.all::<Requirement>().next().unwrap();
    let text = Value::Text(format!("Början av texten {} och slutet.", "mitten ".repeat(60)));
    let long = whole.edit(&Requirement::INFO, requirement.id(), TEXT.tag(), Some(&text)).unwrap();
    let header = whole.own.id();
    let units = whole.of::<FollowUpHeader>(header).and_then(|header| header.get(UNITS)).unwrap().0;
    let (first, rest) = (units.first().copied().unwrap(), units.iter().skip(1).copied().collect());
    let fewer = whole.edit(&FollowUpHeader::INFO, header, UNITS.tag(), Some(&Value::Links(rest))).unwrap();
    let emptied = Edit { after: None, ..whole.edit(&Requirement::INFO, requirement.id(), TEXT.tag(), None).unwrap() };
    let edits = [long, fewer.clone(), fewer.inverse(), emptied];
    let sv = sight(Lang::Sv);
    let telling = Telling::new(&sv, &edits, 40);
    let said: Vec<String> = edits.iter().filter_map(|edit| telling.edit(edit)).collect();
    assert!(
        said[0].contains("→ Början av texten") && said[0].contains(" … ") && said[0].contains("och slutet."),
        "{said:?}"
    );
    let unit = telling.title(stegvis::steps::plan::records::Unit::INFO.number, first);
    assert!(said[1].starts_with(&format!("länk borttagen: {unit}")), "{said:?}");
    assert!(said[2].starts_with(&format!("länk tillagd: {unit}")), "{said:?}");
    assert!(said[3].ends_with(" → tomt på K01"), "{said:?}");
    let en = sight(Lang::En);
    assert!(Telling::new(&en, &edits, 40).edit(&edits[1]).unwrap().starts_with("link taken away: "));
}
