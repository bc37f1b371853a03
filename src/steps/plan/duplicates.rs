//! Requirements that say nearly the same: found by the words that they share.
//!
//! Two texts are compared as sets of words, numbers among them: their likeness is the share of all their words that both
//! have. Not every pair is looked at. A text that is like enough shares one of its rarest words with the other, so an
//! index of the rarest words of each text leads to the few that can be (prefix filtering, as in "Scaling up all pairs
//! similarity search", 2007). A search goes on in pieces, so that it can show how far it has come and be given up.

use super::records::{Requirement, TEXT};
use crate::follow_up::Whole;
use crate::record::{Id, Of};
use std::cmp::Reverse;
use std::collections::HashMap;

/// From how large a share of common words on two texts are shown as like: six of ten. Our own choice, to be improved
/// where practice shows better.
const LIKE: f64 = 0.6;
/// Fewest words of a text that is compared with others that are not the same.
const SHORTEST: usize = 4;
/// Most texts that are looked at for one word: the latest ones. A rare word that so many share is none.
const LOOKED_AT: usize = 100;
/// Most pairs that are kept.
const KEPT: usize = 1_000;

/// Two requirements that say nearly the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pair {
    /// The one made first.
    pub first: Id,
    /// The one made later.
    pub second: Id,
    /// Share of common words, percent.
    pub percent: u8,
}

/// One text: which requirement, and its different words.
#[derive(Debug)]
struct Words {
    of: Id,
    words: Vec<u32>,
}

/// A search through all requirements, as far as it has come.
#[derive(Debug, Default)]
pub struct Search {
    ids: Vec<Id>,
    texts: Vec<Words>,
    known: HashMap<String, u32>,
    counts: Vec<u32>,
    /// How many texts have been compared.
    compared: usize,
    same: HashMap<Vec<u32>, usize>,
    /// By word, the texts that have it among their rarest.
    index: HashMap<u32, Vec<usize>>,
    pairs: Vec<Pair>,
    more: usize,
    passed: usize,
}

impl Search {
    /// A search that has not looked at anything yet.
    #[must_use]
    pub fn of(whole: &Whole) -> Self {
        Self { ids: whole.all::<Requirement>().map(|one| one.id()).collect(), ..Self::default() }
    }

    /// Reads or compares so many texts more; whether there is more to do.
    pub fn go_on(&mut self, whole: &Whole, texts: usize) -> bool {
        let read = self.texts.len();
        if read < self.ids.len() {
            let next: Vec<Id> = self.ids.iter().skip(read).take(texts).copied().collect();
            for id in next {
                let text = whole.of::<Requirement>(id).and_then(|one| one.get(TEXT)).unwrap_or_default();
                self.read(id, &text);
            }
            return true;
        }
        let last = (self.compared + texts).min(self.texts.len());
        for at in self.compared..last {
            self.compare(at);
        }
        self.compared = last;
        last < self.texts.len()
    }

    /// How far it has come, percent.
    #[must_use]
    pub fn percent(&self) -> usize {
        (self.texts.len() + self.compared) * 50 / self.ids.len().max(1)
    }

    /// What has been found, the likest first, those equally like in the order they were made.
    #[must_use]
    pub fn pairs(&self) -> Vec<Pair> {
        let mut pairs = self.pairs.clone();
        pairs.sort_by_key(|pair| (Reverse(pair.percent), pair.second, pair.first));
        pairs
    }

    /// How many pairs were found beyond those that are kept.
    #[must_use]
    pub fn more(&self) -> usize {
        self.more
    }

    /// How many comparisons were passed over, because a text has only words that very many others have too.
    #[must_use]
    pub fn passed(&self) -> usize {
        self.passed
    }

    fn read(&mut self, of: Id, text: &str) {
        let mut words = Vec::new();
        for word in words_of(text) {
            let next = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
            words.push(*self.known.entry(word).or_insert(next));
        }
        words.sort_unstable();
        words.dedup();
        self.counts.resize(self.known.len(), 0);
        for word in &words {
            if let Some(count) = self.counts.get_mut(*word as usize) {
                *count += 1;
            }
        }
        self.texts.push(Words { of, words });
    }

    fn compare(&mut self, at: usize) {
        let counts = &self.counts;
        let Some(Words { of, words }) = self.texts.get_mut(at) else { return };
        if words.is_empty() {
            return;
        }
        let of = *of;
        // Rarest first, those equally rare in a fixed order.
        words.sort_unstable_by_key(|word| (counts.get(*word as usize).copied().unwrap_or_default(), *word));
        let words = words.clone();
        if let Some(same) = self.same.get(&words) {
            let first = self.texts.get(*same).map(|text| text.of);
            if let Some(first) = first {
                self.keep(Pair { first, second: of, percent: 100 });
            }
            return;
        }
        self.same.insert(words.clone(), at);
        if words.len() < SHORTEST {
            return;
        }
        let rarest = words.len() - least(words.len()) + 1;
        let mut candidates = Vec::new();
        for word in words.iter().take(rarest) {
            let there = self.index.entry(*word).or_default();
            self.passed += there.len().saturating_sub(LOOKED_AT);
            candidates.extend(there.iter().rev().take(LOOKED_AT).copied());
            there.push(at);
        }
        candidates.sort_unstable();
        candidates.dedup();
        let mut own = words;
        own.sort_unstable();
        for other in candidates {
            let Some(other) = self.texts.get(other) else { continue };
            let (less, more) = (own.len().min(other.words.len()), own.len().max(other.words.len()));
            if less < least(more) {
                continue;
            }
            let common = other.words.iter().filter(|word| own.binary_search(word).is_ok()).count();
            let share = share(common, own.len() + other.words.len() - common);
            if share >= LIKE {
                let pair = Pair { first: other.of, second: of, percent: percent(share) };
                self.keep(pair);
            }
        }
    }

    fn keep(&mut self, pair: Pair) {
        if self.pairs.len() < KEPT {
            self.pairs.push(pair);
        } else {
            self.more += 1;
        }
    }
}

/// The requirements whose text has the same words as that of one made before, each with that one, in the order they were
/// made.
#[must_use]
pub fn same(requirements: &[Of<Requirement>]) -> Vec<Pair> {
    let mut known: HashMap<Vec<String>, Id> = HashMap::new();
    let mut found = Vec::new();
    for one in requirements {
        let words: Vec<String> = one.get(TEXT).map(|text| words_of(&text).collect()).unwrap_or_default();
        if words.is_empty() {
            continue;
        }
        match known.get(&words) {
            Some(first) => found.push(Pair { first: *first, second: one.id(), percent: 100 }),
            None => drop(known.insert(words, one.id())),
        }
    }
    found
}

/// The words that one text has and another has not, in their order.
#[must_use]
pub fn only_in(text: &str, other: &str) -> Vec<String> {
    let others: std::collections::HashSet<String> = words_of(other).collect();
    let mut own: Vec<String> = Vec::new();
    for word in words_of(text).filter(|word| !others.contains(word)) {
        if !own.contains(&word) {
            own.push(word);
        }
    }
    own
}

fn words_of(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase)
}

/// Fewest words that must be common where the longer text has so many.
fn least(words: usize) -> usize {
    // Rounded up: six of ten, out of whole numbers.
    (words * 6).div_ceil(10)
}

fn share(common: usize, all: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    number(common) / number(all.max(1))
}

fn percent(share: f64) -> u8 {
    // A share of the whole, 0 to 1; below all it is not called all.
    let percent = (share * 100.0).floor().clamp(0.0, 99.0);
    (0..=99).rev().find(|step| f64::from(*step) <= percent).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Pair, Search, only_in, same};
    use crate::follow_up::Whole;
    use crate::record::Id;
    use crate::steps::made::{field, text, whole};
    use crate::steps::plan::records::TEXT;

    fn searched(whole: &Whole, piece: usize) -> Vec<(u128, u128, u8)> {
        let mut search = Search::of(whole);
        while search.go_on(whole, piece) {
            assert!(search.percent() <= 100);
        }
        assert_eq!((search.percent(), search.more(), search.passed()), (100, 0, 0));
        let told = |pair: Pair| (pair.first.as_u128(), pair.second.as_u128(), pair.percent);
        search.pairs().into_iter().map(told).collect()
    }

    fn register(texts: &[&str]) -> Whole {
        whole(vec![(1..).zip(texts).map(|(record, words)| field(record, TEXT, &text(words))).collect()])
    }

    #[test]
    fn texts_that_share_most_words_are_found_whatever_the_pieces() {
        let whole = register(&[
            "Larm ska besvaras inom tio minuter dygnet runt.",
            "Genomförandeplanen ska vara klar inom 14 dagar från beslutet.",
            "Larm ska besvaras inom 15 minuter dygnet runt",
            "genomförandeplanen ska vara klar inom 14 dagar, från beslutet!",
            "Personalen bär synlig legitimation vid varje besök.",
        ]);
        let found = [(2, 4, 100), (1, 3, 77)];
        for piece in [1, 2, 100] {
            assert_eq!(searched(&whole, piece), found, "{piece}");
        }
        let all: Vec<_> = whole.all().collect();
        assert_eq!(same(&all), [Pair { first: Id::from_u128(2), second: Id::from_u128(4), percent: 100 }]);
    }

    #[test]
    fn what_parts_two_texts_is_told() {
        let (one, other) = ("Larm besvaras inom tio minuter", "Larm besvaras inom 15 minuter");
        assert_eq!((only_in(one, other), only_in(other, one)), (vec!["tio".to_owned()], vec!["15".to_owned()]));
    }

    #[test]
    fn short_and_empty_texts_are_like_only_the_very_same() {
        assert_eq!(searched(&register(&["Trygg vård", "Trygg vård!", "Trygg skola", "", ""]), 3), [(1, 2, 100)]);
    }

    #[test]
    fn many_that_are_all_alike_end_in_time_and_say_how_many_more() {
        let texts: Vec<String> =
            (0..3_000).map(|row| format!("Krav {row} ska uppfyllas vid varje tillfälle och följs upp")).collect();
        let whole = register(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        let mut search = Search::of(&whole);
        while search.go_on(&whole, 500) {}
        assert_eq!(search.pairs().len(), 1_000);
        assert!(search.more() > 1_000 && search.passed() > 0);
    }
}
