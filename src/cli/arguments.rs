//! What can be written on the command line, and what is said when it is not understood.

use super::desk::{Desk, Exit};
use super::lang_of;
use crate::locale::{Lang, Words};
use crate::rights::records::ROLES;
use clap::builder::TypedValueParser as _;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

/// What can be imported, as written on the command line.
const FILES: [&str; 6] = ["requirements", "units", "plan", "results", "deviations", "all"];

/// The language that `--lang` asks for.
pub fn lang(args: &[OsString]) -> Option<Lang> {
    let mut args = args.iter().filter_map(|arg| arg.to_str());
    let after =
        args.find_map(|arg| if arg == "--lang" { Some(None) } else { arg.strip_prefix("--lang=").map(Some) })?;
    lang_of(after.or_else(|| args.next())?)
}

/// The command line in an officer's words.
pub fn command(words: &Words) -> Command {
    let follow_up =
        || Arg::new("follow-up").long("follow-up").value_name(words.say("cli-name")).help(words.say("cli-follow-up"));
    let json = || Arg::new("json").long("json").action(ArgAction::SetTrue).help(words.say("cli-json"));
    let command = |name: &'static str| {
        let named = Command::new(name).about(words.say(&format!("cli-{name}"))).disable_help_flag(true);
        named.override_usage(words.say(&format!("cli-{name}.usage"))).arg(help(words))
    };
    let root = Command::new("stegvis").about(words.say("cli-about")).version(env!("CARGO_PKG_VERSION"));
    let root = root.disable_help_flag(true).disable_version_flag(true).disable_help_subcommand(true);
    let root = root
        .override_usage(words.say("cli-about.usage"))
        .arg(help(words))
        .arg(Arg::new("version").long("version").action(ArgAction::Version).help(words.say("cli-version")))
        .arg(
            Arg::new("store")
                .long("store")
                .global(true)
                .value_name(words.say("cli-folder"))
                .value_parser(value_parser!(PathBuf))
                .help(words.say("cli-store")),
        )
        .arg(socket(words))
        .arg(hub(words))
        .arg(
            Arg::new("lang")
                .long("lang")
                .global(true)
                .value_name("sv|en")
                .value_parser(["sv", "en"])
                .hide_possible_values(true)
                .help(words.say("cli-lang")),
        );
    let root = template(root, words)
        .subcommand(
            command("import")
                .arg(
                    Arg::new("what")
                        .required(true)
                        .value_parser(FILES)
                        .hide_possible_values(true)
                        .value_name(words.say("cli-what"))
                        .help(words.say("cli-import-what")),
                )
                .arg(file(words))
                .arg(follow_up())
                .arg(Arg::new("dry-run").long("dry-run").action(ArgAction::SetTrue).help(words.say("cli-dry-run")))
                .arg(
                    Arg::new("map")
                        .long("map")
                        .action(ArgAction::Append)
                        .value_name(words.say("cli-mapping"))
                        .help(words.say("cli-map")),
                )
                .arg(Arg::new("update").long("update").action(ArgAction::SetTrue).help(words.say("cli-update"))),
        )
        .subcommand(
            command("list")
                .arg(Arg::new("kind").value_name(words.say("cli-kind")).help(words.say("cli-list-kind")))
                .arg(follow_up())
                .arg(json()),
        )
        .subcommand(
            command("show")
                .arg(Arg::new("name").required(true).value_name(words.say("cli-name")).help(words.say("cli-follow-up")))
                .arg(Arg::new("at").long("at").value_name(words.say("cli-day")).help(words.say("cli-at")))
                .arg(json()),
        )
        .subcommand(
            command("history")
                .arg(Arg::new("name").required(true).value_name(words.say("cli-name")).help(words.say("cli-follow-up")))
                .arg(Arg::new("record").value_name(words.say("cli-record")).help(words.say("cli-history-record")))
                .arg(json()),
        )
        .subcommand(command("due").arg(follow_up()).arg(json()))
        .subcommand(report(command("report"), words))
        .subcommand(check(command("check").arg(json()), words))
        .subcommand(command("export").arg(file(words)).arg(follow_up()))
        .subcommand(officers(command("officers").arg(follow_up()).arg(json()), words))
        .subcommand(backup(command("backup"), words))
        .subcommand(restore(command("restore"), words))
        .subcommand(forget(command("forget"), words))
        .subcommand(backups(serve(command("serve"), words), words))
        .subcommand(command("attach").arg(new(words)))
        .subcommand(command("status").arg(json()))
        .subcommand(gate(command("gate"), words))
        .subcommand(command("demo"))
        .subcommand(command("keys"))
        .subcommand(command("completions").arg(shell(words)));
    let names: Vec<String> = root.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    names.into_iter().fold(root, |root, name| root.mut_subcommand(name, |command| template(command, words)))
}

fn report(command: Command, words: &Words) -> Command {
    let format = Arg::new("format").long("format").value_name("md").value_parser(["md"]).default_value("md");
    let out = Arg::new("out").short('o').long("out").value_name(words.say("cli-file"));
    command
        .arg(Arg::new("name").required(true).value_name(words.say("cli-name")).help(words.say("cli-follow-up")))
        .arg(format.hide_default_value(true).hide_possible_values(true).help(words.say("cli-format")))
        .arg(out.value_parser(value_parser!(PathBuf)).help(words.say("cli-out")))
}

fn officers(command: Command, words: &Words) -> Command {
    let what = Arg::new("what").required(true).value_parser(["add", "remove", "list"]).hide_possible_values(true);
    let role = Arg::new("role").long("role").value_parser(ROLES.codes.to_vec()).hide_possible_values(true);
    let committee = Arg::new("committee").long("committee").value_name(words.say("cli-name"));
    let key = Arg::new("key").long("key").value_name(words.say("cli-file")).value_parser(value_parser!(PathBuf));
    command
        .arg(what.value_name("add|remove|list").help(words.say("cli-officers-what")))
        .arg(Arg::new("name").value_name(words.say("cli-officers-account")).help(words.say("cli-officers-name")))
        .arg(role.value_name(words.say("cli-officers-role-name")).help(words.say("cli-officers-role")))
        .arg(committee.help(words.say("cli-officers-committee")))
        .arg(key.help(words.say("cli-officers-key")))
}

fn backup(command: Command, words: &Words) -> Command {
    let keep = Arg::new("keep").long("keep").value_name(words.say("cli-count")).value_parser(value_parser!(usize));
    let verify = Arg::new("verify").long("verify").action(ArgAction::SetTrue);
    command
        .arg(file(words).help(words.say("cli-backup-file")))
        .arg(keep.help(words.say("cli-backup-keep")))
        .arg(verify.help(words.say("cli-backup-verify")))
}

fn restore(command: Command, words: &Words) -> Command {
    let replace = Arg::new("replace").long("replace").action(ArgAction::SetTrue);
    let marks = Arg::new("marks").long("marks").value_name(words.say("cli-file")).value_parser(value_parser!(PathBuf));
    command
        .arg(file(words).help(words.say("cli-restore-file")))
        .arg(replace.help(words.say("cli-replace")))
        .arg(marks.help(words.say("cli-restore-marks")))
}

fn forget(command: Command, words: &Words) -> Command {
    let field =
        Arg::new("field").long("field").action(ArgAction::Append).value_name(words.say("cli-forget-field-name"));
    let reason = Arg::new("reason").long("reason").required(true).value_name(words.say("cli-forget-reason-name"));
    let yes = Arg::new("yes").long("yes").action(ArgAction::SetTrue);
    command
        .arg(Arg::new("name").required(true).value_name(words.say("cli-name")).help(words.say("cli-follow-up")))
        .arg(Arg::new("record").required(true).value_name(words.say("cli-record")).help(words.say("cli-forget-record")))
        .arg(field.help(words.say("cli-forget-field")))
        .arg(reason.help(words.say("cli-forget-reason")))
        .arg(yes.help(words.say("cli-forget-yes")))
}

fn gate(command: Command, words: &Words) -> Command {
    let officer = Arg::new("officer").long("officer").required(true).value_name(words.say("cli-officer-name"));
    command.arg(officer.value_parser(super::gate::officer).help(words.say("cli-gate-officer")))
}

/// Backups that a hub makes by itself, and the unit that runs it.
fn backups(command: Command, words: &Words) -> Command {
    let backup = Arg::new("backup").long("backup").value_name(words.say("cli-folder"));
    let every = Arg::new("every").long("every").value_name("24h").value_parser(super::serve::every);
    let keep = Arg::new("keep").long("keep").value_name(words.say("cli-count"));
    let keep = keep.value_parser(value_parser!(u16).range(1..).map(usize::from));
    let systemd = Arg::new("systemd").long("systemd").action(ArgAction::SetTrue);
    command
        .arg(backup.value_parser(value_parser!(PathBuf)).help(words.say("cli-serve-backup")))
        .arg(every.help(words.say("cli-serve-every")))
        .arg(keep.help(words.say("cli-serve-keep")))
        .arg(systemd.help(words.say("cli-serve-systemd")))
}

/// What `check` may be asked to do beside looking.
fn check(command: Command, words: &Words) -> Command {
    let flag = |name: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue);
    let repair = flag("repair").help(words.say("cli-check-repair"));
    command.arg(repair).arg(flag("yes").requires("repair").help(words.say("cli-check-yes")))
}

fn serve(command: Command, words: &Words) -> Command {
    let time = |name: &'static str| {
        Arg::new(name).long(name).value_name(words.say("cli-time")).value_parser(super::serve::duration)
    };
    let sessions = Arg::new("sessions").long("sessions").value_name(words.say("cli-count"));
    let gate = Arg::new("gate").long("gate").value_name(words.say("cli-account")).help(words.say("cli-gate-account"));
    let group =
        Arg::new("group").long("group").value_name(words.say("cli-group")).help(words.say("cli-serve-group-of"));
    command
        .arg(mode(words))
        .arg(group)
        .arg(gate)
        .arg(time("idle").help(words.say("cli-idle")))
        .arg(time("detached").help(words.say("cli-detached")))
        .arg(sessions.value_parser(value_parser!(usize)).help(words.say("cli-sessions")))
}

fn new(words: &Words) -> Arg {
    Arg::new("new").long("new").action(ArgAction::SetTrue).help(words.say("cli-attach-new"))
}

fn socket(words: &Words) -> Arg {
    Arg::new("socket")
        .long("socket")
        .global(true)
        .value_name(words.say("cli-path"))
        .value_parser(value_parser!(PathBuf))
        .help(words.say("cli-socket"))
}

fn hub(words: &Words) -> Arg {
    Arg::new("hub").long("hub").global(true).value_name(words.say("cli-account")).help(words.say("cli-hub"))
}

fn mode(words: &Words) -> Arg {
    Arg::new("mode").long("mode").value_name("600").value_parser(super::serve::mode).help(words.say("cli-mode"))
}

fn shell(words: &Words) -> Arg {
    Arg::new("shell")
        .required(true)
        .value_parser(value_parser!(clap_complete::Shell))
        .hide_possible_values(true)
        .value_name(words.say("cli-shell-name"))
        .help(words.say("cli-shell"))
}

fn file(words: &Words) -> Arg {
    Arg::new("file")
        .required(true)
        .value_name(words.say("cli-file"))
        .value_parser(value_parser!(PathBuf))
        .help(words.say("cli-file-help"))
}

fn help(words: &Words) -> Arg {
    Arg::new("help").long("help").short('h').action(ArgAction::Help).help(words.say("cli-help"))
}

/// The help page with our own headings, since clap's are English.
fn template(command: Command, words: &Words) -> Command {
    let (usage, commands) = (words.say("cli-usage"), words.say("cli-commands"));
    let (options, arguments) = (words.say("cli-options"), words.say("cli-arguments"));
    let rest = if command.get_name() == "stegvis" {
        format!("{commands}\n{{subcommands}}\n\n{options}\n{{options}}\n\n{}", words.say("cli-exit-codes"))
    } else if command.get_positionals().next().is_none() {
        format!("{options}\n{{options}}\n")
    } else {
        format!("{arguments}\n{{positionals}}\n\n{options}\n{{options}}\n")
    };
    command.help_template(format!("{{about}}\n\n{usage} {{usage}}\n\n{rest}"))
}

/// Says what was not understood; help and version are no failure.
pub fn refuse(words: &Words, error: &clap::Error) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let _ = error.print();
        return Exit::Done.into();
    }
    eprintln!("{}", crate::record::scrub_text(&misunderstood(words, error)));
    Exit::Usage.into()
}

/// What clap did not understand, in our words: of its own it says nothing in Swedish.
pub fn misunderstood(words: &Words, error: &clap::Error) -> String {
    let of = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let (what, value) = (of(ContextKind::InvalidArg), of(ContextKind::InvalidValue));
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedValue, ContextKind::SuggestedSubcommand];
    // The likeliest stands last.
    let near = near.into_iter().find_map(|kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => texts.last().cloned(),
        _ => None,
    });
    let said = match error.kind() {
        ErrorKind::MissingRequiredArgument => words.say_with("cli-missing", &[("what", &what)]),
        ErrorKind::InvalidSubcommand => {
            words.say_with("cli-no-command", &[("what", &of(ContextKind::InvalidSubcommand))])
        }
        ErrorKind::InvalidValue if value.is_empty() => words.say_with("cli-no-value", &[("what", &what)]),
        ErrorKind::InvalidValue => {
            let valid = of(ContextKind::ValidValue);
            words.say_with("cli-bad-value", &[("what", &what), ("value", &value), ("valid", &valid)])
        }
        ErrorKind::UnknownArgument if what.starts_with('-') => words.say_with("cli-no-option", &[("what", &what)]),
        ErrorKind::UnknownArgument => words.say_with("cli-too-much", &[("what", &what)]),
        ErrorKind::ArgumentConflict => words.say_with("cli-twice", &[("what", &what)]),
        ErrorKind::TooManyValues => words.say_with("cli-takes-nothing", &[("what", &what), ("value", &value)]),
        ErrorKind::InvalidUtf8 => words.say("cli-not-utf8"),
        _ => words.say("cli-unknown"),
    };
    match near {
        Some(near) => format!("{said} {}", words.say_with("cli-near", &[("near", &near)])),
        None => said,
    }
}

/// Prints completions for a shell.
pub fn completions(matches: &ArgMatches, desk: &mut Desk) -> Exit {
    let Some(shell) = matches.get_one::<clap_complete::Shell>("shell") else { return Exit::Usage };
    let mut bytes = Vec::new();
    clap_complete::generate(*shell, &mut command(&desk.words), "stegvis", &mut bytes);
    desk.write(&bytes);
    Exit::Done
}

#[cfg(test)]
mod tests {
    use super::{command, misunderstood};
    use crate::locale::{Lang, Words};

    #[test]
    fn every_help_page_is_in_words_of_its_language() {
        let words = Words::new(Lang::Sv);
        let mut root = command(&words);
        root.build();
        let pages = root.get_subcommands().cloned().collect::<Vec<_>>();
        for mut page in pages.into_iter().chain([root]) {
            let help = page.render_help().to_string();
            for english in ["OPTIONS", "COMMAND", "possible", "Usage", "Options", "default", "SHELL", "FILE"] {
                assert!(!help.contains(english), "{english}: {help}");
            }
            assert!(help.contains("Så här: stegvis"), "{help}");
        }
    }

    #[test]
    fn what_is_not_understood_is_said_in_swedish_with_the_nearest_right_word() {
        let words = Words::new(Lang::Sv);
        for (line, parts) in [
            ("importt", &["importt", "Menade du import?"][..]),
            ("list --jsn", &["--jsn", "Menade du --json?"]),
            ("list units mer", &["mer"]),
            ("list --json=1", &["--json", "1"]),
            ("list --follow-up", &["--follow-up"]),
            ("--lang", &["--lang"]),
            ("--lang fi list", &["fi", "sv, en"]),
            ("--lang sv --lang en list", &["--lang", "två gånger"]),
            ("import", &["VAD", "FIL"]),
            ("import kraven x.csv", &["kraven", "requirements"]),
            ("import unit x.csv", &["unit", "Menade du units?"]),
            ("completions skal", &["skal", "bash"]),
            ("show", &["NAMN"]),
        ] {
            let args = ["stegvis"].into_iter().chain(line.split(' '));
            let said = misunderstood(&words, &command(&words).try_get_matches_from(args).unwrap_err());
            for part in parts {
                assert!(said.contains(part), "{line}: {said}");
            }
            for english in ["error", "unexpected", "argument", "required", "invalid"] {
                assert!(!said.contains(english), "{line}: {said}");
            }
        }
    }
}
