//! Records of one kind: a list of them, and the form of one.

use super::{
    Sight,
    form::{Form, Outcome},
    links,
    list::List,
    listing::{Head, Listing},
    look::Tone,
    rows::{Cell, Column, Query},
    screen::{Ask, Context, Event, Place, Screen, Within},
    table::Move,
    text,
};
use crate::follow_up::{Change, Doing};
use crate::keys::{self, Action, Key};
use crate::record::{Id, KindInfo, REMOVED, Record, Tag, Value};
use ratatui::{Frame, layout::Rect};
use std::collections::BTreeSet;

/// Something more that can be done with the marked record, and what is asked of the session then.
pub type Extra = (Action, fn(&Context, Id) -> Ask);

/// More lines of the preview: how many at most, and what they say of a record.
pub type Beside = (u16, fn(&Sight, &Record) -> Vec<(Tone, String)>);

/// What a list of records is like.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// The kind.
    pub kind: &'static KindInfo,
    /// Name of the list among all lists of the session.
    pub slot: &'static str,
    /// The columns; the first one orders at first.
    pub columns: &'static [Column],
    /// Which records are listed; all of the kind where nothing is given.
    pub only: Option<fn(&Sight, &Record) -> bool>,
    /// What the preview says beside the title and the links.
    pub beside: Option<Beside>,
    /// What more can be done with the marked record.
    pub extras: &'static [Extra],
    /// Whether the follow-up has just one such record, which is neither made nor deleted here.
    pub single: bool,
    /// Whether it is a list of what belongs to one record, laid over the record's room: it stays narrowed, and what
    /// is new is made here.
    pub of_one: bool,
    /// What the list is narrowed to, for as long as the officer looks at what points there.
    within: Option<Within>,
}

impl Shape {
    /// A list of all records of a kind.
    #[must_use]
    pub const fn new(kind: &'static KindInfo, slot: &'static str, columns: &'static [Column]) -> Self {
        Self { kind, slot, columns, only: None, beside: None, extras: &[], single: false, of_one: false, within: None }
    }

    /// The same list of some records.
    #[must_use]
    pub const fn only(mut self, which: fn(&Sight, &Record) -> bool) -> Self {
        self.only = Some(which);
        self
    }

    /// The same list with more in its preview.
    #[must_use]
    pub const fn beside(mut self, lines: u16, say: fn(&Sight, &Record) -> Vec<(Tone, String)>) -> Self {
        self.beside = Some((lines, say));
        self
    }

    /// The same list with more that can be done.
    #[must_use]
    pub const fn extras(mut self, extras: &'static [Extra]) -> Self {
        self.extras = extras;
        self
    }

    /// The same list of a kind that a follow-up has one record of.
    #[must_use]
    pub const fn single(mut self) -> Self {
        self.single = true;
        self
    }

    /// The same list of what belongs to one record, laid over the record's room.
    #[must_use]
    pub const fn of_one_record(mut self) -> Self {
        self.of_one = true;
        self
    }
}

impl Listing for Shape {
    type Row = Id;
    type Read = ();

    fn slot(&self) -> &'static str {
        self.slot
    }

    fn heads(&self, sight: &Sight) -> Vec<Head> {
        self.columns.iter().map(|column| column.head(sight, self.kind)).collect()
    }

    /// A row that has been deleted since the rows were computed is blank until the next ones come.
    fn cells(&self, sight: &Sight, row: &Id) -> Vec<Cell> {
        let record = sight.get(self.kind, *row);
        let cells = record.map(|record| self.columns.iter().map(|column| column.cell(sight, self.kind, record)));
        cells.map(Iterator::collect).unwrap_or_default()
    }

    fn read(&self, _sight: &Sight) {}

    fn pick(&self, sight: &Sight, _read: &(), query: &Query) -> Vec<Id> {
        let (home, number) = (sight.whole.home(self.kind), self.kind.number);
        let records: Box<dyn Iterator<Item = &Record>> = match self.within {
            None => Box::new(home.records(number)),
            Some(Within { of: (_, id), .. }) => {
                let pointers = home.pointing_at(id).filter(|pointer| pointer.kind == number);
                let ids: BTreeSet<Id> = pointers.map(|pointer| pointer.from).collect();
                Box::new(ids.into_iter().filter_map(|id| home.get(number, id)))
            }
        };
        let and = self.within.and_then(|within| within.and);
        let and = and.and_then(|(number, id)| Some((sight.kind(number)?, id)));
        let records = records.filter(|record| and.is_none_or(|other| links::points_to(self.kind, record, other)));
        let listed = records.filter(|record| self.only.is_none_or(|only| only(sight, record)));
        query.pick(sight, self.kind, self.columns, listed)
    }

    fn is(&self, one: &Id, other: &Id) -> bool {
        one == other
    }

    fn records(&self, row: &Id) -> Vec<(&'static KindInfo, Id)> {
        vec![(self.kind, *row)]
    }

    fn preview_height(&self) -> u16 {
        4 + self.beside.map_or(0, |(lines, _)| lines)
    }

    fn preview(&self, sight: &Sight, row: &Id, room: usize) -> Vec<(Tone, String)> {
        let Some(record) = sight.get(self.kind, *row) else { return Vec::new() };
        let mut lines = text::wrap(&sight.title(self.kind, record), room);
        if lines.len() > 2 {
            lines.truncate(2);
            if let Some(last) = lines.last_mut() {
                *last = text::cut(&format!("{last} …"), room);
            }
        }
        let mut lines: Vec<_> = lines.into_iter().map(|line| (Tone::Plain, line)).collect();
        if let Some((most, say)) = self.beside {
            lines.extend(say(sight, record).into_iter().take(most.into()));
        }
        lines.push((Tone::Plain, links::counts(sight, *row)));
        lines
    }

    fn legend(&self, sight: &Sight) -> Option<String> {
        let within = self.within?;
        let title = |(number, id): (u8, Id)| {
            let kind = sight.kind(number)?;
            Some(text::cut(&sight.title(kind, sight.get(kind, id)?), 24))
        };
        let titles: Vec<String> = [Some(within.of), within.and].into_iter().flatten().filter_map(title).collect();
        let title = titles.join(", ");
        Some(sight.words.say_with("list-within", &[("title", &title)]))
    }

    fn plural(&self, sight: &Sight) -> String {
        sight.words.kinds(self.kind).to_lowercase()
    }
}

/// A list of records, and the form that may be open over it.
#[derive(Debug)]
pub struct Records {
    list: List<Shape>,
    form: Option<Form>,
}

impl Records {
    /// A list that has not asked for its rows yet.
    #[must_use]
    pub fn new(shape: Shape) -> Self {
        Self { list: List::new(shape), form: None }
    }

    fn shape(&self) -> Shape {
        *self.list.listing()
    }

    /// The record that is marked.
    #[must_use]
    pub fn marked(&self) -> Option<Id> {
        self.form.as_ref().map(Form::record).or_else(|| self.list.marked().copied())
    }

    /// Moves the mark.
    pub fn step(&mut self, by: Move, cx: &Context) -> Vec<Ask> {
        self.list.step(by, cx)
    }

    /// A new record; in a list that is narrowed, one that belongs there.
    fn new_record(&mut self, cx: &mut Context) -> Vec<Ask> {
        let shape = self.shape();
        let records = shape.within.into_iter().flat_map(|within| [Some(within.of), within.and]).flatten();
        let within: Vec<links::At> = records.filter_map(|(number, id)| Some((cx.sight.kind(number)?, id))).collect();
        if let Some(of) = within.first().filter(|_| shape.of_one) {
            return self.new_of(*of, cx);
        }
        if !within.is_empty() {
            return vec![Ask::Begin(shape.kind, links::filled(shape.kind, &within))];
        }
        let now = cx.now;
        let mut form = Form::new(shape.kind, cx.ids.mint(now));
        form.begin(cx);
        self.form = Some(form);
        Vec::new()
    }

    /// A new record that belongs to another: it is typed in here.
    fn new_of(&mut self, of: links::At, cx: &mut Context) -> Vec<Ask> {
        let (kind, now) = (self.shape().kind, cx.now);
        let id = cx.ids.mint(now);
        let links = links::filled(kind, &[of]);
        let whole = &cx.sight.whole;
        let edits = links.iter().filter_map(|(tag, value)| whole.edit(kind, id, *tag, Some(value))).collect();
        let open = kind.fields.iter().find(|def| links.iter().all(|(tag, _)| *tag != def.tag));
        let mut form = Form::new(kind, id);
        if let Some(def) = open {
            form.mark(def.tag);
        }
        form.begin(cx);
        self.form = Some(form);
        vec![Ask::Change(Change { doing: Doing::Create, edits })]
    }

    /// Opens the form of a record at a field.
    pub fn open(&mut self, record: Id, field: Option<Tag>) {
        let mut form = Form::new(self.shape().kind, record);
        if let Some(tag) = field {
            form.mark(tag);
        }
        self.list.mark(record);
        self.form = Some(form);
    }

    /// Whether nothing lies over the list, not even a filter: closing means leaving it.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.form.is_none() && self.list.is_bare() && !self.list.is_filtered()
    }

    fn remove(&self, cx: &Context, id: Id) -> Vec<Ask> {
        let kind = self.shape().kind;
        let Some(record) = cx.sight.get(kind, id) else { return Vec::new() };
        let title = text::cut(&cx.sight.title(kind, record), 40);
        let pointing = links::counts(&cx.sight, id);
        let question = if pointing.is_empty() {
            cx.sight.words.say_with("remove-ask", &[("title", &title)])
        } else {
            cx.sight.words.say_with("remove-ask-linked", &[("title", &title), ("links", &pointing)])
        };
        let edit = cx.sight.whole.edit(kind, id, REMOVED, Some(&Value::Flag(true)));
        edit.map(|edit| Ask::Confirm(question, Change::of(Doing::Remove, edit))).into_iter().collect()
    }

    /// What an action does to records; nothing when it is the list's own.
    fn act(&mut self, action: Action, cx: &mut Context) -> Option<Vec<Ask>> {
        let shape = self.shape();
        let extra = shape.extras.iter().find(|(known, _)| *known == action);
        Some(match (action, self.marked()) {
            (_, Some(id)) if extra.is_some() => extra.map(|(_, extra)| extra(cx, id)).into_iter().collect(),
            (Action::Open, Some(id)) => {
                self.form = Some(Form::new(shape.kind, id));
                Vec::new()
            }
            (Action::New | Action::Remove, _) if shape.single => {
                vec![Ask::Say(Tone::Plain, cx.sight.words.say("single-record"))]
            }
            (Action::New, _) => self.new_record(cx),
            (Action::Remove, Some(id)) => self.remove(cx, id),
            (Action::Import, _) if !shape.of_one => vec![Ask::Import],
            (Action::Close, _) if shape.within.is_some() && !shape.of_one && !self.list.is_filtered() => {
                self.narrow(None);
                vec![self.list.ask(cx)]
            }
            _ => return None,
        })
    }

    fn fill_in(&mut self, event: &Event, cx: &mut Context) -> Vec<Ask> {
        let Some(form) = &mut self.form else { return Vec::new() };
        let record = form.record();
        match event {
            Event::Do(Action::Follow) => self.list.follow(cx, &[(self.shape().kind, record)]),
            Event::Do(action @ (Action::New | Action::Remove)) => self.act(*action, cx).unwrap_or_default(),
            _ => match form.update(event, cx) {
                Outcome::Stays(asks) => asks,
                Outcome::Closes => {
                    self.form = None;
                    if record == cx.sight.whole.own.id() && cx.sight.whole.own.is_empty() {
                        // A follow-up that was begun and got nothing: there is nothing here to look at.
                        return vec![Ask::Go(Place::default())];
                    }
                    if cx.sight.get(self.list.listing().kind, record).is_some() {
                        self.list.mark(record);
                    }
                    vec![self.list.ask(cx)]
                }
            },
        }
    }
}

impl Screen for Records {
    fn columns(&self) -> &'static [Column] {
        self.shape().columns
    }

    fn contexts(&self) -> Vec<keys::Context> {
        match &self.form {
            Some(form) if self.list.is_bare() => form.contexts(),
            _ => self.list.contexts(),
        }
    }

    fn offers(&self, cx: &Context) -> Vec<Action> {
        let shape = self.shape();
        match &self.form {
            Some(form) if self.list.is_bare() => form.offers(cx),
            _ => {
                let mut own = vec![Action::Open];
                own.extend((!shape.single).then_some(Action::New));
                own.extend(shape.extras.iter().map(|(action, _)| *action));
                let mut offers = self.list.offers(&own);
                if self.list.is_bare() {
                    offers.extend((!shape.single).then_some(Action::Remove));
                    offers.extend((!shape.of_one).then_some([Action::Documents, Action::Import]).into_iter().flatten());
                }
                offers
            }
        }
    }

    fn wants(&self, key: Key) -> bool {
        match &self.form {
            Some(form) if self.list.is_bare() => form.wants(key),
            _ => self.list.wants(key),
        }
    }

    fn update(&mut self, event: &Event, cx: &mut Context) -> Vec<Ask> {
        if let Some(asks) = self.list.hear(event, cx) {
            return asks;
        }
        if self.list.is_bare() {
            if self.form.is_some() {
                return self.fill_in(event, cx);
            }
            if let Event::Do(action) = event
                && let Some(asks) = self.act(*action, cx)
            {
                return asks;
            }
        }
        self.list.update(event, cx)
    }

    fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        match &self.form {
            Some(form) => {
                form.view(cx, frame, area);
                self.list.view_over(cx, frame, area);
            }
            None => self.list.view(cx, frame, area),
        }
    }

    fn at(&self) -> (Option<(u8, Id)>, Option<Tag>) {
        let record = self.marked().map(|id| (self.shape().kind.number, id));
        (record, self.form.as_ref().and_then(Form::field))
    }

    fn go(&mut self, record: Option<(u8, Id)>, field: Option<Tag>, cx: &mut Context) -> Vec<Ask> {
        self.list.uncover();
        self.form = None;
        let kind = self.shape().kind;
        if let Some((_, id)) = record.filter(|(number, _)| *number == kind.number) {
            self.list.mark(id);
            if let Some(tag) = field {
                let mut form = Form::new(kind, id);
                form.mark(tag);
                self.form = Some(form);
            }
        }
        vec![self.list.ask(cx)]
    }

    fn within(&self) -> Option<Within> {
        self.shape().within
    }

    fn narrow(&mut self, within: Option<Within>) {
        self.list.listing_mut().within = within;
    }

    fn status(&self, _cx: &Context) -> String {
        self.list.status()
    }

    fn resume(&mut self, cx: &mut Context) {
        if let Some(form) = &mut self.form {
            form.begin(cx);
        }
    }
}
