//! A real OpenSSH server on loopback, with accounts of its own that no other process of the machine sees.
//!
//! The accounts stand in copies of `passwd`, `group` and `shadow` that are mounted over the machine's for the server
//! and the hub alone. That takes root; without it, or without `sshd`, the tests say so and are skipped, unless
//! `STEGVIS_TEST_SSHD` is `required`.

use crate::terminal::Terminal;
use portable_pty::CommandBuilder;
use std::fs::{self, Permissions};
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// The account that holds the store and runs the hub.
pub const HUB: &str = "stegvis-hub";
/// The account that everybody may share, with a forced command for each key.
pub const GATE: &str = "stegvis-gate";
/// Accounts of officers of their own.
pub const OFFICERS: [&str; 2] = ["handlaggare", "controller"];
/// An account that is nobody's of ours.
pub const STRANGER: &str = "framling";

const FIRST_UID: u32 = 61_000;
const PATIENCE: Duration = Duration::from_secs(20);

/// The server, its accounts and their keys, and the store's folder.
pub struct Server {
    folder: TempDir,
    port: u16,
    sshd: Child,
    hub: Option<Child>,
}

impl Server {
    /// Starts a server, or says why this machine cannot.
    pub fn start() -> Option<Self> {
        if let Err(why) = able() {
            assert!(std::env::var("STEGVIS_TEST_SSHD").as_deref() != Ok("required"), "no sshd to test with: {why}");
            eprintln!("skipped: {why}");
            return None;
        }
        let folder = tempfile::Builder::new().prefix("ssh-").tempdir_in("/tmp").unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
        // Where the tests are built may be closed to other accounts.
        fs::copy(env!("CARGO_BIN_EXE_stegvis"), at("stegvis")).unwrap();
        accounts(folder.path());
        for name in ["host", "key"] {
            let mut keygen = Command::new("ssh-keygen");
            keygen.args(["-q", "-t", "ed25519", "-N", "", "-C", "", "-f"]).arg(at(name));
            assert!(keygen.status().unwrap().success());
        }
        let key = fs::read_to_string(at("key.pub")).unwrap();
        for account in [HUB, OFFICERS[0], OFFICERS[1], STRANGER] {
            fs::write(at("keys").join(account), &key).unwrap();
        }
        fs::create_dir_all("/run/sshd").unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        fs::write(at("sshd_config"), config(folder.path(), port)).unwrap();
        let mut command = inside(folder.path());
        command.args(["/usr/sbin/sshd", "-D", "-e", "-f"]).arg(at("sshd_config"));
        let log = fs::File::create(at("sshd.log")).unwrap();
        let sshd = command.stderr(log).stdin(Stdio::null()).spawn().unwrap();
        let server = Self { folder, port, sshd, hub: None };
        let until = Instant::now() + PATIENCE;
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < until, "sshd does not listen: {}", server.log());
            std::thread::sleep(Duration::from_millis(10));
        }
        Some(server)
    }

    /// What the server has logged.
    pub fn log(&self) -> String {
        fs::read_to_string(self.at("sshd.log")).unwrap_or_default()
    }

    /// A path in the server's folder.
    pub fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Where the hub listens.
    pub fn socket(&self) -> PathBuf {
        self.at("hub/socket")
    }

    /// Starts the hub as its own account, and waits until it listens.
    pub fn serve(&mut self, args: &[&str]) {
        let mut command = self.as_account(HUB);
        let mode: &[&str] = if args.contains(&"--mode") { &[] } else { &["--mode", "666"] };
        command.args(["--store", "arkiv", "serve", "--socket"]).arg(self.socket()).args(mode).args(args);
        command.stderr(fs::File::create(self.at("hub.log")).unwrap());
        let mut hub = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut said = String::new();
        BufReader::new(hub.stdout.take().unwrap()).read_line(&mut said).unwrap();
        assert!(said.contains("väntar på handläggare"), "{said}{}", self.hub_log());
        self.hub = Some(hub);
    }

    /// What the hub has logged.
    pub fn hub_log(&self) -> String {
        crate::serve::noted(&self.at("hub.log"))
    }

    /// The hub's process.
    pub fn hub(&mut self) -> &mut Child {
        self.hub.as_mut().unwrap()
    }

    /// Stegvis as an account on the machine itself, its home the current folder; arguments are to follow.
    pub fn as_account(&self, account: &str) -> Command {
        let mut command = inside(self.folder.path());
        let uid = uid(account).to_string();
        command.args(["setpriv", "--reuid", &uid, "--regid", &uid, "--init-groups", "env", "-i", "-C"]);
        let home = self.at("home").join(account);
        command.arg(&home).arg(format!("HOME={}", home.display())).args(["LANG=sv_SE.UTF-8", "PATH=/usr/bin:/bin"]);
        command.arg(self.at("stegvis")).stdin(Stdio::null());
        command
    }

    /// Lets the key in through the gate account, by the line that `stegvis officers` prints, and with where the hub is.
    pub fn gate(&self, officer: &str) {
        let key = fs::read_to_string(self.at("key.pub")).unwrap();
        fs::write(self.at("home").join(HUB).join("key.pub"), key).unwrap();
        let printed = self.runs(HUB, &["officers", "add", officer, "--key", "key.pub"]);
        let gate = format!("\"{} gate", self.at("stegvis").display());
        let end = format!(" --socket {} --hub {HUB}\" ", self.socket().display());
        let line = printed.replace("\"stegvis gate", &gate).replacen("\" ", &end, 1);
        fs::write(self.at("keys").join(GATE), line).unwrap();
    }

    /// Runs Stegvis as an account on the machine itself; what it prints.
    pub fn runs(&self, account: &str, args: &[&str]) -> String {
        let place = ["--socket", self.socket().to_str().unwrap(), "--hub", HUB].map(str::to_owned);
        let output = self.as_account(account).args(place).args(args).output().unwrap();
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// `ssh ACCOUNT@loopback COMMAND` with these options of its own.
    pub fn ssh(&self, account: &str, options: &[&str], command: &str, input: &[u8]) -> Output {
        let mut ssh = Command::new("/usr/bin/ssh");
        ssh.args(self.arguments()).args(options).arg("--").arg(account_at(account));
        if !command.is_empty() {
            ssh.arg(command);
        }
        ssh.env_clear().env("LANG", "sv_SE.UTF-8").env("TERM", "xterm-256color");
        let mut child = ssh.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        let typed = std::thread::spawn(move || {
            // A far end that refuses reads nothing.
            let _ = stdin.write_all(&input);
        });
        let output = child.wait_with_output().unwrap();
        typed.join().unwrap();
        output
    }

    /// A terminal of 80×24 that has logged in as an account and runs a command there.
    pub fn terminal(&self, account: &str, command: &str) -> Terminal {
        self.terminal_of(account, command, (80, 24))
    }

    /// One of another size.
    pub fn terminal_of(&self, account: &str, command: &str, size: (u16, u16)) -> Terminal {
        let mut ssh = CommandBuilder::new("/usr/bin/ssh");
        ssh.env_clear();
        ssh.env("TERM", "xterm-256color");
        ssh.env("LANG", "sv_SE.UTF-8");
        ssh.args(self.arguments());
        ssh.args(["-tt", "--", &account_at(account)]);
        if !command.is_empty() {
            ssh.arg(command);
        }
        ssh.cwd(self.folder.path());
        Terminal::of(ssh, size)
    }

    fn arguments(&self) -> Vec<String> {
        let key = self.at("key").display().to_string();
        let mut arguments: Vec<String> =
            ["-F", "none", "-q", "-i", &key, "-p", &self.port.to_string()].map(Into::into).into();
        for option in [
            "IdentitiesOnly=yes",
            "StrictHostKeyChecking=no",
            "UserKnownHostsFile=/dev/null",
            "PreferredAuthentications=publickey",
            "SendEnv=LANG",
        ] {
            arguments.extend(["-o".to_owned(), option.to_owned()]);
        }
        arguments
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        for child in self.hub.iter_mut().chain([&mut self.sshd]) {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// Why this machine cannot run the tests, if it cannot.
fn able() -> Result<(), String> {
    if !nix::unistd::Uid::effective().is_root() {
        return Err("a server with accounts of its own takes root".into());
    }
    if !Path::new("/usr/sbin/sshd").exists() {
        return Err("there is no /usr/sbin/sshd".into());
    }
    let mounts = Command::new("unshare").args(["-m", "true"]).stderr(Stdio::null()).status();
    if mounts.is_ok_and(|status| status.success()) { Ok(()) } else { Err("this machine lets nobody mount".into()) }
}

fn account_at(account: &str) -> String {
    format!("{account}@127.0.0.1")
}

fn uid(account: &str) -> u32 {
    let all = [HUB, GATE, OFFICERS[0], OFFICERS[1], STRANGER];
    FIRST_UID + u32::try_from(all.iter().position(|known| *known == account).unwrap()).unwrap()
}

/// A command for which the machine has these accounts too; what to run is to follow.
fn inside(folder: &Path) -> Command {
    let mount =
        "for name in passwd group shadow; do mount --bind \"$0/etc/$name\" /etc/$name || exit 99; done; exec \"$@\"";
    let mut command = Command::new("unshare");
    command.args(["-m", "sh", "-c", mount]).arg(folder);
    command
}

/// The accounts with their homes, and the folder that only the hub can write in.
fn accounts(folder: &Path) {
    for name in ["etc", "home", "keys", "hub"] {
        fs::create_dir(folder.join(name)).unwrap();
    }
    let mut files = ["passwd", "group", "shadow"]
        .map(|name| (name, fs::read_to_string(Path::new("/etc").join(name)).unwrap_or_default().trim_end().to_owned()));
    for account in [HUB, GATE, OFFICERS[0], OFFICERS[1], STRANGER] {
        let (uid, home) = (uid(account), folder.join("home").join(account));
        fs::create_dir(&home).unwrap();
        fs::set_permissions(&home, Permissions::from_mode(0o700)).unwrap();
        chown(&home, Some(uid), Some(uid)).unwrap();
        let lines = [
            format!("{account}:x:{uid}:{uid}::{}:/bin/sh", home.display()),
            format!("{account}:x:{uid}:{HUB}"),
            format!("{account}:*:20000::::::"),
        ];
        for ((_, file), line) in files.iter_mut().zip(lines) {
            file.push('\n');
            file.push_str(&line);
        }
    }
    for (name, content) in files {
        fs::write(folder.join("etc").join(name), content + "\n").unwrap();
    }
    chown(folder.join("hub"), Some(uid(HUB)), Some(uid(HUB))).unwrap();
}

fn config(folder: &Path, port: u16) -> String {
    let at = |name: &str| folder.join(name).display().to_string();
    format!(
        "Port {port}\nListenAddress 127.0.0.1\nHostKey {}\nAuthorizedKeysFile {}/%u\nPidFile none\nUsePAM no\n\
         StrictModes no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\nAcceptEnv LANG LC_* COLORTERM \
         NO_COLOR\nMaxStartups 300\nMaxSessions 50\nLogLevel VERBOSE\n",
        at("host"),
        at("keys"),
    )
}
