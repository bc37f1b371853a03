//! 5 Dra slutsatser: judgements, conclusions, scenarios, watch points, improvement areas.

use super::page::{Page, item};
use super::{Column, Item, Text};
use crate::record::{Def, Kind as _, Of, Step, Tag};
use crate::steps::conclusions::questions;
use crate::steps::conclusions::records::{
    AIM_DATE, AIM_LEVEL, ASSUMPTIONS, BAD_EFFECTS, CERTAINTY, CONCERNED, CONCLUDED_BY, CONCLUSION_COUNTER,
    CONCLUSION_SUPPORT, CONCLUSION_TEXT, Conclusion, EXPERIENCE, GOOD_EFFECTS, IMPROVEMENT_NAME, INACTION,
    INACTION_AUTHORITY, INACTION_INDIVIDUAL, INACTION_SERVICE, INFLUENCE, ImprovementArea, JUDGED, JUDGED_BY,
    JUDGED_ON, JUDGED_UNIT, Judgement, MEETING_DATE, RESTS_ON, SCENARIO_COST, SCENARIO_KIND, SCENARIO_KINDS,
    SCENARIO_LIKELIHOOD, SCENARIO_NAME, SCENARIO_OUTCOME, Scenario, URGENCY, VERDICT, VERDICT_REASON, WATCH_DATE,
    WATCH_LIMIT, WATCH_REQUIREMENT, WATCHED, WATCHED_BY, WOULD_CHANGE, WatchPoint,
};
use std::cmp::Reverse;

/// The section of step 5.
pub(super) fn section(page: &mut Page<'_>) {
    super::plan::step(page, Step::Conclusions);
    judgements(page);
    let all: Vec<Of<Conclusion>> = page.whole.all().collect();
    if all.is_empty() {
        page.lack("report-conclusions");
    } else {
        page.heading(3, "report-conclusions");
    }
    for one in &all {
        conclusion(page, one);
    }
    scenarios(page);
    let mut watch: Vec<Of<WatchPoint>> = page.whole.all().collect();
    watch.sort_by_key(|one| one.get(WATCH_DATE));
    if watch.is_empty() {
        page.lack("report-watch");
    } else {
        page.heading(3, "report-watch");
        let tags = [WATCHED.tag(), WATCH_LIMIT.tag(), WATCH_DATE.tag(), WATCH_REQUIREMENT.tag(), WATCHED_BY.tag()];
        page.records("", &watch, &tags);
    }
    let mut areas: Vec<Of<ImprovementArea>> = page.whole.all().collect();
    areas.sort_by_key(|one| Reverse((one.get(URGENCY), one.get(INFLUENCE))));
    if areas.is_empty() {
        page.lack("report-improvements");
    } else {
        page.heading(3, "report-improvements");
        let tags =
            [IMPROVEMENT_NAME.tag(), AIM_LEVEL.tag(), AIM_DATE.tag(), CONCERNED.tag(), URGENCY.tag(), INFLUENCE.tag()];
        page.records("", &areas, &tags);
    }
    super::plan::answers(page, questions::QUESTIONS);
}

/// Judgements requirement by requirement, the whole requirement before its units.
fn judgements(page: &mut Page<'_>) {
    let mut all: Vec<Of<Judgement>> = page
        .whole
        .all()
        .filter(|one: &Of<Judgement>| one.get(JUDGED).is_some() || one.get(JUDGED_UNIT).is_some())
        .collect();
    if all.is_empty() {
        page.lack("report-judgements");
        return;
    }
    page.heading(3, "report-judgements");
    let name = |one: &Of<Judgement>| (page.word(one, JUDGED), page.word(one, JUDGED_UNIT));
    all.sort_by(|a, b| {
        let ((a, of_a), (b, of_b)) = (name(a), name(b));
        page.words.order().compare(&a, &b).then_with(|| page.words.order().compare(&of_a, &of_b))
    });
    let whole = page.say("report-all-units");
    let row = |one: &Of<Judgement>| {
        let unit = page.word(one, JUDGED_UNIT);
        vec![
            page.cell(one, JUDGED),
            if unit.is_empty() { whole.as_str().into() } else { unit.into() },
            page.cell(one, VERDICT),
            page.cell(one, VERDICT_REASON),
            page.cell(one, JUDGED_BY),
            page.cell(one, JUDGED_ON),
        ]
    };
    let rows = all.iter().map(row).collect();
    let heads = [
        "judgement.requirement",
        "judgement.unit",
        "judgement.verdict",
        "judgement.reason",
        "judgement.function",
        "judgement.date",
    ];
    page.table("", &heads, rows);
}

fn conclusion(page: &mut Page<'_>, one: &Of<Conclusion>) {
    let text = page.word(one, CONCLUSION_TEXT);
    page.headed(4, text.trim_end_matches('.'));
    if text.lines().count() > 1 {
        page.paragraph(text);
    }
    let mut items = Vec::new();
    let linked = [
        ("report-rests-on", page.named(one, RESTS_ON)),
        ("report-supported", page.named(one, CONCLUSION_SUPPORT)),
        ("report-contradicted", page.named(one, CONCLUSION_COUNTER)),
    ];
    for (message, names) in linked {
        if !names.is_empty() {
            items.push(item(0, page.say(message)));
            items.extend(names.into_iter().map(|name| item(1, name)));
        }
    }
    items.extend(page.documents(one.id()).into_iter().map(|text| Item { depth: 0, text }));
    page.list(items);
    page.fields(
        one,
        &[
            CERTAINTY.tag(),
            WOULD_CHANGE.tag(),
            EXPERIENCE.tag(),
            INACTION.tag(),
            INACTION_INDIVIDUAL.tag(),
            INACTION_SERVICE.tag(),
            INACTION_AUTHORITY.tag(),
            CONCLUDED_BY.tag(),
            MEETING_DATE.tag(),
        ],
    );
}

/// The ways ahead side by side: unchanged, limited, full, then others.
fn scenarios(page: &mut Page<'_>) {
    let mut all: Vec<Of<Scenario>> = page.whole.all().collect();
    if all.is_empty() {
        page.lack("report-scenarios");
        return;
    }
    page.heading(3, "report-scenarios");
    let place = |one: &Of<Scenario>| {
        let kind = one.get(SCENARIO_KIND);
        SCENARIO_KINDS.codes.iter().position(|code| Some(*code) == kind.as_deref()).unwrap_or(usize::MAX)
    };
    all.sort_by_key(place);
    let names = all.iter().map(|one| page.word(one, SCENARIO_NAME));
    let titles = std::iter::once(page.say("report-aspect")).chain(names);
    let head: Vec<Column> = titles.map(|title| Column { title, right: false }).collect();
    let tags: [Tag; 7] = [
        SCENARIO_KIND.tag(),
        ASSUMPTIONS.tag(),
        SCENARIO_OUTCOME.tag(),
        SCENARIO_LIKELIHOOD.tag(),
        GOOD_EFFECTS.tag(),
        BAD_EFFECTS.tag(),
        SCENARIO_COST.tag(),
    ];
    let defs: Vec<&Def> = tags.iter().filter_map(|tag| Scenario::INFO.field(*tag)).collect();
    let rows: Vec<Vec<Text>> = defs
        .iter()
        .map(|def| {
            let mut row = vec![Text::strong(page.words.field(&Scenario::INFO, def))];
            row.extend(all.iter().map(|one| page.shown(def, one.record())));
            row
        })
        .collect();
    page.free_table("", head, rows);
}
