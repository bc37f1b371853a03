//! What is due and what waits across all follow-ups, worked out off the key path.

use crate::follow_up::{FollowUp, Whole};
use crate::locale::{Lang, Words};
use crate::record::{Id, REGISTER, Seq};
use crate::steps::{
    self,
    walk::due::{Due, State, due},
};
use crate::ui::{Context, Done, Job, Sight, Tone};
use chrono::NaiveDate;
use std::{cmp::Reverse, collections::BTreeSet, sync::Arc};

/// Whose jobs these are.
const SLOT: &str = "waiting";
/// Most that home names; more are counted.
const MOST: usize = 200;

/// Something that is due or waits, as home shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Waiting {
    /// What, when and which record.
    pub due: Due,
    /// The follow-up.
    pub follow_up: Id,
    /// The follow-up's title.
    pub of: String,
    /// What is to be done, and with what.
    pub title: String,
}

/// All of it: the nearest by name, and how much there is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct All {
    /// The nearest, overdue first; nothing that is due after this month.
    pub named: Vec<Waiting>,
    /// How many are overdue, due this month or waiting.
    pub count: usize,
    /// How many come after this month.
    pub later: usize,
}

/// What a list was made from; another one makes it stale.
#[derive(Clone, PartialEq, Eq, Debug)]
struct From {
    seqs: Vec<(Id, Seq)>,
    today: NaiveDate,
    lang: Lang,
}

/// The list of what waits, and the job that makes it.
#[derive(Debug, Default)]
pub struct List {
    all: Arc<All>,
    from: Option<From>,
    turn: u64,
}

impl List {
    /// What is known by now.
    #[must_use]
    pub fn all(&self) -> &All {
        &self.all
    }

    /// The job that makes the list anew, when something is new since it was made last: records, the day, the
    /// language.
    pub fn job(&mut self, cx: &Context) -> Option<Job> {
        let register = &cx.sight.whole.register;
        let homes = cx.follow_ups.iter().map(|own| (own.id(), own.seq()));
        let from = From {
            seqs: homes.chain([(REGISTER, register.seq())]).collect(),
            today: cx.today,
            lang: cx.sight.words.lang(),
        };
        if self.from.as_ref() == Some(&from) {
            return None;
        }
        let today = from.today;
        self.from = Some(from);
        self.turn += 1;
        let (sight, follow_ups) = (cx.sight.clone(), cx.follow_ups.clone());
        let work = Box::new(move || Arc::new(all(&sight, &follow_ups, today)) as crate::ui::Output);
        Some(Job { slot: SLOT, turn: self.turn, work })
    }

    /// Takes the newest job's answer.
    pub fn take(&mut self, done: &Done) {
        if done.slot == SLOT
            && done.turn == self.turn
            && let Ok(all) = Arc::clone(&done.output).downcast::<All>()
        {
            self.all = all;
        }
    }
}

fn all(sight: &Sight, follow_ups: &[Arc<FollowUp>], today: NaiveDate) -> All {
    let mut known = BTreeSet::new();
    let mut found: Vec<(Due, &Arc<FollowUp>)> = Vec::new();
    let mut later = 0;
    for own in follow_ups {
        let whole = Whole { own: Arc::clone(own), register: Arc::clone(&sight.whole.register) };
        for one in due(&whole, today) {
            // A contract is of several follow-ups, and ends once.
            if !known.insert((one.what, one.record)) {
                continue;
            }
            if one.state == State::Later {
                later += 1;
            } else {
                found.push((one, own));
            }
        }
    }
    // What has waited longest, and what is most overdue, is nearest: both have the earliest date.
    found.sort_by_key(|(due, own)| (due.state, due.date, Reverse(own.seq()), due.record));
    let count = found.len();
    let named = found.into_iter().take(MOST).map(|(due, own)| named(sight, due, own)).collect();
    All { named, count, later }
}

fn named(sight: &Sight, due: Due, own: &Arc<FollowUp>) -> Waiting {
    let whole = Whole { own: Arc::clone(own), register: Arc::clone(&sight.whole.register) };
    let sight = Sight { whole, ..sight.clone() };
    let of = sight.follow_up_title(own);
    let what = sight.words.say(due.what.word());
    let record = steps::kind(due.record.0).and_then(|kind| Some((kind, sight.get(kind, due.record.1)?)));
    let title = record.map(|(kind, record)| sight.title(kind, record).replace('\n', " "));
    // What is due of the follow-up itself is named by it already.
    let title = title.filter(|_| due.record.1 != own.id());
    let title = title.map_or_else(|| what.clone(), |title| format!("{what}: {title}"));
    Waiting { due, follow_up: own.id(), of, title }
}

impl Waiting {
    /// When it is due, or since when it waits, with the mark of how near it is.
    #[must_use]
    pub fn when(&self, words: &Words) -> String {
        let days = |message: &str, days: i64| words.count(message, usize::try_from(days.abs()).unwrap_or_default());
        let said = match self.due.state {
            State::Overdue => days("home-overdue", self.due.days),
            State::Waits => days("home-waits", self.due.days),
            State::Soon | State::ThisMonth | State::Later if self.due.days == 0 => words.say("home-today"),
            State::Soon | State::ThisMonth | State::Later => days("home-in-days", self.due.days),
        };
        format!("{} {said}", self.mark())
    }

    fn mark(&self) -> &'static str {
        match self.due.state {
            State::Overdue => "■",
            State::Soon | State::Waits => "▲",
            State::ThisMonth | State::Later => "○",
        }
    }

    /// How it looks; the mark and the words say the same.
    #[must_use]
    pub fn tone(&self) -> Tone {
        match self.due.state {
            State::Overdue => Tone::Bad,
            State::Soon | State::Waits => Tone::Warn,
            State::ThisMonth | State::Later => Tone::Plain,
        }
    }
}
