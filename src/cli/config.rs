//! The officer's own settings: `config.toml` and `keymap.toml` in the XDG config folder `stegvis/`. What is
//! wrong in them is said, and the rest counts.

use super::lang_of;
use crate::keys::{Keymap, Problem};
use crate::locale::{Lang, Words};
use etcetera::BaseStrategy as _;
use std::path::PathBuf;

/// Most bytes that a settings file may hold.
const MOST: u64 = 256 * 1024;

/// Settings as they were read.
#[derive(Debug, Default)]
pub struct Config {
    /// The language of the session and of what commands say.
    pub lang: Option<Lang>,
    /// The store's folder.
    pub store: Option<PathBuf>,
    /// The account that is believed to be a hub's, besides one's own and root.
    pub hub: Option<String>,
    /// Whether a mistake may have hidden which store is meant.
    pub store_is_unclear: bool,
    problems: Vec<Wrong>,
}

/// Something wrong in a settings file.
#[derive(Debug)]
enum Wrong {
    Unreadable { path: PathBuf, error: std::io::Error },
    Form { line: usize, column: usize, what: String },
    Setting { line: usize, name: String },
    Value { line: usize, name: String, wanted: &'static str },
}

/// The folder of the officer's own store.
pub fn data_folder() -> Option<PathBuf> {
    etcetera::choose_base_strategy().ok().map(|base| base.data_dir().join("stegvis"))
}

fn config_folder() -> Option<PathBuf> {
    etcetera::choose_base_strategy().ok().map(|base| base.config_dir().join("stegvis"))
}

/// The text of a settings file; nothing when there is none.
fn read(name: &str) -> Result<Option<String>, Wrong> {
    let Some(path) = config_folder().map(|folder| folder.join(name)) else { return Ok(None) };
    let unreadable = |error: std::io::Error| Wrong::Unreadable { path: path.clone(), error };
    match std::fs::metadata(&path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(error)),
        Ok(of) if !of.is_file() => return Err(unreadable(std::io::ErrorKind::InvalidInput.into())),
        Ok(of) if of.len() > MOST => return Err(unreadable(std::io::ErrorKind::FileTooLarge.into())),
        Ok(_) => {}
    }
    std::fs::read_to_string(&path).map(Some).map_err(unreadable)
}

impl Config {
    /// Reads `config.toml`.
    #[must_use]
    pub fn read() -> Self {
        match read("config.toml") {
            Ok(Some(text)) => Self::of(&text),
            Ok(None) => Self::default(),
            Err(wrong) => Self { store_is_unclear: true, problems: vec![wrong], ..Self::default() },
        }
    }

    fn of(text: &str) -> Self {
        let line = |at: usize| crate::keys::place(text, at).0;
        let mut config = Self::default();
        let root = match toml::de::DeTable::parse(text) {
            Ok(root) => root,
            Err(error) => {
                let (line, column) = crate::keys::place(text, error.span().map_or(0, |span| span.start));
                config.problems.push(Wrong::Form { line, column, what: error.message().to_owned() });
                config.store_is_unclear = true;
                return config;
            }
        };
        let mut settings: Vec<_> = root.get_ref().iter().collect();
        settings.sort_by_key(|(name, _)| name.span().start);
        for (name, value) in settings {
            let line = line(name.span().start);
            let written = value.get_ref().as_str();
            match name.get_ref().as_ref() {
                "lang" => match written.and_then(lang_of) {
                    Some(lang) => config.lang = Some(lang),
                    None => config.problems.push(Wrong::Value { line, name: "lang".into(), wanted: "\"sv\", \"en\"" }),
                },
                "store" => {
                    if let Some(folder) = written {
                        config.store = Some(PathBuf::from(folder));
                    } else {
                        config.store_is_unclear = true;
                        config.problems.push(Wrong::Value { line, name: "store".into(), wanted: "\"/…\"" });
                    }
                }
                "hub" => match written {
                    Some(account) => config.hub = Some(account.to_owned()),
                    None => config.problems.push(Wrong::Value { line, name: "hub".into(), wanted: "\"…\"" }),
                },
                other => config.problems.push(Wrong::Setting { line, name: other.to_owned() }),
            }
        }
        config
    }

    /// The active keymap: the preset with the officer's own file over it.
    pub fn keymap(words: &Words) -> (Keymap, Vec<String>) {
        let preset = Keymap::default_preset();
        let (map, problems) = match read("keymap.toml") {
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
            Self::Form { line, column, what } => words.say_with(
                "config-form",
                &[("line", &line.to_string()), ("column", &column.to_string()), ("what", what)],
            ),
            Self::Setting { line, name } => {
                words.say_with("config-setting", &[("line", &line.to_string()), ("name", name)])
            }
            Self::Value { line, name, wanted } => {
                let places = [("line", line.to_string()), ("name", name.clone()), ("wanted", (*wanted).to_owned())];
                let places = places.each_ref().map(|(name, text)| (*name, text.as_str()));
                words.say_with("config-value", &places)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Config;
    use crate::locale::{Lang, Words};

    #[test]
    fn what_is_wrong_is_named_by_line_and_the_rest_counts() {
        let config = Config::of("lang = \"fi\"\nstore = \"/srv/stegvis\"\nfarg = 1\n");
        assert_eq!(config.store.as_deref(), Some(std::path::Path::new("/srv/stegvis")));
        let problems = config.problems(&Words::new(Lang::Sv));
        assert_eq!(problems.len(), 2);
        assert!(problems[0].contains("rad 1") && problems[0].contains("lang"), "{problems:?}");
        assert!(problems[1].contains("rad 3") && problems[1].contains("farg"), "{problems:?}");
        assert_eq!(Config::of("lang = \"en\"").lang, Some(Lang::En));
        let broken = Config::of("lang = \"sv\"\nstore = ").problems(&Words::new(Lang::Sv));
        assert!(broken.len() == 1 && broken[0].contains("rad 2, kolumn 9"), "{broken:?}");
    }
}
