//! What an app asks for, done by the shell around it. Nothing here waits for a disk.

use super::finish::{End, say_not_kept};
use super::noted::Asked;
use super::{GRACE, Session};
use crate::app::{Base, Effect, Feed, LANGUAGE, Message, Saved, Ticket, is_draft, seat_slot};
use crate::follow_up::{Doing, Edit, Refused};
use crate::hub::protocol::{Down, MAX_FILE, PIECE, SavePart};
use crate::hub::worker::Worker;
use crate::hub::{Event as Noted, Gist, outcome};
use crate::record::{Id, REGISTER};
use crate::store::NotKept;
use crate::ui::Job;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

impl Session {
    /// Does what the app asks for.
    pub(super) fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.perform_one(effect);
        }
    }

    fn perform_one(&mut self, effect: Effect) {
        let hub = Arc::clone(&self.hub);
        let store = &hub.house.store;
        let now = (hub.house.clock)();
        let inbox = Arc::clone(&self.inbox);
        match effect {
            Effect::Commit(ticket, change) => {
                self.unanswered.insert(ticket, Asked::to_commit(&change));
                let answer = Box::new(move |answer| inbox.tell(Message::Answer(ticket, answer)));
                store.commit(&self.eyes, self.id, now, change, answer);
            }
            Effect::Undo(ticket, scope, consent) => {
                self.unanswered.insert(ticket, Asked::to("undo", scope));
                let answer = Box::new(move |answer| inbox.tell(Message::Undone(ticket, answer)));
                store.undo_agreed(&self.eyes, self.id, now, scope, consent, answer);
            }
            Effect::Redo(ticket, scope) => {
                self.unanswered.insert(ticket, Asked::to("redo", scope));
                let answer = Box::new(move |answer| inbox.tell(Message::Undone(ticket, answer)));
                store.redo(&self.eyes, self.id, now, scope, answer);
            }
            Effect::Keep(slot, bytes) => self.keep(&slot, bytes.as_deref()),
            Effect::Language(lang) => self.keep(LANGUAGE, Some(lang.code().as_bytes())),
            Effect::Wake(after) => self.wake = Some(Instant::now() + after),
            Effect::Recall(recall) => {
                let job = recall.job(store, &store.eyes_now(&self.eyes));
                let reader = self.reader.clone();
                self.work(&reader, job);
            }
            Effect::Work(job) => {
                let worker = self.worker.clone();
                self.work(&worker, job);
            }
            Effect::Open(follow_up) => {
                // Without a thread for them the findings stay as they were.
                if let Err(error) = hub.checks.open(self.id, follow_up, &inbox, store, &self.eyes) {
                    inbox.tell(Message::Unchecked(error.into()));
                }
            }
            Effect::Want(ticket, path) => {
                self.files.ask(ticket);
                self.send(&Down::Want(ticket, path));
            }
            Effect::List(ticket, folder, endings) => {
                self.files.ask_folder(ticket);
                let endings = endings.iter().map(|ending| (*ending).to_owned()).collect();
                self.send(&Down::List(ticket, folder, endings));
            }
            Effect::Save(ticket, path, bytes, replace) => self.save(ticket, path, &bytes, replace),
            Effect::Check(ticket, check) => self.checker.take(ticket, check),
            Effect::Import(ticket, doing, base, feed) => self.import(ticket, doing, &base, feed),
            Effect::Here(here) => hub.seats.here(self.id, here),
            Effect::Detach => {
                let words = self.app.context().sight.words.say("hub-detached");
                self.detach(words, "asked");
            }
            Effect::End => self.end = Some(End::Left),
        }
    }

    fn work(&mut self, worker: &Worker, job: Job) {
        self.jobs.retain(|(slot, _)| *slot != job.slot);
        self.jobs.push((job.slot, job.turn));
        self.grace = Some(Instant::now() + GRACE);
        // A job that finds no thread waits for the next one.
        let _ = worker.take(job);
    }

    fn keep(&mut self, slot: &str, bytes: Option<&[u8]>) {
        let officer = self.eyes.officer().id;
        match self.hub.house.store.keep(officer, &seat_slot(slot, self.seat), bytes) {
            Ok(()) => {
                if is_draft(slot) {
                    for inbox in self.hub.seats.beside(officer, self.id) {
                        inbox.tell(Message::Kept(slot.to_owned(), bytes.map(<[u8]>::to_vec)));
                    }
                }
                self.unkept.remove(slot)
            }
            // A notice at the start has said so; what is half typed is told of again when the officer leaves.
            Err(NotKept::OnlyRead(_)) if !is_draft(slot) => None,
            Err(error @ NotKept::OnlyRead(_)) => self.unkept.insert(slot.to_owned(), error),
            Err(error) => {
                let words = say_not_kept(&error, &self.app.context().sight.words);
                self.inbox.tell(Message::NotKept(words));
                self.unkept.insert(slot.to_owned(), error)
            }
        };
    }

    /// Hands a file over to be written at the officer's end.
    fn save(&mut self, ticket: Ticket, path: String, bytes: &[u8], replace: bool) {
        if bytes.len() > MAX_FILE {
            let most = (MAX_FILE >> 20).to_string();
            let why = self.app.context().sight.words.say_with("hub-save-large", &[("most", &most)]);
            self.inbox.tell(Message::Saved(ticket, Saved::Refused(why)));
            return;
        }
        self.files.ask_to_save(ticket);
        for piece in bytes.chunks(PIECE) {
            self.send(&Down::Save(ticket, SavePart::Bytes(piece.to_vec())));
        }
        self.send(&Down::Save(ticket, SavePart::End { path, replace }));
    }

    /// Whether something has been saved since an import was looked through.
    fn has_moved(&self, base: &Base) -> bool {
        let store = &self.hub.house.store;
        let stands = |id: Id| match id {
            REGISTER => store.register().seq(),
            id => store.follow_up(id).map_or(0, |own| own.seq()),
        };
        base.iter().any(|(id, seq)| stands(*id) != *seq)
    }

    fn import(&self, ticket: Ticket, doing: Doing, base: &Base, feed: Feed) {
        if self.has_moved(base) {
            self.inbox.tell(Message::Answer(ticket, Err(Refused::Moved(Vec::new()))));
            return;
        }
        let mut import = self.hub.house.store.import(&self.eyes, self.id, (self.hub.house.clock)(), doing);
        let (inbox, ended) = (Arc::clone(&self.inbox), Arc::clone(&self.ended));
        let (log, kinds) = (self.hub.house.log.clone(), self.app.context().sight.kinds);
        let officer = self.eyes.officer().name.clone();
        let run = move || {
            let mut rows = 0;
            let mut gist = Gist::default();
            let mut sink = |edits: Vec<Edit>| {
                // An import is taken whole or not at all, and nobody waits for this one any longer.
                if ended.load(Ordering::Relaxed) {
                    return Err(Refused::Closed);
                }
                rows += edits.chunk_by(|a, b| a.record == b.record).count();
                gist.take(&edits);
                import.part(edits)?;
                inbox.tell(Message::Imported(ticket, rows));
                Ok(())
            };
            match catch_unwind(AssertUnwindSafe(|| feed(&mut sink))) {
                Ok(handed) => {
                    let answer = handed.and_then(|()| import.close());
                    let first = gist.of();
                    let kind = kinds.iter().find(|kind| first.is_some_and(|(number, _)| kind.number == number));
                    let (kind, id) = (kind.map_or("", |kind| kind.name), first.map(|(_, follow_up)| follow_up));
                    log.note(Noted { officer: &officer, action: "import", kind, id, outcome: outcome(&answer) });
                    inbox.tell(Message::Answer(ticket, answer));
                }
                Err(_) => inbox.panicked(),
            }
        };
        let thread = std::thread::Builder::new().name("session-import".into()).spawn(run);
        if let Err(error) = thread {
            self.inbox.tell(Message::Answer(ticket, Err(Refused::Disk(error.into()))));
        }
    }
}
