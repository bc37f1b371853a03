//! Valuing at the pace of two keys a requirement: consequence digit, likelihood digit, on to the next.

use super::requirements::{by_consequence, by_likelihood, by_risk, class, consequence, likelihood, number};
use crate::keys::{self, Action, Key};
use crate::record::{Id, Kind as _, Scale, Tag};
use crate::steps::plan::records::{NUMBER, Requirement, TEXT};
use crate::steps::plan::valuation;
use crate::ui::{Ask, Column, Context, Event, Move, Records, Screen, Shape, Tone, Width, text};
use ratatui::{Frame, layout::Rect, widgets::Clear};

const COLUMNS: &[Column] = &[
    Column::field(NUMBER.tag(), Width::Fixed(6)).shown(number),
    Column::field(TEXT.tag(), Width::Rest(1)),
    Column::computed("column-consequence", Width::Fixed(2), consequence, by_consequence),
    Column::computed("column-likelihood", Width::Fixed(2), likelihood, by_likelihood),
    Column::computed("column-risk", Width::Fixed(5), class, by_risk),
];

/// The requirements with their values, and whether digits value them.
#[derive(Debug)]
pub struct Valuing {
    records: Records,
    on: bool,
    consequence: Option<u8>,
}

impl Default for Valuing {
    fn default() -> Self {
        let shape = Shape::new(&Requirement::INFO, "valuing", COLUMNS);
        Self { records: Records::new(shape), on: false, consequence: None }
    }
}

impl Valuing {
    /// Takes a digit: the first is the consequence, the second the likelihood.
    fn digit(&mut self, digit: u8, cx: &mut Context) -> Vec<Ask> {
        let size = Scale::default().size();
        if !(1..=size).contains(&digit) {
            let said = cx.sight.words.say_with("valuing-off-scale", &[("size", &size.to_string())]);
            return vec![Ask::Say(Tone::Warn, said)];
        }
        let Some(consequence) = self.consequence.take() else {
            self.consequence = Some(digit);
            return Vec::new();
        };
        let Some(requirement) = self.records.marked() else { return Vec::new() };
        let id = cx.ids.mint(cx.now);
        let rater = cx.eyes.officer().name.clone();
        let change = valuation::valued(&cx.sight.whole, requirement, (consequence, digit), &rater, id);
        let mut asks: Vec<Ask> = change.map(Ask::Change).into_iter().collect();
        asks.extend(self.records.step(Move::Down, cx));
        asks
    }
}

impl Screen for Valuing {
    fn contexts(&self) -> Vec<keys::Context> {
        if self.on { vec![keys::Context::Valuing, keys::Context::Everywhere] } else { self.records.contexts() }
    }

    fn offers(&self, cx: &Context) -> Vec<Action> {
        if self.on {
            return vec![Action::Close, Action::Down, Action::Up];
        }
        let mut offers = self.records.offers(cx);
        offers.insert(0, Action::Value);
        offers
    }

    fn wants(&self, key: Key) -> bool {
        if self.on { key.digit().is_some() } else { self.records.wants(key) }
    }

    fn update(&mut self, event: &Event, cx: &mut Context) -> Vec<Ask> {
        if !self.on {
            if matches!(event, Event::Do(Action::Value)) {
                self.on = true;
                return Vec::new();
            }
            return self.records.update(event, cx);
        }
        match event {
            Event::Key(key) => key.digit().map(|digit| self.digit(digit, cx)).unwrap_or_default(),
            Event::Do(Action::Close) => {
                self.on = self.consequence.take().is_some();
                Vec::new()
            }
            Event::Do(action) if Move::of(*action).is_some() => {
                self.consequence = None;
                self.records.update(event, cx)
            }
            Event::Do(_) => Vec::new(),
            _ => self.records.update(event, cx),
        }
    }

    fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        self.records.view(cx, frame, area);
        if !self.on || area.height == 0 {
            return;
        }
        let line = Rect { y: area.bottom() - 1, height: 1, ..area };
        frame.render_widget(Clear, line);
        let record = self.records.marked().and_then(|id| cx.sight.get(&Requirement::INFO, id));
        let name = record.map(|record| cx.sight.name(&Requirement::INFO, record)).unwrap_or_default();
        let size = Scale::default().size().to_string();
        let said = match self.consequence {
            None => cx.sight.words.say_with("valuing-consequence", &[("name", &name), ("size", &size)]),
            Some(consequence) => {
                let consequence = consequence.to_string();
                let places = [("name", name.as_str()), ("size", &size), ("consequence", &consequence)];
                cx.sight.words.say_with("valuing-likelihood", &places)
            }
        };
        let said = text::cut(&said, usize::from(line.width.saturating_sub(1)));
        frame.buffer_mut().set_string(line.x + 1, line.y, said, cx.look.style(Tone::Accent));
    }

    fn at(&self) -> (Option<(u8, Id)>, Option<Tag>) {
        self.records.at()
    }

    fn go(&mut self, record: Option<(u8, Id)>, field: Option<Tag>, cx: &mut Context) -> Vec<Ask> {
        self.consequence = None;
        self.on = field == Some(crate::steps::plan::records::CONSEQUENCE.tag());
        self.records.go(record, if self.on { None } else { field }, cx)
    }

    fn rows(&self) -> Vec<(u8, Id)> {
        self.records.rows()
    }

    fn linked(&self) -> Option<(u8, Id)> {
        self.records.linked()
    }

    fn status(&self, cx: &Context) -> String {
        self.records.status(cx)
    }

    fn resume(&mut self, cx: &mut Context) {
        self.records.resume(cx);
    }
}
