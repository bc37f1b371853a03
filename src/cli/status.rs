//! `stegvis status`: which store is meant and why, whether a hub serves it, and how that is.

use super::call::{self, Files};
use super::desk::{Desk, Exit};
use super::history::local;
use super::place::{By, NoLine, Place};
use super::refuse;
use crate::hub::{Call, NoHub, protocol::Run};
use crate::store::{Store, last_backup};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use std::os::unix::net::UnixStream;
use std::path::Path;

/// Most bytes of what a hub says of itself.
const MOST: usize = 64 * 1024;

/// Says how the store is that is meant.
pub fn run(as_json: bool, place: &Place, desk: &mut Desk) -> Exit {
    match place.line() {
        Ok(Some(line)) => {
            let args = vec!["status".to_owned(), "--json".to_owned()];
            through(place, &line, call::asked(args, desk), as_json, desk)
        }
        Ok(None) => alone(place, as_json, desk),
        Err(error) => {
            let state = match &error {
                NoLine::Hub(NoHub::Silent(_)) => "silent",
                _ => "refused",
            };
            if as_json {
                say(&told(place, state, &Value::Null), desk);
            } else {
                say_place(place, desk);
            }
            error.refuse(desk)
        }
    }
}

/// Says what the hub on a line says of itself.
pub fn through(place: &Place, line: &UnixStream, asked: Run, as_json: bool, desk: &mut Desk) -> Exit {
    let asked = Run { args: vec!["status".to_owned(), "--json".to_owned()], ..asked };
    let (exit, said) = call::taken(line, asked, Files::default(), MOST, desk);
    let Some(hub) = serde_json::from_slice::<Value>(&said).ok().filter(|_| exit != Exit::Failed) else {
        return if exit == Exit::Done { desk.fail("cli-status-garbled", &[]) } else { exit };
    };
    if as_json {
        say(&told(place, "served", &hub), desk);
        return exit;
    }
    say_place(place, desk);
    let text = |name: &str| hub.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let number = |name: &str| hub.get(name).and_then(Value::as_u64);
    let words = desk.words.clone();
    let places = [("version", text("version")), ("sessions", number("sessions").unwrap_or_default().to_string())];
    desk.say(&words.say_with("cli-status-served", &places.each_ref().map(|(name, text)| (*name, text.as_str()))));
    if let Some(memory) = number("memory") {
        desk.say(&words.say_with("cli-status-memory", &[("memory", &(memory >> 20).to_string())]));
    }
    if hub.get("store").is_some() {
        desk.say(&words.say_with("cli-status-store", &[("path", &text("store"))]));
        say_backup(&hub, desk);
    }
    for trouble in hub.get("troubles").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
        desk.say(trouble);
    }
    exit
}

/// Says how a store is that nobody serves.
fn alone(place: &Place, as_json: bool, desk: &mut Desk) -> Exit {
    let folder = match place.folder(desk) {
        Ok(folder) => folder,
        Err(exit) => return exit,
    };
    let is_there = !Store::is_none(folder);
    let held = if is_there { Store::is_free(folder) } else { Ok(()) };
    // A window of one's own is nothing that is wrong.
    let own = held.as_ref().err().is_some_and(|error| error.sentence().id == "store-held-own");
    if as_json {
        let state = match (is_there, &held) {
            (false, _) => "none",
            (true, Ok(())) => "alone",
            (true, Err(_)) if own => "open",
            (true, Err(_)) => "held",
        };
        let mut all = told(place, state, &Value::Null);
        if let (Some(all), Some((at, path))) = (all.as_object_mut(), last_backup(folder)) {
            all.insert("backup".into(), backup(at, &path));
        }
        say(&all, desk);
    } else {
        say_place(place, desk);
        match (is_there, &held) {
            (false, _) => desk.say(&desk.words.say("cli-status-none")),
            (true, Ok(())) => desk.say(&desk.words.say("cli-status-alone")),
            (true, Err(_)) if own => desk.say(&desk.words.say("cli-status-open")),
            (true, Err(_)) => {}
        }
        let last = last_backup(folder).map_or(Value::Null, |(at, path)| backup(at, &path));
        if is_there {
            say_backup(&json!({ "backup": last }), desk);
        }
    }
    match held {
        Err(error) if !own => refuse(desk, &error),
        _ => Exit::Done,
    }
}

/// What a hub says of itself to a caller, as JSON; of the store it tells its administrators alone.
pub fn of_hub(call: &Call, folder: &Path, desk: &mut Desk) -> Exit {
    let mut hub = json!({ "version": env!("CARGO_PKG_VERSION"), "sessions": call.sessions });
    let mut exit = Exit::Done;
    if let Some(hub) = hub.as_object_mut().filter(|_| call.eyes.is_administrator()) {
        hub.insert("memory".into(), json!(memory()));
        hub.insert(
            "store".into(),
            json!(std::path::absolute(folder).as_deref().unwrap_or(folder).display().to_string()),
        );
        hub.insert("backup".into(), last_backup(folder).map_or(Value::Null, |(at, path)| backup(at, &path)));
        if !call.troubles.is_empty() {
            hub.insert("troubles".into(), json!(call.troubles));
            exit = Exit::Found;
        }
    }
    desk.write(hub.to_string().as_bytes());
    exit
}

/// Bytes that this process holds in memory.
fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.trim().trim_end_matches("kB").trim().parse::<u64>().ok()? * 1024)
}

fn backup(at: DateTime<Utc>, path: &str) -> Value {
    json!({ "at": at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true), "path": path })
}

/// All of it, for programs.
fn told(place: &Place, state: &str, hub: &Value) -> Value {
    let by = match &place.by {
        By::CommandLine => "command line",
        By::Environment => "environment",
        By::Settings(_) => "settings",
        By::Own => "own",
    };
    let file = match &place.by {
        By::Settings(file) => Some(file.display().to_string()),
        _ => None,
    };
    let shown = |path: Option<&Path>| path.map(|path| path.display().to_string());
    let (door, _) = place.door();
    json!({
        "decided_by": by,
        "settings": file,
        "store": shown(place.store.as_deref()),
        "socket": shown(door.as_deref()),
        "state": state,
        "hub": hub,
    })
}

fn say(all: &Value, desk: &mut Desk) {
    desk.say(&format!("{all:#}"));
}

/// Says which store is meant, and why.
fn say_place(place: &Place, desk: &mut Desk) {
    let path = place.socket.as_ref().or(place.store.as_ref()).map(|path| path.display().to_string());
    let path = path.unwrap_or_default();
    let (id, file) = match &place.by {
        By::CommandLine => ("cli-status-by-line", String::new()),
        By::Environment => ("cli-status-by-environment", String::new()),
        By::Settings(file) => ("cli-status-by-settings", file.display().to_string()),
        By::Own => ("cli-status-by-own", String::new()),
    };
    desk.say(&desk.words.say_with(id, &[("path", &path), ("file", &file)]));
}

fn say_backup(of: &Value, desk: &mut Desk) {
    let last = of.get("backup").and_then(|last| Some((last.get("at")?.as_str()?, last.get("path")?.as_str()?)));
    match last {
        Some((at, path)) => {
            let at = DateTime::parse_from_rfc3339(at).map_or_else(|_| at.to_owned(), |at| local(at.to_utc()));
            desk.say(&desk.words.say_with("cli-status-backup", &[("at", &at), ("path", path)]));
        }
        None => desk.say(&desk.words.say("cli-status-no-backup")),
    }
}
