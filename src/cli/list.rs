//! `stegvis list`: follow-ups, or the records of a kind.

use super::desk::{Desk, Exit};
use super::find;
use crate::exchange;
use crate::follow_up::FollowUp;
use crate::record::{Home, Id, Kind as _, KindInfo, Record};
use crate::steps::{self, plan::records::FollowUpHeader};
use crate::store::Store;
use crate::ui::{
    Column, Width,
    text::{fit, width},
    widths,
};
use clap::ArgMatches;
use std::sync::Arc;

/// Most fields of a kind that has no table on screen.
const FIRST: usize = 6;
/// Cells wider than this do not widen their column in a file.
const WIDE: usize = 40;

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
    let title = matches.get_one::<String>("follow-up");
    let Some(name) = matches.get_one::<String>("kind") else {
        let only = match title.map(|title| find::one(store, title, desk)) {
            None => None,
            Some(Ok(own)) => Some(own.id()),
            Some(Err(exit)) => return exit,
        };
        return follow_ups(store, only, as_json, desk);
    };
    let Some(kind) = kind(name) else {
        let known: Vec<&str> = steps::KINDS.iter().map(|kind| kind.plural).collect();
        let said = desk.words.say_with("cli-no-kind", &[("name", name), ("known", &known.join(", "))]);
        desk.tell(&said);
        return Exit::Usage;
    };
    let homes: Vec<Arc<FollowUp>> = match (kind.home, title) {
        (Home::Register, _) => vec![store.register_for(&desk.eyes)],
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
    let several = homes.len() > 1;
    let mut rows = Vec::new();
    let columns = columns(kind);
    for home in homes {
        let sight = find::sight(store, &home, desk);
        let of = several.then(|| sight.follow_up_title(&sight.whole.own));
        for record in sight.whole.home(kind).records(kind.number) {
            let cells = columns.iter().map(|column| column.cell(&sight, kind, record).text);
            rows.push(of.iter().cloned().chain(cells).map(|cell| cell.replace(['\n', '\t'], " ")).collect());
        }
    }
    let heading = |column: &Column| match (column.word, column.tag.and_then(|tag| kind.field(tag))) {
        (Some(word), _) => desk.words.say(word),
        (None, Some(def)) => desk.words.field(kind, def),
        (None, None) => String::new(),
    };
    let mut shape: Vec<(String, Width, bool)> =
        columns.iter().map(|column| (heading(column), column.width, column.right)).collect();
    if several {
        shape.insert(0, (desk.words.kind(&FollowUpHeader::INFO), Width::Rest(1), false));
    }
    table(&shape, &rows, desk);
    Exit::Done
}

/// The columns in which a kind is listed: those of its table on screen, else its first fields.
fn columns(kind: &'static KindInfo) -> Vec<Column> {
    let on_screen = steps::rooms().iter().find_map(|room| room.columns(kind.number));
    on_screen.map_or_else(
        || {
            let titled = kind.title.iter().copied();
            let others = kind.fields.iter().map(|def| def.tag).filter(|tag| !kind.title.contains(tag));
            titled.chain(others).take(FIRST).map(|tag| Column::field(tag, Width::Rest(1))).collect()
        },
        <[Column]>::to_vec,
    )
}

/// Says rows in columns. A terminal gets headings and is never written past its edge; a file or program gets
/// every cell whole and a line for each row alone.
pub(super) fn table(shape: &[(String, Width, bool)], rows: &[Vec<String>], desk: &mut Desk) {
    let widest = |place: usize| {
        rows.iter().filter_map(|row| row.get(place)).map(|cell| width(cell)).filter(|wide| *wide <= WIDE).max()
    };
    let widths: Vec<usize> = match desk.columns {
        Some(room) => {
            let wanted: Vec<Width> = shape.iter().map(|(_, width, _)| *width).collect();
            widths(&wanted, u16::try_from(room).unwrap_or(u16::MAX)).into_iter().map(usize::from).collect()
        }
        None => (0..shape.len()).map(|place| widest(place).unwrap_or(0)).collect(),
    };
    let cuts = desk.columns.is_some();
    let line = |cells: &[String]| {
        let shown = cells.iter().zip(&widths).zip(shape).filter(|((_, room), _)| !cuts || **room > 0);
        let fitted = shown
            .map(|((cell, room), (_, _, right))| fit(cell, if cuts { *room } else { width(cell).max(*room) }, *right));
        fitted.collect::<Vec<_>>().join(if cuts { " " } else { "  " }).trim_end().to_owned()
    };
    if cuts && !rows.is_empty() {
        let headings: Vec<String> = shape.iter().map(|(heading, ..)| heading.clone()).collect();
        desk.say(&line(&headings));
    }
    for row in rows {
        desk.say(&line(row));
    }
}

/// Lists follow-ups, or one of them.
fn follow_ups(store: &Store, only: Option<Id>, as_json: bool, desk: &mut Desk) -> Exit {
    let mut all = find::all(store, desk);
    all.retain(|(_, own)| only.is_none_or(|only| own.id() == only));
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
    desk.stream(|out| exchange::list(kind, records.iter().copied(), out));
    Exit::Done
}
