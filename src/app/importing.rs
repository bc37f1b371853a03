//! How the session carries an import: it begins one, tells it what others save meanwhile, and ends it.

use super::import::{Importing, Outcome};
use super::overlay::{self, Overlay, Yes};
use super::{App, Ticket, saving};
use crate::follow_up::{FollowUp, Refused, Whole};
use crate::record::REGISTER;
use crate::rights::Role;
use crate::ui::{Context, Tone};
use std::sync::Arc;

impl App {
    /// Tells an import of something, with the name of what it asks for next.
    pub(super) fn import_told(&mut self, tell: impl FnOnce(&mut Importing, Ticket, &mut Context) -> Outcome) {
        if let Some(importing) = overlay::importing(&mut self.overlay) {
            let ticket = self.saving.ticket();
            let outcome = tell(importing, ticket, &mut self.cx);
            self.import_goes(outcome);
        }
    }

    fn import_goes(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Goes(effects) => self.effects.extend(effects),
            Outcome::Says(said) => self.said = Some((Tone::Warn, said)),
            Outcome::SaysAnd(said, effects) => {
                self.said = Some((Tone::Warn, said));
                self.effects.extend(effects);
            }
            Outcome::Asks(question) => match self.overlay.take() {
                Some(Overlay::Import(importing)) => {
                    self.overlay = Some(Overlay::Question(question, Yes::GiveUp(importing)));
                }
                other => self.overlay = other,
            },
            Outcome::Closed => {
                if let Some(importing) = overlay::importing(&mut self.overlay) {
                    self.imports = importing.kept(false);
                }
                self.overlay = None;
            }
        }
    }

    /// The officer gives up an import in which something was left out or settled.
    pub(super) fn give_up(&mut self, importing: &Importing) {
        self.imports = importing.kept(false);
    }

    /// Begins to read a file into the open follow-up, the one marked at home, or a new one.
    pub(super) fn import(&mut self) {
        let own = self.cx.sight.whole.own.id();
        let open = if self.room.is_some() { Some(own) } else { self.home.marked(&self.cx) };
        if open.is_none() && !self.may_begin() {
            return;
        }
        let reads = open.and_then(|id| self.saving.drawn(id).own.role_of(&self.cx.eyes)) == Some(Role::Reader);
        if reads {
            return self.say_closed();
        }
        let id = open.unwrap_or_else(|| self.cx.ids.mint(self.cx.now));
        let whole = self.saving.drawn(id);
        let title = self.cx.sight.follow_up_title(&whole.own);
        self.overlay = Some(Overlay::Import(Box::new(Importing::new(whole, title, self.imports.clone()))));
    }

    /// An import has been taken or refused.
    pub(super) fn imported(&mut self, answer: Result<(), Refused>) {
        match answer {
            Ok(()) => {
                let Some(importing) = overlay::importing(&mut self.overlay) else { return };
                let (follow_up, kind, said) = (importing.follow_up(), importing.kind(), importing.done_words(&self.cx));
                self.imports = importing.kept(true);
                self.overlay = None;
                self.show_imported(follow_up, kind);
                self.said = Some((Tone::Good, said));
            }
            Err(refused) => {
                self.import_refreshed(Importing::refused);
                self.said = Some((Tone::Bad, saving::not_imported_words(&self.cx, &refused)));
            }
        }
    }

    /// Shows an import what stands in its follow-up by now.
    fn import_refreshed(&mut self, tell: fn(&mut Importing, Whole, Ticket, &Context) -> Outcome) {
        if let Some(follow_up) = overlay::importing(&mut self.overlay).map(|importing| importing.follow_up()) {
            let whole = self.saving.drawn(follow_up);
            self.import_told(|import, ticket, cx| tell(import, whole, ticket, cx));
        }
    }

    /// The writer has published the register or a follow-up.
    pub(super) fn published(&mut self, follow_up: Arc<FollowUp>) {
        let id = follow_up.id();
        let before = self.roles();
        let ground = self.ground();
        self.saving.publish(follow_up);
        self.redraw();
        self.close_what_is_for(before);
        self.say_lost(ground);
        let into = overlay::importing(&mut self.overlay).map(|importing| importing.follow_up());
        if into.is_some_and(|into| id == REGISTER || id == into) {
            self.import_refreshed(Importing::refresh);
        }
    }
}
