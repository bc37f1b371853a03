//! One row after the other: what becomes of it, and the edits that it makes.

use super::{
    Options,
    engine::{Engine, Mint, Work},
    key::{Key, named, natural},
    look::{blank, point_of},
    units,
};
use crate::exchange::sheet::NO_VALUE;
use crate::exchange::{
    What,
    columns::{Column, Matched, Part},
    preview::{Problem, Verdict, Wanted, Warning, Warnings, Why},
    sheet::Sheet,
};
use crate::follow_up::{Edit, Whole};
use crate::locale::{Languages, Point, fold};
use crate::record::{Flaw, Id, Input, Kind as _, Tag, Value, scrub_line};
use crate::steps::collect::records::{GROUP, OCCURRENCE, REPORT_NUMBER};
use crate::steps::plan::records::{FollowUpHeader, Requirement, TARGET, TITLE, UNITS};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What Excel writes where a formula went wrong, in English and Swedish.
const FAULTS: [&str; 14] = [
    // Our own sign for a formula that the file holds no value of.
    NO_VALUE,
    "#N/A",
    "#REF!",
    "#VALUE!",
    "#DIV/0!",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#SAKNAS!",
    "#REFERENS!",
    "#VÄRDEFEL!",
    "#DIVISION/0!",
    "#NAMN?",
    "#OGILTIGT!",
];

/// What becomes of a row.
pub(super) struct Outcome {
    pub(super) label: String,
    pub(super) verdict: Verdict,
    pub(super) edits: Vec<Edit>,
    /// Rows above that looked like notes below the table and are rows that lack something.
    pub(super) complete: Vec<(usize, Problem)>,
}

/// The rows of a file in the making.
pub(super) struct Rows<'a> {
    pub(super) what: What,
    options: &'a Options,
    pub(super) columns: &'a [Column],
    pub(super) matched: &'a Matched,
    pub(super) headings: &'a [String],
    sheet: &'a Sheet,
    /// What the file's other numbers say about points, once that was asked.
    point: Option<Point>,
    /// Words that begin a row of sums, folded.
    pub(super) sums: Vec<String>,
    pub(super) engine: Engine<'a>,
    /// What is there already, by natural key; of units their contracts.
    pub(super) index: HashMap<Key, Id>,
    /// Lines by key; a tree, for what [`Preview::rows`](crate::exchange::Preview::rows) says of large pieces.
    seen: BTreeMap<Key, usize>,
    /// How often a deviation report has stood in the file.
    alike: HashMap<Key, u32>,
    notes: Vec<(usize, Problem)>,
    /// Columns without a heading that have been warned of.
    pub(super) told: BTreeSet<usize>,
    /// The units that the header names, and those of the file.
    listed: BTreeSet<Id>,
    units: BTreeSet<Id>,
}

/// A cell that has been read.
pub(super) struct Read {
    pub(super) place: usize,
    pub(super) column: Column,
    pub(super) value: Value,
}

/// Places of headings whose cells change something.
pub(super) type Changed = Vec<u16>;

impl<'a> Rows<'a> {
    #[expect(clippy::too_many_arguments, reason = "made in two places, from what a file was found to be")]
    pub(super) fn new(
        what: What,
        whole: &'a Whole,
        options: &'a Options,
        languages: &Languages,
        columns: &'a [Column],
        matched: &'a Matched,
        headings: &'a [String],
        sheet: &'a Sheet,
        ids: Mint<'a>,
    ) -> Self {
        let kind = what.kind();
        let index = match what {
            What::Requirements => HashMap::new(),
            What::Units => units::contracts(whole),
            What::Plan | What::Results | What::Deviations => {
                let there = whole.home(kind).records(kind.number);
                there.filter_map(|record| Some((natural(kind, &|tag| record.value(tag))?, record.id()))).collect()
            }
        };
        let header = whole.of::<FollowUpHeader>(whole.own.id());
        let listed = header.and_then(|header| header.get(UNITS)).map(|links| links.0).unwrap_or_default();
        let words = languages.read();
        let sums =
            words.iter().flat_map(|words| words.also("exchange-column", "sum")).map(|word| fold(&word)).collect();
        Self {
            what,
            options,
            columns,
            matched,
            headings,
            sheet,
            point: None,
            sums,
            engine: Engine::new(whole, words, ids),
            index,
            seen: BTreeMap::new(),
            alike: HashMap::new(),
            notes: Vec::new(),
            told: BTreeSet::new(),
            listed,
            units: BTreeSet::new(),
        }
    }

    /// The header of a follow-up that has none.
    pub(super) fn header(&mut self) -> Vec<Edit> {
        let whole = self.engine.whole;
        let id = whole.own.id();
        if whole.of::<FollowUpHeader>(id).is_some() {
            return Vec::new();
        }
        let title = Value::Text(scrub_line(&self.options.title));
        whole.edit(&FollowUpHeader::INFO, id, TITLE.tag(), Some(&title)).into_iter().collect()
    }

    /// The edit that names the units of the file in the follow-up's header.
    pub(super) fn named_units(&mut self) -> Vec<Edit> {
        let whole = self.engine.whole;
        let id = whole.own.id();
        if self.units.is_empty() {
            return Vec::new();
        }
        let units = self.listed.union(&self.units).copied().collect();
        whole.edit(&FollowUpHeader::INFO, id, UNITS.tag(), Some(&Value::Links(units))).into_iter().collect()
    }

    /// What becomes of a row.
    pub(super) fn row(&mut self, line: usize, cells: &[String], warnings: &mut Warnings) -> Outcome {
        let label = self.label(cells);
        let outcome = |verdict| Outcome { label: label.clone(), verdict, edits: Vec::new(), complete: Vec::new() };
        if cells.iter().all(|cell| blank(cell)) {
            return outcome(Verdict::Skipped(Why::Empty));
        }
        let left_out = self.options.leave_out.contains(&line);
        let lacks = self.lacks(cells);
        if left_out {
            // Where the table ends does not depend on what is left out of it.
            let complete = if lacks.is_none() { std::mem::take(&mut self.notes) } else { Vec::new() };
            return Outcome { complete, ..outcome(Verdict::LeftOut) };
        }
        if let Some(lacks) = lacks {
            let filled = cells.iter().filter(|cell| !blank(cell)).count();
            if (filled > 1 || self.is_figure(cells)) && !self.is_sum(cells) {
                if filled > 1 && self.is_record(cells, filled) {
                    return outcome(Verdict::Refused([lacks].into()));
                }
                self.notes.push((line, lacks));
            }
            return outcome(Verdict::Skipped(Why::Note));
        }
        let complete = std::mem::take(&mut self.notes);
        self.warn(line, cells, warnings);
        let mut work = Work::on(line);
        match self.taken(&mut work, cells, warnings) {
            Ok(verdict) => Outcome { label, verdict, edits: self.engine.take(work), complete },
            Err(problems) => Outcome { label, verdict: Verdict::Refused(problems.into()), edits: Vec::new(), complete },
        }
    }

    fn taken(&mut self, work: &mut Work, cells: &[String], warnings: &mut Warnings) -> Result<Verdict, Vec<Problem>> {
        let want = self.headings.len();
        let beyond = cells.iter().skip(want).any(|cell| !blank(cell));
        if beyond || self.sheet.is_ruled() && cells.len() < want {
            return Err(vec![Problem::of("", "", Wanted::Cells { have: cells.len(), want })]);
        }
        let (read, mut problems) = self.read(work, cells, warnings);
        let (key, place) = self.key(&read, problems.is_empty());
        // A number counts even when its row is refused, so that its double is named too.
        match key.and_then(|key| self.seen.get(&key)) {
            Some(line) => {
                let cell = cells.get(place).map_or("", String::as_str);
                problems.push(Problem::of(self.heading(place), cell, Wanted::Once { line: *line }));
            }
            None => self.seen.extend(key.map(|key| (key, work.line))),
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        self.record(work, key, &read)
            .and_then(|verdict| {
                let limits = self.engine.within_limits(work);
                limits.map(|()| verdict).map_err(|wanted| Problem::of("", "", wanted))
            })
            .map_err(|problem| vec![problem])
    }

    /// Reads the cells of a row, and says of those that cannot be read why.
    fn read(&mut self, work: &mut Work, cells: &[String], warnings: &mut Warnings) -> (Vec<Read>, Vec<Problem>) {
        let mut read = Vec::with_capacity(cells.len());
        let mut problems = Vec::new();
        for (place, (cell, column)) in cells.iter().zip(&self.matched.cells).enumerate() {
            let Some(column) = column.and_then(|column| self.columns.get(column)) else { continue };
            if blank(cell) {
                continue;
            }
            let value = if FAULTS.contains(&cell.trim()) {
                Err(Wanted::Formula)
            } else if column.part == Part::Ladder {
                Ok(Some(Value::Text(scrub_line(cell))))
            } else if matches!(column.def.input, Input::Link { .. } | Input::Links { .. }) {
                self.engine.link(work, column, cell)
            } else {
                self.value(place, column, cell)
            };
            match value {
                Ok(Some(value)) => {
                    if column.kind.number == Requirement::INFO.number
                        && column.def.tag == TARGET.tag()
                        && let Value::Text(text) = &value
                    {
                        warnings.add(Warning::TargetInWords { line: work.line, value: text.clone() });
                    }
                    read.push(Read { place, column: *column, value });
                }
                Ok(None) => {}
                Err(wanted) => problems.push(Problem::of(self.heading(place), cell, wanted)),
            }
        }
        (read, problems)
    }

    /// A cell as a value; where a point could divide thousands or begin decimals, the file's other numbers decide.
    fn value(&mut self, place: usize, column: &Column, cell: &str) -> Result<Option<Value>, Wanted> {
        let unclear = Err(Wanted::Form(Flaw::TwoReadings));
        let first = self.engine.value(place, column, cell, Point::Unclear);
        if first != unclear {
            return first;
        }
        let point = *self.point.get_or_insert_with(|| point_of(self.sheet, self.columns, self.matched));
        if point == Point::Unclear { unclear } else { self.engine.value(place, column, cell, point) }
    }

    /// The natural key of a row, and the cell that says most of it. Deviation reports that are alike in all are
    /// told apart by how often they have stood in the file, so that importing it again finds them.
    fn key(&mut self, read: &[Read], whole: bool) -> (Option<Key>, usize) {
        let kind = self.what.kind();
        let main = |tag: Tag| read.iter().find(|r| r.column.part == Part::Main && r.column.def.tag == tag);
        let place = kind.key.iter().find_map(|tag| main(*tag)).map_or(0, |read| read.place);
        if matches!(self.what, What::Requirements | What::Units) {
            let name = kind.key.first().and_then(|tag| main(*tag)).map(|read| &read.value);
            let key = if let Some(Value::Text(name)) = name { Some(named(name)) } else { None };
            return (key, place);
        }
        // A key of several cells is known when all of them are.
        if !whole {
            return (None, place);
        }
        let key = natural(kind, &|tag| main(tag).map(|read| read.value.clone()));
        let counted =
            self.what == What::Deviations && main(REPORT_NUMBER.tag()).is_none() && main(OCCURRENCE.tag()).is_none();
        let Some(first) = key.filter(|_| counted) else { return (key, place) };
        let times = self.alike.entry(first).or_default();
        *times += 1;
        let times = f64::from(*times);
        let occurrence = |tag: Tag| {
            if tag == OCCURRENCE.tag() { Some(Value::Number(times)) } else { main(tag).map(|r| r.value.clone()) }
        };
        (natural(kind, &occurrence), place)
    }

    /// Makes the edits of a row.
    fn record(&mut self, work: &mut Work, key: Option<Key>, read: &[Read]) -> Result<Verdict, Problem> {
        let kind = self.what.kind();
        let found = match read
            .iter()
            .find(|r| Some(&r.column.def.tag) == kind.key.first() && r.column.part == Part::Main)
        {
            Some(Read { value: Value::Text(name), .. }) if matches!(self.what, What::Requirements | What::Units) => {
                self.engine.find(kind, name)
            }
            _ => key.and_then(|key| self.index.get(&key).copied()),
        };
        let id = found.unwrap_or_else(|| self.engine.make(work));
        let mut changed = Changed::new();
        // A report with its own number is found by that alone: the rest of its key may change.
        let numbered = self.what == What::Deviations && read.iter().any(|r| r.column.def.tag == REPORT_NUMBER.tag());
        let found_by = |tag: Tag| if numbered { tag == REPORT_NUMBER.tag() } else { kind.key.contains(&tag) };
        for read in read.iter().filter(|read| read.column.part == Part::Main) {
            // What an old record was found by stays as it is written there.
            if found.is_some() && found_by(read.column.def.tag) {
                continue;
            }
            self.put(work, id, read, &mut changed)?;
        }
        if found.is_none() {
            self.unsaid(work, key, id, read);
        }
        let named = match self.what {
            What::Requirements => {
                self.valuations(work, id, found.is_none(), read, &mut changed)?;
                false
            }
            What::Units => {
                self.contract(work, id, found.is_none(), read, &mut changed)?;
                self.units.insert(id);
                !self.listed.contains(&id)
            }
            What::Plan | What::Results | What::Deviations => false,
        };
        Ok(match (found, changed.is_empty()) {
            (None, _) => Verdict::Added,
            (Some(_), true) if !named => Verdict::Same,
            (Some(_), _) => Verdict::Changed(changed.into()),
        })
    }

    /// What a new record says without a cell of its own: a result of no group is of all, and a report that
    /// stands in the file again says how often it has.
    fn unsaid(&mut self, work: &mut Work, key: Option<Key>, id: Id, read: &[Read]) {
        let kind = self.what.kind();
        let lacks = |tag: Tag| !read.iter().any(|read| read.column.def.tag == tag);
        let value = match self.what {
            What::Results if lacks(GROUP.tag()) => Some((GROUP.tag(), Value::Choice("all".to_owned()))),
            What::Deviations if lacks(OCCURRENCE.tag()) && lacks(REPORT_NUMBER.tag()) => {
                let values = |tag: Tag| read.iter().find(|r| r.column.def.tag == tag).map(|r| r.value.clone());
                let first = natural(kind, &values);
                let times = first.and_then(|first| self.alike.get(&first)).copied().unwrap_or(1);
                (first != key).then(|| (OCCURRENCE.tag(), Value::Number(f64::from(times))))
            }
            _ => None,
        };
        if let Some((tag, value)) = value {
            // A new record in the follow-up is set by no other row.
            let _ = self.engine.put(work, kind, id, tag, &value);
        }
    }

    /// Puts the value of a cell into a record.
    pub(super) fn put(&mut self, work: &mut Work, id: Id, read: &Read, changed: &mut Changed) -> Result<(), Problem> {
        let column = &read.column;
        match self.engine.put(work, column.kind, id, column.def.tag, &read.value) {
            Ok(true) => changed.extend(u16::try_from(read.place)),
            Ok(false) => {}
            Err(wanted) => return Err(self.problem(read, wanted)),
        }
        Ok(())
    }

    /// What is wrong with a cell that could be read.
    pub(super) fn problem(&self, read: &Read, wanted: Wanted) -> Problem {
        let value = match &read.value {
            Value::Text(text) | Value::Choice(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Date(date) => date.to_string(),
            _ => String::new(),
        };
        Problem::of(self.heading(read.place), &value, wanted)
    }
}
