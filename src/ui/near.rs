//! Rows that nearly hold what was typed: letters left out, a letter wrong, letters that changed places.
//!
//! What is compared is words, not whole texts: nearly every long text holds the letters of a short word somewhere. So
//! the different words of all rows are compared once each, and a row is as near as its nearest words are.

use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use std::collections::HashMap;

/// Fewest letters of a word that is compared: with less, everything is near.
const SHORTEST: usize = 3;
/// Fewest letters of a word of which one may be wrong.
const FORGIVING: usize = 5;
/// What a letter that is found must earn on an average: those of a word typed in part, and those of a word of which a
/// letter was left out to find it, which must stand closer. One letter found earns 16, and 4 more beside another.
const EARNS: (u16, u16) = (16, 19);
/// What a word loses when one of its letters had to be left out.
const WRONG: u16 = 20;

/// The rows that hold every wanted word nearly, nearest first; those equally near in the order they came in.
pub fn nearest<R>(wanted: &[String], rows: impl Iterator<Item = (R, String)>) -> Vec<R> {
    if wanted.is_empty() || wanted.iter().any(|word| word.chars().count() < SHORTEST) {
        return Vec::new();
    }
    let mut words: HashMap<String, usize> = HashMap::new();
    let held: Vec<(R, Vec<usize>)> = rows
        .map(|(row, text)| {
            let text = text.to_lowercase();
            let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            let mut place = |word: &str| {
                if let Some(place) = words.get(word) {
                    return *place;
                }
                let place = words.len();
                words.insert(word.to_owned(), place);
                place
            };
            (row, parts.map(&mut place).collect())
        })
        .collect();
    let near: Vec<Vec<u16>> = wanted.iter().map(|wanted| nearness(wanted, &words)).collect();
    let sum = |places: &[usize]| {
        near.iter().try_fold(0_u32, |sum, near| {
            let best = places.iter().filter_map(|place| near.get(*place)).max().copied().unwrap_or_default();
            (best > 0).then(|| sum + u32::from(best))
        })
    };
    let mut found: Vec<(u32, R)> = held.into_iter().filter_map(|(row, places)| Some((sum(&places)?, row))).collect();
    found.sort_by_key(|(near, _)| std::cmp::Reverse(*near));
    found.into_iter().map(|(_, row)| row).collect()
}

/// How near each word is to the wanted one, by its place; 0 when it is not near at all.
fn nearness(wanted: &str, words: &HashMap<String, usize>) -> Vec<u16> {
    let mut matcher = Matcher::new(Config::DEFAULT);
    let atom = |word: &str| Atom::new(word, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy, false);
    let count = |word: &str| u16::try_from(word.chars().count()).unwrap_or(u16::MAX);
    let whole = (atom(wanted), count(wanted).saturating_mul(EARNS.0), 0);
    let forms = if usize::from(count(wanted)) < FORGIVING { Vec::new() } else { shortened(wanted) };
    let forms = forms.iter().map(|form| (atom(form), count(form).saturating_mul(EARNS.1), WRONG));
    let forms: Vec<(Atom, u16, u16)> = std::iter::once(whole).chain(forms).collect();
    let mut near = vec![0; words.len()];
    let mut letters = Vec::new();
    for (word, place) in words {
        let hay = Utf32Str::new(word, &mut letters);
        let scores = forms.iter().filter_map(|(atom, least, loss)| {
            let score = atom.score(hay, &mut matcher)?;
            (score >= *least).then(|| score.saturating_sub(*loss))
        });
        if let (Some(score), Some(near)) = (scores.max(), near.get_mut(*place)) {
            *near = score;
        }
    }
    near
}

/// A word with each of its letters left out in turn.
fn shortened(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let without = |at: usize| letters.iter().enumerate().filter(|(place, _)| *place != at).map(|(_, c)| *c).collect();
    (0..letters.len()).map(without).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    fn found(typed: &str) -> Vec<usize> {
        let rows = [
            "K07 Personkontinuitet: högst 12 olika personer",
            "K08 Läkemedel ges av den som har delegering",
            "K09 Larm besvaras inom 10 minuter",
            "K10 Kontinuerlig fortbildning i läkemedelshantering",
        ];
        let wanted: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
        nearest(&wanted, rows.into_iter().map(str::to_owned).enumerate())
    }

    #[test]
    fn a_slip_of_the_fingers_still_finds_the_row() {
        assert_eq!(found("kontnuitet"), [0], "a letter left out");
        assert_eq!(found("kontinuitett"), [0], "a letter too many");
        assert_eq!(found("delegerign"), [1], "two letters changed places");
        assert_eq!(found("minuter larm"), [2], "in any order");
        assert_eq!(found("lakemedel"), [1, 3], "without the dots, the closest first");
        assert_eq!(found("perskont"), [0], "in part");
    }

    #[test]
    fn what_is_far_from_everything_finds_nothing() {
        for typed in ["zebra", "budget", "xx", "K99", "larm zebra", ""] {
            assert!(found(typed).is_empty(), "{typed}");
        }
    }
}
