//! Choosing a file out of the folders of the attaching process.

use super::list::{Line, List};
use crate::app::{Entry, Folder, Ticket};
use crate::keys::{Action, Key, Named};
use crate::ui::{Context, Move};

/// How the names of files end that an import reads.
pub const ENDINGS: &[&str] = &["csv", "xlsx", "txt", "tsv"];

/// A folder that is looked through, or that will be as soon as it has been read.
#[derive(Debug)]
pub struct Browser {
    /// What is shown; nothing before the first folder has come.
    pub folder: Option<Folder>,
    /// Its entries in the order of the list.
    entries: Vec<Entry>,
    pub list: List,
    /// The folder that is awaited, and its path as it was asked for.
    pub asked: Option<(Ticket, String)>,
    /// The name that the path ends with, for the first folder that comes.
    name: String,
    /// Whether that folder is narrowed by the name; else the entry of this name is marked.
    narrows: bool,
}

/// What was chosen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Chosen {
    /// Another folder is wanted.
    Folder(String),
    /// This file.
    File(String),
    /// Nothing yet.
    Nothing,
}

impl Browser {
    /// Begins with a folder that has been asked for. The name narrows it from the start where something of it is
    /// called so, or is only marked.
    #[must_use]
    pub fn new(ticket: Ticket, folder: &str, name: &str, narrows: bool) -> Self {
        Self {
            folder: None,
            entries: Vec::new(),
            list: List::new(Vec::new(), ""),
            asked: Some((ticket, folder.to_owned())),
            name: name.to_owned(),
            narrows,
        }
    }

    /// Another folder has been asked for, because the one that was wanted is not there.
    pub fn instead(&mut self, ticket: Ticket, folder: &str) {
        self.asked = Some((ticket, folder.to_owned()));
        self.name.clear();
    }

    /// Shows a folder: the way up, files, folders.
    pub fn show(&mut self, folder: Folder, cx: &Context) {
        let words = &cx.sight.words;
        let (files, folders): (Vec<Entry>, Vec<Entry>) =
            folder.entries.iter().cloned().partition(|entry| entry.size.is_some());
        self.entries = files.into_iter().chain(folders).collect();
        let up = Line { label: words.say("import-up"), note: String::new(), also: String::new() };
        let lines: Vec<Line> = std::iter::once(up).chain(self.entries.iter().map(|entry| line(entry, cx))).collect();
        let name = std::mem::take(&mut self.name);
        let small = name.to_lowercase();
        let fits = self.entries.iter().any(|entry| entry.name.to_lowercase().contains(&small));
        self.list = List::new(lines, if self.narrows && fits { &name } else { "" });
        if self.list.typed().is_empty() && !self.entries.is_empty() {
            let there = self.entries.iter().position(|entry| entry.name == name);
            self.list.mark(there.unwrap_or_default() + 1);
        }
        self.folder = Some(folder);
        self.asked = None;
    }

    fn path(&self, name: &str) -> String {
        let folder = self.folder.as_ref().map_or("", |folder| folder.path.trim_end_matches('/'));
        format!("{folder}/{name}")
    }

    /// Whether nothing but the way up is here.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Takes an action.
    pub fn act(&mut self, action: Action, page: usize) -> Chosen {
        if let Some(step) = Move::of(action) {
            self.list.step(step, page);
            return Chosen::Nothing;
        }
        match action {
            Action::Mark => self.list.blank(),
            Action::Open | Action::SaveNext if self.folder.is_some() => match self.list.chosen() {
                Some(0) => return Chosen::Folder(self.path("..")),
                Some(at) => {
                    if let Some(entry) = self.entries.get(at - 1) {
                        let path = self.path(&entry.name);
                        return if entry.size.is_some() { Chosen::File(path) } else { Chosen::Folder(path) };
                    }
                }
                None => {}
            },
            _ => {}
        }
        Chosen::Nothing
    }

    /// Takes a key: letters narrow the list, and with nothing typed backspace goes up.
    pub fn key(&mut self, key: Key) -> Chosen {
        if key.named() == Some(Named::Backspace) && self.list.typed().is_empty() && self.folder.is_some() {
            return Chosen::Folder(self.path(".."));
        }
        self.list.key(key);
        Chosen::Nothing
    }
}

/// Where a half-typed path is looked for: its folder, and what is typed of a name in it.
#[must_use]
pub fn split(path: &str) -> (String, String) {
    match path.rsplit_once('/') {
        Some((folder, name)) => (format!("{folder}/"), name.to_owned()),
        None if path == "~" => ("~/".to_owned(), String::new()),
        None => (String::new(), path.to_owned()),
    }
}

/// The folder to look through instead of one that cannot be read: the one above it, else the current one, else the
/// officer's own.
#[must_use]
pub fn nearest(folder: &str) -> Option<String> {
    let path = folder.trim_end_matches('/');
    match path.rsplit_once('/') {
        Some((above, _)) => Some(format!("{above}/")),
        None if !path.is_empty() && path != "~" => Some(String::new()),
        None if folder.is_empty() => Some("~/".to_owned()),
        None => None,
    }
}

fn line(entry: &Entry, cx: &Context) -> Line {
    let words = &cx.sight.words;
    let size = match entry.size {
        None => words.say("import-is-folder"),
        Some(bytes) => {
            let (id, size) = match bytes {
                0..1_000 => ("import-size-bytes", bytes),
                1_000..1_000_000 => ("import-size-kb", bytes / 1_000),
                _ => ("import-size-mb", bytes / 1_000_000),
            };
            words.say_with(id, &[("size", &size.to_string())])
        }
    };
    let changed = chrono::DateTime::from_timestamp(entry.changed, 0);
    let changed = changed.map(|at| at.format("%Y-%m-%d %H:%M").to_string()).unwrap_or_default();
    let label = if entry.size.is_none() { format!("{}/", entry.name) } else { entry.name.clone() };
    Line { label, note: format!("{size}  {changed}"), also: String::new() }
}

#[cfg(test)]
mod tests {
    use super::{nearest, split};

    #[test]
    fn a_folder_that_is_not_there_leads_up_and_then_home() {
        let mut folder = "/finns/inte/alls/".to_owned();
        let mut asked = Vec::new();
        while let Some(next) = nearest(&folder) {
            asked.push(next.clone());
            folder = next;
        }
        assert_eq!(asked, ["/finns/inte/", "/finns/", "/"]);
        for (folder, next) in
            [("Underlag/2025/", Some("Underlag/")), ("Underlag/", Some("")), ("", Some("~/")), ("~/", None)]
        {
            assert_eq!(nearest(folder).as_deref(), next, "{folder}");
        }
    }

    #[test]
    fn a_half_typed_path_is_a_folder_and_the_beginning_of_a_name() {
        for (path, folder, typed) in [
            ("", "", ""),
            ("~", "~/", ""),
            ("~/Hämt", "~/", "Hämt"),
            ("/krav.csv", "/", "krav.csv"),
            ("/a/b/", "/a/b/", ""),
            ("krav", "", "krav"),
        ] {
            assert_eq!(split(path), (folder.to_owned(), typed.to_owned()), "{path}");
        }
    }
}
