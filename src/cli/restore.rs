//! `stegvis restore`: a backup as the store.

use super::desk::{Desk, Exit};
use super::{backup, forget, refuse, said};
use crate::store::{Forgetting, Mark, NotKept, NotRestored, Restoring, Store};
use clap::ArgMatches;
use std::fs::File;
use std::path::{Path, PathBuf};

/// Makes a backup the store of a folder.
pub fn run(matches: &ArgMatches, folder: &Path, desk: &mut Desk) -> Exit {
    let file = backup::named(matches);
    // It is read several times, from its beginning.
    if file == Path::new("-") || file.metadata().is_ok_and(|of| !of.is_file()) {
        return desk.fail("cli-restore-no-file", &[("path", &file.display().to_string())]);
    }
    let marks = match matches.get_one::<PathBuf>("marks").map(|path| (path, Mark::all_of_file(path))) {
        None => Vec::new(),
        Some((_, Ok(marks))) if !marks.is_empty() => marks,
        Some((path, Ok(_))) => return desk.fail("cli-restore-no-marks", &[("path", &path.display().to_string())]),
        Some((path, Err(fault))) => {
            let why = desk.words.fault(&fault);
            return desk.fail("cli-restore-marks-unread", &[("path", &path.display().to_string()), ("error", &why)]);
        }
    };
    let officer = desk.eyes.officer().clone();
    let how = Forgetting { by: &officer, at: (desk.clock)(), tidy: &forget::tidy };
    let how = Restoring { replace: matches.get_flag("replace"), marks: &marks, how };
    let restored = File::open(&file)
        .map_err(|error| NotRestored::Bad(error.into()))
        .and_then(|mut file| Store::restore(folder, &mut file, crate::steps::KINDS, how));
    match restored {
        Ok(restored) => {
            backup::say(folder, "cli-restore-done", desk);
            backup::tell(&restored.holds, desk);
            if restored.forgotten > 0 {
                let said = desk.words.count("cli-restore-forgotten", restored.forgotten);
                desk.say(&said);
            }
            if let Some(aside) = &restored.aside {
                backup::say(aside, "cli-restore-aside", desk);
            }
            Exit::Done
        }
        Err(NotRestored::Bad(bad)) => {
            let said = said(&desk.words, &bad.sentence(&file));
            desk.tell(&said);
            Exit::Failed
        }
        Err(NotRestored::There(there)) => desk.fail("cli-restore-there", &[("path", &there.display().to_string())]),
        Err(NotRestored::Open(error)) => refuse(desk, &error),
        Err(NotRestored::Begun(error)) => {
            let why = said(&desk.words, &error.sentence());
            desk.fail("cli-restore-begun", &[("why", &why)])
        }
        Err(NotRestored::Forget(error)) => {
            let said = said(&desk.words, &error.sentence());
            desk.tell(&said);
            Exit::Failed
        }
        Err(NotRestored::Kept(error)) => {
            let why = match error {
                NotKept::Disk(fault) | NotKept::OnlyRead(fault) => desk.words.fault(&fault),
                other => other.to_string(),
            };
            desk.fail("cli-restore-not-kept", &[("error", &why)])
        }
    }
}
