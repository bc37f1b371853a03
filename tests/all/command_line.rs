//! The command line, as scripts use it.

use crate::exchange::table::path;
use serde_json::Value;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A home of its own, with a store in it.
struct Desk(tempfile::TempDir);

const FILES: [(&str, &str, usize); 5] = [
    ("units", "enheter.csv", 6),
    ("requirements", "krav.csv", 52),
    ("plan", "plan.csv", 32),
    ("results", "resultat.csv", 948),
    ("deviations", "avvikelser.csv", 62),
];

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn filled() -> Self {
        let desk = Self::new();
        for (what, file, _) in FILES {
            desk.runs(&["import", what, path(file).to_str().unwrap(), "--follow-up", "Hemtjänst 2025"]);
        }
        desk
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_stegvis"));
        command.args(args).current_dir(self.0.path()).env_clear().env("HOME", self.0.path()).env("PATH", "");
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).stdin(Stdio::null()).output().unwrap()
    }

    /// Runs a command that is to end with 0; what it wrote.
    #[track_caller]
    fn runs(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs a command that is to fail with a code; what it told.
    #[track_caller]
    fn fails(&self, code: i32, args: &[&str]) -> String {
        let output = self.run(args);
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{args:?}: {told}");
        told
    }

    fn write(&self, name: &str, text: &str) -> String {
        let path = self.0.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn the_five_files_come_in_once_and_twice_changes_nothing() {
    let desk = Desk::new();
    for again in [false, true] {
        for (what, file, rows) in FILES {
            let said = desk.runs(&["import", what, path(file).to_str().unwrap(), "--follow-up", "Hemtjänst 2025"]);
            let wanted = if again { format!("{rows} oförändrade") } else { format!("{rows} nya") };
            let made = !again && what == FILES[0].0;
            let made = if made { "\nUppföljningen ”Hemtjänst 2025” fanns inte och har skapats." } else { "" };
            assert_eq!(said.trim(), format!("{wanted}{made}"), "{what}");
        }
    }
    assert!(desk.runs(&["list"]).contains("Hemtjänst 2025"));
    for (what, _, rows) in FILES {
        assert_eq!(desk.runs(&["list", what, "--follow-up", "hemtjänst 2025"]).lines().count(), rows, "{what}");
        assert_eq!(json(&desk.runs(&["list", what, "--json"])).as_array().unwrap().len(), rows, "{what}");
    }
}

#[test]
fn a_dry_run_changes_nothing_and_standard_input_is_a_file() {
    let desk = Desk::new();
    let said =
        desk.runs(&["import", "units", path("enheter.csv").to_str().unwrap(), "--follow-up", "Prov", "--dry-run"]);
    assert!(said.contains("6 nya") && said.contains("Inget är ändrat"), "{said}");
    assert_eq!(desk.runs(&["list"]), "");
    let mut child = desk
        .command(&["--lang", "en", "import", "requirements", "-", "--follow-up", "Trial", "--map", "Risk S=likelihood"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all("No;Requirement;Risk S;Consequence\nA1;Something must be done;3;4\n".as_bytes()).unwrap();
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && said.contains("“Trial”") && said.starts_with("1 new\n"), "{said}");
    let valuations = json(&desk.runs(&["list", "valuations", "--json"]));
    assert_eq!((&valuations[0]["likelihood"], &valuations[0]["consequence"]), (&Value::from(3), &Value::from(4)));
}

#[test]
fn a_refused_row_is_named_and_nothing_is_taken() {
    let desk = Desk::new();
    let file = desk.write("krav.csv", "nr;krav;volym\nA1;Första;12\nA2;Andra;må\u{1b}[31mnga\n");
    let told = desk.fails(1, &["import", "requirements", &file, "--follow-up", "Prov"]);
    assert!(told.contains("rad 3") && told.contains("volym") && told.contains("inte ett tal"), "{told}");
    assert!(!told.contains('\u{1b}'), "{told:?}");
    assert_eq!(desk.runs(&["list"]), "");
    let told = desk.fails(1, &["import", "plan", path("plan.csv").to_str().unwrap(), "--follow-up", "Prov"]);
    assert!(told.contains("Importera krav först"), "{told}");
}

#[test]
fn show_as_json_holds_every_record_under_the_plural_of_its_code_word() {
    let desk = Desk::filled();
    let shown = json(&desk.runs(&["show", "Hemtjänst 2025", "--json"]));
    let wanted =
        [("units", 6), ("requirements", 52), ("plan_activities", 32), ("results", 948), ("deviation_reports", 62)];
    for (plural, count) in wanted {
        let records = shown[plural].as_array().unwrap();
        assert_eq!(records.len(), count, "{plural}");
        assert!(records.iter().all(|record| record["id"].is_string() && record["revision"].is_u64()), "{plural}");
    }
    let k07 = shown["requirements"].as_array().unwrap().iter().find(|one| one["number"] == "K07").unwrap();
    assert_eq!((&k07["source"], &k07["target"]), (&Value::from("tender"), &Value::from(80)));
    assert_eq!(desk.runs(&["show", "Hemtjänst 2025", "--json"]), desk.runs(&["show", "Hemtjänst 2025", "--json"]));
}

#[test]
fn an_export_comes_back_into_an_empty_store_byte_for_byte() {
    let desk = Desk::filled();
    desk.runs(&["export", "allt.json"]);
    let first = std::fs::read_to_string(desk.0.path().join("allt.json")).unwrap();
    assert!(!first.contains("\"revision\""));
    desk.runs(&["--store", "annat", "import", "all", "allt.json"]);
    assert_eq!(desk.runs(&["--store", "annat", "export", "-"]), first);
    // Into a filled store: the same records are left alone, another one is refused without --update.
    desk.runs(&["import", "all", "allt.json"]);
    desk.write("allt.json", &first.replace("Bemötandet ska vara vänligt", "Bemötandet ska vara mycket vänligt"));
    desk.fails(1, &["import", "all", "allt.json"]);
    desk.runs(&["import", "all", "allt.json", "--update"]);
    assert!(desk.runs(&["export", "-"]).contains("mycket vänligt"));
}

#[test]
fn usage_failures_and_findings_have_their_codes() {
    let desk = Desk::new();
    for args in [
        &["importera"][..],
        &["import", "krav", "x.csv"],
        &["list", "foo"],
        &["--språk"],
        &["import", "units", "x.csv"],
    ] {
        let code = if args.last() == Some(&"x.csv") && args[1] == "units" { 1 } else { 2 };
        let told = desk.fails(code, args);
        assert!(!told.is_empty() && told.lines().count() <= 2, "{args:?}: {told}");
    }
    desk.fails(1, &["show", "Finns inte"]);
    assert!(desk.fails(1, &["import", "units", "finns-inte.csv", "--follow-up", "Prov"]).contains("finns-inte.csv"));
    assert!(desk.runs(&["--help"]).contains("Kommandon:"));
    assert!(desk.runs(&["--lang", "en", "import", "--help"]).contains("Title of the follow-up"));
    assert!(desk.runs(&["keys"]).contains("step-3"));
    assert!(desk.runs(&["completions", "bash"]).contains("stegvis"));
}

#[test]
fn swedish_whatever_lang_says() {
    let desk = Desk::new();
    let output = desk.command(&["--help"]).env("LANG", "en_US.UTF-8").env("LC_ALL", "en_US.UTF-8").output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains("Kommandon:"));
}

#[test]
fn a_folder_that_cannot_be_a_store_gets_a_sentence() {
    let desk = Desk::new();
    desk.write("fil", "inte ett arkiv");
    let told = desk.fails(1, &["--store", "fil", "list"]);
    assert!(told.contains("fil") && !told.contains("Os {"), "{told}");
    assert!(!Path::new("fil/journal").exists());
    std::fs::create_dir(desk.0.path().join("annat")).unwrap();
    desk.write("annat/journal", "inte en journal");
    let told = desk.fails(1, &["--store", "annat", "list"]);
    assert!(told.contains("journal"), "{told}");
}

#[test]
fn an_export_with_a_name_twice_or_a_record_of_no_follow_up_is_refused() {
    let desk = Desk::filled();
    desk.runs(&["export", "allt.json"]);
    let whole = std::fs::read_to_string(desk.0.path().join("allt.json")).unwrap();
    desk.write("twice.json", &whole.replace("\"number\":\"K02\"", "\"number\":\"K01\""));
    let told = desk.fails(1, &["--store", "annat", "import", "all", "twice.json"]);
    assert!(told.contains("number") && told.contains("K01"), "{told}");
    let begin = whole.find("\"follow_ups\": [").unwrap();
    let end = begin + whole[begin..].find("],").unwrap();
    desk.write("homeless.json", &format!("{}\"follow_ups\": [{}", &whole[..begin], &whole[end..]));
    desk.fails(1, &["--store", "annat", "import", "all", "homeless.json"]);
    assert_eq!(desk.runs(&["--store", "annat", "list"]), "");
}

#[test]
fn an_empty_title_and_unclear_settings_are_refused_and_links_are_written_through() {
    let desk = Desk::new();
    let units = path("enheter.csv");
    assert!(desk.fails(2, &["import", "units", units.to_str().unwrap(), "--follow-up", " "]).contains("--follow-up"));
    std::os::unix::fs::symlink("mål.json", desk.0.path().join("länk.json")).unwrap();
    desk.write("mål.json", "");
    desk.runs(&["import", "units", units.to_str().unwrap(), "--follow-up", "Prov"]);
    desk.runs(&["export", "länk.json"]);
    assert!(desk.0.path().join("länk.json").is_symlink());
    assert!(std::fs::read_to_string(desk.0.path().join("mål.json")).unwrap().contains("follow_ups"));
    std::fs::create_dir_all(desk.0.path().join(".config/stegvis")).unwrap();
    desk.write(".config/stegvis/config.toml", "store = 5\n");
    assert!(desk.fails(1, &["list"]).contains("config.toml"));
    desk.write(".config/stegvis/config.toml", "lang = \"sv\"\nstore = ");
    let told = desk.fails(1, &["list"]);
    assert!(told.contains("rad 2, kolumn 9") && !told.starts_with("unexpected"), "{told}");
    desk.runs(&["--store", "annat", "list"]);
}

#[test]
fn whoever_only_looks_makes_no_store() {
    let desk = Desk::new();
    let units = path("enheter.csv");
    let units = units.to_str().unwrap();
    for (code, args) in [
        (0, &["list"][..]),
        (0, &["list", "units"]),
        (0, &["import", "units", units, "--follow-up", "Prov", "--dry-run"]),
        (1, &["show", "Prov"]),
        (1, &["export", "-"]),
        (1, &["export", "allt.json"]),
    ] {
        let output = desk.run(&[&["--store", "här/inte"], args].concat());
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{args:?}: {told}");
        assert!(told.contains("här/inte") && told.contains("--store"), "{args:?}: {told}");
        assert!(args[0] == "import" || output.stdout.is_empty(), "{args:?}");
    }
    assert_eq!(desk.runs(&["--store", "här/inte", "list", "units", "--json"]), "[]\n");
    desk.runs(&["keys"]);
    // What is misused is refused before a store is made.
    desk.fails(2, &["--store", "här/inte", "import", "all", "x.json", "--follow-up", "Prov"]);
    desk.fails(2, &["--store", "här/inte", "import", "all", "x.json", "--map", "a=b"]);
    desk.fails(2, &["--store", "här/inte", "import", "units", units, "--follow-up", "Prov", "--update"]);
    let there: Vec<_> = std::fs::read_dir(desk.0.path()).unwrap().collect();
    assert!(there.is_empty(), "{there:?}");
}

#[test]
fn a_wrong_map_and_a_title_that_no_field_holds_are_usage() {
    let desk = Desk::new();
    let file = desk.write("krav.csv", "nr;krav\nA1;Första\n");
    for map in ["nr", "nr=finns_inte", "saknas=cost"] {
        let told = desk.fails(2, &["import", "requirements", &file, "--follow-up", "Prov", "--map", map]);
        assert!(told.contains("krav.csv"), "{told}");
    }
    let long = "å".repeat(30_000);
    let told = desk.fails(2, &["import", "requirements", &file, "--follow-up", &long]);
    assert!(told.contains("16 000") && told.chars().count() < 200, "{told}");
}

#[test]
fn a_list_tells_rows_apart_in_columns_and_cuts_nothing_for_a_file() {
    let desk = Desk::filled();
    let results = desk.runs(&["list", "results"]);
    let rows: Vec<&str> = results.lines().collect();
    assert_eq!(rows.len(), 948);
    let unique: std::collections::BTreeSet<&str> = rows.iter().copied().collect();
    assert_eq!(unique.len(), rows.len(), "two rows look the same");
    assert!(rows.iter().any(|row| row.contains("kvinnor")), "{}", rows[0]);
    assert!(!results.contains('…'));
    let starts = |text: &str| rows.iter().filter_map(|row| Some(row[..row.find(text)?].chars().count())).collect();
    let columns: std::collections::BTreeSet<usize> = starts("2025T");
    assert_eq!(columns.len(), 1, "periods stand under each other");
    let requirements = desk.runs(&["list", "requirements"]);
    assert!(requirements.lines().all(|row| !row.contains('\n')) && requirements.contains("K07"));
    // With several follow-ups each row says which is its own.
    let krav = path("krav.csv");
    desk.runs(&["import", "requirements", krav.to_str().unwrap(), "--follow-up", "Nästa"]);
    let both = desk.runs(&["list", "requirements"]);
    assert_eq!(both.lines().filter(|row| row.starts_with("Nästa ")).count(), 52);
}

#[test]
fn warnings_beyond_those_that_are_listed_are_counted_once() {
    let desk = Desk::new();
    let rows: Vec<String> = (0..600).map(|number| format!("K{number};text;så snart det går")).collect();
    let file = desk.write("krav.csv", &format!("nr;krav;målvärde\n{}\n", rows.join("\n")));
    let output = desk.run(&["import", "requirements", &file, "--follow-up", "Prov", "--dry-run"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("och 580 varningar till") && !told.contains("rader till"), "{told}");
}

#[test]
fn an_export_of_several_follow_ups_comes_back_whole() {
    let desk = Desk::filled();
    for title in ["Två", "Tre"] {
        for (what, file, _) in FILES {
            desk.runs(&["import", what, path(file).to_str().unwrap(), "--follow-up", title]);
        }
    }
    desk.runs(&["export", "allt.json"]);
    desk.runs(&["--store", "annat", "import", "all", "allt.json"]);
    assert_eq!(desk.runs(&["--store", "annat", "export", "-"]), desk.runs(&["export", "-"]));
}

#[test]
fn what_is_due_is_listed_nearest_first_and_overdue_ends_with_three() {
    let desk = Desk::new();
    assert_eq!(desk.runs(&["due"]), "");
    assert_eq!(json(&desk.runs(&["due", "--json"])), json("[]"));
    for title in ["Hemtjänst", "Äldreboende åäö"] {
        desk.runs(&["import", "units", path("enheter.csv").to_str().unwrap(), "--follow-up", title]);
    }
    desk.runs(&["export", "allt.json"]);
    let whole = std::fs::read_to_string(desk.0.path().join("allt.json")).unwrap();
    let id = |title: &str| {
        let header = json(&whole)["follow_ups"].as_array().unwrap().iter().find(|one| one["title"] == title).cloned();
        header.unwrap()["id"].as_str().unwrap().to_owned()
    };
    let told = |at: u8, of: &str, message: &str, date: &str| {
        let id = format!("00000000-0000-7000-8000-0000000000{at:02}");
        format!(r#"{{"id":"{id}","follow_up":"{of}","audience":"users","message":"{message}","date":"{date}"}}"#)
    };
    let (first, second) = (id("Hemtjänst"), id("Äldreboende åäö"));
    let rows = [told(1, &first, "Långt fram", "2199-01-15"), told(2, &second, "Försent\\nberättat", "2020-01-15")];
    let filled = whole.replace("\"communications\": []", &format!("\"communications\": [{}]", rows.join(",")));
    desk.write("allt.json", &filled);
    desk.runs(&["--store", "annat", "import", "all", "allt.json"]);
    let output = desk.run(&["--store", "annat", "due"]);
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8(output.stdout).unwrap();
    let told: Vec<&str> = said.lines().filter(|line| line.contains("Berätta")).collect();
    assert!(told[0].starts_with("försenat") && told[0].ends_with("Försent berättat"), "{said}");
    assert!(told[1].contains("Långt fram") && said.lines().next() == Some(told[0]), "{said}");
    let columns: std::collections::BTreeSet<usize> =
        told.iter().map(|line| line[..line.find("Berätta").unwrap()].chars().count()).collect();
    assert_eq!(columns.len(), 1, "{said}");
    let listed = desk.run(&["--store", "annat", "due", "--json", "--follow-up", "äldreboende åäö"]);
    assert_eq!(listed.status.code(), Some(3));
    let listed = json(&String::from_utf8(listed.stdout).unwrap());
    assert_eq!((&listed[0]["state"], &listed[0]["what"]), (&Value::from("overdue"), &Value::from("communication")));
    assert!(listed[0]["days_left"].as_i64().unwrap() < -2000 && listed[0]["follow_up_id"] == second.as_str());
    assert!(listed.as_array().unwrap().iter().all(|one| one["follow_up"] == "Äldreboende åäö"));
    // Far ahead alone is nothing to be alarmed at, whatever contracts do on the day of the test.
    let calm = desk.run(&["--store", "annat", "due", "--json", "--follow-up", "Hemtjänst"]);
    let overdue = String::from_utf8(calm.stdout).unwrap().contains("\"overdue\"");
    assert_eq!(calm.status.code(), Some(if overdue { 3 } else { 0 }));
    desk.fails(1, &["due", "--follow-up", "Finns inte"]);
}

#[test]
fn a_follow_up_is_written_as_a_document() {
    let desk = Desk::filled();
    let printed = desk.runs(&["report", "hemtjänst 2025"]);
    assert!(printed.starts_with("# Uppföljning: Hemtjänst 2025\n") && printed.contains("## 1 Planering"));
    assert_eq!(desk.runs(&["report", "Hemtjänst 2025", "-o", "-"]), printed);
    // As an export does, it takes the place of the file that is there once it is whole.
    let file = desk.write("rapport.md", "gammalt");
    desk.runs(&["--lang", "en", "report", "Hemtjänst 2025", "--format", "md", "--out", &file]);
    let written = std::fs::read_to_string(&file).unwrap();
    assert!(written.starts_with("# Follow-up: Hemtjänst 2025\n") && written.contains("## 1 Planning"));
    assert!(desk.fails(1, &["report", "Skola"]).contains("Skola"));
    assert!(desk.fails(1, &["report", "Hemtjänst 2025", "-o", "finns/inte.md"]).contains("finns/inte.md"));
    assert!(desk.fails(2, &["report", "Hemtjänst 2025", "--format", "docx"]).contains("md"));
    assert!(desk.fails(2, &["report", "Hemtjänst 2025", "-o", "r.docx"]).contains("sluta på .md"));
    assert!(!desk.0.path().join("r.docx").exists());
}

#[test]
fn the_example_wants_a_terminal() {
    let desk = Desk::new();
    assert!(desk.fails(2, &["demo"]).contains("terminal"));
    assert!(std::fs::read_dir(desk.0.path()).unwrap().next().is_none());
}

#[test]
fn a_check_is_clean_and_tells_and_repairs_what_is_not() {
    let desk = Desk::filled();
    assert!(desk.fails(1, &["--store", "här/inte", "check"]).contains("här/inte"));
    let clean = desk.runs(&["check"]);
    assert!(clean.contains("Allt stämmer") && clean.contains("uppföljningar: 1"), "{clean}");
    let told = json(&desk.runs(&["check", "--json"]));
    assert_eq!((&told["clean"], &told["follow_ups"]), (&Value::Bool(true), &Value::from(2)));
    assert!(desk.runs(&["check", "--repair"]).contains("inget att laga"));
    desk.fails(2, &["check", "--yes"]);
    let export = desk.runs(&["export", "-"]);
    let folder = desk.0.path().join(".local/share/stegvis");
    let journal = folder.join("journal");
    let mut bytes = std::fs::read(&journal).unwrap();
    let place = bytes.len() / 2;
    bytes[place] ^= 1;
    std::fs::write(&journal, &bytes).unwrap();
    let output = desk.run(&["--lang", "en", "check"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(said.contains("after change") && said.contains("--repair"), "{said}");
    let told = json(&String::from_utf8(desk.run(&["check", "--json"]).stdout).unwrap());
    assert_eq!((&told["clean"], &told["found"][0]["what"]), (&Value::Bool(false), &Value::from("journal")));
    // Nobody is there to be asked.
    assert!(desk.fails(2, &["check", "--repair"]).contains("--yes"));
    assert_eq!(std::fs::read(&journal).unwrap(), bytes);
    let said = desk.runs(&["check", "--repair", "--yes"]);
    assert!(said.contains("journal.aside-1") && said.contains("Allt stämmer"), "{said}");
    assert_eq!(std::fs::read(folder.join("journal.aside-1")).unwrap(), bytes);
    assert_eq!(desk.runs(&["export", "-"]), export);
    assert!(desk.runs(&["history", "Hemtjänst 2025"]).contains("Lagade journalen"));
}

#[test]
fn a_shelf_that_is_gone_empty_or_damaged_is_built_again_and_the_export_is_the_same_to_the_byte() {
    let desk = Desk::filled();
    let export = desk.runs(&["export", "-"]);
    let shelf = desk.0.path().join(".local/share/stegvis/shelf");
    for damage in 0..3 {
        std::fs::remove_dir_all(&shelf).unwrap();
        if damage > 0 {
            std::fs::create_dir(&shelf).unwrap();
        }
        if damage > 1 {
            std::fs::write(shelf.join("db"), vec![0xa5; 70_000]).unwrap();
        }
        let output = desk.run(&["check"]);
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.code() == Some(3) && said.contains("shelf"), "{damage}: {said}");
        let output = desk.run(&["export", "-"]);
        assert_eq!(String::from_utf8(output.stdout).unwrap(), export, "{damage}");
        assert!(String::from_utf8(output.stderr).unwrap().contains("byggts upp igen"), "{damage}");
        desk.runs(&["check"]);
    }
}

#[test]
fn a_link_that_leads_nowhere_is_told_by_follow_up_record_and_field() {
    let desk = Desk::filled();
    desk.runs(&["export", "allt.json"]);
    let whole = std::fs::read_to_string(desk.0.path().join("allt.json")).unwrap();
    // The first unit, in a line of its own.
    let line = whole.split_inclusive('\n').skip_while(|line| !line.starts_with("\"units\"")).nth(1).unwrap();
    let unit = json(line.trim_end_matches(",\n"));
    desk.write("mindre.json", &whole.replace(line, ""));
    desk.runs(&["--store", "annat", "import", "all", "mindre.json"]);
    let output = desk.run(&["--store", "annat", "check"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(3), "{said}");
    let id = unit["id"].as_str().unwrap();
    let line = said.lines().find(|line| line.starts_with("Hemtjänst 2025, ") && line.contains(id)).unwrap();
    assert!(line.contains("i fältet Enhet") && said.contains("öppna posten i Stegvis"), "{said}");
}
