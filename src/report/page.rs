//! What every section is written with: words, records by name, fields as people read them.

use super::open::Open;
use super::{Block, Column, Item, Mark, Span, Table, Text};
use crate::follow_up::Whole;
use crate::locale::{Words, show};
use crate::record::{Def, Field, Id, Input, Kind, KindInfo, Of, Record, Scale, Tag, Value};
use crate::steps::KINDS;
use crate::steps::causes::records::Event;
use crate::steps::collect::records::{
    AT_UNIT, CATEGORY, DeviationReport, EVIDENCE_DATE, EVIDENCE_METHOD, EVIDENCE_TITLE, Evidence, GROUP, MEASURED_OF,
    N, OBSERVATION, ORIGIN, PERIOD, REPORT_DATE, REPORT_TYPE, REPORT_UNIT, Result as Outcome, VALUE,
};
use crate::steps::focus::{Comparison, Direction, Reading, Settings, words as signals};
use crate::steps::plan::records::{DIRECTION, MEASURE, MEASURE_UNIT, NUMBER, Requirement, TARGET};
use crate::steps::walk::records::{
    DocumentReference, KEPT_AT, REFERENCE_DATE, REFERENCE_DIARY, REFERENCE_ORDER, REFERENCE_TITLE, REFERRED_BY,
};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Whether a field's text has been forgotten: by itself, or with all of its record, of which texts alone are told.
fn is_forgotten(def: &Def, record: &Record) -> bool {
    let is_text = matches!(def.input, Input::Line | Input::Text);
    record.forgotten().iter().any(|one| one.fields.as_ref().map_or(is_text, |fields| fields.contains(&def.tag)))
}

/// The document as it grows.
pub(super) struct Page<'a> {
    /// What may be shown.
    pub(super) whole: &'a Whole,
    /// All that there is, to tell what is missing from what is restricted. Nothing of it is shown.
    pub(super) held: &'a Whole,
    /// Records that are restricted.
    pub(super) hidden: &'a BTreeSet<Id>,
    /// The comparisons of step 3.
    pub(super) comparison: &'a Comparison,
    /// The words of the document.
    pub(super) words: &'a Words,
    /// The day it is written.
    pub(super) day: NaiveDate,
    /// Results whose figures may be shown.
    shown: BTreeSet<Id>,
    /// Results whose figures are of too few, or would give those of too few away.
    few: BTreeSet<Id>,
    blocks: Vec<Block>,
    /// Where the section that is being written begins, below its heading, and what it lacks.
    lacks: (usize, Vec<String>),
}

impl<'a> Page<'a> {
    pub(super) fn new(
        open: &'a Open,
        held: &'a Whole,
        comparison: &'a Comparison,
        words: &'a Words,
        day: NaiveDate,
    ) -> Self {
        let points = || comparison.rows.iter().flat_map(|row| &row.series).flat_map(|series| &series.points);
        let shown = points().filter(|point| !point.hidden).map(|point| point.result).collect();
        let mut few: BTreeSet<Id> = points().filter(|point| point.hidden).map(|point| point.result).collect();
        let of_few = |result: &Of<Outcome>| result.get(N).is_some_and(|n| n < Settings::default().hidden);
        few.extend(open.whole.all::<Outcome>().filter(of_few).map(|result| result.id()));
        let (blocks, lacks) = (Vec::new(), (0, Vec::new()));
        Self { whole: &open.whole, held, hidden: &open.hidden, comparison, words, day, shown, few, blocks, lacks }
    }

    pub(super) fn done(mut self) -> Vec<Block> {
        self.end_section();
        self.blocks
    }

    /// Says what the section lacks, in one line below its heading.
    fn end_section(&mut self) {
        let (begin, lacks) = std::mem::take(&mut self.lacks);
        if !lacks.is_empty() {
            let said = self.say_with("report-lacks", &[("what", &lacks.join("; "))]);
            self.blocks.insert(begin.min(self.blocks.len()), Block::Missing(said));
        }
    }

    /// Notes that the section lacks what stands under a heading, which is then left out.
    pub(super) fn lack(&mut self, heading: &str) {
        let what = self.say(&format!("{heading}.lack"));
        self.lacks.1.push(what);
    }

    pub(super) fn say(&self, id: &str) -> String {
        self.words.say(id)
    }

    pub(super) fn say_with(&self, id: &str, places: &[(&'static str, &str)]) -> String {
        self.words.say_with(id, places)
    }

    /// A heading out of the words.
    pub(super) fn heading(&mut self, level: u8, id: &str) {
        let text = self.say(id);
        self.headed(level, text);
    }

    /// A heading in an officer's words; of a long text its first line. One of level 2 begins a section.
    pub(super) fn headed(&mut self, level: u8, text: impl Into<String>) {
        if level == 2 {
            self.end_section();
        }
        let text = first_line(&text.into());
        self.blocks.push(Block::Heading { level, text });
        if level == 2 {
            self.lacks.0 = self.blocks.len();
        }
    }

    pub(super) fn paragraph(&mut self, text: impl Into<Text>) {
        let text = text.into();
        if !text.is_empty() {
            self.blocks.push(Block::Paragraph(text));
        }
    }

    /// What is missing here, in a sentence of its own.
    pub(super) fn missing(&mut self, id: &str) {
        let text = self.say(id);
        self.blocks.push(Block::Missing(text));
    }

    /// What is missing here, with what that concerns.
    pub(super) fn missing_of(&mut self, id: &str, of: &str) {
        let text = self.say_with(id, &[("of", of)]);
        self.blocks.push(Block::Missing(text));
    }

    pub(super) fn list(&mut self, items: Vec<Item>) {
        if !items.is_empty() {
            self.blocks.push(Block::List(items));
        }
    }

    /// Names and what stands behind them; what says nothing is left out.
    pub(super) fn facts(&mut self, facts: Vec<(String, Text)>) {
        let facts: Vec<_> = facts.into_iter().filter(|(_, text)| !text.is_empty()).collect();
        if !facts.is_empty() {
            self.blocks.push(Block::Facts(facts));
        }
    }

    /// A table whose heads are words; those that begin with `>` stand to the right.
    pub(super) fn table(&mut self, caption: &str, heads: &[&str], rows: Vec<Vec<Text>>) {
        let column = |id: &&str| Column { title: self.say(id.trim_start_matches('>')), right: id.starts_with('>') };
        let head = heads.iter().map(column).collect();
        self.free_table(caption, head, rows);
    }

    /// A table of records, one a row, with these fields as columns.
    pub(super) fn records<K: Kind>(&mut self, caption: &str, records: &[Of<K>], tags: &[Tag]) {
        let defs: Vec<&Def> = tags.iter().filter_map(|tag| K::INFO.field(*tag)).collect();
        let column = |def: &&Def| Column {
            title: self.words.field(&K::INFO, def),
            right: matches!(def.input, Input::Number { .. } | Input::Level { .. }),
        };
        let head = defs.iter().map(column).collect();
        let rows = records.iter().map(|one| defs.iter().map(|def| self.shown(def, one.record())).collect()).collect();
        self.free_table(caption, head, rows);
    }

    /// A table whose heads are not all in the words, such as scenarios' names.
    pub(super) fn free_table(&mut self, caption: &str, head: Vec<Column>, rows: Vec<Vec<Text>>) {
        let caption = if caption.is_empty() { String::new() } else { self.say(caption) };
        self.blocks.push(Block::Table(Table { caption, head, rows }));
    }

    /// These fields of a record, with their names.
    pub(super) fn fields<K: Kind>(&mut self, record: &Of<K>, tags: &[Tag]) {
        let defs = tags.iter().filter_map(|tag| K::INFO.field(*tag));
        let facts = defs.map(|def| (self.words.field(&K::INFO, def), self.shown(def, record.record()))).collect();
        self.facts(facts);
    }

    /// One field of a record as people read it.
    pub(super) fn cell<K: Kind, T>(&self, record: &Of<K>, field: Field<K, T>) -> Text {
        self.shown(&field.def, record.record())
    }

    /// One field of a record as a part of a sentence.
    pub(super) fn word<K: Kind, T>(&self, record: &Of<K>, field: Field<K, T>) -> String {
        let value = record.record().value(field.tag());
        value.map(|value| self.plain(&field.def, &value)).unwrap_or_default()
    }

    pub(super) fn shown(&self, def: &Def, record: &Record) -> Text {
        let Some(value) = record.value(def.tag) else {
            // As in lists: what stood there is known to have been forgotten, and not to have been left open.
            return if is_forgotten(def, record) { self.say("forgotten-name").into() } else { Text::default() };
        };
        match (&value, def.input) {
            (Value::Choice(code), Input::Choice(set)) if set.name == "verdict" => self.verdict(set, code),
            (Value::Number(_), Input::Number { unit }) if !unit.is_empty() => {
                format!("{}\u{a0}{}", self.plain(def, &value), self.say(&format!("unit-{unit}"))).into()
            }
            (Value::Level(level), Input::Level { of: "risk" | "severity" }) => {
                let (level, size) = (level.to_string(), Scale::default().size().to_string());
                self.say_with("report-level", &[("level", &level), ("size", &size)]).into()
            }
            _ => self.plain(def, &value).into(),
        }
    }

    fn verdict(&self, set: &crate::record::Choices, code: &str) -> Text {
        let said = self.words.choice(set, code);
        match Mark::of(code) {
            Some(mark) => Text(vec![Span::Mark(mark, said.trim_start_matches(mark.glyph()).trim().to_owned())]),
            None => said.into(),
        }
    }

    fn plain(&self, def: &Def, value: &Value) -> String {
        show(self.words, def, value, &|id| Some(self.name(id)))
    }

    /// What a record is called in a document.
    pub(super) fn name(&self, id: Id) -> String {
        if self.hidden.contains(&id) {
            return self.say("report-restricted");
        }
        let found = KINDS.iter().find_map(|kind| Some((*kind, self.whole.get(kind, id)?)));
        found.map_or_else(|| self.say("hole"), |(kind, record)| self.titled(kind, record))
    }

    fn titled(&self, kind: &KindInfo, record: &Record) -> String {
        if let Some(requirement) = Of::<Requirement>::new(record) {
            return requirement.get(NUMBER).unwrap_or_else(|| self.words.kind(kind));
        }
        if let Some(result) = Of::<Outcome>::new(record) {
            return self.result(&result);
        }
        if let Some(report) = Of::<DeviationReport>::new(record) {
            let category = [self.word(&report, REPORT_TYPE), self.word(&report, CATEGORY)];
            let category = category.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", ");
            return format!("{} {}: {category}", self.word(&report, REPORT_DATE), self.word(&report, REPORT_UNIT));
        }
        if let Some(evidence) = Of::<Evidence>::new(record) {
            let about = [self.word(&evidence, EVIDENCE_METHOD), self.word(&evidence, EVIDENCE_DATE)];
            let about = about.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", ");
            return format!("{} ({about})", self.word(&evidence, EVIDENCE_TITLE));
        }
        let joint = if kind.number == Event::INFO.number { ": " } else { " · " };
        let part = |tag: &Tag| Some(self.plain(kind.field(*tag)?, &record.value(*tag)?));
        let parts: Vec<String> = kind.title.iter().filter_map(part).filter(|part| !part.is_empty()).collect();
        if parts.is_empty() { self.words.kind(kind) } else { parts.join(joint) }
    }

    /// Why the figure of a result is not shown: it is of too few, or the comparison leaves the result out, and then
    /// nobody has looked at what its figure would give away.
    fn withheld(&self, result: Id) -> Option<&'static str> {
        match (self.few.contains(&result), self.shown.contains(&result)) {
            (true, _) => Some("report-few"),
            (_, false) => Some("report-beside"),
            _ => None,
        }
    }

    /// A result without what was found: of what, where, when, where from.
    pub(super) fn result_named(&self, result: &Of<Outcome>, measure: &str) -> String {
        let requirement = self.word(result, MEASURED_OF);
        let of = if measure.is_empty() { requirement } else { format!("{requirement} {measure},") };
        let mut said = [of, self.word(result, AT_UNIT), self.word(result, PERIOD)].join(" ");
        let group = self.word(result, GROUP);
        if result.get(GROUP).is_some_and(|code| code != "all") {
            said = format!("{said}, {group}");
        }
        let origin = self.word(result, ORIGIN);
        if !origin.is_empty() {
            said = format!("{said} ({origin})");
        }
        said
    }

    /// A result in a line: what was measured, where, when, where from, and the figure unless it is withheld.
    fn result(&self, result: &Of<Outcome>) -> String {
        let requirement = result.get(MEASURED_OF).and_then(|of| self.whole.of::<Requirement>(of.0));
        let measure = requirement.map(|one| self.measure(&one)).unwrap_or_default();
        let said = self.result_named(result, &measure);
        let value = self.found(result);
        if value.is_empty() { said } else { format!("{said}: {value}") }
    }

    /// What was found: the figure in its unit, else what was seen or said; that it is withheld, where it is.
    pub(super) fn found(&self, result: &Of<Outcome>) -> String {
        if let Some(why) = self.withheld(result.id()) {
            return self.say(why);
        }
        let requirement = result.get(MEASURED_OF).and_then(|of| self.whole.of::<Requirement>(of.0));
        let measured_in = requirement.and_then(|one| one.get(MEASURE_UNIT)).unwrap_or_default();
        if let Some(reading) = result.get(VALUE).as_ref().and_then(Reading::of) {
            return signals::reading(self.words, reading, &measured_in);
        }
        let value = self.word(result, VALUE);
        if value.is_empty() { self.word(result, OBSERVATION) } else { value }
    }

    /// Whether the figure of a result is shown.
    pub(super) fn is_shown(&self, result: Id) -> bool {
        self.withheld(result).is_none()
    }

    /// What a requirement measures, in a line; nothing when it does not say.
    pub(super) fn measure(&self, requirement: &Of<Requirement>) -> String {
        first_line(&self.word(requirement, MEASURE))
    }

    /// What a requirement aims at, in its unit, and whether that is the least or the most.
    pub(super) fn target(&self, requirement: &Of<Requirement>) -> String {
        let Some(target) = requirement.get(TARGET) else { return String::new() };
        let Some(reading) = Reading::of(&target) else { return self.word(requirement, TARGET) };
        let measured_in = requirement.get(MEASURE_UNIT).unwrap_or_default();
        let way = requirement.get(DIRECTION).as_deref().and_then(Direction::of);
        self.aim(reading, way, &measured_in)
    }

    /// A target with its side.
    pub(super) fn aim(&self, target: Reading, way: Option<Direction>, measured_in: &str) -> String {
        let shown = signals::reading(self.words, target, measured_in);
        match (target, way) {
            (Reading::Number(_), Some(Direction::Higher)) => self.say_with("report-at-least", &[("target", &shown)]),
            (Reading::Number(_), Some(Direction::Lower)) => self.say_with("report-at-most", &[("target", &shown)]),
            _ => shown,
        }
    }

    /// The names of what a link field points to, one an item; their restricted ones counted as such.
    pub(super) fn named<K: Kind, T>(&self, record: &Of<K>, field: Field<K, T>) -> Vec<String> {
        let value = record.record().value(field.tag());
        value.iter().flat_map(Value::targets).map(|id| self.name(id)).collect()
    }

    /// The documents that a record refers to, in order.
    pub(super) fn documents(&self, record: Id) -> Vec<Text> {
        let pointing = self.whole.own.pointing_at(record).filter(|pointer| pointer.tag == REFERRED_BY.tag());
        let mut of: Vec<Of<DocumentReference>> =
            pointing.filter_map(|pointer| self.whole.of::<DocumentReference>(pointer.from)).collect();
        of.sort_by(|a, b| {
            a.get(REFERENCE_ORDER).unwrap_or_default().total_cmp(&b.get(REFERENCE_ORDER).unwrap_or_default())
        });
        let one = |reference: &Of<DocumentReference>| {
            let parts = [
                self.word(reference, REFERENCE_TITLE),
                self.word(reference, REFERENCE_DIARY),
                self.word(reference, REFERENCE_DATE),
                self.word(reference, KEPT_AT),
            ];
            let said = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
            Text::from(self.say_with("report-document", &[("document", &said)]))
        };
        of.iter().map(one).collect()
    }

    /// The documents of a record as a list of its own.
    pub(super) fn refer(&mut self, record: Id) {
        let items = self.documents(record).into_iter().map(|text| Item { depth: 0, text }).collect();
        self.list(items);
    }
}

/// The first line of a text.
fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}

/// An item of a list.
pub(super) fn item(depth: usize, text: impl Into<Text>) -> Item {
    Item { depth, text: text.into() }
}
