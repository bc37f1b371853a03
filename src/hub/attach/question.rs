//! A question on the terminal's own last lines, answered by keys that nobody types in a text.

use crossterm::event::{Event, KeyCode, KeyModifiers};
use std::time::{Duration, Instant};

/// How long nothing is pressed before a key is an answer: what comes sooner was meant for what stood there before.
const PAUSE: Duration = Duration::from_millis(300);

/// A question that stands.
#[derive(Debug)]
pub(super) struct Question {
    /// When it was shown, or a key was pressed last.
    quiet_since: Instant,
    answer: Option<bool>,
}

impl Question {
    /// It is shown now.
    pub fn new(now: Instant) -> Self {
        Self { quiet_since: now, answer: None }
    }

    /// Takes what the officer does: after a pause Ctrl-Y is a yes and Esc a no.
    pub fn hear(&mut self, event: &Event, now: Instant) {
        if matches!(event, Event::Resize(..)) {
            return;
        }
        let paused = now.saturating_duration_since(self.quiet_since) >= PAUSE;
        self.quiet_since = now;
        let Event::Key(key) = event else { return };
        match key.code {
            KeyCode::Char('y' | 'Y') if paused && key.modifiers == KeyModifiers::CONTROL => self.answer = Some(true),
            KeyCode::Esc if paused => self.answer = Some(false),
            _ => {}
        }
    }

    /// Whether it has not been answered yet.
    pub fn is_open(&self) -> bool {
        self.answer.is_none()
    }

    /// Whether the answer is a yes.
    pub fn is_agreed(&self) -> bool {
        self.answer == Some(true)
    }
}

#[cfg(test)]
mod tests {
    use super::{PAUSE, Question};
    use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
    use std::time::{Duration, Instant};

    fn ctrl_y() -> Event {
        Event::Key(KeyEvent::new(KeyCode::Char('y'), KeyModifiers::CONTROL))
    }

    #[test]
    fn what_was_typed_before_the_question_stood_is_no_answer_and_text_never_is() {
        let begun = Instant::now();
        let mut asked = Question::new(begun);
        let mut at = begun;
        for letter in "Det gäller hemtjänst, jj yy nn".chars() {
            at += PAUSE;
            asked.hear(&Event::Key(KeyEvent::from(KeyCode::Char(letter))), at);
            asked.hear(&Event::Paste("jy".into()), at);
        }
        assert!(asked.is_open());
        asked.hear(&ctrl_y(), at + PAUSE / 2);
        assert!(asked.is_open(), "a key in the flow of others is no answer");
        // The answer after a pause from the last of them.
        asked.hear(&ctrl_y(), at + PAUSE / 2 + PAUSE);
        assert!(asked.is_agreed());
        let mut asked = Question::new(begun);
        asked.hear(&ctrl_y(), begun + Duration::from_millis(100));
        assert!(asked.is_open());
        asked.hear(&Event::Key(KeyEvent::from(KeyCode::Esc)), begun + PAUSE * 2);
        assert!(!asked.is_open() && !asked.is_agreed());
    }
}
