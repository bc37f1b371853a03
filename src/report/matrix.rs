//! The risk matrix as a table: consequence downwards from the gravest, likelihood to the right.

use super::Column;
use super::Text;
use super::page::Page;
use crate::record::{Id, Of, Risk, Scale};
use crate::steps::plan::records::{NUMBER, Requirement};
use crate::steps::plan::risk::Valued;
use crate::steps::plan::scales;
use std::collections::{BTreeSet, HashMap};

/// The requirements in the places where they are valued, a table for each scale that some are valued on; nothing while
/// none is.
pub(super) fn risks(page: &mut Page<'_>, requirements: &[Of<Requirement>], risks: &HashMap<Id, Valued>) {
    let used: BTreeSet<Option<Id>> = risks.values().map(|valued| valued.scale).collect();
    for of in used {
        if let Some(scale) = scales::named(page.whole, of) {
            table(page, requirements, risks, (of, &scale));
        }
    }
}

fn table(
    page: &mut Page<'_>,
    requirements: &[Of<Requirement>],
    risks: &HashMap<Id, Valued>,
    (of, scale): (Option<Id>, &Scale),
) {
    let levels = || 1..=scale.size();
    let order = page.words.order();
    let cell = |consequence: u8, likelihood: u8| {
        let here = |one: &&Of<Requirement>| {
            let valued = risks.get(&one.id());
            valued.is_some_and(|valued| {
                valued.scale == of && (valued.consequence, valued.likelihood) == (consequence, likelihood)
            })
        };
        let mut numbers: Vec<String> = requirements.iter().filter(here).map(|one| page.word(one, NUMBER)).collect();
        numbers.sort_by(|a, b| order.compare(a, b));
        let mark = scale.class(consequence, likelihood).map_or("", mark);
        Text::from(format!("{mark} {}", numbers.join(", ")).trim().to_owned())
    };
    let row = |consequence: u8| {
        let first = Text::from(consequence.to_string());
        [first].into_iter().chain(levels().map(|likelihood| cell(consequence, likelihood))).collect()
    };
    let rows = levels().rev().map(row).collect();
    let head = [page.say("report-matrix-axes")].into_iter().chain(levels().map(|level| level.to_string()));
    let head = head.map(|title| Column { title, right: false }).collect();
    page.free_table("report-matrix", head, rows);
}

/// The mark of a class, as everywhere.
fn mark(class: Risk) -> &'static str {
    match class {
        Risk::High => "■",
        Risk::Medium => "▲",
        Risk::Low => "●",
    }
}
