//! `stegvis backup`: the store as one file, and such a file read through.

use super::desk::{Desk, Exit};
use super::{export, history, refuse, said};
use crate::record::Fault;
use crate::store::journal::JournalId;
use crate::store::{
    BackedUp, BadBackup, Holds, NotBackedUp, Opened, Snapshot, Stamp, Store, note_backup, note_backup_elsewhere,
};
use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use clap::ArgMatches;
use std::fs::{self, File};
use std::io::{self, BufReader, ErrorKind};
use std::path::{Path, PathBuf};

/// The name of a backup in a folder begins with the time by Greenwich, so that names sort by age, and goes on with the
/// beginning of what names the journal, so that stores that share a folder do not share a name. One without drafts and
/// places says so at its end.
const NAME: &str = "stegvis-%Y-%m-%dT%H-%M-%S%.3fZ";
/// What the name of a backup ends with, and of one without drafts and places.
const WHOLE: &str = ".backup";
const LESSER: &str = ".journal.backup";
/// What a file is called while it is written.
pub(super) const UNFINISHED: (&str, &str) = (".stegvis-", ".unfinished");

/// How often a backup is begun that finds another journal in the store when it is written.
const TRIES: u32 = 3;

/// What is wrong with a command line; it is asked before the store is opened.
pub fn misused(matches: &ArgMatches) -> Option<&'static str> {
    match matches.get_one::<usize>("keep") {
        Some(_) if matches.get_flag("verify") => Some("cli-keep-verify"),
        Some(0) => Some("cli-keep-one"),
        _ => None,
    }
}

/// Reads a backup through and says what it holds, or what is wrong with it.
pub fn verify(matches: &ArgMatches, desk: &mut Desk) -> Exit {
    let file = named(matches);
    let read = File::open(&file).map_err(Into::into).and_then(|file| Store::verify_backup(&mut BufReader::new(file)));
    match read {
        Ok(holds) => {
            say(&file, "cli-backup-whole", desk);
            tell(&holds, desk);
            if holds.kept == 0 {
                desk.say(&desk.words.say("cli-backup-none-kept"));
            }
            Exit::Done
        }
        Err(bad) => {
            let said = said(&desk.words, &bad.sentence(&file));
            desk.tell(&said);
            Exit::Failed
        }
    }
}

/// Writes a backup to a file, or into a folder under a name with the time. The store is let go before it is written,
/// so that whoever starts Stegvis meanwhile can.
pub fn run(matches: &ArgMatches, folder: &Path, desk: &mut Desk) -> Exit {
    let target = named(matches);
    let keep = matches.get_one::<usize>("keep").copied();
    let is_folder = target.is_dir();
    if let Err(exit) = may_be(&target, keep, Some(folder), desk) {
        return exit;
    }
    let Written { made, file, journal } = match written(&target, is_folder, folder, desk) {
        Ok(written) => written,
        Err(exit) => return exit,
    };
    tell_of_kept(&made, keep.is_some().then_some(target.as_path()).map(|folder| (folder, journal)), desk);
    let removed = keep.map_or(Ok(Vec::new()), |keep| thin(&target, &file, journal, made.kept.is_ok(), keep));
    if let Ok(removed) = removed.as_deref()
        && !removed.is_empty()
    {
        note(folder, &file, &made.holds, removed, desk);
    }
    if keep.is_none() {
        say(&file, "cli-backup-done", desk);
        tell(&made.holds, desk);
        return Exit::Done;
    }
    match removed {
        Ok(_) => Exit::Done,
        Err((path, error)) => not_removed(&path, error, desk),
    }
}

pub(super) fn not_removed(path: &Path, error: io::Error, desk: &mut Desk) -> Exit {
    let why = desk.words.fault(&error.into());
    desk.fail("cli-backup-not-removed", &[("path", &path.display().to_string()), ("error", &why)])
}

/// Writes a backup of a hub's store at its caller's end.
pub fn send(matches: &ArgMatches, store: &Store, folder: &Path, desk: &mut Desk) -> Exit {
    let Some(far) = desk.far.clone() else { return Exit::Failed };
    let keeps = matches.contains_id("keep");
    let mut saving = far.save();
    let made = match store.snapshot().write((desk.clock)(), &mut saving) {
        Ok(made) => made,
        Err(NotBackedUp::Replaced) => return desk.fail("cli-backup-replaced", &[]),
        Err(NotBackedUp::Journal(fault)) => return unread(&fault, desk),
        // The caller has gone.
        Err(NotBackedUp::Write(_)) => return Exit::Failed,
    };
    if let Err(fault) = &made.kept {
        tell_of_fault(fault, desk);
    }
    let placed = match saving.finish(keeps && made.kept.is_ok()) {
        Ok(placed) => placed,
        Err(why) => {
            desk.tell(&why.unwrap_or_default());
            return Exit::Failed;
        }
    };
    // A pipe or a device keeps nothing.
    if !placed.path.is_empty() {
        let removed: Vec<PathBuf> = placed.removed.iter().map(PathBuf::from).collect();
        let noted = note_backup_elsewhere(folder, Path::new(&placed.path), made.holds.head, &removed);
        tell_if_not_noted(noted, desk);
    }
    if !keeps {
        say(Path::new(&placed.path), "cli-backup-done", desk);
        tell(&made.holds, desk);
    }
    Exit::Done
}

/// Refuses to put a backup where none can be, or where a copy of it would be part of the store.
pub(super) fn may_be(target: &Path, keep: Option<usize>, store: Option<&Path>, desk: &mut Desk) -> Result<(), Exit> {
    let shown = target.display().to_string();
    if keep.is_some() && !target.is_dir() {
        return Err(desk.fail("cli-keep-folder", &[("path", &shown)]));
    }
    if target == Path::new("-") {
        return Err(desk.fail("cli-backup-no-stream", &[]));
    }
    if store.is_some_and(|store| is_within(target, store)) {
        return Err(desk.fail("cli-backup-within", &[("path", &shown)]));
    }
    Ok(())
}

fn unread(fault: &Fault, desk: &mut Desk) -> Exit {
    let why = desk.words.fault(fault);
    desk.fail("cli-backup-journal", &[("error", &why)])
}

/// Tells that what is half typed is not in a backup, when it is not. Of those that are kept in a folder, as a timer
/// makes them every night, it is told only where somebody is to do something.
fn tell_of_kept(made: &BackedUp, kept_in: Option<(&Path, JournalId)>, desk: &mut Desk) {
    let Err(fault) = &made.kept else { return };
    let Some((folder, journal)) = kept_in else { return tell_of_fault(fault, desk) };
    if !matches!(fault, Fault::Busy) {
        tell_of_fault(fault, desk);
        if has_whole(folder, journal) {
            // One that has less than they must not drive out those that have all.
            desk.tell(&desk.words.say("cli-backup-whole-stay"));
        }
    }
}

/// Whether a folder holds a backup of a store that has all, by its name.
fn has_whole(folder: &Path, journal: JournalId) -> bool {
    let names =
        fs::read_dir(folder).into_iter().flatten().flatten().filter_map(|one| one.file_name().into_string().ok());
    names.filter(|name| !name.ends_with(LESSER)).any(|name| is_ours(&name, journal, WHOLE))
}

fn tell_of_fault(fault: &Fault, desk: &mut Desk) {
    let said = match fault {
        Fault::Busy => desk.words.say("cli-backup-beside"),
        fault => desk.words.say_with("cli-backup-nothing-kept", &[("error", &desk.words.fault(fault))]),
    };
    desk.tell(&said);
}

fn tell_if_not_noted(noted: io::Result<()>, desk: &mut Desk) {
    if let Err(error) = noted {
        let why = desk.words.fault(&error.into());
        let said = desk.words.say_with("cli-backup-not-noted", &[("error", &why)]);
        desk.tell(&said);
    }
}

/// The path on the command line.
pub(super) fn named(matches: &ArgMatches) -> PathBuf {
    matches.get_one::<PathBuf>("file").cloned().unwrap_or_default()
}

/// A backup that has been written.
struct Written {
    made: BackedUp,
    file: PathBuf,
    journal: JournalId,
}

/// Writes a backup. When the store gets another journal meanwhile, as when something is forgotten for good, the backup is
/// made anew from that: nobody would have named the first one as holding it.
fn written(target: &Path, is_folder: bool, folder: &Path, desk: &mut Desk) -> Result<Written, Exit> {
    let mut chosen: Option<PathBuf> = None;
    for _ in 0..TRIES {
        let stamp = Stamp::of(folder);
        let snapshot = taken(folder, chosen.is_none(), desk)?;
        let journal = snapshot.journal();
        let file = chosen.take().unwrap_or_else(|| {
            if is_folder { free_name(target, (desk.clock)(), journal, snapshot.is_whole()) } else { target.to_owned() }
        });
        may_go(&file, journal, desk)?;
        if is_folder {
            sweep(target);
        }
        let keeps = file.metadata().map_or_else(|error| error.kind() == ErrorKind::NotFound, |of| of.is_file());
        match write(snapshot, &file, &|| Stamp::of(folder) == stamp, desk) {
            Ok(made) => {
                // A pipe or a device keeps nothing, and is not written to again.
                if !keeps {
                    return Ok(Written { made, file, journal });
                }
                note(folder, &file, &made.holds, &[], desk);
                if Stamp::of(folder) == stamp {
                    return Ok(Written { made, file, journal });
                }
                fs::remove_file(&file).map_err(|error| not_written(&file, error, desk))?;
            }
            Err(NotBackedUp::Replaced) if keeps => {}
            Err(NotBackedUp::Replaced) => break,
            Err(NotBackedUp::Journal(fault)) => {
                let why = desk.words.fault(&fault);
                return Err(desk.fail("cli-backup-journal", &[("error", &why)]));
            }
            Err(NotBackedUp::Write(error)) => return Err(not_written(&file, error, desk)),
        }
        chosen = Some(file);
    }
    Err(desk.fail("cli-backup-replaced", &[]))
}

/// What is in the store now; it is let go at once.
fn taken(folder: &Path, is_first: bool, desk: &mut Desk) -> Result<Snapshot, Exit> {
    let Opened { store, notices } =
        Store::open_beside(folder, crate::steps::KINDS).map_err(|error| refuse(desk, &error))?;
    for notice in notices.iter().filter(|_| is_first) {
        let said = said(&desk.words, &notice.sentence());
        desk.tell(&said);
    }
    let snapshot = store.snapshot();
    store.close();
    Ok(snapshot)
}

fn not_written(file: &Path, error: io::Error, desk: &mut Desk) -> Exit {
    let why = desk.words.fault(&error.into());
    desk.fail("cli-not-written", &[("path", &file.display().to_string()), ("error", &why)])
}

/// Notes in the store where a backup lies.
fn note(folder: &Path, file: &Path, holds: &Holds, removed: &[PathBuf], desk: &mut Desk) {
    if let Err(error) = note_backup(folder, file, holds.head, removed) {
        let why = desk.words.fault(&error.into());
        let said = desk.words.say_with("cli-backup-not-noted", &[("error", &why)]);
        desk.tell(&said);
    }
}

fn write(snapshot: Snapshot, file: &Path, is_same: &dyn Fn() -> bool, desk: &Desk) -> Result<BackedUp, NotBackedUp> {
    let mut made = None;
    export::beside_as(UNFINISHED, file, |out| {
        made = Some(snapshot.write((desk.clock)(), out)?);
        if is_same() { Ok(()) } else { Err(NotBackedUp::Replaced) }
    })?;
    made.ok_or(NotBackedUp::Journal(Fault::Missing))
}

/// Whether a path, of which the last part need not be there, lies in a store's own folder.
pub(super) fn is_within(target: &Path, store: &Path) -> bool {
    let folder = if target.is_dir() { target } else { target.parent().unwrap_or(target) };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let (folder, store) = (fs::canonicalize(folder), fs::canonicalize(store));
    matches!((folder, store), (Ok(folder), Ok(store)) if folder.starts_with(&store))
}

/// Refuses to write over a file that is no backup, a store's own journal, for one, and over the backup of another
/// store. What is damaged from the beginning is no backup any more and may be replaced.
pub(super) fn may_go(file: &Path, journal: JournalId, desk: &mut Desk) -> Result<(), Exit> {
    let path = file.display().to_string();
    let there = match fs::metadata(file) {
        Ok(of) if of.is_file() && of.len() > 0 => of_file(file),
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
        _ => return Ok(()),
    };
    match there {
        Ok(there) if there != journal => Err(desk.fail("cli-backup-of-another", &[("path", &path)])),
        Ok(_) | Err(BadBackup::Short | BadBackup::Damaged { .. } | BadBackup::Journal { .. } | BadBackup::Changed) => {
            Ok(())
        }
        Err(BadBackup::Foreign) => Err(desk.fail("cli-backup-foreign", &[("path", &path)])),
        Err(BadBackup::Newer) => Err(desk.fail("cli-backup-of-newer", &[("path", &path)])),
        Err(BadBackup::Disk(error)) => {
            let why = desk.words.fault(&error.into());
            Err(desk.fail("cli-backup-unknown", &[("path", &path), ("error", &why)]))
        }
    }
}

/// What names the journal in a backup.
pub(super) fn of_file(file: &Path) -> Result<JournalId, BadBackup> {
    Store::journal_of_backup(&mut BufReader::new(File::open(file)?))
}

/// Removes what backups into a folder have left that were killed. A file that is being written is locked.
pub(super) fn sweep(folder: &Path) {
    let left = fs::read_dir(folder).into_iter().flatten().flatten().filter(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        name.starts_with(UNFINISHED.0) && name.ends_with(UNFINISHED.1)
    });
    for entry in left {
        // What cannot be removed stays: it is in nobody's way.
        if File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Removes the oldest backups of a store in a folder, by their names, until so many are left; the new one is always
/// among them. Returns which.
///
/// One without drafts and places must not drive out those that have all: it thins its own kind alone. One that has all
/// leaves so many in all, and those that have less go first.
pub(super) fn thin(
    folder: &Path,
    new: &Path,
    journal: JournalId,
    is_whole: bool,
    keep: usize,
) -> Result<Vec<PathBuf>, (PathBuf, io::Error)> {
    let of_folder = |error| (folder.to_owned(), error);
    let (mut whole, mut lesser) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(folder).map_err(of_folder)? {
        let entry = entry.map_err(of_folder)?;
        let name = entry.file_name();
        let old = match name.to_str() {
            Some(name) if is_ours(name, journal, LESSER) => &mut lesser,
            Some(name) if is_ours(name, journal, WHOLE) => &mut whole,
            _ => continue,
        };
        if entry.path() != new
            && entry.file_type().is_ok_and(|of| of.is_file())
            && of_file(&entry.path()).is_ok_and(|of| of == journal)
        {
            old.push(entry.path());
        }
    }
    let keep = keep.saturating_sub(1);
    whole.sort_unstable();
    lesser.sort_unstable();
    let stays = if is_whole { keep.saturating_sub(whole.len()) } else { keep };
    whole.truncate(if is_whole { whole.len().saturating_sub(keep) } else { 0 });
    lesser.truncate(lesser.len().saturating_sub(stays));
    let mut removed = Vec::new();
    for path in lesser.into_iter().chain(whole) {
        // As it is noted.
        let noted = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err((path, error)),
            _ => removed.push(noted),
        }
    }
    Ok(removed)
}

/// When the newest backup of a store in a folder was made by now, by its name. One from a time to come was made by
/// another clock, and says nothing of those that this one has made.
pub(super) fn newest(folder: &Path, journal: JournalId, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let names = fs::read_dir(folder).ok()?.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let of_ours = |name: String| time([LESSER, WHOLE].iter().find_map(|ending| name.strip_suffix(ending))?, journal);
    names.filter_map(of_ours).filter(|made| *made <= now).max()
}

/// A name in a folder that no backup has yet: one that was made in the same moment is not written over.
pub(super) fn free_name(folder: &Path, mut at: DateTime<Utc>, journal: JournalId, is_whole: bool) -> PathBuf {
    let ending = if is_whole { WHOLE } else { LESSER };
    loop {
        let path = folder.join(format!("{}{}{ending}", at.format(NAME), of_store(journal)));
        if path.symlink_metadata().is_err() {
            return path;
        }
        at += TimeDelta::milliseconds(1);
    }
}

/// What the names of a store's backups have in common: the first four bytes of what names its journal.
fn of_store(journal: JournalId) -> String {
    let [a, b, c, d, ..] = journal;
    format!("-{a:02x}{b:02x}{c:02x}{d:02x}")
}

/// Whether a name is one that a backup of the store with such an end gets in a folder.
fn is_ours(name: &str, journal: JournalId, ending: &str) -> bool {
    name.strip_suffix(ending).is_some_and(|name| time(name, journal).is_some())
}

/// The time in such a name, its end taken away.
fn time(name: &str, journal: JournalId) -> Option<DateTime<Utc>> {
    let of = name.strip_suffix(&of_store(journal))?;
    let time = NaiveDateTime::parse_from_str(of, NAME).ok()?;
    // Read alone, numbers without their zeros would do as well.
    (time.format(NAME).to_string() == of).then(|| time.and_utc())
}

/// Says something about a path.
pub(super) fn say(path: &Path, message: &str, desk: &mut Desk) {
    let said = desk.words.say_with(message, &[("path", &path.display().to_string())]);
    desk.say(&said);
}

/// Says what a backup holds.
pub(super) fn tell(holds: &Holds, desk: &mut Desk) {
    let changes = holds.head.seq.to_string();
    let words = desk.words.clone();
    desk.say(&words.say_with("cli-backup-at", &[("at", &history::local(holds.at))]));
    desk.say(&match holds.span {
        Some((first, last)) => {
            let (from, to) = (history::local(first), history::local(last));
            words.say_with("cli-backup-span", &[("changes", &changes), ("from", &from), ("to", &to)])
        }
        None => words.say_with("cli-backup-changes", &[("changes", &changes)]),
    });
    desk.say(&words.say_with("cli-backup-follow-ups", &[("count", &holds.follow_ups.to_string())]));
    if holds.unreadable > 0 {
        desk.say(&words.say_with("cli-backup-unreadable", &[("count", &holds.unreadable.to_string())]));
    }
    desk.say(&words.say_with("cli-backup-kept", &[("count", &holds.kept.to_string())]));
    desk.say(&words.say_with("cli-backup-head", &[("head", &holds.head.to_string())]));
}
