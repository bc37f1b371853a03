//! Personal data in text: a follow-up is a public document and names functions and groups, never persons.

use super::kind;
use crate::follow_up::{Finding, Whole};
use crate::record::{Record, Value, may_hold_personal_number, personal_number};

/// A text that looks as if it held a personal identity number.
pub const NUMBER: &str = "text-personal-number";

/// The checks that belong to every step.
pub const CHECKS: &[&str] = &[NUMBER];

/// The records of the follow-up and the register in which a text looks as if it held a personal number, each in the
/// step to which its kind belongs.
#[must_use]
pub fn findings(whole: &Whole) -> Vec<Finding> {
    let mut records: Vec<&Record> = whole.own.everything().collect();
    if whole.own.id() != whole.register.id() {
        records.extend(whole.register.everything());
    }
    records.retain(|record| may_hold_personal_number(record.bytes()) && !record.is_removed());
    records.into_iter().filter_map(finding).collect()
}

fn finding(record: &Record) -> Option<Finding> {
    // A choice may be a word of the officer's own.
    let held =
        |value: &Value| matches!(value, Value::Text(text) | Value::Choice(text) if personal_number(text).is_some());
    let (tag, _) = record.values().find(|(_, value)| held(value))?;
    let step = kind(record.kind())?.step;
    Some(Finding { check: NUMBER, step, record: Some((record.kind(), record.id())), field: Some(tag), among: None })
}

#[cfg(test)]
mod tests {
    use super::{NUMBER, findings};
    use crate::record::{Step, Value};
    use crate::steps::collect::records::{DESCRIPTION, SEVERITY};
    use crate::steps::made::{field, found, text, whole};
    use crate::steps::plan::records::{COMPETENCES, NUMBER as REQUIREMENT_NUMBER, TEXT};

    #[test]
    fn a_personal_number_is_found_in_any_text_of_follow_up_and_register() {
        let list = findings(&whole(vec![vec![
            field(1, SEVERITY, &Value::Level(2)),
            field(1, DESCRIPTION, &text("Anhörig till 901010-9800 ringde.")),
            field(2, DESCRIPTION, &text("Larmet 2025-10-10 tog 95 minuter.")),
            field(3, REQUIREMENT_NUMBER, &text("K01")),
            field(3, TEXT, &text("Se 19901010-9800")),
            field(4, COMPETENCES, &text("9010109800")),
        ]]));
        let mut ids = found(&list, NUMBER);
        ids.sort_unstable();
        assert_eq!(ids, [1, 3, 4]);
        let report = list.iter().find(|finding| finding.record.is_some_and(|(_, id)| id.as_u128() == 1)).unwrap();
        assert_eq!((report.step, report.field), (Step::Collect, Some(DESCRIPTION.tag())));
    }
}
