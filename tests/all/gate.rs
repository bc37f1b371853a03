//! The gate: what an account that officers share lets through, whoever types what.

use crate::terminal::Terminal;
use portable_pty::CommandBuilder;
use std::fs;
use std::io::{ErrorKind, Write as _};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;
use stegvis::hub::protocol::{self, Down, Hello, ListPart, Part, Run, SavePart, Up};

/// A folder in which a test listens as a hub would.
struct Home {
    folder: tempfile::TempDir,
    listener: UnixListener,
}

impl Home {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let listener = UnixListener::bind(folder.path().join("s")).unwrap();
        Self { folder, listener }
    }

    fn gate(&self, typed: Option<&str>) -> Command {
        gate(self.folder.path(), &["--socket", "s"], typed)
    }

    /// The line of whoever has come, its opening read.
    fn line(&self) -> UnixStream {
        self.listener.set_nonblocking(false).unwrap();
        let (mut line, _) = self.listener.accept().unwrap();
        line.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        protocol::open(&mut line).unwrap();
        protocol::expect_opening(&mut line).unwrap();
        line
    }

    /// What the hub is asked to run, and how the gate ends when that ends with 3.
    fn asked(&self, typed: &str) -> (Run, Output) {
        let mut gate = self.gate(Some(typed));
        let child = gate.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = self.line();
        let Ok(Up::Run(run)) = protocol::receive_up(&mut line) else { panic!("{typed}") };
        protocol::send(&mut line, &Down::Out(b"{}".to_vec())).unwrap();
        protocol::send(&mut line, &Down::Exit { code: 3, words: String::new() }).unwrap();
        (run, child.wait_with_output().unwrap())
    }

    /// Whether nobody has come.
    fn is_quiet(&self) -> bool {
        self.listener.set_nonblocking(true).unwrap();
        self.listener.accept().is_err_and(|error| error.kind() == ErrorKind::WouldBlock)
    }
}

fn gate(home: &Path, args: &[&str], typed: Option<&str>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stegvis"));
    command.args(["gate", "--officer", "gran"]).args(args).current_dir(home).env_clear().env("HOME", home);
    if let Some(typed) = typed {
        command.env("SSH_ORIGINAL_COMMAND", typed);
    }
    command.stdin(Stdio::null());
    command
}

#[test]
fn a_command_is_run_by_the_hub_as_the_officer_of_the_gate() {
    let home = Home::new();
    let (run, output) = home.asked("stegvis report 'Hemtjänst 2025' -o -");
    assert_eq!(run.args, ["report", "Hemtjänst 2025", "-o", "-"]);
    assert_eq!((run.officer.as_deref(), run.no_files), (Some("gran"), true));
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(3), b"{}".as_slice()));
    for typed in ["list units --json", "due", "history X K01", "show X", "export -", "list --lang en"] {
        let (run, _) = home.asked(typed);
        assert_eq!(run.officer.as_deref(), Some("gran"), "{typed}");
    }
    // Its state is asked for in one form, and said here.
    let (run, output) = home.asked("status");
    assert_eq!(run.args, ["status", "--json"]);
    assert!(String::from_utf8(output.stdout).unwrap().contains("stegvis serve"));
}

#[test]
fn what_is_not_on_the_list_does_not_come_to_the_hub() {
    let home = Home::new();
    for typed in [
        "backup /tmp/x",
        "forget X K01 --reason x --yes",
        "serve",
        "gate --officer root",
        "attach --socket /tmp/s",
        "list --socket /tmp/s",
        "--store /tmp/x list",
        "export /tmp/x",
        "report X -o /tmp/x",
        "import units /etc/passwd --follow-up X",
        "list; id",
        "sh -c id",
        "list\nid",
        "list \u{1b}]52;c;aGVq\u{7}",
        "show 'X",
        "--help",
    ] {
        let output = home.gate(Some(typed)).output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{typed}: {told}");
        assert!(!told.trim().is_empty() && !told.contains('\u{1b}'), "{typed}: {told}");
        assert!(home.is_quiet(), "{typed}");
    }
    for officer in ["", "a b", "-x", "a\nb", "å", "../x", "a\"b"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_stegvis"));
        command.args(["gate", "--socket", "s", &format!("--officer={officer}")]).current_dir(home.folder.path());
        let output = command.env_clear().env("SSH_ORIGINAL_COMMAND", "list").output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{officer:?}");
        assert!(home.is_quiet());
    }
    let long = format!("show {}", "x".repeat(5000));
    assert_eq!(home.gate(Some(&long)).output().unwrap().status.code(), Some(2));
    let bytes = std::ffi::OsStr::from_bytes(b"list \xff");
    assert_eq!(home.gate(None).env("SSH_ORIGINAL_COMMAND", bytes).output().unwrap().status.code(), Some(2));
    assert!(home.is_quiet());
}

#[test]
fn a_gate_has_no_files_whatever_the_hub_asks() {
    let home = Home::new();
    fs::write(home.folder.path().join("hemlig"), "hemligt").unwrap();
    let secret = home.folder.path().join("hemlig").display().to_string();
    let save = |part| Down::Save(1, part);
    for asked in [
        vec![Down::Want(1, secret.clone())],
        vec![save(SavePart::Bytes(vec![1])), save(SavePart::End { path: secret.clone(), replace: true })],
        vec![Down::List(1, "/".into(), Vec::new())],
    ] {
        let child = home.gate(Some("report X -o -")).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = home.line();
        assert!(matches!(protocol::receive_up(&mut line), Ok(Up::Run(_))));
        for message in &asked {
            let _ = protocol::send(&mut line, message);
        }
        assert!(protocol::receive_up(&mut line).is_err(), "{asked:?}");
        assert_eq!(child.wait_with_output().unwrap().status.code(), Some(1));
    }
    // What is imported is standard input, whatever the hub calls it.
    let mut gate = home.gate(Some("import units - --follow-up X"));
    let mut child = gate.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"namn\nNorr\n").unwrap();
    let mut line = home.line();
    assert!(matches!(protocol::receive_up(&mut line), Ok(Up::Run(_))));
    protocol::send(&mut line, &Down::Want(1, secret)).unwrap();
    let Ok(Up::File(1, Part::Bytes(bytes))) = protocol::receive_up(&mut line) else { panic!("no input") };
    assert_eq!(bytes, b"namn\nNorr\n");
    drop(line);
    child.wait().unwrap();
    assert_eq!(fs::read_to_string(home.folder.path().join("hemlig")).unwrap(), "hemligt");
}

#[test]
fn without_a_hub_nothing_is_opened_and_what_the_client_has_set_does_not_count() {
    let home = tempfile::tempdir().unwrap();
    let own = home.path().join(".config/stegvis");
    fs::create_dir_all(&own).unwrap();
    let elsewhere = Home::new();
    let socket = elsewhere.folder.path().join("s").display().to_string();
    let store = home.path().join("arkiv").display().to_string();
    fs::write(own.join("config.toml"), format!("socket = \"{socket}\"\nstore = \"{store}\"\n")).unwrap();
    for typed in [None, Some("list"), Some("status"), Some("export -")] {
        for args in [&["--socket", "ingen"][..], &[]] {
            let mut command = gate(home.path(), args, typed);
            command.env("STEGVIS_SOCKET", &socket).env("XDG_CONFIG_HOME", home.path().join(".config"));
            let output = command.env("XDG_DATA_HOME", &store).output().unwrap();
            let told = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(1), "{typed:?} {args:?}: {told}");
            assert!(told.contains("inte igång"), "{told}");
        }
    }
    assert!(elsewhere.is_quiet() && !Path::new(&store).exists());
}

#[test]
fn a_terminal_at_a_gate_is_the_officers_and_has_no_files() {
    let home = Home::new();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_stegvis"));
    command.args(["gate", "--officer", "gran", "--socket", "s"]);
    command.cwd(home.folder.path());
    command.env_clear();
    for (name, value) in
        [("TERM", "xterm\u{1b}[2J"), ("COLORTERM", "truecolor"), ("LC_ALL", "$(id)"), ("LANG", "sv_SE.UTF-8")]
    {
        command.env(name, value);
    }
    let mut terminal = Terminal::of(command, (80, 24));
    let mut line = home.line();
    let Ok(Up::Hello(hello)) = protocol::receive_up(&mut line) else { panic!("no terminal") };
    let wanted = Hello { officer: Some("gran".into()), no_files: true, ..Hello::default() };
    let described =
        Hello { width: 80, height: 24, colorterm: "truecolor".into(), lang: "sv_SE.UTF-8".into(), ..wanted };
    assert_eq!(hello, described, "what looks like no terminal and no locale is left out");
    protocol::send(&mut line, &Down::Want(1, "/etc/passwd".into())).unwrap();
    assert!(matches!(protocol::receive_up(&mut line), Ok(Up::File(1, Part::Refused(_)))));
    protocol::send(&mut line, &Down::List(2, "/".into(), Vec::new())).unwrap();
    assert!(matches!(protocol::receive_up(&mut line), Ok(Up::Listed(2, ListPart::Refused(_)))));
    let target = home.folder.path().join("skriven").display().to_string();
    protocol::send(&mut line, &Down::Save(3, SavePart::Bytes(b"x".to_vec()))).unwrap();
    protocol::send(&mut line, &Down::Save(3, SavePart::End { path: target.clone(), replace: true })).unwrap();
    assert!(matches!(protocol::receive_up(&mut line), Ok(Up::Saved(3, stegvis::app::Saved::Refused(_)))));
    assert!(!Path::new(&target).exists());
    protocol::send(&mut line, &Down::Exit { code: 0, words: "Hej då.".into() }).unwrap();
    terminal.shows("Hej då.");
    assert_eq!(terminal.ends(), 0);
}
