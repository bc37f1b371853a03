//! Colours and marks. Colour never carries meaning alone.

use ratatui::style::{Color, Modifier, Style};

/// What a piece of text means; the look gives it a style.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Tone {
    /// Ordinary text.
    #[default]
    Plain,
    /// Beside the point.
    Dim,
    /// Headings and what is marked.
    Strong,
    /// Keys and where one is.
    Accent,
    /// Good: met, low risk.
    Good,
    /// To watch: partly met, medium risk.
    Warn,
    /// Bad: not met, high risk, refused.
    Bad,
}

/// How a session looks. The terminal's own 16 colours; none at all in the mono look.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Look {
    /// No colours: `NO_COLOR`, or the officer's choice.
    pub mono: bool,
}

impl Look {
    /// The style of a tone.
    #[must_use]
    pub fn style(self, tone: Tone) -> Style {
        let (color, bold) = match tone {
            Tone::Plain => (None, false),
            Tone::Strong => (None, true),
            Tone::Dim => (Some(Color::DarkGray), false),
            Tone::Accent => (Some(Color::Cyan), self.mono),
            Tone::Good => (Some(Color::Green), false),
            Tone::Warn => (Some(Color::Yellow), false),
            Tone::Bad => (Some(Color::Red), self.mono),
        };
        let style = Style::new().add_modifier(if bold { Modifier::BOLD } else { Modifier::empty() });
        color.filter(|_| !self.mono).map_or(style, |color| style.fg(color))
    }
}

/// The mark before the row that the cursor is on.
pub const CURSOR: &str = "▸";
/// The mark before a row whose record another session has open.
pub const OTHER: &str = "»";
/// The mark of a row that is ticked.
pub const TICK: &str = "x";
/// The mark of a field that holds half-typed text.
pub const DRAFT: &str = "✎";
