//! How a session ends: what is half typed is kept, and the officer is told.

use super::Session;
use crate::app::Message;
use crate::hub::inbox::Mail;
use crate::hub::protocol::Down;
use crate::locale::Words;
use crate::store::NotKept;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

/// How long the end of a session waits for the store's answers.
const ANSWERS: Duration = Duration::from_secs(5);

/// Why a session ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum End {
    /// The officer leaves.
    Left,
    /// The line has gone, and no other one is to come.
    Gone,
    /// No terminal has come for long.
    Idle,
    /// The hub stops.
    Stopped,
    /// Something beside the app has panicked: a computation, an import, drawing. The app is whole.
    Panicked,
    /// The app has panicked while it changed; nothing of it is trusted.
    Broken,
}

impl End {
    fn word(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Gone => "line-gone",
            Self::Idle => "idle",
            Self::Stopped => "stopped",
            Self::Panicked | Self::Broken => "panicked",
        }
    }
}

impl Session {
    /// Has what is half typed kept, and says goodbye.
    pub(super) fn finish(mut self) {
        let why = self.end.map_or("", End::word);
        self.ended.store(true, Ordering::Relaxed);
        let _ = self.hub.checks.open(self.id, None, &self.inbox, &self.hub.house.store, &self.eyes);
        let mut panicked = matches!(self.end, Some(End::Panicked | End::Broken));
        let stopped = matches!(self.end, Some(End::Stopped));
        if !matches!(self.end, Some(End::Broken)) {
            self.end = None;
            self.answers();
            if self.end.is_none() {
                self.update(Message::Gone);
            }
            panicked |= matches!(self.end, Some(End::Panicked | End::Broken));
        }
        if panicked {
            self.note_answers();
        }
        let words = &self.app.context().sight.words;
        let (code, words) = match self.unkept.values().next() {
            _ if panicked => (1, words.say("hub-panicked")),
            Some(error) => (1, say_not_kept(error, words)),
            None if stopped => (0, words.say("hub-stopped")),
            None => (0, String::new()),
        };
        self.note("end", if panicked { "panicked" } else { why });
        let comes_again = stopped && !panicked && self.hub.stays.is_some() && self.unkept.is_empty();
        let goodbye = if comes_again { Down::Again(words) } else { Down::Exit { code, words } };
        if let Some(far) = self.far.take() {
            // A line that has gone hears nothing.
            far.send(&goodbye);
        }
    }

    /// Waits for what the store was sent before the end: a refusal makes a draft of what was typed.
    fn answers(&mut self) {
        let until = Instant::now() + ANSWERS;
        while !self.unanswered.is_empty() && self.end.is_none() {
            match self.inbox.take(Some(until)) {
                Some(mail @ Mail::Told(Message::Answer(..) | Message::Undone(..) | Message::Published(_))) => {
                    self.open(mail);
                }
                Some(_) => {}
                None => return,
            }
        }
    }

    /// Notes what the store answers to an app that has panicked and takes nothing any more.
    fn note_answers(&mut self) {
        let until = Instant::now() + ANSWERS;
        while !self.unanswered.is_empty() {
            match self.inbox.take(Some(until)) {
                Some(Mail::Told(message)) => self.settle(&message),
                Some(_) => {}
                None => return,
            }
        }
    }
}

pub(super) fn say_not_kept(error: &NotKept, words: &Words) -> String {
    match error {
        NotKept::TooLarge { have, limit } => {
            let (have, limit) = (have.div_ceil(1024).to_string(), (limit / 1024).to_string());
            words.say_with("hub-not-kept-large", &[("have", &have), ("limit", &limit)])
        }
        NotKept::Disk(fault) | NotKept::OnlyRead(fault) => {
            words.say_with("hub-not-kept-disk", &[("error", &words.fault(fault))])
        }
        NotKept::Closed => words.say("hub-not-kept-closed"),
    }
}

/// What makes the ids of this session differ from those of others.
pub(crate) fn seed() -> [u8; 8] {
    let mut seed = [0; 8];
    if getrandom::fill(&mut seed).is_err() {
        // A system without random numbers still tells two sessions apart by when they began.
        let since = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
        seed = since.as_nanos().to_le_bytes().first_chunk().copied().unwrap_or_default();
    }
    seed
}
