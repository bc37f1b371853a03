//! Systemanalys: does the follow-up system itself steer in the right direction?

use super::Text;
use super::page::{Page, item};
use crate::record::{Of, Step};
use crate::steps::system::questions;
use crate::steps::system::records::{
    FINDING_ANSWERS, FINDING_CHANGE, FINDING_CONCERNS, FINDING_PROPOSALS, FINDING_TEXT, SYSTEM_ANSWER, SYSTEM_NOTE,
    SYSTEM_QUESTION, SystemAnswer, SystemFinding,
};
use crate::steps::walk::records::STEPS;

/// The section of the system analysis.
pub(super) fn section(page: &mut Page<'_>) {
    page.heading(2, "step-system");
    let answers: Vec<Of<SystemAnswer>> = page.whole.all().collect();
    let of = |question: &str| answers.iter().find(|one| one.get(SYSTEM_QUESTION).as_deref() == Some(question));
    let mut unanswered = 0;
    for step in Step::SIX {
        let asked = questions::of(step);
        unanswered += asked.iter().filter(|question| of(question).is_none()).count();
        let rows: Vec<Vec<Text>> = asked
            .iter()
            .filter_map(|question| Some((question, of(question)?)))
            .map(|(question, one)| {
                vec![page.say(question).into(), page.cell(one, SYSTEM_ANSWER), page.cell(one, SYSTEM_NOTE)]
            })
            .collect();
        if !rows.is_empty() {
            let name = page.words.choice(&STEPS, step.code());
            page.headed(3, name);
            page.table("", &["system_answer.question", "system_answer.answer", "system_answer.observation"], rows);
        }
    }
    if answers.is_empty() {
        page.lack("report-system");
    } else if unanswered > 0 {
        let said = page.words.count("report-unanswered", unanswered);
        page.paragraph(said);
    }
    let findings: Vec<Of<SystemFinding>> = page.whole.all().collect();
    if findings.is_empty() {
        page.lack("report-system-findings");
    } else {
        page.heading(3, "report-system-findings");
    }
    for one in &findings {
        let text = page.word(one, FINDING_TEXT);
        page.headed(4, text.trim_end_matches('.'));
        page.fields(one, &[FINDING_CONCERNS.tag(), FINDING_CHANGE.tag(), FINDING_PROPOSALS.tag()]);
        let shown = one.get(FINDING_ANSWERS).map(|links| links.0).unwrap_or_default();
        let shown: Vec<String> = shown
            .into_iter()
            .filter_map(|id| page.whole.of::<SystemAnswer>(id))
            .filter_map(|answer| Some(page.say(&answer.get(SYSTEM_QUESTION)?)))
            .collect();
        if !shown.is_empty() {
            let mut items = vec![item(0, page.say("report-answers-show"))];
            items.extend(shown.into_iter().map(|question| item(1, question)));
            page.list(items);
        }
    }
}
