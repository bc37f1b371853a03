//! The report of a follow-up as a file: where it is to lie, made off the key path, and written by the attaching
//! process. A file that is there already goes only after a yes.

use super::elsewhere;
use super::overlay::{self, Overlay};
use super::{App, Effect, Recall, Saved, Ticket};
use crate::follow_up::Whole;
use crate::keys::{self, Action, Key};
use crate::record::Id;
use crate::report;
use crate::rights::Eyes;
use crate::steps;
use crate::store::Store;
use crate::ui::{Context, Done, Editor, Event, Output, Tone, text};
use ratatui::{Frame, layout::Rect, widgets::Clear};
use std::sync::Arc;

/// Whose jobs these are.
const SLOT: &str = "report";
/// Most letters of a file's name that come from a title.
const NAME: usize = 80;

#[derive(Debug)]
enum Stage {
    /// Telling the line to run at the officer's own desk, where the session has no files.
    Elsewhere(String),
    /// Typing where the file is to lie.
    Path(Box<Editor>),
    /// The document is being made.
    Making,
    /// The file is being written.
    Writing(Ticket),
    /// A file of this name is there; the document waits for an answer.
    Exists,
}

/// A report that has been asked for.
#[derive(Debug)]
pub struct Reporting {
    whole: Whole,
    title: String,
    path: String,
    made: Option<Arc<[u8]>>,
    turn: u64,
    stage: Stage,
    /// What went wrong in the stage before, in words.
    wrong: Option<String>,
}

/// What an event asks of the session.
#[derive(Debug)]
enum Outcome {
    Goes,
    Says(String),
    Make,
    Write(bool),
    Closed,
}

impl Reporting {
    fn new(whole: Whole, title: String, folder: &str) -> Self {
        let path = format!("{folder}{}.md", file_name(&title));
        let mut editor = Editor::new(&path, false);
        editor.mark_all();
        let stage = Stage::Path(Box::new(editor));
        Self { whole, title, path, made: None, turn: 0, stage, wrong: None }
    }

    /// The contexts that are on.
    #[must_use]
    pub fn contexts(&self) -> Vec<keys::Context> {
        match self.stage {
            Stage::Path(_) => vec![keys::Context::Line, keys::Context::Text],
            Stage::Elsewhere(_) | Stage::Making | Stage::Writing(_) => vec![keys::Context::Preview],
            Stage::Exists => vec![keys::Context::Question],
        }
    }

    /// What can be done here.
    #[must_use]
    pub fn offers(&self) -> Vec<Action> {
        match self.stage {
            Stage::Path(_) => vec![Action::Save, Action::Stop],
            Stage::Elsewhere(_) | Stage::Making => vec![Action::Close],
            Stage::Writing(_) => Vec::new(),
            Stage::Exists => vec![Action::Yes, Action::No],
        }
    }

    /// What saving does here: the report is written.
    #[must_use]
    pub fn hint(&self, action: Action) -> Option<&'static str> {
        (matches!(self.stage, Stage::Path(_)) && action == Action::Save).then_some("report-hint-path")
    }

    /// Whether a key is text here.
    #[must_use]
    pub fn wants(&self, key: Key) -> bool {
        matches!(self.stage, Stage::Path(_)) && key.typed().is_some()
    }

    fn update(&mut self, event: &Event, cx: &Context) -> Outcome {
        match (&mut self.stage, event) {
            (Stage::Path(_), Event::Do(Action::Stop))
            | (Stage::Elsewhere(_) | Stage::Making, Event::Do(Action::Close)) => Outcome::Closed,
            (Stage::Path(editor), Event::Do(Action::Save | Action::SaveNext)) => {
                let path = editor.text().trim().to_owned();
                if path.is_empty() {
                    return Outcome::Says(cx.sight.words.say("import-path-wanted"));
                }
                if !report::may_be_called(&path) {
                    return Outcome::Says(cx.sight.words.say("reporting-ending"));
                }
                self.path = path;
                self.stage = Stage::Making;
                Outcome::Make
            }
            (Stage::Path(editor), event) => {
                editor.update(event).map_or_else(|full| Outcome::Says(full.say(&cx.sight.words)), |()| Outcome::Goes)
            }
            (Stage::Exists, Event::Do(Action::Yes)) => Outcome::Write(true),
            (Stage::Exists, Event::Do(Action::No)) => {
                self.again(None);
                Outcome::Goes
            }
            _ => Outcome::Goes,
        }
    }

    /// Back to the path, with what was typed.
    fn again(&mut self, wrong: Option<String>) {
        self.stage = Stage::Path(Box::new(Editor::new(&self.path, false)));
        self.wrong = wrong;
    }

    /// Draws it over the work area.
    pub fn view(&self, cx: &Context, frame: &mut Frame<'_>, area: Rect) {
        frame.render_widget(Clear, area);
        let words = &cx.sight.words;
        let room = usize::from(area.width.saturating_sub(2));
        let mut y = area.y;
        let mut say = |frame: &mut Frame<'_>, shown: &str, tone: Tone| {
            for line in text::wrap(shown, room) {
                if y < area.bottom() {
                    frame.buffer_mut().set_string(area.x + 1, y, text::cut(&line, room), cx.look.style(tone));
                }
                y = y.saturating_add(1);
            }
            y
        };
        say(frame, &words.say_with("reporting-head", &[("title", &self.title)]), Tone::Strong);
        match &self.stage {
            Stage::Path(editor) => {
                let mut y = say(frame, &words.say("reporting-path"), Tone::Plain);
                if let Some(wrong) = &self.wrong {
                    y = say(frame, wrong, Tone::Bad);
                }
                let y = y.min(area.bottom());
                let line = Rect { x: area.x + 1, y, width: area.width.saturating_sub(2), height: 1 };
                editor.view(cx, frame, line.intersection(area));
            }
            Stage::Elsewhere(line) => {
                let y = say(frame, "", Tone::Plain).min(area.bottom());
                let rest = Rect { y, height: area.bottom() - y, ..area };
                elsewhere::view(&words.say("reporting-elsewhere"), line, cx, frame, rest);
            }
            Stage::Making => drop(say(frame, &words.say("reporting-making"), Tone::Dim)),
            Stage::Writing(_) => {
                say(frame, &words.say_with("reporting-writing", &[("path", &self.path)]), Tone::Dim);
            }
            Stage::Exists => {
                say(frame, &words.say_with("reporting-exists", &[("path", &self.path)]), Tone::Warn);
            }
        }
    }
}

/// A title as the name of a file on any system.
fn file_name(title: &str) -> String {
    let plain = |letter: char| if letter.is_control() || "/\\:*?\"<>|".contains(letter) { '-' } else { letter };
    let name: String = title.chars().map(plain).take(NAME).collect();
    let name = name.trim().trim_start_matches('.').to_owned();
    if name.is_empty() { "rapport".to_owned() } else { name }
}

impl App {
    /// Asks where the report of the open follow-up, or of the one marked at home, is to lie.
    pub(super) fn report(&mut self) {
        let own: Option<Id> =
            if self.room.is_some() { Some(self.cx.sight.whole.own.id()) } else { self.home.marked(&self.cx) };
        let Some(own) = own else {
            self.said = Some((Tone::Plain, self.cx.sight.words.say("no-follow-up-yet")));
            return;
        };
        let whole = self.saving.drawn(own);
        let title = self.cx.sight.follow_up_title(&whole.own);
        let mut reporting = Reporting::new(whole, title, &self.imports.folder());
        if self.cx.no_files {
            let line = elsewhere::report(&reporting.title, &format!("{}.md", file_name(&reporting.title)));
            reporting.stage = Stage::Elsewhere(line.unwrap_or_default());
        }
        self.overlay = Some(Overlay::Report(Box::new(reporting)));
    }

    /// Tells the report of an event.
    pub(super) fn report_told(&mut self, event: &Event) {
        let Some(reporting) = overlay::reporting(&mut self.overlay) else { return };
        match reporting.update(event, &self.cx) {
            Outcome::Goes => {}
            Outcome::Says(said) => self.said = Some((Tone::Warn, said)),
            Outcome::Make => self.make_report(),
            Outcome::Write(replace) => self.write_report(replace),
            Outcome::Closed => self.overlay = None,
        }
    }

    fn make_report(&mut self) {
        let turn = u64::from(self.saving.ticket());
        let Some(reporting) = overlay::reporting(&mut self.overlay) else { return };
        reporting.turn = turn;
        let (whole, words, day) = (reporting.whole.clone(), Arc::clone(&self.cx.sight.words), self.cx.today);
        let read = Box::new(move |store: &Store, _: &Eyes| {
            let found = steps::findings(&whole, day);
            let made = report::markdown(&report::build(&whole, &found, &words, day, store.head()));
            Arc::new(Arc::<[u8]>::from(made.into_bytes())) as Output
        });
        self.effects.push(Effect::Recall(Recall { slot: SLOT, turn, read }));
    }

    /// A computation is ready; if it is the report, it is written.
    pub(super) fn report_made(&mut self, done: &Done) {
        let Some(reporting) = overlay::reporting(&mut self.overlay) else { return };
        if done.slot == SLOT
            && done.turn == reporting.turn
            && matches!(reporting.stage, Stage::Making)
            && let Ok(made) = Arc::clone(&done.output).downcast::<Arc<[u8]>>()
        {
            reporting.made = Some(Arc::clone(&made));
            self.write_report(false);
        }
    }

    fn write_report(&mut self, replace: bool) {
        let ticket = self.saving.ticket();
        let Some(reporting) = overlay::reporting(&mut self.overlay) else { return };
        let Some(made) = reporting.made.clone() else { return };
        reporting.stage = Stage::Writing(ticket);
        self.effects.push(Effect::Save(ticket, reporting.path.clone(), made, replace));
    }

    /// The attaching process has written the file, or not.
    pub(super) fn saved(&mut self, of: Ticket, answer: Saved) {
        let Some(reporting) = overlay::reporting(&mut self.overlay) else { return };
        if !matches!(reporting.stage, Stage::Writing(asked) if asked == of) {
            return;
        }
        match answer {
            Saved::Exists => reporting.stage = Stage::Exists,
            Saved::Refused(why) => {
                reporting.again(Some(why.clone()));
                self.said = Some((Tone::Bad, why));
            }
            Saved::Done(path) => {
                if let Some((folder, _)) = path.rsplit_once('/') {
                    self.imports.use_folder(folder);
                }
                self.overlay = None;
                self.said = Some((Tone::Good, self.cx.sight.words.say_with("reporting-done", &[("path", &path)])));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_title_becomes_the_name_of_a_file_on_any_system() {
        assert_eq!(file_name("Hemtjänst 2025/26: norr"), "Hemtjänst 2025-26- norr");
        assert_eq!(file_name("../x"), "-x");
        assert_eq!(file_name(" "), "rapport");
    }
}
