//! The keymap: which keys do what, where.

use super::{Action, Key, near_key, sequence};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

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
    /// The questions of the system analysis, each answered by one key.
    Answers,
    /// The ranked comparison of results.
    Compare,
    /// Requirements that say nearly the same.
    Duplicates,
    /// The picture of areas and functions.
    Parts,
    /// Valuing by digits.
    Valuing,
    /// A four-field matrix.
    Matrix,
    /// Placing in it by digits.
    Placing,
    /// Requirements that are weighed: grave ones, valued ones, in order.
    Weighing,
    /// The picture of a scale.
    Scale,
    /// What several raters say.
    Workshop,
    /// A record's form.
    Form,
    /// A list of records that is a tree.
    Tree,
    /// A list of records.
    List,
    /// A heading in the preview of a file that lacks a needed one.
    Heading,
    /// The preview of a file.
    Preview,
    /// The help page.
    Help,
    /// A text that is read.
    Reader,
    /// The list of half-typed fields.
    Drafts,
    /// The list of what is left.
    Left,
    /// A sheet over the room: the guiding questions, the chain.
    Sheet,
    /// Everywhere but in text.
    Everywhere,
}

impl Context {
    /// All contexts.
    pub const ALL: [Self; 27] = [
        Self::Path,
        Self::Line,
        Self::Text,
        Self::Question,
        Self::Picker,
        Self::Links,
        Self::Answers,
        Self::Compare,
        Self::Duplicates,
        Self::Parts,
        Self::Valuing,
        Self::Matrix,
        Self::Placing,
        Self::Weighing,
        Self::Scale,
        Self::Workshop,
        Self::Form,
        Self::Tree,
        Self::List,
        Self::Heading,
        Self::Preview,
        Self::Help,
        Self::Reader,
        Self::Drafts,
        Self::Left,
        Self::Sheet,
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
            Self::Answers => "answers",
            Self::Compare => "compare",
            Self::Duplicates => "duplicates",
            Self::Parts => "parts",
            Self::Valuing => "valuing",
            Self::Matrix => "matrix",
            Self::Placing => "placing",
            Self::Weighing => "weighing",
            Self::Scale => "scale",
            Self::Workshop => "workshop",
            Self::Form => "form",
            Self::Tree => "tree",
            Self::List => "list",
            Self::Heading => "heading",
            Self::Preview => "preview",
            Self::Help => "help",
            Self::Reader => "reader",
            Self::Drafts => "drafts",
            Self::Left => "left",
            Self::Sheet => "sheet",
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
    /// The file is no TOML from this column on, from 1; the parser's words.
    Form(usize, String),
    /// No context of this name; the nearest right one.
    Context(String, &'static str),
    /// No action of this name; the nearest right one.
    Action(String, &'static str),
    /// An action that means nothing in its context; the contexts where it does.
    Elsewhere(&'static str, String),
    /// Not a list of keys.
    NotKeys(String),
    /// No such key; the nearest right one, if one is near.
    Key(String, Option<String>),
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
            Trouble::Form(column, what) => {
                ("keymap-form", vec![line, ("column", column.to_string()), ("what", what.clone())])
            }
            Trouble::Context(name, near) => {
                ("keymap-context", vec![line, ("name", name.clone()), ("near", (*near).into())])
            }
            Trouble::Action(name, near) => {
                ("keymap-action", vec![line, ("name", name.clone()), ("near", (*near).into())])
            }
            Trouble::NotKeys(name) => ("keymap-keys", vec![line, ("name", name.clone())]),
            Trouble::Elsewhere(name, contexts) => {
                ("keymap-elsewhere", vec![line, ("name", (*name).into()), ("contexts", contexts.clone())])
            }
            Trouble::Key(name, None) => ("keymap-key", vec![line, ("name", name.clone())]),
            Trouble::Key(name, Some(near)) => {
                ("keymap-key-near", vec![line, ("name", name.clone()), ("near", near.clone())])
            }
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
        Self::default().laid_over(include_str!("../../keymaps/default.toml"), None).0
    }

    /// This keymap with a file laid over it: an action that the file names in a context has the file's keys
    /// there and no others. What is wrong in the file is reported, the rest counts.
    #[must_use]
    pub fn merged(self, file: &str) -> (Self, Vec<Problem>) {
        let homes = Homes::of(&Self::default_preset());
        self.laid_over(file, Some(&homes))
    }

    /// As [`Keymap::merged`]; `homes` says where each action means something.
    fn laid_over(mut self, file: &str, homes: Option<&Homes>) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let line = |at: usize| place(file, at).0;
        let root = match toml::de::DeTable::parse(file) {
            Ok(root) => root,
            Err(error) => {
                let (line, column) = place(file, error.span().map_or(0, |span| span.start));
                return (self, vec![Problem { line, trouble: Trouble::Form(column, error.message().to_owned()) }]);
            }
        };
        for (name, table) in root.get_ref() {
            let at = line(name.span().start);
            let Some(context) = Context::ALL.into_iter().find(|context| context.name() == name.get_ref().as_ref())
            else {
                // An action above all sections.
                if let Some((homes, action)) = homes.zip(Action::named(name.get_ref())) {
                    let trouble = Trouble::Elsewhere(action.name(), homes.say(action));
                    problems.push(Problem { line: at, trouble });
                    continue;
                }
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
                if let Some(homes) = homes.filter(|homes| !homes.hold(action, context)) {
                    let trouble = Trouble::Elsewhere(action.name(), homes.say(action));
                    problems.push(Problem { line: at, trouble });
                    continue;
                }
                let Some(keys) = keys.get_ref().as_array() else {
                    problems.push(Problem { line: at, trouble: Trouble::NotKeys(name.get_ref().to_string()) });
                    continue;
                };
                self.bound.entry(context).or_default().retain(|_, (bound, _)| *bound != action);
                for (place, key) in keys.iter().enumerate() {
                    let written = key.get_ref().as_str().unwrap_or_default();
                    match sequence(written) {
                        Ok(keys) if !keys.is_empty() => here.push((at, keys, (action, place))),
                        Ok(_) => problems.push(Problem { line: at, trouble: Trouble::Key(written.to_owned(), None) }),
                        Err(part) => {
                            let near = near_key(&part);
                            problems.push(Problem { line: at, trouble: Trouble::Key(part, near) });
                        }
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

/// In which contexts each action means something: where the default preset binds it, and, when it does so
/// everywhere, in every context that [`Context::Everywhere`] reaches.
struct Homes(BTreeMap<Action, BTreeSet<Context>>);

impl Homes {
    fn of(preset: &Keymap) -> Self {
        let mut homes: BTreeMap<Action, BTreeSet<Context>> = BTreeMap::new();
        for (context, action, _) in preset.bindings() {
            homes.entry(action).or_default().insert(context);
        }
        Self(homes)
    }

    fn hold(&self, action: Action, context: Context) -> bool {
        let reached = matches!(
            context,
            Context::Answers
                | Context::Compare
                | Context::Duplicates
                | Context::Parts
                | Context::Valuing
                | Context::Matrix
                | Context::Placing
                | Context::Weighing
                | Context::Scale
                | Context::Workshop
                | Context::Form
                | Context::Tree
                | Context::List
        );
        self.0.get(&action).is_some_and(|homes| {
            homes.contains(&context) || reached && homes.contains(&Context::Everywhere)
                // A field of one line is a field.
                || context == Context::Line && homes.contains(&Context::Text)
        })
    }

    /// The sections of an action as they are written.
    fn say(&self, action: Action) -> String {
        let homes = self.0.get(&action).into_iter().flatten();
        homes.map(|context| format!("[{context}]")).collect::<Vec<_>>().join(", ")
    }
}

/// Line and column, from 1, of a place in a text.
#[must_use]
pub fn place(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
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
                Problem { line: 4, trouble: Trouble::Key("ctrl-hej".into(), None) },
                Problem { line: 6, trouble: Trouble::Context("lists".into(), "list") },
            ]
        );
        assert_eq!(map.find(&[Context::Everywhere], &keys("q")), Found::Do(Action::Undo));
        assert_eq!(map.find(&[Context::Everywhere], &keys("ä")), Found::Do(Action::Leave));
        let (_, problems) = Keymap::default_preset().merged("[everywhere]\nundo = [\"q\"]\n");
        assert_eq!(problems, [Problem { line: 2, trouble: Trouble::Conflict("q".into(), "leave", "undo") }]);
        let (_, problems) = Keymap::default_preset().merged("[everywhere\n");
        assert!(matches!(problems.as_slice(), [Problem { line: 1, trouble: Trouble::Form(12, _) }]));
    }

    #[test]
    fn an_action_in_a_section_where_it_means_nothing_is_told_where_it_does() {
        let file = "undo = [\"ä\"]\n[list]\nundo = [\"ö\"]\nsave-field = [\"ä\"]\n[everywhere]\nnew = [\"N\"]\n";
        let (map, problems) = Keymap::default_preset().merged(file);
        let elsewhere = |line, action, homes: &str| Problem { line, trouble: Trouble::Elsewhere(action, homes.into()) };
        assert_eq!(
            problems,
            [
                elsewhere(1, "undo", "[form], [everywhere]"),
                elsewhere(4, "save-field", "[line], [text]"),
                elsewhere(6, "new", "[links], [compare], [matrix], [scale], [workshop], [form], [list]"),
            ]
        );
        assert_eq!(map.find(&[Context::List], &keys("ö")), Found::Do(Action::Undo));
        assert_eq!(map.find(&[Context::Everywhere], &keys("N")), Found::Nothing);
    }

    #[test]
    fn a_wrong_key_is_told_the_nearest_right_one() {
        for (wrong, near) in [
            ("entr", Some("enter")),
            ("Ctrl-P", Some("ctrl-p")),
            ("control-p", Some("ctrl-p")),
            ("ctrl-return", Some("ctrl-enter")),
            ("escape", Some("esc")),
            ("page-down", Some("pagedown")),
            ("shift-a", Some("A")),
            ("f13", Some("f1")),
            ("mellanslag", Some("space")),
            ("xyzzyx", None),
        ] {
            let (_, problems) = Keymap::default_preset().merged(&format!("[everywhere]\nhelp = [\"{wrong}\"]\n"));
            let trouble = Trouble::Key(wrong.into(), near.map(Into::into));
            assert_eq!(problems, [Problem { line: 2, trouble }], "{wrong}");
        }
    }
}
