//! One requirement at one unit: its signals in full, and every series with its figures.

use super::ranked::{bars, requirement, target, unit};
use crate::keys::Action;
use crate::record::{Id, Kind as _};
use crate::steps::collect::records::Result as Measurement;
use crate::steps::focus::{Point, Row, Series, Settings, Trend, words};
use crate::ui::{Ask, Context, Cursor, Move, Sight, Tone, mark_row, text, work_area};
use ratatui::{Frame, layout::Rect};
use std::sync::Arc;

/// The open row.
#[derive(Debug)]
pub struct Detail {
    row: Arc<Row>,
    lines: Vec<Line>,
    cursor: Cursor,
}

#[derive(Debug)]
struct Line {
    tone: Tone,
    text: String,
    /// The result that the line is about.
    result: Option<Id>,
}

fn said(tone: Tone, text: String) -> Line {
    Line { tone, text, result: None }
}

impl Detail {
    /// The detail of a row, its sentences broken for a screen of this width.
    pub fn new(row: &Arc<Row>, sight: &Sight, width: u16) -> Self {
        let mut lines = Vec::new();
        for signal in &row.signals {
            let tone = if signal.is_finding() { Tone::Bad } else { Tone::Warn };
            lines.push(said(tone, words::name(&sight.words, signal)));
            let says = words::says(&sight.words, signal, &row.measured_in);
            lines.extend(
                text::wrap(&says, usize::from(width.saturating_sub(6)))
                    .into_iter()
                    .map(|line| said(Tone::Plain, format!("  {line}"))),
            );
        }
        for series in &row.series {
            lines.push(said(Tone::Strong, head(sight, series, row)));
            lines.extend(series.points.iter().rev().map(|point| figure(sight, point)));
        }
        Self { row: row.clone(), lines, cursor: Cursor::default() }
    }

    /// Takes an action; opening goes to the result that is marked.
    pub fn act(&mut self, action: Action, cx: &Context) -> Vec<Ask> {
        if let Some(step) = Move::of(action) {
            let page = usize::from(work_area(cx.size).height.saturating_sub(2));
            self.cursor.step(step, self.lines.len(), page);
        }
        let result = self.lines.get(self.cursor.at).and_then(|line| line.result);
        match (action, result) {
            (Action::Open | Action::Follow, Some(id)) => vec![Ask::Show(&Measurement::INFO, id)],
            _ => Vec::new(),
        }
    }

    /// Draws it.
    pub fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        if area.height < 3 {
            return;
        }
        let room = usize::from(area.width.saturating_sub(3));
        let head = text::cut(&requirement(&cx.sight, &self.row), room);
        frame.buffer_mut().set_string(area.x + 1, area.y, head, cx.look.style(Tone::Strong));
        let of =
            [("unit", unit(&cx.sight, &self.row)), ("target", target(&cx.sight, &self.row, &self.row.measured_in))];
        let of = of.each_ref().map(|(name, value)| (*name, value.as_str()));
        let second = text::cut(&cx.sight.words.say_with("compare-head", &of), room);
        frame.buffer_mut().set_string(area.x + 1, area.y + 1, second, cx.look.style(Tone::Dim));
        let page = usize::from(area.height - 2);
        let top = self.cursor.top(page, self.lines.len());
        for (at, line) in self.lines.iter().skip(top).take(page).enumerate() {
            let y = area.y + 2 + u16::try_from(at).unwrap_or_default();
            if top + at == self.cursor.at {
                mark_row(cx, frame, Rect { y, height: 1, ..area });
            }
            frame.buffer_mut().set_string(area.x + 2, y, text::cut(&line.text, room), cx.look.style(line.tone));
        }
    }
}

fn head(sight: &Sight, series: &Series, row: &Row) -> String {
    let trend = match series.trend {
        Some(Trend::Better(moves)) => sight.words.count("trend-better", moves),
        Some(Trend::Worse(moves)) => sight.words.count("trend-worse", moves),
        Some(Trend::Variation) => sight.words.say("trend-variation"),
        Some(Trend::TooFew) => sight.words.say("trend-few"),
        None => String::new(),
    };
    let (source, group) = (words::source(&sight.words, &series.source), words::group(&sight.words, &series.group));
    format!("{source}, {group}  {}  {trend}", bars(series, row))
}

fn figure(sight: &Sight, point: &Point) -> Line {
    let number = |number: f64| crate::locale::show_number(&sight.words, number);
    // The head says the unit; a column of figures is read down.
    let value = point.reading.map(|reading| words::reading(&sight.words, reading, ""));
    let value = value.unwrap_or_else(|| sight.words.say("value-missing"));
    let n = point.n.map(|n| format!("  n = {}", number(n))).unwrap_or_default();
    let missing = point.non_response.filter(|share| *share > 0.0);
    let missing =
        missing.map(|share| format!("  {}", sight.words.say_with("non-response", &[("share", &number(share))])));
    let limit = Settings::default().hidden;
    let hidden = match point.n {
        _ if !point.hidden => String::new(),
        Some(n) if n < limit => sight.words.say_with("point-few", &[("limit", &number(limit))]),
        _ => sight.words.say("point-hidden"),
    };
    let hidden = if hidden.is_empty() { hidden } else { format!("  {hidden}") };
    let text = format!(
        "  {} {}{n}{}{hidden}",
        text::fit(&crate::locale::show_period(&sight.words, point.period), 8, false),
        text::fit(&value, 10, true),
        missing.unwrap_or_default()
    );
    Line { tone: Tone::Plain, text, result: Some(point.result) }
}
