//! What stands beside a list: the marked record's fields and links, told from its kind's table. Lines under the
//! list, or on a wide terminal a panel at its right.

use super::{Sight, links, links::At, look::Tone, screen::Context, table, text};
use crate::record::{Record, Tag};
use ratatui::{Frame, layout::Rect};

/// From this width on a list has a panel at its right.
pub const WIDE: u16 = 120;
/// Most columns of the panel.
const PANEL: u16 = 72;
/// Most lines of one field in the panel.
const FIELD: usize = 6;

/// The list's part and the panel's part of an area that is wide enough for both.
#[must_use]
pub fn split(area: Rect) -> Option<(Rect, Rect)> {
    let panel = (area.width / 5 * 2).min(PANEL);
    let list = Rect { width: area.width - panel, ..area };
    (area.width >= WIDE).then_some((list, Rect { x: list.right(), width: panel, ..area }))
}

/// The fields of a record that hold something, by name, without some of them.
fn fields(sight: &Sight, (kind, _): At, record: &Record, without: &[Tag]) -> Vec<(String, String)> {
    let told = kind.fields.iter().filter(|def| !without.contains(&def.tag));
    let told = told.filter_map(|def| Some((sight.words.field(kind, def), sight.show(def, &record.value(def.tag)?))));
    told.filter(|(_, shown)| !shown.is_empty()).collect()
}

/// At most `lines` lines under a list: the record's title, the fields that neither its title nor the list shows, and
/// how many records it is linked to.
#[must_use]
pub fn under(sight: &Sight, at: At, shown: &[Tag], room: usize, lines: usize) -> Vec<(Tone, String)> {
    let (kind, id) = at;
    let Some(record) = sight.get(kind, id) else { return Vec::new() };
    let mut told = text::wrap_in(&sight.title(kind, record), room, 2);
    let without: Vec<Tag> = shown.iter().chain(kind.title).copied().collect();
    let fields = fields(sight, at, record, &without);
    let fields: Vec<String> = fields.into_iter().map(|(name, shown)| format!("{name}: {shown}")).collect();
    let left = lines.saturating_sub(told.len() + 1);
    if left > 0 && !fields.is_empty() {
        told.extend(text::wrap_in(&fields.join(" · ").replace('\n', " "), room, left));
    }
    told.push(links::brief(sight, at));
    told.into_iter().map(|line| (Tone::Plain, line)).collect()
}

/// Draws the panel: what the row itself tells, the fields of its record with what they link to, what points to it.
pub fn view(cx: &Context, frame: &mut Frame<'_>, area: Rect, told: Vec<(Tone, String)>, at: Option<At>) {
    for y in area.top()..area.bottom() {
        frame.buffer_mut().set_string(area.x, y, "│", cx.look.style(Tone::Dim));
    }
    let sight = &cx.sight;
    let room = usize::from(area.width.saturating_sub(3));
    let mut lines = told;
    let record = at.and_then(|at| Some((at, sight.get(at.0, at.1)?)));
    if let Some((at, record)) = record {
        lines.push((Tone::Plain, String::new()));
        for (name, shown) in fields(sight, at, record, at.0.title) {
            let mut wrapped = text::wrap_in(&format!("{name}: {shown}"), room, FIELD).into_iter();
            lines.extend(wrapped.next().map(|first| (Tone::Plain, first)));
            lines.extend(wrapped.map(|more| (Tone::Plain, format!(" {more}"))));
        }
        lines.push((Tone::Plain, String::new()));
        lines.extend(links::told(sight, at));
    }
    for ((tone, line), y) in lines.iter().zip(area.top()..area.bottom()) {
        frame.buffer_mut().set_string(area.x + 2, y, text::cut(line, room), cx.look.style(*tone));
    }
    let rest = lines.len() > usize::from(area.height);
    if rest && area.height > 0 {
        let last = Rect { x: area.x + 1, y: area.bottom() - 1, width: area.width - 1, height: 1 };
        table::rule(cx, frame, last, &sight.words.say("panel-more"));
    }
}
