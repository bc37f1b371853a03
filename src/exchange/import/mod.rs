//! Files into records. A file is read twice: [`check`] says row by row what it would do and keeps nothing,
//! [`edits`] does the same again and hands over the edits in parts, so that memory follows the number of keys
//! and not the size of the file.

mod engine;
pub(super) mod key;
mod look;
mod rows;
mod units;
mod valuations;

use super::{
    Refusal, Source, What,
    columns::Headings,
    preview::{Counts, Preview, Problem, Row, Verdict, Warning, Warnings},
    sheet::Sheet,
};
use crate::follow_up::{Change, Doing, Edit, FollowUp, Refused, Whole};
use crate::locale::Languages;
use crate::record::{Id, scrub_line};
use crate::steps::KINDS;
use rows::Rows;
use std::{
    collections::BTreeSet,
    ops::ControlFlow,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

/// How many records a part holds at most; no row makes more.
pub const PART: usize = 500;
/// The most rows of a file.
const MAX_ROWS: usize = 1_000_000;
/// How often progress is told, in rows.
const TELL: usize = 1_000;

/// What an officer says of an import.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The follow-up's title, for the header that is made when it has none.
    pub title: String,
    /// Headings that mean other fields than they say, as `heading=field`.
    pub map: Vec<String>,
    /// Lines of rows that are left out.
    pub leave_out: BTreeSet<usize>,
    /// Set from elsewhere when nobody waits for the check any longer.
    pub stop: Arc<AtomicBool>,
}

/// Why an import ended before its end.
#[derive(Clone, PartialEq, Debug, thiserror::Error)]
pub enum Halt {
    /// The file cannot be read.
    #[error(transparent)]
    File(#[from] Refusal),
    /// A row cannot be taken; nothing of the file is.
    #[error("row on line {line} is refused")]
    Row {
        /// Where it begins.
        line: usize,
        /// Why.
        problems: Box<[Problem]>,
    },
    /// The store said no.
    #[error(transparent)]
    Refused(#[from] Refused),
}

/// What the import of a file would do, row by row. `progress` is told the number of rows read.
///
/// # Errors
/// When the file as a whole cannot be read; [`Refusal::Closed`] when the follow-up is closed and the store would
/// take none of it; [`Refusal::Stopped`] when the options say so.
pub fn check(
    source: &Source,
    what: What,
    whole: &Whole,
    options: &Options,
    languages: &Languages,
    progress: &mut dyn FnMut(usize),
) -> Result<Preview, Refusal> {
    let (headings, sheet) = find(source, what, options, languages)?;
    let matched = headings.settle(sheet.line, &sheet.headings)?;
    let named: Vec<String> = sheet.headings.iter().map(|heading| scrub_line(heading)).collect();
    let mut warnings = Warnings::default();
    if sheet.is_windows() {
        warnings.add(Warning::Windows);
    }
    for place in &matched.unknown {
        warnings.add(Warning::Unknown { what, heading: named.get(*place).cloned().unwrap_or_default() });
    }
    let name = |place: &usize| named.get(*place).cloned().unwrap_or_default();
    for (place, read) in &matched.doubled {
        warnings.add(Warning::Doubled { heading: name(place), read: name(read), column: read + 1 });
    }
    if let Some(other) = looks_like(what, &sheet, headings.judge(&sheet.headings).known, languages) {
        warnings.add(Warning::LooksLike(other));
    }
    // Ids that never leave this function.
    let mut minted = 0;
    let mut ids = || {
        minted += 1;
        Id::from_u128(minted << 64)
    };
    let mut rows = Rows::new(what, whole, options, languages, &headings.columns, &matched, &named, &sheet, &mut ids);
    let mut list: imbl::Vector<Row> = imbl::Vector::new();
    let mut too_many = false;
    let mut locked = is_locked(&whole.own, rows.header());
    sheet.each(&mut |line, cells| {
        let outcome = rows.row(line, cells, &mut warnings);
        for (line, problem) in outcome.complete {
            if let Ok(place) = list.binary_search_by_key(&line, |row: &Row| row.line)
                && let Some(row) = list.get_mut(place)
            {
                row.verdict = Verdict::Refused([problem].into());
            }
        }
        locked = locked || is_locked(&whole.own, outcome.edits);
        list.push_back(Row { line, label: outcome.label.into(), verdict: outcome.verdict });
        if list.len().is_multiple_of(TELL) {
            progress(list.len());
        }
        too_many = list.len() > MAX_ROWS;
        let stopped = options.stop.load(Ordering::Relaxed);
        if too_many || stopped || locked { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    if options.stop.load(Ordering::Relaxed) {
        return Err(Refusal::Stopped);
    }
    if too_many {
        return Err(Refusal::ManyRows { limit: MAX_ROWS });
    }
    if locked || is_locked(&whole.own, rows.named_units()) {
        return Err(Refusal::Closed);
    }
    if list.is_empty() {
        return Err(Refusal::NoRows { line: sheet.line });
    }
    progress(list.len());
    let counts = Counts::of(&list);
    let fields = headings.fields(&matched);
    let sheet = sheet.name().map(scrub_line);
    Ok(Preview { what: Some(what), sheet, headings: named, fields, rows: list, warnings, counts })
}

/// Whether edits meet the lock of a follow-up that is closed, as they will when they are saved.
pub(super) fn is_locked(own: &FollowUp, edits: Vec<Edit>) -> bool {
    own.is_closed() && own.unlocked(KINDS, &Change { doing: Doing::Import, edits }).is_err()
}

/// Makes the edits of an import that has been checked and hands them over in parts of at most [`PART`]
/// records, the header of a follow-up that has none first; says how many rows they come from. An error leaves
/// it to the caller to drop the parts that were handed over.
///
/// # Errors
/// When a row that is not left out cannot be taken, the file cannot be read, or the sink says no.
pub fn edits(
    source: &Source,
    what: What,
    whole: &Whole,
    options: &Options,
    languages: &Languages,
    ids: &mut dyn FnMut() -> Id,
    sink: &mut dyn FnMut(Vec<Edit>) -> Result<(), Refused>,
) -> Result<usize, Halt> {
    let (headings, sheet) = find(source, what, options, languages)?;
    let matched = headings.settle(sheet.line, &sheet.headings)?;
    let named: Vec<String> = sheet.headings.iter().map(|heading| scrub_line(heading)).collect();
    let mut rows = Rows::new(what, whole, options, languages, &headings.columns, &matched, &named, &sheet, ids);
    let mut part = Part { edits: rows.header(), records: BTreeSet::new() };
    let (mut count, mut halt) = (0, None);
    sheet.each(&mut |line, cells| {
        let outcome = rows.row(line, cells, &mut Warnings::default());
        let late = outcome.complete.into_iter().next().map(|(line, problem)| (line, [problem].into()));
        let refused = match outcome.verdict {
            Verdict::Refused(problems) => late.or(Some((line, problems))),
            _ => late,
        };
        if let Some((line, problems)) = refused {
            halt = Some(Halt::Row { line, problems });
            return ControlFlow::Break(());
        }
        count += usize::from(!outcome.edits.is_empty());
        match part.add(outcome.edits, sink) {
            Ok(()) => ControlFlow::Continue(()),
            Err(refused) => {
                halt = Some(refused.into());
                ControlFlow::Break(())
            }
        }
    })?;
    if let Some(halt) = halt {
        return Err(halt);
    }
    part.add(rows.named_units(), sink)?;
    part.close(sink)?;
    Ok(count)
}

/// Edits that wait to be handed over together.
struct Part {
    edits: Vec<Edit>,
    records: BTreeSet<Id>,
}

impl Part {
    fn add(&mut self, more: Vec<Edit>, sink: &mut dyn FnMut(Vec<Edit>) -> Result<(), Refused>) -> Result<(), Refused> {
        let new: BTreeSet<Id> = more.iter().map(|edit| edit.record).collect();
        // The header may ride along.
        if self.records.len() + new.len() >= PART {
            self.close(sink)?;
        }
        self.records.extend(new);
        self.edits.extend(more);
        Ok(())
    }

    fn close(&mut self, sink: &mut dyn FnMut(Vec<Edit>) -> Result<(), Refused>) -> Result<(), Refused> {
        self.records.clear();
        if self.edits.is_empty() { Ok(()) } else { sink(std::mem::take(&mut self.edits)) }
    }
}

fn find(source: &Source, what: What, options: &Options, languages: &Languages) -> Result<(Headings, Sheet), Refusal> {
    let headings = Headings::new(what, &options.map, languages)?;
    let sheet = Sheet::find(source, &|row| headings.judge(row))?;
    Ok((headings, sheet))
}

/// Another kind of file that knows more of the headings.
fn looks_like(what: What, sheet: &Sheet, known: usize, languages: &Languages) -> Option<What> {
    What::ALL.into_iter().filter(|other| *other != what).find(|other| {
        Headings::new(*other, &[], languages).is_ok_and(|headings| {
            let fit = headings.judge(&sheet.headings);
            fit.complete && fit.known > known
        })
    })
}
