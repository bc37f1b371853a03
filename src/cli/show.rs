//! `stegvis show`: one follow-up.

use super::desk::{Desk, Exit};
use super::{export, find};
use crate::record::{Home, Kind as _, Step};
use crate::steps::{self, plan::records::FollowUpHeader};
use crate::store::Store;
use clap::ArgMatches;

/// Shows a follow-up: its header, its steps, and how much there is of each kind.
pub fn run(matches: &ArgMatches, store: &Store, desk: &mut Desk) -> Exit {
    let title = matches.get_one::<String>("name").cloned().unwrap_or_default();
    let own = match find::one(store, &title, desk) {
        Ok(own) => own,
        Err(exit) => return exit,
    };
    if matches.get_flag("json") {
        return export::show(store, &own, desk);
    }
    let sight = find::sight(store, &own, desk);
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
