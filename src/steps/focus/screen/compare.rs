//! Every requirement at every unit against target, past, others and between women and men, worst first.

use super::{detail::Detail, ranked::Ranked};
use crate::keys::{self, Action, Key};
use crate::record::{Id, Kind as _, Tag};
use crate::steps::plan::records::Requirement;
use crate::ui::{Ask, Context, Event, List, Screen};
use ratatui::{Frame, layout::Rect};

/// The ranked comparison, and the row that may be open over it.
#[derive(Debug)]
pub struct Compare {
    list: List<Ranked>,
    detail: Option<Detail>,
}

impl Default for Compare {
    fn default() -> Self {
        Self { list: List::new(Ranked), detail: None }
    }
}

impl Screen for Compare {
    fn contexts(&self) -> Vec<keys::Context> {
        match &self.detail {
            Some(_) if self.list.is_bare() => vec![keys::Context::Form, keys::Context::Everywhere],
            _ => self.list.contexts(),
        }
    }

    fn offers(&self, _cx: &Context) -> Vec<Action> {
        match &self.detail {
            Some(_) if self.list.is_bare() => vec![Action::Close, Action::Open, Action::Follow, Action::Down],
            _ => self.list.offers(&[Action::Open]),
        }
    }

    fn wants(&self, key: Key) -> bool {
        self.list.wants(key)
    }

    fn update(&mut self, event: &Event, cx: &mut Context) -> Vec<Ask> {
        if let Some(asks) = self.list.hear(event, cx) {
            return asks;
        }
        let Event::Do(action) = event else { return self.list.update(event, cx) };
        if !self.list.is_bare() {
            return self.list.update(event, cx);
        }
        match (action, &mut self.detail) {
            (Action::Close, Some(_)) => {
                self.detail = None;
                Vec::new()
            }
            (Action::Follow, Some(_)) | (_, None) if *action != Action::Open => self.list.update(event, cx),
            (_, Some(detail)) => detail.act(*action, cx),
            (_, None) => {
                self.detail = self.list.marked().map(|row| Detail::new(row, &cx.sight, cx.size.width));
                Vec::new()
            }
        }
    }

    fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        match &self.detail {
            Some(detail) => {
                detail.view(cx, frame, area);
                self.list.view_over(cx, frame, area);
            }
            None => self.list.view(cx, frame, area),
        }
    }

    fn at(&self) -> (Option<(u8, Id)>, Option<Tag>) {
        (self.list.marked().map(|row| (Requirement::INFO.number, row.requirement)), None)
    }

    fn go(&mut self, record: Option<(u8, Id)>, _field: Option<Tag>, cx: &mut Context) -> Vec<Ask> {
        let here = self.list.marked().map(|row| row.requirement);
        let wanted = record.map(|(_, id)| id).filter(|id| Some(*id) != here);
        let row = wanted.and_then(|id| self.list.rows().iter().find(|row| row.requirement == id).cloned());
        if let Some(row) = row {
            self.list.mark(row);
        }
        vec![self.list.ask(cx)]
    }

    fn status(&self, _cx: &Context) -> String {
        self.list.status()
    }

    fn resume(&mut self, _cx: &mut Context) {}
}
