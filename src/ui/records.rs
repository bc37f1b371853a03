//! Records of one kind: a table, what is marked in it, and the form of one of them.

use super::{
    editor::Editor,
    form::{Form, Outcome},
    links::{self, Links},
    look::Tone,
    rows::{Cell, Column, Query},
    screen::{Ask, Context, Event, Place, Screen},
    table::{self, Cursor, Move},
    text,
};
use crate::follow_up::{Change, Doing};
use crate::keys::{self, Action, Key};
use crate::record::{Id, KindInfo, REMOVED, Tag, Value};
use ratatui::{Frame, layout::Rect};
use std::sync::Arc;

/// Something more that can be done with the marked record, and what is asked of the session then.
pub type Extra = (Action, fn(&Context, Id) -> Ask);

/// What a list of records is like.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// The kind.
    pub kind: &'static KindInfo,
    /// Name of the list among all lists of the session.
    pub slot: &'static str,
    /// The columns; the first one orders at first.
    pub columns: &'static [Column],
    /// What more can be done with the marked record.
    pub extras: &'static [Extra],
}

#[derive(Debug)]
enum Over {
    None,
    Filtering(Box<Editor>),
    Form(Form),
    Links(Links),
}

/// A list of records.
#[derive(Debug)]
pub struct Records {
    shape: Shape,
    rows: Arc<Vec<Id>>,
    asked: u64,
    ready: bool,
    cursor: Cursor,
    marked: Option<Id>,
    detailed: Option<Id>,
    filter: String,
    sort: usize,
    backwards: bool,
    over: Over,
}

/// Lines of the detail pane under the table, its rule included.
const DETAIL: u16 = 4;

impl Records {
    /// A list that has not asked for its rows yet.
    #[must_use]
    pub fn new(shape: Shape) -> Self {
        Self {
            shape,
            rows: Arc::default(),
            asked: 0,
            ready: false,
            cursor: Cursor::default(),
            marked: None,
            detailed: None,
            filter: String::new(),
            sort: 0,
            backwards: false,
            over: Over::None,
        }
    }

    /// The record that is marked.
    #[must_use]
    pub fn marked(&self) -> Option<Id> {
        if let Over::Form(form) = &self.over { Some(form.record()) } else { self.marked }
    }

    /// The rows that are shown.
    #[must_use]
    pub fn rows(&self) -> &[Id] {
        &self.rows
    }

    /// Marks the next row.
    pub fn step(&mut self, by: Move, cx: &Context) -> Vec<Ask> {
        self.cursor.step(by, self.rows.len(), page(cx));
        self.marked = self.rows.get(self.cursor.at).copied();
        vec![Ask::Rest]
    }

    fn ask(&mut self, cx: &Context) -> Ask {
        self.asked += 1;
        let query = Query {
            kind: self.shape.kind,
            columns: self.shape.columns,
            filter: self.filter.clone(),
            sort: self.sort,
            backwards: self.backwards,
        };
        Ask::Work(query.job(cx.sight.clone(), self.shape.slot, self.asked))
    }

    fn new_record(&mut self, cx: &mut Context) -> Vec<Ask> {
        let now = cx.now;
        let mut form = Form::new(self.shape.kind, cx.ids.mint(now));
        form.begin(cx);
        self.over = Over::Form(form);
        Vec::new()
    }

    fn remove(&self, cx: &Context, id: Id) -> Vec<Ask> {
        let Some(record) = cx.sight.get(self.shape.kind, id) else { return Vec::new() };
        let title = text::cut(&cx.sight.title(self.shape.kind, record), 40);
        let pointing = links::counts(&cx.sight, id);
        let question = if pointing.is_empty() {
            cx.sight.words.say_with("remove-ask", &[("title", &title)])
        } else {
            cx.sight.words.say_with("remove-ask-linked", &[("title", &title), ("links", &pointing)])
        };
        let edit = cx.sight.whole.edit(self.shape.kind, id, REMOVED, Some(&Value::Flag(true)));
        edit.map(|edit| Ask::Confirm(question, Change::of(Doing::Remove, edit))).into_iter().collect()
    }

    fn filtering(&mut self, event: &Event, cx: &mut Context) -> Vec<Ask> {
        let Over::Filtering(editor) = &mut self.over else { return Vec::new() };
        match event {
            Event::Do(Action::Stop) => {
                self.over = Over::None;
                self.filter.clear();
                return vec![self.ask(cx)];
            }
            Event::Do(Action::Save | Action::SaveNext) => {
                self.over = Over::None;
                return Vec::new();
            }
            _ => {}
        }
        if let Err(full) = editor.update(event) {
            return vec![Ask::Say(Tone::Warn, full.say(&cx.sight.words))];
        }
        let typed = editor.text();
        if typed == self.filter {
            return Vec::new();
        }
        self.filter = typed;
        vec![self.ask(cx)]
    }

    fn act(&mut self, action: Action, cx: &mut Context) -> Vec<Ask> {
        if let Some(step) = Move::of(action) {
            return self.step(step, cx);
        }
        if let (Some((_, extra)), Some(id)) =
            (self.shape.extras.iter().find(|(known, _)| *known == action), self.marked)
        {
            return vec![extra(cx, id)];
        }
        match (action, self.marked) {
            (Action::Open, Some(id)) => {
                self.over = Over::Form(Form::new(self.shape.kind, id));
                Vec::new()
            }
            (Action::New, _) => self.new_record(cx),
            (Action::Remove, Some(id)) => self.remove(cx, id),
            (Action::Follow, Some(id)) => match Links::new(&cx.sight, self.shape.kind, id) {
                Some(links) => {
                    self.over = Over::Links(links);
                    Vec::new()
                }
                None => vec![Ask::Say(Tone::Plain, cx.sight.words.say("no-links"))],
            },
            (Action::Filter, _) => {
                self.over = Over::Filtering(Box::new(Editor::new(&self.filter, false)));
                Vec::new()
            }
            (Action::Sort, _) => {
                if self.backwards {
                    self.sort = (self.sort + 1) % self.shape.columns.len().max(1);
                }
                self.backwards = !self.backwards;
                let column = self.shape.columns.get(self.sort).map(|column| self.head(cx, column)).unwrap_or_default();
                let said = if self.backwards { "sorted-backwards" } else { "sorted-by" };
                let said = cx.sight.words.say_with(said, &[("column", &column)]);
                vec![self.ask(cx), Ask::Say(Tone::Plain, said)]
            }
            (Action::Import, _) => vec![Ask::Import],
            (Action::Close, _) if !self.filter.is_empty() => {
                self.filter.clear();
                vec![self.ask(cx)]
            }
            _ => Vec::new(),
        }
    }

    fn take_rows(&mut self, rows: Arc<Vec<Id>>) {
        self.ready = true;
        self.rows = rows;
        let place = self.marked.and_then(|id| self.rows.iter().position(|row| *row == id));
        self.cursor.at = place.unwrap_or(self.cursor.at).min(self.rows.len().saturating_sub(1));
        self.marked = self.rows.get(self.cursor.at).copied();
        self.detailed = self.marked;
    }

    fn head(&self, cx: &Context, column: &Column) -> String {
        let of_field = || column.tag.and_then(|tag| self.shape.kind.field(tag));
        match (column.word, of_field()) {
            (Some(word), _) => cx.sight.words.say(word),
            (None, Some(def)) => cx.sight.words.field(self.shape.kind, def),
            (None, None) => String::new(),
        }
    }

    fn table(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        let widths: Vec<_> = self.shape.columns.iter().map(|column| column.width).collect();
        let widths = table::widths(&widths, area.width.saturating_sub(1));
        let inner = |y: u16| Rect { x: area.x + 1, y, width: area.width.saturating_sub(1), height: 1 };
        let heads = self
            .shape
            .columns
            .iter()
            .map(|column| (Cell { text: self.head(cx, column), tone: Tone::Dim }, column.right));
        table::line(cx, frame, inner(area.y), &widths, heads, ratatui::style::Style::new());
        let page = usize::from(area.height.saturating_sub(1));
        let top = self.cursor.top(page, self.rows.len());
        for (line, id) in self.rows.iter().skip(top).take(page).enumerate() {
            let y = area.y + 1 + u16::try_from(line).unwrap_or_default();
            if top + line == self.cursor.at {
                table::mark(cx, frame, Rect { y, height: 1, ..area });
            }
            // A row that has been deleted since the rows were computed is blank until the next ones come.
            if let Some(record) = cx.sight.get(self.shape.kind, *id) {
                let cells = self
                    .shape
                    .columns
                    .iter()
                    .map(|column| (column.cell(&cx.sight, self.shape.kind, record), column.right));
                table::line(cx, frame, inner(y), &widths, cells, ratatui::style::Style::new());
            }
        }
        if self.rows.is_empty() {
            let word = match (self.ready, self.filter.is_empty()) {
                (false, _) => "list-loading",
                (true, true) => "list-empty",
                (true, false) => "list-nothing-found",
            };
            let kinds = cx.sight.words.kinds(self.shape.kind).to_lowercase();
            let said = cx.sight.words.say_with(word, &[("kinds", &kinds)]);
            let said = text::cut(&said, usize::from(area.width.saturating_sub(2)));
            if area.height > 1 {
                frame.buffer_mut().set_string(area.x + 2, area.y + 1, said, cx.look.style(Tone::Dim));
            }
        }
    }

    fn detail(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        let rule = "─".repeat(area.width.into());
        frame.buffer_mut().set_string(area.x, area.y, rule, cx.look.style(Tone::Dim));
        let found = self.detailed.and_then(|id| Some((id, cx.sight.get(self.shape.kind, id)?)));
        let Some((id, record)) = found else { return };
        let room = usize::from(area.width.saturating_sub(2));
        let mut lines = text::wrap(&cx.sight.title(self.shape.kind, record), room);
        if lines.len() > 2 {
            lines.truncate(2);
            if let Some(last) = lines.last_mut() {
                *last = text::cut(&format!("{last} …"), room);
            }
        }
        lines.push(links::counts(&cx.sight, id));
        for (line, shown) in lines.iter().take(usize::from(area.height.saturating_sub(1))).enumerate() {
            let y = area.y + 1 + u16::try_from(line).unwrap_or_default();
            frame.buffer_mut().set_string(area.x + 1, y, text::cut(shown, room), cx.look.style(Tone::Plain));
        }
    }
}

/// Rows of a table's page: what is left of the screen beside the frame, the heading and the detail pane.
fn page(cx: &Context) -> usize {
    usize::from(super::work_area(cx.size).height.saturating_sub(DETAIL + 1))
}

impl Screen for Records {
    fn contexts(&self) -> Vec<keys::Context> {
        match &self.over {
            Over::None => vec![keys::Context::List, keys::Context::Everywhere],
            Over::Filtering(_) => vec![keys::Context::Line, keys::Context::Text],
            Over::Form(form) => form.contexts(),
            Over::Links(_) => vec![keys::Context::Picker],
        }
    }

    fn offers(&self, cx: &Context) -> Vec<Action> {
        match &self.over {
            Over::None => {
                let mut offers = vec![Action::Open, Action::New];
                offers.extend(self.shape.extras.iter().map(|(action, _)| *action));
                offers.extend([Action::Filter, Action::Follow, Action::Sort, Action::Remove, Action::Import]);
                offers
            }
            Over::Filtering(_) => vec![Action::Save, Action::Stop],
            Over::Form(form) => form.offers(cx),
            Over::Links(_) => vec![Action::Open, Action::Close],
        }
    }

    fn wants(&self, key: Key) -> bool {
        match &self.over {
            Over::Filtering(_) => key.typed().is_some(),
            Over::Form(form) => form.wants(key),
            Over::None | Over::Links(_) => false,
        }
    }

    fn update(&mut self, event: &Event, cx: &mut Context) -> Vec<Ask> {
        match event {
            Event::Changed => return vec![self.ask(cx)],
            Event::Worked(done) if done.slot == self.shape.slot => {
                if let (true, Ok(rows)) = (done.turn == self.asked, done.output.clone().downcast::<Vec<Id>>()) {
                    self.take_rows(rows);
                }
                return Vec::new();
            }
            Event::Rested => {
                self.detailed = self.marked;
                return Vec::new();
            }
            _ => {}
        }
        match &mut self.over {
            Over::None => match event {
                Event::Do(action) => self.act(*action, cx),
                _ => Vec::new(),
            },
            Over::Filtering(_) => self.filtering(event, cx),
            Over::Form(form) => {
                if let Event::Do(action @ (Action::New | Action::Remove | Action::Follow)) = event {
                    let id = form.record();
                    self.marked = Some(id);
                    return self.act(*action, cx);
                }
                match form.update(event, cx) {
                    Outcome::Stays(asks) => asks,
                    Outcome::Closes => {
                        let id = form.record();
                        self.over = Over::None;
                        if id == cx.sight.whole.own.id() && cx.sight.whole.own.is_empty() {
                            // A follow-up that was begun and got nothing: there is nothing here to look at.
                            return vec![Ask::Go(Place::default())];
                        }
                        if cx.sight.get(self.shape.kind, id).is_some() {
                            self.marked = Some(id);
                        }
                        vec![self.ask(cx)]
                    }
                }
            }
            Over::Links(links) => {
                let Event::Do(action) = event else { return Vec::new() };
                let asks = links.act(*action).map(|to| Ask::Show(to.kind, to.id)).into_iter().collect::<Vec<_>>();
                if !asks.is_empty() || *action == Action::Close {
                    self.over = Over::None;
                }
                asks
            }
        }
    }

    fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        if let Over::Form(form) = &self.over {
            form.view(cx, frame, area);
            return;
        }
        let detail = if area.height > DETAIL + 3 { DETAIL } else { 0 };
        let top = Rect { height: area.height - detail, ..area };
        self.table(cx, frame, top);
        if detail > 0 {
            self.detail(cx, frame, Rect { y: top.bottom(), height: detail, ..area });
        }
        match &self.over {
            Over::Filtering(editor) if area.height > 1 => {
                let line = Rect { y: area.bottom() - 1, height: 1, ..area };
                frame.render_widget(ratatui::widgets::Clear, line);
                frame.buffer_mut().set_string(line.x, line.y, "/ ", cx.look.style(Tone::Accent));
                editor.view(cx, frame, Rect { x: line.x + 2, width: line.width.saturating_sub(2), ..line });
            }
            Over::Links(links) => links.view(cx, frame, area),
            _ => {}
        }
    }

    fn at(&self) -> (Option<(u8, Id)>, Option<Tag>) {
        let record = self.marked().map(|id| (self.shape.kind.number, id));
        let field = if let Over::Form(form) = &self.over { form.field() } else { None };
        (record, field)
    }

    fn go(&mut self, record: Option<(u8, Id)>, field: Option<Tag>, cx: &mut Context) -> Vec<Ask> {
        self.over = Over::None;
        if let Some((kind, id)) = record.filter(|(kind, _)| *kind == self.shape.kind.number) {
            let _ = kind;
            self.marked = Some(id);
            if let Some(tag) = field {
                let mut form = Form::new(self.shape.kind, id);
                form.mark(tag);
                self.over = Over::Form(form);
            }
        }
        vec![self.ask(cx)]
    }

    fn status(&self, _cx: &Context) -> String {
        let at = if self.rows.is_empty() { 0 } else { self.cursor.at + 1 };
        let filter = if self.filter.is_empty() { String::new() } else { format!(" /{}", text::cut(&self.filter, 12)) };
        format!("{at}/{}{filter}", self.rows.len())
    }

    fn resume(&mut self, cx: &mut Context) {
        if let Over::Form(form) = &mut self.over {
            form.begin(cx);
        }
    }
}
