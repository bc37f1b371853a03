//! This plan beside that of the follow-up before, row by row; what is not here yet is taken over in one change.

use super::{dim, function, held, looked::Picture, plain};
use crate::keys::{self, Action};
use crate::record::{Id, Kind as _, KindInfo, Record, Tag};
use crate::steps::plan::records::{METHODS, PlanActivity};
use crate::steps::plan::schedule::carried::{Compared, Since, carry, compared, previous};
use crate::ui::{Ask, Cell, Context, Head, Listing, Query, Sight, SortKey, Tone, Width, text};
use chrono::NaiveDate;

/// This plan beside the last one.
#[derive(Clone, Copy, Debug)]
pub struct Carried;

/// The row of last year's plan, in the follow-up where it stands.
fn before<'a>(sight: &'a Sight, row: &Compared) -> Option<&'a Record> {
    previous(&sight.whole.own, &sight.others)?.get(PlanActivity::INFO.number, row.before?)
}

fn field(sight: &Sight, tag: Tag) -> String {
    PlanActivity::INFO.field(tag).map(|def| sight.words.field(&PlanActivity::INFO, def)).unwrap_or_default()
}

fn since(sight: &Sight, row: &Compared) -> Cell {
    let words = &sight.words;
    match &row.since {
        Since::NotYet => Cell { text: words.say("carried-not-yet"), tone: Tone::Warn },
        Since::Gone => dim(words.say("carried-gone")),
        Since::New => plain(words.say("carried-new")),
        Since::Same => dim(words.say("carried-same")),
        Since::Changed(tags) => {
            let fields: Vec<String> = tags.iter().map(|tag| field(sight, *tag).to_lowercase()).collect();
            plain(words.say_with("carried-changed", &[("fields", &fields.join(", "))]))
        }
    }
}

fn method(sight: &Sight, row: &Compared) -> String {
    sight.words.choice(&METHODS, &row.method)
}

/// The row, and what was and is of each field that has changed.
fn lines(sight: &Sight, row: &Compared) -> Vec<(Tone, String)> {
    let parts = [row.number.clone(), method(sight, row), function(sight, row.function).unwrap_or_default()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let mut lines = vec![(Tone::Strong, format!("{}: {}", parts.join(" · "), since(sight, row).text))];
    let Since::Changed(tags) = &row.since else { return lines };
    let kind = &PlanActivity::INFO;
    let here = row.here.and_then(|id| sight.get(kind, id));
    let shown = |record: Option<&Record>, tag: Tag| {
        let shown = record.map(|record| sight.field(kind, record, tag)).unwrap_or_default();
        if shown.is_empty() { "–".into() } else { shown }
    };
    lines.extend(tags.iter().map(|tag| {
        let (name, then, now) = (field(sight, *tag), shown(before(sight, row), *tag), shown(here, *tag));
        let places = [("field", name.as_str()), ("before", &then), ("after", &now)];
        (Tone::Plain, sight.words.say_with("carried-field", &places))
    }));
    lines
}

impl Picture for Carried {
    const MORE: &'static [Action] = &[Action::Carry];

    fn on(&mut self, _today: NaiveDate) {}

    fn act(&self, _action: Action, cx: &mut Context) -> Vec<Ask> {
        let Some(before) = previous(&cx.sight.whole.own, &cx.sight.others).cloned() else {
            return vec![Ask::Say(Tone::Warn, cx.sight.words.say("carried-empty"))];
        };
        let (whole, now) = (cx.sight.whole.clone(), cx.now);
        let Some(change) = carry(&whole, &before, || cx.ids.mint(now)) else {
            return vec![Ask::Say(Tone::Plain, cx.sight.words.say("carried-nothing"))];
        };
        if !cx.takes(&change) {
            return vec![Ask::Say(Tone::Warn, cx.closed(&[keys::Context::List, keys::Context::Everywhere]))];
        }
        let all = compared(&whole.own, &before);
        let count = |since: &Since| all.iter().filter(|one| one.since == *since).count();
        let words = &cx.sight.words;
        let rows = words.count("carried-rows", count(&Since::NotYet));
        let stay = words.count("carried-stay", count(&Since::Gone));
        let title = text::cut(&cx.sight.follow_up_title(&before), 30);
        let places = [("title", title.as_str()), ("rows", &rows), ("stay", &stay)];
        vec![Ask::Confirm(words.say_with("carried-ask", &places), change)]
    }
}

impl Listing for Carried {
    type Row = Compared;
    type Read = Vec<Compared>;

    fn slot(&self) -> &'static str {
        "plan_carried"
    }

    fn heads(&self, sight: &Sight) -> Vec<Head> {
        let head = |word: &str, width| Head { text: sight.words.say(word), width, right: false };
        vec![
            head("requirement", Width::Fixed(7)),
            head("column-what", Width::Rest(2)),
            head("column-who", Width::Rest(2)),
            head("column-since", Width::Rest(3)),
        ]
    }

    fn cells(&self, sight: &Sight, row: &Compared) -> Vec<Cell> {
        let who = function(sight, row.function).unwrap_or_default();
        vec![plain(row.number.clone()), plain(method(sight, row)), plain(who), since(sight, row)]
    }

    fn orders(&self, sight: &Sight) -> Vec<String> {
        vec![sight.words.say("column-since"), sight.words.say("requirement")]
    }

    fn read(&self, sight: &Sight) -> Vec<Compared> {
        let before = previous(&sight.whole.own, &sight.others);
        before.map(|before| compared(&sight.whole.own, before)).unwrap_or_default()
    }

    /// What is not here yet first, then what has changed, is new, is gone, is alike.
    fn pick(&self, sight: &Sight, read: &Vec<Compared>, query: &Query) -> Vec<Compared> {
        let shown = |row: &Compared| self.cells(sight, row).into_iter().map(|cell| cell.text).collect();
        let key = |row: &Compared| match (query.sort, &row.since) {
            (0, Since::NotYet) => SortKey::Number(0.0),
            (0, Since::Changed(_)) => SortKey::Number(1.0),
            (0, Since::New) => SortKey::Number(2.0),
            (0, Since::Gone) => SortKey::Number(3.0),
            (0, Since::Same) => SortKey::Number(4.0),
            _ => SortKey::Text(row.number.clone()),
        };
        let rows = held(read, &query.wanted(), shown);
        query.ordered(sight, rows.into_iter().map(|(_, row)| (key(&row), row)).collect())
    }

    fn is(&self, one: &Compared, other: &Compared) -> bool {
        (one.here, one.before) == (other.here, other.before)
    }

    fn records(&self, row: &Compared) -> Vec<(&'static KindInfo, Id)> {
        row.here.map(|id| (&PlanActivity::INFO, id)).into_iter().collect()
    }

    fn preview_height(&self) -> u16 {
        6
    }

    fn preview(&self, sight: &Sight, row: &Compared, room: usize) -> Vec<(Tone, String)> {
        lines(sight, row).into_iter().map(|(tone, line)| (tone, text::cut(&line, room))).take(5).collect()
    }

    fn told(&self, sight: &Sight, row: &Compared, room: usize) -> Vec<(Tone, String)> {
        let wrapped = |(tone, line): (Tone, String)| text::wrap(&line, room).into_iter().map(move |line| (tone, line));
        lines(sight, row).into_iter().flat_map(wrapped).collect()
    }

    fn plural(&self, sight: &Sight) -> String {
        sight.words.kinds(&PlanActivity::INFO).to_lowercase()
    }

    fn empty(&self, sight: &Sight, _key: &dyn Fn(Action) -> String) -> String {
        sight.words.say("carried-empty")
    }
}
