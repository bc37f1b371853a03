//! What was changed in a record, or in the whole follow-up: read from the journal off the key path, and read only.

use super::overlay::Overlay;
use super::sheet::{About as Of, Awaited, Line, Sheet};
use super::{App, Effect, Recall};
use crate::record::{Fault, Id};
use crate::rights::Eyes;
use crate::steps;
use crate::store::{Past, Store};
use crate::ui::telling::{About, Telling};
use crate::ui::{Done, Output, Room, Sight, Tone};
use chrono::Local;
use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::sync::{Arc, Weak};

/// Whose readings of the journal these are.
pub const SLOT: &str = "history";
/// Changes that are shown; the command line tells the older ones.
const SHOWN: usize = 500;
/// Columns of a value in a line.
const VALUE: usize = 60;

impl App {
    /// Shows the history of the marked record; of the whole follow-up where none is marked.
    pub(super) fn show_history(&mut self) {
        let record = self.room.and_then(|at| self.rooms.get(at)).and_then(Room::marked);
        self.show_history_of(record);
    }

    /// Shows the history of a record, or of the whole follow-up.
    pub(super) fn show_history_of(&mut self, record: Option<(u8, Id)>) {
        let own = match self.room {
            Some(_) => Some(self.cx.sight.whole.own.id()),
            None => self.home.marked(&self.cx),
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
        let words = &self.cx.sight.words;
        let title = words.say_with("history-of", &[("title", &crate::ui::text::cut(&title, 32))]);
        let meanwhile = words.say("history-reading");
        let awaited = Awaited::new(self.saving.ticket());
        let (turn, waited) = (awaited.turn(), awaited.watched());
        let under = self.overlay.take().map(Box::new);
        self.overlay = Some(Overlay::Sheet(Box::new(Sheet::new(title, meanwhile, awaited, under))));
        let record = record.map(|(_, id)| id);
        let read =
            Box::new(move |store: &Store, eyes: &Eyes| Arc::new(lines(store, eyes, &sight, record, &waited)) as Output);
        self.effects.push(Effect::Recall(Recall { slot: SLOT, turn, read }));
    }

    /// The journal has been read; it is shown where it is still waited for.
    pub(super) fn history_read(&mut self, done: &Done) {
        if let Ok(lines) = Arc::clone(&done.output).downcast::<Vec<Line>>() {
            self.fill_sheet(done, None, lines.to_vec());
        }
    }
}

/// The newest changes as lines, the newest first; none once nobody waits for them.
fn lines(store: &Store, eyes: &Eyes, sight: &Sight, record: Option<Id>, waited: &Weak<()>) -> Vec<Line> {
    let records = record.map(|id| sight.with_parts(id));
    let mut newest: VecDeque<Past> = VecDeque::new();
    let mut older = false;
    let given_up = || waited.strong_count() == 0;
    let read = store.history(eyes, sight.whole.own.id(), records.as_ref(), &|| !given_up(), |past| {
        newest.push_back(past);
        if newest.len() > SHOWN {
            newest.pop_front();
            older = true;
        }
        ControlFlow::Continue(())
    });
    if given_up() {
        return Vec::new();
    }
    let words = &sight.words;
    let mut lines = Vec::new();
    let mut put = |tone: Tone, about: Of, text: String| lines.push(Line { tone, text, about });
    if let Err(fault) = &read {
        put(Tone::Bad, Of::Nothing, unread(sight, fault));
    }
    for past in newest.iter().rev() {
        let about = About { doing: past.made.doing, records: &past.records, forgotten: &past.forgotten };
        let told = Telling::new(sight, &past.edits, VALUE).change(about);
        let at = past.made.at.with_timezone(&Local).format("%Y-%m-%d %H:%M");
        let change = Of::Change(past.made.seq);
        put(Tone::Strong, change, format!("{at}  {}  {}", past.made.officer.name, told.head));
        for line in told.lines {
            put(Tone::Plain, change, format!("    {line}"));
        }
    }
    if older {
        put(Tone::Dim, Of::Nothing, words.say_with("history-more", &[("count", &SHOWN.to_string())]));
    }
    if lines.is_empty() {
        lines.push(Line { tone: Tone::Dim, text: words.say("history-none"), about: Of::Nothing });
    } else if let Some(id) = record {
        // On the command line alone: it is for good, and the store must not be open then.
        let (title, record) = (sight.follow_up_title(&sight.whole.own), shortest(sight, id));
        let text = words.say_with("history-forget", &[("title", &title), ("record", &record)]);
        lines.push(Line { tone: Tone::Dim, text, about: Of::Nothing });
    }
    lines
}

/// What a record is called on a command line: its number or name where that leads to it alone, or its id.
fn shortest(sight: &Sight, id: Id) -> String {
    let held = [&sight.whole.own, &sight.whole.register].into_iter().flat_map(|home| home.everything());
    let named = held.filter(|record| record.id() == id).find_map(|record| {
        let name = sight.name(sight.kind(record.kind())?, record);
        let is_plain = name.chars().all(|letter| letter.is_alphanumeric() || " .,-_".contains(letter));
        let is_it = is_plain && !name.starts_with('-') && matches!(sight.called(&name)[..], [one] if one.id() == id);
        is_it.then(|| if name.contains(' ') { format!("\"{name}\"") } else { name })
    });
    named.unwrap_or_else(|| id.to_string())
}

fn unread(sight: &Sight, fault: &Fault) -> String {
    sight.words.say_with("history-unread", &[("why", &sight.words.fault(fault))])
}
