//! The process map: numbered, who does what, and which document comes out.

use super::{dim, function, held, looked::Picture, months, plain};
use crate::keys::Action;
use crate::record::{Id, Kind as _, KindInfo};
use crate::steps::plan::records::{AGREED_WITH, BEAT_NAME, Beat, METHODS, PlanActivity, PlanFrame};
use crate::steps::plan::schedule::process::{Stage, Work, stages};
use crate::ui::{Cell, Head, Listing, Query, Sight, SortKey, Tone, Width, text};
use chrono::NaiveDate;

/// The process map of the plan.
#[derive(Clone, Copy, Debug)]
pub struct Process;

/// A box and its number.
#[derive(Clone, Debug)]
pub struct Numbered {
    number: usize,
    stage: Stage,
}

fn what(sight: &Sight, stage: &Stage) -> String {
    let (kind, id) = stage.record;
    let field = |tag| sight.get(kind, id).map(|record| sight.field(kind, record, tag)).unwrap_or_default();
    match &stage.work {
        Work::Agreed => sight.words.say_with("process-agreed", &[("who", &field(AGREED_WITH.tag()))]),
        Work::Beat => field(BEAT_NAME.tag()),
        Work::Method(code) => {
            let method = if code.is_empty() { sight.words.kind(kind) } else { sight.words.choice(&METHODS, code) };
            let requirements = sight.words.count("process-requirements", stage.requirements);
            sight.words.say_with("process-method", &[("method", &method), ("requirements", &requirements)])
        }
    }
}

fn who(sight: &Sight, stage: &Stage) -> Cell {
    match (function(sight, stage.function), &stage.work) {
        (Some(name), _) => plain(name),
        (None, Work::Agreed) => dim(""),
        (None, _) => Cell { text: sight.words.say("process-nobody"), tone: Tone::Warn },
    }
}

fn document(sight: &Sight, stage: &Stage) -> Cell {
    match (&stage.document, &stage.work) {
        (Some(document), _) => plain(format!("→ {document}")),
        (None, Work::Agreed) => plain(format!("→ {}", sight.words.kind(&PlanFrame::INFO).to_lowercase())),
        (None, _) => Cell { text: sight.words.say("process-undocumented"), tone: Tone::Warn },
    }
}

fn when(sight: &Sight, stage: &Stage) -> String {
    months(sight, stage.months.iter().copied())
}

impl Picture for Process {
    fn on(&mut self, _today: NaiveDate) {}
}

impl Listing for Process {
    type Row = Numbered;
    type Read = Vec<Numbered>;

    fn slot(&self) -> &'static str {
        "plan_process"
    }

    fn heads(&self, sight: &Sight) -> Vec<Head> {
        let head = |text: String, width, right| Head { text, width, right };
        vec![
            head(String::new(), Width::Fixed(3), true),
            head(sight.words.say("column-what"), Width::Rest(3), false),
            head(sight.words.say("column-who"), Width::Rest(2), false),
            head(sight.words.say("column-document"), Width::Rest(2), false),
            head(sight.words.say("column-when"), Width::Fixed(10), false),
        ]
    }

    fn cells(&self, sight: &Sight, row: &Numbered) -> Vec<Cell> {
        let number = Cell { text: row.number.to_string(), tone: Tone::Accent };
        let (who, document) = (who(sight, &row.stage), document(sight, &row.stage));
        vec![number, plain(what(sight, &row.stage)), who, document, plain(when(sight, &row.stage))]
    }

    fn orders(&self, sight: &Sight) -> Vec<String> {
        vec![sight.words.say("column-when"), sight.words.say("column-who")]
    }

    fn read(&self, sight: &Sight) -> Vec<Numbered> {
        (1..).zip(stages(&sight.whole)).map(|(number, stage)| Numbered { number, stage }).collect()
    }

    fn pick(&self, sight: &Sight, read: &Vec<Numbered>, query: &Query) -> Vec<Numbered> {
        let shown = |row: &Numbered| self.cells(sight, row).into_iter().map(|cell| cell.text).collect();
        let rows = held(read, &query.wanted(), shown);
        let key = |place: usize, row: &Numbered| match query.sort {
            0 => SortKey::Number(f64::from(u32::try_from(place).unwrap_or(u32::MAX))),
            _ => function(sight, row.stage.function).map_or(SortKey::Nothing, SortKey::Text),
        };
        query.ordered(sight, rows.into_iter().map(|(place, row)| (key(place, &row), row)).collect())
    }

    fn is(&self, one: &Numbered, other: &Numbered) -> bool {
        one.stage.record.1 == other.stage.record.1
    }

    fn records(&self, row: &Numbered) -> Vec<(&'static KindInfo, Id)> {
        vec![row.stage.record]
    }

    fn preview_height(&self) -> u16 {
        4
    }

    fn preview(&self, sight: &Sight, row: &Numbered, room: usize) -> Vec<(Tone, String)> {
        let who = who(sight, &row.stage);
        let head = (Tone::Strong, format!("{} {}", row.number, what(sight, &row.stage)));
        let parts = [who.text, document(sight, &row.stage).text, when(sight, &row.stage)];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        [head, (who.tone, parts.join("  "))].map(|(tone, line)| (tone, text::cut(&line, room))).into()
    }

    fn told(&self, sight: &Sight, row: &Numbered, room: usize) -> Vec<(Tone, String)> {
        let wrapped = |(tone, line): (Tone, String)| text::wrap(&line, room).into_iter().map(move |line| (tone, line));
        self.preview(sight, row, usize::from(u16::MAX)).into_iter().flat_map(wrapped).collect()
    }

    fn plural(&self, sight: &Sight) -> String {
        format!("{}, {}", sight.words.kinds(&PlanActivity::INFO), sight.words.kinds(&Beat::INFO)).to_lowercase()
    }

    fn empty(&self, sight: &Sight, _key: &dyn Fn(Action) -> String) -> String {
        sight.words.say("process-empty")
    }
}
