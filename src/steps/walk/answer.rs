//! Answers to the guiding questions. They never block anything.

use super::id_of;
use super::records::{ANSWER_TEXT, ANSWERED_BY, ANSWERED_ON, Answer, QUESTION};
use crate::follow_up::{Change, Doing, Edit, FollowUp, Whole};
use crate::record::{Id, Kind as _, Of, REMOVED, Step, Tag, Value};
use chrono::NaiveDate;

/// The step whose guiding question this is: `guide-plan-3` is one of step 1.
#[must_use]
pub fn step_of(question: &str) -> Option<Step> {
    let (code, number) = question.strip_prefix("guide-")?.rsplit_once('-')?;
    let step = Step::SIX.into_iter().find(|step| step.code() == code)?;
    number.parse::<u8>().is_ok().then_some(step)
}

/// The answer to a question, by the question's id; nothing when it is empty.
#[must_use]
pub fn of(own: &FollowUp, question: &str) -> Option<Of<Answer>> {
    let here = own.of(named(own.id(), question)).filter(|answer| is_given(answer, question));
    here.or_else(|| own.all().find(|answer| is_given(answer, question)))
}

/// The record that holds the answer to a question, or will hold it.
#[must_use]
pub fn record_of(own: &FollowUp, question: &str) -> Id {
    let known = own.all::<Answer>().find(|answer| answer.get(QUESTION).as_deref() == Some(question));
    known.map_or_else(|| named(own.id(), question), |answer| answer.id())
}

/// Whether a guiding question of a step has been answered.
#[must_use]
pub fn is_answered(own: &FollowUp, step: Step) -> bool {
    own.all::<Answer>().any(|answer| {
        answer.get(QUESTION).is_some_and(|question| step_of(&question) == Some(step) && is_given(&answer, &question))
    })
}

/// The change that answers a question, or with an empty text takes the answer away. Nothing when it is answered so
/// already.
#[must_use]
pub fn answer(whole: &Whole, question: &str, text: &str, by: &str, on: NaiveDate) -> Option<Change> {
    let record = record_of(&whole.own, question);
    let text = (!text.trim().is_empty()).then(|| Value::Text(text.to_owned()));
    let mut edits: Vec<Edit> = Vec::new();
    let mut put = |tag: Tag, value: Option<&Value>| edits.extend(whole.edit(&Answer::INFO, record, tag, value));
    put(REMOVED, None);
    put(ANSWER_TEXT.tag(), text.as_ref());
    if edits.is_empty() {
        return None;
    }
    let mut put = |tag: Tag, value: &Value| edits.extend(whole.edit(&Answer::INFO, record, tag, Some(value)));
    put(QUESTION.tag(), &Value::Text(question.to_owned()));
    put(ANSWERED_BY.tag(), &Value::Text(by.to_owned()));
    put(ANSWERED_ON.tag(), &Value::Date(on));
    Some(Change { doing: Doing::Answer, edits })
}

fn named(follow_up: Id, question: &str) -> Id {
    id_of(follow_up, Answer::INFO.number, &[question.as_bytes()])
}

fn is_given(answer: &Of<Answer>, question: &str) -> bool {
    answer.get(QUESTION).as_deref() == Some(question)
        && answer.get(ANSWER_TEXT).is_some_and(|text| !text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::{answer, is_answered, of, step_of};
    use crate::record::Step;
    use crate::steps::made::{date as day, taken, whole};
    use crate::steps::walk::records::{ANSWER_TEXT, Answer};

    #[test]
    fn an_answer_is_one_record_that_is_changed_and_can_be_emptied() {
        let whole = whole(Vec::new());
        let on = day("2026-03-02");
        let first = answer(&whole, "guide-plan-3", "Nämnden", "uppföljare", on).unwrap();
        let whole = taken(&whole, &first);
        assert_eq!(answer(&whole, "guide-plan-3", "Nämnden", "en annan", on), None);
        let whole = taken(&whole, &answer(&whole, "guide-plan-3", "Fullmäktige", "en annan", on).unwrap());
        assert_eq!(whole.all::<Answer>().count(), 1);
        assert_eq!(of(&whole.own, "guide-plan-3").unwrap().get(ANSWER_TEXT).as_deref(), Some("Fullmäktige"));
        assert!(is_answered(&whole.own, Step::Plan) && !is_answered(&whole.own, Step::Collect));
        let whole = taken(&whole, &answer(&whole, "guide-plan-3", " ", "uppföljare", on).unwrap());
        assert!(of(&whole.own, "guide-plan-3").is_none() && !is_answered(&whole.own, Step::Plan));
    }

    #[test]
    fn a_question_names_its_step() {
        assert_eq!(step_of("guide-conclusions-7"), Some(Step::Conclusions));
        for other in ["guide-plan", "system-focus-2", "guide-system-1", "guide-plan-x", ""] {
            assert_eq!(step_of(other), None, "{other}");
        }
    }
}
