//! What can be written on the command line, and what is said when it is not understood.

use super::desk::{Desk, Exit};
use super::lang_of;
use crate::locale::{Lang, Words};
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
        template(named.arg(help(words)), words)
    };
    let root = Command::new("stegvis").about(words.say("cli-about")).version(env!("CARGO_PKG_VERSION"));
    let root = root.disable_help_flag(true).disable_version_flag(true).disable_help_subcommand(true);
    let root = root
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
        .arg(
            Arg::new("lang")
                .long("lang")
                .global(true)
                .value_name("sv|en")
                .value_parser(["sv", "en"])
                .hide_possible_values(true)
                .help(words.say("cli-lang")),
        );
    template(root, words)
        .subcommand(
            command("import")
                .arg(
                    Arg::new("what")
                        .required(true)
                        .value_parser(FILES)
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
                .arg(json()),
        )
        .subcommand(command("due").arg(follow_up()).arg(json()))
        .subcommand(command("export").arg(file(words)).arg(follow_up()))
        .subcommand(command("keys"))
        .subcommand(
            command("completions").arg(
                Arg::new("shell")
                    .required(true)
                    .value_parser(value_parser!(clap_complete::Shell))
                    .help(words.say("cli-shell")),
            ),
        )
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
    } else {
        format!("{arguments}\n{{positionals}}\n\n{options}\n{{options}}\n")
    };
    command.help_template(format!("{{about}}\n\n{usage} {{usage}}\n\n{rest}"))
}

/// Says what was not understood; help and version are no failure.
pub fn refuse(words: &Words, error: &clap::Error) -> ExitCode {
    let of = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let said = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = error.print();
            return Exit::Done.into();
        }
        ErrorKind::MissingRequiredArgument => words.say_with("cli-missing", &[("what", &of(ContextKind::InvalidArg))]),
        ErrorKind::InvalidSubcommand => words.say_with(
            "cli-no-command",
            &[("what", &of(ContextKind::InvalidSubcommand)), ("near", &of(ContextKind::SuggestedSubcommand))],
        ),
        ErrorKind::InvalidValue if of(ContextKind::InvalidValue).is_empty() => {
            words.say_with("cli-missing", &[("what", &of(ContextKind::InvalidArg))])
        }
        ErrorKind::InvalidValue => words.say_with(
            "cli-bad-value",
            &[
                ("what", &of(ContextKind::InvalidArg)),
                ("value", &of(ContextKind::InvalidValue)),
                ("valid", &of(ContextKind::ValidValue)),
            ],
        ),
        _ => words.say_with("cli-unknown", &[("what", &of(ContextKind::InvalidArg))]),
    };
    eprintln!("{}", crate::record::scrub_text(&said));
    Exit::Usage.into()
}

/// Prints completions for a shell.
pub fn completions(matches: &ArgMatches, desk: &mut Desk) -> Exit {
    let Some(shell) = matches.get_one::<clap_complete::Shell>("shell") else { return Exit::Usage };
    let mut bytes = Vec::new();
    clap_complete::generate(*shell, &mut command(&desk.words), "stegvis", &mut bytes);
    desk.write(&bytes);
    Exit::Done
}
