//! A hub as whoever looks after it sees it: which store is meant and why, how it is, the backups that it makes by
//! itself, and the unit that runs it.

use crate::terminal::Terminal;
use serde_json::Value;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

struct Served(Child);

impl Served {
    fn start(home: &Path, args: &[&str]) -> Self {
        let mut command = stegvis(home, args);
        let log = fs::File::create(home.join("log")).unwrap();
        let mut child = command.stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut said = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut said).unwrap();
        assert!(said.contains("väntar på handläggare"), "{said}{}", fs::read_to_string(home.join("log")).unwrap());
        Self(child)
    }

    fn stop(mut self) {
        let pid = nix::unistd::Pid::from_raw(self.0.id().try_into().unwrap());
        nix::sys::signal::kill(pid, nix::sys::signal::Signal::SIGTERM).unwrap();
        assert_eq!(self.0.wait().unwrap().code(), Some(0));
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn stegvis(home: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stegvis"));
    command.args(args).current_dir(home).env_clear().env("HOME", home).stdin(Stdio::null());
    command
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// What `status --json` says, and its exit code.
fn status(command: &mut Command) -> (Option<i32>, Value) {
    let output = command.args(["status", "--json"]).output().unwrap();
    (output.status.code(), serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}")))
}

fn until(what: &str, holds: impl Fn() -> bool) {
    let until = Instant::now() + Duration::from_secs(30);
    while !holds() {
        assert!(Instant::now() < until, "{what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn no_store_of_its_own_is_served_where_settings_name_a_socket_alone() {
    let home = tempfile::tempdir().unwrap();
    let config = home.path().join(".config/stegvis/config.toml");
    fs::create_dir_all(config.parent().unwrap()).unwrap();
    fs::write(&config, "socket = \"/run/stegvis/socket\"\n").unwrap();
    let refused = stegvis(home.path(), &["serve"]).output().unwrap();
    let said = told(&refused);
    assert!(refused.status.code() == Some(1) && refused.stdout.is_empty(), "{said}");
    assert!(said.contains("/run/stegvis/socket") && said.contains("--store MAPP"), "{said}");
    assert!(!home.path().join(".local").exists(), "nothing is made");
}

#[test]
fn a_session_of_a_hub_speaks_the_language_that_its_terminal_asked_for() {
    let home = tempfile::tempdir().unwrap();
    let _hub = Served::start(home.path(), &["--store", "arkiv", "serve"]);
    for (asked, shown) in [(&["--lang", "en"][..], "Welcome"), (&[], "Välkommen")] {
        let args = [&["--store", "arkiv"], asked, &["attach", "--new"]].concat();
        Terminal::new(home.path(), &args).shows(shown);
    }
}

#[test]
fn the_nearest_setting_says_which_store_is_meant_and_status_says_which_it_was() {
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join(name).display().to_string();
    let config = home.path().join(".config/stegvis/config.toml");
    fs::create_dir_all(config.parent().unwrap()).unwrap();
    // Nothing is said: one's own store, which is not made by asking.
    let (code, said) = status(&mut stegvis(home.path(), &[]));
    assert_eq!((code, &said["decided_by"], &said["state"]), (Some(0), &"own".into(), &"none".into()));
    assert_eq!(said["store"], at(".local/share/stegvis"));
    assert!(!home.path().join(".local").exists());
    let first = Served::start(home.path(), &["--store", "ett", "serve"]);
    let second = Served::start(home.path(), &["--store", "två", "serve"]);
    let third = Served::start(home.path(), &["--store", "tre", "serve"]);
    for (store, name) in [("ett", "Ett"), ("två", "Två"), ("tre", "Tre")] {
        let units = home.path().join("enheter.csv");
        fs::write(&units, format!("namn\n{name}\n")).unwrap();
        let args = ["--store", store, "import", "units", "enheter.csv", "--follow-up", name];
        assert!(stegvis(home.path(), &args).output().unwrap().status.success());
    }
    let unit = |command: &mut Command| {
        String::from_utf8(command.args(["list", "units"]).output().unwrap().stdout).unwrap().trim().to_owned()
    };
    fs::write(&config, format!("socket = \"{}\"\n", at("tre/socket"))).unwrap();
    let in_environment = |args: &[&str]| {
        let mut command = stegvis(home.path(), args);
        command.env("STEGVIS_SOCKET", at("två/socket"));
        command
    };
    for (command, by, store) in [
        (&mut in_environment(&["--store", "ett"]), "command line", "Ett"),
        (&mut in_environment(&["--socket", "ett/socket"]), "command line", "Ett"),
        (&mut in_environment(&[]), "environment", "Två"),
        (&mut stegvis(home.path(), &[]), "settings", "Tre"),
    ] {
        assert!(unit(command).contains(store), "{by}");
    }
    let (code, said) = status(&mut in_environment(&[]));
    assert_eq!((code, &said["decided_by"], &said["state"]), (Some(0), &"environment".into(), &"served".into()));
    assert_eq!(said["hub"]["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(said["hub"]["store"], at("två"));
    assert!(said["hub"]["memory"].as_u64().unwrap() > 1 << 20, "{said}");
    let (_, said) = status(&mut stegvis(home.path(), &[]));
    assert_eq!((&said["decided_by"], &said["settings"]), (&"settings".into(), &config.display().to_string().into()));
    // What is named and silent is told of, and no other store is opened instead.
    second.stop();
    for command in ["list", "status"] {
        let output = in_environment(&[command]).output().unwrap();
        assert!(output.status.code() == Some(1) && told(&output).contains("servern är inte igång"), "{output:?}");
    }
    // With its folder named beside it, it is opened when nobody serves it.
    fs::write(&config, format!("socket = \"{}\"\nstore = \"{}\"\nokand = 1\n", at("tre/socket"), at("tre"))).unwrap();
    let output = stegvis(home.path(), &["list", "units"]).output().unwrap();
    assert!(told(&output).contains("config.toml rad 3") && told(&output).contains("okand"), "{output:?}");
    third.stop();
    assert!(unit(&mut stegvis(home.path(), &[])).contains("Tre"));
    let (code, said) = status(&mut stegvis(home.path(), &[]));
    assert_eq!((code, &said["state"]), (Some(0), &"alone".into()));
    // A mistake may hide which store is meant; nothing is done then.
    fs::write(&config, "socket = 3\n").unwrap();
    let output = stegvis(home.path(), &["list"]).output().unwrap();
    assert!(output.status.code() == Some(1) && told(&output).contains("Inget är gjort"), "{output:?}");
    let output = stegvis(home.path(), &["--store", "ett", "--socket", "tre/socket", "list"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    drop(first);
}

#[test]
fn whoever_is_not_to_be_trusted_is_asked_nothing() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("öppen");
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, std::os::unix::fs::PermissionsExt::from_mode(0o777)).unwrap();
    let listener = UnixListener::bind(folder.join("s")).unwrap();
    for args in
        [&["list"][..], &["status"], &["import", "units", "-", "--follow-up", "X"], &["gate", "--officer", "gran"]]
    {
        let output = stegvis(home.path(), &[&["--socket", "öppen/s"], args].concat());
        let mut output = output;
        let output = output.env("SSH_ORIGINAL_COMMAND", "list").output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        let (mut line, _) = listener.accept().unwrap();
        assert_eq!(std::io::Read::read(&mut line, &mut [0; 8]).unwrap(), 0, "{args:?}: something has been sent");
    }
}

fn backups(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
    names.retain(|name| Path::new(name).extension().is_some_and(|ending| ending == "backup"));
    names.sort();
    names
}

#[test]
fn a_hub_makes_its_backups_by_itself_and_not_sooner_for_being_started_again() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("kopior");
    fs::create_dir(&folder).unwrap();
    let args = ["--store", "arkiv", "serve", "--backup", "kopior", "--every", "24h", "--keep", "2"];
    let served = Served::start(home.path(), &args);
    until("no backup was made", || !backups(&folder).is_empty());
    let status_of = || status(&mut stegvis(home.path(), &["--store", "arkiv"]));
    until("it is not noted", || status_of().1["hub"]["backup"]["path"].is_string());
    let first = backups(&folder);
    assert!(status_of().1["hub"]["backup"]["path"].as_str().unwrap().ends_with(&first[0]));
    let path = folder.join(&first[0]).display().to_string();
    assert!(stegvis(home.path(), &["backup", "--verify", &path]).output().unwrap().status.success());
    until("it is not logged", || {
        fs::read_to_string(home.path().join("log")).unwrap().contains("action=backup outcome=done")
    });
    served.stop();
    // One that a clock which was ahead has named is no reason to make another, and another, over all that are there.
    let ahead = format!("stegvis-2999{}", first[0].split_at("stegvis-2026".len()).1);
    fs::copy(&path, folder.join(&ahead)).unwrap();
    let served = Served::start(home.path(), &args);
    assert_eq!(status_of().0, Some(0));
    until("it does not answer", || status_of().1["hub"]["backup"]["path"].is_string());
    served.stop();
    assert_eq!(backups(&folder), [first[0].clone(), ahead.clone()]);
    fs::remove_file(folder.join(&ahead)).unwrap();
    // Of those that are older than a day one is due, and the oldest go.
    let ending = first[0].split_once('Z').unwrap().1.to_owned();
    for day in 1..4 {
        fs::copy(&path, folder.join(format!("stegvis-2026-01-0{day}T03-00-00.000Z{ending}"))).unwrap();
    }
    fs::remove_file(&path).unwrap();
    let served = Served::start(home.path(), &args);
    until("the oldest are left", || backups(&folder).len() == 2);
    assert!(backups(&folder)[0].starts_with("stegvis-2026-01-03"), "{:?}", backups(&folder));
    served.stop();
}

#[test]
fn a_backup_that_fails_is_told_in_the_log_in_the_status_and_at_home() {
    let home = tempfile::tempdir().unwrap();
    let served = Served::start(home.path(), &["--store", "arkiv", "serve", "--backup", "saknas"]);
    let status_of = || status(&mut stegvis(home.path(), &["--store", "arkiv"]));
    until("it is not told", || status_of().0 == Some(3));
    let (_, said) = status_of();
    assert!(said["hub"]["troubles"][0].as_str().unwrap().contains("saknas"), "{said}");
    let log = crate::serve::noted(&home.path().join("log"));
    assert!(log.contains("action=backup outcome=failed"), "{log}");
    let text = stegvis(home.path(), &["--store", "arkiv", "status"]).output().unwrap();
    let text = String::from_utf8(text.stdout).unwrap();
    assert!(text.contains("gick inte som den skulle") && text.contains("version"), "{text}");
    let mut terminal = Terminal::new(home.path(), &["--store", "arkiv"]);
    terminal.shows("gick inte som den");
    terminal.kill();
    served.stop();
    for (code, args) in [
        (1, &["--backup", "arkiv/kopior"][..]),
        (2, &["--every", "24h"]),
        (2, &["--backup", "kopior", "--every", "1s"]),
        (2, &["--backup", "kopior", "--keep", "0"]),
    ] {
        let output = stegvis(home.path(), &[&["--store", "arkiv", "serve"], args].concat()).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{args:?}: {}", told(&output));
    }
}

#[test]
fn the_unit_for_systemd_keeps_the_hub_from_all_but_its_store_and_is_one() {
    let home = tempfile::tempdir().unwrap();
    let unit = |args: &[&str]| {
        let output = stegvis(home.path(), args).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", told(&output));
        String::from_utf8(output.stdout).unwrap()
    };
    let plain = unit(&["serve", "--systemd"]);
    for line in [
        "PrivateNetwork=yes",
        "RestrictAddressFamilies=AF_UNIX",
        "ProtectSystem=strict",
        "ProtectHome=yes",
        "NoNewPrivileges=yes",
        "UMask=0077",
        "MemoryMax=2G",
        "StateDirectory=stegvis",
        "RuntimeDirectory=stegvis",
        "User=stegvis",
    ] {
        assert!(plain.lines().any(|known| known == line), "{line} in\n{plain}");
    }
    assert!(plain.contains("--store /var/lib/stegvis serve --socket /run/stegvis/socket"), "{plain}");
    assert!(!plain.contains("ReadWritePaths"), "{plain}");
    let wide = ["--store", "/srv/våra ark%iv", "serve", "--systemd", "--backup", "/backup/a b", "--every", "12h"];
    let wide = unit(&wide);
    assert!(wide.contains("--store \"/srv/våra ark%%iv\" serve"), "{wide}");
    assert!(wide.contains("ReadWritePaths=\"/backup/a b\" \"/srv/våra ark%%iv\"\n"), "{wide}");
    assert!(wide.contains("--backup \"/backup/a b\" --every 12h") && !wide.contains("StateDirectory"), "{wide}");
    // Nothing was made or opened, and a hub that could not reach its store is not offered.
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
    let hidden = stegvis(home.path(), &["--store", "/home/gran/arkiv", "serve", "--systemd"]).output().unwrap();
    assert_eq!((hidden.status.code(), hidden.stdout.len()), (Some(1), 0));
    for (name, text) in [("plain", plain), ("wide", wide)] {
        let path = home.path().join(format!("stegvis-{name}.service"));
        fs::write(&path, text).unwrap();
        match Command::new("systemd-analyze").args(["verify", "--man=no", "--recursive-errors=no"]).arg(&path).output()
        {
            Err(_) => eprintln!("skipped: there is no systemd-analyze here"),
            Ok(output) => {
                let own = told(&output);
                let own: Vec<&str> = own.lines().filter(|line| line.contains("stegvis-")).collect();
                assert!(own.is_empty(), "{own:?}");
            }
        }
    }
}
