//! `stegvis check`: what is amiss in the store, and with `--repair` what can be done about it.

use super::desk::{Desk, Exit};
use super::history::local;
use super::{forget, refuse, said};
use crate::follow_up::{FollowUp, Whole};
use crate::record::{Id, REGISTER};
use crate::steps::KINDS;
use crate::store::{self, Amiss, At, Checked, HeaderNow, Hole, Note, Repaired, Unlike, Why};
use crate::ui::Sight;
use clap::ArgMatches;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, BufRead as _, IsTerminal as _};
use std::path::Path;
use std::sync::Arc;

/// Checks the store in a folder, which is not opened for that, and repairs it when that is asked for.
pub fn run(matches: &ArgMatches, folder: &Path, desk: &mut Desk) -> Exit {
    let (as_json, repair) = (matches.get_flag("json"), matches.get_flag("repair"));
    let room = std::env::temp_dir();
    let checked = match store::check(folder, &room, KINDS) {
        Ok(checked) => checked,
        Err(error) => return refuse(desk, &error),
    };
    if !repair || !checked.can_be_repaired() {
        if repair && !as_json && checked.is_clean() {
            desk.say(&desk.words.say("cli-repair-nothing"));
        }
        return tell(&checked, None, as_json, desk);
    }
    if !as_json {
        tell(&checked, None, false, desk);
    }
    if !matches.get_flag("yes") {
        match agreed("cli-repair-ask", desk) {
            Some(true) => {}
            Some(false) => {
                desk.say(&desk.words.say("cli-repair-not"));
                return Exit::Found;
            }
            None => return desk.usage("cli-repair-yes-wanted"),
        }
    }
    drop(checked);
    let repaired = match store::repair(folder, &room, KINDS, desk.eyes.officer(), (desk.clock)()) {
        Ok(repaired) => repaired,
        Err(error) => return refuse(desk, &error),
    };
    match forgotten_again(repaired, folder, &room, desk) {
        Ok((repaired, more)) => tell(&repaired.left, Some((&repaired, more)), as_json, desk),
        Err(exit) => exit,
    }
}

/// Forgets again what a repair has found that was forgotten once; what is told of it.
fn forgotten_again(
    mut repaired: Repaired,
    folder: &Path,
    room: &Path,
    desk: &mut Desk,
) -> Result<(Repaired, Vec<String>), Exit> {
    if !repaired.left.has_unforgotten() {
        return Ok((repaired, Vec::new()));
    }
    let mut lines = Vec::new();
    match forget::again(folder, desk) {
        Ok(Some(forgot)) => {
            lines.push(desk.words.say("cli-forgot-again"));
            lines.extend(forget::around(&forgot, desk));
        }
        Ok(None) => {}
        Err(error) => {
            let said = said(&desk.words, &error.sentence());
            desk.tell(&said);
        }
    }
    repaired.left = store::check(folder, room, KINDS).map_err(|error| refuse(desk, &error))?;
    // What held it has been erased.
    repaired.journal = repaired.journal.take().filter(|path| path.exists());
    repaired.shelf = repaired.shelf.take().filter(|path| path.exists());
    repaired.tail = repaired.tail.take().filter(|path| path.exists());
    Ok((repaired, lines))
}

/// Asks whoever sits at the terminal; nothing when nobody does.
pub(super) fn agreed(question: &str, desk: &mut Desk) -> Option<bool> {
    let input = io::stdin();
    if !input.is_terminal() {
        return None;
    }
    let question = desk.words.say(question);
    desk.tell(&question);
    let mut line = String::new();
    // Whoever ends the input has not agreed.
    let _ = input.lock().read_line(&mut line);
    Some(matches!(line.trim().to_lowercase().as_str(), "j" | "ja" | "y" | "yes"))
}

/// Tells what has been done and found.
fn tell(checked: &Checked, repaired: Option<(&Repaired, Vec<String>)>, as_json: bool, desk: &mut Desk) -> Exit {
    let naming = Naming::new(&checked.follow_ups, desk);
    let is_before = repaired.is_none();
    let not_put_back = repaired.as_ref().and_then(|(repaired, _)| repaired.not_put_back);
    let exit = if checked.is_clean() && not_put_back.is_none() { Exit::Done } else { Exit::Found };
    let done = repaired.map(|(repaired, more)| [naming.done(repaired), more].concat()).unwrap_or_default();
    if as_json {
        let found: Vec<Value> = checked.found.told.iter().map(|amiss| naming.json(amiss)).collect();
        let told = json!({
            "clean": checked.is_clean(),
            "head": checked.head.map(|head| head.to_string()),
            "changes": checked.last,
            "follow_ups": checked.follow_ups.len(),
            "records": checked.records(),
            "repaired": done,
            "not_put_back": not_put_back,
            "found": found,
            "more": checked.found.more,
            "notes": checked.notes.iter().map(|note| naming.note(note)).collect::<Vec<_>>(),
        });
        desk.say(&told.to_string());
        return exit;
    }
    for line in &done {
        desk.say(line);
    }
    for amiss in &checked.found.told {
        desk.say(&naming.amiss(amiss));
    }
    if checked.found.more > 0 {
        desk.say(&desk.words.count("cli-amiss-more", checked.found.more));
    }
    for note in &checked.notes {
        desk.say(&naming.note(note));
    }
    if let Some(head) = checked.head.filter(|_| checked.is_clean()) {
        desk.say(&naming.with(
            "cli-check-clean",
            &[
                ("changes", head.seq.to_string()),
                ("records", checked.records().to_string()),
                ("homes", checked.follow_ups.keys().filter(|id| **id != REGISTER).count().to_string()),
                ("head", head.to_string()),
            ],
        ));
    } else if checked.can_be_repaired() && is_before {
        desk.say(&desk.words.say("cli-check-repairs"));
    }
    let at_hand = |amiss: &Amiss| matches!(amiss, Amiss::Link { .. } | Amiss::Value(_));
    if checked.found.told.iter().any(at_hand) {
        desk.say(&desk.words.say("cli-check-at-hand"));
    }
    exit
}

/// Says what is meant in the names that officers know.
struct Naming {
    sight: Sight,
    homes: BTreeMap<Id, Arc<FollowUp>>,
}

impl Naming {
    fn new(follow_ups: &BTreeMap<Id, FollowUp>, desk: &Desk) -> Self {
        let seen = |own: &FollowUp| Arc::new(own.seen_by(&desk.eyes));
        let homes: BTreeMap<Id, Arc<FollowUp>> = follow_ups.iter().map(|(id, own)| (*id, seen(own))).collect();
        let register = homes.get(&REGISTER).cloned().unwrap_or_else(|| Arc::new(FollowUp::new(REGISTER)));
        let whole = Whole { own: Arc::clone(&register), register };
        let others = homes.values().cloned().collect();
        Self { sight: Sight { whole, others, words: Arc::clone(&desk.words), kinds: KINDS }, homes }
    }

    fn with(&self, id: &str, places: &[(&'static str, String)]) -> String {
        let places: Vec<_> = places.iter().map(|(name, text)| (*name, text.as_str())).collect();
        self.sight.words.say_with(id, &places)
    }

    /// A follow-up's title, or what the register is called.
    fn home(&self, id: Id) -> String {
        let title = self.homes.get(&id).map(|own| self.sight.follow_up_title(own)).unwrap_or_default();
        match (id, title.is_empty()) {
            (REGISTER, _) => self.sight.words.say("cli-check-register"),
            (_, false) => title,
            (_, true) => id.to_string(),
        }
    }

    /// A record by kind and name.
    fn record(&self, home: Id, kind: u8, id: Id) -> String {
        let Some(info) = self.sight.kind(kind) else { return id.to_string() };
        let name = self.sight.words.kind(info).to_lowercase();
        let held = self.homes.get(&home).and_then(|own| own.held(kind, id));
        let title = held.map(|record| self.sight.title(info, record));
        format!("{name} {}", title.unwrap_or_else(|| id.to_string()))
    }

    fn at(&self, at: &At) -> Vec<(&'static str, String)> {
        let kind = self.sight.kind(at.kind);
        let field = kind.and_then(|kind| Some(self.sight.words.field(kind, kind.field(at.tag)?)));
        let record = self.record(at.follow_up, at.kind, at.record);
        let field = field.unwrap_or_else(|| at.tag.to_string());
        vec![("where", self.home(at.follow_up)), ("record", record), ("field", field)]
    }

    fn hole(&self, hole: &Hole) -> String {
        let resumes = hole.resumes.map_or_else(|| "none".to_owned(), |seq| seq.to_string());
        let id = if hole.until > hole.place { "cli-amiss-journal" } else { "cli-amiss-gap" };
        let (place, until) = (hole.place.to_string(), hole.until.to_string());
        let places = [("place", place), ("until", until), ("after", hole.after.to_string()), ("resumes", resumes)];
        let said = self.with(id, &places);
        self.lost(hole).map_or(said.clone(), |lost| format!("{said} {lost}"))
    }

    /// Which changes cannot be read, and between when and when they were made.
    fn lost(&self, hole: &Hole) -> Option<String> {
        let (first, last) = (hole.after + 1, hole.resumes.map(|resumes| resumes.saturating_sub(1)));
        let from = local(hole.since?);
        let (Some(last), Some(to)) = (last, hole.resumed.map(local)) else {
            return Some(self.with("cli-amiss-lost-end", &[("from", from)]));
        };
        let id = match last.checked_sub(first)? {
            0 => "cli-amiss-lost-one",
            _ => "cli-amiss-lost",
        };
        let places = [("first", first.to_string()), ("last", last.to_string()), ("from", from), ("to", to)];
        Some(self.with(id, &places))
    }

    fn amiss(&self, amiss: &Amiss) -> String {
        let words = &self.sight.words;
        match amiss {
            Amiss::Restore => words.say("cli-amiss-restore"),
            Amiss::Header => words.say("cli-amiss-header"),
            Amiss::Beginning => words.say("cli-amiss-beginning"),
            Amiss::Gone => words.say("cli-amiss-gone"),
            Amiss::Journal(hole) => self.hole(hole),
            Amiss::Unreadable(seq) => self.with("cli-amiss-unreadable", &[("seq", seq.to_string())]),
            Amiss::Unvouched(seq) => self.with("cli-amiss-unvouched", &[("seq", seq.to_string())]),
            Amiss::Unsaid(seq) => self.with("cli-amiss-unsaid", &[("seq", seq.to_string())]),
            Amiss::Unforgotten(seq) => self.with("cli-amiss-unforgotten", &[("seq", seq.to_string())]),
            Amiss::Mark(line) => self.with("cli-amiss-mark-line", &[("line", line.to_string())]),
            Amiss::Value(at) => self.with("cli-amiss-value", &self.at(at)),
            Amiss::Link { at, target } => {
                let places = [self.at(at), vec![("target", target.to_string())]].concat();
                self.with("cli-amiss-link", &places)
            }
            Amiss::Shelf(Why::Missing) => words.say("cli-amiss-shelf-missing"),
            Amiss::Shelf(Why::Damaged(fault)) => self.with("cli-amiss-shelf-damaged", &[("error", words.fault(fault))]),
            Amiss::Shelf(Why::Other) => words.say("cli-amiss-shelf-other"),
            Amiss::Shelf(Why::Ahead { shelf, journal, .. }) => {
                self.with("cli-amiss-shelf-ahead", &[("shelf", shelf.to_string()), ("journal", journal.to_string())])
            }
            Amiss::ShelfRecord { follow_up, kind, record, unlike } => {
                let id = match unlike {
                    Unlike::Missing => "cli-amiss-record-missing",
                    Unlike::Extra => "cli-amiss-record-extra",
                    Unlike::Other => "cli-amiss-record-other",
                };
                let record = self.record(*follow_up, *kind, *record);
                self.with(id, &[("where", self.home(*follow_up)), ("record", record)])
            }
            Amiss::ShelfMark { follow_up } => self.with("cli-amiss-mark", &[("where", self.home(*follow_up))]),
            Amiss::ShelfSteps { .. } => words.say("cli-amiss-steps"),
        }
    }

    fn json(&self, amiss: &Amiss) -> Value {
        let mut line = serde_json::Map::new();
        let place = |id: Id, kind: u8, record: Id| {
            let kind = self.sight.kind(kind).map_or_else(|| json!(kind), |kind| json!(kind.name));
            [("follow_up", json!(id)), ("kind", kind), ("id", json!(record))]
        };
        let field = |at: &At| {
            let def = self.sight.kind(at.kind).and_then(|kind| kind.field(at.tag));
            [("field", def.map_or_else(|| json!(at.tag), |def| json!(def.name)))]
        };
        let (what, more): (&str, Vec<(&str, Value)>) = match amiss {
            Amiss::Restore => ("restore", Vec::new()),
            Amiss::Header => ("header", Vec::new()),
            Amiss::Beginning => ("beginning", Vec::new()),
            Amiss::Gone => ("gone", Vec::new()),
            Amiss::Journal(hole) => {
                let places = [("place", json!(hole.place)), ("until", json!(hole.until))];
                let changes = [("after", json!(hole.after)), ("resumes", json!(hole.resumes))];
                ("journal", [places, changes].concat())
            }
            Amiss::Unreadable(seq) => ("unreadable", vec![("change", json!(seq))]),
            Amiss::Unvouched(seq) => ("unvouched", vec![("change", json!(seq))]),
            Amiss::Unsaid(seq) => ("unsaid", vec![("change", json!(seq))]),
            Amiss::Unforgotten(seq) => ("unforgotten", vec![("change", json!(seq))]),
            Amiss::Mark(line) => ("mark_line", vec![("line", json!(line))]),
            Amiss::Value(at) => {
                ("value", place(at.follow_up, at.kind, at.record).into_iter().chain(field(at)).collect())
            }
            Amiss::Link { at, target } => {
                let at = place(at.follow_up, at.kind, at.record).into_iter().chain(field(at));
                ("link", at.chain([("target", json!(target))]).collect())
            }
            Amiss::Shelf(_) => ("shelf", Vec::new()),
            Amiss::ShelfRecord { follow_up, kind, record, .. } => {
                ("shelf_record", place(*follow_up, *kind, *record).to_vec())
            }
            Amiss::ShelfMark { follow_up } => ("shelf_mark", vec![("follow_up", json!(follow_up))]),
            Amiss::ShelfSteps { officer } => ("shelf_steps", vec![("officer_id", json!(officer))]),
        };
        line.insert("what".into(), json!(what));
        line.extend(more.into_iter().map(|(name, value)| (name.to_owned(), value)));
        line.insert("told".into(), json!(self.amiss(amiss)));
        line.into()
    }

    fn note(&self, note: &Note) -> String {
        match note {
            Note::Torn(bytes) => self.with("cli-note-torn", &[("bytes", bytes.to_string())]),
            Note::Tail(bytes) => self.with("cli-note-tail", &[("bytes", bytes.to_string())]),
            Note::Unfinished(count) => self.sight.words.count("cli-note-unfinished", *count),
            Note::Newer(newer) => {
                let places = [("fields", newer.fields.to_string()), ("records", newer.records.to_string())];
                self.with("cli-note-newer", &places)
            }
            Note::Staged => self.sight.words.say("cli-note-staged"),
            Note::Held(Some(holder)) => self.with("cli-note-held", &[("account", holder.account.clone())]),
            Note::Held(None) => self.sight.words.say("cli-note-held-unknown"),
        }
    }

    /// What a repair has done, line by line.
    fn done(&self, repaired: &Repaired) -> Vec<String> {
        let words = &self.sight.words;
        let records = || vec![("records", repaired.records.to_string())];
        let begun_anew = repaired.header == HeaderNow::New;
        let mut lines = Vec::new();
        if let Some(restored) = &repaired.restored {
            lines.push(said(words, &restored.sentence()));
        }
        lines.extend((repaired.header == HeaderNow::PutRight).then(|| words.say("cli-repaired-header")));
        lines.extend(begun_anew.then(|| words.say("cli-repaired-begun-anew")));
        if !repaired.holes.is_empty() || (begun_anew && repaired.records > 0) {
            lines.extend(repaired.holes.iter().map(|hole| self.hole(hole)));
            let id = if repaired.from_shelf { "cli-repaired-from-shelf" } else { "cli-repaired-from-rest" };
            lines.push(self.with(id, &records()));
        }
        if let Some(last) = repaired.ahead {
            lines.push(self.with("cli-repaired-ahead", &[vec![("last", last.to_string())], records()].concat()));
        }
        if let Some(last) = repaired.not_put_back {
            lines.push(self.with("cli-repaired-not-put-back", &[("last", last.to_string())]));
        }
        if repaired.said_again > 0 {
            lines.push(words.count("cli-repaired-said-again", repaired.said_again));
        }
        if let Some(path) = &repaired.tail {
            lines.push(self.with("cli-repaired-tail", &[("path", path.display().to_string())]));
        }
        if let Some(path) = &repaired.journal {
            lines.push(self.with("cli-repaired-journal", &[("path", path.display().to_string())]));
        }
        if let Some(path) = &repaired.marks {
            lines.push(self.with("cli-repaired-marks", &[("path", path.display().to_string())]));
        }
        lines.push(words.say("cli-repaired-shelf"));
        if let Some(path) = &repaired.shelf {
            lines.push(self.with("cli-repaired-aside", &[("path", path.display().to_string())]));
        }
        if repaired.drafts_lost {
            lines.push(words.say("cli-repaired-drafts-lost"));
        }
        lines
    }
}
