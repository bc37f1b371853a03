//! How a form looks.

use super::{Form, Mode};
use crate::keys::{self, Action};
use crate::record::{Def, Input, Stored};
use crate::ui::{
    look::{DRAFT, Tone},
    screen::Context,
    table::{self, Cursor},
    text,
};
use ratatui::{Frame, layout::Rect};

impl Form {
    /// Draws the form.
    pub fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        if let Mode::Showing(reader) = &self.mode {
            reader.view(cx, frame, area);
            return;
        }
        if area.height < 2 {
            return;
        }
        let words = &cx.sight.words;
        let record = cx.sight.get(self.kind, self.record);
        let kind = words.kind(self.kind).to_lowercase();
        let title = match record {
            Some(record) => cx.sight.title(self.kind, record),
            None if self.is_new(cx) => words.say_with("new-record", &[("kind", &kind)]),
            None => words.say("removed-record"),
        };
        let head = format!(" {}  {title}", words.kind(self.kind));
        let headline = area;
        let area = Rect { y: area.y + 1, height: area.height - 1, ..area };
        let names = self.kind.fields.iter().map(|def| text::width(&words.field(self.kind, def)));
        let label =
            u16::try_from(names.max().unwrap_or_default()).unwrap_or(u16::MAX).clamp(8, (area.width / 3).max(8));
        let typing = if let Mode::Typing(editor) = &self.mode { Some(editor) } else { None };
        // A field of several lines opens while it is typed in; the page then holds fewer fields.
        let open = typing.filter(|editor| editor.takes_lines()).map_or(1, |_| 6.min(area.height));
        let page = usize::from(area.height.saturating_sub(open - 1).max(1));
        let fields = self.fields(cx);
        let cursor = Cursor { at: fields.iter().position(|def| def.tag == self.marked).unwrap_or_default() };
        let top = cursor.top(page, fields.len());
        Self::head_view(cx, frame, headline, &head, (top, page, fields.len()));
        let mut y = area.y;
        for (at, def) in fields.into_iter().enumerate().skip(top).take(page) {
            if y >= area.bottom() {
                break;
            }
            let here = at == cursor.at;
            let line = Rect { y, height: 1, ..area };
            if here {
                table::mark(cx, frame, line);
            }
            let name = text::fit(&words.field(self.kind, def), usize::from(label), false);
            let tone = if here { Tone::Strong } else { Tone::Dim };
            frame.buffer_mut().set_string(area.x + 2, y, name, cx.look.style(tone));
            let x = (area.x + 3 + label).min(area.right());
            let room = Rect { x, y, width: area.right() - x, height: 1 };
            if let (true, Some(editor)) = (here, typing) {
                let room = Rect { height: open.min(area.bottom() - y), ..room };
                frame.buffer_mut().set_string(room.x.saturating_sub(1), y, "›", cx.look.style(Tone::Accent));
                editor.view(cx, frame, room);
                if room.height > 1 {
                    let below = Rect { x: area.x + 2, y: y + 1, width: label, height: room.height - 1 };
                    long_view(cx, frame, below);
                }
                y += room.height;
                continue;
            }
            self.field_view(cx, frame, room, def, here);
            y += 1;
        }
        if let Mode::Picking(picker, _) = &self.mode {
            picker.view(cx, frame, area);
        }
    }

    /// What the record is called; and which of its fields are seen, where they are not all on the page.
    fn head_view(cx: &Context, frame: &mut Frame<'_>, area: Rect, head: &str, seen: (usize, usize, usize)) {
        let (top, page, all) = seen;
        let shown = if all > page { format!("{}–{}/{all} ", top + 1, (top + page).min(all)) } else { String::new() };
        let room = usize::from(area.width).saturating_sub(text::width(&shown));
        let head = format!("{}{shown}", text::fit(head, room, false));
        frame.buffer_mut().set_string(area.x, area.y, text::cut(&head, area.width.into()), cx.look.style(Tone::Strong));
    }

    fn field_view(&self, cx: &Context, frame: &mut Frame<'_>, room: Rect, def: &Def, here: bool) {
        let words = &cx.sight.words;
        let flaw = self.flaw.filter(|(tag, _)| *tag == def.tag).map(|(_, flaw)| words.say(flaw.word()));
        let stands = self.stands(cx, def.tag);
        let (shown, tone) = match (cx.drafts.get(self.spot_of(cx, def.tag)), stands.as_ref().and_then(Stored::value)) {
            (Some(draft), _) => {
                let moved = || {
                    let stands = Self::shown(cx, def, stands.as_ref());
                    words.say_with("half-typed-moved", &[("stands", &text::cut(&stands, 24))])
                };
                let has_moved = draft.before != stands;
                let why = flaw.unwrap_or_else(|| if has_moved { moved() } else { words.say("half-typed") });
                (format!("{DRAFT} {} ({why})", draft.text), Tone::Warn)
            }
            (None, Some(value)) => {
                let unit = match def.input {
                    Input::Number { unit } if !unit.is_empty() => format!(" {}", words.say(&format!("unit-{unit}"))),
                    _ => String::new(),
                };
                (format!("{}{unit}", cx.sight.show(def, &value)), Tone::Plain)
            }
            (None, None) if def.needed => (words.say("flaw-missing"), Tone::Warn),
            (None, None) => {
                let takes = takes(def).filter(|_| here).map(|id| format!(" ({})", words.say(id))).unwrap_or_default();
                (format!("–{takes}"), Tone::Dim)
            }
        };
        frame.buffer_mut().set_string(room.x, room.y, text::cut(&shown, room.width.into()), cx.look.style(tone));
    }
}

/// What ends the writing in a field of several lines, where Enter only breaks the line.
fn long_view(cx: &Context, frame: &mut Frame<'_>, area: Rect) {
    let words = &cx.sight.words;
    let saves = cx.keys.keys_for(&[keys::Context::Text], Action::Save).map(|keys| words.key(&keys));
    let breaks = words.say_with("long-breaks", &[("key", &words.key("enter"))]);
    let lines = saves.map(|key| words.say_with("long-saves", &[("key", &key)])).into_iter().chain([breaks]);
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        frame.buffer_mut().set_string(area.x, y, text::cut(&line, area.width.into()), cx.look.style(Tone::Dim));
    }
}

/// What an empty field takes, where one cannot know it before it is tried.
fn takes(def: &Def) -> Option<&'static str> {
    match def.input {
        Input::Choice(_) | Input::Choices(_) | Input::Flag | Input::Link { .. } | Input::Links { .. } => {
            Some("takes-choice")
        }
        Input::Level { of: "step" } => Some("takes-step"),
        Input::Level { of: "size" } => Some("takes-size"),
        Input::Level { .. } => Some("takes-level"),
        Input::Period => Some("takes-period"),
        Input::Date => Some("takes-date"),
        _ => None,
    }
}
