//! Looking a file through off the key path, again whenever something has changed, and taking its rows in.

use super::shown::{Checked, Found, Shown, alike, field_title};
use super::{Importing, Outcome, Stage};
use crate::app::{Effect, Feed, Ticket};
use crate::exchange::{self, Halt, Options, Refusal, Source};
use crate::follow_up::{Doing, Refused, Whole};
use crate::keys::Action;
use crate::ui::{Context, Output};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A check that is under way. It is stopped when nobody holds this any longer.
#[derive(Debug)]
pub(super) struct Running {
    /// Which request it is.
    ticket: Ticket,
    stop: Arc<AtomicBool>,
    /// How many rows it has read.
    pub rows: usize,
    /// The follow-up has changed meanwhile, so that it has to be done once more.
    again: bool,
    why: Why,
}

/// Why a file is looked through.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Why {
    /// It has just been read.
    Opened,
    /// The officer has settled a heading, and goes on to the next.
    Settled,
    /// The officer leaves something out, or lets it back in.
    LeftOut,
    /// The follow-up has changed.
    Changed,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Importing {
    fn options(&self) -> Options {
        let map = self.map.iter().map(|(heading, field)| format!("{heading}={}", field.unwrap_or_default()));
        Options {
            title: self.title.clone(),
            map: map.collect(),
            leave_out: self.left_out.clone(),
            stop: Arc::default(),
        }
    }

    /// Begins to look the file through, in the place of a check that is under way.
    pub(super) fn check(&mut self, ticket: Ticket, why: Why, cx: &Context) -> Outcome {
        let Some(source) = self.source.clone() else { return Outcome::Closed };
        let (what, whole, options) = (self.what, self.whole.clone(), self.options());
        self.running = Some(Running { ticket, stop: Arc::clone(&options.stop), rows: 0, again: false, why });
        let languages = cx.languages.clone();
        let check = Box::new(move |progress: &mut dyn FnMut(usize)| -> Output {
            let rows = exchange::check(&source, what, &whole, &options, &languages, progress);
            let checked: Checked = match rows {
                Err(Refusal::MissingColumns { .. } | Refusal::NoHeader { .. }) => {
                    exchange::headings(&source, what, &options.map, &languages).map(Found::Lacks)
                }
                rows => rows.map(Found::Rows),
            };
            Arc::new(checked)
        });
        Outcome::Goes(vec![Effect::Check(ticket, check)])
    }

    /// The follow-up or the register has changed: what was looked through has to be looked through again.
    pub fn refresh(&mut self, whole: Whole, ticket: Ticket, cx: &Context) -> Outcome {
        self.whole = whole;
        match (&mut self.running, &self.stage) {
            (Some(running), _) => running.again = true,
            (None, Stage::Shown(_)) => return self.check(ticket, Why::Changed, cx),
            _ => {}
        }
        Outcome::Goes(Vec::new())
    }

    /// So many rows have been looked through.
    pub fn progress(&mut self, ticket: Ticket, rows: usize) {
        if let Some(running) = self.running.as_mut().filter(|running| running.ticket == ticket) {
            running.rows = rows;
        }
    }

    /// A check is ready. `ticket` names what is asked of the shell next.
    pub fn checked(&mut self, of: Ticket, output: Result<Output, String>, ticket: Ticket, cx: &mut Context) -> Outcome {
        let Some(running) = self.running.take_if(|running| running.ticket == of) else {
            return Outcome::Goes(Vec::new());
        };
        let checked = match output.map(Output::downcast::<Checked>) {
            Ok(Ok(checked)) => checked,
            Ok(Err(_)) => return Outcome::Goes(Vec::new()),
            Err(error) => return self.again(cx.sight.words.say_with("import-no-check", &[("error", &error)])),
        };
        let before = match &self.stage {
            Stage::Shown(shown) => Some(shown),
            _ => None,
        };
        let waits = before.is_some_and(|before| before.take);
        if running.again && waits {
            return self.check(ticket, running.why, cx);
        }
        let next = match before {
            Some(before) => before.followed_by(Arc::clone(&checked), &self.map, running.why == Why::Settled),
            None => Shown::new(Arc::clone(&checked), &self.map),
        };
        let Some(next) = next else {
            let why = checked.as_ref().as_ref().err().map(|refusal| refused_words(cx, refusal));
            return self.again(why.unwrap_or_default());
        };
        let said = before.and_then(|before| what_changed(before, &next, waits, cx));
        let same = before.is_some_and(|before| before.is_like(&next));
        self.stage = Stage::Shown(Box::new(next));
        self.wrong = None;
        if running.again {
            return self.check(ticket, Why::Changed, cx);
        }
        match said {
            _ if waits && same => self.take(ticket, cx),
            // What the officer has just asked for needs no words.
            Some(said) if waits || running.why == Why::Changed => Outcome::Says(said),
            _ => Outcome::Goes(Vec::new()),
        }
    }

    /// Says which field a heading is, and looks the file through again.
    pub(super) fn settle(
        &mut self,
        heading: String,
        field: Option<&'static str>,
        ticket: Ticket,
        cx: &Context,
    ) -> Outcome {
        let taken = |(other, has): &&(String, Option<&'static str>)| {
            field.is_some() && *has == field && !alike(other, &heading)
        };
        if let (Some((other, _)), Some(field)) = (self.map.iter().find(taken), field) {
            let title = field_title(self.what, field, cx);
            return Outcome::Says(
                cx.sight.words.say_with("import-field-taken", &[("heading", other), ("field", &title)]),
            );
        }
        self.map.retain(|(other, _)| !alike(other, &heading));
        self.map.push((heading, field));
        self.check(ticket, Why::Settled, cx)
    }

    /// Leaves the marked row or heading out, or lets it back in.
    pub(super) fn leave_out(&mut self, ticket: Ticket, cx: &Context) -> Outcome {
        use super::shown::Item;
        use crate::exchange::Verdict;
        let Stage::Shown(shown) = &self.stage else { return Outcome::Goes(Vec::new()) };
        match shown.item().cloned() {
            Some(Item::Lacks(_)) => return Outcome::Says(cx.sight.words.say("import-lacks-first")),
            Some(Item::Unknown(heading) | Item::Doubled(heading, _)) => {
                self.map.push((heading, None));
                return self.check(ticket, Why::LeftOut, cx);
            }
            Some(Item::Settled(heading, _)) => {
                self.map.retain(|(other, _)| !alike(other, &heading));
                return self.check(ticket, Why::LeftOut, cx);
            }
            None => {}
        }
        let place = shown.cursor.at.saturating_sub(shown.items.len());
        let Some(row) = shown.preview().and_then(|preview| preview.rows.get(place)) else {
            return Outcome::Goes(Vec::new());
        };
        if matches!(row.verdict, Verdict::Skipped(_) | Verdict::Same) {
            return Outcome::Says(cx.sight.words.say("import-nothing-to-leave"));
        }
        let line = row.line;
        if !self.left_out.remove(&line) {
            self.left_out.insert(line);
        }
        self.check(ticket, Why::LeftOut, cx)
    }

    /// Takes the rows in, once no check is under way.
    pub(super) fn take(&mut self, ticket: Ticket, cx: &mut Context) -> Outcome {
        let words = &cx.sight.words;
        let Stage::Shown(shown) = &mut self.stage else { return Outcome::Goes(Vec::new()) };
        shown.take = false;
        let Some(counts) = shown.preview().map(|preview| preview.counts) else {
            return Outcome::Says(words.say("import-lacks-first"));
        };
        if self.running.is_some() {
            shown.take = true;
            return Outcome::Says(words.say("import-wait"));
        }
        if counts.refused > 0 {
            shown.mark_refused();
            return Outcome::Says(words.count("import-refused-first", counts.refused));
        }
        if counts.added + counts.changed == 0 {
            return Outcome::Says(words.say("import-nothing-new"));
        }
        let Some(source) = self.source.clone() else { return Outcome::Closed };
        let Stage::Shown(shown) = std::mem::replace(&mut self.stage, Stage::Reading(ticket)) else {
            return Outcome::Closed;
        };
        self.stage = Stage::Taking(shown, ticket, 0);
        let doing = match u32::try_from(self.left_out.len()).unwrap_or(u32::MAX) {
            0 => Doing::Import,
            rows => Doing::ImportWithout(rows),
        };
        let base = [&self.whole.own, &self.whole.register].map(|there| (there.id(), there.seq())).into();
        Outcome::Goes(vec![Effect::Import(ticket, doing, base, self.feed(source, cx))])
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

    /// So many rows have been handed over.
    pub fn taken(&mut self, of: Ticket, rows: usize) {
        if let Stage::Taking(_, ticket, count) = &mut self.stage
            && *ticket == of
        {
            *count = rows;
        }
    }

    /// Whether the answer to this request ends the import.
    #[must_use]
    pub fn awaits(&self, ticket: Ticket) -> bool {
        matches!(self.stage, Stage::Taking(_, asked, _) if asked == ticket)
    }

    /// Nothing was taken: back to the preview, which is made again.
    pub fn refused(&mut self, whole: Whole, ticket: Ticket, cx: &Context) -> Outcome {
        if let Stage::Taking(shown, ..) = std::mem::replace(&mut self.stage, Stage::Reading(ticket)) {
            self.stage = Stage::Shown(shown);
        }
        self.refresh(whole, ticket, cx)
    }
}

/// What is otherwise than it was, in words; nothing when nothing is.
fn what_changed(before: &Shown, now: &Shown, waits: bool, cx: &Context) -> Option<String> {
    if before.is_like(now) {
        return None;
    }
    let words = &cx.sight.words;
    let counts = |shown: &Shown| Some(shown.preview()?.counts.say(words));
    let (before, now) = (counts(before)?, counts(now)?);
    if !waits {
        return Some(words.say_with("import-changed", &[("before", &before), ("now", &now)]));
    }
    let keys = cx.keys.keys_for(&[crate::keys::Context::Preview], Action::TakeIn).unwrap_or_default();
    let key = words.key(&keys);
    Some(words.say_with("import-changed-wait", &[("before", &before), ("now", &now), ("key", &key)]))
}

/// Why a file is refused; where it is because the follow-up is closed, with the key that opens it again.
fn refused_words(cx: &Context, refusal: &Refusal) -> String {
    let said = refusal.say(&cx.sight.words);
    if !matches!(refusal, Refusal::Closed) {
        return said;
    }
    let key = cx.reopening_key(&[]);
    format!("{said} {}", cx.sight.words.say_with("import-reopens", &[("key", &key)]))
}
