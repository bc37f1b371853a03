//! `stegvis export` and `stegvis import all`: everything as JSON, out and back in.

use super::desk::{Desk, Exit};
use super::find;
use crate::exchange::{self, Everything, Source};
use crate::follow_up::{Doing, Edit, FollowUp, Refused, Whole};
use crate::record::{Id, REGISTER};
use crate::store::{Import, Store};
use clap::ArgMatches;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Writes all records as they stand, or those of one follow-up with what it points to.
pub fn run(matches: &ArgMatches, store: &Store, desk: &mut Desk) -> Exit {
    let file = matches.get_one::<PathBuf>("file").cloned().unwrap_or_default();
    let one = match matches.get_one::<String>("follow-up") {
        Some(title) => match find::one(store, title, desk) {
            Ok(own) => Some(own),
            Err(exit) => return exit,
        },
        None => None,
    };
    let write = |out: &mut dyn Write| match one {
        Some(own) => exchange::show(&Whole { own, register: store.register() }, false, out),
        None => exchange::export(&store.register(), &store.follow_ups(), out),
    };
    if file == Path::new("-") {
        let mut bytes = Vec::new();
        let written = write(&mut bytes);
        desk.write(&bytes);
        return if written.is_ok() { Exit::Done } else { Exit::Failed };
    }
    match beside(&file, write) {
        Ok(()) => Exit::Done,
        Err(error) => {
            let path = file.display().to_string();
            desk.fail("cli-not-written", &[("path", &path), ("error", &super::os_words(&desk.words, &error))])
        }
    }
}

/// Writes a file beside its name and renames it, so that nobody ever reads half of it. A link is followed, and
/// a pipe or device is written into as it is.
fn beside(file: &Path, write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> std::io::Result<()> {
    let there = std::fs::canonicalize(file);
    let file = there.as_deref().unwrap_or(file);
    if std::fs::metadata(file).is_ok_and(|of| !of.is_file()) {
        let mut out = std::fs::OpenOptions::new().write(true).open(file)?;
        return write(&mut out).and_then(|()| out.flush());
    }
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut written = tempfile::NamedTempFile::new_in(folder)?;
    {
        let mut out = std::io::BufWriter::new(written.as_file_mut());
        write(&mut out)?;
        out.flush()?;
    }
    written.as_file().sync_all()?;
    written.persist(file).map_err(|error| error.error)?;
    Ok(())
}

/// Brings an export back: same records are left alone, others refused unless `--update` is given.
pub fn take(matches: &ArgMatches, source: &Source, store: &Store, desk: &mut Desk) -> Exit {
    let update = matches.get_flag("update");
    let there = Everything {
        register: store.register(),
        follow_ups: store.follow_ups().into_iter().map(|own| (own.id(), own)).collect(),
    };
    let languages = desk.languages.clone();
    let checked = {
        let mut progress = |rows| desk.show_count("cli-rows-read", rows);
        exchange::check_all(source, &there, update, &languages, &mut progress)
    };
    desk.show_progress("");
    let preview = match checked {
        Ok(preview) => preview,
        Err(refusal) => {
            let said = refusal.say(&desk.words);
            desk.tell(&said);
            return Exit::Failed;
        }
    };
    super::import::tell(&preview, desk);
    if preview.counts.refused > 0 {
        return desk.fail("cli-nothing-taken", &[]);
    }
    let said = preview.counts.say(&desk.words);
    if matches.get_flag("dry-run") {
        desk.say(&desk.words.say_with("cli-would", &[("counts", &said)]));
        return Exit::Done;
    }
    let mut taking = Taking { store, desk, import: None };
    let taken = exchange::edits_all(source, &there, update, &languages, &mut |edits| taking.part(edits));
    let closed = taken.and_then(|_| taking.close().map_err(exchange::Halt::from));
    match closed {
        Ok(()) => {
            desk.say(&said);
            Exit::Done
        }
        Err(halt) => desk.halt(&halt),
    }
}

/// Imports of follow-ups one after the other: a change spans one of them and the register. The whole file has
/// been checked before; a kill between two leaves whole follow-ups, and the same import goes on after it.
struct Taking<'a> {
    store: &'a Store,
    desk: &'a Desk,
    import: Option<(Option<Id>, Import)>,
}

impl Taking<'_> {
    fn part(&mut self, edits: Vec<Edit>) -> Result<(), Refused> {
        let home = edits.iter().map(|edit| edit.follow_up).find(|id| *id != REGISTER);
        let (mut known, mut import) = match self.import.take() {
            Some((known, import)) if known.is_none() || home.is_none() || known == home => (known, import),
            begun => {
                if let Some((_, import)) = begun {
                    import.close()?;
                }
                let now = (self.desk.clock)();
                (None, self.store.import(&self.desk.eyes, Id::nil(), now, Doing::Import))
            }
        };
        import.part(edits)?;
        known = known.or(home);
        self.import = Some((known, import));
        Ok(())
    }

    fn close(self) -> Result<(), Refused> {
        self.import.map_or(Ok(()), |(_, import)| import.close().map(|_| ()))
    }
}

/// The follow-up's records as JSON for `stegvis show --json`.
pub fn show(store: &Store, own: &FollowUp, desk: &mut Desk) -> Exit {
    let whole = find::sight(store, own, desk).whole;
    let mut bytes = Vec::new();
    let written = exchange::show(&whole, true, &mut bytes);
    desk.write(&bytes);
    if written.is_ok() { Exit::Done } else { Exit::Failed }
}
