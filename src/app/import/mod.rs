//! Reading a file in: what it holds, where it lies, a preview of what would happen, and then the import.
//!
//! The file is read by the attaching process; the session sees its bytes. The preview and the import run the
//! same code as the command line. Whatever changes the outcome (a row left out, a heading settled, somebody else's
//! saving) has the file looked through again.

mod browse;
mod checking;
mod list;
mod shown;
mod view;

use super::{Effect, Folder, Ticket, elsewhere};
use crate::exchange::{Counts, Source, What};
use crate::follow_up::Whole;
use crate::keys::{self, Action, Key};
use crate::locale::Words;
use crate::record::{Id, Kind as _, KindInfo};
use crate::steps::plan::records::{UNIT_NAME, Unit};
use crate::ui::{Context, Cursor, Editor, Event, Move};
use browse::{Browser, Chosen};
use checking::{Running, Why};
use shown::{Chose, Map, Shown};
use std::collections::BTreeSet;
use std::sync::Arc;

#[derive(Debug)]
enum Stage {
    /// Naming the follow-up that is to be made.
    Title(Box<Editor>),
    /// Choosing what the file holds.
    What(Cursor),
    /// Telling the line to run at the officer's own desk, where the session has no files.
    Elsewhere(String),
    /// Typing where the file lies; whether nothing has been typed since it was put there.
    Path(Box<Editor>, bool),
    /// Choosing the file out of a folder.
    Browse(Box<Browser>),
    /// The file is being read.
    Reading(Ticket),
    /// The file is being looked through for the first time.
    Checking,
    /// What would happen, row by row.
    Shown(Box<Shown>),
    /// The rows are being taken; so many have been handed over.
    Taking(Box<Shown>, Ticket, usize),
}

/// What an event did to an import.
#[derive(Debug)]
pub enum Outcome {
    /// It goes on; the session asks for these effects.
    Goes(Vec<Effect>),
    /// It goes on, and this is said.
    Says(String),
    /// It goes on with these effects, and this is said.
    SaysAnd(String, Vec<Effect>),
    /// It is given up after a yes to this question.
    Asks(String),
    /// It is given up.
    Closed,
}

/// What the session remembers of an import for the next one.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Kept {
    /// The title of a follow-up that has not been made.
    title: String,
    /// Where a file lies that has not been taken in.
    path: String,
    /// The folder that was used last.
    folder: String,
}

impl Kept {
    /// The folder that was used last, with a stroke behind it where there is one.
    #[must_use]
    pub fn folder(&self) -> String {
        let folder = self.folder.trim_end_matches('/');
        if self.folder.is_empty() { String::new() } else { format!("{folder}/") }
    }

    /// A file has been written into a folder.
    pub fn use_folder(&mut self, folder: &str) {
        folder.clone_into(&mut self.folder);
    }
}

/// An import that has begun.
#[derive(Debug)]
pub struct Importing {
    whole: Whole,
    title: String,
    what: What,
    path: String,
    folder: String,
    source: Option<Source>,
    left_out: BTreeSet<usize>,
    map: Map,
    running: Option<Running>,
    stage: Stage,
    /// What went wrong in the stage before, in words.
    wrong: Option<String>,
}

impl Importing {
    /// An import into a follow-up; one without a title is made, and its title asked for.
    #[must_use]
    pub fn new(whole: Whole, title: String, kept: Kept) -> Self {
        let stage = if title.is_empty() {
            Stage::Title(Box::new(Editor::new(&kept.title, false)))
        } else {
            Stage::What(Cursor::default())
        };
        Self {
            whole,
            title,
            what: What::Units,
            path: kept.path,
            folder: kept.folder,
            source: None,
            left_out: BTreeSet::new(),
            map: Map::new(),
            running: None,
            stage,
            wrong: None,
        }
    }

    /// What the next import of the session begins with; `done` when this one was taken.
    #[must_use]
    pub fn kept(&self, done: bool) -> Kept {
        let folder = self.folder.clone();
        if done {
            return Kept { folder, ..Kept::default() };
        }
        let (title, path) = (self.title.clone(), self.path.clone());
        match &self.stage {
            Stage::Title(editor) => Kept { title: editor.text(), path, folder },
            Stage::Path(editor, _) => Kept { title, path: editor.text(), folder },
            _ => Kept { title, path, folder },
        }
    }

    /// The follow-up that it goes into.
    #[must_use]
    pub fn follow_up(&self) -> Id {
        self.whole.own.id()
    }

    /// The kind that its rows become.
    #[must_use]
    pub fn kind(&self) -> &'static KindInfo {
        self.what.kind()
    }

    /// The contexts that are on.
    #[must_use]
    pub fn contexts(&self) -> Vec<keys::Context> {
        match &self.stage {
            Stage::Title(_) => vec![keys::Context::Line, keys::Context::Text],
            Stage::Path(..) => vec![keys::Context::Path, keys::Context::Line, keys::Context::Text],
            Stage::What(_) | Stage::Browse(_) => vec![keys::Context::Picker],
            Stage::Shown(shown) if shown.choosing.is_some() => vec![keys::Context::Picker],
            Stage::Shown(shown) if shown.preview().is_none() => vec![keys::Context::Heading, keys::Context::Preview],
            Stage::Elsewhere(_) | Stage::Reading(_) | Stage::Checking | Stage::Shown(_) | Stage::Taking(..) => {
                vec![keys::Context::Preview]
            }
        }
    }

    /// What can be done here.
    #[must_use]
    pub fn offers(&self) -> Vec<Action> {
        match &self.stage {
            Stage::Title(_) => vec![Action::Save, Action::Stop],
            Stage::Path(..) => vec![Action::Save, Action::Browse, Action::Clear, Action::Stop],
            Stage::What(_) => vec![Action::Open, Action::Close, Action::Down],
            Stage::Browse(_) => vec![Action::Open, Action::Close],
            Stage::Elsewhere(_) | Stage::Reading(_) | Stage::Checking => vec![Action::Close],
            Stage::Shown(shown) if shown.choosing.is_some() => vec![Action::Open, Action::Close],
            Stage::Shown(shown) => match shown.preview() {
                None => vec![Action::Settle, Action::LeaveOut, Action::Close, Action::Down],
                Some(preview) if preview.counts.refused > 0 => {
                    vec![Action::LeaveOut, Action::Settle, Action::Close, Action::Down]
                }
                Some(_) => vec![Action::TakeIn, Action::LeaveOut, Action::Settle, Action::Close, Action::Down],
            },
            Stage::Taking(..) => Vec::new(),
        }
    }

    /// What saving does here, when it is not what is typed that is saved.
    #[must_use]
    pub fn hint(&self, action: Action) -> Option<&'static str> {
        match (&self.stage, action) {
            (Stage::Title(_), Action::Save) => Some("import-hint-title"),
            (Stage::Path(..), Action::Save) => Some("import-hint-path"),
            _ => None,
        }
    }

    /// Whether a key is text here.
    #[must_use]
    pub fn wants(&self, key: Key) -> bool {
        matches!(self.stage, Stage::Title(_) | Stage::Path(..)) && key.typed().is_some()
    }

    /// Takes an event. `ticket` names what it asks of the shell.
    pub fn update(&mut self, event: &Event, ticket: Ticket, cx: &mut Context) -> Outcome {
        match (&mut self.stage, event) {
            (Stage::Title(_) | Stage::Path(..), Event::Do(Action::Stop))
            | (Stage::Elsewhere(_), Event::Do(Action::Close)) => Outcome::Closed,
            (Stage::Reading(_) | Stage::Checking, Event::Do(Action::Close)) => {
                self.running = None;
                self.edit_path();
                Outcome::Says(cx.sight.words.say("import-stopped"))
            }
            (Stage::Title(editor), Event::Do(Action::Save | Action::SaveNext)) => {
                let title = crate::record::scrub_line(&editor.text());
                if title.is_empty() {
                    return Outcome::Says(cx.sight.words.say("import-title-wanted"));
                }
                self.title = title;
                self.stage = Stage::What(Cursor::default());
                Outcome::Goes(Vec::new())
            }
            (Stage::Path(editor, _), Event::Do(Action::Save)) if !editor.text().trim().is_empty() => {
                let path = editor.text().trim().to_owned();
                self.read(path, ticket)
            }
            (Stage::Path(editor, untouched), Event::Do(Action::Save | Action::Browse)) => {
                editor.text().trim().clone_into(&mut self.path);
                let (folder, name) = match self.path.as_str() {
                    "" => (self.folder.clone(), String::new()),
                    path => browse::split(path),
                };
                // Only what has just been typed narrows the folder: of a path that was kept the file is marked.
                let narrows = !*untouched;
                self.wrong = None;
                self.stage = Stage::Browse(Box::new(Browser::new(ticket, &folder, &name, narrows)));
                Outcome::Goes(vec![Effect::List(ticket, folder, browse::ENDINGS)])
            }
            (Stage::Title(editor), event) => {
                let typed = editor.update(event);
                typed.map_or_else(|full| Outcome::Says(full.say(&cx.sight.words)), |()| Outcome::Goes(Vec::new()))
            }
            (Stage::Path(editor, untouched), event) => {
                // A path that is pasted goes in the place of the one that was kept.
                if *untouched && matches!(event, Event::Paste(_)) || matches!(event, Event::Do(Action::Clear)) {
                    editor.clear();
                }
                *untouched &= !matches!(event, Event::Key(_) | Event::Paste(_));
                let typed = editor.update(event);
                typed.map_or_else(|full| Outcome::Says(full.say(&cx.sight.words)), |()| Outcome::Goes(Vec::new()))
            }
            (Stage::What(cursor), Event::Do(action)) => {
                if let Some(step) = Move::of(*action) {
                    cursor.step(step, What::ALL.len(), What::ALL.len());
                } else if *action == Action::Open {
                    self.what = What::ALL.get(cursor.at).copied().unwrap_or(What::Units);
                    // Units go to the register: who may not change it is told before a file is chosen.
                    if self.what == What::Units && cx.is_locked(&Unit::INFO, Id::nil(), UNIT_NAME.tag()) {
                        return Outcome::Says(cx.sight.words.say("import-units-forbidden"));
                    }
                    if cx.no_files {
                        let line = elsewhere::import(self.what, &self.title);
                        self.stage = Stage::Elsewhere(line.unwrap_or_default());
                    } else {
                        self.edit_path();
                    }
                } else if *action == Action::Close {
                    return Outcome::Closed;
                }
                Outcome::Goes(Vec::new())
            }
            (Stage::Browse(_), Event::Do(Action::Close)) => {
                self.edit_path();
                Outcome::Goes(Vec::new())
            }
            (Stage::Browse(browser), Event::Do(action)) => {
                let chosen = browser.act(*action, view::page(cx));
                self.browsed(chosen, ticket)
            }
            (Stage::Browse(browser), Event::Key(key)) => {
                let chosen = browser.key(*key);
                self.browsed(chosen, ticket)
            }
            (Stage::Shown(_), event) => self.shown(event, ticket, cx),
            _ => Outcome::Goes(Vec::new()),
        }
    }

    fn edit_path(&mut self) {
        self.stage = Stage::Path(Box::new(Editor::new(&self.path, false)), true);
    }

    fn read(&mut self, path: String, ticket: Ticket) -> Outcome {
        self.path.clone_from(&path);
        self.stage = Stage::Reading(ticket);
        Outcome::Goes(vec![Effect::Want(ticket, path)])
    }

    fn browsed(&mut self, chosen: Chosen, ticket: Ticket) -> Outcome {
        match (chosen, &mut self.stage) {
            (Chosen::File(path), _) => self.read(path, ticket),
            (Chosen::Folder(path), Stage::Browse(browser)) => {
                browser.asked = Some((ticket, path.clone()));
                Outcome::Goes(vec![Effect::List(ticket, path, browse::ENDINGS)])
            }
            _ => Outcome::Goes(Vec::new()),
        }
    }

    /// A folder has come, or it could not be read. `ticket` names what is asked of the shell next.
    pub fn listed(&mut self, of: Ticket, folder: Result<Folder, String>, ticket: Ticket, cx: &Context) -> Outcome {
        let Stage::Browse(browser) = &mut self.stage else { return Outcome::Goes(Vec::new()) };
        let Some((_, asked)) = browser.asked.take_if(|(asked, _)| *asked == of) else {
            return Outcome::Goes(Vec::new());
        };
        match folder {
            Ok(folder) => {
                self.folder.clone_from(&folder.path);
                browser.show(folder, cx);
                Outcome::Goes(Vec::new())
            }
            // The folder that was left is still shown.
            Err(why) if browser.folder.is_some() => Outcome::Says(why),
            // What is typed may be no path, and the folder used last may be gone: the nearest that is there is shown.
            Err(why) => match browse::nearest(&asked) {
                Some(nearest) => {
                    browser.instead(ticket, &nearest);
                    Outcome::SaysAnd(why, vec![Effect::List(ticket, nearest, browse::ENDINGS)])
                }
                None => self.again(why),
            },
        }
    }

    fn shown(&mut self, event: &Event, ticket: Ticket, cx: &mut Context) -> Outcome {
        let Stage::Shown(shown) = &mut self.stage else { return Outcome::Goes(Vec::new()) };
        if let Some(choosing) = &mut shown.choosing {
            match event {
                Event::Do(Action::Open | Action::SaveNext) => match choosing.chosen() {
                    Some(Chose::Heading(heading)) => shown.choose_field(&heading, self.what, cx),
                    Some(Chose::Field(heading, field)) => {
                        shown.choosing = None;
                        return self.settle(heading, field, ticket, cx);
                    }
                    None => {}
                },
                Event::Do(Action::Close) => shown.choosing = None,
                Event::Do(Action::Mark) => choosing.list().blank(),
                Event::Do(action) => {
                    if let Some(step) = Move::of(*action) {
                        choosing.list().step(step, view::page(cx));
                    }
                }
                Event::Key(key) => choosing.list().key(*key),
                _ => {}
            }
            return Outcome::Goes(Vec::new());
        }
        let Event::Do(action) = event else { return Outcome::Goes(Vec::new()) };
        if let Some(step) = Move::of(*action) {
            let count = shown.count();
            shown.cursor.step(step, count, view::page(cx));
            return Outcome::Goes(Vec::new());
        }
        match action {
            Action::Settle => {
                shown.choose(self.what, cx);
                Outcome::Goes(Vec::new())
            }
            Action::LeaveOut => self.leave_out(ticket, cx),
            Action::TakeIn => self.take(ticket, cx),
            Action::Close if self.left_out.is_empty() && self.map.is_empty() => Outcome::Closed,
            Action::Close => {
                shown.take = false;
                Outcome::Asks(cx.sight.words.say("import-close"))
            }
            _ => Outcome::Goes(Vec::new()),
        }
    }

    /// The file has come, or it could not be read. `ticket` names what is asked of the shell next.
    pub fn file(
        &mut self,
        of: Ticket,
        file: Result<(String, Arc<[u8]>), String>,
        ticket: Ticket,
        cx: &Context,
    ) -> Outcome {
        if !matches!(self.stage, Stage::Reading(asked) if asked == of) {
            return Outcome::Goes(Vec::new());
        }
        match file {
            Ok((name, bytes)) => {
                if let Some((folder, _)) = self.path.rsplit_once('/') {
                    self.folder = format!("{folder}/");
                }
                self.source = Some(Source::bytes(&name, bytes));
                self.left_out.clear();
                self.map.clear();
                self.stage = Stage::Checking;
                self.check(ticket, Why::Opened, cx)
            }
            Err(why) => self.again(why),
        }
    }

    /// Back to the path, with what was typed.
    fn again(&mut self, why: String) -> Outcome {
        self.edit_path();
        self.wrong = Some(why.clone());
        Outcome::Says(why)
    }

    /// What was imported, in words.
    #[must_use]
    pub fn done_words(&self, cx: &Context) -> String {
        let words = &cx.sight.words;
        let kinds = words.kinds(self.kind()).to_lowercase();
        let counts = match &self.stage {
            Stage::Taking(shown, ..) => shown.preview().map(|preview| preview.counts),
            _ => None,
        };
        let counts = done(counts.unwrap_or_default(), words);
        words.say_with("import-done", &[("kinds", &kinds), ("title", &self.title), ("counts", &counts)])
    }
}

/// What has become of the rows, in words.
fn done(counts: Counts, words: &Words) -> String {
    let counts = [
        ("import-done-added", counts.added),
        ("import-done-changed", counts.changed),
        ("import-done-same", counts.same),
        ("import-done-skipped", counts.skipped),
        ("import-done-left-out", counts.left_out),
    ];
    let said = counts.into_iter().filter(|(_, count)| *count > 0).map(|(id, count)| words.count(id, count));
    said.collect::<Vec<_>>().join(", ")
}
