//! What decoders are given that once went wrong, or easily could: kept in `tests/data/corpus`, and tried in every run.

use proptest::test_runner::{Config, FileFailurePersistence};

/// Bytes, one piece a line in hexadecimal digits; lines that begin with `#` say what follows.
pub fn stored(corpus: &str) -> Vec<Vec<u8>> {
    let lines = corpus.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let pieces: Vec<Vec<u8>> = lines
        .map(|line| {
            let digits = line.as_bytes().chunks(2).map(|two| std::str::from_utf8(two).unwrap());
            digits.map(|two| u8::from_str_radix(two, 16).unwrap()).collect()
        })
        .collect();
    assert!(pieces.len() > 20, "a corpus that is gone proves nothing");
    pieces
}

/// How property tests run: what fails once is kept among the corpus and tried first from then on.
pub fn kept(cases: u32) -> Config {
    let kept = FileFailurePersistence::Direct("tests/data/corpus/proptest.txt");
    Config { cases, failure_persistence: Some(Box::new(kept)), ..Config::default() }
}
