//! A text that is written over the room: the answer to a guiding question, a reason.

use super::App;
use super::left::record_name;
use super::overlay::Overlay;
use super::saving;
use crate::follow_up::{Change, Doing, Finding};
use crate::keys::Action;
use crate::record::{Kind as _, Stored};
use crate::steps::plan::records::{FollowUpHeader, REOPENED_BECAUSE};
use crate::steps::walk::records::{ACCEPTED_REASON, ANSWER_TEXT, Acceptance, Answer};
use crate::steps::walk::{acceptance, answer, close};
use crate::ui::{Context, Draft, Editor, Event, Spot, Tone, text};
use ratatui::{Frame, layout::Rect, widgets::Clear};

/// What the text is for.
#[derive(Clone, Debug)]
pub enum Purpose {
    /// To answer this guiding question.
    Answer(&'static str),
    /// To accept these findings.
    Accept(Vec<Finding>),
    /// To open the closed follow-up again.
    Reopen,
}

/// The text while it is being written, and what it lies over.
#[derive(Debug)]
pub struct Writing {
    purpose: Purpose,
    spot: Spot,
    /// What stood there when writing began, or what the officer has been told of since.
    before: Option<Stored>,
    editor: Editor,
    under: Option<Box<Overlay>>,
}

impl Writing {
    /// Begins a text, or goes on with what is half typed.
    fn new(purpose: Purpose, cx: &mut Context, under: Option<Box<Overlay>>) -> Self {
        let own = &cx.sight.whole.own;
        let (kind, record, tag) = match &purpose {
            Purpose::Answer(question) => (&Answer::INFO, answer::record_of(own, question), ANSWER_TEXT.tag()),
            // One reason is written for several points at once; until it is saved it belongs to the follow-up.
            Purpose::Accept(_) => (&Acceptance::INFO, own.id(), ACCEPTED_REASON.tag()),
            Purpose::Reopen => (&FollowUpHeader::INFO, own.id(), REOPENED_BECAUSE.tag()),
        };
        let spot = Spot { follow_up: own.id(), kind: kind.number, record, tag };
        let stands = own.stands(kind.number, record, tag);
        let shown = stands.as_ref().and_then(Stored::value).zip(kind.field(tag));
        let shown = shown.map(|(value, def)| cx.sight.show(def, &value)).unwrap_or_default();
        let held = cx.drafts.get(spot);
        let before = held.map_or(stands, |draft| draft.before.clone());
        let editor = held.map_or_else(|| Editor::new(&shown, true), |draft| Editor::resumed(draft, true));
        cx.drafts.type_in(spot, Draft { before: before.clone(), ..editor.draft() });
        Self { purpose, spot, before, editor, under }
    }

    fn title(&self, cx: &Context) -> String {
        let words = &cx.sight.words;
        match &self.purpose {
            Purpose::Answer(question) => words.say(question),
            Purpose::Accept(findings) => {
                let why = words.count("accept-why", findings.len());
                let about = match findings.as_slice() {
                    [one] => format!("{}: {}", record_name(cx, one), words.say(&format!("check-{}", one.check))),
                    [one, rest @ ..] if rest.iter().all(|other| other.check == one.check) => {
                        words.say(&format!("check-{}", one.check))
                    }
                    _ => return why,
                };
                format!("{why} {about}")
            }
            Purpose::Reopen => words.say("reopen-why"),
        }
    }

    /// The change that the text makes.
    fn change(&self, cx: &Context) -> Option<Change> {
        let (whole, text) = (&cx.sight.whole, self.editor.text());
        let (by, on) = (&cx.eyes.officer().name, cx.today);
        let mut change = match &self.purpose {
            Purpose::Answer(question) => answer::answer(whole, question, &text, by, on),
            Purpose::Accept(findings) => acceptance::accept(whole, findings, &text, by, on),
            Purpose::Reopen => close::reopen(whole, &text),
        }?;
        if let Purpose::Answer(_) = self.purpose {
            // What someone else has answered meanwhile is not written over unseen.
            let mut edits = change.edits.iter_mut();
            let edit = edits.find(|edit| (edit.record, edit.tag) == (self.spot.record, self.spot.tag));
            if let Some(edit) = edit {
                edit.before.clone_from(&self.before);
            }
        }
        Some(change)
    }

    /// Draws what is asked, and the text under it.
    pub fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        frame.render_widget(Clear, area);
        let room = usize::from(area.width.saturating_sub(2));
        let mut y = area.y;
        let most = area.bottom().saturating_sub(2);
        for line in text::wrap(&self.title(cx), room) {
            if y < most {
                frame.buffer_mut().set_string(area.x + 1, y, line, cx.look.style(Tone::Strong));
                y += 1;
            }
        }
        let below = Rect { x: area.x + 1, y: y + 1, width: area.width.saturating_sub(2), ..area };
        let height = area.bottom().saturating_sub(y + 1);
        self.editor.view(cx, frame, Rect { height, ..below });
    }
}

impl App {
    /// Begins to write a text over what is shown.
    pub(super) fn write(&mut self, purpose: Purpose) {
        if self.cx.then.is_some() || self.cx.reads_only() {
            return self.say_closed();
        }
        if let Purpose::Answer(question) = purpose {
            let record = answer::record_of(&self.cx.sight.whole.own, question);
            if self.cx.is_locked(&Answer::INFO, record, ANSWER_TEXT.tag()) {
                return self.say_closed();
            }
        }
        let under = self.overlay.take().map(Box::new);
        self.overlay = Some(Overlay::Writing(Box::new(Writing::new(purpose, &mut self.cx, under))));
    }

    /// Takes an event of writing.
    pub(super) fn wrote(&mut self, mut writing: Box<Writing>, event: &Event) {
        match event {
            Event::Do(Action::Save | Action::SaveNext) => return self.save_text(writing),
            Event::Do(Action::Stop) => {
                let text = writing.editor.text();
                let shown = writing.before.as_ref().and_then(Stored::value);
                let untouched = match shown {
                    Some(crate::record::Value::Text(stands)) => stands == text,
                    _ => text.trim().is_empty(),
                };
                if untouched {
                    self.cx.drafts.drop(writing.spot);
                } else {
                    self.cx.drafts.stop();
                    self.said = Some((Tone::Plain, self.cx.sight.words.say("writing-stays")));
                }
                return self.uncover(*writing);
            }
            _ => {}
        }
        if let Err(full) = writing.editor.update(event) {
            self.said = Some((Tone::Warn, full.say(&self.cx.sight.words)));
        }
        self.cx.drafts.type_in(writing.spot, writing.editor.draft());
        self.overlay = Some(Overlay::Writing(writing));
    }

    fn save_text(&mut self, writing: Box<Writing>) {
        let own = self.cx.sight.whole.own.id();
        let wants_text = !matches!(writing.purpose, Purpose::Answer(_));
        match writing.change(&self.cx) {
            Some(change) => {
                // What no edit of the change carries is not waited for.
                if change.edits.iter().any(|edit| saving::spot(own, edit) == Some(writing.spot)) {
                    self.cx.drafts.send(writing.spot);
                } else {
                    self.cx.drafts.drop(writing.spot);
                }
                let reopens = change.doing == Doing::Reopen;
                self.commit(change);
                if let Purpose::Accept(findings) = &writing.purpose
                    && self.said.is_none()
                {
                    self.said = Some((Tone::Good, self.cx.sight.words.count("accept-done", findings.len())));
                }
                if reopens && self.said.is_none() {
                    self.said = Some((Tone::Good, self.cx.sight.words.say("walk-reopened")));
                }
            }
            None if wants_text && writing.editor.text().trim().is_empty() => {
                self.said = Some((Tone::Warn, self.cx.sight.words.say("reason-needed")));
                self.overlay = Some(Overlay::Writing(writing));
                return;
            }
            None => self.cx.drafts.drop(writing.spot),
        }
        self.uncover(*writing);
    }

    fn uncover(&mut self, writing: Writing) {
        self.overlay = writing.under.map(|under| *under);
        self.refresh_overlay();
    }
}
