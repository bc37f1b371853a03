//! Text from outside is scrubbed once, where it enters.

use unicode_normalization::UnicodeNormalization as _;

/// Text of several lines: NFC, no control characters but newline and tab, no bidi controls, no byte order mark.
/// A carriage return ends a line as a newline does.
#[must_use]
pub fn text(raw: &str) -> String {
    raw.replace("\r\n", "\n").replace('\r', "\n").nfc().filter(|c| matches!(c, '\n' | '\t') || !unwanted(*c)).collect()
}

/// Text of one line: as [`text`], with line breaks and tabs turned into spaces.
#[must_use]
pub fn line(raw: &str) -> String {
    text(raw).chars().map(|c| if matches!(c, '\n' | '\t') { ' ' } else { c }).collect::<String>().trim().to_owned()
}

/// Whether a letter never reaches a terminal: C0, DEL, C1, bidi controls, line separators of Unicode, byte order
/// mark.
#[must_use]
pub fn unwanted(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::{line, text};

    #[test]
    fn escape_sequences_bidi_and_nul_never_pass() {
        assert_eq!(text("\u{feff}K07\u{1b}[31m\u{9b}2J\u{202e}röd\0\u{7f}"), "K07[31m2Jröd");
        assert_eq!(text("a\r\nb\tc\rd"), "a\nb\tc\nd");
        assert_eq!(line(" a\r\nb\tc "), "a b c");
    }

    #[test]
    fn a_with_a_ring_is_one_letter_however_it_was_typed() {
        assert_eq!(line("a\u{30a}tga\u{308}rd"), "åtgärd");
    }
}
