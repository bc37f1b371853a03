//! Leaving a field: what is typed or picked is saved, or stays beside the field when it is no value.

use super::{Form, Mode};
use crate::follow_up::{Change, Doing, Edit};
use crate::locale::{Lang, parse};
use crate::record::{Def, Flaw, Stored, Value};
use crate::ui::{
    drafts::{Draft, Spot},
    look::Tone,
    screen::{Ask, Context},
    table::Move,
    text,
};

impl Form {
    /// Whether a text is what stood in the field when typing began, what stands there now, or what was suggested.
    pub(super) fn is_untouched(&self, cx: &Context, def: &Def, spot: Spot, text: &str) -> bool {
        let before = cx.drafts.get(spot).and_then(|draft| draft.before.as_ref());
        let stands = self.stands(cx, def.tag);
        self.suggestion(def.tag, stands.as_ref()) == Some(text)
            || [before, stands.as_ref()].iter().any(|stored| Self::shown(cx, def, *stored) == text)
    }

    /// Leaves the field that is being typed in: its value is saved, or stays a draft when it is none.
    pub(super) fn leave(&mut self, cx: &mut Context, next: bool) -> Vec<Ask> {
        let (Some(def), Some(spot)) = (self.def(), self.spot(cx)) else { return Vec::new() };
        let Mode::Typing(editor) = &self.mode else { return Vec::new() };
        let own = cx.sight.words.clone();
        let other = cx.languages.get(if own.lang() == Lang::En { Lang::Sv } else { Lang::En });
        let typed = editor.text();
        let parsed = parse(&[&own, &other], def, &typed, &|_, _| None);
        let parsed = parsed.and_then(|value| match &value {
            Some(value) if self.taken_by(cx, def, value).is_some() => Err(Flaw::Taken),
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
                let taken = parse(&[&own, &other], def, &typed, &|_, _| None).ok().flatten();
                let taken = taken.filter(|_| flaw == Flaw::Taken).and_then(|value| self.taken_by(cx, def, &value));
                let why = match taken {
                    Some(title) => cx.sight.words.say_with("flaw-taken-by", &[("title", &text::cut(&title, 40))]),
                    None => cx.sight.words.say(flaw.word()),
                };
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

    /// What another record is called that already has this value in the field that alone is the kind's key; case is of
    /// no account.
    fn taken_by(&self, cx: &Context, def: &Def, value: &Value) -> Option<String> {
        let Value::Text(wanted) = value else { return None };
        let wanted = wanted.to_lowercase();
        let is = |value: Option<Value>| matches!(value, Some(Value::Text(text)) if text.to_lowercase() == wanted);
        let mut others = cx.sight.whole.home(self.kind).records(self.kind.number);
        let other = others.find(|record| record.id() != self.record && is(record.value(def.tag)));
        other.filter(|_| self.kind.key == [def.tag]).map(|record| cx.sight.title(self.kind, record))
    }

    /// Has a value saved over what stood in the field when the officer began; a change by someone else since is
    /// a conflict then. Nothing is saved where nothing was changed, or someone else has put the same there.
    pub(super) fn save(
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

    /// Saves what was chosen, with a record that is made by it, and goes on to the next field.
    pub(super) fn picked(
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
}
