//! What is left: open findings by check, what was accepted with a reason, and what can be declared.

use super::App;
use super::overlay::{Overlay, Yes};
use super::walk::{close_hinders, declare_hinders, step_name};
use super::writing::Purpose;
use crate::follow_up::{Accepted, Finding};
use crate::keys::Action;
use crate::record::{Id, Step};
use crate::steps;
use crate::steps::walk::records::{ACCEPTED_REASON, Acceptance};
use crate::steps::walk::{acceptance, declare};
use crate::ui::{Context, Cursor, Move, Tone, mark_row, text, work_area};
use ratatui::{Frame, layout::Rect, widgets::Clear};
use std::collections::HashSet;

/// A row of the list.
#[derive(Clone, Debug)]
enum Row {
    Step(Step),
    /// A check with the number of its findings.
    Check(Step, &'static str, usize),
    Open(Finding),
    /// The heading over what was accepted.
    AcceptedHead(usize),
    Accepted(Accepted),
    /// Declare a step done.
    Declare(Step),
    TakeUp(Step),
    Close,
    Reopen,
    /// A sentence.
    Said(String),
}

/// By what a finding is known while the list is open.
type Key = (&'static str, Option<(u8, Id)>);

fn key(finding: &Finding) -> Key {
    (finding.check, finding.record)
}

/// The list.
#[derive(Debug)]
pub struct Left {
    step: Step,
    /// The whole follow-up and not the step alone.
    all: bool,
    rows: Vec<Row>,
    marked: HashSet<Key>,
    cursor: Cursor,
}

/// What an officer wants of the list.
#[derive(Debug)]
pub enum Wish {
    Nothing,
    Close,
    Go(Finding),
    Accept(Vec<Finding>),
    /// There is nothing to accept on this row.
    Nowhere,
    Withdraw(Accepted),
    Declare(Step),
    CloseAll,
    Reopen,
}

impl Left {
    /// What is left in a step.
    #[must_use]
    pub fn new(step: Step, cx: &Context) -> Self {
        let mut left = Self { step, all: false, rows: Vec::new(), marked: HashSet::new(), cursor: Cursor::default() };
        left.refresh(cx);
        left.cursor.at = left.rows.iter().position(|row| matches!(row, Row::Open(_))).unwrap_or(0);
        left
    }

    /// Takes in what has been found, accepted or declared since.
    pub fn refresh(&mut self, cx: &Context) {
        let findings = &cx.findings;
        let known = findings.list.iter().chain(findings.accepted.iter().map(|accepted| &accepted.finding));
        let known = known.filter(|finding| self.all || finding.step == self.step).cloned();
        // What was accepted a moment ago is shown so before the checks have caught up.
        let (open, accepted) = acceptance::split(&cx.sight.whole, known.collect());
        let here = [self.step];
        let all = Step::SIX.into_iter().chain([Step::System]);
        let steps: Vec<Step> = if self.all { all.collect() } else { here.to_vec() };
        self.rows.clear();
        for step in steps {
            if self.all {
                self.rows.push(Row::Step(step));
            }
            let mut checks: Vec<(&'static str, Vec<Finding>)> = Vec::new();
            for finding in open.iter().filter(|finding| finding.step == step) {
                match checks.iter_mut().find(|(check, _)| *check == finding.check) {
                    Some((_, list)) => list.push(finding.clone()),
                    None => checks.push((finding.check, vec![finding.clone()])),
                }
            }
            for (check, list) in checks {
                self.rows.push(Row::Check(step, check, list.len()));
                self.rows.extend(list.into_iter().map(Row::Open));
            }
            let accepted: Vec<Row> =
                accepted.iter().filter(|one| one.finding.step == step).cloned().map(Row::Accepted).collect();
            if !accepted.is_empty() {
                self.rows.push(Row::AcceptedHead(accepted.len()));
                self.rows.extend(accepted);
            }
            self.declaring(cx, step);
        }
        let hinders = close_hinders(cx);
        if cx.sight.whole.own.is_closed() {
            self.rows.push(Row::Reopen);
        } else if hinders.is_empty() {
            self.rows.push(Row::Close);
        } else if self.all {
            self.rows.extend(hinders.into_iter().map(Row::Said));
        }
        let rows = &self.rows;
        let stays = |marked: &Key| rows.iter().any(|row| matches!(row, Row::Open(open) if key(open) == *marked));
        if !self.marked.is_empty() {
            self.marked.retain(stays);
        }
        self.cursor.at = self.cursor.at.min(self.rows.len().saturating_sub(1));
    }

    /// The row that declares a step done, or why it cannot be.
    fn declaring(&mut self, cx: &Context, step: Step) {
        let own = &cx.sight.whole.own;
        if step == Step::System || own.is_closed() {
            return;
        }
        if declare::is_done(own, step) {
            self.rows.push(Row::TakeUp(step));
            return;
        }
        let hinders = declare_hinders(cx, step);
        if hinders.is_empty() {
            self.rows.push(Row::Declare(step));
        }
        self.rows.extend(hinders.into_iter().map(Row::Said));
    }

    /// What can be done here.
    #[must_use]
    pub fn offers(&self) -> Vec<Action> {
        let mut offers = vec![Action::Open, Action::Close, Action::Accept, Action::Mark, Action::NextView];
        if let Some(Row::Accepted(_)) = self.rows.get(self.cursor.at) {
            offers.insert(1, Action::Remove);
        }
        offers.push(Action::Declare);
        offers
    }

    /// Takes an action.
    pub fn act(&mut self, action: Action, cx: &Context) -> Wish {
        if let Some(step) = Move::of(action) {
            self.cursor.step(step, self.rows.len(), usize::from(work_area(cx.size).height.saturating_sub(1)));
            return Wish::Nothing;
        }
        match (action, self.rows.get(self.cursor.at)) {
            (Action::Close, _) => Wish::Close,
            (Action::NextView, _) => {
                self.all = !self.all;
                self.cursor.at = 0;
                self.refresh(cx);
                Wish::Nothing
            }
            (Action::Mark, Some(Row::Open(finding))) => {
                let key = key(finding);
                if !self.marked.remove(&key) {
                    self.marked.insert(key);
                }
                self.cursor.step(Move::Down, self.rows.len(), 1);
                Wish::Nothing
            }
            (Action::Accept, row) => {
                let meant = self.meant(row);
                if meant.is_empty() { Wish::Nowhere } else { Wish::Accept(meant) }
            }
            (Action::Remove, Some(Row::Accepted(accepted))) => Wish::Withdraw(accepted.clone()),
            (Action::Declare, _) => Wish::Declare(self.step),
            (Action::Open, Some(row)) => match row {
                Row::Open(finding) | Row::Accepted(Accepted { finding, .. }) => Wish::Go(finding.clone()),
                Row::Declare(step) | Row::TakeUp(step) => Wish::Declare(*step),
                Row::Close => Wish::CloseAll,
                Row::Reopen => Wish::Reopen,
                Row::Step(_) | Row::Check(..) | Row::AcceptedHead(_) | Row::Said(_) => Wish::Nothing,
            },
            _ => Wish::Nothing,
        }
    }

    /// What is to be accepted: all under a heading, what is marked, or the row that the cursor is on.
    fn meant(&self, row: Option<&Row>) -> Vec<Finding> {
        let open = self.rows.iter().filter_map(|row| match row {
            Row::Open(finding) => Some(finding),
            _ => None,
        });
        match row {
            Some(Row::Step(step)) => open.filter(|finding| finding.step == *step).cloned().collect(),
            Some(Row::Check(step, check, _)) => {
                open.filter(|finding| (finding.step, finding.check) == (*step, *check)).cloned().collect()
            }
            _ if !self.marked.is_empty() => open.filter(|open| self.marked.contains(&key(open))).cloned().collect(),
            Some(Row::Open(finding)) => vec![finding.clone()],
            _ => Vec::new(),
        }
    }

    /// Draws the list over the work area.
    pub fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        frame.render_widget(Clear, area);
        let words = &cx.sight.words;
        let room = usize::from(area.width.saturating_sub(3));
        let of = if self.all { words.say("left-all") } else { step_name(cx, self.step) };
        let head = words.say_with("left-head", &[("name", &of)]);
        frame.buffer_mut().set_string(area.x + 1, area.y, text::cut(&head, room), cx.look.style(Tone::Accent));
        let page = usize::from(area.height.saturating_sub(1)).max(1);
        let top = self.cursor.top(page, self.rows.len());
        for (y, (at, row)) in (area.y + 1..area.bottom()).zip(self.rows.iter().enumerate().skip(top)) {
            let (tone, shown) = self.shown(cx, row);
            if at == self.cursor.at {
                mark_row(cx, frame, Rect { y, height: 1, ..area });
            }
            frame.buffer_mut().set_string(area.x + 2, y, text::cut(&shown, room), cx.look.style(tone));
        }
    }

    fn shown(&self, cx: &Context, row: &Row) -> (Tone, String) {
        let words = &cx.sight.words;
        match row {
            Row::Step(step) => (Tone::Accent, step_name(cx, *step)),
            Row::Check(_, check, count) => {
                (Tone::Strong, format!("{} ({count})", words.say(&format!("check-{check}"))))
            }
            Row::Open(finding) => {
                let tick = if self.marked.contains(&key(finding)) { "x" } else { "·" };
                (Tone::Plain, format!("  {tick} {}", record_name(cx, finding)))
            }
            Row::AcceptedHead(count) => (Tone::Dim, words.count("left-accepted", *count)),
            Row::Accepted(accepted) => {
                let check = words.say(&format!("check-{}", accepted.finding.check));
                let reason = cx.sight.whole.of::<Acceptance>(accepted.acceptance);
                let reason = reason.and_then(|one| one.get(ACCEPTED_REASON)).unwrap_or_default();
                let name = text::cut(&record_name(cx, &accepted.finding), 24);
                let places = [("record", name.as_str()), ("check", &check), ("reason", &reason)];
                (Tone::Plain, format!("  {}", words.say_with("left-because", &places)))
            }
            Row::Declare(step) => (Tone::Good, words.say_with("left-declare", &[("name", &step_name(cx, *step))])),
            Row::TakeUp(step) => (Tone::Plain, words.say_with("left-take-up", &[("name", &step_name(cx, *step))])),
            Row::Close => (Tone::Good, words.say("left-close")),
            Row::Reopen => (Tone::Plain, words.say("left-reopen")),
            Row::Said(said) => (Tone::Dim, said.clone()),
        }
    }
}

/// What the record of a finding is called; the follow-up where it is about none.
pub(super) fn record_name(cx: &Context, finding: &Finding) -> String {
    let record = finding.record.and_then(|(kind, id)| {
        let kind = steps::kind(kind)?;
        Some(cx.sight.title(kind, cx.sight.get(kind, id)?))
    });
    record.unwrap_or_else(|| cx.sight.words.say("left-follow-up"))
}

impl App {
    /// Shows what is left in the step.
    pub(super) fn show_left(&mut self) {
        if let Some(step) = self.step_or_say() {
            self.overlay = Some(Overlay::Left(Left::new(step, &self.cx)));
        }
    }

    /// Does what is wanted of the list, which lies on top.
    pub(super) fn left_grants(&mut self, wish: Wish) {
        match wish {
            Wish::Nothing => {}
            Wish::Close => self.overlay = None,
            Wish::Go(finding) => {
                self.overlay = None;
                self.go_to_finding(&finding);
            }
            Wish::Accept(findings) => self.write(Purpose::Accept(findings)),
            Wish::Nowhere => self.said = Some((Tone::Warn, self.cx.sight.words.say("accept-nothing"))),
            Wish::Withdraw(accepted) => {
                if let Some(change) = acceptance::withdraw(&self.cx.sight.whole, accepted.acceptance) {
                    let words = &self.cx.sight.words;
                    let check = words.say(&format!("check-{}", accepted.finding.check));
                    let question = words.say_with("left-withdraw", &[("check", &check)]);
                    self.overlay = Some(Overlay::Question(question, Yes::Change(change)));
                }
            }
            Wish::Declare(step) => self.ask_to_declare(step),
            Wish::CloseAll => self.ask_to_close(),
            Wish::Reopen => self.write(Purpose::Reopen),
        }
    }
}
