//! `stegvis due`: what is due and what waits, in one follow-up or in all.

use super::desk::{Desk, Exit};
use super::{find, list};
use crate::follow_up::FollowUp;
use crate::record::{Kind as _, local_day};
use crate::steps;
use crate::steps::plan::records::FollowUpHeader;
use crate::steps::walk::due::{Due, State, due};
use crate::store::Store;
use crate::ui::Width;
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
    let today = local_day((desk.clock)());
    let row = |due: Due| {
        let kind = steps::kind(due.record.0)?;
        let title = sight.title(kind, sight.get(kind, due.record.1)?).replace(['\n', '\t'], " ");
        Some(Row { due, follow_up: follow_up.clone(), own: Arc::clone(own), kind: kind.name, title })
    };
    due(&sight.whole, today).into_iter().filter_map(row).collect()
}

fn say(rows: &[Row], desk: &mut Desk) {
    let words = Arc::clone(&desk.words);
    let shape = [
        (words.say("cli-due-state"), Width::Fixed(8), false),
        (words.say("cli-due-date"), Width::Fixed(10), false),
        (words.say("cli-due-days"), Width::Fixed(7), true),
        (words.kind(&FollowUpHeader::INFO), Width::Rest(2), false),
        (words.say("cli-due-what"), Width::Rest(3), false),
        (words.say("cli-due-title"), Width::Rest(3), false),
    ];
    let cells = |row: &Row| {
        vec![
            words.say(row.due.state.word()),
            row.due.date.to_string(),
            words.say_with("cli-days", &[("count", &row.due.days.to_string())]),
            row.follow_up.clone(),
            words.say(row.due.what.word()),
            row.title.clone(),
        ]
    };
    let cells: Vec<Vec<String>> = rows.iter().map(cells).collect();
    list::table(&shape, &cells, desk);
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
