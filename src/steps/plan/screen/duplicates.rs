//! Requirements that say nearly the same: searched for in the background, piece by piece, with how far it has come; a
//! pair is kept with a reason, or one of the two is deleted.

use super::requirements;
use crate::follow_up::{Finding, Whole};
use crate::keys::{self, Action, Key};
use crate::record::{Id, Kind as _, KindInfo, Of, Seq, Step, Tag};
use crate::steps::plan::checks::SAME_TEXT;
use crate::steps::plan::duplicates::{Pair, Search, only_in};
use crate::steps::plan::records::{NUMBER, Requirement, TEXT};
use crate::steps::walk::records::{ACCEPTED_CHECK, ACCEPTED_REASON, ACCEPTED_RECORD, Acceptance};
use crate::ui::{
    Ask, Cell, Context, Done, Event, Head, Job, List, Listing, Output, Query, Screen, Sight, Tone, Width, removal, text,
};
use ratatui::{Frame, layout::Rect};
use std::sync::{Arc, Mutex, PoisonError};

const SLOT: &str = "duplicates_search";
/// Texts that are read or compared in one piece: some milliseconds of work.
const PIECE: usize = 2_000;

/// One of the two requirements of a pair.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Side {
    pair: Pair,
    /// It is the one made later.
    later: bool,
}

impl Side {
    fn id(self) -> Id {
        if self.later { self.pair.second } else { self.pair.first }
    }

    fn other(self) -> Id {
        if self.later { self.pair.first } else { self.pair.second }
    }
}

/// The pairs that have been found, each as two rows.
#[derive(Clone, Debug, Default)]
struct Pairs(Arc<Vec<Pair>>);

fn said(whole: &Whole, id: Id) -> String {
    whole.of::<Requirement>(id).and_then(|one| one.get(TEXT)).unwrap_or_default()
}

fn number(whole: &Whole, id: Id) -> String {
    whole.of::<Requirement>(id).and_then(|one| one.get(NUMBER)).unwrap_or_default()
}

/// Why both of a pair are kept, as long as the later one has not changed since.
fn kept(whole: &Whole, pair: &Pair) -> Option<String> {
    let one = whole.own.get(Requirement::INFO.number, pair.second)?;
    let pointing = whole.own.pointing_through(pair.second, ACCEPTED_RECORD.tag());
    let kept = pointing.filter_map(|pointer| whole.of::<Acceptance>(pointer.from));
    let kept = kept.filter(|kept| kept.get(ACCEPTED_CHECK).as_deref() == Some(SAME_TEXT));
    let holds = |kept: &Of<Acceptance>| kept.record().revision() >= one.revision();
    kept.filter(holds).find_map(|kept| kept.get(ACCEPTED_REASON))
}

impl Listing for Pairs {
    type Row = Side;
    type Read = ();

    fn slot(&self) -> &'static str {
        "duplicates"
    }

    fn heads(&self, sight: &Sight) -> Vec<Head> {
        let kind = &Requirement::INFO;
        let field = |tag: Tag| kind.field(tag).map(|def| sight.words.field(kind, def)).unwrap_or_default();
        vec![
            Head { text: sight.words.say("duplicates-like"), width: Width::Fixed(6), right: true },
            Head { text: field(NUMBER.tag()), width: Width::Fixed(6), right: false },
            Head { text: field(TEXT.tag()), width: Width::Rest(1), right: false },
        ]
    }

    fn cells(&self, sight: &Sight, row: &Side) -> Vec<Cell> {
        let Some(record) = sight.get(&Requirement::INFO, row.id()) else { return Vec::new() };
        let kept = kept(&sight.whole, &row.pair).is_some();
        let (like, tone) = match (row.later, kept) {
            (false, false) => (format!("{} %", row.pair.percent), Tone::Plain),
            (false, true) => (sight.words.say("duplicates-kept"), Tone::Dim),
            (true, _) => (String::new(), Tone::Plain),
        };
        let text = sight.field(&Requirement::INFO, record, TEXT.tag());
        let tone_of_text = if kept { Tone::Dim } else { Tone::Plain };
        vec![Cell { text: like, tone }, requirements::number(sight, record), Cell { text, tone: tone_of_text }]
    }

    fn orders(&self, sight: &Sight) -> Vec<String> {
        vec![sight.words.say("duplicates-like")]
    }

    fn read(&self, _sight: &Sight) {}

    fn pick(&self, sight: &Sight, _read: &(), query: &Query) -> Vec<Side> {
        let (whole, wanted) = (&sight.whole, query.wanted());
        let there = |pair: &&Pair| {
            let both = [pair.first, pair.second];
            if both.iter().any(|id| whole.of::<Requirement>(*id).is_none()) {
                return false;
            }
            let hay = both.map(|id| format!("{} {}", number(whole, id), said(whole, id))).join(" ").to_lowercase();
            wanted.iter().all(|word| hay.contains(word))
        };
        // What is kept with a reason comes last.
        let (kept, open): (Vec<&Pair>, Vec<&Pair>) =
            self.0.iter().filter(there).partition(|pair| kept(whole, pair).is_some());
        let mut pairs: Vec<&Pair> = open;
        if query.backwards {
            pairs.reverse();
        }
        pairs.extend(kept);
        pairs.into_iter().flat_map(|pair| [false, true].map(|later| Side { pair: *pair, later })).collect()
    }

    fn is(&self, one: &Side, other: &Side) -> bool {
        one == other
    }

    fn records(&self, row: &Side) -> Vec<(&'static KindInfo, Id)> {
        vec![(&Requirement::INFO, row.id()), (&Requirement::INFO, row.other())]
    }

    fn preview_height(&self) -> u16 {
        6
    }

    fn preview(&self, sight: &Sight, row: &Side, room: usize) -> Vec<(Tone, String)> {
        let whole = &sight.whole;
        let (own, other) = (said(whole, row.id()), said(whole, row.other()));
        let mut lines: Vec<(Tone, String)> =
            text::wrap_in(&own, room, 2).into_iter().map(|line| (Tone::Plain, line)).collect();
        lines.extend(
            Self::apart(sight, row, &own, &other).into_iter().map(|line| (Tone::Strong, text::cut(&line, room))),
        );
        lines
    }

    fn told(&self, sight: &Sight, row: &Side, room: usize) -> Vec<(Tone, String)> {
        let whole = &sight.whole;
        let (own, other) = (said(whole, row.id()), said(whole, row.other()));
        let mut lines = Vec::new();
        for (id, said) in [(row.id(), &own), (row.other(), &other)] {
            lines.push((Tone::Strong, number(whole, id)));
            lines.extend(text::wrap(said, room).into_iter().map(|line| (Tone::Plain, line)));
        }
        let apart = Self::apart(sight, row, &own, &other);
        lines.extend(apart.iter().flat_map(|line| text::wrap(line, room)).map(|line| (Tone::Strong, line)));
        lines
    }

    fn plural(&self, sight: &Sight) -> String {
        sight.words.say("duplicates-pairs")
    }

    fn empty(&self, sight: &Sight, _key: &dyn Fn(Action) -> String) -> String {
        sight.words.say("duplicates-none")
    }
}

impl Pairs {
    /// What only one of the two says, and why both are kept.
    fn apart(sight: &Sight, row: &Side, own: &str, other: &str) -> Vec<String> {
        let whole = &sight.whole;
        let only = |id: Id, words: Vec<String>| {
            let places = [("number", number(whole, id)), ("words", words.join(", "))];
            let places = places.each_ref().map(|(name, shown)| (*name, shown.as_str()));
            (!words.is_empty()).then(|| sight.words.say_with("duplicates-only", &places))
        };
        let own_words = only(row.id(), only_in(own, other));
        let other_words = only(row.other(), only_in(other, own));
        let kept = kept(whole, &row.pair);
        let kept = kept.map(|reason| sight.words.say_with("duplicates-because", &[("reason", &reason)]));
        own_words.into_iter().chain(other_words).chain(kept).collect()
    }
}

/// How far the search has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    NotBegun,
    /// So many percent.
    Searching(usize),
    Done,
    /// Given up at so many percent.
    GivenUp(usize),
}

/// The screen of duplicates.
#[derive(Debug)]
pub struct Duplicates {
    list: List<Pairs>,
    search: Arc<Mutex<Search>>,
    state: State,
    turn: u64,
    /// Which state of the follow-up was searched.
    of: Seq,
    more: usize,
    passed: usize,
}

/// What a piece of the search has come to.
struct Piece {
    goes_on: bool,
    percent: usize,
    pairs: Vec<Pair>,
    more: usize,
    passed: usize,
}

impl Default for Duplicates {
    fn default() -> Self {
        Self {
            list: List::new(Pairs::default()),
            search: Arc::default(),
            state: State::NotBegun,
            turn: 0,
            of: 0,
            more: 0,
            passed: 0,
        }
    }
}

impl Duplicates {
    fn begin(&mut self, cx: &Context) -> Vec<Ask> {
        self.search = Arc::new(Mutex::new(Search::of(&cx.sight.whole)));
        (self.state, self.of) = (State::Searching(0), cx.sight.whole.own.seq());
        vec![self.piece(cx)]
    }

    /// The next piece of the search.
    fn piece(&mut self, cx: &Context) -> Ask {
        self.turn += 1;
        let (search, whole) = (self.search.clone(), cx.sight.whole.clone());
        let work = move || -> Output {
            let mut search = search.lock().unwrap_or_else(PoisonError::into_inner);
            let goes_on = search.go_on(&whole, PIECE);
            let pairs = if goes_on { Vec::new() } else { search.pairs() };
            let (percent, more, passed) = (search.percent(), search.more(), search.passed());
            Arc::new(Piece { goes_on, percent, pairs, more, passed })
        };
        Ask::Work(Job { slot: SLOT, turn: self.turn, work: Box::new(work) })
    }

    fn took(&mut self, done: &Done, cx: &Context) -> Vec<Ask> {
        let State::Searching(_) = self.state else { return Vec::new() };
        let Ok(piece) = done.output.clone().downcast::<Piece>() else { return Vec::new() };
        if done.turn != self.turn {
            return Vec::new();
        }
        (self.more, self.passed) = (piece.more, piece.passed);
        if piece.goes_on {
            self.state = State::Searching(piece.percent);
            return vec![self.piece(cx)];
        }
        self.state = State::Done;
        self.list.listing_mut().0 = Arc::new(piece.pairs.clone());
        vec![self.list.ask(cx)]
    }

    /// Gives the search up; what it has found so far stands.
    fn give_up(&mut self, percent: usize, cx: &Context) -> Vec<Ask> {
        self.state = State::GivenUp(percent);
        self.turn += 1;
        let pairs = self.search.lock().unwrap_or_else(PoisonError::into_inner).pairs();
        self.list.listing_mut().0 = Arc::new(pairs);
        vec![self.list.ask(cx)]
    }

    fn act(&mut self, action: Action, cx: &Context) -> Option<Vec<Ask>> {
        let row = self.list.marked().copied();
        Some(match (action, row, self.state) {
            (Action::Close, _, State::Searching(percent)) => self.give_up(percent, cx),
            (Action::Again, ..) => self.begin(cx),
            (Action::Open, Some(row), _) => vec![Ask::Show(&Requirement::INFO, row.id())],
            (Action::Remove, Some(row), _) => removal(cx, &self.contexts(), &Requirement::INFO, row.id()),
            (Action::Accept, Some(row), _) => {
                let second = cx.sight.whole.of::<Requirement>(row.pair.second)?;
                vec![Ask::Accept(vec![Finding::of(SAME_TEXT, Step::Plan, &second)])]
            }
            _ => return None,
        })
    }

    /// How far the search has come, in words.
    fn told(&self, cx: &Context) -> String {
        let words = &cx.sight.words;
        let key = |action| words.key(&cx.keys.keys_for(&self.contexts(), action).unwrap_or_default());
        let with = |id: &str, percent: usize, action: Action| {
            words.say_with(id, &[("percent", &percent.to_string()), ("key", &key(action))])
        };
        let state = match self.state {
            State::NotBegun => String::new(),
            State::Searching(percent) => with("duplicates-searching", percent, Action::Close),
            State::GivenUp(percent) => with("duplicates-given-up", percent, Action::Again),
            State::Done if self.of == cx.sight.whole.own.seq() => words.say("duplicates-done"),
            State::Done => with("duplicates-old", 100, Action::Again),
        };
        let more = (self.more > 0).then(|| words.count("duplicates-more", self.more));
        let passed = (self.passed > 0).then(|| words.count("duplicates-passed", self.passed));
        std::iter::once(state).chain(more).chain(passed).collect::<Vec<_>>().join(" ")
    }
}

impl Screen for Duplicates {
    fn contexts(&self) -> Vec<keys::Context> {
        let own = self.list.is_bare().then_some(keys::Context::Duplicates);
        own.into_iter().chain(self.list.contexts()).collect()
    }

    fn offers(&self, _cx: &Context) -> Vec<Action> {
        let searching = matches!(self.state, State::Searching(_)).then_some(Action::Close);
        let own = [Action::Open, Action::Accept, Action::Remove, Action::Again];
        self.list.offers(&searching.into_iter().chain(own).collect::<Vec<_>>())
    }

    fn wants(&self, key: Key) -> bool {
        self.list.wants(key)
    }

    fn update(&mut self, event: &Event, cx: &mut Context) -> Vec<Ask> {
        match event {
            Event::Worked(done) if done.slot == SLOT => return self.took(done, cx),
            Event::Do(action) if self.list.is_bare() => {
                if let Some(asks) = self.act(*action, cx) {
                    return asks;
                }
            }
            _ => {}
        }
        self.list.update(event, cx)
    }

    fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        if area.height < 3 {
            return self.list.view(cx, frame, area);
        }
        let list = Rect { y: area.y + 1, height: area.height - 1, ..area };
        let room = usize::from(area.width.saturating_sub(1));
        frame.buffer_mut().set_string(area.x + 1, area.y, text::cut(&self.told(cx), room), cx.look.style(Tone::Accent));
        self.list.view(cx, frame, list);
    }

    fn at(&self) -> (Option<(u8, Id)>, Option<Tag>) {
        (self.list.marked().map(|row| (Requirement::INFO.number, row.id())), None)
    }

    fn go(&mut self, _record: Option<(u8, Id)>, _field: Option<Tag>, cx: &mut Context) -> Vec<Ask> {
        self.list.uncover();
        let mut asks = match self.state {
            State::NotBegun => self.begin(cx),
            State::Done if self.of != cx.sight.whole.own.seq() => self.begin(cx),
            _ => Vec::new(),
        };
        asks.push(self.list.ask(cx));
        asks
    }

    fn linked(&self) -> Option<(u8, Id)> {
        self.list.linked()
    }

    fn status(&self, _cx: &Context) -> String {
        self.list.status()
    }

    fn resume(&mut self, _cx: &mut Context) {}
}
