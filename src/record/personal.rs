//! Recognises what looks like a Swedish personal identity number (personnummer) or coordination number in text:
//! follow-ups are public documents and hold no personal data.

use chrono::NaiveDate;
use std::ops::Range;

/// Digits that every personal number begins with unbroken: its date.
const DATE: usize = 6;
/// Digits after the date: three of birth and the control digit.
const REST: usize = 4;
/// Days of a coordination number are this many more than the day of birth.
const COORDINATION: u32 = 60;

/// Where the first thing stands that looks like a personal number, in bytes: six or eight digits of a date that
/// exists, `-`, `+`, a dash, a space or nothing, and four digits of which the last is the right control digit
/// (Luhn over the last ten). A number within a longer row of digits is none.
#[must_use]
pub fn in_text(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) = bytes.get(at..).and_then(|rest| rest.iter().position(u8::is_ascii_digit)) {
        let start = at + start;
        let date = digits(bytes, start);
        let end = match date {
            6 | 8 => {
                let rest = start + date + separator(text, start + date);
                (rest > start + date && digits(bytes, rest) == REST).then_some(rest + REST)
            }
            10 | 12 => Some(start + date),
            _ => None,
        };
        if let Some(end) = end
            && text.get(start..end).is_some_and(is_personal)
        {
            return Some(start..end);
        }
        at = start + date;
    }
    None
}

/// Whether bytes may hold a personal number in some text at all. Cheap: stored
/// records are asked before they are read.
#[must_use]
pub fn may_hold(bytes: &[u8]) -> bool {
    let mut row = 0;
    bytes.iter().any(|byte| {
        row = if byte.is_ascii_digit() { row + 1 } else { 0 };
        row == DATE
    })
}

/// How many digits stand in a row from here on.
fn digits(bytes: &[u8], from: usize) -> usize {
    bytes.get(from..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// How many bytes stand between date and the rest: one sign, or none.
fn separator(text: &str, at: usize) -> usize {
    let sign = text.get(at..).and_then(|rest| rest.chars().next());
    sign.filter(|sign| matches!(sign, '-' | '+' | ' ' | '\u{2010}'..='\u{2013}' | '\u{a0}')).map_or(0, char::len_utf8)
}

fn is_personal(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    let (century, ten) = digits.split_at(digits.len().saturating_sub(DATE + REST));
    let &[y1, y2, m1, m2, d1, d2, ..] = ten else { return false };
    let (month, day) = (m1 * 10 + m2, d1 * 10 + d2);
    let day = if day > COORDINATION { day - COORDINATION } else { day };
    let years: &[u32] = match century {
        [] => &[19, 20],
        [1, 8] => &[18],
        [1, 9] => &[19],
        [2, 0] => &[20],
        _ => return false,
    };
    let exists = |century: &u32| {
        let year = i32::try_from(century * 100 + y1 * 10 + y2);
        year.is_ok_and(|year| NaiveDate::from_ymd_opt(year, month, day).is_some())
    };
    years.iter().any(exists) && luhn(ten)
}

fn luhn(ten: &[u32]) -> bool {
    let sum: u32 = ten
        .iter()
        .zip([2, 1].into_iter().cycle())
        .map(|(digit, factor)| digit * factor)
        .map(|product| product / 10 + product % 10)
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::{in_text, may_hold};

    #[test]
    fn a_personal_number_is_found_in_every_way_it_is_written() {
        // Birth numbers from 980 on are set aside for tests and belong to nobody.
        for written in [
            "199010109800",
            "9010109800",
            "901010-9800",
            "19901010-9800",
            "901010+9800",
            "901010 9800",
            "19901010–9800",
            "901070-9807",
            "901070+9807",
            "9010709807",
            "19901070-9807",
            "199010709807",
            "18901010+9800",
            "20001010-9809",
        ] {
            let text = format!("Brukaren ({written}), och mer.");
            assert_eq!(in_text(&text).map(|at| &text[at]), Some(written), "{text}");
            assert!(may_hold(text.as_bytes()));
        }
        assert_eq!(in_text("Dnr 2025-117, den 2025-11-03: 901010-9800"), Some(30..41));
    }

    #[test]
    fn what_only_looks_alike_is_none() {
        for text in [
            "901010-9801",
            "901070-9800",
            "199010709800",
            "901092-9801",
            "21901010-9800",
            "901310-9807",
            "900230-9806",
            "556677-8899",
            "1234567890123",
            "9901010-9800",
            "901010-98000",
            "2025-11-03",
            "98 400 000",
            "070-123 45 67",
            "SOSFS 2011:9",
            "",
        ] {
            assert_eq!(in_text(text), None, "{text}");
        }
        assert!(!may_hold("SOSFS 2011:9, 98 400".as_bytes()));
    }
}
