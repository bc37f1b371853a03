//! The guiding questions of a step: what an officer asks before going on.

use super::{
    look::Tone,
    screen::{Ask, Context, Event, Screen},
    text,
};
use crate::keys::{self, Action, Key};
use crate::record::{Id, Tag};
use ratatui::{Frame, layout::Rect};

/// A list of guiding questions, in order.
#[derive(Debug)]
pub struct Guide {
    questions: &'static [&'static str],
}

impl Guide {
    /// The questions of these ids; each is a message of the words.
    #[must_use]
    pub fn new(questions: &'static [&'static str]) -> Self {
        Self { questions }
    }
}

impl Screen for Guide {
    fn contexts(&self) -> Vec<keys::Context> {
        vec![keys::Context::Everywhere]
    }

    fn offers(&self, _cx: &Context) -> Vec<Action> {
        Vec::new()
    }

    fn wants(&self, _key: Key) -> bool {
        false
    }

    fn update(&mut self, _event: &Event, _cx: &mut Context) -> Vec<Ask> {
        Vec::new()
    }

    fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        let mut y = area.y;
        let room = usize::from(area.width.saturating_sub(5)).min(90);
        for (at, question) in self.questions.iter().enumerate() {
            for (line, shown) in text::wrap(&cx.sight.words.say(question), room).iter().enumerate() {
                if y >= area.bottom() {
                    return;
                }
                if line == 0 {
                    let number = text::fit(&(at + 1).to_string(), 2, true);
                    frame.buffer_mut().set_string(area.x, y, number, cx.look.style(Tone::Dim));
                }
                frame.buffer_mut().set_string(area.x + 4, y, shown, cx.look.style(Tone::Plain));
                y += 1;
            }
        }
    }

    fn at(&self) -> (Option<(u8, Id)>, Option<Tag>) {
        (None, None)
    }

    fn go(&mut self, _record: Option<(u8, Id)>, _field: Option<Tag>, _cx: &mut Context) -> Vec<Ask> {
        Vec::new()
    }

    fn status(&self, _cx: &Context) -> String {
        String::new()
    }

    fn resume(&mut self, _cx: &mut Context) {}
}
