//! The traceable chain: goal or law → requirement → plan → result and evidence → focus area → cause → conclusion →
//! proposal → action plan → effect.
//!
//! [`Chain::of`] says what stands before and after one record. It goes from link to link, by what records point to
//! and by what points at them, and never reads all of a kind. [`holes()`] is of the whole follow-up and reads it
//! all: call it off the key path.

mod holes;

use holes::gaps;
pub use holes::{Gap, Hole, holes};

use crate::follow_up::{Findings, Whole};
use crate::record::{Id, Kind, Record, Tag};
use crate::steps::actions::records::{
    ActionPlan, BUILDS_ON, IMPROVES, PLAN_EFFECT, PLAN_PROPOSALS, PLAN_REQUIREMENTS, Proposal, REACHED, VERIFIED,
};
use crate::steps::causes::records::{BEHIND, CAUSE_OF, CAUSE_SUPPORT, Cause};
use crate::steps::collect::records::{
    DeviationReport, EVIDENCE_OF, EVIDENCE_PLAN, Evidence, MEASURED_OF, REPORT_OF, Result as Found,
};
use crate::steps::conclusions::records::{CONCLUSION_SUPPORT, Conclusion, IMPROVEMENT_OF, ImprovementArea, RESTS_ON};
use crate::steps::focus::records::{FOCUS_REQUIREMENTS, FOCUS_SHOWN_BY, FocusArea};
use crate::steps::plan::records::{
    BINDING_DOCUMENTS, GOAL_DOCUMENT, Goal, GoverningDocument, PLANNED, PlanActivity, Requirement, SERVES,
};
use std::collections::BTreeSet;

/// A link of the chain, in its order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Link {
    /// Goals, and the documents that make something binding.
    Source,
    /// Requirements.
    Requirement,
    /// Rows of the plan.
    Plan,
    /// Results, evidence, deviation reports.
    Found,
    /// Focus areas.
    Focus,
    /// Causes.
    Cause,
    /// Conclusions, and the improvement areas that come from them.
    Conclusion,
    /// Proposals.
    Proposal,
    /// Action plans.
    ActionPlan,
    /// What proposals and action plans led to: those of them whose effect has been looked at.
    Effect,
}

impl Link {
    /// All ten, in the order of the chain.
    pub const ALL: [Self; 10] = [
        Self::Source,
        Self::Requirement,
        Self::Plan,
        Self::Found,
        Self::Focus,
        Self::Cause,
        Self::Conclusion,
        Self::Proposal,
        Self::ActionPlan,
        Self::Effect,
    ];

    /// Its message.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Source => "chain-source",
            Self::Requirement => "chain-requirement",
            Self::Plan => "chain-plan",
            Self::Found => "chain-found",
            Self::Focus => "chain-focus",
            Self::Cause => "chain-cause",
            Self::Conclusion => "chain-conclusion",
            Self::Proposal => "chain-proposal",
            Self::ActionPlan => "chain-action-plan",
            Self::Effect => "chain-effect",
        }
    }

    /// The kinds of its records, the one to make a new one of first.
    #[must_use]
    pub fn kinds(self) -> &'static [u8] {
        match self {
            Self::Source => &[Goal::INFO.number, GoverningDocument::INFO.number],
            Self::Requirement => &[Requirement::INFO.number],
            Self::Plan => &[PlanActivity::INFO.number],
            Self::Found => &[Found::INFO.number, Evidence::INFO.number, DeviationReport::INFO.number],
            Self::Focus => &[FocusArea::INFO.number],
            Self::Cause => &[Cause::INFO.number],
            Self::Conclusion => &[Conclusion::INFO.number, ImprovementArea::INFO.number],
            Self::Proposal => &[Proposal::INFO.number],
            Self::ActionPlan | Self::Effect => &[ActionPlan::INFO.number],
        }
    }

    /// The link that records of a kind belong to; nothing for kinds that do not stand in the chain.
    #[must_use]
    pub fn of(kind: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|link| link.kinds().contains(&kind))
    }

    fn place(self) -> usize {
        Self::ALL.iter().position(|link| *link == self).unwrap_or_default()
    }
}

/// The kinds that what speaks for something may be of.
const ANY: &[u8] = &[
    Found::INFO.number,
    Evidence::INFO.number,
    DeviationReport::INFO.number,
    Requirement::INFO.number,
    PlanActivity::INFO.number,
    FocusArea::INFO.number,
    Cause::INFO.number,
    Conclusion::INFO.number,
    ImprovementArea::INFO.number,
    Proposal::INFO.number,
    ActionPlan::INFO.number,
    Goal::INFO.number,
    GoverningDocument::INFO.number,
];

/// The fields that carry the chain: from a record to what stands before it, and of which kinds that is. What speaks
/// against something is none.
const FIELDS: &[(u8, Tag, &[u8])] = &[
    (Goal::INFO.number, GOAL_DOCUMENT.tag(), &[GoverningDocument::INFO.number]),
    (Requirement::INFO.number, SERVES.tag(), &[Goal::INFO.number]),
    (Requirement::INFO.number, BINDING_DOCUMENTS.tag(), &[GoverningDocument::INFO.number]),
    (PlanActivity::INFO.number, PLANNED.tag(), &[Requirement::INFO.number]),
    (Found::INFO.number, MEASURED_OF.tag(), &[Requirement::INFO.number]),
    (Evidence::INFO.number, EVIDENCE_OF.tag(), &[Requirement::INFO.number]),
    (Evidence::INFO.number, EVIDENCE_PLAN.tag(), &[PlanActivity::INFO.number]),
    (DeviationReport::INFO.number, REPORT_OF.tag(), &[Requirement::INFO.number]),
    (FocusArea::INFO.number, FOCUS_REQUIREMENTS.tag(), &[Requirement::INFO.number]),
    (FocusArea::INFO.number, FOCUS_SHOWN_BY.tag(), ANY),
    (Cause::INFO.number, CAUSE_OF.tag(), &[FocusArea::INFO.number]),
    (Cause::INFO.number, BEHIND.tag(), &[Cause::INFO.number]),
    (Cause::INFO.number, CAUSE_SUPPORT.tag(), ANY),
    (Conclusion::INFO.number, RESTS_ON.tag(), &[Cause::INFO.number]),
    (Conclusion::INFO.number, CONCLUSION_SUPPORT.tag(), ANY),
    (ImprovementArea::INFO.number, IMPROVEMENT_OF.tag(), &[Conclusion::INFO.number]),
    (Proposal::INFO.number, BUILDS_ON.tag(), &[Conclusion::INFO.number]),
    (Proposal::INFO.number, IMPROVES.tag(), &[ImprovementArea::INFO.number]),
    (ActionPlan::INFO.number, PLAN_PROPOSALS.tag(), &[Proposal::INFO.number]),
    (ActionPlan::INFO.number, PLAN_REQUIREMENTS.tag(), &[Requirement::INFO.number]),
];

/// Most records that a link of one record's chain names; more are told by [`Level::more`].
pub const MOST: usize = 200;

/// One link of a chain: its records.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Level {
    /// Which link.
    pub link: Link,
    /// Kind and id of its records, nearest first; [`MOST`] at most.
    pub records: Vec<(u8, Id)>,
    /// Whether there are more than these.
    pub more: bool,
}

/// What stands before and after one record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Chain {
    /// The link that the record stands in.
    pub at: Link,
    /// The ten links in their order, the record itself among them, first in its own.
    pub links: Vec<Level>,
    /// Where it is broken, among these records, in the order of the chain.
    pub holes: Vec<Hole>,
}

impl Chain {
    /// The chain of a record, both ways; nothing when it is not there, or of a kind that does not stand in the
    /// chain. Deviations without focus area are those that `findings` name.
    #[must_use]
    pub fn of(whole: &Whole, findings: &Findings, kind: u8, id: Id) -> Option<Self> {
        let at = Link::of(kind)?;
        record(whole, kind, id)?;
        let links: Vec<Level> = Walk::both_ways(whole, (kind, id), at).levels.into_iter().collect();
        let known: BTreeSet<(u8, Id)> = links.iter().flat_map(|level| level.records.iter().copied()).collect();
        let holes = gaps(whole, findings, &known);
        Some(Self { at, links, holes })
    }

    /// One link of it.
    #[must_use]
    pub fn level(&self, link: Link) -> Option<&Level> {
        self.links.get(link.place())
    }
}

/// A record of the follow-up or the register.
fn record(whole: &Whole, kind: u8, id: Id) -> Option<&Record> {
    whole.own.get(kind, id).or_else(|| whole.register.get(kind, id))
}

/// The records of kind `K` that point at a record by a field.
fn pointing<K: Kind>(whole: &Whole, target: Id, tag: Tag) -> impl Iterator<Item = Id> {
    let pointers = whole.home(&K::INFO).pointing_through(target, tag);
    pointers.filter(move |pointer| pointer.kind == K::INFO.number).map(|pointer| pointer.from)
}

/// The chain of one record while it is being made.
struct Walk<'a> {
    whole: &'a Whole,
    levels: [Level; 10],
}

impl<'a> Walk<'a> {
    fn both_ways(whole: &'a Whole, start: (u8, Id), at: Link) -> Self {
        let mut walk = Self { whole, levels: Link::ALL.map(|link| Level { link, records: Vec::new(), more: false }) };
        walk.backward(start);
        walk.forward(start, at);
        walk.effects();
        walk
    }

    /// Takes a record into its link; false when it was there already, or there is no more room.
    fn add(&mut self, (kind, id): (u8, Id)) -> bool {
        let Some(level) = Link::of(kind).and_then(|link| self.levels.get_mut(link.place())) else { return false };
        if level.records.contains(&(kind, id)) {
            return false;
        }
        if level.records.len() >= MOST {
            level.more = true;
            return false;
        }
        level.records.push((kind, id));
        true
    }

    /// What a record stands on, link by link to the goals; the record itself first.
    fn backward(&mut self, start: (u8, Id)) {
        let mut next = vec![start];
        let mut at = 0;
        self.add(start);
        while let Some((kind, id)) = next.get(at).copied() {
            at += 1;
            let Some(record) = record(self.whole, kind, id) else { continue };
            for (_, tag, kinds) in FIELDS.iter().filter(|(of, ..)| *of == kind) {
                let Some(value) = record.value(*tag) else { continue };
                let found: Vec<(u8, Id)> = value.targets().filter_map(|id| self.known(kinds, id)).collect();
                next.extend(found.into_iter().filter(|found| self.add(*found)));
            }
        }
        // Results do not name the plan rows of their requirement; these stand before them all the same.
        if Link::of(start.0) > Some(Link::Plan) {
            let requirements: Vec<Id> = self.records_of(Link::Requirement);
            for requirement in requirements {
                for row in pointing::<PlanActivity>(self.whole, requirement, PLANNED.tag()) {
                    self.add((PlanActivity::INFO.number, row));
                }
            }
        }
    }

    /// What stands on a record, link by link to the action plans.
    fn forward(&mut self, start: (u8, Id), at: Link) {
        let mut next = vec![start];
        // What was found for the requirement of a plan row stands behind the row.
        let planned = if at == Link::Plan { self.records_of(Link::Requirement) } else { Vec::new() };
        next.extend(planned.into_iter().map(|id| (Requirement::INFO.number, id)));
        let mut place = 0;
        while let Some((_, id)) = next.get(place).copied() {
            place += 1;
            let register = self.whole.register.pointing_at(id).filter(|_| at == Link::Source);
            for pointer in self.whole.own.pointing_at(id).chain(register) {
                let found = (pointer.kind, pointer.from);
                let carries = FIELDS.iter().any(|(kind, tag, _)| (*kind, *tag) == (pointer.kind, pointer.tag));
                if carries && Link::of(pointer.kind) >= Some(at) && !is_row_beside(at, pointer.kind) && self.add(found)
                {
                    next.push(found);
                }
            }
        }
    }

    /// The proposals and action plans whose effect has been looked at.
    fn effects(&mut self) {
        let acted = self.records_of_kinds(&[Link::Proposal, Link::ActionPlan]);
        let seen = acted.into_iter().filter(|(kind, id)| {
            record(self.whole, *kind, *id).is_some_and(|record| {
                record.get(REACHED).is_some() || record.get(PLAN_EFFECT).is_some() || record.get(VERIFIED).is_some()
            })
        });
        let seen: Vec<(u8, Id)> = seen.collect();
        if let Some(level) = self.levels.get_mut(Link::Effect.place()) {
            level.more = seen.len() > MOST;
            level.records = seen.into_iter().take(MOST).collect();
        }
    }

    /// The record of this id, where there is one of these kinds.
    fn known(&self, kinds: &[u8], id: Id) -> Option<(u8, Id)> {
        kinds.iter().find(|kind| record(self.whole, **kind, id).is_some()).map(|kind| (*kind, id))
    }

    fn records_of(&self, link: Link) -> Vec<Id> {
        self.records_of_kinds(&[link]).into_iter().map(|(_, id)| id).collect()
    }

    fn records_of_kinds(&self, links: &[Link]) -> Vec<(u8, Id)> {
        let levels = self.levels.iter().filter(|level| links.contains(&level.link));
        levels.flat_map(|level| level.records.iter().copied()).collect()
    }
}

/// Whether a record is another plan row of the same requirement, seen from a plan row: that stands beside it.
fn is_row_beside(at: Link, kind: u8) -> bool {
    at == Link::Plan && kind == PlanActivity::INFO.number
}

#[cfg(test)]
mod tests;
