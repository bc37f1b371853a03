//! Seeing and interpreting kept apart (`domain.md`, section 1, step 2: observation).

use crate::steps::plan::wording::says;

/// Words of whoever interprets; the list is our own. `*` stands for any ending.
const WORDS: &[&str] = &[
    "verkar",
    "verkade",
    "tycks",
    "tycktes",
    "förmodligen",
    "troligen",
    "troligtvis",
    "antagligen",
    "sannolikt",
    "uppenbarligen",
    "tydligen",
    "beror på",
    "berodde på",
    "tyder på",
    "tydde på",
    "vi bedömer",
    "vår bedömning",
    "vi tror",
    "vi tolkar",
    "känns som",
    "slarv*",
    "seem",
    "seems",
    "seemed",
    "appears to",
    "appeared to",
    "probably",
    "presumably",
    "apparently",
    "obviously",
    "because of",
    "we believe",
    "we think",
    "in our view",
];

/// Whether a text of what was seen holds words of interpretation: only by methods in which the reviewer is the one who
/// sees, and outside quotation marks, since what others say is theirs.
#[must_use]
pub fn is_mixed_in(method: &str, seen: &str) -> bool {
    matches!(method, "" | "visit" | "observation" | "document_review" | "own_control") && says(&unquoted(seen), WORDS)
}

fn unquoted(text: &str) -> String {
    let quote = |c: char| matches!(c, '"' | '”' | '“' | '»' | '«');
    text.split(quote).step_by(2).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::is_mixed_in;

    #[test]
    fn the_reviewers_own_interpretation_is_noticed() {
        assert!(is_mixed_in("observation", "Rummet var mörkt, vilket beror på att ingen bryr sig."));
        assert!(is_mixed_in("visit", "Staff seemed rushed."));
        assert!(!is_mixed_in("observation", "Maten stod framme i 40 minuter."));
    }

    #[test]
    fn what_others_say_is_theirs() {
        assert!(!is_mixed_in("interview", "De tror att det beror på vikarierna."));
        assert!(!is_mixed_in("visit", "Chefen sade: ”Det beror på vikarierna.”"));
    }
}
