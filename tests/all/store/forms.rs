//! Stores and exports of every released form: they open with all their data, and what a newer version wrote in them
//! is kept.
//!
//! `tests/data/form-1` holds a journal of form 1 and a shelf beside it (as a zip archive, since sled sets aside half a
//! megabyte for a few records), and the export of form 1 of the same records. They were made by [`make`] when the forms
//! were released, and stay as they are: a new form gets a folder of its own.

use super::desk::{self, FOLLOW_UP, commit, eyes, now, open, redo, said, stands, text, undo};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use stegvis::exchange::{Everything, Source, edits_all, export};
use stegvis::follow_up::{Change, Doing, Edit, FollowUp};
use stegvis::locale::Languages;
use stegvis::record::{Def, HEADER, Home, Id, Input, KindInfo, REGISTER, Record, Stored, Value};
use stegvis::steps::KINDS;
use stegvis::store::{self, Note, OpenError, Store, Why};

/// A tag and a value that this version does not know.
const LATER: u16 = 900;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/form-1")
}

fn exported(store: &Store) -> String {
    let mut out = Vec::new();
    export(&store.register(), &store.follow_ups(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// An export as it would have been when there were only the kinds of another one: later kinds of it are empty.
fn with_the_kinds_of(other: &str, mut export: String) -> String {
    for kind in KINDS.iter().filter(|kind| !other.contains(&format!("\"{}\": [", kind.plural))) {
        export = export.replace(&format!(",\n\"{}\": []", kind.plural), "");
    }
    export
}

/// The example as a store in a folder of its own, with its shelf or without.
fn example(with_shelf: bool) -> tempfile::TempDir {
    let to = tempfile::tempdir().unwrap();
    std::fs::copy(folder().join("journal"), to.path().join("journal")).unwrap();
    if with_shelf {
        let archive = std::fs::File::open(folder().join("shelf.zip")).unwrap();
        zip::ZipArchive::new(archive).unwrap().extract(to.path().join("shelf")).unwrap();
    }
    to
}

/// A value that a field takes; of a link, the record of that kind below.
fn value(def: &Def) -> Value {
    let link = |to: &str| id_of(KINDS.iter().find(|kind| kind.name == to).unwrap_or(&KINDS[0]));
    match def.input {
        Input::Line => Value::Text(format!("Rad för {} åäö", def.name)),
        Input::Text => Value::Text(format!("Text för {}\növer två rader", def.name)),
        Input::Number { .. } | Input::Measured { .. } => Value::Number(12.0),
        Input::Date => Value::Date(chrono::NaiveDate::from_ymd_opt(2025, 11, 3).unwrap()),
        Input::Period => Value::Text("2025T3".into()),
        Input::Level { .. } => Value::Level(2),
        Input::Choice(set) | Input::Open(set) => Value::Choice(set.codes[0].into()),
        Input::Choices(set) => Value::Choices(set.codes.iter().take(2).map(|code| (*code).to_owned()).collect()),
        Input::Flag => Value::Flag(true),
        Input::Link { to } => Value::Link(link(to)),
        Input::Links { to } => Value::Links(BTreeSet::from([link(to)])),
    }
}

/// The first record of a kind; a header's is the follow-up itself.
fn id_of(kind: &KindInfo) -> Id {
    if kind.number == HEADER { FOLLOW_UP } else { Id::from_u128(0x1000 + u128::from(kind.number)) }
}

/// The edits that make a record of a kind with a value in every field, but the day of closing.
fn filled(kind: &KindInfo) -> Vec<Edit> {
    let follow_up = if kind.home == Home::Register { REGISTER } else { FOLLOW_UP };
    let fields = kind.fields.iter().filter(|def| (kind.number, def.tag) != (HEADER, stegvis::record::CLOSED));
    let edit = |def: &Def| {
        let value = value(def);
        assert_eq!(def.accepts(&value), Ok(()), "{} of {}", def.name, kind.name);
        let after = Some(Stored::of(&value));
        Edit { follow_up, record: id_of(kind), kind: kind.number, tag: def.tag, before: None, after }
    };
    fields.map(edit).collect()
}

/// So many edits of one field that an import of them is written in parts.
fn in_parts(record: u128) -> Vec<Edit> {
    let texts: Vec<String> = (0..4000).map(|number| number.to_string()).collect();
    let first = desk::typed(record, None, Some(&texts[0])).edits;
    first
        .into_iter()
        .chain(texts.windows(2).flat_map(|two| desk::typed(record, Some(&two[0]), Some(&two[1])).edits))
        .collect()
}

/// Makes the example anew; only for a new form, into a folder of its own. The shelf is closed in good order.
#[test]
#[ignore = "the stored example is never made again"]
fn make() {
    let made = tempfile::tempdir().unwrap();
    let store = open(made.path());
    let change = |doing, edits| Change { doing, edits };
    for (place, home) in [Home::Register, Home::FollowUp].into_iter().enumerate() {
        let kinds: Vec<_> = KINDS.iter().filter(|kind| kind.home == home).collect();
        let (one_by_one, imported) = kinds.split_at(kinds.len() / 2);
        for kind in one_by_one {
            commit(&store, "uppföljare", change(Doing::Create, filled(kind))).unwrap();
        }
        let mut import = store.import(&eyes("controller"), Id::nil(), now(), Doing::ImportWithout(2));
        import.part(imported.iter().flat_map(|kind| filled(kind)).collect()).unwrap();
        if place == 1 {
            import.part((1..60).flat_map(|row| desk::typed(0x9000 + row, None, Some("Nytt")).edits).collect()).unwrap();
            import.part(in_parts(0x9100)).unwrap();
        }
        import.close().unwrap();
    }
    for row in 3..60 {
        let gone = desk::edit(0x9000 + row, 0, None, Some(Stored::of(&Value::Flag(true))));
        commit(&store, "controller", change(Doing::Remove, vec![gone])).unwrap();
    }
    let later = |tag, bytes: &[u8]| desk::edit(0x9001, tag, None, Some(Stored::from_bytes(bytes)));
    let edits = vec![later(LATER, &[200, 1, 2, 3]), later(LATER + 1, text("ett senare fält").bytes())];
    commit(&store, "uppföljare", change(Doing::Edit, edits)).unwrap();
    for (before, after) in [("Nytt", "Först"), ("Först", "Sedan"), ("Sedan", "Sist")] {
        commit(&store, "uppföljare", desk::typed(0x9001, Some(before), Some(after))).unwrap();
    }
    undo(&store, "uppföljare", FOLLOW_UP).unwrap();
    let mut dropped = store.import(&eyes("controller"), Id::nil(), now(), Doing::Import);
    dropped.part(in_parts(0x9200)).unwrap();
    drop(dropped);
    store.keep(Id::from_u128(5), "draft", Some("halvskrivet".as_bytes())).unwrap();
    let all = exported(&store);
    store.close();
    std::fs::create_dir(folder()).unwrap();
    std::fs::copy(made.path().join("journal"), folder().join("journal")).unwrap();
    std::fs::write(folder().join("export.json"), all).unwrap();
    let mut archive = zip::ZipWriter::new(std::fs::File::create(folder().join("shelf.zip")).unwrap());
    let shelf = made.path().join("shelf");
    for entry in std::fs::read_dir(&shelf).unwrap().map(|entry| entry.unwrap()) {
        let name = entry.file_name().into_string().unwrap();
        if entry.file_type().unwrap().is_dir() {
            archive.add_directory(name, zip::write::SimpleFileOptions::default()).unwrap();
        } else {
            archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            archive.write_all(&std::fs::read(entry.path()).unwrap()).unwrap();
        }
    }
    archive.finish().unwrap();
}

#[test]
fn a_store_of_form_1_opens_with_its_records_its_drafts_and_what_can_be_undone() {
    let wanted = std::fs::read_to_string(folder().join("export.json")).unwrap();
    for with_shelf in [true, false] {
        let folder = example(with_shelf);
        let store::Opened { store, notices } = Store::open(folder.path(), KINDS).unwrap();
        let rebuilt = matches!(&notices[..], [store::Notice::Rebuilt { why: Why::Missing, .. }]);
        assert!(if with_shelf { notices.is_empty() } else { rebuilt }, "{notices:?}");
        assert_eq!(with_the_kinds_of(&wanted, exported(&store)), wanted);
        let draft = store.kept(Id::from_u128(5), "draft");
        assert_eq!(draft.as_deref(), with_shelf.then_some("halvskrivet".as_bytes()));
        assert_eq!(stands(&store, 0x9001).as_deref(), Some("Sedan"));
        redo(&store, "uppföljare", FOLLOW_UP).unwrap();
        assert_eq!(stands(&store, 0x9001).as_deref(), Some("Sist"));
        for text in ["Sedan", "Först"] {
            undo(&store, "uppföljare", FOLLOW_UP).unwrap();
            assert_eq!(stands(&store, 0x9001).as_deref(), Some(text));
        }
        let mut changes = 0;
        let told = store.history(&eyes("uppföljare"), FOLLOW_UP, None, &|| true, |past| {
            changes += 1;
            assert!(past.forgotten.is_empty());
            std::ops::ControlFlow::Continue(())
        });
        told.unwrap();
        assert!(changes > 60, "{changes}");
        store.close();
        let checked = store::check(folder.path(), &std::env::temp_dir(), KINDS).unwrap();
        assert_eq!(checked.found.told, []);
        let newer = store::Newer { records: 0, fields: 2 };
        assert_eq!(checked.notes, [Note::Unfinished(1), Note::Newer(newer)]);
    }
}

#[test]
fn the_example_has_every_kind_that_there_was_with_a_value_in_every_field() {
    let folder = example(false);
    let store = Store::open(folder.path(), KINDS).unwrap().store;
    let own = store.follow_up(FOLLOW_UP).unwrap();
    let whole = std::fs::read_to_string(self::folder().join("export.json")).unwrap();
    let stored: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&whole).unwrap();
    let kinds: Vec<_> = KINDS.iter().filter(|kind| stored.contains_key(kind.plural)).collect();
    assert!(kinds.len() >= 40, "{}", kinds.len());
    for kind in kinds {
        let home: Arc<FollowUp> = if kind.home == Home::Register { store.register() } else { Arc::clone(&own) };
        let record = home.get(kind.number, id_of(kind)).unwrap_or_else(|| panic!("no {}", kind.name));
        let held: Vec<_> = record.values().collect();
        assert!(!held.is_empty() && held.len() == record.fields().len(), "{}: a value cannot be read", kind.name);
        for (tag, value) in held {
            assert_eq!(kind.field(tag).map(|def| def.accepts(&value)), Some(Ok(())), "{} {tag}", kind.name);
        }
    }
}

#[test]
fn an_export_of_form_1_is_read_back_and_written_the_same() {
    let wanted = std::fs::read_to_string(folder().join("export.json")).unwrap();
    assert_eq!(with_the_kinds_of(&wanted, exported(&read_back(&wanted))), wanted);
}

/// A store into which an export has been read.
fn read_back(whole: &str) -> Store {
    let store = Store::in_memory(KINDS).unwrap();
    let there = Everything { register: store.register(), follow_ups: BTreeMap::new() };
    let source = Source::bytes("allt.json", whole.as_bytes().into());
    let mut parts: BTreeMap<Id, Vec<Edit>> = BTreeMap::new();
    edits_all(&source, &there, false, &Languages::default(), &mut |home, edits| {
        parts.entry(home).or_default().extend(edits);
        Ok(())
    })
    .unwrap();
    for edits in parts.into_values() {
        let mut import = store.import(&eyes("controller"), Id::nil(), now(), Doing::Import);
        import.part(edits).unwrap();
        import.close().unwrap();
    }
    store
}

#[test]
fn what_a_newer_version_wrote_survives_an_edit_beside_it_an_export_and_an_import() {
    let folder = example(true);
    let store = open(folder.path());
    commit(&store, "uppföljare", desk::typed(0x9001, Some("Sedan"), Some("Ändrad"))).unwrap();
    store.close();
    let store = open(folder.path());
    let whole = exported(&store);
    let later = |store: &Store| {
        let own = store.follow_up(FOLLOW_UP).unwrap();
        [LATER, LATER + 1].map(|tag| own.stands(desk::REQUIREMENT, Id::from_u128(0x9001), tag))
    };
    let wanted = [Some(Stored::from_bytes(&[200, 1, 2, 3])), Some(text("ett senare fält"))];
    assert_eq!(later(&store), wanted);
    let back = read_back(&whole);
    assert_eq!((later(&back), exported(&back)), (wanted, whole));
    assert_eq!(stands(&back, 0x9001).as_deref(), Some("Ändrad"));
}

#[test]
fn a_newer_journal_entry_or_envelope_is_refused_with_a_sentence_and_left_alone() {
    let newer = |folder: &Path| {
        let before = std::fs::read(folder.join("journal")).unwrap();
        let refused =
            [Store::open(folder, KINDS).map(drop), store::check(folder, &std::env::temp_dir(), KINDS).map(drop)];
        for error in refused.map(Result::unwrap_err) {
            assert!(matches!(error, OpenError::Newer(_)), "{error}");
            assert!(said(&error.sentence()).contains("nyare version"), "{error}");
        }
        assert_eq!(std::fs::read(folder.join("journal")).unwrap(), before);
    };
    // The whole journal, of form 2.
    let folder = example(false);
    let path = folder.path().join("journal");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[8] = 2;
    let sum = crc32fast::hash(&bytes[..28]).to_le_bytes();
    bytes[28..32].copy_from_slice(&sum);
    std::fs::write(&path, &bytes).unwrap();
    newer(folder.path());
    // An entry behind those that are known.
    let folder = example(false);
    let path = folder.path().join("journal");
    let head = Store::open(folder.path(), KINDS).unwrap().store.head();
    std::fs::remove_dir_all(folder.path().join("shelf")).unwrap();
    let frame = super::codec::frame(head.hash, b"\x03\0\0\0\x09\x01\x02");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes.extend_from_slice(&frame);
    std::fs::write(&path, &bytes).unwrap();
    newer(folder.path());
    // A record on the shelf, of envelope form 2.
    let folder = example(true);
    let db = sled::open(folder.path().join("shelf")).unwrap();
    let (key, row) = db.scan_prefix(b"r").next().unwrap().unwrap();
    let mut row = row.to_vec();
    row[0] = 2;
    assert!(Record::read(Id::nil(), &row).is_err());
    db.insert(key, row).unwrap();
    db.flush().unwrap();
    drop(db);
    newer(folder.path());
}
