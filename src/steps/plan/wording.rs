//! How things are worded: words that say nothing one can check, several demands in one, the way prescribed and not the
//! outcome.
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

/// Words that prescribe a way of working where an outcome could be asked for (the seed on planning: too detailed
/// requirements can hinder innovation and development; the list is our own).
const PRESCRIBING: &[&str] = &[
    "genom att använda",
    "med hjälp av",
    "i följande ordning",
    "på följande sätt",
    "enligt följande",
    "enligt mall*",
    "enligt blankett*",
    "på blankett*",
    "på särskild blankett",
    "i pärm*",
    "uteslutande",
    "exakt*",
    "på samma sätt varje gång",
    "by means of",
    "in the following order",
    "in the following way",
    "as follows",
    "according to template*",
    "on the form",
    "exactly",
];

/// From how many words on a requirement says more than one demand needs. Our own choice.
const LONG: usize = 60;
/// From how many numbers on it sets so many limits that the way is given. Our own choice.
const NUMBERS: usize = 6;

/// Words that join demands.
const JOINING: &[&str] = &["och", "samt", "and"];

/// From how many joining words on a sentence asks for more than one thing; one or two mostly stand in a list of what
/// one demand is about.
const MANY: usize = 3;

/// Why a text is more detailed than its demand needs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Detail {
    /// It prescribes the way, in these words.
    Prescribes(Vec<String>),
    /// It has so many words.
    Long(usize),
    /// It has so many numbers.
    Numbers(usize),
}

/// The words of a text that different readers measure differently, in small letters, each once.
#[must_use]
pub fn vague(text: &str) -> Vec<String> {
    said(text, VAGUE)
}

/// Joining words of the sentence that has most of them, where it joins so many demands that it can be met and missed at
/// the same time.
#[must_use]
pub fn joins(text: &str) -> Option<usize> {
    let joins = |sentence: &str| {
        let words = sentence.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| JOINING.iter().any(|join| join.eq_ignore_ascii_case(word))).count()
    };
    text.split(['.', ';', ':', '!', '?', '\n']).map(joins).max().filter(|most| *most >= MANY)
}

/// Why a text says in more detail than its demand needs how things are to be done; nothing when it does not.
#[must_use]
pub fn detail(text: &str) -> Option<Detail> {
    let prescribes = said(text, PRESCRIBING);
    if !prescribes.is_empty() {
        return Some(Detail::Prescribes(prescribes));
    }
    let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric));
    let (mut count, mut numbers) = (0, 0);
    for word in words {
        count += 1;
        numbers += usize::from(word.chars().any(|c| c.is_ascii_digit()));
    }
    if count >= LONG {
        return Some(Detail::Long(count));
    }
    (numbers >= NUMBERS).then_some(Detail::Numbers(numbers))
}

/// Which of these phrases a text says, as it says them, in small letters and each once.
fn said(text: &str, phrases: &[&str]) -> Vec<String> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut found: Vec<String> = Vec::new();
    for at in 0..words.len() {
        let rest = words.get(at..).unwrap_or_default();
        for phrase in phrases.iter().filter(|phrase| begins(rest, phrase)) {
            let length = phrase.split(' ').count();
            let shown = rest.get(..length).unwrap_or_default().join(" ");
            if !found.contains(&shown) {
                found.push(shown);
            }
        }
    }
    found
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
    use super::{Detail, detail, joins, opens_with, says, vague};

    #[test]
    fn words_that_readers_measure_differently_are_vague() {
        assert_eq!(vague("Omsorgen ska vara god, ja god."), ["god"]);
        assert_eq!(vague("Ges i LÄMPLIG omfattning, vid behov"), ["lämplig", "vid behov"]);
        assert_eq!(vague("Stöd ges så långt möjligt hemma."), ["så långt möjligt"]);
        assert_eq!(vague("Staff of sufficient number"), ["sufficient"]);
        let alike = "Insatsen godkänns inom 14 dagar, vid akuta behov samma dag.";
        assert!(vague(alike).is_empty(), "other words that look alike");
        assert!(vague("").is_empty());
    }

    #[test]
    fn what_prescribes_the_way_and_not_the_outcome_is_too_detailed() {
        let said = |words: &[&str]| Some(Detail::Prescribes(words.iter().map(|word| (*word).to_owned()).collect()));
        assert_eq!(detail("Dokumenteras enligt mallen på blankett B."), said(&["enligt mallen", "på blankett"]));
        assert_eq!(detail("Svar lämnas inom tio dagar."), None);
        assert_eq!(detail(&"ord ".repeat(59)), None);
        assert_eq!(detail(&"ord ".repeat(60)), Some(Detail::Long(60)));
        assert_eq!(detail("Kl. 8, 10, 12, 15, 18 och 21, högst 5 minuter"), Some(Detail::Numbers(7)));
    }

    #[test]
    fn a_sentence_of_several_demands_is_compound() {
        assert_eq!(joins("Hjälpen ges med respekt och hänsyn och i rätt tid och av känd personal."), Some(3));
        assert_eq!(joins("Tala, förstå, läsa och skriva så att den enskilde förstår och blir förstådd."), None);
        assert_eq!(joins("Mål och metod. Vad och hur. Vem och när."), None, "one a sentence");
    }

    #[test]
    fn phrases_are_whole_words() {
        assert!(says("Det saknas rutiner", &["saknas"]));
        assert!(!says("Avsaknaden", &["saknad"]));
        assert!(opens_with("Brist på tid", &["brist på"]) && !opens_with("En brist på tid", &["brist på"]));
    }
}
