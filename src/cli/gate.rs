//! `stegvis gate`: what `sshd` runs for a key of the account that officers share, whatever they have typed.
//!
//! The name of the officer stands in `authorized_keys`, and the hub believes it from this account alone. What was
//! typed is split into words without a shell and must be one of a few commands, without files and with nothing that
//! says where the store is; nothing typed is a terminal. The environment may be the client's: of it only what
//! describes the terminal is read, and the settings are the machine's.

use super::call::{self, Files};
use super::config::Config;
use super::desk::{Desk, Exit};
use super::place::{NoLine, Place};
use super::{arguments, attach, lang_of, served, status};
use crate::hub::NoHub;
use crate::hub::protocol::{Hello, Run};
use crate::locale::Words;
use crate::record::scrub_line;
use crate::rights;
use clap::ArgMatches;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::parser::ValueSource;

/// Where `sshd` says what was typed.
const TYPED: &str = "SSH_ORIGINAL_COMMAND";
/// Most bytes of it.
const MOST: usize = 4096;
/// What may be asked for, and with which words and options; a language may be chosen for all of them.
const ALLOWED: [(&str, &[&str]); 8] = [
    ("list", &["kind", "follow-up", "json"]),
    ("show", &["name", "at", "json"]),
    ("history", &["name", "record", "json"]),
    ("due", &["follow-up", "json"]),
    ("report", &["name", "format", "out"]),
    ("export", &["file", "follow-up"]),
    ("import", &["what", "file", "follow-up", "dry-run", "map", "update"]),
    ("status", &["json"]),
];

/// A name as it may stand in `authorized_keys`.
pub fn officer(name: &str) -> Result<String, String> {
    if rights::is_account(name) { Ok(name.to_owned()) } else { Err(String::new()) }
}

/// Lets an officer in, to a terminal or for the command that they have typed.
pub fn run(of: &ArgMatches, config: &Config, desk: &mut Desk) -> Exit {
    let Some(officer) = of.get_one::<String>("officer").cloned() else { return Exit::Usage };
    let typed = match std::env::var(TYPED) {
        Ok(typed) => typed,
        Err(std::env::VarError::NotPresent) => String::new(),
        Err(std::env::VarError::NotUnicode(_)) => return desk.usage("cli-not-utf8"),
    };
    let asked = match words(&typed) {
        Ok(words) => words,
        Err(message) => return desk.usage(message),
    };
    if let Some(lang) = arguments::lang(&asked.iter().map(Into::into).collect::<Vec<_>>()) {
        desk.lang = Some(lang);
        desk.words = desk.languages.get(lang);
    }
    let allowed = if asked.is_empty() { None } else { Some(allowed(&asked, &desk.words)) };
    let allowed = match allowed.transpose() {
        Ok(allowed) => allowed,
        Err(said) => {
            desk.tell(&said);
            return Exit::Usage;
        }
    };
    let Some(place) = Place::of_gate(of, config) else { return desk.fail("cli-gate-no-hub", &[]) };
    let line = match place.line() {
        Ok(Some(line)) => line,
        // There is no other way in: this account has no store.
        Ok(None) | Err(NoLine::Hub(NoHub::Silent(_))) => return desk.fail("cli-gate-no-hub", &[]),
        Err(error) => return error.refuse(desk),
    };
    let Some(name) = allowed else {
        let hello = Hello { officer: Some(officer), no_files: true, ..Hello::default() };
        return attach::as_officer(&line, hello, &place, desk);
    };
    let run = Run { officer: Some(officer), no_files: true, ..call::asked(asked, desk) };
    match name {
        Allowed::Status { as_json } => status::through(&place, &line, run, as_json, desk),
        Allowed::Import => call::run(&line, run, Files::of_input(), desk),
        Allowed::Other => call::run(&line, run, Files::default(), desk),
    }
}

/// What is allowed, as far as it matters here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Allowed {
    Import,
    Status { as_json: bool },
    Other,
}

/// The words of what was typed; the program's own name may stand first.
///
/// # Errors
/// The message that says why it cannot be split.
fn words(typed: &str) -> Result<Vec<String>, &'static str> {
    if typed.len() > MOST {
        return Err("cli-gate-long");
    }
    if typed.chars().any(char::is_control) {
        return Err("cli-gate-control");
    }
    let mut words = shlex::split(typed).ok_or("cli-gate-quotes")?;
    if words.first().is_some_and(|first| first == "stegvis") {
        words.remove(0);
    }
    Ok(words)
}

/// Whether a command is one of those that are let through.
///
/// # Errors
/// Why not, in words.
fn allowed(asked: &[String], words: &Words) -> Result<Allowed, String> {
    let commands = ALLOWED.map(|(name, _)| name).join(", ");
    let only = || words.say_with("cli-gate-only", &[("commands", &commands)]);
    let args = ["stegvis"].into_iter().chain(asked.iter().map(String::as_str));
    let matches = match arguments::command(words).try_get_matches_from(args) {
        Ok(matches) => matches,
        Err(error) if error.exit_code() == 0 => return Err(only()),
        // How a command that does not go from here would be written right is nothing to advise.
        Err(_) if !asked.iter().any(|word| ALLOWED.iter().any(|(name, _)| name == word)) => return Err(only()),
        Err(error) => return Err(misread(words, &error, &only())),
    };
    let Some((name, of)) = matches.subcommand() else { return Err(only()) };
    let Some((_, options)) = ALLOWED.iter().find(|(allowed, _)| *allowed == name) else { return Err(only()) };
    let typed = |of: &ArgMatches| -> Vec<String> {
        let given = of.ids().filter(|id| of.value_source(id.as_str()) == Some(ValueSource::CommandLine));
        given.map(|id| id.as_str().to_owned()).collect()
    };
    let is_known = |id: &String| id == "lang" || options.contains(&id.as_str());
    if let Some(other) = typed(&matches).into_iter().chain(typed(of)).find(|id| !is_known(id)) {
        return Err(words.say_with("cli-gate-option", &[("option", &format!("--{other}"))]));
    }
    if served::names_a_file(of) {
        return Err(words.say("cli-gate-files"));
    }
    if matches.get_one::<String>("lang").is_some_and(|code| lang_of(code).is_none()) {
        return Err(only());
    }
    Ok(match name {
        "import" => Allowed::Import,
        "status" => Allowed::Status { as_json: of.get_flag("json") },
        _ => Allowed::Other,
    })
}

/// Why what was typed is no command, without the help page that cannot be asked for here.
fn misread(words: &Words, error: &clap::Error, only: &str) -> String {
    let what = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(what)) => what.clone(),
        Some(ContextValue::Strings(all)) => all.join(", "),
        _ => String::new(),
    };
    match error.kind() {
        ErrorKind::MissingRequiredArgument => words.say_with("cli-gate-missing", &[("what", &what)]),
        ErrorKind::UnknownArgument if what.starts_with('-') => {
            words.say_with("cli-gate-option", &[("option", &scrub_line(&what))])
        }
        ErrorKind::InvalidValue
        | ErrorKind::UnknownArgument
        | ErrorKind::ArgumentConflict
        | ErrorKind::TooManyValues => arguments::misunderstood(words, error),
        _ => only.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{ALLOWED, Allowed, allowed, officer, words};
    use crate::locale::{Lang, Words};
    use proptest::prelude::*;

    fn asked(typed: &str) -> Result<Allowed, String> {
        let words_of = Words::new(Lang::Sv);
        words(typed).map_err(|message| words_of.say(message)).and_then(|asked| allowed(&asked, &words_of))
    }

    #[test]
    fn what_an_officer_needs_is_let_through() {
        for typed in [
            "list",
            "stegvis list units --json",
            "show 'Hemtjänst 2025' --at 2025-06-30",
            "history \"Hemtjänst 2025\" K07",
            "due --follow-up Hemtjänst\\ 2025",
            "report 'Hemtjänst 2025'",
            "stegvis report 'Hemtjänst 2025' -o - --lang en",
            "export -",
            "export - --follow-up X",
        ] {
            assert_eq!(asked(typed), Ok(Allowed::Other), "{typed}");
        }
        assert_eq!(asked("import units - --follow-up X --map a=b --dry-run"), Ok(Allowed::Import));
        assert_eq!(asked("import all - --update"), Ok(Allowed::Import));
        assert_eq!(asked("status --json"), Ok(Allowed::Status { as_json: true }));
        assert_eq!(words(" stegvis ").unwrap(), [""; 0]);
    }

    #[test]
    fn nothing_else_is_let_through_however_it_is_written() {
        for typed in [
            "backup -",
            "backup /tmp/x",
            "restore x",
            "forget X K01 --reason y",
            "check",
            "check --repair",
            "serve",
            "attach",
            "gate --officer root",
            "demo",
            "keys",
            "completions bash",
            "officers list",
            "--version",
            "--help",
            "list --help",
            "--store /x list",
            "list --store /x",
            "list --store=/x",
            "--socket /x list",
            "list --socket=/x",
            "list --hub root",
            "--hub=root list",
            "export /tmp/x",
            "export ./-",
            "report X -o /tmp/x",
            "report X -o/tmp/x",
            "report X --out=/tmp/x",
            "import units /etc/passwd --follow-up X",
            "list; id",
            "list && id",
            "list | id",
            "`id`",
            "$(id)",
            "/usr/bin/stegvis list",
            "stegvis stegvis list",
            "env STEGVIS_SOCKET=/x stegvis list",
            "STEGVIS_SOCKET=/x list",
            "sh -c list",
            "bash",
            "scp -t /tmp",
            "internal-sftp",
            "rsync --server . .",
            "list \u{1b}[2J",
            "list\nid",
            "list\0",
            "list 'open",
            "list \\",
            "-- list --store x",
            "'' list",
        ] {
            assert!(asked(typed).is_err(), "{typed}");
        }
        assert!(asked(&format!("show {}", "x".repeat(5000))).is_err());
        // What is advised can be done from here.
        for typed in ["lisst", "show", "list --jsonn", "--nonsense list", "list a b c", "show --at", "list --follow-up"]
        {
            let said = asked(typed).unwrap_err();
            assert!(!said.contains("--help"), "{typed}: {said}");
        }
        for typed in ["forget X", "restore", "--lang sv backup", "serve --mode"] {
            let said = asked(typed).unwrap_err();
            assert!(said.starts_with("Det här går inte härifrån"), "{typed}: {said}");
        }
        assert_eq!(words("list $HOME * ~").unwrap(), ["list", "$HOME", "*", "~"], "nothing is expanded");
        assert!(asked("list $HOME *").is_err());
        for name in ["", "-x", "a b", "a\"b", "a,b", "a\nb", "../a", "å"] {
            assert!(officer(name).is_err(), "{name:?}");
        }
        assert!(officer("gran.syd").is_ok());
    }

    proptest! {
        #[test]
        fn whatever_is_let_through_names_a_command_of_the_list_and_no_place(typed in "[ -~]{0,40}|(list|export|import|report|show|units|-o|--store|--socket|--hub|-|/x|=|'| ){0,9}") {
            if asked(&typed).is_ok() {
                let words = words(&typed).unwrap();
                prop_assert!(ALLOWED.iter().any(|(name, _)| words.contains(&(*name).to_owned())));
                // As a value a word may look like anything; as an option of its own it is known.
                let options = words.iter().filter(|word| word.starts_with("--"));
                for option in options {
                    let name = option.trim_start_matches('-').split('=').next().unwrap_or_default().to_owned();
                    prop_assert!(!["store", "socket", "hub"].contains(&name.as_str()), "{typed}");
                }
            }
        }
    }
}
