//! Settings that are read again while officers are at work.

use super::{Served, noted, told};
use crate::terminal::Terminal;
use nix::sys::signal::Signal;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// Has the hub read its settings again, which are these; waits until it has, and gives what it notes of each.
fn reread(served: &Served, home: &Path, settings: &str) -> Vec<String> {
    let reloads = || noted(&home.join("log")).matches("action=reload kind=settings").count();
    let (before, until) = (reloads(), Instant::now() + Duration::from_secs(20));
    fs::write(home.join(".config/stegvis/config.toml"), settings).unwrap();
    served.signal(Signal::SIGHUP);
    while reloads() == before {
        assert!(Instant::now() < until, "{}", noted(&home.join("log")));
    }
    let log = noted(&home.join("log"));
    let noted = log.lines().filter(|line| line.contains("action=reload")).map(|line| {
        let words: Vec<&str> = line.split(' ').collect();
        format!("{} {}", words[words.len() - 2], words[words.len() - 1]).replace("kind=", "").replace("outcome=", "")
    });
    let all: Vec<String> = noted.collect();
    let last = all.iter().rposition(|line| line.starts_with("settings")).unwrap();
    let begun = all[..last].iter().rposition(|line| line.starts_with("settings")).map_or(0, |at| at + 1);
    all[begun..=last].to_vec()
}

#[test]
fn other_keys_hold_from_the_signal_on_and_what_is_wrong_in_them_is_shown() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join(".config/stegvis");
    fs::create_dir_all(&folder).unwrap();
    let mut served = Served::start(home.path(), &[]);
    let mut one = Terminal::new(home.path(), &["--store", "arkiv"]);
    one.shows("Välkommen").shows("? hjälp");
    fs::write(folder.join("keymap.toml"), "[everywhere]\nhelp = [\"å\"]\nlaeve = [\"ä\"]\n").unwrap();
    served.signal(Signal::SIGHUP);
    // Whoever is at work has the new key, in the middle of it, and is told what is wrong.
    one.shows("å hjälp").shows("keymap.toml rad 3").keys("å").shows("Hjälp 1/").keys("esc");
    // Whoever comes sees what is wrong, and has the rest of it.
    let new = ["--store", "arkiv", "attach", "--new"];
    let mut other = Terminal::new(home.path(), &new);
    other.shows("keymap.toml rad 3").shows("leave").shows("å hjälp");
    fs::write(folder.join("keymap.toml"), "[everywhere]\nhelp = [\"ö\"]\n").unwrap();
    served.signal(Signal::SIGHUP);
    one.shows("ö hjälp").keys("ö").shows("Hjälp 1/").keys("esc").lacks("keymap.toml");
    other.shows("ö hjälp").keys("ö").shows("Hjälp 1/").keys("esc").lacks("keymap.toml");
    Terminal::new(home.path(), &new).shows("ö hjälp").lacks("keymap.toml");
    served.signal(Signal::SIGTERM);
    assert_eq!(served.ends(), Some(0));
}

#[test]
fn language_gate_and_backups_are_read_again_and_the_log_says_what_takes_a_restart() {
    let home = tempfile::tempdir().unwrap();
    let copies = home.path().join("kopior");
    fs::create_dir_all(home.path().join(".config/stegvis")).unwrap();
    fs::create_dir(&copies).unwrap();
    let served = Served::start(home.path(), &[]);
    let mut one = Terminal::new(home.path(), &["--store", "arkiv"]);
    one.shows("Välkommen");
    let backup = format!("backup = \"{}\"\nevery = \"1h\"\n", copies.display());
    let settings = format!("lang = \"en\"\ngate = \"nobody\"\n{backup}");
    assert_eq!(reread(&served, home.path(), &settings), ["lang done", "gate done", "backup done", "settings done"]);
    // Whoever is at work stays in their language; whoever comes and whoever calls has the new one.
    Terminal::new(home.path(), &["--store", "arkiv", "attach", "--new"]).shows("Welcome");
    one.lacks("Welcome").keys("?").shows("Hjälp").keys("esc");
    let until = Instant::now() + Duration::from_secs(20);
    while fs::read_dir(&copies).unwrap().flatten().all(|one| one.path().extension().is_none_or(|of| of == "part")) {
        assert!(Instant::now() < until, "no backup has been made: {}", noted(&home.path().join("log")));
        std::thread::sleep(Duration::from_millis(20));
    }
    // A slip in the file shuts nobody out and ends no backups: all of it stays as it was.
    assert_eq!(reread(&served, home.path(), &format!("gate = nobody\n{backup}")), ["settings refused"]);
    one.shows("config.toml");
    assert_eq!(reread(&served, home.path(), &settings), ["settings done"]);
    // What cannot hold is refused, and what was stays.
    let settings = format!("gate = \"finns-inte-har\"\nsocket = \"/annat/uttag\"\nstore = \"/annat\"\n{backup}");
    let noted = reread(&served, home.path(), &settings);
    assert_eq!(
        noted,
        ["lang done", "gate refused", "store restart-needed", "socket restart-needed", "settings problems"]
    );
    one.shows("Kontot finns-inte-har finns inte här");
    // Within the store no copies are made.
    let within = format!("backup = \"{}\"\n", home.path().join("arkiv/kopior").display());
    let noted = reread(&served, home.path(), &within);
    assert!(noted.contains(&"backup refused".to_owned()) && noted.contains(&"gate done".to_owned()), "{noted:?}");
    // What the command line says goes over all of it.
    drop(served);
    let served =
        Served::start(home.path(), &["--lang", "sv", "--gate", "nobody", "--backup", copies.to_str().unwrap()]);
    let noted = reread(&served, home.path(), "lang = \"en\"\ngate = \"daemon\"\n");
    assert_eq!(noted, ["lang command-line", "gate command-line", "backup command-line", "settings done"]);
    assert_eq!(told(home.path(), &["--store", "arkiv", "list", "--lang", "sv"]).0, Some(0));
}
