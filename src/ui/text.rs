//! Text in columns: widths are those of the terminal, never bytes or characters.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// Columns that a text takes.
#[must_use]
pub fn width(text: &str) -> usize {
    text.width()
}

/// Whether a letter stands for itself in one column whatever stands beside it. Nearly all that officers write is such
/// letters, and finding where the others end takes many times as long.
fn is_plain(letter: char) -> bool {
    matches!(letter, ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}')
}

/// The letters of a text as a terminal shows them, each with its columns.
fn letters(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let plain = text.chars().all(is_plain);
    let mut rest = text;
    std::iter::from_fn(move || {
        let letter =
            if plain { rest.chars().next().map(char::len_utf8) } else { rest.graphemes(true).next().map(str::len) };
        let (letter, after) = rest.split_at_checked(letter?)?;
        rest = after;
        Some((letter, if plain { 1 } else { letter.width() }))
    })
}

/// The mark at the end of what is cut. An ellipsis would be taken for a step that is begun.
pub const CUT: char = '»';

/// The text cut to a width; what is cut is told by [`CUT`]. Line breaks become spaces.
#[must_use]
pub fn cut(text: &str, room: usize) -> String {
    let plain: std::borrow::Cow<'_, str> =
        if text.contains(['\n', '\t']) { text.replace(['\n', '\t'], " ").into() } else { text.into() };
    if plain.width() <= room {
        return plain.into_owned();
    }
    let mut kept = String::new();
    let mut used = 0;
    for (letter, columns) in letters(&plain) {
        if used + columns + 1 > room {
            break;
        }
        used += columns;
        kept.push_str(letter);
    }
    if room > 0 {
        kept.push(CUT);
    }
    kept
}

/// The text in one line of a width; of a long one the middle is left out, told by an ellipsis.
#[must_use]
pub fn ends(text: &str, room: usize) -> String {
    let plain = text.replace(['\n', '\t'], " ");
    if plain.width() <= room {
        return plain;
    }
    // What stands between takes three columns.
    let Some(sides) = room.checked_sub(3).filter(|sides| *sides > 1) else { return cut(&plain, room) };
    let last = sides / 2;
    let mut tail = Vec::new();
    let mut used = 0;
    for letter in plain.graphemes(true).rev() {
        if used + letter.width() > last {
            break;
        }
        used += letter.width();
        tail.push(letter);
    }
    let tail: String = tail.into_iter().rev().collect();
    // The mark of what is cut goes, so that its column is asked for beside the head's own.
    let head = cut(&plain, sides - used + 1);
    let head = head.strip_suffix(CUT).unwrap_or(&head);
    format!("{} … {}", head.trim_end(), tail.trim_start())
}

/// The text cut or filled to exactly a width, to the left or the right.
#[must_use]
pub fn fit(text: &str, room: usize, right: bool) -> String {
    let text = cut(text, room);
    let blank = " ".repeat(room.saturating_sub(text.width()));
    if right { blank + &text } else { text + &blank }
}

/// The text in at most so many lines of a width; what is cut is told by [`CUT`].
#[must_use]
pub fn wrap_in(text: &str, room: usize, most: usize) -> Vec<String> {
    let mut lines = wrap(text, room);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            let kept = cut(last, room.saturating_sub(1));
            *last = format!("{}{CUT}", kept.trim_end_matches(CUT));
        }
    }
    lines
}

/// The text in lines of a width, broken between words where possible.
#[must_use]
pub fn wrap(text: &str, room: usize) -> Vec<String> {
    let room = room.max(1);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        let mut used = 0;
        // A word keeps the point or comma behind it; the space after it may fall outside.
        for word in paragraph.split_inclusive(char::is_whitespace) {
            let columns = word.width();
            if used + columns <= room {
                line.push_str(word);
                used += columns;
                continue;
            }
            if used + word.trim_end().width() > room && used > 0 {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
                used = 0;
            }
            for (letter, columns) in letters(word) {
                if used + columns > room && used > 0 {
                    if letter.trim().is_empty() {
                        continue;
                    }
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                line.push_str(letter);
                used += columns;
            }
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{cut, fit, wrap};

    #[test]
    fn columns_align_with_swedish_decomposed_and_wide_letters() {
        for text in ["åäö", "a\u{30a}a\u{308}o\u{308}", "表計", "en mycket lång text"] {
            assert_eq!(super::width(&fit(text, 8, false)), 8, "{text}");
            assert_eq!(super::width(&fit(text, 8, true)), 8, "{text}");
        }
        assert_eq!(cut("Kontinuitet", 6), "Konti»");
        assert_eq!(cut("Kontinuitet", 0), "");
    }

    #[test]
    fn letters_that_stand_for_themselves_are_told_as_they_are_among_others() {
        use unicode_segmentation::UnicodeSegmentation as _;
        use unicode_width::UnicodeWidthStr as _;
        // The same letters, once alone and once beside one that takes the long way.
        let plain: String = (' '..'\u{300}').filter(|letter| super::is_plain(*letter)).collect();
        for text in [plain.clone(), plain + "\u{1f469}\u{200d}\u{1f52c}e\u{301}"] {
            let slow: Vec<(&str, usize)> = text.graphemes(true).map(|letter| (letter, letter.width())).collect();
            assert_eq!(super::letters(&text).collect::<Vec<_>>(), slow);
        }
    }

    #[test]
    fn of_a_long_text_both_ends_are_left_within_the_width() {
        assert_eq!(super::ends("abcdefghijklmnop", 11), "abcd … mnop");
        assert_eq!(super::ends("abcdefghijklmnop", 10), "abcd … nop");
        assert_eq!(super::ends("abcdefghijklmnop", 16), "abcdefghijklmnop");
        for room in 0..16 {
            assert!(super::width(&super::ends("abcdefghijklmnop", room)) <= room, "{room}");
            assert!(super::width(&super::ends("表計表計表計表計表計", room)) <= room, "{room}");
        }
    }

    #[test]
    fn lines_break_between_words_and_long_words_break_anyway() {
        assert_eq!(wrap("Inget besök får\nutebli", 10), ["Inget", "besök får", "utebli"]);
        assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("tid det gäller. Ange", 14), ["tid det", "gäller. Ange"], "a point stays with its word");
        assert_eq!(wrap("besök får  utebli", 9), ["besök får", "utebli"], "spaces fall between the lines");
        assert_eq!(wrap("", 4), [""]);
        assert_eq!(super::wrap_in("Inget besök får utebli", 10, 3), ["Inget", "besök får", "utebli"]);
        assert_eq!(super::wrap_in("Inget besök får utebli", 10, 2), ["Inget", "besök får»"]);
    }
}
