//! `stegvis backup`: the store as one file, and such a file read through.

use super::desk::{Desk, Exit};
use super::{export, history, said};
use crate::record::Fault;
use crate::store::{BACKUP_MARK, BackedUp, Holds, NotBackedUp, Store};
use chrono::NaiveDateTime;
use clap::ArgMatches;
use std::fs::{self, File};
use std::io::{self, BufReader, ErrorKind, Read as _};
use std::path::{Path, PathBuf};

/// The name of a backup in a folder: the time by Greenwich, so that names sort by age.
const NAME: &str = "stegvis-%Y-%m-%dT%H-%M-%SZ.backup";

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
            Exit::Done
        }
        Err(bad) => {
            let said = said(&desk.words, &bad.sentence(&file));
            desk.tell(&said);
            Exit::Failed
        }
    }
}

/// Writes a backup to a file, or into a folder under a name with the time.
pub fn run(matches: &ArgMatches, store: &Store, desk: &mut Desk) -> Exit {
    let target = named(matches);
    let keep = matches.get_one::<usize>("keep").copied();
    let is_folder = target.is_dir();
    if keep.is_some() && !is_folder {
        return desk.fail("cli-keep-folder", &[("path", &target.display().to_string())]);
    }
    let file = if is_folder { target.join((desk.clock)().format(NAME).to_string()) } else { target.clone() };
    if let Err(exit) = may_go(&file, desk) {
        return exit;
    }
    let made = match write(store, &file, desk) {
        Ok(made) => made,
        Err(NotBackedUp::Journal(fault)) => {
            let why = desk.words.fault(&fault);
            return desk.fail("cli-backup-journal", &[("error", &why)]);
        }
        Err(NotBackedUp::Write(error)) => {
            let why = desk.words.fault(&error.into());
            return desk.fail("cli-not-written", &[("path", &file.display().to_string()), ("error", &why)]);
        }
    };
    if let Err(fault) = &made.kept {
        let why = desk.words.fault(fault);
        let said = desk.words.say_with("cli-backup-nothing-kept", &[("error", &why)]);
        desk.tell(&said);
    }
    let Some(keep) = keep else {
        say(&file, "cli-backup-done", desk);
        tell(&made.holds, desk);
        return Exit::Done;
    };
    match thin(&target, &file, keep) {
        Ok(()) => Exit::Done,
        Err((path, error)) => {
            let why = desk.words.fault(&error.into());
            desk.fail("cli-backup-not-removed", &[("path", &path.display().to_string()), ("error", &why)])
        }
    }
}

/// The path on the command line.
pub(super) fn named(matches: &ArgMatches) -> PathBuf {
    matches.get_one::<PathBuf>("file").cloned().unwrap_or_default()
}

fn write(store: &Store, file: &Path, desk: &Desk) -> Result<BackedUp, NotBackedUp> {
    let mut made = None;
    export::beside(file, |out| {
        made = Some(store.backup((desk.clock)(), out)?);
        Ok::<(), NotBackedUp>(())
    })?;
    made.ok_or(NotBackedUp::Journal(Fault::Missing))
}

/// Refuses to write over a file that is no backup: a store's own journal, for one.
fn may_go(file: &Path, desk: &mut Desk) -> Result<(), Exit> {
    let path = file.display().to_string();
    let begins = || -> io::Result<Vec<u8>> {
        let mut begins = Vec::new();
        if fs::metadata(file)?.is_file() {
            File::open(file)?.take(BACKUP_MARK.len() as u64).read_to_end(&mut begins)?;
        }
        Ok(begins)
    };
    match begins() {
        Ok(begins) if begins.is_empty() || begins == BACKUP_MARK => Ok(()),
        Ok(_) => Err(desk.fail("cli-backup-foreign", &[("path", &path)])),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => {
            let why = desk.words.fault(&error.into());
            Err(desk.fail("cli-backup-unknown", &[("path", &path), ("error", &why)]))
        }
    }
}

/// Removes the oldest backups of a folder, by their names, until so many are left; the new one is always among them.
fn thin(folder: &Path, new: &Path, keep: usize) -> Result<(), (PathBuf, io::Error)> {
    let of_folder = |error| (folder.to_owned(), error);
    let mut old = Vec::new();
    for entry in fs::read_dir(folder).map_err(of_folder)? {
        let entry = entry.map_err(of_folder)?;
        let name = entry.file_name();
        if name.to_str().is_some_and(is_ours) && entry.path() != new && entry.file_type().is_ok_and(|of| of.is_file()) {
            old.push(entry.path());
        }
    }
    old.sort_unstable();
    let many = old.len().saturating_sub(keep.saturating_sub(1));
    for path in old.into_iter().take(many) {
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err((path, error)),
            _ => {}
        }
    }
    Ok(())
}

/// Whether a name is one that a backup in a folder gets.
fn is_ours(name: &str) -> bool {
    // Read alone, numbers without their zeros would do as well.
    NaiveDateTime::parse_from_str(name, NAME).is_ok_and(|time| time.format(NAME).to_string() == name)
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
