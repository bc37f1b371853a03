//! Drawing an import over the work area.

use super::{FILES, Importing, Stage, browse, shown::Shown};
use crate::exchange::{Verdict, Warning};
use crate::ui::{Context, Tone, mark_row, text};
use ratatui::{Frame, layout::Rect, widgets::Clear};

/// Most warnings that are shown above the rows.
const WARNINGS: usize = 3;

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
                for ((at, what), y) in FILES.iter().enumerate().zip(rest.y..rest.bottom()) {
                    if at == cursor.at {
                        mark_row(cx, frame, Rect { y, height: 1, ..rest });
                    }
                    let tone = if at == cursor.at { Tone::Strong } else { Tone::Plain };
                    frame.buffer_mut().set_string(rest.x + 2, y, words.kinds(what.kind()), cx.look.style(tone));
                }
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
            // The headings stand among the rows, where they can be settled.
            let others = || {
                preview
                    .warnings
                    .kept()
                    .filter(|warning| !matches!(warning, Warning::Unknown { .. } | Warning::Doubled { .. }))
            };
            for warning in others().take(WARNINGS) {
                said.say(frame, &format!("! {}", warning.say(words)), Tone::Warn);
            }
            let more = others().count().saturating_sub(WARNINGS) + preview.warnings.more;
            if more > 0 {
                said.say(frame, &format!("! {}", words.count("exchange-warn-more", more)), Tone::Warn);
            }
        } else if let Some(headed) = shown.headed() {
            said.say(frame, &words.say_with("import-lacks", &[("line", &headed.line.to_string())]), Tone::Plain);
        }
        if let Some(running) = &self.running {
            said.say(frame, &words.count("import-rechecking", running.rows), Tone::Dim);
        }
        self.rows(shown, cx, frame, said.rest());
    }

    fn rows(&self, shown: &Shown, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        let page = page(cx).min(usize::from(area.height));
        let top = shown.cursor.top(page, shown.count());
        for (at, y) in (top..shown.count().min(top + page)).zip(area.y..) {
            if at == shown.cursor.at {
                mark_row(cx, frame, Rect { y, height: 1, ..area });
            }
            let Some((said, tone)) = self.line(shown, at, cx) else { continue };
            let said = text::cut(&said, usize::from(area.width.saturating_sub(3)));
            frame.buffer_mut().set_string(area.x + 2, y, said, cx.look.style(tone));
        }
    }

    /// An item or a row in words.
    fn line(&self, shown: &Shown, at: usize, cx: &Context) -> Option<(String, Tone)> {
        if let Some(item) = shown.items.get(at) {
            return Some((item.say(self.what, cx), item.tone()));
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
