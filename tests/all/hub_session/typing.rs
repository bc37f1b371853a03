//! What others do to what an officer is typing in, in a hub that serves both.

use super::lines::serving;
use super::{HEMTJANST, Seat, eyes, store, title};
use chrono::Utc;
use stegvis::follow_up::{Change, Doing, Edit, Whole};
use stegvis::hub::protocol::Up;
use stegvis::record::{Id, Kind as _, REMOVED, RESTRICTED, Value};
use stegvis::steps::plan::records::{CLOSED_ON, FollowUpHeader, NUMBER, Requirement, TEXT};
use stegvis::store::Store;

const K01: Id = Id::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0101);

fn edit(store: &Store, kind: &stegvis::record::KindInfo, record: Id, tag: u16, value: Option<&Value>) -> Edit {
    let whole = Whole { own: store.follow_up(HEMTJANST).unwrap(), register: store.register() };
    whole.edit(kind, record, tag, value).unwrap()
}

/// A colleague does this.
fn colleague(store: &Store, doing: Doing, edits: Vec<Edit>) {
    store.commit_and_wait(&eyes("kollega"), Id::from_u128(9), Utc::now(), Change { doing, edits }).unwrap();
}

/// A store with one requirement, and an officer who is typing in it.
fn typing() -> (Store, Seat) {
    let store = store();
    title(&store, HEMTJANST, "Hemtjänst");
    let values = [(NUMBER.tag(), "K01"), (TEXT.tag(), "Svar inom ett dygn")];
    let edits = values.map(|(tag, text)| edit(&store, &Requirement::INFO, K01, tag, Some(&Value::Text(text.into()))));
    colleague(&store, Doing::Edit, edits.into());
    let mut seat = Seat::take(&serving(&store), "uppföljare");
    seat.shows("Hemtjänst").keys("enter / <K01> enter").shows("K01");
    seat.keys("enter enter down enter <, även helg>").shows("även helg").settle();
    (store, seat)
}

/// What stands in the requirement.
fn stands(store: &Store) -> Option<Value> {
    let own = store.follow_up(HEMTJANST)?;
    own.stands(Requirement::INFO.number, K01, TEXT.tag()).as_ref().and_then(stegvis::record::Stored::value)
}

#[test]
fn a_record_that_is_deleted_in_mid_sentence_costs_no_word_and_is_told_at_once() {
    let (store, mut seat) = typing();
    let gone = edit(&store, &Requirement::INFO, K01, REMOVED, Some(&Value::Flag(true)));
    colleague(&store, Doing::Remove, vec![gone]);
    seat.shows("Posten du skriver i har just tagits bort").shows("även helg");
    seat.keys("< och natt>").shows("och natt").keys("ctrl-s").shows("Inte sparat: posten har tagits bort");
    seat.keys("esc esc esc").settle().keys("d").shows("(borttagen)").shows("även helg och natt");
    // It is brought back with the word in it.
    seat.keys("enter").shows("Ta tillbaka posten").keys("j").shows("även helg och natt").keys("ctrl-s").settle();
    assert_eq!(stands(&store), Some(Value::Text("Svar inom ett dygn, även helg och natt".into())));
}

#[test]
fn a_follow_up_that_is_closed_in_mid_sentence_costs_no_word_and_is_told_at_once() {
    let (store, mut seat) = typing();
    let day = Value::Date(Utc::now().date_naive());
    let closed = edit(&store, &FollowUpHeader::INFO, HEMTJANST, CLOSED_ON.tag(), Some(&day));
    colleague(&store, Doing::Close, vec![closed]);
    seat.shows("Det du skriver går inte att spara just nu").shows("öppnar den igen").shows("även helg");
    seat.keys("< och natt>").shows("och natt").keys("ctrl-s").shows("Inte sparat: uppföljningen är stängd");
    seat.keys("esc esc esc").settle().keys("d").shows("även helg och natt").keys("esc").settle();
    assert_eq!(stands(&store), Some(Value::Text("Svar inom ett dygn".into())));
    // Opened again, the officer goes on.
    let opened = edit(&store, &FollowUpHeader::INFO, HEMTJANST, CLOSED_ON.tag(), None);
    let why =
        edit(&store, &FollowUpHeader::INFO, HEMTJANST, stegvis::record::REOPENED, Some(&Value::Text("Fel".into())));
    colleague(&store, Doing::Reopen, vec![why, opened]);
    seat.settle().keys("d").shows("även helg och natt").keys("enter ctrl-s").settle();
    assert_eq!(stands(&store), Some(Value::Text("Svar inom ett dygn, även helg och natt".into())));
}

#[test]
fn a_follow_up_that_is_taken_back_whole_in_mid_sentence_leaves_the_word_as_a_draft() {
    let store = store();
    let text = |text: &str| Some(Value::Text(text.into()));
    let mut import = store.import(&eyes("kollega"), Id::from_u128(9), Utc::now(), Doing::Import);
    let at = |kind: u8, record: Id, tag: u16, value: &str| Edit {
        follow_up: HEMTJANST,
        record,
        kind,
        tag,
        before: None,
        after: text(value).as_ref().map(stegvis::record::Stored::of),
    };
    let header = FollowUpHeader::INFO.number;
    let rows = vec![
        at(header, HEMTJANST, stegvis::steps::plan::records::TITLE.tag(), "Hemtjänst"),
        at(Requirement::INFO.number, K01, NUMBER.tag(), "K01"),
        at(Requirement::INFO.number, K01, TEXT.tag(), "Svar inom ett dygn"),
    ];
    import.part(rows).unwrap();
    import.close().unwrap();
    let mut seat = Seat::take(&serving(&store), "uppföljare");
    seat.shows("Hemtjänst").keys("enter / <K01> enter").shows("K01");
    seat.keys("enter enter down enter <, även helg>").shows("även helg").settle();
    let (tell, told) = std::sync::mpsc::channel();
    let answer = Box::new(move |answer: Result<stegvis::follow_up::Undone, _>| {
        tell.send(answer.map(|undone| undone.seq)).unwrap();
    });
    store.undo(&eyes("kollega"), Id::from_u128(9), Utc::now(), HEMTJANST, answer);
    assert!(told.recv().unwrap().is_ok());
    seat.shows("Posten du skriver i visas inte längre").shows("även helg");
    seat.keys("< och natt>").shows("och natt").keys("ctrl-s").shows("Inte sparat: posten visas inte längre");
    // The word outlives the session as well.
    seat.send(&Up::Input(crossterm::event::Event::Resize(90, 24)));
    seat.settle().keys("esc esc esc 0").settle().keys("d").shows("även helg och natt");
}

#[test]
fn what_is_restricted_in_mid_sentence_stays_before_those_who_may_see_it() {
    let (store, mut seat) = typing();
    let mark = edit(&store, &Requirement::INFO, K01, RESTRICTED, Some(&Value::Flag(true)));
    colleague(&store, Doing::Edit, vec![mark]);
    seat.settle().keys("< och natt> ctrl-s").settle();
    assert_eq!(stands(&store), Some(Value::Text("Svar inom ett dygn, även helg och natt".into())));
}
