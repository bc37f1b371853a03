//! A record's form: its fields, one a line, saved as each is left.

mod saving;
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
use crate::keys::{self, Action, Key, Named};
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
    /// What a new record begins with: typing writes over it.
    suggested: Option<(Tag, String)>,
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
        Self { kind, record, marked, mode: Mode::Reading, flaw: None, suggested: None }
    }

    /// The same form of a record that begins with a text in a field.
    #[must_use]
    pub fn suggesting(mut self, suggested: Option<(Tag, String)>) -> Self {
        self.suggested = suggested;
        self
    }

    /// What is suggested for a field in which nothing stands.
    fn suggestion(&self, tag: Tag, stands: Option<&Stored>) -> Option<&str> {
        let suggested = self.suggested.as_ref().filter(|(of, _)| *of == tag && stands.is_none());
        suggested.map(|(_, text)| text.as_str())
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
            Mode::Reading => vec![keys::Context::Form],
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
                    Action::NextMissing,
                    Action::Read,
                    Action::Clear,
                    Action::Undo,
                    Action::Follow,
                    Action::Documents,
                    Action::Remove,
                    Action::New,
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
        if cx.is_locked(self.kind, self.record, def.tag) {
            return;
        }
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
            None => match self.suggestion(def.tag, stands.as_ref()) {
                Some(suggested) => {
                    let mut editor = Editor::new(suggested, lines);
                    editor.mark_all();
                    editor
                }
                None => Editor::new(&Self::shown(cx, def, stands.as_ref()), lines),
            },
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
            Event::Do(action) => picker.act(*action, cx),
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
                let id = cx.ids.mint(cx.now);
                let made = picker::named(&cx.sight.whole, kind, id, &name).map(|edit| (edit, name.clone()));
                if !picker.several() {
                    let before = before.take();
                    return self.picked(Some(&Value::Link(id)), before, made, cx);
                }
                ticked.insert(id);
                let value = Value::Links(ticked);
                if matches!(event, Event::Do(Action::SaveNext)) {
                    let before = before.take();
                    return self.picked(Some(&value), before, made, cx);
                }
                // More may be chosen beside it.
                picker.made_by_name(id, &name, cx);
                let before = before.replace(Stored::of(&value));
                let mut asks = self.save(cx, Some(&value), before, made);
                let done = cx.keys.keys_for(&self.contexts(), Action::Open).unwrap_or_default();
                let said = [("name", name.as_str()), ("key", &cx.sight.words.key(&done))];
                asks.push(Ask::Say(Tone::Good, cx.sight.words.say_with("pick-made", &said)));
                asks
            }
        }
    }

    /// Begins to write in the marked field with what was typed or pasted on it: behind what stands in a text, in
    /// place of a number or a date, which no letter more makes another one; in a list it searches.
    fn begin_with(&mut self, event: &Event, cx: &mut Context) -> Vec<Ask> {
        let half_typed = self.spot(cx).is_some_and(|spot| cx.drafts.get(spot).is_some());
        let goes_on = matches!(self.def(), Some(Def { input: Input::Line | Input::Text | Input::Open(_), .. }));
        self.begin(cx);
        match &mut self.mode {
            Mode::Typing(editor) => {
                if !half_typed && !goes_on {
                    editor.mark_all();
                }
                match self.typing(event, cx) {
                    Outcome::Stays(asks) => asks,
                    Outcome::Closes => Vec::new(),
                }
            }
            Mode::Picking(..) => self.picking(event, cx),
            Mode::Reading | Mode::Showing(_) => Vec::new(),
        }
    }

    fn read(&mut self, event: &Event, cx: &mut Context) -> Outcome {
        let writes = match event {
            Event::Key(key) => key.typed().is_some() || key.named() == Some(Named::Backspace),
            Event::Paste(_) => true,
            _ => false,
        };
        let changes = writes || matches!(event, Event::Do(Action::Open | Action::Clear));
        if changes && cx.is_locked(self.kind, self.record, self.marked) {
            let why = cx.locked(self.kind, self.record, self.marked, &self.contexts());
            return Outcome::Stays(vec![Ask::Say(Tone::Warn, why)]);
        }
        if writes {
            return Outcome::Stays(self.begin_with(event, cx));
        }
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
}
