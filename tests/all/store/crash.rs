//! Killed in the middle, and a journal that ends in the middle.

use super::desk::{FOLLOW_UP, Held, commit, copy, everything, eyes, now, open, said, stands, typed};
use proptest::prelude::Rng as _;
use proptest::test_runner::{RngAlgorithm, TestRng};
use std::fs::OpenOptions;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use stegvis::follow_up::Doing;
use stegvis::record::{Id, Seq};
use stegvis::steps::KINDS;
use stegvis::store::{Amiss, Note, Notice, Opened, Store, Why};

/// Tells the child where to write.
const CHILD: &str = "STEGVIS_TEST_CHILD";
/// How many kills; `.ci/run --long` asks for more.
const ROUNDS: &str = "STEGVIS_KILL_ROUNDS";

/// The process that is killed: it writes on several threads and says what was acknowledged.
#[test]
#[ignore = "run by the test below as its child"]
fn child() {
    let Ok(folder) = std::env::var(CHILD) else { return };
    let store = Store::open(Path::new(&folder), KINDS).unwrap().store;
    let first = store.follow_up(FOLLOW_UP).map_or(0, |follow_up| follow_up.seq());
    std::thread::scope(|scope| {
        for officer in 0..4_u128 {
            let store = store.clone();
            scope.spawn(move || {
                for turn in 0.. {
                    let record = u128::from(first) * 1_000_000 + officer * 100_000 + turn;
                    let text = format!("krav {record}");
                    if turn % 10 == 9 {
                        let mut import = store.import(&eyes("import"), Id::nil(), now(), Doing::Import);
                        let edits = (0..50).flat_map(|row| {
                            let record = 0xffff_0000_0000_0000 + record * 100 + row;
                            typed(record, None, Some(&"lång text ".repeat(30))).edits
                        });
                        import.part(edits.collect()).unwrap();
                        import.close().unwrap();
                    }
                    let draft = store.keep(Id::from_u128(officer), "draft", Some(text.as_bytes()));
                    draft.unwrap();
                    commit(&store, "uppföljare", typed(record, None, Some(&text))).unwrap();
                    println!("acknowledged {record}");
                }
            });
        }
    });
}

#[test]
fn what_was_acknowledged_survives_being_killed() {
    let begun = Instant::now();
    let rounds = std::env::var(ROUNDS).ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(6);
    let mut folder = tempfile::tempdir().unwrap();
    let mut acknowledged: Vec<u128> = Vec::new();
    let mut random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    for round in 1..=rounds {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "store::crash::child", "--ignored", "--nocapture", "--test-threads=1"])
            .env(CHILD, folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        // The child is killed after so many words of it, and a moment of up to three milliseconds later, in which it
        // writes a dozen times: anywhere in its work.
        let patience = 1 + (random.next_u32() % 40) as usize;
        let moment = Duration::from_micros(u64::from(random.next_u32() % 3000));
        let heard: Vec<String> =
            lines.map_while(Result::ok).filter(|line| line.contains("acknowledged ")).take(patience).collect();
        std::thread::sleep(moment);
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(heard.len(), patience, "the child ended by itself");
        acknowledged.extend(heard.iter().filter_map(|line| line.rsplit(' ').next()?.parse::<u128>().ok()));
        let Opened { store, notices } = Store::open(folder.path(), KINDS).unwrap();
        for notice in &notices {
            assert!(matches!(notice, Notice::Torn { .. } | Notice::Unfinished), "{notice:?}");
        }
        for record in &acknowledged {
            assert_eq!(stands(&store, *record), Some(format!("krav {record}")), "round {round}");
        }
        let imported = store.follow_up(FOLLOW_UP).unwrap();
        let imported = imported.everything().filter(|record| record.id().as_u128() >> 48 == 0xffff).count();
        assert_eq!(imported % 50, 0, "an import is there whole or not at all");
        let before = everything(&store);
        store.close();
        assert_eq!(
            stegvis::store::check(folder.path(), &std::env::temp_dir(), KINDS).unwrap().found.told,
            [],
            "round {round}"
        );
        // The store grows, and every round reads all of it.
        if round % 10 == 0 || round == rounds {
            std::fs::remove_dir_all(folder.path().join("shelf")).unwrap();
            let Opened { store, .. } = Store::open(folder.path(), KINDS).unwrap();
            assert_eq!(everything(&store), before, "shelf and journal agree");
            store.close();
            folder = tempfile::tempdir().unwrap();
            acknowledged.clear();
        }
    }
    println!("{rounds} rounds in {:.1?}", begun.elapsed());
}

#[test]
fn a_shelf_that_was_left_half_way_is_brought_up_once_and_for_all() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "store::crash::importer", "--ignored", "--nocapture", "--test-threads=1"])
        .env(CHILD, folder.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // What stands in its file has been written out by the slices, which take much longer than this.
    let written = || std::fs::metadata(folder.path().join("shelf/db")).map_or(0, |file| file.len());
    while written() < 2 * 1024 * 1024 {
        assert_eq!(child.try_wait().unwrap(), None, "the child ended by itself");
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    for _ in ["brought up", "opened as it is"] {
        let store = open(folder.path());
        assert_eq!(store.follow_up(FOLLOW_UP).map(|follow_up| follow_up.len()), Some(8000));
        store.close();
    }
}

/// The process that is killed while its shelf follows an import.
#[test]
#[ignore = "run by the test above as its child"]
fn importer() {
    let Ok(folder) = std::env::var(CHILD) else { return };
    let store = Store::open(Path::new(&folder), KINDS).unwrap().store;
    let mut import = store.import(&eyes("import"), Id::nil(), now(), Doing::Import);
    let text = "lång text ".repeat(100);
    import.part((0..8000).flat_map(|row| typed(row, None, Some(&text)).edits).collect()).unwrap();
    import.close().unwrap();
    store.close();
}

#[test]
fn a_journal_torn_at_any_byte_of_its_last_commits_opens_with_what_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let journal = folder.path().join("journal");
    let store = open(folder.path());
    let mut states = Vec::new();
    for number in 1..=4_u128 {
        commit(&store, "uppföljare", typed(number, None, Some("krav"))).unwrap();
        states.push((std::fs::metadata(&journal).unwrap().len(), everything(&store)));
    }
    store.close();
    let lengths = states[0].0..states[3].0;
    std::thread::scope(|scope| {
        for half in 0..2 {
            let (folder, states, lengths) = (folder.path(), &states, lengths.clone());
            scope.spawn(move || {
                lengths.filter(|length| length % 2 == half).for_each(|length| torn(folder, length, states));
            });
        }
    });
}

/// Opens a copy whose journal ends at a byte.
fn torn(folder: &Path, length: u64, states: &[(u64, Vec<Held>)]) {
    let torn = copy(folder);
    // A few with a shelf that knows more than the journal, most with none.
    let ahead = length % 32 < 2;
    if !ahead {
        std::fs::remove_dir_all(torn.path().join("shelf")).unwrap();
    }
    OpenOptions::new().write(true).open(torn.path().join("journal")).unwrap().set_len(length).unwrap();
    let (whole, state) = states.iter().rev().find(|(whole, _)| *whole <= length).unwrap();
    let checked = stegvis::store::check(torn.path(), &std::env::temp_dir(), KINDS).unwrap();
    let missing = matches!(&checked.found.told[..], [Amiss::Shelf(Why::Missing)]);
    let is_ahead = matches!(&checked.found.told[..], [Amiss::Shelf(Why::Ahead { .. })]);
    assert!(if ahead { is_ahead } else { missing }, "cut at {length}: {:?}", checked.found);
    let is_ahead = is_ahead.then_some(state.last().map_or(0, |(_, seq, _)| *seq));
    if let [Amiss::Shelf(Why::Ahead { shelf, journal, .. })] = &checked.found.told[..] {
        assert_eq!((*shelf, Some(*journal)), (4, is_ahead), "cut at {length}");
    }
    let told = (*whole < length).then(|| {
        let bytes = length - whole;
        // Beside a shelf that knows more, nobody says that nothing was lost.
        if ahead { Note::Tail(bytes) } else { Note::Torn(bytes) }
    });
    assert_eq!(checked.notes, told.into_iter().collect::<Vec<_>>(), "cut at {length}");
    let before = std::fs::read(torn.path().join("journal")).unwrap();
    let Opened { store, notices } = Store::open(torn.path(), KINDS).unwrap();
    for notice in &notices {
        said(&notice.sentence());
    }
    if let Some(last) = is_ahead {
        // What was acknowledged is there, the shelf knew it; one message says it all, and the old journal is kept.
        let [
            Notice::Rebuilt {
                why: Why::Ahead { shelf: 4, journal, kept: Some(kept) },
                aside: Some(_),
                drafts_lost: false,
            },
        ] = &notices[..]
        else {
            panic!("cut at {length}: {notices:?}")
        };
        assert_eq!((*journal, std::fs::read(kept).unwrap()), (last, before), "cut at {length}");
        let texts: Vec<_> = (1..=4).map(|record| stands(&store, record)).collect();
        assert_eq!(texts, vec![Some("krav".to_owned()); 4], "cut at {length}");
        assert!(commit(&store, "uppföljare", typed(99, None, Some("går vidare"))).is_ok());
        store.close();
        open(torn.path()).close();
        let checked = stegvis::store::check(torn.path(), &std::env::temp_dir(), KINDS).unwrap();
        assert_eq!((checked.found.told, checked.notes), (vec![], vec![]), "cut at {length}");
        return;
    }
    assert_eq!(everything(&store), *state, "cut at {length}");
    let kept = notices.iter().find_map(|notice| match notice {
        Notice::Torn { bytes, kept } => {
            assert_eq!(std::fs::metadata(kept).unwrap().len(), *bytes);
            Some(*bytes)
        }
        _ => None,
    });
    assert_eq!(kept, (*whole < length).then_some(length - whole), "the tail is kept aside");
    assert!(notices.iter().any(|notice| matches!(notice, Notice::Rebuilt { why: Why::Missing, .. })), "{notices:?}");
}

#[test]
fn drafts_survive_being_killed_within_a_second() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "store::crash::typist", "--ignored", "--nocapture", "--test-threads=1"])
        .env(CHILD, folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let kept: Seq = lines.by_ref().find_map(|line| line.rsplit_once("kept ")?.1.parse().ok()).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    let store = open(folder.path());
    let found = String::from_utf8(store.kept(Id::nil(), "draft").unwrap()).unwrap();
    assert!(found.parse::<Seq>().unwrap() >= kept);
}

/// The process that types and is killed: it says what it kept a second ago.
#[test]
#[ignore = "run by the test above as its child"]
fn typist() {
    let Ok(folder) = std::env::var(CHILD) else { return };
    let store = Store::open(Path::new(&folder), KINDS).unwrap().store;
    for number in 0_u64.. {
        store.keep(Id::nil(), "draft", Some(number.to_string().as_bytes())).unwrap();
        // The time that passes is what is tested here.
        std::thread::sleep(Duration::from_millis(100));
        if number >= 10 {
            println!("kept {}", number - 10);
        }
    }
}
