//! The guide's three moves on screen: find what would be grave, value at the pace of two keys a requirement, put in
//! order.

use super::super::{VALUATION, VALUING};
use super::weighed::{Asking, Move, Weighed};
use super::words;
use crate::follow_up::{Change, Doing, Edit};
use crate::keys::{self, Action, Key};
use crate::record::{Id, Kind as _, Step, Tag, Value};
use crate::steps::plan::records::{
    CONSEQUENCE, CRITICAL, CRITICAL_REASON, NUMBER, PLANNED, PlanActivity, Requirement, Valuation,
};
use crate::steps::plan::scales::{self, InUse};
use crate::steps::plan::valuation::{self, Levels};
use crate::ui::{
    Ask, Column, Context, Event, List, Move as Way, Place, Records, Screen, Shape, Tone, Width, Within, text,
};
use ratatui::{Frame, layout::Rect, widgets::Clear};

/// The form that may lie over the list needs a list of its own; it is never seen.
const FORM: Shape =
    Shape::new(&Requirement::INFO, "weighing_form", &[Column::field(NUMBER.tag(), Width::Rest(1))]).only(|_, _| false);

/// The requirements in one of the moves, whether digits value them, and the form of one that may be open.
#[derive(Debug)]
pub struct Weighing {
    list: List<Weighed>,
    form: Option<Records>,
    /// The digits of the requirement that is being valued, while digits value.
    typed: Option<Vec<u8>>,
}

impl Weighing {
    /// The requirements in a move.
    pub fn new(shown: Move) -> Self {
        Self { list: List::new(Weighed::new(shown)), form: None, typed: None }
    }

    fn shown(&self) -> Move {
        self.list.listing().shown
    }

    /// Goes on with these digits, or ends valuing by digits.
    fn set_typed(&mut self, typed: Option<Vec<u8>>) {
        let asking = typed.as_ref().map(|typed| match typed.len() {
            0 => Asking::Consequence,
            1 => Asking::Likelihood,
            _ => Asking::Individual,
        });
        self.list.listing_mut().asking = asking;
        self.typed = typed;
    }

    /// The scale to value on; says why there is none.
    fn scale(cx: &Context) -> Result<InUse, Ask> {
        let used = scales::in_use(&cx.sight.whole);
        used.map_err(|broken| Ask::Say(Tone::Bad, words::broken(&cx.sight.words, broken)))
    }

    fn begin(&mut self, cx: &Context) -> Vec<Ask> {
        if cx.is_locked(&Valuation::INFO, Id::nil(), CONSEQUENCE.tag()) {
            return vec![Ask::Say(Tone::Warn, cx.closed(&self.contexts()))];
        }
        match Self::scale(cx) {
            Ok(used) => {
                self.list.listing_mut().size = used.scale.size();
                self.set_typed(Some(Vec::new()));
                Vec::new()
            }
            Err(why) => vec![why],
        }
    }

    /// Takes a digit: the first is the consequence, the second the likelihood, the third the consequence for the
    /// individual where that is valued.
    fn digit(&mut self, digit: u8, cx: &mut Context) -> Vec<Ask> {
        let used = match Self::scale(cx) {
            Ok(used) => used,
            Err(why) => return vec![why],
        };
        let size = used.scale.size();
        if !used.scale.holds(digit) {
            let said = cx.sight.words.say_with("valuing-off-scale", &[("size", &size.to_string())]);
            return vec![Ask::Say(Tone::Warn, said)];
        }
        let mut typed = self.typed.take().unwrap_or_default();
        typed.push(digit);
        let levels = match (typed.as_slice(), self.list.listing().individual) {
            ([consequence, likelihood], false) => Some((*consequence, *likelihood, None)),
            ([consequence, likelihood, individual], _) => Some((*consequence, *likelihood, Some(*individual))),
            _ => None,
        };
        let (Some((consequence, likelihood, individual)), Some(requirement)) = (levels, self.list.marked().copied())
        else {
            self.set_typed(Some(typed));
            return Vec::new();
        };
        self.set_typed(Some(Vec::new()));
        let ids = [cx.ids.mint(cx.now), cx.ids.mint(cx.now)];
        let rater = cx.eyes.officer().name.clone();
        let levels = Levels { consequence, likelihood, individual };
        let change = valuation::valued(&cx.sight.whole, requirement, levels, &used, &rater, ids);
        let mut asks: Vec<Ask> = change.ok().flatten().map(Ask::Change).into_iter().collect();
        asks.extend(self.list.step(Way::Down, cx));
        asks
    }

    fn valuing(&mut self, event: &Event, cx: &mut Context) -> Vec<Ask> {
        match event {
            Event::Key(key) => key.digit().map(|digit| self.digit(digit, cx)).unwrap_or_default(),
            Event::Do(Action::Close) => {
                let begun = self.typed.as_ref().is_some_and(|typed| !typed.is_empty());
                self.set_typed(begun.then(Vec::new));
                Vec::new()
            }
            Event::Do(action) if Way::of(*action).is_some() => {
                self.set_typed(Some(Vec::new()));
                self.list.update(event, cx)
            }
            Event::Do(Action::ValueIndividual) => self.turn_individual(cx),
            Event::Do(Action::OnlyUnvalued) => self.turn_unvalued(cx),
            _ => Vec::new(),
        }
    }

    fn turn_individual(&mut self, cx: &Context) -> Vec<Ask> {
        let listing = self.list.listing_mut();
        listing.individual = !listing.individual;
        let said = if listing.individual { "valuing-individual-on" } else { "valuing-individual-off" };
        if self.typed.is_some() {
            self.set_typed(Some(Vec::new()));
        }
        vec![Ask::Say(Tone::Plain, cx.sight.words.say(said)), self.list.ask(cx)]
    }

    fn turn_unvalued(&mut self, cx: &Context) -> Vec<Ask> {
        let listing = self.list.listing_mut();
        listing.unvalued = !listing.unvalued;
        let said = if listing.unvalued { "valuing-unvalued-on" } else { "valuing-unvalued-off" };
        vec![Ask::Say(Tone::Plain, cx.sight.words.say(said)), self.list.ask(cx)]
    }

    /// Marks a requirement as critical and begins to write why; takes the mark of a critical one away.
    fn mark_critical(&mut self, id: Id, cx: &mut Context) -> Vec<Ask> {
        let Some(one) = cx.sight.whole.of::<Requirement>(id) else { return Vec::new() };
        let critical = one.get(CRITICAL) != Some(true);
        let edit: Option<Edit> =
            cx.sight.whole.edit(&Requirement::INFO, id, CRITICAL.tag(), Some(&Value::Flag(critical)));
        let Some(change) = edit.map(|edit| Change::of(Doing::Edit, edit)) else { return Vec::new() };
        if !cx.takes(&change) {
            return vec![Ask::Say(Tone::Warn, cx.refuses(&change, &self.contexts()))];
        }
        if critical {
            self.open(id, Some(CRITICAL_REASON.tag()));
            self.resume(cx);
        }
        let said = if critical { "critical-marked" } else { "critical-unmarked" };
        vec![Ask::Change(change), Ask::Say(Tone::Plain, cx.sight.words.say_with(said, &[("name", &one_name(cx, id))]))]
    }

    fn open(&mut self, id: Id, field: Option<Tag>) {
        let mut form = Records::new(FORM);
        form.open(id, field);
        self.form = Some(form);
    }

    /// To the rows of the plan; where a requirement has none, to a new one.
    fn to_plan(cx: &Context, id: Id) -> Vec<Ask> {
        let rows = cx.sight.whole.own.pointing_through(id, PLANNED.tag());
        if rows.into_iter().any(|pointer| pointer.kind == PlanActivity::INFO.number) {
            let within = Within { of: (Requirement::INFO.number, id), and: None };
            return vec![Ask::ShowAll(&PlanActivity::INFO, within)];
        }
        vec![Ask::Begin(&PlanActivity::INFO, vec![(PLANNED.tag(), Value::Link(id))])]
    }

    fn act(&mut self, action: Action, id: Id, cx: &mut Context) -> Option<Vec<Ask>> {
        Some(match (action, self.shown()) {
            (Action::Value, Move::Value) => self.begin(cx),
            (Action::Value, _) => vec![value(cx, id)],
            (Action::Open, _) => {
                self.open(id, None);
                Vec::new()
            }
            (Action::MarkCritical, _) => self.mark_critical(id, cx),
            (Action::ToPlan, _) => Self::to_plan(cx, id),
            _ => return None,
        })
    }

    /// What the form does with an event; without it the rows are computed anew.
    fn fill_in(&mut self, event: &Event, cx: &mut Context) -> Vec<Ask> {
        let Some(form) = &mut self.form else { return Vec::new() };
        let mut asks = form.update(event, cx);
        if form.is_bare() {
            self.form = None;
            asks.push(self.list.ask(cx));
        }
        asks
    }

    /// The question that the next digit answers.
    fn question(&self, cx: &Context) -> String {
        let say = &cx.sight.words;
        let record = self.list.marked().and_then(|id| cx.sight.get(&Requirement::INFO, *id));
        let name = record.map(|record| cx.sight.name(&Requirement::INFO, record)).unwrap_or_default();
        let size = scales::in_use(&cx.sight.whole).map(|used| used.scale.size().to_string()).unwrap_or_default();
        let typed = self.typed.as_deref().unwrap_or_default();
        let digit = |at: usize| typed.get(at).map(u8::to_string).unwrap_or_default();
        let (consequence, likelihood) = (digit(0), digit(1));
        let places =
            [("name", name.as_str()), ("size", &size), ("consequence", &consequence), ("likelihood", &likelihood)];
        match typed.len() {
            0 => say.say_with("valuing-consequence", &[("name", &name), ("size", &size)]),
            1 => say.say_with("valuing-likelihood", &[("name", &name), ("size", &size), ("consequence", &consequence)]),
            _ => say.say_with("valuing-individual", &places),
        }
    }
}

fn one_name(cx: &Context, id: Id) -> String {
    let record = cx.sight.get(&Requirement::INFO, id);
    record.map(|record| cx.sight.name(&Requirement::INFO, record)).unwrap_or_default()
}

/// Goes to valuing, at a requirement.
pub fn value(cx: &Context, requirement: Id) -> Ask {
    if cx.is_locked(&Valuation::INFO, Id::nil(), CONSEQUENCE.tag()) {
        return Ask::Say(Tone::Warn, cx.closed(&[keys::Context::List, keys::Context::Everywhere]));
    }
    Ask::Go(Place {
        tab: VALUATION,
        view: VALUING,
        record: Some((Requirement::INFO.number, requirement)),
        field: Some(CONSEQUENCE.tag()),
        ..Place::in_step(cx.sight.whole.own.id(), Step::Plan)
    })
}

impl Screen for Weighing {
    fn contexts(&self) -> Vec<keys::Context> {
        match &self.form {
            Some(form) => form.contexts(),
            None if self.typed.is_some() => {
                vec![keys::Context::Valuing, keys::Context::Everywhere]
            }
            None if self.list.is_bare() => [keys::Context::Weighing].into_iter().chain(self.list.contexts()).collect(),
            None => self.list.contexts(),
        }
    }

    fn offers(&self, cx: &Context) -> Vec<Action> {
        match (&self.form, self.shown()) {
            (Some(form), _) => form.offers(cx),
            (None, _) if self.typed.is_some() => {
                vec![Action::Close, Action::Down, Action::Up, Action::OnlyUnvalued, Action::ValueIndividual]
            }
            (None, Move::Grave) => self.list.offers(&[Action::MarkCritical, Action::Value, Action::Open]),
            (None, Move::Value) => self.list.offers(&[
                Action::Value,
                Action::OnlyUnvalued,
                Action::ValueIndividual,
                Action::MarkCritical,
                Action::Open,
            ]),
            (None, Move::Order) => {
                self.list.offers(&[Action::ToPlan, Action::Value, Action::MarkCritical, Action::Open])
            }
        }
    }

    fn wants(&self, key: Key) -> bool {
        match &self.form {
            Some(form) => form.wants(key),
            None if self.typed.is_some() => key.digit().is_some(),
            None => self.list.wants(key),
        }
    }

    fn update(&mut self, event: &Event, cx: &mut Context) -> Vec<Ask> {
        if let Some(asks) = self.list.hear(event, cx) {
            return asks;
        }
        if self.form.is_some() {
            return self.fill_in(event, cx);
        }
        if self.typed.is_some() {
            return self.valuing(event, cx);
        }
        if let Event::Do(action) = event
            && self.list.is_bare()
        {
            match action {
                Action::OnlyUnvalued => return self.turn_unvalued(cx),
                Action::ValueIndividual if self.shown() == Move::Value => return self.turn_individual(cx),
                _ => {}
            }
            let marked = self.list.marked().copied();
            if let Some(asks) = marked.and_then(|id| self.act(*action, id, cx)) {
                return asks;
            }
        }
        self.list.update(event, cx)
    }

    fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        if let Some(form) = &self.form {
            return form.view(cx, frame, area);
        }
        self.list.view(cx, frame, area);
        if self.typed.is_none() || area.height == 0 {
            return;
        }
        let line = Rect { y: area.bottom() - 1, height: 1, ..area };
        frame.render_widget(Clear, line);
        let said = text::cut(&self.question(cx), usize::from(line.width.saturating_sub(1)));
        frame.buffer_mut().set_string(line.x + 1, line.y, said, cx.look.style(Tone::Accent));
    }

    fn at(&self) -> (Option<(u8, Id)>, Option<Tag>) {
        match &self.form {
            Some(form) => form.at(),
            None => (self.list.marked().map(|id| (Requirement::INFO.number, *id)), None),
        }
    }

    fn go(&mut self, record: Option<(u8, Id)>, field: Option<Tag>, cx: &mut Context) -> Vec<Ask> {
        self.list.uncover();
        self.form = None;
        self.set_typed(None);
        if let Some((_, id)) = record.filter(|(kind, _)| *kind == Requirement::INFO.number) {
            self.list.mark(id);
        }
        let mut asks = Vec::new();
        if self.shown() == Move::Value && field == Some(CONSEQUENCE.tag()) {
            asks = self.begin(cx);
        }
        asks.push(self.list.ask(cx));
        asks
    }

    fn rows(&self) -> Vec<(u8, Id)> {
        self.list.rows().iter().map(|id| (Requirement::INFO.number, *id)).collect()
    }

    fn linked(&self) -> Option<(u8, Id)> {
        self.form.as_ref().and_then(Screen::linked).or_else(|| self.list.linked())
    }

    fn status(&self, _cx: &Context) -> String {
        self.list.status()
    }

    fn resume(&mut self, cx: &mut Context) {
        if let Some(form) = &mut self.form {
            form.resume(cx);
        }
    }
}
