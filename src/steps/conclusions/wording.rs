//! Conclusions kept apart from actions: what we hold for true, and what should be done about it.

use crate::steps::plan::wording::{opens_with, says};

/// Words of whoever proposes; the list is our own. `*` stands for any ending.
const PROPOSING: &[&str] =
    &["bör", "måste", "föreslår", "föreslås", "rekommender*", "should", "must", "ought to", "propos*", "recommend*"];

/// Verbs that open an action.
const DOING: &[&str] = &[
    "inför",
    "införa",
    "ta fram",
    "utbilda",
    "anställ",
    "anställa",
    "stärk",
    "stärka",
    "förbättra",
    "säkerställ",
    "säkerställa",
    "skapa",
    "se över",
    "utveckla",
    "begär",
    "begära",
    "introduce",
    "train",
    "hire",
    "strengthen",
    "improve",
    "ensure",
    "create",
    "develop",
    "set up",
    "draw up",
];

/// Words after which *ska* tells what a requirement says, and not what we want.
const RETELLING: &[&str] =
    &["att", "som", "krav*", "enligt", "lag*", "avtal*", "mål*", "that", "which", "requirement*"];

/// Whether a conclusion is worded as an action.
#[must_use]
pub fn is_action(text: &str) -> bool {
    says(text, PROPOSING) || opens_with(text, DOING) || text.split(['.', '!', '\n']).any(demands)
}

/// Whether a sentence says what shall be done, rather than what a requirement says.
fn demands(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    let before = [" ska ", " skall ", " shall "].iter().filter_map(|word| lower.split_once(word)).map(|split| split.0);
    before.min_by_key(|before| before.len()).is_some_and(|before| !says(before, RETELLING))
}

#[cfg(test)]
mod tests {
    use super::is_action;

    #[test]
    fn what_should_be_done_is_no_conclusion() {
        for text in [
            "Enheten bör utbilda all personal.",
            "Inför ny rutin för delegering",
            "Utföraren ska ta fram en plan.",
            "Staff must be trained.",
        ] {
            assert!(is_action(text), "{text}");
        }
    }

    #[test]
    fn what_we_hold_for_true_is_one() {
        for text in [
            "Kontinuiteten faller därför att två personalgrupper delar område.",
            "Kravet att planen ska vara klar inom 14 dagar nås inte.",
            "Enligt avtalet ska avvikelser anmälas, men det sker inte.",
            "Utbildningen räcker inte till nyanställda.",
        ] {
            assert!(!is_action(text), "{text}");
        }
    }
}
