//! `stegvis officers`: who may come, and as what. It writes no file: what belongs into `authorized_keys` is printed.

use super::authorized::{BadKey, Key, MAX_KEY};
use super::desk::{Desk, Exit};
use super::find;
use crate::follow_up::{Change, Doing, Edit, FollowUp, Refused, Whole};
use crate::hub::Far;
use crate::record::{Id, Kind as _, KindInfo, Of, REMOVED, Tag, Value, scrub_line};
use crate::rights::is_account;
use crate::rights::records::{
    ACCOUNT, ASSIGNED, ASSIGNED_COMMITTEE, ASSIGNED_ROLE, Assignment, OFFICER_TITLE, PARTICIPANT, PARTICIPANT_ROLE,
    PARTICIPANT_ROLES, Participant, RegisteredOfficer,
};
use crate::store::Store;
use clap::ArgMatches;
use serde_json::json;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is wrong with a command line; it is asked before the store is opened.
pub fn misused(matches: &ArgMatches) -> Option<&'static str> {
    let has = |id: &str| matches.contains_id(id);
    let what = matches.get_one::<String>("what").map(String::as_str).unwrap_or_default();
    let name = matches.get_one::<String>("name");
    if what == "list" {
        let more = ["name", "role", "committee", "follow-up", "key"].into_iter().any(has);
        return more.then_some("cli-officers-list-alone");
    }
    let Some(name) = name else { return Some("cli-officers-name-wanted") };
    if !is_account(name) {
        return Some("cli-key-name");
    }
    if matches.get_flag("json") {
        return Some("cli-officers-json-list");
    }
    if what == "remove" {
        let more = ["role", "committee", "follow-up", "key"].into_iter().any(has);
        return more.then_some("cli-officers-remove-alone");
    }
    if has("committee") && has("follow-up") {
        return Some("cli-officers-one-scope");
    }
    if !has("role") && (has("committee") || has("follow-up")) {
        return Some("cli-officers-role-wanted");
    }
    let role = matches.get_one::<String>("role").map(String::as_str).unwrap_or_default();
    let of_one = has("follow-up") && has("role") && !PARTICIPANT_ROLES.codes.contains(&role);
    of_one.then_some("cli-officers-no-administrator")
}

/// Lists, adds or removes.
pub fn run(matches: &ArgMatches, store: &Store, desk: &mut Desk) -> Exit {
    let name = matches.get_one::<String>("name").cloned().unwrap_or_default();
    match matches.get_one::<String>("what").map(String::as_str) {
        Some("add") => add(matches, &name, store, desk),
        Some("remove") => remove(&name, store, desk),
        _ => list(matches.get_flag("json"), store, desk),
    }
}

/// The records of an account: one, where no older store has let in several.
fn officers(register: &FollowUp, name: &str) -> Vec<Id> {
    let all = register.all::<RegisteredOfficer>();
    all.filter(|officer| officer.get(ACCOUNT).as_deref() == Some(name)).map(|officer| officer.id()).collect()
}

fn assignments(register: &FollowUp, officer: Id) -> Vec<Of<Assignment>> {
    let of = register.pointing_through(officer, ASSIGNED.tag());
    of.filter_map(|pointer| register.of::<Assignment>(pointer.from)).collect()
}

fn participants(own: &FollowUp, officer: Id) -> Vec<Of<Participant>> {
    let of = own.pointing_through(officer, PARTICIPANT.tag());
    of.filter(|pointer| pointer.kind == Participant::INFO.number)
        .filter_map(|pointer| own.of::<Participant>(pointer.from))
        .collect()
}

fn add(matches: &ArgMatches, name: &str, store: &Store, desk: &mut Desk) -> Exit {
    // They stand in no register, and would share what is kept for an officer of their name.
    if store.is_owned_by(name) || desk.eyes.is_owner() && desk.eyes.officer().name == name {
        return desk.fail("cli-officers-owner", &[("name", name)]);
    }
    // Before anything is changed.
    let line = match matches.get_one::<PathBuf>("key").map(|file| key_line(file, name, desk)) {
        Some(Err(exit)) => return exit,
        Some(Ok(line)) => Some(line),
        None => None,
    };
    let mut meanwhile = false;
    loop {
        let register = store.register_for(&desk.eyes);
        let own = match matches.get_one::<String>("follow-up") {
            Some(title) => match find::one(store, title, desk) {
                Ok(own) => own,
                Err(exit) => return exit,
            },
            None => Arc::clone(&register),
        };
        let edits = edits(matches, name, &Whole { own, register }, desk);
        if edits.is_empty() {
            break;
        }
        desk.about = about(&edits);
        let change = Change { doing: Doing::Edit, edits };
        match desk.commit(store, change) {
            Ok(_) => break,
            // Somebody else has added them since the register was read: the role goes to that record.
            Err(Refused::AccountTaken) if !meanwhile => meanwhile = true,
            Err(refused) => return desk.deny(&refused),
        }
    }
    let has_role = store.eyes_of(name).is_some();
    let said = desk
        .words
        .say_with(if has_role { "cli-officers-added" } else { "cli-officers-added-no-role" }, &[("name", name)]);
    match line {
        // Alone on standard output, to be appended to a file.
        Some(line) => {
            desk.tell(&said);
            desk.say(&line);
        }
        None => desk.say(&said),
    }
    Exit::Done
}

/// What a change is about, for a note that it is refused.
fn about(edits: &[Edit]) -> (String, Option<Id>) {
    let kind = |edit: &Edit| crate::steps::kind(edit.kind).map_or("", |kind| kind.name).to_owned();
    edits.first().map(|first| (kind(first), Some(first.record))).unwrap_or_default()
}

/// What adding an officer, or giving them a role, changes.
fn edits(matches: &ArgMatches, name: &str, whole: &Whole, desk: &Desk) -> Vec<Edit> {
    let mut ids = super::import::seeded();
    let now = (desk.clock)();
    let mut edits = Vec::new();
    let known = officers(&whole.register, name).first().copied();
    let record = known.unwrap_or_else(|| ids.mint(now));
    let mut put = |kind: &'static KindInfo, record: Id, tag: Tag, value: Value| {
        edits.extend(whole.edit(kind, record, tag, Some(&value)));
    };
    put(&RegisteredOfficer::INFO, record, ACCOUNT.tag(), Value::Text(name.to_owned()));
    let Some(role) = matches.get_one::<String>("role").cloned().map(Value::Choice) else { return edits };
    if matches.contains_id("follow-up") {
        let known = participants(&whole.own, record).first().map(Of::id);
        let at = known.unwrap_or_else(|| ids.mint(now));
        put(&Participant::INFO, at, PARTICIPANT.tag(), Value::Link(record));
        put(&Participant::INFO, at, PARTICIPANT_ROLE.tag(), role);
        return edits;
    }
    let committee = matches.get_one::<String>("committee").map(|name| scrub_line(name).trim().to_owned());
    let is_same = |one: &Of<Assignment>| match (one.get(ASSIGNED_COMMITTEE), &committee) {
        (None, None) => true,
        (Some(stands), Some(committee)) => crate::locale::fold(&stands) == crate::locale::fold(committee),
        _ => false,
    };
    let known = assignments(&whole.register, record).into_iter().find(is_same).map(|one| one.id());
    let at = known.unwrap_or_else(|| ids.mint(now));
    put(&Assignment::INFO, at, ASSIGNED.tag(), Value::Link(record));
    put(&Assignment::INFO, at, ASSIGNED_ROLE.tag(), role);
    if let Some(committee) = committee.filter(|_| known.is_none()) {
        put(&Assignment::INFO, at, ASSIGNED_COMMITTEE.tag(), Value::Text(committee));
    }
    edits
}

/// The line of a key for `authorized_keys`.
fn key_line(file: &Path, name: &str, desk: &mut Desk) -> Result<String, Exit> {
    let shown = file.display().to_string();
    let bytes = match desk.far.clone().as_ref() {
        None => read(file).map_err(|error| {
            let why = desk.words.fault(&error.into());
            desk.fail("cli-key-unread", &[("path", &shown), ("error", &why)])
        })?,
        Some(far) => of_caller(far, &shown).map_err(|why| {
            desk.tell(&why);
            Exit::Failed
        })?,
    };
    let line = Key::read(&bytes).and_then(|key| key.line(name));
    line.map_err(|bad: BadKey| desk.fail(bad.word(), &[("path", &shown)]))
}

/// The caller's file; the rest of one that is too long is let be.
fn of_caller(far: &Far, name: &str) -> Result<Vec<u8>, String> {
    let mut reading = far.open(name).map_err(Option::unwrap_or_default)?;
    bounded(&mut reading).map_err(|_| reading.refused().unwrap_or_default().to_owned())
}

/// A file, and of a longer one a byte more than a key has.
fn read(file: &Path) -> std::io::Result<Vec<u8>> {
    if file == Path::new("-") { bounded(std::io::stdin().lock()) } else { bounded(std::fs::File::open(file)?) }
}

fn bounded(file: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(MAX_KEY as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Takes an officer out, with all roles: those in the register first, so that nobody comes in half removed.
fn remove(name: &str, store: &Store, desk: &mut Desk) -> Exit {
    let register = store.register_for(&desk.eyes);
    let records = officers(&register, name);
    if records.is_empty() {
        return desk.fail("cli-officers-unknown", &[("name", name)]);
    }
    let gone = |whole: &Whole, kind: &'static KindInfo, record: Id| {
        whole.edit(kind, record, REMOVED, Some(&Value::Flag(true)))
    };
    let whole = Whole { own: Arc::clone(&register), register: Arc::clone(&register) };
    let assigned: Vec<_> = records.iter().flat_map(|record| assignments(&register, *record)).collect();
    let mut edits: Vec<Edit> =
        records.iter().filter_map(|record| gone(&whole, &RegisteredOfficer::INFO, *record)).collect();
    edits.extend(assigned.iter().filter_map(|one| gone(&whole, &Assignment::INFO, one.id())));
    let mut changes = vec![edits];
    for own in store.follow_ups_for(&desk.eyes) {
        let taking_part: Vec<_> = records.iter().flat_map(|record| participants(&own, *record)).collect();
        let whole = Whole { own, register: Arc::clone(&register) };
        changes.push(taking_part.iter().filter_map(|one| gone(&whole, &Participant::INFO, one.id())).collect());
    }
    for edits in changes.into_iter().filter(|edits| !edits.is_empty()) {
        desk.about = about(&edits);
        let change = Change { doing: Doing::Remove, edits };
        if let Err(refused) = desk.commit(store, change) {
            return desk.deny(&refused);
        }
    }
    desk.say(&desk.words.say_with("cli-officers-removed", &[("name", name)]));
    Exit::Done
}

/// A role and where it holds: none is everywhere.
struct Held {
    role: String,
    committee: Option<String>,
    follow_up: Option<(Id, String)>,
}

fn list(as_json: bool, store: &Store, desk: &mut Desk) -> Exit {
    let register = store.register_for(&desk.eyes);
    let mut all: Vec<_> =
        register.all::<RegisteredOfficer>().map(|one| (one.get(ACCOUNT).unwrap_or_default(), one)).collect();
    all.sort_by(|(a, _), (b, _)| desk.words.order().compare(a, b));
    let follow_ups = find::all(store, desk);
    let mut lines = Vec::new();
    for (name, officer) in &all {
        let mut held: Vec<Held> = assignments(&register, officer.id())
            .iter()
            .map(|one| Held {
                role: one.get(ASSIGNED_ROLE).unwrap_or_default(),
                committee: one.get(ASSIGNED_COMMITTEE),
                follow_up: None,
            })
            .collect();
        for (title, own) in &follow_ups {
            held.extend(participants(own, officer.id()).iter().map(|one| Held {
                role: one.get(PARTICIPANT_ROLE).unwrap_or_default(),
                committee: None,
                follow_up: Some((own.id(), title.clone())),
            }));
        }
        let title = officer.get(OFFICER_TITLE);
        if as_json {
            lines.push(in_json(name, title.as_deref(), &held));
        } else {
            let roles: Vec<String> = held.iter().map(|one| said(one, desk)).collect();
            // Of others only administrators see every role.
            let none = if desk.eyes.is_administrator() { "cli-officers-no-role" } else { "cli-officers-no-role-seen" };
            let roles = if roles.is_empty() { desk.words.say(none) } else { roles.join(", ") };
            let who = title.map_or_else(|| name.clone(), |title| format!("{name} ({title})"));
            desk.say(&format!("{who}: {roles}"));
        }
    }
    if as_json {
        desk.write(format!("{:#}\n", serde_json::Value::from(lines)).as_bytes());
    }
    Exit::Done
}

fn said(held: &Held, desk: &Desk) -> String {
    let role = desk.words.find(&format!("set-role.{}", held.role), None).unwrap_or_else(|| held.role.clone());
    match (&held.committee, &held.follow_up) {
        (Some(committee), _) => format!("{role} ({committee})"),
        (_, Some((_, title))) => format!("{role} ({title})"),
        (None, None) => format!("{role} ({})", desk.words.say("cli-officers-everywhere")),
    }
}

fn in_json(name: &str, title: Option<&str>, held: &[Held]) -> serde_json::Value {
    let roles = held.iter().map(|one| {
        json!({
            "role": one.role,
            "committee": one.committee,
            "follow_up_id": one.follow_up.as_ref().map(|(id, _)| id.to_string()),
            "follow_up": one.follow_up.as_ref().map(|(_, title)| title),
        })
    });
    json!({ "account": name, "work_title": title, "roles": roles.collect::<Vec<_>>() })
}
