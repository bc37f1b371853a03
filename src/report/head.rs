//! What the document is about, and its summary.

use super::page::{Page, item};
use super::{Column, Item, Text};
use crate::follow_up::Head;
use crate::record::{Id, Kind as _, Of};
use crate::steps::actions::records::{DONE_BY, DUE, EFFECT, FEASIBILITY, PROPOSED, Proposal};
use crate::steps::conclusions::overall::{self, Overall};
use crate::steps::conclusions::records::{JUDGED, JUDGED_UNIT, Judgement, VERDICT, VERDICT_REASON, VERDICTS};
use crate::steps::focus::records::{FOCUS_KIND, FOCUS_NAME, FOCUS_REASON, FocusArea};
use crate::steps::focus::{Row, Signal, words};
use crate::steps::plan::records::{
    CLOSED_ON, COMMITTEE, CONTRACT_FROM, CONTRACT_NUMBER, CONTRACT_UNITS, Contract, DECIDES, DIARY_NUMBER,
    FUNCTION_NAME, FollowUpHeader, Function, LAW, OWNS, PERIOD_FROM, PERIOD_TO, PROVIDER, PURPOSE, REGIME, RESPONSIBLE,
    REVIEWS, Requirement, SERVICE_AREA, TITLE, UNIT_NAME, UNITS, USERS, Unit, WORD_FOR_USERS,
};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// How many deviations, strengths and proposals a summary names.
const NAMED: usize = 3;

/// What the document is called.
pub(super) fn title(page: &Page<'_>) -> String {
    let title = header(page).and_then(|header| header.get(TITLE));
    page.say_with("report-title", &[("title", &title.unwrap_or_else(|| page.words.kind(&FollowUpHeader::INFO)))])
}

fn header(page: &Page<'_>) -> Option<Of<FollowUpHeader>> {
    page.whole.of(page.whole.own.id())
}

/// What the document is about: the day, committee, period, units.
pub(super) fn facts(page: &mut Page<'_>) {
    let day = page.say_with("report-day", &[("day", &page.day.to_string())]);
    page.paragraph(day);
    if !page.hidden.is_empty() {
        let left_out = page.words.count("report-left-out", page.hidden.len());
        page.paragraph(left_out);
    }
    let Some(header) = header(page) else {
        page.missing("report-no-header");
        return;
    };
    let tags = [
        COMMITTEE.tag(),
        DIARY_NUMBER.tag(),
        SERVICE_AREA.tag(),
        LAW.tag(),
        PERIOD_FROM.tag(),
        PERIOD_TO.tag(),
        RESPONSIBLE.tag(),
        CLOSED_ON.tag(),
        PURPOSE.tag(),
    ];
    page.fields(&header, &tags);
    page.refer(header.id());
    let units = units(page);
    if units.is_empty() {
        page.missing("report-no-units");
    } else {
        let rows = units.iter().map(|unit| of_unit(page, unit)).collect();
        let users = header.get(WORD_FOR_USERS).unwrap_or_else(|| page.say("report-users"));
        let mut head: Vec<Column> = ["unit", "provider", "contract.regime", "contract"]
            .map(|id| Column { title: page.say(id), right: false })
            .into();
        head.push(Column { title: page.say_with("report-number-of", &[("users", &users)]), right: true });
        page.free_table("report-units", head, rows);
    }
}

/// The units of the header, in the register's order.
fn units(page: &Page<'_>) -> Vec<Of<Unit>> {
    let named = header(page).and_then(|header| header.get(UNITS)).map(|units| units.0).unwrap_or_default();
    page.whole.all::<Unit>().filter(|unit| named.contains(&unit.id())).collect()
}

/// What the document was made from, so that years later it can be shown that nothing before it has been altered.
pub(super) fn journal(page: &mut Page<'_>, head: Head) {
    page.heading(2, "report-about");
    let chain = page.say_with("report-chain-head", &[("head", &head.to_string())]);
    page.paragraph(chain);
}

fn of_unit(page: &Page<'_>, unit: &Of<Unit>) -> Vec<Text> {
    let about =
        |contract: &Of<Contract>| contract.get(CONTRACT_UNITS).is_some_and(|units| units.0.contains(&unit.id()));
    let contract = page.whole.all::<Contract>().filter(about).max_by_key(|contract| contract.get(CONTRACT_FROM));
    let of =
        |text: fn(&Page<'_>, &Of<Contract>) -> Text| contract.as_ref().map(|one| text(page, one)).unwrap_or_default();
    vec![
        page.cell(unit, UNIT_NAME),
        page.cell(unit, PROVIDER),
        of(|page, one| page.cell(one, REGIME)),
        of(|page, one| page.cell(one, CONTRACT_NUMBER)),
        page.word(unit, USERS).into(),
    ]
}

/// The functions that the follow-up's records link to: those who plan, review, answer, decide.
pub(super) fn functions(page: &mut Page<'_>) {
    let own = page.whole.own.everything().filter(|record| !record.is_removed());
    let linked: BTreeSet<Id> = own.flat_map(|record| record.targets().map(|(_, id)| id)).collect();
    let functions: Vec<Of<Function>> =
        page.whole.all().filter(|one: &Of<Function>| linked.contains(&one.id())).collect();
    if functions.is_empty() {
        page.lack("report-functions");
        return;
    }
    page.heading(3, "report-functions");
    page.records("", &functions, &[FUNCTION_NAME.tag(), REVIEWS.tag(), OWNS.tag(), DECIDES.tag()]);
}

/// The overall judgement, the worst deviations, what is good, and what matters most to do.
pub(super) fn summary(page: &mut Page<'_>) {
    page.heading(2, "report-summary");
    overall(page);
    if page.comparison.rows.is_empty() {
        page.lack("report-worst");
    } else {
        page.heading(3, "report-worst");
        let worst = worst(page);
        if worst.is_empty() {
            page.missing("report-no-deviations");
        }
        page.list(worst);
    }
    for (heading, items) in [("report-strengths", strengths(page)), ("report-first", proposals(page))] {
        if items.is_empty() {
            page.lack(heading);
        } else {
            page.heading(3, heading);
            page.list(items);
        }
    }
}

/// The judgement of the whole, that of each unit that has one, and how the judgements of requirements fall. What
/// [`WITHOUT_OVERALL`](crate::steps::conclusions::checks::WITHOUT_OVERALL) calls an overall judgement stands here.
fn overall(page: &mut Page<'_>) {
    let mut overall = Overall::of(page.whole);
    let order: Vec<Id> = page.whole.all::<Unit>().map(|unit| unit.id()).collect();
    overall.units.sort_by_key(|(unit, _)| order.iter().position(|known| known == unit));
    let made: Vec<Of<Judgement>> = overall::made(page.whole).collect();
    if made.is_empty() {
        page.lack("report-overall");
        return;
    }
    let said = |page: &Page<'_>, one: &Of<Judgement>| {
        let reason = page.word(one, VERDICT_REASON);
        let stop = if reason.is_empty() { "" } else { ". " };
        Text::from(" ").and(page.cell(one, VERDICT)).and(stop).and(reason)
    };
    if let Some(whole) = &overall.whole {
        let text = Text::strong(page.say("report-overall")).and(said(page, whole));
        page.paragraph(text);
    } else if overall.is_missing() {
        page.missing("report-no-overall");
    } else {
        let text = Text::strong(page.say("report-overall-units"));
        page.paragraph(text);
    }
    let of_unit = |(unit, one): &(Id, Of<Judgement>)| {
        item(0, Text::strong(format!("{}:", page.name(*unit))).and(said(page, one)))
    };
    let items = overall.units.iter().map(of_unit).collect();
    page.list(items);
    if overall.whole.is_none() && !overall.units.is_empty() {
        let others = overall::unjudged(page.whole);
        let others: Vec<String> = others.iter().map(|unit| page.word(unit, UNIT_NAME)).collect();
        if !others.is_empty() {
            let said = page.say_with("report-units-not-judged", &[("units", &others.join(", "))]);
            page.paragraph(said);
        }
    }
    let of_requirements = made.iter().filter(|one| one.get(JUDGED).is_some());
    let (single, general): (Vec<_>, Vec<_>) = of_requirements.partition(|one| one.get(JUDGED_UNIT).is_some());
    let not_met = |one: &&&Of<Judgement>| one.get(VERDICT).as_deref() == Some("not_met");
    let not_met: Vec<String> = general.iter().chain(&single).filter(not_met).map(|one| judged(page, one)).collect();
    let facts = vec![
        (page.say("report-judged-over-all"), counted(page, &general)),
        (page.say("report-judged-at-units"), counted(page, &single)),
        (page.say("report-not-met"), not_met.join("; ").into()),
    ];
    page.facts(facts);
}

/// The requirement and, where it names one, the unit of a judgement.
fn judged(page: &Page<'_>, one: &Of<Judgement>) -> String {
    let parts = [page.word(one, JUDGED), page.word(one, JUDGED_UNIT)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// How many of some judgements say what.
fn counted(page: &Page<'_>, judgements: &[&Of<Judgement>]) -> Text {
    let mut said = Text::default();
    for code in VERDICTS.codes {
        let of: Vec<_> = judgements.iter().filter(|one| one.get(VERDICT).as_deref() == Some(*code)).collect();
        if let Some(one) = of.first() {
            let comma = if said.is_empty() { "" } else { ", " };
            said = said.and(comma).and(page.cell(one, VERDICT)).and(format!(" {}", of.len()));
        }
    }
    said
}

fn worst(page: &Page<'_>) -> Vec<Item> {
    let rows = page.comparison.rows.iter().filter_map(|row| Some((row, row.findings().next()?)));
    rows.take(NAMED).map(|(row, signal)| called(page, row, &[signal])).collect()
}

/// What the comparison has called out about a row, with what is measured.
pub(super) fn called(page: &Page<'_>, row: &Row, signals: &[&Signal]) -> Item {
    let measure = page.whole.of::<Requirement>(row.requirement).map(|one| page.measure(&one)).unwrap_or_default();
    let measure =
        if measure.is_empty() { ": ".to_owned() } else { format!(" – {}. ", measure.trim_end_matches('.')) };
    let says: Vec<String> = signals.iter().map(|signal| words::says(page.words, signal, &row.measured_in)).collect();
    item(0, Text::strong(place(page, row.requirement, row.unit)).and(measure).and(says.join(" ")))
}

/// A requirement at a unit.
fn place(page: &Page<'_>, requirement: Id, unit: Id) -> String {
    format!("{} {}", page.name(requirement), page.name(unit))
}

fn strengths(page: &Page<'_>) -> Vec<Item> {
    let chosen = page.whole.all::<FocusArea>().filter(|one| one.get(FOCUS_KIND).as_deref() == Some("strength"));
    let said = |one: Of<FocusArea>| {
        item(0, Text::strong(page.word(&one, FOCUS_NAME)).and(format!(": {}", page.word(&one, FOCUS_REASON))))
    };
    chosen.take(NAMED).map(said).collect()
}

/// Those with the greatest effect, then the most feasible.
fn proposals(page: &Page<'_>) -> Vec<Item> {
    let mut all: Vec<Of<Proposal>> = page.whole.all().collect();
    all.sort_by_key(|one| Reverse((one.get(EFFECT), one.get(FEASIBILITY))));
    let said = |one: &Of<Proposal>| {
        let by: Vec<String> =
            [page.word(one, DONE_BY), page.word(one, DUE)].into_iter().filter(|word| !word.is_empty()).collect();
        let by = if by.is_empty() { String::new() } else { format!(" – {}", by.join(", ")) };
        item(0, format!("{}{by}", page.word(one, PROPOSED).trim_end_matches('.')))
    };
    all.iter().take(NAMED).map(said).collect()
}
