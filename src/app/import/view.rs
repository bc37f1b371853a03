//! Drawing an import over the work area.

use super::{
    Importing, Stage, browse,
    shown::{Shown, alike, field_title},
};
use crate::app::elsewhere;
use crate::exchange::{Verdict, Warning, What};
use crate::ui::{Context, Tone, mark_row, text};
use ratatui::{Frame, layout::Rect, widgets::Clear};

/// Most warnings that are shown above the rows.
const WARNINGS: usize = 3;
/// In an area lower than this fewer warnings are shown.
const LOW: u16 = 15;
/// In an area lower than this only the rows and what stands in the way of them.
const LEAST: u16 = 9;
/// Rows of the list that stay beside the whole of the marked one.
const LEAST_ROWS: usize = 3;

/// Sentences from the top of an area downwards.
struct Said<'a> {
    cx: &'a Context,
    area: Rect,
    y: u16,
}

impl Said<'_> {
    fn say(&mut self, frame: &mut Frame<'_>, shown: &str, tone: Tone) {
        let room = usize::from(self.area.width.saturating_sub(2));
        for line in text::wrap(shown, room) {
            if self.y < self.area.bottom() {
                let (x, style) = (self.area.x + 1, self.cx.look.style(tone));
                frame.buffer_mut().set_string(x, self.y, text::cut(&line, room), style);
            }
            self.y = self.y.saturating_add(1);
        }
    }

    /// What is left below.
    fn rest(&self) -> Rect {
        let y = self.y.min(self.area.bottom());
        Rect { y, height: self.area.bottom() - y, ..self.area }
    }
}

impl Importing {
    /// Draws the import over the work area.
    pub fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        frame.render_widget(Clear, area);
        let words = &cx.sight.words;
        let kinds = || words.kinds(self.kind()).to_lowercase();
        let mut said = Said { cx, area, y: area.y };
        let title = if self.title.is_empty() { words.say("untitled") } else { self.title.clone() };
        said.say(frame, &words.say_with("import-head", &[("title", &title)]), Tone::Strong);
        match &self.stage {
            Stage::Title(editor) => {
                said.say(frame, &words.say("import-title"), Tone::Plain);
                editor.view(cx, frame, one_line(said.rest()));
            }
            Stage::What(cursor) => {
                said.say(frame, &words.say("import-what"), Tone::Plain);
                let rest = said.rest();
                for ((at, what), y) in What::ALL.iter().enumerate().zip(rest.y..rest.bottom()) {
                    if at == cursor.at {
                        mark_row(cx, frame, Rect { y, height: 1, ..rest });
                    }
                    let tone = if at == cursor.at { Tone::Strong } else { Tone::Plain };
                    frame.buffer_mut().set_string(rest.x + 2, y, words.kinds(what.kind()), cx.look.style(tone));
                }
            }
            Stage::Elsewhere(line) => {
                elsewhere::view(
                    &words.say_with("import-elsewhere", &[("kinds", &kinds())]),
                    line,
                    cx,
                    frame,
                    said.rest(),
                );
            }
            Stage::Path(editor, _) => {
                said.say(frame, &words.say_with("import-path", &[("kinds", &kinds())]), Tone::Plain);
                if let Some(wrong) = &self.wrong {
                    said.say(frame, wrong, Tone::Bad);
                }
                editor.view(cx, frame, one_line(said.rest()));
            }
            Stage::Browse(browser) => {
                said.say(frame, &words.say_with("import-browse", &[("kinds", &kinds())]), Tone::Plain);
                if let Some(folder) = &browser.folder {
                    let path = words.say_with("import-folder", &[("path", &folder.path)]);
                    said.say(frame, &path, Tone::Dim);
                    if folder.cut {
                        said.say(frame, &words.say("import-folder-cut"), Tone::Warn);
                    }
                    if browser.is_empty() {
                        let endings = browse::ENDINGS.join(", ");
                        said.say(frame, &words.say_with("import-folder-empty", &[("endings", &endings)]), Tone::Dim);
                    }
                }
                if browser.asked.is_some() {
                    said.say(frame, &words.say("import-listing"), Tone::Dim);
                }
                browser.list.view(cx, frame, said.rest());
            }
            Stage::Reading(_) => said.say(frame, &words.say("import-reading"), Tone::Dim),
            Stage::Checking => {
                let rows = self.running.as_ref().map_or(0, |running| running.rows);
                said.say(frame, &words.count("import-checking", rows), Tone::Dim);
            }
            Stage::Taking(_, _, rows) => said.say(frame, &words.count("import-taking", *rows), Tone::Dim),
            Stage::Shown(shown) => self.preview(shown, cx, frame, &mut said),
        }
    }

    fn preview(&self, shown: &Shown, cx: &Context, frame: &mut Frame<'_>, said: &mut Said<'_>) {
        let words = &cx.sight.words;
        if let Some(choosing) = &shown.choosing {
            said.say(frame, &choosing.say(self.what, cx), Tone::Plain);
            choosing.shown().view(cx, frame, said.rest());
            return;
        }
        if let Some(preview) = shown.preview() {
            said.say(frame, &preview.counts.say(words), Tone::Plain);
            self.headings(shown, cx, frame, said);
            // The headings stand among the rows, where they can be settled.
            let others = || {
                preview
                    .warnings
                    .kept()
                    .filter(|warning| !matches!(warning, Warning::Unknown { .. } | Warning::Doubled { .. }))
            };
            let most = if said.area.height < LOW { 1 } else { WARNINGS };
            for warning in others().take(most) {
                said.say(frame, &format!("! {}", warning.say(words)), Tone::Warn);
            }
            let more = others().count().saturating_sub(most) + preview.warnings.more;
            if more > 0 {
                said.say(frame, &format!("! {}", words.count("exchange-warn-more", more)), Tone::Warn);
            }
        } else if let Some(headed) = shown.headed() {
            said.say(frame, &words.say_with("import-lacks", &[("line", &headed.line.to_string())]), Tone::Plain);
            self.headings(shown, cx, frame, said);
        }
        if let Some(running) = &self.running {
            said.say(frame, &words.count("import-rechecking", running.rows), Tone::Dim);
        }
        self.rows(shown, cx, frame, said.rest());
    }

    /// On one line how the headings are read; a heading that is called as its field stands alone.
    fn headings(&self, shown: &Shown, cx: &Context, frame: &mut Frame<'_>, said: &mut Said<'_>) {
        let read = shown.headings().into_iter().filter_map(|(heading, field)| {
            let title = field_title(self.what, field?, cx);
            Some(if alike(heading, &title) { title } else { format!("{heading} → {title}") })
        });
        let read: Vec<String> = read.collect();
        if !read.is_empty() && said.area.height >= LEAST {
            let line = cx.sight.words.say_with("import-headings", &[("read", &read.join(" · "))]);
            said.say(frame, &text::cut(&line, usize::from(said.area.width.saturating_sub(2))), Tone::Dim);
        }
    }

    /// The items and rows, and below them the whole of the marked one where its line is cut.
    fn rows(&self, shown: &Shown, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        let room = usize::from(area.width.saturating_sub(3));
        let high = usize::from(area.height);
        let marked = self.line(shown, shown.cursor.at, cx).filter(|(said, _)| text::width(said) > room);
        let mut whole = marked.as_ref().map(|(said, _)| text::wrap(said, room)).unwrap_or_default();
        let most = high.saturating_sub((high / 3).clamp(1, LEAST_ROWS) + 1);
        if whole.len() > most {
            whole.truncate(most);
            if let Some(last) = whole.last_mut() {
                *last = text::cut(&format!("{last} …"), room);
            }
        }
        let below = if whole.is_empty() { 0 } else { whole.len() + 1 };
        // The list keeps its place while the text under it comes and goes, and gives way only where it is in the way.
        let page = page(cx).min(high).max(1);
        let rows = page.min(high.saturating_sub(below));
        let top = shown.cursor.top(page, shown.count()).max((shown.cursor.at + 1).saturating_sub(rows));
        for (at, y) in (top..shown.count().min(top + rows)).zip(area.y..) {
            if at == shown.cursor.at {
                mark_row(cx, frame, Rect { y, height: 1, ..area });
            }
            let Some((said, tone)) = self.line(shown, at, cx) else { continue };
            frame.buffer_mut().set_string(area.x + 2, y, text::cut(&said, room), cx.look.style(tone));
        }
        let Some((_, tone)) = marked else { return };
        let top = area.bottom().saturating_sub(u16::try_from(whole.len()).unwrap_or_default());
        for (line, y) in whole.iter().zip(top..area.bottom()) {
            frame.buffer_mut().set_string(area.x + 2, y, line, cx.look.style(tone));
        }
    }

    /// An item or a row in words.
    fn line(&self, shown: &Shown, at: usize, cx: &Context) -> Option<(String, Tone)> {
        if let Some(item) = shown.items.get(at) {
            return Some((item.say(self.what, &self.contexts(), cx), item.tone()));
        }
        let preview = shown.preview()?;
        let row = preview.rows.get(at - shown.items.len())?;
        let tone = match row.verdict {
            Verdict::Added => Tone::Good,
            Verdict::Changed(_) => Tone::Warn,
            Verdict::Refused(_) => Tone::Bad,
            Verdict::Same | Verdict::Skipped(_) | Verdict::LeftOut => Tone::Dim,
        };
        Some((preview.say(row, &cx.sight.words), tone))
    }
}

fn one_line(area: Rect) -> Rect {
    Rect { x: area.x + 1, width: area.width.saturating_sub(2), height: area.height.min(1), ..area }
}

/// How many rows a page has, at most.
pub(super) fn page(cx: &Context) -> usize {
    usize::from(crate::ui::work_area(cx.size).height.saturating_sub(5)).max(1)
}
