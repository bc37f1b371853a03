//! Terminals and hubs of different versions of the protocol.

use super::Served;
use crate::terminal::Terminal;
use std::fs;
use std::io::{ErrorKind, Read as _, Write as _};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::time::Duration;
use stegvis::hub::protocol::{self, Down, Up, VERSION};

/// What the next version says first.
fn next() -> Vec<u8> {
    [b"stegvis".as_slice(), &[VERSION + 1]].concat()
}

#[test]
fn a_hub_tells_a_terminal_of_another_version_its_own_notes_it_and_goes_on() {
    let home = tempfile::tempdir().unwrap();
    let served = Served::start(home.path(), &[]);
    let mut line = UnixStream::connect(home.path().join("arkiv/socket")).unwrap();
    line.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    line.write_all(&next()).unwrap();
    let mut said = Vec::new();
    line.read_to_end(&mut said).unwrap();
    assert_eq!(said, [b"stegvis".as_slice(), &[VERSION]].concat(), "which tells it what to say, and the line ends");
    let log = fs::read_to_string(home.path().join("log")).unwrap();
    assert!(log.contains("action=attach outcome=another-version"), "{log}");
    Terminal::new(home.path(), &["--store", "arkiv"]).shows("Välkommen");
    drop(served);
}

/// A line from a terminal, its opening read; this end's is `opening`.
fn line(listener: &UnixListener, opening: &[u8]) -> UnixStream {
    let (mut line, _) = listener.accept().unwrap();
    line.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    line.write_all(opening).unwrap();
    protocol::expect_opening(&mut line).unwrap();
    line
}

fn is_quiet(listener: &UnixListener) -> bool {
    std::thread::sleep(Duration::from_millis(700));
    listener.set_nonblocking(true).unwrap();
    listener.accept().is_err_and(|error| error.kind() == ErrorKind::WouldBlock)
}

fn attach(home: &Path) -> Terminal {
    Terminal::new(home, &["attach", "--socket", "s"])
}

#[test]
fn a_terminal_says_that_the_hub_is_of_another_version_and_does_not_try_again() {
    let home = tempfile::tempdir().unwrap();
    let listener = UnixListener::bind(home.path().join("s")).unwrap();
    let mut terminal = attach(home.path());
    let _line = line(&listener, &next());
    terminal.shows(&format!("(protokoll {})", VERSION + 1));
    assert_eq!(terminal.ends(), 1);
    assert!(is_quiet(&listener));
}

#[test]
fn a_terminal_whose_hub_comes_back_as_another_version_is_told_to_start_again() {
    let home = tempfile::tempdir().unwrap();
    let listener = UnixListener::bind(home.path().join("s")).unwrap();
    let mut terminal = attach(home.path());
    let mut opening = Vec::new();
    protocol::open(&mut opening).unwrap();
    let mut first = line(&listener, &opening);
    assert!(matches!(protocol::receive_up(&mut first), Ok(Up::Hello(_))));
    protocol::send(&mut first, &Down::Seat(1)).unwrap();
    drop(first);
    terminal.shows("Stegvis försöker igen");
    let _line = line(&listener, &next());
    terminal.shows("Servern har uppdaterats. Starta Stegvis igen");
    assert_eq!(terminal.ends(), 1);
    assert!(is_quiet(&listener));
}
