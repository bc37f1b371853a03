//! 1 Planering: goals, governing documents, requirements with their risk, the plan, anchoring.

use super::page::{Page, item};
use super::{Item, Text, head, matrix, schedule};
use crate::locale::show_number;
use crate::record::{Axis, Id, Of, Step};
use crate::steps::plan::questions::QUESTIONS;
use crate::steps::plan::records::{
    ANCHORED_BY, ANCHORED_ON, ANCHORED_OUTCOME, ANCHORED_WHAT, ANCHORED_WHO, ANCHORED_WITH, AREA, Anchoring,
    BINDING_DOCUMENTS, CARRIED_OUT_BY, CLAUSE, CRITICAL, DEPTH_REASON, DOCUMENT_KIND, DOCUMENT_NAME,
    DOCUMENT_REFERENCE, FREQUENCY, FollowUpHeader, GOAL_LEVEL, GOAL_SOURCE, GOAL_TEXT, Goal, GoverningDocument, HOURS,
    IN_MONTHS, METHOD, MONTHS, NUMBER, ON_FAILURE, PARTICIPATION, PLANNED, PlanActivity, RISK_CLASSES, Requirement,
    RiskScale, SERVES, TEXT,
};
use crate::steps::plan::schedule::depth;
use crate::steps::plan::{risk, scales};
use crate::steps::walk::answer;
use crate::steps::walk::records::{ANSWER_TEXT, STEPS};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The step's heading: number and name.
pub(super) fn step(page: &mut Page<'_>, step: Step) {
    let name = page.words.choice(&STEPS, step.code());
    page.headed(2, format!("{} {name}", step.number()));
}

/// What was answered to a step's guiding questions, in their order; nothing when none was.
pub(super) fn answers(page: &mut Page<'_>, questions: &[&str]) {
    let said = |question: &&str| {
        let answer = answer::of(&page.whole.own, question)?;
        let text = Text::strong(page.say(question)).and(" ").and(page.cell(&answer, ANSWER_TEXT));
        Some(item(0, text))
    };
    let items: Vec<Item> = questions.iter().filter_map(said).collect();
    if !items.is_empty() {
        page.heading(3, "report-questions");
        page.list(items);
    }
}

/// The section of step 1.
pub(super) fn section(page: &mut Page<'_>) {
    step(page, Step::Plan);
    let requirements: Vec<Of<Requirement>> = page.whole.all().collect();
    goals(page, &requirements);
    let rows: Vec<Of<PlanActivity>> = page.whole.all().collect();
    if requirements.is_empty() {
        page.lack("report-requirements");
    } else {
        page.heading(3, "report-requirements");
        register(page, &requirements, &rows);
    }
    schedule::frame(page);
    if rows.is_empty() {
        page.lack("report-plan");
    } else {
        page.heading(3, "report-plan");
        plan(page, &rows);
    }
    schedule::year(page);
    head::functions(page);
    let anchorings: Vec<Of<Anchoring>> = page.whole.all().collect();
    if anchorings.is_empty() {
        page.lack("report-anchoring");
    } else {
        page.heading(3, "report-anchoring");
        let tags = [
            ANCHORED_WITH.tag(),
            ANCHORED_WHO.tag(),
            PARTICIPATION.tag(),
            ANCHORED_ON.tag(),
            ANCHORED_BY.tag(),
            ANCHORED_WHAT.tag(),
            ANCHORED_OUTCOME.tag(),
        ];
        page.records("", &anchorings, &tags);
    }
    answers(page, QUESTIONS);
}

/// The goals and documents that this follow-up's requirements point to, and the local goals that none does.
fn goals(page: &mut Page<'_>, requirements: &[Of<Requirement>]) {
    let mut served: BTreeMap<Id, usize> = BTreeMap::new();
    let mut binding: BTreeSet<Id> = BTreeSet::new();
    for one in requirements {
        for goal in one.get(SERVES).map(|goals| goals.0).unwrap_or_default() {
            *served.entry(goal).or_default() += 1;
        }
        binding.extend(one.get(BINDING_DOCUMENTS).map(|documents| documents.0).unwrap_or_default());
    }
    let goals: Vec<Of<Goal>> = if page.whole.of::<FollowUpHeader>(page.whole.own.id()).is_some() {
        page.whole.all().collect()
    } else {
        Vec::new()
    };
    if goals.is_empty() {
        page.lack("report-goals");
    } else {
        page.heading(3, "report-goals");
        let rows = goals.iter().map(|goal| {
            let count =
                served.get(&goal.id()).map_or_else(|| Text::strong(page.say("report-none")), |n| n.to_string().into());
            vec![page.cell(goal, GOAL_TEXT), page.cell(goal, GOAL_LEVEL), page.cell(goal, GOAL_SOURCE), count]
        });
        let rows = rows.collect();
        page.table("", &["goal", "goal.level", "goal.source", ">requirement.plural"], rows);
    }
    let documents: Vec<Of<GoverningDocument>> = binding.into_iter().filter_map(|id| page.whole.of(id)).collect();
    if documents.is_empty() {
        page.lack("report-documents");
    } else {
        page.heading(3, "report-documents");
        page.records(
            "",
            &documents,
            &[DOCUMENT_NAME.tag(), CLAUSE.tag(), DOCUMENT_KIND.tag(), DOCUMENT_REFERENCE.tag()],
        );
    }
}

fn register(page: &mut Page<'_>, requirements: &[Of<Requirement>], plan: &[Of<PlanActivity>]) {
    let risks = risk::agreed(page.whole);
    let mut planned: BTreeMap<Id, Vec<String>> = BTreeMap::new();
    for row in plan {
        if let Some(requirement) = row.get(PLANNED) {
            planned.entry(requirement.0).or_default().push(page.word(row, METHOD));
        }
    }
    let row = |one: &Of<Requirement>| {
        let risk = risks.get(&one.id()).map(|valued| {
            let class = valued.class.map_or_else(String::new, |class| page.words.choice(&RISK_CLASSES, class.code()));
            format!("{class} ({})", valued.product())
        });
        let risk = risk.unwrap_or_else(|| page.say("report-not-valued"));
        let methods = planned.get(&one.id()).map(|methods| Text::from(methods.join(", ")));
        let critical = if one.get(CRITICAL) == Some(true) { Text::strong(page.say("yes")) } else { Text::default() };
        vec![
            page.cell(one, NUMBER),
            page.cell(one, TEXT),
            page.cell(one, AREA),
            page.measure(one).into(),
            page.target(one).into(),
            critical,
            risk.into(),
            methods.unwrap_or_else(|| Text::strong(page.say("report-none"))),
        ]
    };
    let rows = requirements.iter().map(row).collect();
    let heads = [
        "report-number",
        "requirement.text",
        "requirement.area",
        "requirement.measure",
        ">requirement.target",
        "requirement.critical",
        "report-risk",
        "report-planned",
    ];
    page.table("", &heads, rows);
    let note = page.say("report-risk-note");
    page.paragraph(note);
    valued_on(page, risks.values().filter_map(|valued| valued.scale).collect());
    matrix::risks(page, requirements, &risks);
}

/// The scales that the risks were valued on, beside the default one, each with the names of its steps.
fn valued_on(page: &mut Page<'_>, scales: BTreeSet<Id>) {
    for id in scales {
        let Some(record) = page.whole.of::<RiskScale>(id) else { continue };
        let Ok(scale) = scales::read(page.whole, &record) else { continue };
        let named = |axis: Axis| {
            let grades = (1..=scale.size()).filter_map(|level| Some((level, scale.grade(axis, level)?)));
            grades.map(|(level, grade)| format!("{level} {}", grade.name)).collect::<Vec<_>>().join(", ")
        };
        let (consequence, likelihood) = (named(Axis::Consequence), named(Axis::Likelihood));
        let name = page.name(id);
        let places = [("scale", name.as_str()), ("consequence", &consequence), ("likelihood", &likelihood)];
        let said = page.say_with("report-scale", &places);
        page.paragraph(said);
    }
}

fn plan(page: &mut Page<'_>, rows: &[Of<PlanActivity>]) {
    let proposals = depth::proposals(page.whole);
    let row = |one: &Of<PlanActivity>| {
        vec![
            page.cell(one, PLANNED),
            page.cell(one, METHOD),
            depth(page, one, &proposals),
            page.cell(one, CARRIED_OUT_BY),
            page.cell(one, FREQUENCY),
            months(page, one).into(),
            page.cell(one, ON_FAILURE),
            page.word(one, HOURS).into(),
        ]
    };
    let cells = rows.iter().map(row).collect();
    let heads = [
        "plan_activity.requirement",
        "plan_activity.method",
        "plan_activity.depth",
        "plan_activity.function",
        "plan_activity.frequency",
        "plan_activity.months",
        "plan_activity.on_failure",
        ">plan_activity.hours",
    ];
    page.table("", &heads, cells);
    let hours: f64 = rows.iter().filter_map(|row| row.get(HOURS)).sum();
    let hours = show_number(page.words, hours);
    let said = page.say_with("report-hours", &[("hours", &hours)]);
    page.paragraph(said);
}

/// How deep a row goes, and why where it is not as the risk proposes.
fn depth(page: &Page<'_>, row: &Of<PlanActivity>, proposals: &HashMap<Id, &'static str>) -> Text {
    let Some(depth) = depth::in_force(row, proposals) else { return Text::default() };
    let depth = page.say_with("depth-word", &[("depth", &depth)]);
    match row.get(DEPTH_REASON) {
        Some(_) => Text::from(format!("{depth}: ")).and(page.cell(row, DEPTH_REASON)),
        None => depth.into(),
    }
}

/// The months of a row; three and more in a row as a range.
fn months(page: &Page<'_>, row: &Of<PlanActivity>) -> String {
    let chosen = row.get(IN_MONTHS).unwrap_or_default();
    let places: Vec<usize> =
        (0..).zip(MONTHS.codes).filter(|(_, code)| chosen.contains(**code)).map(|(at, _)| at).collect();
    let name = |at: usize| MONTHS.codes.get(at).map(|code| page.words.choice(&MONTHS, code)).unwrap_or_default();
    let mut said = Vec::new();
    for run in places.chunk_by(|a, b| a + 1 == *b) {
        match run {
            [first, _, .., last] => said.push(format!("{}–{}", name(*first), name(*last))),
            few => said.extend(few.iter().map(|at| name(*at))),
        }
    }
    said.join(", ")
}
