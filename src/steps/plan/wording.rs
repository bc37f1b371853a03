//! How things are worded: words that say nothing one can check, and several demands in one.
//!
//! The lists are of the language that officers write in, which is not always the one of their screens: Swedish and
//! English stand together.

/// Words that say how good without saying how much (`domain.md`, section 1, step 1 "Checks"; the list is our own).
/// `*` stands for any ending.
const VAGUE: &[&str] = &[
    "god",
    "goda",
    "gott",
    "hög kvalitet",
    "tillräcklig*",
    "skälig*",
    "rimlig*",
    "lämplig*",
    "ändamålsenlig*",
    "adekvat*",
    "erforderlig*",
    "acceptabel*",
    "acceptabla",
    "tillfredsställande",
    "vid behov",
    "om möjligt",
    "så långt möjligt",
    "så långt det är möjligt",
    "i möjligaste mån",
    "i största möjliga mån",
    "good",
    "high quality",
    "sufficient*",
    "reasonabl*",
    "adequate*",
    "appropriate*",
    "satisfactory",
    "when needed",
    "as needed",
    "if possible",
    "as far as possible",
];

/// Words that join demands.
const JOINING: &[&str] = &["och", "samt", "and"];

/// From how many joining words on a sentence asks for more than one thing; one or two mostly stand in a list of what
/// one demand is about.
const MANY: usize = 3;

/// Whether a text has a word that different readers measure differently.
#[must_use]
pub fn vague(text: &str) -> bool {
    says(text, VAGUE)
}

/// Whether a sentence of a text joins so many demands that it can be met and missed at the same time.
#[must_use]
pub fn compound(text: &str) -> bool {
    let joins = |sentence: &str| {
        let words = sentence.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| JOINING.iter().any(|join| join.eq_ignore_ascii_case(word))).count()
    };
    text.split(['.', ';', ':', '!', '?', '\n']).any(|sentence| joins(sentence) >= MANY)
}

/// Whether a text says one of these phrases: as whole words, case ignored, `*` for any ending of a word.
#[must_use]
pub fn says(text: &str, phrases: &[&str]) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    phrases.iter().any(|phrase| (0..words.len()).any(|at| begins(words.get(at..).unwrap_or_default(), phrase)))
}

/// Whether a text begins with one of these phrases.
#[must_use]
pub fn opens_with(text: &str, phrases: &[&str]) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    phrases.iter().any(|phrase| begins(&words, phrase))
}

fn begins(words: &[&str], phrase: &str) -> bool {
    let mut words = words.iter();
    phrase.split(' ').all(|wanted| {
        words.next().is_some_and(|word| match wanted.strip_suffix('*') {
            Some(stem) => word.starts_with(stem),
            None => *word == wanted,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{compound, opens_with, says, vague};

    #[test]
    fn words_that_readers_measure_differently_are_vague() {
        assert!(vague("Omsorgen ska vara god."));
        assert!(vague("Ges i LÄMPLIG omfattning"));
        assert!(vague("Stöd ges så långt möjligt hemma."));
        assert!(vague("Staff of sufficient number"));
        assert!(!vague("Insatsen godkänns inom 14 dagar, vid akuta behov samma dag."), "other words that look alike");
        assert!(!vague(""));
    }

    #[test]
    fn a_sentence_of_several_demands_is_compound() {
        assert!(compound("Hjälpen ges med respekt och hänsyn och i rätt tid och av känd personal."));
        assert!(!compound("Tala, förstå, läsa och skriva så att den enskilde förstår och blir förstådd."));
        assert!(!compound("Mål och metod. Vad och hur. Vem och när."), "one a sentence");
    }

    #[test]
    fn phrases_are_whole_words() {
        assert!(says("Det saknas rutiner", &["saknas"]));
        assert!(!says("Avsaknaden", &["saknad"]));
        assert!(opens_with("Brist på tid", &["brist på"]) && !opens_with("En brist på tid", &["brist på"]));
    }
}
