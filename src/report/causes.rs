//! 4 Sök orsaker: a tree of causes per focus area, events, earlier actions.

use super::page::{Page, item};
use super::{Item, Text};
use crate::record::{Id, Of, Step};
use crate::steps::causes::questions;
use crate::steps::causes::records::{
    BEHIND, CAUSE_CATEGORY, CAUSE_COUNTER, CAUSE_OF, CAUSE_POINTS, CAUSE_REASON, CAUSE_SUPPORT, CAUSE_TEXT, Cause,
    EARLIER_DATE, EARLIER_DONE, EARLIER_EFFECT, EARLIER_FOCUS, EARLIER_SHOWN_BY, EARLIER_TEXT, EVENT_DATE, EVENT_FOCUS,
    EVENT_LINK, EVENT_PLACE, EVENT_TEXT, EarlierAction, Event, MAX_DEPTH, STATED_BY, STRENGTH,
};
use crate::steps::focus::records::{FOCUS_NAME, FocusArea, WHY_QUESTION};
use std::collections::BTreeSet;

/// The section of step 4.
pub(super) fn section(page: &mut Page<'_>) {
    super::plan::step(page, Step::Causes);
    let areas = super::focus::areas(page);
    let causes: Vec<Of<Cause>> = page.whole.all().collect();
    if causes.is_empty() {
        page.lack("report-causes");
    } else {
        let without: Vec<String> = areas
            .iter()
            .filter(|one| !area(page, one, &causes))
            .map(|one| one.get(FOCUS_NAME).unwrap_or_default())
            .collect();
        if !without.is_empty() {
            page.missing_of("report-no-causes-of", &without.join("; "));
        }
        adrift(page, &areas, &causes);
    }
    let mut events: Vec<Of<Event>> = page.whole.all().collect();
    events.sort_by_key(|event| event.get(EVENT_DATE));
    if events.is_empty() {
        page.lack("report-events");
    } else {
        page.heading(3, "report-events");
        let tags = [EVENT_DATE.tag(), EVENT_TEXT.tag(), EVENT_PLACE.tag(), EVENT_FOCUS.tag(), EVENT_LINK.tag()];
        page.records("", &events, &tags);
    }
    let earlier: Vec<Of<EarlierAction>> = page.whole.all().collect();
    if earlier.is_empty() {
        page.lack("report-earlier");
    } else {
        page.heading(3, "report-earlier");
        let tags = [
            EARLIER_TEXT.tag(),
            EARLIER_DATE.tag(),
            EARLIER_FOCUS.tag(),
            EARLIER_DONE.tag(),
            EARLIER_EFFECT.tag(),
            EARLIER_SHOWN_BY.tag(),
        ];
        page.records("", &earlier, &tags);
    }
    super::plan::answers(page, questions::QUESTIONS);
}

/// The causes of a focus area; false when there are none, and then nothing is written.
fn area(page: &mut Page<'_>, one: &Of<FocusArea>, causes: &[Of<Cause>]) -> bool {
    let of: Vec<&Of<Cause>> =
        causes.iter().filter(|cause| cause.get(CAUSE_OF).is_some_and(|link| link.0 == one.id())).collect();
    if of.is_empty() {
        return false;
    }
    let name = page.word(one, FOCUS_NAME);
    page.headed(3, name);
    let why = page.word(one, WHY_QUESTION);
    page.paragraph(Text::strong(why));
    let items = tree(page, &of);
    page.list(items);
    true
}

/// Causes whose focus area is not there.
fn adrift(page: &mut Page<'_>, areas: &[Of<FocusArea>], causes: &[Of<Cause>]) {
    let known: BTreeSet<Id> = areas.iter().map(Of::id).collect();
    let of: Vec<&Of<Cause>> =
        causes.iter().filter(|cause| cause.get(CAUSE_OF).is_none_or(|link| !known.contains(&link.0))).collect();
    if !of.is_empty() {
        page.heading(3, "report-causes-adrift");
        let items = tree(page, &of);
        page.list(items);
    }
}

/// The causes as a nested list, those behind a cause below it; walked with a list of what is next, since officers'
/// links may go in circles.
fn tree(page: &Page<'_>, causes: &[&Of<Cause>]) -> Vec<Item> {
    let here: BTreeSet<Id> = causes.iter().map(|cause| cause.id()).collect();
    let parent = |cause: &Of<Cause>| cause.get(BEHIND).map(|link| link.0).filter(|id| here.contains(id));
    let mut next: Vec<(usize, &Of<Cause>)> =
        causes.iter().rev().filter(|cause| parent(cause).is_none()).map(|cause| (0, *cause)).collect();
    let mut seen = BTreeSet::new();
    let mut items = Vec::new();
    loop {
        // A circle has no cause that stands first: begin it anywhere.
        let first = || causes.iter().find(|cause| !seen.contains(&cause.id())).map(|cause| (0, *cause));
        let Some((depth, cause)) = next.pop().or_else(first) else { break };
        if !seen.insert(cause.id()) {
            continue;
        }
        items.extend(said(page, cause, depth));
        let below = causes.iter().rev().filter(|other| parent(other) == Some(cause.id()));
        next.extend(below.map(|other| ((depth + 1).min(MAX_DEPTH), *other)));
    }
    items
}

fn said(page: &Page<'_>, cause: &Of<Cause>, depth: usize) -> Vec<Item> {
    let points = page.word(cause, CAUSE_POINTS);
    let points = if points.is_empty() { points } else { page.say_with("report-points-given", &[("points", &points)]) };
    let facts = [page.word(cause, STRENGTH), page.word(cause, CAUSE_CATEGORY), page.word(cause, STATED_BY), points];
    let facts = facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join("; ");
    let facts = if facts.is_empty() { facts } else { format!(" ({facts})") };
    let mut items = vec![item(depth, Text::strong(page.word(cause, CAUSE_TEXT)).and(facts))];
    let mut say = |message: &str, text: &str| {
        if !text.is_empty() {
            items.push(item(depth + 1, page.say_with(message, &[("text", text)])));
        }
    };
    let support = page.named(cause, CAUSE_SUPPORT).join("; ");
    say("report-support", if support.is_empty() { "–" } else { &support });
    say("report-counter", &page.named(cause, CAUSE_COUNTER).join("; "));
    say("report-because", &page.word(cause, CAUSE_REASON));
    items.extend(page.documents(cause.id()).into_iter().map(|text| Item { depth: depth + 1, text }));
    items
}
