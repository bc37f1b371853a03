//! A follow-up that is closed: whichever way a change comes, what is locked stands fast.

use super::desk::{FOLLOW_UP, TITLE, commit, eyes, now, open, redo, stands, text, typed, undo};
use stegvis::follow_up::{Change, Doing, Edit, Refused};
use stegvis::record::{CLOSED, HEADER, Id, Kind as _, REOPENED, Step, Stored, Value};
use stegvis::steps::actions::records::{ActionPlan, PLAN_NAME};
use stegvis::store::Store;

const LOCKED: Refused = Refused::Locked(Step::Plan);

fn header(tag: u16, before: Option<Stored>, after: Option<Stored>) -> Edit {
    Edit { follow_up: FOLLOW_UP, record: FOLLOW_UP, kind: HEADER, tag, before, after }
}

fn day() -> Stored {
    Stored::of(&Value::Date(now().date_naive()))
}

fn closing() -> Change {
    Change { doing: Doing::Close, edits: vec![header(CLOSED, None, Some(day()))] }
}

fn opening(reason: Option<&str>) -> Change {
    let because = reason.map(|reason| header(REOPENED, None, Some(text(reason))));
    Change { doing: Doing::Reopen, edits: because.into_iter().chain([header(CLOSED, Some(day()), None)]).collect() }
}

fn planned(record: u128, after: &str) -> Change {
    let (kind, tag) = (ActionPlan::INFO.number, PLAN_NAME.tag());
    let record = Id::from_u128(record);
    Change::of(Doing::Edit, Edit { follow_up: FOLLOW_UP, record, kind, tag, before: None, after: Some(text(after)) })
}

/// Rows that take several parts in the journal.
fn rows(from: u128) -> Vec<Edit> {
    (from..from + 2000).flat_map(|row| typed(row, None, Some(&"lång text ".repeat(100))).edits).collect()
}

fn imported(store: &Store, edits: Vec<Edit>) -> Result<u64, Refused> {
    let mut import = store.import(&eyes("uppföljare"), Id::from_u128(9), now(), Doing::Import);
    import.part(edits)?;
    import.close()
}

/// A store whose follow-up holds requirement 1 and is closed.
fn closed(folder: &std::path::Path) -> Store {
    let store = open(folder);
    commit(&store, "uppföljare", Change::of(Doing::Edit, header(TITLE, None, Some(text("Hemtjänst"))))).unwrap();
    commit(&store, "uppföljare", typed(1, None, Some("Så här ska det vara"))).unwrap();
    commit(&store, "uppföljare", closing()).unwrap();
    store
}

#[test]
fn nothing_goes_round_the_lock_and_what_must_be_settled_stays_open() {
    let folder = tempfile::tempdir().unwrap();
    let store = closed(folder.path());
    let held = super::desk::everything(&store);
    let another = || typed(1, Some("Så här ska det vara"), Some("Annorlunda"));
    assert_eq!(commit(&store, "en annan", another()), Err(LOCKED));
    assert_eq!(imported(&store, another().edits), Err(LOCKED));
    assert_eq!(imported(&store, rows(10)), Err(LOCKED), "a large change, in parts");
    assert_eq!(undo(&store, "uppföljare", FOLLOW_UP), Err(LOCKED), "the closing itself is opened with a reason");
    assert_eq!(commit(&store, "uppföljare", opening(None)), Err(LOCKED));
    assert_eq!(commit(&store, "uppföljare", opening(Some("  "))), Err(LOCKED));
    assert_eq!(super::desk::everything(&store), held);
    commit(&store, "uppföljare", planned(70, "Åtgärdsplan från Björken")).unwrap();
    undo(&store, "uppföljare", FOLLOW_UP).unwrap();
    redo(&store, "uppföljare", FOLLOW_UP).unwrap();
    commit(&store, "uppföljare", super::desk::named(5, None, Some("Björken"))).unwrap();
}

#[test]
fn only_its_closing_closes_it_and_only_its_opening_opens_it() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    commit(&store, "uppföljare", Change::of(Doing::Edit, header(TITLE, None, Some(text("Hemtjänst"))))).unwrap();
    for doing in [Doing::Edit, Doing::Create, Doing::Declare, Doing::Reopen] {
        assert_eq!(commit(&store, "uppföljare", Change { doing, ..closing() }), Err(Refused::NotClosing), "{doing:?}");
    }
    commit(&store, "uppföljare", closing()).unwrap();
    for doing in [Doing::Edit, Doing::Import, Doing::Close, Doing::Undo(2)] {
        let open = Change { doing, ..opening(Some("Fel lydelse")) };
        assert_eq!(commit(&store, "uppföljare", open), Err(LOCKED), "{doing:?}");
    }
    commit(&store, "uppföljare", opening(Some("Fel lydelse"))).unwrap();
    assert_eq!(undo(&store, "uppföljare", FOLLOW_UP), Err(Refused::NotClosing), "it is closed anew, not by undoing");
    assert!(!store.follow_up(FOLLOW_UP).unwrap().is_closed());
}

#[test]
fn an_import_that_spans_the_register_is_refused_whole() {
    let folder = tempfile::tempdir().unwrap();
    let store = closed(folder.path());
    let mut both = super::desk::named(5, None, Some("Björken")).edits;
    both.extend(typed(2, None, Some("Nytt krav")).edits);
    assert_eq!(imported(&store, both), Err(LOCKED));
    assert!(store.register().is_empty());
}

#[test]
fn opened_with_a_reason_it_can_be_changed_and_the_lock_survives_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    closed(folder.path()).close();
    let store = open(folder.path());
    let another = || typed(1, Some("Så här ska det vara"), Some("Annorlunda"));
    assert_eq!(commit(&store, "uppföljare", another()), Err(LOCKED));
    commit(&store, "uppföljare", opening(Some("Fel lydelse"))).unwrap();
    commit(&store, "uppföljare", another()).unwrap();
    undo(&store, "uppföljare", FOLLOW_UP).unwrap();
    assert_eq!(stands(&store, 1).as_deref(), Some("Så här ska det vara"));
}

#[test]
fn a_closed_follow_up_comes_into_an_empty_store_in_parts() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let edits = closing().edits.into_iter().chain(rows(10)).collect();
    imported(&store, edits).unwrap();
    assert!(store.follow_up(FOLLOW_UP).unwrap().is_closed());
    assert_eq!(imported(&store, rows(5000)), Err(LOCKED));
    // Taking the import back would take closed rows away.
    assert_eq!(undo(&store, "uppföljare", FOLLOW_UP), Err(LOCKED));
    assert_eq!(stands(&store, 11).map(|text| text.len()), Some("lång text ".repeat(100).len()));
}
