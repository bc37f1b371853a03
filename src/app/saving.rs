//! What has been typed and is not yet on disk: drawn over what the writer published, until it is answered.

use super::Ticket;
use crate::follow_up::{Change, Doing, Edit, FollowUp, Moved, Refused, Undone, Whole};
use crate::keys::{self, Action};
use crate::locale::Words;
use crate::record::{Fault, Home, Id, Kind as _, REGISTER, Stored};
use crate::rights::Role;
use crate::steps;
use crate::steps::walk::records::{ACCEPTED_REASON, ANSWER_TEXT, Acceptance, Answer, StepState};
use crate::store::Notice;
use crate::ui::telling::{Part, Telling};
use crate::ui::{Context, Draft, Sight, Spot};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// Columns of a value that a message names.
const VALUE: usize = 20;

/// A change that has not been answered.
#[derive(Debug)]
pub struct Unsaved {
    /// The change.
    pub change: Change,
    /// The follow-up that was open when it was typed, under which forms look for its drafts whatever kind they show.
    pub open: Id,
}

/// The published follow-ups and the session's own unanswered changes.
#[derive(Debug)]
pub struct Saving {
    register: Arc<FollowUp>,
    follow_ups: BTreeMap<Id, Arc<FollowUp>>,
    pending: Vec<(Ticket, Unsaved)>,
    tickets: Ticket,
}

impl Saving {
    /// Nothing is unsaved.
    #[must_use]
    pub fn new(register: Arc<FollowUp>, follow_ups: Vec<Arc<FollowUp>>) -> Self {
        let follow_ups = follow_ups.into_iter().map(|follow_up| (follow_up.id(), follow_up)).collect();
        Self { register, follow_ups, pending: Vec::new(), tickets: 0 }
    }

    /// A follow-up or the register as the writer published it.
    pub fn publish(&mut self, follow_up: Arc<FollowUp>) {
        if follow_up.id() == REGISTER {
            self.register = follow_up;
        } else {
            self.follow_ups.insert(follow_up.id(), follow_up);
        }
    }

    /// Whether a follow-up is there, published or about to be saved.
    #[must_use]
    pub fn knows(&self, id: Id) -> bool {
        let mut unsaved = self.pending.iter().flat_map(|(_, unsaved)| &unsaved.change.edits);
        self.follow_ups.contains_key(&id) || unsaved.any(|edit| edit.follow_up == id)
    }

    /// A follow-up is not there any more.
    pub fn forget(&mut self, id: Id) {
        self.follow_ups.remove(&id);
    }

    /// The number of the next request.
    pub fn ticket(&mut self) -> Ticket {
        self.tickets = self.tickets.wrapping_add(1);
        self.tickets
    }

    /// Takes a change to be saved, typed while a follow-up was open, unless it is plain already that it will be
    /// refused.
    ///
    /// # Errors
    /// The change, and why it would be refused.
    pub fn take(&mut self, open: Id, change: Change) -> Result<Ticket, (Unsaved, Refused)> {
        let mut touched: Vec<Id> = change.edits.iter().map(|edit| edit.follow_up).collect();
        touched.dedup();
        for id in touched {
            let drawn = self.drawn(id);
            let taken = drawn.own.unlocked(steps::KINDS, &change).and_then(|()| self.unused(&change));
            if let Err(refused) = taken.and_then(|()| drawn.own.with(&change, drawn.own.seq()).map(|_| ())) {
                return Err((Unsaved { change, open }, refused));
            }
        }
        let ticket = self.ticket();
        self.pending.push((ticket, Unsaved { change, open }));
        Ok(ticket)
    }

    /// Refuses a change of what stands fast because records of follow-ups rest on it, as far as they are seen here.
    fn unused(&self, change: &Change) -> Result<(), Refused> {
        let mut edits = change.edits.iter().filter(|edit| edit.follow_up == REGISTER).peekable();
        if edits.peek().is_none() {
            return Ok(());
        }
        let drawn: Vec<Arc<FollowUp>> = self.follow_ups.keys().map(|id| self.drawn(*id).own).collect();
        let register = self.drawn(REGISTER).register;
        let drawn: Vec<&FollowUp> = drawn.iter().map(Arc::as_ref).collect();
        let used = edits.find_map(|edit| register.used(steps::KINDS, edit, &drawn));
        used.map_or(Ok(()), |id| Err(Refused::Used(id)))
    }

    /// An answer has come: the change is no longer unsaved.
    pub fn settle(&mut self, ticket: Ticket) -> Option<Unsaved> {
        let at = self.pending.iter().position(|(known, _)| *known == ticket)?;
        Some(self.pending.remove(at).1)
    }

    /// Whether something is not yet on disk.
    #[must_use]
    pub fn is_saving(&self) -> bool {
        !self.pending.is_empty()
    }

    /// A follow-up (or the register) with the unsaved changes drawn over it.
    #[must_use]
    pub fn drawn(&self, id: Id) -> Whole {
        let own = if id == REGISTER { None } else { self.follow_ups.get(&id).cloned() };
        let register = self.over(self.register.clone());
        let own = match own {
            Some(own) => self.over(own),
            None if id == REGISTER => register.clone(),
            None => self.over(Arc::new(FollowUp::new(id))),
        };
        Whole { own, register }
    }

    fn over(&self, published: Arc<FollowUp>) -> Arc<FollowUp> {
        self.pending.iter().fold(published, |drawn, (_, Unsaved { change, .. })| {
            if change.edits.iter().all(|edit| edit.follow_up != drawn.id()) {
                return drawn;
            }
            // A change that has been published but not yet answered does not fit twice; it stands there already.
            drawn.with(change, drawn.seq()).map_or(drawn, Arc::new)
        })
    }

    /// What stands in a field as it was published.
    #[must_use]
    pub fn stands(&self, spot: Spot) -> Option<Stored> {
        let home = steps::kind(spot.kind)?.home;
        let home = if home == Home::Register { &self.register } else { self.follow_ups.get(&spot.follow_up)? };
        home.stands(spot.kind, spot.record, spot.tag)
    }

    /// The follow-ups that have a header, by title.
    #[must_use]
    pub fn follow_ups(&self, sight: &Sight) -> Vec<Arc<FollowUp>> {
        let mut ids: Vec<Id> = self.follow_ups.keys().copied().collect();
        let unsaved = self.pending.iter().flat_map(|(_, unsaved)| &unsaved.change.edits).map(|edit| edit.follow_up);
        ids.extend(unsaved.filter(|id| *id != REGISTER && !self.follow_ups.contains_key(id)));
        ids.dedup();
        let drawn = ids.into_iter().map(|id| self.drawn(id).own);
        let mut named: Vec<(String, Arc<FollowUp>)> =
            drawn.map(|own| (sight.follow_up_title(&own), own)).filter(|(title, _)| !title.is_empty()).collect();
        named.sort_by(|(a, _), (b, _)| sight.words.order().compare(a, b));
        named.into_iter().map(|(_, own)| own).collect()
    }
}

impl Unsaved {
    /// The fields that it is about, where they are such as officers type in.
    fn spots(&self) -> impl Iterator<Item = (Spot, &Edit)> {
        let changed = self.change.edits.iter().filter(|edit| edit.before != edit.after);
        changed.filter_map(|edit| Some((spot(self.open, edit)?, edit)))
    }
}

/// The field that an edit is about, where it is one that officers type in. A form looks for its drafts under the
/// follow-up that is open, whatever kind it shows.
pub fn spot(own: Id, edit: &Edit) -> Option<Spot> {
    steps::kind(edit.kind)?.field(edit.tag).filter(|def| def.tag >= 16)?;
    // Of what is answered, accepted and declared only the text is typed; one reason is typed for several points,
    // and belongs to the follow-up until it is saved.
    let (only, record) = if edit.kind == Acceptance::INFO.number {
        (Some(ACCEPTED_REASON.tag()), edit.follow_up)
    } else if edit.kind == Answer::INFO.number {
        (Some(ANSWER_TEXT.tag()), edit.record)
    } else {
        (None, edit.record)
    };
    if edit.kind == StepState::INFO.number || only.is_some_and(|tag| tag != edit.tag) {
        return None;
    }
    let follow_up = if edit.follow_up == REGISTER { own } else { edit.follow_up };
    Some(Spot { follow_up, kind: edit.kind, record, tag: edit.tag })
}

/// A change is on disk: what was typed need not be kept any longer, unless the same field is still being saved.
pub fn let_go(cx: &mut Context, saving: &Saving, saved: &Unsaved) {
    for (spot, _) in saved.spots() {
        let again = saving.pending.iter().flat_map(|(_, unsaved)| unsaved.spots()).any(|(other, _)| other == spot);
        if !again {
            cx.drafts.saved(spot);
        }
    }
}

/// Puts what was typed back beside its field, when its change was refused.
pub fn keep_typed(cx: &mut Context, unsaved: &Unsaved, refused: &Refused) {
    let targets = |edit: &Edit| edit.after.as_ref().and_then(Stored::value).map(|value| value.targets().collect());
    let linked: Vec<BTreeSet<Id>> = unsaved.spots().filter_map(|(_, edit)| targets(edit)).collect();
    if unsaved.change.doing == Doing::Edit && unsaved.change.edits.len() > 1 {
        // One value for many records was typed once; half-typed in each of them it would only be in the way.
        unsaved.spots().for_each(|(spot, _)| cx.drafts.saved(spot));
        return;
    }
    for (spot, edit) in unsaved.spots() {
        // A record that was made by being linked comes again with its link, and not by itself.
        if linked.iter().any(|targets| targets.contains(&edit.record)) {
            continue;
        }
        let def = steps::kind(edit.kind).and_then(|kind| kind.field(edit.tag));
        let value = edit.after.as_ref().and_then(Stored::value);
        let (Some(def), Some(value)) = (def, value) else {
            cx.drafts.saved(spot);
            continue;
        };
        // The officer is told what stands there; saving once more is saving over that.
        let moved = if let Refused::Moved(moved) = refused { moved.as_slice() } else { &[] };
        // Over what is not shown any longer nothing can be saved: there it stays what it was typed over.
        let moved = moved.iter().find(|moved| moved.edit.is_of(edit) && !is_hidden(cx, moved));
        let before = moved.map_or_else(|| edit.before.clone(), |moved| moved.stands.clone());
        let text = cx.sight.show(def, &value);
        cx.drafts.refused(spot, edit.after.as_ref(), Draft { text, before, ..Draft::default() });
    }
}

/// What edits of an undo do, in the words of the history: the first part of them, and how many more fields there are.
pub fn told(cx: &Context, edits: &[Edit], count: usize) -> Option<String> {
    let telling = Telling::new(&cx.sight, edits, VALUE);
    let (said, first) = telling.parts().into_iter().find_map(|part| Some((telling.part(&part)?, part)))?;
    let is_told = match first {
        // Of a record that is gone no field needs to be told.
        Part::Field(first) if telling.is_gone(first) => {
            edits.iter().filter(|edit| (edit.kind, edit.record) == (first.kind, first.record)).count()
        }
        Part::Field(_) => 1,
        Part::Figures(figures) => figures.edits,
    };
    let more = count.saturating_sub(is_told);
    Some(if more == 0 { said } else { format!("{said} {}", cx.sight.words.count("undo-more", more)) })
}

/// What was undone, or done again, in words.
pub fn undone_words(cx: &Context, undone: &Undone, message: &str) -> String {
    told(cx, &undone.edits, undone.count).map_or_else(
        || cx.sight.words.say(if message == "undone" { "undone-untold" } else { "redone-untold" }),
        |what| cx.sight.words.say_with(message, &[("what", &what)]),
    )
}

/// The key that undoes what was saved last, in the rooms.
pub fn undo_key(cx: &Context) -> String {
    let keys = cx.keys.keys_for(&[keys::Context::List, keys::Context::Everywhere], Action::Undo).unwrap_or_default();
    cx.sight.words.key(&keys)
}

/// The key that lists what is half typed, in the rooms.
pub fn drafts_key(cx: &Context) -> String {
    cx.keys.keys_for(&[keys::Context::Everywhere], Action::Drafts).unwrap_or_default()
}

/// Whether what a field was typed over has gone with its record, which is not shown to the officer any longer.
fn is_hidden(cx: &Context, moved: &Moved) -> bool {
    let edit = &moved.edit;
    let whole = &cx.sight.whole;
    let home = if edit.follow_up == REGISTER { &whole.register } else { &whole.own };
    let is_here = home.id() == edit.follow_up;
    is_here && moved.stands.is_none() && edit.before.is_some() && home.held(edit.kind, edit.record).is_none()
}

/// Why a change was refused, in words that say what to do.
pub fn refused_words(cx: &Context, contexts: &[keys::Context], refused: &Refused) -> String {
    let words = &cx.sight.words;
    match refused {
        Refused::Moved(moved) => match moved.first() {
            Some(first) if is_hidden(cx, first) => {
                words.say_with("refused-hidden", &[("key", &words.key(&drafts_key(cx)))])
            }
            Some(first) => {
                let telling = Telling::new(&cx.sight, std::slice::from_ref(&first.edit), VALUE);
                let title = telling.title(first.edit.kind, first.edit.record);
                let stands = telling.side(&first.edit, first.stands.as_ref());
                let kind = steps::kind(first.edit.kind);
                let field = kind.and_then(|kind| Some(words.field(kind, kind.field(first.edit.tag)?)));
                let field = field.unwrap_or_default();
                // Both versions are read in a form; elsewhere the half-typed text is found in its list.
                let read = cx.keys.keys_for(contexts, Action::Read).filter(|_| contexts.contains(&keys::Context::Form));
                let id = if read.is_some() { "refused-moved" } else { "refused-moved-elsewhere" };
                let key = words.key(&read.unwrap_or_else(|| drafts_key(cx)));
                let places = [("title", title.as_str()), ("field", &field), ("stands", &stands), ("key", &key)];
                words.say_with(id, &places)
            }
            None => words.say("refused-misformed"),
        },
        Refused::Removed(_) => words.say("refused-removed"),
        Refused::TooLarge { have, limit, tag, .. } => {
            let (have, limit) = (have.to_string(), limit.to_string());
            let id = if tag.is_some() { "refused-long" } else { "refused-large" };
            words.say_with(id, &[("have", &have), ("limit", &limit)])
        }
        Refused::Locked(_) => words.say_with("refused-locked", &[("key", &cx.reopening_key(contexts))]),
        Refused::Used(_) => words.say("refused-used"),
        Refused::NotClosing => words.say("refused-not-closing"),
        Refused::Forbidden(role) => words.say(forbidden_word(*role)),
        Refused::AccountTaken => words.say("refused-account-taken"),
        Refused::AccountOfOwner => words.say("refused-account-of-owner"),
        Refused::Misformed | Refused::Large { .. } | Refused::Far(_) => words.say("refused-misformed"),
        Refused::NotNext => words.say_with("undone-not-next", &[("key", &undo_key(cx))]),
        Refused::Forgotten(_) => words.say("refused-forgotten"),
        Refused::NothingToUndo => words.say("undone-nothing"),
        Refused::Disk(why) => words.say_with("refused-disk", &[("why", &words.fault(why))]),
        Refused::Full { free, floor } => {
            let (free, floor) = ((free >> 20).to_string(), (floor >> 20).to_string());
            words.say_with("refused-full", &[("free", &free), ("floor", &floor)])
        }
        Refused::OnlyRead(Fault::Damaged) => words.say("refused-only-read-index"),
        Refused::OnlyRead(why) => words.say_with("refused-only-read", &[("why", &words.fault(why))]),
        Refused::Closed => words.say("refused-closed"),
    }
}

/// The message that says that a change is for others, and for whom.
fn forbidden_word(role: Role) -> &'static str {
    match role {
        Role::Reader | Role::Officer => "refused-forbidden",
        Role::Lead => "refused-forbidden.lead",
        Role::Administrator => "refused-forbidden.administrator",
    }
}

/// What was found in the store, in words.
pub fn notice_words(words: &Words, notice: &Notice) -> String {
    let sentence = notice.sentence();
    let places = sentence.places(|fault| words.fault(fault));
    let places: Vec<_> = places.iter().map(|(name, text)| (*name, text.as_str())).collect();
    words.say_with(sentence.id, &places)
}

/// Why an import was refused, in words that say what to do.
pub fn not_imported_words(cx: &Context, refused: &Refused) -> String {
    match refused {
        Refused::Moved(_) | Refused::Misformed => cx.sight.words.say("import-moved"),
        refused => refused_words(cx, &[], refused),
    }
}
