//! What terminals do in mid-typing beside typing.

use super::{Served, stegvis};
use crate::terminal::Terminal;
use portable_pty::CommandBuilder;
use std::fs;

/// Whether a process is stopped, as by Ctrl-Z in a shell.
fn is_stopped(process: u32) -> bool {
    let status = fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    let state = status.rsplit(')').next().unwrap().split_whitespace().next().unwrap();
    matches!(state, "T" | "t")
}

#[test]
fn the_key_that_suspends_other_programs_is_undo_here_and_suspends_nothing() {
    let home = tempfile::tempdir().unwrap();
    let _served = Served::start(home.path(), &[]);
    let mut one = Terminal::new(home.path(), &["--store", "arkiv"]);
    one.shows("Välkommen").keys("n <Nattfrid> enter").shows("Nattfrid").shows("sparat");
    // In a word it undoes what was typed.
    one.keys("down <Diarium>").shows("Diarium").send(b"\x1a").lacks("Diarium").shows("Diariu");
    assert!(!is_stopped(one.process()));
    // Outside a word it undoes what was saved. A key right after Esc would be another key.
    one.keys("<m> enter").shows("Diarium").rests().send(b"\x1a").shows("Ångrat").lacks("sparar").shows("Diarienr");
    assert!(!is_stopped(one.process()));
    // As a burst it does no more than that either.
    one.send(&[0x1a; 30]).keys("f1").shows("Hjälp 1/");
    assert!(!is_stopped(one.process()));
}

#[test]
fn a_storm_of_sizes_ends_in_the_last_one_with_the_word_in_it() {
    let home = tempfile::tempdir().unwrap();
    let _served = Served::start(home.path(), &[]);
    let mut one = Terminal::new(home.path(), &["--store", "arkiv"]);
    one.shows("Välkommen").keys("n <Halvskri>").shows("Halvskri");
    for round in 0..400_u16 {
        one.resize((1 + round * 37 % 300, 1 + round * 17 % 90));
    }
    one.resize((100, 30)).shows("Halvskri").keys("<vet>").shows("Halvskrivet").shows_cursor();
    one.until("the last size is drawn whole", |screen| {
        screen.rows(0, 100).last().is_some_and(|row| row.contains("hjälp"))
    });
}

#[test]
fn without_a_keyboard_there_is_no_session() {
    let home = tempfile::tempdir().unwrap();
    let _served = Served::start(home.path(), &[]);
    // Its screen is a terminal; what it reads is closed, empty, or a file.
    for input in ["<&-", "</dev/null", "<log"] {
        let mut command = CommandBuilder::new("/bin/sh");
        let program = env!("CARGO_BIN_EXE_stegvis");
        command.args(["-c", &format!("exec {program} --store arkiv attach {input}")]);
        command.cwd(home.path());
        command.env_clear();
        command.env("HOME", home.path());
        let mut one = Terminal::of(command, (80, 24));
        one.shows("terminal");
        assert_eq!(one.ends(), 2, "{input}: {}", one.screen());
    }
    let status = stegvis(home.path(), &["--store", "arkiv", "status", "--json"]).output().unwrap();
    let status: serde_json::Value = serde_json::from_slice(&status.stdout).unwrap();
    assert_eq!(status["hub"]["sessions"], 0);
}

#[test]
fn terminals_of_one_officer_side_by_side_keep_their_words_apart_up_to_a_bound() {
    let home = tempfile::tempdir().unwrap();
    let _served = Served::start(home.path(), &["--sessions", "2"]);
    let new = ["--store", "arkiv", "attach", "--new"];
    let mut one = Terminal::new(home.path(), &new);
    one.shows("Välkommen")
        .keys("n <Nattfrid 2026> enter")
        .shows("Nattfrid 2026")
        .shows("sparat")
        .keys("up")
        .shows("▸ Titel");
    let mut two = Terminal::new(home.path(), &new);
    two.shows("Nattfrid 2026");
    let mut three = Terminal::new(home.path(), &new);
    three.shows("redan 2 öppna sessioner");
    assert_eq!(three.ends(), 1);
    // The same field in both: each keeps what it typed, and the second to save is told.
    two.keys("enter shift-tab").shows("[Utgångsläge").keys("enter").shows("▸ Titel").shows("öppen i en annan terminal");
    one.keys("enter end < ett>").shows("Nattfrid 2026 ett");
    two.keys("enter end < två>").shows("Nattfrid 2026 två");
    one.keys("enter").shows("sparat");
    two.shows("Nattfrid 2026 två").keys("enter").shows("Inte sparat").shows("Nattfrid 2026 ett").shows("två");
    one.lacks("två").shows("Nattfrid 2026 ett");
}
