//! The house's one chain in a real terminal: from an empty store to a word found again after a kill.

use crate::exchange::table::path;
use crate::terminal::Terminal;
use std::time::Duration;

#[test]
fn from_an_empty_store_to_the_word_found_again_after_a_kill() {
    let home = tempfile::tempdir().unwrap();
    let sit_down = || Terminal::new(home.path(), &["--store", "arkiv"]);
    let mut terminal = sit_down();
    terminal.shows("Välkommen").keys("i").shows("Vad ska uppföljningen heta?").keys("<Hemtjänst 2025> enter");
    terminal.shows("Vad innehåller filen?").keys("enter").shows("Var ligger filen");
    terminal.paste(path("enheter.csv").to_str().unwrap()).keys("enter").shows("6 nya").keys("enter").shows("Inläst");
    terminal.keys("i").shows("Vad innehåller filen?").keys("down enter").shows("Var ligger filen");
    terminal.paste(path("krav.csv").to_str().unwrap()).keys("enter").shows("52 nya").keys("enter").shows("1/52");
    // Value K07: consequence 4, likelihood 1.
    terminal.keys("/ <K07> enter").shows("1/1").keys("v").shows("K07: hur allvarligt").keys("4 1").shows("4  1");
    terminal.keys("esc u").shows("2  3").keys("ctrl-r").shows("4  1");
    terminal.keys("q");
    assert_eq!(terminal.ends(), 0);
    // Undo and redo reach back over a restart.
    let mut terminal = sit_down();
    terminal
        .shows("Senast: Hemtjänst 2025, steg 1")
        .keys("enter")
        .shows("K07")
        .keys("u")
        .shows("Ångrat: konsekvens 4 → 2, sannolikhet 1 → 3 på K07");
    terminal.keys("ctrl-r").shows("4  1").shows("sparat");
    // Half a word, and the process is killed.
    terminal.keys("1 tab shift-tab / <K07> enter").shows("1/1").keys("enter down down enter <Åtgär>").shows("Åtgär");
    // A draft is kept within a second; nothing on screen tells of it.
    std::thread::sleep(Duration::from_millis(1_500));
    terminal.kill();
    let mut terminal = sit_down();
    terminal.shows("Här slutade du mitt i ett ord").shows("KontinuitetÅtgär").keys("<da> enter");
    terminal.shows("KontinuitetÅtgärda").shows("sparat").keys("ctrl-q");
    assert_eq!(terminal.ends(), 0);
}

#[test]
fn a_second_process_is_told_who_holds_the_store() {
    let home = tempfile::tempdir().unwrap();
    let mut first = Terminal::new(home.path(), &["--store", "arkiv"]);
    first.shows("Välkommen");
    let mut second = Terminal::new(home.path(), &["--store", "arkiv"]);
    second.shows("Stegvis är redan öppet i ett annat fönster hos dig").shows(&first.process().to_string());
    assert_eq!(second.ends(), 1);
    first.keys("q");
    assert_eq!(first.ends(), 0);
}

#[test]
fn mistakes_in_the_settings_are_shown_and_the_rest_counts() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join(".config/stegvis");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("config.toml"), "lang = \"en\"\ncolour = 3\n").unwrap();
    std::fs::write(folder.join("keymap.toml"), "[everywhere]\nhelp = [\"å\"]\nlaeve = [\"ä\"]\n").unwrap();
    let mut terminal = Terminal::new(home.path(), &["--store", "arkiv"]);
    terminal.shows("Welcome").shows("config.toml line 2").shows("colour").shows("keymap.toml line 3").shows("leave");
    terminal.shows("å help").keys("å").shows("Help 1/");
}
