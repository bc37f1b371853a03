//! The guiding questions: one on a line in every room, all of a step on a sheet, each answered in place.

use super::App;
use super::overlay::Overlay;
use super::walk::step_name;
use super::writing::Purpose;
use crate::keys::Action;
use crate::record::Step;
use crate::steps;
use crate::steps::walk::answer;
use crate::steps::walk::records::ANSWER_TEXT;
use crate::ui::{Context, Cursor, Move, Tone, mark_row, text, work_area};
use ratatui::{Frame, layout::Rect, widgets::Clear};

/// The lines that a question takes: itself, and its answer.
const LINES: usize = 2;

/// The guiding questions of a step, in order; the system analysis asks its own.
#[must_use]
pub fn questions(step: Step) -> &'static [&'static str] {
    match step {
        Step::Plan => steps::plan::questions::QUESTIONS,
        Step::Collect => steps::collect::questions::QUESTIONS,
        Step::Focus => steps::focus::questions::QUESTIONS,
        Step::Causes => steps::causes::questions::QUESTIONS,
        Step::Conclusions => steps::conclusions::questions::QUESTIONS,
        Step::Actions => steps::actions::questions::QUESTIONS,
        Step::System => &[],
    }
}

/// The first question of a step that is not answered, with its place from 0.
#[must_use]
pub fn unanswered(cx: &Context, step: Step) -> Option<(usize, &'static str)> {
    let own = &cx.sight.whole.own;
    questions(step).iter().copied().enumerate().find(|(_, question)| answer::of(own, question).is_none())
}

/// The questions of a step with their answers.
#[derive(Debug)]
pub struct Questions {
    step: Step,
    cursor: Cursor,
}

/// What an officer wants of the sheet.
#[derive(Clone, Copy, Debug)]
pub enum Wish {
    Nothing,
    Close,
    Answer(&'static str),
}

impl Questions {
    /// The sheet of a step, at the first question that is not answered.
    #[must_use]
    pub fn new(step: Step, cx: &Context) -> Self {
        Self { step, cursor: Cursor { at: unanswered(cx, step).map_or(0, |(at, _)| at) } }
    }

    fn page(height: u16) -> usize {
        (usize::from(height.saturating_sub(1)) / LINES).max(1)
    }

    /// Takes an action.
    pub fn act(&mut self, action: Action, cx: &Context) -> Wish {
        let questions = questions(self.step);
        if let Some(step) = Move::of(action) {
            self.cursor.step(step, questions.len(), Self::page(work_area(cx.size).height));
        }
        match action {
            Action::Close => Wish::Close,
            Action::Open => questions.get(self.cursor.at).map_or(Wish::Nothing, |question| Wish::Answer(question)),
            _ => Wish::Nothing,
        }
    }

    /// Draws the sheet over the work area.
    pub fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        frame.render_widget(Clear, area);
        let words = &cx.sight.words;
        let room = usize::from(area.width.saturating_sub(3));
        let head = words.say_with("guide-head", &[("name", &step_name(cx, self.step))]);
        frame.buffer_mut().set_string(area.x + 1, area.y, text::cut(&head, room), cx.look.style(Tone::Accent));
        let all = questions(self.step);
        let page = Self::page(area.height);
        let top = self.cursor.top(page, all.len());
        for (line, (at, question)) in all.iter().enumerate().skip(top).take(page).enumerate() {
            let y = area.y + 1 + u16::try_from(line * LINES).unwrap_or_default();
            if y + 1 >= area.bottom() {
                break;
            }
            if at == self.cursor.at {
                mark_row(cx, frame, Rect { y, height: 1, ..area });
            }
            let answer = answer::of(&cx.sight.whole.own, question).and_then(|answer| answer.get(ANSWER_TEXT));
            let mark = if answer.is_some() { "✓" } else { "–" };
            let asked = format!("{mark} {} {}", at + 1, words.say(question));
            let answer = answer.unwrap_or_else(|| words.say("guide-unanswered"));
            frame.buffer_mut().set_string(area.x + 2, y, text::cut(&asked, room), cx.look.style(Tone::Plain));
            let answer = text::cut(&format!("    {answer}"), room);
            frame.buffer_mut().set_string(area.x + 2, y + 1, answer, cx.look.style(Tone::Dim));
        }
    }
}

impl App {
    /// Answers the question that is shown: the first that is not answered.
    pub(super) fn answer_question(&mut self) {
        let Some(step) = self.step_or_say() else { return };
        match unanswered(&self.cx, step) {
            Some((_, question)) => self.write(Purpose::Answer(question)),
            None => self.show_questions(),
        }
    }

    /// Shows all questions of the step.
    pub(super) fn show_questions(&mut self) {
        let Some(step) = self.step_or_say() else { return };
        if questions(step).is_empty() {
            // The system analysis has its questions as a tab of its own.
            self.said = Some((Tone::Plain, self.cx.sight.words.say("guide-system")));
            return;
        }
        self.overlay = Some(Overlay::Questions(Questions::new(step, &self.cx)));
    }

    /// Does what is wanted of the sheet, which lies on top.
    pub(super) fn guide_grants(&mut self, wish: Wish) {
        match wish {
            Wish::Nothing => {}
            Wish::Close => self.overlay = None,
            Wish::Answer(question) => self.write(Purpose::Answer(question)),
        }
    }
}
