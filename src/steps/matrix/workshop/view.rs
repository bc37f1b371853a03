//! How the workshop is drawn: of what others say nothing before the table.

use super::{Phase, Workshop, ids};
use crate::record::Id;
use crate::steps::plan::rating::Spread;
use crate::ui::matrix::{Axes, Axis, Grid, number};
use crate::ui::{Context, Cursor, Editor, Tone, mark_row, text};
use ratatui::{Frame, layout::Rect};

impl Workshop {
    /// Draws it over the matrix.
    pub fn view(&self, grid: &Grid, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        let mut lines = Lines { cx, y: area.y, area, frame };
        match &self.phase {
            Phase::Naming(editor) => self.naming_view(editor, grid, &mut lines),
            Phase::Rating { rater, at, first } => self.rating_view((rater, *at, *first), grid, &mut lines),
            Phase::HandingOver => {
                lines.y = area.y + area.height / 3;
                lines.put(Tone::Strong, &cx.sight.words.say("workshop-hand-over"));
                lines.put(Tone::Dim, &cx.sight.words.say("workshop-any-key"));
            }
            Phase::Table(cursor) => self.table_view(*cursor, grid, &mut lines),
            Phase::Agreeing { item, first } => {
                self.said_view(*item, grid, &mut lines);
                let shown = prompt(cx, grid.axes(), *first);
                lines.put(Tone::Accent, &shown);
                if let Some(one) = self.summary_of(*item, grid).filter(|_| first.is_none()) {
                    let (x, y) = (one.x.proposed(), one.y.proposed());
                    lines.put(
                        Tone::Dim,
                        &cx.sight.words.say_with("workshop-proposed", &[("place", &placed(grid.axes(), (x, y)))]),
                    );
                }
            }
            Phase::Reasoning { item, place, editor } => {
                self.said_view(*item, grid, &mut lines);
                lines.put(Tone::Accent, &placed(grid.axes(), *place));
                lines.put(Tone::Plain, &cx.sight.words.say("workshop-why"));
                lines.edit(editor);
            }
        }
    }

    fn naming_view(&self, editor: &Editor, grid: &Grid, lines: &mut Lines<'_, '_>) {
        let words = &lines.cx.sight.words;
        let count = grid.items().len();
        let head = words.say_with("workshop-head", &[("matrix", &self.plot.name(&lines.cx.sight, self.turn))]);
        lines.put(Tone::Strong, &head);
        lines.put(Tone::Plain, &words.count("workshop-about", count));
        lines.gap();
        for (rater, said) in self.round.raters() {
            let of = [("rater", rater.to_owned()), ("said", said.to_string()), ("all", count.to_string())];
            let of = of.each_ref().map(|(name, value)| (*name, value.as_str()));
            lines.put(Tone::Dim, &words.say_with("workshop-rater", &of));
        }
        lines.gap();
        lines.put(Tone::Plain, &words.say("workshop-who"));
        lines.edit(editor);
        lines.gap();
        lines.put(Tone::Dim, &words.say("workshop-who-help"));
    }

    fn rating_view(&self, (rater, at, first): (&str, usize, Option<u8>), grid: &Grid, lines: &mut Lines<'_, '_>) {
        let words = &lines.cx.sight.words;
        let Some(item) = grid.items().get(at) else { return };
        let (now, all) = ((at + 1).to_string(), grid.items().len().to_string());
        lines.put(Tone::Dim, &words.say_with("workshop-rating", &[("rater", rater), ("now", &now), ("all", &all)]));
        lines.gap();
        lines.put(Tone::Strong, &item.name);
        if let Some(said) = self.round.said_by(rater, item.id) {
            let place = placed(grid.axes(), said.place);
            lines.put(Tone::Dim, &words.say_with("workshop-own", &[("place", &place)]));
        }
        lines.gap();
        let [one, other] = grid.axes().in_order();
        let axis = if first.is_none() { one } else { other };
        if let Some(step) = first {
            lines.put(Tone::Plain, &stepped(one, step));
        }
        for step in (1..=axis.size()).filter(|step| !axis.step(*step).is_empty()) {
            lines.put(Tone::Dim, &format!("{step}  {}", axis.step(step)));
        }
        let shown = prompt(lines.cx, grid.axes(), first);
        lines.put(Tone::Accent, &shown);
    }

    fn said_view(&self, item: Id, grid: &Grid, lines: &mut Lines<'_, '_>) {
        let Some(named) = grid.items().iter().find(|one| one.id == item) else { return };
        lines.put(Tone::Strong, &named.name);
        for said in self.round.said.iter().filter(|said| said.item == item && !said.agreed) {
            lines.put(Tone::Plain, &format!("{}: {}", said.rater, placed(grid.axes(), said.place)));
        }
        lines.gap();
    }

    fn table_view(&self, cursor: Cursor, grid: &Grid, lines: &mut Lines<'_, '_>) {
        let words = &lines.cx.sight.words;
        let summary = self.round.summary(&ids(grid));
        let wide = summary.iter().filter(|one| one.is_wide()).count();
        lines.put(Tone::Strong, &words.count("workshop-table", wide));
        let axes = grid.axes();
        let name = usize::from(lines.area.width).saturating_sub(56).max(12);
        let head =
            row(name, [&words.say("workshop-item"), &axes.y.name, &axes.x.name, &words.say("workshop-agreed"), ""]);
        lines.put(Tone::Dim, &head);
        let page = usize::from(lines.area.bottom().saturating_sub(lines.y));
        let top = cursor.top(page, summary.len());
        for (at, one) in summary.iter().enumerate().skip(top).take(page) {
            let item = grid.items().iter().position(|item| item.id == one.item).unwrap_or_default();
            let title = grid.items().get(item).map_or("", |item| item.name.as_str());
            let spread = |spread: Spread| {
                let median = crate::locale::show_number(words, spread.median());
                words.say_with("workshop-spread", &[("median", &median), ("apart", &spread.apart.to_string())])
            };
            let agreed = one.agreed.map(|(x, y)| format!("{y} · {x}")).unwrap_or_default();
            let talk = if one.is_wide() { words.say("workshop-talk") } else { String::new() };
            let title = format!("{} {title}", number(item));
            let shown = row(name, [&title, &spread(one.y), &spread(one.x), &agreed, &talk]);
            if at == cursor.at {
                let line = Rect { y: lines.y, height: 1, ..lines.area };
                mark_row(lines.cx, lines.frame, line);
            }
            lines.put(if one.is_wide() { Tone::Warn } else { Tone::Plain }, &shown);
        }
    }
}

/// The columns of the table.
fn row(name: usize, [title, y, x, agreed, talk]: [&str; 5]) -> String {
    let fit = |shown: &str, room: usize| text::fit(shown, room, false);
    format!("{} {} {} {} {talk}", fit(title, name), fit(y, 14), fit(x, 14), fit(agreed, 8))
}

fn stepped(axis: &Axis, step: u8) -> String {
    format!("{} {step} {}", axis.name, axis.step(step)).trim_end().to_owned()
}

fn placed(axes: &Axes, (x, y): (u8, u8)) -> String {
    format!("{} · {}", stepped(&axes.y, y), stepped(&axes.x, x))
}

fn prompt(cx: &Context, axes: &Axes, first: Option<u8>) -> String {
    let [one, other] = axes.in_order();
    let along = if first.is_none() { one } else { other };
    cx.sight.words.say_with("workshop-digit", &[("axis", &along.name), ("size", &along.size().to_string())])
}

/// Lines from the top of an area.
struct Lines<'a, 'f> {
    cx: &'a Context,
    y: u16,
    area: Rect,
    frame: &'a mut Frame<'f>,
}

impl Lines<'_, '_> {
    fn put(&mut self, tone: Tone, shown: &str) {
        let room = usize::from(self.area.width.saturating_sub(3));
        for line in text::wrap_in(shown, room, 3) {
            if self.y >= self.area.bottom() || room == 0 {
                return;
            }
            self.frame.buffer_mut().set_string(
                self.area.x + 2,
                self.y,
                text::cut(&line, room),
                self.cx.look.style(tone),
            );
            self.y += 1;
        }
    }

    fn gap(&mut self) {
        self.y += 1;
    }

    fn edit(&mut self, editor: &Editor) {
        if self.y < self.area.bottom() && self.area.width > 4 {
            let line = Rect { x: self.area.x + 2, y: self.y, width: self.area.width - 3, height: 1 };
            editor.view(self.cx, self.frame, line);
            self.y += 1;
        }
    }
}
