//! One field of many records changed at once: choose the field, give the value, and it is one change that is undone as
//! one. What cannot be changed is named with its reason, and the rest is changed all the same.

mod change;

use super::{
    editor::Editor,
    look::Tone,
    picker::{self, Picked, Picker},
    reader::Reader,
    screen::{Ask, Context, Event},
    table, text,
    views::{Offered, Turned, Views},
};
use crate::keys::{self, Action, Key};
use crate::locale::{Lang, parse};
use crate::record::{Def, Id, Input, KindInfo, Tag, Value};
use ratatui::{Frame, layout::Rect, widgets::Clear};

pub use change::Way;

/// Lines that a text of several lines is typed in.
const LINES: u16 = 5;

#[derive(Debug)]
enum Stage {
    Field(Views),
    /// What is done with the set that stands in each.
    Way(&'static Def, Views),
    Typing(&'static Def, Box<Editor>),
    Picking(&'static Def, Way, Box<Picker>),
    /// What was not changed, and why.
    Told(Reader),
}

/// A change of many records that is being made.
#[derive(Debug)]
pub struct Batch {
    kind: &'static KindInfo,
    records: Vec<Id>,
    stage: Stage,
}

/// What an event did to it.
#[derive(Debug)]
pub enum Outcome {
    /// It goes on.
    Stays(Vec<Ask>),
    /// It is over.
    Closes(Vec<Ask>),
}

/// The fields that can be changed in many records at once: not what a record is known by, which no two share, and not
/// what it hangs under, since each record that is put under another must be looked at by itself.
fn fields(kind: &'static KindInfo) -> impl Iterator<Item = &'static Def> {
    let own = |def: &&Def| matches!(def.input, Input::Link { to } | Input::Links { to } if to == kind.name);
    kind.fields.iter().filter(move |def| kind.key != [def.tag] && !own(def))
}

fn is_set(def: &Def) -> bool {
    matches!(def.input, Input::Choices(_) | Input::Links { .. })
}

impl Batch {
    /// Begins with some records of a kind: first the field is chosen.
    #[must_use]
    pub fn new(kind: &'static KindInfo, records: Vec<Id>, cx: &Context) -> Self {
        let offered = fields(kind).enumerate();
        let offered = offered.map(|(view, def)| Offered { view, name: cx.sight.words.field(kind, def), count: None });
        Self { kind, records, stage: Stage::Field(Views::new(offered.collect(), 0).headed("batch-field")) }
    }

    /// Begins with a field that has been chosen already; nothing when the kind has none of this tag.
    #[must_use]
    pub fn of_field(kind: &'static KindInfo, records: Vec<Id>, tag: Tag, way: Way, cx: &Context) -> Option<Self> {
        let def = kind.fields.iter().find(|def| def.tag == tag)?;
        let mut batch = Self::new(kind, records, cx);
        batch.value_of(def, way, cx);
        Some(batch)
    }

    /// The contexts that are on.
    #[must_use]
    pub fn contexts(&self) -> Vec<keys::Context> {
        match &self.stage {
            Stage::Field(_) | Stage::Way(..) | Stage::Picking(..) => vec![keys::Context::Picker],
            Stage::Typing(_, editor) if editor.takes_lines() => vec![keys::Context::Text],
            Stage::Typing(..) => vec![keys::Context::Line, keys::Context::Text],
            Stage::Told(_) => vec![keys::Context::Reader],
        }
    }

    /// What can be done here.
    #[must_use]
    pub fn offers(&self) -> Vec<Action> {
        match &self.stage {
            Stage::Field(_) | Stage::Way(..) => Views::offers(),
            Stage::Picking(_, _, picker) => picker.offers(),
            Stage::Typing(..) => vec![Action::Save, Action::Stop],
            Stage::Told(_) => vec![Action::Close, Action::Down, Action::Up],
        }
    }

    /// Whether a key is text here.
    #[must_use]
    pub fn wants(&self, key: Key) -> bool {
        match &self.stage {
            Stage::Field(_) | Stage::Way(..) => Views::wants(key),
            Stage::Picking(_, _, picker) => picker.wants(key),
            Stage::Typing(..) => key.typed().is_some(),
            Stage::Told(_) => false,
        }
    }

    /// Takes an event.
    pub fn update(&mut self, event: &Event, cx: &mut Context) -> Outcome {
        match &mut self.stage {
            Stage::Field(views) => match views.update(event) {
                Turned::Open => Outcome::Stays(Vec::new()),
                Turned::Closed => Outcome::Closes(Vec::new()),
                Turned::To(at) => self.chosen(at, cx),
            },
            Stage::Way(def, views) => {
                let def = *def;
                match views.update(event) {
                    Turned::Open => Outcome::Stays(Vec::new()),
                    Turned::Closed => Outcome::Closes(Vec::new()),
                    Turned::To(at) => {
                        self.value_of(def, Way::ALL.get(at).copied().unwrap_or_default(), cx);
                        Outcome::Stays(Vec::new())
                    }
                }
            }
            Stage::Typing(def, _) => {
                let def = *def;
                self.typing(def, event, cx)
            }
            Stage::Picking(def, way, _) => {
                let (def, way) = (*def, *way);
                self.picking(def, way, event, cx)
            }
            Stage::Told(reader) => match event {
                Event::Do(action) if reader.act(*action, cx) => Outcome::Closes(Vec::new()),
                _ => Outcome::Stays(Vec::new()),
            },
        }
    }

    fn chosen(&mut self, at: usize, cx: &Context) -> Outcome {
        let Some(def) = fields(self.kind).nth(at) else { return Outcome::Closes(Vec::new()) };
        if !is_set(def) {
            self.value_of(def, Way::Replace, cx);
            return Outcome::Stays(Vec::new());
        }
        let ways = Way::ALL.iter().enumerate();
        let ways = ways.map(|(view, way)| Offered { view, name: cx.sight.words.say(way.word()), count: None });
        self.stage = Stage::Way(def, Views::new(ways.collect(), 0).headed("batch-way"));
        Outcome::Stays(Vec::new())
    }

    /// The value is asked for.
    fn value_of(&mut self, def: &'static Def, way: Way, cx: &Context) {
        self.stage = match Picker::new(self.kind, Id::nil(), *def, None, cx) {
            Some(picker) => Stage::Picking(def, way, Box::new(picker)),
            None => Stage::Typing(def, Box::new(Editor::new("", matches!(def.input, Input::Text)))),
        };
    }

    fn typing(&mut self, def: &'static Def, event: &Event, cx: &Context) -> Outcome {
        let Stage::Typing(_, editor) = &mut self.stage else { return Outcome::Stays(Vec::new()) };
        match event {
            Event::Do(Action::Stop) => Outcome::Closes(Vec::new()),
            Event::Do(Action::Save | Action::SaveNext) => {
                let own = cx.sight.words.clone();
                let other = cx.languages.get(if own.lang() == Lang::En { Lang::Sv } else { Lang::En });
                match parse(&[&own, &other], def, &editor.text(), &|_, _| None) {
                    Ok(value) => self.give(def, Way::Replace, value.as_ref(), None, cx),
                    Err(flaw) => {
                        let (field, why) = (own.field(self.kind, def), own.say(flaw.word()));
                        let said = own.say_with("not-saved", &[("field", &field), ("why", &why)]);
                        Outcome::Stays(vec![Ask::Say(Tone::Bad, said)])
                    }
                }
            }
            Event::Do(_) | Event::Key(_) | Event::Paste(_) => {
                let full = editor.update(event).err();
                Outcome::Stays(full.map(|full| Ask::Say(Tone::Warn, full.say(&cx.sight.words))).into_iter().collect())
            }
            _ => Outcome::Stays(Vec::new()),
        }
    }

    fn picking(&mut self, def: &'static Def, way: Way, event: &Event, cx: &mut Context) -> Outcome {
        let Stage::Picking(_, _, picker) = &mut self.stage else { return Outcome::Stays(Vec::new()) };
        let outcome = match event {
            Event::Do(action) => picker.act(*action, cx),
            Event::Key(key) => return Outcome::Stays(picker.key(*key, cx)),
            Event::Paste(text) => return Outcome::Stays(picker.paste(text, cx)),
            Event::Worked(done) => {
                picker.found(done, cx);
                Picked::Open
            }
            _ => Picked::Open,
        };
        match outcome {
            Picked::Open => Outcome::Stays(Vec::new()),
            Picked::Closed => Outcome::Closes(Vec::new()),
            Picked::Value(value) => self.give(def, way, value.as_ref(), None, cx),
            Picked::New(kind, name, mut ticked) => {
                let several = picker.several();
                let id = cx.ids.mint(cx.now);
                let made = picker::named(&cx.sight.whole, kind, id, &name);
                ticked.insert(id);
                let value = if several { Value::Links(ticked) } else { Value::Link(id) };
                self.give(def, way, Some(&value), made, cx)
            }
        }
    }

    /// Draws it over the lower part of an area.
    pub fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        match &self.stage {
            Stage::Field(views) | Stage::Way(_, views) => views.view(cx, frame, area),
            Stage::Picking(_, _, picker) => picker.view(cx, frame, area),
            Stage::Told(reader) => reader.view(cx, frame, area),
            Stage::Typing(def, editor) => {
                let lines = if editor.takes_lines() { LINES } else { 1 };
                let height = (lines + 1).min(area.height);
                let area = Rect { y: area.bottom() - height, height, ..area };
                frame.render_widget(Clear, area);
                if height < 2 {
                    return;
                }
                let (field, count) = (cx.sight.words.field(self.kind, def), self.records.len().to_string());
                let head = cx.sight.words.say_with("batch-value", &[("field", &field), ("count", &count)]);
                table::rule(cx, frame, area, &text::cut(&head, area.width.saturating_sub(4).into()));
                let typed = Rect { x: area.x + 1, y: area.y + 1, width: area.width - 1, height: height - 1 };
                editor.view(cx, frame, typed);
            }
        }
    }
}
