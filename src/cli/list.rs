//! `stegvis list`: follow-ups, or the records of a kind.

use super::desk::{Desk, Exit};
use super::find;
use crate::exchange;
use crate::follow_up::FollowUp;
use crate::record::{Home, Id, Kind as _, KindInfo, Record};
use crate::steps::{self, plan::records::FollowUpHeader};
use crate::store::Store;
use clap::ArgMatches;
use std::sync::Arc;

/// The kind that a word on the command line means: its plural, or the short forms that an import takes.
fn kind(name: &str) -> Option<&'static KindInfo> {
    let name = match name {
        "plan" => "plan_activities",
        "deviations" => "deviation_reports",
        name => name,
    };
    steps::KINDS.iter().find(|kind| kind.plural == name).copied()
}

/// Lists follow-ups, or records of a kind: of one follow-up, or of all.
pub fn run(matches: &ArgMatches, store: &Store, desk: &mut Desk) -> Exit {
    let as_json = matches.get_flag("json");
    let Some(name) = matches.get_one::<String>("kind") else { return follow_ups(store, as_json, desk) };
    let Some(kind) = kind(name) else {
        let known: Vec<&str> = steps::KINDS.iter().map(|kind| kind.plural).collect();
        let said = desk.words.say_with("cli-no-kind", &[("name", name), ("known", &known.join(", "))]);
        desk.tell(&said);
        return Exit::Usage;
    };
    let homes: Vec<Arc<FollowUp>> = match (kind.home, matches.get_one::<String>("follow-up")) {
        (Home::Register, _) => vec![store.register()],
        (Home::FollowUp, Some(title)) => match find::one(store, title, desk) {
            Ok(own) => vec![own],
            Err(exit) => return exit,
        },
        (Home::FollowUp, None) => find::all(store, desk).into_iter().map(|(_, own)| own).collect(),
    };
    let seen: Vec<FollowUp> = homes.iter().map(|home| home.seen_by(&desk.eyes)).collect();
    let records: Vec<(&Record, Id)> =
        seen.iter().flat_map(|home| home.records(kind.number).map(|record| (record, home.id()))).collect();
    if as_json {
        return write(kind, &records, desk);
    }
    for home in homes {
        let sight = find::sight(store, &home, desk);
        let titles: Vec<String> =
            sight.whole.home(kind).records(kind.number).map(|record| sight.title(kind, record)).collect();
        for title in titles {
            desk.say(&title.replace('\n', " "));
        }
    }
    Exit::Done
}

fn follow_ups(store: &Store, as_json: bool, desk: &mut Desk) -> Exit {
    let all = find::all(store, desk);
    if as_json {
        let header = &FollowUpHeader::INFO;
        let records: Vec<(&Record, Id)> =
            all.iter().filter_map(|(_, own)| Some((own.get(header.number, own.id())?, own.id()))).collect();
        return write(header, &records, desk);
    }
    for (title, own) in all {
        let marks = steps::progress(&own).map(steps::progress_mark).join(" ");
        desk.say(&format!("{marks}  {title}"));
    }
    Exit::Done
}

fn write(kind: &'static KindInfo, records: &[(&Record, Id)], desk: &mut Desk) -> Exit {
    let mut bytes = Vec::new();
    let written = exchange::list(kind, records.iter().copied(), &mut bytes);
    desk.write(&bytes);
    if written.is_ok() { Exit::Done } else { Exit::Failed }
}
