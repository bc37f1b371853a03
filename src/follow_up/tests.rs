//! The rule, case by case.

use super::{Change, Doing, Edit, FollowUp, Moved, Refused};
use crate::record::{Id, MAX_RECORD, MAX_TEXT, REMOVED, Stored, Tag, Value};

const OWN: Id = Id::from_u128(0x100);
const KIND: u8 = 7;

#[expect(clippy::unnecessary_wraps, reason = "a side of an edit, as links makes one")]
fn text(text: &str) -> Option<Stored> {
    Some(Stored::of(&Value::Text(text.into())))
}

fn links(ids: &[u128]) -> Option<Stored> {
    (!ids.is_empty()).then(|| Stored::of(&Value::Links(ids.iter().map(|id| Id::from_u128(*id)).collect())))
}

fn edit(record: u128, tag: Tag, before: Option<Stored>, after: Option<Stored>) -> Edit {
    Edit { follow_up: OWN, record: Id::from_u128(record), kind: KIND, tag, before, after }
}

fn change(edits: impl IntoIterator<Item = Edit>) -> Change {
    Change { doing: Doing::Edit, edits: edits.into_iter().collect() }
}

fn taken(follow_up: &FollowUp, edits: impl IntoIterator<Item = Edit>) -> FollowUp {
    follow_up.with(&change(edits), follow_up.seq() + 1).unwrap()
}

fn everything(follow_up: &FollowUp) -> Vec<(Id, Vec<(Tag, Stored)>)> {
    follow_up.everything().map(|record| (record.id(), record.fields().into_iter().collect())).collect()
}

fn pointers(follow_up: &FollowUp, target: u128) -> Vec<(Tag, u128)> {
    follow_up.pointing_at(Id::from_u128(target)).map(|pointer| (pointer.tag, pointer.from.as_u128())).collect()
}

#[test]
fn a_change_is_taken_whole_or_refused_with_all_that_stands_otherwise() {
    let first = taken(&FollowUp::new(OWN), [edit(1, 16, None, text("a")), edit(2, 16, None, text("b"))]);
    let stale = [
        edit(1, 16, text("x"), text("c")),
        edit(1, 17, None, text("går")),
        edit(2, 16, None, text("c")),
        edit(3, 16, text("finns inte"), text("c")),
    ];
    let refused = first.with(&change(stale.clone()), 2).unwrap_err();
    let moved = |edit: usize, stands| Moved { edit: stale[edit].clone(), stands };
    assert_eq!(refused, Refused::Moved(vec![moved(0, text("a")), moved(2, text("b")), moved(3, None)]));
    assert_eq!(first.seq(), 1);
}

#[test]
fn a_change_and_its_inverse_give_what_was_there() {
    let first = taken(
        &FollowUp::new(OWN),
        [edit(1, 16, None, text("a")), edit(1, 20, None, links(&[7])), edit(2, 16, None, text("b"))],
    );
    let second = change([
        edit(1, 16, text("a"), text("c")),
        edit(1, 16, text("c"), None),
        edit(1, 20, links(&[7]), links(&[8, 9])),
        edit(2, 16, text("b"), None),
        edit(3, 16, None, text("ny")),
    ]);
    let done = first.with(&second, 2).unwrap();
    assert_eq!((pointers(&done, 7), pointers(&done, 9)), (vec![], vec![(20, 1)]));
    assert_eq!(done.len(), 2, "a record without fields is no record");
    let undone = done.with(&second.inverse(Doing::Undo(2)), 3).unwrap();
    assert_eq!(everything(&undone), everything(&first));
    assert_eq!((pointers(&undone, 7), pointers(&undone, 9)), (vec![(20, 1)], vec![]));
    let redone = undone.with(&second, 4).unwrap();
    assert_eq!(everything(&redone), everything(&done));
}

#[test]
fn sets_of_links_merge_whatever_was_expected() {
    let first = taken(&FollowUp::new(OWN), [edit(1, 20, None, links(&[1, 2, 3]))]);
    // Someone who saw 1 and 2 adds 4 and takes 1 away.
    let second = taken(&first, [edit(1, 20, links(&[1, 2]), links(&[2, 4]))]);
    assert_eq!(second.stands(KIND, Id::from_u128(1), 20), links(&[2, 3, 4]));
    assert_eq!((pointers(&second, 1), pointers(&second, 4)), (vec![], vec![(20, 1)]));
    let emptied = taken(&second, [edit(1, 20, links(&[2, 3, 4]), None)]);
    assert!(emptied.is_empty());
    // A set and something else do not merge.
    let refused = second.with(&change([edit(1, 20, text("ord"), links(&[9]))]), 3);
    assert!(matches!(refused, Err(Refused::Moved(moved)) if moved.len() == 1));
}

#[test]
fn a_deleted_record_takes_no_edit_until_it_is_brought_back() {
    let flag = |flag| Some(Stored::of(&Value::Flag(flag)));
    let first = taken(&FollowUp::new(OWN), [edit(1, 16, None, text("a")), edit(2, 20, None, links(&[1]))]);
    let gone = taken(&first, [edit(1, REMOVED, None, flag(true))]);
    assert!(gone.get(KIND, Id::from_u128(1)).is_none());
    assert_eq!(gone.len(), 2);
    let typed = change([edit(1, 16, text("a"), text("b"))]);
    assert_eq!(gone.with(&typed, 3).unwrap_err(), Refused::Removed(Id::from_u128(1)));
    let back = taken(&gone, [edit(1, REMOVED, flag(true), None)]);
    assert_eq!(everything(&back), everything(&first));
    assert!(back.with(&typed, 4).is_ok());
}

#[test]
fn what_is_too_large_is_refused_with_the_number() {
    let empty = FollowUp::new(OWN);
    let long = "å".repeat(MAX_TEXT + 1);
    let refused = empty.with(&change([edit(1, 16, None, text(&long))]), 1).unwrap_err();
    let record = Id::from_u128(1);
    assert_eq!(refused, Refused::TooLarge { record, tag: Some(16), have: MAX_TEXT + 1, limit: MAX_TEXT });
    let full = "x".repeat(MAX_TEXT);
    let edits = (16..20).map(|tag| edit(1, tag, None, text(&full)));
    let refused = empty.with(&change(edits), 1).unwrap_err();
    assert!(matches!(refused, Refused::TooLarge { tag: None, limit: MAX_RECORD, have, .. } if have > MAX_RECORD));
}

#[test]
fn edits_of_other_follow_ups_are_left_alone() {
    let mut elsewhere = edit(1, 16, text("vad som helst"), text("b"));
    elsewhere.follow_up = Id::from_u128(0x200);
    let next = FollowUp::new(OWN).with(&change([elsewhere]), 5).unwrap();
    assert!(next.is_empty());
    assert_eq!(next.seq(), 0);
}

/// What a shelf relies on that holds a later state than its mark says.
#[test]
fn replaying_over_a_later_state_gives_that_state() {
    let flag = |flag| Some(Stored::of(&Value::Flag(flag)));
    let full = "x".repeat(15_000);
    let history = [
        vec![edit(1, 16, None, text("a")), edit(1, 20, None, links(&[1, 2])), edit(2, 16, None, text("b"))],
        vec![edit(1, 17, None, text(&full)), edit(1, 18, None, text(&full)), edit(1, 19, None, text(&full))],
        vec![edit(1, 20, links(&[1, 2]), links(&[2, 3])), edit(2, 16, text("b"), None)],
        vec![edit(1, 17, text(&full), None), edit(1, 21, None, text(&full)), edit(3, 16, None, text("c"))],
        vec![edit(1, 20, links(&[2, 3]), links(&[1])), edit(1, REMOVED, None, flag(true))],
    ];
    let mut states = vec![FollowUp::new(OWN)];
    for edits in &history {
        let last = &states[states.len() - 1];
        states.push(taken(last, edits.clone()));
    }
    let last = &states[history.len()];
    for (start, earlier) in states.iter().enumerate() {
        // Some records are as they were, some are as they became: a slice had been applied.
        for later in 0..8_u128 {
            let mut mixed = FollowUp::new(OWN);
            for record in 1..=3_u128 {
                let from = if later & (1 << (record - 1)) == 0 { earlier } else { last };
                if let Some(held) = from.held(KIND, Id::from_u128(record)) {
                    mixed.put(held.clone());
                }
            }
            for (edits, seq) in history.iter().zip(1..).skip(start) {
                mixed.replay(edits, seq);
            }
            assert_eq!(everything(&mixed), everything(last), "from {start}, later {later:b}");
            assert_eq!(pointers(&mixed, 1), pointers(last, 1));
        }
    }
}

#[test]
fn an_import_sized_change_is_taken_and_undone() {
    let edits: Vec<Edit> =
        (0..5000).flat_map(|row| [edit(row, 16, None, text("K")), edit(row, 20, None, links(&[row + 1]))]).collect();
    let import = change(edits);
    let full = FollowUp::new(OWN).with(&import, 1).unwrap();
    assert_eq!((full.len(), pointers(&full, 17)), (5000, vec![(20, 16)]));
    let empty = full.with(&import.inverse(Doing::Undo(1)), 2).unwrap();
    assert!(empty.is_empty());
    assert_eq!((empty.seq(), pointers(&empty, 17)), (2, vec![]));
}
