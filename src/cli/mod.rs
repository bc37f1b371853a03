//! The command line: one file a command. Without a command Stegvis opens on the terminal.
//!
//! Exit codes everywhere: 0 done, nothing found; 1 refused or failed; 2 usage; 3 found something.

mod arguments;
mod attach;
mod authorized;
mod backup;
mod call;
mod check;
mod config;
mod demo;
mod desk;
mod due;
mod export;
mod fetch;
mod find;
mod forget;
mod gate;
mod history;
mod import;
mod keys;
mod list;
mod officers;
mod place;
mod reload;
mod report;
mod restore;
mod schedule;
mod serve;
mod served;
mod show;
mod start;
mod status;
mod unit;

pub use desk::Exit;

use crate::locale::{Lang, Languages, Words};
use crate::record::Kinds;
use crate::store::{OpenError, Opened, Sentence, Store};
use call::Files;
use clap::ArgMatches;
use config::Config;
use desk::Desk;
use place::Place;
use std::ffi::OsString;
use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::process::ExitCode;

/// Runs a command line, the program's name first.
#[must_use]
pub fn run(args: Vec<OsString>) -> ExitCode {
    let languages = Languages::default();
    let config = Config::read();
    // The language is wanted before the arguments are read, since help and refusals are words too.
    let lang = arguments::lang(&args).or(config.lang);
    let words = languages.get(lang.unwrap_or_default());
    let typed = args.iter().skip(1).map(|arg| arg.to_string_lossy().into_owned()).collect();
    let matches = match arguments::command(&words).try_get_matches_from(args) {
        Ok(matches) => matches,
        Err(error) => return arguments::refuse(&words, &error),
    };
    let out = io::stdout();
    let err = io::stderr();
    let progress = err.is_terminal();
    let columns = out.is_terminal().then(crossterm::terminal::size).and_then(Result::ok);
    let mut desk = Desk::new(languages, words, lang, progress, Box::new(out), Box::new(err));
    desk.columns = columns.map(|(columns, _)| usize::from(columns)).filter(|columns| *columns > 0);
    dispatch(&matches, typed, &config, desk).into()
}

fn dispatch(matches: &ArgMatches, typed: Vec<String>, config: &Config, mut desk: Desk) -> Exit {
    match matches.subcommand() {
        Some(("keys", of)) => {
            let exit = keys::run(of, config, &mut desk);
            desk.finish(exit)
        }
        Some(("completions", of)) => {
            let exit = arguments::completions(of, &mut desk);
            desk.finish(exit)
        }
        // What its client has set does not count.
        Some(("gate", of)) => {
            let config = Config::of_host();
            for problem in config.problems(&desk.words) {
                desk.tell(&problem);
            }
            let exit = gate::run(of, &config, &mut desk);
            desk.finish(exit)
        }
        Some(("demo", _)) => demo::run(config, desk),
        Some(("backup", of)) if of.get_flag("verify") && backup::misused(of).is_none() => {
            let exit = backup::verify(of, &mut desk);
            desk.finish(exit)
        }
        command => {
            if command.is_some() {
                for problem in config.problems(&desk.words) {
                    desk.tell(&problem);
                }
            }
            match Place::of(matches, config, &mut desk) {
                Ok(place) => on_place(command, &place, typed, config, desk),
                Err(exit) => exit,
            }
        }
    }
}

/// A command and what belongs to it.
type Asked<'a> = Option<(&'a str, &'a ArgMatches)>;

/// What works on a store: through its hub where one serves it, else on its folder.
fn on_place(command: Asked<'_>, place: &Place, typed: Vec<String>, config: &Config, mut desk: Desk) -> Exit {
    if let Some(("attach", of)) = command {
        let exit = attach::run(of, place, &mut desk);
        return desk.finish(exit);
    }
    if let Some(("status", of)) = command {
        let exit = status::run(of.get_flag("json"), place, &mut desk);
        return desk.finish(exit);
    }
    if let Some(("serve", of)) = command.filter(|(name, of)| *name == "serve" && of.get_flag("systemd")) {
        let exit = unit::run(of, place, &mut desk);
        return desk.finish(exit);
    }
    let misused = command.and_then(|(name, of)| match name {
        "import" => import::misused(of),
        "backup" => backup::misused(of),
        "forget" => forget::misused(of),
        "report" => report::misused(of),
        "officers" => officers::misused(of),
        _ => None,
    });
    if let Some(message) = misused {
        return desk.usage(message);
    }
    // These need the store alone.
    let alone = command.is_some_and(|(name, of)| match name {
        "serve" | "restore" | "forget" => true,
        "check" => of.get_flag("repair"),
        _ => false,
    });
    if !alone {
        match (place.line(), command) {
            (Ok(None), _) => {}
            (Ok(Some(line)), None) => return attach::on(&line, place, &mut desk),
            (Ok(Some(line)), Some((name, of))) => {
                let exit = match Files::of(name, of, place.store.as_deref(), &mut desk) {
                    Ok(files) => call::run(&line, call::asked(typed, &desk), files, &mut desk),
                    Err(exit) => exit,
                };
                return desk.finish(exit);
            }
            (Err(error), _) => return error.refuse(&mut desk),
        }
    }
    match place.folder(&mut desk) {
        Ok(folder) => on_folder(command, folder, place.socket.as_deref(), config, desk),
        Err(exit) => exit,
    }
}

/// What works on the store's folder, whether or not there is a store that can be opened.
fn on_folder(command: Asked<'_>, folder: &Path, socket: Option<&Path>, config: &Config, mut desk: Desk) -> Exit {
    if let Some(("restore", of)) = command {
        let exit = restore::run(of, folder, &mut desk);
        return desk.finish(exit);
    }
    // It looks at what could not be opened, too.
    if let Some(("check", of)) = command.filter(|_| !Store::is_none(folder)) {
        let exit = check::run(of, folder, &mut desk);
        return desk.finish(exit);
    }
    // It opens the store beside others, and lets it go early.
    if let Some(("backup", of)) = command.filter(|_| !Store::is_none(folder)) {
        let exit = backup::run(of, folder, &mut desk);
        return desk.finish(exit);
    }
    on_store(command, folder, socket, config, desk)
}

/// What works on an open store.
fn on_store(command: Asked<'_>, folder: &Path, socket: Option<&Path>, config: &Config, mut desk: Desk) -> Exit {
    // Whoever only looks makes no store.
    let looks = command.is_some_and(|(name, of)| match name {
        "import" => of.get_flag("dry-run"),
        "officers" => of.get_one::<String>("what").is_none_or(|what| what != "add"),
        name => name != "serve",
    });
    let opened = if looks && Store::is_none(folder) {
        let path = folder.display().to_string();
        let exit = desk.fail("cli-no-store", &[("path", &path)]);
        let fails = |name: &str| matches!(name, "show" | "history" | "export" | "backup" | "check" | "forget");
        if command.is_some_and(|(name, _)| fails(name)) {
            return exit;
        }
        let opened = Store::in_memory(crate::steps::KINDS);
        opened.map(|store| (store, Vec::new())).map_err(|error| refuse(&mut desk, &error))
    } else {
        // Beside an open window these tell what has been saved there by now.
        let reads = |name: &str| matches!(name, "list" | "due" | "show" | "history" | "report" | "export");
        let beside = command.is_some_and(|(name, _)| reads(name));
        open(folder, if beside { Store::open_beside } else { Store::open }, &mut desk)
    };
    let (store, notices) = match opened {
        Ok(opened) => opened,
        Err(exit) => return desk.finish(exit),
    };
    let Some((name, of)) = command else { return start::run(store, notices, config, desk) };
    if name == "serve" {
        let places = (folder, socket);
        return serve::run(of, &store, places, notices, config, desk);
    }
    for notice in notices {
        desk.tell(&notice);
    }
    if name == "forget" {
        let exit = forget::run(of, store, folder, &mut desk);
        return desk.finish(exit);
    }
    let exit = match name {
        "import" => import::run(of, &store, &mut desk),
        "list" => list::run(of, &store, &mut desk),
        "due" => due::run(of, &store, &mut desk),
        "show" => show::run(of, &store, &mut desk),
        "history" => history::run(of, &store, &mut desk),
        "report" => report::run(of, &store, &mut desk),
        "export" => export::run(of, &store, &mut desk),
        "officers" => officers::run(of, &store, &mut desk),
        _ => Exit::Usage,
    };
    store.clone().close();
    if let Some(notice) = store.amiss() {
        let notice = said(&desk.words, &notice.sentence());
        desk.tell(&notice);
    }
    desk.finish(exit)
}

/// How a store is opened: for itself alone, or also beside another process.
type How = fn(&Path, Kinds) -> Result<Opened, OpenError>;

/// Opens the store in a folder, and tells what was found. A journal from before a forgetting, which somebody has put back,
/// is forgotten again first.
fn open(folder: &Path, how: How, desk: &mut Desk) -> Result<(Store, Vec<String>), Exit> {
    let mut notices = Vec::new();
    let mut opened = how(folder, crate::steps::KINDS);
    if matches!(opened, Err(OpenError::Unforgotten(_))) {
        let forgot = forget::again(folder, desk).map_err(|error| {
            let said = said(&desk.words, &error.sentence());
            desk.tell(&said);
            Exit::Failed
        })?;
        notices.push(desk.words.say("cli-forgot-again"));
        notices.extend(forgot.iter().flat_map(|forgot| forget::around(forgot, desk)));
        opened = how(folder, crate::steps::KINDS);
    }
    let Opened { store, notices: found } = opened.map_err(|error| refuse(desk, &error))?;
    notices.extend(found.iter().map(|notice| said(&desk.words, &notice.sentence())));
    Ok((store, notices))
}

fn refuse(desk: &mut Desk, error: &OpenError) -> Exit {
    if let OpenError::Held { folder, .. } = error
        && let Some(socket) = crate::hub::sign(folder)
    {
        let places = [("path", folder.display().to_string()), ("socket", socket.display().to_string())];
        let places = places.each_ref().map(|(name, path)| (*name, path.as_str()));
        return desk.fail("cli-held-by-hub", &places);
    }
    let said = said(&desk.words, &error.sentence());
    desk.tell(&said);
    Exit::Failed
}

/// What is asked for by `--lang` and the configuration; Swedish whatever `LANG` says.
#[must_use]
fn lang_of(code: &str) -> Option<Lang> {
    Lang::of(code).filter(|lang| *lang != Lang::Pseudo)
}

/// The time, and the account that the process runs as.
mod outside {
    use crate::rights::{Eyes, Officer};
    use chrono::{DateTime, Utc};

    /// The clock.
    pub fn now() -> DateTime<Utc> {
        Utc::now()
    }

    /// Who owns the store's folder: the account of this process, as the kernel knows it.
    pub fn owner() -> Eyes {
        let uid = nix::unistd::Uid::effective();
        let account = nix::unistd::User::from_uid(uid).ok().flatten().map(|user| user.name);
        Eyes::owner(Officer::of_account(&account.unwrap_or_else(|| uid.to_string())))
    }
}

/// A sentence of the store in words.
fn said(words: &Words, sentence: &Sentence) -> String {
    let places = sentence.places(|fault| words.fault(fault));
    let places: Vec<_> = places.iter().map(|(name, text)| (*name, text.as_str())).collect();
    words.say_with(sentence.id, &places)
}

/// Flushes what was written; a reader that has gone is no failure.
fn flush(out: &mut dyn io::Write) {
    let _ = out.flush();
}
