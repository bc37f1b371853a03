//! The look of what is printed next, and the fewest bytes that change it.

use super::colors::number;
use ratatui::style::{Color, Modifier};
use std::io::Write as _;

/// Modifiers that show on a blank cell.
const ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);

/// Modifiers with the codes that set and unset them; bold and dim share the one that unsets.
const CODES: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// Colours and modifiers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Pen {
    pub fg: Color,
    pub bg: Color,
    pub modifier: Modifier,
}

impl Pen {
    /// The pen of a blank cell, without what does not show there.
    pub fn of_blank(self) -> Self {
        if self.modifier.intersects(ON_BLANK) { self } else { Self { bg: self.bg, ..Self::default() } }
    }

    /// Whether a blank cell in this pen is what erasing leaves behind on every terminal.
    pub fn is_erased(self) -> bool {
        self.bg == Color::Reset && !self.modifier.intersects(ON_BLANK)
    }

    /// The pen nearest to this one that prints a blank cell of the pen `blank`.
    pub fn for_blank(self, blank: Self) -> Self {
        if blank.modifier.intersects(ON_BLANK) {
            blank
        } else {
            Self { bg: blank.bg, modifier: self.modifier.difference(ON_BLANK), ..self }
        }
    }

    /// Changes a terminal's pen from `from` to this one.
    pub fn take_up(self, from: Self, out: &mut Vec<u8>) {
        if self == from {
            return;
        }
        let start = out.len();
        self.write_change(from, out);
        let changed = out.len();
        self.write_afresh(out);
        if out.len() - changed < changed - start {
            out.drain(start..changed);
        } else {
            out.truncate(changed);
        }
    }

    fn write_change(self, from: Self, out: &mut Vec<u8>) {
        let mut codes = Codes::new(out);
        let mut gone = from.modifier.difference(self.modifier);
        let mut new = self.modifier.difference(from.modifier);
        let (bright, blink) = (Modifier::BOLD | Modifier::DIM, Modifier::SLOW_BLINK | Modifier::RAPID_BLINK);
        for pair in [bright, blink] {
            if gone.intersects(pair) {
                // Their common code unsets the one that stays, too.
                new |= self.modifier & pair;
                gone = gone.difference(pair) | if pair == bright { Modifier::BOLD } else { Modifier::SLOW_BLINK };
            }
        }
        for (_, _, unset) in CODES.iter().filter(|(modifier, ..)| gone.contains(*modifier)) {
            codes.push(*unset);
        }
        for (_, set, _) in CODES.iter().filter(|(modifier, ..)| new.contains(*modifier)) {
            codes.push(*set);
        }
        if self.fg != from.fg {
            codes.push_color(self.fg, 30);
        }
        if self.bg != from.bg {
            codes.push_color(self.bg, 40);
        }
        codes.end();
    }

    /// From whatever the pen is.
    pub fn write_afresh(self, out: &mut Vec<u8>) {
        let mut codes = Codes::new(out);
        codes.push_reset();
        for (_, set, _) in CODES.iter().filter(|(modifier, ..)| self.modifier.contains(*modifier)) {
            codes.push(*set);
        }
        if self.fg != Color::Reset {
            codes.push_color(self.fg, 30);
        }
        if self.bg != Color::Reset {
            codes.push_color(self.bg, 40);
        }
        codes.end();
    }
}

/// The codes of one SGR sequence.
struct Codes<'a> {
    out: &'a mut Vec<u8>,
    any: bool,
}

impl<'a> Codes<'a> {
    fn new(out: &'a mut Vec<u8>) -> Self {
        out.extend(b"\x1b[");
        Self { out, any: false }
    }

    fn push(&mut self, code: u8) {
        self.separate();
        // Writing into a Vec cannot fail.
        let _ = write!(self.out, "{code}");
    }

    /// A reset is a code left empty.
    fn push_reset(&mut self) {
        self.separate();
    }

    /// `base` is 30 for the foreground and 40 for the background.
    fn push_color(&mut self, color: Color, base: u8) {
        match color {
            Color::Rgb(r, g, b) => {
                self.separate();
                let _ = write!(self.out, "{};2;{r};{g};{b}", base + 8);
            }
            Color::Indexed(n) => {
                self.separate();
                let _ = write!(self.out, "{};5;{n}", base + 8);
            }
            named => self.push(match number(named) {
                Some(n @ 0..=7) => base + n,
                Some(n) => base + 60 + n - 8,
                None => base + 9,
            }),
        }
    }

    fn separate(&mut self) {
        if self.any {
            self.out.push(b';');
        }
        self.any = true;
    }

    fn end(self) {
        self.out.push(b'm');
    }
}

#[cfg(test)]
mod tests {
    use super::Pen;
    use ratatui::style::{Color, Modifier};

    fn bytes(from: Pen, to: Pen) -> String {
        let mut out = Vec::new();
        to.take_up(from, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn only_what_differs_is_sent_and_a_reset_where_that_is_shorter() {
        let plain = Pen::default();
        let bold = Pen { modifier: Modifier::BOLD, ..plain };
        let red = Pen { fg: Color::Red, ..plain };
        let bold_red = Pen { fg: Color::Red, ..bold };
        let dim_red = Pen { modifier: Modifier::DIM, ..red };
        assert_eq!(bytes(plain, plain), "");
        assert_eq!(bytes(plain, bold), "\x1b[1m");
        assert_eq!(bytes(bold, bold_red), "\x1b[31m");
        assert_eq!(bytes(bold_red, plain), "\x1b[m");
        assert_eq!(bytes(bold_red, red), "\x1b[22m");
        assert_eq!(bytes(bold_red, bold), "\x1b[39m");
        assert_eq!(bytes(bold_red, dim_red), "\x1b[22;2m");
        assert_eq!(bytes(plain, Pen { bg: Color::LightBlue, ..plain }), "\x1b[104m");
        assert_eq!(bytes(plain, Pen { fg: Color::Rgb(1, 2, 3), ..plain }), "\x1b[38;2;1;2;3m");
        assert_eq!(bytes(plain, Pen { bg: Color::Indexed(208), ..plain }), "\x1b[48;5;208m");
    }
}
