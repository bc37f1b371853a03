//! What a check has found, as the officer goes through it: first the headings that are to be settled, then the
//! rows.

use super::list::{Line, List};
use crate::exchange::{Column, Headed, Preview, Refusal, Verdict, Warning, What};
use crate::keys::{self, Action};
use crate::locale::fold;
use crate::ui::{Context, Cursor, Tone, text};
use std::sync::Arc;

/// Most letters of a heading in a sentence.
const HEADING: usize = 40;

/// What a check comes to.
pub type Checked = Result<Found, Refusal>;

/// What a check has found in a file that can be read.
#[derive(Debug)]
pub enum Found {
    /// What would happen, row by row.
    Rows(Preview),
    /// Needed fields have no heading; no row has been looked at.
    Lacks(Headed),
}

/// What the officer has said of headings: the heading as it stands in the file, and the code name of the field
/// that it is, or nothing where it is left out.
pub type Map = Vec<(String, Option<&'static str>)>;

/// A heading or field that the officer may settle.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Item {
    /// A needed field that no heading means.
    Lacks(&'static str),
    /// A heading that nobody knows.
    Unknown(String),
    /// A heading that means the same as another one, which is read.
    Doubled(String, String),
    /// A heading that the officer has settled.
    Settled(String, Option<&'static str>),
}

/// What has been chosen.
#[derive(Debug)]
pub enum Chose {
    /// A heading, whose field is chosen next.
    Heading(String),
    /// The field that a heading is; nothing leaves it out.
    Field(String, Option<&'static str>),
}

/// What is being chosen.
#[derive(Debug)]
pub enum Choosing {
    /// One of the headings of the file.
    Any(Vec<String>, List),
    /// The field that a heading is; nothing leaves it out.
    Field(String, Vec<Option<&'static str>>, List),
    /// The heading that a field has.
    Heading(&'static str, Vec<String>, List),
}

/// What a check has found, and where the officer is in it.
#[derive(Debug)]
pub struct Shown {
    checked: Arc<Checked>,
    /// What can be settled; the rows follow below.
    pub items: Vec<Item>,
    /// The marked item or row.
    pub cursor: Cursor,
    /// The list that lies over it.
    pub choosing: Option<Choosing>,
    /// The rows are to be taken in as soon as the check that is under way says the same.
    pub take: bool,
}

impl Shown {
    /// What was found, with the cursor on the first thing to settle, else the first refused row; `None` for a file
    /// that cannot be read.
    #[must_use]
    pub fn new(checked: Arc<Checked>, map: &Map) -> Option<Self> {
        let items = items(checked.as_ref().as_ref().ok()?, map);
        let mut shown = Self { checked, items, cursor: Cursor::default(), choosing: None, take: false };
        shown.cursor.at = shown.first();
        Some(shown)
    }

    fn first(&self) -> usize {
        let open = self.items.iter().position(|item| matches!(item, Item::Lacks(_) | Item::Unknown(_)));
        open.unwrap_or_else(|| self.items.len() + self.refused_from(0).unwrap_or_default())
    }

    /// The place of the first refused row from a place onwards.
    fn refused_from(&self, from: usize) -> Option<usize> {
        let mut rows = self.preview()?.rows.iter().enumerate().skip(from);
        rows.find(|(_, row)| matches!(row.verdict, Verdict::Refused(_))).map(|(place, _)| place)
    }

    /// Puts the cursor on the next refused row, unless it stands on one: on the first when none follows.
    pub fn mark_refused(&mut self) {
        let here = self.cursor.at.saturating_sub(self.items.len());
        if let Some(row) = self.refused_from(here).or_else(|| self.refused_from(0)) {
            self.cursor.at = self.items.len() + row;
        }
    }

    /// What a later check has found, with the cursor where it was; after something was settled, on what is next.
    #[must_use]
    pub fn followed_by(&self, checked: Arc<Checked>, map: &Map, settled: bool) -> Option<Self> {
        let mut next = Self::new(checked, map)?;
        if !settled {
            let at = match (self.item(), self.cursor.at.checked_sub(self.items.len())) {
                (None, Some(row)) => next.items.len() + row,
                (item, _) => {
                    let same =
                        |other: &Item| other.heading().zip(item?.heading()).map(|(one, other)| alike(one, other));
                    next.items.iter().position(|item| same(item) == Some(true)).unwrap_or(self.cursor.at)
                }
            };
            next.cursor.at = at.min(next.count().saturating_sub(1));
        }
        Some(next)
    }

    /// What would happen, where every needed field has its heading.
    #[must_use]
    pub fn preview(&self) -> Option<&Preview> {
        match self.checked.as_ref() {
            Ok(Found::Rows(preview)) => Some(preview),
            _ => None,
        }
    }

    /// The headings, where needed fields lack one.
    #[must_use]
    pub fn headed(&self) -> Option<&Headed> {
        match self.checked.as_ref() {
            Ok(Found::Lacks(headed)) => Some(headed),
            _ => None,
        }
    }

    /// Whether the same would happen.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        match (self.preview(), other.preview()) {
            (Some(one), Some(other)) => one.rows == other.rows,
            _ => false,
        }
    }

    /// How many items and rows there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.items.len() + self.preview().map_or(0, |preview| preview.rows.len())
    }

    /// The item that is marked, when no row is.
    #[must_use]
    pub fn item(&self) -> Option<&Item> {
        self.items.get(self.cursor.at)
    }

    /// The headings of the file that are not empty, each with the code name of the field that it is read as.
    #[must_use]
    pub fn headings(&self) -> Vec<(&str, Option<&'static str>)> {
        match self.checked.as_ref() {
            Ok(Found::Rows(preview)) => {
                let all = preview.headings.iter().map(String::as_str).zip(preview.fields.iter().copied());
                all.filter(|(heading, _)| !heading.is_empty()).collect()
            }
            Ok(Found::Lacks(headed)) => {
                headed.headings.iter().map(|(heading, field)| (heading.as_str(), *field)).collect()
            }
            Err(_) => Vec::new(),
        }
    }

    /// Opens the list of what the marked item can be; where no item is marked, of all headings and their fields.
    pub fn choose(&mut self, what: What, cx: &Context) {
        let lacks = match self.item() {
            Some(Item::Lacks(field)) => Some(*field),
            Some(item) => {
                let heading = item.heading().unwrap_or_default().to_owned();
                return self.choose_field(&heading, what, cx);
            }
            None => None,
        };
        let words = &cx.sight.words;
        let there = self.headings();
        let line = |(heading, field): &(&str, Option<&'static str>)| Line {
            label: (*heading).to_owned(),
            note: match field {
                Some(field) => words.say_with("import-read-as", &[("field", &field_title(what, field, cx))]),
                None => words.say("import-not-read"),
            },
            also: String::new(),
        };
        let list = List::new(there.iter().map(line).collect(), "");
        let headings = there.iter().map(|(heading, _)| (*heading).to_owned()).collect();
        self.choosing = Some(match lacks {
            Some(field) => Choosing::Heading(field, headings, list),
            None => Choosing::Any(headings, list),
        });
    }

    /// Opens the list of the fields that a heading can be.
    pub fn choose_field(&mut self, heading: &str, what: What, cx: &Context) {
        let words = &cx.sight.words;
        let there = self.headings();
        let lacks = |name: &str| self.headed().is_some_and(|headed| headed.missing.contains(&name));
        let line = |column: &Column| {
            let note = match there.iter().find(|(_, field)| *field == Some(column.name)) {
                Some((heading, _)) => {
                    words.say_with("import-has-heading", &[("heading", &text::cut(heading, HEADING))])
                }
                None if lacks(column.name) => words.say("import-needed"),
                None => String::new(),
            };
            Line { label: column.title(words), note, also: column.also(words).join("\n") }
        };
        let columns = what.columns();
        let out = Line { label: words.say("import-leave-heading"), note: String::new(), also: String::new() };
        let lines = std::iter::once(out).chain(columns.iter().map(line)).collect();
        let fields: Vec<_> = std::iter::once(None).chain(columns.iter().map(|column| Some(column.name))).collect();
        let now = there.iter().find(|(other, _)| alike(other, heading)).and_then(|(_, field)| *field);
        let mut list = List::new(lines, "");
        list.mark(fields.iter().position(|field| *field == now).unwrap_or_default());
        self.choosing = Some(Choosing::Field(heading.to_owned(), fields, list));
    }
}

impl Choosing {
    /// The list that is chosen from.
    pub fn list(&mut self) -> &mut List {
        match self {
            Self::Any(_, list) | Self::Field(_, _, list) | Self::Heading(_, _, list) => list,
        }
    }

    /// What is chosen.
    #[must_use]
    pub fn chosen(&self) -> Option<Chose> {
        Some(match self {
            Self::Any(headings, list) => Chose::Heading(headings.get(list.chosen()?)?.clone()),
            Self::Field(heading, fields, list) => Chose::Field(heading.clone(), *fields.get(list.chosen()?)?),
            Self::Heading(field, headings, list) => Chose::Field(headings.get(list.chosen()?)?.clone(), Some(*field)),
        })
    }

    /// What is being chosen, in words.
    #[must_use]
    pub fn say(&self, what: What, cx: &Context) -> String {
        match self {
            Self::Any(..) => cx.sight.words.say("import-choose-any"),
            Self::Field(heading, ..) => {
                cx.sight.words.say_with("import-choose-field", &[("heading", &text::cut(heading, HEADING))])
            }
            Self::Heading(field, ..) => {
                cx.sight.words.say_with("import-choose-heading", &[("field", &field_title(what, field, cx))])
            }
        }
    }

    /// The list, to be drawn.
    #[must_use]
    pub fn shown(&self) -> &List {
        match self {
            Self::Any(_, list) | Self::Field(_, _, list) | Self::Heading(_, _, list) => list,
        }
    }
}

impl Item {
    /// How it is drawn.
    #[must_use]
    pub fn tone(&self) -> Tone {
        match self {
            Self::Lacks(_) => Tone::Bad,
            Self::Unknown(_) | Self::Doubled(..) => Tone::Warn,
            Self::Settled(..) => Tone::Dim,
        }
    }

    /// The heading that it is about; a field that lacks one has none.
    #[must_use]
    pub fn heading(&self) -> Option<&str> {
        match self {
            Self::Lacks(_) => None,
            Self::Unknown(heading) | Self::Doubled(heading, _) | Self::Settled(heading, _) => Some(heading),
        }
    }

    /// The item in words, with the key that settles it in these contexts.
    #[must_use]
    pub fn say(&self, what: What, contexts: &[keys::Context], cx: &Context) -> String {
        let words = &cx.sight.words;
        let key = words.key(&cx.keys.keys_for(contexts, Action::Settle).unwrap_or_default());
        let short = |heading: &str| text::cut(heading, HEADING);
        match self {
            Self::Lacks(field) => {
                words.say_with("import-heading-lacks", &[("field", &field_title(what, field, cx)), ("key", &key)])
            }
            Self::Unknown(heading) => {
                words.say_with("import-heading-unknown", &[("heading", &short(heading)), ("key", &key)])
            }
            Self::Doubled(heading, read) => words.say_with(
                "import-heading-doubled",
                &[("heading", &short(heading)), ("read", &short(read)), ("key", &key)],
            ),
            Self::Settled(heading, None) => words.say_with("import-heading-left", &[("heading", &short(heading))]),
            Self::Settled(heading, Some(field)) => words.say_with(
                "import-heading-settled",
                &[("heading", &short(heading)), ("field", &field_title(what, field, cx))],
            ),
        }
    }
}

/// Whether two headings are the same to an import.
#[must_use]
pub fn alike(one: &str, other: &str) -> bool {
    fold(one) == fold(other)
}

/// What a field of a file is called.
#[must_use]
pub fn field_title(what: What, name: &str, cx: &Context) -> String {
    let columns = what.columns();
    let column = columns.iter().find(|column| column.name == name);
    column.map_or_else(|| name.to_owned(), |column| column.title(&cx.sight.words))
}

fn items(found: &Found, map: &Map) -> Vec<Item> {
    let settled = |heading: &str| map.iter().any(|(known, _)| alike(known, heading));
    let mut items = Vec::new();
    match found {
        Found::Lacks(headed) => {
            items.extend(headed.missing.iter().map(|field| Item::Lacks(field)));
            let unknown = headed.headings.iter().filter(|(_, field)| field.is_none()).map(|(heading, _)| heading);
            items.extend(unknown.filter(|heading| !settled(heading)).map(|heading| Item::Unknown(heading.clone())));
        }
        Found::Rows(preview) => {
            let open = preview.warnings.kept().filter_map(|warning| match warning {
                Warning::Unknown { heading, .. } => Some((heading, Item::Unknown(heading.clone()))),
                Warning::Doubled { heading, read, .. } => Some((heading, Item::Doubled(heading.clone(), read.clone()))),
                _ => None,
            });
            items.extend(open.filter(|(heading, _)| !settled(heading)).map(|(_, item)| item));
        }
    }
    // Headings that are alike are settled together.
    let mut once: Vec<Item> = Vec::new();
    for item in items {
        if !once.contains(&item) {
            once.push(item);
        }
    }
    once.extend(map.iter().map(|(heading, field)| Item::Settled(heading.clone(), *field)));
    once
}
