//! `stegvis show`: one follow-up.

use super::desk::{Desk, Exit};
use super::{export, find, history};
use crate::follow_up::FollowUp;
use crate::locale::parse_minute;
use crate::record::{HEADER, Home, Kind as _, Step, local_day, local_end, local_minute};
use crate::steps::{self, plan::records::FollowUpHeader};
use crate::store::{Moment, Store, Then};
use chrono::{DateTime, NaiveDate, TimeDelta};
use clap::ArgMatches;

/// The follow-up as it was when a day ended, or at a moment.
fn then(store: &Store, own: &FollowUp, typed: &str, desk: &mut Desk) -> Result<Then, Exit> {
    let day = typed.parse::<NaiveDate>().ok();
    let moment = day.map(local_end).or_else(|| DateTime::parse_from_rfc3339(typed).ok().map(|at| at.to_utc()));
    let moment = moment.or_else(|| Some(local_minute(parse_minute(typed)?)?.1));
    let Some(at) = moment else {
        let said = desk.words.say_with("cli-bad-day", &[("typed", typed)]);
        desk.tell(&said);
        return Err(Exit::Usage);
    };
    let now = (desk.clock)();
    if day.map_or(at > now + TimeDelta::minutes(1), |day| day > local_day(now)) {
        // What is written out is as of now, which is no wrong answer to a script.
        let said = desk.words.say_with("cli-not-come", &[("day", typed)]);
        desk.tell(&said);
    }
    let then = store.as_it_was(&desk.eyes, own.id(), Moment::At(at), &|| !desk.is_gone());
    let then = then.map_err(|fault| history::unread(&fault, desk))?;
    let there = then.whole.own.get(HEADER, own.id()).is_some();
    if there { Ok(then) } else { Err(desk.fail("cli-not-yet", &[("day", typed)])) }
}

/// Shows a follow-up: its header, its steps, and how much there is of each kind.
pub fn run(matches: &ArgMatches, store: &Store, desk: &mut Desk) -> Exit {
    let title = matches.get_one::<String>("name").cloned().unwrap_or_default();
    let own = match find::one(store, &title, desk) {
        Ok(own) => own,
        Err(exit) => return exit,
    };
    let mut sight = find::sight(store, &own, desk);
    if let Some(typed) = matches.get_one::<String>("at") {
        match then(store, &own, typed, desk) {
            Ok(then) => {
                sight.whole = then.whole;
                if let Some((number, made)) = then.last.filter(|_| !matches.get_flag("json")) {
                    let places =
                        [("day", typed.as_str()), ("number", &number.to_string()), ("made", &history::local(made))];
                    let said = desk.words.say_with("cli-as-it-was", &places);
                    desk.say(&said);
                }
            }
            Err(exit) => return exit,
        }
    }
    if matches.get_flag("json") {
        return export::show(&sight.whole, desk);
    }
    let header = &FollowUpHeader::INFO;
    if let Some(record) = sight.whole.own.get(header.number, sight.whole.own.id()) {
        for def in header.fields {
            let shown = sight.field(header, record, def.tag);
            if !shown.is_empty() {
                let name = desk.words.field(header, def);
                desk.say(&format!("{name}: {shown}"));
            }
        }
    }
    let marks = steps::progress(&sight.whole.own);
    for (step, mark) in Step::SIX.into_iter().zip(marks) {
        let name = desk.words.say(&format!("step-{}", step.code()));
        desk.say(&format!("{} {name} {}", step.number(), steps::progress_mark(mark)));
        let kinds = steps::KINDS.iter().filter(|kind| kind.step == step && kind.home == Home::FollowUp);
        for kind in kinds.filter(|kind| kind.number != header.number) {
            let count = sight.whole.own.records(kind.number).count();
            if count > 0 {
                let kinds = desk.words.kinds(kind).to_lowercase();
                desk.say(&format!("    {kinds} {count}"));
            }
        }
    }
    Exit::Done
}
