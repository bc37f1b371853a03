//! `stegvis history`: what was changed in a follow-up or in one record, by whom and when.

use super::desk::{Desk, Exit};
use super::find;
use crate::exchange;
use crate::follow_up::{Doing, Edit};
use crate::hub::Far;
use crate::record::{Fault, Id, Stored};
use crate::store::{Past, Store};
use crate::ui::{Sight, telling};
use chrono::{DateTime, Local, SecondsFormat, Utc};
use clap::ArgMatches;
use serde_json::{Map, json};
use std::ops::ControlFlow;

/// Columns of a value in a line.
const VALUE: usize = 72;

/// Tells every change, the oldest first, so that the newest stands last, next to the prompt.
pub fn run(matches: &ArgMatches, store: &Store, desk: &mut Desk) -> Exit {
    let title = matches.get_one::<String>("name").cloned().unwrap_or_default();
    let own = match find::one(store, &title, desk) {
        Ok(own) => own,
        Err(exit) => return exit,
    };
    let sight = find::sight(store, &own, desk);
    let records = match matches.get_one::<String>("record").map(|wanted| record(&sight, wanted, desk)) {
        None => None,
        Some(Ok(id)) => Some(sight.with_parts(id)),
        Some(Err(exit)) => return exit,
    };
    let as_json = matches.get_flag("json");
    let (eyes, mut any) = (desk.eyes.clone(), false);
    let far = desk.far.clone();
    let wanted = || !far.as_ref().is_some_and(Far::is_gone);
    let read = store.history(&eyes, own.id(), records.as_ref(), &wanted, |past| {
        if as_json {
            desk.write(if any { b",\n" } else { b"[\n" });
            desk.write(line(&sight, &past).to_string().as_bytes());
        } else {
            say(&sight, &past, desk);
        }
        any = true;
        ControlFlow::Continue(())
    });
    if as_json {
        desk.write(if any { b"\n]\n" } else { b"[]\n" });
    }
    read.map_or_else(|fault| unread(&fault, desk), |()| Exit::Done)
}

/// Says that the journal could not be read on.
pub(super) fn unread(fault: &Fault, desk: &mut Desk) -> Exit {
    let why = desk.words.fault(fault);
    desk.fail("cli-history-unread", &[("why", &why)])
}

/// The record of an id, or of the number or name that officers know it by.
pub(super) fn record(sight: &Sight, wanted: &str, desk: &mut Desk) -> Result<Id, Exit> {
    let homes = [&sight.whole.own, &sight.whole.register];
    let mut all = homes.iter().flat_map(|home| home.everything());
    if let Some(known) = wanted.parse::<Id>().ok().filter(|id| all.any(|record| record.id() == *id)) {
        return Ok(known);
    }
    let best = sight.called(wanted);
    match best.as_slice() {
        [] => Err(desk.fail("cli-no-record", &[("name", wanted)])),
        [one] => Ok(one.id()),
        several => {
            let exit = desk.fail("cli-several-records", &[("name", wanted)]);
            for record in several {
                if let Some(kind) = sight.kind(record.kind()) {
                    desk.tell(&format!("  {}  {} {}", record.id(), desk.words.kind(kind), sight.title(kind, record)));
                }
            }
            Err(exit)
        }
    }
}

/// A moment by the clock on the wall.
pub(super) fn local(at: DateTime<Utc>) -> String {
    at.with_timezone(&Local).format("%Y-%m-%d %H:%M").to_string()
}

fn about(past: &Past) -> telling::About<'_> {
    telling::About { doing: past.made.doing, records: &past.records, forgotten: &past.forgotten }
}

fn say(sight: &Sight, past: &Past, desk: &mut Desk) {
    let told = telling::Telling::new(sight, &past.edits, VALUE).change(about(past));
    let made = &past.made;
    desk.say(&format!("{}  {}  {}  {}", made.seq, local(made.at), made.officer.name, told.head));
    for line in told.lines {
        desk.say(&format!("    {line}"));
    }
}

fn line(sight: &Sight, past: &Past) -> serde_json::Value {
    let telling = telling::Telling::new(sight, &past.edits, VALUE);
    let made = &past.made;
    let mut line = Map::new();
    line.insert("seq".into(), json!(made.seq));
    line.insert("at".into(), json!(made.at.to_rfc3339_opts(SecondsFormat::Millis, true)));
    line.insert("officer".into(), json!(made.officer.name));
    line.insert("officer_id".into(), json!(made.officer.id.to_string()));
    line.insert("doing".into(), json!(telling::code(made.doing)));
    match made.doing {
        Doing::Undo(seq) | Doing::Redo(seq) => drop(line.insert("of".into(), json!(seq))),
        Doing::ImportWithout(rows) => drop(line.insert("left_out".into(), json!(rows))),
        _ => {}
    }
    line.insert("told".into(), json!(telling.change(about(past)).head));
    let counts = past.records.iter().filter_map(|(kind, count)| Some((sight.kind(*kind)?.plural.into(), json!(count))));
    line.insert("records".into(), counts.collect::<Map<_, _>>().into());
    line.insert("edits".into(), past.edits.iter().map(|edit| field(sight, &telling, edit)).collect());
    line.insert("all_edits".into(), json!(!past.is_large));
    let forgotten = past.forgotten.iter().map(|(kind, id)| json!({"kind": name(sight, *kind), "id": id.to_string()}));
    line.insert("forgotten".into(), forgotten.collect());
    line.into()
}

fn name(sight: &Sight, kind: u8) -> serde_json::Value {
    sight.kind(kind).map_or_else(|| json!(kind), |kind| json!(kind.name))
}

/// A field as it was and as it became; what a newer version wrote is told by its tag alone.
fn field(sight: &Sight, telling: &telling::Telling<'_>, edit: &Edit) -> serde_json::Value {
    let def = sight.kind(edit.kind).and_then(|kind| kind.field(edit.tag));
    let side = |stored: &Option<Stored>| match (def, stored.as_ref().and_then(Stored::value)) {
        (Some(def), Some(value)) => exchange::plain(def, &value),
        _ => serde_json::Value::Null,
    };
    json!({
        "kind": name(sight, edit.kind),
        "id": edit.record.to_string(),
        "title": telling.title(edit.kind, edit.record),
        "field": def.map_or_else(|| json!(edit.tag), |def| json!(def.name)),
        "before": side(&edit.before),
        "after": side(&edit.after),
    })
}
