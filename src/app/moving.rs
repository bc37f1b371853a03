//! Getting around: home, rooms, records, and back again.

use super::guide::questions;
use super::writing::Purpose;
use super::{App, Effect};
use crate::follow_up::{Change, Doing};
use crate::record::{HEADER, Id, Kind as _, KindInfo, REGISTER, REMOVED, Step, Tag, Value};
use crate::steps::walk::answer;
use crate::steps::walk::records::{Acceptance, Answer, DocumentReference, REFERRED_BY};
use crate::steps::{self, plan::records};
use crate::ui::{Place, Screen as _, Spot, Tone, Within};

/// Most places that one can go back through.
const TRAIL: usize = 100;

impl App {
    /// Where the officer is.
    pub(super) fn place(&self) -> Place {
        let own = self.cx.sight.whole.own.id();
        let Some(room) = self.room.and_then(|at| self.rooms.get(at)) else { return Place::default() };
        let (tab, view) = room.shown();
        let (record, field) = room.at();
        let step = u8::try_from(room.step().number()).unwrap_or_default();
        Place { follow_up: Some(own), step, tab, view, record, field, within: room.within() }
    }

    pub(super) fn leave_trail(&mut self) {
        let here = self.place();
        if self.trail.last() != Some(&here) {
            self.trail.push(here);
        }
        if self.trail.len() > TRAIL {
            self.trail.remove(0);
        }
    }

    /// Opens a follow-up: its rooms are new, its findings are wanted.
    pub(super) fn open(&mut self, id: Id) {
        if self.cx.sight.whole.own.id() == id && !self.rooms.is_empty() {
            return;
        }
        self.cx.sight.whole = self.saving.drawn(id);
        self.cx.findings = std::sync::Arc::default();
        self.rooms = steps::rooms();
        let placed = |kind: &&KindInfo| self.rooms.iter().any(|room| room.place_of(kind.number).is_some());
        self.cx.places = steps::KINDS.iter().copied().filter(placed).map(|kind| kind.number).collect();
        self.effects.push(Effect::Open(Some(id)));
    }

    pub(super) fn go_home(&mut self) {
        let own = &self.cx.sight.whole.own;
        if own.id() != REGISTER && own.is_empty() {
            // A follow-up that was begun and got nothing leaves nothing behind.
            self.cx.sight.whole = self.saving.drawn(REGISTER);
            self.rooms.clear();
            self.effects.push(Effect::Open(None));
        } else if self.room.is_some() {
            self.leave_trail();
            self.cx.last = Some(self.place());
            self.place_changed = true;
        }
        self.room = None;
        let asks = self.home.begin(&self.cx);
        self.answer(asks);
    }

    pub(super) fn go_step(&mut self, at: usize) {
        let own = self.cx.sight.whole.own.id();
        let own = if own == REGISTER { self.home.marked(&self.cx) } else { Some(own) };
        let own = if self.room.is_none() { self.home.marked(&self.cx).or(own) } else { own };
        let Some(own) = own else {
            self.said = Some((Tone::Plain, self.cx.sight.words.say("no-follow-up-yet")));
            return;
        };
        self.leave_trail();
        self.walk.forget();
        self.open(own);
        self.room = Some(at);
        self.place_changed = true;
        let asks = self.rooms.get_mut(at).map(|room| room.enter(&mut self.cx)).unwrap_or_default();
        self.answer(asks);
    }

    /// Goes to the system analysis, at what mirrors the step that one comes from.
    pub(super) fn go_system(&mut self) {
        self.cx.came_from = self.step();
        self.go_step(Step::SIX.len());
    }

    /// Goes to a place; with `trail`, back leads here again.
    pub(super) fn go(&mut self, place: &Place, trail: bool) {
        let Some(follow_up) = place.follow_up else { return self.go_home() };
        if trail {
            self.leave_trail();
        }
        self.open(follow_up);
        let at = usize::from(place.step).saturating_sub(1);
        self.room = Some(at);
        self.place_changed = true;
        let Some(room) = self.rooms.get_mut(at) else { return };
        room.show(place.tab, place.view);
        room.narrow(place.within);
        let asks = room.go(place.record, place.field, &mut self.cx);
        self.answer(asks);
    }

    pub(super) fn back(&mut self) {
        match self.trail.pop() {
            Some(place) => self.go(&place, false),
            None => self.said = Some((Tone::Plain, self.cx.sight.words.say("no-way-back"))),
        }
    }

    /// Where a kind has its place, in the follow-up that is open.
    pub(super) fn place_of(&self, kind: &KindInfo) -> Option<Place> {
        self.rooms.iter().enumerate().find_map(|(at, room)| {
            let (tab, view) = room.place_of(kind.number)?;
            let step = u8::try_from(at + 1).ok()?;
            Some(Place { follow_up: Some(self.cx.sight.whole.own.id()), step, tab, view, ..Place::default() })
        })
    }

    pub(super) fn show(&mut self, kind: &'static KindInfo, id: Id) {
        match self.place_of(kind) {
            // A header is that of a follow-up, which need not be the one that is open.
            Some(_) if kind.number == HEADER && !self.saving.knows(id) => {
                self.said = Some((Tone::Plain, self.cx.sight.words.say("no-place")));
            }
            Some(place) if kind.number == HEADER => {
                self.go(&Place { follow_up: Some(id), record: Some((kind.number, id)), ..place }, true);
            }
            Some(place) => self.go(&Place { record: Some((kind.number, id)), ..place }, true),
            None if self.open_document(kind, id, None) => {}
            None => self.said = Some((Tone::Plain, self.cx.sight.words.say("no-place"))),
        }
    }

    /// Shows a view of the room that is open.
    pub(super) fn show_view(&mut self, word: &str) {
        let Some((at, room)) = self.room.and_then(|at| Some((at, self.rooms.get(at)?))) else { return };
        let Some((tab, view)) = room.view_named(word) else { return };
        let step = u8::try_from(at + 1).unwrap_or_default();
        self.go(&Place { follow_up: Some(self.cx.sight.whole.own.id()), step, tab, view, ..Place::default() }, true);
    }

    /// Shows the list of a kind, narrowed.
    pub(super) fn show_all(&mut self, kind: &'static KindInfo, within: Within) {
        match self.place_of(kind) {
            Some(place) => self.go(&Place { within: Some(within), ..place }, true),
            None => self.said = Some((Tone::Plain, self.cx.sight.words.say("no-place"))),
        }
    }

    /// Makes a record that points to others, and opens the first field that is still to be filled in.
    pub(super) fn begin(&mut self, kind: &'static KindInfo, links: &[(Tag, Value)]) {
        if self.place_of(kind).is_none() {
            self.said = Some((Tone::Plain, self.cx.sight.words.say("no-place")));
            return;
        }
        let id = self.cx.ids.mint(self.cx.now);
        let whole = &self.cx.sight.whole;
        let edits: Vec<_> = links.iter().filter_map(|(tag, value)| whole.edit(kind, id, *tag, Some(value))).collect();
        let change = Change { doing: Doing::Create, edits };
        if self.cx.is_locked(kind, id, REMOVED) {
            return self.say_closed();
        }
        if !self.cx.takes(&change) {
            self.said = Some((Tone::Warn, self.cx.refuses(&change, &self.contexts())));
            return;
        }
        self.leave_trail();
        if !change.edits.is_empty() {
            self.commit(change);
        }
        let open = || kind.fields.iter().filter(|def| links.iter().all(|(tag, _)| *tag != def.tag));
        if let Some(def) = open().find(|def| def.needed).or_else(|| open().next()) {
            self.write_field(kind, id, def.tag);
        }
    }

    /// The record that refers to a document, and its place.
    fn referring(&self, kind: &'static KindInfo, id: Id) -> Option<(Place, (u8, Id))> {
        if kind.number != DocumentReference::INFO.number {
            return None;
        }
        let sight = &self.cx.sight;
        let Some(Value::Link(target)) = sight.get(kind, id)?.value(REFERRED_BY.tag()) else { return None };
        let of = sight.kinds.iter().find(|kind| sight.get(kind, target).is_some())?;
        Some((self.place_of(of)?, (of.number, target)))
    }

    /// Shows where the rows of an import have come to stand.
    pub(super) fn show_imported(&mut self, follow_up: Id, kind: &'static KindInfo) {
        self.leave_trail();
        self.open(follow_up);
        if let Some(place) = self.place_of(kind) {
            self.go(&place, false);
        }
    }

    /// Begins a follow-up: its header is open, the title is being typed.
    pub(super) fn new_follow_up(&mut self) {
        if !self.may_begin() {
            return;
        }
        let id = self.cx.ids.mint(self.cx.now);
        self.leave_trail();
        self.open(id);
        self.write_field(&records::FollowUpHeader::INFO, id, records::TITLE.tag());
    }

    fn write_field(&mut self, kind: &'static KindInfo, record: Id, tag: Tag) {
        if self.cx.is_locked(kind, record, tag) {
            self.say_closed();
        }
        if let Some(place) = self.place_of(kind) {
            self.go(&Place { record: Some((kind.number, record)), field: Some(tag), ..place }, false);
            if let Some(room) = self.room.and_then(|at| self.rooms.get_mut(at)) {
                room.resume(&mut self.cx);
            }
        } else if self.open_document(kind, record, Some(tag))
            && let Some(room) = self.room.and_then(|at| self.rooms.get_mut(at))
        {
            room.resume(&mut self.cx);
        }
    }

    /// Opens a document over the record that refers to it; says whether it is one and that record has a place.
    fn open_document(&mut self, kind: &'static KindInfo, id: Id, field: Option<Tag>) -> bool {
        let Some((place, of)) = self.referring(kind, id) else { return false };
        self.go(&Place { record: Some(of), ..place }, true);
        if let Some(room) = self.room.and_then(|at| self.rooms.get_mut(at)) {
            let asks = room.open_documents(of, Some((id, field)), &mut self.cx);
            self.answer(asks);
        }
        true
    }

    /// Goes to a half-typed field and types on.
    pub(super) fn type_on(&mut self, spot: Spot) {
        if spot.kind == Answer::INFO.number {
            return self.answer_on(spot);
        }
        if spot.kind == Acceptance::INFO.number {
            // What the reason is for is marked anew; the reason itself waits.
            self.open(spot.follow_up);
            self.room.get_or_insert(0);
            self.cx.drafts.stop();
            self.show_left();
            self.said = Some((Tone::Accent, self.cx.sight.words.say("reason-waits")));
            return;
        }
        if let Some(kind) = steps::kind(spot.kind) {
            self.open(spot.follow_up);
            self.write_field(kind, spot.record, spot.tag);
        }
    }

    /// Goes on with the half-typed answer to a guiding question.
    fn answer_on(&mut self, spot: Spot) {
        self.open(spot.follow_up);
        let own = &self.cx.sight.whole.own;
        let asked = Step::SIX.into_iter().flat_map(|step| questions(step).iter().map(move |asked| (step, *asked)));
        let found = asked.into_iter().find(|(_, question)| answer::record_of(own, question) == spot.record);
        if let Some((step, question)) = found {
            self.room = Some(step.number() - 1);
            self.write(Purpose::Answer(question));
        }
    }

    /// Goes on where a word was left half typed; in a record that has been deleted since, it waits at home.
    pub(super) fn resume(&mut self, spot: Spot) {
        let home = self.saving.drawn(spot.follow_up);
        let kind = steps::kind(spot.kind);
        let held = kind.and_then(|kind| home.home(kind).held(spot.kind, spot.record));
        // Of what is not seen any longer only the officer's own words are left, in the list of drafts.
        let hidden = spot.kind != HEADER && spot.follow_up != REGISTER && !self.saving.knows(spot.follow_up);
        if hidden || held.is_some_and(crate::record::Record::is_removed) {
            self.cx.drafts.stop();
        } else if kind.is_some() {
            self.type_on(spot);
            if self.said.is_none() {
                self.said = Some((Tone::Accent, self.cx.sight.words.say("resumed")));
            }
        }
    }
}
