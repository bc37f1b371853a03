//! A backup that a hub has made, put in its place by this process.

use super::backup::{self, UNFINISHED};
use super::desk::{Desk, Exit};
use super::export::Beside;
use crate::hub::protocol::MAX_REMOVED;
use crate::store::BadBackup;
use clap::ArgMatches;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Where a backup is to lie.
#[derive(Clone, Debug)]
pub struct Target {
    path: PathBuf,
    /// How many are to be left in a folder.
    keep: Option<usize>,
}

/// A backup on its way in.
pub struct Incoming {
    target: Target,
    beside: Beside,
}

/// Where a backup stands now.
#[derive(Debug)]
pub struct Placed {
    /// The whole path; empty when nothing stands there, as in a pipe.
    pub path: String,
    /// Older ones that went for it.
    pub removed: Vec<String>,
    /// How the command ends when something went wrong afterwards; it has been said.
    pub failed: Option<Exit>,
}

impl Target {
    /// The one on a command line.
    ///
    /// # Errors
    /// How the command ends when it cannot be there; it has been said.
    pub fn of(of: &ArgMatches, store: Option<&Path>, desk: &mut Desk) -> Result<Self, Exit> {
        let target = Self { path: backup::named(of), keep: of.get_one::<usize>("keep").copied() };
        backup::may_be(&target.path, target.keep, store, desk)?;
        Ok(target)
    }

    /// Begins to write it.
    ///
    /// # Errors
    /// How the command ends when it cannot be written; it has been said.
    pub fn begin(self, desk: &mut Desk) -> Result<Incoming, Exit> {
        let file = if self.path.is_dir() {
            backup::sweep(&self.path);
            // Its name follows from what it holds.
            self.path.join("stegvis")
        } else {
            self.path.clone()
        };
        match Beside::begin(UNFINISHED, &file) {
            Ok(beside) => Ok(Incoming { target: self, beside }),
            Err(error) => Err(unwritten(&self.path, error, desk)),
        }
    }
}

impl Incoming {
    /// Where it is to lie.
    pub fn place(&self) -> &Path {
        &self.target.path
    }

    /// Puts it in its place, now that it is whole; with `replace`, older ones go for it as was asked for.
    ///
    /// # Errors
    /// How the command ends when it could not; it has been said.
    pub fn finish(self, replace: bool, desk: &mut Desk) -> Result<Placed, Exit> {
        let Self { target: Target { path, keep }, mut beside } = self;
        let meanwhile = beside.meanwhile().map(|place| place.map(Path::to_owned));
        let Some(meanwhile) = meanwhile.map_err(|error| unwritten(&path, error, desk))? else {
            beside.finish().map_err(|error| unwritten(&path, error, desk))?;
            return Ok(Placed { path: String::new(), removed: Vec::new(), failed: None });
        };
        let journal = backup::of_file(&meanwhile).map_err(|bad: BadBackup| {
            let said = super::said(&desk.words, &bad.sentence(&meanwhile));
            desk.tell(&said);
            Exit::Failed
        })?;
        let into = path.is_dir();
        let file = if into { backup::free_name(&path, (desk.clock)(), journal, replace) } else { path.clone() };
        backup::may_go(&file, journal, desk)?;
        let placed = if into { beside.finish_as(file.clone()) } else { beside.finish() };
        placed.map_err(|error| unwritten(&file, error, desk))?;
        let thinned = keep.map(|keep| backup::thin(&path, &file, journal, replace, keep));
        let (removed, failed) = match thinned {
            None => (Vec::new(), None),
            Some(Ok(removed)) => (removed, None),
            Some(Err((path, error))) => (Vec::new(), Some(backup::not_removed(&path, error, desk))),
        };
        let whole = std::fs::canonicalize(&file).unwrap_or(file);
        let shown = |path: &PathBuf| path.display().to_string();
        let removed = removed.iter().take(MAX_REMOVED).map(shown).collect();
        Ok(Placed { path: shown(&whole), removed, failed })
    }
}

impl Write for Incoming {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.beside.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.beside.flush()
    }
}

fn unwritten(path: &Path, error: io::Error, desk: &mut Desk) -> Exit {
    let why = desk.words.fault(&error.into());
    desk.fail("cli-not-written", &[("path", &path.display().to_string()), ("error", &why)])
}
