//! Who may look at whom.

use super::source::{Source, program};
use std::collections::{BTreeMap, BTreeSet};

/// The rooms of the method, in walking order; the system analysis and the walk across the rooms look at all.
const ROOMS: [&str; 8] = ["plan", "collect", "focus", "causes", "conclusions", "actions", "system", "walk"];

/// What each part of the house may look at, besides itself.
const SEES: [(&str, &[&str]); 13] = [
    ("record", &[]),
    ("rights", &["record"]),
    ("keys", &["record"]),
    ("locale", &["record"]),
    ("follow_up", &["record", "rights"]),
    ("store", &["record", "rights", "follow_up"]),
    ("ui", &["record", "rights", "keys", "locale", "follow_up"]),
    ("steps", &["record", "rights", "keys", "locale", "follow_up", "ui"]),
    ("exchange", &["record", "rights", "locale", "follow_up", "steps"]),
    ("report", &["record", "rights", "locale", "follow_up", "steps"]),
    ("app", &["record", "rights", "keys", "locale", "follow_up", "ui", "steps", "exchange", "report", "store"]),
    ("hub", &["record", "rights", "keys", "locale", "follow_up", "ui", "store", "app"]),
    (
        "cli",
        &[
            "record",
            "rights",
            "keys",
            "locale",
            "follow_up",
            "ui",
            "steps",
            "exchange",
            "report",
            "store",
            "app",
            "hub",
        ],
    ),
];

fn sees(part: &str) -> &'static [&'static str] {
    SEES.iter().find(|(name, _)| *name == part).unwrap_or_else(|| panic!("{part} has no line in SEES")).1
}

/// The part of the house that a path from the crate's root leads into; macros stand at the root.
fn part(path: &[String]) -> &str {
    match path.first().map_or("", String::as_str) {
        "kind" => "record",
        part => part,
    }
}

/// Whether a file of a room may look at a path.
fn room_may(module: &[String], path: &[String]) -> bool {
    let [_, room, rest @ ..] = module else { return true };
    let place = |room: &str| ROOMS.iter().position(|known| known == &room);
    let Some(own) = place(room) else { return true };
    let file = rest.first().map_or("", String::as_str);
    if part(path) != "steps" {
        let may: &[&str] = match file {
            "records" => &["record"],
            "screen" => sees("steps"),
            "words" => &["record", "follow_up", "locale"],
            _ => &["record", "follow_up"],
        };
        return may.contains(&part(path));
    }
    let (target, inside) = (path.get(1).map_or("", String::as_str), path.get(2).map_or("", String::as_str));
    let Some(target) = place(target) else { return false };
    match (file, inside) {
        (_, "records") => true,
        ("screen" | "", "screen") => target == own,
        ("records", _) | (_, "screen") => false,
        _ => target <= own,
    }
}

fn may(source: &Source, path: &[String]) -> bool {
    let own = part(&source.module);
    let allowed = part(path) == own || matches!(own, "main" | "") || sees(own).contains(&part(path));
    allowed && (own != "steps" || room_may(&source.module, path))
}

#[test]
fn every_part_looks_only_where_it_may() {
    let sources = program();
    assert!(sources.len() > 30, "the sources have been found");
    let mut wrong = BTreeSet::new();
    for source in &sources {
        for path in source.paths(&["crate", "super", "self"]) {
            if !may(source, &path) {
                wrong.insert(format!("{} looks at {}", source.path, path.join("::")));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nobody_looks_at_whoever_looks_at_them() {
    let known: BTreeMap<&str, &[&str]> = SEES.into_iter().collect();
    let mut done: BTreeSet<&str> = BTreeSet::new();
    while done.len() < known.len() {
        let next = known.iter().find(|(part, sees)| !done.contains(*part) && sees.iter().all(|one| done.contains(one)));
        let (part, _) = next.expect("a cycle in SEES");
        done.insert(part);
    }
}

#[test]
fn a_wall_that_is_broken_is_noticed() {
    let breaks = |module: &str, path: &str| {
        let split = |text: &str| text.split("::").map(str::to_owned).collect::<Vec<_>>();
        let source = Source { path: String::new(), module: split(module), tokens: Vec::new() };
        !may(&source, &split(path))
    };
    assert!(breaks("record::value", "follow_up::FollowUp"));
    assert!(breaks("ui::form", "store::Store"));
    assert!(breaks("ui::form", "steps::KINDS"));
    assert!(breaks("steps::plan::risk", "steps::focus::compare"), "a later room");
    assert!(breaks("steps::plan::risk", "ui::Screen"));
    assert!(breaks("steps::plan::risk", "locale::Words"));
    assert!(breaks("steps::plan::records", "steps::plan::risk"));
    assert!(breaks("steps::focus::gap", "steps::focus::screen::Table"));
    assert!(breaks("steps::focus::screen::list", "steps::plan::screen::Table"));
    assert!(breaks("steps::focus::screen::list", "store::Store"));
    assert!(!breaks("steps::focus::read", "steps::plan::risk::agreed"));
    assert!(!breaks("steps::plan::checks", "steps::collect::records::Result"));
    assert!(!breaks("steps::focus::screen::list", "ui::Screen"));
    assert!(!breaks("app", "store::Store"));
}
