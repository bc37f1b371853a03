//! Settings: the officer's own `config.toml` and `keymap.toml` in the XDG config folder `stegvis/`, and under them the
//! machine's `/etc/stegvis/config.toml`. What is wrong in them is said, and the rest counts.

use super::lang_of;
use crate::keys::{Keymap, Problem};
use crate::locale::{Lang, Words};
use etcetera::BaseStrategy as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use toml::de::DeValue;

/// The settings of the machine, for all accounts.
pub const HOST: &str = "/etc/stegvis/config.toml";
/// Most bytes that a settings file may hold.
const MOST: u64 = 256 * 1024;

/// Settings as they were read.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The language of the session and of what commands say.
    pub lang: Option<Lang>,
    /// The account that is believed to be a hub's, besides one's own and root.
    pub hub: Option<String>,
    /// What a hub is started with.
    pub serving: Serving,
    /// Where the store is, the officer's own setting first.
    pub places: Vec<Named>,
    problems: Vec<Arc<Wrong>>,
}

/// What one file says of where the store is.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// The file.
    pub file: PathBuf,
    /// The store's folder.
    pub store: Option<PathBuf>,
    /// The socket of the hub that serves it.
    pub socket: Option<PathBuf>,
    /// Whether a mistake may have hidden which store is meant.
    pub is_unclear: bool,
}

/// What a hub is started with, where the command line does not say.
#[derive(Clone, Debug, Default)]
pub struct Serving {
    /// The account that vouches for officers' names.
    pub gate: Option<String>,
    /// The folder of its backups.
    pub backup: Option<PathBuf>,
    /// How often one is made.
    pub every: Option<String>,
    /// How many are left.
    pub keep: Option<usize>,
}

impl Serving {
    /// What is said of backups: where, how often and how many.
    #[must_use]
    pub fn backups(&self) -> (Option<&Path>, Option<&str>, Option<usize>) {
        (self.backup.as_deref(), self.every.as_deref(), self.keep)
    }
}

/// Something wrong in a settings file.
#[derive(Debug)]
enum Wrong {
    Unreadable { path: PathBuf, error: std::io::Error },
    Form { file: String, line: usize, column: usize, what: String },
    Setting { file: String, line: usize, name: String },
    Value { file: String, line: usize, name: String, wanted: &'static str },
}

/// The folder of the officer's own store.
pub fn data_folder() -> Option<PathBuf> {
    etcetera::choose_base_strategy().ok().map(|base| base.data_dir().join("stegvis"))
}

/// A settings file of the officer's own.
fn own(name: &str) -> Option<PathBuf> {
    etcetera::choose_base_strategy().ok().map(|base| base.config_dir().join("stegvis").join(name))
}

/// The text of a settings file; nothing when there is none.
fn read(path: &Path) -> Result<Option<String>, Wrong> {
    let unreadable = |error: std::io::Error| Wrong::Unreadable { path: path.to_owned(), error };
    match std::fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(error)),
        Ok(of) if !of.is_file() => return Err(unreadable(std::io::ErrorKind::InvalidInput.into())),
        Ok(of) if of.len() > MOST => return Err(unreadable(std::io::ErrorKind::FileTooLarge.into())),
        Ok(_) => {}
    }
    std::fs::read_to_string(path).map(Some).map_err(unreadable)
}

impl Config {
    /// Reads the officer's own settings and the machine's.
    #[must_use]
    pub fn read() -> Self {
        let own = own("config.toml").map(|path| ("config.toml".to_owned(), path));
        Self::of(own.into_iter().chain([(HOST.to_owned(), HOST.into())]))
    }

    /// Reads the machine's settings alone, for somebody who may have set everything else.
    #[must_use]
    pub fn of_host() -> Self {
        Self::of([(HOST.to_owned(), HOST.into())])
    }

    /// Reads files, by what they are called in problems; what stands in an earlier one counts.
    fn of(files: impl IntoIterator<Item = (String, PathBuf)>) -> Self {
        let mut config = Self::default();
        for (called, path) in files {
            match read(&path) {
                Ok(Some(text)) => config.take(&called, &path, &text),
                Ok(None) => {}
                Err(wrong) => {
                    config.places.push(Named { file: path, is_unclear: true, ..Named::default() });
                    config.problems.push(Arc::new(wrong));
                }
            }
        }
        config
    }

    /// Takes a file, of which only that counts that no earlier one says.
    fn take(&mut self, called: &str, path: &Path, text: &str) {
        let mut named = Named { file: path.to_owned(), ..Named::default() };
        let root = match toml::de::DeTable::parse(text) {
            Ok(root) => root,
            Err(error) => {
                let (line, column) = crate::keys::place(text, error.span().map_or(0, |span| span.start));
                let what = error.message().to_owned();
                self.problems.push(Arc::new(Wrong::Form { file: called.to_owned(), line, column, what }));
                self.places.push(Named { is_unclear: true, ..named });
                return;
            }
        };
        let mut settings: Vec<_> = root.get_ref().iter().collect();
        settings.sort_by_key(|(name, _)| name.span().start);
        for (name, value) in settings {
            let line = crate::keys::place(text, name.span().start).0;
            let name = name.get_ref().as_ref();
            if let Err(wanted) = self.set(&mut named, name, value.get_ref()) {
                let (file, name) = (called.to_owned(), name.to_owned());
                self.problems.push(Arc::new(match wanted {
                    Some(wanted) => Wrong::Value { file, line, name, wanted },
                    None => Wrong::Setting { file, line, name },
                }));
            }
        }
        self.places.push(named);
    }

    /// Takes one setting.
    ///
    /// # Errors
    /// What it can be; nothing when there is no such setting.
    fn set(&mut self, named: &mut Named, name: &str, value: &DeValue<'_>) -> Result<(), Option<&'static str>> {
        let text = value.as_str().filter(|text| !text.is_empty());
        let path = || text.map(PathBuf::from).filter(|path| path.is_absolute()).ok_or(Some("\"/…\""));
        let account = || text.map(str::to_owned).ok_or(Some("\"…\""));
        match name {
            "lang" => {
                let lang = text.and_then(lang_of).ok_or(Some("\"sv\", \"en\""))?;
                self.lang.get_or_insert(lang);
            }
            "store" => {
                named.is_unclear |= text.is_none();
                named.store = Some(PathBuf::from(text.ok_or(Some("\"/…\""))?));
            }
            "socket" => {
                named.is_unclear |= path().is_err();
                named.socket = Some(path()?);
            }
            "hub" => {
                let account = account()?;
                self.hub.get_or_insert(account);
            }
            "gate" => {
                let account = account()?;
                self.serving.gate.get_or_insert(account);
            }
            "backup" => {
                let folder = path()?;
                self.serving.backup.get_or_insert(folder);
            }
            "every" => {
                let wanted = Some("\"24h\", \"90m\", \"7d\"");
                let every = text.filter(|text| super::serve::every(text).is_ok()).ok_or(wanted)?;
                self.serving.every.get_or_insert(every.to_owned());
            }
            "keep" => {
                let number = value.as_integer().and_then(|number| number.as_str().parse().ok());
                let keep = number.filter(|keep| *keep > 0_usize).ok_or(Some("1, 2, 3 …"))?;
                self.serving.keep.get_or_insert(keep);
            }
            _ => return Err(None),
        }
        Ok(())
    }

    /// The active keymap: the preset with the officer's own file over it.
    pub fn keymap(words: &Words) -> (Keymap, Vec<String>) {
        let preset = Keymap::default_preset();
        let (map, problems) = match own("keymap.toml").map_or(Ok(None), |path| read(&path)) {
            Ok(Some(text)) => preset.merged(&text),
            Ok(None) => (preset, Vec::new()),
            Err(wrong) => return (preset, vec![wrong.say(words)]),
        };
        (map, problems.iter().map(|problem| said(words, problem)).collect())
    }

    /// What is wrong in the settings, in words.
    #[must_use]
    pub fn problems(&self, words: &Words) -> Vec<String> {
        self.problems.iter().map(|wrong| wrong.say(words)).collect()
    }
}

fn said(words: &Words, problem: &Problem) -> String {
    let (id, places) = problem.words();
    let places: Vec<(&'static str, &str)> = places.iter().map(|(name, text)| (*name, text.as_str())).collect();
    words.say_with(id, &places)
}

impl Wrong {
    fn say(&self, words: &Words) -> String {
        match self {
            Self::Unreadable { path, error } => words.say_with(
                "config-unreadable",
                &[("path", &path.display().to_string()), ("error", &words.fault(&error.into()))],
            ),
            Self::Form { file, line, column, what } => words.say_with(
                "config-form",
                &[("file", file), ("line", &line.to_string()), ("column", &column.to_string()), ("what", what)],
            ),
            Self::Setting { file, line, name } => {
                words.say_with("config-setting", &[("file", file), ("line", &line.to_string()), ("name", name)])
            }
            Self::Value { file, line, name, wanted } => words.say_with(
                "config-value",
                &[("file", file), ("line", &line.to_string()), ("name", name), ("wanted", wanted)],
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Config;
    use crate::locale::{Lang, Words};
    use std::path::{Path, PathBuf};

    /// The settings of an officer's file and the machine's.
    fn of(own: &str, host: &str) -> Config {
        let folder = tempfile::tempdir().unwrap();
        let files = [("config.toml", own), ("host.toml", host)].map(|(name, text)| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            (name.to_owned(), path)
        });
        Config::of(files)
    }

    #[test]
    fn what_is_wrong_is_named_by_line_and_the_rest_counts() {
        let config = of("lang = \"fi\"\nstore = \"/srv/stegvis\"\nfarg = 1\n", "keep = 0\nstore = 3\nlang = \"en\"");
        assert_eq!(config.places[0].store.as_deref(), Some(Path::new("/srv/stegvis")));
        assert!(!config.places[0].is_unclear && config.places[1].is_unclear);
        assert_eq!(config.lang, Some(Lang::En), "the machine's counts where the officer's does not");
        let problems = config.problems(&Words::new(Lang::Sv));
        assert_eq!(problems.len(), 4, "{problems:?}");
        assert!(problems[0].contains("config.toml rad 1") && problems[0].contains("lang"), "{problems:?}");
        assert!(problems[1].contains("config.toml rad 3") && problems[1].contains("farg"), "{problems:?}");
        assert!(problems[2].contains("host.toml rad 1") && problems[2].contains("keep"), "{problems:?}");
        assert!(problems[3].contains("host.toml rad 2") && problems[3].contains("store"), "{problems:?}");
        let broken = of("lang = \"sv\"\nstore = ", "").problems(&Words::new(Lang::Sv));
        assert!(broken.len() == 1 && broken[0].contains("rad 2, kolumn 9"), "{broken:?}");
    }

    #[test]
    fn the_officers_own_setting_goes_over_the_machines() {
        let own = "lang = \"sv\"\nhub = \"egen\"\nsocket = \"/run/a/s\"";
        let host = "lang = \"en\"\nhub = \"stegvis\"\nstore = \"/var/b\"\ngate = \"grind\"\nevery = \"24h\"\nkeep = 30\nbackup = \"/b\"";
        let config = of(own, host);
        assert_eq!((config.lang, config.hub.as_deref()), (Some(Lang::Sv), Some("egen")));
        let places: Vec<_> = config.places.iter().map(|named| (named.store.clone(), named.socket.clone())).collect();
        assert_eq!(places, [(None, Some(PathBuf::from("/run/a/s"))), (Some(PathBuf::from("/var/b")), None)]);
        assert_eq!((config.serving.gate.as_deref(), config.serving.keep), (Some("grind"), Some(30)));
        assert!(config.problems(&Words::new(Lang::Sv)).is_empty());
    }
}
