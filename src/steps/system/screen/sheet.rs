//! The 21 questions in one sheet, by the step that they mirror, each with its answer.

use crate::follow_up::{Change, Doing, Edit};
use crate::keys::{self, Action, Key};
use crate::record::{Id, Kind as _, Of, Step, Tag, Value};
use crate::steps::system::questions;
use crate::steps::system::records::{
    SYSTEM_ANSWER, SYSTEM_ANSWERS, SYSTEM_BY, SYSTEM_NOTE, SYSTEM_ON, SYSTEM_QUESTION, SystemAnswer,
};
use crate::ui::{Ask, Column, Context, Cursor, Event, Move, Records, Screen, Shape, Tone, mark_row, text, work_area};
use ratatui::{Frame, layout::Rect};

/// A line of the sheet.
#[derive(Clone, Copy, Debug)]
enum Line {
    /// The step that the questions under it mirror.
    Step(Step),
    Question(&'static str),
}

/// The sheet, and over it the form of the answer that is open.
#[derive(Debug)]
pub struct Sheet {
    lines: Vec<Line>,
    cursor: Cursor,
    answers: Records,
    columns: &'static [Column],
}

impl Sheet {
    /// The sheet at its first question; `columns` are those of the answers where they are listed elsewhere.
    #[must_use]
    pub fn new(columns: &'static [Column]) -> Self {
        let mut lines = Vec::new();
        for step in Step::SIX.into_iter().filter(|step| !questions::of(*step).is_empty()) {
            lines.push(Line::Step(step));
            lines.extend(questions::of(step).iter().copied().map(Line::Question));
        }
        let answers = Records::new(Shape::new(&SystemAnswer::INFO, "system_answers", columns));
        Self { lines, cursor: Cursor { at: 1 }, answers, columns }
    }

    /// Whether an answer's form is open.
    fn is_open(&self) -> bool {
        self.answers.at().1.is_some()
    }

    fn question(&self) -> Option<&'static str> {
        match self.lines.get(self.cursor.at)? {
            Line::Question(question) => Some(question),
            Line::Step(_) => None,
        }
    }

    fn marked(&self, cx: &Context) -> Option<Id> {
        answer(cx, self.question()?).map(|answer| answer.id())
    }

    /// Answers the marked question with a code, and goes on to the next.
    fn answer(&mut self, cx: &mut Context, code: &str) -> Vec<Ask> {
        let Some(question) = self.question() else { return Vec::new() };
        if cx.reads_only() {
            return vec![Ask::Say(Tone::Warn, cx.closed(&self.contexts()))];
        }
        if cx.sight.whole.own.is_closed() {
            // The lock lets answers be (`domain.md`, section 0 "Lock"), but one key pressed by mistake is no wish.
            let open = cx.keys.keys_for(&self.contexts(), Action::Open).unwrap_or_default();
            let open = cx.sight.words.key(&open);
            let places = [("closed", cx.closed(&self.contexts())), ("key", open)];
            let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
            return vec![Ask::Say(Tone::Warn, cx.sight.words.say_with("system-closed", &places))];
        }
        let chosen = Value::Choice(code.to_owned());
        let was = answer(cx, question).and_then(|answer| answer.get(SYSTEM_ANSWER)).filter(|was| was != code);
        let replaced = was.map(|was| replaced_words(cx, &self.contexts(), question, [&was, code]));
        let change = if let Some(record) = self.marked(cx) {
            said(cx, record, Doing::Edit, [(SYSTEM_ANSWER.tag(), chosen)])
        } else {
            let record = cx.ids.mint(cx.now);
            let question = (SYSTEM_QUESTION.tag(), Value::Text(question.to_owned()));
            said(cx, record, Doing::Create, [question, (SYSTEM_ANSWER.tag(), chosen)])
        };
        let next = self.lines.iter().enumerate().skip(self.cursor.at + 1);
        let next = next.filter(|(_, line)| matches!(line, Line::Question(_))).map(|(at, _)| at).next();
        self.cursor.at = next.unwrap_or(self.cursor.at);
        if change.edits.is_empty() {
            return Vec::new();
        }
        let said = replaced.map(|said| Ask::Say(Tone::Warn, said));
        [Ask::Change(change)].into_iter().chain(said).collect()
    }

    /// Opens the answer to the marked question, a new one where there is none, and goes on to choosing it.
    fn open(&mut self, cx: &mut Context) -> Vec<Ask> {
        let Some(question) = self.question() else { return Vec::new() };
        if cx.reads_only() && self.marked(cx).is_none() {
            return vec![Ask::Say(Tone::Warn, cx.closed(&self.contexts()))];
        }
        let mut asks = Vec::new();
        let record = self.marked(cx).unwrap_or_else(|| {
            let record = cx.ids.mint(cx.now);
            let question = (SYSTEM_QUESTION.tag(), Value::Text(question.to_owned()));
            asks.push(Ask::Change(said(cx, record, Doing::Create, [question])));
            record
        });
        asks.extend(self.answers.go(Some((SystemAnswer::INFO.number, record)), Some(SYSTEM_ANSWER.tag()), cx));
        self.answers.resume(cx);
        asks
    }
}

/// That one answer has been put in place of another, and which key takes it back.
fn replaced_words(cx: &Context, contexts: &[keys::Context], question: &str, [was, is]: [&str; 2]) -> String {
    let words = &cx.sight.words;
    let shown = |code: &str| words.choice(&SYSTEM_ANSWERS, code);
    let key = words.key(&cx.keys.keys_for(contexts, Action::Undo).unwrap_or_default());
    let places = [("was", shown(was)), ("is", shown(is)), ("question", words.say(question)), ("key", key)];
    words.say_with("system-replaced", &places.each_ref().map(|(name, value)| (*name, value.as_str())))
}

/// The change that says something in an answer, by whom and when.
fn said<const N: usize>(cx: &Context, record: Id, doing: Doing, values: [(Tag, Value); N]) -> Change {
    let whole = &cx.sight.whole;
    let edit = |(tag, value): (Tag, Value)| whole.edit(&SystemAnswer::INFO, record, tag, Some(&value));
    let stands = |edit: &Edit| edit.before == edit.after;
    let mut edits: Vec<Edit> = values.into_iter().filter_map(edit).filter(|edit| !stands(edit)).collect();
    if !edits.is_empty() {
        let who =
            [(SYSTEM_BY.tag(), Value::Text(cx.eyes.officer().name.clone())), (SYSTEM_ON.tag(), Value::Date(cx.today))];
        edits.extend(who.into_iter().filter_map(edit).filter(|edit| !stands(edit)));
    }
    Change { doing, edits }
}

fn answer(cx: &Context, question: &str) -> Option<Of<SystemAnswer>> {
    cx.sight.whole.all::<SystemAnswer>().find(|answer| answer.get(SYSTEM_QUESTION).as_deref() == Some(question))
}

impl Screen for Sheet {
    fn columns(&self) -> &'static [Column] {
        self.columns
    }

    fn contexts(&self) -> Vec<keys::Context> {
        if self.is_open() {
            return self.answers.contexts();
        }
        vec![keys::Context::Answers, keys::Context::List, keys::Context::Everywhere]
    }

    fn offers(&self, cx: &Context) -> Vec<Action> {
        if self.is_open() {
            return self.answers.offers(cx);
        }
        vec![Action::AnswerYes, Action::AnswerPartly, Action::AnswerNo, Action::Open, Action::Down, Action::Up]
    }

    fn wants(&self, key: Key) -> bool {
        self.is_open() && self.answers.wants(key)
    }

    fn update(&mut self, event: &Event, cx: &mut Context) -> Vec<Ask> {
        let Event::Do(action) = event else { return self.answers.update(event, cx) };
        if self.is_open() {
            return self.answers.update(event, cx);
        }
        if let Some(step) = Move::of(*action) {
            self.cursor.step(step, self.lines.len(), usize::from(work_area(cx.size).height));
        }
        match action {
            Action::Open => self.open(cx),
            Action::AnswerYes => self.answer(cx, "yes"),
            Action::AnswerPartly => self.answer(cx, "partly"),
            Action::AnswerNo => self.answer(cx, "no"),
            _ => Vec::new(),
        }
    }

    fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        if self.is_open() {
            self.answers.view(cx, frame, area);
            return;
        }
        let words = &cx.sight.words;
        let page = usize::from(area.height).max(1);
        let top = self.cursor.top(page, self.lines.len());
        let room = usize::from(area.width.saturating_sub(3));
        for (y, (at, line)) in (area.y..area.bottom()).zip(self.lines.iter().enumerate().skip(top)) {
            let (tone, shown) = match line {
                Line::Step(step) => {
                    let name = words.say(&format!("step-{}", step.code()));
                    (Tone::Strong, format!("{} {name}", step.number()))
                }
                Line::Question(question) => {
                    let said = answered(cx, question);
                    let left = room.saturating_sub(text::width(&said) + 3);
                    (Tone::Plain, format!(" {}  {said}", text::fit(&words.say(question), left, false)))
                }
            };
            if at == self.cursor.at {
                mark_row(cx, frame, Rect { y, height: 1, ..area });
            }
            frame.buffer_mut().set_string(area.x + 2, y, text::cut(&shown, room), cx.look.style(tone));
        }
    }

    fn at(&self) -> (Option<(u8, Id)>, Option<Tag>) {
        if self.is_open() { self.answers.at() } else { (None, None) }
    }

    fn go(&mut self, record: Option<(u8, Id)>, field: Option<Tag>, cx: &mut Context) -> Vec<Ask> {
        let held = record.and_then(|(_, id)| cx.sight.whole.of::<SystemAnswer>(id));
        let asked = held.and_then(|answer| answer.get(SYSTEM_QUESTION));
        let here = |line: &Line| matches!((line, &asked), (Line::Question(question), Some(asked)) if question == asked);
        if let Some(at) = self.lines.iter().position(here) {
            self.cursor.at = at;
        } else if let Some(from) = cx.came_from.take() {
            let at = self.lines.iter().position(|line| matches!(line, Line::Step(step) if *step == from));
            self.cursor.at = at.unwrap_or(0) + 1;
        }
        self.answers.go(record.filter(|_| field.is_some()), field, cx)
    }

    fn linked(&self) -> Option<(u8, Id)> {
        self.answers.linked()
    }

    fn status(&self, cx: &Context) -> String {
        let all = questions::all().count();
        let given = questions::all().filter(|question| is_given(cx, question)).count();
        format!("{given}/{all}")
    }

    fn resume(&mut self, cx: &mut Context) {
        self.answers.resume(cx);
    }
}

fn is_given(cx: &Context, question: &str) -> bool {
    answer(cx, question).is_some_and(|one| one.get(SYSTEM_ANSWER).is_some() || one.get(SYSTEM_NOTE).is_some())
}

/// The answer in short, with the beginning of what was noticed.
fn answered(cx: &Context, question: &str) -> String {
    let kind = &SystemAnswer::INFO;
    let record = answer(cx, question).and_then(|answer| cx.sight.get(kind, answer.id()));
    let shown = |tag: Tag| record.map(|record| cx.sight.field(kind, record, tag)).unwrap_or_default();
    let parts = [shown(SYSTEM_ANSWER.tag()), text::cut(&shown(SYSTEM_NOTE.tag()), 18)];
    let said = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ");
    if said.is_empty() { cx.sight.words.say("system-unanswered") } else { said }
}
