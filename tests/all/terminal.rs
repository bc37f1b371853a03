//! A real terminal around the built program, for tests that look at it as an officer does.
//!
//! ```text
//! let mut terminal = Terminal::new(&["--store", "…"]);
//! terminal.shows("Välkommen");
//! terminal.keys("n <Hemtjänst 2026> enter").shows("Hemtjänst 2026");
//! terminal.keys("q");
//! assert_eq!(terminal.ends(), 0);
//! ```

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read as _, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

/// How long a terminal may take to show what a test waits for.
const PATIENCE: Duration = Duration::from_secs(20);

/// Keys as the keymap writes them, split by spaces; `<text>` types letters, spaces too.
pub fn pressed(keys: &str) -> Vec<KeyEvent> {
    let mut events = Vec::new();
    let mut rest = keys.trim_start();
    while !rest.is_empty() {
        let end = if let Some(end) = rest.strip_prefix('<').and_then(|text| text.find('>')) {
            let letters = rest[1..=end].chars();
            events.extend(letters.map(|c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)));
            end + 2
        } else {
            let end = rest.find(' ').unwrap_or(rest.len());
            let key: stegvis::keys::Key = rest[..end].parse().unwrap_or_else(|()| panic!("no key: {rest}"));
            events.push(key.event());
            end
        };
        rest = rest[end..].trim_start();
    }
    events
}

/// What a VT terminal sends for a key.
fn bytes(key: &KeyEvent) -> Vec<u8> {
    let mut bytes = match key.code {
        KeyCode::Char(c) if key.modifiers.contains(KeyModifiers::CONTROL) => vec![c as u8 & 0x1f],
        KeyCode::Char(c) => c.to_string().into_bytes(),
        KeyCode::F(n @ 1..=4) => vec![0x1b, b'O', b'O' + n],
        KeyCode::F(n) => format!("\x1b[{}~", [15, 17, 18, 19, 20, 21, 23, 24][usize::from(n) - 5]).into_bytes(),
        KeyCode::Enter => b"\r".to_vec(),
        KeyCode::Esc => b"\x1b".to_vec(),
        KeyCode::Tab => b"\t".to_vec(),
        KeyCode::BackTab => b"\x1b[Z".to_vec(),
        KeyCode::Backspace => b"\x7f".to_vec(),
        KeyCode::Delete => b"\x1b[3~".to_vec(),
        KeyCode::Insert => b"\x1b[2~".to_vec(),
        KeyCode::Up => b"\x1b[A".to_vec(),
        KeyCode::Down => b"\x1b[B".to_vec(),
        KeyCode::Right => b"\x1b[C".to_vec(),
        KeyCode::Left => b"\x1b[D".to_vec(),
        KeyCode::Home => b"\x1b[H".to_vec(),
        KeyCode::End => b"\x1b[F".to_vec(),
        KeyCode::PageUp => b"\x1b[5~".to_vec(),
        KeyCode::PageDown => b"\x1b[6~".to_vec(),
        other => panic!("no terminal sends {other:?}"),
    };
    if key.modifiers.contains(KeyModifiers::ALT) {
        bytes.insert(0, 0x1b);
    }
    bytes
}

/// What has come from the program.
struct Shown {
    screen: vt100::Parser,
    bytes: Vec<u8>,
    closed: bool,
}

type Display = Arc<(Mutex<Shown>, Condvar)>;

/// The built program in a pseudo-terminal.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    display: Display,
}

impl Terminal {
    /// 80×24, `TERM=xterm-256color`, everything kept under `home`.
    pub fn new(home: &Path, arguments: &[&str]) -> Self {
        Self::with(home, arguments, (80, 24), &[])
    }

    /// Of another size, with further variables.
    pub fn with(home: &Path, arguments: &[&str], size: (u16, u16), variables: &[(&str, &str)]) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_stegvis"));
        command.args(arguments);
        command.env_clear();
        command.env("HOME", home);
        command.env("TERM", "xterm-256color");
        command.env("LANG", "sv_SE.UTF-8");
        for (name, value) in variables {
            command.env(name, value);
        }
        command.cwd(home);
        Self::of(command, size)
    }

    /// Around a command that is run as it is.
    pub fn of(command: CommandBuilder, size: (u16, u16)) -> Self {
        let pair = native_pty_system().openpty(pty_size(size)).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        let reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let display: Display =
            Arc::new((Mutex::new(Shown { screen: parser(size), bytes: Vec::new(), closed: false }), Condvar::new()));
        let read = Arc::clone(&display);
        std::thread::spawn(move || follow(reader, &read));
        Self { child, master: pair.master, writer, display }
    }

    /// Presses keys, written as in [`pressed`].
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for key in pressed(keys) {
            self.send(&bytes(&key));
        }
        self
    }

    /// Presses one key and waits until the program draws something.
    pub fn answers(&mut self, key: &str) -> &mut Self {
        let before = self.display.0.lock().unwrap().bytes.len();
        self.keys(key);
        let (shown, changed) = &*self.display;
        let silent = |shown: &mut Shown| shown.bytes.len() == before && !shown.closed;
        let waited = changed.wait_timeout_while(shown.lock().unwrap(), PATIENCE, silent).unwrap();
        let screen = waited.0.screen.screen().contents();
        let silent = waited.1.timed_out();
        drop(waited);
        assert!(!silent, "{key} does nothing; the screen shows\n{screen}");
        self
    }

    /// Presses nothing for a while, as whoever reads a question: what was typed ahead is no answer to it.
    pub fn rests(&mut self) -> &mut Self {
        std::thread::sleep(Duration::from_millis(600));
        self
    }

    /// Sends bytes as they are.
    pub fn send(&mut self, bytes: &[u8]) -> &mut Self {
        self.writer.write_all(bytes).unwrap();
        self.writer.flush().unwrap();
        self
    }

    /// Pastes a text in brackets.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.send(format!("\x1b[200~{text}\x1b[201~").as_bytes())
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, size: (u16, u16)) -> &mut Self {
        self.display.0.lock().unwrap().screen = parser(size);
        self.master.resize(pty_size(size)).unwrap();
        self
    }

    /// Waits until the screen shows a text.
    pub fn shows(&mut self, text: &str) -> &mut Self {
        self.until(&format!("“{text}” does not come"), |screen| screen.contents().contains(text))
    }

    /// Waits until the screen does not show a text any longer.
    pub fn lacks(&mut self, text: &str) -> &mut Self {
        self.until(&format!("“{text}” does not go"), |screen| !screen.contents().contains(text))
    }

    /// Waits until the cursor is shown, as it is where something is typed: a frame hides it while it is drawn.
    pub fn shows_cursor(&mut self) -> &mut Self {
        self.until("no cursor comes", |screen| !screen.hide_cursor())
    }

    /// Waits until something holds of the screen.
    pub fn until(&mut self, what: &str, holds: impl Fn(&vt100::Screen) -> bool) -> &mut Self {
        let deadline = Instant::now() + PATIENCE;
        let (shown, changed) = &*self.display;
        let mut shown_now = shown.lock().unwrap();
        loop {
            if holds(shown_now.screen.screen()) {
                break;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() || shown_now.closed {
                let screen = shown_now.screen.screen().contents();
                drop(shown_now);
                panic!("{what}; the screen shows\n{screen}");
            }
            shown_now = changed.wait_timeout(shown_now, left).unwrap().0;
        }
        drop(shown_now);
        self
    }

    /// What the screen shows.
    pub fn screen(&self) -> String {
        self.display.0.lock().unwrap().screen.screen().contents()
    }

    /// Whether the program still has a screen of its own.
    pub fn is_drawn(&self) -> bool {
        self.display.0.lock().unwrap().screen.screen().alternate_screen()
    }

    /// All bytes that have come.
    pub fn bytes(&self) -> Vec<u8> {
        self.display.0.lock().unwrap().bytes.clone()
    }

    /// Sends a signal to the program.
    pub fn signal(&self, signal: Signal) {
        let id = self.process().try_into().unwrap();
        kill(Pid::from_raw(id), signal).unwrap();
    }

    /// The program's process id.
    pub fn process(&self) -> u32 {
        self.child.process_id().expect("the program runs")
    }

    /// Kills the program where it stands (`kill -9`) and waits until it is gone.
    pub fn kill(mut self) {
        self.signal(Signal::SIGKILL);
        self.child.wait().unwrap();
    }

    /// Waits until the program ends, and gives its exit code; 256 when a signal ended it.
    pub fn ends(&mut self) -> u32 {
        let status = ends(|| self.child.try_wait().unwrap());
        // What it wrote last may be on its way still.
        let (shown, changed) = &*self.display;
        let _ = changed.wait_timeout_while(shown.lock().unwrap(), PATIENCE, |shown| !shown.closed).unwrap();
        if status.signal().is_some() { 256 } else { status.exit_code() }
    }
}

/// Waits until a program ends.
pub fn ends<T>(mut status: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(status) = status() {
            return status;
        }
        assert!(Instant::now() < deadline, "the program does not end");
        // There is no wait for a child that has a deadline.
        std::thread::sleep(Duration::from_millis(5));
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn follow(mut reader: Box<dyn std::io::Read + Send>, display: &Display) {
    let mut bytes = [0; 4096];
    loop {
        let had = reader.read(&mut bytes).unwrap_or_default();
        let mut shown = display.0.lock().unwrap();
        shown.screen.process(&bytes[..had]);
        shown.bytes.extend(&bytes[..had]);
        shown.closed = had == 0;
        display.1.notify_all();
        if had == 0 {
            return;
        }
    }
}

fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

/// A screen of this size.
pub fn parser((columns, rows): (u16, u16)) -> vt100::Parser {
    let [rows, columns] = [rows, columns].map(|n| NonZeroU16::new(n).unwrap());
    vt100::Parser::new(rows, columns, 0)
}
