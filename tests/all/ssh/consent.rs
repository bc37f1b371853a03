//! What a hub of another account gets of an officer's files, and what it does for whom.

use super::server::{HUB, OFFICERS, Server};
use std::fs;
use std::os::unix::fs::chown;

/// Stegvis as an account, on the hub.
fn at_hub(server: &Server, account: &str, args: &[&str]) -> std::process::Output {
    let socket = server.socket().display().to_string();
    server.as_account(account).args(["--socket", &socket, "--hub", HUB]).args(args).output().unwrap()
}

#[test]
fn a_hub_of_another_account_reads_and_writes_what_the_officer_says_yes_to() {
    let Some(mut server) = Server::start() else { return };
    server.serve(&[]);
    let added = at_hub(&server, HUB, &["officers", "add", OFFICERS[0], "--role", "lead"]);
    assert!(added.status.success(), "{added:?}");
    let home = server.at("home").join(OFFICERS[0]);
    let of = fs::metadata(&home).unwrap();
    let file = home.join("krav.csv");
    fs::write(&file, "nr;krav\nA1;Maten är varm\nA2;Dörren är låst\n").unwrap();
    chown(&file, Some(std::os::unix::fs::MetadataExt::uid(&of)), None).unwrap();
    let (stegvis, socket) = (server.at("stegvis"), server.socket());
    let attach = format!("{} attach --socket {} --hub {HUB}", stegvis.display(), socket.display());
    let mut terminal = server.terminal(OFFICERS[0], &attach);
    terminal.shows("Välkommen").keys("i <Prov> enter down enter <~/krav.csv> enter");
    // The path is the one on the disk; no is no.
    terminal.shows("Servern vill läsa").shows("krav.csv här hos dig").rests().keys("esc").shows("Du svarade nej");
    terminal.keys("enter").shows("Servern vill läsa").rests().keys("ctrl-y").shows("rad 3 (A2): ny").keys("enter");
    terminal.shows("Inläst till").keys("P").shows("Var ska filen ligga?").keys("enter");
    terminal.shows("Servern vill skriva").shows("Prov.md").rests().keys("esc").shows("Du svarade nej");
    assert!(!home.join("Prov.md").exists());
    terminal.keys("enter").shows("Servern vill skriva").rests().keys("ctrl-y").shows("Rapporten ligger i");
    assert!(fs::read_to_string(home.join("Prov.md")).unwrap().contains("Maten"));
}

#[test]
fn a_backup_and_a_check_are_an_administrators_through_the_hub_too() {
    let Some(mut server) = Server::start() else { return };
    server.serve(&[]);
    for (officer, role) in [(OFFICERS[0], "lead"), (OFFICERS[1], "administrator")] {
        let added = at_hub(&server, HUB, &["officers", "add", officer, "--role", role]);
        assert!(added.status.success(), "{added:?}");
    }
    for command in [&["backup", "kopia"][..], &["check"], &["officers", "add", "nykonto", "--role", "reader"]] {
        let refused = at_hub(&server, OFFICERS[0], command);
        let told = String::from_utf8(refused.stderr).unwrap();
        assert_eq!((refused.status.code(), refused.stdout.len()), (Some(1), 0), "{command:?}: {told}");
        assert!(told.contains("det får bara"), "{command:?}: {told}");
    }
    assert!(!server.at("home").join(OFFICERS[0]).join("kopia").exists());
    let log = server.hub_log();
    // Each once: as a command, or as the change that it would have made.
    let officer = format!("officer={} action=com", OFFICERS[0]);
    let forbidden = log.lines().filter(|line| line.contains(&officer) && line.ends_with("outcome=forbidden"));
    assert_eq!(forbidden.count(), 3, "{log}");
    assert!(!log.contains("nykonto"), "{log}");
    for command in [&["backup", "kopia"][..], &["check"]] {
        let done = at_hub(&server, OFFICERS[1], command);
        assert!(done.status.success(), "{command:?}: {done:?}");
    }
    assert!(server.at("home").join(OFFICERS[1]).join("kopia").exists());
}
