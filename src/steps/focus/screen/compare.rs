//! Every requirement at every unit against target, past, others and between women and men, worst first.

use super::detail::Detail;
use crate::keys::{self, Action, Key};
use crate::record::{Id, Kind as _, Tag};
use crate::steps::focus::{Comparison, Direction, Row, Series, Settings, compare, words};
use crate::steps::plan::records::{NUMBER, Requirement, TEXT, UNIT_NAME, Unit};
use crate::ui::{
    Ask, Cell, Context, Cursor, Editor, Event, Job, Links, Move, Output, Screen, Sight, Tone, Width, mark_row,
    table_line, text, widths, work_area,
};
use ratatui::{Frame, layout::Rect, style::Style, widgets::Clear};
use std::sync::Arc;

const SLOT: &str = "compare";
/// Lines under the table that explain the marked row, the rule included.
const DETAIL: u16 = 5;
/// Most periods that a row draws.
const DRAWN: usize = 6;

#[derive(Debug)]
enum Over {
    None,
    Filtering(Box<Editor>),
    Detail(Detail),
    Links(Links),
}

/// The ranked comparison.
#[derive(Debug)]
pub struct Compare {
    comparison: Option<Arc<Comparison>>,
    asked: u64,
    /// Places in the comparison that the filter lets through.
    shown: Vec<usize>,
    filter: String,
    cursor: Cursor,
    detailed: usize,
    over: Over,
}

impl Default for Compare {
    fn default() -> Self {
        Self {
            comparison: None,
            asked: 0,
            shown: Vec::new(),
            filter: String::new(),
            cursor: Cursor::default(),
            detailed: 0,
            over: Over::None,
        }
    }
}

impl Compare {
    fn ask(&mut self, cx: &Context) -> Ask {
        self.asked += 1;
        let whole = cx.sight.whole.clone();
        let work = move || -> Output { Arc::new(compare(&whole, &Settings::default())) };
        Ask::Work(Job { slot: SLOT, turn: self.asked, work: Box::new(work) })
    }

    fn row(&self, place: usize) -> Option<&Row> {
        self.comparison.as_ref()?.rows.get(*self.shown.get(place)?)
    }

    fn narrow(&mut self, sight: &Sight) {
        let Some(comparison) = &self.comparison else { return };
        let wanted: Vec<String> = self.filter.split_whitespace().map(str::to_lowercase).collect();
        let fits = |row: &Row| {
            let signals = row.signals.iter().map(|signal| words::name(&sight.words, signal));
            let hay = [name(sight, row), unit(sight, row), requirement(sight, row)].into_iter().chain(signals);
            let hay = hay.collect::<Vec<_>>().join("\n").to_lowercase();
            wanted.iter().all(|word| hay.contains(word))
        };
        let all = comparison.rows.iter().enumerate();
        self.shown = all.filter(|(_, row)| wanted.is_empty() || fits(row)).map(|(place, _)| place).collect();
        self.cursor.at = self.cursor.at.min(self.shown.len().saturating_sub(1));
        self.detailed = self.cursor.at;
    }

    fn filtering(&mut self, event: &Event, cx: &Context) -> Vec<Ask> {
        let Over::Filtering(editor) = &mut self.over else { return Vec::new() };
        match event {
            Event::Do(Action::Stop) => {
                self.filter.clear();
                self.over = Over::None;
            }
            Event::Do(Action::Save | Action::SaveNext) => self.over = Over::None,
            _ => {
                if let Err(full) = editor.update(event) {
                    return vec![Ask::Say(Tone::Warn, full.say(&cx.sight.words))];
                }
                self.filter = editor.text();
            }
        }
        self.narrow(&cx.sight);
        Vec::new()
    }

    fn act(&mut self, action: Action, cx: &Context) -> Vec<Ask> {
        if let Some(step) = Move::of(action) {
            let page = usize::from(work_area(cx.size).height.saturating_sub(DETAIL + 1));
            self.cursor.step(step, self.shown.len(), page);
            return vec![Ask::Rest];
        }
        match action {
            Action::Open => {
                if let Some(row) = self.row(self.cursor.at) {
                    self.over = Over::Detail(Detail::new(row.clone(), &cx.sight, cx.size.width));
                }
            }
            Action::Filter => self.over = Over::Filtering(Box::new(Editor::new(&self.filter, false))),
            Action::Close if !self.filter.is_empty() => {
                self.filter.clear();
                self.narrow(&cx.sight);
            }
            Action::Follow => {
                let links = self.row(self.cursor.at).and_then(|row| links(&cx.sight, row));
                if let Some(links) = links {
                    self.over = Over::Links(links);
                }
            }
            _ => {}
        }
        Vec::new()
    }

    fn table(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        let columns = [
            Width::Fixed(5),
            Width::Rest(1),
            Width::Fixed(6),
            Width::Fixed(8),
            Width::Fixed(7),
            Width::Fixed(6),
            Width::Rest(1),
        ];
        let widths = widths(&columns, area.width.saturating_sub(1));
        let inner = |y: u16| Rect { x: area.x + 1, y, width: area.width.saturating_sub(1), height: 1 };
        let heads = [
            ("compare-requirement", false),
            ("compare-unit", false),
            ("compare-target", true),
            ("compare-latest", true),
            ("compare-gap", true),
            ("compare-series", false),
            ("compare-signal", false),
        ];
        let heads = heads.map(|(word, right)| (Cell { text: cx.sight.words.say(word), tone: Tone::Dim }, right));
        table_line(cx, frame, inner(area.y), &widths, heads.into_iter(), Style::new());
        let page = usize::from(area.height.saturating_sub(1));
        let top = self.cursor.top(page, self.shown.len());
        for line in 0..page {
            let Some(row) = self.row(top + line) else { break };
            let y = area.y + 1 + u16::try_from(line).unwrap_or_default();
            if top + line == self.cursor.at {
                mark_row(cx, frame, Rect { y, height: 1, ..area });
            }
            table_line(cx, frame, inner(y), &widths, cells(&cx.sight, row).into_iter(), Style::new());
        }
        if self.shown.is_empty() && area.height > 1 {
            let word = match (&self.comparison, self.filter.is_empty()) {
                (None, _) => "list-loading",
                (Some(_), true) => "compare-empty",
                (Some(_), false) => "list-nothing-found",
            };
            let kinds = cx.sight.words.kinds(&crate::steps::collect::records::Result::INFO).to_lowercase();
            let said = cx.sight.words.say_with(word, &[("kinds", &kinds)]);
            let said = text::cut(&said, usize::from(area.width.saturating_sub(2)));
            frame.buffer_mut().set_string(area.x + 2, area.y + 1, said, cx.look.style(Tone::Dim));
        }
    }

    fn explain(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        frame.buffer_mut().set_string(area.x, area.y, "─".repeat(area.width.into()), cx.look.style(Tone::Dim));
        let Some(row) = self.row(self.detailed) else { return };
        let room = usize::from(area.width.saturating_sub(2));
        let mut lines = vec![(Tone::Strong, requirement(&cx.sight, row))];
        for signal in &row.signals {
            let says = words::says(&cx.sight.words, signal);
            lines.extend(text::wrap(&says, room).into_iter().map(|line| (Tone::Plain, line)));
        }
        for (at, (tone, shown)) in lines.iter().take(usize::from(area.height.saturating_sub(1))).enumerate() {
            let y = area.y + 1 + u16::try_from(at).unwrap_or_default();
            frame.buffer_mut().set_string(area.x + 1, y, text::cut(shown, room), cx.look.style(*tone));
        }
    }
}

/// Number of the requirement.
pub(super) fn name(sight: &Sight, row: &Row) -> String {
    let record = sight.get(&Requirement::INFO, row.requirement);
    record.map(|record| sight.field(&Requirement::INFO, record, NUMBER.tag())).unwrap_or_default()
}

/// Number and text of the requirement.
pub(super) fn requirement(sight: &Sight, row: &Row) -> String {
    let record = sight.get(&Requirement::INFO, row.requirement);
    let shown = record.map(|record| sight.field(&Requirement::INFO, record, TEXT.tag())).unwrap_or_default();
    format!("{} {shown}", name(sight, row))
}

/// Name of the unit.
pub(super) fn unit(sight: &Sight, row: &Row) -> String {
    let record = sight.get(&Unit::INFO, row.unit);
    record.map(|record| sight.field(&Unit::INFO, record, UNIT_NAME.tag())).unwrap_or_default()
}

/// The requirement and the unit, and everything that hangs on the requirement.
fn links(sight: &Sight, row: &Row) -> Option<Links> {
    Links::between(sight, &[(&Requirement::INFO, row.requirement), (&Unit::INFO, row.unit)])
}

/// The target with the side that is better.
pub(super) fn target(sight: &Sight, row: &Row) -> String {
    let Some(target) = row.aim.target else { return "–".into() };
    let shown = words::reading(&sight.words, target);
    match (target.number(), row.aim.direction) {
        (Some(_), Some(Direction::Higher)) => format!("≥{shown}"),
        (Some(_), Some(Direction::Lower)) => format!("≤{shown}"),
        _ => shown,
    }
}

/// The last measured figures as a line of bars, better upwards; nothing for answers.
pub(super) fn bars(series: &Series, row: &Row) -> String {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let Some(way) = row.aim.direction else { return String::new() };
    let all: Vec<f64> = series.points.iter().filter_map(|point| point.reading?.number()).collect();
    let drawn = all.get(all.len().saturating_sub(DRAWN)..).unwrap_or_default();
    let gains: Vec<f64> = drawn.iter().map(|value| way.gain(0.0, *value)).collect();
    let low = gains.iter().copied().fold(f64::INFINITY, f64::min);
    let high = gains.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let bar = |gain: &f64| {
        let share = if high > low { (gain - low) / (high - low) } else { 0.5 };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of 0 to 1 gives 0 to 7")]
        let step = (share * 7.0).round() as usize;
        BARS.get(step).copied().unwrap_or('▁')
    };
    gains.iter().map(bar).collect()
}

fn cells(sight: &Sight, row: &Row) -> [(Cell, bool); 7] {
    let series = row.headline();
    let latest = series.and_then(Series::latest).map(|(_, reading)| words::reading(&sight.words, reading));
    let gap = row.gap();
    let by = gap.map(|gap| match gap.by {
        Some(by) if !gap.met => crate::locale::show_number(&sight.words, (by * 100.0).round() / 100.0),
        None if !gap.met => sight.words.say("compare-missed"),
        _ => sight.words.say("compare-met"),
    });
    let tone = match gap {
        Some(gap) if gap.met => Tone::Good,
        Some(gap) if gap.class >= 3 => Tone::Bad,
        Some(_) => Tone::Warn,
        None => Tone::Dim,
    };
    let mut names: Vec<String> = row.signals.iter().map(|signal| words::name(&sight.words, signal)).collect();
    names.dedup();
    let called = row.severity().map_or(Tone::Dim, |_| Tone::Bad);
    let called =
        if row.severity().is_none() && row.signals.iter().any(|s| !s.is_finding()) { Tone::Good } else { called };
    let plain = |text: String| Cell { text, tone: Tone::Plain };
    [
        (plain(name(sight, row)), false),
        (plain(unit(sight, row)), false),
        (plain(target(sight, row)), true),
        (plain(latest.unwrap_or_else(|| "–".into())), true),
        (Cell { text: by.unwrap_or_else(|| "–".into()), tone }, true),
        (plain(series.map(|series| bars(series, row)).unwrap_or_default()), false),
        (Cell { text: names.join(", "), tone: called }, false),
    ]
}

impl Screen for Compare {
    fn contexts(&self) -> Vec<keys::Context> {
        match &self.over {
            Over::None => vec![keys::Context::List, keys::Context::Everywhere],
            Over::Filtering(_) => vec![keys::Context::Line, keys::Context::Text],
            Over::Detail(_) => vec![keys::Context::Form, keys::Context::Everywhere],
            Over::Links(_) => vec![keys::Context::Picker],
        }
    }

    fn offers(&self, _cx: &Context) -> Vec<Action> {
        match &self.over {
            Over::None => vec![Action::Open, Action::Filter, Action::Follow],
            Over::Filtering(_) => vec![Action::Save, Action::Stop],
            Over::Detail(_) => vec![Action::Close, Action::Open, Action::Down],
            Over::Links(_) => vec![Action::Open, Action::Close],
        }
    }

    fn wants(&self, key: Key) -> bool {
        matches!(self.over, Over::Filtering(_)) && key.typed().is_some()
    }

    fn update(&mut self, event: &Event, cx: &mut Context) -> Vec<Ask> {
        match event {
            Event::Changed => return vec![self.ask(cx)],
            Event::Worked(done) if done.slot == SLOT => {
                if let (true, Ok(comparison)) = (done.turn == self.asked, done.output.clone().downcast::<Comparison>())
                {
                    self.comparison = Some(comparison);
                    self.narrow(&cx.sight);
                }
                return Vec::new();
            }
            Event::Rested => self.detailed = self.cursor.at,
            _ => {}
        }
        match &mut self.over {
            Over::None => match event {
                Event::Do(action) => self.act(*action, cx),
                _ => Vec::new(),
            },
            Over::Filtering(_) => self.filtering(event, cx),
            Over::Detail(detail) => {
                let Event::Do(action) = event else { return Vec::new() };
                if *action == Action::Close {
                    self.over = Over::None;
                    return Vec::new();
                }
                detail.act(*action, cx)
            }
            Over::Links(links) => {
                let Event::Do(action) = event else { return Vec::new() };
                let asks: Vec<Ask> = links.act(*action).map(|to| Ask::Show(to.kind, to.id)).into_iter().collect();
                if !asks.is_empty() || *action == Action::Close {
                    self.over = Over::None;
                }
                asks
            }
        }
    }

    fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        if let Over::Detail(detail) = &self.over {
            detail.view(cx, frame, area);
            return;
        }
        let below = if area.height > DETAIL + 3 { DETAIL } else { 0 };
        let top = Rect { height: area.height - below, ..area };
        self.table(cx, frame, top);
        if below > 0 {
            self.explain(cx, frame, Rect { y: top.bottom(), height: below, ..area });
        }
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

    fn at(&self) -> (Option<(u8, Id)>, Option<Tag>) {
        (self.row(self.cursor.at).map(|row| (Requirement::INFO.number, row.requirement)), None)
    }

    fn go(&mut self, record: Option<(u8, Id)>, _field: Option<Tag>, cx: &mut Context) -> Vec<Ask> {
        let here = self.row(self.cursor.at).map(|row| row.requirement);
        let wanted = record.map(|(_, id)| id).filter(|id| Some(*id) != here);
        if let (Some(id), Some(comparison)) = (wanted, &self.comparison) {
            let of = |place: &usize| comparison.rows.get(*place).is_some_and(|row| row.requirement == id);
            self.cursor.at = self.shown.iter().position(of).unwrap_or(self.cursor.at);
        }
        vec![self.ask(cx)]
    }

    fn status(&self, _cx: &Context) -> String {
        let at = if self.shown.is_empty() { 0 } else { self.cursor.at + 1 };
        let filter = if self.filter.is_empty() { String::new() } else { format!(" /{}", text::cut(&self.filter, 12)) };
        format!("{at}/{}{filter}", self.shown.len())
    }

    fn resume(&mut self, _cx: &mut Context) {}
}
