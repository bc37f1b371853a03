//! A matrix on screen, and valuing together over it.

use super::workshop::{Outcome, Workshop};
use crate::keys::{self, Action, Key};
use crate::record::{Id, Tag};
use crate::ui::matrix::{Board, Plot};
use crate::ui::{Ask, Context, Event, Screen, Tone};
use ratatui::{Frame, layout::Rect};
use std::sync::Arc;

/// A matrix of a room.
#[derive(Debug)]
pub struct Field {
    board: Board,
    /// Its code, where its items are valued together.
    code: Option<&'static str>,
    workshop: Option<Workshop>,
}

impl Field {
    /// A matrix that has not asked for its items yet.
    #[must_use]
    pub fn new(plot: Arc<dyn Plot>, code: Option<&'static str>) -> Self {
        Self { board: Board::new(plot), code, workshop: None }
    }

    /// Shows another matrix in its place.
    pub fn show(&mut self, plot: Arc<dyn Plot>) {
        self.workshop = None;
        self.board.show(plot);
    }

    /// Whether nothing lies over the grid and digits do not place.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.workshop.is_none() && !self.board.is_placing()
    }

    fn begin(&mut self, cx: &Context) -> Vec<Ask> {
        let Some(code) = self.code else { return self.board.fixed(cx).unwrap_or_default() };
        match self.board.grid().filter(|grid| !grid.items().is_empty()) {
            Some(grid) => {
                self.workshop = Some(Workshop::new(self.board.plot().clone(), self.board.turned(), code, grid, cx));
                Vec::new()
            }
            None => vec![Ask::Say(Tone::Plain, cx.sight.words.say(self.board.plot().empty()))],
        }
    }
}

impl Screen for Field {
    fn contexts(&self) -> Vec<keys::Context> {
        self.workshop.as_ref().map_or_else(|| self.board.contexts(), Workshop::contexts)
    }

    fn offers(&self, cx: &Context) -> Vec<Action> {
        if let Some(workshop) = &self.workshop {
            return workshop.offers();
        }
        let mut offers = self.board.offers(cx);
        if !self.board.is_placing() && self.code.is_some() {
            offers.insert(offers.len().min(3), Action::Together);
        }
        offers
    }

    fn wants(&self, key: Key) -> bool {
        self.workshop.as_ref().map_or_else(|| self.board.wants(key), |workshop| workshop.wants(key))
    }

    fn update(&mut self, event: &Event, cx: &mut Context) -> Vec<Ask> {
        if matches!(event, Event::Changed | Event::Worked(_)) {
            if let (Some(workshop), Some(grid)) = (&mut self.workshop, self.board.grid()) {
                workshop.refresh(grid, cx);
            }
            return self.board.update(event, cx);
        }
        if let (Some(workshop), Some(grid)) = (&mut self.workshop, self.board.grid()) {
            return match workshop.update(event, grid, cx) {
                Outcome::Stays(asks) => asks,
                Outcome::Leaves => {
                    self.workshop = None;
                    vec![self.board.ask(cx)]
                }
            };
        }
        if matches!(event, Event::Do(Action::Together)) {
            let mut asks = self.board.settle(Action::Together, cx);
            asks.extend(self.begin(cx));
            return asks;
        }
        self.board.update(event, cx)
    }

    fn settle(&mut self, action: Action, cx: &mut Context) -> Vec<Ask> {
        self.board.settle(action, cx)
    }

    fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        match (&self.workshop, self.board.grid()) {
            (Some(workshop), Some(grid)) => workshop.view(grid, cx, frame, area),
            _ => self.board.view(cx, frame, area),
        }
    }

    fn at(&self) -> (Option<(u8, Id)>, Option<Tag>) {
        if self.workshop.is_some() { (None, None) } else { self.board.at() }
    }

    fn go(&mut self, record: Option<(u8, Id)>, field: Option<Tag>, cx: &mut Context) -> Vec<Ask> {
        self.board.go(record, field, cx)
    }

    fn status(&self, cx: &Context) -> String {
        self.board.status(cx)
    }

    fn resume(&mut self, _cx: &mut Context) {}
}
