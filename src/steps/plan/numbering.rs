//! Numbers of requirements: the next one that is free, and those given twice. None is ever changed by itself.

use super::records::{NUMBER, Requirement};
use crate::follow_up::Whole;
use crate::record::Of;
use std::collections::HashMap;

/// The number after the highest one of those that are written as the requirement made last is: the same letters before
/// it, as many digits. Nothing when that one does not end in digits.
#[must_use]
pub fn next(whole: &Whole) -> Option<String> {
    let numbers: Vec<String> = whole.all::<Requirement>().filter_map(|one| one.get(NUMBER)).collect();
    let (prefix, digits) = split(numbers.last()?)?;
    let same = numbers.iter().filter_map(|number| split(number)).filter(|(other, _)| *other == prefix);
    let highest = same.filter_map(|(_, digits)| digits.parse::<u64>().ok()).max()?;
    Some(format!("{prefix}{:0wide$}", highest.checked_add(1)?, wide = digits.len()))
}

/// The requirements whose number another one has too, without regard to case and spaces, in the order they were made.
#[must_use]
pub fn twice(requirements: &[Of<Requirement>]) -> Vec<&Of<Requirement>> {
    let key = |one: &Of<Requirement>| one.get(NUMBER).map(|number| number.trim().to_lowercase());
    let mut counts: HashMap<String, usize> = HashMap::new();
    for number in requirements.iter().filter_map(key) {
        *counts.entry(number).or_default() += 1;
    }
    let is_twice = |one: &&Of<Requirement>| key(one).is_some_and(|number| counts.get(&number).is_some_and(|n| *n > 1));
    requirements.iter().filter(is_twice).collect()
}

/// What stands before the digits at the end of a number, and these digits.
fn split(number: &str) -> Option<(&str, &str)> {
    let number = number.trim();
    let prefix = number.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = number.strip_prefix(prefix).filter(|digits| !digits.is_empty())?;
    Some((prefix, digits))
}

#[cfg(test)]
mod tests {
    use super::{next, twice};
    use crate::follow_up::Whole;
    use crate::steps::made::{field, text, whole};
    use crate::steps::plan::records::NUMBER;

    fn register(numbers: &[&str]) -> Whole {
        whole(vec![(1..).zip(numbers).map(|(record, number)| field(record, NUMBER, &text(number))).collect()])
    }

    #[test]
    fn the_next_number_goes_on_as_the_last_one_is_written() {
        let next = |numbers: &[&str]| next(&register(numbers));
        assert_eq!(next(&["K01", "K09", "K03"]).as_deref(), Some("K10"));
        assert_eq!(next(&["K99"]).as_deref(), Some("K100"));
        assert_eq!(next(&["K12", "HSL-7"]).as_deref(), Some("HSL-8"), "another series, its own digits");
        assert_eq!(next(&["4.1", "4.2"]).as_deref(), Some("4.3"));
        assert_eq!(next(&["Trygghet"]), None);
        assert_eq!(next(&[]), None);
        assert_eq!(next(&["K18446744073709551615"]), None, "no number after the last one there is");
    }

    #[test]
    fn a_number_that_two_have_is_found_however_it_is_written() {
        let whole = register(&["K01", "K02", " k01", "K03"]);
        let all: Vec<_> = whole.all().collect();
        let found: Vec<u128> = twice(&all).iter().map(|one| one.id().as_u128()).collect();
        assert_eq!(found, [1, 3]);
    }
}
