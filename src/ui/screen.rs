//! What a screen is told, what it asks for, and what it may look at.

use super::{Column, Done, Drafts, Ids, Job, Look, Sight, look::Tone};
use crate::follow_up::{Change, Doing, Edit, Finding, Findings, FollowUp};
use crate::keys::{self, Action, Key, Keymap};
use crate::locale::Languages;
use crate::record::{Id, KindInfo, REGISTER, Seq, Step, Tag, Value};
use crate::rights::{Eyes, Role};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use ratatui::{
    Frame,
    layout::{Rect, Size},
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Everything that a session's screens may look at. Owned by the session; nothing of it is global.
#[derive(Debug)]
pub struct Context {
    /// Whose session it is, and what they may do.
    pub eyes: Eyes,
    /// The records and the words.
    pub sight: Sight,
    /// All languages, for reading what is typed.
    pub languages: Languages,
    /// The active keymap.
    pub keys: Arc<Keymap>,
    /// Colours.
    pub look: Look,
    /// Size of the terminal.
    pub size: Size,
    /// The time of the message that is being handled.
    pub now: DateTime<Utc>,
    /// The day that [`now`](Self::now) belongs to where the program runs: what officers call today.
    pub today: NaiveDate,
    /// Mints ids of new records.
    pub ids: Ids,
    /// All follow-ups, in the order of home.
    pub follow_ups: Vec<Arc<FollowUp>>,
    /// What the checks found in the open follow-up.
    pub findings: Arc<Findings>,
    /// Half-typed fields.
    pub drafts: Drafts,
    /// Where the officer was last, for home to name.
    pub last: Option<Place>,
    /// The step from which the officer came to the system analysis, until it has been taken note of.
    pub came_from: Option<Step>,
    /// Numbers of the kinds that have a place in some room.
    pub places: Vec<u8>,
    /// What was wrong in configuration files, in words.
    pub problems: Vec<String>,
    /// Whether no file can be read or written where the officer sits.
    pub no_files: bool,
    /// The other sessions that have the open follow-up before them.
    pub others: Vec<Other>,
    /// The moment that is gone by whose records these are; none when they are those of now.
    pub then: Option<Then>,
}

/// Another session that has the same follow-up open.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Other {
    /// Whose it is.
    pub name: String,
    /// The record whose form is open there.
    pub record: Option<(u8, Id)>,
}

/// A moment that is gone by, at which a follow-up is looked at: everything is shown, nothing is changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Then {
    /// The day, which is today for whatever counts days.
    pub day: NaiveDate,
    /// The time of that day, when a change was asked for and not a day.
    pub time: Option<NaiveTime>,
    /// The last change that counts.
    pub seq: Seq,
}

impl Then {
    /// The moment as it is named: a day, or a day and a time.
    #[must_use]
    pub fn named(&self) -> String {
        let time = self.time.map(|time| time.format(" %H:%M").to_string());
        format!("{}{}", self.day.format("%Y-%m-%d"), time.unwrap_or_default())
    }
}

impl Context {
    /// Whether the open follow-up lets a change be made: it is not closed, and no follow-up of a moment gone by.
    #[must_use]
    pub fn takes(&self, change: &Change) -> bool {
        let own = &self.sight.whole.own;
        let open = !own.is_closed() || own.unlocked(self.sight.kinds, change).is_ok();
        self.then.is_none() && open && self.forbids(change).is_none() && !self.is_used(change)
    }

    /// Whether a change would touch what stands fast because records of follow-ups rest on it.
    #[must_use]
    pub fn is_used(&self, change: &Change) -> bool {
        let (whole, kinds) = (&self.sight.whole, self.sight.kinds);
        let others: Vec<&FollowUp> = self.follow_ups.iter().chain([&whole.own]).map(Arc::as_ref).collect();
        change.edits.iter().any(|edit| whole.register.used(kinds, edit, &others).is_some())
    }

    /// The least role that a change takes, when the officer's is less.
    #[must_use]
    pub fn forbids(&self, change: &Change) -> Option<Role> {
        if self.eyes.is_owner() {
            return None;
        }
        let whole = &self.sight.whole;
        let homes = [&whole.register, &whole.own];
        let lets = |edit: &Edit| homes.iter().find(|home| home.id() == edit.follow_up)?.lets(edit, &self.eyes).err();
        change.edits.iter().filter_map(lets).max()
    }

    /// Whether the officer changes nothing in what is open, whatever it is.
    #[must_use]
    pub fn reads_only(&self) -> bool {
        let own = &self.sight.whole.own;
        own.id() != REGISTER && !own.is_empty() && own.role_of(&self.eyes) < Some(Role::Officer)
    }

    /// Whether a field of a record, which need not be there yet, is locked because the open follow-up is.
    #[must_use]
    pub fn is_locked(&self, kind: &KindInfo, record: Id, tag: Tag) -> bool {
        !self.takes(&self.touching(kind, record, tag))
    }

    /// A change of a field that leaves it as it is.
    fn touching(&self, kind: &KindInfo, record: Id, tag: Tag) -> Change {
        let whole = &self.sight.whole;
        let stands = whole.home(kind).stands(kind.number, record, tag);
        let (before, after) = (stands.clone(), stands);
        Change::of(Doing::Edit, Edit { follow_up: whole.home_id(kind), record, kind: kind.number, tag, before, after })
    }

    /// Says why a field of a record is locked, and what leads to where it is not.
    #[must_use]
    pub fn locked(&self, kind: &KindInfo, record: Id, tag: Tag, contexts: &[keys::Context]) -> String {
        self.refuses(&self.touching(kind, record, tag), contexts)
    }

    /// Says why a change is not taken, and what leads to where it is.
    #[must_use]
    pub fn refuses(&self, change: &Change, contexts: &[keys::Context]) -> String {
        let used = self.then.is_none() && self.forbids(change).is_none() && self.is_used(change);
        if used { self.sight.words.say("refused-used") } else { self.closed(contexts) }
    }

    /// The key that leads to where the follow-up is closed and opened again, as it is pressed in these contexts.
    #[must_use]
    pub fn reopening_key(&self, contexts: &[keys::Context]) -> String {
        let keys = |contexts: &[keys::Context]| self.keys.keys_for(contexts, Action::Remaining);
        let keys = keys(contexts).or_else(|| keys(&[keys::Context::List, keys::Context::Everywhere]));
        self.sight.words.key(&keys.unwrap_or_default())
    }

    /// The key that leads from a moment gone by to now, as it is pressed in these contexts; of lists, where it is
    /// none there.
    #[must_use]
    pub fn today_key(&self, contexts: &[keys::Context]) -> String {
        let keys = |contexts: &[keys::Context]| self.keys.keys_for(contexts, Action::AsItWas);
        let keys = keys(contexts).or_else(|| keys(&[keys::Context::List, keys::Context::Everywhere]));
        self.sight.words.key(&keys.unwrap_or_default())
    }

    /// Says why the open follow-up takes nothing, and what leads to where it does: it is closed, of a moment that is
    /// gone by, or changed by others.
    #[must_use]
    pub fn closed(&self, contexts: &[keys::Context]) -> String {
        if let Some(then) = &self.then {
            let places = [("when", then.named()), ("key", self.today_key(contexts))];
            let places = places.each_ref().map(|(name, shown)| (*name, shown.as_str()));
            return self.sight.words.say_with("then-refused", &places);
        }
        let words = &self.sight.words;
        match self.sight.whole.own.role_of(&self.eyes) {
            _ if self.reads_only() => words.say("is-reader"),
            role if role < Some(Role::Lead) && !self.sight.whole.own.is_closed() => words.say("is-forbidden"),
            _ if !self.sight.whole.own.is_closed() => words.say("is-forbidden.administrator"),
            _ => words.say_with("is-closed", &[("key", &self.reopening_key(contexts))]),
        }
    }
}

/// Somewhere in the program; kept, so that the next session can name it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Place {
    /// The follow-up; none is home.
    pub follow_up: Option<Id>,
    /// Number of the step, 1-6.
    pub step: u8,
    /// Tab of the step.
    pub tab: u8,
    /// View inside the tab.
    pub view: u8,
    /// Kind and id of the record that is marked.
    pub record: Option<(u8, Id)>,
    /// The field that is open in the record's form.
    pub field: Option<Tag>,
    /// What the list is narrowed to.
    pub within: Option<Within>,
}

/// What a list is narrowed to: it shows only what points to a record, and to the other one too where there is one,
/// as far as the kind that is listed can.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Within {
    /// Kind and id of the record.
    pub of: (u8, Id),
    /// Another one, such as the unit that a requirement is compared at.
    pub and: Option<(u8, Id)>,
}

/// Something that happens to a screen.
#[derive(Clone, Debug)]
pub enum Event {
    /// A key that means an action here.
    Do(Action),
    /// A key that the screen wanted, or that no binding took.
    Key(Key),
    /// Text pasted as one piece.
    Paste(String),
    /// Records, words or findings are new.
    Changed,
    /// A computation is ready.
    Worked(Done),
    /// The cursor has rested.
    Rested,
    /// The session ends: what is being typed is to be a draft.
    Leaving,
}

/// Something that a screen asks of the session.
#[derive(Debug)]
pub enum Ask {
    /// Take a change.
    Change(Change),
    /// Ask whether to take a change; the question says what follows.
    Confirm(String, Change),
    /// Go to a place.
    Go(Place),
    /// Show a record, wherever its kind has its place.
    Show(&'static KindInfo, Id),
    /// Go to a view of a tab, by the message that names it.
    View(&'static str),
    /// Show the list of a kind, narrowed.
    ShowAll(&'static KindInfo, Within),
    /// Make a record that points to others, and type in it.
    Begin(&'static KindInfo, Vec<(Tag, Value)>),
    /// Compute something off the key path.
    Work(Job),
    /// Tell me when the cursor has rested.
    Rest,
    /// Say something on the message line.
    Say(Tone, String),
    /// Let what was found stand, with a reason that is asked for.
    Accept(Vec<Finding>),
    /// Begin a follow-up.
    NewFollowUp,
    /// Read a file.
    Import,
    /// Read the example that comes with the program.
    Example,
}

/// A part of the program that fills the work area.
pub trait Screen: Send + std::fmt::Debug {
    /// The keymap contexts that are on, innermost first.
    fn contexts(&self) -> Vec<keys::Context>;

    /// What can be done here, most important first: the hint bar and the help page are made of it.
    fn offers(&self, cx: &Context) -> Vec<Action>;

    /// Whether a key is taken as it is, before any binding: typing, and digits while valuing.
    fn wants(&self, key: Key) -> bool;

    /// Takes an event. Nothing here waits for disk, checks or search.
    fn update(&mut self, event: &Event, cx: &mut Context) -> Vec<Ask>;

    /// Saves what cannot wait, before an action that may lead away from here.
    fn settle(&mut self, _action: Action, _cx: &mut Context) -> Vec<Ask> {
        Vec::new()
    }

    /// Draws itself; changes nothing.
    fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect);

    /// The record and field that are marked.
    fn at(&self) -> (Option<(u8, Id)>, Option<Tag>);

    /// Marks a record and opens a field, where they are known here.
    fn go(&mut self, record: Option<(u8, Id)>, field: Option<Tag>, cx: &mut Context) -> Vec<Ask>;

    /// The record that is marked among the links of another, while these lie over it.
    fn linked(&self) -> Option<(u8, Id)> {
        None
    }

    /// Kind and id of the records whose rows it lists, where it is a list of records.
    fn rows(&self) -> Vec<(u8, Id)> {
        Vec::new()
    }

    /// What the rows are narrowed to.
    fn within(&self) -> Option<Within> {
        None
    }

    /// Narrows the rows to what points to a record, or shows all again; [`Screen::go`] then brings them. Screens
    /// that list no records of a kind let it be.
    fn narrow(&mut self, _within: Option<Within>) {}

    /// Where in the whole one is, such as 7/52; short.
    fn status(&self, cx: &Context) -> String;

    /// Goes on typing in the field that is open.
    fn resume(&mut self, cx: &mut Context);

    /// The columns of its table, where it is one of records.
    fn columns(&self) -> &'static [Column] {
        &[]
    }
}

impl Place {
    /// A place in a step.
    #[must_use]
    pub fn in_step(follow_up: Id, step: Step) -> Self {
        Self { follow_up: Some(follow_up), step: u8::try_from(step.number()).unwrap_or_default(), ..Self::default() }
    }
}
