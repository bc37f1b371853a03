//! How a four-field matrix is drawn: the grid with thick lines where low becomes high, the list of its items beside it
//! or below, and what the marked one is called. Where there is no room for the grid there is the list.

use super::super::{
    look::{CURSOR, Tone},
    screen::Context,
    text,
};
use super::grid::{Axis, Grid, Group, Line, Place, number};
use crate::record::Risk;
use ratatui::{Frame, layout::Rect};

/// From this width on the list stands beside the grid.
const BESIDE: u16 = 64;
/// Columns of the list beside the grid, at least and at most.
const LIST: (u16, u16) = (24, 56);
/// Lines under the list for the marked item, with the rule above them.
const DETAIL: u16 = 4;
/// From this height on the list has them.
const DETAILED: u16 = 10;
/// Columns left of the grid for the steps of y.
const LABEL: u16 = 3;

/// The grid's part of an area, and the list's. Either may be nothing.
fn parts(grid: &Grid, area: Rect) -> (Rect, Rect) {
    let none = Rect { width: 0, height: 0, ..area };
    if area.width >= BESIDE {
        let wide = (area.width / 5 * 2).clamp(LIST.0, LIST.1);
        let left = Rect { width: area.width - wide, ..area };
        let list = Rect { x: left.right(), width: wide, ..area };
        return if fits(grid, left) { (left, list) } else { (none, area) };
    }
    // Below, the grid has what it needs to be read, and the list the rest, but a line at least.
    let wanted = u16::from(grid.axes().y.size()) + 4;
    let below = area.height.saturating_sub(wanted).max(1).min(area.height);
    let top = Rect { height: area.height - below, ..area };
    let list = Rect { y: top.bottom(), height: below, ..area };
    if fits(grid, top) { (top, list) } else { (none, area) }
}

fn fits(grid: &Grid, area: Rect) -> bool {
    let axes = grid.axes();
    let wide = LABEL + 1 + u16::from(axes.x.size()) * 3;
    area.width >= wide && area.height > u16::from(axes.y.size())
}

/// How many lines of the list a page shows in an area.
#[must_use]
pub fn listed(grid: &Grid, area: Rect) -> usize {
    let (_, list) = parts(grid, area);
    usize::from(if list.height >= DETAILED { list.height - DETAIL } else { list.height })
}

/// Draws a matrix and its list.
pub fn view(grid: &Grid, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
    let mut pen = Pen { cx, area: area.intersection(frame.buffer_mut().area), frame };
    let (left, list) = parts(grid, area);
    if left.height > 0 {
        Drawn::new(grid, left).draw(&mut pen, grid, left);
        if list.x > left.x {
            for y in area.top()..area.bottom() {
                pen.put(list.x, y, "│", Tone::Dim);
            }
        }
    }
    let inner =
        if list.x > left.x { Rect { x: list.x + 1, width: list.width.saturating_sub(1), ..list } } else { list };
    draw_list(&mut pen, grid, inner);
}

/// Draws within an area and nowhere else.
struct Pen<'a, 'f> {
    cx: &'a Context,
    area: Rect,
    frame: &'a mut Frame<'f>,
}

impl Pen<'_, '_> {
    /// Puts text at a place, cut at the area's edge; the column behind it.
    fn put(&mut self, x: u16, y: u16, shown: &str, tone: Tone) -> u16 {
        let inside =
            (self.area.left()..self.area.right()).contains(&x) && (self.area.top()..self.area.bottom()).contains(&y);
        if !inside {
            return x;
        }
        let shown = text::cut(shown, usize::from(self.area.right() - x));
        self.frame.buffer_mut().set_string(x, y, &shown, self.cx.look.style(tone));
        x.saturating_add(columns(&shown))
    }
}

fn columns(text: &str) -> u16 {
    u16::try_from(text::width(text)).unwrap_or(u16::MAX)
}

/// One step of an axis on screen: its first column or row, and how many.
#[derive(Clone, Copy)]
struct Span {
    step: u8,
    from: u16,
    long: u16,
}

/// Where the parts of a grid stand.
struct Drawn {
    columns: Vec<Span>,
    /// From the highest step, which stands at the top.
    rows: Vec<Span>,
    /// The column and the row of the thick lines.
    cross: (u16, Option<u16>),
    /// The rows for the names of the fields: of those that are high on y, and of those that are low.
    names: Option<(u16, u16)>,
    title: Option<u16>,
    border: Option<u16>,
    labels: u16,
}

/// Parts of a length for so many steps, each at least one.
fn shared(length: u16, steps: u16) -> Vec<u16> {
    let (each, more) = (length / steps.max(1), length % steps.max(1));
    (0..steps).map(|at| each + u16::from(at < more)).collect()
}

impl Drawn {
    fn new(grid: &Grid, area: Rect) -> Self {
        let axes = grid.axes();
        let (x_size, y_size) = (u16::from(axes.x.size()), u16::from(axes.y.size()));
        let mut left = area.x + LABEL;
        let wide = shared(area.right().saturating_sub(left + 1), x_size);
        let mut spans = Vec::new();
        let mut cross = left;
        for (step, long) in (1..=axes.x.size()).zip(wide) {
            spans.push(Span { step, from: left, long });
            left += long;
            if step == axes.x.threshold() {
                cross = left;
                left += 1;
            }
        }
        let mut spare = area.height.saturating_sub(y_size + 1);
        let mut take = |lines: u16| {
            let taken = spare >= lines;
            spare -= if taken { lines } else { 0 };
            taken
        };
        let (thick, title, names, border) = (take(1), take(1), take(2), take(1));
        let mut y = area.y;
        let title = title.then(|| std::mem::replace(&mut y, area.y + 1));
        let high_names = names.then_some(y);
        y += u16::from(names);
        let mut rows = Vec::new();
        let (mut line, mut low_names) = (None, None);
        for (step, long) in (1..=axes.y.size()).rev().zip(shared(y_size + spare, y_size)) {
            if step == axes.y.threshold() {
                line = thick.then_some(y);
                y += u16::from(thick);
                low_names = names.then_some(y);
                y += u16::from(names);
            }
            rows.push(Span { step, from: y, long });
            y += long;
        }
        let border = border.then_some(y);
        let labels = y + u16::from(border.is_some());
        Self { columns: spans, rows, cross: (cross, line), names: high_names.zip(low_names), title, border, labels }
    }

    fn right(&self) -> u16 {
        self.columns.last().map_or(0, |last| last.from + last.long)
    }

    fn left(&self) -> u16 {
        self.columns.first().map_or(0, |first| first.from)
    }

    fn draw(&self, pen: &mut Pen<'_, '_>, grid: &Grid, area: Rect) {
        let (axes, at) = (grid.axes(), grid.marked().and_then(|item| item.at));
        if let Some(y) = self.title {
            let shown = format!("↑ {}   → {}", axes.y.name, axes.x.name);
            pen.put(area.x + 1, y, &text::cut(&shown, usize::from(area.width.saturating_sub(2))), Tone::Strong);
        }
        self.frame(pen, area);
        self.steps(pen, grid, at, area.x);
        self.fields(pen, grid);
        for row in &self.rows {
            for column in &self.columns {
                cell(pen, grid, *column, *row);
            }
        }
    }

    /// The lines: thin left and below, thick where low becomes high.
    fn frame(&self, pen: &mut Pen<'_, '_>, area: Rect) {
        let top = self.title.map_or(area.y, |title| title + 1);
        let bottom = self.border.unwrap_or(self.labels);
        for y in top..bottom {
            pen.put(self.left() - 1, y, "│", Tone::Dim);
            pen.put(self.cross.0, y, "┃", Tone::Plain);
        }
        let wide = |from: u16, to: u16, line: &str| line.repeat(usize::from(to.saturating_sub(from)));
        if let Some(y) = self.cross.1 {
            pen.put(self.left(), y, &wide(self.left(), self.right(), "━"), Tone::Plain);
            pen.put(self.cross.0, y, "╋", Tone::Plain);
        }
        if let Some(y) = self.border {
            pen.put(self.left() - 1, y, &format!("└{}", wide(self.left(), self.right(), "─")), Tone::Dim);
        }
    }

    /// The steps of both axes; those of the marked item stand out.
    fn steps(&self, pen: &mut Pen<'_, '_>, grid: &Grid, at: Option<Place>, x: u16) {
        let tone = |here: bool| if here { Tone::Accent } else { Tone::Dim };
        for row in &self.rows {
            let here = at.is_some_and(|(_, y)| y == row.step);
            pen.put(x, row.from, &format!("{:>2}", row.step), tone(here));
        }
        for column in &self.columns {
            let here = at.is_some_and(|(x, _)| x == column.step);
            let name = grid.axes().x.step(column.step);
            let room = usize::from(column.long.saturating_sub(1));
            let full = format!("{} {name}", column.step);
            let shown = if text::width(&full) <= room { full.trim_end().to_owned() } else { column.step.to_string() };
            pen.put(column.from + u16::from(column.long > 5), self.labels, &shown, tone(here));
        }
    }

    /// The names of the four fields, each with how many items are in it.
    fn fields(&self, pen: &mut Pen<'_, '_>, grid: &Grid) {
        let Some((high, low)) = self.names else { return };
        let sides = [(self.left(), self.cross.0), (self.cross.0 + 1, self.right())];
        for (field, name) in grid.axes().names.iter().enumerate() {
            let Some((from, to)) = sides.get(field % 2) else { continue };
            let room = usize::from(to.saturating_sub(*from));
            let count = grid.count(Group::Field(field));
            let shown = if count == 0 { name.clone() } else { format!("{name} ({count})") };
            let shown = text::cut(&shown, room.saturating_sub(1));
            let aside = u16::try_from(room.saturating_sub(text::width(&shown)) / 2).unwrap_or_default();
            pen.put(from + aside, if field < 2 { low } else { high }, &shown, Tone::Strong);
        }
    }
}

/// The mark of a class of risk.
fn class_mark(class: Risk) -> (&'static str, Tone) {
    match class {
        Risk::High => ("■", Tone::Bad),
        Risk::Medium => ("▲", Tone::Warn),
        Risk::Low => ("●", Tone::Good),
    }
}

/// The marks of a cell in the rows that it has, as many as fit: the marked item first, then the others; how many there
/// are where they do not all fit.
fn marks(shown: &[String], marked: Option<usize>, widths: &[usize]) -> Vec<String> {
    let bracketed = |(at, mark): (usize, &String)| if Some(at) == marked { format!("[{mark}]") } else { mark.clone() };
    let all: Vec<String> = shown.iter().enumerate().map(bracketed).collect();
    if let Some(lines) = laid(&all, widths) {
        return lines;
    }
    let count = format!("×{}", shown.len());
    let own = marked.and_then(|at| all.get(at)).cloned();
    let counted: Vec<String> = own.into_iter().chain([count.clone()]).collect();
    laid(&counted, widths).or_else(|| laid(&counted[..1], widths)).unwrap_or_else(|| vec![count])
}

/// Marks with a blank between them in lines of these widths; nothing when they do not fit.
fn laid(marks: &[String], widths: &[usize]) -> Option<Vec<String>> {
    let mut lines = vec![String::new()];
    for mark in marks {
        let room = *widths.get(lines.len() - 1)?;
        let line = lines.last_mut()?;
        let wide = text::width(line);
        let needed = wide + usize::from(wide > 0) + text::width(mark);
        if needed <= room {
            if wide > 0 {
                line.push(' ');
            }
            line.push_str(mark);
        } else {
            (text::width(mark) <= *widths.get(lines.len())?).then_some(())?;
            lines.push(mark.clone());
        }
    }
    Some(lines)
}

fn cell(pen: &mut Pen<'_, '_>, grid: &Grid, column: Span, row: Span) {
    let place = (column.step, row.step);
    let class = grid.axes().classes.get(&place).copied();
    // The mark of the class stands at the end of the first row, with a blank before it.
    let aside = usize::from(class.is_some()) * 2;
    // Where there is room, what stands in a cell keeps off the line at its left.
    let from = column.from + u16::from(column.long > 5);
    let room = usize::from((column.from + column.long).saturating_sub(from + 1));
    if let Some((mark, tone)) = class.map(class_mark) {
        pen.put(column.from + column.long.saturating_sub(2), row.from, mark, tone);
    }
    let items = grid.in_cell(place);
    if items.is_empty() {
        pen.put(from, row.from, "·", Tone::Dim);
        return;
    }
    let widths: Vec<usize> =
        (0..row.long).map(|line| if line == 0 { room.saturating_sub(aside) } else { room }).collect();
    let most = usize::from(row.long) * room;
    let marked = items.iter().position(|at| *at == grid.at());
    // Of a crowd only the count is shown, so that no more marks are made than can fit.
    let shown: Vec<String> = items.iter().take(most + 1).map(|at| number(*at)).collect();
    let lines = if items.len() > most {
        let own = marked.map(|_| format!("[{}]", number(grid.at())));
        let counted: Vec<String> = own.into_iter().chain([format!("×{}", items.len())]).collect();
        laid(&counted, &widths).unwrap_or_else(|| counted.into_iter().take(1).collect())
    } else {
        marks(&shown, marked, &widths)
    };
    let tone = if marked.is_some() { Tone::Accent } else { Tone::Strong };
    for (line, y) in lines.iter().zip(row.from..row.from + row.long) {
        pen.put(from, y, &text::cut(line, usize::from(column.long)), tone);
    }
}

fn draw_list(pen: &mut Pen<'_, '_>, grid: &Grid, area: Rect) {
    if area.height == 0 || area.width < 4 {
        return;
    }
    let detailed = area.height >= DETAILED;
    let page = usize::from(if detailed { area.height - DETAIL } else { area.height });
    let here = grid.lines().iter().position(|line| *line == Line::Item(grid.at())).unwrap_or_default();
    // The first page begins with the heading above its first item; a lone line is the marked one's.
    let top = if page < 3 { here } else { here / page * page };
    let top = top.min(grid.lines().len().saturating_sub(page));
    let room = usize::from(area.width.saturating_sub(1));
    for (line, y) in grid.lines().iter().skip(top).take(page).zip(area.y..) {
        match line {
            Line::Head(group, count) => {
                let shown = format!("{} ({count})", name_of(pen.cx, grid, *group));
                pen.put(area.x, y, &text::cut(&shown, room), Tone::Strong);
            }
            Line::Item(at) => {
                let marked = *at == grid.at();
                pen.put(area.x, y, if marked { CURSOR } else { " " }, Tone::Accent);
                let name = grid.items().get(*at).map_or("", |item| item.name.as_str());
                let shown = format!("{} {name}", number(*at));
                let tone = if marked { Tone::Accent } else { Tone::Plain };
                pen.put(area.x + 1, y, &text::cut(&shown, room.saturating_sub(1)), tone);
            }
        }
    }
    if detailed {
        detail(pen, grid, Rect { y: area.bottom() - DETAIL, height: DETAIL, ..area });
    }
}

/// What a group is called.
fn name_of(cx: &Context, grid: &Grid, group: Group) -> String {
    match group {
        Group::Unplaced => cx.sight.words.say("matrix-unplaced"),
        Group::Outside => cx.sight.words.say("matrix-outside"),
        Group::Field(field) => grid.axes().names.get(field).cloned().unwrap_or_default(),
    }
}

/// The marked item in full, and where it stands by the names of the steps.
fn detail(pen: &mut Pen<'_, '_>, grid: &Grid, area: Rect) {
    let Some(item) = grid.marked() else { return };
    let room = usize::from(area.width.saturating_sub(1));
    pen.put(area.x, area.y, &"─".repeat(usize::from(area.width)), Tone::Dim);
    let lines = usize::from(area.height).saturating_sub(2);
    for (line, y) in text::wrap_in(&item.name, room, lines).iter().zip(area.y + 1..) {
        pen.put(area.x, y, line, Tone::Plain);
    }
    let said = |axis: &Axis, step: u8| format!("{} {step} {}", axis.name, axis.step(step)).trim_end().to_owned();
    let axes = grid.axes();
    let stands = match item.at {
        None => pen.cx.sight.words.say("matrix-unplaced"),
        Some((x, y)) => format!("{} · {}", said(&axes.y, y), said(&axes.x, x)),
    };
    pen.put(area.x, area.bottom() - 1, &text::cut(&stands, room), Tone::Dim);
}
