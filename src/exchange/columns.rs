//! Which columns each file may have, and how headings find them: by code name, word or synonym in either
//! language; case, blanks and underscores make no difference.

use super::{Refusal, sheet::Fit};
use crate::locale::{Languages, Words, fold};
use crate::record::{Def, Kind as _, KindInfo, scrub_line};
use crate::steps::collect::records::{DeviationReport, Result as Outcome};
use crate::steps::plan::records::{Contract, LadderStep, PlanActivity, Requirement, Unit, Valuation};
use std::collections::HashMap;

/// What a file holds.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum What {
    /// Requirements with their valuations.
    Requirements,
    /// Units with their providers, contracts and sanction ladders.
    Units,
    /// The follow-up plan.
    Plan,
    /// Results.
    Results,
    /// Deviation reports.
    Deviations,
}

impl What {
    /// All files, in the order they are imported.
    pub const ALL: [Self; 5] = [Self::Units, Self::Requirements, Self::Plan, Self::Results, Self::Deviations];

    /// The kind that a row is of.
    #[must_use]
    pub fn kind(self) -> &'static KindInfo {
        match self {
            Self::Requirements => &Requirement::INFO,
            Self::Units => &Unit::INFO,
            Self::Plan => &PlanActivity::INFO,
            Self::Results => &Outcome::INFO,
            Self::Deviations => &DeviationReport::INFO,
        }
    }

    /// Its name on the command line.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Requirements => "requirements",
            Self::Units => "units",
            Self::Plan => "plan",
            Self::Results => "results",
            Self::Deviations => "deviations",
        }
    }

    /// The file of this name: as on the command line, or the kind's code word in plural.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.code() == name || what.kind().plural == name)
    }

    /// The columns that its file may have.
    #[must_use]
    pub fn columns(self) -> Vec<Column> {
        let mut columns: Vec<Column> =
            self.kind().fields.iter().map(|def| Column::of(Part::Main, self.kind(), def, def.name)).collect();
        let mut more = |part, kind: &'static KindInfo, fields: &[(&str, &'static str)]| {
            for (field, name) in fields {
                columns.extend(kind.field_named(field).map(|def| Column::of(part, kind, def, name)));
            }
        };
        match self {
            Self::Requirements => {
                let risk = [("likelihood", "likelihood"), ("consequence", "consequence")];
                more(Part::Risk, &Valuation::INFO, &risk);
                more(Part::Individual, &Valuation::INFO, &[("consequence", "consequence_individual")]);
            }
            Self::Units => {
                let facts = [
                    ("number", "contract_number"),
                    ("regime", "regime"),
                    ("valid_from", "valid_from"),
                    ("valid_to", "valid_to"),
                    ("extension_to", "extension_to"),
                ];
                more(Part::Contract, &Contract::INFO, &facts);
                more(Part::Ladder, &LadderStep::INFO, &[("name", "ladder")]);
            }
            Self::Plan | Self::Results | Self::Deviations => {}
        }
        columns
    }
}

/// Which record of a row a column belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// The row's own.
    Main,
    /// The valuation of its risk.
    Risk,
    /// The valuation of the consequence for the individual.
    Individual,
    /// The unit's contract or commission.
    Contract,
    /// The contract's sanction ladder.
    Ladder,
}

/// A column that a file may have.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its code name, as `--map` names it.
    pub name: &'static str,
    /// The record that it belongs to.
    pub part: Part,
    /// The kind of that record.
    pub kind: &'static KindInfo,
    /// The field that it fills.
    pub def: &'static Def,
    /// Whether a file without it is refused.
    pub needed: bool,
}

impl Column {
    fn of(part: Part, kind: &'static KindInfo, def: &'static Def, name: &'static str) -> Self {
        Self { name, part, kind, def, needed: part == Part::Main && def.needed }
    }

    /// Message and attribute of its words.
    fn words(&self) -> (&'static str, &'static str) {
        if self.part == Part::Individual { ("exchange-column", self.name) } else { (self.kind.name, self.def.name) }
    }

    /// What it is called.
    #[must_use]
    pub fn title(&self, words: &Words) -> String {
        let (message, attribute) = self.words();
        words.say(&format!("{message}.{attribute}"))
    }

    /// What else it may be called.
    #[must_use]
    pub fn also(&self, words: &Words) -> Vec<String> {
        let (message, attribute) = self.words();
        words.also(message, attribute)
    }
}

/// The needed columns in words.
pub(super) fn needed(what: What, words: &Words) -> String {
    let columns = what.columns();
    columns.iter().filter(|column| column.needed).map(|column| column.title(words)).collect::<Vec<_>>().join(", ")
}

/// A column in words with its synonyms.
pub(super) fn described(what: What, name: &str, words: &Words) -> String {
    let Some(column) = what.columns().into_iter().find(|column| column.name == name) else {
        return name.to_owned();
    };
    let also = column.also(words);
    let title = column.title(words);
    if also.is_empty() {
        return title;
    }
    words.say_with("exchange-also", &[("title", title.as_str()), ("also", also.join(", ").as_str())])
}

/// The code names of all columns.
pub(super) fn names(what: What) -> String {
    what.columns().iter().map(|column| column.name).collect::<Vec<_>>().join(", ")
}

/// Finds columns by what stands above them.
#[derive(Debug)]
pub(super) struct Headings {
    what: What,
    pub(super) columns: Vec<Column>,
    /// Everything that a column is called, folded.
    called: HashMap<String, Vec<usize>>,
    /// What the officer says of headings: folded heading → column, or nothing to leave it out.
    map: Vec<(String, Option<usize>)>,
}

/// What the headings of a file mean.
#[derive(Clone, Debug, Default)]
pub(super) struct Matched {
    /// The column that each cell of a row fills.
    pub(super) cells: Vec<Option<usize>>,
    /// Places of headings that are not known.
    pub(super) unknown: Vec<usize>,
    /// Places of headings whose column another heading has, each with the place of that one.
    pub(super) doubled: Vec<(usize, usize)>,
    /// Code names of columns that are needed and not there.
    pub(super) missing: Vec<&'static str>,
}

impl Headings {
    /// The columns of a file; `map` holds what the officer says, as `heading=field`.
    ///
    /// # Errors
    /// When `map` is not of that form, names no field, or gives one field to two headings.
    pub(super) fn new(what: What, map: &[String], languages: &Languages) -> Result<Self, Refusal> {
        let columns = what.columns();
        let mut called: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, column) in columns.iter().enumerate() {
            let mut names = vec![fold(column.name)];
            for words in languages.read() {
                names.push(fold(&column.title(&words)));
                names.extend(column.also(&words).iter().map(|name| fold(name)));
                // What it may be called in this file only, where another column has the better right to the name.
                let here = words.also("exchange-column", &format!("{}_{}", what.code(), column.name));
                names.extend(here.iter().map(|name| fold(name)));
            }
            for name in names {
                let places = called.entry(name).or_default();
                if !places.contains(&place) {
                    places.push(place);
                }
            }
        }
        let mut headings = Self { what, columns, called, map: Vec::new() };
        for given in map {
            let (heading, field) = given.rsplit_once('=').ok_or_else(|| Refusal::Map(given.clone()))?;
            let column = match field.trim() {
                "" | "-" => None,
                field => Some(headings.field(field).ok_or_else(|| Refusal::NoField { what, field: field.to_owned() })?),
            };
            let heading = fold(&scrub_line(heading));
            let taken =
                |(other, has): &&(String, Option<usize>)| column.is_some() && *has == column && *other != heading;
            if let Some((first, _)) = headings.map.iter().find(taken) {
                let field = field.trim().to_owned();
                return Err(Refusal::MapTwice { field, headings: [first.clone(), heading].into() });
            }
            headings.map.push((heading, column));
        }
        Ok(headings)
    }

    fn field(&self, name: &str) -> Option<usize> {
        let exact = self.columns.iter().position(|column| column.name == name);
        exact.or_else(|| self.called.get(&fold(name))?.first().copied())
    }

    /// The columns that a heading may mean: as it stands, or without a remark in brackets or a star at its end.
    fn candidates(&self, heading: &str) -> Vec<usize> {
        let line = scrub_line(heading);
        let bare = line.trim_end_matches(['*', ' ']);
        let short = bare.split_once('(').map_or(bare, |(before, _)| before);
        [line.as_str(), bare, short].iter().find_map(|name| self.called.get(&fold(name))).cloned().unwrap_or_default()
    }

    /// What the headings of a row mean.
    pub(super) fn matched(&self, row: &[String]) -> Matched {
        let mut found = Matched { cells: vec![None; row.len()], ..Matched::default() };
        let mut taken = vec![false; self.columns.len()];
        let mut candidates: Vec<(usize, Vec<usize>)> = Vec::new();
        let mut left_out = vec![false; row.len()];
        for (place, heading) in row.iter().enumerate() {
            let folded = fold(&scrub_line(heading));
            if folded.is_empty() {
                continue;
            }
            match self.map.iter().find(|(known, _)| *known == folded) {
                Some((_, Some(column))) => candidates.insert(0, (place, vec![*column])),
                Some((_, None)) => left_out[place] = true,
                None => candidates.push((place, self.candidates(heading))),
            }
        }
        // What can mean only one column takes it first: so "Kravtext" is the text and "Krav" beside it the number.
        candidates.sort_by_key(|(_, columns)| columns.len());
        for (place, columns) in candidates {
            match columns.iter().find(|column| !taken.get(**column).copied().unwrap_or(true)) {
                Some(column) => {
                    taken[*column] = true;
                    found.cells[place] = Some(*column);
                }
                None if columns.is_empty() => found.unknown.push(place),
                None => {
                    let reads = |cell: &Option<usize>| cell.is_some_and(|column| columns.contains(&column));
                    found.doubled.extend(found.cells.iter().position(reads).map(|read| (place, read)));
                }
            }
        }
        found.unknown.sort_unstable();
        self.settle_doubts(row, &mut found, &mut taken);
        let lacking = self.columns.iter().zip(&taken).filter(|(column, taken)| column.needed && !**taken);
        found.missing = lacking.map(|(column, _)| column.name).collect();
        found
    }

    /// Gives a heading to the needed column that is called just so, when that would lack and the one that took the
    /// heading is needed too: so the lack is not said of a heading that stands in the file.
    fn settle_doubts(&self, row: &[String], found: &mut Matched, taken: &mut [bool]) {
        for (cell, heading) in found.cells.iter_mut().zip(row) {
            let Some(column) = *cell else { continue };
            if self.map.iter().any(|(known, _)| *known == fold(&scrub_line(heading))) {
                continue;
            }
            let lacks = |place: &usize| {
                *place > column
                    && self.columns.get(*place).is_some_and(|other| other.needed)
                    && taken.get(*place) == Some(&false)
            };
            let needed = self.columns.get(column).is_some_and(|column| column.needed);
            if needed && let Some(other) = self.candidates(heading).into_iter().find(lacks) {
                for (place, taken) in taken.iter_mut().enumerate().filter(|(place, _)| [column, other].contains(place))
                {
                    *taken = place == other;
                }
                *cell = Some(other);
            }
        }
    }

    /// Code name of the field that each heading is read as.
    pub(super) fn fields(&self, matched: &Matched) -> Vec<Option<&'static str>> {
        matched.cells.iter().map(|cell| cell.and_then(|at| self.columns.get(at)).map(|column| column.name)).collect()
    }

    /// How well a row would do as the heading row.
    pub(super) fn judge(&self, row: &[String]) -> Fit {
        let matched = self.matched(row);
        let known = matched.cells.iter().flatten().count();
        Fit { complete: matched.missing.is_empty() && known > 0, known }
    }

    /// What the heading row that was found means.
    ///
    /// # Errors
    /// When there is none, it lacks a needed column, or the officer's map names a heading that it lacks.
    pub(super) fn settle(&self, line: usize, row: &[String]) -> Result<Matched, Refusal> {
        if line == 0 {
            return Err(Refusal::NoHeader { what: self.what, searched: super::sheet::LOOK });
        }
        let headings = || row.iter().map(|heading| scrub_line(heading)).collect::<Vec<_>>();
        let there = |wanted: &String| row.iter().any(|heading| fold(&scrub_line(heading)) == *wanted);
        if let Some((heading, _)) = self.map.iter().find(|(heading, _)| !there(heading)) {
            return Err(Refusal::NoHeading { heading: heading.clone(), headings: headings() });
        }
        let matched = self.matched(row);
        if matched.missing.is_empty() {
            return Ok(matched);
        }
        Err(Refusal::MissingColumns { what: self.what, line, missing: matched.missing, headings: headings() })
    }
}
