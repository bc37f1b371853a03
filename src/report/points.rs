//! The open points: what the checks have found, where the chain is broken off, and what stands with a reason.

use super::page::{Page, item};
use super::{Item, Text};
use crate::follow_up::{Accepted, Finding, Findings};
use crate::record::{Id, Of, Step};
use crate::steps::collect::records::Result as Outcome;
use crate::steps::walk::chain::{Gap, Hole, holes};
use crate::steps::walk::records::{
    ACCEPTED_BY, ACCEPTED_ON, ACCEPTED_REASON, Acceptance, DECLARED_ON, IS_DONE, STATE_OF, STEPS, StepState,
};

/// Most records that are named under one check.
const NAMED: usize = 12;

/// The section of what is left.
pub(super) fn section(page: &mut Page<'_>, findings: &Findings) {
    page.heading(2, "report-points");
    done(page);
    let hidden = page.hidden;
    let open = |finding: &Finding| finding.record.is_none_or(|(_, id)| !hidden.contains(&id));
    let shown: Vec<&Finding> = findings.list.iter().filter(|one| open(one)).collect();
    let with_reason: Vec<&Accepted> = findings.accepted.iter().filter(|one| open(&one.finding)).collect();
    page.heading(3, "report-open");
    let mut items = Vec::new();
    for step in Step::SIX.into_iter().chain([Step::System]) {
        let mut checks: Vec<&str> = Vec::new();
        for one in shown.iter().filter(|one| one.step == step) {
            if !checks.contains(&one.check) {
                checks.push(one.check);
            }
        }
        if checks.is_empty() {
            continue;
        }
        items.push(item(0, Text::strong(step_name(page, step))));
        for check in checks {
            let of: Vec<Id> =
                shown.iter().filter(|one| one.check == check).filter_map(|one| Some(one.record?.1)).collect();
            items.push(item(1, check_said(page, check, &of)));
        }
    }
    items.extend(broken(page, findings));
    if items.is_empty() {
        page.missing("report-no-open");
    }
    page.list(items);
    accepted(page, &with_reason);
}

/// Where the chain from goal to effect is broken off. What is restricted fills a hole all the same, and is not named.
fn broken(page: &Page<'_>, findings: &Findings) -> Vec<Item> {
    let hidden = page.hidden;
    let mut items = Vec::new();
    // A red deviation without focus area stands among the checks already.
    let is_new = |hole: &Hole| hole.gap != Gap::RedWithoutFocus && !hidden.contains(&hole.record.1);
    let holes: Vec<Hole> = holes(page.held, findings).into_iter().filter(is_new).collect();
    for of in holes.chunk_by(|a, b| a.gap == b.gap) {
        let ids: Vec<Id> = of.iter().map(|hole| hole.record.1).collect();
        items.extend(of.first().map(|hole| item(1, said_of(page, &page.say(hole.gap.word()), &ids))));
    }
    let areas = super::chain::broken(page);
    let areas: Vec<String> =
        areas.iter().map(|(area, what)| format!("{} ({})", page.name(*area), what.join(", "))).collect();
    if !areas.is_empty() {
        items.push(item(1, format!("{}: {}", page.say("report-chain-broken"), areas.join("; "))));
    }
    if !items.is_empty() {
        items.insert(0, item(0, Text::strong(page.say("report-chain"))));
    }
    items
}

/// A step's name.
fn step_name(page: &Page<'_>, step: Step) -> String {
    if step == Step::System { page.say("step-system") } else { page.words.choice(&STEPS, step.code()) }
}

/// A check and the records that it is about.
fn check_said(page: &Page<'_>, check: &str, of: &[Id]) -> String {
    said_of(page, &page.say(&format!("check-{check}")), of)
}

/// A sentence and the records that it is about, results without their figures.
fn said_of(page: &Page<'_>, said: &str, of: &[Id]) -> String {
    if of.is_empty() {
        return said.to_owned();
    }
    let name = |id: &Id| match page.whole.of::<Outcome>(*id) {
        Some(result) => page.result_named(&result, ""),
        None => page.name(*id),
    };
    let mut names: Vec<String> = of.iter().take(NAMED).map(name).collect();
    if of.len() > NAMED {
        names.push(page.words.count("report-and-more", of.len() - NAMED));
    }
    // Some checks ask.
    let joint = if said.ends_with('?') { " " } else { ": " };
    format!("{said}{joint}{}", names.join("; "))
}

fn accepted(page: &mut Page<'_>, accepted: &[&Accepted]) {
    let row = |one: &&Accepted| {
        let about = one.finding.record.map(|(_, id)| page.name(id)).unwrap_or_default();
        let acceptance = page.whole.of::<Acceptance>(one.acceptance)?;
        Some(vec![
            page.say(&format!("check-{}", one.finding.check)).into(),
            about.into(),
            page.cell(&acceptance, ACCEPTED_REASON),
            page.cell(&acceptance, ACCEPTED_BY),
            page.cell(&acceptance, ACCEPTED_ON),
        ])
    };
    let rows: Vec<Vec<Text>> = accepted.iter().filter_map(row).collect();
    if rows.is_empty() {
        return;
    }
    page.heading(3, "report-accepted");
    let heads = ["acceptance.check", "acceptance.record", "acceptance.reason", "acceptance.by", "acceptance.date"];
    page.table("", &heads, rows);
}

/// Which steps have been declared done.
fn done(page: &mut Page<'_>) {
    let states: Vec<Of<StepState>> = page.whole.all().collect();
    let mut rows = Vec::new();
    for step in Step::SIX {
        let state = states.iter().find(|one| one.get(STATE_OF).as_deref() == Some(step.code()));
        let state = state.filter(|one| one.get(IS_DONE) == Some(true));
        let said = state.map_or_else(
            || page.say("report-not-done"),
            |one| page.say_with("report-done", &[("day", &page.word(one, DECLARED_ON))]),
        );
        let name = format!("{} {}", step.number(), step_name(page, step));
        rows.push(vec![Text::from(name), said.into()]);
    }
    page.table("", &["report-step", "report-state"], rows);
}
