//! What lies over the room or home and sees keys first: help, a question, an import, the half-typed fields.

use super::App;
use super::chain::ChainSheet;
use super::drafts::{DraftList, Wish};
use super::guide::Questions;
use super::help::Help;
use super::import::Importing;
use super::leaving::Leaving;
use super::left::Left;
use super::reporting::Reporting;
use super::sheet::Sheet;
use super::when::When;
use super::writing::Writing;
use crate::follow_up::{Change, Consent, Doing};
use crate::keys::{self, Action, Key};
use crate::record::{Id, REMOVED, Seq};
use crate::steps;
use crate::ui::{Context, Event, Spot, Tone};

/// Something that lies over the room and sees keys first.
#[derive(Debug)]
pub(super) enum Overlay {
    /// The help page, and what it lies over.
    Help(Help, Option<Box<Overlay>>),
    /// A question, and what a yes does.
    Question(String, Yes),
    Import(Box<Importing>),
    Report(Box<Reporting>),
    Drafts(DraftList),
    /// What is left.
    Left(Left),
    /// The guiding questions.
    Questions(Questions),
    /// The chain of a record.
    Chain(Box<ChainSheet>),
    /// What was changed, or the holes of the whole chain.
    Sheet(Box<Sheet>),
    /// The moment that a follow-up is to be shown at.
    When(Box<When>),
    /// A text that is written over the others.
    Writing(Box<Writing>),
    /// What is to become of the session.
    Leaving(Leaving),
}

/// What a yes to a question does.
#[derive(Debug)]
pub(super) enum Yes {
    /// Takes a change.
    Change(Change),
    /// Brings a deleted record back and types on in it.
    Restore(Change, Spot),
    /// Throws a half-typed text away, which no undo brings back.
    Discard(Spot),
    /// Takes back what was asked about, an import or what is not on screen: the scope, and the commit that was asked about.
    Undo(Id, Seq),
    /// Gives up an import that has begun; a no goes on with it.
    GiveUp(Box<Importing>),
}

impl Overlay {
    /// The contexts that are on.
    pub fn contexts(&self) -> Vec<keys::Context> {
        match self {
            Self::Help(..) => vec![keys::Context::Help],
            Self::Question(..) => vec![keys::Context::Question],
            Self::Import(importing) => importing.contexts(),
            Self::Report(reporting) => reporting.contexts(),
            Self::Drafts(drafts) => drafts.contexts(),
            Self::Left(_) => vec![keys::Context::Left],
            Self::Questions(_) | Self::Chain(_) | Self::Sheet(_) | Self::Leaving(_) => vec![keys::Context::Sheet],
            Self::When(when) => when.contexts(),
            Self::Writing(_) => vec![keys::Context::Text],
        }
    }

    /// What can be done here, most important first.
    pub fn offers(&self) -> Vec<Action> {
        match self {
            Self::Help(..) => Vec::new(),
            Self::Question(..) => vec![Action::Yes, Action::No],
            Self::Import(importing) => importing.offers(),
            Self::Report(reporting) => reporting.offers(),
            Self::Drafts(drafts) => drafts.offers(),
            Self::Left(left) => left.offers(),
            Self::Questions(_) | Self::Leaving(_) => vec![Action::Open, Action::Close, Action::Down, Action::Up],
            Self::Chain(_) => ChainSheet::offers(),
            Self::Sheet(sheet) => sheet.offers(),
            Self::When(when) => when.offers(),
            Self::Writing(_) => vec![Action::Save, Action::Stop, Action::UndoTyping],
        }
    }

    /// The word for what an action does here, where it is another than elsewhere.
    pub fn hint(&self, action: Action, cx: &Context) -> Option<&'static str> {
        match self {
            Self::Import(importing) => importing.hint(action),
            Self::Report(reporting) => reporting.hint(action),
            Self::When(when) => when.hint(action),
            Self::Sheet(sheet) => sheet.hint(action, cx),
            _ => None,
        }
    }

    /// Whether a key is text here.
    pub fn wants(&self, key: Key) -> bool {
        match self {
            Self::Import(importing) => importing.wants(key),
            Self::Writing(_) => key.typed().is_some(),
            Self::Report(reporting) => reporting.wants(key),
            Self::When(when) => when.wants(key),
            _ => false,
        }
    }
}

/// The import that has begun, on top or under the help page or a question.
pub(super) fn importing(overlay: &mut Option<Overlay>) -> Option<&mut Importing> {
    match overlay.as_mut()? {
        Overlay::Import(importing) | Overlay::Question(_, Yes::GiveUp(importing)) => Some(importing),
        Overlay::Help(_, Some(under)) => match under.as_mut() {
            Overlay::Import(importing) => Some(importing),
            _ => None,
        },
        _ => None,
    }
}

/// The report that has been asked for, on top or under the help page.
pub(super) fn reporting(overlay: &mut Option<Overlay>) -> Option<&mut Reporting> {
    match overlay.as_mut()? {
        Overlay::Report(reporting) => Some(reporting),
        Overlay::Help(_, Some(under)) => match under.as_mut() {
            Overlay::Report(reporting) => Some(reporting),
            _ => None,
        },
        _ => None,
    }
}

/// The sheet that waits for its lines or has them, on top or under the help page.
pub(super) fn sheet(overlay: &mut Option<Overlay>) -> Option<&mut Sheet> {
    match overlay.as_mut()? {
        Overlay::Sheet(sheet) => Some(sheet),
        Overlay::Help(_, Some(under)) => match under.as_mut() {
            Overlay::Sheet(sheet) => Some(sheet),
            _ => None,
        },
        _ => None,
    }
}

/// The moment that is being asked for, on top or under the help page.
pub(super) fn when(overlay: &mut Option<Overlay>) -> Option<&mut When> {
    match overlay.as_mut()? {
        Overlay::When(when) => Some(when),
        Overlay::Help(_, Some(under)) => match under.as_mut() {
            Overlay::When(when) => Some(when),
            _ => None,
        },
        _ => None,
    }
}

impl App {
    /// Does an action on what lies on top; gives it back where nothing does.
    pub(super) fn act_on_top(&mut self, action: Action) -> Option<Action> {
        if action == Action::Help && !matches!(self.overlay, Some(Overlay::Help(..))) {
            let contexts = self.contexts();
            let help = Help::new(&contexts, &self.cx, |key| self.takes(key));
            self.overlay = Some(Overlay::Help(help, self.overlay.take().map(Box::new)));
            return None;
        }
        match self.overlay.take() {
            None => return Some(action),
            Some(Overlay::Help(mut help, under)) => {
                if help.act(action, &self.cx) {
                    self.overlay = under.map(|under| *under);
                } else {
                    self.overlay = Some(Overlay::Help(help, under));
                }
            }
            Some(Overlay::Question(question, yes)) => match action {
                Action::Yes => self.agreed(yes),
                Action::No => {
                    if let Yes::GiveUp(importing) = yes {
                        self.overlay = Some(Overlay::Import(importing));
                    }
                }
                _ => self.overlay = Some(Overlay::Question(question, yes)),
            },
            Some(over) if action == Action::Leave && !matches!(over, Overlay::Leaving(_)) => {
                self.overlay = Some(over);
                self.leave();
            }
            Some(Overlay::Leaving(leaving)) => self.leaving(leaving, action),
            Some(Overlay::Import(importing)) => {
                self.overlay = Some(Overlay::Import(importing));
                self.told(&Event::Do(action));
            }
            Some(Overlay::Report(reporting)) => {
                self.overlay = Some(Overlay::Report(reporting));
                self.told(&Event::Do(action));
            }
            Some(Overlay::When(when)) => {
                self.overlay = Some(Overlay::When(when));
                self.told(&Event::Do(action));
            }
            Some(Overlay::Drafts(mut drafts)) => {
                let wish = drafts.act(action, &self.cx);
                self.overlay = Some(Overlay::Drafts(drafts));
                self.grant(wish);
            }
            Some(Overlay::Left(mut left)) => {
                let wish = left.act(action, &self.cx);
                self.overlay = Some(Overlay::Left(left));
                self.left_grants(wish);
            }
            Some(Overlay::Questions(mut sheet)) => {
                let wish = sheet.act(action, &self.cx);
                self.overlay = Some(Overlay::Questions(sheet));
                self.guide_grants(wish);
            }
            Some(Overlay::Chain(mut chain)) => {
                let wish = chain.act(action, &self.cx);
                self.overlay = Some(Overlay::Chain(chain));
                self.sheet_grants(wish);
            }
            Some(Overlay::Sheet(mut sheet)) => {
                let wish = sheet.act(action, &self.cx);
                self.overlay = Some(Overlay::Sheet(sheet));
                self.sheet_grants(wish);
            }
            Some(Overlay::Writing(writing)) => self.wrote(writing, &Event::Do(action)),
        }
        None
    }

    /// Whether what is on top takes a key as it is.
    pub(super) fn takes(&self, key: Key) -> bool {
        self.overlay.as_ref().map_or_else(|| self.screen().wants(key), |over| over.wants(key))
    }

    fn agreed(&mut self, yes: Yes) {
        match yes {
            Yes::Change(change) => {
                let doing = change.doing;
                self.commit(change);
                if doing == Doing::Close && self.said.is_none() {
                    self.say_just_closed();
                }
                if doing == Doing::Remove {
                    let undo = self.cx.keys.keys_for(&self.contexts(), Action::Undo).unwrap_or_default();
                    let undo = self.cx.sight.words.key(&undo);
                    let said = self.cx.sight.words.say_with("removed", &[("key", &undo)]);
                    self.said.get_or_insert((Tone::Plain, said));
                }
            }
            Yes::Restore(change, spot) => {
                self.commit(change);
                if self.said.is_none() {
                    self.leave_trail();
                    self.type_on(spot);
                }
            }
            Yes::Discard(spot) => {
                self.cx.drafts.drop(spot);
                self.overlay = DraftList::new(&self.cx, &self.saving).map(Overlay::Drafts);
            }
            Yes::GiveUp(importing) => self.give_up(&importing),
            Yes::Undo(scope, seq) => self.ask_for_undo(scope, Consent::To(seq)),
        }
    }

    /// Shows the half-typed fields.
    pub(super) fn list_drafts(&mut self) {
        match DraftList::new(&self.cx, &self.saving) {
            Some(drafts) => self.overlay = Some(Overlay::Drafts(drafts)),
            None => self.said = Some((Tone::Plain, self.cx.sight.words.say("drafts-none"))),
        }
    }

    fn grant(&mut self, wish: Wish) {
        match wish {
            Wish::Nothing => {}
            Wish::Close => self.overlay = None,
            Wish::TypeOn(spot) => {
                self.overlay = None;
                self.leave_trail();
                self.type_on(spot);
            }
            Wish::Restore(spot, title) => {
                let whole = self.saving.drawn(spot.follow_up);
                let kind = steps::kind(spot.kind);
                let edit = kind.and_then(|kind| whole.edit(kind, spot.record, REMOVED, None));
                if let Some(edit) = edit {
                    let question = self.cx.sight.words.say_with("draft-restore", &[("title", &title)]);
                    let yes = Yes::Restore(Change::of(Doing::Edit, edit), spot);
                    self.overlay = Some(Overlay::Question(question, yes));
                }
            }
            Wish::Discard(spot) => {
                let question = self.cx.sight.words.say("draft-discard");
                self.overlay = Some(Overlay::Question(question, Yes::Discard(spot)));
            }
        }
    }

    /// Brings what lies on top up to date with the records and what was found.
    pub(super) fn refresh_overlay(&mut self) {
        if let Some(Overlay::Left(left)) = &mut self.overlay {
            left.refresh(&self.cx);
        }
    }

    /// Tells whatever lies on top of an event.
    pub(super) fn told(&mut self, event: &Event) {
        if let Some(Overlay::Writing(writing)) = self.overlay.take_if(|over| matches!(over, Overlay::Writing(_))) {
            return self.wrote(writing, event);
        }
        match &mut self.overlay {
            None => self.tell(event),
            Some(Overlay::Import(_)) => self.import_told(|import, ticket, cx| import.update(event, ticket, cx)),
            Some(Overlay::Report(_)) => self.report_told(event),
            Some(Overlay::When(_)) => self.when_told(event),
            Some(_) => {}
        }
    }
}
