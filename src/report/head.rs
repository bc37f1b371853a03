//! What the document is about, and its summary.

use super::page::{Page, item};
use super::{Column, Item, Text};
use crate::follow_up::Head;
use crate::record::{Id, Kind as _, Of};
use crate::steps::actions::records::{DONE_BY, DUE, EFFECT, FEASIBILITY, PROPOSED, Proposal};
use crate::steps::conclusions::records::{JUDGED, JUDGED_UNIT, Judgement, VERDICT, VERDICT_REASON};
use crate::steps::focus::records::{FOCUS_KIND, FOCUS_NAME, FOCUS_REASON, FocusArea};
use crate::steps::focus::words as signals;
use crate::steps::plan::records::{
    CLOSED_ON, COMMITTEE, CONTRACT_FROM, CONTRACT_NUMBER, CONTRACT_UNITS, Contract, DECIDES, DIARY_NUMBER,
    FUNCTION_NAME, FollowUpHeader, Function, LAW, OWNS, PERIOD_FROM, PERIOD_TO, PROVIDER, PURPOSE, REGIME, RESPONSIBLE,
    REVIEWS, SERVICE_AREA, TITLE, UNIT_NAME, UNITS, USERS, Unit, WORD_FOR_USERS,
};
use std::cmp::Reverse;

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

/// What the document is about: the day and the journal's head, committee, period, units, functions.
pub(super) fn facts(page: &mut Page<'_>, head: Head) {
    let day = page.say_with("report-day", &[("day", &page.day.to_string())]);
    page.paragraph(day);
    let chain = page.say_with("report-chain-head", &[("head", &head.to_string())]);
    page.paragraph(chain);
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
    let named = header.get(UNITS).map(|units| units.0).unwrap_or_default();
    let units: Vec<Of<Unit>> = named.into_iter().filter_map(|id| page.whole.of(id)).collect();
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
    functions(page);
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

/// Those who review, own and decide; of the register's functions those that say any of it.
fn functions(page: &mut Page<'_>) {
    let says = |one: &Of<Function>| [REVIEWS, OWNS, DECIDES].iter().any(|field| one.get(*field) == Some(true));
    let functions: Vec<Of<Function>> = page.whole.all::<Function>().filter(says).collect();
    if functions.is_empty() {
        return;
    }
    page.records("report-functions", &functions, &[FUNCTION_NAME.tag(), REVIEWS.tag(), OWNS.tag(), DECIDES.tag()]);
}

/// The overall judgement, the worst deviations, what is good, and what matters most to do.
pub(super) fn summary(page: &mut Page<'_>) {
    page.heading(2, "report-summary");
    let overall = page.whole.all::<Judgement>().find(|one| one.get(JUDGED).is_none() && one.get(JUDGED_UNIT).is_none());
    match overall {
        Some(overall) => {
            let mark = page.cell(&overall, VERDICT);
            let reason = page.word(&overall, VERDICT_REASON);
            let said = Text::strong(page.say("report-overall")).and(" ").and(mark).and(". ").and(reason);
            page.paragraph(said);
        }
        None => page.missing("report-no-overall"),
    }
    page.heading(3, "report-worst");
    let worst = worst(page);
    if worst.is_empty() {
        page.missing("report-no-deviations");
    }
    page.list(worst);
    page.heading(3, "report-strengths");
    let strengths = strengths(page);
    if strengths.is_empty() {
        page.missing("report-no-strengths");
    }
    page.list(strengths);
    page.heading(3, "report-first");
    let proposals = proposals(page);
    if proposals.is_empty() {
        page.missing("report-no-proposals");
    }
    page.list(proposals);
}

fn worst(page: &Page<'_>) -> Vec<Item> {
    let rows = page.comparison.rows.iter().filter_map(|row| Some((row, row.findings().next()?)));
    rows.take(NAMED)
        .map(|(row, signal)| {
            let name = place(page, row.requirement, row.unit);
            item(0, Text::strong(name).and(format!(": {}", signals::says(page.words, signal))))
        })
        .collect()
}

/// A requirement at a unit.
pub(super) fn place(page: &Page<'_>, requirement: Id, unit: Id) -> String {
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
