//! Any sequence of commits, undos, redos, imports and reopenings equals a plain model.

use super::desk::{FOLLOW_UP, commit, eyes, now, open, redo, stands, text, typed, undo};
use crate::corpus;
use proptest::prelude::*;
use std::collections::BTreeMap;
use stegvis::follow_up::Doing;
use stegvis::follow_up::Refused;
use stegvis::record::Id;
use stegvis::steps::KINDS;
use stegvis::store::Store;

const OFFICERS: [&str; 2] = ["uppföljare", "controller"];

/// Something that is done to a store.
#[derive(Clone, Debug)]
enum Act {
    /// An officer writes into some records, having last seen them as they are or as they were at first.
    Write {
        officer: usize,
        records: Vec<u8>,
        text: Option<u8>,
        stale: bool,
    },
    Import {
        officer: usize,
        records: Vec<u8>,
        text: u8,
    },
    Undo(usize),
    Redo(usize),
    Reopen,
    Rebuild,
}

fn act() -> impl Strategy<Value = Act> {
    let officer = 0..OFFICERS.len();
    let records = || proptest::collection::vec(0..6_u8, 1..4);
    prop_oneof![
        6 => (officer.clone(), records(), proptest::option::weighted(0.8, 0..50_u8), proptest::bool::weighted(0.1))
            .prop_map(|(officer, records, text, stale)| Act::Write { officer, records, text, stale }),
        1 => (officer.clone(), records(), 0..50_u8).prop_map(|(officer, records, text)| Act::Import { officer, records, text }),
        5 => officer.clone().prop_map(Act::Undo),
        3 => officer.prop_map(Act::Redo),
        1 => Just(Act::Reopen),
        1 => Just(Act::Rebuild),
    ]
}

type Fields = BTreeMap<u8, String>;
/// Record, before, after.
type Step = Vec<(u8, Option<String>, Option<String>)>;

/// The rule, in the plainest words.
#[derive(Default, Debug)]
struct Model {
    fields: Fields,
    /// Per officer: what was done, and what has been undone, newest last.
    done: [Vec<Step>; 2],
    undone: [Vec<Step>; 2],
}

impl Model {
    fn take(&mut self, step: &Step) -> bool {
        let mut next = self.fields.clone();
        for (record, before, after) in step {
            if next.get(record) != before.as_ref() {
                return false;
            }
            match after {
                Some(after) => next.insert(*record, after.clone()),
                None => next.remove(record),
            };
        }
        self.fields = next;
        true
    }
}

fn inverse(step: &Step) -> Step {
    step.iter().rev().map(|(record, before, after)| (*record, after.clone(), before.clone())).collect()
}

/// What an officer means to write, and what they believe stands there.
fn step(model: &Model, records: &[u8], text: Option<u8>, stale: bool) -> Step {
    let mut seen = model.fields.clone();
    let mut step = Vec::new();
    for record in records {
        let before = if stale { Some("förlegat".to_owned()) } else { seen.get(record).cloned() };
        let after = text.map(|text| format!("{text}"));
        match &after {
            Some(after) => seen.insert(*record, after.clone()),
            None => seen.remove(record),
        };
        step.push((*record, before, after));
    }
    step
}

fn edits(step: &Step) -> Vec<stegvis::follow_up::Edit> {
    step.iter()
        .flat_map(|(record, before, after)| typed(u128::from(*record), before.as_deref(), after.as_deref()).edits)
        .collect()
}

fn check(store: &Store, model: &Model) {
    for record in 0..6 {
        assert_eq!(stands(store, u128::from(record)).as_ref(), model.fields.get(&record), "record {record}");
    }
}

/// A large import: the records that matter, and filling that makes it several parts.
fn import(store: &Store, officer: &str, step: &Step, filling: u128) -> Result<u64, Refused> {
    let mut import = store.import(&eyes(officer), Id::nil(), now(), Doing::Import);
    let long = text(&"fyllning ".repeat(1500));
    let mut fill = |from: u128| {
        import.part(
            (from..from + 120).map(|row| super::desk::edit(row, super::desk::TEXT, None, Some(long.clone()))).collect(),
        )
    };
    fill(filling)?;
    fill(filling + 200)?;
    import.part(edits(step))?;
    import.close()
}

/// How many sequences; `.ci/run --long` asks for more.
fn cases() -> u32 {
    std::env::var("STEGVIS_MODEL_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(16)
}

proptest! {
    #![proptest_config(corpus::kept(cases()))]

    #[test]
    fn any_sequence_equals_the_model(acts in proptest::collection::vec(act(), 1..40)) {
        let folder = tempfile::tempdir().unwrap();
        let mut store = open(folder.path());
        let mut model = Model::default();
        let mut filling = 1_000_000;
        for act in acts {
            match act {
                Act::Write { officer, records, text, stale } => {
                    let step = step(&model, &records, text, stale);
                    let change = stegvis::follow_up::Change { doing: stegvis::follow_up::Doing::Edit, edits: edits(&step) };
                    let taken = commit(&store, OFFICERS[officer], change).is_ok();
                    prop_assert_eq!(taken, model.take(&step));
                    if taken {
                        model.done[officer].push(step);
                        model.undone[officer].clear();
                    }
                }
                Act::Import { officer, records, text } => {
                    let step = step(&model, &records, Some(text), false);
                    filling += 1000;
                    prop_assert!(import(&store, OFFICERS[officer], &step, filling).is_ok());
                    prop_assert!(model.take(&step));
                    model.done[officer].push(step);
                    model.undone[officer].clear();
                }
                Act::Undo(officer) => {
                    let undone = undo(&store, OFFICERS[officer], FOLLOW_UP);
                    match model.done[officer].last().cloned() {
                        None => prop_assert_eq!(undone, Err(Refused::NothingToUndo)),
                        Some(step) => {
                            let taken = model.take(&inverse(&step));
                            prop_assert_eq!(undone.is_ok(), taken);
                            if taken {
                                model.done[officer].pop();
                                model.undone[officer].push(step);
                            }
                        }
                    }
                }
                Act::Redo(officer) => {
                    let redone = redo(&store, OFFICERS[officer], FOLLOW_UP);
                    match model.undone[officer].last().cloned() {
                        None => prop_assert_eq!(redone, Err(Refused::NothingToUndo)),
                        Some(step) => {
                            let taken = model.take(&step);
                            prop_assert_eq!(redone.is_ok(), taken);
                            if taken {
                                model.undone[officer].pop();
                                model.done[officer].push(step);
                            }
                        }
                    }
                }
                Act::Reopen => {
                    store.close();
                    prop_assert!(stegvis::store::check(folder.path(), &std::env::temp_dir(), KINDS).unwrap().is_clean());
                    store = open(folder.path());
                }
                Act::Rebuild => {
                    store.close();
                    std::fs::remove_dir_all(folder.path().join("shelf")).unwrap();
                    store = Store::open(folder.path(), KINDS).unwrap().store;
                }
            }
            check(&store, &model);
        }
    }
}
