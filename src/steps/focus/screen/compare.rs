//! Every requirement at every unit against target, past, others and between women and men, worst first.

use super::{detail::Detail, ranked::Ranked};
use crate::keys::{self, Action, Key};
use crate::record::{Id, Kind as _, Of, Tag, Value};
use crate::steps::collect::records::{AT_UNIT, MEASURED_OF, Result as Measurement};
use crate::steps::focus::Row;
use crate::steps::focus::records::{FOCUS_REQUIREMENTS, FOCUS_UNITS, FocusArea};
use crate::steps::plan::records::Requirement;
use crate::ui::{Ask, Context, Event, List, Screen};
use ratatui::{Frame, layout::Rect};

/// The ranked comparison, and the row that may be open over it.
#[derive(Debug)]
pub struct Compare {
    list: List<Ranked>,
    detail: Option<Detail>,
    /// A requirement, and a unit if it matters which, to mark as soon as its row is there.
    wanted: Option<(Id, Option<Id>)>,
}

impl Default for Compare {
    fn default() -> Self {
        Self { list: List::new(Ranked), detail: None, wanted: None }
    }
}

impl Compare {
    /// A focus area about what the marked row compares.
    fn begin(&self) -> Vec<Ask> {
        let row = self.list.marked().map(|row| {
            let links = |id: Id| Value::Links([id].into());
            vec![(FOCUS_REQUIREMENTS.tag(), links(row.requirement)), (FOCUS_UNITS.tag(), links(row.unit))]
        });
        vec![Ask::Begin(&FocusArea::INFO, row.unwrap_or_default())]
    }

    fn mark_wanted(&mut self) {
        let Some((requirement, unit)) = self.wanted else { return };
        let fits = |row: &Row| row.requirement == requirement && unit.is_none_or(|unit| row.unit == unit);
        if let Some(row) = self.list.rows().iter().find(|row| fits(row)).cloned() {
            self.list.mark(row);
            self.wanted = None;
        }
    }
}

impl Screen for Compare {
    fn contexts(&self) -> Vec<keys::Context> {
        match &self.detail {
            Some(_) if self.list.is_bare() => {
                vec![keys::Context::Compare, keys::Context::List, keys::Context::Everywhere]
            }
            None if self.list.is_bare() => [keys::Context::Compare].into_iter().chain(self.list.contexts()).collect(),
            _ => self.list.contexts(),
        }
    }

    fn offers(&self, _cx: &Context) -> Vec<Action> {
        match &self.detail {
            Some(_) if self.list.is_bare() => vec![Action::Close, Action::Open, Action::New, Action::Follow],
            _ => self.list.offers(&[Action::Open, Action::New]),
        }
    }

    fn wants(&self, key: Key) -> bool {
        self.list.wants(key)
    }

    fn update(&mut self, event: &Event, cx: &mut Context) -> Vec<Ask> {
        if let Some(asks) = self.list.hear(event, cx) {
            if let Event::Worked(_) = event {
                self.mark_wanted();
            }
            return asks;
        }
        let Event::Do(action) = event else { return self.list.update(event, cx) };
        if !self.list.is_bare() {
            return self.list.update(event, cx);
        }
        match (action, &mut self.detail) {
            (Action::New, _) => self.begin(),
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
        self.wanted = match record {
            // A result is seen in the row of its requirement at its unit.
            Some((kind, id)) if kind == Measurement::INFO.number => {
                self.detail = None;
                let result = cx.sight.whole.of::<Measurement>(id);
                let place = |one: Of<Measurement>| Some((one.get(MEASURED_OF)?.0, one.get(AT_UNIT).map(|unit| unit.0)));
                result.and_then(place)
            }
            Some((_, id)) if Some(id) != here => Some((id, None)),
            _ => None,
        };
        self.mark_wanted();
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
