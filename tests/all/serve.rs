//! Officers at terminals of their own on one store that `stegvis serve` holds.

mod reload;
mod typing;
mod version;

use crate::terminal::{Terminal, ends};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// `stegvis serve` on the store `arkiv`.
struct Served(Child);

impl Served {
    fn start(home: &Path, args: &[&str]) -> Self {
        let log = fs::File::create(home.join("log")).unwrap();
        let mut serve = stegvis(home, &["--store", "arkiv", "serve"]);
        let mut child = serve.args(args).stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut said = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut said).unwrap();
        assert!(said.contains("väntar på handläggare"), "{said}");
        Self(child)
    }

    fn signal(&self, signal: Signal) {
        kill(Pid::from_raw(self.0.id().try_into().unwrap()), signal).unwrap();
    }

    /// Its exit code after a signal; nothing when the signal killed it.
    fn ends(&mut self) -> Option<i32> {
        ends(|| self.0.try_wait().unwrap()).code()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What a hub has noted by now; the last of it is written on a thread of its own.
pub fn noted(log: &Path) -> String {
    loop {
        let before = fs::read_to_string(log).unwrap_or_default();
        std::thread::sleep(Duration::from_millis(50));
        if fs::read_to_string(log).unwrap_or_default() == before {
            return before;
        }
    }
}

fn stegvis(home: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stegvis"));
    command.args(args).current_dir(home).env_clear().env("HOME", home).stdin(Stdio::null());
    command
}

fn told(home: &Path, args: &[&str]) -> (Option<i32>, String) {
    let output = stegvis(home, args).output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn what_one_officer_saves_the_other_sees_and_a_stop_keeps_what_is_half_typed() {
    let home = tempfile::tempdir().unwrap();
    let mut served = Served::start(home.path(), &[]);
    let socket = home.path().join("arkiv/socket");
    assert_eq!(fs::metadata(&socket).unwrap().permissions().mode() & 0o777, 0o600);
    // One comes by the store, the other by name.
    let mut one = Terminal::new(home.path(), &["--store", "arkiv"]);
    one.shows("Välkommen");
    let mut other = Terminal::new(home.path(), &["attach", "--new", "--socket", "arkiv/socket"]);
    one.shows("Välkommen").keys("down down enter <Nattfrid 2026> enter").shows("Nattfrid 2026");
    other.shows("Nattfrid 2026");
    one.keys("<Halvskri>").shows("Halvskri");
    served.signal(Signal::SIGTERM);
    assert_eq!(served.ends(), Some(0));
    for terminal in [&mut one, &mut other] {
        terminal.shows("Stegvis stängs på servern").keys("q");
        assert_eq!(terminal.ends(), 0);
    }
    assert!(!socket.exists() && !home.path().join("arkiv/hub").exists());
    // Without a hub the same command opens the store itself, with the half-typed word in it.
    let mut one = Terminal::new(home.path(), &["--store", "arkiv"]);
    one.shows("Halvskri");
}

#[test]
fn a_hub_that_was_killed_leaves_nothing_in_the_way_and_its_terminals_find_the_next_one() {
    let home = tempfile::tempdir().unwrap();
    let mut served = Served::start(home.path(), &[]);
    let mut one = Terminal::new(home.path(), &["--store", "arkiv"]);
    one.shows("Välkommen").keys("down down enter <Nattfrid 2026> enter").shows("Nattfrid 2026").shows("sparat");
    let mut other = Terminal::new(home.path(), &["--store", "arkiv", "attach", "--new"]);
    other.shows("Nattfrid 2026").keys("enter").shows("Planering");
    one.keys("<Halvskri>").shows("Halvskri");
    // A draft is kept within a second; nothing on screen tells of it.
    std::thread::sleep(std::time::Duration::from_millis(1_500));
    served.signal(Signal::SIGKILL);
    assert_eq!(served.ends(), None);
    one.shows("Stegvis försöker igen");
    // The socket is there, and nobody listens.
    assert!(home.path().join("arkiv/socket").exists());
    let (code, said) = told(home.path(), &["--store", "arkiv", "attach"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("servern är inte igång"), "{said}");
    let begun = std::time::Instant::now();
    let again = Served::start(home.path(), &[]);
    // Each at its own place, the word with the cursor in it.
    one.shows("Här slutade du").shows("Halvskri").shows_cursor().keys("<vet>").shows("Halvskrivet");
    other.lacks("Stegvis försöker igen").shows("Nattfrid 2026");
    assert!(begun.elapsed() < std::time::Duration::from_secs(10), "{:?}", begun.elapsed());
    drop(again);
    // Who does not want to wait leaves, and opens the store alone.
    one.shows("Stegvis försöker igen").keys("q");
    assert_eq!(one.ends(), 0);
    let mut alone = Terminal::new(home.path(), &["--store", "arkiv"]);
    alone.shows("Nattfrid 2026");
}

#[test]
fn a_line_that_drops_in_a_word_goes_on_in_the_word_at_the_next_terminal() {
    let home = tempfile::tempdir().unwrap();
    let _served = Served::start(home.path(), &[]);
    let mut one = Terminal::new(home.path(), &["--store", "arkiv"]);
    one.shows("Välkommen").keys("n <Halvskri>").shows("Halvskri");
    one.kill();
    let mut one = Terminal::new(home.path(), &["--store", "arkiv"]);
    one.shows("Halvskri").lacks("Här slutade du").shows_cursor().keys("<v>").shows("Halvskriv");
    // Another terminal, of another size, takes it over after a question, and this one is told.
    let mut other = Terminal::with(home.path(), &["--store", "arkiv"], (100, 30), &[]);
    other.shows("Du har redan en session öppen").keys("enter").shows("Halvskriv").shows_cursor();
    one.shows("Sessionen fortsätter i en annan av dina terminaler");
    assert_eq!(one.ends(), 0);
    // A terminal that closes without a word detaches too; so does the officer.
    other.keys("<e>").shows("Halvskrive").signal(Signal::SIGHUP);
    assert_eq!(other.ends(), 0);
    let mut one = Terminal::new(home.path(), &["--store", "arkiv"]);
    one.shows("Halvskrive").keys("ctrl-q").shows("Vad ska hända med sessionen?").keys("enter").shows("väntar på dig");
    assert_eq!(one.ends(), 0);
    let mut one = Terminal::new(home.path(), &["--store", "arkiv"]);
    one.shows("Halvskrive").keys("ctrl-q").shows("Vad ska hända med sessionen?").keys("down enter");
    assert_eq!(one.ends(), 0);
    // It has ended, and the word is kept.
    Terminal::new(home.path(), &["--store", "arkiv"]).shows("Här slutade du").shows("Halvskrive");
}

#[test]
fn nobody_there_is_warned_detached_and_ended_and_nothing_is_lost() {
    let home = tempfile::tempdir().unwrap();
    let _served = Served::start(home.path(), &["--idle", "4s", "--detached", "2s"]);
    let mut one = Terminal::new(home.path(), &["--store", "arkiv"]);
    one.shows("Välkommen").keys("n <Halvskri>").shows("Halvskri").shows("Är du kvar?").shows("Ingen tangent har rörts");
    assert_eq!(one.ends(), 0);
    let mut one = Terminal::new(home.path(), &["--store", "arkiv"]);
    one.shows("Halvskri").lacks("Här slutade du").shows("Ingen tangent har rörts");
    assert_eq!(one.ends(), 0);
    std::thread::sleep(std::time::Duration::from_millis(2_500));
    Terminal::new(home.path(), &["--store", "arkiv"]).shows("Halvskri").shows("Här slutade du");
}

#[test]
fn silent_lines_hold_up_no_stop_and_no_officer() {
    let home = tempfile::tempdir().unwrap();
    let mut served = Served::start(home.path(), &[]);
    let socket = home.path().join("arkiv/socket");
    let silent: Vec<_> = (0..39).map(|_| std::os::unix::net::UnixStream::connect(&socket).unwrap()).collect();
    let mut one = Terminal::new(home.path(), &["--store", "arkiv"]);
    one.shows("Välkommen");
    let mut many = Terminal::new(home.path(), &["--store", "arkiv"]);
    many.shows("Du har redan 40 anslutningar");
    assert_eq!(many.ends(), 1);
    let begun = std::time::Instant::now();
    served.signal(Signal::SIGTERM);
    assert_eq!(served.ends(), Some(0));
    assert!(begun.elapsed() < std::time::Duration::from_secs(4), "{:?}", begun.elapsed());
    drop(silent);
}

#[test]
fn a_door_is_opened_where_only_the_account_can_put_one_and_nothing_else_is_taken_away() {
    let home = tempfile::tempdir().unwrap();
    let place = home.path().join("öppen");
    fs::create_dir(&place).unwrap();
    fs::set_permissions(&place, fs::Permissions::from_mode(0o777)).unwrap();
    let (code, said) = told(home.path(), &["--store", "arkiv", "serve", "--socket", "öppen/s"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("andra konton skriva"), "{said}");
    // An officer does not speak to a socket in such a folder either.
    let stranger = UnixListener::bind(place.join("s")).unwrap();
    let mut one = Terminal::new(home.path(), &["attach", "--socket", "öppen/s"]);
    one.shows("Inget har skickats");
    assert_eq!(one.ends(), 1);
    stranger.set_nonblocking(true).unwrap();
    let (mut line, _) = stranger.accept().unwrap();
    assert_eq!(std::io::Read::read(&mut line, &mut [0; 8]).unwrap(), 0, "nothing has been sent");
    fs::write(home.path().join("fil"), "viktig").unwrap();
    let (code, said) = told(home.path(), &["--store", "arkiv", "serve", "--socket", "fil"]);
    assert_eq!((code, fs::read_to_string(home.path().join("fil")).unwrap().as_str()), (Some(1), "viktig"));
    assert!(said.contains("något annat än ett uttag"), "{said}");
    let served = Served::start(home.path(), &["--mode", "660"]);
    let (code, said) = told(home.path(), &["--store", "annat", "serve", "--socket", "arkiv/socket"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("redan emot"), "{said}");
    assert_eq!(told(home.path(), &["serve", "--mode", "rw"]).0, Some(2));
    // Whoever needs the store alone is told whom to stop.
    let (code, said) = told(home.path(), &["--store", "arkiv", "serve", "--socket", "arkiv/annat"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("hålls öppet av stegvis serve") && said.contains("arkiv/socket"), "{said}");
    let (code, said) = told(home.path(), &["--store", "arkiv", "attach", "--hub", "finns-inte-här"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("finns-inte-här"), "{said}");
    drop(served);
}
