//! Which colours a terminal shows, and the nearest of them to the one asked for.

use ratatui::style::Color;
use serde::{Deserialize, Serialize};

/// The colours that an officer's terminal shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Colors {
    /// None; bold, reversed and underlined remain.
    None,
    /// The terminal's own sixteen, which its owner has chosen to read well.
    #[default]
    Sixteen,
    /// The 256 of xterm.
    Indexed,
    /// 24 bits.
    True,
}

/// The sixteen in the order of their numbers, with the values that xterm gives them.
const SIXTEEN: [(Color, [u8; 3]); 16] = [
    (Color::Black, [0, 0, 0]),
    (Color::Red, [205, 0, 0]),
    (Color::Green, [0, 205, 0]),
    (Color::Yellow, [205, 205, 0]),
    (Color::Blue, [0, 0, 238]),
    (Color::Magenta, [205, 0, 205]),
    (Color::Cyan, [0, 205, 205]),
    (Color::Gray, [229, 229, 229]),
    (Color::DarkGray, [127, 127, 127]),
    (Color::LightRed, [255, 0, 0]),
    (Color::LightGreen, [0, 255, 0]),
    (Color::LightYellow, [255, 255, 0]),
    (Color::LightBlue, [92, 92, 255]),
    (Color::LightMagenta, [255, 0, 255]),
    (Color::LightCyan, [0, 255, 255]),
    (Color::White, [255, 255, 255]),
];

/// The six levels of a channel in xterm's colour cube.
const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];

impl Colors {
    /// What the variables of the officer's terminal say: `TERM`, `COLORTERM`, and whether `NO_COLOR` is set to
    /// anything (no-color.org).
    #[must_use]
    pub fn of(term: &str, colorterm: &str, no_color: bool) -> Self {
        // DEC's terminals before the VT525 and terminals that say nothing of themselves have no colour.
        if no_color || matches!(term, "" | "dumb" | "vt52" | "vt100" | "vt102" | "vt220" | "vt320" | "vt420") {
            Self::None
        } else if matches!(colorterm, "truecolor" | "24bit") || term.ends_with("-direct") {
            Self::True
        } else if term.ends_with("-256color") {
            Self::Indexed
        } else {
            Self::Sixteen
        }
    }

    /// The nearest colour that the terminal shows.
    #[must_use]
    pub fn fit(self, color: Color) -> Color {
        match (self, color) {
            (_, Color::Reset) | (Self::None, _) => Color::Reset,
            (_, Color::Indexed(n @ 0..=15)) => SIXTEEN.get(usize::from(n)).map_or(color, |(named, _)| *named),
            (Self::Sixteen, Color::Indexed(n)) => nearest_of_sixteen(rgb_of(n)),
            (Self::Sixteen, Color::Rgb(r, g, b)) => nearest_of_sixteen([r, g, b]),
            (Self::Indexed, Color::Rgb(r, g, b)) => Color::Indexed(nearest_of_256([r, g, b])),
            _ => color,
        }
    }
}

/// Number of one of the sixteen.
pub(super) fn number(color: Color) -> Option<u8> {
    SIXTEEN.iter().zip(0..).find_map(|((named, _), n)| (*named == color).then_some(n))
}

fn distance(a: [u8; 3], b: [u8; 3]) -> u32 {
    a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
}

fn nearest_of_sixteen(rgb: [u8; 3]) -> Color {
    SIXTEEN.iter().min_by_key(|(_, of)| distance(*of, rgb)).map_or(Color::Reset, |(color, _)| *color)
}

fn nearest_of_256(rgb: [u8; 3]) -> u8 {
    (16..=255).min_by_key(|n| distance(rgb_of(*n), rgb)).unwrap_or_default()
}

/// The value of a colour of the cube (16-231) or the ramp of greys (232-255).
fn rgb_of(n: u8) -> [u8; 3] {
    if n >= 232 {
        return [(n - 232) * 10 + 8; 3];
    }
    let level = |i: u8| LEVELS.get(usize::from(i % 6)).copied().unwrap_or_default();
    let n = n.saturating_sub(16);
    [level(n / 36), level(n / 6), level(n)]
}

#[cfg(test)]
mod tests {
    use super::Colors;
    use ratatui::style::Color;

    #[test]
    fn the_terminals_variables_say_its_colours() {
        assert_eq!(Colors::of("linux", "", false), Colors::Sixteen);
        assert_eq!(Colors::of("xterm-256color", "", false), Colors::Indexed);
        assert_eq!(Colors::of("xterm-256color", "truecolor", false), Colors::True);
        assert_eq!(Colors::of("xterm-256color", "truecolor", true), Colors::None);
        assert_eq!(Colors::of("vt220", "", false), Colors::None);
    }

    #[test]
    fn a_colour_that_the_terminal_lacks_becomes_the_nearest_it_has() {
        let orange = Color::Rgb(250, 140, 10);
        assert_eq!(Colors::True.fit(orange), orange);
        assert_eq!(Colors::Indexed.fit(orange), Color::Indexed(208));
        assert_eq!(Colors::Sixteen.fit(orange), Color::Yellow);
        assert_eq!(Colors::None.fit(orange), Color::Reset);
        assert_eq!(Colors::Indexed.fit(Color::Rgb(98, 98, 98)), Color::Indexed(241));
        assert_eq!(Colors::Sixteen.fit(Color::Indexed(9)), Color::LightRed);
        assert_eq!(Colors::Sixteen.fit(Color::Cyan), Color::Cyan);
    }
}
