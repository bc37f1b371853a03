//! A list that is looked at: Enter opens the record that a row is called by.

use crate::keys::{self, Action, Key};
use crate::record::{Id, KindInfo, Tag};
use crate::ui::{Ask, Context, Event, List, Listing, Screen};
use chrono::NaiveDate;
use ratatui::{Frame, layout::Rect};
use std::fmt;

/// What is looked at, and what else can be done there.
pub trait Picture: Listing {
    /// Something that can be done beside opening a row.
    const MORE: &'static [Action] = &[];

    /// The day that counts as today.
    fn on(&mut self, today: NaiveDate);

    /// Does one of [`Picture::MORE`].
    fn act(&self, _action: Action, _cx: &mut Context) -> Vec<Ask> {
        Vec::new()
    }
}

/// A picture of the plan on screen.
pub struct Looked<P: Picture> {
    list: List<P>,
}

impl<P: Picture> fmt::Debug for Looked<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Looked").field("picture", self.list.listing()).finish_non_exhaustive()
    }
}

impl<P: Picture> Looked<P> {
    /// A picture that has not asked for its rows yet.
    #[must_use]
    pub fn new(picture: P) -> Self {
        Self { list: List::new(picture) }
    }

    fn ask(&mut self, cx: &Context) -> Vec<Ask> {
        self.list.listing_mut().on(cx.today);
        vec![self.list.ask(cx)]
    }

    fn marked(&self) -> Option<(&'static KindInfo, Id)> {
        self.list.marked().and_then(|row| self.list.listing().records(row).into_iter().next())
    }
}

impl<P: Picture> Screen for Looked<P> {
    fn contexts(&self) -> Vec<keys::Context> {
        self.list.contexts()
    }

    fn offers(&self, _cx: &Context) -> Vec<Action> {
        let own: Vec<Action> = P::MORE.iter().copied().chain([Action::Open]).collect();
        self.list.offers(&own)
    }

    fn wants(&self, key: Key) -> bool {
        self.list.wants(key)
    }

    fn update(&mut self, event: &Event, cx: &mut Context) -> Vec<Ask> {
        match event {
            Event::Changed => self.ask(cx),
            Event::Do(Action::Open) if self.list.is_bare() => {
                self.marked().map(|(kind, id)| Ask::Show(kind, id)).into_iter().collect()
            }
            Event::Do(action) if self.list.is_bare() && P::MORE.contains(action) => {
                self.list.listing().clone().act(*action, cx)
            }
            _ => self.list.update(event, cx),
        }
    }

    fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        self.list.view(cx, frame, area);
    }

    fn at(&self) -> (Option<(u8, Id)>, Option<Tag>) {
        (self.marked().map(|(kind, id)| (kind.number, id)), None)
    }

    fn go(&mut self, record: Option<(u8, Id)>, _field: Option<Tag>, cx: &mut Context) -> Vec<Ask> {
        self.list.uncover();
        let is_of = |row: &&P::Row| {
            let records = self.list.listing().records(row);
            record.is_some_and(|(number, id)| records.iter().any(|(kind, one)| (kind.number, *one) == (number, id)))
        };
        if let Some(row) = self.list.rows().iter().find(is_of).cloned() {
            self.list.mark(row);
        }
        self.ask(cx)
    }

    fn linked(&self) -> Option<(u8, Id)> {
        self.list.linked()
    }

    fn status(&self, _cx: &Context) -> String {
        self.list.status()
    }

    fn resume(&mut self, _cx: &mut Context) {}
}
