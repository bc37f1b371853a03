//! The model of a document; see [the room](super) for what a writer does with it.

use crate::locale::Lang;

/// A document without a look.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Document {
    /// Its language; what officers wrote stands in theirs.
    pub lang: Lang,
    /// What it is called: heading of level 1.
    pub title: String,
    /// What it holds, in order.
    pub blocks: Vec<Block>,
}

/// A part of a document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Block {
    /// A heading.
    Heading {
        /// 2-4.
        level: u8,
        /// The heading.
        text: String,
    },
    /// A paragraph.
    Paragraph(Text),
    /// Names and what stands behind them.
    Facts(Vec<(String, Text)>),
    /// A list.
    List(Vec<Item>),
    /// A table.
    Table(Table),
    /// What is missing here.
    Missing(String),
}

/// An item of a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// How deep it stands, from 0; at most one deeper than the item before.
    pub depth: usize,
    /// What it says.
    pub text: Text,
}

/// A table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// Its columns.
    pub head: Vec<Column>,
    /// Its rows, each as long as the head.
    pub rows: Vec<Vec<Text>>,
}

/// A column of a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    /// What heads it.
    pub title: String,
    /// Whether it stands to the right, as numbers do.
    pub right: bool,
}

/// A text in one or several lines.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Text(pub Vec<Span>);

/// A stretch of text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Span {
    /// As it is.
    Plain(String),
    /// What the eye should find first.
    Strong(String),
    /// A mark and its word.
    Mark(Mark, String),
}

/// A mark of judgement.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mark {
    /// Met.
    Met,
    /// Met in part.
    Partly,
    /// Not met.
    NotMet,
    /// Cannot be judged.
    CannotJudge,
}

impl Mark {
    /// The mark of a verdict's code.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        match code {
            "met" => Some(Self::Met),
            "partly" => Some(Self::Partly),
            "not_met" => Some(Self::NotMet),
            "cannot_judge" => Some(Self::CannotJudge),
            _ => None,
        }
    }

    /// Its glyph.
    #[must_use]
    pub fn glyph(self) -> char {
        match self {
            Self::Met => '●',
            Self::Partly => '▲',
            Self::NotMet => '■',
            Self::CannotJudge => '○',
        }
    }
}

impl Text {
    /// What the eye should find first.
    #[must_use]
    pub fn strong(text: impl Into<String>) -> Self {
        Self(vec![Span::Strong(text.into())])
    }

    /// This text with another after it.
    #[must_use]
    pub fn and(mut self, more: impl Into<Self>) -> Self {
        self.0.extend(more.into().0);
        self
    }

    /// What it says, without what sets it apart.
    #[must_use]
    pub fn plain(&self) -> String {
        let of = |span: &Span| match span {
            Span::Plain(text) | Span::Strong(text) => text.clone(),
            Span::Mark(mark, word) => format!("{} {word}", mark.glyph()),
        };
        self.0.iter().map(of).collect()
    }

    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|span| match span {
            Span::Plain(text) | Span::Strong(text) => text.is_empty(),
            Span::Mark(..) => false,
        })
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(vec![Span::Plain(text)])
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}
