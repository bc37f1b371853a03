//! Reading a file in: what it holds, where it lies, a preview of what would happen, and then the import.
//!
//! The file is read by the attaching process; the session sees its bytes. The preview and the import run the
//! same code as the command line.

use super::{Effect, Feed, Ticket};
use crate::exchange::{self, Halt, Options, Preview, Refusal, Source, Verdict, What};
use crate::follow_up::{Doing, Refused, Whole};
use crate::keys::{self, Action, Key};
use crate::record::{Id, KindInfo};
use crate::ui::{Context, Cursor, Done, Editor, Event, Job, Move, Output, Tone, mark_row, text};
use ratatui::{Frame, layout::Rect, widgets::Clear};
use std::collections::BTreeSet;
use std::sync::Arc;

const SLOT: &str = "import";
const FILES: [What; 5] = [What::Requirements, What::Units, What::Plan, What::Results, What::Deviations];

#[derive(Debug)]
enum Stage {
    /// Naming the follow-up that is to be made.
    Title(Box<Editor>),
    /// Choosing what the file holds.
    What(Cursor),
    /// Typing where the file lies.
    Path(Box<Editor>),
    /// The file is being read or looked through.
    Reading,
    /// What would happen, row by row.
    Shown(Arc<Preview>, Cursor),
    /// The rows are being taken; so many have been handed over.
    Taking(Ticket, usize),
}

/// What an event did to an import.
#[derive(Debug)]
pub enum Outcome {
    /// It goes on; the session asks for these effects.
    Goes(Vec<Effect>),
    /// It goes on, and this is said.
    Says(String),
    /// It is given up.
    Closed,
}

/// An import that has begun.
#[derive(Debug)]
pub struct Importing {
    whole: Whole,
    title: String,
    what: What,
    path: String,
    source: Option<Source>,
    left_out: BTreeSet<usize>,
    turn: u64,
    stage: Stage,
    /// What went wrong in the stage before, in words.
    wrong: Option<String>,
}

impl Importing {
    /// An import into a follow-up; one without a title is made, and its title asked for.
    #[must_use]
    pub fn new(whole: Whole, title: String) -> Self {
        let stage = if title.is_empty() {
            Stage::Title(Box::new(Editor::new("", false)))
        } else {
            Stage::What(Cursor::default())
        };
        Self {
            whole,
            title,
            what: What::Requirements,
            path: String::new(),
            source: None,
            left_out: BTreeSet::new(),
            turn: 0,
            stage,
            wrong: None,
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
        match self.stage {
            Stage::Title(_) | Stage::Path(_) => vec![keys::Context::Line, keys::Context::Text],
            Stage::What(_) => vec![keys::Context::Picker],
            Stage::Reading | Stage::Shown(..) | Stage::Taking(..) => vec![keys::Context::Preview],
        }
    }

    /// What can be done here.
    #[must_use]
    pub fn offers(&self) -> Vec<Action> {
        match &self.stage {
            Stage::Title(_) | Stage::Path(_) => vec![Action::Save, Action::Stop],
            Stage::What(_) => vec![Action::Open, Action::Close],
            Stage::Reading => vec![Action::Close],
            Stage::Shown(preview, _) if preview.counts.refused > 0 => {
                vec![Action::LeaveOut, Action::Close, Action::Down]
            }
            Stage::Shown(..) => vec![Action::TakeIn, Action::LeaveOut, Action::Close, Action::Down],
            Stage::Taking(..) => Vec::new(),
        }
    }

    /// Whether a key is text here.
    #[must_use]
    pub fn wants(&self, key: Key) -> bool {
        matches!(self.stage, Stage::Title(_) | Stage::Path(_)) && key.typed().is_some()
    }

    fn options(&self) -> Options {
        Options { title: self.title.clone(), map: Vec::new(), leave_out: self.left_out.clone() }
    }

    /// Takes an event. `ticket` names what it asks of the shell.
    pub fn update(&mut self, event: &Event, ticket: Ticket, cx: &mut Context) -> Outcome {
        match (&mut self.stage, event) {
            (Stage::Title(_) | Stage::Path(_), Event::Do(Action::Stop))
            | (Stage::Reading, Event::Do(Action::Close)) => Outcome::Closed,
            (Stage::Title(editor), Event::Do(Action::Save | Action::SaveNext)) => {
                let title = crate::record::scrub_line(&editor.text());
                if title.is_empty() {
                    return Outcome::Says(cx.sight.words.say("import-title-wanted"));
                }
                self.title = title;
                self.stage = Stage::What(Cursor::default());
                Outcome::Goes(Vec::new())
            }
            (Stage::Path(editor), Event::Do(Action::Save | Action::SaveNext)) => {
                let path = editor.text().trim().to_owned();
                if path.is_empty() {
                    return Outcome::Says(cx.sight.words.say("import-path-wanted"));
                }
                self.path.clone_from(&path);
                self.stage = Stage::Reading;
                Outcome::Goes(vec![Effect::Want(ticket, path)])
            }
            (Stage::Title(editor) | Stage::Path(editor), event) => {
                let typed = editor.update(event);
                typed.map_or_else(|full| Outcome::Says(full.say(&cx.sight.words)), |()| Outcome::Goes(Vec::new()))
            }
            (Stage::What(cursor), Event::Do(action)) => {
                if let Some(step) = Move::of(*action) {
                    cursor.step(step, FILES.len(), FILES.len());
                } else if *action == Action::Open {
                    self.what = FILES.get(cursor.at).copied().unwrap_or(What::Requirements);
                    self.stage = Stage::Path(Box::new(Editor::new(&self.path, false)));
                } else if *action == Action::Close {
                    return Outcome::Closed;
                }
                Outcome::Goes(Vec::new())
            }
            (Stage::Shown(..), Event::Do(action)) => self.shown(*action, ticket, cx),
            (Stage::Reading, Event::Worked(done)) => self.checked(done, cx),
            _ => Outcome::Goes(Vec::new()),
        }
    }

    fn shown(&mut self, action: Action, ticket: Ticket, cx: &mut Context) -> Outcome {
        let Stage::Shown(preview, cursor) = &mut self.stage else { return Outcome::Goes(Vec::new()) };
        if let Some(step) = Move::of(action) {
            cursor.step(step, preview.rows.len(), page(cx));
            return Outcome::Goes(Vec::new());
        }
        match action {
            Action::LeaveOut => {
                let Some(row) = preview.rows.get(cursor.at) else { return Outcome::Goes(Vec::new()) };
                if matches!(row.verdict, Verdict::Skipped(_) | Verdict::Same) {
                    return Outcome::Says(cx.sight.words.say("import-nothing-to-leave"));
                }
                if !self.left_out.remove(&row.line) {
                    self.left_out.insert(row.line);
                }
                Outcome::Goes(self.check(cx).map(Effect::Work).into_iter().collect())
            }
            Action::TakeIn if preview.counts.refused > 0 => {
                Outcome::Says(cx.sight.words.count("import-refused-first", preview.counts.refused))
            }
            Action::TakeIn if preview.counts.added + preview.counts.changed == 0 => {
                Outcome::Says(cx.sight.words.say("import-nothing-new"))
            }
            Action::TakeIn => {
                let Some(source) = self.source.clone() else { return Outcome::Closed };
                self.stage = Stage::Taking(ticket, 0);
                let doing = match u32::try_from(self.left_out.len()).unwrap_or(u32::MAX) {
                    0 => Doing::Import,
                    rows => Doing::ImportWithout(rows),
                };
                Outcome::Goes(vec![Effect::Import(ticket, doing, self.feed(source, cx))])
            }
            Action::Close => Outcome::Closed,
            _ => Outcome::Goes(Vec::new()),
        }
    }

    /// The import itself, to be run off the key path.
    fn feed(&self, source: Source, cx: &mut Context) -> Feed {
        let (what, whole, options) = (self.what, self.whole.clone(), self.options());
        let (languages, now) = (cx.languages.clone(), cx.now);
        let mut ids = cx.ids.branch();
        Box::new(move |sink| {
            let mut mint = || ids.mint(now);
            let taken = exchange::edits(&source, what, &whole, &options, &languages, &mut mint, sink);
            taken.map(|_| ()).map_err(|halt| match halt {
                Halt::Refused(refused) => refused,
                // The preview has shown these before; only a store that has moved since can bring them back.
                Halt::File(_) | Halt::Row { .. } => Refused::Misformed,
            })
        })
    }

    fn check(&mut self, cx: &Context) -> Option<Job> {
        let source = self.source.clone()?;
        self.turn += 1;
        let (what, whole, options) = (self.what, self.whole.clone(), self.options());
        let languages = cx.languages.clone();
        let work =
            move || -> Output { Arc::new(exchange::check(&source, what, &whole, &options, &languages, &mut |_| {})) };
        Some(Job { slot: SLOT, turn: self.turn, work: Box::new(work) })
    }

    /// The file has come, or it could not be read.
    pub fn file(&mut self, file: Result<(String, Arc<[u8]>), String>, cx: &Context) -> Outcome {
        if !matches!(self.stage, Stage::Reading) {
            return Outcome::Goes(Vec::new());
        }
        match file {
            Ok((name, bytes)) => {
                self.source = Some(Source::bytes(&name, bytes));
                self.left_out.clear();
                Outcome::Goes(self.check(cx).map(Effect::Work).into_iter().collect())
            }
            Err(why) => self.again(why),
        }
    }

    /// Back to the path, with what was typed.
    fn again(&mut self, why: String) -> Outcome {
        self.stage = Stage::Path(Box::new(Editor::new(&self.path, false)));
        self.wrong = Some(why.clone());
        Outcome::Says(why)
    }

    /// A preview is ready.
    pub fn checked(&mut self, done: &Done, cx: &Context) -> Outcome {
        // A check that was asked for before the rows were taken changes nothing any more.
        let awaited = matches!(self.stage, Stage::Reading | Stage::Shown(..));
        if !awaited || done.slot != SLOT || done.turn != self.turn {
            return Outcome::Goes(Vec::new());
        }
        let Ok(checked) = done.output.clone().downcast::<Result<Preview, Refusal>>() else {
            return Outcome::Goes(Vec::new());
        };
        match checked.as_ref() {
            Ok(preview) => {
                let first = preview.rows.iter().position(|row| matches!(row.verdict, Verdict::Refused(_)));
                let at = match &self.stage {
                    Stage::Shown(_, cursor) => cursor.at.min(preview.rows.len().saturating_sub(1)),
                    _ => first.unwrap_or_default(),
                };
                self.stage = Stage::Shown(Arc::new(preview.clone()), Cursor { at });
                self.wrong = None;
                Outcome::Goes(Vec::new())
            }
            Err(refusal) => self.again(refusal.say(&cx.sight.words)),
        }
    }

    /// So many rows have been handed over.
    pub fn taken(&mut self, rows: usize) {
        if let Stage::Taking(_, count) = &mut self.stage {
            *count = rows;
        }
    }

    /// Whether the answer to this request ends the import.
    #[must_use]
    pub fn awaits(&self, ticket: Ticket) -> bool {
        matches!(self.stage, Stage::Taking(asked, _) if asked == ticket)
    }

    /// What was imported, in words.
    #[must_use]
    pub fn done_words(&self, cx: &Context) -> String {
        let kinds = cx.sight.words.kinds(self.kind()).to_lowercase();
        cx.sight.words.say_with("import-done", &[("kinds", &kinds), ("title", &self.title)])
    }

    /// Draws the import over the work area.
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
                y += 1;
            }
        };
        let title = if self.title.is_empty() { words.say("untitled") } else { self.title.clone() };
        say(frame, &words.say_with("import-head", &[("title", &title)]), Tone::Strong);
        match &self.stage {
            Stage::Title(_) => say(frame, &words.say("import-title"), Tone::Plain),
            Stage::What(_) => say(frame, &words.say("import-what"), Tone::Plain),
            Stage::Path(_) => {
                let kinds = words.kinds(self.kind()).to_lowercase();
                say(frame, &words.say_with("import-path", &[("kinds", &kinds)]), Tone::Plain);
                if let Some(wrong) = &self.wrong {
                    say(frame, wrong, Tone::Bad);
                }
            }
            Stage::Reading => say(frame, &words.say("import-reading"), Tone::Dim),
            Stage::Taking(_, rows) => say(frame, &words.count("import-taking", *rows), Tone::Dim),
            Stage::Shown(preview, _) => {
                say(frame, &preview.counts.say(words), Tone::Plain);
                for warning in preview.warnings.list.iter().take(3) {
                    say(frame, &format!("! {}", warning.say(words)), Tone::Warn);
                }
            }
        }
        let rest = Rect { y: y.min(area.bottom()), height: area.bottom().saturating_sub(y), ..area };
        if rest.is_empty() {
            return;
        }
        match &self.stage {
            Stage::Title(editor) | Stage::Path(editor) => {
                let line = Rect { x: rest.x + 1, width: rest.width.saturating_sub(2), height: 1, ..rest };
                editor.view(cx, frame, line);
            }
            Stage::What(cursor) => {
                for (at, what) in FILES.iter().enumerate().take(usize::from(rest.height)) {
                    let y = rest.y + u16::try_from(at).unwrap_or_default();
                    if at == cursor.at {
                        mark_row(cx, frame, Rect { y, height: 1, ..rest });
                    }
                    let tone = if at == cursor.at { Tone::Strong } else { Tone::Plain };
                    frame.buffer_mut().set_string(rest.x + 2, y, words.kinds(what.kind()), cx.look.style(tone));
                }
            }
            Stage::Shown(preview, cursor) => rows(cx, frame, rest, preview, *cursor),
            Stage::Reading | Stage::Taking(..) => {}
        }
    }
}

fn page(cx: &Context) -> usize {
    usize::from(crate::ui::work_area(cx.size).height.saturating_sub(5)).max(1)
}

fn rows(cx: &Context, frame: &mut Frame<'_>, area: Rect, preview: &Preview, cursor: Cursor) {
    let page = page(cx).min(usize::from(area.height));
    let top = cursor.top(page, preview.rows.len());
    for (line, row) in preview.rows.iter().skip(top).take(page).enumerate() {
        let y = area.y + u16::try_from(line).unwrap_or_default();
        if top + line == cursor.at {
            mark_row(cx, frame, Rect { y, height: 1, ..area });
        }
        let tone = match row.verdict {
            Verdict::Added => Tone::Good,
            Verdict::Changed(_) => Tone::Warn,
            Verdict::Refused(_) => Tone::Bad,
            Verdict::Same | Verdict::Skipped(_) | Verdict::LeftOut => Tone::Dim,
        };
        let shown = text::cut(&preview.say(row, &cx.sight.words), usize::from(area.width.saturating_sub(3)));
        frame.buffer_mut().set_string(area.x + 2, y, shown, cx.look.style(tone));
    }
}
