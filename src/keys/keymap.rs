//! The keymap: which keys do what, where.

use super::{Action, Key, sequence};
use std::{collections::BTreeMap, fmt};

/// Where a binding counts. A screen names the contexts that are on, innermost first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Context {
    /// Typing where a file lies.
    Path,
    /// Typing in a field of one line.
    Line,
    /// Typing in a field; keys that type a character are text unless bound here.
    Text,
    /// A yes-or-no question.
    Question,
    /// Choosing out of a list while typing narrows it.
    Picker,
    /// The links of a record.
    Links,
    /// Valuing by digits.
    Valuing,
    /// A record's form.
    Form,
    /// A list of records.
    List,
    /// A heading in the preview of a file.
    Heading,
    /// The preview of a file.
    Preview,
    /// The help page.
    Help,
    /// A text that is read.
    Reader,
    /// The list of half-typed fields.
    Drafts,
    /// Everywhere but in text.
    Everywhere,
}

impl Context {
    /// All contexts.
    pub const ALL: [Self; 15] = [
        Self::Path,
        Self::Line,
        Self::Text,
        Self::Question,
        Self::Picker,
        Self::Links,
        Self::Valuing,
        Self::Form,
        Self::List,
        Self::Heading,
        Self::Preview,
        Self::Help,
        Self::Reader,
        Self::Drafts,
        Self::Everywhere,
    ];

    /// Its name in keymaps.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Line => "line",
            Self::Text => "text",
            Self::Question => "question",
            Self::Picker => "picker",
            Self::Links => "links",
            Self::Valuing => "valuing",
            Self::Form => "form",
            Self::List => "list",
            Self::Heading => "heading",
            Self::Preview => "preview",
            Self::Help => "help",
            Self::Reader => "reader",
            Self::Drafts => "drafts",
            Self::Everywhere => "everywhere",
        }
    }
}

/// What keys mean in the contexts that are on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Found {
    /// They do this.
    Do(Action),
    /// More keys are to come.
    Prefix,
    /// Nothing.
    Nothing,
}

/// What is wrong in a keymap file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// The file is no TOML; the parser's words.
    Form(String),
    /// No context of this name; the nearest right one.
    Context(String, &'static str),
    /// No action of this name; the nearest right one.
    Action(String, &'static str),
    /// Not a list of keys.
    NotKeys(String),
    /// No such key.
    Key(String),
    /// Two actions want the same keys in one context.
    Conflict(String, &'static str, &'static str),
}

/// A problem in a keymap file: where, and what. The rest of the file counts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// Line, from 1.
    pub line: usize,
    /// What is wrong.
    pub trouble: Trouble,
}

impl Problem {
    /// Its message in the words and what stands in it.
    #[must_use]
    pub fn words(&self) -> (&'static str, Vec<(&'static str, String)>) {
        let line = ("line", self.line.to_string());
        match &self.trouble {
            Trouble::Form(what) => ("keymap-form", vec![line, ("what", what.clone())]),
            Trouble::Context(name, near) => {
                ("keymap-context", vec![line, ("name", name.clone()), ("near", (*near).into())])
            }
            Trouble::Action(name, near) => {
                ("keymap-action", vec![line, ("name", name.clone()), ("near", (*near).into())])
            }
            Trouble::NotKeys(name) => ("keymap-keys", vec![line, ("name", name.clone())]),
            Trouble::Key(name) => ("keymap-key", vec![line, ("name", name.clone())]),
            Trouble::Conflict(keys, one, other) => (
                "keymap-conflict",
                vec![line, ("keys", keys.clone()), ("one", (*one).into()), ("other", (*other).into())],
            ),
        }
    }
}

/// Keys of every context, and what they do.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Keymap {
    /// Keys, what they do, and how far down they stand in their action's list.
    bound: BTreeMap<Context, BTreeMap<Vec<Key>, (Action, usize)>>,
}

impl Keymap {
    /// The default preset, as it is built in.
    #[must_use]
    pub fn default_preset() -> Self {
        Self::default().merged(include_str!("../../keymaps/default.toml")).0
    }

    /// This keymap with a file laid over it: an action that the file names in a context has the file's keys
    /// there and no others. What is wrong in the file is reported, the rest counts.
    #[must_use]
    pub fn merged(mut self, file: &str) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let line = |at: usize| file.get(..at).map_or(1, |before| before.matches('\n').count() + 1);
        let root = match toml::de::DeTable::parse(file) {
            Ok(root) => root,
            Err(error) => {
                let at = error.span().map_or(1, |span| line(span.start));
                return (self, vec![Problem { line: at, trouble: Trouble::Form(error.message().to_owned()) }]);
            }
        };
        for (name, table) in root.get_ref() {
            let at = line(name.span().start);
            let Some(context) = Context::ALL.into_iter().find(|context| context.name() == name.get_ref().as_ref())
            else {
                let near = nearest(name.get_ref(), Context::ALL.iter().map(|context| context.name()));
                problems.push(Problem { line: at, trouble: Trouble::Context(name.get_ref().to_string(), near) });
                continue;
            };
            let Some(table) = table.get_ref().as_table() else {
                problems.push(Problem { line: at, trouble: Trouble::NotKeys(name.get_ref().to_string()) });
                continue;
            };
            let mut here: Vec<(usize, Vec<Key>, (Action, usize))> = Vec::new();
            for (name, keys) in table {
                let at = line(name.span().start);
                let Some(action) = Action::named(name.get_ref()) else {
                    let near = nearest(name.get_ref(), Action::ALL.iter().map(|action| action.name()));
                    problems.push(Problem { line: at, trouble: Trouble::Action(name.get_ref().to_string(), near) });
                    continue;
                };
                let Some(keys) = keys.get_ref().as_array() else {
                    problems.push(Problem { line: at, trouble: Trouble::NotKeys(name.get_ref().to_string()) });
                    continue;
                };
                self.bound.entry(context).or_default().retain(|_, (bound, _)| *bound != action);
                for (place, key) in keys.iter().enumerate() {
                    let written = key.get_ref().as_str().unwrap_or_default();
                    match sequence(written) {
                        Ok(keys) if !keys.is_empty() => here.push((at, keys, (action, place))),
                        Ok(_) => problems.push(Problem { line: at, trouble: Trouble::Key(written.to_owned()) }),
                        Err(part) => problems.push(Problem { line: at, trouble: Trouble::Key(part) }),
                    }
                }
            }
            for (at, keys, (action, place)) in here {
                let bound = self.bound.entry(context).or_default();
                let other = bound
                    .iter()
                    .find(|(known, (by, _))| *by != action && (known.starts_with(&keys) || keys.starts_with(known)));
                if let Some((known, (by, _))) = other {
                    let trouble = Trouble::Conflict(written(known), by.name(), action.name());
                    problems.push(Problem { line: at, trouble });
                } else {
                    bound.insert(keys, (action, place));
                }
            }
        }
        problems.sort_by_key(|problem| problem.line);
        (self, problems)
    }

    /// What keys mean, innermost context first.
    #[must_use]
    pub fn find(&self, contexts: &[Context], keys: &[Key]) -> Found {
        for context in contexts {
            let Some(bound) = self.bound.get(context) else { continue };
            if let Some((action, _)) = bound.get(keys) {
                return Found::Do(*action);
            }
            if bound.keys().any(|known| known.starts_with(keys)) {
                return Found::Prefix;
            }
        }
        Found::Nothing
    }

    /// The first keys in the list of an action in the contexts that are on, as they are written.
    #[must_use]
    pub fn keys_for(&self, contexts: &[Context], action: Action) -> Option<String> {
        let first = contexts.iter().find_map(|context| {
            let bound = self.bound.get(context)?;
            let keys = bound.iter().filter(|(_, (by, _))| *by == action);
            keys.min_by_key(|(_, (_, place))| *place).map(|(keys, _)| keys)
        });
        first.map(|keys| written(keys))
    }

    /// All bindings: context, action, keys as they are written.
    pub fn bindings(&self) -> impl Iterator<Item = (Context, Action, String)> {
        self.bound.iter().flat_map(|(context, bound)| {
            let mut rows: Vec<_> = bound.iter().map(|(keys, (action, _))| (*context, *action, written(keys))).collect();
            rows.sort_by(|a, b| (a.1, a.2.len(), &a.2).cmp(&(b.1, b.2.len(), &b.2)));
            rows
        })
    }
}

fn written(keys: &[Key]) -> String {
    keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// The name that is most like a wrong one.
fn nearest(wrong: &str, names: impl Iterator<Item = &'static str>) -> &'static str {
    names.min_by_key(|name| strsim::levenshtein(wrong, name)).unwrap_or_default()
}

impl fmt::Display for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::{Action, Context, Found, Keymap, Problem, Trouble};

    fn keys(text: &str) -> Vec<super::Key> {
        super::sequence(text).unwrap()
    }

    #[test]
    fn the_default_preset_holds_and_uses_no_altgr_key() {
        let (map, problems) = Keymap::default().merged(include_str!("../../keymaps/default.toml"));
        assert_eq!(problems, []);
        for (_, action, written) in map.bindings() {
            assert!(!written.contains(['[', ']', '{', '}', '\\', '@', '$', '~', '|']), "{action:?}: {written}");
        }
        for action in Action::ALL {
            let reached = Context::ALL.iter().any(|context| map.keys_for(&[*context], *action).is_some());
            assert!(reached, "{action:?} has no key");
        }
    }

    #[test]
    fn an_own_file_overrides_by_action_and_context() {
        let (map, problems) = Keymap::default_preset().merged("[everywhere]\nhelp = [\"å\", \"g h\"]\n");
        assert_eq!(problems, []);
        assert_eq!(map.find(&[Context::Everywhere], &keys("å")), Found::Do(Action::Help));
        assert_eq!(map.find(&[Context::Everywhere], &keys("g")), Found::Prefix);
        assert_eq!(map.find(&[Context::Everywhere], &keys("g h")), Found::Do(Action::Help));
        assert_eq!(map.find(&[Context::Everywhere], &keys("?")), Found::Nothing);
    }

    #[test]
    fn mistakes_are_named_with_line_and_nearest_name_and_the_rest_counts() {
        let file = "[everywhere]\nhlep = [\"å\"]\nundo = [\"q\"]\nredo = [\"ctrl-hej\"]\nleave = [\"ä\"]\n[lists]\n";
        let (map, problems) = Keymap::default_preset().merged(file);
        assert_eq!(
            problems,
            [
                Problem { line: 2, trouble: Trouble::Action("hlep".into(), "help") },
                Problem { line: 4, trouble: Trouble::Key("ctrl-hej".into()) },
                Problem { line: 6, trouble: Trouble::Context("lists".into(), "list") },
            ]
        );
        assert_eq!(map.find(&[Context::Everywhere], &keys("q")), Found::Do(Action::Undo));
        assert_eq!(map.find(&[Context::Everywhere], &keys("ä")), Found::Do(Action::Leave));
        let (_, problems) = Keymap::default_preset().merged("[everywhere]\nundo = [\"q\"]\n");
        assert_eq!(problems, [Problem { line: 2, trouble: Trouble::Conflict("q".into(), "leave", "undo") }]);
        let (_, problems) = Keymap::default_preset().merged("[everywhere\n");
        assert!(matches!(problems.as_slice(), [Problem { line: 1, trouble: Trouble::Form(_) }]));
    }
}
