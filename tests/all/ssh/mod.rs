//! Officers who log in with OpenSSH, as they do every day.

mod consent;
mod gate;
mod load;
mod server;

use crate::terminal::Terminal;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use server::{HUB, OFFICERS, STRANGER, Server};

/// A server with a hub, and officers who have accounts of their own on it.
fn office() -> Option<Server> {
    office_with(&[])
}

/// The same, its hub started with these arguments too.
fn office_with(args: &[&str]) -> Option<Server> {
    let mut server = Server::start()?;
    server.serve(args);
    server.runs(HUB, &["officers", "add", OFFICERS[0], "--role", "lead"]);
    server.runs(HUB, &["officers", "add", OFFICERS[1], "--role", "officer"]);
    let rows = server.at("krav.csv");
    std::fs::write(&rows, "nr;krav;källa\nK01;Insatser påbörjas i tid;avtal\n").unwrap();
    let rows = rows.to_str().unwrap();
    server.runs(OFFICERS[0], &["import", "requirements", rows, "--follow-up", "Nattfrid 2026"]);
    Some(server)
}

/// What an officer with an account of their own types to come in.
fn attach(server: &Server) -> String {
    let (stegvis, socket) = (server.at("stegvis"), server.socket());
    format!("{} attach --socket {} --hub {HUB}", stegvis.display(), socket.display())
}

/// An officer who has come in and stands among the requirements.
fn come(server: &Server, account: &str) -> Terminal {
    let mut terminal = server.terminal(account, &attach(server));
    terminal.shows("Nattfrid 2026").keys("enter").shows("[Krav").shows("K01");
    terminal
}

/// Makes a requirement by its number, and goes back to the list.
fn make(terminal: &mut Terminal, number: &str) {
    terminal.keys("n").shows("ny post").keys(&format!("<{number}> enter")).lacks("ny post").shows("sparat");
    terminal.keys("esc").lacks("Måttets enhet").shows(number);
}

/// Kilobytes of the hub in memory.
fn resident(server: &mut Server) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.hub().id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

#[test]
fn officers_with_accounts_of_their_own_work_on_one_follow_up_and_a_stranger_does_not() {
    let Some(mut server) = office() else { return };
    let mut one = come(&server, OFFICERS[0]);
    let mut other = come(&server, OFFICERS[1]);
    other.shows(&format!("även {}", OFFICERS[0]));
    // What one saves the other sees, and keeps where they are and what they type.
    other.keys("n").shows("ny post").keys("<Halvskrivet>").shows("Halvskrivet");
    make(&mut one, "K02");
    other.shows("Halvskrivet").keys("esc").shows("Enter fortsätter").keys("esc").lacks("Måttets enhet").shows("K02");
    let mut stranger = server.terminal(STRANGER, &attach(&server));
    stranger.shows("har inte tillträde");
    assert_eq!(stranger.ends(), 1);
    let seen = String::from_utf8_lossy(&stranger.bytes()).into_owned();
    assert!(!seen.contains("Nattfrid") && !seen.contains("Välkommen"), "{seen}");
    // Neither can the store be opened behind the hub's back.
    let store = server.at("home").join(HUB).join("arkiv");
    for account in [STRANGER, OFFICERS[0]] {
        let listed = server.as_account(account).args(["--store", store.to_str().unwrap(), "list"]).output().unwrap();
        assert!(!listed.status.success() && listed.stdout.is_empty(), "{account}");
    }
    let log = server.hub_log();
    assert!(log.contains(&format!("officer={STRANGER} action=attach outcome=unknown-account")), "{log}");
    assert!(!log.contains("Nattfrid") && !log.contains("K02"), "no text stands in the log: {log}");
    kill(Pid::from_raw(server.hub().id().try_into().unwrap()), Signal::SIGTERM).unwrap();
    assert_eq!(server.hub().wait().unwrap().code(), Some(0), "{}", server.hub_log());
}

#[test]
fn a_line_that_drops_in_mid_sentence_is_taken_up_where_it_was() {
    let Some(server) = office() else { return };
    let mut one = come(&server, OFFICERS[0]);
    one.keys("n").shows("ny post").keys("tab <Varje larm besv>").shows("Varje larm besv");
    one.kill();
    let mut again = server.terminal(OFFICERS[0], &attach(&server));
    // Until the far end has noticed that the line is gone, the session is still taken.
    again.until("the session does not come", |screen| {
        let shown = screen.contents();
        shown.contains("Varje larm besv") || shown.contains("fortsätt med den här")
    });
    if again.screen().contains("fortsätt med den här") {
        again.keys("enter");
    }
    again.shows("Varje larm besv").keys("<aras> ctrl-s").shows("Varje larm besvaras").shows("sparat");
    // A second terminal takes the session over after a question, and the first is told.
    let mut second = server.terminal(OFFICERS[0], &attach(&server));
    second.shows("fortsätt med den här").keys("enter");
    second.shows("Varje larm besvaras");
    again.ends();
    assert!(again.screen().contains("annan av dina terminaler"), "{}", again.screen());
}

#[test]
fn a_hub_that_is_killed_in_mid_typing_is_found_again_when_it_has_started_anew() {
    let Some(mut server) = office() else { return };
    let mut one = come(&server, OFFICERS[0]);
    one.keys("n").shows("ny post").keys("tab <Varje larm besv>").shows("Varje larm besv");
    // What is half typed is kept every second.
    std::thread::sleep(std::time::Duration::from_millis(1500));
    server.hub().kill().unwrap();
    server.hub().wait().unwrap();
    one.shows("Förbindelsen med servern bröts");
    server.serve(&[]);
    one.shows("Här slutade du")
        .shows("Varje larm besv")
        .keys("<aras> ctrl-s")
        .shows("Varje larm besvaras")
        .shows("sparat");
}

#[test]
fn a_terminal_that_takes_nothing_holds_nobody_else_and_fills_nothing() {
    let Some(mut server) = office() else { return };
    let mut one = come(&server, OFFICERS[0]);
    let mut other = come(&server, OFFICERS[1]);
    one.signal(Signal::SIGSTOP);
    let before = resident(&mut server);
    for number in 10..50 {
        make(&mut other, &format!("K{number}"));
    }
    let after = resident(&mut server);
    assert!(after < before + 20_000, "{before} kB became {after} kB");
    one.signal(Signal::SIGCONT);
    one.shows("K10");
}

#[test]
fn a_socket_of_a_group_is_out_of_reach_for_others() {
    let Some(mut server) = Server::start() else { return };
    server.serve(&["--mode", "660", "--group", OFFICERS[0]]);
    for officer in OFFICERS {
        server.runs(HUB, &["officers", "add", officer, "--role", "reader"]);
    }
    assert!(server.runs(OFFICERS[0], &["list"]).is_empty());
    let listed = server.ssh(OFFICERS[1], &[], &attach(&server).replace("attach", "list"), b"");
    let told = String::from_utf8_lossy(&listed.stderr).into_owned();
    assert!(listed.status.code() == Some(1) && told.contains("tillträde"), "{told}");
}
