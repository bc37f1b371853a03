//! How a list is drawn: its table, what is told of the marked row, and what lies over them.

use super::super::{
    beside,
    look::{OTHER, TICK, Tone},
    rows::{Cell, Width},
    screen::Context,
    table, text,
};
use super::{List, Listing, Over, Sight};
use crate::keys::Action;
use crate::record::Id;
use ratatui::{Frame, layout::Rect, style::Style, widgets::Clear};

/// Where what is told of the marked row stands.
pub(super) enum Told {
    Under(Rect),
    Beside(Rect),
}

impl<L: Listing> List<L> {
    /// The table's part of an area, and the part for what is told of the marked row: under the table, or on a wide
    /// terminal at its right; there the legend stands under the table.
    pub(super) fn areas(&self, cx: &Context, area: Rect) -> (Rect, Told) {
        if let Some((mut list, panel)) = beside::split(area) {
            let legend = list.height > 3 && !self.legend(&cx.sight).is_empty();
            list.height -= u16::from(legend);
            return (list, Told::Beside(panel));
        }
        let preview = self.listing.preview_height();
        let below = if area.height > preview + 3 { preview } else { 0 };
        let top = Rect { height: area.height - below, ..area };
        (top, Told::Under(Rect { y: top.bottom(), height: below, ..area }))
    }

    /// Draws the table and what is told of the marked row, and what lies over them.
    pub fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        let (top, told) = self.areas(cx, area);
        self.table(cx, frame, top);
        match told {
            Told::Under(below) if below.height > 0 => self.preview(cx, frame, below),
            Told::Under(_) => {}
            Told::Beside(panel) => {
                if top.height < area.height {
                    let line = Rect { y: top.bottom(), height: 1, ..top };
                    table::rule(cx, frame, line, &self.legend(&cx.sight));
                }
                let row = self.detailed.as_ref();
                let room = usize::from(panel.width.saturating_sub(3));
                let told = row.map(|row| self.listing.told(&cx.sight, row, room)).unwrap_or_default();
                let at = row.and_then(|row| self.listing.records(row).into_iter().next());
                beside::view(cx, frame, panel, told, at);
            }
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
        // What is ticked has its mark in two columns of its own, as long as anything is.
        let ticks = if self.ticked.is_empty() { 0 } else { 2 };
        let widths = table::widths(&widths, area.width.saturating_sub(1 + ticks));
        let right: Vec<bool> = heads.iter().map(|head| head.right).collect();
        let inner = |y: u16| Rect { x: area.x + 1 + ticks, y, width: area.width.saturating_sub(1 + ticks), height: 1 };
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
            } else if self.is_open_elsewhere(cx, row) {
                frame.buffer_mut().set_string(area.x, y, OTHER, cx.look.style(Tone::Warn));
            }
            if ticks > 0 && self.listing.ticked_as(row).is_some_and(|id| self.ticked.contains(&id)) {
                frame.buffer_mut().set_string(area.x + 1, y, TICK, cx.look.style(Tone::Accent));
            }
            line(frame, y, self.listing.cells(&cx.sight, row));
        }
        if self.rows.is_empty() {
            let said = text::wrap(&self.empty(cx), usize::from(area.width.saturating_sub(4)));
            for (said, y) in said.iter().zip(area.y.saturating_add(1)..area.bottom()) {
                frame.buffer_mut().set_string(area.x + 2, y, said, cx.look.style(Tone::Dim));
            }
        }
    }

    /// Whether another session has the form of a row's record open.
    fn is_open_elsewhere(&self, cx: &Context, row: &L::Row) -> bool {
        let open: Vec<(u8, Id)> = cx.others.iter().filter_map(|other| other.record).collect();
        // Most of the time nobody else is there, and no row is looked at.
        !open.is_empty()
            && self.listing.records(row).first().is_some_and(|(kind, id)| open.contains(&(kind.number, *id)))
    }

    /// Why no row is there, and what to do.
    fn empty(&self, cx: &Context) -> String {
        let (words, contexts) = (&cx.sight.words, self.contexts());
        let key = |action: Action| words.key(&cx.keys.keys_for(&contexts, action).unwrap_or_default());
        let filter = &self.query.filter;
        if !self.ready {
            words.say("list-loading")
        } else if filter.is_empty() {
            self.listing.empty(&cx.sight, &key)
        } else {
            let shows_all = if self.is_bare() { Action::Close } else { Action::Stop };
            let kinds = self.listing.plural(&cx.sight);
            let places = [("kinds", kinds.as_str()), ("filter", &text::cut(filter, 40)), ("key", &key(shows_all))];
            words.say_with("list-nothing-found", &places)
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
        if self.near {
            return sight.words.say_with("list-near", &[("filter", &text::cut(&self.query.filter, 24))]);
        }
        let own = self.listing.legend(sight);
        let order = own.is_some() || self.query.sort > 0 || self.query.backwards;
        let order = order.then(|| self.order_words(sight));
        order.into_iter().chain(own).collect::<Vec<_>>().join(" ")
    }
}
