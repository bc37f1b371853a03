//! Which moment a follow-up is to be shown at: a day that is typed, or the change that is marked in a history. What
//! stood there then is read from the journal off the key path, as long as the officer waits for it.

use super::overlay::{self, Overlay};
use super::sheet::Awaited;
use super::{App, Effect, Recall};
use crate::keys::{self, Action, Key};
use crate::locale::{parse_date, parse_minute};
use crate::record::{Fault, HEADER, Id, Seq, local_end, local_minute};
use crate::rights::Eyes;
use crate::store::{self, Moment, Store};
use crate::ui::{Context, Done, Editor, Event, Output, Place, Tone, text};
use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, Utc};
use ratatui::{Frame, layout::Rect, widgets::Clear};
use std::sync::Arc;

/// Whose readings of the journal these are.
pub const SLOT: &str = "moment";

/// What the journal has told.
type Recalled = Result<store::Then, Fault>;

/// What a moment is asked for by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Asked {
    /// The end of a day.
    Day(NaiveDate),
    /// The end of a minute, by the clock on the wall.
    Minute(NaiveDateTime),
    /// What stood there after a change.
    Change(Seq),
}

#[derive(Debug)]
enum Stage {
    /// Typing the day; what was wrong with the one before, in words.
    Typing(Box<Editor>, Option<String>),
    /// The journal is being read.
    Reading(Asked, Awaited),
}

/// A moment that is being asked for.
#[derive(Debug)]
pub struct When {
    follow_up: Id,
    title: String,
    /// Where the officer is, and will be then.
    place: Place,
    stage: Stage,
    /// What it lies over.
    under: Option<Box<Overlay>>,
}

impl When {
    /// The contexts that are on.
    #[must_use]
    pub fn contexts(&self) -> Vec<keys::Context> {
        match self.stage {
            Stage::Typing(..) => vec![keys::Context::Line, keys::Context::Text],
            Stage::Reading(..) => vec![keys::Context::Sheet],
        }
    }

    /// What can be done here.
    #[must_use]
    pub fn offers(&self) -> Vec<Action> {
        match self.stage {
            Stage::Typing(..) => vec![Action::Save, Action::Stop],
            Stage::Reading(..) => vec![Action::Close],
        }
    }

    /// What saving does here: the day is shown.
    #[must_use]
    pub fn hint(&self, action: Action) -> Option<&'static str> {
        (matches!(self.stage, Stage::Typing(..)) && action == Action::Save).then_some("then-hint-day")
    }

    /// Whether a key is text here.
    #[must_use]
    pub fn wants(&self, key: Key) -> bool {
        matches!(self.stage, Stage::Typing(..)) && key.typed().is_some()
    }

    /// Draws it over the work area.
    pub fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        frame.render_widget(Clear, area);
        let words = &cx.sight.words;
        let room = usize::from(area.width.saturating_sub(2));
        let mut lines = vec![(Tone::Strong, words.say_with("then-head", &[("title", &self.title)]))];
        match &self.stage {
            Stage::Typing(_, wrong) => {
                lines.push((Tone::Plain, words.say("then-day")));
                lines.extend(wrong.iter().map(|wrong| (Tone::Bad, wrong.clone())));
            }
            Stage::Reading(..) => lines.push((Tone::Dim, words.say("then-reading"))),
        }
        let mut y = area.y;
        for (tone, line) in lines.iter().flat_map(|(tone, line)| text::wrap(line, room).into_iter().map(|l| (*tone, l)))
        {
            if y < area.bottom() {
                frame.buffer_mut().set_string(area.x + 1, y, text::cut(&line, room), cx.look.style(tone));
                y += 1;
            }
        }
        if let Stage::Typing(editor, _) = &self.stage {
            let line = Rect { x: area.x + 1, y, width: area.width.saturating_sub(2), height: 1 };
            editor.view(cx, frame, line.intersection(area));
        }
    }
}

/// What is asked for by what is typed, or what is wrong with it. A time of day is no part of a day to be dropped.
fn typed(text: &str, cx: &Context) -> Result<Asked, &'static str> {
    if text.contains(':') {
        let minute = parse_minute(text).ok_or("then-bad-day")?;
        let (begin, _) = local_minute(minute).ok_or("then-bad-day")?;
        return if begin > cx.now { Err("then-time-not-come") } else { Ok(Asked::Minute(minute)) };
    }
    match parse_date(text).ok_or("then-bad-day")? {
        day if day > cx.today => Err("then-not-come"),
        day => Ok(Asked::Day(day)),
    }
}

impl App {
    /// Asks which day the open follow-up, or the one marked at home, is to be shown at.
    pub(super) fn ask_when(&mut self) {
        let (own, place) = match self.room {
            Some(_) => (Some(self.cx.sight.whole.own.id()), self.place()),
            None => (self.home.marked(&self.cx), Place::default()),
        };
        let title = own.map(|own| self.cx.sight.follow_up_title(&self.saving.drawn(own).own));
        let (Some(follow_up), Some(title)) = (own, title.filter(|title| !title.is_empty())) else {
            self.said = Some((Tone::Plain, self.cx.sight.words.say("no-follow-up-yet")));
            return;
        };
        let before = self.cx.today.checked_sub_days(Days::new(1)).unwrap_or(self.cx.today);
        let mut editor = Editor::new(&before.to_string(), false);
        editor.mark_all();
        let stage = Stage::Typing(Box::new(editor), None);
        let under = self.overlay.take().map(Box::new);
        self.overlay = Some(Overlay::When(Box::new(When { follow_up, title, place, stage, under })));
    }

    /// Has the follow-up read as it was after a change.
    pub(super) fn recall_change(&mut self, seq: Seq) {
        if self.cx.then.is_some() {
            // The session of now has it read.
            self.wants_change(seq);
            return;
        }
        let (own, place) = match self.room {
            Some(_) => (Some(self.cx.sight.whole.own.id()), self.place()),
            None => (self.home.marked(&self.cx), Place::default()),
        };
        if let Some(own) = own {
            self.recall(own, place, Asked::Change(seq));
        }
    }

    /// Has a follow-up read as it was, to be shown at a place.
    pub(super) fn recall(&mut self, follow_up: Id, place: Place, asked: Asked) {
        let title = self.cx.sight.follow_up_title(&self.saving.drawn(follow_up).own);
        let awaited = Awaited::new(self.saving.ticket());
        let (turn, waited) = (awaited.turn(), awaited.watched());
        let under = self.overlay.take().map(Box::new);
        let stage = Stage::Reading(asked, awaited);
        self.overlay = Some(Overlay::When(Box::new(When { follow_up, title, place, stage, under })));
        let moment = match asked {
            Asked::Day(day) => Moment::At(local_end(day)),
            // One that clocks leave out is asked for by nobody: it is refused where it is typed.
            Asked::Minute(minute) => Moment::At(local_minute(minute).map_or(DateTime::<Utc>::MIN_UTC, |of| of.1)),
            Asked::Change(seq) => Moment::After(seq),
        };
        let read = Box::new(move |store: &Store, eyes: &Eyes| {
            let then: Recalled = store.as_it_was(eyes, follow_up, moment, &|| waited.strong_count() > 0);
            Arc::new(then) as Output
        });
        self.effects.push(Effect::Recall(Recall { slot: SLOT, turn, read }));
    }

    /// Tells the asking for a moment of an event.
    pub(super) fn when_told(&mut self, event: &Event) {
        let Some(when) = overlay::when(&mut self.overlay) else { return };
        match (&mut when.stage, event) {
            (Stage::Typing(..), Event::Do(Action::Stop)) | (Stage::Reading(..), Event::Do(Action::Close)) => {
                self.overlay = when.under.take().map(|under| *under);
            }
            (Stage::Typing(editor, wrong), Event::Do(Action::Save | Action::SaveNext)) => {
                match typed(&editor.text(), &self.cx) {
                    Err(why) => *wrong = Some(self.cx.sight.words.say(why)),
                    Ok(asked) => {
                        let (follow_up, place) = (when.follow_up, when.place.clone());
                        self.overlay = when.under.take().map(|under| *under);
                        self.recall(follow_up, place, asked);
                    }
                }
            }
            (Stage::Typing(editor, _), event) => {
                if let Err(full) = editor.update(event) {
                    self.said = Some((Tone::Warn, full.say(&self.cx.sight.words)));
                }
            }
            (Stage::Reading(..), _) => {}
        }
    }

    /// The journal has been read; what stood there then is shown where it is still waited for.
    pub(super) fn recalled(&mut self, done: &Done) {
        let Some(when) = overlay::when(&mut self.overlay) else { return };
        let Stage::Reading(asked, awaited) = &when.stage else { return };
        if awaited.turn() != done.turn {
            return;
        }
        let Ok(recalled) = Arc::clone(&done.output).downcast::<Recalled>() else { return };
        let (follow_up, place, asked) = (when.follow_up, when.place.clone(), *asked);
        self.overlay = when.under.take().map(|under| *under);
        let words = &self.cx.sight.words;
        let wrong = match recalled.as_ref() {
            Err(fault) => (Tone::Bad, words.say_with("history-unread", &[("why", &words.fault(fault))])),
            Ok(then) => match then.last.filter(|_| then.whole.own.get(HEADER, follow_up).is_some()) {
                Some(last) => return self.open_past(then, last, asked, place),
                None => (Tone::Warn, words.say("then-not-yet")),
            },
        };
        self.said = Some(wrong);
    }
}
