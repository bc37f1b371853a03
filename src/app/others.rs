//! Who else is here: told to the other sessions, and said at once when two have the same record open.

use super::{App, Effect, Here};
use crate::record::{Id, KindInfo};
use crate::steps;
use crate::ui::{Screen as _, Tone};

impl App {
    /// Tells where the officer is, when that is another place than before.
    pub(super) fn tell_where(&mut self) {
        if !self.stays {
            // Nobody else is on this store.
            return;
        }
        let own = self.cx.sight.whole.own.id();
        let here: Option<Here> = self.room.and_then(|at| self.rooms.get(at)).map(|room| {
            let (record, field) = room.at();
            (own, record.filter(|_| field.is_some()))
        });
        if here != self.here {
            if here.map(|(id, _)| id) != self.here.map(|(id, _)| id) {
                self.cx.others.clear();
            }
            self.here = here;
            self.effects.push(Effect::Here(here));
            self.meet();
        }
    }

    /// Says who else has the same record open, once for as long as they have.
    pub(super) fn meet(&mut self) {
        let record = self.here.and_then(|(_, record)| record);
        let same = |open: Option<(u8, Id)>| record.is_some() && open == record;
        let mut met: Vec<String> =
            self.cx.others.iter().filter(|other| same(other.record)).map(|other| other.name.clone()).collect();
        met.sort();
        met.dedup();
        if !met.is_empty() && met != self.met {
            let (words, own) = (&self.cx.sight.words, &self.cx.eyes.officer().name);
            let others: Vec<&str> = met.iter().filter(|name| *name != own).map(String::as_str).collect();
            let said = match (others.is_empty(), self.reads(record)) {
                (true, true) => words.say("others-met-own.reads"),
                (true, false) => words.say("others-met-own"),
                (false, true) => words.say_with("others-met.reads", &[("names", &others.join(", "))]),
                (false, false) => words.say_with("others-met", &[("names", &others.join(", "))]),
            };
            self.said = Some((Tone::Warn, said));
        }
        self.met = met;
    }

    /// Whether the officer changes nothing in a record, which is open before them.
    fn reads(&self, record: Option<(u8, Id)>) -> bool {
        let known = record.and_then(|(kind, record)| Some((steps::kind(kind)?, record)));
        let typed = |(kind, record): (&'static KindInfo, Id)| Some((kind, record, kind.fields.first()?.tag));
        known.and_then(typed).is_some_and(|(kind, record, tag)| self.cx.is_locked(kind, record, tag))
    }

    /// Who else has the open follow-up before them, by name.
    pub(super) fn others_here(&self) -> Option<String> {
        let mut names: Vec<&str> = self.cx.others.iter().map(|other| other.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        let here = self.room.is_some() && self.cx.then.is_none() && !names.is_empty();
        here.then(|| self.cx.sight.words.say_with("others-here", &[("names", &names.join(", "))]))
    }
}
