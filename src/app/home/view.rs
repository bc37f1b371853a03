//! How home looks: what waits above, the follow-ups below, where the officer was last of all.

use super::{Choice, Home};
use crate::record::Step;
use crate::steps;
use crate::ui::{self, Cell, Context, Tone, Width, text};
use ratatui::{Frame, layout::Rect, style::Style};

/// Rows that a page key moves by.
pub const PAGE: usize = 10;
/// Most rows of what waits, on a tall screen and on a low one.
const WAITING: (u16, u16) = (7, 5);
/// Below so many lines of work area a screen is low.
const LOW: u16 = 20;
/// Follow-ups that always have room.
const FOLLOW_UPS: u16 = 2;

/// Lines that are taken one after the other, from above or from below.
struct Lines<'a, 'f, 'b> {
    cx: &'a Context,
    frame: &'f mut Frame<'b>,
    left: Rect,
}

impl Lines<'_, '_, '_> {
    fn next(&mut self) -> Option<Rect> {
        let line = Rect { height: 1, ..self.left };
        (self.left.height > 0).then(|| {
            self.left = Rect { y: self.left.y + 1, height: self.left.height - 1, ..self.left };
            line
        })
    }

    fn last(&mut self) -> Option<Rect> {
        let height = self.left.height.checked_sub(1)?;
        self.left.height = height;
        Some(Rect { y: self.left.y + height, height: 1, ..self.left })
    }

    fn put(&mut self, line: Option<Rect>, shown: &str, tone: Tone) {
        if let Some(line) = line {
            let shown = text::cut(shown, usize::from(line.width.saturating_sub(1)));
            self.frame.buffer_mut().set_string(line.x + 1, line.y, shown, self.cx.look.style(tone));
        }
    }

    fn say(&mut self, shown: &str, tone: Tone) {
        let line = self.next();
        self.put(line, shown, tone);
    }

    fn row(&mut self, marked: bool, columns: &[Width], cells: Vec<Cell>) {
        let Some(line) = self.next() else { return };
        if marked {
            ui::mark_row(self.cx, self.frame, line);
        }
        let inner = Rect { x: line.x + 1, width: line.width.saturating_sub(1), ..line };
        let widths = ui::widths(columns, inner.width);
        let cells = cells.into_iter().map(|cell| (cell, false));
        ui::table_line(self.cx, self.frame, inner, &widths, cells, Style::new());
    }
}

/// Draws home.
pub fn view(home: &Home, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
    let words = &cx.sight.words;
    let mut lines = Lines { cx, frame, left: area };
    for problem in &cx.problems {
        for line in text::wrap(problem, usize::from(area.width.saturating_sub(4))) {
            lines.say(&format!("! {line}"), Tone::Warn);
        }
    }
    if !cx.drafts.is_empty() {
        lines.say(&words.count("drafts-waiting", cx.drafts.len()), Tone::Warn);
    }
    if cx.follow_ups.is_empty() {
        match nothing_for(cx) {
            Some(why) => {
                for line in text::wrap(&words.say(why), usize::from(area.width.saturating_sub(4))) {
                    lines.say(&line, Tone::Strong);
                }
            }
            None => welcome(home, &mut lines),
        }
        return;
    }
    if let Some(last) = last_words(home, cx) {
        let line = lines.last();
        lines.put(line, &last, Tone::Dim);
    }
    waiting(home, &mut lines);
    follow_ups(home, &mut lines);
}

/// Why nothing is there for the officer, who cannot begin anything either.
pub fn nothing_for(cx: &Context) -> Option<&'static str> {
    match (cx.eyes.sees_nothing(), cx.eyes.begins()) {
        (true, _) => Some("home-no-role"),
        (false, false) => Some("home-nothing-shown"),
        (false, true) => None,
    }
}

fn welcome(home: &Home, lines: &mut Lines<'_, '_, '_>) {
    let words = &lines.cx.sight.words;
    lines.say(&words.say("welcome"), Tone::Strong);
    lines.next();
    for (at, choice) in Choice::ALL.into_iter().enumerate() {
        let marked = at == home.cursor.at;
        let tone = if marked { Tone::Strong } else { Tone::Plain };
        lines.row(marked, &[Width::Rest(1)], vec![Cell { text: words.say(choice.word()), tone }]);
        let title = words.say("home-example-title");
        let about = words.say_with(&format!("{}-about", choice.word()), &[("title", &title)]);
        for line in text::wrap(&about, usize::from(lines.left.width.saturating_sub(4))) {
            lines.say(&format!("  {line}"), Tone::Dim);
        }
    }
}

fn waiting(home: &Home, lines: &mut Lines<'_, '_, '_>) {
    let words = &lines.cx.sight.words;
    let all = home.waiting.all();
    let later = if all.later == 0 { String::new() } else { words.count("home-later", all.later) };
    if all.named.is_empty() {
        lines.say(&format!("{} {later}", words.say("home-nothing-due")), Tone::Dim);
        return;
    }
    let head = format!("{}  {} {later}", words.say("home-due"), words.count("home-due-count", all.count));
    lines.say(&head, Tone::Strong);
    let most = if lines.left.height < LOW { WAITING.1 } else { WAITING.0 };
    // Below come at least an empty line, the heading and some follow-ups.
    let page = usize::from(most.min(lines.left.height.saturating_sub(FOLLOW_UPS + 1)).max(1));
    let top = home.waiting_cursor.top(page, all.named.len());
    let columns = [Width::Fixed(18), Width::Rest(5), Width::Rest(2)];
    for (at, one) in all.named.iter().enumerate().skip(top).take(page) {
        let plain = |text: &str| Cell { text: text.to_owned(), tone: Tone::Plain };
        let when = Cell { text: one.when(words), tone: one.tone() };
        let of = Cell { text: one.of.clone(), tone: Tone::Dim };
        lines.row(home.among_waiting && at == home.waiting_cursor.at, &columns, vec![when, plain(&one.title), of]);
    }
}

fn follow_ups(home: &Home, lines: &mut Lines<'_, '_, '_>) {
    let cx = lines.cx;
    if lines.left.height > FOLLOW_UPS + 1 {
        lines.next();
    }
    let columns = [Width::Rest(3), Width::Rest(2), Width::Fixed(11)];
    let heads = ["home-follow-up", "home-committee", "home-steps"];
    let heads = heads.map(|word| Cell { text: cx.sight.words.say(word), tone: Tone::Dim });
    lines.row(false, &columns, heads.into());
    let page = usize::from(lines.left.height);
    let top = home.cursor.top(page, cx.follow_ups.len());
    for (at, follow_up) in cx.follow_ups.iter().enumerate().skip(top).take(page) {
        let committee = steps::plan::committee(follow_up);
        let steps = steps::progress(follow_up).map(steps::progress_mark).join(" ");
        let cells = [cx.sight.follow_up_title(follow_up), committee, steps];
        let cells = cells.map(|text| Cell { text, tone: Tone::Plain });
        lines.row(!home.among_waiting && at == home.cursor.at, &columns, cells.into());
    }
}

/// Where the officer was, and that Enter leads back there when it does.
fn last_words(home: &Home, cx: &Context) -> Option<String> {
    let place = cx.last.as_ref()?;
    let follow_up = cx.follow_ups.iter().find(|follow_up| Some(follow_up.id()) == place.follow_up)?;
    let title = cx.sight.follow_up_title(follow_up);
    let step = Step::SIX.get(usize::from(place.step).checked_sub(1)?)?;
    let step = format!("{} {}", place.step, cx.sight.words.say(&format!("step-{}", step.code())));
    let record = place.record.and_then(|(kind, id)| {
        let kind = steps::kind(kind)?;
        let home = if kind.home == crate::record::Home::Register { &cx.sight.whole.register } else { follow_up };
        Some(text::cut(&cx.sight.name(kind, home.get(kind.number, id)?), 24))
    });
    let record = record.map(|name| format!(", {name}")).unwrap_or_default();
    let last = cx.sight.words.say_with("last-place", &[("title", &title), ("step", &step), ("record", &record)]);
    let leads_back = !home.among_waiting && home.marked(cx) == place.follow_up;
    Some(if leads_back { format!("{last} {}", cx.sight.words.say("last-goes-on")) } else { last })
}
