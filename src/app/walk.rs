//! Where `Space` leads, and what officers declare: steps done, the follow-up closed.

use super::App;
use super::overlay::{Overlay, Yes};
use crate::follow_up::{Change, Finding};
use crate::keys::{self, Action};
use crate::record::{Kind as _, KindInfo, Step};
use crate::steps::collect::records::Result as Measurement;
use crate::steps::focus::records::FocusArea;
use crate::steps::system::{self, records::SystemAnswer};
use crate::steps::{self, walk};
use crate::steps::{
    walk::close,
    walk::declare,
    walk::next::{Next, What},
};
use crate::ui::{Context, Place, Tone, Within};

/// How many findings each check has in each step, in walking order.
pub type Counts = Vec<(Step, &'static str, usize)>;

/// What the session knows of the officer's walk.
#[derive(Debug, Default)]
pub struct Walk {
    /// The stop that one was led to last, and the room that it led into.
    led: Option<(Next, Option<usize>)>,
    /// The next stop is wanted as soon as the checks have caught up.
    wanted: bool,
    counts: Counts,
}

impl Walk {
    /// Counts what is left, when the checks have found anew.
    pub fn count(&mut self, cx: &Context) {
        self.counts.clear();
        for finding in &cx.findings.list {
            match self.counts.iter_mut().find(|(step, check, _)| (*step, *check) == (finding.step, finding.check)) {
                Some((.., count)) => *count += 1,
                None => self.counts.push((finding.step, finding.check, 1)),
            }
        }
    }

    /// What is left in a step, by check.
    pub fn left(&self, step: Step) -> impl Iterator<Item = (&'static str, usize)> {
        self.counts.iter().filter(move |(of, ..)| *of == step).map(|(_, check, count)| (*check, *count))
    }

    /// A key has been pressed: nothing is waited for any more.
    pub fn stop_waiting(&mut self) {
        self.wanted = false;
    }

    /// The officer goes elsewhere: the walk goes on from there.
    pub fn forget(&mut self) {
        self.led = None;
    }
}

/// A step's number and name.
pub fn step_name(cx: &Context, step: Step) -> String {
    let name = cx.sight.words.say(&format!("step-{}", step.code()));
    if step == Step::System { name } else { format!("{} {name}", step.number()) }
}

/// What stands in the way of declaring a step done, in sentences.
pub fn declare_hinders(cx: &Context, step: Step) -> Vec<String> {
    let hinders = declare::hinders(&cx.sight.whole, &cx.findings, step);
    let said = hinders.into_iter().map(|hinder| match hinder {
        declare::Hinder::Open(count) => {
            let key = |contexts: &[keys::Context], action| {
                cx.keys.keys_for(contexts, action).map(|key| cx.sight.words.key(&key)).unwrap_or_default()
            };
            let list = key(&[keys::Context::List, keys::Context::Everywhere], Action::Remaining);
            let places = [("key", list), ("accept", key(&[keys::Context::Left], Action::Accept))];
            let places = places.each_ref().map(|(name, shown)| (*name, shown.as_str()));
            let said = cx.sight.words.count(hinder.word(), count);
            format!("{said} {}", cx.sight.words.say_with("declare-keys", &places))
        }
        declare::Hinder::Closed => cx.closed(&[]),
        _ => cx.sight.words.say(hinder.word()),
    });
    said.collect()
}

/// What stands in the way of closing, in sentences.
pub fn close_hinders(cx: &Context) -> Vec<String> {
    let said = close::hinders(&cx.sight.whole.own).into_iter().map(|hinder| match hinder {
        close::Hinder::NotDone(step) => cx.sight.words.say_with(hinder.word(), &[("step", &step_name(cx, step))]),
        close::Hinder::Closed => cx.closed(&[]),
    });
    said.collect()
}

/// Which key begins a record of a kind, in the room's lists.
fn begin_words(cx: &Context, kind: &KindInfo) -> String {
    let words = &cx.sight.words;
    let keys = cx.keys.keys_for(&[keys::Context::List, keys::Context::Everywhere], Action::New).unwrap_or_default();
    words.say_with("walk-begins", &[("key", &words.key(&keys)), ("kind", &words.kind(kind).to_lowercase())])
}

/// How many questions of the system analysis are unanswered, and which keys answer one.
fn open_words(cx: &Context) -> String {
    let words = &cx.sight.words;
    let contexts = [keys::Context::Answers, keys::Context::List, keys::Context::Everywhere];
    let answers = [Action::AnswerYes, Action::AnswerPartly, Action::AnswerNo];
    let keys: Vec<String> =
        answers.iter().filter_map(|action| cx.keys.keys_for(&contexts, *action)).map(|key| words.key(&key)).collect();
    let (count, all) = (system::checks::unanswered(&cx.sight.whole), system::questions::all().count());
    let places = [("count", count.to_string()), ("all", all.to_string()), ("keys", keys.join(" "))];
    words.say_with("system-open", &places.each_ref().map(|(name, value)| (*name, value.as_str())))
}

/// What a check has found, what is done about it where that is not plain to see, and why it matters. What is done
/// stands before the reason, which a narrow screen may cut.
pub fn check_words(cx: &Context, check: &str, done: Option<&str>) -> String {
    let words = &cx.sight.words;
    let done = done.map(|done| format!(" {done}")).unwrap_or_default();
    format!("{}.{done} {}", words.say(&format!("check-{check}")), words.say(&format!("check-{check}.help")))
}

impl App {
    /// The step whose room is shown.
    pub(super) fn step(&self) -> Option<Step> {
        self.room.and_then(|at| self.rooms.get(at)).map(crate::ui::Room::step)
    }

    fn say(&mut self, tone: Tone, id: &str) {
        self.said = Some((tone, self.cx.sight.words.say(id)));
    }

    /// Says why the follow-up takes nothing, and what leads to where it does.
    pub(super) fn say_closed(&mut self) {
        self.said = Some((Tone::Warn, self.cx.closed(&self.contexts())));
    }

    /// Says that the follow-up has been closed, how its report is written and how it is opened again.
    pub(super) fn say_just_closed(&mut self) {
        let contexts = self.contexts();
        let report = self.cx.keys.keys_for(&contexts, Action::Report).unwrap_or_default();
        let places = [("report", self.cx.sight.words.key(&report)), ("key", self.cx.reopening_key(&contexts))];
        let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
        self.said = Some((Tone::Good, self.cx.sight.words.say_with("walk-closed", &places)));
    }

    /// The step whose room is shown; where none is, the officer is told so.
    pub(super) fn step_or_say(&mut self) -> Option<Step> {
        let step = self.step();
        if step.is_none() {
            self.say(Tone::Plain, "walk-open-first");
        }
        step
    }

    /// The checks have found anew.
    pub(super) fn found(&mut self) {
        self.walk.count(&self.cx);
        self.refresh_overlay();
        self.lead_on();
    }

    /// Leads to the next missing thing, if it is waited for and the checks have caught up.
    pub(super) fn lead_on(&mut self) {
        if self.walk.wanted && self.has_caught_up() {
            self.said = None;
            self.next_missing();
        }
    }

    /// Whether the checks know everything that is drawn: an edit that is on its way to the disk is drawn over what they
    /// have looked at, under the same number.
    fn has_caught_up(&self) -> bool {
        !self.saving.is_saving() && self.cx.findings.seq == self.cx.sight.whole.own.seq()
    }

    /// Leads to the next missing thing.
    pub(super) fn next_missing(&mut self) {
        let Some(here) = self.step_or_say() else { return };
        let whole = &self.cx.sight.whole;
        self.walk.wanted = !whole.own.is_closed() && !self.has_caught_up();
        if self.walk.wanted {
            self.say(Tone::Plain, "walk-checking");
            return;
        }
        let led = self.walk.led.take().filter(|(_, room)| *room == self.room).map(|(next, _)| next);
        // What is found in one step may stand in another's room; the walk goes on in the step.
        let from = led.as_ref().map_or(here, |next| next.step);
        let next = walk::next::next(whole, &self.cx.findings, from, led.as_ref());
        self.lead(&next);
        self.walk.led = Some((next, self.room));
    }

    fn lead(&mut self, next: &Next) {
        match &next.what {
            What::Mend(finding) => self.go_to_finding(finding),
            What::Begin(kind) => {
                if let Some(place) = steps::kind(*kind).and_then(|kind| self.place_of(kind)) {
                    self.go(&place, true);
                }
                self.say(Tone::Accent, next.word());
            }
            What::Declare => {
                if self.step() != Some(next.step) {
                    self.go_step(next.step.number() - 1);
                }
                self.ask_to_declare(next.step);
            }
            What::Close => self.ask_to_close(),
            What::Nothing => self.say(Tone::Good, next.word()),
        }
    }

    /// Goes to where a finding is mended, and says what is missing and why it matters.
    pub(super) fn go_to_finding(&mut self, finding: &Finding) {
        // What step 3 finds of a result is seen in its comparison, where a focus area is begun.
        let compared =
            finding.step == Step::Focus && finding.record.is_some_and(|(kind, _)| kind == Measurement::INFO.number);
        let place = finding.record.filter(|_| finding.among.is_none()).and_then(|(kind, id)| {
            let own = self.cx.sight.whole.own.id();
            let place = if compared { Place::in_step(own, Step::Focus) } else { self.place_of(steps::kind(kind)?)? };
            let field = finding.field.filter(|_| !compared);
            Some(Place { record: Some((kind, id)), field, ..place })
        });
        let within = finding.record.map(|of| Within { of, and: None });
        let among = || Some(Place { within, ..self.place_of(steps::kind(finding.among?)?)? });
        let place = place.or_else(among);
        if let Some(step) = system::checks::mirrored(finding.check) {
            self.cx.came_from = Some(step);
        }
        match place {
            Some(place) => self.go(&place, true),
            None if self.step() == Some(finding.step) => {}
            None => self.go_step(finding.step.number() - 1),
        }
        let begins = finding.among.or(compared.then_some(FocusArea::INFO.number)).and_then(steps::kind);
        let asks = finding.among == Some(SystemAnswer::INFO.number);
        let begins = if asks { Some(open_words(&self.cx)) } else { begins.map(|kind| begin_words(&self.cx, kind)) };
        self.said = Some((Tone::Accent, check_words(&self.cx, finding.check, begins.as_deref())));
    }

    /// Asks whether a step is done, or to be taken up again.
    pub(super) fn ask_to_declare(&mut self, step: Step) {
        if step == Step::System {
            self.say(Tone::Plain, "walk-not-declared");
            return;
        }
        let (by, on) = (self.cx.eyes.officer().name.clone(), self.cx.today);
        let name = step_name(&self.cx, step);
        let whole = &self.cx.sight.whole;
        let (id, change) = if declare::is_done(&whole.own, step) {
            ("walk-take-up-ask", declare::take_up(whole, step, &by, on))
        } else {
            ("walk-declare-ask", declare::declare(whole, &self.cx.findings, step, &by, on).ok())
        };
        self.ask(id, &name, change, |cx| declare_hinders(cx, step));
    }

    /// Asks whether the follow-up is to be closed.
    pub(super) fn ask_to_close(&mut self) {
        let change = close::close(&self.cx.sight.whole, self.cx.today).ok();
        let name = self.cx.sight.follow_up_title(&self.cx.sight.whole.own);
        self.ask("walk-close-ask", &name, change, close_hinders);
    }

    fn ask(&mut self, id: &str, name: &str, change: Option<Change>, hinders: impl Fn(&Context) -> Vec<String>) {
        if self.cx.then.is_some()
            || self.cx.reads_only()
            || change.as_ref().is_some_and(|one| self.cx.forbids(one).is_some())
        {
            return self.say_closed();
        }
        match change {
            Some(change) => {
                let question = self.cx.sight.words.say_with(id, &[("name", name)]);
                self.overlay = Some(Overlay::Question(question, Yes::Change(change)));
            }
            None => self.said = Some((Tone::Warn, hinders(&self.cx).join(" "))),
        }
    }
}
