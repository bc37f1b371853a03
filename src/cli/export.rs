//! `stegvis export` and `stegvis import all`: everything as JSON, out and back in.

use super::desk::{Desk, Exit};
use super::find;
use crate::exchange::{self, Everything, Source};
use crate::follow_up::{Doing, Edit, FollowUp, Refused, Whole};
use crate::hub::Far;
use crate::record::{Id, REGISTER, Seq};
use crate::rights::Eyes;
use crate::steps;
use crate::store::{Import, Store};
use chrono::{DateTime, Utc};
use clap::ArgMatches;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::TempPath;

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
    let register = store.register_for(&desk.eyes);
    let follow_ups = if one.is_none() { store.follow_ups_for(&desk.eyes) } else { Vec::new() };
    let unknown = match &one {
        Some(own) => newer(own),
        None => newer(&register) + follow_ups.iter().map(|own| newer(own)).sum::<usize>(),
    };
    if unknown > 0 {
        let said = desk.words.count("cli-export-newer", unknown);
        desk.tell(&said);
    }
    let write = |out: &mut dyn Write| match one {
        Some(own) => exchange::show(&Whole { own, register }, false, out),
        None => exchange::export(&register, &follow_ups, out),
    };
    put(&file, desk, write)
}

/// How many records are of kinds that this version does not know, and therefore has no words for.
fn newer(own: &FollowUp) -> usize {
    own.everything().filter(|record| !record.is_removed() && steps::kind(record.kind()).is_none()).count()
}

/// Writes a file, or to standard output for `-`; one that is there is replaced when the new one is whole. The file is
/// the caller's.
pub(super) fn put(file: &Path, desk: &mut Desk, write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> Exit {
    if file == Path::new("-") {
        desk.stream(write);
        return Exit::Done;
    }
    if let Some(far) = desk.far.clone() {
        let mut saving = far.save();
        // A file that was not written whole is dropped there.
        let placed = write(&mut saving).map_err(|_| None).and_then(|()| saving.finish(true));
        return match placed {
            Ok(_) => Exit::Done,
            Err(why) => {
                desk.tell(&why.unwrap_or_default());
                Exit::Failed
            }
        };
    }
    match beside(file, write) {
        Ok(()) => Exit::Done,
        Err(error) => {
            let path = file.display().to_string();
            desk.fail("cli-not-written", &[("path", &path), ("error", &desk.words.fault(&error.into()))])
        }
    }
}

/// Writes a file beside its name and renames it, so that nobody ever reads half of it. A link is followed, and
/// a pipe or device is written into as it is.
pub(super) fn beside<E: From<std::io::Error>>(
    file: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<(), E>,
) -> Result<(), E> {
    beside_as((".tmp", ""), file, write)
}

/// As [`beside`], with what the name begins and ends with until the file is whole.
pub(super) fn beside_as<E: From<std::io::Error>>(
    ends: (&str, &str),
    file: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<(), E>,
) -> Result<(), E> {
    let mut beside = Beside::begin(ends, file)?;
    write(&mut beside)?;
    Ok(beside.finish()?)
}

/// A file that is written beside its name.
pub(super) struct Beside {
    out: BufWriter<File>,
    /// Where it stands meanwhile; nowhere else for a pipe or a device.
    written: Option<TempPath>,
    file: PathBuf,
}

impl Beside {
    /// Begins one, under a name with this beginning and end. It is locked until it is whole, so that what a killed
    /// process has left can be told from it.
    pub(super) fn begin((prefix, suffix): (&str, &str), file: &Path) -> std::io::Result<Self> {
        let file = std::fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
        if std::fs::metadata(&file).is_ok_and(|of| !of.is_file()) {
            let out = BufWriter::new(std::fs::OpenOptions::new().write(true).open(&file)?);
            return Ok(Self { out, written: None, file });
        }
        let written = tempfile::Builder::new().prefix(prefix).suffix(suffix).tempfile_in(folder(&file))?;
        // A file system without locks loses the sweeping, not the file.
        let _ = written.as_file().try_lock();
        let (out, written) = written.into_parts();
        Ok(Self { out: BufWriter::new(out), written: Some(written), file })
    }

    /// Where it stands until it is whole; nowhere else for a pipe or a device.
    ///
    /// # Errors
    /// When not all of it can be written.
    pub(super) fn meanwhile(&mut self) -> std::io::Result<Option<&Path>> {
        self.out.flush()?;
        Ok(self.written.as_deref())
    }

    /// Puts the file in another place of its folder.
    pub(super) fn finish_as(self, file: PathBuf) -> std::io::Result<()> {
        Self { file, ..self }.finish()
    }

    /// Puts the file in its place.
    pub(super) fn finish(self) -> std::io::Result<()> {
        let Self { mut out, written, file } = self;
        out.flush()?;
        let Some(written) = written else { return Ok(()) };
        out.get_ref().sync_all()?;
        written.persist(&file).map_err(|error| error.error)?;
        // The name is on disk as well, before anybody is told so.
        File::open(folder(&file))?.sync_all()
    }
}

impl Write for Beside {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}

fn folder(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Brings an export back: same records are left alone, others refused unless `--update` is given.
pub fn take(matches: &ArgMatches, source: &Source, store: &Store, desk: &mut Desk) -> Exit {
    let update = matches.get_flag("update");
    let there = Everything {
        register: store.register_for(&desk.eyes),
        follow_ups: store.follow_ups_for(&desk.eyes).into_iter().map(|own| (own.id(), own)).collect(),
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
            desk.tell(&format!("{}: {}", source.name, refusal.say(&desk.words)));
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
    let mut taking = Taking { store, eyes: desk.eyes.clone(), clock: desk.clock, imports: BTreeMap::new() };
    let ended = desk.far.clone();
    let taken = exchange::edits_all(source, &there, update, &languages, &mut |home, edits| {
        // Nobody waits for it any longer.
        if ended.as_ref().is_some_and(Far::is_gone) {
            return Err(Refused::Closed);
        }
        taking.part(home, edits)
    });
    if let Err(halt) = taken {
        return desk.halt(&halt);
    }
    let all = taking.imports.len();
    match taking.close(|first, closed| desk.note("import", Some(first), closed)) {
        Ok(()) => {
            desk.say(&said);
            Exit::Done
        }
        Err((0, refused)) => desk.refuse(&refused),
        Err((done, refused)) => {
            let why = desk.why(&refused);
            desk.fail("cli-halfway", &[("done", &done.to_string()), ("all", &all.to_string()), ("why", &why)])
        }
    }
}

/// An import of each follow-up and one of the register, side by side as the file has their records. Closing them
/// takes the register first and then each follow-up as one large change: a kill between two leaves whole
/// follow-ups, and the same command goes on after them.
struct Taking<'a> {
    store: &'a Store,
    eyes: Eyes,
    clock: fn() -> DateTime<Utc>,
    /// Each with the kind that came first.
    imports: BTreeMap<Id, (u8, Import)>,
}

impl Taking<'_> {
    fn part(&mut self, home: Id, edits: Vec<Edit>) -> Result<(), Refused> {
        let Some(kind) = edits.first().map(|edit| edit.kind) else { return Ok(()) };
        let begin = || (kind, self.store.import(&self.eyes, Id::nil(), (self.clock)(), Doing::Import));
        self.imports.entry(home).or_insert_with(begin).1.part(edits)
    }

    /// Closes all of them, and tells what came of each.
    ///
    /// # Errors
    /// How many were closed before one was refused.
    fn close(mut self, tell: impl Fn((u8, Id), &Result<Seq, Refused>)) -> Result<(), (usize, Refused)> {
        let register = self.imports.remove_entry(&REGISTER);
        for (count, (home, (kind, import))) in register.into_iter().chain(std::mem::take(&mut self.imports)).enumerate()
        {
            let closed = import.close();
            tell((kind, home), &closed);
            closed.map_err(|refused| (count, refused))?;
        }
        Ok(())
    }
}

/// The follow-up's records as JSON for `stegvis show --json`.
pub fn show(whole: &Whole, desk: &mut Desk) -> Exit {
    desk.stream(|out| exchange::show(whole, true, out));
    Exit::Done
}

#[cfg(test)]
mod tests {
    use super::Taking;
    use crate::follow_up::Edit;
    use crate::record::{Id, Kind as _, REGISTER, Stored, Value};
    use crate::steps::KINDS;
    use crate::steps::plan::records::{FollowUpHeader, NUMBER, Requirement, TITLE, UNIT_NAME, Unit};
    use crate::store::Store;
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn the_register_comes_first_and_then_each_follow_up_in_one_piece() {
        let store = Store::in_memory(KINDS).unwrap();
        let mut taking = Taking {
            store: &store,
            eyes: super::super::outside::owner(),
            clock: super::super::outside::now,
            imports: BTreeMap::new(),
        };
        let edit = |home: Id, record: u128, kind: u8, tag: u16, text: &str| Edit {
            follow_up: home,
            record: Id::from_u128(record),
            kind,
            tag,
            before: None,
            after: Some(Stored::of(&Value::Text(text.to_owned()))),
        };
        let (a, b) = (Id::from_u128(0xa), Id::from_u128(0xb));
        // As an export has them: kind by kind, across the follow-ups.
        for home in [a, b] {
            let header = edit(home, home.as_u128(), FollowUpHeader::INFO.number, TITLE.tag(), "Prov");
            taking.part(home, vec![header]).unwrap();
        }
        taking.part(REGISTER, vec![edit(REGISTER, 0x11, Unit::INFO.number, UNIT_NAME.tag(), "Norr")]).unwrap();
        for (home, record) in [(a, 0x21), (b, 0x22), (a, 0x23)] {
            let requirement = edit(home, record, Requirement::INFO.number, NUMBER.tag(), "K1");
            taking.part(home, vec![requirement]).unwrap();
        }
        taking.close(|_, _| ()).unwrap();
        let revisions = |home: Id| -> BTreeSet<u64> {
            store.follow_up(home).unwrap().everything().map(crate::record::Record::revision).collect()
        };
        assert_eq!((revisions(a).len(), revisions(b).len()), (1, 1), "one change takes a whole follow-up");
        assert!(store.register().seq() < store.follow_up(a).unwrap().seq(), "links find what they point to");
        store.close();
    }
}
