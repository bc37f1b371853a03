//! Checks on evidence and on the reports that came in.

use super::{
    ABOUT_NOTHING, BEFORE_CONTRACT, INTERPRETED, NO_CONSENT, NO_RIGHT, NOT_AGREED, NOT_INVESTIGATED, THIN_SURVEY,
    is_thin,
};
use crate::follow_up::{Finding, Whole};
use crate::record::{Id, Of, Step};
use crate::steps::collect::interpretation;
use crate::steps::collect::records::{
    ANSWERED, CONSENT, DeviationReport, EVIDENCE_DATE, EVIDENCE_METHOD, EVIDENCE_NON_RESPONSE, EVIDENCE_OF,
    EVIDENCE_PLAN, EVIDENCE_UNITS, Evidence, INDIVIDUAL_RECORDS, INVESTIGATED, OBSERVATION_KIND, PART_OF, REPORT_DATE,
    REPORT_TYPE, REPORT_UNIT, SEEN, SENT, SEVERITY,
};
use crate::steps::plan::contracts::Contracts;
use crate::steps::plan::records::Requirement;
use std::collections::{BTreeSet, HashSet};

/// The gravest severity of a report.
const GRAVEST: u8 = 4;

pub(super) fn findings(whole: &Whole) -> Vec<Finding> {
    let contracts = Contracts::of(whole);
    let mut list = Vec::new();
    for report in whole.all::<DeviationReport>() {
        let of = |check| Finding::of(check, Step::Collect, &report);
        if is_grave(&report) && report.get(INVESTIGATED) != Some(true) {
            list.push(of(NOT_INVESTIGATED).at(INVESTIGATED));
        }
        let place = report.get(REPORT_UNIT).zip(report.get(REPORT_DATE));
        if place.is_some_and(|(unit, day)| contracts.is_before(unit.0, day)) {
            list.push(of(BEFORE_CONTRACT).at(REPORT_DATE));
        }
    }
    let items: Vec<Of<Evidence>> = whole.all().collect();
    let with_parts: HashSet<Id> = items.iter().filter_map(|one| one.get(PART_OF)).map(|visit| visit.0).collect();
    for one in &items {
        let of = |check| Finding::of(check, Step::Collect, one);
        let units = one.get(EVIDENCE_UNITS).map(|units| units.0).unwrap_or_default();
        if one.get(INDIVIDUAL_RECORDS) == Some(true) {
            if one.get(CONSENT) != Some(true) {
                list.push(of(NO_CONSENT).at(CONSENT));
            }
            if units.iter().any(|unit| !may_read_records(*unit, &contracts)) {
                list.push(of(NO_RIGHT).at(INDIVIDUAL_RECORDS));
            }
        } else if takes_consent(one) && one.get(CONSENT) != Some(true) {
            list.push(of(NOT_AGREED).at(CONSENT));
        }
        if one.get(EVIDENCE_DATE).is_some_and(|day| units.iter().any(|unit| contracts.is_before(*unit, day))) {
            list.push(of(BEFORE_CONTRACT).at(EVIDENCE_DATE));
        }
        if one.get(EVIDENCE_METHOD).as_deref() == Some("survey") && is_thin(one.get(ANSWERED), non_response(one)) {
            list.push(of(THIN_SURVEY).at(ANSWERED));
        }
        if !is_about_something(whole, one) && !with_parts.contains(&one.id()) {
            list.push(of(ABOUT_NOTHING).at(EVIDENCE_OF));
        }
        if interpretation::is_mixed_in(
            &one.get(EVIDENCE_METHOD).unwrap_or_default(),
            &one.get(SEEN).unwrap_or_default(),
        ) {
            list.push(of(INTERPRETED).at(SEEN));
        }
    }
    list
}

fn is_grave(report: &Of<DeviationReport>) -> bool {
    let by_law = matches!(report.get(REPORT_TYPE).as_deref(), Some("lex_sarah" | "lex_maria"));
    by_law || report.get(SEVERITY) == Some(GRAVEST)
}

/// Whether it is about single persons, whom it takes consent to ask, or to be with in their daily life (`domain.md`,
/// section 1, step 2, on interviews, observations and users' reviews); whoever says that there is none is asked too.
fn takes_consent(one: &Of<Evidence>) -> bool {
    match one.get(EVIDENCE_METHOD).as_deref() {
        Some("interview" | "focus_group" | "user_review") => true,
        Some("observation") if one.get(OBSERVATION_KIND).as_deref() == Some("participating") => true,
        _ => one.get(CONSENT) == Some(false),
    }
}

/// Whether a contract or commission of a unit gives the right to read records of single persons.
fn may_read_records(unit: Id, contracts: &Contracts) -> bool {
    let mut rights = contracts.of_unit(unit).iter().filter_map(|contract| contracts.rights(*contract));
    rights.any(|rights: &BTreeSet<String>| rights.contains("individual_records"))
}

/// Non-response in per cent: as it is said, else by how many were asked and answered.
fn non_response(survey: &Of<Evidence>) -> Option<f64> {
    let counted = || {
        let (sent, answered) = survey.get(SENT).filter(|sent| *sent > 0.0).zip(survey.get(ANSWERED))?;
        Some(100.0 - answered / sent * 100.0)
    };
    survey.get(EVIDENCE_NON_RESPONSE).or_else(counted)
}

/// Whether it says something of a requirement: itself, or through the plan row that asked for it.
fn is_about_something(whole: &Whole, one: &Of<Evidence>) -> bool {
    let mut requirements = one.get(EVIDENCE_OF).map(|of| of.0).unwrap_or_default().into_iter();
    one.get(EVIDENCE_PLAN).is_some() || requirements.any(|id| whole.of::<Requirement>(id).is_some())
}

#[cfg(test)]
mod tests {
    use super::super::{
        ABOUT_NOTHING, BEFORE_CONTRACT, INTERPRETED, NO_CONSENT, NO_RIGHT, NOT_AGREED, NOT_INVESTIGATED, THIN_SURVEY,
        findings,
    };
    use crate::follow_up::{Edit, Finding};
    use crate::record::Value;
    use crate::steps::collect::records::{
        ANSWERED, CONSENT, EVIDENCE_DATE, EVIDENCE_METHOD, EVIDENCE_OF, EVIDENCE_UNITS, INDIVIDUAL_RECORDS,
        INVESTIGATED, OBSERVATION_KIND, PART_OF, REPORT_DATE, REPORT_TYPE, REPORT_UNIT, SEEN, SENT, SEVERITY,
    };
    use crate::steps::made::{choice, day, field, found, link, links, text, whole};
    use crate::steps::plan::records::{CONTRACT_FROM, CONTRACT_UNITS, NUMBER, RIGHT, RIGHT_OF};

    fn list(edits: Vec<Edit>) -> Vec<Finding> {
        findings(&whole(vec![edits]))
    }

    #[test]
    fn a_grave_report_is_investigated() {
        let report = |kind: &str, severity: u8, investigated: Option<bool>| {
            let mut edits = vec![field(1, REPORT_TYPE, &choice(kind)), field(1, SEVERITY, &Value::Level(severity))];
            edits.extend(investigated.map(|yes| field(1, INVESTIGATED, &Value::Flag(yes))));
            found(&list(edits), NOT_INVESTIGATED)
        };
        assert_eq!(report("lex_sarah", 3, Some(false)), [1]);
        assert_eq!(report("deviation", 4, None), [1]);
        assert!(report("lex_sarah", 4, Some(true)).is_empty());
        assert!(report("deviation", 3, Some(false)).is_empty());
    }

    #[test]
    fn records_of_single_persons_take_consent_and_a_right() {
        let read = |more: Vec<Edit>| {
            let mut edits = vec![
                field(1, INDIVIDUAL_RECORDS, &Value::Flag(true)),
                field(1, EVIDENCE_UNITS, &links([11])),
                field(31, CONTRACT_UNITS, &links([11])),
            ];
            edits.extend(more);
            let list = list(edits);
            (found(&list, NO_CONSENT), found(&list, NO_RIGHT))
        };
        let right = |code| [field(61, RIGHT_OF, &link(31)), field(61, RIGHT, &choice(code))];
        assert_eq!(read(Vec::new()), (vec![1], vec![1]));
        assert_eq!(read(vec![field(1, CONSENT, &Value::Flag(true))]), (vec![], vec![1]));
        assert_eq!(read(right("data").into()), (vec![1], vec![1]));
        assert_eq!(read(right("individual_records").into()), (vec![1], vec![]));
        assert!(found(&list(vec![field(1, EVIDENCE_UNITS, &links([11]))]), NO_CONSENT).is_empty(), "none were read");
    }

    #[test]
    fn asking_people_or_being_with_them_takes_consent() {
        let gathered = |method: &str, more: Vec<Edit>| {
            let list = list([vec![field(1, EVIDENCE_METHOD, &choice(method))], more].concat());
            (found(&list, NOT_AGREED), found(&list, NO_CONSENT))
        };
        let kind = |code| field(1, OBSERVATION_KIND, &choice(code));
        let consent = |given| field(1, CONSENT, &Value::Flag(given));
        for method in ["interview", "focus_group", "user_review"] {
            assert_eq!(gathered(method, vec![]).0, [1], "{method}");
            assert_eq!(gathered(method, vec![consent(false)]).0, [1], "{method}");
            assert!(gathered(method, vec![consent(true)]).0.is_empty(), "{method}");
        }
        assert_eq!(gathered("observation", vec![kind("participating")]).0, [1]);
        assert_eq!(gathered("observation", vec![kind("countable"), consent(false)]).0, [1]);
        assert!(gathered("observation", vec![kind("general")]).0.is_empty());
        assert!(gathered("survey", vec![]).0.is_empty(), "whoever answers has agreed");
        let read = field(1, INDIVIDUAL_RECORDS, &Value::Flag(true));
        assert_eq!(gathered("document_review", vec![read, consent(false)]), (vec![], vec![1]), "told once");
    }

    #[test]
    fn evidence_is_about_a_requirement() {
        let item = |record| field(record, EVIDENCE_METHOD, &choice("interview"));
        let list = list(vec![
            field(50, NUMBER, &text("K01")),
            item(1),
            item(2),
            field(2, EVIDENCE_OF, &links([50])),
            item(3),
            item(4),
            field(4, PART_OF, &link(3)),
            field(4, EVIDENCE_OF, &links([50])),
            item(5),
            field(5, EVIDENCE_OF, &links([99])),
        ]);
        assert_eq!(found(&list, ABOUT_NOTHING), [1, 5], "a visit speaks through its parts");
    }

    #[test]
    fn a_survey_that_too_few_answered_warns() {
        let survey = |sent: f64, answered: f64| {
            found(
                &list(vec![
                    field(1, EVIDENCE_METHOD, &choice("survey")),
                    field(1, SENT, &Value::Number(sent)),
                    field(1, ANSWERED, &Value::Number(answered)),
                ]),
                THIN_SURVEY,
            )
        };
        assert_eq!(survey(74.0, 24.0), [1]);
        assert_eq!(survey(10.0, 9.0), [1]);
        assert!(survey(50.0, 30.0).is_empty());
    }

    #[test]
    fn nothing_is_collected_before_the_contract() {
        let list = list(vec![
            field(31, CONTRACT_UNITS, &links([11])),
            field(31, CONTRACT_FROM, &day("2024-04-01")),
            field(1, EVIDENCE_UNITS, &links([11])),
            field(1, EVIDENCE_DATE, &day("2024-03-31")),
            field(2, REPORT_UNIT, &link(11)),
            field(2, REPORT_DATE, &day("2024-04-01")),
        ]);
        assert_eq!(found(&list, BEFORE_CONTRACT), [1]);
    }

    #[test]
    fn what_was_seen_is_kept_apart_from_what_we_make_of_it() {
        let seen = |says: &str| {
            let edits = vec![field(1, EVIDENCE_METHOD, &choice("observation")), field(1, SEEN, &text(says))];
            found(&list(edits), INTERPRETED)
        };
        assert_eq!(seen("Personalen verkar stressad."), [1]);
        assert!(seen("Två av fem bar ring vid omläggning.").is_empty());
    }
}
