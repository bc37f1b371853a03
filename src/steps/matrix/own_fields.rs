//! The view of one's own four-field matrices: a list of them, and one of them opened over it, in which lines typed one
//! after the other become items.

use super::own::{Own, added};
use super::screen::Field;
use crate::keys::{self, Action, Key};
use crate::record::{Id, Kind as _, Tag, scrub_line};
use crate::steps::plan::records::{FOUR_FIELD_NAME, FOUR_FIELD_SIZE, FourField, PRESET};
use crate::ui::{Ask, Column, Context, Editor, Event, Records, Screen, Shape, Tone, Width, text};
use ratatui::{Frame, layout::Rect, widgets::Clear};
use std::sync::Arc;

const COLUMNS: &[Column] = &[
    Column::field(FOUR_FIELD_NAME.tag(), Width::Rest(2)),
    Column::field(PRESET.tag(), Width::Rest(1)),
    Column::field(FOUR_FIELD_SIZE.tag(), Width::Fixed(5)).right(),
];

/// The list, and the matrix that is opened over it.
#[derive(Debug)]
pub struct OwnFields {
    records: Records,
    field: Field,
    open: Option<Id>,
    adding: Option<Box<Editor>>,
}

impl Default for OwnFields {
    fn default() -> Self {
        Self {
            records: Records::new(Shape::new(&FourField::INFO, "four_fields", COLUMNS)),
            field: Field::new(Arc::new(Own(Id::nil())), Some("four_field")),
            open: None,
            adding: None,
        }
    }
}

impl OwnFields {
    fn open(&mut self, id: Id, cx: &mut Context) -> Vec<Ask> {
        self.field.show(Arc::new(Own(id)));
        self.open = Some(id);
        self.field.go(None, None, cx)
    }

    /// Takes the line that has been typed as an item; the next is typed at once.
    fn add(&mut self, event: &Event, cx: &mut Context) -> Vec<Ask> {
        let (Some(editor), Some(open)) = (&mut self.adding, self.open) else { return Vec::new() };
        match event {
            Event::Do(Action::Stop) => {
                self.adding = None;
                Vec::new()
            }
            Event::Do(Action::Save | Action::SaveNext) => {
                let typed = scrub_line(editor.text().trim());
                let id = cx.ids.mint(cx.now);
                let Some(change) = added(cx, open, &typed, id) else {
                    // An empty line ends it.
                    self.adding = None;
                    return Vec::new();
                };
                if !cx.takes(&change) {
                    return vec![Ask::Say(Tone::Warn, cx.closed(&self.contexts()))];
                }
                **editor = Editor::new("", false);
                vec![Ask::Change(change)]
            }
            _ => {
                let full = editor.update(event).err();
                full.map(|full| Ask::Say(Tone::Warn, full.say(&cx.sight.words))).into_iter().collect()
            }
        }
    }
}

impl Screen for OwnFields {
    fn columns(&self) -> &'static [Column] {
        self.records.columns()
    }

    fn contexts(&self) -> Vec<keys::Context> {
        match (self.open, &self.adding) {
            (Some(_), Some(_)) => vec![keys::Context::Line, keys::Context::Text],
            (Some(_), None) => self.field.contexts(),
            (None, _) => self.records.contexts(),
        }
    }

    fn offers(&self, cx: &Context) -> Vec<Action> {
        match (self.open, &self.adding) {
            (Some(_), Some(_)) => vec![Action::Save, Action::Stop],
            (Some(_), None) if self.field.is_bare() => {
                let mut offers = self.field.offers(cx);
                offers.insert(1, Action::New);
                offers.push(Action::Close);
                offers
            }
            (Some(_), None) => self.field.offers(cx),
            (None, _) => {
                let mut offers = self.records.offers(cx);
                if self.records.is_bare() {
                    offers.insert(0, Action::Value);
                }
                offers
            }
        }
    }

    fn wants(&self, key: Key) -> bool {
        match (self.open, &self.adding) {
            (Some(_), Some(_)) => key.typed().is_some(),
            (Some(_), None) => self.field.wants(key),
            (None, _) => self.records.wants(key),
        }
    }

    fn update(&mut self, event: &Event, cx: &mut Context) -> Vec<Ask> {
        if matches!(event, Event::Changed | Event::Worked(_)) {
            let mut asks = self.records.update(event, cx);
            asks.extend(self.open.map(|_| self.field.update(event, cx)).into_iter().flatten());
            return asks;
        }
        let Some(open) = self.open else {
            let id = self.records.marked().filter(|_| self.records.is_bare());
            return match (event, id) {
                (Event::Do(Action::Value), Some(id)) => self.open(id, cx),
                _ => self.records.update(event, cx),
            };
        };
        if self.adding.is_some() {
            return self.add(event, cx);
        }
        match event {
            Event::Do(Action::New) if self.field.is_bare() => {
                self.adding = Some(Box::new(Editor::new("", false)));
                Vec::new()
            }
            Event::Do(Action::Close) if self.field.is_bare() => {
                let mut asks = self.field.settle(Action::Close, cx);
                self.open = None;
                asks.extend(self.records.go(Some((FourField::INFO.number, open)), None, cx));
                asks
            }
            _ => self.field.update(event, cx),
        }
    }

    fn settle(&mut self, action: Action, cx: &mut Context) -> Vec<Ask> {
        if self.open.is_some() { self.field.settle(action, cx) } else { Vec::new() }
    }

    fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        if self.open.is_none() {
            return self.records.view(cx, frame, area);
        }
        self.field.view(cx, frame, area);
        if let Some(editor) = self.adding.as_ref().filter(|_| area.height > 0) {
            let line = Rect { y: area.bottom() - 1, height: 1, ..area };
            frame.render_widget(Clear, line);
            let said = format!(" {} ", cx.sight.words.say("matrix-own-add"));
            let said = text::cut(&said, usize::from(line.width / 2));
            frame.buffer_mut().set_string(line.x, line.y, &said, cx.look.style(Tone::Accent));
            let taken = u16::try_from(text::width(&said)).unwrap_or_default();
            editor.view(cx, frame, Rect { x: line.x + taken, width: line.width.saturating_sub(taken), ..line });
        }
    }

    fn at(&self) -> (Option<(u8, Id)>, Option<Tag>) {
        match self.open {
            Some(open) => (Some((FourField::INFO.number, open)), None),
            None => self.records.at(),
        }
    }

    /// Of a matrix without a field to be written the grid is shown where it was.
    fn go(&mut self, record: Option<(u8, Id)>, field: Option<Tag>, cx: &mut Context) -> Vec<Ask> {
        let own = record.filter(|(kind, _)| *kind == FourField::INFO.number).map(|(_, id)| id);
        self.adding = None;
        match (self.open, own, field) {
            (Some(open), Some(id), None) if open == id => self.field.go(None, None, cx),
            _ => {
                self.open = None;
                self.records.go(record, field, cx)
            }
        }
    }

    fn linked(&self) -> Option<(u8, Id)> {
        if self.open.is_some() { None } else { self.records.linked() }
    }

    fn within(&self) -> Option<crate::ui::Within> {
        self.records.within()
    }

    fn narrow(&mut self, within: Option<crate::ui::Within>) {
        self.records.narrow(within);
    }

    fn status(&self, cx: &Context) -> String {
        if self.open.is_some() { self.field.status(cx) } else { self.records.status(cx) }
    }

    fn resume(&mut self, cx: &mut Context) {
        self.records.resume(cx);
    }
}
