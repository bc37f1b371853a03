//! `stegvis forget`: content of a record gone for good, history included.

use super::desk::{Desk, Exit};
use super::{check, find, history, said};
use crate::app::is_draft;
use crate::locale::fold;
use crate::record::{Forgotten, Id, KindInfo, Record, Tag, personal_number, scrub_line};
use crate::store::{self, Forgetting, Forgot, Kept, Mark, NotForgotten, Store, Tidied, Traces};
use crate::ui::{Drafts, Sight, telling, text};
use clap::ArgMatches;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Columns of a text that is shown before it is forgotten, and how many fields of a record are.
const SHOWN: usize = 72;
const FIELDS: usize = 12;
/// Most characters of a reason.
const REASON: usize = 500;

/// What is wrong with a command line; it is asked before the store is opened.
pub fn misused(matches: &ArgMatches) -> Option<&'static str> {
    let why = reason(matches);
    match why.chars().count() {
        0 => Some("cli-forget-reason-wanted"),
        length if length > REASON => Some("cli-forget-reason-long"),
        // The reason stays.
        _ if personal_number(&why).is_some() => Some("cli-forget-reason-personal"),
        _ => None,
    }
}

fn reason(matches: &ArgMatches) -> String {
    let typed = matches.get_one::<String>("reason").map(String::as_str).unwrap_or_default();
    scrub_line(typed).trim().to_owned()
}

/// Asks, and forgets in the store of a folder, which is closed for that.
pub fn run(matches: &ArgMatches, store: Store, folder: &Path, desk: &mut Desk) -> Exit {
    let asked = asked(matches, &store, desk);
    store.close();
    let mark = match asked {
        Ok(mark) => mark,
        Err(exit) => return exit,
    };
    if !matches.get_flag("yes") {
        match check::agreed("cli-forget-ask", desk) {
            Some(true) => {}
            Some(false) => {
                desk.say(&desk.words.say("cli-forget-not"));
                return Exit::Failed;
            }
            None => return desk.usage("cli-forget-yes-wanted"),
        }
    }
    let officer = desk.eyes.officer().clone();
    let how = Forgetting { by: &officer, at: mark.forgotten.at, tidy: &tidy };
    match store::forget(folder, &[mark], how, crate::steps::KINDS) {
        Ok(forgot) => {
            tell(&forgot, desk);
            Exit::Done
        }
        Err(error) => {
            let said = said(&desk.words, &error.sentence());
            desk.tell(&said);
            Exit::Failed
        }
    }
}

/// What is to be forgotten, once it has been said what that is.
fn asked(matches: &ArgMatches, store: &Store, desk: &mut Desk) -> Result<Mark, Exit> {
    let title = matches.get_one::<String>("name").cloned().unwrap_or_default();
    let own = find::one(store, &title, desk)?;
    let sight = find::sight(store, &own, desk);
    let wanted = matches.get_one::<String>("record").cloned().unwrap_or_default();
    // What was taken back is held no more, but the history knows it by its id.
    let record = match wanted.parse::<Id>() {
        Ok(id) => id,
        Err(_) => history::record(&sight, &wanted, desk)?,
    };
    let homes = [&sight.whole.own, &sight.whole.register];
    let held = homes.iter().find_map(|home| home.everything().find(|held| held.id() == record));
    let kind = held.and_then(|held| sight.kind(held.kind()));
    let mut fields: Option<BTreeSet<Tag>> = None;
    let mut names = Vec::new();
    for typed in matches.get_many::<String>("field").into_iter().flatten() {
        let Some((tag, name)) = kind.and_then(|kind| field(&sight, kind, typed, desk)) else {
            let all = kind.map(|kind| kind.fields.iter().map(|def| sight.words.field(kind, def)).collect::<Vec<_>>());
            let all = all.unwrap_or_default().join(", ");
            return Err(desk.fail("cli-forget-no-field", &[("field", typed), ("fields", &all)]));
        };
        fields.get_or_insert_default().insert(tag);
        names.push(name);
    }
    let shown = match (kind, held) {
        (Some(kind), Some(held)) => telling::Telling::new(&sight, &[], 72).named(kind.number, held.id()),
        _ => record.to_string(),
    };
    let why = reason(matches);
    let what = match names.as_slice() {
        [] => desk.words.say_with("cli-forget-all", &[("record", &shown)]),
        names => desk.words.say_with("cli-forget-fields", &[("record", &shown), ("fields", &names.join(", "))]),
    };
    let pointing: usize = homes.iter().map(|home| home.pointing_at(record).count()).sum();
    if !matches.get_flag("yes") {
        desk.tell(&what);
        if let (Some(kind), Some(held)) = (kind, held) {
            let tags: Vec<Tag> = fields.as_ref().map_or_else(
                || kind.fields.iter().map(|def| def.tag).collect(),
                |fields| fields.iter().copied().collect(),
            );
            show(&sight, kind, held, &tags, desk);
        }
        desk.tell(&desk.words.say("cli-forget-whole"));
        let by = desk.eyes.officer().name.clone();
        let stays = desk.words.say_with("cli-forget-stays", &[("by", &by), ("why", &why)]);
        desk.tell(&stays);
        if pointing > 0 {
            let links = desk.words.count("cli-forget-links", pointing);
            desk.tell(&links);
        }
    }
    let by = desk.eyes.officer().name.clone();
    // As it is written: to the millisecond.
    let at = chrono::SubsecRound::trunc_subsecs((desk.clock)(), 3);
    Ok(Mark { record, forgotten: Forgotten { at, by, fields, why } })
}

/// Shows what stands in fields that are to be forgotten, cut to a line each.
fn show(sight: &Sight, kind: &KindInfo, held: &Record, tags: &[Tag], desk: &mut Desk) {
    let said = tags.iter().filter_map(|tag| {
        let text = sight.field(kind, held, *tag);
        let field = sight.words.field(kind, kind.field(*tag)?);
        (!text.is_empty()).then(|| (field, text::ends(&scrub_line(&text), SHOWN)))
    });
    let said: Vec<(String, String)> = said.collect();
    for (field, text) in said.iter().take(FIELDS) {
        let line = desk.words.say_with("cli-forget-text", &[("field", field), ("text", text)]);
        desk.tell(&line);
    }
    if let Some(more) = said.len().checked_sub(FIELDS).filter(|more| *more > 0) {
        let line = desk.words.say_with("cli-forget-texts-more", &[("count", &more.to_string())]);
        desk.tell(&line);
    }
}

/// A field by its code word or its name in one of the languages.
fn field(sight: &Sight, kind: &KindInfo, typed: &str, desk: &Desk) -> Option<(Tag, String)> {
    let wanted = fold(typed);
    let is = |def: &&crate::record::Def| {
        fold(def.name) == wanted || desk.languages.read().iter().any(|words| fold(&words.field(kind, def)) == wanted)
    };
    kind.fields.iter().find(is).map(|def| (def.tag, sight.words.field(kind, def)))
}

/// Forgets again in the store of a folder what it holds although it was forgotten; nothing when that is all in order.
pub(super) fn again(folder: &Path, desk: &Desk) -> Result<Option<Forgot>, NotForgotten> {
    let officer = desk.eyes.officer().clone();
    let how = Forgetting { by: &officer, at: (desk.clock)(), tidy: &tidy };
    store::forget_again(folder, how, crate::steps::KINDS)
}

/// A slot that is kept for an officer without half-typed text in what is forgotten, or that says it.
pub(super) fn tidy(kept: &Kept, traces: &Traces) -> Tidied {
    if !is_draft(&kept.slot) {
        return Tidied { left: (!traces.are_in(&kept.bytes)).then(|| kept.bytes.clone()), gone: Vec::new() };
    }
    let mut drafts = Drafts::read(&kept.bytes, |_| None);
    let says = |bytes: &[u8]| traces.are_in(bytes);
    let gone = drafts.iter().filter(|(spot, draft)| {
        traces.forgets(spot.record, spot.tag)
            || says(draft.text.as_bytes())
            || draft.before.as_ref().is_some_and(|before| says(before.bytes()))
    });
    let gone: Vec<_> = gone.map(|(spot, _)| spot).collect();
    if gone.is_empty() {
        // As it was, byte for byte.
        return Tidied { left: Some(kept.bytes.clone()), gone: Vec::new() };
    }
    for spot in &gone {
        drafts.drop(*spot);
    }
    Tidied { left: drafts.bytes(), gone: gone.iter().map(|spot| spot.kind).collect() }
}

fn tell(forgot: &Forgot, desk: &mut Desk) {
    let places = [("seq", forgot.seq.to_string()), ("changes", forgot.changes.to_string())];
    let places: Vec<_> = places.iter().map(|(name, text)| (*name, text.as_str())).collect();
    desk.say(&desk.words.say_with("cli-forget-done", &places));
    for line in around(forgot, desk) {
        desk.say(&line);
    }
}

/// What a forgetting has done around the journal, and what it has left, line by line.
pub(super) fn around(forgot: &Forgot, desk: &Desk) -> Vec<String> {
    let mut lines = Vec::new();
    if !forgot.drafts.is_empty() {
        let kind = |number: u8| {
            let kind = crate::steps::kind(number);
            kind.map_or_else(|| number.to_string(), |kind| desk.words.kind(kind).to_lowercase())
        };
        let kinds: Vec<String> =
            forgot.drafts.iter().map(|(number, count)| format!("{} ({count})", kind(*number))).collect();
        let count = forgot.drafts.values().sum::<usize>().to_string();
        lines.push(desk.words.say_with("cli-forget-drafts", &[("count", &count), ("kinds", &kinds.join(", "))]));
    }
    let mut all = |id: &str, paths: &[PathBuf]| {
        for path in paths {
            let path = path.display().to_string();
            lines.push(desk.words.say_with(id, &[("path", &path)]));
        }
    };
    all("cli-repaired-marks", forgot.marks.as_slice());
    all("cli-forget-erased", &forgot.erased);
    all("cli-forget-left", &forgot.left);
    all("cli-forget-backup", &forgot.backups);
    all("cli-forget-backup-other", &forgot.backups_without_number);
    all("cli-forget-unread", &forgot.unread);
    all("cli-forget-unseen", &forgot.unseen);
    lines
}
