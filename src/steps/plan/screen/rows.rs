//! A tab's list of something computed: its rows, and what opening one of them does.

use crate::keys::{self, Action, Key};
use crate::record::{Id, Tag};
use crate::ui::{Ask, Batch, BatchOutcome, Context, Event, List, Listing, Screen};
use ratatui::{Frame, layout::Rect};

/// What opening a row leads to.
#[derive(Debug)]
pub enum Opened {
    /// Somewhere else.
    Asks(Vec<Ask>),
    /// A field of several records is to be given a value.
    Batch(Box<Batch>),
}

/// A listing whose rows can be opened.
pub trait Opens: Listing {
    /// What opening a row does.
    fn open(&self, row: &Self::Row, cx: &Context) -> Opened;
}

/// The list on screen.
pub struct Rows<L: Opens> {
    list: List<L>,
    batch: Option<Box<Batch>>,
}

impl<L: Opens> std::fmt::Debug for Rows<L> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rows").field("listing", self.list.listing()).finish_non_exhaustive()
    }
}

impl<L: Opens> Rows<L> {
    /// A list that has not asked for its rows yet.
    #[must_use]
    pub fn new(listing: L) -> Self {
        Self { list: List::new(listing), batch: None }
    }
}

impl<L: Opens> Screen for Rows<L> {
    fn contexts(&self) -> Vec<keys::Context> {
        self.batch.as_ref().map_or_else(|| self.list.contexts(), |batch| batch.contexts())
    }

    fn offers(&self, _cx: &Context) -> Vec<Action> {
        self.batch.as_ref().map_or_else(|| self.list.offers(&[Action::Open]), |batch| batch.offers())
    }

    fn wants(&self, key: Key) -> bool {
        self.batch.as_ref().map_or_else(|| self.list.wants(key), |batch| batch.wants(key))
    }

    fn update(&mut self, event: &Event, cx: &mut Context) -> Vec<Ask> {
        if let Some(asks) = self.list.hear(event, cx) {
            return asks;
        }
        if let Some(batch) = &mut self.batch {
            return match batch.update(event, cx) {
                BatchOutcome::Stays(asks) => asks,
                BatchOutcome::Closes(asks) => {
                    self.batch = None;
                    asks
                }
            };
        }
        if let (Event::Do(Action::Open), true, Some(row)) = (event, self.list.is_bare(), self.list.marked()) {
            return match self.list.listing().open(row, cx) {
                Opened::Asks(asks) => asks,
                Opened::Batch(batch) => {
                    self.batch = Some(batch);
                    Vec::new()
                }
            };
        }
        self.list.update(event, cx)
    }

    fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        self.list.view(cx, frame, area);
        if let Some(batch) = &self.batch {
            batch.view(cx, frame, area);
        }
    }

    fn at(&self) -> (Option<(u8, Id)>, Option<Tag>) {
        let record = self.list.marked().and_then(|row| self.list.listing().records(row).into_iter().next());
        (record.map(|(kind, id)| (kind.number, id)), None)
    }

    fn go(&mut self, _record: Option<(u8, Id)>, _field: Option<Tag>, cx: &mut Context) -> Vec<Ask> {
        self.list.uncover();
        self.batch = None;
        vec![self.list.ask(cx)]
    }

    fn linked(&self) -> Option<(u8, Id)> {
        self.list.linked()
    }

    fn status(&self, _cx: &Context) -> String {
        self.list.status()
    }

    fn resume(&mut self, _cx: &mut Context) {}
}
