//! A record's form: its fields, one a line, saved as each is left.

use super::{
    drafts::Spot,
    editor::Editor,
    look::{DRAFT, Tone},
    picker::{Picked, Picker},
    screen::{Ask, Context, Event},
    table::{self, Cursor, Move},
    text,
};
use crate::follow_up::{Change, Doing};
use crate::keys::{self, Action, Key};
use crate::locale::{Lang, parse};
use crate::record::{Def, Flaw, Id, Input, KindInfo, Tag, Value};
use ratatui::{Frame, layout::Rect};

#[derive(Debug)]
enum Mode {
    Reading,
    Typing(Box<Editor>),
    Picking(Picker),
}

/// The form of one record, which need not be there yet.
#[derive(Debug)]
pub struct Form {
    kind: &'static KindInfo,
    record: Id,
    cursor: Cursor,
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
        Self { kind, record, cursor: Cursor::default(), mode: Mode::Reading, flaw: None }
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
            Mode::Picking(_) => vec![keys::Context::Picker],
        }
    }

    /// What can be done here.
    #[must_use]
    pub fn offers(&self, cx: &Context) -> Vec<Action> {
        match &self.mode {
            Mode::Reading => {
                let drafted = self.spot(cx).is_some_and(|spot| cx.drafts.get(spot).is_some());
                let mut offers = vec![Action::Open, Action::Close, Action::Follow, Action::New, Action::Remove];
                if drafted {
                    offers.insert(1, Action::Discard);
                }
                offers
            }
            Mode::Typing(_) => vec![Action::Save, Action::SaveNext, Action::Stop, Action::UndoTyping],
            Mode::Picking(_) => vec![Action::Open, Action::Mark, Action::Close],
        }
    }

    /// Whether a key is text here.
    #[must_use]
    pub fn wants(&self, key: Key) -> bool {
        match self.mode {
            Mode::Reading => false,
            Mode::Typing(_) => key.typed().is_some(),
            Mode::Picking(_) => key.typed().is_some_and(|c| c != ' '),
        }
    }

    fn def(&self) -> Option<&'static Def> {
        self.kind.fields.get(self.cursor.at)
    }

    fn spot(&self, cx: &Context) -> Option<Spot> {
        let tag = self.field()?;
        Some(Spot { follow_up: cx.sight.whole.own.id(), kind: self.kind.number, record: self.record, tag })
    }

    fn value(&self, cx: &Context, tag: Tag) -> Option<Value> {
        cx.sight.get(self.kind, self.record)?.value(tag)
    }

    /// Marks a field.
    pub fn mark(&mut self, tag: Tag) {
        if let Some(at) = self.kind.fields.iter().position(|def| def.tag == tag) {
            self.cursor.at = at;
        }
    }

    /// Begins to type in the marked field, or goes on with what is half typed there.
    pub fn begin(&mut self, cx: &mut Context) {
        let (Some(def), Some(spot)) = (self.def(), self.spot(cx)) else { return };
        let standing = self.value(cx, def.tag);
        if let Some(picker) = Picker::new(*def, standing.as_ref(), cx) {
            self.mode = Mode::Picking(picker);
            return;
        }
        let lines = matches!(def.input, Input::Text);
        let editor = match cx.drafts.get(spot) {
            Some(draft) => Editor::resumed(draft, lines),
            None => Editor::new(&standing.map(|value| cx.sight.show(def, &value)).unwrap_or_default(), lines),
        };
        cx.drafts.type_in(spot, editor.draft());
        self.mode = Mode::Typing(Box::new(editor));
    }

    /// Takes an event.
    pub fn update(&mut self, event: &Event, cx: &mut Context) -> Outcome {
        match &mut self.mode {
            Mode::Reading => self.read(event, cx),
            Mode::Typing(_) => Outcome::Stays(self.typing(event, cx)),
            Mode::Picking(picker) => {
                let outcome = match event {
                    Event::Do(action) => picker.act(*action),
                    Event::Key(key) => {
                        picker.key(*key, cx);
                        Picked::Open
                    }
                    _ => Picked::Open,
                };
                Outcome::Stays(match outcome {
                    Picked::Open => Vec::new(),
                    Picked::Closed => {
                        self.mode = Mode::Reading;
                        Vec::new()
                    }
                    Picked::Value(value) => {
                        self.mode = Mode::Reading;
                        let asks = self.save(cx, value.as_ref());
                        self.cursor.step(Move::Down, self.kind.fields.len(), 1);
                        asks
                    }
                })
            }
        }
    }

    fn read(&mut self, event: &Event, cx: &mut Context) -> Outcome {
        let Event::Do(action) = event else { return Outcome::Stays(Vec::new()) };
        if let Some(step) = Move::of(*action) {
            self.cursor.step(step, self.kind.fields.len(), 10);
            return Outcome::Stays(Vec::new());
        }
        match action {
            Action::Open => {
                self.begin(cx);
                Outcome::Stays(Vec::new())
            }
            Action::Discard => {
                if let Some(spot) = self.spot(cx) {
                    cx.drafts.drop(spot);
                    self.flaw = None;
                }
                Outcome::Stays(Vec::new())
            }
            Action::Close => Outcome::Closes,
            _ => Outcome::Stays(Vec::new()),
        }
    }

    fn typing(&mut self, event: &Event, cx: &mut Context) -> Vec<Ask> {
        let Some(spot) = self.spot(cx) else { return Vec::new() };
        let Mode::Typing(editor) = &mut self.mode else { return Vec::new() };
        match event {
            Event::Do(Action::Save) => return self.leave(cx, false),
            Event::Do(Action::SaveNext) => return self.leave(cx, true),
            Event::Do(Action::Stop) => {
                let text = editor.text();
                self.mode = Mode::Reading;
                let def = self.def();
                let standing = def.and_then(|def| Some((def, self.value(cx, def.tag)?)));
                let shown = standing.map(|(def, value)| cx.sight.show(def, &value)).unwrap_or_default();
                if shown == text {
                    cx.drafts.drop(spot);
                    return Vec::new();
                }
                cx.drafts.stop();
                return vec![Ask::Say(Tone::Plain, cx.sight.words.say("draft-stays"))];
            }
            Event::Do(Action::UndoTyping) => editor.undo(),
            Event::Do(Action::RedoTyping) => editor.redo(),
            Event::Key(key) => editor.key(*key),
            Event::Paste(text) => editor.paste(text),
            _ => return Vec::new(),
        }
        cx.drafts.type_in(spot, editor.draft());
        Vec::new()
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
        self.mode = Mode::Reading;
        let asks = match parsed {
            Ok(value) => {
                cx.drafts.drop(spot);
                self.save(cx, value.as_ref())
            }
            Err(flaw) => {
                cx.drafts.stop();
                self.flaw = Some((def.tag, flaw));
                let field = cx.sight.words.field(self.kind, def);
                let why = cx.sight.words.say(flaw.word());
                let said = cx.sight.words.say_with("not-saved", &[("field", &field), ("why", &why)]);
                return vec![Ask::Say(Tone::Bad, said)];
            }
        };
        self.cursor.step(Move::Down, self.kind.fields.len(), 1);
        if next && self.field() != Some(def.tag) {
            self.begin(cx);
        }
        asks
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

    fn save(&mut self, cx: &mut Context, value: Option<&Value>) -> Vec<Ask> {
        let Some(tag) = self.field() else { return Vec::new() };
        if self.flaw.is_some_and(|(flawed, _)| flawed == tag) {
            self.flaw = None;
        }
        let doing = if cx.sight.get(self.kind, self.record).is_some() { Doing::Edit } else { Doing::Create };
        let edit = cx.sight.whole.edit(self.kind, self.record, tag, value);
        edit.map(|edit| Ask::Change(Change::of(doing, edit))).into_iter().collect()
    }

    /// Draws the form.
    pub fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        if area.height < 2 {
            return;
        }
        let words = &cx.sight.words;
        let record = cx.sight.get(self.kind, self.record);
        let title = record.map_or_else(
            || words.say_with("new-record", &[("kind", &words.kind(self.kind))]),
            |record| cx.sight.title(self.kind, record),
        );
        let head = format!(" {}  {title}", words.kind(self.kind));
        frame.buffer_mut().set_string(area.x, area.y, text::cut(&head, area.width.into()), cx.look.style(Tone::Strong));
        let area = Rect { y: area.y + 1, height: area.height - 1, ..area };
        let label = 22.min(area.width / 3);
        let typing = if let Mode::Typing(editor) = &self.mode { Some(editor) } else { None };
        // A field of several lines opens while it is typed in; the page then holds fewer fields.
        let open = typing.filter(|editor| editor.takes_lines()).map_or(1, |_| 6.min(area.height));
        let page = usize::from(area.height.saturating_sub(open - 1).max(1));
        let top = self.cursor.top(page, self.kind.fields.len());
        let mut y = area.y;
        for (at, def) in self.kind.fields.iter().enumerate().skip(top).take(page) {
            if y >= area.bottom() {
                break;
            }
            let here = at == self.cursor.at;
            let line = Rect { y, height: 1, ..area };
            if here {
                table::mark(cx, frame, line);
            }
            let name = text::fit(&words.field(self.kind, def), usize::from(label), false);
            let tone = if here { Tone::Strong } else { Tone::Dim };
            frame.buffer_mut().set_string(area.x + 2, y, name, cx.look.style(tone));
            let x = (area.x + 3 + label).min(area.right());
            let room = Rect { x, y, width: area.right() - x, height: 1 };
            if let (true, Some(editor)) = (here, typing) {
                let room = Rect { height: open.min(area.bottom() - y), ..room };
                frame.buffer_mut().set_string(room.x.saturating_sub(1), y, "›", cx.look.style(Tone::Accent));
                editor.view(cx, frame, room);
                y += room.height;
                continue;
            }
            self.field_view(cx, frame, room, def);
            y += 1;
        }
        if let Mode::Picking(picker) = &self.mode {
            picker.view(cx, frame, area);
        }
    }

    fn field_view(&self, cx: &Context, frame: &mut Frame<'_>, room: Rect, def: &Def) {
        let words = &cx.sight.words;
        let spot =
            Spot { follow_up: cx.sight.whole.own.id(), kind: self.kind.number, record: self.record, tag: def.tag };
        let flaw = self.flaw.filter(|(tag, _)| *tag == def.tag).map(|(_, flaw)| words.say(flaw.word()));
        let (shown, tone) = match (cx.drafts.get(spot), self.value(cx, def.tag)) {
            (Some(draft), _) => {
                let why = flaw.unwrap_or_else(|| words.say("half-typed"));
                (format!("{DRAFT} {} ({why})", draft.text), Tone::Warn)
            }
            (None, Some(value)) => {
                let unit = match def.input {
                    Input::Number { unit } if !unit.is_empty() => format!(" {}", words.say(&format!("unit-{unit}"))),
                    _ => String::new(),
                };
                (format!("{}{unit}", cx.sight.show(def, &value)), Tone::Plain)
            }
            (None, None) if def.needed => (words.say("flaw-missing"), Tone::Warn),
            (None, None) => ("–".to_owned(), Tone::Dim),
        };
        frame.buffer_mut().set_string(room.x, room.y, text::cut(&shown, room.width.into()), cx.look.style(tone));
    }
}
