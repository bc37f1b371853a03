//! Requirements as a list in each of the guide's three moves: grave consequences, values, priority.

use super::known::Known;
use super::words;
use crate::keys::Action;
use crate::locale::show_number;
use crate::record::{Axis, Id, Kind as _, KindInfo, Record, Scale, Value};
use crate::steps::plan::records::{AMBITIONS, CRITICAL_REASON, RATER, Requirement, RiskScale, TEXT};
use crate::steps::plan::{risk, scales};
use crate::ui::{Cell, Head, Listing, Query, Sight, SortKey, Tone, Width, text};
use std::cmp::Ordering;

/// Which of the three moves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Move {
    /// Find what would be grave.
    Grave,
    /// Value consequence and likelihood.
    Value,
    /// Put in order.
    Order,
}

/// What the next digit says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Asking {
    /// How grave.
    Consequence,
    /// How likely.
    Likelihood,
    /// How grave for the individual.
    Individual,
}

impl Asking {
    /// Along which axis of the scale it is said.
    pub fn axis(self) -> Axis {
        if self == Self::Likelihood { Axis::Likelihood } else { Axis::Consequence }
    }
}

/// The requirements in one of the moves.
#[derive(Clone, Debug)]
pub struct Weighed {
    /// Which.
    pub shown: Move,
    /// What the next digit says, while digits value.
    pub asking: Option<Asking>,
    /// How many steps there are to choose among.
    pub size: u8,
    /// Whether the consequence for the individual is valued too.
    pub individual: bool,
    /// Whether only requirements are listed that are not valued.
    pub unvalued: bool,
}

struct Column {
    head: &'static str,
    width: Width,
    right: bool,
    cell: fn(&Sight, &Known) -> Cell,
    key: fn(&Sight, &Known) -> SortKey,
}

const fn column(
    head: &'static str,
    width: Width,
    cell: fn(&Sight, &Known) -> Cell,
    key: fn(&Sight, &Known) -> SortKey,
) -> Column {
    Column { head, width, right: false, cell, key }
}

const NUMBER: Column = column("requirement.number", Width::Fixed(6), number, |_, one| text_key(&one.number));
const WORDING: Column =
    column("requirement.text", Width::Rest(2), wording, |sight, one| text_key(&wording(sight, one).text));
const GRAVITY: Column = column("valuation.consequence", Width::Fixed(20), gravity, |_, one| level_key(one.consequence));
const REASON: Column = column("requirement.critical_reason", Width::Rest(1), reason, |_, one| {
    SortKey::Number(if one.critical { 0.0 } else { 1.0 })
});
const CONSEQUENCE: Column =
    column("column-consequence", Width::Fixed(2), |_, one| level(one.consequence), |_, one| level_key(one.consequence));
const LIKELIHOOD: Column = column(
    "column-likelihood",
    Width::Fixed(2),
    |_, one| level(one.valued.map(|valued| valued.likelihood)),
    |_, one| level_key(one.valued.map(|valued| valued.likelihood)),
);
const INDIVIDUAL: Column =
    column("column-individual", Width::Fixed(2), |_, one| level(one.individual), |_, one| level_key(one.individual));
const RISK: Column = column("column-risk", Width::Fixed(5), class, |_, one| risk_key(one));
const ORIGIN: Column =
    column("column-made-on", Width::Fixed(9), origin, |sight, one| text_key(&origin(sight, one).text));
const VOLUME: Column = Column {
    head: "requirement.volume",
    width: Width::Fixed(7),
    right: true,
    cell: |sight, one| plain(one.volume.map(|volume| show_number(&sight.words, volume)).unwrap_or_default()),
    key: |_, one| one.volume.map_or(SortKey::Nothing, |volume| SortKey::Number(-volume)),
};
const DEPTH: Column = column("column-depth", Width::Fixed(11), depth, |_, one| risk_key(one));
const PLAN: Column = column("column-plan", Width::Fixed(7), planned, |_, one| {
    SortKey::Number(f64::from(u32::try_from(one.rows).unwrap_or(u32::MAX)))
});

/// An order by name, and by what.
type First = (&'static str, fn(&Known, &Known) -> Ordering);

impl Weighed {
    /// The requirements in a move.
    pub fn new(shown: Move) -> Self {
        Self { shown, asking: None, size: Scale::default().size(), individual: false, unvalued: false }
    }

    fn columns(&self) -> Vec<&'static Column> {
        match self.shown {
            Move::Grave => vec![&NUMBER, &WORDING, &GRAVITY, &REASON],
            Move::Value if self.individual => {
                vec![&NUMBER, &WORDING, &CONSEQUENCE, &LIKELIHOOD, &INDIVIDUAL, &RISK, &ORIGIN]
            }
            Move::Value => vec![&NUMBER, &WORDING, &CONSEQUENCE, &LIKELIHOOD, &RISK, &ORIGIN],
            Move::Order => vec![&NUMBER, &WORDING, &RISK, &VOLUME, &DEPTH, &PLAN],
        }
    }

    /// How the rows stand at first; nothing when as the requirements were made.
    fn first(&self) -> Option<First> {
        match self.shown {
            Move::Grave => Some(("order-gravity", Known::by_gravity)),
            Move::Value => None,
            Move::Order => Some(("order-priority", Known::by_priority)),
        }
    }

    fn lets_through(&self, one: &Known) -> bool {
        !self.unvalued || one.valued.is_none() || self.individual && one.individual.is_none()
    }

    /// The steps to choose among, as the next digit says them.
    fn grades(&self, sight: &Sight) -> Vec<(u8, String)> {
        let Some(asking) = self.asking else { return Vec::new() };
        let Ok(used) = scales::in_use(&sight.whole) else { return Vec::new() };
        let line = |level: u8| {
            let grade = words::grade(&sight.words, &used.scale, asking.axis(), level);
            let means = if grade.meaning.is_empty() { String::new() } else { format!(": {}", grade.meaning) };
            (level, format!("{level} {}{means}", grade.name))
        };
        (1..=used.scale.size()).map(line).collect()
    }

    /// How a requirement has been valued, in words.
    fn standing(sight: &Sight, id: Id) -> Vec<String> {
        let (say, mut said) = (&sight.words, Vec::new());
        if let Some(valued) = risk::of(&sight.whole, id) {
            let record = risk::agreed_record(&sight.whole, id);
            let scale = record.as_ref().and_then(|record| scales::of(&sight.whole, record));
            let named = |axis: Axis, level: u8| {
                let name = scale.as_ref().map(|scale| words::grade(say, scale, axis, level).name);
                format!("{level} {}", name.unwrap_or_default())
            };
            let (consequence, likelihood) =
                (named(Axis::Consequence, valued.consequence), named(Axis::Likelihood, valued.likelihood));
            let class = valued.class.map_or_else(|| words::mark(None).0.to_owned(), |class| words::class(say, class));
            let places = [("consequence", consequence.as_str()), ("likelihood", &likelihood), ("class", &class)];
            said.push(say.say_with("valued-as", &places));
            let by = record.as_ref().and_then(|record| record.get(RATER));
            let by = if valued.imported { say.say("valued-import") } else { by.unwrap_or_default() };
            let on = scale_name(sight, valued.scale);
            said.push(say.say_with("valued-by", &[("rater", &by), ("scale", &on)]));
        } else {
            said.push(say.say("valued-not"));
        }
        said
    }
}

/// What a scale is called; the default one where a valuation names none.
pub fn scale_name(sight: &Sight, scale: Option<Id>) -> String {
    let Some(id) = scale else { return sight.words.say("scale-default") };
    let record = sight.get(&RiskScale::INFO, id);
    record.map_or_else(|| sight.words.say("scale-gone"), |record| sight.title(&RiskScale::INFO, record))
}

impl Listing for Weighed {
    type Row = Id;
    type Read = Vec<Known>;

    fn slot(&self) -> &'static str {
        match self.shown {
            Move::Grave => "weighed_grave",
            Move::Value => "valuing",
            Move::Order => "weighed_order",
        }
    }

    fn heads(&self, sight: &Sight) -> Vec<Head> {
        let head = |one: &Column| Head { text: sight.words.say(one.head), width: one.width, right: one.right };
        self.columns().into_iter().map(head).collect()
    }

    fn cells(&self, sight: &Sight, row: &Id) -> Vec<Cell> {
        let known = Known::of(sight, *row);
        known.map(|known| self.columns().iter().map(|one| (one.cell)(sight, &known)).collect()).unwrap_or_default()
    }

    fn orders(&self, sight: &Sight) -> Vec<String> {
        let first = self.first().map(|(word, _)| sight.words.say(word));
        first.into_iter().chain(self.heads(sight).into_iter().map(|head| head.text)).collect()
    }

    fn read(&self, sight: &Sight) -> Vec<Known> {
        let mut all = Known::all(sight);
        let order = sight.words.order();
        // Read once and put in order once; the filter then only picks.
        all.sort_by(|a, b| {
            let by = self.first().map_or(Ordering::Equal, |(_, by)| by(a, b));
            by.then_with(|| order.compare(&a.number, &b.number))
        });
        all
    }

    fn pick(&self, sight: &Sight, read: &Vec<Known>, query: &Query) -> Vec<Id> {
        let wanted = query.wanted();
        let holds = |one: &Known| {
            let record = sight.get(&Requirement::INFO, one.id);
            let texts = record.into_iter().flat_map(Record::values).filter_map(|(_, value)| match value {
                Value::Text(text) => Some(text),
                _ => None,
            });
            let hay = texts.collect::<Vec<_>>().join("\n").to_lowercase();
            wanted.iter().all(|word| hay.contains(word))
        };
        let found = read.iter().filter(|one| self.lets_through(one) && (wanted.is_empty() || holds(one)));
        let own = usize::from(self.first().is_some());
        let key = query.sort.checked_sub(own).and_then(|at| self.columns().get(at).map(|column| column.key));
        let in_place = query.sort == 0;
        let keyed = found.enumerate().map(|(place, one)| {
            let key = match key {
                Some(key) if !in_place => key(sight, one),
                _ => SortKey::Number(f64::from(u32::try_from(place).unwrap_or(u32::MAX))),
            };
            (key, one.id)
        });
        query.ordered(sight, keyed.collect())
    }

    fn is(&self, one: &Id, other: &Id) -> bool {
        one == other
    }

    fn records(&self, row: &Id) -> Vec<(&'static KindInfo, Id)> {
        vec![(&Requirement::INFO, *row)]
    }

    fn preview_height(&self) -> u16 {
        match self.asking {
            // A rule, the steps, and the question under them.
            Some(_) => u16::from(self.size) + 2,
            None => 5,
        }
    }

    fn preview(&self, sight: &Sight, row: &Id, room: usize) -> Vec<(Tone, String)> {
        if self.asking.is_some() {
            return self.grades(sight).into_iter().map(|(_, line)| (Tone::Plain, line)).collect();
        }
        let record = sight.get(&Requirement::INFO, *row);
        let title = record.map(|record| sight.title(&Requirement::INFO, record)).unwrap_or_default();
        let mut lines: Vec<_> =
            text::wrap_in(&title.replace('\n', " "), room, 2).into_iter().map(|line| (Tone::Strong, line)).collect();
        lines.extend(Self::standing(sight, *row).into_iter().map(|line| (Tone::Plain, line)));
        lines
    }

    fn told(&self, sight: &Sight, row: &Id, room: usize) -> Vec<(Tone, String)> {
        let record = sight.get(&Requirement::INFO, *row);
        let title = record.map(|record| sight.title(&Requirement::INFO, record)).unwrap_or_default();
        let mut lines: Vec<_> = text::wrap(&title, room).into_iter().map(|line| (Tone::Strong, line)).collect();
        lines.push((Tone::Plain, String::new()));
        if let Some(asking) = self.asking {
            lines.push((Tone::Accent, asked(sight, asking)));
            for (_, line) in self.grades(sight) {
                lines.extend(text::wrap(&line, room).into_iter().map(|line| (Tone::Plain, line)));
            }
            return lines;
        }
        for said in Self::standing(sight, *row) {
            lines.extend(text::wrap(&said, room).into_iter().map(|line| (Tone::Plain, line)));
        }
        lines
    }

    fn legend(&self, sight: &Sight) -> Option<String> {
        match (self.asking, self.shown) {
            (Some(asking), _) => Some(asked(sight, asking)),
            (None, Move::Order) => Some(sight.words.say("legend-depth")),
            (None, _) => self.unvalued.then(|| sight.words.say("legend-unvalued")),
        }
    }

    fn plural(&self, sight: &Sight) -> String {
        sight.words.kinds(&Requirement::INFO).to_lowercase()
    }

    fn empty(&self, sight: &Sight, _key: &dyn Fn(Action) -> String) -> String {
        sight.words.say(if self.unvalued { "weighed-all-valued" } else { "requirement.empty" })
    }
}

/// What is asked for, by name.
fn asked(sight: &Sight, asking: Asking) -> String {
    sight.words.say(match asking {
        Asking::Consequence => "valuation.consequence",
        Asking::Likelihood => "valuation.likelihood",
        Asking::Individual => "asked-individual",
    })
}

fn plain(text: String) -> Cell {
    Cell { text, tone: Tone::Plain }
}

fn dim(text: impl Into<String>) -> Cell {
    Cell { text: text.into(), tone: Tone::Dim }
}

fn text_key(text: &str) -> SortKey {
    if text.is_empty() { SortKey::Nothing } else { SortKey::Text(text.to_owned()) }
}

fn level_key(level: Option<u8>) -> SortKey {
    level.map_or(SortKey::Nothing, |level| SortKey::Number(-f64::from(level)))
}

fn risk_key(one: &Known) -> SortKey {
    let Some(valued) = one.valued else { return SortKey::Nothing };
    let class = valued.class.map_or(0.0, |class| f64::from(class as u8) + 1.0);
    SortKey::Number(-(class * 100.0 + f64::from(valued.product())))
}

/// The number, with a mark when the requirement is critical.
fn number(_sight: &Sight, one: &Known) -> Cell {
    if one.critical { Cell { text: format!("{}!", one.number), tone: Tone::Strong } } else { plain(one.number.clone()) }
}

fn wording(sight: &Sight, one: &Known) -> Cell {
    let record = sight.get(&Requirement::INFO, one.id);
    plain(record.map(|record| sight.field(&Requirement::INFO, record, TEXT.tag())).unwrap_or_default())
}

fn level(level: Option<u8>) -> Cell {
    level.map_or(dim("–"), |level| plain(level.to_string()))
}

/// The consequence by the name of its step.
fn gravity(sight: &Sight, one: &Known) -> Cell {
    let Some(level) = one.consequence else { return dim("–") };
    let record = risk::agreed_record(&sight.whole, one.id);
    let scale = record.and_then(|record| scales::of(&sight.whole, &record));
    let name = scale.map(|scale| words::grade(&sight.words, &scale, Axis::Consequence, level).name);
    plain(format!("{level} {}", name.unwrap_or_default()))
}

fn reason(sight: &Sight, one: &Known) -> Cell {
    if !one.critical {
        return dim("");
    }
    let record = sight.get(&Requirement::INFO, one.id);
    let reason = record.map(|record| sight.field(&Requirement::INFO, record, CRITICAL_REASON.tag()));
    let reason = reason.filter(|reason| !reason.is_empty());
    reason.map_or_else(|| Cell { text: sight.words.say("critical-why"), tone: Tone::Warn }, plain)
}

/// The class by mark and by likelihood × consequence, which only sorts.
fn class(_sight: &Sight, one: &Known) -> Cell {
    let (mark, tone) = words::mark(one.class());
    let product = one.valued.map(|valued| format!(" {}", valued.product())).unwrap_or_default();
    Cell { text: format!("{mark}{product}"), tone }
}

/// Where a valuation comes from that was not made here on the scale in use: a file, or another scale.
fn origin(sight: &Sight, one: &Known) -> Cell {
    let Some(valued) = one.valued else { return dim("") };
    if valued.imported {
        return dim(sight.words.say("made-import"));
    }
    let used = scales::chosen(&sight.whole).map(|scale| scale.id());
    if valued.scale == used {
        return dim("");
    }
    let version = valued.scale.and_then(|id| {
        let record = sight.get(&RiskScale::INFO, id)?;
        Some(sight.field(&RiskScale::INFO, record, crate::steps::plan::records::SCALE_VERSION.tag()))
    });
    match version {
        Some(version) => dim(sight.words.say_with("made-on-version", &[("version", &version)])),
        None => dim(sight.words.say("made-on-default")),
    }
}

/// How deep following up is suggested.
fn depth(sight: &Sight, one: &Known) -> Cell {
    one.depth().map_or_else(|| dim("–"), |code| plain(sight.words.choice(&AMBITIONS, code)))
}

fn planned(sight: &Sight, one: &Known) -> Cell {
    match one.rows {
        0 => Cell { text: sight.words.say("plan-missing"), tone: Tone::Warn },
        count => plain(sight.words.count("plan-rows", count)),
    }
}
