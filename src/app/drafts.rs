//! The half-typed fields: where each is, what stands in it, and the way back to it.

use super::saving::Saving;
use crate::keys::{self, Action};
use crate::steps;
use crate::ui::{Context, Cursor, Draft, Move, Reader, Spot, Tone, mark_row, text};
use ratatui::{Frame, layout::Rect, widgets::Clear};

/// Lines under the list that show the marked draft.
const SHOWN: u16 = 4;

/// What an officer wants of a draft.
#[derive(Debug)]
pub enum Wish {
    Nothing,
    Close,
    /// To go there and type on.
    TypeOn(Spot),
    /// To bring back the record, called so, that was deleted, and type on there.
    Restore(Spot, String),
    /// To throw it away.
    Discard(Spot),
}

#[derive(Debug)]
struct Entry {
    spot: Spot,
    /// What the record is called.
    title: String,
    /// Where the draft is, in words.
    place: String,
    text: String,
    removed: bool,
    /// It was typed over something that is not shown to the officer any longer.
    hidden: bool,
    /// This version has no such field.
    unknown: bool,
}

/// The list of them.
#[derive(Debug)]
pub struct DraftList {
    entries: Vec<Entry>,
    cursor: Cursor,
    reader: Option<Reader>,
}

impl DraftList {
    /// The half-typed fields; nothing when there are none.
    #[must_use]
    pub fn new(cx: &Context, saving: &Saving) -> Option<Self> {
        let entries: Vec<Entry> = cx.drafts.iter().map(|(spot, draft)| entry(cx, saving, spot, draft)).collect();
        (!entries.is_empty()).then(|| Self { entries, cursor: Cursor::default(), reader: None })
    }

    /// The contexts that are on.
    #[must_use]
    pub fn contexts(&self) -> Vec<keys::Context> {
        vec![if self.reader.is_some() { keys::Context::Reader } else { keys::Context::Drafts }]
    }

    /// What can be done here.
    #[must_use]
    pub fn offers(&self) -> Vec<Action> {
        match self.reader {
            Some(_) => vec![Action::Close, Action::Down, Action::Up],
            None => vec![Action::Open, Action::Close, Action::Read, Action::Discard],
        }
    }

    /// Takes an action.
    pub fn act(&mut self, action: Action, cx: &Context) -> Wish {
        if let Some(reader) = &mut self.reader {
            if reader.act(action, cx) {
                self.reader = None;
            }
            return Wish::Nothing;
        }
        if let Some(step) = Move::of(action) {
            self.cursor.step(step, self.entries.len(), 10);
        }
        let Some(entry) = self.entries.get(self.cursor.at) else { return Wish::Close };
        match action {
            Action::Close => Wish::Close,
            // Where it was typed there is nothing to type on in.
            Action::Open if entry.hidden => self.act(Action::Read, cx),
            Action::Read => {
                self.reader = Some(Reader::new(entry.place.clone(), vec![(Tone::Plain, entry.text.clone())]));
                Wish::Nothing
            }
            Action::Open if entry.unknown => Wish::Nothing,
            Action::Open if entry.removed => Wish::Restore(entry.spot, entry.title.clone()),
            Action::Open => Wish::TypeOn(entry.spot),
            Action::Discard => Wish::Discard(entry.spot),
            _ => Wish::Nothing,
        }
    }

    /// Draws the list over the work area, and under it the marked draft.
    pub fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        if let Some(reader) = &self.reader {
            reader.view(cx, frame, area);
            return;
        }
        frame.render_widget(Clear, area);
        let room = usize::from(area.width.saturating_sub(3));
        let mut put = |y: u16, x: u16, shown: &str, tone: Tone| {
            if y < area.bottom() {
                frame.buffer_mut().set_string(area.x + x, y, text::cut(shown, room), cx.look.style(tone));
            }
        };
        put(area.y, 1, &cx.sight.words.say("drafts-head"), Tone::Strong);
        let under = if area.height > 2 * SHOWN { SHOWN } else { 0 };
        let page = usize::from(area.height.saturating_sub(1 + under)).max(1);
        let top = self.cursor.top(page, self.entries.len());
        for (y, (at, entry)) in (area.y + 1..).zip(self.entries.iter().enumerate().skip(top).take(page)) {
            let tone = if at == self.cursor.at { Tone::Strong } else { Tone::Plain };
            put(y, 2, &format!("{}: {}", entry.place, entry.text), tone);
        }
        if under > 0
            && let Some(entry) = self.entries.get(self.cursor.at)
        {
            let rest = area.bottom() - under;
            put(rest, 1, &"─".repeat(room), Tone::Dim);
            for (y, line) in (rest + 1..area.bottom()).zip(text::wrap(&entry.text, room)) {
                put(y, 1, &line, Tone::Plain);
            }
        }
        let marked = area.y + 1 + u16::try_from(self.cursor.at - top).unwrap_or_default();
        if marked < area.bottom() {
            mark_row(cx, frame, Rect { y: marked, height: 1, ..area });
        }
    }
}

fn entry(cx: &Context, saving: &Saving, spot: Spot, draft: &Draft) -> Entry {
    let words = &cx.sight.words;
    let mut entry = Entry {
        spot,
        title: String::new(),
        place: words.say("draft-unknown"),
        text: draft.text.clone(),
        removed: false,
        hidden: false,
        unknown: true,
    };
    let kind = steps::kind(spot.kind);
    let Some((kind, def)) = kind.and_then(|kind| Some((kind, kind.field(spot.tag)?))) else { return entry };
    entry.unknown = false;
    let mut sight = cx.sight.clone();
    sight.whole = saving.drawn(spot.follow_up);
    let held = sight.whole.home(kind).held(spot.kind, spot.record);
    entry.removed = held.is_some_and(crate::record::Record::is_removed);
    entry.hidden = held.is_none() && draft.before.is_some();
    let new = || words.say_with("new-record", &[("kind", &words.kind(kind).to_lowercase())]);
    entry.title = text::cut(&held.map_or_else(new, |record| sight.name(kind, record)), 30);
    let follow_up = sight.follow_up_title(&sight.whole.own);
    let follow_up = if follow_up.is_empty() { words.say("untitled") } else { follow_up };
    let places = [
        ("home", follow_up.as_str()),
        ("kind", &words.kind(kind)),
        ("title", &entry.title),
        ("field", &words.field(kind, def).to_lowercase()),
    ];
    let place = match (entry.removed, entry.hidden) {
        (true, _) => "draft-place-removed",
        (_, true) => "draft-place-hidden",
        _ => "draft-place",
    };
    entry.place = words.say_with(place, &places);
    entry
}
