//! The risk matrix as a table: consequence downwards from the gravest, likelihood to the right.

use super::Column;
use super::Text;
use super::page::Page;
use crate::record::{Id, Of, Risk, Scale};
use crate::steps::plan::records::{NUMBER, Requirement};
use crate::steps::plan::risk::Valued;
use std::collections::HashMap;

/// The requirements in the places where they are valued; nothing while none is.
pub(super) fn risks(page: &mut Page<'_>, requirements: &[Of<Requirement>], risks: &HashMap<Id, Valued>) {
    if risks.is_empty() {
        return;
    }
    let scale = Scale::default();
    let levels = || 1..=scale.size();
    let order = page.words.order();
    let cell = |consequence: u8, likelihood: u8| {
        let here = |one: &&Of<Requirement>| {
            let valued = risks.get(&one.id());
            valued.is_some_and(|valued| (valued.consequence, valued.likelihood) == (consequence, likelihood))
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
