//! The chain from goal to effect, per focus area, as [`walk::chain`](crate::steps::walk::chain) finds it: the same
//! records as on the screen.

use super::page::{Page, item};
use super::{Span, Text};
use crate::follow_up::Findings;
use crate::record::{Id, Kind, Of};
use crate::steps::actions::records::{ActionPlan, PLAN_EFFECT, Proposal, REACHED};
use crate::steps::collect::records::{Evidence, Result as Outcome};
use crate::steps::conclusions::records::Conclusion;
use crate::steps::focus::records::{FOCUS_NAME, FocusArea};
use crate::steps::plan::records::{DOCUMENT_NAME, GOAL_TEXT, Goal, GoverningDocument, NUMBER, Requirement};
use crate::steps::walk::chain::{Chain, Level, Link};

/// The section of the chain.
pub(super) fn section(page: &mut Page<'_>) {
    page.heading(2, "report-chain");
    let areas = super::focus::areas(page);
    if areas.is_empty() {
        page.missing("report-no-focus");
        return;
    }
    let explained = page.say("report-chain-note");
    page.paragraph(explained);
    let items = areas.iter().map(|one| item(0, of_area(page, one))).collect();
    page.list(items);
}

fn of_area(page: &Page<'_>, area: &Of<FocusArea>) -> Text {
    // What is missing shows in the empty links.
    let chain = Chain::of(page.whole, &Findings::default(), FocusArea::INFO.number, area.id());
    let level = |link: Link| chain.as_ref().and_then(|chain| chain.level(link));
    let count = |link: Link| counted(level(link), |_| true);
    let links = [
        ("report-chain-goals", named(level(Link::Source), |id| source(page, id))),
        (
            "report-chain-requirements",
            named(level(Link::Requirement), |id| page.whole.of::<Requirement>(id)?.get(NUMBER)),
        ),
        ("report-chain-plan", count(Link::Plan)),
        ("report-chain-results", counted(level(Link::Found), |kind| kind == Outcome::INFO.number)),
        ("report-chain-evidence", counted(level(Link::Found), |kind| kind == Evidence::INFO.number)),
        ("report-chain-causes", count(Link::Cause)),
        ("report-chain-conclusions", counted(level(Link::Conclusion), |kind| kind == Conclusion::INFO.number)),
        ("report-chain-proposals", count(Link::Proposal)),
        ("report-chain-plans", count(Link::ActionPlan)),
        ("report-chain-effect", named(level(Link::Effect), |id| effect(page, id))),
    ];
    let mut text = Text::strong(page.word(area, FOCUS_NAME)).and(": ");
    for (place, (message, what)) in links.into_iter().enumerate() {
        let arrow = if place == 0 { "" } else { " → " };
        text = text.and(format!("{arrow}{}: ", page.say(message)));
        text.0.push(if what.is_empty() { Span::Strong(page.say("report-none")) } else { Span::Plain(what) });
    }
    text
}

/// A goal by its number where it has one, a document by its name.
fn source(page: &Page<'_>, id: Id) -> Option<String> {
    let goal = page.whole.of::<Goal>(id).and_then(|goal| goal.get(GOAL_TEXT));
    goal.map(|goal| short(&goal)).or_else(|| page.whole.of::<GoverningDocument>(id)?.get(DOCUMENT_NAME))
}

/// What has been said of whether a proposal or an action plan helped.
fn effect(page: &Page<'_>, id: Id) -> Option<String> {
    let plan = page.whole.of::<ActionPlan>(id).map(|plan| page.word(&plan, PLAN_EFFECT));
    let said = plan.or_else(|| Some(page.word(&page.whole.of::<Proposal>(id)?, REACHED)));
    said.filter(|said| !said.is_empty())
}

/// The names of a link's records, what several share said once.
fn named(level: Option<&Level>, name: impl Fn(Id) -> Option<String>) -> String {
    let mut names: Vec<String> = Vec::new();
    for said in level.iter().flat_map(|level| &level.records).filter_map(|(_, id)| name(*id)) {
        if !names.contains(&said) {
            names.push(said);
        }
    }
    names.join(", ")
}

fn counted(level: Option<&Level>, is_of: impl Fn(u8) -> bool) -> String {
    let count = level.iter().flat_map(|level| &level.records).filter(|(kind, _)| is_of(*kind)).count();
    let more = if level.is_some_and(|level| level.more) { "+" } else { "" };
    if count == 0 { String::new() } else { format!("{count}{more}") }
}

/// A goal by its number where it has one, such as `Mål 3`; else as it is.
fn short(goal: &str) -> String {
    goal.split_once(": ").map_or(goal, |(number, _)| number).trim_end_matches('.').to_owned()
}
