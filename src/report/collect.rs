//! 2 Samla in information: evidence by method, coverage, response rates, deviation reports.

use super::page::{Page, item};
use super::{Item, Text};
use crate::locale::show_number;
use crate::record::{Id, Kind as _, Measured, Of, Period, Step, Tag};
use crate::steps::collect::questions;
use crate::steps::collect::records::{
    ACTED_ON, ANSWERED, AT_UNIT, CONTROL_OUTCOME, CONTROL_POINT, DOCUMENT, DeviationReport, EVIDENCE_DATE,
    EVIDENCE_METHOD, EVIDENCE_OF, EVIDENCE_RELIABILITY, EVIDENCE_TITLE, EVIDENCE_UNITS, EXISTS, Evidence, FACTOR,
    FACTOR_OF, FACTOR_POINTS, FIGURE_SOURCE, GOOD_ENOUGH, GROUP, GroupFactor, INTERPRETATION, INVESTIGATED, KNOWN,
    MEASURED_OF, N, NON_RESPONSE, NOTICE, OBSERVATION_KIND, OCCASION, ORIGIN, PERIOD, QUESTION_GUIDE,
    RELIABILITY_REASON, REPORT_TYPE, REPORT_TYPES, REPORT_UNIT, RESULT_METHOD, REVIEW_LEADER, Result as Outcome, SEEN,
    SENT, SEVERITY, SITUATION, SUB_METHODS, TARGET_GROUP, THEME, VALUE,
};
use crate::steps::focus::Settings;
use crate::steps::plan::records::{DIMENSION, DIMENSIONS, METHODS, NUMBER, Requirement};
use std::collections::{BTreeMap, BTreeSet};

/// How evidence was gathered, as far as its method asks for it.
const HOW: [Tag; 16] = [
    NOTICE.tag(),
    OCCASION.tag(),
    SUB_METHODS.tag(),
    OBSERVATION_KIND.tag(),
    SITUATION.tag(),
    TARGET_GROUP.tag(),
    QUESTION_GUIDE.tag(),
    THEME.tag(),
    DOCUMENT.tag(),
    EXISTS.tag(),
    GOOD_ENOUGH.tag(),
    KNOWN.tag(),
    REVIEW_LEADER.tag(),
    CONTROL_POINT.tag(),
    CONTROL_OUTCOME.tag(),
    FIGURE_SOURCE.tag(),
];

/// From this severity on a report is grave, of 4.
const GRAVE: u8 = 4;

/// The section of step 2.
pub(super) fn section(page: &mut Page<'_>) {
    super::plan::step(page, Step::Collect);
    evidence(page);
    super::results::table(page);
    coverage(page);
    responses(page);
    reports(page);
    super::plan::answers(page, questions::QUESTIONS);
}

fn evidence(page: &mut Page<'_>) {
    let mut all: Vec<Of<Evidence>> = page.whole.all().collect();
    all.sort_by_key(|one| one.get(EVIDENCE_DATE));
    if all.is_empty() {
        page.lack("report-evidence");
        return;
    }
    page.heading(3, "report-evidence");
    for method in METHODS.codes {
        let of_method: Vec<&Of<Evidence>> =
            all.iter().filter(|one| one.get(EVIDENCE_METHOD).as_deref() == Some(*method)).collect();
        if of_method.is_empty() {
            continue;
        }
        let name = page.words.choice(&METHODS, method);
        page.headed(4, capital(&name));
        let items = of_method.iter().flat_map(|one| one_evidence(page, one)).collect();
        page.list(items);
    }
}

/// A word with a capital letter.
pub(super) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn one_evidence(page: &Page<'_>, one: &Of<Evidence>) -> Vec<Item> {
    let units = page.word(one, EVIDENCE_UNITS);
    let head = [page.word(one, EVIDENCE_DATE), units, page.word(one, EVIDENCE_OF)];
    let head = head.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ");
    let mut items = vec![item(0, Text::strong(page.word(one, EVIDENCE_TITLE)).and(format!(" ({head})")))];
    let hidden = one.get(ANSWERED).is_some_and(|n| n < Settings::default().hidden);
    let mut say = |message: &str, text: String| {
        if !text.is_empty() {
            items.push(item(1, page.say_with(message, &[("text", &text)])));
        }
    };
    if let (Some(sent), Some(answered)) = (one.get(SENT), one.get(ANSWERED))
        && sent > 0.0
        && !hidden
    {
        let share = show_number(page.words, (answered / sent * 1000.0).round() / 10.0);
        let (sent, answered) = (show_number(page.words, sent), show_number(page.words, answered));
        let said = page.say_with("report-answered", &[("answered", &answered), ("sent", &sent), ("share", &share)]);
        say("report-plain", said);
    }
    let how = HOW.iter().filter_map(|tag| {
        let def = Evidence::INFO.field(*tag)?;
        one.record().value(*tag)?;
        Some((page.words.field(&Evidence::INFO, def), page.shown(def, one.record())))
    });
    let how: Vec<String> = how.map(|(name, text)| format!("{name}: {}", text.plain())).collect();
    say("report-plain", how.join("; "));
    say("report-seen", page.word(one, SEEN));
    say("report-interpretation", page.word(one, INTERPRETATION));
    let mut factors: Vec<Of<GroupFactor>> = page
        .whole
        .all()
        .filter(|factor: &Of<GroupFactor>| factor.get(FACTOR_OF).is_some_and(|of| of.0 == one.id()))
        .collect();
    factors
        .sort_by(|a, b| b.get(FACTOR_POINTS).unwrap_or_default().total_cmp(&a.get(FACTOR_POINTS).unwrap_or_default()));
    let factors: Vec<String> = factors
        .iter()
        .map(|factor| format!("{} ({})", page.word(factor, FACTOR), page.word(factor, FACTOR_POINTS)))
        .collect();
    say("report-factors", factors.join(", "));
    let why = page.word(one, RELIABILITY_REASON);
    let reliable = page.word(one, EVIDENCE_RELIABILITY);
    let reliable = if why.is_empty() { reliable } else { format!("{reliable}. {why}") };
    say("report-reliability", reliable);
    items.extend(page.documents(one.id()).into_iter().map(|text| Item { depth: 1, text }));
    items
}

fn coverage(page: &mut Page<'_>) {
    let requirements: Vec<Of<Requirement>> = page.whole.all().collect();
    // Without requirements there is nothing to cover; step 1 says so.
    if requirements.is_empty() {
        return;
    }
    page.heading(3, "report-coverage");
    let with: BTreeSet<Id> = page
        .whole
        .all::<Outcome>()
        .filter_map(|result| result.get(MEASURED_OF).map(|requirement| requirement.0))
        .collect();
    let none = [None];
    let dimensions = DIMENSIONS.codes.iter().map(|code| Some(*code)).chain(none);
    let mut rows = Vec::new();
    for dimension in dimensions {
        let of: Vec<&Of<Requirement>> =
            requirements.iter().filter(|one| one.get(DIMENSION).as_deref() == dimension).collect();
        if of.is_empty() {
            continue;
        }
        let measured = of.iter().filter(|one| with.contains(&one.id())).count();
        let name =
            dimension.map_or_else(|| page.say("report-no-dimension"), |code| page.words.choice(&DIMENSIONS, code));
        rows.push(vec![Text::from(capital(&name)), of.len().to_string().into(), measured.to_string().into()]);
    }
    page.table("", &["requirement.dimension", ">requirement.plural", ">report-with-results"], rows);
    let without: Vec<String> =
        requirements.iter().filter(|one| !with.contains(&one.id())).map(|one| page.word(one, NUMBER)).collect();
    if !without.is_empty() {
        let said = page.say_with("report-without-results", &[("requirements", &without.join(", "))]);
        page.paragraph(said);
    }
}

/// A survey at a unit: origin and unit.
type Survey = (String, Id);

/// Answers and non-response in per cent behind a survey's figures.
type Response = (Period, f64, f64);

fn responses(page: &mut Page<'_>) {
    let mut latest: BTreeMap<Survey, Response> = BTreeMap::new();
    for result in page.whole.all::<Outcome>() {
        let survey = result.get(RESULT_METHOD).as_deref() == Some("survey");
        let all = result.get(GROUP).is_none_or(|group| group == "all");
        let measured = matches!(result.get(VALUE), Some(Measured::Number(_) | Measured::Answer(_)));
        let (Some(unit), Some(period), Some(n), Some(lost)) =
            (result.get(AT_UNIT), result.get(PERIOD), result.get(N), result.get(NON_RESPONSE))
        else {
            continue;
        };
        if !survey || !all || !measured {
            continue;
        }
        let key = (result.get(ORIGIN).unwrap_or_default(), unit.0);
        // Questions of one survey differ a little; the one most have answered tells.
        let known = latest.entry(key).or_insert((period, n, lost));
        if (period, n) > (known.0, known.1) {
            *known = (period, n, lost);
        }
    }
    if latest.is_empty() {
        page.lack("report-responses");
        return;
    }
    page.heading(3, "report-responses");
    let settings = Settings::default();
    let row = |((origin, unit), (period, n, lost)): (&Survey, &Response)| {
        let (count, share) = if *n < settings.hidden {
            (page.say("report-few"), String::new())
        } else {
            let share = show_number(page.words, ((100.0 - lost) * 10.0).round() / 10.0);
            (show_number(page.words, *n), format!("{share}\u{a0}%"))
        };
        let weak = if settings.is_thin(Some(*lost)) {
            page.say("report-thin")
        } else if settings.is_few(Some(*n)) {
            page.say("report-few-answers")
        } else {
            String::new()
        };
        vec![
            Text::from(origin.as_str()),
            page.name(*unit).into(),
            period.to_string().into(),
            count.into(),
            share.into(),
            weak.into(),
        ]
    };
    let rows = latest.iter().map(row).collect();
    let heads = ["result.origin", "result.unit", "result.period", ">report-answers", ">report-response", "report-note"];
    page.table("", &heads, rows);
}

fn reports(page: &mut Page<'_>) {
    let all: Vec<Of<DeviationReport>> = page.whole.all().collect();
    if all.is_empty() {
        page.lack("report-reports");
        return;
    }
    page.heading(3, "report-reports");
    let units: BTreeSet<Id> = all.iter().filter_map(|one| one.get(REPORT_UNIT).map(|unit| unit.0)).collect();
    let rows = units.into_iter().map(|unit| {
        let of: Vec<&Of<DeviationReport>> =
            all.iter().filter(|one| one.get(REPORT_UNIT).is_some_and(|link| link.0 == unit)).collect();
        let count = |test: &dyn Fn(&Of<DeviationReport>) -> bool| -> Text {
            of.iter().filter(|one| test(one)).count().to_string().into()
        };
        let mut row = vec![Text::from(page.name(unit))];
        row.extend(REPORT_TYPES.codes.iter().map(|code| count(&|one| one.get(REPORT_TYPE).as_deref() == Some(*code))));
        row.push(count(&|one| one.get(SEVERITY).is_some_and(|severity| severity >= GRAVE)));
        row.push(count(&|one| one.get(INVESTIGATED) == Some(false)));
        row.push(count(&|one| one.get(ACTED_ON) == Some(false)));
        row
    });
    let rows = rows.collect();
    let mut heads = vec!["deviation_report.unit".to_owned()];
    heads.extend(REPORT_TYPES.codes.iter().map(|code| format!(">set-report-type.{code}")));
    heads.extend([">report-grave", ">report-not-investigated", ">report-not-acted"].map(str::to_owned));
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    page.table("", &heads, rows);
}
