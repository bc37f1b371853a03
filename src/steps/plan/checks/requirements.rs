//! Checks on requirements.

use super::{
    COMPOUND, DETAILED, EMPTY, Known, MANY_HOURS, NOT_VALUED, NUMBER_TWICE, ONE_DIMENSION, ONE_METHOD, SAME_TEXT,
    VAGUE, WITHOUT_DOCUMENT, WITHOUT_MEASURE, WITHOUT_PLAN, WITHOUT_SOURCE,
};
use crate::follow_up::Finding;
use crate::record::{Id, Of, Risk, Step};
use crate::steps::collect::records::{
    EVIDENCE_METHOD, EVIDENCE_OF, Evidence, MEASURED_OF, RESULT_METHOD, Result, VALUE,
};
use crate::steps::plan::records::{
    BINDING_DOCUMENTS, CRITICAL, DIMENSION, GoverningDocument, MEASURE, METHOD, METHODS, NUMBER, PLANNED, PlanActivity,
    REFERENCE, Requirement, SOURCE, TARGET, TEXT,
};
use crate::steps::plan::{duplicates, numbering, wording};
use std::collections::{BTreeSet, HashMap, HashSet};

/// From how many requirements on it means something that all stand in one dimension.
const SEVERAL: usize = 3;

pub(super) fn findings(known: &Known) -> Vec<Finding> {
    let mut list = without_plan(known);
    list.extend(one_method(known));
    for one in &known.requirements {
        list.extend(standing(known, one));
        list.extend(worded(one));
    }
    list.extend(numbering::twice(&known.requirements).into_iter().map(|one| of(NUMBER_TWICE, one).at(NUMBER)));
    let same: HashSet<Id> = duplicates::same(&known.requirements).into_iter().map(|pair| pair.second).collect();
    let same = known.requirements.iter().filter(|one| same.contains(&one.id()));
    list.extend(same.map(|one| of(SAME_TEXT, one).at(TEXT)));
    let unvalued = known.requirements.iter().filter(|one| !known.risks.contains_key(&one.id()));
    list.extend(unvalued.map(|one| of(NOT_VALUED, one)));
    list.extend(many_hours(known));
    if known.rows.is_empty() && !known.requirements.is_empty() {
        list.push(Finding::of_all::<PlanActivity>(EMPTY, Step::Plan));
    }
    list.extend(one_dimension(known));
    list
}

fn of(check: &'static str, requirement: &Of<Requirement>) -> Finding {
    Finding::of(check, Step::Plan, requirement)
}

/// Critical ones first.
fn without_plan(known: &Known) -> Vec<Finding> {
    let unplanned = known.requirements.iter().filter(|one| !known.hours.contains_key(&one.id()) && known.is_grave(one));
    let (critical, high): (Vec<_>, Vec<_>) = unplanned.partition(|one| one.get(CRITICAL) == Some(true));
    critical.into_iter().chain(high).map(|one| of(WITHOUT_PLAN, one)).collect()
}

/// Grave requirements that are planned, and of which plan, results and evidence know one method alone.
fn one_method(known: &Known) -> Vec<Finding> {
    let grave = known.requirements.iter().filter(|one| known.hours.contains_key(&one.id()) && known.is_grave(one));
    let grave: Vec<&Of<Requirement>> = grave.collect();
    if grave.is_empty() {
        return Vec::new();
    }
    // One bit a method: one method alone is a power of two.
    let mut methods: HashMap<Id, u32> = grave.iter().map(|one| (one.id(), 0)).collect();
    let mut used = |requirement: Id, method: &dyn Fn() -> Option<String>| {
        if let Some(methods) = methods.get_mut(&requirement)
            && let Some(place) = method().and_then(|code| METHODS.codes.iter().position(|known| *known == code))
        {
            *methods |= 1 << place;
        }
    };
    for row in &known.rows {
        if let Some(requirement) = row.get(PLANNED) {
            used(requirement.0, &|| row.get(METHOD));
        }
    }
    for result in known.whole.all::<Result>() {
        if let Some(requirement) = result.get(MEASURED_OF) {
            used(requirement.0, &|| {
                result.get(RESULT_METHOD).filter(|_| result.record().stored(VALUE.tag()).is_some())
            });
        }
    }
    for evidence in known.whole.all::<Evidence>() {
        for requirement in evidence.get(EVIDENCE_OF).map(|of| of.0).unwrap_or_default() {
            used(requirement, &|| evidence.get(EVIDENCE_METHOD));
        }
    }
    let single = |one: &&&Of<Requirement>| methods.get(&one.id()).is_some_and(|methods| methods.is_power_of_two());
    grave.iter().filter(single).map(|one| of(ONE_METHOD, one)).collect()
}

/// What a requirement stands on: its source, its measure or target, and the document that makes it binding. That is
/// a linked governing document that is there, or the place in the source (its reference). A requirement without a
/// source is asked for that first.
fn standing(known: &Known, one: &Of<Requirement>) -> Vec<Finding> {
    let mut list = Vec::new();
    if one.get(SOURCE).is_none() {
        list.push(of(WITHOUT_SOURCE, one).at(SOURCE));
    } else if one.get(REFERENCE).is_none() {
        let documents = one.get(BINDING_DOCUMENTS).map(|documents| documents.0).unwrap_or_default();
        if !documents.into_iter().any(|id| known.whole.of::<GoverningDocument>(id).is_some()) {
            list.push(of(WITHOUT_DOCUMENT, one).at(BINDING_DOCUMENTS));
        }
    }
    if !is_measured(one) {
        list.push(of(WITHOUT_MEASURE, one).at(MEASURE));
    }
    list
}

fn is_measured(one: &Of<Requirement>) -> bool {
    one.get(MEASURE).is_some() || one.get(TARGET).is_some()
}

/// Vague words count where no measure says what they mean.
fn worded(one: &Of<Requirement>) -> Vec<Finding> {
    let Some(text) = one.get(TEXT) else { return Vec::new() };
    let mut list = Vec::new();
    if !is_measured(one) && !wording::vague(&text).is_empty() {
        list.push(of(VAGUE, one).at(TEXT));
    }
    if wording::joins(&text).is_some() {
        list.push(of(COMPOUND, one).at(TEXT));
    }
    if wording::detail(&text).is_some() {
        list.push(of(DETAILED, one).at(TEXT));
    }
    list
}

/// Low-risk requirements with more hours than half of the planned high-risk ones have, most first.
fn many_hours(known: &Known) -> Vec<Finding> {
    let spent_on = |class: Risk| {
        let of_class = known.requirements.iter().filter(move |one| known.class(one.id()) == Some(class));
        of_class.filter_map(|one| Some((*known.hours.get(&one.id()).filter(|hours| **hours > 0.0)?, one)))
    };
    let mut high: Vec<f64> = spent_on(Risk::High).map(|(hours, _)| hours).collect();
    high.sort_by(f64::total_cmp);
    // The lower one of the two in the middle, so that one of two is enough to compare with.
    let Some(middle) = high.get(high.len().saturating_sub(1) / 2) else { return Vec::new() };
    let mut more: Vec<_> = spent_on(Risk::Low).filter(|(hours, _)| hours > middle).collect();
    more.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    more.into_iter().map(|(_, one)| of(MANY_HOURS, one)).collect()
}

fn one_dimension(known: &Known) -> Option<Finding> {
    let dimensions: Vec<String> = known.requirements.iter().filter_map(|one| one.get(DIMENSION)).collect();
    let different: BTreeSet<&String> = dimensions.iter().collect();
    (dimensions.len() >= SEVERAL && different.len() == 1)
        .then(|| Finding::of_all::<Requirement>(ONE_DIMENSION, Step::Plan))
}

#[cfg(test)]
mod tests {
    use super::super::{
        COMPOUND, EMPTY, MANY_HOURS, NOT_VALUED, ONE_DIMENSION, ONE_METHOD, VAGUE, WITHOUT_DOCUMENT, WITHOUT_MEASURE,
        WITHOUT_PLAN, WITHOUT_SOURCE, findings,
    };
    use crate::follow_up::{Edit, Finding};
    use crate::record::Value;
    use crate::steps::collect::records::{EVIDENCE_METHOD, EVIDENCE_OF, MEASURED_OF, RESULT_METHOD, VALUE};
    use crate::steps::made::{choice, field, found, link, links, text, today, whole};
    use crate::steps::plan::records::{
        AGREED, BINDING_DOCUMENTS, CONSEQUENCE, CRITICAL, DIMENSION, DOCUMENT_NAME, HOURS, LIKELIHOOD, MEASURE, METHOD,
        NUMBER, PERSPECTIVE, PLANNED, REFERENCE, SOURCE, TARGET, TEXT, VALUED,
    };

    fn list(commits: Vec<Vec<Edit>>) -> Vec<Finding> {
        findings(&whole(commits), today())
    }

    fn requirement(record: u128) -> Vec<Edit> {
        vec![field(record, NUMBER, &text(&format!("K{record}")))]
    }

    fn critical(record: u128) -> Vec<Edit> {
        vec![field(record, CRITICAL, &Value::Flag(true))]
    }

    /// Its valuation has its number and 100 more.
    fn valued(requirement: u128, consequence: u8, likelihood: u8) -> Vec<Edit> {
        let record = requirement + 100;
        vec![
            field(record, VALUED, &link(requirement)),
            field(record, PERSPECTIVE, &choice("risk")),
            field(record, CONSEQUENCE, &Value::Level(consequence)),
            field(record, LIKELIHOOD, &Value::Level(likelihood)),
            field(record, AGREED, &Value::Flag(true)),
        ]
    }

    fn planned(record: u128, requirement: u128, method: &str, hours: f64) -> Vec<Edit> {
        vec![
            field(record, PLANNED, &link(requirement)),
            field(record, METHOD, &choice(method)),
            field(record, HOURS, &Value::Number(hours)),
        ]
    }

    #[test]
    fn a_grave_requirement_without_a_plan_row_is_the_first_thing_missing() {
        let list = list(vec![
            requirement(1),
            valued(1, 3, 3),
            requirement(2),
            critical(2),
            requirement(3),
            valued(3, 2, 4),
            requirement(4),
            critical(4),
            planned(51, 4, "visit", 4.0),
        ]);
        assert_eq!(found(&list, WITHOUT_PLAN), [2, 1], "the critical one first; medium risk and planned ones are fine");
        assert_eq!(list.first().map(|finding| finding.check), Some(WITHOUT_PLAN));
    }

    #[test]
    fn a_grave_requirement_wants_more_than_one_method() {
        let base = || vec![requirement(1), critical(1), planned(51, 1, "survey", 1.0), requirement(2)];
        let more = |edits: Vec<Edit>| {
            let mut all = base();
            all.push(edits);
            found(&list(all), ONE_METHOD)
        };
        assert_eq!(more(planned(52, 2, "survey", 1.0)), [1], "one that is not grave may have one");
        assert!(more(planned(52, 1, "visit", 1.0)).is_empty());
        let result = vec![
            field(61, MEASURED_OF, &link(1)),
            field(61, RESULT_METHOD, &choice("register")),
            field(61, VALUE, &Value::Number(1.0)),
        ];
        assert!(more(result.clone()).is_empty(), "a result by another method");
        assert_eq!(more(result[..2].to_vec()), [1], "a result that is missing");
        let evidence = vec![field(71, EVIDENCE_OF, &links([1])), field(71, EVIDENCE_METHOD, &choice("interview"))];
        assert!(more(evidence).is_empty(), "evidence by another method");
    }

    #[test]
    fn a_requirement_stands_on_source_document_and_measure() {
        let list = list(vec![
            requirement(1),
            vec![field(2, SOURCE, &choice("law")), field(2, MEASURE, &text("Andel"))],
            vec![
                field(3, SOURCE, &choice("law")),
                field(3, REFERENCE, &text("3 kap. 1 §")),
                field(3, TARGET, &Value::Number(90.0)),
            ],
            vec![
                field(4, SOURCE, &choice("law")),
                field(4, BINDING_DOCUMENTS, &links([81])),
                field(4, TARGET, &text("inga brister")),
                field(81, DOCUMENT_NAME, &text("Lag")),
            ],
            vec![
                field(5, SOURCE, &choice("law")),
                field(5, BINDING_DOCUMENTS, &links([99])),
                field(5, MEASURE, &text("Andel")),
            ],
        ]);
        assert_eq!(found(&list, WITHOUT_SOURCE), [1]);
        assert_eq!(found(&list, WITHOUT_DOCUMENT), [2, 5], "5 links to a document that is gone");
        assert_eq!(found(&list, WITHOUT_MEASURE), [1]);
    }

    #[test]
    fn a_requirement_is_valued_and_something_of_it_planned() {
        let valued = |agreed: bool| {
            let link = link(1);
            vec![
                field(61, VALUED, &link),
                field(61, PERSPECTIVE, &choice("risk")),
                field(61, CONSEQUENCE, &Value::Level(3)),
                field(61, LIKELIHOOD, &Value::Level(2)),
                field(61, AGREED, &Value::Flag(agreed)),
            ]
        };
        assert_eq!(found(&list(vec![requirement(1), requirement(2), valued(true)]), NOT_VALUED), [2]);
        assert_eq!(found(&list(vec![requirement(1), valued(false)]), NOT_VALUED), [1], "nobody has agreed");
        let planned = vec![field(51, PLANNED, &link(1))];
        assert_eq!(found(&list(vec![requirement(1)]), EMPTY), [0]);
        assert!(found(&list(vec![requirement(1), planned]), EMPTY).is_empty());
        assert!(found(&list(vec![Vec::new()]), EMPTY).is_empty(), "there is nothing to plan yet");
    }

    #[test]
    fn vague_and_compound_wording_is_asked_about() {
        let worded = |record, says: &str| vec![field(record, TEXT, &text(says))];
        let measured = vec![field(2, TEXT, &text("God kvalitet")), field(2, MEASURE, &text("Andel nöjda"))];
        let joined = "Hjälp ges varje dag och hela natten och av känd personal och i tid.";
        let list = list(vec![
            worded(1, "Omsorgen ska vara god."),
            measured,
            worded(3, joined),
            worded(4, "Besök inom 30 minuter, dag och natt."),
        ]);
        assert_eq!(found(&list, VAGUE), [1], "a measure says what the word means");
        assert_eq!(found(&list, COMPOUND), [3]);
    }

    #[test]
    fn a_low_risk_takes_no_more_hours_than_half_of_the_high_ones() {
        let risks = |hours: [f64; 3]| {
            let mut commits = vec![requirement(9), valued(9, 1, 2), planned(50, 9, "visit", 12.0)];
            for (record, hours) in (1..).zip(hours) {
                commits.extend([
                    requirement(record),
                    valued(record, 4, 3),
                    planned(50 + record, record, "visit", hours),
                ]);
            }
            found(&list(commits), MANY_HOURS)
        };
        assert_eq!(risks([8.0, 10.0, 30.0]), [9]);
        assert!(risks([8.0, 20.0, 30.0]).is_empty(), "one of three is the odd one");
        assert!(risks([12.0, 12.0, 12.0]).is_empty(), "as many");
        assert_eq!(risks([8.0, 30.0, 0.0]), [9], "one of two is enough; a row without hours says nothing");
    }

    #[test]
    fn all_requirements_in_one_dimension_leave_the_others_unseen() {
        let of = |codes: &[&str]| {
            let edits = (1..).zip(codes).map(|(record, code)| field(record, DIMENSION, &choice(code))).collect();
            found(&list(vec![edits]), ONE_DIMENSION)
        };
        assert_eq!(of(&["process", "process", "process"]), [0]);
        assert!(of(&["process", "process", "outcome"]).is_empty());
        assert!(of(&["process", "process"]).is_empty(), "too few to tell");
    }
}
