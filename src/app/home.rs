//! Home: the follow-ups, what was wrong at the start, and where the officer was.

use crate::keys::{self, Action, Key};
use crate::record::{Id, REGISTER, Step, Tag};
use crate::steps;
use crate::ui::{self, Ask, Cell, Context, Cursor, Event, Move, Place, Screen, Tone, Width, text};
use ratatui::{Frame, layout::Rect, style::Style};

/// The first screen.
#[derive(Debug, Default)]
pub struct Home {
    cursor: Cursor,
}

impl Home {
    /// Marks the follow-up that the officer was in.
    pub fn begin(&mut self, cx: &Context) {
        let last = cx.last.as_ref().and_then(|place| place.follow_up);
        let place = last.and_then(|id| cx.follow_ups.iter().position(|follow_up| follow_up.id() == id));
        self.cursor.at = place.unwrap_or(self.cursor.at).min(cx.follow_ups.len().saturating_sub(1));
    }

    /// The follow-up that is marked.
    #[must_use]
    pub fn marked(&self, cx: &Context) -> Option<Id> {
        cx.follow_ups.get(self.cursor.at).map(|follow_up| follow_up.id())
    }

    fn last_words(cx: &Context) -> Option<String> {
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
        Some(cx.sight.words.say_with("last-place", &[("title", &title), ("step", &step), ("record", &record)]))
    }
}

impl Screen for Home {
    fn contexts(&self) -> Vec<keys::Context> {
        vec![keys::Context::List, keys::Context::Everywhere]
    }

    fn offers(&self, cx: &Context) -> Vec<Action> {
        let mut offers = if cx.follow_ups.is_empty() {
            vec![Action::Import, Action::New, Action::Language, Action::Leave]
        } else {
            vec![Action::Open, Action::New, Action::Import, Action::Language, Action::Leave]
        };
        if !cx.drafts.is_empty() {
            offers.insert(1, Action::Drafts);
        }
        offers
    }

    fn wants(&self, _key: Key) -> bool {
        false
    }

    fn update(&mut self, event: &Event, cx: &mut Context) -> Vec<Ask> {
        let Event::Do(action) = event else { return Vec::new() };
        if let Some(step) = Move::of(*action) {
            self.cursor.step(step, cx.follow_ups.len(), 10);
            return Vec::new();
        }
        match (action, self.marked(cx)) {
            (Action::Open, Some(id)) => {
                let last = cx.last.clone().filter(|place| place.follow_up == Some(id));
                let place = last.unwrap_or_else(|| Place { tab: 1, ..Place::in_step(id, Step::Plan) });
                vec![Ask::Go(Place { field: None, ..place })]
            }
            (Action::New, _) => vec![Ask::NewFollowUp],
            (Action::Import, _) => vec![Ask::Import],
            _ => Vec::new(),
        }
    }

    fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        let words = &cx.sight.words;
        let mut y = area.y;
        let mut say = |frame: &mut Frame<'_>, shown: &str, tone: Tone| {
            if y < area.bottom() {
                let shown = text::cut(shown, usize::from(area.width.saturating_sub(1)));
                frame.buffer_mut().set_string(area.x + 1, y, shown, cx.look.style(tone));
            }
            y += 1;
        };
        if cx.follow_ups.is_empty() {
            for line in ["welcome", "welcome-import", "welcome-new"] {
                say(frame, &words.say(line), if line == "welcome" { Tone::Strong } else { Tone::Plain });
            }
        }
        for problem in &cx.problems {
            for line in text::wrap(problem, usize::from(area.width.saturating_sub(4))) {
                say(frame, &format!("! {line}"), Tone::Warn);
            }
        }
        if let Some(last) = Self::last_words(cx) {
            say(frame, &last, Tone::Dim);
        }
        if !cx.drafts.is_empty() {
            say(frame, &words.count("drafts-waiting", cx.drafts.len()), Tone::Warn);
        }
        if cx.follow_ups.is_empty() || y >= area.bottom() {
            return;
        }
        let columns = [Width::Rest(3), Width::Rest(2), Width::Fixed(11)];
        let widths = ui::widths(&columns, area.width.saturating_sub(1));
        let inner = |y: u16| Rect { x: area.x + 1, y, width: area.width.saturating_sub(1), height: 1 };
        let heads = ["home-follow-up", "home-committee", "home-steps"];
        let heads = heads.iter().map(|word| (Cell { text: words.say(word), tone: Tone::Dim }, false));
        ui::table_line(cx, frame, inner(y), &widths, heads, Style::new());
        y += 1;
        let page = usize::from(area.bottom().saturating_sub(y));
        let top = self.cursor.top(page, cx.follow_ups.len());
        for (line, follow_up) in cx.follow_ups.iter().enumerate().skip(top).take(page) {
            let row = y + u16::try_from(line - top).unwrap_or_default();
            if line == self.cursor.at {
                ui::mark_row(cx, frame, Rect { y: row, height: 1, ..area });
            }
            let committee = steps::plan::committee(follow_up);
            let steps = steps::progress(follow_up).map(steps::progress_mark).join(" ");
            let cells = [cx.sight.follow_up_title(follow_up), committee, steps];
            let cells = cells.into_iter().map(|text| (Cell { text, tone: Tone::Plain }, false));
            ui::table_line(cx, frame, inner(row), &widths, cells, Style::new());
        }
    }

    fn at(&self) -> (Option<(u8, Id)>, Option<Tag>) {
        (None, None)
    }

    fn go(&mut self, _record: Option<(u8, Id)>, _field: Option<Tag>, _cx: &mut Context) -> Vec<Ask> {
        Vec::new()
    }

    fn status(&self, cx: &Context) -> String {
        let own = cx.sight.whole.own.id();
        if own == REGISTER && cx.follow_ups.is_empty() { String::new() } else { cx.follow_ups.len().to_string() }
    }

    fn resume(&mut self, _cx: &mut Context) {}
}
