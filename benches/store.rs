//! What the store costs, beside what the disk and sled cost alone: `cargo bench --bench store`.
//!
//! Both sides of a ratio are taken in turns, in one run and one file system, so that what else the machine does
//! meets both. Imports and openings run in processes of their own, whose memory is then theirs alone.

#![expect(clippy::unwrap_used, reason = "a bench that cannot go on ends")]

use chrono::{DateTime, TimeDelta, Utc};
use std::collections::HashMap;
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc;
use std::time::{Duration, Instant};
use stegvis::follow_up::{Change, Doing, Edit};
use stegvis::record::{Id, Record, Stored, Tag, Value};
use stegvis::rights::{Eyes, Officer};
use stegvis::steps::KINDS;
use stegvis::store::Store;

/// What a process of its own does, and in which folder.
const CHILD: &str = "STEGVIS_BENCH";
const FOLDER: &str = "STEGVIS_BENCH_FOLDER";
const FOLLOW_UP: Id = Id::from_u128(0x100);
const REQUIREMENT: u8 = 7;
const TEXT: Tag = 17;

/// Officers who work at once.
const OFFICERS: u32 = 50;
/// Changes that each of them makes in a round.
const EACH: u32 = 10;

fn main() {
    if let Ok(child) = std::env::var(CHILD) {
        let folder = PathBuf::from(std::env::var_os(FOLDER).unwrap());
        return match child.as_str() {
            "import" => import(&folder, 100_000),
            "year" => year(&folder),
            _ => reopen(&folder),
        };
    }
    // cargo says what it runs benches for; the rest chooses among them.
    let asked = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let wants = |name: &str| asked.as_deref().is_none_or(|asked| asked == name);
    let parent = folder();
    let large = parent.path().join("large");
    if wants("commit") {
        commits();
    }
    if wants("open") {
        alone("import", &large);
        alone("reopen", &large);
        let small = parent.path().join("small");
        let store = open(&small);
        let edits = (0..1000).flat_map(requirement).collect();
        store.commit_and_wait(&eyes("uppföljare"), Id::nil(), now(), Change { doing: Doing::Import, edits }).unwrap();
        store.close();
        opening("1,000", &small, 100);
        opening("100,000", &large, 15);
    }
    if wants("year") {
        let year = parent.path().join("year");
        alone("year", &year);
        alone("reopen", &year);
    }
}

/// Runs something in a process of its own.
fn alone(what: &str, folder: &Path) {
    let status = Command::new(std::env::current_exe().unwrap()).env(CHILD, what).env(FOLDER, folder).status();
    assert!(status.unwrap().success());
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap()
}

fn open(folder: &Path) -> Store {
    Store::open(folder, KINDS).unwrap().store
}

fn eyes(account: &str) -> Eyes {
    Eyes::owner(Officer::of_account(account))
}

fn now() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000)
}

/// The middle of what was measured.
fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

/// The edits that make one requirement of about 400 bytes.
fn requirement(number: u32) -> Vec<Edit> {
    let record = Id::from_u128((u128::from(number) << 64) + 7);
    let text = |text: String| Value::Text(text);
    let choice = |code: &str| Value::Choice(code.into());
    let what =
        format!("Utföraren ska svara på larm inom {number} minuter, dygnet runt, alla dagar, och skriva ner det.");
    let values = [
        (16, text(format!("K{number}"))),
        (17, text(what.clone())),
        (18, text("Trygghetslarm och natt".into())),
        (19, choice("contract")),
        (20, text(format!("Avtal 2025/{number} punkt 4.{number}"))),
        (21, choice("process")),
        (22, choice("must")),
        (23, text(format!("Andel larm som besvarats i tid under månaden. {what}"))),
        (24, text("%".into())),
        (25, choice("higher")),
        (26, Value::Number(f64::from(number % 100))),
    ];
    let edit = |(tag, value): (u16, Value)| Edit {
        follow_up: FOLLOW_UP,
        record,
        kind: REQUIREMENT,
        tag,
        before: None,
        after: Some(Stored::of(&value)),
    };
    values.into_iter().map(edit).collect()
}

/// Imports in a process of its own, whose peak of memory is then that of importing.
fn import(folder: &Path, rows: u32) {
    let store = open(folder);
    let begun = Instant::now();
    let mut import = store.import(&eyes("uppföljare"), Id::nil(), now(), Doing::Import);
    for row in 0..rows {
        import.part(requirement(row)).unwrap();
    }
    let handed = begun.elapsed();
    import.close().unwrap();
    let closed = begun.elapsed();
    println!("import of {rows}: handed over in {handed:.2?}, acknowledged after {closed:.2?}, memory {}", memory());
    // The shelf follows behind the answer, and closing waits for it.
    let published = store.follow_up(FOLLOW_UP);
    store.close();
    println!("on the shelf after {:.2?}, memory {}", begun.elapsed(), memory());
    println!("journal {} KiB, shelf {} KiB", size(&folder.join("journal")), size(&folder.join("shelf")));
    drop(published);
}

/// Opens in a process of its own.
fn reopen(folder: &Path) {
    let begun = Instant::now();
    let store = open(folder);
    println!("opened in {:.2?}, memory {}", begun.elapsed(), memory());
    store.close();
}

/// What the process takes now and took at its peak.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = |name: &str| {
        let found = status.lines().find_map(|line| line.strip_prefix(name));
        found.map(|rest| rest.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default()
    };
    format!("{} (peak {})", line("VmRSS:"), line("VmHWM:"))
}

/// KiB of a file or folder.
fn size(path: &Path) -> u64 {
    let known = std::fs::metadata(path).unwrap();
    if known.is_file() {
        return known.len() / 1024;
    }
    std::fs::read_dir(path).unwrap().map(|entry| size(&entry.unwrap().path())).sum()
}

fn commits() {
    let (raw, own, many) = (folder(), folder(), folder());
    let mut file = File::create(raw.path().join("raw")).unwrap();
    let store = open(own.path());
    let shared = open(many.path());
    let officers: Vec<Eyes> = (0..OFFICERS).map(|number| eyes(&format!("uppföljare-{number}"))).collect();
    let [mut raws, mut ones, mut rounds] = [const { Vec::new() }; 3];
    let mut turn = 0;
    for round in 1..=60 {
        for _ in 0..100 {
            let begun = Instant::now();
            file.write_all(&[7; 300]).unwrap();
            file.sync_data().unwrap();
            raws.push(begun.elapsed());
        }
        for _ in 0..100 {
            turn += 1;
            let change = change(turn % 1000, turn);
            let begun = Instant::now();
            store.commit_and_wait(&officers[0], Id::nil(), now(), change).unwrap();
            ones.push(begun.elapsed());
        }
        let begun = Instant::now();
        at_once(&shared, &officers, round);
        rounds.push(begun.elapsed());
    }
    store.close();
    shared.close();
    let changes = f64::from(OFFICERS * EACH);
    let [raw, one, round] = [raws, ones, rounds].map(|times| micros(median(times)));
    println!("raw append of 300 bytes and fdatasync: {raw:.0} µs");
    println!("one commit of one change: {one:.0} µs, {:.2} × that", one / raw);
    println!(
        "{changes} changes of {OFFICERS} officers at once: {:.1} ms, {:.1} µs a change, {:.1} × the rate of one alone",
        round / 1000.0,
        round / changes,
        one * changes / round
    );
}

/// A change of one field that always fits: each writes a record of its own turn.
fn change(record: u32, turn: u32) -> Change {
    let before = (turn > 1000).then(|| said(turn - 1000));
    Change::of(Doing::Edit, edit(record, TEXT, before, said(turn)))
}

fn said(turn: u32) -> Stored {
    Stored::of(&Value::Text(format!("svar inom {turn} minuter, dygnet runt, alla dagar")))
}

fn edit(record: u32, tag: Tag, before: Option<Stored>, after: Stored) -> Edit {
    Edit {
        follow_up: FOLLOW_UP,
        record: Id::from_u128(u128::from(record)),
        kind: REQUIREMENT,
        tag,
        before,
        after: Some(after),
    }
}

/// Fifty officers, each waiting for the answer to one change before making the next, ten each. One thread
/// stands for all of them, so that the store is measured and not the waking of fifty threads on a few cores.
fn at_once(store: &Store, officers: &[Eyes], round: u32) {
    let (tell, told) = mpsc::channel();
    let commit = |officer: u32, turn: u32| {
        let tell = tell.clone();
        let answer = Box::new(move |answer: Result<_, _>| tell.send(answer.map(|_| (officer, turn))).unwrap());
        let record = 1_000_000 + round * 1000 + officer * EACH + turn;
        store.commit(&officers[officer as usize], Id::nil(), now(), change(record, 1), answer);
    };
    (0..OFFICERS).for_each(|officer| commit(officer, 0));
    for _ in 0..OFFICERS * EACH {
        let (officer, turn) = told.recv().unwrap().unwrap();
        if turn + 1 < EACH {
            commit(officer, turn + 1);
        }
    }
}

fn opening(name: &str, folder: &Path, times: usize) {
    let [mut bare, mut whole] = [const { Vec::new() }; 2];
    for _ in 0..times {
        let begun = Instant::now();
        let db = sled::Config::new().path(folder.join("shelf")).cache_capacity(16 * 1024 * 1024).open().unwrap();
        let records = db.scan_prefix(b"r").map(|entry| Record::read(Id::nil(), &entry.unwrap().1).unwrap());
        assert!(records.count() > 0);
        bare.push(begun.elapsed());
        drop(db);
        let begun = Instant::now();
        let store = open(folder);
        whole.push(begun.elapsed());
        store.close();
    }
    let [bare, whole] = [bare, whole].map(|times| micros(median(times)) / 1000.0);
    println!(
        "opening {name} requirements: {whole:.1} ms, {:.2} × sled's opening and one scan ({bare:.1} ms)",
        whole / bare
    );
}

/// A year: fifty officers, 220 days, forty edits a day and officer, each of a field of one of their two hundred
/// requirements. The store is closed and opened again every evening.
fn year(folder: &Path) {
    const DAYS: u32 = 220;
    const EDITS: u32 = 40;
    const OWN: u32 = 200;
    let mut stands: HashMap<(u32, Tag), u32> = HashMap::new();
    let begun = Instant::now();
    for day in 0..DAYS {
        let store = open(folder);
        let (tell, told) = mpsc::channel();
        for edit_of_day in 0..EDITS {
            for officer in 0..OFFICERS {
                let number = day * EDITS + edit_of_day;
                let record = officer * OWN + number % OWN;
                let tag = TEXT + Tag::try_from(number / OWN % 4).unwrap();
                let before = stands.insert((record, tag), number).map(said);
                let change = Change::of(Doing::Edit, edit(record, tag, before, said(number)));
                let tell = tell.clone();
                let answer = Box::new(move |answer: Result<_, _>| tell.send(answer.is_ok()).unwrap());
                store.commit(&eyes(&format!("uppföljare-{officer}")), Id::nil(), now(), change, answer);
            }
            assert!((0..OFFICERS).all(|_| told.recv().unwrap()));
        }
        store.close();
        if (day + 1) % (DAYS / 4) == 0 {
            println!(
                "after {} days and {} edits: journal {} KiB, shelf {} KiB",
                day + 1,
                (day + 1) * EDITS * OFFICERS,
                size(&folder.join("journal")),
                size(&folder.join("shelf"))
            );
        }
    }
    let store = open(folder);
    let rows = store.follow_up(FOLLOW_UP).unwrap();
    let bytes: usize = rows.everything().map(|record| record.bytes().len()).sum();
    println!("{} records of {} KiB, in {:.1?}, memory {}", rows.len(), bytes / 1024, begun.elapsed(), memory());
    store.close();
}
