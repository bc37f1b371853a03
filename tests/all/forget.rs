//! Forgetting for good: that nothing is left of it, that the chain holds, and that nobody hides anything by it.

mod again;
mod backups;
mod command_line;
mod file;
mod lost;

use crate::store::desk::{
    self, BOUND, FOLLOW_UP, REQUIREMENT, TEXT, TITLE, commit, copy_into, edit, everything, eyes, forgetting, links,
    named, now, open, redo, said, stands, text, typed, undo,
};
use crate::store::forms::with_the_kinds_of;
use std::fs::{self, File};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use stegvis::follow_up::{Change, Doing, Head, Refused};
use stegvis::record::{FORGOTTEN, Forgotten, HEADER, Id, REMOVED, Stored, Tag, Value};
use stegvis::rights::Officer;
use stegvis::steps::KINDS;
use stegvis::store::journal::{Content, Entry, FileLog, Frame, Log as _};
use stegvis::store::{
    self, Amiss, Checked, Forgot, Mark, Moment, NotBackedUp, NotForgotten, Note, Notice, Opened, Past, Store,
};

/// What is to be forgotten.
const SECRET: &str = "Brukaren i nummer sju, 901010-9800, bor på Storgatan";
/// What it was corrected to.
const SECOND: &str = "Brukaren i nummer sju på Storgatan";

fn mark(record: u128, fields: Option<&[Tag]>) -> Mark {
    let fields = fields.map(|fields| fields.iter().copied().collect());
    let (by, why) = ("gallrare".to_owned(), "stod med namn".to_owned());
    Mark { record: Id::from_u128(record), forgotten: Forgotten { at: now(), by, fields, why } }
}

fn forget(folder: &Path, marks: &[Mark]) -> Result<Forgot, NotForgotten> {
    let by = Officer::of_account("gallrare");
    store::forget(folder, marks, forgetting(&by), KINDS)
}

fn check(folder: &Path) -> Checked {
    store::check(folder, &std::env::temp_dir(), KINDS).unwrap()
}

/// The files below a folder that hold a text.
fn holding(folder: &Path, text: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(holding(&path, text));
        } else if fs::read(&path).unwrap().windows(text.len()).any(|window| window == text.as_bytes()) {
            found.push(path);
        }
    }
    found
}

/// A store in which requirement 1 has a text that is to be forgotten, typed, changed, undone and done again.
fn filled(folder: &Path) -> Store {
    let store = open(folder);
    let change = |doing, edits| Change { doing, edits };
    let made = vec![
        edit(1, TITLE, None, Some(text("K01"))),
        edit(1, TEXT, None, Some(text(SECRET))),
        edit(2, TEXT, None, Some(text("Svar inom ett dygn"))),
    ];
    commit(&store, "uppföljare", change(Doing::Create, made)).unwrap();
    commit(&store, "uppföljare", typed(1, Some(SECRET), Some(SECOND))).unwrap();
    undo(&store, "uppföljare", FOLLOW_UP).unwrap();
    redo(&store, "uppföljare", FOLLOW_UP).unwrap();
    commit(&store, "controller", change(Doing::Edit, vec![edit(3, BOUND, None, Some(links(&[1])))])).unwrap();
    commit(&store, "controller", named(5, None, Some("Omsorg AB"))).unwrap();
    commit(&store, "uppföljare", typed(2, Some("Svar inom ett dygn"), Some("Svar samma dag"))).unwrap();
    store
}

fn history(store: &Store) -> Vec<Past> {
    let mut all = Vec::new();
    let told = store.history(&eyes("controller"), FOLLOW_UP, None, &|| true, |past| {
        all.push(past);
        ControlFlow::Continue(())
    });
    told.unwrap();
    all
}

/// The heads that the chain has had.
fn heads(folder: &Path) -> Vec<[u8; 32]> {
    let log = FileLog::open(&folder.join("journal")).unwrap();
    let (mut heads, mut next) = (Vec::new(), log.start());
    while let Some(last) = log.read(next).unwrap().last() {
        heads.extend(log.read(next).unwrap().iter().map(|framed| framed.frame.hash()));
        next = last.next;
    }
    heads
}

#[test]
fn no_file_of_the_store_holds_what_was_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let store = filled(folder);
    let mut backup = File::create_new(folder.with_extension("backup")).unwrap();
    store.snapshot().write(now(), &mut backup).unwrap();
    // An import that was never closed, with the same text about a record that never came to be.
    let mut import = store.import(&eyes("uppföljare"), Id::nil(), now(), Doing::Import);
    let rows = (100..400).flat_map(|row| typed(row, None, Some(&format!("{SECRET} {}", "x".repeat(9000)))).edits);
    import.part(rows.collect()).unwrap();
    import.part(typed(2000, None, Some("sist")).edits).unwrap();
    std::mem::forget(import);
    store.keep(Id::nil(), "draft", Some(format!("..{SECRET}..").as_bytes())).unwrap();
    store.keep(Id::nil(), "place", Some(b"krav 2")).unwrap();
    store.close();
    // What repairs, restores and officers have left beside it.
    fs::create_dir(folder.join("shelf.aside-1")).unwrap();
    copy_into(&folder.join("shelf"), &folder.join("shelf.aside-1"));
    fs::copy(folder.join("journal"), folder.join("journal.aside-1")).unwrap();
    fs::write(folder.join("journal.tail-1"), format!("...{SECOND}...")).unwrap();
    fs::write(folder.join("journal.tail-2"), "annat").unwrap();
    fs::write(folder.join("anteckning.txt"), format!("...{SECRET}...")).unwrap();
    let old = folder.join("before-restore-1");
    filled(&old).close();
    assert!(holding(folder, SECRET).len() >= 6, "{:?}", holding(folder, SECRET));

    let forgot = forget(folder, &[mark(1, None)]).unwrap();
    let note = folder.join("anteckning.txt");
    assert_eq!(forgot.left, std::slice::from_ref(&note));
    let names: Vec<_> = forgot.erased.iter().map(|path| path.file_name().unwrap().to_str().unwrap()).collect();
    assert_eq!(names, ["journal.aside-1", "journal.tail-1", "shelf.aside-1"]);
    fs::remove_file(note).unwrap();
    for text in [SECRET, SECOND, "Andersson"] {
        assert_eq!(holding(folder, text), Vec::<PathBuf>::new(), "{text}");
    }
    assert!(folder.join("journal.tail-2").exists());
    for folder in [folder, &old] {
        assert_eq!(check(folder).found.told, [], "{folder:?}");
        let Opened { store, notices } = Store::open(folder, KINDS).unwrap();
        assert!(notices.iter().all(|notice| *notice == Notice::Unfinished), "{notices:?}");
        assert_eq!((stands(&store, 1), stands(&store, 2).as_deref()), (None, Some("Svar samma dag")));
        store.close();
    }
    let store = Store::open(folder, KINDS).unwrap().store;
    assert_eq!(store.kept(Id::nil(), "draft"), None);
    assert_eq!(store.kept(Id::nil(), "place").as_deref(), Some(&b"krav 2"[..]));
    store.close();
    fs::remove_file(folder.with_extension("backup")).unwrap();
}

#[test]
fn the_chain_and_who_did_what_stay_and_links_find_what_they_point_to() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(folder.path());
    let (before, head) = (history(&store), store.head());
    store.close();
    let chain = heads(folder.path());
    let forgot = forget(folder.path(), &[mark(1, None)]).unwrap();
    assert_eq!((forgot.seq, forgot.changes), (head.seq + 1, 4));
    let now_heads = heads(folder.path());
    assert_eq!(now_heads[..chain.len()], chain[..], "every head that was written down verifies");
    assert_eq!(now_heads.len(), chain.len() + 1);

    let store = open(folder.path());
    assert_eq!(store.head().seq, head.seq + 1);
    let after = history(&store);
    for (before, after) in before.iter().zip(&after) {
        assert_eq!((&before.made, &before.records), (&after.made, &after.records));
    }
    assert!(after[..4].iter().all(|past| past.forgotten.contains(&(REQUIREMENT, Id::from_u128(1)))));
    let edits: Vec<_> = after.iter().flat_map(|past| &past.edits).collect();
    assert!(edits.iter().all(|edit| edit.record != Id::from_u128(1) || edit.tag == FORGOTTEN));
    let last = &after.last().unwrap().made;
    assert_eq!((last.doing, last.officer.name.as_str(), last.at), (Doing::Forget, "gallrare", now()));
    let own = store.follow_up(FOLLOW_UP).unwrap();
    let record = own.get(REQUIREMENT, Id::from_u128(1)).unwrap();
    assert_eq!((record.forgotten(), record.fields().len()), (vec![mark(1, None).forgotten], 1));
    assert_eq!(own.pointing_at(Id::from_u128(1)).count(), 1);
    // As it was: the record is there and says what it says now.
    for seq in 1..=head.seq {
        let then = store.as_it_was(&eyes("controller"), FOLLOW_UP, Moment::After(seq), &|| true).unwrap();
        let then = then.whole.own.get(REQUIREMENT, Id::from_u128(1)).unwrap().forgotten();
        assert_eq!(then, [mark(1, None).forgotten], "{seq}");
    }
    // Nothing brings it back, and other work goes on.
    assert_eq!(undo(&store, "uppföljare", FOLLOW_UP).unwrap().edits[0].record, Id::from_u128(2));
    assert_eq!(undo(&store, "uppföljare", FOLLOW_UP), Err(Refused::Forgotten(2)));
    assert!(undo(&store, "gallrare", FOLLOW_UP).is_err());
    redo(&store, "uppföljare", FOLLOW_UP).unwrap();
    commit(&store, "uppföljare", typed(1, None, Some("Svar utan namn"))).unwrap();
    undo(&store, "uppföljare", FOLLOW_UP).unwrap();
    let stood = everything(&store);
    store.close();
    assert_eq!(check(folder.path()).found.told, []);
    fs::remove_dir_all(folder.path().join("shelf")).unwrap();
    let store = Store::open(folder.path(), KINDS).unwrap().store;
    assert_eq!(everything(&store), stood, "the shelf is rebuilt the same");
    store.close();
}

#[test]
fn one_field_is_forgotten_and_the_others_keep_their_history() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path()).close();
    forget(folder.path(), &[mark(1, Some(&[TEXT]))]).unwrap();
    assert_eq!(holding(folder.path(), "Andersson"), Vec::<PathBuf>::new());
    assert_eq!(check(folder.path()).found.told, []);
    let store = open(folder.path());
    let stands = |tag| store.follow_up(FOLLOW_UP).unwrap().stands(REQUIREMENT, Id::from_u128(1), tag);
    assert_eq!((stands(TEXT), stands(TITLE)), (None, Some(text("K01"))));
    let first = &history(&store)[0];
    let told: Vec<_> = first.edits.iter().map(|edit| (edit.record.as_u128(), edit.tag)).collect();
    assert_eq!(told, [(1, TITLE), (2, TEXT)]);
    let then = store.as_it_was(&eyes("controller"), FOLLOW_UP, Moment::After(1), &|| true).unwrap().whole.own;
    assert_eq!(then.stands(REQUIREMENT, Id::from_u128(1), TITLE), Some(text("K01")));
    assert_eq!(undo(&store, "uppföljare", FOLLOW_UP).unwrap().edits.len(), 1);
    assert_eq!(undo(&store, "uppföljare", FOLLOW_UP), Err(Refused::Forgotten(2)));
    redo(&store, "uppföljare", FOLLOW_UP).unwrap();
    store.close();
    // And another one, and then the rest.
    forget(folder.path(), &[mark(1, Some(&[TITLE]))]).unwrap();
    assert_eq!(check(folder.path()).found.told, []);
    let store = open(folder.path());
    assert_eq!(store.follow_up(FOLLOW_UP).unwrap().get(REQUIREMENT, Id::from_u128(1)).unwrap().forgotten().len(), 2);
    store.close();
    forget(folder.path(), &[mark(1, None)]).unwrap();
    assert_eq!((check(folder.path()).found.told, holding(folder.path(), "K01")), (vec![], vec![]));
}

#[test]
fn what_was_deleted_or_taken_back_is_forgotten_and_stays_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    commit(&store, "uppföljare", typed(1, None, Some(SECRET))).unwrap();
    let gone = Some(Stored::of(&Value::Flag(true)));
    commit(&store, "uppföljare", Change::of(Doing::Remove, edit(1, REMOVED, None, gone))).unwrap();
    commit(&store, "controller", typed(2, None, Some(SECOND))).unwrap();
    undo(&store, "controller", FOLLOW_UP).unwrap();
    store.close();
    forget(folder.path(), &[mark(1, None)]).unwrap();
    forget(folder.path(), &[mark(2, None)]).unwrap();
    assert_eq!(holding(folder.path(), "Andersson"), Vec::<PathBuf>::new());
    assert_eq!(check(folder.path()).found.told, []);
    let store = open(folder.path());
    assert_eq!(store.follow_up(FOLLOW_UP).unwrap().records(REQUIREMENT).count(), 0);
    // Of the deletion nothing was forgotten.
    assert!(undo(&store, "uppföljare", FOLLOW_UP).is_ok());
    store.close();
    let unknown = forget(folder.path(), &[mark(77, None)]).unwrap_err();
    assert!(matches!(unknown, NotForgotten::Unknown(_)) && said(&unknown.sentence()).contains("Ingen ändring"));
    let store = open(folder.path());
    let mut title = edit(FOLLOW_UP.as_u128(), TITLE, None, Some(text("Hemtjänst")));
    title.kind = HEADER;
    commit(&store, "uppföljare", Change::of(Doing::Create, title)).unwrap();
    store.close();
    for fields in [None, Some(&[TITLE][..])] {
        let refused = forget(folder.path(), &[mark(FOLLOW_UP.as_u128(), fields)]).unwrap_err();
        assert!(matches!(refused, NotForgotten::Header(_)), "{refused}");
    }
}

/// Rewrites the frames of a journal in place of the old ones.
fn altered(folder: &Path, mut alter: impl FnMut(&Frame, &Entry) -> Option<Frame>) {
    let path = folder.join("journal");
    let log = FileLog::open(&path).unwrap();
    let (mut frames, mut next) = (Vec::new(), log.start());
    loop {
        let read = log.read(next).unwrap();
        let Some(last) = read.last() else { break };
        next = last.next;
        for framed in read {
            let entry = framed.frame.entry().unwrap();
            frames.extend(Some(alter(&framed.frame, &entry).unwrap_or(framed.frame)));
        }
    }
    let header = fs::read(&path).unwrap()[..32].to_vec();
    fs::write(&path, header).unwrap();
    FileLog::open(&path).unwrap().append(&frames).unwrap();
    fs::remove_dir_all(folder.join("shelf")).unwrap();
}

#[test]
fn nothing_is_hidden_by_taking_content_away_or_by_putting_it_back() {
    let about = |entry: &Entry| entry.groups().iter().any(|group| group.record == Id::from_u128(1));
    let shelf = |amiss: &Amiss| matches!(amiss, Amiss::Shelf(_));
    let found =
        |folder: &Path| -> Vec<Amiss> { check(folder).found.told.into_iter().filter(|amiss| !shelf(amiss)).collect() };
    // Content taken out without an entry.
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path()).close();
    let blank = |frame: &Frame, entry: &Entry| {
        about(entry).then(|| frame.with(vec![Content::default(); frame.contents().len()]))
    };
    altered(folder.path(), blank);
    assert_eq!(found(folder.path()), [1, 2, 3, 4].map(Amiss::Unvouched));
    let store = Store::open(folder.path(), KINDS).unwrap().store;
    assert!(matches!(store.snapshot().write(now(), &mut Vec::new()), Err(NotBackedUp::Journal(_))));
    store.close();

    // Another value in place of what was left, the old content put back, the entry cut off.
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path()).close();
    let mut whole: Vec<Frame> = Vec::new();
    altered(folder.path(), |frame, _| {
        whole.push(frame.clone());
        None
    });
    Store::open(folder.path(), KINDS).unwrap().store.close();
    forget(folder.path(), &[mark(1, Some(&[TEXT]))]).unwrap();
    let broken = |alter: &mut dyn FnMut(&Frame, &Entry) -> Option<Frame>| {
        let copy = desk::copy(folder.path());
        altered(copy.path(), alter);
        found(copy.path())
    };
    assert_eq!(broken(&mut |_, _| None), []);
    let mut place = 0;
    let put_back = broken(&mut |_, _| {
        place += 1;
        whole.get(place - 1).cloned()
    });
    assert_eq!(put_back, [1, 2, 3, 4].map(Amiss::Unforgotten));
    let other = broken(&mut |frame, entry| {
        let first = frame.contents().first().filter(|content| content.is_blanked() && !content.bytes().is_empty())?;
        let mut bytes = first.bytes().to_vec();
        let at = bytes.windows(3).position(|window| window == b"K01")?;
        bytes[at..at + 3].copy_from_slice(b"K99");
        assert!(about(entry));
        let rest = frame.contents()[1..].iter().cloned();
        Some(frame.with(std::iter::once(Content::from_bytes(&bytes)).chain(rest).collect()))
    });
    assert_eq!(other, [Amiss::Unvouched(1)]);
    let copy = desk::copy(folder.path());
    let log = FileLog::open(&copy.path().join("journal")).unwrap();
    let mut last = log.start();
    while let Some(framed) = log.read(last).unwrap().first().filter(|framed| framed.next < log.end()) {
        last = framed.next;
    }
    log.cut(last).unwrap();
    fs::remove_dir_all(copy.path().join("shelf")).unwrap();
    assert_eq!(found(copy.path()), [1, 2, 3, 4].map(Amiss::Unsaid), "the file beside it vouches");
    fs::remove_file(copy.path().join("forgotten")).unwrap();
    assert_eq!(found(copy.path()), [1, 2, 3, 4].map(Amiss::Unvouched));
}

#[test]
fn a_repair_keeps_what_was_forgotten_forgotten_and_in_order() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path()).close();
    forget(folder.path(), &[mark(1, None)]).unwrap();
    let store = open(folder.path());
    commit(&store, "uppföljare", typed(2, Some("Svar samma dag"), Some("Svar nu"))).unwrap();
    store.close();
    // The entry that says so stands behind the hole.
    let path = folder.path().join("journal");
    let log = FileLog::open(&path).unwrap();
    let mut at = log.start();
    for _ in 0..5 {
        at = log.read(at).unwrap()[0].next;
    }
    let mut bytes = fs::read(&path).unwrap();
    bytes[usize::try_from(at).unwrap() + 60] ^= 1;
    fs::write(&path, bytes).unwrap();
    let by = Officer::of_account("förvaltare");
    let repaired = store::repair(folder.path(), &std::env::temp_dir(), KINDS, &by, now()).unwrap();
    assert_eq!(repaired.left.found.told, []);
    assert_eq!(holding(folder.path(), "Andersson"), Vec::<PathBuf>::new());
    let store = open(folder.path());
    assert_eq!(stands(&store, 2).as_deref(), Some("Svar nu"));
    assert!(store.follow_up(FOLLOW_UP).unwrap().get(REQUIREMENT, Id::from_u128(1)).unwrap().is_forgotten());
    store.close();
}

#[test]
fn backups_that_hold_it_are_named_and_a_restore_forgets_it_again() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("store");
    let write = |store: &Store, name: &str| -> (PathBuf, Head) {
        let path = scratch.path().join(name);
        let head = store.snapshot().write(now(), &mut File::create(&path).unwrap()).unwrap().holds.head;
        (fs::canonicalize(path).unwrap(), head)
    };
    let store = open(&folder);
    commit(&store, "uppföljare", typed(2, None, Some("Svar inom ett dygn"))).unwrap();
    write(&store, "innan");
    commit(&store, "uppföljare", typed(1, None, Some(SECRET))).unwrap();
    commit(&store, "uppföljare", typed(1, Some(SECRET), Some(SECOND))).unwrap();
    store.keep(Id::nil(), "draft", Some(SECRET.as_bytes())).unwrap();
    let (old, head) = write(&store, "med");
    store::note_backup(&folder, &old, head, &[]).unwrap();
    let (moved, head) = write(&store, "flyttad");
    store::note_backup(&folder, &moved, head, &[]).unwrap();
    fs::remove_file(&moved).unwrap();
    // Another store's backup lies in the same folder, and so does one of which nobody was told.
    let other = filled(&scratch.path().join("other"));
    write(&other, "annans");
    other.close();
    let (unnoted, _) = write(&store, "onoterad");
    store.close();

    let forgot = forget(&folder, &[mark(1, None)]).unwrap();
    assert_eq!((forgot.backups, forgot.unseen, forgot.unread), (vec![old.clone(), unnoted], vec![moved], vec![]));
    let marks = fs::read_to_string(folder.join("forgotten")).unwrap();
    assert_eq!(Mark::read(&marks), [mark(1, None)]);
    assert!(!marks.contains("Andersson"));

    // Over the store, which knows what it has forgotten; and into an empty folder, with the file.
    let elsewhere = scratch.path().join("annat");
    let given = Mark::of_file(&folder.join("forgotten")).unwrap();
    let over = desk::restore(&folder, &mut File::open(&old).unwrap(), true, &[]).unwrap();
    let beside = desk::restore(&elsewhere, &mut File::open(&old).unwrap(), false, &given).unwrap();
    assert_eq!((over.forgotten, beside.forgotten), (1, 1));
    for folder in [&folder, &elsewhere] {
        assert_eq!(holding(folder, "Andersson"), Vec::<PathBuf>::new());
        assert_eq!(check(folder).found.told, []);
        let store = open(folder);
        assert_eq!((stands(&store, 1), store.kept(Id::nil(), "draft")), (None, None));
        let record = store.follow_up(FOLLOW_UP).unwrap().get(REQUIREMENT, Id::from_u128(1)).unwrap().clone();
        assert_eq!(record.forgotten(), [mark(1, None).forgotten]);
        let last = history(&store).pop().unwrap().made;
        assert_eq!((last.officer.name.as_str(), last.doing, last.seq), ("förvaltare", Doing::Forget, 4));
        assert_eq!(write(&store, "efter").1, store.head(), "its backups hold");
        store.close();
        assert_eq!(Mark::of_file(&folder.join("forgotten")).unwrap(), [mark(1, None)]);
    }
    // A backup from after it forgets nothing twice.
    let again = desk::restore(&folder, &mut File::open(scratch.path().join("efter")).unwrap(), true, &[]).unwrap();
    assert_eq!(again.forgotten, 0);
}

#[test]
fn a_kill_on_the_way_leaves_the_old_store_or_one_that_has_forgotten() {
    let made = tempfile::tempdir().unwrap();
    filled(made.path()).close();
    let done = desk::copy(made.path());
    forget(done.path(), &[mark(1, None)]).unwrap();
    let parts = ["journal", "shelf", "forgotten"];
    for steps in 0..=6 {
        let folder = desk::copy(made.path());
        let folder = folder.path();
        let staged = folder.join(if steps == 0 { "restore.new" } else { "restore.ready" });
        fs::create_dir(&staged).unwrap();
        copy_into(done.path(), &staged);
        fs::remove_file(staged.join("lock")).unwrap();
        fs::create_dir(staged.join("old")).unwrap();
        fs::write(staged.join("erases"), "").unwrap();
        let moves = parts.iter().flat_map(|part| {
            [(folder.join(part), staged.join("old").join(part)), (staged.join(part), folder.join(part))]
        });
        for (from, to) in moves.filter(|(from, _)| from.exists()).take(usize::saturating_sub(steps, 1)) {
            fs::rename(from, to).unwrap();
        }
        assert_eq!(check(folder).notes.contains(&Note::Staged), steps == 0, "{steps}");
        let Opened { store, notices } = Store::open(folder, KINDS).unwrap();
        assert!(!staged.exists(), "what was begun holds what stood in the records");
        let forgotten = stands(&store, 1).is_none();
        store.close();
        assert_eq!(forgotten, steps > 0, "{steps}");
        if forgotten {
            assert_eq!(notices, [Notice::Forgot], "{steps}");
            assert!(said(&notices[0].sentence()).contains("glömt för gott"));
            assert_eq!(holding(folder, "Andersson"), Vec::<PathBuf>::new(), "{steps}");
            assert!(folder.join("forgotten").exists());
        } else {
            assert_eq!(notices, []);
            forget(folder, &[mark(1, None)]).unwrap();
            assert_eq!(holding(folder, "Andersson"), Vec::<PathBuf>::new());
        }
        assert_eq!(check(folder).found.told, []);
    }
}

/// `tests/data/form-1-forgotten` is the journal of form 1 (`tests/data/form-1`) after a field of one record and all of
/// another were forgotten, with the export of it; it stays as it is.
#[test]
fn a_stored_journal_with_forgotten_content_opens_and_says_what_was_forgotten() {
    let data = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name);
    let folder = tempfile::tempdir().unwrap();
    fs::copy(data("form-1-forgotten/journal"), folder.path().join("journal")).unwrap();
    let store = Store::open(folder.path(), KINDS).unwrap().store;
    let mut out = Vec::new();
    stegvis::exchange::export(&store.register(), &store.follow_ups(), &mut out).unwrap();
    let wanted = fs::read_to_string(data("form-1-forgotten/export.json")).unwrap();
    assert_eq!(with_the_kinds_of(&wanted, String::from_utf8(out).unwrap()), wanted);
    let own = store.follow_up(FOLLOW_UP).unwrap();
    let said = own.get(REQUIREMENT, Id::from_u128(0x1007)).unwrap().forgotten();
    assert_eq!((said.len(), said[0].why.as_str(), said[0].fields.clone()), (1, "stod med namn", Some([TEXT].into())));
    let provider = store.register().get(desk::PROVIDER, Id::from_u128(0x1002)).unwrap().forgotten();
    assert_eq!((provider[0].why.as_str(), &provider[0].fields), ("gallras", &None));
    assert_eq!(history(&store).iter().filter(|past| past.made.doing == Doing::Forget).count(), 2);
    store.close();
    assert_eq!(check(folder.path()).found.told, []);
    // It goes on the chain of the journal before.
    fs::copy(data("form-1/journal"), folder.path().join("journal")).unwrap();
    let before = heads(folder.path());
    fs::copy(data("form-1-forgotten/journal"), folder.path().join("journal")).unwrap();
    assert_eq!(heads(folder.path())[..before.len()], before[..]);
}
