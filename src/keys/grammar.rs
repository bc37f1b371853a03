//! Keys as they are written in keymaps, tests and help: `q`, `ctrl-p`, `shift-tab`, `å`, `f1`, `enter`.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use std::{fmt, str::FromStr};
use unicode_normalization::UnicodeNormalization as _;

/// A key with a name of its own.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
#[expect(missing_docs, reason = "each is the key it is called")]
pub enum Named {
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    Insert,
    Space,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
}

const NAMES: [(&str, Named, KeyCode); 15] = [
    ("enter", Named::Enter, KeyCode::Enter),
    ("esc", Named::Esc, KeyCode::Esc),
    ("tab", Named::Tab, KeyCode::Tab),
    ("backspace", Named::Backspace, KeyCode::Backspace),
    ("delete", Named::Delete, KeyCode::Delete),
    ("insert", Named::Insert, KeyCode::Insert),
    ("space", Named::Space, KeyCode::Char(' ')),
    ("up", Named::Up, KeyCode::Up),
    ("down", Named::Down, KeyCode::Down),
    ("left", Named::Left, KeyCode::Left),
    ("right", Named::Right, KeyCode::Right),
    ("home", Named::Home, KeyCode::Home),
    ("end", Named::End, KeyCode::End),
    ("pageup", Named::PageUp, KeyCode::PageUp),
    ("pagedown", Named::PageDown, KeyCode::PageDown),
];

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
enum Code {
    Char(char),
    Named(Named),
    F(u8),
}

/// One press of a key with its modifiers. A capital letter is the letter itself, without shift.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Key {
    code: Code,
    ctrl: bool,
    alt: bool,
    shift: bool,
}

impl Key {
    /// The key that an event presses; nothing for releases and keys that no terminal needs to send.
    #[must_use]
    pub fn pressed(event: &KeyEvent) -> Option<Self> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        let held = |modifier| event.modifiers.contains(modifier);
        let (ctrl, alt, mut shift) = (held(KeyModifiers::CONTROL), held(KeyModifiers::ALT), held(KeyModifiers::SHIFT));
        let code = match event.code {
            KeyCode::Char(' ') => Code::Named(Named::Space),
            KeyCode::Char(c) => {
                let upper = shift && !ctrl;
                shift = false;
                let mut letters = c.to_uppercase();
                match (upper, letters.next(), letters.next()) {
                    (true, Some(one), None) => Code::Char(one),
                    _ => Code::Char(c),
                }
            }
            KeyCode::BackTab => {
                shift = true;
                Code::Named(Named::Tab)
            }
            KeyCode::F(number) => Code::F(number),
            other => Code::Named(NAMES.iter().find(|(_, _, code)| *code == other).map(|(_, named, _)| *named)?),
        };
        // Ctrl and Alt together with a character is AltGr: the character itself.
        if let (Code::Char(_), true, true) = (code, ctrl, alt) {
            return Some(Self { code, ctrl: false, alt: false, shift: false });
        }
        Some(Self { code, ctrl, alt, shift })
    }

    /// The character that this key types, if it types one.
    #[must_use]
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            Code::Named(Named::Space) if !self.ctrl && !self.alt => Some(' '),
            _ => None,
        }
    }

    /// The digit that this key types, if it is one.
    #[must_use]
    pub fn digit(self) -> Option<u8> {
        self.typed().and_then(|c| c.to_digit(10)).and_then(|digit| u8::try_from(digit).ok())
    }

    /// The named key, if it is one without modifiers.
    #[must_use]
    pub fn named(self) -> Option<Named> {
        match self.code {
            Code::Named(named) if !self.ctrl && !self.alt && !self.shift => Some(named),
            _ => None,
        }
    }

    /// The event that a terminal sends for this key.
    #[must_use]
    pub fn event(self) -> KeyEvent {
        let mut modifiers = KeyModifiers::NONE;
        modifiers.set(KeyModifiers::CONTROL, self.ctrl);
        modifiers.set(KeyModifiers::ALT, self.alt);
        modifiers.set(KeyModifiers::SHIFT, self.shift);
        let code = match self.code {
            Code::Char(c) => KeyCode::Char(c),
            Code::F(number) => KeyCode::F(number),
            Code::Named(Named::Tab) if self.shift => KeyCode::BackTab,
            Code::Named(named) => {
                NAMES.iter().find(|(_, known, _)| *known == named).map_or(KeyCode::Null, |(_, _, code)| *code)
            }
        };
        KeyEvent::new(code, modifiers)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "ctrl-"), (self.alt, "alt-"), (self.shift, "shift-")] {
            if held {
                f.write_str(name)?;
            }
        }
        match self.code {
            Code::Char(c) => write!(f, "{c}"),
            Code::F(number) => write!(f, "f{number}"),
            Code::Named(named) => {
                f.write_str(NAMES.iter().find(|(_, known, _)| *known == named).map_or("", |(name, _, _)| name))
            }
        }
    }
}

impl FromStr for Key {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let text: String = text.nfc().collect();
        let mut rest = text.as_str();
        let (mut ctrl, mut alt, mut shift) = (false, false, false);
        loop {
            let (held, after) = match rest.split_once('-') {
                Some(("ctrl", after)) if !after.is_empty() => (&mut ctrl, after),
                Some(("alt", after)) if !after.is_empty() => (&mut alt, after),
                Some(("shift", after)) if !after.is_empty() => (&mut shift, after),
                _ => break,
            };
            *held = true;
            rest = after;
        }
        let mut letters = rest.chars();
        let code = match (letters.next(), letters.next()) {
            (Some(c), None) if !c.is_control() && !c.is_whitespace() => Code::Char(c),
            (Some('f'), Some(_)) if rest[1..].parse::<u8>().is_ok_and(|n| (1..=12).contains(&n)) => {
                Code::F(rest[1..].parse().map_err(|_| ())?)
            }
            _ => Code::Named(NAMES.iter().find(|(name, _, _)| *name == rest).map(|(_, named, _)| *named).ok_or(())?),
        };
        if let (Code::Char(_), true) = (code, shift) {
            return Err(());
        }
        Ok(Self { code, ctrl, alt, shift })
    }
}

/// Keys pressed one after the other, split by spaces.
///
/// # Errors
/// The part that is no key.
pub fn sequence(text: &str) -> Result<Vec<Key>, String> {
    text.split_whitespace().map(|part| part.parse().map_err(|()| part.to_owned())).collect()
}

/// What other programs, keyboards and Swedes call keys.
const ALSO: [(&str, &str); 13] = [
    ("return", "enter"),
    ("retur", "enter"),
    ("escape", "esc"),
    ("del", "delete"),
    ("ins", "insert"),
    ("pgup", "pageup"),
    ("pgdn", "pagedown"),
    ("spacebar", "space"),
    ("mellanslag", "space"),
    ("upp", "up"),
    ("ner", "down"),
    ("tabb", "tab"),
    ("backsteg", "backspace"),
];

/// The key that something that is none most likely means.
pub(super) fn near_key(wrong: &str) -> Option<String> {
    let lower = wrong.to_lowercase();
    let mut rest = lower.as_str();
    let mut held = String::new();
    while let Some((modifier, after)) = rest.split_once(['-', '+']).filter(|(_, after)| !after.is_empty()) {
        let name = match modifier {
            "ctrl" | "control" | "c" | "^" => "ctrl-",
            "alt" | "meta" | "m" | "a" => "alt-",
            "shift" | "skift" | "s" => "shift-",
            _ => break,
        };
        held.push_str(name);
        rest = after;
    }
    let mut letters = rest.chars();
    let last = match (letters.next(), letters.next()) {
        (Some(letter), None) if held == "shift-" => return Some(letter.to_uppercase().to_string()),
        (Some(letter), None) => letter.to_string(),
        _ => match ALSO.iter().find(|(also, _)| *also == rest) {
            Some((_, name)) => (*name).to_owned(),
            None => nearest_name(rest)?,
        },
    };
    Some(held + &last).filter(|near| near.parse::<Key>().is_ok())
}

/// The name of a key that differs in few letters.
fn nearest_name(wrong: &str) -> Option<String> {
    let numbered = (1..=12).map(|number| format!("f{number}"));
    let names = NAMES.iter().map(|(name, ..)| (*name).to_owned()).chain(numbered);
    let (far, near) = names.map(|name| (strsim::levenshtein(wrong, &name), name)).min_by_key(|(far, _)| *far)?;
    (far <= 1 + wrong.chars().count() / 4).then_some(near)
}

#[cfg(test)]
mod tests {
    use super::{Key, sequence};
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

    #[test]
    fn every_key_reads_back_as_it_is_written() {
        for text in
            ["q", "Q", "å", "ctrl-å", "alt-ö", "ctrl-p", "shift-tab", "f1", "f12", "space", "-", "ctrl--", "f", "?"]
        {
            let key: Key = text.parse().unwrap();
            assert_eq!(key.to_string(), text);
            assert_eq!(Key::pressed(&key.event()), Some(key), "{text}");
        }
        for text in ["", "ctrl-", "shift-a", "f13", "hej", "\u{1b}"] {
            assert!(text.parse::<Key>().is_err(), "{text}");
        }
        assert_eq!(sequence("g q").unwrap().len(), 2);
    }

    #[test]
    fn altgr_types_its_character_and_a_decomposed_letter_is_the_letter() {
        let altgr = KeyEvent::new(KeyCode::Char('@'), KeyModifiers::CONTROL | KeyModifiers::ALT);
        assert_eq!(Key::pressed(&altgr).and_then(Key::typed), Some('@'));
        assert_eq!("a\u{30a}".parse::<Key>(), "å".parse());
        let capital = KeyEvent::new(KeyCode::Char('ö'), KeyModifiers::SHIFT);
        assert_eq!(Key::pressed(&capital), "Ö".parse().ok());
    }
}
