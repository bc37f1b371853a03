//! What stands nowhere in the house.

use super::source::{Source, files, named, program};
use std::collections::BTreeSet;

/// The names of sources in which something is found.
fn found(rule: impl Fn(&Source) -> bool) -> Vec<String> {
    program().into_iter().filter(|source| rule(source)).map(|source| source.path).collect()
}

/// Whether tokens stand in a row somewhere.
fn has(source: &Source, row: &[&str]) -> bool {
    source.tokens.windows(row.len()).any(|window| window.iter().eq(row))
}

#[test]
fn no_file_is_over_600_lines() {
    let all = ["src", "tests/all", "benches"].into_iter().flat_map(|folder| files(folder, &[".rs", ".ftl"]));
    let lines = |path: &std::path::Path| std::fs::read_to_string(path).unwrap().lines().count();
    let long: Vec<String> =
        all.map(|path| (lines(&path), path)).filter(|(lines, _)| *lines > 600).map(|(_, path)| named(&path)).collect();
    assert!(long.is_empty(), "{long:?}");
}

#[test]
fn nothing_panics_on_purpose_outside_tests() {
    assert_eq!(found(|source| has(source, &[".", "unwrap", "("])), [""; 0], "unwrap");
    // A method of our own may be called expect; the one that panics is given a sentence.
    let expects = |source: &Source| {
        source.tokens.windows(4).any(|row| row[..3].iter().eq([".", "expect", "("]) && row[3].starts_with('"'))
    };
    assert_eq!(found(expects), [""; 0], "expect");
    for name in ["panic", "todo", "unimplemented", "unreachable"] {
        assert_eq!(found(|source| has(source, &[name, "!"])), [""; 0], "{name}!");
    }
}

#[test]
fn nothing_is_shared_behind_the_sessions_back() {
    assert_eq!(found(|source| has(source, &["thread_local", "!"])), [""; 0]);
    assert_eq!(found(|source| has(source, &["static", "mut"])), [""; 0]);
    let cells = ["Mutex", "RwLock", "Cell", "RefCell", "OnceCell", "OnceLock", "LazyCell", "LazyLock"];
    let changes = |source: &Source| {
        let place = |at: usize| source.tokens[at] == "static" && (at == 0 || source.tokens[at - 1] != "'");
        (0..source.tokens.len()).filter(|at| place(*at)).any(|at| {
            let of_type = source.tokens[at..].iter().take_while(|token| *token != "=");
            of_type.into_iter().any(|token| cells.contains(&token.as_str()) || token.starts_with("Atomic"))
        })
    };
    assert_eq!(found(changes), [""; 0], "a static that can change");
}

#[test]
fn only_the_edge_reads_the_environment() {
    let reads = |source: &Source| {
        let edge = ["src/main.rs", "src/hub/attach.rs", "src/hub/tty.rs"].contains(&source.path.as_str());
        let edge = edge || source.path.starts_with("src/cli/");
        !edge && source.paths(&["std"]).iter().any(|path| path.get(1).is_some_and(|part| part == "env"))
    };
    assert_eq!(found(reads), [""; 0]);
}

#[test]
fn a_day_is_that_of_the_wall_clock_and_comes_in_from_outside() {
    let utc = |source: &Source| source.path != "src/record/date.rs" && has(source, &["date_naive", "("]);
    assert_eq!(found(utc), [""; 0], "a day of Greenwich; take Context::today, or ask local_day");
    let asks = |source: &Source| {
        let edge = ["src/record/", "src/hub/", "src/cli/"].iter().any(|folder| source.path.starts_with(folder));
        !edge && has(source, &["local_day"])
    };
    assert_eq!(found(asks), [""; 0], "within a session the day is Context::today");
}

#[test]
fn nothing_is_left_for_later() {
    let marks = ["TODO", "FIXME", "XXX", "HACK"];
    let folders = ["src", "tests/all", "benches", "keymaps", ".ci"];
    let all = folders.into_iter().flat_map(|folder| files(folder, &[".rs", ".ftl", ".toml", "run"]));
    let here = "tests/all/walls/style.rs";
    let mut left = BTreeSet::new();
    for path in all.filter(|path| named(path) != here) {
        let text = std::fs::read_to_string(&path).unwrap();
        if marks.iter().any(|mark| text.contains(mark)) {
            left.insert(named(&path));
        }
    }
    assert!(left.is_empty(), "{left:?}");
}
