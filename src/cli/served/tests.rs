//! What the commands tell whom.

use super::Served;
use crate::cli::arguments;
use crate::cli::desk::{Desk, Exit};
use crate::follow_up::{Change, Doing, FollowUp, Whole};
use crate::hub::Log;
use crate::locale::{Lang, Languages};
use crate::record::{HEADER, Id, Kind as _, KindInfo, REGISTER, RESTRICTED, Tag, Value};
use crate::rights::records::{ACCOUNT, ASSIGNED, ASSIGNED_COMMITTEE, ASSIGNED_ROLE, Assignment, RegisteredOfficer};
use crate::rights::{Eyes, Officer};
use crate::steps::KINDS;
use crate::steps::plan::records::{COMMITTEE, FollowUpHeader, NUMBER, Requirement, TEXT, TITLE, UNIT_NAME, Unit};
use crate::store::Store;
use std::io::Write;
use std::sync::{Arc, Mutex};

const OWN: Id = Id::from_u128(0xa00);
const OTHER: Id = Id::from_u128(0xb00);
const SECRET: &str = "zqhemligtzq";

/// A stream that remembers.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<u8>>>);

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn owner() -> Eyes {
    Eyes::owner(Officer::of_account("stegvis"))
}

fn put(store: &Store, home: Id, kind: &KindInfo, record: u128, values: &[(Tag, Value)]) {
    let own = store.follow_up(home).unwrap_or_else(|| Arc::new(FollowUp::new(home)));
    let whole = Whole { own, register: store.register() };
    let edits = values.iter().filter_map(|(tag, value)| whole.edit(kind, Id::from_u128(record), *tag, Some(value)));
    let change = Change { doing: Doing::Edit, edits: edits.collect() };
    store.commit_and_wait(&owner(), Id::nil(), chrono::DateTime::UNIX_EPOCH, change).unwrap();
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn store() -> Store {
    let store = Store::in_memory(KINDS).unwrap();
    let titled = |title: &str, committee: &str| [(TITLE.tag(), text(title)), (COMMITTEE.tag(), text(committee))];
    put(&store, OWN, &FollowUpHeader::INFO, OWN.as_u128(), &titled("Hemtjänst", "Omsorg"));
    put(&store, OTHER, &FollowUpHeader::INFO, OTHER.as_u128(), &titled(SECRET, "Barn"));
    let restricted = (RESTRICTED, Value::Flag(true));
    for (record, number, mark) in [(1, "K01", None), (2, SECRET, Some(restricted.clone()))] {
        let mut values = vec![(NUMBER.tag(), text(number)), (TEXT.tag(), text("svar"))];
        values.extend(mark);
        put(&store, OWN, &Requirement::INFO, record, &values);
    }
    put(&store, REGISTER, &Unit::INFO, 3, &[(UNIT_NAME.tag(), text(SECRET)), restricted]);
    for (at, (name, role)) in [("zread", "reader"), ("zlead", "lead")].into_iter().enumerate() {
        let (officer, assignment) = (10 + at as u128, 20 + at as u128);
        put(&store, REGISTER, &RegisteredOfficer::INFO, officer, &[(ACCOUNT.tag(), text(name))]);
        let values = [
            (ASSIGNED.tag(), Value::Link(Id::from_u128(officer))),
            (ASSIGNED_ROLE.tag(), Value::Choice(role.to_owned())),
            (ASSIGNED_COMMITTEE.tag(), text("Omsorg")),
        ];
        put(&store, REGISTER, &Assignment::INFO, assignment, &values);
    }
    store
}

/// Runs a command with somebody's eyes: how it ended, all that it said, and what was noted.
fn runs(store: &Store, eyes: &Eyes, line: &str) -> (Exit, String, String) {
    let heard = Heard::default();
    let noted = Heard::default();
    let languages = Languages::default();
    let clock = || chrono::DateTime::UNIX_EPOCH;
    let log = Log::to(Box::new(noted.clone()), clock);
    let folder = std::path::PathBuf::from("/nowhere");
    let served = Served { store: store.clone(), folder, languages: languages.clone(), clock, log: log.clone() };
    let words = languages.get(Lang::Sv);
    let mut desk = Desk::new(languages, words, None, false, Box::new(heard.clone()), Box::new(heard.clone()));
    desk.eyes = eyes.clone();
    desk.log = log.clone();
    let args = std::iter::once("stegvis").chain(line.split(' '));
    let matches = arguments::command(&desk.words).try_get_matches_from(args).unwrap();
    let exit = served.dispatch(&matches, false, &mut desk);
    log.settle(std::time::Duration::from_secs(30));
    let of = |heard: &Heard| String::from_utf8(heard.0.lock().unwrap().clone()).unwrap();
    (exit, of(&heard), of(&noted))
}

#[test]
fn no_command_tells_a_reader_what_is_outside_their_scope() {
    let store = store();
    let [reader, lead] = ["zread", "zlead"].map(|name| store.eyes_of(name).unwrap());
    let mut seen = (0, 0);
    for line in [
        "list",
        "list --json",
        "list requirements",
        "list requirements --json",
        "list units",
        "list units --json",
        "list officers --json",
        "list assignments",
        "due",
        "due --json",
        "show Hemtjänst",
        "show Hemtjänst --json",
        "show Hemtjänst --at 2100-01-01 --json",
        "history Hemtjänst",
        "history Hemtjänst --json",
        "export -",
        "export - --follow-up Hemtjänst",
        "report Hemtjänst",
        "officers list",
        "officers list --json",
    ] {
        let (exit, said, _) = runs(&store, &reader, line);
        assert_eq!(exit, Exit::Done, "{line}: {said}");
        assert!(!said.contains(SECRET) && !said.contains("zlead"), "{line}: {said}");
        seen.0 += usize::from(runs(&store, &lead, line).1.contains(SECRET));
        seen.1 += usize::from(runs(&store, &owner(), line).1.contains(SECRET));
    }
    assert!(seen.0 > 5 && seen.1 > seen.0, "there is something to see: {seen:?}");
    // What is not seen is as what is not there.
    let there = runs(&store, &reader, &format!("show {SECRET}"));
    let nowhere = runs(&store, &reader, "show zzz");
    assert_eq!((there.0, there.1.replace(SECRET, "zzz")), (nowhere.0, nowhere.1));
}

#[test]
fn what_a_reader_may_not_do_is_refused_and_noted_without_a_word_of_it() {
    let store = store();
    let reader = store.eyes_of("zread").unwrap();
    for line in [
        "officers add nykonto --role reader",
        "officers add zread --role administrator",
        "officers remove zread",
        "backup /tmp/x",
        "check",
        // Before anything is read, also when nothing would be saved.
        "import requirements /nowhere/krav.csv --follow-up Hemtjänst",
        "import requirements /nowhere/krav.csv --follow-up Hemtjänst --dry-run",
        "import all /nowhere/allt.json --dry-run",
    ] {
        let (exit, said, noted) = runs(&store, &reader, line);
        assert_eq!(exit, Exit::Failed, "{line}: {said}");
        let who = ["du är läsare", "bara ansvariga och administratörer", "bara administratörer"];
        assert!(who.iter().any(|who| said.contains(who)), "{line}: {said}");
        assert!(noted.contains("officer=zread action=com"), "{line}: {noted}");
        assert_eq!(noted.matches("outcome=forbidden").count(), 1, "{line}: {noted}");
        assert!(!noted.contains("nykonto") && !noted.contains(SECRET), "{noted}");
    }
    assert_eq!(
        store.follow_up(OWN).unwrap().stands(HEADER, OWN, TITLE.tag()).unwrap().value(),
        Some(text("Hemtjänst"))
    );
}

#[test]
fn an_owner_adds_changes_lists_and_removes_officers() {
    let store = store();
    let says = |line: &str| runs(&store, &owner(), line);
    let (exit, said, _) = says("officers add gran");
    assert!(exit == Exit::Done && said.contains("har ingen roll ännu"), "{said}");
    assert!(store.eyes_of("gran").is_none());
    assert_eq!(says("officers add gran --role officer --committee Omsorg").0, Exit::Done);
    assert_eq!(says("officers add gran --role lead --committee OMSORG").0, Exit::Done);
    assert_eq!(says("officers add gran --role reader --follow-up Hemtjänst").0, Exit::Done);
    let (_, said, _) = says("officers list");
    assert!(said.contains("gran: ansvarig (Omsorg), läsare (Hemtjänst)"), "{said}");
    let (_, said, _) = says("officers list --json");
    let json: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(json[0]["account"], "gran");
    assert_eq!(
        json[0]["roles"][0],
        serde_json::json!({"role": "lead", "committee": "Omsorg", "follow_up": null, "follow_up_id": null})
    );
    assert_eq!(says("officers remove gran").0, Exit::Done);
    assert!(store.eyes_of("gran").is_none() && !says("officers list").1.contains("gran"));
    assert_eq!(says("officers remove gran").0, Exit::Failed);
    // Who comes back begins anew.
    assert_eq!(says("officers add gran").0, Exit::Done);
    assert!(store.eyes_of("gran").is_none(), "old roles do not come back");
    assert_eq!(says("officers add stegvis --role reader").0, Exit::Failed, "the store's own account");
    for line in [
        "officers add",
        "officers add a;b",
        "officers add --role reader -x",
        "officers list gran",
        "officers remove gran --role reader",
        "officers add gran --committee X",
        "officers add gran --role reader --committee X --follow-up Hemtjänst",
        "officers add gran --role administrator --follow-up Hemtjänst",
    ] {
        let args = std::iter::once("stegvis").chain(line.split(' '));
        let understood = arguments::command(&Languages::default().get(Lang::Sv)).try_get_matches_from(args).is_ok();
        assert!(!understood || says(line).0 == Exit::Usage, "{line}");
    }
}

#[test]
fn an_officer_that_several_add_at_once_is_one_and_is_gone_when_removed() {
    let store = store();
    std::thread::scope(|scope| {
        for role in ["reader", "officer", "lead", "reader", "officer", "lead"] {
            let line = format!("officers add gran --role {role}");
            let store = &store;
            // Two who give the same officer another role at once meet as in any field.
            scope.spawn(move || runs(store, &owner(), &line).0);
        }
    });
    let register = store.register();
    let is_gran = |of: &crate::record::Of<RegisteredOfficer>| of.get(ACCOUNT).as_deref() == Some("gran");
    assert_eq!(register.all::<RegisteredOfficer>().filter(is_gran).count(), 1);
    assert!(store.eyes_of("gran").is_some());
    assert_eq!(runs(&store, &owner(), "officers remove gran").0, Exit::Done);
    assert!(store.eyes_of("gran").is_none());
    let said = runs(&store, &owner(), "officers list").1;
    assert!(!said.contains("gran"), "{said}");
    // Not by an administrator either, who is not the owner.
    assert_eq!(runs(&store, &owner(), "officers add chef --role administrator").0, Exit::Done);
    let (exit, said, _) = runs(&store, &store.eyes_of("chef").unwrap(), "officers add root --role reader");
    assert!(exit == Exit::Failed && said.contains("root"), "{said}");
}
