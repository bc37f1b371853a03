//! `stegvis keys`: the active keymap.

use super::config::Config;
use super::desk::{Desk, Exit};
use crate::keys::Context;
use crate::ui::text::fit;
use clap::ArgMatches;

/// Prints the active map, context by context; what is wrong in the officer's own file is told beside it.
pub fn run(_matches: &ArgMatches, config: &Config, desk: &mut Desk) -> Exit {
    let (map, problems) = Config::keymap(&desk.words);
    for problem in config.problems(&desk.words).iter().chain(&problems) {
        desk.tell(problem);
    }
    let bindings: Vec<_> = map.bindings().collect();
    for context in Context::ALL {
        let mut here = bindings.iter().filter(|(of, _, _)| *of == context).peekable();
        if here.peek().is_some() {
            let head = format!("{}  [{}]", desk.words.say(&format!("context-{}", context.name())), context.name());
            desk.say(&head);
        }
        for (_, action, keys) in here {
            let help = desk.words.say(&format!("{}.help", action.word()));
            desk.say(&format!("  {} {} {help}", fit(keys, 12, false), fit(action.name(), 16, false)));
        }
    }
    if problems.is_empty() { Exit::Done } else { Exit::Failed }
}
