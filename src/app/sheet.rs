//! Sheets over the work area: a head, rows that are walked through, and lines that tell of the marked one. What takes
//! long to read comes off the key path: the sheet lies there at once, and is filled as long as somebody waits for it.

use super::overlay::{self, Overlay};
use super::{App, Ticket};
use crate::keys::Action;
use crate::record::{Id, Seq};
use crate::steps;
use crate::ui::{Context, Cursor, Done, Move, Tone, mark_row, text, work_area};
use ratatui::{Frame, layout::Rect, widgets::Clear};
use std::sync::{Arc, Weak};

/// Parts of a row: the column where each begins, how it looks, and what it says.
pub type Row = Vec<(usize, Tone, String)>;

/// A line of a sheet, and what it is about.
#[derive(Clone, Debug)]
pub struct Line {
    pub tone: Tone,
    pub text: String,
    pub about: About,
}

/// What a line is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum About {
    Nothing,
    /// A record, which is told in full under the rows.
    Record((u8, Id)),
    /// The change of this number.
    Change(Seq),
}

/// What an officer wants of a sheet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wish {
    Nothing,
    Close,
    /// To the record.
    Go((u8, Id)),
    /// The holes of the whole chain.
    Holes,
    /// Who has changed what in a record.
    History((u8, Id)),
    /// The follow-up as it was after a change.
    AsItWas(Seq),
    /// The follow-up as it was on a day.
    When,
}

/// An answer that is waited for. Once this has gone, whoever reads it gives up.
#[derive(Debug)]
pub struct Awaited {
    turn: u64,
    held: Arc<()>,
}

impl Awaited {
    /// Somebody waits for the answer to this request.
    #[must_use]
    pub fn new(ticket: Ticket) -> Self {
        Self { turn: ticket.into(), held: Arc::new(()) }
    }

    /// Which of its slot's jobs it is.
    #[must_use]
    pub fn turn(&self) -> u64 {
        self.turn
    }

    /// What tells a reader whether it is still waited for.
    #[must_use]
    pub fn watched(&self) -> Weak<()> {
        Arc::downgrade(&self.held)
    }
}

/// Lines to walk through.
#[derive(Debug)]
pub struct Sheet {
    title: String,
    lines: Vec<Line>,
    cursor: Cursor,
    awaited: Awaited,
    /// What it lies over.
    under: Option<Box<Overlay>>,
}

impl Sheet {
    /// A sheet that waits for its lines, and says so meanwhile.
    pub(super) fn new(title: String, meanwhile: String, awaited: Awaited, under: Option<Box<Overlay>>) -> Self {
        let reading = Line { tone: Tone::Dim, text: meanwhile, about: About::Nothing };
        Self { title, lines: vec![reading], cursor: Cursor::default(), awaited, under }
    }

    /// What it lies over.
    pub(super) fn under(self) -> Option<Overlay> {
        self.under.map(|under| *under)
    }

    /// Takes the lines that it waits for, by what they were asked as.
    pub fn fill(&mut self, turn: u64, title: Option<String>, lines: Vec<Line>) {
        if self.awaited.turn == turn {
            self.title = title.unwrap_or_else(|| std::mem::take(&mut self.title));
            self.lines = lines;
            self.cursor = Cursor::default();
        }
    }

    /// The lines as they are shown in a room: which one, and its text or a part of it.
    fn shown(&self, room: usize) -> Vec<(&Line, String)> {
        let parts = self.lines.iter().flat_map(|line| {
            // What is told under the rows need not be whole in its row.
            let told = matches!(line.about, About::Record(_));
            let parts = if told { vec![line.text.clone()] } else { text::wrap(&line.text, room) };
            parts.into_iter().map(move |part| (line, part))
        });
        parts.collect()
    }

    fn room(width: u16) -> usize {
        usize::from(width.saturating_sub(3))
    }

    fn about(&self, cx: &Context) -> About {
        let shown = self.shown(Self::room(cx.size.width));
        shown.get(self.cursor.at).map_or(About::Nothing, |(line, _)| line.about)
    }

    /// What can be done here.
    #[must_use]
    pub fn offers(&self) -> Vec<Action> {
        let is_of = |of: fn(&About) -> bool| self.lines.iter().any(|line| of(&line.about));
        let mut offers = vec![Action::Close, Action::Down, Action::Up];
        if is_of(|about| matches!(about, About::Change(_))) {
            offers.insert(0, Action::AsItWas);
        }
        if is_of(|about| matches!(about, About::Record(_))) {
            offers.insert(0, Action::Open);
            offers.push(Action::History);
        }
        offers
    }

    /// What an action does here, when it is something else than elsewhere: of a change, to show what it led to.
    #[must_use]
    pub fn hint(&self, action: Action, cx: &Context) -> Option<&'static str> {
        let of_change = action == Action::AsItWas && matches!(self.about(cx), About::Change(_));
        (of_change && cx.then.is_none()).then_some("history-hint-then")
    }

    /// Takes an action.
    pub fn act(&mut self, action: Action, cx: &Context) -> Wish {
        if let Some(step) = Move::of(action) {
            let count = self.shown(Self::room(cx.size.width)).len();
            self.cursor.step(step, count, page(cx, self.told()));
            return Wish::Nothing;
        }
        match (action, self.about(cx)) {
            (Action::Open, About::Record(record)) => Wish::Go(record),
            (Action::History, About::Record(record)) => Wish::History(record),
            // The key that leads here leads away again.
            (Action::Close | Action::History, _) => Wish::Close,
            (Action::Open | Action::AsItWas, About::Change(seq)) => Wish::AsItWas(seq),
            (Action::AsItWas, _) => Wish::When,
            _ => Wish::Nothing,
        }
    }

    /// Lines kept free for what is told of the marked row.
    fn told(&self) -> usize {
        let told = self.lines.iter().any(|line| matches!(line.about, About::Record(_)));
        if told { 2 } else { 0 }
    }

    /// Draws the sheet over the work area.
    pub fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        let room = Self::room(area.width);
        let shown = self.shown(room);
        let told = match self.about(cx) {
            About::Record(record) => text::wrap(&title(cx, record), room),
            About::Nothing | About::Change(_) => Vec::new(),
        };
        let told: Vec<(Tone, String)> = told.into_iter().map(|line| (Tone::Dim, line)).collect();
        let row = |at: usize| shown.get(at).map(|(line, text)| (0, line.tone, text.clone())).into_iter().collect();
        let page = Page { head: &self.title, count: shown.len(), cursor: self.cursor, told: &told, kept: self.told() };
        page.view(cx, frame, area, row);
    }
}

/// What a sheet shows at a moment.
pub struct Page<'a> {
    /// The line above the rows.
    pub head: &'a str,
    /// How many rows there are.
    pub count: usize,
    /// The marked row.
    pub cursor: Cursor,
    /// What is told under the rows.
    pub told: &'a [(Tone, String)],
    /// Lines that are kept free for it.
    pub kept: usize,
}

impl Page<'_> {
    /// Draws it over the work area, with rows of these parts.
    pub fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect, row: impl Fn(usize) -> Row) {
        frame.render_widget(Clear, area);
        let room = Sheet::room(area.width);
        let mut put = |y: u16, x: usize, tone: Tone, shown: &str| {
            let from = u16::try_from(x).unwrap_or(u16::MAX);
            if y < area.bottom() && from < area.width {
                let shown = text::cut(shown, room.saturating_sub(x));
                frame.buffer_mut().set_string(area.x + 2 + from, y, shown, cx.look.style(tone));
            }
        };
        let page = usize::from(area.height.saturating_sub(1)).saturating_sub(self.kept).max(1);
        let top = self.cursor.top(page, self.count);
        let place = if self.count > page {
            format!(" {}–{}/{}", top + 1, (top + page).min(self.count), self.count)
        } else {
            String::new()
        };
        let head = text::fit(self.head, room.saturating_sub(text::width(&place)), false);
        put(area.y, 0, Tone::Accent, format!("{head}{place}").trim_end());
        let mut y = area.y + 1;
        for at in (top..self.count).take(page) {
            for (x, tone, shown) in row(at) {
                put(y, x, tone, &shown);
            }
            y = y.saturating_add(1);
        }
        for (y, (tone, line)) in (y..area.bottom()).zip(self.told) {
            put(y, 0, *tone, line);
        }
        let marked = area.y + 1 + u16::try_from(self.cursor.at.saturating_sub(top)).unwrap_or_default();
        if marked < area.bottom() && self.count > 0 {
            mark_row(cx, frame, Rect { y: marked, height: 1, ..area });
        }
    }
}

/// Rows of a page beside what is told under them.
pub fn page(cx: &Context, kept: usize) -> usize {
    usize::from(work_area(cx.size).height.saturating_sub(1)).saturating_sub(kept).max(1)
}

/// What a record is called in full.
pub fn title(cx: &Context, (kind, id): (u8, Id)) -> String {
    let kind = steps::kind(kind);
    kind.and_then(|kind| Some(cx.sight.title(kind, cx.sight.get(kind, id)?))).unwrap_or_default()
}

impl App {
    /// Fills the sheet that is on screen with what it waits for.
    pub(super) fn fill_sheet(&mut self, done: &Done, title: Option<String>, lines: Vec<Line>) {
        if let Some(sheet) = overlay::sheet(&mut self.overlay) {
            sheet.fill(done.turn, title, lines);
        }
    }

    /// Does what is wanted of a sheet, which lies on top.
    pub(super) fn sheet_grants(&mut self, wish: Wish) {
        match wish {
            Wish::Nothing => {}
            Wish::Close => {
                self.overlay = match self.overlay.take() {
                    Some(Overlay::Sheet(sheet)) => sheet.under(),
                    _ => None,
                };
            }
            Wish::Go((kind, id)) => {
                self.overlay = None;
                if let Some(kind) = steps::kind(kind) {
                    self.show(kind, id);
                }
            }
            Wish::Holes => self.ask_for_holes(),
            Wish::History(record) => self.show_history_of(Some(record)),
            Wish::AsItWas(seq) => self.recall_change(seq),
            Wish::When => self.ask_when(),
        }
    }
}
