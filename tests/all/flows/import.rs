//! Files read in from the screen.

use crate::exchange::table::path;
use crate::stage::Stage;
use std::fs;
use std::path::{Path, PathBuf};
use stegvis::app::Message;
use stegvis::locale::Lang;
use stegvis::record::{Kind as _, Value};
use stegvis::steps::KINDS;
use stegvis::steps::plan::records::{NUMBER, Requirement, TEXT};
use stegvis::store::Store;

/// A folder with one file in it.
fn file(content: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("krav.csv");
    fs::write(&file, content).unwrap();
    (folder, file)
}

impl Stage {
    /// Reads a file of requirements into a new follow-up, up to its preview.
    #[track_caller]
    fn previews(&mut self, file: &Path) -> &mut Self {
        self.keys("i <Prov> enter down enter").paste(file.to_str().unwrap()).keys("enter")
    }

    fn requirements(&self) -> Vec<(String, String)> {
        let all = self.store.follow_ups();
        let all = all.iter().flat_map(|own| own.all::<Requirement>());
        let mut texts: Vec<_> =
            all.map(|one| (one.get(NUMBER).unwrap_or_default(), one.get(TEXT).unwrap_or_default())).collect();
        texts.sort();
        texts
    }
}

fn texts(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(number, text)| ((*number).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn an_empty_store_comes_to_its_first_requirements_by_the_hint_bar_alone() {
    let mut stage = Stage::empty();
    let file = path("krav.csv");
    stage.shows("i importera").keys("i <Hemtjänst 2025> enter").shows("Vad innehåller filen?");
    stage.shows("Enheter först");
    assert!(stage.line("▸").contains("Enheter"), "{}", stage.screen());
    stage.keys("down enter").paste(file.to_str().unwrap()).keys("enter").shows("52").shows("rad 2");
    stage.keys("enter").shows("Inläst till ”Hemtjänst 2025”").shows("52 nya").shows("[Krav: lista ").shows("1/52");
    // The same file again changes nothing.
    stage.keys("i down enter").paste(file.to_str().unwrap()).keys("enter enter").shows("Allt i filen finns redan");
}

#[test]
fn a_refused_row_is_named_and_nothing_is_taken_until_it_is_left_out() {
    let (_folder, file) = file("nr;krav;volym\nA1;Första;12\nA2;Andra;många\n");
    let mut stage = Stage::empty();
    stage.previews(&file);
    stage.shows("rad 3").shows("volym").shows("många").shows("inte ett tal").keys("enter").shows("kan inte läsas in");
    assert!(stage.store.follow_ups().is_empty());
    stage.keys("x").shows("utelämnad").keys("enter").shows("1/1").shows("A1");
}

#[test]
fn a_file_that_is_not_there_is_told_and_the_path_can_be_mended() {
    let mut stage = Stage::empty();
    stage
        .keys("i <Prov> enter down enter </finns/inte.csv> enter")
        .shows("/finns/inte.csv")
        .keys("esc")
        .shows("Välkommen");
}

#[test]
fn an_unknown_heading_is_settled_by_choosing_its_field() {
    let (_folder, file) = file("nr;krav;Ansvarig chef;Årsvolym 2024\nA1;Maten är varm;Kim;12\n");
    let mut stage = Stage::empty();
    stage.previews(&file).shows("”Ansvarig chef”: okänd rubrik, läses inte. r väljer fält").lacks("--map");
    stage.shows("Enter läs in").shows("x lämna ute").shows("r rubriker");
    // The first is left out on purpose, which is what stands first in the list.
    stage.keys("r").shows("Vilket fält är rubriken ”Ansvarig chef”?").keys("enter");
    stage.shows("”Ansvarig chef”: lämnas utanför");
    assert!(stage.line("▸").contains("Årsvolym"), "{}", stage.screen());
    stage.keys("r <volym> enter").shows("läses som Volym");
    assert!(stage.line("▸").contains("rad 2"), "{}", stage.screen());
    stage.keys("enter").shows("Inläst till ”Prov”").shows("1 ny");
    let own = stage.store.follow_ups();
    let requirement = own[0].all::<Requirement>().next().unwrap();
    let volume = Requirement::INFO.field_named("volume").unwrap();
    assert_eq!(requirement.record().value(volume.tag), Some(Value::Number(12.0)));
}

#[test]
fn needed_fields_without_a_heading_are_found_in_the_file_and_two_headings_never_share_one() {
    let (_folder, file) = file("Id-kod;Vad som gäller;Anm\nA1;Maten är varm;x\n");
    let mut stage = Stage::empty();
    stage.previews(&file).shows("Rad 1 är rubrikraden").lacks("--map");
    stage.shows("”Anm”: okänd rubrik");
    // The number has no heading: it is the first of the file's.
    assert!(stage.line("▸").contains("ingen rubrik hittades"), "{}", stage.screen());
    stage.keys("enter").shows("Vilken rubrik i filen är fältet").shows("Vad som gäller").keys("enter");
    stage.shows("”Id-kod”: läses som");
    // The text is settled from its heading, after a try to give it the number's field.
    stage.keys("down");
    assert!(stage.line("▸").contains("Vad som gäller"), "{}", stage.screen());
    stage.keys("enter <finns inte>").shows("inget passar");
    stage.keys("esc enter <nummer> enter").shows("”Id-kod” läses redan som").lacks("1 ny");
    stage.keys("enter <kravtext> enter").shows("1 ny");
    stage.keys("x").shows("”Anm”: lämnas utanför").keys("x").shows("”Anm”: okänd rubrik");
    stage.keys("enter").shows("Inläst till");
    assert_eq!(stage.requirements(), texts(&[("A1", "Maten är varm")]));
}

#[test]
fn an_unknown_heading_is_settled_in_english_too() {
    let (_folder, file) = file("number;text;In charge\nA1;Food is hot;Kim\n");
    let mut stage = Stage::on(Store::in_memory(KINDS).unwrap(), Lang::En, (80, 24));
    stage.previews(&file).shows("\"In charge\": unknown heading, not read. r chooses a field");
    stage.keys("r").shows("Which field is the heading \"In charge\"?").shows("Leave the column out");
    stage.keys("esc x").shows("\"In charge\": left out").keys("enter").shows("Read into \"Prov\"").shows("1 new");
}

#[test]
fn what_somebody_else_adds_meanwhile_is_seen_and_not_added_again() {
    let (_folder, held) = file("nr;krav\nA1;Maten är varm\n");
    let mut first = Stage::empty();
    first.previews(&held).keys("enter").shows("Inläst till");
    let (_folder, more) = file("nr;krav\nA1;Maten är varm\nA2;Dörren är låst\nA3;Larmet går fram\n");
    let mut second = first.second_session();
    let read = |stage: &mut Stage| {
        stage.keys("i down enter").paste(more.to_str().unwrap()).keys("enter").shows("2 nya, 1 oförändrad");
    };
    read(&mut first);
    read(&mut second);
    second
        .keys("down x")
        .shows("utelämnad")
        .keys("enter")
        .shows("Inläst till")
        .shows("1 ny, 1 var redan så, 1 utelämnad");
    // The first hears of it: while the file is looked through again, taking in waits and then says what has changed.
    first.holds = true;
    first.hear().shows("Kontrollerar på nytt").keys("enter").shows("kontrolleras fortfarande");
    assert_eq!(first.requirements().len(), 2);
    first.release().shows("Inget är inläst än").shows("1 ny, 2 oförändrade");
    first.keys("enter").shows("1 ny, 2 var redan så");
    assert_eq!(
        first.requirements(),
        texts(&[("A1", "Maten är varm"), ("A2", "Dörren är låst"), ("A3", "Larmet går fram")])
    );
}

#[test]
fn a_waiting_take_in_goes_on_when_nothing_has_changed() {
    let (_folder, file) = file("nr;krav\nA1;Maten är varm\n");
    let mut stage = Stage::empty();
    stage.previews(&file).shows("1 ny");
    stage.holds = true;
    // The register is published, and nothing in it is new.
    stage.hear().shows("Kontrollerar på nytt").keys("enter").shows("kontrolleras fortfarande");
    assert!(stage.requirements().is_empty());
    stage.release().shows("Inläst till ”Prov”");
    assert_eq!(stage.requirements(), texts(&[("A1", "Maten är varm")]));
}

#[test]
fn a_long_file_shows_how_far_its_check_has_come_and_esc_stops_it() {
    let rows: Vec<String> = (0..3_000).map(|row| format!("A{row};Krav {row}")).collect();
    let (_folder, file) = file(&format!("nr;krav\n{}\n", rows.join("\n")));
    let mut stage = Stage::empty();
    stage.holds = true;
    stage.previews(&file).shows("Kontrollerar filen …").shows("Esc stäng");
    stage.release().shows("3000 nya");
    assert!(stage.meanwhile.iter().any(|screen| screen.contains("Kontrollerar filen … 2000 rader")));

    let mut stage = Stage::empty();
    stage.holds = true;
    stage.previews(&file).keys("esc").shows("Avbrutet").shows("krav.csv");
    // A check that nobody waits for ends at its first row and changes nothing.
    stage.release().shows("Var ligger filen").lacks("nya");
    assert!(stage.meanwhile.is_empty());
}

#[test]
fn title_and_path_are_kept_for_the_next_try_and_forgotten_when_the_rows_are_in() {
    let (_folder, file) = file("nr;krav\nA1;Maten är varm\n");
    let mut stage = Stage::empty();
    stage.keys("i <Hemtjänst 2025> enter down enter </tmp/fel> esc").shows("Välkommen");
    stage.keys("i").shows("Hemtjänst 2025").keys("enter down enter").shows("/tmp/fel");
    // What is pasted goes in the place of what was kept.
    stage.paste(file.to_str().unwrap()).lacks("/tmp/fel").keys("enter").shows("1 ny").keys("esc");
    stage.keys("i enter down enter").shows("krav.csv").keys("enter enter").shows("Inläst till ”Hemtjänst 2025”");
    stage.keys("i down enter").shows("Var ligger filen").lacks("krav.csv");
}

#[test]
fn a_file_is_chosen_out_of_folders() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("Underlag 2025");
    fs::create_dir(&inner).unwrap();
    fs::write(inner.join("krav 2025.csv"), "nr;krav\nA1;Maten är varm\n").unwrap();
    fs::write(inner.join("bild.png"), "").unwrap();
    fs::write(folder.path().join("annat.xlsx"), "").unwrap();
    let mut stage = Stage::empty();
    stage
        .keys("i <Prov> enter down enter")
        .shows("Tab bläddra")
        .paste(&format!("{}/", folder.path().display()))
        .keys("tab");
    stage.shows("annat.xlsx").shows("0 byte").shows("Underlag 2025/").shows("mapp").shows("..");
    // Typing narrows, blanks and all; nothing is opened by it.
    stage.keys("<lag 2> enter").shows("krav 2025.csv").lacks("bild.png").lacks("annat.xlsx");
    stage.keys("backspace").shows("annat.xlsx").keys("esc").shows("Var ligger filen");
    stage.keys("tab <under> enter enter").shows("1 ny").keys("enter").shows("Inläst till");
    // The next time it begins in that folder, with nothing typed.
    stage.keys("i enter down enter").shows("krav 2025.csv");
    fs::remove_dir_all(folder.path()).unwrap();
    stage.keys("backspace").shows("krav 2025.csv").keys("esc tab").shows("Mapp: ").lacks("krav 2025.csv");
}

#[test]
fn a_half_typed_path_is_completed_in_its_folder_in_english() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("requirements.csv"), "number;text\nA1;Food is hot\n").unwrap();
    fs::write(folder.path().join("results.csv"), "").unwrap();
    let mut stage = Stage::on(Store::in_memory(KINDS).unwrap(), Lang::En, (120, 40));
    stage.keys("i <Test> enter down enter").paste(&format!("{}/req", folder.path().display()));
    stage.keys("tab").shows("requirements.csv").lacks("results.csv").shows("27 bytes").keys("enter").shows("1 new");
}

/// Requirements where one row says what nobody could read, and why at some length.
const FAULTY: &str = "nr;krav;kritiskt;volym\nA1;Första;ja;12\nA2;Andra;kanske;många\nA3;Tredje;nej;7\n";

/// The letters of a text without blanks, as they are read over line ends.
fn letters(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn a_refused_row_can_be_read_to_its_end_on_any_screen() {
    for (lang, size, ends) in [
        (Lang::Sv, (60, 18), "kolumn ”volym”, värdet ”många”: inte ett tal"),
        (Lang::Sv, (80, 24), "kolumn ”volym”, värdet ”många”: inte ett tal"),
        (Lang::Sv, (120, 40), "kolumn ”volym”, värdet ”många”: inte ett tal"),
        (Lang::En, (60, 18), "column “volym”, value “många”: not a number"),
        (Lang::En, (80, 24), "column “volym”, value “många”: not a number"),
    ] {
        let (_folder, file) = file(FAULTY);
        let mut stage = Stage::on(Store::in_memory(KINDS).unwrap(), lang, size);
        stage.previews(&file);
        assert!(stage.line("▸").contains("3 (A2)"), "{}", stage.screen());
        assert!(letters(&stage.screen()).contains(&letters(ends)), "{size:?}\n{}", stage.screen());
    }
}

#[test]
fn the_list_of_rows_never_hides_its_cursor_behind_what_it_says_of_a_row() {
    let rows: Vec<String> = (0..40).map(|row| format!("A{row};Krav;kanske;många")).collect();
    let (_folder, file) = file(&format!("nr;krav;kritiskt;volym\n{}\n", rows.join("\n")));
    for size in [(40, 12), (60, 18), (80, 24), (100, 50)] {
        let mut stage = Stage::on(Store::in_memory(KINDS).unwrap(), Lang::Sv, size);
        stage.previews(&file).keys("home");
        for row in 0..40 {
            assert!(stage.line("▸").contains(&format!("(A{row})")), "{size:?} {row}\n{}", stage.screen());
            stage.keys("down");
        }
    }
}

#[test]
fn enter_reads_in_from_anywhere_and_leads_to_what_is_refused() {
    let (_folder, faulty) = file(FAULTY);
    let mut stage = Stage::empty();
    stage.previews(&faulty).lacks("läs in").keys("home enter").shows("kan inte läsas in").shows("med x");
    assert!(stage.line("▸").contains("A2"), "{}", stage.screen());
    stage.keys("x").shows("utelämnad").shows("Enter läs in").keys("home enter").shows("Inläst till");
    // An unknown heading, on which the cursor begins, holds nothing back.
    let (_folder, file) = file("nr;krav;Ansvarig chef\nA1;Maten är varm;x\n");
    let mut stage = Stage::empty();
    stage.previews(&file);
    assert!(stage.line("▸").contains("”Ansvarig chef”"), "{}", stage.screen());
    stage.keys("enter").shows("Inläst till");
}

#[test]
fn how_each_heading_is_read_stands_in_the_preview_and_can_be_changed() {
    let (_folder, file) = file("Krav nr;Kravtext;Antal\nA1;Maten är varm;12\n");
    let mut stage = Stage::empty();
    stage.previews(&file).shows("Rubriker: Krav nr → Nr · Kravtext → Krav");
    stage.keys("end r").shows("Filens rubriker").shows("Krav nr").shows("läses som Nr");
    // A heading that was read wrongly is settled like one that nobody knows; a field says which heading it has.
    stage.keys("<antal> enter").shows("Vilket fält är rubriken ”Antal”?").keys("<numm>").shows("”Krav nr”");
    stage.keys("backspace backspace backspace backspace enter").shows("”Antal”: lämnas utanför");
    stage.keys("enter").shows("Inläst till");
    let own = stage.store.follow_ups();
    let volume = Requirement::INFO.field_named("volume").unwrap();
    assert_eq!(own[0].all::<Requirement>().next().unwrap().record().value(volume.tag), None);

    let mut stage = Stage::on(Store::in_memory(KINDS).unwrap(), Lang::En, (80, 24));
    stage.previews(&file).shows("Headings: Krav nr → No").keys("end r").shows("The headings of the file");
}

#[test]
fn what_was_left_out_is_not_dropped_without_a_question() {
    let (_folder, file) = file(FAULTY);
    let mut stage = Stage::empty();
    stage.previews(&file).keys("x").shows("utelämnad").keys("esc").shows("Stänga filen?").shows("utelämnad");
    stage
        .keys("n")
        .shows("utelämnad")
        .lacks("Stänga filen?")
        .keys("q")
        .shows("Stänga filen?")
        .keys("j")
        .shows("Välkommen");
    // With nothing to lose nothing is asked.
    stage.keys("i enter down enter enter").shows("går inte att ta in").keys("esc").shows("Välkommen");
    let mut stage = Stage::on(Store::in_memory(KINDS).unwrap(), Lang::En, (80, 24));
    stage
        .previews(&file)
        .keys("x esc")
        .shows("Close the file?")
        .keys("esc")
        .shows("left out")
        .keys("esc y")
        .shows("Welcome");
}

#[test]
fn an_abandoned_path_is_cleared_by_one_key_and_browsed_from_wherever_it_leads() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("krav.csv"), "nr;krav\nA1;Maten är varm\n").unwrap();
    fs::write(folder.path().join("plan.csv"), "").unwrap();
    let there = folder.path().display();
    let mut stage = Stage::empty();
    // A folder that is not there leads to the nearest that is, with nothing searched for.
    stage
        .keys("i <Prov> enter down enter")
        .shows("Enter läs filen")
        .shows("Ctrl-u töm")
        .paste(&format!("{there}/finns/inte/krav.csv"))
        .keys("tab");
    stage.shows("krav.csv").shows("plan.csv").keys("esc esc");
    // The path that was kept is cleared by one key, and comes back by another.
    stage.keys("i enter down enter").shows("finns/inte").keys("ctrl-u").lacks("finns/inte");
    stage.keys("ctrl-z").shows("finns/inte").keys("ctrl-u");
    // What is no name in the folder narrows nothing.
    stage.paste(&format!("{there}/hej")).keys("tab").shows("krav.csv").shows("plan.csv").keys("esc esc");
    // Of a kept path the file is marked, and the others are there too.
    stage.keys("i enter down enter ctrl-u").paste(&format!("{there}/plan.csv")).keys("esc i enter down enter tab");
    stage.shows("krav.csv");
    assert!(stage.line("▸").contains("plan.csv"), "{}", stage.screen());
}

#[test]
fn where_there_are_no_files_the_line_to_run_at_ones_own_desk_is_told() {
    let mut stage = Stage::example();
    stage.hears(Message::NoFiles(true));
    stage.keys("i down enter").shows("ssh SERVER").shows("import requirements - --follow-up").lacks("Sökväg");
    stage.keys("esc P").shows("ssh SERVER").shows("report '").shows("-o -").keys("esc");
    // At a terminal that has files the session goes on as ever.
    stage.hears(Message::NoFiles(false));
    stage.keys("i down enter").lacks("ssh SERVER");
}
