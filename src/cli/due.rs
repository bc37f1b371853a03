//! `stegvis due`: what is due and what waits, in one follow-up or in all.

use super::desk::{Desk, Exit};
use super::find;
use crate::follow_up::FollowUp;
use crate::steps;
use crate::steps::walk::due::{Due, State, due};
use crate::store::Store;
use crate::ui::text;
use clap::ArgMatches;
use serde_json::json;
use std::sync::Arc;

/// Something that is due, with the names it goes by.
struct Row {
    due: Due,
    follow_up: String,
    own: Arc<FollowUp>,
    kind: &'static str,
    title: String,
}

/// Lists what is due and what waits today, nearest first.
pub fn run(matches: &ArgMatches, store: &Store, desk: &mut Desk) -> Exit {
    let homes: Vec<Arc<FollowUp>> = match matches.get_one::<String>("follow-up") {
        Some(title) => match find::one(store, title, desk) {
            Ok(own) => vec![own],
            Err(exit) => return exit,
        },
        None => find::all(store, desk).into_iter().map(|(_, own)| own).collect(),
    };
    let mut rows: Vec<Row> = homes.iter().flat_map(|own| of(store, own, desk)).collect();
    rows.sort_by_key(|row| (row.due.state, row.due.date));
    if matches.get_flag("json") {
        write(&rows, desk);
    } else {
        say(&rows, desk);
    }
    if rows.iter().any(|row| row.due.state == State::Overdue) { Exit::Found } else { Exit::Done }
}

/// What is due in one follow-up.
fn of(store: &Store, own: &Arc<FollowUp>, desk: &Desk) -> Vec<Row> {
    let sight = find::sight(store, own, desk);
    let follow_up = sight.follow_up_title(&sight.whole.own);
    let today = (desk.clock)().date_naive();
    let row = |due: Due| {
        let kind = steps::kind(due.record.0)?;
        let title = sight.title(kind, sight.get(kind, due.record.1)?).replace('\n', " ");
        Some(Row { due, follow_up: follow_up.clone(), own: Arc::clone(own), kind: kind.name, title })
    };
    due(&sight.whole, today).into_iter().filter_map(row).collect()
}

fn say(rows: &[Row], desk: &mut Desk) {
    let cells = |row: &Row| {
        [
            desk.words.say(row.due.state.word()),
            row.due.date.to_string(),
            desk.words.say_with("cli-days", &[("count", &row.due.days.to_string())]),
            row.follow_up.clone(),
            desk.words.say(row.due.what.word()),
        ]
    };
    let lines: Vec<([String; 5], &str)> = rows.iter().map(|row| (cells(row), row.title.as_str())).collect();
    let mut widths = [0; 5];
    for (cells, _) in &lines {
        for (width, cell) in widths.iter_mut().zip(cells) {
            *width = text::width(cell).max(*width);
        }
    }
    for (cells, title) in lines {
        let fitted = cells.iter().zip(widths).enumerate().map(|(at, (cell, width))| text::fit(cell, width, at == 2));
        desk.say(&format!("{}  {title}", fitted.collect::<Vec<_>>().join("  ")));
    }
}

fn write(rows: &[Row], desk: &mut Desk) {
    let all: Vec<serde_json::Value> = rows
        .iter()
        .map(|row| {
            json!({
                "state": row.due.state.code(),
                "what": row.due.what.code(),
                "date": row.due.date.to_string(),
                "days_left": row.due.days,
                "follow_up": row.follow_up,
                "follow_up_id": row.own.id().to_string(),
                "kind": row.kind,
                "id": row.due.record.1.to_string(),
                "title": row.title,
            })
        })
        .collect();
    desk.write(format!("{:#}\n", serde_json::Value::from(all)).as_bytes());
}
