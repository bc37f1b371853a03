//! What was changed in a record, or in the whole follow-up: read from the journal off the key path, and read only.

use super::overlay::{self, Overlay};
use super::{App, Effect, Recall};
use crate::keys::Action;
use crate::record::{Fault, Id};
use crate::rights::Eyes;
use crate::steps;
use crate::store::{Past, Store};

use crate::ui::telling::{About, Telling};
use crate::ui::{Context, Done, Output, Reader, Room, Sight, Tone};
use chrono::Local;
use ratatui::{Frame, layout::Rect};
use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::sync::{Arc, Weak};

/// Whose readings of the journal these are.
pub const SLOT: &str = "history";
/// Changes that are shown; the command line tells the older ones.
const SHOWN: usize = 500;
/// Columns of a value in a line.
const VALUE: usize = 60;

/// A history on screen.
#[derive(Debug)]
pub struct History {
    title: String,
    turn: u64,
    reader: Reader,
    /// Held for as long as somebody waits for the reading, which is given up once it has gone.
    #[expect(dead_code, reason = "what counts is that it is held")]
    waits: Arc<()>,
}

/// Lines with what they mean.
type Lines = Vec<(Tone, String)>;

impl History {
    /// Takes an action; whether it is to be closed.
    pub fn act(&mut self, action: Action, cx: &Context) -> bool {
        self.reader.act(action, cx)
    }

    /// Draws it over the work area.
    pub fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        self.reader.view(cx, frame, area);
    }
}

impl App {
    /// Shows the history of the marked record; of the whole follow-up where none is marked.
    pub(super) fn show_history(&mut self) {
        let (own, record) = match self.room {
            Some(at) => {
                let marked = self.rooms.get(at).and_then(Room::marked);
                (Some(self.cx.sight.whole.own.id()), marked)
            }
            None => (self.home.marked(&self.cx), None),
        };
        let Some(own) = own else {
            self.said = Some((Tone::Plain, self.cx.sight.words.say("no-follow-up-yet")));
            return;
        };
        let sight = Sight { whole: self.saving.drawn(own), ..self.cx.sight.clone() };
        let named = |(kind, id): (u8, Id)| {
            let kind = steps::kind(kind)?;
            Some(sight.title(kind, sight.get(kind, id)?))
        };
        let title = match record.map(named) {
            Some(Some(title)) => title,
            // The form of a record that becomes one with its first field.
            Some(None) => {
                self.said = Some((Tone::Plain, self.cx.sight.words.say("history-not-yet")));
                return;
            }
            None => sight.follow_up_title(&sight.whole.own),
        };
        let title = self.cx.sight.words.say_with("history-of", &[("title", &crate::ui::text::cut(&title, 32))]);
        let turn = u64::from(self.saving.ticket());
        let reading = vec![(Tone::Dim, self.cx.sight.words.say("history-reading"))];
        let reader = Reader::new(title.clone(), reading);
        let waits = Arc::new(());
        let waited = Arc::downgrade(&waits);
        self.overlay = Some(Overlay::History(Box::new(History { title, turn, reader, waits })));
        let record = record.map(|(_, id)| id);
        let read =
            Box::new(move |store: &Store, eyes: &Eyes| Arc::new(lines(store, eyes, &sight, record, &waited)) as Output);
        self.effects.push(Effect::Recall(Recall { slot: SLOT, turn, read }));
    }

    /// The journal has been read; it is shown where it is still waited for.
    pub(super) fn history_read(&mut self, done: &Done) {
        if let Some(history) = overlay::history(&mut self.overlay)
            && history.turn == done.turn
            && let Ok(lines) = Arc::clone(&done.output).downcast::<Lines>()
        {
            history.reader = Reader::new(history.title.clone(), lines.to_vec());
        }
    }
}

/// The newest changes as lines, the newest first; none once nobody waits for them.
fn lines(store: &Store, eyes: &Eyes, sight: &Sight, record: Option<Id>, waited: &Weak<()>) -> Lines {
    let records = record.map(|id| sight.with_parts(id));
    let mut newest: VecDeque<Past> = VecDeque::new();
    let mut older = false;
    let given_up = || waited.strong_count() == 0;
    if given_up() {
        return Lines::new();
    }
    let read = store.history(eyes, sight.whole.own.id(), records.as_ref(), |past| {
        newest.push_back(past);
        if newest.len() > SHOWN {
            newest.pop_front();
            older = true;
        }
        if given_up() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    if given_up() {
        return Lines::new();
    }
    let words = &sight.words;
    let mut lines = Lines::new();
    if let Err(fault) = &read {
        lines.push((Tone::Bad, unread(sight, fault)));
    }
    for past in newest.iter().rev() {
        let about = About { doing: past.made.doing, records: &past.records, forgotten: &past.forgotten };
        let told = Telling::new(sight, &past.edits, VALUE).change(about);
        let at = past.made.at.with_timezone(&Local).format("%Y-%m-%d %H:%M");
        lines.push((Tone::Strong, format!("{at}  {}  {}", past.made.officer.name, told.head)));
        lines.extend(told.lines.into_iter().map(|line| (Tone::Plain, format!("    {line}"))));
    }
    if older {
        lines.push((Tone::Dim, words.say_with("history-more", &[("count", &SHOWN.to_string())])));
    }
    if lines.is_empty() {
        lines.push((Tone::Dim, words.say("history-none")));
    } else if let Some(id) = record {
        // On the command line alone: it is for good, and the store must not be open then.
        let (title, id) = (sight.follow_up_title(&sight.whole.own), id.to_string());
        lines.push((Tone::Dim, words.say_with("history-forget", &[("title", &title), ("id", &id)])));
    }
    lines
}

fn unread(sight: &Sight, fault: &Fault) -> String {
    sight.words.say_with("history-unread", &[("why", &sight.words.fault(fault))])
}
