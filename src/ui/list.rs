//! A list on screen: rows that are filtered and ordered off the key path, a cursor, a preview of the marked row,
//! and its links both ways. What is listed says a [`Listing`]; screens put their own overlays beside it.

use super::{
    Sight,
    editor::Editor,
    job::{Job, Output},
    links::{Chosen, Links},
    listing::Listing,
    look::Tone,
    rows::{Cell, Query, Width},
    screen::{Ask, Context, Event},
    table::{self, Cursor, Move},
    text,
};
use crate::keys::{self, Action, Key};
use crate::record::{Id, KindInfo};
use ratatui::{Frame, layout::Rect, style::Style, widgets::Clear};
use std::{fmt, sync::Arc};

#[derive(Debug)]
enum Over {
    None,
    Filtering(Box<Editor>),
    Links(Links),
}

/// What a job has found.
struct Found<L: Listing> {
    read: Arc<L::Read>,
    rows: Arc<Vec<L::Row>>,
}

/// A list on screen.
#[derive(Debug)]
pub struct List<L: Listing> {
    listing: L,
    read: Kept<L::Read>,
    rows: Arc<Vec<L::Row>>,
    asked: u64,
    ready: bool,
    cursor: Cursor,
    marked: Option<L::Row>,
    detailed: Option<L::Row>,
    query: Query,
    over: Over,
}

/// What rows are picked from, as long as it holds.
struct Kept<T>(Option<Arc<T>>);

impl<T> fmt::Debug for Kept<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Kept" } else { "Nothing" })
    }
}

impl<L: Listing> List<L> {
    /// A list that has not asked for its rows yet.
    #[must_use]
    pub fn new(listing: L) -> Self {
        Self {
            listing,
            read: Kept(None),
            rows: Arc::default(),
            asked: 0,
            ready: false,
            cursor: Cursor::default(),
            marked: None,
            detailed: None,
            query: Query::default(),
            over: Over::None,
        }
    }

    /// What is listed.
    #[must_use]
    pub fn listing(&self) -> &L {
        &self.listing
    }

    /// Changes what is listed; [`List::ask`] then brings its rows.
    pub fn listing_mut(&mut self) -> &mut L {
        &mut self.listing
    }

    /// The row that is marked.
    #[must_use]
    pub fn marked(&self) -> Option<&L::Row> {
        self.marked.as_ref()
    }

    /// Marks a row; the cursor goes there when rows come that hold it.
    pub fn mark(&mut self, row: L::Row) {
        if let Some(at) = self.rows.iter().position(|one| self.listing.is(one, &row)) {
            self.cursor.at = at;
        }
        self.marked = Some(row);
    }

    /// The rows that are shown.
    #[must_use]
    pub fn rows(&self) -> &[L::Row] {
        &self.rows
    }

    /// Whether nothing lies over the table: no filter is being typed and no links are open.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        matches!(self.over, Over::None)
    }

    /// Whether a filter narrows the rows.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        !self.query.filter.is_empty()
    }

    /// Closes what lies over the table.
    pub fn uncover(&mut self) {
        self.over = Over::None;
    }

    /// Moves the cursor.
    pub fn step(&mut self, by: Move, cx: &Context) -> Vec<Ask> {
        let page = usize::from(super::work_area(cx.size).height.saturating_sub(self.listing.preview_height() + 1));
        self.cursor.step(by, self.rows.len(), page);
        self.marked = self.rows.get(self.cursor.at).cloned();
        vec![Ask::Rest]
    }

    /// Asks for the rows as the records stand now.
    pub fn ask(&mut self, cx: &Context) -> Ask {
        self.read = Kept(None);
        self.pick(cx)
    }

    fn pick(&mut self, cx: &Context) -> Ask {
        self.asked += 1;
        let (listing, query, sight) = (self.listing.clone(), self.query.clone(), cx.sight.clone());
        let read = self.read.0.clone();
        let work = move || -> Output {
            let read = read.unwrap_or_else(|| Arc::new(listing.read(&sight)));
            let rows = Arc::new(listing.pick(&sight, &read, &query));
            Arc::new(Found::<L> { read, rows })
        };
        Ask::Work(Job { slot: self.listing.slot(), turn: self.asked, work: Box::new(work) })
    }

    /// Opens the links of some records over the list; says so where there are none.
    pub fn follow(&mut self, cx: &Context, from: &[(&'static KindInfo, Id)]) -> Vec<Ask> {
        match Links::of(cx, from) {
            Some(links) => {
                self.over = Over::Links(links);
                Vec::new()
            }
            None => vec![Ask::Say(Tone::Plain, cx.sight.words.say("no-links"))],
        }
    }

    /// The contexts that are on.
    #[must_use]
    pub fn contexts(&self) -> Vec<keys::Context> {
        match &self.over {
            Over::None => vec![keys::Context::List, keys::Context::Everywhere],
            Over::Filtering(_) => vec![keys::Context::Line, keys::Context::Text],
            Over::Links(links) => links.contexts(),
        }
    }

    /// What can be done, most important first; `own` is what the screen adds while nothing lies over the table.
    #[must_use]
    pub fn offers(&self, own: &[Action]) -> Vec<Action> {
        match &self.over {
            Over::None => own.iter().copied().chain([Action::Filter, Action::Follow, Action::Sort]).collect(),
            Over::Filtering(_) => vec![Action::Save, Action::Stop],
            Over::Links(links) => links.offers(),
        }
    }

    /// Whether a key is text here.
    #[must_use]
    pub fn wants(&self, key: Key) -> bool {
        matches!(self.over, Over::Filtering(_)) && key.typed().is_some()
    }

    /// Takes what concerns the rows whatever lies over them; nothing when the event is of another sort.
    pub fn hear(&mut self, event: &Event, cx: &Context) -> Option<Vec<Ask>> {
        match event {
            Event::Changed => Some(vec![self.ask(cx)]),
            Event::Worked(done) if done.slot == self.listing.slot() => {
                if done.turn == self.asked
                    && let Ok(found) = done.output.clone().downcast::<Found<L>>()
                {
                    self.read = Kept(Some(found.read.clone()));
                    self.take_rows(found.rows.clone());
                }
                Some(Vec::new())
            }
            Event::Rested => {
                self.detailed.clone_from(&self.marked);
                Some(Vec::new())
            }
            _ => None,
        }
    }

    fn take_rows(&mut self, rows: Arc<Vec<L::Row>>) {
        self.ready = true;
        self.rows = rows;
        let place =
            self.marked.as_ref().and_then(|marked| self.rows.iter().position(|row| self.listing.is(row, marked)));
        self.cursor.at = place.unwrap_or(self.cursor.at).min(self.rows.len().saturating_sub(1));
        self.marked = self.rows.get(self.cursor.at).cloned();
        self.detailed.clone_from(&self.marked);
    }

    /// Takes an event that the screen has no use for itself.
    pub fn update(&mut self, event: &Event, cx: &Context) -> Vec<Ask> {
        if let Some(asks) = self.hear(event, cx) {
            return asks;
        }
        match &mut self.over {
            Over::None => match event {
                Event::Do(action) => self.act(*action, cx),
                _ => Vec::new(),
            },
            Over::Filtering(_) => self.filtering(event, cx),
            Over::Links(links) => {
                let Event::Do(action) = event else { return Vec::new() };
                let asks = match links.act(*action) {
                    Chosen::Nothing => return Vec::new(),
                    Chosen::Closed => Vec::new(),
                    Chosen::Asks(asks) => asks,
                };
                self.over = Over::None;
                asks
            }
        }
    }

    fn act(&mut self, action: Action, cx: &Context) -> Vec<Ask> {
        if let Some(step) = Move::of(action) {
            return self.step(step, cx);
        }
        match action {
            Action::Follow => match &self.marked {
                Some(row) => self.follow(cx, &self.listing.records(row)),
                None => Vec::new(),
            },
            Action::Filter => {
                self.over = Over::Filtering(Box::new(Editor::new(&self.query.filter, false)));
                Vec::new()
            }
            Action::Sort => {
                let orders = self.listing.orders(&cx.sight);
                if self.query.backwards {
                    self.query.sort = (self.query.sort + 1) % orders.len().max(1);
                }
                self.query.backwards = !self.query.backwards;
                vec![self.pick(cx), Ask::Say(Tone::Plain, self.order_words(&cx.sight))]
            }
            Action::Close if !self.query.filter.is_empty() => {
                self.query.filter.clear();
                vec![self.pick(cx)]
            }
            _ => Vec::new(),
        }
    }

    /// By what the rows are ordered, in words.
    fn order_words(&self, sight: &Sight) -> String {
        let orders = self.listing.orders(sight);
        let order = orders.get(self.query.sort).map_or("", String::as_str);
        let said = if self.query.backwards { "sorted-backwards" } else { "sorted-by" };
        sight.words.say_with(said, &[("column", order)])
    }

    fn filtering(&mut self, event: &Event, cx: &Context) -> Vec<Ask> {
        let Over::Filtering(editor) = &mut self.over else { return Vec::new() };
        match event {
            Event::Do(Action::Stop) => {
                self.over = Over::None;
                self.query.filter.clear();
                return vec![self.pick(cx)];
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
        if typed == self.query.filter {
            return Vec::new();
        }
        self.query.filter = typed;
        vec![self.pick(cx)]
    }

    /// Where in the list one is, and what narrows it.
    #[must_use]
    pub fn status(&self) -> String {
        let at = if self.rows.is_empty() { 0 } else { self.cursor.at + 1 };
        let filter = &self.query.filter;
        let filter = if filter.is_empty() { String::new() } else { format!(" /{}", text::cut(filter, 12)) };
        format!("{at}/{}{filter}", self.rows.len())
    }

    /// Draws the table and the preview, and what lies over them.
    pub fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        let preview = self.listing.preview_height();
        let below = if area.height > preview + 3 { preview } else { 0 };
        let top = Rect { height: area.height - below, ..area };
        self.table(cx, frame, top);
        if below > 0 {
            self.preview(cx, frame, Rect { y: top.bottom(), height: below, ..area });
        }
        self.view_over(cx, frame, area);
    }

    /// Draws what lies over the list: the filter that is being typed, or links.
    pub fn view_over(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        match &self.over {
            Over::Filtering(editor) if area.height > 1 => {
                let line = Rect { y: area.bottom() - 1, height: 1, ..area };
                frame.render_widget(Clear, line);
                frame.buffer_mut().set_string(line.x, line.y, "/ ", cx.look.style(Tone::Accent));
                editor.view(cx, frame, Rect { x: line.x + 2, width: line.width.saturating_sub(2), ..line });
            }
            Over::Links(links) => links.view(cx, frame, area),
            _ => {}
        }
    }

    fn table(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        let heads = self.listing.heads(&cx.sight);
        let widths: Vec<Width> = heads.iter().map(|head| head.width).collect();
        let widths = table::widths(&widths, area.width.saturating_sub(1));
        let right: Vec<bool> = heads.iter().map(|head| head.right).collect();
        let inner = |y: u16| Rect { x: area.x + 1, y, width: area.width.saturating_sub(1), height: 1 };
        let line = |frame: &mut Frame<'_>, y: u16, cells: Vec<Cell>| {
            let cells = cells.into_iter().zip(right.iter().copied());
            table::line(cx, frame, inner(y), &widths, cells, Style::new());
        };
        line(frame, area.y, heads.into_iter().map(|head| Cell { text: head.text, tone: Tone::Dim }).collect());
        let page = usize::from(area.height.saturating_sub(1));
        let top = self.cursor.top(page, self.rows.len());
        for (at, row) in self.rows.iter().enumerate().skip(top).take(page) {
            let y = area.y + 1 + u16::try_from(at - top).unwrap_or_default();
            if at == self.cursor.at {
                table::mark(cx, frame, Rect { y, height: 1, ..area });
            }
            line(frame, y, self.listing.cells(&cx.sight, row));
        }
        if self.rows.is_empty() && area.height > 1 {
            let word = match (self.ready, self.query.filter.is_empty()) {
                (false, _) => "list-loading",
                (true, true) => self.listing.empty_word(),
                (true, false) => "list-nothing-found",
            };
            let said = cx.sight.words.say_with(word, &[("kinds", &self.listing.plural(&cx.sight))]);
            let said = text::cut(&said, usize::from(area.width.saturating_sub(2)));
            frame.buffer_mut().set_string(area.x + 2, area.y + 1, said, cx.look.style(Tone::Dim));
        }
    }

    fn preview(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        table::rule(cx, frame, area, &self.legend(&cx.sight));
        let Some(row) = &self.detailed else { return };
        let room = usize::from(area.width.saturating_sub(2));
        let lines = self.listing.preview(&cx.sight, row, room);
        for (at, (tone, shown)) in lines.iter().take(usize::from(area.height.saturating_sub(1))).enumerate() {
            let y = area.y + 1 + u16::try_from(at).unwrap_or_default();
            frame.buffer_mut().set_string(area.x + 1, y, text::cut(shown, room), cx.look.style(*tone));
        }
    }

    /// The order, where it is another than at first or the list's own marks need explaining, and the marks.
    fn legend(&self, sight: &Sight) -> String {
        let own = self.listing.legend(sight);
        let order = own.is_some() || self.query.sort > 0 || self.query.backwards;
        let order = order.then(|| self.order_words(sight));
        order.into_iter().chain(own).collect::<Vec<_>>().join(" ")
    }
}
