//! One account that officers share, with a forced command for each key.

use super::server::{GATE, HUB, OFFICERS, Server};
use std::fs;

/// A server whose gate lets in a lead, with a follow-up in the store and another that the lead has nothing to do with.
fn office() -> Option<Server> {
    let mut server = Server::start()?;
    server.serve(&["--gate", GATE]);
    server.runs(HUB, &["officers", "add", OFFICERS[0], "--role", "lead"]);
    server.gate(OFFICERS[0]);
    Some(server)
}

fn said(output: &std::process::Output) -> String {
    format!(
        "{:?} {} {}",
        output.status.code(),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

#[test]
fn an_officer_comes_through_the_gate_to_a_terminal_and_to_commands() {
    let Some(server) = office() else { return };
    let mut terminal = server.terminal(GATE, "");
    terminal.shows("Välkommen").shows(OFFICERS[0]);
    terminal.keys("down down enter <Nattfrid 2026> enter").lacks("Välkommen").shows("sparat");
    let rows = "nr;krav;källa\nK1;Varje larm besvaras;avtal\n";
    let import = "import requirements - --follow-up 'Nattfrid 2026'";
    let imported = server.ssh(GATE, &[], import, rows.as_bytes());
    assert!(imported.status.success(), "{}", said(&imported));
    let listed = server.ssh(GATE, &[], "stegvis list requirements --json", b"");
    assert!(said(&listed).contains("Varje larm besvaras"), "{}", said(&listed));
    let report = server.ssh(GATE, &[], "report 'Nattfrid 2026' -o -", b"");
    assert!(String::from_utf8_lossy(&report.stdout).starts_with("# "), "{}", said(&report));
    let whole = server.ssh(GATE, &[], "export -", b"");
    assert!(String::from_utf8_lossy(&whole.stdout).contains("Varje larm besvaras"), "{}", said(&whole));
    // The report cannot be written where the officer sits; the screen shows what to run there.
    terminal.shows("Nattfrid 2026");
    let log = server.hub_log();
    assert!(log.contains(&format!("officer={}", OFFICERS[0])) && !log.contains("larm"), "{log}");
}

#[test]
fn the_key_that_suspends_other_programs_is_undo_behind_a_gate_too() {
    let Some(server) = office() else { return };
    let mut terminal = server.terminal(GATE, "");
    terminal.shows("Välkommen").keys("down down enter <Nattfrid 2026> enter").lacks("Välkommen").shows("sparat");
    terminal.keys("down <Omsorg>").shows("Omsorg").send(b"\x1a").lacks("Omsorg").shows("Omsor");
    terminal.keys("<g> enter").shows("Omsorg").shows("sparat").rests().send(b"\x1a").shows("Ångrat");
    terminal.keys("f1").shows("Hjälp 1/");
}

#[test]
fn nothing_but_what_is_allowed_comes_through_the_gate() {
    let Some(server) = office() else { return };
    let home = server.at("home").join(GATE);
    let before = names(&home);
    for command in [
        "list; id",
        "list && id",
        "list $(id)",
        "list `id`",
        "list | sh",
        "sh",
        "sh -c id",
        "stegvis",
        "serve",
        "attach --new",
        "officers list",
        "officers add x --role administrator",
        "restore -",
        "forget X --reason y",
        "backup /tmp/x",
        "export /tmp/ut.json",
        "export ut.json",
        "report 'Nattfrid 2026' -o ut.md",
        "import requirements /etc/passwd --follow-up X",
        "list --store /tmp",
        "list --socket /tmp/s",
        "--store /tmp list",
        "gate --officer controller",
        "list --officer controller",
        "scp -t .",
        "internal-sftp",
        "rsync --server . .",
        "list\nid",
    ] {
        let output = server.ssh(GATE, &[], command, b"nr;krav\n1;x\n");
        let said = said(&output);
        if command != "stegvis" {
            assert!(!output.status.success(), "{command}: {said}");
        }
        assert!(!said.contains("uid=") && !said.contains("root:") && output.stdout.is_empty(), "{command}: {said}");
    }
    assert_eq!(names(&home), before, "no file has been written");
    // `restrict` lets no port through, and what a client sets of its environment changes nothing.
    let forward = server.ssh(GATE, &["-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:1"], "list", b"");
    assert!(!forward.status.success(), "{}", said(&forward));
    let set = server.ssh(GATE, &["-o", "SetEnv=LC_ALL=/etc/passwd", "-o", "SendEnv=LC_ALL"], "list", b"");
    assert!(set.status.success(), "{}", said(&set));
    // Another name than the key's is not to be had, and one that nobody has given a role is told so.
    server.gate(OFFICERS[1]);
    let unknown = server.ssh(GATE, &[], "list", b"");
    assert_eq!(unknown.status.code(), Some(1));
    assert!(said(&unknown).contains(OFFICERS[1]), "{}", said(&unknown));
    // Without a hub nothing is opened.
    server.runs(HUB, &["officers", "add", OFFICERS[1], "--role", "reader"]);
    assert!(server.ssh(GATE, &[], "list", b"").status.success());
    drop(server);
}

#[test]
fn without_a_hub_the_gate_opens_nothing() {
    let Some(mut server) = office() else { return };
    server.hub().kill().unwrap();
    server.hub().wait().unwrap();
    let output = server.ssh(GATE, &[], "list", b"");
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(output.stdout.is_empty() && !output.stderr.is_empty());
    assert_eq!(names(&server.at("home").join(GATE)), Vec::<String>::new());
}

fn names(folder: &std::path::Path) -> Vec<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}
