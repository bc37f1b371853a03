//! Bytes of any kind where a value, a record, an edit or a frame is expected: refused or read, never a panic, never more
//! memory than they can hold.

use super::desk::now;
use crate::corpus;
use proptest::prelude::*;
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use stegvis::record::{Id, Record, Stored, Tag, Value};
use stegvis::steps::KINDS;
use stegvis::store::OpenError;
use stegvis::store::journal::{Content, Entry, FileLog, Frame, Group, Log as _, Unread, edits, entries};

/// A whole frame of the journal around a body, with the checksum that belongs to it.
pub fn frame(previous: [u8; 32], body: &[u8]) -> Vec<u8> {
    let mut frame = Vec::from([0xf5, 0x53, 0x47, 0x76]);
    frame.extend_from_slice(&u32::try_from(body.len()).unwrap().to_le_bytes());
    frame.extend_from_slice(&[0; 8]);
    frame.extend_from_slice(&previous);
    frame.extend_from_slice(body);
    let sum = crc32fast::hash(&[&frame[4..12], &frame[16..]].concat()).to_le_bytes();
    frame[12..16].copy_from_slice(&sum);
    frame
}

/// Hands bytes to every decoder of the store's room and the records'.
fn decode(bytes: &[u8]) {
    as_value(bytes);
    as_record(bytes);
    as_fields(bytes);
    as_edits(bytes);
    as_body(bytes);
}

fn as_value(bytes: &[u8]) {
    let stored = Stored::from_bytes(bytes);
    let value = stored.value();
    assert!(value.is_none() || !stored.is_newer(), "{bytes:02x?}");
    if let Some(value) = value {
        // What is read is written so that it reads the same.
        assert_eq!(Stored::of(&value).value(), Some(value));
    }
    assert_eq!(stored.targets().collect::<Vec<_>>().len().min(1), usize::from(stored.targets().next().is_some()));
}

fn as_record(bytes: &[u8]) {
    if let Ok(record) = Record::read(Id::from_u128(1), bytes) {
        assert_eq!(record.bytes(), bytes);
        looked_through(&record);
    }
}

/// Bytes as the fields of a record whose checksum holds.
fn as_fields(bytes: &[u8]) {
    let mut whole = [&[1, 3, 0, 0, 0, 0][..], &7_u64.to_le_bytes(), bytes].concat();
    let sum = crc32fast::hash(&[&whole[..2], &whole[6..]].concat()).to_le_bytes();
    whole[2..6].copy_from_slice(&sum);
    as_record(&whole);
}

fn looked_through(record: &Record) {
    let fields = record.fields();
    assert!(fields.values().map(|stored| stored.bytes().len()).sum::<usize>() <= record.bytes().len());
    let again = Record::new(record.id(), record.kind(), record.revision(), &fields);
    assert_eq!(again.fields(), fields);
    let _ = (record.values().count(), record.targets().count(), record.is_removed());
}

/// Bytes as the content of a group, behind its salt.
fn as_edits(bytes: &[u8]) {
    let salted = [&[7; 16][..], bytes].concat();
    let digest = Sha256::digest(&salted).into();
    let group = Group { follow_up: Id::from_u128(1), record: Id::from_u128(2), kind: 3, digest };
    let content = Content::from_bytes(&salted);
    assert!(content.holds(&group));
    let taken = content.edits(&group).unwrap_or_default();
    let values = taken.iter().flat_map(|edit| [&edit.before, &edit.after]).flatten();
    assert!(values.map(|stored| stored.bytes().len()).sum::<usize>() <= bytes.len());
}

/// Bytes as the body of a frame whose checksum and link hold.
fn as_body(bytes: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let origin = FileLog::create(&path).unwrap().origin();
    let mut journal = std::fs::read(&path).unwrap();
    journal.extend_from_slice(&frame(origin, bytes));
    std::fs::write(&path, &journal).unwrap();
    let log = FileLog::open(&path).unwrap();
    match log.read(log.start()) {
        Ok(frames) => {
            if let Ok(entry) = frames[0].frame.entry() {
                let _ = edits(&entry, &frames[0].frame).len();
                assert!(entry.groups().len() <= bytes.len());
            }
        }
        Err(why) => assert!(matches!(why, Unread::Torn(_)), "{why}"),
    }
    match stegvis::store::check(folder.path(), &std::env::temp_dir(), KINDS) {
        Ok(_) | Err(OpenError::Newer(_)) => {}
        Err(error) => panic!("{bytes:02x?}: {error}"),
    }
    assert_eq!(std::fs::read(&path).unwrap(), journal);
}

#[test]
fn the_stored_corpus_is_read_or_refused() {
    for bytes in corpus::stored(include_str!("../../data/corpus/codec.txt")).iter().chain([&Vec::new()]) {
        decode(bytes);
    }
}

fn value() -> impl Strategy<Value = Value> {
    let id = || any::<u128>().prop_map(Id::from_u128);
    prop_oneof![
        ".{0,40}".prop_map(Value::Text),
        any::<f64>().prop_filter_map("finite", Value::number),
        (1900..2200_i32, 1..366_u32)
            .prop_filter_map("a day", |(year, day)| chrono::NaiveDate::from_yo_opt(year, day).map(Value::Date)),
        any::<u8>().prop_map(Value::Level),
        "[a-z_]{0,20}".prop_map(Value::Choice),
        any::<bool>().prop_map(Value::Flag),
        id().prop_map(Value::Link),
        proptest::collection::btree_set(id(), 0..5).prop_map(Value::Links),
        proptest::collection::btree_set("[a-z]{1,9}", 0..5).prop_map(|codes: BTreeSet<String>| Value::Choices(codes)),
    ]
}

/// Bytes of something that holds, with some of them changed.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let changes = proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4);
    (proptest::collection::vec((0..40_u16, value()), 0..5), changes, any::<prop::sample::Index>(), 0..4_u8).prop_map(
        |(fields, changes, cut, what)| {
            let fields: BTreeMap<Tag, Stored> =
                fields.into_iter().map(|(tag, value)| (tag, Stored::of(&value))).collect();
            let record = Record::new(Id::from_u128(2), 3, 7, &fields);
            let mut bytes = match what {
                0 => fields.values().next().map(|stored| stored.bytes().to_vec()).unwrap_or_default(),
                1 => record.bytes().to_vec(),
                2 => record.bytes()[14..].to_vec(),
                _ => body(&fields),
            };
            for (place, byte) in changes {
                if !bytes.is_empty() {
                    let place = place.index(bytes.len());
                    bytes[place] = byte;
                }
            }
            bytes.truncate(cut.index(2 * bytes.len() + 1));
            bytes
        },
    )
}

/// The body of a frame of a commit that writes these fields.
fn body(fields: &BTreeMap<Tag, Stored>) -> Vec<u8> {
    let made = stegvis::store::journal::Made {
        seq: 1,
        at: now(),
        officer: super::desk::eyes("uppföljare").officer().clone(),
        session: Id::nil(),
        doing: stegvis::follow_up::Doing::Edit,
    };
    let edits: Vec<_> =
        fields.iter().map(|(tag, stored)| super::desk::edit(1, *tag, None, Some(stored.clone()))).collect();
    let written: Vec<(Entry, Vec<Content>)> = entries(made, || Ok(Id::nil()), &edits).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let log = FileLog::create(&path).unwrap();
    let (entry, contents) = written.into_iter().next().unwrap();
    log.append(&[Frame::new(log.origin(), &entry, contents).unwrap()]).unwrap();
    std::fs::read(&path).unwrap().split_off(32 + 48)
}

proptest! {
    #![proptest_config(corpus::kept(256))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        decode(&bytes);
    }

    #[test]
    fn what_holds_and_has_been_changed_is_read_or_refused(bytes in mutated()) {
        decode(&bytes);
    }

    #[test]
    fn a_value_is_read_as_it_was_written(value in value()) {
        prop_assert_eq!(Stored::of(&value).value(), Some(value));
    }
}
