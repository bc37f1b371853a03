//! The chain from goal to effect, per focus area, as [`walk::chain`](crate::steps::walk::chain) finds it: the same
//! records as on the screen, and what was found for the area's requirements at its units whether or not the area
//! names it.

use super::page::{Page, item};
use super::{Span, Text};
use crate::follow_up::{Findings, Whole};
use crate::record::{Id, Kind, Of};
use crate::steps::actions::records::{ActionPlan, PLAN_EFFECT, Proposal, REACHED};
use crate::steps::collect::records::{
    AT_UNIT, DeviationReport, EVIDENCE_OF, EVIDENCE_UNITS, Evidence, MEASURED_OF, REPORT_OF, REPORT_UNIT,
    Result as Outcome,
};
use crate::steps::conclusions::records::Conclusion;
use crate::steps::focus::records::{FOCUS_KIND, FOCUS_NAME, FOCUS_REQUIREMENTS, FOCUS_UNITS, FocusArea};
use crate::steps::plan::records::{DOCUMENT_NAME, GOAL_TEXT, Goal, GoverningDocument, NUMBER, Requirement};
use crate::steps::walk::chain::{Chain, Gap, Level, Link};
use std::collections::BTreeSet;

/// Most goals and documents that are named in one chain.
const SOURCES: usize = 3;

/// What stands in one link of a chain.
enum Stands {
    /// Records, named or counted.
    Records(String),
    /// Only records that are restricted.
    Restricted,
    /// Nothing, and nothing has to.
    Nothing,
    /// Nothing: a hole.
    Hole,
}

/// The section of the chain.
pub(super) fn section(page: &mut Page<'_>) {
    page.heading(2, "report-chain");
    let areas = super::focus::areas(page);
    if areas.is_empty() {
        page.lack("report-focus");
        return;
    }
    let explained = page.say("report-chain-note");
    page.paragraph(explained);
    let items = areas.iter().map(|one| item(0, of_area(page, one))).collect();
    page.list(items);
}

/// The focus areas whose chain has holes, with the words of what is missing.
pub(super) fn broken(page: &Page<'_>) -> Vec<(Id, Vec<String>)> {
    let holes = |one: &Of<FocusArea>| {
        let links = links(page, one).into_iter().filter(|(_, stands)| matches!(stands, Stands::Hole));
        (one.id(), links.map(|(message, _)| page.say(message)).collect::<Vec<_>>())
    };
    super::focus::areas(page).iter().map(holes).filter(|(_, holes)| !holes.is_empty()).collect()
}

fn of_area(page: &Page<'_>, area: &Of<FocusArea>) -> Text {
    let mut text = Text::strong(page.word(area, FOCUS_NAME)).and(": ");
    for (place, (message, stands)) in links(page, area).into_iter().enumerate() {
        let arrow = if place == 0 { "" } else { " → " };
        text = text.and(format!("{arrow}{}: ", page.say(message)));
        text.0.push(match stands {
            Stands::Records(said) => Span::Plain(said),
            Stands::Restricted => Span::Plain(page.say("report-restricted")),
            Stands::Nothing => Span::Plain("–".into()),
            Stands::Hole => Span::Strong(page.say("report-none")),
        });
    }
    text
}

/// The links of a focus area's chain, each with its word.
fn links(page: &Page<'_>, area: &Of<FocusArea>) -> Vec<(&'static str, Stands)> {
    let (shown, held) = (Reach::of(page.whole, area), Reach::of(page.held, area));
    let requirement = |id| page.whole.of::<Requirement>(id)?.get(NUMBER);
    let is_conclusion = |kind| kind == Conclusion::INFO.number;
    let any = |_| true;
    let said = [
        ("report-chain-goals", sources(page, shown.level(Link::Source)), held.has(Link::Source)),
        ("report-chain-requirements", named(shown.level(Link::Requirement), requirement), held.has(Link::Requirement)),
        ("report-chain-plan", counted(shown.level(Link::Plan), any), held.has(Link::Plan)),
        ("report-chain-results", number(shown.results.len()), !held.results.is_empty()),
        ("report-chain-evidence", number(shown.evidence.len()), !held.evidence.is_empty()),
        ("report-chain-causes", counted(shown.level(Link::Cause), any), held.has(Link::Cause)),
        ("report-chain-conclusions", counted(shown.level(Link::Conclusion), is_conclusion), held.has(Link::Conclusion)),
        ("report-chain-proposals", counted(shown.level(Link::Proposal), any), held.has(Link::Proposal)),
        ("report-chain-plans", counted(shown.level(Link::ActionPlan), any), held.has(Link::ActionPlan)),
        ("report-chain-effect", named(shown.level(Link::Effect), |id| effect(page, id)), held.has(Link::Effect)),
    ];
    let strength = area.get(FOCUS_KIND).as_deref() == Some("strength");
    let stands = |(message, said, there): (&'static str, String, bool)| {
        let stands = match (said.is_empty(), there) {
            (false, _) => Stands::Records(said),
            (true, true) if message != "report-chain-effect" => Stands::Restricted,
            _ if strength || !held.lacks(message) => Stands::Nothing,
            _ => Stands::Hole,
        };
        (message, stands)
    };
    said.into_iter().map(stands).collect()
}

/// What a focus area's chain reaches.
struct Reach {
    chain: Option<Chain>,
    results: BTreeSet<Id>,
    /// Evidence and deviation reports.
    evidence: BTreeSet<Id>,
}

impl Reach {
    fn of(whole: &Whole, area: &Of<FocusArea>) -> Self {
        // What is missing shows in the empty links; no check is needed to find it.
        let chain = Chain::of(whole, &Findings::default(), FocusArea::INFO.number, area.id());
        let found = chain.iter().filter_map(|chain| chain.level(Link::Found)).flat_map(|level| &level.records);
        let (results, evidence): (Vec<_>, Vec<_>) = found.partition(|(kind, _)| *kind == Outcome::INFO.number);
        let ids = |records: Vec<&(u8, Id)>| records.into_iter().map(|(_, id)| *id).collect();
        let mut reach = Self { results: ids(results), evidence: ids(evidence), chain };
        reach.find(whole, area);
        reach
    }

    /// Takes in what was found for the area's requirements: at its units where it names any, else anywhere.
    fn find(&mut self, whole: &Whole, area: &Of<FocusArea>) {
        let requirements: BTreeSet<Id> = area.get(FOCUS_REQUIREMENTS).map(|links| links.0).unwrap_or_default();
        let units: BTreeSet<Id> = area.get(FOCUS_UNITS).map(|links| links.0).unwrap_or_default();
        let here = |unit: Option<Id>| units.is_empty() || unit.is_some_and(|unit| units.contains(&unit));
        for pointer in requirements.iter().flat_map(|id| whole.own.pointing_at(*id)) {
            let id = pointer.from;
            if pointer.tag == MEASURED_OF.tag()
                && let Some(result) = whole.of::<Outcome>(id)
                && here(result.get(AT_UNIT).map(|unit| unit.0))
            {
                self.results.insert(id);
            } else if pointer.tag == EVIDENCE_OF.tag()
                && let Some(evidence) = whole.of::<Evidence>(id)
            {
                // Evidence that names no unit is about all.
                let of = evidence.get(EVIDENCE_UNITS).map(|links| links.0).unwrap_or_default();
                if of.is_empty() || of.iter().any(|unit| here(Some(*unit))) {
                    self.evidence.insert(id);
                }
            } else if pointer.tag == REPORT_OF.tag()
                && let Some(report) = whole.of::<DeviationReport>(id)
                && here(report.get(REPORT_UNIT).map(|unit| unit.0))
            {
                self.evidence.insert(id);
            }
        }
    }

    fn level(&self, link: Link) -> Option<&Level> {
        self.chain.as_ref().and_then(|chain| chain.level(link))
    }

    fn has(&self, link: Link) -> bool {
        self.level(link).is_some_and(|level| !level.records.is_empty())
    }

    /// Whether an empty link is a hole: one kind of what was found is enough, and a proposal for which a function
    /// answers needs no action plan.
    fn lacks(&self, message: &str) -> bool {
        let is_broken = |gap| self.chain.as_ref().is_some_and(|chain| chain.holes.iter().any(|hole| hole.gap == gap));
        let proposed = self.has(Link::Proposal);
        match message {
            "report-chain-results" | "report-chain-evidence" => self.results.is_empty() && self.evidence.is_empty(),
            "report-chain-plans" => !proposed || is_broken(Gap::ProposalWithoutDoer),
            "report-chain-effect" => !proposed || self.has(Link::ActionPlan) || is_broken(Gap::ProposalWithoutDoer),
            _ => true,
        }
    }
}

fn number(count: usize) -> String {
    if count == 0 { String::new() } else { count.to_string() }
}

/// The first goals and documents, and how many more there are.
fn sources(page: &Page<'_>, level: Option<&Level>) -> String {
    let mut names = names(level, |id| source(page, id));
    if names.len() > SOURCES + 1 {
        let more = page.words.count("report-and-more", names.len() - SOURCES);
        names.truncate(SOURCES);
        return format!("{} {more}", names.join(", "));
    }
    names.join(", ")
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

/// The names of a link's records in a line.
fn named(level: Option<&Level>, name: impl Fn(Id) -> Option<String>) -> String {
    names(level, name).join(", ")
}

/// The names of a link's records, what several share said once.
fn names(level: Option<&Level>, name: impl Fn(Id) -> Option<String>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for said in level.iter().flat_map(|level| &level.records).filter_map(|(_, id)| name(*id)) {
        if !names.contains(&said) {
            names.push(said);
        }
    }
    names
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
