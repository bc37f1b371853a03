//! What a list of the records of one kind is like: its columns, which records, flat or as trees.

use super::{
    Sight, beside, links,
    listing::{Head, Listing},
    look::Tone,
    outline::{Branch, Node, Outline, Row},
    rows::{Cell, Column, Query},
    screen::{Ask, Context, Within},
    text,
};
use crate::keys::Action;
use crate::record::{Id, KindInfo, Record, Tag};
use std::collections::{BTreeSet, HashSet};

/// Something more that can be done with the marked record, and what is asked of the session then.
pub type Extra = (Action, fn(&Context, Id) -> Ask);

/// The text that a new record begins with, and in which field.
pub type Begins = fn(&Sight) -> Option<(Tag, String)>;

/// What is told of a record beside its fields.
pub type Explains = fn(&Sight, &Record) -> Vec<(Tone, String)>;

/// What a list of records is like.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// The kind.
    pub kind: &'static KindInfo,
    /// Name of the list among all lists of the session.
    pub slot: &'static str,
    /// The columns; the first one orders at first.
    pub columns: &'static [Column],
    /// Which records are listed; all of the kind where nothing is given.
    pub only: Option<fn(&Sight, &Record) -> bool>,
    /// How the records hang together, where the list is a tree.
    pub outline: Option<Outline>,
    /// What more can be done with the marked record.
    pub extras: &'static [Extra],
    /// What is told of a record beside its fields: first one line of it in short, then the whole.
    pub explains: Option<Explains>,
    /// The text that a new record begins with, in which field.
    pub begins: Option<Begins>,
    /// Whether the follow-up has just one such record, which is neither made nor deleted here.
    pub single: bool,
    /// Whether it is a list of what belongs to one record, laid over the record's room: it stays narrowed, and what
    /// is new is made here.
    pub of_one: bool,
    /// What the list is narrowed to, for as long as the officer looks at what points there.
    pub(super) within: Option<Within>,
}

impl Shape {
    /// A list of all records of a kind.
    #[must_use]
    pub const fn new(kind: &'static KindInfo, slot: &'static str, columns: &'static [Column]) -> Self {
        Self {
            kind,
            slot,
            columns,
            only: None,
            outline: None,
            extras: &[],
            explains: None,
            begins: None,
            single: false,
            of_one: false,
            within: None,
        }
    }

    /// The same list of some records.
    #[must_use]
    pub const fn only(mut self, which: fn(&Sight, &Record) -> bool) -> Self {
        self.only = Some(which);
        self
    }

    /// The same list as a tree.
    #[must_use]
    pub const fn tree(mut self, outline: Outline) -> Self {
        self.outline = Some(outline);
        self
    }

    /// The same list with more that can be done.
    #[must_use]
    pub const fn extras(mut self, extras: &'static [Extra]) -> Self {
        self.extras = extras;
        self
    }

    /// The same list that tells more of a record than its fields.
    #[must_use]
    pub const fn explains(mut self, explains: Explains) -> Self {
        self.explains = Some(explains);
        self
    }

    /// The same list whose new records begin with a text.
    #[must_use]
    pub const fn begins(mut self, begins: Begins) -> Self {
        self.begins = Some(begins);
        self
    }

    /// The same list of a kind that a follow-up has one record of.
    #[must_use]
    pub const fn single(mut self) -> Self {
        self.single = true;
        self
    }

    /// The same list of what belongs to one record, laid over the record's room.
    #[must_use]
    pub const fn of_one_record(mut self) -> Self {
        self.of_one = true;
        self
    }
}

impl Shape {
    /// The records that belong here, before any filter.
    fn listed<'a>(&'a self, sight: &'a Sight) -> Box<dyn Iterator<Item = &'a Record> + 'a> {
        let (home, number) = (sight.whole.home(self.kind), self.kind.number);
        let records: Box<dyn Iterator<Item = &Record>> = match self.within {
            None => Box::new(home.records(number)),
            Some(Within { of: (_, id), .. }) => {
                let pointers = home.pointing_at(id).filter(|pointer| pointer.kind == number);
                let ids: BTreeSet<Id> = pointers.map(|pointer| pointer.from).collect();
                Box::new(ids.into_iter().filter_map(move |id| home.get(number, id)))
            }
        };
        let and = self.within.and_then(|within| within.and);
        let and = and.and_then(|(number, id)| Some((sight.kind(number)?, id)));
        let records = records.filter(move |record| and.is_none_or(|other| links::points_to(self.kind, record, other)));
        Box::new(records.filter(|record| self.only.is_none_or(|only| only(sight, record))))
    }

    /// The rows of a tree: records that the query lets through, and what they hang on.
    fn trees(&self, sight: &Sight, outline: Outline, query: &Query) -> Vec<Row> {
        let wanted = query.wanted();
        let found = query.pick(sight, self.kind, self.columns, self.listed(sight));
        let some = self.within.is_some() || self.only.is_some() || !wanted.is_empty();
        if !some {
            return outline.rows(sight, self.kind, &found, None, &wanted, &query.folded);
        }
        let every = Query { filter: String::new(), near: false, ..query.clone() };
        let all = sight.whole.home(self.kind).records(self.kind.number);
        let all = every.pick(sight, self.kind, self.columns, all);
        let narrowed = self.within.is_some() || self.only.is_some();
        let listed: Option<HashSet<Id>> = narrowed.then(|| self.listed(sight).map(Record::id).collect());
        outline.rows(sight, self.kind, &all, Some((&found, listed.as_ref())), &wanted, &query.folded)
    }

    /// What is told of a row's record beside its fields.
    fn explained(&self, sight: &Sight, row: &Row) -> Vec<(Tone, String)> {
        let record = row.record().and_then(|id| sight.get(self.kind, id));
        self.explains.zip(record).map(|(explains, record)| explains(sight, record)).unwrap_or_default()
    }

    /// What a row of a tree that is no record says.
    fn heading(&self, sight: &Sight, row: &Row) -> Option<String> {
        let branch = row.branch.as_deref()?;
        let name = match &row.node {
            Node::Record(_) => return None,
            Node::Group(_, name) => name.clone(),
            Node::About(about) => {
                let kind = self.outline?.about_kind;
                let record = about.and_then(|id| sight.get(kind, id));
                let without =
                    || sight.words.say_with("tree-without", &[("kind", &sight.words.kind(kind).to_lowercase())]);
                record.map_or_else(without, |record| sight.title(kind, record))
            }
        };
        Some(format!("{}{name} ({})", branch.line, branch.holds))
    }
}

impl Listing for Shape {
    type Row = Row;
    type Read = ();

    fn slot(&self) -> &'static str {
        self.slot
    }

    fn heads(&self, sight: &Sight) -> Vec<Head> {
        self.columns.iter().map(|column| column.head(sight, self.kind)).collect()
    }

    /// A row that has been deleted since the rows were computed is blank until the next ones come.
    fn cells(&self, sight: &Sight, row: &Row) -> Vec<Cell> {
        if let Some(text) = self.heading(sight, row) {
            let tone = if matches!(row.node, Node::About(_)) { Tone::Strong } else { Tone::Accent };
            return vec![Cell { text, tone }];
        }
        let record = row.record().and_then(|id| sight.get(self.kind, id));
        let cells = record.map(|record| self.columns.iter().map(|column| column.cell(sight, self.kind, record)));
        let mut cells: Vec<Cell> = cells.map(Iterator::collect).unwrap_or_default();
        if let (Some(first), Some(branch)) = (cells.first_mut(), row.branch.as_deref()) {
            let held = if branch.folded { format!(" ({})", branch.holds) } else { String::new() };
            first.text = format!("{}{}{held}", branch.line, first.text);
            if branch.way {
                first.tone = Tone::Dim;
            }
        }
        cells
    }

    fn read(&self, _sight: &Sight) {}

    fn pick(&self, sight: &Sight, _read: &(), query: &Query) -> Vec<Row> {
        match self.outline {
            Some(outline) => self.trees(sight, outline, query),
            None => query.pick(sight, self.kind, self.columns, self.listed(sight)).into_iter().map(Row::of).collect(),
        }
    }

    fn is(&self, one: &Row, other: &Row) -> bool {
        one.node == other.node
    }

    fn records(&self, row: &Row) -> Vec<(&'static KindInfo, Id)> {
        let about = self.outline.map(|outline| outline.about_kind);
        match row.node {
            Node::Record(id) => vec![(self.kind, id)],
            Node::About(about_id) | Node::Group(about_id, _) => about.zip(about_id).into_iter().collect(),
        }
    }

    fn ticked_as(&self, row: &Row) -> Option<Id> {
        row.record().filter(|_| !self.single)
    }

    fn preview_height(&self) -> u16 {
        5 + u16::from(self.explains.is_some())
    }

    fn preview(&self, sight: &Sight, row: &Row, room: usize) -> Vec<(Tone, String)> {
        let shown: Vec<Tag> = self.columns.iter().filter_map(|column| column.tag).collect();
        let at = self.records(row).into_iter().next();
        let lines = usize::from(self.preview_height()) - 1;
        let short = self.explained(sight, row).into_iter().next();
        let left = lines - usize::from(short.is_some());
        let mut told = at.map(|at| beside::under(sight, at, &shown, room, left)).unwrap_or_default();
        told.extend(short);
        told
    }

    fn told(&self, sight: &Sight, row: &Row, room: usize) -> Vec<(Tone, String)> {
        let at = self.records(row).into_iter().next();
        let title = at.and_then(|(kind, id)| Some(sight.title(kind, sight.get(kind, id)?))).unwrap_or_default();
        let title = text::wrap(&title, room).into_iter().map(|line| (Tone::Strong, line));
        let explained = self.explained(sight, row).into_iter();
        let explained = explained.flat_map(|(tone, said)| text::wrap(&said, room).into_iter().map(move |l| (tone, l)));
        title.chain(explained).collect()
    }

    fn legend(&self, sight: &Sight) -> Option<String> {
        let within = self.within?;
        let title = |(number, id): (u8, Id)| {
            let kind = sight.kind(number)?;
            Some(text::cut(&sight.title(kind, sight.get(kind, id)?), 24))
        };
        let titles: Vec<String> = [Some(within.of), within.and].into_iter().flatten().filter_map(title).collect();
        let title = titles.join(", ");
        Some(sight.words.say_with("list-within", &[("title", &title)]))
    }

    fn plural(&self, sight: &Sight) -> String {
        sight.words.kinds(self.kind).to_lowercase()
    }

    fn empty(&self, sight: &Sight, key: &dyn Fn(Action) -> String) -> String {
        let what = sight.words.say(&format!("{}.empty", self.kind.name));
        sight.words.say_with("list-empty", &[("what", &what), ("key", &key(Action::New))])
    }

    fn is_tree(&self) -> bool {
        self.outline.is_some()
    }

    fn branch<'a>(&self, row: &'a Row) -> Option<(&'a Node, &'a Branch)> {
        Some((&row.node, row.branch.as_deref()?))
    }
}
