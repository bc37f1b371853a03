//! The greeting of an empty store: three ways to begin.

use crate::ui::{Ask, Cursor};

/// A way to begin.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Choice {
    /// Read the example in, which undo takes away again.
    Example,
    /// Read files.
    Import,
    /// Start an empty follow-up.
    New,
}

impl Choice {
    /// All three, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Example, Self::Import, Self::New];

    /// The one that the cursor stands on.
    #[must_use]
    pub fn marked(cursor: Cursor) -> Self {
        Self::ALL.get(cursor.at).copied().unwrap_or(Self::New)
    }

    /// Its message; what it means stands in the message with `-about` behind it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Example => "welcome-example",
            Self::Import => "welcome-import",
            Self::New => "welcome-new",
        }
    }

    /// What choosing it asks of the session.
    #[must_use]
    pub fn ask(self) -> Ask {
        match self {
            Self::Example => Ask::Example,
            Self::Import => Ask::Import,
            Self::New => Ask::NewFollowUp,
        }
    }
}
