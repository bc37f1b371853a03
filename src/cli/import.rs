//! `stegvis import`: a file into a follow-up.

use super::desk::{Desk, Exit};
use super::find;
use crate::exchange::{self, Halt, Options, Preview, Source, What};
use crate::follow_up::{Doing, FollowUp, Refused, Whole};
use crate::hub;
use crate::record::{Id, Value};
use crate::rights::Role;
use crate::steps::plan::records::TITLE;
use crate::store::Store;
use crate::ui::Ids;
use clap::ArgMatches;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Most refused rows, warnings and notes that are written one by one.
const LISTED: usize = 20;

/// Reads a file and, unless it is a dry run, takes all of it or nothing.
pub fn run(matches: &ArgMatches, store: &Store, desk: &mut Desk) -> Exit {
    let file = matches.get_one::<PathBuf>("file").cloned().unwrap_or_default();
    let name = file.display().to_string();
    // Before the file is fetched: a hub keeps what comes of it. What a dry run says would never be done is not asked
    // for either.
    if let Err((id, refused)) = may(matches, store, desk) {
        desk.about = ("import".into(), id);
        return desk.refuse(&refused);
    }
    let source = match taken(&file, &name, desk) {
        Ok(source) => source,
        Err(said) => return refused(&said, desk),
    };
    let what = matches.get_one::<String>("what").and_then(|name| What::named(name));
    let Some(what) = what else { return super::export::take(matches, &source, store, desk) };
    let title = matches.get_one::<String>("follow-up").map(|title| crate::record::scrub_line(title));
    let Some(title) = title.filter(|title| !title.is_empty()) else {
        return desk.usage("cli-follow-up-wanted");
    };
    if TITLE.def.accepts(&Value::Text(title.clone())).is_err() {
        return desk.usage("cli-title-long");
    }
    let mut ids = seeded();
    let now = (desk.clock)();
    let mut made = None;
    let own = match find::follow_up(store, &title, desk) {
        find::Found::One(own) => own,
        find::Found::None => {
            made = Some(title.clone());
            Arc::new(FollowUp::new(ids.mint(now)))
        }
        find::Found::Several(count) => {
            return desk.fail("cli-several", &[("title", &title), ("count", &count.to_string())]);
        }
    };
    desk.about = ("import".into(), Some(own.id()));
    let whole = Whole { own, register: store.register_for(&desk.eyes) };
    let map = matches.get_many::<String>("map").unwrap_or_default().cloned().collect();
    let options = Options { title, map, ..Options::default() };
    let languages = desk.languages.clone();
    let checked = {
        let mut progress = |rows| desk.show_count("cli-rows-read", rows);
        exchange::check(&source, what, &whole, &options, &languages, &mut progress)
    };
    desk.show_progress("");
    let preview = match checked {
        Ok(preview) => preview,
        Err(refusal) => {
            let exit = refused(&format!("{name}: {}", refusal.say(&desk.words)), desk);
            return if refusal.is_usage() { Exit::Usage } else { exit };
        }
    };
    tell(&preview, desk);
    if preview.counts.refused > 0 {
        return refused(&desk.words.say("cli-nothing-taken"), desk);
    }
    let said = preview.counts.say(&desk.words);
    if matches.get_flag("dry-run") {
        desk.say(&desk.words.say_with("cli-would", &[("counts", &said)]));
        return Exit::Done;
    }
    let changes = preview.counts.added + preview.counts.changed;
    // Its rows would be held beside those that are now made.
    drop(preview);
    if changes > 0 {
        let mut import = store.import(&desk.eyes, Id::nil(), now, Doing::Import);
        let (mut rows, mut gist) = (0, hub::Gist::default());
        let mut mint = || ids.mint(now);
        let mut sink = |edits: Vec<crate::follow_up::Edit>| {
            // Nobody waits for it any longer.
            if desk.is_gone() {
                return Err(Refused::Closed);
            }
            rows += edits.chunk_by(|a, b| a.record == b.record).count();
            gist.take(&edits);
            desk.show_count("cli-rows-saved", rows);
            import.part(edits)
        };
        let taken = exchange::edits(&source, what, &whole, &options, &languages, &mut mint, &mut sink);
        let closed = taken.and_then(|_| {
            let closed = import.close();
            desk.note("import", gist.of(), &closed);
            closed.map_err(Halt::from)
        });
        desk.show_progress("");
        if let Err(halt) = closed {
            return desk.halt(&halt);
        }
    }
    desk.say(&said);
    if let Some(title) = made.filter(|_| changes > 0) {
        // A title that is typed wrong makes another follow-up, too.
        desk.say(&desk.words.say_with("cli-follow-up-made", &[("title", &title)]));
    }
    Exit::Done
}

/// Whether there is anything in what is named that whoever asks may change; if not, the follow-up and why.
fn may(matches: &ArgMatches, store: &Store, desk: &Desk) -> Result<(), (Option<Id>, Refused)> {
    let eyes = &desk.eyes;
    let of_rows = matches.get_one::<String>("what").is_some_and(|name| What::named(name).is_some());
    let title = matches.get_one::<String>("follow-up").map(|title| crate::record::scrub_line(title));
    let (id, may) = match title.filter(|title| of_rows && !title.is_empty()) {
        None => (None, eyes.changes_anything()),
        Some(title) => match find::follow_up(store, &title, desk) {
            find::Found::One(own) => (Some(own.id()), own.role_of(eyes) >= Some(Role::Officer)),
            find::Found::None => (None, eyes.begins()),
            find::Found::Several(_) => (None, true),
        },
    };
    if may { Ok(()) } else { Err((id, Refused::Forbidden(Role::Officer))) }
}

/// The file of a name, the caller's own.
///
/// # Errors
/// Why it cannot be read, in words; none when the caller has gone.
fn taken(file: &Path, name: &str, desk: &Desk) -> Result<Source, String> {
    let refused = |refusal: &exchange::Refusal| format!("{name}: {}", refusal.say(&desk.words));
    let Some(far) = &desk.far else {
        readable(file).map_err(|error| hub::unread(&desk.words, name, &error))?;
        return source(file).map_err(|refusal| refused(&refusal));
    };
    let mut reading = far.open(name).map_err(Option::unwrap_or_default)?;
    let source = Source::stream(name, &mut reading);
    source.map_err(|refusal| reading.refused().map_or_else(|| refused(&refusal), str::to_owned))
}

/// Whether there is such a file, and this process may read it.
fn readable(file: &Path) -> std::io::Result<()> {
    if file != Path::new("-") && std::fs::metadata(file)?.is_dir() {
        return Err(std::io::ErrorKind::IsADirectory.into());
    }
    Ok(())
}

/// The file, or what comes on standard input, which is kept in a private temporary file to be read twice.
fn source(file: &Path) -> Result<Source, exchange::Refusal> {
    if file == Path::new("-") {
        return Source::stream("-", &mut std::io::stdin().lock());
    }
    if std::fs::metadata(file)?.is_file() {
        return Source::open(file);
    }
    // A pipe is read once, as standard input is.
    Source::stream(&file.display().to_string(), &mut std::fs::File::open(file)?)
}

fn refused(said: &str, desk: &mut Desk) -> Exit {
    desk.tell(said);
    Exit::Failed
}

/// Tells what the officer ought to know: warnings, skipped rows, refused rows.
pub(super) fn tell(preview: &Preview, desk: &mut Desk) {
    let words = Arc::clone(&desk.words);
    let warnings = &preview.warnings;
    list(&warnings.say(&words), warnings.list.len() + warnings.more, "exchange-warn-more", desk);
    let skipped = preview.skipped(&words);
    list(&skipped, skipped.len(), "cli-more", desk);
    let refused: Vec<String> = preview.refused().take(LISTED).map(|row| preview.say(row, &words)).collect();
    list(&refused, preview.counts.refused, "cli-more", desk);
}

/// Tells the first lines, and how many more there are of all.
fn list(lines: &[String], all: usize, more: &str, desk: &mut Desk) {
    for line in lines.iter().take(all).take(LISTED) {
        desk.tell(line);
    }
    if all > LISTED {
        desk.tell(&desk.words.count(more, all - LISTED));
    }
}

/// The message that says which option does not go with what is to be read, before anything is opened.
pub(super) fn misused(matches: &ArgMatches) -> Option<&'static str> {
    let all = matches.get_one::<String>("what").is_some_and(|what| what == "all");
    if all && matches.contains_id("follow-up") {
        return Some("cli-all-follow-up");
    }
    if all && matches.contains_id("map") {
        return Some("cli-all-map");
    }
    (!all && matches.get_flag("update")).then_some("cli-update-all")
}

/// Ids that meet no other process's.
pub(super) fn seeded() -> Ids {
    let mut seed = [0; 8];
    // Without randomness the process's own number still tells two apart.
    if getrandom::fill(&mut seed).is_err() {
        seed = u64::from(std::process::id()).to_be_bytes();
    }
    Ids::new(seed)
}
