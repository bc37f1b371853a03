//! Many terminals on one `stegvis serve`, speaking its protocol over its socket: how long a key takes to its frame,
//! what a session holds, what an idle hub does, whether coming and going leaves anything behind, and how fast officers
//! save at once. Bounded in count and time, and on this machine's Unix socket alone.
//!
//! `cargo bench --bench load [-- SESSIONS SECONDS CYCLES]`: 200 sessions, 20 seconds and 1,000 cycles when nothing is
//! said. The first line of a figure names what it is; nothing is asserted but that every saved change is found.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use std::fs;
use std::io::{self, BufRead as _, BufReader};
use std::num::NonZeroU16;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};
use stegvis::hub::protocol::{self, Down, Hello, Up};

/// Most sessions, seconds and cycles that may be asked for.
const MOST: [usize; 3] = [400, 120, 10_000];
/// How long a hub may take to answer.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long nothing may come for a screen to count as drawn.
const QUIET: Duration = Duration::from_millis(50);
/// Officers who save at once, and changes of each.
const SAVING: (usize, usize) = (20, 50);

fn main() -> ExitCode {
    let asked: Vec<usize> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let asked = |at: usize, usual: usize| asked.get(at).copied().unwrap_or(usual).min(MOST[at]);
    match run(asked(0, 200), asked(1, 20), asked(2, 1_000)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(sessions: usize, seconds: usize, cycles: usize) -> io::Result<()> {
    let home = tempfile::tempdir()?;
    let hub = Served::start(home.path())?;
    let alone = hub.resident()?;
    let mut seats = Vec::new();
    for _ in 0..sessions {
        let mut seat = Seat::attach(&hub.socket)?;
        seat.press(KeyCode::Enter)?;
        seat.settle()?;
        seats.push(seat);
    }
    let held = hub.resident()?.saturating_sub(alone);
    println!("resident: {} kB without sessions, {} kB a session", alone, held / sessions.max(1) as u64);
    keys(&mut seats, seconds)?;
    let held = hub.resident()?.saturating_sub(alone);
    println!("resident after that: {} kB a session", held / sessions.max(1) as u64);
    // What rests on the marked row is shown a moment after the last key.
    std::thread::sleep(Duration::from_secs(1));
    let before = hub.switches()?;
    std::thread::sleep(Duration::from_secs(10));
    let after = hub.switches()?;
    println!(
        "idle: {} context switches of {sessions} sessions in 10 s, {} of sled's own threads",
        after.0 - before.0,
        after.1 - before.1
    );
    drop(seats);
    come_and_go(&hub, cycles)?;
    save_at_once(&hub)?;
    Ok(())
}

/// Two keys a second in every session, evenly spread.
fn keys(seats: &mut [Seat], seconds: usize) -> io::Result<()> {
    let Some(gap) = Duration::from_millis(500).checked_div(seats.len().try_into().unwrap_or(u32::MAX)) else {
        return Ok(());
    };
    let (mut waits, mut bytes, begun) = (Vec::new(), 0, Instant::now());
    for round in 0..2 * seconds {
        let key = if round % 8 < 4 { KeyCode::Down } else { KeyCode::Up };
        for (at, seat) in seats.iter_mut().enumerate() {
            let due = begun
                + Duration::from_millis(500) * round.try_into().unwrap_or_default()
                + gap * at.try_into().unwrap_or_default();
            std::thread::sleep(due.saturating_duration_since(Instant::now()));
            seat.press(key)?;
        }
    }
    std::thread::sleep(Duration::from_millis(500));
    for seat in seats.iter_mut() {
        let frames: Vec<Shown> = seat.shown.try_iter().collect();
        bytes += frames.iter().map(|frame| frame.bytes.len()).sum::<usize>();
        // The first frame after a key answers it; what follows when the cursor rests is a frame of its own.
        let answers = |key: &Instant| frames.iter().map(|frame| frame.at).find(|at| at >= key).map(|at| at - *key);
        waits.extend(seat.pressed.drain(..).filter_map(|key| answers(&key)));
    }
    waits.sort_unstable();
    let part = |share: usize| waits.get(waits.len() * share / 1_000).or(waits.last()).copied().unwrap_or_default();
    println!(
        "{} of {} keys answered by a frame: p50 {:?}, p99 {:?}, longest {:?}; {} bytes a key",
        waits.len(),
        2 * seconds * seats.len(),
        part(500),
        part(990),
        waits.last().copied().unwrap_or_default(),
        bytes / waits.len().max(1),
    );
    Ok(())
}

fn come_and_go(hub: &Served, cycles: usize) -> io::Result<()> {
    let cycle = || -> io::Result<()> {
        let mut seat = Seat::attach(&hub.socket)?;
        // Leaving asks what is to become of the session; the second answer ends it.
        for key in [KeyCode::Char('q'), KeyCode::Down, KeyCode::Enter] {
            seat.press(key)?;
        }
        seat.ends()
    };
    let warm = cycles / 5;
    for _ in 0..warm {
        cycle()?;
    }
    let (before, begun) = (hub.resident()?, Instant::now());
    for _ in warm..cycles {
        cycle()?;
    }
    let each = begun.elapsed() / u32::try_from(cycles - warm).unwrap_or(u32::MAX).max(1);
    println!(
        "{cycles} cycles of attaching and leaving, {each:?} each: {} kB after {warm}, {} kB at the end",
        before,
        hub.resident()?
    );
    Ok(())
}

/// Officers who each make requirements, one change after the other.
fn save_at_once(hub: &Served) -> io::Result<()> {
    let before = hub.requirements()?;
    let (officers, changes) = SAVING;
    let mut seats = Vec::new();
    for _ in 0..officers {
        let mut seat = Seat::attach(&hub.socket)?;
        seat.press(KeyCode::Enter)?;
        seat.settle()?;
        seats.push(seat);
    }
    let begun = Instant::now();
    std::thread::scope(|scope| {
        let working: Vec<_> =
            (0..).zip(&mut seats).map(|(officer, seat)| scope.spawn(move || seat.make(officer, changes))).collect();
        working.into_iter().try_for_each(|worker| worker.join().unwrap_or_else(|_| Err(io::ErrorKind::Other.into())))
    })?;
    let took = begun.elapsed();
    drop(seats);
    let made = hub.requirements()? - before;
    let rate = officers * changes * 1_000 / usize::try_from(took.as_millis()).unwrap_or(usize::MAX).max(1);
    println!(
        "{officers} officers at once: {made} of {} new requirements found, in {took:?}: {rate} a second, each typed and \
         seen as saved",
        officers * changes
    );
    if made == officers * changes { Ok(()) } else { Err(io::Error::other("an acknowledged change is not there")) }
}

/// A hub on a store with the example.
struct Served {
    child: Child,
    home: PathBuf,
    socket: PathBuf,
}

impl Served {
    fn start(home: &Path) -> io::Result<Self> {
        let krav = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/exempelstad-hemtjanst/krav.csv");
        let mut import = stegvis(home);
        import.args(["--store", "arkiv", "import", "requirements"]).arg(krav).args(["--follow-up", "Hemtjänst"]);
        if !import.stdout(Stdio::null()).status()?.success() {
            return Err(io::Error::other("the example was not read in"));
        }
        let mut serve = stegvis(home);
        serve.args(["--store", "arkiv", "serve", "--sessions", "250"]);
        let mut child = serve.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let mut said = String::new();
        if let Some(out) = child.stdout.take() {
            BufReader::new(out).read_line(&mut said)?;
        }
        Ok(Self { child, home: home.to_owned(), socket: home.join("arkiv/socket") })
    }

    /// Kilobytes in memory.
    fn resident(&self) -> io::Result<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        Ok(number(&status, "VmRSS:"))
    }

    /// Context switches so far of our own threads, and of sled's, which wake once a second whatever they have to do.
    fn switches(&self) -> io::Result<(u64, u64)> {
        let (mut ours, mut of_sled) = (0, 0);
        for task in fs::read_dir(format!("/proc/{}/task", self.child.id()))? {
            let status = fs::read_to_string(task?.path().join("status"))?;
            let side = if status.starts_with("Name:\tsled-") { &mut of_sled } else { &mut ours };
            *side += number(&status, "voluntary_ctxt_switches:") + number(&status, "nonvoluntary_ctxt_switches:");
        }
        Ok((ours, of_sled))
    }

    /// How many requirements there are.
    fn requirements(&self) -> io::Result<usize> {
        let listed = stegvis(&self.home).args(["--store", "arkiv", "list", "requirements"]).output()?;
        Ok(listed.stdout.split(|byte| *byte == b'\n').count())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn stegvis(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stegvis"));
    command.current_dir(home).env_clear().env("HOME", home).stdin(Stdio::null());
    command
}

/// The number of a line of a `/proc` file.
fn number(status: &str, name: &str) -> u64 {
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|line| line.split_whitespace().next()).and_then(|number| number.parse().ok()).unwrap_or_default()
}

/// A frame that has come.
struct Shown {
    at: Instant,
    bytes: Vec<u8>,
}

/// A terminal on a line of its own, 120×40.
struct Seat {
    line: UnixStream,
    shown: Receiver<Shown>,
    pressed: Vec<Instant>,
}

impl Seat {
    fn attach(socket: &Path) -> io::Result<Self> {
        let mut line = UnixStream::connect(socket)?;
        let broken = |error: protocol::Broken| io::Error::other(error.to_string());
        protocol::open(&mut line).map_err(broken)?;
        protocol::expect_opening(&mut line).map_err(broken)?;
        let hello = Hello { width: 120, height: 40, term: "xterm-256color".into(), new: true, ..Hello::default() };
        protocol::send(&mut line, &Up::Hello(hello)).map_err(broken)?;
        let (told, shown) = mpsc::channel();
        let mut reading = line.try_clone()?;
        std::thread::Builder::new().stack_size(128 * 1024).spawn(move || {
            // The line ends when either end closes it, and the channel with it.
            while let Ok(message) = protocol::receive_down(&mut reading) {
                let bytes = match message {
                    Down::Frame(bytes) => bytes,
                    Down::Seat(_) => continue,
                    _ => break,
                };
                let told = told.send(Shown { at: Instant::now(), bytes });
                if told.is_err() || protocol::send(&mut reading, &Up::Shown).is_err() {
                    break;
                }
            }
        })?;
        let mut seat = Self { line, shown, pressed: Vec::new() };
        seat.settle()?;
        Ok(seat)
    }

    fn press(&mut self, key: KeyCode) -> io::Result<()> {
        self.pressed.push(Instant::now());
        self.send(Event::Key(KeyEvent::new(key, KeyModifiers::NONE)))
    }

    fn send(&mut self, event: Event) -> io::Result<()> {
        protocol::send(&mut self.line, &Up::Input(event)).map_err(|error| io::Error::other(error.to_string()))
    }

    /// Waits for a frame, and then until no other comes.
    fn settle(&mut self) -> io::Result<()> {
        self.shown.recv_timeout(PATIENCE).map_err(|_| io::Error::other("no frame comes"))?;
        while self.shown.recv_timeout(QUIET).is_ok() {}
        self.pressed.clear();
        Ok(())
    }

    /// Waits until the hub closes the line.
    fn ends(&mut self) -> io::Result<()> {
        loop {
            match self.shown.recv_timeout(PATIENCE) {
                Ok(_) => {}
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
                Err(RecvTimeoutError::Timeout) => return Err(io::Error::other("the session does not end")),
            }
        }
    }

    /// Makes requirements, each saved before the next.
    fn make(&mut self, officer: usize, changes: usize) -> io::Result<()> {
        let [rows, columns] = [40, 120].map(|side| NonZeroU16::new(side).unwrap_or(NonZeroU16::MIN));
        let mut screen = vt100::Parser::new(rows, columns, 0);
        // The whole screen comes anew after it has had another size.
        for (width, height) in [(119, 40), (120, 40)] {
            self.send(Event::Resize(width, height))?;
        }
        for change in 0..changes {
            self.press(KeyCode::Char('n'))?;
            self.until(&mut screen, |shown| shown.contains("ny post"))?;
            self.press(KeyCode::Char('N'))?;
            self.send(Event::Paste(format!("{officer}.{change}")))?;
            self.press(KeyCode::Enter)?;
            self.until(&mut screen, |shown| !shown.contains("ny post") && shown.contains(" sparat"))?;
            self.press(KeyCode::Esc)?;
            self.until(&mut screen, |shown| !shown.contains("Måttets enhet"))?;
        }
        Ok(())
    }

    /// Waits until the screen shows something.
    fn until(&self, screen: &mut vt100::Parser, shows: impl Fn(&str) -> bool) -> io::Result<()> {
        while !shows(&screen.screen().contents()) {
            let frame = self.shown.recv_timeout(PATIENCE);
            let frame = frame.map_err(|_| io::Error::other(format!("waits for:\n{}", screen.screen().contents())))?;
            screen.process(&frame.bytes);
        }
        Ok(())
    }
}
