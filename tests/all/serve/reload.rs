//! Settings that are read again while officers are at work.

use super::Served;
use crate::terminal::Terminal;
use nix::sys::signal::Signal;
use std::fs;

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
    // Whoever is at work has the new key, in the middle of it.
    one.shows("å hjälp").keys("å").shows("Hjälp 1/").keys("esc");
    // Whoever comes sees what is wrong, and has the rest of it.
    let new = ["--store", "arkiv", "attach", "--new"];
    let mut other = Terminal::new(home.path(), &new);
    other.shows("keymap.toml rad 3").shows("leave").shows("å hjälp");
    fs::write(folder.join("keymap.toml"), "[everywhere]\nhelp = [\"ö\"]\n").unwrap();
    served.signal(Signal::SIGHUP);
    one.shows("ö hjälp");
    other.shows("ö hjälp");
    Terminal::new(home.path(), &new).shows("ö hjälp").lacks("keymap.toml");
    served.signal(Signal::SIGTERM);
    assert_eq!(served.ends(), Some(0));
}
