//! The starting point's own views: what it lacks, hours and competence of each function, and the question which document
//! binds, once for each source.

use super::rows::{Opened, Opens};
use crate::keys::Action;
use crate::locale::show_number;
use crate::record::{Id, Kind as _, KindInfo};
use crate::steps::plan::records::{
    BINDING_DOCUMENTS, COMPETENCES, FUNCTION_NAME, Function, METHODS, NUMBER, Requirement, SOURCES, UNIT_NAME, Unit,
};
use crate::steps::plan::sources::{Source, unbound};
use crate::steps::plan::start::{Part, Standing, standing};
use crate::steps::plan::time::{Time, times};
use crate::ui::{Ask, Batch, Cell, Context, Head, Listing, Query, Sight, Tone, Way, Width, text};

/// Columns of a bar.
const BAR: usize = 20;

fn plain(text: String) -> Cell {
    Cell { text, tone: Tone::Plain }
}

fn head(sight: &Sight, word: &str, width: Width) -> Head {
    Head { text: sight.words.say(word), width, right: false }
}

/// Whether every wanted word stands in what the cells of a row show.
fn lets_through(query: &Query, cells: &[Cell]) -> bool {
    let shown = cells.iter().map(|cell| cell.text.to_lowercase()).collect::<Vec<_>>().join(" ");
    !query.near && query.wanted().iter().all(|word| shown.contains(word))
}

/// What the starting point holds and lacks.
#[derive(Clone, Copy, Debug)]
pub struct AtAGlance;

impl AtAGlance {
    fn word(part: Part) -> (&'static str, &'static str) {
        match part {
            Part::Header => ("start-part-header", "view-header"),
            Part::Documents => ("start-part-documents", "view-documents"),
            Part::Sources => ("start-part-sources", "view-sources"),
            Part::Goals => ("start-part-goals", "view-goals"),
            Part::Contracts => ("start-part-contracts", "view-contracts"),
            Part::Rights => ("start-part-rights", "view-rights"),
            Part::Roles => ("start-part-roles", "view-functions"),
            Part::Time => ("start-part-time", "view-time"),
            Part::Areas => ("start-part-areas", "view-parts"),
        }
    }

    fn lacks(sight: &Sight, row: &Standing) -> Vec<String> {
        row.lacks.iter().map(|(said, count)| sight.words.count(said, *count)).collect()
    }
}

impl Listing for AtAGlance {
    type Row = Standing;
    type Read = Vec<Standing>;

    fn slot(&self) -> &'static str {
        "start_standing"
    }

    fn heads(&self, sight: &Sight) -> Vec<Head> {
        vec![
            head(sight, "start-what", Width::Fixed(26)),
            Head { right: true, ..head(sight, "start-has", Width::Fixed(6)) },
            head(sight, "start-lacks", Width::Rest(1)),
        ]
    }

    fn cells(&self, sight: &Sight, row: &Standing) -> Vec<Cell> {
        let lacks = Self::lacks(sight, row);
        let lacks = if lacks.is_empty() {
            Cell { text: sight.words.say("start-nothing"), tone: Tone::Dim }
        } else {
            Cell { text: format!("? {}", lacks.join(" · ")), tone: Tone::Warn }
        };
        vec![plain(sight.words.say(Self::word(row.part).0)), plain(row.has.to_string()), lacks]
    }

    fn orders(&self, sight: &Sight) -> Vec<String> {
        vec![sight.words.say("start-order")]
    }

    fn read(&self, sight: &Sight) -> Vec<Standing> {
        standing(&sight.whole)
    }

    fn pick(&self, sight: &Sight, read: &Vec<Standing>, query: &Query) -> Vec<Standing> {
        read.iter().filter(|row| lets_through(query, &self.cells(sight, row))).cloned().collect()
    }

    fn is(&self, one: &Standing, other: &Standing) -> bool {
        one.part == other.part
    }

    fn records(&self, _row: &Standing) -> Vec<(&'static KindInfo, Id)> {
        Vec::new()
    }

    fn preview_height(&self) -> u16 {
        6
    }

    fn preview(&self, sight: &Sight, row: &Standing, room: usize) -> Vec<(Tone, String)> {
        self.told(sight, row, room)
    }

    fn told(&self, sight: &Sight, row: &Standing, room: usize) -> Vec<(Tone, String)> {
        let why = sight.words.say(&format!("{}.why", Self::word(row.part).0));
        let lacks = Self::lacks(sight, row).into_iter().map(|said| (Tone::Warn, text::cut(&format!("? {said}"), room)));
        text::wrap_in(&why, room, 2).into_iter().map(|line| (Tone::Plain, line)).chain(lacks).collect()
    }

    fn plural(&self, sight: &Sight) -> String {
        sight.words.say("start-what").to_lowercase()
    }

    fn empty(&self, _sight: &Sight, _key: &dyn Fn(Action) -> String) -> String {
        String::new()
    }
}

impl Opens for AtAGlance {
    fn open(&self, row: &Standing, _cx: &Context) -> Opened {
        Opened::Asks(vec![Ask::View(Self::word(row.part).1)])
    }
}

/// Hours and competence of each function against what is planned.
#[derive(Clone, Copy, Debug)]
pub struct Hours;

impl Hours {
    fn bar(time: &Time) -> String {
        let Some(capacity) = time.capacity.filter(|capacity| *capacity > 0.0) else { return "?".to_owned() };
        let share = (time.planned / capacity).clamp(0.0, 1.0);
        let steps = f64::from(u32::try_from(BAR).unwrap_or_default()) * share;
        let full = (0..BAR).filter(|step| f64::from(u32::try_from(*step).unwrap_or_default()) + 0.5 <= steps).count();
        "█".repeat(full) + &"░".repeat(BAR - full)
    }
}

impl Listing for Hours {
    type Row = Time;
    type Read = Vec<Time>;

    fn slot(&self) -> &'static str {
        "start_hours"
    }

    fn heads(&self, sight: &Sight) -> Vec<Head> {
        vec![
            head(sight, "time-function", Width::Rest(1)),
            head(sight, "time-bar", Width::Fixed(20)),
            Head { right: true, ..head(sight, "time-hours", Width::Fixed(14)) },
            head(sight, "time-note", Width::Fixed(13)),
        ]
    }

    fn cells(&self, sight: &Sight, row: &Time) -> Vec<Cell> {
        let words = &sight.words;
        let name = sight.get(&Function::INFO, row.function).map(|one| sight.name(&Function::INFO, one));
        let number = |hours: f64| show_number(words, hours);
        let capacity = row.capacity.map_or_else(|| "?".to_owned(), number);
        let (note, tone) = match row {
            row if row.is_over() => (words.say("time-over"), Tone::Bad),
            row if row.capacity.is_none() && row.rows > 0 => (words.say("time-unsaid"), Tone::Warn),
            row if !row.competent && row.rows > 0 => (words.say("time-no-competence"), Tone::Warn),
            _ => (String::new(), Tone::Plain),
        };
        vec![
            plain(name.unwrap_or_default()),
            Cell { text: Self::bar(row), tone },
            plain(format!("{} / {capacity}", number(row.planned))),
            Cell { text: note, tone },
        ]
    }

    fn orders(&self, sight: &Sight) -> Vec<String> {
        vec![sight.words.say("start-order")]
    }

    fn read(&self, sight: &Sight) -> Vec<Time> {
        times(&sight.whole)
    }

    fn pick(&self, sight: &Sight, read: &Vec<Time>, query: &Query) -> Vec<Time> {
        read.iter().filter(|row| lets_through(query, &self.cells(sight, row))).cloned().collect()
    }

    fn is(&self, one: &Time, other: &Time) -> bool {
        one.function == other.function
    }

    fn records(&self, row: &Time) -> Vec<(&'static KindInfo, Id)> {
        vec![(&Function::INFO, row.function)]
    }

    fn preview_height(&self) -> u16 {
        5
    }

    fn preview(&self, sight: &Sight, row: &Time, room: usize) -> Vec<(Tone, String)> {
        self.told(sight, row, room).into_iter().map(|(tone, line)| (tone, text::cut(&line, room))).collect()
    }

    fn told(&self, sight: &Sight, row: &Time, room: usize) -> Vec<(Tone, String)> {
        let words = &sight.words;
        let Some(one) = sight.whole.of::<Function>(row.function) else { return Vec::new() };
        let method = |(code, count): (&String, &usize)| format!("{} {count}", words.choice(&METHODS, code));
        let methods: Vec<String> = row.methods.iter().map(method).collect();
        let methods = if methods.is_empty() { words.say("time-no-rows") } else { methods.join(", ") };
        let knows = one.get(COMPETENCES).unwrap_or_else(|| words.say("time-nothing-said"));
        let lines = [
            (Tone::Strong, one.get(FUNCTION_NAME).unwrap_or_default()),
            (Tone::Plain, words.say_with("time-knows", &[("competences", &knows)])),
            (Tone::Plain, words.say_with("time-planned", &[("methods", &methods)])),
        ];
        let wrapped = lines.into_iter();
        wrapped.flat_map(|(tone, line)| text::wrap_in(&line, room, 2).into_iter().map(move |l| (tone, l))).collect()
    }

    fn plural(&self, sight: &Sight) -> String {
        sight.words.kinds(&Function::INFO).to_lowercase()
    }

    fn empty(&self, sight: &Sight, _key: &dyn Fn(Action) -> String) -> String {
        sight.words.say("function.empty")
    }
}

impl Opens for Hours {
    fn open(&self, row: &Time, _cx: &Context) -> Opened {
        Opened::Asks(vec![Ask::Show(&Function::INFO, row.function)])
    }
}

/// Which document binds, asked once for each source.
#[derive(Clone, Copy, Debug)]
pub struct WhichDocument;

impl WhichDocument {
    fn units(sight: &Sight, row: &Source) -> String {
        if row.units.is_empty() {
            return sight.words.say("sources-all");
        }
        let unit = |id: &Id| sight.get(&Unit::INFO, *id).map(|one| sight.field(&Unit::INFO, one, UNIT_NAME.tag()));
        row.units.iter().filter_map(unit).collect::<Vec<_>>().join(", ")
    }
}

impl Listing for WhichDocument {
    type Row = Source;
    type Read = Vec<Source>;

    fn slot(&self) -> &'static str {
        "start_sources"
    }

    fn heads(&self, sight: &Sight) -> Vec<Head> {
        vec![
            head(sight, "sources-source", Width::Fixed(20)),
            head(sight, "sources-reference", Width::Rest(1)),
            Head { right: true, ..head(sight, "sources-count", Width::Fixed(5)) },
            head(sight, "sources-for", Width::Rest(2)),
        ]
    }

    fn cells(&self, sight: &Sight, row: &Source) -> Vec<Cell> {
        vec![
            plain(sight.words.choice(&SOURCES, &row.source)),
            plain(row.reference.clone()),
            plain(row.requirements.len().to_string()),
            Cell { text: Self::units(sight, row), tone: Tone::Warn },
        ]
    }

    fn orders(&self, sight: &Sight) -> Vec<String> {
        vec![sight.words.say("sources-count")]
    }

    fn read(&self, sight: &Sight) -> Vec<Source> {
        unbound(&sight.whole)
    }

    fn pick(&self, sight: &Sight, read: &Vec<Source>, query: &Query) -> Vec<Source> {
        let mut rows: Vec<Source> =
            read.iter().filter(|row| lets_through(query, &self.cells(sight, row))).cloned().collect();
        if query.backwards {
            rows.reverse();
        }
        rows
    }

    fn is(&self, one: &Source, other: &Source) -> bool {
        (&one.source, &one.reference) == (&other.source, &other.reference)
    }

    fn records(&self, row: &Source) -> Vec<(&'static KindInfo, Id)> {
        row.requirements.first().map(|id| (&Requirement::INFO, *id)).into_iter().collect()
    }

    fn preview_height(&self) -> u16 {
        5
    }

    fn preview(&self, sight: &Sight, row: &Source, room: usize) -> Vec<(Tone, String)> {
        let number = |id: &Id| {
            let one = sight.get(&Requirement::INFO, *id)?;
            Some(sight.field(&Requirement::INFO, one, NUMBER.tag()))
        };
        let numbers: Vec<String> = row.requirements.iter().take(60).filter_map(number).collect();
        let units = Self::units(sight, row);
        let places = [("units", units.as_str()), ("numbers", &numbers.join(", "))];
        let said = sight.words.say_with("sources-question", &places);
        text::wrap_in(&said, room, 4).into_iter().map(|line| (Tone::Plain, line)).collect()
    }

    fn told(&self, sight: &Sight, row: &Source, room: usize) -> Vec<(Tone, String)> {
        self.preview(sight, row, room)
    }

    fn plural(&self, sight: &Sight) -> String {
        sight.words.say("sources-plural")
    }

    fn empty(&self, sight: &Sight, _key: &dyn Fn(Action) -> String) -> String {
        sight.words.say("sources-none")
    }
}

impl Opens for WhichDocument {
    fn open(&self, row: &Source, cx: &Context) -> Opened {
        let field = BINDING_DOCUMENTS.tag();
        let batch = Batch::of_field(&Requirement::INFO, row.requirements.clone(), field, Way::Add, cx);
        match batch {
            Some(batch) if !cx.is_locked(&Requirement::INFO, Id::nil(), field) => Opened::Batch(Box::new(batch)),
            _ => Opened::Asks(vec![Ask::Say(Tone::Warn, cx.closed(&[crate::keys::Context::List]))]),
        }
    }
}
