//! A record's form: its fields, one a line, saved as each is left.

mod view;

use super::{
    drafts::{Draft, Spot},
    editor::Editor,
    look::Tone,
    picker::{self, Picked, Picker},
    reader::Reader,
    screen::{Ask, Context, Event},
    table::{Cursor, Move},
};
use crate::follow_up::{Change, Doing, Edit};
use crate::keys::{self, Action, Key};
use crate::locale::{Lang, parse};
use crate::record::{Def, Flaw, Id, Input, KindInfo, REMOVED, Stored, Tag, Value};

#[derive(Debug)]
enum Mode {
    Reading,
    Typing(Box<Editor>),
    /// With what stood in the field when choosing began.
    Picking(Box<Picker>, Option<Stored>),
    /// The whole of the marked field is read.
    Showing(Reader),
}

/// The form of one record, which need not be there yet.
#[derive(Debug)]
pub struct Form {
    kind: &'static KindInfo,
    record: Id,
    /// The marked field; fields come and go with the choices that ask for them, so it is held by its tag.
    marked: Tag,
    mode: Mode,
    flaw: Option<(Tag, Flaw)>,
}

/// What an event did to a form.
#[derive(Debug)]
pub enum Outcome {
    /// It stays open.
    Stays(Vec<Ask>),
    /// It is to be closed.
    Closes,
}

impl Form {
    /// The form of a record.
    #[must_use]
    pub fn new(kind: &'static KindInfo, record: Id) -> Self {
        let marked = kind.fields.first().map_or(REMOVED, |def| def.tag);
        Self { kind, record, marked, mode: Mode::Reading, flaw: None }
    }

    /// Which record.
    #[must_use]
    pub fn record(&self) -> Id {
        self.record
    }

    /// The field that is marked.
    #[must_use]
    pub fn field(&self) -> Option<Tag> {
        self.def().map(|def| def.tag)
    }

    /// The contexts that are on.
    #[must_use]
    pub fn contexts(&self) -> Vec<keys::Context> {
        match &self.mode {
            Mode::Reading => vec![keys::Context::Form, keys::Context::Everywhere],
            Mode::Typing(editor) if editor.takes_lines() => vec![keys::Context::Text],
            Mode::Typing(_) => vec![keys::Context::Line, keys::Context::Text],
            Mode::Picking(..) => vec![keys::Context::Picker],
            Mode::Showing(_) => vec![keys::Context::Reader],
        }
    }

    /// What can be done here.
    #[must_use]
    pub fn offers(&self, cx: &Context) -> Vec<Action> {
        match &self.mode {
            Mode::Reading => {
                let drafted = self.spot(cx).is_some_and(|spot| cx.drafts.get(spot).is_some());
                let mut offers = vec![
                    Action::Open,
                    Action::Close,
                    Action::Read,
                    Action::Clear,
                    Action::Follow,
                    Action::New,
                    Action::Remove,
                    Action::Documents,
                ];
                if drafted {
                    offers.insert(1, Action::Discard);
                }
                offers
            }
            Mode::Typing(_) => vec![Action::Save, Action::SaveNext, Action::Stop, Action::UndoTyping],
            Mode::Picking(picker, _) => picker.offers(),
            Mode::Showing(_) => vec![Action::Close, Action::Down, Action::Up],
        }
    }

    /// Whether a key is text here.
    #[must_use]
    pub fn wants(&self, key: Key) -> bool {
        match self.mode {
            Mode::Reading | Mode::Showing(_) => false,
            Mode::Typing(_) => key.typed().is_some(),
            Mode::Picking(ref picker, _) => picker.wants(key),
        }
    }

    fn def(&self) -> Option<&'static Def> {
        self.kind.fields.iter().find(|def| def.tag == self.marked)
    }

    /// The fields that are shown: those that are asked for at this record, those that hold something, typed or
    /// saved, and the marked one, which a jump may have led to.
    fn fields(&self, cx: &Context) -> Vec<&'static Def> {
        self.fields_with(cx, None)
    }

    /// The same with a value that is about to be saved in a field.
    fn fields_with(&self, cx: &Context, just: Option<(Tag, Option<&Value>)>) -> Vec<&'static Def> {
        let asked = |def: &Def| {
            let Some((tag, codes)) = def.when else { return true };
            let chosen = match just {
                Some((saved, value)) if saved == tag => value.cloned(),
                _ => self.stands(cx, tag).as_ref().and_then(Stored::value),
            };
            matches!(chosen, Some(Value::Choice(code)) if codes.contains(&code.as_str()))
        };
        let holds =
            |def: &Def| self.stands(cx, def.tag).is_some() || cx.drafts.get(self.spot_of(cx, def.tag)).is_some();
        let fields = self.kind.fields.iter();
        fields.filter(|def| def.tag == self.marked || asked(def) || holds(def)).collect()
    }

    fn step(&mut self, by: Move, fields: &[&'static Def]) {
        let at = fields.iter().position(|def| def.tag == self.marked).unwrap_or_default();
        let mut cursor = Cursor { at };
        cursor.step(by, fields.len(), 10);
        self.marked = fields.get(cursor.at).map_or(self.marked, |def| def.tag);
    }

    fn spot_of(&self, cx: &Context, tag: Tag) -> Spot {
        Spot { follow_up: cx.sight.whole.own.id(), kind: self.kind.number, record: self.record, tag }
    }

    fn spot(&self, cx: &Context) -> Option<Spot> {
        Some(self.spot_of(cx, self.field()?))
    }

    fn stands(&self, cx: &Context, tag: Tag) -> Option<Stored> {
        cx.sight.whole.home(self.kind).stands(self.kind.number, self.record, tag)
    }

    /// What a stored value of a field looks like; nothing looks like nothing.
    fn shown(cx: &Context, def: &Def, stored: Option<&Stored>) -> String {
        stored.and_then(Stored::value).map(|value| cx.sight.show(def, &value)).unwrap_or_default()
    }

    /// Whether the record is not there yet: it comes with its first field.
    fn is_new(&self, cx: &Context) -> bool {
        cx.sight.whole.home(self.kind).held(self.kind.number, self.record).is_none()
    }

    /// Marks a field.
    pub fn mark(&mut self, tag: Tag) {
        if self.kind.fields.iter().any(|def| def.tag == tag) {
            self.marked = tag;
        }
    }

    /// Begins to type in the marked field, or goes on with what is half typed there.
    pub fn begin(&mut self, cx: &mut Context) {
        let (Some(def), Some(spot)) = (self.def(), self.spot(cx)) else { return };
        let stands = self.stands(cx, def.tag);
        if let Some(picker) =
            Picker::new(self.kind, self.record, *def, stands.as_ref().and_then(Stored::value).as_ref(), cx)
        {
            self.mode = Mode::Picking(Box::new(picker), stands);
            return;
        }
        let lines = matches!(def.input, Input::Text);
        let editor = match cx.drafts.get(spot) {
            Some(draft) => Editor::resumed(draft, lines),
            None => Editor::new(&Self::shown(cx, def, stands.as_ref()), lines),
        };
        cx.drafts.type_in(spot, Draft { before: stands, ..editor.draft() });
        self.mode = Mode::Typing(Box::new(editor));
    }

    /// Takes an event.
    pub fn update(&mut self, event: &Event, cx: &mut Context) -> Outcome {
        match &mut self.mode {
            Mode::Reading => self.read(event, cx),
            Mode::Typing(_) => self.typing(event, cx),
            Mode::Picking(..) => Outcome::Stays(self.picking(event, cx)),
            Mode::Showing(reader) => {
                if let Event::Do(action) = event
                    && reader.act(*action, cx)
                {
                    self.mode = Mode::Reading;
                }
                Outcome::Stays(Vec::new())
            }
        }
    }

    fn picking(&mut self, event: &Event, cx: &mut Context) -> Vec<Ask> {
        let Mode::Picking(picker, before) = &mut self.mode else { return Vec::new() };
        let outcome = match event {
            Event::Do(action) => picker.act(*action),
            Event::Key(key) => return picker.key(*key, cx),
            Event::Paste(text) => return picker.paste(text, cx),
            Event::Worked(done) => {
                picker.found(done, cx);
                Picked::Open
            }
            _ => Picked::Open,
        };
        match outcome {
            Picked::Open => Vec::new(),
            Picked::Closed => {
                self.mode = Mode::Reading;
                Vec::new()
            }
            Picked::Value(value) => {
                let before = before.take();
                self.picked(value.as_ref(), before, None, cx)
            }
            Picked::New(kind, name, mut ticked) => {
                let before = before.take();
                let id = cx.ids.mint(cx.now);
                let several = matches!(self.def().map(|def| def.input), Some(Input::Links { .. }));
                ticked.insert(id);
                let value = if several { Value::Links(ticked) } else { Value::Link(id) };
                let made = picker::named(&cx.sight.whole, kind, id, &name);
                self.picked(Some(&value), before, made.map(|edit| (edit, name)), cx)
            }
        }
    }

    /// Saves what was chosen, with a record that is made by it, and goes on to the next field.
    fn picked(
        &mut self,
        value: Option<&Value>,
        before: Option<Stored>,
        made: Option<(Edit, String)>,
        cx: &mut Context,
    ) -> Vec<Ask> {
        self.mode = Mode::Reading;
        let stands = self.field().and_then(|tag| self.stands(cx, tag));
        let has_moved = before != stands && !stands.is_some_and(|stored| stored.is_links());
        let fields = self.fields_with(cx, self.field().map(|tag| (tag, value)));
        let asks = self.save(cx, value, before, made);
        if !has_moved || asks.is_empty() {
            self.step(Move::Down, &fields);
        }
        asks
    }

    fn read(&mut self, event: &Event, cx: &mut Context) -> Outcome {
        let Event::Do(action) = event else { return Outcome::Stays(Vec::new()) };
        if let Some(step) = Move::of(*action) {
            let fields = self.fields(cx);
            self.step(step, &fields);
            return Outcome::Stays(Vec::new());
        }
        match action {
            Action::Open => self.begin(cx),
            Action::Read => {
                if let Some(def) = self.def() {
                    self.mode = Mode::Showing(self.reader(cx, def));
                }
            }
            Action::Clear => return Outcome::Stays(self.clear(cx)),
            Action::Discard => {
                if let Some(spot) = self.spot(cx) {
                    cx.drafts.drop(spot);
                    self.flaw = None;
                }
            }
            Action::Close => return Outcome::Closes,
            _ => {}
        }
        Outcome::Stays(Vec::new())
    }

    /// All that stands in a field, with what is half typed there.
    fn reader(&self, cx: &Context, def: &Def) -> Reader {
        let words = &cx.sight.words;
        let shown = Self::shown(cx, def, self.stands(cx, def.tag).as_ref());
        let shown = if shown.is_empty() { words.say("nothing-chosen") } else { shown };
        let draft = self.spot(cx).and_then(|spot| cx.drafts.get(spot));
        let parts = match draft {
            None => vec![(Tone::Plain, shown)],
            Some(draft) => vec![
                (Tone::Strong, words.say("read-draft")),
                (Tone::Plain, draft.text.clone()),
                (Tone::Plain, String::new()),
                (Tone::Strong, words.say("read-stands")),
                (Tone::Plain, shown),
            ],
        };
        Reader::new(words.field(self.kind, def), parts)
    }

    /// Empties the marked field.
    fn clear(&mut self, cx: &mut Context) -> Vec<Ask> {
        let (Some(def), Some(spot)) = (self.def(), self.spot(cx)) else { return Vec::new() };
        let words = cx.sight.words.clone();
        let field = words.field(self.kind, def);
        let key = |action| words.key(&cx.keys.keys_for(&self.contexts(), action).unwrap_or_default());
        if cx.drafts.get(spot).is_some() {
            let said = words.say_with("clear-draft-first", &[("field", &field), ("key", &key(Action::Discard))]);
            return vec![Ask::Say(Tone::Plain, said)];
        }
        let stands = self.stands(cx, def.tag);
        if stands.is_none() {
            return vec![Ask::Say(Tone::Plain, words.say_with("clear-nothing", &[("field", &field)]))];
        }
        if self.is_header(cx) && def.needed {
            return vec![self.needs(cx, def)];
        }
        let said = words.say_with("cleared", &[("field", &field), ("key", &key(Action::Undo))]);
        let mut asks = vec![Ask::Say(Tone::Plain, said)];
        asks.extend(self.save(cx, None, stands, None));
        asks
    }

    /// Whether it is the follow-up itself, which home finds by its title.
    fn is_header(&self, cx: &Context) -> bool {
        self.record == cx.sight.whole.own.id()
    }

    fn needs(&self, cx: &Context, def: &Def) -> Ask {
        let words = &cx.sight.words;
        let (field, kind) = (words.field(self.kind, def), words.kind(self.kind).to_lowercase());
        let id = if self.is_new(cx) { "new-needs" } else { "field-needed" };
        Ask::Say(Tone::Warn, words.say_with(id, &[("field", &field), ("kind", &kind)]))
    }

    fn typing(&mut self, event: &Event, cx: &mut Context) -> Outcome {
        let (Some(def), Some(spot)) = (self.def(), self.spot(cx)) else { return Outcome::Stays(Vec::new()) };
        let Mode::Typing(editor) = &mut self.mode else { return Outcome::Stays(Vec::new()) };
        let typed = match event {
            Event::Do(Action::Save) => return Outcome::Stays(self.leave(cx, false)),
            Event::Do(Action::SaveNext) => return Outcome::Stays(self.leave(cx, true)),
            Event::Do(Action::Stop) | Event::Leaving => {
                let draft = editor.draft();
                let untouched = self.is_untouched(cx, def, spot, &draft.text);
                cx.drafts.type_in(spot, draft);
                if matches!(event, Event::Leaving) {
                    if untouched && self.is_new(cx) {
                        cx.drafts.drop(spot);
                    }
                    return Outcome::Stays(Vec::new());
                }
                self.mode = Mode::Reading;
                if !untouched {
                    cx.drafts.stop();
                    return Outcome::Stays(vec![Ask::Say(Tone::Plain, cx.sight.words.say("draft-stays"))]);
                }
                cx.drafts.drop(spot);
                let half_typed = cx.drafts.iter().any(|(other, _)| other.record == self.record);
                return if self.is_new(cx) && !half_typed { Outcome::Closes } else { Outcome::Stays(Vec::new()) };
            }
            Event::Do(_) | Event::Key(_) | Event::Paste(_) => editor.update(event),
            _ => return Outcome::Stays(Vec::new()),
        };
        cx.drafts.type_in(spot, editor.draft());
        let full = typed.err().map(|full| Ask::Say(Tone::Warn, full.say(&cx.sight.words)));
        Outcome::Stays(full.into_iter().collect())
    }

    /// Whether a text is what stood in the field when typing began, or what stands there now.
    fn is_untouched(&self, cx: &Context, def: &Def, spot: Spot, text: &str) -> bool {
        let before = cx.drafts.get(spot).and_then(|draft| draft.before.as_ref());
        [before, self.stands(cx, def.tag).as_ref()].iter().any(|stored| Self::shown(cx, def, *stored) == text)
    }

    /// Leaves the field that is being typed in: its value is saved, or stays a draft when it is none.
    fn leave(&mut self, cx: &mut Context, next: bool) -> Vec<Ask> {
        let (Some(def), Some(spot)) = (self.def(), self.spot(cx)) else { return Vec::new() };
        let Mode::Typing(editor) = &self.mode else { return Vec::new() };
        let own = cx.sight.words.clone();
        let other = cx.languages.get(if own.lang() == Lang::En { Lang::Sv } else { Lang::En });
        let parsed = parse(&[&own, &other], def, &editor.text(), &|_, _| None);
        let parsed = parsed.and_then(|value| match &value {
            Some(value) if self.is_taken(cx, def, value) => Err(Flaw::Taken),
            _ => Ok(value),
        });
        let new = self.is_new(cx);
        if def.needed && parsed == Ok(None) && if new { !next } else { self.is_header(cx) } {
            return vec![self.needs(cx, def)];
        }
        self.mode = Mode::Reading;
        let before = cx.drafts.get(spot).and_then(|draft| draft.before.clone());
        let has_moved = before != self.stands(cx, def.tag);
        let mut asks = match parsed {
            Ok(value) => self.save(cx, value.as_ref(), before, None),
            Err(flaw) => {
                cx.drafts.stop();
                self.flaw = Some((def.tag, flaw));
                let field = cx.sight.words.field(self.kind, def);
                let why = cx.sight.words.say(flaw.word());
                let said = cx.sight.words.say_with("not-saved", &[("field", &field), ("why", &why)]);
                return vec![Ask::Say(Tone::Bad, said)];
            }
        };
        if has_moved && !asks.is_empty() {
            // Someone else was first: the officer looks at both versions before going on.
            return asks;
        }
        if new && asks.is_empty() {
            asks.push(Ask::Say(Tone::Plain, self.nothing_yet(cx)));
        }
        let fields = self.fields(cx);
        self.step(Move::Down, &fields);
        if next && self.field() != Some(def.tag) {
            self.begin(cx);
        }
        asks
    }

    /// That a new record is not there yet, and what it needs.
    fn nothing_yet(&self, cx: &Context) -> String {
        let words = &cx.sight.words;
        let kind = words.kind(self.kind).to_lowercase();
        let needed = self.kind.fields.iter().filter(|def| def.needed);
        let needed: Vec<String> = needed.map(|def| words.field(self.kind, def).to_lowercase()).collect();
        let id = if needed.is_empty() { "new-nothing-yet" } else { "new-nothing-yet-needs" };
        words.say_with(id, &[("kind", &kind), ("fields", &needed.join(", "))])
    }

    /// Whether another record already has this value in the field that alone is the kind's key.
    fn is_taken(&self, cx: &Context, def: &Def, value: &Value) -> bool {
        let stored = crate::record::Stored::of(value);
        self.kind.key == [def.tag]
            && cx
                .sight
                .whole
                .home(self.kind)
                .records(self.kind.number)
                .any(|record| record.id() != self.record && record.stored(def.tag).as_ref() == Some(&stored))
    }

    /// Has a value saved over what stood in the field when the officer began; a change by someone else since is
    /// a conflict then. Nothing is saved where nothing was changed, or someone else has put the same there.
    fn save(
        &mut self,
        cx: &mut Context,
        value: Option<&Value>,
        before: Option<Stored>,
        made: Option<(Edit, String)>,
    ) -> Vec<Ask> {
        let (Some(def), Some(spot)) = (self.def(), self.spot(cx)) else { return Vec::new() };
        if self.flaw.is_some_and(|(flawed, _)| flawed == def.tag) {
            self.flaw = None;
        }
        let after = value.map(Stored::of);
        if after == before || after == self.stands(cx, def.tag) {
            cx.drafts.drop(spot);
            return Vec::new();
        }
        if cx.drafts.typing() != Some(spot) {
            // A pick, over what may have been refused here earlier; it is kept like a word until it is on disk.
            cx.drafts.drop(spot);
            if let Some(value) = value {
                let text = made.as_ref().map_or_else(|| cx.sight.show(def, value), |(_, name)| name.clone());
                cx.drafts.type_in(spot, Draft { text, before: before.clone(), ..Draft::default() });
            }
        }
        cx.drafts.send(spot);
        let doing = if self.is_new(cx) || made.is_some() { Doing::Create } else { Doing::Edit };
        let follow_up = cx.sight.whole.home_id(self.kind);
        let (record, kind) = (self.record, self.kind.number);
        let edit = Edit { follow_up, record, kind, tag: def.tag, before, after };
        let edits = made.into_iter().map(|(edit, _)| edit).chain([edit]).collect();
        vec![Ask::Change(Change { doing, edits })]
    }
}
