//! Home: what is due and waits, the follow-ups, what was wrong at the start, and where the officer was. In an empty
//! store it greets with three ways to begin.

mod view;
mod waiting;
mod welcome;

use crate::keys::{self, Action, Key};
use crate::record::{Id, REGISTER, Step, Tag};
use crate::steps;
use crate::ui::{Ask, Context, Cursor, Event, Move, Place, Screen, Tone};
use ratatui::{Frame, layout::Rect};
use waiting::{List, Waiting};
use welcome::Choice;

/// The first screen. The arrow keys walk through what waits and on through the follow-ups.
#[derive(Debug, Default)]
pub struct Home {
    /// The marked follow-up, or the marked way to begin.
    cursor: Cursor,
    /// What is marked of that which waits.
    waiting_cursor: Cursor,
    /// Whether the mark stands among what waits.
    among_waiting: bool,
    waiting: List,
}

impl Home {
    /// Marks the follow-up that the officer was in, and asks for what waits.
    pub fn begin(&mut self, cx: &Context) -> Vec<Ask> {
        let last = cx.last.as_ref().and_then(|place| place.follow_up);
        let place = last.and_then(|id| cx.follow_ups.iter().position(|follow_up| follow_up.id() == id));
        self.cursor.at = place.unwrap_or(self.cursor.at).min(cx.follow_ups.len().saturating_sub(1));
        self.among_waiting = false;
        self.refresh(cx)
    }

    /// The follow-up that is marked, or the one of what is marked.
    #[must_use]
    pub fn marked(&self, cx: &Context) -> Option<Id> {
        let follow_up = || cx.follow_ups.get(self.cursor.at).map(|follow_up| follow_up.id());
        self.marked_waiting().map(|waiting| waiting.follow_up).or_else(follow_up)
    }

    fn marked_waiting(&self) -> Option<&Waiting> {
        self.waiting.all().named.get(self.waiting_cursor.at).filter(|_| self.among_waiting)
    }

    fn refresh(&mut self, cx: &Context) -> Vec<Ask> {
        self.waiting.job(cx).map(Ask::Work).into_iter().collect()
    }

    /// Moves the mark through both lists as if they were one.
    fn step(&mut self, by: Move, cx: &Context) {
        let waiting = self.waiting.all().named.len();
        let below = if cx.follow_ups.is_empty() { Choice::ALL.len() } else { cx.follow_ups.len() };
        let at = if self.among_waiting { self.waiting_cursor.at } else { waiting + self.cursor.at };
        let mut both = Cursor { at };
        both.step(by, waiting + below, view::PAGE);
        self.among_waiting = both.at < waiting;
        if self.among_waiting {
            self.waiting_cursor = both;
        } else {
            self.cursor.at = both.at - waiting;
        }
    }

    fn open(&self, cx: &Context) -> Vec<Ask> {
        if cx.follow_ups.is_empty() {
            let may_begin = view::nothing_for(cx).is_none();
            return may_begin.then(|| Choice::marked(self.cursor).ask()).into_iter().collect();
        }
        if let Some(waiting) = self.marked_waiting() {
            let said = cx.sight.words.say("no-place");
            return vec![place_of(waiting).map_or(Ask::Say(Tone::Plain, said), Ask::Go)];
        }
        let Some(id) = self.marked(cx) else { return Vec::new() };
        let last = cx.last.clone().filter(|place| place.follow_up == Some(id));
        let place = last.unwrap_or_else(|| Place { tab: 1, ..Place::in_step(id, Step::Plan) });
        vec![Ask::Go(Place { field: None, ..place })]
    }
}

/// Where the record that waits has its place.
fn place_of(waiting: &Waiting) -> Option<Place> {
    let (kind, _) = waiting.due.record;
    let room = |room: &crate::ui::Room| Some((room.step(), room.place_of(kind)?));
    let (step, (tab, view)) = steps::rooms().iter().find_map(room)?;
    let place = Place::in_step(waiting.follow_up, step);
    Some(Place { tab, view, record: Some(waiting.due.record), ..place })
}

impl Screen for Home {
    fn contexts(&self) -> Vec<keys::Context> {
        vec![keys::Context::List, keys::Context::Everywhere]
    }

    fn offers(&self, cx: &Context) -> Vec<Action> {
        let mut offers = vec![Action::Open, Action::New, Action::Import];
        if !cx.follow_ups.is_empty() {
            offers.push(Action::Report);
        } else if view::nothing_for(cx).is_some() {
            offers.clear();
        } else {
            offers.push(Action::Down);
        }
        offers.extend([Action::Language, Action::Leave]);
        if !cx.drafts.is_empty() {
            offers.insert(offers.len().min(1), Action::Drafts);
        }
        offers
    }

    fn wants(&self, _key: Key) -> bool {
        false
    }

    fn update(&mut self, event: &Event, cx: &mut Context) -> Vec<Ask> {
        if let Event::Worked(done) = event {
            self.waiting.take(done);
            let last = self.waiting.all().named.len();
            self.among_waiting &= last > 0;
            self.waiting_cursor.at = self.waiting_cursor.at.min(last.saturating_sub(1));
            return Vec::new();
        }
        let mut asks = self.refresh(cx);
        let Event::Do(action) = event else { return asks };
        match action {
            Action::Open => asks.extend(self.open(cx)),
            Action::New => asks.push(Ask::NewFollowUp),
            Action::Import => asks.push(Ask::Import),
            action => {
                if let Some(by) = Move::of(*action) {
                    self.step(by, cx);
                }
            }
        }
        asks
    }

    fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        view::view(self, cx, frame, area);
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
