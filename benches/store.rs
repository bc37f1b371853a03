//! What the store costs, beside what the disk and sled cost alone.
//!
//! Before the benches it imports 100,000 requirements in a process of its own and says how long that took and
//! how much memory it needed at its peak.

#![expect(clippy::unwrap_used, reason = "a bench that cannot go on ends")]

use chrono::{DateTime, TimeDelta, Utc};
use criterion::{BatchSize, Criterion};
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc;
use std::time::{Duration, Instant};
use stegvis::follow_up::{Change, Doing, Edit};
use stegvis::record::{Id, Record, Stored, Value};
use stegvis::rights::{Eyes, Officer};
use stegvis::steps::KINDS;
use stegvis::store::Store;

const CHILD: &str = "STEGVIS_BENCH_FOLDER";
const FOLLOW_UP: Id = Id::from_u128(0x100);
const REQUIREMENT: u8 = 7;

fn main() {
    if let Some(folder) = std::env::var_os(CHILD).map(PathBuf::from) {
        return if folder.exists() { reopen(&folder) } else { import(&folder, 100_000) };
    }
    let parent = folder();
    let large = parent.path().join("large");
    for _ in ["import", "reopen"] {
        let child = Command::new(std::env::current_exe().unwrap()).env(CHILD, &large).status().unwrap();
        assert!(child.success());
    }
    let mut criterion = Criterion::default().configure_from_args();
    commits(&mut criterion);
    opening(&mut criterion, &large);
    criterion.final_summary();
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap()
}

fn open(folder: &Path) -> Store {
    Store::open(folder, KINDS).unwrap().store
}

fn eyes() -> Eyes {
    Eyes::owner(Officer::of_account("anna"))
}

fn now() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000)
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
    let mut import = store.import(&eyes(), Id::nil(), now(), Doing::Import);
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

fn commits(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("commit");
    group.measurement_time(Duration::from_secs(5));
    let raw = folder();
    let mut file = File::create(raw.path().join("raw")).unwrap();
    group.bench_function("raw append of 300 bytes and fdatasync", |bench| {
        bench.iter(|| {
            file.write_all(&[7; 300]).unwrap();
            file.sync_data().unwrap();
        });
    });
    let alone = folder();
    let store = open(alone.path());
    let mut turn = 0_u32;
    group.bench_function("one change", |bench| {
        bench.iter_batched(
            || {
                turn += 1;
                change(turn % 1000, turn)
            },
            |change| store.commit_and_wait(&eyes(), Id::nil(), now(), change).unwrap(),
            BatchSize::SmallInput,
        );
    });
    store.close();
    let many = folder();
    let store = open(many.path());
    let eyes = eyes();
    let mut round = 0_u32;
    group.bench_function("500 changes of 50 officers", |bench| {
        bench.iter(|| {
            round += 1;
            officers(&store, &eyes, round);
        });
    });
    group.finish();
    store.close();
}

/// A change of one field that always fits: each writes a record of its own turn.
fn change(record: u32, turn: u32) -> Change {
    let text = |turn: u32| Some(Stored::of(&Value::Text(format!("svar inom {turn} minuter, dygnet runt, alla dagar"))));
    let edit = Edit {
        follow_up: FOLLOW_UP,
        record: Id::from_u128(u128::from(record)),
        kind: REQUIREMENT,
        tag: 17,
        before: if turn > 1000 { text(turn - 1000) } else { None },
        after: text(turn),
    };
    Change::of(Doing::Edit, edit)
}

/// Fifty officers, each waiting for the answer to one change before making the next, ten each. One thread
/// stands for all of them, so that the store is measured and not the waking of fifty threads on a few cores.
fn officers(store: &Store, eyes: &Eyes, round: u32) {
    let (tell, told) = mpsc::channel();
    let commit = |officer: u32, turn: u32| {
        let tell = tell.clone();
        let answer = Box::new(move |answer: Result<_, _>| tell.send(answer.map(|_| (officer, turn))).unwrap());
        let record = 1_000_000 + round * 1000 + officer * 10 + turn;
        store.commit(eyes, Id::nil(), now(), change(record, 1), answer);
    };
    (0..50).for_each(|officer| commit(officer, 0));
    for _ in 0..500 {
        let (officer, turn) = told.recv().unwrap().unwrap();
        if turn < 9 {
            commit(officer, turn + 1);
        }
    }
}

fn opening(criterion: &mut Criterion, large: &Path) {
    let small = folder();
    let store = open(small.path());
    let edits = (0..1000).flat_map(requirement).collect();
    store.commit_and_wait(&eyes(), Id::nil(), now(), Change { doing: Doing::Import, edits }).unwrap();
    store.close();
    let mut group = criterion.benchmark_group("open");
    group.sample_size(10).measurement_time(Duration::from_secs(8));
    for (name, folder) in [("1,000", small.path()), ("100,000", large)] {
        group.bench_function(format!("sled and one scan, {name}"), |bench| {
            bench.iter(|| {
                let shelf = folder.join("shelf");
                let db = sled::Config::new().path(shelf).cache_capacity(16 * 1024 * 1024).open().unwrap();
                let records = db
                    .scan_prefix(b"r")
                    .map(|entry| entry.unwrap())
                    .map(|(_, value)| Record::read(Id::nil(), &value).unwrap());
                records.count()
            });
        });
        group.bench_function(format!("store, {name}"), |bench| {
            bench.iter_batched(|| (), |()| open(folder), BatchSize::PerIteration);
        });
    }
    group.finish();
}
