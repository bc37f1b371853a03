//! Settings that `stegvis serve` reads again at a signal, and what it notes of each that is another than before: that it
//! holds, that the command line goes over it, that it was refused and the one before stays, or that it takes a restart.

use super::config::Config;
use super::desk::Desk;
use super::lang_of;
use super::schedule::{Plan, Schedule};
use crate::hub::{Door, Event, Hub, Log, Settings, Troubles};
use crate::locale::Lang;
use crate::store::Store;
use clap::ArgMatches;
use std::io;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where it stands among the hub's troubles that no backups can be begun.
const PLACE: &str = "backup-plan";

/// What is served, and by whom.
pub struct Serves<'a> {
    /// The command line.
    pub matches: &'a ArgMatches,
    /// The hub.
    pub hub: &'a Hub,
    /// Its door.
    pub door: &'a Door,
    /// Its store.
    pub store: &'a Store,
    /// The store's folder.
    pub folder: &'a Path,
    /// What was found at opening, in words.
    pub notices: Vec<String>,
    /// What goes wrong.
    pub troubles: Troubles,
    /// Where it is noted.
    pub log: &'a Log,
    /// Can be read once the hub is to stop.
    pub stop: &'a UnixStream,
}

/// What holds just now.
pub struct Reload<'a> {
    serves: Serves<'a>,
    desk: &'a mut Desk,
    /// What was asked for when the hub was started, whatever the settings say.
    lang: Option<Lang>,
    config: Config,
    gate: Option<String>,
    plan: Option<Plan>,
    schedule: Option<Schedule>,
}

/// The account that vouches for officers: that of the command line, else that of the settings.
pub fn gate(matches: &ArgMatches, config: &Config) -> Option<String> {
    matches.get_one::<String>("gate").or(config.serving.gate.as_ref()).cloned()
}

impl<'a> Reload<'a> {
    /// The settings that the hub was started with hold; backups are begun.
    ///
    /// # Errors
    /// When the system has no room for the thread that makes backups.
    pub fn begin(serves: Serves<'a>, config: &Config, plan: Option<Plan>, desk: &'a mut Desk) -> io::Result<Self> {
        let (gate, config) = (gate(serves.matches, config), config.clone());
        let lang = serves.matches.get_one::<String>("lang").and_then(|code| lang_of(code));
        let mut settings = Self { serves, desk, lang, config, gate, plan: None, schedule: None };
        settings.back_up(plan)?;
        Ok(settings)
    }

    /// Reads the settings again. A mistake in them could hide what is meant: then all of them stay as they were, so that no
    /// slip shuts officers out or ends the backups.
    pub fn again(&mut self) {
        let read = Config::read();
        let is_wrong = !read.problems(&self.desk.words).is_empty();
        let config = if is_wrong { self.config.clone() } else { read.clone() };
        if config.lang != self.config.lang {
            self.note("lang", if self.lang.is_some() { "command-line" } else { "done" });
        }
        let lang = self.lang.or(config.lang);
        self.desk.words = self.desk.languages.get(lang.unwrap_or_default());
        let words = Arc::clone(&self.desk.words);
        let (keys, of_keys) = Config::keymap(&words);
        let mut problems: Vec<String> = read.problems(&words).into_iter().chain(of_keys).collect();
        problems.extend(self.again_gate(&config));
        self.again_backups(&config);
        for (name, of) in [("store", places(&config, true)), ("socket", places(&config, false))] {
            if of != places(&self.config, name == "store") {
                self.note(name, "restart-needed");
            }
        }
        let outcome = match (is_wrong, problems.is_empty()) {
            (true, _) => "refused",
            (false, false) => "problems",
            (false, true) => "done",
        };
        self.note("settings", outcome);
        problems.splice(..0, self.serves.notices.iter().cloned());
        self.serves.hub.reload(Settings { lang, keys: Arc::new(keys), problems });
        self.config = config;
    }

    /// Has another account vouch for officers, when the settings name another one; what is wrong with it.
    fn again_gate(&mut self, config: &Config) -> Option<String> {
        let wanted = gate(self.serves.matches, config);
        let is_other = config.serving.gate != self.config.serving.gate;
        if wanted == self.gate {
            if is_other {
                self.note("gate", "command-line");
            }
            return None;
        }
        if self.serves.door.trust(wanted.as_deref()).is_ok() {
            self.gate = wanted;
            self.note("gate", "done");
            return None;
        }
        self.note("gate", "refused");
        Some(self.desk.words.say_with("cli-serve-gate", &[("account", &wanted.unwrap_or_default())]))
    }

    /// Makes backups as the settings say by now.
    fn again_backups(&mut self, config: &Config) {
        let outcome = match Plan::of(self.serves.matches, config, self.serves.folder, self.desk) {
            Ok(plan) if plan == self.plan => {
                if config.serving.backups() == self.config.serving.backups() {
                    return;
                }
                "command-line"
            }
            Ok(plan) => match self.back_up(plan) {
                Ok(()) => "done",
                Err(error) => {
                    let why = self.desk.words.fault(&error.into());
                    let words = self.desk.words.say_with("cli-serve-no-backup", &[("why", &why)]);
                    self.serves.troubles.tell(PLACE, Some(words));
                    "refused"
                }
            },
            // It has been said why.
            Err(_) => "refused",
        };
        self.note("backup", outcome);
    }

    /// Makes backups so from now on. One that is being made is given up, and made by the new plan.
    fn back_up(&mut self, plan: Option<Plan>) -> io::Result<()> {
        let Serves { store, folder, troubles, log, stop, .. } = &self.serves;
        self.schedule = None;
        self.plan = None;
        super::schedule::forget(troubles);
        let to = (troubles.clone(), (*log).clone());
        let begin = |plan| Schedule::begin(plan, (store, folder), to, stop, self.desk);
        self.schedule = plan.clone().map(begin).transpose()?;
        self.plan = plan;
        troubles.tell(PLACE, None);
        Ok(())
    }

    fn note(&self, kind: &str, outcome: &str) {
        self.serves.log.note(Event { action: "reload", kind, outcome, ..Event::default() });
    }
}

/// The stores, or else the sockets, that settings name.
fn places(config: &Config, stores: bool) -> Vec<&PathBuf> {
    config.places.iter().filter_map(|named| if stores { named.store.as_ref() } else { named.socket.as_ref() }).collect()
}
