//! A list on screen: rows that are filtered and ordered off the key path, a cursor, a preview of the marked row,
//! and its links both ways. What is listed says a [`Listing`]; screens put their own overlays beside it.

mod view;

use super::{
    Sight,
    editor::Editor,
    job::{Job, Output},
    links::{Chosen, Links},
    listing::Listing,
    look::Tone,
    rows::Query,
    screen::{Ask, Context, Event},
    table::{Cursor, Move},
    text,
};
use crate::keys::{self, Action, Key};
use crate::record::{Id, KindInfo};
use std::{collections::BTreeSet, fmt, sync::Arc};

#[derive(Debug)]
enum Over {
    None,
    Filtering(Box<Editor>),
    Links(Links),
}

/// What a job has found.
struct Found<L: Listing> {
    read: Arc<L::Read>,
    rows: Arc<Vec<L::Row>>,
    /// No row holds the filter's words; these nearly do.
    near: bool,
}

/// A list on screen.
#[derive(Debug)]
pub struct List<L: Listing> {
    listing: L,
    read: Kept<L::Read>,
    rows: Arc<Vec<L::Row>>,
    asked: u64,
    ready: bool,
    cursor: Cursor,
    marked: Option<L::Row>,
    detailed: Option<L::Row>,
    query: Query,
    near: bool,
    ticked: BTreeSet<Id>,
    over: Over,
}

/// What rows are picked from, as long as it holds.
struct Kept<T>(Option<Arc<T>>);

impl<T> fmt::Debug for Kept<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Kept" } else { "Nothing" })
    }
}

impl<L: Listing> List<L> {
    /// A list that has not asked for its rows yet.
    #[must_use]
    pub fn new(listing: L) -> Self {
        Self {
            listing,
            read: Kept(None),
            rows: Arc::default(),
            asked: 0,
            ready: false,
            cursor: Cursor::default(),
            marked: None,
            detailed: None,
            query: Query::default(),
            near: false,
            ticked: BTreeSet::new(),
            over: Over::None,
        }
    }

    /// What is listed.
    #[must_use]
    pub fn listing(&self) -> &L {
        &self.listing
    }

    /// Changes what is listed; [`List::ask`] then brings its rows.
    pub fn listing_mut(&mut self) -> &mut L {
        &mut self.listing
    }

    /// The row that is marked.
    #[must_use]
    pub fn marked(&self) -> Option<&L::Row> {
        self.marked.as_ref()
    }

    /// Marks a row; the cursor goes there when rows come that hold it.
    pub fn mark(&mut self, row: L::Row) {
        if let Some(at) = self.rows.iter().position(|one| self.listing.is(one, &row)) {
            self.cursor.at = at;
        } else {
            // It may stand under something that is folded.
            self.query.folded.clear();
        }
        self.marked = Some(row);
    }

    /// The rows that are shown.
    #[must_use]
    pub fn rows(&self) -> &[L::Row] {
        &self.rows
    }

    /// Whether nothing lies over the table: no filter is being typed and no links are open.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        matches!(self.over, Over::None)
    }

    /// Whether a filter narrows the rows.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        !self.query.filter.is_empty()
    }

    /// Closes what lies over the table.
    pub fn uncover(&mut self) {
        self.over = Over::None;
    }

    /// Moves the cursor.
    pub fn step(&mut self, by: Move, cx: &Context) -> Vec<Ask> {
        let (list, _) = self.areas(cx, super::work_area(cx.size));
        let page = usize::from(list.height.saturating_sub(1));
        self.cursor.step(by, self.rows.len(), page);
        self.marked = self.rows.get(self.cursor.at).cloned();
        vec![Ask::Rest]
    }

    /// Asks for the rows as the records stand now.
    pub fn ask(&mut self, cx: &Context) -> Ask {
        self.read = Kept(None);
        self.pick(cx)
    }

    fn pick(&mut self, cx: &Context) -> Ask {
        self.asked += 1;
        let (listing, query, sight) = (self.listing.clone(), self.query.clone(), cx.sight.clone());
        let read = self.read.0.clone();
        let work = move || -> Output {
            let read = read.unwrap_or_else(|| Arc::new(listing.read(&sight)));
            let rows = listing.pick(&sight, &read, &query);
            if !rows.is_empty() || query.filter.is_empty() {
                return Arc::new(Found::<L> { read, rows: Arc::new(rows), near: false });
            }
            let rows = listing.pick(&sight, &read, &Query { near: true, ..query });
            Arc::new(Found::<L> { read, near: !rows.is_empty(), rows: Arc::new(rows) })
        };
        Ask::Work(Job { slot: self.listing.slot(), turn: self.asked, work: Box::new(work) })
    }

    /// The record that is marked among the links that lie over the list.
    #[must_use]
    pub fn linked(&self) -> Option<(u8, Id)> {
        let Over::Links(links) = &self.over else { return None };
        links.marked().map(|(kind, id)| (kind.number, id))
    }

    /// Opens the links of some records over the list; says so where there are none.
    pub fn follow(&mut self, cx: &Context, from: &[(&'static KindInfo, Id)]) -> Vec<Ask> {
        match Links::of(cx, from) {
            Some(links) => {
                self.over = Over::Links(links);
                Vec::new()
            }
            None => vec![Ask::Say(Tone::Plain, cx.sight.words.say("no-links"))],
        }
    }

    /// The contexts that are on.
    #[must_use]
    pub fn contexts(&self) -> Vec<keys::Context> {
        match &self.over {
            Over::None => {
                let tree = self.listing.is_tree().then_some(keys::Context::Tree);
                tree.into_iter().chain([keys::Context::List, keys::Context::Everywhere]).collect()
            }
            Over::Filtering(_) => vec![keys::Context::Line, keys::Context::Text],
            Over::Links(links) => links.contexts(),
        }
    }

    /// What can be done, most important first; `own` is what the screen adds while nothing lies over the table.
    #[must_use]
    pub fn offers(&self, own: &[Action]) -> Vec<Action> {
        match &self.over {
            Over::None => {
                let tree = self.listing.is_tree().then_some([Action::Fold, Action::Unfold]);
                let common = [Action::Filter, Action::Follow, Action::Sort];
                own.iter().copied().chain(common).chain(tree.into_iter().flatten()).collect()
            }
            Over::Filtering(_) => vec![Action::Save, Action::Stop],
            Over::Links(links) => links.offers(),
        }
    }

    /// Whether a key is text here.
    #[must_use]
    pub fn wants(&self, key: Key) -> bool {
        matches!(self.over, Over::Filtering(_)) && key.typed().is_some()
    }

    /// Takes what concerns the rows whatever lies over them; nothing when the event is of another sort.
    pub fn hear(&mut self, event: &Event, cx: &Context) -> Option<Vec<Ask>> {
        match event {
            Event::Changed => Some(vec![self.ask(cx)]),
            Event::Worked(done) if done.slot == self.listing.slot() => {
                if done.turn == self.asked
                    && let Ok(found) = done.output.clone().downcast::<Found<L>>()
                {
                    self.read = Kept(Some(found.read.clone()));
                    self.near = found.near;
                    self.take_rows(found.rows.clone());
                }
                Some(Vec::new())
            }
            Event::Rested => {
                self.detailed.clone_from(&self.marked);
                Some(Vec::new())
            }
            _ => None,
        }
    }

    fn take_rows(&mut self, rows: Arc<Vec<L::Row>>) {
        self.ready = true;
        self.rows = rows;
        let place =
            self.marked.as_ref().and_then(|marked| self.rows.iter().position(|row| self.listing.is(row, marked)));
        self.cursor.at = place.unwrap_or(self.cursor.at).min(self.rows.len().saturating_sub(1));
        self.marked = self.rows.get(self.cursor.at).cloned();
        self.detailed.clone_from(&self.marked);
    }

    /// Takes an event that the screen has no use for itself.
    pub fn update(&mut self, event: &Event, cx: &Context) -> Vec<Ask> {
        if let Some(asks) = self.hear(event, cx) {
            return asks;
        }
        match &mut self.over {
            Over::None => match event {
                Event::Do(action) => self.act(*action, cx),
                _ => Vec::new(),
            },
            Over::Filtering(_) => self.filtering(event, cx),
            Over::Links(links) => {
                let Event::Do(action) = event else { return Vec::new() };
                let asks = match links.act(*action) {
                    Chosen::Nothing => return Vec::new(),
                    Chosen::Closed => Vec::new(),
                    Chosen::Asks(asks) => asks,
                };
                self.over = Over::None;
                asks
            }
        }
    }

    fn act(&mut self, action: Action, cx: &Context) -> Vec<Ask> {
        if let Some(step) = Move::of(action) {
            return self.step(step, cx);
        }
        match action {
            Action::Follow => match &self.marked {
                Some(row) => self.follow(cx, &self.listing.records(row)),
                None => Vec::new(),
            },
            Action::Filter => {
                self.over = Over::Filtering(Box::new(Editor::new(&self.query.filter, false)));
                Vec::new()
            }
            Action::Sort => {
                let orders = self.listing.orders(&cx.sight);
                if self.query.backwards {
                    self.query.sort = (self.query.sort + 1) % orders.len().max(1);
                }
                self.query.backwards = !self.query.backwards;
                vec![self.pick(cx), Ask::Say(Tone::Plain, self.order_words(&cx.sight))]
            }
            Action::Fold => self.fold(cx),
            Action::Unfold => self.unfold(cx),
            Action::Mark => self.tick(cx),
            Action::MarkAll => self.tick_all(cx),
            Action::Close if !self.ticked.is_empty() => {
                self.ticked.clear();
                Vec::new()
            }
            Action::Close if !self.query.filter.is_empty() => {
                self.query.filter.clear();
                vec![self.pick(cx)]
            }
            _ => Vec::new(),
        }
    }

    /// Ticks the marked row, or takes the tick away, and goes on to the next one.
    fn tick(&mut self, cx: &Context) -> Vec<Ask> {
        let Some(id) = self.marked.as_ref().and_then(|row| self.listing.ticked_as(row)) else { return Vec::new() };
        if !self.ticked.remove(&id) {
            self.ticked.insert(id);
        }
        self.step(Move::Down, cx)
    }

    /// Ticks every row that is shown; where all are ticked, takes these ticks away.
    fn tick_all(&mut self, cx: &Context) -> Vec<Ask> {
        let shown: BTreeSet<Id> = self.rows.iter().filter_map(|row| self.listing.ticked_as(row)).collect();
        if shown.is_subset(&self.ticked) {
            self.ticked.retain(|id| !shown.contains(id));
        } else {
            self.ticked.extend(shown);
        }
        vec![Ask::Say(Tone::Plain, cx.sight.words.count("list-ticked", self.ticked.len()))]
    }

    /// The records that are ticked, shown by the filter or not.
    #[must_use]
    pub fn ticked(&self) -> &BTreeSet<Id> {
        &self.ticked
    }

    /// Folds the marked row of a tree; folded, or with nothing under it, goes to what it hangs under.
    fn fold(&mut self, cx: &Context) -> Vec<Ask> {
        let Some((node, branch)) = self.marked.as_ref().and_then(|row| self.listing.branch(row)) else {
            return Vec::new();
        };
        if !branch.folded && self.has_under(branch.depth) && self.query.filter.is_empty() {
            self.query.folded.insert(node.clone());
            return vec![self.pick(cx)];
        }
        let above = self.rows.iter().take(self.cursor.at).enumerate().rev();
        let depth = branch.depth;
        let on = above.filter_map(|(at, row)| Some((at, self.listing.branch(row)?.1.depth)));
        if let Some((at, _)) = on.into_iter().find(|(_, above)| *above < depth) {
            self.cursor.at = at;
            self.marked = self.rows.get(at).cloned();
        }
        vec![Ask::Rest]
    }

    /// Unfolds the marked row of a tree; unfolded, goes to the first row under it.
    fn unfold(&mut self, cx: &Context) -> Vec<Ask> {
        let Some((node, branch)) = self.marked.as_ref().and_then(|row| self.listing.branch(row)) else {
            return Vec::new();
        };
        if branch.folded {
            self.query.folded.remove(node);
            return vec![self.pick(cx)];
        }
        if self.has_under(branch.depth) { self.step(Move::Down, cx) } else { Vec::new() }
    }

    /// Folds the marked row of a tree, or unfolds it.
    pub fn turn(&mut self, cx: &Context) -> Vec<Ask> {
        let branch = self.marked.as_ref().and_then(|row| self.listing.branch(row));
        if branch.is_some_and(|(_, branch)| branch.folded) { self.unfold(cx) } else { self.fold(cx) }
    }

    /// Whether the row after the marked one stands deeper.
    fn has_under(&self, depth: usize) -> bool {
        let next = self.rows.get(self.cursor.at + 1);
        next.and_then(|row| self.listing.branch(row)).is_some_and(|(_, next)| next.depth > depth)
    }

    /// By what the rows are ordered, in words.
    fn order_words(&self, sight: &Sight) -> String {
        let orders = self.listing.orders(sight);
        let order = orders.get(self.query.sort).map_or("", String::as_str);
        let said = if self.query.backwards { "sorted-backwards" } else { "sorted-by" };
        sight.words.say_with(said, &[("column", order)])
    }

    fn filtering(&mut self, event: &Event, cx: &Context) -> Vec<Ask> {
        let Over::Filtering(editor) = &mut self.over else { return Vec::new() };
        match event {
            Event::Do(Action::Stop) => {
                self.over = Over::None;
                self.query.filter.clear();
                return vec![self.pick(cx)];
            }
            Event::Do(Action::Save | Action::SaveNext) => {
                self.over = Over::None;
                return Vec::new();
            }
            _ => {}
        }
        if let Err(full) = editor.update(event) {
            return vec![Ask::Say(Tone::Warn, full.say(&cx.sight.words))];
        }
        let typed = editor.text();
        if typed == self.query.filter {
            return Vec::new();
        }
        self.query.filter = typed;
        vec![self.pick(cx)]
    }

    /// Where in the list one is, and what narrows it.
    #[must_use]
    pub fn status(&self) -> String {
        let at = if self.rows.is_empty() { 0 } else { self.cursor.at + 1 };
        let filter = &self.query.filter;
        let filter = if filter.is_empty() { String::new() } else { format!(" /{}", text::cut(filter, 12)) };
        let ticked = if self.ticked.is_empty() { String::new() } else { format!(" x{}", self.ticked.len()) };
        format!("{at}/{}{filter}{ticked}", self.rows.len())
    }
}
