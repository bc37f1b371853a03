//! What was changed, read from the journal, and how things stood.

use super::desk::{FOLLOW_UP, REQUIREMENT, TEXT, commit, everything, eyes, named, now, open, typed, undo};
use chrono::{DateTime, TimeDelta, Utc};
use std::cell::Cell;
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::os::unix::fs::FileExt as _;
use std::sync::Arc;
use stegvis::follow_up::{Change, Doing, Edit};
use stegvis::record::{Fault, Id, Value};
use stegvis::store::journal::{Content, Frame, Log as _, MemoryLog};
use stegvis::store::{Moment, Past, Store};

fn history(store: &Store, record: Option<u128>) -> Vec<Past> {
    let mut told = Vec::new();
    let record = record.map(|record| BTreeSet::from([Id::from_u128(record)]));
    let read = store.history(&eyes("controller"), FOLLOW_UP, record.as_ref(), &|| true, |past| {
        told.push(past);
        ControlFlow::Continue(())
    });
    assert_eq!(read, Ok(()));
    told
}

/// Number, account, record, before, after.
type Told = (u64, String, u128, Option<String>, Option<String>);

fn lines(history: &[Past]) -> Vec<Told> {
    let text = |stored: &Option<stegvis::record::Stored>| match stored.as_ref()?.value()? {
        Value::Text(text) => Some(text),
        other => panic!("{other:?} is no text"),
    };
    let line = |past: &Past, edit: &Edit| {
        let made = &past.made;
        (made.seq, made.officer.name.clone(), edit.record.as_u128(), text(&edit.before), text(&edit.after))
    };
    history.iter().flat_map(|past| past.edits.iter().map(move |edit| line(past, edit))).collect()
}

fn at(store: &Store, hours: i64, change: Change) {
    store.commit_and_wait(&eyes("uppföljare"), Id::from_u128(9), now() + TimeDelta::hours(hours), change).unwrap();
}

/// Rows of about a kilobyte, so that a few thousand make several parts.
fn rows(count: u128) -> Vec<Edit> {
    (0..count).flat_map(|row| typed(row, None, Some(&format!("{row} {}", "lång text ".repeat(100)))).edits).collect()
}

#[test]
fn every_change_is_told_with_who_when_what_before_and_after() {
    let store = Store::in_memory(stegvis::steps::KINDS).unwrap();
    commit(&store, "uppföljare", typed(1, None, Some("a"))).unwrap();
    commit(&store, "controller", typed(2, None, Some("x"))).unwrap();
    commit(&store, "controller", typed(1, Some("a"), Some("b"))).unwrap();
    undo(&store, "controller", FOLLOW_UP).unwrap();
    commit(&store, "uppföljare", named(3, None, Some("Omsorg AB"))).unwrap();
    let mut elsewhere = typed(1, None, Some("annan uppföljning"));
    elsewhere.edits[0].follow_up = Id::from_u128(0x999);
    commit(&store, "uppföljare", elsewhere).unwrap();
    let all = history(&store, None);
    let of = |name: &str| name.to_owned();
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        lines(&all),
        [
            (1, of("uppföljare"), 1, None, some("a")),
            (2, of("controller"), 2, None, some("x")),
            (3, of("controller"), 1, some("a"), some("b")),
            (4, of("controller"), 1, some("b"), some("a")),
            (5, of("uppföljare"), 3, None, some("Omsorg AB")),
        ],
        "the register's changes too, another follow-up's not"
    );
    assert!(all.iter().all(|past| past.made.at == now() && !past.is_large && past.forgotten.is_empty()));
    assert_eq!(all[3].made.doing, Doing::Undo(3));
    assert_eq!(lines(&history(&store, Some(1))).iter().map(|line| line.0).collect::<Vec<_>>(), [1, 3, 4]);
    assert_eq!(lines(&history(&store, Some(3))).len(), 1, "a record of the register has its history");
}

#[test]
fn a_reader_that_has_enough_breaks_off() {
    let store = Store::in_memory(stegvis::steps::KINDS).unwrap();
    for row in 0..10 {
        commit(&store, "uppföljare", typed(row, None, Some("a"))).unwrap();
    }
    let mut told = 0;
    let read = store.history(&eyes("controller"), FOLLOW_UP, None, &|| true, |_| {
        told += 1;
        if told < 3 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    assert_eq!((read, told), (Ok(()), 3));
}

#[test]
fn a_reading_that_nobody_wants_any_more_ends_at_the_next_frame_even_where_it_has_nothing_to_tell() {
    let store = Store::in_memory(stegvis::steps::KINDS).unwrap();
    for row in 0..100 {
        commit(&store, "uppföljare", typed(row, None, Some("a"))).unwrap();
    }
    let asked = Cell::new(0);
    let wanted = || {
        asked.set(asked.get() + 1);
        asked.get() < 4
    };
    let another = BTreeSet::from([Id::from_u128(0x777)]);
    let read = store.history(&eyes("controller"), FOLLOW_UP, Some(&another), &wanted, |past| panic!("{past:?}"));
    assert_eq!((read, asked.take()), (Ok(()), 4));
    // As it was is read twice: up to when, and what stood there. Both end at once.
    store.as_it_was(&eyes("controller"), FOLLOW_UP, Moment::After(50), &wanted).unwrap();
    assert!(asked.get() <= 5, "{asked:?}");
}

#[test]
fn other_follow_ups_have_their_titles_of_then_and_nothing_else() {
    use stegvis::record::Kind as _;
    use stegvis::steps::plan::records::{FollowUpHeader, TITLE};
    let store = Store::in_memory(stegvis::steps::KINDS).unwrap();
    let other = Id::from_u128(0x999);
    let titled = |before: Option<&str>, after: &str| {
        let stored = |text: &str| stegvis::record::Stored::of(&Value::Text(text.into()));
        let (before, after) = (before.map(stored), Some(stored(after)));
        let kind = FollowUpHeader::INFO.number;
        Change::of(Doing::Edit, Edit { follow_up: other, record: other, kind, tag: TITLE.tag(), before, after })
    };
    commit(&store, "uppföljare", titled(None, "Hemtjänst 2024")).unwrap();
    let mut elsewhere = typed(1, None, Some("krav i den andra"));
    elsewhere.edits[0].follow_up = other;
    commit(&store, "uppföljare", elsewhere).unwrap();
    commit(&store, "uppföljare", titled(Some("Hemtjänst 2024"), "Hemtjänsten 2024")).unwrap();
    let then = store.as_it_was(&eyes("controller"), FOLLOW_UP, Moment::After(2), &|| true).unwrap();
    assert_eq!(then.others.len(), 1);
    let title = then.others[0].get(FollowUpHeader::INFO.number, other).and_then(|header| header.get(TITLE));
    assert_eq!((then.others[0].len(), title.as_deref()), (1, Some("Hemtjänst 2024")));
}

#[test]
fn a_large_change_is_one_entry_with_counts_and_counts_only_when_it_is_closed() {
    let store = Store::in_memory(stegvis::steps::KINDS).unwrap();
    let import = || store.import(&eyes("uppföljare"), Id::from_u128(9), now(), Doing::Import);
    let mut never = import();
    never.part(rows(3000)).unwrap();
    let mut taken = import();
    taken.part(rows(3000)).unwrap();
    assert_eq!(history(&store, None), []);
    taken.close().unwrap();
    drop(never);
    let all = history(&store, None);
    assert_eq!(all.len(), 1);
    assert_eq!(
        (all[0].made.doing, &all[0].records[..], all[0].is_large),
        (Doing::Import, &[(REQUIREMENT, 3000)][..], true)
    );
    assert_eq!(all[0].edits, []);
    let one = history(&store, Some(2000));
    assert_eq!((one.len(), &one[0].records[..], one[0].is_large), (1, &[(REQUIREMENT, 1)][..], false));
    assert!(matches!(&lines(&one)[0], (1, _, 2000, None, Some(text)) if text.starts_with("2000 lång")));
}

#[test]
fn a_follow_up_as_it_was_is_what_stood_there_then() {
    let store = Store::in_memory(stegvis::steps::KINDS).unwrap();
    let mut stood = Vec::new();
    let at_hour = |hour: i64| -> DateTime<Utc> { now() + TimeDelta::hours(hour) };
    at(&store, 1, typed(1, None, Some("a")));
    stood.push(everything(&store));
    at(&store, 2, named(3, None, Some("Omsorg AB")));
    stood.push(everything(&store));
    let mut import = store.import(&eyes("uppföljare"), Id::from_u128(9), at_hour(3), Doing::Import);
    import.part(rows(3000).split_off(10)).unwrap();
    at(&store, 3, typed(2, None, Some("under tiden")));
    stood.push(everything(&store));
    import.close().unwrap();
    at(&store, 4, typed(1, Some("a"), Some("b")));
    stood.push(everything(&store));
    let then = |moment| {
        let then = store.as_it_was(&eyes("controller"), FOLLOW_UP, moment, &|| true).unwrap();
        let held = [&then.whole.register, &then.whole.own].map(|of| {
            let records = of.everything().map(|record| (record.id(), record.bytes().to_vec())).collect();
            (of.id(), of.seq(), records)
        });
        (held.to_vec(), then.last.map(|(seq, _)| seq))
    };
    assert_eq!(then(Moment::At(at_hour(1))).0[1], stood[0][1]);
    assert_eq!(then(Moment::At(at_hour(2) + TimeDelta::minutes(59))), (stood[1].clone(), Some(2)));
    assert_eq!(then(Moment::After(3)), (stood[2].clone(), Some(3)));
    assert_eq!(then(Moment::At(at_hour(5))), (stood[3].clone(), Some(5)));
    let before = store.as_it_was(&eyes("controller"), FOLLOW_UP, Moment::At(at_hour(0)), &|| true).unwrap();
    assert!(before.whole.own.is_empty() && before.whole.register.is_empty() && before.last.is_none());
    assert_eq!(
        store.follow_up(FOLLOW_UP).unwrap().stands(REQUIREMENT, Id::from_u128(1), TEXT),
        Some(super::desk::text("b"))
    );
}

#[test]
fn a_clock_that_went_back_hides_nothing_of_that_time() {
    let store = Store::in_memory(stegvis::steps::KINDS).unwrap();
    at(&store, 48, typed(1, None, Some("klockan gick före")));
    at(&store, 1, typed(2, None, Some("rätt tid")));
    let then =
        store.as_it_was(&eyes("controller"), FOLLOW_UP, Moment::At(now() + TimeDelta::hours(2)), &|| true).unwrap();
    assert_eq!(then.whole.own.len(), 2);
}

#[test]
fn the_head_follows_every_change_and_is_found_again() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let none = store.head();
    assert_eq!((none.seq, none.hash), (0, store.journal().origin()));
    commit(&store, "uppföljare", typed(1, None, Some("a"))).unwrap();
    let first = store.head();
    commit(&store, "uppföljare", typed(1, Some("a"), Some("b"))).unwrap();
    let second = store.head();
    assert_eq!((first.seq, second.seq), (1, 2));
    assert!(first.hash != second.hash && first.hash != none.hash);
    let hashes: Vec<_> =
        store.journal().read(store.journal().start()).unwrap().iter().map(|framed| framed.frame.hash()).collect();
    assert_eq!(hashes, [first.hash, second.hash]);
    store.close();
    let store = open(folder.path());
    assert_eq!(store.head(), second);
    let shown = second.to_string();
    assert!(shown.starts_with("2-") && shown.len() == 2 + 64, "{shown}");
}

#[test]
fn of_what_was_forgotten_officer_time_and_doing_remain() {
    let store = Store::in_memory(stegvis::steps::KINDS).unwrap();
    commit(&store, "uppföljare", typed(1, None, Some("en känslig uppgift"))).unwrap();
    commit(&store, "uppföljare", typed(2, None, Some("a"))).unwrap();
    // As a rewritten journal has it: the same heads, the content of one record gone.
    let blanked = Arc::new(MemoryLog::default());
    for framed in store.journal().read(0).unwrap() {
        let entry = framed.frame.entry().unwrap();
        let contents = entry.groups().iter().zip(framed.frame.contents());
        let kept = |(group, content): (&stegvis::store::journal::Group, &Content)| {
            if group.record == Id::from_u128(1) { Content::default() } else { content.clone() }
        };
        let frame = Frame::new(framed.frame.previous, &entry, contents.map(kept).collect()).unwrap();
        assert_eq!(frame.hash(), framed.frame.hash());
        blanked.append(&[frame]).unwrap();
    }
    let head = store.head();
    let store = Store::over(blanked, stegvis::steps::KINDS).unwrap();
    assert_eq!(store.head(), head);
    let all = history(&store, None);
    assert_eq!(lines(&all).len(), 1);
    let (made, forgotten) = (&all[0].made, &all[0].forgotten);
    assert_eq!((made.at, made.officer.name.as_str(), made.doing), (now(), "uppföljare", Doing::Edit));
    assert_eq!(forgotten, &[(REQUIREMENT, Id::from_u128(1))]);
    assert_eq!(history(&store, Some(1)).len(), 1);
}

#[test]
fn what_is_damaged_is_not_told_as_history() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    for row in 0..5 {
        commit(&store, "uppföljare", typed(row, None, Some("a"))).unwrap();
    }
    let third = store.journal().read(store.journal().start()).unwrap()[2].at;
    let file = std::fs::OpenOptions::new().write(true).open(folder.path().join("journal")).unwrap();
    file.write_all_at(&[0xff], third + 60).unwrap();
    let mut told = Vec::new();
    let read = store.history(&eyes("controller"), FOLLOW_UP, None, &|| true, |past| {
        told.push(past.made.seq);
        ControlFlow::Continue(())
    });
    assert_eq!((read, told), (Err(Fault::Damaged), vec![1, 2]));
    assert_eq!(
        store.as_it_was(&eyes("controller"), FOLLOW_UP, Moment::At(now()), &|| true).map(|_| ()),
        Err(Fault::Damaged)
    );
}
