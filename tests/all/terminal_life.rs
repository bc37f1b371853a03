//! The program in a real terminal: how it begins, how it ends, and what it leaves behind.

use crate::terminal::{Terminal, ends, parser};
use nix::fcntl::OFlag;
use nix::pty::{grantpt, posix_openpt, ptsname_r, unlockpt};
use nix::sys::signal::Signal;
use std::fs::File;
use std::io::{Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A home of its own, and the program on a store in it.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn sit_down(&self) -> Terminal {
        Terminal::new(self.0.path(), &["--store", "arkiv"])
    }
}

/// What the bytes leave on the ordinary screen, and whether that is the one that is shown.
fn left_behind(terminal: &Terminal) -> (bool, bool, String) {
    let mut screen = parser((80, 24));
    screen.process(&terminal.bytes());
    let screen = screen.screen();
    (screen.alternate_screen(), screen.hide_cursor(), screen.contents())
}

#[test]
fn q_leaves_and_gives_the_terminal_back() {
    let desk = Desk::new();
    let mut terminal = desk.sit_down();
    terminal.shows("Välkommen");
    assert!(terminal.is_drawn());
    assert_eq!(terminal.keys("q").ends(), 0);
    assert_eq!(left_behind(&terminal), (false, false, String::new()));
}

#[test]
fn signals_keep_the_half_typed_word_and_end_with_0() {
    for signal in [Signal::SIGTERM, Signal::SIGHUP, Signal::SIGINT] {
        let desk = Desk::new();
        let mut terminal = desk.sit_down();
        terminal.shows("Välkommen").keys("n <Hemtj>").shows("Hemtj").signal(signal);
        assert_eq!(terminal.ends(), 0, "{signal:?}");
        assert_eq!(left_behind(&terminal), (false, false, String::new()));
        let mut again = desk.sit_down();
        again.shows("Hemtj").keys("<änst>").shows("Hemtjänst").shows_cursor();
    }
}

#[test]
fn a_terminal_that_is_gone_without_a_signal_keeps_the_half_typed_word() {
    let desk = Desk::new();
    // It has no size, and it is no controlling terminal, so that the kernel sends no SIGHUP when it goes.
    let mut master = posix_openpt(OFlag::O_RDWR | OFlag::O_NOCTTY | OFlag::O_CLOEXEC).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let slave = || {
        let name = ptsname_r(&master).unwrap();
        Stdio::from(File::options().read(true).write(true).custom_flags(OFlag::O_NOCTTY.bits()).open(name).unwrap())
    };
    let mut program = Command::new(env!("CARGO_BIN_EXE_stegvis"))
        .args(["--store", "arkiv"])
        .current_dir(desk.0.path())
        .env("HOME", desk.0.path())
        .env("TERM", "xterm")
        .stdin(slave())
        .stdout(slave())
        .stderr(slave())
        .spawn()
        .unwrap();
    let mut screen = parser((80, 24));
    for (wait_for, then) in [("Välkommen", "nHemtj"), ("Hemtj", "")] {
        let mut bytes = [0; 4096];
        while !screen.screen().contents().contains(wait_for) {
            let had = master.read(&mut bytes).unwrap();
            screen.process(&bytes[..had]);
        }
        master.write_all(then.as_bytes()).unwrap();
    }
    drop(master);
    assert_eq!(ends(|| program.try_wait().unwrap()).code(), Some(0));
    desk.sit_down().shows("Hemtj");
}

#[test]
fn a_kill_loses_no_more_than_the_last_second() {
    let desk = Desk::new();
    let mut terminal = desk.sit_down();
    terminal.shows("Välkommen").keys("n <Hemtj>").shows("Hemtj");
    // The draft is kept after a second at most; there is nothing on screen to wait for.
    std::thread::sleep(std::time::Duration::from_millis(1_500));
    terminal.kill();
    desk.sit_down().shows("Hemtj");
}

#[test]
fn letters_of_all_kinds_and_pastes_arrive() {
    let desk = Desk::new();
    let mut terminal = desk.sit_down();
    terminal.shows("Välkommen").keys("n <åäö ÅÄÖ é @>").shows("åäö ÅÄÖ é @");
    terminal.paste("och klistrat\u{1b}[31m").shows("@och klistrat[31m");
}

#[test]
fn a_new_size_is_drawn() {
    let desk = Desk::new();
    let mut terminal = desk.sit_down();
    terminal.shows("Välkommen").resize((30, 8)).shows("Stegvis behöver");
    terminal.resize((120, 40)).shows("Välkommen");
    assert!(terminal.screen().lines().count() >= 39, "{}", terminal.screen());
}

#[test]
fn an_idle_session_writes_nothing_and_wakes_no_thread() {
    let desk = Desk::new();
    let mut terminal = desk.sit_down();
    terminal.shows("Välkommen").keys("?").shows("Hjälp").keys("esc").lacks("Hjälp");
    // The shelf's own threads look around once a second; that is sled's way.
    let of_the_session = |status: &String| !status.starts_with("Name:\tsled-");
    let switches = || -> u64 {
        let tasks = std::fs::read_dir(format!("/proc/{}/task", terminal.process())).unwrap();
        let status = tasks.map(|task| std::fs::read_to_string(task.unwrap().path().join("status")).unwrap());
        let lines = status.filter(of_the_session).map(|status| {
            let line = status.lines().find(|line| line.starts_with("voluntary_ctxt_switches")).unwrap();
            line.split_whitespace().last().unwrap().parse::<u64>().unwrap()
        });
        lines.sum()
    };
    // What the last key set going comes to rest.
    std::thread::sleep(std::time::Duration::from_millis(1_500));
    let (before, bytes) = (switches(), terminal.bytes().len());
    std::thread::sleep(std::time::Duration::from_secs(2));
    assert_eq!((switches(), terminal.bytes().len()), (before, bytes));
}

#[test]
fn without_a_terminal_a_sentence_says_so() {
    let desk = Desk::new();
    let output = Command::new(env!("CARGO_BIN_EXE_stegvis"))
        .args(["--store", "arkiv"])
        .current_dir(desk.0.path())
        .env("HOME", desk.0.path())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("behöver en terminal"));
}

#[test]
fn the_example_opens_in_either_language_and_leaves_nothing_behind() {
    for (arguments, word) in [(&["demo"][..], "Uppföljning "), (&["demo", "--lang", "en"], "Follow-up ")] {
        let desk = Desk::new();
        let mut terminal = Terminal::new(desk.0.path(), arguments);
        terminal.shows("Hemtjänst").shows(word).keys("u").shows("Hemtjänst").keys("enter 3").shows("Morgonvinden");
        assert_eq!(terminal.keys("q").ends(), 0);
        assert!(std::fs::read_dir(desk.0.path()).unwrap().next().is_none(), "the officer's own places are untouched");
    }
}
