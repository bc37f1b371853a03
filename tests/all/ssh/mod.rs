//! Officers who log in with OpenSSH, as they do every day.

mod consent;
mod server;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use server::{HUB, STRANGER, Server};

#[test]
fn an_account_that_logs_in_finds_the_hub() {
    let Some(mut server) = Server::start() else { return };
    server.serve(&[]);
    let stegvis = server.at("stegvis").display().to_string();
    let socket = server.socket().display().to_string();
    let mut terminal = server.terminal(HUB, &format!("{stegvis} attach --socket {socket}"));
    terminal.shows("Välkommen").keys("down down enter <Nattfrid 2026> enter").lacks("Välkommen").shows("sparat");
    // The line drops; what was saved is there for the next one.
    terminal.kill();
    let mut terminal = server.terminal(HUB, &format!("{stegvis} attach --socket {socket}"));
    terminal.shows("Nattfrid 2026");
}

#[test]
fn an_account_that_nobody_knows_is_told_so_and_sees_nothing() {
    let Some(mut server) = Server::start() else { return };
    server.serve(&[]);
    let stegvis = server.at("stegvis").display().to_string();
    let attach = format!("{stegvis} attach --socket {}", server.socket().display());
    let mut stranger = server.terminal(STRANGER, &attach);
    assert_eq!(stranger.ends(), 1);
    assert!(!String::from_utf8_lossy(&stranger.bytes()).contains("Välkommen"));
    // Without a terminal there is nothing to attach.
    let output = server.ssh(HUB, &[], &attach, b"");
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    kill(Pid::from_raw(server.hub().id().try_into().unwrap()), Signal::SIGTERM).unwrap();
    assert_eq!(server.hub().wait().unwrap().code(), Some(0), "{}", server.hub_log());
}
