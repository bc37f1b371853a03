//! Records of one kind: a list of them, and the form of one.

use super::{
    batch::{self, Batch},
    form::{Form, Outcome},
    links,
    list::List,
    listing::Listing as _,
    look::Tone,
    outline::{Node, Row},
    rows::Column,
    screen::{Ask, Context, Event, Place, Screen, Within},
    shape::Shape,
    table::Move,
    text,
};
use crate::follow_up::{Change, Doing};
use crate::keys::{self, Action, Key};
use crate::record::{Id, KindInfo, REMOVED, Tag, Value};
use ratatui::{Frame, layout::Rect};

/// A list of records, and the form that may be open over it.
#[derive(Debug)]
pub struct Records {
    list: List<Shape>,
    form: Option<Form>,
    /// A field of all that is ticked is being changed.
    batch: Option<Batch>,
}

impl Records {
    /// A list that has not asked for its rows yet.
    #[must_use]
    pub fn new(shape: Shape) -> Self {
        Self { list: List::new(shape), form: None, batch: None }
    }

    fn shape(&self) -> Shape {
        *self.list.listing()
    }

    /// The record that is marked.
    #[must_use]
    pub fn marked(&self) -> Option<Id> {
        self.form.as_ref().map(Form::record).or_else(|| self.list.marked().and_then(Row::record))
    }

    /// Moves the mark.
    pub fn step(&mut self, by: Move, cx: &Context) -> Vec<Ask> {
        self.list.step(by, cx)
    }

    /// A new record; in a list that is narrowed, one that belongs there.
    fn new_record(&mut self, cx: &mut Context) -> Vec<Ask> {
        let shape = self.shape();
        if cx.is_locked(shape.kind, Id::nil(), REMOVED) {
            return self.closed(cx);
        }
        let records = shape.within.into_iter().flat_map(|within| [Some(within.of), within.and]).flatten();
        let within: Vec<links::At> = records.filter_map(|(number, id)| Some((cx.sight.kind(number)?, id))).collect();
        if let Some(of) = within.first().filter(|_| shape.of_one) {
            return self.new_of(*of, cx);
        }
        if !within.is_empty() {
            return vec![Ask::Begin(shape.kind, links::filled(shape.kind, &within))];
        }
        if let Some(branch) = self.list.marked().and_then(|row| row.branch.as_deref()).filter(|one| !one.new.is_empty())
        {
            return vec![Ask::Begin(shape.kind, branch.new.clone())];
        }
        let now = cx.now;
        let suggested = shape.begins.and_then(|begins| begins(&cx.sight));
        let mut form = Form::new(shape.kind, cx.ids.mint(now)).suggesting(suggested);
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
        let change = Change { doing: Doing::Create, edits };
        if !cx.takes(&change) {
            return self.closed(cx);
        }
        let open = kind.fields.iter().find(|def| links.iter().all(|(tag, _)| *tag != def.tag));
        let mut form = Form::new(kind, id);
        if let Some(def) = open {
            form.mark(def.tag);
        }
        form.begin(cx);
        self.form = Some(form);
        vec![Ask::Change(change)]
    }

    fn closed(&self, cx: &Context) -> Vec<Ask> {
        vec![Ask::Say(Tone::Warn, cx.closed(&self.contexts()))]
    }

    /// Opens the form of a record at a field.
    pub fn open(&mut self, record: Id, field: Option<Tag>) {
        let mut form = Form::new(self.shape().kind, record);
        if let Some(tag) = field {
            form.mark(tag);
        }
        self.list.mark(Row::of(record));
        self.form = Some(form);
    }

    /// Whether nothing lies over the list, not even a filter: closing means leaving it.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.form.is_none() && self.batch.is_none() && self.list.is_bare() && !self.list.is_filtered()
    }

    /// Begins to change a field of all that is ticked.
    fn change_ticked(&mut self, cx: &Context) -> Vec<Ask> {
        let (kind, words) = (self.shape().kind, &cx.sight.words);
        let there: Vec<Id> =
            self.list.ticked().iter().copied().filter(|id| cx.sight.get(kind, *id).is_some()).collect();
        let Some(first) = there.first() else {
            let key = |action| words.key(&cx.keys.keys_for(&self.contexts(), action).unwrap_or_default());
            let places = [("key", key(Action::Mark)), ("all", key(Action::MarkAll))];
            let places = places.each_ref().map(|(name, key)| (*name, key.as_str()));
            return vec![Ask::Say(Tone::Plain, words.say_with("batch-nothing", &places))];
        };
        if cx.is_locked(kind, *first, REMOVED) && there.iter().all(|id| cx.is_locked(kind, *id, REMOVED)) {
            return self.closed(cx);
        }
        self.batch = Some(Batch::new(kind, there, cx));
        Vec::new()
    }

    /// Asks whether all that is ticked is to be deleted, as one change.
    fn remove_ticked(&self, cx: &Context) -> Vec<Ask> {
        let (kind, words) = (self.shape().kind, &cx.sight.words);
        let there = self.list.ticked().iter().copied().filter(|id| cx.sight.get(kind, *id).is_some());
        let edits = there.filter_map(|id| cx.sight.whole.edit(kind, id, REMOVED, Some(&Value::Flag(true))));
        let change = Change { doing: Doing::Remove, edits: edits.collect() };
        if change.edits.is_empty() || !cx.takes(&change) {
            return self.closed(cx);
        }
        let whole = &cx.sight.whole;
        let is_linked = |id: Id| whole.own.pointing_at(id).next().or_else(|| whole.register.pointing_at(id).next());
        let linked = change.edits.iter().filter(|edit| is_linked(edit.record).is_some()).count();
        let (count, linked) = (change.edits.len().to_string(), linked.to_string());
        let id = if linked == "0" { "remove-marked-ask" } else { "remove-marked-linked" };
        let kinds = words.kinds(kind).to_lowercase();
        let places = [("count", count.as_str()), ("kinds", &kinds), ("linked", &linked)];
        vec![Ask::Confirm(words.say_with(id, &places), change)]
    }

    /// What an action does to records; nothing when it is the list's own.
    fn act(&mut self, action: Action, cx: &mut Context) -> Option<Vec<Ask>> {
        let shape = self.shape();
        let extra = shape.extras.iter().find(|(known, _)| *known == action);
        Some(match (action, self.marked()) {
            (Action::Batch, _) if !shape.single => self.change_ticked(cx),
            (Action::Remove, _) if !self.list.ticked().is_empty() && self.form.is_none() => self.remove_ticked(cx),
            (_, Some(id)) if extra.is_some() => extra.map(|(_, extra)| extra(cx, id)).into_iter().collect(),
            (Action::Open, Some(id)) => {
                self.form = Some(Form::new(shape.kind, id));
                Vec::new()
            }
            (Action::Open | Action::Remove, None) => return self.act_on_heading(action, cx),
            (Action::New | Action::Remove, _) if shape.single => {
                vec![Ask::Say(Tone::Plain, cx.sight.words.say("single-record"))]
            }
            (Action::New, _) => self.new_record(cx),
            (Action::Remove, Some(id)) => removal(cx, &self.contexts(), shape.kind, id),
            (Action::Import, _) if !shape.of_one => vec![Ask::Import],
            (Action::Close, _) if shape.within.is_some() && !shape.of_one && !self.list.is_filtered() => {
                self.narrow(None);
                vec![self.list.ask(cx)]
            }
            _ => return None,
        })
    }

    /// What an action does to a row of a tree that is no record.
    fn act_on_heading(&mut self, action: Action, cx: &Context) -> Option<Vec<Ask>> {
        let shape = self.shape();
        let row = self.list.marked()?;
        Some(match (action, &row.node) {
            (Action::Open, Node::About(Some(_))) => {
                shape.records(row).into_iter().map(|(kind, id)| Ask::Show(kind, id)).collect()
            }
            (Action::Open, _) => self.list.turn(cx),
            _ => {
                let kind = cx.sight.words.kind(shape.kind).to_lowercase();
                vec![Ask::Say(Tone::Plain, cx.sight.words.say_with("tree-heading", &[("kind", &kind)]))]
            }
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
                        self.list.mark(Row::of(record));
                    }
                    vec![self.list.ask(cx)]
                }
            },
        }
    }
}

/// Asks whether a record is to be deleted, with what points to it; in a screen whose contexts these are.
#[must_use]
pub fn removal(cx: &Context, contexts: &[keys::Context], kind: &'static KindInfo, id: Id) -> Vec<Ask> {
    let Some(record) = cx.sight.get(kind, id) else { return Vec::new() };
    if cx.is_locked(kind, id, REMOVED) {
        return vec![Ask::Say(Tone::Warn, cx.locked(kind, id, REMOVED, contexts))];
    }
    let title = text::cut(&cx.sight.title(kind, record), 40);
    let pointing = links::inward(&cx.sight, (kind, id));
    let question = if pointing.is_empty() {
        cx.sight.words.say_with("remove-ask", &[("title", &title)])
    } else {
        cx.sight.words.say_with("remove-ask-linked", &[("title", &title), ("links", &pointing)])
    };
    let edit = cx.sight.whole.edit(kind, id, REMOVED, Some(&Value::Flag(true)));
    edit.map(|edit| Ask::Confirm(question, Change::of(Doing::Remove, edit))).into_iter().collect()
}

impl Screen for Records {
    fn columns(&self) -> &'static [Column] {
        self.shape().columns
    }

    fn contexts(&self) -> Vec<keys::Context> {
        match &self.form {
            _ if self.batch.is_some() => self.batch.as_ref().map(Batch::contexts).unwrap_or_default(),
            Some(form) if self.list.is_bare() => form.contexts(),
            _ => self.list.contexts(),
        }
    }

    fn offers(&self, cx: &Context) -> Vec<Action> {
        let shape = self.shape();
        if let Some(batch) = &self.batch {
            return batch.offers();
        }
        match &self.form {
            Some(form) if self.list.is_bare() => form.offers(cx),
            _ => {
                let ticked = !self.list.ticked().is_empty();
                let mut own: Vec<Action> = ticked.then_some(Action::Batch).into_iter().collect();
                own.push(Action::Open);
                own.extend((!shape.single).then_some(Action::New));
                own.extend(shape.extras.iter().map(|(action, _)| *action));
                let mut offers = self.list.offers(&own);
                if self.list.is_bare() {
                    offers.extend((!shape.single).then_some([Action::Mark, Action::MarkAll]).into_iter().flatten());
                    offers.extend((!shape.single && !ticked).then_some(Action::Batch));
                    offers.extend((!shape.single).then_some(Action::Remove));
                    offers.extend((!shape.of_one).then_some([Action::Documents, Action::Import]).into_iter().flatten());
                }
                offers
            }
        }
    }

    fn wants(&self, key: Key) -> bool {
        if let Some(batch) = &self.batch {
            return batch.wants(key);
        }
        match &self.form {
            Some(form) if self.list.is_bare() => form.wants(key),
            _ => self.list.wants(key),
        }
    }

    fn update(&mut self, event: &Event, cx: &mut Context) -> Vec<Ask> {
        if let Some(asks) = self.list.hear(event, cx) {
            return asks;
        }
        if let Some(batch) = &mut self.batch {
            return match batch.update(event, cx) {
                batch::Outcome::Stays(asks) => asks,
                batch::Outcome::Closes(asks) => {
                    self.batch = None;
                    asks
                }
            };
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
        if let Some(batch) = &self.batch {
            batch.view(cx, frame, area);
        }
    }

    fn at(&self) -> (Option<(u8, Id)>, Option<Tag>) {
        let row = self.list.marked().and_then(|row| self.shape().records(row).into_iter().next());
        let own = self.marked().map(|id| (self.shape().kind.number, id));
        let record = own.or(row.map(|(kind, id)| (kind.number, id)));
        (record, self.form.as_ref().and_then(Form::field))
    }

    fn go(&mut self, record: Option<(u8, Id)>, field: Option<Tag>, cx: &mut Context) -> Vec<Ask> {
        self.list.uncover();
        self.form = None;
        self.batch = None;
        let kind = self.shape().kind;
        if let Some((_, id)) = record.filter(|(number, _)| *number == kind.number) {
            self.list.mark(Row::of(id));
            if let Some(tag) = field {
                let mut form = Form::new(kind, id);
                form.mark(tag);
                self.form = Some(form);
            }
        }
        vec![self.list.ask(cx)]
    }

    fn linked(&self) -> Option<(u8, Id)> {
        self.list.linked()
    }

    fn rows(&self) -> Vec<(u8, Id)> {
        let kind = self.shape().kind.number;
        self.list.rows().iter().filter_map(Row::record).map(|id| (kind, id)).collect()
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
