//! A desk to work at: officers, records and changes made short.

use chrono::{DateTime, TimeDelta, Utc};
use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc;
use stegvis::follow_up::{Change, Doing, Edit, FollowUp, Refused, Undone};
use stegvis::locale::{Lang, Languages};
use stegvis::record::{Id, Kind as _, REGISTER, Seq, Stored, Tag, Value};
use stegvis::rights::{Eyes, Officer};
use stegvis::steps::KINDS;
use stegvis::steps::plan::records::{Provider, Requirement};
use stegvis::store::journal::{FileLog, Log};
use stegvis::store::{
    Forgetting, Kept, Mark, NotRestored, Opened, Restored, Restoring, Sentence, Store, Tidied, Traces,
};

/// The follow-up that tests work in.
pub const FOLLOW_UP: Id = Id::from_u128(0x100);
/// Title of a follow-up.
pub const TITLE: Tag = 16;
/// Text of a requirement.
pub const TEXT: Tag = 17;
/// Units that a requirement binds: a set of links.
pub const BOUND: Tag = 32;
/// The kind of requirements.
pub const REQUIREMENT: u8 = Requirement::INFO.number;
/// The kind of providers, in the register.
pub const PROVIDER: u8 = Provider::INFO.number;

/// The eyes of an account.
pub fn eyes(account: &str) -> Eyes {
    Eyes::owner(Officer::of_account(account))
}

/// The time of the tests.
pub fn now() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000)
}

/// A text as it is stored.
pub fn text(text: &str) -> Stored {
    Stored::of(&Value::Text(text.into()))
}

/// Links as they are stored.
pub fn links(ids: &[u128]) -> Stored {
    Stored::of(&Value::Links(ids.iter().map(|id| Id::from_u128(*id)).collect()))
}

/// An edit of a requirement.
pub fn edit(record: u128, tag: Tag, before: Option<Stored>, after: Option<Stored>) -> Edit {
    Edit { follow_up: FOLLOW_UP, record: Id::from_u128(record), kind: REQUIREMENT, tag, before, after }
}

/// A change of a requirement's text.
pub fn typed(record: u128, before: Option<&str>, after: Option<&str>) -> Change {
    Change::of(Doing::Edit, edit(record, TEXT, before.map(text), after.map(text)))
}

/// A change of a provider's name in the register.
pub fn named(record: u128, before: Option<&str>, after: Option<&str>) -> Change {
    let mut edit = edit(record, TITLE, before.map(text), after.map(text));
    edit.kind = PROVIDER;
    edit.follow_up = REGISTER;
    Change::of(Doing::Edit, edit)
}

/// Opens a store that is in order.
pub fn open(folder: &Path) -> Store {
    let Opened { store, notices } = Store::open(folder, KINDS).unwrap();
    assert_eq!(notices, []);
    store
}

/// A store with some history, something undone, and a draft.
pub fn filled(folder: &Path) -> Store {
    let store = open(folder);
    for number in 1..=20_u128 {
        commit(&store, "uppföljare", typed(number, None, Some("svar inom ett dygn"))).unwrap();
        commit(&store, "controller", named(number, None, Some("Omsorg AB"))).unwrap();
    }
    undo(&store, "uppföljare", FOLLOW_UP).unwrap();
    store.keep(Id::nil(), "draft", Some(b"halvskrivet")).unwrap();
    store
}

/// Commits as an account.
pub fn commit(store: &Store, account: &str, change: Change) -> Result<Seq, Refused> {
    store.commit_and_wait(&eyes(account), Id::from_u128(9), now(), change)
}

/// How tests restore and forget: slots that hold a forgotten text are dropped.
pub fn forgetting(by: &Officer) -> Forgetting<'_> {
    Forgetting { by, at: now(), tidy: &tidied }
}

fn tidied(kept: &Kept, traces: &Traces) -> Tidied {
    Tidied { left: (!traces.are_in(&kept.bytes)).then(|| kept.bytes.clone()), gone: Vec::new() }
}

/// Restores a backup, with marks that are handed over.
pub fn restore(folder: &Path, file: &mut File, replace: bool, marks: &[Mark]) -> Result<Restored, NotRestored> {
    let by = Officer::of_account("förvaltare");
    Store::restore(folder, file, KINDS, Restoring { replace, marks, how: forgetting(&by) })
}

/// Undoes and waits.
pub fn undo(store: &Store, account: &str, scope: Id) -> Result<Undone, Refused> {
    let (tell, told) = mpsc::channel();
    let answer = Box::new(move |answer| tell.send(answer).unwrap());
    store.undo(&eyes(account), Id::from_u128(9), now(), scope, answer);
    told.recv().unwrap()
}

/// Redoes and waits.
pub fn redo(store: &Store, account: &str, scope: Id) -> Result<Undone, Refused> {
    let (tell, told) = mpsc::channel();
    let answer = Box::new(move |answer| tell.send(answer).unwrap());
    store.redo(&eyes(account), Id::from_u128(9), now(), scope, answer);
    told.recv().unwrap()
}

/// What stands in a requirement's text.
pub fn stands(store: &Store, record: u128) -> Option<String> {
    match store.follow_up(FOLLOW_UP)?.stands(REQUIREMENT, Id::from_u128(record), TEXT)?.value()? {
        Value::Text(text) => Some(text),
        other => panic!("{other:?} is no text"),
    }
}

/// A follow-up, the commit that changed it last, and its records' ids and bytes.
pub type Held = (Id, Seq, Vec<(Id, Vec<u8>)>);

/// All that a store holds, with revisions, to be compared.
pub fn everything(store: &Store) -> Vec<Held> {
    let all = std::iter::once(store.register()).chain(store.follow_ups());
    all.map(|follow_up| (follow_up.id(), follow_up.seq(), held(&follow_up))).collect()
}

fn held(follow_up: &FollowUp) -> Vec<(Id, Vec<u8>)> {
    follow_up.everything().map(|record| (record.id(), record.bytes().to_vec())).collect()
}

/// A copy of a store's folder that may be broken.
pub fn copy(from: &Path) -> tempfile::TempDir {
    let to = tempfile::tempdir().unwrap();
    copy_into(from, to.path());
    to
}

/// Copies all that a folder holds.
pub fn copy_into(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            std::fs::create_dir(&target).unwrap();
            copy_into(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), &target).unwrap();
        }
    }
}

/// The sentence of something that was found, in Swedish; fails when a place of it is not filled or a word of
/// it is missing.
pub fn said(sentence: &Sentence) -> String {
    let languages = Languages::default();
    let [_, sv] = [Lang::En, Lang::Sv].map(|lang| {
        let words = languages.get(lang);
        let places = sentence.places(|fault| words.fault(fault));
        let places: Vec<_> = places.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let said = words.say_with(sentence.id, &places);
        assert!(!said.contains("{$") && said != sentence.id && said.ends_with('.'), "{said}");
        assert!(!said.contains("os error") && !said.contains("IO error"), "{said}");
        said
    });
    sv
}

/// A store over a log of one's own that writes into a file which is gone afterwards.
pub fn desk_log<L: Log + 'static>(over: impl FnOnce(FileLog) -> L) -> (Arc<L>, Store) {
    let folder = tempfile::tempdir().unwrap();
    let log = Arc::new(over(FileLog::create(&folder.path().join("journal")).unwrap()));
    let store = Store::over(log.clone(), KINDS).unwrap();
    (log, store)
}
