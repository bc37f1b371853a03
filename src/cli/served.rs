//! Commands that a hub runs for whoever calls: the same as on a store of one's own, with the caller's eyes, streams
//! and files.

use super::arguments;
use super::desk::{Desk, Exit};
use super::{backup, check, due, export, history, import, list, officers, report, show, status};
use crate::follow_up::Refused;
use crate::hub::{Call, Commands, Ended, Log};
use crate::locale::Languages;
use crate::rights::Role;
use crate::store::Store;
use chrono::{DateTime, Utc};
use clap::ArgMatches;
use clap::error::ErrorKind;
use std::path::{Path, PathBuf};

/// What all commands of a hub have in common.
struct Served {
    store: Store,
    folder: PathBuf,
    languages: Languages,
    clock: fn() -> DateTime<Utc>,
    log: Log,
}

/// The commands on a store, for its hub.
pub fn commands(store: &Store, folder: &Path, log: &Log, desk: &Desk) -> Commands {
    let (languages, clock) = (desk.languages.clone(), desk.clock);
    let served = Served { store: store.clone(), folder: folder.to_owned(), languages, clock, log: log.clone() };
    Commands::new(move |call| served.run(&call))
}

impl Served {
    fn run(&self, call: &Call) -> Ended {
        let words = self.languages.get(call.lang.unwrap_or_default());
        let (out, err) = (Box::new(call.far.out()), Box::new(call.far.err()));
        let mut desk = Desk::new(self.languages.clone(), words, call.lang, call.progress, out, err);
        desk.columns = call.columns;
        desk.eyes = call.eyes.clone();
        desk.clock = self.clock;
        desk.far = Some(call.far.clone());
        desk.log = self.log.clone();
        let args = ["stegvis"].into_iter().chain(call.args.iter().map(String::as_str));
        let mut kind = String::new();
        let exit = match arguments::command(&desk.words).try_get_matches_from(args) {
            Ok(matches) => {
                matches.subcommand_name().unwrap_or_default().clone_into(&mut kind);
                match kind.as_str() {
                    "status" => status::of_hub(call, &self.folder, &mut desk),
                    _ => self.dispatch(&matches, call.no_files, &mut desk),
                }
            }
            Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
                desk.say(&error.render().to_string());
                Exit::Done
            }
            Err(error) => {
                desk.tell(&arguments::misunderstood(&desk.words, &error));
                Exit::Usage
            }
        };
        Ended { code: desk.finish(exit).code(), kind }
    }

    fn dispatch(&self, matches: &ArgMatches, no_files: bool, desk: &mut Desk) -> Exit {
        let Some((name, of)) = matches.subcommand() else { return desk.usage("cli-not-served") };
        if no_files && names_a_file(of) {
            return desk.usage("cli-gate-files");
        }
        let store = &self.store;
        desk.about = (name.to_owned(), None);
        match name {
            "import" => match import::misused(of) {
                Some(message) => desk.usage(message),
                None => import::run(of, store, desk),
            },
            "list" => list::run(of, store, desk),
            "due" => due::run(of, store, desk),
            "show" => show::run(of, store, desk),
            "history" => history::run(of, store, desk),
            "report" => report::run(of, store, desk),
            "export" => export::run(of, store, desk),
            "officers" => match officers::misused(of) {
                Some(message) => desk.usage(message),
                None => officers::run(of, store, desk),
            },
            // They read the whole journal, whoever may see what of it.
            "backup" | "check" if !desk.eyes.is_administrator() => desk.deny(&Refused::Forbidden(Role::Administrator)),
            "backup" if !of.get_flag("verify") => backup::send(of, store, &self.folder, desk),
            "check" if !of.get_flag("repair") => check::run(of, &self.folder, desk),
            _ => desk.usage("cli-not-served"),
        }
    }
}

/// Whether a command line names a file that is not a stream.
pub fn names_a_file(of: &ArgMatches) -> bool {
    let named = |id: &str| of.try_get_one::<PathBuf>(id).ok().flatten().is_some_and(|path| path != Path::new("-"));
    named("file") || named("out") || named("key")
}

#[cfg(test)]
mod tests;
