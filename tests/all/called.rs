//! The command line through a hub: what works on a store of one's own works while officers do, the caller's files are
//! the caller's, and nobody's command is a burden to others.

use crate::exchange::table::path as file;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use stegvis::follow_up::Findings;
use stegvis::hub::protocol::{self, Down, Part, Run, SavePart, Up};
use stegvis::hub::{Commands, Ended, House, Log, Troubles};
use stegvis::keys::Keymap;
use stegvis::locale::{Lang, Languages};
use stegvis::rights::{Eyes, Officer};
use stegvis::steps::KINDS;
use stegvis::store::Store;

const PATIENCE: Duration = Duration::from_secs(30);

/// A home with a hub on the store `arkiv`.
struct Hub {
    home: tempfile::TempDir,
    child: Child,
}

impl Hub {
    fn start(args: &[&str]) -> Self {
        Self::at(tempfile::tempdir().unwrap(), args)
    }

    fn at(home: tempfile::TempDir, args: &[&str]) -> Self {
        let serve = [&["--store", "arkiv", "serve"], args].concat();
        let log = fs::File::create(home.path().join("log")).unwrap();
        let mut child = stegvis(home.path(), &serve).stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut said = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut said).unwrap();
        assert!(said.contains("väntar på handläggare"), "{said}");
        Self { home, child }
    }

    fn run(&self, args: &[&str]) -> Output {
        stegvis(self.home.path(), &[&["--store", "arkiv"], args].concat()).output().unwrap()
    }

    /// Runs a command that is to end with 0; what it wrote.
    #[track_caller]
    fn runs(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs a command that is to fail with a code; what it told.
    #[track_caller]
    fn fails(&self, code: i32, args: &[&str]) -> String {
        let output = self.run(args);
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{args:?}: {told}");
        told
    }

    /// Asks for a command as no Stegvis would; the line it comes on.
    fn call(&self, args: &[&str]) -> UnixStream {
        let mut line = UnixStream::connect(self.home.path().join("arkiv/socket")).unwrap();
        line.set_read_timeout(Some(PATIENCE)).unwrap();
        protocol::open(&mut line).unwrap();
        protocol::expect_opening(&mut line).unwrap();
        let args = args.iter().map(|arg| (*arg).to_owned()).collect();
        protocol::send(&mut line, &Up::Run(Run { args, ..Run::default() })).unwrap();
        line
    }

    /// What a command says until its end, and its code.
    fn called(&self, args: &[&str]) -> (u8, String) {
        let mut line = self.call(args);
        let mut said = String::new();
        loop {
            match protocol::receive_down(&mut line).unwrap() {
                Down::Out(bytes) | Down::Err(bytes) => said += &String::from_utf8(bytes).unwrap(),
                Down::Exit { code, words } => return (code, said + &words),
                other => panic!("{other:?}"),
            }
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Bytes of memory that the hub holds.
    fn memory(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
    }

    /// What it has logged.
    fn log(&self) -> String {
        fs::read_to_string(self.home.path().join("log")).unwrap()
    }

    /// Stops it; its home is left.
    fn stop(mut self) -> PathBuf {
        let pid = nix::unistd::Pid::from_raw(self.child.id().try_into().unwrap());
        nix::sys::signal::kill(pid, nix::sys::signal::Signal::SIGTERM).unwrap();
        assert_eq!(self.child.wait().unwrap().code(), Some(0));
        let empty = tempfile::tempdir().unwrap();
        std::mem::replace(&mut self.home, empty).keep()
    }
}

impl Drop for Hub {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn stegvis(home: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stegvis"));
    command.args(args).current_dir(home).env_clear().env("HOME", home).stdin(Stdio::null());
    command
}

fn filled(hub: &Hub) {
    for (what, name) in [("units", "enheter.csv"), ("requirements", "krav.csv"), ("plan", "plan.csv")] {
        hub.runs(&["import", what, file(name).to_str().unwrap(), "--follow-up", "Hemtjänst 2025"]);
    }
}

#[test]
fn what_works_on_a_store_of_ones_own_works_through_the_hub_and_says_the_same() {
    let hub = Hub::start(&[]);
    filled(&hub);
    let said =
        hub.runs(&["import", "requirements", file("krav.csv").to_str().unwrap(), "--follow-up", "Hemtjänst 2025"]);
    assert!(said.contains("52 oförändrade"), "{said}");
    let log = hub.log();
    for kind in ["provider", "requirement", "plan_activity"] {
        let noted =
            |line: &&str| line.contains(&format!("action=import kind={kind} id=")) && line.ends_with("outcome=done");
        assert_eq!(log.lines().filter(noted).count(), 1, "{log}");
    }
    // Standard input is a file too, and nobody else's input is read.
    let home = hub.home.path();
    let args = ["--store", "arkiv", "import", "results", "-", "--follow-up", "Hemtjänst 2025"];
    let output = stegvis(home, &args).stdin(fs::File::open(file("resultat.csv")).unwrap()).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stdout).contains("948 nya"), "{output:?}");
    assert!(hub.fails(1, &["import", "units", "finns-inte.csv", "--follow-up", "X"]).contains("Det finns ingen fil"));
    assert!(hub.fails(1, &["import", "units", "arkiv", "--follow-up", "X"]).contains("är en mapp"));
    assert!(hub.fails(2, &["import", "units", file("enheter.csv").to_str().unwrap()]).contains("--follow-up"));
    let asked: [&[&str]; 8] = [
        &["list"],
        &["list", "requirements", "--json"],
        &["show", "Hemtjänst 2025"],
        &["show", "Hemtjänst 2025", "--json"],
        &["due", "--json"],
        &["history", "Hemtjänst 2025", "--json"],
        &["report", "Hemtjänst 2025"],
        &["export", "-"],
    ];
    let through: Vec<Output> = asked.iter().map(|args| hub.run(args)).collect();
    assert!(hub.fails(1, &["show", "Hemtjänst 1999"]).contains("finns inte"));
    assert!(hub.log().contains("action=command kind=show outcome=refused"), "{}", hub.log());
    assert!(!hub.log().contains("1999"), "no text of anybody's");
    hub.runs(&["report", "Hemtjänst 2025", "-o", "rapport.md"]);
    hub.runs(&["export", "allt.json"]);
    assert_eq!(fs::metadata(hub.path("allt.json")).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::read(hub.path("allt.json")).unwrap(), through[7].stdout);
    assert!(hub.fails(1, &["export", "saknas/allt.json"]).contains("kunde inte skrivas"));
    assert!(hub.runs(&["check"]).contains("Allt stämmer"));
    let home = hub.stop();
    for (args, through) in asked.iter().zip(through) {
        let own = stegvis(&home, &[&["--store", "arkiv"], *args].concat()).output().unwrap();
        assert_eq!(own.status.code(), through.status.code(), "{args:?}");
        assert!(own.stdout == through.stdout && own.stderr == through.stderr, "{args:?}");
    }
    fs::remove_dir_all(home).unwrap();
}

#[test]
fn a_backup_is_the_hubs_and_its_place_the_callers() {
    let hub = Hub::start(&[]);
    filled(&hub);
    let said = hub.runs(&["backup", "kopia"]);
    assert!(said.contains("kopia"), "{said}");
    assert_eq!(fs::metadata(hub.path("kopia")).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(hub.runs(&["backup", "--verify", "kopia"]).contains("kopia"));
    // Nothing else is written over, and nothing is left beside.
    fs::write(hub.path("viktig"), "viktig").unwrap();
    hub.fails(1, &["backup", "viktig"]);
    assert_eq!(fs::read_to_string(hub.path("viktig")).unwrap(), "viktig");
    hub.fails(1, &["backup", "arkiv/kopia"]);
    fs::create_dir(hub.path("kopior")).unwrap();
    fs::write(hub.path("kopior/annat"), "kvar").unwrap();
    for _ in 0..4 {
        assert_eq!(hub.runs(&["backup", "kopior", "--keep", "2"]), "");
    }
    let left: Vec<String> = fs::read_dir(hub.path("kopior"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(left.len(), 3, "two backups and what is none: {left:?}");
    let noted = fs::read_to_string(hub.path("arkiv/backups")).unwrap();
    assert_eq!(noted.lines().count(), 3, "{noted}");
    let newest = left.iter().filter(|name| name.ends_with(".backup")).max().unwrap();
    assert!(noted.lines().last().unwrap().ends_with(newest), "{noted}");
    let home = hub.stop();
    let restored = stegvis(&home, &["--store", "ny", "restore", &format!("kopior/{newest}")]).output().unwrap();
    assert!(restored.status.success(), "{restored:?}");
    fs::remove_dir_all(home).unwrap();
}

#[test]
fn what_needs_the_store_alone_says_whom_to_stop() {
    let hub = Hub::start(&[]);
    filled(&hub);
    hub.runs(&["backup", "kopia"]);
    let forget = ["forget", "Hemtjänst 2025", "K01", "--reason", "prov", "--yes"];
    for args in [&["restore", "kopia", "--replace"][..], &forget] {
        assert!(hub.fails(1, args).contains("stegvis serve"), "{args:?}");
    }
    // Whoever knows the socket alone is not led to another store.
    let socket = ["--socket", "arkiv/socket"];
    let output = stegvis(hub.home.path(), &[&socket[..], &forget].concat()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--store"), "{output:?}");
    // And the hub does none of it for whoever speaks to it directly.
    for args in [&forget[..], &["restore", "kopia"], &["check", "--repair", "--yes"], &["serve"], &["demo"], &[]] {
        let (code, said) = hub.called(args);
        assert_eq!(code, 2, "{args:?}: {said}");
    }
    assert_eq!(hub.called(&["import", "units"]).0, 2);
    assert!(hub.called(&["--help"]).1.contains("Så här"));
}

#[test]
fn the_hub_opens_nothing_that_a_caller_names() {
    let hub = Hub::start(&[]);
    filled(&hub);
    // A store of somebody else's, which the hub could read.
    let other = Hub::start(&[]);
    other.runs(&["import", "units", file("enheter.csv").to_str().unwrap(), "--follow-up", "Hemlig"]);
    let home = other.stop();
    let (code, said) = hub.called(&["--store", home.join("arkiv").to_str().unwrap(), "list"]);
    assert!(code == 0 && said.contains("Hemtjänst 2025") && !said.contains("Hemlig"), "{said}");
    fs::remove_dir_all(home).unwrap();
    // A file that is there for the hub is asked for all the same.
    let mut line = hub.call(&["import", "units", file("enheter.csv").to_str().unwrap(), "--follow-up", "X"]);
    let Down::Want(ticket, _) = protocol::receive_down(&mut line).unwrap() else { panic!("it was opened") };
    protocol::send(&mut line, &Up::File(ticket, Part::Refused("Nej\u{1b}[2J.".into()))).unwrap();
    let Down::Err(told) = protocol::receive_down(&mut line).unwrap() else { panic!("nothing was told") };
    assert_eq!(String::from_utf8(told).unwrap(), "Nej[2J.\n");
    let target = hub.path("skriven.json");
    let mut line = hub.call(&["export", target.to_str().unwrap()]);
    loop {
        match protocol::receive_down(&mut line).unwrap() {
            Down::Save(_, SavePart::Bytes(_)) => {}
            Down::Save(_, SavePart::End { .. }) => break,
            other => panic!("{other:?}"),
        }
    }
    assert!(!target.exists());
    // Nor is it led astray by an answer that fits nothing.
    protocol::send(&mut line, &Up::Placed { ticket: 99, path: "/etc/passwd".into(), removed: Vec::new() }).unwrap();
    assert!(hub.runs(&["list"]).contains("Hemtjänst 2025"));
}

#[test]
fn a_hub_gets_and_writes_no_file_but_those_that_were_typed() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("hemlig"), "hemligt").unwrap();
    fs::write(home.path().join("enheter.csv"), "namn\nNorr\n").unwrap();
    let listener = UnixListener::bind(home.path().join("s")).unwrap();
    let secret = home.path().join("hemlig").display().to_string();
    // What a hub asks for, what the caller has typed, and whether a file comes.
    let want = Down::Want(1, secret.clone());
    let save = |part| Down::Save(1, part);
    let end = save(SavePart::End { path: secret.clone(), replace: true });
    for (args, asked, comes) in [
        (&["list"][..], vec![want.clone()], None),
        (&["export", "ut.json"], vec![want.clone()], None),
        (&["import", "units", "enheter.csv", "--follow-up", "X"], vec![want.clone()], Some("namn\nNorr\n")),
        (
            &["import", "units", "enheter.csv", "--follow-up", "X"],
            vec![save(SavePart::Bytes(vec![1])), end.clone()],
            None,
        ),
        (&["list"], vec![end.clone()], None),
        (&["export", "ut.json"], vec![save(SavePart::Bytes(vec![1])), end], Some("")),
        (&["list"], vec![Down::Frame(b"\x1b[2J".to_vec())], None),
        (&["list"], vec![Down::List(1, "/".into(), Vec::new())], None),
    ] {
        let all = [&["--socket", "s"], args].concat();
        let child = stegvis(home.path(), &all).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (mut line, _) = listener.accept().unwrap();
        line.set_read_timeout(Some(PATIENCE)).unwrap();
        protocol::open(&mut line).unwrap();
        protocol::expect_opening(&mut line).unwrap();
        assert!(matches!(protocol::receive_up(&mut line), Ok(Up::Run(_))));
        for message in &asked {
            let _ = protocol::send(&mut line, message);
        }
        let answer = protocol::receive_up(&mut line);
        match (comes, answer) {
            (Some(text), Ok(Up::File(1, Part::Bytes(bytes)))) => assert_eq!(String::from_utf8(bytes).unwrap(), text),
            (Some(""), Ok(Up::Saved(1, _))) | (None, Err(_)) => {}
            (_, answer) => panic!("{args:?} {asked:?}: {answer:?}"),
        }
        drop(line);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        assert!(!output.stderr.is_empty());
    }
    assert_eq!(fs::read_to_string(home.path().join("hemlig")).unwrap(), "hemligt");
    let mut left: Vec<_> = fs::read_dir(home.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["enheter.csv", "hemlig", "s", "ut.json"]);
}

/// A file of so many requirements, each with a text of so many letters.
fn large(home: &Path, rows: usize, letters: usize) -> PathBuf {
    let path = home.join("stor.csv");
    let mut out = std::io::BufWriter::new(fs::File::create(&path).unwrap());
    writeln!(out, "nummer;krav").unwrap();
    for row in 0..rows {
        writeln!(out, "K{row};{}", "å".repeat(letters)).unwrap();
    }
    path
}

#[test]
fn callers_that_read_slowly_or_not_at_all_cost_a_piece_each_and_block_nobody() {
    let hub = Hub::start(&[]);
    let path = large(hub.home.path(), 500, 8_000);
    hub.runs(&["import", "requirements", path.to_str().unwrap(), "--follow-up", "Stor"]);
    // Whatever the first one makes room for is there for all.
    assert!(hub.runs(&["export", "-"]).len() > 7 << 20);
    let before = hub.memory();
    let mut stalled: Vec<UnixStream> = (0..6).map(|_| hub.call(&["export", "-"])).collect();
    for line in &mut stalled {
        assert!(matches!(protocol::receive_down(line), Ok(Down::Out(_))));
    }
    let (code, said) = hub.called(&["list"]);
    assert!(code == 1 && said.contains("Försök igen om en stund"), "the seventh of one officer: {said}");
    let held = hub.memory().saturating_sub(before);
    assert!(held < 3 << 20, "{held} bytes for six callers that wait with 8 MB each");
    // One that reads on gets all of it; one that goes ends its command, and there is room again.
    let mut line = stalled.pop().unwrap();
    let mut all = 0;
    loop {
        match protocol::receive_down(&mut line).unwrap() {
            Down::Out(bytes) => all += bytes.len(),
            Down::Exit { code, .. } => {
                assert_eq!(code, 0);
                break;
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(all > 7 << 20);
    drop(stalled);
    let until = Instant::now() + PATIENCE;
    let mut calls: Vec<UnixStream> = Vec::new();
    while calls.len() < 6 {
        assert!(Instant::now() < until, "the commands of callers that have gone go on");
        let mut line = hub.call(&["export", "-"]);
        if matches!(protocol::receive_down(&mut line), Ok(Down::Out(_))) {
            calls.push(line);
        } else {
            calls.clear();
        }
    }
    // A stop waits for none of them.
    let began = Instant::now();
    fs::remove_dir_all(hub.stop()).unwrap();
    assert!(began.elapsed() < Duration::from_secs(10));
}

#[test]
fn a_caller_that_goes_in_mid_file_leaves_nothing_behind() {
    let hub = Hub::start(&[]);
    let mut line = hub.call(&["import", "units", "-", "--follow-up", "Halv"]);
    let Down::Want(ticket, _) = protocol::receive_down(&mut line).unwrap() else { panic!() };
    protocol::send(&mut line, &Up::File(ticket, Part::Bytes(b"namn\nNorr\n".to_vec()))).unwrap();
    drop(line);
    // Half a message, a message that fits nothing, and one that claims too much.
    for bytes in [&[9, 0, 0, 0, 3][..], &[1, 0, 0, 0, 2], &[255, 255, 255, 255]] {
        let mut line = hub.call(&["import", "units", "-", "--follow-up", "Halv"]);
        assert!(matches!(protocol::receive_down(&mut line), Ok(Down::Want(..))));
        line.write_all(bytes).unwrap();
    }
    assert_eq!(hub.runs(&["list"]), "");
    assert_eq!(hub.runs(&["list", "units"]), "");
}

#[test]
fn officers_are_kept_through_a_hub_and_alone_and_a_key_becomes_a_line_and_no_file() {
    let key = "AAAAC3NzaC1lZDI1NTE5AAAAIAcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH";
    let hub = Hub::start(&[]);
    fs::write(hub.path("gran.pub"), format!("ssh-ed25519 {key} gran@dator\n")).unwrap();
    fs::write(hub.path("id"), "-----BEGIN OPENSSH PRIVATE KEY-----\nabc\n").unwrap();
    fs::write(hub.path("huge.pub"), "x".repeat(3_000_000)).unwrap();
    let line = |name: &str| format!("restrict,pty,command=\"stegvis gate --officer {name}\" ssh-ed25519 {key}\n");
    let add = ["officers", "add", "gran", "--role", "lead", "--committee", "Omsorg", "--key"];
    assert_eq!(hub.runs(&[&add[..], &["gran.pub"]].concat()), line("gran"));
    for (file, wrong) in [("id", "privat nyckel"), ("huge.pub", "publik nyckel"), ("nothing", "nothing")] {
        let told = hub.fails(1, &["officers", "add", "plan", "--role", "reader", "--key", file]);
        assert!(told.contains(wrong), "{told}");
    }
    let mut piped =
        stegvis(&hub.path(""), &["--store", "arkiv", "officers", "add", "kval", "--role", "reader", "--key", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
    piped.stdin.take().unwrap().write_all(format!("ssh-ed25519 {key}").as_bytes()).unwrap();
    assert_eq!(String::from_utf8(piped.wait_with_output().unwrap().stdout).unwrap(), line("kval"));
    let listed = hub.runs(&["officers", "list"]);
    assert_eq!(listed, "gran: ansvarig (Omsorg)\nkval: läsare (överallt)\n", "who was refused is not there");
    let log = hub.log();
    assert!(log.contains("action=commit kind=officer id=") && !log.contains("Omsorg"), "{log}");
    let home = hub.stop();
    // The same on a store that nobody serves.
    let alone = |args: &[&str]| stegvis(&home, &[&["--store", "arkiv"], args].concat()).output().unwrap();
    assert_eq!(alone(&["officers", "list"]).stdout, listed.into_bytes());
    assert_eq!(alone(&["officers", "add", "gran", "--key", "gran.pub"]).stdout, line("gran").into_bytes());
    assert_eq!(alone(&["officers", "add", "a\" b", "--key", "gran.pub"]).status.code(), Some(2));
    assert_eq!(alone(&["officers", "remove", "gran"]).status.code(), Some(0));
    let mut files: Vec<_> = fs::read_dir(&home).unwrap().map(|file| file.unwrap().file_name()).collect();
    files.sort();
    assert_eq!(files, ["arkiv", "gran.pub", "huge.pub", "id", "log"], "no file but the hub's own log has been written");
}

#[test]
fn a_panic_in_a_command_ends_that_command_alone() {
    let store = Store::in_memory(KINDS).unwrap();
    let run = |call: stegvis::hub::Call| {
        call.far.out().write_all(b"halv").unwrap();
        assert!(call.args != ["faller"], "what a panic says is not for callers");
        Ended { code: 3, kind: String::new() }
    };
    let house = House {
        store: store.clone(),
        languages: Languages::default(),
        lang: Some(Lang::Sv),
        keys: Arc::new(Keymap::default_preset()),
        find: |_, _| Findings::default(),
        clock: chrono::Utc::now,
        problems: Vec::new(),
        log: Log::none(),
        commands: Some(Commands::new(run)),
        troubles: Troubles::default(),
    };
    let hub = Arc::new(stegvis::hub::Hub::new(house));
    for (word, code) in [("faller", 1), ("går", 3), ("faller", 1), ("går", 3)] {
        let (near, mut far) = UnixStream::pair().unwrap();
        let hub = Arc::clone(&hub);
        let eyes = Eyes::owner(Officer::of_account("uppföljare"));
        let served = std::thread::spawn(move || hub.serve(&near, eyes));
        protocol::open(&mut far).unwrap();
        protocol::expect_opening(&mut far).unwrap();
        let run = Run { args: vec![word.into()], ..Run::default() };
        protocol::send(&mut far, &Up::Run(run)).unwrap();
        assert_eq!(protocol::receive_down(&mut far).unwrap(), Down::Out(b"halv".to_vec()), "what came before stays");
        let Ok(Down::Exit { code: ended, words }) = protocol::receive_down(&mut far) else { panic!("{word}") };
        assert_eq!(ended, code, "{words}");
        assert!(words.contains("Något gick fel") == (code == 1) && !words.contains("for callers"), "{words}");
        served.join().unwrap();
    }
    store.close();
}
